"""What arithmetic can say about printed claims: which follow from the figures, which contradict them."""

import re
from enum import Enum
from itertools import combinations

from attrs import evolve, field

from ._records import frozen
from .amounts import Amount, growth
from .catalog import Catalog
from .claims import Cumulative, Growth, GrowthBase, Rank, Share
from .editions import Edition, Expo, Section
from .errors import ExpotradeError
from .evidence import Citation, Figure, Status, preferred
from .facts import TradeFlow
from .hedges import Order
from .units import is_same_dimension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from .catalog import Record
    from .claims import Claim
    from .comparison import Converter
    from .periods import Period

_HUNDRED_PERCENT = Amount(100, "percent")
_RATIOS = ("percent", "pp", "multiple")
_NUMBERS = "[1-9][0-9]{0,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SO_MANY = re.compile(
    rf"\b(?P<which>first|past|last|previous) (?P<count>{_NUMBERS}) editions\b", re.IGNORECASE
)


class Verdict(Enum):
    """What a test says of a claim.

    Example:
        >>> import expotrade as ex
        >>> ex.Verdict("agrees")
        Verdict.AGREES
    """

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNDECIDED = "undecided"

    def __repr__(self) -> str:
        return f"Verdict.{self.name}"


class CheckKind(Enum):
    """What was tested against what.

    Example:
        >>> import expotrade as ex
        >>> ex.CheckKind("share")
        CheckKind.SHARE
    """

    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    STREAK = "streak"
    FIRST = "first"
    CUMULATIVE = "cumulative"
    CONVERSION = "conversion"
    DURATION = "duration"
    PART = "part"
    RIVALS = "rivals"
    PERIOD = "period"

    def __repr__(self) -> str:
        return f"CheckKind.{self.name}"


@frozen(kw_only=True)
class Finding:
    """What one test found: the verdict, what is stated, what was computed, and why.

    `DISAGREES` only if the bounds of the two share no point; `AGREES` if they share one and the computed value lies
    within the stated bounds; `UNDECIDED` for anything else.

    Args:
        verdict: What the test says.
        kind: What was tested.
        record: The id of the record that the claim or figure stands in.
        metric: The metric, None where the claim names none.
        stated: What is printed.
        computed: What follows from the figures; where one is missing, the figure that the claim implies.
        why: The sentence that explains it.
        citations: Where what is stated, and what it was tested with, is printed.

    Example:
        >>> import expotrade as ex
        >>> findings = ex.check(ex.load_dataset("articles"))
        >>> [str(finding.computed.unit) for finding in findings if finding.kind is ex.CheckKind.CONVERSION]
        ['CNY/USD', 'CNY/USD']
    """

    verdict: Verdict = field()
    kind: CheckKind = field()
    record: str = field()
    metric: str | None = field(default=None)
    stated: Amount | None = field(default=None)
    computed: Amount | None = field(default=None)
    why: str = field()
    citations: tuple[Citation, ...] = field()

    def __str__(self) -> str:
        lines = [f"{self.verdict.name} {self.record}: {self.why}"]
        lines += [f"    {citation.cite()}" for citation in self.citations]
        return "\n".join(lines)


def check(catalog: Catalog, *, rates: "Converter | None" = None) -> tuple[Finding, ...]:
    """Every claim and every pair of figures that arithmetic can test, with what it finds.

    Args:
        catalog: The records to test.
        rates: The rate table against which printed conversions are tested; without it they are undecided, with the
            rate that they imply.

    Returns:
        The findings in the order of the records; what cannot be tested for lack of a figure is undecided, with the
        reason, and with the figure that the claim implies where one follows.

    Example:
        >>> import expotrade as ex
        >>> durian = [finding for finding in ex.check(ex.load_dataset("articles"))
        ...           if finding.record == "china-thailand-durian-imports-2023"]
        >>> [finding.verdict for finding in durian if finding.kind is ex.CheckKind.SHARE]
        [Verdict.AGREES]
    """
    findings: list[Finding] = []
    for record in catalog.records():
        findings += _check_claims(catalog, record)
        findings += _check_figures(catalog, record, rates)
    return tuple(findings)


