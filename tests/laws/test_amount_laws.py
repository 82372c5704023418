"""Laws that hold for all amounts, against exact fractions as a naive oracle."""

import copy
import operator
import pickle
from decimal import (
    ROUND_DOWN,
    ROUND_UP,
    Clamped,
    Context,
    Decimal,
    Inexact,
    Rounded,
    Subnormal,
    Underflow,
    localcontext,
)
from fractions import Fraction
from typing import Any

import pint
import pytest
from hypothesis import assume, example, given, strategies as st

import expotrade as ex
from expotrade import strategies
from expotrade.amounts import sum_of

# Ends of bounds as fractions; None is open.
Ends = tuple[Fraction | None, Fraction | None]

UNITS = [
    "USD",
    "exhibitor",
    "percent",
    "pp",
    "multiple",
    "t",
    "m2",
    "month",
    "USD/exhibitor",
    "USD*USD",
    "1/t",
    "CAD",
    "visit",
]
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@st.composite
def decimals(draw: st.DrawFn, *, powers: int = 30) -> Decimal:
    """Numbers as the press prints them more often than others: few digits, many zeros."""
    digits = draw(st.integers(-999, 999) | st.integers(-(10**12), 10**12))
    power = draw(st.sampled_from([0, 0, 0, -1, -2, 3, 4, 6, 8, 9, 12]) | st.integers(-powers, powers))
    return Decimal(digits).scaleb(power, Context(prec=100))


@st.composite
def stated(draw: st.DrawFn, units: st.SearchStrategy[str] = st.sampled_from(UNITS)) -> ex.Amount:  # noqa: B008
    """An amount under any row of the table of hedges."""
    value = draw(decimals())
    unit = draw(units)
    hedge = draw(st.sampled_from([hedge for hedge in ex.Hedge if hedge is not ex.Hedge.BETWEEN]))
    assume(value or hedge not in (ex.Hedge.NEARLY, ex.Hedge.APPROXIMATELY))
    return ex.Amount(value, unit, hedge=hedge)


@st.composite
def ranges(draw: st.DrawFn, units: st.SearchStrategy[str] = st.sampled_from(UNITS)) -> ex.Amount:  # noqa: B008
    """An amount that states its bounds, open or closed."""
    low, value, high = sorted(draw(st.lists(decimals(), min_size=3, max_size=3)))
    unit = draw(units)
    shape = draw(st.sampled_from(["closed", "from", "to", "open", "point", "zero below", "zero above"]))
    match shape:
        case "from":
            return ex.Amount.between(low, None, unit, value=value)
        case "to":
            return ex.Amount.between(None, high, unit, value=value)
        case "open":
            return ex.Amount.between(None, None, unit, value=value)
        case "point":
            return ex.Amount.between(value, value, unit)
        case "zero below":
            return ex.Amount.between(0, abs(value), unit)
        case "zero above":
            return ex.Amount.between(-abs(value), 0, unit)
        case _:
            return ex.Amount.between(low, high, unit, value=value)


def amounts(*units: str) -> st.SearchStrategy[ex.Amount]:
    """Amounts of moderate size, whose products stay in range; `strategies.amounts` goes to the edges."""
    among = st.sampled_from(units or UNITS)
    return stated(among) | ranges(among)


def ends(amount: ex.Amount) -> Ends:
    low, high = (None if end is None else Fraction(end) for end in (amount.low, amount.high))
    return low, high


def is_within(number: Fraction, amount: ex.Amount) -> bool:
    low, high = ends(amount)
    return (low is None or low <= number) and (high is None or number <= high)


def is_outside_end(number: Fraction, amount: ex.Amount) -> bool:
    """Whether a number is the one that "more than" and "less than" leave out."""
    is_open = amount.hedge in (ex.Hedge.MORE_THAN, ex.Hedge.LESS_THAN) and amount.low != amount.high
    return is_open and number == Fraction(amount.value)


def is_inside(inner: ex.Amount, outer: ex.Amount) -> bool:
    """Whether the bounds of one amount lie within those of the other."""
    low, high = ends(inner)
    outer_low, outer_high = ends(outer)
    return (outer_low is None or (low is not None and outer_low <= low)) and (
        outer_high is None or (high is not None and high <= outer_high)
    )


