"""The public strategies: what they reach, what they let one fix, and that Hypothesis finds them by itself."""

import datetime
import enum
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st
from hypothesis.errors import NoSuchExample

import expotrade as ex
from expotrade import strategies
from expotrade.catalogs import KINDS
from public_face import public_names
from searching import IS_THOROUGH, some

TABLE = ex.UnitTable.builtin()
STRATEGIES = {name: getattr(strategies, name) for name in strategies.__all__}
RECORDS = {
    "changes": ex.records.ChangeClaim, "dates": ex.records.DatesClaim, "offices": ex.records.Office,
    "own_metrics": ex.records.OwnMetric, "regions": ex.records.Region, "venues": ex.records.VenueClaim,
    "cumulatives": ex.records.CumulativeClaim, "deals": ex.Deal, "editions": ex.Edition, "exhibitors": ex.Exhibitor,
    "expos": ex.Expo, "figures": ex.Figure, "firsts": ex.records.FirstClaim, "flows": ex.TradeFlow,
    "growths": ex.records.GrowthClaim,
    "organisations": ex.Organisation, "participants": ex.Participant, "parties": ex.Party, "people": ex.Person,
    "ranks": ex.records.RankClaim, "remarks": ex.Remark, "sections": ex.Section, "shares": ex.records.ShareClaim,
    "showcases": ex.records.Showcase,
    "sources": ex.Source, "statistics": ex.Statistic, "streaks": ex.records.StreakClaim, "citations": ex.Citation,
}  # fmt: skip
VALUES = {
    "amounts": ex.Amount, "catalogs": ex.Catalog, "memberships": ex.places.Membership, "metrics": ex.Metric,
    "periods": ex.Period, "places": ex.places.Place, "unit_tables": ex.UnitTable,
}  # fmt: skip
PARTS = sorted(path.stem for path in Path(strategies.__file__).parent.glob("[a-z]*.py"))
ENUMS = [kind for kind in public_names().values() if inspect.isclass(kind) and issubclass(kind, enum.Enum)]

# Each strategy is drawn in several tests.
quick = settings(max_examples=25 if IS_THOROUGH else 10, suppress_health_check=[HealthCheck.too_slow])

# Amounts may have up to 400 digits; those of the last twenty are rare.
FAR = Decimal("1E+380" if IS_THOROUGH else "1E+300")
# A catalog takes some 30 ms to draw.
slow = settings(quick, max_examples=25 if IS_THOROUGH else 3)


def reaches(strategy: st.SearchStrategy[object], condition: Callable[..., object]) -> bool:
    """Whether a strategy draws what a condition asks for, soon."""
    search = settings(max_examples=3000, phases=[Phase.generate], database=None, derandomize=True)
    try:
        # What is found is printed: a truth value rather than a catalog.
        find(strategy.map(lambda value: bool(condition(value))), bool, settings=search)
    except NoSuchExample:
        return False
    return True


def all_reached(strategy: st.SearchStrategy[object], conditions: Iterable[Callable[..., object]]) -> bool:
    """Whether a strategy draws what each of several conditions asks for, in one search."""
    left = list(conditions)

    def meets_the_last(value: object) -> bool:
        left[:] = [condition for condition in left if not condition(value)]
        return not left

    return reaches(strategy, meets_the_last)


def in_every_record(
    strategy: st.SearchStrategy[object], condition: Callable[..., object], tried: settings = quick
) -> None:
    @tried
    @given(strategy)
    def check(value: object) -> None:
        assert condition(value), value

    check()


@pytest.mark.parametrize("name", sorted(VALUES | RECORDS))
def test_each_draws_its_type_and_is_registered(name: str) -> None:
    kind = (VALUES | RECORDS)[name]
    in_every_record(STRATEGIES[name]() | st.from_type(kind), lambda value: type(value) is kind)


@pytest.mark.parametrize("part", some(PARTS, 2))
def test_a_part_can_be_what_a_process_imports_first(part: str) -> None:
    """A worker that is sent a strategy imports the module that defines it, and that one imports Hypothesis."""
    quick = "settings=hypothesis.settings(phases=[hypothesis.Phase.generate], database=None)"
    find = f"hypothesis.find(hypothesis.strategies.from_type(expotrade.Metric), lambda metric: True, {quick})"
    statement = f"import expotrade.strategies.{part}, expotrade, hypothesis; print(type({find}).__name__)"
    answer = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == ("Metric\n", "")


@pytest.mark.parametrize("kind", ENUMS)
def test_enums_need_no_registration(kind: type[enum.Enum]) -> None:
    members = [lambda value, member=member: value is member for member in kind]
    assert all_reached(st.from_type(kind), members)


