"""Validated arguments of a total over a frame, and what is refused: wrong columns, types and units."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from attrs import field

from .._internal.classes import frozen, nearest_of
from ..errors import CellProblem, FrameError, RateError, TotalError
from ..errors.advice import advise, nearest_text, passing
from ..rates import RateTable
from ..rates.converting import WITH_RATES, Conversions
from ..units import UnitTable
from .engines import NO_FLOATS, EngineFrame, narwhals
from .exact import CELL_DIGITS
from .factors import ENDS, Factors, rate_factors, unit_factors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from .engines import DType, Expr, Lazy
    from .rivals import Rivals

    On = date | Literal["own"] | None

STATED = ("stated_value", "stated_low", "stated_high")
COLUMNS = ("value", "low", "high", "unit", "period_end")
DATE_KEYS = ("year", "month")
"""The columns to group by that are derived from `period_end` where the frame does not have them."""

_RIVAL_COLUMNS = ("record", "metric", "is_used")
_COUNTS = ("rows", "without_value")
_RATE_COUNTS = ("without_rate", "without_date")
_TOTAL_COLUMNS = (*ENDS, *_COUNTS, *_RATE_COUNTS, "first_rate_date", "last_rate_date", "rate_source")
_RATE_COLUMNS = ("given_unit", "rate", "rate_date", "given_value")
_MOST_PLACES = 9
_RENAME = ": rename the column before"
_NO_STAR = (
    '\'*\' is not the name of a column: name the columns to group by, as in by=["partner", "year"], or leave by= out '
    "for one total"
)
STATED_TWICE = (
    "cannot total rows of one group that state a growth twice: "
    "keep the stated growth in one row of each group"
)
_UNMARKED = "cannot total rows whose is_used is empty: fill it with true or false, or leave such rows out"
_ENDLESS = "cannot total rows with an infinite period_end: leave the cell empty if the day is not known"
_UNKNOWN = "rows in the unit "
_EXPRESS = "cannot express "
_WITHOUT_RATES = " without exchange rates"
_NO_UNIT = (
    "it is not a code in the table of units: write the code, such as USD, t or exhibitor, or pass units= with a "
    "table that has it"
)


def total_request(
    by: str | Sequence[str],
    unit: str | None,
    rates: "RateTable | Literal['ecb'] | None",
    on: "On",
    columns: Mapping[str, str] | None,
    places: int,
    *,
    each_rate: bool = False,
    carried: Mapping[str, str] | None = None,
    rivals: "Rivals" = "warn",
    units: UnitTable | None = None,
    more_columns: Sequence[str] = (),
    over: str = "",
    is_fine: bool = False,
) -> "TotalRequest":
    """The arguments of a total, checked as far as is possible without the frame."""
    table = units or UnitTable.builtin()
    conversions = Conversions.asked(unit, rates, on, units=table)
    target = conversions.unit
    keys = (by,) if isinstance(by, str) else tuple(by)
    if each_rate and conversions.rates is None:
        raise RateError("each_rate=True needs exchange rates", each_rate, passing(unit="", rates="", on=""))
    if places not in range(_MOST_PLACES + 1):
        raise TotalError(f"to {places!r} places", f"pass 0 to {_MOST_PLACES}")
    if rivals not in ("warn", "raise", "add", "leave_out"):
        raise TotalError(f"with rivals={rivals!r}", 'pass "warn", "raise", "add" or "leave_out"')
    result_columns = [*_TOTAL_COLUMNS, *more_columns, *(_RATE_COLUMNS if each_rate else ())]
    result_columns += ["unit"] if target else []
    result_columns += ["left_out"] if rivals == "leave_out" else []
    names = _frame_names(columns or {})
    _check_columns(keys, result_columns, [*names.values(), *(carried or {}).values()])
    factors = None
    if target is not None:
        if conversions.rates is None:
            factors = unit_factors(target)
        else:
            factors = rate_factors(conversions.rates, target, conversions.day(None), is_shown=each_rate)
    return TotalRequest(
        by=tuple(dict.fromkeys(key for key in keys if key != "unit")),
        target=target,
        factors=factors,
        names=names,
        places=places,
        each_rate=each_rate,
        carried=dict(carried or {}),
        rivals=rivals,
        table=table,
        result_columns=(*result_columns, "unit"),
        over=over,
        is_fine=is_fine,
    )


def _frame_names(columns: Mapping[str, str]) -> dict[str, str]:
    """The name in the frame of each column that a total reads."""
    names = {name: name for name in (*COLUMNS, *_RIVAL_COLUMNS)}
    for name, frame_name in columns.items():
        if name not in names:
            raise TotalError(f"with a column {name!r}", f"the columns are called {', '.join(names)}")
        names[name] = frame_name
    return names


def _check_columns(keys: Sequence[str], added: Sequence[str], frame_names: Sequence[str]) -> None:
    """Refuse keys that cannot be names of columns, or that the result uses for its own columns."""
    for key in keys:
        if not isinstance(key, str):
            raise TotalError(f"by {key!r}", "pass the names of columns as text")
        if key in added:
            raise TotalError(f"by {key!r}", f"the result has a column of its own with this name{_RENAME}")
    if "*" in (*keys, *frame_names):
        raise TotalError("by '*'" if "*" in keys else "with a column '*'", _NO_STAR)


@frozen
class TotalRequest:
    """Validated arguments of a total.

    Args:
        by: The columns to group by, without the unit, as the frame calls them.
        target: The unit of the result; None if each unit has its row.
        factors: The factors of conversion into that unit.
        names: The name in the frame of each column that a total reads.
        places: The decimal places of converted sums.
        each_rate: Whether each rate has its row.
        carried: The name in the frame of each column of a stated growth, which the result has too.
        rivals: What to do with rows of one record and metric.
        table: The known units.
        result_columns: The columns of the result besides those of `by`.
        over: The column of `by` that must contain whole numbers, if any.
        is_fine: Whether converted sums also have columns of twelve more places, for quotients.
    """

    by: tuple[str, ...] = field()
    target: str | None = field()
    factors: Factors | None = field()
    names: dict[str, str] = field()
    places: int = field()
    each_rate: bool = field()
    carried: dict[str, str] = field()
    rivals: "Rivals" = field()
    table: UnitTable = field()
    result_columns: tuple[str, ...] = field()
    over: str = field()
    is_fine: bool = field()

    @property
    def keys(self) -> tuple[str, ...]:
        """Temporary names of the columns to group by: in between they cannot clash with columns of the total."""
        return tuple(self.key(name) for name in self.by)

    def key(self, name: str) -> str:
        """The temporary name of one of the columns to group by."""
        return f"__key_{self.by.index(name)}"

    @property
    def frame_names(self) -> dict[str, str]:
        """The name in the caller's frame of each temporary name."""
        return dict(zip(self.keys, self.by, strict=True))

    def with_frame_names(self, frame: "Lazy") -> "Lazy":
        """A result with the caller's names instead of the temporary ones."""
        nw = narwhals()
        frame_names = self.frame_names
        names = frame.collect_schema().names()
        renamed: Lazy = frame.select(*(nw.col(name).alias(frame_names.get(name, name)) for name in names))
        return renamed

    def check_names(
        self, engine: EngineFrame, schema: "Mapping[str, object]", date_keys: Sequence[str]
    ) -> None:
        """Refuse names that the engine would confuse with others; `date_keys` are the keys derived from dates."""
        if engine.ignores_case:
            results = {name.casefold(): name for name in self.result_columns}
            for key in self.by:
                if key.casefold() in results:
                    own = results[key.casefold()]
                    rule = (
                        f"the result has a column {own!r}, and this engine ignores capitals in names{_RENAME}"
                    )
                    raise TotalError(f"by {key!r}", rule)
            problems = [
                CellProblem(
                    None, name, f"by={key!r} would mean it too: write by={name!r}, or rename it", name
                )
                for key in date_keys
                for name in schema
                if name.casefold() == key
            ]
            if problems:
                raise FrameError("rows to total", problems)
        if engine.has_patterns:
            for name in (*self.by, *self.names.values(), *self.carried.values()):
                if name.startswith("^") and name.endswith("$"):
                    raise TotalError(
                        f"with a column {name!r}", f"polars takes this name for a pattern{_RENAME}"
                    )


