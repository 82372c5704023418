"""The arithmetic of amounts: sums, products, quotients, signs, and what has no meaning."""

import operator
from collections.abc import Callable
from decimal import (
    Decimal,
)
from fractions import Fraction
from typing import Any

import pytest

import expotrade as ex
from expotrade.amounts import sum_of

read = ex.Amount.parse


# Arithmetic.
@pytest.mark.parametrize(
    ("left", "right", "total", "difference"),
    [
        ("EXACT 442 product", "EXACT 58 product", "EXACT 500 product", "EXACT 384 product"),
        ("EXACT 0.1 USD", "EXACT 0.2 USD", "EXACT 0.3 USD", "EXACT -0.1 USD"),
        ("EXACT 1E+300 USD", "EXACT 1 USD", f"EXACT 1{'0' * 299}1 USD", f"EXACT {'9' * 300} USD"),
        (
            "ROUNDED 78.41E+9 USD",
            "ROUNDED 71.13E+9 USD",
            "BETWEEN 149.54E+9 USD [149.53E+9..149.55E+9]",
            "BETWEEN 7.28E+9 USD [7.27E+9..7.29E+9]",
        ),
        (
            "MORE_THAN 620 exhibitor",
            "EXACT 80 exhibitor",
            "MORE_THAN 700 exhibitor",
            "MORE_THAN 540 exhibitor",
        ),
        ("AT_LEAST 620 exhibitor", "EXACT 80 exhibitor", "AT_LEAST 700 exhibitor", "AT_LEAST 540 exhibitor"),
        (
            "AT_LEAST 620 exhibitor",
            "MORE_THAN 80 exhibitor",
            "MORE_THAN 700 exhibitor",
            "BETWEEN 540 exhibitor [..]",
        ),
        (
            "MORE_THAN 620 exhibitor",
            "NEARLY 80 exhibitor",
            "BETWEEN 700 exhibitor [690..]",
            "MORE_THAN 540 exhibitor",
        ),
        ("LESS_THAN 5 percent", "EXACT 1 percent", "LESS_THAN 6 percent", "LESS_THAN 4 pp"),
        ("AT_MOST 5 percent", "EXACT 1 percent", "AT_MOST 6 percent", "AT_MOST 4 pp"),
        ("LESS_THAN 5 USD", "AT_MOST 6 USD", "LESS_THAN 11 USD", "BETWEEN -1 USD [-6..5]"),
        ("AT_MOST 5 USD", "AT_MOST 6 USD", "AT_MOST 11 USD", "BETWEEN -1 USD [-6..5]"),
        ("EXACT 5 USD", "MORE_THAN 5 USD", "MORE_THAN 10 USD", "AT_MOST 0 USD [..0]"),
        ("EXACT 5 USD", "MORE_THAN 3 USD", "MORE_THAN 8 USD", "AT_MOST 2 USD [..2]"),
        ("EXACT 5 USD", "MORE_THAN 8 USD", "MORE_THAN 13 USD", "MORE_THAN -3 USD"),
        ("MORE_THAN 5 USD", "EXACT 8 USD", "MORE_THAN 13 USD", "AT_MOST -3 USD [-3..]"),
        (
            "NEARLY 250 exhibitor",
            "EXACT 0 exhibitor",
            "BETWEEN 250 exhibitor [200..250]",
            "BETWEEN 250 exhibitor [200..250]",
        ),
        ("BETWEEN 5 USD [..]", "EXACT 1 USD", "BETWEEN 6 USD [..]", "BETWEEN 4 USD [..]"),
        ("BETWEEN 5 USD [5..5]", "EXACT 1 USD", "EXACT 6 USD", "EXACT 4 USD"),
    ],
)
def test_addition_and_subtraction_are_exact(left: str, right: str, total: str, difference: str) -> None:
    a, b = read(left), read(right)
    assert a + b == read(total)
    assert a - b == read(difference)
    assert str(a + b) == str(b + a)


