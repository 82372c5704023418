"""Records of tidy rows read back, with and without a figure."""

from decimal import Decimal
from typing import Any

import pytest

import expotrade as ex
from expotrade.catalogs import KINDS
from tidy import CITED, DEALS, EXPO, SOURCE, read, rows, wrong


def deal(**more: Any) -> ex.Catalog:
    return ex.Catalog(
        expos=[EXPO], deals=[ex.Deal(id="d", expo="e", **{"parties": [], "value": DEALS, **more})]
    )


def test_a_deal_from_plain_columns() -> None:
    plain = {
        "id": "d",
        "expo": "e",
        "metric": "deal_value",
        "value": Decimal(5),
        "hedge": "MORE_THAN",
        "unit": "USD",
    }
    found = [{**plain, "source": "report", "source_title": "Expo closes", "paragraph": 3}]
    (back,) = read(found, "deals", catalog=ex.Catalog(expos=[EXPO])).deals
    assert back.value is not None
    assert str(back.value.amount) == "MORE_THAN 5 USD"
    assert back.value.citations[0].cite() == '"Expo closes", paragraph 3'
    assert back.parties == ()


def test_a_record_without_a_figure_takes_its_citation_from_the_columns_of_the_source() -> None:
    found = [
        {
            "id": "d",
            "expo": "e",
            "value": None,
            "unit": None,
            "hedge": None,
            "source": "report",
            "source_title": "A",
        }
    ]
    (back,) = read(found, "deals", catalog=ex.Catalog(expos=[EXPO])).deals
    assert (back.value, back.citations[0].source.title) == (None, "A")
    found = [{"id": "o", "name": "Organisation"}]
    assert read(found, "organisations").organisations[0].citations == ()


def test_what_belongs_to_an_amount_that_is_not_there() -> None:
    bare = dict.fromkeys(("value", "low", "high", "hedge", "unit", "amount", "value_float"))
    rule = "it must be empty if there is no amount"
    assert wrong(rows(deal(), "deals", **bare), "deals") == [
        (0, "metric", rule), (0, "as_printed", rule), (0, "figure", rule),
    ]  # fmt: skip


def test_an_id_stands_for_one_record() -> None:
    found = rows(deal(), "deals") * 2
    assert wrong(found, "deals") == [(1, "id", "it must be an id that no other record has")]
    found = rows(ex.Catalog(sources=[SOURCE]), "sources") * 2
    assert wrong(found, "sources") == [(1, "id", "it must be an id that no other record has")]


def test_a_deal_and_its_organisation_cannot_have_one_id() -> None:
    catalog = ex.Catalog(
        organisations=[ex.Organisation(id="o", name="O")],
        expos=[EXPO],
        deals=[ex.Deal(id="d", expo="e", parties=[ex.Party(organisation="o")])],
    )
    first, second = rows(catalog, "deals")[0], rows(deal(), "deals")[0]
    second["id"] = "o"
    assert wrong([first, second], "deals") == [(1, "id", "o.id: it must be an id that no other record has")]


def test_rows_that_clash_with_the_catalog_or_each_other() -> None:
    editions = [ex.Edition(id=f"e-{year}", expo="e", year=year, number=1) for year in (2023, 2024)]
    first, second = (rows(ex.Catalog(expos=[EXPO], editions=[one]), "editions")[0] for one in editions)
    assert wrong([first, second], "editions") == [
        (
            1,
            "number",
            "e-2024.number: it must be a number that no other edition of e has: e-2023 and e-2024 have it",
        )
    ]
    known = ex.Catalog(expos=[EXPO], editions=[editions[0]])
    assert wrong([second], "editions", catalog=known) == [
        (
            0,
            "number",
            "e-2024.number: it must be a number that no other edition of e has: e-2023 and e-2024 have it",
        )
    ]
    other = ex.Catalog(expos=[EXPO], editions=[ex.Edition(id="e-2024", expo="e", year=2024, theme="Beijing")])
    third = {**second, "theme": "Shanghai"}
    ((row, column, rule),) = wrong([third], "editions", catalog=other)
    assert (row, column) == (0, "theme")
    assert rule == "e-2024.theme: the left side states 'Beijing'"
    another = ex.Catalog(expos=[ex.Expo(id="e", name="Another")])
    ((row, column, rule),) = wrong([second], "editions", catalog=another)
    assert (row, column, rule) == (0, "id", "e.name: the left side states 'Another'")


def test_a_record_that_another_row_links_to() -> None:
    mother = ex.Organisation(id="mother", name="Mother", country="CN", other_names=["M"])
    daughter = ex.Organisation(id="daughter", name="Daughter", part_of="mother")
    catalog = ex.Catalog(organisations=[mother, daughter])
    found = rows(catalog, "organisations")
    assert read(found, "organisations") == catalog
    assert read(found[::-1], "organisations").organisations == (daughter, mother)
    assert read(found[1:], "organisations").organisation("mother").other_names == ()


