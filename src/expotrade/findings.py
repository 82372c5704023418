"""What a test of printed figures can say: its verdict, what was tested, and the sentence that explains it."""

from enum import Enum

from attrs import field

from ._records import frozen
from .amounts import Amount
from .evidence import Citation, Figure, Status, preferred
from .facts import TradeFlow
from .hedges import Order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .catalog import Record
    from .claims import Claim
    from .periods import Period


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
    SUM = "sum"
    RIVALS = "rivals"
    PERIOD = "period"
    MIX_UP = "mix_up"

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


def judge(stated: Amount, computed: Amount) -> Verdict:
    """The verdict on a stated amount given what was computed, by their bounds alone.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.findings import judge
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


def cited(*stated: "Claim | Figure") -> tuple[Citation, ...]:
    """The citations of several statements, each once."""
    return tuple(dict.fromkeys(citation for one in stated for citation in one.citations))


def judged(
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
        citations=cited(*said),
    )


def unjudged(
    kind: CheckKind,
    record: "Record",
    figure: Figure,
    why: str,
    stated: Amount,
    computed: Amount | None = None,
) -> Finding:
    """The finding on a figure that decides nothing, with the reason."""
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


def figure_beside(record: "Record", metric: str, status: Status) -> Figure | None:
    """The figure of another record that one of this metric is held against: an actual one, or of the same status."""
    fitting = tuple(
        figure for figure in getattr(record, "figures", ()) if figure.status in (Status.ACTUAL, status)
    )
    return preferred(fitting, metric)


def time_of(record: "Record", figure: Figure) -> "Period | None":
    """The time of a figure: its own, or that of its flow."""
    return figure.period or figure.as_of or (record.period if isinstance(record, TradeFlow) else None)


def is_of_time(left: "Period | None", right: "Period | None") -> bool:
    """Whether two times are the same, as far as both are stated."""
    return left is None or right is None or left == right
