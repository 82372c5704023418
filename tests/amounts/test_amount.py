"""Amount: hedges, bounds, canonical notation, interval arithmetic, comparison, growth, conversion, and the refusals."""

import copy
import csv
import operator
import pickle
import re
import sys
import threading
import time
from collections.abc import Callable
from decimal import (
    ROUND_UP,
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
    getcontext,
    localcontext,
)
from fractions import Fraction
from pathlib import Path
from typing import Any

import pint
import pytest

import expotrade as ex
from expotrade.amounts import sum_of

read = ex.Amount.parse
PINT = pint.UnitRegistry(non_int_type=Decimal)


def ends(amount: ex.Amount) -> tuple[str | None, str | None]:
    """Both bounds in plain digits."""
    return tuple(None if end is None else f"{end:f}" for end in (amount.low, amount.high))


def test_must_hold_of_the_contract() -> None:
    assert ends(read("78.41 billion USD")) == ("78405000000", "78415000000")
    assert ends(read("442 products")) == ("442", "442")
    assert ends(read("more than 152 billion yuan")) == ("152000000000", None)
    assert ends(read("nearly 250 exhibitors")) == ("200", "250")
    assert ends(read("roughly 100 million yuan")) == ("87500000", "112500000")
    chinese, english = read("1520多亿元"), read("more than 152 billion yuan")
    assert chinese == english
    assert (chinese.value, chinese.unit, chinese.hedge, chinese.low, chinese.high) == (
        english.value,
        english.unit,
        english.hedge,
        english.low,
        english.high,
    )
    mass = read("1.426 million tonnes").to("kg")
    assert ends(mass) == ("1425500000", "1426500000")
    assert mass.hedge is ex.Hedge.ROUNDED
    assert str(mass) == "ROUNDED 1.426E+9 kg"
    assert ends(read("929,000 tonnes")) == ("928500", "929500")
    assert ends(read("23 percent")) == ("22.5", "23.5")
    change = ex.growth(read("78.41 billion USD"), read("71.13 billion USD"))
    assert change.unit == "percent"
    assert f"{change.value:.4f}" == "10.2348"
    assert change.low is not None
    assert change.high is not None
    assert Decimal("10.2200") <= change.low < Decimal("10.2201")
    assert Decimal("10.2495") < change.high <= Decimal("10.2496")


# The table of hedges.


HEDGES = [
    (ex.Hedge.EXACT, "442", "product", "442", "442"),
    (ex.Hedge.EXACT, "-442", "product", "-442", "-442"),
    (ex.Hedge.EXACT, "0", "product", "0", "0"),
    (ex.Hedge.ROUNDED, "78.41e9", "USD", "78405000000", "78415000000"),
    (ex.Hedge.ROUNDED, "23", "percent", "22.5", "23.5"),
    (ex.Hedge.ROUNDED, "23.0", "percent", "22.95", "23.05"),
    (ex.Hedge.ROUNDED, "929E+3", "t", "928500", "929500"),
    (ex.Hedge.ROUNDED, "2E+1", "USD", "15", "25"),
    (ex.Hedge.ROUNDED, "20", "USD", "19.5", "20.5"),
    (ex.Hedge.ROUNDED, "-2.6", "percent", "-2.65", "-2.55"),
    (ex.Hedge.ROUNDED, "0", "percent", "-0.5", "0.5"),
    (ex.Hedge.ROUNDED, "0.0", "percent", "-0.05", "0.05"),
    (ex.Hedge.APPROXIMATELY, "100E+6", "CNY", "87500000", "112500000"),
    (ex.Hedge.APPROXIMATELY, "6700", "partnership", "6650", "6750"),
    (ex.Hedge.APPROXIMATELY, "90", "enterprise", "85", "95"),
    (ex.Hedge.APPROXIMATELY, "1.50", "USD", "1.375", "1.625"),
    (ex.Hedge.APPROXIMATELY, "-90", "USD", "-95", "-85"),
    (ex.Hedge.APPROXIMATELY, "2.1E-400", "USD", f"0.{'0' * 399}205", f"0.{'0' * 399}215"),
    (ex.Hedge.NEARLY, "250", "exhibitor", "200", "250"),
    (ex.Hedge.NEARLY, "80", "enterprise", "70", "80"),
    (ex.Hedge.NEARLY, "6700", "exhibitor", "6600", "6700"),
    (ex.Hedge.NEARLY, "5E+3", "vehicle", "4000", "5000"),
    (ex.Hedge.NEARLY, "100", "exhibitor", "75", "100"),
    (ex.Hedge.NEARLY, "1", "exhibitor", "0.75", "1"),
    (ex.Hedge.NEARLY, "2", "exhibitor", "1.5", "2"),
    (ex.Hedge.NEARLY, "0.3", "percent", "0.25", "0.3"),
    (ex.Hedge.NEARLY, "-40", "percent", "-40", "-35"),
    (ex.Hedge.NEARLY, "-100", "percent", "-100", "-95"),
    (ex.Hedge.MORE_THAN, "152E+9", "CNY", "152000000000", None),
    (ex.Hedge.MORE_THAN, "-2.6", "percent", None, "-2.6"),
    (ex.Hedge.MORE_THAN, "0", "USD", "0", None),
    (ex.Hedge.AT_LEAST, "30", "percent", "30", None),
    (ex.Hedge.AT_LEAST, "-30", "percent", None, "-30"),
    (ex.Hedge.LESS_THAN, "620", "exhibitor", "0", "620"),
    (ex.Hedge.LESS_THAN, "5", "USD", "0", "5"),
    (ex.Hedge.LESS_THAN, "5", "multiple", "0", "5"),
    (ex.Hedge.LESS_THAN, "5", "percent", None, "5"),
    (ex.Hedge.LESS_THAN, "5", "pp", None, "5"),
    (ex.Hedge.LESS_THAN, "-5", "percent", "-5", None),
    (ex.Hedge.LESS_THAN, "-5", "USD", "-5", "0"),
    (ex.Hedge.LESS_THAN, "0", "USD", "0", "0"),
    (ex.Hedge.AT_MOST, "620", "exhibitor", "0", "620"),
    (ex.Hedge.AT_MOST, "5", "percent", None, "5"),
    (ex.Hedge.AT_MOST, "5", "pp", None, "5"),
    (ex.Hedge.AT_MOST, "-5", "pp", "-5", None),
    (ex.Hedge.AT_MOST, "0", "percent", None, "0"),
]


