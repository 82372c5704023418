"""What is asked of a frame: by which columns, in which unit, at which rates; refused where it makes no sense."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import field

from .._internal.classes import frozen
from ..errors import CellProblem, FrameError, RateError, TotalError
from ..errors.advice import passing
from ..rates import RateTable
from ..rates.converting import Conversions
from ..units import UnitTable
from .engines import EngineFrame, narwhals
from .factors import ENDS, Factors, rate_factors, unit_factors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from .engines import Lazy
    from .rivals import Rivals

    On = date | Literal["own"] | None

STATED = ("stated_value", "stated_low", "stated_high")
COLUMNS = ("value", "low", "high", "unit", "period_end")
DATE_KEYS = ("year", "month")
"""The columns to group by that are made of the date where the frame has no column of the name."""

_RIVAL_COLUMNS = ("record", "metric", "is_used")
_COUNTS = ("rows", "without_value")
_RATE_COUNTS = ("without_rate", "without_date")
_TOTAL_COLUMNS = (*ENDS, *_COUNTS, *_RATE_COUNTS, "first_rate_date", "last_rate_date", "rate_source")
_RATE_COLUMNS = ("given_unit", "rate", "rate_date", "given_value")
_MOST_PLACES = 9
_RENAME = ": rename the column before"
_NO_STAR = (
    '\'*\' is no name of a column: name those to group by, as in by=["partner", "year"], or leave by= out for one '
    "total"
)


def asked_for(
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
    answers: Sequence[str] = (),
    over: str = "",
    is_fine: bool = False,
) -> "Asked":
    """What was asked for, once it makes sense without the frame."""
    table = units or UnitTable.builtin()
    asked = Conversions.asked(unit, rates, on, units=table)
    target = asked.unit
    keys = (by,) if isinstance(by, str) else tuple(by)
    if each_rate and asked.rates is None:
        raise RateError("each_rate=True needs exchange rates", each_rate, passing(unit="", rates="", on=""))
    if places not in range(_MOST_PLACES + 1):
        raise TotalError(f"to {places!r} places", f"pass 0 to {_MOST_PLACES}")
    if rivals not in ("warn", "raise", "add", "leave_out"):
        raise TotalError(f"with rivals={rivals!r}", 'pass "warn", "raise", "add" or "leave_out"')
    own = (*_TOTAL_COLUMNS, *answers, *(_RATE_COLUMNS if each_rate else ()), *(["unit"] if target else []))
    own = (*own, *(["left_out"] if rivals == "leave_out" else []))
    names = _frame_names(columns or {})
    _check_columns(keys, own, [*names.values(), *(carried or {}).values()])
    factors = None
    if target is not None:
        if asked.rates is None:
            factors = unit_factors(target)
        else:
            factors = rate_factors(asked.rates, target, asked.day(None), is_shown=each_rate)
    return Asked(
        by=tuple(dict.fromkeys(key for key in keys if key != "unit")),
        target=target,
        factors=factors,
        names=names,
        places=places,
        each_rate=each_rate,
        carried=dict(carried or {}),
        rivals=rivals,
        table=table,
        answers=(*own, "unit"),
        over=over,
        is_fine=is_fine,
    )


def _frame_names(columns: Mapping[str, str]) -> dict[str, str]:
    """What the frame calls our columns."""
    names = {name: name for name in (*COLUMNS, *_RIVAL_COLUMNS)}
    for name, frame_name in columns.items():
        if name not in names:
            raise TotalError(f"with a column {name!r}", f"the columns are called {', '.join(names)}")
        names[name] = frame_name
    return names


def _check_columns(keys: Sequence[str], added: Sequence[str], frame_names: Sequence[str]) -> None:
    """Refuse what is no name of a column, and what the answer calls its own columns."""
    for key in keys:
        if not isinstance(key, str):
            raise TotalError(f"by {key!r}", "pass the names of columns as text")
        if key in added:
            raise TotalError(f"by {key!r}", f"the answer has a column of its own with this name{_RENAME}")
    if "*" in (*keys, *frame_names):
        raise TotalError("by '*'" if "*" in keys else "with a column '*'", _NO_STAR)


@frozen
class Asked:
    """How a total was asked for.

    Args:
        by: The columns to group by, without the unit, as the frame calls them.
        target: The unit that is wanted.
        factors: What converts into it.
        names: What the frame calls our columns.
        places: The decimal places of what is converted.
        each_rate: Whether each rate has its row.
        carried: The columns of a stated growth that go along, by our names.
        rivals: What to do with rows of one record and metric.
        table: The units that there are.
        answers: The columns that the answer has besides those of `by`.
        over: The column of `by` that has to count by one, if any.
        is_fine: Whether converted sums have what is left of them beside, in more places.
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
    answers: tuple[str, ...] = field()
    over: str = field()
    is_fine: bool = field()

    @property
    def keys(self) -> tuple[str, ...]:
        """What the columns to group by are called until the end, so that none is taken for one of ours."""
        return tuple(self.key(name) for name in self.by)

    def key(self, name: str) -> str:
        """What one of the columns to group by is called until the end."""
        return f"__key_{self.by.index(name)}"

    @property
    def frame_names(self) -> dict[str, str]:
        """What the frame calls them."""
        return dict(zip(self.keys, self.by, strict=True))

    def with_frame_names(self, frame: "Lazy") -> "Lazy":
        """The answer with the names that the frame has for its columns."""
        nw = narwhals()
        frame_names = self.frame_names
        names = frame.collect_schema().names()
        renamed: Lazy = frame.select(*(nw.col(name).alias(frame_names.get(name, name)) for name in names))
        return renamed

    def check_names(
        self, engine: EngineFrame, schema: "Mapping[str, object]", date_keys: Sequence[str]
    ) -> None:
        """Refuse names that the engine of the frame would take for others; `date_keys` are those made of dates."""
        if engine.ignores_case:
            answers = {name.casefold(): name for name in self.answers}
            for key in self.by:
                if key.casefold() in answers:
                    own = answers[key.casefold()]
                    rule = f"the answer has a column {own!r}, and this engine does not tell capitals apart{_RENAME}"
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
