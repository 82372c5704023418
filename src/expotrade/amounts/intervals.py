"""Bounds: those that a hedge gives a number, and interval arithmetic on them.

A span is a value with its lower and its upper bound, None if there is none. Results enclose every possible one:
sums and differences exactly, products and quotients in 50 digits, rounded outwards (IEEE 1788-2015 for divisors whose
bounds reach zero).
"""

from decimal import Context, Decimal, DecimalException, localcontext
from functools import cache

from .._internal.decimals import (
    BELOW_ALL,
    DOWNWARDS,
    EXACTLY,
    FINEST,
    INFINITY,
    NEAREST,
    OUT_OF_RANGE,
    ROUGHLY,
    UPWARDS,
    ZERO,
    bounded,
    exponent,
    negated,
    read_decimal,
    shifted,
    write_decimal,
)
from ..errors import AmountError
from .hedges import Hedge, Order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Span = tuple[Decimal, Decimal | None, Decimal | None]
Ends = tuple[Decimal | None, Decimal | None]

# Names of this file, because looking up an attribute costs more than the operation itself.
ADD, SUBTRACT = EXACTLY.add, EXACTLY.subtract
EXACT, BETWEEN = Hedge.EXACT, Hedge.BETWEEN
_ROUNDED, _NEARLY = Hedge.ROUNDED, Hedge.NEARLY
_MORE_THAN, _AT_LEAST, _LESS_THAN, _AT_MOST = Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.LESS_THAN, Hedge.AT_MOST

_MULTIPLY, _MULTIPLY_DOWN, _MULTIPLY_UP = NEAREST.multiply, DOWNWARDS.multiply, UPWARDS.multiply
_DIVIDE, _DIVIDE_DOWN, _DIVIDE_UP = NEAREST.divide, DOWNWARDS.divide, UPWARDS.divide
_TWO = Decimal(2)
_HUNDRED = Decimal(100)
_MINUS_HUNDRED_PERCENT = Decimal(-100)
_UNFLOORED = ("percent", "pp")
# The largest grain of a percentage up to a hundred.
_FIVE = Decimal(5)
_GRAINS = (Decimal(5), Decimal("2.5"), Decimal(1))


def bounds_of(hedge: Hedge, number: Decimal, unit: str) -> tuple[Decimal | None, Decimal | None]:
    """The bounds that the table of hedges gives; a hedge is about the magnitude, so those of a fall are mirrored."""
    if number.is_signed():
        low, high = bounds_of(hedge, number.copy_negate(), unit)
        return opposite(high), opposite(low)
    if hedge is EXACT:
        return number, number
    if hedge is _ROUNDED:
        return _around(number, _half_of_place(number))
    if hedge is _MORE_THAN or hedge is _AT_LEAST:
        return number, None
    if hedge is _LESS_THAN or hedge is _AT_MOST:
        return floor_of(unit), number
    if not number:
        raise AmountError(number, f"zero has no grain, so nothing is {hedge.value} zero")
    grain = grain_of(number, unit)
    if hedge is _NEARLY:
        return in_range(SUBTRACT, number, grain), number
    half = ROUGHLY.divide(grain, _TWO)
    return _around(number, max(half, _half_of_place(number)))


def _half_of_place(number: Decimal) -> Decimal:
    """Half of the last printed place; a quarter for a 1 with zeros, such as a million, which is meant loosely."""
    _, digits, place = number.as_tuple()
    if digits == (1,) and place > 0:  # type: ignore[operator]  # it is finite
        return _quarter(place)
    return _five(place - 1)  # type: ignore[operator]


def _around(number: Decimal, distance: Decimal) -> tuple[Decimal, Decimal]:
    """The bounds at a distance from a number."""
    if exponent(distance) < -FINEST:
        return in_range(SUBTRACT, number, distance), in_range(ADD, number, distance)
    try:
        return SUBTRACT(number, distance), ADD(number, distance)
    except DecimalException:
        raise AmountError(f"{number} and {distance}", OUT_OF_RANGE) from None


@cache
def _five(place: int) -> Decimal:
    return Decimal((0, (5,), place))


@cache
def _quarter(place: int) -> Decimal:
    return Decimal((0, (2, 5), place - 2))


def floor_of(unit: str) -> Decimal | None:
    """The lower bound of "less than" in a unit: zero, but changes can be negative."""
    return None if unit in _UNFLOORED else ZERO


