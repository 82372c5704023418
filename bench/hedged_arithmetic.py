"""Adding, multiplying and dividing amounts with bounds, beside numbers with standard deviations."""

from __future__ import annotations

import operator

from measuring import Row, beside, medians, show, table
from uncertainties import ufloat

import expotrade as ex

OPERATIONS = {"adding": operator.add, "multiplying": operator.mul, "dividing": operator.truediv}


def rows() -> list[Row]:
    ours = ex.Amount.parse("$78.41 billion"), ex.Amount.parse("$71.13 billion")
    theirs = ufloat(78.41e9, 0.005e9), ufloat(71.13e9, 0.005e9)
    found = []
    for name, operate in OPERATIONS.items():
        cases = {
            "expotrade": lambda operate=operate: operate(*ours),
            "uncertainties": lambda operate=operate: operate(*theirs),
        }
        found += beside(f"{name} hedged amounts", medians(cases, times=2000), {"uncertainties": 0.4})
    return found


if __name__ == "__main__":
    show(table(rows()))
