"""Charts: what is drawn of each amount, what stands around it, and the files that are written of it."""

import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any
from xml.dom import minidom

import altair as alt
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import expotrade as ex
from builders import CITED, edition as edition_of, figure
from expotrade import strategies
from expotrade.plots import charts as plots
from expotrade.plots.marks import _LYING, _UPRIGHT
from expotrade.plots.saving import _is_drawn
from expotrade.plots.words import broken, told_apart, width_of, words_in

DAILY = ex.Citation(ex.Source("daily", "Expo closes", "The Daily"))
OTHER = ex.Citation(ex.Source("other-report", "Expo closes again"))
# No font has it, for it is no character.
NO_CHARACTER = "\U0010fffe"

HISTORY = ex.load_dataset("history")
ARTICLES = ex.load_dataset("articles")

Row = dict[str, Any]


def catalog(*figures: ex.Figure, **fields: Any) -> ex.Catalog:
    """An expo with one edition of these figures."""
    return ex.Catalog(expos=[ex.Expo(id="fair", name="Fair", **fields)], editions=[edition(2024, *figures)])


def edition(year: int, *figures: ex.Figure, **fields: Any) -> ex.Edition:
    return edition_of(year, *figures, expo="fair", **fields)


def fair(*editions: ex.Edition) -> ex.Catalog:
    return ex.Catalog(expos=[ex.Expo(id="fair", name="Fair")], editions=editions)


_specs: dict[int, tuple[alt.VConcatChart, dict[str, Any]]] = {}


def spec_of(chart: alt.VConcatChart) -> dict[str, Any]:
    """What Altair makes of a chart, once: it validates it against the schema of Vega-Lite, which takes time."""
    if id(chart) not in _specs:
        _specs[id(chart)] = (chart, chart.to_dict())
    return _specs[id(chart)][1]


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    _specs.clear()


def one(chart: alt.VConcatChart) -> dict[str, Any]:
    """The only plot of a chart, or what holds its panels."""
    (plot,) = spec_of(chart)["vconcat"]
    return plot


def panels(chart: alt.VConcatChart) -> Iterator[tuple[dict[str, Any], list[Row]]]:
    """Each plot with its rows, which Altair names where all plots below share them."""
    spec = spec_of(chart)
    for plot in one(chart).get("vconcat", [one(chart)]):
        named = next(part["data"]["name"] for part in (plot, one(chart), spec) if "data" in part)
        yield plot, spec["datasets"][named]


def layers(chart: alt.VConcatChart) -> Iterator[tuple[dict[str, Any], list[Row]]]:
    """Each layer with the rows that its filters leave."""
    for plot, rows in panels(chart):
        for layer in plot["layer"]:
            left = rows
            for step in layer.get("transform", ()):
                rule = step["filter"]
                left = [row for row in left if row[rule["field"]] == rule["equal"]]
            yield layer, left


def rows_of(chart: alt.VConcatChart) -> list[Row]:
    return [row for layer, rows in layers(chart) if "shape" in layer["encoding"] for row in rows]


def drawn(chart: alt.VConcatChart) -> dict[str, list[Row]]:
    """The rows of each kind of mark: bars, caps at either end, arrows to either side, heads of them, rings, marks."""
    found: dict[str, list[Row]] = {}
    for layer, rows in layers(chart):
        mark, encoding = layer["mark"], layer["encoding"]
        along = "y" if "xOffset" in encoding else "x"
        kind = mark["type"]
        if kind == "rule":
            kind = "arrow" if f"{along}2Offset" in mark else "bar"
        elif kind == "tick":
            kind = f"cap {encoding[along]['field']}"
        elif kind == "point":
            kind = "mark" if "shape" in encoding else "ring" if mark["shape"] == "circle" else "head"
        if kind in ("arrow", "head"):
            moved = mark[f"{along}2Offset" if kind == "arrow" else f"{along}Offset"]
            kind += " up" if (moved < 0) == (along == "y") else " down"
        found.setdefault(kind, []).extend(rows)
    return found


def title_of(chart: alt.VConcatChart) -> str:
    return " ".join(one(chart)["title"]["text"])


def subtitle_of(chart: alt.VConcatChart) -> list[str]:
    return one(chart)["title"]["subtitle"]


def notes_of(chart: alt.VConcatChart) -> str:
    return " ".join(spec_of(chart)["title"]["text"])


# --- Marks -----------------------------------------------------------------------------------------------------------

