"""Which items are inside others or repeat them: editions, sources, times, and what can be given."""

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, deal, edition, figure, flow, section
from expotrade.errors.advice import one_of_its_type, shown
from overlapping import OVERLAPS, PART, REPEATED, RIVAL, left_out, statistic

pytestmark = pytest.mark.filterwarnings("ignore::expotrade.errors.BasesDifferWarning")


def said(made: ex.Total) -> list[str]:
    return [caveat.text for caveat in made.caveats]


def texts(made: ex.Total) -> list[str]:
    return [left.text for left in made.left_out]


def test_a_reason_is_shown_by_its_name() -> None:
    assert repr(ex.totals.LeftOutReason.NO_RATE) == "LeftOutReason.NO_RATE"


# --- Editions -------------------------------------------------------------------------------------------------------


def test_a_section_is_inside_its_edition_and_no_other() -> None:
    pavilion, whole = section("us", figure("$1 billion")), edition(2023, figure("$9 billion"))
    assert left_out(pavilion, whole) == {"ciie-2023-us": PART}
    assert left_out(pavilion, edition(2022, figure("$9 billion"))) == {}
    assert left_out(pavilion, edition(2023, figure("9 exhibitors"))) == {
        "ciie-2023": ex.totals.LeftOutReason.NOT_HELD
    }
    assert left_out(pavilion, section("fr", figure("$2 billion"))) == {}


def test_a_deal_is_inside_its_section_and_its_edition() -> None:
    signed = deal("d", "$1 million", "a", section="ciie-2023-us")
    pavilion, whole = section("us", figure("$1 billion")), edition(2023, figure("$9 billion"))
    assert left_out(signed, pavilion) == {"d": PART}
    assert left_out(signed, whole) == {"d": PART}
    assert left_out(signed, pavilion, whole) == {"d": PART, "ciie-2023-us": PART}
    assert left_out(signed, section("fr", figure("$1 billion"))) == {}


def test_an_exhibitor_is_inside_its_edition() -> None:
    firm = ex.Exhibitor(
        id="cisce-2023-apple",
        party=ex.Party(description="Apple"),
        edition="ciie-2023",
        figures=[figure("15 suppliers", "suppliers"), figure("14 suppliers", "suppliers", is_preferred=True)],
    )
    assert ex.total([firm], metric="suppliers").amount == ex.Amount(14, "supplier")
    assert left_out(firm, edition(2023, figure("400 suppliers", "suppliers")), metric="suppliers") == {
        "cisce-2023-apple": PART
    }


def test_a_deal_that_names_the_expo_alone_may_be_part_of_an_edition() -> None:
    signed = deal("d", "$1 million", "a", edition=None, expo="ciie")
    dated = deal("e", "$2 million", "a", edition=None, expo="ciie", date="2022-11-07")
    whole = edition(2023, figure("$9 billion"))
    assert left_out(signed, whole) == {"d": OVERLAPS}
    assert texts(ex.total([signed, whole])) == [
        "d may be part of ciie-2023: which edition it belongs to is not printed"
    ]
    assert left_out(dated, whole) == {}
    assert left_out(dated, whole, edition(2022, figure("$8 billion"))) == {"e": OVERLAPS}
    assert left_out(signed, dated) == {}


def test_a_cumulative_figure_holds_the_editions_up_to_its_end() -> None:
    cumulative = figure("$99 billion", period="../2022")
    since = figure("$99 billion", period="2018/2022")
    for held in (cumulative, since):
        totals = edition(2022, held)
        assert left_out(totals, edition(2021, figure("$9 billion"))) == {"ciie-2021": PART}
        assert left_out(totals, edition(2023, figure("$9 billion"))) == {}
        assert left_out(totals, section("us", figure("$1 billion"), edition="ciie-2020")) == {
            "ciie-2020-us": PART
        }
        assert left_out(totals, deal("d", "$1 million", "a", edition="ciie-2020")) == {"d": PART}
        assert left_out(totals, edition(2021, figure("$9 billion"), expo="cisce")) == {}
    both = edition(2022, cumulative, figure("$9 billion"))
    assert left_out(*((both, one) for one in both.figures)) == {"ciie-2022": PART}
    longer = edition(2023, figure("$150 billion", period="../2023"))
    assert left_out(edition(2022, cumulative), longer) == {"ciie-2022": PART}
    almost = edition(2022, figure("$99 billion", period="2021-01-02/2022-12-31"))
    assert left_out(almost, edition(2021, figure("$9 billion"))) == {"ciie-2021": OVERLAPS}
    autumn = edition(2022, figure("$9 billion"), period="2022-11-05/2022-11-10")
    assert left_out(edition(2021, figure("$99 billion", period="../2022-11-07")), autumn) == {
        "ciie-2022": OVERLAPS
    }


