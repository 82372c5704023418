"""Amounts of tidy rows read back: the notation, the parts, and columns that say otherwise."""

from datetime import date
from decimal import Decimal

import pytest

import expotrade as ex
from builders import edition, figure
from expotrade.tables.cells import shifted
from tidy import CITED, ONE, read, rows, with_figure, wrong


def test_the_notation_restores_every_digit() -> None:
    digits = "1." + "123456789" * 6 + "12345"
    figure = ex.Figure("deal_value", ex.Amount(digits, "USD"), citations=[CITED])
    catalog = with_figure(figure)
    cut = {name: shifted(Decimal(digits), name) for name in ("value", "low", "high")}
    assert (cut["low"], cut["value"], cut["high"]) == (
        Decimal("1.123456789"), Decimal("1.123456789"), Decimal("1.123456790"),
    )  # fmt: skip
    assert read(rows(catalog, "figures", **cut), "figures") == catalog
    (_, column, rule), *_ = wrong(rows(catalog, "figures", **{**cut, "high": cut["low"]}), "figures")
    assert (column, rule) == ("high", f"it must be {digits}, as the rest of the row says")


@pytest.mark.parametrize(
    "amount",
    [
        "EXACT 442 exhibitor",
        "EXACT 50000 exhibitor",
        "ROUNDED 5.25E+9 USD",
        "ROUNDED 929E+3 t",
        "ROUNDED 0.05 percent",
        "ROUNDED -2.6 percent",
        "ROUNDED 0 percent",
        "APPROXIMATELY 100E+6 CNY",
        "NEARLY 250 exhibitor",
        "MORE_THAN 152E+9 CNY",
        "LESS_THAN 5.5 percent",
        "AT_MOST 80 exhibitor",
        "BETWEEN 15 percent [10..20]",
        "BETWEEN 5 USD [4..]",
        "BETWEEN 5 USD [..]",
    ],
)
def test_an_amount_is_made_of_its_parts(amount: str) -> None:
    given = ex.Amount.parse(amount)
    metrics = {"exhibitor": "exhibitors", "percent": "execution_rate", "t": "trade_quantity"}
    catalog = with_figure(ex.Figure(metrics.get(given.unit, "deal_value"), given, citations=[CITED]))
    # As a column of decimals has it: nine places, whatever was printed.
    cells = {name: getattr(given, name) for name in ("value", "low", "high")}
    padded = {name: cell if cell is None else cell + Decimal("0E-9") for name, cell in cells.items()}
    back = read(rows(catalog, "figures", without=("amount",), **padded), "figures")
    assert back.editions[0].figures[0].amount == given


def test_rounded_and_between_need_their_bounds() -> None:
    rule = "ROUNDED needs columns for its bounds, low and high, or one for the notation of the amount"
    assert wrong(rows(ONE, "figures", without=("amount", "low", "high")), "figures") == [(0, "hedge", rule)]
    assert wrong(rows(ONE, "figures", without=("amount", "high")), "figures") == [(0, "hedge", rule)]
    assert read(rows(ONE, "figures", without=("low", "high")), "figures") == ONE
    ((row, column, rule),) = wrong(rows(ONE, "figures", without=("amount",), high=None), "figures")
    assert (row, column) == (0, "value")
    (found,) = wrong(rows(ONE, "figures", without=("amount",), high=Decimal("5.28E+9")), "figures")
    assert "half a printed place away, not at 5.28E+9" in found[2]
    (found,) = wrong(rows(ONE, "figures", without=("amount",), high=Decimal("5.24E+9")), "figures")
    assert "half a printed place away" in found[2]


def test_between_without_columns_for_its_bounds() -> None:
    catalog = with_figure(
        ex.Figure("deal_value", ex.Amount.between(4, None, "USD", value=5), citations=[CITED])
    )
    bare = ("amount", "low", "high")
    assert [column for _, column, _ in wrong(rows(catalog, "figures", without=bare), "figures")] == ["hedge"]