def test_sums_keep_the_place_of_the_last_digit() -> None:
    assert str(ex.Amount("1.50", "USD") + ex.Amount("1.5", "USD")) == "EXACT 3.00 USD"
    assert str(ex.Amount("1E+3", "USD") + ex.Amount("2E+3", "USD")) == "EXACT 3E+3 USD"


def test_addition_answers_in_the_left_unit() -> None:
    assert str(ex.Amount(1, "t") + ex.Amount(500, "kg")) == "EXACT 1.500 t"
    assert str(ex.Amount(500, "kg") + ex.Amount(1, "t")) == "EXACT 1500 kg"
    assert str(ex.Amount(45, "percent") - ex.Amount(41, "percent")) == "EXACT 4 pp"
    assert str(ex.Amount(45, "percent") - ex.Amount(4, "pp")) == "EXACT 41 percent"
    assert str(ex.Amount(4, "pp") + ex.Amount(41, "percent")) == "EXACT 45 percent"
    assert str(ex.Amount(4, "pp") - ex.Amount(41, "percent")) == "EXACT -37 percent"
    assert str(ex.Amount(4, "pp") - ex.Amount(1, "pp")) == "EXACT 3 pp"
    mixed = ex.Amount(1, "m2") + ex.Amount(1, "mu")
    assert mixed.unit == "m2"
    assert mixed.low is not None
    assert mixed.high is not None
    assert mixed.low < mixed.high
    assert Fraction(mixed.low) < 1 + Fraction(2000, 3) < Fraction(mixed.high)
    assert str(ex.Amount(1, "mu") + ex.Amount(1, "m2")) == "EXACT 1.0015 mu"


def test_sum_works() -> None:
    parts = [ex.Amount(442, "product"), ex.Amount(58, "product"), ex.Amount(1, "product")]
    assert sum(parts) == ex.Amount(501, "product")
    assert sum(parts, ex.Amount(0, "product")) == ex.Amount(501, "product")
    assert sum([parts[0]]) == parts[0]
    assert 0 + parts[0] is parts[0]


def test_sum_of_many_is_their_sum() -> None:
    parts = [read(text) for text in ("more than 5 deals", "nearly 250 deals", "442 deals")]
    assert sum_of(parts) == sum_of(parts[::-1]) == sum(parts) == read("BETWEEN 697 deal [647..]")
    assert sum_of(parts[:1]) == parts[0]
    assert sum_of([read("more than 5 deals"), ex.Amount(2, "deal")]) == read("MORE_THAN 7 deal")
    assert sum_of([ex.Amount(1, "deal"), ex.Amount(2, "deal")]) == ex.Amount(3, "deal")


@pytest.mark.parametrize("number", [1, -1, True, False, 0.0, Decimal(0), None, "0", "", Fraction(0), [0]])
def test_only_amounts_add_to_amounts(number: Any) -> None:
    amount = ex.Amount(5, "percent")
    for operate in (operator.add, operator.sub):
        with pytest.raises(ex.errors.AmountTypeError):
            operate(amount, number)
    for operate in (operator.add, operator.sub):
        with pytest.raises(TypeError):
            operate(number, amount)


def test_nothing_is_subtracted_from_zero_unasked() -> None:
    with pytest.raises(ex.errors.AmountTypeError):
        _ = 0 - ex.Amount(5, "USD")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("CNY", "USD"),
        ("exhibitor", "visitor"),
        ("multiple", "pp"),
        ("t", "m2"),
        ("month", "year"),
        ("day", "month"),
        ("USD", "USD/exhibitor"),
        ("USD", "percent"),
        ("exhibitor", "multiple"),
    ],
)
def test_different_dimensions_do_not_meet(left: str, right: str) -> None:
    a, b = ex.Amount(5, left), ex.Amount(3, right)
    operations: list[Callable[[], object]] = [
        lambda: a + b,
        lambda: a - b,
        lambda: a.compare(b),
        lambda: a.to(right),
        lambda: ex.growth(a, b),
        lambda: sum([a, b]),
    ]
    for operation in operations:
        with pytest.raises(ex.errors.UnitMismatchError) as caught:
            operation()
        assert {caught.value.left, caught.value.right} == {left, right}


