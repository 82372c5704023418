"""Hypothesis strategies for every public type, for tests of programs that use expotrade.

Hypothesis finds this module by itself: `st.from_type(expotrade.Deal)` works without an import. A strategy for a record
takes strategies for any of its fields by name; the other fields are drawn so that the record is valid.

Example:
    >>> import expotrade as ex
    >>> from expotrade import strategies
    >>> from hypothesis import given, strategies as st
    >>> @given(strategies.deals(kind=st.just(ex.DealKind.CONTRACT)))
    ... def test_kind(deal):
    ...     assert deal.kind is ex.DealKind.CONTRACT
    >>> test_kind()
"""

from .._internal.extras import require

require("strategies", "hypothesis")

from hypothesis import strategies as st  # noqa: E402

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .evidence import (
        changes as changes,
        citations as citations,
        claims as claims,
        cumulatives as cumulatives,
        dates as dates,
        figures as figures,
        firsts as firsts,
        growths as growths,
        parties as parties,
        ranks as ranks,
        shares as shares,
        sources as sources,
        streaks as streaks,
        venues as venues,
    )
    from .records import (
        deals as deals,
        editions as editions,
        exhibitors as exhibitors,
        expos as expos,
        flows as flows,
        offices as offices,
        organisations as organisations,
        own_metrics as own_metrics,
        participants as participants,
        people as people,
        regions as regions,
        remarks as remarks,
        sections as sections,
        showcases as showcases,
        statistics as statistics,
    )
    from .values import (
        amounts as amounts,
        compounds as compounds,
        computed_amounts as computed_amounts,
        counts as counts,
        ids as ids,
        memberships as memberships,
        metrics as metrics,
        money as money,
        periods as periods,
        places as places,
        stated_amounts as stated_amounts,
        texts as texts,
        unit_tables as unit_tables,
        units as units,
    )
    from .whole import catalogs as catalogs
else:  # a file is loaded when one of its names is first used; a test compares both lists
    from .._internal.lazy import lazy_face

    # In the order of the reference.
    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "values": "texts ids units compounds unit_tables counts money stated_amounts computed_amounts amounts "
            "periods places memberships metrics",
            "evidence": "sources citations parties figures growths changes shares ranks streaks firsts cumulatives "
            "dates venues claims",
            "records": "own_metrics organisations offices people regions showcases exhibitors participants expos "
            "editions sections deals flows statistics remarks",
            "whole": "catalogs",
        },
    )


def _strategy_of(kind: type) -> "st.SearchStrategy[object] | None":
    """The strategy of a public type, built when Hypothesis first looks for it; None for any other type."""
    if not str(getattr(kind, "__module__", "")).startswith("expotrade."):
        return None
    from .by_type import STRATEGIES

    strategy = STRATEGIES.get(kind)
    return strategy and strategy()


def _register() -> None:
    """Register the strategies by type with Hypothesis, if possible without importing the classes now.

    Hypothesis imports this module at the end of its own import, in every program of the environment. Its public
    function to register a type needs the class, and all classes take 0.1 s to import. The private table that is used
    here, which Hypothesis has for the types of numpy, does not need them.
    """
    from hypothesis.strategies._internal import types

    if hasattr(types, "_global_extra_lookup"):
        types._global_extra_lookup["expotrade"] = _strategy_of  # noqa: SLF001
        return
    from .by_type import STRATEGIES

    for kind, made in STRATEGIES.items():
        st.register_type_strategy(kind, st.deferred(made))


_register()