def judge(stated: Amount, computed: Amount) -> Verdict:
    """The verdict on a stated amount given what was computed, by their bounds alone.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.checks import judge
        >>> judge(ex.Amount.parse("3.9 percent"), ex.Amount.between("3.944", "3.974", "percent"))
        Verdict.UNDECIDED
    """
    if computed.unit != stated.unit:
        computed = computed.to(stated.unit)
    if stated.compare(computed) in (Order.BELOW, Order.ABOVE):
        return Verdict.DISAGREES
    is_above = stated.low is None or computed.value >= stated.low
    is_below = stated.high is None or computed.value <= stated.high
    return Verdict.AGREES if is_above and is_below else Verdict.UNDECIDED


_WORDS = {
    Verdict.AGREES: "which agrees",
    Verdict.DISAGREES: "which disagrees: the bounds share no point",
    Verdict.UNDECIDED: "which decides nothing: the bounds meet, but the value computed lies outside those stated",
}


def _check_claims(catalog: Catalog, record: "Record") -> "Iterator[Finding]":
    for claim in getattr(record, "claims", ()):
        kind = CheckKind(type(claim).__name__.lower())
        try:
            yield _check_claim(kind, catalog, record, claim)
        except ExpotradeError as error:
            # Amounts that are too far apart, or of units that do not divide.
            yield _undecided(kind, record, claim, f"{_said(claim)}: {error}")


def _check_claim(kind: CheckKind, catalog: Catalog, record: "Record", claim: "Claim") -> Finding:
    if isinstance(claim, Growth):
        return _check_growth(catalog, record, claim)
    if isinstance(claim, Share):
        return _check_share(catalog, record, claim)
    if isinstance(claim, Rank):
        return _check_rank(catalog, record, claim)
    if isinstance(claim, Cumulative):
        return _check_cumulative(catalog, record, claim)
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
        citations=_cited(claim) if figure is None else _cited(claim, figure),
    )


def _cited(*stated: "Claim | Figure") -> tuple[Citation, ...]:
    """The citations of several statements, each once."""
    return tuple(dict.fromkeys(citation for one in stated for citation in one.citations))


def _judged(
    kind: CheckKind,
    record: "Record",
    stated: Amount,
    computed: Amount,
    how: str,
    *said: "Claim | Figure",
) -> Finding:
    """The finding on a stated and a computed amount; it says where the bases of the figures differ."""
    verdict = judge(stated, computed)
    bases = dict.fromkeys(one.basis for one in said if isinstance(one, Figure) and one.basis is not None)
    is_alike = len(bases) < 2 or kind is CheckKind.SHARE
    caveat = "" if is_alike else f"; mind that the bases differ: {', '.join(map(repr, bases))}"
    return Finding(
        verdict=verdict,
        kind=kind,
        record=record.id,
        metric=said[0].metric,
        stated=stated,
        computed=computed,
        why=f"stated is {stated:short}; {how} {computed:short}, {_WORDS[verdict]}{caveat}",
        citations=_cited(*said),
    )


def _figure_for(record: "Record", claim: "Claim") -> Figure | None:
    """The figure of a record that a claim speaks of; None where it has none, several metrics, or another time."""
    fitting = tuple(
        figure
        for figure in getattr(record, "figures", ())
        if claim.metric in (None, figure.metric)
        and figure.status is claim.status
        and _is_of_time(claim.period, _time_of(record, figure))
    )
    metrics = {figure.metric for figure in fitting}
    return preferred(fitting, metrics.pop()) if len(metrics) == 1 else None


def _figure_beside(record: "Record", metric: str, status: Status) -> Figure | None:
    """The figure of another record that one of this metric is held against: an actual one, or of the same status."""
    fitting = tuple(
        figure for figure in getattr(record, "figures", ()) if figure.status in (Status.ACTUAL, status)
    )
    return preferred(fitting, metric)


def _time_of(record: "Record", figure: Figure) -> "Period | None":
    """The time of a figure: its own, or that of its flow."""
    return figure.period or figure.as_of or (record.period if isinstance(record, TradeFlow) else None)


def _is_of_time(left: "Period | None", right: "Period | None") -> bool:
    """Whether two times are the same, as far as both are stated."""
    return left is None or right is None or left == right


# --- Growth ---------------------------------------------------------------------------------------------------------


