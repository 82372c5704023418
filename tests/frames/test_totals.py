"""Totals over frames: groups, sums, rates, and what they refuse."""

import sys
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import duckdb
import narwhals
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import expotrade as ex
from expotrade import frames
from expotrade.frames.engines import EngineFrame
from expotrade.frames.exact import to_scaled_integer
from expotrade.frames.factors import rate_factors, unit_factors
from expotrade.rates.routes import Routes
from flow_frames import FRIDAY, RATES, flows


def told(frame: "pa.Table") -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in frame.to_pylist()]


def test_each_unit_has_its_row_unless_one_is_asked_for() -> None:
    assert told(frames.total(flows(), by="partner")) == [
        ("TH", "CNY", Decimal(725), Decimal(725), None, 1, 0),
        ("TH", "USD", Decimal(100), Decimal(100), Decimal(100), 1, 0),
        ("VN", "CNY", None, None, None, 0, 1),
    ]
    converted = frames.total(flows(), by="partner", unit="US$", rates=RATES, on="own")
    assert converted.column_names[-5:] == [
        "without_rate",
        "without_date",
        "first_rate_date",
        "last_rate_date",
        "rate_source",
    ]
    assert told(converted) == [
        # 1/7.25 has no end; the lower bound is outwards in the last place.
        ("TH", "USD", Decimal(200), Decimal("199.999999"), None, 2, 0, 0, 0, FRIDAY, FRIDAY, "my bank"),
        ("VN", "USD", None, None, None, 0, 1, 0, 0, None, None, "my bank"),
    ]


def test_grouping_by_unit_and_by_nothing_is_the_same() -> None:
    assert frames.total(flows(), by=["unit"]).equals(frames.total(flows()))


def test_years_and_months_are_those_of_the_last_day() -> None:
    moment = datetime(2023, 12, 31)  # noqa: DTZ001  # frames hold such times
    rows = told(
        frames.total(
            flows(period_end=pa.array([moment, None, None], pa.timestamp("us"))), by=["year", "month"]
        )
    )
    assert [row[:3] for row in rows] == [(2023, 202312, "USD"), (None, None, "CNY")]
    own = flows(year=["FY24", "FY24", "FY25"], period_end=None)
    assert [row[0] for row in told(frames.total(own, by="year"))] == ["FY24", "FY24", "FY25"]


def test_whole_numbers_and_columns_of_other_names() -> None:
    counts = pl.DataFrame(
        {"visits": [2**62, 2**62, 2**62], "what": pl.Series(["visit"] * 3, dtype=pl.Categorical)}
    )
    named = {"value": "visits", "low": "visits", "high": "visits", "unit": "what"}
    assert frames.total(counts, columns=named).rows() == [("visit", *[Decimal(3 * 2**62)] * 3, 3, 0)]
    assert frames.total(counts, columns=named, unit="visits", places=0)["value"].to_list() == [
        Decimal(3 * 2**62)
    ]


def test_bounds_of_a_row_without_a_value_are_not_added() -> None:
    value = pa.array([None, Decimal(5), Decimal(7)], pa.decimal128(20, 2))
    row = told(frames.total(flows(unit=["USD"] * 3, value=value, high=value)))[0]
    assert row == ("USD", Decimal(12), None, Decimal(12), 2, 1)


def test_a_frame_of_objects_is_added_in_all_digits() -> None:
    big = Decimal("1234567890123456789.123456789")
    frame = pd.DataFrame({"unit": ["USD"] * 3, **{end: [big, big, big] for end in ("value", "low", "high")}})
    answer = frames.total(frame)
    assert answer["value"].to_list() == [3 * big]
    assert str(answer["rows"].dtype) == "int64[pyarrow]"


def test_no_sum_wraps() -> None:
    huge = pa.array([Decimal("9e37"), Decimal("9e37"), Decimal(1)], pa.decimal128(38, 0))
    table = flows(value=huge, low=huge, high=huge)
    for frame in (table, pl.from_arrow(table), table.to_pandas(types_mapper=pd.ArrowDtype)):
        with pytest.raises(
            ex.errors.TotalError, match="cannot total as asked: a number has too many digits"
        ) as refused:
            frames.total(frame)
        assert refused.value.__cause__ is not None
        with pytest.raises(
            ex.errors.TotalError, match="cannot take the growth of as asked: a number has too many digits"
        ):
            frames.growth(frame)
    # A lazy frame says so when it is computed, in the words of its engine.
    with pytest.raises(pl.exceptions.InvalidOperationError, match=r"decimal\[28,0\]"):
        frames.total(pl.from_arrow(table).lazy()).collect()
    most = pa.array([Decimal("9e27")] * 3, pa.decimal128(38, 0))
    row = told(frames.total(flows(unit=["USD"] * 3, value=most, low=most, high=most)))[0]
    assert row[1] == Decimal("27e27")


