"""The grammar of catalog files: how both readers take a field type apart and read single values."""

from contextvars import ContextVar
from enum import Enum
from functools import cache
from types import NoneType
from typing import NamedTuple

from .._internal.classes import MOST_HINTS, hint_cost, nearest_of
from .._internal.json_text import LONGEST_INT, Rejected, rejection
from ..amounts import Amount, Hedge
from ..errors import AmountError, ParseError, PeriodError
from ..periods import Period
from ..records import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import Any

    from ..units import UnitTable

    # A hook reads a value of a type: it is called with both, and returns the value or raises `Rejected`.
    Hook = Callable[[object, object], object]

_LARGEST_INT = 10**LONGEST_INT - 1
_HEDGES = frozenset(hedge.name for hedge in Hedge)
_NOTATION = "an amount in canonical notation, such as 'ROUNDED 78.41E+9 USD'"


class FieldType(NamedTuple):
    """A field type taken apart.

    Args:
        kinds: The type of a value; several only for a union of claims.
        is_list: Whether the field is a tuple of such values, a list in JSON.
        is_optional: Whether the field may be left out and is None then.
    """

    kinds: tuple[type, ...]
    is_list: bool
    is_optional: bool


@cache
def parts_of(field_type: "Any") -> FieldType:
    """Take the type of a field apart; both readers and the writer do it with this function alone."""
    inner = tuple(
        one for one in getattr(field_type, "__args__", (field_type,)) if one not in (NoneType, Ellipsis)
    )
    if getattr(field_type, "__origin__", None) is tuple:
        return FieldType(parts_of(inner[0]).kinds, is_list=True, is_optional=False)
    return FieldType(inner, is_list=False, is_optional=NoneType in getattr(field_type, "__args__", ()))


class ReadState:
    """The state that the readers share while they read one document."""

    __slots__ = ("amounts", "citations", "has_null", "hints_left", "keys", "periods", "sources", "units")

    def __init__(self, units: "UnitTable | None") -> None:
        self.units = units
        self.sources: dict[str, Source] = {}
        self.amounts: dict[str, Amount] = {}
        self.periods: dict[str, Period] = {}
        # For the fast reader: citations by source and paragraph, the number of keys, whether the text contains null.
        self.citations: dict[object, object] = {}
        self.has_null = True
        self.keys = 0
        self.hints_left = MOST_HINTS

    def may_hint(self, among: int = 0) -> bool:
        """Whether to compute a suggestion; it takes long, and nobody reads a thousand of them."""
        self.hints_left -= hint_cost(among)
        return self.hints_left >= 0

    def nearest(self, name: object, names: "Collection[str]") -> tuple[str, ...]:
        """The known name that is nearest to an unknown one."""
        return nearest_of(name, names)[:1] if isinstance(name, str) and self.may_hint(len(names)) else ()


STATE: ContextVar[ReadState] = ContextVar("STATE")


def mistyped(wanted: str, value: object) -> Rejected:
    """The error for a value of the wrong JSON type."""
    hint = "; leave the key out if there is no value" if value is None else ""
    return rejection(f"it must be {wanted}{hint}", value)


def read_enum(value: object, kind: type[Enum]) -> Enum:
    """A member of an enum by its value."""
    members = members_of(kind)
    member = members.get(value) if isinstance(value, str) else None
    if member is None:
        raise rejection(one_of(members), value, nearest=STATE.get().nearest(value, members))
    return member


@cache
def members_of(kind: type[Enum]) -> dict[str, Enum]:
    """The members of an enum by their values."""
    return {member.value: member for member in kind}


def one_of(names: "Iterable[str]") -> str:
    """The rule of a closed list of words."""
    return f"it must be one of {', '.join(map(repr, names))}"


def read_text(value: object, _: object) -> str:
    """A text; numbers and null are refused."""
    if type(value) is str:
        return value
    raise mistyped("a text", value)