@st.composite
def inside(draw: st.DrawFn, amount: ex.Amount) -> Fraction:
    """A number within the bounds, the ends and zero more often than chance would have them."""
    low, high = ends(amount)
    reach = draw(st.fractions(min_value=0, max_value=10**6))
    part = draw(st.sampled_from([Fraction(0), Fraction(1)]) | st.fractions(min_value=0, max_value=1))
    if low is not None and high is not None:
        number = low + part * (high - low)
    elif low is not None:
        number = low + reach
    elif high is not None:
        number = high - reach
    else:
        number = reach * draw(st.sampled_from([-1, 1]))
    zero = Fraction(0)
    return zero if is_within(zero, amount) and draw(st.integers(0, 4)) == 0 else number


@st.composite
def widened(draw: st.DrawFn, amount: ex.Amount) -> ex.Amount:
    """The same value within wider bounds."""
    low, high = amount.low, amount.high
    context = Context(prec=500)
    less, more = (abs(draw(decimals())) for _ in range(2))
    wide_low = None if low is None or draw(st.booleans()) else context.subtract(low, less)
    wide_high = None if high is None or draw(st.booleans()) else context.add(high, more)
    return ex.Amount.between(wide_low, wide_high, amount.unit, value=amount.value)


@st.composite
def positive(draw: st.DrawFn) -> ex.Amount:
    """What growth can be counted from: a positive value whose lower bound is not below zero."""
    low, value, high = sorted(abs(draw(decimals())) for _ in range(3))
    assume(value)
    return ex.Amount.between(low, draw(st.sampled_from([high, None])), "USD", value=value)


@st.composite
def widened_above_zero(draw: st.DrawFn, amount: ex.Amount) -> ex.Amount:
    wide = draw(widened(amount))
    low = Decimal(0) if wide.low is None or wide.low < 0 else wide.low
    return ex.Amount.between(low, wide.high, amount.unit, value=amount.value)


# Bounds.


@given(strategies.amounts())
def test_the_value_lies_within_the_bounds(amount: ex.Amount) -> None:
    assert is_within(Fraction(amount.value), amount)


@given(stated())
def test_a_hedge_speaks_of_magnitude(amount: ex.Amount) -> None:
    if amount.value:
        mirrored = ex.Amount(amount.value.copy_negate(), amount.unit, hedge=amount.hedge)
        assert ends(mirrored) == tuple(None if end is None else -end for end in reversed(ends(amount)))
        assert -amount == mirrored


@given(stated())
def test_nearly_is_never_below_half(amount: ex.Amount) -> None:
    if amount.hedge is ex.Hedge.NEARLY:
        low, high = ends(amount)
        assert low is not None
        assert high is not None
        smaller, larger = sorted((abs(low), abs(high)))
        assert larger == abs(Fraction(amount.value))
        assert smaller * 2 >= larger


# Containment.


@given(st.data(), st.sampled_from(["+", "-"]))
def test_sums_and_differences_contain_all_that_they_may_be(data: st.DataObject, sign: str) -> None:
    left, right = data.draw(strategies.amounts("USD")), data.draw(strategies.amounts("USD"))
    x, y = data.draw(inside(left)), data.draw(inside(right))
    result = OPERATIONS[sign](left, right)
    assert is_within(OPERATIONS[sign](x, y), result)
    assert Fraction(result.value) == OPERATIONS[sign](Fraction(left.value), Fraction(right.value))


@given(
    st.data(),
    st.sampled_from(["*", "/"]),
    st.sampled_from([("USD", "USD"), ("USD", "exhibitor"), ("t", "multiple")]),
)
def test_products_and_quotients_contain_all_that_they_may_be(
    data: st.DataObject, sign: str, units: tuple[str, str]
) -> None:
    left, right = data.draw(amounts(units[0])), data.draw(amounts(units[1]))
    x, y = data.draw(inside(left)), data.draw(inside(right))
    assume(sign == "*" or (right.value and y))
    result = OPERATIONS[sign](left, right)
    assert is_within(OPERATIONS[sign](x, y), result)
    exact = OPERATIONS[sign](Fraction(left.value), Fraction(right.value))
    assert abs(Fraction(result.value) - exact) <= abs(exact) / 10**49


@given(st.data())
def test_percent_counts_as_hundredths(data: st.DataObject) -> None:
    money, share = data.draw(amounts("USD")), data.draw(amounts("percent"))
    x, y = data.draw(inside(money)), data.draw(inside(share))
    assert is_within(x * y / 100, money * share)
    assume(share.value and y)
    assert is_within(x / (y / 100), money / share)


