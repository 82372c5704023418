"""The exits to pint: in the registry of the caller, by pint's own names, and back by name or dimension."""

from __future__ import annotations

import contextlib
import json
import logging
import warnings
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pint
import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade.units import from_pint, pint_definitions, pint_quantity, ratio
from folding import each_row

DATA = Path(ex.__file__).parent / "data"
NAMES = json.loads((DATA / "pint_names.json").read_text("utf-8"))
TABLE = ex.UnitTable.builtin()
CODES = sorted(TABLE.codes - {"multiple"})
PHYSICAL = {"[mass]", "[length]"}


def loaded(**options: Any) -> pint.UnitRegistry[Any]:
    """A new registry of pint with our definitions, without a word said about them."""
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(**options)
    registry.load_definitions(pint_definitions().splitlines())
    return registry


DEFAULT: pint.UnitRegistry[Any] = pint.UnitRegistry()
FLOATS = loaded()
DECIMALS = loaded(non_int_type=Decimal)
# Some have no dimension that can be asked for, such as those that only a group of units has.
PINT_NAMES = sorted(name for name in DEFAULT._units if name.isidentifier())


# The definitions.


@pytest.mark.parametrize("options", [{}, {"non_int_type": Decimal}, {"on_redefinition": "raise"}])
def test_the_definitions_load_in_silence(options: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        registry = loaded(**options)
        assert registry.Quantity(1, "USD / exhibitor").dimensionality == {"[USD]": 1, "[exhibitor]": -1}
    assert caplog.records == []


def test_no_definition_touches_what_pint_knows() -> None:
    defined = [line.partition(" = ")[0] for line in pint_definitions().splitlines() if line[0] != "#"]
    assert len(defined) == len(set(defined)) > 250
    # Neither as a name nor as a plural, nor by way of a prefix: `unit` is a micronit to pint.
    assert [name for name in defined if name in DEFAULT or f"{name}s" in DEFAULT] == []
    dimensions = {name for name in DEFAULT._dimensions if f"{name[1:-1]}" in defined}
    assert dimensions == set()
    for name in PINT_NAMES:
        assert FLOATS.get_name(name) == DEFAULT.get_name(name)
        assert FLOATS.get_dimensionality(name) == DEFAULT.get_dimensionality(name)


def test_every_code_of_ours_that_pint_reads_has_another_name_there_or_the_same_meaning() -> None:
    read = {code for code in CODES if code in DEFAULT}
    assert read <= NAMES["names"].keys()
    assert NAMES["names"].keys() <= set(CODES)
    assert {NAMES["names"][code][0] for code in CODES if code in NAMES["names"]} >= set(NAMES["known"])
    assert set(NAMES["known"]) <= set(DEFAULT._units) | {"kilogram", "kilometer"}
    assert not NAMES["definitions"].keys() & set(NAMES["known"])


def test_nothing_is_defined_in_a_registry_unasked() -> None:
    for code in CODES:
        with contextlib.suppress(ex.errors.UnknownNameError):
            pint_quantity(Decimal(1), code)
    assert "exhibitor" not in pint.get_application_registry()


# To pint.


@each_row("code", CODES)
def test_each_unit_there_and_back(code: str) -> None:
    for registry, kind in ((FLOATS, float), (DECIMALS, Decimal)):
        made = pint_quantity(Decimal("3.50"), code, registry)
        assert (made.magnitude, type(made.magnitude)) == (3.5, kind)
        assert made._REGISTRY is registry
        again = registry.Quantity(Decimal("3.50"), made.units)
        assert from_pint(again) == (Decimal("3.50"), code)
        assert ex.Amount.from_pint(again) == ex.Amount("3.50", code)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("t", "kg"), ("lb", "kg"), ("jin", "t"), ("g", "lb"), ("ha", "m2"), ("km2", "ha"), ("sqft", "m2"),
        ("mu", "ha"), ("mu", "m2"), ("percent", "multiple"), ("t/ha", "kg/m2"), ("lb/sqft", "kg/m2"),
    ],
)  # fmt: skip
def test_pint_converts_as_we_do(left: str, right: str) -> None:
    numerator, denominator = ratio(left, right)
    units = pint_quantity(Decimal(1), right, DECIMALS).units
    made = pint_quantity(Decimal(7), left, DECIMALS).to(units).magnitude
    # pint divides in the 28 digits of the caller's context.
    assert abs(Fraction(made) * Fraction(denominator) / Fraction(numerator) - 7) < Fraction(1, 10**24)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("t", "metric_ton"), ("kg", "kilogram"), ("lb", "pound"), ("m2", "meter ** 2"), ("ha", "hectare"),
        ("km2", "kilometer ** 2"), ("sqft", "foot ** 2"), ("percent", "percent"), ("t/m2", "metric_ton / meter ** 2"),
        ("kg*kg/day", "kilogram ** 2 / day"), ("m2*m2", "meter ** 4"), ("multiple", "dimensionless"),
        ("g/year", "gram / year"), ("1/month", "1 / month"),
    ],
)  # fmt: skip
def test_pint_knows_the_measured_ones_by_itself(code: str, name: str) -> None:
    application = pint.get_application_registry()
    made = ex.Amount(3, code).to_pint()
    assert made == application.Quantity(3.0, name)
    assert str(made.units) == name
    assert ex.Amount(3, code).to_pint(DEFAULT).units == DEFAULT.Unit(name)


