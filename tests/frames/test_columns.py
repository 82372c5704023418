"""Records as frames and back: the columns of each engine, and every way in which a frame can be wrong."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import expotrade as ex
from builders import edition, figure
from expotrade import frames
from expotrade.frames import columns as _frame_columns
from expotrade.tables import tidy_rows
from searching import some

ARTICLES = ex.load_dataset("articles")
READABLE = [what for what in ex.tables.list_row_kinds() if what != "findings"]
CITED = ex.Citation(ex.Source("report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04")), 3)
EXPO = ex.Expo(id="e", name="The Expo")
LIBRARIES = ("narwhals", "polars", "pandas", "pyarrow")


def with_amounts(*amounts: str) -> ex.Catalog:
    """A catalog whose one edition has figures of these amounts."""
    held = [figure(amount, "other", citations=[CITED]) for amount in amounts]
    return ex.Catalog(expos=[EXPO], editions=[edition(2024, *held, expo="e")])


ONE = with_amounts("ROUNDED 5.25E+9 USD", "MORE_THAN 620 exhibitor")


def wrong(frame: object, kind: str = "figures", **options: Any) -> list[tuple[int | None, str, str]]:
    """Where a frame is wrong, and the rules that it breaks."""
    with pytest.raises(ex.errors.FrameError) as caught:
        frames.read(frame, kind, **options)
    return [(problem.row, problem.column, problem.rule) for problem in caught.value.problems]


# --- Out --------------------------------------------------------------------------------------------------------------


def test_each_kind_of_column_has_one_type() -> None:
    types = {
        ex.tables.ColumnKind.TEXT: pa.string(),
        ex.tables.ColumnKind.LIST: pa.string(),
        ex.tables.ColumnKind.OBJECT: pa.string(),
        ex.tables.ColumnKind.WHOLE: pa.int64(),
        ex.tables.ColumnKind.DECIMAL: pa.decimal128(38, 9),
        ex.tables.ColumnKind.FLOAT: pa.float64(),
        ex.tables.ColumnKind.DATE: pa.date32(),
        ex.tables.ColumnKind.FLAG: pa.bool_(),
    }
    for what in ex.tables.list_row_kinds():
        schema = frames.arrow_schema(what)
        assert schema.names == [column.name for column in ex.tables.list_columns(what)]
        assert list(schema.types) == [types[column.kind] for column in ex.tables.list_columns(what)]
        for catalog in (ex.Catalog(), ARTICLES):
            table = frames.to_arrow(catalog, what)
            assert table.schema == schema
            assert table.schema.metadata is None
            assert frames.to_polars(catalog, what).to_arrow().num_rows == table.num_rows
            assert list(frames.to_pandas(catalog, what)) == schema.names


def test_the_cells_are_those_of_tidy_rows() -> None:
    rows = list(tidy_rows(ARTICLES, "figures"))
    assert frames.to_arrow(ARTICLES).to_pylist() == rows
    polars = frames.to_polars(ARTICLES)
    assert polars.to_dicts() == rows
    assert polars.schema["value"] == pl.Decimal(38, 9)
    assert polars.schema["period_start"] == pl.Date
    pandas = frames.to_pandas(ARTICLES)
    assert list(pandas.index) == list(range(len(rows)))
    assert str(pandas["low"].dtype) == "decimal128(38, 9)[pyarrow]"
    assert pandas["high"].isna().sum() == sum(row["high"] is None for row in rows) > 0


def test_no_row_loses_its_hedge_or_unit() -> None:
    for catalog in (ARTICLES, ex.load_dataset("history")):
        polars = catalog.to_polars()
        assert polars.select(pl.col("hedge", "unit", "value").null_count().sum()).row(0) == (0, 0, 0)


def test_a_catalog_has_the_same_ways_out() -> None:
    assert ARTICLES.to_arrow("deals").equals(frames.to_arrow(ARTICLES, "deals"))
    assert ARTICLES.to_polars("flows").equals(frames.to_polars(ARTICLES, "flows"))
    assert ARTICLES.to_pandas("editions").equals(frames.to_pandas(ARTICLES, "editions"))
    figures = frames.to_arrow(ARTICLES)
    assert ARTICLES.to_arrow().equals(figures)
    assert pa.table(ARTICLES).equals(figures)
    assert pl.DataFrame(ARTICLES).equals(frames.to_polars(ARTICLES))
    assert frames.read(ARTICLES, "figures") == frames.read(figures, "figures")


def test_an_unknown_kind() -> None:
    for way in (frames.to_arrow, frames.to_polars, frames.to_pandas):
        with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'deals'"):
            way(ARTICLES, "deal")
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'deals'"):
        frames.read(frames.to_arrow(ARTICLES, "deals"), "deal")
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'deals'"):
        frames.arrow_schema("deal")


def test_bounds_are_rounded_outwards_and_the_notation_has_every_digit() -> None:
    digits = "12345678901234567890.0123456789012345678901234567890123456789"
    catalog = with_amounts(f"EXACT {digits} USD", f"EXACT -{digits} USD", "EXACT 0E+300 USD")
    first, second, third = frames.to_arrow(catalog).to_pylist()
    assert (first["low"], first["value"], first["high"]) == (
        Decimal("12345678901234567890.012345678"),
        Decimal("12345678901234567890.012345679"),
        Decimal("12345678901234567890.012345679"),
    )
    assert (second["low"], second["high"]) == (
        Decimal("-12345678901234567890.012345679"),
        Decimal("-12345678901234567890.012345678"),
    )
    assert first["amount"] == f"EXACT {digits} USD"
    assert (third["value"], third["value_float"]) == (0, 0.0)
    for way in (frames.to_arrow, frames.to_polars, frames.to_pandas):
        assert frames.read(way(catalog), "figures") == catalog


def test_what_does_not_fit_is_named_by_row_and_column() -> None:
    largest = "9" * 29
    catalog = with_amounts(
        "EXACT 5 USD", f"MORE_THAN 1{'0' * 29} USD", f"EXACT {largest} USD", "EXACT -1E+40 USD"
    )
    with pytest.raises(ex.errors.FrameError) as caught:
        frames.to_arrow(catalog)
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [
        (1, "value"), (1, "low"), (3, "value"), (3, "low"), (3, "high"),
    ]  # fmt: skip
    assert caught.value.problems[0].rule == "it must have at most 29 digits before the point"
    assert frames.to_arrow(with_amounts(f"EXACT {largest} USD")).to_pylist()[0]["value"] == Decimal(largest)


def test_many_rows_go_out_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frame_columns, "_MOST_ROWS_AT_ONCE", 10)
    whole = frames.to_arrow(ARTICLES)
    assert whole.to_pylist() == list(tidy_rows(ARTICLES, "figures"))
    assert len(whole.to_batches()) == -(-whole.num_rows // 10)
    monkeypatch.setattr(_frame_columns, "MOST_PROBLEMS", 3)
    with pytest.raises(ex.errors.FrameError) as caught:
        frames.to_arrow(with_amounts(*["EXACT 1E+40 USD"] * 12))
    assert len(caught.value.problems) == 3


# --- In ---------------------------------------------------------------------------------------------------------------


def in_every_engine(table: pa.Table) -> dict[str, Any]:
    """The same rows in the types that each engine may use."""
    backed = table.to_pandas(types_mapper=pd.ArrowDtype)
    as_objects = pd.DataFrame(table.to_pylist(), columns=table.schema.names, dtype=object)
    polars = pl.DataFrame(table)
    variants = {
        f"pyarrow with {kind}": pa.Table.from_pylist(
            table.to_pylist(),
            pa.schema([(one.name, kind if one.type == pa.string() else one.type) for one in table.schema]),
        )
        for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()))
    }
    with_nan = as_objects.where(as_objects.notna(), float("nan"))
    return {
        "pyarrow": table,
        "polars": polars,
        "polars lazy": polars.lazy(),
        "polars with categories": polars.with_columns(pl.col(pl.String).cast(pl.Categorical)),
        "pandas": backed,
        "pandas with objects": as_objects,
        "pandas with NaN": with_nan,
        "pandas with NA": backed.astype(object),
        "pandas with its own types": table.to_pandas(),
        "pandas with categories": backed.astype({"hedge": "category", "unit": "category"})
        if "hedge" in backed
        else backed,
        "pandas with another index": backed.set_index(pd.RangeIndex(10, 10 + len(backed))),
        "duckdb": duckdb.from_arrow(table),
        "narwhals": nw.from_native(polars),
        "a stream": pa.RecordBatchReader.from_batches(table.schema, table.to_batches()),
        **variants,
    }


@pytest.mark.parametrize("what", READABLE)
def test_every_engine_gives_the_records_back(what: str) -> None:
    table = frames.to_arrow(ARTICLES, what)
    expected = frames.read(table, what)
    if what not in ("figures", "claims"):
        assert getattr(expected, what) == getattr(ARTICLES, what)
    # Figures and claims have all types of columns; the other kinds take turns with the engines.
    step = 1 if what in ("figures", "claims") else 4
    for name, frame in some(in_every_engine(table).items(), step, READABLE.index(what)):
        assert frames.read(frame, what) == expected, name


def test_numbers_in_other_types() -> None:
    table = frames.to_polars(with_amounts("EXACT 442 exhibitor"))
    expected = frames.read(table, "figures")
    for number in (pl.Int64, pl.UInt16, pl.Decimal(20, 2), pl.Decimal(38, 0)):
        assert (
            frames.read(table.with_columns(pl.col("value", "low", "high").cast(number)), "figures")
            == expected
        )
    for number in (pl.Float64, pl.Decimal(10, 0), pl.Int8):
        assert frames.read(table.with_columns(pl.col("paragraph").cast(number)), "figures") == expected
    assert frames.read(table.with_columns(pl.col("value_float").cast(pl.Int64)), "figures") == expected


def test_days_as_times_at_midnight() -> None:
    table = frames.to_polars(ARTICLES)
    times = table.with_columns(pl.col("period_start", "period_end").cast(pl.Datetime))
    assert frames.read(times, "figures") == frames.read(table, "figures")
    noon = times.with_columns(pl.col("period_end") + pl.duration(hours=12))
    assert {problem[1:] for problem in wrong(noon)} == {("period_end", "it must be a date")}


def test_whole_numbers_with_gaps_are_floats_in_pandas() -> None:
    editions = frames.to_arrow(ARTICLES, "editions").to_pandas()
    assert editions["number"].dtype == "float64"
    assert frames.read(editions, "editions").editions == ARTICLES.editions
    editions["number"] += 0.5
    assert {problem[1:] for problem in wrong(editions, "editions")} == {
        ("number", "it must be a whole number")
    }


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
def test_a_float_that_is_no_whole_number(number: float) -> None:
    table = frames.to_polars(ONE).with_columns(pl.lit(number).alias("paragraph"))
    assert [problem[:2] for problem in wrong(table)] == [(0, "paragraph"), (1, "paragraph")]


def test_nan_is_no_number() -> None:
    table = frames.to_polars(ONE).with_columns(pl.lit(float("nan")).alias("value_float"))
    assert wrong(table) == [
        (0, "value_float", "it must be a finite number"),
        (1, "value_float", "it must be a finite number"),
    ]
    objects = frames.to_pandas(ONE).astype(object)
    objects.loc[1, "value"] = Decimal("NaN")
    assert wrong(objects) == [(1, "value", "it must be a finite number")]
    objects.loc[1, "value"] = float("nan")
    assert wrong(objects) == [(1, "value", "it must be given where there is an amount")]


def test_a_column_of_floats_is_one_problem() -> None:
    rule = "it must be a decimal or whole number: a float has lost the printed digits"
    polars = frames.to_polars(ONE).with_columns(pl.col("value", "low").cast(pl.Float64))
    assert wrong(polars) == [(None, "value", rule), (None, "low", rule)]
    assert wrong(polars.with_columns(pl.lit(None).alias("unit"))) == [
        (None, "value", rule),
        (None, "low", rule),
        (0, "unit", "it must be given where there is an amount"),
        (1, "unit", "it must be given where there is an amount"),
    ]
    with pytest.raises(ex.errors.FrameError, match=r"column value: .*, not Float64"):
        frames.read(polars, "figures")
    objects = frames.to_pandas(ONE).astype(object)
    objects["value"] = objects["value"].map(float).astype(object)
    assert wrong(objects) == [(0, "value", rule), (1, "value", rule)]


def test_a_column_without_a_value_fits_everywhere() -> None:
    table = frames.to_polars(ONE)
    for kind in (pl.Float64, pl.Int8, pl.Null, pl.Boolean, pl.Date):
        empty = table.with_columns(
            pl.lit(None, dtype=kind).alias("note"), pl.lit(None, dtype=kind).alias("is_preferred")
        )
        assert frames.read(empty, "figures") == frames.read(table, "figures")
    pandas = frames.to_arrow(ONE).to_pandas()
    pandas["equivalent"] = float("nan")
    assert frames.read(pandas, "figures") == frames.read(table, "figures")


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("hedge", 5, "it must be a text"),
        ("unit", date(2024, 1, 1), "it must be a text"),
        ("citations", ["report"], "it must be a list in JSON"),
        ("about", {"id": "e"}, "it must be an object in JSON"),
        ("is_preferred", 1, "it must be true or false"),
        ("period_start", "2024-05-01", "it must be a date"),
        ("value", "5", "it must be a decimal or whole number: a float has lost the printed digits"),
        ("paragraph", "3", "it must be a whole number"),
        ("value_float", True, "it must be a number"),
    ],
)
def test_a_column_of_another_type_is_one_problem(column: str, value: object, rule: str) -> None:
    table = frames.to_polars(ONE).drop(column).with_columns(pl.Series(column, [value, value]))
    assert wrong(table) == [(None, column, rule)]


def test_unknown_and_missing_columns() -> None:
    table = frames.to_polars(ONE).rename({"metric": "metrics"})
    assert wrong(table) == [
        (None, "metrics", "it must be one of the columns of figures; nearest: 'metric'"),
        (None, "metric", "the column must be there"),
    ]


def test_columns_that_have_one_name() -> None:
    pandas = frames.to_pandas(ONE)
    doubled = pd.concat([pandas, pandas[["unit", "hedge"]]], axis=1)
    expected = [
        (None, name, "each column must have a name of its own: rename or drop the others")
        for name in ("hedge", "unit")
    ]
    assert sorted(wrong(doubled), key=str) == expected
    twice = pa.table([[1], [2]], names=["a", "a"])
    for frame in (twice, pa.RecordBatchReader.from_batches(twice.schema, twice.to_batches())):
        assert wrong(frame) == [
            (None, "a", "each column must have a name of its own: rename or drop the others")
        ]


@pytest.mark.parametrize("given", [5, None, [1, 2], {"record": ["e"]}, pl.Series([1]), pa.array([1])])
def test_what_is_no_frame(given: object) -> None:
    rule = "it must be a frame that narwhals reads, or have __arrow_c_stream__"
    assert wrong(given) == [(None, "", rule)]


def test_rows_are_counted_from_0_as_they_stand_in_the_frame() -> None:
    pandas = frames.to_pandas(ONE)
    pandas.loc[1, "hedge"] = "MORE THAN"
    pandas.index = pd.Index(["a", "b"])
    assert wrong(pandas) == [
        (1, "hedge", "it must be the name of a hedge; nearest: 'MORE_THAN', 'LESS_THAN'")
    ]


def test_reading_is_bounded() -> None:
    table = pl.concat([frames.to_polars(ONE).with_columns(unit=pl.lit(None, dtype=pl.String))] * 2000)
    assert len(wrong(table)) == 1000


def test_a_frame_is_read_into_a_catalog() -> None:
    plain = pl.DataFrame(
        {
            "record": ["e-2024", "e-2024"],
            "metric": ["exhibitors", "deal_value"],
            "value": [620, 152_000_000_000],
            "hedge": ["MORE_THAN", "NEARLY"],
            "unit": ["exhibitor", "CNY"],
            "source": "report",
            "source_title": "Expo closes",
        }
    )
    known = ex.Catalog(expos=[EXPO], editions=[edition(2024, expo="e")])
    back = frames.read(plain, "figures", catalog=known)
    assert [str(figure.amount) for figure in back.edition("e-2024").figures] == [
        "MORE_THAN 620 exhibitor",
        "NEARLY 152000000000 CNY",
    ]
    table = ex.UnitTable.builtin().with_nouns({"robot": ["robots"]})
    robots = plain.with_columns(unit=pl.lit("robot"), metric=pl.lit("other"))
    assert (
        frames.read(robots, "figures", catalog=known, units=table).edition("e-2024")["other"].amount.unit
        == "robot"
    )


def test_numbers_of_numpy() -> None:
    pandas = frames.to_pandas(ONE)
    pandas["paragraph"] = pd.array([3, pd.NA], dtype="Int64")
    pandas["is_preferred"] = pd.array([False, pd.NA], dtype="boolean")
    assert frames.read(pandas, "figures") == ONE


# --- Without the libraries --------------------------------------------------------------------------------------------


def without(*libraries: str, then: str) -> str:
    """What a program prints for which some libraries are not installed."""
    program = f"""
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {libraries!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hidden())
import expotrade as ex
cat = ex.load_dataset("articles")
{then}"""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_all_else_works_without_the_libraries() -> None:
    then = """
