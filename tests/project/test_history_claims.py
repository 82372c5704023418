"""The dataset `history`: days and places, changes, bases, quoted people, and what prints each role, status and kind."""

import csv
import re
from dataclasses import replace

import pytest

import expotrade as ex
from expotrade.records import ChangeClaim, DatesClaim, GrowthBase, GrowthClaim, VenueClaim
from folding import each_row
from history_build import DATA, TABLES, build_history, claims, dates, preference, rows


@pytest.fixture(scope="module")
def history():
    return ex.read_catalog(DATA / "history.json")


@pytest.fixture(scope="module")
def marked():
    return build_history.marked_rows()


def table(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claims_of(history, kind):
    return [(record.id, claim) for record, claim in history.claims() if isinstance(claim, kind)]


# --- Days and places --------------------------------------------------------------------------------------------------


def test_every_row_with_a_day_or_a_place_is_a_claim_with_its_wording(history, marked):
    placed = {(one.id, claim.as_printed, claim.citations[0].source.id) for one, claim in history.claims()}
    stated = [row for row in marked if row.becomes in dates.FIELDS]
    assert len(stated) == 62
    for row in stated:
        assert (row.edition, row.as_printed, row.source.id) in placed, row.number


# The edition, the page of the days to use, and whether they have a mark; those without one come first.
CHOSEN = [
    ("caexpo-2015", "cri-filipino-2015-09-14", True),
    ("caexpo-2016", "cri-xinhua-japanese-2016-09-15", True),
    ("caexpo-2019", "xinhua-via-pan-pacific-agency-2019-09-21", False),
    ("caexpo-2023", "smni-news-2023-09", False),
    ("caexpo-2025", "antara-xinhua-2024-09-29", True),
    ("canton-2023-autumn", "pr-newswire-via-wallstreet-online-2023-11-06", False),
]


@each_row(("edition", "source", "is_marked"), CHOSEN)
def test_rival_days_stand_side_by_side_and_one_is_used(history, edition, source, is_marked):
    held = [one for one in history.edition(edition).claims if isinstance(one, DatesClaim)]
    assert len({one.period for one in held}) > 1
    (marked,) = [one for one in held if one.is_preferred] or held[:1]
    assert marked.is_preferred == is_marked
    assert marked.citations[0].source.id == source
    assert history.edition(edition).period == marked.period


def test_the_days_stay_the_same_after_a_merge(history):
    articles = ex.read_catalog(DATA / "articles.json")
    for merged in (articles | history, history | articles):
        told = {one.id: one.period for one in merged.editions if one.period is not None}
        assert told == {one.id: one.period for one in history.editions if one.period is not None}


def test_a_wording_with_the_city_gives_the_city(history, marked):
    row = marked[73 - 1]
    claim = dates.venue_of(row, {}, "Shanghai")
    assert (claim.venue, claim.city, claim.as_printed) == (None, "Shanghai", row.as_printed)
    assert dates.venue_of(row, {}, "Beijing") is None
    assert {one.city for _, one in claims_of(history, VenueClaim)} == {
        "Shanghai", "Beijing", "Nanning", "Guangzhou", None,
    }  # fmt: skip
    for record, claim in claims_of(history, VenueClaim):
        assert claim.city is None or claim.city in claim.as_printed, record


def test_days_that_are_printed_apart_are_refused(marked):
    opened = replace(marked[580 - 1], becomes="opened")
    closed = replace(marked[582 - 1], becomes="closed")
    with pytest.raises(SystemExit, match="printed apart"):
        dates.settle([opened, closed], {}, "Nanning")


# --- Growth and change ------------------------------------------------------------------------------------------------

CHANGES = [
    ("ciie-2019", "exhibition_area", "ROUNDED 60E+3 m2", "ciie-2018"),
    ("ciie-2020", "exhibition_area", "ROUNDED 30E+3 m2", "previous_edition"),
    ("ciie-2020", "exhibition_area", "NEARLY 3E+4 m2", "previous_edition"),
    ("ciie-2020", "exhibition_area", "ROUNDED 60E+3 m2", "ciie-2019"),
    ("ciie-2020", "exhibition_area", "NEARLY 30E+3 m2", "previous_edition"),
    ("caexpo-2016", "exhibition_area", "ROUNDED 3E+4 m2", "previous_edition"),
    ("canton-2021-spring", "exhibits", "ROUNDED 290E+3 product", "not_stated"),
]


def test_what_is_printed_in_units_is_a_change(history):
    found = [
        (record, claim.metric, str(claim.amount), claim.base_edition or claim.base.value)
        for record, claim in claims_of(history, ChangeClaim)
    ]
    assert found == CHANGES
    assert not [figure for _, figure in history.figures() if figure.metric == "exhibition_area_increase"]


# How a wording names another edition than as the one before.
NAMED = re.compile(
    r"than the second|inaugural expo|from the 135th|spring session|比首届|较第二届|较第130届", re.IGNORECASE
)


def test_a_base_that_the_wording_names_is_a_link(history):
    stated = claims_of(history, GrowthClaim | ChangeClaim)
    linked = {
        (record, claim.as_printed): claim.base_edition
        for record, claim in stated
        if claim.base_edition is not None
    }
    named = {
        (record, one.as_printed) for record, one in stated if one.as_printed and NAMED.search(one.as_printed)
    }
    # No row is about session 130 of the Canton Fair. The change of 2019 is in a note.
    assert named - set(linked) == {("canton-2022-spring", "较第130届广交会增长41.8%")}
    assert set(linked) - named == {("ciie-2019", None)}


def test_a_named_base_is_that_of_the_column(history, marked):
    named = [row for row in marked if "base" in row.changes]
    assert len(named) == 6
    for row in named:
        number = int(re.match(r"[0-9]+", row.growth_base).group())
        assert history.edition(row.changes["base"]).number == number
        assert claims.base_of(row) == (GrowthBase.EDITION, row.changes["base"])


# --- What stands beside a number --------------------------------------------------------------------------------------


def test_each_row_of_the_table_of_what_stands_beside_is_there(history, marked):
    places = {}
    for record in (*history.editions, *history.sections):
        for stated in (*record.figures, *record.claims):
            places.setdefault(stated.citations[0].source.id, []).append((record.id, stated))
    for one in table("also.csv"):
        row = marked[int(one["row"]) - 1]
        assert one["why"]
        assert (one["printed"] == "note") == (row.number in {81, 385, 440, 479, 603})
        about = one["about"].replace(":", "-") or row.edition
        found = [
            stated
            for record, stated in places[row.source.id]
            if record == about
            and stated.metric == one["code"]
            and type(stated).__name__.lower().startswith(one["kind"])
        ]
        wordings = {"wording": row.as_printed, "headline": row.source.title, "note": None}
        assert wordings[one["printed"]] in [stated.as_printed for stated in found], one


@pytest.mark.parametrize(
    ("record", "metric", "amount"),
    [
        ("ciie-2018", "guest_of_honour_economies", "EXACT 12 economy"),
        ("cisce-2023", "exhibition_area", "ROUNDED 10E+4 m2"),
        ("caexpo-2016", "booths", "EXACT 5800 booth"),
        ("caexpo-2021-asean", "booths", "EXACT 575 booth"),
        ("caexpo-2023", "exhibitors", "NEARLY 2E+3 exhibitor"),
        ("canton-2009-autumn", "buyer_economies", "EXACT 212 economy"),
        ("canton-2017-autumn", "buyer_economies", "EXACT 213 economy"),
    ],
)
def test_a_second_number_of_a_wording_is_a_figure(history, record, metric, amount):
    held = [(one.amount, one.status) for one in history.record(record).rivals(metric)]
    assert (ex.Amount.parse(amount), ex.Status.ACTUAL) in held


def test_a_plan_in_a_note_is_a_planned_figure(history):
    (planned,) = history.edition("caexpo-2013").rivals("booths")
    assert (str(planned.amount), planned.status) == ("APPROXIMATELY 4600 booth", ex.Status.PLANNED)
    (applied,) = history.edition("caexpo-2008").rivals("booth_applications")
    assert (str(applied.amount), str(applied.as_of)) == ("EXACT 3500 booth", "2008-10-21")


# --- Who says it, and what prints it ----------------------------------------------------------------------------------


def test_whom_a_page_quotes_is_a_party(history):
    quoted = {
        (record.id, one.attributed_to.name)
        for record, one in (*history.figures(), *history.claims())
        if one.attributed_to is not None
    }
    assert quoted == {
        ("ciie-2018", "EU chamber"),
        ("ciie-2018", "Ministry of Commerce of China"),
        ("ciie-2019", "hu-chunhua"),
        ("ciie-2020", "sun-chenghai"),
        ("ciie-2025", "the premier"),
        ("cisce-2023", "CCPIT"),
        ("cisce-2023", "中国贸促会"),
        ("cisce-2025", "外交部"),
    }
    assert [one.name for one in history.people] == ["Hu Chunhua", "孙成海"]


# What prints the status of an edition, and the role and status of a participant: record, field, wording.
PRINTED = {
    ("caexpo-2017", "status", "5800개에서 6500개로"),
    ("cisce-2025-thailand", "party", "Thailand as the guest country of honor"),
    ("cisce-2025-thailand", "role", "Thailand as the guest country of honor"),
    ("cisce-2025-thailand", "status", "More U.S. exhibitors to take part in 3rd supply chain expo"),
}


def test_a_role_and_a_status_have_the_wording_that_prints_them(history):
    events = (*history.editions, *history.participants)
    cited = {
        (one.id, name, citation.as_printed)
        for one in events
        for citation in one.citations
        for name in citation.fields
    }
    assert cited == PRINTED
    stated = {(one.id, "status") for one in (*events, *history.sections, *history.remarks) if one.status}
    stated |= {(one.id, "role") for one in history.participants if one.role}
    stated |= {(one.id, "attendance") for one in history.participants if one.attendance}
    assert stated <= {(record, name) for record, name, _ in PRINTED}
    assert not [one for one in history.expos if one.country]


# The parts of editions whose kind or country only the column of the table says, because the wording is cut short.
BY_COLUMN = {
    "caexpo-2008-asean",
    "caexpo-2024-asean",
    "caexpo-2025-asean",
    "ciie-2018-belt-and-road-countries",
    "cisce-2023-american-and-european-exhibitors",
}


def test_the_kind_and_the_country_of_a_part_are_printed_or_listed(history):
    for section in history.sections:
        if section.kind is ex.records.SectionKind.CATEGORY:
            assert section.country is None
            assert not section.citations
        elif section.id in BY_COLUMN:
            assert not section.citations
        else:
            (cited,) = section.citations
            assert cited.fields == (("kind", "country") if section.country else ("kind",))
    assert {one.id for one in history.sections} >= BY_COLUMN


# --- Sources ----------------------------------------------------------------------------------------------------------


def test_a_source_names_whose_text_it_relays(history):
    origins = {
        (one["publisher"], one["source_title"], one["published"]): rows.origin_of(one)
        for one in table("expo_history.csv")
    }
    for source in history.sources:
        key = (source.publisher, source.title, "" if source.published is None else str(source.published))
        assert source.origin == origins.get(key), source
    assert len([one for one in history.sources if one.origin == "Xinhua"]) == 45


def test_a_conversion_has_the_open_end_of_its_figure(history):
    converted = [figure for _, figure in history.figures() if figure.equivalent is not None]
    assert len(converted) == 10
    for figure in converted:
        assert (figure.equivalent.high is None) == (figure.amount.high is None)


# --- Rules, on changed rows -------------------------------------------------------------------------------------------


def test_a_line_about_another_row_is_refused(monkeypatch):
    read = rows.read_table
    changed = [one | {"value": "1"} for one in read("also.csv")]
    monkeypatch.setattr(rows, "read_table", lambda name: changed if name == "also.csv" else read(name))
    with pytest.raises(SystemExit, match=r"also\.csv: row 81 is another"):
        rows.read_also()


def test_an_edition_has_a_status_only_if_all_its_pages_are_from_before_the_opening(marked):
    early, late = marked[502 - 1], marked[501 - 1]
    status, (cited,) = build_history.status_of([early])
    assert (status, cited.as_printed, cited.fields) == (ex.Status.PLANNED, early.as_printed, ("status",))
    assert build_history.status_of([early, late]) == (None, [])
    assert build_history.status_of([]) == (None, [])


def test_a_page_on_an_edition_without_a_year_is_a_preview(history):
    (figure,) = history.edition("cisce-no4").figures
    assert preference.is_preview(figure, last_day=None, year=None)
    assert not preference.is_preview(figure, last_day=None, year=2025)
