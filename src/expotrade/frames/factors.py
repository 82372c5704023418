"""Tables of conversion factors that a frame can join, by unit and by day.

A factor is split into two decimals of twelve digits each, so that its product with a whole number of at most 25 digits
is exact in every engine; decimals have at most 38 digits. The first part, `times`, has as many places as the largest
factor of the table allows. The second part, `more`, counts in the last place of the first. Together they have 24 digits
of the largest factor, and 17 of a factor that is ten million times smaller. The rest is rounded outwards: the lower
factor is never above the true one, the upper factor never below it.
"""

from array import array
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import EXACTLY, NEAREST
from ..errors import RateError
from ..rates import RateTable
from ..rates.routes import OLDEST
from ..rates.table import routes_of
from ..units import UnitTable, is_same_dimension, ratio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..rates.files import Days
    from .engines import Array, Table

    DataType = Any

    # A positive number as numerator and denominator.
    Ratio = tuple[int, int]
    # The value of a factor and its bounds; the lower one is zero and the upper one None if that end is open.
    Factor = tuple[Ratio, Ratio, Ratio | None]
    # By day the day that the factor is of, both as ordinals, and the factor.
    DailyFactors = dict[int, tuple[int, Factor]]

PART_DIGITS = 12
ENDS = ("value", "low", "high")
PARTS = ("times", "more")
# The places of a rate that is shown beside a total.
SHOWN = 18
_LOW_BITS = 2**64 - 1
_UNIX = date(1970, 1, 1).toordinal()


@frozen
class Factors:
    """A table of factors into one unit.

    Args:
        table: By `__unit` and, for rates of their own day, `__day`.
        names: The column of each part of the value and of the bounds; equal columns are in the table once.
        places: The places of the first part; the second has `PART_DIGITS`, and counts in the last of them.
        is_daily: Whether the table has a factor for each day.
        units: The units that can be converted, the target included.
        is_endless: Whether some factor has more digits than are kept.
        source: The source of the rates; None for units of one dimension.
    """

    table: "Table" = field(eq=False)
    names: dict[tuple[str, str], str] = field()
    places: int = field()
    is_daily: bool = field()
    units: frozenset[str] = field()
    is_endless: bool = field()
    source: str | None = field(default=None)


@lru_cache(maxsize=16)
def rate_factors(rates: RateTable, target: str, on: date | None, *, is_shown: bool = False) -> Factors:
    """Rates into a currency for every currency, on one day or on each day that has one.

    The rules are those of `RateTable.rate`: the last known rate, at most seven days older, never beyond the end of a
    series. With `is_shown` the table has the rates themselves in a column `__rate`.
    """
    day = None if on is None else on.toordinal()
    currencies = [currency for currency in rates.currencies if currency != target]
    daily = {currency: _daily_factors(rates, currency, target, day) for currency in currencies}
    rows = _FactorTable(max(map(_largest, daily.values()), default=1))
    for currency, factors in daily.items():
        rows.add(currency, factors)
    is_money = UnitTable.builtin().is_currency
    units = frozenset(code for code in UnitTable.builtin().codes if is_money(code))
    return rows.table(is_daily=on is None, is_shown=is_shown, units=units, source=rates.source)


@lru_cache(maxsize=64)
def unit_factors(target: str) -> Factors:
    """The factors of the simple units of one dimension into a unit of it."""
    codes = sorted(code for code in UnitTable.builtin().codes - {target} if is_same_dimension(code, target))
    tables: list[DailyFactors] = []
    for code in codes:
        above, below = ratio(code, target)
        factor = (int(above), int(below))
        tables.append({_UNIX: (_UNIX, (factor, factor, factor))})
    rows = _FactorTable(max(map(_largest, tables), default=1))
    for code, factors in zip(codes, tables, strict=True):
        rows.add(code, factors)
    return rows.table(is_daily=False, is_shown=False, units=frozenset([target, *codes]))


