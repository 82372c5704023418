"""Adding two exact amounts of one unit, without losing a digit."""

from __future__ import annotations

from decimal import Decimal

from bare import BareAmount
from beancount.core import amount as beancount
from measuring import FLOOR, Row, beside, medians, show, table
from moneyed import Money
from pint import UnitRegistry
from stockholm import Money as StockholmMoney

import expotrade as ex

LEFT, RIGHT = Decimal("78410000000.25"), Decimal("71130000000.50")


def rows() -> list[Row]:
    registry: UnitRegistry[Decimal] = UnitRegistry(non_int_type=Decimal)
    registry.define("USD = [money]")
    ours, our_other = ex.Amount(LEFT, "USD"), ex.Amount(RIGHT, "USD")
    moneyed, moneyed_other = Money(LEFT, "USD"), Money(RIGHT, "USD")
    stockholm, stockholm_other = StockholmMoney(LEFT, "USD"), StockholmMoney(RIGHT, "USD")
    pint, pint_other = registry.Quantity(LEFT, "USD"), registry.Quantity(RIGHT, "USD")
    bare, bare_other = BareAmount.of(ours), BareAmount.of(our_other)
    counted, counted_other = beancount.Amount(LEFT, "USD"), beancount.Amount(RIGHT, "USD")
    found = medians(
        {
            "expotrade": lambda: ours + our_other,
            "py-moneyed": lambda: moneyed + moneyed_other,
            "stockholm": lambda: stockholm + stockholm_other,
            "pint with Decimal": lambda: pint + pint_other,
            "beancount": lambda: beancount.add(counted, counted_other),
            FLOOR: lambda: bare + bare_other,
        },
        times=2000,
    )
    budgets = {"py-moneyed": 1, "stockholm": None, "pint with Decimal": None, "beancount": None}
    return beside("adding two exact amounts", found, budgets)


if __name__ == "__main__":
    show(table(rows()))
