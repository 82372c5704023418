"""The chart of a series of editions: places, texts, units, rates, rivals and notes."""

import re
from datetime import date
from typing import Any

import altair as alt
import pytest

import expotrade as ex
from builders import figure
from chart_parts import (
    HISTORY,
    catalog,
    drawn,
    edition,
    fair,
    kinds,
    layers,
    notes_of,
    one,
    rows_of,
    subtitle_of,
    title_of,
)
from expotrade.plots import charts as plots


def slots_of(chart: alt.VConcatChart) -> list[str]:
    (marks,) = (layer for layer, _ in layers(chart) if "shape" in layer["encoding"])
    return marks["encoding"]["x"]["scale"]["domain"]


def texts_of(chart: alt.VConcatChart) -> dict[str, str]:
    return {row["slot"]: row["text"] for row in drawn(chart)["text"] if row["text"]}


def test_a_series_of_the_history() -> None:
    chart = plots.series(HISTORY, "ciie", "exhibitors")
    assert title_of(chart) == "China International Import Expo (CIIE): exhibitors"
    assert slots_of(chart) == [str(year) for year in range(2018, 2026)]
    assert texts_of(chart)["2018"].strip() == "3,617"
    assert texts_of(chart)["2019"].split() == ["more", "than", "3,800"]
    assert {"arrow up", "cap low", "mark"} <= kinds(chart)
    notes = notes_of(chart)
    assert "Counts: enterprises." in notes
    assert "Sources: " in notes
    assert "Arrow: no bound on that side." in notes


def test_a_series_in_chinese() -> None:
    chart = plots.series(HISTORY, "ciie", "deal_value", language="zh")
    assert title_of(chart) == "中国国际进口博览会（CIIE）：成交额"
    assert texts_of(chart)["2025"] == "834.9"
    assert rows_of(chart)[0]["hedge"] == "取整"
    assert "并列，未剔除价格变动" in notes_of(chart)


def test_years_without_a_figure_stay_blank() -> None:
    held = fair(edition(2019, figure("5 exhibitors")), edition(2022, figure("6 exhibitors")))
    chart = plots.series(held, "fair", "exhibitors")
    assert slots_of(chart) == ["2019", "2020", "2021", "2022"]
    assert "A year without a mark: no such figure in the data." in notes_of(chart)


def test_a_gap_of_centuries_is_not_filled() -> None:
    held = fair(edition(1024, figure("5 exhibitors")), edition(2022, figure("6 exhibitors")))
    assert slots_of(plots.series(held, "fair", "exhibitors")) == ["1024", "2022"]


def test_two_editions_of_a_year_are_told_apart() -> None:
    spring = edition(2024, figure("5 exhibitors"), id="fair-2024-spring")
    autumn = edition(2024, figure("6 exhibitors"), id="fair-2024-autumn", number=2)
    late = edition(2025, figure("6 exhibitors"), id="fair-2025-late-summer")
    assert slots_of(plots.series(fair(spring, autumn, late), "fair", "exhibitors", language="zh")) == [
        "2024 春季",
        "2024 秋季",
        "2025 late summer",
    ]


def test_texts_that_do_not_fit_are_left_out() -> None:
    long = [edition(year, figure("more than 1,234,567 exhibitors")) for year in range(1950, 2024)]
    chart = plots.series(fair(*long), "fair", "exhibitors")
    assert texts_of(chart) == {}
    assert "On top" not in notes_of(chart)
    (marks,) = (layer for layer, _ in layers(chart) if "shape" in layer["encoding"])
    assert marks["encoding"]["x"]["axis"]["labelAngle"] == -45
    assert one(chart)["width"] == pytest.approx(1100)


def test_the_sides_of_a_plot_can_be_chosen() -> None:
    chart = plots.series(HISTORY, "ciie", "deal_value", width=1600, height=500)
    assert (one(chart)["width"], one(chart)["height"]) == (1600, 500)
    with pytest.raises(ex.errors.PlotError, match="on 10 pixels: a side has 150 to 4000"):
        plots.series(HISTORY, "ciie", "deal_value", height=10)


def test_units_of_one_dimension_share_an_axis() -> None:
    tonnes = figure("2 tonnes", "trade_quantity")
    kilos = figure("2,500 kg", "trade_quantity")
    rows = rows_of(plots.series(fair(edition(2023, tonnes), edition(2024, kilos)), "fair", "trade_quantity"))
    assert [row["value"] for row in rows] == [2, 2.5]
    assert rows[1]["notation"] == "ROUNDED 2500 kg"


MIXED = fair(
    edition(2023, figure("$5 billion", "deal_value"), period="2023-11-05/2023-11-10"),
    edition(2024, figure("40 billion yuan", "deal_value"), period="2024-11-05/2024-11-10"),
)


