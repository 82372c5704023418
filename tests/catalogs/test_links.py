"""Links of a catalog: every one that leads nowhere, at once, with the nearest."""

import pytest

import expotrade as ex
from builders import CITED, REPORT, edition, section
from expotrade.catalogs import KINDS
from expotrade.catalogs.links import find_problems

APPLE = ex.Party(organisation="apple")
PEOPLE = ex.Party(description="visitors")
CIIE = ex.Expo(id="ciie", name="China International Import Expo")
CANTON = ex.Expo(id="canton", name="Canton Fair")

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
            "it must be an id that no other record has",
            "ciie",
        ),
        (
            {"editions": [edition(2023, number=6), edition(2022, number=6)]},
            "editions[1].number",
            "it must be a number that no other edition of ciie has",
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
        "the records have 7 problems:\n- sources[0].id: it must be an id that no other source has"
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