def missing_columns(schema: "Mapping[str, object]", named: "Mapping[str, str]") -> "list[CellProblem]":
    """The required columns that a frame lacks; `named` has its name of each."""
    problems: list[CellProblem] = []
    for key, name in named.items():
        if name in schema or any(problem.column == name for problem in problems):
            continue
        near = [
            column_name for column_name in schema if column_name.casefold() == name.casefold()
        ] or nearest_of(name, schema)
        rule = f"the frame must have it{nearest_text(near)}"
        if key in ("low", "high"):
            shown = ", ".join(f'"{end}": "{named["value"]}"' for end in ("low", "high"))
            rule += f"; where values are exact and have no bounds of their own, pass columns={{{shown}}}"
        problems.append(CellProblem(None, name, rule, tuple(schema)))
    return problems


def cell_type(dtype: "DType") -> tuple[bool, int]:
    """Whether the cells of a type can be added without a cast, and their decimal places."""
    nw = narwhals()
    if isinstance(dtype, nw.Decimal):
        return dtype.precision <= CELL_DIGITS, dtype.scale
    return False, 0


def type_problems(
    schema: "Mapping[str, DType]", named: "Mapping[str, str]", whole_numbers: str = ""
) -> "list[CellProblem]":
    """The columns whose type does not fit their meaning; the column `whole_numbers` must contain whole numbers."""
    problems = [
        _type_problem(key, column_name, schema[key]) for key, column_name in named.items() if key in schema
    ]
    if whole_numbers in schema and not schema[whole_numbers].is_integer():
        rule = "it must contain whole numbers that count by one"
        problems.append(CellProblem(None, named[whole_numbers], rule, schema[whole_numbers]))
    return list({problem.column: problem for problem in problems if problem is not None}.values())


