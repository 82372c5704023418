"""The one door to pint: factors between units, and quantities in and out.

The registry is private, made of our table alone, and built when a factor or an exit first needs it.
"""

from _thread import RLock  # as functools does: threading would load more than the lock
from decimal import Decimal, localcontext
from functools import cache

from .._internal.decimals import EXACTLY
from ..errors import AmountTypeError, UnknownNameError
from .codes import MOST_FACTORS, MULTIPLE, sides, spelled
from .names import vocabulary
from .table import UnitTable, is_noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pint import Quantity as Quantity, UnitRegistry  # noqa: PLC0414  # amounts takes its type from here

_lock = RLock()


def pint_quantity(value: Decimal, unit: str) -> "Quantity[Decimal]":
    """The exit to pint: a quantity in the private registry, whose units bear our codes.

    Args:
        value: The number.
        unit: A canonical code.

    Returns:
        A quantity with a Decimal magnitude. Keep it out of fields and pickles: `from_pint` is the way back.

    Example:
        >>> from decimal import Decimal
        >>> from expotrade.units import pint_quantity
        >>> pint_quantity(Decimal(3), "t").to("kg").magnitude == 3000
        True
    """
    above, below = sides(unit)
    powers: dict[str, int] = {}
    for code, power in [*((code, 1) for code in above), *((code, -1) for code in below)]:
        powers[code] = powers.get(code, 0) + power
    registry = _registry()
    with _lock:
        for code in powers:
            _define(code)
    # pint 0.26 answers Quantity[float] here whatever the registry's numbers are.
    made: Any = registry.Quantity(value, registry.UnitsContainer(powers or {MULTIPLE: 1}))
    quantity: Quantity[Decimal] = made
    return quantity


def from_pint(quantity: object) -> tuple[Decimal, str]:
    """The way back from pint: the number and the code of a quantity.

    A registry of somebody else is trusted where a name can mean only one thing: our codes, kilogram, gram, metric_ton
    and hectare, but not `acre` and `chain`, which may be the surveyor's.

    Args:
        quantity: A pint quantity whose magnitude is an int or a Decimal.

    Returns:
        The number and a canonical code; equal factors cancel, others stay as they are.

    Raises:
        AmountTypeError: It is no pint quantity, its magnitude is another number, or a power is not
            whole.
        AmountError: It has more than eight factors.
        UnknownNameError: One of its units is none of ours.

    Example:
        >>> from decimal import Decimal
        >>> from expotrade.units import from_pint, pint_quantity
        >>> from_pint(pint_quantity(Decimal(21), "USD/exhibitor"))
        (Decimal('21'), 'USD/exhibitor')
    """
    from pint import Quantity

    if not isinstance(quantity, Quantity):
        raise AmountTypeError("read from pint", quantity, "pass a pint quantity")
    magnitude = quantity.magnitude
    if not isinstance(magnitude, (int, Decimal)):
        advice = "its magnitude must be an int or a Decimal; a float has lost the printed digits"
        raise AmountTypeError("read from pint", magnitude, advice)
    # Each registry of pint has a class of quantities of its own.
    is_ours = isinstance(quantity, _registry().Quantity)
    items: Iterable[tuple[str, Any]] = quantity.unit_items()
    above: list[str] = []
    below: list[str] = []
    for name, power in items:
        code = vocabulary().elsewhere.get(name) if not is_ours else name if _is_own(name) else None
        if code is None:
            nearest = UnitTable.builtin().nearest(name)
            raise UnknownNameError("unit", name, nearest, "convert the quantity to units of the table first")
        if power not in range(-MOST_FACTORS, MOST_FACTORS + 1):
            advice = f"its units must have whole powers of at most {MOST_FACTORS}"
            raise AmountTypeError("read from pint", quantity, advice)
        (above if power > 0 else below).extend([code] * abs(int(power)))
    return Decimal(magnitude), spelled(above, below)


def _registry() -> "UnitRegistry[Any]":
    with _lock:
        return _build_registry()


@cache
def _build_registry() -> "UnitRegistry[Any]":
    """The private registry, with what is convertible; `_define` adds the rest as it is needed."""
    from pint import UnitRegistry

    measured = vocabulary().measured
    with localcontext(EXACTLY):
        registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Decimal)
        for dimension in dict.fromkeys(dimension for dimension, _ in measured.values()):
            base = f"BASE_OF_{dimension}"
            registry.define(f"{base} = []" if dimension == MULTIPLE else f"{base} = [{dimension}]")
        for code, (dimension, factor) in measured.items():
            registry.define(f"{code} = {factor} * BASE_OF_{dimension}")
    return registry


@cache
def _define(code: str) -> None:
    """Give a currency or a noun, a caller's too, its own dimension in the registry; to be called under the lock."""
    if code not in vocabulary().measured:
        _registry().define(f"{code} = [{code}]")


def _is_own(name: str) -> bool:
    """Whether a unit of the private registry is one of ours or a caller's noun, and no base."""
    return name in vocabulary().labels or is_noun(name)


@cache
def _in_base(code: str) -> Decimal:
    """A convertible unit in the base of its dimension, an exact decimal."""
    registry = _registry()
    with _lock, localcontext(EXACTLY):
        factor, _ = registry.get_root_units(registry.UnitsContainer({code: 1}))
    return Decimal(str(factor))
