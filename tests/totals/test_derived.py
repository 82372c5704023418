"""What shares, values per count and growth of figures keep of the figures."""

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, figure


@pytest.mark.parametrize("operation", [ex.share, ex.growth])
def test_figures_give_the_same_as_amounts_and_keep_their_citations(operation: object) -> None:
    new, old = figure("$78.41 billion"), figure("$71.13 billion", citations=[ON_PAGE, CITED])
    plain = operation(new.amount, old.amount)
    assert isinstance(plain, ex.Amount)
    for left, right, cited in (
        (new, old, (CITED, ON_PAGE)),
        (new, old.amount, (CITED,)),
        (new.amount, old, (ON_PAGE,)),
        (new, new, (CITED,)),
    ):
        found = operation(left, right)
        assert isinstance(found, ex.totals.Derived)
        assert found.inputs == (left, right)
        assert found.citations == cited
        assert found.cite() == "; ".join(one.cite() for one in cited)
        if right is not new:
            assert found.amount == plain


def test_per_takes_figures() -> None:
    found = ex.per(figure("$10"), figure("5 exhibitors"))
    assert found == ex.totals.Derived(
        ex.Amount.parse("$10") / ex.Amount(5, "exhibitor"), (figure("$10"), figure("5 exhibitors")), (CITED,)
    )
    assert f"{found:short}" == f"{found.amount:short}"
    assert f"{found}" == str(found) == f"{found.amount:short}, from USD 10 and 5 exhibitors"
    assert str(ex.per(figure("$10"), ex.Amount(5, "exhibitor"))) == str(found)


def test_growth_is_between_times_of_one_length() -> None:
    year, part, other = (figure("$10", period=when) for when in ("2023", "2024-01/2024-07", "2024"))
    assert ex.growth(other, year).amount.value == 0
    assert ex.growth(other, figure("$10")).amount.value == 0
    with pytest.raises(
        ex.errors.TotalError, match="cannot take the growth from 2023 to 2024-01/2024-07: a part of a year"
    ):
        ex.growth(part, year)


def test_only_amounts_and_figures_are_accepted() -> None:
    for call in (
        lambda: ex.share("5", figure("$5")),
        lambda: ex.per(figure("$5"), 5),
        lambda: ex.growth("5", figure("$5")),
        lambda: ex.growth(figure("$5"), None),
    ):
        with pytest.raises(ex.errors.AmountTypeError):
            call()


def test_items_are_ranked_by_derived_amounts() -> None:
    items = [figure("$10"), figure("$30")]
    ranked = ex.rank(items, by=lambda one: ex.per(one, ex.Amount(2, "exhibitor")))
    assert [one.item for one in ranked] == items[::-1]
