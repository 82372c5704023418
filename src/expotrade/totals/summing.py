"""Totals that say what they left out, and groups of them."""

from collections import Counter
from collections.abc import Callable, Hashable
from datetime import date, datetime
from itertools import islice
from typing import cast
from warnings import warn

from attrs import field

from .._internal.classes import frozen
from .._internal.html import References, fragment, lines, paragraph, table
from ..amounts import Amount, Hedge, sum_of
from ..catalogs import Catalog
from ..errors import BasesDifferWarning, RateNotFoundError, TotalError, UnitMismatchError, one_of_its_type
from ..rates import Conversion, Rate, RateTable
from ..records import Citation, Deal, Edition, Section, Source
from ..units import UnitTable, is_same_dimension
from .overlaps import Entry, Reason, as_several, entries_of, find_overlaps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from .overlaps import Item

    On = date | Literal["own"] | None

_MOST_SHOWN = 20
# How the reasons are said after a number, where their names are not.
_SAID = {
    Reason.PART_OF_ANOTHER: "part of another",
    Reason.OVERLAPS: "overlapping",
    Reason.NO_RATE: "without a rate",
    Reason.NO_DATE: "without a date",
}
# The keys of `group`, and what of an entry holds them.
_FIELDS = {
    "record": ("kind", "edition", "section", "country", "reporter", "partner", "product", "trader"),
    "entry": ("expo", "year"),
    "figure": ("metric", "status", "basis"),
    "amount": ("unit",),
}


@frozen
class LeftOut:
    """An item that a total does not hold, with the reason.

    Args:
        item: The item as it was given.
        reason: Why it is not counted.
        text: The sentence that explains it.

    Example:
        >>> import expotrade as ex
        >>> [left.reason for left in ex.total(ex.load_dataset("articles").deals).left_out][:1]
        [Reason.UNDISCLOSED]
    """

    item: object = field()
    reason: Reason = field()
    text: str = field()


@frozen(kw_only=True, repr=False)
class Total:
    """The sum of items, one amount for each unit, and all that it does not say by itself.

    `str()` and a notebook show the whole: the sum, how many items it holds of how many, what was left out and why, the
    rates, the caveats and the sources.

    Args:
        amounts: One amount for each unit, in the order of their codes, over the included items only; one in the unit
            that was asked for.
        included: The items that are counted.
        left_out: The items that are not, each with its reason.
        conversions: The items whose currency was converted: original, amount and rate.
        citations: Where the included items are printed.
        caveats: What keeps the included items from being alike.

    Example:
        >>> import expotrade as ex
        >>> print(ex.total(ex.load_dataset("articles").deals).summary)
        1 of 6, 5 undisclosed
    """

    amounts: tuple[Amount, ...] = field()
    included: tuple[object, ...] = field()
    left_out: tuple[LeftOut, ...] = field(default=())
    conversions: tuple[Conversion, ...] = field(default=())
    citations: tuple[Citation, ...] = field(default=())
    caveats: tuple[str, ...] = field(default=())

    @property
    def amount(self) -> Amount:
        """The only amount, in the unit that was asked for or that all items share.

        Raises:
            TotalError: There are several units, or none.

        Example:
            >>> import expotrade as ex
            >>> print(ex.total([ex.Amount(5, "USD"), ex.Amount.parse("more than $7")]).amount)
            MORE_THAN 12 USD
        """
        if len(self.amounts) == 1:
            return self.amounts[0]
        units = ", ".join(amount.unit for amount in self.amounts) or "no unit"
        advice = "it has no single amount: see amounts, or pass unit= (with rates= and on= for currencies)"
        raise TotalError(f"in {units}", advice)

    @property
    def rates_used(self) -> tuple[Rate, ...]:
        """The exchange rates, each once.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> found = ex.total(cat.deals, unit="USD", rates=ex.RateTable.ecb(), on="own", catalog=cat)
            >>> [rate.cite() for rate in found.rates_used]
            ['USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics']
        """
        return tuple(dict.fromkeys(conversion.rate for conversion in self.conversions))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the included items, each once.

        Example:
            >>> import expotrade as ex
            >>> [source.id for source in ex.total(ex.load_dataset("articles").deals).sources]
            ['china-org-cn-2024-12-04']
        """
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    @property
    def summary(self) -> str:
        """How many items are counted of how many, and why the others are not, as in "3 of 5, 2 undisclosed"."""
        reasons = Counter(_said(left.reason) for left in self.left_out)
        counted = f"{len(self.included)} of {len(self.included) + len(self.left_out)}"
        return ", ".join([counted, *(f"{count} {reason}" for reason, count in reasons.items())])

    def __repr__(self) -> str:
        return f"<Total of {self.summary}: {', '.join(map(str, self.amounts)) or 'nothing'}>"

    def __str__(self) -> str:
        shown = [f"{amount:short}" for amount in self.amounts] if self.included else ["nothing"]
        amounts = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
        return "\n".join(
            [
                f"{amounts} ({self.summary})",
                *_lines("left out", [left.text for left in self.left_out]),
                *_lines("converted", [str(conversion) for conversion in self.conversions]),
                *_lines("caveat", self.caveats),
                *_lines("source", [citation.cite() for citation in self.citations]),
            ]
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: the same, in tables."""
        amounts = [_with_bounds(amount) for amount in self.amounts] if self.included else ["nothing"]
        parts = [paragraph(text) for text in amounts]
        if self.left_out:
            parts.append(table(_LEFT_OUT_HEADER, self.left_out, _left_out_cells, wide=["Why"]))
        if self.conversions:
            wide = _CONVERSION_HEADER[2:]
            parts.append(table(_CONVERSION_HEADER, self.conversions, _conversion_cells, wide=wide))
        caveats = lines(self.caveats, lambda text: f"Caveat: {text}")
        return fragment(f"Total of {self.summary}", *parts, caveats, References().lines(self.citations))


