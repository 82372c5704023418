"""Tests the figures of one record: rivals, parts and wholes, conversions, durations."""

from decimal import Decimal
from itertools import combinations

from attrs import evolve

from ..amounts import Amount, Hedge, Order, closed_order, sum_of
from ..amounts.arithmetic import printed_ratio
from ..errors import ExpotradeError
from ..records import Edition, Figure, Section, TradeFlow
from ..records.metrics import RATIO_UNITS
from ..units import is_same_dimension
from .findings import CheckKind, Finding, Verdict
from .index import CatalogIndex
from .mix_ups import _check_mix_up, _digits, _is_distinctive
from .verdicts import citations_of_all, decided, judge, period_to_compare, same_period, undecided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from ..catalogs import Catalog, Record
    from ..rates import RateTable

_MOST_PLACES = 4  # a decimal point is rarely misplaced by more places
_FEWEST_PARTS = 3  # fewer categories are rarely all parts of the whole
_POINT_HEDGES = (Hedge.EXACT, Hedge.ROUNDED)
# Parts share countries, participants and days, so the parts of these do not add up to the whole; ratios never do.
_UNITS_NOT_ADDED = ("economy", "participant", "day", *RATIO_UNITS)


def check_figures(
    catalog: "Catalog", record: "Record", rates: "RateTable | None", index: CatalogIndex
) -> "Iterator[Finding]":
    """Test the figures of a record: each alone, against its rivals, and against the figure that it is a part of."""
    for figure in getattr(record, "figures", ()):
        if figure.equivalent is not None:
            arguments = (catalog, record, figure, figure.equivalent, rates)
            yield _finding_of(CheckKind.CONVERSION, record, figure, _check_conversion, *arguments)
        if figure.metric == "duration":
            yield from _check_duration(record, figure)
        if isinstance(record, TradeFlow) and period_to_compare(record, figure) is None:
            why = f"the source states {figure.amount:short}: no period is printed, so nothing can be tested"
            yield undecided(CheckKind.PERIOD, record, figure, why, figure.amount)
    yield from _check_rivals(record)
    if isinstance(record, Section):
        yield from _check_parts(catalog, record, index)


def _finding_of(
    kind: CheckKind, record: "Record", figure: Figure, test: "Callable[..., Finding]", *arguments: object
) -> Finding:
    """The finding of a test, or an undecided one if its numbers cannot be computed with."""
    try:
        return test(*arguments)
    except ExpotradeError as error:
        return undecided(
            kind, record, figure, f"the source states {figure.amount:short}: {error}", figure.amount
        )


def _check_duration(record: "Record", figure: Figure) -> "Iterator[Finding]":
    """Test a stated number of days against the dates of the edition."""
    period = record.period if isinstance(record, Edition) else None
    if period is not None and period.days is not None and figure.amount.unit == "day":
        days = Amount(period.days, "day")
        yield decided(CheckKind.DURATION, record, figure.amount, days, f"{period} is", figure)


def _day_of_rate(catalog: "Catalog", record: "Record", figure: Figure) -> "date | None":
    """The day of the rate for a printed conversion: the last day of its period, else of the publication."""
    periods = (catalog.period_of(record, figure), figure.source.published)
    return next((period.end for period in periods if period is not None and period.end is not None), None)


def _check_conversion(
    catalog: "Catalog", record: "Record", figure: Figure, equivalent: Amount, rates: "RateTable | None"
) -> Finding:
    """Test a printed conversion: convert the stated amount at the rate of its day and compare the equivalent."""
    if is_same_dimension(figure.amount.unit, equivalent.unit):
        how = f"{figure.amount:short} is"
        return decided(
            CheckKind.CONVERSION, record, equivalent, figure.amount.to(equivalent.unit), how, figure
        )
    implied = printed_ratio(figure.amount, equivalent) if equivalent.value else None
    printed = f"{figure.amount:short} is printed as {equivalent:short}"
    if implied is not None:
        printed += f", which implies {implied:short}"
    day = _day_of_rate(catalog, record, figure)
    if rates is None or day is None:
        missing = "no rates are passed" if rates is None else "its date is not known"
        return undecided(CheckKind.CONVERSION, record, figure, f"{printed}; {missing}", equivalent, implied)
    try:
        conversion = rates.convert(figure.amount, equivalent.unit, on=day)
    except ExpotradeError as error:
        return undecided(CheckKind.CONVERSION, record, figure, f"{printed}; {error}", equivalent, implied)
    how = f"{figure.amount:short} at the rate of {day} ({conversion.rate.cite()}) is"
    return decided(CheckKind.CONVERSION, record, equivalent, conversion.amount, how, figure)


