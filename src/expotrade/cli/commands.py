"""The commands."""

import argparse
import errno
import json
import os
import re
import sys
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from .._internal.classes import nearest_of
from .._internal.data import read_data
from .._internal.files import replace_file
from .._internal.terminal import Page, progress
from ..catalogs import KINDS, Catalog
from ..checks import Findings, Verdict, check
from ..codec import encode, read_catalog
from ..comparison import compare
from ..datasets import load_dataset
from ..errors import DecodeError, UnknownNameError
from ..rates import RateTable
from ..totals import Total, group, total
from .arguments import _VERDICTS, _Parser
from .as_json import comparison_data, datasets_data, finding_data, problem_data, total_data, totals_data
from .as_text import (
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
    from collections.abc import Callable, Hashable, Iterator
    from typing import Literal

    from .._internal.terminal import Progress
    from ..catalogs import Record
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _is_unicode() -> bool:
    """Whether the output can show every sign."""
    return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


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
    """The rate table of --rates."""
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
    """The value of --on; --unit, --rates and --on belong together."""
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
    """Whether a word means a file; ids and names of tables never look like one."""
    return Path(name).is_file() or any(sign and sign in name for sign in (".", os.sep, os.altsep))


# --- The commands ---------------------------------------------------------------------------------------------------


def _overview(parsed: argparse.Namespace) -> None:
    """Show the first screen."""
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
    if len(parsed.edition) < 2:
        parsed.parser.error("compare needs two editions or more, such as ciie-2019 ciie-2023")
    editions = [catalog.edition(name) for name in parsed.edition]
    on, rates = _on(parsed), _rates(parsed, catalog)
    comparison = compare(*editions, metrics=parsed.metric, unit=parsed.unit, rates=rates, on=on)
    if parsed.json:
        _print_json(comparison_data(comparison))
    else:
        show_comparison(Page(sys.stdout), comparison)


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
    """Check a catalog. A contradiction is a result, so the exit code is 0 then too."""
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
