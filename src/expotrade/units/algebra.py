"""Ratios, products and quotients of units.

A code is simple (`USD`, `t`, `exhibitor`) or compound (`USD/exhibitor`). A compound has its numerators before one
stroke and its denominators after it. Each side is sorted and joined by `*`, and a power repeats its factor: `USD*USD`,
`USD/exhibitor`, `kg/day*exhibitor` (kilograms per day and per exhibitor), `1/USD`. It has at most eight factors.
"""

from decimal import Decimal
from functools import lru_cache
from math import gcd

from ..errors import AmountTypeError, UnitMismatchError
from .codes import MULTIPLE, cancelled, sides, spelled
from .names import vocabulary
from .pint_bridge import _in_base
from .table import UnitTable

_ONE_TO_ONE = (Decimal(1), Decimal(1))
_SHARES, _POINTS = {"percent", "multiple"}, {"percent", "pp"}


def ratio(left: str, right: str) -> tuple[Decimal, Decimal]:
    """The exact ratio of two units, to convert a number without losing a digit.

    Args:
        left: The canonical code to convert from. A code that the built-in table does not know is a noun of the caller.
        right: The canonical code to convert to.

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
    """Whether figures in two units can be added and compared; each currency and each noun is its own dimension.

    Args:
        left: The canonical code of one unit.
        right: The canonical code of the other unit.

    Example:
        >>> from expotrade.units import is_same_dimension
        >>> is_same_dimension("t", "kg"), is_same_dimension("USD", "CNY")
        (True, False)
    """
    if left is right or left == right:
        return True
    # Both are pure numbers, but a percentage and a multiple are not added or compared.
    return {left, right} != _SHARES and _dimension(left) == _dimension(right)


def is_convertible(left: str, right: str) -> bool:
    """Whether `Amount.to` converts between two units: those of one dimension, and percent with `multiple` and `pp`.

    Args:
        left: The canonical code to convert from.
        right: The canonical code to convert to.

    Example:
        >>> from expotrade.units import is_convertible
        >>> is_convertible("percent", "multiple"), is_convertible("percent", "pp"), is_convertible("USD", "CNY")
        (True, True, False)
    """
    return {left, right} in (_SHARES, _POINTS) or is_same_dimension(left, right)


def multiply(left: str, right: str) -> tuple[str, Decimal, Decimal]:
    """The unit of a product, and the factor for the product of the numbers.

    Equal factors cancel, then factors of one dimension do. Those that remain on one side are converted to the one whose
    code sorts first. Percent is a factor of 1/100 and is removed, as `multiple` is.

    Args:
        left: A canonical code.
        right: A canonical code.

    Returns:
        The reduced unit, and a numerator and a denominator in lowest terms, so that x left times y right is
        x·y·numerator/denominator of that unit.

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
    """The unit of a quotient, and the factor for the quotient of the numbers.

    Args:
        left: A canonical code.
        right: A canonical code.

    Returns:
        The reduced unit, and a numerator and a denominator in lowest terms, as `multiply` returns them. Like units give
        `multiple`.

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
    """The unit of a number divided by an amount, and the factor for the quotient.

    Args:
        unit: A canonical code.

    Returns:
        The reduced unit, and a numerator and a denominator in lowest terms, as `multiply` returns them.

    Raises:
        AmountTypeError: A factor is `pp`.

    Example:
        >>> from expotrade.units import reciprocal
        >>> reciprocal("percent")
        ('multiple', Decimal('1E+2'), Decimal('1'))
    """
    return _product("divide", MULTIPLE, unit)


def _simple_dimension(code: str) -> str:
    """The dimension of a simple code: MASS, AREA, the one of shares, or the code itself."""
    dimension, _ = vocabulary().measured.get(code, (code, ""))
    return dimension


@lru_cache(maxsize=4096)
def _dimension(code: str) -> tuple[list[str], list[str]]:
    """The dimensions on both sides of a code, cancelled."""
    above, below = sides(code)
    return cancelled([_simple_dimension(one) for one in above], [_simple_dimension(one) for one in below])


@lru_cache(maxsize=4096)
def _ratio(left: str, right: str) -> tuple[Decimal, Decimal]:
    if {left, right} == _POINTS:
        return _ONE_TO_ONE
    if not is_convertible(left, right):
        advice = "they measure different things"
        if all(map(UnitTable.builtin().is_currency, (left, right))):
            advice = f'use rates.convert(amount, "{right}", on=date)'
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
        advice = "percentage points can only be added and subtracted; write a share in percent"
        raise AmountTypeError(operation, unit, advice)
    unit, numerator, denominator = _reduced(above + over, below + under)
    return unit, _as_decimal(numerator), _as_decimal(denominator)


def _reduced(above: list[str], below: list[str]) -> tuple[str, int, int]:
    """The unit with one code for each dimension, on one side, and the factor of the number in lowest terms."""
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
    """The ratio of two simple codes of one dimension; that of percent by definition, the others from pint."""
    if code == first:
        return 1, 1
    if (code, first) == ("percent", MULTIPLE):
        return 1, 100
    times, parts = _in_base(code).as_integer_ratio()
    first_times, first_parts = _in_base(first).as_integer_ratio()
    return times * first_parts, parts * first_times


def _as_decimal(number: int) -> Decimal:
    """A positive whole number, with the zeros at its end as a power of ten."""
    digits = str(number).rstrip("0")
    zeros = len(str(number)) - len(digits)
    return Decimal(f"{digits}E+{zeros}") if zeros else Decimal(number)
