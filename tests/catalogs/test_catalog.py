"""Catalogs: lookups that help, links that are whole, and everything that is wrong at once."""

import re
from collections.abc import Callable
from html import unescape

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, PAGE, REPORT, edition, figure, section
from expotrade.catalogs import KINDS, citations_of
from expotrade.catalogs.links import find_problems

APPLE = ex.Party(organisation="apple")
PEOPLE = ex.Party(description="visitors")
CIIE = ex.Expo(id="ciie", name="China International Import Expo")
CANTON = ex.Expo(id="canton", name="Canton Fair")


@pytest.fixture
def catalog() -> ex.Catalog:
    """Two expos, of which one is held twice a year; a record of every kind."""
    return ex.Catalog(
        organisations=[ex.Organisation(id="apple", name="Apple"), ex.Organisation(id="befar", name="Befar")],
        expos=[CIIE, CANTON, ex.Expo(id="empty", name="An expo without editions")],
        editions=[
            edition(2024, figure("3,496 exhibitors"), number=7),
            edition(2019, number=2),
            edition(2023, figure("more than 3,400 exhibitors"), figure("9 exhibitors"), number=6),
            edition(
                2025,
                figure("2 exhibitors"),
                expo="canton",
                id="canton-2025-autumn",
                period="2025-10-15/2025-11-04",
            ),
            edition(
                2025,
                figure("1 exhibitors"),
                expo="canton",
                id="canton-2025-spring",
                period="2025-04-15/2025-05-05",
            ),
        ],
        sections=[section("area", kind=ex.records.SectionKind.AREA)],
        exhibitors=[
            ex.Exhibitor(id="ciie-2023-apple", party=APPLE, edition="ciie-2023", section="ciie-2023-area")
        ],
        participants=[
            ex.Participant(
                id="ciie-ae", party=ex.Party(place="AE"), role=ex.records.ParticipantRole.BUYER, expo="ciie"
            )
        ],
        deals=[ex.Deal(id="a-deal", parties=[APPLE], expo="ciie", value=figure("$5 million", "deal_value"))],
        flows=[
            ex.TradeFlow(
                id="a-flow", reporter="CN", kind=ex.FlowKind.EXPORT, quantity=figure("5 t", "trade_quantity")
            )
        ],
        statistics=[
            ex.Statistic(id="a-statistic", subject=PEOPLE, figure=figure("5 companies", "companies"))
        ],
        remarks=[ex.Remark(id="a-remark", subject=APPLE, kind=ex.records.RemarkKind.PLAN, wording="to come")],
    )


