"""Metrics: what the figures of a trade expo measure, each with a code, a definition, a unit and two labels."""

from functools import cache
from typing import Literal

from .._internal.classes import frozen, nearest_of
from .._internal.data import read_table
from ..errors import UnknownNameError

# A change of figures in these units can be meant in points, so it is not computed.
RATIO_UNITS = ("percent", "pp", "multiple")


@frozen
class Metric:
    """One thing that figures measure, such as the value of the deals reached at an edition.

    A metric has no currency and no year; a figure has them. Growth, shares and ranks are claims about a metric and have
    no code of their own.

    Args:
        code: The name by which figures and claims refer to it.
        dimension: "money", "mass", "area", "ratio", "duration", "count", or "any" where sources use several.
        unit: The code of its unit; None for any currency (money) or any unit ("any").
        english: A label for English tables.
        chinese: A label for Chinese tables.
        term: The corresponding term of the exhibition trade, if there is one.
        definition: What it counts, in at most two sentences.

    Source: definition; the terms are those of ISO 25639-1, Exhibitions and events, Part 1: Vocabulary.

    Example:
        >>> import expotrade as ex
        >>> ex.metric("visits").term, ex.metric("visits").unit
        ('visit', 'visit')
    """

    code: str
    dimension: Literal["money", "mass", "area", "ratio", "duration", "count", "any"]
    unit: str | None
    english: str
    chinese: str
    term: str | None
    definition: str


def get(code: str) -> Metric:
    """The metric with a code.

    Args:
        code: An exact code; labels and printed names are not looked up.

    Returns:
        The metric, with the unit or dimension of its figures.

    Raises:
        UnknownNameError: There is no such metric; the error names the nearest codes.

    Example:
        >>> import expotrade as ex
        >>> ex.metric("deal_value").english
        'value of deals'
    """
    if is_metric(code):
        return _metrics()[code]
    advice = "see list_metrics(), or use 'other' for a figure that fits none"
    raise UnknownNameError("metric", code, nearest_of(code, _metrics()), advice)


metric = get  # the name in the face of the room


def list_metrics() -> tuple[Metric, ...]:
    """All metrics in the order of the table: deals, exhibitors, places, space, products, people, trade.

    Example:
        >>> import expotrade as ex
        >>> [metric.code for metric in ex.list_metrics()][:2]
        ['deal_value', 'deals']
    """
    return tuple(_metrics().values())


def is_metric(code: object) -> bool:
    """Whether it is the exact code of a metric.

    Example:
        >>> from expotrade.records.metrics import is_metric
        >>> is_metric("exhibitors"), is_metric("deal_value_usd")
        (True, False)
    """
    return isinstance(code, str) and code in _metrics()


@cache
def _metrics() -> dict[str, Metric]:
    """Every metric by its code, in the order of the table."""
    rows = read_table("metrics.json")["metrics"]
    return {row["code"]: Metric(**row) for row in rows}
