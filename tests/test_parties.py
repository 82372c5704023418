"""Parties and the parts they have: one of three kinds, somewhere, with roles that are told apart."""

from collections.abc import Callable
from enum import Enum

import pytest

from expotrade import parties
from expotrade.amounts import Amount
from expotrade.claims import First
from expotrade.errors import RecordError
from expotrade.evidence import Citation, Figure, Source
from expotrade.parties import (
    Attendance,
    Debut,
    Exhibitor,
    ExhibitorRole,
    Organisation,
    OrganisationKind,
    Participant,
    ParticipantRole,
    Party,
    Person,
    Showcase,
)

CITED = Citation(Source("report", "Expo closes"), 7)
APPLE = Party(organisation="apple")

MAKERS: dict[type, Callable[..., object]] = {
    Party: Party,
    Person: lambda **fields: Person(**{"name": "Li Fei"} | fields),
    Organisation: lambda **fields: Organisation(**{"id": "apple", "name": "Apple"} | fields),
    Showcase: lambda **fields: Showcase(**{"product": "laptop"} | fields),
    Exhibitor: lambda **fields: Exhibitor(
        **{"id": "cisce-2024-apple", "party": APPLE, "expo": "cisce"} | fields
    ),
    Participant: lambda **fields: Participant(
        **{"id": "cisce-2024-a", "party": APPLE, "role": ParticipantRole.BUYER, "expo": "cisce"} | fields
    ),
}


@pytest.mark.parametrize(
    ("party", "name"),
    [
        (Party(organisation="apple", role="supplier"), "apple"),
        (Party(place="ASEAN"), "ASEAN"),
        (Party(place="WORLD"), "WORLD"),
        (Party(description="Chinese enterprises"), "Chinese enterprises"),
    ],
)
def test_a_party_is_one_of_three(party: Party, name: str) -> None:
    assert party.name == name


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"role": "buyer"},
        {"organisation": "apple", "place": "US"},
        {"organisation": "apple", "description": "Apple"},
        {"place": "US", "description": "the U.S."},
        {"organisation": "apple", "place": "US", "description": "Apple"},
    ],
)
def test_none_or_several_of_the_three_is_no_party(fields: dict[str, str]) -> None:
    with pytest.raises(RecordError, match=r"a party is one organisation, one place or one description$"):
        Party(**fields)


@pytest.mark.parametrize("code", ["UK", "cn", "China", "XX", "EU ", "", 1, None])
def test_a_place_is_a_code(code: object) -> None:
    if code is None:
        assert Organisation(id="apple", name="Apple", country=code).country is None
        return
    with pytest.raises(RecordError) as caught:
        MAKERS[Organisation](country=code)
    rule = "a place is an ISO 3166-1 alpha-2 code, WORLD, or a known group such as ASEAN"
    assert str(caught.value) == f"Organisation.country cannot be {code!r}: {rule}"


@pytest.mark.parametrize(
    ("kind", "field", "value", "rule"),
    [
        (Party, "organisation", "Apple Inc.", "an id is words of a-z"),
        (Party, "place", "America", "a place is an ISO 3166-1 alpha-2 code"),
        (Party, "description", "", "it must be a text that is not empty"),
        (Person, "name", None, "it must be a text that is not empty"),
        (Person, "office", "", "it must be a text that is not empty"),
        (Person, "organisation", "CCPIT", "an id is words of a-z"),
        (Organisation, "id", "Apple", "an id is words of a-z"),
        (Organisation, "name", "", "it must be a text that is not empty"),
        (Organisation, "other_names", "Apple Inc.", "it must be a list or tuple of records"),
        (Organisation, "other_names", ["Apple", 1], "it must be a text that is not empty"),
        (Organisation, "kind", "company", "it must be an OrganisationKind"),
        (Organisation, "part_of", "", "an id is words of a-z"),
        (Organisation, "citations", [1], "it must be a Citation"),
        (Organisation, "note", "", "it must be a text that is not empty"),
        (Showcase, "product", " ", "it must be a text that is not empty"),
        (Showcase, "debut", "world", "it must be a Debut"),
        (Showcase, "citations", "p. 7", "it must be a list or tuple of records"),
        (Exhibitor, "id", "Apple", "an id is words of a-z"),
        (Exhibitor, "party", "apple", "it must be a Party"),
        (Exhibitor, "edition", "CISCE 2024", "an id is words of a-z"),
        (Exhibitor, "expo", "CISCE", "an id is words of a-z"),
        (Exhibitor, "role", None, "it must be an ExhibitorRole"),
        (Exhibitor, "attendance", "took_part", "it must be an Attendance"),
        (Exhibitor, "section", 1, "an id is words of a-z"),
        (Exhibitor, "partners", [APPLE, "ccpit"], "it must be a Party"),
        (Exhibitor, "showcases", ["laptop"], "it must be a Showcase"),
        (Exhibitor, "figures", [15], "it must be a Figure"),
        (Exhibitor, "claims", ["first"], "it must be a claim, such as Growth or Share"),
        (Exhibitor, "citations", [None], "it must be a Citation"),
        (Exhibitor, "note", 1, "it must be a text that is not empty"),
        (Participant, "party", None, "it must be a Party"),
        (Participant, "role", "buyer", "it must be a ParticipantRole"),
        (Participant, "attendance", None, "it must be an Attendance"),
        (Participant, "section", "A", "an id is words of a-z"),
        (Participant, "claims", [CITED], "it must be a claim, such as Growth or Share"),
        (Participant, "citations", [1], "it must be a Citation"),
        (Participant, "note", "", "it must be a text that is not empty"),
    ],
)
def test_what_a_record_of_a_party_refuses(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


@pytest.mark.parametrize("kind", [Exhibitor, Participant])
def test_who_takes_part_does_so_somewhere(kind: type) -> None:
    with pytest.raises(RecordError) as caught:
        MAKERS[kind](edition=None, expo=None)
    rule = "give its edition, or its expo where the edition is not printed"
    assert str(caught.value) == f"{kind.__name__}.edition cannot be None: {rule}"
    assert MAKERS[kind](edition="cisce-2024", expo=None).edition == "cisce-2024"


def test_an_exhibitor_keeps_whom_and_what_it_shows() -> None:
    four = Figure("suppliers", Amount.parse("four suppliers"), citations=[CITED])
    first = First(of="Lenovo", what="transparent laptop", scope="the world", citations=[CITED])
    made = Exhibitor(
        id="cisce-2024-apple",
        party=APPLE,
        edition="cisce-2024",
        role=ExhibitorRole.CO_EXHIBITOR,
        attendance=Attendance.INTENDS,
        partners=[Party(organisation="yuto-tech", role="supplier")],
        showcases=[Showcase(product="laptop", debut=Debut.ASIA, citations=[CITED])],
        figures=[four],
        claims=[first],
        citations=[CITED],
    )
    assert made.partners[0].role == "supplier"
    assert (made.figures, made.claims, made.showcases[0].debut) == ((four,), (first,), Debut.ASIA)


@pytest.mark.parametrize("kind", [OrganisationKind, ExhibitorRole, Attendance, ParticipantRole, Debut])
def test_enums_show_how_they_are_written(kind: type[Enum]) -> None:
    for member in kind:
        assert eval(repr(member), vars(parties)) is member
        assert kind(member.value) is member
