"""Adds items, each fact once, and lists what is left out."""

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
from .items import _MOST_SHOWN, Item, LeftOut, LeftOutReason, as_list, items_of
from .options import TotalOptions
from .overlaps import find_overlaps
from .reasons import base_caveats, other_caveats, repeated, unguarded, unused_figures, without_value
from .results import Total

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from ..rates.converting import On
    from .items import ItemLike

# Items left out for these reasons do not overlap with others.
_NO_OVERLAP = (LeftOutReason.UNDISCLOSED, LeftOutReason.NOT_HELD, LeftOutReason.ANOTHER_BASIS)


def total(
    items: "Iterable[ItemLike]",
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
    """The sum of items, each fact once, with the items that are left out and why.

    Currencies stay apart unless you pass `unit`, `rates` and `on`. An undisclosed value is unknown, not zero. An item
    inside another one is left out: a section in its edition, a deal in the total of its edition, an edition in a
    cumulative figure, January to July in the year, a product in all products, a member in its group. So are a partner's
    report of the same trade, a rival of the preferred figure, and a second report of the same deal. If two deals are
    only perhaps the same, both are counted, with a caveat. One figure of an edition, a section or an exhibitor is
    counted; its figures on another basis are listed as left out, its rivals in a caveat. The order of the items does
    not matter.

    Args:
        items: Amounts, figures, editions and sections (by `metric`), deals, flows, statistics, or the pairs of record
            and figure from `catalog.figures()`. Amounts alone cannot be checked for double counting; figures alone
            can with `catalog`, and without it a caveat says so.
        unit: The unit of the sum.
        rates: The rate table for money in other currencies, or "ecb" for `RateTable.ecb()`; it needs `on`.
        on: The date of the rates, or "own" for the last day of each item's period.
        metric: The metric to add; by default `deal_value` of editions, sections and exhibitors, and the first figure of
            other records. Figures of another metric are skipped.
        catalog: The catalog of the items. A deal without a date takes the date of its edition from it, and a figure
            alone its record: the record with this figure object, else the only record with an equal figure.
        overlaps: "raise" to make an overlap an error instead of leaving the smaller item out.
        mix_kinds: Accept deals of several kinds in one sum.
        mix_bases: Accept figures that count different things; without it a warning says so.

    Raises:
        TotalError: The items cannot be added as asked, such as deals of several kinds; it says what to pass.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        ArgumentError: The catalog is not a catalog, or the rates are not a table.
        AmountError: The sum is out of the range of numbers.
        UnitMismatchError: An item cannot be counted in the unit.
        UnknownNameError: The unit or the metric is not known.

    Warns:
        BasesDifferWarning: The included figures count different things.

    Source: definition. Bounds are added end by end, so one item without an upper bound leaves the sum without one.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> pavilion = cat.section("ciie-2023-american-food-and-agriculture-pavilion")
        >>> print(ex.total([cat.edition("ciie", 6), pavilion]).summary)
        1 of 2, 1 part of another
    """
    options = TotalOptions(unit, rates, on, catalog, overlaps, mix_kinds=mix_kinds)
    passed = as_list(items)
    # Amounts of one unit need only their sum: they have no record that could overlap.
    # A list comprehension is faster here than any() with a generator.
    if passed and not [item for item in passed if item.__class__ is not Amount]:
        amounts = cast("list[Amount]", passed)
        common = options.conversions.unit or amounts[0].unit
        if not [amount for amount in amounts if amount.unit != common]:
            return Total(amounts=(sum_of(amounts),), included=tuple(amounts))
    split = split_counted(items_of(passed, metric, catalog), options)
    result, differing = summed(split.counted, split.left_out, split, options)
    if differing and not mix_bases:
        warn(BasesDifferWarning(differing, accept_bases()), stacklevel=2)
    return result


def accept_bases() -> Advice:
    """The advice to accept figures that count different things."""
    return passing("to accept it", mix_bases="True")


class Split:
    """Items split into those that count and those that do not, with caveats."""

    __slots__ = ("counted", "left_out", "notes", "stated")

    def __init__(self) -> None:
        self.counted: list[Item] = []
        self.left_out: list[tuple[Item, LeftOut]] = []
        # Caveats with their items; one applies if one of its items is included.
        self.notes: list[tuple[list[Item], Caveat]] = []
        # Figures that were passed as items themselves, by their record.
        self.stated: set[tuple[str, Figure]] = set()


def split_counted(items: list[Item], options: TotalOptions) -> Split:
    """Split the items into those that count and the others with their reasons."""
    split = Split()
    left: dict[int, LeftOut] = {}
    disclosed = [item for item in items if item.amount is not None]
    listed = {item.name for item in disclosed}
    for item in items:
        if item.amount is not None:
            continue
        left[id(item)] = without_value(item)
        if item.name in listed:
            left[id(item)] = LeftOut(item.passed, LeftOutReason.REPEATED, f"{item.name} is listed already")
        listed.add(item.name)
    for item, reason, text in find_overlaps(disclosed):
        left[id(item)] = LeftOut(item.passed, reason, text)
    counted = [item for item in disclosed if id(item) not in left]
    duplicates = find_duplicates(counted, lambda item: _in_unit_of_total(item, options))
    for item, kept in duplicates.dropped:
        left[id(item)] = LeftOut(item.passed, *repeated(item, kept))
    doubled = [left_out.text for left_out in left.values() if left_out.reason not in _NO_OVERLAP]
    if doubled and options.overlaps == "raise":
        more = f"; and {len(doubled) - _MOST_SHOWN} more" if len(doubled) > _MOST_SHOWN else ""
        raise TotalError("items that overlap", "; ".join(doubled[:_MOST_SHOWN]) + more)
    split.counted = [item for item in counted if id(item) not in left]
    split.left_out = [(item, left[id(item)]) for item in items if id(item) in left]
    split.notes = [
        (list(pair), Caveat(CaveatKind.PERHAPS_TOLD_TWICE, None, text)) for pair, text in duplicates.perhaps
    ]
    bare = [item for item in split.counted if item.record is None and item.figure is not None]
    if bare and len(split.counted) > 1:
        split.notes.append((bare, unguarded(options)))
    if any(item.unused for item in split.counted):
        for item in items:
            if item.record is not None and item.figure is not None and item.passed is not item.record:
                split.stated.add((item.record.id, item.figure))
    return split


def _in_unit_of_total(item: Item, options: TotalOptions) -> Amount | None:
    """The amount of an item in the requested currency; None without rates or if it cannot be converted."""
    if options.conversions.rates is None:
        return None
    try:
        converted = _converted(item, options, {})
    except ExpotradeError:
        return None
    if isinstance(converted, LeftOut):
        return None
    return converted.amount if isinstance(converted, Conversion) else converted


def summed(
    counted: list[Item], left_out: list[tuple[Item, LeftOut]], split: Split, options: TotalOptions
) -> tuple[Total, str]:
    """The total of items that do not overlap, and how their bases differ."""
    kinds = dict.fromkeys(item.record.kind.value for item in counted if isinstance(item.record, Deal))
    if len(kinds) > 1 and not options.mix_kinds:
        advice = (passing(mix_kinds="True"), Advice(arguments=(("by", '"kind"'),), call="group(items, {})"))
        mixed = f"deals of kinds {', '.join(kinds)}"
        raise TotalError(mixed, "kinds of deal are not mixed unless asked", advice=advice)
    left = [reason for _, reason in left_out]
    included: list[Item] = []
    conversions: list[Conversion] = []
    piles: list[list[tuple[Item, Amount]]] = []
    by_unit: dict[str, list[tuple[Item, Amount]]] = {}
    failed: dict[tuple[str, date], str] = {}
    for item in counted:
        converted = _converted(item, options, failed)
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
        by_unit[amount.unit].append((item, amount))
        included.append(item)
    amounts = sorted((_sum([amount for _, amount in pile]) for pile in piles), key=lambda amount: amount.unit)
    if not amounts and options.conversions.unit is not None:
        amounts = [Amount(0, options.conversions.unit)]
    piles.sort(key=lambda pile: min(amount.unit for _, amount in pile))
    added = [[item for item, _ in pile] for pile in piles]
    bases = list(dict.fromkeys(caveat for pile in added for caveat in base_caveats(pile)))
    unused = list(unused_figures(included, split.stated))
    left += (reason for reason in unused if isinstance(reason, LeftOut))
    included_ids = set(map(id, included))
    caveats = [
        *bases,
        *(caveat for pile in added for caveat in other_caveats(pile)),
        *(caveat for items, caveat in split.notes if any(id(item) in included_ids for item in items)),
        *(caveat for caveat in unused if isinstance(caveat, Caveat)),
    ]
    figures = [item.figure for item in included if item.figure is not None]
    result = Total(
        amounts=tuple(amounts),
        included=tuple(item.passed for item in included),
        left_out=tuple(left),
        conversions=tuple(conversions),
        citations=tuple(dict.fromkeys(figure.citations[0] for figure in figures)),
        caveats=tuple(dict.fromkeys(caveats)),
    )
    return result, "; ".join(caveat.text for caveat in bases)


def _sum(amounts: list[Amount]) -> Amount:
    """The sum of amounts of one dimension, in the unit that most of them have."""
    units = Counter(amount.unit for amount in amounts)
    unit = min(units, key=lambda unit: (-units[unit], unit))
    return sum_of([amount if amount.unit == unit else amount.to(unit) for amount in amounts])


def _converted(
    item: Item, options: TotalOptions, failed: dict[tuple[str, date], str]
) -> Amount | Conversion | LeftOut:
    """The amount of an item in the requested unit, its conversion, or why it cannot be converted."""
    amount, conversions = item.amount, options.conversions
    assert amount is not None
    if not conversions.needs_rate(amount):
        return conversions.convert(amount, None, item.name)
    day = conversions.day(_own_day(item, options))
    if day is None:
        fact = f"{item.name} has no day of its own for a rate"
        advice = (passing("where its edition has one", catalog=""), passing(on="date"))
        return LeftOut(item.passed, LeftOutReason.NO_DATE, fact, advice)
    if (amount.unit, day) not in failed:
        try:
            return conversions.convert(amount, day, item.name)
        except RateNotFoundError as error:
            failed[amount.unit, day] = str(error)
    return LeftOut(item.passed, LeftOutReason.NO_RATE, f"{item.name}: {failed[amount.unit, day]}")


def _own_day(item: Item, options: TotalOptions) -> date | None:
    """The last day of an item's own period, or of its edition if there is a catalog."""
    period = item.period
    if period is None and options.catalog is not None and item.record is not None and item.figure is not None:
        period = options.catalog.period_of(item.record, item.figure)
    return None if period is None else period.end
