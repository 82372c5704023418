"""Catalogs: records found by id, number and year, series, and the sources that are cited."""

from collections.abc import Callable

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, PAGE, REPORT, edition, figure
from expotrade.catalogs import citations_of

PEOPLE = ex.Party(description="visitors")
CIIE = ex.Expo(id="ciie", name="China International Import Expo")
CANTON = ex.Expo(id="canton", name="Canton Fair")


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
                "no edition 'canton 2025'; nearest: 'canton-2025-spring', 'canton-2025-autumn';"
                " more than one matches, so pass the id of one"
            ),
        ),
        (
            {"expo": "canton", "number": 138},
            "no edition 'canton number 138'; nearest: 'canton-2025-spring', 'canton-2025-autumn'",
        ),
        ({"expo": "empty", "number": 1}, "no edition 'empty number 1'"),
        ({"expo": "empty"}, "no edition 'empty': add its number or year"),
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
    assert str(caught.value).endswith("; add its number or year")


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
    asked += [(dated, None), (agreed, None), (inside, None), (CIIE, None)]
    found = [held.period_of(record, one) for record, one in asked]
    assert [None if one is None else str(one) for one in found] == [
        "2023-11",
        "2020",
        "2023-11-05",
        "2023-11",
        None,
        "2023-11",
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
    kinds = [type(claim) for _, claim in catalog.claims()]
    assert kinds == [ex.records.DatesClaim] * 2


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
        ex.errors.Problem("sources[0].id", "it must be an id that no other source has", "report"),
    )
    two_places = [ex.Citation(other, 1), ex.Citation(other, 2)]
    with pytest.raises(ex.errors.CatalogError) as caught:
        ex.Catalog(sources=[REPORT], expos=[CIIE, ex.Expo(id="a", name="A", citations=two_places)])
    (problem,) = caught.value.problems
    assert problem.path == "expos[1].citations"
    assert problem.rule == f"it must be the source that has the id 'report', {REPORT!r}"
    assert problem.value == other
