"""The dataset `articles` reads the articles of 2019-12-23 and 2024-09-11 as they are printed, and claims no more."""

import pytest

import expotrade as ex
from article_tables import CAEXPO, INLAND

PLANNED, EXPECTED = ex.Status.PLANNED, ex.Status.EXPECTED
AREA = "caexpo-2024-asean-high-tech-area"


@pytest.fixture(scope="module")
def cat() -> ex.Catalog:
    return ex.load_dataset("articles")


def quoted(cat: ex.Catalog, person: str) -> set[str]:
    """The records that the source gives as the words of a person, in whole or in a figure or a claim."""
    said = ex.Party(person=person)
    whole = {one.id for one in cat.records() if getattr(one, "attributed_to", None) == said}
    parts = {one.id for one, part in (*cat.figures(), *cat.claims()) if part.attributed_to == said}
    return whole | parts


# --- The CIIE and the inland provinces, 2019-12-23 ------------------------------------------------------------------


def test_the_second_ciie_concluded_in_november(cat: ex.Catalog) -> None:
    edition = cat.edition("ciie", 2)
    assert (edition.year, str(edition.period), edition.city) == (2019, "2019-11", None)
    assert str(edition["deal_value"].horizon) == "EXACT 1 year"
    assert edition["deal_value"].counts == "tentative_purchases"


def test_a_seller_is_no_exhibitor(cat: ex.Catalog) -> None:
    sellers = {"adisseo-group", "lesaffre-group", "cj-group"}
    suppliers = {party.name for deal in cat.deals for party in deal.parties if party.role == "supplier"}
    taking_part = {one.party.name for one in (*cat.exhibitors, *cat.participants)}
    assert suppliers == sellers
    assert not taking_part & {*sellers, "jiangxi-zhengbang-biotechnology"}


def test_who_bought_is_not_printed(cat: ex.Catalog) -> None:
    for deal in cat.deals:
        if deal.expo == "ciie":
            buyer, supplier = deal.parties
            assert (buyer.name, buyer.role) == ("jiangxi-zhengbang-biotechnology", None)
            assert supplier.role == "supplier"
            assert deal.attributed_to == ex.Party(person="zhou-wenqin")
            assert (deal.edition, deal.kind, deal.value) == (None, ex.DealKind.PURCHASE, None)


def test_the_company_is_not_said_to_belong_to_the_group(cat: ex.Catalog) -> None:
    assert cat.organisation("jiangxi-zhengbang-biotechnology").part_of is None
    assert (
        cat.organisation("jiangxi-foreign-trade-development-bureau").part_of == "jiangxi-commerce-department"
    )


@pytest.mark.parametrize(
    ("person", "records"),
    [
        ("reggie-hung", {"genavant-invitations", "genavant-shanghai"}),
        ("huang-guoqiang", {"ciie-face-to-face"}),
        ("liang-yonghong", {"ciie-inland-provinces", "jiangxi-imports-effect"}),
        (
            "zhou-wenqin",
            {
                "zhengbang-materials",
                "ciie-zhengbang-adisseo",
                "ciie-zhengbang-lesaffre",
                "ciie-zhengbang-cj",
            },
        ),
        (
            "zhu-yinghua",
            {
                "hongqiao-sales-volume",
                "hongqiao-customer-flow",
                "hongqiao-frequent-customers",
                "hongqiao-platform-plan",
                "hongqiao-imported-goods-plan",
            },
        ),
    ],
)
def test_everybody_who_is_quoted_is_linked(cat: ex.Catalog, person: str, records: set[str]) -> None:
    assert quoted(cat, person) == records


# --- CAEXPO, 2024-09-11 ---------------------------------------------------------------------------------------------


def test_caexpo_2024_is_planned(cat: ex.Catalog) -> None:
    edition = cat.edition("caexpo", year=2024)
    assert edition.status is PLANNED
    assert (str(edition.period), edition.city) == ("2024-09-24/2024-09-28", "Nanning")
    assert {claim.status for claim in edition.claims} == {PLANNED}
    assert cat.section(AREA).status is PLANNED
    assert {one.status for one in cat.participants if one.edition == edition.id} == {PLANNED}
    assert {one.attendance for one in cat.participants if one.edition == edition.id} == {None}
    remarks = [one for one in cat.remarks if one.edition == edition.id]
    assert {one.status for one in remarks if one.id != "li-fei-press-conference"} == {PLANNED, EXPECTED}


