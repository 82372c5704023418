"""Time and memory of a call of `frames.total`, compared with the same query written by hand.

    python bench/frame_totals.py [ROWS ...] [--engines polars duckdb pyspark] [--runs 5] [--places 2] [--folder DIR]

It writes synthetic flows to Parquet files in a temporary folder (a million rows are about 25 MB), totals them by
partner and year in US dollars at the rate of each month's last day, with bounds and counts, and prints a Markdown
table. Every query runs in a process of its own, and the queries of one engine take turns, so that a machine whose
speed changes treats them alike; the ratios are medians over such rounds. Memory is the largest resident set of the
process.

- `frames.total`: the call of the library; the daily table of rates is made before, once in each process
- `by hand`: the same query as an expert would write it for the engine, exact like ours: decimals are added by currency
  and day, then multiplied by a rate of twelve places from the same daily table, which has every currency on every day;
  it does not round bounds and refuses nothing
- `by hand, few rates`: the same with a table of only the 720 rates that it needs, found one by one beforehand
- `in floats`: the same few rates, each row times its rate in binary floats
- `bare scan`: the columns are read and their values added, without groups

Memory is kept low with settings that users can make too: the memory limit of DuckDB, and for polars the number of row
groups that are read ahead (`POLARS_ROW_GROUP_PREFETCH_SIZE`, which this script sets to 1 unless it is set).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

CURRENCIES = ("CNY", "EUR", "JPY", "THB", "GBP", "USD")
KINDS = ("frames.total", "by hand", "by hand, few rates", "in floats", "bare scan")
PARTNERS = 200
YEARS = range(2015, 2025)
CHUNK = 1_000_000
ROW_GROUP = 122_880
MEMORY = "150MB"  # of DuckDB's own; the process as a whole has to stay within 300
SET = {"POLARS_MAX_THREADS": "2", "POLARS_ROW_GROUP_PREFETCH_SIZE": "1"}


def write_flows(path: Path, rows: int, places: int) -> None:
    """Write flows of a reporter by partner and month; one in a hundred is undisclosed, some have no upper bound."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(7)
    partners = np.array([f"{first}{second}" for first in "ABCDEFGHIJ" for second in "ABCDEFGHIJKLMNOPQRST"])
    months = [(year, month) for year in YEARS for month in range(1, 13)]
    first = np.array([date(*month, 1) for month in months], dtype="datetime64[D]")
    last = np.array([date(*month, monthrange(*month)[1]) for month in months], dtype="datetime64[D]")
    kind = pa.decimal128(18, 2) if places == 2 else pa.decimal128(38, places)
    scale = 10 ** (places - 2)

    def decimals(wholes: "np.ndarray", missing: "np.ndarray") -> "pa.Array":
        bits = np.empty((len(wholes), 2), np.int64)
        bits[:, 0], bits[:, 1] = wholes * scale, wholes >> 63
        valid = pa.array(~missing).buffers()[1]
        return pa.Array.from_buffers(kind, len(wholes), [valid, pa.py_buffer(bits)])

    writer = None
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        partner, month = random.integers(0, PARTNERS, count), random.integers(0, len(months), count)
        value = random.integers(100, 10**10, count)
        undisclosed, is_open = random.random(count) < 0.01, random.random(count) < 0.0005
        currency = np.array(CURRENCIES)[(partner + random.integers(0, 2, count)) % len(CURRENCIES)]
        table = pa.table(
            {
                "reporter": np.full(count, "CN"),
                "partner": partners[partner],
                "period_start": first[month],
                "period_end": last[month],
                "value": decimals(value, undisclosed),
                "low": decimals(value - 50, undisclosed),
                "high": decimals(value + 50, undisclosed | is_open),
                "unit": currency,
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=ROW_GROUP)
    if writer is not None:
        writer.close()


def few_rates() -> "tuple[list[str], list[date], list[float]]":
    """Find the rates that are needed, one by one."""
    import expotrade as ex

    table = ex.RateTable.ecb()
    found = [
        (currency, day, table.rate(currency, "USD", on=day).value)
        for currency in CURRENCIES
        for year in YEARS
        for month in range(1, 13)
        for day in [date(year, month, monthrange(year, month)[1])]
    ]
    units, days, rates = zip(*found, strict=True)
    return list(units), list(days), [round(rate, 12) for rate in rates]


def rate_table(kind: str) -> "Any":
    """Make an Arrow table of the rates that a query by hand joins."""
    import pyarrow as pa

    if kind != "by hand":
        units, days, rates = few_rates()
        exact = pa.array(rates, pa.decimal128(18, 12), from_pandas=True)
        return pa.table({"unit": units, "period_end": days, "rate": exact})
    import expotrade as ex
    from expotrade.frames.factors import rate_factors

    daily = rate_factors(ex.RateTable.ecb(), "USD", None).table
    kind_of_rate = pa.decimal128(18, 12)
    others = pa.table(
        {
            "unit": daily["__unit"],
            "period_end": daily["__day"],
            "rate": daily["__value_times"].cast(kind_of_rate),
        }
    )
    days = daily["__day"].unique()
    units, ones = pa.repeat("USD", len(days)), pa.repeat(pa.scalar(Decimal(1), kind_of_rate), len(days))
    return pa.concat_tables([others, pa.table({"unit": units, "period_end": days, "rate": ones})])


def asked(frame: object) -> object:
    """Call `frames.total`, with the same arguments on every engine."""
    import expotrade as ex
    from expotrade import frames

    return frames.total(frame, by=["partner", "year"], unit="USD", rates=ex.RateTable.ecb(), on="own")


def in_polars(path: str, kind: str) -> "tuple[Callable[[], Any], Callable[[Any], int]]":
    """Return the function that makes a query of a kind and the function that computes it: polars, streaming."""
    import polars as pl

    flows = pl.scan_parquet(path)
    ends = ("value", "low", "high")
    if kind == "frames.total":
        asked(flows.head(0))  # the calendar of rates is made once a process
        return lambda: asked(flows), lambda frame: frame.collect(engine="streaming").height
    rates = pl.from_arrow(rate_table(kind)).lazy()
    year = pl.col("period_end").dt.year().alias("year")
    counts = [
        pl.len().alias("all"),
        *(pl.col(end).count().alias(f"{end}s") for end in ends),
    ]
    if kind == "bare scan":
        query = flows.group_by("partner", year).agg(pl.col(end).sum() for end in ends)
    elif kind.startswith("by hand"):
        summed = flows.group_by("partner", year, "unit", "period_end").agg(
            *(pl.col(end).sum() for end in ends), *counts
        )
        wide = [
            pl.col(end).cast(pl.Decimal(38, 14)) * pl.col("rate").cast(pl.Decimal(38, 14)) for end in ends
        ]
        query = (
            summed.join(rates, on=["unit", "period_end"], how="left")
            .with_columns(wide)
            .group_by("partner", "year")
            .agg(
                pl.col(*ends, "all", "values", "lows", "highs").sum(),
                pl.col("rate").null_count().alias("no_rate"),
            )
        )
    else:
        rated = flows.join(
            rates.with_columns(pl.col("rate").cast(float)), on=["unit", "period_end"], how="left"
        )
        query = rated.group_by("partner", year).agg(
            *((pl.col(end).cast(float) * pl.col("rate")).sum() for end in ends),
            *counts,
            pl.col("rate").null_count().alias("no_rate"),
        )
    return lambda: query, lambda frame: frame.collect(engine="streaming").height


def in_duckdb(path: str, kind: str) -> "tuple[Callable[[], Any], Callable[[Any], int]]":
    """Return the function that makes a query of a kind and the function that computes it: DuckDB, memory limited."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    flows = connection.read_parquet(path)
    flows.create_view("flows")
    if kind == "frames.total":
        asked(flows.limit(0))
        return lambda: asked(flows), lambda frame: frame.to_arrow_table().num_rows
    connection.register("rates", rate_table(kind))
    counts = "count(*) AS n, count(value) AS values_, count(low) AS lows, count(high) AS highs"
    by_hand = f"""
        WITH summed AS (
            SELECT partner, year(period_end) AS y, unit, period_end, sum(value) AS value, sum(low) AS low,
                sum(high) AS high, {counts}
            FROM flows GROUP BY ALL)
        SELECT partner, y, sum(value::DECIMAL(20, 2) * rate::DECIMAL(18, 12)),
            sum(low::DECIMAL(20, 2) * rate::DECIMAL(18, 12)), sum(high::DECIMAL(20, 2) * rate::DECIMAL(18, 12)),
            sum(n), sum(values_), sum(lows), sum(highs), count(*) - count(rate)
        FROM summed LEFT JOIN rates USING (unit, period_end) GROUP BY ALL"""
    query = {
        "bare scan": "SELECT partner, year(period_end) AS y, sum(value), sum(low), sum(high) FROM flows GROUP BY ALL",
        "by hand": by_hand,
        "by hand, few rates": by_hand,
        "in floats": f"""
            SELECT partner, year(period_end) AS y, sum(value::DOUBLE * rate::DOUBLE), sum(low::DOUBLE * rate::DOUBLE),
                sum(high::DOUBLE * rate::DOUBLE), {counts}, count(*) - count(rate)
            FROM flows LEFT JOIN rates USING (unit, period_end) GROUP BY ALL""",
    }[kind]
    return lambda: connection.sql(query), lambda frame: frame.to_arrow_table().num_rows


def in_pyspark(path: str, kind: str) -> "tuple[Callable[[], Any], Callable[[Any], int]]":
    """Return the function that makes a query of a kind and the function that computes it: PySpark on this machine."""
    import narwhals as nw
    from pyspark.sql import SparkSession, functions as f

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    flows = session.read.parquet(path)
    flows.limit(1).collect()
    if kind == "frames.total":
        asked(flows.limit(0))
        return lambda: asked(flows), lambda frame: len(frame.collect())
    year = f.year("period_end").alias("year")
    ends = ("value", "low", "high")
    counts = [f.count("*").alias("all"), *(f.count(end).alias(f"{end}s") for end in ends)]
    if kind == "bare scan":
        query = flows.groupBy("partner", year).agg(*(f.sum(end) for end in ends))
        return lambda: query, lambda frame: len(frame.collect())
    held = (
        nw.from_native(rate_table(kind), eager_only=True).lazy(backend="pyspark", session=session).to_native()
    )
    if kind.startswith("by hand"):
        summed = flows.groupBy("partner", year, "unit", "period_end").agg(
            *(f.sum(end).alias(end) for end in ends), *counts
        )
        query = (
            summed.join(held, ["unit", "period_end"], "left")
            .groupBy("partner", "year")
            .agg(
                *(f.sum(f.col(end).cast("decimal(19, 2)") * f.col("rate")) for end in ends),
                *(f.sum(name) for name in ("all", "values", "lows", "highs")),
                f.count("rate"),
            )
        )
    else:
        rated = flows.join(f.broadcast(held), ["unit", "period_end"], "left")
        query = rated.groupBy("partner", year).agg(
            *(f.sum(f.col(end).cast("double") * f.col("rate").cast("double")) for end in ends),
            *counts,
            f.count("rate"),
        )
    return lambda: query, lambda frame: len(frame.collect())


ENGINES = {"polars": in_polars, "duckdb": in_duckdb, "pyspark": in_pyspark}


def run_one(engine: str, kind: str, path: str) -> None:
    """Run one query in this process, and print its time and memory as JSON."""
    ask, collect = ENGINES[engine](path, kind)
    began, cpu = time.perf_counter(), time.process_time()
    groups = collect(ask())
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    # Of this process alone: the figure of getrusage begins with that of the parent process.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"seconds": took, "cpu": cpu, "megabytes": peak, "groups": groups}))


def measured(engine: str, kind: str, path: Path) -> "dict[str, float]":
    """Return the time and memory of one query, which runs in a process of its own."""
    command = [sys.executable, __file__, "--one", engine, kind, str(path)]
    environment = {**SET, **os.environ}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"seconds')]
    if done.returncode or not lines:
        sys.exit(f"{engine}, {kind}: {done.stderr[-2000:]}")
    return json.loads(lines[-1])


def compared(engine: str, path: Path, runs: int) -> "list[str]":
    """Return the rows of the table for one engine and one file."""
    rounds = [{kind: measured(engine, kind, path) for kind in KINDS} for _ in range(runs)]
    lines = []
    for kind in KINDS:
        seconds = statistics.median(one[kind]["seconds"] for one in rounds)
        cpu = statistics.median(one[kind]["cpu"] for one in rounds)
        memory = max(one[kind]["megabytes"] for one in rounds)
        ratio = statistics.median(one["frames.total"]["seconds"] / one[kind]["seconds"] for one in rounds)
        of_cpu = statistics.median(one["frames.total"]["cpu"] / max(one[kind]["cpu"], 1e-9) for one in rounds)
        # The work of PySpark is done in another process.
        said = "" if engine == "pyspark" else f"{cpu:.2f} | {of_cpu:.2f} | {memory:.0f}"
        lines.append(f"{kind} | {seconds:.2f} | {ratio:.2f} | {said or ' | | '}")
    return lines


def main() -> None:
    """Make the files, run the queries, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", type=lambda text: int(float(text)), default=[10**6, 10**7])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=["polars", "duckdb"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--places", type=int, default=2, help="decimal places; 2 are decimal(18, 2), others decimal(38, …)"
    )
    parser.add_argument("--folder", help="where the files are made and kept; otherwise a temporary folder")
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "KIND", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        run_one(*options.one)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.folder or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print("| rows | engine | query | seconds | ratio | CPU seconds | ratio | MB |")
        print("|---:|---|---|---:|---:|---:|---:|---:|")
        for rows in options.rows:
            path = folder / f"flows-{rows}-{options.places}.parquet"
            if not path.exists():
                write_flows(path, rows, options.places)
            for engine in options.engines:
                for line in compared(engine, path, options.runs):
                    print(f"| {rows:,} | {engine} | {line} |", flush=True)


if __name__ == "__main__":
    main()