# --- Lookups --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ({"expo": "ciie", "number": 6}, "ciie-2023"),
        ({"expo": "ciie", "year": 2019}, "ciie-2019"),
        ({"expo": "ciie", "number": 6, "year": 2023}, "ciie-2023"),
        ({"expo": "ciie-2023"}, "ciie-2023"),
        ({"expo": "canton-2025-spring"}, "canton-2025-spring"),
    ],
)
def test_an_edition_is_found_by_id_number_and_year(
    catalog: ex.Catalog, arguments: dict[str, object], found: str
) -> None:
    assert catalog.edition(**arguments).id == found


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            {"expo": "ciie", "number": 5},
            "no edition 'ciie number 5'; nearest: 'ciie-2023', 'ciie-2024', 'ciie-2019'",
        ),
        (
            {"expo": "ciie", "year": 2018},
            "no edition 'ciie 2018'; nearest: 'ciie-2019', 'ciie-2023', 'ciie-2024'",
        ),
        ({"expo": "ciie", "year": 0}, "no edition 'ciie 0'; nearest: 'ciie-2019', 'ciie-2023', 'ciie-2024'"),
        (
            {"expo": "ciie", "number": 6, "year": 2019},
            "no edition 'ciie number 6 2019'; nearest: 'ciie-2023', 'ciie-2024', 'ciie-2019'",
        ),
        (
            {"expo": "canton", "year": 2025},
            (
                "no single edition 'canton 2025'; nearest: 'canton-2025-spring', 'canton-2025-autumn';"
                " ask for it by its id"
            ),
        ),
        (
            {"expo": "canton", "number": 138},
            "no edition 'canton number 138'; nearest: 'canton-2025-spring', 'canton-2025-autumn'",
        ),
        ({"expo": "empty", "number": 1}, "no edition 'empty number 1'"),
        ({"expo": "empty"}, "no edition 'empty'; say which by its number or year"),
        ({"expo": "cie", "number": 6}, "no expo 'cie'; nearest: 'ciie'"),
        ({"expo": "ciie-2023", "number": 6}, "no expo 'ciie-2023'; nearest: 'ciie'"),
        ({"expo": "apple"}, "no edition 'apple'"),
        ({"expo": ""}, "no edition ''"),
    ],
)
def test_an_edition_that_is_not_there_is_an_error_with_the_nearest(
    catalog: ex.Catalog, arguments: dict[str, object], text: str
) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        catalog.edition(**arguments)
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("misspelt", "nearest"),
    [
        ("ciie-2022", {"ciie-2019", "ciie-2023"}),
        ("canton-2025", {"canton-2025-spring", "canton-2025-autumn"}),
    ],
)
def test_a_misspelt_id_of_an_edition_names_the_nearest(
    catalog: ex.Catalog, misspelt: str, nearest: set[str]
) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        catalog.edition(misspelt)
    assert (caught.value.kind, caught.value.name) == ("edition", misspelt)
    assert nearest <= set(caught.value.nearest)


def test_an_expo_without_number_or_year_is_no_edition(catalog: ex.Catalog) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        catalog.edition("ciie")
    assert (caught.value.kind, caught.value.name) == ("edition", "ciie")
    assert set(caught.value.nearest) == {"ciie-2019", "ciie-2023", "ciie-2024"}
    assert str(caught.value).endswith("; say which by its number or year")


def test_of_many_editions_the_three_nearest_are_named() -> None:
    held = ex.Catalog(
        expos=[CANTON],
        editions=[edition(year, expo="canton", number=year - 1900) for year in range(1957, 2025)],
    )
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        held.edition("canton", year=2030)
    assert caught.value.nearest == ("canton-2024", "canton-2023", "canton-2022")
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        held.edition("canton", 1)
    assert caught.value.nearest == ("canton-1957", "canton-1958", "canton-1959")
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        held.edition("canton")
    assert len(caught.value.nearest) <= 3


@pytest.mark.parametrize(
    ("kind", "known", "near"),
    [
        ("expo", "ciie", "ciie-2023"),
        ("section", "ciie-2023-area", "ciie-2023-aera"),
        ("organisation", "apple", "aple"),
        ("exhibitor", "ciie-2023-apple", "ciie-2023-aple"),
        ("participant", "ciie-ae", "ciie-au"),
        ("deal", "a-deal", "adeal"),
        ("flow", "a-flow", "a-flows"),
        ("statistic", "a-statistic", "a-statistics"),
        ("remark", "a-remark", "aremark"),
        ("record", "a-remark", "aremark"),
        ("source", "report", "raport"),
    ],
)
def test_every_kind_is_found_by_its_id(catalog: ex.Catalog, kind: str, known: str, near: str) -> None:
    look_up: Callable[[str], object] = getattr(catalog, kind)
    assert look_up(known).id == known
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        look_up(near)
    assert (caught.value.kind, caught.value.name) == (kind, near)
    assert known in caught.value.nearest
    assert str(caught.value).startswith(f"no {kind} {near!r}; nearest: '{known}'")
    assert isinstance(caught.value, LookupError)


def test_a_record_of_another_kind_is_not_found(catalog: ex.Catalog) -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="no deal 'apple'"):
        catalog.deal("apple")
    with pytest.raises(ex.errors.UnknownNameError, match="no record 'report'"):
        catalog.record("report")  # the ids of sources are their own
    assert catalog.record("a-flow") is catalog.flows[0]
    assert [type(record) for record in catalog.records()][::-1][0] is ex.Remark


