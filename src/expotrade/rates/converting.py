"""Converts the amounts of one request into its unit, at its rates, on its day."""

from datetime import date, datetime

from attrs import field

from .._internal.classes import frozen, is_day
from ..amounts import Amount
from ..errors import RateError, UnitMismatchError
from ..errors.advice import Advice, passing, shown
from ..units import UnitTable, is_same_dimension
from .results import Conversion
from .table import RateTable, rate_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    On = date | Literal["own"] | None


# The advice to pass rates and their day.
WITH_RATES = (passing(rates='"ecb"', on='"own"'), passing("for the rates of one day", on="date"))
# The advice to say of which day the rates are.
_OF_A_DAY = (passing(on="date"), passing("for the last day of each item", on='"own"'))


@frozen
class Conversions:
    """The validated arguments unit, rates and on; `asked` makes it before anything is computed.

    Args:
        unit: The code of the unit to convert into; None leaves each amount in its own unit.
        rates: The rates for money in other currencies.
        on: The day of the rates, or "own" for the last day of each item.
    """

    unit: str | None = field()
    rates: RateTable | None = field()
    on: "On" = field()

    @classmethod
    def asked(
        cls,
        unit: str | None,
        rates: "RateTable | Literal['ecb'] | None",
        on: "On",
        *,
        units: UnitTable | None = None,
    ) -> "Conversions":
        """The arguments of a function, validated.

        Args:
            unit: A known name of the unit, or None.
            rates: A table, "ecb" or None.
            on: A date, "own" or None.
            units: A table with further nouns.

        Raises:
            RateError: The three do not fit together, or `on` is not a date; it says what to pass.
            ArgumentError: The rates are not a table.
            UnknownNameError: The unit is not known.
        """
        table = UnitTable.builtin() if units is None else units
        code = None if unit is None else table.resolve(unit)
        if rates is None and on is None:
            return cls(code, None, None)
        if on is not None and on != "own" and not is_day(on):
            drop = (Advice("drop the time of day with .date()"),) if isinstance(on, datetime) else ()
            problem = f'on= must be a date without a time or "own", not {shown(on)}'
            raise RateError(problem, on, drop or _OF_A_DAY)
        asked = rate_table(rates)
        if asked is None:
            advice = (passing(rates='"ecb"'), Advice("another RateTable"), Advice("leave on= out"))
            raise RateError("on= converts nothing without exchange rates", on, advice)
        if on is None:
            raise RateError("exchange rates need a date", on, _OF_A_DAY)
        if code is None:
            raise RateError("exchange rates need a currency to convert into", unit, passing(unit='"USD"'))
        if not table.is_currency(code):
            to_drop = Advice("leave rates= and on= out")
            raise RateError(f"exchange rates convert money only, not {code}", unit, to_drop)
        return cls(code, asked, on)

    def takes(self, amount: Amount) -> bool:
        """Whether an amount can be converted into the unit."""
        return self.unit is None or is_same_dimension(amount.unit, self.unit) or self.needs_rate(amount)

    def needs_rate(self, amount: Amount) -> bool:
        """Whether an amount is money in another currency, and rates were passed."""
        is_money, unit = UnitTable.builtin().is_currency, self.unit
        if self.rates is None or unit is None or amount.unit == unit:
            return False
        return is_money(amount.unit) and is_money(unit)

    def day(self, own: date | None) -> date | None:
        """The day of the rate for an amount whose item has the last day `own`."""
        return own if self.on == "own" else self.on if isinstance(self.on, date) else None

    def convert(self, amount: Amount, own: date | None, whose: str) -> Amount | Conversion:
        """An amount in the unit: as it is, scaled within its dimension, or converted by a rate.

        Args:
            amount: The amount.
            own: The last day of its item; None if it is not known.
            whose: The name of the item in messages.

        Raises:
            UnitMismatchError: The amount counts something else than the unit.
            RateError: Money of another currency, without rates or without a day.
            RateNotFoundError: No rate is known for the day.
            AmountError: The result is out of the range of numbers.
        """
        unit = self.unit
        if unit is None or amount.unit == unit:
            return amount
        if is_same_dimension(amount.unit, unit):
            return amount.to(unit)
        is_money = UnitTable.builtin().is_currency
        if not (is_money(amount.unit) and is_money(unit)):
            raise UnitMismatchError(
                "convert", amount.unit, unit, f"{whose} counts something else; leave it out"
            )
        if self.rates is None:
            problem = f"cannot express {amount.unit} in {unit} without exchange rates"
            raise RateError(problem, amount.unit, WITH_RATES)
        day = self.day(own)
        if day is None:
            raise RateError(f"{whose} has no day of its own for a rate", amount.unit, passing(on="date"))
        return self.rates.convert(amount, unit, on=day)
