"""The dataset `history`: every row in its place and read as it is printed, and a rebuild without a difference."""

import csv
from collections import Counter
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from hashlib import sha256

import pytest

import expotrade as ex
from expotrade.codec import dumps
from folding import each_row
from history_build import DATA, TABLES, build_history, build_manifest, rows


@pytest.fixture(scope="module")
def built():
    return build_history.build()


@pytest.fixture(scope="module")
def history():
    return ex.read_catalog(DATA / "history.json")


@pytest.fixture(scope="module")
def articles():
    return ex.read_catalog(DATA / "articles.json")


@pytest.fixture(scope="module")
def merged(articles, history):
    return articles | history


@pytest.fixture(scope="module")
def printed():
    return rows.read_rows()


def table(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- Every row --------------------------------------------------------------------------------------------------------


def test_the_table_is_the_one_that_came_to_the_project():
    digest = sha256((TABLES / "expo_history.csv").read_bytes()).hexdigest()
    assert digest == "b0c19acf0c35b767280a15de6ff238a149eb869de9942ad522726cb5be146212"


def test_a_rebuild_leaves_no_difference(built):
    assert dumps(built.catalog) == (DATA / "history.json").read_text("utf-8")


def test_every_row_is_placed_or_listed(built):
    assert sorted([*built.placed, *built.unplaced]) == list(range(1, 752))
    assert len(built.placed) == 750


def test_rows_without_a_place_or_a_printed_number_stand_in_the_manifest(built):
    (facts,) = [one for one in build_manifest.DATASETS if one["name"] == "history"]
    gaps = " ".join(facts["known_gaps"])
    assert list(built.unplaced) == [303]
    assert list(built.imprecise) == [650]
    for number, reason in built.unplaced.items():
        assert f"Row {number} " in gaps
        assert reason in gaps
    for number in built.imprecise:
        assert f"Row {number} does not print its number" in gaps


def test_every_source_of_the_table_is_cited_with_what_it_prints(history):
    listed = {(row["publisher"], row["published"], row["url"]) for row in table("expo_history.csv")}
    ours = {
        (one.publisher, "" if one.published is None else str(one.published), one.url or "")
        for one in history.sources
    }
    restated = {
        ("China.org.cn via People's Daily Online", "2024-12-04", ""),
        ("The Diplomatic Insight", "2023-11-11", ""),
    }
    of_articles = {("China.org.cn", "2024-12-04", ""), ("TDI", "2023-11-11", "")}
    # The one page whose only row has no place.
    (lost,) = listed - restated - ours
    assert lost[:2] == ("The Teller Report (machine translation)", "2023-11-24")
    assert ours - listed == of_articles


def test_every_wording_is_kept(history):
    printed = {one.as_printed for _, one in (*history.figures(), *history.claims())}
    printed |= {cited.as_printed for guest in history.participants for cited in guest.citations}
    told = " ".join(remark.wording for remark in history.remarks)
    becomes = {one["metric"]: one["becomes"] for one in table("metrics.csv")}
    changed = {(one["row"], one["change"]) for one in table("rows.csv") if one["field"] == "becomes"}
    restated = {int(one["row"]) for one in table("restated.csv")}
    for number, row in enumerate(table("expo_history.csv"), 1):
        if number in restated or number == 303:
            continue
        if becomes[row["metric"]] == "equivalent" and (str(number), "figure") not in changed:
            continue
        if (str(number), "equivalent") in changed:
            continue
        assert row["as_printed"] in printed or row["as_printed"] in told, number


def test_no_row_of_a_reviewed_table_is_idle(history):
    listed = table("expo_history.csv")
    assert {one["metric"] for one in table("metrics.csv")} == {row["metric"] for row in listed}
    assert {one["publisher"] for one in table("publishers.csv")} == {row["publisher"] for row in listed}
    assert {one["class"] for one in table("publishers.csv")} == {one["class"] for one in table("classes.csv")}
    held = {section.id.removeprefix(f"{section.edition}-") for section in history.sections}
    assert {one["section"] for one in table("sections.csv")} == held
    venues = {row["value"] for row in listed if row["metric"] == "venue"}
    assert {one["printed"] for one in table("venues.csv")} == venues
    stated = {(figure.metric, figure.basis) for _, figure in history.figures()}
    stated |= {("", basis) for _, basis in stated}
    assert {(one["code"], one["basis"]) for one in table("bases.csv")} <= stated


# --- Rows read by eye -------------------------------------------------------------------------------------------------

# The number of a row, where it must be found, and what it must say: record, metric, amount.
READ = [
    (32, "ciie-2018", "deal_value", "ROUNDED 57.83E+9 USD"),
    (30, "ciie-2018", "deal_value", "ROUNDED 57.8E+9 USD"),
    (49, "ciie-2018", "professional_visitors", "MORE_THAN 400E+3 visitor"),
    (4, "ciie-2018", "business_exhibition_area", "ROUNDED 27E+4 m2"),
    (3, "ciie-2018", "business_exhibition_area", "ROUNDED 270E+3 m2"),
    (19, "ciie-2018", "execution_rate", "MORE_THAN 90 percent"),
    (16, "ciie-2018", "country_exhibition_organisations", "EXACT 3 international_organisation"),
    (27, "ciie-2018-smart-and-high-end-equipment", "deal_value", "MORE_THAN 16.46E+9 USD"),
    (18, "ciie-2018-belt-and-road-countries", "deal_value", "ROUNDED 4.72E+9 USD"),
    (9, "ciie-2018-g20-member-states", "exhibitors", "EXACT 2800 exhibitor"),
    (64, "ciie-2019", "exhibitors", "EXACT 3893 exhibitor"),
    (70, "ciie-2019", "country_exhibition_economies", "EXACT 64 economy"),
    (82, "ciie-2019", "exhibition_area", "APPROXIMATELY 360E+3 m2"),
    (100, "ciie-2019", "visitor_economies", "EXACT 181 economy"),
    (87, "ciie-2019", "new_products", "AT_MOST 400 product"),
    (128, "ciie-2020", "visits", "NEARLY 612E+3 visit"),
    (103, "ciie-2020", "exhibitors", "ROUNDED 26E+2 exhibitor"),
    (134, "ciie-2021", "exhibitors", "ROUNDED 3E+3 exhibitor"),
    (141, "ciie-2021", "deal_value", "ROUNDED 70.72E+9 USD"),
    (149, "ciie-2021", "online_visits", "MORE_THAN 58E+6 visit"),
    (198, "ciie-2023", "new_products", "MORE_THAN 400 product"),
    (223, "ciie-2024", "deal_value", "ROUNDED 80.01E+9 USD"),
    (224, "ciie-2024", "deal_value", "ROUNDED 80E+9 USD"),
    (225, "ciie-2024", "exhibition_area", "MORE_THAN 420E+3 m2"),
    (244, "ciie-2024-shanghai-trading-delegation", "deal_value", "ROUNDED 10.1E+9 USD"),
    (245, "ciie-2024-government-trading-delegations", "trading_delegations", "EXACT 39 delegation"),
    (245, "ciie-2024-industry-trading-delegations", "trading_delegations", "EXACT 4 delegation"),
    (297, "cisce-2023", "exhibitors", "EXACT 2 exhibitor"),
    (313, "cisce-2023", "visits", "EXACT 51515 visit"),
    (316, "cisce-2024", "deal_value", "MORE_THAN 152E+9 CNY"),
    (323, "cisce-2024", "deals", "MORE_THAN 6700 deal"),
    (305, "cisce-2024", "sign_ups", "NEARLY 50 enterprise"),
    (370, "cisce-2025", "exhibitors_with_partners", "EXACT 1200 exhibitor"),
    (378, "cisce-2025", "matchmaking_sessions", "ROUNDED 2.4E+4 session"),
    (397, "caexpo-2004", "domestic_project_value", "ROUNDED 48.540E+9 CNY"),
    (409, "caexpo-2005", "exhibitor_applications", "MORE_THAN 33E+2 exhibitor"),
    (410, "caexpo-2005", "booths", "APPROXIMATELY 3500 booth"),
    (419, "caexpo-2006", "international_project_value", "ROUNDED 5.85E+9 USD"),
    (417, "caexpo-2006-foreign-exhibitors", "booths", "ROUNDED 1E+3 booth"),
    (432, "caexpo-2007", "international_project_value", "ROUNDED 615400E+4 USD"),
    (437, "caexpo-2007", "goods_turnover", "ROUNDED 1.42E+9 USD"),
    (424, "caexpo-2007", "business_people", "ROUNDED 33480 merchant"),
    (442, "caexpo-2008-signing-ceremony", "international_project_value", "MORE_THAN 3.5E+9 USD"),
    (444, "caexpo-2009", "booths", "ROUNDED 4E+3 booth"),
    (479, "caexpo-2013", "booth_applications", "EXACT 5554 booth"),
    (512, "caexpo-2019", "booths", "APPROXIMATELY 7E+3 booth"),
    (511, "caexpo-2019", "agreements", "EXACT 502 agreement"),
    (561, "caexpo-2023", "project_value", "ROUNDED 487.3E+9 CNY"),
    (570, "caexpo-2024", "exhibitors", "EXACT 3300 exhibitor"),
    (583, "caexpo-2025", "exhibition_area", "ROUNDED 160E+3 m2"),
    (617, "canton-2023-autumn", "exhibition_area", "ROUNDED 1.55E+6 m2"),
    (623, "canton-2023-autumn", "overseas_buyers", "NEARLY 198E+3 buyer"),
    (620, "canton-2023-autumn", "export_turnover", "ROUNDED 22.3E+9 USD"),
    (660, "canton-2025-autumn", "export_turnover", "ROUNDED 25.65E+9 USD"),
    (680, "ciftis-2022", "internationalisation_rate", "ROUNDED 20.8 percent"),
    (677, "ciftis-2022", "business_exhibitors", "EXACT 1407 exhibitor"),
    (733, "cicpe-2023", "brands", "MORE_THAN 3100 brand"),
    (748, "cicpe-2024", "visits", "ROUNDED 373E+3 visit"),
]  # fmt: skip


@each_row(("row", "record", "metric", "amount"), READ)
def test_a_row_is_read_as_it_is_printed(history, printed, row, record, metric, amount):
    source = printed[row - 1].source
    found = [one.amount for one in history.record(record).rivals(metric) if one.source == source]
    assert found == [ex.Amount.parse(amount)]


@pytest.mark.parametrize(
    ("edition", "metric", "amount", "status"),
    [
        ("ciie-2019", "exhibition_area", "ROUNDED 33E+4 m2", ex.Status.PLANNED),
        ("ciie-2020", "professional_visitors", "ROUNDED 400E+3 visitor", ex.Status.EXPECTED),
        ("ciie-2024", "business_exhibition_area", "MORE_THAN 36E+4 m2", ex.Status.EXPECTED),
        ("cisce-2025", "exhibition_area", "ROUNDED 12E+4 m2", ex.Status.PLANNED),
        ("caexpo-2017", "exhibition_area", "ROUNDED 122E+3 m2", ex.Status.PLANNED),
        ("caexpo-2017", "booths", "EXACT 6500 booth", ex.Status.PLANNED),
        ("ciftis-2025", "exhibitors", "NEARLY 2E+3 exhibitor", ex.Status.PLANNED),
    ],
)
def test_what_speaks_of_the_future_is_a_status(history, edition, metric, amount, status):
    found = [one.amount for one in history.edition(edition).rivals(metric) if one.status is status]
    assert found == [ex.Amount.parse(amount)]


@pytest.mark.parametrize(
    ("edition", "metric", "amount", "equivalent"),
    [
        ("cisce-2024", "deal_value", "MORE_THAN 152E+9 CNY", "BETWEEN 21.17E+9 USD [21.165E+9..]"),
        ("cisce-2024", "deal_value", "MORE_THAN 152E+9 CNY", "BETWEEN 20.99E+9 USD [20.985E+9..]"),
        ("caexpo-2004", "domestic_project_value", "ROUNDED 47.5E+9 CNY", "ROUNDED 5.75E+9 USD"),
        ("caexpo-2009", "domestic_project_value", "ROUNDED 61.85E+9 CNY", "ROUNDED 9.1E+9 USD"),
        ("caexpo-2020", "project_value", "ROUNDED 263.87E+9 CNY", "ROUNDED 40E+9 USD"),
        ("caexpo-2020", "project_value", "ROUNDED 263.87E+9 CNY", "ROUNDED 40.1E+9 USD"),
        ("caexpo-2021", "project_value", "MORE_THAN 300E+9 CNY", "BETWEEN 46.59E+9 USD [46.585E+9..]"),
        ("caexpo-2023", "project_value", "ROUNDED 487.3E+9 CNY", "APPROXIMATELY 67.9E+9 USD"),
        ("canton-2017-autumn", "export_turnover", "ROUNDED 198.65E+9 CNY", "ROUNDED 30.16E+9 USD"),
    ],
)
def test_a_conversion_stands_beside_its_figure(history, edition, metric, amount, equivalent):
    printed = {(one.amount, one.equivalent) for one in history.edition(edition).rivals(metric)}
    assert (ex.Amount.parse(amount), ex.Amount.parse(equivalent)) in printed


@pytest.mark.parametrize(
    ("record", "amount", "base"),
    [
        ("ciie-2021", "ROUNDED -2.6 percent", ex.records.GrowthBase.PREVIOUS_EDITION),
        ("ciie-2024", "ROUNDED 2.0 percent", ex.records.GrowthBase.PREVIOUS_EDITION),
        ("ciie-2024", "ROUNDED 2 percent", ex.records.GrowthBase.PREVIOUS_EDITION),
        ("ciie-2025", "ROUNDED 4.4 percent", ex.records.GrowthBase.YEAR_EARLIER),
        ("cisce-2024", "APPROXIMATELY 33.33 percent [30.83..35.84]", ex.records.GrowthBase.PREVIOUS_EDITION),
        ("caexpo-2006", "ROUNDED 10.5 percent", ex.records.GrowthBase.PREVIOUS_EDITION),
        ("caexpo-2007", "AT_LEAST 12 percent", ex.records.GrowthBase.YEAR_EARLIER),
        ("canton-2017-autumn", "ROUNDED 8.2 percent", ex.records.GrowthBase.YEAR_EARLIER),
        ("canton-2025-spring", "ROUNDED 17.3 percent", ex.records.GrowthBase.YEAR_EARLIER),
        ("canton-2025-spring", "ROUNDED 17.3 percent", ex.records.GrowthBase.PREVIOUS_EDITION),
        ("canton-2025-autumn", "ROUNDED 7.5 percent", ex.records.GrowthBase.YEAR_EARLIER),
        ("ciie-2019-united-states", "ROUNDED 18 percent", ex.records.GrowthBase.NOT_STATED),
    ],
)
def test_a_rate_of_growth_is_a_claim_with_its_base(history, record, amount, base):
    claims = history.record(record).claims
    stated = [(claim.amount, claim.base) for claim in claims if isinstance(claim, ex.records.GrowthClaim)]
    assert (ex.Amount.parse(amount), base) in stated


def test_shares_name_their_whole(history):
    shares = history.section("cisce-2023-foreign-exhibitors").claims
    assert [(str(one.amount), one.of) for one in shares] == 3 * [("ROUNDED 26 percent", "cisce-2023")]
    amounts = {str(claim.amount) for claim in history.section("cisce-2024-foreign-exhibitors").claims}
    assert amounts == {"ROUNDED 32 percent", "NEARLY 33.34 percent [28.33..33.34]"}


def test_cumulative_totals_are_said_of_the_series(history):
    stated = {(claim.metric, str(claim.amount), str(claim.period)) for claim in history.expo("caexpo").claims}
    assert ("goods_turnover", "ROUNDED 4.92E+9 USD", "../2007") in stated
    assert ("domestic_project_value", "ROUNDED 402.792E+9 CNY", "../2010") in stated
    over = [(claim.over, str(claim.period)) for claim in history.expo("ciie").claims]
    assert sorted(over) == [
        ("editions 1 to 6", "../2023"),
        ("editions 1 to 6", "../2023"),
        ("editions 1 to 7", "../2024"),
    ]
    (held,) = history.expo("ciftis").claims
    assert (str(held.amount), held.over, str(held.period)) == (
        "EXACT 11 edition",
        "editions 1 to 11",
        "../2024",
    )


def test_no_cumulative_total_is_a_figure_of_an_edition(history):
    totals = [
        row for row in table("expo_history.csv") if row["metric"].startswith(("cumulative_", "held_before"))
    ]
    claims = {claim.as_printed for expo in history.expos for claim in expo.claims}
    assert len(totals) == 13
    assert {row["as_printed"] for row in totals} == claims
    assert not claims & {figure.as_printed for _, figure in history.figures()}


def test_the_country_of_honour_is_expected_and_nothing_says_that_it_came(history):
    (guest,) = history.participants
    assert (guest.party.place, guest.edition) == ("TH", "cisce-2025")
    assert guest.role is ex.records.ParticipantRole.COUNTRY_OF_HONOUR
    assert guest.status is ex.Status.EXPECTED
    assert guest.attendance is guest.note is None
    assert [(one.as_printed, one.fields) for one in guest.citations] == [
        ("Thailand as the guest country of honor", ("party", "role")),
        ("More U.S. exhibitors to take part in 3rd supply chain expo", ("status",)),
    ]


@pytest.mark.parametrize(
    ("expo", "number", "year", "name"),
    [
        ("cisce", 4, None, "cisce-no4"),
        ("cisce", 3, 2025, "cisce-2025"),
        ("canton", 137, 2025, "canton-2025-spring"),
        ("canton", 138, 2025, "canton-2025-autumn"),
    ],
)
def test_an_edition_is_named_by_its_year_else_by_its_number(expo, number, year, name):
    assert rows.edition_id(expo, number, year) == name


def test_an_edition_without_a_year_has_the_sign_ups_for_it(history):
    edition = history.edition("cisce-no4")
    assert (edition.year, edition.number, edition.claims) == (None, 4, ())
    (figure,) = edition.figures
    assert (str(figure.amount), str(figure.as_of)) == ("EXACT 102 enterprise", "2025-07-20")
    assert not history.statistics


def test_dates_venues_and_rivals(history):
    editions = {one.id: one for one in history.editions}
    assert len(editions) == 56
    assert str(editions["caexpo-2016"].period) == "2016-09-11/2016-09-14"
    assert str(editions["caexpo-2019"].period) == "2019-09-21/2019-09-24"
    assert str(editions["caexpo-2023"].period) == "2023-09-16/2023-09-19"
    assert str(editions["canton-2025-autumn"].period) == "2025-10-15/2025-11-04"
    assert editions["cicpe-2022"].period is None
    assert editions["cisce-2023"].venue == "Shunyi Hall of the China International Exhibition Center"
    assert {one.venue for one in editions.values() if one.expo == "ciie"} == {
        "National Exhibition and Convention Center (Shanghai)",
        None,
    }
    other = {
        (one.id, str(claim.period))
        for one in history.editions
        for claim in one.claims
        if isinstance(claim, ex.records.DatesClaim) and claim.period != one.period
    }
    assert other == {
        ("caexpo-2015", "../2015-09-21"),
        ("caexpo-2016", "2016-09-23/2016-09-26"),
        ("caexpo-2019", "2019-09-20/2019-09-23"),
        ("caexpo-2023", "2023-09-09/2023-09-16"),
        ("caexpo-2025", "../2025-09-20"),
        ("caexpo-2025", "2025-09-17/.."),
        ("canton-2023-autumn", "../2023-11-05"),
        ("ciftis-2025", "../2025-09-14"),
    }
    assert editions["canton-2024-spring"].number == 135
    assert editions["ciftis-2024"].number == 11


def test_at_most_one_of_the_rivals_is_preferred_and_only_where_there_are_rivals(history):
    for record in (*history.editions, *history.sections):
        for metric in record.metrics:
            rivals = record.rivals(metric)
            assert Counter(one.is_preferred for one in rivals)[True] == (len(rivals) > 1), (record.id, metric)


@pytest.mark.parametrize(
    ("edition", "metric", "amount"),
    [
        ("ciie-2018", "participants", "EXACT 172 participant"),
        ("ciie-2018", "exhibition_area", "ROUNDED 300E+3 m2"),
        ("ciie-2022", "economies", "EXACT 127 economy"),
        ("ciie-2024", "new_products", "EXACT 450 product"),
        ("ciie-2025", "economies", "EXACT 138 economy"),
        ("cisce-2023", "visits", "ROUNDED 15E+4 visit"),
        ("cisce-2024", "deals", "MORE_THAN 210 deal"),
        ("cisce-2025", "exhibitors", "EXACT 651 exhibitor"),
        ("canton-2025-spring", "overseas_buyers", "EXACT 288938 buyer"),
        ("cicpe-2024", "brands", "EXACT 4019 brand"),
    ],
)
def test_the_figure_that_the_rule_prefers(history, edition, metric, amount):
    assert history.edition(edition)[metric].amount == ex.Amount.parse(amount)


# --- With the articles ------------------------------------------------------------------------------------------------


def test_the_articles_merge_with_the_history_either_way(articles, history, merged):
    other = history | articles
    assert len(merged.editions) == len(other.editions) == 56
    assert len(merged.sources) == len({*articles.sources, *history.sources})
    assert {one.id for one in articles.records()} <= {one.id for one in merged.records()}


def test_a_row_that_restates_an_article_is_not_a_second_source(articles, history, merged):
    for one in table("restated.csv"):
        figure = articles.edition(one["article_edition"])[one["article_metric"]]
        held = [
            rival for rival in merged.edition(one["article_edition"]).figures if rival.source == figure.source
        ]
        assert [rival.amount for rival in held if rival.metric == figure.metric] == [figure.amount]
    both = len(articles.figures()) + len(history.figures())
    assert len(merged.figures()) == both - len(table("restated.csv"))


def test_the_sixth_ciie_has_the_figure_of_the_article(merged):
    assert str(merged.edition("ciie", 6)["deal_value"].amount) == "ROUNDED 78.41E+9 USD"
    assert "tdi-2023-11-11" in {one.source.id for one in merged.edition("ciie", 6).rivals("deal_value")}
    assert [edition.number for edition, _ in merged.series("ciie", "deal_value")] == list(range(1, 9))


def growth_of(merged, edition, amount):
    """The findings on a stated growth of the value of deals."""
    return [
        finding
        for finding in ex.check(merged)
        if finding.kind is ex.checks.CheckKind.GROWTH
        and (finding.record, finding.metric, finding.stated)
        == (edition, "deal_value", ex.Amount.parse(amount))
    ]


def thousandths(amount):
    """The value to nearest, and the bounds outwards."""
    step = Decimal("0.001")
    low, high = amount.low.quantize(step, ROUND_FLOOR), amount.high.quantize(step, ROUND_CEILING)
    return str(amount.value.quantize(step)), str(low), str(high)


def test_the_growth_of_the_sixth_ciie_agrees_and_its_rival_does_not(merged):
    findings = growth_of(merged, "ciie-2023", "ROUNDED 6.7 percent")
    assert [finding.verdict for finding in findings] == [ex.Verdict.AGREES, ex.Verdict.AGREES]
    assert thousandths(findings[0].computed) == ("6.651", "6.637", "6.666")
    (rival,) = growth_of(merged, "ciie-2023", "ROUNDED 6.74 percent")
    assert rival.verdict is ex.Verdict.DISAGREES


def test_the_growth_of_the_fifth_ciie_is_undecided(merged):
    (finding,) = growth_of(merged, "ciie-2022", "ROUNDED 3.9 percent")
    assert finding.verdict is ex.Verdict.UNDECIDED
    assert thousandths(finding.computed) == ("3.959", "3.944", "3.974")


def test_the_seven_sectors_of_the_first_ciie_make_its_total(history):
    sectors = [
        one["deal_value"].amount
        for one in history.sections
        if one.edition == "ciie-2018" and one.kind is ex.records.SectionKind.CATEGORY and "deal_value" in one
    ]
    assert len(sectors) == 7
    assert sum(sectors).value == Decimal("57.83E+9")
