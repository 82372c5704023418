"""Tidy rows as files: CSV with a Frictionless data package, JSON, JSON Lines, Excel.

Files are for people and other programs; `write_catalog` writes the one that expotrade reads back. A text that a
spreadsheet would take for a formula is made harmless: an apostrophe stands before it in CSV, and Excel is told that it
is a text.
"""

import csv
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

from .._internal.json_text import LARGEST_FILE, Refused, laid_out, one_line, parse_json, replace_file
from ..catalogs import Catalog
from ..errors import ExportError, MissingExtraError
from .rows import Column, ColumnKind, list_columns, list_row_kinds, tidy_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike
    from typing import Any

    from .rows import Cell

PACKAGE = "datapackage.json"

# Columns that are there for programs which read frames back; in a file for people they would repeat other rows.
_NOT_EXPORTED = frozenset(("value_float", "about", "linked", "sources", "figures", "claims"))
# What makes spreadsheets see a formula, also where they take full-width signs for plain ones.
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_MOST_ROWS = 1_048_575  # of a sheet in Excel, below the header
_LONGEST_CELL = 32_767  # characters of a cell in Excel
_WIDEST = 60  # characters of a column as it opens
_FRICTIONLESS = {
    ColumnKind.TEXT: "string",
    ColumnKind.WHOLE: "integer",
    ColumnKind.DECIMAL: "number",
    ColumnKind.DATE: "date",
    ColumnKind.FLAG: "boolean",
    ColumnKind.LIST: "array",
    ColumnKind.OBJECT: "object",
}


def export(
    catalog: Catalog, path: "str | PathLike[str]", *, what: "str | Iterable[str] | None" = None
) -> tuple[Path, ...]:
    """Write the figures of a catalog, or other rows, to a file for spreadsheets and other programs.

    The end of the path says how: `.csv` (with a `datapackage.json` beside it that describes the columns), `.json` (a
    list of objects), `.jsonl` (an object a line), `.xlsx` (a sheet for each kind; needs the extra `excel`). A folder
    takes a CSV file for each kind and one `datapackage.json`. Each row has value, low, high, hedge, unit, period and
    source in columns of their own; an open end is empty. Texts that begin like a formula are kept from becoming one.

    Args:
        catalog: The catalog.
        path: The file, or an existing folder. Files are replaced in one step; a `datapackage.json` that describes other
            files too keeps what it says of them.
        what: The kinds of row (see `list_row_kinds`), one or several; several need a folder or Excel. Unless given,
            figures for a file, and for a folder or Excel all kinds that the catalog has.

    Returns:
        The paths of the files that were written.

    Raises:
        ExportError: The path or the rows do not fit the format.
        UnknownNameError: There is no such kind of row.
        MissingExtraError: Excel is asked for and the extra `excel` is not installed.
        OSError: A file cannot be written.

    Source: Frictionless Data, Data Package (v1), https://specs.frictionlessdata.io/data-package/.

    Example:
        >>> import os, tempfile
        >>> import expotrade as ex
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     written = ex.export(ex.load_dataset("articles"), os.path.join(folder, "figures.csv"))
        ...     [path.name for path in written]
        ['figures.csv', 'datapackage.json']
    """
    target = Path(path)
    end = target.suffix.lower()
    if target.is_dir():
        kinds = _wanted(catalog, what, list_row_kinds())
        return _write_csv(catalog, target, {f"{kind}.csv": kind for kind in kinds})
    if end == ".xlsx":
        replace_file(target, _workbook(catalog, target, _wanted(catalog, what, list_row_kinds())))
        return (target,)
    if end not in (".csv", *_WRITERS):
        raise ExportError(str(target), "it ends with .csv, .json, .jsonl or .xlsx")
    kinds = _wanted(catalog, what, ("figures",))
    if len(kinds) != 1:
        rule = f"a {end} file holds one kind of row: pass one, or a folder or an .xlsx file"
        raise ExportError(str(target), rule)
    if end == ".csv":
        return _write_csv(catalog, target.parent, {target.name: kinds[0]})
    replace_file(target, _WRITERS[end](catalog, kinds[0]))
    return (target,)


