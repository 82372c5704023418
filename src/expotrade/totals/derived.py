"""Shares, values per count and growth, of amounts or of figures; for figures the result cites them."""

from typing import overload

from attrs import field

from .._internal.classes import frozen
from ..amounts import Amount, growth as relative_change
from ..errors import AmountTypeError, TotalError
from ..records import Citation, Figure
from ..records.evidence import period_without_edition
from ..units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


@frozen
class Derived:
    """An amount computed from figures, with the figures and their citations.

    `share`, `per` and `growth` return it if one argument is a figure. `str()` shows the amount and its inputs;
    `f"{derived:short}"` formats the amount.

    Args:
        amount: The result with its bounds, in percent, or in a unit such as USD/economy.
        inputs: The figures and amounts, in the order of the arguments.
        citations: The principal citation of each figure, each once.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> grown = ex.growth(cat.edition("ciie", 6)["deal_value"], cat.edition("ciie", 2)["deal_value"])
        >>> print(grown)
        10.2348 percent (10.2200 to 10.2496), from USD 78.41 billion and USD 71.13 billion
        >>> [citation.source.id for citation in grown.citations]
        ['tdi-2023-11-11', 'inland-2019-12-23']
    """

    amount: Amount = field()
    inputs: tuple[Figure | Amount, ...] = field()
    citations: tuple[Citation, ...] = field()

    def __str__(self) -> str:
        inputs = " and ".join(f"{getattr(source, 'amount', source):short}" for source in self.inputs)
        return f"{self.amount:short}, from {inputs}"

    def __format__(self, spec: str) -> str:
        return format(self.amount, spec) if spec else str(self)

    def cite(self) -> str:
        """The citations of the figures, in one line to paste.

        Example:
            >>> import expotrade as ex
            >>> edition = ex.load_dataset("articles").edition("ciie", 6)
            >>> for line in ex.per(edition["deal_value"], edition["economies"]).cite().split("; "):
            ...     print(line)
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 5
        """
        return "; ".join(citation.cite() for citation in self.citations)


@overload
def share(part: Amount, whole: Amount) -> Amount: ...
@overload
def share(part: Figure, whole: Amount | Figure) -> Derived: ...
@overload
def share(part: Amount, whole: Figure) -> Derived: ...
def share(part: Amount | Figure, whole: Amount | Figure) -> Amount | Derived:
    """The share of a part in a whole, in percent with bounds.

    Args:
        part: The part.
        whole: The whole, of the same dimension and, for figures, the same period; its value must not be zero.

    Returns:
        An amount; a `Derived` with citations if one argument is a figure.

    Raises:
        TotalError: Two figures of different periods.
        UnitMismatchError: Their dimensions differ.
        AmountDivisionError: The whole is zero.
        AmountTypeError: One argument is neither an amount nor a figure.

    Source: definition, part / whole in percent, with the bounds of the quotient.

    Example:
        >>> import expotrade as ex
        >>> found = ex.share(ex.Amount.parse("929,000 tonnes"), ex.Amount.parse("1.426 million tonnes"))
        >>> f"{found:short}"
        '65.1473 percent (65.0893 to 65.2052)'
    """
    if isinstance(part, Figure) and isinstance(whole, Figure):
        times = [period_without_edition(None, figure) for figure in (part, whole)]
        if times[0] != times[1]:
            rule = "part and whole must be of one period"
            raise TotalError(f"the share of {times[0]} in {times[1]}", rule, "take")
    return _derived(_share, part, whole)


@overload
def per(value: Amount, count: Amount) -> Amount: ...
@overload
def per(value: Figure, count: Amount | Figure) -> Derived: ...
@overload
def per(value: Amount, count: Figure) -> Derived: ...
def per(value: Amount | Figure, count: Amount | Figure) -> Amount | Derived:
    """A value divided by a count: per exhibitor, per day, per economy, with bounds.

    Args:
        value: The amount or figure to divide.
        count: The count to divide by, such as exhibitors, days or economies.

    Returns:
        An amount in the unit of the value per unit of the count, such as "USD/exhibitor"; a `Derived` with citations
        if one argument is a figure.

    Raises:
        TotalError: The divisor is not a count.
        AmountDivisionError: The count is zero.
        AmountTypeError: One argument is neither an amount nor a figure.

    Source: definition, value / count, with the bounds of the quotient.

    Example:
        >>> import expotrade as ex
        >>> edition = ex.load_dataset("articles").edition("ciie", 6)
        >>> f"{ex.per(edition['deal_value'], edition['economies']):short}"
        'USD 612.578 million per country or region (612.539 to 612.618 million)'
    """
    return _derived(_per, value, count)


@overload
def growth(new: Amount, old: Amount) -> Amount: ...
@overload
def growth(new: Figure, old: Amount | Figure) -> Derived: ...
@overload
def growth(new: Amount, old: Figure) -> Derived: ...
def growth(new: Amount | Figure, old: Amount | Figure) -> Amount | Derived:
    """The growth from an old amount to a new one, in percent with bounds.

    Args:
        new: The later amount or figure.
        old: The earlier one, of the same dimension and, for figures, over a period of the same length. Its value must
            be positive; a lower bound of zero gives a growth without an upper bound.

    Returns:
        new / old - 1 in percent; a `Derived` with citations if one argument is a figure.

    Raises:
        TotalError: Two figures over periods of different length, such as a year and a part of one.
        AmountError: The old amount is not positive.
        AmountTypeError: One argument is neither an amount nor a figure.
        UnitMismatchError: Their dimensions differ.

    Source: definition. The old amount comes once in new / old - 1, so the bounds are as narrow as they can be.

    Example:
        >>> import expotrade as ex
        >>> change = ex.growth(ex.Amount.parse("$78.41 billion"), ex.Amount.parse("US$71.13 billion"))
        >>> f"{change:short}"
        '10.2348 percent (10.2200 to 10.2496)'
    """
    if isinstance(new, Figure) and isinstance(old, Figure):
        periods = [figure.period for figure in (new, old) if figure.period is not None]
        if len(periods) == 2 and len({period.length for period in periods}) > 1:
            rule = "a part of a year is not compared with a year: pass figures over periods of one length"
            raise TotalError(f"the growth from {periods[1]} to {periods[0]}", rule, "take")
    return _derived(relative_change, new, old)


def _share(part: Amount, whole: Amount) -> Amount:
    _check_amounts(part, whole)
    part.compare(whole)  # refuses another dimension with what to do
    return (part / whole).to("percent")


def _per(value: Amount, count: Amount) -> Amount:
    _check_amounts(value, count)
    if not UnitTable.builtin().is_counted(count.unit):
        rule = "the divisor is a count, such as exhibitors, days or economies"
        raise TotalError(f"a value per {count.unit}", rule, "take")
    return value / count


def _derived(
    operation: "Callable[[Amount, Amount], Amount]", left: Amount | Figure, right: Amount | Figure
) -> Amount | Derived:
    """The result of an operation on two amounts, with the figures that it is computed from."""
    amounts = [value.amount if isinstance(value, Figure) else value for value in (left, right)]
    amount = operation(amounts[0], amounts[1])
    figures = [value for value in (left, right) if isinstance(value, Figure)]
    if not figures:
        return amount
    return Derived(amount, (left, right), tuple(dict.fromkeys(figure.citations[0] for figure in figures)))


def _check_amounts(*values: object) -> None:
    for value in values:
        if not isinstance(value, Amount):
            raise AmountTypeError("take a share or a value per count of", value, "pass amounts or figures")
