"""Records to draw, and the parts of the charts that are drawn of them."""

from collections.abc import Iterator
from typing import Any

import altair as alt

import expotrade as ex
from builders import edition as edition_of
from searching import IS_THOROUGH

DAILY = ex.Citation(ex.Source("daily", "Expo closes", "The Daily"))
OTHER = ex.Citation(ex.Source("other-report", "Expo closes again"))

# No font has it, for it is no character.
NO_CHARACTER = "\U0010fffe"

HISTORY = ex.load_dataset("history")
ARTICLES = ex.load_dataset("articles")

Row = dict[str, Any]


def catalog(*figures: ex.Figure, **fields: Any) -> ex.Catalog:
    """An expo with one edition of these figures."""
    return ex.Catalog(expos=[ex.Expo(id="fair", name="Fair", **fields)], editions=[edition(2024, *figures)])


def edition(year: int, *figures: ex.Figure, **fields: Any) -> ex.Edition:
    return edition_of(year, *figures, expo="fair", **fields)


def fair(*editions: ex.Edition) -> ex.Catalog:
    return ex.Catalog(expos=[ex.Expo(id="fair", name="Fair")], editions=editions)


_specs: dict[int, tuple[alt.VConcatChart, dict[str, Any]]] = {}


def spec_of(chart: alt.VConcatChart) -> dict[str, Any]:
    """The specification that Altair makes of a chart, once; checked against Vega-Lite's schema where time allows."""
    if id(chart) not in _specs:
        _specs[id(chart)] = (chart, chart.to_dict(validate=IS_THOROUGH))
    return _specs[id(chart)][1]


def one(chart: alt.VConcatChart) -> dict[str, Any]:
    """The only plot of a chart, or the group of its panels."""
    (plot,) = spec_of(chart)["vconcat"]
    return plot


def panels(chart: alt.VConcatChart) -> Iterator[tuple[dict[str, Any], list[Row]]]:
    """Each plot with its rows, which Altair names where all plots below share them."""
    spec = spec_of(chart)
    for plot in one(chart).get("vconcat", [one(chart)]):
        named = next(part["data"]["name"] for part in (plot, one(chart), spec) if "data" in part)
        yield plot, spec["datasets"][named]


def layers(chart: alt.VConcatChart) -> Iterator[tuple[dict[str, Any], list[Row]]]:
    """Each layer with the rows that its filters leave."""
    for plot, rows in panels(chart):
        for layer in plot["layer"]:
            left = rows
            for step in layer.get("transform", ()):
                rule = step["filter"]
                left = [row for row in left if row[rule["field"]] == rule["equal"]]
            yield layer, left


def rows_of(chart: alt.VConcatChart) -> list[Row]:
    return [row for layer, rows in layers(chart) if "shape" in layer["encoding"] for row in rows]


def drawn(chart: alt.VConcatChart) -> dict[str, list[Row]]:
    """The rows of each kind of mark: bars, caps at either end, arrows to either side, heads of them, rings, marks."""
    found: dict[str, list[Row]] = {}
    for layer, rows in layers(chart):
        mark, encoding = layer["mark"], layer["encoding"]
        along = "y" if "xOffset" in encoding else "x"
        kind = mark["type"]
        if kind == "rule":
            kind = "arrow" if f"{along}2Offset" in mark else "bar"
        elif kind == "tick":
            kind = f"cap {encoding[along]['field']}"
        elif kind == "point":
            kind = "mark" if "shape" in encoding else "ring" if mark["shape"] == "circle" else "head"
        if kind in ("arrow", "head"):
            moved = mark[f"{along}2Offset" if kind == "arrow" else f"{along}Offset"]
            kind += " up" if (moved < 0) == (along == "y") else " down"
        found.setdefault(kind, []).extend(rows)
    return found


def title_of(chart: alt.VConcatChart) -> str:
    return " ".join(one(chart)["title"]["text"])


def subtitle_of(chart: alt.VConcatChart) -> list[str]:
    return one(chart)["title"]["subtitle"]


def notes_of(chart: alt.VConcatChart) -> str:
    return " ".join(spec_of(chart)["title"]["text"])


def kinds(chart: alt.VConcatChart) -> set[str]:
    return {kind for kind, rows in drawn(chart).items() if rows} - {"text"}
