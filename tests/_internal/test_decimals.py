"""The Decimal contexts: what is read, what is refused, and that nothing depends on the caller's context."""

import time
from decimal import ROUND_UP, Context, Decimal, Inexact, localcontext
from enum import IntEnum
from typing import Any

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade._internal.decimals import (
    DOWNWARDS,
    EXACTLY,
    FINEST,
    LARGEST,
    NEAREST,
    UPWARDS,
    bounded,
    exponent,
    negated,
    read_decimal,
    shifted,
    write_decimal,
)
from folding import each_row


class Count(IntEnum):
    MANY = 7


class MyDecimal(Decimal):
    pass


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("78.41e9", "78.41E+9"),
        ("78.41E9", "78.41E+9"),
        ("78.41E+9", "78.41E+9"),
        ("+5", "5"),
        ("-5.0", "-5.0"),
        ("007", "7"),
        ("1.50", "1.50"),
        ("0.00012", "0.00012"),
        ("1E-7", "1E-7"),
        ("1E-400", "1E-400"),
        ("9.99E+400", "99.9E+399"),
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("0E+3", "0E+3"),
        ("0E+1", "0.00E+3"),
        (0, "0"),
        (442, "442"),
        (-3, "-3"),
        (10**30, "1000000000000000000000000000000"),
        (Count.MANY, "7"),
        (Decimal("2E+1"), "2E+1"),
        (Decimal("-0"), "0"),
        (MyDecimal("1.5"), "1.5"),
    ],
)
def test_read(given: object, written: str) -> None:
    number = read_decimal(given)
    assert type(number) is Decimal
    assert number.as_tuple() == Decimal(written).as_tuple()
    assert write_decimal(number) == written


