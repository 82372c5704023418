"""How frames come in, what is laid beside them, and how answers go back as the caller's own kind.

What a total is stands in the other modules, once for every engine. Here is what engines differ in: which of them hold
a table of ours, which need their columns as Arrow first, and which work in partitions.
"""

from contextlib import contextmanager
from decimal import Decimal
from math import isnan

from .._internal.classes import nearest_of
from .._internal.extras import require
from ..errors import CellProblem, TotalError
from ..errors.advice import nearest_text, one_of_its_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from types import ModuleType
    from typing import Any

    import narwhals as nw

    Lazy = nw.LazyFrame[Any]
    Expr = nw.Expr
    # pyarrow has no types, and what a type of column has differs.
    DType = Any
    Table = Any
    Array = Any
    Step = Callable[["Lazy"], "Lazy"]
    # Lays a small table of ours beside a frame, in the same engine.
    Beside = Callable[[Table], Lazy]


_KINDS = "pass a frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis or PySpark"
# Before, polars answers null or zero where a product of decimals needs more than 38 digits inside.
_LEAST_POLARS = 2
_ENDLESS = 2**62
_NO_FLOATS = (
    "it must hold decimals or whole numbers; floats have lost the printed digits: cast them to a decimal of the "
    "places that are meant"
)
_TOO_LONG = (
    "a number has too many digits: a cell can have 28, and a sum to convert 25 with its places=; "
    "pass fewer places=, or fewer digits"
)


def narwhals() -> "ModuleType":
    """The library that speaks to every engine.

    Raises:
        MissingExtraError: It is not installed.
    """
    require("frames", "narwhals", "pyarrow")  # the small tables are made of pyarrow
    import narwhals

    return narwhals


