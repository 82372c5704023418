"""Strategies for sources, and for the figures and claims that cite them."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from ..records import (
    Citation,
    CumulativeClaim,
    Figure,
    FirstClaim,
    GrowthBase,
    GrowthClaim,
    RankClaim,
    ShareClaim,
    Source,
    Status,
    StreakClaim,
    metrics,
)
from .fields import (
    BASIS,
    ID,
    METRIC,
    MONEY,
    PERIOD,
    TEXT,
    one_or_two,
    positive_integers,
    records_of,
    up_to_two,
)
from .values import amounts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from hypothesis.strategies import SearchStrategy

    from ..amounts import Amount
    from ..records import Claim
    from .fields import Fields

    _T = TypeVar("_T")


def sources(**fields: SearchStrategy[object]) -> SearchStrategy[Source]:
    """Sources, each with or without publisher, date, address and language.

    Args:
        fields: Strategies for single fields, by name, instead of the default ones; as in every strategy of a record.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.sources(language=st.just("en")))
        ... def test_source(source):
        ...     assert source.title in source.cite() and source.language == "en"
        >>> test_source()
    """
    optional = {"publisher": TEXT, "published": PERIOD, "url": TEXT, "language": TEXT}
    return records_of(Source, {"id": ID, "title": TEXT}, optional, fields)


def citations(**fields: SearchStrategy[object]) -> SearchStrategy[Citation]:
    """Citations of a source, with or without a paragraph.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.citations())
        ... def test_citation(citation):
        ...     assert citation.paragraph is None or citation.paragraph >= 1
        >>> test_citation()
    """
    return records_of(Citation, {"source": SOURCE}, {"paragraph": positive_integers()}, fields)


def figures(**fields: SearchStrategy[object]) -> SearchStrategy[Figure]:
    """Figures whose amounts fit their metrics.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.figures(metric=st.just("exhibitors")))
        ... def test_figure(figure):
        ...     assert figure.amount.unit == "exhibitor"
        >>> test_figure()
    """
    optional = {
        "as_printed": TEXT,
        "attributed_to": TEXT,
        "status": st.sampled_from(Status),
        "basis": TEXT,
        "counts": BASIS,
        "equivalent": MONEY,
        "is_preferred": st.booleans(),
        "note": TEXT,
    }
    time = st.one_of(*(st.fixed_dictionaries(drawn) for drawn in ({}, {"period": PERIOD}, {"as_of": PERIOD})))
    rest = {name: drawn for name, drawn in fields.items() if name != "metric"}
    return records_of(Figure, {"citations": REQUIRED_CITATIONS}, optional, rest, _measured(fields), time)


def growths(**fields: SearchStrategy[object]) -> SearchStrategy[GrowthClaim]:
    """Claims of growth, in percent or as a multiple.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.growths())
        ... def test_growth(claim):
        ...     assert claim.amount.unit in ("percent", "multiple")
        >>> test_growth()
    """
    optional = {"base": st.sampled_from(GrowthBase), "since": PERIOD}
    return _claim(GrowthClaim, {"amount": _ratios()}, optional, fields)


def shares(**fields: SearchStrategy[object]) -> SearchStrategy[ShareClaim]:
    """Claims of a share, in percent or as a multiple.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.shares())
        ... def test_share(claim):
        ...     assert claim.whole and claim.citations
        >>> test_share()
    """
    return _claim(ShareClaim, {"amount": _ratios(), "whole": TEXT}, {"of": ID}, fields)


def ranks(**fields: SearchStrategy[object]) -> SearchStrategy[RankClaim]:
    """Claims of a rank.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.ranks(rank=st.just(1)))
        ... def test_rank(claim):
        ...     assert claim.rank == 1
        >>> test_rank()
    """
    return _claim(RankClaim, {"among": TEXT}, {"rank": positive_integers()}, fields)


def streaks(**fields: SearchStrategy[object]) -> SearchStrategy[StreakClaim]:
    """Claims that a state has lasted for some time.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.streaks())
        ... def test_streak(claim):
        ...     assert claim.amount.unit in ("day", "month", "year", "edition")
        >>> test_streak()
    """
    lengths = st.sampled_from(["day", "month", "year", "edition"]).flatmap(amounts_in)
    return _claim(
        StreakClaim, {"amount": lengths, "what": TEXT}, {"rank": positive_integers(), "among": TEXT}, fields
    )


def firsts(**fields: SearchStrategy[object]) -> SearchStrategy[FirstClaim]:
    """Claims that something happened for the first time.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.firsts(scope=st.just("the world")))
        ... def test_first(claim):
        ...     assert claim.scope == "the world"
        >>> test_first()
    """
    return _claim(FirstClaim, {"of": TEXT, "what": TEXT, "scope": TEXT}, {}, fields)


def cumulatives(**fields: SearchStrategy[object]) -> SearchStrategy[CumulativeClaim]:
    """Claims of a total over several editions or years, in a unit of their metric.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.cumulatives(metric=st.just("visits")))
        ... def test_cumulative(claim):
        ...     assert claim.amount.unit == "visit"
        >>> test_cumulative()
    """
    rest = {name: drawn for name, drawn in fields.items() if name != "metric"}
    return _claim(CumulativeClaim, {"over": TEXT}, {}, rest, _measured(fields))


def claims(**fields: SearchStrategy[object]) -> SearchStrategy[Claim]:
    """Claims of all kinds.

    Args:
        fields: Strategies for fields that every claim has.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.claims())
        ... def test_claim(claim):
        ...     assert claim.cite()
        >>> test_claim()
    """
    kinds = (growths, shares, ranks, streaks, firsts, cumulatives)
    return st.one_of(*(kind(**fields) for kind in kinds))


def rival_figures(most: int = 4, **fields: SearchStrategy[object]) -> SearchStrategy[list[Figure]]:
    """Lists of up to `most` figures, of which at most one per metric is preferred."""

    def prefer_one(drawn: list[Figure]) -> list[Figure]:
        preferred_metrics: set[str] = set()
        kept = []
        for figure in drawn:
            kept.append(
                evolve(figure, is_preferred=figure.is_preferred and figure.metric not in preferred_metrics)
            )
            preferred_metrics |= {figure.metric} if figure.is_preferred else set()
        return kept

    popular = st.sampled_from(["deal_value", "exhibitors", "deals"])
    return st.lists(figures(**fields) | figures(metric=popular, **fields), max_size=most).map(prefer_one)


def _ratios() -> SearchStrategy[Amount]:
    return st.sampled_from(["percent", "multiple"]).flatmap(amounts_in)


def _measured(fields: Fields) -> SearchStrategy[dict[str, object]]:
    """The fields of a metric and of an amount in a unit of that metric."""

    def measure(code: str) -> SearchStrategy[dict[str, object]]:
        metric = metrics.get(code)
        amount = amounts_in(metric.unit) if metric.dimension != "money" else MONEY
        return st.fixed_dictionaries({"metric": st.just(code), "amount": amount})

    return fields.get("metric", METRIC).flatmap(measure)  # type: ignore[arg-type]  # a caller's metrics are texts


def _claim(
    kind: Callable[..., _T],
    required: Fields,
    optional: Fields,
    fixed: Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Claims of one class, with the fields that all claims have."""
    common = {
        "subject": TEXT,
        "as_printed": TEXT,
        "period": PERIOD,
        "status": st.sampled_from(Status),
        "attributed_to": TEXT,
        "basis": TEXT,
        "note": TEXT,
    }
    if not parts:
        common["metric"] = METRIC
    return records_of(
        kind, {"citations": REQUIRED_CITATIONS, **required}, {**common, **optional}, fixed, *parts
    )


# Strategies for fields of other records, built once and only when needed.
SOURCE = st.deferred(sources)
_CITATION = st.deferred(citations)
CITATIONS, REQUIRED_CITATIONS = up_to_two(_CITATION), one_or_two(_CITATION)
FIGURE = st.deferred(figures)
FIGURES = up_to_two(FIGURE)
CLAIM = st.deferred(claims)
CLAIMS = up_to_two(CLAIM)
