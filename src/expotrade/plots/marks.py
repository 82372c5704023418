"""Draws charts: marks, arrows, and the frame around them. The one door to Altair."""

from collections import Counter

from .._internal.extras import require
from .points import row_of, short_texts
from .words import broken, clipped, width_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    import altair as alt

    from ..records import Edition
    from .points import Axis, Point
    from .words import Words

    __all__ = ["alt"]  # for the annotations in charts.py: this file is the one door to Altair

    Rows = list[dict[str, object]]

_LATIN = "Arial, Helvetica, 'Liberation Sans'"
_CHINESE = (
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Hiragino Sans GB', "
    "'Microsoft YaHei', 'WenQuanYi Micro Hei'"
)
# A picture takes the first font that has a sign. Both kinds of font have many signs, so the language decides the order.
FONTS = {
    "en": f"{_LATIN}, {_CHINESE}, 'DejaVu Sans', sans-serif",
    "zh": f"{_CHINESE}, {_LATIN}, 'DejaVu Sans', sans-serif",
}
# A blue that people with any kind of colour vision can distinguish from grey (Okabe and Ito 2008).
_BLUE = "#0072B2"
_INK = "#333333"
_GREY = "#666666"
_GRID = "#E2E2E2"
# Lengths in pixels.
_ARROW = 26
_BETWEEN = 20  # between marks of one item
_LINE = 13  # a line of text
_COLUMN = 6.1  # half a Chinese sign, in labels that must fit
_NOTE_COLUMN = 5.5  # the same in notes, which may be a little longer
_MOST_ABOVE = 3  # lines above an edition
_TICKS = 6
_WIDEST = 1100
_LONGEST_GAP = 50
_PADDING = {"en": 14, "zh": {"left": 14, "top": 14, "right": 36, "bottom": 14}}
_DASHES = {"expected": [5, 3], "planned": [1, 3], "cancelled": [1, 6]}

# A shape for each hedge, for values that rise upwards and for values that rise to the right. Paths are in mark sizes.
_VERTICAL_SHAPES = {
    "exact": "circle",
    "rounded": "square",
    "approximately": "diamond",
    "between": "cross",
    "nearly": "M-1,0H1A1,1,0,0,1,-1,0Z",
    "more_than": "triangle-up",
    "at_least": "M-1,1H1V-0.1L0,-1L-1,-0.1Z",
    "less_than": "triangle-down",
    "at_most": "M-1,-1H1V0.1L0,1L-1,0.1Z",
}
_HORIZONTAL_SHAPES = _VERTICAL_SHAPES | {
    "nearly": "M0,-1V1A1,1,0,0,1,0,-1Z",
    "more_than": "triangle-right",
    "at_least": "M-1,-1V1H0.1L1,0L0.1,-1Z",
    "less_than": "triangle-left",
    "at_most": "M1,-1V1H-0.1L-1,0L-0.1,-1Z",
}


def need_altair() -> None:
    """Raise MissingExtraError unless Altair is installed."""
    require("plots", "altair")


def years(editions: "Sequence[Edition]", words: "Words") -> list[str]:
    """The labels of editions in their order, and the years between them without an edition."""
    slots: list[str] = []
    for before, edition in zip((editions[0], *editions), editions, strict=False):
        first, last = before.year, edition.year
        if first is not None and last is not None and last - first <= _LONGEST_GAP:
            slots += map(str, range(first + 1, last))
        slots.append(words.edition(edition))
    return slots


def step_of(points: "Sequence[Point]", slots: list[str], width: int | None) -> float:
    """The width of an edition in pixels: as wide as its marks need, and less where there are many editions."""
    if width is not None:
        return width / len(slots)
    most = max(Counter(point.item for point in points).values())
    return min(max(_BETWEEN * most + 18, 58), max(_WIDEST / len(slots), 0.05))


def texts_above(points: "Sequence[Point]", axis: "Axis", step: float, words: "Words") -> dict[str, str]:
    """The used figure of each edition in a few lines that end at one height; nothing if one of them does not fit."""
    used = [point for point in points if not point.is_rival]
    texts = [broken(text, max(int(step / _COLUMN), 1)) for text in short_texts(used, axis, words)]
    most = max(map(len, texts))
    if most > _MOST_ABOVE:
        return {}
    return {
        point.item: "\n".join([" "] * (most - len(lines)) + lines)
        for point, lines in zip(used, texts, strict=True)
    }


