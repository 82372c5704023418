"""Decimal arithmetic in our own contexts: exact or rounded outwards, independent of the context of the caller.

Every number is within `LARGEST` powers of ten and `FINEST` decimal places, so exact sums and products stay short and
each operation is fast.
"""

import re
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
)

from ..errors import AmountError, AmountTypeError

LARGEST = 400
FINEST = 450
DIGITS = 50
LONGEST_NUMBER = 1000
_SHORT = 200

_REFUSED = [Overflow, Subnormal, InvalidOperation, DivisionByZero]

EXACTLY = Context(prec=2000, Emax=LARGEST, Emin=-LARGEST, traps=[*_REFUSED, Inexact])
# For numbers that are only displayed: any place, never out of range.
ROUGHLY = Context(prec=2000, traps=[InvalidOperation])
DOWNWARDS = Context(prec=DIGITS, rounding=ROUND_FLOOR, Emax=LARGEST, Emin=-LARGEST, traps=_REFUSED)
UPWARDS = Context(prec=DIGITS, rounding=ROUND_CEILING, Emax=LARGEST, Emin=-LARGEST, traps=_REFUSED)
NEAREST = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emax=LARGEST, Emin=-LARGEST, traps=_REFUSED)

ZERO = Decimal(0)
INFINITY = Decimal("Infinity")
BELOW_ALL = Decimal("-Infinity")

OUT_OF_RANGE = f"a number has at most {LARGEST} powers of ten and {FINEST} decimal places"

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,6})?")


def exponent(number: Decimal) -> int:
    """The power of ten of the last digit of a finite number."""
    if not number.is_finite():
        raise AmountError(number, "it must be a finite number")
    # The remaining zero has the same exponent; as_tuple() would build a tuple of all digits.
    return ROUGHLY.subtract(number, number).adjusted()


def bounded(number: Decimal, given: object) -> Decimal:
    """The number as a finite `Decimal` in range, minus zero as zero; `given` is the value in the error."""
    if not number.is_finite():
        raise AmountError(given, "it must be a finite number")
    if number and not -LARGEST <= number.adjusted() <= LARGEST:
        raise AmountError(given, OUT_OF_RANGE)
    if not -FINEST <= exponent(number) <= LARGEST:
        raise AmountError(given, OUT_OF_RANGE)
    return number or number.copy_abs()


def read_decimal(given: object) -> Decimal:
    """An int, a `Decimal` or plain ASCII text as a `Decimal` in range; floats are refused."""
    if isinstance(given, Decimal):
        return bounded(Decimal(given), given)
    if isinstance(given, bool):
        raise AmountTypeError("take as a number", given, "pass an int, a Decimal or text")
    if isinstance(given, int):
        if given.bit_length() > 4 * LARGEST:
            raise AmountError(f"an int of {given.bit_length()} bits", OUT_OF_RANGE)
        return bounded(Decimal(given), given)
    if isinstance(given, str):
        if len(given) > LONGEST_NUMBER or not _NUMBER.fullmatch(given):
            raise AmountError(given, "write [+-]digits[.digits][E±digits]")
        number = Decimal(given)
        # A number so short and so near to one is always in range.
        if len(given) <= _SHORT and -_SHORT <= number.adjusted() <= _SHORT:
            return number or number.copy_abs()
        return bounded(number, given)
    if isinstance(given, float):
        advice = f'a float has lost the printed digits; pass text or a Decimal, such as Decimal("{given!r}")'
        raise AmountTypeError("take as a number", given, advice)
    raise AmountTypeError("take as a number", given, "pass an int, a Decimal or text")


def write_decimal(number: Decimal) -> str:
    """The shortest text that keeps every digit and the place of the last one, with powers of a thousand if possible."""
    # str() takes the case of its E from the context of the caller.
    engineering = EXACTLY.to_eng_string(number)
    if Decimal(engineering).as_tuple() == number.as_tuple():
        return engineering
    return EXACTLY.to_sci_string(number)


def negated(number: Decimal) -> Decimal:
    """The number with the opposite sign, independent of the context of the caller; zero has no sign."""
    return number.copy_negate() if number else number


def shifted(number: Decimal, places: int, given: object) -> Decimal:
    """The number times a power of ten, with the same digits."""
    sign, digits, _ = number.as_tuple()
    return bounded(Decimal((sign, digits, exponent(number) + places)), given)
