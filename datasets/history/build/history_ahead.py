"""Find the rows whose pages were printed before their edition opened: part of `build_history.py`.

Before the opening day nothing of an edition has happened. A number on such a page is one of two things:

- a count of what had happened by then (applications, delegations that were formed) is the level as of the page;
- everything else (area, exhibitors, visitors, economies) is expected; it is planned only if the wording says so.

`so_far.csv` lists the metrics that count what had happened. The field `ahead` of `rows.csv` lists the rows that are
read in the other way, each with the reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from history_rows import Row, read_table

SO_FAR, EXPECTED = "so_far", "expected"

_PREVIEW = re.compile(r"\bpreview\b", re.IGNORECASE)
_AHEAD = re.compile(r"\bpre-(?:event|opening)\b", re.IGNORECASE)


def says_ahead(title: str, note: str | None) -> bool:
    """Whether the title calls a page a preview, or the note says that it is from before the event or the opening."""
    return bool(_PREVIEW.search(title) or _AHEAD.search(note or ""))


def mark_ahead(rows: Sequence[Row], openings: Mapping[str, date | None]) -> list[Row]:
    """The same rows; each that was printed before the opening of its edition says how its number is read.

    Args:
        rows: All rows.
        openings: The opening day of each edition, None where no row prints it.
    """
    announcing = {row.source.id for row in rows if says_ahead(row.source.title, row.note)}
    so_far = {one["metric"] for one in read_table("so_far.csv")}
    marked = []
    for row in rows:
        given, reading = row.changes.get("ahead"), None
        if is_ahead(row, openings[row.edition], announces=row.source.id in announcing):
            reading = given or (SO_FAR if row.metric in so_far else EXPECTED)
        elif given:
            raise SystemExit(f"rows.csv: row {row.number} was not printed before the opening")
        marked.append(replace(row, ahead=reading))
    return marked


def is_ahead(row: Row, opening: date | None, *, announces: bool) -> bool:
    """Whether the page of a row was surely printed before the edition opened.

    Args:
        row: The row.
        opening: The first day of its edition, None if it is not known; then the year decides.
        announces: Whether the page says that it is a preview; it decides if the dates alone do not.
    """
    published = row.source.published
    if published is None or published.start is None or published.end is None:
        return False
    if opening is None:
        return published.end.year < row.year or (announces and published.start.year <= row.year)
    return published.end < opening or (announces and published.start <= opening)
