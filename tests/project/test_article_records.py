"""The dataset `articles` says what the five articles print: sources, expos, parties, deals and flows."""

import pytest

import expotrade as ex
from article_tables import CAEXPO, CARS, CIIE, CISCE, INLAND, said


@pytest.fixture(scope="module")
def cat() -> ex.Catalog:
    return ex.load_dataset("articles")


# --- Sources, expos, editions, sections -----------------------------------------------------------------------------


def test_sources(cat: ex.Catalog) -> None:
    assert [(one.id, one.publisher, str(one.published), one.language, one.url) for one in cat.sources] == [
        (CISCE, "China.org.cn", "2024-12-04", "en", None),
        (CIIE, "TDI", "2023-11-11", "en", None),
        (CARS, "Global Times", "2023-11-29", "en", None),
        (INLAND, None, "2019-12-23", "en", None),
        (CAEXPO, "Global Times", "2024-09-11", "en", None),
    ]


def test_expos(cat: ex.Catalog) -> None:
    assert [(one.id, one.name, one.short_name, one.city, one.country) for one in cat.expos] == [
        # The places and the organiser are printed of editions, not of the series.
        ("cisce", "China International Supply Chain Expo", "CISCE", None, None),
        ("ciie", "China International Import Expo", "CIIE", None, None),
        # The city and the country are printed of the edition of 2024, not of the expo.
        ("caexpo", "China-ASEAN Expo", "CAEXPO", None, None),
    ]
    assert cat.expo("cisce").organisers == ()


def test_editions(cat: ex.Catalog) -> None:
    hall = "Shunyi Hall of the China International Exhibition Center"
    theme = "Connecting the World for a Shared Future"
    assert [(e.id, e.number, said(e.period), e.venue, e.city, e.theme) for e in cat.editions] == [
        ("cisce-2023", 1, "", None, "Beijing", None),
        ("cisce-2024", 2, "2024-11-26/2024-11-30", hall, "Beijing", theme),
        ("cisce-2025", 3, "", None, None, None),
        # "Concluded last month": only the month is printed.
        ("ciie-2019", 2, "2019-11", None, None, None),
        ("ciie-2023", 6, "2023-11-05/2023-11-10", None, None, None),
        ("ciie-2024", 7, "", None, None, None),
        # "A new strategic theme" is added to it; the theme of the edition is not printed.
        ("caexpo-2024", None, "2024-09-24/2024-09-28", None, "Nanning", None),
    ]


def test_sections(cat: ex.Catalog) -> None:
    assert [(s.id, s.kind.value, s.country, [o.name for o in s.organisers]) for s in cat.sections] == [
        ("cisce-2023-smart-vehicle-supply-chain", "category", None, []),
        ("cisce-2024-advanced-manufacturing-chain", "area", None, []),
        (
            "ciie-2023-american-food-and-agriculture-pavilion",
            "pavilion",
            "US",
            ["american-chamber-of-commerce-in-shanghai", "us-department-of-agriculture"],
        ),
        ("ciie-2023-australia", "national_group", "AU", []),
        ("ciie-2023-overseas-smes", "category", None, []),
        ("caexpo-2024-asean-high-tech-area", "area", "ASEAN", []),
    ]


# --- Parties --------------------------------------------------------------------------------------------------------


def test_only_printed_countries_are_given(cat: ex.Catalog) -> None:
    unprinted = {one.name for one in cat.organisations if one.country is None}
    assert unprinted == {
        "Bosch",
        "American Chamber of Commerce in Shanghai",
        "Dongfeng Motor",
        "Honeywell",
        "LY iTech",
        "Siemens",
        "SAP",
        "AstraZeneca",
        "Apple",
        "Lenovo",
        "GE HealthCare",
        "GE HealthCare China",
        "CITIC Group",
        "Emerson",
        "SAIC",
        "Genavant",
        "Hongqiao Import Commodities Exhibition and Trading Center",
        "Shanghai Hongqiao Central Business District Administrative Committee",
        "Zheng Bang Group",
        "Jiangxi Zhengbang Biotechnology Co",
        "foreign trade development bureau",
        "Beijing Academy of Social Sciences",
        "Global Times",
    }
    foreign = {one.name: one.country for one in cat.organisations if one.country not in (None, "CN")}
    assert foreign == {
        "Sumitomo Electric": "JP",
        "Volvo": "SE",
        "Adisseo Group": "FR",
        "Lesaffre Group": "FR",
        "CJ Group": "KR",
        "commerce department of Jiangxi Province": "jiangxi",
        "Befar Group": "shandong",
        "U.S. government": "US",
        "U.S. Department of Agriculture": "US",
        "Australian Trade and Investment Commission": "AU",
    }