def test_a_season_belongs_to_its_year() -> None:
    canton = edition(2025, figure("$5 billion"), expo="canton", id="canton-2025-spring")
    cumulative = edition(
        2024, figure("$90 billion", period="../2025"), expo="canton", id="canton-2024-autumn"
    )
    assert left_out(canton, cumulative) == {"canton-2025-spring": PART}


def test_an_id_of_another_form_contains_no_item() -> None:
    assert (
        left_out(deal("d", "$1 million", "a", edition="somewhere"), edition(2023, figure("$9 billion"))) == {}
    )


# --- One fact from several sources ----------------------------------------------------------------------------------


def test_of_rival_figures_the_preferred_stays_else_an_actual_one_else_the_first() -> None:
    rivals = [
        figure("$8 billion", status=ex.Status.EXPECTED),
        figure("$9 billion"),
        figure("$7 billion", citations=[ON_PAGE]),
    ]
    whole = edition(2023, *rivals)
    pairs = [(whole, one) for one in rivals]
    assert ex.total(pairs).amounts == ex.total(pairs[::-1]).amounts == (ex.Amount.parse("$9 billion"),)
    assert [left.reason for left in ex.total(pairs).left_out] == [RIVAL, RIVAL]
    assert texts(ex.total(pairs))[1] == "ciie-2023: ROUNDED 7E+9 USD is a rival of ROUNDED 9E+9 USD"
    chosen = whole.prefer("deal_value", rivals[2])
    assert ex.total([(chosen, one) for one in chosen.figures]).amount == ex.Amount.parse("$7 billion")
    assert ex.total([chosen]).amount == ex.Amount.parse("$7 billion")


def test_an_item_passed_twice_is_counted_once() -> None:
    whole = edition(2023, figure("$9 billion"))
    assert texts(ex.total([whole, whole])) == ["ciie-2023 is counted already"]
    assert ex.total([whole, (whole, whole["deal_value"])]).amount == ex.Amount.parse("$9 billion")
    assert ex.total([whole, whole["deal_value"], whole["deal_value"]]).amount == ex.Amount.parse("$9 billion")
    nothing = deal("d", None)
    assert [left.reason for left in ex.total([nothing, nothing]).left_out] == [
        ex.totals.LeftOutReason.UNDISCLOSED,
        REPEATED,
    ]
    assert [left.reason for left in ex.total([edition(2023), whole]).left_out] == [REPEATED]


def test_a_figure_alone_differs_from_similar_ones() -> None:
    rivals = [figure("$9 billion"), figure("$7 billion", citations=[ON_PAGE])]
    assert left_out(edition(2023, *rivals), rivals[1]) == {"deal_value": RIVAL}
    assert texts(ex.total([rivals[0], rivals[0], rivals[1]])) == [
        "deal_value ROUNDED 9E+9 USD is counted already"
    ]
    assert ex.total([*rivals, ex.Amount(5, "USD"), ex.Amount(5, "USD")]).amount.value == 16 * 10**9 + 10


