"""Periods as sources print them: a year, a half, January to July, six days in November, everything up to 2022."""

import re
from datetime import date, timedelta

from ._internal.classes import frozen, is_day
from .errors import PeriodError, PeriodTypeError
from .errors.advice import shown

__all__ = ["Period"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 64
_SPAN = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|([0-9]{2})(?:-([0-9]{2}))?))?")
_FORMS = (
    "write a year (2024), a half (2023-H1), a quarter (2024-Q3), a month (2019-11) or a day (2023-11-26), "
    "or two of them with a slash (2024-01/2024-07), where '..' is an open end (../2022)"
)


@frozen(order=False)  # the default, written out because mypy would else accept `<`
class Period:
    """The days of a figure, an edition or a claim; both dates are inclusive, one end may be open.

    Use it for every time in a source, as precise as it is printed: "in 2023" is the whole year. It has no times of day
    and no time zones. There is no `<`, because periods overlap; sort by `key=Period.sort_key`.

    Args:
        start: The first day; None if the period has no beginning (cumulative figures).
        end: The last day; None if the period has no end.

    Raises:
        PeriodError: Both ends are open, or the end is before the start.
        PeriodTypeError: An end is neither a plain `date` nor None; a `datetime` is refused as well.

    Source: ISO 8601-1:2019 for dates and intervals; open ends as in ISO 8601-2:2019 (known as EDTF). Halves and
        quarters are written as the press and the customs offices do, not as the numeric codes of part 2.

    Example:
        >>> from datetime import date
        >>> import expotrade as ex
        >>> ex.Period(date(2024, 1, 1), date(2024, 7, 31))
        Period.parse('2024-01/2024-07')
    """

    start: date | None
    end: date | None

    def __attrs_post_init__(self) -> None:
        for day in (self.start, self.end):
            if day is not None and not is_day(day):
                raise PeriodTypeError(day, "a date or None")
        if self.start is None and self.end is None:
            raise PeriodError("../..", "one end must be a date; leave the period out if neither is known")
        if self.start is not None and self.end is not None and self.end < self.start:
            rule = "it ends before it starts; write the earlier date first, such as '2024-01/2024-07'"
            raise PeriodError(f"{self.start}/{self.end}", rule)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period of a text in ISO 8601 style; the inverse of `str(period)`.

        It reads the whole text or refuses it: no blanks, no shortened second half ("2019-11-05/10"), ASCII only.

        Args:
            text: A year, half, quarter, month or day, or two of these with a slash between: the first gives the start,
                the second the end; ".." is an open end. At most 64 characters.

        Returns:
            The period, from the first day of the first expression to the last day of the last.

        Raises:
            PeriodError: The text has another form, names a day that the calendar lacks, or runs backwards.
            PeriodTypeError: It is not text.

        Source:
            ISO 8601-1:2019, with the open ends of ISO 8601-2:2019.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2023-H1").end
            datetime.date(2023, 6, 30)
            >>> ex.Period.parse("../2022").is_open
            True
        """
        if not isinstance(text, str):
            raise PeriodTypeError(text, "text such as '2024-01/2024-07'")
        if len(text) > _LONGEST:
            raise PeriodError(text, f"it has at most {_LONGEST} characters; {_FORMS}")
        first, slash, last = text.partition("/")
        if not slash:
            return cls(*_span(text, text))
        start = None if first == ".." else _span(first, text)[0]
        end = None if last == ".." else _span(last, text)[1]
        try:
            return cls(start, end)
        except PeriodError as error:
            raise PeriodError(text, error.rule) from None

    def __str__(self) -> str:
        """The shortest text that writes both ends in one precision: "2024", "2023-H1", "2024-01/2024-07", "../2022"."""
        start, end = self.start, self.end
        if _on_months(start, end):
            on_years = (start is None or start.month == 1) and (end is None or end.month == 12)
            length = 4 if on_years else 7
        else:
            length = 10
        first = ".." if start is None else start.isoformat()[:length]
        last = ".." if end is None else end.isoformat()[:length]
        if first == last:
            return first
        if start is not None and end is not None and length == 7 and start.year == end.year:
            months = end.month - start.month + 1
            if months == 6 and start.month in (1, 7):
                return f"{first[:4]}-H{end.month // 6}"
            if months == 3 and start.month in (1, 4, 7, 10):
                return f"{first[:4]}-Q{end.month // 3}"
        return f"{first}/{last}"

    def __repr__(self) -> str:
        return f"Period.parse({str(self)!r})"

    @property
    def is_open(self) -> bool:
        """Whether one end is open, as in figures that are cumulative to a date.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2013/..").is_open, ex.Period.parse("2013").is_open
            (True, False)
        """
        return self.start is None or self.end is None

    @property
    def is_whole_year(self) -> bool:
        """Whether the period is exactly one calendar year, from 1 January to 31 December.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2024-01/2024-12").is_whole_year, ex.Period.parse("2024-01/2024-07").is_whole_year
            (True, False)
        """
        return self.months == 12 and self.start is not None and self.start.month == 1

    @property
    def days(self) -> int | None:
        """The number of days, including both ends; None if an end is open.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2019-11-05/2019-11-10").days
            6
        """
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int | None:
        """The number of calendar months; None if an end is open or is not the first or last day of a month.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2024-01/2024-07").months
            7
        """
        if self.start is None or self.end is None or not _on_months(self.start, self.end):
            return None
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    @property
    def length(self) -> tuple[str, int | None]:
        """The length for comparisons, in months if the period consists of whole months, else in days.

        In months a leap year is as long as any other year.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2024").length, ex.Period.parse("2023-11-05/2023-11-10").length
            (('months', 12), ('days', 6))
        """
        return ("days", self.days) if self.months is None else ("months", self.months)

    def contains(self, other: "date | Period") -> bool:
        """Whether this period contains every day of another; `other in period` is the same.

        Args:
            other: A date or a period. A period with an open end is only inside one that is open there too.

        Raises:
            PeriodTypeError: The other is neither, or is a `datetime`.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2024").contains(ex.Period.parse("2024-01/2024-07"))
            True
        """
        if isinstance(other, Period):
            first, last = other.start, other.end
        elif is_day(other):
            first = last = other
        else:
            raise PeriodTypeError(other, "a date or a Period")
        after_start = self.start is None or (first is not None and self.start <= first)
        before_end = self.end is None or (last is not None and last <= self.end)
        return after_start and before_end

    def __contains__(self, other: "date | Period") -> bool:
        return self.contains(other)

    def overlap(self, other: "Period") -> "Period | None":
        """The days that both periods have, or None if they share none.

        Raises:
            PeriodTypeError: The other is not a period.

        Example:
            >>> import expotrade as ex
            >>> str(ex.Period.parse("2013/..").overlap(ex.Period.parse("../2022")))
            '2013/2022'
        """
        if not isinstance(other, Period):
            raise PeriodTypeError(other, "a Period")
        start = _inner(max, self.start, other.start)
        end = _inner(min, self.end, other.end)
        if start is not None and end is not None and end < start:
            return None
        return Period(start, end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two periods share at least one day.

        Raises:
            PeriodTypeError: The other is not a period.

        Example:
            >>> import expotrade as ex
            >>> ex.Period.parse("2023-H1").overlaps(ex.Period.parse("2023-Q3"))
            False
        """
        return self.overlap(other) is not None

    def year_earlier(self) -> "Period":
        """The period of the base of a growth "year on year".

        Each end moves to the same day of the year before, 29 February to the 28th. An end on the last day of its month
        stays on the last day, so the base of January to February 2025 ends on 29 February 2024; a period of a
        single day stays a single day. An open end stays open.

        Raises:
            PeriodError: An end lies in the year 1, the first year of the calendar.

        Example:
            >>> import expotrade as ex
            >>> str(ex.Period.parse("2024-01/2024-07").year_earlier())
            '2023-01/2023-07'
        """
        start = None if self.start is None else _year_before(self.start)
        if self.end is None or self.end == self.start:
            return Period(start, None if self.end is None else start)
        end = _year_before(self.end)
        if self.end == _month_end(self.end.year, self.end.month):
            end = _month_end(end.year, end.month)
        return Period(start, end)

    def sort_key(self) -> tuple[int, int]:
        """A key that sorts periods by their start, then by their end; two periods never have the same key.

        An open start comes before every date and an open end after. Use it for lists only: of two periods that overlap,
        neither is earlier.

        Returns:
            Two whole numbers, the ordinals of the two ends.

        Example:
            >>> import expotrade as ex
            >>> [str(p) for p in sorted(map(ex.Period.parse, ["2024", "2023-H1", "2023"]), key=ex.Period.sort_key)]
            ['2023-H1', '2023', '2024']
        """
        start = 0 if self.start is None else self.start.toordinal()
        end = date.max.toordinal() + 1 if self.end is None else self.end.toordinal()
        return start, end