CLOSED = [
    "about 2,600 exhibitors",
    "nearly 2,000 exhibitors",
    "less than 500 exhibitors",
    "2.6 thousand exhibitors",
]


@pytest.fixture(params=["upright", "lying"])
def draw(request: pytest.FixtureRequest) -> Any:
    """Both ways in which editions are drawn."""
    if request.param == "upright":
        return lambda held, metric="exhibitors", **options: plots.series(held, "fair", metric, **options)
    return lambda held, metric="exhibitors", **options: plots.comparison(
        held, held.editions, metric, **options
    )


def kinds(chart: alt.VConcatChart) -> set[str]:
    return {kind for kind, rows in drawn(chart).items() if rows} - {"text"}


@pytest.mark.parametrize("wording", CLOSED)
def test_closed_bounds_are_a_bar_with_two_caps(draw: Any, wording: str) -> None:
    assert kinds(draw(catalog(figure(wording)))) == {"mark", "bar", "cap low", "cap high"}


@pytest.mark.parametrize("wording", ["more than 620 exhibitors", "at least 620 exhibitors"])
def test_an_open_end_is_an_arrow_without_a_cap(draw: Any, wording: str) -> None:
    assert kinds(draw(catalog(figure(wording)))) == {"mark", "arrow up", "head up"}


@pytest.mark.parametrize("wording", ["less than 5 percent", "down more than 2.6 percent"])
def test_an_arrow_points_the_open_way(draw: Any, wording: str) -> None:
    chart = draw(catalog(figure(wording, "execution_rate")), "execution_rate")
    assert kinds(chart) == {"mark", "arrow down", "head down"}


def test_the_closed_end_of_a_half_open_range_has_a_cap(draw: Any) -> None:
    above = ex.Amount.between(4, None, "exhibitor", value=5)
    assert kinds(draw(catalog(figure(above)))) == {"mark", "bar", "cap low", "arrow up", "head up"}
    below = ex.Amount.between(None, 7, "exhibitor", value=5)
    assert kinds(draw(catalog(figure(below)))) == {"mark", "bar", "cap high", "arrow down", "head down"}


def test_no_bounds_are_two_arrows(draw: Any) -> None:
    unbounded = ex.Amount.between(None, None, "exhibitor", value=5)
    assert kinds(draw(catalog(figure(unbounded)))) == {
        "mark",
        "arrow up",
        "head up",
        "arrow down",
        "head down",
    }


def test_an_exact_figure_is_a_mark_alone(draw: Any) -> None:
    chart = draw(catalog(figure("442 exhibitors")))
    assert kinds(chart) == {"mark"}
    (row,) = rows_of(chart)
    assert (row["value"], row["low"], row["high"]) == (442, 442, 442)


def test_what_has_not_happened_has_a_ring(draw: Any) -> None:
    expected = figure("500 exhibitors", status=ex.Status.EXPECTED)
    planned = figure("600 exhibitors", status=ex.Status.PLANNED)
    chart = draw(catalog(figure("442 exhibitors"), expected, planned))
    assert [row["status"] for row in drawn(chart)["ring"]] == ["expected", "planned"]
    (ring,) = (layer for layer, _ in layers(chart) if "strokeDash" in layer["encoding"])
    scale = ring["encoding"]["strokeDash"]["scale"]
    assert scale["domain"] == ["expected", "planned"]
    assert scale["range"][0] != scale["range"][1]
    assert "Ring: expected or planned." in notes_of(chart)


def test_a_rival_is_hollow_and_beside(draw: Any) -> None:
    rivals = [figure("442 exhibitors"), figure("about 500 exhibitors"), figure("more than 600 exhibitors")]
    chart = draw(catalog(*rivals))
    rows = rows_of(chart)
    assert [row["role"] for row in rows] == ["preferred", "rival", "rival"]
    places = [row["beside"] for row in rows]
    assert sorted(set(places)) == places
    assert sum(places) == 0
    (marks,) = (layer for layer, _ in layers(chart) if "fill" in layer["encoding"])
    scale = marks["encoding"]["fill"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True))["rival"] == "white"
    assert {row["slot"] for row in rows} == {rows[0]["slot"]}
    assert [row["role"] for row in rows_of(draw(catalog(*rivals), rivals=False))] == ["preferred"]


