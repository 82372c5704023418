"""Totals that say what they left out."""

from collections import Counter
from datetime import date
from typing import cast
from warnings import warn

from ..amounts import Amount, sum_of
from ..catalogs import Catalog
from ..errors import BasesDifferWarning, ExpotradeError, RateNotFoundError, TotalError
from ..errors.advice import Advice, passing
from ..rates import Conversion, RateTable
from ..records import Deal, Figure
from ..records.caveats import Caveat, CaveatKind
from ..units import is_same_dimension
from .duplicates import find_duplicates
from .items import _MOST_SHOWN, Entry, LeftOut, LeftOutReason, as_several, entries_of
from .options import TotalOptions
from .overlaps import find_overlaps
from .reasons import base_caveats, other_caveats, repeated, unguarded, unused_figures, without_value
from .results import Total

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from ..rates.converting import On
    from .items import Item

# To leave these out is no matter of counting twice.
_NO_OVERLAP = (LeftOutReason.UNDISCLOSED, LeftOutReason.NOT_HELD, LeftOutReason.ANOTHER_BASIS)


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
        TotalError: The items cannot be added as asked, such as deals of several kinds; it says what to pass.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
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
    options = TotalOptions(unit, rates, on, catalog, overlaps, mix_kinds=mix_kinds)
    given = as_several(items)
    # Amounts of one unit say nothing of what they are part of and need no more than their sum.
    # A list of those that differ is made faster than any() asks.
    if given and not [item for item in given if item.__class__ is not Amount]:
        amounts = cast("list[Amount]", given)
        wanted = options.conversions.unit or amounts[0].unit
        if not [amount for amount in amounts if amount.unit != wanted]:
            return Total(amounts=(sum_of(amounts),), included=tuple(amounts))
    split = split_counted(entries_of(given, metric, catalog), options)
    found, differing = summed(split.counted, split.left_out, split, options)
    if differing and not mix_bases:
        warn(BasesDifferWarning(differing, accept_bases()), stacklevel=2)
    return found


def accept_bases() -> Advice:
    """The advice to accept figures that count different things."""
    return passing("to accept it", mix_bases="True")


class Split:
    """What counts, what does not and why, and what is to be said of what counts."""

    __slots__ = ("counted", "left_out", "notes", "stated")

    def __init__(self) -> None:
        self.counted: list[Entry] = []
        self.left_out: list[tuple[Entry, LeftOut]] = []
        # Caveats, each of which holds where one of its entries is included.
        self.notes: list[tuple[list[Entry], Caveat]] = []
        # The figures that are given as items of their own, by their record.
        self.stated: set[tuple[str, Figure]] = set()


def split_counted(entries: list[Entry], options: TotalOptions) -> Split:
    """The entries that count, and the others with their reason."""
    split = Split()
    left: dict[int, LeftOut] = {}
    disclosed = [entry for entry in entries if entry.amount is not None]
    told = {entry.name for entry in disclosed}
    for entry in entries:
        if entry.amount is not None:
            continue
        left[id(entry)] = without_value(entry)
        if entry.name in told:
            left[id(entry)] = LeftOut(entry.item, LeftOutReason.REPEATED, f"{entry.name} is listed already")
        told.add(entry.name)
    for entry, reason, text in find_overlaps(disclosed):
        left[id(entry)] = LeftOut(entry.item, reason, text)
    counted = [entry for entry in disclosed if id(entry) not in left]
    duplicates = find_duplicates(counted, lambda entry: _in_wanted(entry, options))
    for entry, kept in duplicates.dropped:
        left[id(entry)] = LeftOut(entry.item, *repeated(entry, kept))
    doubled = [one.text for one in left.values() if one.reason not in _NO_OVERLAP]
    if doubled and options.overlaps == "raise":
        more = f"; and {len(doubled) - _MOST_SHOWN} more" if len(doubled) > _MOST_SHOWN else ""
        raise TotalError("items that overlap", "; ".join(doubled[:_MOST_SHOWN]) + more)
    split.counted = [entry for entry in counted if id(entry) not in left]
    split.left_out = [(entry, left[id(entry)]) for entry in entries if id(entry) in left]
    split.notes = [
        (list(pair), Caveat(CaveatKind.PERHAPS_TOLD_TWICE, None, text)) for pair, text in duplicates.perhaps
    ]
    bare = [entry for entry in split.counted if entry.record is None and entry.figure is not None]
    if bare and len(split.counted) > 1:
        split.notes.append((bare, unguarded(options)))
    if any(entry.unused for entry in split.counted):
        for entry in entries:
            if entry.record is not None and entry.figure is not None and entry.item is not entry.record:
                split.stated.add((entry.record.id, entry.figure))
    return split


