"""A test of many rows runs all of them, and names each row that fails."""

import pytest

from folding import each_row


@pytest.fixture
def limit() -> int:
    return 3


@each_row("number", range(3))
@each_row(("low", "high"), [(0, 5), (-1, 4)])
def test_rows_and_fixtures_come_together(number: int, low: int, high: int, limit: int) -> None:
    assert low <= number < high
    assert number < limit


def test_every_row_that_fails_is_named() -> None:
    @each_row("number", [1, 2, 3, 4])
    def is_odd(number: int) -> None:
        assert number % 2
        with pytest.raises(ZeroDivisionError):
            assert number / (number - 1)

    with pytest.raises(pytest.fail.Exception) as caught:
        is_odd()
    first, *rows = str(caught.value).splitlines()
    assert first == "3 of 4 rows fail:"
    assert [row.partition(":")[0] for row in rows if row[0].isdigit()] == ["2", "3", "4"]


def test_a_table_without_rows_fails() -> None:
    @each_row("number", [])
    def never(number: int) -> None:
        raise NotImplementedError

    with pytest.raises(AssertionError):
        never()
