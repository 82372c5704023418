"""Tables of rates of one's own, rates of printed conversions, and rates in threads and copies."""

import copy
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import ROUND_UP, Context, Decimal, FloatOperation, Inexact, localcontext
from fractions import Fraction
from pathlib import Path

import pytest

import expotrade as ex
from builders import REPORT, edition, figure
from expotrade.rates import files as _rate_files, table as module
from searching import IS_THOROUGH, THREADS

FRIDAY, SATURDAY = date(2024, 11, 29), date(2024, 11, 30)
YUAN = ex.Amount.parse("more than 152 billion yuan")
ECB = ex.RateTable.ecb()


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
    assert found.high is not None
    assert found.high >= max(one.high, other.high)
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
        fresh = ex.RateTable(module.Routes(module._Ecb()), "Source: ECB statistics")
        for rates in (ECB, fresh):
            hostile = rates.convert(YUAN, "USD", on=SATURDAY)
            assert hostile == plain
            assert str(hostile) == str(plain)
            rates.convert(YUAN, "USD", mean_over=ex.Period.parse("2024-11"))


def test_many_threads_with_tables_of_their_own_get_their_own_answers() -> None:
    def convert(number: int) -> bool:
        rates = table(base="USD", source=f"bank {number}", CNY={FRIDAY: str(number + 1)})
        answers = [
            rates.convert(ex.Amount(10, "USD"), "CNY", on=FRIDAY) for _ in range(50 if IS_THOROUGH else 5)
        ]
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
        with ThreadPoolExecutor(THREADS) as pool:
            assert all(pool.map(convert, range(4 * THREADS)))
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
