"""Frames of trade flows in each engine, and the rates to convert them."""

from datetime import date
from decimal import Decimal

import duckdb
import narwhals
import pandas as pd
import polars as pl
import pyarrow as pa

import expotrade as ex

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


def years(**more: object) -> "pa.Table":
    value = pa.array([Decimal(100), Decimal(110), Decimal(99)], pa.decimal128(20, 2))
    columns = {"year": [2021, 2022, 2023], "unit": ["USD"] * 3, "value": value, "low": value, "high": value}
    return pa.table({**columns, **more})


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
