"""Laws that hold for all amounts, against exact fractions as a naive oracle."""

from decimal import (
    Context,
    Decimal,
)
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

import expotrade as ex
from amount_oracle import (
    OPERATIONS,
    PINT,
    amounts,
    decimals,
    ends,
    inside,
    is_identical,
    is_inside,
    is_within,
    stated,
)
from expotrade import strategies
from expotrade.amounts import sum_of


@st.composite
def widened(draw: st.DrawFn, amount: ex.Amount) -> ex.Amount:
    """The same value within wider bounds."""
    low, high = amount.low, amount.high
    context = Context(prec=500)
    less, more = (abs(draw(decimals())) for _ in range(2))
    wide_low = None if low is None or draw(st.booleans()) else context.subtract(low, less)
    wide_high = None if high is None or draw(st.booleans()) else context.add(high, more)
    return ex.Amount.between(wide_low, wide_high, amount.unit, value=amount.value)


@st.composite
def positive(draw: st.DrawFn) -> ex.Amount:
    """What growth can be counted from: a positive value whose lower bound is not below zero."""
    low, value, high = sorted(abs(draw(decimals())) for _ in range(3))
    assume(value)
    return ex.Amount.between(low, draw(st.sampled_from([high, None])), "USD", value=value)


@st.composite
def widened_above_zero(draw: st.DrawFn, amount: ex.Amount) -> ex.Amount:
    wide = draw(widened(amount))
    low = Decimal(0) if wide.low is None or wide.low < 0 else wide.low
    return ex.Amount.between(low, wide.high, amount.unit, value=amount.value)


# Bounds.
@given(strategies.amounts())
def test_the_value_lies_within_the_bounds(amount: ex.Amount) -> None:
    assert is_within(Fraction(amount.value), amount)


@given(stated())
def test_a_hedge_speaks_of_magnitude(amount: ex.Amount) -> None:
    if amount.value:
        mirrored = ex.Amount(amount.value.copy_negate(), amount.unit, hedge=amount.hedge)
        assert ends(mirrored) == tuple(None if end is None else -end for end in reversed(ends(amount)))
        assert -amount == mirrored


@given(stated())
def test_nearly_is_never_below_half(amount: ex.Amount) -> None:
    if amount.hedge is ex.Hedge.NEARLY:
        low, high = ends(amount)
        assert low is not None
        assert high is not None
        smaller, larger = sorted((abs(low), abs(high)))
        assert larger == abs(Fraction(amount.value))
        assert smaller * 2 >= larger


# Containment.
@given(st.data(), st.sampled_from(["+", "-"]))
def test_sums_and_differences_contain_all_that_they_may_be(data: st.DataObject, sign: str) -> None:
    left, right = data.draw(strategies.amounts("USD")), data.draw(strategies.amounts("USD"))
    x, y = data.draw(inside(left)), data.draw(inside(right))
    result = OPERATIONS[sign](left, right)
    assert is_within(OPERATIONS[sign](x, y), result)
    assert Fraction(result.value) == OPERATIONS[sign](Fraction(left.value), Fraction(right.value))


@given(
    st.data(),
    st.sampled_from(["*", "/"]),
    st.sampled_from([("USD", "USD"), ("USD", "exhibitor"), ("t", "multiple")]),
)
def test_products_and_quotients_contain_all_that_they_may_be(
    data: st.DataObject, sign: str, units: tuple[str, str]
) -> None:
    left, right = data.draw(amounts(units[0])), data.draw(amounts(units[1]))
    x, y = data.draw(inside(left)), data.draw(inside(right))
    assume(sign == "*" or (right.value and y))
    result = OPERATIONS[sign](left, right)
    assert is_within(OPERATIONS[sign](x, y), result)
    exact = OPERATIONS[sign](Fraction(left.value), Fraction(right.value))
    assert abs(Fraction(result.value) - exact) <= abs(exact) / 10**49


@given(st.data())
def test_percent_counts_as_hundredths(data: st.DataObject) -> None:
    money, share = data.draw(amounts("USD")), data.draw(amounts("percent"))
    x, y = data.draw(inside(money)), data.draw(inside(share))
    assert is_within(x * y / 100, money * share)
    assume(share.value and y)
    assert is_within(x / (y / 100), money / share)


@given(st.data())
def test_growth_contains_all_that_it_may_be(data: st.DataObject) -> None:
    new, old = data.draw(amounts("USD")), data.draw(positive())
    x, y = data.draw(inside(new)), data.draw(inside(old))
    assume(y > 0)
    assert is_within((x / y - 1) * 100, ex.growth(new, old))


@given(st.data())
def test_whatever_is_computed_from_computed_amounts_is_contained(data: st.DataObject) -> None:
    amount = data.draw(amounts("multiple"))
    number = data.draw(inside(amount))
    for _ in range(4):
        other = data.draw(amounts("multiple"))
        y = data.draw(inside(other))
        sign = data.draw(st.sampled_from(sorted(OPERATIONS)))
        assume(sign != "/" or (other.value and y))
        amount, number = OPERATIONS[sign](amount, other), OPERATIONS[sign](number, y)
        assert is_within(number, amount)
        assert ex.Amount.parse(str(amount)) == amount


# Algebra.
@given(strategies.amounts("USD"), strategies.amounts("USD"))
def test_addition_commutes(left: ex.Amount, right: ex.Amount) -> None:
    assert left + right == right + left


@given(amounts(), amounts())
def test_multiplication_commutes(left: ex.Amount, right: ex.Amount) -> None:
    assume("pp" not in (left.unit, right.unit))
    assert left * right == right * left


