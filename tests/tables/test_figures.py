"""Figures and claims of tidy rows read back, with their sources and records."""

import json
from typing import Any

import pytest

import expotrade as ex
from tidy import CITED, DEALS, EDITION, EXPO, ONE, OTHER, SOURCE, read, rows, wrong


def test_a_figure_is_read_from_its_columns_alone() -> None:
    found = rows(ONE, "figures", without=("about", "linked", "sources", "citations", "record_kind", "field"))
    (back,) = read(found, "figures", catalog=ex.Catalog(expos=[EXPO], editions=[EDITION])).editions
    assert back.figures[0].amount == DEALS.amount
    assert back.figures[0].citations[0].cite() == CITED.cite()
    assert (back.number, back.period) == (1, EDITION.period)


def test_a_source_is_taken_from_the_catalog_that_is_passed() -> None:
    bare = (
        "about",
        "linked",
        "sources",
        "citations",
        "record_kind",
        "field",
        "source_title",
        "publisher",
        "url",
    )
    found = rows(ONE, "figures", without=(*bare, "published"))
    catalog = ex.Catalog(sources=[SOURCE], expos=[EXPO], editions=[EDITION])
    (back,) = read(found, "figures", catalog=catalog).editions
    assert back.figures == (DEALS,)
    undated = ex.Edition(id="e-2024", expo="e", year=2024)
    alone = ex.Catalog(expos=[EXPO], editions=[undated])
    assert wrong(found, "figures", catalog=alone) == [(0, "source", "sources[0].title: it must be given")]


def test_a_figure_needs_a_source() -> None:
    found = rows(ONE, "figures", sources=None, citations=None, source=None)
    assert wrong(found, "figures") == [(0, "citations", "a figure has at least one source")]
    found = rows(ONE, "figures", without=("sources", "citations"), source=None)
    assert wrong(found, "figures") == [(0, "source", "a figure has at least one source")]


def test_a_figure_needs_its_record() -> None:
    rule = "it must be given, or the catalog that is passed must have the record"
    assert wrong(rows(ONE, "figures", about=None), "figures") == [(0, "about", rule)]
    assert wrong(rows(ONE, "figures", record_kind=None), "figures") == [(0, "about", rule)]
    assert wrong(rows(ONE, "figures", without=("about",)), "figures") == [(0, "record", rule)]
    assert wrong(rows(ONE, "figures", about=None, record="f"), "figures", catalog=ONE) == [(0, "about", rule)]
    assert wrong(rows(ONE, "figures", record=None), "figures") == [(0, "record", "it must be given")]


def test_the_record_and_the_column_about_are_one() -> None:
    found = wrong(rows(ONE, "figures", record="e-2023"), "figures")
    assert found == [(0, "record", "it must be the id of the record in the column about")]
    found = wrong(rows(ONE, "figures", record_kind="edition"), "figures")
    assert found == [
        (0, "record_kind", "it must be a kind of record; nearest: 'editions', 'sections', 'regions'")
    ]
    found = wrong(rows(ONE, "figures", field="claims"), "figures")
    assert found == [(0, "field", "it must be figures, value, quantity or figure")]


def test_a_record_of_a_kind_that_has_no_such_field() -> None:
    assert wrong(rows(ONE, "figures", field="value"), "figures")[0][:2] == (0, "about")


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        (
            "metric",
            "deal_valu",
            "it must be the code of a metric; nearest: 'deal_value', 'trade_value', 'sales_volume'",
        ),
        ("status", "real", "it must be one of 'actual', 'expected', 'planned', 'cancelled'"),
        ("as_printed", "", "it must be a text that is not empty"),
        ("citations", '["report"]', "it must be an object"),
        ("citations", '[{"source": "reports"}]', "it must be the id of a source; nearest: 'report'"),
        (
            "about",
            '{"id": "e-2024", "expo": "e"}',
            "an edition has a year, or a number if no year is printed",
        ),
        ("about", '{"id": "e-2024", "expo": "e", "year": 0}', "it must be a whole number from 1 upwards"),
        ("linked", '{"expos": [{"id": "e"}]}', "expos[0].name: it must be given"),
        ("linked", '{"expos": {"id": "e"}}', "expos: it must be a list"),
        ("linked", '{"expos": ["e"]}', "expos[0]: it must be an object"),
        ("linked", '{"expo": []}', "expo: it must be the name of a field of a catalog"),
        ("sources", '[{"id": "report"}]', "sources[0].title: it must be given"),
    ],
)
def test_what_a_catalog_file_would_refuse_is_named_by_its_column(column: str, value: str, named: str) -> None:
    found = wrong(rows(ONE, "figures", **{column: value}), "figures")
    assert (0, column, named) in found


def test_a_link_that_leads_nowhere() -> None:
    found = wrong(rows(ONE, "figures", linked=None), "figures")
    assert found == [(0, "about", "it must be the id of a record in expos")]


