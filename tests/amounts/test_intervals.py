"""The arithmetic of spans: the short way through it gives what the long way gives."""

from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, Subnormal

import pytest
from hypothesis import example, given, strategies as st

import expotrade as ex
from expotrade.amounts.intervals import (
    Span,
    _enclosed,
    _product_of_corners,
    _quotient_of_corners,
    bounds_of,
    exactly,
    in_range,
    middle_of,
    product,
    quotient,
    sum_of_numbers,
)

ONE = Decimal(1)
# What cannot be exact, or is out of range, is an error here.
EXACTLY = Context(
    prec=2000, Emax=400, Emin=-400,
    traps=[Overflow, Subnormal, InvalidOperation, DivisionByZero, Inexact],
)  # fmt: skip
NUMBERS = st.decimals(
    min_value=Decimal("1e-9"), max_value=Decimal("1e12"), allow_nan=False, allow_infinity=False
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Closed spans above zero, points among them, with more digits than results keep."""
    low, value, high = sorted(draw(NUMBERS) / draw(st.sampled_from([ONE, Decimal(3)])) for _ in range(3))
    return draw(
        st.sampled_from(
            [(value, low, high), (value, value, high), (value, low, value), (value, value, value)]
        )
    )


# Of so many digits that products are rounded: a value at an end of its bounds has to stay there.
THIRD, SEVENTH, TENTH = ONE / Decimal(3), ONE / Decimal(7), Decimal("0.1")
POINT, AT_LOW, AT_HIGH = (THIRD, THIRD, THIRD), (THIRD, THIRD, ONE), (THIRD, TENTH, THIRD)
SMALL, LOWEST, HIGHEST = (SEVENTH, SEVENTH, SEVENTH), (SEVENTH, SEVENTH, ONE), (SEVENTH, TENTH, SEVENTH)


EDGES = [
    (AT_LOW, POINT),
    (AT_HIGH, POINT),
    (POINT, AT_LOW),
    (POINT, LOWEST),
    (POINT, HIGHEST),
    (AT_LOW, SMALL),
    (AT_HIGH, SMALL),
]


def on_spans(test: Callable[[Span, Span], None]) -> Callable[[], None]:
    """Try two spans of any kind, and surely those with a value at one of its bounds."""
    for edge in EDGES:
        test = example(*edge)(test)
    return given(spans(), spans())(test)


@on_spans
def test_products_by_two_corners_are_those_by_four(left: Span, right: Span) -> None:
    assert product(left, right, ONE, ONE) == _enclosed(
        left, right, lambda x, y, context: context.multiply(x, y)
    )


@on_spans
def test_quotients_by_two_corners_are_those_by_four(left: Span, right: Span) -> None:
    assert quotient(left, right, ONE, ONE) == _enclosed(
        left, right, lambda x, y, context: context.divide(x, y)
    )


@pytest.mark.parametrize("operate", [product, quotient])
def test_results_out_of_range_are_refused_either_way(operate: object) -> None:
    large = (Decimal("2e400"), Decimal("1e400"), Decimal("3e400"))
    small = (Decimal("2e-390"), Decimal("1e-390"), Decimal("3e-390"))
    with pytest.raises(ex.errors.AmountError, match="powers of ten"):
        operate(large, large if operate is product else small, ONE, ONE)  # type: ignore[operator]


NEAR_ZERO = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(-1)]) | st.decimals(
    min_value=-9, max_value=9, places=1
)


@st.composite
def any_spans(draw: st.DrawFn) -> Span:
    """Spans below, around and above zero, open ones and points among them."""
    low, value, high = sorted(draw(NEAR_ZERO) for _ in range(3))
    return value, draw(st.sampled_from([low, value, None])), draw(st.sampled_from([high, value, None]))


UNIT, FROM_ZERO = (ONE, ONE, ONE), (Decimal("0.5"), Decimal(0), ONE)
NOTHING, FALL = (Decimal(0),) * 3, (Decimal(-3),) * 3


@given(any_spans(), any_spans())
@example(UNIT, FROM_ZERO)
@example(FROM_ZERO, UNIT)
@example(FROM_ZERO, (Decimal(2), ONE, Decimal(3)))
@example((Decimal(2), ONE, Decimal(3)), FROM_ZERO)
@example(FROM_ZERO, (Decimal("0.75"), Decimal("0.5"), ONE))
@example(NOTHING, FALL)
def test_the_short_way_is_taken_only_where_it_answers_the_same(left: Span, right: Span) -> None:
    # By their digits: a zero must have no sign.
    assert repr(product(left, right, ONE, ONE)) == repr(_product_of_corners(left, right, ONE, ONE))
    if right[0]:
        assert repr(quotient(left, right, ONE, ONE)) == repr(_quotient_of_corners(left, right, ONE, ONE))


TOO_MANY = "a number has at most 400 powers of ten and 450 decimal places"
FINE = Decimal("1." + "0" * 449 + "1")


@pytest.mark.parametrize(
    ("make", "value", "rule"),
    [
        (lambda: bounds_of(ex.Hedge.ROUNDED, Decimal("1E-400"), "USD"), "1E-400 and 5E-401", TOO_MANY),
        (
            lambda: bounds_of(ex.Hedge.ROUNDED, FINE, "USD"),
            EXACTLY.subtract(FINE, Decimal("5E-451")),
            TOO_MANY,
        ),
        (lambda: middle_of(Decimal("9E+400"), Decimal("8E+400")), "9E+400 and 8E+400", TOO_MANY),
        (lambda: in_range(EXACTLY.divide, FINE, Decimal(2)), EXACTLY.divide(FINE, Decimal(2)), TOO_MANY),
        (
            lambda: exactly(EXACTLY.subtract, Decimal("9E+400"), Decimal("-8E+400")),
            "9E+400 and -8E+400",
            TOO_MANY,
        ),
        (lambda: sum_of_numbers([Decimal("9E+400"), Decimal("8E+400")]), Decimal("17E+400"), TOO_MANY),
        (lambda: middle_of(None, None), "[..]", "both bounds are open: pass value="),
        (
            lambda: bounds_of(ex.Hedge.NEARLY, Decimal(0), "USD"),
            Decimal(0),
            "zero has no grain, so nothing is nearly zero",
        ),
    ],
)
def test_what_no_amount_can_have_is_shown_with_the_rule(make: object, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.AmountError) as caught:
        make()  # type: ignore[operator]
    assert (caught.value.value, caught.value.rule) == (value, rule)


@pytest.mark.parametrize("operate", [product, quotient])
@pytest.mark.parametrize("width", ["plain", "open"])
def test_what_goes_out_of_range_is_shown_by_its_values(operate: object, width: str) -> None:
    end = None if width == "open" else Decimal("9E+400")
    large = (Decimal("2E+400"), Decimal("1E+400"), end)
    other = (Decimal("3E+300"), Decimal("2E+300"), Decimal("4E+300"))
    if operate is quotient:
        other = (Decimal("3E-300"), Decimal("2E-300"), Decimal("4E-300"))
    with pytest.raises(ex.errors.AmountError) as caught:
        operate(large, other, ONE, ONE)  # type: ignore[operator]
    assert caught.value.value == f"2E+400 with {other[0]}"


def test_sums_keep_every_digit_and_the_place_of_the_last() -> None:
    assert sum_of_numbers([Decimal(10**40), Decimal(1)]) == 10**40 + 1
    assert sum_of_numbers([Decimal("5E+3")]).as_tuple() == Decimal("5E+3").as_tuple()


def test_a_divisor_that_holds_zero_leaves_both_ends_open() -> None:
    for bounds in (("-1", "0.5"), ("-0.5", "1")):
        divisor = ex.Amount.between(*bounds, "multiple", value="0.2")
        assert ex.Amount.between(2, 4, "USD", value=3) / divisor == ex.Amount.between(
            None, None, "USD", value=15
        )


def test_a_change_of_percent_has_no_floor() -> None:
    assert (ex.Amount.between(0, 5, "USD", value=5) * 2).hedge is ex.Hedge.AT_MOST
    assert (ex.Amount.between(0, 5, "percent", value=5) + ex.Amount(0, "percent")).hedge is ex.Hedge.BETWEEN
