"""What a claim asserts: no true claim is called false, and no false one true.

The bounds of claims are written out here from the definitions in `docs/reference/amounts.md`, and what the figures come
to is computed with exact fractions."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

import expotrade as ex
from builders import ON_PAGE, edition, figure, section


def bounds(amount: ex.Amount) -> tuple[Fraction | None, Fraction | None]:
    return tuple(None if end is None else Fraction(end) for end in (amount.low, amount.high))  # type: ignore[return-value]


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
