"""What a wording asserts: no printing of a figure is decided against another, and no true claim is called false.

The bounds of claims are written out here from the definitions in `docs/reference/amounts.md`, and what the figures come
to is computed with exact fractions.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

import expotrade as ex
from builders import ON_PAGE, edition, figure, section
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
    """Each hedge, before and behind each kind of figure, is read or refused with the whole."""
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
    for _ in range(cases):
        number = round_number(random) if unit != "percent" else Decimal(random.randint(1, 3000)).scaleb(-1)
        texts = [("en", f"{number:f} percent"), ("zh", f"{number:f}%")]
        if unit != "percent":
            texts = list(printings(number, unit))
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


# --- Claims ---------------------------------------------------------------------------------------------------------

# The change in percent that a wording surely asserts, and the change outside of which it is surely false. The two
# differ where it is open how far the number is rounded.
Change = tuple[float | None, float | None]
CHANGES: dict[str, tuple[Change, Change]] = {
    wording: (change, change)
    for wording, change in {
        "up 23 percent": (22.5, 23.5),
        "up 6.7%": (6.65, 6.75),
        "an increase of 6.4 percent": (6.35, 6.45),
        "increased by 50.5 percent": (50.45, 50.55),
        "grew 12 percent year on year": (11.5, 12.5),
        "down 12 percent": (-12.5, -11.5),
        "fell by 2.6 percent": (-2.65, -2.55),
        "down more than 2.6 percent": (None, -2.6),
        "down less than 3 percent": (-3, 0),
        "down by at least 12 percent": (None, -12),
        "up less than 3 percent": (0, 3),
        "up more than 10 percent": (10, None),
        "grew by more than 10 percent": (10, None),
        "up by at least 10 percent": (10, None),
        "rose by nearly 40 percent": (35, 40),
        "nearly 40 percent increase": (35, 40),
        "fell nearly 40 percent": (-40, -35),
        "rose by about 20 percent": (17.5, 22.5),
        "down about 20 percent": (-22.5, -17.5),
        "up between 10 and 15 percent": (10, 15),
        "up 10 to 15 percent": (10, 15),
        "down 10 to 15 percent": (-15, -10),
        "up by a third": (30.83, 35.84),
        "up by half": (47.5, 52.5),
        "down by a quarter": (-27.5, -22.5),
        "up by nearly a third": (28.33, 33.34),
        "up by more than half": (50, None),
        "down by more than half": (None, -50),
        "doubled": (50, 150),
        "tripled": (150, 250),
        "quadrupled": (250, 350),
        "more than doubled": (100, None),
        "more than tripled": (200, None),
        "nearly doubled": (50, 100),
        "almost tripled": (150, 200),
        "halved": (-52.5, -47.5),
        "more than halved": (None, -50),
        "nearly halved": (-50, -45),
        "增长23%": (22.5, 23.5),
        "同比增长6.7%": (6.65, 6.75),
        "增幅6.7%": (6.65, 6.75),
        "较上届增长6.7%": (6.65, 6.75),
        "下降12%": (-12.5, -11.5),
        "下降超过2.6%": (None, -2.6),
        "下降不到3%": (-3, 0),
        "增长不到3%": (0, 3),
        "增长超过10%": (10, None),
        "增长10%以上": (10, None),
        "减少至少12%": (None, -12),
        "增长近40%": (35, 40),
        "下降近40%": (-40, -35),
        "增长约20%": (17.5, 22.5),
        "增长10%至15%": (10, 15),
        "增长三成": (25, 35),
        "下降三成": (-35, -25),
        "增长近四成": (30, 40),
        "下降超过三成": (None, -30),
        "增长三分之一": (30.83, 35.84),
        "下降四分之一": (-27.5, -22.5),
        "增长一倍": (75, 125),
        "增長一倍": (75, 125),
        "增长1.5倍": (145, 155),
        "增长近一倍": (75, 100),
        "增长近1.5倍": (125, 150),
        "增长约一倍": (75, 125),
        "增长一倍多": (100, None),
        "增长一倍以上": (100, None),
        "增长超过一倍": (100, None),
        "增长不到一倍": (0, 100),
        "翻番": (50, 150),
        "翻一番": (50, 150),
        "翻了一番": (50, 150),
        "翻两番": (250, 350),
        "增长到2倍": (50, 150),
        "增长到两倍": (50, 150),
        "是上届的1.5倍": (45, 55),
        "减少一半": (-52.5, -47.5),
        "减少一半以上": (None, -50),
    }.items()
} | {
    "up 100 percent": ((99.5, 100.5), (75, 125)),
    "增长100%": ((99.5, 100.5), (75, 125)),
    "增长百分之百": ((99.5, 100.5), (75, 125)),
    "增长两倍": ((199.5, 200.5), (150, 250)),
    "增长2倍": ((199.5, 200.5), (150, 250)),
    "增长近一倍": ((95, 100), (75, 100)),
    "less than 3 percent": ((-100, 3), (None, 3)),
    "up to 5 percent": ((0, 5), (None, 5)),
}
# A part of the whole in percent.
SHARES: dict[str, tuple[Change, Change]] = {
    wording: (change, change)
    for wording, change in {
        "65.15 percent": (65.145, 65.155),
        "nearly half": (45, 50),
        "about half": (47.5, 52.5),
        "half": (47.5, 52.5),
        "more than half": (50, None),
        "less than half": (None, 50),
        "a third": (30.83, 35.84),
        "nearly a third": (28.33, 33.34),
        "more than two thirds": (66.66, None),
        "nearly 50 percent": (45, 50),
        "three quarters": (72.5, 77.5),
        "six in ten": (57.5, 62.5),
        "过半": (50, None),
        "一半": (47.5, 52.5),
        "半数": (47.5, 52.5),
        "一半以上": (50, None),
        "三成": (25, 35),
        "八成以上": (80, None),
        "近八成": (70, 80),
        "约三分之一": (30.83, 35.84),
        "近三分之一": (28.33, 33.34),
        "超过三分之二": (66.66, None),
        "百分之六十五点一五": (65.145, 65.155),
        "65.15%": (65.145, 65.155),
    }.items()
}


def contains(span: Change, number: Fraction) -> bool:
    low, high = (None if end is None else Fraction(str(end)) for end in span)
    return (low is None or low <= number) and (high is None or number <= high)


def shares_no_point(span: Change, low: Fraction | None, high: Fraction | None) -> bool:
    start, end = (None if end is None else Fraction(str(end)) for end in span)
    is_below = high is not None and start is not None and high < start
    return is_below or (low is not None and end is not None and low > end)


def near(random: Random, span: Change, lowest: int) -> Fraction:
    """A percentage at, inside or near the ends of a span, or anywhere."""
    ends = [Fraction(str(end)) for end in span if end is not None]
    start, stop = (ends[0], ends[-1]) if len(ends) == 2 else (ends[0] - 20, ends[0] + 20)
    number = random.choice(
        [
            random.choice(ends) + Fraction(random.randint(-200, 200), 100),
            start + (stop - start) * Fraction(random.randint(0, 100), 100),
            Fraction(random.randint(-9900, 40000), 100),
        ]
    )
    return max(number, Fraction(lowest))


def about(random: Random, number: int) -> ex.Amount:
    """The amount of a count, in one printing of a few; its bounds contain the count."""
    amount = ex.Amount(number, "visit")
    match random.randrange(4):
        case 0:
            return ex.Amount(number, "visit", hedge=ex.Hedge.APPROXIMATELY)
        case 1:
            rounded = Decimal(number).quantize(Decimal("1E+3")).normalize()
            return ex.Amount(rounded, "visit", hedge=ex.Hedge.ROUNDED)
        case _:
            return amount


def judged_as(claim: ex.Claim, kind: ex.checks.CheckKind, catalog: ex.Catalog) -> ex.Finding:
    (finding,) = (
        finding
        for finding in ex.check(catalog)
        if finding.kind is kind and claim.citations[0] in finding.citations
    )
    return finding


def assert_fair(
    finding: ex.Finding, spans: tuple[Change, Change], part: ex.Amount, whole: ex.Amount, less: int
) -> None:
    """A true claim is not called false, nor a false one true; by fractions, from the bounds of both figures."""
    surely, at_most = spans
    value = (Fraction(part.value) / Fraction(whole.value) - less) * 100
    (low, high), (whole_low, whole_high) = bounds(part), bounds(whole)
    assert low is not None
    assert high is not None
    assert whole_low is not None
    assert whole_high is not None
    least, most = (low / whole_high - less) * 100, (high / whole_low - less) * 100
    said = f"{finding}: computed {float(value)} ({float(least)} to {float(most)}), asserted {surely}"
    if contains(surely, value):
        assert finding.verdict is not ex.Verdict.DISAGREES, said
    if shares_no_point(at_most, least, most):
        assert finding.verdict is not ex.Verdict.AGREES, said


@pytest.mark.parametrize(
    "cases", [pytest.param(16, id="some"), pytest.param(1000, marks=pytest.mark.deep, id="deep")]
)
@pytest.mark.parametrize("wording", CHANGES)
def test_a_true_growth_never_disagrees_and_a_false_one_never_agrees(wording: str, cases: int) -> None:
    random = Random(wording)
    claim = ex.records.GrowthClaim(
        amount=ex.Amount.parse(wording),
        metric="visits",
        base=ex.records.GrowthBase.PREVIOUS_EDITION,
        as_printed=wording,
        citations=(ON_PAGE,),
    )
    for _ in range(cases):
        change = near(random, CHANGES[wording][0], -99)
        old = about(random, random.randint(20_000, 900_000))
        new = about(random, round(Fraction(old.value) * (1 + change / 100)) + 1)
        if not new.value or not old.value:
            continue
        catalog = ex.Catalog(
            expos=[ex.Expo(id="ciie", name="China International Import Expo")],
            editions=[
                edition(2022, figure(old, "visits"), number=5),
                edition(2023, figure(new, "visits"), number=6, claims=[claim]),
            ],
        )
        assert_fair(judged_as(claim, ex.checks.CheckKind.GROWTH, catalog), CHANGES[wording], new, old, less=1)


@pytest.mark.parametrize(
    "cases", [pytest.param(16, id="some"), pytest.param(1000, marks=pytest.mark.deep, id="deep")]
)
@pytest.mark.parametrize("wording", SHARES)
def test_a_true_share_never_disagrees_and_a_false_one_never_agrees(wording: str, cases: int) -> None:
    random = Random(wording)
    claim = ex.records.ShareClaim(
        amount=ex.Amount.parse(wording),
        metric="visits",
        whole="all visits",
        of="ciie-2023",
        citations=(ON_PAGE,),
    )
    for _ in range(cases):
        share = min(near(random, SHARES[wording][0], 1), Fraction(99))
        whole = about(random, random.randint(20_000, 900_000))
        part = about(random, round(Fraction(whole.value) * share / 100) + 1)
        if not part.value:
            continue
        catalog = ex.Catalog(
            expos=[ex.Expo(id="ciie", name="China International Import Expo")],
            editions=[edition(2023, figure(whole, "visits"))],
            sections=[section("food", figure(part, "visits"), claims=[claim])],
        )
        assert_fair(
            judged_as(claim, ex.checks.CheckKind.SHARE, catalog), SHARES[wording], part, whole, less=0
        )


def test_the_laws_try_both_verdicts() -> None:
    """A law that no case can break says nothing: true and false claims occur for each wording."""
    for wording, (surely, _) in (CHANGES | SHARES).items():
        random = Random(wording)
        inside = [contains(surely, near(random, surely, -99)) for _ in range(100)]
        assert 10 < sum(inside) < 100, wording