def _largest(daily: "DailyFactors") -> int:
    """The largest factor, rounded down."""
    ends = (end for _, factor in daily.values() for end in factor if end is not None)
    return max((above // below for above, below in ends), default=1)


def _daily_factors(rates: RateTable, currency: str, target: str, only: int | None) -> "DailyFactors":
    """For each day, or for the only one, the last known rate."""
    routes = routes_of(rates)
    daily: DailyFactors = {}
    # A rate of a later day is preferred, and on one day the rate of the earlier route.
    for route in reversed(routes.between(currency, target)):
        above, below = (None if pair[0] == pair[1] else routes.series.days(pair) for pair in route)
        legs = [days for days in (above, below) if days is not None]
        first_unknown = min(next(reversed(days)) for days in legs).toordinal() + 1
        known = sorted(set.intersection(*map(set, legs)))
        for day, later in pairwise([*known, date.max]):
            first = day.toordinal()
            span = range(first, min(later.toordinal(), first_unknown, first + OLDEST + 1))
            if only is not None:
                span = range(only, only + 1) if only in span else range(0)
            if span:
                factor = _divide_factors(_leg_factor(above, day), _leg_factor(below, day))
                for ordinal in span:
                    if ordinal not in daily or daily[ordinal][0] <= first:
                        daily[ordinal] = (first, factor)
    return daily


def _leg_factor(days: "Days | None", day: date) -> "Factor":
    """A rate of a day with its bounds. From a currency to itself the rate is one."""
    rate = 1 if days is None else days[day]
    if isinstance(rate, (int, Decimal)):
        exact = rate.as_integer_ratio()
        return exact, exact, exact
    low = (0, 1) if rate.low is None else rate.low.as_integer_ratio()
    return rate.value.as_integer_ratio(), low, None if rate.high is None else rate.high.as_integer_ratio()


def _divide_factors(above: "Factor", below: "Factor") -> "Factor":
    """One positive factor divided by another, with bounds."""
    value = _divide_ratios(above[0], below[0])
    if above[0] is above[2] and below[0] is below[2]:
        return value, value, value
    low = (0, 1) if below[2] is None else _divide_ratios(above[1], below[2])
    return value, low, None if above[2] is None or not below[1][0] else _divide_ratios(above[2], below[1])


def _divide_ratios(above: "Ratio", below: "Ratio") -> "Ratio":
    return above[0] * below[1], above[1] * below[0]


class _FactorTable:
    """Builds a table of factors. It may have hundreds of thousands of rows, so they are numbers in arrays."""

    def __init__(self, largest: int) -> None:
        # The factor one must fit too, for sums that are already in the target unit.
        digits = len(str(max(largest, 1)))
        if digits > PART_DIGITS:
            rule = f"in frames a rate has at most {PART_DIGITS} digits before the point"
            problem = f"a rate of {largest} is too large: {rule}"
            raise RateError(problem, largest, "convert into a currency of which one unit is worth more")
        self._places = PART_DIGITS - digits
        self._units: list[str] = []
        self._days = {name: array("i") for name in ("__unit", "__day", "__rate_date")}
        self._factor = array("q")
        self._parts = {(end, part): array("q") for end in ENDS for part in PARTS}
        self._is_open = array("b")
        self._is_endless = False

    def add(self, unit: str, daily: "DailyFactors") -> None:
        """Add the factors of a unit by day."""
        previous: Factor | None = None
        for ordinal, (rate_day, factor) in daily.items():
            # Successive days with one rate share the object, so it is split only once.
            if factor is not previous:
                previous = factor
                self._split(factor)
            for name, number in (
                ("__unit", len(self._units)),
                ("__day", ordinal - _UNIX),
                ("__rate_date", rate_day - _UNIX),
            ):
                self._days[name].append(number)
            self._factor.append(len(self._is_open) - 1)
        self._units.append(unit)

    def _split(self, factor: "Factor") -> None:
        """Add both parts of a factor's value and bounds: value and lower bound rounded down, upper bound up."""
        scale = 10 ** (self._places + PART_DIGITS)
        (above, below), low, high = factor
        value, rest = divmod(above * scale, below)
        lowest, highest = value, value + (rest > 0)
        self._is_endless |= rest > 0
        if low is not high:
            lowest = low[0] * scale // low[1]
            highest = 0 if high is None else -(-high[0] * scale // high[1])
        self._is_open.append(high is None)
        for end, number in zip(ENDS, (value, lowest, highest), strict=True):
            times, more = divmod(number, 10**PART_DIGITS)
            self._parts[end, "times"].append(times)
            self._parts[end, "more"].append(more)

    def table(
        self, *, is_daily: bool, is_shown: bool, units: frozenset[str], source: str | None = None
    ) -> Factors:
        """The finished table."""
        import pyarrow as pa

        count = len(self._factor)
        row_places = pa.Array.from_buffers(pa.int64(), count, [None, pa.py_buffer(self._factor)])
        columns = {
            name: pa.Array.from_buffers(pa.int32(), count, [None, pa.py_buffer(days)])
            for name, days in self._days.items()
        }
        columns["__unit"] = _texts(self._units).take(columns["__unit"])
        for name in ("__day", "__rate_date"):
            columns[name] = columns[name].cast(pa.date32())
        if not is_daily:
            del columns["__day"]
        names = {}
        for (end, part), wholes in self._parts.items():
            names[end, part] = f"__{end}_{part}"
            is_open = self._is_open if end == "high" and any(self._is_open) else None
            # For exact rates the bounds differ from the value only by rounding: equal columns are stored once.
            if end != "value" and is_open is None and wholes == self._parts["value", part]:
                names[end, part] = names["value", part]
                continue
            places = self._places if part == "times" else PART_DIGITS
            columns[names[end, part]] = _decimals(wholes, pa.decimal128(PART_DIGITS, places), is_open).take(
                row_places
            )
        if is_shown:
            columns["__rate"] = self._shown().take(row_places)
        return Factors(
            table=pa.table(columns),
            names=names,
            places=self._places,
            is_daily=is_daily,
            units=units,
            is_endless=self._is_endless,
            source=source,
        )

    def _shown(self) -> "Array":
        """Each factor, rounded to the places that are shown."""
        import pyarrow as pa

        parts = zip(self._parts["value", "times"], self._parts["value", "more"], strict=True)
        step = Decimal((0, (1,), -SHOWN))
        rates = (
            Decimal(times * 10**PART_DIGITS + more)
            .scaleb(-self._places - PART_DIGITS, EXACTLY)
            .quantize(step, context=NEAREST)
            for times, more in parts
        )
        return _decimals([int(rate.scaleb(SHOWN, EXACTLY)) for rate in rates], pa.decimal128(38, SHOWN))


# Arrow's own functions from Python objects to arrays load pandas, where it is installed, which costs some 50 MB.


def _decimals(wholes: "Sequence[int]", kind: "DataType", is_null: "Sequence[int] | None" = None) -> "Array":
    """Non-negative whole numbers as an array of decimals, written as bits."""
    import pyarrow as pa

    # Each number takes sixteen bytes, the lower eight first.
    bits = array("Q", bytes(16 * len(wholes)))
    bits[::2] = array("Q", (whole & _LOW_BITS for whole in wholes))
    bits[1::2] = array("Q", (whole >> 64 for whole in wholes))
    valid = None
    if is_null is not None:
        marks = bytearray(len(is_null) // 8 + 1)
        for place, null in enumerate(is_null):
            marks[place // 8] |= (not null) << place % 8
        valid = pa.py_buffer(bytes(marks))
    return pa.Array.from_buffers(kind, len(wholes), [valid, pa.py_buffer(bits)])


def _texts(texts: list[str]) -> "Array":
    """Texts as an array, written as bytes."""
    import pyarrow as pa

    data = [text.encode() for text in texts]
    ends = array("i", accumulate(map(len, data), initial=0))
    return pa.StringArray.from_buffers(len(data), pa.py_buffer(ends), pa.py_buffer(b"".join(data)))
