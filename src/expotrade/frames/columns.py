"""Converts tidy rows to frames of Arrow, polars and pandas, and reads frames back into catalogs.

Each kind of row has one Arrow schema, built from the table of columns; polars and pandas get the same columns from it.
Decimals are decimal128 with nine places: values are rounded to the nearest, bounds outwards. The column `amount` has
the notation, from which reading back restores every digit.
"""

from decimal import Decimal
from itertools import islice
from math import isnan

from .._internal.extras import require
from ..errors import CellProblem, FrameError
from ..tables import ColumnKind, list_columns, tidy_rows
from ..tables.cells import KIND_RULES, SCALE, is_finite, shifted
from ..tables.reading import MOST_PROBLEMS, read_rows
from .engines import as_narwhals, as_pandas, collected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    import narwhals as nw
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from ..catalogs import Catalog
    from ..tables import Column
    from ..tables.rows import Cell
    from ..units import UnitTable

PRECISION = 38
"""How many digits the columns of numbers have in frames, `SCALE` of them after the point."""

_MOST_ROWS_AT_ONCE = 10_000
_LARGEST = Decimal((0, (1,), PRECISION - SCALE))
_TOO_LARGE = f"it must have at most {PRECISION - SCALE} digits before the point"
_INT64_LIMIT = 2**63
_TEXTS = (ColumnKind.TEXT, ColumnKind.LIST, ColumnKind.OBJECT)


def arrow_schema(what: str) -> "pa.Schema":
    """The columns of one kind of tidy row as an Arrow schema; `list_columns(what)` explains them.

    Texts are `string`, and so are lists and objects, in JSON. Whole numbers are `int64`, decimals `decimal128(38, 9)`,
    the number for charts `double`, days `date32[day]`, flags `bool`. Any cell may be null.

    Args:
        what: "figures", "claims", "findings", "sources", or a kind of record such as "deals".

    Raises:
        UnknownNameError: There is no such kind of row; it names the nearest.
        MissingExtraError: pyarrow is not installed.

    Example:
        >>> from expotrade import frames
        >>> schema = frames.arrow_schema("figures")
        >>> schema.field("low").type, schema.field("period_start").type
        (Decimal128Type(decimal128(38, 9)), DataType(date32[day]))
    """
    columns = list_columns(what)
    require("frames", "pyarrow")
    import pyarrow as pa

    types = {
        ColumnKind.WHOLE: pa.int64(),
        ColumnKind.DECIMAL: pa.decimal128(PRECISION, SCALE),
        ColumnKind.FLOAT: pa.float64(),
        ColumnKind.DATE: pa.date32(),
        ColumnKind.FLAG: pa.bool_(),
        **dict.fromkeys(_TEXTS, pa.string()),
    }
    return pa.schema([(column.name, types[column.kind]) for column in columns])


def to_arrow(catalog: "Catalog", what: str = "figures") -> "pa.Table":
    """The tidy rows of a catalog as an Arrow table, for any engine that reads Arrow.

    Each row is complete by itself: value, bounds, hedge and unit, period, source, and everything else in JSON. `read`
    turns it into the same records again.

    Args:
        catalog: The catalog.
        what: "figures", "claims", "findings", "sources", or a kind of record such as "deals".

    Returns:
        A table with the columns of `arrow_schema(what)`, rows in the order of the catalog.

    Raises:
        FrameError: Numbers have more digits than the columns can have; it names rows and columns.
        UnknownNameError: There is no such kind of row; it names the nearest.
        MissingExtraError: pyarrow is not installed.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import frames
        >>> table = frames.to_arrow(ex.load_dataset("articles"), "deals")
        >>> table.num_rows == len(ex.load_dataset("articles").deals)
        True
    """
    return as_table(tidy_rows(catalog, what), what)


