"""Strategies for sources, parties, and the figures and claims that cite them."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from ..amounts import Amount
from ..records import (
    ChangeClaim,
    Citation,
    CumulativeClaim,
    DatesClaim,
    Figure,
    FirstClaim,
    GrowthBase,
    GrowthClaim,
    OwnMetric,
    Party,
    RankClaim,
    ShareClaim,
    Source,
    Status,
    StreakClaim,
    VenueClaim,
    metrics,
)
from .fields import (
    BASIS,
    ID,
    METRIC,
    MONEY,
    PERIOD,
    PLACE_OR_REGION,
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

    from ..records import Claim
    from .fields import Fields

    _T = TypeVar("_T")


def sources(**fields: SearchStrategy[object]) -> SearchStrategy[Source]:
    """Sources, each with or without publisher, dates, addresses, language and origin.

    None supersedes another, because the other would have to be in the same catalog.

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
    texts = dict.fromkeys(("publisher", "url", "language", "archived", "origin"), TEXT)
    optional = {**texts, "published": PERIOD, "accessed": PERIOD}
    return records_of(Source, {"id": ID, "title": TEXT}, optional, fields)


def citations(**fields: SearchStrategy[object]) -> SearchStrategy[Citation]:
    """Citations of a source, with or without a paragraph and a wording of its own.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.citations())
        ... def test_citation(citation):
        ...     assert citation.paragraph is None or citation.paragraph >= 1
        >>> test_citation()
    """
    optional = {"paragraph": positive_integers(), "as_printed": TEXT}
    return records_of(Citation, {"source": SOURCE}, optional, fields)


def parties(**fields: SearchStrategy[object]) -> SearchStrategy[Party]:
    """Parties: links to records, places or descriptions, each with or without a role.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.parties())
        ... def test_party(party):
        ...     assert party.name
        >>> test_party()
    """
    links = ("organisation", "person", "expo", "edition", "section")
    named = {**dict.fromkeys(links, ID), "place": PLACE_OR_REGION, "description": TEXT}
    identities: list[SearchStrategy[dict[str, object]]] = [
        st.fixed_dictionaries({name: drawn}) for name, drawn in named.items()
    ]
    said = {"country": PLACE_OR_REGION, "part_of": ID}
    identities.append(st.fixed_dictionaries({"description": TEXT}, optional=said))
    identity = st.just({}) if named.keys() & fields.keys() else st.one_of(identities)
    return records_of(Party, {}, {"role": TEXT}, fields, identity)


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
        "attributed_to": PARTY,
        "horizon": _durations("day", "month", "year"),
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


def own_figures(own: OwnMetric, **fields: SearchStrategy[object]) -> SearchStrategy[Figure]:
    """Figures of a metric that a catalog defines."""
    amount = MONEY if own.dimension == "money" else amounts_in(own.unit or "booth")
    metric = st.fixed_dictionaries({"metric": st.just(own.id), "amount": amount})
    return records_of(Figure, {"citations": REQUIRED_CITATIONS}, {"as_printed": TEXT}, fields, metric)


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
    return _claim(GrowthClaim, {"amount": _ratios()}, {"since": PERIOD}, fields, _bases(fields))


def changes(**fields: SearchStrategy[object]) -> SearchStrategy[ChangeClaim]:
    """Claims of a change in the unit of their metric, or in percentage points.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.changes(metric=st.just("exhibitors")))
        ... def test_change(claim):
        ...     assert claim.amount.unit == "exhibitor"
        >>> test_change()
    """

    def in_points(drawn: dict[str, object]) -> dict[str, object]:
        amount = drawn["amount"]
        if isinstance(amount, Amount) and amount.unit == "percent":
            return {**drawn, "amount": Amount.parse(str(amount).replace("percent", "pp", 1))}
        return drawn

    rest = {name: drawn for name, drawn in fields.items() if name != "metric"}
    measured = _measured(fields).map(in_points)
    return _claim(ChangeClaim, {}, {"since": PERIOD}, rest, measured, _bases(fields))


def dates(**fields: SearchStrategy[object]) -> SearchStrategy[DatesClaim]:
    """Claims of the days of an edition, none of them marked as preferred.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.dates())
        ... def test_dates(claim):
        ...     assert claim.period is not None
        >>> test_dates()
    """
    return _claim(DatesClaim, {"period": PERIOD}, {}, fields)


def venues(**fields: SearchStrategy[object]) -> SearchStrategy[VenueClaim]:
    """Claims of the venue or the city of an edition, none of them marked as preferred.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.venues())
        ... def test_venue(claim):
        ...     assert claim.venue or claim.city
        >>> test_venue()
    """
    known = [st.fixed_dictionaries({name: TEXT}) for name in ("venue", "city")]
    both = st.fixed_dictionaries({"venue": TEXT, "city": TEXT})
    place = st.just({}) if {"venue", "city"} & fields.keys() else st.one_of(*known, both)
    return _claim(VenueClaim, {}, {}, fields, place)


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
    required = {"amount": _durations("day", "month", "year", "edition"), "what": TEXT}
    return _claim(StreakClaim, required, {"rank": positive_integers(), "among": TEXT}, fields)


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
    kinds = (growths, shares, ranks, streaks, firsts, cumulatives, changes, dates, venues)
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


def _durations(*units: str) -> SearchStrategy[Amount]:
    return st.sampled_from(units).flatmap(amounts_in)


def _bases(fields: Fields) -> SearchStrategy[dict[str, object]]:
    """The fields of the base of a growth or a change."""
    if {"base", "base_edition"} & fields.keys():
        return st.just({})
    others = st.sampled_from([base for base in GrowthBase if base is not GrowthBase.EDITION])
    unnamed: SearchStrategy[dict[str, object]] = st.fixed_dictionaries({}, optional={"base": others})
    return unnamed | st.fixed_dictionaries({"base": st.just(GrowthBase.EDITION), "base_edition": ID})


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
    common: dict[str, SearchStrategy[object]] = {
        "subject": TEXT,
        "as_printed": TEXT,
        **({} if "period" in required else {"period": PERIOD}),
        "status": st.sampled_from(Status),
        "attributed_to": PARTY,
        "basis": TEXT,
        "note": TEXT,
    }
    if kind not in (CumulativeClaim, ChangeClaim):
        common["metric"] = METRIC
    return records_of(
        kind, {"citations": REQUIRED_CITATIONS, **required}, {**common, **optional}, fixed, *parts
    )


# Strategies for fields of other records, built once and only when needed.
SOURCE = st.deferred(sources)
PARTY = st.deferred(parties)
PARTIES = up_to_two(PARTY)
_CITATION = st.deferred(citations)
CITATIONS, REQUIRED_CITATIONS = up_to_two(_CITATION), one_or_two(_CITATION)
FIGURE = st.deferred(figures)
FIGURES = up_to_two(FIGURE)
CLAIM = st.deferred(claims)
CLAIMS = up_to_two(CLAIM)