@pytest.mark.parametrize(
    ("what", "column", "value", "rule"),
    [
        ("deals", "metric", "deals_value", "it must be the code of a metric; nearest: 'deal_value'"),
        ("deals", "metric", None, "it must be given"),
        ("deals", "unit", "exhibitor", "it must be USD, as the rest of the row says"),
        ("deals", "amount", "EXACT 5 exhibitor", "deal_value is counted in a currency, not in exhibitor"),
        ("deals", "figure", '{"note": 5}', "it must be a text"),
        (
            "deals",
            "kind",
            "contracts",
            "it must be one of 'tentative', 'memorandum', 'strategic_cooperation', ",
        ),
        ("deals", "parties", '[{"place": "China"}]', "a place is an ISO 3166-1 alpha-2 code"),
        ("flows", "reporter", "China", "a place is an ISO 3166-1 alpha-2 code"),
        ("flows", "hs", "8", "an HS code is two to ten digits in pairs, without a dot: '081060'"),
        ("flows", "quantity", "5 tonnes", "it must be an amount in canonical notation"),
        ("flows", "quantity_unit", "kg", "it must be t, as the rest of the row says"),
        ("flows", "quantity_figure", '{"metric": "tonnes"}', "it must be the code of a metric"),
        ("flows", "product", "", "it must be a text that is not empty"),
        ("flows", "citations", '[{"source": "nobody"}]', "it must be the id of a source"),
        ("statistics", "about_whom", '{"place": "China"}', "a place is an ISO 3166-1 alpha-2 code"),
        ("statistics", "about_whom", None, "it must be given"),
        ("remarks", "wording", None, "it must be given"),
        ("expos", "claims", "[]", ""),
    ],
)
def test_a_wrong_cell_of_a_record(what: str, column: str, value: object, rule: str) -> None:
    flow = ex.TradeFlow(
        id="f", reporter="CN", kind=ex.FlowKind.IMPORT, value=ex.Figure("trade_value", DEALS.amount, citations=[CITED]),
        quantity=ex.Figure("trade_quantity", ex.Amount.parse("929,000 tonnes"), citations=[CITED]),
    )  # fmt: skip
    subject = ex.Party(place="CN")
    catalog = ex.Catalog(
        expos=[EXPO], deals=deal().deals, flows=[flow],
        statistics=[ex.Statistic(id="s", subject=subject, figure=DEALS)],
        remarks=[ex.Remark(id="r", subject=subject, kind=ex.records.RemarkKind.PLAN, wording="a plan")],
    )  # fmt: skip
    assert getattr(read(rows(catalog, what), what), what) == getattr(catalog, what)
    changed = rows(catalog, what, **{column: value})
    if not rule:
        assert getattr(read(changed, what), what) == getattr(catalog, what)
        return
    ((row, named, found), *_) = wrong(changed, what)
    assert (row, named) == (0, column)
    assert rule in found


def test_a_quantity_from_plain_columns() -> None:
    plain = {"id": "f", "reporter": "CN", "kind": "import", "source": "report", "source_title": "A"}
    parts = {"quantity_value": Decimal("1E+3"), "quantity_hedge": "AT_LEAST", "quantity_unit": "kg"}
    (flow,) = read([{**plain, **parts}], "flows").flows
    assert flow.quantity is not None
    assert (str(flow.quantity.amount), flow.quantity.metric) == ("AT_LEAST 1000 kg", "trade_quantity")
    ((row, column, _),) = wrong([{**plain, **parts, "quantity_value": Decimal("1E+401")}], "flows")
    assert (row, column) == (0, "quantity_value")


def test_nouns_of_the_callers_own() -> None:
    table = ex.UnitTable.builtin().with_nouns({"robot": ["robots"]})
    subject = ex.Party(place="CN")
    found = [
        {
            "id": "s", "about_whom": '{"place": "CN"}', "metric": "other", "value": 5, "hedge": "EXACT",
            "unit": "robot", "source": "report", "source_title": "A",
        }
    ]  # fmt: skip
    (back,) = read(found, "statistics", units=table).statistics
    assert (back.subject, str(back.figure and back.figure.amount)) == (subject, "EXACT 5 robot")
    assert wrong(found, "statistics")[0][:2] == (0, "unit")


def test_every_kind_of_record_can_be_read() -> None:
    assert set(KINDS) < set(ex.tables.list_row_kinds())


def test_days_and_venue_of_an_edition_are_read_from_their_columns() -> None:
    known = ex.Catalog(expos=[EXPO], sources=[SOURCE])
    plain = {"id": "e-2024", "expo": "e", "year": 2024, "period": "2024-05-01/2024-05-03", "city": "Nanning"}
    (back,) = read([{**plain, "source": "report"}], "editions", catalog=known).editions
    assert (str(back.period), back.venue, back.city) == ("2024-05-01/2024-05-03", None, "Nanning")
    assert [claim.citations[0].source for claim in back.claims] == [SOURCE, SOURCE]
    (bare,) = read([{"id": "e-2024", "expo": "e", "year": 2024}], "editions", catalog=known).editions
    assert bare.claims == ()
    (placed,) = read(
        [{"id": "e-2024", "expo": "e", "year": 2024, "city": "Nanning", "source": "report"}],
        "editions",
        catalog=known,
    ).editions
    assert (placed.period, placed.city) == (None, "Nanning")
    assert wrong([plain], "editions", catalog=known) == [
        (0, "period", "it needs a source: add the column source, or citations")
    ]