def test_a_series_is_in_the_order_of_time(catalog: ex.Catalog) -> None:
    found = catalog.series("ciie", "exhibitors")
    assert [(one.id, str(figure.amount)) for one, figure in found] == [
        ("ciie-2023", "MORE_THAN 3400 exhibitor"),
        ("ciie-2024", "EXACT 3496 exhibitor"),
    ]
    spring_first = [one.id for one, _ in catalog.series("canton", "exhibitors")]
    assert spring_first == ["canton-2025-spring", "canton-2025-autumn"]
    assert catalog.series("ciie", "visits") == ()


def test_a_series_of_what_is_not_known_is_an_error(catalog: ex.Catalog) -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="no expo 'ciee'; nearest: 'ciie'"):
        catalog.series("ciee", "exhibitors")
    with pytest.raises(ex.errors.UnknownNameError, match="no metric 'exhibitor'; nearest: 'exhibitors'"):
        catalog.series("ciie", "exhibitor")


def test_a_preferred_figure_stands_in_the_series(catalog: ex.Catalog) -> None:
    chosen = catalog.edition("ciie", 6)
    chosen = chosen.prefer("exhibitors", chosen.rivals("exhibitors")[1])
    ((_, first), *_) = ex.Catalog(expos=[CIIE], editions=[chosen]).series("ciie", "exhibitors")
    assert str(first.amount) == "EXACT 9 exhibitor"


def test_the_period_of_a_figure_is_its_own_or_that_of_its_record_or_edition() -> None:
    dated = edition(2023, period="2023-11")
    plain, own = (
        figure("$5", "deal_value"),
        figure("5 deals", "deals", as_of="2020"),
    )
    agreed = ex.Deal(
        id="d", parties=[PEOPLE], edition="ciie-2023", date=ex.Period.parse("2023-11-05"), value=plain
    )
    inside = ex.Exhibitor(id="x", party=PEOPLE, edition="ciie-2023")
    held = ex.Catalog(expos=[CIIE], editions=[dated], deals=[agreed], exhibitors=[inside])
    asked = [(dated, plain), (dated, own), (agreed, plain), (inside, plain), (CIIE, plain)]
    found = [held.period_of(record, one) for record, one in asked]
    assert [None if one is None else str(one) for one in found] == [
        "2023-11",
        "2020",
        "2023-11-05",
        "2023-11",
        None,
    ]


def test_every_figure_and_claim_stands_with_its_record(catalog: ex.Catalog) -> None:
    pairs = [(record.id, str(figure.amount)) for record, figure in catalog.figures()]
    assert ("ciie-2023", "EXACT 9 exhibitor") in pairs
    assert {"a-deal", "a-flow", "a-statistic"} <= {name for name, _ in pairs}
    assert len(pairs) == 8
    first = ex.records.FirstClaim(of="CIIE", what="import expo", scope="the world", citations=[CITED])
    claimed = ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE", claims=[first])])
    assert claimed.claims() == ((claimed.expos[0], first),)
    assert catalog.claims() == ()


def test_questions_are_answered_in_one_line(catalog: ex.Catalog) -> None:
    assert [deal.id for deal in catalog.deals if not deal.is_disclosed] == []
    assert [figure.amount.unit for _, figure in catalog.figures() if figure.source.id == "report"][
        -1
    ] == "enterprise"


def test_repr_counts_what_is_held(catalog: ex.Catalog) -> None:
    assert repr(ex.Catalog()) == "<Catalog of nothing>"
    assert repr(ex.Catalog(sources=[REPORT])) == "<Catalog of 1 sources>"
    assert repr(catalog).startswith("<Catalog of 1 sources, 2 organisations, 3 expos, 5 editions, 1 sections")


