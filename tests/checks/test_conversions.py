"""Printed conversions, lengths in days, rival figures and parts against each other."""

from datetime import date

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, figure
from claimed import AGREES, DAILY, DISAGREES, PEOPLE, UNDECIDED, amount, edition, flow, found, only, section

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
        (printed("151 billion yuan", "$20.9 billion"), {}, UNDECIDED, "the computed value is outside"),
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
    assert finding.why.endswith("; no rates are passed")


def test_a_conversion_without_a_date_or_a_rate_is_undecided() -> None:
    undated = edition(2024, printed(citations=[ON_PAGE]))
    assert only(ex.checks.CheckKind.CONVERSION, RATES, editions=[undated]).why.endswith(
        "; its date is not known"
    )
    unknown = edition(2024, printed(period="2020"))
    assert only(ex.checks.CheckKind.CONVERSION, RATES, editions=[unknown]).why.endswith(
        "the nearest is of 2023-12-31"
    )


def test_an_equivalent_of_zero_implies_no_rate() -> None:
    finding = only(ex.checks.CheckKind.CONVERSION, editions=[edition(2024, printed(equivalent="$0"))])
    assert (finding.verdict, finding.computed) == (UNDECIDED, None)
    assert finding.why == f"CNY 152 billion is printed as {amount('$0'):short}; no rates are passed"


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
    assert finding.why.startswith(f"the source states {amount(text):short}; {period} is ")


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


def test_days_of_other_records_are_not_tested() -> None:
    one = ex.Statistic(id="a", subject=PEOPLE, figure=figure("five days", "duration"))
    assert found(ex.checks.CheckKind.DURATION, statistics=[one]) == []


def test_a_flow_without_period_cannot_be_tested() -> None:
    value = figure("more than $100 billion", "trade_value")
    finding = only(ex.checks.CheckKind.PERIOD, flows=[flow("a", None, value=value)])
    assert (finding.verdict, finding.stated) == (UNDECIDED, value.amount)
    assert (
        finding.why
        == "the source states more than USD 100 billion: no period is printed, so nothing can be tested"
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
            "; the digits are the same: perhaps the decimal point is misplaced",
        ),
        (
            figure("$70 billion"),
            figure("$7 billion"),
            DISAGREES,
            "; the digits are the same: perhaps the decimal point is misplaced",
        ),
    ],
)
def test_rival_figures(first: ex.Figure, second: ex.Figure, verdict: ex.Verdict, why: str) -> None:
    finding = only(ex.checks.CheckKind.RIVALS, editions=[edition(2023, first, second)])
    assert finding.verdict is verdict
    assert why in finding.why
    assert (finding.stated, finding.computed) == (first.amount, second.amount)
    assert ("misplaced" in finding.why) is ("misplaced" in why)


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
def test_figures_that_are_not_rivals(other: ex.Figure) -> None:
    assert found(ex.checks.CheckKind.RIVALS, editions=[edition(2023, figure("$5"), other)]) == []


def test_three_rivals_make_three_pairs() -> None:
    figures = [figure(text) for text in ("$5", "$7", "$9")]
    assert len(found(ex.checks.CheckKind.RIVALS, editions=[edition(2023, *figures)])) == 3


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
