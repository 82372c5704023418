"""The commands and their options."""

import argparse

from ..catalogs import KINDS
from .arguments import _VERDICTS, _Parser
from .commands import _check, _compare, _export, _list, _new, _overview, _show, _total, _validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_EPILOG = """\
Without a command it shows what there is.

exit codes:
  0    done; what check finds is a result and no failure
  1    a name, a file or what stands in it is wrong: standard error says what
       (validate: standard output lists every problem)
  2    the command itself is wrong
  130  stopped from the keyboard
"""


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
    # A default here would replace a `--json` before the command.
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
