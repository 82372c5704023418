"""What arithmetic finds: each kind of test on small catalogs, and what it says of the bundled articles."""

import pickle
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

import expotrade as ex
from builders import CITED, ON_PAGE, edition as edition_of, figure, section as section_of
from expotrade.checks import judge
from expotrade.records.claims import claim_name

AGREES, DISAGREES, UNDECIDED = ex.Verdict.AGREES, ex.Verdict.DISAGREES, ex.Verdict.UNDECIDED
DAILY = ex.Citation(ex.Source("daily", "Expo closes", "The Daily", ex.Period.parse("2024-12-04")), 7)
EXPO = ex.Expo(id="ciie", name="China International Import Expo")
PEOPLE = ex.Party(description="visitors")


def amount(text: str) -> ex.Amount:
    return ex.Amount.parse(text)


def edition(year: int, *figures: ex.Figure, **fields: object) -> ex.Edition:
    """An edition with its number: the first one was held in 2018."""
    return edition_of(year, *figures, **{"number": year - 2017} | fields)


def growth(text: str, **fields: object) -> ex.records.GrowthClaim:
    stated = {"metric": "deal_value", "base": ex.records.GrowthBase.YEAR_EARLIER, "citations": [ON_PAGE]}
    return ex.records.GrowthClaim(amount=amount(text), **stated | fields)


def flow(name: str, period: str | None, *claims: ex.Claim, **fields: object) -> ex.TradeFlow:
    when = None if period is None else ex.Period.parse(period)
    stated = {
        "reporter": "CN",
        "partner": "TH",
        "kind": ex.FlowKind.IMPORT,
        "product": "durian",
        "period": when,
    }
    return ex.TradeFlow(id=name, claims=claims, **stated | fields)


def found(kind: ex.checks.CheckKind, rates: object = None, **records: object) -> list[ex.Finding]:
    catalog = ex.Catalog(**{"expos": [EXPO]} | records)
    return [finding for finding in ex.check(catalog, rates=rates) if finding.kind is kind]


def only(kind: ex.checks.CheckKind, rates: object = None, **records: object) -> ex.Finding:
    (finding,) = found(kind, rates, **records)
    return finding


# --- Growth ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "old", "new", "verdict"),
    [
        ("10 percent", "$100 billion", "$110 billion", AGREES),
        ("10.5 percent", "$100.0 billion", "$110.0 billion", DISAGREES),
        ("10.4 percent", "$100 billion", "$110 billion", UNDECIDED),
        ("more than 10 percent", "$100 billion", "$150 billion", AGREES),
        ("down 10 percent", "$100 billion", "$90 billion", AGREES),
        ("down 10 percent", "$100 billion", "$110 billion", DISAGREES),
        ("doubled", "$100 billion", "$200 billion", AGREES),
        ("more than doubled", "$100 billion", "$150 billion", DISAGREES),
        ("nearly 40 percent", "more than $100 billion", "more than $120 billion", UNDECIDED),
    ],
)
@pytest.mark.parametrize("base", [ex.records.GrowthBase.YEAR_EARLIER, ex.records.GrowthBase.PREVIOUS_EDITION])
def test_growth_of_an_edition(
    stated: str, old: str, new: str, verdict: ex.Verdict, base: ex.records.GrowthBase
) -> None:
    editions = [edition(2022, figure(old)), edition(2023, figure(new), claims=[growth(stated, base=base)])]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert (finding.verdict, finding.record, finding.metric) == (verdict, "ciie-2023", "deal_value")
    assert finding.stated == amount(stated)
    assert finding.computed is not None
    assert finding.computed.unit == finding.stated.unit
    assert finding.citations == (ON_PAGE, CITED)
    assert f"{amount(new):short} over {amount(old):short} in " in finding.why


def test_a_growth_without_its_base_implies_it() -> None:
    finding = only(
        ex.checks.CheckKind.GROWTH,
        editions=[edition(2023, figure("$110 billion"), claims=[growth("10 percent")])],
    )
    assert finding.verdict is UNDECIDED
    assert finding.computed is not None
    assert finding.computed.value == Decimal("100E+9")
    assert finding.why == (
        'stated is "10 percent": no figure for ciie 2022 is held; it would have been '
        f"{finding.computed:short}"
    )


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (growth("10 percent", metric="visits"), "no figure of ciie-2023 is held for it"),
        (growth("10 percent", subject="companies from Asia"), "no figure of ciie-2023 is held for it"),
        (growth("10 percent", period=ex.Period.parse("2022")), "it would have been"),
        (growth("10 percent", status=ex.Status.EXPECTED), "no figure of ciie-2023 is held for it"),
        (
            growth("10 percent", base=ex.records.GrowthBase.NOT_STATED),
            "its base is not stated; it would have been USD 100 billion",
        ),
        (
            growth("10 percent", base=ex.records.GrowthBase.AVERAGE_SINCE),
            "an average since an unstated date: no series is held",
        ),
        (
            growth("10 percent", base=ex.records.GrowthBase.AVERAGE_SINCE, since=ex.Period.parse("2013")),
            "an average since 2013: no series is held",
        ),
        (growth("down 100 percent"), ": no figure for ciie 2022 is held"),
        (growth("down 150 percent"), ": no figure for ciie 2022 is held"),
        (
            growth("10 percent", base=ex.records.GrowthBase.PREVIOUS_EDITION),
            "no figure for number 5 of ciie is held; it would",
        ),
        (
            growth("doubled", as_printed="has doubled"),
            'stated is "has doubled": no figure for ciie 2022 is held; it would',
        ),
    ],
)
def test_growth_that_cannot_be_tested(claim: ex.records.GrowthClaim, why: str) -> None:
    finding = only(
        ex.checks.CheckKind.GROWTH, editions=[edition(2023, figure("$110 billion"), claims=[claim])]
    )
    assert finding.verdict is UNDECIDED
    assert why in finding.why
    assert (finding.computed is None) is ("would" not in finding.why)


def test_a_claim_without_metric_speaks_of_the_only_one() -> None:
    claim = growth("10 percent", metric=None)
    before = edition(2022, figure("$100 billion"), figure("5 exhibitors"))
    one = edition(2023, figure("$110 billion"), figure("$9 billion", note="a rival"), claims=[claim])
    assert only(ex.checks.CheckKind.GROWTH, editions=[before, one]).verdict is AGREES
    two = edition(2023, figure("$110 billion"), figure("5 exhibitors"), claims=[claim])
    assert only(ex.checks.CheckKind.GROWTH, editions=[before, two]).why.endswith(
        "no figure of ciie-2023 is held for it"
    )