@pytest.mark.parametrize(("hedge", "value", "unit", "low", "high"), HEDGES)
def test_row_of_the_table(hedge: ex.Hedge, value: str, unit: str, low: str | None, high: str | None) -> None:
    amount = ex.Amount(value, unit, hedge=hedge)
    assert ends(amount) == (low, high)
    assert amount.value.as_tuple() == Decimal(value).as_tuple()
    assert (amount.unit, amount.hedge) == (unit, hedge)


@pytest.mark.parametrize("hedge", [ex.Hedge.NEARLY, ex.Hedge.APPROXIMATELY])
@pytest.mark.parametrize("value", [0, "0.00", "-0", "0E+3"])
def test_nothing_is_nearly_or_about_zero(hedge: ex.Hedge, value: int | str) -> None:
    with pytest.raises(ex.errors.AmountError, match="zero has no grain"):
        ex.Amount(value, "exhibitor", hedge=hedge)


def test_between_needs_its_own_constructor() -> None:
    with pytest.raises(ex.errors.AmountError, match=r"Amount\.between"):
        ex.Amount(5, "USD", hedge=ex.Hedge.BETWEEN)


@pytest.mark.parametrize("hedge", ["EXACT", "more_than", None, 1, ex.Order.ABOVE])
def test_a_hedge_is_a_member_of_hedge(hedge: Any) -> None:
    with pytest.raises(ex.errors.AmountTypeError):
        ex.Amount(5, "USD", hedge=hedge)


# The constructor.


def test_constructor_takes_an_int_a_decimal_or_text() -> None:
    assert ex.Amount(442, "product") == ex.Amount("442", "product") == ex.Amount(Decimal(442), "product")
    assert ex.Amount(442, "product").hedge is ex.Hedge.EXACT
    assert ex.Amount("78.41e9", "USD").value.as_tuple() == Decimal("78.41E+9").as_tuple()
    assert ex.Amount("78.410e9", "USD").value.as_tuple().digits == (7, 8, 4, 1, 0)


def test_minus_zero_is_zero() -> None:
    for zero in ("-0", "-0.0", Decimal("-0")):
        amount = ex.Amount(zero, "USD")
        assert not amount.value.is_signed()
        assert "-" not in str(amount)


def test_unit_is_kept_as_its_code() -> None:
    assert ex.Amount(5, "renminbi").unit == "CNY"
    assert ex.Amount(5, "yuan per exhibitor").unit == "CNY/exhibitor"
    assert ex.Amount(5, "平方米").unit == "m2"
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.Amount(5, "exhibiters")
    assert "exhibitors" in caught.value.nearest
    with pytest.raises(ex.errors.AmountTypeError):
        ex.Amount(5, None)


def test_hedge_is_passed_by_keyword() -> None:
    with pytest.raises(TypeError):
        ex.Amount(5, "USD", ex.Hedge.ROUNDED)


@pytest.mark.parametrize("value", [5.0, float("nan"), float("inf"), True, None, b"5", [5]])
def test_floats_and_other_types_are_refused(value: Any) -> None:
    for build in (
        lambda: ex.Amount(value, "USD"),
        lambda: ex.Amount.between(value, 5, "USD") if value is not None else ex.Amount(value, "USD"),
        lambda: ex.Amount.between(0, 5, "USD", value=value) if value is not None else ex.Amount(value, "USD"),
    ):
        with pytest.raises(ex.errors.AmountTypeError):
            build()


NOT_FINITE = ["nan", "NaN", "-nan", "sNaN", "NaN7", "inf", "Inf", "-inf", "+Infinity", "INFINITY"]


@pytest.mark.parametrize("value", [*NOT_FINITE, *map(Decimal, NOT_FINITE)], ids=str)
def test_nan_and_infinity_are_refused_in_every_spelling(value: str | Decimal) -> None:
    for build in (
        lambda: ex.Amount(value, "USD"),
        lambda: ex.Amount.between(value, None, "USD"),
        lambda: ex.Amount(5, "USD") * (value if isinstance(value, Decimal) else Decimal(value)),
        lambda: read(f"EXACT {value} USD"),
        lambda: read(f"BETWEEN 5 USD [{value}..]"),
        lambda: read(f"{value} USD"),
    ):
        with pytest.raises(ex.ExpotradeError):
            build()


def test_amounts_are_immutable_and_closed() -> None:
    amount = ex.Amount(5, "USD")
    for name in ("value", "unit", "hedge", "low", "high", "source"):
        with pytest.raises(AttributeError):
            setattr(amount, name, None)
    with pytest.raises(AttributeError):
        del amount.value
    with pytest.raises(TypeError):
        type("Money", (ex.Amount,), {})
    assert not hasattr(amount, "__dict__")


# Stated bounds.


@pytest.mark.parametrize(
    ("low", "high", "value", "canonical"),
    [
        (10, 20, None, "BETWEEN 15 percent [10..20]"),
        (10, 11, None, "BETWEEN 10.5 percent [10..11]"),
        (-5, 5, None, "BETWEEN 0 percent [-5..5]"),
        (5, 5, None, "BETWEEN 5 percent [5..5]"),
        ("10.22", "10.25", "10.2348", "BETWEEN 10.2348 percent [10.22..10.25]"),
        (4, None, None, "BETWEEN 4 percent [4..]"),
        (4, None, 5, "BETWEEN 5 percent [4..]"),
        (None, 4, None, "BETWEEN 4 percent [..4]"),
        (None, None, 7, "BETWEEN 7 percent [..]"),
        (0, 10, 0, "BETWEEN 0 percent [0..10]"),
        (0, 10, 10, "BETWEEN 10 percent [0..10]"),
        ("-0", 10, None, "BETWEEN 5 percent [0..10]"),
    ],
)
def test_between(low: Any, high: Any, value: Any, canonical: str) -> None:
    amount = ex.Amount.between(low, high, "percent", value=value)
    assert str(amount) == canonical
    assert amount.hedge is ex.Hedge.BETWEEN


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [(20, 10, None), (20, 10, 15), (0, 10, 11), (0, 10, -1), (None, 10, 11), (0, None, -1)],
)
def test_between_refuses_crossed_bounds_and_a_value_outside(low: Any, high: Any, value: Any) -> None:
    with pytest.raises(ex.errors.AmountError, match=r"must lie within the bounds|is greater than high"):
        ex.Amount.between(low, high, "percent", value=value)


