"""The command line: `expotrade`, or `python -m expotrade`.

Exit codes: 0 done, whatever `check` finds; 1 a name, a file or its content is wrong, and standard error (for `validate`
standard output) says what; 2 the command itself is wrong; 130 stopped from the keyboard.
"""

import argparse
import errno
import json
import os
import re
import sys
import warnings
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from .._internal.classes import nearest_of
from .._internal.data import read_data
from .._internal.json_text import replace_file
from .._internal.terminal import Page, progress
from ..catalogs import KINDS, Catalog
from ..checks import Findings, Verdict, check
from ..codec import encode, read_catalog
from ..comparison import compare
from ..datasets import load_dataset
from ..errors import DecodeError, ExpotradeError, ExpotradeWarning, UnknownNameError, nearest_text
from ..rates import RateTable
from ..totals import Total, group, total
from ..units import UnitTable
from .as_json import comparison_data, datasets_data, finding_data, problem_data, total_data, totals_data
from .as_text import (
    for_a_shell,
    show_comparison,
    show_datasets,
    show_findings,
    show_list,
    show_new,
    show_overview,
    show_paths,
    show_problems,
    show_record,
    show_total,
    show_totals,
    show_valid,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from typing import Literal, NoReturn, TextIO

    from .._internal.terminal import Progress
    from ..catalogs import Record
    from ..comparison import Comparison
    from ..rates import Conversion

_EPILOG = """\
Without a command it shows what there is.

exit codes:
  0    done; what check finds is a result and no failure
  1    a name, a file or what stands in it is wrong: standard error says what
       (validate: standard output lists every problem)
  2    the command itself is wrong
  130  stopped from the keyboard
"""
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPTION = re.compile("--[a-z-]+")
# The verdicts in the order in which they are shown.
_VERDICTS = (Verdict.DISAGREES, Verdict.AGREES, Verdict.UNDECIDED)


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and answer its exit code.

    Args:
        arguments: What stands behind the program's name; those of the process unless given.

    Returns:
        0 where it is done, 1 where a name, a file or its content is wrong, 130 where it was stopped from the keyboard.
        Wrong usage leaves through `SystemExit` with 2.

    Example:
        >>> from expotrade.command import main
        >>> main(["show", "ciie-2019", "--json"]) # doctest: +ELLIPSIS
        {
        ...
        }
        0
    """
    parsed, unknown = _parser().parse_known_args(arguments)
    if unknown:
        parsed.parser.refuse(unknown[0])
    command: Callable[[argparse.Namespace], int | None] = parsed.command
    if isinstance(sys.stdout, TextIOWrapper):
        # Where the output cannot show a sign, a question mark is better than nothing at all.
        sys.stdout.reconfigure(errors="replace")
    try:
        with _warnings_as_lines():
            code = command(parsed) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has had enough of it; what is left in the buffer must not fail when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except (ExpotradeError, OSError) as error:
        print(f"expotrade: {_said(error, parsed.file)}", file=sys.stderr)
        return 1
    return code


def _said(error: ExpotradeError | OSError, path: str | None) -> str:
    """An error in words for whoever typed the command."""
    if isinstance(error, OSError):
        reason = f"{error.strerror or error}"
        where = "" if error.filename is None else f"cannot open {str(error.filename)!r}: "
        return f"{where}{reason[:1].lower()}{reason[1:]}"
    more = ""
    if isinstance(error, DecodeError) and error.origin == path:
        more = f"\nexpotrade validate {path} tells on which lines"
    return for_a_shell(str(error)) + more


def _is_unicode() -> bool:
    """Whether the output can show every sign."""
    return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


@contextmanager
def _warnings_as_lines() -> "Iterator[None]":
    """Show the warnings of this package as what they are: sentences for whoever reads the result."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", ExpotradeWarning)
        show = warnings.showwarning

        def show_line(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: "TextIO | None" = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, ExpotradeWarning):
                print(f"expotrade: warning: {for_a_shell(str(message))}", file=sys.stderr)
            else:
                show(message, category, filename, lineno, file, line)

        warnings.showwarning = show_line
        yield


