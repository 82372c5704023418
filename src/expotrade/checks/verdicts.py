"""Decides between stated and computed amounts, and makes findings."""

from ..amounts import Amount, Order, closed_order
from ..records import Citation, Edition, Figure
from ..records.claims import claim_name
from ..records.evidence import period_without_edition, preferred
from .findings import CheckKind, Finding, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalogs import Record
    from ..periods import Period
    from ..records import Claim


def quoted(claim: "Claim") -> str:
    """The printed words of a claim, or its amount."""
    amount = getattr(claim, "amount", None)
    words = claim.as_printed or (f"{amount:short}" if amount is not None else claim_name(type(claim)))
    return f'the source states "{words}"' + (f" for {claim.subject}" if claim.subject else "")


def undecided_claim(
    kind: CheckKind,
    record: "Record",
    claim: "Claim",
    why: str,
    computed: Amount | None = None,
    figure: Figure | None = None,
) -> Finding:
    """An undecided finding on a claim, with the reason."""
    return Finding(
        verdict=Verdict.UNDECIDED,
        kind=kind,
        record=record.id,
        metric=claim.metric,
        stated=getattr(claim, "amount", None),
        computed=computed,
        why=why,
        citations=citations_of_all(claim) if figure is None else citations_of_all(claim, figure),
    )


def figure_of_claim(record: "Record", claim: "Claim") -> Figure | None:
    """The figure of a record that a claim is about; None if it has no such figure, or figures of several metrics."""
    figures = tuple(
        figure
        for figure in getattr(record, "figures", ())
        if claim.metric in (None, figure.metric)
        and figure.status is claim.status
        and same_period(claim.period, period_to_compare(record, figure))
    )
    metrics = {figure.metric for figure in figures}
    return preferred(figures, metrics.pop()) if len(metrics) == 1 else None


def judge(stated: Amount, computed: Amount) -> Verdict:
    """The verdict on a stated and a computed amount, from their bounds.

    Args:
        stated: The amount of the source, in any unit.
        computed: The amount from the figures, in a unit of the same dimension.

    Raises:
        UnitMismatchError: The units have different dimensions.
        AmountTypeError: One of them is not an amount.
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


_VERDICT_PHRASES = {
    Verdict.AGREES: "which agrees",
    Verdict.DISAGREES: "which disagrees: the bounds share no point",
    Verdict.UNDECIDED: "undecided: the bounds overlap, but the computed value is outside the stated range",
}


def citations_of_all(*statements: "Claim | Figure") -> tuple[Citation, ...]:
    """The citations of several statements, each once."""
    return tuple(dict.fromkeys(citation for statement in statements for citation in statement.citations))


def is_before(first: "Edition", second: "Edition") -> bool:
    """Whether one edition of an expo is earlier than another: by number if both have one, else by year."""
    if first.number is not None and second.number is not None:
        return first.number < second.number
    return first.year is not None and second.year is not None and first.year < second.year


def decided(
    kind: CheckKind,
    record: "Record",
    stated: Amount,
    computed: Amount,
    how: str,
    *statements: "Claim | Figure",
) -> Finding:
    """The finding on a stated and a computed amount; it mentions different bases of the figures."""
    verdict = judge(stated, computed)
    figures = [statement for statement in statements if isinstance(statement, Figure)]
    bases = dict.fromkeys(figure.basis for figure in figures if figure.basis is not None)
    # A part and its whole may well have two bases.
    is_alike = len(bases) < 2 or kind is CheckKind.SHARE
    caveat = "" if is_alike else f"; note that the bases differ: {', '.join(map(repr, bases))}"
    return Finding(
        verdict=verdict,
        kind=kind,
        record=record.id,
        metric=statements[0].metric,
        stated=stated,
        computed=computed,
        why=f"the source states {stated:short}; {how} {computed:short}, {_VERDICT_PHRASES[verdict]}{caveat}",
        citations=citations_of_all(*statements),
    )


def undecided(
    kind: CheckKind,
    record: "Record",
    figure: Figure,
    why: str,
    stated: Amount,
    computed: Amount | None = None,
) -> Finding:
    """An undecided finding on a figure, with the reason."""
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


def period_to_compare(record: "Record", figure: Figure) -> "Period | None":
    """The period of a figure for comparisons: its own, or that of its flow; None for the dates of an edition.

    The dates of an edition are not the period that its figures count over: a claim about the year is about them too.
    """
    return period_without_edition(None if isinstance(record, Edition) else record, figure)


def same_period(left: "Period | None", right: "Period | None") -> bool:
    """Whether two periods are the same; an unknown period counts as the same."""
    return left is None or right is None or left == right