def test_between_two_open_ends_needs_a_value() -> None:
    with pytest.raises(ex.errors.AmountError, match="a value is needed"):
        ex.Amount.between(None, None, "percent")


def test_the_middle_must_be_in_range() -> None:
    with pytest.raises(ex.errors.AmountError):
        ex.Amount.between("1.5E+400", "9.5E+400", "USD")
    assert ex.Amount.between("1.5E+400", "9.5E+400", "USD", value="2E+400").value == Decimal("2E+400")


# Canonical notation.


@pytest.mark.parametrize(
    "text",
    [
        "EXACT 6.7 percent",
        "ROUNDED 78.41E+9 USD",
        "MORE_THAN 152E+9 CNY",
        "MORE_THAN -2.6 percent",
        "BETWEEN 10.2348 percent [10.22..10.25]",
        "BETWEEN 5 USD [4..]",
        "BETWEEN 5 USD [..6]",
        "BETWEEN 5 USD [..]",
        "EXACT 2E+1 USD",
        "EXACT 20 USD",
        "ROUNDED 2E+1 USD",
        "ROUNDED 20 USD",
        "ROUNDED 0.00012 t",
        "ROUNDED 1E-12 USD",
        "EXACT 1E-7 USD",
        "EXACT 0.00E+3 USD",
        "NEARLY 250 exhibitor",
        "APPROXIMATELY 100E+6 CNY",
        "AT_LEAST 30 percent",
        "LESS_THAN 5 USD",
        "AT_MOST 5 USD",
        "AT_MOST 5 USD [..5]",
        "LESS_THAN 0.05 multiple [..0.05]",
        "LESS_THAN 200 percent [0..200]",
        "AT_MOST -5 USD [-5..]",
        "EXACT 21 USD/exhibitor",
        "EXACT 21 kg/day*exhibitor",
        "EXACT 21 1/USD",
        "EXACT 9.99E+399 USD",
        "EXACT 1E-400 USD",
    ],
)
def test_canonical_notation_is_written_as_it_was_read(text: str) -> None:
    amount = read(text)
    assert str(amount) == text
    assert repr(amount) == f"Amount.parse({text!r})"
    again = eval(repr(amount), {"Amount": ex.Amount})
    assert again == amount
    assert again.value.as_tuple() == amount.value.as_tuple()


def test_canonical_notation_takes_any_known_name_and_needless_bounds() -> None:
    assert read("EXACT 5 yuan") == ex.Amount(5, "CNY")
    assert read("EXACT 5 USD [5..5]") == ex.Amount(5, "USD")
    assert read("ROUNDED 5 USD [4.5..5.5]") == ex.Amount(5, "USD", hedge=ex.Hedge.ROUNDED)
    assert read("EXACT +5e3 USD").value.as_tuple() == Decimal("5E+3").as_tuple()
    table = ex.UnitTable.builtin().with_nouns({"drone": ["drones"]})
    assert read("BETWEEN 5 drones [4..6]", units=table).unit == "drone"


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("EXACT", "EXACT"),
        ("EXACT 5", "EXACT 5"),
        ("EXACT  5 USD", "EXACT  5 USD"),
        ("EXACT 5 USD ", "EXACT 5 USD "),
        ("EXACT 5 USD x", "EXACT 5 USD x"),
        ("EXACT 5 USD [5..5] x", "EXACT 5 USD [5..5] x"),
        ("EXACT 5 USD[5..5]", "EXACT 5 USD[5..5]"),
        ("EXACT 5 USD [5]", "EXACT 5 USD [5]"),
        ("EXACT 5 USD\n", "EXACT 5 USD\n"),
        ("EXACT five USD", "five"),
        ("EXACT 5,000 USD", "5,000"),
        ("EXACT 1e999999999 USD", "1e999999999"),
        ("EXACT 1e401 USD", "1e401"),
        ("EXACT ５ USD", "５"),
        ("EXACT 5 foo", "foo"),
        ("EXACT 5 USD [4..5]", "4..5"),
        ("MORE_THAN 5 USD [4..]", "4.."),
        ("MORE_THAN 5 USD [..]", ".."),
        ("LESS_THAN 5 USD [1..5]", "1..5"),
        ("LESS_THAN 5 USD [0..6]", "0..6"),
        ("NEARLY 250 exhibitor [100..250]", "100..250"),
        ("NEARLY 0 exhibitor", "0"),
        ("NEARLY 0 exhibitor [0..0]", "0"),
        ("BETWEEN 5 USD", "5"),
        ("BETWEEN 5 USD [6..7]", "[6..7]"),
        ("BETWEEN 5 USD [x..7]", "x"),
        ("BETWEEN 5 USD [4..6..7]", "6..7"),
        ("BETWEEN 5 and 6 USD", "BETWEEN 5 and 6 USD"),
    ],
)
def test_canonical_notation_is_read_whole_or_refused(text: str, unread: str) -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        read(text)
    assert caught.value.unread == unread


def test_the_two_grammars_do_not_meet() -> None:
    for text in ("exact 5 USD", "Exact 5 USD", " EXACT 5 USD", "EXACTLY5 USD", "ROUNDED5 USD"):
        with pytest.raises(ex.errors.ParseError):
            read(text)
    assert read("EXACTLY 5 USD") == ex.Amount(5, "USD")


def test_parse_takes_text_alone() -> None:
    for text in (None, 5, b"5 USD", 5.0, ["5 USD"]):
        with pytest.raises(ex.errors.AmountTypeError):
            read(text)


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
        with pytest.raises(ex.errors.AmountTypeError, match="compare it"):
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