_UNSAID = (Hedge.ROUNDED, Hedge.APPROXIMATELY, Hedge.NEARLY)
_LEFT_OUT_HEADER = ("Left out", "Why")
_CONVERSION_HEADER = ("Converted", "Is", "Rate, date and source")


def _said(reason: Reason) -> str:
    return _SAID.get(reason, reason.value)


def _with_bounds(amount: Amount) -> str:
    """An amount in words, and its bounds where the words leave them to the reader."""
    if amount.hedge not in _UNSAID:
        return f"{amount:short}"
    bounds = Amount.between(amount.low, amount.high, amount.unit)
    return f"{amount:short}: {bounds:short}"


def _left_out_cells(left: LeftOut) -> tuple[str, str]:
    return (_said(left.reason), left.text)


def _conversion_cells(conversion: Conversion) -> tuple[str, str, str]:
    return (f"{conversion.original:short}", f"{conversion.amount:short}", conversion.rate.cite())


def _lines(label: str, texts: "list[str] | tuple[str, ...]") -> "Iterator[str]":
    """A line for each text, as many as can be read."""
    for text in islice(texts, _MOST_SHOWN):
        yield f"  {label}: {text}"
    if len(texts) > _MOST_SHOWN:
        yield f"  {label}: {len(texts) - _MOST_SHOWN} more"


def total(
    items: "Iterable[Item]",
    *,
    unit: str | None = None,
    rates: RateTable | None = None,
    on: "On" = None,
    metric: str | None = None,
    catalog: Catalog | None = None,
    overlaps: "Literal['leave_out', 'raise']" = "leave_out",
    mix_kinds: bool = False,
    mix_bases: bool = False,
) -> Total:
    """The sum of items, each fact once, with all that was left out and why.

    Currencies stay apart unless a unit, rates and a date are given. An undisclosed value is unknown, not zero. What is
    inside another item is left out: a section in its edition, a deal in its edition's total, an edition in a cumulative
    figure, January to July in the year, a product in all products, a member in its group, a partner's report of the
    same trade, a rival figure beside the preferred one. The order of the items changes nothing.

    Args:
        items: Amounts, figures, editions and sections (by `metric`), deals, flows, statistics, or the pairs of record
            and figure that `catalog.figures()` gives. Amounts alone say nothing of what they are part of; figures
            alone are only told from their like.
        unit: The one unit that is wanted.
        rates: The rate table for money in other currencies; it needs `on`.
        on: The date of the rates, or "own" for the last day of each item's period.
        metric: Which figure of an item; unless given, `deal_value` of editions, sections and exhibitors, and the first
            of the others. Figures alone and in pairs that are of another metric are passed over.
        catalog: The catalog of the items, so that a deal without a date takes its edition's.
        overlaps: "raise" to make an overlap an error instead of leaving the smaller item out.
        mix_kinds: Accept deals of several kinds in one sum.
        mix_bases: Accept figures that count different things; without it a warning says so.

    Raises:
        TotalError: Items that cannot be totalled as asked, such as currencies without rates; it says what to pass.
        UnitMismatchError: An item cannot be counted in the unit.
        UnknownNameError: The unit or the metric is not known.

    Warns:
        BasesDifferWarning: The included figures count different things.

    Source: definition. Bounds are added end by end, so a total of what is at least so much has no upper end.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> pavilion = cat.section("ciie-2023-american-food-and-agriculture-pavilion")
        >>> print(ex.total([cat.edition("ciie", 6), pavilion]).summary)
        1 of 2, 1 part of another
    """
    way = _Way(unit, rates, on, catalog, overlaps, mix_kinds=mix_kinds)
    given = as_several(items)
    # Amounts of one unit say nothing of what they are part of and need no more than their sum.
    # A list of those that differ is made faster than any() asks.
    if given and not [item for item in given if item.__class__ is not Amount]:
        amounts = cast("list[Amount]", given)
        wanted = way.unit or amounts[0].unit
        if not [amount for amount in amounts if amount.unit != wanted]:
            return Total(amounts=(sum_of(amounts),), included=tuple(amounts))
    entries = entries_of(given, metric)
    counted, left_out = _sift(entries, overlaps)
    found, differing = _summed(counted, left_out, way)
    if differing and not mix_bases:
        warn(f"{differing}; pass mix_bases=True to accept it", BasesDifferWarning, stacklevel=2)
    return found


