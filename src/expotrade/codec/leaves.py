"""What the single values of a catalog file are read from: texts, numbers, amounts, periods, and ids of sources."""

from contextvars import ContextVar
from enum import Enum
from functools import cache

from .._internal.classes import MOST_HINTS, hint_cost, nearest_of
from .._internal.json_text import LONGEST_INT, Refused, refusal
from ..amounts import Amount, Hedge
from ..errors import AmountError, ParseError, PeriodError
from ..periods import Period
from ..records import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ..units import UnitTable

    # What reads a value of a type: it is called with both, and answers the value read or raises `Refused`.
    Hook = Callable[[object, object], object]

_LARGEST_INT = 10**LONGEST_INT - 1
_HEDGES = frozenset(hedge.name for hedge in Hedge)
_NOTATION = "an amount in canonical notation, such as 'ROUNDED 78.41E+9 USD'"


class Reading:
    """What the hooks share while one document is read."""

    __slots__ = ("amounts", "citations", "has_null", "hints", "keys", "periods", "sources", "units")

    def __init__(self, units: "UnitTable | None") -> None:
        self.units = units
        self.sources: dict[str, Source] = {}
        self.amounts: dict[str, Amount] = {}
        self.periods: dict[str, Period] = {}
        # For the quick reader: citations by source and paragraph, how many keys were seen, whether null may be.
        self.citations: dict[object, object] = {}
        self.has_null = True
        self.keys = 0
        self.hints = MOST_HINTS

    def may_hint(self, among: int = 0) -> bool:
        """Whether to work out what may have been meant: it takes long, and nobody reads a thousand such hints."""
        self.hints -= hint_cost(among)
        return self.hints >= 0

    def nearest(self, name: object, names: "Collection[str]") -> tuple[str, ...]:
        """What may have been meant by a name that is none of those that there are."""
        return nearest_of(name, names)[:1] if isinstance(name, str) and self.may_hint(len(names)) else ()


READING: ContextVar[Reading] = ContextVar("READING")


def mistyped(wanted: str, value: object) -> Refused:
    """The error for a value of another JSON type than the one wanted."""
    hint = "; leave the key out where there is none" if value is None else ""
    return refusal(f"it must be {wanted}{hint}", value)


def read_enum(value: object, kind: type[Enum]) -> Enum:
    """A member of an enum by its value."""
    members = _members(kind)
    member = members.get(value) if isinstance(value, str) else None
    if member is None:
        raise refusal(one_of(members), value, nearest=READING.get().nearest(value, members))
    return member


@cache
def _members(kind: type[Enum]) -> dict[str, Enum]:
    return {member.value: member for member in kind}


def one_of(names: "Iterable[str]") -> str:
    """The rule of a closed list of words."""
    return f"it must be one of {', '.join(map(repr, names))}"


def read_text(value: object, _: object) -> str:
    """A text, never a number's or null's."""
    if type(value) is str:
        return value
    raise mistyped("a text", value)


def read_whole(value: object, _: object) -> int:
    """A whole number, never true, false or one with a decimal point."""
    if type(value) is int and -_LARGEST_INT <= value <= _LARGEST_INT:
        return value
    raise mistyped(f"a whole number of at most {LONGEST_INT} digits", value)


def read_flag(value: object, _: object) -> bool:
    """True or false, never 1 or 0."""
    if type(value) is bool:
        return value
    raise mistyped("true or false", value)


def read_source(value: object, _: object) -> Source:
    """The source of the document that has an id."""
    reading = READING.get()
    found = reading.sources.get(value) if isinstance(value, str) else None
    if found is None:
        nearest = reading.nearest(value, reading.sources)
        raise refusal("it must be the id of a source", value, nearest=nearest)
    return found


def read_period(value: object, _: object) -> Period:
    """A period by its text; one text is read once."""
    if type(value) is not str:
        raise mistyped("the text of a period, such as '2024-01/2024-07'", value)
    periods = READING.get().periods
    period = periods.get(value)
    if period is None:
        try:
            period = periods[value] = Period.parse(value)
        except PeriodError as error:
            raise refusal(f"it must be a period: {error.rule}", value) from None
    return period


def read_amount(value: object, _: object) -> Amount:
    """An amount by its canonical notation; one text is read once."""
    if type(value) is not str:
        raise mistyped(_NOTATION, value)
    reading = READING.get()
    amount = reading.amounts.get(value)
    if amount is None:
        amount = reading.amounts[value] = _new_amount(value, reading)
    return amount


def _readable(text: str, units: "UnitTable | None") -> "Iterator[str]":
    """The canonical notation that a text may stand for, if it is one."""
    try:
        yield str(Amount.parse(text, units=units))
    except (AmountError, ParseError):
        return


def _respelled(text: str, error: ParseError, units: "UnitTable | None") -> "Iterator[str]":
    """An amount with the names in it that may have been meant by the one that is not known."""
    # Of a compound it is not said which part is meant.
    for near in error.nearest if error.unread and "/" not in error.unread else ():
        yield from _readable(text.replace(error.unread, near, 1), units)


def _new_amount(text: str, reading: Reading) -> Amount:
    """The amount of a canonical notation; printed wording is not taken, but the notation for it is offered."""
    word, _, rest = text.partition(" ")
    is_canonical = word in _HEDGES
    if not is_canonical and not reading.may_hint():
        raise refusal(f"it must be {_NOTATION}", text)
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
    raise refusal(f"it must be {_NOTATION}{reason}", text, nearest=nearest)
