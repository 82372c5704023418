"""Totals that say what they left out."""

from collections import Counter
from datetime import date, datetime
from typing import cast
from warnings import warn

from attrs import field

from .._internal.classes import frozen
from .._internal.html import References, fragment, lines, paragraph, table
from ..amounts import Amount, sum_of
from ..catalogs import Catalog
from ..errors import BasesDifferWarning, ExpotradeError, RateNotFoundError, TotalError, UnitMismatchError
from ..rates import Conversion, Rate, RateTable
from ..rates.table import rate_table
from ..records import (
    Citation,
    Deal,
    Figure,
    Section,
    Source,
    Statistic,
    metric as look_up_metric,
)
from ..records.caveats import Caveat, CaveatKind
from ..records.evidence import counted_as, counted_key, counted_text, counts_otherwise
from ..units import UnitTable, is_same_dimension
from .display import (
    _CONVERSION_HEADER,
    _LEFT_OUT_HEADER,
    _conversion_cells,
    _left_out_cells,
    _lines,
    _said,
    _with_bounds,
)
from .items import _MOST_SHOWN, Entry, LeftOut, LeftOutReason, as_several, entries_of
from .overlaps import another_basis, find_overlaps
from .retellings import find_retold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from .items import Item

    On = date | Literal["own"] | None


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
    caveats: tuple[Caveat, ...] = field(default=())

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
        caveats = lines(self.caveats, lambda caveat: f"Caveat: {caveat.text}")
        return fragment(f"Total of {self.summary}", *parts, caveats, References().lines(self.citations))