@pytest.mark.parametrize(
    "code", ["USD", "exhibitor", "pp", "jin", "mu", "unit", "chain", "USD/t", "kg/visitor"]
)
def test_what_pint_does_not_know_is_an_error_with_what_to_load(code: str) -> None:
    for registry in (None, DEFAULT):
        with pytest.raises(ex.errors.UnknownNameError, match=r"expotrade\.pint_definitions\(\)\.splitlines"):
            ex.Amount(3, code).to_pint(registry)


def test_a_word_that_pint_takes_for_another_unit_is_not_ours() -> None:
    table = TABLE.with_nouns(dict.fromkeys(("bar", "ts", "kunits", "decade", "survey_mile"), ()))
    for noun in ("bar", "ts", "decade", "survey_mile"):
        with pytest.raises(ex.errors.UnknownNameError, match="define it there"):
            ex.Amount(3, noun, units=table).to_pint(FLOATS)


def test_a_registry_in_which_a_name_means_something_else_is_refused() -> None:
    other = pint.UnitRegistry(non_int_type=Decimal)
    other.define("jin = 600 * gram")  # that of Taiwan
    other.define("exhibitor = 9 * meter ** 2")
    other.define("visitor = [visitor]")
    for code in ("jin", "exhibitor"):
        with pytest.raises(ex.errors.UnknownNameError):
            ex.Amount(1, code).to_pint(other)
    assert from_pint(other.Quantity(2, "jin")) == (Decimal("1.2"), "kg")
    assert from_pint(other.Quantity(2, "exhibitor")) == (Decimal(18), "m2")
    # The symbol of another unit is no unit of that name.
    other.define("visitor_day = visitor * day = visit")
    with pytest.raises(ex.errors.UnknownNameError):
        ex.Amount(1, "visit").to_pint(other)
    empty = pint.UnitRegistry(None)
    with pytest.raises(
        ex.errors.UnknownNameError, match="t is metric_ton in pint, which this registry lacks"
    ):
        ex.Amount(1, "t").to_pint(empty)
    empty.define("pound = [money]")
    with pytest.raises(
        ex.errors.UnknownNameError, match="lb is pound in pint, which this registry lacks or defines"
    ):
        ex.Amount(1, "lb").to_pint(empty)


@pytest.mark.parametrize("thing", ["default", 5, pint.Quantity, ex])
def test_what_is_no_registry_is_refused(thing: Any) -> None:
    with pytest.raises(ex.errors.AmountTypeError, match=r"pass a pint\.UnitRegistry"):
        ex.Amount(1, "t").to_pint(thing)


