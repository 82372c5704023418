"""Claims: what each of the nine kinds says, and what it refuses."""

from collections.abc import Callable

import pytest

import expotrade as ex
from builders import CITED
from expotrade.records import CLAIMS
from folding import each_row

PERCENT = ex.Amount.parse("23 percent")
EDITION = ex.records.GrowthBase.EDITION

MAKERS: dict[str, Callable[..., object]] = {
    "growth": lambda **fields: ex.records.GrowthClaim(**{"amount": PERCENT, "citations": [CITED]} | fields),
    "share": lambda **fields: ex.records.ShareClaim(
        **{"amount": PERCENT, "whole": "all trade", "citations": [CITED]} | fields
    ),
    "rank": lambda **fields: ex.records.RankClaim(
        **{"rank": 1, "among": "editions so far", "citations": [CITED]} | fields
    ),
    "streak": lambda **fields: ex.records.StreakClaim(
        **{"amount": ex.Amount.parse("15 years"), "what": "top partner", "citations": [CITED]} | fields
    ),
    "first": lambda **fields: ex.records.FirstClaim(
        **{"of": "CISCE", "what": "supply chain expo", "scope": "the world", "citations": [CITED]} | fields
    ),
    "cumulative": lambda **fields: ex.records.CumulativeClaim(
        **{"amount": ex.Amount.parse("$350 billion"), "metric": "deal_value", "over": "five editions"}
        | {"citations": [CITED]}
        | fields
    ),
    "change": lambda **fields: ex.records.ChangeClaim(
        **{"amount": ex.Amount.parse("$5 billion"), "metric": "deal_value", "citations": [CITED]} | fields
    ),
    "dates": lambda **fields: ex.records.DatesClaim(
        **{"period": ex.Period.parse("2023-11-05/2023-11-10"), "citations": [CITED]} | fields
    ),
    "venue": lambda **fields: ex.records.VenueClaim(**{"venue": "NECC", "citations": [CITED]} | fields),
}


def test_all_claims_are_made_here() -> None:
    assert [type(make()) for make in MAKERS.values()] == list(CLAIMS)