def _span(text: str, full_text: str) -> tuple[date, date]:
    """The first and last day of one expression; `full_text` is what an error shows."""
    parts = _SPAN.fullmatch(text)
    if parts is None:
        unread = "" if text == full_text else f"{shown(text)} is not read; "
        raise PeriodError(full_text, unread + _FORMS)
    year, half, quarter, month, day = (None if part is None else int(part) for part in parts.groups())
    if half is not None:
        first, last = 6 * half - 5, 6 * half
    elif quarter is not None:
        first, last = 3 * quarter - 2, 3 * quarter
    elif month is not None:
        first = last = month
    else:
        first, last = 1, 12
    return _calendar(year or 0, first, last, day, full_text)


def _calendar(year: int, first: int, last: int, day: int | None, text: object) -> tuple[date, date]:
    """The first and last day of these months, or the one day of the first; `text` is what an error shows."""
    if not date.min.year <= year <= date.max.year:
        raise PeriodError(text, "years run from 0001 to 9999, such as '2024'")
    if not 1 <= first <= 12:
        raise PeriodError(text, f"there is no month {first}; months run from 01 to 12, such as '2019-11'")
    end = _month_end(year, last)
    if day is None:
        return date(year, first, 1), end
    if not 1 <= day <= end.day:
        month = end.isoformat()[:7]
        raise PeriodError(text, f"there is no day {day} in {month}, whose last is '{end}'")
    return date(year, first, day), date(year, first, day)


def _month_end(year: int, month: int) -> date:
    """The last day of a month; December is a special case because no day follows 9999-12-31."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _on_months(start: date | None, end: date | None) -> bool:
    """Whether each closed end is the first or last day of a calendar month."""
    return (start is None or start.day == 1) and (end is None or end == _month_end(end.year, end.month))


def _inner(pick: "Callable[[date, date], date]", first: date | None, second: date | None) -> date | None:
    """The inner of two ends; an open end is the outer."""
    if first is None or second is None:
        return second if first is None else first
    return pick(first, second)


def _year_before(day: date) -> date:
    """The same day a year before, with 28 February for the 29th."""
    if day.year == date.min.year:
        raise PeriodError(str(day), "there is no year before 0001 to compare it with")
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year - 1)
