"""Records: what sources say about expos, as figures, claims, parties, editions, deals, flows and remarks.

A `Claim` is a record of any of the nine kinds of claim; `CLAIMS` lists their classes.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .claims import (
        CLAIMS as CLAIMS,
        ChangeClaim as ChangeClaim,
        Claim as Claim,
        CumulativeClaim as CumulativeClaim,
        DatesClaim as DatesClaim,
        FirstClaim as FirstClaim,
        GrowthBase as GrowthBase,
        GrowthClaim as GrowthClaim,
        RankClaim as RankClaim,
        ShareClaim as ShareClaim,
        StreakClaim as StreakClaim,
        VenueClaim as VenueClaim,
    )
    from .editions import (
        Edition as Edition,
        Expo as Expo,
        Section as Section,
        SectionKind as SectionKind,
    )
    from .events import (
        Deal as Deal,
        DealKind as DealKind,
        FlowKind as FlowKind,
        Remark as Remark,
        RemarkKind as RemarkKind,
        Statistic as Statistic,
        TradeFlow as TradeFlow,
    )
    from .evidence import (
        Figure as Figure,
        Status as Status,
    )
    from .exhibitors import (
        Attendance as Attendance,
        Debut as Debut,
        Exhibitor as Exhibitor,
        ExhibitorRole as ExhibitorRole,
        Participant as Participant,
        ParticipantRole as ParticipantRole,
        Showcase as Showcase,
    )
    from .metrics import (
        Basis as Basis,
        Metric as Metric,
        basis as basis,
        find_basis as find_basis,
        list_bases as list_bases,
        list_metrics as list_metrics,
        metric as metric,
    )
    from .organisations import (
        Office as Office,
        Organisation as Organisation,
        OrganisationKind as OrganisationKind,
        OwnMetric as OwnMetric,
        Person as Person,
        Region as Region,
    )
    from .parties import (
        Party as Party,
    )
    from .sources import (
        Citation as Citation,
        Source as Source,
    )
else:  # a file is loaded when one of its names is first used; a test compares both lists
    from .._internal.lazy import lazy_face

    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "metrics": "Basis Metric basis find_basis list_bases list_metrics metric",
            "sources": "Citation Source",
            "parties": "Party",
            "evidence": "Figure Status",
            "claims": "CLAIMS ChangeClaim Claim CumulativeClaim DatesClaim FirstClaim "
            "GrowthBase GrowthClaim RankClaim ShareClaim StreakClaim VenueClaim",
            "organisations": "Office Organisation OrganisationKind OwnMetric Person Region",
            "exhibitors": "Attendance Debut Exhibitor ExhibitorRole Participant ParticipantRole Showcase",
            "editions": "Edition Expo Section SectionKind",
            "events": "Deal DealKind FlowKind Remark RemarkKind Statistic TradeFlow",
        },
    )
