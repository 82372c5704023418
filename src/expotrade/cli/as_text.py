"""Results as tables and lines for people."""

from enum import Enum

from ..catalogs import KINDS, Catalog, citations_of
from ..checks import Verdict
from ..codec import encode
from ..comparison import comparison_notes
from ..datasets import list_datasets
from ..errors.advice import advise, listed
from ..records import Deal, Edition, Exhibitor, OwnMetric, Participant, Remark, Source, Statistic, TradeFlow
from ..records.display import FIGURE_HEADER, claim_text, figure_cells
from ..records.events import partners_text
from ..totals.results import total_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from .._internal.terminal import Page
    from ..catalogs import Record
    from ..checks import Findings
    from ..comparison import Comparison
    from ..errors import Advice, Problem
    from ..records import Citation, Party
    from ..totals import Total

_HINTS = (
    ("compare ciie-2019 ciie-2023", "two editions side by side"),
    ("show cisce-2024", "one edition with its sources"),
    ("list deals", "what was agreed, disclosed or not"),
    ("total", "deals added up, and what is left out"),
    ("check --verdict agrees", "claims that the figures bear out"),
    ("new mine.json", "a file for figures of your own"),
    ("--help", "everything else"),
)
_SHOWN_FIELDS = (
    *(
        "number",
        "period",
        "date",
        "venue",
        "city",
        "theme",
        "country",
        "lies_in",
        "kind",
        "role",
        "attendance",
    ),
    *("edition", "expo", "section", "part_of", "product", "hs", "subject", "wording", "status"),
    *("dimension", "unit", "english", "chinese", "definition"),
    *("short_name", "chinese_name", "title", "publisher", "published", "url", "language"),
    *("accessed", "archived", "origin", "supersedes"),
    "note",
)
# The arguments of the library that commands have as options.
_OPTIONS = frozenset({"unit", "rates", "on", "metric", "by", "mix_kinds", "mix_bases"})
# Placeholders for a value; a value that is written out stays as it is.
_PLACEHOLDERS = {"date": "DATE", "True": ""}


def in_a_shell(problem: str, advice: "Iterable[Advice]") -> str:
    """A problem with its advice as options of a command; advice that has no option is left out."""
    return advise(
        problem, [_as_typed(one) for one in advice if {name for name, _ in one.arguments} <= _OPTIONS]
    )


def _as_typed(advice: "Advice") -> str:
    options = []
    for name, value in advice.arguments:
        typed = _PLACEHOLDERS.get(value, value.strip("\"'"))
        options.append(" ".join(filter(None, (f"--{name.replace('_', '-')}", typed))))
    written = listed(options)
    return " ".join(filter(None, ("pass" if written else "", written, advice.words)))


# --- What there is --------------------------------------------------------------------------------------------------


def show_overview(page: "Page", catalog: Catalog) -> None:
    """The first screen: the datasets, some figures with their bounds, and commands to try."""
    page.line("expotrade: the figures that trade expos report, with what each one really says.")
    page.line()
    show_datasets(page)
    page.line()
    rows = [
        (edition.id, *figure_cells(edition[edition.metrics[0]]))
        for edition in catalog.editions
        if edition.metrics
    ]
    page.table(("Edition", *FIGURE_HEADER), rows, title="One figure of each edition, and its bounds", whole=1)
    page.line()
    page.line("Try next:")
    for command, text in _HINTS:
        page.line(f"expotrade {command:<29} {text}", first="  ", indent="    ")


def show_datasets(page: "Page") -> None:
    """The bundled datasets."""
    rows = [(info.name, info.version, f"{info.title}: {_counts(info.counts)}") for info in list_datasets()]
    page.table(("Dataset", "Version", "Contents"), rows)


def show_list(page: "Page", records: "Sequence[Record | Source]", kind: str) -> None:
    """Records of a kind, each in a line."""
    rows = [(record.id, _summary(record)) for record in records]
    page.names(("Id", "What it is"), rows, title=_count(len(rows), kind))


