"""Amounts: a decimal number in a unit, with the bounds that its printed hedge asserts."""

import re
from decimal import Decimal, DecimalException
from functools import lru_cache

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import EXACTLY, OUT_OF_RANGE, exponent, read_decimal, scaled, turned, write_decimal
from ..errors import (
    AmountDivisionError,
    AmountError,
    AmountTypeError,
    ParseError,
    UnitMismatchError,
    UnknownNameError,
)
from ..units import (
    UnitTable,
    divide,
    from_pint,
    is_convertible,
    is_same_dimension,
    multiply,
    pint_quantity,
    ratio,
    reciprocal,
)
from .hedges import Hedge, Order
from .intervals import (
    ADD,
    BETWEEN,
    EXACT,
    SUBTRACT,
    Span,
    asserted,
    ends_of_sum,
    exactly,
    fitting_hedge,
    in_range,
    is_below,
    likely_grain_of,
    middle_of,
    open_ends,
    opposite,
    product,
    quotient,
    relative_change,
    span_text,
    sum_of_ends,
    sum_of_numbers,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Self

    from ..units.pint_bridge import Quantity, Registry

LONGEST_CANONICAL = 4000

_CANONICAL = re.compile(
    r"(?P<hedge>[A-Z_]{5,13}) (?P<value>\S+) (?P<unit>[^\s\[\]]+)(?: \[(?P<ends>[^\s\[\]]*\.\.[^\s\[\]]*)\])?"
)
_HEDGES = {hedge.name: hedge for hedge in Hedge}
_ONE = Decimal(1)


class _Unfrozen:
    """The fields of an amount while it is being made."""

    # Setting them past the guard of a frozen class takes a call each, once more than half of the time of a sum. So they
    # are set here, and an object with the same slots may then become one of the frozen class.
    __slots__ = ("__weakref__", "hedge", "high", "low", "unit", "value")

    value: Decimal
    unit: str
    hedge: Hedge
    low: Decimal | None
    high: Decimal | None


@frozen(init=False, repr=False, order=False)
class Amount(_Unfrozen):
    """A number in a unit, how it was hedged, and the bounds that this asserts.

    Amounts are immutable. `+` and `-` answer exactly in the left unit, `*` and `/` with 50 significant digits and
    bounds rounded outwards; for any numbers within the bounds of the operands, the result of the operation on them is
    within the bounds of the answer. There is no `<`, for hedged amounts have no total order: `compare` them, or sort
    with `key=Amount.sort_key`.

    The bounds are `low` and `high`, in the unit and closed, None where there is none. Operators raise the errors below,
    `UnitMismatchError` where dimensions differ and `AmountDivisionError` where the divisor is zero.

    Args:
        value: The number, with the digits as printed: an int, a `Decimal`, or ASCII text such as "78.41e9".
        unit: The unit, by its code or any known name; kept as its code.
        hedge: What the wording says about the bounds; `Hedge.EXACT` unless given.
        units: A table with further nouns; the built-in one unless given.

    Raises:
        AmountError: The number is not finite or out of range, or the hedge cannot hold it.
        AmountTypeError: The number is a float or no number.
        UnknownNameError: The unit is not known.

    Source: definition of the hedges; arithmetic on bounds, division by what holds zero included, after IEEE 1788-2015,
        Standard for Interval Arithmetic.

    Example:
        >>> import expotrade as ex
        >>> deals = ex.Amount("78.41e9", "USD", hedge=ex.Hedge.ROUNDED)
        >>> deals.low, deals.high
        (Decimal('7.8405E+10'), Decimal('7.8415E+10'))
        >>> print(deals / ex.Amount(200, "economy"))
        BETWEEN 392.05E+6 USD/economy [392.025E+6..392.075E+6]
    """

    value: Decimal = field()
    unit: str = field()
    hedge: Hedge = field()
    low: Decimal | None = field()
    high: Decimal | None = field()

    def __init__(
        self,
        value: int | Decimal | str,
        unit: str,
        *,
        hedge: Hedge = Hedge.EXACT,
        units: UnitTable | None = None,
    ) -> None:
        if not isinstance(hedge, Hedge):
            raise AmountTypeError("take as a hedge", hedge, "pass a member of Hedge, such as Hedge.ROUNDED")
        if hedge is BETWEEN:
            raise _bounds_needed(value)
        number = read_decimal(value)
        code = _code(unit, units)
        low, high = asserted(hedge, number, code)
        # Past the guard that freezes it.
        _set_value(self, number)
        _set_unit(self, code)
        _set_hedge(self, hedge)
        _set_low(self, low)
        _set_high(self, high)

    @classmethod
    def between(
        cls,
        low: int | Decimal | str | None,
        high: int | Decimal | str | None,
        unit: str,
        *,
        value: int | Decimal | str | None = None,
        units: UnitTable | None = None,
    ) -> "Amount":
        """An amount whose bounds are stated.

        Args:
            low: The lower bound, None where there is none.
            high: The upper bound, None where there is none.
            unit: The unit, by any known name.
            value: The number to show, within the bounds; without it the middle, or the one end that is finite.
            units: A table with further nouns.

        Raises:
            AmountError: The bounds cross, the value is outside, or both ends are open and no value is given.
            AmountTypeError: A number is a float or no number.
            UnknownNameError: The unit is not known.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.between(10, 20, "percent"))
            BETWEEN 15 percent [10..20]
            >>> print(ex.Amount.between("4", None, "USD", value=5))
            BETWEEN 5 USD [4..]
        """
        lowest = None if low is None else read_decimal(low)
        highest = None if high is None else read_decimal(high)
        if lowest is not None and highest is not None and lowest > highest:
            raise AmountError(span_text(lowest, highest), f"low {lowest} is greater than high {highest}")
        number = middle_of(lowest, highest) if value is None else read_decimal(value)
        if (lowest is not None and lowest > number) or (highest is not None and highest < number):
            raise AmountError(span_text(lowest, highest), f"the value {number} must lie within the bounds")
        return _made(number, _code(unit, units), Hedge.BETWEEN, lowest, highest)

    @classmethod
    def parse(cls, text: str, *, currency: str | None = None, units: UnitTable | None = None) -> "Amount":
        """The one figure that a text states, in printed English or Chinese wording or in canonical notation.

        It reads the whole text or refuses it and says what it could not read; it never takes the first number it sees.

        Args:
            text: The wording of one figure: "more than 152 billion yuan", "近250家参展商", "ROUNDED 78.41E+9 USD".
            currency: Which currency an ambiguous sign stands for: "¥" is CNY or JPY.
            units: A table with further nouns.

        Raises:
            ParseError: The text is not one figure.
            AmountError: The number is out of range.
            AmountTypeError: It is no text.
            UnknownNameError: The `currency` is not known.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.parse("more than 152 billion yuan"))
            MORE_THAN 152E+9 CNY
            >>> ex.Amount.parse("1520多亿元") == ex.Amount.parse("more than 152 billion yuan")
            True
        """
        if not isinstance(text, str):
            raise AmountTypeError("read as a figure", text, "pass the printed wording as text")
        if len(text) > LONGEST_CANONICAL:
            raise ParseError(text, text, f"one figure has at most {LONGEST_CANONICAL} characters")
        if text.split(" ", 1)[0] in _HEDGES:
            return _read_canonical(text, units)
        # The vocabulary is wanted only where wording is read.
        from .wording import read_wording

        number, code, hedge, ends = read_wording(text, units or UnitTable.builtin(), currency)
        if hedge is BETWEEN and ends is not None:
            return cls.between(*ends, code, units=units)
        stated = cls(number, code, hedge=hedge, units=units)
        return stated if ends is None else _made(number, stated.unit, hedge, *ends)

    def __str__(self) -> str:
        bounds = "" if self._is_stated() else f" {span_text(self.low, self.high)}"
        return f"{self.hedge.name} {write_decimal(self.value)} {self.unit}{bounds}"

    def __repr__(self) -> str:
        return f"Amount.parse({str(self)!r})"

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        if spec == "short":
            return self.format()
        raise AmountTypeError(
            "format with", spec, 'write f"{amount:short}", or call amount.format(locale=...)'
        )

    def format(self, *, locale: str = "en", units: UnitTable | None = None) -> str:
        """The amount in the words of a language, as the press would print it.

        Args:
            locale: An English or a Chinese locale: "en", "en_GB", "zh_CN".
            units: The table that knows the caller's own nouns.

        Raises:
            UnknownNameError: The locale is of another language.

        Example:
            >>> import expotrade as ex
            >>> amount = ex.Amount.parse("more than 152 billion yuan")
            >>> amount.format(locale="zh_CN"), f"{amount:short}"
            ('超过1520亿元', 'more than CNY 152 billion')
        """
        # Babel is wanted only where something is shown.
        from .formatting import Wanted, format_amount

        table = units or UnitTable.builtin()
        wanted = Wanted(self.value, self.unit, self.hedge, self.low, self.high, self._is_stated(), table)
        return format_amount(wanted, locale)

    def _is_stated(self) -> bool:
        """Whether the bounds are those of the table of hedges."""
        if self.hedge is BETWEEN:
            return False
        return (self.low, self.high) == asserted(self.hedge, self.value, self.unit)

    def _has_both_ends(self) -> bool:
        return self.low is not None and self.high is not None

    def __bool__(self) -> bool:
        raise AmountTypeError("take the truth of", str(self), "compare it, or look at its value, low or high")

    def __copy__(self) -> "Self":
        return self

    def __deepcopy__(self, memo: object) -> "Self":
        return self

    def __reduce__(self) -> "tuple[Callable[..., Amount], tuple[object, ...]]":
        return _made, (self.value, self.unit, self.hedge, self.low, self.high)

    def sort_key(self) -> Decimal:
        """The nominal value, to sort amounts of one unit by: `sorted(amounts, key=Amount.sort_key)`.

        It says nothing about bounds; `compare` does.

        Example:
            >>> import expotrade as ex
            >>> ex.Amount.parse("nearly 250 exhibitors").sort_key()
            Decimal('250')
        """
        return self.value

    def compare(self, other: "Amount") -> Order:
        """How this amount stands to another, as far as the bounds can tell.

        Args:
            other: An amount of the same dimension, in any unit of it.

        Returns:
            `BELOW` if this amount's upper bound is below the other's lower one, or if the two are equal and one of
            them is outside its amount, as 620 is of "more than 620"; `ABOVE` mirrored; `EQUAL` only between equal
            points; else `UNDECIDED`.

        Raises:
            UnitMismatchError: The units are of different dimensions.
            AmountTypeError: The other is no amount.
            AmountError: A number would be out of range in the other unit.

        Example:
            >>> import expotrade as ex
            >>> ex.Amount.parse("more than 620 exhibitors").compare(ex.Amount(620, "exhibitor"))
            Order.ABOVE
        """
        right = _in_unit_of(self, other, "compare")
        is_low_out, is_high_out = open_ends(self.hedge, (self.value, self.low, self.high))
        is_under_out, is_over_out = open_ends(right.hedge, (right.value, right.low, right.high))
        if is_below(self.high, right.low, are_outside=is_high_out or is_under_out):
            return Order.BELOW
        if is_below(right.high, self.low, are_outside=is_over_out or is_low_out):
            return Order.ABOVE
        return closed_order(self, right)

    def likely(self, grains: int | Decimal | str = 1) -> "Amount":
        """The everyday understanding of a stated amount: an open end closed so many grains away.

        "More than 620" is understood as 620 to 630, for nobody says so of 700. It is for stated amounts and claims more
        than the source does; nothing in this package uses it unless asked.

        Args:
            grains: How many grains away; a grain is the step in which people round to such a number, 10 for 620.

        Returns:
            An amount in the same unit with both bounds; one that has both is returned as it is.

        Raises:
            AmountError: The amount has other bounds than its hedge states, as computed ones have, and so no grain; or
                grains is not positive.
            AmountTypeError: The grains are a float or no number.

        Source:
            Cummins, Sauerland and Solt 2012, Granularity and scalar implicature in numerical expressions,
            doi 10.1007/s10988-012-9114-0.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.parse("more than 620 exhibitors").likely())
            BETWEEN 620 exhibitor [620..630]
        """
        count = read_decimal(grains)
        if count <= 0:
            raise AmountError(grains, "so many grains are no distance: give a positive number")
        if self.hedge is BETWEEN or not (self._is_stated() or self._has_both_ends()):
            raise AmountError(str(self), "only a stated amount has a grain, not a computed one")
        if self._has_both_ends():
            return self
        if not self.value:
            raise AmountError(str(self), "zero has no grain")
        away = in_range(EXACTLY.multiply, likely_grain_of(self.value, self.unit), count)
        low = in_range(EXACTLY.subtract, self.value, away) if self.low is None else self.low
        high = in_range(EXACTLY.add, self.value, away) if self.high is None else self.high
        return _made(self.value, self.unit, Hedge.BETWEEN, low, high)

    def to(self, unit: str, *, units: UnitTable | None = None) -> "Amount":
        """The amount in another unit of its dimension; printed precision survives a power of ten.

        Args:
            unit: The unit, by any known name.
            units: A table with further nouns.

        Raises:
            UnitMismatchError: The unit is of another dimension; currencies convert through a rate table only.
            UnknownNameError: The unit is not known.
            AmountTypeError: The unit is no text.
            AmountError: A number would be out of range in the other unit.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.parse("1.426 million tonnes").to("kg"))
            ROUNDED 1.426E+9 kg
        """
        code = _code(unit, units)
        if not is_convertible(self.unit, code):
            raise _mismatch("convert", self.unit, code)
        return _converted(self, code)

    def to_pint(self, registry: "Registry | None" = None) -> "Quantity[Any]":
        """The value as a quantity of pint, in the caller's registry and by pint's own names; the hedge is lost.

        `t` is pint's metric_ton, `m2` its meter ** 2, `lb` its pound. What pint does not know, such as currencies and
        exhibitors, has to be loaded into the registry first, from `pint_definitions`. Before 0.26 pint's acre is the US
        surveyor's, four millionths larger than ours.

        Args:
            registry: The registry; pint's application registry unless given.

        Returns:
            A quantity whose magnitude is a float, or a `Decimal` where the registry was made with
            `non_int_type=decimal.Decimal`.

        Raises:
            UnknownNameError: The registry lacks one of the units; the error says what to load.
            AmountError: The registry counts in floats, and the value is too large or too small for one.
            AmountTypeError: `registry` is no registry of pint.

        Example:
            >>> import decimal, pint
            >>> import expotrade as ex
            >>> registry = pint.UnitRegistry(non_int_type=decimal.Decimal)
            >>> print(ex.Amount("1.5", "t").to_pint(registry))
            1.5 metric_ton
            >>> loaded = registry.load_definitions(ex.pint_definitions().splitlines())
            >>> print(ex.Amount(21, "USD/exhibitor").to_pint(registry))
            21 USD / exhibitor
        """
        return pint_quantity(self.value, self.unit, registry)

    @classmethod
    def from_pint(cls, quantity: "Quantity[Any]", *, units: UnitTable | None = None) -> "Amount":
        """The exact amount of a pint quantity of any registry, whose magnitude is an int or a `Decimal`.

        Keeps a unit that the table also has: `kilometer ** 2` is `km2`, `acre` is `acre`, `pound` is `lb`. Converts
        other masses and areas to kg and m2.

        Args:
            quantity: The quantity. For a registry that keeps decimals, make it with `non_int_type=decimal.Decimal`.
            units: A table with further nouns.

        Raises:
            AmountTypeError: The magnitude is a float or an array, or the value is no pint quantity.
            AmountError: The unit has more than eight factors, or the number is out of range.
            UnknownNameError: The unit is not in the table, and is neither a mass nor an area.

        Example:
            >>> import decimal, pint
            >>> import expotrade as ex
            >>> registry = pint.UnitRegistry(non_int_type=decimal.Decimal)
            >>> ex.Amount.from_pint(registry.Quantity(3, "acre")), ex.Amount.from_pint(registry.Quantity(2, "stone"))
            (Amount.parse('EXACT 3 acre'), Amount.parse('EXACT 12.70058636 kg'))
        """
        return cls(*from_pint(quantity, units), units=units)

    def __pos__(self) -> "Self":
        return self

    def __neg__(self) -> "Amount":
        low, high = opposite(self.high), opposite(self.low)
        if self.value or self.hedge is Hedge.ROUNDED:
            return _made(turned(self.value), self.unit, self.hedge, low, high)
        # Zero has no sign to mirror a hedge by.
        return _computed((self.value, low, high), self.unit, self, self)

    def __add__(self, other: "Amount") -> "Amount":
        # Sums are what most programs make most of, so what could be shared with the other operators is written out.
        right, unit = other, self.unit
        if other.__class__ is not Amount or unit != other.unit:
            right = _in_unit_of(self, other, "add")
            unit = _unit_with_points(self, right)
        try:
            value = ADD(self.value, right.value)
            if self.hedge is EXACT and right.hedge is EXACT:
                return _made(value, unit, EXACT, value, value)
            low = None if self.low is None or right.low is None else ADD(self.low, right.low)
            high = None if self.high is None or right.high is None else ADD(self.high, right.high)
        except DecimalException:
            raise AmountError(f"{self.value} and {right.value}", OUT_OF_RANGE) from None
        return _computed((value, low, high), unit, self, right)

    def __radd__(self, other: int) -> "Amount":
        # sum() starts from the int 0.
        if type(other) is int and other == 0:
            return self
        raise _no_number("add", other)

    def __sub__(self, other: "Amount") -> "Amount":
        right = _in_unit_of(self, other, "subtract")
        # The difference of two shares is in points.
        unit = "pp" if self.unit == right.unit == "percent" else _unit_with_points(self, right)
        value = exactly(SUBTRACT, self.value, right.value)
        if self.hedge is EXACT and right.hedge is EXACT:
            return _made(value, unit, EXACT, value, value)
        low, high = sum_of_ends(self.low, opposite(right.high)), sum_of_ends(self.high, opposite(right.low))
        return _computed((value, low, high), unit, self, right)

    def __rsub__(self, other: object) -> "Amount":
        raise _no_number("subtract from", other)

    def __mul__(self, other: "Amount | int | Decimal") -> "Amount":
        # Written out as in `__truediv__`, for what the two could share would be one call more for each product.
        if other.__class__ is Amount:
            right = other
            unit, numerator, denominator = multiply(self.unit, right.unit)
        else:
            right = _operand("multiply by", other)
            unit, numerator, denominator = self.unit, _ONE, _ONE
        left_span, right_span = (self.value, self.low, self.high), (right.value, right.low, right.high)
        return _computed(product(left_span, right_span, numerator, denominator), unit, self, right)

    __rmul__ = __mul__

    def __truediv__(self, other: "Amount | int | Decimal") -> "Amount":
        if other.__class__ is Amount:
            right = other
            unit, numerator, denominator = divide(self.unit, right.unit)
        else:
            right = _operand("divide by", other)
            unit, numerator, denominator = self.unit, _ONE, _ONE
        return _divided(self, right, unit, numerator, denominator)

    def __rtruediv__(self, other: int | Decimal) -> "Amount":
        unit, numerator, denominator = reciprocal(self.unit)
        return _divided(_operand("divide", other), self, unit, numerator, denominator)


_set_value, _set_unit, _set_hedge, _set_low, _set_high = (
    getattr(Amount, name).__set__ for name in ("value", "unit", "hedge", "low", "high")
)


def growth(new: Amount, old: Amount) -> Amount:
    """How much a figure grew: new / old - 1, in percent, with bounds.

    Args:
        new: The later amount, in a unit of any dimension.
        old: The earlier amount, in a unit of the same dimension; it must be positive, bounds included (its lower bound
            may be zero, which leaves the growth without an upper end).

    Returns:
        An amount in percent with 50 significant digits, bounds rounded outwards; a fall is negative.

    Raises:
        UnitMismatchError: The units are of different dimensions.
        AmountError: The old amount is not positive.
        AmountTypeError: One of the two is no amount.

    Source:
        Definition, with the bounds of each quotient after IEEE 1788-2015.

    Example:
        >>> import expotrade as ex
        >>> change = ex.growth(ex.Amount.parse("$78.41 billion"), ex.Amount.parse("US$71.13 billion"))
        >>> f"{change:short}"
        '10.2348 percent (10.2200 to 10.2496)'
    """
    if not isinstance(old, Amount):
        raise _no_number("take the growth from", old)
    later = _in_unit_of(old, new, "take the growth of")
    if old.value <= 0 or old.low is None or old.low < 0:
        raise AmountError(str(old), "growth is counted from a positive amount, bounds included")
    return _computed(relative_change(_span_of(later), _span_of(old)), "percent", later, old)


def _bounds_needed(value: object) -> AmountError:
    return AmountError(value, "two bounds are needed: use Amount.between(low, high, unit)")


def _code(unit: str, units: UnitTable | None) -> str:
    if not isinstance(unit, str):
        raise AmountTypeError(
            "take as a unit", unit, "pass its code or a known name, such as 'USD' or 'exhibitors'"
        )
    return _builtin_code(unit) if units is None else units.resolve(unit)


@lru_cache(maxsize=1024)
def _builtin_code(unit: str) -> str:
    return UnitTable.builtin().resolve(unit)


def _made(value: Decimal, unit: str, hedge: Hedge, low: Decimal | None, high: Decimal | None) -> Amount:
    """An amount whose parts are known to agree."""
    made = _Unfrozen()
    made.value = value
    made.unit = unit
    made.hedge = hedge
    made.low = low
    made.high = high
    made.__class__ = Amount
    return made  # type: ignore[return-value]  # by now it is an amount


def _computed(span: Span, unit: str, left: Amount, right: Amount) -> Amount:
    """The amount of a result, under the first hedge that fits its bounds."""
    value, low, high = span
    if low is not None and high is not None and low < value < high:
        return _made(value, unit, BETWEEN, low, high)
    return _fitted(span, unit, (left.hedge, right.hedge))


def _fitted(span: Span, unit: str, hedges: "tuple[Hedge, ...]") -> Amount:
    """What `_computed` answers, given the hedges of any number of operands."""
    value, low, high = span
    hedge = fitting_hedge(span, unit, hedges)
    if hedge is EXACT:
        low = high = value
    return _made(value, unit, hedge, low, high)


def _span_of(amount: Amount) -> Span:
    return amount.value, amount.low, amount.high


def _no_number(operation: str, other: object) -> AmountTypeError:
    advice = "only amounts go with amounts here: give the number a unit, as in Amount(1, 'percent')"
    return AmountTypeError(operation, other, advice)


def _mismatch(operation: str, left: str, right: str) -> UnitMismatchError:
    is_money = UnitTable.builtin().is_currency
    advice = "they count different things"
    if is_money(left) and is_money(right):
        wanted = right if operation == "convert" else left
        first = "use" if operation == "convert" else "convert one side first with"
        advice = f'{first} rates.convert(amount, "{wanted}", on=date)'
    elif is_convertible(left, right):
        advice = f'convert one side first with .to("{left}")'
    return UnitMismatchError(operation, left, right, advice)


def _unit_with_points(left: Amount, right: Amount) -> str:
    """The unit of a sum or a difference: percent with points, in either order, is percent."""
    return "percent" if left.unit == "pp" and right.unit == "percent" else left.unit


def _in_unit_of(left: Amount, right: Amount, operation: str) -> Amount:
    """The right operand in the unit of the left one; points stay points beside a percentage."""
    if right.__class__ is Amount and left.unit == right.unit:
        return right
    if not isinstance(right, Amount):
        raise _no_number(operation, right)
    if operation in ("add", "subtract") and {left.unit, right.unit} == {"percent", "pp"}:
        return right
    if not is_same_dimension(left.unit, right.unit):
        raise _mismatch(operation, left.unit, right.unit)
    return _converted(right, left.unit)


def _converted(amount: Amount, unit: str) -> Amount:
    """The amount in another unit of its dimension; by a power of ten every digit and the hedge stay."""
    if unit == amount.unit:
        return amount
    numerator, denominator = ratio(amount.unit, unit)
    if _is_power_of_ten(numerator) and _is_power_of_ten(denominator):
        places = exponent(numerator) - exponent(denominator)
        ends = [None if end is None else scaled(end, places, end) for end in (amount.low, amount.high)]
        return _made(scaled(amount.value, places, amount.value), unit, amount.hedge, ends[0], ends[1])
    span = product(_span_of(amount), (_ONE, _ONE, _ONE), numerator, denominator)
    return _computed(span, unit, amount, amount)


def _is_power_of_ten(number: Decimal) -> bool:
    return number.as_tuple().digits == (1,)


def _operand(operation: str, other: object) -> Amount:
    """A number as an exact multiple."""
    if isinstance(other, str) or other is None:
        raise AmountTypeError(operation, other, "pass an int, a Decimal or an Amount")
    number = read_decimal(other)
    return _made(number, "multiple", Hedge.EXACT, number, number)


def _divided(left: Amount, right: Amount, unit: str, numerator: Decimal, denominator: Decimal) -> Amount:
    if not right.value:
        raise AmountDivisionError(str(right))
    left_span, right_span = (left.value, left.low, left.high), (right.value, right.low, right.high)
    return _computed(quotient(left_span, right_span, numerator, denominator), unit, left, right)


def _read_canonical(text: str, units: UnitTable | None) -> Amount:
    """The amount of a text that begins with the name of a hedge."""
    found = _CANONICAL.fullmatch(text)
    if found is None:
        raise ParseError(
            text, text, "canonical notation is HEDGE VALUE UNIT, with [LOW..HIGH] behind it where needed"
        )
    name, value, unit, ends = found.groups()
    hedge = _HEDGES[name]
    try:
        code = _code(unit, units)
        if ends is None:
            if hedge is BETWEEN:
                raise _bounds_needed(value)
            number = read_decimal(value)
            low, high = asserted(hedge, number, code)
            return _made(number, code, hedge, low, high)
        low, high = (read_decimal(end) if end else None for end in ends.split("..", 1))
        between = Amount.between(low, high, code, value=value, units=units)
        if hedge is BETWEEN:
            return between
        stated = asserted(hedge, between.value, code)
    except UnknownNameError as error:
        raise ParseError(text, unit, "no known unit", error.nearest) from None
    except AmountError as error:
        raise ParseError(text, str(error.value), error.rule) from None
    if (low, high) != stated and not _can_have(hedge, code, between.value, low, high):
        raise ParseError(text, ends, f"{name} {value} cannot have these bounds")
    return _made(between.value, code, hedge, low, high)


def _can_have(hedge: Hedge, unit: str, value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a hedge can have bounds that contain its number and are not those of the table, as shares have."""
    inner, outer = (low, high) if not value.is_signed() else (opposite(high), opposite(low))
    if hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
        return False
    if hedge in (Hedge.LESS_THAN, Hedge.AT_MOST):
        return outer is not None and outer == value.copy_abs() and not inner
    is_share = unit in ("percent", "pp", "multiple")
    return is_share and inner is not None and outer is not None and hedge is not EXACT


def closed_order(left: Amount, right: Amount) -> Order:
    """How one amount stands to another if all ends are inside, those of "more than" and "less than" too.

    Checks use it: "more than 145" and "145" are one figure with and without its hedge.

    Args:
        left: An amount in any unit.
        right: An amount in any unit of the same dimension.

    Raises:
        UnitMismatchError: The units are of different dimensions.
        AmountTypeError: The other is no amount.
        AmountError: A number would be out of range in the other unit.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.amounts import closed_order
        >>> closed_order(ex.Amount.parse("more than 145 deals"), ex.Amount(145, "deal"))
        Order.UNDECIDED
    """
    right = _in_unit_of(left, right, "compare")
    if is_below(left.high, right.low):
        return Order.BELOW
    if is_below(right.high, left.low):
        return Order.ABOVE
    if left.low is not None and left.low == left.high == right.low == right.high:
        return Order.EQUAL
    return Order.UNDECIDED


def sum_of(amounts: "Sequence[Amount]") -> Amount:
    """The sum of one or more amounts of one unit; their order changes nothing.

    Args:
        amounts: The amounts, at least one.

    Raises:
        AmountError: The sum is out of the range of numbers.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.amounts import sum_of
        >>> print(sum_of([ex.Amount.parse("more than 5 deals"), ex.Amount(2, "deal"), ex.Amount(3, "deal")]))
        MORE_THAN 10 deal
    """
    first = amounts[0]
    if len(amounts) == 1:
        return first
    value = sum_of_numbers([one.value for one in amounts])
    hedges = [one.hedge for one in amounts if one.hedge is not EXACT]
    if not hedges:
        return _made(value, first.unit, EXACT, value, value)
    low, high = ends_of_sum([one.low for one in amounts]), ends_of_sum([one.high for one in amounts])
    return _fitted((value, low, high), first.unit, tuple(hedges))
