"""Claims of growth that fit another base, the nearest of them, and digits that were cut off."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

import expotrade as ex
from builders import CITED, ON_PAGE, figure
from claimed import AGREES, DISAGREES, EXPO, UNDECIDED, amount, edition, flow, growth, only
from expotrade.checks import judge


@pytest.mark.parametrize(
    ("stated", "old", "new", "fits"),
    [
        ("3.9 percent", "$70.72 billion", "$73.52 billion", True),
        ("down 3.9 percent", "$73.52 billion", "$70.65 billion", False),  # 3.903: agrees
        ("down 3.8 percent", "$73.53 billion", "$70.69 billion", True),  # 3.862, at the edge
        ("4.0 percent", "$70.72 billion", "$73.52 billion", False),  # 3.959: agrees
        ("4.4 percent", "$80.01 billion", "$83.49 billion", False),  # 4.349 is below
        ("more than 4 percent", "$70.72 billion", "$73.52 billion", False),
        ("3.8 percent", "$70.72 billion", "more than $73.5 billion", False),  # 3.931: more than one step away
        ("10 percent", "$100 billion", "$111 billion", False),  # 11: cutting off would leave it
        ("about 3.9 percent", "$70.72 billion", "$73.52 billion", False),  # said to be no more than near
        ("0.3 percent", "$1000 billion", "$1003.8 billion", True),
        ("0 percent", "$100 billion", "$100.6 billion", False),  # of nothing no digit is left to tell
    ],
)
def test_a_growth_that_fits_cutting_off(stated: str, old: str, new: str, fits: bool) -> None:
    editions = [edition(2022, figure(old)), edition(2023, figure(new), claims=[growth(stated)])]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert finding.why.endswith("; it fits if the value is cut off, not rounded") is fits
    assert (finding.verdict is UNDECIDED) or not fits


WRONG_BASE = figure("$100 billion")


@pytest.mark.parametrize(
    ("stated", "other", "named"),
    [
        ("10 percent", {"of": 2021, "text": "$200 billion"}, "ciie-2021"),
        (
            "10 percent",
            {"of": 2021, "text": "$200 billion", "number": None},
            "ciie-2021",
        ),
        ("1.1 times", {"of": 2021, "text": "$200 billion"}, "ciie-2021"),
        (
            "10 percent",
            {"of": 2021, "text": "$198.40 billion"},
            None,
        ),  # 10.89 is near, but the bounds do not meet
        ("10 percent", {"of": 2021, "text": "more than $1 billion"}, None),  # bounds that fit anything
        ("10 percent", {"of": 2021, "text": "200 billion yuan"}, None),
        ("10 percent", {"of": 2021, "text": "EXACT 1E-399 USD"}, None),
        ("10 percent", {"of": 2021, "text": "BETWEEN 200E+9 USD [1E-399..400E+9]"}, None),
        ("10 percent", {"of": 2024, "text": "$200 billion"}, None),
        ("10 percent", {"of": 2021, "text": "$200 billion", "expo": "cisce"}, None),
        (
            "10 percent",
            {"of": 2024, "text": "$200 billion", "number": None},
            None,
        ),
    ],
)
def test_a_growth_that_would_fit_another_base(
    stated: str, other: dict[str, object], named: str | None
) -> None:
    fields = dict(other)
    one = edition(fields.pop("of"), figure(fields.pop("text"), citations=[ON_PAGE]), **fields)
    editions = [
        one,
        edition(2022, WRONG_BASE),
        edition(2023, figure("$220 billion"), claims=[growth(stated, citations=[CITED])]),
    ]
    expos = [EXPO, ex.Expo(id="cisce", name="China International Supply Chain Expo")]
    finding = only(ex.checks.CheckKind.GROWTH, expos=expos, editions=editions)
    assert finding.verdict is DISAGREES
    hint = "" if named is None else f"; it would fit with {named} as base, at "
    assert ("would fit" in finding.why) is (named is not None)
    assert hint in finding.why
    assert finding.citations == ((CITED,) if named is None else (CITED, ON_PAGE))


def test_of_several_bases_the_nearest_is_named() -> None:
    editions = [
        edition(2020, figure("$199.5 billion")),
        edition(2021, figure("$200.1 billion")),
        edition(2022, WRONG_BASE),
        edition(2023, figure("$220 billion"), claims=[growth("10 percent")]),
    ]
    assert "would fit with ciie-2021 as base" in only(ex.checks.CheckKind.GROWTH, editions=editions).why


AREAS = [
    "2 hectares",
    "20,000 m2",
    "21,000 m2",
    "2.2 hectares",
    "some 20,000 m2",
    "40,000 m2",
    "nearly 3 hectares",
    "0 m2",
]


def area(text: str) -> ex.Figure:
    return figure(text, "exhibition_area")


@given(
    before=st.lists(st.sampled_from(AREAS), min_size=1, max_size=8),
    now=st.sampled_from(AREAS),
    stated=st.sampled_from(["10%", "5%", "-50%", "-99%", "-100%", "-120%", "2 times", "1.05 times"]),
)
@example(before=["2 hectares", "40,000 m2", "20,000 m2"], now="2.2 hectares", stated="10%")
@example(before=["20,000 m2", "20,000 m2", "21,000 m2"], now="21,000 m2", stated="1.05 times")
@example(before=["40,000 m2", "2 hectares"], now="some 1 m2", stated="-100%")
def test_the_base_that_is_named_is_the_nearest_of_all(before: list[str], now: str, stated: str) -> None:
    held = [edition(2018 + place, area(text)) for place, text in enumerate([*before, "0.001 m2"])]
    claim = growth(stated, metric="exhibition_area")
    new = area(now)
    finding = only(
        ex.checks.CheckKind.GROWTH, editions=[*held, edition(2018 + len(held), new, claims=[claim])]
    )
    off = {}
    for one in held:
        old = one.figures[0].amount
        if finding.verdict is DISAGREES and old.value:
            computed = new.amount / old if "times" in stated else ex.growth(new.amount, old)
            if judge(claim.amount, computed) is not DISAGREES:
                off[one.id] = abs(computed.value - claim.amount.value)
    near = {
        name for name, by in off.items() if by * 10 <= abs(claim.amount.value) and by == min(off.values())
    }
    named = re.search(r"it would fit with (\S+) as base", finding.why)
    assert named[1] in near if named else not near


@pytest.mark.parametrize(
    ("stated", "now", "others", "named"),
    [
        # The nearest is of a later edition.
        ("10 percent", "$220 billion", [(2024, "$199.9 billion"), (2021, "$199.5 billion")], "ciie-2021"),
        # The same number stands in a later edition, and where nothing can be computed with its bounds.
        ("10 percent", "$220 billion", [(2024, "$200 billion"), (2021, "$200 billion")], "ciie-2021"),
        (
            "10 percent",
            "$220 billion",
            [(2020, "BETWEEN 200E+9 USD [1E-399..400E+9]"), (2021, "$200 billion")],
            "ciie-2021",
        ),
        # 11 percent is off by a tenth, and the bounds meet.
        ("10 percent", "$222 billion", [(2021, "$200 billion")], "ciie-2021"),
    ],
)
def test_a_base_is_sought_past_those_that_do_not_fit(
    stated: str, now: str, others: list[tuple[int, str]], named: str
) -> None:
    editions = [edition(of, figure(text)) for of, text in others]
    editions += [edition(2022, WRONG_BASE), edition(2023, figure(now), claims=[growth(stated)])]
    assert f"it would fit with {named} as base" in only(ex.checks.CheckKind.GROWTH, editions=editions).why


def test_a_base_is_found_at_the_lower_edge_of_the_range_of_numbers() -> None:
    editions = [
        edition(of, figure(text)) for of, text in ((2021, "EXACT 1E-400 USD"), (2022, "EXACT 9E-400 USD"))
    ]
    editions.append(edition(2023, figure("EXACT 1.9E-400 USD"), claims=[growth("2 times")]))
    assert "it would fit with ciie-2021 as base" in only(ex.checks.CheckKind.GROWTH, editions=editions).why


def test_the_base_of_two_editions_in_a_year_is_before_by_its_number() -> None:
    spring = edition(2023, figure("$200 billion"), id="ciie-2023-spring", number=5)
    before = edition(2022, WRONG_BASE, number=None)
    claimed = {"claims": [growth("10 percent")]}
    autumn = edition(2023, figure("$220 billion"), number=6, **claimed)
    assert (
        "fit with ciie-2023-spring" in only(ex.checks.CheckKind.GROWTH, editions=[spring, before, autumn]).why
    )
    unnumbered = edition(2023, figure("$220 billion"), number=None, **claimed)
    assert "would fit" not in only(ex.checks.CheckKind.GROWTH, editions=[spring, before, unnumbered]).why


def test_an_edition_is_not_its_own_base() -> None:
    figures = [
        figure("$200 billion", period="2022"),
        figure("$220 billion", period="2023"),
    ]
    now = edition(2023, *figures, claims=[growth("10 percent", period=ex.Period.parse("2023"))])
    finding = only(ex.checks.CheckKind.GROWTH, editions=[edition(2022, WRONG_BASE), now])
    assert (finding.verdict, "would fit" in finding.why) == (DISAGREES, False)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("$1", "$2", AGREES),
        ("EXACT 0.5 USD", "EXACT 1 USD", AGREES),
        ("BETWEEN 5 USD [0..9]", "$10", AGREES),
        ("BETWEEN 5 USD [0.5..9]", "$10", AGREES),
    ],
)
def test_small_bases_are_bases(old: str, new: str, verdict: ex.Verdict) -> None:
    editions = [edition(2022, figure(old)), edition(2023, figure(new), claims=[growth("doubled")])]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert finding.verdict is verdict
    assert finding.why.startswith(
        f"the source states 2 times; {amount(new):short} over {amount(old):short} in ciie 2022 is"
    )


def test_a_multiple_without_its_base_implies_it() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("doubled")])
    finding = only(ex.checks.CheckKind.GROWTH, editions=[one])
    assert finding.computed is not None
    assert (finding.computed.value, finding.computed.unit) == (Decimal("55E+9"), "USD")


def test_an_untested_claim_names_its_subject_and_cites_its_source() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("10 percent")])
    finding = only(ex.checks.CheckKind.GROWTH, editions=[one])
    assert (finding.record, finding.metric, finding.stated) == (
        "ciie-2023",
        "deal_value",
        amount("10 percent"),
    )
    assert finding.citations == (ON_PAGE, CITED)
    without = only(ex.checks.CheckKind.GROWTH, editions=[edition(2023, claims=[growth("10 percent")])])
    assert (without.record, without.metric, without.citations) == ("ciie-2023", "deal_value", (ON_PAGE,))


def test_a_growth_to_zero_is_cited_with_its_figure() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("down 100 percent")])
    assert only(ex.checks.CheckKind.GROWTH, editions=[one]).citations == (ON_PAGE, CITED)


def test_a_fall_to_a_part_implies_its_base() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("0.5 times")])
    finding = only(ex.checks.CheckKind.GROWTH, editions=[one])
    assert finding.computed is not None
    assert finding.computed.value == Decimal("220E+9")


def test_a_claim_of_a_record_without_figures() -> None:
    expo = ex.Expo(id="ciie", name="CIIE", claims=[growth("10 percent")])
    assert only(ex.checks.CheckKind.GROWTH, expos=[expo]).why.endswith("ciie has no figure for it")


def test_a_claim_of_another_time_than_its_flow_has_no_figure() -> None:
    claim = growth("10 percent", metric="trade_value", period=ex.Period.parse("2022"))
    one = flow("a", "2023", claim, value=figure("$110", "trade_value"))
    assert only(ex.checks.CheckKind.GROWTH, flows=[one]).why.endswith("a has no figure for it")


def test_an_expected_growth_may_be_from_an_actual_figure() -> None:
    editions = [
        edition(2022, figure("$100 billion"), figure("$900 billion", note="a rival")),
        edition(
            2023,
            figure("$110 billion", status=ex.Status.EXPECTED),
            claims=[growth("10 percent", status=ex.Status.EXPECTED)],
        ),
    ]
    assert only(ex.checks.CheckKind.GROWTH, editions=editions).verdict is AGREES


def test_only_editions_have_other_bases() -> None:
    flows = [
        flow("before", "2022", value=figure("$100", "trade_value")),
        flow("early", "2021", value=figure("$200", "trade_value")),
        flow("now", "2023", growth("10 percent", metric="trade_value"), value=figure("$220", "trade_value")),
    ]
    finding = only(ex.checks.CheckKind.GROWTH, flows=flows)
    assert (finding.verdict, "would fit" in finding.why) == (DISAGREES, False)