@pytest.mark.parametrize("places", range(10))
def test_sums_become_whole_parts_in_every_digit(places: int) -> None:
    wide = Context(prec=60)
    for parts in {places, 9}:
        most = Decimal(10 ** (25 - parts + places) - 1)
        half = Decimal(5 * 10 ** min(16 - places, 15))
        wholes = [most, -most, most // 3, half, half - 1, -half, most - half, Decimal(1), Decimal(0)]
        cells = [whole.scaleb(-places, wide) for whole in wholes]
        expected = [whole.scaleb(parts - places, wide) for whole in wholes]
        table = pa.table({"cell": pa.array(cells, pa.decimal128(38, places))})
        for frame in (table, pl.from_arrow(table), duckdb.from_arrow(table)):
            lazy = narwhals.from_native(frame).lazy()
            made = lazy.select(made=to_scaled_integer(narwhals.col("cell"), places, parts, 25)).collect()
            assert made["made"].to_list() == expected
        beyond = pa.table({"cell": pa.array([10 * cells[0]], pa.decimal128(38, places))})
        for frame in (beyond, pl.from_arrow(beyond), duckdb.from_arrow(beyond)):
            with pytest.raises(Exception, match=r"(?i)decimal"):
                narwhals.from_native(frame).lazy().select(
                    made=to_scaled_integer(narwhals.col("cell"), places, parts, 25)
                ).collect()


def test_a_converted_sum_beyond_what_is_exact_is_refused() -> None:
    most = pa.array([Decimal("4e18"), Decimal("3e18"), Decimal("4e18")], pa.decimal128(38, 0))
    table = flows(value=most, low=most, high=most)
    with pytest.raises(ex.errors.TotalError, match="more than 24 digits; pass fewer places="):
        frames.total(table, unit="USD", rates=RATES, on=FRIDAY)
    assert frames.total(table, unit="USD", rates=RATES, on=FRIDAY, places=2)["rows"].to_pylist() == [3]


def test_rates_that_are_bounds_make_bounds_and_negative_ones_take_the_other_end() -> None:
    class Printed:
        def pairs(self) -> list[tuple[str, str]]:
            return [("CNY", "USD"), ("EUR", "USD")]

        def days(self, pair: tuple[str, str]) -> dict[date, ex.Amount]:
            if pair[0] == "CNY":
                return {FRIDAY: ex.Amount.between(7, 8, "CNY/USD", value="7.5")}
            return {FRIDAY: ex.Amount.between("0.5", None, "EUR/USD", value=1)}

    table = ex.RateTable(Routes(Printed()), "as printed")
    signed = pa.array([Decimal(1), Decimal(-2), Decimal(4)], pa.decimal128(20, 2))
    rows = frames.total(
        flows(partner=["a", "b", "c"], unit=["USD", "USD", "EUR"], value=signed, low=signed, high=signed),
        by="partner",
        unit="CNY",
        rates=table,
        on=FRIDAY,
    ).to_pylist()
    ends = [(row["low"], row["value"], row["high"]) for row in rows]
    assert ends[0] == (Decimal(7), Decimal("7.5"), Decimal(8))
    assert ends[1] == (Decimal(-16), Decimal(-15), Decimal(-14))
    # An open rate: nothing below but zero, nothing above.
    assert ends[2] == (Decimal(0), Decimal(30), Decimal(64))
    into = frames.total(flows(), unit="EUR", rates=table, on=FRIDAY).to_pylist()[0]
    assert into["high"] is None
    assert into["low"] == Decimal("95.312500")


def test_rates_of_more_digits_than_a_frame_holds_are_refused() -> None:
    table = ex.RateTable.from_mapping({"IDR": {FRIDAY: "1e12"}}, base="USD", source="my bank")
    with pytest.raises(ex.errors.RateError, match="at most 12 digits before the point"):
        rate_factors(table, "IDR", None)
    fitting = ex.RateTable.from_mapping({"IDR": {FRIDAY: "123456789012.25"}}, base="USD", source="my bank")
    assert frames.total(flows(unit=["USD"] * 3), unit="IDR", rates=fitting, on=FRIDAY)["low"].to_pylist() == [
        825 * Decimal("123456789012.25")
    ]
    empty = ex.RateTable.from_mapping({}, base="USD", source="my bank")
    assert told(frames.total(flows(), unit="USD", rates=empty, on="own"))[0][4:8] == (1, 1, 1, 0)
    assert unit_factors("exhibitor").table.num_rows == 0


def test_the_calendar_follows_the_rules_of_the_table() -> None:
    """Two bases lead from one currency to another, on days of their own, with gaps of more than a week."""

    class Both:
        def pairs(self) -> list[tuple[str, str]]:
            return [("CNY", "EUR"), ("USD", "EUR"), ("CNY", "USD"), ("JPY", "USD"), ("JPY", "EUR")]

        def days(self, pair: tuple[str, str]) -> dict[date, Decimal]:
            days = {"EUR": (1, 2, 20, 25), "USD": (2, 4, 19, 28)}[pair[1]]
            return {date(2024, 11, day): Decimal(7 + day) / 10 for day in days}

    table = ex.RateTable(Routes(Both()), "two banks")
    for target in ("USD", "CNY", "EUR"):
        factors = rate_factors(table, target, None, is_shown=True).table.to_pylist()
        made = {(row["__unit"], row["__day"]): (row["__rate_date"], row["__rate"]) for row in factors}
        for given in table.currencies:
            for day in (date(2024, 10, 30) + timedelta(days=age) for age in range(40)):
                try:
                    rate = table.rate(given, target, on=day)
                except ex.errors.RateNotFoundError:
                    assert (given, day) not in made
                    continue
                if given != target:
                    assert made[given, day] == (rate.date, round(rate.value, 18))
                    (one,) = [
                        row
                        for row in rate_factors(table, target, day).table.to_pylist()
                        if row["__unit"] == given
                    ]
                    assert one["__rate_date"] == rate.date


def test_each_rate_needs_rates() -> None:
    with pytest.raises(ex.errors.RateError, match="each_rate=True needs exchange rates"):
        frames.total(flows(), unit="USD", each_rate=True)


def test_each_rate_has_its_row_if_asked_for() -> None:
    rows = frames.total(flows(), unit="USD", rates=RATES, on="own", each_rate=True).to_pylist()
    assert [(row["given_unit"], row["given_value"], row["rate_date"], row["rows"]) for row in rows] == [
        ("CNY", Decimal(725), FRIDAY, 1),
        ("USD", Decimal(100), None, 1),
    ]
    assert rows[0]["rate"] == Decimal("0.137931034482758621")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"places": 10}, "cannot total to 10 places"),
        ({"by": "value"}, "a column of its own with this name"),
        ({"by": "unit", "unit": "USD"}, "by 'unit'"),
        ({"columns": {"worth": "value"}}, "the columns are called value, low, high, unit, period_end"),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_frame_is_read(
    asked: "dict[str, object]", text: str
) -> None:
    with pytest.raises(ex.errors.TotalError, match=text):
        frames.total(flows(), **asked)


