"""The strategy of each public type, which Hypothesis asks for by the type."""

from __future__ import annotations

from ..amounts import Amount
from ..catalogs import Catalog
from ..periods import Period
from ..places import Membership, Place
from ..records import (
    Citation,
    CumulativeClaim,
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Figure,
    FirstClaim,
    GrowthClaim,
    Metric,
    Organisation,
    Participant,
    Party,
    Person,
    RankClaim,
    Remark,
    Section,
    ShareClaim,
    Showcase,
    Source,
    Statistic,
    StreakClaim,
    TradeFlow,
)
from ..units import UnitTable
from .evidence import (
    citations,
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
    memberships,
    metrics,
    periods,
    places,
    unit_tables,
)
from .whole import catalogs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hypothesis.strategies import SearchStrategy

STRATEGIES: Mapping[type, Callable[[], SearchStrategy[object]]] = {
    Amount: amounts,
    Catalog: catalogs,
    Citation: citations,
    CumulativeClaim: cumulatives,
    Deal: deals,
    Edition: editions,
    Exhibitor: exhibitors,
    Expo: expos,
    Figure: figures,
    FirstClaim: firsts,
    GrowthClaim: growths,
    Membership: memberships,
    Metric: metrics,
    Organisation: organisations,
    Participant: participants,
    Party: parties,
    Period: periods,
    Person: people,
    Place: places,
    RankClaim: ranks,
    Remark: remarks,
    Section: sections,
    ShareClaim: shares,
    Showcase: showcases,
    Source: sources,
    Statistic: statistics,
    StreakClaim: streaks,
    TradeFlow: flows,
    UnitTable: unit_tables,
}