def test_the_preferred_figure_comes_first(draw: Any) -> None:
    chart = draw(catalog(figure("442 exhibitors"), figure("450 exhibitors", is_preferred=True)))
    assert [(row["value"], row["role"]) for row in rows_of(chart)] == [(450, "preferred"), (442, "rival")]


def test_figures_that_differ_only_in_source_are_one_mark(draw: Any) -> None:
    again = figure("442 exhibitors", citations=[OTHER, DAILY])
    other_basis = figure("442 exhibitors", basis="enterprises and institutions")
    rows = rows_of(draw(catalog(figure("442 exhibitors", citations=[DAILY]), again, other_basis)))
    assert [row["role"] for row in rows] == ["preferred", "rival"]
    assert rows[0]["others"] == "Expo closes again; The Daily"


def test_hedges_are_told_apart_without_colour(draw: Any) -> None:
    assert len(set(_UPRIGHT.values())) == len(set(_LYING.values())) == len(ex.Hedge)
    assert set(_UPRIGHT) == set(_LYING) == {hedge.value for hedge in ex.Hedge}
    chart = draw(catalog(figure("442 exhibitors"), *map(figure, CLOSED)))
    (marks,) = (layer for layer, _ in layers(chart) if "shape" in layer["encoding"])
    scale = marks["encoding"]["shape"]["scale"]
    assert scale["domain"] == ["exact", "rounded", "about", "nearly", "less than"]
    assert len(set(scale["range"])) == 5
    strokes = {layer["mark"].get("stroke", layer["mark"].get("color")) for layer, _ in layers(chart)}
    assert strokes <= {"#0072B2", "#333333", "#666666", None}


def test_a_tooltip_tells_every_digit_and_the_source(draw: Any) -> None:
    said = figure(
        "$78.41 billion",
        "deal_value",
        as_printed="$78.41 billion",
        basis="tentative deals",
        attributed_to="officials",
        citations=[DAILY],
    )
    chart = draw(catalog(said), "deal_value")
    (row,) = rows_of(chart)
    assert row["notation"] == "ROUNDED 78.41E+9 USD"
    assert row["bounds"] == "78,405,000,000 to 78,415,000,000"
    assert (row["printed"], row["basis"], row["said_by"]) == (
        "$78.41 billion",
        "tentative deals",
        "officials",
    )
    assert row["source"] == 'The Daily, "Expo closes"'
    (marks,) = (layer for layer, _ in layers(chart) if "tooltip" in layer["encoding"])
    told = {tip["field"]: tip["title"] for tip in marks["encoding"]["tooltip"]}
    assert told["notation"] == "notation"
    assert told.keys() <= row.keys()
    assert "rate" not in told


def test_a_figure_of_its_own_time_says_so(draw: Any) -> None:
    period = figure("442 exhibitors", period="2024-01/2024-07")
    as_of = figure("450 exhibitors", as_of="2024-08")
    chart = draw(catalog(period, as_of, figure("460 exhibitors")))
    told = ["2024-01/2024-07 (7 months)", "as of 2024-08", "the edition"]
    assert [row["period"] for row in rows_of(chart)] == told


# --- Axes ------------------------------------------------------------------------------------------------------------


def domain_of(chart: alt.VConcatChart) -> list[float]:
    (marks,) = (layer for layer, _ in layers(chart) if "shape" in layer["encoding"])
    along = "y" if "xOffset" in marks["encoding"] else "x"
    return marks["encoding"][along]["scale"]["domain"]


@pytest.mark.parametrize(
    ("amounts", "from_zero", "expected"),
    [
        (["100 exhibitors"], True, [0, 105]),
        (["100 exhibitors", "200 exhibitors"], False, [95, 205]),
        (["more than 100 exhibitors"], True, [0, 116]),
        (["0 exhibitors"], True, [-0.05, 0.05]),
        (["100 exhibitors"], False, [95, 105]),
    ],
)
def test_an_axis_has_room_for_marks_and_arrows(
    draw: Any, amounts: list[str], from_zero: bool, expected: list[float]
) -> None:
    assert domain_of(draw(catalog(*map(figure, amounts)), from_zero=from_zero)) == pytest.approx(expected)


def test_an_axis_of_falls_ends_at_zero(draw: Any) -> None:
    fall = figure("down 10 percent", "execution_rate")
    assert domain_of(draw(catalog(fall), "execution_rate")) == pytest.approx([-11.025, 0])
    more = figure("down more than 10 percent", "execution_rate")
    assert domain_of(draw(catalog(more), "execution_rate")) == pytest.approx([-11.6, 0])


