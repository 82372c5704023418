"""Records: what sources say about expos, as figures, claims, parties, editions, deals, flows and remarks.

A `Claim` is a record of any of the six kinds of claim; `CLAIMS` lists their classes.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .bases import (
        Basis as Basis,
        basis as basis,
        find_basis as find_basis,
        list_bases as list_bases,
    )
    from .claims import (
        CLAIMS as CLAIMS,
        Claim as Claim,
        CumulativeClaim as CumulativeClaim,
        FirstClaim as FirstClaim,
        GrowthBase as GrowthBase,
        GrowthClaim as GrowthClaim,
        RankClaim as RankClaim,
        ShareClaim as ShareClaim,
        StreakClaim as StreakClaim,
    )
    from .editions import Edition as Edition, Expo as Expo, Section as Section, SectionKind as SectionKind
    from .events import (
        Deal as Deal,
        DealKind as DealKind,
        FlowKind as FlowKind,
        Remark as Remark,
        RemarkKind as RemarkKind,
        Statistic as Statistic,
        TradeFlow as TradeFlow,
    )
    from .evidence import Citation as Citation, Figure as Figure, Source as Source, Status as Status
    from .metrics import Metric as Metric, list_metrics as list_metrics, metric as metric
    from .parties import (
        Attendance as Attendance,
        Debut as Debut,
        Exhibitor as Exhibitor,
        ExhibitorRole as ExhibitorRole,
        Organisation as Organisation,
        OrganisationKind as OrganisationKind,
        Participant as Participant,
        ParticipantRole as ParticipantRole,
        Party as Party,
        Person as Person,
        Showcase as Showcase,
    )
else:  # a file is loaded when one of its names is first used; a test compares both lists
    from .._internal.lazy import lazy_face

    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "bases": "Basis basis find_basis list_bases",
            "metrics": "Metric list_metrics metric",
            "evidence": "Citation Figure Source Status",
            "claims": "CLAIMS Claim CumulativeClaim FirstClaim GrowthBase GrowthClaim RankClaim ShareClaim StreakClaim",
            "parties": "Attendance Debut Exhibitor ExhibitorRole Organisation "
            "OrganisationKind Participant ParticipantRole Party Person Showcase",
            "editions": "Edition Expo Section SectionKind",
            "events": "Deal DealKind FlowKind Remark RemarkKind Statistic TradeFlow",
        },
    )
