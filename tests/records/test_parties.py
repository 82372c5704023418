"""Parties: exactly one link, place or description; organisations, people, regions, exhibitors, participants."""

from collections.abc import Callable
from enum import Enum

import pytest

import expotrade as ex
from builders import CITED, figure
from expotrade.records import exhibitors, organisations

APPLE = ex.Party(organisation="apple")

MAKERS: dict[type, Callable[..., object]] = {
    ex.Party: ex.Party,
    ex.Person: lambda **fields: ex.Person(**{"id": "li-fei", "name": "Li Fei"} | fields),
    ex.records.Office: lambda **fields: ex.records.Office(**{"title": "Vice Minister"} | fields),
    ex.records.Region: lambda **fields: ex.records.Region(**{"id": "jiangxi", "name": "Jiangxi"} | fields),
    ex.Organisation: lambda **fields: ex.Organisation(**{"id": "apple", "name": "Apple"} | fields),
    ex.records.Showcase: lambda **fields: ex.records.Showcase(**{"product": "laptop"} | fields),
    ex.Exhibitor: lambda **fields: ex.Exhibitor(
        **{"id": "cisce-2024-apple", "party": APPLE, "expo": "cisce"} | fields
    ),
    ex.Participant: lambda **fields: ex.Participant(
        **{"id": "cisce-2024-a", "party": APPLE, "role": ex.records.ParticipantRole.BUYER, "expo": "cisce"}
        | fields
    ),
}


@pytest.mark.parametrize(
    ("party", "name"),
    [
        (ex.Party(organisation="apple", role="supplier"), "apple"),
        (ex.Party(place="ASEAN"), "ASEAN"),
        (ex.Party(place="WORLD"), "WORLD"),
        (ex.Party(place="jiangxi"), "jiangxi"),
        (ex.Party(person="li-fei"), "li-fei"),
        (ex.Party(expo="ciie"), "ciie"),
        (ex.Party(edition="ciie-2023"), "ciie-2023"),
        (ex.Party(section="ciie-2023-australia"), "ciie-2023-australia"),
        (ex.Party(description="Chinese enterprises"), "Chinese enterprises"),
        (ex.Party(description="a staffer", country="SE", part_of="volvo"), "a staffer"),
    ],
)
def test_a_party_is_named_by_its_link_or_its_words(party: ex.Party, name: str) -> None:
    assert party.name == name
    assert party.is_described is (party.description is not None)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"role": "buyer"},
        {"organisation": "apple", "place": "US"},
        {"organisation": "apple", "description": "Apple"},
        {"place": "US", "description": "the U.S."},
        {"organisation": "apple", "place": "US", "description": "Apple"},
        {"person": "li-fei", "organisation": "mofcom"},
        {"edition": "ciie-2023", "expo": "ciie"},
    ],
)
def test_a_party_is_exactly_one_thing(fields: dict[str, str]) -> None:
    rule = "a party is exactly one of organisation, person, place, expo, edition, section and description$"
    with pytest.raises(ex.errors.RecordError, match=rule):
        ex.Party(**fields)


@pytest.mark.parametrize("field", ["country", "part_of"])
def test_only_a_description_says_its_country_and_what_it_belongs_to(field: str) -> None:
    value = "CN" if field == "country" else "apple"
    assert getattr(ex.Party(description="a staffer", **{field: value}), field) == value
    with pytest.raises(
        ex.errors.RecordError, match="the record of the organisation says it of a link"
    ) as caught:
        ex.Party(organisation="apple", **{field: value})
    assert caught.value.field == field


def test_a_region_does_not_lie_in_itself() -> None:
    assert MAKERS[ex.records.Region](lies_in="CN").lies_in == "CN"
    with pytest.raises(ex.errors.RecordError, match="a region lies in another place"):
        MAKERS[ex.records.Region](lies_in="jiangxi")


@pytest.mark.parametrize("code", ["UK", "Cn", "China", "XX", "EU ", "", 1, None])
def test_a_place_is_a_code(code: object) -> None:
    if code is None:
        assert ex.Organisation(id="apple", name="Apple", country=code).country is None
        return
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[ex.Organisation](country=code)
    rule = "a place is an ISO 3166-1 alpha-2 code, WORLD, a known group such as ASEAN, or the id of a region"
    assert str(caught.value) == f"Organisation.country cannot be {code!r}: {rule}"


