"""The dataset `articles` says what the five articles print: every figure, claim, date, deal and party.

The expectations were written from the articles by somebody who did not enter the records. Where the articles lie beside
the repository, the records are read against their text as well; elsewhere those tests skip.
"""

import csv
import importlib.util
from pathlib import Path

import pytest

import expotrade as ex
from expotrade.catalogs import Record
from expotrade.records.claims import claim_name

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data"
BUNDLED = Path(ex.__file__).parent / "data" / "articles.json"

_spec = importlib.util.spec_from_file_location(
    "list_numbers", ROOT / "datasets" / "articles" / "list_numbers.py"
)
assert _spec is not None
assert _spec.loader is not None
tool = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tool)

CISCE, CIIE, CARS, INLAND, CAEXPO = SOURCES = (
    "china-org-cn-2024-12-04",
    "tdi-2023-11-11",
    "global-times-2023-11-29",
    "inland-2019-12-23",
    "global-times-2024-09-11",
)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of expectations."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIGURES = table("articles_figures.csv")
CLAIMS = table("articles_claims.csv")


@pytest.fixture(scope="module")
def cat() -> ex.Catalog:
    return ex.load_dataset("articles")


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The paragraphs of each source, with straight quotation marks."""
    folder = tool.folder_of_articles()
    if not folder.is_dir():
        pytest.skip(f"the articles are not in {folder}; set EXPOTRADE_ARTICLES to where they are")
    articles = tool.read_reviewed().articles
    straight = str.maketrans("’“”", '\'""')
    return {
        source: [text.translate(straight) for text in tool.paragraphs(folder / name)]
        for name, source in articles.items()
    }


def said(value: object) -> str:
    """A value as the tables of expectations write it."""
    if value is None:
        return ""
    return str(
        getattr(value, "value", value) if isinstance(value, (ex.Status, ex.records.GrowthBase)) else value
    )


def places(citations: tuple[ex.Citation, ...]) -> tuple[str, str]:
    """The number of the one article, and the paragraphs, the principal first."""
    (source,) = {citation.source.id for citation in citations}
    return str(SOURCES.index(source)), " ".join(str(citation.paragraph) for citation in citations)


# --- Figures and claims ---------------------------------------------------------------------------------------------


def figure_row(record: Record, figure: ex.Figure) -> dict[str, str]:
    article, paragraphs = places(figure.citations)
    fields = (
        "metric",
        "amount",
        "as_printed",
        "period",
        "as_of",
        "status",
        "equivalent",
        "attributed_to",
        "basis",
    )
    values = {name: said(getattr(figure, name)) for name in fields}
    return {"article": article, "paragraphs": paragraphs, "record": record.id, **values}


def claim_row(record: Record, claim: ex.Claim) -> dict[str, str]:
    article, paragraphs = places(claim.citations)
    fields = (
        "amount",
        "rank",
        "as_printed",
        "base",
        "since",
        "period",
        "status",
        "metric",
        "subject",
        "attributed_to",
    )
    values = {name: said(getattr(claim, name, None)) for name in fields}
    words = getattr(claim, "whole", None) or getattr(claim, "what", None) or getattr(claim, "among", None)
    if isinstance(claim, ex.records.FirstClaim):
        words = f"{claim.of} | {claim.what} | {claim.scope}"
    kind = claim_name(type(claim))
    row = {"article": article, "paragraphs": paragraphs, "record": record.id, "claim": kind, **values}
    return row | {"words": words or ""}


def by_place(rows: list[dict[str, str]]) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows by what tells them apart, in one order."""
    found = {(row["article"], row["record"], row["paragraphs"], row["as_printed"]): row for row in rows}
    assert len(found) == len(rows)
    return dict(sorted(found.items()))


def test_holds_every_figure_as_printed_and_no_other(cat: ex.Catalog) -> None:
    assert by_place([figure_row(record, figure) for record, figure in cat.figures()]) == by_place(FIGURES)
    assert len(FIGURES) == 49