@given(st.data())
def test_growth_contains_all_that_it_may_be(data: st.DataObject) -> None:
    new, old = data.draw(amounts("USD")), data.draw(positive())
    x, y = data.draw(inside(new)), data.draw(inside(old))
    assume(y > 0)
    assert is_within((x / y - 1) * 100, ex.growth(new, old))


@given(st.data())
def test_whatever_is_computed_from_computed_amounts_is_contained(data: st.DataObject) -> None:
    amount = data.draw(amounts("multiple"))
    number = data.draw(inside(amount))
    for _ in range(4):
        other = data.draw(amounts("multiple"))
        y = data.draw(inside(other))
        sign = data.draw(st.sampled_from(sorted(OPERATIONS)))
        assume(sign != "/" or (other.value and y))
        amount, number = OPERATIONS[sign](amount, other), OPERATIONS[sign](number, y)
        assert is_within(number, amount)
        assert ex.Amount.parse(str(amount)) == amount


# Algebra.


@given(strategies.amounts("USD"), strategies.amounts("USD"))
def test_addition_commutes(left: ex.Amount, right: ex.Amount) -> None:
    assert left + right == right + left


@given(amounts(), amounts())
def test_multiplication_commutes(left: ex.Amount, right: ex.Amount) -> None:
    assume("pp" not in (left.unit, right.unit))
    assert left * right == right * left


@given(strategies.amounts("USD"), strategies.amounts("USD"), strategies.amounts("USD"))
def test_addition_associates(a: ex.Amount, b: ex.Amount, c: ex.Amount) -> None:
    one, other = (a + b) + c, a + (b + c)
    assert one.value == other.value
    assert ends(one) == ends(other)


@given(strategies.amounts("USD"), strategies.amounts("USD"))
def test_subtraction_is_addition_of_the_negative(left: ex.Amount, right: ex.Amount) -> None:
    try:
        one = left - right
    except ex.errors.AmountError:
        # Two numbers near the smallest can differ by less than it.
        with pytest.raises(ex.errors.AmountError):
            left + -right
        return
    other = left + -right
    assert one.value == other.value
    assert ends(one) == ends(other)


@given(amounts("USD"))
def test_zero_and_one_change_no_bounds(amount: ex.Amount) -> None:
    for same in (
        amount + ex.Amount(0, "USD"),
        amount - ex.Amount(0, "USD"),
        amount * 1,
        1 * amount,
        amount / 1,
    ):
        assert same.value == amount.value
        assert ends(same) == ends(amount)
        assert same.unit == amount.unit


@given(strategies.amounts())
def test_negation_undoes_itself(amount: ex.Amount) -> None:
    negative = -amount
    twice = -negative
    assert twice.value == amount.value
    assert ends(twice) == ends(amount)
    assert twice == amount or not amount.value


@given(strategies.amounts("USD"))
def test_an_amount_less_itself_contains_zero(amount: ex.Amount) -> None:
    assert is_within(Fraction(0), amount - amount)


@given(st.lists(strategies.amounts("USD"), min_size=1, max_size=6))
def test_sum_is_addition_in_any_order(parts: list[ex.Amount]) -> None:
    total = sum(parts)
    assert isinstance(total, ex.Amount)
    assert Fraction(total.value) == sum(Fraction(part.value) for part in parts)
    for same in (sum_of(parts), sum_of(parts[::-1])):
        assert same.value == total.value
        assert ends(same) == ends(total)


@given(st.data(), st.sampled_from(sorted(OPERATIONS)))
def test_narrower_operands_give_narrower_results(data: st.DataObject, sign: str) -> None:
    left, right = data.draw(amounts("USD")), data.draw(amounts("USD"))
    assume(sign != "/" or right.value)
    wide_left, wide_right = data.draw(widened(left)), data.draw(widened(right))
    assert is_inside(OPERATIONS[sign](left, right), OPERATIONS[sign](wide_left, wide_right))


@given(st.data())
def test_narrower_operands_give_narrower_growth(data: st.DataObject) -> None:
    new, old = data.draw(amounts("USD")), data.draw(positive())
    wide_new, wide_old = data.draw(widened(new)), data.draw(widened_above_zero(old))
    assert is_inside(ex.growth(new, old), ex.growth(wide_new, wide_old))


