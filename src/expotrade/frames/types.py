"""Whether a frame has the columns that a total needs, and whether these hold what can be added exactly."""

from .._internal.classes import nearest_of
from ..errors import CellProblem, FrameError
from .engines import narwhals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .engines import DType

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