@pytest.mark.parametrize("value", ["1E+400", "-1E+309", "1E-400"])
def test_a_number_that_no_float_can_be_needs_decimals(value: str) -> None:
    with pytest.raises(ex.errors.AmountError, match=r"non_int_type=decimal\.Decimal"):
        ex.Amount(value, "t").to_pint(FLOATS)
    assert ex.Amount(value, "t").to_pint(DECIMALS).magnitude == Decimal(value)
    assert ex.Amount(0, "t").to_pint(FLOATS).magnitude == 0


def test_a_registry_may_count_in_fractions() -> None:
    fractions = pint.UnitRegistry(non_int_type=Fraction)
    made = ex.Amount("0.1", "lb").to_pint(fractions)
    assert made.magnitude == Fraction(1, 10)
    assert from_pint(fractions.Quantity(3, "ounce")) == (Decimal("0.085048569375"), "kg")


# From pint.


@each_row("registry", [DEFAULT, FLOATS, DECIMALS])
@each_row(
    ("name", "amount"),
    [
        ("kilogram", "EXACT 3 kg"), ("kg", "EXACT 3 kg"), ("gram", "EXACT 3 g"), ("metric_ton", "EXACT 3 t"),
        ("tonne", "EXACT 3 t"), ("pound", "EXACT 3 lb"), ("acre", "EXACT 3 acre"), ("hectare", "EXACT 3 ha"),
        ("kilometer ** 2", "EXACT 3 km2"), ("meter ** 2", "EXACT 3 m2"), ("foot ** 2", "EXACT 3 sqft"),
        ("percent", "EXACT 3 percent"), ("year", "EXACT 3 year"), ("", "EXACT 3 multiple"),
        ("pound / acre", "EXACT 3 lb/acre"), ("kilometer ** 4", "EXACT 3 km2*km2"),
        ("ounce", "EXACT 0.085048569375 kg"), ("stone", "EXACT 19.05087954 kg"), ("ton", "EXACT 2721.55422 kg"),
        ("carat", "EXACT 0.0006 kg"), ("megagram", "EXACT 3E+3 kg"), ("yard ** 2", "EXACT 2.50838208 m2"),
        ("mile ** 2", "EXACT 7769964.331008 m2"), ("centimeter ** 2", "EXACT 0.0003 m2"),
        ("yard * foot", "EXACT 0.83612736 m2"), ("meter * foot", "EXACT 0.9144 m2"),
        ("ounce / yard * foot ** -1", "EXACT"), ("year / megagram", "EXACT 0.003 year/kg"),
    ],
)  # fmt: skip
def test_any_registry_is_read_by_dimension(registry: pint.UnitRegistry[Any], name: str, amount: str) -> None:
    made = ex.Amount.from_pint(registry.Quantity(3, name))
    assert str(made).startswith(amount)
    assert made.hedge is ex.Hedge.EXACT
    assert amount == "EXACT" or made == ex.Amount.parse(amount)


@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize("registry", [FLOATS, DECIMALS], ids=["floats", "decimals"])
def test_every_mass_and_area_of_pint_is_read_at_its_size(
    registry: pint.UnitRegistry[Any], power: int
) -> None:
    wanted = {1: {"[mass]": 1}, 2: {"[length]": 2}}[power]
    base = {1: "kilogram", 2: "meter"}[power]
    tried = 0
    for name in PINT_NAMES:
        for own in {1, power}:
            if DEFAULT.get_dimensionality(f"{name} ** {own}") != wanted:
                continue
            tried += 1
            amount = ex.Amount.from_pint(registry.Quantity(1, f"{name} ** {own}"))
            expected = DEFAULT.Quantity(1.0, f"{name} ** {own}").to(f"{base} ** {power}").magnitude
            assert float(amount.to("kg" if power == 1 else "m2").value) == pytest.approx(expected, rel=5e-6)
    assert tried > 20


