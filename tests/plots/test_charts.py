"""Charts of a comparison and of trade flows."""

import re
from typing import Any

import altair as alt
import pytest

import expotrade as ex
from builders import CITED, figure
from chart_parts import (
    ARTICLES,
    HISTORY,
    Row,
    catalog,
    notes_of,
    one,
    panels,
    rows_of,
    subtitle_of,
    title_of,
)
from expotrade.plots import charts as plots
from expotrade.plots.words import width_of

# --- Comparison ------------------------------------------------------------------------------------------------------


def test_charts_fit_the_schema_of_vega_lite() -> None:
    charts = [
        plots.series(HISTORY, "ciie", "exhibitors"),
        plots.comparison(ARTICLES, ["ciie-2019", "ciie-2023"], "deal_value", language="zh"),
        plots.flows(ARTICLES, partner="TH"),
    ]
    for chart in charts:
        chart.to_dict(validate=True)


def test_a_comparison_in_one_currency() -> None:
    chart = plots.comparison(
        ARTICLES, ["ciie-2023", "cisce-2024"], unit="USD", rates=ex.RateTable.ecb(), on="own"
    )
    assert title_of(chart) == "Value of deals"
    rows = rows_of(chart)
    assert [row["slot"] for row in rows] == ["CIIE 2023", "CISCE 2024"]
    assert rows[0]["text"] == "USD 78.41 billion"
    assert rows[1]["text"] == ""
    assert rows[1]["upper_text"] == "more than USD 20.9903 billion"
    assert rows[1]["lower_text"] == "from more than CNY 152 billion"
    assert rows[1]["open_high"]
    assert "Caution: the figures count different things. CIIE 2023: tentative deals" in notes_of(chart)


def test_a_comparison_in_chinese() -> None:
    chart = plots.comparison(
        ARTICLES,
        [ARTICLES.edition("cisce", year=2024)],
        unit="USD",
        rates=ex.RateTable.ecb(),
        on="own",
        language="zh",
    )
    (row,) = rows_of(chart)
    assert row["slot"] == "中国国际供应链促进博览会 2024"
    assert (row["upper_text"], row["lower_text"]) == ("超过209.903亿美元", "原为超过1520亿元")
    assert "Source: ECB statistics" in subtitle_of(chart)[1]


def test_one_edition_twice_is_two_rows() -> None:
    held = catalog(figure("442 exhibitors"))
    rows = rows_of(plots.comparison(held, ["fair-2024", "fair-2024"], "exhibitors"))
    assert [row["slot"] for row in rows] == ["Fair 2024", "Fair 2024 (2)"]


def test_a_long_name_is_broken_and_cut() -> None:
    held = catalog(figure("442 exhibitors"), chinese_name="展" * 300, short_name="A fair of many words " * 20)
    (row,) = rows_of(plots.comparison(held, ["fair-2024"], "exhibitors", language="zh"))
    lines = row["slot"].split("\n")
    assert len(lines) > 5
    assert max(map(width_of, lines)) <= 44
    assert lines[-1].endswith("… 2024")
    assert "\n" not in row["item"]
    title = one(plots.series(held, "fair", "exhibitors"))["title"]["text"]
    assert len(title) > 1