@each_row("kind", MAKERS)
@each_row(
    ("field", "value", "rule"),
    [
        ("citations", [], "a claim has at least one source"),
        ("citations", ["p. 7"], "it must be a Citation"),
        ("citations", CITED, "it must be a list or tuple of records"),
        ("metric", "", "it must be a text that is not empty"),
        ("subject", 1, "it must be a text that is not empty"),
        ("as_printed", "a\rb", "it must be one line without control or hidden characters"),
        ("period", "2024", "it must be a Period"),
        ("status", None, "it must be a Status"),
        ("attributed_to", "the organiser", "it must be a Party"),
        ("citations", [ex.Citation(CITED.source, 7, fields=["perod"])], "a citation names fields of its"),
        ("basis", "", "it must be a text that is not empty"),
        ("note", "", "it must be a text that is not empty"),
    ],
)
def test_values_that_every_claim_refuses(kind: str, field: str, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert caught.value.record == f"{kind.capitalize()}Claim"
    assert caught.value.field == field
    assert caught.value.rule.startswith(rule)


@pytest.mark.parametrize("kind", MAKERS)
def test_an_unknown_metric_is_refused(kind: str) -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="no metric 'deal_valu'; nearest: 'deal_value'"):
        MAKERS[kind](metric="deal_valu")


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        ("growth", {"amount": ex.Amount.parse("5 pp")}, "GrowthClaim.amount cannot be"),
        ("growth", {"amount": ex.Amount.parse("$5")}, "it must be an amount in percent or multiple"),
        (
            "growth",
            {"amount": 23},
            "GrowthClaim.amount cannot be 23: it must be an amount in percent or multiple",
        ),
        (
            "growth",
            {"base": "year_earlier"},
            "GrowthClaim.base cannot be 'year_earlier': it must be a GrowthBase",
        ),
        ("growth", {"since": "2013"}, "GrowthClaim.since cannot be '2013': it must be a Period"),
        ("share", {"amount": ex.Amount.parse("5 visitors")}, "it must be an amount in percent or multiple"),
        ("share", {"whole": ""}, "ShareClaim.whole cannot be '': it must be a text that is not empty"),
        ("share", {"of": "China trade"}, "ShareClaim.of cannot be 'China trade': an id is words of a-z"),
        ("rank", {"rank": 0}, "RankClaim.rank cannot be 0: it must be a whole number from 1 upwards"),
        ("rank", {"rank": True}, "RankClaim.rank cannot be True: it must be a whole number from 1 upwards"),
        ("rank", {"among": None}, "RankClaim.among cannot be None: it must be a text that is not empty"),
        ("streak", {"amount": PERCENT}, "it must be an amount of days, months, years or editions"),
        (
            "streak",
            {"amount": 15},
            "StreakClaim.amount cannot be 15: it must be an amount of days, months, years or",
        ),
        ("streak", {"what": ""}, "StreakClaim.what cannot be '': it must be a text that is not empty"),
        ("streak", {"rank": 1.0}, "StreakClaim.rank cannot be 1.0: it must be a whole number from 1 upwards"),
        ("streak", {"among": ""}, "StreakClaim.among cannot be '': it must be a text that is not empty"),
        ("first", {"of": ""}, "FirstClaim.of cannot be '': it must be a text that is not empty"),
        ("first", {"what": ""}, "FirstClaim.what cannot be '': it must be a text that is not empty"),
        ("first", {"scope": ""}, "FirstClaim.scope cannot be '': it must be a text that is not empty"),
        (
            "cumulative",
            {"metric": None},
            "CumulativeClaim.metric cannot be None: a cumulative total needs its metric",
        ),
        (
            "cumulative",
            {"amount": "$350 billion"},
            "CumulativeClaim.amount cannot be '$350 billion': it must be an Amount",
        ),
        ("cumulative", {"amount": PERCENT}, "deal_value is counted in a currency, not in percent"),
        (
            "cumulative",
            {"over": ""},
            "CumulativeClaim.over cannot be '': it must be a text that is not empty",
        ),
        (
            "growth",
            {"base": EDITION},
            "GrowthClaim.base_edition cannot be None: give it if the base is EDITION",
        ),
        ("growth", {"base_edition": "ciie-2018"}, "give it if the base is EDITION, and only then"),
        ("growth", {"base": EDITION, "base_edition": "CIIE"}, "an id is words of a-z"),
        (
            "change",
            {"base": EDITION},
            "ChangeClaim.base_edition cannot be None: give it if the base is EDITION",
        ),
        ("change", {"amount": PERCENT}, "a change in percent is a GrowthClaim"),
        (
            "change",
            {"amount": ex.Amount.parse("5 visitors")},
            "deal_value is counted in a currency, not in visitor",
        ),
        ("change", {"amount": ex.Amount.parse("5 pp")}, "deal_value is counted in a currency, not in pp"),
        (
            "change",
            {"amount": "$5 billion"},
            "ChangeClaim.amount cannot be '$5 billion': it must be an Amount",
        ),
        (
            "dates",
            {"period": None},
            "DatesClaim.period cannot be None: it must be given, such as Period.parse",
        ),
        ("dates", {"is_preferred": 1}, "DatesClaim.is_preferred cannot be 1: it must be a bool"),
        ("venue", {"venue": None}, "VenueClaim.venue cannot be None: give the venue, the city or both"),
        ("venue", {"city": ""}, "VenueClaim.city cannot be '': it must be a text that is not empty"),
        ("venue", {"is_preferred": None}, "VenueClaim.is_preferred cannot be None: it must be a bool"),
    ],
)
def test_values_that_one_kind_of_claim_refuses(kind: str, fields: dict[str, object], text: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](**fields)
    assert text in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (
            "growth",
            {"amount": ex.Amount.parse("more than doubled"), "base": ex.records.GrowthBase.AVERAGE_SINCE},
        ),
        ("growth", {"amount": ex.Amount.parse("down 2.6 percent"), "since": ex.Period.parse("2013")}),
        ("share", {"amount": ex.Amount.parse("one third"), "of": "china-trade-2023"}),
        ("rank", {"rank": None, "status": ex.Status.EXPECTED, "period": ex.Period.parse("2023")}),
        ("streak", {"amount": ex.Amount.parse("six consecutive editions"), "rank": 1, "among": "expos"}),
        (
            "first",
            {
                "subject": "China",
                "attributed_to": ex.Party(description="the organiser"),
                "basis": "as said",
                "note": "n",
            },
        ),
        ("cumulative", {"amount": ex.Amount.parse("nearly $350 billion")}),
        ("growth", {"base": EDITION, "base_edition": "ciie-2018"}),
        ("change", {"base": EDITION, "base_edition": "ciie-2018", "since": ex.Period.parse("2018")}),
        ("change", {"amount": ex.Amount.parse("6 pp"), "metric": "other"}),
        ("change", {"amount": ex.Amount.parse("9,000 square metres"), "metric": None}),
        ("dates", {"is_preferred": True}),
        ("venue", {"venue": None, "city": "Shanghai"}),
    ],
)
def test_values_of_claims(kind: str, fields: dict[str, object]) -> None:
    claim = MAKERS[kind](**fields)
    assert {name: getattr(claim, name) for name in fields} == fields
    assert claim.cite() == '"Expo closes", paragraph 7'


def test_a_growth_says_no_base_unless_one_is_printed() -> None:
    assert ex.records.GrowthClaim(amount=PERCENT, citations=[CITED]).base is ex.records.GrowthBase.NOT_STATED
    assert [repr(base) for base in ex.records.GrowthBase] == [
        "GrowthBase.PREVIOUS_EDITION",
        "GrowthBase.EDITION",
        "GrowthBase.YEAR_EARLIER",
        "GrowthBase.AVERAGE_SINCE",
        "GrowthBase.NOT_STATED",
    ]
