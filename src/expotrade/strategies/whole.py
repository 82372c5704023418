"""Strategy for complete catalogs, with records of every kind and their links."""

from __future__ import annotations

from hypothesis import strategies as st

from ..catalogs import Catalog
from ..records import Edition, GrowthBase, Organisation, Party
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
        draw(
            records.organisations(
                id=_numbered(f"r{place}"),
                part_of=st.none(),
                country=st.none() | PLACE,
                attributed_to=st.none(),
                **notes,
            )
        )
        for place in range(draw(sizes))
    ]
    company = st.sampled_from([None, *companies]).map(_id)
    people = [
        draw(
            records.people(
                id=_numbered(f"h{place}"), offices=few(records.offices(organisation=company)),
                attributed_to=st.none(), **notes,
            )
        )
        for place in range(draw(sizes))
    ]  # fmt: skip
    regions = [
        draw(
            records.regions(
                id=_numbered(f"g{place}"), lies_in=st.none() | PLACE, attributed_to=st.none(), **notes
            )
        )
        for place in range(draw(sizes))
    ]
    own = [
        draw(records.own_metrics(id=_numbered(f"own-{place}"), attributed_to=st.none(), **notes))
        for place in range(draw(sizes))
    ]
    where = st.sampled_from([region.id for region in regions]) | PLACE if regions else PLACE
    described = st.fixed_dictionaries(
        {"description": TEXT}, optional={"country": where, "part_of": company, "role": TEXT}
    )
    party = evidence.parties(place=where) | described.map(lambda drawn: Party(**drawn))
    for link, linked in (("organisation", companies), ("person", people)):
        if linked:
            party |= evidence.parties(**{link: st.sampled_from([record.id for record in linked])})
    said: Fields = {"attributed_to": st.none() | party}
    figure = evidence.figures(citations=proof, **said)
    own_figures = [evidence.own_figures(metric, citations=proof, **said) for metric in own]
    if own_figures:
        figure |= st.one_of(own_figures)
    figures, rivals = few(figure), evidence.rival_figures(2 * size, citations=proof, **said)
    unbased = st.sampled_from([base for base in GrowthBase if base is not GrowthBase.EDITION])
    based: Fields = {"base": unbased}
    plain = (
        *(evidence.ranks, evidence.streaks, evidence.firsts, evidence.cumulatives),
        *(evidence.dates, evidence.venues),
    )
    claim = st.one_of(
        *(kind(citations=proof, **said) for kind in plain),
        *(kind(citations=proof, **said, **based) for kind in (evidence.growths, evidence.changes)),
    )
    share = evidence.shares(citations=proof, of=company, **said)
    claims = few(claim | share)
    expos = [
        draw(
            records.expos(
                id=_numbered(f"x{place}"), organisers=few(party), country=st.none() | where, claims=claims,
                **said, **notes,
            )
        )
        for place in range(draw(st.integers(1, size)))
    ]  # fmt: skip
    party |= evidence.parties(expo=st.sampled_from([expo.id for expo in expos]))
    years = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=2, unique=True))
    editions = [
        draw(
            records.editions(
                expo=st.just(expo.id), year=st.just(year), number=st.none() | st.just(number + 1), figures=rivals,
                claims=claims, **said, **notes,
            )
        )
        for expo in expos
        for number, year in enumerate(years)
    ]  # fmt: skip
    ids = [edition.id for edition in editions]
    party |= evidence.parties(edition=st.sampled_from(ids))
    on_edition: Fields = {"base": st.just(GrowthBase.EDITION), "base_edition": st.sampled_from(ids)}
    claims = few(claim | share | evidence.growths(citations=proof, **said, **on_edition))
    sections = [
        draw(
            records.sections(
                id=_numbered(f"s{place}"), edition=st.sampled_from(editions).map(_id), organisers=few(party),
                country=st.none() | where, figures=rivals, claims=claims, **said, **notes,
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
            drawn.append(draw(strategy(id=_numbered(f"{letter}{place}"), **linked, **fixed, **said, **notes)))
        return drawn

    links = ("edition", "expo", "section")
    maybe = st.none() | figure
    return Catalog(
        metrics=own,
        organisations=companies,
        people=people,
        regions=regions,
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
            "reporter": where, "trader": company, "value": maybe, "quantity": maybe, "claims": claims,
            **draw(st.sampled_from([{"partner": st.none() | where}, {"partners": _several_places(where)}])),
        }),
        statistics=several(records.statistics, "t", (), {
            "subject": party, "figure": figure, "claims": few(claim, 1),
        }),
        remarks=several(records.remarks, "m", links, {"subject": party, "parties": few(party)}),
    )  # fmt: skip


def _several_places(where: SearchStrategy[str]) -> SearchStrategy[list[str]]:
    return st.lists(where, min_size=2, max_size=3, unique=True)


def _id(record: Organisation | Edition | None) -> str | None:
    return None if record is None else record.id


def _numbered(number: str) -> SearchStrategy[str]:
    return ID.map(lambda name: f"{name}-{number}")
