"""Tidy rows read back: whole tables, and every wrong cell named by its row and column."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

import expotrade as ex
from builders import days
from expotrade.tables import reading as _tidy_reading, tidy_rows
from expotrade.tables.reading import read_rows
from tidy import CITED, DEALS, EXPO, ONE, read, rows, with_figure, wrong

ARTICLES = ex.load_dataset("articles")


# --- Whole frames -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["articles", "history"])
@pytest.mark.parametrize("what", [what for what in ex.tables.list_row_kinds() if what != "findings"])
def test_what_was_written_is_read_back(name: str, what: str) -> None:
    catalog = ex.load_dataset(name)
    names = [column.name for column in ex.tables.list_columns(what)]
    back = read_rows(tidy_rows(catalog, what), what, names=names)
    if what in ("figures", "claims"):
        of = "figures" if what == "figures" else "claims"
        found, given = ([(one.id, part) for one, part in getattr(each, of)()] for each in (back, catalog))
        assert sorted(map(repr, found)) == sorted(map(repr, given))
    else:
        assert getattr(back, what) == getattr(catalog, what)


def test_no_rows_make_an_empty_catalog() -> None:
    names = [column.name for column in ex.tables.list_columns("deals")]
    assert read_rows([], "deals", names=names) == ex.Catalog()


def test_a_kind_that_there_is_not() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'deals'"):
        read_rows([], "deal", names=["id"])


def test_findings_are_computed() -> None:
    assert wrong(rows(ARTICLES, "findings"), "findings") == [
        (None, "verdict", "findings are computed: read figures or records, and check them again")
    ]


def test_unknown_and_missing_columns_are_named_with_wrong_cells() -> None:
    found = rows(ONE, "figures", without=("metric", "record"), metrics="deal_value", hedge="rounded", unit=5)
    assert wrong(found, "figures") == [
        (None, "metrics", "it must be one of the columns of figures; nearest: 'metric'"),
        (None, "record", "the column must be there"),
        (None, "metric", "the column must be there"),
        (0, "unit", "it must be a text"),
    ]


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        ("figures", ["record", "metric", "source", "value", "hedge", "unit"]),
        ("claims", ["record", "claim"]),
        ("sources", ["id", "title"]),
        ("organisations", ["id", "name"]),
        ("deals", ["id"]),
        ("flows", ["id", "reporter", "kind"]),
        ("statistics", ["id", "about_whom"]),
        ("remarks", ["id", "about_whom", "kind", "wording"]),
        ("participants", ["id", "party"]),
        ("metrics", ["id", "dimension", "english"]),
        ("people", ["id", "name"]),
        ("editions", ["id", "expo"]),
    ],
)
def test_each_kind_needs_some_columns(what: str, missing: list[str]) -> None:
    found = [{"note": "a"}] if what != "sources" else [{"language": "en"}]
    assert wrong(found, what) == [(None, name, "the column must be there") for name in missing]


def test_a_value_needs_a_hedge_and_a_unit_beside_it() -> None:
    found = [{"id": "d", "value": Decimal(5)}]
    assert [column for _, column, _ in wrong(found, "deals")] == ["hedge", "unit"]
    found = [{"id": "f", "reporter": "CN", "kind": "import", "quantity_unit": "t"}]
    assert [column for _, column, _ in wrong(found, "flows")] == ["quantity_value", "quantity_hedge"]


def test_columns_that_are_known_to_be_wrong_are_not_told_of_again() -> None:
    problem = ex.errors.CellProblem(None, "value", "it must be a decimal", "Float64")
    found = rows(ONE, "figures", value=5.25e9, unit=None, hedge="EXACTLY")
    assert wrong(found, "figures", problems=[problem]) == [
        (None, "value", "it must be a decimal"),
        (0, "unit", "it must be given where there is an amount"),
        (0, "hedge", "it must be the name of a hedge; nearest: 'EXACT', 'NEARLY'"),
    ]


def test_reading_stops_after_so_many_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tidy_reading, "MOST_PROBLEMS", 5)

    def endless() -> Any:
        while True:
            yield from rows(ONE, "figures", unit=None, hedge="no")

    with pytest.raises(ex.errors.FrameError) as caught:
        read_rows(endless(), "figures", names=[column.name for column in ex.tables.list_columns("figures")])
    assert len(caught.value.problems) == 5
    assert caught.value.problems[-1].row == 2


# --- Cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("value", 5.25e9, "it must be a decimal or whole number: a float has lost the printed digits"),
        ("value", True, "it must be a decimal or whole number: a float has lost the printed digits"),
        ("value", Decimal("NaN"), "it must be a finite number"),
        ("value", Decimal("sNaN"), "it must be a finite number"),
        ("high", Decimal("Infinity"), "it must be a finite number"),
        ("value_float", float("nan"), "it must be a finite number"),
        ("value_float", "5", "it must be a number"),
        ("paragraph", 3.5, "it must be a whole number"),
        ("paragraph", True, "it must be a whole number"),
        ("period_start", "2024-05-01", "it must be a date"),
        ("period_start", datetime(2024, 5, 1, 12), "it must be a date"),  # noqa: DTZ001
        ("is_preferred", 1, "it must be true or false"),
        ("record", 5, "it must be a text"),
        ("citations", "[", "it must be a list in JSON"),
        ("citations", "{}", "it must be a list in JSON"),
        ("citations", ["report"], "it must be a list in JSON"),
        ("about", "5", "it must be an object in JSON"),
        ("about", '{"id": "e", "id": "e"}', "it must be an object in JSON"),
    ],
)
def test_a_cell_of_another_kind(column: str, value: object, rule: str) -> None:
    assert wrong(rows(ONE, "figures", **{column: value}), "figures") == [(0, column, rule)]


def test_a_midnight_is_its_day_and_whole_numbers_are_decimals() -> None:
    catalog = with_figure(ex.Figure("exhibitors", ex.Amount(442, "exhibitor"), citations=[CITED]))
    found = rows(catalog, "figures", value=442, low=442, high=442)
    assert read(found, "figures") == catalog
    found = rows(ONE, "figures", published="2024-12-04")
    found[0]["period_start"] = None
    assert read(found, "figures") == ONE
    dated = ex.Edition(
        id="e-2024", expo="e", year=2024, claims=[days("2024-05-01", citations=[CITED])], figures=[DEALS]
    )
    catalog = ex.Catalog(expos=[EXPO], editions=[dated])
    found = rows(catalog, "figures", period_start=datetime(2024, 5, 1))  # noqa: DTZ001
    assert read(found, "figures").editions[0].figures == (DEALS,)
