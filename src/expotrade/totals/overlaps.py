"""Finds items that are inside others, or state the same fact.

Each item has a key (its subject) and a range of days. It is inside another item if that item has the same key or a
wider one (all products, the group of the partner, both directions, the edition) for days that contain its own. The
widest items are placed first, then the longest, so each item that is left out is inside a counted one.
"""

from bisect import bisect_right, insort

from ..places import WORLD
from ..records import Edition, Figure, Status, TradeFlow, basis
from ..records.bases import is_basis
from ..records.events import directions, flow_key, product_key
from ..records.evidence import counted_as, counted_text, counts_otherwise
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
from .items import Entry, LeftOutReason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator

    from .containment import Days


_STATUSES = list(Status)


def find_overlaps(entries: list[Entry]) -> "Iterator[tuple[Entry, LeftOutReason, str]]":
    """The entries that another entry contains or repeats, each with the reason and a sentence.

    Of rival figures the preferred one is kept, then an actual one, then the first of its record, then the one with more
    sources, then the smaller one. Of two that overlap in part, the wider or else the longer one is kept. The order of
    the entries only decides which of two equal entries is kept.
    """
    counted = _CountedEntries(entries)
    for entry in sorted((one for one in entries if one.figure is not None), key=_widest_first):
        found = counted.find(entry)
        if found is None:
            counted.add(entry)
        else:
            yield entry, *found


