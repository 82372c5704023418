"""The links between records: the ids that a record names, and the problems of missing ones."""

from functools import cache

from .._internal.classes import MOST_HINTS, hint_cost, nearest_of
from ..errors import Problem
from ..records import (
    ChangeClaim,
    Citation,
    CumulativeClaim,
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Figure,
    Organisation,
    OwnMetric,
    Participant,
    Person,
    Region,
    Remark,
    Section,
    ShareClaim,
    Source,
    Statistic,
    TradeFlow,
)
from ..records.evidence import field_names, misfit
from ..records.metrics import is_own
from ..records.parties import is_region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ..records import Claim, Metric

Record = (
    OwnMetric
    | Organisation
    | Person
    | Region
    | Expo
    | Edition
    | Section
    | Exhibitor
    | Participant
    | Deal
    | TradeFlow
    | Statistic
    | Remark
)

# The kinds of record in the order of a file, with their classes.
KINDS: "Mapping[str, type[Record]]" = {
    "metrics": OwnMetric,
    "organisations": Organisation,
    "people": Person,
    "regions": Region,
    "expos": Expo,
    "editions": Edition,
    "sections": Section,
    "exhibitors": Exhibitor,
    "participants": Participant,
    "deals": Deal,
    "flows": TradeFlow,
    "statistics": Statistic,
    "remarks": Remark,
}
ANY_KIND = "records"
"""The kind of a link that may name a record of any kind."""

# The fields that name another record by its id, and the kind of that record; those whose texts may be ids of regions;
# those whose values have links of their own.
_LINKS = {
    "organisation": "organisations",
    "person": "people",
    "expo": "expos",
    "edition": "editions",
    "section": "sections",
    "trader": "organisations",
    "part_of": "organisations",
    "base_edition": "editions",
}
_PLACES = ("place", "country", "lies_in", "reporter", "partner")
_PARTS = (
    *("attributed_to", "party", "subject", "organisers", "parties", "partners", "offices"),
    *("value", "quantity", "figure", "figures", "claims"),
)


def citations_of(record: Record) -> "Iterator[Citation]":
    """All citations of a record, of its figures, its claims and its showcases.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.catalogs import citations_of
        >>> edition = ex.load_dataset("articles").edition("ciie", 2)
        >>> sorted({citation.source.id for citation in citations_of(edition)})
        ['inland-2019-12-23']
    """
    yield from record.citations
    for name in ("figures", "claims", "showcases"):
        for part in getattr(record, name, ()):
            yield from part.citations


def _cited(
    given: "Iterable[Source]", records: "Mapping[str, Iterable[Record]]", sources: dict[str, Source]
) -> "Iterator[Problem]":
    """Add the cited sources to the given ones; each id is one source."""
    for position, source in enumerate(given):
        if sources[source.id] != source:
            yield Problem(f"sources[{position}].id", "it must be an id that no other source has", source.id)
    for kind, group in records.items():
        for position, record in enumerate(group):
            reported: set[str] = set()
            for citation in citations_of(record):
                source = citation.source
                known = sources.setdefault(source.id, source)
                if known is not source and known != source and source.id not in reported:
                    reported.add(source.id)
                    rule = f"it must be the source that has the id {source.id!r}, {known!r}"
                    yield Problem(f"{kind}[{position}].citations", rule, source)
    for position, source in enumerate(tuple(sources.values())):
        if source.supersedes is not None and source.supersedes not in sources:
            rule = "it must be the id of a source of this catalog"
            yield Problem(f"sources[{position}].supersedes", rule, source.supersedes)


def find_problems(
    records: "Mapping[str, Iterable[Record]]", others: "Mapping[str, Iterable[str]] | None" = None
) -> "Iterator[Problem]":
    """The problems of the links: ids that come twice, links to missing records, links that contradict each other.

    Args:
        records: The records by kind.
        others: Further ids by kind that links may name, those of records that could not be read.
    """
    ids = {kind: set() if others is None else set(others.get(kind, ())) for kind in KINDS}
    for kind, group in records.items():
        ids[kind].update(record.id for record in group)
    ids[ANY_KIND] = set().union(*ids.values())
    hints = MOST_HINTS
    seen: set[str] = set()
    numbers: dict[tuple[str, int], str] = {}
    sections = {section.id: section for section in records["sections"] if isinstance(section, Section)}
    editions = {edition.id: edition for edition in records["editions"] if isinstance(edition, Edition)}
    for kind, group in records.items():
        for position, record in enumerate(group):
            path = f"{kind}[{position}]"
            if record.id in seen:
                yield Problem(f"{path}.id", "it must be an id that no other record has", record.id)
            seen.add(record.id)
            if isinstance(record, Edition) and record.number is not None:
                first = numbers.setdefault((record.expo, record.number), record.id)
                if first != record.id:
                    rule = f"it must be a number that no other edition of {record.expo} has"
                    both = f"{first} and {record.id} have it"
                    yield Problem(f"{path}.number", f"{rule}: {both}", record.number)
            for where, wanted, named in links_of(record):
                if named not in ids[wanted]:
                    # Suggestions take time, so a file with hundreds of wrong links gets them for the first ones only.
                    hints -= hint_cost(len(ids[wanted]))
                    near = nearest_of(named, ids[wanted])[:1] if hints >= 0 else ()
                    rule = "it must be the id of a record" + (f" in {wanted}" if wanted != ANY_KIND else "")
                    yield Problem(f"{path}.{where}", rule, named, nearest=near)
            section = sections.get(getattr(record, "section", None) or "")
            edition = getattr(record, "edition", None)
            if section is not None and edition is not None and section.edition != edition:
                yield Problem(f"{path}.section", f"it must be a section of {edition}", section.id)
            its_edition = editions.get(edition or (section.edition if section is not None else ""))
            expo = getattr(record, "expo", None)
            if its_edition is not None and expo not in (None, its_edition.expo):
                yield Problem(f"{path}.expo", f"it must be the expo of {its_edition.id}", expo)
    yield from _misfits(records)
    yield from _circles(records["regions"])


