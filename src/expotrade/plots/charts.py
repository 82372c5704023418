"""The public charts: an expo over its editions, expos side by side, trade flows; and saving a chart."""

from collections.abc import Iterable
from pathlib import Path

from .._internal.files import replace_file
from ..catalogs import Catalog
from ..errors import ArgumentError, PlotError
from ..places import membership, place
from ..rates.converting import Conversions
from ..records import Edition, TradeFlow
from .marks import framed, horizontal, need_altair, step_of, texts_above, vertical, years
from .notes import about_editions, lengths_differ, rate_lines, reading_guide, source_line
from .points import Axis, editions_points, flow_panels
from .saving import html_of, json_of, need_converter, png_of, spec_of, svg_of
from .words import LABEL_COLUMNS, broken, made_unique, words_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Literal

    from ..rates import RateTable
    from .marks import alt
    from .points import On
    from .words import Language

MOST_MARKS = 20_000
"""The most marks of `series`."""
MOST_ROWS = 300
"""The most rows of `comparison` and `flows`."""

_LEAST_SIDE = 150
_MOST_SIDE = 4000


def series(
    catalog: Catalog,
    expo: str,
    metric: str = "deal_value",
    *,
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    rivals: bool = True,
    from_zero: bool = True,
    language: "Language" = "en",
    width: int | None = None,
    height: int = 320,
) -> "alt.VConcatChart":
    """A chart of one metric of an expo over its editions: each figure as a filled mark, its rivals hollow beside it.

    Use it to see how an expo grew, and how sure the growth is. Years without an edition or without the figure stay
    blank. Currencies are only converted with `rates`: without them, rivals in another currency are left out and named.
    A figure that counts something else than the used one is not a rival: it is named below the chart.

    Args:
        catalog: The records.
        expo: The id of the expo.
        metric: The code of the metric.
        unit: The unit of the axis; by default that of the first edition's figure.
        rates: The rate table that converts money into that unit, or "ecb" for `RateTable.ecb()`.
        on: The date of the rates, or "own" for the last day of each edition.
        rivals: Whether rival figures are drawn.
        from_zero: Whether the axis begins at zero; where it does not, small differences look large.
        language: The language of titles, labels, legends and tooltips.
        width: The width of the plot in pixels; by default as wide as the editions need.
        height: The height of the plot in pixels.

    Raises:
        MissingExtraError: Altair is not installed.
        ArgumentError: The records or the rates have another type.
        PlotError: No edition has such a figure, or there are more than 20,000 marks.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        RateNotFoundError: The table has no rate for a date.
        UnknownNameError: There is no such expo, metric or unit.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> chart = plots.series(ex.load_dataset("history"), "ciie", "exhibitors", language="zh")
        >>> chart.to_dict()["vconcat"][0]["title"]["text"]
        ['中国国际进口博览会（CIIE）：参展商数']
    """
    need_altair()
    _is_catalog(catalog)
    words = words_in(language)
    figures = catalog.series(expo, metric)
    if not figures:
        raise PlotError(f"{metric} of {expo}", "no edition has such a figure")
    named = [(words.edition(edition), edition) for edition, _ in figures]
    into = Conversions.asked(unit or figures[0][1].amount.unit, rates, on)
    _is_size(width, height)
    _at_most(MOST_MARKS, sum(len(edition.rivals(metric)) if rivals else 1 for edition, _ in figures), "marks")
    points, left_out = editions_points(named, metric, into, words, rivals=rivals)
    slots = years([edition for _, edition in named], words)
    axis = Axis(points, words, from_zero=from_zero)
    step = step_of(points, slots, width)
    above = texts_above(points, axis, step, words)
    plot = vertical(points, axis, axis.title(metric, words), slots, above, words, step=step, height=height)
    notes = reading_guide(points, words, has_texts=bool(above), has_gaps=len(slots) > len(figures))
    return framed(
        [plot],
        words.phrase("colon", name=words.expo(catalog.expo(expo)), value=words.metric(metric)),
        rate_lines(points, is_own=on == "own", words=words),
        [notes, *about_editions(named, metric, points[0].amount.unit, left_out, words, rivals=rivals)],
        words,
        width=step * len(slots) + 60,
    )