@pytest.mark.parametrize(
    ("amount", "metric", "english", "chinese"),
    [
        ("$78.41 billion", "deal_value", "value of deals (billion USD)", "成交额（亿美元）"),
        ("1.2 million visits", "visits", "visits (million)", "观展人次（万）"),
        ("442 exhibitors", "exhibitors", "exhibitors", "参展商数"),
        ("5 percent", "execution_rate", "execution rate of deals (percent)", "成交履约率（%）"),
    ],
)
def test_an_axis_says_unit_and_scale(draw: Any, amount: str, metric: str, english: str, chinese: str) -> None:
    for language, expected in (("en", english), ("zh", chinese)):
        chart = draw(catalog(figure(amount, metric)), metric, language=language)
        titles = {
            encoding[along].get("title")
            for layer, _ in layers(chart)
            if "shape" in (encoding := layer["encoding"])
            for along in ("x", "y")
        }
        assert expected in titles


def test_numbers_are_in_the_scale_of_the_axis() -> None:
    (row,) = rows_of(plots.series(catalog(figure("$78.41 billion", "deal_value")), "fair"))
    assert (row["low"], row["value"], row["high"]) == (78.405, 78.41, 78.415)


def test_a_number_that_no_float_holds_is_refused() -> None:
    huge = catalog(figure(ex.Amount("1E+390", "exhibitor")))
    with pytest.raises(ex.errors.PlotError, match=r"a number of 391 digits: a chart shows up to 1E\+300"):
        plots.series(huge, "fair", "exhibitors")


def test_the_caller_s_decimal_context_changes_nothing() -> None:
    import decimal

    held = catalog(figure("$78.41 billion", "deal_value"))
    usual = rows_of(plots.series(held, "fair"))
    with decimal.localcontext(decimal.Context(prec=1, Emax=3)):
        assert rows_of(plots.series(held, "fair")) == usual


# --- Series ----------------------------------------------------------------------------------------------------------


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
    assert texts_of(chart)["2019"] == "more than\n3,800"
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


# --- Comparison ------------------------------------------------------------------------------------------------------


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
        (["caexpo-2024"], ex.errors.UnknownNameError, "no figure of caexpo-2024 for 'deal_value'"),
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
    chart = plots.flows(ARTICLES, claims=False)
    assert "Trade quantity (million vehicles)" in panels_of(chart)


def test_a_trader_has_its_name_in_a_catalog() -> None:
    def slots(chart: alt.VConcatChart) -> list[str]:
        return [row["slot"] for row in rows_of(chart)]

    flow = ARTICLES.flow("dongfeng-motor-exports-2023-h1")
    assert slots(plots.flows([flow])) == [
        "dongfeng-motor: exports to the world\non a year earlier\n2023-H1 (6 months)"
    ]
    trader = ARTICLES.organisation("dongfeng-motor").name
    assert any(slot.startswith(f"{trader}: exports") for slot in slots(plots.flows(ARTICLES)))


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
            "cannot plot these flows: none of them states a value, a growth or a share",
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


# --- All amounts -----------------------------------------------------------------------------------------------------