def _misfits(records: "Mapping[str, Iterable[Record]]") -> "Iterator[Problem]":
    """The amounts whose unit does not fit a metric that the catalog defines."""
    own = {record.id: record.metric for record in records["metrics"] if isinstance(record, OwnMetric)}
    if not own:
        return
    for kind, group in records.items():
        for position, record in enumerate(group):
            for name in ("figures", "claims"):
                for number, part in enumerate(getattr(record, name, ())):
                    rule = _misfit_of(part, own)
                    if rule is not None:
                        where = _field_of(record, part) or f"{name}[{number}]"
                        yield Problem(f"{kind}[{position}].{where}.amount", rule, str(part.amount))


def _misfit_of(part: "Figure | Claim", own: "Mapping[str, Metric]") -> str | None:
    """The rule that the amount of a figure or a claim breaks, if its metric is the catalog's own."""
    metric = own.get(part.metric or "")
    if metric is None or not isinstance(part, (Figure, CumulativeClaim, ChangeClaim)):
        return None
    is_in_points = isinstance(part, ChangeClaim) and part.amount.unit == "pp" and metric.dimension == "ratio"
    return None if is_in_points else misfit(metric, part.amount)


def _field_of(record: Record, part: "Figure | Claim") -> str | None:
    """The field that contains a single figure of a record; None for a figure or claim in a list."""
    single = ("value", "quantity", "figure")
    return next((name for name in single if getattr(record, name, None) is part), None)


def _circles(regions: "Iterable[Record]") -> "Iterator[Problem]":
    """The regions that lie in each other."""
    outer = {region.id: region.lies_in for region in regions if isinstance(region, Region)}
    walked: dict[str, int] = {}
    for walk, start in enumerate(outer):
        place: str | None = start
        while place in outer and place not in walked:
            walked[place] = walk
            place = outer[place]
        if place in outer and walked[place] == walk:
            position = list(outer).index(place)
            yield Problem(f"regions[{position}].lies_in", "regions must not lie in each other", outer[place])


def links_of(part: "Any", path: str = "") -> "Iterator[tuple[str, str, str]]":
    """The field, the kind and the id of each link of a record, or of a part of one such as a claim.

    Args:
        part: The record or the part.
        path: What to put before the name of each field.
    """
    links, places, parts = _linking_fields(part.__class__)
    for name, kind in links:
        named = getattr(part, name)
        if named is not None and (kind != "metrics" or is_own(named)):
            yield f"{path}{name}", kind, named
    for name in places:
        named = getattr(part, name)
        if named is not None and is_region(named):
            yield f"{path}{name}", "regions", named
    for name in parts:
        value = getattr(part, name)
        if value is None or value == ():
            continue
        if not isinstance(value, tuple):
            yield from links_of(value, f"{path}{name}.")
        elif isinstance(value[0], str):
            for number, named in enumerate(value):
                if is_region(named):
                    yield f"{path}{name}[{number}]", "regions", named
        else:
            for number, item in enumerate(value):
                yield from links_of(item, f"{path}{name}[{number}].")


@cache
def _linking_fields(kind: type) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]:
    """The fields of a class that are links, those that may be regions, and those whose values have links."""
    names = field_names(kind)
    links = [(name, wanted) for name, wanted in _LINKS.items() if name in names]
    if "metric" in names:
        links.append(("metric", "metrics"))
    if kind is ShareClaim:
        links.append(("of", ANY_KIND))
    # The subject of a claim or a deal is a text.
    is_text = "subject" in names and kind.__name__ not in ("Statistic", "Remark")
    parts = tuple(name for name in _PARTS if name in names and not (is_text and name == "subject"))
    return tuple(links), tuple(name for name in _PLACES if name in names), parts
