"""Laws of frames in and out: what goes through Arrow, polars and pandas comes back, digit by digit."""

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import expotrade as ex
from builders import REPORT, edition, figure
from expotrade import frames, strategies
from expotrade.catalogs import KINDS
from expotrade.tables import tidy_rows
from searching import catalogs, examples

READABLE = [what for what in ex.tables.list_row_kinds() if what != "findings"]
LISTS = ("sources", *KINDS)
# A catalog has some hundred choices in it, so a few go a long way.
# A catalog takes some 30 ms to draw: half as many by default as for other laws.
few = examples(30, runs=2)


def through_all(table: pa.Table) -> pl.DataFrame:
    """The table after it went through polars, Arrow and pandas, and back into polars."""
    arrow = pl.DataFrame(table).to_arrow()
    return pl.from_pandas(arrow.to_pandas(types_mapper=pd.ArrowDtype))


def contents(catalog: ex.Catalog) -> dict[str, list[str]]:
    """The records of a catalog, sorted: linked records and the days of editions come before their own rows."""
    plain = {name: getattr(catalog, name) for name in LISTS}
    plain["editions"] = [evolve(one, claims=sorted(one.claims, key=repr)) for one in catalog.editions]
    return {name: sorted(map(repr, records)) for name, records in plain.items()}


def fits(catalog: ex.Catalog) -> bool:
    """Whether the columns of decimals have room for every number of a catalog."""
    return all(
        abs(value) < 10**29
        for what in READABLE
        for row in tidy_rows(catalog, what)
        for value in row.values()
        if isinstance(value, Decimal)
    )


def merged(parts: list[ex.Catalog]) -> ex.Catalog:
    """Several catalogs as one."""
    whole = ex.Catalog()
    for part in parts:
        whole |= part
    return whole


@pytest.mark.parametrize("name", ["articles", "history"])
def test_a_dataset_goes_through_every_engine_and_comes_back(name: str) -> None:
    catalog = ex.load_dataset(name)
    parts = [frames.read(through_all(frames.to_arrow(catalog, what)), what) for what in READABLE]
    assert contents(merged(parts)) == contents(catalog)


@few
@given(catalogs())
def test_a_catalog_goes_through_every_engine_and_comes_back(catalog: ex.Catalog) -> None:
    if not fits(catalog):
        with pytest.raises(ex.errors.FrameError, match="it must have at most 29 digits before the point"):
            [frames.to_arrow(catalog, what) for what in READABLE]
        return
    parts = {what: frames.read(through_all(frames.to_arrow(catalog, what)), what) for what in READABLE}
    for kind in LISTS:
        assert getattr(parts[kind], kind) == getattr(catalog, kind)
    assert contents(merged(list(parts.values()))) == contents(catalog)


@given(st.lists(strategies.amounts(), min_size=1, max_size=4))
def test_every_digit_comes_back_whatever_the_columns_round(amounts: list[ex.Amount]) -> None:
    figures = [figure(amount, "other", citations=[ex.Citation(REPORT)]) for amount in amounts]
    catalog = ex.Catalog(
        expos=[ex.Expo(id="e", name="The Expo")], editions=[edition(2024, *figures, expo="e")]
    )
    ends = [
        (number, name, end)
        for number, amount in enumerate(amounts)
        for name in ("value", "low", "high")
        if (end := getattr(amount, name)) is not None
    ]
    unfit = [(number, name) for number, name, end in ends if abs(end) >= 10**29]
    if unfit:
        with pytest.raises(ex.errors.FrameError) as caught:
            frames.to_arrow(catalog)
        assert sorted((problem.row, problem.column) for problem in caught.value.problems) == sorted(unfit)
        return
    table = frames.to_arrow(catalog)
    for number, name, end in ends:
        cell = table[name][number].as_py()
        assert abs(Fraction(cell) - Fraction(end)) < Fraction(1, 10**9)
        assert {"low": cell <= end, "high": cell >= end}.get(name, True)
    back = frames.read(through_all(table), "figures")
    assert [str(figure.amount) for figure in back.editions[0].figures] == [str(amount) for amount in amounts]
