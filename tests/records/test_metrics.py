"""The table of metrics: complete, in known units, and looked up by exact code."""

import json
import re
from pathlib import Path

import pytest

import expotrade as ex
from expotrade.records.metrics import is_metric
from expotrade.units import is_same_dimension
from folding import each_row

DATA = Path(__file__).parents[2] / "src" / "expotrade" / "data"
METRICS = ex.list_metrics()


@pytest.mark.parametrize(
    ("code", "dimension", "unit"),
    [
        ("deal_value", "money", None),
        ("deals", "count", "deal"),
        ("exhibitors", "count", "exhibitor"),
        ("economies", "count", "economy"),
        ("participants", "count", "participant"),
        ("exhibition_area", "area", "m2"),
        ("trade_value", "money", None),
        ("trade_quantity", "any", None),
        ("investment", "money", None),
        ("visits", "count", "visit"),
        ("visitors", "count", "visitor"),
        ("duration", "duration", "day"),
        ("sign_ups", "count", "enterprise"),
        ("suppliers", "count", "supplier"),
        ("new_products", "count", "product"),
        ("business_ties", "count", "enterprise"),
        ("potential_partnerships", "count", "partnership"),
        ("supply_chain_partners", "count", "partner"),
        ("other", "any", None),
    ],
)
def test_the_metrics_of_the_articles_exist(code: str, dimension: str, unit: str | None) -> None:
    found = ex.metric(code)
    assert (found.code, found.dimension, found.unit) == (code, dimension, unit)
    assert is_metric(code)


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("exhibitors", "exhibitor"),
        ("main_exhibitors", "main exhibitor"),
        ("co_exhibitors", "co-exhibitor"),
        ("visitors", "visitor"),
        ("professional_visitors", "trade visitor"),
        ("visits", "visit"),
        ("net_exhibition_area", "net exhibition space"),
        ("gross_exhibition_area", "gross exhibition space"),
        ("exhibition_area", None),
    ],
)
def test_names_the_terms_of_the_trade(code: str, term: str | None) -> None:
    assert ex.metric(code).term == term


@each_row("found", METRICS)
def test_every_metric_is_complete(found: ex.Metric) -> None:
    assert ex.metric(found.code) is found
    assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", found.code)
    assert found.english
    assert re.search("[\u4e00-\u9fff]", found.chinese)
    assert found.definition.endswith(".")
    assert 1 <= len(re.findall(r"[.?!](?= |$)", found.definition)) <= 2
    assert not re.search(r"(^|_)(usd|cny|growth|share|pct|m2)(_|$)", found.code)


@each_row("found", METRICS)
def test_every_metric_is_counted_in_a_unit_of_its_dimension(found: ex.Metric) -> None:
    if found.dimension in ("money", "any"):
        assert found.unit is None
    elif found.dimension == "duration":
        assert found.unit in ("day", "month", "year")
    elif found.dimension == "count":
        assert found.unit not in ("day", "month", "year")
        assert ex.UnitTable.builtin().is_counted(str(found.unit))
    else:
        model = {"area": "m2", "mass": "t", "ratio": "percent"}[found.dimension]
        assert is_same_dimension(str(found.unit), model)


def test_codes_and_labels_are_unique() -> None:
    for names in ([m.code for m in METRICS], [m.english for m in METRICS], [m.chinese for m in METRICS]):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("deal_value_usd", "deal_value"),
        ("Exhibitors", "exhibitors"),
        ("visitor", "visitors"),
        ("duraton", "duration"),
    ],
)
def test_an_unknown_code_is_an_error_with_the_nearest(code: str, nearest: str) -> None:
    assert not is_metric(code)
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.metric(code)
    assert (caught.value.kind, caught.value.name) == ("metric", code)
    assert caught.value.nearest[0] == nearest
    assert "list_metrics()" in str(caught.value)


@pytest.mark.parametrize("code", [None, 5, ["deals"], "deals" * 200_000, "qqqq"])
def test_without_a_similar_name_the_error_names_no_other(code: object) -> None:
    assert not is_metric(code)
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.metric(code)  # type: ignore[arg-type]
    assert caught.value.nearest == ()
    assert len(str(caught.value)) < 300


def test_the_table_states_its_origin() -> None:
    assert "ISO 25639-1" in json.loads((DATA / "metrics.json").read_text("utf-8"))["origin"]


def test_a_metric_is_frozen() -> None:
    with pytest.raises(AttributeError):
        ex.metric("deals").unit = "agreement"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("dimension", "unit"),
    [
        *[("money", None), ("any", None), ("any", "booth"), ("mass", "kg"), ("area", "m2"), ("ratio", "pp")],
        *[("duration", "month"), ("count", "booth"), ("count", "gadget")],
    ],
)
def test_an_own_metric_has_a_unit_of_its_dimension(dimension: str, unit: str | None) -> None:
    own = ex.records.OwnMetric(id="my-metric", dimension=dimension, unit=unit, english="mine")
    assert (own.metric.dimension, own.metric.unit, own.metric.chinese) == (dimension, unit, "mine")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"id": "booths"}, "it must have a hyphen, such as 'booths-online'"),
        ({"dimension": "number"}, "it must be one of money, mass, area, ratio, duration, count, any"),
        ({"dimension": "money"}, "money is in any currency, so leave the unit out"),
        ({"unit": None}, "a metric of dimension 'count' needs its unit"),
        ({"unit": "booths"}, "it must be the code of the unit, 'booth'"),
        ({"dimension": "mass"}, "it must be a unit of mass, such as 't'"),
        ({"unit": "USD"}, "it must be a count noun, such as 'exhibitor'"),
    ],
)
def test_an_own_metric_that_is_refused(fields: dict[str, object], rule: str) -> None:
    given = {"id": "my-metric", "dimension": "count", "unit": "booth", "english": "mine"}
    with pytest.raises(ex.errors.RecordError) as caught:
        ex.records.OwnMetric(**given | fields)
    assert caught.value.rule.startswith(rule)
