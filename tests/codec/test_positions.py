"""The places of values in a JSON text, compared with a writer that notes each place as it writes."""

import json

import pytest
from hypothesis import given, strategies as st

from expotrade.codec.positions import find_places, step

TEXT = """\
{
 "format": "expotrade/2",
 "expos": [
  {"id": "ciie", "name": 6},
  {
   "id": "caexpo", "a b": [1, {"x": null}],
   "it's": 1, "\\u005b": "\\"]}", "long": true
  }
 ]
}
"""


def test_a_value_stands_where_it_begins() -> None:
    assert find_places(TEXT, ["expos[0].name", "expos[1]", "expos[1]['a b'][1].x", "format"]) == {
        "format": (2, 12),
        "expos[0].name": (4, 26),
        "expos[1]": (5, 3),
        "expos[1]['a b'][1].x": (6, 37),
    }


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ('expos[1]["it\'s"]', (7, 12)),
        ("expos[1]['[']", (7, 25)),
        ("expos[1].long", (7, 41)),
        # What is not there has the place of what should hold it.
        ("expos[1].name", (5, 3)),
        ("expos[0].name.x", (4, 26)),
        ("expos[0].name[0]", (4, 26)),
        ("expos[7].id", (3, 11)),
        ("expos.id", (3, 11)),
        ("deals", (1, 1)),
        ("document", (1, 1)),
        ("", (1, 1)),
        ("??", (1, 1)),
        ("[0].expos", (1, 1)),
    ],
)
def test_paths_of_every_shape(path: str, place: tuple[int, int]) -> None:
    assert find_places(TEXT, [path]) == {path: place}


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    text = '{"a": {"b": 1},\n "a": {"c": 2},\n "x": 3}'
    assert find_places(text, ["a.b", "a.c", "a"]) == {"a": (2, 7), "a.c": (2, 13), "a.b": (2, 7)}


@pytest.mark.parametrize("text", [" \n 5", '\n\n "a"', "[]", " {} "])
def test_a_text_of_one_value(text: str) -> None:
    offset = len(text) - len(text.lstrip())
    assert find_places(text, ["document", "[0]", "a"]) == dict.fromkeys(
        ["document", "[0]", "a"], naive(text, offset)
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_end_as_editors_count_them(newline: str) -> None:
    assert find_places(f'["a",{newline}{newline}"b"]', ["[1]"]) == {"[1]": (3, 1)}


def test_endless_numbers_are_passed_over() -> None:
    assert find_places(f'[{"9" * 100_000}, {{"a": 1.{"5" * 1000}}}, 5]', ["[2]"]) == {"[2]": (1, 101_015)}


# --- Against an oracle ----------------------------------------------------------------------------------------------


class Pairs(list[tuple[str, object]]):
    """An object as the pairs of its text, in which a key can occur twice."""


blanks = st.text(" \t\n\r", max_size=3)
keys = st.text(max_size=3) | st.sampled_from(
    ["id", "a b", "it's", 'say "x"', "'\"", "\\", "k" * 70, "é", "0"]
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text('[]{}",:\\ \n', max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.lists(st.tuples(keys, inner), max_size=4).map(Pairs),
    max_leaves=20,
)


def written(value: object, draw: st.DrawFn, text: str, path: str, places: dict[str, int]) -> str:
    """Return the text with the value added, and note where the value and its parts begin."""
    for old in [known for known in places if known.startswith(path)]:
        del places[old]  # an earlier value of the same key
    places[path] = len(text)
    if isinstance(value, Pairs):
        text += "{" + draw(blanks)
        for number, (key, part) in enumerate(value):
            text += (
                ("," + draw(blanks) if number else "") + json.dumps(key) + draw(blanks) + ":" + draw(blanks)
            )
            text = written(part, draw, text, path + step(key), places) + draw(blanks)
        return text + "}"
    if isinstance(value, list):
        text += "[" + draw(blanks)
        for number, part in enumerate(value):
            text += "," + draw(blanks) if number else ""
            text = written(part, draw, text, f"{path}[{number}]", places) + draw(blanks)
        return text + "]"
    return text + json.dumps(value, ensure_ascii=draw(st.booleans()))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """A text and where each path in it begins."""
    places: dict[str, int] = {}
    text = written(draw(values), draw, draw(blanks), "", places)
    return text + draw(blanks), places


def naive(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a character, by walking to it."""
    line, column = 1, 1
    for sign in text[:offset]:
        line, column = (line + 1, 1) if sign == "\n" else (line, column + 1)
    return line, column


@given(documents(), st.data())
def test_every_path_is_found_where_it_was_written(
    document: tuple[str, dict[str, int]], data: st.DataObject
) -> None:
    text, offsets = document
    chosen = data.draw(st.lists(st.sampled_from(sorted(offsets)), unique=True))
    found = find_places(text, [path.removeprefix(".") for path in chosen])
    assert found == {path.removeprefix("."): naive(text, offsets[path]) for path in chosen}


@given(documents(), st.data())
def test_what_is_missing_stands_where_its_holder_does(
    document: tuple[str, dict[str, int]], data: st.DataObject
) -> None:
    text, offsets = document
    holder = data.draw(st.sampled_from(sorted(offsets)))
    missing = f"{holder}.surplus.deeper"
    assert find_places(text, [missing]) == {missing: naive(text, offsets[holder])}


# --- Long texts, which would not be done today if each part cost as much as the whole ---------------------------------


def test_a_long_list_and_a_long_object() -> None:
    items = '{"a": [' + ",\n".join(["[]"] * 50_000) + "]}"
    paths = {f"a[{number}]": number + 1 for number in range(1, 50_000, 50)}
    assert find_places(items, paths) == {path: (line, 1) for path, line in paths.items()}
    members = "{" + ",\n".join(['"a": [1]'] * 50_000) + "}"
    assert find_places(members, ["a[0]", "b"]) == {"a[0]": (50_000, 7), "b": (1, 1)}
