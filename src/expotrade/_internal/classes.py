"""Declares record classes with attrs, and the checks that their fields share.

All classes share one `==`, one hash and one `repr`. With those that attrs compiles for each class, a fresh process that
loads `articles` takes 8 percent more time (128 ms instead of 119, medians of 61 processes each, in turns).
"""

import re
from datetime import date, datetime
from operator import attrgetter

from ..errors import RecordError
from .hidden import find_hidden

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeGuard

    from attrs import Attribute, frozen as frozen  # noqa: PLC0414  # for the modules with records

    Check = Callable[[Any, Attribute[Any], Any], None]
else:
    from attrs import Converter, frozen as _frozen

    def frozen(cls=None, /, *, repr=True, eq=True, **options):  # noqa: A002  # attrs names it
        """An immutable attrs class with slots that is closed to subclassing; options as those of `attrs.frozen`."""
        if cls is None:
            return lambda late: frozen(late, repr=repr, eq=eq, **options)
        made = _frozen(cls, repr=False, eq=False, **options)
        made.__init_subclass__ = classmethod(_refuse_subclass)
        if eq:
            made.__eq__, made.__hash__ = _comparison(made)
        if repr and "__repr__" not in cls.__dict__:
            made.__repr__ = _text_of_fields
        return made


LONGEST_TEXT = 2000
LARGEST_COUNT = 1_000_000_000
MOST_HINTS = 100
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _refuse_subclass(cls: type) -> None:
    raise TypeError(f"{cls.__mro__[1].__name__} is closed to subclassing: keep one in a field instead")


def _comparison(cls: type) -> "tuple[Callable[[Any, object], Any], Callable[[Any], int]]":
    """The `==` and the hash of a record class, each over the fields that are declared for it."""
    attributes: tuple[Attribute[Any], ...] = getattr(cls, "__attrs_attrs__")  # noqa: B009  # mypy: no attrs class
    compared = attrgetter(*(attribute.name for attribute in attributes if attribute.eq))
    # As in attrs, a field without `hash=` follows its `eq=`.
    hashed = attrgetter(*(one.name for one in attributes if (one.eq if one.hash is None else one.hash)))

    def equal(left: "Any", right: object) -> "Any":
        return compared(left) == compared(right) if right.__class__ is left.__class__ else NotImplemented

    def digest(record: "Any") -> int:
        return hash(hashed(record))

    return equal, digest


def _text_of_fields(record: "Any") -> str:
    """The record as the call that makes it, without the fields that are declared with `repr=False`."""
    names = (one.name for one in record.__attrs_attrs__ if one.repr)
    return f"{type(record).__qualname__}({', '.join(f'{name}={getattr(record, name)!r}' for name in names)})"


def is_day(value: object) -> "TypeGuard[date]":
    """Whether a value is a date without a time of day; a datetime is a subclass of date."""
    return isinstance(value, date) and not isinstance(value, datetime)


def refused(instance: object, field: str, value: object, rule: str) -> RecordError:
    """The error for a field of a record."""
    return RecordError(type(instance).__name__, field, value, rule)


def is_text(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """A text of one line that is not empty and has no hidden characters."""
    if not isinstance(value, str) or not value.strip():
        raise refused(instance, attribute.name, value, "it must be a text that is not empty")
    if len(value) > LONGEST_TEXT:
        raise refused(instance, attribute.name, value, f"it must have at most {LONGEST_TEXT} characters")
    if hidden := find_hidden(value):
        rule = f"it must be one line without control or hidden characters: {hidden}"
        raise refused(instance, attribute.name, value, rule)


def is_id(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """A readable identifier in plain letters."""
    if not isinstance(value, str) or len(value) > 100 or not _ID.fullmatch(value):
        rule = "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"
        raise refused(instance, attribute.name, value, rule)


def is_a(kind: type) -> "Check":
    """An instance of one class; a bool is not an int."""
    rule = f"it must be {'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise refused(instance, attribute.name, value, rule)

    return check


def at_least_one(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """A whole number from one upwards, such as a year, a paragraph or the number of an edition."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise refused(instance, attribute.name, value, "it must be a whole number from 1 upwards")
    if value > LARGEST_COUNT:
        raise refused(instance, attribute.name, value, f"it must be at most {LARGEST_COUNT}")


def maybe(check: "Check") -> "Check":
    """None, or a value that another check accepts."""

    def check_unless_none(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if value is not None:
            check(instance, attribute, value)

    return check_unless_none


def each(check: "Check") -> "Check":
    """A tuple whose items another check accepts."""

    def check_each(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, tuple):
            raise refused(instance, attribute.name, value, "it must be a list or tuple of records")
        for item in value:
            check(instance, attribute, item)

    return check_each


def as_tuple(value: object) -> object:
    """A list as a tuple; any other value unchanged, for the check to refuse."""
    return tuple(value) if isinstance(value, list) else value


if not TYPE_CHECKING:
    # attrs inspects the signature of a plain function for each field, that of a `Converter` once.
    as_tuple = Converter(as_tuple)


def hint_cost(among: int) -> int:
    """How many of its `MOST_HINTS` hints a reader spends on one hint, given how many names it compares."""
    return 1 + among // 250


def nearest_of(name: object, names: "Iterable[str]") -> tuple[str, ...]:
    """At most three known names that are spelled like an unknown one."""
    # Imported late: only an error needs it.
    from difflib import get_close_matches

    return tuple(get_close_matches(name[:100], list(names), n=3, cutoff=0.5)) if isinstance(name, str) else ()
