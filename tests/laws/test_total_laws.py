"""Laws of totals, against an oracle that counts every country, product, trader and month by itself."""

import operator
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import product

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from builders import edition, figure
from searching import examples

pytestmark = pytest.mark.filterwarnings("ignore::expotrade.errors.BasesDifferWarning")

CURRENCIES = ["USD", "CNY", "EUR"]
HEDGES = [
    ex.Hedge.EXACT,
    ex.Hedge.ROUNDED,
    ex.Hedge.MORE_THAN,
    ex.Hedge.AT_LEAST,
    ex.Hedge.LESS_THAN,
    ex.Hedge.NEARLY,
]

# A small world: ASEAN is TH and VN, "?" is a partner that is not printed.
PLACES = {"CN": {"CN"}, "TH": {"TH"}, "VN": {"VN"}, "US": {"US"}, "ASEAN": {"TH", "VN"}, None: {"?"}}
PLACES["WORLD"] = {"CN", "TH", "VN", "US", "?"}
PRODUCTS = {None: {"durian", "cars"}, "Durian": {"durian"}, "cars": {"cars"}}
TRADERS = {None: {"saic", "others"}, "saic": {"saic"}}


def money(units: Iterable[str] = CURRENCIES) -> st.SearchStrategy[ex.Amount]:
    return st.builds(
        lambda value, unit, hedge: ex.Amount(value, unit, hedge=hedge),
        st.integers(1, 10**6),
        st.sampled_from(list(units)),
        st.sampled_from(HEDGES),
    )


def figures(metric: str, amounts: st.SearchStrategy[ex.Amount]) -> st.SearchStrategy[ex.Figure]:
    return st.builds(
        lambda amount, chosen: figure(amount, metric, is_preferred=chosen),
        amounts,
        st.booleans(),
    )


@st.composite
def months(draw: st.DrawFn) -> ex.Period:
    first = draw(st.integers(1, 6))
    last = draw(st.integers(first, 6))
    return ex.Period.parse(f"2024-{first:02}/2024-{last:02}")


def flows(amounts: st.SearchStrategy[ex.Amount] | None = None) -> st.SearchStrategy[list[ex.TradeFlow]]:
    one = st.fixed_dictionaries(
        {
            "reporter": st.sampled_from(["CN", "TH", "ASEAN"]),
            "partner": st.sampled_from(list(PLACES)),
            "kind": st.sampled_from([ex.FlowKind.IMPORT, ex.FlowKind.EXPORT, ex.FlowKind.BOTH_WAYS]),
            "product": st.sampled_from(list(PRODUCTS)),
            "trader": st.sampled_from(list(TRADERS)),
            "period": months(),
            "value": figures("trade_value", amounts or money()),
        }
    )
    # A place does not trade with itself.
    apart = one.filter(
        lambda made: made["partner"] == "WORLD" or not PLACES[made["reporter"]] & PLACES[made["partner"]]
    )
    return st.lists(apart, max_size=8).map(
        lambda made: [ex.TradeFlow(id=f"flow-{number}", **fields) for number, fields in enumerate(made)]
    )


def atoms(flow: ex.TradeFlow) -> set[tuple[object, ...]]:
    """Each thing that a flow counts: from where, to where, what, whose, and in which month."""
    assert flow.period is not None
    here, there = PLACES[flow.reporter], PLACES[flow.partner]
    ways = [] if flow.kind is ex.FlowKind.EXPORT else [(there, here)]
    ways += [] if flow.kind is ex.FlowKind.IMPORT else [(here, there)]
    span = range(flow.period.start.month, flow.period.end.month + 1)
    return {
        one
        for left, right in ways
        for one in product(left, right, PRODUCTS[flow.product], TRADERS[flow.trader], span)
    }


def sums(amounts: Iterable[ex.Amount]) -> dict[str, tuple[Fraction | None, ...]]:
    """The naive sum of each currency: value, low and high."""
    found: dict[str, tuple[Fraction | None, ...]] = {}
    for amount in amounts:
        ends = [None if end is None else Fraction(end) for end in (amount.value, amount.low, amount.high)]
        old = found.get(amount.unit, (Fraction(0),) * 3)
        found[amount.unit] = tuple(
            None if None in pair else sum(pair) for pair in zip(old, ends, strict=True)
        )
    return found