def test_parts_that_make_no_amount() -> None:
    found = wrong(rows(ONE, "figures", without=("amount",), unit="dolar"), "figures")
    assert found[0][:2] == (0, "unit")
    assert "no unit 'dolar'" in found[0][2]
    found = wrong(
        rows(ONE, "figures", without=("amount",), value=Decimal("1E+500"), hedge="EXACT"), "figures"
    )
    assert found[0][:2] == (0, "value")
    found = wrong(rows(ONE, "figures", without=("amount",), hedge="BETWEEN", low=Decimal("6E+9")), "figures")
    assert found[0][:2] == (0, "value")
    assert "low 6E+9 is greater than high 5.255E+9" in found[0][2]


def test_notation_that_is_none() -> None:
    ((row, column, rule),) = wrong(rows(ONE, "figures", amount="5 billion"), "figures")
    assert (row, column) == (0, "amount")
    assert "canonical notation" in rule


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", Decimal("5.26E+9")),
        ("low", None),
        ("low", Decimal("5.24E+9")),
        ("hedge", "EXACT"),
        ("unit", "CNY"),
        ("record_kind", "sections"),
        ("field", "value"),
        ("expo", "other"),
        ("edition", "other"),
        ("source", "other"),
        ("source_title", "other"),
        ("publisher", "other"),
        ("published", "2024"),
        ("url", "https://b.org"),
        ("paragraph", 4),
        ("period_end", date(2024, 5, 3)),
    ],
)
def test_a_column_that_says_otherwise(column: str, value: object) -> None:
    found = {problem[:2] for problem in wrong(rows(ONE, "figures", **{column: value}), "figures")}
    assert found <= {(0, column), (0, "about")}


def test_which_figure_is_used_follows_from_the_rows_that_are_there() -> None:
    """Rows of a frame are filtered and joined, so what was computed before is not read."""
    first, second = figure("620 exhibitors"), figure("more than 600 exhibitors")
    catalog = ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE")], editions=[edition(2024, first, second)])
    found = rows(catalog, "figures")
    assert [cells["is_used"] for cells in found] == [True, False]
    assert read(found, "figures") == catalog
    assert read(found[1:], "figures").editions[0]["exhibitors"] == second
    assert read(rows(catalog, "figures", without=("is_used",)), "figures") == catalog
    assert wrong(rows(catalog, "figures", is_used="yes"), "figures")[0] == (
        0,
        "is_used",
        "it must be true or false",
    )


def test_an_open_end_is_no_contradiction() -> None:
    catalog = with_figure(
        ex.Figure("exhibitors", ex.Amount.parse("more than 620 exhibitors"), citations=[CITED])
    )
    assert read(rows(catalog, "figures"), "figures") == catalog
    found = wrong(rows(catalog, "figures", high=Decimal(700)), "figures")
    assert found == [(0, "high", "it must be empty, as the rest of the row says")]


def test_an_empty_cell_beside_the_figure_says_nothing() -> None:
    found = rows(ONE, "figures", expo=None, source_title=None, period_start=None)
    assert read(found, "figures") == ONE


def test_a_figure_without_an_amount() -> None:
    cells = dict.fromkeys(("value", "low", "high", "hedge", "unit", "amount"))
    assert wrong(rows(ONE, "figures", **cells), "figures") == [(0, "value", "it must be given")]
    alone = ("value", "low", "high", "hedge", "unit")
    found = rows(ONE, "figures", without=alone, amount=None)
    assert wrong(found, "figures") == [(0, "amount", "it must be given")]


def test_bounds_are_rounded_outwards_and_values_to_the_nearest() -> None:
    number = Decimal("-1.00000000049")
    assert shifted(number, "low") == shifted(number, "quantity_low") == Decimal("-1.000000001")
    assert shifted(number, "value") == shifted(number, "high") == Decimal(-1)
    assert shifted(Decimal("5E+9"), "low") == Decimal("5E+9")
