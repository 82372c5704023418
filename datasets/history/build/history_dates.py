"""Choose the dates, the venue and the city of an edition: part of `build_history.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from history_preference import MACHINE
from history_rows import Row

from expotrade.periods import Period
from expotrade.records import Citation

_PRINTED = {"period": "dates", "opened": "opening day", "closed": "closing day"}
FIELDS = ("period", "opened", "closed", "venue", "city")


@dataclass
class Settled:
    """The fields of an edition, and the rows that print other dates, each with a word for the kind of date."""

    period: Period | None
    last_day: date | None
    venue: str | None
    city: str | None
    note: str | None = None
    citations: list[Citation] = field(default_factory=list)
    others: list[tuple[Row, str]] = field(default_factory=list)


def settle(rows: Sequence[Row], venues: Mapping[str, str]) -> Settled:
    """The fields of an edition.

    Its period is taken from the rows that print both days. If there is no such row, a closing day still gives the last
    day, which separates reports from previews.

    Args:
        rows: All rows of the edition.
        venues: The name of each venue by how it is printed.
    """
    both = [row for row in rows if row.becomes == "period"]
    closings = [row for row in rows if row.becomes == "closed"]
    period = Period.parse(best_dated(both)) if both else None
    last_day = None if period is None else period.end
    if last_day is None and closings:
        last_day = date.fromisoformat(best_dated(closings))
    names = {venues[row.value] for row in rows if row.becomes == "venue"}
    cities = {row.value for row in rows if row.becomes == "city"}
    if len(names) > 1 or len(cities) > 1:
        raise SystemExit(
            f"{rows[0].edition}: rival venues {names} or cities {cities}; one must be chosen by a rule"
        )
    settled = Settled(period, last_day, min(names, default=None), min(cities, default=None))
    agreed = {
        "period": str(period),
        "opened": None if period is None else str(period.start),
        "closed": None if period is None else str(period.end),
    }
    notes: list[str | None] = []
    for row in rows:
        if row.becomes in agreed and row.value != agreed[row.becomes]:
            settled.others.append((row, _PRINTED[row.becomes]))
        elif row.becomes in FIELDS:
            notes.append(row.note)
            if Citation(row.source) not in settled.citations:
                settled.citations.append(Citation(row.source))
    settled.note = "; ".join(note for note in notes if note) or None
    return settled


def best_dated(rows: Sequence[Row]) -> str:
    """The dates to use among rows that print different ones.

    What somebody wrote comes before what a machine translated, actual before planned, published from the first day on
    before earlier, more sources with these dates before fewer, then the class of the publisher, then the earlier.
    """

    def key(row: Row) -> tuple[object, ...]:
        published = row.source.published
        first_day = Period.parse(row.value).start
        is_ahead = (
            published is None or published.end is None or first_day is None or published.end < first_day
        )
        return (
            row.publisher_class == MACHINE,
            row.bound == "planned",
            is_ahead,
            -sum(other.value == row.value for other in rows),
            row.class_rank,
            date.max.toordinal() if published is None else published.sort_key()[0],
            row.number,
        )

    return min(rows, key=key).value
