"""Periods: what they read, what they refuse, and the laws that hold for all of them."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, example, given, strategies as st

import expotrade as ex

DAY = timedelta(days=1)
LEAP_DAY = ex.Period(date(2024, 2, 29), date(2024, 2, 29))


def month_end(day: date) -> date:
    """The last day of the month, found by walking: naive on purpose."""
    while day < date.max and (day + DAY).month == day.month:
        day += DAY
    return day


@st.composite
def days(draw: st.DrawFn) -> date:
    """Any day, the edges of months more often than chance would have them."""
    day = draw(st.dates() | st.dates(date(2018, 1, 1), date(2025, 12, 31)))
    edge = draw(st.sampled_from(["day", "first of month", "end of month", "first of year", "end of year"]))
    match edge:
        case "first of month":
            return day.replace(day=1)
        case "end of month":
            return month_end(day)
        case "first of year":
            return date(day.year, 1, 1)
        case "end of year":
            return date(day.year, 12, 31)
        case _:
            return day


@st.composite
def periods(draw: st.DrawFn) -> ex.Period:
    one, other = sorted((draw(days()), draw(days())))
    open_end = draw(st.sampled_from(["none", "none", "start", "end"]))
    return ex.Period(None if open_end == "start" else one, None if open_end == "end" else other)


closed = periods().filter(lambda period: not period.is_open)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2019-11", date(2019, 11, 1), date(2019, 11, 30)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-11-26", date(2023, 11, 26), date(2023, 11, 26)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-01/2024-07", date(2024, 1, 1), date(2024, 7, 31)),
        ("2019-11-05/2019-11-10", date(2019, 11, 5), date(2019, 11, 10)),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("../2022", None, date(2022, 12, 31)),
        ("2013/..", date(2013, 1, 1), None),
        ("2013-05-07/..", date(2013, 5, 7), None),
        ("2023-H1/2024-05", date(2023, 1, 1), date(2024, 5, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_reads_what_sources_print(text: str, start: date | None, end: date | None) -> None:
    period = ex.Period.parse(text)
    assert (period.start, period.end) == (start, end)
    assert str(period) == text or text == "2023-H1/2024-05"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2024-01/2024-12", "2024"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2024-01/2024-06", "2024-H1"),
        ("2023-Q3/2023-Q4", "2023-H2"),
        ("2024-10-01/2024-12-31", "2024-Q4"),
        ("2024-02/2024-04", "2024-02/2024-04"),
        ("2024-02/2024-07", "2024-02/2024-07"),
        ("2023-07/2024-12", "2023-07/2024-12"),
        ("2023-11/2024-01", "2023-11/2024-01"),
        ("2023-H1/2024-06", "2023-01/2024-06"),
        ("2023-01-01/2024-12-31", "2023/2024"),
        ("2024/2024-07", "2024-01/2024-07"),
        ("2024/2024-07-15", "2024-01-01/2024-07-15"),
        ("2024-03-05/2024-03-05", "2024-03-05"),
        ("../2022-12-31", "../2022"),
        ("../2022-06-30", "../2022-06"),
        ("../2022-06-29", "../2022-06-29"),
        ("2013-01/..", "2013/.."),
        ("2013-02-01/..", "2013-02/.."),
    ],
)
def test_writes_the_shortest_text_in_one_precision(text: str, canonical: str) -> None:
    assert str(ex.Period.parse(text)) == canonical
    assert repr(ex.Period.parse(text)) == f"Period.parse({canonical!r})"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "write a year"),
        ("..", "write a year"),
        ("24", "write a year"),
        (" 2024", "write a year"),
        ("2024\n", "write a year"),
        ("2024-7", "write a year"),
        ("20240701", "write a year"),
        ("2024-q1", "write a year"),
        ("2024-Q5", "write a year"),
        ("2024-H3", "write a year"),
        ("2024-W05", "write a year"),
        ("-2024", "write a year"),
        ("２０２４", "write a year"),
        ("٢٠٢٤", "write a year"),
        ("2019-11-05T10:00", "write a year"),
        ("2024/", "'' is not read"),
        ("/2024", "'' is not read"),
        ("2019-11-05/10", "'10' is not read"),
        ("2019/2020/2021", "'2020/2021' is not read"),
        ("2024--2025", "write a year"),
        ("../..", "one end must be a date"),
        ("0000", "years run from 0001"),
        ("2024-13", "there is no month 13"),
        ("2024-00", "there is no month 0"),
        ("2024-00-10", "there is no month 0"),
        ("2023-02-29", "there is no day 29 in 2023-02, whose last is '2023-02-28'"),
        ("2023-02-00", "there is no day 0 in 2023-02"),
        ("2024-07/2024-01", "it ends before it starts"),
        ("2024-07-02/2024-07-01", "it ends before it starts"),
        ("2" * 65, "at most 64 characters"),
        ("2024/" * 200_000, "at most 64 characters"),
    ],
)
def test_refuses_any_other_text_and_says_why(text: str, why: str) -> None:
    with pytest.raises(ex.errors.PeriodError) as caught:
        ex.Period.parse(text)
    assert caught.value.value == text
    assert why in caught.value.rule
    assert isinstance(caught.value, ValueError)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("text", [2024, None, date(2024, 1, 1), b"2024", ex.Period.parse("2024")])
def test_reads_text_only(text: object) -> None:
    with pytest.raises(ex.errors.PeriodTypeError, match="pass text such as"):
        ex.Period.parse(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("end", [datetime(2024, 1, 1, tzinfo=UTC), "2024-01-01", 2024, 2024.0])
def test_an_end_is_a_plain_date(end: object) -> None:
    for ends in [(end, None), (None, end)]:
        with pytest.raises(ex.errors.PeriodTypeError) as caught:
            ex.Period(*ends)  # type: ignore[arg-type]
        assert caught.value.value is end
        assert isinstance(caught.value, TypeError)
        assert isinstance(caught.value, ex.ExpotradeError)
        assert ("drop the time of day with .date()" in str(caught.value)) is isinstance(end, datetime)


def test_refuses_two_open_ends_and_ends_that_run_backwards() -> None:
    with pytest.raises(ex.errors.PeriodError, match="one end must be a date"):
        ex.Period(None, None)
    with pytest.raises(
        ex.errors.PeriodError, match="'2024-01-02/2024-01-01' is not a period: it ends before it starts"
    ):
        ex.Period(date(2024, 1, 2), date(2024, 1, 1))


def test_is_a_value() -> None:
    period = ex.Period.parse("2024-01/2024-07")
    same = ex.Period(date(2024, 1, 1), date(2024, 7, 31))
    assert period == same
    assert len({period, same, ex.Period.parse("2024")}) == 2
    assert period != ex.Period.parse("2024-01/2024-06")
    with pytest.raises(AttributeError):
        period.start = date(2020, 1, 1)  # type: ignore[misc]
    with pytest.raises(AttributeError):
        period.note = "x"  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="not supported"):
        _ = period < same  # type: ignore[operator]
    with pytest.raises(TypeError, match="closed to subclassing"):
        type("Longer", (ex.Period,), {})


def test_counts_days_and_months() -> None:
    assert ex.Period.parse("2024").days == 366
    assert ex.Period.parse("2023-11-28/2023-12-02").days == 5
    assert ex.Period.parse("2024-01/2024-07").months == 7
    assert ex.Period.parse("2023-07/2024-06").months == 12
    assert ex.Period.parse("2024-01-01/2024-07-30").months is None
    assert ex.Period.parse("2024-01-02/2024-07-31").months is None
    for text in ["../2022", "2013/.."]:
        assert ex.Period.parse(text).days is None
        assert ex.Period.parse(text).months is None


def test_knows_open_ends_and_whole_years() -> None:
    assert [text for text in ("2022", "../2022", "2013/..") if ex.Period.parse(text).is_open] == [
        "../2022",
        "2013/..",
    ]
    whole = ["2024", "2023-07/2024-06", "2023/2024", "../2022", "2024-01/2024-11", "2024-01-01/2024-12-30"]
    assert [text for text in whole if ex.Period.parse(text).is_whole_year] == ["2024"]


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("2024", "2024-01/2024-07", True),
        ("2024-01/2024-07", "2024", False),
        ("2024", "2024", True),
        ("../2022", "2019", True),
        ("../2022", "../2020", True),
        ("2019/2022", "../2020", False),
        ("2013/..", "2020/..", True),
        ("2013/2030", "2020/..", False),
        ("2013/..", "2012-12-31", False),
        ("../2022", "2022-12-31/2023-01-01", False),
    ],
)
def test_contains_periods(outer: str, inner: str, inside: bool) -> None:
    assert ex.Period.parse(outer).contains(ex.Period.parse(inner)) is inside
    assert (ex.Period.parse(inner) in ex.Period.parse(outer)) is inside


def test_contains_takes_days_and_periods_only() -> None:
    edition = ex.Period.parse("2023-11-05/2023-11-10")
    assert date(2023, 11, 5) in edition
    assert date(2023, 11, 10) in edition
    assert date(2023, 11, 11) not in edition
    for stranger in [datetime(2023, 11, 6, tzinfo=UTC), "2023-11-06", None]:
        with pytest.raises(ex.errors.PeriodTypeError, match="pass a date or a Period"):
            edition.contains(stranger)  # type: ignore[arg-type]
        with pytest.raises(ex.errors.PeriodTypeError, match="pass a date or a Period"):
            assert stranger in edition  # type: ignore[operator]


def test_overlap() -> None:
    assert str(ex.Period.parse("2023-H1").overlap(ex.Period.parse("2023-05/2023-09"))) == "2023-05/2023-06"
    assert str(ex.Period.parse("../2022").overlap(ex.Period.parse("../2020"))) == "../2020"
    assert str(ex.Period.parse("2013/..").overlap(ex.Period.parse("2020/.."))) == "2020/.."
    assert ex.Period.parse("../2022").overlap(ex.Period.parse("2023/..")) is None
    assert ex.Period.parse("2023-01/2023-06-30").overlaps(ex.Period.parse("2023-06-30"))
    with pytest.raises(ex.errors.PeriodTypeError, match="pass a Period"):
        ex.Period.parse("2024").overlaps(date(2024, 1, 1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("2024", "2023"),
        ("2024-01/2024-07", "2023-01/2023-07"),
        ("2025-02", "2024-02"),
        ("2024-02", "2023-02"),
        ("2025-01/2025-02", "2024-01/2024-02"),
        ("2024-02-29", "2023-02-28"),
        ("2025-02-28", "2024-02-28"),
        ("2024-02-29/2024-03-05", "2023-02-28/2023-03-05"),
        ("2023-11-28/2023-12-02", "2022-11-28/2022-12-02"),
        ("../2024-02", "../2023-02"),
        ("../2025-02", "../2024-02"),
        ("2024-02-29/..", "2023-02-28/.."),
        ("0002", "0001"),
    ],
)
def test_year_earlier(text: str, earlier: str) -> None:
    assert str(ex.Period.parse(text).year_earlier()) == earlier


@pytest.mark.parametrize("text", ["0001", "0001/..", "../0001", "0001-05-05"])
def test_no_year_comes_before_the_first(text: str) -> None:
    with pytest.raises(ex.errors.PeriodError, match="no year before 0001"):
        ex.Period.parse(text).year_earlier()


@given(periods())
@example(LEAP_DAY)
def test_parse_undoes_str(period: ex.Period) -> None:
    assert ex.Period.parse(str(period)) == period


@given(periods())
def test_copies_and_pickles_are_equal(period: ex.Period) -> None:
    for twin in (copy.copy(period), copy.deepcopy(period), pickle.loads(pickle.dumps(period))):
        assert twin == period
        assert hash(twin) == hash(period)


@given(st.text(max_size=80) | st.from_regex(r"[0-9]{4}(-[0-9HQ]{2}){0,2}(/[0-9.]{2,4})?", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period = ex.Period.parse(text)
    except ex.errors.PeriodError as error:
        refused = error.value
    else:
        assert text.isascii()
        assert ex.Period.parse(str(period)) == period
        return
    assert refused == text


@given(periods(), periods())
def test_overlap_commutes(one: ex.Period, other: ex.Period) -> None:
    assert one.overlap(other) == other.overlap(one)
    assert one.overlaps(other) is other.overlaps(one)


@given(periods(), periods())
def test_an_overlap_lies_within_both(one: ex.Period, other: ex.Period) -> None:
    shared = one.overlap(other)
    if shared is not None:
        assert shared in one
        assert shared in other


@given(periods(), periods(), days())
def test_a_day_lies_in_the_overlap_if_it_lies_in_both(one: ex.Period, other: ex.Period, day: date) -> None:
    shared = one.overlap(other)
    assert (shared is not None and day in shared) is (day in one and day in other)


@given(periods(), periods())
def test_a_period_overlaps_each_period_that_it_contains(one: ex.Period, other: ex.Period) -> None:
    if other in one:
        assert one.overlaps(other)
        assert one.overlap(other) == other


@given(periods())
def test_a_period_contains_itself(period: ex.Period) -> None:
    assert period.contains(period)
    assert period.overlap(period) == period


@given(closed, st.data())
def test_days_of_the_parts_add_up(period: ex.Period, data: st.DataObject) -> None:
    assert period.start is not None
    assert period.end is not None
    assume(period.start < period.end)
    cut = data.draw(st.dates(period.start, period.end - DAY))
    first, second = ex.Period(period.start, cut), ex.Period(cut + DAY, period.end)
    assert not first.overlaps(second)
    assert (first.days or 0) + (second.days or 0) == period.days


@given(closed)
def test_a_count_of_months_is_that_of_the_months_between(period: ex.Period) -> None:
    assert period.start is not None
    assert period.end is not None
    whole = period.start.day == 1 and period.end == month_end(period.end)
    assert (period.months is not None) is whole
    if whole:
        first, last = ((day.year, day.month) for day in (period.start, period.end))
        assert period.months == (last[0] - first[0]) * 12 + last[1] - first[1] + 1


@given(periods())
@example(LEAP_DAY)
def test_a_year_earlier_keeps_months_and_open_ends(period: ex.Period) -> None:
    assume(all(end is None or end.year > 1 for end in (period.start, period.end)))
    earlier = period.year_earlier()
    assert earlier.months == period.months or period.months is None
    assert (earlier.start is None, earlier.end is None) == (period.start is None, period.end is None)
    for old, new in [(earlier.start, period.start), (earlier.end, period.end)]:
        if old is not None and new is not None:
            assert (old.year, old.month) == (new.year - 1, new.month)


@given(periods(), periods())
def test_two_periods_never_have_the_same_sort_key(one: ex.Period, other: ex.Period) -> None:
    assert (one.sort_key() == other.sort_key()) is (one == other)


def test_sorts_by_start_then_end_with_open_ends_outermost() -> None:
    texts = [
        "../0001-01-01",
        "../2022",
        "0001-01-01",
        "2013-01-01",
        "2013",
        "2013/..",
        "2024",
        "9999-12-31/..",
    ]
    texts.sort(key=lambda text: text[::-1])
    ordered = [str(period) for period in sorted(map(ex.Period.parse, texts), key=ex.Period.sort_key)]
    assert ordered == [
        "../0001-01-01", "../2022", "0001-01-01", "2013-01-01", "2013", "2013/..", "2024", "9999-12-31/..",
    ]  # fmt: skip