def test_equality_and_hash_are_by_what_is_held() -> None:
    assert ex.Catalog(expos=[CIIE]) == ex.Catalog(expos=(CIIE,))
    assert hash(ex.Catalog(expos=[CIIE])) == hash(ex.Catalog(expos=[CIIE]))
    assert ex.Catalog(expos=[CIIE]) != ex.Catalog(expos=[CANTON])


# --- Sources --------------------------------------------------------------------------------------------------------


def test_cited_sources_are_gathered() -> None:
    shown, claimed, counted = (ex.Citation(ex.Source(name, name.upper())) for name in ("b", "c", "d"))
    held = ex.Catalog(
        sources=[ex.Source("unused", "Not cited")],
        expos=[ex.Expo(id="ciie", name="CIIE", citations=[CITED])],
        editions=[edition(2023, figure("5 exhibitors", citations=[ON_PAGE]))],
        exhibitors=[
            ex.Exhibitor(
                id="x",
                party=PEOPLE,
                expo="ciie",
                showcases=[ex.records.Showcase(product="p", citations=[shown])],
                claims=[ex.records.FirstClaim(of="x", what="y", scope="z", citations=[claimed])],
                figures=[figure("4 suppliers", "suppliers", citations=[counted])],
            )
        ],
    )
    assert [source.id for source in held.sources] == ["unused", "report", "page", "d", "c", "b"]
    assert held.source("page") is PAGE
    assert [place.source.id for place in citations_of(held.exhibitors[0])] == ["d", "c", "b"]


def test_equal_sources_are_one() -> None:
    held = ex.Catalog(
        sources=[REPORT, ex.Source("report", "Expo closes")],
        expos=[ex.Expo(id="a", name="A", citations=[CITED])],
    )
    assert held.sources == (REPORT,)


def test_two_sources_of_one_id_are_a_problem() -> None:
    other = ex.Source("report", "Another headline")
    with pytest.raises(ex.errors.CatalogError) as caught:
        ex.Catalog(sources=[REPORT, other])
    assert caught.value.problems == (
        ex.errors.Problem("sources[0].id", "an id stands for one source", "report"),
    )
    two_places = [ex.Citation(other, 1), ex.Citation(other, 2)]
    with pytest.raises(ex.errors.CatalogError) as caught:
        ex.Catalog(sources=[REPORT], expos=[CIIE, ex.Expo(id="a", name="A", citations=two_places)])
    (problem,) = caught.value.problems
    assert problem.path == "expos[1].citations"
    assert problem.rule == f"the id 'report' stands for one source, {REPORT!r}"
    assert problem.value == other


# --- Links ----------------------------------------------------------------------------------------------------------

SHARE = ex.records.ShareClaim(
    amount=ex.Amount.parse("5 percent"), whole="all", of="nowhere", citations=[CITED]
)


