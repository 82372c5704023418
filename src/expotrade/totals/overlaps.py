"""Finds items that are inside others, or state the same fact.

Each item has a key (its subject) and a range of days. It is inside another item if that item has the same key or a
wider one (all products, the group of the partner, both directions, the edition) for days that contain its own. The
widest items are placed first, then the longest, so each item that is left out is inside a counted one.
"""

from bisect import bisect_right, insort

from ..places import WORLD
from ..records import Edition, Figure, Status, TradeFlow, basis
from ..records.events import directions, flow_key, product_key
from ..records.evidence import counted_as, counted_text, counts_otherwise
from ..records.metrics import is_basis
from .containment import (
    _breadth,
    _days,
    _is_stock,
    _is_undated,
    _key,
    _ordinals,
    _places_around,
    _wider_keys,
    _wider_products,
)
from .items import Item, LeftOutReason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator

    from .containment import Days


_STATUSES = list(Status)


def find_overlaps(items: list[Item]) -> "Iterator[tuple[Item, LeftOutReason, str]]":
    """The items that another item contains or repeats, each with the reason and a sentence.

    Of rival figures the preferred one is kept, then an actual one, then the first of its record, then the one with more
    sources, then the smaller one. Of two that overlap in part, the wider or else the longer one is kept. The order of
    the items only decides which of two equal items is kept.
    """
    counted = _CountedItems(items)
    # An item can only be inside a wider one, so one pass in this order is enough: what contains it is counted already.
    for item in sorted((item for item in items if item.figure is not None), key=_widest_first):
        reason = counted.find(item)
        if reason is None:
            counted.add(item)
        else:
            yield item, *reason


