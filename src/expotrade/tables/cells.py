"""Single cells of tidy rows: checks their kind, builds amounts from them, and compares them with each other.

A row gives an amount by its notation or by its parts. Where it has only the parts, "rounded" needs its bounds: a column
of decimals has one scale, so the value alone does not show to which printed place it was rounded.
"""

from datetime import date, datetime, time
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from math import isfinite

from .._internal.classes import nearest_of
from .._internal.decimals import EXACTLY, ROUGHLY, exponent, read_decimal
from .._internal.json_text import Rejected, parse_json
from ..amounts import Amount, Hedge
from ..errors import AmountError, ExpotradeError
from ..errors.advice import nearest_text
from .columns import Column, ColumnKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from ..units import UnitTable
    from .rows import Row

    Document = dict[str, Any]
    # The column of a wrong cell, the rule that it breaks, and its value.
    BadCell = tuple[str, str, object]


SCALE = 9
"""How many decimal places the columns of numbers have in frames; longer numbers are rounded, bounds outwards."""

_ONE = Decimal(1)
_STEP = Decimal((0, (1,), -SCALE))
_ROUNDINGS = {"low": ROUND_FLOOR, "high": ROUND_CEILING}
_TYPES: "Mapping[ColumnKind, tuple[type, ...]]" = {
    ColumnKind.TEXT: (str,),
    ColumnKind.WHOLE: (int,),
    ColumnKind.DECIMAL: (Decimal, int),
    ColumnKind.FLOAT: (float, int),
    ColumnKind.DATE: (date,),
    ColumnKind.FLAG: (bool,),
    ColumnKind.LIST: (list,),
    ColumnKind.OBJECT: (dict,),
}
KIND_RULES = {
    ColumnKind.TEXT: "it must be a text",
    ColumnKind.WHOLE: "it must be a whole number",
    ColumnKind.DECIMAL: "it must be a decimal or whole number: a float has lost the printed digits",
    ColumnKind.FLOAT: "it must be a number",
    ColumnKind.DATE: "it must be a date",
    ColumnKind.FLAG: "it must be true or false",
    ColumnKind.LIST: "it must be a list in JSON",
    ColumnKind.OBJECT: "it must be an object in JSON",
}
"""The rule of each kind of column."""

# Columns for people and for arithmetic. A row is read from the other columns, and these must agree with them.
_DERIVED = frozenset(
    (
        *("value", "low", "high", "hedge", "unit", "period_start", "period_end"),
        *("quantity_value", "quantity_low", "quantity_high", "quantity_hedge", "quantity_unit"),
        *("source", "source_title", "publisher", "published", "url", "paragraph"),
        *("record_kind", "record", "field", "expo", "edition"),
    )
)
AMOUNTS = (("", "amount"), ("quantity_", "quantity"))
"""The prefix of the columns of an amount, and the column of its notation."""

# Hedges whose bounds do not follow from the value.
_NEED_BOUNDS = ("ROUNDED", "BETWEEN")
# The columns of bounds, each with the column of its value.
_VALUE_OF_BOUND = {f"{prefix}{end}": f"{prefix}value" for prefix, _ in AMOUNTS for end in ("low", "high")}


def shifted(value: Decimal, column: str) -> Decimal:
    """A number rounded to the places of a frame: a value to the nearest, bounds outwards."""
    return value.quantize(_STEP, _ROUNDINGS.get(column.rpartition("_")[2], ROUND_HALF_EVEN), ROUGHLY)


def is_finite(number: Decimal | float) -> bool:
    """Whether a number is finite. A decimal that is too large for a float is finite too."""
    return number.is_finite() if isinstance(number, Decimal) else isfinite(number)


class RefusedRow(Exception):  # noqa: N818  # it never reaches a caller of the package
    """What is wrong with one row."""

    def __init__(self, *bad_cells: "BadCell") -> None:
        self.bad_cells = list(bad_cells)
        super().__init__(self.bad_cells)


def read_cell(column: Column, cell: object) -> "tuple[Any, str | None]":
    """The value of a cell that is not empty, and the rule that it breaks. JSON is parsed, midnight becomes its day."""
    value = cell
    if column.kind in (ColumnKind.LIST, ColumnKind.OBJECT):
        try:
            value = parse_json(cell) if isinstance(cell, str) else None
        except Rejected:
            value = None
    elif isinstance(cell, datetime) and cell.time() == time():
        value = cell.date()
    if type(value) not in _TYPES[column.kind]:
        return value, KIND_RULES[column.kind]
    if isinstance(value, (Decimal, float)) and not is_finite(value):
        return value, "it must be a finite number"
    return value, None


