"""Which deals and flows are one that is told twice: surely, perhaps, or not.

All rules stand here. Two tellings of a deal are compared field by field. A field **fits** where both state the same or
one does not state it, is **loose** where the two may mean the same, and **clashes** where they cannot.

- Amount: one value, or the value of one within the closed bounds of the other, fits; bounds that only meet are loose;
  bounds apart clash. Amounts in two currencies are compared after conversion by the rates given, and with the
  conversion that a source prints beside one; where nothing converts them they are loose.
- Parties: the same names fit, spelled alike but for case, accents and punctuation; so do parties that one telling
  leaves out, where both state one subject. Parties left out otherwise, some parties in common, or none named and one
  subject stated, are loose. No party in common clashes.
- Subject: one spelling but for case, accents and punctuation fits; the words of one among those of the other, or a
  letter or two of difference, are loose; other words clash.
- Kind: `UNSPECIFIED` fits any; two kinds clash.
- Expo, edition, section: two of them clash. An edition fits a date of its year and clashes with one of another year.
- Date: days of one that are among those of the other fit, as a day and its month do; some days in common are loose, and
  so are none if both name one edition; none in common clash.
- What is counted: two codes of the table of bases clash.

Where all fields fit, the deal is surely told twice. Where some are loose and none clashes, it perhaps is. Flows are
told twice where one names its product and the other its code in the Harmonized System, while places, direction, trader,
period and metric are the same: surely if the value of each lies within the closed bounds of the other, else perhaps.

The relation is symmetric and does not depend on the order of the items. It is not transitive: a deal without a subject
can be either of two with different ones. So of all that are surely the same those with the fewest doubles are kept
first, and among these those that state most.

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
from .items import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from decimal import Decimal

    from ..periods import Period
    from ..records import Figure

    # An entry's amount in the unit of the total, by the rates given; None where it has none.
    Convert = Callable[[Entry], Amount | None]
    Pair = tuple[Entry, Entry]

_ALIKE = 0.8  # of the letters of two subjects, so that "fiber" is "fibre"
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+")


class Fit(IntEnum):
    """How one field of two tellings agrees; the worst of all decides."""

    FITS = 0
    LOOSE = 1
    CLASHES = 2


class Duplicates:
    """What is told twice among entries: what is dropped for what is kept, and the pairs that perhaps are the same."""

    __slots__ = ("dropped", "perhaps")

    def __init__(self) -> None:
        self.dropped: list[Pair] = []
        self.perhaps: list[tuple[tuple[Entry, ...], str]] = []


def find_duplicates(entries: list[Entry], convert: "Convert") -> Duplicates:
    """The entries that are told twice.

    Args:
        entries: Entries that do not overlap otherwise.
        convert: What brings an entry's amount into the unit of the total.
    """
    found = Duplicates()
    deals = (_DealReport(one, one.record, convert) for one in entries if isinstance(one.record, Deal))
    _find_duplicate_deals(sorted(deals, key=_order), found)
    _find_duplicate_flows([entry for entry in entries if isinstance(entry.record, TradeFlow)], convert, found)
    return found


class _DealReport:
    """A deal as one source tells it, with all that is compared made ready."""

    __slots__ = ("amounts", "code", "deal", "entry", "parties", "rest", "subject", "words", "year")

    def __init__(self, entry: Entry, deal: Deal, convert: "Convert") -> None:
        assert entry.figure is not None
        self.entry = entry
        self.deal = deal
        self.parties = frozenset(_folded(party.name) for party in self.deal.parties)
        self.subject = None if self.deal.subject is None else _folded(self.deal.subject)
        self.words = frozenset() if self.subject is None else frozenset(map(_singular, self.subject.split()))
        self.amounts = _stated_amounts(entry, convert)
        self.code = _code(entry.figure)
        self.year = entry.year if self.deal.edition or self.deal.date else None


def _order(report: _DealReport) -> tuple[object, ...]:
    """A key that puts what says most first, whatever the order of the items."""
    deal, amount = report.deal, report.entry.amount
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
    """How far the bounds are apart, as a share of the value, so that all currencies are alike."""
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
    found.dropped += ((reports[one].entry, reports[kept].entry) for one, kept in dropped.items())
    for (first, second), why in perhaps.items():
        if first not in dropped and second not in dropped:
            pair = (reports[first].entry, reports[second].entry)
            found.perhaps.append(
                (
                    pair,
                    f"{pair[0].name} and {pair[1].name} may be one deal told twice: {why}; both are counted",
                )
            )


def _doubles(surely: dict[int, list[int]]) -> dict[int, int]:
    """Which of those that are the same is dropped for which, those with the fewest doubles being kept first."""
    dropped: dict[int, int] = {}
    for one in sorted(surely, key=lambda place: (len(surely[place]), place)):
        if one not in dropped:
            dropped.update({other: one for other in surely[one] if other not in dropped})
    return dropped


def _candidates(reports: list[_DealReport]) -> set[tuple[int, int]]:
    """The pairs that are worth a comparison: of one expo, with a party or the subject in common, and amounts that meet.

    Nothing is missed by it, and ten thousand deals of one party do not take a hundred million comparisons.
    """
    blocks: dict[Hashable, list[int]] = {}
    for place, report in enumerate(reports):
        expo = report.entry.expo or report.deal.edition
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
    """The pairs of a block whose bounds meet in some unit, or that have no unit in common."""
    by_unit: dict[str, list[tuple[Decimal, Decimal, int]]] = {}
    # By what makes two of them worth a look although their currencies do not meet.
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
    """How well two tellings fit, and in words what is loose."""
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
    """The expo is the same for all that are compared; an edition is of the year of a date."""
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


def _find_duplicate_flows(entries: list[Entry], convert: "Convert", found: Duplicates) -> None:
    """Flows that differ in nothing but that one names its product and the other its code."""
    groups: dict[Hashable, tuple[list[Entry], list[Entry]]] = {}
    for entry in sorted(entries, key=lambda one: (one.name, str(one.amount))):
        flow, figure = entry.record, entry.figure
        assert isinstance(flow, TradeFlow)
        assert figure is not None
        if (flow.product is None) != (flow.hs is None):
            key = (figure.metric, frozenset(directions(flow)), flow.trader, entry.period, _is_stock(entry))
            groups.setdefault(key, ([], []))[flow.product is None].append(entry)
    for named, coded in groups.values():
        if named and coded:
            _find_in_group(named, coded, convert, found)


def _find_in_group(named: list[Entry], coded: list[Entry], convert: "Convert", found: Duplicates) -> None:
    entries = [*coded, *named]
    amounts = [_stated_amounts(entry, convert) for entry in entries]
    surely: dict[int, list[int]] = {}
    for first in range(len(coded)):
        for second in range(len(coded), len(entries)):
            if _amounts(amounts[first], amounts[second], is_mutual=True) is Fit.FITS:
                surely.setdefault(first, []).append(second)
                surely.setdefault(second, []).append(first)
    dropped = _doubles(surely)
    found.dropped += ((entries[one], entries[kept]) for one, kept in dropped.items())
    told = {*dropped, *dropped.values()}
    sides = [
        [
            entry
            for place, entry in enumerate(entries)
            if place not in told and (place < len(coded)) is is_coded
        ]
        for is_coded in (False, True)
    ]
    if all(sides):
        by_name, by_code = (", ".join(entry.name for entry in side) for side in sides)
        how = "by the name of its product and by its code"
        text = f"{by_name} and {by_code} may be one flow told twice, {how}; all are counted"
        found.perhaps.append(((*sides[0], *sides[1]), text))


# --- Amounts --------------------------------------------------------------------------------------------------------


def _stated_amounts(entry: Entry, convert: "Convert") -> dict[str, Amount]:
    """An amount by unit: as printed, as printed beside it, and as the rates given convert it."""
    amount, figure = entry.amount, entry.figure
    assert amount is not None
    assert figure is not None
    said = {amount.unit: amount}
    if figure.equivalent is not None:
        said.setdefault(figure.equivalent.unit, figure.equivalent)
    converted = convert(entry)
    if converted is not None:
        said.setdefault(converted.unit, converted)
    return said


def _amounts(one: dict[str, Amount], other: dict[str, Amount], *, is_mutual: bool = False) -> Fit:
    """How well two amounts fit, in the units that both are known in."""
    fits = [
        _fit(mine, theirs.to(mine.unit), is_mutual)
        for mine in one.values()
        for theirs in other.values()
        if is_same_dimension(mine.unit, theirs.unit)
    ]
    # Without a common unit nothing is known.
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
    """A text without case, accents, widths and punctuation; each Chinese sign is a word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return " ".join(_SIGN.findall(plain.casefold())) or text


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _code(figure: "Figure") -> str | None:
    """What a figure counts, where it is a code of the table."""
    if figure.counts is not None or figure.basis is None:
        return figure.counts
    found = find_basis(figure.basis)
    return None if found is None else found.code