class _Timeline:
    """Ranges of days without a day in common, in the order of time, each with its item."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, Item]] = []

    def add(self, days: "Days", item: Item) -> None:
        insort(self._spans, (*days, item), key=_first)

    def overlapping(self, days: "Days") -> "tuple[Days, Item] | None":
        """A range that has days in common with another."""
        # The ranges share no day, so only the one that starts before and the one that starts after can overlap.
        place = bisect_right(self._spans, days[0], key=_first)
        for start, end, item in self._spans[max(place - 1, 0) : place + 1]:
            if start <= days[1] and days[0] <= end:
                return (start, end), item
        return None


def _first(span: tuple[int, int, Item]) -> int:
    return span[0]


class _FlowIndex:
    """The flows of one metric by both ends, trader, product and days."""

    def __init__(self) -> None:
        self._by_ends: dict[str | None, dict[str | None, dict[str | None, _ProductIndex]]] = {}

    def add(self, item: Item, flow: TradeFlow, days: "Days") -> None:
        for origin, destination in directions(flow):
            traders = self._by_ends.setdefault(origin, {}).setdefault(destination, {})
            traders.setdefault(flow.trader, _ProductIndex()).add(item, flow, days)

    def overlapping(self, flow: TradeFlow, days: "Days", when: "Days") -> "tuple[Days, Item, bool] | None":
        """A counted flow that overlaps with a flow, and whether it contains all of it; one that does comes first.

        Args:
            flow: The flow.
            days: Its days.
            when: The days for membership in groups.
        """
        partly = None
        for others, item, is_whole in self._all(flow, days, when):
            if is_whole and others[0] <= days[0] and days[1] <= others[1]:
                return others, item, True
            partly = partly or (others, item, False)
        return partly

    def _all(self, flow: TradeFlow, days: "Days", when: "Days") -> "Iterator[tuple[Days, Item, bool]]":
        # From the origin to the destination to the trader: only what overlaps so far is looked at further, so a flow is
        # not compared with all others.
        for origin, destination in directions(flow):
            for left in _overlapping_places(origin, self._by_ends, when):
                for right in _overlapping_places(destination, self._by_ends[left], when):
                    traders = self._by_ends[left][right]
                    for trader in traders if flow.trader is None else (flow.trader, None):
                        if trader in traders:
                            is_wide = trader in (flow.trader, None)
                            for others, item, is_product in traders[trader].overlapping(flow, days):
                                is_whole = is_wide and is_product and _is_between(flow, item.record, when)
                                yield others, item, is_whole


def _overlapping_places(
    code: str | None, known: "Collection[str | None]", when: "Days"
) -> "list[str | None]":
    """The places of the index that overlap with a place."""
    return (
        list(known) if code == WORLD else [place for place, _ in _places_around(code, when) if place in known]
    )


def _is_between(flow: TradeFlow, whole: object, when: "Days") -> bool:
    """Whether each direction of a flow is inside one direction of a wider flow, by its places."""
    ways = directions(whole) if isinstance(whole, TradeFlow) else ()
    return all(
        any((left, True) in lefts and (right, True) in rights for left, right in ways)
        for lefts, rights in (
            (_places_around(origin, when), _places_around(destination, when))
            for origin, destination in directions(flow)
        )
    )


class _ProductIndex:
    """The flows between two ends by product and days."""

    def __init__(self) -> None:
        self._lines: dict[str | None, _Timeline] = {}
        # Products by the wider products that contain them.
        self._below: dict[str | None, dict[str | None, None]] = {}

    def add(self, item: Item, flow: TradeFlow, days: "Days") -> None:
        product = product_key(flow)
        self._lines.setdefault(product, _Timeline()).add(days, item)
        for wider in _wider_products(flow):
            self._below.setdefault(wider, {}).setdefault(product)

    def overlapping(self, flow: TradeFlow, days: "Days") -> "Iterator[tuple[Days, Item, bool]]":
        own = product_key(flow)
        for names, is_whole in (([own, *_wider_products(flow)], True), (self._below.get(own, ()), False)):
            for name in names:
                overlap = self._lines[name].overlapping(days) if name in self._lines else None
                if overlap is not None:
                    yield *overlap, is_whole
                    if not is_whole:
                        # One product in common is enough for an overlap.
                        return


class _CountedItems:
    """The counted items so far, by everything that another item is compared with."""

    def __init__(self, items: list[Item]) -> None:
        self._lines: dict[Hashable, _Timeline] = {}
        self._flows: dict[Hashable, _FlowIndex] = {}
        self._names: dict[Hashable, Item] = {}
        # A figure alone has no key. It is the same evidence as an equal figure of a record, also one that the record
        # does not count, so all figures of the records are looked at.
        if any(item.record is None and item.figure is not None for item in items):
            for item in items:
                for figure in getattr(item.record, "figures", ()):
                    self._names.setdefault(_identity(figure), item)
        self._editions: dict[Hashable, dict[int, Item]] = {}

    def add(self, item: Item) -> None:
        """Count an item."""
        key, figure, record = _key(item), item.figure, item.record
        if isinstance(record, TradeFlow):
            self._flows.setdefault(key, _FlowIndex()).add(item, record, _days(item, key))
        elif key is not None:
            self._lines.setdefault(key, _Timeline()).add(_days(item, key), item)
        for name in _names(item):
            self._names.setdefault(name, item)
        if isinstance(record, Edition) and figure is not None and record.year is not None:
            self._editions.setdefault((record.expo, figure.metric), {}).setdefault(record.year, item)

    def find(self, item: Item) -> tuple[LeftOutReason, str] | None:
        """Why an item does not count."""
        key = _key(item)
        if isinstance(item.record, TradeFlow):
            return self._find_flow(item, item.record, key)
        # The same subject first, then the same evidence, then what is wider: the first reason is the most exact.
        own = (
            None if key is None or key not in self._lines else self._lines[key].overlapping(_days(item, key))
        )
        if own is not None:
            return _same_subject(item, own[1], _days(item, key), own[0])
        for name in _names(item):
            if name in self._names:
                return _repeated_or_rival(item, self._names[name])
        for wider, is_whole in _wider_keys(item):
            line = self._lines.get(wider)
            overlap = None if line is None else line.overlapping(_days(item, wider))
            if overlap is not None:
                (start, end), whole = overlap
                days = _days(item, wider)
                return _contained(item, whole, is_whole and start <= days[0] and days[1] <= end)
        return self._possible_overlap(item)

    def _find_flow(self, item: Item, flow: TradeFlow, key: "Hashable") -> tuple[LeftOutReason, str] | None:
        days = _days(item, key)
        if key not in self._flows:
            return None
        overlap = self._flows[key].overlapping(flow, days, _ordinals(item.period))
        if overlap is None:
            return None
        others, whole, is_inside = overlap
        if isinstance(whole.record, TradeFlow) and flow_key(flow) == flow_key(whole.record):
            return _same_subject(item, whole, days, others)
        return _contained(item, whole, is_inside)

    def _possible_overlap(self, item: Item) -> tuple[LeftOutReason, str] | None:
        """Whether an item with an expo and no edition may be part of a counted edition."""
        record, figure = item.record, item.figure
        if figure is None or isinstance(record, Edition) or getattr(record, "edition", None) is not None:
            return None
        editions = self._editions.get((item.expo, figure.metric), {})
        year = item.year
        whole = next(iter(editions.values()), None) if year is None else editions.get(year)
        if whole is None:
            return None
        text = f"{item.name} may be part of {whole.name}: which edition it belongs to is not printed"
        return LeftOutReason.OVERLAPS, text


def _repeated_or_rival(item: Item, kept: Item) -> tuple[LeftOutReason, str]:
    """Why an item that states the same fact as another is not counted."""
    if (otherwise := _on_another_basis(item, kept)) is not None:
        return otherwise
    if item.amount == kept.amount:
        same = "already" if item.name == kept.name else f"as {kept.name}"
        return LeftOutReason.REPEATED, f"{item.name} is counted {same}"
    return LeftOutReason.RIVAL, f"{item.name}: {item.amount} is a rival of {kept.amount}"


def _on_another_basis(item: Item, kept: Item, *, is_part: bool = False) -> tuple[LeftOutReason, str] | None:
    """Why an item that looks like a repetition or a part counts something else.

    Two printed phrases of one record are two bases. Two records may word one basis in many ways, so only the table of
    bases distinguishes them.
    """
    mine, theirs = item.figure, kept.figure
    if mine is None or theirs is None or not counts_otherwise(mine, theirs):
        return None
    if is_part or item.name != kept.name:
        own, kept_basis = counted_as(mine), counted_as(theirs)
        if own is None or kept_basis is None or not (is_basis(own) and is_basis(kept_basis)):
            return None
        if is_part and (basis(own).is_part_of(kept_basis) or basis(kept_basis).is_part_of(own)):
            return None
    return LeftOutReason.ANOTHER_BASIS, another_basis(item.name, mine, theirs)


def another_basis(name: str, figure: Figure, used: Figure) -> str:
    """The sentence that a figure counts something else than the one that is used."""
    return f"{name}: {figure.amount} counts {counted_text(figure)}, not {counted_text(used)}"


def _same_subject(item: Item, kept: Item, days: "Days", others: "Days") -> tuple[LeftOutReason, str]:
    """Why an item is not counted beside another item with the same subject."""
    if _is_stock(item) and item.period != kept.period:
        return (
            LeftOutReason.OVERLAPS,
            f"{item.name} states as of {item.period} what {kept.name} states as of {kept.period}",
        )
    if days == others and (item.amount == kept.amount or not _is_undated(item)):
        return _repeated_or_rival(item, kept)
    return _contained(item, kept, others[0] <= days[0] and days[1] <= others[1])


def _contained(item: Item, whole: Item, is_inside: bool) -> tuple[LeftOutReason, str]:
    """Why an item is not counted beside an item that contains all or part of it."""
    if (otherwise := _on_another_basis(item, whole, is_part=True)) is not None:
        return otherwise
    if _is_undated(item):
        return LeftOutReason.OVERLAPS, f"{item.name} may overlap {whole.name}: its period is not printed"
    if is_inside:
        return LeftOutReason.PART_OF_ANOTHER, f"{item.name} is part of {whole.name}"
    return LeftOutReason.OVERLAPS, f"{item.name} overlaps {whole.name} in part"


# --- What an item is about ------------------------------------------------------------------------------------------


def _widest_first(item: Item) -> tuple[object, ...]:
    """A key that sorts items before those they can contain, and preferred figures before their rivals."""
    record, figure = item.record, item.figure
    assert figure is not None
    start, end = _days(item, _key(item))
    figures = getattr(record, "figures", ())
    return (
        # Undated items come last, because each may overlap any of the others; then the widest come first.
        _is_undated(item),
        -_breadth(item),
        start - end,
        -_ordinals(item.period)[1] if _is_stock(item) else 0,
        # Of rivals the one to keep comes first. The rest makes the order independent of that of the items.
        not figure.is_preferred,
        _STATUSES.index(figure.status),
        figures.index(figure) if figure in figures else len(figures),
        -len(figure.citations),
        start,
        figure.amount.unit,
        figure.amount.value,
        "" if record is None else record.id,
        figure.cite(),
        figure.amount.hedge.name,
        str(figure.amount.low),
        str(figure.amount.high),
    )


def _names(item: Item) -> "Iterator[Hashable]":
    """Further keys to find an item by; a figure alone by all its fields."""
    if item.record is None and item.figure is not None:
        yield _identity(item.figure)


def _identity(figure: Figure) -> "Hashable":
    """What makes two figures the same evidence."""
    return (
        "figure",
        figure.metric,
        figure.amount,
        figure.citations[0],
        figure.period,
        figure.as_of,
        figure.basis,
    )
