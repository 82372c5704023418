"""The validated arguments of a total."""

from ..errors import TotalError
from ..errors.advice import passing
from ..rates.converting import Conversions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from ..catalogs import Catalog
    from ..rates import RateTable
    from ..rates.converting import On


class TotalOptions:
    """Validated arguments of `total` and `group`."""

    __slots__ = ("catalog", "conversions", "mix_kinds", "overlaps")

    def __init__(
        self,
        unit: str | None,
        rates: "RateTable | Literal['ecb'] | None",
        on: "On",
        catalog: "Catalog | None",
        overlaps: str,
        *,
        mix_kinds: bool,
    ) -> None:
        self.conversions = Conversions.asked(unit, rates, on)
        self.catalog = catalog
        self.overlaps = overlaps
        self.mix_kinds = mix_kinds
        if overlaps not in ("leave_out", "raise"):
            advice = (passing(overlaps='"leave_out"'), passing(overlaps='"raise"'))
            raise TotalError(f"with overlaps={overlaps!r}", advice=advice)
