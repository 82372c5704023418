"""The dataset `history`: what is counted and its code, fractions, and how many records there are."""

import csv
import re
from collections import Counter

import pytest

import expotrade as ex
from history_build import DATA, ROOT, TABLES, rows


@pytest.fixture(scope="module")
def history():
    return ex.read_catalog(DATA / "history.json")


@pytest.fixture(scope="module")
def articles():
    return ex.read_catalog(DATA / "articles.json")


def table(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- What is counted --------------------------------------------------------------------------------------------------

# The phrases for what is counted that have no code, each with the reason.
UNCODED = {
    "Fortune Global 500 companies and industry leaders": "a kind of enterprise, not a way of counting enterprises",
    "achievements": "the page names nothing more exact",
    "cooperation agreements": "the page does not say whether they bind",
    "cooperation agreements and letters of intent": "two bases in one number",
    "first releases, first displays and first shows": "no basis of products is in the table",
    "new product launches": "no basis of products is in the table",
    "new products, technologies, and services": "no basis of products is in the table",
    "offline audience": "the page does not say whether it counts persons or visits",
    "share of the participants that come from overseas": "a share",
    "technology and equipment enterprises that exhibit online": "a kind of enterprise",
    "trade deals and tentative agreements": "two bases in one number",
    "upstream and downstream enterprises": "a kind of enterprise",
    "visitors, as printed": "pages print one word for visitors and visits",
    "visits to the online country exhibition": "visits to a part, not to the edition",
}


def test_every_basis_has_its_code_or_a_reason_why_it_has_none(history, articles):
    seen = set()
    for _, figure in history.figures():
        if figure.source in articles.sources:  # as the articles have it
            continue
        if figure.basis is None:
            assert figure.counts is None
            continue
        known = ex.records.find_basis(figure.basis)
        assert figure.counts == (None if known is None else known.code), figure
        if known is None:
            seen.add(figure.basis)
    assert seen == set(UNCODED)


UNITS = {
    "countries": "countries",
    "countries_IOs": "countries_and_organisations",
    "countries_regions": "countries_and_regions",
    "countries_regions_IOs": "countries_regions_and_organisations",
}


def test_what_counts_countries_says_whether_it_counts_regions_and_organisations(history):
    restated = {int(one["row"]) for one in table("restated.csv")}
    coded = Counter((one.metric, one.as_printed, one.counts) for _, one in history.figures())
    counted = [row for row in rows.read_rows() if row.unit in UNITS and row.number not in restated]
    assert len(counted) > 80
    for row in counted:
        assert coded[row.code, row.as_printed, UNITS[row.unit]], row.number


def test_the_visitors_of_2019_come_from_countries_regions_and_organisations(history):
    (figure,) = history.edition("ciie", year=2019).rivals("visitor_economies")
    assert figure.basis == "countries, regions and international organizations"
    assert figure.counts == "countries_regions_and_organisations"


# --- Fractions --------------------------------------------------------------------------------------------------------

# The words for a fraction on the pages of the table, in the languages that occur.
FRACTION = re.compile(
    r"half\b|third\b|quarter\b|分之[一二三四]|半(?!年)|[一二两三四五六七八九]成", re.IGNORECASE
)


def test_a_fraction_is_a_share_in_percent(history):
    shares = [claim for _, claim in history.claims() if isinstance(claim, ex.records.ShareClaim)]
    growths = [claim for _, claim in history.claims() if isinstance(claim, ex.records.GrowthClaim)]
    stated = {claim.as_printed: claim.amount for claim in (*shares, *growths)}
    told = [row["as_printed"] for row in table("expo_history.csv") if FRACTION.search(row["as_printed"])]
    assert {words: str(stated[words]) for words in told} == {
        "Belt and Road Initiative accounting for roughly a half": "APPROXIMATELY 50 percent",
        "Nearly one-third": "NEARLY 33.34 percent [28.33..33.34]",
        "European and American companies accounting for half": "ROUNDED 50 percent [47.5..52.5]",
        "an increase of about a third": "APPROXIMATELY 33.33 percent [30.83..35.84]",
    }


# --- How many ---------------------------------------------------------------------------------------------------------


def rivals_of(history):
    """The figures beside which another one is the preferred figure of the same record and metric."""
    records = (*history.editions, *history.sections)
    return [one for record in records for one in record.figures if record[one.metric] is not one]


def counted(history):
    """What a page about the dataset counts, with the number."""
    return {
        "rows": len(table("expo_history.csv")),
        "expos": len(history.expos),
        "editions": len(history.editions),
        "figures": len(history.figures()),
        "rivals": len(rivals_of(history)),
        "claims": len(history.claims()),
    }


def test_the_title_counts_what_is_there(history):
    (facts,) = [one for one in ex.list_datasets() if one.name == "history"]
    there = counted(history)
    assert facts.title == (
        f"{there['figures']} figures and {there['claims']} claims on {there['editions']} editions of CIIE, CISCE, "
        "CAEXPO, the Canton Fair, CIFTIS and CICPE, 2004 to 2025"
    )
    years = [edition.year for edition in history.editions if edition.year is not None]
    assert (min(years), max(years)) == (2004, 2025)


@pytest.mark.parametrize("page", ["README.md", "datasets/history/README.md", "docs/explanation/evidence.md"])
def test_a_page_counts_what_is_there(history, page):
    text = " ".join((ROOT / page).read_text("utf-8").split())
    there = counted(history)
    told = (
        f"{there['editions']} editions of six expos, read from {there['rows']} rows: "
        f"{there['figures']} figures, {there['rivals']} of them rivals of a preferred one, and {there['claims']} claims"
    )
    assert there["expos"] == 6
    assert told in text
