"""The data of a chart: each stated amount once, in the unit of its axis, with the facts for its tooltip."""

import re
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from .._internal.decimals import ROUGHLY
from ..amounts import Amount
from ..errors import PlotError
from ..rates import Conversion
from ..rates.converting import Conversions
from ..records import Figure, GrowthClaim, ShareClaim, Status
from ..records.claims import claim_name
from ..records.evidence import counted_as, counted_text, counts_otherwise
from ..units import UnitTable, is_same_dimension
from .words import LABEL_COLUMNS, broken, clipped, made_unique

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from ..catalogs import Catalog
    from ..periods import Period
    from ..rates import Conversion
    from ..records import Edition, TradeFlow
    from .words import Words

    Stated = Figure | GrowthClaim | ShareClaim
    On = date | Literal["own"] | None

_LARGEST = 1e300
_LONGEST_PLAIN = 20


class Point(NamedTuple):
    """One mark: its item, the amount as drawn, and the facts of its tooltip."""

    item: str
    amount: Amount
    place: int
    status: Status
    facts: dict[str, str]
    conversion: "Conversion | None" = None

    @property
    def is_rival(self) -> bool:
        """Whether another figure of the item is used instead."""
        return self.place > 0

    @property
    def is_ringed(self) -> bool:
        """Whether the figure is about something that has not happened yet."""
        return self.status is not Status.ACTUAL


class NotDrawn(NamedTuple):
    """What a chart of editions leaves out: rivals without an exchange rate, and figures that count something else."""

    without_rate: list[str]
    other_bases: list[str]


def editions_points(
    named: "Iterable[tuple[str, Edition]]", metric: str, asked: Conversions, words: "Words", *, rivals: bool
) -> tuple[list[Point], NotDrawn]:
    """The points of each edition, the used figure first and its rivals after it; and what is not drawn."""
    points: list[Point] = []
    left_out = NotDrawn([], [])
    for item, edition in named:
        place = 0
        for figures in _grouped_by_source(edition, metric):
            if counts_otherwise(figures[0], edition[metric]):
                value = f"{words.amount(figures[0].amount)} ({counted_text(figures[0])})"
                left_out.other_bases.append(words.phrase("colon", name=item.replace("\n", " "), value=value))
                continue
            if place and not rivals:
                continue
            if place and not asked.takes(figures[0].amount):
                left_out.without_rate.append(
                    words.phrase("left_out_one", item=item, unit=figures[0].amount.unit)
                )
                continue
            points.append(_edition_point(item, edition, figures, place, asked, words))
            place += 1
    return points, left_out


def _edition_point(
    item: str, edition: "Edition", figures: list[Figure], place: int, asked: Conversions, words: "Words"
) -> Point:
    figure, *repeats = figures
    last_day = None if edition.period is None else edition.period.end
    converted = asked.convert(figure.amount, last_day, edition.id)
    conversion = converted if isinstance(converted, Conversion) else None
    amount = converted.amount if isinstance(converted, Conversion) else converted
    facts = facts_of(item, figure, words, repeats=repeats)
    facts["role"] = words.of("roles")["rival" if place else "preferred"]
    facts["period"] = words.time_of(figure)
    if conversion is not None:
        facts["converted"] = str(amount)
        facts["rate"] = conversion.rate.cite()
    return Point(item, amount, place, figure.status, facts, conversion)


def _grouped_by_source(edition: "Edition", metric: str) -> list[list[Figure]]:
    """The figures of an edition, the preferred one first; figures that only differ in their source are one group."""
    preferred = edition[metric]
    groups: dict[object, list[Figure]] = {}
    for figure in (preferred, *(rival for rival in edition.rivals(metric) if rival is not preferred)):
        key = (figure.amount, figure.status, counted_as(figure), figure.period, figure.as_of)
        groups.setdefault(key, []).append(figure)
    return list(groups.values())


