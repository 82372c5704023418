"""Groups of totals, and totals in a notebook."""

from datetime import date

import pytest

import expotrade as ex
from builders import edition, figure, flow
from summed import CIIE, CISCE, ECB, PAVILION, deal

# --- Groups ---------------------------------------------------------------------------------------------------------

FLOW = ex.TradeFlow(
    id="flow",
    reporter="CN",
    partner="TH",
    kind=ex.FlowKind.IMPORT,
    product="durian",
    period=ex.Period.parse("2023"),
    value=figure("$9", "trade_value", basis="value"),
)


@pytest.mark.parametrize(
    ("item", "by", "key"),
    [
        (CIIE, "expo", "ciie"),
        (CIIE, "year", 2023),
        (CIIE, "edition", "ciie-2023"),
        (CIIE, "metric", "deal_value"),
        (CIIE, "status", ex.Status.ACTUAL),
        (CIIE, "basis", "tentative deals for one-year purchases"),
        (CIIE, "unit", "USD"),
        (PAVILION, "expo", "ciie"),
        (PAVILION, "year", 2023),
        (PAVILION, "edition", "ciie-2023"),
        (PAVILION, "country", None),
        (PAVILION, "kind", ex.records.SectionKind.PAVILION),
        (deal("a", "$5"), "expo", "ciie"),
        (deal("a", "$5", edition=None, expo="cisce"), "expo", "cisce"),
        (deal("a", "$5", edition=None, expo="cisce"), "edition", None),
        (deal("a", "$5", edition=None, expo="cisce", date="2021-05"), "year", 2021),
        (deal("a", "$5", edition="somewhere"), "year", None),
        (deal("a", None), "unit", None),
        (deal("a", None), "status", None),
        (deal("a", None), "section", None),
        (FLOW, "year", 2023),
        (FLOW, "partner", "TH"),
        (FLOW, "reporter", "CN"),
        (FLOW, "product", "durian"),
        (FLOW, "trader", None),
        (FLOW, "expo", None),
        (ex.Amount(5, "USD"), "unit", "USD"),
        (ex.Amount(5, "USD"), "kind", None),
        (ex.Amount(5, "USD"), "year", None),
        (figure("$5", period="2023-H1"), "year", 2023),
        (figure("$5", period="2023/.."), "year", None),
        ((CIIE, CIIE["deal_value"]), "edition", "ciie-2023"),
        (CIIE, len, 0),
        (CIIE, lambda item: item.year + 1, 2024),
    ],
)
def test_items_are_grouped_by_their_fields(item: object, by: object, key: object) -> None:
    asked = (lambda _: 0) if by is len else by
    assert list(ex.group([item], by=asked)) == [key]


@pytest.mark.parametrize(
    ("items", "by", "rule"),
    [
        ([CIIE], "yeer", "by 'yeer': pass one of kind, edition, section, .* or a function of the item"),
        ([CIIE], "figures", "by 'figures': pass one of"),
        ([CIIE], 5, "by 5: pass one of"),
        ([CIIE], "partner", "by 'partner': ciie-2023 has no such field"),
        (
            [CIIE],
            lambda item: [item.id],
            "by a list: the function must return a value that can be the key of a dict",
        ),
        ([], "yeer", "by 'yeer': pass one of"),
    ],
)
def test_a_key_that_items_do_not_have_is_an_error(items: list[object], by: object, rule: str) -> None:
    with pytest.raises(ex.errors.TotalError, match=rule):
        ex.group(items, by=by)


def test_overlaps_are_found_among_all_groups() -> None:
    groups = ex.group([CISCE, PAVILION, CIIE], by=lambda item: type(item).__name__)
    assert list(groups) == ["Edition", "Section"]
    assert groups["Section"].summary == "0 of 1, 1 part of another"
    with pytest.raises(ex.errors.TotalError, match="items that overlap"):
        ex.group([PAVILION, CIIE], by="expo", overlaps="raise")


def test_a_group_warns_of_its_bases() -> None:
    other = edition(2022, figure("$9", basis="another"))
    with pytest.warns(
        ex.errors.BasesDifferWarning, match=r"in the group 'ciie' bases differ: .*; pass mix_bases=True"
    ) as caught:
        groups = ex.group([CISCE, CIIE, other], by="expo", unit="USD", rates=ECB, on="own")
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert groups["cisce"].amount.hedge is ex.Hedge.MORE_THAN
    assert (
        ex.group([CIIE, other], by="expo", mix_bases=True)["ciie"].caveats[0].text.startswith("bases differ")
    )


# --- In a notebook --------------------------------------------------------------------------------------------------


