"""JSON as text: read within bounds and with nothing lost, and laid out for review."""

import gc
import json
import re
from collections import Counter
from decimal import Decimal
from enum import Enum

from ..errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # A line and a column, both counted from 1, as editors do.
    Place = tuple[int, int]


LARGEST_FILE = 64 * 1024 * 1024
"""The most bytes that are read: some 150,000 deals; parsed, they take about 1.5 GB."""
DEEPEST = 40
"""How many lists and objects may stand inside each other; a catalog needs seven."""
MOST_PARTS = 4_000_000
"""How many lists and objects there may be; parsed, empty ones take thirty times their room in the file."""
LONGEST_INT = 18
"""The most digits of a whole number; those of amounts stand in texts."""

_WIDTH = 110

# The bytes that nest, with those that say which of them are inside a text; braces count as brackets.
_FOLDED = bytes.maketrans(b"{}", b"[]")
_ALL_BYTES = bytes(range(256))


class Missing(Enum):
    """The value of a problem where there is none to show."""

    LEFT_OUT = "left out"
    BEFORE = "before"
    END_OF_TEXT = "the end of the text"

    def __repr__(self) -> str:
        return self.value


class Doubled(dict[str, object]):
    """A JSON object in which a key stands twice: no plain dict, so every reader of an object notices."""

    __slots__ = ("doubled",)
    doubled: tuple[str, ...]


class Rejected(Exception):  # noqa: N818  # it never reaches a caller of the package
    """Why a part of a document cannot be read: problems with paths that start at this part."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


def rejection(rule: str, value: object, where: str = "", nearest: tuple[str, ...] = ()) -> Rejected:
    """The error for one problem."""
    return Rejected([Problem(where, rule, value, nearest=nearest)])


def _rejection_at(place: "tuple[int, int]", rule: str, value: object, where: str) -> Rejected:
    """The error for a text that is no JSON, at a line and a column."""
    return Rejected([Problem(where, rule, value, line=place[0], column=place[1])])


class Bulk:
    """A stretch of work that makes no garbage; looking for it would take a third of the time."""

    __slots__ = ("_was_enabled",)

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_enabled:
            gc.enable()


def parse_json(text: str | bytes, parse_float: "Callable[[str], object] | None" = None) -> object:
    """The parsed JSON, once it is known to be neither too large nor too deep; `Rejected` where it is no JSON."""
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
    """Refuse what is too large or too deep to be parsed."""
    if len(data) > LARGEST_FILE:
        raise rejection(f"it has at most {LARGEST_FILE} bytes", len(data), "size")
    # Two counts in C tell of most files that they have fewer, brackets in texts included.
    if (
        data.count(b"[") + data.count(b"{") > MOST_PARTS
        and (count := _outside_texts(data, b"[{").count(b"[")) > MOST_PARTS
    ):
        raise rejection(f"it has at most {MOST_PARTS} lists and objects", count, "size")
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
    """Which of these bytes stand outside the texts of a JSON document, braces as brackets; found without parsing."""
    if b"\\" in data:
        data = data.replace(rb"\\", b"").replace(rb"\"", b"")
    # An even number of quotes changes nothing about what follows, so neighbours go together.
    kept = data.translate(_FOLDED, _ALL_BYTES.translate(None, marks + b'"')).replace(b'""', b"")
    return b"".join(kept.split(b'"')[::2])


def _depth(data: bytes) -> int:
    """How deep lists and objects nest at most, found without parsing, each step one pass in C."""
    nesting = _outside_texts(data, b"[]{}")
    depth = 0
    while b"[]" in nesting and depth <= DEEPEST:
        nesting = nesting.replace(b"[]", b"")
        depth += 1
    return depth + nesting.count(b"[")


def count_keys(data: bytes) -> int:
    """How many keys stand in the objects of a JSON document, each as often as it stands there."""
    return len(_outside_texts(data, b":"))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object, marked where a key stands twice."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    both = Doubled(found)
    both.doubled = tuple(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return both


def _int(text: str) -> int | Decimal:
    """A whole number; one that is too long for any field as what no field takes."""
    return int(text) if len(text) <= LONGEST_INT else Decimal(text)


def one_line(value: object) -> str:
    """JSON on one line, in the letters it is made of."""
    return json.dumps(value, ensure_ascii=False)


def laid_out(value: object, margin: str) -> str:
    """JSON on one line where it fits, else with a line for each part."""
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


# A text that is not closed ends with the whole, so that no quote is looked at twice.
_MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


def step(key: object) -> str:
    """The step of a path to a key, in brackets where it is no plain word."""
    is_plain = isinstance(key, str) and key.isascii() and key.isidentifier() and len(key) <= 60
    return f".{key}" if is_plain else f"[{str(key)[:60]!r}]"


def place_of(text: str, offset: int) -> "Place":
    """The line and the column of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def first_too_deep(text: str, most: int) -> int:
    """Where for the first time more than so many lists and objects stand in each other; the text may be no JSON."""
    depth = 0
    for mark in _MARK.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth > most:
            return mark.start()
    return len(text)