def vertical(
    points: "Sequence[Point]",
    axis: "Axis",
    title: str,
    slots: list[str],
    above: dict[str, str],
    words: "Words",
    *,
    step: float,
    height: int,
) -> "Plot":
    """A plot with editions from left to right and values upwards, and the used figures above."""
    import altair as alt

    # Rivals stand beside the used figure, at equal distances around the middle of their edition.

    counts = Counter(point.item for point in points)
    between = min(_BETWEEN, step / (max(counts.values()) + 1))
    rows = [
        row_of(point, axis)
        | {
            "beside": between * (point.place - (counts[point.item] - 1) / 2),
            "text": "" if point.is_rival else above.get(point.item, ""),
        }
        for point in points
    ]
    is_turned = max(map(width_of, slots)) * _COLUMN > step
    slot = alt.X(
        "slot:O",
        sort=None,
        title=words.phrase("edition"),
        scale=alt.Scale(domain=slots, padding=0),
        axis=alt.Axis(labelAngle=-45 if is_turned else 0, labelLimit=0, labelOverlap=True, grid=False),
    )
    beside = alt.XOffset("beside:Q", scale=alt.Scale(domain=[-step / 2, step / 2]))
    lines = max((text.count("\n") for text in above.values()), default=0)
    written = (
        alt.Chart()
        .mark_text(baseline="bottom", lineBreak="\n", lineHeight=_LINE, dy=-_LINE * lines)
        .encode(x=slot, y=alt.value(-6), text="text:N")
    )
    marks = _marks(points, {"x": slot, "xOffset": beside}, axis, title, words)
    return Plot([*marks, written], rows, width=step * len(slots), height=height)


def horizontal(
    points: "Sequence[Point]",
    axis: "Axis",
    title: str,
    labels: list[str],
    words: "Words",
    *,
    width: int,
    panel_of: "Sequence[Point] | None" = None,
) -> "Plot":
    """A plot with items from top to bottom and values to the right, and the used amounts at the right edge.

    A panel has its title above; its legends explain all points of the chart, `panel_of`.
    """
    import altair as alt

    counts = Counter(point.item for point in points)
    lines = max(label.count("\n") for label in labels) + 1
    step = max(_BETWEEN * max(counts.values()) + 14, _LINE * lines + 12, 36)
    rows: Rows = []
    for point in points:
        # A converted amount takes two lines: the amount as drawn above, the original below.
        text = "" if point.is_rival else clipped(words.amount(point.amount))
        before = None if point.is_rival or point.conversion is None else point.conversion.original
        original = (
            "" if before is None else words.phrase("converted_from", original=clipped(words.amount(before)))
        )
        row = row_of(point, axis) | {
            "beside": _BETWEEN * (point.place - (counts[point.item] - 1) / 2),
            "text": "" if original else text,
            "upper_text": text if original else "",
            "lower_text": original,
        }
        rows.append(row)
    slot = alt.Y(
        "slot:N",
        sort=None,
        scale=alt.Scale(domain=labels, padding=0),
        axis=alt.Axis(
            title=None,
            # The label is data of the expression and never part of its code, so no label can break it.
            labelExpr=r"split(datum.label, '\n')",
            labelLimit=0,
            labelLineHeight=_LINE,
            labelOffset=-_LINE * (lines - 1) / 2,
            # vl-convert measures too little where no font has a sign; this is the length that a reader sees.
            minExtent=max(width_of(line) for label in labels for line in label.split("\n")) * _NOTE_COLUMN
            + 8,
        ),
    )
    beside = alt.YOffset("beside:Q", scale=alt.Scale(domain=[-step / 2, step / 2]))
    written = [
        alt.Chart()
        .mark_text(align="left", baseline="middle", color=colour, dy=dy)
        .encode(y=slot, x=alt.value(width + 10), text=f"{field}:N")
        for field, colour, dy in (("text", _INK, 0), ("upper_text", _INK, -7), ("lower_text", _GREY, 7))
    ]
    at = {"y": slot, "yOffset": beside}
    marks = _marks(
        points if panel_of is None else panel_of, at, axis, title if panel_of is None else None, words
    )
    heading = None if panel_of is None else _headline(title)
    return Plot([*marks, *written], rows, width=width, height=step * len(labels), heading=heading)


