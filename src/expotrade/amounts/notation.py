"""Canonical notation, such as 'ROUNDED 78.41E+9 USD': written from the parts of an amount and read back into them."""

import re

from .._internal.decimals import read_decimal, write_decimal
from ..errors import AmountError, ParseError, UnknownNameError
from ..units import UnitTable
from .hedges import Hedge
from .intervals import BETWEEN, EXACT, bounds_of, opposite, span_text, stated_span
from .parts import Parts, bounds_needed, is_stated, unit_code

_NOTATION = re.compile(
    r"(?P<hedge>[A-Z_]{5,13}) (?P<value>\S+) (?P<unit>[^\s\[\]]+)(?: \[(?P<ends>[^\s\[\]]*\.\.[^\s\[\]]*)\])?"
)
_HEDGES = {hedge.name: hedge for hedge in Hedge}
_SHARES = ("percent", "pp", "multiple")


def write_notation(parts: Parts) -> str:
    """The canonical notation of an amount."""
    value, unit, hedge, low, high = parts
    bounds = "" if is_stated(parts) else f" {span_text(low, high)}"
    return f"{hedge.name} {write_decimal(value)} {unit}{bounds}"


def is_notation(text: str) -> bool:
    """Whether a text is meant as canonical notation: it begins with the name of a hedge."""
    return text.split(" ", 1)[0] in _HEDGES


def read_notation(text: str, units: UnitTable | None) -> Parts:
    """The parts of an amount in canonical notation.

    Args:
        text: A text that begins with the name of a hedge.
        units: A table with further nouns.

    Raises:
        ParseError: The text is not canonical notation, or the hedge cannot have the bounds in brackets.
    """
    match = _NOTATION.fullmatch(text)
    if match is None:
        rule = "canonical notation is HEDGE VALUE UNIT, followed by [LOW..HIGH] if needed"
        raise ParseError(text, text, rule)
    name, digits, unit, ends = match.groups()
    hedge = _HEDGES[name]
    try:
        code = unit_code(unit, units)
        if ends is None:
            if hedge is BETWEEN:
                raise bounds_needed(digits)
            value = read_decimal(digits)
            return value, code, hedge, *bounds_of(hedge, value, code)
        low, high = ends.split("..", 1)
        value, lowest, highest = stated_span(low or None, high or None, digits)
        # Bounds in brackets must be those of the hedge, or such as its printed wording can state.
        if hedge is not BETWEEN and (lowest, highest) != bounds_of(hedge, value, code):
            _refuse_impossible_bounds(text, ends, (value, code, hedge, lowest, highest))
    except UnknownNameError as error:
        raise ParseError(text, unit, "no known unit", error.nearest) from None
    except AmountError as error:
        raise ParseError(text, str(error.value), error.rule) from None
    return value, code, hedge, lowest, highest


def _refuse_impossible_bounds(text: str, ends: str, parts: Parts) -> None:
    if not _can_have_bounds(parts):
        raise ParseError(text, ends, f"{' '.join(text.split(' ', 2)[:2])} cannot have these bounds")


def _can_have_bounds(parts: Parts) -> bool:
    """Whether printed wording can state a hedge with bounds that are not those of its table, as fractions do."""
    value, unit, hedge, low, high = parts
    inner, outer = (low, high) if not value.is_signed() else (opposite(high), opposite(low))
    if hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
        return False
    if hedge in (Hedge.LESS_THAN, Hedge.AT_MOST):
        return outer is not None and outer == value.copy_abs() and not inner
    return unit in _SHARES and inner is not None and outer is not None and hedge is not EXACT
