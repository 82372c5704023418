"""Editions side by side: growth, order, citations, currencies."""

import copy
import pickle
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape

import attrs
import pytest

import expotrade as ex
from builders import edition, figure


def kinds(comparison: ex.Comparison, metric: str | None = None) -> list[ex.comparison.CaveatKind]:
    return [caveat.kind for caveat in comparison.caveats if metric is None or caveat.metric == metric]


@attrs.frozen
class Converted:
    amount: ex.Amount


@attrs.frozen
class Rates:
    """A rate of yuan per dollar for each day that is known."""

    by_day: dict[date, str] = attrs.field(hash=False)

    def convert(self, amount: ex.Amount, unit: str, /, *, on: date) -> Converted:
        if on not in self.by_day:
            raise ex.ExpotradeError(f"no rate on {on}")
        rate = ex.Amount(self.by_day[on], "CNY/USD")
        return Converted(amount / rate if unit == "USD" else amount * rate)


# --- The main job ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ciie() -> ex.Comparison:
    catalog = ex.load_dataset("articles")
    return ex.compare(catalog.edition("ciie", 2), catalog.edition("ciie", 6))


def test_the_second_and_the_sixth_ciie(ciie: ex.Comparison) -> None:
    row = ciie["deal_value"]
    assert [str(amount) for amount in row.amounts] == ["ROUNDED 71.13E+9 USD", "ROUNDED 78.41E+9 USD"]
    (change,) = row.growths
    assert change is not None
    assert (change.value.quantize(Decimal("0.0001")), f"{change:short}") == (
        Decimal("10.2348"),
        "10.2348 percent (10.2200 to 10.2496)",
    )
    assert change.low > Decimal("10.2200")
    assert change.high < Decimal("10.2496")
    assert row.orders == {("ciie-2019", "ciie-2023"): ex.Order.BELOW}
    assert kinds(ciie) == [ex.comparison.CaveatKind.NOT_ADJACENT, ex.comparison.CaveatKind.NOT_DEFLATED]


def test_the_table_shows_figures_growth_sources_and_caveats(ciie: ex.Comparison) -> None:
    text = " ".join(str(ciie).split())
    assert text.startswith("Metric CIIE 2019 CIIE 2023 Growth")
    assert "value of deals USD 71.13 billion [1] USD 78.41 billion [2] +10.2348 percent" in text
    assert "(10.2200 to 10.2496)" in text
    assert '[1] "CIIE opens up opportunities for inland provinces", 2019-12-23, paragraph 7' in text
    assert (
        '[2] TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3' in text
    )
    assert "Caveat: CIIE 2019 and CIIE 2023 are not adjacent editions: number 2 and 6" in text
    assert "Caveat: deal_value sets money of 2019 and 2023 side by side undeflated" in text
    assert max(map(len, str(ciie).split("\n")[:12])) <= 100


def test_a_notebook_shows_the_same_table_and_notes(ciie: ex.Comparison) -> None:
    page = ciie._repr_html_()
    parts = [unescape(re.sub("<[^>]*>", "", part)) for part in re.split("</(?:p|td|th|li)>", page)]
    assert parts[0].endswith("CIIE 2019, CIIE 2023")
    table = [*ciie.header(), *(cell for row in ciie.cells() for cell in row)]
    assert [part for part in parts[1:] if part] == [*table, *ciie.notes()]


def test_a_notebook_leads_to_the_sources() -> None:
    there = ex.Citation(ex.Source("page", "Expo opens", url="https://example.org/a"), 2)
    cited = [edition(year, figure("5 exhibitors", citations=[there])) for year in (2022, 2023)]
    page = ex.compare(*cited)._repr_html_()
    link = '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">'
    assert page.count(f"5 exhibitors {link}[1]</a>") == 2
    assert f"[1] &quot;Expo opens&quot;, {link}https://example.org/a</a>, paragraph 2" in page


def test_a_notebook_shows_a_comparison_without_rows() -> None:
    page = ex.compare(edition(2022), edition(2023))._repr_html_()
    assert "<th>CIIE 2022</th><th>CIIE 2023</th><th>Growth</th>" in page
    assert "<tbody></tbody>" in page


def test_a_shared_metric_comes_before_the_others(ciie: ex.Comparison) -> None:
    assert [row.metric for row in ciie.rows] == [
        "deal_value",
        "exhibitors",
        "economies",
        "participants",
        "new_products",
    ]
    alone = ciie["exhibitors"]
    assert (alone.figures[0], alone.amounts[0], alone.growths, alone.orders) == (None, None, (None,), {})
    assert ciie.cells()[1] == ("exhibitors", "-", "more than 3,400 exhibitors [3]", "-")


def test_every_compared_figure_is_cited_once(ciie: ex.Comparison) -> None:
    assert [citation.paragraph for citation in ciie.citations] == [7, 3, 5, 6]
    assert [source.id for source in ciie.sources] == ["inland-2019-12-23", "tdi-2023-11-11"]


