"""Laws of converted totals over frames: the scalar total rounded once, whatever the scale, factor, rate and engine."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

import duckdb
import narwhals
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given, strategies as st

import expotrade as ex
from expotrade import frames
from expotrade.rates.routes import Routes
from searching import IS_THOROUGH, examples

WIDE = Context(prec=400)
DAYS = [date(2024, 11, 29), date(2024, 12, 2)]
ENGINES: dict[str, Callable[["pa.Table"], object]] = {
    "pyarrow": lambda table: table,
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),
    "pandas on arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas on objects": lambda table: table.to_pandas(),
    "DuckDB": lambda table: duckdb.connect().from_arrow(table),
}
# Growth and shares take up to half a second for one example, so by default each is tried on three of the engines.
SOME_ENGINES = [list(ENGINES)] * 2 if IS_THOROUGH else [list(ENGINES)[::2], list(ENGINES)[1::2]]
# Units of one dimension whose factors are large, small, many digits long, and without end (mu in hectares).
UNITS = [
    ("t", "kg"),
    ("kg", "t"),
    ("lb", "kg"),
    ("t", "lb"),
    ("jin", "t"),
    ("ha", "m2"),
    ("mu", "ha"),
    ("m2", "mu"),
]

ENDLESS_UNITS = [("t", "lb"), ("mu", "ha")]


class Direct:
    """Rates that are given as they are, of one unit of each currency in dollars."""

    def __init__(self, rates: "dict[str, list[str]]") -> None:
        self._rates = rates

    def pairs(self) -> list[tuple[str, str]]:
        return [("USD", currency) for currency in self._rates]

    def days(self, pair: tuple[str, str]) -> "dict[date, Decimal]":
        return {day: Decimal(rate) for day, rate in zip(DAYS, self._rates[pair[1]], strict=True)}


# Of few digits and of many, near one and far from it.
DIRECT = ex.RateTable(
    Routes(
        Direct(
            {
                "EUR": ["1.0562", "1.05"],
                "JPY": ["0.0066622", "0.006665"],
                "KWD": ["3.2509754", "3.25"],
                "IDR": ["0.0000630119722746", "0.00006301"],
                "CNY": ["0.138", "0.5"],
            }
        )
    ),
    "a bank",
)
# Into a currency of which many make a dollar.
LARGE = ex.RateTable.from_mapping(
    {"VND": {DAYS[0]: "25345.5", DAYS[1]: "25350"}, "IRR": {DAYS[0]: "42086.123456", DAYS[1]: "42100"}},
    base="USD",
    source="a bank",
)
ENDLESS = ex.RateTable.from_mapping(
    {"CNY": {DAYS[0]: "7.25", DAYS[1]: "7.2414"}, "EUR": {DAYS[0]: "0.95", DAYS[1]: "0.9468"}},
    base="USD",
    source="a bank",
)
RATES = {
    "rates of few digits": (DIRECT, ["USD", "EUR", "JPY", "KWD", "IDR", "CNY"], "USD"),
    "large rates": (LARGE, ["USD"], "VND"),
    "rates without end": (ENDLESS, ["USD", "CNY", "EUR"], "USD"),
    "cross rates": (ENDLESS, ["USD", "CNY", "EUR"], "CNY"),
}


def cells(scale: int) -> st.SearchStrategy[tuple[Decimal, Decimal, Decimal | None]]:
    """A value with its bounds in so many places, of many digits or next to nothing, above zero or below."""
    most = 10 ** min(14 + scale, 20)
    whole = st.one_of(st.integers(-most, most), st.integers(-60, 60), st.integers(-(10**6), 10**6))
    return st.builds(
        lambda value, below, above: (
            Decimal(value - below).scaleb(-scale, WIDE),
            Decimal(value).scaleb(-scale, WIDE),
            None if above is None else Decimal(value + above).scaleb(-scale, WIDE),
        ),
        whole,
        st.integers(0, 10**5),
        st.one_of(st.integers(0, 10**5), st.integers(0, 10**5), st.integers(0, 10**5), st.none()),
    )


@st.composite
def rows(draw: st.DrawFn, units: list[str]) -> "tuple[int, list[tuple[str, date, tuple[Decimal, ...]]]]":
    """The places of the columns, and rows of unit, day, lower bound, value and upper bound."""
    scale = draw(st.integers(0, 20))
    row = st.tuples(st.sampled_from(units), st.sampled_from(DAYS), cells(scale))
    return scale, draw(st.lists(row, min_size=1, max_size=6))


def table_of(scale: int, made: "list[tuple[str, date, tuple[Decimal, ...]]]") -> "pa.Table":
    ends = {
        end: pa.array([row[2][place] for row in made], pa.decimal128(38, scale))
        for place, end in enumerate(("low", "value", "high"))
    }
    return pa.table(
        {
            "unit": pa.array([row[0] for row in made], pa.string()),
            "period_end": pa.array([row[1] for row in made], pa.date32()),
            **ends,
        }
    )


def answer(name: str, table: "pa.Table", **asked: object) -> dict[str, object]:
    """The one row of a total, from an engine."""
    made = narwhals.from_native(frames.total(ENGINES[name](table), **asked))
    (row,) = (made.collect() if isinstance(made, narwhals.LazyFrame) else made).to_arrow().to_pylist()
    return row


def rounded(amount: ex.Amount, places: int) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """A value and its bounds, each rounded once."""
    step = Decimal((0, (1,), -places))
    return (
        amount.value.quantize(step, ROUND_HALF_EVEN, WIDE),
        None if amount.low is None else amount.low.quantize(step, ROUND_FLOOR, WIDE),
        None if amount.high is None else amount.high.quantize(step, ROUND_CEILING, WIDE),
    )


def amounts_of(made: "list[tuple[str, date, tuple[Decimal, ...]]]") -> "list[tuple[date, ex.Amount]]":
    return [(day, ex.Amount.between(low, high, unit, value=value)) for unit, day, (low, value, high) in made]


def check(
    row: dict[str, object], expected: ex.Amount, places: int, largest: Decimal, *, is_endless: bool
) -> None:
    """A row is the expected amount rounded once; of factors without end it may differ where a hair decides."""
    told = (row["value"], row["low"], row["high"])
    wanted = rounded(expected, places)
    if not is_endless:
        assert told == wanted
        return
    # Such a factor is kept in 24 digits. So the same comes out unless a sum lies next to where it is rounded.
    step = Decimal((0, (1,), -places))
    near = WIDE.multiply(largest + 1, Decimal("1E-18"))
    exact = (expected.value, expected.low, expected.high)
    for found, end, once, way in zip(told, exact, wanted, (0, -1, 1), strict=True):
        if found == once:
            continue
        assert found is not None
        assert end is not None
        # Bounds are further out, never further in.
        assert (found - end) * way >= 0
        assert abs(found - end) <= (step if way else step / 2) + near


def largest_of(made: "list[tuple[str, date, tuple[Decimal, ...]]]") -> Decimal:
    return max(abs(cell) for _, _, several in made for cell in several if cell is not None)


@pytest.mark.parametrize("engine", ENGINES)
@examples(16, runs=len(ENGINES))
@given(data=st.data(), factor=st.sampled_from(UNITS), places=st.integers(0, 9))
def test_a_total_in_another_unit_is_the_scalar_total_rounded_once(
    engine: str, data: st.DataObject, factor: tuple[str, str], places: int
) -> None:
    scale, made = data.draw(rows([*factor]))
    row = answer(engine, table_of(scale, made), unit=factor[1], places=places)
    expected = ex.total([amount for _, amount in amounts_of(made)], unit=factor[1]).amount
    check(row, expected, places, largest_of(made), is_endless=factor in ENDLESS_UNITS)


@pytest.mark.parametrize("engine", ENGINES)
@examples(24, runs=len(ENGINES))
@given(
    data=st.data(),
    rates=st.sampled_from(sorted(RATES)),
    on=st.sampled_from(["own", DAYS[0]]),
    places=st.integers(0, 9),
)
def test_a_total_in_another_currency_is_the_scalar_total_rounded_once(
    engine: str, data: st.DataObject, rates: str, on: "date | str", places: int
) -> None:
    table, currencies, target = RATES[rates]
    scale, made = data.draw(rows(currencies))
    row = answer(engine, table_of(scale, made), unit=target, rates=table, on=on, places=places)
    converted = [
        table.convert(amount, target, on=day if on == "own" else on).amount
        for day, amount in amounts_of(made)
    ]
    is_endless = rates in ("rates without end", "cross rates")
    check(row, ex.total(converted).amount, places, largest_of(made), is_endless=is_endless)


HALVES = [
    ("t", "0.0004", "kg", 0),
    ("t", "0.0005", "kg", 0),
    ("t", "0.0015", "kg", 0),
    ("t", "-0.0025", "kg", 0),
]


@pytest.mark.parametrize("engine", SOME_ENGINES[0])
@pytest.mark.parametrize(("unit", "value", "target", "places"), HALVES)
def test_a_half_goes_to_the_even_step(engine: str, unit: str, value: str, target: str, places: int) -> None:
    number = Decimal(value)
    table = table_of(4, [(unit, DAYS[0], (number, number, number))])
    row = answer(engine, table, unit=target, places=places)
    assert (row["value"], row["low"], row["high"]) == rounded(ex.Amount(number, unit).to(target), places)


@pytest.mark.parametrize("engine", SOME_ENGINES[1])
@pytest.mark.parametrize("cell", ["10.875", "3.625", "18.125", "-3.625"])
def test_a_half_at_a_rate_without_end_is_a_half(engine: str, cell: str) -> None:
    """1 / 7.25 has no end, and 10.875 times it is 1.5."""
    number = Decimal(cell)
    table = table_of(3, [("CNY", DAYS[0], (number, number, number))])
    row = answer(engine, table, unit="USD", rates=ENDLESS, on="own", places=0)
    expected = ENDLESS.convert(ex.Amount(number, "CNY"), "USD", on=DAYS[0]).amount
    assert row["value"] == rounded(expected, 0)[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_small_rows_are_not_lost(engine: str) -> None:
    made = [("t", DAYS[0], (Decimal("0.4"),) * 3)]
    row = answer(engine, table_of(1, made), unit="kg", places=0)
    assert (row["low"], row["value"], row["high"]) == (400, 400, 400)
    made = [("EUR", DAYS[0], (Decimal("0.49"),) * 3)] * 3
    table = ex.RateTable.from_mapping({"EUR": {DAYS[0]: "0.0063"}}, base="JPY", source="a bank")
    row = answer(engine, table_of(2, made), unit="JPY", rates=table, on="own", places=0)
    assert (row["low"], row["value"], row["high"]) == (233, 233, 234)


@pytest.mark.parametrize("engine", SOME_ENGINES[0])
@examples(10, runs=len(ENGINES))
@given(st.integers(0, 20), st.integers(0, 9), st.integers(10, 28))
@example(0, 0, 25)
@example(0, 9, 16)
@example(0, 0, 28)
@example(9, 6, 28)
@example(20, 0, 28)
def test_what_does_not_fit_is_an_error_and_never_another_number(
    engine: str, scale: int, places: int, digits: int
) -> None:
    number = Decimal("9" * digits).scaleb(-scale, WIDE)
    table = table_of(scale, [("KWD", DAYS[0], (number, number, number))])
    expected = rounded(DIRECT.convert(ex.Amount(number, "KWD"), "USD", on=DAYS[0]).amount, places)
    row, told = None, ""
    try:
        row = answer(engine, table, unit="USD", rates=DIRECT, on="own", places=places)
    except (ex.errors.TotalError, narwhals.exceptions.NarwhalsError, duckdb.Error) as error:
        told = str(error)
    if row is None:
        assert "fewer places=" in told
    else:
        assert (row["value"], row["low"], row["high"]) == expected


def one_of_each_year(scale: int, unit: str, wholes: list[int]) -> "pa.Table":
    """A row for each year, exact, of a unit that is to be converted."""
    number = pa.array([Decimal(whole).scaleb(-scale, WIDE) for whole in wholes], pa.decimal128(38, scale))
    years = pa.array(range(2020, 2020 + len(wholes)), pa.int64())
    return pa.table(
        {"year": years, "unit": [unit] * len(wholes), **dict.fromkeys(("value", "low", "high"), number)}
    )


def all_rows(frame: object) -> list[dict[str, object]]:
    made = narwhals.from_native(frame)
    rows_of = (made.collect() if isinstance(made, narwhals.LazyFrame) else made).to_arrow().to_pylist()
    return sorted(rows_of, key=lambda row: row["year"])


SMALL = st.one_of(st.integers(1, 500), st.integers(1, 10**12))


@pytest.mark.parametrize("engine", SOME_ENGINES[1])
@examples(8, runs=len(ENGINES))
@given(st.integers(0, 12), SMALL, SMALL, st.sampled_from([("kg", "t"), ("t", "kg")]))
@example(4, 3, 4, ("kg", "t"))
@example(20, 3 * 10**19, 4 * 10**19, ("kg", "t"))
def test_growth_is_that_of_sums_that_were_not_rounded(
    engine: str, scale: int, old: int, new: int, factor: tuple[str, str]
) -> None:
    table = one_of_each_year(scale, factor[0], [old, new])
    row = all_rows(frames.growth(ENGINES[engine](table), unit=factor[1]))[1]
    expected = ex.growth(*(ex.Amount(Decimal(whole).scaleb(-scale, WIDE), factor[0]) for whole in (new, old)))
    if abs(expected.value) >= 10**7:
        assert row["growth"] is None
        return
    assert row["growth_low"] <= row["growth"] <= row["growth_high"]
    assert row["growth_low"] <= expected.value <= row["growth_high"]
    # Sums of 18 decimal places or of 12 digits and more: what is left decides next to a half alone.
    near = WIDE.multiply(abs(expected.value) + 100, Decimal("1E-7"))
    assert abs(row["growth"] - expected.value) <= Decimal("0.00005") + near


@pytest.mark.parametrize("engine", SOME_ENGINES[0])
@examples(8, runs=len(ENGINES))
@given(
    st.integers(0, 12), st.lists(SMALL, min_size=2, max_size=5), st.sampled_from([("kg", "t"), ("t", "kg")])
)
@example(7, [4, 4, 4, 4, 4], ("kg", "t"))
def test_shares_are_those_of_sums_that_were_not_rounded(
    engine: str, scale: int, wholes: list[int], factor: tuple[str, str]
) -> None:
    table = one_of_each_year(scale, factor[0], wholes)
    found = all_rows(frames.share(ENGINES[engine](table), by="year", unit=factor[1]))
    whole = ex.Amount(Decimal(sum(wholes)).scaleb(-scale, WIDE), factor[0]).to(factor[1])
    for row, number in zip(found, wholes, strict=True):
        exact = WIDE.divide(Decimal(100 * number), Decimal(sum(wholes)))
        assert row["share_low"] <= exact <= row["share_high"]
        assert abs(row["share"] - exact) <= Decimal("0.000051")
        # The whole is rounded once, and not each of its parts before.
        told = (row["whole_value"], row["whole_low"], row["whole_high"])
        assert told == rounded(whole, 6)
