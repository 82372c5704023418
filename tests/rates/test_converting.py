"""How a request names its unit, its rates and their day: one error for each misuse, the same in every function."""

from collections.abc import Callable
from datetime import date, datetime

import polars as pl
import pytest

import expotrade as ex
from expotrade import frames, plots
from expotrade.rates.converting import Conversions

HISTORY = ex.load_dataset("history")
DOLLARS, OTHER_DOLLARS = HISTORY.edition("ciie-2018"), HISTORY.edition("ciie-2019")
DAY = date(2024, 11, 29)
YUAN = ex.Amount.parse("5 million yuan")
# Functions that take unit=, rates= and on=; the charts have a unit of their own where none is passed.
MONEY_FRAME = HISTORY.to_polars().filter(pl.col("unit").is_in(["USD", "CNY"]))
FUNCTIONS: dict[str, Callable[..., object]] = {
    "compare": lambda **asked: ex.compare(DOLLARS, OTHER_DOLLARS, **asked),
    "total": lambda **asked: ex.total([DOLLARS], **asked),
    "total of amounts": lambda **asked: ex.total([YUAN], **asked),
    "total of nothing": lambda **asked: ex.total([], **asked),
    "group": lambda **asked: ex.group([DOLLARS], by="year", **asked),
    "frames.total": lambda **asked: frames.total(MONEY_FRAME, rivals="add", **asked),
    "frames.growth": lambda **asked: frames.growth(
        MONEY_FRAME, by="expo", over="year", rivals="add", **asked
    ),
    "frames.share": lambda **asked: frames.share(MONEY_FRAME, by="expo", rivals="add", **asked),
    "plots.series": lambda **asked: plots.series(HISTORY, "ciie", "deal_value", **asked),
    "plots.comparison": lambda **asked: plots.comparison(HISTORY, ["ciie-2018"], "deal_value", **asked),
}
OF_A_DAY = 'pass on=date, or on="own" for the last day of each item'
MISUSES: list[tuple[dict[str, object], type[ex.ExpotradeError], str]] = [
    ({"unit": "CNY", "rates": "ecb"}, ex.errors.RateError, f"exchange rates need a date: {OF_A_DAY}"),
    (
        {"unit": "CNY", "on": DAY},
        ex.errors.RateError,
        'on= converts nothing without exchange rates: pass rates="ecb", or another RateTable, or leave on= out',
    ),
    (
        {"unit": "CNY", "rates": "ecb", "on": "yesterday"},
        ex.errors.RateError,
        f"on= must be a date without a time or \"own\", not 'yesterday': {OF_A_DAY}",
    ),
    (
        {"unit": "CNY", "rates": "ecb", "on": datetime(2024, 11, 29)},  # noqa: DTZ001
        ex.errors.RateError,
        (
            'on= must be a date without a time or "own", not datetime.datetime(2024, 11, 29, 0, 0): '
            "drop the time of day with .date()"
        ),
    ),
    (
        {"unit": "CNY", "on": 20241129},
        ex.errors.RateError,
        f'on= must be a date without a time or "own", not 20241129: {OF_A_DAY}',
    ),
    (
        {"unit": "m2", "rates": "ecb", "on": "own"},
        ex.errors.RateError,
        "exchange rates convert money only, not m2: leave rates= and on= out",
    ),
    (
        {"unit": "CNY", "rates": "bank", "on": DAY},
        ex.errors.ArgumentError,
        (
            "cannot take exchange rates from 'bank': pass rates=\"ecb\" for the rates of the European Central Bank, "
            "or a RateTable, such as RateTable.from_csv(...)"
        ),
    ),
    ({"unit": "yuen", "rates": "ecb", "on": DAY}, ex.errors.UnknownNameError, "no unit 'yuen'; nearest: "),
]


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(("asked", "kind", "text"), MISUSES)
def test_a_misuse_is_one_error_everywhere(
    name: str, asked: dict[str, object], kind: type[ex.ExpotradeError], text: str
) -> None:
    with pytest.raises(kind) as caught:
        FUNCTIONS[name](**asked)
    assert str(caught.value).startswith(text)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if not name.startswith("plots")])