def test_a_claim_speaks_of_the_figure_of_its_time() -> None:
    figures = [
        figure("$900 billion", period="2023"),
        figure("$110 billion", period="2023-01/2023-07"),
    ]
    claim = growth("10 percent", period=ex.Period.parse("2023-01/2023-07"))
    finding = only(ex.checks.CheckKind.GROWTH, editions=[edition(2023, *figures, claims=[claim])])
    assert finding.computed is not None
    assert finding.computed.value == Decimal("100E+9")


def test_the_preferred_figures_are_tested() -> None:
    editions = [
        edition(2022, figure("$50 billion"), figure("$100 billion", is_preferred=True)),
        edition(
            2023,
            figure("$60 billion"),
            figure("$110 billion", is_preferred=True),
            claims=[growth("10 percent")],
        ),
    ]
    assert only(ex.checks.CheckKind.GROWTH, editions=editions).verdict is AGREES


def test_a_planned_figure_is_no_base_of_an_actual_growth() -> None:
    editions = [
        edition(2022, figure("$500 billion", status=ex.Status.PLANNED)),
        edition(2023, figure("$110 billion"), claims=[growth("10 percent")]),
    ]
    assert only(ex.checks.CheckKind.GROWTH, editions=editions).verdict is UNDECIDED
    expected = [
        edition(2022, figure("$100 billion", status=ex.Status.EXPECTED)),
        edition(
            2023,
            figure("$110 billion", status=ex.Status.EXPECTED),
            claims=[growth("10 percent", status=ex.Status.EXPECTED)],
        ),
    ]
    assert only(ex.checks.CheckKind.GROWTH, editions=expected).verdict is AGREES


@pytest.mark.parametrize(
    "old",
    [
        "700 billion yuan",
        "$0 billion",
        "EXACT 0 USD",
        "BETWEEN 5 USD [..9]",
        "BETWEEN 5 USD [-1..9]",
        "BETWEEN -5 USD [-6..-4]",
    ],
)
def test_a_base_that_cannot_be_counted_from(old: str) -> None:
    editions = [
        edition(2022, figure(old)),
        edition(2023, figure("$110 billion"), claims=[growth("10 percent")]),
    ]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert finding.verdict is UNDECIDED
    assert f"{amount(old):short} in ciie 2022 cannot be the base; it would have been" in finding.why


def test_growth_of_a_rate_may_be_meant_in_points() -> None:
    editions = [
        edition(2022, figure("50 percent", "repeat_rate")),
        edition(
            2023, figure("55 percent", "repeat_rate"), claims=[growth("5 percent", metric="repeat_rate")]
        ),
    ]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert (finding.verdict, finding.computed) == (UNDECIDED, None)
    assert "may be meant in points" in finding.why
    assert finding.citations == (ON_PAGE, CITED)


def test_bases_that_differ_are_told() -> None:
    editions = [
        edition(2022, figure("$100 billion", basis="deals")),
        edition(2023, figure("$110 billion", basis="tentative deals"), claims=[growth("10 percent")]),
    ]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert finding.verdict is AGREES
    assert finding.why.endswith("; mind that the bases differ: 'tentative deals', 'deals'")


def canton(season: str, of: int, text: str, *claims: ex.Claim) -> ex.Edition:
    return edition_of(of, figure(text), expo="canton", id=f"canton-{of}-{season}", claims=claims)


@pytest.mark.parametrize(
    ("base", "verdict"),
    [(ex.records.GrowthBase.YEAR_EARLIER, AGREES), (ex.records.GrowthBase.PREVIOUS_EDITION, UNDECIDED)],
)
def test_of_two_editions_in_a_year_the_one_of_the_season_is_meant(
    base: ex.records.GrowthBase, verdict: ex.Verdict
) -> None:
    editions = [
        canton("autumn", 2024, "$500 billion"),
        canton("spring", 2024, "$100 billion"),
        canton("spring", 2025, "$110 billion", growth("10 percent", base=base)),
    ]
    finding = only(
        ex.checks.CheckKind.GROWTH, expos=[ex.Expo(id="canton", name="Canton Fair")], editions=editions
    )
    assert finding.verdict is verdict
    named = (
        "canton 2024 spring"
        if verdict is AGREES
        else "no figure for the edition before CANTON 2025 spring is held"
    )
    assert named in finding.why


def test_the_previous_edition_is_that_of_the_number_before() -> None:
    skipped = [
        edition(2020, figure("$100 billion"), number=5),
        edition(2022, figure("$900 billion"), number=None),
        edition(
            2023,
            figure("$110 billion"),
            number=6,
            claims=[growth("10 percent", base=ex.records.GrowthBase.PREVIOUS_EDITION)],
        ),
    ]
    assert only(ex.checks.CheckKind.GROWTH, editions=skipped).verdict is AGREES


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({"value": figure("$100", "trade_value")}, AGREES),
        ({"when": "2022", "value": figure("$100", "trade_value")}, UNDECIDED),
        ({"partner": "VN", "value": figure("$100", "trade_value")}, UNDECIDED),
        ({"kind": ex.FlowKind.EXPORT, "value": figure("$100", "trade_value")}, UNDECIDED),
        ({"product": None, "value": figure("$100", "trade_value")}, UNDECIDED),
        ({"quantity": figure("5 t", "trade_quantity")}, UNDECIDED),
        (
            {"when": None, "value": figure("$100", "trade_value", period="2023-01/2023-07")},
            AGREES,
        ),
    ],
)
def test_growth_of_a_flow_is_from_the_same_months_a_year_earlier(
    other: dict[str, object], verdict: ex.Verdict
) -> None:
    other = dict(other)
    flows = [
        flow(
            "later",
            "2024-01/2024-07",
            growth("10 percent", metric="trade_value"),
            value=figure("$110", "trade_value"),
        ),
        flow("before", other.pop("when", "2023-01/2023-07"), **other),
    ]
    finding = only(ex.checks.CheckKind.GROWTH, flows=flows)
    assert finding.verdict is verdict
    assert "2023-01/2023-07" in finding.why


@pytest.mark.parametrize("period", ["../2022", "2022/..", "0001", None])
def test_a_flow_without_a_year_before_has_no_base(period: str | None) -> None:
    one = flow("a", period, growth("10 percent", metric="trade_value"), value=figure("$110", "trade_value"))
    finding = only(ex.checks.CheckKind.GROWTH, flows=[one])
    assert finding.verdict is UNDECIDED
    assert "no figure for a year earlier is held; it would have been" in finding.why


def test_growth_of_what_has_no_editions() -> None:
    def statistic(base: ex.records.GrowthBase) -> ex.Statistic:
        claims = [growth("10 percent", metric="companies", base=base)]
        return ex.Statistic(
            id="a", subject=PEOPLE, figure=figure("110 companies", "companies"), claims=claims
        )

    earlier = only(ex.checks.CheckKind.GROWTH, statistics=[statistic(ex.records.GrowthBase.YEAR_EARLIER)])
    assert "no figure for a year earlier is held; it would have been 100 enterprises" in earlier.why
    previous = only(
        ex.checks.CheckKind.GROWTH, statistics=[statistic(ex.records.GrowthBase.PREVIOUS_EDITION)]
    )
    assert "no figure for the previous edition is held" in previous.why


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
    assert finding.why.endswith("; it fits cutting off, not rounding") is fits
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