def to_polars(catalog: "Catalog", what: str = "figures") -> "pl.DataFrame":
    """The tidy rows of a catalog as a polars frame.

    Args:
        catalog: The catalog.
        what: As for `to_arrow`.

    Returns:
        A frame with the columns of `arrow_schema(what)`.

    Raises:
        FrameError: Numbers have more digits than the columns can have; it names rows and columns.
        UnknownNameError: There is no such kind of row; it names the nearest.
        MissingExtraError: polars or pyarrow is not installed.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import frames
        >>> frame = frames.to_polars(ex.load_dataset("articles"))
        >>> frame.schema["value"], frame.schema["hedge"]
        (Decimal(precision=38, scale=9), String)
    """
    table = to_arrow(catalog, what)
    require("frames", "polars")
    import polars as pl

    return pl.DataFrame(table)


def to_pandas(catalog: "Catalog", what: str = "figures") -> "pd.DataFrame":
    """The tidy rows of a catalog as a pandas frame.

    The columns are backed by Arrow, so decimals stay decimals, whole numbers stay whole beside empty cells, and days
    stay days.

    Args:
        catalog: The catalog.
        what: As for `to_arrow`.

    Returns:
        A frame with the columns of `arrow_schema(what)`, indexed from 0.

    Raises:
        FrameError: Numbers have more digits than the columns can have; it names rows and columns.
        UnknownNameError: There is no such kind of row; it names the nearest.
        MissingExtraError: pandas or pyarrow is not installed.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import frames
        >>> frame = frames.to_pandas(ex.load_dataset("articles"))
        >>> frame["paragraph"].dtype
        int64[pyarrow]
    """
    table = to_arrow(catalog, what)
    require("frames", "pandas")
    frame: pd.DataFrame = as_pandas(table)
    return frame


def as_table(rows: "Iterable[Mapping[str, Cell]]", what: str) -> "pa.Table":
    """Tidy rows as an Arrow table, built in batches; numbers that do not fit are an error."""
    schema = arrow_schema(what)
    import pyarrow as pa

    names = [column.name for column in list_columns(what)]
    batches = []
    problems: list[CellProblem] = []
    numbered_rows = iter(enumerate(rows))
    while (batch := list(islice(numbered_rows, _MOST_ROWS_AT_ONCE))) and len(problems) < MOST_PROBLEMS:
        cells = {name: [row.get(name) for _, row in batch] for name in names}
        for column in list_columns(what):
            if column.kind is ColumnKind.DECIMAL:
                too_large = _set_scale(cells[column.name], column.name)
                problems += (
                    CellProblem(batch[row_in_batch][0], column.name, _TOO_LARGE, value)
                    for row_in_batch, value in too_large
                )
        if not problems:
            batches.append(pa.record_batch(cells, schema=schema))
    if problems:
        raise FrameError(what, sorted(problems, key=lambda problem: problem.row or 0)[:MOST_PROBLEMS])
    return pa.Table.from_batches(batches, schema=schema)


def _set_scale(values: "list[Any]", name: str) -> "list[tuple[int, Decimal]]":
    """Round the numbers of a column to its scale; returns those that are too large, with their positions."""
    too_large = []
    for place, value in enumerate(values):
        if value is not None:
            if -_LARGEST < value < _LARGEST:
                values[place] = shifted(value, name)
            else:
                too_large.append((place, value))
    return too_large