@given(amounts("USD"), amounts("USD"), st.sampled_from(sorted(OPERATIONS)))
def test_a_computed_amount_has_the_first_row_that_fits(left: ex.Amount, right: ex.Amount, sign: str) -> None:
    assume(sign != "/" or right.value)
    result = OPERATIONS[sign](left, right)
    low, high = ends(result)
    value = Fraction(result.value)
    inner, outer = low, high
    if value < 0:
        inner, outer = (None if end is None else -end for end in (high, low))
    floors = (None,) if result.unit in ("percent", "pp") else (None, Fraction(0))
    if low is not None and low == high:
        expected = {ex.Hedge.EXACT}
    elif inner == abs(value) and outer is None:
        is_more = ex.Hedge.MORE_THAN in (left.hedge, right.hedge)
        expected = {ex.Hedge.MORE_THAN if is_more else ex.Hedge.AT_LEAST}
    elif outer == abs(value) and inner in floors:
        is_less = ex.Hedge.LESS_THAN in (left.hedge, right.hedge)
        expected = {ex.Hedge.LESS_THAN if is_less else ex.Hedge.AT_MOST}
    else:
        expected = {ex.Hedge.BETWEEN}
    assert result.hedge in expected


# Comparison.


@given(strategies.amounts("USD"), strategies.amounts("USD"))
def test_nothing_is_decided_while_bounds_overlap(left: ex.Amount, right: ex.Amount) -> None:
    low, high = ends(left)
    other_low, other_high = ends(right)

    def is_left_out(end: Fraction) -> bool:
        return is_outside_end(end, left) or is_outside_end(end, right)

    if (
        high is not None
        and other_low is not None
        and (high < other_low or (high == other_low and is_left_out(high)))
    ):
        expected = ex.Order.BELOW
    elif (
        low is not None
        and other_high is not None
        and (low > other_high or (low == other_high and is_left_out(low)))
    ):
        expected = ex.Order.ABOVE
    elif low is not None and low == high == other_low == other_high:
        expected = ex.Order.EQUAL
    else:
        expected = ex.Order.UNDECIDED
    assert left.compare(right) is expected
    mirrored = {ex.Order.BELOW: ex.Order.ABOVE, ex.Order.ABOVE: ex.Order.BELOW}
    assert right.compare(left) is mirrored.get(expected, expected)


@given(
    st.data(),
    st.sampled_from([("t", "kg"), ("kg", "lb"), ("m2", "mu"), ("acre", "ha")]),
)
def test_a_decision_between_units_is_true_of_all_that_both_may_be(
    data: st.DataObject, units: tuple[str, str]
) -> None:
    left, right = data.draw(amounts(units[0])), data.draw(amounts(units[1]))
    one = ex.Amount(1, units[1]).to(units[0])
    x, other = data.draw(inside(left)), data.draw(inside(right))
    assume(not is_outside_end(x, left) and not is_outside_end(other, right))
    low, high = ends(one)
    assert low is not None
    assert high is not None
    products = [other * factor for factor in (low, high)]
    match left.compare(right):
        case ex.Order.BELOW:
            assert x < max(products)
        case ex.Order.ABOVE:
            assert x > min(products)
        case ex.Order.EQUAL:
            assert min(products) <= x <= max(products)


@given(amounts(), st.integers(0, 30))
def test_equal_amounts_hash_alike_whatever_their_digits(amount: ex.Amount, zeros: int) -> None:
    def longer(number: Decimal | None) -> Decimal | None:
        if number is None:
            return None
        sign, digits, power = number.as_tuple()
        assert isinstance(power, int)
        return Decimal((sign, digits + (0,) * zeros, power - zeros))

    other = ex.Amount.between(
        longer(amount.low), longer(amount.high), amount.unit, value=longer(amount.value)
    )
    same = ex.Amount.between(amount.low, amount.high, amount.unit, value=amount.value)
    assert other == same
    assert hash(other) == hash(same)


# Texts.


def is_identical(one: ex.Amount, other: ex.Amount) -> bool:
    """Equal, and with the same digits in the value."""
    return one == other and one.value.as_tuple() == other.value.as_tuple() and hash(one) == hash(other)


