"""One exchange rate, and one conversion with the rate that it used."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import NEAREST
from ..amounts import Amount, Hedge
from ..periods import Period

# Bounds that differ by less than this factor differ only because the rate was rounded to fifty digits.
_ROUNDING_ONLY = Decimal("1.00000000000000000001")
_SIX_DIGITS = Context(prec=6, rounding=ROUND_HALF_EVEN, traps=[])
# Inside the class, the field `date` hides the type.
_Date = date


@frozen(kw_only=True)
class Rate:
    """One exchange rate: its value, its day and its source.

    Args:
        amount: How much of the wanted currency one unit of the given one is, such as 0.1381 in the unit USD/CNY.
        date: The day of the rate; for a mean the last day.
        source: The source of the rate.
        over: For a mean, its period.
        days: For a mean, the number of days; else 1.

    Example:
        >>> import expotrade as ex
        >>> from datetime import date
        >>> rate = ex.RateTable.ecb().rate("EUR", "CNY", on=date(2024, 11, 30))
        >>> print(rate.amount, rate.date)
        EXACT 7.6484 CNY/EUR 2024-11-29
    """

    amount: Amount = field()
    date: _Date = field()
    source: str = field()
    over: Period | None = field(default=None)
    days: int = field(default=1)

    @property
    def value(self) -> "Decimal":
        """How much of the wanted currency one unit of the given one is, as a number.

        Example:
            >>> import expotrade as ex
            >>> from datetime import date
            >>> ex.RateTable.ecb().rate("EUR", "CNY", on=date(2024, 11, 29)).value
            Decimal('7.6484')
        """
        return self.amount.value

    def cite(self) -> str:
        """The rate in a line: its value, its day or days, and its source.

        Example:
            >>> import expotrade as ex
            >>> from datetime import date
            >>> ex.RateTable.ecb().rate("USD", "CNY", on=date(2024, 11, 30)).cite()
            'CNY 7.24143 per USD, 2024-11-29. Source: ECB statistics'
        """
        when = f"{self.date}" if self.over is None else f"mean of {self.days} days in {self.over}"
        return f"{_as_shown(self.amount):short}, {when}. {self.source}"


@frozen(kw_only=True)
class Conversion:
    """An amount in another currency, with what it was computed from.

    Args:
        original: The amount in its own currency.
        amount: The amount in the wanted currency, with bounds.
        rate: The rate that was used.

    Example:
        >>> import expotrade as ex
        >>> from datetime import date
        >>> conversion = ex.RateTable.ecb().convert(
        ...     ex.Amount.parse("more than 152 billion yuan"), "USD", on=date(2024, 11, 30))
        >>> conversion.amount.hedge, conversion.rate.date.isoformat()
        (Hedge.MORE_THAN, '2024-11-29')
    """

    original: Amount = field()
    amount: Amount = field()
    rate: Rate = field()

    def __str__(self) -> str:
        if self.original.unit == self.amount.unit:
            return f"{self.original:short} ({self.rate.source})"
        return f"{self.original:short} = {self.amount:short} ({self.rate.cite()})"


def _as_shown(rate: Amount) -> Amount:
    """The rate without bounds that differ in the fiftieth digit only, which tell a reader nothing."""
    low, high = rate.low, rate.high
    if low is None or high is None or NEAREST.multiply(low, _ROUNDING_ONLY) < high:
        return rate
    value = rate.value if low == high else _SIX_DIGITS.plus(rate.value)
    return Amount(value, rate.unit, hedge=Hedge.ROUNDED)
