"""How rates lead from one currency to another: over a common base, on the last day that has both rates."""

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from ..amounts import Amount
from ..errors import RateNotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from .files import Days, Pair

    class Series(Protocol):
        """Rates by pair and day."""

        def pairs(self) -> Iterable[Pair]:
            """The pairs of a currency and its base."""

        def days(self, pair: Pair) -> Days:
            """The rates of a pair, by day in order."""


OLDEST = 7


class Routes:
    """The routes between the currencies of a series of rates."""

    __slots__ = ("series",)

    def __init__(self, series: "Series") -> None:
        self.series = series

    def currencies(self) -> tuple[str, ...]:
        """The currencies that have a rate, sorted."""
        return tuple(sorted({currency for pair in self.series.pairs() for currency in pair}))

    def legs(self, source: str, target: str, on: date) -> tuple[date, Amount, Amount]:
        """The day of the rate, and two amounts: target per base and source per base. Their quotient is the rate."""
        routes = self.between(source, target)
        for ordinal in range(on.toordinal(), max(on.toordinal() - OLDEST, 1) - 1, -1):
            day = date.fromordinal(ordinal)
            for above, below in routes:
                upper, lower = self._leg(above, day, on), self._leg(below, day, on)
                if upper is not None and lower is not None:
                    return day, upper, lower
        raise self._not_found(source, target, on, routes)

    def _leg(self, pair: "Pair", day: date, on: date) -> Amount | None:
        """The rate of a day; None if there is none, or if the series ends before `on`."""
        if pair[0] == pair[1]:
            return _one(pair)
        days = self.series.days(pair)
        rate = days.get(day) if on <= next(reversed(days)) else None
        return _one(pair) * rate if isinstance(rate, Decimal) else rate

    def between(self, source: str, target: str) -> "list[tuple[Pair, Pair]]":
        """The pairs of legs from one currency to another over a common base, which may be one of the two."""
        pairs = set(self.series.pairs())
        bases = sorted({base for _, base in pairs}, key=lambda base: (base not in (source, target), base))
        routes = []
        for base in bases:
            legs = ((target, base), (source, base))
            if all(leg[0] == leg[1] or leg in pairs for leg in legs):
                routes.append(legs)
        return routes

    def _known(self, routes: "list[tuple[Pair, Pair]]") -> set[date]:
        """The days on which both legs of a route have a rate."""
        known: set[date] = set()
        for route in routes:
            known |= set.intersection(*({*self.series.days(pair)} for pair in route if pair[0] != pair[1]))
        return known

    def legs_over(self, source: str, target: str, start: date, end: date) -> list[tuple[Amount, Amount]]:
        """The legs of each day with a rate between two days; a gap of more than a week is an error."""
        routes = self.between(source, target)
        known = self._known(routes)
        days = sorted(day for day in known if start <= day <= end)
        if not known or end > max(known):
            raise self._not_found(source, target, end, routes)
        if not days:
            raise self._not_found(source, target, end, routes, "no day of the period has a rate")
        edges = [start.toordinal() - 1, *(day.toordinal() for day in days), end.toordinal() + 1]
        for earlier, later in pairwise(edges):
            if later - earlier > OLDEST + 1:
                gap = date.fromordinal(earlier + OLDEST + 1)
                raise self._not_found(source, target, gap, routes)
        return [self.legs(source, target, day)[1:] for day in days]

    def _not_found(
        self, source: str, target: str, on: date, routes: "list[tuple[Pair, Pair]]", why: str = ""
    ) -> RateNotFoundError:
        """The error that names the nearest day with a rate, or the currencies of the table."""
        unknown = next((one for one in (source, target) if one not in self.currencies()), None)
        known = self._known(routes)
        if not self.currencies():
            why = "the table is empty"
        elif unknown is not None:
            why = f"it has no {unknown}; it has"
        elif not known:
            why = "nothing links the two on any day; it has"
        if not known:
            return RateNotFoundError(source, target, on, why, self.currencies())
        if not why:
            why = f"none is known within the {OLDEST} days before it"
            if on > max(known):
                why = "the rates end before it"
            elif on < min(known):
                why = "the rates begin after it"
        nearest = min(known, key=lambda day: (abs(day - on), day))
        return RateNotFoundError(source, target, on, f"{why}; the nearest is of", (str(nearest),))


@cache
def _one(pair: "Pair") -> Amount:
    """The amount 1 in the unit currency per base."""
    return Amount(1, f"{pair[0]}/{pair[1]}")