def test_no_edition_is_its_own_base() -> None:
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
        f"stated is 2 times; {amount(new):short} over {amount(old):short} in ciie 2022 is"
    )


def test_a_multiple_without_its_base_implies_it() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("doubled")])
    finding = only(ex.checks.CheckKind.GROWTH, editions=[one])
    assert finding.computed is not None
    assert (finding.computed.value, finding.computed.unit) == (Decimal("55E+9"), "USD")


def test_what_cannot_be_tested_says_whose_it_is_and_where_it_stands() -> None:
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


def test_a_growth_to_nothing_is_cited_with_its_figure() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("down 100 percent")])
    assert only(ex.checks.CheckKind.GROWTH, editions=[one]).citations == (ON_PAGE, CITED)


def test_a_fall_to_a_part_implies_its_base() -> None:
    one = edition(2023, figure("$110 billion"), claims=[growth("0.5 times")])
    finding = only(ex.checks.CheckKind.GROWTH, editions=[one])
    assert finding.computed is not None
    assert finding.computed.value == Decimal("220E+9")


def test_a_claim_of_what_has_no_figures() -> None:
    expo = ex.Expo(id="ciie", name="CIIE", claims=[growth("10 percent")])
    assert only(ex.checks.CheckKind.GROWTH, expos=[expo]).why.endswith("no figure of ciie is held for it")


def test_a_claim_of_another_time_than_its_flow_has_no_figure() -> None:
    claim = growth("10 percent", metric="trade_value", period=ex.Period.parse("2022"))
    one = flow("a", "2023", claim, value=figure("$110", "trade_value"))
    assert only(ex.checks.CheckKind.GROWTH, flows=[one]).why.endswith("no figure of a is held for it")


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


# --- Shares ---------------------------------------------------------------------------------------------------------

WHOLE = flow("whole", "2023", quantity=figure("1.426 million tonnes", "trade_quantity", citations=[ON_PAGE]))


def share(text: str, **fields: object) -> ex.records.ShareClaim:
    stated = {"whole": "all imports", "of": "whole", "metric": "trade_quantity", "citations": [CITED]}
    return ex.records.ShareClaim(amount=amount(text), **stated | fields)


def part(claim: ex.records.ShareClaim, text: str = "929,000 tonnes", **fields: object) -> ex.TradeFlow:
    return flow("part", "2023", claim, quantity=figure(text, "trade_quantity"), **fields)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("65.15 percent", AGREES),
        ("65.1 percent", AGREES),
        ("two thirds", AGREES),
        ("65.0894 percent", UNDECIDED),
        ("66 percent", DISAGREES),
        ("0.65 times", AGREES),
        ("more than 60 percent", AGREES),
        ("less than 60 percent", DISAGREES),
    ],
)
def test_a_share_against_part_and_whole(text: str, verdict: ex.Verdict) -> None:
    finding = only(ex.checks.CheckKind.SHARE, flows=[WHOLE, part(share(text))])
    assert (finding.verdict, finding.record) == (verdict, "part")
    assert finding.computed is not None
    assert finding.computed.unit == amount(text).unit
    assert finding.citations == (CITED, ON_PAGE)
    assert "929,000 tonnes of 1.426 million tonnes is" in finding.why


@pytest.mark.parametrize(
    ("claim", "whole", "why"),
    [
        (share("65 percent", of=None), WHOLE, "no figure of all imports is held; it would be"),
        (share("0 percent", of=None), WHOLE, "no figure of all imports is held"),
        (share("65 percent", metric="trade_value"), WHOLE, "no figure of the part is held"),
        (share("65 percent", subject="the first half"), WHOLE, "no figure of the part is held"),
        (share("65 percent", status=ex.Status.EXPECTED), WHOLE, "no figure of the part is held"),
        (
            share("65 percent"),
            flow("whole", "2023", value=figure("$5", "trade_value")),
            "no figure of all imports is",
        ),
        (share("65 percent", of="part"), WHOLE, "no figure of all imports is held; it would be"),
        (
            share("65 percent"),
            flow("whole", "2022", quantity=figure("1.426 million tonnes", "trade_quantity")),
            "1.426 million tonnes of whole is no such whole; it would be",
        ),
        (
            share("65 percent"),
            flow("whole", "2023", quantity=figure("5 vehicles", "trade_quantity")),
            "5 vehicles of whole is no such whole; it would be",
        ),
        (
            share("65 percent"),
            flow("whole", "2023", quantity=figure("0 t", "trade_quantity")),
            "of whole is no such whole; it would be",
        ),
    ],
)
def test_a_share_that_cannot_be_tested(claim: ex.records.ShareClaim, whole: ex.TradeFlow, why: str) -> None:
    finding = only(ex.checks.CheckKind.SHARE, flows=[whole, part(claim)])
    assert finding.verdict is UNDECIDED
    assert why in finding.why
    assert (finding.computed is None) is ("would" not in finding.why)


def test_a_share_says_what_it_was_tested_with() -> None:
    elsewhere = ex.Citation(ex.Source("yearbook", "Yearbook"), 3)
    claim = share("66 percent", citations=[elsewhere])
    finding = only(ex.checks.CheckKind.SHARE, flows=[WHOLE, part(claim)])
    assert finding.citations == (elsewhere, CITED, ON_PAGE)
    for text, of in (("0 percent", None), ("66 percent", None)):
        alone = only(ex.checks.CheckKind.SHARE, flows=[part(share(text, of=of, citations=[elsewhere]))])
        assert alone.why.startswith(f'stated is "{text}" of all imports: no figure of all imports is held')
        assert alone.citations == (elsewhere, CITED)


def test_a_share_of_less_than_one() -> None:
    whole = flow("whole", "2023", quantity=figure("EXACT 0.5 t", "trade_quantity"))
    finding = only(ex.checks.CheckKind.SHARE, flows=[whole, part(share("50 percent"), "EXACT 0.25 t")])
    assert finding.verdict is AGREES


def test_a_share_of_what_has_no_figures() -> None:
    finding = only(ex.checks.CheckKind.SHARE, flows=[part(share("65 percent", of="ciie"))])
    assert "no figure of all imports is held" in finding.why


def test_the_whole_that_a_share_implies() -> None:
    finding = only(ex.checks.CheckKind.SHARE, flows=[part(share("10 percent", of=None), "100 t")])
    assert finding.computed is not None
    assert (finding.computed.value, finding.computed.unit) == (Decimal(1000), "t")


