"""Errors that several files of this room raise."""

from ..errors import AmountError, AmountTypeError, UnitMismatchError
from ..units import UnitTable, is_convertible


def bounds_needed(value: object) -> AmountError:
    """The error for `Hedge.BETWEEN` without two bounds."""
    return AmountError(value, "two bounds are needed: use Amount.between(low, high, unit)")


def number_without_unit(operation: str, other: object) -> AmountTypeError:
    """The error for an operand that is not an amount."""
    advice = "an Amount needs another Amount here; give the number a unit, as in Amount(1, 'percent')"
    return AmountTypeError(operation, other, advice)


def unit_mismatch(operation: str, left: str, right: str) -> UnitMismatchError:
    """The error for two units that an operation cannot combine, with the call that converts one of them."""
    is_money = UnitTable.builtin().is_currency
    advice = "they count different things"
    if is_money(left) and is_money(right):
        target = right if operation == "convert" else left
        first = "use" if operation == "convert" else "convert one side first with"
        advice = f'{first} rates.convert(amount, "{target}", on=date)'
    elif is_convertible(left, right):
        advice = f'convert one side first with .to("{left}")'
    return UnitMismatchError(operation, left, right, advice)