def _wanted(
    catalog: Catalog, what: "str | Iterable[str] | None", otherwise: tuple[str, ...]
) -> tuple[str, ...]:
    """The kinds of row that are asked for, each once; unless asked for, those of several that there are."""
    if what is None:
        # Whether there are findings takes as long to say as to write them.
        return tuple(kind for kind in otherwise if kind in ("figures", "findings") or _has(catalog, kind))
    kinds = tuple(dict.fromkeys((what,) if isinstance(what, str) else what))
    for kind in kinds:
        list_columns(kind)
    return kinds


def _has(catalog: Catalog, kind: str) -> bool:
    return next(tidy_rows(catalog, kind), None) is not None


def _columns(what: str) -> tuple[Column, ...]:
    return tuple(column for column in list_columns(what) if column.name not in _NOT_EXPORTED)


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv(catalog: Catalog, what: str) -> bytes:
    """Rows as CSV after RFC 4180, in UTF-8."""
    columns = _columns(what)
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in columns])
    for row in tidy_rows(catalog, what):
        writer.writerow([_csv_cell(row[column.name]) for column in columns])
    return stream.getvalue().encode()


def _csv_cell(value: "Cell") -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}" if _is_like_formula(value) else value
        case Decimal():
            return f"{value:f}"
    return str(value)


def _is_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula, or did in the form that it has after an apostrophe."""
    return text.lstrip("' \u00a0\u3000").startswith(_FORMULA_SIGNS)


def _write_csv(catalog: Catalog, folder: Path, kinds: "dict[str, str]") -> tuple[Path, ...]:
    """A CSV file for each name and kind, and what the data package says of them; all is made before any is written."""
    files = {name: _csv(catalog, kind) for name, kind in kinds.items()}
    package = _read_package(folder / PACKAGE)
    kept = [one for one in package["resources"] if not (isinstance(one, dict) and one.get("path") in files)]
    package["resources"] = kept + [_resource(name, kinds[name], data) for name, data in files.items()]
    cited = [
        {"title": source.cite(), **({"path": source.url} if _is_address(source.url) else {})}
        for source in catalog.sources
    ]
    package["sources"] += [one for one in cited if one not in package["sources"]]
    if not package["sources"]:
        del package["sources"]
    files[PACKAGE] = (laid_out(package, "") + "\n").encode()
    for name, data in files.items():
        replace_file(folder / name, data)
    return tuple(folder / name for name in files)


def _is_address(url: str | None) -> bool:
    """Whether a url is one that a data package may name."""
    return url is not None and url.startswith(("http://", "https://"))


def _read_package(path: Path) -> "dict[str, Any]":
    """The data package that stands there, or a new one that describes nothing yet."""
    try:
        with path.open("rb") as file:
            package = parse_json(file.read(LARGEST_FILE + 1))
    except FileNotFoundError:
        return {"profile": "tabular-data-package", "name": "expotrade-export", "resources": [], "sources": []}
    except Refused:
        package = None
    lists = ("resources", "sources")
    if isinstance(package, dict) and all(isinstance(package.setdefault(name, []), list) for name in lists):
        return package
    raise ExportError(
        str(path), "a file of that name stands there and is no data package: move it away first"
    )


def _resource(name: str, what: str, data: bytes) -> dict[str, object]:
    """What a data package says of a CSV file."""
    slug = "".join(
        sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower().removesuffix(".csv")
    )
    fields = [
        {"name": column.name, "type": _FRICTIONLESS[column.kind], "description": column.description}
        for column in _columns(what)
    ]
    return {
        "profile": "tabular-data-resource",
        "name": slug.strip("-") or what,
        "path": name,
        "title": what,
        "description": "An apostrophe before =, +, - or @ at the beginning of a text keeps spreadsheets from taking it "
        "for a formula.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


# --- JSON -------------------------------------------------------------------------------------------------------------


def _json(catalog: Catalog, what: str) -> bytes:
    lines = ",\n".join(_json_lines(catalog, what))
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def _jsonl(catalog: Catalog, what: str) -> bytes:
    return "".join(f"{line}\n" for line in _json_lines(catalog, what)).encode()


def _json_lines(catalog: Catalog, what: str) -> "Iterator[str]":
    """Each row as an object on a line of its own; numbers have all their digits."""
    columns = _columns(what)
    for row in tidy_rows(catalog, what):
        cells = (f"{one_line(column.name)}: {_json_cell(column, row[column.name])}" for column in columns)
        yield f"{{{', '.join(cells)}}}"


def _json_cell(column: Column, value: "Cell") -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str) and column.kind in (ColumnKind.LIST, ColumnKind.OBJECT):
        return value
    return one_line(value if value is None or isinstance(value, (str, int)) else str(value))


_WRITERS: "dict[str, Callable[[Catalog, str], bytes]]" = {".json": _json, ".jsonl": _jsonl}


# --- Excel ------------------------------------------------------------------------------------------------------------


def _workbook(catalog: Catalog, target: Path, kinds: tuple[str, ...]) -> bytes:
    """A workbook with a sheet for each kind of row and one that explains the columns."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtraError("excel", "xlsxwriter") from None
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    formats = _Formats(book)
    for what in kinds:
        _fill(book.add_worksheet(what), catalog, target, what, formats)
    sheet = book.add_worksheet("columns")
    _head(sheet, ("sheet", "column", "what it says"), formats)
    told = [(what, column.name, column.description) for what in kinds for column in _columns(what)]
    for number, cells in enumerate(told, start=1):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, text)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 100)
    book.close()
    return stream.getvalue()


