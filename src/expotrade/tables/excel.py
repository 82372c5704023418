"""Excel workbooks of tidy rows; the one door to XlsxWriter."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from .._internal.extras import require
from ..catalogs import Catalog
from ..errors import ExportError
from .cells import is_like_formula
from .columns import exported_columns
from .rows import tidy_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .rows import Cell
_MOST_ROWS = 1_048_575  # rows of an Excel sheet below its header
_LONGEST_CELL = 32_767  # characters in an Excel cell
_WIDEST = 60  # the width of a column in characters when the file is opened


def workbook_of(catalog: Catalog, target: Path, kinds: tuple[str, ...]) -> bytes:
    """An Excel workbook as bytes: a sheet for each kind of row, and one that explains the columns."""
    require("excel", "xlsxwriter")
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    formats = _Formats(book)
    for what in kinds:
        _fill(book.add_worksheet(what), catalog, target, what, formats)
    sheet = book.add_worksheet("columns")
    _head(sheet, ("sheet", "column", "what it says"), formats)
    explained = [
        (what, column.name, column.description) for what in kinds for column in exported_columns(what)
    ]
    for number, cells in enumerate(explained, start=1):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, text)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 100)
    book.close()
    return stream.getvalue()


class _Formats:
    """The formats of cells: heads, dates, numbers, and texts that stay texts when somebody edits them."""

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
    """Write the rows of one kind into a sheet."""
    columns = exported_columns(what)
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
                where = f"row {count} of {what} has {len(value)} in {column.name}: export to .csv"
                raise ExportError(str(target), f"{rule}, {where}")
            widths[place] = max(widths[place], _put(sheet, count, place, value, formats))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, _WIDEST) + 2)
    sheet.autofilter(0, 0, count, len(columns) - 1)


def _put(sheet: "Any", line: int, place: int, value: "Cell", formats: _Formats) -> int:
    """Write a cell and return its width in characters. A number that Excel cannot keep exactly is written as text."""
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
        sheet.write_string(line, place, text, formats.quoted if is_like_formula(text) else None)
        return len(text)
    return len(str(value))


def _fits_float(value: int | Decimal) -> bool:
    """Whether Excel, which calculates with 15 digits, keeps a number exactly."""
    number = Decimal(value)
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    return len(digits) <= 15 and abs(number.adjusted()) < 300