# --- Ranks ----------------------------------------------------------------------------------------------------------


def rank(**fields: object) -> ex.records.RankClaim:
    stated = {
        "rank": 1,
        "among": "editions of the CIIE so far",
        "metric": "deal_value",
        "citations": [ON_PAGE],
    }
    return ex.records.RankClaim(**stated | fields)


def ranked(*texts: str | None, claim: ex.records.RankClaim | None = None, **fields: object) -> ex.Finding:
    """The finding on the last of some editions, from the first one on."""
    made = [
        edition(2018 + place, *([] if text is None else [figure(text)]))
        for place, text in enumerate(texts[:-1])
    ]
    last = edition(2017 + len(texts), figure(texts[-1] or ""), claims=[claim or rank()], **fields)
    return only(ex.checks.CheckKind.RANK, editions=[*made, last])


@pytest.mark.parametrize(
    ("texts", "verdict", "why"),
    [
        (("$5", "$7", "$9"), AGREES, "USD 9 is above all 2 earlier editions"),
        (("$5", "$6", "$7"), UNDECIDED, "USD 7 is surely above 1 of 2 earlier editions"),  # both may be 6.5
        (("$5",), AGREES, "USD 5 is above all 0 earlier editions"),
        (("$5", "$9", "$7"), DISAGREES, "USD 7 is less than USD 9 of CIIE 2019"),
        (("$9", None, "$7"), DISAGREES, "USD 7 is less than USD 9 of CIIE 2018"),
        (("$5", None, "$7"), UNDECIDED, "USD 7 is surely above 1 of 2 earlier editions"),
        (("$5", "$7", "$7"), UNDECIDED, "USD 7 is surely above 1 of 2 earlier editions"),
        (("more than $5", "$7"), UNDECIDED, "USD 7 is surely above 0 of 1 earlier editions"),
        (("9 yuan", "$7"), UNDECIDED, "USD 7 is surely above 0 of 1 earlier editions"),
    ],
)
def test_a_record_among_the_editions_so_far(
    texts: tuple[str | None, ...], verdict: ex.Verdict, why: str
) -> None:
    finding = ranked(*texts)
    assert finding.verdict is verdict
    assert finding.why == f'stated is "rank" among editions of the CIIE so far: {why}'
    assert finding.stated == amount(texts[-1] or "")
    assert finding.citations[0] == ON_PAGE


def test_a_record_says_what_it_was_tested_with() -> None:
    yearbook = ex.Citation(ex.Source("yearbook", "Yearbook"), 3)
    editions = [
        edition(2018, figure("$10", citations=[yearbook])),
        edition(2019, figure("$9")),
        edition(2020, figure("$7"), claims=[rank()]),
    ]
    finding = only(ex.checks.CheckKind.RANK, editions=editions)
    assert finding.why.endswith("USD 7 is less than USD 10 of CIIE 2018, USD 9 of CIIE 2019")
    assert (finding.record, finding.metric, finding.computed) == ("ciie-2020", "deal_value", None)
    assert finding.citations == (ON_PAGE, CITED, yearbook)
    alone = only(ex.checks.CheckKind.RANK, editions=[edition(2020, figure("$7"), claims=[rank()])])
    assert alone.citations == (ON_PAGE, CITED)


def test_without_a_number_nobody_knows_how_many_editions_there_were() -> None:
    finding = ranked("$5", "$7", number=None)
    assert (finding.verdict, "surely above 1 of an unknown number earlier editions" in finding.why) == (
        UNDECIDED,
        True,
    )


@pytest.mark.parametrize(
    "claim",
    [
        rank(rank=2),
        rank(rank=None),
        rank(metric=None),
        rank(metric="visits"),
        rank(subject="deals with Australia"),
        rank(among="the world's trade expos"),
        rank(status=ex.Status.EXPECTED),
    ],
)
def test_other_ranks_have_no_figures_to_test_them(claim: ex.records.RankClaim) -> None:
    finding = ranked("$9", "$7", claim=claim)
    assert finding.verdict is UNDECIDED
    assert finding.why.endswith(f"among {claim.among}: no figures are held to rank")


def test_what_was_only_planned_beats_no_record() -> None:
    editions = [
        edition(2018, figure("$9", status=ex.Status.PLANNED)),
        edition(2019, figure("$7"), claims=[rank()]),
    ]
    assert only(ex.checks.CheckKind.RANK, editions=editions).verdict is UNDECIDED


def test_a_later_edition_beats_no_record_so_far() -> None:
    editions = [
        edition(2018, figure("$5")),
        edition(2019, figure("$7"), claims=[rank()]),
        edition(2020, figure("$9")),
    ]
    assert only(ex.checks.CheckKind.RANK, editions=editions).verdict is AGREES


# --- Cumulative totals ----------------------------------------------------------------------------------------------


def total(text: str, over: str, period: str | None = None, **fields: object) -> ex.records.CumulativeClaim:
    when = None if period is None else ex.Period.parse(period)
    stated = {"metric": "deal_value", "citations": [ON_PAGE], "period": when}
    return ex.records.CumulativeClaim(amount=amount(text), over=over, **stated | fields)


def summed(
    claim: ex.records.CumulativeClaim,
    at: int = 2020,
    texts: tuple[str | None, ...] = ("$10", "$20", "$30", "$40"),
) -> ex.Finding:
    """The finding on a total that stands in the edition of a year, or, for the year 0, in the expo."""
    editions = [
        edition(
            2018 + place,
            *([] if text is None else [figure(text)]),
            claims=[claim] if at == 2018 + place else [],
        )
        for place, text in enumerate(texts)
    ]
    expo = ex.Expo(id="ciie", name="CIIE", claims=[claim] if not at else [])
    return only(ex.checks.CheckKind.CUMULATIVE, expos=[expo], editions=editions)


@pytest.mark.parametrize(
    ("claim", "at", "verdict"),
    [
        (total("$60", "the first three editions"), 2021, AGREES),
        (total("$60", "the past three editions"), 2020, AGREES),
        (total("$60", "the first 3 editions"), 0, AGREES),
        (total("nearly $60", "the First Three Editions of the expo"), 2021, AGREES),
        (total("more than $200", "the first three editions"), 2021, DISAGREES),
        (total("$100", "all editions", "2018/2021"), 2021, AGREES),
        (total("$60", "as of 2020", "../2020"), 2021, AGREES),
        (total("$60", "as of 2020", "../2020"), 0, AGREES),
        (total("$50", "two years", "2019/2020"), 2021, AGREES),
        (total("$500", "two years", "2019/2020"), 2021, DISAGREES),
    ],
)
def test_a_total_over_editions(claim: ex.records.CumulativeClaim, at: int, verdict: ex.Verdict) -> None:
    finding = summed(claim, at)
    assert finding.verdict is verdict
    assert finding.computed is not None
    assert "the sum over " in finding.why
    assert finding.citations == (ON_PAGE, CITED)


