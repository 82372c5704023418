"""Ranks items; equal items share a rank, and bounds give a best and a worst rank."""

from bisect import bisect_right

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import BELOW_ALL, INFINITY
from ..amounts import Amount, open_ends
from ..errors import AmountTypeError, TotalError
from ..records import Figure, Statistic, TradeFlow
from ..units import is_same_dimension
from .derived import Derived
from .items import Item, as_list, items_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from .items import ItemLike

    # A bound, and 1 or -1 if the bound is outside and the whole amount is above or below it.
    _End = tuple[Decimal, int]


@frozen
class Ranked:
    """An item with its best and its worst rank, as its bounds allow.

    Args:
        item: The item as it was passed.
        amount: Its amount, in the unit of the ranking.
        best: Its best rank, from 1.
        worst: Its worst rank.

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
    items: "Iterable[ItemLike]",
    *,
    by: "str | Callable[[ItemLike], Amount | Figure | Derived | None] | None" = None,
    is_descending: bool = True,
    mix_periods: bool = False,
) -> tuple[Ranked, ...]:
    """Items in the order of their values, each with the best and the worst rank that the bounds allow.

    A rank is one more than the number of items above, so equal items share a rank. The best rank counts the items that
    are surely above, the worst rank those that may be above. More than 620 is above exactly 620, as in
    `Amount.compare`. Items without a value are left out.

    Args:
        items: As for `total`, all of one dimension.
        by: The metric of the figures, as for `total`, or a function that returns an amount, a figure or a `Derived` for
            an item, or None.
        is_descending: True for the largest first.
        mix_periods: Accept figures over periods of different length, such as January to July and a year.

    Returns:
        One `Ranked` for each item with a value, sorted by value, then by best place.

    Raises:
        TotalError: Periods of different length; dimensions that differ.
        AmountTypeError: `by` is neither, or the function returns something else.
        UnknownNameError: The metric is not in the table.
        ArgumentError: `total` does not take an item of this kind.

    Source: definition. Equal items share a rank and the next rank is skipped, as in 1, 1, 3.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> for ranked in ex.rank(cat.editions, by="exhibitors"):
        ...     print(ranked.best, ranked.item.id, ranked.amount)
        1 ciie-2023 MORE_THAN 3400 exhibitor
        1 cisce-2024 MORE_THAN 620 exhibitor
    """
    valued = [item for item in _items_to_rank(as_list(items), by) if item.amount is not None]
    _refuse_mixed(valued, mix_periods)
    amounts = [item.amount for item in valued if item.amount is not None]
    unit = min({amount.unit for amount in amounts}, default="")
    amounts = [amount if amount.unit == unit else amount.to(unit) for amount in amounts]
    bounds = [_ends(amount, is_descending) for amount in amounts]
    # Ranks are counted in sorted bounds: to compare each pair would take too long for many items.
    lows, highs = sorted(low for low, _ in bounds), sorted(high for _, high in bounds)
    ranked = []
    for item, amount, (low, high) in zip(valued, amounts, bounds, strict=True):
        surely_above = len(lows) - bisect_right(lows, high)
        # An item is not above itself.
        perhaps_above = len(highs) - bisect_right(highs, low) - (low < high)
        ranked.append(Ranked(item.passed, amount, surely_above + 1, perhaps_above + 1))
    # The sort is stable, so items of one value stay in the order of their best rank.
    ranked.sort(key=lambda place: place.best)
    ranked.sort(key=lambda place: place.amount.value, reverse=is_descending)
    return tuple(ranked)


def _items_to_rank(
    passed_items: "list[ItemLike]", by: "str | Callable[[ItemLike], Amount | Figure | Derived | None] | None"
) -> list[Item]:
    """The items with the amounts to rank by."""
    if by is None or isinstance(by, str):
        return items_of(passed_items, by)
    if not callable(by):
        raise AmountTypeError("rank by", by, "pass a metric or a function of the item")
    values = [(passed, by(passed)) for passed in passed_items]
    stated = [(passed, value) for passed, value in values if value is not None]
    items = items_of([_checked_value(value) for _, value in stated], None)
    for item, (passed, _) in zip(items, stated, strict=True):
        item.passed = passed
    return items


def _checked_value(value: object) -> "Amount | Figure":
    if isinstance(value, Derived):
        return value.amount
    if not isinstance(value, (Amount, Figure)):
        raise AmountTypeError("rank by", value, "the function must return an amount, a figure or None")
    return value


def _ends(amount: Amount, is_descending: bool) -> "tuple[_End, _End]":
    """The bounds, mirrored if the smallest comes first; an outside end sorts just inside its bound."""
    is_low_out, is_high_out = open_ends(amount.hedge, (amount.value, amount.low, amount.high))
    low = BELOW_ALL if amount.low is None else amount.low
    high = INFINITY if amount.high is None else amount.high
    if is_descending:
        return (low, int(is_low_out)), (high, -int(is_high_out))
    return (high.copy_negate(), int(is_high_out)), (low.copy_negate(), -int(is_low_out))


def _refuse_mixed(items: list[Item], mix_periods: bool) -> None:
    """Refuse items that cannot be ranked together: of several dimensions, or over periods of different length."""
    units = [item.amount.unit for item in items if item.amount is not None]
    another = next((unit for unit in units if not is_same_dimension(units[0], unit)), None)
    if another is not None:
        rule = "an order needs one dimension: convert them, or rank them apart"
        raise TotalError(f"{units[0]} beside {another}", rule, "rank")
    lengths = {str(item.period): item.period and item.period.length for item in items if _is_dated(item)}
    if len(set(lengths.values())) > 1 and not mix_periods:
        rule = "a part of a year is not compared with a year: rank them apart, or pass mix_periods=True"
        raise TotalError(f"periods {', '.join(sorted(lengths))}", rule, "rank")


def _is_dated(item: Item) -> bool:
    """Whether the period distinguishes a figure: it has a period, or no record, or is of a flow or a statistic."""
    figure = item.figure
    if figure is None or figure.as_of is not None:
        return False
    return figure.period is not None or item.record is None or isinstance(item.record, (TradeFlow, Statistic))
