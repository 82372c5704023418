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
from ..errors import BasesDifferWarning, RateNotFoundError, TotalError, UnitMismatchError
from ..rates import Conversion, Rate, RateTable
from ..records import Citation, Deal, Section, Source
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
from .items import _MOST_SHOWN, Entry, LeftOut, Reason, as_several, entries_of
from .overlaps import find_overlaps

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
    entries = entries_of(given, metric)
    counted, left_out = _sift(entries, overlaps)
    found, differing = _summed(counted, left_out, way)
    if differing and not mix_bases:
        warn(f"{differing}; pass mix_bases=True to accept it", BasesDifferWarning, stacklevel=2)
    return found


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
