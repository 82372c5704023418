"""Totals, growth and shares over frames: what they refuse, and what a reader sees."""

import sys
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import pytest

narwhals = pytest.importorskip("narwhals")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

import expotrade as ex  # noqa: E402
from expotrade import frames  # noqa: E402
from expotrade.frames.engines import Held  # noqa: E402
from expotrade.frames.exact import in_parts  # noqa: E402
from expotrade.frames.factors import rate_factors, unit_factors  # noqa: E402

FRIDAY = date(2024, 11, 29)
RATES = ex.RateTable.from_mapping(
    {"CNY": {FRIDAY: "7.25", date(2024, 12, 2): "7.27"}, "EUR": {FRIDAY: "0.95"}},
    base="USD",
    source="my bank",
)


def flows(**changes: object) -> "pa.Table":
    """Three rows: 100 dollars, 725 yuan or more on a Saturday, and one that is not disclosed."""
    columns: dict[str, object] = {
        "partner": ["TH", "TH", "VN"],
        "unit": ["USD", "CNY", "CNY"],
        "value": pa.array([Decimal(100), Decimal(725), None], pa.decimal128(20, 2)),
        "low": pa.array([Decimal(100), Decimal(725), None], pa.decimal128(20, 2)),
        "high": pa.array([Decimal(100), None, None], pa.decimal128(20, 2)),
        "period_end": pa.array([FRIDAY, date(2024, 11, 30), FRIDAY], pa.date32()),
    }
    return pa.table({name: column for name, column in {**columns, **changes}.items() if column is not None})


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
            made = lazy.select(made=in_parts(narwhals.col("cell"), places, parts, 25)).collect()
            assert made["made"].to_list() == expected
        beyond = pa.table({"cell": pa.array([10 * cells[0]], pa.decimal128(38, places))})
        for frame in (beyond, pl.from_arrow(beyond), duckdb.from_arrow(beyond)):
            with pytest.raises(Exception, match=r"(?i)decimal"):
                narwhals.from_native(frame).lazy().select(
                    made=in_parts(narwhals.col("cell"), places, parts, 25)
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

    table = ex.RateTable(Printed(), "as printed")
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

    table = ex.RateTable(Both(), "two banks")
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
    with pytest.raises(ex.errors.FrameError, match="it must hold dates"):
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


def years(**more: object) -> "pa.Table":
    value = pa.array([Decimal(100), Decimal(110), Decimal(99)], pa.decimal128(20, 2))
    columns = {"year": [2021, 2022, 2023], "unit": ["USD"] * 3, "value": value, "low": value, "high": value}
    return pa.table({**columns, **more})


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
        ({"by": "year"}, "apart from the groups"),
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


def test_other_errors_of_an_engine_stay_what_they_are() -> None:
    with pytest.raises(pa.ArrowInvalid, match="Failed to parse"), Held(flows(), "total").telling():
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
    """Versions of polars before 2 answer null or zero for what these products need inside."""

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
            answer = frames.total(make(table), unit="USD", rates=ex.RateTable(Direct(), "x"), on=FRIDAY)
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
        found = frames.total(frame, by="year", unit="USD", rates=ex.RateTable.ecb(), on="own")
        (row,) = pa.table(found).to_pylist()
        assert (row["year"], row["rows"], row["without_value"], row["without_date"]) == (None, 0, 1, 1)


# --- Names and cells that are none ------------------------------------------------------------------------------------


def in_each_engine(table: "pa.Table") -> "dict[str, object]":
    """The same frame in each kind that is installed."""
    return {
        "pyarrow": table,
        "polars": pl.from_arrow(table),
        "polars, lazy": pl.from_arrow(table).lazy(),
        "pandas": table.to_pandas(types_mapper=pd.ArrowDtype),
        "DuckDB": duckdb.connect().from_arrow(table),
    }


def rows_of(frame: object) -> list[dict[str, object]]:
    made = narwhals.from_native(frame)
    rows = (made.collect() if isinstance(made, narwhals.LazyFrame) else made).to_arrow().to_pylist()
    return sorted(rows, key=repr)


HELPERS = ["__unit", "__value", "__rows", "__day", "__refused", "__key_0", "__key_1", "__is_used", "__reach"]
CALLS = {
    "total": lambda frame, by: frames.total(frame, by=by),
    "in dollars": lambda frame, by: frames.total(frame, by=by, unit="USD", rates=RATES, on="own"),
    "growth": lambda frame, by: frames.growth(frame, by=by, unit="USD", rates=RATES, on="own"),
    "share": lambda frame, by: frames.share(frame, by=by, unit="USD", rates=RATES, on="own"),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", HELPERS)
def test_a_column_may_be_called_as_one_of_ours_is_inside(name: str, call: str) -> None:
    plain = flows(unit=["USD", "CNY", "USD"])
    renamed = plain.rename_columns([name if one == "partner" else one for one in plain.column_names])
    renamed = renamed.append_column("other", pa.array(["a", "a", "b"]))
    plain = plain.append_column("other", pa.array(["a", "a", "b"]))
    expected = rows_of(CALLS[call](plain, ["other", "partner"]))
    for engine, frame in in_each_engine(renamed).items():
        found = rows_of(CALLS[call](frame, ["other", name]))
        assert [{"partner" if one == name else one: cell for one, cell in row.items()} for row in found] == (
            expected
        ), engine


def test_a_column_of_values_may_be_grouped_by_and_called_otherwise() -> None:
    usd = pa.array([Decimal(5), Decimal(5), Decimal(7)], pa.decimal128(20, 2))
    table = pa.table({"usd": usd, "__value": ["USD"] * 3})
    names = {"value": "usd", "low": "usd", "high": "usd", "unit": "__value"}
    for engine, frame in in_each_engine(table).items():
        found = rows_of(frames.total(frame, by=["usd"], columns=names))
        assert [(row["usd"], row["value"]) for row in found] == [(5, 10), (7, 7)], engine


@pytest.mark.parametrize("engine", ["pyarrow", "polars", "polars, lazy", "pandas", "DuckDB"])
def test_a_star_is_no_column(engine: str) -> None:
    for table in (flows(), flows(**{"*": ["a", "b", "c"]})):
        frame = in_each_engine(table)[engine]
        with pytest.raises(
            ex.errors.TotalError, match=r"cannot total by '\*': .* or leave by= out for one total"
        ):
            frames.total(frame, by="*")
        with pytest.raises(ex.errors.TotalError, match=r"with a column '\*'"):
            frames.total(frame, columns={"value": "*"})
        with pytest.raises(ex.errors.TotalError, match=r"by '\*'"):
            frames.share(frame, by="*")


def test_a_pattern_of_polars_is_no_column() -> None:
    named = flows(**{"^.*$": ["a", "b", "c"]})
    for engine, frame in in_each_engine(named).items():
        if "polars" in engine:
            with pytest.raises(
                ex.errors.TotalError, match="polars takes this name for a pattern: rename the column"
            ):
                frames.total(frame, by="^.*$")
        else:
            assert [row["^.*$"] for row in rows_of(frames.total(frame, by="^.*$"))] == ["a", "b", "c"]


def test_what_is_no_name_is_refused() -> None:
    with pytest.raises(ex.errors.TotalError, match="cannot total by 2024: pass the names of columns as text"):
        frames.total(flows(), by=[2024])


@pytest.mark.parametrize("name", ["Unit", "VALUE", "Low", "Rows", "Without_Value"])
def test_duckdb_does_not_tell_capitals_apart(name: str) -> None:
    table = pa.table(
        {"usd": pa.array([Decimal(1)]), "what": ["USD"], name: ["x"], "period_end": pa.array([FRIDAY])}
    )
    names = {"value": "usd", "low": "usd", "high": "usd", "unit": "what"}
    for engine, frame in in_each_engine(table).items():
        if engine == "DuckDB":
            rule = f"the answer has a column '{name.lower()}', and this engine does not tell capitals apart"
            with pytest.raises(ex.errors.TotalError, match=rule):
                frames.total(frame, by=name, columns=names)
        else:
            (row,) = rows_of(frames.total(frame, by=name, columns=names))
            assert (row[name], row["unit"], row["value"], row["rows"]) == ("x", "USD", 1, 1)


def test_duckdb_is_asked_for_columns_as_it_has_them() -> None:
    frame = duckdb.connect().from_arrow(flows(Year=["FY24", "FY24", "FY25"]))
    with pytest.raises(
        ex.errors.FrameError, match=r"column Year: by='year' would mean it too: write by='Year'"
    ):
        frames.total(frame, by="year")
    assert [row["Year"] for row in rows_of(frames.total(frame, by="Year"))] == ["FY24", "FY24", "FY25"]
    with pytest.raises(
        ex.errors.FrameError, match=r"column PARTNER: the frame must have it; nearest: 'partner'"
    ):
        frames.total(frame, by="PARTNER")


@pytest.mark.parametrize("cell", ["NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("column", ["value", "low", "high"])
def test_a_cell_that_is_not_finite_is_named(column: str, cell: str) -> None:
    frame = flows().to_pandas()
    frame[column] = pd.Series([Decimal(1), None, Decimal(cell)], dtype=object)
    with pytest.raises(ex.errors.FrameError) as refused:
        frames.total(frame)
    ((row, name, rule),) = [(one.row, one.column, one.rule) for one in refused.value.problems]
    assert (row, name) == (2, column)
    assert rule.startswith("it must be a finite number: leave the cell empty")


def test_cells_of_objects_that_are_no_numbers_are_named_each() -> None:
    frame = flows().to_pandas()
    frame["value"] = pd.Series([1.5, Decimal(2), "3"], dtype=object)
    frame["low"] = pd.Series([True, float("nan"), float("inf")], dtype=object)
    with pytest.raises(ex.errors.FrameError) as refused:
        frames.total(frame.drop(columns="high"), by="partnr")
    told = [(one.row, one.column) for one in refused.value.problems]
    assert told == [(None, "high"), (None, "partnr"), (0, "value"), (2, "value"), (0, "low"), (2, "low")]
    assert "floats have lost the printed digits" in str(refused.value)


def test_what_is_missing_in_a_frame_of_objects_is_empty() -> None:
    """pandas marks a cell that is missing by a float that is no number."""
    frame = flows().to_pandas()
    frame["value"] = pd.Series([Decimal(1), float("nan"), pd.NA], dtype=object)
    (first, second) = rows_of(frames.total(frame))
    assert (first["without_value"], second["rows"]) == (2, 1)


def test_a_column_of_mixed_objects_is_named() -> None:
    frame = flows().to_pandas()
    frame["partner"] = pd.Series(["TH", 5, Decimal(2)], dtype=object)
    with pytest.raises(
        ex.errors.FrameError, match="column partner: its cells must be of one kind: cast the column"
    ):
        frames.total(frame, by="partner")


@pytest.mark.parametrize("day", ["infinity", "-infinity"])
def test_a_day_without_end_is_refused(day: str) -> None:
    connection = duckdb.connect()
    frame = connection.sql(
        f"SELECT 1::DECIMAL(9, 2) AS value, 1 AS low, 1 AS high, 'EUR' AS unit, '{day}'::DATE AS period_end"
    )
    for asked in ({"by": "year"}, {"unit": "USD", "rates": RATES, "on": "own"}):
        with pytest.raises(duckdb.Error, match="leave period_end empty where the day is not known"):
            frames.total(frame, **asked).fetchall()
    assert frames.total(frame).fetchall()


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("dolars", "; nearest: 'us dollars'"),
        ("RMB", "; 'RMB' is 'CNY'"),
        ("exhibitors", "; 'exhibitors' is 'exhibitor'"),
        ("drone", "pass units= with a table that has it"),
        ("USD/exhibiter", "it is no code of the table of units"),
        ("usd", "'usd' is 'USD'"),
        ("", "rows in the unit ''"),
    ],
)
def test_a_unit_that_is_none_is_refused(unit: str, told: str) -> None:
    table = flows(unit=["USD", unit, "USD"])
    for engine, frame in in_each_engine(table).items():
        for asked in ({}, {"unit": "USD", "rates": RATES, "on": "own"}):
            if "/" in unit and asked:
                continue  # whatever it is made of, it is no currency
            if engine in ("polars, lazy", "DuckDB"):
                with pytest.raises(Exception, match="it is no code of the table of units"):
                    rows_of(frames.total(frame, **asked))
            else:
                with pytest.raises(
                    ex.errors.TotalError, match="it is no code of the table of units"
                ) as refused:
                    frames.total(frame, **asked)
                assert told in str(refused.value)


def test_units_made_of_others_and_units_of_your_own_are_units() -> None:
    drones = ex.UnitTable.builtin().with_nouns({"drone": ["drones"]})
    for unit in ("USD/exhibitor", "1/day", "kg*m2", "kg/day*exhibitor", "multiple"):
        assert frames.total(flows(unit=[unit] * 3))["unit"].to_pylist() == [unit]
    own = flows(unit=["drone", "USD/drone", "drone"])
    assert frames.total(own, units=drones)["unit"].to_pylist() == ["USD/drone", "drone"]
    counted = flows(unit=["drone"] * 3)
    assert frames.total(counted, unit="drones", units=drones)["value"].to_pylist() == [825]
    years_of_drones = years().set_column(1, "unit", pa.array(["drone"] * 3))
    assert frames.growth(years_of_drones, units=drones)["unit"].to_pylist() == ["drone"] * 3
    assert frames.share(counted, by="partner", units=drones)["unit"].to_pylist() == ["drone"] * 2


def test_missing_columns_and_wrong_types_are_told_in_one_round() -> None:
    table = flows(value=[1.5, 2.5, 3.5], low=None, high=None, unit=[1, 2, 3])
    for frame in in_each_engine(table).values():
        with pytest.raises(ex.errors.FrameError) as refused:
            frames.growth(frame, by="partnr", over="partner", columns={"period_end": "day"})
        told = {one.column: one.rule for one in refused.value.problems}
        assert sorted(told) == ["high", "low", "partner", "partnr", "unit", "value"]
        assert 'pass columns={"low": "value", "high": "value"}' in told["low"]
        assert 'pass columns={"low": "value", "high": "value"}' in told["high"]
    with pytest.raises(ex.errors.FrameError, match=r'columns=\{"low": "usd", "high": "usd"\}'):
        frames.total(pa.table({"usd": [1], "unit": ["USD"]}), columns={"value": "usd"})


# --- Figures of one record and metric ---------------------------------------------------------------------------------


def figures(**changes: object) -> "pa.Table":
    """Three figures of one edition, of which the second is used, and one of another."""
    number = pa.array([Decimal(3617), Decimal(3600), Decimal(2800), Decimal(3496)], pa.decimal128(38, 9))
    columns: dict[str, object] = {
        "expo": ["ciie"] * 4,
        "record": ["ciie-2018", "ciie-2018", "ciie-2018", "ciie-2024"],
        "metric": ["exhibitors"] * 4,
        "unit": ["exhibitor"] * 4,
        **dict.fromkeys(("value", "low", "high"), number),
        "period_end": pa.array([date(2018, 11, 10)] * 3 + [date(2024, 11, 10)]),
        "is_used": [False, True, False, True],
    }
    return pa.table({name: cells for name, cells in {**columns, **changes}.items() if cells is not None})


KINDS_OF_FRAME = ["pyarrow", "polars", "polars, lazy", "pandas", "DuckDB"]


@pytest.mark.parametrize("engine", KINDS_OF_FRAME)
def test_figures_of_one_record_and_metric_are_warned_of(engine: str) -> None:
    frame = in_each_engine(figures())[engine]
    with pytest.warns(ex.errors.RivalsWarning) as caught:
        (row,) = rows_of(frames.total(frame, by="expo"))
    assert row["value"] == 3617 + 3600 + 2800 + 3496
    (warned,) = caught
    assert warned.filename == __file__
    text = str(warned.message)
    assert text.startswith("one record and metric is stated more than once for the same time, in 3 rows")
    assert 'rivals="leave_out"' in text
    assert 'rivals="add" to accept it' in text


@pytest.mark.parametrize("engine", KINDS_OF_FRAME)
def test_figures_of_one_record_and_metric_are_refused_added_or_left_out(engine: str) -> None:
    frame = in_each_engine(figures())[engine]
    with pytest.raises(
        ex.errors.TotalError, match=r"where one record and metric is stated .*, in 3 rows: pass rivals="
    ):
        frames.total(frame, by="expo", rivals="raise")
    (row,) = rows_of(frames.total(frame, by="expo", rivals="add"))
    assert row == {
        "expo": "ciie",
        "unit": "exhibitor",
        **dict.fromkeys(("value", "low", "high"), Decimal(13513)),
        "rows": 4,
        "without_value": 0,
    }
    (row,) = rows_of(frames.total(frame, by="expo", rivals="leave_out"))
    assert (row["value"], row["low"], row["high"]) == (7096, 7096, 7096)
    assert (row["rows"], row["without_value"], row["left_out"]) == (2, 0, 2)
    # In whole decimals, which are cast first, and in another unit.
    (row,) = rows_of(frames.total(frame, by="expo", unit="exhibitors", places=0, rivals="leave_out"))
    assert (row["value"], row["rows"], row["left_out"]) == (7096, 2, 2)


@pytest.mark.parametrize("call", [frames.growth, frames.check_growth, frames.share])
def test_growth_and_shares_look_for_such_figures_too(call: "object") -> None:
    stated = pa.array([Decimal(1)] + [None] * 3, pa.decimal128(9, 2))
    table = figures(**{f"stated_{end}": stated for end in ("value", "low", "high")})
    asked = {"by": "year"} if call is frames.share else {}
    with pytest.warns(ex.errors.RivalsWarning) as caught:
        call(table, **asked)
    assert [one.filename for one in caught] == [__file__]
    made = rows_of(call(table, **asked, rivals="leave_out"))
    if call is frames.check_growth:
        # The row that states it is not used.
        assert made == []
    else:
        assert [row["value"] for row in made] == [3600, 3496]


def test_what_is_no_rival_is_added_without_a_word() -> None:
    """Another time, another metric, a group of its own, or a frame that does not say of which record its rows are."""
    times = pa.array([date(2018, 11, day) for day in (5, 6, 7, 8)])
    frames.total(figures(period_end=times))
    frames.total(figures(period_start=times))
    frames.total(figures(metric=["exhibitors", "booths", "countries", "exhibitors"]))
    frames.total(figures(source=["a", "b", "c", "d"]), by="source")
    frames.total(figures(record=None))
    frames.total(figures(metric=None))
    named = figures().rename_columns(
        ["what", "thing", "name", "unit", "value", "low", "high", "period_end", "used"]
    )
    frames.total(named)
    with pytest.warns(ex.errors.RivalsWarning):
        frames.total(named, columns={"record": "thing", "metric": "name"})
    assert frames.total(
        named, columns={"record": "thing", "metric": "name", "is_used": "used"}, rivals="leave_out"
    )["left_out"].to_pylist() == [2]


def test_repeated_rows_are_found_among_many_columns_of_many_kinds() -> None:
    """More combinations than a number of 64 bits has are counted too."""
    count = 3000
    kinds = {
        f"text {place}": pa.array([f"{place} {row * (place + 7) % count}" for row in range(count)])
        for place in range(7)
    }
    kinds |= {
        "decimal": pa.array([Decimal(row) for row in range(count)], pa.decimal128(20, 2)),
        "day": pa.array([FRIDAY] * count),
        "nothing": pa.array([None] * count, pa.string()),
        "flag": pa.array([row % 2 == 0 for row in range(count)]),
    }
    table = pa.table({**kinds, "only": [row > 0 for row in range(count)]})
    twice = pa.concat_tables([table, table.slice(0, 3), table.slice(1, 1)])
    for engine, frame in in_each_engine(twice).items():
        held = Held(frame, "total")
        assert held.repeated(held.frame, list(kinds)) == (3, 7), engine
        assert held.repeated(held.frame, list(kinds), only="only") == (2, 5), engine
        assert Held(in_each_engine(table)[engine], "total").repeated(
            narwhals.from_native(in_each_engine(table)[engine]).lazy(), ["decimal"]
        ) == (0, 0)


def test_to_leave_figures_out_it_must_be_said_which() -> None:
    with pytest.raises(ex.errors.FrameError, match="column is_used: the frame must have it"):
        frames.total(figures(is_used=None), rivals="leave_out")
    with pytest.raises(ex.errors.FrameError, match="column is_used: it must hold true or false"):
        frames.total(figures(is_used=["no", "yes", "no", "yes"]), rivals="leave_out")
    with pytest.raises(ex.errors.TotalError, match="cannot total rows whose is_used is empty: fill it"):
        frames.total(figures(is_used=[False, True, None, True]), rivals="leave_out")
    with pytest.raises(ex.errors.TotalError, match="in 2 rows: their is_used is true in more than one"):
        frames.total(figures(is_used=[False, True, True, True]), rivals="leave_out")
    with pytest.warns(ex.errors.RivalsWarning, match="give the frame a column is_used"):
        frames.total(figures(is_used=None))
    with pytest.raises(ex.errors.TotalError, match="with rivals='first': pass \"warn\""):
        frames.total(figures(), rivals="first")
    with pytest.raises(ex.errors.TotalError, match="by 'left_out': the answer has a column of its own"):
        frames.total(figures(left_out=["a"] * 4), by="left_out", rivals="leave_out")


@pytest.mark.parametrize("name", ["articles", "history"])
def test_a_total_of_the_figures_that_are_used_is_that_of_the_records(name: str) -> None:
    catalog = ex.load_dataset(name)
    table = frames.to_polars(catalog)
    answer = rows_of(frames.total(table, by=["record", "metric"], rivals="leave_out"))
    used = {
        (record.id, one.metric, one.amount.unit): one.amount
        for record, one in catalog.figures()
        if ex.total([record], metric=one.metric, mix_bases=True).amount == one.amount
    }
    for row in answer:
        if row["rows"]:
            amount = used[row["record"], row["metric"], row["unit"]]
            assert (row["rows"], row["value"]) == (1, amount.value)
    assert sum(row["rows"] for row in answer) == len({key[:2] for key in used})
    assert sum(row["rows"] + row["left_out"] for row in answer) == table.height