def test_unknown_units_and_things_that_are_no_frame() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="no unit 'dolars'"):
        frames.total(flows(), unit="dolars")
    with pytest.raises(ex.errors.TotalError, match="cannot total a list: pass a frame of pandas"):
        frames.total([1, 2])


def test_columns_of_one_name_are_named() -> None:
    table = flows()
    doubled = table.append_column("unit", table["unit"])
    with pytest.raises(
        ex.errors.FrameError, match="column unit: each column must have a name of its own"
    ) as refused:
        frames.total(doubled)
    assert [problem.column for problem in refused.value.problems] == ["unit"]


def test_every_wrong_column_is_named() -> None:
    with pytest.raises(ex.errors.FrameError) as missing:
        frames.total(flows(low=None, high=None), by=["partnr"])
    assert [problem.column for problem in missing.value.problems] == ["low", "high", "partnr"]
    assert "nearest: 'partner'" in str(missing.value)
    wrong = flows(
        value=[1.5, 2.5, 3.5],
        low=["1", "2", "3"],
        high=pa.array([None] * 3, pa.decimal128(38, 30)),
        unit=[1, 2, 3],
    )
    with pytest.raises(ex.errors.FrameError) as refused:
        frames.total(wrong)
    rules = {problem.column: problem.rule for problem in refused.value.problems}
    assert "floats have lost the printed digits" in rules["value"]
    assert "decimals or whole numbers" in rules["low"]
    assert "at most 28 decimal places" in rules["high"]
    assert "unit codes as text" in rules["unit"]
    with pytest.raises(ex.errors.FrameError, match="it must contain dates"):
        frames.total(flows(period_end=["2024", "2024", "2024"]), by="year")


def test_an_open_end_in_all_rows_needs_no_type() -> None:
    assert frames.total(flows(high=pa.nulls(3)))["high"].to_pylist() == [None, None]