@pytest.mark.parametrize(
    ("claim", "at", "texts", "why"),
    [
        (
            total("$60", "the past editions"),
            2020,
            ("$10", "$20", "$30"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "the past three editions"),
            2021,
            ("$1", "$2", "$3", "$4"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "the past three editions"),
            0,
            ("$1", "$2", "$3"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "editions", "2018/.."),
            2020,
            ("$1", "$2", "$3"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "editions", "../2022"),
            2020,
            ("$1", "$2", "$3"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "editions", "2017/2020"),
            2020,
            ("$1", "$2", "$3"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "the first three editions", subject="food"),
            2020,
            ("$1", "$2", "$3"),
            "which editions it adds up is not known",
        ),
        (
            total("$60", "the first three editions"),
            2020,
            ("$1", None, "$3"),
            "figures of 2 of 3 editions are held",
        ),
        (
            total("$60", "the first five editions"),
            2020,
            ("$1", "$2", "$3"),
            "figures of 3 of 5 editions are held",
        ),
        (
            total("60 yuan", "the first two editions"),
            2020,
            ("$1", "$2", "$3"),
            "figures of 0 of 2 editions are held",
        ),
    ],
)
def test_a_total_that_cannot_be_tested(
    claim: ex.records.CumulativeClaim, at: int, texts: tuple[str | None, ...], why: str
) -> None:
    finding = summed(claim, at, texts)
    assert (finding.verdict, finding.computed) == (UNDECIDED, None)
    assert finding.why.endswith(f"over {claim.over}: {why}")


def test_a_total_that_stands_elsewhere_is_not_of_editions() -> None:
    claim = total("$60", "the first three editions")
    statistic = ex.Statistic(id="a", subject=PEOPLE, claims=[claim])
    assert only(ex.checks.CheckKind.CUMULATIVE, statistics=[statistic]).why.endswith(
        "which editions it adds up is not known"
    )


def test_of_two_editions_in_a_year_which_is_meant_is_not_known() -> None:
    claim = total("$60", "as of 2025", "../2025")
    expo = ex.Expo(id="canton", name="Canton Fair", claims=[claim])
    editions = [
        edition_of(2025, figure("$30"), expo="canton", id=f"canton-2025-{season}", number=number)
        for number, season in ((1, "spring"), (2, "autumn"))
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, expos=[expo], editions=editions).verdict is UNDECIDED


def test_what_is_added_up_is_cited_from_the_first_edition_on() -> None:
    pages = [ex.Citation(ex.Source(f"page-{number}", f"Page {number}"), 1) for number in (1, 2)]
    claim = total("$30", "the first two editions")
    editions = [
        edition(2019, figure("$20", citations=[pages[1]])),
        edition(2018, figure("$10", citations=[pages[0]]), claims=[claim]),
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, editions=editions).citations == (ON_PAGE, *pages)


def test_a_total_over_editions_of_which_none_is_held() -> None:
    expo = ex.Expo(id="ciie", name="CIIE", claims=[total("$60", "the first three editions")])
    finding = only(ex.checks.CheckKind.CUMULATIVE, expos=[expo])
    assert finding.why.endswith("figures of 0 of 3 editions are held")


def test_planned_figures_add_up_to_nothing() -> None:
    editions = [
        edition(2018, figure("$10")),
        edition(
            2019, figure("$20", status=ex.Status.PLANNED), claims=[total("$30", "the first two editions")]
        ),
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, editions=editions).why.endswith(
        "figures of 1 of 2 editions are held"
    )


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (1, 1_000_000_000, "figures of 2 of 1000000000 editions are held"),
        (2, 1, "figures of 0 of 0 editions are held"),
    ],
)
def test_numbers_that_nobody_can_add_up_end_at_once(first: int, last: int, why: str) -> None:
    claim = total("$60", "two editions", "2018/2019")
    editions = [
        edition(2018, figure("$10"), number=first),
        edition(2019, figure("$20"), number=last, claims=[claim]),
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, editions=editions).why.endswith(why)


# --- Other claims ---------------------------------------------------------------------------------------------------


