"""Merging: what unites, what stays on the left, and what is refused with its fields."""

from itertools import permutations

import pytest
from attrs import evolve

import expotrade as ex
from builders import CITED, ON_PAGE, REPORT, edition as edition_of, figure as figure_of

ELSEWHERE = ex.Citation(REPORT, 1)
CIIE = ex.Expo(id="ciie", name="China International Import Expo")
PEOPLE = ex.Party(description="visitors")


def figure(amount: str = "3,400 exhibitors", metric: str | None = None, **fields: object) -> ex.Figure:
    return figure_of(amount, metric, **fields)


def growth(amount: str = "5 percent", **fields: object) -> ex.records.GrowthClaim:
    return ex.records.GrowthClaim(amount=ex.Amount.parse(amount), **{"citations": [CITED]} | fields)


def held(**fields: object) -> ex.Catalog:
    """A catalog of one edition."""
    return ex.Catalog(expos=[CIIE], editions=[edition_of(2023, **fields)])


def merged(left: dict[str, object], right: dict[str, object]) -> ex.Edition:
    both = held(**left) | held(**right)
    (edition,) = both.editions
    assert (both | both) == both
    assert (both | held(**left)) == both
    return edition


@pytest.fixture
def rich() -> ex.Catalog:
    """A catalog whose lists have items that differ in one field only."""
    return ex.Catalog(
        sources=[ex.Source("unused", "Not cited"), REPORT],
        organisations=[
            ex.Organisation(id="apple", name="Apple", other_names=["Apple Inc."], citations=[CITED])
        ],
        expos=[CIIE],
        editions=[
            edition_of(
                2023,
                figures=[
                    figure(),
                    figure(basis="enterprises"),
                    figure(basis="institutions", is_preferred=True),
                    figure(status=ex.Status.PLANNED),
                    figure(period="2023"),
                    figure(as_of="2023"),
                ],
                claims=[
                    growth(),
                    growth(base=ex.records.GrowthBase.YEAR_EARLIER),
                    growth(base=ex.records.GrowthBase.PREVIOUS_EDITION),
                    growth(subject="visitors"),
                    ex.records.FirstClaim(of="A", what="expo", scope="the world", citations=[CITED]),
                    ex.records.FirstClaim(of="B", what="expo", scope="the world", citations=[CITED]),
                    ex.records.FirstClaim(of="B", what="expo", scope="Asia", citations=[CITED]),
                    ex.records.ShareClaim(
                        amount=ex.Amount.parse("5 percent"), whole="all", citations=[CITED]
                    ),
                    ex.records.ShareClaim(
                        amount=ex.Amount.parse("5 percent"), whole="half", citations=[CITED]
                    ),
                ],
            )
        ],
        exhibitors=[
            ex.Exhibitor(
                id="x",
                party=ex.Party(organisation="apple"),
                expo="ciie",
                showcases=[
                    ex.records.Showcase(product="laptop", citations=[CITED]),
                    ex.records.Showcase(product="phone"),
                ],
            )
        ],
        deals=[ex.Deal(id="d", parties=[PEOPLE], expo="ciie", value=figure("$5 million", "deal_value"))],
    )


def test_merging_with_itself_or_nothing_changes_nothing(rich: ex.Catalog) -> None:
    assert (rich | rich) == rich
    assert (rich | ex.Catalog()) == rich
    assert (ex.Catalog() | rich) == rich
    assert (ex.Catalog() | ex.Catalog()) == ex.Catalog()


def test_merging_with_a_part_of_itself_changes_nothing(rich: ex.Catalog) -> None:
    edition = rich.editions[0]
    for figures in ([one] for one in edition.figures):
        assert (rich | evolve(rich, editions=[evolve(edition, figures=figures, claims=[])])) == rich
    for claims in ([one] for one in edition.claims):
        assert (rich | evolve(rich, editions=[evolve(edition, figures=[], claims=claims)])) == rich