def test_currencies_are_told_to_convert() -> None:
    with pytest.raises(ex.errors.UnitMismatchError, match=r"cannot add USD to CNY: .*rates\.convert"):
        ex.Amount(5, "CNY") + ex.Amount(3, "USD")
    with pytest.raises(
        ex.errors.UnitMismatchError, match="cannot add visitor to exhibitor: they count different things"
    ):
        ex.Amount(5, "exhibitor") + ex.Amount(3, "visitor")


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [
        ("EXACT 100 USD", "EXACT 5 percent", "EXACT 5 USD"),
        ("EXACT 5 percent", "EXACT 100 USD", "EXACT 5 USD"),
        ("EXACT 5 percent", "EXACT 5 percent", "EXACT 0.0025 multiple"),
        ("EXACT 3 USD/exhibitor", "EXACT 4 exhibitor", "EXACT 12 USD"),
        ("EXACT 3 USD/t", "EXACT 500 kg", "EXACT 1.5 USD"),
        ("EXACT 3 USD", "EXACT 4 USD", "EXACT 12 USD*USD"),
        ("EXACT 3 multiple", "EXACT 4 USD", "EXACT 12 USD"),
        ("ROUNDED 23 percent", "EXACT 100 USD", "BETWEEN 23 USD [22.5..23.5]"),
        ("MORE_THAN 3 USD", "EXACT 4 multiple", "MORE_THAN 12 USD"),
        ("MORE_THAN 3 USD", "EXACT -4 multiple", "MORE_THAN -12 USD"),
        ("MORE_THAN 3 USD", "EXACT 0 multiple", "EXACT 0 USD"),
        ("BETWEEN 3 USD [..]", "EXACT 0 multiple", "EXACT 0 USD"),
        ("BETWEEN 3 USD [..]", "LESS_THAN 1 multiple", "BETWEEN 3 USD [..]"),
        ("AT_MOST 5 USD", "EXACT 2 multiple", "AT_MOST 10 USD"),
        ("LESS_THAN 5 USD", "EXACT -2 multiple", "LESS_THAN -10 USD"),
        ("BETWEEN 0 USD [-2..3]", "BETWEEN 0 multiple [-5..7]", "BETWEEN 0 USD [-15..21]"),
        ("MORE_THAN 3 USD", "MORE_THAN -4 multiple", "MORE_THAN -12 USD"),
    ],
)
def test_multiplication(left: str, right: str, product: str) -> None:
    assert read(left) * read(right) == read(product)