def _in_wanted(entry: Entry, options: TotalOptions) -> Amount | None:
    """An entry's amount in the currency asked for, None where no rate says."""
    if options.conversions.rates is None:
        return None
    try:
        converted = _converted(entry, options, {})
    except ExpotradeError:
        return None
    if isinstance(converted, LeftOut):
        return None
    return converted.amount if isinstance(converted, Conversion) else converted


def summed(
    counted: list[Entry], left_out: list[tuple[Entry, LeftOut]], split: Split, options: TotalOptions
) -> tuple[Total, str]:
    """The total of entries that are known not to overlap, and how their bases differ."""
    kinds = dict.fromkeys(entry.record.kind.value for entry in counted if isinstance(entry.record, Deal))
    if len(kinds) > 1 and not options.mix_kinds:
        advice = (passing(mix_kinds="True"), Advice(arguments=(("by", '"kind"'),), call="group(items, {})"))
        given = f"deals of kinds {', '.join(kinds)}"
        raise TotalError(given, "kinds of deal are not mixed unless asked", advice=advice)
    left = [one for _, one in left_out]
    included: list[Entry] = []
    conversions: list[Conversion] = []
    piles: list[list[tuple[Entry, Amount]]] = []
    by_unit: dict[str, list[tuple[Entry, Amount]]] = {}
    failed: dict[tuple[str, date], str] = {}
    for entry in counted:
        converted = _converted(entry, options, failed)
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
    if not amounts and options.conversions.unit is not None:
        amounts = [Amount(0, options.conversions.unit)]
    piles.sort(key=lambda pile: min(amount.unit for _, amount in pile))
    added = [[entry for entry, _ in pile] for pile in piles]
    bases = list(dict.fromkeys(caveat for pile in added for caveat in base_caveats(pile)))
    unused = list(unused_figures(included, split.stated))
    left += (one for one in unused if isinstance(one, LeftOut))
    there = set(map(id, included))
    caveats = [
        *bases,
        *(caveat for pile in added for caveat in other_caveats(pile)),
        *(caveat for entries, caveat in split.notes if any(id(one) in there for one in entries)),
        *(one for one in unused if isinstance(one, Caveat)),
    ]
    figures = [entry.figure for entry in included if entry.figure is not None]
    result = Total(
        amounts=tuple(amounts),
        included=tuple(entry.item for entry in included),
        left_out=tuple(left),
        conversions=tuple(conversions),
        citations=tuple(dict.fromkeys(figure.citations[0] for figure in figures)),
        caveats=tuple(dict.fromkeys(caveats)),
    )
    return result, "; ".join(caveat.text for caveat in bases)


def _sum(amounts: list[Amount]) -> Amount:
    """The sum of amounts of one dimension, in the unit that most of them have."""
    units = Counter(amount.unit for amount in amounts)
    unit = min(units, key=lambda one: (-units[one], one))
    return sum_of([amount if amount.unit == unit else amount.to(unit) for amount in amounts])


def _converted(
    entry: Entry, options: TotalOptions, failed: dict[tuple[str, date], str]
) -> Amount | Conversion | LeftOut:
    """An entry's amount in the unit asked for, by which rate, or why it cannot be converted."""
    amount, conversions = entry.amount, options.conversions
    assert amount is not None
    if not conversions.needs_rate(amount):
        return conversions.convert(amount, None, entry.name)
    day = conversions.day(_own_day(entry, options))
    if day is None:
        fact = f"{entry.name} has no day of its own for a rate"
        advice = (passing("where its edition has one", catalog=""), passing(on="date"))
        return LeftOut(entry.item, LeftOutReason.NO_DATE, fact, advice)
    if (amount.unit, day) not in failed:
        try:
            return conversions.convert(amount, day, entry.name)
        except RateNotFoundError as error:
            failed[amount.unit, day] = str(error)
    return LeftOut(entry.item, LeftOutReason.NO_RATE, f"{entry.name}: {failed[amount.unit, day]}")


def _own_day(entry: Entry, options: TotalOptions) -> date | None:
    """The last day of an item's own period; the catalog knows that of its edition."""
    period = entry.period
    if (
        period is None
        and options.catalog is not None
        and entry.record is not None
        and entry.figure is not None
    ):
        period = options.catalog.period_of(entry.record, entry.figure)
    return None if period is None else period.end