def test_nothing_converts_by_itself() -> None:
    with pytest.raises(ex.errors.RateError, match="cannot express CNY in USD without exchange rates"):
        plots.series(MIXED, "fair")
    with pytest.raises(ex.errors.RateError, match="exchange rates need a date"):
        plots.series(MIXED, "fair", rates=ex.RateTable.ecb())
    with pytest.raises(ex.errors.RateError, match="on= must be a date without a time"):
        plots.series(MIXED, "fair", rates=ex.RateTable.ecb(), on="own date")  # type: ignore[arg-type]
    with pytest.raises(ex.errors.UnitMismatchError, match="counts something else"):
        plots.series(MIXED, "fair", unit="kg")


def test_rivals_of_another_dimension_are_left_out_also_with_rates() -> None:
    held = catalog(figure("$5 billion", "other"), figure("5 percent", "other"))
    chart = plots.series(held, "fair", "other", unit="CNY", rates=ex.RateTable.ecb(), on=date(2024, 11, 29))
    assert [row["notation"] for row in rows_of(chart)] == ["ROUNDED 5E+9 USD"]
    assert "Left out, for nothing converts by itself: 2024 in percent." in notes_of(chart)


def test_a_series_names_its_rates(draw: Any) -> None:
    chart = draw(MIXED, "deal_value", unit="USD", rates=ex.RateTable.ecb(), on="own")
    assert subtitle_of(chart)[0] == "Converted into USD at the rate of each edition's last day:"
    assert re.fullmatch(
        r"(Fair )?2024: USD 0.139474 per CNY, 2024-11-08. Source: ECB statistics",
        " ".join(subtitle_of(chart)[1:]),
    )
    plain, converted = rows_of(chart)
    assert plain["rate"] == plain["converted"] == ""
    assert converted["notation"] == "ROUNDED 40E+9 CNY"
    assert converted["converted"].startswith("BETWEEN 5578962360.64894")
    assert converted["rate"].endswith("Source: ECB statistics")


def test_one_date_is_one_line_for_all() -> None:
    both = [ex.load_dataset("history").edition("cisce", year=year) for year in (2023, 2024)]
    chart = plots.comparison(HISTORY, both, unit="USD", rates=ex.RateTable.ecb(), on=date(2024, 11, 29))
    assert subtitle_of(chart) == [
        "Converted into USD:",
        "CISCE 2023, CISCE 2024: USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics",
    ]


def test_more_rates_than_a_chart_names_are_counted() -> None:
    editions = [
        edition(year, figure("5 billion yuan", "deal_value"), period=f"{year}-11-04/{year}-11-08")
        for year in range(1980, 2015)
    ]
    days = {date(year, 11, 8): str(year) for year in range(1980, 2015)}
    rates = ex.RateTable.from_mapping({"CNY": days}, base="USD", source="my bank")
    chart = plots.series(fair(*editions), "fair", unit="USD", rates=rates, on="own")
    assert subtitle_of(chart)[-1] == "and 5 more"


def test_an_edition_without_dates_has_no_own_rate() -> None:
    held = fair(
        edition(2023, figure("$5 billion", "deal_value")),
        edition(2024, figure("4 billion yuan", "deal_value")),
    )
    with pytest.raises(ex.errors.RateError, match="fair-2024 has no day of its own for a rate: pass on=date"):
        plots.series(held, "fair", rates=ex.RateTable.ecb(), on="own")
    with pytest.raises(ex.errors.RateNotFoundError):
        plots.series(held, "fair", rates=ex.RateTable.ecb(), on=date(1901, 1, 1))


def test_rivals_in_another_currency_are_left_out_and_named() -> None:
    held = catalog(figure("$5 billion", "deal_value"), figure("4 billion yuan", "deal_value"))
    chart = plots.series(held, "fair")
    assert [row["role"] for row in rows_of(chart)] == ["preferred"]
    assert "Left out, for nothing converts by itself: 2024 in CNY." in notes_of(chart)
    assert "Left out" not in notes_of(plots.series(held, "fair", rivals=False))
    both = plots.series(held, "fair", unit="USD", rates=ex.RateTable.ecb(), on=date(2024, 11, 29))
    assert [row["role"] for row in rows_of(both)] == ["preferred", "rival"]


