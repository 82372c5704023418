"""Totals by a key."""

from collections.abc import Callable, Hashable
from warnings import warn

from ..catalogs import Catalog
from ..errors import BasesDifferWarning, TotalError
from ..errors.advice import one_of_its_type
from ..rates import RateTable
from ..records import Edition, TradeFlow
from .items import Item, LeftOut, as_list, items_of
from .options import TotalOptions
from .results import Total
from .summing import accept_bases, split_counted, summed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from ..rates.converting import On
    from .items import ItemLike

# The keys of `group`, by the part of an item that has them.
_FIELDS = {
    "record": ("kind", "edition", "section", "country", "reporter", "partner", "product", "trader"),
    "item": ("expo", "year"),
    "figure": ("metric", "status", "basis"),
    "amount": ("unit",),
}


def group(
    items: "Iterable[ItemLike]",
    *,
    by: "str | Callable[[ItemLike], Hashable]",
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    metric: str | None = None,
    catalog: Catalog | None = None,
    overlaps: "Literal['leave_out', 'raise']" = "leave_out",
    mix_kinds: bool = False,
    mix_bases: bool = False,
) -> "dict[Hashable, Total]":
    """Totals of items by a key, in the order in which the keys first occur.

    Overlaps are found among all items, not only inside a group, so that the groups add up to the total of all.

    Args:
        items: As for `total`.
        by: What to group by: "kind", "edition", "expo", "section", "country", "reporter", "partner", "product" or
            "trader" of the record, "year", "metric", "status" or "basis" of the figure, "unit"; or a function of the
            item. The key is None if nothing is stated.
        unit: As for `total`, and so are the others.
        rates: The rate table for money in other currencies, or "ecb".
        on: The date of the rates, or "own".
        metric: Which figure of editions, sections, exhibitors and flows.
        catalog: The catalog of the items, as for `total`.
        overlaps: "raise" to make an overlap an error.
        mix_kinds: Accept deals of several kinds in one sum.
        mix_bases: Accept figures that count different things.

    Raises:
        TotalError: An item has no such field, or the items cannot be added as asked.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        ArgumentError: The catalog is not a catalog, or the rates are not a table.
        AmountError: The sum is out of the range of numbers.
        UnitMismatchError: An item cannot be counted in the unit.
        UnknownNameError: The unit or the metric is not known.

    Warns:
        BasesDifferWarning: The included figures of a group count different things.

    Example:
        >>> import expotrade as ex
        >>> deals = ex.group(ex.load_dataset("articles").deals, by="kind")
        >>> {kind.value: total.summary for kind, total in deals.items()}["memorandum"]
        '0 of 1, 1 undisclosed'
    """
    options = TotalOptions(unit, rates, on, catalog, overlaps, mix_kinds=mix_kinds)
    read_key = _key_reader(by)
    all_items = items_of(as_list(items), metric, catalog)
    # An item that is left out stays in its own group, although the item that contains it may be in another.
    split = split_counted(all_items, options)
    keys = {id(item): read_key(item) for item in all_items}
    groups: dict[Hashable, tuple[list[Item], list[tuple[Item, LeftOut]]]] = {}
    for item in all_items:
        groups.setdefault(keys[id(item)], ([], []))
    for item in split.counted:
        groups[keys[id(item)]][0].append(item)
    for item, left in split.left_out:
        groups[keys[id(item)]][1].append((item, left))
    totals: dict[Hashable, Total] = {}
    for key, (counted, left_of_group) in groups.items():
        totals[key], differing = summed(counted, left_of_group, split, options)
        if differing and not mix_bases:
            text = f"in the group {key!r} {differing}"
            warn(BasesDifferWarning(text, accept_bases()), stacklevel=2)
    return totals


def _key_reader(by: "str | Callable[[ItemLike], Hashable]") -> "Callable[[Item], Hashable]":
    """The function that returns the key of an item."""
    if callable(by):
        return lambda item: _key_by_function(by, item)
    holder = next((holder for holder, names in _FIELDS.items() if by in names), None)
    if holder is None:
        known = ", ".join(name for names in _FIELDS.values() for name in names)
        raise TotalError(f"by {by!r}", f"pass one of {known}, or a function of the item")
    return lambda item: _key_by_field(item if holder == "item" else getattr(item, holder), by)


def _key_by_function(by: "Callable[[ItemLike], Hashable]", item: Item) -> Hashable:
    key: Hashable = by(item.passed)  # type: ignore[arg-type]  # it is what the caller passed
    if isinstance(key, Hashable):
        return key
    raise TotalError(
        f"by {one_of_its_type(key)}", "the function must return a value that can be the key of a dict"
    )


def _key_by_field(holder: object, by: str) -> Hashable:
    """A field of the record, figure or amount of an item; None if the item has no such part."""
    if isinstance(holder, Edition) and by == "edition":
        return holder.id
    if holder is not None and not hasattr(holder, by):
        what = f"{getattr(holder, 'id', holder)} has no such field"
        raise TotalError(f"by {by!r}", f"{what}: pass another, or a function of the item")
    key: Hashable = None if holder is None else getattr(holder, by)
    if by == "partner" and isinstance(holder, TradeFlow):
        # One figure for several partners is a group of its own.
        return ", ".join(holder.partners) or key
    return key
