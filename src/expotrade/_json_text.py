"""JSON as text: read within bounds and with nothing lost, laid out for review, put into a file in one step."""

import errno
import json
import os
from collections import Counter
from decimal import Decimal
from enum import Enum

from ._json_lines import find_places, first_too_deep, place_of
from .errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

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
_NO_NESTING = bytes(set(range(256)) - set(b'"[]{}'))


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


class Refused(Exception):  # noqa: N818  # it never reaches a caller of the package
    """Why a part of a document cannot be read: problems with paths that start at this part."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


def refusal(rule: str, value: object, where: str = "", nearest: tuple[str, ...] = ()) -> Refused:
    """The error for one problem."""
    return Refused([Problem(where, rule, value, nearest=nearest)])


def _refusal_at(place: "tuple[int, int]", rule: str, value: object, where: str) -> Refused:
    """The error for a text that is no JSON, at a line and a column."""
    return Refused([Problem(where, rule, value, line=place[0], column=place[1])])


def parse_json(text: str | bytes) -> object:
    """The parsed JSON, once it is known to be neither too large nor too deep; `Refused` where it is no JSON."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST_FILE:
        raise refusal(f"it has at most {LARGEST_FILE} bytes", len(data), "size")
    # Two counts in C tell of most files that they have fewer, brackets in texts included.
    if (
        data.count(b"[") + data.count(b"{") > MOST_PARTS
        and (count := _nesting(data).count(b"[")) > MOST_PARTS
    ):
        raise refusal(f"it has at most {MOST_PARTS} lists and objects", count, "size")
    if (depth := _depth(data)) > DEEPEST:
        rule = f"lists and objects stand at most {DEEPEST} deep in each other"
        plain = _plain(data.decode("utf-8", "replace"))
        raise _refusal_at(place_of(plain, first_too_deep(plain, DEEPEST)), rule, depth, "nesting")
    try:
        plain = _plain(text if isinstance(text, str) else text.decode("utf-8"))
        return json.loads(plain, object_pairs_hook=_object, parse_int=_int)
    except UnicodeDecodeError as error:
        before = _plain(data[: error.start].decode("utf-8"))
        wrong = data[error.start : error.start + 20]
        place = place_of(before, len(before))
        raise _refusal_at(place, "it must be text in UTF-8", wrong, f"byte {error.start}") from None
    except json.JSONDecodeError as error:
        found = error.doc[error.pos : error.pos + 40] or Missing.END_OF_TEXT
        rule = f"it must be JSON ({error.msg[:1].lower()}{error.msg[1:]})"
        where = f"line {error.lineno} column {error.colno}"
        raise _refusal_at((error.lineno, error.colno), rule, found, where) from None


def placed(text: str | bytes, problems: "Iterable[Problem]") -> list[Problem]:
    """Problems of what a text holds, with the lines and columns where they stand in it."""
    problems = list(problems)
    plain = _plain(text if isinstance(text, str) else text.decode("utf-8"))
    places = find_places(plain, {problem.path for problem in problems})
    return [moved(one, one.path, places[one.path]) for one in problems]


def moved(problem: Problem, path: str, place: "tuple[int | None, int | None]" = (None, None)) -> Problem:
    """The same problem at another path, and at a line and column of a file."""
    line, column = place
    return Problem(path, problem.rule, problem.value, nearest=problem.nearest, line=line, column=column)


def _plain(text: str) -> str:
    """A text without the byte order mark."""
    return text.removeprefix("\ufeff")


def _nesting(data: bytes) -> bytes:
    """The brackets that stand outside of texts, each step one pass in C."""
    if b"\\" in data:
        data = data.replace(rb"\\", b"").replace(rb"\"", b"")
    # An even number of quotes changes nothing about what follows, so neighbours go together.
    marks = data.translate(_FOLDED, _NO_NESTING).replace(b'""', b"")
    return b"".join(marks.split(b'"')[::2])


def _depth(data: bytes) -> int:
    """How deep lists and objects nest at most, found without parsing."""
    nesting = _nesting(data)
    depth = 0
    while b"[]" in nesting and depth <= DEEPEST:
        nesting = nesting.replace(b"[]", b"")
        depth += 1
    return depth + nesting.count(b"[")


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


def replace_file(path: "str | os.PathLike[str]", data: bytes) -> None:
    """Write a file in one step: a failure on the way leaves the old one as it was, and nothing beside it."""
    if os.fspath(path).endswith((os.sep, "/")):
        # Without the sign at its end the path would be that of a file.
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    target = os.path.realpath(path)
    if os.path.islink(target):  # noqa: PTH114
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path))
    # A file that its owner has locked is not replaced, although the folder would let it happen.
    if os.path.exists(target) and not os.access(target, os.W_OK):  # noqa: PTH110
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    if os.path.exists(target) and not os.path.isfile(target):  # noqa: PTH110, PTH113
        # A pipe or a device is written to: replacing it would take it away from everybody.
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(data)
        return
    draft = f"{target}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        with open(draft, "xb") as file:  # noqa: PTH123
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):  # noqa: PTH110
            os.chmod(draft, os.stat(target).st_mode & 0o7777)  # noqa: PTH101, PTH116
        os.replace(draft, target)  # noqa: PTH105
    except BaseException as error:
        if isinstance(error, OSError) and error.errno is not None and error.filename in (None, draft):
            # The caller knows nothing of a draft, and a full disk does not say of which file it speaks.
            error.filename = os.fspath(path)
        if os.path.exists(draft):  # noqa: PTH110
            os.unlink(draft)  # noqa: PTH108
        raise
