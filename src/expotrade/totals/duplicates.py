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
from ..records.events import directions
from ..records.metrics import find_basis
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

_ALIKE_LETTERS = 0.8  # the share of equal letters from which two subjects may be one: "fiber" and "fibre"
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+")


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
    duplicates = Duplicates()
    deals = (_DealReport(item, item.record, convert) for item in items if isinstance(item.record, Deal))
    _find_duplicate_deals(sorted(deals, key=_fullest_first), duplicates)
    flows = [item for item in items if isinstance(item.record, TradeFlow)]
    _find_duplicate_flows(flows, convert, duplicates)
    return duplicates


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
        self.code = _basis_code(item.figure)
        self.year = item.year if self.deal.edition or self.deal.date else None


def _fullest_first(report: _DealReport) -> tuple[object, ...]:
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


def _find_duplicate_deals(reports: list[_DealReport], duplicates: Duplicates) -> None:
    surely: dict[int, list[int]] = {}
    perhaps: dict[tuple[int, int], str] = {}
    for first, second in sorted(_candidates(reports)):
        fit, why = _compare(reports[first], reports[second])
        if fit is Fit.FITS:
            surely.setdefault(first, []).append(second)
            surely.setdefault(second, []).append(first)
        elif fit is Fit.LOOSE:
            perhaps[first, second] = why
    dropped = _reports_to_drop(surely)
    duplicates.dropped += ((reports[place].item, reports[kept].item) for place, kept in dropped.items())
    for (first, second), why in perhaps.items():
        if first not in dropped and second not in dropped:
            pair = (reports[first].item, reports[second].item)
            duplicates.perhaps.append(
                (
                    pair,
                    f"{pair[0].name} and {pair[1].name} may be one deal, reported twice: {why}; both are counted",
                )
            )


def _reports_to_drop(surely: dict[int, list[int]]) -> dict[int, int]:
    """Which report is dropped for which; reports with the fewest duplicates are kept first."""
    dropped: dict[int, int] = {}
    # A report without a subject can be the same as two deals with different subjects. It has more duplicates than each
    # of them, so it comes later and is dropped, and both deals are kept.
    for kept in sorted(surely, key=lambda place: (len(surely[place]), place)):
        if kept not in dropped:
            dropped.update({double: kept for double in surely[kept] if double not in dropped})
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
            pairs.update(_pairs_of_block(places, reports))
    return pairs


def _pairs_of_block(places: list[int], reports: list[_DealReport]) -> "Iterator[tuple[int, int]]":
    """The pairs of a block whose bounds overlap in some unit, or that have no unit in common."""
    by_unit: dict[str, list[tuple[Decimal, Decimal, int]]] = {}
    # Reports without a common unit are compared only if a party or the subject is the same.
    alike: dict[Hashable, dict[frozenset[str], list[int]]] = {}
    for place in places:
        report = reports[place]
        for shared in (report.parties, report.subject):
            if shared:
                alike.setdefault(shared, {}).setdefault(frozenset(report.amounts), []).append(place)
        for unit, amount in report.amounts.items():
            by_unit.setdefault(unit, []).append((*_closed_bounds(amount), place))
    for spans in by_unit.values():
        spans.sort()
        open_spans: list[tuple[Decimal, int]] = []
        for low, high, place in spans:
            # Spans come by their low ends, so those that ended before this one overlap with none of the later ones.
            open_spans = [span for span in open_spans if span[0] >= low]
            yield from ((min(place, earlier), max(place, earlier)) for _, earlier in open_spans)
            open_spans.append((high, place))
    for sets in alike.values():
        for units, other_units in combinations(sets, 2):
            if not units & other_units:
                for first in sets[units]:
                    yield from ((min(first, second), max(first, second)) for second in sets[other_units])


def _compare(first: _DealReport, second: _DealReport) -> tuple[Fit, str]:
    """How well two reports fit, and the loose fields in words."""
    mine, theirs = first.deal, second.deal
    is_same_subject = first.subject is not None and first.subject == second.subject
    fits = {
        "": max(
            _fit_of_values(first.code, second.code),
            _fit_of_kinds(mine.kind, theirs.kind),
            _fit_of_editions(first, second),
        ),
        "their subjects are worded otherwise": _fit_of_subjects(first, second),
        "one names parties that the other does not": _fit_of_parties(first, second, is_same_subject),
        "their dates differ": _fit_of_dates(mine, theirs),
        "their amounts may be one": _fit_of_amounts(first.amounts, second.amounts),
    }
    worst = max(fits.values())
    return worst, ", ".join(why for why, fit in fits.items() if fit is Fit.LOOSE)


def _fit_of_values(first: object, second: object) -> Fit:
    return Fit.FITS if first is None or second is None or first == second else Fit.CLASHES


def _fit_of_kinds(first: DealKind, second: DealKind) -> Fit:
    is_open = DealKind.UNSPECIFIED in (first, second)
    return Fit.FITS if is_open or first is second else Fit.CLASHES


def _fit_of_editions(first: _DealReport, second: _DealReport) -> Fit:
    """Compare editions, sections and the year of a date; all compared deals are of one expo."""
    fit = max(
        _fit_of_values(first.deal.edition, second.deal.edition),
        _fit_of_values(first.deal.section, second.deal.section),
    )
    if first.deal.edition is None or second.deal.edition is None:
        fit = max(fit, _fit_of_values(first.year, second.year))
    return fit


