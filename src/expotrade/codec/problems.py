"""Finds the problems of one object of a catalog file: its keys, its comment, values that break a rule."""

import re
from itertools import islice

from .. import places
from .._internal.classes import LONGEST_TEXT, nearest_of
from .._internal.json_text import Doubled, moved, step
from ..errors import Problem, RecordError, UnknownNameError
from ..records import find_basis, list_bases, metrics
from .leaves import STATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import Any

    from attrs import Attribute

COMMENT = "$comment"
"""The key of a text, or a list of texts, that reading ignores in any object of a file."""

# Fields for which we can suggest a correction.
_PLACES = ("country", "place", "reporter", "partner", "partners", "lies_in")
_IDS = (
    "id",
    "expo",
    "edition",
    "section",
    "organisation",
    "person",
    "trader",
    "part_of",
    "of",
    "base_edition",
)
_WORDS = re.compile("[a-z0-9]+")
# The most unknown keys reported for one object: a file may have millions of them.
_MOST = 1000


def nested_under(where: str, problems: "Iterable[Problem]") -> "Iterator[Problem]":
    """The problems of a part, with the path of the part before theirs."""
    for problem in problems:
        yield moved(problem, f"{where}{problem.path}")


def duplicate_keys(value: object) -> "Iterator[Problem]":
    """A problem for each key that comes twice in an object."""
    for key in value.doubled[:_MOST] if isinstance(value, Doubled) else ():
        yield Problem(step(key), "it must be a key that comes once in its object", key)


def unknown_keys(value: "dict[Any, Any]", names: "Collection[str]", what: str) -> "Iterator[Problem]":
    """A problem for each key that is not a field, except a comment."""
    for key in islice((key for key in value if key not in names), _MOST):
        if key == COMMENT:
            yield from nested_under(step(key), islice(_wrong_comment(value[key]), _MOST))
        else:
            near = STATE.get().nearest(key, names)
            yield Problem(step(key), f"it must be the name of a field of {what}", key, nearest=near)


def is_only_commented(value: "dict[Any, Any]", names: "Collection[str]") -> bool:
    """Whether an object has only fields and a comment."""
    return value.keys() - names == {COMMENT} and not any(_wrong_comment(value[COMMENT]))


def _wrong_comment(value: object) -> "Iterator[Problem]":
    """The problems of a comment that is not a text or a list of texts."""
    for position, text in enumerate(value if type(value) is list else [value]):
        where = f"[{position}]" if type(value) is list else ""
        if type(text) is not str:
            yield Problem(where, "it must be a text or a list of texts", text)
        elif len(text) > LONGEST_TEXT:
            yield Problem(where, f"it must have at most {LONGEST_TEXT} characters", text)


def broken_rules(kind: type, attribute: "Attribute[Any]", value: "Any", given: object) -> "Iterator[Problem]":
    """The problems of a value under the rules of its field; `given` is the value in the document."""
    name = attribute.name
    try:
        if attribute.validator is not None:
            # The rules need only the class of the record; the record itself may not exist.
            attribute.validator(object.__new__(kind), attribute, value)
    except RecordError as error:
        at = f"[{value.index(error.value)}]" if isinstance(value, tuple) else ""
        found = given if error.value is value else error.value
        yield Problem(f".{name}{at}", error.rule, found, nearest=_meant_by(name, found))
        return
    if name == "metric":
        try:
            metrics.known_or_own(value)
        except UnknownNameError as error:
            yield Problem(f".{name}", "it must be the code of a metric", value, nearest=error.nearest)


def _meant_by(field: str, value: object) -> tuple[str, ...]:
    """A correction for a text that breaks the rule of its field: the code of a place, an id in plain letters."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or not STATE.get().may_hint():
        return ()
    if field in _PLACES:
        try:
            return (places.place(value).code,)
        except UnknownNameError as error:
            return tuple(places.place(name).code for name in error.nearest)
    if field == "counts":
        meant = find_basis(value)
        codes = (one.code for one in list_bases())
        return nearest_of(value, codes) if meant is None else (meant.code,)
    words = _WORDS.findall(value.casefold())
    return ("-".join(words),) if field in _IDS and words else ()
