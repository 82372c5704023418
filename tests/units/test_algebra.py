"""The algebra of units: compounds, ratios, products and quotients of codes."""

import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given

import expotrade as ex
from expotrade.units import divide, is_convertible, is_same_dimension, multiply, ratio, reciprocal
from unit_oracle import GRAMS, HUNDREDTHS, SQUARE_METERS, TABLE, copied, fraction, units

ONE = (Decimal(1), Decimal(1))


class TestCompounds:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("USD/exhibitor", "USD/exhibitor"), ("yuan / exhibitors", "CNY/exhibitor"),
            ("yuan per exhibitor", "CNY/exhibitor"),
            ("1/USD", "1/USD"), ("per US dollar", "1/USD"), ("/美元", "1/USD"), ("t*kg", "kg*t"),
            ("tonnes·kilograms", "kg*t"),
            ("USD*USD", "USD*USD"), ("USD/exhibitor/day", "USD/day*exhibitor"),
            ("USD/exhibitor*day", "USD/day*exhibitor"),
            ("percent per year", "percent/year"), ("USD*exhibitor/exhibitors", "USD"),
            ("t/t", "multiple"), ("1/times", "multiple"),
            ("USD*multiple", "USD"), ("kg/t", "kg/t"), ("multiple/USD", "1/USD"),
            ("美元/参展商", "USD/exhibitor"),
            ("ALL per visitor", "ALL/visitor"),
        ],
    )  # fmt: skip
    def test_spelling(self, name, code):
        assert TABLE.resolve(name) is sys.intern(code)

    @pytest.mark.parametrize(
        "name", ["USD/", "*", "/", "//", "USD//exhibitor", "USD**2", "1", "1*USD", "5/USD", "USD/1"]
    )
    def test_half_a_compound_is_unknown(self, name):
        with pytest.raises(ex.errors.UnknownNameError):
            TABLE.resolve(name)

    def test_at_most_eight_factors(self):
        assert TABLE.resolve("*".join(["USD"] * 8)).count("USD") == 8
        with pytest.raises(ex.errors.AmountError, match="at most 8 factors"):
            TABLE.resolve("*".join(["USD"] * 5) + "/" + "*".join(["day"] * 4))

    @given(units)
    def test_resolving_twice_changes_nothing(self, unit):
        assume("drone" not in unit)
        assert TABLE.resolve(TABLE.resolve(unit)) is TABLE.resolve(unit)


class TestRatio:
    @pytest.mark.parametrize("family", [GRAMS, SQUARE_METERS, HUNDREDTHS])
    def test_every_pair_of_a_dimension_is_exact(self, family):
        for left, one in family.items():
            for right, other in family.items():
                assert fraction(ratio(left, right)) == one / other

    @pytest.mark.parametrize(
        ("left", "right", "pair"),
        [
            ("t", "kg", ("1E+3", "1")), ("kg", "t", ("1", "1E+3")), ("t", "g", ("1E+6", "1")),
            ("percent", "multiple", ("1", "1E+2")),
            ("km2", "ha", ("1E+2", "1")), ("USD/t", "USD/kg", ("1", "1E+3")),
            ("mu", "m2", ("2E+3", "3")), ("t*t", "kg*kg", ("1E+6", "1")),
            ("USD", "USD", ("1", "1")), ("USD*percent", "USD", ("1", "1E+2")),
            ("t/kg", "percent", ("1E+5", "1")),
        ],
    )  # fmt: skip
    def test_lowest_terms_with_powers_of_ten(self, left, right, pair):
        assert [number.as_tuple() for number in ratio(left, right)] == [
            Decimal(text).as_tuple() for text in pair
        ]

    @given(units, units)
    def test_there_and_back_is_one(self, left, right):
        if is_convertible(left, right):
            numerator, denominator = ratio(left, right)
            assert ratio(right, left) == (denominator, numerator)
            assert fraction(ratio(left, right)) * fraction(ratio(right, left)) == 1
        else:
            with pytest.raises(ex.errors.UnitMismatchError) as caught:
                ratio(left, right)
            assert (caught.value.operation, caught.value.left, caught.value.right) == ("convert", left, right)

    @given(units)
    def test_a_unit_is_one_of_itself(self, unit):
        assert ratio(unit, copied(unit)) == ONE
        assert is_same_dimension(unit, copied(unit))

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("exhibitor", "visitor"), ("day", "month"), ("month", "year"), ("pp", "multiple"),
            ("t", "m2"), ("USD", "exhibitor"),
            ("USD/day", "USD"), ("drone", "robot"), ("area", "m2"), ("mass", "kg"), ("pp/year", "pp/day"),
        ],
    )  # fmt: skip
    def test_dimensions_do_not_meet(self, left, right):
        assert not is_same_dimension(left, right)
        with pytest.raises(ex.errors.UnitMismatchError, match="measure different things"):
            ratio(left, right)

    def test_currencies_meet_through_rates_only(self):
        with pytest.raises(
            ex.errors.UnitMismatchError, match=r'use rates\.convert\(amount, "USD", on=date\)'
        ):
            ratio("CNY", "USD")

    def test_a_noun_of_the_callers_is_a_dimension_of_its_own(self):
        assert ratio("drone", copied("drone")) == ONE
        assert ratio("t/drone", "kg/drone") == (Decimal("1E+3"), Decimal(1))


