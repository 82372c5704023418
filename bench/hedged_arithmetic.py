"""Adding, multiplying and dividing amounts with bounds, compared with numbers with standard deviations."""

from __future__ import annotations

import operator

from bare import BareHedged, WrittenOut
from measuring import FLOOR, Row, beside, medians, show, table
from uncertainties import ufloat

import expotrade as ex

OPERATIONS = {"adding": operator.add, "multiplying": operator.mul, "dividing": operator.truediv}
ALL = "the same in one function"


def rows() -> list[Row]:
    ours = ex.Amount.parse("$78.41 billion"), ex.Amount.parse("$71.13 billion")
    bare = BareHedged.of(ours[0]), BareHedged.of(ours[1])
    written_out = WrittenOut.of(ours[0]), WrittenOut.of(ours[1])
    theirs = ufloat(78.41e9, 0.005e9), ufloat(71.13e9, 0.005e9)
    found = []
    for name, operate in OPERATIONS.items():
        cases = {
            "expotrade": lambda operate=operate: operate(*ours),
            "uncertainties": lambda operate=operate: operate(*theirs),
            FLOOR: lambda operate=operate: operate(*bare),
        }
        budgets: dict[str, float | None] = {"uncertainties": 0.6 if name == "adding" else None}
        if name != "adding":
            cases[ALL] = lambda operate=operate: operate(*written_out)
            budgets[ALL] = None
        found += beside(f"{name} hedged amounts", medians(cases, times=2000), budgets)
    return found


if __name__ == "__main__":
    show(table(rows()))
