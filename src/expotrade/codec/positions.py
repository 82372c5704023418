"""Finds the line and the column of a value in a JSON text, for the path of a problem.

Errors print paths: `deals[3].value['as printed']`. Only the lists and objects on a path are read step by step; the
scanner of the standard library skips all others.
"""

import re
from itertools import islice
from json import JSONDecoder

from .._internal.json_text import moved, plain_text, step
from ..errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .._internal.json_text import Place


# The scanner keeps only the size of the objects and numbers that it skips.
_pass_over = JSONDecoder(object_pairs_hook=len, parse_int=len, parse_float=len).raw_decode
_SPACE = re.compile(r"[ \t\n\r]*+")
_STEP = re.compile(r"""\.[^.\[]+|\[[0-9]+\]|\['(?:[^'\\]|\\.)*+'\]|\["(?:[^"\\]|\\.)*+"\]""")


class _Node:
    """A wanted value or one that contains it: the steps to the values inside, and its position once found."""

    __slots__ = ("offset", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, _Node] = {}
        self.offset = -1


def find_places(text: str, paths: "Iterable[str]") -> "dict[str, Place]":
    """The positions of the values at these paths; for a missing one, that of the innermost object that lacks it.

    Args:
        text: JSON that nests no deeper than the standard library reads. If a key comes twice in an object, the last
            one counts, as in `json.loads`.
        paths: The paths.

    Returns:
        The place of each path, in time proportional to the text for each step of the longest path.
    """
    root = _Node()
    ways = {path: _way(root, path) for path in paths}
    root.offset = _space_after(text, 0)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.steps:
            _find_parts(text, node)
            waiting += [part for part in node.steps.values() if part.offset >= 0]
    offsets = {path: max(node.offset for node in way) for path, way in ways.items()}
    places = dict(_places_of(text, sorted(set(offsets.values()))))
    return {path: places[offset] for path, offset in offsets.items()}


def _way(root: _Node, path: str) -> list[_Node]:
    """The values on a path, from the outermost inwards."""
    way = [root]
    for name in _STEP.findall(path if path.startswith("[") else f".{path}"):
        way.append(way[-1].steps.setdefault(name, _Node()))
    return way


def _space_after(text: str, offset: int) -> int:
    """The position after the blanks that begin here."""
    return _SPACE.match(text, offset).end()  # type: ignore[union-attr]  # it matches no blanks too


def _find_parts(text: str, node: _Node) -> None:
    """Find the positions of the wanted parts of a value."""
    if text[node.offset] == "{":
        for name, offset in _members(text, node.offset + 1):
            if name in node.steps:
                node.steps[name].offset = offset
    elif text[node.offset] == "[":
        items = (item for item in _items(text, node.offset + 1) if item[0] in node.steps)
        # A list has each step only once, so the rest of it need not be read.
        for name, offset in islice(items, len(node.steps)):
            node.steps[name].offset = offset


def _items(text: str, offset: int) -> "Iterator[tuple[str, int]]":
    """The items of a list: the step to each, and its position."""
    position = 0
    offset = _space_after(text, offset)
    while text[offset] != "]":
        yield f"[{position}]", offset
        position += 1
        offset = _next(text, _pass_over(text, offset)[1])


def _members(text: str, offset: int) -> "Iterator[tuple[str, int]]":
    """The members of an object: the step to each value, and its position."""
    offset = _space_after(text, offset)
    while text[offset] != "}":
        key, offset = _pass_over(text, offset)
        offset = _space_after(text, _space_after(text, offset) + 1)
        yield step(key), offset
        offset = _next(text, _pass_over(text, offset)[1])


def _next(text: str, offset: int) -> int:
    """The position after a part, of the next part or of the end."""
    offset = _space_after(text, offset)
    return _space_after(text, offset + 1) if text[offset] == "," else offset


def _places_of(text: str, offsets: "Iterable[int]") -> "Iterator[tuple[int, Place]]":
    """The line and the column of each of these offsets, which are in ascending order."""
    line, line_start, seen = 1, 0, 0
    for offset in offsets:
        line += text.count("\n", seen, offset)
        line_start = max(line_start, text.rfind("\n", seen, offset) + 1)
        seen = offset
        yield offset, (line, offset - line_start + 1)


def placed(text: str | bytes, problems: "Iterable[Problem]") -> list[Problem]:
    """The problems of a text with their lines and columns."""
    # Only an error needs the position.

    problems = list(problems)
    plain = plain_text(text)
    places = find_places(plain, {problem.path for problem in problems})
    return [moved(one, one.path, places[one.path]) for one in problems]
