"""Laws of decisions about amounts, of their notation, and of contexts of the caller's."""

import copy
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

from hypothesis import assume, example, given, strategies as st

import expotrade as ex
from amount_oracle import OPERATIONS, amounts, ends, inside, is_identical, is_within
from expotrade import strategies


def is_outside_end(number: Fraction, amount: ex.Amount) -> bool:
    """Whether a number is the one that "more than" and "less than" leave out."""
    is_open = amount.hedge in (ex.Hedge.MORE_THAN, ex.Hedge.LESS_THAN) and amount.low != amount.high
    return is_open and number == Fraction(amount.value)


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
@example(ex.Amount("1.00", "AED", hedge=ex.Hedge.APPROXIMATELY), "en")
@example(ex.Amount("-0.20", "percent", hedge=ex.Hedge.APPROXIMATELY), "zh_CN")
@example(ex.Amount("20E+5", "AED", hedge=ex.Hedge.APPROXIMATELY), "en")
@example(ex.Amount("2E+6", "AED", hedge=ex.Hedge.APPROXIMATELY), "zh_CN")
@example(ex.Amount(1000, "AED", hedge=ex.Hedge.APPROXIMATELY), "en")
@example(ex.Amount("1.0E+6", "AED", hedge=ex.Hedge.APPROXIMATELY), "en")
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
    """The amount of a text, or None where the text is refused with an error of this package."""
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
