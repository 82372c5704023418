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
assert_type(cat.people, tuple[ex.Person, ...])
assert_type(cat.regions, tuple[ex.records.Region, ...])
assert_type(cat.metrics, tuple[ex.records.OwnMetric, ...])
assert_type(cat.person("li-fei"), ex.Person)
assert_type(cat.person("li-fei").offices, tuple[ex.records.Office, ...])
assert_type(cat.region("shunyi").lies_in, str | None)
assert_type(cat.metric("deal_value"), ex.Metric)
assert_type(cat.remarks[0].attributed_to, ex.Party | None)
assert_type(cat.remarks[0].parties, tuple[ex.Party, ...])
assert_type(cat.exhibitors[0].role, ex.records.ExhibitorRole | None)
assert_type(cat.exhibitors[0].attendance, ex.records.Attendance | None)
assert_type(cat.deals[0].status, ex.Status | None)
assert_type(cat.flows[0].partners, tuple[str, ...])

edition = cat.edition("ciie", 6)
assert_type(edition, ex.Edition)
assert_type(edition["deal_value"], ex.Figure)
assert_type(edition["deal_value"].amount, ex.Amount)
assert_type(edition["deal_value"].cite(), str)
assert_type(edition.rivals("deal_value"), tuple[ex.Figure, ...])
assert_type(edition["deal_value"].attributed_to, ex.Party | None)
assert_type(edition["deal_value"].horizon, ex.Amount | None)
assert_type(edition["deal_value"].status, ex.Status)
assert_type(edition["deal_value"].citations[0].fields, tuple[str, ...])
assert_type(edition.period, ex.Period | None)
assert_type(edition.venue, str | None)
assert_type(edition.city, str | None)
assert_type(edition.year, int | None)
assert_type(edition.claims, tuple[ex.Claim, ...])
assert_type(ex.compare(edition, cat.edition("ciie", year=2019)), ex.Comparison)
assert_type(ex.list_datasets(), tuple[ex.datasets.DatasetInfo, ...])
assert_type(ex.Period.parse("2024-Q3"), ex.Period)
days = ex.records.DatesClaim(
    period=ex.Period.parse("2024-11-26/2024-11-30"), citations=edition["deal_value"].citations
)
assert_type(days.period, ex.Period | None)
more = ex.records.ChangeClaim(amount=exhibitors, citations=edition["deal_value"].citations)
assert_type(more.amount, ex.Amount)
assert_type(more.base, ex.records.GrowthBase)
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
ex.records.Office("chair")  # type: ignore[call-arg]
ex.records.VenueClaim(hall="Hall 3", citations=[])  # type: ignore[call-arg]
ex.Figure("exhibitors", exhibitors, citations=[], attributed_to="Li Fei")  # type: ignore[arg-type]
exhibitors < both  # type: ignore[operator]
exhibitors + 1  # type: ignore[operator]
exhibitors.value = Decimal(1)  # type: ignore[misc]
