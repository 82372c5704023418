"""Whole catalogs, with records of every kind and their links."""

from __future__ import annotations

from hypothesis import strategies as st

from ..catalogs import Catalog
from ..records import (
    Edition,
    Organisation,
)
from .evidence import (
    SOURCE,
    citations,
    cumulatives,
    figures,
    firsts,
    growths,
    ranks,
    rival_figures,
    shares,
    streaks,
)
from .fields import ID, PLACE, TEXT, few, some
from .records import (
    deals,
    editions,
    exhibitors,
    expos,
    flows,
    organisations,
    participants,
    parties,
    people,
    remarks,
    sections,
    showcases,
    statistics,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from hypothesis.strategies import DrawFn, SearchStrategy

    from .fields import Fields

    _T = TypeVar("_T")

_SIZES = st.sampled_from([0, 0, 1, 2])


@st.composite
def catalogs(draw: DrawFn) -> Catalog:
    """Small catalogs with records of every kind, whose links are whole.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.catalogs())
        ... def test_catalog(catalog):
        ...     assert all(catalog.record(record.id) is record for record in catalog.records())
        >>> test_catalog()
    """
    # A number behind each id keeps it apart from all others, an x and an r those of editions from the rest.
    cited = st.sampled_from(draw(st.lists(SOURCE, min_size=1, max_size=3, unique_by=lambda one: one.id)))
    notes = {"citations": few(citations(source=cited))}
    proof = some(citations(source=cited))
    companies = [
        draw(organisations(id=_numbered(f"r{place}"), part_of=st.none(), **notes))
        for place in range(draw(_SIZES))
    ]
    party = parties(place=PLACE) | parties(description=TEXT)
    if companies:
        party |= parties(organisation=st.sampled_from([company.id for company in companies]))
    figure, figured = figures(citations=proof), few(figures(citations=proof))
    rivals = rival_figures(citations=proof)
    claim = st.one_of(*(kind(citations=proof) for kind in (growths, ranks, streaks, firsts, cumulatives)))
    claimed = few(claim | shares(citations=proof, of=st.sampled_from([None, *companies]).map(_id)))
    series = [
        draw(expos(id=_numbered(f"x{place}"), organisers=few(party), claims=claimed, **notes))
        for place in range(draw(st.integers(1, 2)))
    ]
    years = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=2, unique=True))
    held = [
        draw(
            editions(
                expo=st.just(expo.id), year=st.just(year), number=st.none() | st.just(number + 1), figures=rivals,
                claims=claimed, **notes,
            )
        )
        for expo in series
        for number, year in enumerate(years)
    ]  # fmt: skip
    parts = [
        draw(
            sections(
                id=_numbered(f"s{place}"), edition=st.sampled_from(held).map(_id), organisers=few(party),
                figures=rivals, claims=claimed, **notes,
            )
        )
        for place in range(draw(_SIZES))
    ]  # fmt: skip
    wheres = [
        *({"edition": None, "expo": expo.id, "section": None} for expo in series),
        *({"edition": edition.id, "expo": None, "section": None} for edition in held),
        # Often, for only half of the catalogs have a section.
        *({"edition": part.edition, "expo": None, "section": part.id} for part in parts for _ in range(3)),
    ]

    def several(
        strategy: Callable[..., SearchStrategy[_T]], letter: str, links: tuple[str, ...], fixed: Fields
    ) -> list[_T]:
        made = []
        for place in range(draw(_SIZES)):
            where = draw(st.sampled_from(wheres))
            linked = {name: st.just(where[name]) for name in links}
            made.append(draw(strategy(id=_numbered(f"{letter}{place}"), **linked, **fixed, **notes)))
        return made

    placed = ("edition", "expo", "section")
    trader = st.sampled_from([None, *companies]).map(_id)
    nobody = st.none()
    return Catalog(
        organisations=companies,
        expos=series,
        editions=held,
        sections=parts,
        exhibitors=several(exhibitors, "e", placed, {
            "party": party, "partners": few(party), "figures": figured, "claims": claimed,
            "showcases": few(showcases(**notes)),
        }),
        participants=several(participants, "p", placed, {"party": party, "claims": claimed}),
        deals=several(deals, "d", placed, {"parties": some(party), "value": nobody | figure}),
        flows=several(flows, "f", (), {
            "trader": trader, "value": nobody | figure, "quantity": nobody | figure, "claims": claimed,
        }),
        statistics=several(statistics, "t", (), {"subject": party, "figure": figure, "claims": some(claim)}),
        remarks=several(remarks, "m", ("edition", "expo"), {
            "subject": party, "parties": few(party), "people": few(people(organisation=trader)),
        }),
    )  # fmt: skip


def _id(record: Organisation | Edition | None) -> str | None:
    return None if record is None else record.id


def _numbered(number: str) -> SearchStrategy[str]:
    return ID.map(lambda name: f"{name}-{number}")
