"""Tests printed growth against the figures of two editions or periods."""

from bisect import bisect_left
from heapq import merge
from operator import itemgetter

from attrs import evolve

from ..amounts import Amount, Hedge, growth
from ..errors import ExpotradeError
from ..records import ChangeClaim, Edition, Figure, GrowthBase, GrowthClaim, TradeFlow
from ..records.metrics import RATIO_UNITS
from ..units import is_same_dimension
from .findings import CheckKind, Finding, Verdict
from .index import CatalogIndex
from .verdicts import decided, figure_of_claim, is_before, judge, period_to_compare, quoted, undecided_claim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import TypeGuard

    from ..catalogs import Record
    from ..periods import Period

# Another base fits a growth if it gives one that differs by at most a tenth.
_TENTH = 10


def _check_growth(record: "Record", claim: GrowthClaim, index: CatalogIndex) -> Finding:
    """Test a stated growth against the new figure and the base."""
    new = figure_of_claim(record, claim)
    said = quoted(claim)
    if claim.base is GrowthBase.AVERAGE_SINCE:
        since = "an unstated date" if claim.since is None else str(claim.since)
        return undecided_claim(
            CheckKind.GROWTH, record, claim, f"{said}, an average since {since}: the catalog has no series"
        )
    if new is None or claim.subject is not None:
        return undecided_claim(CheckKind.GROWTH, record, claim, f"{said}: {record.id} has no figure for it")
    if new.amount.unit in RATIO_UNITS:
        why = f"{said}: a change of {new.amount:short} may be meant in points"
        return undecided_claim(CheckKind.GROWTH, record, claim, why, figure=new)
    name, old = _base_of(record, claim, new, index)
    if old is None and (mirrored := _partner_base(record, claim, new, index)) is not None:
        return mirrored
    if old is not None and _is_base(old.amount, new.amount):
        how = f"{new.amount:short} over {old.amount:short} in {name} is"
        computed = _grown(claim, new, old)
        finding = decided(CheckKind.GROWTH, record, claim.amount, computed, how, claim, new, old)
        return _with_explanation(record, claim, new, finding, index)
    if old is not None:
        missing = f"{old.amount:short} in {name} cannot be the base"
    else:
        missing = f"there is no figure for {name}" if name else "its base is not stated"
    ratio = _ratio(claim)
    if not ratio.value > 0:
        return undecided_claim(CheckKind.GROWTH, record, claim, f"{said}: {missing}", figure=new)
    implied = new.amount / ratio
    why = f"{said}: {missing}; it would have been {implied:short}"
    return undecided_claim(CheckKind.GROWTH, record, claim, why, implied, new)


def _check_change(record: "Record", claim: ChangeClaim, index: CatalogIndex) -> Finding:
    """Test a stated change in units, such as 9,000 square metres more, against the new figure and the base."""
    new = figure_of_claim(record, claim)
    said = quoted(claim)
    if claim.base is GrowthBase.AVERAGE_SINCE:
        since = "an unstated date" if claim.since is None else str(claim.since)
        why = f"{said}, an average since {since}: the catalog has no series"
        return undecided_claim(CheckKind.CHANGE, record, claim, why)
    if new is None or claim.subject is not None:
        return undecided_claim(CheckKind.CHANGE, record, claim, f"{said}: {record.id} has no figure for it")
    name, old = _base_of(record, claim, new, index)
    if old is not None and is_same_dimension(new.amount.unit, old.amount.unit):
        computed = new.amount - old.amount
        if is_same_dimension(computed.unit, claim.amount.unit):
            how = f"{new.amount:short} minus {old.amount:short} in {name} is"
            return decided(CheckKind.CHANGE, record, claim.amount, computed, how, claim, new, old)
    if old is not None:
        missing = f"{old.amount:short} in {name} cannot be the base"
    else:
        missing = f"there is no figure for {name}" if name else "its base is not stated"
    if not is_same_dimension(new.amount.unit, claim.amount.unit):
        return undecided_claim(CheckKind.CHANGE, record, claim, f"{said}: {missing}", figure=new)
    implied = new.amount - claim.amount
    why = f"{said}: {missing}; it would have been {implied:short}"
    return undecided_claim(CheckKind.CHANGE, record, claim, why, implied, new)


