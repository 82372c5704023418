"""Marks and axes: how charts draw each amount, and the room and scale of an axis."""

import json
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import expotrade as ex
from builders import CITED, figure
from chart_parts import DAILY, OTHER, catalog, drawn, edition, kinds, layers, notes_of, rows_of, spec_of
from expotrade import strategies
from expotrade.plots import charts as plots
from expotrade.plots.marks import _HORIZONTAL_SHAPES, _VERTICAL_SHAPES
from searching import scaled, some

# --- Marks -----------------------------------------------------------------------------------------------------------

CLOSED = [
    "about 2,600 exhibitors",
    "nearly 2,000 exhibitors",
    "less than 500 exhibitors",
    "2.6 thousand exhibitors",
]


@pytest.mark.parametrize("wording", some(CLOSED, 2))
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
    assert "Ring: expected, planned or cancelled." in notes_of(chart)


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
    assert len(set(_VERTICAL_SHAPES.values())) == len(set(_HORIZONTAL_SHAPES.values())) == len(ex.Hedge)
    assert set(_VERTICAL_SHAPES) == set(_HORIZONTAL_SHAPES) == {hedge.value for hedge in ex.Hedge}
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
    # By default one of the languages, by turns.
    for language, expected in some([("en", english), ("zh", chinese)], 2, len(chinese)):
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


# --- All amounts -----------------------------------------------------------------------------------------------------

AMOUNTS = strategies.amounts("exhibitor")
FIGURES = strategies.figures(
    metric=st.just("exhibitors"),
    amount=AMOUNTS,
    is_preferred=st.just(False),
    citations=st.just([CITED]),
    attributed_to=st.builds(ex.Party, description=st.just("officials")),
)


@settings(max_examples=scaled(25), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(FIGURES, min_size=1, max_size=4),
    st.sampled_from(["en", "zh"]),
    st.booleans(),
    st.booleans(),
    strategies.expos(id=st.just("fair")),
)
def test_every_amount_is_drawn_as_it_is(
    figures: list[ex.Figure], language: Any, from_zero: bool, is_vertical: bool, expo: ex.Expo
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
        if is_vertical:
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


def test_more_marks_than_altair_takes_by_itself_are_no_surprise() -> None:
    rivals = [figure(ex.Amount(number, "exhibitor")) for number in range(1, 61)]
    # Its limit is 5000 rows, and 50 here: a chart of that many takes seconds.
    with alt.data_transformers.enable("default", max_rows=50):
        values = pd.DataFrame({"number": range(60)})
        with pytest.raises(alt.MaxRowsError):
            alt.Chart(values).mark_point().to_dict()
        chart = plots.series(catalog(*rivals), "fair", "exhibitors")
        assert len(rows_of(chart)) == 60


def test_more_marks_than_a_chart_has_are_refused_at_once() -> None:
    held = catalog(*[figure("5 exhibitors")] * 20_001)
    with pytest.raises(ex.errors.PlotError, match="cannot plot 20001 marks: a chart has at most 20000"):
        plots.series(held, "fair", "exhibitors")
    assert len(rows_of(plots.series(held, "fair", "exhibitors", rivals=False))) == 1