# Comparison.


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("more than 620 exhibitors", "515 exhibitors", ex.Order.ABOVE),
        ("more than 620 exhibitors", "700 exhibitors", ex.Order.UNDECIDED),
        ("more than 620 exhibitors", "620 exhibitors", ex.Order.ABOVE),
        ("at least 620 exhibitors", "620 exhibitors", ex.Order.UNDECIDED),
        ("620 exhibitors", "less than 620 exhibitors", ex.Order.ABOVE),
        ("down more than 5 percent", "down 5.0 percent", ex.Order.UNDECIDED),
        ("down more than 5 percent", "EXACT -5 percent", ex.Order.BELOW),
        ("EXACT -5 percent", "down less than 5 percent", ex.Order.BELOW),
        ("more than 620 exhibitors", "more than 620 exhibitors", ex.Order.UNDECIDED),
        ("515 exhibitors", "more than 620 exhibitors", ex.Order.BELOW),
        ("515 exhibitors", "515 exhibitors", ex.Order.EQUAL),
        ("515 exhibitors", "516 exhibitors", ex.Order.BELOW),
        ("at least 515 exhibitors", "515 exhibitors", ex.Order.UNDECIDED),
        ("nearly 250 exhibitors", "250 exhibitors", ex.Order.UNDECIDED),
        ("nearly 250 exhibitors", "240 exhibitors", ex.Order.UNDECIDED),
        ("nearly 250 exhibitors", "251 exhibitors", ex.Order.BELOW),
        ("nearly 250 exhibitors", "199 exhibitors", ex.Order.ABOVE),
        ("nearly 250 exhibitors", "239 exhibitors", ex.Order.UNDECIDED),
        ("$78.41 billion", "$71.13 billion", ex.Order.ABOVE),
        ("$78.41 billion", "$78.41 billion", ex.Order.UNDECIDED),
        ("less than 5 percent", "more than 5 percent", ex.Order.BELOW),
        ("less than 5 percent", "more than 6 percent", ex.Order.BELOW),
        ("BETWEEN 5 USD [..]", "5 USD", ex.Order.UNDECIDED),
        ("BETWEEN 5 USD [..]", "BETWEEN 5 USD [..]", ex.Order.UNDECIDED),
        ("BETWEEN 5 USD [5..5]", "EXACT 5 USD", ex.Order.EQUAL),
        ("EXACT 1 t", "EXACT 1000 kg", ex.Order.EQUAL),
        ("EXACT 1 t", "EXACT 1001 kg", ex.Order.BELOW),
        ("EXACT 0.45359237 kg", "EXACT 1 lb", ex.Order.EQUAL),
        ("EXACT 1 lb", "EXACT 0.45359237 kg", ex.Order.EQUAL),
        ("EXACT 2000 m2", "EXACT 3 mu", ex.Order.EQUAL),
        ("EXACT 1 mu", "EXACT 667 m2", ex.Order.BELOW),
        ("EXACT 1.0 USD", "EXACT 1.00 USD", ex.Order.EQUAL),
        ("EXACT 0 USD", "EXACT 0.0 USD", ex.Order.EQUAL),
        ("down 2.6 percent", "down 2.7 percent", ex.Order.UNDECIDED),
        ("down 2.6 percent", "down 3 percent", ex.Order.UNDECIDED),
        ("down 2.6 percent", "down 3.0 percent", ex.Order.ABOVE),
        ("down more than 2.6 percent", "2.6 percent", ex.Order.BELOW),
    ],
)
def test_compare(left: str, right: str, order: ex.Order) -> None:
    mirrored = {ex.Order.BELOW: ex.Order.ABOVE, ex.Order.ABOVE: ex.Order.BELOW}
    assert read(left).compare(read(right)) is order
    assert read(right).compare(read(left)) is mirrored.get(order, order)


@pytest.mark.parametrize("other", [5, 5.0, "5 USD", None, Decimal(5)])
def test_only_amounts_compare_with_amounts(other: Any) -> None:
    with pytest.raises(ex.errors.AmountTypeError):
        ex.Amount(5, "USD").compare(other)
    assert ex.Amount(5, "USD") != other


def test_equality_is_of_numbers_and_agrees_with_hash() -> None:
    for one, other in [
        ("EXACT 20 USD", "EXACT 2E+1 USD"),
        ("EXACT 1.0 USD", "EXACT 1.00 USD"),
        ("MORE_THAN 152E+9 CNY", "MORE_THAN 152.0E+9 CNY"),
        ("BETWEEN 5 USD [4..6]", "BETWEEN 5.0 USD [4.0..6.00]"),
        ("EXACT 0 USD", "EXACT 0.00 USD"),
    ]:
        assert read(one) == read(other)
        assert hash(read(one)) == hash(read(other))
        assert len({read(one), read(other)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EXACT 1 t", "EXACT 1000 kg"),
        ("EXACT 5 USD", "EXACT 5 CNY"),
        ("EXACT 5 USD", "EXACT 6 USD"),
        ("MORE_THAN 5 USD", "AT_LEAST 5 USD"),
        ("EXACT 5 USD", "BETWEEN 5 USD [5..5]"),
        ("ROUNDED 20 USD", "ROUNDED 2E+1 USD"),
        ("BETWEEN 5 USD [4..]", "BETWEEN 5 USD [..6]"),
        ("AT_MOST 5 USD", "AT_MOST 5 USD [..5]"),
    ],
)
def test_inequality(one: str, other: str) -> None:
    assert read(one) != read(other)
    assert not read(one) == read(other)  # noqa: SIM201


def test_sort_key_is_the_nominal_value() -> None:
    amounts = [read(text) for text in ("more than 5 USD", "EXACT 3 USD", "nearly 4 USD", "minus 7 USD")]
    assert [amount.value for amount in sorted(amounts, key=ex.Amount.sort_key)] == [-7, 3, 4, 5]
    assert read("nearly 250 exhibitors").sort_key() == 250


# Growth.


