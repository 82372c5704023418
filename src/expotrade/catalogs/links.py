"""The links between records: the ids that a record names, and the problems of missing ones."""

from functools import cache

from .._internal.classes import MOST_HINTS, hint_cost, nearest_of
from ..errors import Problem
from ..records import (
    Citation,
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Organisation,
    Participant,
    Party,
    Remark,
    Section,
    ShareClaim,
    Source,
    Statistic,
    TradeFlow,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

Record = (
    Organisation | Expo | Edition | Section | Exhibitor | Participant | Deal | TradeFlow | Statistic | Remark
)

# The kinds of record in the order of a file, with their classes.
KINDS: "Mapping[str, type[Record]]" = {
    "organisations": Organisation,
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

# The fields that name another record by its id, and the kind of that record.
_LINKS = {
    "expo": "expos",
    "edition": "editions",
    "section": "sections",
    "trader": "organisations",
    "part_of": "organisations",
}
_PARTY_FIELDS = ("party", "subject", "organisers", "parties", "partners")


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
    everywhere = set().union(*ids.values())
    hints = MOST_HINTS
    seen: set[str] = set()
    numbers: set[tuple[str, int]] = set()
    sections = {section.id: section for section in records["sections"] if isinstance(section, Section)}
    editions = {edition.id: edition for edition in records["editions"] if isinstance(edition, Edition)}
    for kind, group in records.items():
        for position, record in enumerate(group):
            path = f"{kind}[{position}]"
            if record.id in seen:
                yield Problem(f"{path}.id", "it must be an id that no other record has", record.id)
            seen.add(record.id)
            if isinstance(record, Edition) and record.number is not None:
                if (record.expo, record.number) in numbers:
                    yield Problem(
                        f"{path}.number",
                        f"it must be a number that no other edition of {record.expo} has",
                        record.number,
                    )
                numbers.add((record.expo, record.number))
            for where, wanted, named in links_of(record):
                if named not in ids[wanted]:
                    # Suggestions take time, so a file with hundreds of wrong links gets them for the first ones only.
                    hints -= hint_cost(len(ids[wanted]))
                    near = nearest_of(named, ids[wanted])[:1] if hints >= 0 else ()
                    rule = f"it must be the id of a record in {wanted}"
                    yield Problem(f"{path}.{where}", rule, named, nearest=near)
            for number, claim in enumerate(getattr(record, "claims", ())):
                if isinstance(claim, ShareClaim) and claim.of is not None and claim.of not in everywhere:
                    yield Problem(f"{path}.claims[{number}].of", "it must be the id of a record", claim.of)
            section = sections.get(getattr(record, "section", None) or "")
            edition = getattr(record, "edition", None)
            if section is not None and edition is not None and section.edition != edition:
                yield Problem(f"{path}.section", f"it must be a section of {edition}", section.id)
            its_edition = editions.get(edition or (section.edition if section is not None else ""))
            expo = getattr(record, "expo", None)
            if its_edition is not None and expo not in (None, its_edition.expo):
                yield Problem(f"{path}.expo", f"it must be the expo of {its_edition.id}", expo)


def links_of(record: Record) -> "Iterator[tuple[str, str, str]]":
    """The field, the kind and the id of each link of a record."""
    made_by: Any = type(record)
    links, party_fields, has_people = _linking_fields(made_by)
    for name, kind in links:
        named = getattr(record, name)
        if named is not None:
            yield name, kind, named
    for name in party_fields:
        named = getattr(record, name)
        if isinstance(named, Party):
            if named.organisation is not None:
                yield f"{name}.organisation", "organisations", named.organisation
        elif isinstance(named, tuple):
            for position, party in enumerate(named):
                if party.organisation is not None:
                    yield f"{name}[{position}].organisation", "organisations", party.organisation
    for position, person in enumerate(getattr(record, "people", ()) if has_people else ()):
        if person.organisation is not None:
            yield f"people[{position}].organisation", "organisations", person.organisation


@cache
def _linking_fields(kind: "Any") -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], bool]:
    """The fields of a class that are links, the fields with parties, and whether the class has people."""
    links = tuple((name, wanted) for name, wanted in _LINKS.items() if hasattr(kind, name))
    return links, tuple(name for name in _PARTY_FIELDS if hasattr(kind, name)), hasattr(kind, "people")