def test_each_public_strategy_says_what_it_draws() -> None:
    assert all(inspect.getdoc(strategy) for strategy in STRATEGIES.values())
    helpers = {
        "claims",
        "compounds",
        "computed_amounts",
        "counts",
        "ids",
        "money",
        "stated_amounts",
        "texts",
        "units",
    }
    assert set(STRATEGIES) == {*VALUES, *RECORDS, *helpers}


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_any_field_can_be_fixed(name: str) -> None:
    common = "note" if "note" in inspect.signature(RECORDS[name]).parameters else None
    field, drawn = {
        "citations": ("paragraph", st.just(7)),
        "parties": ("role", st.just("buyer")),
        "offices": ("title", st.just("buyer")),
        "showcases": ("product", st.just("buyer")),
        "sources": ("title", st.just("buyer")),
    }.get(name, (common, st.just("buyer")))
    assert field
    in_every_record(STRATEGIES[name](**{field: drawn}), lambda value: getattr(value, field) in (7, "buyer"))


@pytest.mark.parametrize("name", ["exhibitors", "participants", "deals"])
@pytest.mark.parametrize("field", ["edition", "expo"])
def test_a_fixed_place_is_the_only_one(name: str, field: str) -> None:
    other = "expo" if field == "edition" else "edition"
    in_every_record(
        STRATEGIES[name](**{field: st.just("here")}),
        lambda value: getattr(value, field) == "here" and getattr(value, other) is None,
    )
    assert reaches(STRATEGIES[name](), lambda value: value.edition and value.expo)


@pytest.mark.parametrize("name", ["figures", "cumulatives"])
def test_a_fixed_metric_has_an_amount_that_fits(name: str) -> None:
    in_every_record(
        STRATEGIES[name](metric=st.just("exhibitors")), lambda value: value.amount.unit == "exhibitor"
    )
    in_every_record(
        STRATEGIES[name](metric=st.just("deal_value"), amount=st.just(ex.Amount(5, "USD"))),
        lambda value: (value.metric, value.amount) == ("deal_value", ex.Amount(5, "USD")),
    )


def test_a_fixed_expo_or_year_is_in_the_id_of_an_edition() -> None:
    fixed = strategies.editions(expo=st.just("ciie"), year=st.just(2023), number=st.just(6))
    in_every_record(fixed, lambda edition: edition.id.startswith("ciie-2023") and edition.number == 6)
    assert reaches(strategies.editions(), lambda edition: edition.id.endswith("-spring"))


def test_a_fixed_figure_or_claim_is_in_every_statistic() -> None:
    figure = ex.Figure("exhibitors", ex.Amount(5, "exhibitor"), citations=[ex.Citation(ex.Source("a", "A"))])
    fixed = strategies.statistics(figure=st.just(figure))
    in_every_record(fixed, lambda statistic: statistic.figure in (None, figure))
    assert reaches(fixed, lambda statistic: statistic.figure == figure and statistic.claims)
    assert reaches(strategies.statistics(), lambda statistic: statistic.figure is None)


@pytest.mark.parametrize("field", ["organisation", "place", "description"])
def test_a_fixed_party_is_that_alone(field: str) -> None:
    in_every_record(
        strategies.parties(**{field: st.just("CN" if field == "place" else "cn")}),
        lambda one: one.name.upper() == "CN",
    )


def test_rivals_have_one_preferred_at_most() -> None:
    assert reaches(
        strategies.editions(),
        lambda edition: any(
            len(edition.rivals(metric)) > 1 and edition[metric].is_preferred for metric in edition.metrics
        ),
    )


def hedged(hedges: Iterable[ex.Hedge]) -> list[Callable[..., bool]]:
    return [lambda amount, hedge=hedge: amount.hedge is hedge for hedge in hedges]


def test_computed_amounts_have_the_hedges_of_results() -> None:
    names = ["EXACT", "MORE_THAN", "AT_LEAST", "LESS_THAN", "AT_MOST", "BETWEEN"]
    assert all_reached(strategies.computed_amounts(), hedged(ex.Hedge[name] for name in names))


def test_amounts_have_every_hedge_and_reach_the_edges() -> None:
    edges: list[Callable[..., bool]] = [
        lambda amount: amount.value == 0,
        lambda amount: amount.value < 0,
        lambda amount: amount.value > FAR,
        lambda amount: 0 < amount.value < 1 / FAR,
        lambda amount: len(amount.value.as_tuple().digits) > 35,
        lambda amount: "/" in amount.unit,
        lambda amount: amount.unit.startswith("1/"),
        lambda amount: amount.low is None and amount.high is None,
        lambda amount: amount.low is None and amount.high is not None,
        lambda amount: amount.low is not None and amount.high is None,
        lambda amount: amount.hedge is ex.Hedge.BETWEEN and amount.low == amount.high,
        lambda amount: amount.value.as_tuple().exponent > 0,
    ]
    assert all_reached(strategies.amounts(), [*hedged(ex.Hedge), *edges])


