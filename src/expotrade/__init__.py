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
    from .amounts import Amount as Amount, Hedge as Hedge, Order as Order
    from .catalogs import Catalog as Catalog
    from .caveats import Caveat as Caveat, CaveatKind as CaveatKind
    from .checks import (
        CheckKind as CheckKind,
        Finding as Finding,
        Findings as Findings,
        Verdict as Verdict,
        check as check,
    )
    from .codec import (
        json_schema as json_schema,
        read_catalog as read_catalog,
        write_catalog as write_catalog,
    )
    from .comparison import (
        Comparison as Comparison,
        ComparisonRow as ComparisonRow,
        compare as compare,
    )
    from .datasets import (
        DatasetInfo as DatasetInfo,
        list_datasets as list_datasets,
        load_dataset as load_dataset,
    )
    from .errors import (
        AmountDivisionError as AmountDivisionError,
        AmountError as AmountError,
        AmountTypeError as AmountTypeError,
        ArgumentError as ArgumentError,
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
        RivalsWarning as RivalsWarning,
        TotalError as TotalError,
        UnitMismatchError as UnitMismatchError,
        UnknownNameError as UnknownNameError,
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
    from .rates import Conversion as Conversion, Rate as Rate, RateTable as RateTable
    from .records import (
        Attendance as Attendance,
        Citation as Citation,
        Claim as Claim,
        Cumulative as Cumulative,
        Deal as Deal,
        DealKind as DealKind,
        Debut as Debut,
        Edition as Edition,
        Exhibitor as Exhibitor,
        ExhibitorRole as ExhibitorRole,
        Expo as Expo,
        Figure as Figure,
        First as First,
        FlowKind as FlowKind,
        Growth as Growth,
        GrowthBase as GrowthBase,
        Metric as Metric,
        Organisation as Organisation,
        OrganisationKind as OrganisationKind,
        Participant as Participant,
        ParticipantRole as ParticipantRole,
        Party as Party,
        Person as Person,
        Rank as Rank,
        Remark as Remark,
        RemarkKind as RemarkKind,
        Section as Section,
        SectionKind as SectionKind,
        Share as Share,
        Showcase as Showcase,
        Source as Source,
        Statistic as Statistic,
        Status as Status,
        Streak as Streak,
        TradeFlow as TradeFlow,
        list_metrics as list_metrics,
        metric as metric,
    )
    from .tables import (
        Column as Column,
        ColumnKind as ColumnKind,
        export as export,
        list_columns as list_columns,
        list_row_kinds as list_row_kinds,
    )
    from .totals import (
        Derived as Derived,
        LeftOut as LeftOut,
        Ranked as Ranked,
        Reason as Reason,
        Total as Total,
        group as group,
        growth as growth,
        per as per,
        rank as rank,
        share as share,
        total as total,
    )
    from .units import UnitTable as UnitTable, pint_definitions as pint_definitions

    __version__: str

if not TYPE_CHECKING:  # a type checker that saw this `__getattr__` would accept any misspelt name
    # The module of each public name. The imports above tell type checkers the same; a test compares the two.
    _HOME = {
        "Amount": "amounts",
        "Catalog": "catalogs",
        "Caveat": "caveats",
        "CaveatKind": "caveats",
        "check": "checks",
        "Claim": "records",
        "Cumulative": "records",
        "First": "records",
        "Growth": "records",
        "GrowthBase": "records",
        "Rank": "records",
        "Share": "records",
        "Streak": "records",
        "json_schema": "codec",
        "read_catalog": "codec",
        "write_catalog": "codec",
        "Comparison": "comparison",
        "ComparisonRow": "comparison",
        "compare": "comparison",
        "DatasetInfo": "datasets",
        "list_datasets": "datasets",
        "load_dataset": "datasets",
        "Edition": "records",
        "Expo": "records",
        "Section": "records",
        "SectionKind": "records",
        "AmountDivisionError": "errors",
        "AmountError": "errors",
        "AmountTypeError": "errors",
        "ArgumentError": "errors",
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
        "RivalsWarning": "errors",
        "TotalError": "errors",
        "UnitMismatchError": "errors",
        "UnknownNameError": "errors",
        "Citation": "records",
        "Figure": "records",
        "Source": "records",
        "Status": "records",
        "export": "tables",
        "Deal": "records",
        "DealKind": "records",
        "FlowKind": "records",
        "Remark": "records",
        "RemarkKind": "records",
        "Statistic": "records",
        "TradeFlow": "records",
        "CheckKind": "checks",
        "Finding": "checks",
        "Findings": "checks",
        "Verdict": "checks",
        "Hedge": "amounts",
        "Order": "amounts",
        "Metric": "records",
        "list_metrics": "records",
        "metric": "records",
        "Attendance": "records",
        "Debut": "records",
        "Exhibitor": "records",
        "ExhibitorRole": "records",
        "Organisation": "records",
        "OrganisationKind": "records",
        "Participant": "records",
        "ParticipantRole": "records",
        "Party": "records",
        "Person": "records",
        "Showcase": "records",
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
        "Ranked": "totals",
        "Derived": "totals",
        "growth": "totals",
        "per": "totals",
        "rank": "totals",
        "share": "totals",
        "Column": "tables",
        "ColumnKind": "tables",
        "list_columns": "tables",
        "list_row_kinds": "tables",
        "LeftOut": "totals",
        "Total": "totals",
        "group": "totals",
        "total": "totals",
        "Reason": "totals",
        "UnitTable": "units",
        "pint_definitions": "units",
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