def _check_growth(catalog: Catalog, record: "Record", claim: Growth) -> Finding:
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
    name, old = _base_of(catalog, record, claim, new)
    if old is not None and _is_base(old.amount, new.amount):
        computed = (
            new.amount / old.amount if claim.amount.unit == "multiple" else growth(new.amount, old.amount)
        )
        how = f"{new.amount:short} over {old.amount:short} in {name} is"
        return _judged(CheckKind.GROWTH, record, claim.amount, computed, how, claim, new, old)
    if old is not None:
        missing = f"{old.amount:short} in {name} cannot be the base"
    else:
        missing = f"no figure for {name} is held" if name else "its base is not stated"
    ratio = claim.amount if claim.amount.unit == "multiple" else _HUNDRED_PERCENT + claim.amount
    if not ratio.value > 0:
        return _undecided(CheckKind.GROWTH, record, claim, f"{said}: {missing}", figure=new)
    implied = new.amount / ratio
    why = f"{said}: {missing}; it would have been {implied:short}"
    return _undecided(CheckKind.GROWTH, record, claim, why, implied, new)


def _is_base(old: Amount, new: Amount) -> bool:
    """Whether a growth can be counted from an amount: of the same dimension, and positive with its bounds."""
    return is_same_dimension(new.unit, old.unit) and old.value > 0 and old.low is not None and old.low >= 0


def _base_of(catalog: Catalog, record: "Record", claim: Growth, new: Figure) -> tuple[str, Figure | None]:
    """What a growth is counted from, in words, and its figure where one is held; no words where it is not stated."""
    if claim.base is GrowthBase.NOT_STATED:
        return "", None
    if isinstance(record, Edition):
        name, earlier = _earlier_edition(catalog, record, claim.base)
        return name, None if earlier is None else _figure_beside(earlier, new.metric, claim.status)
    if claim.base is GrowthBase.PREVIOUS_EDITION:
        return "the previous edition", None
    time = _time_of(record, new)
    if (
        not isinstance(record, TradeFlow)
        or time is None
        or time.start is None
        or time.start.year == 1
        or time.is_open
    ):
        return "a year earlier", None
    before = time.year_earlier()
    for flow in catalog.flows:
        old = _figure_beside(flow, new.metric, claim.status) if _flow_key(flow) == _flow_key(record) else None
        if old is not None and _time_of(flow, old) == before:
            return str(before), old
    return str(before), None


def _earlier_edition(catalog: Catalog, edition: Edition, base: GrowthBase) -> tuple[str, Edition | None]:
    """The edition before, or that of a year before in the same season."""
    if base is GrowthBase.PREVIOUS_EDITION and edition.number is not None:
        before = (edition.expo, edition.number - 1)
        found = next((one for one in catalog.editions if (one.expo, one.number) == before), None)
        return f"number {edition.number - 1} of {edition.expo}", found
    season = edition.id.removeprefix(f"{edition.expo}-{edition.year}")
    if base is GrowthBase.PREVIOUS_EDITION and season:
        return f"the edition before {edition.label}", None
    wanted = f"{edition.expo}-{edition.year - 1}{season}"
    found = next((one for one in catalog.editions if one.id == wanted), None)
    return f"{edition.expo} {edition.year - 1}{season.replace('-', ' ')}", found


def _flow_key(flow: TradeFlow) -> tuple[object, ...]:
    return (flow.reporter, flow.partner, flow.kind, flow.trader, flow.product)


# --- Shares, ranks, totals ------------------------------------------------------------------------------------------


def _check_share(catalog: Catalog, record: "Record", claim: Share) -> Finding:
    """A stated share against the part and the whole."""
    part = _figure_for(record, claim)
    said = f"{_said(claim)} of {claim.whole}"
    if part is None or claim.subject is not None:
        return _undecided(CheckKind.SHARE, record, claim, f"{said}: no figure of the part is held")
    holder = None if claim.of is None else catalog.record(claim.of)
    whole = None if holder is None else _figure_beside(holder, part.metric, claim.status)
    missing = f"no figure of {claim.whole} is held"
    if holder is not None and whole is not None and whole is not part:
        is_alike = is_same_dimension(part.amount.unit, whole.amount.unit) and whole.amount.value > 0
        if is_alike and _is_of_time(_time_of(record, part), _time_of(holder, whole)):
            computed = (part.amount / whole.amount).to(claim.amount.unit)
            how = f"{part.amount:short} of {whole.amount:short} is"
            return _judged(CheckKind.SHARE, record, claim.amount, computed, how, claim, part, whole)
        missing = f"{whole.amount:short} of {claim.of} is no such whole"
    if not claim.amount.value:
        return _undecided(CheckKind.SHARE, record, claim, f"{said}: {missing}", figure=part)
    implied = part.amount / claim.amount
    why = f"{said}: {missing}; it would be {implied:short}"
    return _undecided(CheckKind.SHARE, record, claim, why, implied, part)