# --- The command and its options ------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser that answers a misspelt word with the nearest one that it knows."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            names = [str(choice) for choice in action.choices]
            what = str(action.metavar or action.dest).lower()
            near = nearest_text(nearest_of(value, names)) or f"; there are {', '.join(names)}"
            self.exit(2, f"expotrade: no {what} {value!r}{near}\n")

    def refuse(self, word: str) -> "NoReturn":
        """Leave because of a word that is no argument of the command."""
        near = nearest_of(word, {*_OPTION.findall(self.format_help())}) if word.startswith("-") else ()
        self.exit(2, f"{self.prog}: it takes no {word!r}{nearest_text(near)}; see {self.prog} --help\n")


def _parser() -> _Parser:
    parser = _Parser(
        prog="expotrade",
        description="The figures that trade expos report: bounds, sources and caveats included.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=_overview, parser=parser, dataset=None, file=None)
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--json", action="store_true", help="print the bundled datasets as JSON")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    machine = _Parser(add_help=False)
    # A default here would overwrite a `--json` before the command.
    machine.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON for machines"
    )
    origin = _Parser(add_help=False)
    either = origin.add_mutually_exclusive_group()
    either.add_argument("--dataset", metavar="NAME", help="a bundled dataset (articles)")
    either.add_argument(
        "--file", metavar="PATH", help="a catalog file of your own instead of a bundled dataset"
    )
    rates = _Parser(add_help=False)
    rates.add_argument(
        "--rates",
        metavar="TABLE",
        help="exchange rates: ecb (European Central Bank), printed (as the sources print them), or a CSV file: "
        "date,USD,CNY, then a line for each day",
    )
    rates.add_argument(
        "--base", metavar="CURRENCY", help="of the CSV file: the currency of which one unit is meant"
    )
    dated = _Parser(add_help=False)
    dated.add_argument("--unit", help="the unit that is wanted, such as USD")
    dated.add_argument("--on", metavar="DATE", help="the date of the rates, or own: of each one's last day")

    def add(
        name: str,
        command: "Callable[[argparse.Namespace], int | None]",
        text: str,
        *parents: _Parser,
    ) -> _Parser:
        made = commands.add_parser(
            name, parents=[*parents, machine], help=text, description=f"{text[:1].upper()}{text[1:]}"
        )
        made.set_defaults(command=command, parser=made)
        return made

    lists = add("list", _list, "list the datasets and their records", origin)
    lists.add_argument(
        "kind", nargs="?", choices=["datasets", "sources", *KINDS], help="what to list (editions)"
    )

    show = add("show", _show, "show one record with its figures and sources", origin)
    show.add_argument("id", help="the id of the record, such as ciie-2023")

    compares = add("compare", _compare, "set editions side by side", origin, dated, rates)
    compares.add_argument("edition", nargs="+", help="two or more editions, such as ciie-2019 ciie-2023")
    compares.add_argument("--metric", action="append", help="only this metric; may be given again")

    totals = add("total", _total, "add up deals, editions or other records", origin, dated, rates)
    totals.add_argument("id", nargs="*", metavar="ID", help="a record, or a kind such as editions (deals)")
    totals.add_argument("--metric", help="which figure of a record counts (deal_value)")
    totals.add_argument("--by", metavar="KEY", help="a total for each kind, edition, year, country, ...")
    totals.add_argument("--mix-kinds", action="store_true", help="accept deals of several kinds in one sum")
    totals.add_argument("--mix-bases", action="store_true", help="accept figures that count different things")

    checks = add("check", _check, "test printed claims by arithmetic", origin, rates)
    checks.add_argument(
        "names",
        nargs="*",
        metavar="FILE-OR-ID",
        help="a catalog file of your own; only what is printed of these records",
    )
    checks.add_argument(
        "--verdict",
        choices=[verdict.value for verdict in _VERDICTS],
        help="only the findings with this verdict",
    )

    exports = add("export", _export, "write figures or records to a file for spreadsheets", origin)
    exports.add_argument("path", metavar="PATH", help="a .csv, .json, .jsonl or .xlsx file, or a folder")
    exports.add_argument(
        "--what", metavar="KIND", action="append", help="figures, deals, findings and the like"
    )

    new = add("new", _new, "write a commented file for figures of your own")
    new.add_argument("path", metavar="FILE", help="where to, such as mine.json")
    new.add_argument("--force", action="store_true", help="replace a file that is there")

    validates = add("validate", _validate, "list everything that is wrong with a catalog file, line by line")
    validates.add_argument("path", metavar="FILE", help="a catalog file of your own")
    return parser