def outcome(made: ex.Total) -> tuple[object, ...]:
    left = {(getattr(one.item, "id", str(one.item)), one.reason) for one in made.left_out}
    # In what order a caveat names bases is no matter.
    said = {
        (one.kind, "" if one.kind is ex.comparison.CaveatKind.BASES_DIFFER else one.text)
        for one in made.caveats
    }
    return made.amounts, left, said


# --- Amounts --------------------------------------------------------------------------------------------------------


@given(st.lists(money(), max_size=30), st.randoms())
def test_a_total_of_amounts_is_their_sum_in_any_order(amounts: list[ex.Amount], random: object) -> None:
    made = ex.total(amounts)
    assert sums(made.amounts) == sums(amounts)
    assert len(made.included) == len(amounts)
    shuffled = list(amounts)
    random.shuffle(shuffled)
    assert ex.total(shuffled).amounts == made.amounts
    assert ex.total(iter(amounts)) == made


@given(st.lists(money(["USD"]), min_size=1, max_size=30))
def test_amounts_of_one_unit_take_a_shorter_way_to_the_same_total(amounts: list[ex.Amount]) -> None:
    short = ex.total(amounts)
    # An amount of another unit beside them makes the total go the long way.
    long = ex.total([*amounts, ex.Amount(1, "exhibitor")])
    assert short.amounts == long.amounts[:1]
    assert short.amount == reduce(operator.add, amounts)
    assert ex.total(amounts, unit="US dollars") == short


@given(st.lists(money(), max_size=12))
def test_a_converted_total_is_the_sum_of_the_conversions(amounts: list[ex.Amount]) -> None:
    rates, day = ex.RateTable.ecb(), date(2024, 11, 30)
    made = ex.total(amounts, unit="USD", rates=rates, on=day)
    converted = [one if one.unit == "USD" else rates.convert(one, "USD", on=day).amount for one in amounts]
    assert sums(made.amounts) == (sums(converted) or {"USD": (0, 0, 0)})
    assert [one.original for one in made.conversions] == [one for one in amounts if one.unit != "USD"]


# --- Flows ----------------------------------------------------------------------------------------------------------


@examples(300)
@given(flows())
def test_nothing_is_counted_twice_and_nothing_left_out_without_need(items: list[ex.TradeFlow]) -> None:
    made = ex.total(items)
    counted = [atoms(item) for item in made.included]
    assert sum(map(len, counted)) == len(set().union(*counted))
    for left in made.left_out:
        whole = [one for one in counted if one & atoms(left.item)]
        assert whole
        if left.reason in (ex.totals.LeftOutReason.REPEATED, ex.totals.LeftOutReason.RIVAL):
            assert atoms(left.item) in whole
        else:
            is_inside = any(atoms(left.item) <= one for one in whole)
            assert left.reason is (
                ex.totals.LeftOutReason.PART_OF_ANOTHER if is_inside else ex.totals.LeftOutReason.OVERLAPS
            )
    assert sums(made.amounts) == sums(item.value.amount for item in made.included)
    assert len(made.included) + len(made.left_out) == len(items)


