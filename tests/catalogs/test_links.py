"""Links of a catalog: every one that leads nowhere, at once, with the nearest."""

import pytest

import expotrade as ex
from builders import CITED, REPORT, edition, figure, section
from expotrade.catalogs import KINDS
from expotrade.catalogs.links import find_problems

APPLE = ex.Party(organisation="apple")
PEOPLE = ex.Party(description="visitors")
CIIE = ex.Expo(id="ciie", name="China International Import Expo")
CANTON = ex.Expo(id="canton", name="Canton Fair")

SHARE = ex.records.ShareClaim(
    amount=ex.Amount.parse("5 percent"), whole="all", of="nowhere", citations=[CITED]
)


GROWN = ex.records.GrowthClaim(
    amount=ex.Amount.parse("5 percent"),
    base=ex.records.GrowthBase.EDITION,
    base_edition="ciie-2018",
    citations=[CITED],
)
OWN = ex.records.OwnMetric(id="booths-online", dimension="count", unit="booth", english="booths online")


def remark(**fields: object) -> ex.Remark:
    plan = ex.records.RemarkKind.PLAN
    return ex.Remark(**{"id": "r", "subject": PEOPLE, "kind": plan, "wording": "w"} | fields)


def changed(amount: ex.Amount) -> ex.records.ChangeClaim:
    return ex.records.ChangeClaim(amount=amount, metric="booths-online", citations=[CITED])


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
                "people": [
                    ex.Person(
                        id="b",
                        name="B",
                        offices=[
                            ex.records.Office(title="A"),
                            ex.records.Office(title="B", organisation="apple"),
                        ],
                    )
                ]
            },
            "people[0].offices[1].organisation",
            "it must be the id of a record in organisations",
            "apple",
        ),
        (
            {"remarks": [remark(parties=[PEOPLE, ex.Party(person="li-fei")])]},
            "remarks[0].parties[1].person",
            "it must be the id of a record in people",
            "li-fei",
        ),
        (
            {"remarks": [remark(subject=ex.Party(section="ciie-2023-a"))]},
            "remarks[0].subject.section",
            "it must be the id of a record in sections",
            "ciie-2023-a",
        ),
        (
            {
                "remarks": [
                    remark(attributed_to=ex.Party(description="a staffer", part_of="volvo", country="europe"))
                ]
            },
            "remarks[0].attributed_to.part_of",
            "it must be the id of a record in organisations",
            "volvo",
        ),
        (
            {
                "remarks": [
                    remark(attributed_to=ex.Party(description="a staffer", part_of="volvo", country="europe"))
                ]
            },
            "remarks[0].attributed_to.country",
            "it must be the id of a record in regions",
            "europe",
        ),
        (
            {"editions": [edition(2023, figure("5 exhibitors", attributed_to=ex.Party(person="li-fei")))]},
            "editions[0].figures[0].attributed_to.person",
            "it must be the id of a record in people",
            "li-fei",
        ),
        (
            {"editions": [edition(2023, figure(ex.Amount(5, "booth"), "booths-online"))]},
            "editions[0].figures[0].metric",
            "it must be the id of a record in metrics",
            "booths-online",
        ),
        (
            {"editions": [edition(2023, claims=[GROWN])]},
            "editions[0].claims[0].base_edition",
            "it must be the id of a record in editions",
            "ciie-2018",
        ),
        (
            {
                "flows": [
                    ex.TradeFlow(id="f", reporter="CN", kind=ex.FlowKind.EXPORT, partners=["GB", "europe"])
                ]
            },
            "flows[0].partners[1]",
            "it must be the id of a record in regions",
            "europe",
        ),
        (
            {"regions": [ex.records.Region(id="shunyi", name="Shunyi", lies_in="beijing")]},
            "regions[0].lies_in",
            "it must be the id of a record in regions",
            "beijing",
        ),
        (
            {
                "regions": [
                    ex.records.Region(id="a", name="A", lies_in="b"),
                    ex.records.Region(id="b", name="B", lies_in="c"),
                    ex.records.Region(id="c", name="C", lies_in="b"),
                ]
            },
            "regions[1].lies_in",
            "regions must not lie in each other",
            "c",
        ),
        (
            {"sources": [ex.Source("page-2", "Corrected", supersedes="page-1")]},
            "sources[0].supersedes",
            "it must be the id of a source of this catalog",
            "page-1",
        ),
        (
            {
                "metrics": [OWN],
                "editions": [edition(2023, figure(ex.Amount(5, "visitor"), "booths-online"))],
            },
            "editions[0].figures[0].amount",
            "booths-online is counted in booth, not in visitor",
            "EXACT 5 visitor",
        ),
        (
            {
                "metrics": [OWN],
                "deals": [
                    ex.Deal(
                        id="d",
                        parties=[PEOPLE],
                        expo="ciie",
                        value=figure(ex.Amount(5, "USD"), "booths-online"),
                    )
                ],
            },
            "deals[0].value.amount",
            "booths-online is counted in booth, not in USD",
            "EXACT 5 USD",
        ),
        (
            {
                "metrics": [OWN],
                "editions": [edition(2023, claims=[changed(ex.Amount(5, "visitor"))])],
            },
            "editions[0].claims[0].amount",
            "booths-online is counted in booth, not in visitor",
            "EXACT 5 visitor",
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
            "it must be a number that no other edition of ciie has: ciie-2023 and ciie-2022 have it",
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


def test_an_own_metric_measures_what_fits_its_dimension() -> None:
    ratio = ex.records.OwnMetric(id="share-online", dimension="ratio", unit="percent", english="share online")
    points = ex.records.ChangeClaim(amount=ex.Amount.parse("5 pp"), metric="share-online", citations=[CITED])
    catalog = ex.Catalog(
        metrics=[OWN, ratio],
        expos=[CIIE],
        editions=[
            edition(
                2023,
                figure(ex.Amount(5, "booth"), "booths-online"),
                claims=[points, changed(ex.Amount(5, "booth"))],
            )
        ],
    )
    assert catalog.metric("booths-online").english == "booths online"
    assert catalog.metric("booths").unit == "booth"
    assert catalog.series("ciie", "booths-online")[0][1].amount.value == 5
    for code, nearest in (("booths-onlin", ("booths-online",)), ("boots", ("booths",))):
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            catalog.metric(code)
        assert caught.value.nearest[: len(nearest)] == nearest


def test_a_long_chain_of_regions_is_walked_once() -> None:
    chain = [
        ex.records.Region(id=f"r-{number}", name="R", lies_in=f"r-{number + 1}" if number < 20_000 else "CN")
        for number in range(20_001)
    ]
    assert ex.Catalog(regions=chain).region("r-0").lies_in == "r-1"
