"""Claims of growth against the figures of their base: of editions, of rates and of flows."""

from decimal import Decimal

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, edition as edition_of, figure
from claimed import AGREES, DISAGREES, PEOPLE, UNDECIDED, amount, edition, flow, growth, only


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
        f'the source states "10 percent": there is no figure for ciie 2022; it would have been {finding.computed:short}'
    )


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (growth("10 percent", metric="visits"), "ciie-2023 has no figure for it"),
        (growth("10 percent", subject="companies from Asia"), "ciie-2023 has no figure for it"),
        (growth("10 percent", period=ex.Period.parse("2022")), "it would have been"),
        (growth("10 percent", status=ex.Status.EXPECTED), "ciie-2023 has no figure for it"),
        (
            growth("10 percent", base=ex.records.GrowthBase.NOT_STATED),
            "its base is not stated; it would have been USD 100 billion",
        ),
        (
            growth("10 percent", base=ex.records.GrowthBase.AVERAGE_SINCE),
            "an average since an unstated date: the catalog has no series",
        ),
        (
            growth("10 percent", base=ex.records.GrowthBase.AVERAGE_SINCE, since=ex.Period.parse("2013")),
            "an average since 2013: the catalog has no series",
        ),
        (growth("down 100 percent"), ": there is no figure for ciie 2022"),
        (growth("down 150 percent"), ": there is no figure for ciie 2022"),
        (
            growth("10 percent", base=ex.records.GrowthBase.PREVIOUS_EDITION),
            "no figure for edition 5 of ciie; it would",
        ),
        (
            growth("doubled", as_printed="has doubled"),
            'the source states "has doubled": there is no figure for ciie 2022; it would',
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
        "ciie-2023 has no figure for it"
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


def test_a_planned_figure_is_not_the_base_of_an_actual_growth() -> None:
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


def test_different_bases_are_noted() -> None:
    editions = [
        edition(2022, figure("$100 billion", basis="deals")),
        edition(2023, figure("$110 billion", basis="tentative deals"), claims=[growth("10 percent")]),
    ]
    finding = only(ex.checks.CheckKind.GROWTH, editions=editions)
    assert finding.verdict is AGREES
    assert finding.why.endswith("; note that the bases differ: 'tentative deals', 'deals'")


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
        "canton 2024 spring" if verdict is AGREES else "no figure for the edition before CANTON 2025 spring"
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
    assert "no figure for a year earlier; it would have been" in finding.why


def test_growth_of_a_record_without_editions() -> None:
    def statistic(base: ex.records.GrowthBase) -> ex.Statistic:
        claims = [growth("10 percent", metric="companies", base=base)]
        return ex.Statistic(
            id="a", subject=PEOPLE, figure=figure("110 companies", "companies"), claims=claims
        )

    earlier = only(ex.checks.CheckKind.GROWTH, statistics=[statistic(ex.records.GrowthBase.YEAR_EARLIER)])
    assert "no figure for a year earlier; it would have been 100 enterprises" in earlier.why
    previous = only(
        ex.checks.CheckKind.GROWTH, statistics=[statistic(ex.records.GrowthBase.PREVIOUS_EDITION)]
    )
    assert "no figure for the previous edition" in previous.why


# --- Changes in units -----------------------------------------------------------------------------------------------


def change(stated: str | ex.Amount, metric: str = "exhibitors", **fields: object) -> ex.records.ChangeClaim:
    changed = amount(stated) if isinstance(stated, str) else stated
    given = {"amount": changed, "metric": metric, "base": ex.records.GrowthBase.PREVIOUS_EDITION}
    return ex.records.ChangeClaim(**given | {"citations": [CITED]} | fields)


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("105 exhibitors", AGREES), ("more than 100 exhibitors", AGREES), ("115 exhibitors", DISAGREES)],
)
def test_a_change_is_the_difference_of_two_editions(stated: str, verdict: ex.Verdict) -> None:
    editions = [
        edition(2022, figure("515 exhibitors")),
        edition(2023, figure("620 exhibitors"), claims=[change(stated)]),
    ]
    finding = only(ex.checks.CheckKind.CHANGE, editions=editions)
    assert finding.verdict is verdict
    assert finding.computed == amount("105 exhibitors")


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (change("5 visits", "visits"), "ciie-2023 has no figure for it"),
        (change("5 exhibitors", subject="from abroad"), "ciie-2023 has no figure for it"),
        (
            change("5 exhibitors", base=ex.records.GrowthBase.AVERAGE_SINCE),
            "an average since an unstated date: the catalog has no series",
        ),
        (
            change("5 exhibitors", base=ex.records.GrowthBase.NOT_STATED),
            "its base is not stated; it would have been 615 exhibitors",
        ),
        (
            change("5 exhibitors", base=ex.records.GrowthBase.EDITION, base_edition="ciie-2021"),
            "there is no figure for CIIE 2021; it would have been 615 exhibitors",
        ),
        (change(ex.Amount(5, "booth"), "other"), "9 visitors in edition 5 of ciie cannot be the base"),
    ],
)
def test_a_change_that_nothing_tests_is_undecided(claim: ex.records.ChangeClaim, why: str) -> None:
    editions = [
        edition(2021, figure("5 deals", "deals")),
        edition(2022, figure(ex.Amount(9, "visitor"), "other")),
        edition(2023, figure("620 exhibitors"), figure(ex.Amount(7, "visitor"), "other"), claims=[claim]),
    ]
    finding = only(ex.checks.CheckKind.CHANGE, editions=editions)
    assert finding.verdict is UNDECIDED
    assert why in finding.why


def test_a_change_over_a_figure_of_another_kind_is_undecided() -> None:
    editions = [
        edition(2022, figure(ex.Amount(9, "booth"), "other")),
        edition(
            2023, figure(ex.Amount(7, "visitor"), "other"), claims=[change(ex.Amount(5, "visitor"), "other")]
        ),
    ]
    finding = only(ex.checks.CheckKind.CHANGE, editions=editions)
    assert (finding.verdict, finding.computed) == (UNDECIDED, amount("2 visitors"))
    assert "9 booths in edition 5 of ciie cannot be the base" in finding.why
