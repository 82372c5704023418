"""Merges the records of two catalogs: two with the same id become one, unless both state a field differently."""

from collections import Counter
from functools import cache

from attrs import NOTHING, evolve, fields, has

from ..errors import MergeError, Problem
from ..errors.advice import shown
from ..records import CLAIMS, Citation, DealKind, Figure, GrowthBase, Showcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..records import Source

# The lists that are united; any other list must have the same items on both sides.
_UNITING = (
    "figures",
    "claims",
    "citations",
    "showcases",
    "other_names",
    "offices",
    "open_lists",
    "products",
    "fields",
)
_EVIDENCE = (Figure, *CLAIMS)
# The fields that distinguish evidence even if one side leaves them out, and the fields that never do.
_TELLING = ("metric", "subject", "rank", "period", "as_of", "venue", "city")
_WORDING = ("citations", "as_printed", "note", "is_preferred")


def merge(left: "Mapping[str, tuple[Any, ...]]", right: "Mapping[str, tuple[Any, ...]]") -> "dict[str, Any]":
    """The merged sources and records of both sides, by kind.

    Raises:
        MergeError: Two records with the same id state a field differently; the error lists every such field.
    """
    problems: list[Problem] = []
    sources = _merged_lists("sources", left["sources"], right["sources"], problems)
    by_id = {source.id: source for source in sources}
    cited = (*left["sources"], *right["sources"])
    mended = {one.id: by_id[one.id] for one in cited if one != by_id[one.id]}
    merged: dict[str, Any] = {"sources": sources}
    for kind in left:
        if kind != "sources":
            # Citations are part of a record, so they get the merged sources before records are compared.
            mine, theirs = (_recited(side[kind], mended) for side in (left, right))
            merged[kind] = _merged_lists(kind, mine, theirs, problems)
    if problems:
        raise MergeError(problems)
    return merged


def _merged_lists(
    kind: str, left: "Iterable[Any]", right: "Iterable[Any]", problems: list[Problem]
) -> "tuple[Any, ...]":
    """The merged records of one kind, in the order in which their ids first appear."""
    united: dict[str, Any] = {record.id: record for record in left}
    for record in right:
        known = united.get(record.id)
        united[record.id] = (
            record if known is None else _merged_record(known, record, f"{kind}[{record.id}]", problems)
        )
    return tuple(united.values())


def _merged_record(left: "Any", right: "Any", path: str, problems: list[Problem]) -> "Any":
    """Two records as one; each field from the side that states it."""
    changes: dict[str, Any] = {}
    for name in (attribute.name for attribute in fields(type(left))):
        mine, theirs = getattr(left, name), getattr(right, name)
        if mine == theirs or not _is_stated(theirs):
            continue
        if not _is_stated(mine):
            changes[name] = theirs
        elif name in _UNITING:
            changes[name] = _merged_items(mine, theirs)
        elif isinstance(mine, Figure) and _is_same(mine, theirs):
            changes[name] = _merged_item(mine, theirs)
        elif not isinstance(mine, tuple) or set(mine) != set(theirs):
            problems.append(Problem(f"{path}.{name}", f"the left side states {shown(mine)}", theirs))
    return evolve(left, **changes) if changes else left


def _is_stated(value: object) -> bool:
    """Whether a field has a value; a default such as "took part" is a value."""
    return value not in (None, (), DealKind.UNSPECIFIED, GrowthBase.NOT_STATED)


def _merged_items(left: "tuple[Any, ...]", right: "tuple[Any, ...]") -> "tuple[Any, ...]":
    """The items of both sides, equal ones once; the preferred figures of the left side stay preferred."""
    united = list(left)
    known = Counter(left)
    places: dict[object, list[int]] = {}
    for place, item in enumerate(left):
        places.setdefault(_identity_key(item), []).append(place)
    chosen = {item.metric for item in left if isinstance(item, Figure) and item.is_preferred}
    for item in right:
        if known[item]:
            continue
        if isinstance(item, Figure) and item.metric in chosen:
            item = evolve(item, is_preferred=False)  # noqa: PLW2901  # the rest uses this one
        near = places.setdefault(_identity_key(item), [])
        place = next((place for place in near if _is_same(united[place], item)), len(united))
        if place == len(united):
            near.append(place)
            united.append(item)
        else:
            known[united[place]] -= 1
            united[place] = _merged_item(united[place], item)
        known[united[place]] += 1
    return tuple(united)


def _identity_key(item: "Any") -> object:
    """A key that equal items share, so that only few items must be compared."""
    kind: Any = type(item)
    if kind not in (Showcase, *_EVIDENCE):
        return item
    source = item.citations[0].source.id if kind in _EVIDENCE else None
    return (kind, source, *(getattr(item, name) for name in _always_compared(kind)))


@cache
def _always_compared(kind: "Any") -> tuple[str, ...]:
    """The fields that always distinguish two items of a class."""
    names = (one.name for one in fields(kind) if one.default is NOTHING or one.name in _TELLING)
    return tuple(name for name in names if name not in _WORDING)


def _is_same(left: "Any", right: "Any") -> bool:
    """Whether two items of a class say the same: one source, and no field that distinguishes them or clashes."""
    if type(left) in _EVIDENCE and left.citations[0].source.id != right.citations[0].source.id:
        return False
    for name in (attribute.name for attribute in fields(type(left)) if attribute.name not in _WORDING):
        mine, theirs = getattr(left, name), getattr(right, name)
        if mine != theirs and (name in _TELLING or (_is_stated(mine) and _is_stated(theirs))):
            return False
    return True


def _merged_item(left: "Any", right: "Any") -> "Any":
    """The left item with the fields that only the right one states, the citations of both, preferred if one is."""
    changes: dict[str, object] = {}
    for name in (attribute.name for attribute in fields(type(left))):
        mine, theirs = getattr(left, name), getattr(right, name)
        if name == "citations":
            changes[name] = _merged_items(mine, theirs)
        elif name == "is_preferred":
            changes[name] = mine or theirs
        elif not _is_stated(mine):
            changes[name] = theirs
    return evolve(left, **changes)


def _recited(value: "Any", sources: "dict[str, Source]") -> "Any":
    """The value with the merged source in each of its citations."""
    if not sources:
        return value
    if isinstance(value, Citation):
        source = sources.get(value.source.id, value.source)
        return value if source is value.source else evolve(value, source=source)
    if isinstance(value, tuple):
        items = tuple(_recited(item, sources) for item in value)
        return value if all(old is new for old, new in zip(value, items, strict=True)) else items
    if not has(type(value)):
        return value
    changes = {}
    for attribute in fields(type(value)):
        old = getattr(value, attribute.name)
        new = _recited(old, sources)
        if new is not old:
            changes[attribute.name] = new
    return evolve(value, **changes) if changes else value
