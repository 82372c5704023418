"""The figures that trade expos report, with what they mean, where they came from and how sure one can be.

Every public name is an attribute of this package and is loaded when it is first touched: `import expotrade`
itself imports nothing, so a program pays only for what it uses.

Example:
    >>> import expotrade as ex
    >>> print(ex.Amount.parse("more than 152 billion yuan"))
    MORE_THAN 152E+9 CNY
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .amounts import Amount as Amount, growth as growth
    from .catalog import Catalog as Catalog
    from .checks import check as check
    from .claims import (
        Claim as Claim,
        Cumulative as Cumulative,
        First as First,
        Growth as Growth,
        GrowthBase as GrowthBase,
        Rank as Rank,
        Share as Share,
        Streak as Streak,
    )
    from .codec import (
        json_schema as json_schema,
        read_catalog as read_catalog,
        write_catalog as write_catalog,
    )
    from .comparison import (
        Caveat as Caveat,
        CaveatKind as CaveatKind,
        Comparison as Comparison,
        ComparisonRow as ComparisonRow,
        compare as compare,
    )
    from .datasets import (
        DatasetInfo as DatasetInfo,
        list_datasets as list_datasets,
        load_dataset as load_dataset,
    )
    from .editions import Edition as Edition, Expo as Expo, Section as Section, SectionKind as SectionKind
    from .errors import (
        AmountDivisionError as AmountDivisionError,
        AmountError as AmountError,
        AmountTypeError as AmountTypeError,
        BasesDifferWarning as BasesDifferWarning,
        CatalogError as CatalogError,
        CellProblem as CellProblem,
        ComparisonError as ComparisonError,
        DatasetError as DatasetError,
        DecodeError as DecodeError,
        ExportError as ExportError,
        ExpotradeError as ExpotradeError,
        ExpotradeWarning as ExpotradeWarning,
        FrameError as FrameError,
        MergeError as MergeError,
        MissingExtraError as MissingExtraError,
        MissingGlyphWarning as MissingGlyphWarning,
        ParseError as ParseError,
        PeriodError as PeriodError,
        PeriodTypeError as PeriodTypeError,
        PlotError as PlotError,
        Problem as Problem,
        RateError as RateError,
        RateNotFoundError as RateNotFoundError,
        RecordError as RecordError,
        TotalError as TotalError,
        UnitMismatchError as UnitMismatchError,
        UnknownNameError as UnknownNameError,
    )
    from .evidence import Citation as Citation, Figure as Figure, Source as Source, Status as Status
    from .exports import export as export
    from .facts import (
        Deal as Deal,
        DealKind as DealKind,
        FlowKind as FlowKind,
        Remark as Remark,
        RemarkKind as RemarkKind,
        Statistic as Statistic,
        TradeFlow as TradeFlow,
    )
    from .findings import (
        CheckKind as CheckKind,
        Finding as Finding,
        Findings as Findings,
        Verdict as Verdict,
    )
    from .hedges import Hedge as Hedge, Order as Order
    from .metrics import Metric as Metric, list_metrics as list_metrics, metric as metric
    from .overlaps import (
        Reason as Reason,
    )
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
    from .periods import Period as Period
    from .places import (
        Membership as Membership,
        Place as Place,
        list_places as list_places,
        members as members,
        membership as membership,
        place as place,
    )
    from .ranking import (
        Ranked as Ranked,
        per as per,
        rank as rank,
        share as share,
    )
    from .rates import Conversion as Conversion, Rate as Rate, RateTable as RateTable
    from .tidy import (
        Column as Column,
        ColumnKind as ColumnKind,
        list_columns as list_columns,
        list_row_kinds as list_row_kinds,
    )
    from .totals import (
        LeftOut as LeftOut,
        Total as Total,
        group as group,
        total as total,
    )
    from .units import UnitTable as UnitTable

    __version__: str

if not TYPE_CHECKING:  # a type checker that saw this `__getattr__` would accept any misspelt name
    # The module of each public name. The imports above tell type checkers the same; a test compares the two.
    _HOME = {
        "Amount": "amounts",
        "growth": "amounts",
        "Catalog": "catalog",
        "check": "checks",
        "Claim": "claims",
        "Cumulative": "claims",
        "First": "claims",
        "Growth": "claims",
        "GrowthBase": "claims",
        "Rank": "claims",
        "Share": "claims",
        "Streak": "claims",
        "json_schema": "codec",
        "read_catalog": "codec",
        "write_catalog": "codec",
        "Caveat": "comparison",
        "CaveatKind": "comparison",
        "Comparison": "comparison",
        "ComparisonRow": "comparison",
        "compare": "comparison",
        "DatasetInfo": "datasets",
        "list_datasets": "datasets",
        "load_dataset": "datasets",
        "Edition": "editions",
        "Expo": "editions",
        "Section": "editions",
        "SectionKind": "editions",
        "AmountDivisionError": "errors",
        "AmountError": "errors",
        "AmountTypeError": "errors",
        "BasesDifferWarning": "errors",
        "CellProblem": "errors",
        "CatalogError": "errors",
        "ComparisonError": "errors",
        "DatasetError": "errors",
        "DecodeError": "errors",
        "ExportError": "errors",
        "ExpotradeError": "errors",
        "ExpotradeWarning": "errors",
        "FrameError": "errors",
        "MergeError": "errors",
        "MissingExtraError": "errors",
        "MissingGlyphWarning": "errors",
        "ParseError": "errors",
        "PeriodError": "errors",
        "PeriodTypeError": "errors",
        "PlotError": "errors",
        "Problem": "errors",
        "RateError": "errors",
        "RateNotFoundError": "errors",
        "RecordError": "errors",
        "TotalError": "errors",
        "UnitMismatchError": "errors",
        "UnknownNameError": "errors",
        "Citation": "evidence",
        "Figure": "evidence",
        "Source": "evidence",
        "Status": "evidence",
        "export": "exports",
        "Deal": "facts",
        "DealKind": "facts",
        "FlowKind": "facts",
        "Remark": "facts",
        "RemarkKind": "facts",
        "Statistic": "facts",
        "TradeFlow": "facts",
        "CheckKind": "findings",
        "Finding": "findings",
        "Findings": "findings",
        "Verdict": "findings",
        "Hedge": "hedges",
        "Order": "hedges",
        "Metric": "metrics",
        "list_metrics": "metrics",
        "metric": "metrics",
        "Attendance": "parties",
        "Debut": "parties",
        "Exhibitor": "parties",
        "ExhibitorRole": "parties",
        "Organisation": "parties",
        "OrganisationKind": "parties",
        "Participant": "parties",
        "ParticipantRole": "parties",
        "Party": "parties",
        "Person": "parties",
        "Showcase": "parties",
        "Period": "periods",
        "Membership": "places",
        "Place": "places",
        "list_places": "places",
        "members": "places",
        "membership": "places",
        "place": "places",
        "Conversion": "rates",
        "Rate": "rates",
        "RateTable": "rates",
        "Ranked": "ranking",
        "per": "ranking",
        "rank": "ranking",
        "share": "ranking",
        "Column": "tidy",
        "ColumnKind": "tidy",
        "list_columns": "tidy",
        "list_row_kinds": "tidy",
        "LeftOut": "totals",
        "Total": "totals",
        "group": "totals",
        "total": "totals",
        "Reason": "overlaps",
        "UnitTable": "units",
    }

    __all__ = list(_HOME)

    def __getattr__(name):
        """Load a public name on its first use."""
        from importlib import import_module

        if name in _HOME:
            value = getattr(import_module(f".{_HOME[name]}", __name__), name)
        elif name == "__version__":
            value = import_module("importlib.metadata").version(__name__)
        else:
            raise AttributeError(_unknown(name), name=name)
        globals()[name] = value
        return value

    def __dir__():
        """The public names, loaded or not."""
        return sorted({*globals(), *__all__, "__version__"})

    def _unknown(name):
        """What an unknown name is answered with: the nearest public one."""
        text = f"module {__name__!r} has no attribute {name!r}"
        if name.startswith("_"):  # tools probe for such names, and nobody misspells them
            return text
        from difflib import get_close_matches

        nearest = get_close_matches(name, _HOME, n=1)
        return f"{text}; nearest: {nearest[0]!r}" if nearest else text