def group(
    items: "Iterable[Item]",
    *,
    by: "str | Callable[[Item], Hashable]",
    unit: str | None = None,
    rates: RateTable | None = None,
    on: "On" = None,
    metric: str | None = None,
    catalog: Catalog | None = None,
    overlaps: "Literal['leave_out', 'raise']" = "leave_out",
    mix_kinds: bool = False,
    mix_bases: bool = False,
) -> "dict[Hashable, Total]":
    """Totals of items by a key, in the order in which the keys first come.

    Overlaps are found among all items, not only inside a group, so that the groups add up to the total of all.

    Args:
        items: As for `total`.
        by: What to group by: "kind", "edition", "expo", "section", "country", "reporter", "partner", "product" or
            "trader" of the record, "year", "metric", "status" or "basis" of the figure, "unit"; or a function of the
            item. The key of what is not stated is None.
        unit: As for `total`, and so are the others.
        rates: The rate table for money in other currencies.
        on: The date of the rates, or "own".
        metric: Which figure of editions, sections, exhibitors and flows.
        catalog: The catalog of the items.
        overlaps: "raise" to make an overlap an error.
        mix_kinds: Accept deals of several kinds in one sum.
        mix_bases: Accept figures that count different things.

    Raises:
        TotalError: An item has no such field; else as `total`.
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
    way = _Way(unit, rates, on, catalog, overlaps, mix_kinds=mix_kinds)
    read_key = _reader(by)
    entries = entries_of(as_several(items), metric)
    counted, left_out = _sift(entries, overlaps)
    keys = {id(entry): read_key(entry) for entry in entries}
    groups: dict[Hashable, tuple[list[Entry], list[tuple[Entry, LeftOut]]]] = {}
    for entry in entries:
        groups.setdefault(keys[id(entry)], ([], []))
    for entry in counted:
        groups[keys[id(entry)]][0].append(entry)
    for entry, left in left_out:
        groups[keys[id(entry)]][1].append((entry, left))
    totals: dict[Hashable, Total] = {}
    for key, (held, left_of_group) in groups.items():
        totals[key], differing = _summed(held, left_of_group, way)
        if differing and not mix_bases:
            text = f"in the group {key!r} {differing}; pass mix_bases=True to accept it"
            warn(text, BasesDifferWarning, stacklevel=2)
    return totals


class _Way:
    """How a total was asked for."""

    __slots__ = ("catalog", "mix_kinds", "on", "rates", "unit")

    def __init__(
        self,
        unit: str | None,
        rates: RateTable | None,
        on: "On",
        catalog: Catalog | None,
        overlaps: str,
        *,
        mix_kinds: bool,
    ) -> None:
        self.unit = None if unit is None else UnitTable.builtin().resolve(unit)
        self.rates = rates
        self.on = on
        self.catalog = catalog
        self.mix_kinds = mix_kinds
        if not (on is None or on == "own" or (isinstance(on, date) and not isinstance(on, datetime))):
            raise TotalError(
                f"on {on!r}", 'pass on=date without a time, or on="own" for the last day of each item'
            )
        if rates is not None and on is None:
            raise TotalError(
                "with rates", 'say of which date: on=date, or on="own" for the last day of each item'
            )
        if rates is not None and unit is None:
            raise TotalError("with rates", 'say in which currency: unit="USD"')
        if overlaps not in ("leave_out", "raise"):
            raise TotalError(f"with overlaps={overlaps!r}", 'pass "leave_out" or "raise"')


def _sift(entries: list[Entry], overlaps: str) -> tuple[list[Entry], list[tuple[Entry, LeftOut]]]:
    """The entries that count, and the others with their reason."""
    left: dict[int, LeftOut] = {}
    disclosed = [entry for entry in entries if entry.amount is not None]
    told = {entry.name for entry in disclosed}
    for entry in entries:
        if entry.amount is not None:
            continue
        left[id(entry)] = LeftOut(entry.item, Reason.UNDISCLOSED, _undisclosed(entry))
        if entry.name in told:
            left[id(entry)] = LeftOut(entry.item, Reason.REPEATED, f"{entry.name} is listed already")
        told.add(entry.name)
    for entry, reason, text in find_overlaps(disclosed):
        left[id(entry)] = LeftOut(entry.item, reason, text)
    doubled = [one.text for one in left.values() if one.reason is not Reason.UNDISCLOSED]
    if doubled and overlaps == "raise":
        more = f"; and {len(doubled) - _MOST_SHOWN} more" if len(doubled) > _MOST_SHOWN else ""
        raise TotalError("items that overlap", "; ".join(doubled[:_MOST_SHOWN]) + more)
    counted = [entry for entry in disclosed if id(entry) not in left]
    return counted, [(entry, left[id(entry)]) for entry in entries if id(entry) in left]


def _undisclosed(entry: Entry) -> str:
    if isinstance(entry.record, Deal):
        return f"{entry.name} is undisclosed"
    return f"{entry.name} states no such figure"


def _reader(by: "str | Callable[[Item], Hashable]") -> "Callable[[Entry], Hashable]":
    """What answers the key of an entry."""
    if callable(by):
        return lambda entry: _made_by(by, entry)
    holder = next((holder for holder, names in _FIELDS.items() if by in names), None)
    if holder is None:
        known = ", ".join(name for names in _FIELDS.values() for name in names)
        raise TotalError(f"by {by!r}", f"pass one of {known}, or a function of the item")
    return lambda entry: _held_by(entry if holder == "entry" else getattr(entry, holder), by)


def _made_by(by: "Callable[[Item], Hashable]", entry: Entry) -> Hashable:
    key: Hashable = by(entry.item)  # type: ignore[arg-type]  # it is what the caller passed
    if isinstance(key, Hashable):
        return key
    raise TotalError(f"by {one_of_its_type(key)}", "the function must answer what can be the key of a dict")


def _held_by(holder: object, by: str) -> Hashable:
    """A field of an entry's record, figure or amount, None where it has no such part."""
    if isinstance(holder, Edition) and by == "edition":
        return holder.id
    if holder is not None and not hasattr(holder, by):
        what = f"{getattr(holder, 'id', holder)} has no such field"
        raise TotalError(f"by {by!r}", f"{what}: pass another, or a function of the item")
    key: Hashable = None if holder is None else getattr(holder, by)
    return key


