"""Files of charts: pictures, pages and specifications, and what is refused."""

import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any
from xml.dom import minidom

import altair as alt
import pytest

import expotrade as ex
from builders import figure
from chart_parts import ARTICLES, HISTORY, NO_CHARACTER, catalog, layers
from expotrade.plots import charts as plots
from expotrade.plots.saving import _is_drawn
from searching import some

# --- Flows -----------------------------------------------------------------------------------------------------------


def flow(number: int, **fields: Any) -> ex.TradeFlow:
    return ex.TradeFlow(**{"id": f"flow-{number}", "reporter": "CN", "kind": ex.FlowKind.IMPORT, **fields})


# --- Files -----------------------------------------------------------------------------------------------------------


def pixels_of(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the filtered bytes of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    return width, height, zlib.decompress(data)


def test_a_png_has_the_size_of_the_chart(chart: alt.VConcatChart, tmp_path: Path) -> None:
    plots.save(chart, tmp_path / "chart.svg")
    svg = minidom.parse(str(tmp_path / "chart.svg")).documentElement
    for scale in some([2, 0.5, 1], 2):
        plots.save(chart, str(tmp_path / "chart.PNG"), scale=scale)
        width, height, data = pixels_of((tmp_path / "chart.PNG").read_bytes())
        assert width == pytest.approx(scale * float(svg.getAttribute("width")), abs=1)
        assert height == pytest.approx(scale * float(svg.getAttribute("height")), abs=1)
        assert len(set(data)) > 50
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_an_svg_keeps_text_as_text(tmp_path: Path) -> None:
    plots.save(plots.series(HISTORY, "ciie", "exhibitors", language="zh"), tmp_path / "chart.svg")
    document = minidom.parse(str(tmp_path / "chart.svg"))
    texts = "".join(
        node.data
        for text in document.getElementsByTagName("text")
        for node in text.childNodes
        if node.nodeType == 3
    )
    assert "中国国际进口博览会（CIIE）：参展商数" in texts
    assert "超过3800" in texts


def test_marks_reach_the_picture(tmp_path: Path) -> None:
    """A mark, an arrow with its head and no cap for "more than"; a mark, a bar and two caps for "about"."""

    def paths(wording: str) -> list[int]:
        plots.save(plots.series(catalog(figure(wording)), "fair", "exhibitors"), tmp_path / "chart.svg")
        document = minidom.parse(str(tmp_path / "chart.svg"))
        groups = [
            node
            for node in document.getElementsByTagName("g")
            if re.search(r"layer_\d+_marks", node.getAttribute("class"))
        ]
        return [
            sum(
                isinstance(child, minidom.Element) and child.tagName in ("path", "line")
                for child in group.childNodes
            )
            for group in groups
        ]

    # The layers are bars, caps below and above, arrows down and up each with its head, marks and rings.
    assert paths("more than 620 exhibitors")[:9] == [0, 0, 0, 0, 0, 1, 1, 1, 0]
    assert paths("about 620 exhibitors")[:9] == [1, 1, 1, 0, 0, 0, 0, 1, 0]


HOSTILE = "</script><script>alert(1)</script><!-- ${1} {{datum}} \\n ' \" &amp;"


def test_a_page_holds_all_and_runs_nothing_of_the_data(tmp_path: Path) -> None:
    held = catalog(figure("442 exhibitors", basis=HOSTILE, as_printed=HOSTILE), short_name=HOSTILE)
    plots.save(plots.series(held, "fair", "exhibitors"), tmp_path / "chart.html")
    page = (tmp_path / "chart.html").read_text("utf-8")
    assert page.count("<script>") == page.count("</script>") == 2
    assert "connect-src" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'<(script|link|img)[^>]* (src|href)="http', page)
    (embedded,) = re.findall(r'vegaEmbed\("#chart", (\{.*\}), \{renderer', page)
    (data,) = json.loads(embedded)["datasets"].values()
    assert data[0]["basis"] == HOSTILE


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    value = figure("5 billion yuan", "trade_value", basis=HOSTILE, attributed_to=HOSTILE)
    chart = plots.flows([flow(1, value=value, product=HOSTILE)])
    plots.save(chart, tmp_path / "chart.svg")
    document = minidom.parse(str(tmp_path / "chart.svg"))
    assert document.getElementsByTagName("script") == []
    expressions = {
        layer["encoding"]["y"]["axis"]["labelExpr"]
        for layer, _ in layers(chart)
        if "axis" in layer["encoding"].get("y", {})
    }
    assert expressions == {r"split(datum.label, '\n')"}