def test_a_deal_reported_twice_is_counted_once() -> None:
    one = deal("a", "100 million yuan", "X", "Y", subject="Fibre")
    assert left_out(one, deal("b", "100 million yuan", "y", "x", subject="fibre")) == {"b": REPEATED}
    assert left_out(one, deal("b", "roughly 100 million yuan", "X", "Y")) == {"b": RIVAL}
    assert left_out(deal("a", "100 million yuan", "X"), deal("b", "100 million yuan", "X")) == {"b": REPEATED}
    for other in (
        deal("b", "100 million yuan", "X", "Y", subject="cars"),
        deal("b", "100 million yuan", "X", "Z"),
        deal("b", "200 million yuan", "X", "Y", subject="fibre"),
        deal("b", "100 million yuan", "X", "Y", edition="ciie-2024"),
    ):
        assert left_out(one, other, mix_kinds=True) == {}
    # The telling that states the kind stays.
    contract = deal("b", "100 million yuan", "X", "Y", kind=ex.DealKind.CONTRACT)
    assert left_out(one, contract) == {"a": REPEATED}
    assert left_out(deal("a", "100 million yuan"), deal("b", "100 million yuan")) == {}
    dated = [
        deal(f"d{year}", "1 yuan", "X", edition=None, expo="ciie", date=year) for year in ("2022", "2023")
    ]
    assert left_out(*dated) == {}
    assert left_out(deal("a", "1 yuan", "X"), deal("a", "2 yuan", "X")) == {"a": RIVAL}


# --- Time -----------------------------------------------------------------------------------------------------------


def test_months_are_inside_quarters_inside_years() -> None:
    month, quarter, year = flow("m", "$1", "2024-02"), flow("q", "$3", "2024-Q1"), flow("y", "$12", "2024")
    assert left_out(month, quarter) == {"m": PART}
    assert left_out(month, quarter, year) == {"m": PART, "q": PART}
    assert left_out(flow("h", "$7", "2024-01/2024-07"), year) == {"h": PART}
    assert left_out(month, flow("n", "$1", "2024-03"), flow("p", "$9", "2023")) == {}
    assert left_out(month, flow("all", "$99", "../2024")) == {"m": PART}
    assert left_out(flow("later", "$1", "2026"), flow("since", "$99", "2013/..")) == {"later": PART}


def test_of_two_that_overlap_in_part_the_longer_stays() -> None:
    short, long = flow("s", "$1", "2023-12/2024-02"), flow("l", "$12", "2024")
    assert left_out(short, long) == {"s": OVERLAPS}
    # What overlaps only what is itself left out is counted.
    assert left_out(
        flow("a", "$6", "2024-01/2024-06"), flow("b", "$5", "2024-06/2024-10"), flow("c", "$1", "2024-08")
    ) == {"b": OVERLAPS}


def test_two_records_of_one_time_are_rivals() -> None:
    assert left_out(flow("a", "$5"), flow("b", "$6")) == {"b": RIVAL}
    assert left_out(flow("a", "$5"), flow("b", "$5")) == {"b": REPEATED}
    assert texts(ex.total([flow("a", "$5"), flow("b", "$5")])) == ["b is counted as a"]


def test_a_period_that_is_not_printed_may_overlap() -> None:
    undated = flow("u", "$5", None)
    assert left_out(undated, flow("y", "$12")) == {"u": OVERLAPS}
    assert texts(ex.total([undated, flow("y", "$12")])) == ["u may overlap y: its period is not printed"]
    assert left_out(undated, flow("v", "$6", None)) == {"v": OVERLAPS}
    assert left_out(undated, flow("v", "$5", None)) == {"v": REPEATED}
    assert left_out(undated, flow("y", "$12", kind=ex.FlowKind.EXPORT, reporter="US", partner="TH")) == {}
    assert left_out(statistic("s", "5 yuan"), statistic("t", "6 yuan", period="2024")) == {"s": OVERLAPS}


def test_stocks_of_two_days_do_not_add() -> None:
    early, late = (
        statistic(f"s{day}", f"{day} companies", metric="companies", as_of=f"2024-11-{day}")
        for day in (10, 20)
    )
    assert left_out(early, late) == {"s10": OVERLAPS}
    assert texts(ex.total([early, late])) == ["s10 states as of 2024-11-10 what s20 states as of 2024-11-20"]
    assert left_out(late, statistic("t", "21 companies", metric="companies", as_of="2024-11-20")) == {
        "t": RIVAL
    }
    over = statistic("o", "5 companies", metric="companies", period="2024")
    assert "figures as of a time are added to figures over a period" in said(ex.total([early, over]))


