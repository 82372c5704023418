"""Errors of values: amounts, printed wording, units, periods, exchange rates."""

from .advice import as_advice, nearest_text, shown
from .base import ExpotradeError, _BrokenRuleError, _CannotDoError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .advice import Advice

_MISMATCHES = {
    "add": "cannot add {right} to {left}",
    "subtract": "cannot subtract {right} from {left}",
    "compare": "cannot compare {left} with {right}",
    "convert": "cannot convert {left} to {right}",
}


class AmountError(_BrokenRuleError, ValueError):
    """A number, or a pair of bounds, that an amount cannot have.

    Args:
        value: What was passed; for bounds their text.
        rule: The rule that it breaks.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.between(20, 10, "percent")
        ... except ex.errors.AmountError as error:
        ...     print(error)
        cannot use '[20..10]': low 20 is greater than high 10
    """

    _sentence = "cannot use {}"


class AmountTypeError(_CannotDoError, TypeError):
    """A type or an operation that amounts do not support: floats, sums with plain numbers, truth values.

    Args:
        doing: What was tried, as in "cannot add".
        value: The value that was passed.
        advice: What to do instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(1.5, "USD")
        ... except ex.errors.AmountTypeError as error:
        ...     print(error.value, "-", *error.advice)
        1.5 - a float has lost the printed digits; pass text or a Decimal, such as Decimal("1.5")
    """


class AmountDivisionError(ExpotradeError, ZeroDivisionError):
    """A division by an amount whose value is zero.

    Args:
        divisor: The amount in canonical notation.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(5, "USD") / ex.Amount(0, "exhibitor")
        ... except ex.errors.AmountDivisionError as error:
        ...     print(error)
        cannot divide by EXACT 0 exhibitor: its value is zero
    """

    def __init__(self, divisor: str) -> None:
        super().__init__(divisor)
        self.divisor = divisor

    def _problem(self) -> str:
        return f"cannot divide by {self.divisor}: its value is zero"


class ParseError(ExpotradeError, ValueError):
    """A text that cannot be read as one figure.

    Args:
        text: The text that was passed.
        unread: The part that was not understood; empty if that is the whole text.
        rule: The rule that it breaks.
        nearest: Known names that are similar, the closest first.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.parse("more than 152 billion yuen")
        ... except ex.errors.ParseError as error:
        ...     print(error.unread, error.nearest)
        yuen ('yen', 'yuan')
    """

    def __init__(self, text: str, unread: str, rule: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(text, unread, rule, nearest)
        self.text = text
        self.unread = unread
        self.rule = rule
        self.nearest = nearest

    def _problem(self) -> str:
        unread = f"{shown(self.unread)} was not read, " if self.unread else ""
        near = nearest_text(self.nearest)
        return f"cannot read {shown(self.text)} as one figure: {unread}{self.rule}{near}"


class UnitMismatchError(ExpotradeError, TypeError):
    """Two units of different dimensions, such as dollars and yuan, or exhibitors and visitors.

    Args:
        operation: What was tried: "add", "subtract", "compare", "convert" and the like.
        left: The code of the first unit.
        right: The code of the second unit.
        advice: What to do instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(5, "USD") + ex.Amount(36, "CNY")
        ... except ex.errors.UnitMismatchError as error:
        ...     print(error)
        cannot add CNY to USD: convert one side first with rates.convert(amount, "USD", on=date)
    """

    def __init__(
        self, operation: str, left: str, right: str, advice: "str | Advice | Iterable[Advice]"
    ) -> None:
        self.operation = operation
        self.left = left
        self.right = right
        self.advice = as_advice(advice)
        super().__init__(operation, left, right, self.advice)

    def _problem(self) -> str:
        sentence = _MISMATCHES.get(self.operation, f"cannot {self.operation} {{left}} and {{right}}")
        return sentence.format(left=self.left, right=self.right)


class PeriodError(_BrokenRuleError, ValueError):
    """A text or a pair of dates that is not a period.

    Args:
        value: The value that was passed.
        rule: The rule that it breaks, with an example that is right.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Period.parse("2024-13")
        ... except ex.errors.PeriodError as error:
        ...     print(error)
        '2024-13' is not a period: there is no month 13; months run from 01 to 12, such as '2019-11'
    """

    _sentence = "{} is not a period"


class PeriodTypeError(ExpotradeError, TypeError):
    """A value of the wrong type where a date, a period or its text is needed.

    Args:
        value: The value that was passed.
        wanted: What to pass instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Period.parse(2024)
        ... except ex.errors.PeriodTypeError as error:
        ...     print(error)
        cannot take 2024 of type int: pass text such as '2024-01/2024-07'
    """

    def __init__(self, value: object, wanted: str) -> None:
        super().__init__(value, wanted)
        self.value = value
        self.wanted = wanted
        drop = "; drop the time of day with .date()" if hasattr(value, "date") else ""
        self.advice = as_advice(f"pass {wanted}{drop}")

    def _problem(self) -> str:
        return f"cannot take {shown(self.value)} of type {type(self.value).__name__}"


class RateError(ExpotradeError, ValueError):
    """A wrong way to ask for exchange rates or a conversion, or to make a table of rates.

    Args:
        problem: What is wrong, as a sentence.
        value: What was passed.
        advice: What to pass instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.total([], unit="CNY", rates="ecb", on="today")
        ... except ex.errors.RateError as error:
        ...     print(error)
        on= must be a date without a time or "own", not 'today': pass on=date, or on="own" for the last day of each item
    """

    def __init__(self, problem: str, value: object, advice: "str | Advice | Iterable[Advice]") -> None:
        self.value = value
        self.advice = as_advice(advice)
        super().__init__(problem, value, self.advice)

    def _problem(self) -> str:
        return str(self.args[0])


class RateNotFoundError(ExpotradeError, LookupError):
    """No rate is known between two currencies on a date, or in a part of a period.

    Args:
        given: The code of the currency to convert from.
        wanted: The code of the currency to convert into.
        on: The date, or the first day of a gap.
        reason: Why there is no rate; `known` completes the sentence.
        known: The nearest day with a rate, or the currencies of the table.

    Example:
        >>> from datetime import date
        >>> import expotrade as ex
        >>> try:
        ...     ex.RateTable.ecb().rate("EUR", "RUB", on=date(2024, 11, 29))
        ... except ex.errors.RateNotFoundError as error:
        ...     print(error.reason, *error.known)
        the rates end before it; the nearest is of 2022-03-01
    """

    def __init__(self, given: str, wanted: str, on: object, reason: str, known: tuple[str, ...]) -> None:
        super().__init__(given, wanted, on, reason, known)
        self.given = given
        self.wanted = wanted
        self.on = on
        self.reason = reason
        self.known = known

    def _problem(self) -> str:
        known = ", ".join(self.known)
        return f"no rate from {self.given} to {self.wanted} on {self.on}: {self.reason} {known}"
