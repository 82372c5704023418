"""JSON text: parsed within bounds without losing digits, and written for review."""

import gc
import json
import re
from collections import Counter
from contextlib import contextmanager
from decimal import Decimal
from enum import Enum

from ..errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    # A line and a column, both counted from 1, as editors do.
    Place = tuple[int, int]


LARGEST_FILE = 64 * 1024 * 1024
"""The most bytes that are read: some 150,000 deals; parsed, they take about 1.5 GB."""
DEEPEST = 40
"""The largest depth of lists and objects; a catalog needs seven."""
MOST_PARTS = 4_000_000
"""How many lists and objects there may be; parsed, empty ones take thirty times their room in the file."""
LONGEST_INT = 18
"""The most digits of a whole number; those of amounts are in texts."""

_WIDTH = 110

# The bytes of nesting, and those that show which of them are inside a text; braces count as brackets.
_FOLDED = bytes.maketrans(b"{}", b"[]")
_ALL_BYTES = bytes(range(256))


class Missing(Enum):
    """The value of a problem that has no value."""

    LEFT_OUT = "left out"
    BEFORE = "before"
    END_OF_TEXT = "the end of the text"

    def __repr__(self) -> str:
        return self.value


class Doubled(dict[str, object]):
    """A JSON object with a key that comes twice; it is not a plain dict, so every reader notices."""

    __slots__ = ("doubled",)
    doubled: tuple[str, ...]


class Rejected(Exception):  # noqa: N818  # it never reaches a caller of the package
    """The problems of a part of a document, with paths that start at this part."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


def rejection(rule: str, value: object, where: str = "", nearest: tuple[str, ...] = ()) -> Rejected:
    """The error for one problem."""
    return Rejected([Problem(where, rule, value, nearest=nearest)])


def _rejection_at(place: "tuple[int, int]", rule: str, value: object, where: str) -> Rejected:
    """The error for a text that is not JSON, at a line and a column."""
    return Rejected([Problem(where, rule, value, line=place[0], column=place[1])])


@contextmanager
def paused_gc() -> "Iterator[None]":
    """Pause the garbage collector during a bulk load, which makes no garbage; it would take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def parse_json(text: str | bytes, parse_float: "Callable[[str], object] | None" = None) -> object:
    """The parsed JSON; `Rejected` if it is too large, too deep or not JSON."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    refuse_size(data)
    try:
        return json.loads(
            plain_text(text), object_pairs_hook=_object, parse_int=_int, parse_float=parse_float
        )
    except UnicodeDecodeError as error:
        before = _plain(data[: error.start].decode("utf-8"))
        wrong = data[error.start : error.start + 20]
        place = place_of(before, len(before))
        raise _rejection_at(place, "it must be text in UTF-8", wrong, f"byte {error.start}") from None
    except json.JSONDecodeError as error:
        found = error.doc[error.pos : error.pos + 40] or Missing.END_OF_TEXT
        rule = f"it must be JSON ({error.msg[:1].lower()}{error.msg[1:]})"
        where = f"line {error.lineno} column {error.colno}"
        raise _rejection_at((error.lineno, error.colno), rule, found, where) from None


def refuse_size(data: bytes) -> None:
    """Refuse a text that is too large or too deep to be parsed."""
    if len(data) > LARGEST_FILE:
        raise rejection(f"it must have at most {LARGEST_FILE} bytes", len(data), "size")
    # Two counts in C show for most files that they have fewer, even with the brackets in texts.
    if (
        data.count(b"[") + data.count(b"{") > MOST_PARTS
        and (count := _outside_texts(data, b"[{").count(b"[")) > MOST_PARTS
    ):
        raise rejection(f"it must have at most {MOST_PARTS} lists and objects", count, "size")
    if (depth := _depth(data)) > DEEPEST:
        rule = f"lists and objects stand at most {DEEPEST} deep in each other"
        plain = _plain(data.decode("utf-8", "replace"))
        raise _rejection_at(place_of(plain, first_too_deep(plain, DEEPEST)), rule, depth, "nesting")


def moved(problem: Problem, path: str, place: "tuple[int | None, int | None]" = (None, None)) -> Problem:
    """The same problem at another path, and at a line and column of a file."""
    line, column = place
    return Problem(path, problem.rule, problem.value, nearest=problem.nearest, line=line, column=column)


def plain_text(text: str | bytes) -> str:
    """A text, or its bytes in UTF-8, without the byte order mark."""
    return _plain(text if isinstance(text, str) else text.decode("utf-8"))


def _plain(text: str) -> str:
    """A text without the byte order mark."""
    return text.removeprefix("\ufeff")


def _outside_texts(data: bytes, marks: bytes) -> bytes:
    """The given bytes outside the texts of a JSON document, braces as brackets, found without parsing."""
    if b"\\" in data:
        data = data.replace(rb"\\", b"").replace(rb"\"", b"")
    # Two neighbouring quotes cancel each other, so they can be removed.
    kept = data.translate(_FOLDED, _ALL_BYTES.translate(None, marks + b'"')).replace(b'""', b"")
    return b"".join(kept.split(b'"')[::2])


def _depth(data: bytes) -> int:
    """The largest depth of lists and objects, found without parsing; each step is one pass in C."""
    nesting = _outside_texts(data, b"[]{}")
    depth = 0
    while b"[]" in nesting and depth <= DEEPEST:
        nesting = nesting.replace(b"[]", b"")
        depth += 1
    return depth + nesting.count(b"[")


def count_keys(data: bytes) -> int:
    """The number of keys in the objects of a JSON document, with repetitions."""
    return len(_outside_texts(data, b":"))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object, marked if a key comes twice."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    both = Doubled(found)
    both.doubled = tuple(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return both


def _int(text: str) -> int | Decimal:
    """A whole number; if it is too long for any field, a `Decimal`, which no field takes."""
    return int(text) if len(text) <= LONGEST_INT else Decimal(text)


def one_line(value: object) -> str:
    """JSON on one line, without escapes for letters."""
    return json.dumps(value, ensure_ascii=False)


def laid_out(value: object, margin: str) -> str:
    """JSON on one line if it fits, else with one line for each part."""
    line = one_line(value)
    if len(margin) + len(line) <= _WIDTH or not isinstance(value, (dict, list)):
        return line
    inner = f"{margin} "
    if isinstance(value, dict):
        parts = [f"{one_line(key)}: {laid_out(part, inner)}" for key, part in value.items()]
    else:
        parts = [laid_out(part, inner) for part in value]
    body = f",\n{inner}".join(parts)
    return f"{line[0]}\n{inner}{body}\n{margin}{line[-1]}"


# A text that is not closed ends with the document, so each quote is read once.
_MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


def step(key: object) -> str:
    """The step of a path to a key, in brackets if it is not a plain word."""
    is_plain = isinstance(key, str) and key.isascii() and key.isidentifier() and len(key) <= 60
    return f".{key}" if is_plain else f"[{str(key)[:60]!r}]"


def place_of(text: str, offset: int) -> "Place":
    """The line and the column of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def first_too_deep(text: str, most: int) -> int:
    """The position where the depth of lists and objects first exceeds a limit; the text may not be JSON."""
    depth = 0
    for mark in _MARK.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth > most:
            return mark.start()
    return len(text)
