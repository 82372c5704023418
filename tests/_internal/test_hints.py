"""Hints at the nearest names cost time, so a refused file has only as many as a person reads."""

import pytest

import expotrade as ex
from expotrade._internal.classes import MOST_HINTS, hint_cost
from expotrade.codec import decode


def problems_of(**lists: object) -> tuple[ex.errors.Problem, ...]:
    """What is wrong with a catalog, with the nearest names of some."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode({"format": "expotrade/2", **lists})
    assert str(caught.value)
    return caught.value.problems


@pytest.mark.parametrize("count", [20, 1_000])
def test_dangling_links_among_many_records(count: int) -> None:
    # Each of a hundred hints was sought among all ids: a file of 60 MB took half an hour to be refused.
    records = [{"id": f"maker-{number}", "name": "Maker"} for number in range(count)]
    lost = [{"id": f"lost-{number}", "name": "Lost", "part_of": f"makers-{number}"} for number in range(200)]
    problems = problems_of(organisations=[*records, *lost])
    assert len(problems) == 200
    hinted = [problem for problem in problems if problem.nearest]
    assert len(hinted) == MOST_HINTS // hint_cost(count + 200)


def test_dangling_citations_among_many_sources() -> None:
    sources = [{"id": f"paper-{number}", "title": "Paper"} for number in range(2_000)]
    citations = [{"source": f"papers-{number}"} for number in range(200)]
    maker = {"id": "maker", "name": "Maker", "citations": citations}
    problems = problems_of(sources=sources, organisations=[maker])
    assert len(problems) == 200
    assert sum(bool(problem.nearest) for problem in problems) == MOST_HINTS // hint_cost(2_000)
