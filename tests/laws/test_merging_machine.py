"""Catalogs merged again and again, in any order: they contain what was put in, and a clash changes nothing."""

from hypothesis import settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

import expotrade as ex
from expotrade.catalogs import KINDS
from searching import examples

EXPO = ex.Expo(id="fair", name="Fair")
SOURCES = [ex.Source(f"report-{number}", f"Report {number}") for number in range(3)]
THEMES = ["Hall A", "Hall B"]

figures = st.builds(
    lambda metric, value, source, paragraph, period: ex.Figure(
        metric,
        ex.Amount(value, "exhibitor"),
        citations=[ex.Citation(SOURCES[source], paragraph)],
        period=period,
    ),
    st.sampled_from(["exhibitors", "foreign_exhibitors"]),
    st.integers(1, 4),
    st.integers(0, 2),
    st.none() | st.integers(1, 2),
    st.none() | st.just(ex.Period.parse("2024-05")),
)


def told(figure: ex.Figure) -> tuple[object, ...]:
    """The key of a figure: its source, metric, amount and time."""
    return (figure.source.id, figure.metric, figure.amount, figure.period)


class Merging(RuleBasedStateMachine):
    """A catalog that grows, beside plain dicts of what was put into it."""

    given = Bundle("given")

    @initialize()
    def begin(self) -> None:
        self.whole = ex.Catalog()
        self.figures: dict[str, set[tuple[object, ...]]] = {}
        self.themes: dict[str, str] = {}

    @rule(
        target=given,
        year=st.integers(2023, 2025),
        held=st.lists(figures, max_size=4, unique_by=told),
        theme=st.none() | st.sampled_from(THEMES),
    )
    def make(self, year: int, held: list[ex.Figure], theme: str | None) -> ex.Catalog:
        edition = ex.Edition(id=f"fair-{year}", expo="fair", year=year, figures=held, theme=theme)
        return ex.Catalog(expos=[EXPO], editions=[edition])

    @rule(part=given, is_left=st.booleans())
    def merge(self, part: ex.Catalog, is_left: bool) -> None:
        (edition,) = part.editions
        before = self.whole
        known = self.themes.get(edition.id)
        clashes = None not in (known, edition.theme) and known != edition.theme
        try:
            merged = part | self.whole if is_left else self.whole | part
        except ex.errors.MergeError as error:
            paths = [problem.path for problem in error.problems]
            assert (clashes, paths) == (True, [f"editions[{edition.id}].theme"])
            assert self.whole is before
            return
        assert not clashes
        self.whole = merged
        self.figures.setdefault(edition.id, set()).update(map(told, edition.figures))
        if edition.theme is not None:
            self.themes[edition.id] = edition.theme
        assert self.whole | part == self.whole

    @invariant()
    def it_holds_what_was_put_in_each_thing_once(self) -> None:
        assert {edition.id for edition in self.whole.editions} == self.figures.keys()
        for edition in self.whole.editions:
            keys = [told(figure) for figure in edition.figures]
            assert len(keys) == len(set(keys))
            assert set(keys) == self.figures[edition.id]
            assert edition.theme == self.themes.get(edition.id)

    @invariant()
    def its_links_are_whole(self) -> None:
        # Building it again would refuse a link that leads nowhere.
        assert ex.Catalog(**{kind: getattr(self.whole, kind) for kind in ("sources", *KINDS)}) == self.whole
        assert self.whole | ex.Catalog() == self.whole == ex.Catalog() | self.whole


TestMerging = Merging.TestCase
TestMerging.settings = settings(examples(30), stateful_step_count=15)