def read(
    frame: object, what: str, *, catalog: "Catalog | None" = None, units: "UnitTable | None" = None
) -> "Catalog":
    """The catalog of the records in a frame of tidy rows, or one error with every wrong row and column.

    Use it for frames of `to_polars`, `to_pandas` or `to_arrow`, after filtering or joining, and for frames of your own
    with the same columns. The columns `about`, `linked` and `sources` contain the other records that a row needs; leave
    them out where you pass a catalog that has those records.

    An amount is read from its notation in the column `amount`, which has every digit, or else from `value`, `hedge` and
    `unit`; "rounded" and "between" then need `low` and `high` too. Where a row has both, they must agree.

    Args:
        frame: A frame of pandas, polars, pyarrow, DuckDB or any other engine that narwhals reads, eager or lazy, or any
            object with `__arrow_c_stream__`. A lazy frame is collected.
        what: The kind of its rows, as for `to_arrow`, but not "findings", which are computed.
        catalog: Records that the rows are about or link to; the result contains them too.
        units: A table with further nouns.

    Raises:
        FrameError: A column is unknown, missing or of the wrong type; a cell is wrong, empty where it must not be, or
            contradicts another; rows contradict each other or the catalog. Rows are counted from 0.
        UnknownNameError: There is no such kind of row; it names the nearest.
        MissingExtraError: narwhals is not installed, or pyarrow where it is needed.

    Example:
        >>> import expotrade as ex
        >>> import polars as pl
        >>> from expotrade import frames
        >>> cat = ex.load_dataset("articles")
        >>> deals = frames.to_polars(cat, "deals").filter(pl.col("hedge") == "APPROXIMATELY")
        >>> [str(deal.value.amount) for deal in frames.read(deals, "deals").deals]
        ['APPROXIMATELY 100E+6 CNY']
    """
    list_columns(what)
    table = collected(as_narwhals(frame, what))
    problems = [
        CellProblem(None, column.name, KIND_RULES[column.kind], ColumnType(table[column.name].dtype))
        for column in list_columns(what)
        if column.name in table.columns and _has_wrong_type(column, table[column.name])
    ]
    names = [str(name) for name in table.columns]
    return read_rows(
        _cells(table, names, what), what, names=names, catalog=catalog, units=units, problems=problems
    )


class ColumnType:
    """The type of a column, as errors show it."""

    def __init__(self, dtype: object) -> None:
        self._dtype = dtype

    def __repr__(self) -> str:
        return f"{self._dtype}"


def _has_wrong_type(column: "Column", series: "nw.Series[Any]") -> bool:
    """Whether the type of a column excludes every valid cell. A column without any value fits every kind."""
    dtype = series.dtype
    kind = column.kind
    name = type(dtype).__name__
    # A pandas column of objects may contain anything, whatever its first cells are.
    is_anything = name in ("Object", "Unknown") or str(getattr(series.to_native(), "dtype", "")) == "object"
    if is_anything or series.is_null().all():
        return False
    if kind in _TEXTS:
        return name not in ("String", "Categorical", "Enum")
    if kind is ColumnKind.FLAG:
        return name != "Boolean"
    if kind is ColumnKind.DATE:
        return name not in ("Date", "Datetime")
    return not dtype.is_numeric() or (kind is ColumnKind.DECIMAL and dtype.is_float())


def _cells(table: "nw.DataFrame[Any]", names: "Sequence[str]", kind: str) -> "Iterator[dict[str, object]]":
    """The rows of a frame of one kind, with whole numbers as int."""
    whole_number_columns = frozenset(
        column.name for column in list_columns(kind) if column.kind is ColumnKind.WHOLE
    )
    for cells in python_rows(table, names):
        yield {
            name: as_whole(value) if name in whole_number_columns else value for name, value in cells.items()
        }


def python_rows(table: "nw.DataFrame[Any]", names: "Sequence[str]") -> "Iterator[dict[str, object]]":
    """The rows of a frame, with cells as Python objects."""
    has_nan = not table.implementation.is_pandas_like()
    for row in table.iter_rows(buffer_size=_MOST_ROWS_AT_ONCE):
        cells = (None if cell is None else _python_value(cell, has_nan=has_nan) for cell in row)
        yield dict(zip(names, cells, strict=True))


def _python_value(value: "Any", *, has_nan: bool) -> object:
    """A cell as a plain Python object; None for the missing values of an engine."""
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if type(value).__module__ == "numpy":
        value = value.item()
    return None if isinstance(value, float) and not has_nan and isnan(value) else value


def as_whole(value: object) -> object:
    """A whole number as int: pandas makes it a float beside empty cells, databases a decimal if it is long."""
    if (
        not isinstance(value, (float, Decimal))
        or not is_finite(value)
        or not -_INT64_LIMIT < value < _INT64_LIMIT
    ):
        return value
    return int(value) if value == int(value) else value