def test_records_stand_in_the_order_in_which_their_ids_come() -> None:
    left = ex.Catalog(expos=[ex.Expo(id="b", name="B"), ex.Expo(id="a", name="A")])
    right = ex.Catalog(expos=[ex.Expo(id="c", name="C"), ex.Expo(id="a", name="A", city="X")])
    assert [(expo.id, expo.city) for expo in (left | right).expos] == [("b", None), ("a", "X"), ("c", None)]


def test_each_field_is_as_whichever_side_states_it() -> None:
    edition = merged({"number": 6, "venue": "NECC"}, {"number": 6, "city": "Shanghai", "figures": [figure()]})
    assert (edition.number, edition.venue, edition.city) == (6, "NECC", "Shanghai")
    assert edition.figures == (figure(),)


@pytest.mark.parametrize(
    ("left", "right", "path", "text"),
    [
        ({"number": 6}, {"number": 7}, "number", "the left side states 6, not 7"),
        ({"theme": "A"}, {"theme": "B"}, "theme", "the left side states 'A', not 'B'"),
        (
            {"status": ex.Status.PLANNED},
            {"status": ex.Status.CANCELLED},
            "status",
            "the left side states Status.PLANNED, not Status.CANCELLED",
        ),
        (
            {"note": "a" * 500},
            {"note": "b"},
            "note",
            f"the left side states {'a' * 60!r}... (500 characters), not 'b'",
        ),
    ],
)
def test_what_both_sides_state_differently_is_refused(
    left: dict[str, object], right: dict[str, object], path: str, text: str
) -> None:
    with pytest.raises(ex.errors.MergeError) as caught:
        held(**left) | held(**right)
    assert str(caught.value) == f"the catalogs clash in 1 field:\n- editions[ciie-2023].{path}: {text}"
    assert isinstance(caught.value, ValueError)


def test_other_days_and_venues_are_rivals_not_clashes() -> None:
    edition = merged(
        {"period": "2023-11-05/2023-11-10", "venue": "A"}, {"period": "2023-11", "venue": "B", "city": "C"}
    )
    assert (str(edition.period), edition.venue, edition.city) == ("2023-11-05/2023-11-10", "A", "C")
    assert len(edition.claims) == 4


def test_two_editions_of_one_number_are_named_both() -> None:
    early = ex.Catalog(expos=[CIIE], editions=[ex.Edition(id="ciie-no6", expo="ciie", number=6)])
    with pytest.raises(ex.errors.CatalogError, match="ciie-no6 and ciie-2023 have it"):
        early | held(number=6)


def test_offices_and_open_lists_unite() -> None:
    def minister(**fields: object) -> ex.Catalog:
        return ex.Catalog(people=[ex.Person(**{"id": "li-fei", "name": "Li Fei"} | fields)])

    chair, vice = (ex.records.Office(title=title) for title in ("chair", "vice minister"))
    left = minister(offices=[vice], open_lists=["offices"])
    both = left | minister(offices=[chair, vice], open_lists=["other_names", "offices"])
    assert both.person("li-fei").offices == (vice, chair)
    assert both.person("li-fei").open_lists == ("offices", "other_names")


def test_every_clash_is_named_at_once() -> None:
    left = ex.Catalog(
        sources=[REPORT], expos=[ex.Expo(id="a", name="A", city="X"), ex.Expo(id="b", name="B")]
    )
    right = ex.Catalog(
        sources=[ex.Source("report", "Another headline")],
        expos=[ex.Expo(id="b", name="C"), ex.Expo(id="a", name="A", city="Y")],
    )
    with pytest.raises(ex.errors.MergeError) as caught:
        left | right
    assert [problem.path for problem in caught.value.problems] == [
        "sources[report].title",
        "expos[b].name",
        "expos[a].city",
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"attendance": ex.records.Attendance.TOOK_PART}, {"attendance": ex.records.Attendance.SIGNED_UP}),
        ({"attendance": ex.records.Attendance.SIGNED_UP}, {"attendance": ex.records.Attendance.TOOK_PART}),
    ],
)
def test_a_default_that_says_something_is_stated(left: dict[str, object], right: dict[str, object]) -> None:
    sides = [
        ex.Catalog(expos=[CIIE], exhibitors=[ex.Exhibitor(id="x", party=PEOPLE, expo="ciie", **side)])
        for side in (left, right)
    ]
    with pytest.raises(
        ex.errors.MergeError, match=r"exhibitors\[x\]\.attendance: the left side states Attendance"
    ):
        sides[0] | sides[1]


