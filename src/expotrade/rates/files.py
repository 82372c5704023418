"""Reads exchange rates from CSV files and mappings; names every problem and its place."""

import csv
import re
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

from .._internal.decimals import read_decimal
from ..errors import AmountError, AmountTypeError, DecodeError, Problem
from ..units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from ..amounts import Amount

    # A pair is a currency and its base; its days give how much of the currency one unit of the base was, in order.
    Pair = tuple[str, str]
    Days = dict[date, Decimal | Amount]

_LONGEST_FILE = 16_000_000
_MOST_PROBLEMS = 1000
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANK = ("", "N/A")


def positive_rate(rate: object, path: str, problems: list[Problem]) -> Decimal | None:
    """The rate as a number above zero; otherwise None, with a new problem in the list."""
    try:
        value = read_decimal(rate)
    except AmountError as error:
        problems.append(Problem(path, error.rule, rate))
    except AmountTypeError as error:
        problems.append(Problem(path, str(error.advice[0]), rate))
    else:
        if value > 0:
            return value
        problems.append(Problem(path, "a rate is above zero", rate))
    return None


def new_pair(
    name: object, anchor: str, path: str, held: "Mapping[Pair, object]", problems: list[Problem]
) -> "Pair | None":
    """The pair of a currency and the base; None if it is not a currency or comes twice."""
    rule = "it must be a currency"
    # `resolve` would look for the nearest names, which takes long where a file has a thousand such columns.
    code = UnitTable.builtin().find(name.strip()) if isinstance(name, str) else None
    if code is None or not UnitTable.builtin().is_currency(code):
        problems.append(Problem(path, rule, name))
        return None
    pair = (code, anchor)
    if code == anchor:
        rule = f"it must be another currency than the base {anchor}"
    elif pair in held:
        rule = f"{pair[0]} comes once"
    else:
        return pair
    problems.append(Problem(path, rule, name))
    return None


def text_of(path: "str | os.PathLike[str]") -> str:
    """The text of a file of bounded length."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            text = file.read(_LONGEST_FILE + 1)
    except UnicodeDecodeError as error:
        found = error.object[error.start : error.end]
        raise DecodeError(str(path), [Problem("file", "it must be text in UTF-8", found)]) from None
    if len(text) > _LONGEST_FILE:
        problem = Problem("file", f"it has at most {_LONGEST_FILE} characters", f"{text[:20]}...")
        raise DecodeError(str(path), [problem])
    return text


def read_csv(text: str, anchor: str, problems: list[Problem]) -> "dict[Pair, Days]":
    """The rates of a CSV file; problems are added to the list."""
    held: dict[Pair, Days] = {}
    pairs: list[Pair | None] = []
    seen: dict[date, int] = {}
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            # The bank's own file ends each line with a comma.
            if len(cells) > len(pairs) + 1 and not cells[-1].strip():
                cells.pop()
            if not any(map(str.strip, cells)):
                continue
            if not pairs:
                pairs = _read_head(cells, reader.line_num, anchor, held, problems)
            else:
                _read_line(cells, reader.line_num, pairs, held, seen, problems)
            if len(problems) >= _MOST_PROBLEMS:
                rule = f"it is read on when the {len(problems)} problems above are mended"
                problems.append(Problem(f"line {reader.line_num + 1}", rule, "more"))
                break
    except csv.Error as error:
        problems.append(Problem(f"line {reader.line_num}", f"it must be a line of cells ({error})", "this"))
    if not seen and not problems:
        rule = "it has a line that names a date and at least one currency, then a line for each date"
        problems.append(Problem("file", rule, text[:20]))
    return held


def _read_head(
    cells: list[str], number: int, anchor: str, held: "dict[Pair, Days]", problems: list[Problem]
) -> "list[Pair | None]":
    """The pair of each column after the dates; None if it is not a currency."""
    pairs: list[Pair | None] = []
    for column, name in enumerate(cells[1:], start=2):
        if len(problems) >= _MOST_PROBLEMS:
            break
        pair = new_pair(name, anchor, f"line {number}, column {column}", held, problems)
        pairs.append(pair)
        if pair is not None:
            held[pair] = {}
    if not pairs:
        problems.append(Problem(f"line {number}", "it names a date and at least one currency", cells[0]))
    return pairs


def _read_line(
    cells: list[str],
    number: int,
    pairs: "list[Pair | None]",
    held: "dict[Pair, Days]",
    seen: dict[date, int],
    problems: list[Problem],
) -> None:
    """Add the rates of one line to the table."""
    day = _csv_day(cells[0], number, seen, problems)
    if len(cells) != len(pairs) + 1:
        problems.append(Problem(f"line {number}", f"it must have {len(pairs) + 1} cells", len(cells)))
    for column, (pair, cell) in enumerate(zip(pairs, cells[1:], strict=False), start=2):
        if cell.strip() not in _BLANK:
            rate = positive_rate(cell.strip(), f"line {number}, column {column}", problems)
            if pair is not None and day is not None and rate is not None:
                held[pair][day] = rate


def _csv_day(cell: str, number: int, seen: dict[date, int], problems: list[Problem]) -> date | None:
    """The date of a line; None if it is not a date or comes twice."""
    rule = "it must be a date such as 2024-11-29"
    try:
        day = date.fromisoformat(cell.strip()) if _DAY.fullmatch(cell.strip()) else None
    except ValueError:
        day = None
    if day is not None and day in seen:
        rule = f"a date has one line, and line {seen[day]} has this one"
    elif day is not None:
        seen[day] = number
        return day
    problems.append(Problem(f"line {number}, column 1", rule, cell))
    return None
