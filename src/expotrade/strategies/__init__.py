"""Hypothesis strategies for every public type, for the tests of those who build on expotrade.

Hypothesis finds this module by itself: `st.from_type(expotrade.Deal)` works unasked. A strategy for a record takes the
strategies of any of its fields by name; fields that are not named are drawn so that the record is valid.

Example:
    >>> import expotrade as ex
    >>> from expotrade import strategies
    >>> from hypothesis import given
    >>> @given(strategies.deals(kind=strategies.st.just(ex.DealKind.CONTRACT)))
    ... def test_kind(deal):
    ...     assert deal.kind is ex.DealKind.CONTRACT
    >>> test_kind()
"""

from __future__ import annotations

from hypothesis import strategies as st

from ..amounts import Amount
from ..catalogs import Catalog
from ..periods import Period
from ..places import Membership, Place
from ..records import (
    Citation,
    Cumulative,
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Figure,
    First,
    Growth,
    Metric,
    Organisation,
    Participant,
    Party,
    Person,
    Rank,
    Remark,
    Section,
    Share,
    Showcase,
    Source,
    Statistic,
    Streak,
    TradeFlow,
)
from ..units import UnitTable
from .evidence import (
    citations,
    claims,
    cumulatives,
    figures,
    firsts,
    growths,
    ranks,
    shares,
    sources,
    streaks,
)
from .records import (
    deals,
    editions,
    exhibitors,
    expos,
    flows,
    organisations,
    participants,
    parties,
    people,
    remarks,
    sections,
    showcases,
    statistics,
)
from .values import (
    amounts,
    compounds,
    computed_amounts,
    counts,
    ids,
    memberships,
    metrics,
    money,
    periods,
    places,
    stated_amounts,
    texts,
    unit_tables,
    units,
)
from .whole import catalogs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from hypothesis.strategies import SearchStrategy

    _T = TypeVar("_T")


# In the order of the reference; `st` is Hypothesis's own, for strategies of fields.
__all__ = [
    "texts",
    "ids",
    "units",
    "compounds",
    "unit_tables",
    "counts",
    "money",
    "stated_amounts",
    "computed_amounts",
    "amounts",
    "periods",
    "places",
    "memberships",
    "metrics",
    "sources",
    "citations",
    "figures",
    "growths",
    "shares",
    "ranks",
    "streaks",
    "firsts",
    "cumulatives",
    "claims",
    "parties",
    "people",
    "organisations",
    "showcases",
    "exhibitors",
    "participants",
    "expos",
    "editions",
    "sections",
    "deals",
    "flows",
    "statistics",
    "remarks",
    "catalogs",
    "st",
]


def _drawn_by(strategy: Callable[[], SearchStrategy[_T]]) -> Callable[[object], SearchStrategy[_T]]:
    """What Hypothesis asks for the strategy of a type: it is built when it is first wanted."""
    return lambda _: strategy()


_STRATEGIES: Mapping[type, Callable[[], SearchStrategy[object]]] = {
    Amount: amounts,
    Catalog: catalogs,
    Citation: citations,
    Cumulative: cumulatives,
    Deal: deals,
    Edition: editions,
    Exhibitor: exhibitors,
    Expo: expos,
    Figure: figures,
    First: firsts,
    Growth: growths,
    Membership: memberships,
    Metric: metrics,
    Organisation: organisations,
    Participant: participants,
    Party: parties,
    Period: periods,
    Person: people,
    Place: places,
    Rank: ranks,
    Remark: remarks,
    Section: sections,
    Share: shares,
    Showcase: showcases,
    Source: sources,
    Statistic: statistics,
    Streak: streaks,
    TradeFlow: flows,
    UnitTable: unit_tables,
}

for _kind, _strategy in _STRATEGIES.items():
    st.register_type_strategy(_kind, _drawn_by(_strategy))