AMOUNTS = strategies.amounts("exhibitor")
FIGURES = strategies.figures(
    metric=st.just("exhibitors"), amount=AMOUNTS, is_preferred=st.just(False), citations=st.just([CITED])
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(FIGURES, min_size=1, max_size=4),
    st.sampled_from(["en", "zh"]),
    st.booleans(),
    st.booleans(),
    strategies.expos(id=st.just("fair")),
)
def test_every_amount_is_drawn_as_it_is(
    figures: list[ex.Figure], language: Any, from_zero: bool, is_upright: bool, expo: ex.Expo
) -> None:
    bare = ex.Expo(id="fair", name=expo.name, short_name=expo.short_name, chinese_name=expo.chinese_name)
    held = ex.Catalog(expos=[bare], editions=[edition(2024, *figures)])
    too_large = any(
        abs(number) > Decimal("1E+300")
        for one in figures
        for number in (one.amount.value, one.amount.low, one.amount.high)
        if number is not None
    )
    try:
        if is_upright:
            chart = plots.series(held, "fair", "exhibitors", from_zero=from_zero, language=language)
        else:
            chart = plots.comparison(
                held, ["fair-2024"], "exhibitors", from_zero=from_zero, language=language
            )
    except ex.errors.PlotError:
        assert too_large
        return
    rows = rows_of(chart)
    # Altair has validated it; what it writes is plain JSON.
    json.dumps(spec_of(chart), allow_nan=False)
    alike = held.editions[0].rivals("exhibitors", same_basis=True)
    stated = {str(one.amount): one.amount for one in alike}
    # 0 and 0.00E+3 are one amount in two notations, and one mark.
    assert {ex.Amount.parse(row["notation"]) for row in rows} == set(stated.values())
    low, high = domain_of(chart)
    found = drawn(chart)
    for row in rows:
        amount = stated[row["notation"]]
        assert (row["low"] is None, row["high"] is None) == (amount.low is None, amount.high is None)
        ends = [row["low"], row["value"], row["high"]]
        told = [end for end in ends if end is not None]
        assert told == sorted(told)
        assert low <= told[0]
        assert told[-1] <= high
        for side, end in (("low", amount.low), ("high", amount.high)):
            points = "down" if side == "low" else "up"
            assert (row in found[f"arrow {points}"]) == (row in found[f"head {points}"]) == (end is None)
            if end is None:
                assert row not in found[f"cap {side}"]
            elif end != amount.value:
                assert row in found[f"cap {side}"]
                assert row in found["bar"]


def test_ten_thousand_marks_are_no_surprise() -> None:
    rivals = [figure(f"{number} exhibitors") for number in range(1, 6001)]
    chart = plots.series(catalog(*rivals), "fair", "exhibitors")
    assert len(rows_of(chart)) == 6000


def test_more_marks_than_a_chart_has_are_refused_at_once() -> None:
    held = catalog(*[figure("5 exhibitors")] * 20_001)
    with pytest.raises(ex.errors.PlotError, match="cannot plot 20001 marks: a chart has at most 20000"):
        plots.series(held, "fair", "exhibitors")
    assert len(rows_of(plots.series(held, "fair", "exhibitors", rivals=False))) == 1


# --- Files -----------------------------------------------------------------------------------------------------------


def pixels_of(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the filtered bytes of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    return width, height, zlib.decompress(data)


@pytest.fixture(scope="module")
def chart() -> alt.VConcatChart:
    return plots.series(HISTORY, "ciie", "exhibitors")


@pytest.mark.parametrize("scale", [1, 2, 0.5])
def test_a_png_has_the_size_of_the_chart(chart: alt.VConcatChart, tmp_path: Path, scale: float) -> None:
    plots.save(chart, tmp_path / "chart.svg")
    svg = minidom.parse(str(tmp_path / "chart.svg")).documentElement
    plots.save(chart, str(tmp_path / "chart.PNG"), scale=scale)
    width, height, data = pixels_of((tmp_path / "chart.PNG").read_bytes())
    assert width == pytest.approx(scale * float(svg.getAttribute("width")), abs=1)
    assert height == pytest.approx(scale * float(svg.getAttribute("height")), abs=1)
    assert len(set(data)) > 50
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_an_svg_keeps_text_as_text(tmp_path: Path) -> None:
    plots.save(plots.series(HISTORY, "ciie", "exhibitors", language="zh"), tmp_path / "chart.svg")
    document = minidom.parse(str(tmp_path / "chart.svg"))
    texts = "".join(
        node.data
        for text in document.getElementsByTagName("text")
        for node in text.childNodes
        if node.nodeType == 3
    )
    assert "中国国际进口博览会（CIIE）：参展商数" in texts
    assert "超过3800" in texts


def test_marks_reach_the_picture(tmp_path: Path) -> None:
    """A mark, an arrow with its head and no cap for "more than"; a mark, a bar and two caps for "about"."""

    def paths(wording: str) -> list[int]:
        plots.save(plots.series(catalog(figure(wording)), "fair", "exhibitors"), tmp_path / "chart.svg")
        document = minidom.parse(str(tmp_path / "chart.svg"))
        groups = [
            node
            for node in document.getElementsByTagName("g")
            if re.search(r"layer_\d+_marks", node.getAttribute("class"))
        ]
        return [
            sum(
                isinstance(child, minidom.Element) and child.tagName in ("path", "line")
                for child in group.childNodes
            )
            for group in groups
        ]

    # The layers are bars, caps below and above, arrows down and up each with its head, marks and rings.
    assert paths("more than 620 exhibitors")[:9] == [0, 0, 0, 0, 0, 1, 1, 1, 0]
    assert paths("about 620 exhibitors")[:9] == [1, 1, 1, 0, 0, 0, 0, 1, 0]


HOSTILE = "</script><script>alert(1)</script><!-- ${1} {{datum}} \\n ' \" &amp;"


def test_a_page_holds_all_and_runs_nothing_of_the_data(tmp_path: Path) -> None:
    held = catalog(figure("442 exhibitors", basis=HOSTILE, as_printed=HOSTILE), short_name=HOSTILE)
    plots.save(plots.series(held, "fair", "exhibitors"), tmp_path / "chart.html")
    page = (tmp_path / "chart.html").read_text("utf-8")
    assert page.count("<script>") == page.count("</script>") == 2
    assert "connect-src" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'<(script|link|img)[^>]* (src|href)="http', page)
    (embedded,) = re.findall(r'vegaEmbed\("#chart", (\{.*\}), \{renderer', page)
    (data,) = json.loads(embedded)["datasets"].values()
    assert data[0]["basis"] == HOSTILE


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    value = figure("5 billion yuan", "trade_value", basis=HOSTILE, attributed_to=HOSTILE)
    chart = plots.flows([flow(1, value=value, product=HOSTILE)])
    plots.save(chart, tmp_path / "chart.svg")
    document = minidom.parse(str(tmp_path / "chart.svg"))
    assert document.getElementsByTagName("script") == []
    expressions = {
        layer["encoding"]["y"]["axis"]["labelExpr"]
        for layer, _ in layers(chart)
        if "axis" in layer["encoding"].get("y", {})
    }
    assert expressions == {r"split(datum.label, '\n')"}


