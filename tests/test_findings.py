"""What a finding says: the verdict on two amounts by their bounds, and how the kinds of test are written."""

import pytest
from hypothesis import given, strategies as st

from expotrade.amounts import Amount
from expotrade.findings import CheckKind, Verdict, judge

AGREES, DISAGREES, UNDECIDED = Verdict.AGREES, Verdict.DISAGREES, Verdict.UNDECIDED


def amount(text: str) -> Amount:
    return Amount.parse(text)


@pytest.mark.parametrize(
    ("stated", "computed", "verdict"),
    [
        ("23 percent", "BETWEEN 22.7 percent [22.6..22.8]", AGREES),
        ("23 percent", "BETWEEN 23.5 percent [23..24]", AGREES),  # the value lies on the end, which is closed
        ("23 percent", "BETWEEN 23.6 percent [23..24]", UNDECIDED),
        ("23 percent", "BETWEEN 22.4 percent [22..23]", UNDECIDED),
        ("23 percent", "BETWEEN 24 percent [23.5..24.5]", UNDECIDED),  # the bounds share one point
        ("23 percent", "BETWEEN 24 percent [23.51..24.5]", DISAGREES),
        ("23 percent", "BETWEEN 22 percent [21..22.49]", DISAGREES),
        ("23 percent", "BETWEEN 22 percent [..22.49]", DISAGREES),
        ("23 percent", "BETWEEN 22 percent [..]", UNDECIDED),
        ("23 percent", "BETWEEN 23 percent [..]", AGREES),
        ("more than 23 percent", "BETWEEN 100 percent [99..101]", AGREES),
        ("more than 23 percent", "BETWEEN 22 percent [21..24]", UNDECIDED),
        ("more than 23 percent", "EXACT 23 percent", AGREES),
        ("more than 23 percent", "BETWEEN 22 percent [21..22.9]", DISAGREES),
        ("less than 23 percent", "BETWEEN -5 percent [-6..-4]", AGREES),
        ("less than 23 percent", "BETWEEN 24 percent [23..25]", UNDECIDED),
        ("five days", "EXACT 5 day", AGREES),
        ("five days", "EXACT 6 day", DISAGREES),
        ("one third", "BETWEEN 33 percent [32.5..33.5]", AGREES),
        ("1 t", "EXACT 1000 kg", AGREES),
    ],
)
def test_the_verdict_is_by_the_bounds_alone(stated: str, computed: str, verdict: Verdict) -> None:
    assert judge(amount(stated), amount(computed)) is verdict


ends = st.integers(-50, 50)


@given(st.lists(ends, min_size=3, max_size=3), st.lists(ends, min_size=3, max_size=3))
def test_the_verdict_is_what_the_design_says(stated: list[int], computed: list[int]) -> None:
    (low, value, high), (lowest, middle, highest) = sorted(stated), sorted(computed)
    verdict = judge(
        Amount.between(low, high, "percent", value=value),
        Amount.between(lowest, highest, "percent", value=middle),
    )
    if max(low, lowest) > min(high, highest):
        assert verdict is DISAGREES
    elif low <= middle <= high:
        assert verdict is AGREES
    else:
        assert verdict is UNDECIDED


def test_verdicts_and_kinds_show_how_they_are_written() -> None:
    assert [repr(verdict) for verdict in Verdict] == [
        "Verdict.AGREES",
        "Verdict.DISAGREES",
        "Verdict.UNDECIDED",
    ]
    assert repr(CheckKind.RIVALS) == "CheckKind.RIVALS"
