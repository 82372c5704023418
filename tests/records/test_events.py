"""Deals, trade flows, statistics and remarks."""

from collections.abc import Callable
from enum import Enum

import pytest

import expotrade as ex
from builders import CITED, figure
from expotrade.records import events as facts

BUYER = ex.Party(organisation="befar-group", role="buyer")
VALUE = figure("roughly 100 million yuan")
TONNES = figure("929,000 tonnes", "trade_quantity")
DOUBLED = ex.records.GrowthClaim(amount=ex.Amount.parse("doubled"), citations=[CITED])

MAKERS: dict[type, Callable[..., object]] = {
    ex.Deal: lambda **fields: ex.Deal(
        **{"id": "a-deal", "parties": [BUYER], "edition": "ciie-2023"} | fields
    ),
    ex.TradeFlow: lambda **fields: ex.TradeFlow(
        **{"id": "a-flow", "reporter": "CN", "kind": ex.FlowKind.IMPORT} | fields
    ),
    ex.Statistic: lambda **fields: ex.Statistic(
        **{"id": "a-statistic", "subject": BUYER, "figure": VALUE} | fields
    ),
    ex.Remark: lambda **fields: ex.Remark(
        **{"id": "a-remark", "subject": BUYER, "kind": ex.records.RemarkKind.PLAN, "wording": "to come"}
        | fields
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
def test_values_that_every_event_refuses(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


@pytest.mark.parametrize(
    ("kind", "field", "value", "rule"),
    [
        (ex.Deal, "parties", BUYER, "it must be a list or tuple of records"),
        (ex.Deal, "parties", ["apple"], "it must be a Party"),
        (ex.Deal, "kind", "tentative", "it must be a DealKind"),
        (ex.Deal, "subject", "", "it must be a text that is not empty"),
        (ex.Deal, "value", ex.Amount.parse("$5"), "it must be a Figure"),
        (ex.Deal, "edition", "CIIE", "an id is words of a-z"),
        (ex.Deal, "expo", "CIIE", "an id is words of a-z"),
        (ex.Deal, "section", "", "an id is words of a-z"),
        (ex.Deal, "date", "2023", "it must be a Period"),
        (ex.TradeFlow, "reporter", None, "a place is an ISO 3166-1 alpha-2 code"),
        (ex.TradeFlow, "partner", "Thailand", "a place is an ISO 3166-1 alpha-2 code"),
        (ex.TradeFlow, "kind", "import", "it must be a FlowKind"),
        (ex.TradeFlow, "trader", "Dongfeng", "an id is words of a-z"),
        (ex.TradeFlow, "product", "", "it must be a text that is not empty"),
        (ex.TradeFlow, "period", "2023", "it must be a Period"),
        (ex.TradeFlow, "partners", "GB", "it must be a list or tuple of records"),
        (ex.TradeFlow, "partners", ["GB", "UK"], "a place is an ISO 3166-1 alpha-2 code"),
        (ex.TradeFlow, "partners", ["GB"], "give two or more different places here, or one place as partner"),
        (ex.TradeFlow, "partners", ["GB", "GB"], "give two or more different places here"),
        (ex.TradeFlow, "value", 5, "it must be a Figure"),
        (ex.TradeFlow, "quantity", "5 t", "it must be a Figure"),
        (ex.TradeFlow, "claims", [VALUE], "it must be a claim, such as GrowthClaim or ShareClaim"),
        (ex.Statistic, "subject", "Shunyi", "it must be a Party"),
        (ex.Statistic, "figure", 5, "it must be a Figure"),
        (ex.Statistic, "claims", [VALUE], "it must be a claim, such as GrowthClaim or ShareClaim"),
        (ex.Remark, "subject", None, "it must be a Party"),
        (ex.Remark, "kind", "plan", "it must be a RemarkKind"),
        (ex.Remark, "wording", "", "it must be a text that is not empty"),
        (ex.Remark, "parties", [ex.Person(id="li-fei", name="Li Fei")], "it must be a Party"),
        (ex.Remark, "products", [1], "it must be a text that is not empty"),
        (ex.Remark, "section", "CIIE", "an id is words of a-z"),
        (ex.Remark, "date", "2024", "it must be a Period"),
        (ex.Remark, "status", "planned", "it must be a Status"),
        (ex.Remark, "edition", "CIIE 2023", "an id is words of a-z"),
        (ex.Remark, "expo", "CIIE", "an id is words of a-z"),
        (ex.Remark, "attributed_to", "Li Fei", "it must be a Party"),
    ],
)
def test_values_that_one_kind_of_event_refuses(kind: type, field: str, value: object, rule: str) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[kind](**{field: value})
    assert (caught.value.record, caught.value.field) == (kind.__name__, field)
    assert caught.value.rule.startswith(rule)


def test_an_undisclosed_value_is_unknown_and_not_zero() -> None:
    undisclosed = ex.Deal(id="a-deal", parties=[BUYER], kind=ex.DealKind.MEMORANDUM, edition="cisce-2024")
    assert not undisclosed.is_disclosed
    assert undisclosed.value is None
    assert undisclosed.figures == ()
    disclosed = ex.Deal(id="a-deal", parties=[BUYER], value=VALUE, expo="cisce")
    assert disclosed.is_disclosed
    assert disclosed.figures == (VALUE,)
    zero = ex.Deal(
        id="a-deal",
        parties=[BUYER],
        value=figure(ex.Amount(0, "USD")),
        expo="cisce",
    )
    assert zero.is_disclosed
    assert disclosed.kind is ex.DealKind.UNSPECIFIED


def test_a_deal_needs_an_edition_or_an_expo() -> None:
    with pytest.raises(
        ex.errors.RecordError, match=r"^Deal\.edition cannot be None: give its edition, or its expo if"
    ):
        ex.Deal(id="a-deal", parties=[BUYER])


@pytest.mark.parametrize("hs", ["08", "0810", "081060", "08106000", "0810600000", None])
def test_codes_of_the_harmonized_system(hs: str | None) -> None:
    assert ex.TradeFlow(id="a-flow", reporter="CN", kind=ex.FlowKind.IMPORT, hs=hs).hs == hs


@pytest.mark.parametrize(
    "hs", ["", "0", "081", "0810.60", "08106", "081060000000", "٠٨", "0810\n", "HS", 81060]
)
def test_texts_that_are_not_codes_of_the_harmonized_system(hs: object) -> None:
    with pytest.raises(ex.errors.RecordError) as caught:
        MAKERS[ex.TradeFlow](hs=hs)
    rule = "an HS code is two to ten digits in pairs, without a dot: '081060'"
    assert str(caught.value) == f"TradeFlow.hs cannot be {hs!r}: {rule}"


def test_a_flow_has_value_and_quantity_as_far_as_they_are_known() -> None:
    worth = figure("$5 billion", "trade_value")
    assert MAKERS[ex.TradeFlow]().figures == ()
    assert MAKERS[ex.TradeFlow](quantity=TONNES).figures == (TONNES,)
    assert MAKERS[ex.TradeFlow](quantity=TONNES, value=worth).figures == (worth, TONNES)


def test_a_flow_has_one_partner_or_several() -> None:
    several = MAKERS[ex.TradeFlow](partners=["GB", "AU", "europe"])
    assert (several.partner, several.partners) == (None, ("GB", "AU", "europe"))
    with pytest.raises(ex.errors.RecordError, match="or one place as partner"):
        MAKERS[ex.TradeFlow](partner="BE", partners=["GB", "AU"])
    assert facts.partners_text(several) == "GB, AU, europe"
    assert facts.partners_text(MAKERS[ex.TradeFlow](partner="BE")) == "BE"
    assert facts.partners_text(MAKERS[ex.TradeFlow]()) == "?"


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        (ex.FlowKind.IMPORT, (("GB", "CN"), ("AU", "CN"))),
        (ex.FlowKind.EXPORT, (("CN", "GB"), ("CN", "AU"))),
        (ex.FlowKind.BOTH_WAYS, (("CN", "GB"), ("GB", "CN"), ("CN", "AU"), ("AU", "CN"))),
    ],
)
def test_a_flow_goes_to_each_of_its_partners(kind: ex.FlowKind, ways: tuple[tuple[str, str], ...]) -> None:
    assert facts.directions(MAKERS[ex.TradeFlow](kind=kind, partners=["GB", "AU"])) == ways


def test_a_statistic_has_a_figure_or_a_claim() -> None:
    with pytest.raises(
        ex.errors.RecordError,
        match=r"^Statistic\.figure cannot be None: a statistic has a figure or a claim$",
    ):
        ex.Statistic(id="a-statistic", subject=BUYER)
    assert ex.Statistic(id="a-statistic", subject=BUYER, claims=[DOUBLED]).figures == ()
    assert ex.Statistic(id="a-statistic", subject=BUYER, figure=TONNES).figures == (TONNES,)


def test_a_remark_does_not_need_an_expo() -> None:
    remark = MAKERS[ex.Remark](parties=[ex.Party(person="li-fei")], status=ex.Status.PLANNED)
    assert remark.edition is None
    assert remark.expo is None


@pytest.mark.parametrize("kind", [ex.DealKind, ex.FlowKind, ex.records.RemarkKind])
def test_enums_show_how_they_are_written(kind: type[Enum]) -> None:
    for member in kind:
        assert eval(repr(member), vars(facts)) is member
        assert kind(member.value) is member
