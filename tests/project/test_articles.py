"""The dataset `articles` says what the five articles print: every figure and claim.

The expectations were written from the articles by somebody who did not enter the records. Where the articles lie beside
the repository, the records are read against their text as well; elsewhere those tests skip."""

from pathlib import Path

import pytest

import expotrade as ex
from article_tables import (
    CAEXPO,
    CARS,
    CIIE,
    CISCE,
    INLAND,
    SOURCES,
    places,
    printed_paragraphs,
    said,
    table,
)
from expotrade.catalogs import Record
from expotrade.records.claims import claim_name
from folding import each_row

BUNDLED = Path(ex.__file__).parent / "data" / "articles.json"

FIGURES = table("articles_figures.csv")
CLAIMS = table("articles_claims.csv")


@pytest.fixture(scope="module")
def cat() -> ex.Catalog:
    return ex.load_dataset("articles")


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The paragraphs of each source, with straight quotation marks."""
    return printed_paragraphs()


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
    if isinstance(claim, ex.records.VenueClaim):
        words = " | ".join(filter(None, (claim.venue, claim.city)))
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
    assert len(FIGURES) == 51


def test_holds_every_claim_as_printed_and_no_other(cat: ex.Catalog) -> None:
    assert by_place([claim_row(record, claim) for record, claim in cat.claims()]) == by_place(CLAIMS)
    assert len(CLAIMS) == 46


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


@each_row("row", [row for row in [*FIGURES, *CLAIMS] if row["amount"]])
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


# --- Questions that take one line -----------------------------------------------------------------------------------


def test_all_deals_without_a_value(cat: ex.Catalog) -> None:
    assert [deal.id for deal in cat.deals if deal.value is None] == [
        "cisce-2024-honeywell",
        "ciie-2023-befar-emerson",
        "ciie-zhengbang-adisseo",
        "ciie-zhengbang-lesaffre",
        "ciie-zhengbang-cj",
    ]


def test_all_deals_with_french_suppliers(cat: ex.Catalog) -> None:
    french = {one.id for one in cat.organisations if one.country == "FR"}
    deals = [deal.id for deal in cat.deals if french & {party.name for party in deal.parties}]
    assert deals == ["ciie-zhengbang-adisseo", "ciie-zhengbang-lesaffre"]


@pytest.mark.parametrize(("source", "count"), [(CISCE, 14), (CIIE, 11), (CARS, 6), (INLAND, 8), (CAEXPO, 12)])
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
    titles = {"manager of the purchasing department": "manager of the group's purchasing department"}
    for person in cat.people:
        first, *others = person.citations
        for office in person.offices:
            assert titles.get(office.title, office.title) in printed_in(texts, first)
        assert person.name in printed_in(texts, first)
        for place in others:
            # A second mention has the surname alone.
            assert person.name in printed_in(texts, place) or person.name.split()[0] in printed_in(
                texts, place
            )


def test_regions_are_named_where_they_are_cited(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    for region in cat.regions:
        for place in region.citations:
            assert any(name in printed_in(texts, place) for name in (region.name, *region.other_names))


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
        """All texts with more than so many words in a row."""
        words = text.lower().split()
        return {" ".join(words[at : at + longest + 1]) for at in range(len(words) - longest)}

    printed = set().union(*(runs(text) for source in texts.values() for text in source))
    titles = set().union(*(runs(source.title) for source in cat.sources))
    held = set().union(*(runs(text) for text in BUNDLED.read_text("utf-8").split('"')))
    assert held & printed <= titles
