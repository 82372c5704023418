"""Tidy rows as files: CSV with a Frictionless data package, JSON, JSON Lines, Excel.

Files are for people and other programs; `write_catalog` writes the one that expotrade reads back. A text that a
spreadsheet would take for a formula is made harmless: CSV has an apostrophe before it, Excel a format for texts.
"""

import re
from decimal import Decimal
from hashlib import sha256
from math import isfinite
from pathlib import Path

from .._internal.decimals import ROUGHLY
from .._internal.files import replace_file
from .._internal.json_text import LARGEST_FILE, Doubled, Rejected, laid_out, one_line, parse_json
from ..catalogs import Catalog
from ..errors import ExportError
from .cells import is_like_formula
from .columns import Column, ColumnKind, exported_columns, list_columns, list_row_kinds
from .excel import workbook_of
from .rows import tidy_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike
    from typing import Any

    from .rows import Cell

PACKAGE = "datapackage.json"
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

    The end of the path chooses the format: `.csv` (with a `datapackage.json` beside it that describes the columns),
    `.json` (a list of objects), `.jsonl` (one object per line), `.xlsx` (a sheet for each kind; needs the extra
    `excel`). A folder gets a CSV file for each kind and one `datapackage.json`. Each row has value, low, high, hedge,
    unit, period and source in columns of their own; an open end is empty. Texts that a spreadsheet would take for a
    formula are made harmless. In CSV every text is in quotes; numbers, dates and flags are not.

    Args:
        catalog: The catalog.
        path: The file, or an existing folder. Files are replaced in one step; a `datapackage.json` that describes other
            files too keeps their descriptions.
        what: The kinds of row (see `list_row_kinds`), one or several; several need a folder or Excel. By default
            figures for a file, and for a folder or Excel all kinds that the catalog has.

    Returns:
        The paths of the files that were written.

    Raises:
        ExportError: The path or the rows do not fit the format, or the folder has a `datapackage.json` that is not a
            data package or could not be kept as it is.
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
        kinds = _kinds_to_write(catalog, what, list_row_kinds())
        return _write_csv(catalog, target, {f"{kind}.csv": kind for kind in kinds})
    if end == ".xlsx":
        replace_file(target, workbook_of(catalog, target, _kinds_to_write(catalog, what, list_row_kinds())))
        return (target,)
    if end not in (".csv", *_WRITERS):
        raise ExportError(str(target), "the name must end with .csv, .json, .jsonl or .xlsx")
    kinds = _kinds_to_write(catalog, what, ("figures",))
    if len(kinds) != 1:
        rule = f"a {end} file contains one kind of row: pass one kind, or the path of a folder or of an .xlsx file"
        raise ExportError(str(target), rule)
    if end == ".csv":
        return _write_csv(catalog, target.parent, {target.name: kinds[0]})
    replace_file(target, _WRITERS[end](catalog, kinds[0]))
    return (target,)


def _kinds_to_write(
    catalog: Catalog, what: "str | Iterable[str] | None", default: tuple[str, ...]
) -> tuple[str, ...]:
    """The requested kinds of row, each once; without a request, those of the default that the catalog has."""
    if what is None:
        # Do not look whether there are findings: computing them costs as much as exporting them.
        return tuple(kind for kind in default if kind in ("figures", "findings") or _has(catalog, kind))
    kinds = tuple(dict.fromkeys((what,) if isinstance(what, str) else what))
    for kind in kinds:
        list_columns(kind)
    return kinds


def _has(catalog: Catalog, kind: str) -> bool:
    return next(tidy_rows(catalog, kind), None) is not None


# --- CSV --------------------------------------------------------------------------------------------------------------


# In some countries a spreadsheet begins a new cell at a semicolon, even inside quotes.
_FORMULA_BEHIND = re.compile(r""";(?=[\s"']*[=+\-@＝＋－＠])""")


def _csv(catalog: Catalog, what: str) -> bytes:
    """Rows as CSV after RFC 4180, in UTF-8, every text in quotes."""
    columns = exported_columns(what)
    lines = [",".join(_csv_cell(column.name) for column in columns)]
    lines += (",".join(_csv_cell(row[column.name]) for column in columns) for row in tidy_rows(catalog, what))
    return "".join(f"{line}\r\n" for line in lines).encode()