def read_whole(value: object, _: object) -> int:
    """A whole number; true, false and decimal points are refused."""
    if type(value) is int and -_LARGEST_INT <= value <= _LARGEST_INT:
        return value
    raise mistyped(f"a whole number of at most {LONGEST_INT} digits", value)


def read_flag(value: object, _: object) -> bool:
    """True or false; 1 and 0 are refused."""
    if type(value) is bool:
        return value
    raise mistyped("true or false", value)


def read_source(value: object, _: object) -> Source:
    """The source of the document with an id."""
    reading = STATE.get()
    found = reading.sources.get(value) if isinstance(value, str) else None
    if found is None:
        nearest = reading.nearest(value, reading.sources)
        raise rejection("it must be the id of a source", value, nearest=nearest)
    return found


def read_period(value: object, _: object) -> Period:
    """The period of a text; equal texts are read once."""
    if type(value) is not str:
        raise mistyped("the text of a period, such as '2024-01/2024-07'", value)
    periods = STATE.get().periods
    period = periods.get(value)
    if period is None:
        try:
            period = periods[value] = Period.parse(value)
        except PeriodError as error:
            raise rejection(f"it must be a period: {error.rule}", value) from None
    return period


def read_amount(value: object, _: object) -> Amount:
    """The amount of a canonical notation; equal texts are read once."""
    if type(value) is not str:
        raise mistyped(_NOTATION, value)
    reading = STATE.get()
    amount = reading.amounts.get(value)
    if amount is None:
        amount = reading.amounts[value] = _new_amount(value, reading)
    return amount


def _readable(text: str, units: "UnitTable | None") -> "Iterator[str]":
    """The canonical notation of a text, if it can be read."""
    try:
        yield str(Amount.parse(text, units=units))
    except (AmountError, ParseError):
        return


def _respelled(text: str, error: ParseError, units: "UnitTable | None") -> "Iterator[str]":
    """The amounts of a text with its unknown name replaced by similar ones."""
    # For a compound unit the error does not say which part is unknown.
    for near in error.nearest if error.unread and "/" not in error.unread else ():
        yield from _readable(text.replace(error.unread, near, 1), units)


def _new_amount(text: str, reading: ReadState) -> Amount:
    """The amount of a canonical notation; printed wording is refused, and the error suggests its notation."""
    word, _, rest = text.partition(" ")
    is_canonical = word in _HEDGES
    if not is_canonical and not reading.may_hint():
        raise rejection(f"it must be {_NOTATION}", text)
    nearest: tuple[str, ...] = ()
    try:
        amount = Amount.parse(text, units=reading.units)
        if is_canonical:
            return amount
        reason, nearest = "", (str(amount),)
    except ParseError as error:
        reason, nearest = f": {error.rule}", tuple(_respelled(text, error, reading.units))
        for hedge in () if is_canonical else nearest_of(word.upper(), _HEDGES)[:1]:
            if found := tuple(_readable(f"{hedge} {rest}", reading.units)):
                reason, nearest = "", found
    except AmountError as error:
        reason = f": {error.rule}"
    raise rejection(f"it must be {_NOTATION}{reason}", text, nearest=nearest)


def read_member(value: object, members: "Mapping[str, Enum]") -> Enum:
    """A member of an enum by its value, without a suggestion for a wrong one."""
    member = members.get(value) if isinstance(value, str) else None
    if member is None:
        raise Rejected(())
    return member


LEAVES: "Mapping[type, tuple[Callable[[Any, Any], object] | None, Callable[[Any, Any], object]]]" = {
    str: (None, read_text),
    int: (None, read_whole),
    bool: (None, read_flag),
    Enum: (read_member, read_enum),
    Amount: (read_amount, read_amount),
    Period: (read_period, read_period),
    Source: (read_source, read_source),
}
"""The types that are not records, each with its fast and its strict reader.

The fast one is None where JSON has the type and the rules of the class refuse a wrong value.
"""
