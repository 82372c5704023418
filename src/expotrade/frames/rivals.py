"""Finds rival rows: figures of several sources for the same record, metric and time.

A sum of rivals counts one thing several times. A frame of figures contains all of them and marks the one that is used.
"""

from warnings import warn

from ..errors import RivalsWarning, TotalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from .engines import EngineFrame, Lazy

    Rivals = Literal["warn", "raise", "add", "leave_out"]

# The columns of the time of a row. Tidy rows have both ends, while the period that the source stated may be empty.
_TIMES = ("period_start", "period_end")
_RULE = 'pass rivals="leave_out" to count only the rows whose is_used is true'


def check_rivals(
    engine: "EngineFrame",
    frame: "Lazy",
    rivals: "Rivals",
    names: "Mapping[str, str]",
    by: "Sequence[str]",
    depth: int,
) -> None:
    """Find rows that would be added although they state the same thing, and warn of them or refuse them.

    A lazy frame is queried here too; the query returns two numbers.

    Args:
        engine: The caller's frame, which knows how its engine counts.
        frame: The same frame before columns were selected.
        rivals: What to do with such rows.
        names: The name in the frame of each column that a total reads.
        by: The columns that the rows are grouped by.
        depth: How many calls are between the caller and this one.

    Raises:
        TotalError: There are such rows and `rivals` is "raise", or `is_used` marks several of them.

    Warns:
        RivalsWarning: There are such rows.
    """
    schema = frame.collect_schema()
    record, metric, used = (names[name] for name in ("record", "metric", "is_used"))
    if rivals == "add" or record not in schema or metric not in schema:
        return
    times = [names.get(name, name) for name in _TIMES]
    keys = [name for name in (record, metric, *times, *by) if name in schema]
    is_leaving = rivals == "leave_out"
    things, rows = engine.repeated(frame, [*dict.fromkeys(keys)], only=used if is_leaving else None)
    if not things:
        return
    several = "one record and metric is" if things == 1 else f"{things} pairs of record and metric are"
    repeated = f"{several} stated more than once for the same time, in {rows} rows"
    if is_leaving:
        rule = "their is_used is true in more than one: leave one row of each"
        raise TotalError(f"where {repeated}", rule)
    if used not in schema:
        leave_out = 'leave one row of each, or give the frame a column is_used and pass rivals="leave_out"'
    else:
        leave_out = _RULE
    if rivals == "raise":
        raise TotalError(f"where {repeated}", f'{leave_out}, or rivals="add" to add them all')
    text = f'{repeated}, and all are added: {leave_out}, or rivals="add" to accept it'
    warn(text, RivalsWarning, stacklevel=depth)