class _Formats:
    """The looks of cells: heads, dates, numbers, and texts that stay texts when somebody edits them."""

    def __init__(self, book: "Any") -> None:
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.number = book.add_format({"num_format": "#,##0.############"})
        self.quoted = book.add_format({"quote_prefix": True})


def _head(sheet: "Any", names: "Iterable[str]", formats: _Formats) -> None:
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, formats.head)
    sheet.freeze_panes(1, 0)


def _fill(sheet: "Any", catalog: Catalog, target: Path, what: str, formats: _Formats) -> None:
    """The rows of one kind."""
    columns = _columns(what)
    _head(sheet, (column.name for column in columns), formats)
    widths = [len(column.name) for column in columns]
    count = 0
    for count, row in enumerate(tidy_rows(catalog, what), start=1):
        if count > _MOST_ROWS:
            raise ExportError(str(target), f"a sheet has at most {_MOST_ROWS} rows: export {what} to .csv")
        for place, column in enumerate(columns):
            value = row[column.name]
            if isinstance(value, str) and len(value) > _LONGEST_CELL:
                rule = f"a cell has at most {_LONGEST_CELL} characters"
                found = f"row {count} of {what} has {len(value)} in {column.name}: export to .csv"
                raise ExportError(str(target), f"{rule}, {found}")
            widths[place] = max(widths[place], _put(sheet, count, place, value, formats))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, _WIDEST) + 2)
    sheet.autofilter(0, 0, count, len(columns) - 1)


def _put(sheet: "Any", line: int, place: int, value: "Cell", formats: _Formats) -> int:
    """Write a cell, and answer how many characters it shows; what Excel cannot hold as a number stays a text."""
    if value is None:
        return 0
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, (int, Decimal)) and _fits_float(value):
        sheet.write_number(line, place, value, formats.number if isinstance(value, Decimal) else None)
        return len(f"{value:,f}" if isinstance(value, Decimal) else str(value))
    elif isinstance(value, date) and value.year > 1900:
        sheet.write_datetime(line, place, value, formats.date)
    else:
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        sheet.write_string(line, place, text, formats.quoted if _is_like_formula(text) else None)
        return len(text)
    return len(str(value))


def _fits_float(value: int | Decimal) -> bool:
    """Whether Excel, which counts in 15 digits, holds a number exactly."""
    number = Decimal(value)
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    return len(digits) <= 15 and abs(number.adjusted()) < 300