def test_exhibitors(cat: ex.Catalog) -> None:
    # Who, where, in which role, whether already, with whom, what was shown and whether as a debut.
    rows = [
        (
            one.party.organisation,
            one.edition or one.expo,
            one.role and one.role.value,
            one.attendance and one.attendance.value,
            [partner.name for partner in one.partners],
            [(shown.product, shown.debut and shown.debut.value) for shown in one.showcases],
        )
        for one in cat.exhibitors
    ]
    here = "took_part"
    solution = "lightweight aluminum auto parts integrated solution"
    medical = "recent developments in high-end medical equipment and biomedical technology"
    smart = "latest innovations in smart and green manufacturing"
    assert rows == [
        ("volvo", "cisce-2023", None, here, [], []),
        ("bosch", "cisce-2024", None, here, [], [("silicon carbide bridge modules", None)]),
        ("apple", "cisce-2024", None, None, ["yuto-tech"], [(smart, None)]),
        ("yuto-tech", "cisce-2024", "partner", here, ["apple"], []),
        ("lenovo", "cisce-2024", None, None, [], [("transparent laptop", "not_stated")]),
        ("catl", "cisce-2024", None, None, [], [("latest energy storage system", "not_stated")]),
        ("ge-healthcare", "cisce-2024", None, here, ["core suppliers"], [(medical, None)]),
        ("citic-group", "cisce-2024", None, here, [], [(solution, None)]),
        # The three suppliers of Jiangxi Zhengbang Biotechnology are printed as sellers alone.
        ("genavant", "ciie-2019", None, None, [], [("jeweled shoes", None)]),
    ]
    assert cat.exhibitor("cisce-2024-citic-group").section == "cisce-2024-advanced-manufacturing-chain"


def test_participants(cat: ex.Catalog) -> None:
    rows = {
        (
            one.edition or one.expo,
            one.party.name if one.party.country is None else f"{one.party.name} ({one.party.country})",
            said(one.role and one.role.value),
            said(one.attendance and one.attendance.value),
        )
        for one in cat.participants
    }
    assert len(rows) == len(cat.participants)
    assert rows == {
        ("cisce-2023", "foreign automakers", "", "took_part"),
        ("cisce-2024", "ccpit", "organiser", ""),
        ("cisce-2024", "ly-itech", "", ""),
        *(("cisce-2025", name, "", "intends") for name in ("siemens", "sap", "astrazeneca")),
        ("ciie-2023", "us-government", "", "took_part"),
        # Dominica, not the Dominican Republic.
        *(("ciie-2023", f"first-time attendees ({code})", "", "took_part") for code in ("DM", "HN", "ZW")),
        *(("caexpo-2024", code, "", "") for code in ("AU", "JP", "other RCEP members (RCEP)")),
        *(("caexpo-2024", f"enterprises ({code})", "", "") for code in ("PL", "RS")),
        ("caexpo-2024", "some Gulf countries (gulf)", "invited", ""),
        ("caexpo-2024", "AE", "special_partner", ""),
        ("caexpo-2024", "buyer groups organized by the United Arab Emirates", "buyer", ""),
        ("caexpo-2024", "SCO", "invited", ""),
        ("caexpo-2024", "enterprises from other Belt and Road partner countries", "", ""),
    }


def test_people_and_their_offices(cat: ex.Catalog) -> None:
    found = {
        (person.name, office and office.title, office and office.organisation)
        for person in cat.people
        for office in person.offices or (None,)
    }
    assert found == {
        ("Zhang Shaogang", "vice chairman", "ccpit"),
        ("Ren Hongbin", "chairman", "ccpit"),
        ("Zhang Yihao", "president and CEO", "ge-healthcare-china"),
        ("Jimmy Choo Yeang Keat", None, None),
        ("Reggie Hung", "chief designer", "genavant"),
        ("Zhu Yinghua", None, None),
        ("Zhou Wenqin", "general manager", "jiangxi-zhengbang-biotechnology"),
        ("Huang Guoqiang", "manager of the purchasing department", "zheng-bang-group"),
        ("Liang Yonghong", "deputy head", "jiangxi-foreign-trade-development-bureau"),
        ("Li Fei", "Vice Minister of Commerce", None),
        ("Wang Peng", "associate research fellow", "beijing-academy-of-social-sciences"),
    }


# --- Deals, flows, remarks ------------------------------------------------------------------------------------------