# --- What can be given ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "items",
    [
        edition(2023, figure("$9 billion")),
        ex.Amount(5, "USD"),
        figure("$9 billion"),
        "articles",
        None,
        5,
        ex.Catalog(),
    ],
)
def test_one_item_alone_is_refused(items: object) -> None:
    with pytest.raises(ex.errors.TotalError) as caught:
        ex.total(items)
    assert (
        str(caught.value)
        == f"cannot total {one_of_its_type(items)}: pass several items in a list, such as [item]"
    )


@pytest.mark.parametrize(
    "item", [None, 5, "USD 5", (1, 2), ("x", figure("$9 billion")), ex.Expo(id="ciie", name="CIIE")]
)
def test_a_record_without_figures_is_refused(item: object) -> None:
    with pytest.raises(ex.errors.TotalError) as caught:
        ex.total([item])
    assert str(caught.value) == (
        f"cannot total {shown(item)}: pass amounts, figures, editions, sections, exhibitors, deals, flows, statistics, "
        "or catalog.figures()"
    )


def test_each_item_is_returned_as_it_was_passed() -> None:
    whole = edition(2023, figure("$9 billion"), figure("$8 billion", citations=[ON_PAGE]))
    items = [
        whole,
        (whole, whole.figures[1]),
        section("us", figure("$1 billion")),
        deal("d", "$1 million", "a"),
        whole.figures[0],
        ex.Amount(5, "USD"),
        figure("$7 billion", citations=[ON_PAGE]),
        statistic("s", "$5"),
    ]
    made = ex.total(items)
    told = [*made.included, *(left.item for left in made.left_out)]
    assert sorted(map(id, told)) == sorted(map(id, items))
    assert len(made.left_out) == 4


def test_a_metric_must_be_known_and_passes_over_others() -> None:
    for items in ([], [deal("d", "$1 million")]):
        with pytest.raises(ex.errors.UnknownNameError, match="deal_valu"):
            ex.total(items, metric="deal_valu")
    whole = edition(2023, figure("$9 billion"), figure("128 economies", "economies"))
    pairs = [(whole, one) for one in whole.figures]
    assert ex.total(pairs, metric="economies").summary == "1 of 1"
    assert ex.total(whole.figures, metric="economies").amount == ex.Amount(128, "economy")
    assert left_out(flow("f", "$1"), metric="trade_quantity") == {"f": ex.totals.LeftOutReason.NOT_HELD}


# --- Which of two stays, and how it is told -------------------------------------------------------------------------


def test_stretches_that_share_one_day_overlap() -> None:
    january = flow("january", "$1", "2024-01-01/2024-01-31")
    assert left_out(january, flow("later", "$9", "2024-01-31/2024-03-31")) == {"january": OVERLAPS}
    assert left_out(january, flow("before", "$9", "2023-11-01/2024-01-01")) == {"january": OVERLAPS}
    assert left_out(january, flow("next", "$9", "2024-02-01/2024-03-31")) == {}
    assert left_out(flow("december", "$1", "2024-12"), flow("y", "$12", "2024")) == {"december": PART}


def test_of_several_stretches_that_overlap_the_earliest_is_named() -> None:
    first, second = flow("a", "$6", "2024-01/2024-06"), flow("b", "$6", "2024-07/2024-12")
    between = flow("c", "$4", "2024-04/2024-08")
    assert texts(ex.total([between, second, first])) == ["c overlaps a in part"]


def test_of_two_equally_long_the_earlier_stays() -> None:
    early, late = flow("b", "$9", "2024-01-01/2024-01-31"), flow("a", "$1", "2024-01-16/2024-02-15")
    assert left_out(early, late) == {"a": OVERLAPS}


