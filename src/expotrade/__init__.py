"""The figures that trade expos report, with what they mean, where they came from and how sure one can be.

The names that most programs need are attributes of this package; the others are in its rooms, such as `ex.records`,
`ex.errors` and `ex.frames`. A name or a room is loaded when it is first used: `import expotrade` itself imports
nothing, so a program pays only for what it uses.

Example:
    >>> import expotrade as ex
    >>> print(ex.Amount.parse("more than 152 billion yuan"))
    MORE_THAN 152E+9 CNY
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import (
        amounts as amounts,
        catalogs as catalogs,
        checks as checks,
        codec as codec,
        comparison as comparison,
        datasets as datasets,
        errors as errors,
        frames as frames,
        periods as periods,
        places as places,
        plots as plots,
        rates as rates,
        records as records,
        strategies as strategies,
        tables as tables,
        totals as totals,
        units as units,
    )
    from .amounts import Amount as Amount, Hedge as Hedge, Order as Order
    from .catalogs import Catalog as Catalog
    from .checks import Finding as Finding, Verdict as Verdict, check as check
    from .codec import read_catalog as read_catalog, write_catalog as write_catalog
    from .comparison import Comparison as Comparison, compare as compare
    from .datasets import list_datasets as list_datasets, load_dataset as load_dataset
    from .errors import ExpotradeError as ExpotradeError, ExpotradeWarning as ExpotradeWarning
    from .periods import Period as Period
    from .places import members as members, place as place
    from .rates import Conversion as Conversion, RateTable as RateTable
    from .records import (
        Citation as Citation,
        Claim as Claim,
        Deal as Deal,
        DealKind as DealKind,
        Edition as Edition,
        Exhibitor as Exhibitor,
        Expo as Expo,
        Figure as Figure,
        FlowKind as FlowKind,
        Metric as Metric,
        Organisation as Organisation,
        Participant as Participant,
        Party as Party,
        Person as Person,
        Remark as Remark,
        Section as Section,
        Source as Source,
        Statistic as Statistic,
        Status as Status,
        TradeFlow as TradeFlow,
        list_metrics as list_metrics,
        metric as metric,
    )
    from .tables import export as export
    from .totals import (
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
    # The names on the top, by their room. The imports above tell type checkers the same; a test compares the two.
    _NAMES = {
        "amounts": "Amount Hedge Order",
        "catalogs": "Catalog",
        "checks": "Finding Verdict check",
        "codec": "read_catalog write_catalog",
        "comparison": "Comparison compare",
        "datasets": "list_datasets load_dataset",
        "errors": "ExpotradeError ExpotradeWarning",
        "frames": "",
        "periods": "Period",
        "places": "members place",
        "plots": "",
        "rates": "Conversion RateTable",
        "records": "Citation Claim Deal DealKind Edition Exhibitor Expo Figure FlowKind Metric Organisation "
        "Participant Party Person Remark Section Source Statistic Status TradeFlow list_metrics metric",
        "strategies": "",
        "tables": "export",
        "totals": "Total group growth per rank share total",
        "units": "UnitTable pint_definitions",
    }
    _ROOM_OF = {name: room for room, names in _NAMES.items() for name in names.split()}

    __all__ = list(_ROOM_OF)

    def __getattr__(name):
        """Load a public name or a room on its first use."""
        from importlib import import_module

        if name in _ROOM_OF:
            value = getattr(import_module(f".{_ROOM_OF[name]}", __name__), name)
        elif name in _NAMES:
            value = import_module(f".{name}", __name__)
        elif name == "__version__":
            value = import_module("importlib.metadata").version(__name__)
        else:
            raise AttributeError(_unknown(name), name=name)
        globals()[name] = value
        return value

    def __dir__():
        """The public names and the rooms, loaded or not."""
        return sorted({*globals(), *_ROOM_OF, *_NAMES, "__version__"})

    def _unknown(name):
        """The message for an unknown name: where it is, or the nearest public one."""
        text = f"module {__name__!r} has no attribute {name!r}"
        if name.startswith("_"):  # tools probe for such names, and nobody misspells them
            return text
        from difflib import get_close_matches
        from importlib import import_module

        for room, on_top in _NAMES.items():
            # The rooms without a name on the top need an extra, which may not be installed.
            if on_top and name in import_module(f".{room}", __name__).__all__:
                return f"{text}: it is {__name__}.{room}.{name}"
        nearest = get_close_matches(name, [*_ROOM_OF, *_NAMES], n=1)
        return f"{text}; nearest: {nearest[0]!r}" if nearest else text
