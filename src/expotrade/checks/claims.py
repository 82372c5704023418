"""What arithmetic can say about printed claims: which follow from the figures, which contradict them."""

import re
from bisect import bisect_left
from heapq import merge
from operator import itemgetter

from attrs import evolve

from ..amounts import Amount, Hedge, Order, growth
from ..catalogs import Catalog
from ..errors import ExpotradeError
from ..records import Cumulative, Edition, Expo, Figure, Growth, GrowthBase, Rank, Share, Status, TradeFlow
from ..records.evidence import preferred
from ..units import is_same_dimension
from .figures import check_edition, check_figures
from .findings import CheckKind, Finding, Findings, Verdict, cited, is_of_time, judge, judged, time_of
from .index import Kin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from ..catalogs import Record
    from ..rates import RateTable
    from ..records import Claim

_CLOSE = 10  # another base fits a growth if it gives one that is off by at most a tenth of it
_RATIOS = ("percent", "pp", "multiple")
_NUMBERS = "[1-9][0-9]{0,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SO_MANY = re.compile(
    rf"\b(?P<which>first|past|last|previous) (?P<count>{_NUMBERS}) editions\b", re.IGNORECASE
)


def check(
    catalog: Catalog,
    *,
    rates: "RateTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Findings:
    """Every claim and every pair of figures that arithmetic can test, with what it finds.

    Args:
        catalog: The records to test.
        rates: The rate table against which printed conversions are tested; without it they are undecided, with the
            rate that they imply.
        progress: For a bar on long work: called after each record, with how many are tested and how many there are.

    Returns:
        The findings in the order of the records, as a tuple that can be filtered; what cannot be tested for lack of a
        figure is undecided, with the reason, and with the figure that the claim implies where one follows.

    Example:
        >>> import expotrade as ex
        >>> durian = [finding for finding in ex.check(ex.load_dataset("articles"))
        ...           if finding.record == "china-thailand-durian-imports-2023"]
        >>> [finding.verdict for finding in durian if finding.kind is ex.CheckKind.SHARE]
        [Verdict.AGREES]
    """
    findings: list[Finding] = []
    kin = Kin(catalog)
    records = tuple(catalog.records())
    for done, record in enumerate(records, start=1):
        findings += _check_claims(catalog, record, kin)
        findings += check_figures(catalog, record, rates, kin)
        if isinstance(record, Edition):
            findings += check_edition(record, kin)
        if progress is not None:
            progress(done, len(records))
    return Findings(findings)


def _check_claims(catalog: Catalog, record: "Record", kin: Kin) -> "Iterator[Finding]":
    for claim in getattr(record, "claims", ()):
        kind = CheckKind(type(claim).__name__.lower())
        try:
            yield _check_claim(kind, catalog, record, claim, kin)
        except ExpotradeError as error:
            # Amounts that are too far apart, or of units that do not divide.
            yield _undecided(kind, record, claim, f"{_said(claim)}: {error}")


def _check_claim(kind: CheckKind, catalog: Catalog, record: "Record", claim: "Claim", kin: Kin) -> Finding:
    if isinstance(claim, Growth):
        return _check_growth(record, claim, kin)
    if isinstance(claim, Share):
        return _check_share(catalog, record, claim, kin)
    if isinstance(claim, Rank):
        return _check_rank(record, claim, kin)
    if isinstance(claim, Cumulative):
        return _check_cumulative(record, claim, kin)
    return _undecided(kind, record, claim, f"{_said(claim)}: no figure is held that could test it")


def _said(claim: "Claim") -> str:
    """What a claim says, in words that can be quoted."""
    amount = getattr(claim, "amount", None)
    words = claim.as_printed or (f"{amount:short}" if amount is not None else type(claim).__name__.lower())
    return f'stated is "{words}"' + (f" of {claim.subject}" if claim.subject else "")


def _undecided(
    kind: CheckKind,
    record: "Record",
    claim: "Claim",
    why: str,
    computed: Amount | None = None,
    figure: Figure | None = None,
) -> Finding:
    return Finding(
        verdict=Verdict.UNDECIDED,
        kind=kind,
        record=record.id,
        metric=claim.metric,
        stated=getattr(claim, "amount", None),
        computed=computed,
        why=why,
        citations=cited(claim) if figure is None else cited(claim, figure),
    )


def _figure_for(record: "Record", claim: "Claim") -> Figure | None:
    """The figure of a record that a claim speaks of; None where it has none, several metrics, or another time."""
    fitting = tuple(
        figure
        for figure in getattr(record, "figures", ())
        if claim.metric in (None, figure.metric)
        and figure.status is claim.status
        and is_of_time(claim.period, time_of(record, figure))
    )
    metrics = {figure.metric for figure in fitting}
    return preferred(fitting, metrics.pop()) if len(metrics) == 1 else None


# --- Growth ---------------------------------------------------------------------------------------------------------


def _check_growth(record: "Record", claim: Growth, kin: Kin) -> Finding:
    """A stated growth against the figure it speaks of and the one it is counted from."""
    new = _figure_for(record, claim)
    said = _said(claim)
    if claim.base is GrowthBase.AVERAGE_SINCE:
        since = "an unstated date" if claim.since is None else str(claim.since)
        return _undecided(
            CheckKind.GROWTH, record, claim, f"{said}, an average since {since}: no series is held"
        )
    if new is None or claim.subject is not None:
        return _undecided(CheckKind.GROWTH, record, claim, f"{said}: no figure of {record.id} is held for it")
    if new.amount.unit in _RATIOS:
        why = f"{said}: a change of {new.amount:short} may be meant in points"
        return _undecided(CheckKind.GROWTH, record, claim, why, figure=new)
    name, old = _base_of(record, claim, new, kin)
    if old is not None and _is_base(old.amount, new.amount):
        how = f"{new.amount:short} over {old.amount:short} in {name} is"
        computed = _grown(claim, new, old)
        finding = judged(CheckKind.GROWTH, record, claim.amount, computed, how, claim, new, old)
        return _with_explanation(record, claim, new, finding, kin)
    if old is not None:
        missing = f"{old.amount:short} in {name} cannot be the base"
    else:
        missing = f"no figure for {name} is held" if name else "its base is not stated"
    ratio = _ratio(claim)
    if not ratio.value > 0:
        return _undecided(CheckKind.GROWTH, record, claim, f"{said}: {missing}", figure=new)
    implied = new.amount / ratio
    why = f"{said}: {missing}; it would have been {implied:short}"
    return _undecided(CheckKind.GROWTH, record, claim, why, implied, new)


def _is_base(old: Amount, new: Amount) -> bool:
    """Whether a growth can be counted from an amount: of the same dimension, and positive with its bounds."""
    return is_same_dimension(new.unit, old.unit) and old.value > 0 and old.low is not None and old.low >= 0


def _ratio(claim: Growth) -> Amount:
    """How many times the base a figure is that grew as stated."""
    return claim.amount if claim.amount.unit == "multiple" else Amount(100, "percent") + claim.amount


def _grown(claim: Growth, new: Figure, old: Figure) -> Amount:
    """The growth from one figure to another, as the multiple or the change that the claim states."""
    return new.amount / old.amount if claim.amount.unit == "multiple" else growth(new.amount, old.amount)


def _with_explanation(record: "Record", claim: Growth, new: Figure, finding: Finding, kin: Kin) -> Finding:
    """The finding on a growth, with what may explain it: a value cut off, or another edition as its base."""
    if finding.verdict is Verdict.UNDECIDED and _is_cut_off(claim.amount, finding.computed):
        return evolve(finding, why=f"{finding.why}; it fits cutting off, not rounding")
    if finding.verdict is not Verdict.DISAGREES or not isinstance(record, Edition):
        return finding
    fitting = next(_fitting_bases(record, claim, new, kin), None)
    if fitting is None:
        return finding
    _, edition, old, computed = fitting
    why = f"{finding.why}; it would fit with {edition.id} as base, at {computed:short}: perhaps that is meant"
    return evolve(finding, why=why, citations=tuple(dict.fromkeys((*finding.citations, *old.citations))))


def _is_cut_off(stated: Amount, computed: Amount | None) -> bool:
    """Whether a stated value is the computed one without its further decimals, where rounding gives another."""
    if stated.hedge is not Hedge.ROUNDED or stated.low is None or stated.high is None or computed is None:
        return False
    beyond = abs(computed.value) - abs(stated.value)
    return computed.value * stated.value > 0 and 0 < beyond < stated.high - stated.low


def _fitting_bases(
    record: Edition, claim: Growth, new: Figure, kin: Kin
) -> "Iterator[tuple[Decimal, Edition, Figure, Amount]]":
    """The earlier editions from which a growth would be about what is stated, with how far it is off, nearest first."""
    sides = []
    for unit, values in kin.values(record.expo, new.metric, claim.status).items():
        if is_same_dimension(new.amount.unit, unit):
            place = _place_of_base(claim, new, unit, values)
            sides += [
                _while_near(record, claim, new, unit, map(values.__getitem__, side), kin)
                for side in (range(place, len(values)), range(place - 1, -1, -1))
            ]
    return merge(*sides, key=itemgetter(0))


def _place_of_base(claim: Growth, new: Figure, unit: str, values: "list[Decimal]") -> int:
    """Where among rising values of a unit the base would stand from which the growth is exactly what is stated."""
    ratio = _ratio(claim)
    try:
        base = Amount(new.amount.value, new.amount.unit).to(unit) / Amount(ratio.value, ratio.unit)
    except ExpotradeError:
        # Beyond the range of numbers, or beyond every number for a growth to nothing.
        return len(values) if abs(new.amount.value) > abs(ratio.value) else 0
    return bisect_left(values, base.value)


def _while_near(
    record: Edition, claim: Growth, new: Figure, unit: str, values: "Iterator[Decimal]", kin: Kin
) -> "Iterator[tuple[Decimal, Edition, Figure, Amount]]":
    """The earlier editions with figures of these values, the first of them nearest, until the growth is too far off."""
    for value in values:
        for one, old in kin.editions_with(record.expo, new.metric, claim.status, value, unit):
            if not (_is_before(one, record) and _is_base(old.amount, new.amount)):
                continue
            try:
                computed = _grown(claim, new, old)
                verdict = judge(claim.amount, computed)
            except ExpotradeError:
                continue
            off = abs(computed.value - claim.amount.value)
            if off * _CLOSE > abs(claim.amount.value):
                return
            if verdict is not Verdict.DISAGREES:
                yield off, one, old, computed


def _is_before(one: Edition, edition: Edition) -> bool:
    """Whether one edition of an expo came before another, by number where both have one."""
    if one.number is None or edition.number is None:
        return one.year < edition.year
    return one.number < edition.number


def _base_of(record: "Record", claim: Growth, new: Figure, kin: Kin) -> tuple[str, Figure | None]:
    """What a growth is counted from, in words, and its figure where one is held; no words where it is not stated."""
    if claim.base is GrowthBase.NOT_STATED:
        return "", None
    if isinstance(record, Edition):
        name, earlier = _earlier_edition(record, claim.base, kin)
        return name, None if earlier is None else kin.beside(earlier, new.metric, claim.status)
    if claim.base is GrowthBase.PREVIOUS_EDITION:
        return "the previous edition", None
    time = time_of(record, new)
    if (
        not isinstance(record, TradeFlow)
        or time is None
        or time.start is None
        or time.start.year == 1
        or time.is_open
    ):
        return "a year earlier", None
    before = time.year_earlier()
    return str(before), kin.flow_figure(record, new.metric, claim.status, before)


def _earlier_edition(edition: Edition, base: GrowthBase, kin: Kin) -> tuple[str, Edition | None]:
    """The edition before, or that of a year before in the same season."""
    if base is GrowthBase.PREVIOUS_EDITION and edition.number is not None:
        before = edition.number - 1
        return f"number {before} of {edition.expo}", kin.numbered.get((edition.expo, before))
    season = edition.id.removeprefix(f"{edition.expo}-{edition.year}")
    if base is GrowthBase.PREVIOUS_EDITION and season:
        return f"the edition before {edition.label}", None
    wanted = f"{edition.expo}-{edition.year - 1}{season}"
    return f"{edition.expo} {edition.year - 1}{season.replace('-', ' ')}", kin.by_id.get(wanted)


# --- Shares, ranks, totals ------------------------------------------------------------------------------------------


def _check_share(catalog: Catalog, record: "Record", claim: Share, kin: Kin) -> Finding:
    """A stated share against the part and the whole."""
    part = _figure_for(record, claim)
    said = f"{_said(claim)} of {claim.whole}"
    if part is None or claim.subject is not None:
        return _undecided(CheckKind.SHARE, record, claim, f"{said}: no figure of the part is held")
    holder = None if claim.of is None else catalog.record(claim.of)
    whole = None if holder is None else kin.beside(holder, part.metric, claim.status)
    missing = f"no figure of {claim.whole} is held"
    if holder is not None and whole is not None and whole is not part:
        is_alike = is_same_dimension(part.amount.unit, whole.amount.unit) and whole.amount.value > 0
        if is_alike and is_of_time(time_of(record, part), time_of(holder, whole)):
            computed = (part.amount / whole.amount).to(claim.amount.unit)
            how = f"{part.amount:short} of {whole.amount:short} is"
            return judged(CheckKind.SHARE, record, claim.amount, computed, how, claim, part, whole)
        missing = f"{whole.amount:short} of {claim.of} is no such whole"
    if not claim.amount.value:
        return _undecided(CheckKind.SHARE, record, claim, f"{said}: {missing}", figure=part)
    implied = part.amount / claim.amount
    why = f"{said}: {missing}; it would be {implied:short}"
    return _undecided(CheckKind.SHARE, record, claim, why, implied, part)


def _check_rank(record: "Record", claim: Rank, kin: Kin) -> Finding:
    """A record among the editions so far against the earlier editions; other ranks have no figures to test them."""
    figure = _figure_for(record, claim) if claim.metric else None
    is_record = claim.rank == 1 and claim.subject is None and "edition" in claim.among.casefold()
    if not isinstance(record, Edition) or figure is None or not is_record:
        return _undecided(
            CheckKind.RANK, record, claim, f"{_said(claim)} among {claim.among}: no figures are held to rank"
        )
    earlier = [one for one in kin.editions[record.expo] if one.year < record.year]
    beside = [(one.label, kin.beside(one, figure.metric, Status.ACTUAL)) for one in earlier]
    held = {
        label: theirs
        for label, theirs in beside
        if theirs is not None and is_same_dimension(figure.amount.unit, theirs.amount.unit)
    }
    orders = {label: figure.amount.compare(theirs.amount) for label, theirs in held.items()}
    above = [label for label, order in orders.items() if order is Order.BELOW]
    expected = record.number - 1 if record.number is not None else None
    if above:
        more = ", ".join(f"{held[label].amount:short} of {label}" for label in above)
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
        why=f"{_said(claim)} among {claim.among}: {why}",
        citations=cited(claim, figure, *held.values()),
    )