class _Timeline:
    """Ranges of days without a day in common, in the order of time, each with its entry."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, Entry]] = []

    def add(self, days: "Days", entry: Entry) -> None:
        insort(self._spans, (*days, entry), key=_first)

    def overlapping(self, days: "Days") -> "tuple[Days, Entry] | None":
        """A range that has days in common with another."""
        place = bisect_right(self._spans, days[0], key=_first)
        for start, end, entry in self._spans[max(place - 1, 0) : place + 1]:
            if start <= days[1] and days[0] <= end:
                return (start, end), entry
        return None


def _first(span: tuple[int, int, Entry]) -> int:
    return span[0]


class _FlowIndex:
    """The flows of one metric by both ends, trader, product and days."""

    def __init__(self) -> None:
        self._held: dict[str | None, dict[str | None, dict[str | None, _ProductIndex]]] = {}

    def add(self, entry: Entry, flow: TradeFlow, days: "Days") -> None:
        for one, other in directions(flow):
            traders = self._held.setdefault(one, {}).setdefault(other, {})
            traders.setdefault(flow.trader, _ProductIndex()).add(entry, flow, days)

    def overlapping(self, flow: TradeFlow, days: "Days", when: "Days") -> "tuple[Days, Entry, bool] | None":
        """A counted flow that overlaps with a flow, and whether it contains all of it; one that does comes first.

        Args:
            flow: The flow.
            days: Its days.
            when: The days for membership in groups.
        """
        partly = None
        for found, entry, is_whole in self._all(flow, days, when):
            if is_whole and found[0] <= days[0] and days[1] <= found[1]:
                return found, entry, True
            partly = partly or (found, entry, False)
        return partly

    def _all(self, flow: TradeFlow, days: "Days", when: "Days") -> "Iterator[tuple[Days, Entry, bool]]":
        for one, other in directions(flow):
            for left in _overlapping_places(one, self._held, when):
                for right in _overlapping_places(other, self._held[left], when):
                    traders = self._held[left][right]
                    for trader in traders if flow.trader is None else (flow.trader, None):
                        if trader in traders:
                            is_wide = trader in (flow.trader, None)
                            for found, entry, is_product in traders[trader].overlapping(flow, days):
                                is_whole = is_wide and is_product and _is_between(flow, entry.record, when)
                                yield found, entry, is_whole


def _overlapping_places(code: str | None, held: "Collection[str | None]", when: "Days") -> "list[str | None]":
    """The places of the index that overlap with a place."""
    return (
        list(held) if code == WORLD else [place for place, _ in _places_around(code, when) if place in held]
    )


def _is_between(flow: TradeFlow, other: object, when: "Days") -> bool:
    """Whether each direction of a flow is inside one direction of another flow, by its places."""
    ways = directions(other) if isinstance(other, TradeFlow) else ()
    return all(
        any((left, True) in lefts and (right, True) in rights for left, right in ways)
        for lefts, rights in (
            (_places_around(one, when), _places_around(another, when)) for one, another in directions(flow)
        )
    )


class _ProductIndex:
    """The flows between two ends by product and days."""

    def __init__(self) -> None:
        self._lines: dict[str | None, _Timeline] = {}
        # Products by the wider products that contain them.
        self._below: dict[str | None, dict[str | None, None]] = {}

    def add(self, entry: Entry, flow: TradeFlow, days: "Days") -> None:
        product = product_key(flow)
        self._lines.setdefault(product, _Timeline()).add(days, entry)
        for wider in _wider_products(flow):
            self._below.setdefault(wider, {}).setdefault(product)

    def overlapping(self, flow: TradeFlow, days: "Days") -> "Iterator[tuple[Days, Entry, bool]]":
        own = product_key(flow)
        for names, is_whole in (([own, *_wider_products(flow)], True), (self._below.get(own, ()), False)):
            for name in names:
                found = self._lines[name].overlapping(days) if name in self._lines else None
                if found is not None:
                    yield *found, is_whole
                    if not is_whole:
                        # One product in common is enough for an overlap.
                        return


class _CountedEntries:
    """The counted entries so far, by everything that another entry is compared with."""

    def __init__(self, entries: list[Entry]) -> None:
        self._lines: dict[Hashable, _Timeline] = {}
        self._flows: dict[Hashable, _FlowIndex] = {}
        self._names: dict[Hashable, Entry] = {}
        if any(entry.record is None and entry.figure is not None for entry in entries):
            for entry in entries:
                for figure in getattr(entry.record, "figures", ()):
                    self._names.setdefault(_identity(figure), entry)
        self._editions: dict[Hashable, dict[int, Entry]] = {}

    def add(self, entry: Entry) -> None:
        """Count an entry."""
        key, figure, record = _key(entry), entry.figure, entry.record
        if isinstance(record, TradeFlow):
            self._flows.setdefault(key, _FlowIndex()).add(entry, record, _days(entry, key))
        elif key is not None:
            self._lines.setdefault(key, _Timeline()).add(_days(entry, key), entry)
        for name in _names(entry):
            self._names.setdefault(name, entry)
        if isinstance(record, Edition) and figure is not None:
            self._editions.setdefault((record.expo, figure.metric), {}).setdefault(record.year, entry)

    def find(self, entry: Entry) -> tuple[LeftOutReason, str] | None:
        """Why an entry does not count."""
        key = _key(entry)
        if isinstance(entry.record, TradeFlow):
            return self._find_flow(entry, entry.record, key)
        own = (
            None if key is None or key not in self._lines else self._lines[key].overlapping(_days(entry, key))
        )
        if own is not None:
            return _same_subject(entry, own[1], _days(entry, key), own[0])
        for name in _names(entry):
            if name in self._names:
                return _repeated_or_rival(entry, self._names[name])
        for wider, is_whole in _wider_keys(entry):
            line = self._lines.get(wider)
            found = None if line is None else line.overlapping(_days(entry, wider))
            if found is not None:
                (start, end), whole = found
                days = _days(entry, wider)
                return _contained(entry, whole, is_whole and start <= days[0] and days[1] <= end)
        return self._possible_overlap(entry)

    def _find_flow(self, entry: Entry, flow: TradeFlow, key: "Hashable") -> tuple[LeftOutReason, str] | None:
        days = _days(entry, key)
        if key not in self._flows:
            return None
        found = self._flows[key].overlapping(flow, days, _ordinals(entry.period))
        if found is None:
            return None
        others, whole, is_inside = found
        if isinstance(whole.record, TradeFlow) and flow_key(flow) == flow_key(whole.record):
            return _same_subject(entry, whole, days, others)
        return _contained(entry, whole, is_inside)

    def _possible_overlap(self, entry: Entry) -> tuple[LeftOutReason, str] | None:
        """Whether an entry with an expo and no edition may be part of a counted edition."""
        record, figure = entry.record, entry.figure
        if figure is None or isinstance(record, Edition) or getattr(record, "edition", None) is not None:
            return None
        editions = self._editions.get((entry.expo, figure.metric), {})
        year = entry.year
        whole = next(iter(editions.values()), None) if year is None else editions.get(year)
        if whole is None:
            return None
        text = f"{entry.name} may be part of {whole.name}: which edition it belongs to is not printed"
        return LeftOutReason.OVERLAPS, text


def _repeated_or_rival(entry: Entry, kept: Entry) -> tuple[LeftOutReason, str]:
    """Why an entry that states the same fact as another is not counted."""
    if (otherwise := _on_another_basis(entry, kept)) is not None:
        return otherwise
    if entry.amount == kept.amount:
        same = "already" if entry.name == kept.name else f"as {kept.name}"
        return LeftOutReason.REPEATED, f"{entry.name} is counted {same}"
    return LeftOutReason.RIVAL, f"{entry.name}: {entry.amount} is a rival of {kept.amount}"


def _on_another_basis(
    entry: Entry, kept: Entry, *, is_part: bool = False
) -> tuple[LeftOutReason, str] | None:
    """Why an entry that looks like a repetition or a part counts something else.

    Two printed phrases of one record are two bases. Two records may word one basis in many ways, so only the table of
    bases distinguishes them.
    """
    mine, theirs = entry.figure, kept.figure
    if mine is None or theirs is None or not counts_otherwise(mine, theirs):
        return None
    if is_part or entry.name != kept.name:
        code, other = counted_as(mine), counted_as(theirs)
        if code is None or other is None or not (is_basis(code) and is_basis(other)):
            return None
        if is_part and (basis(code).is_part_of(other) or basis(other).is_part_of(code)):
            return None
    return LeftOutReason.ANOTHER_BASIS, another_basis(entry.name, mine, theirs)


def another_basis(name: str, figure: Figure, used: Figure) -> str:
    """The sentence that a figure counts something else than the one that is used."""
    return f"{name}: {figure.amount} counts {counted_text(figure)}, not {counted_text(used)}"


def _same_subject(entry: Entry, kept: Entry, days: "Days", others: "Days") -> tuple[LeftOutReason, str]:
    """Why an entry is not counted beside another entry with the same subject."""
    if _is_stock(entry) and entry.period != kept.period:
        return (
            LeftOutReason.OVERLAPS,
            f"{entry.name} states as of {entry.period} what {kept.name} states as of {kept.period}",
        )
    if days == others and (entry.amount == kept.amount or not _is_undated(entry)):
        return _repeated_or_rival(entry, kept)
    return _contained(entry, kept, others[0] <= days[0] and days[1] <= others[1])


def _contained(entry: Entry, whole: Entry, is_inside: bool) -> tuple[LeftOutReason, str]:
    """Why an entry is not counted beside an entry that contains all or part of it."""
    if (otherwise := _on_another_basis(entry, whole, is_part=True)) is not None:
        return otherwise
    if _is_undated(entry):
        return LeftOutReason.OVERLAPS, f"{entry.name} may overlap {whole.name}: its period is not printed"
    if is_inside:
        return LeftOutReason.PART_OF_ANOTHER, f"{entry.name} is part of {whole.name}"
    return LeftOutReason.OVERLAPS, f"{entry.name} overlaps {whole.name} in part"


# --- What an entry is about -----------------------------------------------------------------------------------------


def _widest_first(entry: Entry) -> tuple[object, ...]:
    """A key that sorts entries before those they can contain, and preferred figures before their rivals."""
    record, figure = entry.record, entry.figure
    assert figure is not None
    start, end = _days(entry, _key(entry))
    held = getattr(record, "figures", ())
    return (
        _is_undated(entry),
        -_breadth(entry),
        start - end,
        -_ordinals(entry.period)[1] if _is_stock(entry) else 0,
        not figure.is_preferred,
        _STATUSES.index(figure.status),
        held.index(figure) if figure in held else len(held),
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


def _names(entry: Entry) -> "Iterator[Hashable]":
    """Further keys to find an entry by; a figure alone by all its fields."""
    if entry.record is None and entry.figure is not None:
        yield _identity(entry.figure)


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
