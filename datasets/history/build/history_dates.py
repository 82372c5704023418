"""Choose the dates, the venue and the city of an edition: part of `build_history.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True)
class Days:
    """The first and the last day of an edition as far as a row prints them."""

    opening: date | None = None
    closing: date | None = None

    @property
    def period(self) -> Period | None:
        """Both days as a period, open at the end of which no day is printed; None if neither is printed."""
        return None if self == Days() else Period(self.opening, self.closing)


def days_of(rows: Sequence[Row]) -> Days:
    """The days of an edition: from the rows that print both days, else from those that print one of them."""
    both = [row for row in rows if row.becomes == "period"]
    if both:
        period = Period.parse(best_dated(both))
        return Days(period.start, period.end)
    named = [row for row in rows if row.becomes == "opened"]
    named += [replace(row, value=row.changes["opened"]) for row in rows if "opened" in row.changes]
    opened, closed = named, [row for row in rows if row.becomes == "closed"]
    return Days(
        date.fromisoformat(best_dated(opened)) if opened else None,
        date.fromisoformat(best_dated(closed)) if closed else None,
    )


def settle(rows: Sequence[Row], venues: Mapping[str, str]) -> Settled:
    """The fields of an edition.

    Its period has both days if there is a row that prints them, else the one day that is printed.

    Args:
        rows: All rows of the edition.
        venues: The name of each venue by how it is printed.
    """
    days = days_of(rows)
    names = {venues[row.value] for row in rows if row.becomes == "venue"}
    cities = {row.value for row in rows if row.becomes == "city"}
    if len(names) > 1 or len(cities) > 1:
        raise SystemExit(
            f"{rows[0].edition}: rival venues {names} or cities {cities}; one must be chosen by a rule"
        )
    settled = Settled(days.period, days.closing, min(names, default=None), min(cities, default=None))
    agreed = {"period": str(days.period), "opened": str(days.opening), "closed": str(days.closing)}
    notes: list[str | None] = []
    for row in rows:
        if row.becomes in agreed and row.value != agreed[row.becomes]:
            settled.others.append((row, _PRINTED[row.becomes]))
        elif row.becomes in FIELDS or "opened" in row.changes:
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
