"""How deep a JSON text nests, found without parsing it."""

import json

import pytest
from hypothesis import example, given, strategies as st

from expotrade._internal.json_text import _depth, first_too_deep


def depth_of(data: object) -> int:
    """How deep a document nests, by walking it."""
    if isinstance(data, dict):
        return 1 + max(map(depth_of, data.values()), default=0)
    if isinstance(data, list):
        return 1 + max(map(depth_of, data), default=0)
    return 0


marks = st.text('[]{}"\\,: a', max_size=8)
nested = st.recursive(
    marks,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(marks, inner, max_size=3),
    max_leaves=20,
)


@given(nested)
@example('\\"[')
@example(["\\\\", "[", '"'])
def test_nesting_is_found_without_parsing(data: object) -> None:
    assert _depth(json.dumps(data).encode()) == depth_of(data)


def deepest(text: str) -> list[int]:
    """How many lists and objects are open at each character, by walking."""
    depth, inside, found = 0, False, []
    signs = iter(enumerate(text))
    for _, sign in signs:
        found.append(depth)
        if inside and sign == "\\":
            found += [depth] * (next(signs, None) is not None)
        elif sign == '"':
            inside = not inside
        elif not inside:
            depth += (sign in "[{") - (sign in "]}")
            found[-1] = depth
    return found


@given(st.text('[]{}"\\a\n', max_size=30), st.integers(0, 3))
@example('"\\', 0)
@example('"[\\"[" [[', 1)
def test_the_first_that_is_too_deep(text: str, most: int) -> None:
    depths = deepest(text)
    expected = next((offset for offset, depth in enumerate(depths) if depth > most), len(text))
    assert first_too_deep(text, most) == expected


@pytest.mark.parametrize("text", ['"' + '\\"' * 200_000, '\\"' * 200_000, "[]" * 200_000])
def test_marks_without_an_end(text: str) -> None:
    assert first_too_deep(text, 1) == len(text)
    assert first_too_deep("[" + text, 0) == 0
