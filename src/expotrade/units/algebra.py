"""Units: the table of what figures count or measure (`UnitTable`), and the algebra of unit codes.

A code is simple (`USD`, `t`, `exhibitor`) or compound (`USD/exhibitor`). A compound has its numerators before one
stroke and its denominators behind it, each side sorted and joined by `*`, a power written by repetition: `USD*USD`,
`USD/exhibitor`, `kg/day*exhibitor` (kilograms per day and per exhibitor), `1/USD`. It holds at most eight factors.

This is the one door to pint, whose registry here is private, made of our table alone, and built when a conversion
factor or an exit first needs it.
"""

from _thread import RLock  # as functools does: threading would load more than the lock
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from math import gcd

from .._internal.decimals import EXACTLY
from ..errors import AmountTypeError, UnitMismatchError, UnknownNameError
from .codes import MOST_FACTORS, MULTIPLE, cancelled, sides, spelled
from .names import vocabulary
from .table import UnitTable, is_noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pint import Quantity, UnitRegistry

__all__ = [
    "UnitTable",
    "divide",
    "from_pint",
    "is_same_dimension",
    "multiply",
    "pint_quantity",
    "ratio",
    "reciprocal",
]

_ONE_TO_ONE = (Decimal(1), Decimal(1))
_lock = RLock()

# The table lives below for the sake of size; its public home is here.
UnitTable.__module__ = __name__


def ratio(left: str, right: str) -> tuple[Decimal, Decimal]:
    """How many of one unit another one is, exactly; for converting a number without losing a digit.

    Args:
        left: The unit converted from, a canonical code. A code that the table does not know is a caller's noun.
        right: The unit converted to.

    Returns:
        Numerator and denominator in lowest terms, 1 left = numerator/denominator right; a power of ten is written
        as one, `Decimal("1E+3")`.

    Raises:
        UnitMismatchError: The units have different dimensions.

    Example:
        >>> from expotrade.units import ratio
        >>> ratio("t", "kg"), ratio("m2", "mu")
        ((Decimal('1E+3'), Decimal('1')), (Decimal('3'), Decimal('2E+3')))
    """
    return _ONE_TO_ONE if left is right or left == right else _ratio(left, right)


def is_same_dimension(left: str, right: str) -> bool:
    """Whether figures in two units can be added and compared; currencies and nouns are dimensions of their own.

    Example:
        >>> from expotrade.units import is_same_dimension
        >>> is_same_dimension("t", "kg"), is_same_dimension("USD", "CNY")
        (True, False)
    """
    return left is right or left == right or _dimension(left) == _dimension(right)


def multiply(left: str, right: str) -> tuple[str, Decimal, Decimal]:
    """The unit of a product, and what the product of the numbers has to be scaled by.

    Equal factors cancel, then factors of one dimension do; those left on one side are brought to the one whose code
    sorts first. Percent counts as hundredths and vanishes, as `multiple` does.

    Args:
        left: A canonical code.
        right: A canonical code.

    Returns:
        The reduced unit, numerator and denominator in lowest terms: x left times y right = x·y·num/den of the unit.

    Raises:
        AmountTypeError: A factor is `pp`.
        AmountError: The product would have more than eight factors.

    Example:
        >>> from expotrade.units import multiply
        >>> multiply("USD/t", "kg")
        ('USD', Decimal('1'), Decimal('1E+3'))
    """
    return _product("multiply", left, right)


def divide(left: str, right: str) -> tuple[str, Decimal, Decimal]:
    """The unit of a quotient, and what the quotient of the numbers has to be scaled by.

    Args:
        left: A canonical code.
        right: A canonical code.

    Returns:
        The reduced unit, numerator and denominator in lowest terms, as `multiply` does. Like units give `multiple`.

    Raises:
        AmountTypeError: A factor is `pp`.
        AmountError: The quotient would have more than eight factors.

    Example:
        >>> from expotrade.units import divide
        >>> divide("USD", "exhibitor")
        ('USD/exhibitor', Decimal('1'), Decimal('1'))
    """
    return _product("divide", left, right)