# --- What the options mean ------------------------------------------------------------------------------------------


@contextmanager
def _bar(parsed: argparse.Namespace) -> "Iterator[Callable[[str], Progress]]":
    """A progress bar for a person who waits at a terminal."""
    is_wanted = not parsed.json and sys.stdout.isatty()
    with progress(sys.stderr, is_wanted=is_wanted) as stage:
        yield stage


def _read(path: str, stage: "Callable[[str], Progress]") -> Catalog:
    return read_catalog(path, progress=stage(f"reading {Path(path).name}"))


def _catalog(parsed: argparse.Namespace) -> Catalog:
    if parsed.file is None:
        return load_dataset(parsed.dataset or "articles")
    with _bar(parsed) as stage:
        return _read(parsed.file, stage)


def _print_json(value: object, *, is_ascii: bool = False) -> None:
    print(json.dumps(value, ensure_ascii=is_ascii or not _is_unicode(), indent=2))


def _rates(parsed: argparse.Namespace, catalog: Catalog) -> RateTable | None:
    """The rate table that was asked for."""
    is_file = parsed.rates not in ("ecb", "printed", None)
    if not is_file and parsed.base is not None:
        parsed.parser.error("--base belongs to a CSV file of rates")
    if parsed.rates is None:
        return None
    if not is_file:
        return RateTable.ecb() if parsed.rates == "ecb" else RateTable.printed(catalog)
    if not _is_file_name(parsed.rates):
        advice = "pass ecb, printed or a CSV file"
        raise UnknownNameError("rates", parsed.rates, nearest_of(parsed.rates, ("ecb", "printed")), advice)
    if parsed.base is None:
        parsed.parser.error("rates of a file need --base, the currency of which one unit is meant")
    return RateTable.from_csv(parsed.rates, base=parsed.base, source=Path(parsed.rates).name)


def _on(parsed: argparse.Namespace) -> "date | Literal['own'] | None":
    """The date of the rates that was asked for; the three options belong together."""
    if parsed.rates is None and parsed.on is None:
        return None
    parser: _Parser = parsed.parser
    for option in ("unit", "rates", "on"):
        if getattr(parsed, option) is None:
            parser.error(f"--rates and --on convert money into --unit: --{option} is missing")
    if parsed.on == "own":
        return "own"
    try:
        return date.fromisoformat(parsed.on if _DAY.fullmatch(parsed.on) else "")
    except ValueError:
        parser.error(f"--on is a date such as 2024-11-30, or own, not {parsed.on!r}")


def _is_file_name(name: str) -> bool:
    """Whether a word is meant as a file, which ids and names of tables are never like."""
    return Path(name).is_file() or any(sign and sign in name for sign in (".", os.sep, os.altsep))


# --- The commands ---------------------------------------------------------------------------------------------------


def _overview(parsed: argparse.Namespace) -> None:
    """What a newcomer sees."""
    if parsed.version:
        from importlib.metadata import version

        print(f"expotrade {version('expotrade')}")
    elif parsed.json:
        _print_json(datasets_data())
    else:
        show_overview(Page(sys.stdout), _catalog(parsed))


def _list(parsed: argparse.Namespace) -> None:
    kind = parsed.kind or "editions"
    if kind == "datasets":
        _print_json(datasets_data()) if parsed.json else show_datasets(Page(sys.stdout))
        return
    records = getattr(_catalog(parsed), kind)
    if parsed.json:
        _print_json([encode(record) for record in records])
    else:
        show_list(Page(sys.stdout), records, kind)


def _show(parsed: argparse.Namespace) -> None:
    catalog = _catalog(parsed)
    known = {record.id: record for record in (*catalog.records(), *catalog.sources)}
    if parsed.id not in known:
        raise UnknownNameError("record", parsed.id, nearest_of(parsed.id, known))
    record = known[parsed.id]
    if parsed.json:
        _print_json(encode(record))
    else:
        show_record(Page(sys.stdout), record)


