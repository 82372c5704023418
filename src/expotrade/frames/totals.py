"""Totals over frames of any engine: exact, with bounds, dated rates, and counts of what is left out."""

from collections.abc import Mapping, Sequence

from ..rates import RateTable
from ..units import UnitTable
from .engines import EngineFrame
from .request import total_request
from .sums import totals_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeVar

    from .request import On
    from .rivals import Rivals

    F = TypeVar("F")


def total(
    frame: "F",
    *,
    by: str | Sequence[str] = (),
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    columns: Mapping[str, str] | None = None,
    places: int = 6,
    each_rate: bool = False,
    rivals: "Rivals" = "warn",
    units: UnitTable | None = None,
) -> "F":
    """Sums of value, lower and upper bound by group and unit, with counts of what each sum leaves out.

    The same call works on a frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis or PySpark; a lazy frame gives a lazy
    one. It adds all rows: first remove rows that are part of others, such as January to July beside the year, and rows
    of another metric. `expotrade.total` finds such overlaps among the records of a catalog.

    Where the frame has the columns `record` and `metric`, as the figures of a catalog do, it looks for rows that state
    the same thing: figures of several sources, of which only one may be counted. `is_used` marks that one.

    Without `unit`, each unit has its row. With it, units of its dimension are converted exactly, and currencies if
    `rates` and `on` are given: the rows of a currency and a day are added first and then converted once.

    Args:
        frame: Rows with `value`, `low`, `high` (decimals or whole numbers, null if it is not disclosed or open) and
            `unit` (codes). Rates of each row's own day need `period_end`, and so does grouping by year or month.
        by: The columns to group by; "year" and "month" (202411) are derived from `period_end` if the frame has no such
            column.
        unit: The unit of all sums, by any known name.
        rates: The rate table for money in other currencies; it needs `unit` and `on`.
        on: The date of the rates, or "own" for the last day of each row's period.
        columns: The frame's own names of these columns, such as `{"value": "usd", "low": "usd", "high": "usd"}` for
            exact values without bounds of their own.
        places: The decimal places of a converted sum, 0 to 9. It is rounded once, at the end: the value to the nearest
            and a half to the even one, the bounds outwards. Rates with endless decimals, such as 1 / 7.25, are kept in
            24 digits, so a bound that would fall exactly on a last place may be one step further out.
        each_rate: Whether each rate in a group has a row, so that rates can be checked.
        rivals: What to do where several rows of one group are of one record, metric and period: "warn" adds them and
            warns how many there are, "raise" refuses them, "add" adds them without a warning, and "leave_out" counts
            only the rows whose `is_used` is true.
        units: A table with further nouns, for units of your own.

    Returns:
        A frame of the same kind; an eager one is sorted. It has these columns.

        - those of `by`, then `unit`
        - `value`, `low`, `high`: the sums; `low` or `high` is null if that end of any row is open, all three are
          null if no row is counted
        - `rows`: how many rows are counted; `without_value`: how many have no value
        - with `rivals="leave_out"` also `left_out`: how many rows are not counted because their figure is not used
        - with rates `without_rate` and `without_date`: how many have a value and no rate, or no day; `first_rate_date`
          and `last_rate_date`: the days of the rates; `rate_source`: who published them
        - with `each_rate` instead of the two days: `given_unit`, `rate`, `rate_date` and `given_value`, the sum before
          its conversion

        Sums that need no conversion are exact, in the decimal places of the frame. Cells have at most 28 digits, and
        converted sums 25: more is an error, never a wrong sum.

    Raises:
        FrameError: A column is missing or holds something else, such as floats; a cell is not finite. It names every
            such column and cell.
        TotalError: The frame cannot be totalled as asked: a unit is unknown, null or of another dimension, or rows are
            of one record and metric with `rivals="raise"`. A lazy frame shows this only when it is computed; the error
            of its engine has the same text.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        MissingExtraError: The extra `frames` is not installed.
        UnknownNameError: The unit is not known.
        ArgumentError: The rates are no table.

    Warns:
        RivalsWarning: Several rows of one record, metric and period are added.

    Example:
        >>> from decimal import Decimal
        >>> import polars as pl
        >>> from expotrade import frames
        >>> flows = pl.DataFrame({
        ...     "partner": ["TH", "TH", "VN"], "unit": ["USD", "USD", "USD"],
        ...     "value": [Decimal("1.5"), Decimal("2.25"), None],
        ...     "low": [Decimal("1.5"), Decimal("2.25"), None], "high": [Decimal("1.5"), None, None]})
        >>> frames.total(flows, by="partner").rows()
        [('TH', 'USD', Decimal('3.75'), Decimal('3.75'), None, 2, 0), ('VN', 'USD', None, None, None, 0, 1)]
    """
    request = total_request(
        by, unit, rates, on, columns, places, each_rate=each_rate, rivals=rivals, units=units
    )
    engine = EngineFrame(frame, "total")
    result: F = engine.to_native(totals_of(request, engine, is_last=True))  # type: ignore[assignment]
    return result
