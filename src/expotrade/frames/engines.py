"""Wraps the caller's frame in narwhals, joins small tables in its engine, and returns the caller's kind of frame.

The other files compute totals in one way for every engine. This file knows in what the engines differ: which of them
can load a small table, which need their columns as Arrow first, and which work in partitions.
"""

from collections import Counter
from contextlib import contextmanager
from decimal import Decimal
from math import isnan

from .._internal.extras import require
from ..errors import CellProblem, FrameError, TotalError
from ..errors.advice import one_of_its_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from types import ModuleType
    from typing import Any

    import narwhals as nw

    Lazy = nw.LazyFrame[Any]
    AnyFrame = nw.DataFrame[Any] | Lazy
    Expr = nw.Expr
    # pyarrow has no type hints, and the attributes of column types differ.
    DType = Any
    Table = Any
    Array = Any
    Step = Callable[["Lazy"], "Lazy"]
    # Loads a small Arrow table into the engine of a frame, to be joined with it.
    ToEngine = Callable[[Table], Lazy]


_KINDS = "pass a frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis or PySpark"
# Older versions return null or zero where a product of decimals needs more than 38 digits inside.
_LEAST_POLARS = 2
_CODE_LIMIT = 2**62
NO_FLOATS = (
    "it must contain decimals or whole numbers; floats have lost the printed digits: cast them to decimals with as "
    "many places as were printed"
)
# At most so many problems of one column are listed.
_MOST_PROBLEMS = 1000
_TOO_LONG = (
    "a number has too many digits: a cell can have 28, and a sum to convert 25 with its places=; "
    "pass fewer places=, or fewer digits"
)


def narwhals() -> "ModuleType":
    """The module narwhals, which calls every engine.

    Raises:
        MissingExtraError: It is not installed.
    """
    require("frames", "narwhals", "pyarrow")  # the small tables are made of pyarrow
    import narwhals

    return narwhals


# --- any frame as one of narwhals, and back ---------------------------------------------------------------------------


def _wrapped(native: "Any", what: str) -> "AnyFrame":
    """A frame of an engine as one of narwhals.

    Raises:
        FrameError: Several of its columns have one name.
        TypeError: It is not such a frame.
    """
    import narwhals as nw

    try:
        frame: AnyFrame = nw.from_native(native)
    except nw.exceptions.DuplicateError:
        names = Counter(map(str, getattr(native, "column_names", native.columns)))
        rule = "each column must have a name of its own: rename or drop the others"
        duplicates = [CellProblem(None, name, rule, "several") for name, count in names.items() if count > 1]
        raise FrameError(what, duplicates) from None
    return frame


def as_narwhals(frame: object, what: str) -> "AnyFrame":
    """Any frame wrapped by narwhals, also an object that only has `__arrow_c_stream__`."""
    require("frames", "narwhals")
    try:
        try:
            return _wrapped(frame, what)
        except TypeError:
            if not hasattr(frame, "__arrow_c_stream__"):
                raise
        require("frames", "pyarrow")
        import pyarrow as pa

        return _wrapped(pa.table(frame), what)
    except FrameError:
        raise
    except (TypeError, ValueError):
        rule = "it must be a frame that narwhals reads, or have __arrow_c_stream__"
        raise FrameError(what, [CellProblem(None, "", rule, frame)]) from None


def collected(frame: "AnyFrame") -> "nw.DataFrame[Any]":
    """A frame of narwhals whose rows are in memory."""
    import narwhals as nw

    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def like_input(table: "Table", frame: "AnyFrame") -> "Any":
    """An Arrow table as a frame of the same kind as another, if that is of pandas, polars or DuckDB."""
    import narwhals as nw

    engine = frame.implementation
    if isinstance(frame, nw.LazyFrame) and (engine.is_polars() or engine.is_duckdb()):
        return nw.from_native(table).lazy(backend=engine).to_native()
    return _eager(table, engine) if engine.is_pandas() or engine.is_polars() else table


