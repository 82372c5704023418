"""Growth of trade whose base only the other side of the trade reports."""

import pytest

import expotrade as ex
from builders import CITED, flow
from expotrade.records.events import flow_key, reported_flow_key

CLAIM = {"metric": "trade_value", "base": ex.records.GrowthBase.YEAR_EARLIER, "citations": [CITED]}


def grown(percent: str, **fields: object) -> ex.TradeFlow:
    """China's imports of durians from Thailand in 2024, with a stated growth."""
    claim = ex.records.GrowthClaim(amount=ex.Amount.parse(percent), **CLAIM)
    given = {"partner": "TH", "product": "durians", "claims": [claim]}
    return flow("imports-2024", "$110.0 million", **given | fields)


def exported(amount: str, period: str = "2023", **fields: object) -> ex.TradeFlow:
    """Thailand's exports of durians to China."""
    given = {"reporter": "TH", "partner": "CN", "kind": ex.FlowKind.EXPORT, "product": "Durians"}
    return flow(f"exports-{period}", amount, period, **given | fields)


def finding(*flows: ex.TradeFlow) -> ex.Finding:
    """The finding on the stated growth."""
    sources = [citation.source for citation in [CITED]]
    (found,) = ex.check(ex.Catalog(sources=sources, flows=flows)).of(kind="growth")
    return found


def test_the_partners_report_is_the_base_where_there_is_no_other() -> None:
    found = finding(grown("10 percent"), exported("$100.0 million"))
    assert found.verdict is ex.Verdict.AGREES
    assert "as TH reports it in exports-2023" in found.why


def test_a_difference_between_two_sides_is_undecided() -> None:
    found = finding(grown("25 percent"), exported("$100.0 million"))
    assert found.verdict is ex.Verdict.UNDECIDED
    assert found.computed is not None
    assert found.why.endswith("which differs, but the two sides of a trade value it differently")


def test_the_same_side_is_preferred() -> None:
    own = flow("imports-2023", "$88.0 million", "2023", partner="TH", product="durians")
    found = finding(grown("25 percent"), exported("$100.0 million"), own)
    assert found.verdict is ex.Verdict.AGREES
    assert "as TH reports it" not in found.why


@pytest.mark.parametrize(
    "other",
    [
        exported("$100.0 million", "2022"),
        exported("$100.0 million", partner="VN"),
        exported("$100.0 million", product="mangoes"),
        exported("$100.0 million", kind=ex.FlowKind.IMPORT),
        exported("$100.0 million", kind=ex.FlowKind.INVESTMENT_OUT),
        exported("$0 million"),
    ],
)
def test_another_flow_is_not_the_base(other: ex.TradeFlow) -> None:
    found = finding(grown("10 percent"), other)
    assert found.verdict is ex.Verdict.UNDECIDED
    assert "no figure for 2023" in found.why


@pytest.mark.parametrize("period", [None, "2024/..", "0001"])
def test_a_flow_without_a_year_before_has_no_base(period: str | None) -> None:
    found = finding(grown("10 percent", period=period), exported("$100.0 million"))
    assert found.verdict is ex.Verdict.UNDECIDED


def test_a_growth_without_a_stated_base_has_none() -> None:
    claim = ex.records.GrowthClaim(
        amount=ex.Amount.parse("10 percent"), metric="trade_value", citations=[CITED]
    )
    found = finding(grown("10 percent", claims=[claim]), exported("$100.0 million"))
    assert found.verdict is ex.Verdict.UNDECIDED
    assert "its base is not stated" in found.why


def test_the_key_of_a_flow_is_the_same_from_both_sides() -> None:
    here, there = grown("10 percent"), exported("$100.0 million")
    assert flow_key(here) == flow_key(there)
    assert reported_flow_key(here) != reported_flow_key(there)
    both = ex.FlowKind.BOTH_WAYS
    assert flow_key(flow("a", "$5", kind=both, partner="TH")) == flow_key(
        flow("b", "$7", kind=both, reporter="TH", partner="CN")
    )
    assert flow_key(here) != flow_key(flow("a", "$5", kind=both, partner="TH", product="durians"))


NAMED = {"product": "durians", "hs": None}
CODED = {"product": None, "hs": "081060"}
BOTH = {"product": "Durians", "hs": "081060"}


@pytest.mark.parametrize(
    ("new", "old"), [(NAMED, NAMED), (NAMED, BOTH), (BOTH, NAMED), (CODED, BOTH), (BOTH, CODED), (BOTH, BOTH)]
)
def test_a_product_is_the_same_by_its_code_or_its_name(
    new: dict[str, object], old: dict[str, object]
) -> None:
    own = flow("imports-2023", "$88.0 million", "2023", partner="TH", **old)
    assert finding(grown("25 percent", **new), own).verdict is ex.Verdict.AGREES
    found = finding(grown("10 percent", **new), exported("$100.0 million", **old))
    assert found.verdict is ex.Verdict.AGREES
    assert "as TH reports it" in found.why


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (NAMED, CODED),
        (CODED, NAMED),
        (BOTH, {"product": "Durians", "hs": "0810"}),
        (NAMED, {"product": "mangoes", "hs": "081060"}),
        ({"product": None, "hs": None}, BOTH),
        (BOTH, {"product": None, "hs": None}),
    ],
)
def test_a_product_with_another_code_or_name_is_another(
    new: dict[str, object], old: dict[str, object]
) -> None:
    own = flow("imports-2023", "$88.0 million", "2023", partner="TH", **old)
    found = finding(grown("25 percent", **new), own, exported("$100.0 million", **old))
    assert found.verdict is ex.Verdict.UNDECIDED
    assert "no figure for 2023" in found.why


def test_a_flow_with_the_same_code_comes_before_one_with_the_same_name() -> None:
    named = flow("named-2023", "$50.0 million", "2023", partner="TH", **NAMED)
    coded = flow("coded-2023", "$88.0 million", "2023", partner="TH", **CODED)
    assert finding(grown("25 percent", **BOTH), named, coded).verdict is ex.Verdict.AGREES