def comparison(
    catalog: Catalog,
    editions: "Iterable[Edition | str]",
    metric: str = "deal_value",
    *,
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    rivals: bool = True,
    from_zero: bool = True,
    language: "Language" = "en",
    width: int = 400,
) -> "alt.VConcatChart":
    """A chart of one metric of several editions, of one expo or of many, in one unit: one row for each edition.

    Use it to compare expos. Above the chart each rate is named with its date and source, below it the reasons why the
    figures may not be comparable. Currencies are only converted with `rates`.

    Args:
        catalog: The records, which also have the names of the expos.
        editions: The editions or their ids, in the order of the rows.
        metric: The code of the metric.
        unit: The unit of the axis; by default that of the first edition's figure.
        rates: The rate table that converts money into that unit, or "ecb" for `RateTable.ecb()`.
        on: The date of the rates, or "own" for the last day of each edition.
        rivals: Whether rival figures are drawn.
        from_zero: Whether the axis begins at zero; where it does not, small differences look large.
        language: The language of titles, labels, legends and tooltips.
        width: The width of the plot in pixels, without labels.

    Raises:
        MissingExtraError: Altair is not installed.
        ArgumentError: The records or the rates have another type.
        PlotError: There are no editions, or more than 300.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        RateNotFoundError: The table has no rate for a date.
        UnknownNameError: There is no such edition, metric or unit, or an edition has no such figure.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> chart = plots.comparison(
        ...     ex.load_dataset("articles"), ["ciie-2023", "cisce-2024"],
        ...     unit="USD", rates=ex.RateTable.ecb(), on="own")
        >>> chart.to_dict()["vconcat"][0]["title"]["subtitle"][1]
        'CISCE 2024: USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics'
    """
    need_altair()
    _is_catalog(catalog)
    if isinstance(editions, (str, Edition)) or not hasattr(editions, "__iter__"):
        raise ArgumentError("compare", editions, "pass several editions or their ids, as a list")
    words = words_in(language)
    chosen = [edition if isinstance(edition, Edition) else catalog.edition(edition) for edition in editions]
    if not chosen:
        raise PlotError("no editions", "pass one or more, such as ['ciie-2023', 'cisce-2024']")
    _is_size(width)
    _at_most(MOST_ROWS, len(chosen), "rows")
    names = [words.edition(edition, catalog.expo(edition.expo)) for edition in chosen]
    labels = made_unique("\n".join(broken(name, LABEL_COLUMNS)) for name in names)
    named = list(zip(labels, chosen, strict=True))
    into = Conversions.asked(unit or chosen[0][metric].amount.unit, rates, on)
    points, left_out = editions_points(named, metric, into, words, rivals=rivals)
    axis = Axis(points, words, from_zero=from_zero)
    plot = horizontal(points, axis, axis.title(metric, words), labels, words, width=width)
    return framed(
        [plot],
        words.metric(metric),
        rate_lines(points, is_own=on == "own", words=words),
        [
            reading_guide(points, words),
            *about_editions(named, metric, points[0].amount.unit, left_out, words, rivals=rivals),
        ],
        words,
        width=width + 260,
    )


def flows(
    items: "Catalog | Iterable[TradeFlow]",
    *,
    partner: str | None = None,
    claims: bool = True,
    from_zero: bool = True,
    language: "Language" = "en",
    width: int = 400,
) -> "alt.VConcatChart":
    """A chart of trade and investment flows: a panel for each kind of value, then panels of stated growth and shares.

    Each row names its period and the length of it, so that seven months are not taken for a year. Figures of different
    metrics and currencies do not share an axis.

    Args:
        items: A catalog, or flows of one; only a catalog has the names of traders.
        partner: The code or a printed name of the partner, such as "ASEAN"; a group includes all countries that were
            ever its members. By default the flows with all partners.
        claims: Whether to draw stated growth and shares too.
        from_zero: Whether the axes begin at zero.
        language: The language of titles, labels, legends and tooltips.
        width: The width of each plot in pixels, without labels.

    Raises:
        MissingExtraError: Altair is not installed.
        ArgumentError: `items` is neither a catalog nor flows.
        PlotError: No flow states a value, or more than 300 rows would be drawn.
        UnknownNameError: There is no such place.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> chart = plots.flows(ex.load_dataset("articles"), partner="ASEAN")
        >>> [panel["title"] for panel in chart.to_dict()["vconcat"][0]["vconcat"]][:2]
        ['Trade value (billion USD)', 'Investment (billion USD)']
    """
    need_altair()
    words = words_in(language)
    catalog = items if isinstance(items, Catalog) else None
    chosen = _flows_of(items)
    if partner is not None:
        partner_place = place(partner)
        members = (
            {row.country for row in membership(partner_place.code)}
            if partner_place.kind == "group"
            else set()
        )
        chosen = [
            flow
            for flow in chosen
            if {partner_place.code, *members}.intersection(flow.partners or (flow.partner,))
        ]
    panels = flow_panels(chosen, catalog, words, claims=claims)
    points = [point for panel in panels for point in panel.points]
    if not points:
        raise PlotError("these flows", "pass flows that state a value, a growth or a share")
    _is_size(width)
    _at_most(MOST_ROWS, len(points), "rows")
    plots = []
    for panel in panels:
        axis = Axis(panel.points, words, from_zero=from_zero)
        labels = [point.item for point in panel.points]
        title = axis.title(panel.shows, words)
        plots.append(horizontal(panel.points, axis, title, labels, words, width=width, panel_of=points))
    notes = [reading_guide(points, words)]
    if any(lengths_differ(panel.periods) for panel in panels):
        notes.append(words.phrase("lengths_differ"))
    notes.append(source_line((stated for panel in panels for stated in panel.stated), words))
    return framed(plots, words.phrase("flow_title"), [], notes, words, width=width + 300)


