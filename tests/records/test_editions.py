"""Expos, editions and sections: figures by metric, rivals and preferences."""

import pickle
import re
from collections.abc import Callable

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, PAGE, days, edition as edition_of, figure, place

OPENS = ex.Citation(PAGE)
MAKERS: dict[type, Callable[..., object]] = {
    ex.Expo: lambda **fields: ex.Expo(**{"id": "ciie", "name": "China International Import Expo"} | fields),
    ex.Edition: lambda **fields: ex.Edition(**{"id": "ciie-2023", "expo": "ciie", "year": 2023} | fields),
    ex.Section: lambda **fields: ex.Section(
        **{"id": "ciie-2023-a", "edition": "ciie-2023", "kind": ex.records.SectionKind.AREA, "name": "A"}
        | fields
    ),
}
FIRST, SECOND, THIRD = (
    figure("3,400 exhibitors"),
    figure("3,486 exhibitors", citations=[OPENS]),
    figure("9 exhibitors"),
)
DEALS = figure("$78.41 billion", "deal_value")


@pytest.fixture
def edition() -> ex.Edition:
    return ex.Edition(id="ciie-2023", expo="ciie", year=2023, figures=[FIRST, DEALS, SECOND, THIRD])


@pytest.mark.parametrize(
    ("kind", "field", "value", "rule"),
    [
        (ex.Expo, "id", "CIIE", "an id is words of a-z"),
        (ex.Expo, "name", "", "it must be a text that is not empty"),
        (ex.Expo, "short_name", "", "it must be a text that is not empty"),
        (ex.Expo, "chinese_name", 1, "it must be a text that is not empty"),
        (ex.Expo, "organisers", [ex.Party(place="CN"), "ccpit"], "it must be a Party"),
        (ex.Expo, "city", "", "it must be a text that is not empty"),
        (ex.Expo, "country", "China", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.Expo, "claims", [FIRST], "it must be a claim, such as GrowthClaim or ShareClaim"),
        (ex.Expo, "citations", [1], "it must be a Citation"),
        (ex.Expo, "note", "", "it must be a text that is not empty"),
        (ex.Edition, "expo", "CIIE", "an id is words of a-z"),
        (ex.Edition, "year", "2023", "it must be a whole number from 1 upwards"),
        (ex.Edition, "year", 0, "it must be a whole number from 1 upwards"),
        (ex.Edition, "number", 0, "it must be a whole number from 1 upwards"),
        (ex.Edition, "number", True, "it must be a whole number from 1 upwards"),
        (ex.Edition, "status", "planned", "it must be a Status"),
        (ex.Edition, "attributed_to", "Xinhua", "it must be a Party"),
        (ex.Edition, "theme", "", "it must be a text that is not empty"),
        (ex.Edition, "figures", [DEALS, 5], "it must be a Figure"),
        (ex.Edition, "claims", "up 23 percent", "it must be a list or tuple of records"),
        (ex.Edition, "citations", None, "it must be a list or tuple of records"),
        (ex.Edition, "note", "", "it must be a text that is not empty"),
        (ex.Section, "edition", "", "an id is words of a-z"),
        (ex.Section, "kind", "area", "it must be a SectionKind"),
        (ex.Section, "name", "", "it must be a text that is not empty"),
        (ex.Section, "country", "UK", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.Section, "organisers", ["x"], "it must be a Party"),
    ],
)
def test_values_that_expos_and_editions_refuse(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


@pytest.mark.parametrize(
    "name", ["ciie", "ciie-2022", "ciie-20233", "cisce-2023", "ciie-2023a", "x-ciie-2023"]
)
def test_an_edition_is_its_expo_and_year(name: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[ex.Edition](id=name)
    assert str(caught.value) == f"Edition.id cannot be {name!r}: an edition is its expo and year, 'ciie-2023'"


@pytest.mark.parametrize(
    ("name", "expo", "year", "label"),
    [
        ("ciie-2023", "ciie", 2023, "CIIE 2023"),
        ("canton-2025-spring", "canton", 2025, "CANTON 2025 spring"),
        ("china-asean-expo-2024", "china-asean-expo", 2024, "CHINA-ASEAN-EXPO 2024"),
        ("expo-2010-2010-part-2", "expo-2010", 2010, "EXPO-2010 2010 part 2"),
    ],
)
def test_labels(name: str, expo: str, year: int, label: str) -> None:
    assert ex.Edition(id=name, expo=expo, year=year).label == label


def test_an_edition_is_indexed_by_metric(edition: ex.Edition) -> None:
    assert edition["exhibitors"] is FIRST
    assert edition["deal_value"] is DEALS
    assert edition.metrics == ("exhibitors", "deal_value")
    assert "deal_value" in edition
    assert "visits" not in edition
    assert None not in edition


def test_a_metric_without_a_figure_is_an_error_that_names_the_others(edition: ex.Edition) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        edition["visits"]
    assert str(caught.value) == "no figure 'visits' in ciie-2023; nearest: 'exhibitors', 'deal_value'"
    assert edition.rivals("visits") == ()
    with pytest.raises(ex.errors.UnknownNameError, match=r"^no figure 'visits' in ciie-2024$"):
        ex.Edition(id="ciie-2024", expo="ciie", year=2024)["visits"]


def test_an_edition_cannot_be_iterated(edition: ex.Edition) -> None:
    with pytest.raises(
        ex.errors.ArgumentError,
        match=r"^cannot iterate 'ciie-2023': iterate its figures with edition\.figures",
    ):
        list(edition)


def test_rivals_of_one_basis_are_those_that_may_count_the_same() -> None:
    signed, more = figure("$5", counts="contracts"), figure("$6", basis="signed contracts")
    hoped, unsaid = figure("$7", counts="letters_of_intent"), figure("$8")
    held = ex.Edition(id="ciie-2024", expo="ciie", year=2024, figures=[signed, hoped, more, unsaid])
    assert held.rivals("deal_value") == (signed, hoped, more, unsaid)
    assert held.rivals("deal_value", same_basis=True) == (signed, more, unsaid)
    assert held.rivals("visits", same_basis=True) == ()


def test_rivals_are_all_figures_for_a_metric_in_order(edition: ex.Edition) -> None:
    assert edition.rivals("exhibitors") == (FIRST, SECOND, THIRD)


def test_prefer_returns_a_copy(edition: ex.Edition) -> None:
    chosen = edition.prefer("exhibitors", SECOND)
    assert chosen["exhibitors"].amount == SECOND.amount
    assert edition["exhibitors"] is FIRST
    assert [one.amount for one in chosen.rivals("exhibitors")] == [FIRST.amount, SECOND.amount, THIRD.amount]
    assert chosen["deal_value"] is DEALS
    assert pickle.loads(pickle.dumps(chosen)) == chosen


def test_prefer_can_be_repeated_and_revoked(edition: ex.Edition) -> None:
    chosen = edition.prefer("exhibitors", SECOND)
    assert chosen.prefer("exhibitors", SECOND) == chosen
    assert chosen.prefer("exhibitors", chosen["exhibitors"]) == chosen
    assert chosen.prefer("exhibitors", THIRD)["exhibitors"].amount == THIRD.amount
    assert chosen.prefer("exhibitors", FIRST)["exhibitors"].amount == FIRST.amount


@pytest.mark.parametrize(
    ("metric", "held"),
    [("exhibitors", "'EXACT 3.4E+3 exhibitor', 'EXACT 3486 exhibitor', 'EXACT 9 exhibitor'"), ("visits", "")],
)
def test_only_a_figure_of_the_edition_can_be_preferred(edition: ex.Edition, metric: str, held: str) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        edition.prefer(metric, figure("5 visits", "visits"))
    text = str(caught.value)
    assert text.startswith(f"no figure 'EXACT 5 visit' in {metric} of ciie-2023")
    assert text.endswith(" pass one of edition.rivals(metric)")
    assert ("nearest" in text) is bool(held)


def test_a_figure_of_another_metric_is_not_a_rival(edition: ex.Edition) -> None:
    with pytest.raises(ex.errors.UnknownNameError):
        edition.prefer("deal_value", FIRST)


def test_of_rivals_at_most_one_is_preferred() -> None:
    two = [figure("5 exhibitors", is_preferred=True), figure("6 exhibitors", is_preferred=True)]
    for kind in (ex.Edition, ex.Section):
        with pytest.raises(ex.errors.RecordError) as caught:
            MAKERS[kind](figures=two)
        assert str(caught.value) == (
            f"{kind.__name__}.figures cannot be 'exhibitors': of rival figures at most one is preferred"
        )
    one_each = [figure("5 exhibitors", is_preferred=True), figure("6 visits", "visits", is_preferred=True)]
    assert MAKERS[ex.Edition](figures=one_each).metrics == ("exhibitors", "visits")


def test_a_section_has_figures_as_an_edition_has() -> None:
    section = ex.Section(
        id="ciie-2023-australia",
        edition="ciie-2023",
        kind=ex.records.SectionKind.NATIONAL_GROUP,
        name="Australia",
        country="AU",
        organisers=[ex.Party(organisation="austrade")],
        figures=[FIRST, SECOND],
        claims=[ex.records.GrowthClaim(amount=ex.Amount.parse("5 percent"), citations=[CITED])],
    )
    assert section["exhibitors"] is FIRST
    assert section.rivals("exhibitors") == (FIRST, SECOND)
    assert "visits" not in section
    assert section.claims[0].amount == ex.Amount.parse("5 percent")


def test_an_expo_keeps_its_names_and_period_stays_with_the_edition() -> None:
    expo = ex.Expo(
        id="ciie", name="China International Import Expo", chinese_name="中国国际进口博览会", country="CN"
    )
    assert expo.chinese_name == "中国国际进口博览会"
    edition = edition_of(2023, period="2023-11-05/2023-11-10")
    assert edition.period is not None
    assert edition.period.days == 6


def test_days_and_venue_are_those_of_the_preferred_claim() -> None:
    first, other = days("2023-11-05/2023-11-10"), days("2023-11-04/2023-11-10", citations=[ON_PAGE])
    edition = edition_of(2023, claims=[first, other, place("NECC"), place(city="Shanghai")])
    assert (str(edition.period), edition.venue, edition.city) == ("2023-11-05/2023-11-10", "NECC", "Shanghai")
    marked = [first, days("2023-11", is_preferred=True), place("A", "B"), place(city="C", is_preferred=True)]
    edition = edition_of(2023, claims=marked)
    assert (str(edition.period), edition.venue, edition.city) == ("2023-11", "A", "C")
    bare = edition_of(2023)
    assert (bare.period, bare.venue, bare.city) == (None, None, None)


@pytest.mark.parametrize("claim", [days("2023", is_preferred=True), place("A", is_preferred=True)])
def test_of_rival_days_and_venues_at_most_one_is_preferred(claim: ex.Claim) -> None:
    with pytest.raises(ex.errors.RecordError, match="of rival claims at most one is preferred"):
        edition_of(2023, claims=[claim, claim])


def test_an_edition_without_a_year_has_its_number_in_its_id() -> None:
    edition = ex.Edition(id="cisce-no4", expo="cisce", number=4)
    assert (edition.label, edition.season, edition.year) == ("CISCE no. 4", "", None)
    for fields, rule in (
        ({"id": "cisce-4", "number": 4}, "an edition without a year is its expo and number, 'cisce-no4'"),
        ({"id": "cisce-no4"}, "an edition has a year, or a number if no year is printed"),
        ({"id": "cisce-no4", "year": 2026, "number": 4}, "an edition is its expo and year, 'cisce-2026'"),
    ):
        with pytest.raises(ex.errors.RecordError) as caught:
            ex.Edition(**{"expo": "cisce"} | fields)
        assert caught.value.rule == rule


@pytest.mark.parametrize("kind", [ex.Expo, ex.Edition, ex.Section])
def test_a_source_can_leave_the_list_of_exhibitors_open(kind: type) -> None:
    assert MAKERS[kind](open_lists=["exhibitors"]).open_lists == ("exhibitors",)
    with pytest.raises(ex.errors.RecordError, match="it must name lists of this record"):
        MAKERS[kind](open_lists=["visitors"])


def test_section_kinds_show_how_they_are_written() -> None:
    assert repr(ex.records.SectionKind.NATIONAL_GROUP) == "SectionKind.NATIONAL_GROUP"


# --- How they are shown ---------------------------------------------------------------------------------------------

NOTED = figure(
    "nearly 250 exhibitors",
    as_printed="nearly 250 exhibitors",
    basis="enterprises",
    as_of="2023-11-08",
    attributed_to="Austrade",
    note="before the opening",
    is_preferred=True,
)
VALUED = figure("$5 million", "deal_value", period="2023", equivalent=ex.Amount.parse("35 million yuan"))
GROWN = ex.records.GrowthClaim(amount=ex.Amount.parse("23 percent"), metric="deal_value", citations=[OPENS])
SHOWN = edition_of(
    2023,
    FIRST,
    VALUED,
    NOTED,
    number=6,
    period="2023-11-05/2023-11-10",
    venue="National Exhibition and Convention Center",
    city="Shanghai",
    theme="New Era",
    claims=[GROWN],
    citations=[ex.Citation(ex.Source("notice", "Expo planned"))],
    note="six days",
)


def test_an_edition_as_text_shows_facts_figures_claims_and_sources() -> None:
    lines = [" ".join(line.split()) for line in str(SHOWN).split("\n")]
    assert lines == [
        "CIIE 2023 (ciie-2023)",
        "number: 6",
        "dates: 2023-11-05/2023-11-10",
        "venue: National Exhibition and Convention Center",
        "city: Shanghai",
        "theme: New Era",
        "note: six days",
        "",
        "Metric As printed From To Source",
        lines[9],
        "exhibitors (preferred) nearly 250 exhibitors 200 exhibitors 250 exhibitors [1]",
        "exhibitors 3,400 exhibitors 3,400 exhibitors 3,400 exhibitors [1]",
        "value of deals USD 5 million USD 4.5 million USD 5.5 million [1]",
        "",
        "Claim: growth, metric deal_value, 23 percent [2]",
        "Claim: dates, period 2023-11-05/2023-11-10 [1]",
        "Claim: venue, venue National Exhibition and Convention Center, city Shanghai [1]",
        '[1] "Expo closes", paragraph 7',
        '[2] "Expo opens"',
        '[3] "Expo planned"',
    ]
    assert set(lines[9]) == {"─"}


def test_a_section_as_text_shows_what_it_is() -> None:
    section = ex.Section(
        id="ciie-2023-us",
        edition="ciie-2023",
        kind=ex.records.SectionKind.NATIONAL_GROUP,
        name="American Pavilion",
        country="US",
        organisers=[ex.Party(organisation="usda"), ex.Party(description="traders")],
    )
    assert str(section).split("\n") == [
        "American Pavilion (ciie-2023-us)",
        "  edition: ciie-2023",
        "  kind: national group",
        "  country: US",
        "  organisers: usda; traders",
    ]
    page = section._repr_html_()
    assert "American Pavilion (ciie-2023-us)</p>" in page
    assert "<dt>organisers</dt><dd>usda; traders</dd></dl></div>" in page


def test_text_and_notebook_show_no_more_than_there_is() -> None:
    bare = ex.Edition(id="ciie-2023", expo="ciie", year=2023)
    assert str(bare) == "CIIE 2023 (ciie-2023)"
    assert bare._repr_html_().endswith('<p class="expotrade-title">CIIE 2023 (ciie-2023)</p></div>')


def test_a_notebook_shows_rivals_side_by_side_and_what_each_counts() -> None:
    page = SHOWN._repr_html_()
    rows = [re.findall("<td[^>]*>(.*?)</td>", row) for row in re.findall("<tr>(.*?)</tr>", page)[1:]]
    counted = "enterprises; as of 2023-11-08; according to Austrade; note: before the opening"
    assert rows == [
        [
            "exhibitors (preferred)",
            "nearly 250 exhibitors",
            "200 exhibitors",
            "250 exhibitors",
            counted,
            "[1]",
        ],
        ["exhibitors", "3,400 exhibitors", "3,400 exhibitors", "3,400 exhibitors", "", "[1]"],
        [
            "value of deals",
            "USD 5 million",
            "USD 4.5 million",
            "USD 5.5 million",
            "over 2023; printed with it: CNY 35 million",
            "[1]",
        ],
    ]
    assert "<dt>venue</dt><dd>National Exhibition and Convention Center</dd>" in page
    assert page.index("<dt>theme</dt>") < page.index("<dt>note</dt><dd>six days</dd>") < page.index("<table>")
    listed = re.findall("<li>(.*?)</li>", page)
    assert listed == [
        "Claim: growth, metric deal_value, 23 percent [2]",
        "Claim: dates, period 2023-11-05/2023-11-10 [1]",
        "Claim: venue, venue National Exhibition and Convention Center, city Shanghai [1]",
        "[1] &quot;Expo closes&quot;, paragraph 7",
        "[2] &quot;Expo opens&quot;",
        "[3] &quot;Expo planned&quot;",
    ]


def test_of_ten_thousand_figures_a_notebook_shows_a_hundred() -> None:
    page = ex.Edition(id="ciie-2023", expo="ciie", year=2023, figures=[FIRST] * 10_000)._repr_html_()
    assert page.count("3,400 exhibitors</td>") == 300
    assert page.count("(preferred)") == 1
    assert "and 9900 more" in page
