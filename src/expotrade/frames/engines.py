"""How frames come in, what is laid beside them, and how answers go back as the caller's own kind.

What a total is stands in the other modules, once for every engine. Here is what engines differ in: which of them hold
a table of ours, which need their columns as Arrow first, and which work in partitions.
"""

from contextlib import contextmanager

from .._internal.classes import nearest_of
from ..errors import CellProblem, FrameError, MissingExtraError, TotalError, one_of_its_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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
    from collections.abc import Mapping


_KINDS = "pass a frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis or PySpark"
# Before, polars answers null or zero where a product of decimals needs more than 38 digits inside.
_LEAST_POLARS = 2
_TOO_LONG = (
    "a number has too many digits: a cell can have 28, and a sum to convert 25 with its places=; "
    "pass fewer places=, or fewer digits"
)


def narwhals() -> "ModuleType":
    """The library that speaks to every engine.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import narwhals
        import pyarrow as _  # noqa: F401  # the small tables are made of it
    except ImportError as error:
        raise MissingExtraError("frames", str(error.name)) from None
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

    def taken(self, columns: "Sequence[str]") -> None:
        """Keep these columns alone, in a form whose decimals are exact."""
        self.frame = self.frame.select(*columns)
        if self._in_arrow:
            table: Table = self.frame.collect().to_arrow()
            self.frame = narwhals().from_native(table).lazy()

    @contextmanager
    def telling(self) -> "Iterator[None]":
        """Say in our words what an engine that computes at once says of decimals that are too long."""
        try:
            yield
        except Exception as error:
            # Of any class: those of the engines have no base in common, and can be told by their names alone, for not
            # every engine is installed. All but one kind of error goes on as it is.
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


# A sum of fewer than ten thousand million cells of so many digits has at most 38.
CELL_DIGITS = 28


def check_columns(schema: "Mapping[str, object]", wanted: "Sequence[str]") -> None:
    """See that a frame has these columns."""
    problems = []
    for name in dict.fromkeys(wanted):
        if name not in schema:
            near = nearest_of(name, schema)
            offered = f" (nearest: {', '.join(map(repr, near))})" if near else ""
            problems.append(CellProblem(None, name, f"the frame must have it{offered}", tuple(schema)))
    if problems:
        raise FrameError("rows to total", problems)


def cell_type(dtype: "DType") -> tuple[bool, int]:
    """Whether cells can be added as they are, and their decimal places."""
    nw = narwhals()
    if isinstance(dtype, nw.Decimal):
        return dtype.precision <= CELL_DIGITS, dtype.scale
    return False, 0


def check_types(schema: "Mapping[str, DType]", named: "Mapping[str, str]", *, is_whole: bool = False) -> None:
    """See that columns hold what their names, ours, say."""
    problems = []
    for name, column in named.items():
        problem = _type_problem(name, column, schema[column])
        if is_whole and not schema[column].is_integer():
            problem = CellProblem(
                None, column, "it must hold whole numbers that count by one", schema[column]
            )
        if problem is not None:
            problems.append(problem)
    if problems:
        raise FrameError("rows to total", problems)


def _type_problem(name: str, column: str, dtype: "DType") -> CellProblem | None:
    """What is wrong with the type of a column, if anything is."""
    nw = narwhals()
    if name == "unit":
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
            rule += (
                "; floats have lost the printed digits: cast them to a decimal of the places that are meant"
            )
        if dtype.is_decimal() and dtype.scale > CELL_DIGITS:
            is_right, rule = False, f"it must have at most {CELL_DIGITS} decimal places"
    return None if is_right else CellProblem(None, column, rule, dtype)