@pytest.mark.parametrize(
    ("kind", "field", "value", "rule"),
    [
        (ex.Party, "organisation", "Apple Inc.", "an id is words of a-z"),
        (ex.Party, "place", "America", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.Party, "description", "", "it must be a text that is not empty"),
        (ex.Person, "name", None, "it must be a text that is not empty"),
        (ex.Party, "person", "Li Fei", "an id is words of a-z"),
        (ex.Party, "country", "China", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.Person, "id", "Li Fei", "an id is words of a-z"),
        (ex.Person, "offices", ["chair"], "it must be an Office"),
        (ex.Person, "attributed_to", "Xinhua", "it must be a Party"),
        (ex.Person, "open_lists", "offices", "it must be a list or tuple of records"),
        (
            ex.Person,
            "open_lists",
            ["figures"],
            "it must name lists of this record: citations, other_names, offices",
        ),
        (ex.Person, "open_lists", ["open_lists"], "it must name lists of this record"),
        (ex.records.Office, "title", "", "it must be a text that is not empty"),
        (ex.records.Office, "organisation", "CCPIT", "an id is words of a-z"),
        (ex.records.Office, "date", "2024", "it must be a Period"),
        (ex.records.Region, "name", "", "it must be a text that is not empty"),
        (ex.records.Region, "lies_in", "China", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.Organisation, "id", "Apple", "an id is words of a-z"),
        (ex.Organisation, "name", "", "it must be a text that is not empty"),
        (ex.Organisation, "other_names", "Apple Inc.", "it must be a list or tuple of records"),
        (ex.Organisation, "other_names", ["Apple", 1], "it must be a text that is not empty"),
        (ex.Organisation, "kind", "company", "it must be an OrganisationKind"),
        (ex.Organisation, "part_of", "", "an id is words of a-z"),
        (ex.Organisation, "citations", [1], "it must be a Citation"),
        (ex.Organisation, "note", "", "it must be a text that is not empty"),
        (ex.records.Showcase, "product", " ", "it must be a text that is not empty"),
        (ex.records.Showcase, "debut", "world", "it must be a Debut"),
        (ex.records.Showcase, "citations", "p. 7", "it must be a list or tuple of records"),
        (ex.Exhibitor, "id", "Apple", "an id is words of a-z"),
        (ex.Exhibitor, "party", "apple", "it must be a Party"),
        (ex.Exhibitor, "edition", "CISCE 2024", "an id is words of a-z"),
        (ex.Exhibitor, "expo", "CISCE", "an id is words of a-z"),
        (ex.Exhibitor, "role", "main", "it must be an ExhibitorRole"),
        (ex.Exhibitor, "status", "actual", "it must be a Status"),
        (ex.Exhibitor, "attendance", "took_part", "it must be an Attendance"),
        (ex.Exhibitor, "section", 1, "an id is words of a-z"),
        (ex.Exhibitor, "partners", [APPLE, "ccpit"], "it must be a Party"),
        (ex.Exhibitor, "showcases", ["laptop"], "it must be a Showcase"),
        (ex.Exhibitor, "figures", [15], "it must be a Figure"),
        (ex.Exhibitor, "claims", ["first"], "it must be a claim, such as GrowthClaim or ShareClaim"),
        (ex.Exhibitor, "citations", [None], "it must be a Citation"),
        (ex.Exhibitor, "note", 1, "it must be a text that is not empty"),
        (ex.Participant, "party", None, "it must be a Party"),
        (ex.Participant, "role", "buyer", "it must be a ParticipantRole"),
        (ex.Participant, "attendance", "invited", "it must be an Attendance"),
        (ex.Participant, "section", "A", "an id is words of a-z"),
        (ex.Participant, "claims", [CITED], "it must be a claim, such as GrowthClaim or ShareClaim"),
        (ex.Participant, "citations", [1], "it must be a Citation"),
        (ex.Participant, "note", "", "it must be a text that is not empty"),
    ],
)
def test_values_that_parties_refuse(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


@pytest.mark.parametrize("kind", [ex.Exhibitor, ex.Participant])
def test_a_role_needs_an_edition_or_an_expo(kind: type) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](edition=None, expo=None)
    rule = "give its edition, or its expo if the edition is not printed"
    assert str(caught.value) == f"{kind.__name__}.edition cannot be None: {rule}"
    assert MAKERS[kind](edition="cisce-2024", expo=None).edition == "cisce-2024"


@pytest.mark.parametrize("kind", [ex.Exhibitor, ex.Participant])
def test_what_is_not_printed_of_a_role_is_none(kind: type) -> None:
    made = kind(id="a", party=APPLE, expo="cisce")
    assert (made.role, made.attendance, made.status, made.attributed_to) == (None,) * 4


def test_an_exhibitor_keeps_its_partners_and_showcases() -> None:
    four = figure("four suppliers", "suppliers")
    first = ex.records.FirstClaim(
        of="Lenovo", what="transparent laptop", scope="the world", citations=[CITED]
    )
    made = ex.Exhibitor(
        id="cisce-2024-apple",
        party=APPLE,
        edition="cisce-2024",
        role=ex.records.ExhibitorRole.CO_EXHIBITOR,
        attendance=ex.records.Attendance.INTENDS,
        partners=[ex.Party(organisation="yuto-tech", role="supplier")],
        showcases=[ex.records.Showcase(product="laptop", debut=ex.records.Debut.ASIA, citations=[CITED])],
        figures=[four],
        claims=[first],
        citations=[CITED],
    )
    assert made.partners[0].role == "supplier"
    assert (made.figures, made.claims, made.showcases[0].debut) == ((four,), (first,), ex.records.Debut.ASIA)


@pytest.mark.parametrize(
    "kind",
    [
        ex.records.OrganisationKind,
        ex.records.ExhibitorRole,
        ex.records.Attendance,
        ex.records.ParticipantRole,
        ex.records.Debut,
    ],
)
def test_enums_show_how_they_are_written(kind: type[Enum]) -> None:
    for member in kind:
        assert eval(repr(member), vars(exhibitors) | vars(organisations)) is member
        assert kind(member.value) is member