def _summed(counted: list[Entry], left_out: list[tuple[Entry, LeftOut]], way: _Way) -> tuple[Total, str]:
    """The total of entries that are known not to overlap, and how their bases differ."""
    kinds = dict.fromkeys(entry.record.kind.value for entry in counted if isinstance(entry.record, Deal))
    if len(kinds) > 1 and not way.mix_kinds:
        rule = 'kinds of deal are not mixed unless asked: pass mix_kinds=True, or use group(items, by="kind")'
        raise TotalError(f"deals of kinds {', '.join(kinds)}", rule)
    left = [one for _, one in left_out]
    included: list[Entry] = []
    conversions: list[Conversion] = []
    piles: list[list[tuple[Entry, Amount]]] = []
    by_unit: dict[str, list[tuple[Entry, Amount]]] = {}
    failed: dict[tuple[str, date], str] = {}
    for entry in counted:
        converted = _converted(entry, way, failed)
        if isinstance(converted, LeftOut):
            left.append(converted)
            continue
        amount = converted.amount if isinstance(converted, Conversion) else converted
        if isinstance(converted, Conversion):
            conversions.append(converted)
        if amount.unit not in by_unit:
            alike = (pile for pile in piles if is_same_dimension(pile[0][1].unit, amount.unit))
            by_unit[amount.unit] = next(alike, [])
            if not by_unit[amount.unit]:
                piles.append(by_unit[amount.unit])
        by_unit[amount.unit].append((entry, amount))
        included.append(entry)
    amounts = sorted((_sum([amount for _, amount in pile]) for pile in piles), key=lambda one: one.unit)
    if not amounts and way.unit is not None:
        amounts = [Amount(0, way.unit)]
    piles.sort(key=lambda pile: min(amount.unit for _, amount in pile))
    added = [[entry for entry, _ in pile] for pile in piles]
    bases = list(dict.fromkeys(text for pile in added for text in _base_caveats(pile)))
    figures = [entry.figure for entry in included if entry.figure is not None]
    summed = Total(
        amounts=tuple(amounts),
        included=tuple(entry.item for entry in included),
        left_out=tuple(left),
        conversions=tuple(conversions),
        citations=tuple(dict.fromkeys(figure.citations[0] for figure in figures)),
        caveats=tuple(dict.fromkeys([*bases, *(text for pile in added for text in _other_caveats(pile))])),
    )
    return summed, "; ".join(bases)