def _check_rivals(record: "Record") -> "Iterator[Finding]":
    """Test figures of one metric, basis, status and time against each other."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in getattr(record, "figures", ()):
        key = (figure.metric, figure.basis, figure.status, figure.period, figure.as_of)
        alike.setdefault(key, []).append(figure)
    for rivals in alike.values():
        for first, second in combinations(rivals, 2):
            is_alike = is_same_dimension(first.amount.unit, second.amount.unit)
            if is_alike and first.amount != second.amount:
                yield _finding_of(CheckKind.RIVALS, record, first, _check_rival, record, first, second)


def _check_rival(record: "Record", first: Figure, second: Figure) -> Finding:
    how = f"{'another' if first.source.id != second.source.id else 'the same'} source prints"
    finding = decided(CheckKind.RIVALS, record, first.amount, second.amount, how, first, second)
    slip = _decimal_slip(first.amount, second.amount) if finding.verdict is Verdict.DISAGREES else None
    return finding if slip is None else evolve(finding, why=f"{finding.why}; {slip}")


def _decimal_slip(first: Amount, second: Amount) -> str | None:
    """A sentence on two values that differ by a power of ten, apart from rounding; None if they do not."""
    second = second.to(first.unit)
    if _digits(first) == _digits(second):
        return "the digits are the same: perhaps the decimal point is misplaced"
    if not all(amount.hedge in _POINT_HEDGES and _is_distinctive(amount) for amount in (first, second)):
        return None
    places = second.value.adjusted() - first.value.adjusted()
    if abs(places) > _MOST_PLACES:
        return None
    moved = first * Decimal(1).scaleb(places)
    if judge(moved, second) is not Verdict.AGREES and judge(second, moved) is not Verdict.AGREES:
        return None
    return "they agree if the decimal point is moved: perhaps it is misplaced"


def _check_parts(catalog: "Catalog", section: Section, index: CatalogIndex) -> "Iterator[Finding]":
    """Test the figures of a section, which are parts of those of its edition."""
    edition = catalog.edition(section.edition)
    for part in section.figures:
        whole = index.figure_to_compare(edition, part.metric, part.status)
        if whole is None or not is_same_dimension(part.amount.unit, whole.amount.unit):
            continue
        is_alike = same_period(period_to_compare(section, part), period_to_compare(edition, whole))
        if is_alike and part.status is whole.status:
            yield _finding_of(CheckKind.PART, section, part, _check_part, section, edition, part, whole)


def _check_part(section: Section, edition: Edition, part: Figure, whole: Figure) -> Finding:
    order = closed_order(part.amount, whole.amount)
    verdict, fits = {
        Order.ABOVE: (Verdict.DISAGREES, "is more than"),
        Order.UNDECIDED: (Verdict.UNDECIDED, "may or may not be within"),
    }.get(order, (Verdict.AGREES, "is within"))
    return Finding(
        verdict=verdict,
        kind=CheckKind.PART,
        record=section.id,
        metric=part.metric,
        stated=part.amount,
        computed=whole.amount,
        why=f"{part.amount:short} of {section.name} {fits} the {whole.amount:short} of {edition.label}",
        citations=citations_of_all(part, whole),
    )


# --- Editions -------------------------------------------------------------------------------------------------------


def check_edition(edition: Edition, index: CatalogIndex) -> "Iterator[Finding]":
    """Test the figures of an edition against the sum of its categories, and for mix-ups."""
    for whole in edition.figures:
        if whole is index.figure_to_compare(edition, whole.metric, whole.status):
            yield from _check_sum(edition, index, whole)
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in edition.figures:
        alike.setdefault((figure.metric, figure.status, figure.amount), []).append(figure)
    metrics = edition.metrics
    for figures in alike.values():
        yield from _check_mix_up(edition, index, figures, metrics)


def _check_sum(edition: Edition, index: CatalogIndex, whole: Figure) -> "Iterator[Finding]":
    """Test the figure of an edition against the sum of its categories, if several have one."""
    if whole.amount.unit in _UNITS_NOT_ADDED:
        return
    by_category = [
        (section, index.figure_to_compare(section, whole.metric, whole.status))
        for section in index.categories.get(edition.id, ())
    ]
    parts = [
        part
        for section, part in by_category
        if part is not None
        and part.status is whole.status
        and is_same_dimension(part.amount.unit, whole.amount.unit)
        and same_period(period_to_compare(section, part), period_to_compare(edition, whole))
    ]
    if len(parts) >= _FEWEST_PARTS:
        yield _finding_of(CheckKind.SUM, edition, whole, _check_parts_added, edition, whole, parts)


def _check_parts_added(edition: Edition, whole: Figure, parts: list[Figure]) -> Finding:
    added = sum_of([part.amount.to(whole.amount.unit) for part in parts])
    how = f"its {len(parts)} categories add up to"
    finding = decided(CheckKind.SUM, edition, whole.amount, added, how, whole, *parts)
    if finding.verdict is not Verdict.DISAGREES:
        return finding
    if closed_order(whole.amount, added) is Order.BELOW:
        return evolve(finding, why=f"{finding.why}; perhaps some are counted twice")
    why = (
        f"the source states {whole.amount:short}; {how} {added:short}, and they are not known to be all parts"
    )
    return evolve(finding, verdict=Verdict.UNDECIDED, why=why)
