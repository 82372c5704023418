"""Sources, citations and figures: what they keep, what they refuse, and how they are cited."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve

import expotrade as ex
from expotrade.records.evidence import fits_metric, preferred, rivals_of, with_preferred

SOURCE = ex.Source("report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"))
CITED = ex.Citation(SOURCE, 4)
EXHIBITORS = ex.Amount.parse("more than 620 exhibitors")
DOLLARS = ex.Amount.parse("$21 billion")


def figure(
    amount: str = "more than 620 exhibitors", metric: str = "exhibitors", **fields: object
) -> ex.Figure:
    return ex.Figure(metric, ex.Amount.parse(amount), citations=fields.pop("citations", [CITED]), **fields)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (ex.Source("a", "Title"), '"Title"'),
        (ex.Source("a", "Title", "Daily"), 'Daily, "Title"'),
        (ex.Source("a", "Title", None, ex.Period.parse("2024-11")), '"Title", 2024-11'),
        (
            ex.Source("a", "标题", "新华社", ex.Period.parse("2024"), "https://example.org/x", "zh"),
            '新华社, "标题", 2024, https://example.org/x',
        ),
    ],
)
def test_a_source_is_cited_as_far_as_it_is_known(source: ex.Source, line: str) -> None:
    assert source.cite() == line
    assert ex.Citation(source).cite() == line
    assert ex.Citation(source, 12).cite() == f"{line}, paragraph 12"


@pytest.mark.parametrize(
    ("build", "text"),
    [
        (
            lambda: ex.Source("Report", "T"),
            "Source.id cannot be 'Report': an id is words of a-z and 0-9 joined by hyphens",
        ),
        (lambda: ex.Source("report", " "), "Source.title cannot be ' ': it must be a text that is not empty"),
        (
            lambda: ex.Source("report", "T", ""),
            "Source.publisher cannot be '': it must be a text that is not empty",
        ),
        (
            lambda: ex.Source("report", "T", published="2024"),
            "Source.published cannot be '2024': it must be a Period",
        ),
        (
            lambda: ex.Source("report", "T", url="a\nb"),
            r"Source.url cannot be 'a\nb': it must be one line without control",
        ),
        (
            lambda: ex.Source("report", "T", language=1),
            "Source.language cannot be 1: it must be a text that is not empty",
        ),
        (lambda: ex.Citation("report", 1), "Citation.source cannot be 'report': it must be a Source"),
        (
            lambda: ex.Citation(SOURCE, 0),
            "Citation.paragraph cannot be 0: it must be a whole number from 1 upwards",
        ),
        (
            lambda: ex.Citation(SOURCE, "4"),
            "Citation.paragraph cannot be '4': it must be a whole number from 1 upwards",
        ),
        (
            lambda: ex.Figure(None, EXHIBITORS, citations=[CITED]),
            "Figure.metric cannot be None: it must be a text",
        ),
        (
            lambda: ex.Figure("exhibitors", 620, citations=[CITED]),
            "Figure.amount cannot be 620: it must be an Amount",
        ),
        (lambda: figure(citations=[]), "Figure.citations cannot be (): a figure has at least one source"),
        (lambda: figure(citations=CITED), ": it must be a list or tuple of records"),
        (lambda: figure(citations=[SOURCE]), ": it must be a Citation"),
        (lambda: figure(status="actual"), "Figure.status cannot be 'actual': it must be a Status"),
        (lambda: figure(period="2024"), "Figure.period cannot be '2024': it must be a Period"),
        (lambda: figure(as_of="2024"), "Figure.as_of cannot be '2024': it must be a Period"),
        (
            lambda: figure(equivalent="$21 billion"),
            "Figure.equivalent cannot be '$21 billion': it must be an Amount",
        ),
        (lambda: figure(is_preferred=1), "Figure.is_preferred cannot be 1: it must be a bool"),
        (lambda: figure(basis=""), "Figure.basis cannot be '': it must be a text that is not empty"),
        (
            lambda: figure(as_printed=620),
            "Figure.as_printed cannot be 620: it must be a text that is not empty",
        ),
        (
            lambda: figure(attributed_to=""),
            "Figure.attributed_to cannot be '': it must be a Party",
        ),
        (
            lambda: figure(horizon=ex.Amount.parse("5 visitors")),
            ": it must be an amount of days, months or years",
        ),
        (
            lambda: figure(citations=[ex.Citation(SOURCE, 4, fields=["amuont"])]),
            "Figure.citations cannot be 'amuont': a citation names fields of its Figure; the nearest is 'amount'",
        ),
        (
            lambda: ex.Source("report", "T", supersedes="The Daily"),
            "Source.supersedes cannot be 'The Daily': an id is words of a-z",
        ),
        (
            lambda: ex.Source("report", "T", supersedes="report"),
            "Source.supersedes cannot be 'report': a source supersedes another one: give the id of that",
        ),
        (lambda: figure(note=""), "Figure.note cannot be '': it must be a text that is not empty"),
        (
            lambda: figure(period=ex.Period.parse("2024"), as_of=ex.Period.parse("2023")),
            "Figure.as_of cannot be Period.parse('2023'): a figure has period or as_of, not both",
        ),
        (
            lambda: figure("5 visitors"),
            "Figure.amount cannot be 'EXACT 5 visitor': exhibitors is counted in exhibitor, not in visitor",
        ),
        (
            lambda: figure("5 exhibitors", "deal_value"),
            "Figure.amount cannot be 'EXACT 5 exhibitor': deal_value is counted in a currency, not in exhibitor",
        ),
        (
            lambda: figure("EXACT 5 USD/exhibitor", "deal_value"),
            "Figure.amount cannot be 'EXACT 5 USD/exhibitor': deal_value is counted in a currency",
        ),
        (
            lambda: figure("5 percent", "exhibitors"),
            "Figure.amount cannot be 'ROUNDED 5 percent': exhibitors is counted in exhibitor, not in percent",
        ),
    ],
)
def test_values_that_sources_citations_and_figures_refuse(build: Callable[[], object], text: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        build()
    assert text in str(caught.value)


def test_an_unknown_metric_names_the_nearest() -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        figure(metric="exhibitor")
    assert (caught.value.name, caught.value.nearest[0]) == ("exhibitor", "exhibitors")


def test_a_figure_keeps_its_fields() -> None:
    other = ex.Citation(ex.Source("page", "Headline"))
    made = ex.Figure(
        "deal_value",
        ex.Amount.parse("more than 152 billion yuan"),
        as_printed="over 152 billion yuan",
        citations=[CITED, other, ex.Citation(SOURCE, 1)],
        basis="trade deals and tentative agreements",
        equivalent=DOLLARS,
        status=ex.Status.EXPECTED,
        attributed_to=ex.Party(description="the organiser"),
        period=ex.Period.parse("2024-11-26/2024-11-30"),
    )
    assert made.citations == (CITED, other, ex.Citation(SOURCE, 1))
    assert made.source is SOURCE
    assert made.cite() == 'The Daily, "Expo closes", 2024-12-04, paragraph 4 (and 2 more)'
    assert figure().cite() == 'The Daily, "Expo closes", 2024-12-04, paragraph 4'
    assert (made.amount.low, made.amount.high) == (Decimal("152E+9"), None)
    assert not made.is_preferred


@pytest.mark.parametrize(
    ("amount", "metric"),
    [
        ("5 t", "trade_quantity"),
        ("5 vehicles", "trade_quantity"),
        ("5 kg", "trade_quantity"),
        ("¥5 billion", "deal_value"),
        ("5 mu", "sign_up_area"),
        ("5 days", "duration"),
    ],
)
def test_a_unit_of_the_dimension_of_the_metric_fits(amount: str, metric: str) -> None:
    fits_metric(SOURCE, "amount", metric, ex.Amount.parse(amount, currency="CNY"))


@pytest.mark.parametrize(
    ("amount", "equivalent", "opened"),
    [
        ("over 152 billion yuan", "$21 billion", "BETWEEN 21E+9 USD [20.5E+9..]"),
        ("over 152 billion yuan", "over $21 billion", "MORE_THAN 21E+9 USD"),
        ("at least 152 billion yuan", "about $21 billion", "BETWEEN 21E+9 USD [20.5E+9..]"),
        ("less than 152 billion yuan", "$21 billion", "BETWEEN 21E+9 USD [0..21.5E+9]"),
        ("up to 152 billion yuan", "less than $21 billion", "LESS_THAN 21E+9 USD"),
        ("152 billion yuan", "$21 billion", "ROUNDED 21E+9 USD"),
        ("nearly 152 billion yuan", "$21 billion", "ROUNDED 21E+9 USD"),
        ("152 billion yuan", "over $21 billion", "MORE_THAN 21E+9 USD"),
        ("0 yuan", "$0", "ROUNDED 0 USD"),
    ],
)
def test_an_equivalent_has_no_end_that_its_figure_does_not_have(
    amount: str, equivalent: str, opened: str
) -> None:
    made = ex.Figure(
        "deal_value", ex.Amount.parse(amount), equivalent=ex.Amount.parse(equivalent), citations=[CITED]
    )
    assert str(made.equivalent) == opened
    assert evolve(made) == made


def test_an_amount_in_months_is_not_a_duration_in_days() -> None:
    with pytest.raises(
        ex.errors.RecordError, match=r"^Source\.amount cannot be 'EXACT 5 month': duration is counted in day"
    ):
        fits_metric(SOURCE, "amount", "duration", ex.Amount.parse("5 months"))


def test_statuses_read_as_they_are_written() -> None:
    names = ["ACTUAL", "EXPECTED", "PLANNED", "CANCELLED"]
    assert [repr(status) for status in ex.Status] == [f"Status.{name}" for name in names]
    assert ex.Status("planned") is ex.Status.PLANNED


def test_the_preferred_figure_is_the_one_marked_else_the_first() -> None:
    first, second, third = figure("5 exhibitors"), figure("6 exhibitors"), figure("7 exhibitors")
    visits = figure("7 visits", "visits", is_preferred=True)
    held = (visits, first, second, third)
    assert rivals_of(held, "exhibitors") == (first, second, third)
    assert rivals_of(held, "deals") == ()
    assert preferred(held, "exhibitors") is first
    assert preferred(held, "deals") is None
    marked = with_preferred(held, third)
    assert marked is not None
    found = preferred(marked, "exhibitors")
    assert found is not None
    assert (found.amount, found.is_preferred) == (third.amount, True)
    assert marked[0] is visits
    again = with_preferred(marked, second)
    assert again is not None
    assert [one.is_preferred for one in again] == [True, False, True, False]
    assert with_preferred(again, second) == again  # the marked figure is still the same figure
    assert with_preferred(held, figure("8 exhibitors")) is None


def test_of_two_equal_figures_one_is_marked() -> None:
    twice = (figure(), figure())
    marked = with_preferred(twice, figure())
    assert marked is not None
    assert [one.is_preferred for one in marked] == [True, False]