def grain_of(number: Decimal, unit: str) -> Decimal:
    """The step in which people round to a number: the largest of 1, 2.5 and 5 times a power of ten that divides it.

    It is at most a quarter of the number, and at most 5 of a percentage up to a hundred.

    Source: numbers are rounded to tens, fives and quarters: Jansen and Pollmann 2001, On round numbers,
        doi 10.1076/jqul.8.3.187.4095; Krifka 2007, Approximate interpretation of number words.
    """
    plain = number.copy_abs().normalize(ROUGHLY)
    size = plain.as_tuple()
    last = int("".join(map(str, size.digits[-2:])))
    limit = ROUGHLY.divide(plain, Decimal(4))
    if unit == "percent" and plain <= _HUNDRED:
        limit = min(limit, _FIVE)
    place = exponent(plain)
    steps = ((power, step) for power in range(place + 1, place - 4, -1) for step in _GRAINS)
    # Every step below the last digit that is not zero divides the number; of those up to one place above, some do.
    return next(
        grain
        for power, step in steps
        if (grain := step.scaleb(power, ROUGHLY)) <= limit
        and (power < place or _divides(step, power - place, last))
    )


def likely_grain_of(number: Decimal, unit: str) -> Decimal:
    """The same for a stated amount; a share such as 33.33 percent for a third has a grain of 5 percent."""
    return _FIVE if unit == "percent" and number.copy_abs() in _endless_shares() else grain_of(number, unit)