def reciprocal(unit: str) -> tuple[str, Decimal, Decimal]:
    """The unit of a number divided by an amount, and what the quotient has to be scaled by.

    Args:
        unit: A canonical code.

    Returns:
        The reduced unit, numerator and denominator in lowest terms, as `multiply` does.

    Raises:
        AmountTypeError: A factor is `pp`.

    Example:
        >>> from expotrade.units import reciprocal
        >>> reciprocal("percent")
        ('multiple', Decimal('1E+2'), Decimal('1'))
    """
    return _product("divide", MULTIPLE, unit)


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


def _simple_dimension(code: str) -> str:
    """The dimension of a simple code: its own, but for MASS, AREA and shares; no noun has capitals."""
    dimension, _ = vocabulary().measured.get(code, (code, ""))
    return dimension


@lru_cache(maxsize=4096)
def _dimension(code: str) -> tuple[list[str], list[str]]:
    """The dimensions on both sides of a code, cancelled."""
    above, below = sides(code)
    return cancelled([_simple_dimension(one) for one in above], [_simple_dimension(one) for one in below])


@lru_cache(maxsize=4096)
def _ratio(left: str, right: str) -> tuple[Decimal, Decimal]:
    if not is_same_dimension(left, right):
        advice = "they measure different things"
        if all(map(UnitTable.builtin().is_currency, (left, right))):
            advice = f'currencies meet through a rate table only, with rates.convert(…, "{right}", on=…)'
        raise UnitMismatchError("convert", left, right, advice)
    above, below = sides(left)
    under, over = sides(right)
    _, numerator, denominator = _reduced(above + over, below + under)
    return _as_decimal(numerator), _as_decimal(denominator)


@lru_cache(maxsize=4096)
def _product(operation: str, left: str, right: str) -> tuple[str, Decimal, Decimal]:
    above, below = sides(left)
    over, under = sides(right) if operation == "multiply" else reversed(sides(right))
    if "pp" in (*above, *below, *over, *under):
        unit = left if "pp" in above + below else right
        advice = "percentage points only add and subtract; a share of something is percent"
        raise AmountTypeError(operation, unit, advice)
    unit, numerator, denominator = _reduced(above + over, below + under)
    return unit, _as_decimal(numerator), _as_decimal(denominator)


def _reduced(above: list[str], below: list[str]) -> tuple[str, int, int]:
    """The unit with one code a dimension and none on both sides, and the scale of the number in lowest terms."""
    dimensions: dict[str, tuple[list[str], list[str]]] = {}
    for side, codes in enumerate(cancelled(above, below)):
        for code in codes:
            dimensions.setdefault(_simple_dimension(code), ([], []))[side].append(code)
    numerator = denominator = 1
    over: list[str] = []
    under: list[str] = []
    for dimension, (tops, bottoms) in dimensions.items():
        excess = len(tops) - len(bottoms)
        first = MULTIPLE if dimension == MULTIPLE else (tops if excess >= 0 else bottoms)[0]
        for codes, is_top in ((tops, True), (bottoms, False)):
            for code in codes:
                times, parts = _scale(code, first)
                numerator *= times if is_top else parts
                denominator *= parts if is_top else times
        over += [first] * excess
        under += [first] * -excess
    common = gcd(numerator, denominator)
    return spelled(over, under), numerator // common, denominator // common


def _scale(code: str, first: str) -> tuple[int, int]:
    """One simple code in another of its dimension; hundredths by definition, all else from pint."""
    if code == first:
        return 1, 1
    if (code, first) == ("percent", MULTIPLE):
        return 1, 100
    times, parts = _in_base(code).as_integer_ratio()
    first_times, first_parts = _in_base(first).as_integer_ratio()
    return times * first_parts, parts * first_times


def _as_decimal(number: int) -> Decimal:
    """A positive whole number with its zeros as a power of ten."""
    digits = str(number).rstrip("0")
    zeros = len(str(number)) - len(digits)
    return Decimal(f"{digits}E+{zeros}") if zeros else Decimal(number)


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
