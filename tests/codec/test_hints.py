"""The line of each problem of a catalog, and what may have been meant."""

import json

import pytest

import expotrade as ex
from documents import EXPOS, deal, document, figure
from expotrade.codec import (
    decode,
    loads,
)

LINES = """\
{"format": "expotrade/2",
 "expos": [
  {"id": "ciie", "name": 6},
  {"id": "CAEXPO", "nam": "A", "country": "Chna"}
 ],
 "deals": [{"id": "d", "parties": [{"place": "中国"}],
  "expo": "ciie", "kind": "contrct", "id": "d"}]
}
"""


def located(text: str | bytes) -> list[tuple[int | None, int | None, str, tuple[str, ...]]]:
    """Line, column, path and nearest of each problem."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        loads(text)
    return [(one.line, one.column, one.path, one.nearest) for one in caught.value.problems]


@pytest.mark.parametrize("text", [LINES, LINES.encode(), f"\ufeff{LINES}", f"\ufeff{LINES}".encode()])
def test_problems_know_their_line_and_what_may_have_been_meant(text: str | bytes) -> None:
    assert located(text) == [
        (3, 26, "expos[0].name", ()),
        (4, 3, "expos[1].name", ()),
        (4, 10, "expos[1].id", ("caexpo",)),
        (4, 43, "expos[1].country", ("CN", "TD", "GH")),
        (4, 27, "expos[1].nam", ("name",)),
        (7, 44, "deals[0].id", ()),
        (6, 46, "deals[0].parties[0].place", ("CN",)),
        (7, 27, "deals[0].kind", ("contract",)),
    ]


def test_what_links_lead_to_nothing_is_on_its_line_too() -> None:
    text = json.dumps(document(expos=EXPOS, deals=[deal(expo="cie")]), indent=1)
    ((line, column, path, _),) = located(text)
    assert path == "deals[0].expo"
    assert text.split("\n")[(line or 0) - 1][(column or 0) - 1 :] == '"cie"'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a":\n 5', 2, 3),
        (b'{"a":\n "\xc3\xa9\xff"', 2, 4),
        ("\ufeff[".encode() + b"\xff", 1, 2),
        ("\n " + "[" * 41, 2, 42),
        ("[" * 41, 1, 41),
    ],
)
def test_what_is_no_json_has_a_line(text: str | bytes, line: int, column: int) -> None:
    ((found_line, found_column, _, _),) = located(text)
    assert (found_line, found_column) == (line, column)


def test_data_has_no_lines() -> None:
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode(json.loads(LINES))
    assert {(one.line, one.column) for one in caught.value.problems} == {(None, None)}


def test_the_lines_are_no_part_of_the_text_and_of_equality() -> None:
    with pytest.raises(ex.errors.DecodeError) as caught:
        loads(LINES, origin="mine.json")
    assert str(caught.value).split("\n")[:2] == [
        "mine.json has 8 problems:",
        "- expos[0].name: it must be a text, not 6",
    ]
    assert caught.value.problems[0] == ex.errors.Problem("expos[0].name", "it must be a text", 6)


@pytest.mark.parametrize(
    ("amount", "nearest"),
    [
        ("more than 5 exhibitors", ("MORE_THAN 5 exhibitor",)),
        ("EXACT 5 exhibitr", ("EXACT 5 exhibitor", "EXACT 5 exhibit")),
        ("MORE_THEN 5 exhibitor", ("MORE_THAN 5 exhibitor",)),
        ("exact 5 exhibitor", ("EXACT 5 exhibitor",)),
        ("EXACTLY some exhibitor", ()),
        ("a handful of exhibitors", ()),
        ("EXACT five exhibitor", ()),
        ("EXACT 5 exhibitor exhibitr", ()),
        ("EXACT 5 USD/exhibitr", ()),
        ("BETWEEN 5 exhibitr [6..7]", ()),
    ],
)
def test_the_nearest_of_an_amount_is_an_amount(amount: str, nearest: tuple[str, ...]) -> None:
    text = json.dumps(document(expos=EXPOS, deals=[deal(value=figure(amount=amount))]))
    ((_, _, path, found),) = located(text)
    assert path == "deals[0].value.amount"
    assert found[: len(nearest)] == nearest
    assert bool(found) is bool(nearest)


def test_texts_of_which_nothing_can_be_said() -> None:
    records = [{"id": "ä" * 9, "name": "A"}, {"id": "x" * 3000, "name": "A"}, {"id": "e", "name": "A\n"}]
    assert [nearest for *_, nearest in located(json.dumps(document(expos=records)))] == [(), (), ()]