def _count(count: int, kind: str) -> str:
    one = "person" if kind == "people" else kind.removesuffix("s")
    return f"{count} {one if count == 1 else kind}"


def _counts(counts: "Mapping[str, int]") -> str:
    """The number of things of each kind, without the kinds that have none."""
    return ", ".join(_count(count, kind) for kind, count in counts.items() if count)


def _summary(record: "Record | Source") -> str:
    """A record in one line."""
    match record:
        case Source():
            return record.cite()
        case Edition():
            counted = _counts({"figures": len(record.figures), "claims": len(record.claims)}) or "no figures"
            return ", ".join([record.label, *([str(record.period)] if record.period else []), counted])
        case Deal():
            value = "undisclosed" if record.value is None else f"{record.value.amount:short}"
            return f"{record.kind.value.replace('_', ' ')}, {value}: {record.subject or ''}".rstrip(": ")
        case TradeFlow():
            value = ", ".join(f"{figure.amount:short}" for figure in record.figures) or "no figure"
            when = "" if record.period is None else f" {record.period}"
            ends = f"{record.reporter} to or from {partners_text(record)}"
            return f"{record.kind.value.replace('_', ' ')}, {ends}{when}: {value}"
        case Statistic():
            stated = (
                f"{record.figure.amount:short}" if record.figure else _count(len(record.claims), "claims")
            )
            return f"{record.subject.name}: {stated}"
        case Remark():
            return f"{record.subject.name}: {record.wording}"
        case Exhibitor() | Participant():
            known = filter(None, map(key_text, (record.role, record.attendance, record.status)))
            return ", ".join([record.party.name, *known])
        case OwnMetric():
            return f"{record.english}, {record.unit or record.dimension}"
        case _:
            return record.name


# --- One record -----------------------------------------------------------------------------------------------------


def show_record(page: "Page", record: "Record | Source") -> None:
    """A record with its figures, claims and sources."""
    encoded = encode(record)
    page.line(f"{_summary(record)} ({record.id})")
    for name in _SHOWN_FIELDS:
        if isinstance(encoded.get(name), (str, int)):
            page.line(f"{name.replace('_', ' ')}: {encoded[name]}", first="  ", indent="  ")
    if isinstance(record, Source):
        return
    for name, words in _named(record):
        page.line(f"{name.replace('_', ' ')}: {'; '.join(words)}", first="  ", indent="  ")
    citations = list(dict.fromkeys(citations_of(record)))
    numbers = {citation: str(number) for number, citation in enumerate(citations, start=1)}
    figures = getattr(record, "figures", ())
    if figures:
        rows = [
            (*figure_cells(figure), " ".join(numbers[one] for one in figure.citations)) for figure in figures
        ]
        page.line()
        page.table((*FIGURE_HEADER, "Source"), rows)
        page.line()
    for claim in getattr(record, "claims", ()):
        cited = " ".join(numbers[one] for one in claim.citations)
        page.line(f"Claim: {claim_text(claim)} [{cited}]", first="  ", indent="  ")
    _show_citations(page, citations)


def _named(record: "Record") -> "Iterator[tuple[str, list[str]]]":
    """The parties, people and products of a record, in words."""
    if names := getattr(record, "other_names", ()):
        yield "other_names", list(names)
    for field in ("organisers", "parties", "partners"):
        if parties := getattr(record, field, ()):
            yield field, [_party_text(party) for party in parties]
    if offices := getattr(record, "offices", ()):
        yield "offices", [office.title for office in offices]
    if products := getattr(record, "products", ()):
        yield "products", list(products)
    if record.attributed_to is not None:
        yield "attributed_to", [record.attributed_to.name]
    if record.open_lists:
        yield "open_lists", [name.replace("_", " ") for name in record.open_lists]
    if shown := getattr(record, "showcases", ()):
        debuts = [f" (debut: {one.debut.value.replace('_', ' ')})" if one.debut else "" for one in shown]
        yield "showcases", [one.product + debut for one, debut in zip(shown, debuts, strict=True)]