def _is_base(old: Amount, new: Amount) -> bool:
    """Whether an amount can be the base of a growth: of the same dimension, and positive with its bounds."""
    return is_same_dimension(new.unit, old.unit) and old.value > 0 and old.low is not None and old.low >= 0


def _ratio(claim: GrowthClaim) -> Amount:
    """The stated growth as a ratio of the new figure to the base."""
    return claim.amount if claim.amount.unit == "multiple" else Amount(100, "percent") + claim.amount


def _grown(claim: GrowthClaim, new: Figure, old: Figure) -> Amount:
    """The growth from one figure to another, in the unit of the claim."""
    return new.amount / old.amount if claim.amount.unit == "multiple" else growth(new.amount, old.amount)


def _with_explanation(
    record: "Record", claim: GrowthClaim, new: Figure, finding: Finding, index: CatalogIndex
) -> Finding:
    """The finding on a growth, with a possible explanation: a value cut off, or another base."""
    if finding.verdict is Verdict.UNDECIDED and _is_cut_off(claim.amount, finding.computed):
        return evolve(finding, why=f"{finding.why}; it fits if the value is cut off, not rounded")
    if finding.verdict is not Verdict.DISAGREES or not isinstance(record, Edition):
        return finding
    fitting = next(_fitting_bases(record, claim, new, index), None)
    if fitting is None:
        return finding
    _, edition, old, computed = fitting
    why = f"{finding.why}; it would fit with {edition.id} as base, at {computed:short}: perhaps that is meant"
    return evolve(finding, why=why, citations=tuple(dict.fromkeys((*finding.citations, *old.citations))))


def _is_cut_off(stated: Amount, computed: Amount | None) -> bool:
    """Whether a stated value is the computed one cut off after its decimals, not rounded."""
    if stated.hedge is not Hedge.ROUNDED or stated.low is None or stated.high is None or computed is None:
        return False
    beyond = abs(computed.value) - abs(stated.value)
    return computed.value * stated.value > 0 and 0 < beyond < stated.high - stated.low


def _fitting_bases(
    record: Edition, claim: GrowthClaim, new: Figure, index: CatalogIndex
) -> "Iterator[tuple[Decimal, Edition, Figure, Amount]]":
    """Earlier editions whose figure gives about the stated growth, with the difference, nearest first."""
    sides = []
    for unit, values in index.values_by_unit(record.expo, new.metric, claim.status).items():
        if is_same_dimension(new.amount.unit, unit):
            place = _place_of_base(claim, new, unit, values)
            sides += [
                _while_near(record, claim, new, unit, map(values.__getitem__, side), index)
                for side in (range(place, len(values)), range(place - 1, -1, -1))
            ]
    return merge(*sides, key=itemgetter(0))


def _place_of_base(claim: GrowthClaim, new: Figure, unit: str, values: "list[Decimal]") -> int:
    """The position among rising values of the base that gives exactly the stated growth."""
    ratio = _ratio(claim)
    try:
        base = Amount(new.amount.value, new.amount.unit).to(unit) / Amount(ratio.value, ratio.unit)
    except ExpotradeError:
        # The base would overflow, or the growth is -100 percent and has no base.
        return len(values) if abs(new.amount.value) > abs(ratio.value) else 0
    return bisect_left(values, base.value)