def _check_rank(catalog: Catalog, record: "Record", claim: Rank) -> Finding:
    """A record among the editions so far against the earlier editions; other ranks have no figures to test them."""
    figure = _figure_for(record, claim) if claim.metric else None
    is_record = claim.rank == 1 and claim.subject is None and "edition" in claim.among.casefold()
    if not isinstance(record, Edition) or figure is None or not is_record:
        return _undecided(
            CheckKind.RANK, record, claim, f"{_said(claim)} among {claim.among}: no figures are held to rank"
        )
    earlier = [one for one in catalog.editions if one.expo == record.expo and one.year < record.year]
    beside = [(one.label, _figure_beside(one, figure.metric, Status.ACTUAL)) for one in earlier]
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
        citations=_cited(claim, figure, *held.values()),
    )


def _check_cumulative(catalog: Catalog, record: "Record", claim: Cumulative) -> Finding:
    """A stated total over editions against the sum of their figures, where all that it adds up are held."""
    numbers = None if claim.subject is not None else _numbers_of(catalog, record, claim)
    if numbers is None:
        why = f"{_said(claim)} over {claim.over}: which editions it adds up is not known"
        return _undecided(CheckKind.CUMULATIVE, record, claim, why)
    expo = record.expo if isinstance(record, Edition) else record.id
    by_number = {
        one.number: _figure_beside(one, claim.metric or "", Status.ACTUAL)
        for one in catalog.editions
        if one.expo == expo
    }
    found = [by_number.get(number) for number in numbers]
    figures = [
        one for one in found if one is not None and is_same_dimension(one.amount.unit, claim.amount.unit)
    ]
    if len(figures) < len(found):
        why = f"{_said(claim)} over {claim.over}: figures of {len(figures)} of {len(found)} editions are held"
        return _undecided(CheckKind.CUMULATIVE, record, claim, why)
    amounts = [figure.amount for figure in figures]
    how = f"the sum over {len(amounts)} editions is"
    computed = sum(amounts[1:], amounts[0])
    return _judged(CheckKind.CUMULATIVE, record, claim.amount, computed, how, claim, *figures)


def _numbers_of(catalog: Catalog, record: "Record", claim: Cumulative) -> range | None:
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
    # In a year that holds two editions, which of them are meant is not known.
    numbers = {
        one.year: one.number
        for one in catalog.editions
        if one.expo == expo and one.id == f"{expo}-{one.year}"
    }
    first = 1 if claim.period.start is None else numbers.get(claim.period.start.year)
    last = numbers.get(claim.period.end.year)
    return None if first is None or last is None else range(first, last + 1)


# --- Figures --------------------------------------------------------------------------------------------------------


def _check_figures(catalog: Catalog, record: "Record", rates: "Converter | None") -> "Iterator[Finding]":
    for figure in getattr(record, "figures", ()):
        if figure.equivalent is not None:
            arguments = (catalog, record, figure, figure.equivalent, rates)
            yield _tried(CheckKind.CONVERSION, record, figure, _check_conversion, *arguments)
        if figure.metric == "duration":
            yield from _check_duration(record, figure)
        if isinstance(record, TradeFlow) and _time_of(record, figure) is None:
            why = f"stated is {figure.amount:short}: no period is printed, so nothing can be tested"
            yield _unjudged(CheckKind.PERIOD, record, figure, why, figure.amount)
    yield from _check_rivals(record)
    if isinstance(record, Section):
        yield from _check_parts(catalog, record)


def _tried(
    kind: CheckKind, record: "Record", figure: Figure, test: "Callable[..., Finding]", *arguments: object
) -> Finding:
    """What a test finds, or that its numbers cannot be computed with."""
    try:
        return test(*arguments)
    except ExpotradeError as error:
        return _unjudged(kind, record, figure, f"stated is {figure.amount:short}: {error}", figure.amount)