def test_firsts_and_streaks_have_no_figures_to_test_them() -> None:
    claims = [
        ex.records.FirstClaim(of="CIIE", what="import expo", scope="the world", citations=[CITED]),
        ex.records.StreakClaim(
            amount=amount("15 years"), what="top partner", subject="China", citations=[CITED]
        ),
    ]
    first, streak = ex.check(ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE", claims=claims)]))
    assert (first.kind, first.verdict, first.stated) == (ex.checks.CheckKind.FIRST, UNDECIDED, None)
    assert first.why == 'stated is "first": no figure is held that could test it'
    assert (streak.kind, streak.stated) == (ex.checks.CheckKind.STREAK, amount("15 years"))
    assert streak.why == 'stated is "15 years" of China: no figure is held that could test it'


# --- Conversions ----------------------------------------------------------------------------------------------------

RATES = ex.RateTable.from_mapping(
    {"CNY": {date(2024, 11, 30): "7.25", date(2024, 12, 4): "7.2", date(2023, 12, 31): "8"}},
    base="USD",
    source="a bank",
)


def printed(text: str = "152 billion yuan", equivalent: str = "$21 billion", **fields: object) -> ex.Figure:
    return figure(text, **{"equivalent": amount(equivalent), "citations": [DAILY]} | fields)


@pytest.mark.parametrize(
    ("one", "fields", "verdict", "why"),
    [
        (
            printed(),
            {"period": ex.Period.parse("2024-11-26/2024-11-30")},
            AGREES,
            "at the rate of 2024-11-30 (",
        ),
        (printed(), {}, AGREES, "at the rate of 2024-12-04 ("),
        (printed(period="2023"), {}, DISAGREES, "at the rate of 2023-12-31 ("),
        (printed(as_of="../2023"), {}, DISAGREES, "at the rate of 2023-12-31 ("),
        (printed("151 billion yuan", "$20.9 billion"), {}, UNDECIDED, "the value computed lies outside"),
        (printed("152 yuan", "$21 billion"), {}, DISAGREES, "share no point"),
    ],
)
def test_a_printed_conversion_at_the_rate_of_its_day(
    one: ex.Figure, fields: dict[str, object], verdict: ex.Verdict, why: str
) -> None:
    finding = only(ex.checks.CheckKind.CONVERSION, RATES, editions=[edition(2024, one, **fields)])
    assert finding.verdict is verdict
    assert why in finding.why
    assert finding.stated == one.equivalent
    assert finding.computed is not None
    assert finding.computed.unit == "USD"


def test_a_conversion_without_rates_implies_one() -> None:
    finding = only(ex.checks.CheckKind.CONVERSION, editions=[edition(2024, printed())])
    assert (finding.verdict, finding.stated) == (UNDECIDED, amount("$21 billion"))
    assert finding.computed is not None
    assert finding.computed.unit == "CNY/USD"
    assert finding.why.startswith(
        "CNY 152 billion is printed as USD 21 billion, which implies CNY 7.23810 per USD"
    )
    assert finding.why.endswith("; no rates are given")


def test_a_conversion_without_a_date_or_a_rate_is_undecided() -> None:
    undated = edition(2024, printed(citations=[ON_PAGE]))
    assert only(ex.checks.CheckKind.CONVERSION, RATES, editions=[undated]).why.endswith(
        "; its date is not known"
    )
    unknown = edition(2024, printed(period="2020"))
    assert only(ex.checks.CheckKind.CONVERSION, RATES, editions=[unknown]).why.endswith(
        "the nearest is of 2023-12-31"
    )


def test_an_equivalent_of_zero_implies_nothing() -> None:
    finding = only(ex.checks.CheckKind.CONVERSION, editions=[edition(2024, printed(equivalent="$0"))])
    assert (finding.verdict, finding.computed) == (UNDECIDED, None)
    assert finding.why == f"CNY 152 billion is printed as {amount('$0'):short}; no rates are given"


def test_the_day_of_a_deal_is_its_own_or_that_of_its_edition() -> None:
    def deal(**fields: object) -> ex.Finding:
        made = ex.Deal(id="d", parties=[PEOPLE], value=printed(), **fields)
        dated = edition(2024, period="2024-11-26/2024-11-30")
        return only(ex.checks.CheckKind.CONVERSION, RATES, editions=[dated], deals=[made])

    assert "2024-11-30" in deal(edition="ciie-2024").why
    assert "2023-12-31" in deal(edition="ciie-2024", date=ex.Period.parse("2023")).why
    assert "2024-12-04" in deal(expo="ciie").why


@pytest.mark.parametrize(
    ("text", "equivalent", "verdict"),
    [
        ("100 hectares", "1 million square meters", AGREES),
        ("100 hectares", "2 million square meters", DISAGREES),
    ],
)
def test_a_conversion_within_a_dimension_needs_no_rates(
    text: str, equivalent: str, verdict: ex.Verdict
) -> None:
    one = ex.Statistic(
        id="a", subject=PEOPLE, figure=figure(text, "sign_up_area", equivalent=amount(equivalent))
    )
    assert only(ex.checks.CheckKind.CONVERSION, statistics=[one]).verdict is verdict


# --- Durations, periods, rivals, parts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period", "verdict"),
    [
        ("five days", "2024-11-26/2024-11-30", AGREES),
        ("five days", "2024-11-26/2024-12-01", DISAGREES),
        ("nearly 6 days", "2024-11-26/2024-11-30", AGREES),
        ("more than 5 days", "2024-11-26/2024-11-30", AGREES),
    ],
)
def test_days_against_dates(text: str, period: str, verdict: ex.Verdict) -> None:
    finding = only(
        ex.checks.CheckKind.DURATION,
        editions=[edition(2024, figure(text, "duration"), period=period)],
    )
    assert finding.verdict is verdict
    assert finding.why.startswith(f"stated is {amount(text):short}; {period} is ")


@pytest.mark.parametrize("period", [None, "2024-11-26/.."])
def test_days_without_both_dates_are_not_tested(period: str | None) -> None:
    when = None if period is None else ex.Period.parse(period)
    assert (
        found(
            ex.checks.CheckKind.DURATION,
            editions=[edition(2024, figure("five days", "duration"), period=when)],
        )
        == []
    )


def test_days_of_what_is_no_edition_are_not_tested() -> None:
    one = ex.Statistic(id="a", subject=PEOPLE, figure=figure("five days", "duration"))
    assert found(ex.checks.CheckKind.DURATION, statistics=[one]) == []


def test_a_flow_without_period_cannot_be_tested() -> None:
    value = figure("more than $100 billion", "trade_value")
    finding = only(ex.checks.CheckKind.PERIOD, flows=[flow("a", None, value=value)])
    assert (finding.verdict, finding.stated) == (UNDECIDED, value.amount)
    assert (
        finding.why == "stated is more than USD 100 billion: no period is printed, so nothing can be tested"
    )
    dated = flow("a", None, value=figure("$5", "trade_value", as_of="2023"))
    assert found(ex.checks.CheckKind.PERIOD, flows=[dated, flow("b", "2023", value=value)]) == []


@pytest.mark.parametrize(
    ("first", "second", "verdict", "why"),
    [
        (
            figure("$78.41 billion"),
            figure("$78.4 billion"),
            UNDECIDED,
            "the same source prints USD 78.4 billion",
        ),
        (
            figure("$78.4 billion"),
            figure("$78.41 billion"),
            AGREES,
            "the same source prints USD 78.41 billion",
        ),
        (
            figure("$78 billion"),
            figure("$78.41 billion", citations=[ON_PAGE]),
            AGREES,
            "another source prints",
        ),
        (figure("$78 billion"), figure("$79.1 billion", citations=[ON_PAGE]), DISAGREES, "share no point"),
        (
            figure("$78.41 billion"),
            figure("$784.1 billion", citations=[ON_PAGE]),
            DISAGREES,
            "; the digits are alike: perhaps a slip of the decimal point",
        ),
        (
            figure("$70 billion"),
            figure("$7 billion"),
            DISAGREES,
            "; the digits are alike: perhaps a slip of the decimal point",
        ),
    ],
)
def test_rival_figures(first: ex.Figure, second: ex.Figure, verdict: ex.Verdict, why: str) -> None:
    finding = only(ex.checks.CheckKind.RIVALS, editions=[edition(2023, first, second)])
    assert finding.verdict is verdict
    assert why in finding.why
    assert (finding.stated, finding.computed) == (first.amount, second.amount)
    assert ("a slip of the decimal point" in finding.why) is ("slip" in why)


@pytest.mark.parametrize(
    "other",
    [
        figure("$5"),
        figure("9 yuan"),
        figure("$9", basis="signed"),
        figure("$9", status=ex.Status.EXPECTED),
        figure("$9", period="2023"),
        figure("$9", as_of="2023"),
        figure("9 exhibitors"),
    ],
)
def test_figures_that_are_no_rivals(other: ex.Figure) -> None:
    assert found(ex.checks.CheckKind.RIVALS, editions=[edition(2023, figure("$5"), other)]) == []


def test_three_rivals_make_three_pairs() -> None:
    figures = [figure(text) for text in ("$5", "$7", "$9")]
    assert len(found(ex.checks.CheckKind.RIVALS, editions=[edition(2023, *figures)])) == 3


