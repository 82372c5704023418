"""The quick reader beside the codec: it reads what is plainly right, and nothing that the codec would refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade import datasets
from expotrade.codec import dumps, loads, reading
from expotrade.codec.fast import loads_quickly

EXPO = {"id": "ciie", "name": "China International Import Expo"}
SOURCE = {"id": "report", "title": "Expo closes"}
CITED = [{"source": "report", "paragraph": 4}]
FIGURE = {"metric": "deal_value", "amount": "ROUNDED 78.41E+9 USD", "citations": CITED}


def document(**lists: object) -> dict[str, Any]:
    deal = {"id": "deal", "parties": [{"place": "AU"}], "expo": "ciie", "value": FIGURE, "citations": CITED}
    return {"format": "expotrade/2", "sources": [SOURCE], "expos": [EXPO], "deals": [deal], **lists}


def deal(**changes: object) -> dict[str, Any]:
    return document(deals=[document()["deals"][0] | changes])


def strictly(text: str | bytes) -> ex.Catalog:
    """The same by the hooks of the codec alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "loads_quickly", lambda *_, **__: None)
        return loads(text)


@pytest.mark.parametrize("name", ["articles", "history"])
def test_the_bundled_datasets_are_what_the_codec_reads(name: str) -> None:
    text = (Path(ex.__file__).parent / "data" / f"{name}.json").read_bytes()
    quick = loads_quickly(text)
    assert quick == strictly(text)
    assert dumps(quick).encode() == text
    assert loads_quickly(text.decode()) == quick
    assert loads_quickly(b"\xef\xbb\xbf" + text) == quick


def places_in(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in parts for place in places_in(part, (*path, key)))]


JUNK = [
    None,
    True,
    0,
    1,
    -1,
    4.0,
    10**20,
    "",
    " ",
    "x",
    "AU",
    "ciie",
    "report",
    "2023",
    "EXACT 5 USD",
    [],
    {},
    ["x"],
]


@given(st.data())
def test_what_is_read_is_what_the_codec_reads(data: st.DataObject) -> None:
    """However a document is spoilt: nothing is read here that the codec refuses, or otherwise than there."""
    claim = {"claim": "growth", "amount": "ROUNDED 5 percent", "since": "2023", "citations": CITED}
    spoilt = json.loads(json.dumps(document(expos=[EXPO | {"claims": [claim]}])))
    *way, last = data.draw(st.sampled_from([place for place in places_in(spoilt) if place]))
    holder = spoilt
    for step in way:
        holder = holder[step]
    if isinstance(holder, dict) and data.draw(st.booleans()):
        holder[data.draw(st.sampled_from(["note", "$comment", "city", "hs", last]))] = data.draw(
            st.sampled_from(JUNK)
        )
    else:
        holder[last] = data.draw(st.sampled_from([*JUNK, holder[last]]))
    text = json.dumps(spoilt)
    found = loads_quickly(text)
    assert found is None or found == strictly(text)


def test_citations_of_one_paragraph_are_one() -> None:
    catalog = loads_quickly(json.dumps(document()))
    assert catalog is not None
    (found,) = catalog.deals
    assert found.value is not None
    assert found.citations[0] is found.value.citations[0]


@pytest.mark.parametrize(
    "claim",
    [
        {"claim": "growth", "amount": "ROUNDED 5 percent", "base": "year_earlier", "citations": CITED},
        {
            "claim": "first",
            "of": "CIIE",
            "what": "expo",
            "scope": "world",
            "citations": [{"source": "report"}],
        },
    ],
)
def test_claims_are_told_by_their_name(claim: dict[str, object]) -> None:
    text = json.dumps(document(expos=[EXPO | {"claims": [claim]}]))
    assert loads_quickly(text) == strictly(text)


