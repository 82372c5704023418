"""The types of the main calls. mypy and pyright read this file; nothing runs it."""

from decimal import Decimal
from typing import Literal, assert_type

import expotrade as ex
from expotrade import frames

exhibitors = ex.Amount.parse("more than 620 exhibitors")
assert_type(exhibitors, ex.Amount)
assert_type(exhibitors.value, Decimal)
assert_type(exhibitors.low, Decimal | None)
assert_type(exhibitors.high, Decimal | None)
assert_type(exhibitors.unit, str)
assert_type(exhibitors.hedge, ex.Hedge)
assert_type(exhibitors.compare(ex.Amount(700, "exhibitor")), ex.Order)
both = exhibitors + exhibitors
assert_type(both, ex.Amount)
assert_type(exhibitors * 2, ex.Amount)
assert_type(exhibitors / exhibitors, ex.Amount)
assert_type(-exhibitors, ex.Amount)
assert_type(ex.growth(exhibitors, ex.Amount(515, "exhibitor")), ex.Amount)
assert_type(ex.Amount("78.41e9", "USD", hedge=ex.Hedge.ROUNDED).to("USD"), ex.Amount)
# `sum` starts from 0, and returns 0 for an empty list.
assert_type(sum([exhibitors, both]), ex.Amount | Literal[0])
assert_type(str(exhibitors), str)

cat = ex.load_dataset("articles")
assert_type(cat, ex.Catalog)
assert_type(cat | cat, ex.Catalog)
assert_type(cat.deals, tuple[ex.Deal, ...])
assert_type(cat.exhibitors, tuple[ex.Exhibitor, ...])
assert_type(cat.flows, tuple[ex.TradeFlow, ...])
assert_type(cat.statistics, tuple[ex.Statistic, ...])
assert_type(cat.sources, tuple[ex.Source, ...])

edition = cat.edition("ciie", 6)
assert_type(edition, ex.Edition)
assert_type(edition["deal_value"], ex.Figure)
assert_type(edition["deal_value"].amount, ex.Amount)
assert_type(edition["deal_value"].cite(), str)
assert_type(edition.rivals("deal_value"), tuple[ex.Figure, ...])
assert_type(ex.compare(edition, cat.edition("ciie", year=2019)), ex.Comparison)
assert_type(ex.list_datasets(), tuple[ex.datasets.DatasetInfo, ...])
assert_type(ex.Period.parse("2024-Q3"), ex.Period)
assert_type(ex.__version__, str)

assert_type(ex.check(cat), ex.checks.Findings)
assert_type([finding.verdict for finding in ex.check(cat)], list[ex.Verdict])
assert_type(ex.total(cat.deals), ex.Total)
assert_type(
    ex.total(cat.deals, unit="USD", rates=ex.RateTable.ecb(), on="own").amounts, tuple[ex.Amount, ...]
)
assert_type(frames.read(cat.to_polars("flows"), "flows"), ex.Catalog)

# Each of these lines is a mistake. If mypy or pyright did not notice it, it would report an unneeded ignore.
ex.Amout  # type: ignore[attr-defined]
ex.Amount(0.1, "USD")  # type: ignore[arg-type]
ex.Amount(1, "USD", ex.Hedge.ROUNDED)  # type: ignore[call-arg]
ex.Amount.parse(442)  # type: ignore[arg-type]
exhibitors < both  # type: ignore[operator]
exhibitors + 1  # type: ignore[operator]
exhibitors.value = Decimal(1)  # type: ignore[misc]