def test_json_is_the_specification(chart: alt.VConcatChart, tmp_path: Path) -> None:
    plots.save(chart, tmp_path / "chart.json")
    assert json.loads((tmp_path / "chart.json").read_text("utf-8")) == chart.to_dict()


@pytest.mark.parametrize("name", ["chart.pdf", "chart", ".png"])
def test_another_ending_is_refused(chart: alt.VConcatChart, tmp_path: Path, name: str) -> None:
    with pytest.raises(
        ex.errors.PlotError,
        match=re.escape(f"into {name!r}: the name must end in .png, .svg, .html or .json"),
    ):
        plots.save(chart, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scale", [0, -1, 11, float("nan"), float("inf")])
def test_a_scale_is_bounded(chart: alt.VConcatChart, tmp_path: Path, scale: float) -> None:
    with pytest.raises(
        ex.errors.PlotError, match="a PNG has at most 100,000,000 pixels, at a scale above 0 and up to 10"
    ):
        plots.save(chart, tmp_path / "chart.png", scale=scale)


def test_a_picture_too_large_is_refused(tmp_path: Path) -> None:
    wide = plots.series(HISTORY, "ciie", "exhibitors", width=4000, height=4000)
    with pytest.raises(ex.errors.PlotError, match="pixels at scale 5"):
        plots.save(wide, tmp_path / "chart.png", scale=5)


@pytest.mark.parametrize("chart", [None, {"mark": "point"}, ARTICLES])
def test_what_is_no_chart_is_refused(chart: Any, tmp_path: Path) -> None:
    with pytest.raises(ex.errors.PlotError, match=f"a {type(chart).__name__}: pass a chart that"):
        plots.save(chart, tmp_path / "chart.png")


def test_nothing_is_fetched(tmp_path: Path) -> None:
    elsewhere = alt.Chart("http://127.0.0.1:9/data.csv").mark_point().encode(x="a:Q")
    with pytest.raises(ex.errors.PlotError, match=r"this chart: (.|\n)*not allowed"):
        plots.save(elsewhere, tmp_path / "chart.svg")


class Newer:
    """A chart of a version of Vega-Lite that is not written yet."""

    def to_dict(self) -> dict[str, str]:
        return {"$schema": "https://vega.github.io/schema/vega-lite/v99.1.0.json"}


def test_a_version_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ex.errors.PlotError,
        match=r"a chart in Vega-Lite 99.1: the installed vl-convert knows Vega-Lite 5\.\d+ to",
    ):
        plots.save(Newer(), tmp_path / "chart.svg")  # type: ignore[arg-type]