def test_a_planned_remark_is_not_an_actual_one() -> None:
    def remark(status: ex.Status) -> ex.Catalog:
        return ex.Catalog(
            remarks=[
                ex.Remark(id="r", subject=PEOPLE, kind=ex.records.RemarkKind.PLAN, wording="w", status=status)
            ]
        )

    with pytest.raises(ex.errors.MergeError, match=r"remarks\[r\]\.status"):
        remark(ex.Status.ACTUAL) | remark(ex.Status.PLANNED)


def deal(**fields: object) -> ex.Catalog:
    return ex.Catalog(
        expos=[CIIE], deals=[ex.Deal(**{"id": "d", "parties": [PEOPLE], "expo": "ciie"} | fields)]
    )


def test_an_unspecified_kind_gives_way() -> None:
    for both in (deal() | deal(kind=ex.DealKind.CONTRACT), deal(kind=ex.DealKind.CONTRACT) | deal()):
        assert both.deal("d").kind is ex.DealKind.CONTRACT
    with pytest.raises(ex.errors.MergeError, match=r"deals\[d\]\.kind"):
        deal(kind=ex.DealKind.MEMORANDUM) | deal(kind=ex.DealKind.CONTRACT)


def test_who_agreed_must_be_the_same_in_any_order() -> None:
    buyer, seller = ex.Party(place="CN", role="buyer"), ex.Party(place="US", role="seller")
    both = deal(parties=[buyer, seller]) | deal(parties=[seller, buyer])
    assert both.deal("d").parties == (buyer, seller)
    with pytest.raises(ex.errors.MergeError, match=r"deals\[d\]\.parties"):
        deal(parties=[buyer]) | deal(parties=[buyer, seller])
    assert (deal(parties=[]) | deal(parties=[buyer])).deal("d").parties == (buyer,)


def test_a_value_that_both_state_is_one_or_a_clash() -> None:
    value = figure("$5 million", "deal_value")
    again = figure(
        "$5 million", "deal_value", citations=[ELSEWHERE], note="in the headline", is_preferred=True
    )
    both = (deal(value=value) | deal(value=again)).deal("d").value
    assert both == figure(
        "$5 million", "deal_value", citations=[CITED, ELSEWHERE], note="in the headline", is_preferred=True
    )
    assert (deal() | deal(value=value)).deal("d").value == value
    with pytest.raises(ex.errors.MergeError, match=r"deals\[d\]\.value: the left side states Figure"):
        deal(value=value) | deal(value=figure("$6 million", "deal_value"))
    with pytest.raises(ex.errors.MergeError, match=r"deals\[d\]\.value"):
        deal(value=value) | deal(value=figure("$5 million", "deal_value", citations=[ON_PAGE]))


# --- Figures and claims ---------------------------------------------------------------------------------------------


def test_equal_figures_unite_once_and_rivals_coexist() -> None:
    rival = figure("3,486 exhibitors", citations=[ON_PAGE])
    edition = merged({"figures": [figure()]}, {"figures": [rival, figure(citations=[ELSEWHERE, CITED])]})
    assert edition.figures == (figure(citations=[CITED, ELSEWHERE]), rival)


@pytest.mark.parametrize(
    "other",
    [
        {"amount": "more than 3,400 exhibitors"},
        {"citations": [ON_PAGE]},
        {"period": ex.Period.parse("2023")},
        {"as_of": ex.Period.parse("2023")},
        {"status": ex.Status.EXPECTED},
        {"basis": "institutions"},
        {"attributed_to": ex.Party(description="the organiser")},
    ],
)
def test_figures_that_say_different_things_stay_two(other: dict[str, object]) -> None:
    mine = figure(basis="enterprises", attributed_to="customs")
    theirs = figure(**{"basis": "enterprises", "attributed_to": "customs"} | other)
    assert merged({"figures": [mine]}, {"figures": [theirs]}).figures == (mine, theirs)