def test_json_is_the_specification(chart: alt.VConcatChart, tmp_path: Path) -> None:
    plots.save(chart, tmp_path / "chart.json")
    assert json.loads((tmp_path / "chart.json").read_text("utf-8")) == chart.to_dict()


@pytest.mark.parametrize("name", ["chart.pdf", "chart", ".png"])
def test_another_ending_is_refused(chart: alt.VConcatChart, tmp_path: Path, name: str) -> None:
    with pytest.raises(
        ex.errors.PlotError,
        match=re.escape(f"into {name!r}: the name must end in .png, .svg, .html or .json"),
    ):
        plots.save(chart, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scale", [0, -1, 11, float("nan"), float("inf")])
def test_a_scale_is_bounded(chart: alt.VConcatChart, tmp_path: Path, scale: float) -> None:
    with pytest.raises(
        ex.errors.PlotError, match="a PNG has at most 100,000,000 pixels, at a scale above 0 and up to 10"
    ):
        plots.save(chart, tmp_path / "chart.png", scale=scale)


def test_a_picture_too_large_is_refused(tmp_path: Path) -> None:
    wide = plots.series(HISTORY, "ciie", "exhibitors", width=4000, height=4000)
    with pytest.raises(ex.errors.PlotError, match="pixels at scale 5"):
        plots.save(wide, tmp_path / "chart.png", scale=5)


@pytest.mark.parametrize("chart", [None, {"mark": "point"}, ARTICLES])
def test_what_is_no_chart_is_refused(chart: Any, tmp_path: Path) -> None:
    with pytest.raises(
        ex.errors.PlotError, match=f"a {type(chart).__name__}: pass a chart of expotrade.plots or of Altair"
    ):
        plots.save(chart, tmp_path / "chart.png")


def test_nothing_is_fetched(tmp_path: Path) -> None:
    elsewhere = alt.Chart("http://127.0.0.1:9/data.csv").mark_point().encode(x="a:Q")
    with pytest.raises(ex.errors.PlotError, match=r"this chart: (.|\n)*not allowed"):
        plots.save(elsewhere, tmp_path / "chart.svg")


class Newer:
    """A chart of a version of Vega-Lite that is not written yet."""

    def to_dict(self) -> dict[str, str]:
        return {"$schema": "https://vega.github.io/schema/vega-lite/v99.1.0.json"}


def test_a_version_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ex.errors.PlotError,
        match=r"a chart in Vega-Lite 99.1: the installed vl-convert knows Vega-Lite 5\.\d+ to",
    ):
        plots.save(Newer(), tmp_path / "chart.svg")  # type: ignore[arg-type]


def test_a_character_that_no_font_has_is_told(tmp_path: Path) -> None:
    named = plots.series(
        catalog(figure("442 exhibitors"), short_name=f"F{NO_CHARACTER}"), "fair", "exhibitors"
    )
    with pytest.warns(
        ex.errors.MissingGlyphWarning,
        match=r"no installed font has 1 characters of the picture: .*allow_boxes=True",
    ):
        plots.save(named, tmp_path / "chart.png")
    assert pixels_of((tmp_path / "chart.png").read_bytes())[0] > 100
    plots.save(named, tmp_path / "chart.png", allow_boxes=True)
    plots.save(named, tmp_path / "chart.svg")
    assert NO_CHARACTER in (tmp_path / "chart.svg").read_text("utf-8")


def test_a_character_that_a_font_has_is_known_to_be_drawn() -> None:
    assert _is_drawn("é")
    assert _is_drawn("é")
    assert not _is_drawn(NO_CHARACTER)
