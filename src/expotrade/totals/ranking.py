"""Places in an order with honest ties, shares of a whole, and values per count."""

from bisect import bisect_right

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import BELOW_ALL, INFINITY
from ..amounts import Amount
from ..errors import AmountTypeError, TotalError
from ..records import Figure, Statistic, TradeFlow
from ..units import UnitTable, is_same_dimension
from .items import Entry, as_several, entries_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from ..periods import Period
    from .items import Item


@frozen
class Ranked:
    """An item in an order, with the best and the worst place that its bounds allow.

    Args:
        item: What was ranked, as it was given.
        amount: Its amount, in the unit in which all are ranked.
        best: Its best place, counted from 1.
        worst: Its worst place.

    Example:
        >>> import expotrade as ex
        >>> sizes = ["more than 620 exhibitors", "700 exhibitors", "17 exhibitors"]
        >>> [(one.best, one.worst) for one in ex.rank(ex.Amount.parse(size) for size in sizes)]
        [(1, 2), (1, 2), (3, 3)]
    """

    item: object = field()
    amount: Amount = field()
    best: int = field()
    worst: int = field()


def rank(
    items: "Iterable[Item]",
    *,
    by: "str | Callable[[Item], Amount | Figure | None] | None" = None,
    is_descending: bool = True,
    mix_periods: bool = False,
) -> tuple[Ranked, ...]:
    """Items in the order of their values, each with the best and the worst place that the bounds allow.

    A place is one more than the number of items that stand above, so that equals share one. The best place counts those
    whose bounds are wholly above an item's own, the worst all that may be above it. Bounds are closed: more than 620
    can only equal exactly 620 or be above it. Items without a value have no place and are left out.

    Args:
        items: As for `total`, all of one dimension.
        by: The metric of the figure that counts, as for `total`, or a function that answers an item's amount or figure,
            None where it has none.
        is_descending: Whether the largest comes first.
        mix_periods: Accept figures over periods of different length, such as January to July and a year.

    Returns:
        One `Ranked` for each item with a value, sorted by value.

    Raises:
        TotalError: Periods of different length; dimensions that differ.
        AmountTypeError: `by` is neither, or the function answers something else.
        UnknownNameError: The metric is not in the table.

    Source: definition. Equals share a place and the next one is passed over, as in 1, 1, 3; the best place counts what
        is surely above, the worst what may be.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> for ranked in ex.rank(cat.editions, by="exhibitors"):
        ...     print(ranked.best, ranked.item.id, ranked.amount)
        1 ciie-2023 MORE_THAN 3400 exhibitor
        1 cisce-2024 MORE_THAN 620 exhibitor
    """
    entries = [entry for entry in _entries(as_several(items), by) if entry.amount is not None]
    _refuse_mixed(entries, mix_periods)
    amounts = [entry.amount for entry in entries if entry.amount is not None]
    unit = min({amount.unit for amount in amounts}, default="")
    amounts = [amount if amount.unit == unit else amount.to(unit) for amount in amounts]
    bounds = [_ends(amount, is_descending) for amount in amounts]
    lows, highs = sorted(low for low, _ in bounds), sorted(high for _, high in bounds)
    ranked = []
    for entry, amount, (low, high) in zip(entries, amounts, bounds, strict=True):
        surely_above = len(lows) - bisect_right(lows, high)
        # An item is not above itself.
        perhaps_above = len(highs) - bisect_right(highs, low) - (low < high)
        ranked.append(Ranked(entry.item, amount, surely_above + 1, perhaps_above + 1))
    ranked.sort(key=lambda one: one.amount.value, reverse=is_descending)
    return tuple(ranked)


def _entries(items: "list[Item]", by: "str | Callable[[Item], Amount | Figure | None] | None") -> list[Entry]:
    """The items with the amounts that they are ranked by."""
    if by is None or isinstance(by, str):
        return entries_of(items, by)
    if not callable(by):
        raise AmountTypeError("rank by", by, "pass a metric or a function of the item")
    answers = [(item, by(item)) for item in items]
    stated = [(item, answer) for item, answer in answers if answer is not None]
    entries = entries_of([_checked(answer) for _, answer in stated], None)
    for entry, (item, _) in zip(entries, stated, strict=True):
        entry.item = item
    return entries


def _checked(answer: object) -> "Amount | Figure":
    if not isinstance(answer, (Amount, Figure)):
        raise AmountTypeError("rank by", answer, "the function must answer an amount, a figure or None")
    return answer