def as_pandas(table: "Table") -> "Any":
    """A frame of pandas whose columns are backed by Arrow, so that decimals and dates stay what they are."""
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _eager(table: "Table", engine: "Any") -> "Any":
    """An Arrow table as a frame of an engine that computes at once."""
    import narwhals as nw

    return as_pandas(table) if engine.is_pandas() else nw.from_arrow(table, backend=engine).to_native()


class EngineFrame:
    """The caller's frame in its engine: its columns, steps over its rows, and the way back to the caller's kind."""

    def __init__(self, native: object, doing: str) -> None:
        nw = narwhals()
        try:
            self._input = _wrapped(native, "rows to total")
        except TypeError:
            raise TotalError(one_of_its_type(native), _KINDS, doing) from None
        self._doing = doing
        self._implementation = self._input.implementation
        if self._implementation.is_polars():
            version = str(nw.get_native_namespace(self._input).__version__)
            if int(version.partition(".")[0]) < _LEAST_POLARS:
                rule = (
                    f"polars before {_LEAST_POLARS}.0 multiplies long decimals wrongly; polars {_LEAST_POLARS}.0 or "
                    "later is needed: pip install 'expotrade[frames]'"
                )
                raise TotalError(f"a frame of polars {version}", rule, doing)
        self.is_eager = isinstance(self._input, nw.DataFrame)
        is_pandas_like = self._implementation.is_pandas_like()
        # pandas adds decimals as Python objects, with at most 28 digits; Arrow adds them exactly.
        self._computes_in_arrow = self.is_eager and (is_pandas_like or not self._implementation.is_polars())
        self._in_partitions = self._implementation.is_dask()
        self._sums_only = self._implementation.is_ibis()
        self.frame: Lazy = self._input.lazy()

    @property
    def ignores_case(self) -> bool:
        """Whether names that only differ in capitals are the same name to the engine."""
        kind = self._implementation
        return bool(kind.is_duckdb() or kind.is_ibis() or kind.is_spark_like())

    @property
    def has_endless_days(self) -> bool:
        """Whether the engine has infinite days."""
        return bool(self._implementation.is_duckdb())

    @property
    def has_patterns(self) -> bool:
        """Whether the engine reads some names of columns as patterns."""
        return bool(self._implementation.is_polars())

    def select_columns(self, named: "Mapping[str, str]", numbers: "Collection[str]") -> "list[CellProblem]":
        """Keep only these columns, under new names, in a form whose decimals are exact.

        Args:
            named: The frame's name of each column, by its new name. New names cannot clash with other names of the
                frame, because no other column is kept.
            numbers: The new names of columns that contain numbers.

        Returns:
            The problems of single cells. A column that has one is not kept.
        """
        nw = narwhals()
        if not self._computes_in_arrow:
            self.frame = self.frame.select(*(nw.col(column).alias(name) for name, column in named.items()))
            return []
        of_numbers = {named[name] for name in numbers}
        must_be_numbers = {column: column in of_numbers for column in named.values()}
        table, problems = _as_arrow(self.frame.select(*must_be_numbers).collect(), must_be_numbers)
        kept = {name: table[column] for name, column in named.items() if column in table.column_names}
        self.frame = nw.from_native(_table_of(kept)).lazy()
        return problems

    def repeated(
        self, frame: "Lazy", columns: "Sequence[str]", *, only: str | None = None
    ) -> tuple[int, int]:
        """How many combinations of cells occur in more than one row, and in how many rows together.

        Args:
            frame: A frame of the same engine.
            columns: The columns that are combined.
            only: A column of true and false; only rows where it is true count.
        """
        nw = narwhals()
        names = [f"__of_{place}" for place in range(len(columns))]
        combined = frame if only is None else frame.filter(nw.col(only))
        combined = combined.select(*(nw.col(name).alias(to) for name, to in zip(columns, names, strict=True)))
        if self._computes_in_arrow:
            # Select again: pandas may have added its index as a column.
            return _repeated(combined.collect().to_arrow().select(names))
        if self._implementation.is_polars():
            combined, names = _hashed(combined)
        repeats = (
            combined.group_by(names)
            .agg(nw.len().alias("__rows"))
            .filter(nw.col("__rows") > 1)
            .select(nw.len().alias("__things"), nw.col("__rows").sum())
            .collect()
        )
        return int(repeats["__things"][0]), int(repeats["__rows"][0] or 0)

    @contextmanager
    def translated_errors(self) -> "Iterator[None]":
        """Turn the error of an eager engine about too many digits into a TotalError."""
        try:
            yield
        except Exception as error:
            # The errors of the engines have no common base class, and not every engine is installed, so they are
            # recognised by name. Every other error is raised again unchanged.
            is_of_value = type(error).__name__ in ("ArrowInvalid", "InvalidOperationError")
            if self.is_eager and is_of_value and "decimal" in str(error).lower():
                raise TotalError("as asked", _TOO_LONG, self._doing) from error
            raise

    def by_row(self, step: "Step") -> "Lazy":
        """The frame after a step that treats each row by itself."""
        return self._partitioned(self.frame, step) if self._in_partitions else step(self.frame)

    def on_one_partition(self, frame: "Lazy", step: "Callable[[Lazy, ToEngine], Lazy]") -> "Lazy":
        """A frame of sums after a step that needs all rows together and may join small tables."""
        if self._in_partitions:  # pragma: no cover  # only Dask has partitions: tests/engines runs it
            single = narwhals().from_native(frame.to_native().repartition(npartitions=1))
            return self._partitioned(single, lambda part: step(part, _lazy_arrow))
        if self._sums_only:  # pragma: no cover  # only Ibis: tests/engines runs it
            return step(frame.collect(backend="pyarrow").lazy(), _lazy_arrow)
        return step(frame, _lazy_arrow if self._computes_in_arrow else self._table_in_engine)

    def _table_in_engine(self, factors: "Table") -> "Lazy":
        """A small table in the engine and the session of the frame."""
        nw = narwhals()
        native = self._input.to_native()
        if self._implementation.is_duckdb():
            # By way of the caller's relation: another connection's cannot be joined with it.
            joined: Lazy = nw.from_native(native.query("expotrade_frame", "SELECT * FROM factors"))
            return joined
        eager = nw.from_native(factors, eager_only=True)
        session = getattr(native, "sparkSession", None)
        lazy: Lazy = eager.lazy(backend=self._implementation, session=session)
        return lazy

    def _partitioned(self, frame: "Lazy", step: "Step") -> "Lazy":  # pragma: no cover  # only Dask, as above
        """The frame after a step on each partition, which is a frame of pandas."""
        native = frame.to_native()

        def of_part(part: "Any") -> "Any":
            nw = narwhals()
            table = nw.from_native(part, eager_only=True).to_arrow()
            return as_pandas(step(nw.from_native(table).lazy()).collect().to_arrow())

        lazy: Lazy = narwhals().from_native(native.map_partitions(of_part, meta=of_part(native._meta)))  # noqa: SLF001
        return lazy

    def to_native(self, frame: "Lazy") -> object:
        """A result as the caller's kind of frame."""
        if self._sums_only:  # pragma: no cover  # only Ibis, as above
            return frame.collect().lazy(backend=self._implementation).to_native()
        if not self.is_eager:
            return frame.to_native()
        eager = frame.collect()
        if self._implementation.is_polars():
            return eager.to_native()
        return _eager(eager.to_arrow(), self._implementation)


