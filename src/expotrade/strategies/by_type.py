"""Table of the strategy of each public type, for Hypothesis."""

from __future__ import annotations

from ..amounts import Amount
from ..catalogs import Catalog
from ..periods import Period
from ..places import Membership, Place
from ..records import (
    ChangeClaim,
    Citation,
    CumulativeClaim,
    DatesClaim,
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Figure,
    FirstClaim,
    GrowthClaim,
    Metric,
    Office,
    Organisation,
    OwnMetric,
    Participant,
    Party,
    Person,
    RankClaim,
    Region,
    Remark,
    Section,
    ShareClaim,
    Showcase,
    Source,
    Statistic,
    StreakClaim,
    TradeFlow,
    VenueClaim,
)
from ..units import UnitTable
from . import evidence, records, values
from .whole import catalogs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hypothesis.strategies import SearchStrategy

STRATEGIES: Mapping[type, Callable[[], SearchStrategy[object]]] = {
    Amount: values.amounts,
    Catalog: catalogs,
    ChangeClaim: evidence.changes,
    Citation: evidence.citations,
    CumulativeClaim: evidence.cumulatives,
    DatesClaim: evidence.dates,
    Deal: records.deals,
    Edition: records.editions,
    Exhibitor: records.exhibitors,
    Expo: records.expos,
    Figure: evidence.figures,
    FirstClaim: evidence.firsts,
    GrowthClaim: evidence.growths,
    Membership: values.memberships,
    Metric: values.metrics,
    Office: records.offices,
    Organisation: records.organisations,
    OwnMetric: records.own_metrics,
    Participant: records.participants,
    Party: evidence.parties,
    Period: values.periods,
    Person: records.people,
    Place: values.places,
    RankClaim: evidence.ranks,
    Region: records.regions,
    Remark: records.remarks,
    Section: records.sections,
    ShareClaim: evidence.shares,
    Showcase: records.showcases,
    Source: evidence.sources,
    Statistic: records.statistics,
    StreakClaim: evidence.streaks,
    TradeFlow: records.flows,
    UnitTable: values.unit_tables,
    VenueClaim: evidence.venues,
}