def test_of_equal_rivals_the_one_with_more_sources_is_kept() -> None:
    twice = ex.Figure("trade_value", ex.Amount.parse("$6"), citations=[CITED, ON_PAGE])
    assert left_out(flow("a", "$5"), flow("b", "$6", value=twice)) == {"a": RIVAL}


def test_rivals_that_differ_in_bounds_only_do_not_depend_on_the_order() -> None:
    for one, other in (("[4..6]", "[3..6]"), ("[4..6]", "[4..7]"), ("[4..6]", "[4..]")):
        made = [deal("d", f"BETWEEN 5 USD {bounds}", "X") for bounds in (one, other)]
        assert left_out(*made) == {"d": RIVAL}


def test_a_figure_alone_gives_way_to_the_record_that_states_it() -> None:
    signed = deal("d", "$1 million", "a")
    assert texts(ex.total([signed.value, signed])) == ["deal_value ROUNDED 1E+6 USD is counted as d"]


def test_seasons_of_one_year_do_not_hold_each_other() -> None:
    spring, autumn = (
        edition(2025, figure("$5 billion"), expo="canton", id=f"canton-2025-{season}")
        for season in ("spring", "autumn")
    )
    assert left_out(spring, autumn) == {}
    assert left_out(autumn, section("us", figure("$1 billion"), edition="canton-2025-spring")) == {}


def test_a_figure_over_a_leap_year_is_not_cumulative() -> None:
    whole = edition(2024, figure("$9 billion", period="2024"), figure("$8 billion"))
    assert left_out(*((whole, one) for one in whole.figures)) == {"ciie-2024": RIVAL}


def test_bases_separate_figures_of_a_record_but_not_its_parts() -> None:
    whole = edition(2023, figure("$9 billion", basis="contracts"), figure("$8 billion", basis="intentions"))
    assert left_out(*((whole, one) for one in whole.figures)) == {
        "ciie-2023": ex.totals.LeftOutReason.ANOTHER_BASIS
    }
    assert left_out(
        section("us", figure("$1 billion", basis="contracts")), edition(2023, figure("$9 billion"))
    ) == {"ciie-2023-us": PART}
    tax, rent = (edition(2023, figure("5 yuan", "other", basis=basis)) for basis in ("tax", "rent"))
    pavilion = section("us", figure("1 yuan", "other", basis="tax"))
    assert left_out(pavilion, tax, metric="other") == {"ciie-2023-us": PART}
    assert left_out(pavilion, rent, metric="other") == {}


def test_statistics_of_several_times_add() -> None:
    years = [statistic(f"y{year}", "5 yuan", period=str(year)) for year in (2022, 2023, 2024)]
    assert left_out(*years) == {}
    assert left_out(*years, statistic("all", "15 yuan", period="2022/2024")) == {
        "y2022": PART,
        "y2023": PART,
        "y2024": PART,
    }


# --- Regions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partners", "caveat"),
    [
        (("europe", "GB"), "regions may contain, or lie in, other places that are added: europe, GB"),
        (
            ("jiangxi", "guangxi"),
            "regions may contain, or lie in, other places that are added: jiangxi, guangxi",
        ),
        (("europe",), None),
        (("GB", "AU"), None),
    ],
)
def test_a_region_may_contain_another_place_of_a_total(partners: tuple[str, ...], caveat: str | None) -> None:
    flows = [flow(f"f-{partner.lower()}", "$1 billion", partner=partner) for partner in partners]
    made = ex.total(flows)
    assert len(made.included) == len(partners)
    kind = ex.comparison.CaveatKind.REGIONS_OVERLAP
    assert [one.text for one in made.caveats if one.kind is kind] == ([] if caveat is None else [caveat])


def test_a_place_is_inside_several_partners_of_one_flow() -> None:
    several = flow("f-all", "$9 billion", partner=None, partners=["GB", "AU", "BE"])
    assert left_out(flow("f-gb", "$1 billion", partner="GB"), several) == {"f-gb": PART}
    assert left_out(flow("f-th", "$1 billion", partner="TH"), several) == {}
    assert left_out(several, flow("f-world", "$20 billion", partner="WORLD")) == {"f-all": PART}