def _type_problem(name: str, column: str, dtype: "DType") -> CellProblem | None:
    """The problem with the type of a column, or None."""
    nw = narwhals()
    if name.startswith("__key"):
        return None
    if name == "__is_used":
        fits = dtype in (nw.Boolean, nw.Unknown)
        rule = "it must contain true or false"
    elif name == "unit":
        fits = dtype in (nw.String, nw.Categorical) or isinstance(dtype, nw.Enum)
        rule = "it must contain unit codes as text"
    elif name == "period_end":
        # In some engines a column without any value has an unknown type.
        fits = dtype in (nw.Date, nw.Datetime, nw.Unknown)
        rule = "it must contain dates"
    else:
        fits = dtype.is_integer() or dtype.is_decimal() or dtype == nw.Unknown
        rule = "it must contain decimals or whole numbers"
        if dtype.is_float():
            rule = NO_FLOATS
        if dtype.is_decimal() and dtype.scale > CELL_DIGITS:
            fits, rule = False, f"it must have at most {CELL_DIGITS} decimal places"
    return None if fits else CellProblem(None, column, rule, dtype)


def refusal(request: "TotalRequest", count_column: str, *, may_be_endless: bool) -> "Expr":
    """The sentence that says why a group cannot be totalled, or an empty text."""
    nw = narwhals()
    unit = nw.col("__unit")
    codes = request.table.codes if request.factors is None else request.factors.units
    other_unit = nw.lit("")
    if request.factors is not None:
        other_unit = _sentence(
            "cannot total ", unit, f" in {request.target}: it measures something else; total it separately"
        )
        if request.factors.source is None and request.table.is_currency(request.target or ""):
            money = sorted(code for code in request.table.codes if request.table.is_currency(code))
            after = advise(f" in {request.target}{_WITHOUT_RATES}", WITH_RATES)
            other_unit = (
                nw.when(unit.is_in(money)).then(_sentence(_EXPRESS, unit, after)).otherwise(other_unit)
            )
    unknown_unit = _sentence(f"cannot total {_UNKNOWN}'", unit, f"': {_NO_UNIT}")
    # Most rows pass the first, quick test. The pattern that takes a compound unit apart is slow, so it is only used
    # where the result decides whether the row is refused.
    if request.factors is None:
        is_unit = unit.str.contains(_any_unit(request.table))
    else:
        is_unit = unit.is_in(sorted(request.table.codes)) | unit.str.contains("/", literal=True)
    text = (
        nw.when(unit.is_in(sorted(codes)))
        .then(nw.lit(""))
        .otherwise(nw.when(is_unit).then(other_unit).otherwise(unknown_unit))
    )
    if request.carried:
        text = nw.when(nw.col("__stated") > 1).then(nw.lit(STATED_TWICE)).otherwise(text)
    if count_column != "__rows":
        # The counts differ only in an engine that returns null if a cast fails.
        lost = nw.lit("cannot total as asked: a cell has more than 28 digits")
        text = nw.when(nw.col(count_column) != nw.col("__rows")).then(lost).otherwise(text)
    if may_be_endless:
        is_daily = request.factors is not None and request.factors.is_daily
        has_no_end = is_endless(nw.col("__day")) if is_daily else nw.col("__endless") == 1
        text = nw.when(has_no_end).then(nw.lit(_ENDLESS)).otherwise(text)
    if request.rivals == "leave_out":
        text = nw.when(nw.col("__marked") != nw.col("__given")).then(nw.lit(_UNMARKED)).otherwise(text)
    no_unit = nw.lit("cannot total rows without a unit: fill the column of units, or leave such rows out")
    refusal: Expr = nw.when(unit.is_null()).then(no_unit).otherwise(text)
    return refusal