def test_holds_every_claim_as_printed_and_no_other(cat: ex.Catalog) -> None:
    assert by_place([claim_row(record, claim) for record, claim in cat.claims()]) == by_place(CLAIMS)
    assert len(CLAIMS) == 39


# The wording counts another noun than the metric does: the bounds are the same, the unit is the metric's.
OTHER_UNITS = {
    "more than 620 enterprises and institutions": "enterprise",
    "more than 3,400 enterprises": "enterprise",
    "154 countries, regions, and international organizations": "economy",
    "around 90 companies": "enterprise",
    "nearly 80 Chinese and foreign enterprises": "enterprise",
    "3.9 million units": "unit",
}
# The number stands in words that are no part of a figure.
NOT_PARSABLE = {
    "Over 1,500 such enterprises",
    "Nearly 5,000 of SAIC's MG-branded vehicles",
    "average annual rate of 7.5 percent",
}


@pytest.mark.parametrize(
    "row", [row for row in [*FIGURES, *CLAIMS] if row["amount"]], ids=lambda row: row["as_printed"]
)
def test_the_wording_alone_gives_the_same_bounds(row: dict[str, str]) -> None:
    stated = ex.Amount.parse(row["amount"])
    if row["as_printed"] in NOT_PARSABLE:
        with pytest.raises(ex.errors.ParseError):
            ex.Amount.parse(row["as_printed"])
        return
    read = ex.Amount.parse(row["as_printed"])
    assert (read.value, read.low, read.high, read.hedge) == (
        stated.value,
        stated.low,
        stated.high,
        stated.hedge,
    )
    assert read.unit == OTHER_UNITS.get(row["as_printed"], stated.unit)


def test_the_wording_stands_in_the_principal_paragraph(texts: dict[str, list[str]]) -> None:
    wrong = []
    for row in [*FIGURES, *CLAIMS]:
        principal, *_ = row["paragraphs"].split()
        if row["as_printed"] not in texts[SOURCES[int(row["article"])]][int(principal) - 1]:
            wrong.append((row["record"], row["as_printed"]))
    assert wrong == []


def test_a_caption_that_is_printed_twice_is_cited_twice(texts: dict[str, list[str]]) -> None:
    twice = {
        (source, text): {at for at, same in enumerate(texts[source], start=1) if same == text}
        for source in (CARS, CAEXPO)
        for text in texts[source]
        if texts[source].count(text) == 2
    }
    assert sorted(map(sorted, twice.values())) == [[4, 5], [4, 5], [18, 19]]
    for row in [*FIGURES, *CLAIMS]:
        source, cited = SOURCES[int(row["article"])], {int(at) for at in row["paragraphs"].split()}
        for (where, _), pair in twice.items():
            assert where != source or not cited & pair or cited == pair


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
        ("cisce", "China International Supply Chain Expo", "CISCE", "Beijing", "CN"),
        ("ciie", "China International Import Expo", "CIIE", None, "CN"),
        ("caexpo", "China-ASEAN Expo", "CAEXPO", "Nanning", "CN"),
    ]
    assert [party.name for party in cat.expo("cisce").organisers] == ["ccpit"]