def _while_near(
    record: Edition,
    claim: GrowthClaim,
    new: Figure,
    unit: str,
    values: "Iterator[Decimal]",
    index: CatalogIndex,
) -> "Iterator[tuple[Decimal, Edition, Figure, Amount]]":
    """The earlier editions with these values, nearest first, until the growth differs too much."""
    for value in values:
        for edition, old in index.editions_with(record.expo, new.metric, claim.status, value, unit):
            if not (is_before(edition, record) and _is_base(old.amount, new.amount)):
                continue
            try:
                computed = _grown(claim, new, old)
                verdict = judge(claim.amount, computed)
            except ExpotradeError:
                continue
            difference = abs(computed.value - claim.amount.value)
            # Beyond this value the growth only moves further away.
            if difference * _TENTH > abs(claim.amount.value):
                return
            if verdict is not Verdict.DISAGREES:
                yield difference, edition, old, computed


def _base_of(
    record: "Record", claim: GrowthClaim | ChangeClaim, new: Figure, index: CatalogIndex
) -> tuple[str, Figure | None]:
    """The base of a growth in words, and its figure if the catalog has one; no words if no base is stated."""
    if claim.base is GrowthBase.NOT_STATED:
        return "", None
    if claim.base is GrowthBase.EDITION:
        named = index.by_id.get(claim.base_edition or "")
        name = "" if named is None else named.label
        return name, None if named is None else index.figure_to_compare(named, new.metric, claim.status)
    if isinstance(record, Edition):
        name, earlier = _earlier_edition(record, claim.base, index)
        return name, None if earlier is None else index.figure_to_compare(earlier, new.metric, claim.status)
    if claim.base is GrowthBase.PREVIOUS_EDITION:
        return "the previous edition", None
    time = period_to_compare(record, new)
    if not isinstance(record, TradeFlow) or not _has_year_earlier(time):
        return "a year earlier", None
    before = time.year_earlier()
    return str(before), index.flow_figure(record, new.metric, claim.status, before)


def _partner_base(record: "Record", claim: GrowthClaim, new: Figure, index: CatalogIndex) -> Finding | None:
    """The finding on a growth of trade whose base only the other side reports; it never disagrees.

    The two sides of a trade value it differently, so a difference between them proves nothing.
    """
    time = period_to_compare(record, new)
    if (
        not isinstance(record, TradeFlow)
        or claim.base is not GrowthBase.YEAR_EARLIER
        or not _has_year_earlier(time)
    ):
        return None
    before = time.year_earlier()
    reported = index.partner_figure(record, new.metric, claim.status, before)
    if reported is None or not _is_base(reported[1].amount, new.amount):
        return None
    flow, old = reported
    computed = _grown(claim, new, old)
    how = f"{new.amount:short} over {old.amount:short} in {before}, as {flow.reporter} reports it in {flow.id}, is"
    finding = decided(CheckKind.GROWTH, record, claim.amount, computed, how, claim, new, old)
    if finding.verdict is not Verdict.DISAGREES:
        return finding
    why = f"{quoted(claim)}; {how} {computed:short}, which differs, but the two sides of a trade value it differently"
    return evolve(finding, verdict=Verdict.UNDECIDED, why=why)


def _has_year_earlier(time: "Period | None") -> "TypeGuard[Period]":
    """Whether a period has both ends and a year before it."""
    return time is not None and time.start is not None and time.start.year > 1 and not time.is_open


def _earlier_edition(edition: Edition, base: GrowthBase, index: CatalogIndex) -> tuple[str, Edition | None]:
    """The previous edition, or the edition a year earlier in the same season."""
    if base is GrowthBase.PREVIOUS_EDITION and edition.number is not None:
        before = edition.number - 1
        return f"edition {before} of {edition.expo}", index.numbered.get((edition.expo, before))
    if edition.year is None or (base is GrowthBase.PREVIOUS_EDITION and edition.season):
        return f"the edition before {edition.label}", None
    season = f"-{edition.season}" if edition.season else ""
    before_id = f"{edition.expo}-{edition.year - 1}{season}"
    return f"{edition.expo} {edition.year - 1}{season.replace('-', ' ')}", index.by_id.get(before_id)