@pytest.mark.parametrize(
    ("editions", "error", "message"),
    [
        (
            [],
            ex.errors.PlotError,
            "cannot plot no editions: pass one or more, such as ['ciie-2023', 'cisce-2024']",
        ),
        (["ciie-2023"] * 301, ex.errors.PlotError, "cannot plot 301 rows: a chart has at most 300"),
        (["ciie-2029"], ex.errors.UnknownNameError, "no edition 'ciie-2029'"),
        (["caexpo-2024"], ex.errors.UnknownNameError, "no figure 'deal_value' in caexpo-2024"),
    ],
)
def test_what_a_comparison_cannot_show(editions: list[str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        plots.comparison(HISTORY, editions)


# --- Flows -----------------------------------------------------------------------------------------------------------


def panels_of(chart: alt.VConcatChart) -> dict[str, list[Row]]:
    return {plot["title"]: rows for plot, rows in panels(chart)}


def test_flows_between_china_and_asean() -> None:
    chart = plots.flows(ARTICLES, partner="ASEAN")
    held = panels_of(chart)
    assert list(held) == [
        "Trade value (billion USD)",
        "Investment (billion USD)",
        "Trade quantity (tonnes)",
        "Stated growth (percent)",
        "Stated share (percent)",
    ]
    first = held["Trade value (billion USD)"]
    assert first[0]["slot"] == "China and ASEAN: trade both ways\n2024-01/2024-07 (7 months)"
    assert first[1]["slot"] == "China and Vietnam: trade both ways\nperiod not stated"
    assert held["Trade quantity (tonnes)"][0]["slot"].endswith("fresh durian\n2023 (12 months)")
    assert held["Stated growth (percent)"][0]["slot"].endswith(
        "a year on average since 2013\nperiod not stated"
    )
    assert (
        held["Stated share (percent)"][0]["period"]
        == "of China's total foreign trade; 2024-01/2024-07 (7 months)"
    )
    assert "the periods differ in length, or are not stated" in notes_of(chart)
    assert "fresh durian" not in str(held["Investment (billion USD)"])
    # One row of the offsets' domain fits its own panel only.
    assert one(chart)["resolve"] == {"scale": {"yOffset": "independent"}}


def test_flows_in_chinese() -> None:
    held = panels_of(plots.flows(ARTICLES, partner="东盟", language="zh"))
    assert held["贸易额（亿美元）"][0]["slot"] == "中国与东盟双边贸易\n2024-01/2024-07（7个月）"
    assert held["所报增长（%）"][1]["slot"].split("\n")[1] == "同比"


def test_flows_without_claims() -> None:
    titles = panels_of(plots.flows(ARTICLES, partner="TH", claims=False))
    assert list(titles) == ["Trade value (billion USD)", "Trade quantity (tonnes)"]
    cars = [flow for flow in ARTICLES.flows if flow.quantity and flow.quantity.amount.unit == "vehicle"]
    assert "Trade quantity (million vehicles)" in panels_of(plots.flows(cars, claims=False))


def test_a_trader_has_its_name_in_a_catalog() -> None:
    def slots(chart: alt.VConcatChart) -> list[str]:
        return [row["slot"] for row in rows_of(chart)]

    flow = ARTICLES.flow("dongfeng-motor-exports-2023-h1")
    assert slots(plots.flows([flow])) == [
        "dongfeng-motor: exports to the world\non a year earlier\n2023-H1 (6 months)"
    ]
    held = ex.Catalog(organisations=[ARTICLES.organisation("dongfeng-motor")], flows=[flow])
    trader = held.organisations[0].name
    assert all(slot.startswith(f"{trader}: exports") for slot in slots(plots.flows(held)))


def flow(number: int, **fields: Any) -> ex.TradeFlow:
    return ex.TradeFlow(**{"id": f"flow-{number}", "reporter": "CN", "kind": ex.FlowKind.IMPORT, **fields})


def test_flows_that_read_alike_are_told_apart() -> None:
    value = figure("5 billion yuan", "trade_value")
    rows = rows_of(plots.flows([flow(1, value=value), flow(2, value=value)]))
    label = "China: imports from the world\nperiod not stated"
    assert [row["slot"] for row in rows] == [label, f"{label} (2)"]


def test_flows_in_units_of_one_dimension_share_a_panel() -> None:
    quantities = [figure(text, "trade_quantity") for text in ("2 tonnes", "500 kg", "7 vehicles")]
    held = panels_of(plots.flows([flow(number, quantity=one) for number, one in enumerate(quantities)]))
    assert [len(rows) for rows in held.values()] == [2, 1]


def test_the_time_of_a_flow() -> None:
    told = [
        (figure("5 tonnes", "trade_quantity", as_of="2024-03"), "as of 2024-03"),
        (figure("6 tonnes", "trade_quantity", period="../2022"), "../2022 (open)"),
        (figure("7 tonnes", "trade_quantity"), "2024-05 (1 month)"),
    ]
    period = ex.Period.parse("2024-05")
    chart = plots.flows([flow(number, quantity=one, period=period) for number, (one, _) in enumerate(told)])
    assert [row["period"] for row in rows_of(chart)] == [said for _, said in told]
    alike = plots.flows([flow(number, quantity=told[2][0], period=period) for number in range(2)])
    assert "periods differ" not in notes_of(alike)


def test_a_claim_about_a_part_names_it() -> None:
    growth = ex.records.GrowthClaim(amount=ex.Amount.parse("5 percent"), subject="durian", citations=[CITED])
    rank = ex.records.RankClaim(rank=1, among="partners", citations=[CITED])
    (row,) = rows_of(plots.flows([flow(1, claims=[growth, rank])]))
    assert row["slot"] == "China: imports from the world: durian\nbase not stated\nperiod not stated"


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (
            {"items": []},
            ex.errors.PlotError,
            "cannot plot these flows: pass flows that state a value, a growth or a share",
        ),
        ({"partner": "FR"}, ex.errors.PlotError, "these flows"),
        ({"partner": "Atlantis"}, ex.errors.UnknownNameError, "no place 'Atlantis'"),
        ({"width": 9}, ex.errors.PlotError, "on 9 pixels"),
        (
            {"items": [flow(number, value=figure("$5", "trade_value")) for number in range(301)]},
            ex.errors.PlotError,
            "cannot plot 301 rows: a chart has at most 300",
        ),
    ],
)
def test_what_flows_cannot_show(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        plots.flows(**{"items": ARTICLES, **options})
