"""What a wording asserts: no printing of a figure is decided against another, and no hedge narrows it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

import expotrade as ex
from searching import some
from writers import REFUSED, STYLES, TO_FULL_WIDTH, drawn

CASES = [pytest.param(8, id="some"), pytest.param(500, marks=pytest.mark.deep, id="deep")]
UNDECIDED = (ex.Order.EQUAL, ex.Order.UNDECIDED)

# How a unit is printed behind, or before and behind, a number in each language.
UNITS = {
    "exhibitor": {"en": ["{} exhibitors"], "zh": ["{}家参展商", "{}家參展商"]},
    "visit": {"en": ["{} visits"], "zh": ["{}人次"]},
    "m2": {"en": ["{} square meters", "{} sq m"], "zh": ["{}平方米"]},
    "CNY": {"en": ["{} yuan", "RMB {}", "CNY {}"], "zh": ["{}元", "{}元人民币", "人民币{}元"]},
    "percent": {"en": ["{} percent", "{}%"], "zh": ["{}%", "百分之{}"]},
}
HEDGES = {
    ex.Hedge.APPROXIMATELY: {
        "en": ["about {}", "around {}", "roughly {}", "some {}", "an estimated {}", "ca. {}", "~{}"],
        "zh": ["约{}", "大约{}", "{}左右", "{}上下", "約{}"],
    },
    ex.Hedge.NEARLY: {
        "en": ["nearly {}", "almost {}", "close to {}", "just under {}", "approaching {}"],
        "zh": ["近{}", "将近{}", "接近{}", "將近{}"],
    },
    ex.Hedge.MORE_THAN: {
        "en": ["more than {}", "over {}", "exceeding {}", "surpassed {}", "upwards of {}", "just over {}", "> {}"],
        "zh": ["超{}", "超过{}", "逾{}", "超過{}"],
    },
    ex.Hedge.AT_LEAST: {
        "en": ["at least {}", "no fewer than {}", "{} or more", ">= {}"],
        "zh": ["至少{}", "不少于{}", "{}以上", "不少於{}"],
    },
    ex.Hedge.LESS_THAN: {
        "en": ["less than {}", "under {}", "below {}", "< {}"],
        "zh": ["不到{}", "不足{}", "{}以下"],
    },
    ex.Hedge.AT_MOST: {
        "en": ["at most {}", "up to {}", "as many as {}", "no more than {}", "<= {}"],
        "zh": ["至多{}", "最多{}", "{}以内", "{}以內"],
    },
}  # fmt: skip
WRITERS = [style for style in STYLES if style.name not in REFUSED]


def printings(number: Decimal, unit: str) -> Iterator[tuple[str, str]]:
    """The language and the wording of a plain figure in every style that can print it."""
    for style in WRITERS:
        text = style.write(number.normalize())
        if text is None:
            continue
        for form in UNITS[unit][style.language]:
            # 百分之 stands before what is printed in Chinese numerals or digits, never before a scale word and digits.
            if form.startswith("百分之") and "digits and" in style.name:
                continue
            yield style.language, form.format(text)


def bounds(amount: ex.Amount) -> tuple[Fraction | None, Fraction | None]:
    return tuple(None if end is None else Fraction(end) for end in (amount.low, amount.high))  # type: ignore[return-value]


def lies_within(inner: ex.Amount, outer: ex.Amount) -> bool:
    low, high = bounds(inner)
    outer_low, outer_high = bounds(outer)
    return (outer_low is None or (low is not None and outer_low <= low)) and (
        outer_high is None or (high is not None and high <= outer_high)
    )


def round_number(random: Random) -> Decimal:
    """A number of few digits, as reports print them: most styles can print it."""
    return (
        Decimal(random.randint(1, 9999))
        .scaleb(random.choice([0, 0, 1, 2, 3, 4, 5, 6, 8]))
        .quantize(Decimal(1))
    )


# --- One figure in all its printings --------------------------------------------------------------------------------


def assert_undecided(read: dict[str, ex.Amount], random: Random) -> None:
    """The printing that ends lowest against the one that begins highest, and some pairs by chance."""
    texts = sorted(read)
    lowest = min(texts, key=lambda text: (read[text].high is None, read[text].high))
    highest = max(texts, key=lambda text: (read[text].low is not None, read[text].low))
    for text, other in [(lowest, highest), *(random.choices(texts, k=2) for _ in range(20))]:
        assert read[text].compare(read[other]) in UNDECIDED, (text, other)
        assert read[other].compare(read[text]) in UNDECIDED, (other, text)


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("unit", ["exhibitor", "visit", "m2", "CNY"])
def test_no_printing_of_a_figure_is_decided_against_another(unit: str, cases: int) -> None:
    random = Random(unit)
    for _ in range(cases):
        number = round_number(random)
        assert_undecided({text: ex.Amount.parse(text) for _, text in printings(number, unit)}, random)


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("hedge", HEDGES)
def test_no_printing_of_a_hedged_figure_is_decided_against_another(hedge: ex.Hedge, cases: int) -> None:
    random = Random(hedge.name)
    for _ in range(cases):
        number = round_number(random)
        if number < 4 and hedge is ex.Hedge.NEARLY:
            continue
        read = {}
        for language, text in printings(number, "visit"):
            wording = random.choice(HEDGES[hedge][language]).format(text)
            read[wording] = ex.Amount.parse(wording)
            assert read[wording].hedge is hedge, wording
        assert_undecided(read, random)


# Figures that are more than a number and a noun, each in a language.
UNUSUAL = {
    "en": [
        "half", "a third", "two thirds", "three quarters", "six in ten", "2 in 5", "one out of three", "23 percent",
        "23 percentage points", "doubled", "1.5 times", "half a million visits", "one and a half million yuan",
        "$5 per exhibitor", "five-day", "12 lakh rupees", "HK$5 million", "3,000 exhibitors", "up 23 percent",
        "down 23 percent", "two thousand three hundred visits", "5k visits",
    ],
    "zh": [
        "一半", "三分之一", "三成", "三成五", "百分之二十三", "23个百分点", "2个亿元", "三万二千家企业", "3万2千家企业",
        "一三九家企业", "壹佰家企业", "1.5亿元", "增长23%", "下降三成", "增长一倍", "二十天", "5千克",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"), [(text, language) for language, texts in UNUSUAL.items() for text in texts]
)
def test_a_hedge_is_never_lost(text: str, language: str) -> None:
    """Each hedge, before and behind each kind of figure, is read, or the wording is refused."""
    read = 0
    for hedge, forms in HEDGES.items():
        for form in forms[language]:
            wording = form.format(text)
            try:
                amount = ex.Amount.parse(wording, currency="INR" if "rupees" in text else None)
            except ex.ExpotradeError:
                continue
            assert amount.hedge is hedge, f"{wording}: {amount}"
            read += 1
    assert read


@pytest.mark.parametrize("cases", CASES)
def test_full_width_and_capitals_change_nothing(cases: int) -> None:
    random = Random(0)
    for _ in range(cases):
        style = random.choice([style for style in WRITERS if "digits" in style.name])
        _, text = drawn(random, style)
        wording = random.choice(UNITS["CNY"][style.language]).format(text)
        amount = ex.Amount.parse(wording)
        assert ex.Amount.parse(wording.translate(TO_FULL_WIDTH)) == amount
        assert ex.Amount.parse(f"  {wording} ") == amount
        if style.language == "en" and not text.endswith(("m", "M", "b", "k")):
            assert ex.Amount.parse(wording.upper()) == amount


# --- A hedge never narrows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("unit", ["exhibitor", "m2", "CNY", "percent"])
def test_a_plain_figure_lies_within_about_the_same_figure(unit: str, cases: int) -> None:
    random = Random(unit)
    for turn in range(cases):
        number = round_number(random) if unit != "percent" else Decimal(random.randint(1, 3000)).scaleb(-1)
        texts = [("en", f"{number:f} percent"), ("zh", f"{number:f}%")]
        if unit != "percent":
            texts = some(printings(number, unit), 2, turn)
        for language, text in texts:
            plain = ex.Amount.parse(text)
            for form in HEDGES[ex.Hedge.APPROXIMATELY][language]:
                about = ex.Amount.parse(form.format(text))
                assert lies_within(plain, about), form.format(text)


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("hedge", [hedge for hedge in HEDGES if hedge is not ex.Hedge.APPROXIMATELY])
def test_each_hedge_contains_what_it_must(hedge: ex.Hedge, cases: int) -> None:
    random = Random(hedge.name)
    for _ in range(cases):
        number = round_number(random)
        texts = list(printings(number, "visit"))
        language, text = random.choice(texts)
        for form in HEDGES[hedge][language]:
            amount = ex.Amount.parse(form.format(text))
            low, high = bounds(amount)
            value = Fraction(number)
            if hedge in (ex.Hedge.MORE_THAN, ex.Hedge.AT_LEAST):
                assert (low, high) == (value, None)
            elif hedge in (ex.Hedge.LESS_THAN, ex.Hedge.AT_MOST):
                assert (low, high) == (0, value)
            else:
                assert high == value
                assert low is not None
                assert value * 3 / 4 <= low < value


@pytest.mark.parametrize("cases", CASES)
def test_nearly_reaches_as_far_down_as_the_grain(cases: int) -> None:
    """By trying every grain, the largest first."""
    random = Random(1)
    grains = sorted(
        (
            Fraction(step) * Fraction(10) ** power
            for step in (1, Fraction(5, 2), 5)
            for power in range(-2, 15)
        ),
        reverse=True,
    )
    for _ in range(cases):
        number = round_number(random) + 3
        value = Fraction(number)
        grain = next(grain for grain in grains if grain <= value / 4 and (value / grain).denominator == 1)
        nearly = ex.Amount(number, "exhibitor", hedge=ex.Hedge.NEARLY)
        about = ex.Amount(number, "exhibitor", hedge=ex.Hedge.APPROXIMATELY)
        assert bounds(nearly) == (value - grain, value)
        low, high = bounds(about)
        assert low is not None
        assert high is not None
        assert low <= value - grain / 2
        assert high >= value + grain / 2