class Held:
    """A frame of the caller: its columns, the steps that can be taken with it, and the way back."""

    def __init__(self, native: object, doing: str) -> None:
        nw = narwhals()
        try:
            made = nw.from_native(native)
        except TypeError:
            raise TotalError(one_of_its_type(native), _KINDS, doing) from None
        self._given = made
        self._doing = doing
        self._implementation = made.implementation
        if self._implementation.is_polars():
            found = str(nw.get_native_namespace(made).__version__)
            if int(found.partition(".")[0]) < _LEAST_POLARS:
                rule = (
                    f"polars before {_LEAST_POLARS}.0 multiplies long decimals wrongly; polars {_LEAST_POLARS}.0 or "
                    "later is needed: pip install 'expotrade[frames]'"
                )
                raise TotalError(f"a frame of polars {found}", rule, doing)
        self.is_eager = isinstance(made, nw.DataFrame)
        is_pandas_like = self._implementation.is_pandas_like()
        # pandas adds objects one by one, in 28 digits; Arrow adds them as they are.
        self._in_arrow = self.is_eager and (is_pandas_like or not self._implementation.is_polars())
        self._in_partitions = self._implementation.is_dask()
        self._sums_only = self._implementation.is_ibis()
        self.frame: Lazy = made.lazy()

    @property
    def ignores_case(self) -> bool:
        """Whether names that differ by capitals alone are one name to the engine."""
        kind = self._implementation
        return bool(kind.is_duckdb() or kind.is_ibis() or kind.is_spark_like())

    @property
    def has_endless_days(self) -> bool:
        """Whether a day may lie at no end of time."""
        return bool(self._implementation.is_duckdb())

    @property
    def has_patterns(self) -> bool:
        """Whether the engine takes some names of columns for patterns."""
        return bool(self._implementation.is_polars())

    def taken(self, named: "Mapping[str, str]", numbers: "Collection[str]") -> "list[CellProblem]":
        """Keep these columns alone, by our names, in a form whose decimals are exact.

        Args:
            named: The frame's name of each column, by ours: no name of the frame's can clash with one of ours then.
            numbers: Those of ours that hold numbers.

        Returns:
            What is wrong with single cells; such a column is not kept.
        """
        nw = narwhals()
        if not self._in_arrow:
            self.frame = self.frame.select(*(nw.col(theirs).alias(ours) for ours, theirs in named.items()))
            return []
        theirs = {name: name in {named[ours] for ours in numbers} for name in named.values()}
        table, problems = _as_arrow(self.frame.select(*theirs).collect(), theirs)
        kept = {ours: table[name] for ours, name in named.items() if name in table.column_names}
        self.frame = nw.from_native(_table_of(kept)).lazy()
        return problems

    def repeated(
        self, frame: "Lazy", columns: "Sequence[str]", *, only: str | None = None
    ) -> tuple[int, int]:
        """How many combinations of cells stand in more than one row of a frame of its kind, and in how many rows.

        Args:
            frame: The frame.
            columns: The columns that are combined.
            only: A column of truth; the rows where it is true are looked at.
        """
        nw = narwhals()
        names = [f"__of_{place}" for place in range(len(columns))]
        taken = frame if only is None else frame.filter(nw.col(only))
        taken = taken.select(*(nw.col(name).alias(to) for name, to in zip(columns, names, strict=True)))
        if self._in_arrow:
            # Without the index that pandas may add.
            return _repeated(taken.collect().to_arrow().select(names))
        if self._implementation.is_polars():
            taken, names = _hashed(taken)
        counted = (
            taken.group_by(names)
            .agg(nw.len().alias("__rows"))
            .filter(nw.col("__rows") > 1)
            .select(nw.len().alias("__things"), nw.col("__rows").sum())
            .collect()
        )
        return int(counted["__things"][0]), int(counted["__rows"][0] or 0)

    @contextmanager
    def telling(self) -> "Iterator[None]":
        """Say in our words what an engine that computes at once says of decimals that are too long."""
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
        """The frame after a step that looks at each row by itself."""
        return self._partitioned(self.frame, step) if self._in_partitions else step(self.frame)

    def whole(self, frame: "Lazy", step: "Callable[[Lazy, Beside], Lazy]") -> "Lazy":
        """A frame of sums after a step that looks at all of it, and at tables of ours beside it."""
        if self._in_partitions:  # pragma: no cover  # only Dask has partitions: tests/engines runs it
            one = narwhals().from_native(frame.to_native().repartition(npartitions=1))
            return self._partitioned(one, lambda part: step(part, _in_arrow))
        if self._sums_only:  # pragma: no cover  # only Ibis: tests/engines runs it
            return step(frame.collect(backend="pyarrow").lazy(), _in_arrow)
        return step(frame, _in_arrow if self._in_arrow else self._beside)

    def _beside(self, factors: "Table") -> "Lazy":
        """A table of ours in the engine of the frame, and in the same session of it."""
        nw = narwhals()
        native = self._given.to_native()
        if self._implementation.is_duckdb():
            # By way of the caller's relation: another connection's cannot be joined with it.
            joined: Lazy = nw.from_native(native.query("expotrade_frame", "SELECT * FROM factors"))
            return joined
        eager = nw.from_native(factors, eager_only=True)
        session = getattr(native, "sparkSession", None)
        made: Lazy = eager.lazy(backend=self._implementation, session=session)
        return made

    def _partitioned(self, frame: "Lazy", step: "Step") -> "Lazy":  # pragma: no cover  # only Dask, as above
        """The step on each partition, which is a frame of pandas."""
        native = frame.to_native()

        def of_part(part: "Any") -> "Any":
            nw = narwhals()
            table = nw.from_native(part, eager_only=True).to_arrow()
            return _as_pandas(step(nw.from_native(table).lazy()).collect())

        made: Lazy = narwhals().from_native(native.map_partitions(of_part, meta=of_part(native._meta)))  # noqa: SLF001
        return made

    def back(self, frame: "Lazy") -> object:
        """The answer as the kind of frame that was given."""
        if self._sums_only:  # pragma: no cover  # only Ibis, as above
            return frame.collect().lazy(backend=self._implementation).to_native()
        if not self.is_eager:
            return frame.to_native()
        eager = frame.collect()
        if self._implementation.is_pandas():
            return _as_pandas(eager)
        if self._implementation.is_polars():
            return eager.to_native()
        table = eager.to_arrow()
        return narwhals().from_arrow(table, backend=self._implementation).to_native()


def _in_arrow(table: "Table") -> "Lazy":
    made: Lazy = narwhals().from_native(table).lazy()
    return made


def _as_pandas(frame: "nw.DataFrame[Any]") -> "Any":
    """A frame of pandas whose columns are backed by Arrow, so that decimals and dates stay what they are."""
    import pandas as pd

    return frame.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)


def _hashed(frame: "Lazy") -> "tuple[Lazy, list[str]]":
    """A frame of polars whose texts, days and whole numbers are two hashes: they are grouped in half the time."""
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
    made: Lazy = nw.from_native(frame.to_native().select(*others, **hashes))
    return made, [*others, *hashes]


