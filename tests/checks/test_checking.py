"""What a finding says, how findings are chosen, and the findings of the bundled data."""

import pickle
from decimal import Decimal

import pytest

import expotrade as ex
from builders import figure
from claimed import (
    AGREES,
    DAILY,
    DISAGREES,
    EXPO,
    PEOPLE,
    UNDECIDED,
    amount,
    edition,
    growth,
    only,
    section,
    share,
)

# --- Findings -------------------------------------------------------------------------------------------------------


def test_a_finding_can_be_quoted_and_kept() -> None:
    finding = only(
        ex.checks.CheckKind.DURATION,
        editions=[
            edition(2024, figure("five days", "duration", citations=[DAILY]), period="2024-11-26/2024-11-30")
        ],
    )
    assert str(finding) == (
        "AGREES ciie-2024: the source states 5 days; 2024-11-26/2024-11-30 is 5 days, which agrees\n"
        '    The Daily, "Expo closes", 2024-12-04, paragraph 7'
    )
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert repr(finding).startswith(
        "Finding(verdict=Verdict.AGREES, kind=CheckKind.DURATION, record='ciie-2024'"
    )


HUGE, TINY = "EXACT 1E+400 USD", "EXACT 1E-300 USD"


def test_numbers_out_of_range_do_not_stop_the_other_checks() -> None:
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
        assert finding.why.startswith("the source states ")
    assert "percentage points can only be added and subtracted" in points.why
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


def test_findings_can_be_filtered(articles: ex.checks.Findings) -> None:
    assert type(articles) is ex.checks.Findings
    assert articles == tuple(articles)
    agreeing = tuple(one for one in articles if one.verdict is AGREES)
    assert articles.of(verdict=AGREES) == agreeing != ()
    assert type(ex.check(ex.Catalog())) is ex.checks.Findings
    assert ex.check(ex.Catalog()) == ()


def test_no_claim_of_the_articles_disagrees(articles: tuple[ex.Finding, ...]) -> None:
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
    # The number 152 billion is converted into 21 billion; that the deals are worth more changes no rate.
    assert cisce.computed.high is not None
    assert (round(cisce.computed.low, 3), round(cisce.computed.high, 3)) == (
        Decimal("7.047"),
        Decimal("7.439"),
    )
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
    places = (ex.records.DatesClaim, ex.records.VenueClaim)
    tested = [claim for _, claim in catalog.claims() if not isinstance(claim, places)]
    of_claims = {ex.checks.CheckKind(type(claim).__name__.removesuffix("Claim").lower()) for claim in tested}
    assert sum(finding.kind in of_claims for finding in articles) == len(tested)
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
    assert finding.why.endswith("; it fits if the value is cut off, not rounded")


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


def test_progress_is_called_after_each_record() -> None:
    told: list[tuple[int, int]] = []
    catalog = ex.load_dataset("articles")
    assert ex.check(catalog, progress=lambda done, of: told.append((done, of))) == ex.check(catalog)
    count = sum(1 for _ in catalog.records())
    assert told == [(done, count) for done in range(1, count + 1)]