def _compare(parsed: argparse.Namespace) -> None:
    catalog = _catalog(parsed)
    editions = [catalog.edition(name) for name in parsed.edition]
    on, rates = _on(parsed), _rates(parsed, catalog)
    comparison = compare(*editions, metrics=parsed.metric, unit=parsed.unit, rates=rates, on=on)
    conversions = [] if rates is None or on is None else _conversions(comparison, rates, on)
    if parsed.json:
        _print_json(comparison_data(comparison, conversions))
    else:
        show_comparison(Page(sys.stdout), comparison, conversions)


def _conversions(
    comparison: "Comparison", rates: RateTable, on: "date | Literal['own']"
) -> "list[Conversion]":
    """What was converted for a comparison, by which rates."""
    is_money = UnitTable.builtin().is_currency
    return [
        rates.convert(
            figure.amount, amount.unit, on=on if on != "own" else getattr(edition.period, "end", None)
        )
        for row in comparison.rows
        for edition, figure, amount in zip(comparison.editions, row.figures, row.amounts, strict=True)
        if figure is not None and amount is not None
        if figure.amount.unit != amount.unit and is_money(amount.unit)
    ]


def _total(parsed: argparse.Namespace) -> None:
    catalog = _catalog(parsed)
    items: list[Record] = []
    for name in parsed.id or ["deals"]:
        items += getattr(catalog, name) if name in KINDS else [catalog.record(name)]
    on, rates = _on(parsed), _rates(parsed, catalog)
    add: Callable[..., Total | dict[Hashable, Total]] = (
        total if parsed.by is None else partial(group, by=parsed.by)
    )
    found = add(
        items,
        unit=parsed.unit,
        rates=rates,
        on=on,
        metric=parsed.metric,
        catalog=catalog,
        mix_kinds=parsed.mix_kinds,
        mix_bases=parsed.mix_bases,
    )
    if parsed.json:
        _print_json(total_data(found) if isinstance(found, Total) else totals_data(found, parsed.by))
    elif isinstance(found, Total):
        show_total(Page(sys.stdout), found)
    else:
        show_totals(Page(sys.stdout), found, parsed.by)


def _check(parsed: argparse.Namespace) -> None:
    """What arithmetic finds; a contradiction is a result, so the exit code is no verdict."""
    files = [name for name in parsed.names if _is_file_name(name)]
    if len(files) + (parsed.file is not None) + (parsed.dataset is not None) > 1:
        parsed.parser.error("check tests one catalog: give one FILE, or --file, or --dataset")
    parsed.file = files[0] if files else parsed.file
    catalog = _catalog(parsed)
    wanted = {catalog.record(name).id for name in parsed.names if name not in files}
    rates = _rates(parsed, catalog)
    with _bar(parsed) as stage:
        tell = stage(f"checking {sum(1 for _ in catalog.records())} records")
        found = check(catalog, rates=rates, progress=tell)
    findings = Findings(finding for finding in found if not wanted or finding.record in wanted)
    verdicts = [Verdict(parsed.verdict)] if parsed.verdict else _VERDICTS
    if parsed.json:
        _print_json([finding_data(finding) for finding in findings if finding.verdict in verdicts])
    else:
        show_findings(Page(sys.stdout), findings, verdicts)


def _export(parsed: argparse.Namespace) -> None:
    from ..tables import export

    paths = [str(path) for path in export(_catalog(parsed), parsed.path, what=parsed.what)]
    _print_json(paths) if parsed.json else show_paths(Page(sys.stdout), paths)


def _new(parsed: argparse.Namespace) -> None:
    path = Path(parsed.path)
    if path.exists() and not parsed.force:
        raise FileExistsError(errno.EEXIST, "it is there already; --force replaces it", parsed.path)
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {str(path.parent)!r}", parsed.path)
    replace_file(parsed.path, read_data("starter.json"))
    _print_json([parsed.path]) if parsed.json else show_new(Page(sys.stdout), parsed.path)


def _validate(parsed: argparse.Namespace) -> int:
    try:
        with _bar(parsed) as stage:
            catalog = _read(parsed.path, stage)
    except DecodeError as error:
        problems = sorted(error.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        if parsed.json:
            _print_json([problem_data(problem) for problem in problems], is_ascii=True)
        else:
            show_problems(Page(sys.stdout), parsed.path, problems)
        return 1
    if parsed.json:
        _print_json([])
    else:
        show_valid(Page(sys.stdout), parsed.path, catalog)
    return 0