def test_digits_are_kept() -> None:
    assert (
        from_pint(DECIMALS.Quantity(Decimal("3.50"), "kilogram"))[0].as_tuple() == Decimal("3.50").as_tuple()
    )
    assert str(ex.Amount.from_pint(DECIMALS.Quantity(Decimal("3.50"), "megagram"))) == "EXACT 3.50E+3 kg"
    assert str(ex.Amount.from_pint(DECIMALS.Quantity(10**60 + 1, "ounce"))).endswith("28349523125 kg")


def test_currencies_of_other_registries() -> None:
    other = pint.UnitRegistry(non_int_type=Decimal)
    other.define("USD = [currency]")
    other.define("visitor = []")
    assert from_pint(other.Quantity(5, "USD ** 2 / year")) == (Decimal(5), "USD*USD/year")
    assert from_pint(other.Quantity(5, "visitor")) == (Decimal(5), "visitor")
    other.define("visitr = [people]")
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'visitor'"):
        from_pint(other.Quantity(5, "visitr"))


@pytest.mark.parametrize(
    "name",
    [
        "meter",
        "chain",
        "degC",
        "delta_degF",
        "radian",
        "ppm",
        "hour",
        "kelvin",
        "meter * kelvin",
        "byte",
        "meter**3",
    ],
)
def test_what_is_no_mass_and_no_area_is_refused_without_a_wrong_hint(name: str) -> None:
    for registry in (DEFAULT, DECIMALS):
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            from_pint(registry.Quantity(3, name))
        assert caught.value.nearest == ()
        assert "convert the quantity to one of these first" in str(caught.value)


def test_the_nearest_name_is_never_the_name_itself() -> None:
    for name in PINT_NAMES:
        try:
            from_pint(DEFAULT.Quantity(3, name))
        except ex.errors.UnknownNameError as error:
            assert name not in error.nearest  # noqa: PT017


@pytest.mark.parametrize("magnitude", [1.5, Fraction(1, 3), 1j])
def test_other_magnitudes_are_refused(magnitude: Any) -> None:
    with pytest.raises(
        ex.errors.AmountTypeError, match=r"an int or a Decimal; .* non_int_type=decimal\.Decimal"
    ):
        from_pint(DEFAULT.Quantity(magnitude, "kilogram"))


@pytest.mark.parametrize("value", [None, 5, Decimal(5), "5 kg", DEFAULT.Unit("kg")])
def test_what_is_no_quantity_is_refused(value: object) -> None:
    with pytest.raises(ex.errors.AmountTypeError, match="pass a pint quantity"):
        from_pint(value)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "1E+999999"])
@pytest.mark.parametrize("name", ["kilogram", "ounce"])
def test_what_is_no_number_is_refused(value: str, name: str) -> None:
    with pytest.raises(ex.errors.AmountError):
        ex.Amount.from_pint(DECIMALS.Quantity(Decimal(value), name))


@pytest.mark.parametrize("power", ["0.5", "9", "-9"])
def test_powers_are_whole_and_few(power: str) -> None:
    with pytest.raises(ex.errors.AmountTypeError, match="whole powers of at most 8"):
        from_pint(5 * DECIMALS.Unit("kilogram") ** Decimal(power))


def test_at_most_eight_factors() -> None:
    with pytest.raises(ex.errors.AmountError, match="at most 8 factors"):
        from_pint(DECIMALS.Quantity(5, "kilogram ** 5 / USD ** 4"))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    st.sampled_from(["t", "kg/m2", "USD/exhibitor", "mu", "percent", "USD*USD/year", "jin", "unit", "pp"]),
)
def test_there_and_back(value: Decimal, unit: str) -> None:
    number, code = from_pint(pint_quantity(value, unit, DECIMALS))
    assert (number.as_tuple(), code) == (value.as_tuple(), unit)


def test_the_quantity_computes() -> None:
    quantity = pint_quantity(Decimal("1.5"), "USD/t", DECIMALS) * pint_quantity(Decimal(2000), "kg", DECIMALS)
    assert quantity.to("USD").magnitude == 3
    assert from_pint(quantity) == (Decimal(3000), "USD*kg/t")
    with pytest.raises(pint.DimensionalityError):
        pint_quantity(Decimal(1), "exhibitor", DECIMALS).to("visitor")