@given(flows(), st.randoms())
def test_the_order_of_items_changes_nothing(items: list[ex.TradeFlow], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    assert outcome(ex.total(shuffled)) == outcome(ex.total(items))
    assert outcome(ex.total([*items, *shuffled])) == outcome(ex.total(items)) or items


@given(flows(), st.sampled_from(["kind", "partner", "product", "year", "unit", "trader", "status"]))
def test_grouping_and_totalling_is_totalling(items: list[ex.TradeFlow], by: str) -> None:
    whole, groups = ex.total(items), ex.group(items, by=by)
    parts = [amount for one in groups.values() for amount in one.amounts]
    assert sums(parts) == sums(whole.amounts)
    assert sum(len(one.included) for one in groups.values()) == len(whole.included)
    assert sum(len(one.left_out) for one in groups.values()) == len(whole.left_out)


# --- Editions, sections, deals --------------------------------------------------------------------------------------


@st.composite
def expo_items(draw: st.DrawFn) -> list[ex.Edition | ex.Section | ex.Deal]:
    """Some editions, sections and deals of one expo, figures now and then missing."""
    maybe = st.none() | figures("deal_value", money(["USD"]))
    items: list[ex.Edition | ex.Section | ex.Deal] = []
    editions: dict[int, ex.Edition] = {}
    for year in draw(st.lists(st.integers(2018, 2021), max_size=4)):
        held = draw(st.lists(figures("deal_value", money(["USD"])), max_size=3))
        held = [figure(one.amount) for one in held]
        # An edition may be listed twice, and is the same then.
        items.append(editions.setdefault(year, edition(year, *held)))
    for number, year in enumerate(draw(st.lists(st.integers(2018, 2021), max_size=4))):
        stated = draw(maybe)
        items.append(
            ex.Section(
                id=f"ciie-{year}-pavilion-{number}",
                edition=f"ciie-{year}",
                kind=ex.records.SectionKind.PAVILION,
                name="Pavilion",
                figures=[] if stated is None else [stated],
            )
        )
    sections = [item for item in items if isinstance(item, ex.Section)]
    for number in range(draw(st.integers(0, 5))):
        section = draw(st.sampled_from([None, *sections]))
        place = section.edition if section else f"ciie-{draw(st.integers(2018, 2021))}"
        items.append(
            ex.Deal(
                id=f"deal-{number}",
                parties=[ex.Party(description=f"firm {number}")],
                kind=ex.DealKind.PURCHASE,
                edition=place,
                section=section and section.id,
                value=draw(maybe),
            )
        )
    return draw(st.permutations(items))


@given(expo_items())
def test_an_edition_holds_its_sections_and_deals(items: list[ex.Edition | ex.Section | ex.Deal]) -> None:
    made = ex.total(items, unit="USD")
    stated = {item.id for item in items if item.figures}
    counted = set()
    for item in items:
        above = {getattr(item, "edition", None), getattr(item, "section", None)}
        if item.figures and not above & stated:
            counted.add(item.id)
    assert {item.id for item in made.included} == counted
    assert len(made.included) == len(counted)
    unknown = (ex.totals.LeftOutReason.UNDISCLOSED, ex.totals.LeftOutReason.NOT_HELD)
    undisclosed = {left.item.id for left in made.left_out if left.reason in unknown}
    assert undisclosed == {item.id for item in items} - stated
    assert outcome(ex.total(items[::-1], unit="USD")) == outcome(made)
    if not counted:
        assert made.amounts == (ex.Amount(0, "USD"),)


# --- What is reported twice, and what counts something else ----------------------------------------------------------


def tellings() -> st.SearchStrategy[list[ex.Deal]]:
    """Deals of few parties, subjects, days and amounts, so that many repeat another one."""
    some = st.sampled_from
    one = st.fixed_dictionaries(
        {
            "parties": st.lists(some(["Sumitomo", "SUMITOMO.", "Unicom", "Mobile"]), max_size=2),
            "value": st.builds(
                lambda text, code: figure(text, "deal_value", counts=code),
                some(
                    [
                        "138.4 million yuan",
                        "138 million yuan",
                        "more than 100 million yuan",
                        "20 million US dollars",
                    ]
                ),
                some([None, None, "contracts"]),
            ),
            "subject": some([None, "fibre", "Fibre", "optical fibre", "cars"]),
            "kind": some([ex.DealKind.UNSPECIFIED, ex.DealKind.CONTRACT]),
            "date": some([None, "2023", "2023-11", "2023-11-07", "2022-11"]).map(
                lambda text: None if text is None else ex.Period.parse(text)
            ),
            "edition": some([None, "ciie-2023", "ciie-2022"]),
        }
    )
    return st.lists(one, max_size=6).map(
        lambda made: [
            ex.Deal(
                **{
                    **fields,
                    "id": f"deal-{number}",
                    "expo": "ciie",
                    "parties": [ex.Party(description=name) for name in fields["parties"]],
                }
            )
            for number, fields in enumerate(made)
        ]
    )


@examples(200)
@given(
    tellings(), st.randoms(), st.sampled_from([{}, {"unit": "USD", "rates": "ecb", "on": date(2023, 11, 7)}])
)
def test_in_any_order_the_same_items_are_duplicates(
    items: list[ex.Deal], random: object, asked: dict[str, object]
) -> None:
    made = ex.total(items, mix_kinds=True, **asked)
    shuffled = list(items)
    random.shuffle(shuffled)
    again = ex.total(shuffled, mix_kinds=True, **asked)
    assert outcome(again) == outcome(made)
    # What is left out is named beside one that is counted, and what is counted tells nothing twice any more.
    counted = [item.id for item in made.included]
    for left in made.left_out:
        assert left.reason in (ex.totals.LeftOutReason.REPEATED, ex.totals.LeftOutReason.RIVAL)
        assert any(name in left.text.split() or f"{name}:" in left.text.split() for name in counted)
    rest = ex.total(made.included, mix_kinds=True, **asked)
    assert rest.included == made.included
    assert not rest.left_out
    groups = ex.group(items, by="kind", mix_kinds=True, **asked)
    assert sum(len(one.included) for one in groups.values()) == len(counted)


@given(st.lists(figures("deal_value", money(["USD", "CNY"])), min_size=1, max_size=3), st.data())
def test_a_figure_of_another_basis_changes_no_amount(held: list[ex.Figure], data: st.DataObject) -> None:
    plain = [figure(one.amount, "deal_value", counts="contracts") for one in held]
    other = [
        figure(one.amount, "deal_value", counts="letters_of_intent")
        for one in data.draw(st.lists(figures("deal_value", money(["USD", "CNY", "EUR"])), max_size=3))
    ]
    before = ex.total([edition(2023, *plain)])
    after = ex.total([edition(2023, *plain, *other)])
    assert after.amounts == before.amounts
    assert after.caveats == before.caveats
    named = {
        left.item[1].amount for left in after.left_out if left.reason is ex.totals.LeftOutReason.ANOTHER_BASIS
    }
    assert named == {one.amount for one in other}
    assert before.left_out == ()
    whole = edition(2023, *plain, *other)
    pairs = ex.total([(whole, one) for one in whole.figures])
    assert pairs.amounts == before.amounts


@given(expo_items(), st.randoms())
def test_bare_figures_of_a_catalog_total_as_their_records_do(
    items: list[ex.Edition | ex.Section | ex.Deal], random: object
) -> None:
    years = {*range(2018, 2022)}
    held = {item.year: item for item in items if isinstance(item, ex.Edition)}
    cat = ex.Catalog(
        expos=[ex.Expo(id="ciie", name="CIIE")],
        editions=[held.get(year, edition(year)) for year in sorted(years)],
        sections=[item for item in items if isinstance(item, ex.Section)],
        deals=[item for item in items if isinstance(item, ex.Deal)],
    )
    # Each figure is an object of its own, so that it has one record.
    bare = [one for _, one in cat.figures()]
    random.shuffle(bare)
    made = ex.total(bare, unit="USD", catalog=cat)
    known = ex.total(cat.figures(), unit="USD")
    assert made.amounts == known.amounts
    # Of two equal figures of a record, either may be the one that is counted.
    assert Counter(made.included) == Counter(one for _, one in known.included)
    assert ex.comparison.CaveatKind.NOT_GUARDED not in {one.kind for one in made.caveats}


# --- Ranks ----------------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(0, 4), st.integers(0, 4)), max_size=5
    ),
    st.booleans(),
)
def test_places_are_the_best_and_worst_that_any_values_within_the_bounds_give(
    ends: list[tuple[int | None, int | None, int]], is_descending: bool
) -> None:
    amounts = [
        ex.Amount.between(
            None if low is None else min(low, value),
            None if high is None else max(high, value),
            "visitor",
            value=value,
        )
        for low, high, value in ends
    ]
    # Every order of the values within 0 to 4 shows with steps of a sixth, and open ends reach beyond.
    grids = [
        [
            end
            for end in (Decimal(step) / 2 for step in range(-6, 15))
            if (one.low is None or one.low <= end) and (one.high is None or end <= one.high)
        ]
        for one in amounts
    ]
    seen: list[set[int]] = [set() for _ in amounts]
    for place, grid in enumerate(grids):
        for own in (grid[0], grid[-1]):
            for others in product(*((other[0], other[-1]) for at, other in enumerate(grids) if at != place)):
                ahead = [other > own if is_descending else other < own for other in others]
                seen[place].add(1 + sum(ahead))
    numbered = ex.rank(
        [ex.Amount.between(a.low, a.high, a.unit, value=a.value) for a in amounts],
        is_descending=is_descending,
    )
    by_amount = {}
    for one in numbered:
        by_amount[one.amount] = (one.best, one.worst)
    for amount, places in zip(amounts, seen, strict=True):
        assert by_amount[amount] == (min(places), max(places))
    values = [one.amount.value for one in numbered]
    assert values == sorted(values, reverse=is_descending)