@pytest.mark.parametrize(
    ("left", "right", "quotient"),
    [
        ("EXACT 12 USD", "EXACT 4 exhibitor", "EXACT 3 USD/exhibitor"),
        ("EXACT 12 USD", "EXACT 4 USD", "EXACT 3 multiple"),
        ("EXACT 1 t", "EXACT 500 kg", "EXACT 2 multiple"),
        ("EXACT 5 USD", "EXACT 5 percent", "EXACT 100 USD"),
        ("EXACT 5 percent", "EXACT 2 percent", "EXACT 2.5 multiple"),
        ("EXACT 12 USD", "MORE_THAN 4 exhibitor", "AT_MOST 3 USD/exhibitor"),
        ("MORE_THAN 12 USD", "EXACT 4 exhibitor", "MORE_THAN 3 USD/exhibitor"),
        ("MORE_THAN 12 USD", "MORE_THAN 4 exhibitor", "BETWEEN 3 USD/exhibitor [0..]"),
        ("EXACT 12 USD", "LESS_THAN 4 exhibitor", "AT_LEAST 3 USD/exhibitor"),
        ("EXACT 12 USD", "EXACT -4 exhibitor", "EXACT -3 USD/exhibitor"),
        ("EXACT 12 USD", "LESS_THAN -4 exhibitor", "AT_LEAST -3 USD/exhibitor"),
        ("EXACT 12 USD", "BETWEEN 4 multiple [-1..4]", "BETWEEN 3 USD [..]"),
        ("EXACT 0 USD", "BETWEEN 4 multiple [-1..4]", "EXACT 0 USD"),
        ("EXACT 0 USD", "LESS_THAN 4 multiple", "EXACT 0 USD"),
        ("BETWEEN 5 USD [0..10]", "BETWEEN 5 multiple [0..10]", "BETWEEN 1 USD [0..]"),
        ("BETWEEN 5 USD [-10..10]", "BETWEEN 5 multiple [0..10]", "BETWEEN 1 USD [..]"),
        ("BETWEEN 5 USD [..]", "EXACT 5 multiple", "BETWEEN 1 USD [..]"),
        ("EXACT 5 USD", "BETWEEN 5 multiple [..]", "BETWEEN 1 USD [..]"),
    ],
)
def test_division(left: str, right: str, quotient: str) -> None:
    assert read(left) / read(right) == read(quotient)


def test_products_and_quotients_keep_fifty_digits_and_round_bounds_outwards() -> None:
    third = ex.Amount(1, "USD") / 3
    assert third.value == Decimal("0." + "3" * 50)
    assert third.low == Decimal("0." + "3" * 50)
    assert third.high == Decimal("0." + "3" * 49 + "4")
    assert third.hedge is ex.Hedge.BETWEEN
    two_thirds = ex.Amount(2, "USD") / 3
    assert two_thirds.value == two_thirds.high == Decimal("0." + "6" * 49 + "7")
    assert two_thirds.low == Decimal("0." + "6" * 50)
    long = ex.Amount("1." + "1" * 49 + "3", "USD") * ex.Amount("1." + "0" * 49 + "7", "multiple")
    assert long.low is not None
    assert long.high is not None
    assert len(long.low.as_tuple().digits) == len(long.high.as_tuple().digits) == 50
    assert long.low < long.high


def test_a_value_at_an_end_of_its_bounds_stays_there() -> None:
    more = read("MORE_THAN 2 USD") / 3
    assert more.hedge is ex.Hedge.MORE_THAN
    assert more.value == more.low == Decimal("0." + "6" * 50)
    less = read("AT_MOST 1 USD") / 3
    assert less.hedge is ex.Hedge.AT_MOST
    assert less.value == less.high == Decimal("0." + "3" * 49 + "4")
    fall = read("MORE_THAN -2 USD") / 3
    assert fall.hedge is ex.Hedge.MORE_THAN
    assert fall.value == fall.high == Decimal("-0." + "6" * 50)


def test_plain_numbers_multiply_and_divide() -> None:
    assert ex.Amount(5, "USD") * 3 == 3 * ex.Amount(5, "USD") == ex.Amount(15, "USD")
    assert ex.Amount(5, "USD") * Decimal("0.5") == ex.Amount("2.5", "USD")
    assert ex.Amount(5, "USD") / 2 == ex.Amount("2.5", "USD")
    assert ex.Amount(5, "percent") * 2 == ex.Amount(10, "percent")
    assert 10 / ex.Amount(4, "USD") == ex.Amount("2.5", "1/USD")
    assert Decimal(3) / ex.Amount(5, "percent") == ex.Amount(60, "multiple")
    assert read("MORE_THAN 620 exhibitor") * 2 == read("MORE_THAN 1240 exhibitor")