def _marks(
    points: "Sequence[Point]",
    place: "dict[str, Any]",
    axis: "Axis",
    title: str | None,
    words: "Words",
) -> "list[alt.Chart]":
    """The layers of a plot: bars with caps, arrows, marks and rings, each over the rows that have one."""
    import altair as alt

    # `place` is the axis of the items, `along` the axis of the values.

    is_vertical = "x" in place
    along = "y" if is_vertical else "x"
    channel = alt.Y if is_vertical else alt.X
    scale = alt.Scale(domain=list(axis.domain), nice=False, zero=False)
    ticks = alt.Axis(tickCount=_TICKS, labelOverlap=True)

    def only(field: str) -> "alt.Chart":
        return alt.Chart().transform_filter(alt.FieldEqualPredicate(field=field, equal=True))

    def at(field: str) -> "dict[str, Any]":
        return place | {along: channel(f"{field}:Q", scale=scale, title=title, axis=ticks)}

    # A bar between the bounds; a rule across it at each known bound.
    bars = (
        only("has_bar").mark_rule(color=_INK, strokeWidth=1.4).encode(**at("from"), **{f"{along}2": "to:Q"})
    )
    caps = [
        only(f"cap_{side}")
        .mark_tick(
            color=_INK, opacity=1, thickness=1.6, size=14, orient="horizontal" if is_vertical else "vertical"
        )
        .encode(**at(side))
        for side in ("low", "high")
    ]
    # An arrow where a bound is open: a shaft from the value, whose end is moved by pixels, and a head at that end.
    arrows = []
    for side, shape, towards in (
        ("low", "triangle-down" if is_vertical else "triangle-left", _ARROW if is_vertical else -_ARROW),
        ("high", "triangle-up" if is_vertical else "triangle-right", -_ARROW if is_vertical else _ARROW),
    ):
        shaft = only(f"open_{side}").mark_rule(
            color=_INK, strokeWidth=1.4, **_offset(f"{along}2Offset", towards)
        )
        head = only(f"open_{side}").mark_point(
            shape=shape, filled=True, color=_INK, opacity=1, size=48, **_offset(f"{along}Offset", towards)
        )
        arrows += [shaft.encode(**at("value"), **{f"{along}2": "value:Q"}), head.encode(**at("value"))]
    # Rings have one line style for each status. Legends list only what the chart shows.
    statuses = {point.facts["status"]: point.status for point in points if point.is_ringed}
    dashes = [_DASHES[status.value] for status in statuses.values()]
    rings = (
        only("is_ringed")
        .mark_point(shape="circle", size=420, stroke=_INK, strokeWidth=1.4, filled=False, opacity=1)
        .encode(
            **at("value"),
            strokeDash=alt.StrokeDash(
                "status:N",
                scale=alt.Scale(domain=list(statuses), range=dashes),
                legend=alt.Legend(title=words.of("legends")["status"]) if statuses else None,
            ),
        )
    )
    shapes = _VERTICAL_SHAPES if is_vertical else _HORIZONTAL_SHAPES
    hedges = {words.of("hedges")[hedge]: shape for hedge, shape in shapes.items()}
    hedges_shown = {point.facts["hedge"] for point in points}
    roles = [words.of("roles")[role] for role in ("preferred", "rival")]
    tooltips = {
        key: head for key, head in words.of("tooltips").items() if any(point.facts[key] for point in points)
    }
    marks = (
        alt.Chart()
        .mark_point(size=92, stroke=_BLUE, strokeWidth=1.6, opacity=1)
        .encode(
            **at("value"),
            shape=alt.Shape(
                "hedge:N",
                scale=alt.Scale(
                    domain=[hedge for hedge in hedges if hedge in hedges_shown],
                    range=[shape for hedge, shape in hedges.items() if hedge in hedges_shown],
                ),
                legend=alt.Legend(title=words.of("legends")["hedge"]),
            ),
            fill=alt.Fill(
                "role:N",
                scale=alt.Scale(domain=roles, range=[_BLUE, "white"]),
                legend=alt.Legend(title=words.of("legends")["role"])
                if any(point.is_rival for point in points)
                else None,
            ),
            tooltip=[alt.Tooltip(f"{key}:N", title=head) for key, head in tooltips.items()],
        )
    )
    return [bars, *caps, *arrows, marks, rings]