def _party_text(party: "Party | str") -> str:
    """A party with its role; a place of a flow is a text."""
    if isinstance(party, str):
        return party
    return f"{party.name} ({party.role})" if party.role else party.name


def _show_citations(page: "Page", citations: "Iterable[Citation]", first: str = "") -> None:
    for number, citation in enumerate(citations, start=1):
        page.line(f"[{number}] {citation.cite()}", first=first, indent=first + "    ")


# --- What is computed -----------------------------------------------------------------------------------------------


def show_comparison(page: "Page", comparison: "Comparison") -> None:
    """Editions side by side, with the rates that were used."""
    title = " and ".join(edition.label for edition in comparison.editions)
    page.table(comparison.header(), comparison.cells(), title=title)
    page.line()
    for note in comparison_notes(comparison, in_a_shell):
        page.line(note, indent="    ")


def show_total(page: "Page", total: "Total", first: str = "") -> None:
    """A total with everything that qualifies it."""
    head, *lines = "\n".join(total_lines(total, in_a_shell)).split("\n")
    page.line(f"{first}{head}", indent="  ")
    for line in lines:
        text = line.lstrip(" ")
        margin = line[: len(line) - len(text)]
        page.line(text, first=margin, indent=margin + "  ")


def show_totals(page: "Page", totals: "Mapping[Hashable, Total]", by: str) -> None:
    """Totals by a key: a table of all, then each one in full."""
    names = {key: key_text(key) or "not stated" for key in totals}
    rows = [
        (names[key], " and ".join(f"{amount:short}" for amount in total.amounts) or "nothing", total.summary)
        for key, total in totals.items()
    ]
    page.table((by.capitalize(), "Total", "Counted"), rows)
    for key, total in totals.items():
        page.line()
        show_total(page, total, f"{names[key]}: ")


def key_text(key: object) -> str | None:
    """The key of a group as text, None if nothing is stated."""
    if isinstance(key, Enum):
        key = key.value
    return None if key is None else str(key).replace("_", " ")


def show_findings(page: "Page", findings: "Findings", verdicts: "Sequence[Verdict]") -> None:
    """The number of findings, then those with the given verdicts and their citations."""
    page.line(findings.summary)
    for verdict in verdicts:
        some = findings.of(verdict=verdict)
        if some:
            page.line()
            page.line(verdict.name)
        for finding in some:
            page.line()
            page.line(f"{finding.record}, {finding.kind.value}: {finding.why}", first="  ", indent="  ")
            _show_citations(page, finding.citations, "    ")


# --- Files of the user -----------------------------------------------------------------------------------------------


def show_problems(page: "Page", path: str, problems: "Sequence[Problem]") -> None:
    """The problems of a file, one on a line, after its place in the form that editors understand."""
    for problem in problems:
        place = "" if problem.line is None else f"{problem.line}:{problem.column}:"
        page.raw(f"{path}:{place} {problem}")
    page.raw(f"\n{path} has {_count(len(problems), 'problems')}")


def show_valid(page: "Page", path: str, catalog: Catalog) -> None:
    """The contents of a valid file, and what to do next."""
    counts = {kind: len(getattr(catalog, kind)) for kind in ("sources", *KINDS)}
    parts = {"figures": len(catalog.figures()), "claims": len(catalog.claims())}
    page.raw(f"{path} is valid")
    page.line(f"records: {_counts(counts) or 'none'}", first="  ", indent="  ")
    page.line(f"in them: {_counts(parts) or 'no figures'}", first="  ", indent="  ")
    page.raw(f"Try next: expotrade check {path}")


def show_paths(page: "Page", paths: "Iterable[str]") -> None:
    """The files that were written, one on a line."""
    for path in paths:
        page.raw(path)


def show_new(page: "Page", path: str) -> None:
    """The new file, and what to do next."""
    page.raw(f"{path} is written; everything in it is an example to replace")
    page.raw(f"Try next: expotrade validate {path}")