from expotrade import frames
print(ex.total(cat.deals, unit="CNY").amounts[0])
columns = ex.tables.list_columns("figures")
print(ex.check(cat)[0].verdict.value, len(columns), cat.edition("ciie", 6)["deal_value"].amount)
"""
    printed = without(*LIBRARIES, then=then)
    assert printed.splitlines()[1].endswith("ROUNDED 78.41E+9 USD")


@pytest.mark.parametrize(
    ("package", "calls"),
    [
        (
            "pyarrow",
            [
                "cat.to_arrow()",
                "cat.to_polars()",
                "frames.arrow_schema('figures')",
                "pl.DataFrame(cat)",
                "frames.read(Stream(), 'figures')",
            ],
        ),
        ("polars", ["cat.to_polars()"]),
        ("pandas", ["cat.to_pandas()"]),
        ("narwhals", ["frames.read(5, 'figures')", "frames.from_comtrade(5)"]),
    ],
)
def test_a_missing_library_is_named_with_the_extra(package: str, calls: list[str]) -> None:
    imported = "" if package == "polars" else "import polars as pl\n"
    then = f"""
from expotrade import frames
{imported}class Stream:
    def __arrow_c_stream__(self, requested_schema=None): ...
for call in {calls!r}:
    try:
        eval(call)
    except ex.errors.MissingExtraError as error:
        print(error)
"""
    printed = without(package, then=then).splitlines()
    assert len(printed) == len(calls)
    for line in printed:
        assert line.startswith(f"this needs {package}, which is not installed: pip install 'narwhals>=")
        assert line.endswith(" (the extra expotrade[frames])")


def test_a_library_that_is_missing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ex.errors.MissingExtraError) as caught:
        ARTICLES.to_polars()
    assert (caught.value.extra, caught.value.package) == ("frames", "polars")