def test_editions(cat: ex.Catalog) -> None:
    hall = "Shunyi Hall of the China International Exhibition Center"
    theme = "Connecting the World for a Shared Future"
    assert [(e.id, e.number, said(e.period), e.venue, e.city, e.theme) for e in cat.editions] == [
        ("cisce-2023", 1, "", None, "Beijing", None),
        ("cisce-2024", 2, "2024-11-26/2024-11-30", hall, "Beijing", theme),
        ("cisce-2025", 3, "", None, None, None),
        ("ciie-2019", 2, "", None, None, None),
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
        "Honeywell",
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
    }
    foreign = {one.name: one.country for one in cat.organisations if one.country not in (None, "CN")}
    assert foreign == {
        "Sumitomo Electric": "JP",
        "Volvo": "SE",
        "Adisseo Group": "FR",
        "Lesaffre Group": "FR",
        "CJ Group": "KR",
        "American Chamber of Commerce in Shanghai": "US",
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
            one.role.value,
            one.attendance.value,
            [partner.name for partner in one.partners],
            [(shown.product, shown.debut and shown.debut.value) for shown in one.showcases],
        )
        for one in cat.exhibitors
    ]
    main, here = "main", "took_part"
    solution = "lightweight aluminum auto parts integrated solution"
    medical = "recent developments in high-end medical equipment and biomedical technology"
    smart = "latest innovations in smart and green manufacturing"
    next_to_it = ["additional supply chain partners"]
    assert rows == [
        ("volvo", "cisce-2023", main, here, [], []),
        ("bosch", "cisce-2024", main, here, [], [("silicon carbide bridge modules", None)]),
        ("apple", "cisce-2024", main, here, ["yuto-tech", "ly-itech"], [(smart, None)]),
        ("yuto-tech", "cisce-2024", "partner", here, ["apple"], []),
        ("ly-itech", "cisce-2024", "partner", here, ["apple"], []),
        ("lenovo", "cisce-2024", main, here, [], [("transparent laptop", "not_stated")]),
        ("catl", "cisce-2024", main, here, [], [("latest energy storage system", "not_stated")]),
        ("ge-healthcare", "cisce-2024", main, here, ["core suppliers"], [(medical, None)]),
        ("citic-group", "cisce-2024", main, here, [], [(solution, None)]),
        ("siemens", "cisce-2025", main, "intends", next_to_it, []),
        ("sap", "cisce-2025", main, "intends", next_to_it, []),
        ("astrazeneca", "cisce-2025", main, "intends", next_to_it, []),
        (
            "genavant",
            "ciie-2019",
            main,
            here,
            [],
            [("jeweled shoes designed by Jimmy Choo Yeang Keat", None)],
        ),
        ("adisseo-group", "ciie", main, here, [], [("methionine", None)]),
        ("lesaffre-group", "ciie", main, here, [], [("yeast", None)]),
        ("cj-group", "ciie", main, here, [], [("lysine", None)]),
    ]
    assert cat.exhibitor("cisce-2024-citic-group").section == "cisce-2024-advanced-manufacturing-chain"


def test_participants(cat: ex.Catalog) -> None:
    rows = {
        (one.edition or one.expo, one.party.name, one.role.value, one.attendance.value)
        for one in cat.participants
    }
    assert len(rows) == len(cat.participants)
    assert rows == {
        ("cisce-2023", "foreign automakers", "takes_part", "took_part"),
        ("cisce-2023", "dongfeng-motor", "takes_part", "took_part"),
        ("cisce-2024", "ccpit", "organiser", "took_part"),
        ("ciie-2023", "us-government", "takes_part", "took_part"),
        # Dominica, not the Dominican Republic.
        *(("ciie-2023", code, "takes_part", "took_part") for code in ("DM", "HN", "ZW")),
        ("ciie", "jiangxi-zhengbang-biotechnology", "buyer", "took_part"),
        *(("caexpo-2024", code, "takes_part", "intends") for code in ("SG", "MY", "TH", "VN", "ID", "KH")),
        *(("caexpo-2024", code, "takes_part", "intends") for code in ("AU", "JP", "RCEP", "PL", "RS")),
        ("caexpo-2024", "some Gulf countries", "invited", "invited"),
        ("caexpo-2024", "AE", "special_partner", "intends"),
        ("caexpo-2024", "buyer groups organized by the United Arab Emirates", "buyer", "intends"),
        ("caexpo-2024", "SCO", "invited", "invited"),
        ("caexpo-2024", "KZ", "invited", "invited"),
        ("caexpo-2024", "enterprises from other Belt and Road partner countries", "takes_part", "intends"),
    }