@given(strategies.amounts())
@example(ex.Amount("2E+1", "USD"))
@example(ex.Amount(20, "USD"))
@example(-ex.Amount(0, "USD", hedge=ex.Hedge.MORE_THAN))
@example(-ex.Amount(0, "percent", hedge=ex.Hedge.LESS_THAN))
def test_canonical_notation_round_trips(amount: ex.Amount) -> None:
    assert is_identical(ex.Amount.parse(str(amount)), amount)


@given(amounts("USD"), amounts("USD"), st.sampled_from(sorted(OPERATIONS)))
def test_canonical_notation_of_what_is_computed_round_trips(
    left: ex.Amount, right: ex.Amount, sign: str
) -> None:
    assume(sign != "/" or right.value)
    for amount in (OPERATIONS[sign](left, right), -left):
        assert is_identical(ex.Amount.parse(str(amount)), amount)


@given(amounts())
def test_canonical_notation_of_what_is_converted_round_trips(amount: ex.Amount) -> None:
    for unit in {"percent": ["multiple"], "multiple": ["percent"], "t": ["kg", "lb"], "m2": ["mu"]}.get(
        amount.unit, []
    ):
        converted = amount.to(unit)
        assert is_identical(ex.Amount.parse(str(converted)), converted)


@given(strategies.amounts(), st.sampled_from(["en", "zh_CN"]))
@example(ex.Amount("1000E+12", "CNY", hedge=ex.Hedge.ROUNDED), "en")
@example(ex.Amount.between("1000E+12", "2000E+12", "CNY"), "en")
@example(ex.Amount("7E+2", "exhibitor", hedge=ex.Hedge.ROUNDED), "zh_CN")
@example(ex.Amount("1E+1", "USD", hedge=ex.Hedge.APPROXIMATELY), "en")
@example(ex.Amount("1E+2", "USD", hedge=ex.Hedge.APPROXIMATELY), "zh_CN")
def test_short_text_reads_back_where_no_bracket_is_printed(amount: ex.Amount, locale: str) -> None:
    text = amount.format(locale=locale)
    if text.endswith((")", "）")):
        return
    read = ex.Amount.parse(text)
    if len(amount.value.normalize().as_tuple().digits) <= 15:
        assert read == amount
    else:
        # Long computed numbers are cut, to the side on which their hedge stays true.
        assert read.hedge is amount.hedge
        assert read.unit == amount.unit
        assert read.low is None or (amount.low is not None and read.low <= amount.low)
        assert read.high is None or (amount.high is not None and read.high >= amount.high)


@given(strategies.amounts(), st.sampled_from(["en", "zh_CN"]))
def test_bounds_stand_in_brackets_where_they_are_not_those_of_the_hedge(
    amount: ex.Amount, locale: str
) -> None:
    text = amount.format(locale=locale)
    if amount.hedge is ex.Hedge.BETWEEN and (amount.low is None or amount.high is None):
        assert text.endswith((")", "）"))


@given(strategies.amounts())
def test_copies_are_the_same_amount(amount: ex.Amount) -> None:
    assert is_identical(pickle.loads(pickle.dumps(amount)), amount)
    assert copy.deepcopy(amount) is copy.copy(amount) is amount


def read_or_refused(text: str) -> ex.Amount | None:
    """The amount of a text, or None where the refusal is an error of ours with a text of its own."""
    try:
        return ex.Amount.parse(text)
    except ex.ExpotradeError as error:
        return None if str(error) else ex.Amount(0, "USD")


WORDS = [
    "more than", "nearly", "about", "at least", "between", "and", "to", "down", "up", "doubled",
    "one third", "a", "five", "twenty", "hundred", "thousand", "million", "billion", "bn", "m", "$", "US$",
    "¥", "yuan", "CNY", "percent", "%", "-", "+", "or more", "odd", "exhibitors", "tonnes", "per", "/", "(",
    ")", "[", "]", "..", "5", "152", "78.41", "1,000", ",000", "0", "E+9", "EXACT", "BETWEEN", "超过", "近",
    "约", "多", "余", "以上", "以下", "下降", "百分之", "介于", "之间", "和", "零", "三", "十", "百", "千",
    "万", "亿", "万亿", "点", "家", "元", "美元", "企业", "人民币", "\u3000", "\ufeff", "\x00", "\ud800",
    "５",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["", " "]))
def test_any_jumble_of_words_is_an_amount_or_a_clear_error(words: list[str], gap: str) -> None:
    text = gap.join(words)
    amount = read_or_refused(text)
    if amount is not None:
        assert is_within(Fraction(amount.value), amount)
        assert is_identical(ex.Amount.parse(str(amount)), amount)


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_clear_error(text: str) -> None:
    read_or_refused(text)


