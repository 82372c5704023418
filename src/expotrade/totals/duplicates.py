"""Finds deals and flows that two records report: surely the same, perhaps the same, or different.

The rules are all here. Two reports of a deal are compared field by field. A field **fits** if both state the same or
one does not state it; it is **loose** if the two may mean the same; it **clashes** if they cannot.

- Amount: equal values fit, and so does a value within the closed bounds of the other; bounds that overlap are loose;
  bounds without a common point clash. Two currencies are compared with the rates that were passed, or with the
  conversion that a source prints; without either they are loose.
- Parties: the same names fit, apart from case, accents and punctuation. If one report leaves parties out, they fit if
  both state the same subject, else they are loose. Some parties in common are loose, and so is one subject without any
  party. No party in common clashes.
- Subject: the same words fit, apart from case, accents and punctuation. Words of which one report has only some, and
  words that differ in one or two letters, are loose. Other words clash.
- Kind: `UNSPECIFIED` fits any; two kinds clash.
- Expo, edition, section: two of them clash. An edition fits a date of its year and clashes with one of another year.
- Date: days within the days of the other fit, such as a day and its month. Some days in common are loose. No day in
  common is loose if both name one edition, and clashes otherwise.
- Basis: two codes of the table of bases clash.

If all fields fit, the two are surely the same deal. If some are loose and none clashes, they perhaps are. Two flows are
the same if one names its product and the other the code of the Harmonized System, and places, direction, trader, period
and metric are equal: surely if each value is within the closed bounds of the other, else perhaps.

The relation is symmetric and does not depend on the order of the items. It is not transitive: a deal without a subject
can be the same as two deals with different subjects. So among reports that are surely the same, those with the fewest
duplicates are kept first, and then those that state most.

Source: definition.
"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from .._internal.decimals import BELOW_ALL, INFINITY, NEAREST
from ..amounts import Amount
from ..records import Deal, DealKind, TradeFlow
from ..records.bases import find_basis
from ..records.events import directions
from ..units import is_same_dimension
from .containment import _is_stock
from .items import Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from decimal import Decimal

    from ..periods import Period
    from ..records import Figure

    # The amount of an item in the unit of the total; None if it cannot be converted.
    Convert = Callable[[Item], Amount | None]
    Pair = tuple[Item, Item]

_ALIKE = 0.8  # of the letters of two subjects, so that "fiber" is "fibre"
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+")


class Fit(IntEnum):
    """How one field of two reports agrees; the worst field decides."""

    FITS = 0
    LOOSE = 1
    CLASHES = 2


class Duplicates:
    """Duplicates among items: the dropped ones with the kept ones, and pairs that are perhaps the same."""

    __slots__ = ("dropped", "perhaps")

    def __init__(self) -> None:
        self.dropped: list[Pair] = []
        self.perhaps: list[tuple[tuple[Item, ...], str]] = []


def find_duplicates(items: list[Item], convert: "Convert") -> Duplicates:
    """The items that report the same deal or flow.

    Args:
        items: Items that do not overlap otherwise.
        convert: Converts the amount of an item into the unit of the total.
    """
    found = Duplicates()
    deals = (_DealReport(one, one.record, convert) for one in items if isinstance(one.record, Deal))
    _find_duplicate_deals(sorted(deals, key=_order), found)
    _find_duplicate_flows([item for item in items if isinstance(item.record, TradeFlow)], convert, found)
    return found


class _DealReport:
    """A deal of one record, with everything that is compared."""

    __slots__ = ("amounts", "code", "deal", "item", "parties", "rest", "subject", "words", "year")

    def __init__(self, item: Item, deal: Deal, convert: "Convert") -> None:
        assert item.figure is not None
        self.item = item
        self.deal = deal
        self.parties = frozenset(_folded(party.name) for party in self.deal.parties)
        self.subject = None if self.deal.subject is None else _folded(self.deal.subject)
        self.words = frozenset() if self.subject is None else frozenset(map(_singular, self.subject.split()))
        self.amounts = _stated_amounts(item, convert)
        self.code = _code(item.figure)
        self.year = item.year if self.deal.edition or self.deal.date else None


def _order(report: _DealReport) -> tuple[object, ...]:
    """A key that sorts the reports that state most first, independent of the order of the items."""
    deal, amount = report.deal, report.item.amount
    assert amount is not None
    stated = (deal.subject, deal.edition, deal.date, deal.section)
    return (
        deal.kind is DealKind.UNSPECIFIED,
        -sum(field is not None for field in stated) - len(report.parties),
        _width(amount),
        deal.id,
        str(amount),
        amount.unit,
        str(deal.date),
    )


def _width(amount: Amount) -> "Decimal":
    """The distance between the bounds as a share of the value, which does not depend on the currency."""
    if amount.low is None or amount.high is None or not amount.value:
        return INFINITY
    return NEAREST.divide(NEAREST.subtract(amount.high, amount.low), amount.value.copy_abs())


# --- Deals ----------------------------------------------------------------------------------------------------------


def _find_duplicate_deals(reports: list[_DealReport], found: Duplicates) -> None:
    surely: dict[int, list[int]] = {}
    perhaps: dict[tuple[int, int], str] = {}
    for first, second in sorted(_candidates(reports)):
        fit, why = _compare(reports[first], reports[second])
        if fit is Fit.FITS:
            surely.setdefault(first, []).append(second)
            surely.setdefault(second, []).append(first)
        elif fit is Fit.LOOSE:
            perhaps[first, second] = why
    dropped = _doubles(surely)
    found.dropped += ((reports[one].item, reports[kept].item) for one, kept in dropped.items())
    for (first, second), why in perhaps.items():
        if first not in dropped and second not in dropped:
            pair = (reports[first].item, reports[second].item)
            found.perhaps.append(
                (
                    pair,
                    f"{pair[0].name} and {pair[1].name} may be one deal told twice: {why}; both are counted",
                )
            )


def _doubles(surely: dict[int, list[int]]) -> dict[int, int]:
    """Which report is dropped for which; reports with the fewest duplicates are kept first."""
    dropped: dict[int, int] = {}
    for one in sorted(surely, key=lambda place: (len(surely[place]), place)):
        if one not in dropped:
            dropped.update({other: one for other in surely[one] if other not in dropped})
    return dropped


def _candidates(reports: list[_DealReport]) -> set[tuple[int, int]]:
    """The pairs to compare: of one expo, with a party or subject in common, and amounts that overlap.

    No duplicate is missed, and ten thousand deals of one party do not need a hundred million comparisons.
    """
    blocks: dict[Hashable, list[int]] = {}
    for place, report in enumerate(reports):
        expo = report.item.expo or report.deal.edition
        for party in report.parties:
            blocks.setdefault((expo, "party", party), []).append(place)
        if report.subject is not None:
            blocks.setdefault((expo, "subject", report.subject), []).append(place)
    pairs: set[tuple[int, int]] = set()
    for places in blocks.values():
        if len(places) > 1:
            pairs.update(_nearby(places, reports))
    return pairs


def _nearby(places: list[int], reports: list[_DealReport]) -> "Iterator[tuple[int, int]]":
    """The pairs of a block whose bounds overlap in some unit, or that have no unit in common."""
    by_unit: dict[str, list[tuple[Decimal, Decimal, int]]] = {}
    # Reports without a common unit are compared only if a party or the subject is the same.
    alike: dict[Hashable, dict[frozenset[str], list[int]]] = {}
    for place in places:
        report = reports[place]
        for name in (report.parties, report.subject):
            if name:
                alike.setdefault(name, {}).setdefault(frozenset(report.amounts), []).append(place)
        for unit, amount in report.amounts.items():
            by_unit.setdefault(unit, []).append((*_ends(amount), place))
    for spans in by_unit.values():
        spans.sort()
        open_spans: list[tuple[Decimal, int]] = []
        for low, high, place in spans:
            open_spans = [one for one in open_spans if one[0] >= low]
            yield from ((min(place, other), max(place, other)) for _, other in open_spans)
            open_spans.append((high, place))
    for sets in alike.values():
        for units, others in combinations(sets, 2):
            if not units & others:
                for one in sets[units]:
                    yield from ((min(one, other), max(one, other)) for other in sets[others])


def _compare(one: _DealReport, other: _DealReport) -> tuple[Fit, str]:
    """How well two reports fit, and the loose fields in words."""
    mine, theirs = one.deal, other.deal
    is_same_subject = one.subject is not None and one.subject == other.subject
    fits = {
        "": max(_same(one.code, other.code), _kinds(mine.kind, theirs.kind), _places(one, other)),
        "their subjects are worded otherwise": _subjects(one, other),
        "one names parties that the other does not": _parties(one, other, is_same_subject),
        "their dates differ": _dates(mine, theirs),
        "their amounts may be one": _amounts(one.amounts, other.amounts),
    }
    worst = max(fits.values())
    return worst, ", ".join(why for why, fit in fits.items() if fit is Fit.LOOSE)


def _same(one: object, other: object) -> Fit:
    return Fit.FITS if one is None or other is None or one == other else Fit.CLASHES


def _kinds(one: DealKind, other: DealKind) -> Fit:
    is_open = DealKind.UNSPECIFIED in (one, other)
    return Fit.FITS if is_open or one is other else Fit.CLASHES


def _places(one: _DealReport, other: _DealReport) -> Fit:
    """Compare editions, sections and the year of a date; all compared deals are of one expo."""
    fit = max(_same(one.deal.edition, other.deal.edition), _same(one.deal.section, other.deal.section))
    if one.deal.edition is None or other.deal.edition is None:
        fit = max(fit, _same(one.year, other.year))
    return fit


def _subjects(one: _DealReport, other: _DealReport) -> Fit:
    if one.subject is None or other.subject is None or one.subject == other.subject:
        return Fit.FITS
    if one.words <= other.words or other.words <= one.words:
        return Fit.LOOSE
    first, second = sorted((one.subject, other.subject))
    return Fit.LOOSE if _likeness(first, second) >= _ALIKE else Fit.CLASHES


@lru_cache(maxsize=4096)
def _likeness(first: str, second: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _parties(one: _DealReport, other: _DealReport, is_same_subject: bool) -> Fit:
    mine, theirs = one.parties, other.parties
    if mine and mine == theirs:
        return Fit.FITS
    if not (mine and theirs):
        return Fit.LOOSE if is_same_subject else Fit.CLASHES
    if mine <= theirs or theirs <= mine:
        return Fit.FITS if is_same_subject else Fit.LOOSE
    return Fit.LOOSE if mine & theirs else Fit.CLASHES


def _dates(one: Deal, other: Deal) -> Fit:
    if one.date is None or other.date is None or _is_within(one.date, other.date):
        return Fit.FITS
    is_shared = one.date.overlaps(other.date) or (one.edition is not None and one.edition == other.edition)
    return Fit.LOOSE if is_shared else Fit.CLASHES


def _is_within(one: "Period", other: "Period") -> bool:
    return one in other or other in one


# --- Flows ----------------------------------------------------------------------------------------------------------


def _find_duplicate_flows(items: list[Item], convert: "Convert", found: Duplicates) -> None:
    """Find flows that differ only in the product: one has its name, the other its code."""
    groups: dict[Hashable, tuple[list[Item], list[Item]]] = {}
    for item in sorted(items, key=lambda one: (one.name, str(one.amount))):
        flow, figure = item.record, item.figure
        assert isinstance(flow, TradeFlow)
        assert figure is not None
        if (flow.product is None) != (flow.hs is None):
            key = (figure.metric, frozenset(directions(flow)), flow.trader, item.period, _is_stock(item))
            groups.setdefault(key, ([], []))[flow.product is None].append(item)
    for named, coded in groups.values():
        if named and coded:
            _find_in_group(named, coded, convert, found)


def _find_in_group(named: list[Item], coded: list[Item], convert: "Convert", found: Duplicates) -> None:
    items = [*coded, *named]
    amounts = [_stated_amounts(item, convert) for item in items]
    surely: dict[int, list[int]] = {}
    for first in range(len(coded)):
        for second in range(len(coded), len(items)):
            if _amounts(amounts[first], amounts[second], is_mutual=True) is Fit.FITS:
                surely.setdefault(first, []).append(second)
                surely.setdefault(second, []).append(first)
    dropped = _doubles(surely)
    found.dropped += ((items[one], items[kept]) for one, kept in dropped.items())
    told = {*dropped, *dropped.values()}
    sides = [
        [item for place, item in enumerate(items) if place not in told and (place < len(coded)) is is_coded]
        for is_coded in (False, True)
    ]
    if all(sides):
        by_name, by_code = (", ".join(item.name for item in side) for side in sides)
        how = "by the name of its product and by its code"
        text = f"{by_name} and {by_code} may be one flow told twice, {how}; all are counted"
        found.perhaps.append(((*sides[0], *sides[1]), text))


# --- Amounts --------------------------------------------------------------------------------------------------------


def _stated_amounts(item: Item, convert: "Convert") -> dict[str, Amount]:
    """The amounts of an item by unit: as printed, the printed conversion, and the converted one."""
    amount, figure = item.amount, item.figure
    assert amount is not None
    assert figure is not None
    said = {amount.unit: amount}
    if figure.equivalent is not None:
        said.setdefault(figure.equivalent.unit, figure.equivalent)
    converted = convert(item)
    if converted is not None:
        said.setdefault(converted.unit, converted)
    return said


def _amounts(one: dict[str, Amount], other: dict[str, Amount], *, is_mutual: bool = False) -> Fit:
    """How well two amounts fit, in the units that both have."""
    fits = [
        _fit(mine, theirs.to(mine.unit), is_mutual)
        for mine in one.values()
        for theirs in other.values()
        if is_same_dimension(mine.unit, theirs.unit)
    ]
    # Two amounts without a common unit may be the same.
    return min(fits, default=Fit.LOOSE)


def _fit(one: Amount, other: Amount, is_mutual: bool) -> Fit:
    (low, high), (lower, higher) = _ends(one), _ends(other)
    if low > higher or lower > high:
        return Fit.CLASHES
    insides = (lower <= one.value <= higher < INFINITY, low <= other.value <= high < INFINITY)
    if one.value == other.value or (all(insides) if is_mutual else any(insides)):
        return Fit.FITS
    return Fit.LOOSE


def _ends(amount: Amount) -> "tuple[Decimal, Decimal]":
    low = BELOW_ALL if amount.low is None else amount.low
    return low, INFINITY if amount.high is None else amount.high


# --- Words ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """A text without case, accents, widths and punctuation; each Chinese character is a word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return " ".join(_SIGN.findall(plain.casefold())) or text


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _code(figure: "Figure") -> str | None:
    """The basis of a figure, if it is a code of the table."""
    if figure.counts is not None or figure.basis is None:
        return figure.counts
    found = find_basis(figure.basis)
    return None if found is None else found.code