def test_a_notebook_shows_all_that_a_total_says() -> None:
    undisclosed = deal("befar-emerson", None)
    made = ex.total([CISCE, CIIE, PAVILION, undisclosed], unit="USD", rates=ECB, on="own", mix_bases=True)
    page = made._repr_html_()
    assert f'<p class="expotrade-title">Total of {made.summary}</p><p>{made.amount:short}</p>' in page
    for left in made.left_out:
        assert (
            f'<td>{left.reason.value.replace("_", " ")}</td><td class="expotrade-wide">{left.text}</td>'
            in page
        )
    (conversion,) = made.conversions
    assert f"<td>more than CNY 152 billion</td><td>{conversion.amount:short}</td>" in page
    assert f'<td class="expotrade-wide">{conversion.rate.cite()}</td>' in page
    assert len(made.caveats) == 2
    assert all(f"<li>Caveat: {caveat.text}</li>" in page for caveat in made.caveats)
    assert "<li>[1] The Daily, &quot;Expo closes&quot;, paragraph 7</li>" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$78.41 billion", "USD 78.41 billion: between USD 78.405 and 78.415 billion"),
        ("nearly $350 billion", "nearly USD 350 billion: between USD 300 and 350 billion"),
        ("about 250 exhibitors", "about 250 exhibitors: between 225 and 275 exhibitors"),
        ("more than 152 billion yuan", "more than CNY 152 billion"),
        ("17 exhibitors", "17 exhibitors"),
    ],
)
def test_a_notebook_shows_the_bounds_that_a_wording_leaves_unsaid(text: str, shown: str) -> None:
    assert f"<p>{shown}</p>" in ex.total([ex.Amount.parse(text)])._repr_html_()


def test_a_notebook_shows_each_unit_and_an_empty_total() -> None:
    page = ex.total([ex.Amount(5, "USD"), ex.Amount(7, "exhibitor")])._repr_html_()
    assert "<p>exactly USD 5</p><p>7 exhibitors</p></div>" in page
    empty = ex.total([deal("a", None)], unit="USD")._repr_html_()
    assert "Total of 0 of 1, 1 undisclosed</p><p>nothing</p>" in empty


def test_of_ten_thousand_items_left_out_a_notebook_shows_a_hundred() -> None:
    left = ex.totals.LeftOut(None, ex.totals.LeftOutReason.UNDISCLOSED, "a deal is undisclosed")
    page = ex.Total(amounts=(), included=(), left_out=(left,) * 10_000)._repr_html_()
    assert page.count("a deal is undisclosed") == 100
    assert "and 9900 more" in page


def test_a_total_of_several_units_is_shown_in_a_line() -> None:
    made = ex.total([ex.Amount(5, "USD"), ex.Amount(7, "exhibitor"), ex.Amount(9, "visitor")])
    assert repr(made) == "<Total of 3 of 3: EXACT 5 USD, EXACT 7 exhibitor, EXACT 9 visitor>"
    assert str(made).startswith("exactly USD 5, 7 exhibitors and 9 visitors (3 of 3)")
    assert repr(ex.total([])) == "<Total of 0 of 0: nothing>"


@pytest.mark.parametrize(("count", "more"), [(20, ""), (21, "\n  left out: 1 more")])
def test_twenty_lines_are_shown_of_more(count: int, more: str) -> None:
    made = ex.total([CIIE, *(deal(f"d{number}", None) for number in range(count))])
    assert str(made).count("is undisclosed") == 20
    assert str(made).partition("d19 is undisclosed")[2].startswith(f"{more}\n  source")


def test_a_group_takes_the_arguments_of_a_total() -> None:
    several = [deal("a", "$5"), deal("b", "$7", ex.DealKind.CONTRACT)]
    with pytest.raises(ex.errors.TotalError, match="kinds of deal are not mixed unless asked"):
        ex.group(several, by="edition")
    assert ex.group(several, by="edition", mix_kinds=True)["ciie-2023"].summary == "2 of 2"
    both = edition(2023, figure("$9"), figure("7 exhibitors"))
    assert ex.group([both], by="expo", metric="exhibitors")["ciie"].amount == ex.Amount(7, "exhibitor")
    one = deal("d", "100 yuan", edition="cisce-2024")
    catalog = ex.Catalog(expos=[ex.Expo(id="cisce", name="CISCE")], editions=[CISCE], deals=[one])
    dated = ex.group([one], by="edition", unit="USD", rates=ECB, on="own", catalog=catalog)["cisce-2024"]
    assert [rate.date for rate in dated.rates_used] == [date(2024, 11, 29)]


def test_a_figure_for_several_partners_is_a_group_of_its_own() -> None:
    flows = [
        flow("f-all", "$9 billion", partner=None, partners=["GB", "AU"]),
        flow("f-th", "$1 billion", partner="TH"),
        flow("f-none", "$2 billion", "2023", partner=None),
    ]
    assert list(ex.totals.group(flows, by="partner")) == ["GB, AU", "TH", None]
