"""Deals, trade flows, statistics and remarks."""

from collections.abc import Callable
from enum import Enum

import pytest

from expotrade import facts
from expotrade.amounts import Amount
from expotrade.claims import Growth
from expotrade.errors import RecordError
from expotrade.evidence import Citation, Figure, Source, Status
from expotrade.facts import Deal, DealKind, FlowKind, Remark, RemarkKind, Statistic, TradeFlow
from expotrade.parties import Party, Person

CITED = Citation(Source("report", "Expo closes"), 7)
BUYER = Party(organisation="befar-group", role="buyer")
VALUE = Figure("deal_value", Amount.parse("roughly 100 million yuan"), citations=[CITED])
TONNES = Figure("trade_quantity", Amount.parse("929,000 tonnes"), citations=[CITED])
DOUBLED = Growth(amount=Amount.parse("doubled"), citations=[CITED])

MAKERS: dict[type, Callable[..., object]] = {
    Deal: lambda **fields: Deal(**{"id": "a-deal", "parties": [BUYER], "edition": "ciie-2023"} | fields),
    TradeFlow: lambda **fields: TradeFlow(
        **{"id": "a-flow", "reporter": "CN", "kind": FlowKind.IMPORT} | fields
    ),
    Statistic: lambda **fields: Statistic(
        **{"id": "a-statistic", "subject": BUYER, "figure": VALUE} | fields
    ),
    Remark: lambda **fields: Remark(
        **{"id": "a-remark", "subject": BUYER, "kind": RemarkKind.PLAN, "wording": "to come"} | fields
    ),
}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("id", "A deal", "an id is words of a-z"),
        ("citations", [1], "it must be a Citation"),
        ("citations", CITED, "it must be a list or tuple of records"),
        ("note", "", "it must be a text that is not empty"),
    ],
)
def test_what_every_fact_refuses(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


@pytest.mark.parametrize(
    ("kind", "field", "value", "rule"),
    [
        (Deal, "parties", BUYER, "it must be a list or tuple of records"),
        (Deal, "parties", ["apple"], "it must be a Party"),
        (Deal, "kind", "tentative", "it must be a DealKind"),
        (Deal, "subject", "", "it must be a text that is not empty"),
        (Deal, "value", Amount.parse("$5"), "it must be a Figure"),
        (Deal, "edition", "CIIE", "an id is words of a-z"),
        (Deal, "expo", "CIIE", "an id is words of a-z"),
        (Deal, "section", "", "an id is words of a-z"),
        (Deal, "date", "2023", "it must be a Period"),
        (TradeFlow, "reporter", None, "a place is an ISO 3166-1 alpha-2 code"),
        (TradeFlow, "partner", "Thailand", "a place is an ISO 3166-1 alpha-2 code"),
        (TradeFlow, "kind", "import", "it must be a FlowKind"),
        (TradeFlow, "trader", "Dongfeng", "an id is words of a-z"),
        (TradeFlow, "product", "", "it must be a text that is not empty"),
        (TradeFlow, "period", "2023", "it must be a Period"),
        (TradeFlow, "value", 5, "it must be a Figure"),
        (TradeFlow, "quantity", "5 t", "it must be a Figure"),
        (TradeFlow, "claims", [VALUE], "it must be a claim, such as Growth or Share"),
        (Statistic, "subject", "Shunyi", "it must be a Party"),
        (Statistic, "figure", 5, "it must be a Figure"),
        (Statistic, "claims", [VALUE], "it must be a claim, such as Growth or Share"),
        (Remark, "subject", None, "it must be a Party"),
        (Remark, "kind", "plan", "it must be a RemarkKind"),
        (Remark, "wording", "", "it must be a text that is not empty"),
        (Remark, "people", ["Li Fei"], "it must be a Person"),
        (Remark, "parties", [Person(name="Li Fei")], "it must be a Party"),
        (Remark, "date", "2024", "it must be a Period"),
        (Remark, "status", "planned", "it must be a Status"),
        (Remark, "edition", "CIIE 2023", "an id is words of a-z"),
        (Remark, "expo", "CIIE", "an id is words of a-z"),
        (Remark, "attributed_to", "", "it must be a text that is not empty"),
    ],
)
def test_what_a_fact_of_its_kind_refuses(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


def test_an_undisclosed_value_is_unknown_and_not_zero() -> None:
    undisclosed = Deal(id="a-deal", parties=[BUYER], kind=DealKind.MEMORANDUM, edition="cisce-2024")
    assert not undisclosed.is_disclosed
    assert undisclosed.value is None
    assert undisclosed.figures == ()
    disclosed = Deal(id="a-deal", parties=[BUYER], value=VALUE, expo="cisce")
    assert disclosed.is_disclosed
    assert disclosed.figures == (VALUE,)
    zero = Deal(
        id="a-deal",
        parties=[BUYER],
        value=Figure("deal_value", Amount(0, "USD"), citations=[CITED]),
        expo="cisce",
    )
    assert zero.is_disclosed
    assert disclosed.kind is DealKind.UNSPECIFIED


def test_a_deal_was_made_somewhere() -> None:
    with pytest.raises(
        RecordError, match=r"^Deal\.edition cannot be None: give its edition, or its expo where"
    ):
        Deal(id="a-deal", parties=[BUYER])


@pytest.mark.parametrize("hs", ["08", "0810", "081060", "08106000", "0810600000", None])
def test_codes_of_the_harmonized_system(hs: str | None) -> None:
    assert TradeFlow(id="a-flow", reporter="CN", kind=FlowKind.IMPORT, hs=hs).hs == hs


@pytest.mark.parametrize(
    "hs", ["", "0", "081", "0810.60", "08106", "081060000000", "٠٨", "0810\n", "HS", 81060]
)
def test_what_is_no_code_of_the_harmonized_system(hs: object) -> None:
    with pytest.raises(RecordError) as caught:
        MAKERS[TradeFlow](hs=hs)
    rule = "an HS code is two to ten digits in pairs, without a dot: '081060'"
    assert str(caught.value) == f"TradeFlow.hs cannot be {hs!r}: {rule}"


def test_a_flow_has_value_and_quantity_as_far_as_they_are_known() -> None:
    worth = Figure("trade_value", Amount.parse("$5 billion"), citations=[CITED])
    assert MAKERS[TradeFlow]().figures == ()
    assert MAKERS[TradeFlow](quantity=TONNES).figures == (TONNES,)
    assert MAKERS[TradeFlow](quantity=TONNES, value=worth).figures == (worth, TONNES)


def test_a_statistic_has_a_figure_or_a_claim() -> None:
    with pytest.raises(
        RecordError, match=r"^Statistic\.figure cannot be None: a statistic has a figure or a claim$"
    ):
        Statistic(id="a-statistic", subject=BUYER)
    assert Statistic(id="a-statistic", subject=BUYER, claims=[DOUBLED]).figures == ()
    assert Statistic(id="a-statistic", subject=BUYER, figure=TONNES).figures == (TONNES,)


def test_a_remark_may_stand_without_an_expo() -> None:
    remark = MAKERS[Remark](people=[Person(name="Li Fei", organisation="mofcom")], status=Status.PLANNED)
    assert remark.edition is None
    assert remark.expo is None


@pytest.mark.parametrize("kind", [DealKind, FlowKind, RemarkKind])
def test_enums_show_how_they_are_written(kind: type[Enum]) -> None:
    for member in kind:
        assert eval(repr(member), vars(facts)) is member
        assert kind(member.value) is member