@pytest.mark.parametrize(
    ("new", "old", "change"),
    [
        ("EXACT 110 USD", "EXACT 100 USD", "EXACT 10 percent"),
        ("EXACT 90 USD", "EXACT 100 USD", "EXACT -10 percent"),
        ("EXACT 0 USD", "EXACT 100 USD", "EXACT -100 percent"),
        ("EXACT -50 USD", "EXACT 100 USD", "EXACT -150 percent"),
        ("EXACT 100 USD", "EXACT 100 USD", "EXACT 0 percent"),
        ("EXACT 1.1 t", "EXACT 1000 kg", "EXACT 10 percent"),
        ("MORE_THAN 110 USD", "EXACT 100 USD", "MORE_THAN 10 percent"),
        ("AT_LEAST 110 USD", "EXACT 100 USD", "AT_LEAST 10 percent"),
        ("EXACT 110 USD", "MORE_THAN 100 USD", "BETWEEN 10 percent [-100..10]"),
        ("MORE_THAN 110 USD", "MORE_THAN 100 USD", "BETWEEN 10 percent [-100..]"),
        ("EXACT 110 USD", "LESS_THAN 100 USD", "AT_LEAST 10 percent"),
        ("LESS_THAN 110 USD", "EXACT 100 USD", "BETWEEN 10 percent [-100..10]"),
        ("LESS_THAN 110 USD", "LESS_THAN 100 USD", "BETWEEN 10 percent [-100..]"),
        ("BETWEEN 110 USD [..]", "EXACT 100 USD", "BETWEEN 10 percent [..]"),
        ("BETWEEN 110 USD [-10..120]", "LESS_THAN 100 USD", "BETWEEN 10 percent [..]"),
        ("MORE_THAN 90 USD", "EXACT 100 USD", "AT_MOST -10 percent"),
    ],
)
def test_growth(new: str, old: str, change: str) -> None:
    assert ex.growth(read(new), read(old)) == read(change)


@pytest.mark.parametrize(
    "old", ["EXACT 0 USD", "EXACT -100 USD", "BETWEEN 5 USD [-1..6]", "BETWEEN 5 USD [..6]", "ROUNDED -5 USD"]
)
def test_growth_is_counted_from_a_positive_amount(old: str) -> None:
    with pytest.raises(ex.errors.AmountError, match="positive"):
        ex.growth(ex.Amount(100, "USD"), read(old))


def test_growth_takes_amounts_of_one_dimension() -> None:
    with pytest.raises(ex.errors.UnitMismatchError):
        ex.growth(ex.Amount(100, "USD"), ex.Amount(100, "CNY"))
    for new, old in ((5, ex.Amount(5, "USD")), (ex.Amount(5, "USD"), 5), (None, ex.Amount(5, "USD")), (5, 5)):
        with pytest.raises(ex.errors.AmountTypeError):
            ex.growth(new, old)


# Conversion.


@pytest.mark.parametrize(
    ("text", "unit", "converted"),
    [
        ("ROUNDED 1.426E+6 t", "kg", "ROUNDED 1.426E+9 kg"),
        ("ROUNDED 1.426E+6 t", "tonnes", "ROUNDED 1.426E+6 t"),
        ("MORE_THAN 5 kg", "t", "MORE_THAN 0.005 t"),
        ("NEARLY 250 ha", "m2", "NEARLY 2.50E+6 m2"),
        ("ROUNDED 23 percent", "multiple", "ROUNDED 0.23 multiple"),
        ("ROUNDED 0.23 multiple", "percent", "ROUNDED 23 percent"),
        ("LESS_THAN 5 percent", "multiple", "LESS_THAN 0.05 multiple [..0.05]"),
        ("LESS_THAN 2 multiple", "percent", "LESS_THAN 200 percent [0..200]"),
        ("LESS_THAN -5 percent", "multiple", "LESS_THAN -0.05 multiple [-0.05..]"),
        ("BETWEEN 5 t [4..]", "kg", "BETWEEN 5E+3 kg [4E+3..]"),
        ("EXACT 3 mu", "m2", "EXACT 2000 m2"),
        ("EXACT 1 jin", "kg", "EXACT 0.5 kg"),
        ("ROUNDED 2 jin", "kg", "BETWEEN 1 kg [0.75..1.25]"),
        ("MORE_THAN 2 jin", "kg", "MORE_THAN 1 kg"),
        ("EXACT 3 USD/t", "USD/kg", "EXACT 0.003 USD/kg"),
        ("EXACT 5 USD", "US dollars", "EXACT 5 USD"),
        ("ROUNDED 6.7 pp", "percent", "ROUNDED 6.7 percent"),
        ("ROUNDED 6.7 percent", "pp", "ROUNDED 6.7 pp"),
    ],
)
def test_to(text: str, unit: str, converted: str) -> None:
    amount = read(text).to(unit)
    assert amount == read(converted)
    assert read(str(amount)) == amount


def test_to_keeps_the_printed_digits() -> None:
    assert read("ROUNDED 1.4260E+6 t").to("kg").value.as_tuple() == Decimal("1.4260E+9").as_tuple()


def test_to_refuses_other_dimensions_and_unknown_units() -> None:
    with pytest.raises(ex.errors.UnitMismatchError, match=r"rates\.convert"):
        ex.Amount(5, "USD").to("CNY")
    with pytest.raises(ex.errors.UnitMismatchError):
        ex.Amount(5, "t").to("m2")
    with pytest.raises(ex.errors.UnknownNameError):
        ex.Amount(5, "t").to("foo")
    with pytest.raises(ex.errors.AmountTypeError):
        ex.Amount(5, "t").to(5)


def test_to_takes_nouns_of_the_caller() -> None:
    table = ex.UnitTable.builtin().with_nouns({"drone": ["drones"]})
    assert ex.Amount(5, "drone", units=table).to("drones", units=table).unit == "drone"


def test_exit_to_pint_and_back() -> None:
    registry = pint.UnitRegistry(non_int_type=Decimal)
    registry.load_definitions(ex.pint_definitions().splitlines())
    quantity = ex.Amount("1.5", "t").to_pint(registry)
    assert (quantity.magnitude, str(quantity.units)) == (Decimal("1.5"), "metric_ton")
    assert ex.Amount.from_pint(quantity) == ex.Amount("1.5", "t")
    assert ex.Amount.from_pint(quantity.to("kg")) == ex.Amount(1500, "kg")
    dear = ex.Amount(21, "USD/exhibitor")
    assert ex.Amount.from_pint(dear.to_pint(registry)) == dear
    for thing in (5, "5 t", None, ex.Amount(5, "t")):
        with pytest.raises(ex.errors.AmountTypeError):
            ex.Amount.from_pint(thing)
    with pytest.raises(ex.errors.AmountTypeError):
        ex.Amount.from_pint(type(quantity)(0.5, quantity.units))


# Likely.


