"""The dataset `history`: what a page can know by its date, and the days of editions."""

import csv
import re
from datetime import date

import pytest

import expotrade as ex
from folding import each_row
from history_build import DATA, TABLES, ahead, build_history, dates, rows


@pytest.fixture(scope="module")
def history():
    return ex.read_catalog(DATA / "history.json")


@pytest.fixture(scope="module")
def marked():
    return build_history.marked_rows()


def invented(becomes="figure", value="500", *, published="2030-05-01", title="a page", note=None, **changes):
    """A row of an edition of 2030."""
    when = None if published is None else ex.Period.parse(published)
    source = ex.Source(f"page-{published}".lower(), title, "a publisher", when)
    blank = dict.fromkeys(("unit", "as_printed", "growth_base", "section", "whole", "reading"), "")
    return rows.Row(
        number=1, expo="ciie", edition_number=13, year=2030, metric="exhibitors", value=value, bound="exact",
        note=note, source=source, publisher_class="media", class_rank=3, becomes=becomes, code="exhibitors",
        changes=changes, **blank,
    )  # fmt: skip


# --- Pages printed before the opening ---------------------------------------------------------------------------------

OPENING = date(2030, 5, 5)


@pytest.mark.parametrize(
    ("published", "announces", "expected"),
    [
        ("2030-05-04", False, True),
        ("2030-04", False, True),
        ("2030-05-05", False, False),
        ("2030-05-05", True, True),
        ("2030-05", False, False),
        ("2030-05", True, True),
        ("2030-05-06", True, False),
        ("2031", True, False),
        (None, True, False),
    ],
)
def test_a_page_is_ahead_by_its_date_or_by_its_own_words(published, announces, expected):
    assert ahead.is_ahead(invented(published=published), OPENING, announces=announces) is expected


@pytest.mark.parametrize(
    ("published", "announces", "expected"),
    [
        ("2029-12-31", False, True),
        ("2030-01-01", False, False),
        ("2030-01-01", True, True),
        ("2031-01-01", True, False),
    ],
)
def test_without_an_opening_day_the_year_decides(published, announces, expected):
    assert ahead.is_ahead(invented(published=published), None, announces=announces) is expected


@pytest.mark.parametrize(
    ("title", "note", "expected"),
    [
        ("(6th preview)", None, True),
        ("a page", "rounded, pre-event", True),
        ("a page", "pre-opening", True),
        ("a page", "a preview of another publisher says 500", False),
        ("a page", None, False),
    ],
)
def test_the_title_or_the_note_says_that_a_page_is_a_preview(title, note, expected):
    assert ahead.says_ahead(title, note) is expected


def test_all_rows_of_a_page_share_its_mark():
    told, untold = invented(published="2030-05-05", note="pre-event"), invented(published="2030-05-05")
    one, other = ahead.mark_ahead([told, untold], {"ciie-2030": OPENING})
    assert one.ahead == other.ahead == "expected"
    (alone,) = ahead.mark_ahead([untold], {"ciie-2030": OPENING})
    assert alone.ahead is None


def test_a_reviewed_reading_of_a_page_from_after_the_opening_is_refused():
    with pytest.raises(SystemExit, match="row 1 was not printed before the opening"):
        ahead.mark_ahead([invented(published="2030-05-06", ahead="so_far")], {"ciie-2030": OPENING})


def test_no_figure_of_a_page_before_the_opening_is_a_fact_of_the_edition(history):
    editions = {one.id: one for one in history.editions}
    early = []
    for subject, figure in history.figures():
        edition = editions.get(getattr(subject, "edition", subject.id))
        published = figure.source.published
        opening = None if edition is None or edition.period is None else edition.period.start
        if opening is not None and published is not None and published.end < opening:
            early.append(figure)
    assert len(early) == 68
    assert not [one for one in early if one.status is ex.Status.ACTUAL and one.as_of is None]
    levels = [one for one in early if one.as_of is not None]
    assert all(one.status is ex.Status.ACTUAL and one.as_of.end <= one.source.published.end for one in levels)


def test_no_row_of_the_table_of_counts_so_far_is_idle(marked):
    counted = {row.metric for row in marked if row.ahead == "so_far" and "ahead" not in row.changes}
    listed = {line.split(",")[0] for line in (TABLES / "so_far.csv").read_text("utf-8").splitlines()[1:]}
    assert counted == listed


# The number of a row, the edition, the metric, the status and the time of the level.
AHEAD = [
    (3, "ciie-2018", "business_exhibition_area", "expected", None),
    (37, "ciie-2018", "guest_of_honour_economies", "actual", "2018-11-05"),
    (50, "ciie-2018", "trading_delegations", "actual", "2018-07"),
    (57, "ciie-2019", "business_exhibition_area", "planned", None),
    (88, "ciie-2019", "overseas_buyers", "actual", "2019-11"),
    (143, "ciie-2021", "exhibition_area", "expected", None),
    (170, "ciie-2022", "participants", "expected", None),
    (204, "ciie-2023", "professional_visitors", "actual", "2023-11"),
    (246, "ciie-2024", "trading_subdelegations", "actual", "2024-11-04"),
    (254, "ciie-2025", "economies", "expected", None),
    (298, "cisce-2023", "exhibitors", "actual", "2023-08-21"),
    (409, "caexpo-2005", "exhibitor_applications", "actual", "2005-10-18"),
    (410, "caexpo-2005", "booths", "actual", None),
    (440, "caexpo-2008", "booths", "planned", None),
    (479, "caexpo-2013", "booth_applications", "actual", "2013-09-02"),
    (487, "caexpo-2014", "booths", "expected", None),
    (670, "ciftis-2020", "exhibitors", "expected", None),
    (733, "cicpe-2023", "brands", "expected", None),
    (746, "cicpe-2024", "exhibition_area", "expected", None),
]