def test_a_metric_that_is_not_compared_is_an_error(ciie: ex.Comparison) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ciie["visits"]
    assert str(caught.value).startswith("no metric 'visits' in this comparison; nearest: 'deal_value'")


def test_a_comparison_survives_pickling_and_copying(ciie: ex.Comparison) -> None:
    assert pickle.loads(pickle.dumps(ciie)) == ciie
    assert copy.deepcopy(ciie) == ciie
    assert hash(copy.copy(ciie)) == hash(ciie)


# --- Growth and order -----------------------------------------------------------------------------------------------


def test_of_three_editions_each_pair_has_an_order_and_neighbours_a_growth() -> None:
    three = [
        edition(2021, figure("100 exhibitors")),
        edition(2022, figure("more than 120 exhibitors")),
        edition(2023, figure("150 exhibitors")),
    ]
    comparison = ex.compare(*three)
    row = comparison["exhibitors"]
    assert row.orders == {
        ("ciie-2021", "ciie-2022"): ex.Order.BELOW,
        ("ciie-2021", "ciie-2023"): ex.Order.BELOW,
        ("ciie-2022", "ciie-2023"): ex.Order.UNDECIDED,
    }
    assert [
        None if change is None else (change.value, change.low, change.high) for change in row.growths
    ] == [
        (Decimal(20), Decimal(20), None),
        (Decimal(25), Decimal(-100), Decimal(25)),
    ]
    assert comparison.header() == (
        "Metric",
        "CIIE 2021",
        "CIIE 2022",
        "CIIE 2023",
        "CIIE 2021 to CIIE 2022",
        "CIIE 2022 to CIIE 2023",
    )
    assert comparison.cells()[0][4] == "more than 20 percent"
    assert comparison.caveats == ()


@pytest.mark.parametrize(
    ("old", "new", "metric", "shown"),
    [
        ("100 exhibitors", "80 exhibitors", "exhibitors", "down 20 percent"),
        ("100 exhibitors", "110 exhibitors", "exhibitors", "+10 percent"),
        ("0 exhibitors", "80 exhibitors", "exhibitors", "-"),
        ("less than 5 exhibitors", "80 exhibitors", "exhibitors", "at least 1,500 percent"),
        ("5 percent", "10 percent", "execution_rate", "-"),
        ("BETWEEN 5 USD [..9]", "$5", "deal_value", "-"),
        ("BETWEEN 5 USD [-1..9]", "$5", "deal_value", "-"),
    ],
)
def test_growth_is_computed_if_it_can_be(old: str, new: str, metric: str, shown: str) -> None:
    comparison = ex.compare(edition(2022, figure(old, metric)), edition(2023, figure(new, metric)))
    assert comparison.cells()[0][-1] == shown
    assert set(comparison[metric].orders) == {("ciie-2022", "ciie-2023")}


def test_units_of_one_dimension_are_compared() -> None:
    comparison = ex.compare(
        edition(2022, figure("1,000 kg", "trade_quantity")), edition(2023, figure("1 t", "trade_quantity"))
    )
    row = comparison["trade_quantity"]
    assert row.orders["ciie-2022", "ciie-2023"] is not ex.Order.BELOW
    assert row.growths[0] is not None
    assert ex.comparison.CaveatKind.UNITS_DIFFER not in kinds(comparison)


# --- Currencies -----------------------------------------------------------------------------------------------------

YUAN = edition(
    2022,
    figure("700 yuan", "deal_value"),
    figure("5 exhibitors"),
    period="2022-11-05/2022-11-10",
)
DOLLARS = edition(
    2023,
    figure("$150", "deal_value"),
    figure("6 exhibitors"),
    period="2023-11-05/2023-11-10",
)
RATES = Rates({date(2022, 11, 10): "7", date(2023, 11, 10): "8", date(2024, 1, 1): "5"})


def test_two_currencies_are_shown_but_not_compared() -> None:
    comparison = ex.compare(YUAN, DOLLARS)
    row = comparison["deal_value"]
    assert (row.growths, row.orders) == ((None,), {})
    (caveat,) = [one for one in comparison.caveats if one.kind is ex.comparison.CaveatKind.UNITS_DIFFER]
    assert caveat.text == (
        "units differ, so they are not compared: deal_value - CIIE 2022: CNY; CIIE 2023: USD;"
        " pass unit=, rates= and on="
    )
    assert comparison["exhibitors"].orders == {("ciie-2022", "ciie-2023"): ex.Order.BELOW}