@pytest.mark.parametrize("number", [2.5, float("nan"), True, "2", None, [2], Fraction(1, 2), 2j])
def test_other_things_do_not_multiply(number: Any) -> None:
    amount = ex.Amount(5, "USD")
    for operation in (
        lambda: amount * number,
        lambda: number * amount,
        lambda: amount / number,
        lambda: number / amount,
    ):
        with pytest.raises(ex.errors.AmountTypeError):
            operation()


@pytest.mark.parametrize(
    "divisor",
    [0, Decimal("0.00"), ex.Amount(0, "t"), ex.Amount.between(-1, 1, "t", value=0), ex.Amount(0, "USD")],
)
def test_a_divisor_whose_value_is_zero_is_an_error(divisor: Any) -> None:
    with pytest.raises(ex.errors.AmountDivisionError) as caught:
        _ = ex.Amount(5, "USD") / divisor
    assert isinstance(caught.value, ZeroDivisionError)
    with pytest.raises(ex.errors.AmountDivisionError):
        _ = 5 / ex.Amount(0, "USD")


def test_percentage_points_do_not_multiply() -> None:
    points, money = ex.Amount(5, "pp"), ex.Amount(100, "USD")
    for operation in (
        lambda: points * money,
        lambda: money * points,
        lambda: points / money,
        lambda: money / points,
        lambda: points * points,
        lambda: points / points,
        lambda: 1 / points,
    ):
        with pytest.raises(ex.errors.AmountTypeError, match="percentage points"):
            operation()


def test_percent_is_not_a_number() -> None:
    with pytest.raises(ex.errors.AmountTypeError):
        ex.Amount(5, "percent") + 1
    with pytest.raises(ex.errors.AmountTypeError):
        1 + ex.Amount(5, "percent")
    with pytest.raises(ex.errors.UnitMismatchError, match=r'convert one side first with \.to\("percent"\)'):
        ex.Amount(5, "percent") + ex.Amount(1, "multiple")
    assert ex.Amount(5, "percent") + ex.Amount(1, "multiple").to("percent") == ex.Amount(105, "percent")


def test_operations_without_a_meaning_are_errors() -> None:
    amount, other = ex.Amount(5, "USD"), ex.Amount(6, "USD")
    operations: list[Callable[[], object]] = [
        lambda: amount**2,
        lambda: amount // 2,
        lambda: amount % 2,
        lambda: abs(amount),
        lambda: float(amount),
        lambda: int(amount),
        lambda: round(amount),
        lambda: amount < other,
        lambda: amount <= other,
        lambda: amount > other,
        lambda: amount >= other,
        lambda: sorted([amount, other]),
        lambda: max(amount, other),
        lambda: bool(amount),
        lambda: not amount,
        lambda: [] if amount else None,
    ]
    for operation in operations:
        with pytest.raises(TypeError):
            operation()


def test_the_truth_of_an_amount_is_an_error_even_for_zero() -> None:
    for amount in (ex.Amount(0, "USD"), ex.Amount(5, "USD")):
        with pytest.raises(ex.errors.AmountTypeError, match=r"test amount\.value"):
            bool(amount)