@pytest.mark.parametrize(
    ("records", "path", "rule", "value"),
    [
        (
            {"editions": [edition(2023, expo="ciee")]},
            "editions[0].expo",
            "it must be the id of a record in expos",
            "ciee",
        ),
        (
            {"sections": [ex.Section(id="s", edition="zzz", kind=ex.records.SectionKind.AREA, name="S")]},
            "sections[0].edition",
            "it must be the id of a record in editions",
            "zzz",
        ),
        (
            {"organisations": [ex.Organisation(id="a", name="A", part_of="b")]},
            "organisations[0].part_of",
            "it must be the id of a record in organisations",
            "b",
        ),
        (
            {"exhibitors": [ex.Exhibitor(id="x", party=PEOPLE, expo="ciie", section="s")]},
            "exhibitors[0].section",
            "it must be the id of a record in sections",
            "s",
        ),
        (
            {"exhibitors": [ex.Exhibitor(id="x", party=APPLE, expo="ciie")]},
            "exhibitors[0].party.organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {"exhibitors": [ex.Exhibitor(id="x", party=PEOPLE, expo="ciie", partners=[PEOPLE, APPLE])]},
            "exhibitors[0].partners[1].organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {
                "participants": [
                    ex.Participant(
                        id="x", party=PEOPLE, role=ex.records.ParticipantRole.BUYER, edition="ciie-2023"
                    )
                ]
            },
            "participants[0].edition",
            "it must be the id of a record in editions",
            "ciie-2023",
        ),
        (
            {"deals": [ex.Deal(id="d", parties=[PEOPLE, APPLE], expo="ciie")]},
            "deals[0].parties[1].organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {"flows": [ex.TradeFlow(id="f", reporter="CN", kind=ex.FlowKind.EXPORT, trader="ciie")]},
            "flows[0].trader",
            "it must be the id of a record in organisations",
            "ciie",
        ),
        (
            {"statistics": [ex.Statistic(id="s", subject=APPLE, claims=[SHARE])]},
            "statistics[0].subject.organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {"statistics": [ex.Statistic(id="s", subject=PEOPLE, claims=[SHARE])]},
            "statistics[0].claims[0].of",
            "it must be the id of a record",
            "nowhere",
        ),
        (
            {
                "remarks": [
                    ex.Remark(
                        id="r", subject=PEOPLE, kind=ex.records.RemarkKind.PLAN, wording="w", parties=[APPLE]
                    )
                ]
            },
            "remarks[0].parties[0].organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {
                "remarks": [
                    ex.Remark(
                        id="r",
                        subject=PEOPLE,
                        kind=ex.records.RemarkKind.PLAN,
                        wording="w",
                        people=[ex.Person(name="A"), ex.Person(name="B", organisation="apple")],
                    )
                ]
            },
            "remarks[0].people[1].organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {"organisations": [ex.Organisation(id="ciie", name="CIIE Bureau")]},
            "expos[0].id",
            "an id stands for one record",
            "ciie",
        ),
        (
            {"editions": [edition(2023, number=6), edition(2022, number=6)]},
            "editions[1].number",
            "ciie has one edition of a number",
            6,
        ),
    ],
)
def test_a_link_that_leads_nowhere_and_an_id_held_twice_are_problems(
    records: dict[str, list[object]], path: str, rule: str, value: object
) -> None:
    with pytest.raises(ex.errors.CatalogError) as caught:
        ex.Catalog(**{"expos": [CIIE]} | records)
    assert ex.errors.Problem(path, rule, value) in caught.value.problems


def test_an_organiser_links_to_an_organisation() -> None:
    with pytest.raises(
        ex.errors.CatalogError,
        match=r"expos\[0\]\.organisers\[0\]\.organisation: it must be the id of a record",
    ):
        ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE", organisers=[APPLE])])


def test_a_share_can_be_of_any_record() -> None:
    share = ex.records.ShareClaim(
        amount=ex.Amount.parse("5 percent"), whole="all", of="ciie-2023", citations=[CITED]
    )
    editions = [edition(2023), edition(2024, claims=[share])]
    assert len(ex.Catalog(expos=[CIIE], editions=editions).claims()) == 1


def two_expos(**records: object) -> ex.Catalog:
    editions = [edition(2023), edition(2024), edition(2023, expo="canton")]
    return ex.Catalog(
        **{"expos": [CIIE, CANTON], "editions": editions, "sections": [section("area", id="area")]} | records
    )


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        (
            {"edition": "ciie-2024", "section": "area"},
            ex.errors.Problem("deals[0].section", "it must be a section of ciie-2024", "area"),
        ),
        (
            {"edition": "ciie-2024", "expo": "canton"},
            ex.errors.Problem("deals[0].expo", "it must be the expo of ciie-2024", "canton"),
        ),
        (
            {"expo": "canton", "section": "area"},
            ex.errors.Problem("deals[0].expo", "it must be the expo of ciie-2023", "canton"),
        ),
    ],
)
def test_section_edition_and_expo_must_agree(where: dict[str, str], problem: ex.errors.Problem) -> None:
    with pytest.raises(ex.errors.CatalogError) as caught:
        two_expos(deals=[ex.Deal(id="d", parties=[PEOPLE], **where)])
    assert caught.value.problems == (problem,)