REFUSED: dict[str, object] = {
    "a list": [],
    "no format": {"expos": [EXPO]},
    "another format": document(format="expotrade/1"),
    "an unknown list": document(firms=[]),
    "a list that is none": document(expos=EXPO),
    "an expo that is none": document(expos=[5]),
    "an unknown field": document(expos=[EXPO | {"nam": "x"}]),
    "a missing field": document(expos=[{"id": "ciie"}]),
    "null": document(expos=[EXPO | {"city": None}]),
    "a number for a text": document(expos=[EXPO | {"city": 5}]),
    "a text for a list": deal(citations="report"),
    "texts that are none": document(organisations=[{"id": "a", "name": "A", "other_names": [5]}]),
    "an unknown kind": deal(kind="barter"),
    "a printed amount": deal(value=FIGURE | {"amount": "more than 5 US dollars"}),
    "an amount of nothing": deal(value=FIGURE | {"amount": "EXACT 5 blorks"}),
    "an amount out of range": deal(value=FIGURE | {"amount": "EXACT 5E+900 USD"}),
    "an unknown metric": deal(value=FIGURE | {"metric": "deal_valu"}),
    "a period that is none": deal(date="2023-02-30"),
    "a paragraph that is a flag": deal(
        citations=[{"source": "report", "paragraph": 1}, {"source": "report", "paragraph": True}]
    ),
    "a paragraph with a point": deal(citations=[{"source": "report", "paragraph": 4.0}]),
    "a paragraph that is null": deal(citations=[{"source": "report", "paragraph": None}]),
    "a long whole number": deal(citations=[{"source": "report", "paragraph": 10**30}]),
    "a citation that is none": deal(citations=["report"]),
    "an unknown source": deal(citations=[{"source": "page", "paragraph": 4}]),
    "two sources of one id": document(sources=[SOURCE, SOURCE | {"title": "Expo opens"}]),
    "a dangling link": deal(edition="ciie-2023"),
    "a claim without a name": document(expos=[EXPO | {"claims": [{"citations": CITED}]}]),
    "a claim that is none": document(expos=[EXPO | {"claims": ["growth"]}]),
    "a claim of an unhashable name": document(expos=[EXPO | {"claims": [{"claim": ["growth"]}]}]),
    "a hidden character": document(expos=[EXPO | {"city": "Shang\u200bhai"}]),
    "a lone surrogate": document(expos=[EXPO | {"city": "\ud800"}]),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_not_plainly_right_is_left_to_the_codec(data: object) -> None:
    text = json.dumps(data)
    assert loads_quickly(text) is None
    with pytest.raises(ex.errors.DecodeError):
        loads(text)


@pytest.mark.parametrize(
    "text",
    ["", "{", b"\xff", "[" * 100_000, '{"format": "expotrade/2", "expos": ' + "9" * 5000 + "}", "NaN"],
    ids=["nothing", "half", "no UTF-8", "too deep", "a number beyond Python", "NaN"],
)
def test_what_is_no_json_is_left_to_the_codec(text: str | bytes) -> None:
    assert loads_quickly(text) is None
    with pytest.raises(ex.errors.DecodeError):
        loads(text)


@pytest.mark.parametrize(
    ("once", "twice"),
    [
        ('"name": "China', '"name": "x", "name": "China'),
        ('"format": ', '"format": "expotrade/2", "format": '),
        ('"paragraph": 4', '"paragraph": 4, "paragraph": 4'),
        ('"place": "AU"', '"place": "\\": {", "place": "AU"'),
    ],
)
def test_a_doubled_key_is_seen_by_counting(once: str, twice: str) -> None:
    text = json.dumps(document())
    assert loads_quickly(text) is not None
    doubled = text.replace(once, twice, 1)
    assert json.loads(doubled) == document()
    assert loads_quickly(doubled) is None
    with pytest.raises(ex.errors.DecodeError, match="a key that comes once"):
        loads(doubled)


def test_a_comment_is_read_by_the_codec() -> None:
    text = json.dumps(document(expos=[EXPO | {"$comment": "to be checked: all of it"}]))
    assert loads_quickly(text) is None
    assert loads(text) == loads(json.dumps(document()))


def test_colons_in_texts_are_no_keys() -> None:
    text = json.dumps(document(expos=[EXPO | {"city": 'a: "b": \\": {c}'}]))
    assert loads_quickly(text) == strictly(text)


def test_further_nouns_are_known() -> None:
    table = ex.UnitTable().with_nouns({"pavilion_stamp": ["pavilion stamps"]})
    figure = {"metric": "other", "amount": "EXACT 5 pavilion_stamp", "basis": "stamps", "citations": CITED}
    text = json.dumps(deal(value=figure))
    assert loads_quickly(text) is None
    found = loads_quickly(text, table)
    assert found == loads(text, units=table)


def test_progress_does_not_go_back_where_a_document_is_read_twice() -> None:
    told: list[tuple[int, int]] = []
    text = json.dumps(deal(edition="ciie-2023"))
    with pytest.raises(ex.errors.DecodeError):
        loads(text, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_a_bar_raises_reaches_the_caller() -> None:
    def stop(_: int, __: int) -> None:
        raise TypeError("enough")

    with pytest.raises(TypeError, match="enough"):
        loads(json.dumps(document()), progress=stop)


def test_a_bundled_file_that_cannot_be_read_is_explained_by_the_codec(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its checksum is right, as where a release was made with an older schema."""
    given: Callable[[str], bytes] = lambda _: json.dumps(deal(kind="barter")).encode()  # noqa: E731
    monkeypatch.setattr(datasets, "read_data", given)
    monkeypatch.setattr(datasets, "_loaded", {})
    with pytest.raises(
        ex.errors.DecodeError, match=r"the bundled articles\.json has 1 problem:\s- deals\[0\]\.kind"
    ):
        datasets.load_dataset("articles")
