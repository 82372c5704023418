"""Amounts compared: the three results, equality, the key to sort by, and growth."""

from decimal import (
    Decimal,
)
from typing import Any

import pytest

import expotrade as ex

read = ex.Amount.parse


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


def test_growth_from_less_than_one() -> None:
    assert ex.growth(ex.Amount(1, "USD"), ex.Amount("0.5", "USD")) == ex.Amount(100, "percent")
