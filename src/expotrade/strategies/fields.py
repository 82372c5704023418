"""Strategies for the fields of records, and for a record from its fields."""

from __future__ import annotations

from hypothesis import strategies as st

from ..records import list_bases
from .values import ids, metrics, money, periods, places, short_texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from hypothesis.strategies import SearchStrategy

    _T = TypeVar("_T")
    Fields = Mapping[str, SearchStrategy[object]]

# Strategies for fields, built once and only when needed, because building takes longer than drawing.
TEXT = st.deferred(short_texts)
ID = st.deferred(ids)
PERIOD = st.deferred(periods)
PLACE = st.deferred(lambda: places().map(lambda place: place.code))
PLACE_OR_REGION = PLACE | ID
METRIC = st.deferred(lambda: metrics().map(lambda metric: metric.code))
BASIS = st.deferred(lambda: st.sampled_from([basis.code for basis in list_bases()]))
MONEY = st.deferred(money)


def positive_integers() -> SearchStrategy[int]:
    """Whole numbers from one upwards, for ranks and paragraphs."""
    return st.integers(1, 10**6)


def up_to_two(strategy: SearchStrategy[_T]) -> SearchStrategy[list[_T]]:
    """Lists of at most two items."""
    return st.lists(strategy, max_size=2)


def one_or_two(strategy: SearchStrategy[_T]) -> SearchStrategy[list[_T]]:
    """Lists of one or two items."""
    return st.lists(strategy, min_size=1, max_size=2)


def records_of(
    kind: Callable[..., _T],
    required: Fields,
    optional: Fields,
    fixed: Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Records of a class; fields that the caller fixed replace all others."""
    free = {name: drawn for name, drawn in optional.items() if name not in fixed}
    base = st.fixed_dictionaries({**required, **fixed}, optional=free)

    def build(drawn: tuple[dict[str, object], ...]) -> _T:
        return kind(**{name: value for part in drawn for name, value in part.items()})

    return st.tuples(*parts, base).map(build)