@pytest.mark.parametrize(
    ("text", "grains", "likely"),
    [
        ("more than 620 exhibitors", 1, "BETWEEN 620 exhibitor [620..630]"),
        ("more than 620 exhibitors", 2, "BETWEEN 620 exhibitor [620..640]"),
        ("more than 620 exhibitors", "0.5", "BETWEEN 620 exhibitor [620..625]"),
        ("more than 152 billion yuan", 1, "BETWEEN 152E+9 CNY [152E+9..153E+9]"),
        ("1520多亿元", 1, "BETWEEN 152E+9 CNY [152E+9..153E+9]"),
        ("at least 30 percent", 1, "BETWEEN 30 percent [30..35]"),
        ("more than a third", 1, "BETWEEN 33.33 percent [33.33..38.33]"),
        ("less than two thirds", 1, "BETWEEN 66.67 percent [61.67..66.67]"),
        ("more than 33.3 percent", 1, "BETWEEN 33.3 percent [33.3..33.4]"),
        ("less than 5 percent", 1, "BETWEEN 5 percent [4..5]"),
        ("at most 5 percent", Decimal(2), "BETWEEN 5 percent [3..5]"),
        ("down more than 2.6 percent", 1, "BETWEEN -2.6 percent [-2.7..-2.6]"),
        ("down less than 2.6 percent", 1, "LESS_THAN -2.6 percent [-2.6..0]"),
        ("less than 620 exhibitors", 1, "LESS_THAN 620 exhibitor"),
        ("nearly 250 exhibitors", 1, "NEARLY 250 exhibitor"),
        ("442 products", 1, "EXACT 442 product"),
        ("0 products", 1, "EXACT 0 product"),
    ],
)
def test_likely_closes_an_open_end(text: str, grains: Any, likely: str) -> None:
    assert read(text).likely(grains) == read(likely)


@pytest.mark.parametrize("grains", [0, -1, "0", Decimal("-0.5")])
def test_likely_needs_a_distance(grains: Any) -> None:
    with pytest.raises(ex.errors.AmountError, match="positive"):
        read("more than 620 exhibitors").likely(grains)
    with pytest.raises(ex.errors.AmountTypeError):
        read("more than 620 exhibitors").likely(1.5)


@pytest.mark.parametrize(
    "text", ["BETWEEN 5 USD [4..]", "BETWEEN 5 USD [4..6]", "AT_MOST 5 USD [..5]", "MORE_THAN 0 USD"]
)
def test_likely_is_for_stated_amounts_with_a_grain(text: str) -> None:
    with pytest.raises(ex.errors.AmountError, match="grain"):
        read(text).likely()


# Copies, threads, contexts.


SAMPLES = ["EXACT 2E+1 USD", "ROUNDED 1.50 t", "MORE_THAN -2.6 percent", "BETWEEN 5 USD/exhibitor [4..]"]


@pytest.mark.parametrize("text", SAMPLES)
def test_amounts_survive_pickling_and_copying(text: str) -> None:
    amount = read(text)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        other = pickle.loads(pickle.dumps(amount, protocol))
        assert other == amount
        assert str(other) == text
    assert copy.copy(amount) is amount
    assert copy.deepcopy(amount) is amount
    assert copy.deepcopy([amount])[0] is amount


HOSTILE = [
    Context(prec=1),
    Context(prec=3, rounding=ROUND_UP),
    Context(prec=3, Emin=-1, Emax=1, clamp=1),
    Context(capitals=0),
    Context(
        prec=2,
        rounding=ROUND_UP,
        Emin=-2,
        Emax=2,
        capitals=0,
        clamp=1,
        traps=[
            Clamped,
            DivisionByZero,
            FloatOperation,
            Inexact,
            InvalidOperation,
            Overflow,
            Rounded,
            Subnormal,
            Underflow,
        ],
    ),
    Context(traps=[]),
]


def everything() -> list[object]:
    """Results of all that an amount can do."""
    new, old = read("$78.41 billion"), read("US$71.13 billion")
    many, few = read("more than 37,000 exhibitors"), read("近250家参展商")
    mass = read("1,426,789.125 tonnes")
    results: list[object] = [
        ex.growth(new, old),
        new + old,
        new - old,
        new * old,
        new / many,
        7 / new,
        new / 3,
        few * read("6.7 percent"),
        -new,
        many.likely(),
        few.compare(many),
        new.compare(old),
        mass.to("kg"),
        mass.to("lb"),
        read("12345.678 mu").to("m2"),
        read("12345.678 mu") + read("1 ha"),
        ex.Amount.between("1.234567", "9.87654321", "USD"),
        ex.Amount("123456789.123456789", "USD"),
        ex.Amount("1E+7", "USD"),
        ex.Amount("1E-7", "USD"),
        ex.Amount.from_pint(mass.to_pint(PINT)),
        pickle.loads(pickle.dumps(mass)),
        sum([new, old, new]),
        new == read("$78.410 billion"),
        hash(new),
        sorted([new, old], key=ex.Amount.sort_key),
        read("two thirds"),
        read("between 1.234567 and 9.87654321 percent"),
        read("三百五十多亿元"),
    ]
    amounts = [result for result in results if isinstance(result, ex.Amount)]
    return (
        [repr(result) for result in results]
        + [amount.format() for amount in amounts]
        + [amount.format(locale="zh_CN") for amount in amounts]
        + [repr(read(str(amount))) for amount in amounts]
    )


@pytest.mark.parametrize("context", HOSTILE, ids=range(len(HOSTILE)))
def test_the_callers_decimal_context_changes_nothing(context: Context) -> None:
    expected = everything()
    with localcontext(context) as current:
        flags = dict(current.flags)
        assert everything() == expected
        assert getcontext() is current
        assert current.prec == context.prec
        assert dict(current.flags) == flags or context.traps[Inexact] is False


def test_errors_are_the_same_in_any_context() -> None:
    for context in HOSTILE:
        with localcontext(context):
            with pytest.raises(ex.errors.AmountError):
                ex.Amount("1e401", "USD")
            with pytest.raises(ex.errors.AmountError):
                ex.Amount("9E+400", "USD") * 2
            with pytest.raises(ex.errors.AmountError):
                ex.Amount(Decimal("NaN"), "USD")
            with pytest.raises(ex.errors.AmountDivisionError):
                ex.Amount(1, "USD") / 0