def save(
    chart: "alt.TopLevelMixin", path: "str | os.PathLike[str]", *, scale: float = 2, allow_boxes: bool = False
) -> None:
    """Write a chart into a file, in one step and without a network: a picture, a page with tooltips, or its JSON.

    Args:
        chart: A chart of this module, or another Altair chart that contains its data.
        path: The file, whose ending chooses the format: .png; .svg, in which text stays text and uses the reader's
            fonts; .html, a page that shows a tooltip for each mark and needs no other file; .json, the specification
            in Vega-Lite.
        scale: How many pixels of a PNG one pixel of the chart takes, up to 10.
        allow_boxes: Whether to accept that a PNG shows a box for each character that no installed font has.

    Raises:
        MissingExtraError: Altair or vl-convert is not installed.
        PlotError: The path has another ending; `chart` is not a chart, or its data are at an address; the installed
            vl-convert does not know its version of Vega-Lite; a PNG would have more than 100 million pixels.
        OSError: The file cannot be written.

    Warns:
        MissingGlyphWarning: No installed font has some characters of a PNG.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> chart = plots.series(ex.load_dataset("history"), "ciie", "deal_value", language="zh")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     plots.save(chart, Path(folder) / "ciie.svg")
        ...     "中国国际进口博览会" in (Path(folder) / "ciie.svg").read_text("utf-8")
        True
    """
    need_converter()
    ending = Path(path).suffix.lower()
    if ending not in (".png", ".svg", ".html", ".json"):
        raise PlotError(f"into {Path(path).name!r}", "the name must end in .png, .svg, .html or .json")
    spec = spec_of(chart)
    if ending == ".json":
        data = json_of(spec).encode()
    elif ending == ".html":
        data = html_of(spec).encode()
    elif ending == ".svg":
        data = svg_of(spec).encode()
    else:
        data = png_of(svg_of(spec), scale, allow_boxes=allow_boxes)
    replace_file(path, data)


def _is_catalog(catalog: object) -> None:
    if not isinstance(catalog, Catalog):
        raise ArgumentError(
            "draw a chart from", catalog, 'pass a catalog, such as ex.load_dataset("history")'
        )


def _flows_of(items: object) -> "list[TradeFlow]":
    """The flows of a catalog, or of an iterable of flows."""
    if isinstance(items, Catalog):
        return list(items.flows)
    items_given = list(items) if isinstance(items, Iterable) else [items]
    flows = [item for item in items_given if isinstance(item, TradeFlow)]
    if not isinstance(items, Iterable) or len(flows) < len(items_given):
        raise ArgumentError("draw the flows of", items, "pass a catalog or its flows, such as cat.flows")
    return flows


def _is_size(*sides: int | None) -> None:
    for side in sides:
        if side is not None and not _LEAST_SIDE <= side <= _MOST_SIDE:
            raise PlotError(f"on {side} pixels", f"a side has {_LEAST_SIDE} to {_MOST_SIDE}")


def _at_most(limit: int, count: int, what: str) -> None:
    if count > limit:
        raise PlotError(f"{count} {what}", f"a chart has at most {limit}")
