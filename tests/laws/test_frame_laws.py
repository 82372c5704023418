"""Laws of totals over frames: each engine returns the same as the total of records, to the last place."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from zlib import crc32

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from builders import figure
from expotrade import frames
from expotrade.checks import judge
from expotrade.rates.routes import Routes
from searching import IS_THOROUGH, examples

WIDE = Context(prec=200)
PLACES = 6
STEP = Decimal((0, (1,), -PLACES))
HEDGES = [
    ex.Hedge.EXACT,
    ex.Hedge.ROUNDED,
    ex.Hedge.MORE_THAN,
    ex.Hedge.AT_LEAST,
    ex.Hedge.LESS_THAN,
    ex.Hedge.NEARLY,
]
DAYS = [date(2024, 11, 29), date(2024, 11, 30), date(2024, 12, 6), date(2024, 12, 31), date(2025, 3, 1), None]

# Laws have few examples here, for a total of one frame takes some 50 ms in each engine.

# How much one unit of the base was worth; the yen's series dies before the others.
QUOTED = {
    "CNY": {date(2024, 11, 29): "7.24143", date(2024, 12, 27): "7.2983"},
    "EUR": {date(2024, 11, 29): "0.9468", date(2024, 12, 30): "0.9573"},
    "JPY": {date(2024, 11, 29): "150.1"},
}
PRICED = {
    "CNY": {date(2024, 11, 29): "0.138094", date(2024, 12, 27): "0.13702"},
    "EUR": {date(2024, 11, 29): "1.0562", date(2024, 12, 30): "1.0446"},
    "JPY": {date(2024, 11, 29): "0.0066622"},
}


class Priced:
    """A table that quotes each currency in dollars, so that its rates are decimals with few digits."""

    def pairs(self) -> list[tuple[str, str]]:
        return [("USD", currency) for currency in PRICED]

    def days(self, pair: tuple[str, str]) -> dict[date, Decimal]:
        return {day: Decimal(rate) for day, rate in PRICED[pair[1]].items()}


INVERSE = ex.RateTable.from_mapping(QUOTED, base="USD", source="my bank")
DIRECT = ex.RateTable(Routes(Priced()), "my bank")


def arrow(flows: list[ex.TradeFlow]) -> "pa.Table":
    amounts = [None if flow.value is None else flow.value.amount for flow in flows]
    decimals = {
        end: pa.array(
            [None if amount is None else getattr(amount, end) for amount in amounts], pa.decimal128(38, 9)
        )
        for end in ("value", "low", "high")
    }
    return pa.table(
        {
            "partner": pa.array([flow.partner for flow in flows], pa.string()),
            "unit": pa.array(["USD" if amount is None else amount.unit for amount in amounts], pa.string()),
            "period_end": pa.array(
                [None if flow.period is None else flow.period.end for flow in flows], pa.date32()
            ),
            **decimals,
        }
    )


def relation(table: "pa.Table") -> "duckdb.DuckDBPyRelation":
    return duckdb.connect().from_arrow(table)


ENGINES: dict[str, Callable[["pa.Table"], object]] = {
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),
    "pandas on arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas on objects": lambda table: table.to_pandas(),
    "DuckDB": relation,
}


def rows_of(frame: object) -> list[tuple[object, ...]]:
    """The rows of any frame, sorted, with plain values."""
    import narwhals as nw

    made = nw.from_native(frame)
    table = (made.collect() if isinstance(made, nw.LazyFrame) else made).to_arrow()
    return sorted((tuple(row.values()) for row in table.to_pylist()), key=repr)


def tried_engines(table: "pa.Table") -> list[str]:
    """All engines in the profile `thorough`, else one of them, which the table alone decides."""
    return (
        list(ENGINES)
        if IS_THOROUGH
        else [list(ENGINES)[crc32(repr(table.to_pydict()).encode()) % len(ENGINES)]]
    )


def same_everywhere(table: "pa.Table", ask: Callable[[object], object]) -> list[dict[str, object]]:
    """The rows that Arrow and the other engines return."""
    told = ask(table)
    expected = rows_of(told)
    for name in tried_engines(table):
        given_kind = ENGINES[name](table)
        answer = ask(given_kind)
        assert type(answer) is type(given_kind), name
        assert rows_of(answer) == expected, name
    return told.to_pylist()


def amounts(units: list[str]) -> st.SearchStrategy[ex.Amount]:
    return st.builds(
        lambda number, places, unit, hedge: ex.Amount(number.scaleb(-places, WIDE), unit, hedge=hedge),
        st.integers(1, 10**10).map(Decimal),
        st.integers(0, 3),
        st.sampled_from(units),
        st.sampled_from(HEDGES),
    )


@st.composite
def flows(draw: st.DrawFn, units: list[str]) -> list[ex.TradeFlow]:
    """Flows of different products, so that no flow is part of another."""
    told = st.tuples(
        st.sampled_from(["TH", "VN", "US"]), st.sampled_from(DAYS), st.one_of(st.none(), amounts(units))
    )
    return [
        ex.TradeFlow(
            id=f"flow-{number}",
            reporter="CN",
            partner=partner,
            kind=ex.FlowKind.IMPORT,
            product=f"product {number}",
            period=None if day is None else ex.Period(day, day),
            value=None if amount is None else figure(amount, "trade_value"),
        )
        for number, (partner, day, amount) in enumerate(draw(st.lists(told, min_size=1, max_size=8)))
    ]


def outwards(end: Decimal | None, rounding: str, step: Decimal = STEP) -> Decimal | None:
    return None if end is None else end.quantize(step, rounding, WIDE)


@examples(20)
@given(flows(["USD", "CNY", "EUR"]))
def test_totals_in_their_own_units_are_those_of_the_scalar_total(made: list[ex.TradeFlow]) -> None:
    rows = same_everywhere(arrow(made), lambda frame: frames.total(frame, by=["partner"]))
    told = {(row["partner"], row["unit"]): row for row in rows}
    for partner, expected in ex.group(made, by="partner").items():
        for amount in expected.amounts:
            row = told.pop((partner, amount.unit))
            assert (row["value"], row["low"], row["high"]) == (amount.value, amount.low, amount.high)
    # What is left are rows of units of which nothing is disclosed.
    assert all(
        (row["rows"], row["value"], row["low"], row["high"]) == (0, None, None, None) for row in told.values()
    )
    undisclosed = sum(flow.value is None for flow in made)
    assert sum(row["without_value"] for row in rows) == undisclosed
    assert sum(row["rows"] for row in rows) == len(made) - undisclosed


@pytest.mark.parametrize("rates", [DIRECT, INVERSE], ids=["rates of few digits", "rates without end"])
@pytest.mark.parametrize("on", ["own", date(2024, 12, 2)], ids=["own day", "one day"])
@examples(8, runs=4)
@given(made=flows(["USD", "CNY", "EUR", "JPY", "GBP"]))
def test_converted_totals_are_those_of_the_scalar_total(
    made: list[ex.TradeFlow], rates: ex.RateTable, on: "date | str"
) -> None:
    rows = same_everywhere(
        arrow(made), lambda frame: frames.total(frame, by="partner", unit="USD", rates=rates, on=on)
    )
    expected = ex.group(made, by="partner", unit="USD", rates=rates, on=on)
    assert [row["partner"] for row in rows] == sorted(expected)
    for row in rows:
        one = expected[row["partner"]]
        reasons = [left.reason for left in one.left_out]
        counts = (row["rows"], row["without_value"], row["without_rate"], row["without_date"])
        assert counts == (
            len(one.included),
            # A frame does not know whether a value is undisclosed or another metric is held.
            reasons.count(ex.totals.LeftOutReason.UNDISCLOSED)
            + reasons.count(ex.totals.LeftOutReason.NOT_HELD),
            reasons.count(ex.totals.LeftOutReason.NO_RATE),
            reasons.count(ex.totals.LeftOutReason.NO_DATE),
        )
        days = [conversion.rate.date for conversion in one.conversions]
        assert (row["first_rate_date"], row["last_rate_date"]) == (
            (min(days), max(days)) if days else (None, None)
        )
        if not one.included:
            assert (row["value"], row["low"], row["high"]) == (None, None, None)
            continue
        amount = one.amount
        low, high = outwards(amount.low, ROUND_FLOOR), outwards(amount.high, ROUND_CEILING)
        value = outwards(amount.value, ROUND_HALF_EVEN)
        assert row["low"] is None or row["low"] <= row["value"]
        assert row["high"] is None or row["value"] <= row["high"]
        if rates is DIRECT:
            assert (row["value"], row["low"], row["high"]) == (value, low, high)
        else:
            # A rate without end is kept in 24 digits, outwards: one step in the last place at most.
            assert abs(row["value"] - value) <= STEP
            assert row["low"] == low if low is None else row["low"] in (low, low - STEP)
            assert row["high"] == high if high is None else row["high"] in (high, high + STEP)


@examples(8, runs=2)
@given(st.lists(amounts(["t", "kg", "lb", "jin"]), min_size=1, max_size=8))
def test_masses_are_converted_exactly(made: list[ex.Amount]) -> None:
    table = table_of([(2024, amount) for amount in made])
    (row,) = same_everywhere(table, lambda frame: frames.total(frame, unit="kg"))
    expected = ex.total(made, unit="kg").amount
    assert row["low"] == outwards(expected.low, ROUND_FLOOR)
    assert row["value"] == outwards(expected.value, ROUND_HALF_EVEN)
    assert row["high"] == outwards(expected.high, ROUND_CEILING)


@examples(12, runs=2)
@given(flows(["USD", "CNY", "EUR"]))
def test_the_rows_of_each_rate_add_up_to_the_total(made: list[ex.TradeFlow]) -> None:
    asked = {"by": "partner", "unit": "USD", "rates": INVERSE, "on": "own"}
    totals = {row["partner"]: row for row in frames.total(arrow(made), **asked).to_pylist()}
    rows = same_everywhere(arrow(made), lambda frame: frames.total(frame, **asked, each_rate=True))
    for partner, whole in totals.items():
        parts = [row for row in rows if row["partner"] == partner]
        for count in ("rows", "without_value", "without_rate", "without_date"):
            assert sum(part[count] for part in parts) == whole[count]
        counted = [part for part in parts if part["rows"]]
        if counted:
            assert abs(sum(part["value"] for part in counted) - whole["value"]) <= STEP * len(counted)
        for part in counted:
            if part["given_unit"] != "USD":
                rate = INVERSE.rate(part["given_unit"], "USD", on=part["rate_date"])
                assert part["rate"] == rate.value.quantize(Decimal("1E-18"), ROUND_HALF_EVEN, WIDE)


def edges(least: int = 0) -> st.SearchStrategy[ex.Amount]:
    """Amounts whose bounds may be open, zero or far apart."""
    return st.builds(
        lambda low, above, more, is_open: ex.Amount.between(
            low, None if is_open else low + above + more, "USD", value=low + above
        ),
        st.integers(least, 10**12).map(Decimal),
        st.integers(0, 10**6).map(Decimal),
        st.integers(0, 10**6).map(Decimal),
        st.booleans(),
    )


def table_of(years: list[tuple[int, ex.Amount]], **more: "pa.Array") -> "pa.Table":
    return pa.table(
        {
            "year": pa.array([year for year, _ in years], pa.int64()),
            "unit": pa.array([amount.unit for _, amount in years], pa.string()),
            **{
                end: pa.array([getattr(amount, end) for _, amount in years], pa.decimal128(38, 9))
                for end in ("value", "low", "high")
            },
            **more,
        }
    )


@examples(6, runs=2)
@given(edges(-5), edges())
def test_growth_is_that_of_amounts(new: ex.Amount, old: ex.Amount) -> None:
    rows = same_everywhere(table_of([(2023, old), (2024, new)]), frames.growth)
    row = next(row for row in rows if row["year"] == 2024)
    if old.value <= 0:
        assert row["growth"] is row["growth_low"] is row["growth_high"] is None
        return
    expected = ex.growth(new, old)
    step = Decimal("0.0001")
    told = (
        outwards(expected.value, ROUND_HALF_EVEN, step),
        outwards(expected.low, ROUND_FLOOR, step),
        outwards(expected.high, ROUND_CEILING, step),
    )
    # What has more than eleven digits is not told.
    told = tuple(None if end is None or abs(end) >= Decimal("1E+7") else end for end in told)
    assert (row["growth"], row["growth_low"], row["growth_high"]) == told


@examples(6, runs=2)
@given(edges(), edges())
def test_a_share_is_that_of_amounts(one: ex.Amount, other: ex.Amount) -> None:
    rows = same_everywhere(
        table_of([(2023, one), (2024, other)]), lambda frame: frames.share(frame, by="year", places=3)
    )
    whole = one + other
    for row, part in zip(rows, (one, other), strict=True):
        if whole.value <= 0:
            assert row["share"] is row["share_low"] is row["share_high"] is None
            continue
        expected = ex.share(part, whole)
        step = Decimal("0.001")
        assert row["share"] == outwards(expected.value, ROUND_HALF_EVEN, step)
        assert row["share_low"] == outwards(expected.low, ROUND_FLOOR, step)
        high = outwards(expected.high, ROUND_CEILING, step)
        assert row["share_high"] == (None if high is not None and high >= Decimal("1E+8") else high)


@examples(6, runs=2)
@given(
    edges(1),
    edges(1),
    st.integers(-1000, 3000),
    st.sampled_from([ex.Hedge.ROUNDED, ex.Hedge.MORE_THAN, ex.Hedge.LESS_THAN]),
)
def test_a_verdict_is_that_of_amounts_or_more_careful(
    new: ex.Amount, old: ex.Amount, tenths: int, hedge: ex.Hedge
) -> None:
    stated = ex.Amount(Decimal(tenths).scaleb(-1), "percent", hedge=hedge)
    told = {
        f"stated_{end}": pa.array([None, getattr(stated, end)], pa.decimal128(20, 2))
        for end in ("value", "low", "high")
    }
    rows = same_everywhere(table_of([(2023, old), (2024, new)], **told), frames.check_growth)
    expected = judge(stated, ex.growth(new, old))
    assert len(rows) == 1
    assert rows[0]["verdict"] in (expected.value, ex.Verdict.UNDECIDED.value)
    computed = ex.growth(new, old)
    # Only what lies within a step of a stated end is left undecided.
    near = [
        abs(one - other) <= Decimal("0.0002")
        for one in (computed.value, computed.low, computed.high)
        for other in (stated.low, stated.high)
        if one is not None and other is not None
    ]
    is_far = abs(computed.value) < 10**6 and (computed.high is None or computed.high < 10**6)
    if is_far and not any(near):
        assert rows[0]["verdict"] == expected.value
