"""The arithmetic of amounts against test vectors for IEEE 1788."""

import csv
import operator
from decimal import (
    Decimal,
)
from pathlib import Path

import pytest

import expotrade as ex
from folding import each_row

# IEEE 1788.
with (Path(__file__).parents[1] / "data" / "interval_vectors.csv").open(
    encoding="utf-8", newline=""
) as _file:
    VECTORS = list(csv.DictReader(_file))

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


def interval(row: dict[str, str], name: str) -> ex.Amount:
    """An operand of a vector; its value is not zero unless its bounds leave no other."""
    low, high = (
        None if row[f"{name}_{end}"] in ("-inf", "inf") else Decimal(row[f"{name}_{end}"])
        for end in ("low", "high")
    )
    candidates = [end for end in (low, high) if end] + [Decimal(1), Decimal(-1), Decimal(0)]
    value = next(one for one in candidates if (low is None or low <= one) and (high is None or one <= high))
    return ex.Amount.between(low, high, "multiple", value=value)


def answer(row: dict[str, str]) -> ex.Amount:
    result: ex.Amount = OPERATIONS[row["op"]](interval(row, "a"), interval(row, "b"))
    return result


def printed(row: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    low, high = (
        None if row[f"r_{end}"] in ("-inf", "inf") else Decimal(row[f"r_{end}"]) for end in ("low", "high")
    )
    return low, high


WITH_RESULT = [row for row in VECTORS if row["r_low"] != "empty"]


def test_all_vectors_are_there() -> None:
    assert len(VECTORS) == 489
    assert {row["op"] for row in VECTORS} == set(OPERATIONS)


@each_row("row", VECTORS)
def test_vector(row: dict[str, str]) -> None:
    if row not in WITH_RESULT:
        with pytest.raises(ex.errors.AmountDivisionError):
            answer(row)
        return
    result = answer(row)
    low, high = printed(row)
    assert low is None or (result.low is not None and low <= result.low)
    assert high is None or (result.high is not None and result.high <= high)
    assert result.low is None or result.low <= result.value
    assert result.high is None or result.value <= result.high


def test_nearly_all_vectors_are_met_exactly() -> None:
    empty = len(VECTORS) - len(WITH_RESULT)
    met = sum((answer(row).low, answer(row).high) == printed(row) for row in WITH_RESULT)
    assert met + empty >= 467
