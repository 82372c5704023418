"""Metrics and bases: what the figures of a trade expo measure, and what exactly they count."""

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


def is_own(code: object) -> bool:
    """Whether it is the code of a metric that a catalog defines itself: words joined by hyphens.

    The codes of the table have no hyphen, so the two never meet.

    Example:
        >>> from expotrade.records.metrics import is_own
        >>> is_own("booths-sold-online"), is_own("booths")
        (True, False)
    """
    return isinstance(code, str) and "-" in code


def known_or_own(code: str) -> Metric:
    """The metric with a code; a metric that a catalog defines itself has any dimension, and its words as label.

    Without the catalog no more is known of it; `catalog.metric(code)` returns its definition.

    Raises:
        UnknownNameError: The code has no hyphen and there is no such metric; the error names the nearest codes.

    Example:
        >>> from expotrade.records.metrics import known_or_own
        >>> known_or_own("booths-sold-online").english
        'booths sold online'
    """
    if not is_own(code):
        return get(code)
    words = code.replace("-", " ")
    return Metric(code, "any", None, words, words, None, "A metric that a catalog defines.")


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


@frozen
class Basis:
    """One thing that figures of a metric may count, such as enterprises without institutions.

    Figures of one metric on two bases are not rivals; they are not added or compared as if they were one thing.

    Args:
        code: The name by which `Figure.counts` refers to it.
        english: A label for English tables.
        chinese: A label for Chinese tables.
        definition: What it counts, in a sentence.
        phrases: Its printed phrases in English and Chinese.
        part_of: The codes of the bases that include it: visits include visitors.

    Source: definition; the phrases are those of the press.

    Example:
        >>> from expotrade.records import basis
        >>> basis("enterprises").part_of
        ('enterprises_and_institutions',)
    """

    code: str
    english: str
    chinese: str
    definition: str
    phrases: tuple[str, ...]
    part_of: tuple[str, ...]

    def is_part_of(self, code: str) -> bool:
        """Whether another basis includes everything that this basis counts.

        Args:
            code: The code of the other basis.

        Raises:
            UnknownNameError: No basis has the code.

        Example:
            >>> from expotrade.records import basis
            >>> basis("countries").is_part_of("countries_regions_and_organisations")
            True
            >>> basis("visits").is_part_of("visitors")
            False
        """
        return basis(code).code == self.code or any(basis(wider).is_part_of(code) for wider in self.part_of)


def basis(code: str) -> Basis:
    """The basis with a code.

    Args:
        code: An exact code; for a printed phrase use `find_basis`.

    Raises:
        UnknownNameError: There is no such basis; the error names the nearest codes.

    Example:
        >>> from expotrade.records import basis
        >>> basis("letters_of_intent").english
        'letters of intent'
    """
    if is_basis(code):
        return _bases()[code]
    advice = "list_bases() returns all of them, find_basis(phrase) finds the basis of a printed phrase"
    raise UnknownNameError("basis", code, nearest_of(code, _bases()), advice)


def list_bases() -> tuple[Basis, ...]:
    """All bases in the order of the table: deals, countries, enterprises, exhibitors, visitors, trade.

    Example:
        >>> from expotrade.records import list_bases
        >>> [basis.code for basis in list_bases()][:2]
        ['contracts', 'letters_of_intent']
    """
    return tuple(_bases().values())


def find_basis(phrase: str) -> Basis | None:
    """The basis of a printed phrase; None if the table does not have the phrase.

    Args:
        phrase: The full phrase, in upper or lower case; parts of phrases are not matched.

    Example:
        >>> from expotrade.records import find_basis
        >>> find_basis("Enterprises and institutions").code
        'enterprises_and_institutions'
        >>> find_basis("enterprises of the town") is None
        True
    """
    return _phrases().get(_folded(phrase)) if isinstance(phrase, str) else None


def is_basis(code: object) -> bool:
    """Whether it is the exact code of a basis.

    Example:
        >>> from expotrade.records.metrics import is_basis
        >>> is_basis("visits"), is_basis("visit")
        (True, False)
    """
    return isinstance(code, str) and code in _bases()


def _folded(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


@cache
def _bases() -> dict[str, Basis]:
    """Every basis by its code, in the order of the table."""
    return {
        row["code"]: Basis(**{**row, "phrases": tuple(row["phrases"]), "part_of": tuple(row["part_of"])})
        for row in read_table("bases.json")["bases"]
    }


@cache
def _phrases() -> dict[str, Basis]:
    """Every basis by each of its phrases."""
    return {_folded(phrase): entry for entry in _bases().values() for phrase in entry.phrases}
