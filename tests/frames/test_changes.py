"""Growth and shares over frames."""

from datetime import date
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import expotrade as ex
from expotrade import frames
from flow_frames import FRIDAY, RATES, flows, years


def test_growth_counts_from_the_time_before() -> None:
    assert frames.growth(years())["growth"].to_pylist() == [None, Decimal(10), Decimal(-10)]
    gap = years(year=[2019, 2022, 2023])
    assert frames.growth(gap)["growth"].to_pylist() == [None, None, Decimal(-10)]
    assert frames.growth(years(edition=[5, 6, 7]), over="edition", places=0)["growth"].to_pylist()[
        1
    ] == Decimal(10)


def test_a_row_without_a_key_is_in_no_series() -> None:
    table = years(partner=pa.nulls(3, pa.string()))
    for frame in (table, pl.from_arrow(table), table.to_pandas(types_mapper=pd.ArrowDtype)):
        assert pa.table(frames.growth(frame, by="partner"))["growth"].to_pylist() == [None, None, None]
        assert pa.table(frames.share(frame, by="year", within="partner"))["share"].to_pylist() == [None] * 3
    assert frames.growth(years(year=[2021, None, 2023]))["growth"].to_pylist() == [None, None, None]


def test_growth_over_the_years_of_dates() -> None:
    ends = pa.array([date(year, 12, 31) for year in (2021, 2022, 2023)])
    dated = years(period_end=ends).drop_columns("year")
    assert frames.growth(dated)["growth"].to_pylist() == [None, Decimal(10), Decimal(-10)]


def test_growth_over_months_may_look_a_year_back() -> None:
    months = years(month=[202312, 202401, 202412])
    assert frames.growth(months, over="month")["growth"].to_pylist() == [None, Decimal(10), None]
    yearly = frames.growth(months, over="month", than="year_earlier")["growth"].to_pylist()
    assert yearly == [None, None, Decimal(-1)]


def test_growth_has_the_bounds_of_the_quotient_and_no_more() -> None:
    low = pa.array([None, Decimal(0), Decimal(90)], pa.decimal128(20, 2))
    high = pa.array([Decimal(100), None, Decimal(-1)], pa.decimal128(20, 2))
    grown = frames.growth(years(low=low, high=high)).to_pylist()
    assert (grown[1]["growth"], grown[1]["growth_low"], grown[1]["growth_high"]) == (None, None, None)
    # Over zero to infinity: as little as nothing, and no upper end.
    assert (grown[2]["growth"], grown[2]["growth_low"], grown[2]["growth_high"]) == (Decimal(-10), -100, -100)


def test_shares_are_of_what_the_frame_holds() -> None:
    table = flows(unit=["USD", "USD", "USD"])
    shares = frames.share(table, by="partner").to_pylist()
    assert [(row["partner"], row["share"], row["share_low"], row["share_high"]) for row in shares] == [
        ("TH", Decimal(100), Decimal(0), None),
        ("VN", None, None, None),
    ]
    within = frames.share(years(half=["a", "a", "b"]), by="year", within="half").to_pylist()
    assert [row["share"] for row in within] == [Decimal("47.6190"), Decimal("52.3810"), Decimal(100)]


def test_what_is_stated_is_held_against_what_is_computed() -> None:
    stated = pa.array([Decimal("3.5"), Decimal("10.0"), Decimal("-9.9")], pa.decimal128(10, 1))
    low = pa.array([Decimal("3.5"), Decimal("9.5"), Decimal("-9.9")], pa.decimal128(10, 1))
    high = pa.array([None, Decimal("10.5"), Decimal("-9.9")], pa.decimal128(10, 1))
    checked = frames.check_growth(
        years(stated_value=stated, stated_low=low, ceiling=high), columns={"stated_high": "ceiling"}
    )
    assert checked["verdict"].to_pylist() == ["undecided", "agrees", "disagrees"]
    converted = frames.check_growth(
        years(stated_value=stated, stated_low=low, stated_high=high), unit="USD", rates=RATES, on=FRIDAY
    )
    assert converted["verdict"].to_pylist() == ["undecided", "agrees", "disagrees"]


def test_a_growth_that_is_stated_twice_is_refused() -> None:
    value = pa.array([Decimal(1), Decimal(1), Decimal(1)], pa.decimal128(10, 1))
    table = years(year=[2021, 2022, 2022], stated_value=value, stated_low=value, stated_high=value)
    for asked in ({}, {"unit": "USD", "rates": RATES, "on": FRIDAY}):
        with pytest.raises(ex.errors.TotalError, match="state a growth twice"):
            frames.check_growth(table, **asked)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"by": "year"}, "name the column of the time in over= only"),
        ({"than": "decade"}, "previous"),
        ({"over": "edition", "than": "year_earlier"}, "only over="),
        ({"places": 7}, "pass 0 to 6"),
    ],
)
def test_growth_that_makes_no_sense_is_refused(asked: "dict[str, object]", text: str) -> None:
    with pytest.raises(ex.errors.TotalError, match=text):
        frames.growth(years(edition=[1, 2, 3]), **asked)


def test_shares_and_times_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ex.errors.TotalError, match="the columns of the parts"):
        frames.share(years(), by="year", within=["year"])
    with pytest.raises(ex.errors.FrameError, match="whole numbers that count by one"):
        frames.growth(years(season=["a", "b", "c"]), over="season")
    with pytest.raises(ex.errors.FrameError, match="stated_value: the frame must have it"):
        frames.check_growth(years())
