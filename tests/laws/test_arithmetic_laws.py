"""Random operations on random amounts against exact fractions: 10^5 in `tox -e deep`, some hundreds in each run.

The oracle computes an interval operation by its definition: the least and the greatest result over the ends, and open
where the definition gives no end. Sums are exact. Products and quotients keep 50 digits: their bounds contain those of
the oracle, and are as close as that allows.
"""

import operator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

import pytest

import expotrade as ex

# Ends of an interval; None is open.
Ends = tuple[Fraction | None, Fraction | None]

CASES = [pytest.param(400, id="some"), pytest.param(100_000, marks=pytest.mark.deep, id="deep")]
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
CLOSE = Fraction(1, 10**49)
HEDGES = [hedge for hedge in ex.Hedge if hedge is not ex.Hedge.BETWEEN]


def number(random: Random) -> Decimal:
    """A number as the press prints it, or any other; below zero now and then."""
    digits = random.choice([random.randint(1, 99), random.randint(0, 9999), random.randint(0, 10**12)])
    power = random.choice([0, 0, -1, -2, 3, 4, 6, 8, 9, random.randint(-20, 20)])
    return Decimal(digits if random.random() < 0.8 else -digits).scaleb(power)


def amount(random: Random, unit: str) -> ex.Amount:
    """An amount under any hedge, or between any ends."""
    if random.random() < 0.5:
        hedge = random.choice(HEDGES)
        value = number(random)
        if value or hedge not in (ex.Hedge.NEARLY, ex.Hedge.APPROXIMATELY):
            return ex.Amount(value, unit, hedge=hedge)
    low, value, high = sorted(number(random) for _ in range(3))
    low_end, high_end = random.choice(
        [(low, high), (low, None), (None, high), (None, None), (value, high), (low, value)]
    )
    return ex.Amount.between(low_end, high_end, unit, value=value)


def ends(one: ex.Amount) -> Ends:
    low, high = (None if end is None else Fraction(end) for end in (one.low, one.high))
    return low, high


def added(left: Ends, right: Ends) -> Ends:
    low, high = (None if x is None or y is None else x + y for x, y in zip(left, right, strict=True))
    return low, high


def multiplied(left: Ends, right: Ends) -> Ends:
    """The least and the greatest product of the ends; zero times an open end is zero."""
    if (0, 0) in (left, right):
        return Fraction(0), Fraction(0)
    is_open_below = is_open_above = False
    products = []
    for (x, side_x), (y, side_y) in product(
        zip(left, (-1, 1), strict=True), zip(right, (-1, 1), strict=True)
    ):
        if x is not None and y is not None:
            products.append(x * y)
        else:
            sign = (sign_of(x) if x is not None else side_x) * (sign_of(y) if y is not None else side_y)
            is_open_below |= sign < 0
            is_open_above |= sign > 0
            products += [Fraction(0)] * (not sign)
    return (None if is_open_below else min(products)), (None if is_open_above else max(products))


def sign_of(end: Fraction) -> int:
    return (end > 0) - (end < 0)


def inverted(divisor: Ends) -> Ends:
    """One over a divisor. Where it reaches zero at one end, that side is open; around zero, both are."""
    low, high = divisor
    if low == 0:
        return (None if high is None else 1 / high) or Fraction(0), None
    if high == 0:
        return None, (None if low is None else 1 / low) or Fraction(0)
    is_around_zero = (low is None or low < 0) and (high is None or high > 0)
    if is_around_zero:
        return None, None
    return (Fraction(0) if high is None else 1 / high), (Fraction(0) if low is None else 1 / low)


def expected(sign: str, left: Ends, right: Ends) -> Ends:
    if sign == "+":
        return added(left, right)
    if sign == "-":
        low, high = right
        return added(left, (None if high is None else -high, None if low is None else -low))
    return multiplied(left, right if sign == "*" else inverted(right))


def is_close(ours: Fraction | None, exact: Fraction | None, *, outwards: int) -> bool:
    """Whether an end is the exact one, or beyond it by no more than the digits that are kept."""
    if ours is None or exact is None:
        return ours is exact
    return 0 <= (ours - exact) * outwards <= abs(exact) * CLOSE


@pytest.mark.parametrize("cases", CASES)
def test_random_operations_are_those_of_exact_fractions(cases: int) -> None:
    random, done = Random(1788), 0
    while done < cases:
        sign = random.choice("+-*/")
        units = (
            ("USD", "USD")
            if sign in "+-"
            else random.choice([("USD", "USD"), ("USD", "exhibitor"), ("t", "multiple")])
        )
        left, right = amount(random, units[0]), amount(random, units[1])
        if sign == "/" and not right.value:
            continue
        result = OPERATIONS[sign](left, right)
        value = OPERATIONS[sign](Fraction(left.value), Fraction(right.value))
        low, high = expected(sign, ends(left), ends(right))
        what = f"({left}) {sign} ({right}) is {result}"
        assert abs(Fraction(result.value) - value) <= abs(value) * CLOSE, what
        our_low, our_high = ends(result)
        if sign in "+-":
            assert (Fraction(result.value), our_low, our_high) == (value, low, high), what
        else:
            assert is_close(our_low, low, outwards=-1), what
            assert is_close(our_high, high, outwards=1), what
        done += 1


@pytest.mark.parametrize("cases", CASES)
def test_growth_is_that_of_exact_fractions(cases: int) -> None:
    random = Random(1789)
    for _ in range(cases):
        low, value, high = sorted(abs(number(random)) + 1 for _ in range(3))
        old = ex.Amount.between(
            random.choice([low, value]), random.choice([high, value, None]), "USD", value=value
        )
        new = amount(random, "USD")
        result = ex.growth(new, old)
        ratio_low, ratio_high = multiplied(ends(new), inverted(ends(old)))
        exact_low, exact_high = (None if end is None else (end - 1) * 100 for end in (ratio_low, ratio_high))
        our_low, our_high = ends(result)
        what = f"growth of ({new}) over ({old}) is {result}"
        # The ratio keeps 50 digits before one is taken away, so an end is close measured by the ratio.
        for ours, exact, ratio, outwards in (
            (our_low, exact_low, ratio_low, -1),
            (our_high, exact_high, ratio_high, 1),
        ):
            if ours is None or exact is None or ratio is None:
                assert ours is exact, what
            else:
                assert 0 <= (ours - exact) * outwards <= (abs(ratio) + 1) * 100 * CLOSE, what