def test_what_li_fei_says_is_linked_to_him(cat: ex.Catalog) -> None:
    here = {one.id for one in cat.records() if {place.source.id for place in one.citations} == {CAEXPO}}
    participants = {one.id for one in cat.participants if one.edition == "caexpo-2024"}
    remarks = {
        "caexpo-2024-achievements",
        "caexpo-2024-free-trade-area",
        "caexpo-2024-high-tech-achievements",
        "caexpo-2024-high-tech-fields",
        "caexpo-2024-high-tech-purpose",
        "caexpo-2024-united-arab-emirates-groups",
        "caexpo-2024-sco-products",
        "china-asean-trade-support",
        "china-asean-specialty-imports",
        "caexpo-partnership",
        "rcep-and-free-trade-area",
    }
    found = quoted(cat, "li-fei")
    assert found == {"caexpo-2024", AREA, "caexpo-age", *participants, *remarks}
    assert len(participants) == 10
    assert found <= here


def test_what_wang_peng_says_is_linked_to_him(cat: ex.Catalog) -> None:
    assert quoted(cat, "wang-peng") == {
        "china-digital-economy",
        "china-5g-network",
        "china-application-scenarios",
        "china-asean-environment",
        "china-asean-green-cooperation",
        "china-asean-digital",
        "china-asean-stability",
        "caexpo-platform",
        "caexpo-emerging-areas",
    }


def test_a_country_whose_products_are_shown_takes_no_part(cat: ex.Catalog) -> None:
    shown = cat.remark("caexpo-2024-high-tech-achievements")
    assert [party.place for party in shown.parties] == ["SG", "MY", "TH", "VN", "ID", "KH"]
    assert shown.open_lists == ("parties",)
    assert shown.section == AREA
    taking_part = {one.party.place for one in cat.participants}
    assert not taking_part & {"SG", "MY", "TH", "VN", "ID", "KH", "KZ"}


def test_some_members_of_a_group_are_not_the_group(cat: ex.Catalog) -> None:
    parties = [one.party for one in cat.participants if one.edition == "caexpo-2024"]
    assert ex.Party(description="other RCEP members", country="RCEP") in parties
    assert "RCEP" not in {party.place for party in parties}
    other = cat.statistic("china-other-asean-members-trade")
    assert other.subject == ex.Party(description="other ASEAN members", country="ASEAN")
    assert cat.edition("caexpo", year=2024).open_lists == ("participants",)


# --- Places ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "chain"),
    [
        ("nanning", ["guangxi-zhuang-autonomous-region", "south-china", "CN"]),
        ("chanthaburi", ["TH"]),
        ("bund", ["shanghai"]),
        ("jiangxi-shanghai-economic-and-technological-development-zone", ["jiangxi"]),
        ("yangtze-river-delta", []),
    ],
)
def test_a_region_lies_where_the_article_prints_it(cat: ex.Catalog, place: str, chain: list[str]) -> None:
    regions = {region.id: region for region in cat.regions}
    found: list[str] = []
    while (around := regions[place].lies_in if place in regions else None) is not None:
        found.append(around)
        place = around
    assert found == chain


def test_both_names_of_the_free_trade_area_are_one_place(cat: ex.Catalog) -> None:
    area = ex.Party(place="china-asean-free-trade-area")
    assert [one.id for one in cat.remarks if area in one.parties] == [
        "caexpo-2024-free-trade-area",
        "rcep-and-free-trade-area",
    ]


def test_no_country_of_an_organisation_is_guessed(cat: ex.Catalog) -> None:
    def countries(source: str) -> dict[str, str | None]:
        of_source = (one for one in cat.organisations if {c.source.id for c in one.citations} == {source})
        return {one.id: one.country for one in of_source if one.country is not None}

    assert countries(INLAND) == {
        "adisseo-group": "FR",
        "lesaffre-group": "FR",
        "cj-group": "KR",
        "jiangxi-commerce-department": "jiangxi",
    }
    assert countries(CAEXPO) == {"general-administration-of-customs": "CN"}
