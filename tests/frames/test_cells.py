"""Names of columns and cells that totals of frames cannot take, each named."""

from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

import expotrade as ex
from expotrade import frames
from flow_frames import FRIDAY, RATES, flows, in_each_engine, rows_of, years
from searching import IS_THOROUGH, some

HELPERS = ["__unit", "__value", "__rows", "__day", "__refused", "__key_0", "__key_1", "__is_used", "__reach"]
CALLS = {
    "total": lambda frame, by: frames.total(frame, by=by),
    "in dollars": lambda frame, by: frames.total(frame, by=by, unit="USD", rates=RATES, on="own"),
    "growth": lambda frame, by: frames.growth(frame, by=by, unit="USD", rates=RATES, on="own"),
    "share": lambda frame, by: frames.share(frame, by=by, unit="USD", rates=RATES, on="own"),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_column_may_be_called_as_one_of_ours_is_inside(call: str) -> None:
    plain = flows(unit=["USD", "CNY", "USD"]).append_column("other", pa.array(["a", "a", "b"]))
    expected = rows_of(CALLS[call](plain, ["other", "partner"]))
    # Each name by itself, then all of them in every engine; by default each name in one of the calls and each call in
    # two engines.
    turn = list(CALLS).index(call)
    for name in some(HELPERS, len(CALLS), turn):
        renamed = plain.rename_columns([name if one == "partner" else one for one in plain.column_names])
        found = rows_of(CALLS[call](renamed, ["other", name]))
        assert [{"partner" if one == name else one: cell for one, cell in row.items()} for row in found] == (
            expected
        ), name
    for name in HELPERS:
        plain = plain.append_column(name, plain["partner"])
    for engine, frame in some(in_each_engine(plain).items(), 3, turn):
        found = rows_of(CALLS[call](frame, ["other", "partner", *HELPERS]))
        assert all(row.pop(name) == row["partner"] for row in found for name in HELPERS), engine
        assert found == expected, engine


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
            rule = f"the result has a column '{name.lower()}', and this engine ignores capitals in names"
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
        with pytest.raises(duckdb.Error, match="leave the cell empty if the day is not known"):
            frames.total(frame, **asked).fetchall()
    assert frames.total(frame).fetchall()


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("dolars", "; nearest: 'us dollars'"),
        ("RMB", "; 'RMB' is 'CNY'"),
        ("exhibitors", "; 'exhibitors' is 'exhibitor'"),
        ("drone", "pass units= with a table that has it"),
        ("USD/exhibiter", "it is not a code in the table of units"),
        ("usd", "'usd' is 'USD'"),
        ("", "rows in the unit ''"),
    ],
)
def test_a_unit_that_is_none_is_refused(unit: str, told: str) -> None:
    table = flows(unit=["USD", unit, "USD"])
    for engine, frame in in_each_engine(table).items():
        for asked in ({}, {"unit": "USD", "rates": RATES, "on": "own"}):
            if asked and unit != "dolars" and not IS_THOROUGH:
                continue  # the codes are looked at before the rates
            if "/" in unit and asked:
                continue  # whatever it is made of, it is no currency
            if engine in ("polars, lazy", "DuckDB"):
                with pytest.raises(Exception, match="it is not a code in the table of units"):
                    rows_of(frames.total(frame, **asked))
            else:
                with pytest.raises(
                    ex.errors.TotalError, match="it is not a code in the table of units"
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