def test_rates_need_a_unit(name: str) -> None:
    with pytest.raises(ex.errors.RateError) as caught:
        FUNCTIONS[name](rates="ecb", on=DAY)
    assert str(caught.value) == 'exchange rates need a currency to convert into: pass unit="USD"'


@pytest.mark.parametrize("name", ["plots.series", "plots.comparison"])
def test_a_chart_has_the_unit_of_its_first_figure(name: str) -> None:
    assert FUNCTIONS[name](rates="ecb", on=DAY)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "total of nothing"])
def test_money_in_another_currency_needs_rates(name: str) -> None:
    with pytest.raises(ex.ExpotradeError, match="without exchange rates"):
        FUNCTIONS[name](unit="EUR")


def test_an_error_keeps_its_value_and_its_advice() -> None:
    with pytest.raises(ex.errors.RateError) as caught:
        Conversions.asked("USD", "ecb", None)
    assert caught.value.value is None
    assert caught.value.problem == "exchange rates need a date"
    assert [advice.arguments for advice in caught.value.advice] == [(("on", "date"),), (("on", '"own"'),)]


def test_what_needs_no_rate_is_scaled_or_left_alone() -> None:
    plain = Conversions.asked(None, None, None)
    assert plain.convert(YUAN, None, "the deal") is YUAN
    tonnes = Conversions.asked("t", None, None)
    assert tonnes.convert(ex.Amount(5000, "kg"), None, "the durians") == ex.Amount(5000, "kg").to("t")
    dollars = Conversions.asked("USD", "ecb", "own")
    assert dollars.convert(ex.Amount(5, "USD"), None, "the deal") == ex.Amount(5, "USD")
    assert (plain.takes(YUAN), tonnes.takes(YUAN), dollars.takes(YUAN)) == (True, False, True)
    assert (plain.needs_rate(YUAN), dollars.needs_rate(YUAN)) == (False, True)


def test_a_rate_is_of_the_day_asked_for_or_of_the_item() -> None:
    own = Conversions.asked("USD", "ecb", "own")
    made = own.convert(YUAN, DAY, "the deal")
    assert isinstance(made, ex.Conversion)
    assert (made.rate.date, made.original) == (DAY, YUAN)
    fixed = Conversions.asked("USD", "ecb", DAY)
    assert fixed.convert(YUAN, date(2020, 1, 2), "the deal") == made
    with pytest.raises(ex.errors.RateError) as caught:
        own.convert(YUAN, None, "the deal")
    assert str(caught.value) == "the deal has no day of its own for a rate: pass on=date"


def test_what_counts_something_else_is_not_converted() -> None:
    asked = Conversions.asked("USD", "ecb", DAY)
    with pytest.raises(ex.errors.UnitMismatchError) as caught:
        asked.convert(ex.Amount(5, "exhibitor"), DAY, "the hall")
    assert (
        str(caught.value) == "cannot convert exhibitor to USD: the hall counts something else; leave it out"
    )


def test_a_comparison_names_each_rate_wherever_it_is_shown() -> None:
    articles = ex.load_dataset("articles")
    editions = articles.edition("cisce", year=2024), articles.edition("ciie", 6)
    made = ex.compare(*editions, unit="USD", rates="ecb", on="own")
    (rate,) = made.rates_used
    assert (rate.date, rate.source) == (date(2024, 11, 29), "Source: ECB statistics")
    assert [conversion.original.unit for conversion in made.conversions] == ["CNY"]
    line = f"Converted: {made.conversions[0]}"
    assert rate.cite() in line
    assert line in made.notes()
    assert line in str(made)
    assert rate.cite() in made._repr_html_()
    assert ex.compare(*editions).rates_used == ()