def section(one: ex.Figure) -> ex.Section:
    return section_of("area", one, id="area", kind=ex.records.SectionKind.AREA, name="the area")


@pytest.mark.parametrize(
    ("part", "whole", "verdict", "why"),
    [
        (
            "$505 million",
            "$78.41 billion",
            AGREES,
            "USD 505 million of the area is within the USD 78.41 billion of CIIE 2023",
        ),
        (
            "$80 billion",
            "$78.41 billion",
            DISAGREES,
            "USD 80 billion of the area is more than the USD 78.41 billion",
        ),
        (
            "more than $70 billion",
            "$78.41 billion",
            UNDECIDED,
            "of the area may or may not be within the USD 78.41",
        ),
    ],
)
def test_a_part_is_inside_its_whole(part: str, whole: str, verdict: ex.Verdict, why: str) -> None:
    finding = only(
        ex.checks.CheckKind.PART,
        editions=[edition(2023, figure(whole, citations=[ON_PAGE]))],
        sections=[section(figure(part))],
    )
    assert (finding.verdict, finding.record) == (verdict, "area")
    assert why in finding.why
    assert finding.citations == (CITED, ON_PAGE)


def test_an_exact_part_can_be_the_whole() -> None:
    editions = [edition(2023, figure("5 exhibitors"))]
    finding = only(ex.checks.CheckKind.PART, editions=editions, sections=[section(figure("5 exhibitors"))])
    assert finding.verdict is AGREES


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (figure("5 exhibitors"), figure("$5")),
        (figure("90 yuan"), figure("$5")),
        (figure("$9", status=ex.Status.PLANNED), figure("$5")),
        (figure("$9"), figure("$5", status=ex.Status.PLANNED)),
        (figure("$9", period="2023"), figure("$5", period="2022")),
    ],
)
def test_a_part_of_something_else_is_not_tested(part: ex.Figure, whole: ex.Figure) -> None:
    assert found(ex.checks.CheckKind.PART, editions=[edition(2023, whole)], sections=[section(part)]) == []


# --- Findings -------------------------------------------------------------------------------------------------------


def test_a_finding_can_be_quoted_and_kept() -> None:
    finding = only(
        ex.checks.CheckKind.DURATION,
        editions=[
            edition(2024, figure("five days", "duration", citations=[DAILY]), period="2024-11-26/2024-11-30")
        ],
    )
    assert str(finding) == (
        "AGREES ciie-2024: stated is 5 days; 2024-11-26/2024-11-30 is 5 days, which agrees\n"
        '    The Daily, "Expo closes", 2024-12-04, paragraph 7'
    )
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert repr(finding).startswith(
        "Finding(verdict=Verdict.AGREES, kind=CheckKind.DURATION, record='ciie-2024'"
    )


HUGE, TINY = "EXACT 1E+400 USD", "EXACT 1E-300 USD"


def test_numbers_that_cannot_be_computed_with_stop_nothing() -> None:
    far = only(
        ex.checks.CheckKind.GROWTH,
        editions=[edition(2022, figure(TINY)), edition(2023, figure(HUGE), claims=[growth("5 percent")])],
    )
    points = only(
        ex.checks.CheckKind.SHARE,
        statistics=[
            ex.Statistic(id="whole", subject=PEOPLE, figure=figure("50 pp", "other")),
            ex.Statistic(
                id="part",
                subject=PEOPLE,
                figure=figure("5 pp", "other"),
                claims=[share("10 percent", metric="other")],
            ),
        ],
    )
    implied = only(
        ex.checks.CheckKind.CONVERSION,
        editions=[edition(2023, figure(HUGE, equivalent=amount("EXACT 1E-300 CNY")))],
    )
    tonnes = [figure(text, "other") for text in ("EXACT 5 kg", "EXACT 1E+400 t")]
    rivals = only(ex.checks.CheckKind.RIVALS, editions=[edition(2023, *tonnes)])
    inside = only(
        ex.checks.CheckKind.PART, editions=[edition(2023, tonnes[1])], sections=[section(tonnes[0])]
    )
    for finding in (far, points, implied, rivals, inside):
        assert (finding.verdict, finding.computed) == (UNDECIDED, None)
        assert finding.stated is not None
        assert finding.why.startswith("stated is ")
    assert "percentage points only add and subtract" in points.why
    for finding in (far, implied, rivals, inside):
        assert "a number has at most 400 powers of ten" in finding.why


def test_records_without_figures_and_claims_are_passed_over() -> None:
    catalog = ex.Catalog(
        expos=[EXPO],
        exhibitors=[ex.Exhibitor(id="x", party=PEOPLE, expo="ciie")],
        remarks=[ex.Remark(id="r", subject=PEOPLE, kind=ex.records.RemarkKind.PLAN, wording="to come")],
    )
    assert ex.check(catalog) == ()


# --- The bundled articles -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def articles() -> tuple[ex.Finding, ...]:
    return ex.check(ex.load_dataset("articles"))


def of(findings: tuple[ex.Finding, ...], record: str, kind: ex.checks.CheckKind) -> ex.Finding:
    (finding,) = [one for one in findings if one.record == record and one.kind is kind]
    return finding


def test_what_check_answers_can_be_filtered(articles: ex.checks.Findings) -> None:
    assert type(articles) is ex.checks.Findings
    assert articles == tuple(articles)
    agreeing = tuple(one for one in articles if one.verdict is AGREES)
    assert articles.of(verdict=AGREES) == agreeing != ()
    assert type(ex.check(ex.Catalog())) is ex.checks.Findings
    assert ex.check(ex.Catalog()) == ()


def test_nothing_in_the_articles_is_contradicted(articles: tuple[ex.Finding, ...]) -> None:
    assert [str(finding) for finding in articles if finding.verdict is DISAGREES] == []


def test_the_share_of_thai_durian_agrees(articles: tuple[ex.Finding, ...]) -> None:
    finding = of(articles, "china-thailand-durian-imports-2023", ex.checks.CheckKind.SHARE)
    assert finding.verdict is AGREES
    assert "929,000 tonnes of 1.426 million tonnes is 65.1473 percent" in finding.why
    assert finding.citations[0].source.id == "global-times-2024-09-11"


def test_the_printed_conversions_imply_their_rates(articles: tuple[ex.Finding, ...]) -> None:
    cisce = of(articles, "cisce-2024", ex.checks.CheckKind.CONVERSION)
    assert cisce.verdict is UNDECIDED
    assert cisce.computed is not None
    assert cisce.computed.low is not None
    assert round(cisce.computed.low, 3) == Decimal("7.070")
    assert cisce.computed.low >= Decimal("7.069")
    assert cisce.computed.high is None
    shunyi = of(articles, "shunyi-vehicle-output-2022", ex.checks.CheckKind.CONVERSION)
    assert shunyi.computed is not None
    assert shunyi.computed.low is not None
    assert shunyi.computed.high is not None
    assert round(shunyi.computed.low, 3) == Decimal("6.631")
    assert round(shunyi.computed.high, 3) == Decimal("7.200")