def _offset(name: str, by: int) -> "dict[str, Any]":
    """A keyword argument whose name depends on the direction of the values."""
    return {name: by}


class Plot:
    """Layers over one set of rows. It becomes a chart late: Altair copies a chart with its rows at every step."""

    __slots__ = ("heading", "height", "layers", "rows", "width")

    def __init__(
        self,
        layers: "list[alt.Chart]",
        rows: "Rows",
        *,
        width: float,
        height: float,
        heading: str | None = None,
    ) -> None:
        self.layers = layers
        self.rows = rows
        self.width = width
        self.height = height
        self.heading = heading

    def chart(self, name: str, **options: "Any") -> "alt.LayerChart":
        """The chart over the dataset of that name."""
        import altair as alt

        return alt.LayerChart(
            data=alt.NamedData(name), layer=self.layers, width=self.width, height=self.height, **options
        )


def framed(
    plots: "Sequence[Plot]",
    title: str,
    subtitle: "Iterable[str]",
    notes: list[str],
    words: "Words",
    *,
    width: float,
) -> "alt.VConcatChart":
    """The finished chart: plots below each other, the title above, the notes below, in lines as wide as the plots."""
    import altair as alt

    columns = max(int(width / _NOTE_COLUMN), 60)
    lines_above = list(subtitle)
    above = alt.TitleParams(
        broken(_headline(title), columns * 2 // 3),
        fontSize=16,
        frame="bounds",
        subtitle=[line for text in lines_above for line in broken(text, columns)],
    )
    below = alt.TitleParams(
        [line for text in notes for line in broken(text, columns)],
        orient="bottom",
        frame="bounds",
        fontSize=11,
        fontWeight="normal",
        color=_GREY,
        lineHeight=15,
        offset=14,
    )
    # The rows are top-level datasets: Altair does not limit their number there.
    datasets = {f"rows-{number}": plot.rows for number, plot in enumerate(plots, start=1)}
    named = list(zip(datasets, plots, strict=True))
    inner: alt.LayerChart | alt.VConcatChart
    if len(named) == 1 and plots[0].heading is None:
        inner = plots[0].chart(named[0][0], title=above)
    else:
        panels = [plot.chart(name, title=plot.heading) for name, plot in named]
        # Panels have rows of different heights, so each needs its own scale of offsets.
        inner = alt.vconcat(
            *panels, title=above, spacing=24, resolve=alt.Resolve(scale={"yOffset": "independent"})
        )
    return alt.vconcat(
        inner,
        title=below,
        background="white",
        padding=_PADDING[words.language],
        description=" ".join([title, *lines_above, *notes]),
        datasets=datasets,
        config=_config(FONTS[words.language]),
    )


def _config(font: str) -> "alt.Config":
    """The look of everything that has no style of its own."""
    import altair as alt

    return alt.Config(
        font=font,
        view=alt.ViewConfig(stroke=None),
        title=alt.TitleConfig(
            anchor="start",
            frame="group",
            color=_INK,
            fontSize=13,
            subtitleColor=_GREY,
            subtitleFontSize=12,
            offset=12,
        ),
        axis=alt.AxisConfig(
            domainColor=_GREY,
            tickColor=_GREY,
            gridColor=_GRID,
            labelColor=_INK,
            labelFontSize=11,
            titleColor=_INK,
            titleFontSize=11,
            titleFontWeight="normal",
            labelFlush=False,
        ),
        legend=alt.LegendConfig(
            orient="bottom",
            columns=5,
            padding=6,
            labelFontSize=11,
            labelColor=_INK,
            labelLimit=0,
            titleFontSize=11,
            titleColor=_INK,
            symbolFillColor=_BLUE,
            symbolStrokeColor=_BLUE,
            symbolSize=92,
        ),
        text=alt.MarkConfig(font=font, fontSize=11, color=_INK),
    )


def _headline(text: str) -> str:
    """A title that begins with a capital."""
    return text[:1].upper() + text[1:]