@each_row(
    "given",
    [
        "",
        " ",
        "5 ",
        " 5",
        "5\n",
        "+",
        ".5",
        "5.",
        "5e",
        "5e+",
        "1,000",
        "1_000",
        "--5",
        "0x10",
        "1/3",
        "5%",
        "٥",
        "５",
        "²",
        "\ufeff5",
        "5\x00",
        "\ud800",
        "nan",
        "NaN",
        "sNaN",
        "-nan",
        "NaN123",
        "inf",
        "Inf",
        "+inf",
        "-Infinity",
        "infinity",
        "9**9**9",
        "1e401",
        "1e-401",
        "1e999999",
        "1e999999999",
        "1e-999999999",
        "0e401",
        "0e-451",
        "10E400",
        "0." + "0" * 450 + "1",
        "9" * 402,
        "9" * 10**6,
        10**401,
        -(10**401),
        1 << 10**6,
        Decimal("NaN"),
        Decimal("-NaN"),
        Decimal("sNaN"),
        Decimal("NaN42"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
        Decimal("1E+401"),
        Decimal("1E-401"),
        Decimal("1." + "1" * 451),
        Decimal("1E+999999999"),
        Decimal("0E+999999999"),
    ],
)
def test_no_number_of_ours(given: object) -> None:
    with pytest.raises(ex.errors.AmountError):
        read_decimal(given)


@pytest.mark.parametrize(
    "given",
    [5.0, float("nan"), float("inf"), True, False, None, b"5", 5j, [5], int, (0, (5,), 0)],
    ids=repr,
)
def test_not_of_a_type_of_ours(given: object) -> None:
    with pytest.raises(ex.errors.AmountTypeError) as caught:
        read_decimal(given)
    assert caught.value.value is given


def test_a_float_is_told_how_to_pass_its_digits() -> None:
    with pytest.raises(
        ex.errors.AmountTypeError, match=r'a float has lost the printed digits.*Decimal\("2\.5"\)'
    ):
        read_decimal(2.5)


@pytest.mark.parametrize(
    "given",
    ["9" * 10**6, "1e" + "9" * 10**6, 7 << 10**7, Decimal("9" * 10**6)],
    ids=lambda given: type(given).__name__,
)
def test_refusal_is_at_once(given: Any) -> None:
    start = time.perf_counter()
    with pytest.raises(ex.ExpotradeError) as caught:
        read_decimal(given)
    assert len(str(caught.value)) < 400
    assert time.perf_counter() - start < 2


@given(st.integers(-(10**30), 10**30), st.integers(-350, 350))
def test_written_digits_come_back(digits: int, power: int) -> None:
    number = read_decimal(Decimal(digits).scaleb(power, Context(prec=100)))
    assert Decimal(write_decimal(number)).as_tuple() == number.as_tuple()
    assert read_decimal(write_decimal(number)).as_tuple() == number.as_tuple()


def test_writing_uses_powers_of_thousand_where_digits_allow() -> None:
    assert write_decimal(Decimal("152E+9")) == "152E+9"
    assert write_decimal(Decimal("1.426E+6")) == "1.426E+6"
    assert write_decimal(Decimal("2E+1")) == "2E+1"
    assert write_decimal(Decimal(20)) == "20"


def test_writing_ignores_the_callers_context() -> None:
    with localcontext(Context(prec=3, rounding=ROUND_UP, capitals=0, traps=[Inexact])):
        assert write_decimal(Decimal("78.41E+9")) == "78.41E+9"
        assert write_decimal(Decimal("123456E+1")) == "1.23456E+6"
        assert write_decimal(Decimal("2E+1")) == "2E+1"


def test_exponent_is_the_place_of_the_last_digit() -> None:
    assert exponent(Decimal("78.41E+9")) == 7
    assert exponent(Decimal("1.50")) == -2
    with pytest.raises(ex.errors.AmountError):
        exponent(Decimal("Infinity"))


def test_checked_shows_what_was_given() -> None:
    with pytest.raises(ex.errors.AmountError) as caught:
        bounded(Decimal("1E+401"), "as given")
    assert caught.value.value == "as given"


def test_scaled_keeps_the_digits() -> None:
    assert shifted(Decimal("78.410"), 9, "").as_tuple() == Decimal("78.410E+9").as_tuple()
    assert shifted(Decimal(-5), -2, "").as_tuple() == Decimal("-0.05").as_tuple()
    with pytest.raises(ex.errors.AmountError):
        shifted(Decimal(1), LARGEST + 1, "1")
    with pytest.raises(ex.errors.AmountError):
        shifted(Decimal(1), -FINEST - 1, "1")


def test_turned_has_no_minus_zero() -> None:
    assert negated(Decimal("2.6")) == Decimal("-2.6")
    assert not negated(Decimal("0.0")).is_signed()


def test_contexts_round_outwards() -> None:
    third = [context.divide(Decimal(1), Decimal(3)) for context in (DOWNWARDS, NEAREST, UPWARDS)]
    assert third[0] == third[1] < third[2]
    assert all(len(number.as_tuple().digits) == 50 for number in third)
    with pytest.raises(Inexact):
        EXACTLY.divide(Decimal(1), Decimal(3))


TOO_MANY = "a number has at most 400 powers of ten and 450 decimal places"
NOT_FINITE = "it must be a finite number"


@pytest.mark.parametrize(
    ("given", "value", "rule"),
    [
        ("5 ", "5 ", "write [+-]digits[.digits][E±digits]"),
        ("1e401", "1e401", TOO_MANY),
        ("0e401", "0e401", TOO_MANY),
        ("9" * 402, "9" * 402, TOO_MANY),
        (Decimal("1E+401"), Decimal("1E+401"), TOO_MANY),
        (Decimal("Infinity"), Decimal("Infinity"), NOT_FINITE),
        (1 << 1599, 1 << 1599, TOO_MANY),
        (1 << 1600, "an int of 1601 bits", TOO_MANY),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else "number",
)
def test_what_is_no_number_of_ours_is_shown_with_the_rule(given: object, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.AmountError) as caught:
        read_decimal(given)
    assert (caught.value.value, caught.value.rule) == (value, rule)


def test_the_rule_is_told_wherever_a_number_leaves_it() -> None:
    with pytest.raises(ex.errors.AmountError) as caught:
        exponent(Decimal("-Infinity"))
    assert (caught.value.value, caught.value.rule) == (Decimal("-Infinity"), NOT_FINITE)
    with pytest.raises(ex.errors.AmountError) as caught:
        shifted(Decimal(1), LARGEST + 1, "as given")
    assert (caught.value.value, caught.value.rule) == ("as given", TOO_MANY)


@pytest.mark.parametrize("given", [True, None, b"5"], ids=repr)
def test_what_is_not_of_a_type_of_ours_is_told_what_to_pass(given: object) -> None:
    with pytest.raises(ex.errors.AmountTypeError) as caught:
        read_decimal(given)
    assert str(caught.value) == f"cannot take as a number {given!r}: pass an int, a Decimal or text"


def test_a_float_is_told_so_in_a_sentence() -> None:
    with pytest.raises(ex.errors.AmountTypeError) as caught:
        read_decimal(2.5)
    assert str(caught.value) == (
        "cannot take as a number 2.5: a float has lost the printed digits; "
        'pass text or a Decimal, such as Decimal("2.5")'
    )


@pytest.mark.parametrize("text", ["1E+400", "1E-400", "0E+400", "1." + "0" * 450, "0" * 600 + "1" * 400])
def test_the_last_number_in_range_is_read(text: str) -> None:
    assert read_decimal(text).as_tuple() == Decimal(text).as_tuple()