def test_people_and_their_offices(cat: ex.Catalog) -> None:
    found = {
        (person.name, person.office, person.organisation)
        for remark in cat.remarks
        for person in remark.people
    }
    assert found == {
        ("Zhang Shaogang", "vice chairman", "ccpit"),
        ("Ren Hongbin", "chairman", "ccpit"),
        ("Zhang Yihao", "president and CEO", "ge-healthcare-china"),
        ("Jimmy Choo Yeang Keat OBE", None, None),
        ("Reggie Hung", "chief designer", "genavant"),
        ("Zhu Yinghua", None, "hongqiao-central-business-district-committee"),
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
        ("saic-mg-vehicles-at-lianyungang-2023-11-26", None, "export", "saic", "MG-branded vehicles", ""),
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
        "cisce-2024-wrapped-up": "2024-11-30",
        "cisce-2024-bosch-booth": "2024-11-28",
        "cisce-2024-citic-booth": "2024-11-27",
        "cisce-2024-ge-healthcare-booth": "2024-11-27",
        "cisce-2025-signing-ceremony": "2024-11-30",
        "lianyungang-vehicle-destinations": "2023-11-26",
        "cisce-2023-held": "2023-11-29",
        "ciie-2019-concluded": "2019-11",
        "genavant-concept-store": "2019-12",
        "chanthaburi-durian-factory": "2024-04-26",
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
        "CN",
        "genavant",
    ]
    assert [cat.remark(name).wording for name in ("volvo-daqing", "volvo-chengdu")] == [
        "S60 and S90 produced in Daqing, Heilongjiang Province",
        "X60 produced in Chengdu, Sichuan Province",
    ]


# --- Questions that take one line -----------------------------------------------------------------------------------


def test_all_deals_without_a_value(cat: ex.Catalog) -> None:
    assert [deal.id for deal in cat.deals if deal.value is None] == [
        "cisce-2024-honeywell",
        "ciie-2023-befar-emerson",
        "ciie-zhengbang-adisseo",
        "ciie-zhengbang-lesaffre",
        "ciie-zhengbang-cj",
    ]


def test_all_exhibitors_from_france(cat: ex.Catalog) -> None:
    french = [one.id for one in cat.exhibitors if cat.organisation(one.party.name).country == "FR"]
    assert french == ["ciie-adisseo-group", "ciie-lesaffre-group"]


@pytest.mark.parametrize(("source", "count"), [(CISCE, 13), (CIIE, 11), (CARS, 6), (INLAND, 8), (CAEXPO, 11)])
def test_every_figure_of_one_source(cat: ex.Catalog, source: str, count: int) -> None:
    assert len([figure for _, figure in cat.figures() if figure.source.id == source]) == count


def test_all_figures_that_are_expected_and_not_actual(cat: ex.Catalog) -> None:
    assert [
        (record.id, str(f.amount)) for record, f in cat.figures() if f.status is not ex.Status.ACTUAL
    ] == [
        ("zhengbang-output-2019", "ROUNDED 88E+9 CNY"),
        ("zhengbang-output-2020", "ROUNDED 100E+9 CNY"),
    ]


def test_all_that_happens_for_the_first_time(cat: ex.Catalog) -> None:
    firsts = [claim.of for _, claim in cat.claims() if isinstance(claim, ex.records.FirstClaim)]
    assert len(firsts) == 11
    assert {"the U.S. government", "CISCE", "some Gulf countries", "attendees from Dominica"} <= set(firsts)


# --- Readings that are easy to get wrong ----------------------------------------------------------------------------


def test_a_sign_up_is_of_the_next_edition_and_no_participant_of_this(cat: ex.Catalog) -> None:
    for this, following in (("cisce-2024", "cisce-2025"), ("ciie-2023", "ciie-2024")):
        assert "sign_ups" not in cat.edition(this)
        assert cat.edition(following).metrics[0] == "sign_ups"
    assert "exhibition_area" not in cat.edition("ciie-2023")
    assert "sign_up_area" in cat.edition("ciie-2024")