def test_threads_get_the_same_answers() -> None:
    expected = everything()
    answers: list[list[object]] = []

    def work(context: Context) -> None:
        with localcontext(context):
            answers.extend(everything() for _ in range(5))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work, args=(context,)) for context in HOSTILE]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert len(answers) == 5 * len(HOSTILE)
    assert all(answer == expected for answer in answers)


# IEEE 1788.


with (Path(__file__).parents[1] / "data" / "interval_vectors.csv").open(
    encoding="utf-8", newline=""
) as _file:
    VECTORS = list(csv.DictReader(_file))

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


def interval(row: dict[str, str], name: str) -> ex.Amount:
    """An operand of a vector; its value is not zero unless its bounds leave no other."""
    low, high = (
        None if row[f"{name}_{end}"] in ("-inf", "inf") else Decimal(row[f"{name}_{end}"])
        for end in ("low", "high")
    )
    candidates = [end for end in (low, high) if end] + [Decimal(1), Decimal(-1), Decimal(0)]
    value = next(one for one in candidates if (low is None or low <= one) and (high is None or one <= high))
    return ex.Amount.between(low, high, "multiple", value=value)


def answer(row: dict[str, str]) -> ex.Amount:
    result: ex.Amount = OPERATIONS[row["op"]](interval(row, "a"), interval(row, "b"))
    return result


def printed(row: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    low, high = (
        None if row[f"r_{end}"] in ("-inf", "inf") else Decimal(row[f"r_{end}"]) for end in ("low", "high")
    )
    return low, high


WITH_RESULT = [row for row in VECTORS if row["r_low"] != "empty"]


def test_all_vectors_are_there() -> None:
    assert len(VECTORS) == 489
    assert {row["op"] for row in VECTORS} == set(OPERATIONS)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: ",".join(row.values()))
def test_vector(row: dict[str, str]) -> None:
    if row not in WITH_RESULT:
        with pytest.raises(ex.errors.AmountDivisionError):
            answer(row)
        return
    result = answer(row)
    low, high = printed(row)
    assert low is None or (result.low is not None and low <= result.low)
    assert high is None or (result.high is not None and result.high <= high)
    assert result.low is None or result.low <= result.value
    assert result.high is None or result.value <= result.high


def test_nearly_all_vectors_are_met_exactly() -> None:
    empty = len(VECTORS) - len(WITH_RESULT)
    met = sum((answer(row).low, answer(row).high) == printed(row) for row in WITH_RESULT)
    assert met + empty >= 467


def test_every_refusal_is_at_once() -> None:
    start = time.perf_counter()
    for text in (
        "$21 billion trailing",
        "1e999999999 CNY",
        "9" * 10**6,
        "9**9**9 CNY",
        "EXACT 1e999999999 CNY",
    ):
        with pytest.raises(ex.errors.ParseError):
            read(text)
    assert time.perf_counter() - start < 2


def test_a_quotient_out_of_range_over_a_divisor_around_zero_is_an_error() -> None:
    huge, tiny = ex.Amount("1E+400", "USD"), ex.Amount.between("-1E-9", "1E-9", "multiple", value="1E-9")
    with pytest.raises(ex.errors.AmountError, match="400 powers of ten"):
        huge / tiny


def test_partial_sums_may_leave_the_range_that_the_whole_keeps() -> None:
    amounts = [ex.Amount(value, "USD") for value in ("9E+400", "9E+400", "-9E+400", "-9E+400", "1")]
    assert sum_of(amounts) == ex.Amount(1, "USD")
    with pytest.raises(ex.errors.AmountError, match="400 powers of ten"):
        sum_of(amounts[:2])


FIVE = ex.Amount(5, "USD")
NO_NUMBER = "only amounts go with amounts here: give the number a unit, as in Amount(1, 'percent')"
NO_OPERAND = "pass an int, a Decimal or an Amount"
TOO_MANY = "a number has at most 400 powers of ten and 450 decimal places"
CONVERT = 'convert one side first with rates.convert(amount, "USD", on=date)'


