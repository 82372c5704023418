"""Orders with honest ties, shares, and values per count."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from builders import edition, figure, flow
from expotrade import strategies


def places(*wordings: str, **asked: bool) -> list[tuple[int, int]]:
    """The places of amounts in the order in which they are given."""
    amounts = [ex.Amount.parse(wording) for wording in wordings]
    found = {one.item: (one.best, one.worst) for one in ex.rank(amounts, **asked)}
    return [found[amount] for amount in amounts]


# --- Orders ---------------------------------------------------------------------------------------------------------


def test_places_are_as_wide_as_the_bounds() -> None:
    assert places("more than 620 exhibitors", "700 exhibitors", "17 exhibitors") == [(1, 2), (1, 2), (3, 3)]
    assert places("5 deals", "7 deals", "6 deals") == [(3, 3), (1, 1), (2, 2)]
    assert places("5 deals", "7 deals", "6 deals", is_descending=False) == [(1, 1), (3, 3), (2, 2)]
    assert places("more than 5 deals", "less than 5 deals", "6 deals") == [(1, 2), (3, 3), (1, 2)]


def test_equals_share_a_place() -> None:
    assert places("7 deals", "7 deals", "5 deals", "9 deals") == [(2, 2), (2, 2), (4, 4), (1, 1)]
    assert places("7 deals", "7 deals", "5 deals", is_descending=False) == [(2, 2), (2, 2), (1, 1)]


def test_more_than_a_number_is_above_it() -> None:
    assert places("more than 620 exhibitors", "620 exhibitors") == [(1, 1), (2, 2)]
    assert places("at least 620 exhibitors", "620 exhibitors") == [(1, 1), (1, 2)]
    assert places("less than 620 exhibitors", "620 exhibitors") == [(2, 2), (1, 1)]
    assert places("less than 620 exhibitors", "more than 620 exhibitors") == [(2, 2), (1, 1)]
    assert places("less than 620 exhibitors", "620 exhibitors", is_descending=False) == [(1, 1), (2, 2)]
    assert places("more than 620 exhibitors", "620 exhibitors", is_descending=False) == [(2, 2), (1, 1)]


@given(st.lists(strategies.stated_amounts("exhibitor", min_value=0, max_value=9), min_size=1, max_size=6))
def test_places_count_what_compare_decides(amounts: list[ex.Amount]) -> None:
    for one in ex.rank(amounts):
        orders = [other.compare(one.item) for other in amounts]
        assert one.best == 1 + orders.count(ex.Order.ABOVE)
        assert one.worst <= 1 + len(orders) - orders.count(ex.Order.BELOW)
        assert one.best <= one.worst


def test_of_one_value_the_better_place_comes_first() -> None:
    items = ["620 exhibitors", "more than 620 exhibitors"]
    assert [one.best for one in ex.rank(map(ex.Amount.parse, items))] == [1, 2]


def test_a_dimension_is_ranked_in_one_unit() -> None:
    found = ex.rank([ex.Amount(2, "t"), ex.Amount(3000, "kg"), ex.Amount(1, "t")])
    assert [str(one.amount) for one in found] == ["EXACT 3000 kg", "EXACT 2E+3 kg", "EXACT 1E+3 kg"]
    assert [one.item for one in found] == [ex.Amount(3000, "kg"), ex.Amount(2, "t"), ex.Amount(1, "t")]


def test_an_item_without_a_value_has_no_rank() -> None:
    undisclosed = ex.Deal(id="d", parties=[ex.Party(description="X")], edition="ciie-2023")
    assert ex.rank([undisclosed, edition(2023)]) == ()
    assert ex.rank([]) == ()
    (one,) = ex.rank([edition(2022), edition(2023, figure("$5"))])
    assert (one.item.id, one.best, one.worst) == ("ciie-2023", 1, 1)


def test_editions_are_ranked_by_the_metric_asked_for() -> None:
    held = [
        edition(2022, figure("9 exhibitors")),
        edition(2023, figure("$5"), figure("10 exhibitors")),
    ]
    assert [one.item.year for one in ex.rank(held, by="exhibitors")] == [2023, 2022]
    with pytest.raises(ex.errors.UnknownNameError):
        ex.rank(held, by="exhibitor")


def test_dimensions_are_not_mixed() -> None:
    with pytest.raises(
        ex.errors.TotalError,
        match="cannot rank USD beside CNY: an order needs one dimension: convert them, or rank them apart",
    ):
        ex.rank([ex.Amount(5, "USD"), ex.Amount(7, "CNY")])
    with pytest.raises(ex.errors.TotalError, match="cannot rank exhibitor beside visitor"):
        ex.rank([ex.Amount(5, "exhibitor"), ex.Amount(7, "visitor")])


@pytest.mark.parametrize(
    "items",
    [
        [flow("a", "$7", "2024-01/2024-07"), flow("b", "$12", "2023")],
        [flow("a", "$7", None), flow("b", "$12", "2023")],
        [flow("a", "$7", "2024-11-05/2024-11-10"), flow("b", "$12", "2024-11")],
        [figure("$7", period="2024-01/2024-07"), figure("$12", period="2023")],
        [edition(2022, figure("$99", period="../2022")), edition(2023, figure("$9", period="2023"))],
    ],
)
def test_a_part_of_a_year_is_not_ranked_beside_a_year_unless_asked(items: list[object]) -> None:
    with pytest.raises(ex.errors.TotalError, match="a part of a year is not compared with a year"):
        ex.rank(items)
    assert len(ex.rank(items, mix_periods=True)) == 2


def test_periods_of_one_length_are_ranked() -> None:
    # A leap year is no longer than another.
    assert len(ex.rank([flow("a", "$7", "2024"), flow("b", "$12", "2023")])) == 2
    assert len(ex.rank([figure("$7", as_of="2024-11-05"), figure("$12", as_of="2023-11")])) == 2
    assert len(ex.rank([edition(2022, figure("$9")), edition(2023, figure("$9", as_of="2023-11-10"))])) == 2


def test_one_item_alone_is_not_ranked() -> None:
    with pytest.raises(ex.errors.TotalError, match="pass several items"):
        ex.rank(edition(2023))


# --- Shares ---------------------------------------------------------------------------------------------------------


def test_a_share_has_bounds() -> None:
    found = ex.share(ex.Amount.parse("929,000 tonnes"), ex.Amount.parse("1.426 million tonnes"))
    assert found.unit == "percent"
    assert str(found.low)[:7] == "65.0893"
    assert str(found.high)[:7] == "65.2051"
    assert ex.share(ex.Amount(500, "kg"), ex.Amount(2, "t")) == ex.Amount(25, "percent")
    assert ex.share(ex.Amount.parse("more than 5 deals"), ex.Amount(10, "deal")).hedge is ex.Hedge.MORE_THAN
    assert ex.share(figure("$5", period="2023"), figure("$10", period="2023")).amount.value == 50
    assert ex.share(figure("$5", period="2023"), ex.Amount.parse("$10")).amount.value == 50


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (
            {"period": "2023"},
            {"period": "2024"},
            "the share of 2023 in 2024: part and whole must be of one period",
        ),
        ({"period": "2023"}, {}, "the share of 2023 in None"),
        ({"as_of": "2023-11"}, {"as_of": "2023-12"}, "the share of 2023-11 in 2023-12"),
    ],
)
def test_a_share_is_of_one_time(part: dict[str, str], whole: dict[str, str], text: str) -> None:
    with pytest.raises(ex.errors.TotalError, match=text):
        ex.share(figure("$5", **part), figure("$10", **whole))


def test_a_share_needs_amounts_of_one_dimension_and_a_whole() -> None:
    with pytest.raises(ex.errors.UnitMismatchError, match="cannot compare USD with CNY"):
        ex.share(ex.Amount(5, "USD"), ex.Amount(5, "CNY"))
    with pytest.raises(ex.errors.AmountDivisionError):
        ex.share(ex.Amount(5, "USD"), ex.Amount(0, "USD"))
    with pytest.raises(ex.errors.AmountTypeError, match="cannot take a share or a value per count of '5'"):
        ex.share("5", ex.Amount(5, "USD"))


# --- Values per count -----------------------------------------------------------------------------------------------


def test_a_value_per_count_has_bounds() -> None:
    found = ex.per(figure("$78.41 billion"), figure("128 economies", "economies"))
    assert f"{found:short}" == "USD 612.578 million per country or region (612.539 to 612.618 million)"
    assert ex.per(ex.Amount(100, "USD"), ex.Amount(5, "day")) == ex.Amount(20, "USD/day")
    assert ex.per(ex.Amount(100, "USD"), ex.Amount.parse("more than 5 exhibitors")).high == 20


def test_a_divisor_is_a_count_and_not_zero() -> None:
    for divisor in (
        ex.Amount(5, "USD"),
        ex.Amount(5, "percent"),
        ex.Amount(5, "t"),
        ex.Amount(5, "exhibitor/day"),
    ):
        with pytest.raises(ex.errors.TotalError, match=f"per {divisor.unit}: the divisor is a count"):
            ex.per(ex.Amount(100, "USD"), divisor)
    with pytest.raises(ex.errors.AmountDivisionError):
        ex.per(ex.Amount(100, "USD"), ex.Amount(0, "exhibitor"))
    with pytest.raises(ex.errors.AmountTypeError, match="2024"):
        ex.per(ex.Amount(100, "USD"), date(2024, 1, 1))


def test_items_are_ranked_by_a_function() -> None:
    small, large = (
        edition(2022, figure("5 exhibitors")),
        edition(2023, figure("700 exhibitors")),
    )
    ranked = ex.rank([small, large], by=lambda one: one["exhibitors"])
    assert [(one.item.year, one.best) for one in ranked] == [(2023, 1), (2022, 2)]
    ranked = ex.rank([small, large], by=lambda one: one["exhibitors"].amount if one.year == 2022 else None)
    assert [one.item.year for one in ranked] == [2022]


@pytest.mark.parametrize("by", [5, str])
def test_a_function_without_an_amount_cannot_rank(by: object) -> None:
    with pytest.raises(ex.errors.AmountTypeError, match="cannot rank by"):
        ex.rank([ex.Amount(5, "exhibitor")], by=by)


# --- What is told of mistakes, and what else tells items apart -----------------------------------------------------


def test_an_item_without_a_lower_bound_may_have_any_lower_rank() -> None:
    assert places("less than 5 percent", "3 percent", "6 percent") == [(2, 3), (2, 3), (1, 1)]
    assert places("less than 5 percent", "3 percent", is_descending=False) == [(1, 2), (1, 2)]


def test_an_edition_has_its_year_and_a_bare_figure_has_none() -> None:
    assert len(ex.rank([edition(2022, figure("$9")), edition(2023, figure("$8", period="2023"))])) == 2
    with pytest.raises(ex.errors.TotalError, match="periods 2023, None: "):
        ex.rank([figure("$7"), figure("$12", period="2023")])


def test_days_differ_if_they_are_not_whole_months() -> None:
    with pytest.raises(ex.errors.TotalError, match="a part of a year is not compared with a year"):
        ex.rank([flow("a", "$7", "2024-11-05/2024-11-10"), flow("b", "$8", "2024-11-05/2024-11-06")])
    assert (
        len(ex.rank([flow("a", "$7", "2024-11-05/2024-11-10"), flow("b", "$8", "2023-11-05/2023-11-10")]))
        == 2
    )


def test_an_error_says_what_to_do() -> None:
    amounts = [ex.Amount(5, "exhibitor")]
    several = [flow("a", "$7", "2024-01"), flow("b", "$12", "2023")]
    told = {}
    for name, operation in {
        "metric": lambda: ex.rank(amounts, by=5),
        "answer": lambda: ex.rank(amounts, by=str),
        "periods": lambda: ex.rank(several),
        "share": lambda: ex.share("5", amounts[0]),
        "times": lambda: ex.share(figure("$5", period="2023"), figure("$9", period="2024")),
    }.items():
        with pytest.raises(ex.ExpotradeError) as caught:
            operation()
        told[name] = str(caught.value)
    assert told == {
        "metric": "cannot rank by 5: pass a metric or a function of the item",
        "answer": "cannot rank by 'EXACT 5 exhibitor': the function must return an amount, a figure or None",
        "periods": (
            "cannot rank periods 2023, 2024-01: a part of a year is not compared with a year: "
            "rank them apart, or pass mix_periods=True"
        ),
        "share": "cannot take a share or a value per count of '5': pass amounts or figures",
        "times": "cannot take the share of 2023 in 2024: part and whole must be of one period",
    }
