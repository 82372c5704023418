"""Strategies for amounts and the naive oracle of the laws."""

import operator
from decimal import (
    Context,
    Decimal,
)
from fractions import Fraction

import pint
from hypothesis import assume, strategies as st

import expotrade as ex

# Ends of bounds as fractions; None is open.
Ends = tuple[Fraction | None, Fraction | None]

UNITS = [
    "USD",
    "exhibitor",
    "percent",
    "pp",
    "multiple",
    "t",
    "m2",
    "month",
    "USD/exhibitor",
    "USD*USD",
    "1/t",
    "CAD",
    "visit",
]
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@st.composite
def decimals(draw: st.DrawFn, *, powers: int = 30) -> Decimal:
    """Numbers as the press prints them more often than others: few digits, many zeros."""
    digits = draw(st.integers(-999, 999) | st.integers(-(10**12), 10**12))
    power = draw(st.sampled_from([0, 0, 0, -1, -2, 3, 4, 6, 8, 9, 12]) | st.integers(-powers, powers))
    return Decimal(digits).scaleb(power, Context(prec=100))


@st.composite
def stated(draw: st.DrawFn, units: st.SearchStrategy[str] = st.sampled_from(UNITS)) -> ex.Amount:  # noqa: B008
    """An amount under any row of the table of hedges."""
    value = draw(decimals())
    unit = draw(units)
    hedge = draw(st.sampled_from([hedge for hedge in ex.Hedge if hedge is not ex.Hedge.BETWEEN]))
    assume(value or hedge not in (ex.Hedge.NEARLY, ex.Hedge.APPROXIMATELY))
    return ex.Amount(value, unit, hedge=hedge)


@st.composite
def ranges(draw: st.DrawFn, units: st.SearchStrategy[str] = st.sampled_from(UNITS)) -> ex.Amount:  # noqa: B008
    """An amount that states its bounds, open or closed."""
    low, value, high = sorted(draw(st.lists(decimals(), min_size=3, max_size=3)))
    unit = draw(units)
    shape = draw(st.sampled_from(["closed", "from", "to", "open", "point", "zero below", "zero above"]))
    match shape:
        case "from":
            return ex.Amount.between(low, None, unit, value=value)
        case "to":
            return ex.Amount.between(None, high, unit, value=value)
        case "open":
            return ex.Amount.between(None, None, unit, value=value)
        case "point":
            return ex.Amount.between(value, value, unit)
        case "zero below":
            return ex.Amount.between(0, abs(value), unit)
        case "zero above":
            return ex.Amount.between(-abs(value), 0, unit)
        case _:
            return ex.Amount.between(low, high, unit, value=value)


def amounts(*units: str) -> st.SearchStrategy[ex.Amount]:
    """Amounts of moderate size, whose products stay in range; `strategies.amounts` goes to the edges."""
    among = st.sampled_from(units or UNITS)
    return stated(among) | ranges(among)


def ends(amount: ex.Amount) -> Ends:
    low, high = (None if end is None else Fraction(end) for end in (amount.low, amount.high))
    return low, high


def is_within(number: Fraction, amount: ex.Amount) -> bool:
    low, high = ends(amount)
    return (low is None or low <= number) and (high is None or number <= high)


def is_inside(inner: ex.Amount, outer: ex.Amount) -> bool:
    """Whether the bounds of one amount lie within those of the other."""
    low, high = ends(inner)
    outer_low, outer_high = ends(outer)
    return (outer_low is None or (low is not None and outer_low <= low)) and (
        outer_high is None or (high is not None and high <= outer_high)
    )


@st.composite
def inside(draw: st.DrawFn, amount: ex.Amount) -> Fraction:
    """A number within the bounds, the ends and zero more often than chance would have them."""
    low, high = ends(amount)
    reach = draw(st.fractions(min_value=0, max_value=10**6))
    part = draw(st.sampled_from([Fraction(0), Fraction(1)]) | st.fractions(min_value=0, max_value=1))
    if low is not None and high is not None:
        number = low + part * (high - low)
    elif low is not None:
        number = low + reach
    elif high is not None:
        number = high - reach
    else:
        number = reach * draw(st.sampled_from([-1, 1]))
    zero = Fraction(0)
    return zero if is_within(zero, amount) and draw(st.integers(0, 4)) == 0 else number


# Texts.
def is_identical(one: ex.Amount, other: ex.Amount) -> bool:
    """Equal, and with the same digits in the value."""
    return one == other and one.value.as_tuple() == other.value.as_tuple() and hash(one) == hash(other)


PINT = pint.UnitRegistry(non_int_type=Decimal)
