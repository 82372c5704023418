"""Several figures of one record and metric in a frame: warned of, refused, added or left out."""

from datetime import date
from decimal import Decimal

import narwhals
import pyarrow as pa
import pytest

import expotrade as ex
from expotrade import frames
from expotrade.frames.engines import EngineFrame
from flow_frames import FRIDAY, in_each_engine, rows_of


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
    """Another time, another metric, another group, or a frame that does not name the record of its rows."""
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
        engine_frame = EngineFrame(frame, "total")
        assert engine_frame.repeated(engine_frame.frame, list(kinds)) == (3, 7), engine
        assert engine_frame.repeated(engine_frame.frame, list(kinds), only="only") == (2, 5), engine
        assert EngineFrame(in_each_engine(table)[engine], "total").repeated(
            narwhals.from_native(in_each_engine(table)[engine]).lazy(), ["decimal"]
        ) == (0, 0)


def test_to_leave_figures_out_it_must_be_said_which() -> None:
    with pytest.raises(ex.errors.FrameError, match="column is_used: the frame must have it"):
        frames.total(figures(is_used=None), rivals="leave_out")
    with pytest.raises(ex.errors.FrameError, match="column is_used: it must contain true or false"):
        frames.total(figures(is_used=["no", "yes", "no", "yes"]), rivals="leave_out")
    with pytest.raises(ex.errors.TotalError, match="cannot total rows whose is_used is empty: fill it"):
        frames.total(figures(is_used=[False, True, None, True]), rivals="leave_out")
    with pytest.raises(ex.errors.TotalError, match="in 2 rows: their is_used is true in more than one"):
        frames.total(figures(is_used=[False, True, True, True]), rivals="leave_out")
    with pytest.warns(ex.errors.RivalsWarning, match="give the frame a column is_used"):
        frames.total(figures(is_used=None))
    with pytest.raises(ex.errors.TotalError, match="with rivals='first': pass \"warn\""):
        frames.total(figures(), rivals="first")
    with pytest.raises(ex.errors.TotalError, match="by 'left_out': the result has a column of its own"):
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