class Panel(NamedTuple):
    """Flows that share an axis: the figures of one metric, or claims of one kind, with their points and periods."""

    shows: str
    points: list[Point]
    stated: "list[Stated]"
    periods: "list[Period | None]"

    def made_unique(self) -> "Panel":
        """The same panel with different labels for all points."""
        labels = made_unique(point.item for point in self.points)
        renamed = [point._replace(item=label) for point, label in zip(self.points, labels, strict=True)]
        return self._replace(points=renamed)


def flow_panels(
    flows: "Iterable[TradeFlow]", catalog: "Catalog | None", words: "Words", *, claims: bool
) -> list[Panel]:
    """Panels of the values of flows by metric and unit, then of the growth and the shares that are stated."""
    values: dict[tuple[str, str], Panel] = {}
    stated: dict[tuple[str, str], Panel] = {}
    for flow in flows:
        trader = flow.trader
        if trader is not None and catalog is not None:
            trader = catalog.organisation(trader).name
        name = words.flow(flow, trader)
        for figure in flow.figures:
            period = None if figure.as_of is not None else figure.period or flow.period
            own = figure.amount.unit
            known = (unit for metric, unit in values if metric == figure.metric)
            unit = next((unit for unit in known if is_same_dimension(unit, own)), own)
            panel = values.setdefault((figure.metric, unit), Panel(figure.metric, [], [], []))
            time = words.period(period, figure.as_of)
            panel.points.append(_flow_point(name, time, figure, figure.amount.to(unit), words))
            panel.stated.append(figure)
            panel.periods.append(period)
        for claim in flow.claims if claims else ():
            if isinstance(claim, (GrowthClaim, ShareClaim)):
                period = claim.period or flow.period
                kind = claim_name(type(claim))
                amount = claim.change if isinstance(claim, GrowthClaim) else claim.amount
                panel = stated.setdefault((kind, amount.unit), Panel(kind, [], [], []))
                time = "\n".join([words.claimed(claim), words.period(period)])
                subject = "" if claim.subject is None else clipped(claim.subject)
                about = words.phrase("colon", name=name, value=subject) if subject else name
                panel.points.append(_flow_point(about, time, claim, amount, words))
                panel.stated.append(claim)
                panel.periods.append(period)
    return [panel.made_unique() for panel in (*values.values(), *stated.values())]


def _flow_point(name: str, time: str, stated: "Stated", amount: Amount, words: "Words") -> Point:
    lines = [name, *time.split("\n")]
    item = "\n".join(part for line in lines for part in broken(line, LABEL_COLUMNS))
    facts = facts_of(name, stated, words)
    facts["period"] = time.replace("\n", "; ")
    return Point(item, amount, 0, stated.status, facts)


def facts_of(
    item: str, stated: "Stated", words: "Words", *, repeats: "Sequence[Stated]" = ()
) -> dict[str, str]:
    """The facts that a tooltip shows of a stated amount, with every digit."""
    not_stated = words.phrase("not_stated")
    citations = [citation for figure in (stated, *repeats) for citation in figure.citations][1:]
    return {
        "item": item.replace("\n", " "),
        "printed": stated.as_printed or not_stated,
        "notation": str(stated.amount),
        "bounds": _bounds(stated.amount, words),
        "converted": "",
        "rate": "",
        "hedge": words.of("hedges")[stated.amount.hedge.value],
        "role": words.of("roles")["preferred"],
        "status": words.of("statuses")[stated.status.value],
        "period": words.period(stated.period),
        "basis": (counted_text(stated) if isinstance(stated, Figure) else stated.basis) or not_stated,
        "said_by": stated.attributed_to.name if stated.attributed_to is not None else not_stated,
        "source": stated.citations[0].cite(),
        "others": words.listed(citation.source.publisher or citation.source.title for citation in citations),
    }


def _bounds(amount: Amount, words: "Words") -> str:
    low, high = (
        words.phrase("no_bound") if end is None else _digits(end) for end in (amount.low, amount.high)
    )
    return words.phrase("to", low=low, high=high)


def _digits(number: Decimal) -> str:
    """All digits of a number, without a power of ten where the number is short enough."""
    return f"{number:,f}" if abs(number.adjusted()) < _LONGEST_PLAIN else str(number)