@pytest.mark.parametrize(
    ("low", "high"),
    [(0, None), (None, 0), (-1, 1), (5, 5), (Decimal("0.0000000001"), Decimal("0.0000000002")), (None, Decimal(-7))],
)  # fmt: skip
def test_amounts_keep_within_their_ends(low: int | None, high: int | None) -> None:
    def is_within(amount: ex.Amount) -> bool:
        return (low is None or low <= amount.value) and (high is None or amount.value <= high)

    in_every_record(strategies.amounts("USD", min_value=low, max_value=high), is_within)


def test_amounts_keep_to_their_unit_hedge_and_table() -> None:
    in_every_record(strategies.amounts("t"), lambda amount: amount.unit == "t")
    in_every_record(
        strategies.stated_amounts(hedges=(ex.Hedge.NEARLY,)),
        lambda amount: amount.hedge is ex.Hedge.NEARLY and amount.value,
    )
    table = TABLE.with_nouns({"drone": ()})
    in_every_record(strategies.amounts("drone", units=table), lambda amount: amount.unit == "drone")
    assert reaches(strategies.units(table), lambda unit: unit == "drone")
    assert reaches(strategies.compounds(table), lambda unit: "drone" in unit)


def test_counts_and_money() -> None:
    in_every_record(
        strategies.counts(), lambda count: TABLE.is_counted(count.unit) and count.low == count.value >= 0
    )
    in_every_record(strategies.counts("visit"), lambda count: count.unit == "visit")
    in_every_record(strategies.money(), lambda money: TABLE.is_currency(money.unit) and money.value >= 0)
    in_every_record(strategies.money("CNY"), lambda money: money.unit == "CNY")


def test_periods_reach_the_edges() -> None:
    edges: list[Callable[..., bool]] = [
        lambda period: period.start is None,
        lambda period: period.end is None,
        lambda period: period.days == 1,
        lambda period: period.is_whole_year,
        lambda period: period.months == 6,
        lambda period: period.end == datetime.date.max,
    ]
    assert all_reached(strategies.periods(), edges)


def test_texts_reach_the_longest() -> None:
    assert reaches(strategies.texts(), lambda text: len(text) == 2000)
    assert reaches(strategies.texts(), lambda text: not text.isascii())


def test_claims_are_of_every_kind() -> None:
    kinds = [
        ex.records.GrowthClaim,
        ex.records.ShareClaim,
        ex.records.RankClaim,
        ex.records.StreakClaim,
        ex.records.FirstClaim,
        ex.records.CumulativeClaim,
    ]
    assert all_reached(strategies.claims(), [lambda claim, kind=kind: type(claim) is kind for kind in kinds])


def test_catalogs_hold_every_kind_and_link_to_everything() -> None:
    wanted = {
        *KINDS,
        "to a section",
        "to an expo alone",
        *(["to a trader"] if IS_THOROUGH else []),
    }  # it is rare
    seen: set[str] = set()

    def look(catalog: ex.Catalog) -> bool:
        seen.update(kind for kind in KINDS if getattr(catalog, kind))
        seen.update("to a section" for deal in catalog.deals if deal.section)
        seen.update("to a trader" for flow in catalog.flows if flow.trader)
        seen.update("to an expo alone" for one in catalog.exhibitors if not one.edition)
        return seen >= wanted

    assert reaches(strategies.catalogs(), look), wanted - seen


@pytest.mark.parametrize("size", [1, 2])
def test_catalogs_hold_as_many_records_as_asked_for(size: int) -> None:
    def most(catalog: ex.Catalog) -> int:
        return max(len(getattr(catalog, kind)) for kind in ("expos", "sections", "deals", "remarks"))

    assert reaches(strategies.catalogs(size=size), lambda catalog: most(catalog) == size)
    in_every_record(strategies.catalogs(size=size), lambda catalog: most(catalog) <= size, slow)


class TestRegistration:
    def test_a_type_of_somebody_else_is_none_of_ours(self):
        class Odd:
            __module__ = None

        for kind in (int, Odd, list[int], ex.errors.ParseError):
            assert strategies._strategy_of(kind) is None

    def test_where_hypothesis_has_no_late_way_the_public_one_serves(self, monkeypatch):
        types = pytest.importorskip("hypothesis.strategies._internal.types")
        monkeypatch.setattr(types, "_global_type_lookup", dict(types._global_type_lookup))
        monkeypatch.delattr(types, "_global_extra_lookup")
        strategies._register()
        registered = {kind for kind in types._global_type_lookup if kind.__module__.startswith("expotrade.")}
        assert {ex.Amount, ex.Deal, ex.Catalog, ex.UnitTable} <= registered
        for kind in (ex.Amount, ex.places.Place):
            assert reaches(st.from_type(kind), lambda value, kind=kind: type(value) is kind)
