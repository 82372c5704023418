"""Growth, sums and order of several amounts."""

from ..errors import AmountError
from .amount import Amount, computed, from_parts, in_unit_of, span_of
from .hedges import Hedge, Order
from .intervals import EXACT, bounds_of, ends_of_sum, order_of_ends, relative_change, sum_of_numbers
from .parts import number_without_unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def growth(new: Amount, old: Amount) -> Amount:
    """The growth from one amount to another, new / old - 1, in percent with bounds.

    Args:
        new: The later amount, in a unit of any dimension.
        old: The earlier amount, in a unit of the same dimension. Its value must be positive and its lower bound not
            negative; if the lower bound is zero, the growth has no upper bound.

    Returns:
        An amount in percent with 50 significant digits, bounds rounded outwards; a fall is negative.

    Raises:
        UnitMismatchError: The units have different dimensions.
        AmountError: The old amount is not positive.
        AmountTypeError: One of the two is not an amount.

    Source:
        Definition; the bounds of the quotient after IEEE 1788-2015.

    Example:
        >>> import expotrade as ex
        >>> change = ex.growth(ex.Amount.parse("$78.41 billion"), ex.Amount.parse("US$71.13 billion"))
        >>> f"{change:short}"
        '10.2348 percent (10.2200 to 10.2496)'
    """
    if not isinstance(old, Amount):
        raise number_without_unit("take the growth from", old)
    later = in_unit_of(old, new, "take the growth of")
    if old.value <= 0 or old.low is None or old.low < 0:
        raise AmountError(
            str(old), "the old amount of a growth must be positive, and its lower bound not negative"
        )
    return computed(relative_change(span_of(later), span_of(old)), "percent", (later.hedge, old.hedge))


def closed_order(left: Amount, right: Amount) -> Order:
    """The order of two amounts if all ends are part of them, also those of "more than" and "less than".

    Checks use it: "more than 145" and "145" are the same figure with and without its hedge.

    Args:
        left: An amount in any unit.
        right: An amount in any unit of the same dimension.

    Raises:
        UnitMismatchError: The units have different dimensions.
        AmountTypeError: The other is not an amount.
        AmountError: A number is out of range in the other unit.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.amounts import closed_order
        >>> closed_order(ex.Amount.parse("more than 145 deals"), ex.Amount(145, "deal"))
        Order.UNDECIDED
    """
    right = in_unit_of(left, right, "compare")
    return order_of_ends((left.low, left.high), (right.low, right.high))


def printed_ratio(amount: Amount, equivalent: Amount) -> Amount:
    """The ratio of two numbers that are printed for one thing, such as the rate that a printed conversion implies.

    "Over 152 billion yuan ($21 billion)" converts the number 152 billion: that the thing is worth more says nothing of
    the rate. So a number with an open end counts as rounded to its last printed place.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.amounts.arithmetic import printed_ratio
        >>> rate = printed_ratio(ex.Amount.parse("over 152 billion yuan"), ex.Amount.parse("$21 billion"))
        >>> f"{rate.low:.2f} to {rate.high:.2f} {rate.unit}"
        '7.05 to 7.44 CNY/USD'
    """
    return _number_of(amount) / _number_of(equivalent)


def _number_of(amount: Amount) -> Amount:
    is_open = amount.low is None or amount.high is None or amount.low == 0 < amount.value
    if not is_open:
        return amount
    return from_parts(
        amount.value, amount.unit, Hedge.ROUNDED, *bounds_of(Hedge.ROUNDED, amount.value, amount.unit)
    )


def sum_of(amounts: "Sequence[Amount]") -> Amount:
    """The sum of one or more amounts of one unit; it does not depend on their order.

    Args:
        amounts: The amounts, at least one.

    Raises:
        AmountError: The sum is out of range.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.amounts import sum_of
        >>> print(sum_of([ex.Amount.parse("more than 5 deals"), ex.Amount(2, "deal"), ex.Amount(3, "deal")]))
        MORE_THAN 10 deal
    """
    first = amounts[0]
    if len(amounts) == 1:
        return first
    value = sum_of_numbers([amount.value for amount in amounts])
    hedges = [amount.hedge for amount in amounts if amount.hedge is not EXACT]
    if not hedges:
        return from_parts(value, first.unit, EXACT, value, value)
    low = ends_of_sum([amount.low for amount in amounts])
    high = ends_of_sum([amount.high for amount in amounts])
    return computed((value, low, high), first.unit, tuple(hedges))
