"""Strategy for complete catalogs, with records of every kind and their links."""

from __future__ import annotations

from hypothesis import strategies as st

from ..catalogs import Catalog
from ..records import Edition, Organisation
from . import evidence, records
from .fields import ID, PLACE, TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from hypothesis.strategies import DrawFn, SearchStrategy

    from .fields import Fields

    _T = TypeVar("_T")


def catalogs(*, size: int = 1) -> SearchStrategy[Catalog]:
    """Small catalogs with records of every kind, whose links all lead to records.

    Args:
        size: The most records of a kind, from 1 upwards, and the most values of most lists inside a record. An expo has
            one or two editions, whatever the size. A catalog of size 2 takes about twice as long to draw as one of
            size 1: pass 2 where a test needs two expos, two deals or two parties of a deal.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.catalogs())
        ... def test_catalog(catalog):
        ...     assert all(catalog.record(record.id) is record for record in catalog.records())
        >>> test_catalog()
        >>> @given(strategies.catalogs(size=2))
        ... def test_large_catalog(catalog):
        ...     assert len(catalog.deals) <= 2
        >>> test_large_catalog()
    """
    return _catalogs(size)


@st.composite
def _catalogs(draw: DrawFn, size: int) -> Catalog:
    sizes = st.sampled_from([*[0] * size, *range(1, size + 1)])  # half of the catalogs have a kind

    def few(strategy: SearchStrategy[_T], min_size: int = 0) -> SearchStrategy[list[_T]]:
        return st.lists(strategy, min_size=min_size, max_size=size)

    # A number behind each id makes it unique; an x and an r keep those of expos and organisations from the rest.
    sources = draw(
        st.lists(evidence.SOURCE, min_size=1, max_size=size + 1, unique_by=lambda source: source.id)
    )
    citations = evidence.citations(source=st.sampled_from(sources))
    notes, proof = {"citations": few(citations)}, few(citations, 1)
    companies = [
        draw(records.organisations(id=_numbered(f"r{place}"), part_of=st.none(), **notes))
        for place in range(draw(sizes))
    ]
    party = records.parties(place=PLACE) | records.parties(description=TEXT)
    if companies:
        party |= records.parties(organisation=st.sampled_from([company.id for company in companies]))
    figure = evidence.figures(citations=proof)
    figures, rivals = few(figure), evidence.rival_figures(2 * size, citations=proof)
    kinds = (evidence.growths, evidence.ranks, evidence.streaks, evidence.firsts, evidence.cumulatives)
    claim = st.one_of(*(kind(citations=proof) for kind in kinds))
    share = evidence.shares(citations=proof, of=st.sampled_from([None, *companies]).map(_id))
    claims = few(claim | share)
    expos = [
        draw(records.expos(id=_numbered(f"x{place}"), organisers=few(party), claims=claims, **notes))
        for place in range(draw(st.integers(1, size)))
    ]
    years = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=2, unique=True))
    editions = [
        draw(
            records.editions(
                expo=st.just(expo.id), year=st.just(year), number=st.none() | st.just(number + 1), figures=rivals,
                claims=claims, **notes,
            )
        )
        for expo in expos
        for number, year in enumerate(years)
    ]  # fmt: skip
    sections = [
        draw(
            records.sections(
                id=_numbered(f"s{place}"), edition=st.sampled_from(editions).map(_id), organisers=few(party),
                figures=rivals, claims=claims, **notes,
            )
        )
        for place in range(draw(sizes))
    ]  # fmt: skip
    locations = [
        *({"edition": None, "expo": expo.id, "section": None} for expo in expos),
        *({"edition": edition.id, "expo": None, "section": None} for edition in editions),
        # Repeated, so that sections are drawn often: only half of the catalogs have one.
        *({"edition": part.edition, "expo": None, "section": part.id} for part in sections for _ in range(3)),
    ]

    def several(
        strategy: Callable[..., SearchStrategy[_T]], letter: str, links: tuple[str, ...], fixed: Fields
    ) -> list[_T]:
        drawn = []
        for place in range(draw(sizes)):
            location = draw(st.sampled_from(locations))
            linked = {name: st.just(location[name]) for name in links}
            drawn.append(draw(strategy(id=_numbered(f"{letter}{place}"), **linked, **fixed, **notes)))
        return drawn

    links = ("edition", "expo", "section")
    trader = st.sampled_from([None, *companies]).map(_id)
    maybe = st.none() | figure
    return Catalog(
        organisations=companies,
        expos=expos,
        editions=editions,
        sections=sections,
        exhibitors=several(records.exhibitors, "e", links, {
            "party": party, "partners": few(party), "figures": figures, "claims": claims,
            "showcases": few(records.showcases(**notes)),
        }),
        participants=several(records.participants, "p", links, {"party": party, "claims": claims}),
        deals=several(records.deals, "d", links, {"parties": few(party, 1), "value": maybe}),
        flows=several(records.flows, "f", (), {
            "trader": trader, "value": maybe, "quantity": maybe, "claims": claims,
        }),
        statistics=several(records.statistics, "t", (), {
            "subject": party, "figure": figure, "claims": few(claim, 1),
        }),
        remarks=several(records.remarks, "m", ("edition", "expo"), {
            "subject": party, "parties": few(party), "people": few(records.people(organisation=trader)),
        }),
    )  # fmt: skip


def _id(record: Organisation | Edition | None) -> str | None:
    return None if record is None else record.id


def _numbered(number: str) -> SearchStrategy[str]:
    return ID.map(lambda name: f"{name}-{number}")