@pytest.mark.parametrize(
    "where",
    [
        {"edition": "ciie-2023", "section": "area", "expo": "ciie"},
        {"expo": "ciie", "section": "area"},
        {"expo": "canton"},
    ],
)
def test_section_edition_and_expo_that_agree(where: dict[str, str]) -> None:
    assert two_expos(deals=[ex.Deal(id="d", parties=[PEOPLE], **where)]).deal("d").expo == where["expo"]


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(ex.errors.CatalogError) as caught:
        ex.Catalog(
            sources=[REPORT, ex.Source("report", "Other")],
            organisations=[ex.Organisation(id="a", name="A", part_of="x"), ex.Organisation(id="a", name="A")],
            editions=[edition(2023)],
            deals=[ex.Deal(id="d", parties=[APPLE], edition="ciie-2022", section="s")],
        )
    paths = [problem.path for problem in caught.value.problems]
    assert paths == [
        "sources[0].id",
        "organisations[0].part_of",
        "organisations[1].id",
        "editions[0].expo",
        "deals[0].edition",
        "deals[0].section",
        "deals[0].parties[0].organisation",
    ]
    assert str(caught.value).startswith(
        "the records have 7 problems:\n- sources[0].id: an id stands for one source"
    )
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("kind", ["sources", *KINDS])
def test_a_list_holds_records_of_its_kind_only(kind: str) -> None:
    for wrong in ([object()], [CITED], "ciie", {}):
        with pytest.raises(ex.errors.RecordError) as caught:
            ex.Catalog(**{kind: wrong})
        assert (caught.value.record, caught.value.field) == ("Catalog", kind)


def test_links_may_lead_to_records_that_could_not_be_read() -> None:
    records = {kind: [] for kind in KINDS} | {"editions": [edition(2023)]}
    assert [problem.path for problem in find_problems(records)] == ["editions[0].expo"]
    assert list(find_problems(records, {"expos": ["ciie"]})) == []


def test_only_catalogs_merge(catalog: ex.Catalog) -> None:
    with pytest.raises(TypeError):
        catalog | {"expos": [CIIE]}


def test_many_dangling_links_are_all_named_without_endless_suggestions() -> None:
    deals = [
        ex.Deal(id=f"deal-{number}", parties=[ex.Party(organisation=f"acne-{number}")], expo="ciie")
        for number in range(300)
    ]
    with pytest.raises(ex.errors.CatalogError) as caught:
        ex.Catalog(
            expos=[ex.Expo(id="ciie", name="CIIE")],
            organisations=[ex.Organisation(id="acme", name="Acme")],
            deals=deals,
        )
    suggested = [problem for problem in caught.value.problems if problem.nearest == ("acme",)]
    assert (len(caught.value.problems), len(suggested)) == (300, 100)


# --- How it is shown ------------------------------------------------------------------------------------------------


def test_a_catalog_as_text_says_what_it_holds(catalog: ex.Catalog) -> None:
    first, *expos = str(catalog).split("\n")
    assert first.startswith(
        "Catalog of 1 sources, 2 organisations, 3 expos, 5 editions, 1 sections, 1 exhibitors"
    )
    assert expos == [
        "  ciie: China International Import Expo, 3 editions, 2019 to 2024",
        "  canton: Canton Fair, 2 editions, 2025",
        "  empty: An expo without editions, 0 editions",
    ]
    named = ex.Expo(
        id="ciie",
        name="China International Import Expo",
        short_name="CIIE",
        chinese_name="中国国际进口博览会",
    )
    held = ex.Catalog(expos=[named], editions=[edition(2024)])
    assert str(held).endswith("CIIE: China International Import Expo, 中国国际进口博览会, 1 edition, 2024")
    assert str(ex.Catalog()) == "Catalog of nothing"