@pytest.mark.parametrize("is_lazy", [False, True])
def test_rows_that_cannot_be_totalled_are_refused_at_once_or_when_computed(is_lazy: bool) -> None:
    def ask(table: "pa.Table", **asked: object) -> None:
        if is_lazy:
            frames.total(pl.from_arrow(table).lazy(), **asked).collect()
        else:
            frames.total(table, **asked)

    kind = pl.exceptions.InvalidOperationError if is_lazy else ex.errors.TotalError
    with pytest.raises(kind, match="cannot total rows without a unit"):
        ask(flows(unit=["USD", None, "USD"]))
    with pytest.raises(kind, match="cannot total kg in USD: it measures something else"):
        ask(flows(unit=["USD", "kg", "USD"]), unit="USD", rates=RATES, on="own")
    with pytest.raises((kind, ex.errors.RateError), match="cannot express CNY in USD without exchange rates"):
        ask(flows(), unit="USD")
    with pytest.raises(kind, match="in kg: it measures something else"):
        ask(flows(), unit="kg")


def test_relations_of_a_connection_stay_in_it() -> None:
    connection = duckdb.connect()
    connection.register("flows", flows())
    answer = frames.total(connection.table("flows"), unit="USD", rates=RATES, on="own")
    assert answer.project("rows").fetchall() == [(2,)]
    assert connection.sql("SELECT rows FROM answer").fetchall() == [(2,)]


def test_other_errors_of_an_engine_stay_what_they_are() -> None:
    with (
        pytest.raises(pa.ArrowInvalid, match="Failed to parse"),
        EngineFrame(flows(), "total").translated_errors(),
    ):
        pa.array(["one"]).cast(pa.int64())


@pytest.mark.parametrize("is_lazy", [False, True])
def test_polars_that_multiplies_wrongly_is_refused(monkeypatch: pytest.MonkeyPatch, is_lazy: bool) -> None:
    frame = pl.from_arrow(flows())
    given = frame.lazy() if is_lazy else frame
    frames.total(given)  # narwhals has asked for the version by now
    monkeypatch.setattr(pl, "__version__", "1.33.1")
    with pytest.raises(
        ex.errors.TotalError, match=r"a frame of polars 1\.33\.1: .*; polars 2\.0 or later is needed"
    ):
        frames.total(given)
    assert frames.total(flows()).num_rows == 2


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(ex.errors.MissingExtraError, match=r"expotrade\[frames\]"):
        frames.total(flows())


@pytest.mark.parametrize("rate", ["1.05621234567", "16000.123456789", "0.0000421234", "99999999999.123"])
@pytest.mark.parametrize("digits", [24, 22, 18])
def test_a_converted_sum_is_exact_to_the_last_digit_or_an_error(rate: str, digits: int) -> None:
    """Versions of polars before 2 return null or zero for a step of these products."""

    class Direct:
        def pairs(self) -> list[tuple[str, str]]:
            return [("USD", "CNY")]

        def days(self, pair: tuple[str, str]) -> dict[date, Decimal]:
            return {FRIDAY: Decimal(rate)} if pair == ("USD", "CNY") else {}

    wide = Context(prec=100)
    cells = [Decimal("9" * digits).scaleb(-6, wide), Decimal("1" + "3" * (digits - 1)).scaleb(-6, wide)]
    value = pa.array(cells, pa.decimal128(28, 6))
    table = pa.table({"unit": ["CNY"] * 2, "value": value, "low": value, "high": value})
    expected = wide.multiply(wide.add(*cells), Decimal(rate))
    step = Decimal("1E-6")
    ends = (expected.quantize(step, ROUND_FLOOR, wide), expected.quantize(step, ROUND_CEILING, wide))
    for make in (lambda table: table, pl.from_arrow):
        try:
            answer = frames.total(
                make(table), unit="USD", rates=ex.RateTable(Routes(Direct()), "x"), on=FRIDAY
            )
        except ex.errors.TotalError:
            assert expected > Decimal("1E+24")
            continue
        assert tuple(pl.DataFrame(answer).select("low", "high").row(0)) == ends


def test_a_column_of_days_that_is_empty_throughout_is_a_column_of_days() -> None:
    """pandas and Arrow give it no type."""
    cells = {
        "value": [Decimal(5), None],
        "low": [Decimal(5), None],
        "high": [None, None],
        "unit": ["CNY", "USD"],
    }
    for make in (pd.DataFrame, pa.table):
        frame = make({**cells, "period_end": [None, None]})
        found = frames.total(frame, by="year", unit="USD", rates=RATES, on="own")
        (row,) = pa.table(found).to_pylist()
        assert (row["year"], row["rows"], row["without_value"], row["without_date"]) == (None, 0, 1, 1)