def _csv_cell(value: "Cell") -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str():
            inert = _FORMULA_BEHIND.sub(";'", f"'{value}" if is_like_formula(value) else value)
            quoted = inert.replace('"', '""')
            return f'"{quoted}"'
        case Decimal():
            return f"{value:f}"
    return str(value)


def _write_csv(catalog: Catalog, folder: Path, kinds: "dict[str, str]") -> tuple[Path, ...]:
    """Write a CSV file for each name and kind, and their data package; all are built before the first is written."""
    files = {name: _csv(catalog, kind) for name, kind in kinds.items()}
    package = _read_package(folder / PACKAGE)
    kept = [
        entry
        for entry in package["resources"]
        if not (isinstance(entry, dict) and entry.get("path") in files)
    ]
    package["resources"] = kept + [_resource(name, kinds[name], data) for name, data in files.items()]
    cited = [
        {"title": source.cite(), **({"path": source.url} if _is_address(source.url) else {})}
        for source in catalog.sources
    ]
    package["sources"] += [entry for entry in cited if entry not in package["sources"]]
    if not package["sources"]:
        del package["sources"]
    files[PACKAGE] = (laid_out(package, "") + "\n").encode()
    for name, data in files.items():
        replace_file(folder / name, data)
    return tuple(folder / name for name in files)


def _is_address(url: str | None) -> bool:
    """Whether a data package may name this url."""
    return url is not None and url.startswith(("http://", "https://"))


def _read_package(path: Path) -> "dict[str, Any]":
    """The data package at a path, or a new one that describes no files yet."""
    try:
        with path.open("rb") as file:
            package = parse_json(file.read(LARGEST_FILE + 1), parse_float=_float)
    except FileNotFoundError:
        return {"profile": "tabular-data-package", "name": "expotrade-export", "resources": [], "sources": []}
    except Rejected:
        package = None
    lists = ("resources", "sources")
    if not isinstance(package, dict) or not all(
        isinstance(package.setdefault(name, []), list) for name in lists
    ):
        rule = "the file exists and is not a data package: move it away first"
        raise ExportError(str(path), rule)
    has_odd_path = (
        isinstance(entry, dict) and not isinstance(entry.get("path", ""), str)
        for entry in package["resources"]
    )
    if flaw := "a resource whose path is not a text" if any(has_odd_path) else _unwritable(package):
        rule = f"the file exists with {flaw}, which cannot be kept: move it away first"
        raise ExportError(str(path), rule)
    return package


def _float(text: str) -> float | Decimal:
    """A number with a point or an exponent: a float, or a decimal where the float would be another number."""
    number, exact = float(text), ROUGHLY.create_decimal(text)
    is_zero = re.match("-?[0.]*(?:[eE]|$)", text) is not None
    return number if exact == ROUGHLY.create_decimal(repr(number)) and is_zero == (number == 0) else exact


def _unwritable(value: object) -> str | None:
    """The part of a JSON document that cannot be written as it was read, in words; None if there is no such part."""
    match value:
        case Doubled():
            return f"the key {value.doubled[0]!r} twice in one object"
        case Decimal():
            return "a number with more digits than can be kept"
        case float() if not isfinite(value):
            return "NaN or Infinity"
        case str() if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            return "half a character"
        case dict():
            return next(filter(None, map(_unwritable, (*value, *value.values()))), None)
        case list():
            return next(filter(None, map(_unwritable, value)), None)
    return None


def _resource(name: str, what: str, data: bytes) -> dict[str, object]:
    """The description of a CSV file in a data package."""
    slug = "".join(
        sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower().removesuffix(".csv")
    )
    fields = [
        {"name": column.name, "type": _FRICTIONLESS[column.kind], "description": column.description}
        for column in exported_columns(what)
    ]
    return {
        "profile": "tabular-data-resource",
        "name": slug.strip("-") or what,
        "path": name,
        "title": what,
        "description": "An apostrophe before =, +, - or @ at the beginning of a text, or after a semicolon in it, "
        "keeps spreadsheets from taking it for a formula.",
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
    """Each row as a JSON object on its own line; numbers have all their digits."""
    columns = exported_columns(what)
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
