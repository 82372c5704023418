"""Claims of shares and ranks against figures, and claims that no figures can test."""

from decimal import Decimal

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, figure
from claimed import AGREES, DISAGREES, UNDECIDED, amount, edition, flow, only, share

# --- Shares ---------------------------------------------------------------------------------------------------------

WHOLE = flow("whole", "2023", quantity=figure("1.426 million tonnes", "trade_quantity", citations=[ON_PAGE]))


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
        (share("65 percent", of=None), WHOLE, "there is no figure of all imports; it would be"),
        (share("0 percent", of=None), WHOLE, "there is no figure of all imports"),
        (share("65 percent", metric="trade_value"), WHOLE, "there is no figure of the part"),
        (share("65 percent", subject="the first half"), WHOLE, "there is no figure of the part"),
        (share("65 percent", status=ex.Status.EXPECTED), WHOLE, "there is no figure of the part"),
        (
            share("65 percent"),
            flow("whole", "2023", value=figure("$5", "trade_value")),
            "there is no figure of all imports",
        ),
        (share("65 percent", of="part"), WHOLE, "there is no figure of all imports; it would be"),
        (
            share("65 percent"),
            flow("whole", "2022", quantity=figure("1.426 million tonnes", "trade_quantity")),
            "1.426 million tonnes of whole cannot be the whole; it would be",
        ),
        (
            share("65 percent"),
            flow("whole", "2023", quantity=figure("5 vehicles", "trade_quantity")),
            "5 vehicles of whole cannot be the whole; it would be",
        ),
        (
            share("65 percent"),
            flow("whole", "2023", quantity=figure("0 t", "trade_quantity")),
            "of whole cannot be the whole; it would be",
        ),
    ],
)
def test_a_share_that_cannot_be_tested(claim: ex.records.ShareClaim, whole: ex.TradeFlow, why: str) -> None:
    finding = only(ex.checks.CheckKind.SHARE, flows=[whole, part(claim)])
    assert finding.verdict is UNDECIDED
    assert why in finding.why
    assert (finding.computed is None) is ("would" not in finding.why)


def test_a_share_cites_the_figures_of_the_test() -> None:
    elsewhere = ex.Citation(ex.Source("yearbook", "Yearbook"), 3)
    claim = share("66 percent", citations=[elsewhere])
    finding = only(ex.checks.CheckKind.SHARE, flows=[WHOLE, part(claim)])
    assert finding.citations == (elsewhere, CITED, ON_PAGE)
    for text, of in (("0 percent", None), ("66 percent", None)):
        alone = only(ex.checks.CheckKind.SHARE, flows=[part(share(text, of=of, citations=[elsewhere]))])
        assert alone.why.startswith(
            f'the source states "{text}" of all imports: there is no figure of all imports'
        )
        assert alone.citations == (elsewhere, CITED)


def test_a_share_of_less_than_one() -> None:
    whole = flow("whole", "2023", quantity=figure("EXACT 0.5 t", "trade_quantity"))
    finding = only(ex.checks.CheckKind.SHARE, flows=[whole, part(share("50 percent"), "EXACT 0.25 t")])
    assert finding.verdict is AGREES


def test_a_share_of_a_record_without_figures() -> None:
    finding = only(ex.checks.CheckKind.SHARE, flows=[part(share("65 percent", of="ciie"))])
    assert "no figure of all imports" in finding.why


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
    assert finding.why == f'the source states "rank" among editions of the CIIE so far: {why}'
    assert finding.stated == amount(texts[-1] or "")
    assert finding.citations[0] == ON_PAGE


def test_a_record_cites_the_figures_of_the_test() -> None:
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


def test_without_a_number_the_count_of_editions_is_unknown() -> None:
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
    assert finding.why.endswith(f"among {claim.among}: there are no figures to rank")


def test_a_planned_figure_is_not_compared_with_a_record() -> None:
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
    assert first.why == 'the source states "first": there is no figure to test it'
    assert (streak.kind, streak.stated) == (ex.checks.CheckKind.STREAK, amount("15 years"))
    assert streak.why == 'the source states "15 years" for China: there is no figure to test it'
