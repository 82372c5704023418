"""`Amount`: a decimal number in a unit, with its hedge and the bounds that the hedge gives."""

from decimal import Decimal, DecimalException

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import OUT_OF_RANGE, negated, read_decimal
from ..errors import AmountDivisionError, AmountError, AmountTypeError, ParseError
from ..units import (
    UnitTable,
    divide,
    from_pint,
    is_convertible,
    is_same_dimension,
    multiply,
    pint_quantity,
    reciprocal,
)
from .hedges import Hedge, Order
from .intervals import (
    ADD,
    BETWEEN,
    EXACT,
    SUBTRACT,
    Span,
    bounds_of,
    exactly,
    opposite,
    product,
    quotient,
    stated_span,
    sum_of_ends,
)
from .notation import is_notation, read_notation, write_notation
from .parts import (
    Parts,
    bounds_needed,
    converted,
    fitted,
    likely_parts,
    number_without_unit,
    order_of,
    parts_of_number,
    unit_code,
    unit_mismatch,
    unit_of_sum,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

    from ..units.pint_bridge import Quantity, Registry

LONGEST_PARSED = 4000
_ONE = Decimal(1)


@frozen(init=False, repr=False, order=False)
class Amount:
    """A number in a unit, with its hedge and the bounds that the hedge gives.

    Amounts are immutable. `+` and `-` are exact, in the left unit; `*` and `/` have 50 significant digits and bounds
    rounded outwards. For any numbers within the bounds of the operands, the result is within the bounds of the result.
    There is no `<`, because hedged amounts have no total order: use `compare`, or sort with `key=Amount.sort_key`.

    The bounds are `low` and `high`, in the unit and closed; None is an open end. Operators raise the errors below,
    `UnitMismatchError` if the dimensions differ and `AmountDivisionError` if the divisor is zero.

    Args:
        value: The number, with the digits as printed: an int, a `Decimal`, or ASCII text such as "78.41e9".
        unit: The code of the unit or any known name; kept as the code.
        hedge: What the wording says about the bounds.
        units: A table with further nouns; by default the built-in one.

    Raises:
        AmountError: The number is not finite or out of range, or the hedge cannot have it.
        AmountTypeError: The number is a float or not a number.
        UnknownNameError: The unit is not known.

    Source: definition of the hedges; arithmetic on bounds, also division by bounds that contain zero, after IEEE
        1788-2015, Standard for Interval Arithmetic.

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
        self, value: int | Decimal | str, unit: str, *, hedge: Hedge = EXACT, units: UnitTable | None = None
    ) -> None:
        if not isinstance(hedge, Hedge):
            raise AmountTypeError("take as a hedge", hedge, "pass a member of Hedge, such as Hedge.ROUNDED")
        if hedge is BETWEEN:
            raise bounds_needed(value)
        number = read_decimal(value)
        code = unit_code(unit, units)
        low, high = bounds_of(hedge, number, code)
        self.__attrs_init__(number, code, hedge, low, high)

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
        """The amount with stated bounds.

        Args:
            low: The lower bound; None for an open end.
            high: The upper bound; None for an open end.
            unit: The code of the unit or any known name.
            value: The number to show, within the bounds; by default the middle, or the bound that is given.
            units: A table with further nouns.

        Raises:
            AmountError: Low is above high, the value is outside, or both ends are open and no value is given.
            AmountTypeError: A number is a float or not a number.
            UnknownNameError: The unit is not known.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.between(10, 20, "percent"))
            BETWEEN 15 percent [10..20]
            >>> print(ex.Amount.between("4", None, "USD", value=5))
            BETWEEN 5 USD [4..]
        """
        number, lowest, highest = stated_span(low, high, value)
        return from_parts(number, unit_code(unit, units), BETWEEN, lowest, highest)

    @classmethod
    def parse(cls, text: str, *, currency: str | None = None, units: UnitTable | None = None) -> "Amount":
        """The figure that a text states, in printed English or Chinese wording or in canonical notation.

        It reads all of the text, or raises an error that names the unread part; it never picks out a number.

        Args:
            text: The wording of one figure: "more than 152 billion yuan", "近250家参展商", "ROUNDED 78.41E+9 USD".
            currency: The currency of an ambiguous sign: "¥" is CNY or JPY.
            units: A table with further nouns.

        Raises:
            ParseError: The text is not one figure.
            AmountError: The number is out of range.
            AmountTypeError: It is not a text.
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
        if len(text) > LONGEST_PARSED:
            raise ParseError(text, text, f"one figure has at most {LONGEST_PARSED} characters")
        if is_notation(text):
            return from_parts(*read_notation(text, units))
        # Imported late: notation needs no vocabulary.
        from .wording import read_wording

        return from_parts(*read_wording(text, units or UnitTable.builtin(), currency))

    def __str__(self) -> str:
        return write_notation(parts_of(self))

    def __repr__(self) -> str:
        return f"Amount.parse({str(self)!r})"

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        if spec == "short":
            return self.format()
        advice = 'write f"{amount:short}", or call amount.format(locale=...)'
        raise AmountTypeError("format with", spec, advice)

    def format(self, *, locale: str = "en", units: UnitTable | None = None) -> str:
        """The amount in words of English or Chinese, as the press prints it.

        Args:
            locale: An English or a Chinese locale: "en", "en_GB", "zh_CN".
            units: The table with the caller's own nouns.

        Raises:
            UnknownNameError: The locale is unknown, or of another language.

        Example:
            >>> import expotrade as ex
            >>> amount = ex.Amount.parse("more than 152 billion yuan")
            >>> amount.format(locale="zh_CN"), f"{amount:short}"
            ('超过1520亿元', 'more than CNY 152 billion')
        """
        # Imported late: Babel is slow to load.
        from .formatting import format_amount

        return format_amount(parts_of(self), locale, units or UnitTable.builtin())

    def __bool__(self) -> bool:
        raise AmountTypeError(
            "use as a truth value", str(self), "test amount.value, amount.low or amount.high"
        )

    def __copy__(self) -> "Self":
        return self

    def __deepcopy__(self, memo: object) -> "Self":
        return self

    def __reduce__(self) -> "tuple[Callable[..., Amount], tuple[object, ...]]":
        return from_parts, parts_of(self)

    def sort_key(self) -> Decimal:
        """The value without its bounds, to sort amounts of one unit: `sorted(amounts, key=Amount.sort_key)`.

        Example:
            >>> import expotrade as ex
            >>> ex.Amount.parse("nearly 250 exhibitors").sort_key()
            Decimal('250')
        """
        return self.value

    def compare(self, other: "Amount") -> Order:
        """Whether this amount is below, equal to or above another one, as far as the bounds can tell.

        Args:
            other: An amount of the same dimension, in any unit of it.

        Returns:
            `BELOW` if this upper bound is below the other's lower bound, or if the two are equal and one of them is
            not part of its amount, as 620 is not part of "more than 620"; `ABOVE` in the mirrored case; `EQUAL` only
            for two equal points; otherwise `UNDECIDED`.

        Raises:
            UnitMismatchError: The units have different dimensions.
            AmountTypeError: The other is not an amount.
            AmountError: A number is out of range in the other unit.

        Example:
            >>> import expotrade as ex
            >>> ex.Amount.parse("more than 620 exhibitors").compare(ex.Amount(620, "exhibitor"))
            Order.ABOVE
        """
        right = in_unit_of(self, other, "compare")
        return order_of(parts_of(self), parts_of(right))

    def likely(self, grains: int | Decimal | str = 1) -> "Amount":
        """A stated amount as people usually understand it: an open end is closed some grains away.

        "More than 620" is understood as 620 to 630, because for 700 people say "700". The result claims more than
        the source does; the package itself never uses it.

        Args:
            grains: How many grains away; a grain is the step in which people round to such a number, 10 for 620.

        Returns:
            The amount in the same unit with both bounds; an amount that has both is returned unchanged.

        Raises:
            AmountError: The amount is computed, so that it has no grain, or grains is not positive.
            AmountTypeError: The grains are a float or not a number.

        Source: Cummins, Sauerland and Solt 2012, Granularity and scalar implicature in numerical expressions,
            doi 10.1007/s10988-012-9114-0.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.parse("more than 620 exhibitors").likely())
            BETWEEN 620 exhibitor [620..630]
        """
        return from_parts(*likely_parts(parts_of(self), str(self), grains))

    def to(self, unit: str, *, units: UnitTable | None = None) -> "Amount":
        """The amount in another unit of its dimension; a power of ten keeps the printed digits and the hedge.

        Args:
            unit: The code of the unit or any known name.
            units: A table with further nouns.

        Raises:
            UnitMismatchError: The unit has another dimension; only a rate table converts currencies.
            UnknownNameError: The unit is not known.
            AmountTypeError: The unit is not a text.
            AmountError: A number is out of range in the other unit.

        Example:
            >>> import expotrade as ex
            >>> print(ex.Amount.parse("1.426 million tonnes").to("kg"))
            ROUNDED 1.426E+9 kg
        """
        code = unit_code(unit, units)
        if not is_convertible(self.unit, code):
            raise unit_mismatch("convert", self.unit, code)
        return self if code == self.unit else from_parts(*converted(parts_of(self), code))

    def to_pint(self, registry: "Registry | None" = None) -> "Quantity[Any]":
        """The value as a pint quantity, in the caller's registry and with pint's own unit names; the hedge is lost.

        `t` is pint's metric_ton, `m2` its meter ** 2, `lb` its pound. Units that pint does not know, such as currencies
        and exhibitors, must be loaded into the registry first, from `pint_definitions`. Before 0.26 pint's acre is that
        of the US survey, four millionths larger than the acre of this package.

        Args:
            registry: The registry; by default pint's application registry.

        Returns:
            A quantity whose magnitude is a float, or a `Decimal` if the registry was made with
            `non_int_type=decimal.Decimal`.

        Raises:
            UnknownNameError: The registry lacks one of the units; the error says what to load.
            AmountError: The registry counts in floats, and the value is too large or too small for one.
            AmountTypeError: `registry` is not a registry of pint.

        Example:
            >>> import decimal, pint
            >>> import expotrade as ex
            >>> registry = pint.UnitRegistry(non_int_type=decimal.Decimal)
            >>> print(ex.Amount("1.5", "t").to_pint(registry))
            1.5 metric_ton
        """
        return pint_quantity(self.value, self.unit, registry)

    @classmethod
    def from_pint(cls, quantity: "Quantity[Any]", *, units: UnitTable | None = None) -> "Amount":
        """The exact amount of a pint quantity of any registry.

        It keeps a unit that the table also has: `kilometer ** 2` is `km2`, `acre` is `acre`, `pound` is `lb`. It
        converts other masses and areas to kg and m2.

        Args:
            quantity: The quantity, with an int or a `Decimal` as its magnitude. A registry that is made with
                `non_int_type=decimal.Decimal` keeps decimals.
            units: A table with further nouns.

        Raises:
            AmountTypeError: The magnitude is a float or an array, or the value is not a pint quantity.
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
            return from_parts(negated(self.value), self.unit, self.hedge, low, high)
        # Zero has no sign, so the hedge of its mirror image depends on the bounds.
        return computed((self.value, low, high), self.unit, (self.hedge, self.hedge))

    def __add__(self, other: "Amount") -> "Amount":
        # Written out instead of calling shared helpers: most programs add more than anything else.
        right, unit = other, self.unit
        if other.__class__ is not Amount or unit != other.unit:
            right = in_unit_of(self, other, "add")
            unit = unit_of_sum(unit, right.unit)
        try:
            value = ADD(self.value, right.value)
            if self.hedge is EXACT and right.hedge is EXACT:
                return from_parts(value, unit, EXACT, value, value)
            low = None if self.low is None or right.low is None else ADD(self.low, right.low)
            high = None if self.high is None or right.high is None else ADD(self.high, right.high)
        except DecimalException:
            raise AmountError(f"{self.value} and {right.value}", OUT_OF_RANGE) from None
        return computed((value, low, high), unit, (self.hedge, right.hedge))

    def __radd__(self, other: int) -> "Amount":
        # sum() starts from the int 0.
        if type(other) is int and other == 0:
            return self
        raise number_without_unit("add", other)

    def __sub__(self, other: "Amount") -> "Amount":
        right = in_unit_of(self, other, "subtract")
        # The difference of two shares is in points.
        unit = "pp" if self.unit == right.unit == "percent" else unit_of_sum(self.unit, right.unit)
        value = exactly(SUBTRACT, self.value, right.value)
        if self.hedge is EXACT and right.hedge is EXACT:
            return from_parts(value, unit, EXACT, value, value)
        low, high = sum_of_ends(self.low, opposite(right.high)), sum_of_ends(self.high, opposite(right.low))
        return computed((value, low, high), unit, (self.hedge, right.hedge))

    def __rsub__(self, other: object) -> "Amount":
        raise number_without_unit("subtract from", other)

    def __mul__(self, other: "Amount | int | Decimal") -> "Amount":
        # Written out as in `__truediv__`: a shared helper would cost one more call for each product.
        if other.__class__ is Amount:
            right = other
            unit, numerator, denominator = multiply(self.unit, right.unit)
        else:
            right = from_parts(*parts_of_number("multiply by", other))
            unit, numerator, denominator = self.unit, _ONE, _ONE
        left_span, right_span = (self.value, self.low, self.high), (right.value, right.low, right.high)
        return computed(
            product(left_span, right_span, numerator, denominator), unit, (self.hedge, right.hedge)
        )

    __rmul__ = __mul__

    def __truediv__(self, other: "Amount | int | Decimal") -> "Amount":
        if other.__class__ is Amount:
            right = other
            unit, numerator, denominator = divide(self.unit, right.unit)
        else:
            right = from_parts(*parts_of_number("divide by", other))
            unit, numerator, denominator = self.unit, _ONE, _ONE
        return _divided(self, right, unit, numerator, denominator)

    def __rtruediv__(self, other: int | Decimal) -> "Amount":
        unit, numerator, denominator = reciprocal(self.unit)
        return _divided(from_parts(*parts_of_number("divide", other)), self, unit, numerator, denominator)


# The slots of a frozen class are set through their descriptors: __attrs_init__ would take twice the time.
_set_value, _set_unit, _set_hedge, _set_low, _set_high = (
    getattr(Amount, name).__set__ for name in ("value", "unit", "hedge", "low", "high")
)
_new = object.__new__


def from_parts(value: Decimal, unit: str, hedge: Hedge, low: Decimal | None, high: Decimal | None) -> Amount:
    """The amount with these parts, which the caller knows to fit each other."""
    amount = _new(Amount)
    _set_value(amount, value)
    _set_unit(amount, unit)
    _set_hedge(amount, hedge)
    _set_low(amount, low)
    _set_high(amount, high)
    return amount


def computed(span: Span, unit: str, hedges: tuple[Hedge, ...]) -> Amount:
    """The amount of a result under the first hedge that fits its bounds, given the hedges of the operands."""
    value, low, high = span
    if low is not None and high is not None and low < value < high:
        # Most results: no other hedge has its number strictly inside.
        return from_parts(value, unit, BETWEEN, low, high)
    return from_parts(*fitted(span, unit, hedges))


def parts_of(amount: Amount) -> Parts:
    """The parts of an amount, as `from_parts` takes them."""
    return amount.value, amount.unit, amount.hedge, amount.low, amount.high


def span_of(amount: Amount) -> Span:
    """The value and the bounds of an amount."""
    return amount.value, amount.low, amount.high


def in_unit_of(left: Amount, right: Amount, operation: str) -> Amount:
    """The right operand in the unit of the left one; added to percent, points stay points."""
    if right.__class__ is Amount and left.unit == right.unit:
        return right
    if not isinstance(right, Amount):
        raise number_without_unit(operation, right)
    if operation in ("add", "subtract") and {left.unit, right.unit} == {"percent", "pp"}:
        return right
    if not is_same_dimension(left.unit, right.unit):
        raise unit_mismatch(operation, left.unit, right.unit)
    return from_parts(*converted(parts_of(right), left.unit))


def _divided(left: Amount, right: Amount, unit: str, numerator: Decimal, denominator: Decimal) -> Amount:
    if not right.value:
        raise AmountDivisionError(str(right))
    left_span, right_span = (left.value, left.low, left.high), (right.value, right.low, right.high)
    return computed(quotient(left_span, right_span, numerator, denominator), unit, (left.hedge, right.hedge))
