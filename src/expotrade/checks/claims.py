"""Tests printed shares, ranks and cumulative totals against figures."""

import re

from ..amounts import Amount, Order, closed_order
from ..catalogs import Catalog
from ..records import CumulativeClaim, Edition, Expo, RankClaim, ShareClaim, Status
from ..units import is_same_dimension
from .findings import CheckKind, Finding, Verdict
from .index import CatalogIndex
from .verdicts import (
    citations_of_all,
    decided,
    figure_of_claim,
    is_before,
    period_to_compare,
    quoted,
    same_period,
    undecided_claim,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalogs import Record

_NUMBERS = "[1-9][0-9]{0,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT_OF_EDITIONS = re.compile(
    rf"\b(?P<which>first|past|last|previous) (?P<count>{_NUMBERS}) editions\b", re.IGNORECASE
)


def _check_share(catalog: Catalog, record: "Record", claim: ShareClaim, index: CatalogIndex) -> Finding:
    """Test a stated share against the part and the whole."""
    part = figure_of_claim(record, claim)
    said = f"{quoted(claim)} of {claim.whole}"
    if part is None or claim.subject is not None:
        return undecided_claim(CheckKind.SHARE, record, claim, f"{said}: there is no figure of the part")
    holder = None if claim.of is None else catalog.record(claim.of)
    whole = None if holder is None else index.figure_to_compare(holder, part.metric, claim.status)
    missing = f"there is no figure of {claim.whole}"
    if holder is not None and whole is not None and whole is not part:
        is_alike = is_same_dimension(part.amount.unit, whole.amount.unit) and whole.amount.value > 0
        if is_alike and same_period(period_to_compare(record, part), period_to_compare(holder, whole)):
            computed = (part.amount / whole.amount).to(claim.amount.unit)
            how = f"{part.amount:short} of {whole.amount:short} is"
            return decided(CheckKind.SHARE, record, claim.amount, computed, how, claim, part, whole)
        missing = f"{whole.amount:short} of {claim.of} cannot be the whole"
    if not claim.amount.value:
        return undecided_claim(CheckKind.SHARE, record, claim, f"{said}: {missing}", figure=part)
    implied = part.amount / claim.amount
    why = f"{said}: {missing}; it would be {implied:short}"
    return undecided_claim(CheckKind.SHARE, record, claim, why, implied, part)


def _check_rank(record: "Record", claim: RankClaim, index: CatalogIndex) -> Finding:
    """Test a record figure against the earlier editions; there are no figures to test other ranks with."""
    figure = figure_of_claim(record, claim) if claim.metric else None
    is_record = claim.rank == 1 and claim.subject is None and "edition" in claim.among.casefold()
    if not isinstance(record, Edition) or figure is None or not is_record:
        return undecided_claim(
            CheckKind.RANK,
            record,
            claim,
            f"{quoted(claim)} among {claim.among}: there are no figures to rank",
        )
    earlier = [edition for edition in index.editions[record.expo] if is_before(edition, record)]
    candidates = [
        (edition.label, index.figure_to_compare(edition, figure.metric, Status.ACTUAL)) for edition in earlier
    ]
    rivals = {
        label: rival
        for label, rival in candidates
        if rival is not None and is_same_dimension(figure.amount.unit, rival.amount.unit)
    }
    orders = {label: closed_order(figure.amount, rival.amount) for label, rival in rivals.items()}
    above = [label for label, order in orders.items() if order is Order.BELOW]
    # The number of an edition says how many came before it, so a missing one is noticed.
    expected = record.number - 1 if record.number is not None else None
    if above:
        more = ", ".join(f"{rivals[label].amount:short} of {label}" for label in above)
        verdict, why = Verdict.DISAGREES, f"{figure.amount:short} is less than {more}"
    elif len(orders) == expected and all(order is Order.ABOVE for order in orders.values()):
        verdict, why = Verdict.AGREES, f"{figure.amount:short} is above all {len(orders)} earlier editions"
    else:
        sure = sum(order is Order.ABOVE for order in orders.values())
        of = "an unknown number" if expected is None else str(expected)
        verdict, why = (
            Verdict.UNDECIDED,
            f"{figure.amount:short} is surely above {sure} of {of} earlier editions",
        )
    return Finding(
        verdict=verdict,
        kind=CheckKind.RANK,
        record=record.id,
        metric=figure.metric,
        stated=figure.amount,
        why=f"{quoted(claim)} among {claim.among}: {why}",
        citations=citations_of_all(claim, figure, *rivals.values()),
    )


def _check_cumulative(record: "Record", claim: CumulativeClaim, index: CatalogIndex) -> Finding:
    """Test a stated total over editions against the sum of their figures, if the catalog has all of them."""
    numbers = None if claim.subject is not None else _numbers_of(record, claim, index)
    if numbers is None:
        why = f"{quoted(claim)} over {claim.over}: it is not known which editions it adds up"
        return undecided_claim(CheckKind.CUMULATIVE, record, claim, why)
    expo = record.expo if isinstance(record, Edition) else record.id
    # A source can print any number of editions, so go through those of the catalog instead.
    editions = [edition for edition in index.editions.get(expo, ()) if edition.number in numbers]
    editions.sort(key=lambda edition: edition.number or 0)
    candidates = [index.figure_to_compare(edition, claim.metric or "", Status.ACTUAL) for edition in editions]
    figures = [
        figure
        for figure in candidates
        if figure is not None and is_same_dimension(figure.amount.unit, claim.amount.unit)
    ]
    if len(figures) < len(numbers) or not figures:
        why = f"{quoted(claim)} over {claim.over}: {len(figures)} of {len(numbers)} editions have a figure"
        return undecided_claim(CheckKind.CUMULATIVE, record, claim, why)
    amounts = [figure.amount for figure in figures]
    how = f"the sum over {len(amounts)} editions is"
    computed = sum(amounts[1:], amounts[0])
    return decided(CheckKind.CUMULATIVE, record, claim.amount, computed, how, claim, *figures)


def _numbers_of(record: "Record", claim: CumulativeClaim, index: CatalogIndex) -> range | None:
    """The numbers of the editions in a total: the first so many, or those of a period whose ends the catalog has."""
    if not isinstance(record, (Edition, Expo)):
        return None
    printed = _COUNT_OF_EDITIONS.search(claim.over)
    if printed is not None:
        count = Amount.parse(f"{printed['count']} editions").value
        is_of_all = isinstance(record, Edition) and record.number == count
        return range(1, int(count) + 1) if printed["which"].casefold() == "first" or is_of_all else None
    expo = record.expo if isinstance(record, Edition) else record.id
    if claim.period is None or claim.period.end is None:
        return None
    first = 1 if claim.period.start is None else _number_of(index, expo, claim.period.start.year)
    last = _number_of(index, expo, claim.period.end.year)
    return None if first is None or last is None else range(first, last + 1)


def _number_of(index: CatalogIndex, expo: str, year: int) -> int | None:
    """The number of the edition of a year; None if the year has two editions."""
    edition = index.by_id.get(f"{expo}-{year}")
    return None if edition is None or edition.expo != expo else edition.number