def total(
    items: "Iterable[Item]",
    *,
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
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
    same trade, a rival figure beside the preferred one, a deal that is surely told twice. Of what is perhaps told twice
    both are counted, with a caveat. Of an edition, a section or an exhibitor one figure is counted; its figures that
    count something else are named as left out, its rivals as a caveat. The order of the items changes nothing.

    Args:
        items: Amounts, figures, editions and sections (by `metric`), deals, flows, statistics, or the pairs of record
            and figure that `catalog.figures()` gives. Amounts alone say nothing of what they are part of; figures
            alone need `catalog`, else a caveat says that nothing guards them.
        unit: The one unit that is wanted.
        rates: The rate table for money in other currencies, or "ecb" for `RateTable.ecb()`; it needs `on`.
        on: The date of the rates, or "own" for the last day of each item's period.
        metric: Which figure of an item; unless given, `deal_value` of editions, sections and exhibitors, and the first
            of the others. Figures alone and in pairs that are of another metric are passed over.
        catalog: The catalog of the items, so that a deal without a date takes its edition's, and a figure alone finds
            its record: the one that has this very figure, else the only one that has its equal.
        overlaps: "raise" to make an overlap an error instead of leaving the smaller item out.
        mix_kinds: Accept deals of several kinds in one sum.
        mix_bases: Accept figures that count different things; without it a warning says so.

    Raises:
        TotalError: Items that cannot be totalled as asked, such as currencies without rates; it says what to pass.
        ArgumentError: The catalog or the rates are something else.
        AmountError: The sum is out of the range of numbers.
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
    sifted = _sift(entries_of(given, metric, catalog), way)
    found, differing = _summed(sifted.counted, sifted.left_out, sifted, way)
    if differing and not mix_bases:
        warn(f"{differing}; pass mix_bases=True to accept it", BasesDifferWarning, stacklevel=2)
    return found


class _Way:
    """How a total was asked for."""

    __slots__ = ("catalog", "mix_kinds", "on", "overlaps", "rates", "unit")

    def __init__(
        self,
        unit: str | None,
        rates: "RateTable | Literal['ecb'] | None",
        on: "On",
        catalog: Catalog | None,
        overlaps: str,
        *,
        mix_kinds: bool,
    ) -> None:
        self.unit = None if unit is None else UnitTable.builtin().resolve(unit)
        self.rates = rate_table(rates)
        self.overlaps = overlaps
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


class _Sifted:
    """What counts, what does not and why, and what is to be said of what counts."""

    __slots__ = ("counted", "left_out", "notes", "stated")

    def __init__(self) -> None:
        self.counted: list[Entry] = []
        self.left_out: list[tuple[Entry, LeftOut]] = []
        # Caveats, each of which holds where one of its entries is included.
        self.notes: list[tuple[list[Entry], Caveat]] = []
        # The figures that are given as items of their own, by their record.
        self.stated: set[tuple[str, Figure]] = set()


def _sift(entries: list[Entry], way: _Way) -> _Sifted:
    """The entries that count, and the others with their reason."""
    sifted = _Sifted()
    left: dict[int, LeftOut] = {}
    disclosed = [entry for entry in entries if entry.amount is not None]
    told = {entry.name for entry in disclosed}
    for entry in entries:
        if entry.amount is not None:
            continue
        left[id(entry)] = _without_value(entry)
        if entry.name in told:
            left[id(entry)] = LeftOut(entry.item, LeftOutReason.REPEATED, f"{entry.name} is listed already")
        told.add(entry.name)
    for entry, reason, text in find_overlaps(disclosed):
        left[id(entry)] = LeftOut(entry.item, reason, text)
    counted = [entry for entry in disclosed if id(entry) not in left]
    retold = find_retold(counted, lambda entry: _in_wanted(entry, way))
    for entry, kept in retold.dropped:
        left[id(entry)] = LeftOut(entry.item, *_told_twice(entry, kept))
    doubled = [one.text for one in left.values() if one.reason not in _NO_OVERLAP]
    if doubled and way.overlaps == "raise":
        more = f"; and {len(doubled) - _MOST_SHOWN} more" if len(doubled) > _MOST_SHOWN else ""
        raise TotalError("items that overlap", "; ".join(doubled[:_MOST_SHOWN]) + more)
    sifted.counted = [entry for entry in counted if id(entry) not in left]
    sifted.left_out = [(entry, left[id(entry)]) for entry in entries if id(entry) in left]
    sifted.notes = [
        (list(pair), Caveat(CaveatKind.PERHAPS_TOLD_TWICE, None, text)) for pair, text in retold.perhaps
    ]
    bare = [entry for entry in sifted.counted if entry.record is None and entry.figure is not None]
    if bare and len(sifted.counted) > 1:
        sifted.notes.append((bare, Caveat(CaveatKind.NOT_GUARDED, None, _unguarded(way))))
    if any(entry.unused for entry in sifted.counted):
        for entry in entries:
            if entry.record is not None and entry.figure is not None and entry.item is not entry.record:
                sifted.stated.add((entry.record.id, entry.figure))
    return sifted


_NO_OVERLAP = (LeftOutReason.UNDISCLOSED, LeftOutReason.NOT_HELD, LeftOutReason.ANOTHER_BASIS)


def _unguarded(way: _Way) -> str:
    if way.catalog is None:
        advice = "figures alone do not know their records: pass catalog=, or the records"
    else:
        advice = "they are in no record of the catalog, or in several: pass the records"
    return f"nothing guards the figures that stand alone against being counted twice, for {advice}"


def _without_value(entry: Entry) -> LeftOut:
    """Why an entry has no amount: it is undisclosed, or other figures are there and not this one."""
    record, metric = entry.record, entry.metric
    if isinstance(record, Deal) and record.value is None and metric == "deal_value":
        return LeftOut(entry.item, LeftOutReason.UNDISCLOSED, f"{entry.name} is undisclosed")
    if isinstance(record, Statistic) and record.figure is None:
        return LeftOut(entry.item, LeftOutReason.NOT_HELD, f"{entry.name} states no figure, only claims")
    wanted = look_up_metric(metric).dimension
    held = dict.fromkeys(figure.metric for figure in getattr(record, "figures", ()))
    others = sorted(held, key=lambda code: look_up_metric(code).dimension != wanted)
    there = f"it has {', '.join(others)}: pass one as metric=" if others else "it has no figures"
    return LeftOut(entry.item, LeftOutReason.NOT_HELD, f"{entry.name} has no figure for {metric}; {there}")


def _told_twice(entry: Entry, kept: Entry) -> tuple[LeftOutReason, str]:
    """Why an entry that surely tells what another tells is not counted."""
    mine, theirs = entry.amount, kept.amount
    assert mine is not None
    assert theirs is not None
    if mine == theirs:
        return LeftOutReason.REPEATED, f"{entry.name} is counted as {kept.name}"
    if mine.unit != theirs.unit:
        return (
            LeftOutReason.REPEATED,
            f"{entry.name} is counted as {kept.name}: {mine:short} is its {theirs:short}",
        )
    return LeftOutReason.RIVAL, f"{entry.name}: {mine} is a rival of {theirs} of {kept.name}"


def _in_wanted(entry: Entry, way: _Way) -> Amount | None:
    """An entry's amount in the currency asked for, None where no rate says."""
    if way.rates is None:
        return None
    try:
        converted = _converted(entry, way, {})
    except ExpotradeError:
        return None
    if isinstance(converted, LeftOut):
        return None
    return converted.amount if isinstance(converted, Conversion) else converted


def _unused(included: list[Entry], stated: "set[tuple[str, Figure]]") -> "Iterator[LeftOut | Caveat]":
    """The figures of included records that are not used: what counts something else, and rivals."""
    for entry in included:
        used = entry.figure
        told: set[tuple[str | None, Amount]] = set()
        rivals: dict[str, None] = {}
        for figure in entry.unused:
            assert used is not None
            if not counts_otherwise(figure, used):
                if figure.amount != used.amount:
                    rivals.setdefault(str(figure.amount))
                continue
            key = (counted_as(figure), figure.amount)
            if key not in told and (entry.name, figure) not in stated:
                text = another_basis(entry.name, figure, used)
                yield LeftOut((entry.record, figure), LeftOutReason.ANOTHER_BASIS, text)
            told.add(key)
        if rivals:
            assert used is not None
            text = f"{used.metric} of {entry.name}: sources also print {', '.join(sorted(rivals))}"
            yield Caveat(CaveatKind.RIVAL_FIGURES, used.metric, text)


def _summed(
    counted: list[Entry], left_out: list[tuple[Entry, LeftOut]], sifted: _Sifted, way: _Way
) -> tuple[Total, str]:
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
    bases = list(dict.fromkeys(caveat for pile in added for caveat in _base_caveats(pile)))
    unused = list(_unused(included, sifted.stated))
    left += (one for one in unused if isinstance(one, LeftOut))
    there = set(map(id, included))
    caveats = [
        *bases,
        *(caveat for pile in added for caveat in _other_caveats(pile)),
        *(caveat for entries, caveat in sifted.notes if any(id(one) in there for one in entries)),
        *(one for one in unused if isinstance(one, Caveat)),
    ]
    figures = [entry.figure for entry in included if entry.figure is not None]
    summed = Total(
        amounts=tuple(amounts),
        included=tuple(entry.item for entry in included),
        left_out=tuple(left),
        conversions=tuple(conversions),
        citations=tuple(dict.fromkeys(figure.citations[0] for figure in figures)),
        caveats=tuple(dict.fromkeys(caveats)),
    )
    return summed, "; ".join(caveat.text for caveat in bases)


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
        return LeftOut(entry.item, LeftOutReason.NO_DATE, text)
    if (amount.unit, day) not in failed:
        try:
            return way.rates.convert(amount, way.unit, on=day)
        except RateNotFoundError as error:
            failed[amount.unit, day] = str(error)
    return LeftOut(entry.item, LeftOutReason.NO_RATE, f"{entry.name}: {failed[amount.unit, day]}")


def _day_of(entry: Entry, way: _Way) -> date | None:
    if isinstance(way.on, date):
        return way.on
    period = entry.period
    if period is None and way.catalog is not None and entry.record is not None and entry.figure is not None:
        period = way.catalog.period_of(entry.record, entry.figure)
    return None if period is None else period.end


def _base_caveats(added: list[Entry]) -> "Iterator[Caveat]":
    """Whether figures that are added measure and count the same."""
    stated = [entry.figure for entry in added if entry.figure is not None]
    metrics = list(dict.fromkeys(figure.metric for figure in stated))
    if len(metrics) > 1:
        yield Caveat(CaveatKind.METRICS_DIFFER, None, f"metrics differ: {'; '.join(metrics)}")
    bases: dict[str, str] = {}
    for figure in stated:
        bases.setdefault(counted_key(figure), counted_text(figure) or "not stated")
    if len(bases) > 1:
        text = f"bases differ: {'; '.join(bases.values())}"
        yield Caveat(CaveatKind.BASES_DIFFER, metrics[0] if len(metrics) == 1 else None, text)


def _other_caveats(added: list[Entry]) -> "Iterator[Caveat]":
    """What else keeps items that are added from being alike."""
    stated = [entry.figure for entry in added if entry.figure is not None]
    statuses = list(dict.fromkeys(figure.status.value for figure in stated))
    if statuses not in ([], ["actual"]):
        yield Caveat(CaveatKind.STATUS_DIFFERS, None, f"not all are actual: {', '.join(statuses)}")
    if len({figure.as_of is None for figure in stated}) > 1:
        text = "figures as of a time are added to figures over a period"
        yield Caveat(CaveatKind.TIMES_DIFFER, None, text)
    kinds: dict[str, dict[str, None]] = {}
    for entry in added:
        if isinstance(entry.record, Section):
            kinds.setdefault(entry.record.edition, {}).setdefault(entry.record.kind.value)
    for edition, several in kinds.items():
        if len(several) > 1:
            text = f"sections of {edition} of different kinds may hold the same items: {', '.join(several)}"
            yield Caveat(CaveatKind.SECTIONS_OVERLAP, None, text)
    is_money = UnitTable.builtin().is_currency
    money = [entry for entry in added if entry.amount is not None and is_money(entry.amount.unit)]
    years = {entry.year for entry in money if entry.year is not None}
    if len(years) > 1:
        text = f"money of {min(years)} to {max(years)} is added undeflated"
        yield Caveat(CaveatKind.NOT_DEFLATED, None, text)