@cache
def _endless_shares() -> frozenset[Decimal]:
    """The thirds to twelfths of a hundred without a finite decimal, rounded down and up to two decimals."""
    fractions = [(part, whole) for whole in (3, 6, 7, 9, 11, 12) for part in range(1, whole)]
    cents = {10_000 * part // whole for part, whole in fractions if 10_000 * part % whole}
    return frozenset(shifted(Decimal(cent), -2, "") for below in cents for cent in (below, below + 1))


def _divides(step: Decimal, power: int, last: int) -> bool:
    """Whether a step at a place, counted from the last digit that is not zero, divides a number with these digits."""
    return not ROUGHLY.remainder(Decimal(last), step.scaleb(power, ROUGHLY))


def rounded_to_thousands(number: Decimal) -> Decimal:
    """Digits that end in six zeros as printed in millions, those that end in three as printed in thousands."""
    if exponent(number) != 0 or not number:
        return number
    digits = number.as_tuple().digits
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    places = 6 if zeros >= 6 else 3 if zeros >= 3 else 0
    return Decimal((0, digits[: len(digits) - places], places))


def is_below(high: Decimal | None, low: Decimal | None, *, is_open: bool = False) -> bool:
    """Whether an upper bound is below the lower bound of another amount; also if they are equal and one is open."""
    return high is not None and low is not None and (high < low or (is_open and high == low))


def order_of_ends(left: Ends, right: Ends, *, are_open: tuple[bool, bool] = (False, False)) -> Order:
    """The order of two pairs of bounds, as far as it is certain.

    Args:
        left: The lower and the upper bound of one.
        right: Those of the other, in the same unit.
        are_open: Whether one of the two ends that would meet is open: for left below right, and for left above right.
    """
    if is_below(left[1], right[0], is_open=are_open[0]):
        return Order.BELOW
    if is_below(right[1], left[0], is_open=are_open[1]):
        return Order.ABOVE
    if left[0] is not None and left[0] == left[1] == right[0] == right[1]:
        return Order.EQUAL
    return Order.UNDECIDED


def open_ends(hedge: Hedge, span: Span) -> tuple[bool, bool]:
    """Whether the lower and the upper bound are not part of an amount, as in "more than" and "less than".

    "Less than 0 exhibitors" would have no number left, so its one point counts as part of it.

    Args:
        hedge: The hedge of an amount.
        span: Its value and bounds, in any unit.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.amounts import open_ends
        >>> amount = ex.Amount.parse("more than 620 exhibitors")
        >>> open_ends(amount.hedge, (amount.value, amount.low, amount.high))
        (True, False)
    """
    number, low, high = span
    if (hedge is not _MORE_THAN and hedge is not _LESS_THAN) or low == high:
        return False, False
    is_low = (hedge is _MORE_THAN) != number.is_signed()
    return is_low, not is_low


def in_range(operate: "Callable[[Decimal, Decimal], Decimal]", left: Decimal, right: Decimal) -> Decimal:
    """The result of an exact operation, if an amount can have it."""
    try:
        result = operate(left, right)
    except DecimalException:
        raise AmountError(f"{left} and {right}", OUT_OF_RANGE) from None
    return bounded(result, result)


def exactly(operate: "Callable[[Decimal, Decimal], Decimal]", left: Decimal, right: Decimal) -> Decimal:
    """A sum or difference of numbers in range; its last place is that of one of them, so only its size is checked."""
    try:
        return operate(left, right)
    except DecimalException:
        raise AmountError(f"{left} and {right}", OUT_OF_RANGE) from None


def sum_of_ends(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """The exact sum of two bounds; open if one of them is."""
    return None if left is None or right is None else exactly(ADD, left, right)


def sum_of_numbers(numbers: "Iterable[Decimal]") -> Decimal:
    """The exact sum of numbers in any order; only the total must be in range, not the partial sums."""
    several = iter(numbers)
    with localcontext(ROUGHLY):
        total = sum(several, next(several))
    return bounded(total, total)


def ends_of_sum(ends: "list[Decimal | None]") -> Decimal | None:
    """The exact sum of bounds; open if one of them is."""
    known = [end for end in ends if end is not None]
    return sum_of_numbers(known) if len(known) == len(ends) else None


def opposite(end: Decimal | None) -> Decimal | None:
    """The bound on the other side of zero; an open end stays open."""
    return None if end is None else negated(end)


def stated_span(
    low: int | Decimal | str | None, high: int | Decimal | str | None, value: int | Decimal | str | None
) -> Span:
    """The span with these bounds after checks; the value is the middle if it is not given."""
    lowest = None if low is None else read_decimal(low)
    highest = None if high is None else read_decimal(high)
    if lowest is not None and highest is not None and lowest > highest:
        raise AmountError(span_text(lowest, highest), f"low {lowest} is greater than high {highest}")
    number = middle_of(lowest, highest) if value is None else read_decimal(value)
    if (lowest is not None and lowest > number) or (highest is not None and highest < number):
        raise AmountError(span_text(lowest, highest), f"the value {number} must be within the bounds")
    return number, lowest, highest


def middle_of(low: Decimal | None, high: Decimal | None) -> Decimal:
    """The middle of two bounds, or the one that is known."""
    if low is not None and high is not None:
        return in_range(EXACTLY.divide, in_range(EXACTLY.add, low, high), _TWO)
    for end in (low, high):
        if end is not None:
            return end
    raise AmountError("[..]", "both bounds are open: pass value=")


def span_text(low: Decimal | None, high: Decimal | None) -> str:
    """Bounds in canonical notation."""
    return f"[{'' if low is None else write_decimal(low)}..{'' if high is None else write_decimal(high)}]"


def fitting_hedge(span: Span, unit: str, hedges: tuple[Hedge, ...]) -> Hedge:
    """The first hedge whose bounds fit a computed span by magnitude, given the hedges of the operands."""
    value, low, high = span
    if low is not None and low == high:
        return EXACT
    size, inner, outer = value, low, high
    if value.is_signed():
        size, inner, outer = negated(value), opposite(high), opposite(low)
    if inner == size and outer is None:
        return _MORE_THAN if _MORE_THAN in hedges else _AT_LEAST
    if outer == size and (inner is None or inner == floor_of(unit)):
        return _LESS_THAN if _LESS_THAN in hedges else _AT_MOST
    return BETWEEN


def product(left: Span, right: Span, numerator: Decimal, denominator: Decimal) -> Span:
    """Left times right, by an exact factor; zero times an open end is zero."""
    value, low, high = left
    other, under, over = right
    if (
        low is None or high is None or under is None or over is None or numerator != denominator
    ) or not _are_plain(value, low, high, other, under, over):
        return _product_of_corners(left, right, numerator, denominator)
    # The lowest and the highest corner are known here; computing all four would give the same.
    try:
        return _MULTIPLY(value, other), _MULTIPLY_DOWN(low, under), _MULTIPLY_UP(high, over)
    except DecimalException:
        raise _out_of_range(left, right) from None


def quotient(left: Span, right: Span, numerator: Decimal, denominator: Decimal) -> Span:
    """Left over right, by an exact factor; the value of the divisor is not zero, its bounds may be."""
    value, low, high = left
    other, under, over = right
    if (
        low is None or high is None or under is None or over is None or numerator != denominator
    ) or not _are_plain(value, low, high, other, under, over):
        return _quotient_of_corners(left, right, numerator, denominator)
    try:
        return _DIVIDE(value, other), _DIVIDE_DOWN(low, over), _DIVIDE_UP(high, under)
    except DecimalException:
        raise _out_of_range(left, right) from None


def _are_plain(
    value: Decimal, low: Decimal, high: Decimal, other: Decimal, under: Decimal, over: Decimal
) -> bool:
    """Whether two closed spans are points other than zero, or are above zero and at least one has width."""
    if low < value < high or under < other < over:
        return low > ZERO and under > ZERO
    return low == high and under == over and bool(value and other)


def _product_of_corners(left: Span, right: Span, numerator: Decimal, denominator: Decimal) -> Span:
    def operate(x: Decimal, y: Decimal, context: Context) -> Decimal:
        if not x or not y:
            return ZERO
        if numerator == denominator:
            return context.multiply(x, y)
        return context.divide(EXACTLY.multiply(EXACTLY.multiply(x, y), numerator), denominator)

    return _enclosed(left, right, operate)


def _quotient_of_corners(left: Span, right: Span, numerator: Decimal, denominator: Decimal) -> Span:
    def operate(x: Decimal, y: Decimal, context: Context) -> Decimal:
        if not x or y.is_infinite():
            return ZERO
        if not y:
            return _limit(x, y)
        if numerator == denominator:
            return context.divide(x, y)
        return context.divide(EXACTLY.multiply(x, numerator), EXACTLY.multiply(y, denominator))

    value, low, high = right
    if (low is None or low < 0) and (high is None or high > 0) and (left[1] != 0 or left[2] != 0):
        try:
            return operate(left[0], value, NEAREST), None, None
        except DecimalException:
            raise _out_of_range(left, right) from None
    return _enclosed(left, right, operate)


def relative_change(new: Span, old: Span) -> Span:
    """The quotient of new and old minus one, in percent; old is positive, but its lower bound may be zero."""
    return _enclosed(new, old, _change_of_corner)


def _change_of_corner(x: Decimal, y: Decimal, context: Context) -> Decimal:
    if not x or y.is_infinite():
        return _MINUS_HUNDRED_PERCENT
    if not y or x.is_infinite():
        return _limit(x, y)
    return context.divide(EXACTLY.multiply(EXACTLY.subtract(x, y), _HUNDRED), y)


def _limit(x: Decimal, y: Decimal) -> Decimal:
    """The limit of x / y as y approaches the zero of its sign, or as x grows."""
    return INFINITY if x.is_signed() == y.is_signed() else BELOW_ALL


def _enclosed(left: Span, right: Span, operate: "Callable[[Decimal, Decimal, Context], Decimal]") -> Span:
    """An operation on two spans, its bounds taken over all corners and rounded outwards to 50 digits."""
    nominal = (left[0], right[0])
    low_left = BELOW_ALL if left[1] is None else left[1]
    high_left = INFINITY if left[2] is None else left[2]
    low_right = BELOW_ALL if right[1] is None else right[1]
    high_right = INFINITY if right[2] is None else right[2]
    # A zero at the end of a divisor has the sign of the side from which it is approached.
    high_right = high_right or high_right.copy_negate()
    corners = [(x, y) for x in (low_left, high_left) for y in (low_right, high_right)]
    try:
        value = operate(*nominal, NEAREST)
        low = min(operate(x, y, DOWNWARDS) for x, y in corners)
        high = max(operate(x, y, UPWARDS) for x, y in corners)
        is_low = nominal in corners and operate(*nominal, DOWNWARDS) == low
        is_high = nominal in corners and operate(*nominal, UPWARDS) == high
    except DecimalException:
        raise _out_of_range(left, right) from None
    # A value at one of its bounds must stay there after rounding.
    if is_low != is_high:
        value = low if is_low else high
    return value, low if low.is_finite() else None, high if high.is_finite() else None


def _out_of_range(left: Span, right: Span) -> AmountError:
    return AmountError(f"{left[0]} with {right[0]}", OUT_OF_RANGE)