def _sum(amounts: list[Amount]) -> Amount:
    """The sum of amounts of one dimension, in the unit that most of them have."""
    units = Counter(amount.unit for amount in amounts)
    unit = min(units, key=lambda one: (-units[one], one))
    return sum_of([amount if amount.unit == unit else amount.to(unit) for amount in amounts])


def _converted(entry: Entry, way: _Way, failed: dict[tuple[str, date], str]) -> Amount | Conversion | LeftOut:
    """An entry's amount in the unit asked for, by which rate, or why it cannot be had."""
    amount = entry.amount
    assert amount is not None
    if way.unit is None or amount.unit == way.unit:
        return amount
    if is_same_dimension(amount.unit, way.unit):
        return amount.to(way.unit)
    is_money = UnitTable.builtin().is_currency
    if not (is_money(amount.unit) and is_money(way.unit)):
        advice = f"{entry.name} counts something else; total it apart"
        raise UnitMismatchError("convert", amount.unit, way.unit, advice)
    if way.rates is None:
        advice = 'currencies meet only through rates: pass rates=RateTable.ecb() and on=date, or on="own"'
        raise TotalError(f"{amount.unit} in {way.unit}", advice)
    day = _day_of(entry, way)
    if day is None:
        advice = "pass catalog= where its edition has one, or on=date"
        text = f"{entry.name} has no date of its own for a rate: {advice}"
        return LeftOut(entry.item, Reason.NO_DATE, text)
    if (amount.unit, day) not in failed:
        try:
            return way.rates.convert(amount, way.unit, on=day)
        except RateNotFoundError as error:
            failed[amount.unit, day] = str(error)
    return LeftOut(entry.item, Reason.NO_RATE, f"{entry.name}: {failed[amount.unit, day]}")


def _day_of(entry: Entry, way: _Way) -> date | None:
    if isinstance(way.on, date):
        return way.on
    period = entry.period
    if period is None and way.catalog is not None and entry.record is not None and entry.figure is not None:
        period = way.catalog.period_of(entry.record, entry.figure)
    return None if period is None else period.end


def _base_caveats(added: list[Entry]) -> "Iterator[str]":
    """Whether figures that are added measure and count the same."""
    stated = [entry.figure for entry in added if entry.figure is not None]
    metrics = list(dict.fromkeys(figure.metric for figure in stated))
    if len(metrics) > 1:
        yield f"metrics differ: {'; '.join(metrics)}"
    bases = {(figure.basis or "not stated").casefold(): figure.basis or "not stated" for figure in stated}
    if len(bases) > 1:
        yield f"bases differ: {'; '.join(bases.values())}"


def _other_caveats(added: list[Entry]) -> "Iterator[str]":
    """What else keeps items that are added from being alike."""
    stated = [entry.figure for entry in added if entry.figure is not None]
    statuses = list(dict.fromkeys(figure.status.value for figure in stated))
    if len(statuses) > 1 or statuses[:1] not in ([], ["actual"]):
        yield f"not all are actual: {', '.join(statuses)}"
    if len({figure.as_of is None for figure in stated}) > 1:
        yield "figures as of a time are added to figures over a period"
    kinds: dict[str, dict[str, None]] = {}
    for entry in added:
        if isinstance(entry.record, Section):
            kinds.setdefault(entry.record.edition, {}).setdefault(entry.record.kind.value)
    for edition, several in kinds.items():
        if len(several) > 1:
            yield f"sections of {edition} of different kinds may hold the same items: {', '.join(several)}"
    is_money = UnitTable.builtin().is_currency
    money = [entry for entry in added if entry.amount is not None and is_money(entry.amount.unit)]
    years = {entry.year for entry in money if entry.year is not None}
    if len(years) > 1:
        yield f"money of {min(years)} to {max(years)} is added undeflated"