def test_linked_records_come_from_the_catalog_that_is_passed() -> None:
    mother = ex.Organisation(id="mother", name="Mother")
    organiser = ex.Organisation(id="host", name="Host", part_of="mother")
    expo = ex.Expo(id="e", name="The Expo", organisers=[ex.Party(organisation="host")])
    catalog = ex.Catalog(organisations=[mother, organiser], expos=[expo])
    given = ex.Catalog(organisations=[mother, organiser], expos=[expo], editions=ONE.editions)
    found = rows(given, "figures", without=("linked",))
    assert read(found, "figures", catalog=catalog) == given
    found = rows(catalog, "expos", without=("linked",))
    assert read(found, "expos", catalog=ex.Catalog(organisations=[mother, organiser])) == catalog


def test_what_a_share_is_of_comes_from_the_catalog_with_its_sources() -> None:
    other = ex.Figure("trade_value", ex.Amount(9, "USD"), citations=[ex.Citation(OTHER)])
    whole = ex.Statistic(id="whole", subject=ex.Party(place="CN"), figure=other)
    share = ex.records.ShareClaim(
        amount=ex.Amount.parse("5 percent"),
        whole="all trade",
        of="whole",
        metric="trade_value",
        citations=[CITED],
    )
    edition = ex.Edition(id="e-2024", expo="e", year=2024, claims=[share])
    catalog = ex.Catalog(expos=[EXPO], editions=[edition], statistics=[whole])
    found = rows(catalog, "claims", without=("linked", "sources"))
    known = ex.Catalog(sources=[SOURCE], expos=[EXPO], statistics=[whole])
    back = read(found, "claims", catalog=known)
    assert back.edition("e-2024").claims == (share,)
    assert back.statistics == (whole,)


def test_the_figures_of_a_record_stand_in_the_order_of_the_rows() -> None:
    rival = ex.Figure("deal_value", ex.Amount(5, "USD"), citations=[ex.Citation(OTHER)], is_preferred=True)
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=[DEALS, rival])
    catalog = ex.Catalog(expos=[EXPO], editions=[edition])
    found = rows(catalog, "figures")
    assert read(found, "figures") == catalog
    assert read(found[::-1], "figures").editions[0].figures == (rival, DEALS)


def test_a_deal_has_one_value() -> None:
    deal = ex.Deal(id="d", parties=[], expo="e", value=DEALS)
    catalog = ex.Catalog(expos=[EXPO], deals=[deal])
    (found,) = rows(catalog, "figures")
    assert read([found], "figures") == catalog
    assert wrong([found, found], "figures") == [(1, "field", "a record has one value")]
    bare = {name: cell for name, cell in found.items() if name != "field"}
    assert read([bare], "figures") == catalog
    assert wrong([bare, bare], "figures") == [(1, "record", "a record has one value")]


def test_rows_say_the_same_of_a_record() -> None:
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=[DEALS, DEALS])
    first, second = rows(ex.Catalog(expos=[EXPO], editions=[edition]), "figures")
    second["about"] = json.dumps({"id": "e-2024", "expo": "e", "year": 2024, "theme": "Beijing"})
    assert wrong([first, second], "figures") == [(1, "about", "rows must say the same of 'e-2024'")]
    second["about"], second["linked"] = first["about"], json.dumps({"expos": [{"id": "e", "name": "Expo"}]})
    assert wrong([first, second], "figures") == [(1, "linked", "rows must say the same of 'e'")]
    second["linked"], second["sources"] = (
        first["linked"],
        json.dumps([{"id": "report", "title": "Expo closes"}]),
    )
    found = wrong([first, second], "figures")
    assert (1, "sources", "rows must say the same of 'report'") in found


@pytest.mark.parametrize(
    ("claim", "column", "value"),
    [
        (
            ex.records.GrowthClaim(
                amount=ex.Amount.parse("5 percent"), metric="deal_value", citations=[CITED]
            ),
            "rank",
            1,
        ),
        (
            ex.records.RankClaim(rank=1, among="editions", metric="deal_value", citations=[CITED]),
            "unit",
            "percent",
        ),
    ],
)
def test_a_column_of_another_claim(claim: Any, column: str, value: object) -> None:
    edition = ex.Edition(id="e-2024", expo="e", year=2024, claims=[claim])
    catalog = ex.Catalog(expos=[EXPO], editions=[edition])
    assert read(rows(catalog, "claims"), "claims") == catalog
    assert wrong(rows(catalog, "claims", **{column: value}), "claims")[0][0] == 0


def test_a_claim_that_there_is_not() -> None:
    claim = ex.records.RankClaim(rank=1, among="editions", metric="deal_value", citations=[CITED])
    catalog = ex.Catalog(
        expos=[EXPO], editions=[ex.Edition(id="e-2024", expo="e", year=2024, claims=[claim])]
    )
    ((row, column, rule),) = wrong(rows(catalog, "claims", claim="ranks"), "claims")
    assert (row, column) == (0, "claim")
    assert "nearest: 'rank'" in rule
