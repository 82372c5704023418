"""The total of 1,000 amounts of one unit."""

from __future__ import annotations

from decimal import Decimal

from measuring import FLOOR, Row, beside, medians, show, table
from moneyed import Money
from pint import UnitRegistry

import expotrade as ex

NUMBERS = [Decimal(f"{number * 37 % 9973}.25") for number in range(1, 1001)]


def rows() -> list[Row]:
    registry: UnitRegistry[Decimal] = UnitRegistry(non_int_type=Decimal)
    registry.define("USD = [money]")
    ours = [ex.Amount(number, "USD") for number in NUMBERS]
    moneyed = [Money(number, "USD") for number in NUMBERS]
    pint = [registry.Quantity(number, "USD") for number in NUMBERS]
    zero = registry.Quantity(Decimal(0), "USD")
    found = medians(
        {
            "expotrade": lambda: ex.total(ours),
            "py-moneyed": lambda: sum(moneyed),
            "pint with Decimal": lambda: sum(pint, zero),
            FLOOR: lambda: sum([amount.value for amount in ours], Decimal(0)),
        },
        times=5,
    )
    return beside("`total` of 1,000 amounts", found, {"py-moneyed": 0.25, "pint with Decimal": None})


if __name__ == "__main__":
    show(table(rows()))