def _check_cumulative(record: "Record", claim: Cumulative, kin: Kin) -> Finding:
    """A stated total over editions against the sum of their figures, where all that it adds up are held."""
    numbers = None if claim.subject is not None else _numbers_of(record, claim, kin)
    if numbers is None:
        why = f"{_said(claim)} over {claim.over}: which editions it adds up is not known"
        return _undecided(CheckKind.CUMULATIVE, record, claim, why)
    expo = record.expo if isinstance(record, Edition) else record.id
    # The numbers may be as many as somebody writes, the editions are those that are held.
    held = [one for one in kin.editions.get(expo, ()) if one.number in numbers]
    held.sort(key=lambda one: one.number or 0)
    found = [kin.beside(one, claim.metric or "", Status.ACTUAL) for one in held]
    figures = [
        one for one in found if one is not None and is_same_dimension(one.amount.unit, claim.amount.unit)
    ]
    if len(figures) < len(numbers) or not figures:
        why = (
            f"{_said(claim)} over {claim.over}: figures of {len(figures)} of {len(numbers)} editions are held"
        )
        return _undecided(CheckKind.CUMULATIVE, record, claim, why)
    amounts = [figure.amount for figure in figures]
    how = f"the sum over {len(amounts)} editions is"
    computed = sum(amounts[1:], amounts[0])
    return judged(CheckKind.CUMULATIVE, record, claim.amount, computed, how, claim, *figures)


def _numbers_of(record: "Record", claim: Cumulative, kin: Kin) -> range | None:
    """The numbers of the editions that a total adds up: the first so many, or those of a period whose ends are held."""
    if not isinstance(record, (Edition, Expo)):
        return None
    found = _SO_MANY.search(claim.over)
    if found is not None:
        count = Amount.parse(f"{found['count']} editions").value
        is_of_all = isinstance(record, Edition) and record.number == count
        return range(1, int(count) + 1) if found["which"].casefold() == "first" or is_of_all else None
    expo = record.expo if isinstance(record, Edition) else record.id
    if claim.period is None or claim.period.end is None:
        return None
    first = 1 if claim.period.start is None else _number_of(kin, expo, claim.period.start.year)
    last = _number_of(kin, expo, claim.period.end.year)
    return None if first is None or last is None else range(first, last + 1)


def _number_of(kin: Kin, expo: str, year: int) -> int | None:
    """The number of the edition of a year; in a year that holds two, which of them is meant is not known."""
    found = kin.by_id.get(f"{expo}-{year}")
    return None if found is None or found.expo != expo else found.number
