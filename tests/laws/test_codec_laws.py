"""Laws of the codec: what was written reads back, and each thing that is wrong is named with its place."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from hypothesis import assume, example, given, strategies as st

import expotrade as ex
from expotrade.catalogs import KINDS
from expotrade.codec import decode, dumps, encode, loads
from searching import catalogs, examples

Path = tuple[str | int, ...]

DEFINITIONS: Any = ex.codec.json_schema()["$defs"]
LISTS: dict[str, str] = {
    name: part["items"]["$ref"].rpartition("/")[2]
    for name, part in ex.codec.json_schema()["properties"].items()  # type: ignore[attr-defined]
    if name in ("sources", *KINDS)
}
FIELDS = sorted({name for one in DEFINITIONS.values() for name in one.get("properties", ())})
REQUIRED = {name: DEFINITIONS[kind]["required"] for name, kind in LISTS.items()}


def parts(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a document with its path."""
    yield path, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from parts(value, (*path, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from parts(value, (*path, position))


def leaves(data: Any) -> list[Path]:
    """The paths to single values."""
    return [path for path, value in parts(data) if not isinstance(value, (dict, list))]


def objects(data: Any) -> list[Path]:
    """The paths to objects."""
    return [path for path, value in parts(data) if isinstance(value, dict)]


def spelled(path: Path) -> str:
    """A path as errors write it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def at(data: Any, path: Path) -> Any:
    """The value at a path."""
    for step in path:
        data = data[step]
    return data


def rejection(read: Callable[[Any], ex.Catalog], data: object) -> ex.errors.DecodeError | None:
    """Why data is no catalog, None where it is one; any other error is raised."""
    try:
        encode(read(data))
    except ex.errors.DecodeError as error:
        return error
    return None


def named(data: object) -> set[str]:
    """The paths of all problems of a document."""
    error = rejection(decode, data)
    assert error is not None
    assert all(problem.path in str(error) for problem in error.problems[:100])
    return {problem.path for problem in error.problems}


documents = catalogs().map(encode)
# A catalog has some hundred choices in it, so a few go a long way.
# A catalog takes some 30 ms to draw: half as many by default as for other laws.
few = examples(40, runs=2)


@few
@given(catalogs())
def test_decode_is_the_inverse_of_encode(catalog: ex.Catalog) -> None:
    again = decode(encode(catalog))
    assert again == catalog
    assert encode(again) == encode(catalog)


@few
@given(catalogs())
def test_read_is_the_inverse_of_write_and_writing_twice_gives_the_same(catalog: ex.Catalog) -> None:
    text = dumps(catalog)
    again = loads(text)
    assert again == catalog
    assert dumps(again) == text == dumps(catalog)
    assert loads(text.encode()) == catalog
    assert json.loads(text) == encode(catalog)


@few
@given(catalogs())
def test_equal_amounts_keep_their_digits(catalog: ex.Catalog) -> None:
    again = loads(dumps(catalog))
    written = [str(figure.amount) for _, figure in catalog.figures()]
    assert [str(figure.amount) for _, figure in again.figures()] == written


@few
@given(st.data(), documents)
def test_a_value_of_the_wrong_type_is_named(data: st.DataObject, document: dict[str, Any]) -> None:
    *path, last = data.draw(st.sampled_from(leaves(document)))
    wrong = data.draw(st.sampled_from([0.5, None, [], {}, -1, float("nan")]))
    at(document, tuple(path))[last] = wrong
    assert spelled((*path, last)) in named(document)


@few
@given(st.data(), documents)
def test_an_extra_key_is_named(data: st.DataObject, document: dict[str, Any]) -> None:
    path = data.draw(st.sampled_from(objects(document)))
    at(document, path)["surplus"] = data.draw(st.sampled_from([None, 5, "text", []]))
    assert named(document) == {spelled((*path, "surplus"))}


@few
@given(st.data(), documents, st.text(max_size=20) | st.lists(st.text(max_size=20), max_size=3))
def test_comments_change_nothing(data: st.DataObject, document: dict[str, Any], comment: object) -> None:
    plain = decode(document)
    for path in data.draw(st.lists(st.sampled_from(objects(document)), unique=True)):
        at(document, path)["$comment"] = comment
    assert decode(document) == loads(json.dumps(document)) == plain
    assert "$comment" not in dumps(decode(document))


@few
@given(st.data(), documents)
def test_a_wrong_value_is_found_on_its_line(data: st.DataObject, document: dict[str, Any]) -> None:
    *path, last = data.draw(st.sampled_from(leaves(document)))
    at(document, tuple(path))[last] = 0.5
    text = json.dumps(document, indent=data.draw(st.sampled_from([None, 0, 1])))
    error = rejection(loads, text)
    assert error is not None
    (problem,) = [one for one in error.problems if one.path == spelled((*path, last))]
    assert problem.line is not None
    assert problem.column is not None
    assert text.split("\n")[problem.line - 1][problem.column - 1 :].startswith("0.5")
    assert all(one.line is None for one in getattr(rejection(decode, document), "problems"))  # noqa: B009


@few
@given(st.data(), documents)
def test_a_missing_key_is_named(data: st.DataObject, document: dict[str, Any]) -> None:
    name = data.draw(st.sampled_from([name for name in LISTS if name in document]))
    position = data.draw(st.integers(0, len(document[name]) - 1))
    key = data.draw(st.sampled_from(REQUIRED[name]))
    del document[name][position][key]
    assert f"{name}[{position}].{key}" in named(document)


@few
@given(st.data(), documents)
def test_a_dangling_link_is_named(data: st.DataObject, document: dict[str, Any]) -> None:
    links = [
        path
        for path in leaves(document)
        if path[-1] in ("expo", "edition", "section", "organisation", "source")
    ]
    assume(links)
    *path, last = data.draw(st.sampled_from(links))
    at(document, tuple(path))[last] = "no-such-record"
    assert spelled((*path, last)) in named(document) or (path[0], last) == ("editions", "expo")


@few
@given(st.data(), documents)
def test_an_id_that_stands_twice_is_named(data: st.DataObject, document: dict[str, Any]) -> None:
    name = data.draw(st.sampled_from([name for name in KINDS if name in document]))
    document[name].append(deepcopy(data.draw(st.sampled_from(document[name]))))
    assert f"{name}[{len(document[name]) - 1}].id" in named(document)


@few
@given(st.data(), documents)
def test_three_mistakes_are_named_at_once(data: st.DataObject, document: dict[str, Any]) -> None:
    # Without the name of a claim nobody can say what its fields must be.
    places = [path for path in leaves(document) if path[-1] not in ("claim", "format")]
    assume(len(places) >= 3)
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=3, max_size=3, unique=True))
    for *path, last in chosen:
        at(document, tuple(path))[last] = 0.5
    assert {spelled(path) for path in chosen} <= named(document)


words = st.text(max_size=5) | st.sampled_from(
    ["expotrade/2", "ciie", "CN", "EXACT 5 USD", "deals", "growth", "2024"]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | words
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(words | st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=12,
)
records = st.dictionaries(st.sampled_from(FIELDS), values, max_size=8)
shaped = st.dictionaries(st.sampled_from(sorted(LISTS)), st.lists(records | values, max_size=3) | values).map(
    lambda lists: {"format": "expotrade/2", **lists}
)


@given(values | shaped)
@example({"format": "expotrade/2", "deals": [[[[[]]]]]})
def test_any_json_is_a_catalog_or_refused(data: object) -> None:
    for error in (rejection(decode, data), rejection(loads, json.dumps(data))):
        assert error is None or (error.problems and str(error))


@given(st.text() | st.binary())
def test_any_text_is_a_catalog_or_refused(text: str | bytes) -> None:
    error = rejection(loads, text)
    assert error is None or error.problems


@few
@given(st.data(), documents.map(json.dumps))
def test_a_text_cut_short_is_refused_by_line_and_column(data: st.DataObject, text: str) -> None:
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    error = rejection(loads, cut)
    assert error is not None
    (problem,) = error.problems
    assert problem.path.startswith("line 1 column ")