def test_five_days_agree_with_the_dates(articles: tuple[ex.Finding, ...]) -> None:
    assert of(articles, "cisce-2024", ex.checks.CheckKind.DURATION).verdict is AGREES


def test_the_fifth_ciie_is_implied(articles: tuple[ex.Finding, ...]) -> None:
    finding = of(articles, "ciie-2023", ex.checks.CheckKind.GROWTH)
    assert finding.verdict is UNDECIDED
    implied = finding.computed
    assert implied is not None
    assert implied.low is not None
    assert implied.high is not None
    billion = Decimal("1E+9")
    assert round(implied.value / billion, 2) == Decimal("73.49")
    assert (round(implied.low / billion, 3), round(implied.high / billion, 3)) == (
        Decimal("73.447"),
        Decimal("73.526"),
    )


@pytest.mark.parametrize("partner", ["vietnam", "malaysia", "indonesia", "thailand", "singapore"])
def test_trade_above_100_billion_has_no_period(articles: tuple[ex.Finding, ...], partner: str) -> None:
    finding = of(articles, f"china-{partner}-trade", ex.checks.CheckKind.PERIOD)
    assert finding.verdict is UNDECIDED
    assert finding.why.endswith("no period is printed, so nothing can be tested")


def test_the_record_of_the_sixth_ciie_is_undecided(articles: tuple[ex.Finding, ...]) -> None:
    finding = of(articles, "ciie-2023", ex.checks.CheckKind.RANK)
    assert (finding.verdict, "surely above 1 of 5 earlier editions" in finding.why) == (UNDECIDED, True)


def test_every_claim_has_a_finding_with_reason_and_citation(articles: tuple[ex.Finding, ...]) -> None:
    catalog = ex.load_dataset("articles")
    of_claims = {ex.checks.CheckKind(claim_name(type(claim))) for _, claim in catalog.claims()}
    assert sum(finding.kind in of_claims for finding in articles) == len(catalog.claims())
    assert all(finding.why and finding.citations for finding in articles)


def test_a_decided_finding_is_decided_by_its_bounds(articles: tuple[ex.Finding, ...]) -> None:
    for finding in articles:
        if finding.verdict is AGREES and finding.kind is not ex.checks.CheckKind.PART:
            assert finding.stated is not None
            assert finding.computed is not None
            assert finding.stated.compare(finding.computed.to(finding.stated.unit)) not in (
                ex.Order.BELOW,
                ex.Order.ABOVE,
            )


# --- The articles and the history together --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def history() -> tuple[ex.Finding, ...]:
    return ex.check(ex.load_dataset("articles") | ex.load_dataset("history"))


def growths(findings: tuple[ex.Finding, ...], record: str, metric: str, stated: str) -> list[ex.Finding]:
    return [
        one
        for one in findings
        if (one.kind, one.record, one.metric, one.stated)
        == (ex.checks.CheckKind.GROWTH, record, metric, amount(stated))
    ]


def test_the_growth_of_the_fifth_ciie_fits_cutting_off(history: tuple[ex.Finding, ...]) -> None:
    (finding,) = growths(history, "ciie-2022", "deal_value", "3.9 percent")
    assert finding.verdict is UNDECIDED
    assert "is 3.95928 percent (3.94485 to 3.97370)" in finding.why
    assert finding.why.endswith("; it fits cutting off, not rounding")


def test_the_growth_of_the_sixth_ciie_agrees_and_its_rival_does_not(history: tuple[ex.Finding, ...]) -> None:
    assert {one.verdict for one in growths(history, "ciie-2023", "deal_value", "6.7 percent")} == {AGREES}
    (rival,) = growths(history, "ciie-2023", "deal_value", "6.74 percent")
    assert (rival.verdict, "would fit" in rival.why) == (DISAGREES, False)


@pytest.mark.parametrize(
    ("record", "stated", "computed", "fits"),
    [
        (
            "canton-2025-spring",
            "17.3 percent",
            "14.2047 percent",
            "canton-2024-spring as base, at 17.4545 percent",
        ),
        (
            "canton-2025-autumn",
            "7.5 percent",
            "22.5296 percent",
            "canton-2025-spring as base, at more than 7.28945 percent",
        ),
    ],
)
def test_the_wrong_bases_of_the_canton_fair(
    history: tuple[ex.Finding, ...], record: str, stated: str, computed: str, fits: str
) -> None:
    claims = growths(history, record, "overseas_buyers", stated)
    (finding,) = [one for one in claims if one.verdict is DISAGREES]
    assert computed in finding.why
    assert f"it would fit with {fits}" in finding.why


def test_the_sectors_of_the_first_ciie_add_up(history: tuple[ex.Finding, ...]) -> None:
    finding = of(history, "ciie-2018", ex.checks.CheckKind.SUM)
    assert (finding.verdict, finding.metric) == (AGREES, "deal_value")
    assert finding.computed is not None
    assert finding.computed.value == Decimal("57.83E+9")
    assert finding.computed.high is None
    assert "its 7 categories add up to USD 57.83 billion (57.800 billion or more)" in finding.why


@pytest.mark.parametrize(
    ("record", "metric", "words"),
    [
        (
            "cisce-2024",
            "deals",
            "6,700 deals, where more than 210 deals is preferred; potential_partnerships is about",
        ),
        (
            "cisce-2025",
            "exhibitors",
            "where 651 exhibitors is preferred; exhibitors_with_partners is 1,200 exhibitors",
        ),
        (
            "ciie-2025",
            "economies",
            "where 138 countries and regions is preferred; participants is 155 participants",
        ),
        ("ciie-2019", "economies", "181 countries and regions; participants is 181 participants too"),
        ("cicpe-2025", "economies", "cicpe-2024 has 71 countries and regions too"),
        ("cicpe-2025", "economies", "as may be more than 4,000 brands"),
    ],
)
def test_the_mix_ups_of_the_history(
    history: tuple[ex.Finding, ...], record: str, metric: str, words: str
) -> None:
    told = [
        one
        for one in history
        if (one.kind, one.record, one.metric) == (ex.checks.CheckKind.MIX_UP, record, metric)
    ]
    assert {one.verdict for one in told} == {UNDECIDED}
    assert any(words in one.why and "perhaps" in one.why for one in told)


def test_progress_is_told_after_each_record() -> None:
    told: list[tuple[int, int]] = []
    catalog = ex.load_dataset("articles")
    assert ex.check(catalog, progress=lambda done, of: told.append((done, of))) == ex.check(catalog)
    count = sum(1 for _ in catalog.records())
    assert told == [(done, count) for done in range(1, count + 1)]