def _fit_of_subjects(first: _DealReport, second: _DealReport) -> Fit:
    if first.subject is None or second.subject is None or first.subject == second.subject:
        return Fit.FITS
    if first.words <= second.words or second.words <= first.words:
        return Fit.LOOSE
    left, right = sorted((first.subject, second.subject))
    return Fit.LOOSE if _likeness(left, right) >= _ALIKE_LETTERS else Fit.CLASHES


@lru_cache(maxsize=4096)
def _likeness(first: str, second: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _fit_of_parties(first: _DealReport, second: _DealReport, is_same_subject: bool) -> Fit:
    mine, theirs = first.parties, second.parties
    if mine and mine == theirs:
        return Fit.FITS
    if not (mine and theirs):
        return Fit.LOOSE if is_same_subject else Fit.CLASHES
    if mine <= theirs or theirs <= mine:
        return Fit.FITS if is_same_subject else Fit.LOOSE
    return Fit.LOOSE if mine & theirs else Fit.CLASHES


def _fit_of_dates(first: Deal, second: Deal) -> Fit:
    if first.date is None or second.date is None or _is_one_inside_other(first.date, second.date):
        return Fit.FITS
    is_shared = first.date.overlaps(second.date) or (
        first.edition is not None and first.edition == second.edition
    )
    return Fit.LOOSE if is_shared else Fit.CLASHES


def _is_one_inside_other(first: "Period", second: "Period") -> bool:
    return first in second or second in first


# --- Flows ----------------------------------------------------------------------------------------------------------


def _find_duplicate_flows(items: list[Item], convert: "Convert", duplicates: Duplicates) -> None:
    """Find flows that differ only in the product: one has its name, the other its code."""
    groups: dict[Hashable, tuple[list[Item], list[Item]]] = {}
    for item in sorted(items, key=lambda item: (item.name, str(item.amount))):
        flow, figure = item.record, item.figure
        assert isinstance(flow, TradeFlow)
        assert figure is not None
        if (flow.product is None) != (flow.hs is None):
            key = (figure.metric, frozenset(directions(flow)), flow.trader, item.period, _is_stock(item))
            groups.setdefault(key, ([], []))[flow.product is None].append(item)
    for named, coded in groups.values():
        if named and coded:
            _find_in_group(named, coded, convert, duplicates)


def _find_in_group(named: list[Item], coded: list[Item], convert: "Convert", duplicates: Duplicates) -> None:
    items = [*coded, *named]
    amounts = [_stated_amounts(item, convert) for item in items]
    surely: dict[int, list[int]] = {}
    for first in range(len(coded)):
        for second in range(len(coded), len(items)):
            if _fit_of_amounts(amounts[first], amounts[second], is_mutual=True) is Fit.FITS:
                surely.setdefault(first, []).append(second)
                surely.setdefault(second, []).append(first)
    dropped = _reports_to_drop(surely)
    duplicates.dropped += ((items[place], items[kept]) for place, kept in dropped.items())
    # The caveat names only flows without a sure duplicate.
    paired = {*dropped, *dropped.values()}
    sides = [
        [item for place, item in enumerate(items) if place not in paired and (place < len(coded)) is is_coded]
        for is_coded in (False, True)
    ]
    if all(sides):
        by_name, by_code = (", ".join(item.name for item in side) for side in sides)
        how = "by the name of its product and by its code"
        text = f"{by_name} and {by_code} may be one flow, reported twice {how}; all are counted"
        duplicates.perhaps.append(((*sides[0], *sides[1]), text))


# --- Amounts --------------------------------------------------------------------------------------------------------


def _stated_amounts(item: Item, convert: "Convert") -> dict[str, Amount]:
    """The amounts of an item by unit: as printed, the printed conversion, and the converted one."""
    amount, figure = item.amount, item.figure
    assert amount is not None
    assert figure is not None
    amounts = {amount.unit: amount}
    if figure.equivalent is not None:
        amounts.setdefault(figure.equivalent.unit, figure.equivalent)
    converted = convert(item)
    if converted is not None:
        amounts.setdefault(converted.unit, converted)
    return amounts


def _fit_of_amounts(first: dict[str, Amount], second: dict[str, Amount], *, is_mutual: bool = False) -> Fit:
    """How well two amounts fit, in the units that both have."""
    fits = [
        _fit_of_bounds(mine, theirs.to(mine.unit), is_mutual)
        for mine in first.values()
        for theirs in second.values()
        if is_same_dimension(mine.unit, theirs.unit)
    ]
    # Two amounts without a common unit may be the same.
    return min(fits, default=Fit.LOOSE)


def _fit_of_bounds(first: Amount, second: Amount, is_mutual: bool) -> Fit:
    (low, high), (lower, higher) = _closed_bounds(first), _closed_bounds(second)
    if low > higher or lower > high:
        return Fit.CLASHES
    insides = (lower <= first.value <= higher < INFINITY, low <= second.value <= high < INFINITY)
    if first.value == second.value or (all(insides) if is_mutual else any(insides)):
        return Fit.FITS
    return Fit.LOOSE


def _closed_bounds(amount: Amount) -> "tuple[Decimal, Decimal]":
    low = BELOW_ALL if amount.low is None else amount.low
    return low, INFINITY if amount.high is None else amount.high


# --- Words ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """A text without case, accents, widths and punctuation; each Chinese character is a word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return " ".join(_WORD.findall(plain.casefold())) or text


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _basis_code(figure: "Figure") -> str | None:
    """The basis of a figure, if it is a code of the table."""
    if figure.counts is not None or figure.basis is None:
        return figure.counts
    basis = find_basis(figure.basis)
    return None if basis is None else basis.code
