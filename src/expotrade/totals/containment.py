"""Finds which items contain others: by time, place, product and flow."""

from datetime import date
from functools import lru_cache

from ..periods import Period
from ..places import WORLD, list_places, membership
from ..records import Edition, FlowKind, Section, Statistic, TradeFlow
from .items import Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ..places import Membership

    # The first and the last day, as ordinals.
    Days = tuple[int, int]

_ALWAYS = (date.min.toordinal(), date.max.toordinal())
_A_YEAR = 366
_GOODS = (FlowKind.IMPORT, FlowKind.EXPORT, FlowKind.BOTH_WAYS)


def _breadth(item: Item) -> int:
    """The breadth of a key; a key that can contain others is broader than each of them."""
    record = item.record
    if isinstance(record, Edition):
        return 4 if _is_cumulative(item) else 3
    if isinstance(record, Section):
        return 2
    if isinstance(record, TradeFlow):
        places = _place_breadth(record.reporter) + (bool(record.partners) or _place_breadth(record.partner))
        products = 12 if record.product is None and record.hs is None else 11
        if record.hs is not None:
            products = 10 - len(record.hs)
        return places + products + (record.trader is None) + (record.kind is FlowKind.BOTH_WAYS)
    if isinstance(record, Statistic):
        return 1 + _place_breadth(record.subject.place)
    return 0 if record is None else 1


def _place_breadth(code: str | None) -> int:
    if code == WORLD:
        return 2
    return int(code in _groups())


def _key(item: Item) -> "Hashable":
    """The subject of an item; None for a figure without a record."""
    record, figure = item.record, item.figure
    if record is None or figure is None:
        return None
    # Figures of the metric "other" are distinguished by their basis only.
    metric = (figure.metric, figure.basis if figure.metric == "other" else None)
    if isinstance(record, Edition):
        if _is_cumulative(item):
            return ("expo", record.expo, metric)
        return ("edition", record.id, metric)
    if isinstance(record, TradeFlow):
        return ("flow", metric, _is_stock(item), record.kind in _GOODS)
    if isinstance(record, Statistic):
        return ("statistic", metric, _is_stock(item), record.subject.place or record.subject.name)
    return ("record", record.id, metric)


def _wider_products(flow: TradeFlow) -> "list[str | None]":
    """The products that contain that of a flow: all products, the headings above its code, its name without a code."""
    if flow.product is None and flow.hs is None:
        return []
    headings = [] if flow.hs is None else [flow.hs[:length] for length in range(2, len(flow.hs), 2)]
    # A name without a code is wider, because one name can have several codes.
    names = [] if flow.hs is None or flow.product is None else [flow.product.casefold()]
    return [None, *headings, *names]


def _wider_keys(item: Item) -> "Iterator[tuple[Hashable, bool]]":
    """The wider keys that would contain an item, each with whether it would contain all of it."""
    record, figure, own = item.record, item.figure, _key(item)
    if figure is None or not isinstance(own, tuple):
        return
    metric = (figure.metric, figure.basis if figure.metric == "other" else None)
    if (section := getattr(record, "section", None)) is not None:
        yield ("record", section, metric), True
    if (edition := getattr(record, "edition", None)) is not None:
        yield ("edition", edition, metric), True
    if item.expo is not None:
        yield ("expo", item.expo, metric), True
    days = _ordinals(item.period)
    if isinstance(record, Statistic) and record.subject.place is not None:
        for place, is_whole in _places_around(record.subject.place, days):
            if place != own[3]:
                yield (*own[:3], place), is_whole


# --- When -----------------------------------------------------------------------------------------------------------


def _is_cumulative(item: Item) -> bool:
    """Whether a figure of an edition adds up several editions: its period is open or longer than a year."""
    period = None if item.figure is None else item.figure.period
    return period is not None and (period.days is None or period.days > _A_YEAR)


def _is_stock(item: Item) -> bool:
    """Whether a figure states a level at one time, so that figures of several times do not add."""
    return item.figure is not None and item.figure.as_of is not None


def _is_undated(item: Item) -> bool:
    """Whether a figure has no period although only the period would distinguish it from others."""
    return item.period is None and isinstance(item.record, (TradeFlow, Statistic))


def _days(item: Item, key: "Hashable") -> "Days":
    """The days of an item under its key; all days if the key does not depend on time."""
    kind = key[0] if isinstance(key, tuple) else None
    if kind == "expo":
        period = item.period
        # An edition without dates counts for its year, so that a cumulative figure over that year contains it.
        if period is None and item.year is not None:
            period = Period(date(item.year, 1, 1), date(item.year, 12, 31))
        return _ordinals(period)
    if kind in ("flow", "statistic") and not _is_stock(item):
        return _ordinals(item.period)
    return _ALWAYS


def _ordinals(period: Period | None) -> "Days":
    if period is None:
        return _ALWAYS
    return (
        _ALWAYS[0] if period.start is None else period.start.toordinal(),
        _ALWAYS[1] if period.end is None else period.end.toordinal(),
    )


# --- Where ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _places_around(code: str | None, days: "Days") -> "tuple[tuple[str | None, bool], ...]":
    """The places that overlap with a place in these days, each with whether it contains all of it all the time."""
    around: dict[str | None, bool] = {code: True, WORLD: True}
    parts = [code] if code not in _groups() else [row.country for row in _groups()[code] if _meets(row, days)]
    for group, rows in _groups().items():
        if group == code:
            continue
        meeting = [row for row in rows if row.country in parts and _meets(row, days)]
        if meeting:
            # A group contains a place only if the membership lasts for all of the days.
            throughout = {row.country for row in meeting if _covers(row, days)}
            around[group] = throughout.issuperset(parts)
    return (*around.items(), *((part, False) for part in parts if part != code))


@lru_cache(maxsize=1)
def _groups() -> "dict[str | None, tuple[Membership, ...]]":
    return {place.code: membership(place.code) for place in list_places() if place.kind == "group"}


def _meets(row: "Membership", days: "Days") -> bool:
    return row.since.toordinal() <= days[1] and (row.until is None or days[0] <= row.until.toordinal())


def _covers(row: "Membership", days: "Days") -> bool:
    return row.since.toordinal() <= days[0] and (row.until is None or days[1] <= row.until.toordinal())