@given(strategies.amounts("USD"), strategies.amounts("USD"), strategies.amounts("USD"))
def test_addition_associates(a: ex.Amount, b: ex.Amount, c: ex.Amount) -> None:
    one, other = (a + b) + c, a + (b + c)
    assert one.value == other.value
    assert ends(one) == ends(other)


@given(strategies.amounts("USD"), strategies.amounts("USD"))
def test_subtraction_is_addition_of_the_negative(left: ex.Amount, right: ex.Amount) -> None:
    try:
        one = left - right
    except ex.errors.AmountError:
        # Two numbers near the smallest can differ by less than it.
        with pytest.raises(ex.errors.AmountError):
            left + -right
        return
    other = left + -right
    assert one.value == other.value
    assert ends(one) == ends(other)


@given(amounts("USD"))
def test_zero_and_one_change_no_bounds(amount: ex.Amount) -> None:
    for same in (
        amount + ex.Amount(0, "USD"),
        amount - ex.Amount(0, "USD"),
        amount * 1,
        1 * amount,
        amount / 1,
    ):
        assert same.value == amount.value
        assert ends(same) == ends(amount)
        assert same.unit == amount.unit


@given(strategies.amounts())
def test_negation_undoes_itself(amount: ex.Amount) -> None:
    negative = -amount
    twice = -negative
    assert twice.value == amount.value
    assert ends(twice) == ends(amount)
    assert twice == amount or not amount.value


@given(strategies.amounts("USD"))
def test_an_amount_less_itself_contains_zero(amount: ex.Amount) -> None:
    assert is_within(Fraction(0), amount - amount)


@given(st.lists(strategies.amounts("USD"), min_size=1, max_size=6))
def test_sum_is_addition_in_any_order(parts: list[ex.Amount]) -> None:
    total = sum(parts)
    assert isinstance(total, ex.Amount)
    assert Fraction(total.value) == sum(Fraction(part.value) for part in parts)
    for same in (sum_of(parts), sum_of(parts[::-1])):
        assert same.value == total.value
        assert ends(same) == ends(total)


@given(st.data(), st.sampled_from(sorted(OPERATIONS)))
def test_narrower_operands_give_narrower_results(data: st.DataObject, sign: str) -> None:
    left, right = data.draw(amounts("USD")), data.draw(amounts("USD"))
    assume(sign != "/" or right.value)
    wide_left, wide_right = data.draw(widened(left)), data.draw(widened(right))
    assert is_inside(OPERATIONS[sign](left, right), OPERATIONS[sign](wide_left, wide_right))


@given(st.data())
def test_narrower_operands_give_narrower_growth(data: st.DataObject) -> None:
    new, old = data.draw(amounts("USD")), data.draw(positive())
    wide_new, wide_old = data.draw(widened(new)), data.draw(widened_above_zero(old))
    assert is_inside(ex.growth(new, old), ex.growth(wide_new, wide_old))


@given(amounts("USD"), amounts("USD"), st.sampled_from(sorted(OPERATIONS)))
def test_a_computed_amount_has_the_first_row_that_fits(left: ex.Amount, right: ex.Amount, sign: str) -> None:
    assume(sign != "/" or right.value)
    result = OPERATIONS[sign](left, right)
    low, high = ends(result)
    value = Fraction(result.value)
    inner, outer = low, high
    if value < 0:
        inner, outer = (None if end is None else -end for end in (high, low))
    floors = (None,) if result.unit in ("percent", "pp") else (None, Fraction(0))
    if low is not None and low == high:
        expected = {ex.Hedge.EXACT}
    elif inner == abs(value) and outer is None:
        is_more = ex.Hedge.MORE_THAN in (left.hedge, right.hedge)
        expected = {ex.Hedge.MORE_THAN if is_more else ex.Hedge.AT_LEAST}
    elif outer == abs(value) and inner in floors:
        is_less = ex.Hedge.LESS_THAN in (left.hedge, right.hedge)
        expected = {ex.Hedge.LESS_THAN if is_less else ex.Hedge.AT_MOST}
    else:
        expected = {ex.Hedge.BETWEEN}
    assert result.hedge in expected


# Units.
CONVERTIBLE = [
    ("t", "kg"), ("kg", "t"), ("t", "lb"), ("lb", "jin"), ("g", "lb"), ("m2", "mu"), ("mu", "m2"), ("acre", "ha"),
    ("sqft", "km2"),
    ("percent", "multiple"), ("multiple", "percent"), ("USD/t", "USD/lb"), ("USD/m2", "USD/mu"),
]  # fmt: skip


@given(st.data(), st.sampled_from(CONVERTIBLE))
def test_there_and_back_contains_the_original(data: st.DataObject, units: tuple[str, str]) -> None:
    amount = data.draw(amounts(units[0]))
    back = amount.to(units[1]).to(units[0])
    assert is_inside(amount, back)
    assert abs(Fraction(back.value) - Fraction(amount.value)) <= abs(Fraction(amount.value)) / 10**48
    assert back.unit == amount.unit


@given(amounts("t", "kg", "percent", "ha"))
def test_a_power_of_ten_keeps_digits_and_hedge(amount: ex.Amount) -> None:
    other = {"t": "kg", "kg": "t", "percent": "multiple", "ha": "m2"}[amount.unit]
    converted = amount.to(other)
    assert converted.hedge is amount.hedge
    assert converted.value.as_tuple().digits == amount.value.as_tuple().digits
    assert is_identical(converted.to(amount.unit), amount)


PINT.load_definitions(ex.pint_definitions().splitlines())


@given(amounts("USD", "exhibitor", "t", "m2", "mu", "percent", "USD/exhibitor", "kg/m2"))
def test_pint_and_back(amount: ex.Amount) -> None:
    exact = ex.Amount(amount.value, amount.unit)
    assert is_identical(ex.Amount.from_pint(exact.to_pint(PINT)), exact)
