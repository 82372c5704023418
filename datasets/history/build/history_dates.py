"""Read the days and the place of an edition as claims, and choose among rivals: part of `build_history.py`.

Every row that prints days, a venue or a city becomes a claim with its wording and citation. A row whose wording prints
the city of its expo beside the days or the venue gives the city too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from attrs import evolve
from history_preference import MACHINE
from history_rows import Row

from expotrade.periods import Period
from expotrade.records import Citation, DatesClaim, VenueClaim

FIELDS = ("period", "opened", "closed", "venue", "city")


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
    both, opened, closed = _dated(rows)
    if both:
        period = Period.parse(best_dated(both).value)
        return Days(period.start, period.end)
    return Days(
        date.fromisoformat(best_dated(opened).value) if opened else None,
        date.fromisoformat(best_dated(closed).value) if closed else None,
    )


def _dated(rows: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows that print both days, the opening day, or the closing day; each with these days as its value."""
    found: list[list[Row]] = []
    for becomes, change in (("period", "dates"), ("opened", "opened"), ("closed", "closed")):
        found.append([row for row in rows if row.becomes == becomes])
        found[-1] += [replace(row, value=row.changes[change]) for row in rows if change in row.changes]
    return found[0], found[1], found[2]


def dates_of(row: Row) -> DatesClaim | None:
    """The days that a row prints, with its wording; the headline, if only that prints the opening day."""
    wording = row.as_printed
    if row.becomes == "period":
        period = Period.parse(row.value)
    elif row.becomes == "opened":
        period = Period(date.fromisoformat(row.value), None)
    elif row.becomes == "closed":
        period = Period(None, date.fromisoformat(row.value))
    elif "dates" in row.changes:
        period = Period.parse(row.changes["dates"])
    elif "opened" in row.changes:
        period, wording = Period(date.fromisoformat(row.changes["opened"]), None), row.source.title
    else:
        return None
    return DatesClaim(
        period=period,
        as_printed=wording,
        status=row.status,
        citations=(Citation(row.source),),
        note=row.note,
    )


def venue_of(row: Row, venues: Mapping[str, str], city: str) -> VenueClaim | None:
    """The venue and the city that a row prints, with its wording.

    Args:
        row: The row.
        venues: The name of each venue by how it is printed.
        city: The city of the expo.
    """
    named = row.value if row.becomes == "city" else city
    venue = venues[row.value] if row.becomes == "venue" else None
    printed = named if row.becomes in FIELDS and named in row.as_printed else None
    if venue is None and printed is None:
        return None
    return VenueClaim(
        venue=venue,
        city=printed,
        as_printed=row.as_printed,
        status=row.status,
        citations=(Citation(row.source),),
        note=row.note,
    )


def settle(
    rows: Sequence[Row], venues: Mapping[str, str], city: str, *, told: Sequence[Period] = ()
) -> list[DatesClaim | VenueClaim]:
    """The claims on the days and the place of an edition, rivals side by side.

    One of several rival days is marked, unless it is the first, which is used without a mark.

    Args:
        rows: All rows of the edition.
        venues: The name of each venue by how it is printed.
        city: The city of the expo.
        told: The days that the dataset `articles` has, which may come first after a merge.
    """
    dates = [claim for row in rows if (claim := dates_of(row)) is not None]
    places = [claim for row in rows if (claim := venue_of(row, venues, city)) is not None]
    names = {claim.venue for claim in places} - {None}
    if len(names) > 1:
        raise SystemExit(f"{rows[0].edition}: rival venues {names}; one must be chosen by a rule")
    both, opened, closed = _dated(rows)
    if not both and opened and closed:
        raise SystemExit(f"{rows[0].edition}: its days are printed apart; one claim must be made of them")
    if dates:
        best = dates_of(best_dated(both or opened or closed))
        place = dates.index(best)
        if place > 0 or any(period != best.period for period in told):
            dates[place] = evolve(best, is_preferred=True)
    return [*dates, *places]


def best_dated(rows: Sequence[Row]) -> Row:
    """The row to use among rows that print different ones.

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

    return min(rows, key=key)
