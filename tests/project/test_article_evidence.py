"""The dataset `articles` claims no more than is printed.

Two lists in `tests/data` are compared with the dataset. `article_evidence.csv` has every role, attendance, status,
country, kind and open list of a record, with the wording that prints it. `article_free_text.json` has every party that
is words and no link, and every note, with the reason for it. Where the articles lie beside the repository, each wording
is looked up in its paragraph."""

import json
from collections.abc import Iterator

import pytest
from attrs import fields

import expotrade as ex
from article_tables import DATA, SOURCES, printed_paragraphs, table
from expotrade.catalogs import Record
from expotrade.records import DealKind, RemarkKind, SectionKind

# These say that the source prints no kind.
NEUTRAL = (DealKind.UNSPECIFIED, RemarkKind.STATEMENT, SectionKind.CATEGORY)

PRINTED = ("role", "attendance", "status", "country", "kind")
"""The fields of a record that are given only with the wording that prints them."""

Part = Record | ex.Figure | ex.Claim

EVIDENCE = table("article_evidence.csv")
FREE_TEXT = json.loads((DATA / "article_free_text.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def cat() -> ex.Catalog:
    return ex.load_dataset("articles")


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The paragraphs of each source, with straight quotation marks."""
    return printed_paragraphs()


def parts(record: Record) -> Iterator[tuple[str, Part]]:
    """A record under the name "", and its figures and claims under the names of their lists."""
    yield "", record
    yield from (("figures", figure) for figure in getattr(record, "figures", ()))
    yield from (("claims", claim) for claim in getattr(record, "claims", ()))


def parties(part: Part) -> Iterator[tuple[str, ex.Party]]:
    """The parties of a record, a figure or a claim, each with the field that has it."""
    for attribute in fields(type(part)):
        value = getattr(part, attribute.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, ex.Party):
                yield attribute.name, one


def stated(record: Record) -> Iterator[tuple[Part, str, str, str]]:
    """What needs a wording: the part that states it, the field that a citation must name, what it is and its value."""
    for name, part in parts(record):
        for field in PRINTED:
            value = getattr(part, field, None)
            # The status of a figure and of a claim is actual unless another is printed; a flow has a direction.
            is_default = name != "" and value is ex.Status.ACTUAL
            if value is None or value in NEUTRAL or is_default or isinstance(part, ex.TradeFlow):
                continue
            yield part, field, f"{name} {field}".strip(), getattr(value, "value", value)
        for field, party in parties(part):
            for said in ("country", "role"):
                if getattr(party, said) is not None:
                    what = f"{name} {field} {said}".strip()
                    yield part, field, what, f"{party.name}: {getattr(party, said)}"
    for field in record.open_lists:
        yield record, "open_lists", "open_lists", field


def wordings(part: Part, field: str) -> list[ex.Citation]:
    """The citations that print a field, each with its wording."""
    return [one for one in part.citations if field in one.fields and one.as_printed is not None]


def test_what_is_given_only_if_printed_has_its_wording(cat: ex.Catalog) -> None:
    bare = [
        (record.id, what, value)
        for record in cat.records()
        for part, field, what, value in stated(record)
        if not wordings(part, field)
    ]
    assert bare == []


def test_the_list_has_every_field_with_its_wording(cat: ex.Catalog) -> None:
    rows = [
        {
            "article": str(SOURCES.index(place.source.id)),
            "paragraph": str(place.paragraph),
            "record": record.id,
            "field": what,
            "value": value,
            "wording": place.as_printed,
        }
        for record in cat.records()
        for part, field, what, value in stated(record)
        for place in wordings(part, field)
    ]
    assert rows == EVIDENCE


def test_wordings_are_printed_where_they_are_cited(cat: ex.Catalog, texts: dict[str, list[str]]) -> None:
    missing = [
        (record.id, place.paragraph, place.as_printed)
        for record in cat.records()
        for _, part in parts(record)
        for place in (*part.citations, *(c for s in getattr(part, "showcases", ()) for c in s.citations))
        if place.as_printed is not None
        and place.as_printed not in texts[place.source.id][(place.paragraph or 0) - 1]
    ]
    assert missing == []


def test_a_wording_is_short() -> None:
    long = [row["wording"] for row in EVIDENCE if len(row["wording"].split()) > 11]
    assert long == []


# --- Free text ------------------------------------------------------------------------------------------------------


def test_every_party_without_a_link_has_a_reason(cat: ex.Catalog) -> None:
    found = {
        f"{record.id}: {party.description}"
        for record in cat.records()
        for _, part in parts(record)
        for _, party in parties(part)
        if party.description is not None
    }
    assert found == set(FREE_TEXT["descriptions"])


def test_every_note_has_a_reason(cat: ex.Catalog) -> None:
    found = {record.id for record in cat.records() for _, part in parts(record) if part.note is not None}
    assert found == set(FREE_TEXT["notes"])


def test_every_reason_says_something() -> None:
    reasons = [*FREE_TEXT["descriptions"].values(), *FREE_TEXT["notes"].values()]
    assert [reason for reason in reasons if len(reason.split()) < 4] == []