def test_deals(cat: ex.Catalog) -> None:
    rows = [
        (
            deal.edition or deal.expo,
            [party.name for party in deal.parties],
            deal.kind.value,
            deal.subject,
            said(deal.value and deal.value.amount),
        )
        for deal in cat.deals
    ]
    buyer = "jiangxi-zhengbang-biotechnology"
    machines = "optical fiber welding machines"
    assert rows == [
        ("cisce-2024", ["sumitomo-electric"], "strategic_cooperation", machines, "APPROXIMATELY 100E+6 CNY"),
        ("cisce-2024", ["honeywell", "Chinese enterprises"], "memorandum", "strategic cooperation", ""),
        ("ciie-2023", ["befar-group", "emerson"], "strategic_cooperation", None, ""),
        ("ciie", [buyer, "adisseo-group"], "purchase", "methionine", ""),
        ("ciie", [buyer, "lesaffre-group"], "purchase", "yeast", ""),
        ("ciie", [buyer, "cj-group"], "purchase", "lysine", ""),
    ]


def test_flows(cat: ex.Catalog) -> None:
    rows = [(f.id, f.partner, f.kind.value, f.trader, f.product, said(f.period)) for f in cat.flows]
    both, half, months = "both_ways", "2023-H1", "2024-01/2024-07"
    assert rows == [
        # Whether October alone or the months up to it, and in value or volume, is not printed.
        ("china-imports-as-of-october-2023", "WORLD", "import", None, None, ""),
        ("dongfeng-motor-exports-2023-h1", "WORLD", "export", "dongfeng-motor", None, half),
        ("china-automobile-exports-2023-01-10", "WORLD", "export", None, "automobiles", "2023-01/2023-10"),
        ("china-asean-trade", "ASEAN", both, None, None, ""),
        ("china-asean-trade-2024-01-07", "ASEAN", both, None, None, months),
        ("china-vietnam-trade", "VN", both, None, None, ""),
        ("china-malaysia-trade", "MY", both, None, None, ""),
        ("china-indonesia-trade", "ID", both, None, None, ""),
        ("china-thailand-trade", "TH", both, None, None, ""),
        ("china-singapore-trade", "SG", both, None, None, ""),
        ("china-investment-in-asean-2024-01-07", "ASEAN", "investment_out", None, None, months),
        ("asean-investment-in-china-2024-01-07", "ASEAN", "investment_in", None, None, months),
        ("china-durian-imports-2023", "WORLD", "import", None, "fresh durian", "2023"),
        ("china-thailand-durian-imports-2023", "TH", "import", None, "fresh durian", "2023"),
    ]
    assert {flow.reporter for flow in cat.flows} == {"CN"}
    assert {flow.hs for flow in cat.flows if flow.product == "fresh durian"} == {"081060"}


def test_dated_remarks(cat: ex.Catalog) -> None:
    dates = {remark.id: str(remark.date) for remark in cat.remarks if remark.date is not None}
    expected = {
        "cisce-2024-opening-ceremony": "2024-11-26",
        "cisce-2024-hall-photo": "2024-11-26",
        "cisce-2024-bosch-booth": "2024-11-28",
        "cisce-2024-citic-booth": "2024-11-27",
        "cisce-2024-ge-healthcare-booth": "2024-11-27",
        "cisce-2025-signing-ceremony": "2024-11-30",
        "lianyungang-vehicle-destinations": "2023-11-26",
        "cisce-2023-held": "2023-11-29",
        "cisce-2023-volvo-staffer": "2023-11-29",
        "cisce-2023-dongfeng-engineer": "2023-11-29",
        "genavant-concept-store": "2019-12",
        "chanthaburi-durian-factory": "2024-04-26",
        "wang-peng-global-times": "2024-09-11",
        "china-asean-cooperation-plan": "2024-09-11",
    }
    assert {name: dates[name] for name in expected} == expected


def test_launches_and_production_places(cat: ex.Catalog) -> None:
    def subjects(kind: ex.records.RemarkKind) -> list[str]:
        return [remark.subject.name for remark in cat.remarks if remark.kind is kind]

    assert subjects(ex.records.RemarkKind.LAUNCH) == [
        "lenovo",
        "catl",
        "2024 Global Supply Chain Promotion Report",
        "Global Supply Chain Connectivity Index",
        "Global Supply Chain Promotion Index",
    ]
    assert [cat.remark(name).wording for name in ("volvo-daqing", "volvo-chengdu")] == [
        "S60 and S90 produced in Daqing, Heilongjiang Province",
        "X60 produced in Chengdu, capital of Sichuan Province",
    ]