@pytest.mark.parametrize(
    "operation",
    [
        lambda: ex.Amount("9E+400", "USD") + ex.Amount("9E+400", "USD"),
        lambda: ex.Amount("-9E+400", "USD") - ex.Amount("9E+400", "USD"),
        lambda: ex.Amount("9E+400", "USD", hedge=ex.Hedge.MORE_THAN) + ex.Amount("9E+400", "USD"),
        lambda: ex.Amount("1E+300", "USD") * ex.Amount("1E+300", "multiple"),
        lambda: ex.Amount("1E-300", "USD") * ex.Amount("1E-300", "multiple"),
        lambda: ex.Amount("1E+300", "USD") / ex.Amount("1E-300", "multiple"),
        lambda: ex.Amount("1E-300", "USD") / ex.Amount("1E+300", "multiple"),
        lambda: ex.growth(ex.Amount("1E+300", "USD"), ex.Amount("1E-300", "USD")),
        lambda: ex.Amount("9.9E+400", "USD", hedge=ex.Hedge.ROUNDED) * 2,
        lambda: ex.Amount("9E+400", "USD", hedge=ex.Hedge.APPROXIMATELY) + ex.Amount("9E+400", "USD"),
        lambda: ex.Amount("1E-450", "USD"),
        lambda: ex.Amount("1." + "0" * 450, "USD", hedge=ex.Hedge.ROUNDED),
        lambda: ex.Amount("1E-400", "USD", hedge=ex.Hedge.ROUNDED),
        lambda: ex.Amount("1E+400", "t").to("kg"),
        lambda: ex.Amount("1E-400", "kg").to("t"),
        lambda: ex.Amount("9E+400", "USD", hedge=ex.Hedge.MORE_THAN).likely(),
    ],
)
def test_numbers_out_of_range_are_errors(operation: Callable[[], ex.Amount]) -> None:
    with pytest.raises(ex.errors.AmountError):
        operation()


def test_sums_at_the_edge_of_the_range_are_exact() -> None:
    total = ex.Amount("1E+400", "USD") + ex.Amount("1E-400", "USD")
    assert Fraction(total.value) == 10**400 + Fraction(1, 10**400)
    assert read(str(total)) == total


# Sign.
@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("EXACT 5 USD", "EXACT -5 USD"),
        ("EXACT 0 USD", "EXACT 0 USD"),
        ("ROUNDED 5 USD", "ROUNDED -5 USD"),
        ("ROUNDED 0 USD", "ROUNDED 0 USD"),
        ("NEARLY 250 exhibitor", "NEARLY -250 exhibitor"),
        ("MORE_THAN 5 USD", "MORE_THAN -5 USD"),
        ("LESS_THAN 5 USD", "LESS_THAN -5 USD"),
        ("AT_MOST 5 percent", "AT_MOST -5 percent"),
        ("BETWEEN 5 USD [4..]", "BETWEEN -5 USD [..-4]"),
        ("MORE_THAN 0 USD", "AT_MOST 0 USD [..0]"),
        ("AT_MOST 0 USD [..0]", "AT_LEAST 0 USD"),
        ("LESS_THAN 0 percent", "AT_LEAST 0 percent"),
        ("AT_MOST 0 USD", "EXACT 0 USD"),
        ("BETWEEN 0 USD [-1..2]", "BETWEEN 0 USD [-2..1]"),
    ],
)
def test_negation_mirrors_the_bounds(text: str, negative: str) -> None:
    amount = read(text)
    assert -amount == read(negative)
    assert str(-amount) == negative
    assert +amount is amount
    assert (-amount).low == (None if amount.high is None else -amount.high)
    assert (-amount).high == (None if amount.low is None else -amount.low)


def test_a_quotient_out_of_range_over_a_divisor_around_zero_is_an_error() -> None:
    huge, tiny = ex.Amount("1E+400", "USD"), ex.Amount.between("-1E-9", "1E-9", "multiple", value="1E-9")
    with pytest.raises(ex.errors.AmountError, match="400 powers of ten"):
        huge / tiny


def test_partial_sums_may_leave_the_range_that_the_whole_keeps() -> None:
    amounts = [ex.Amount(value, "USD") for value in ("9E+400", "9E+400", "-9E+400", "-9E+400", "1")]
    assert sum_of(amounts) == ex.Amount(1, "USD")
    with pytest.raises(ex.errors.AmountError, match="400 powers of ten"):
        sum_of(amounts[:2])


def test_what_percent_falls_to_has_no_floor() -> None:
    assert (ex.Amount.between(0, 5, "percent", value=5) + ex.Amount(0, "percent")).hedge is ex.Hedge.BETWEEN
    assert (ex.Amount.between(0, 5, "USD", value=5) + ex.Amount(0, "USD")).hedge is ex.Hedge.AT_MOST
