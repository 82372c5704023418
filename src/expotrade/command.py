"""The command line: `expotrade`, or `python -m expotrade`.

Exit codes: 0 done, whatever `check` finds; 1 the input or a name is wrong, and standard error says why; 2 the command
itself is wrong.
"""

import argparse
import json
import os
import sys
from io import TextIOWrapper

from attrs import asdict

from ._tables import wrapped, write_table
from .catalog import KINDS, Catalog, citations_of
from .checks import check
from .claims import claim_text
from .codec import encode, read_catalog
from .comparison import Comparison, compare
from .datasets import list_datasets, load_dataset
from .editions import Edition
from .errors import ExpotradeError
from .evidence import FIGURE_HEADER, Source, figure_cells
from .facts import Deal, Remark, Statistic, TradeFlow
from .findings import Finding, Verdict
from .parties import Exhibitor, Participant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .catalog import Record
    from .evidence import Citation


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and answer its exit code.

    Args:
        arguments: What stands behind the program's name; those of the process unless given.

    Returns:
        0 where it is done, 1 where the input or a name is wrong. Wrong usage leaves through `SystemExit` with 2.

    Example:
        >>> from expotrade.command import main
        >>> main(["show", "ciie-2019", "--json"]) # doctest: +ELLIPSIS
        {
        ...
        }
        0
    """
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = parsed.command
    if isinstance(sys.stdout, TextIOWrapper) and not _is_unicode():
        # Where the output cannot show a sign, a question mark is better than nothing at all.
        sys.stdout.reconfigure(errors="replace")
    try:
        command(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has had enough of it; what is left in the buffer must not fail when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (ExpotradeError, OSError) as error:
        print(f"expotrade: {error}", file=sys.stderr)
        return 1
    return 0


def _is_unicode() -> bool:
    """Whether the output can show every sign."""
    return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="expotrade",
        description="The figures that trade expos report: bounds, sources and caveats included.",
        epilog="Without a command it shows what there is.",
    )
    parser.set_defaults(command=_overview, dataset=None, file=None, json=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    shared = argparse.ArgumentParser(add_help=False)
    origin = shared.add_mutually_exclusive_group()
    origin.add_argument("--dataset", metavar="NAME", help="a bundled dataset (articles)")
    origin.add_argument(
        "--file", metavar="PATH", help="a catalog file of your own instead of a bundled dataset"
    )
    shared.add_argument("--json", action="store_true", help="print JSON for machines instead of tables")

    lists = commands.add_parser("list", parents=[shared], help="list the datasets and their records")
    lists.add_argument(
        "kind", nargs="?", choices=["datasets", "sources", *KINDS], help="what to list (editions)"
    )
    lists.set_defaults(command=_list)

    show = commands.add_parser("show", parents=[shared], help="show one record with its figures and sources")
    show.add_argument("id", help="the id of the record, such as ciie-2023")
    show.set_defaults(command=_show)

    compares = commands.add_parser("compare", parents=[shared], help="set editions side by side")
    compares.add_argument("edition", nargs="+", help="two or more editions, such as ciie-2019 ciie-2023")
    compares.add_argument("--metric", action="append", help="only this metric; may be given again")
    compares.add_argument("--unit", help="the unit for the metrics that can be counted in it")
    compares.set_defaults(command=_compare)

    checks = commands.add_parser("check", parents=[shared], help="test printed claims by arithmetic")
    checks.add_argument("id", nargs="*", metavar="ID", help="only what is printed of these records")
    verdicts = [verdict.value for verdict in _VERDICTS]
    checks.add_argument("--verdict", choices=verdicts, help="only the findings with this verdict")
    checks.set_defaults(command=_check)
    return parser


def _catalog(parsed: argparse.Namespace) -> Catalog:
    return load_dataset(parsed.dataset or "articles") if parsed.file is None else read_catalog(parsed.file)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=not _is_unicode(), indent=2))


def _print_wrapped(text: str, indent: str = "", first: str = "") -> None:
    print(wrapped(text, first=first, indent=indent))


def _overview(parsed: argparse.Namespace) -> None:
    """What a newcomer sees: what there is, a few figures that show the point, and what to try next."""
    catalog = _catalog(parsed)
    print("expotrade: the figures that trade expos report, with what each one really says.\n")
    _print_datasets()
    print()
    rows = [
        (edition.id, *figure_cells(edition[edition.metrics[0]]))
        for edition in catalog.editions
        if edition.metrics
    ]
    write_table(
        sys.stdout, ("Edition", *FIGURE_HEADER), rows, title="One figure of each edition, and its bounds"
    )
    print("\nTry next:")
    print("  expotrade compare ciie-2019 ciie-2023    two editions side by side")
    print("  expotrade show cisce-2024                one edition: figures, claims, sources")
    print("  expotrade list deals                     what was agreed, disclosed or not")
    print("  expotrade check --verdict agrees         claims that the figures bear out")
    print("  expotrade --help                         everything else")


def _list(parsed: argparse.Namespace) -> None:
    kind = parsed.kind or "editions"
    if kind == "datasets":
        infos = list_datasets()
        if parsed.json:
            _print_json([asdict(info) for info in infos])
        else:
            _print_datasets()
        return
    records = getattr(_catalog(parsed), kind)
    if parsed.json:
        _print_json([encode(record) for record in records])
        return
    rows = [(record.id, _summary(record)) for record in records]
    write_table(sys.stdout, ("Id", "What it is"), rows, title=f"{len(rows)} {kind}")


def _print_datasets() -> None:
    rows = []
    for info in list_datasets():
        counted = ", ".join(f"{count} {kind}" for kind, count in info.counts.items() if count)
        rows.append((info.name, info.version, f"{info.title}: {counted}"))
    write_table(sys.stdout, ("Dataset", "Version", "What it holds"), rows)


def _summary(record: "Record | Source") -> str:
    """What a record is, in a line."""
    match record:
        case Source():
            return record.cite()
        case Edition():
            return ", ".join(
                [record.label, *([str(record.period)] if record.period else []), *_counted(record)]
            )
        case Deal():
            value = "undisclosed" if record.value is None else f"{record.value.amount:short}"
            return f"{record.kind.value.replace('_', ' ')}, {value}: {record.subject or ''}".rstrip(": ")
        case TradeFlow():
            value = ", ".join(f"{figure.amount:short}" for figure in record.figures) or "no figure"
            when = "" if record.period is None else f" {record.period}"
            ends = f"{record.reporter} to or from {record.partner or '?'}"
            return f"{record.kind.value.replace('_', ' ')}, {ends}{when}: {value}"
        case Statistic():
            stated = f"{record.figure.amount:short}" if record.figure else f"{len(record.claims)} claim(s)"
            return f"{record.subject.name}: {stated}"
        case Remark():
            return f"{record.subject.name}: {record.wording}"
        case Exhibitor() | Participant():
            return f"{record.party.name}, {record.role.value.replace('_', ' ')}"
        case _:
            return record.name


def _counted(edition: Edition) -> list[str]:
    return [f"{len(edition.figures)} figures", *([f"{len(edition.claims)} claims"] if edition.claims else [])]


_SHOWN_FIELDS = (
    *("number", "period", "date", "venue", "city", "theme", "country", "kind", "role", "attendance"),
    *(
        "edition",
        "expo",
        "section",
        "part_of",
        "product",
        "hs",
        "subject",
        "wording",
        "status",
        "attributed_to",
    ),
    *("short_name", "chinese_name", "title", "publisher", "published", "url", "language", "note"),
)


def _show(parsed: argparse.Namespace) -> None:
    catalog = _catalog(parsed)
    sources = {source.id: source for source in catalog.sources}
    record = sources.get(parsed.id) or catalog.record(parsed.id)
    encoded = encode(record)
    if parsed.json:
        _print_json(encoded)
        return
    _print_wrapped(f"{_summary(record)} ({record.id})")
    for name in _SHOWN_FIELDS:
        if isinstance(encoded.get(name), (str, int)):
            _print_wrapped(f"{name.replace('_', ' ')}: {encoded[name]}", "  ")
    if isinstance(record, Source):
        return
    for name, words in _named(record):
        _print_wrapped(f"{name.replace('_', ' ')}: {'; '.join(words)}", "  ")
    citations = list(dict.fromkeys(citations_of(record)))
    numbers = {citation: str(number) for number, citation in enumerate(citations, start=1)}
    figures = getattr(record, "figures", ())
    if figures:
        rows = [
            (*figure_cells(figure), " ".join(numbers[one] for one in figure.citations)) for figure in figures
        ]
        print()
        write_table(sys.stdout, (*FIGURE_HEADER, "Source"), rows)
        print()
    for claim in getattr(record, "claims", ()):
        cited = " ".join(numbers[one] for one in claim.citations)
        _print_wrapped(f"Claim: {claim_text(claim)} [{cited}]", "  ")
    _print_citations(citations)


def _named(record: "Record") -> "Iterator[tuple[str, list[str]]]":
    """Who and what a record names in its lists, in words."""
    if names := getattr(record, "other_names", ()):
        yield "other_names", list(names)
    for field in ("organisers", "parties", "partners"):
        if parties := getattr(record, field, ()):
            yield field, [f"{party.name} ({party.role})" if party.role else party.name for party in parties]
    if people := getattr(record, "people", ()):
        yield (
            "people",
            [f"{person.name}, {person.office}" if person.office else person.name for person in people],
        )
    if shown := getattr(record, "showcases", ()):
        debuts = [f" (debut: {one.debut.value.replace('_', ' ')})" if one.debut else "" for one in shown]
        yield "showcases", [one.product + debut for one, debut in zip(shown, debuts, strict=True)]


def _print_citations(citations: "Iterable[Citation]", first: str = "") -> None:
    for number, citation in enumerate(citations, start=1):
        _print_wrapped(f"[{number}] {citation.cite()}", first + "    ", first)


def _compare(parsed: argparse.Namespace) -> None:
    catalog = _catalog(parsed)
    editions = [catalog.edition(name) for name in parsed.edition]
    comparison = compare(*editions, metrics=parsed.metric, unit=parsed.unit)
    if parsed.json:
        _print_json(_comparison_json(comparison))
        return
    write_table(
        sys.stdout, comparison.header(), comparison.cells(), title=" and ".join(one.label for one in editions)
    )
    print()
    for note in comparison.notes():
        _print_wrapped(note, "    ")


def _comparison_json(comparison: Comparison) -> dict[str, object]:
    """A comparison for machines: amounts in canonical notation, orders by the pair of ids."""
    return {
        "editions": [edition.id for edition in comparison.editions],
        "rows": [
            {
                "metric": row.metric,
                "figures": [None if figure is None else encode(figure) for figure in row.figures],
                "amounts": [None if amount is None else str(amount) for amount in row.amounts],
                "growths": [None if change is None else str(change) for change in row.growths],
                "orders": [[left, right, order.value] for (left, right), order in row.orders.items()],
            }
            for row in comparison.rows
        ],
        "sources": [encode(source) for source in comparison.sources],
        "caveats": [
            {"kind": caveat.kind.value, "metric": caveat.metric, "text": caveat.text}
            for caveat in comparison.caveats
        ],
    }


def _check(parsed: argparse.Namespace) -> None:
    """What arithmetic finds; a contradiction is a result, so the exit code is no verdict."""
    catalog = _catalog(parsed)
    wanted = {catalog.record(name).id for name in parsed.id}
    findings = [finding for finding in check(catalog) if not wanted or finding.record in wanted]
    verdicts = [Verdict(parsed.verdict)] if parsed.verdict else _VERDICTS
    if parsed.json:
        _print_json([_finding_json(finding) for finding in findings if finding.verdict in verdicts])
        return
    counts = {verdict: sum(finding.verdict is verdict for finding in findings) for verdict in _VERDICTS}
    print(
        f"{len(findings)} findings: {', '.join(f'{counts[one]} {word}' for one, word in _VERDICTS.items())}"
    )
    for verdict in verdicts:
        if counts[verdict]:
            print(f"\n{verdict.name}")
        for finding in findings:
            if finding.verdict is verdict:
                print()
                _print_wrapped(f"{finding.record}, {finding.kind.value}: {finding.why}", "  ")
                _print_citations(finding.citations, "    ")


_VERDICTS = {Verdict.DISAGREES: "disagree", Verdict.AGREES: "agree", Verdict.UNDECIDED: "undecided"}


def _finding_json(finding: Finding) -> dict[str, object]:
    """A finding for machines: amounts in canonical notation."""
    return {
        "verdict": finding.verdict.value,
        "kind": finding.kind.value,
        "record": finding.record,
        "metric": finding.metric,
        "stated": None if finding.stated is None else str(finding.stated),
        "computed": None if finding.computed is None else str(finding.computed),
        "why": finding.why,
        "citations": [encode(citation) for citation in finding.citations],
    }