@given(strategies.amounts(), st.text(min_size=1, max_size=5))
def test_nothing_behind_a_figure_is_passed_over(amount: ex.Amount, tail: str) -> None:
    text = amount.format()
    assume(not text.endswith(")"))
    assert read_or_refused(f"{text} ;{tail}") is None


# Units.


CONVERTIBLE = [
    ("t", "kg"), ("kg", "t"), ("t", "lb"), ("lb", "jin"), ("g", "lb"), ("m2", "mu"), ("mu", "m2"), ("acre", "ha"),
    ("sqft", "km2"),
    ("percent", "multiple"), ("multiple", "percent"), ("USD/t", "USD/lb"), ("USD/m2", "USD/mu"),
]  # fmt: skip


@given(st.data(), st.sampled_from(CONVERTIBLE))
def test_there_and_back_contains_the_original(data: st.DataObject, units: tuple[str, str]) -> None:
    amount = data.draw(amounts(units[0]))
    back = amount.to(units[1]).to(units[0])
    assert is_inside(amount, back)
    assert abs(Fraction(back.value) - Fraction(amount.value)) <= abs(Fraction(amount.value)) / 10**48
    assert back.unit == amount.unit


@given(amounts("t", "kg", "percent", "ha"))
def test_a_power_of_ten_keeps_digits_and_hedge(amount: ex.Amount) -> None:
    other = {"t": "kg", "kg": "t", "percent": "multiple", "ha": "m2"}[amount.unit]
    converted = amount.to(other)
    assert converted.hedge is amount.hedge
    assert converted.value.as_tuple().digits == amount.value.as_tuple().digits
    assert is_identical(converted.to(amount.unit), amount)


PINT = pint.UnitRegistry(non_int_type=Decimal)
PINT.load_definitions(ex.pint_definitions().splitlines())


@given(amounts("USD", "exhibitor", "t", "m2", "mu", "percent", "USD/exhibitor", "kg/m2"))
def test_pint_and_back(amount: ex.Amount) -> None:
    exact = ex.Amount(amount.value, amount.unit)
    assert is_identical(ex.Amount.from_pint(exact.to_pint(PINT)), exact)


# The caller's context.


CONTEXTS = st.builds(
    Context,
    prec=st.integers(1, 5),
    rounding=st.sampled_from([ROUND_UP, ROUND_DOWN]),
    Emin=st.integers(-5, 0),
    Emax=st.integers(0, 5),
    capitals=st.integers(0, 1),
    clamp=st.integers(0, 1),
    traps=st.lists(st.sampled_from([Clamped, Inexact, Rounded, Subnormal, Underflow])),
)


def outcome(operate: Any) -> str:
    """What came of an operation, an error included."""
    try:
        return repr(operate())
    except ex.errors.AmountError as error:
        return f"{type(error).__name__}: {error.rule}"
    except ex.ExpotradeError as error:
        return type(error).__name__


@given(amounts("t"), amounts("kg"), CONTEXTS)
def test_the_callers_context_changes_nothing(left: ex.Amount, right: ex.Amount, context: Context) -> None:
    operations: list[Any] = [
        *(lambda operate=operate: operate(left, right) for operate in OPERATIONS.values()),
        lambda: ex.growth(left, right),
        lambda: -left,
        left.likely,
        lambda: left.compare(right),
        lambda: (hash(left), left == right),
        lambda: left.to("lb"),
        left.format,
        lambda: left.format(locale="zh_CN"),
        lambda: ex.Amount.parse(str(left)),
        lambda: ex.Amount.parse(left.format()),
        lambda: ex.Amount.between(left.low, left.high, "t", value=left.value),
        lambda: pickle.loads(pickle.dumps(left)),
        lambda: left * left.value,
    ]
    expected = [outcome(operate) for operate in operations]
    with localcontext(context):
        assert [outcome(operate) for operate in operations] == expected


@given(amounts("exhibitor"))
def test_the_tables_of_others_change_nothing(amount: ex.Amount) -> None:
    table = ex.UnitTable.builtin().with_nouns({"drone": ["drones"]})
    assert ex.Amount.parse(str(amount), units=table) == ex.Amount.parse(str(amount))