def test_like_is_counted_in_like_words(cat: ex.Catalog) -> None:
    ciie = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
    assert [caveat.kind for caveat in ciie.caveats] == [
        ex.comparison.CaveatKind.NOT_ADJACENT,
        ex.comparison.CaveatKind.NOT_DEFLATED,
    ]
    across = ex.compare(cat.edition("cisce", 2), cat.edition("ciie", 6), metrics=["economies", "exhibitors"])
    differ = [
        caveat.metric for caveat in across.caveats if caveat.kind is ex.comparison.CaveatKind.BASES_DIFFER
    ]
    assert differ == ["exhibitors"]  # enterprises and institutions against enterprises


def test_no_printed_claim_is_contradicted(cat: ex.Catalog) -> None:
    findings = ex.check(cat)
    assert [one for one in findings if one.verdict is ex.Verdict.DISAGREES] == []
    agreeing = {(one.record, one.kind) for one in findings if one.verdict is ex.Verdict.AGREES}
    assert ("china-thailand-durian-imports-2023", ex.checks.CheckKind.SHARE) in agreeing
    assert ("cisce-2024", ex.checks.CheckKind.DURATION) in agreeing


def test_the_growth_of_2023_implies_the_deals_of_2022(cat: ex.Catalog) -> None:
    (growth,) = [
        one for one in ex.check(cat) if one.record == "ciie-2023" and one.kind is ex.checks.CheckKind.GROWTH
    ]
    assert growth.verdict is ex.Verdict.UNDECIDED
    implied = growth.computed
    assert implied is not None
    assert implied.low is not None
    assert implied.high is not None
    billions = [str(round(value / 10**9, 3)) for value in (implied.value, implied.low, implied.high)]
    assert billions == ["73.486", "73.447", "73.526"]


# --- Against the text -----------------------------------------------------------------------------------------------


def printed_in(texts: dict[str, list[str]], citation: ex.Citation) -> str:
    assert citation.paragraph is not None
    return texts[citation.source.id][citation.paragraph - 1]


def test_titles_are_printed(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    for source in cat.sources:
        assert any(source.title in " ".join(text.split()) for text in texts[source.id][:2])


def test_organisations_are_named_where_they_are_cited(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    missing = [
        (one.name, place.paragraph)
        for one in cat.organisations
        for place in one.citations
        if not any(name in printed_in(texts, place) for name in (one.name, *one.other_names))
    ]
    assert missing == [
        # printed as "the brand", its name one paragraph later
        ("Genavant", 3),
        # printed as "the group" in the two paragraphs after its name
        ("Zheng Bang Group", 12),
        ("Zheng Bang Group", 13),
        # "the province's commerce department", in a sentence on Jiangxi
        ("commerce department of Jiangxi Province", 14),
    ]


def test_people_are_named_where_they_are_cited(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    offices = {"manager of the purchasing department": "manager of the group's purchasing department"}
    for remark in cat.remarks:
        text = printed_in(texts, remark.citations[0])
        for person in remark.people:
            # A second mention has the surname alone.
            assert person.name in text or person.name.split()[0] in text
            if remark.kind is ex.records.RemarkKind.OFFICE and person.office is not None:
                assert person.name in text
                assert offices.get(person.office, person.office) in text


def test_venue_and_theme_are_printed(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    edition = cat.edition("cisce", 2)
    whole = " ".join(texts[CISCE])
    assert edition.venue is not None
    assert edition.venue in whole
    assert f'"{edition.theme},"' in whole


# --- The file -------------------------------------------------------------------------------------------------------


def test_the_file_is_as_the_library_writes_it(cat: ex.Catalog, tmp_path: Path) -> None:
    ex.write_catalog(cat, tmp_path / "articles.json")
    assert (tmp_path / "articles.json").read_bytes() == BUNDLED.read_bytes()


def test_the_file_holds_no_prose(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    longest = 11

    def runs(text: str) -> set[str]:
        """All that stands in one more word than that in a row."""
        words = text.lower().split()
        return {" ".join(words[at : at + longest + 1]) for at in range(len(words) - longest)}

    printed = set().union(*(runs(text) for source in texts.values() for text in source))
    titles = set().union(*(runs(source.title) for source in cat.sources))
    held = set().union(*(runs(text) for text in BUNDLED.read_text("utf-8").split('"')))
    assert held & printed <= titles