@pytest.mark.parametrize(
    ("operation", "text"),
    [
        (lambda: FIVE + 1, f"cannot add 1: {NO_NUMBER}"),
        (lambda: 5 + FIVE, f"cannot add 5: {NO_NUMBER}"),
        (lambda: FIVE - 1, f"cannot subtract 1: {NO_NUMBER}"),
        (lambda: 5 - FIVE, f"cannot subtract from 5: {NO_NUMBER}"),
        (lambda: FIVE.compare(5), f"cannot compare 5: {NO_NUMBER}"),
        (lambda: ex.growth(FIVE, 5), f"cannot take the growth from 5: {NO_NUMBER}"),
        (lambda: ex.growth(5, FIVE), f"cannot take the growth of 5: {NO_NUMBER}"),
        (lambda: FIVE * "2", f"cannot multiply by '2': {NO_OPERAND}"),
        (lambda: FIVE * None, f"cannot multiply by None: {NO_OPERAND}"),
        (lambda: FIVE / "2", f"cannot divide by '2': {NO_OPERAND}"),
        (lambda: "2" / FIVE, f"cannot divide '2': {NO_OPERAND}"),
        (lambda: FIVE / 0, "cannot divide by EXACT 0 multiple: its value is zero"),
        (lambda: FIVE / ex.Amount(0, "USD"), "cannot divide by EXACT 0 USD: its value is zero"),
        (
            lambda: bool(FIVE),
            "cannot take the truth of 'EXACT 5 USD': compare it, or look at its value, low or high",
        ),
        (
            lambda: format(FIVE, "long"),
            "cannot format with 'long': write f\"{amount:short}\", or call amount.format(locale=...)",
        ),
        (
            lambda: FIVE.likely(0),
            "0 is not an amount: so many grains are no distance: give a positive number",
        ),
        (
            lambda: ex.Amount.between(4, 6, "USD").likely(),
            "'BETWEEN 5 USD [4..6]' is not an amount: only a stated amount has a grain, not a computed one",
        ),
        (
            lambda: ex.Amount(0, "USD", hedge=ex.Hedge.MORE_THAN).likely(),
            "'MORE_THAN 0 USD' is not an amount: zero has no grain",
        ),
        (
            lambda: ex.Amount(5, "USD", hedge=ex.Hedge.BETWEEN),
            "5 is not an amount: two bounds are needed: use Amount.between(low, high, unit)",
        ),
        (
            lambda: ex.Amount(5, "USD", hedge="rounded"),
            "cannot take as a hedge 'rounded': pass a member of Hedge, such as Hedge.ROUNDED",
        ),
        (
            lambda: ex.Amount(5, 5),
            "cannot take as a unit 5: pass its code or a known name, such as 'USD' or 'exhibitors'",
        ),
        (lambda: FIVE + ex.Amount(5, "CNY"), f"cannot add CNY to USD: {CONVERT}"),
        (
            lambda: FIVE.to("CNY"),
            'cannot convert USD to CNY: use rates.convert(amount, "CNY", on=date)',
        ),
        (lambda: ex.growth(ex.Amount(5, "CNY"), FIVE), f"cannot take the growth of USD and CNY: {CONVERT}"),
        (
            lambda: FIVE + ex.Amount(5, "exhibitor"),
            "cannot add exhibitor to USD: they count different things",
        ),
        (
            lambda: ex.growth(FIVE, ex.Amount(0, "USD")),
            "'EXACT 0 USD' is not an amount: growth is counted from a positive amount, bounds included",
        ),
        (
            lambda: ex.Amount.between(5, 4, "USD"),
            "'[5..4]' is not an amount: low 5 is greater than high 4",
        ),
        (lambda: read(5), "cannot read as a figure 5: pass the printed wording as text"),
        (
            lambda: read("EXACT 5"),
            (
                "cannot read 'EXACT 5' as one figure: 'EXACT 5' was not read, "
                "canonical notation is HEDGE VALUE UNIT, with [LOW..HIGH] behind it where needed"
            ),
        ),
        (
            lambda: read("BETWEEN 5 USD"),
            (
                "cannot read 'BETWEEN 5 USD' as one figure: '5' was not read, "
                "two bounds are needed: use Amount.between(low, high, unit)"
            ),
        ),
        (
            lambda: read("EXACT 5 USD [4..6]"),
            "cannot read 'EXACT 5 USD [4..6]' as one figure: '4..6' was not read, EXACT 5 cannot have these bounds",
        ),
        (
            lambda: read("EXACT 5 meting"),
            "cannot read 'EXACT 5 meting' as one figure: 'meting' was not read, no known unit; nearest: 'meeting'",
        ),
        (
            lambda: ex.Amount("9E+400", "USD") + ex.Amount("8E+400", "USD"),
            f"'9E+400 and 8E+400' is not an amount: {TOO_MANY}",
        ),
        (
            lambda: ex.Amount("9E+400", "USD") - ex.Amount("-8E+400", "USD"),
            f"'9E+400 and -8E+400' is not an amount: {TOO_MANY}",
        ),
        (lambda: ex.Amount("9E+400", "t").to("kg"), f"Decimal('9E+400') is not an amount: {TOO_MANY}"),
    ],
)
def test_an_error_says_what_was_asked_and_what_to_do(operation: Callable[[], object], text: str) -> None:
    with pytest.raises(ex.ExpotradeError) as caught:
        operation()
    assert str(caught.value).startswith(text)


def test_a_text_that_is_too_long_is_told_so() -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        read("x" * 4001)
    assert caught.value.text == "x" * 4001
    assert str(caught.value).endswith("was not read, one figure has at most 4000 characters")


def test_the_short_text_is_that_of_the_language() -> None:
    between = ex.Amount.between(4, 6, "USD")
    assert f"{between:short}" == between.format() == between.format(locale="en") == "between USD 4 and 6"
    assert f"{FIVE}" == "EXACT 5 USD"
    assert f"{read('more than 5 exhibitors') * 2:short}" == "more than 10 exhibitors"


def test_what_percent_falls_to_has_no_floor() -> None:
    assert (ex.Amount.between(0, 5, "percent", value=5) + ex.Amount(0, "percent")).hedge is ex.Hedge.BETWEEN
    assert (ex.Amount.between(0, 5, "USD", value=5) + ex.Amount(0, "USD")).hedge is ex.Hedge.AT_MOST


def test_what_is_no_longer_than_allowed_is_refused_for_another_reason() -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        read("x" * 4000)
    assert "at most 4000 characters" not in str(caught.value)


def test_likely_is_one_grain_unless_asked() -> None:
    assert read("more than 620 exhibitors").likely() == ex.Amount.between(620, 630, "exhibitor", value=620)


def test_growth_from_less_than_one() -> None:
    assert ex.growth(ex.Amount(1, "USD"), ex.Amount("0.5", "USD")) == ex.Amount(100, "percent")


def test_nouns_of_the_caller_are_read_wherever_a_unit_stands() -> None:
    table = ex.UnitTable.builtin().with_nouns({"robot": ["robots"]})
    assert read("5 robots", units=table) == ex.Amount(5, "robot", units=table)
    assert read("between 5 and 7 robots", units=table) == ex.Amount.between(5, 7, "robot", units=table)
    assert read("EXACT 5 robot", units=table) == ex.Amount(5, "robot", units=table)
    robots = ex.Amount(5, "robot", units=table)
    registry = pint.UnitRegistry(non_int_type=Decimal)
    with pytest.raises(ex.errors.UnknownNameError, match=re.escape("registry.define('robot = [robot]')")):
        robots.to_pint(registry)
    registry.define("robot = [robot]")
    assert ex.Amount.from_pint(robots.to_pint(registry), units=table) == robots
    with pytest.raises(ex.errors.UnknownNameError, match="no unit 'robot'"):
        ex.Amount.from_pint(robots.to_pint(registry))


def test_the_currency_of_an_ambiguous_sign_is_that_of_the_caller() -> None:
    assert read("¥5", currency="JPY") == read("5 yen")


def test_a_number_that_leaves_the_range_of_the_unit_is_shown() -> None:
    with pytest.raises(ex.errors.AmountError) as caught:
        ex.Amount.between(None, None, "t", value="9E+400").to("kg")
    assert caught.value.value == Decimal("9E+400")


def test_a_fall_by_less_than_so_much_is_no_rise() -> None:
    assert read("LESS_THAN -5 USD [-5..0]") == ex.Amount(-5, "USD", hedge=ex.Hedge.LESS_THAN)
    with pytest.raises(ex.errors.ParseError, match="cannot have these bounds"):
        read("LESS_THAN -5 USD [-5..3]")
