"""The canonical notation of amounts: written, read back, and refused; and units of the caller in it."""

import re
import time
from decimal import (
    Decimal,
)

import pint
import pytest

import expotrade as ex

read = ex.Amount.parse


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


FIVE = ex.Amount(5, "USD")


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


def test_what_is_no_longer_than_allowed_is_refused_for_another_reason() -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        read("x" * 4000)
    assert "at most 4000 characters" not in str(caught.value)


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


def test_a_fall_by_less_than_so_much_is_no_rise() -> None:
    assert read("LESS_THAN -5 USD [-5..0]") == ex.Amount(-5, "USD", hedge=ex.Hedge.LESS_THAN)
    with pytest.raises(ex.errors.ParseError, match="cannot have these bounds"):
        read("LESS_THAN -5 USD [-5..3]")