class Axis:
    """The scale word of an axis, and its numbers as floats."""

    __slots__ = ("_power", "domain", "unit", "word")

    def __init__(self, points: "Sequence[Point]", words: "Words", *, from_zero: bool) -> None:
        self.unit = points[0].amount.unit
        size = max(number.copy_abs() for point in points for number in _numbers(point.amount))
        scales = words.scales.items()
        fitting = ((word, power) for word, power in scales if size and size.adjusted() >= power)
        self.word, self._power = next(fitting, ("", 0))
        ends = [self.number(number) for point in points for number in _numbers(point.amount)]
        self.domain = _padded(
            ends,
            any(point.amount.low is None for point in points),
            any(point.amount.high is None for point in points),
            from_zero=from_zero,
        )

    def number(self, value: Decimal) -> float:
        """A value in the scale of the axis."""
        number = float(value.scaleb(-self._power, ROUGHLY))
        if not (isfinite(number) and abs(number) <= _LARGEST):
            raise PlotError(f"a number of {value.adjusted() + 1} digits", "a chart shows up to 1E+300")
        return number

    def title(self, shows: str, words: "Words") -> str:
        """The title of the axis: metric, scale and unit; a count has its unit in the name of the metric."""
        unit = "" if words.is_count(shows) else words.unit(self.unit)
        between = " " if self.word and unit and words.language == "en" else ""
        shifted = f"{self.word.strip()}{between}{unit}"
        return (
            words.phrase("in_unit", metric=words.shown(shows), unit=shifted)
            if shifted
            else words.shown(shows)
        )


def _numbers(amount: Amount) -> list[Decimal]:
    """The value and the known bounds."""
    return [number for number in (amount.value, amount.low, amount.high) if number is not None]


def _padded(
    ends: list[float], is_open_below: bool, is_open_above: bool, *, from_zero: bool
) -> tuple[float, float]:
    """The ends of an axis with room for marks and arrows."""
    low, high = min(ends), max(ends)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or abs(high) or 1.0
    # An axis that begins at zero needs room below zero only for an arrow, which is longer than half a mark.
    is_floor = from_zero and not low and high > 0 and not is_open_below
    is_ceiling = from_zero and not high and low < 0 and not is_open_above
    below = 0.0 if is_floor else span * (0.16 if is_open_below else 0.05)
    above = 0.0 if is_ceiling else span * (0.16 if is_open_above else 0.05)
    return low - below, high + above


def row_of(point: Point, axis: Axis) -> dict[str, object]:
    """A point as a row of the chart's data: numbers as floats in the scale of the axis, everything else as text."""
    low, value, high = point.amount.low, point.amount.value, point.amount.high
    is_range = low is not None and high is not None and low < high
    has_low = low is not None and (is_range or low < value)
    has_high = high is not None and (is_range or high > value)
    return {
        "slot": point.item,
        "value": axis.number(value),
        "low": None if low is None else axis.number(low),
        "high": None if high is None else axis.number(high),
        "from": axis.number(value if low is None else low),
        "to": axis.number(value if high is None else high),
        # A cap closes a bar. Where one side is open and the other bound equals the value, there is no bar to close.
        "has_bar": has_low or has_high,
        "cap_low": has_low,
        "cap_high": has_high,
        "open_low": low is None,
        "open_high": high is None,
        "is_ringed": point.is_ringed,
        **point.facts,
    }


def short_texts(points: "Sequence[Point]", axis: Axis, words: "Words") -> list[str]:
    """The amounts in words, without the unit and the scale, which the axis shows."""
    texts = [_without_unit(point.amount, words) for point in points]
    if axis.word and all(axis.word in text for text in texts):
        texts = [text.replace(axis.word, "") for text in texts]
    return texts


def _without_unit(amount: Amount, words: "Words") -> str:
    text = words.amount(amount)
    if words.language == "en" and UnitTable.builtin().is_currency(amount.unit):
        return text.replace(f"{amount.unit} ", "", 1)
    label = re.escape(words.unit(amount.unit))
    return re.sub(rf" ?{label}(?= \(|（|$)", "", text, count=1)
