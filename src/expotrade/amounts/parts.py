"""The five parts of an amount and what needs only them: stated bounds, results, other units, errors."""

from decimal import Decimal
from functools import lru_cache

from .._internal.decimals import EXACTLY, exponent, read_decimal, shifted
from ..errors import AmountError, AmountTypeError, UnitMismatchError
from ..units import UnitTable, is_convertible, ratio
from .hedges import Hedge, Order
from .intervals import (
    BETWEEN,
    EXACT,
    Span,
    bounds_of,
    fitting_hedge,
    in_range,
    likely_grain_of,
    open_ends,
    order_of_ends,
    product,
)

# The value, the unit, the hedge, the lower and the upper bound.
Parts = tuple[Decimal, str, Hedge, Decimal | None, Decimal | None]

_ONE = Decimal(1)


def unit_code(unit: str, units: UnitTable | None) -> str:
    """The code of a unit, from the caller's table or the built-in one."""
    if not isinstance(unit, str):
        advice = "pass its code or a known name, such as 'USD' or 'exhibitors'"
        raise AmountTypeError("take as a unit", unit, advice)
    return _builtin_code(unit) if units is None else units.resolve(unit)


@lru_cache(maxsize=1024)
def _builtin_code(unit: str) -> str:
    return UnitTable.builtin().resolve(unit)


def unit_of_sum(left: str, right: str) -> str:
    """The unit of a sum or a difference: percent with points, in either order, is percent."""
    return "percent" if left == "pp" and right == "percent" else left


def is_stated(parts: Parts) -> bool:
    """Whether the bounds are those that the hedge gives."""
    value, unit, hedge, low, high = parts
    return hedge is not BETWEEN and (low, high) == bounds_of(hedge, value, unit)


def order_of(left: Parts, right: Parts) -> Order:
    """The order of two amounts of one unit, as far as their bounds can tell."""
    _, _, left_hedge, left_low, left_high = left
    _, _, right_hedge, right_low, right_high = right
    is_left_low_open, is_left_high_open = open_ends(left_hedge, (left[0], left_low, left_high))
    is_right_low_open, is_right_high_open = open_ends(right_hedge, (right[0], right_low, right_high))
    are_open = (is_left_high_open or is_right_low_open, is_right_high_open or is_left_low_open)
    return order_of_ends((left_low, left_high), (right_low, right_high), are_open=are_open)


def fitted(span: Span, unit: str, hedges: tuple[Hedge, ...]) -> Parts:
    """A result under the first hedge that fits its bounds, given the hedges of the operands."""
    value, low, high = span
    hedge = fitting_hedge(span, unit, hedges)
    return (value, unit, EXACT, value, value) if hedge is EXACT else (value, unit, hedge, low, high)


def converted(parts: Parts, unit: str) -> Parts:
    """The parts in another unit of the dimension; a power of ten keeps every digit and the hedge."""
    value, old, hedge, low, high = parts
    numerator, denominator = ratio(old, unit)
    if _is_power_of_ten(numerator) and _is_power_of_ten(denominator):
        places = exponent(numerator) - exponent(denominator)
        low, high = (None if end is None else shifted(end, places, end) for end in (low, high))
        return shifted(value, places, value), unit, hedge, low, high
    return fitted(product((value, low, high), (_ONE, _ONE, _ONE), numerator, denominator), unit, (hedge,))


def _is_power_of_ten(number: Decimal) -> bool:
    return number.as_tuple().digits == (1,)


def likely_parts(parts: Parts, text: str, grains: int | Decimal | str) -> Parts:
    """The parts with each open end closed so many grains away; `text` is the amount for an error."""
    value, unit, hedge, low, high = parts
    count = read_decimal(grains)
    if count <= 0:
        raise AmountError(grains, "pass a positive number of grains")
    has_both = low is not None and high is not None
    if hedge is BETWEEN or not (has_both or is_stated(parts)):
        raise AmountError(text, "only a stated amount has a grain, not a computed one")
    if has_both:
        return parts
    if not value:
        raise AmountError(text, "zero has no grain")
    away = in_range(EXACTLY.multiply, likely_grain_of(value, unit), count)
    lowest = in_range(EXACTLY.subtract, value, away) if low is None else low
    highest = in_range(EXACTLY.add, value, away) if high is None else high
    return value, unit, BETWEEN, lowest, highest


def parts_of_number(operation: str, other: object) -> Parts:
    """The parts of a plain number as an operand, an exact multiple."""
    if isinstance(other, str) or other is None:
        raise AmountTypeError(operation, other, "pass an int, a Decimal or an Amount")
    number = read_decimal(other)
    return number, "multiple", EXACT, number, number


# --- Errors that several files of this room raise -------------------------------------------------------------------


def bounds_needed(value: object) -> AmountError:
    """The error for `Hedge.BETWEEN` without two bounds."""
    return AmountError(value, "two bounds are needed: use Amount.between(low, high, unit)")


def number_without_unit(operation: str, other: object) -> AmountTypeError:
    """The error for an operand that is not an amount."""
    advice = "an Amount needs another Amount here; give the number a unit, as in Amount(1, 'percent')"
    return AmountTypeError(operation, other, advice)


def unit_mismatch(operation: str, left: str, right: str) -> UnitMismatchError:
    """The error for two units that an operation cannot combine, with the call that converts one of them."""
    is_money = UnitTable.builtin().is_currency
    advice = "they count different things"
    if is_money(left) and is_money(right):
        target = right if operation == "convert" else left
        first = "use" if operation == "convert" else "convert one side first with"
        advice = f'{first} rates.convert(amount, "{target}", on=date)'
    elif is_convertible(left, right):
        advice = f'convert one side first with .to("{left}")'
    return UnitMismatchError(operation, left, right, advice)