def test_a_figure_takes_what_only_the_other_states() -> None:
    mine = figure(as_printed="3,400", note="mine")
    theirs = figure(
        as_printed="3,400 companies",
        note="theirs",
        basis="companies",
        equivalent=ex.Amount(5, "visitor"),
        attributed_to=ex.Party(description="x"),
    )
    (one,) = merged({"figures": [mine]}, {"figures": [theirs]}).figures
    assert one == evolve(theirs, as_printed="3,400", note="mine")


def test_the_same_claim_is_held_once_and_others_coexist() -> None:
    edition = merged(
        {"claims": [growth()]},
        {
            "claims": [
                growth(base=ex.records.GrowthBase.YEAR_EARLIER, citations=[CITED, ON_PAGE]),
                growth("6 percent"),
            ]
        },
    )
    assert edition.claims == (
        growth(base=ex.records.GrowthBase.YEAR_EARLIER, citations=[CITED, ON_PAGE]),
        growth("6 percent"),
    )


@pytest.mark.parametrize(
    "other",
    [
        growth(metric="visits"),
        growth(subject="visitors"),
        growth(period=ex.Period.parse("2023")),
        growth(base=ex.records.GrowthBase.PREVIOUS_EDITION),
        ex.records.ShareClaim(amount=ex.Amount.parse("5 percent"), whole="all", citations=[CITED]),
    ],
)
def test_claims_that_say_different_things_stay_two(other: ex.records.GrowthClaim) -> None:
    mine = growth(base=ex.records.GrowthBase.YEAR_EARLIER)
    assert merged({"claims": [mine]}, {"claims": [other]}).claims == (mine, other)


def test_firsts_of_two_are_two() -> None:
    firsts = [
        ex.records.FirstClaim(of=of, what="attendance", scope="the CIIE", citations=[CITED])
        for of in ("Dominica", "Honduras")
    ]
    assert merged({"claims": firsts[:1]}, {"claims": firsts[1:]}).claims == tuple(firsts)


FIRST, SECOND = figure("1 exhibitors"), figure("2 exhibitors")
PREFERRED, ALSO_PREFERRED = evolve(FIRST, is_preferred=True), evolve(SECOND, is_preferred=True)


@pytest.mark.parametrize(
    ("left", "right", "marks"),
    [
        ([PREFERRED], [ALSO_PREFERRED], [True, False]),
        ([PREFERRED, SECOND], [FIRST, ALSO_PREFERRED], [True, False]),
        ([FIRST], [ALSO_PREFERRED], [False, True]),
        ([FIRST, SECOND], [ALSO_PREFERRED], [False, True]),
        ([FIRST, SECOND], [PREFERRED], [True, False]),
        ([PREFERRED], [SECOND], [True, False]),
    ],
)
def test_the_preferred_figure_of_the_left_side_stays(
    left: list[ex.Figure], right: list[ex.Figure], marks: list[bool]
) -> None:
    edition = merged({"figures": left}, {"figures": right})
    assert [(one.amount, one.is_preferred) for one in edition.figures] == [
        (FIRST.amount, marks[0]),
        (SECOND.amount, marks[1]),
    ]


def test_other_names_citations_and_showcases_unite() -> None:
    def exhibitor(
        names: list[str], citations: list[ex.Citation], showcases: list[ex.records.Showcase]
    ) -> ex.Catalog:
        return ex.Catalog(
            organisations=[ex.Organisation(id="apple", name="Apple", other_names=names, citations=citations)],
            expos=[CIIE],
            exhibitors=[
                ex.Exhibitor(id="x", party=ex.Party(organisation="apple"), expo="ciie", showcases=showcases)
            ],
        )

    left = exhibitor(["Apple Inc."], [CITED], [ex.records.Showcase(product="laptop", citations=[CITED])])
    right = exhibitor(
        ["苹果", "Apple Inc."],
        [ex.Citation(REPORT), CITED],
        [
            ex.records.Showcase(product="phone"),
            ex.records.Showcase(product="laptop", debut=ex.records.Debut.WORLD, citations=[ON_PAGE]),
        ],
    )
    both = left | right
    assert both.organisation("apple").other_names == ("Apple Inc.", "苹果")
    assert both.organisation("apple").citations == (CITED, ex.Citation(REPORT))
    assert both.exhibitor("x").showcases == (
        ex.records.Showcase(product="laptop", debut=ex.records.Debut.WORLD, citations=[CITED, ON_PAGE]),
        ex.records.Showcase(product="phone"),
    )