def missing_parts(cells: "Document", names: "Collection[str]", *, is_figure: bool) -> "Iterator[BadCell]":
    """The parts of amounts that a row lacks, and unknown hedges."""
    for prefix, notation in AMOUNTS:
        names_of_parts = [f"{prefix}{name}" for name in ("value", "hedge", "unit")]
        if not any(name in cells for name in (*names_of_parts, f"{prefix}low", f"{prefix}high", notation)):
            column = next((name for name in ("value", "amount") if name in names), None)
            if is_figure and not prefix and column is not None:
                yield column, "it must be given", None
            continue
        for name in names_of_parts:
            if name in names and name not in cells:
                yield name, "it must be given where there is an amount", None
        hedge = cells.get(f"{prefix}hedge", "EXACT")
        if hedge not in Hedge.__members__:
            near = nearest_text(nearest_of(hedge, Hedge.__members__))
            yield f"{prefix}hedge", f"it must be the name of a hedge{near}", hedge
        bounds = {f"{prefix}low", f"{prefix}high"}
        if hedge in _NEED_BOUNDS and notation not in cells and not bounds <= {*names}:
            rule = (
                f"{hedge} needs columns for its bounds, low and high, or one for the notation of the amount"
            )
            yield f"{prefix}hedge", rule, hedge


def amount_of(cells: "Document", prefix: str, notation: str, units: "UnitTable | None") -> str | None:
    """The canonical notation of an amount, from the row or built from its parts; None if the row has no amount."""
    if notation in cells:
        return str(cells[notation])
    if f"{prefix}value" not in cells:
        return None
    value, unit, hedge = (cells[f"{prefix}{name}"] for name in ("value", "unit", "hedge"))
    low, high = (cells.get(f"{prefix}{name}") for name in ("low", "high"))
    try:
        number = plain(value)
        if hedge == "BETWEEN":
            return str(Amount.between(low, high, unit, value=number, units=units))
        if hedge == "ROUNDED":
            number = _at_place(number, number if high is None else high)
        return str(Amount(number, unit, hedge=Hedge[hedge], units=units))
    except ExpotradeError as error:
        name = "unit" if isinstance(error, LookupError) else "value"
        rule = f"it must make an amount: {error}"
        raise RefusedRow((f"{prefix}{name}", rule, cells[f"{prefix}{name}"])) from None


def plain(value: object) -> Decimal:
    """A number without the zeros that the scale of a column adds."""
    number = read_decimal(value)
    shortest = number.normalize(ROUGHLY)
    return shortest if exponent(shortest) <= 0 else shortest.quantize(_ONE, context=ROUGHLY)


def _at_place(number: Decimal, high: Decimal | int) -> Decimal:
    """A rounded number with the printed place that follows from its upper bound."""
    unit = EXACTLY.multiply(2, EXACTLY.subtract(read_decimal(high), number)).normalize(EXACTLY)
    if unit <= 0 or unit.as_tuple().digits != (1,):
        raise AmountError(number, f"the bounds of ROUNDED are half a printed place away, not at {high}")
    return number.quantize(unit, context=ROUGHLY)


def citations_from_columns(cells: "Document") -> "list[Document]":
    """The citation that the columns of the source describe, as a list of at most one."""
    if "source" not in cells:
        return []
    return [
        {"source": cells["source"], **({"paragraph": cells["paragraph"]} if "paragraph" in cells else {})}
    ]


def sources_from_columns(cells: "Document") -> "list[Document]":
    """The source that its columns describe, as a list of at most one."""
    if "source" not in cells:
        return []
    names = ("publisher", "published", "url")
    details = {name: cells[name] for name in names if name in cells}
    title = {"title": cells["source_title"]} if "source_title" in cells else {}
    return [{"id": cells["source"], **title, **details}]


def mismatches(
    cells: "Document", row: "Row", names: frozenset[str], also: "Collection[str]" = ()
) -> "Iterator[BadCell]":
    """Columns that differ from the record that the row was read into; `also` names further ones to compare."""
    for name in sorted(names & _DERIVED.union(also)):
        stated, expected = cells.get(name), row.get(name)
        # An empty bound means an open end. Any other empty cell means that nothing is known, so it agrees.
        if stated is None and not (
            name in _VALUE_OF_BOUND and expected is not None and _VALUE_OF_BOUND[name] in cells
        ):
            continue
        if stated != expected and not (isinstance(expected, Decimal) and stated == shifted(expected, name)):
            shown = "empty" if expected is None else expected
            yield name, f"it must be {shown}, as the rest of the row says", stated


# A text that begins with one of these is a formula to a spreadsheet; some take full-width signs for plain ones.
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula, or would without its leading apostrophes and spaces."""
    return text.lstrip("' \u00a0\u3000").startswith(_FORMULA_SIGNS)
