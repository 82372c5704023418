"""Text and HTML of editions and sections, with their figures, claims and sources."""

from decimal import Decimal

from .._internal.html import Html, References, facts, fragment, joined, lines, table
from .._internal.terminal import table_text
from ..amounts import Amount
from . import metrics
from .claims import Claim, claim_name
from .evidence import Figure, Status, counted_text
from .sources import Citation
from .with_figures import _WithFigures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


_CLAIM_FIELDS = (
    "metric",
    "subject",
    "amount",
    "rank",
    "among",
    "of",
    "what",
    "whole",
    "scope",
    "over",
    "venue",
    "city",
    "period",
)


def claim_text(claim: Claim) -> str:
    """A claim in a line: its kind, and each of its facts that is known."""
    parts = [claim_name(type(claim))]
    for name in _CLAIM_FIELDS:
        value = getattr(claim, name, None)
        if isinstance(value, Amount):
            parts.append(f"{value:short}")
        elif value is not None:
            parts.append(f"{name} {value}")
    return ", ".join(parts)


def _text_of(record: _WithFigures, title: str, own_facts: "dict[str, object]") -> str:
    """A record as text: its facts, its figures with their bounds, its claims and its citations."""
    numbers: dict[str, str] = {}

    def marks(citations: tuple[Citation, ...]) -> str:
        cited = (citation.cite() for citation in citations)
        return " ".join(dict.fromkeys(numbers.setdefault(line, f"[{len(numbers) + 1}]") for line in cited))

    shown = [f"{title} ({record.id})", *(f"  {name}: {text}" for name, text in _known(record, own_facts))]
    if record.figures:
        rows = [(*_cells(figure, mark), marks(figure.citations)) for figure, mark in _by_metric(record)]
        shown += ["", table_text((*FIGURE_HEADER, "Source"), rows), ""]
    shown += [f"  Claim: {claim_text(claim)} {marks(claim.citations)}" for claim in record.claims]
    marks(record.citations)
    return "\n".join([*shown, *(f"{number} {line}" for line, number in numbers.items())])


def _html_of(record: _WithFigures, title: str, own_facts: "dict[str, object]") -> str:
    """The same for a notebook, with what each figure counts."""
    references = References()

    def row(marked: tuple[Figure, str]) -> "tuple[str | Html, ...]":
        figure = marked[0]
        return (*_cells(*marked), "; ".join(_counted(figure)), references.marks(figure.citations))

    def line(claim: Claim) -> Html:
        return joined(f"Claim: {claim_text(claim)} ", references.marks(claim.citations))

    header = (*FIGURE_HEADER, "What it counts", "Source")
    figures = tuple(_by_metric(record))
    return fragment(
        f"{title} ({record.id})",
        facts(_known(record, own_facts)),
        table(header, figures, row, numbers=header[2:4], wide=header[4:5]) if figures else Html(""),
        lines(record.claims, line),
        references.lines(record.citations),
    )


def _known(record: _WithFigures, own_facts: "dict[str, object]") -> "Iterator[tuple[str, str]]":
    """The facts that are known, the note last."""
    return (
        (name, str(fact)) for name, fact in {**own_facts, "note": record.note}.items() if fact is not None
    )


def _by_metric(record: _WithFigures) -> "Iterator[tuple[Figure, str]]":
    """The figures with rivals side by side, and the preferred one of each metric first and marked."""
    for metric in record.metrics:
        first, *others = sorted(record.rivals(metric), key=lambda figure: not figure.is_preferred)
        yield first, " (preferred)" if others else ""
        yield from ((figure, "") for figure in others)


def _cells(figure: Figure, mark: str) -> tuple[str, str, str, str]:
    label, as_printed, low, high = figure_cells(figure)
    return (label + mark, as_printed, low, high)


def _counted(figure: Figure) -> "Iterator[str]":
    """What a figure counts, when, who says so, and what else its source prints with it."""
    if (counted := counted_text(figure)) is not None:
        yield counted
    if figure.period is not None:
        yield f"over {figure.period}"
    if figure.as_of is not None:
        yield f"as of {figure.as_of}"
    if figure.attributed_to is not None:
        yield f"according to {figure.attributed_to.name}"
    if figure.horizon is not None:
        yield f"to be fulfilled within {figure.horizon:short}".replace("within exactly", "within")
    if figure.equivalent is not None:
        yield f"printed with it: {figure.equivalent:short}"
    if figure.note is not None:
        yield f"note: {figure.note}"


FIGURE_HEADER = ("Metric", "As printed", "From", "To")


def figure_cells(figure: Figure) -> tuple[str, str, str, str]:
    """A figure for a table: its metric, how it is printed, and the bounds that follow."""
    amount = figure.amount
    low, high = ("open" if end is None else _end(end, amount.unit) for end in (amount.low, amount.high))
    label = metrics.known_or_own(figure.metric).english
    if figure.status is not Status.ACTUAL:
        label += f" ({figure.status.value})"
    return (label, figure.as_printed or f"{amount:short}", low, high)


def _end(end: Decimal, unit: str) -> str:
    """One end of the bounds, without the word "exactly"."""
    return f"{Amount(end, unit):short}".removeprefix("exactly ")
