"""Laws that hold for all catalogs: merging, links, findings and comparisons."""

import pickle
from copy import deepcopy
from itertools import combinations

from attrs import evolve
from hypothesis import assume, given, strategies as st

import expotrade as ex
from expotrade.catalogs import KINDS, citations_of
from expotrade.strategies import figures
from expotrade.units import is_same_dimension
from searching import catalogs, examples

# A catalog takes some 30 ms to draw: half as many by default as for other laws.
slow = examples(40, runs=2)


def parts(catalog: ex.Catalog, chosen: list[bool]) -> ex.Catalog:
    """A catalog of some of the remarks and statistics, and all else."""
    keep = iter(chosen * 100)
    lists = {
        kind: [record for record in getattr(catalog, kind) if next(keep)]
        for kind in ("remarks", "statistics", "deals")
    }
    return evolve(catalog, **lists)


@slow
@given(catalogs())
def test_merging_is_idempotent_with_the_empty_catalog_as_identity(catalog: ex.Catalog) -> None:
    assert (catalog | catalog) == catalog
    assert (catalog | ex.Catalog()) == catalog
    assert (ex.Catalog() | catalog) == catalog


@slow
@given(
    catalogs(),
    st.lists(st.booleans(), min_size=1, max_size=9),
    st.lists(st.booleans(), min_size=1, max_size=9),
)
def test_parts_of_one_catalog_merge_in_any_order_and_grouping(
    catalog: ex.Catalog, some: list[bool], others: list[bool]
) -> None:
    # What a share is of may be a record that a part lacks.
    try:
        one, two = parts(catalog, some), parts(catalog, others)
    except ex.errors.CatalogError:
        assume(False)
    together = one | two
    assert set(together.records()) == set(one.records()) | set(two.records())
    assert set((two | one).records()) == set(together.records())
    assert (catalog | one) == catalog
    assert ((one | two) | catalog) == (one | (two | catalog))


@slow
@given(catalogs(), catalogs())
def test_a_merge_holds_everything_or_says_why_not(left: ex.Catalog, right: ex.Catalog) -> None:
    try:
        both = left | right
    except (ex.errors.MergeError, ex.errors.CatalogError) as error:
        problems = error.problems
    else:
        problems = ()
    if problems:
        assert all(problem.path and problem.rule for problem in problems)
        return
    for side in (left, right):
        assert {record.id for record in side.records()} <= {record.id for record in both.records()}
        assert {source.id for source in side.sources} <= {source.id for source in both.sources}
        for record, figure in side.figures():
            held = getattr(both.record(record.id), "figures", ())
            assert any((one.metric, one.amount) == (figure.metric, figure.amount) for one in held)
    assert (both | right) == both
    assert (both | left) == both


@slow
@given(catalogs())
def test_links_are_whole_and_sources_gathered(catalog: ex.Catalog) -> None:
    # Building it again would refuse a link that leads nowhere.
    assert ex.Catalog(**{kind: getattr(catalog, kind) for kind in ("sources", *KINDS)}) == catalog
    cited = {citation.source for record in catalog.records() for citation in citations_of(record)}
    assert cited <= set(catalog.sources)
    for record in catalog.records():
        assert catalog.record(record.id) is record
    assert sum(1 for _ in catalog.figures()) == sum(
        len(getattr(one, "figures", ())) for one in catalog.records()
    )


@slow
@given(catalogs())
def test_catalogs_survive_pickling_and_copying(catalog: ex.Catalog) -> None:
    for again in (pickle.loads(pickle.dumps(catalog)), deepcopy(catalog)):
        assert again == catalog
        assert hash(again) == hash(catalog)


@slow
@given(catalogs())
def test_every_claim_has_a_finding_and_none_decides_while_it_cannot(catalog: ex.Catalog) -> None:
    findings = ex.check(catalog)
    # Days and venues state no amount.
    places = (ex.records.DatesClaim, ex.records.VenueClaim)
    assert len(findings) >= sum(not isinstance(claim, places) for _, claim in catalog.claims())
    for finding in findings:
        assert finding.why
        assert finding.citations
        assert catalog.record(finding.record)
        if finding.stated is None or finding.computed is None or finding.kind.value == "part":
            continue
        if is_same_dimension(finding.stated.unit, finding.computed.unit):
            order = finding.stated.compare(finding.computed)
            if finding.verdict is ex.Verdict.DISAGREES:
                assert order in (ex.Order.BELOW, ex.Order.ABOVE)
            if finding.verdict is ex.Verdict.AGREES:
                assert order not in (ex.Order.BELOW, ex.Order.ABOVE)
    assert ex.check(catalog) == findings


@slow
@given(catalogs())
def test_orders_of_a_comparison_are_never_decided_while_bounds_overlap(catalog: ex.Catalog) -> None:
    assume(len(catalog.editions) > 1)
    comparison = ex.compare(*catalog.editions)
    assert str(comparison)
    labels = [(one.id, place) for place, one in enumerate(catalog.editions)]
    for row in comparison.rows:
        for (left, at), (right, there) in combinations(labels, 2):
            mine, theirs = row.amounts[at], row.amounts[there]
            order = row.orders.get((left, right))
            if order in (ex.Order.BELOW, ex.Order.ABOVE):
                assert mine is not None
                assert theirs is not None
                assert mine.compare(theirs) is order
            if order is not None:
                reverse = {ex.Order.BELOW: ex.Order.ABOVE, ex.Order.ABOVE: ex.Order.BELOW}.get(order, order)
                assert (
                    ex.compare(catalog.editions[there], catalog.editions[at], metrics=[row.metric])[
                        row.metric
                    ].orders[right, left]
                    is reverse
                )


@slow
@given(st.lists(figures(), min_size=1, max_size=4), st.data())
def test_a_preferred_figure_is_the_one_that_is_found(held: list[object], data: st.DataObject) -> None:
    from expotrade.records import Edition

    plain = [evolve(figure, is_preferred=False) for figure in held]
    edition = Edition(id="ciie-2023", expo="ciie", year=2023, figures=plain)
    chosen = data.draw(st.sampled_from(plain))
    preferring = edition.prefer(chosen.metric, chosen)
    assert evolve(preferring[chosen.metric], is_preferred=False) == chosen
    assert preferring.prefer(chosen.metric, chosen) == preferring
    assert edition[chosen.metric] == edition.rivals(chosen.metric)[0]
    assert [figure.amount for figure in preferring.figures] == [figure.amount for figure in edition.figures]
