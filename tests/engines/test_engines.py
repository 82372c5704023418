"""The same totals on engines that run in more than one process: PySpark, Dask, and what Ibis speaks to.

They take long to start, so they are not among the other tests: `pytest tests/engines -m engines`, in an environment
that has them. An engine that is not installed is skipped, and the summary says so.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest

pa = pytest.importorskip("pyarrow", reason="SKIPPED, not tested: pyarrow is not installed")

import expotrade as ex  # noqa: E402
from expotrade import frames  # noqa: E402

pytestmark = [
    pytest.mark.engines,
    # The engines warn about themselves and each other; none of it is about this library.
    pytest.mark.filterwarnings("ignore"),
]

SATURDAY = date(2024, 11, 30)


def flows() -> "pa.Table":
    rows = [
        ("TH", 2023, "USD", "1.5", "1.5", "1.5", date(2023, 11, 29)),
        ("TH", 2024, "CNY", "100", "99.5", "100.5", SATURDAY),
        ("TH", 2024, "EUR", "7", "7", None, date(2024, 12, 24)),
        ("VN", 2024, "VND", "5000", "5000", "5000", SATURDAY),
        ("VN", 2024, "JPY", None, None, None, SATURDAY),
        ("VN", 2024, "JPY", "-12345.67", "-12345.675", "-12345.665", None),
        ("CN", 2023, "CNY", "300", "300", "300", date(2023, 12, 31)),
        ("CN", 2024, "CNY", "330.000000001", "320", "340", SATURDAY),
    ]
    columns = list(zip(*rows, strict=True))
    ends = {
        end: pa.array(
            [None if cell is None else Decimal(cell) for cell in columns[place]], pa.decimal128(38, 9)
        )
        for end, place in (("value", 3), ("low", 4), ("high", 5))
    }
    stated = {f"stated_{end}": pa.array([None] * 7 + [Decimal(10)], pa.decimal128(10, 2)) for end in ends}
    return pa.table(
        {
            "partner": columns[0],
            "year": pa.array(columns[1], pa.int64()),
            "unit": columns[2],
            "period_end": pa.array(columns[6], pa.date32()),
            "visits": pa.array(range(8), pa.int64()),
            **ends,
            **stated,
        }
    )


ASKED: dict[str, Callable[[object], object]] = {
    "total": lambda frame: frames.total(frame, by="partner"),
    "total of whole numbers": lambda frame: frames.total(
        frame, by="month", columns={"value": "visits", "low": "visits", "high": "visits"}
    ),
    "total in dollars": lambda frame: frames.total(
        frame, by=["partner", "year"], unit="USD", rates=ex.RateTable.ecb(), on="own"
    ),
    "total in yuan of one day": lambda frame: frames.total(
        frame, unit="CNY", rates=ex.RateTable.ecb(), on=SATURDAY
    ),
    "each rate": lambda frame: frames.total(
        frame, unit="USD", rates=ex.RateTable.ecb(), on="own", each_rate=True
    ),
    "growth": lambda frame: frames.growth(frame, by="partner"),
    "share": lambda frame: frames.share(frame, by="partner", within="year"),
    "check": lambda frame: frames.check_growth(frame, by="partner"),
}


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    sql = pytest.importorskip("pyspark.sql", reason="SKIPPED, not tested: PySpark is not installed")
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        pytest.skip("SKIPPED, not tested: PySpark needs Java, and java was not found")
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(params=["pyspark", "dask", "ibis"])
def make(request: pytest.FixtureRequest) -> Callable[["pa.Table"], object]:
    if request.param == "pyspark":
        return request.getfixturevalue("spark").createDataFrame
    if request.param == "dask":
        dask = pytest.importorskip("dask.dataframe", reason="SKIPPED, not tested: Dask is not installed")
        pandas = pytest.importorskip("pandas")
        return lambda table: dask.from_pandas(table.to_pandas(types_mapper=pandas.ArrowDtype), npartitions=3)
    ibis = pytest.importorskip("ibis", reason="SKIPPED, not tested: Ibis is not installed")
    pytest.importorskip("pyarrow_hotfix", reason="SKIPPED, not tested: Ibis needs pyarrow_hotfix")
    return ibis.memtable


def rows_of(frame: object) -> list[tuple[object, ...]]:
    import narwhals as nw

    made = nw.from_native(frame)
    table = (made.collect() if isinstance(made, nw.LazyFrame) else made).to_arrow()
    return sorted((tuple(row.values()) for row in table.to_pylist()), key=repr)


@pytest.mark.parametrize("asked", ASKED)
def test_an_engine_answers_what_arrow_answers(make: Callable[["pa.Table"], object], asked: str) -> None:
    given = make(flows())
    answer = ASKED[asked](given)
    assert type(answer) is type(given) or asked
    assert rows_of(answer) == rows_of(ASKED[asked](flows()))


def test_what_is_refused_is_said_when_it_is_computed(make: Callable[["pa.Table"], object]) -> None:
    with pytest.raises(Exception, match="without exchange rates"):
        rows_of(frames.total(make(flows()), unit="USD"))