def test_money_is_converted_at_one_date() -> None:
    comparison = ex.compare(YUAN, DOLLARS, unit="US dollars", rates=RATES, on=date(2024, 1, 1))
    row = comparison["deal_value"]
    assert [str(amount) for amount in row.amounts] == ["BETWEEN 140 USD [139.9..140.1]", "ROUNDED 150 USD"]
    assert row.orders == {("ciie-2022", "ciie-2023"): ex.Order.BELOW}
    assert row.figures[0] is YUAN["deal_value"]
    assert ex.comparison.CaveatKind.UNITS_DIFFER not in kinds(comparison)
    assert str(comparison["exhibitors"].amounts[0]) == "EXACT 5 exhibitor"


def test_money_is_converted_at_the_last_day_of_each_edition() -> None:
    row = ex.compare(YUAN, DOLLARS, unit="CNY", rates=RATES, on="own")["deal_value"]
    assert [str(amount) for amount in row.amounts] == ["ROUNDED 700 CNY", "BETWEEN 1200 CNY [1196.0..1204.0]"]


@pytest.mark.parametrize(
    ("build", "text"),
    [
        (
            lambda: ex.compare(YUAN, DOLLARS, unit="USD"),
            (
                "cannot express CNY in USD without exchange rates: "
                'pass rates="ecb" and on="own", or on=date for the rates of one day'
            ),
        ),
        (
            lambda: ex.compare(
                edition(2021, figure("5 yuan", "deal_value")), DOLLARS, unit="USD", rates=RATES, on="own"
            ),
            "ciie-2021 has no day of its own for a rate: pass on=date",
        ),
        (
            lambda: ex.compare(
                edition(2021, figure("5 yuan", "deal_value"), period="2021/.."),
                DOLLARS,
                unit="USD",
                rates=RATES,
                on="own",
            ),
            "ciie-2021 has no day of its own for a rate: pass on=date",
        ),
        (
            lambda: ex.compare(YUAN, DOLLARS, unit="kg"),
            "cannot compare in kg: no compared metric is counted in a unit of its dimension; leave unit= out",
        ),
        (
            lambda: ex.compare(YUAN, DOLLARS, metrics=["exhibitors"], unit="USD"),
            "cannot compare in USD: no compared metric is counted in a unit of its dimension; leave unit= out",
        ),
        (ex.compare, "cannot compare 0 edition(s): pass two or more, such as cat.edition('ciie', 6)"),
        (
            lambda: ex.compare(YUAN),
            "cannot compare 1 edition(s): pass two or more, such as cat.edition('ciie', 6)",
        ),
        (
            lambda: ex.compare("ciie-2019", "ciie-2023"),
            "cannot compare 'ciie-2019': pass editions, such as cat.edition('ciie', 6)",
        ),
    ],
)
def test_arguments_that_cannot_be_compared(build: Callable[[], object], text: str) -> None:
    with pytest.raises((ex.errors.ComparisonError, ex.errors.RateError)) as caught:
        build()
    assert str(caught.value) == text
    assert isinstance(caught.value, ValueError)


def test_a_missing_rate_is_an_error() -> None:
    with pytest.raises(ex.ExpotradeError, match="no rate on 2020-01-01"):
        ex.compare(YUAN, DOLLARS, unit="USD", rates=RATES, on=date(2020, 1, 1))


def test_a_unit_of_the_same_dimension_needs_no_rates() -> None:
    two = [edition(year, figure("1.5 t", "trade_quantity")) for year in (2022, 2023)]
    row = ex.compare(*two, unit="kilograms")["trade_quantity"]
    assert [str(amount) for amount in row.amounts] == ["ROUNDED 1.5E+3 kg"] * 2


def test_only_requested_metrics_are_compared() -> None:
    comparison = ex.compare(YUAN, DOLLARS, metrics=["exhibitors", "exhibitors"])
    assert [row.metric for row in comparison.rows] == ["exhibitors"]


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        ("exhibitor", "no metric 'exhibitor'; nearest: 'exhibitors'"),
        ("visits", "no figure 'visits' in these editions; nearest: 'deal_value', 'exhibitors'"),
    ],
)
def test_a_metric_without_a_figure_is_an_error(metric: str, text: str) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.compare(YUAN, DOLLARS, metrics=[metric])
    assert str(caught.value).startswith(text)


def test_editions_without_figures_have_no_rows() -> None:
    comparison = ex.compare(edition(2022), edition(2023))
    assert (comparison.rows, comparison.caveats, comparison.citations, comparison.sources) == ((), (), (), ())
    assert "CIIE 2022" in str(comparison)


def test_the_bank_is_a_table_of_rates() -> None:
    day = date(2024, 11, 29)
    asked = [
        ex.compare(YUAN, DOLLARS, unit="USD", rates=rates, on=day) for rates in ("ecb", ex.RateTable.ecb())
    ]
    assert asked[0] == asked[1]
    with pytest.raises(ex.errors.ArgumentError, match='pass rates="ecb"'):
        ex.compare(YUAN, DOLLARS, unit="USD", rates="bank", on=day)