@each_row(("row", "edition", "metric", "status", "as_of"), AHEAD)
def test_what_a_page_says_before_the_opening(history, marked, row, edition, metric, status, as_of):
    source = marked[row - 1].source
    (figure,) = [one for one in history.edition(edition).rivals(metric) if one.source == source]
    assert (figure.status.value, figure.as_of and str(figure.as_of)) == (status, as_of)


def test_claims_of_early_pages_are_expected_too(history):
    (share,) = [
        claim
        for claim in history.section("cisce-2024-foreign-exhibitors").claims
        if claim.citations[0].source.publisher == "Pakistan Today"
    ]
    assert share.status is ex.Status.EXPECTED
    slated = [
        (one.id, claim) for one, claim in history.claims() if claim.citations[0].source.id == "vna-2019-07-30"
    ]
    assert [(record, claim.status) for record, claim in slated] == [("caexpo-2019", ex.Status.EXPECTED)]


# --- Days -------------------------------------------------------------------------------------------------------------


def test_the_days_of_an_edition_come_from_rows_with_both_days_first():
    both = invented("period", "2030-05-05/2030-05-10")
    one = invented("closed", "2030-05-11", published="2030-05-12")
    assert dates.days_of([one, both]) == dates.Days(date(2030, 5, 5), date(2030, 5, 10))


def test_an_edition_with_one_known_day_keeps_it():
    assert dates.days_of([invented()]) == dates.Days()
    assert dates.Days().period is None
    closed = dates.days_of([invented("closed", "2030-05-11", published="2030-05-12")])
    assert str(closed.period) == "../2030-05-11"
    opened = dates.days_of([invented("opened", "2030-05-06"), invented()])
    assert str(opened.period) == "2030-05-06/.."
    titled = dates.days_of([invented(opened="2030-05-07")])
    assert titled == dates.Days(date(2030, 5, 7), None)


@pytest.mark.parametrize(
    ("edition", "period", "publisher"),
    [
        ("caexpo-2014", "../2014-09-19", "China News Service via cnua1.com"),
        ("caexpo-2021", "../2021-09-13", "Economic Daily"),
        ("canton-2023-autumn", "../2023-11-04", "PR Newswire via wallstreet-online"),
        ("ciftis-2020", "2020-09-04/..", "CGTN"),
    ],
)
def test_the_one_known_day_of_an_edition_has_its_page(history, edition, period, publisher):
    (held,) = [one for one in history.editions if one.id == edition]
    assert str(held.period) == period
    claim = next(one for one in held.claims if isinstance(one, ex.records.DatesClaim))
    assert (claim.period, claim.citations[0].source.publisher) == (held.period, publisher)


def test_every_edition_with_a_printed_day_has_a_period(history, marked):
    days = {row.edition for row in marked if row.becomes in ("period", "opened", "closed")}
    days |= {row.edition for row in marked if "opened" in row.changes or "dates" in row.changes}
    assert {one.id for one in history.editions if one.period is not None} == days


# --- Publishers -------------------------------------------------------------------------------------------------------

# The words of a publisher's name by which it says that it carries the text of another.
RELAYS = re.compile(
    r" via | / |mirror|reprint|scraper|\((?:Xinhua|CGTN|CNS)\)|, CGTN\)|SCMP\)|/Xinhua|[(]sjxwnet[)]"
)
# Two names of one house.
ONE_HOUSE = {"Beijing News / Shell Finance", "China heute / chinatoday.com.cn", "SHINE / Shanghai Daily"}


def table(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("publisher", "title", "origin"),
    [
        ("Xinhua via CCTV", "any", "Xinhua"),
        ("PR Newswire via KTRE", "any", "PR Newswire"),
        ("People's Daily Online / Xinhua", "any", "Xinhua"),
        ("zjol / CNS", "any", "China News Service"),
        ("signtheline.com", "(3rd CIIE feature, Xinhua text)", "Xinhua"),
        ("signtheline.com", "another page", None),
        ("Xinhua", "any", None),
        ("The Teller Report (machine translation)", "any", None),
    ],
)
def test_the_origin_of_a_relayed_page(publisher, title, origin):
    assert rows.origin_of({"publisher": publisher, "source_title": title}) == origin


def test_every_publisher_that_names_another_has_an_origin():
    printed = table("expo_history.csv")
    for row in printed:
        said = f"{row['publisher']} {row['source_title'] if 'Xinhua text' in row['source_title'] else ''}"
        relays = RELAYS.search(said) is not None or "Xinhua text" in said
        assert (rows.origin_of(row) is not None) == (relays and row["publisher"] not in ONE_HOUSE), row


def test_no_row_of_the_table_of_origins_is_idle():
    pages = {(row["publisher"], row["source_title"]) for row in table("expo_history.csv")}
    pages |= {(publisher, "") for publisher, _ in pages}
    listed = [(one["publisher"], one["title"]) for one in table("origins.csv")]
    assert set(listed) <= pages
    assert len(listed) == len(set(listed))


def test_what_a_machine_translated_or_changed_says_so(history):
    (note,) = [one["note"] for one in table("classes.csv") if one["class"] == "machine_translation"]
    changed = {one["publisher"] for one in table("publishers.csv") if one["class"] == "machine_translation"}
    stated = [*(figure for _, figure in history.figures()), *(claim for _, claim in history.claims())]
    stated += history.remarks
    assert note
    seen = set()
    for one in stated:
        publisher = one.citations[0].source.publisher
        assert (one.note is not None and note in one.note) == (publisher in changed), one
        seen.add(publisher)
    assert changed <= seen
