"""Hedge and Order: their members, their values in files, and how they show."""

import copy
import pickle

import pytest

import expotrade as ex


def test_hedges_are_those_of_the_table() -> None:
    assert [hedge.name for hedge in ex.Hedge] == [
        "EXACT",
        "ROUNDED",
        "APPROXIMATELY",
        "NEARLY",
        "MORE_THAN",
        "AT_LEAST",
        "LESS_THAN",
        "AT_MOST",
        "BETWEEN",
    ]


def test_orders_are_three_answers_and_cannot_tell() -> None:
    assert [order.name for order in ex.Order] == ["BELOW", "EQUAL", "ABOVE", "UNDECIDED"]


@pytest.mark.parametrize("member", [*ex.Hedge, *ex.Order])
def test_member_is_written_by_its_name_in_small_letters(member: ex.Hedge | ex.Order) -> None:
    assert member.value == member.name.lower()
    assert type(member)(member.value) is member
    assert repr(member) == f"{type(member).__name__}.{member.name}"


@pytest.mark.parametrize("member", [*ex.Hedge, *ex.Order])
def test_member_survives_copying(member: ex.Hedge | ex.Order) -> None:
    assert pickle.loads(pickle.dumps(member)) is member
    assert copy.deepcopy(member) is member


def test_members_have_no_order() -> None:
    with pytest.raises(TypeError):
        _ = ex.Hedge.EXACT < ex.Hedge.ROUNDED
