"""UN Comtrade's final data as flows: codes, values, weights, and what is refused rather than guessed."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import expotrade as ex
from expotrade import frames
from expotrade.frames import comtrade as _comtrade
from expotrade.frames.comtrade import _places, _table

# A row as the API answers it: total exports of India to the world, 2022.
WORLD = {
    "typeCode": "C", "freqCode": "A", "refPeriodId": 20220101, "refYear": 2022, "refMonth": 52, "period": "2022",
    "reporterCode": 699, "reporterISO": "IND", "reporterDesc": "India", "flowCode": "X", "flowDesc": "Export",
    "partnerCode": 0, "partnerISO": "W00", "partnerDesc": "World", "partner2Code": 0, "partner2ISO": "W00",
    "partner2Desc": "World", "classificationCode": "H6", "classificationSearchCode": "HS",
    "isOriginalClassification": True, "cmdCode": "TOTAL", "cmdDesc": "All Commodities", "aggrLevel": 0, "isLeaf": False,
    "customsCode": "C00", "customsDesc": "TOTAL CPC", "mosCode": "0", "motCode": 0, "motDesc": "TOTAL MOT",
    "qtyUnitCode": -1, "qtyUnitAbbr": "N/A", "qty": 0.0, "isQtyEstimated": False, "altQtyUnitCode": -1,
    "altQtyUnitAbbr": "N/A", "altQty": 0.0, "isAltQtyEstimated": False, "netWgt": 0.0, "isNetWgtEstimated": True,
    "grossWgt": 0.0, "isGrossWgtEstimated": False, "cifvalue": None, "fobvalue": 452684213646.747,
    "primaryValue": 452684213646.747, "legacyEstimationFlag": 4, "isReported": False, "isAggregate": True,
}  # fmt: skip
DURIANS = {
    **WORLD, "reporterCode": 156, "reporterISO": "CHN", "flowCode": "M", "partnerCode": 764, "partnerISO": "THA",
    "cmdCode": "081060", "cmdDesc": "Fruit, edible;  durians, fresh", "period": "202307", "netWgt": 928976543.5,
    "isNetWgtEstimated": False, "cifvalue": 4566123456.0, "fobvalue": None, "primaryValue": 4566123456.0,
    "legacyEstimationFlag": 0, "isReported": True, "isAggregate": False,
}  # fmt: skip
# What no frame can do without.
BARE = ("period", "reporterCode", "partnerCode", "flowCode", "cmdCode", "primaryValue")
# A weight that says no more than that it is one.
OPEN = "BETWEEN 928976543.5 kg [0..]"
ESTIMATED = "estimated by UN Comtrade"

Row = dict[str, Any]


def flows(*rows: Row, **options: Any) -> list[Row]:
    """The rows of flows that rows of UN Comtrade make."""
    return frames.from_comtrade(pl.DataFrame(rows, strict=False), **options).to_dicts()


def flow(row: Row = DURIANS, /, *, areas: Any = None, **changes: object) -> Row:
    """The one row of a flow that a changed row makes."""
    (made,) = flows({**row, **changes}, areas=areas)
    return made


def wrong(*rows: Row, **options: Any) -> list[tuple[int | None, str, str]]:
    """Where rows are wrong, and the rules that they break."""
    with pytest.raises(ex.errors.FrameError, match="the frame of UN Comtrade data has") as caught:
        flows(*rows, **options)
    return [(problem.row, problem.column, problem.rule) for problem in caught.value.problems]


# --- What it makes ----------------------------------------------------------------------------------------------------


def test_a_row_of_the_api() -> None:
    found = flow(WORLD)
    told = {name: cell for name, cell in found.items() if cell is not None}
    assert {name: str(told.pop(name)) for name in ("value", "low", "high", "period_start", "period_end")} == {
        "value": "452684213646.747000000",
        "low": "452684213646.746500000",
        "high": "452684213646.747500000",
        "period_start": "2022-01-01",
        "period_end": "2022-12-31",
    }
    assert told == {
        "id": "comtrade-in-export-world-total-2022",
        "reporter": "IN",
        "partner": "WORLD",
        "kind": "export",
        "period": "2022",
        "metric": "trade_value",
        "hedge": "ROUNDED",
        "unit": "USD",
        "amount": "ROUNDED 452684213646.747 USD",
        "value_float": 452684213646.747,
        "status": "actual",
        "basis": "FOB",
        "figure": '{"note": "added up by UN Comtrade, not reported as such"}',
        "source": "un-comtrade",
        "source_title": "UN Comtrade Database",
        "publisher": "United Nations Statistics Division",
        "url": "https://comtradeplus.un.org/",
    }


def test_a_row_of_one_product_with_its_weight() -> None:
    found = flow()
    assert (found["id"], found["period"]) == ("comtrade-cn-import-th-081060-2023-07", "2023-07")
    assert (found["hs"], found["product"]) == ("081060", "Fruit, edible; durians, fresh")
    assert (found["amount"], found["basis"], found["figure"]) == ("ROUNDED 4566123456 USD", "CIF", None)
    assert (found["quantity"], found["quantity_unit"]) == ("ROUNDED 928976543.5 kg", "kg")
    assert json.loads(found["quantity_figure"]) == {"metric": "trade_quantity", "basis": "net weight"}


def test_what_it_makes_reads_as_flows() -> None:
    made = frames.from_comtrade(pl.DataFrame([WORLD, DURIANS], strict=False))
    assert made.to_arrow().schema.names == frames.arrow_schema("flows").names
    world, durians = frames.read(made, "flows").flows
    assert world.kind is ex.FlowKind.EXPORT
    assert world.value is not None
    assert world.value.citations[0].cite() == (
        'United Nations Statistics Division, "UN Comtrade Database", https://comtradeplus.un.org/'
    )
    assert (world.value.note, world.quantity) == ("added up by UN Comtrade, not reported as such", None)
    assert durians.quantity is not None
    assert str(durians.quantity.amount) == "ROUNDED 928976543.5 kg"


def test_the_source_is_the_callers_own() -> None:
    source = ex.Source("comtrade-2026-11", "UN Comtrade", published=ex.Period.parse("2026-11-02"))
    (found,) = flows(WORLD, source=source)
    assert (found["source"], found["published"], found["url"]) == ("comtrade-2026-11", "2026-11-02", None)


def test_the_columns_of_bulk_files_and_of_the_website() -> None:
    bulk = {name: DURIANS[name] for name in BARE}
    assert flow(bulk)["amount"] == "ROUNDED 4566123456 USD"
    website = {name[0].upper() + name[1:]: value for name, value in DURIANS.items()}
    assert flow(website) == flow()
    named = {**bulk, "reporterISO": "CHN", "partnerISO": "THA"}
    del named["reporterCode"], named["partnerCode"]
    assert flow(named)["id"] == flow()["id"]
    assert flow({**bulk, "partnerCode": None, "partnerISO": "W00"})["partner"] == "WORLD"


def test_the_frame_is_of_the_kind_that_was_given() -> None:
    polars = pl.DataFrame([WORLD, DURIANS], strict=False)
    expected = frames.from_comtrade(polars)
    assert isinstance(expected, pl.DataFrame)
    lazy = frames.from_comtrade(polars.lazy())
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect().equals(expected)
    arrow = frames.from_comtrade(polars.to_arrow())
    assert isinstance(arrow, pa.Table)
    assert arrow.schema == frames.arrow_schema("flows")
    pandas = frames.from_comtrade(pd.DataFrame([WORLD, DURIANS]))
    assert str(pandas["value"].dtype) == "decimal128(38, 9)[pyarrow]"
    relation = frames.from_comtrade(duckdb.from_arrow(polars.to_arrow()))
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    for made in (lazy, arrow, pandas, relation):
        assert frames.read(made, "flows") == frames.read(expected, "flows")


def test_no_rows_make_no_rows() -> None:
    empty = pl.DataFrame([WORLD], strict=False).clear()
    assert frames.from_comtrade(empty).shape == (0, len(frames.arrow_schema("flows")))


# --- Areas ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "place"),
    [(0, "WORLD"), (4, "AF"), ("004", "AF"), (251, "FR"), (381, "IT"), (579, "NO"), (699, "IN"), (757, "CH"),
     (842, "US"), (975, "ASEAN"), (156, "CN"), (344, "HK"), (535, "BQ"), (729, "SD"), (231, "ET"), (276, "DE"),
     (764.0, "TH")],
)  # fmt: skip
def test_areas_that_are_places(area: object, place: str) -> None:
    assert flow(partnerCode=area)["partner"] == place


@pytest.mark.parametrize("area", [490, 899, 97, 837, 839, 356, 492, 736, 280, 810, 58, 711, 891, 12345])
def test_areas_that_are_no_places(area: int) -> None:
    ((row, column, rule),) = wrong({**DURIANS, "partnerCode": area})
    assert (row, column) == (0, "partnerCode")
    assert repr(_table()["no_places"].get(str(area), str(area))) in rule
    assert f"pass areas={{{area}: ...}}" in rule


def test_each_area_is_told_of_once() -> None:
    rows = [
        {**DURIANS, "partnerCode": area, "period": year}
        for area in (899, 490, 899)
        for year in ("2021", "2022")
    ]
    assert [problem[0] for problem in wrong(*rows)] == [0, 2]


def test_areas_are_what_the_caller_takes_them_for() -> None:
    found = flow(partnerCode=490, areas={490: "TW", 899: None})
    assert (found["partner"], found["note"]) == ("TW", "the partner is 'Other Asia, nes' in UN Comtrade")
    assert found["id"] == "comtrade-cn-import-area-490-081060-2023-07"
    found = flow(partnerCode=899, areas={490: "TW", 899: None})
    assert (found["partner"], found["note"]) == (None, "the partner is 'Areas, nes' in UN Comtrade")
    found = flow({**DURIANS, "partnerCode": None}, partnerISO="S19", areas={"S19": "TW"})
    assert (found["partner"], found["id"]) == ("TW", "comtrade-cn-import-area-s19-081060-2023-07")
    found = flow(reporterCode=490, partnerCode=899, areas={490: "TW", 899: None})
    assert found["reporter"] == "TW"
    assert found["note"].count(";") == 1


def test_what_areas_are_taken_for_is_a_place() -> None:
    assert wrong(DURIANS, areas={490: "Taiwan"}) == [
        (None, "areas", "the place of area 490 must be the code of a place, or None")
    ]
    ((row, column, rule),) = wrong({**DURIANS, "reporterCode": 899}, areas={899: None})
    assert (row, column) == (0, "reporterCode")
    assert rule.startswith("a flow has a reporter")


def test_an_area_that_is_not_given() -> None:
    assert wrong({**DURIANS, "partnerCode": None, "partnerISO": None}) == [
        (0, "partnerISO", "it must be given")
    ]
    bare = {name: DURIANS[name] for name in BARE}
    assert wrong(bare, {**bare, "period": "2024", "partnerCode": None}) == [
        (1, "partnerCode", "it must be given")
    ]


def test_every_place_of_the_table_is_one() -> None:
    assert set(_places().values()) <= {place.code for place in ex.places.list_places()}
    numeric = {
        str(int(row["numeric"]))
        for row in json.loads((Path(ex.__file__).parent / "data" / "countries.json").read_text("utf-8"))[
            "countries"
        ].values()
    }
    # Of the areas that are no places two have a number that ISO 3166-1 gives to a country.
    assert set(_table()["no_places"]) & numeric == {"356", "492"}
    assert not set(_table()["no_places"]) & set(_table()["places"])
    assert not set(_table()["flows"]) & set(_table()["parts_of_flows"])
    assert _places()["FRA"] == _places()["251"] == _places()["250"] == "FR"


# --- What is a part of another row ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "code"),
    [("partner2Code", 156), ("customsCode", "C01"), ("mosCode", "1"), ("motCode", 1000), ("motCode", "2100"),
     ("flowCode", "RX"), ("flowCode", "DX"), ("flowCode", "RM"), ("flowCode", "FM"), ("flowCode", "MIP"),
     ("flowCode", "XOP"), ("flowCode", " MIF")],
)  # fmt: skip
def test_a_row_of_a_breakdown_is_an_error_unless_it_is_dropped(column: str, code: object) -> None:
    part = {**DURIANS, column: code}
    ((row, named, rule),) = wrong(DURIANS, part, part)
    assert (row, named) == (1, column)
    assert rule.endswith(
        "rows of a breakdown are parts of others, and breakdowns='leave_out' leaves them out"
    )
    assert [one["id"] for one in flows(part, DURIANS, part, breakdowns="leave_out")] == [flow()["id"]]


def test_breakdowns_are_an_error_or_left_out_and_nothing_else() -> None:
    with pytest.raises(ex.errors.ArgumentError, match='pass breakdowns="raise" or "leave_out"'):
        flows(DURIANS, breakdowns="drop")


@pytest.mark.parametrize("column", ["partner2Code", "customsCode", "mosCode", "motCode"])
def test_a_breakdown_that_the_data_have_not(column: str) -> None:
    assert flow(**{column: None}) == flow()


def test_a_flow_that_stands_there_twice() -> None:
    assert wrong(DURIANS, WORLD, {**DURIANS, "classificationCode": "H5"}) == [
        (2, "cmdCode", "row 0 has the same flow and period")
    ]


def test_totals_and_parts_by_product_and_partner_are_all_kept() -> None:
    rows = [
        {**DURIANS, "cmdCode": code, "partnerCode": area}
        for code in ("TOTAL", "08", "0810")
        for area in (0, 764)
    ]
    found = flows(*rows)
    assert [(one["partner"], one["hs"]) for one in found] == [
        ("WORLD", None), ("TH", None), ("WORLD", "08"), ("TH", "08"), ("WORLD", "0810"), ("TH", "0810"),
    ]  # fmt: skip


# --- Codes and numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "column", "rule"),
    [
        ({"flowCode": "Z"}, "flowCode", "it must be M or X"),
        ({"flowCode": None}, "flowCode", "it must be M or X"),
        (
            {"typeCode": "S"},
            "typeCode",
            "it must be C, goods: check that no columns were shifted when reading, and leave services out",
        ),
        (
            {"classificationCode": "S4"},
            "classificationCode",
            "it must be the Harmonized System: HS, or H0 to H6",
        ),
        (
            {"cmdCode": "8"},
            "cmdCode",
            "it must be TOTAL or a code of the Harmonized System with 2, 4 or 6 digits",
        ),
        (
            {"cmdCode": "AG2"},
            "cmdCode",
            "it must be TOTAL or a code of the Harmonized System with 2, 4 or 6 digits",
        ),
        (
            {"cmdCode": None},
            "cmdCode",
            "it must be TOTAL or a code of the Harmonized System with 2, 4 or 6 digits",
        ),
        ({"period": "2023-07"}, "period", "it must be a year (2023) or a month (202307)"),
        ({"period": "202313"}, "period", "it must be a year (2023) or a month (202307)"),
        ({"period": None}, "period", "it must be a year (2023) or a month (202307)"),
        ({"primaryValue": None}, "primaryValue", "it must be given"),
        ({"primaryValue": -1.0}, "primaryValue", "it must be a number, zero or above"),
        ({"primaryValue": float("inf")}, "primaryValue", "it must be a number, zero or above"),
        ({"primaryValue": float("nan")}, "primaryValue", "it must be a number, zero or above"),
        ({"primaryValue": "5 million"}, "primaryValue", "it must be a number, zero or above"),
        ({"primaryValue": ""}, "primaryValue", "it must be given"),
        ({"primaryValue": True}, "primaryValue", "it must be a number, zero or above"),
        ({"netWgt": -1.0}, "netWgt", "it must be a number, zero or above"),
        ({"cifvalue": float("inf")}, "cifvalue", "it must be a number, zero or above"),
    ],
)
def test_a_wrong_cell(changes: Row, column: str, rule: str) -> None:
    assert wrong({**DURIANS, **changes}) == [(0, column, rule)]


def test_a_wrong_code_is_told_of_once() -> None:
    rows = [{**DURIANS, "cmdCode": code, "period": "2022"} for code in ("0", "1", "1")]
    assert [problem[0] for problem in wrong(*rows)][:2] == [0, 1]


def test_a_product_code_that_lost_its_leading_zero() -> None:
    (first, *_) = wrong({**DURIANS, "cmdCode": 81060}, {**DURIANS, "cmdCode": 85, "period": "2022"})
    assert first == (
        0,
        "cmdCode",
        "it must be a text: a number has lost its leading zero; read the file with dtype={'cmdCode': str}",
    )
    assert len(wrong({**DURIANS, "cmdCode": 81060}, {**DURIANS, "cmdCode": 85, "period": "2022"})) == 1


def test_goods_that_are_not_specified() -> None:
    found = flow(cmdCode="9999AA", cmdDesc="Commodities not specified according to kind")
    assert (found["hs"], found["product"]) == (None, "Commodities not specified according to kind")
    assert flow(cmdCode="9999AA", cmdDesc=None)["product"] == "9999AA"
    assert found["id"] == "comtrade-cn-import-th-9999aa-2023-07"
    assert (flow(cmdDesc=None)["product"], flow(cmdDesc=5)["product"]) == (None, None)


@pytest.mark.parametrize(
    ("published", "amount"),
    [
        (4566123456.0, "ROUNDED 4566123456 USD"),
        (4566123000.0, "ROUNDED 4566123000 USD"),
        (0.1, "ROUNDED 0.1 USD"),
        (1e22, "ROUNDED 10000000000000000000000 USD"),
        (0.0, "ROUNDED 0 USD"),
        (452684213646.747, "ROUNDED 452684213646.747 USD"),
        (5, "ROUNDED 5 USD"),
        (Decimal("5.250000000"), "ROUNDED 5.25 USD"),
        ("5.250", "ROUNDED 5.250 USD"),
    ],
)
def test_a_float_has_the_digits_that_were_published(published: object, amount: str) -> None:
    found = flow(primaryValue=published, cifvalue=None)
    assert (found["amount"], found["basis"]) == (amount, None)


def test_floats_of_32_bits_have_lost_digits() -> None:
    narrow = pl.DataFrame([DURIANS], strict=False).with_columns(
        pl.col("primaryValue", "netWgt").cast(pl.Float32)
    )
    with pytest.raises(ex.errors.FrameError) as caught:
        frames.from_comtrade(narrow)
    assert [str(problem) for problem in caught.value.problems] == [
        f"column {name}: it must contain decimals or 64-bit floats: 32-bit floats have lost digits, not Float32"
        for name in ("primaryValue", "netWgt")
    ]


@pytest.mark.parametrize(
    ("changes", "basis"),
    [
        ({"cifvalue": 9.0, "fobvalue": 8.0, "primaryValue": 9.0}, "CIF"),
        ({"cifvalue": 9.0, "fobvalue": 8.0, "primaryValue": 8.0}, "FOB"),
        ({"cifvalue": 9.0, "fobvalue": None, "primaryValue": 8.0}, None),
    ],
)
def test_the_basis_is_that_of_the_same_number(changes: Row, basis: str | None) -> None:
    assert flow(**changes)["basis"] == basis


@pytest.mark.parametrize(
    ("changes", "amount", "note"),
    [
        ({}, "ROUNDED 928976543.5 kg", None),
        ({"isNetWgtEstimated": True}, OPEN, ESTIMATED),
        ({"isNetWgtEstimated": "True"}, OPEN, ESTIMATED),
        ({"isNetWgtEstimated": 1}, OPEN, ESTIMATED),
        ({"isNetWgtEstimated": "false", "legacyEstimationFlag": None}, "ROUNDED 928976543.5 kg", None),
        ({"isNetWgtEstimated": None, "legacyEstimationFlag": 2}, "ROUNDED 928976543.5 kg", None),
        ({"isNetWgtEstimated": None, "legacyEstimationFlag": 4}, OPEN, ESTIMATED),
        ({"isNetWgtEstimated": None, "legacyEstimationFlag": "6"}, OPEN, ESTIMATED),
        (
            {"isNetWgtEstimated": None, "legacyEstimationFlag": None},
            OPEN,
            "the data do not say whether it is an estimate",
        ),
    ],
)
def test_an_estimated_weight_claims_no_bounds(changes: Row, amount: str, note: str | None) -> None:
    found = flow(**changes)
    assert found["quantity"] == amount
    assert json.loads(found["quantity_figure"]).get("note") == note
    assert (found["quantity_high"] is None) == (note is not None)


@pytest.mark.parametrize("weight", [0.0, None, 0])
def test_a_weight_of_zero_was_not_given(weight: object) -> None:
    found = flow(netWgt=weight)
    assert (found["quantity"], found["quantity_value"], found["quantity_unit"]) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "is_added_up"),
    [
        ({"isReported": False, "isAggregate": True}, True),
        ({"isReported": "False", "isAggregate": "True"}, True),
        ({"isReported": True, "isAggregate": True}, False),
        ({"isReported": False, "isAggregate": False}, False),
        ({"isReported": None, "isAggregate": None}, False),
    ],
)
def test_what_was_added_up_is_noted(changes: Row, is_added_up: bool) -> None:
    assert (flow(**changes)["figure"] is not None) == is_added_up


# --- Whole frames -----------------------------------------------------------------------------------------------------


def test_columns_that_are_missing() -> None:
    row = {name: DURIANS[name] for name in ("period", "flowCode", "cmdCode")}
    assert wrong({**row, "reporter": 156}) == [
        (None, "reporterCode", "the column must be there"),
        (None, "partnerCode", "the column must be there"),
        (None, "primaryValue", "the column must be there"),
    ]


def test_it_stops_after_so_many_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_comtrade, "MOST_PROBLEMS", 2)
    assert (
        len(wrong(*({**DURIANS, "primaryValue": -1.0, "period": str(year)} for year in range(2000, 2010))))
        == 2
    )


def test_what_is_no_frame() -> None:
    with pytest.raises(ex.errors.FrameError, match="it must be a frame that narwhals reads"):
        frames.from_comtrade([DURIANS])


def test_flows_are_added_like_any_other() -> None:
    rows = [{**DURIANS, "period": str(year), "netWgt": 10.5} for year in range(2019, 2024)]
    catalog = frames.read(frames.from_comtrade(pl.DataFrame(rows, strict=False)), "flows")
    (sum_in_dollars,) = ex.total(catalog.flows).amounts
    assert str(sum_in_dollars) == "BETWEEN 22830617280 USD [22830617277.5..22830617282.5]"