def test_a_character_that_no_font_has_is_told(tmp_path: Path) -> None:
    named = plots.series(
        catalog(figure("442 exhibitors"), short_name=f"F{NO_CHARACTER}"), "fair", "exhibitors"
    )
    with pytest.warns(
        ex.errors.MissingGlyphWarning,
        match=r"no installed font has 1 characters of the picture: .*allow_boxes=True",
    ):
        plots.save(named, tmp_path / "chart.png")
    assert pixels_of((tmp_path / "chart.png").read_bytes())[0] > 100
    plots.save(named, tmp_path / "chart.png", allow_boxes=True)
    plots.save(named, tmp_path / "chart.svg")
    assert NO_CHARACTER in (tmp_path / "chart.svg").read_text("utf-8")


def test_a_character_that_a_font_has_is_known_to_be_drawn() -> None:
    assert _is_drawn("é")
    assert _is_drawn("é")
    assert not _is_drawn(NO_CHARACTER)


# --- Words -----------------------------------------------------------------------------------------------------------


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def test_both_languages_say_the_same() -> None:
    table = json.loads((Path(ex.__file__).parent / "data" / "plot_words.json").read_text("utf-8"))
    english, chinese = dict(flat(table["en"])), dict(flat(table["zh"]))
    assert english.keys() == chinese.keys()
    assert {key: fields_of(text) for key, text in english.items()} == {
        key: fields_of(text) for key, text in chinese.items()
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_code_has_a_word(language: Any) -> None:
    words = words_in(language)
    for kind, codes in {
        "hedges": ex.Hedge, "statuses": ex.Status, "flows": ex.FlowKind, "bases": ex.records.GrowthBase
    }.items():  # fmt: skip
        assert words.of(kind).keys() == {code.value for code in codes}
    assert words.of("places").keys() == {one.code for one in ex.places.list_places() if one.kind != "country"}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), st.integers(2, 60))
def test_lines_hold_the_text_and_no_more_than_fits(text: str, columns: int) -> None:
    lines = broken(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # A mark that closes stays with the sign before it.
    assert max(map(width_of, lines)) <= columns + 2 * len(re.findall("[、。，；：！？）」』”’]", text))


def test_lines_break_at_words_and_between_chinese_signs() -> None:
    assert broken("Value of deals of the expo", 10) == ["Value of", "deals of", "the expo"]
    assert broken("注意：统计口径不同。", 10) == ["注意：统计", "口径不同。"]
    assert broken("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert broken("", 10) == [""]


@given(st.lists(st.sampled_from(["a", "a (2)", "b", "a (3)"])))
def test_labels_are_told_apart(labels: list[str]) -> None:
    told = told_apart(labels)
    assert len(set(told)) == len(told) == len(labels)
    assert all(new.startswith(old) for new, old in zip(told, labels, strict=True))


# --- Without the extra -----------------------------------------------------------------------------------------------


def run(code: str) -> str:
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


HINT = r"pip install 'altair>=[\d.]+' 'vl-convert-python>=[\d.]+'"


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.series(HISTORY, "ciie"),
        lambda: plots.comparison(HISTORY, ["ciie-2023"]),
        lambda: plots.flows(ARTICLES),
    ],
    ids=["series", "comparison", "flows"],
)
def test_without_altair_the_error_names_the_extra(
    draw: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ex.errors.MissingExtraError, match=HINT) as caught:
        draw()
    assert (caught.value.extra, caught.value.package) == ("plots", "altair")


def test_without_vl_convert_the_error_names_the_extra(
    chart: alt.VConcatChart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ex.errors.MissingExtraError, match=HINT) as caught:
        plots.save(chart, tmp_path / "chart.png")
    assert (caught.value.extra, caught.value.package) == ("plots", "vl_convert")


def test_a_program_without_the_extra_is_told_what_to_install() -> None:
    printed = run(
        """
import sys
sys.modules["altair"] = None
import expotrade as ex
from expotrade import plots
try:
    plots.series(ex.load_dataset("articles"), "ciie")
except ImportError as error:
    print(error)
"""
    )
    assert re.fullmatch(
        "this needs altair, which is not installed: "
        r"pip install 'altair>=[\d.]+' 'vl-convert-python>=[\d.]+' \(the extra expotrade\[plots\]\)",
        printed.strip(),
    )


def test_the_module_alone_loads_no_library() -> None:
    assert (
        run("import sys, expotrade.plots; print({'altair', 'vl_convert'} & set(sys.modules))").strip()
        == "set()"
    )