def test_what_counts_something_else_is_not_drawn_as_a_rival(draw: Any) -> None:
    contracts = figure("PLN 3.2 billion", "deal_value", basis="contracts")
    letters = figure("more than 410 million euros", "deal_value", basis="letters of intent")
    signed = figure("PLN 3 billion", "deal_value", counts="contracts")
    chart = draw(fair(edition(2024, contracts, letters, signed)), "deal_value")
    assert [row["basis"] for row in rows_of(chart)] == ["contracts", "contracts"]
    notes = notes_of(chart)
    assert "Counts: contracts." in notes
    assert "Not drawn, for it counts something else: " in notes
    assert "more than EUR 410 million (letters of intent)" in notes
    unsaid = notes_of(
        draw(fair(edition(2024, contracts, figure("PLN 3 billion", "deal_value"))), "deal_value")
    )
    assert "Counts: contracts." not in unsaid
    assert "The preferred figures count: contracts. Not every rival says what it counts." in unsaid


def test_without_rivals_the_basis_is_that_of_the_figures() -> None:
    held = catalog(figure("$5", "deal_value", basis="contracts"), figure("$4", "deal_value"))
    assert "Counts: contracts." in notes_of(plots.series(held, "fair", rivals=False))
    assert "Counts: contracts." not in notes_of(plots.series(held, "fair"))


@pytest.mark.parametrize(
    "draw_what",
    [
        lambda held: plots.series(held.editions[0], "fair"),
        lambda _: plots.series("history", "fair"),
        lambda held: plots.comparison(held.editions[0], ["fair-2024"]),
        lambda held: plots.comparison(held, held.editions[0]),
        lambda held: plots.comparison(held, "fair-2024"),
        lambda held: plots.comparison(held, None),
        lambda held: plots.comparison(held, [held]),
        lambda _: plots.flows(None),
        lambda held: plots.flows(held.editions),
        lambda held: plots.series(held, "fair", unit="USD", rates="bank", on=date(2024, 11, 29)),
    ],
)
def test_what_charts_do_not_take_is_an_error_that_says_what_to_pass(draw_what: Any) -> None:
    with pytest.raises(ex.errors.ArgumentError, match="pass "):
        draw_what(catalog(figure("$5 billion", "deal_value")))


def test_the_bank_is_a_table_of_rates() -> None:
    held = catalog(figure("$5 billion", "deal_value"), figure("4 billion yuan", "deal_value"))
    day = date(2024, 11, 29)
    drawn_with = [
        plots.series(held, "fair", unit="USD", rates=one, on=day) for one in ("ecb", ex.RateTable.ecb())
    ]
    assert rows_of(drawn_with[0]) == rows_of(drawn_with[1])


def test_what_keeps_figures_from_being_alike_stands_below(draw: Any) -> None:
    first = figure("$5 billion", "deal_value", basis="tentative deals", period="2023-01/2023-07")
    second = figure("$6 billion", "deal_value", basis="Contracts", period="2024-01-01/2024-01-20")
    third = figure("$7 billion", "deal_value")
    fourth = figure("$7 billion", "deal_value", basis="contracts", period="2026-01-01")
    held = fair(edition(2023, first), edition(2024, second), edition(2025, third), edition(2026, fourth))
    notes = notes_of(draw(held, "deal_value"))
    assert re.search(
        r"count different things. (Fair )?2023: tentative deals; (Fair )?2024, (Fair )?2026: Contracts; "
        r"(Fair )?2025: not stated.",
        notes,
    )
    assert re.search(
        r"periods of different length stand side by side. (Fair )?2023: 2023-01/2023-07 \(7 months\); "
        r"(Fair )?2024: 2024-01-01/2024-01-20 \(20 days\); (Fair )?2025: the edition; "
        r"(Fair )?2026: 2026-01-01 \(1 day\).",
        notes,
    )
    assert "Caution: money of 2023 and 2026 stands side by side undeflated." in notes


def test_long_lists_are_cut() -> None:
    figures = [
        figure(
            f"{year} exhibitors", citations=[ex.Citation(ex.Source(f"s-{year}", "Title", f"Paper {year}"))]
        )
        for year in range(2001, 2013)
    ]
    held = fair(*(edition(2000 + number, one) for number, one in enumerate(figures)))
    assert notes_of(plots.series(held, "fair", "exhibitors")).endswith("Paper 2008; and 4 more.")


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"expo": "cie"}, ex.errors.UnknownNameError, "no expo 'cie'; nearest: 'ciie'"),
        ({"metric": "deal_valu"}, ex.errors.UnknownNameError, "no metric 'deal_valu'"),
        (
            {"metric": "vehicles"},
            ex.errors.PlotError,
            "cannot plot vehicles of ciie: no edition has such a figure",
        ),
        ({"unit": "dolars"}, ex.errors.UnknownNameError, "dolars"),
        (
            {"language": "fr"},
            ex.errors.PlotError,
            "in the language 'fr': pass language='en' or language='zh'",
        ),
    ],
)
def test_what_a_series_cannot_show(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        plots.series(HISTORY, **{"expo": "ciie", **options})