def _repeated(table: "Table") -> tuple[int, int]:
    """How many combinations of cells stand in more than one row, and in how many rows: by numbers, for Arrow groups
    rows by texts in ten times the time.
    """
    import pyarrow as pa
    from pyarrow import compute

    code, size = None, 1
    for column in table.columns:
        encoded = column.combine_chunks().dictionary_encode()
        places = compute.add(encoded.indices.cast(pa.int64()).fill_null(-1), 1)
        count = len(encoded.dictionary) + 1
        if code is None:
            code = places
        else:
            if size * count >= _ENDLESS:
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
    """The columns as Arrow; in those of objects, which may hold anything, each cell is looked at if it must be.

    Args:
        frame: The frame.
        columns: Its columns, and whether each has to hold numbers.
    """
    objects = [name for name in columns if str(getattr(frame[name].to_native(), "dtype", "")) == "object"]
    plain = [name for name in columns if name not in objects]
    table: Table = frame.select(*plain).to_arrow() if plain else None
    made = {name: table[name] for name in plain}
    problems: list[CellProblem] = []
    for name in objects:
        cells = frame[name].to_list()
        try:
            column = frame.select(name).to_arrow()[name]
            # A number that is none comes out empty, as what is missing does.
            places = column.is_null().to_numpy().nonzero()[0].tolist() if column.null_count else []
        except Exception:  # noqa: BLE001  # pyarrow raises what it meets: TypeError, OverflowError, and its own
            column, places = None, range(len(cells))
        wrong = [
            problem
            for place in places
            if (problem := _cell_problem(name, place, cells[place], columns[name]))
        ]
        problems += wrong[:MOST_TOLD]
        if column is None and not wrong:
            problems.append(
                CellProblem(None, name, "its cells must be of one kind: cast the column", "a mixture")
            )
        elif column is not None:
            made[name] = column
    return _table_of({name: made[name] for name in columns if name in made}), problems


def _cell_problem(name: str, place: int, cell: "Any", is_number: bool) -> CellProblem | None:
    """What is wrong with a cell of objects, if anything is."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, Decimal) and not cell.is_finite():
        rule = "it must be a finite number: leave the cell empty where a value is not disclosed or an end is open"
        return CellProblem(place, name, rule, cell)
    # So pandas marks a cell that is missing.
    if isinstance(cell, float) and isnan(cell):
        return None
    if is_number and (isinstance(cell, bool) or not isinstance(cell, (Decimal, int))):
        rule = _NO_FLOATS if isinstance(cell, float) else "it must be a decimal or a whole number"
        return CellProblem(place, name, rule, cell)
    return None


MOST_TOLD = 1000
"""After so many problems of a column no more are told."""

# A sum of fewer than ten thousand million cells of so many digits has at most 38.
CELL_DIGITS = 28


def missing_columns(schema: "Mapping[str, object]", named: "Mapping[str, str]") -> "list[CellProblem]":
    """The columns that a frame does not have, of those that it must have, its names by ours."""
    problems: list[CellProblem] = []
    for ours, name in named.items():
        if name in schema or any(problem.column == name for problem in problems):
            continue
        near = [one for one in schema if one.casefold() == name.casefold()] or nearest_of(name, schema)
        rule = f"the frame must have it{nearest_text(near)}"
        if ours in ("low", "high"):
            shown = ", ".join(f'"{end}": "{named["value"]}"' for end in ("low", "high"))
            rule += f"; where values are exact and have no bounds of their own, pass columns={{{shown}}}"
        problems.append(CellProblem(None, name, rule, tuple(schema)))
    return problems


def cell_type(dtype: "DType") -> tuple[bool, int]:
    """Whether cells can be added as they are, and their decimal places."""
    nw = narwhals()
    if isinstance(dtype, nw.Decimal):
        return dtype.precision <= CELL_DIGITS, dtype.scale
    return False, 0


def type_problems(
    schema: "Mapping[str, DType]", named: "Mapping[str, str]", whole: str = ""
) -> "list[CellProblem]":
    """The columns that do not hold what our names say; `whole` has to hold whole numbers."""
    problems = [_type_problem(ours, theirs, schema[ours]) for ours, theirs in named.items() if ours in schema]
    if whole in schema and not schema[whole].is_integer():
        rule = "it must hold whole numbers that count by one"
        problems.append(CellProblem(None, named[whole], rule, schema[whole]))
    return list({problem.column: problem for problem in problems if problem is not None}.values())


def _type_problem(name: str, column: str, dtype: "DType") -> CellProblem | None:
    """What is wrong with the type of a column, if anything is."""
    nw = narwhals()
    if name.startswith("__key"):
        return None
    if name == "__is_used":
        is_right = dtype in (nw.Boolean, nw.Unknown)
        rule = "it must hold true or false"
    elif name == "unit":
        is_right = dtype in (nw.String, nw.Categorical) or isinstance(dtype, nw.Enum)
        rule = "it must hold unit codes as text"
    elif name == "period_end":
        # A column that is empty throughout has no type of its own in some engines.
        is_right = dtype in (nw.Date, nw.Datetime, nw.Unknown)
        rule = "it must hold dates"
    else:
        is_right = dtype.is_integer() or dtype.is_decimal() or dtype == nw.Unknown
        rule = "it must hold decimals or whole numbers"
        if dtype.is_float():
            rule = _NO_FLOATS
        if dtype.is_decimal() and dtype.scale > CELL_DIGITS:
            is_right, rule = False, f"it must have at most {CELL_DIGITS} decimal places"
    return None if is_right else CellProblem(None, column, rule, dtype)