class TestAlgebra:
    @pytest.mark.parametrize(
        ("left", "right", "unit", "scale"),
        [
            ("USD/exhibitor", "exhibitor", "USD", 1), ("USD/t", "kg", "USD", Fraction(1, 1000)),
            ("USD", "USD", "USD*USD", 1),
            ("USD", "percent", "USD", Fraction(1, 100)),
            ("percent", "percent", "multiple", Fraction(1, 10000)),
            ("multiple", "USD", "USD", 1), ("t", "kg", "kg*kg", 1000),
            ("exhibitor", "day", "day*exhibitor", 1),
            ("percent/year", "year", "multiple", Fraction(1, 100)), ("kg*t", "1/kg", "t", 1),
            ("1/t", "1/kg", "1/kg*kg", Fraction(1, 1000)),
            ("m2", "1/mu", "multiple", Fraction(3, 2000)), ("drone", "USD/drone", "USD", 1),
            ("1/USD", "USD", "multiple", 1),
        ],
    )  # fmt: skip
    def test_products(self, left, right, unit, scale):
        product, numerator, denominator = multiply(left, right)
        assert product is sys.intern(unit)
        assert Fraction(numerator) / Fraction(denominator) == scale

    @pytest.mark.parametrize(
        ("left", "right", "unit", "scale"),
        [
            ("USD", "exhibitor", "USD/exhibitor", 1), ("USD", "USD", "multiple", 1),
            ("t", "kg", "multiple", 1000),
            ("percent", "percent", "multiple", 1), ("percent", "multiple", "multiple", Fraction(1, 100)),
            ("USD", "percent", "USD", 100),
            ("USD", "USD/exhibitor", "exhibitor", 1), ("kg", "t*t", "1/t", Fraction(1, 1000)),
            ("multiple", "USD", "1/USD", 1),
        ],
    )  # fmt: skip
    def test_quotients(self, left, right, unit, scale):
        quotient, numerator, denominator = divide(left, right)
        assert quotient is sys.intern(unit)
        assert Fraction(numerator) / Fraction(denominator) == scale

    def test_reciprocals(self):
        assert reciprocal("USD") == ("1/USD", *ONE)
        assert reciprocal("1/USD") == ("USD", *ONE)
        assert reciprocal("USD/exhibitor") == ("exhibitor/USD", *ONE)
        assert reciprocal("percent") == ("multiple", Decimal("1E+2"), Decimal(1))

    @given(units, units)
    def test_multiplying_commutes(self, left, right):
        assert multiply(left, right) == multiply(right, left)

    @given(units, units)
    def test_dividing_undoes_multiplying(self, left, right):
        product, *scale = multiply(left, right)
        restored, *back = divide(product, right)
        assert is_convertible(restored, left)
        assert fraction(scale) * fraction(back) * fraction(ratio(restored, left)) == 1

    @given(units, units)
    def test_dividing_is_multiplying_with_the_reciprocal(self, left, right):
        inverse, *scale = reciprocal(right)
        product, *more = multiply(left, inverse)
        quotient, *whole = divide(left, right)
        assert is_convertible(product, quotient)
        assert fraction(scale) * fraction(more) * fraction(ratio(product, quotient)) == fraction(whole)

    @given(units, units)
    def test_a_product_is_reduced_and_canonical(self, left, right):
        unit = multiply(left, right)[0]
        assert multiply(unit, "multiple") == (unit, *ONE)
        if "drone" not in unit:
            assert TABLE.resolve(unit) is unit
        assert not {"percent", "multiple"} & set(unit.replace("/", "*").split("*")) or unit == "multiple"

    @pytest.mark.parametrize(
        ("left", "right"), [("pp", "USD"), ("USD", "pp"), ("pp", "pp"), ("pp/year", "year")]
    )
    def test_percentage_points_only_add(self, left, right):
        for operation in (multiply, divide):
            with pytest.raises(ex.errors.AmountTypeError, match="only be added and subtracted") as caught:
                operation(left, right)
            assert caught.value.doing == operation.__name__
            assert "pp" in caught.value.value
        with pytest.raises(ex.errors.AmountTypeError):
            reciprocal("pp")

    def test_at_most_eight_factors(self):
        fourth = "USD*USD*USD*USD"
        assert multiply(fourth, fourth)[0].count("USD") == 8
        with pytest.raises(ex.errors.AmountError, match="at most 8 factors"):
            multiply(multiply(fourth, fourth)[0], "USD")