def _lazy_arrow(table: "Table") -> "Lazy":
    lazy: Lazy = narwhals().from_native(table).lazy()
    return lazy


def _hashed(frame: "Lazy") -> "tuple[Lazy, list[str]]":
    """A frame of polars with two hashes instead of its texts, days and whole numbers: grouping takes half the time."""
    import polars as pl

    nw = narwhals()
    schema = frame.collect_schema()
    short = [name for name, kind in schema.items() if kind in (nw.String, nw.Date) or kind.is_integer()]
    if not short:
        return frame, list(schema)
    others = [name for name in schema if name not in short]
    hashes = {
        f"__hash_{part}": pl.sum_horizontal(
            pl.col(name).hash(2 * place + part) for place, name in enumerate(short)
        )
        for part in (1, 2)
    }
    hashed: Lazy = nw.from_native(frame.to_native().select(*others, **hashes))
    return hashed, [*others, *hashes]


def _repeated(table: "Table") -> tuple[int, int]:
    """How many combinations of cells occur in more than one row, and in how many rows together.

    Cells are counted by number, because Arrow takes ten times as long to group rows by text.
    """
    import pyarrow as pa
    from pyarrow import compute

    # Each column becomes numbers below `size`; together they make one number per combination.
    code, size = None, 1
    for column in table.columns:
        encoded = column.combine_chunks().dictionary_encode()
        places = compute.add(encoded.indices.cast(pa.int64()).fill_null(-1), 1)
        count = len(encoded.dictionary) + 1
        if code is None:
            code = places
        else:
            # Renumber before the product leaves 64 bits.
            if size * count >= _CODE_LIMIT:
                shorter = code.dictionary_encode()
                code, size = shorter.indices.cast(pa.int64()), len(shorter.dictionary)
            code = compute.add(compute.multiply(code, count), places)
        size *= count
    counts = compute.value_counts(code).field("counts")
    several = counts.filter(compute.greater(counts, 1))
    return len(several), compute.sum(several).as_py() or 0