def test_a_catalog_of_many_expos_is_cut() -> None:
    many = [ex.Expo(id=f"expo-{number}", name=f"Expo {number}") for number in range(10_000)]
    assert str(ex.Catalog(expos=many[:20])).count("\n") == 20
    text = str(ex.Catalog(expos=many))
    assert text.count("\n") == 21
    assert text.endswith("\n  and 9980 more")
    page = ex.Catalog(expos=many)._repr_html_()
    assert page.count("<tr>") == 101
    assert "and 9900 more" in page


def test_a_notebook_shows_expos_editions_and_sources(catalog: ex.Catalog) -> None:
    page = catalog._repr_html_()
    rows = re.findall("<tr>(.*?)</tr>", page)
    cells = [[unescape(cell) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    assert cells == [
        ["Expo", "Name", "Chinese name", "Editions", "Years"],
        ["ciie", "China International Import Expo", "", "3", "2019 to 2024"],
        ["canton", "Canton Fair", "", "2", "2025"],
        ["empty", "An expo without editions", "", "0", ""],
        ["Edition", "Id", "Number", "Dates", "Figures", "Claims"],
        ["CIIE 2024", "ciie-2024", "7", "", "1", "0"],
        ["CIIE 2019", "ciie-2019", "2", "", "0", "0"],
        ["CIIE 2023", "ciie-2023", "6", "", "2", "0"],
        ["CANTON 2025 autumn", "canton-2025-autumn", "", "2025-10-15/2025-11-04", "1", "0"],
        ["CANTON 2025 spring", "canton-2025-spring", "", "2025-04-15/2025-05-05", "1", "0"],
    ]
    assert "Catalog of 1 sources, 2 organisations" in page
    assert "<summary>Editions: 5</summary>" in page
    assert "<details open><summary>Sources: 1</summary>" in page
    assert "<li>&quot;Expo closes&quot;</li>" in page


def test_a_notebook_folds_a_long_list_of_sources_away() -> None:
    sources = [ex.Source(f"page-{number}", "Expo opens", url="https://example.org/") for number in range(200)]
    page = ex.Catalog(sources=sources)._repr_html_()
    assert "<details><summary>Sources: 200</summary>" in page
    assert page.count('<a href="https://example.org/"') == 100
    assert "<table" not in page
    assert "<details" not in ex.Catalog()._repr_html_()


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda cat, _: cat.edition("ciie", "2023"), "by the number '2023': pass whole numbers, as in"),
        (lambda cat, _: cat.edition("ciie", 6.0), "by the number 6.0: pass whole numbers"),
        (lambda cat, _: cat.edition("ciie", True), "by the number True"),
        (lambda cat, _: cat.edition("ciie", year="2023"), "by the year '2023'"),
        (lambda cat, one: cat.edition(one), "pass its id 'ciie-2023'"),
        (lambda cat, _: cat.edition(6), "pass its id as a text"),
        (lambda cat, _: cat.edition(["ciie"], 6), "pass its id as a text"),
        (lambda cat, one: cat.record(one), "cannot look up the record .* pass its id 'ciie-2023'"),
        (lambda cat, _: cat.source(None), "cannot look up the source None"),
        (lambda cat, _: cat.deal(["a"]), "cannot look up the deal"),
        (lambda cat, _: cat.series(5, "exhibitors"), "cannot look up the expo 5"),
    ],
)
def test_what_is_no_id_or_number_is_an_error_that_says_what_to_pass(ask: object, text: str) -> None:
    cat = ex.load_dataset("articles")
    with pytest.raises(ex.errors.ArgumentError, match=text):
        ask(cat, cat.edition("ciie-2023"))


def test_a_year_for_a_number_is_told() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match=r"nearest: 'ciie-2023'; .* pass year=2023"):
        ex.load_dataset("articles").edition("ciie", 2023)
