"""Numbers with bounds, written only for the case of the benchmark: the shortest time that plain Python allows.

Nothing is frozen, no unit is compared, and other cases than that of the benchmark do not work.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

from expotrade.units import divide, multiply

if TYPE_CHECKING:
    from typing import Self

    import expotrade as ex

ZERO = Decimal(0)
PRODUCTS = {("USD", "USD"): "USD*USD"}
QUOTIENTS = {("USD", "USD"): "multiple"}
EXACTLY = Context(prec=2000)
NEAREST, DOWNWARDS, UPWARDS = Context(50), Context(50, ROUND_FLOOR), Context(50, ROUND_CEILING)
# A look-up at each operation would cost as much as the operation.
ADD = EXACTLY.add
MULTIPLY, MULTIPLY_DOWN, MULTIPLY_UP = NEAREST.multiply, DOWNWARDS.multiply, UPWARDS.multiply
DIVIDE, DIVIDE_DOWN, DIVIDE_UP = NEAREST.divide, DOWNWARDS.divide, UPWARDS.divide


class BareAmount:
    """A number in a unit with a hedge and bounds; it is added as an exact number."""

    __slots__ = ("hedge", "high", "low", "unit", "value")

    def __init__(
        self, value: Decimal, unit: str, hedge: object, low: Decimal | None, high: Decimal | None
    ) -> None:
        self.value = value
        self.unit = unit
        self.hedge = hedge
        self.low = low
        self.high = high

    @classmethod
    def of(cls, amount: ex.Amount) -> Self:
        return cls(amount.value, amount.unit, amount.hedge, amount.low, amount.high)

    def __add__(self, other: BareAmount) -> BareAmount:
        value = ADD(self.value, other.value)
        return BareAmount(value, self.unit, self.hedge, value, value)


class BareHedged(BareAmount):
    """A number whose bounds are above zero, so that it is known which of them make the bounds of the result."""

    __slots__ = ()

    def __add__(self, other: BareAmount) -> BareHedged:
        value, low, high = ADD(self.value, other.value), ADD(self.low, other.low), ADD(self.high, other.high)
        return BareHedged(value, self.unit, self.hedge, low, high)

    def __mul__(self, other: BareAmount) -> BareHedged:
        return BareHedged(
            MULTIPLY(self.value, other.value),
            PRODUCTS[self.unit, other.unit],
            self.hedge,
            MULTIPLY_DOWN(self.low, other.low),
            MULTIPLY_UP(self.high, other.high),
        )

    def __truediv__(self, other: BareAmount) -> BareHedged:
        return BareHedged(
            DIVIDE(self.value, other.value),
            QUOTIENTS[self.unit, other.unit],
            self.hedge,
            DIVIDE_DOWN(self.low, other.high),
            DIVIDE_UP(self.high, other.low),
        )


class WrittenOut(BareHedged):
    """A number with all the checks that a product or a quotient needs in general, each in one function."""

    __slots__ = ()

    def __mul__(self, other: BareAmount) -> BareHedged:
        if other.__class__ is not WrittenOut:
            raise TypeError
        unit, numerator, denominator = multiply(self.unit, other.unit)
        value, low, high = self.value, self.low, self.high
        times, under, over = other.value, other.low, other.high
        if low is None or high is None or under is None or over is None or numerator != denominator:
            raise NotImplementedError
        if not ((low < value < high or under < times < over) and low > ZERO and under > ZERO):
            raise NotImplementedError
        value, low, high = MULTIPLY(value, times), MULTIPLY_DOWN(low, under), MULTIPLY_UP(high, over)
        if low < value < high:
            return WrittenOut(value, unit, self.hedge, low, high)
        raise NotImplementedError

    def __truediv__(self, other: BareAmount) -> BareHedged:
        if other.__class__ is not WrittenOut:
            raise TypeError
        unit, numerator, denominator = divide(self.unit, other.unit)
        value, low, high = self.value, self.low, self.high
        parts, under, over = other.value, other.low, other.high
        if low is None or high is None or under is None or over is None or numerator != denominator:
            raise NotImplementedError
        if not ((low < value < high or under < parts < over) and low > ZERO and under > ZERO):
            raise NotImplementedError
        value, low, high = DIVIDE(value, parts), DIVIDE_DOWN(low, over), DIVIDE_UP(high, under)
        if low < value < high:
            return WrittenOut(value, unit, self.hedge, low, high)
        raise NotImplementedError