def _table_of(columns: "Mapping[str, Array]") -> "Table":
    import pyarrow as pa

    return pa.table(dict(columns))


def _as_arrow(frame: "nw.DataFrame[Any]", columns: "Mapping[str, bool]") -> "tuple[Table, list[CellProblem]]":
    """The columns as Arrow, and the problems of cells. A column of Python objects is searched cell by cell if needed.

    Args:
        frame: The frame.
        columns: Its columns, and whether each must contain numbers.
    """
    objects = [name for name in columns if str(getattr(frame[name].to_native(), "dtype", "")) == "object"]
    plain = [name for name in columns if name not in objects]
    table: Table = frame.select(*plain).to_arrow() if plain else None
    converted = {name: table[name] for name in plain}
    problems: list[CellProblem] = []
    for name in objects:
        cells = frame[name].to_list()
        try:
            column = frame.select(name).to_arrow()[name]
            # Arrow reads NaN as null, like a missing cell, so each null has to be looked at.
            places = column.is_null().to_numpy().nonzero()[0].tolist() if column.null_count else []
        except Exception:  # noqa: BLE001  # pyarrow raises TypeError, OverflowError, and errors of its own
            column, places = None, range(len(cells))
        wrong = [
            problem
            for place in places
            if (problem := _cell_problem(name, place, cells[place], columns[name]))
        ]
        problems += wrong[:_MOST_PROBLEMS]
        if column is None and not wrong:
            problems.append(
                CellProblem(None, name, "its cells must be of one kind: cast the column", "a mixture")
            )
        elif column is not None:
            converted[name] = column
    return _table_of({name: converted[name] for name in columns if name in converted}), problems


def _cell_problem(name: str, place: int, cell: "Any", is_number: bool) -> CellProblem | None:
    """The problem with a cell of a column of objects, or None."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, Decimal) and not cell.is_finite():
        rule = (
            "it must be a finite number: leave the cell empty if a value is not disclosed or an end is open"
        )
        return CellProblem(place, name, rule, cell)
    # pandas uses NaN for a missing cell.
    if isinstance(cell, float) and isnan(cell):
        return None
    if is_number and (isinstance(cell, bool) or not isinstance(cell, (Decimal, int))):
        rule = NO_FLOATS if isinstance(cell, float) else "it must be a decimal or a whole number"
        return CellProblem(place, name, rule, cell)
    return None