# --- Sources --------------------------------------------------------------------------------------------------------


def test_the_facts_of_a_source_join_and_every_citation_points_to_it() -> None:
    bare, full = (
        ex.Source("report", "Expo closes"),
        ex.Source("report", "Expo closes", "The Daily", url="https://example.org"),
    )

    def side(source: ex.Source, **fields: object) -> ex.Catalog:
        cited = ex.Citation(source, 7)
        return ex.Catalog(
            expos=[ex.Expo(id="ciie", name="CIIE", citations=[cited])],
            editions=[edition_of(2023, figure(citations=[cited]), claims=[growth(citations=[cited])])],
            exhibitors=[
                ex.Exhibitor(
                    id="x",
                    party=PEOPLE,
                    expo="ciie",
                    showcases=[ex.records.Showcase(product="p", citations=[cited])],
                )
            ],
            deals=[
                ex.Deal(
                    id="d", parties=[PEOPLE], expo="ciie", value=figure("$5", "deal_value", citations=[cited])
                )
            ],
            flows=[ex.TradeFlow(id="f", reporter="CN", kind=ex.FlowKind.EXPORT, **fields)],
        )

    for both in (side(bare) | side(full), side(full) | side(bare), side(bare, product="x") | side(full)):
        assert both.sources == (full,)
        assert evolve(both, flows=side(full).flows) == side(full)  # nothing is held twice
        assert {citation.source for record in both.records() for citation in record.citations} == {full}


def test_a_source_joins_though_only_one_side_cites_it() -> None:
    full = ex.Source("report", "Expo closes", "The Daily")
    both = held(figures=[figure()]) | ex.Catalog(sources=[full])
    assert both.editions[0]["exhibitors"].source is both.sources[0]
    assert both.sources == (full,)


def test_sources_that_state_different_things_are_refused() -> None:
    with pytest.raises(ex.errors.MergeError) as caught:
        ex.Catalog(sources=[ex.Source("a", "A", "X")]) | ex.Catalog(sources=[ex.Source("a", "B", "Y")])
    assert caught.value.problems == (
        ex.errors.Problem("sources[a].title", "the left side states 'A'", "B"),
        ex.errors.Problem("sources[a].publisher", "the left side states 'X'", "Y"),
    )


# --- The whole ------------------------------------------------------------------------------------------------------


def test_what_does_not_make_a_whole_catalog_is_refused() -> None:
    with pytest.raises(
        ex.errors.CatalogError, match="it must be an id that no other record has, not 'apple'"
    ):
        ex.Catalog(organisations=[ex.Organisation(id="apple", name="Apple")]) | ex.Catalog(
            expos=[ex.Expo(id="apple", name="Apple")]
        )
    with pytest.raises(
        ex.errors.CatalogError, match="no other edition of ciie has: ciie-2023 and ciie-2022 have it, not 6"
    ):
        held(number=6) | ex.Catalog(expos=[CIIE], editions=[edition_of(2022, number=6)])


def test_consistent_catalogs_merge_in_any_grouping() -> None:
    parts = [
        held(number=6, figures=[figure()]),
        held(city="Shanghai", figures=[figure("3,486 exhibitors", citations=[ON_PAGE]), figure()]),
        ex.Catalog(expos=[ex.Expo(id="ciie", name="China International Import Expo", country="CN")]),
    ]
    for one, two, three in permutations(parts):
        assert ((one | two) | three) == (one | (two | three))