def _sentence(before: str, unit: "Expr", after: str) -> "Expr":
    """A sentence about a unit, as a column."""
    nw = narwhals()
    sentence: Expr = nw.concat_str(nw.lit(before), unit.fill_null(""), nw.lit(after), separator="")
    return sentence


def _unit_hint(name: str, table: UnitTable) -> str:
    """The code of a unit that was given by its name, or the codes nearest to it."""
    code = table.find(name)
    return nearest_text(table.nearest(name)) if code is None else f"; {name!r} is {code!r}"


@lru_cache(maxsize=16)
def _any_unit(table: UnitTable) -> str:
    """A pattern of all unit codes, also of compound ones such as "USD/exhibitor"."""
    simple = f"(?:{'|'.join(map(re.escape, sorted(table.codes)))})"
    product = rf"{simple}(?:\*{simple})*"
    return rf"^(?:1/)?{product}(?:/{product})?$"


def is_endless(day: "Expr") -> "Expr":
    """Whether a day is infinite, in the past or in the future."""
    nw = narwhals()
    outside: Expr = (day > nw.lit(date.max)) | (day < nw.lit(date.min))
    return outside


def raise_refusals(texts: "Iterable[str]", table: UnitTable) -> None:
    """Raise the first of the texts that say why a group cannot be totalled; an empty text says nothing.

    Raises:
        RateError: It says that a currency has no rate.
        TotalError: It says something else.
    """
    refusals = sorted({text for text in texts if text})
    if refusals and refusals[0].startswith(_EXPRESS):
        unit, _, _ = refusals[0].removeprefix(_EXPRESS).partition(" ")
        problem, _, _ = refusals[0].partition(": ")
        raise RateError(problem, unit, WITH_RATES)
    if refusals:
        subject, _, rule = refusals[0].removeprefix("cannot total ").partition(": ")
        if subject.startswith(_UNKNOWN):
            rule += _unit_hint(subject.removeprefix(_UNKNOWN).strip("'"), table)
        raise TotalError(subject, rule)