def _check_duration(record: "Record", figure: Figure) -> "Iterator[Finding]":
    """A stated number of days against the dates of its edition."""
    period = record.period if isinstance(record, Edition) else None
    if period is not None and period.days is not None and figure.amount.unit == "day":
        days = Amount(period.days, "day")
        yield _judged(CheckKind.DURATION, record, figure.amount, days, f"{period} is", figure)


def _unjudged(
    kind: CheckKind,
    record: "Record",
    figure: Figure,
    why: str,
    stated: Amount,
    computed: Amount | None = None,
) -> Finding:
    return Finding(
        verdict=Verdict.UNDECIDED,
        kind=kind,
        record=record.id,
        metric=figure.metric,
        stated=stated,
        computed=computed,
        why=why,
        citations=figure.citations,
    )


def _day_of(catalog: Catalog, record: "Record", figure: Figure) -> "date | None":
    """The last day of a figure's time, else of its record or edition, else the day it was published."""
    periods = (catalog.period_of(record, figure), figure.source.published)
    return next((period.end for period in periods if period is not None and period.end is not None), None)


def _check_conversion(
    catalog: Catalog, record: "Record", figure: Figure, equivalent: Amount, rates: "Converter | None"
) -> Finding:
    """A printed conversion against the rate of its day: the stated amount converted, beside the printed equivalent."""
    if is_same_dimension(figure.amount.unit, equivalent.unit):
        how = f"{figure.amount:short} is"
        return _judged(
            CheckKind.CONVERSION, record, equivalent, figure.amount.to(equivalent.unit), how, figure
        )
    implied = figure.amount / equivalent if equivalent.value else None
    printed = f"{figure.amount:short} is printed as {equivalent:short}"
    if implied is not None:
        printed += f", which implies {implied:short}"
    day = _day_of(catalog, record, figure)
    if rates is None or day is None:
        missing = "no rates are given" if rates is None else "its date is not known"
        return _unjudged(CheckKind.CONVERSION, record, figure, f"{printed}; {missing}", equivalent, implied)
    try:
        converted = rates.convert(figure.amount, equivalent.unit, on=day).amount
    except ExpotradeError as error:
        return _unjudged(CheckKind.CONVERSION, record, figure, f"{printed}; {error}", equivalent, implied)
    how = f"{figure.amount:short} at the rate of {day} is"
    return _judged(CheckKind.CONVERSION, record, equivalent, converted, how, figure)


def _check_rivals(record: "Record") -> "Iterator[Finding]":
    """Figures of one metric, basis, status and time against each other."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in getattr(record, "figures", ()):
        key = (figure.metric, figure.basis, figure.status, figure.period, figure.as_of)
        alike.setdefault(key, []).append(figure)
    for rivals in alike.values():
        for first, second in combinations(rivals, 2):
            is_alike = is_same_dimension(first.amount.unit, second.amount.unit)
            if is_alike and first.amount != second.amount:
                yield _tried(CheckKind.RIVALS, record, first, _check_rival, record, first, second)


def _check_rival(record: "Record", first: Figure, second: Figure) -> Finding:
    how = f"{'another' if first.source.id != second.source.id else 'the same'} source prints"
    finding = _judged(CheckKind.RIVALS, record, first.amount, second.amount, how, first, second)
    if finding.verdict is Verdict.DISAGREES and _digits(first.amount) == _digits(second.amount):
        return evolve(finding, why=f"{finding.why}; the digits are alike: a slip of the decimal point")
    return finding


def _digits(amount: Amount) -> str:
    """The digits of a value without regard to where the point stands."""
    return "".join(map(str, amount.value.as_tuple().digits)).strip("0")


def _check_parts(catalog: Catalog, section: Section) -> "Iterator[Finding]":
    """The figures of a section, which are inside those of its edition."""
    edition = catalog.edition(section.edition)
    for part in section.figures:
        whole = _figure_beside(edition, part.metric, part.status)
        if whole is None or not is_same_dimension(part.amount.unit, whole.amount.unit):
            continue
        is_of_time = _is_of_time(_time_of(section, part), _time_of(edition, whole))
        if is_of_time and part.status is whole.status:
            yield _tried(CheckKind.PART, section, part, _check_part, section, edition, part, whole)


def _check_part(section: Section, edition: Edition, part: Figure, whole: Figure) -> Finding:
    order = part.amount.compare(whole.amount)
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
        citations=_cited(part, whole),
    )
