"""What an amount refuses: what the error says, and what to do instead."""

from collections.abc import Callable

import pytest

import expotrade as ex

read = ex.Amount.parse

FIVE = ex.Amount(5, "USD")
NO_NUMBER = "an Amount needs another Amount here; give the number a unit, as in Amount(1, 'percent')"
NO_BASE = "the old amount of a growth must be positive, and its lower bound not negative"
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
            "cannot use as a truth value 'EXACT 5 USD': test amount.value, amount.low or amount.high",
        ),
        (
            lambda: format(FIVE, "long"),
            "cannot format with 'long': write f\"{amount:short}\", or call amount.format(locale=...)",
        ),
        (
            lambda: FIVE.likely(0),
            "cannot use 0: pass a positive number of grains",
        ),
        (
            lambda: ex.Amount.between(4, 6, "USD").likely(),
            "cannot use 'BETWEEN 5 USD [4..6]': only a stated amount has a grain, not a computed one",
        ),
        (
            lambda: ex.Amount(0, "USD", hedge=ex.Hedge.MORE_THAN).likely(),
            "cannot use 'MORE_THAN 0 USD': zero has no grain",
        ),
        (
            lambda: ex.Amount(5, "USD", hedge=ex.Hedge.BETWEEN),
            "cannot use 5: two bounds are needed: use Amount.between(low, high, unit)",
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
            f"cannot use 'EXACT 0 USD': {NO_BASE}",
        ),
        (
            lambda: ex.Amount.between(5, 4, "USD"),
            "cannot use '[5..4]': low 5 is greater than high 4",
        ),
        (lambda: read(5), "cannot read as a figure 5: pass the printed wording as text"),
        (
            lambda: read("EXACT 5"),
            (
                "cannot read 'EXACT 5' as one figure: 'EXACT 5' was not read, "
                "canonical notation is HEDGE VALUE UNIT, followed by [LOW..HIGH] if needed"
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
            f"cannot use '9E+400 and 8E+400': {TOO_MANY}",
        ),
        (
            lambda: ex.Amount("9E+400", "USD") - ex.Amount("-8E+400", "USD"),
            f"cannot use '9E+400 and -8E+400': {TOO_MANY}",
        ),
        (lambda: ex.Amount("9E+400", "t").to("kg"), f"cannot use Decimal('9E+400'): {TOO_MANY}"),
    ],
)
def test_an_error_says_what_was_asked_and_what_to_do(operation: Callable[[], object], text: str) -> None:
    with pytest.raises(ex.ExpotradeError) as caught:
        operation()
    assert str(caught.value).startswith(text)