def _ends(amount: Amount, is_descending: bool) -> "tuple[Decimal, Decimal]":
    """The bounds as numbers, mirrored where the smallest comes first."""
    low = BELOW_ALL if amount.low is None else amount.low
    high = INFINITY if amount.high is None else amount.high
    return (low, high) if is_descending else (high.copy_negate(), low.copy_negate())


def _refuse_mixed(entries: list[Entry], mix_periods: bool) -> None:
    """Refuse what cannot stand in one order: other dimensions, and parts of years beside years."""
    units = [entry.amount.unit for entry in entries if entry.amount is not None]
    other = next((unit for unit in units if not is_same_dimension(units[0], unit)), None)
    if other is not None:
        rule = "an order needs one dimension: convert or rank them apart"
        raise TotalError(f"{units[0]} beside {other}", rule, "rank")
    lengths = {str(entry.period): _length(entry.period) for entry in entries if _is_dated(entry)}
    if len(set(lengths.values())) > 1 and not mix_periods:
        rule = "a part of a year is not compared with a year: rank them apart, or pass mix_periods=True"
        raise TotalError(f"periods {', '.join(sorted(lengths))}", rule, "rank")


def _is_dated(entry: Entry) -> bool:
    """Whether a figure is told by its time: one of a flow, a statistic or nothing, or one over a period of its own."""
    figure = entry.figure
    if figure is None or figure.as_of is not None:
        return False
    return (
        figure.period is not None or entry.record is None or isinstance(entry.record, (TradeFlow, Statistic))
    )


def _length(period: "Period | None") -> object:
    """How long a period is, in whole months where it has them."""
    return None if period is None else (period.months, None if period.months else period.days)


def share(part: Amount | Figure, whole: Amount | Figure) -> Amount:
    """What share of a whole a part is, in percent with bounds.

    Args:
        part: The part.
        whole: The whole, of the same dimension and, for figures, the same period; its value must not be zero.

    Raises:
        TotalError: Two figures of different periods.
        UnitMismatchError: Their dimensions differ.
        AmountDivisionError: The whole is zero.
        AmountTypeError: One of the two is neither amount nor figure.

    Source: definition, part / whole in percent, with the bounds of the quotient.

    Example:
        >>> import expotrade as ex
        >>> found = ex.share(ex.Amount.parse("929,000 tonnes"), ex.Amount.parse("1.426 million tonnes"))
        >>> f"{found:short}"
        '65.1473 percent (65.0893 to 65.2052)'
    """
    if isinstance(part, Figure) and isinstance(whole, Figure):
        times = [figure.period or figure.as_of for figure in (part, whole)]
        if times[0] != times[1]:
            rule = "part and whole must be of one period"
            raise TotalError(f"the share of {times[0]} in {times[1]}", rule, "take")
    left, right = _amount(part), _amount(whole)
    left.compare(right)  # refuses another dimension with what to do
    return (left / right).to("percent")


def per(value: Amount | Figure, count: Amount | Figure) -> Amount:
    """A value for each of a count: per exhibitor, per day, per economy, with bounds.

    Args:
        value: What is divided.
        count: By how many: a count such as exhibitors, days or economies.

    Returns:
        An amount in the unit of the value per unit of the count, such as "USD/exhibitor".

    Raises:
        TotalError: The divisor is no count.
        AmountDivisionError: The count is zero.
        AmountTypeError: One of the two is neither amount nor figure.

    Source: definition, value / count, with the bounds of the quotient.

    Example:
        >>> import expotrade as ex
        >>> edition = ex.load_dataset("articles").edition("ciie", 6)
        >>> f"{ex.per(edition['deal_value'], edition['economies']):short}"
        'USD 612.578 million per country or region (612.539 to 612.618 million)'
    """
    divisor = _amount(count)
    if not UnitTable.builtin().is_counted(divisor.unit):
        rule = "the divisor is a count, such as exhibitors, days or economies"
        raise TotalError(f"a value per {divisor.unit}", rule, "take")
    return _amount(value) / divisor


def _amount(stated: object) -> Amount:
    amount = stated.amount if isinstance(stated, Figure) else stated
    if not isinstance(amount, Amount):
        raise AmountTypeError("take a share or a value per count of", stated, "pass amounts or figures")
    return amount
