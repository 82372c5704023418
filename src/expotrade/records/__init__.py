"""Records: what sources say about expos. Figures, claims, parties, editions, deals, flows, statistics, remarks."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .claims import (
        CLAIMS as CLAIMS,
        Claim as Claim,
        Cumulative as Cumulative,
        First as First,
        Growth as Growth,
        GrowthBase as GrowthBase,
        Rank as Rank,
        Share as Share,
        Streak as Streak,
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
else:
    from .._internal.lazy import lazy_face

    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "claims": "GrowthBase Growth Share Rank Streak First Cumulative Claim CLAIMS",
            "editions": "SectionKind Expo Edition Section",
            "events": "DealKind FlowKind RemarkKind Deal TradeFlow Statistic Remark",
            "evidence": "Status Source Citation Figure",
            "metrics": "Metric metric list_metrics",
            "parties": "OrganisationKind ExhibitorRole Attendance ParticipantRole Debut Party Person Organisation "
            "Showcase Exhibitor Participant",
        },
    )
