"""Exact arithmetic on columns of decimals, with operations that give the same result in every engine.

Engines disagree about the places of a product, the rounding of a cast and the type of a quotient, and some wrap around
beyond 38 digits. They agree where one factor is a whole number, where both sides of a sum have one type, and where the
digits of the result are bounded in advance. So a division is an estimate by floats, corrected by the exact remainder.
"""

from decimal import Decimal

from .engines import narwhals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .engines import Expr, Lazy

MOST_DIGITS = 38
# A sum of fewer than ten thousand million cells of so many digits has at most 38.
CELL_DIGITS = 28
# A quotient of so many digits times a divisor of so many has at most 38.
QUOTIENT_DIGITS = 12
DIVISOR_DIGITS = 25
# Engines keep decimals of so many digits in 64 bits.
_NARROW = 18
# 25 digits minus the 15 that a float64 keeps.
_LEAST_LOW = 10


def number(value: Decimal | int, digits: int, places: int = 0) -> "Expr":
    """A constant as a decimal of so many digits, so many of them behind the point."""
    nw = narwhals()
    constant: Expr = nw.lit(Decimal(value)).cast(nw.Decimal(digits, places))
    return constant


def power(places: int) -> "Expr":
    """Ten to a power; a negative power has as many decimal places."""
    if places >= 0:
        return number(Decimal(10**places), places + 1)
    return number(Decimal((0, (1,), places)), -places, -places)


def cast(column: "Expr", digits: int, places: int = 0) -> "Expr":
    """A column as decimals of so many digits; the engine raises an error where a number does not fit."""
    return column.cast(narwhals().Decimal(digits, places))


def floored(column: "Expr", digits: int) -> "Expr":
    """The largest whole number that is not above a number."""
    return cast(column.floor(), digits)


def one_if(condition: "Expr") -> "Expr":
    """One where a condition is true, and zero elsewhere."""
    one: Expr = narwhals().when(condition).then(number(1, 1)).otherwise(number(0, 1))
    return one


def is_odd(column: "Expr") -> "Expr":
    """Whether a whole number is odd."""
    half = column * number(Decimal("0.5"), 1, 1)
    odd: Expr = half > half.floor()
    return odd


def to_scaled_integer(column: "Expr", places: int, parts: int, digits: int) -> "Expr":
    """Decimals with so many places as whole numbers of `digits` digits, times ten to the power of `parts`.

    A cast to fewer places is a division, and DuckDB needs a microsecond for each division of more than 18 digits. So
    the number is split: the high part is an estimate by floats, and only the remainder of 18 digits is cast.
    """
    if not places:
        return cast(cast(column, MOST_DIGITS - 2 - parts) * power(parts), digits)
    low_digits = _NARROW - 1 - 2 * places
    if low_digits < _LEAST_LOW - parts:
        return floored(cast(column, digits - parts + places, places) * power(parts), digits)
    high = cast(
        (column.cast(narwhals().Float64) / float(10**low_digits)).round(0), digits - parts - low_digits + 1
    )
    remainder = cast(column, digits + 1, places) - cast(high * _wide_power(low_digits), digits + 1, places)
    remainder = cast(cast(remainder, low_digits + places, places) * power(places), low_digits + places)
    wholes = cast(high * _wide_power(low_digits + parts), digits + 1)
    return cast(wholes + cast(remainder * _wide_power(parts - places), digits + 1), digits)


def wide(column: "Expr", digits: int, places: int = 0) -> "Expr":
    """A column as decimals of so many digits or more, because DuckDB gives the product of two short ones few digits."""
    return cast(column, max(digits, _NARROW + 1), places)


def _wide_power(places: int) -> "Expr":
    """Ten to a power, wide enough that DuckDB lets a product with it have more than 18 digits."""
    return number(Decimal(10**places), max(places, _NARROW) + 1)


def with_quotient(frame: "Lazy", name: str, top: "Expr", bottom: "Expr", end: str, places: int) -> "Lazy":
    """A frame with a quotient of whole numbers to so many places.

    The lower bound is rounded down, the upper one up, the value to the nearest and a half to the even one.

    Args:
        frame: The frame.
        name: The name of the new column.
        top: Whole numbers of at most 37 digits, already times ten to the power of the places.
        bottom: Positive whole numbers of at most 25 digits; where they are not, the quotient is null.
        end: "value", "low" or "high".
        places: The places of the quotient; it is null if it would have more than twelve digits with them.
    """
    nw = narwhals()
    is_positive = bottom > 0
    frame = frame.with_columns(
        __top=cast(nw.when(is_positive).then(top), MOST_DIGITS - 1),
        __bottom=cast(nw.when(is_positive).then(bottom), DIVISOR_DIGITS),
    )
    # First estimate, by floats; it may be off by a little.
    near = nw.col("__top").cast(nw.Float64) / nw.col("__bottom").cast(nw.Float64)
    limit = float(10 ** (QUOTIENT_DIGITS - 1))
    frame = frame.with_columns(__near=nw.when(near.abs() < limit).then(near.round(0)))
    frame = frame.with_columns(__first=cast(nw.col("__near"), QUOTIENT_DIGITS))
    bottom = nw.col("__bottom")
    rest = nw.col("__top") - cast(nw.col("__first") * bottom, MOST_DIGITS - 1)
    frame = frame.with_columns(__rest=cast(rest, MOST_DIGITS - 1))
    # Second estimate, of what the first left; the sum of both is off by less than one.
    more = (nw.col("__rest").cast(nw.Float64) / bottom.cast(nw.Float64)).round(0)
    frame = frame.with_columns(__more=cast(more, QUOTIENT_DIGITS))
    rest = nw.col("__rest") - cast(nw.col("__more") * bottom, MOST_DIGITS - 1)
    frame = frame.with_columns(__rest=cast(rest, MOST_DIGITS - 1))
    # The remainder is now between minus and plus the divisor; make it positive.
    is_below = nw.col("__rest") < 0
    quotient = cast(nw.col("__first"), DIVISOR_DIGITS) + cast(nw.col("__more"), DIVISOR_DIGITS)
    step = nw.when(is_below).then(number(-1, 1)).otherwise(number(0, 1))
    frame = frame.with_columns(
        __quotient=cast(quotient, DIVISOR_DIGITS) + step,
        __rest=nw.when(is_below).then(nw.col("__rest") + bottom).otherwise(nw.col("__rest") + number(0, 1)),
    )
    if end != "low":
        rest = cast(nw.col("__rest"), DIVISOR_DIGITS)
        is_up = rest > 0
        if end == "value":
            twice = rest + rest
            is_up = (twice > bottom) | ((twice == bottom) & is_odd(nw.col("__quotient")))
        frame = frame.with_columns(__quotient=cast(nw.col("__quotient"), DIVISOR_DIGITS) + one_if(is_up))
    quotient = cast(nw.col("__quotient"), MOST_DIGITS - 1 - max(places, 1))
    quotient = quotient * power(-places) if places else quotient
    frame = frame.with_columns(cast(quotient, MOST_DIGITS, places).alias(name))
    return frame.drop("__top", "__bottom", "__near", "__first", "__rest", "__more", "__quotient")
