"""Amounts: hedges and their bounds, the constructors, other units, open ends that are closed."""

import copy
import pickle
from decimal import (
    Decimal,
)
from typing import Any

import pint
import pytest

import expotrade as ex
from folding import each_row

read = ex.Amount.parse


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


@each_row(("hedge", "value", "unit", "low", "high"), HEDGES)
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
    with pytest.raises(ex.errors.AmountError, match=r"must be within the bounds|is greater than high"):
        ex.Amount.between(low, high, "percent", value=value)


def test_between_two_open_ends_needs_a_value() -> None:
    with pytest.raises(ex.errors.AmountError, match="both bounds are open"):
        ex.Amount.between(None, None, "percent")


def test_the_middle_must_be_in_range() -> None:
    with pytest.raises(ex.errors.AmountError):
        ex.Amount.between("1.5E+400", "9.5E+400", "USD")
    assert ex.Amount.between("1.5E+400", "9.5E+400", "USD", value="2E+400").value == Decimal("2E+400")


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


def test_likely_is_one_grain_unless_asked() -> None:
    assert read("more than 620 exhibitors").likely() == ex.Amount.between(620, 630, "exhibitor", value=620)


def test_a_number_that_leaves_the_range_of_the_unit_is_shown() -> None:
    with pytest.raises(ex.errors.AmountError) as caught:
        ex.Amount.between(None, None, "t", value="9E+400").to("kg")
    assert caught.value.value == Decimal("9E+400")
