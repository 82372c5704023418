"""How stated and computed amounts become a verdict."""

from ..amounts import Amount, Order, closed_order
from ..records import Citation, Figure, TradeFlow
from ..records.claims import claim_name
from ..records.evidence import preferred
from .findings import CheckKind, Finding, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalogs import Record
    from ..periods import Period
    from ..records import Claim


def _said(claim: "Claim") -> str:
    """What a claim says, in words that can be quoted."""
    amount = getattr(claim, "amount", None)
    words = claim.as_printed or (f"{amount:short}" if amount is not None else claim_name(type(claim)))
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


def judge(stated: Amount, computed: Amount) -> Verdict:
    """The verdict on a stated amount given what was computed, by their bounds alone.

    Args:
        stated: What a source says, in any unit.
        computed: What the figures say, in a unit of the same dimension.

    Raises:
        UnitMismatchError: The units have different dimensions.
        AmountTypeError: One of them is no amount.
        AmountError: A number would be out of range in the other unit.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.checks import judge
        >>> judge(ex.Amount.parse("3.9 percent"), ex.Amount.between("3.944", "3.974", "percent"))
        Verdict.UNDECIDED
    """
    if computed.unit != stated.unit:
        computed = computed.to(stated.unit)
    if closed_order(stated, computed) in (Order.BELOW, Order.ABOVE):
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


def time_of(record: "Record", figure: Figure) -> "Period | None":
    """The time of a figure: its own, or that of its flow."""
    return figure.period or figure.as_of or (record.period if isinstance(record, TradeFlow) else None)


def is_of_time(left: "Period | None", right: "Period | None") -> bool:
    """Whether two times are the same, as far as both are stated."""
    return left is None or right is None or left == right
