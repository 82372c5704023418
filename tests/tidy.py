"""Catalogs as tidy rows, changed and read back."""

from typing import Any

import pytest

import expotrade as ex
from builders import days
from expotrade.tables import tidy_rows
from expotrade.tables.reading import read_rows

SOURCE = ex.Source("report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"), "https://a.org", "en")
OTHER = ex.Source("other", "Expo opens")
CITED = ex.Citation(SOURCE, 3)
EXPO = ex.Expo(id="e", name="The Expo")
EDITION = ex.Edition(
    id="e-2024", expo="e", year=2024, number=1, claims=[days("2024-05-01/2024-05-03", citations=[CITED])]
)
DEALS = ex.Figure(
    "deal_value", ex.Amount.parse("$5.25 billion"), citations=[CITED], as_printed="$5.25 billion"
)

Row = dict[str, Any]


def rows(catalog: ex.Catalog, what: str, *, without: tuple[str, ...] = (), **changes: object) -> list[Row]:
    """The rows of a catalog without some columns and with other cells."""
    return [
        {name: cell for name, cell in {**row, **changes}.items() if name not in without}
        for row in tidy_rows(catalog, what)
    ]


def read(found: list[Row], what: str, **options: Any) -> ex.Catalog:
    return read_rows(found, what, names=list(found[0]), **options)


def wrong(found: list[Row], what: str, **options: Any) -> list[tuple[int | None, str, str]]:
    """Where rows are wrong, and the rules that they break."""
    with pytest.raises(ex.errors.FrameError) as caught:
        read(found, what, **options)
    assert caught.value.what == what
    return [(problem.row, problem.column, problem.rule) for problem in caught.value.problems]


def with_figure(figure: ex.Figure, **more: Any) -> ex.Catalog:
    """A catalog with one figure of an edition."""
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=[figure], **more)
    return ex.Catalog(expos=[EXPO], editions=[edition])


ONE = with_figure(DEALS)

# What rows need in order to stand by themselves.
ALONE = ("about", "linked", "sources", "amount", "value_float", "field", "record_kind")
