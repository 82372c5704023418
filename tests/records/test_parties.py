"""Parties and their parts: one of three kinds, at an edition or expo, with different roles."""

from collections.abc import Callable
from enum import Enum

import pytest

import expotrade as ex
from builders import CITED, figure
from expotrade.records import parties

APPLE = ex.Party(organisation="apple")

MAKERS: dict[type, Callable[..., object]] = {
    ex.Party: ex.Party,
    ex.Person: lambda **fields: ex.Person(**{"name": "Li Fei"} | fields),
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
        (ex.Party(description="Chinese enterprises"), "Chinese enterprises"),
    ],
)
def test_a_party_is_one_of_three(party: ex.Party, name: str) -> None:
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
def test_a_party_is_exactly_one_of_three(fields: dict[str, str]) -> None:
    with pytest.raises(
        ex.errors.RecordError, match=r"a party is one organisation, one place or one description$"
    ):
        ex.Party(**fields)


@pytest.mark.parametrize("code", ["UK", "cn", "China", "XX", "EU ", "", 1, None])
def test_a_place_is_a_code(code: object) -> None:
    if code is None:
        assert ex.Organisation(id="apple", name="Apple", country=code).country is None
        return
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[ex.Organisation](country=code)
    rule = "a place is an ISO 3166-1 alpha-2 code, WORLD, or a known group such as ASEAN"
    assert str(caught.value) == f"Organisation.country cannot be {code!r}: {rule}"


@pytest.mark.parametrize(
    ("kind", "field", "value", "rule"),
    [
        (ex.Party, "organisation", "Apple Inc.", "an id is words of a-z"),
        (ex.Party, "place", "America", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.Party, "description", "", "it must be a text that is not empty"),
        (ex.Person, "name", None, "it must be a text that is not empty"),
        (ex.Person, "office", "", "it must be a text that is not empty"),
        (ex.Person, "organisation", "CCPIT", "an id is words of a-z"),
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
        (ex.Exhibitor, "role", None, "it must be an ExhibitorRole"),
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
        (ex.Participant, "attendance", None, "it must be an Attendance"),
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
        assert eval(repr(member), vars(parties)) is member
        assert kind(member.value) is member
