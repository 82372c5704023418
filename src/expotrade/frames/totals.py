"""Totals over frames of any engine, exact, with bounds, dated rates, and what they leave out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from attrs import field

from .._internal.classes import frozen
from ..errors import TotalError
from ..rates import RateTable
from ..units import UnitTable
from .engines import CELL_DIGITS, Held, cell_type, check_columns, check_types, narwhals
from .exact import MOST_DIGITS, cast, floored, in_parts, number, power, whole
from .factors import ENDS, LIMB, Factors, rate_factors, unit_factors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeVar

    from .engines import Beside, Expr, Lazy

    F = TypeVar("F")
    On = date | Literal["own"] | None

# A whole number of so many digits times one of twelve has at most 38.
FACTOR_DIGITS = 25
_REACH = 9e24  # parts of the last place, in a value and its bounds together
_MOST_PLACES = 9
STATED = ("stated_value", "stated_low", "stated_high")
_CELLS = (*ENDS, *STATED)
_STATED_TWICE = (
    "cannot total rows of one group that state a growth twice: leave one row of each group to state it"
)
_COLUMNS = ("value", "low", "high", "unit", "period_end")
_COUNTS = ("rows", "without_value")
_RATE_COUNTS = ("without_rate", "without_date")
_NOT_BY = (*ENDS, *_COUNTS, *_RATE_COUNTS, "first_rate_date", "last_rate_date", "rate_source")
_OF_RATE = ("given_unit", "rate", "rate_date", "given_value")
# The columns to group by that are made of the date where the frame has no column of the name.
_OF_DATE = ("year", "month")


def total(
    frame: "F",
    *,
    by: str | Sequence[str] = (),
    unit: str | None = None,
    rates: RateTable | None = None,
    on: "On" = None,
    columns: Mapping[str, str] | None = None,
    places: int = 6,
    each_rate: bool = False,
) -> "F":
    """Sums of value, lower and upper bound by group and unit, and beside each what it leaves out.

    The same call on a frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis or PySpark; a lazy frame gives a lazy one.
    It adds what it is given: take out beforehand the rows that are part of others, such as January to July beside the
    year, and rows of another metric. `expotrade.total` finds such overlaps among the records of a catalog.

    Without `unit`, each unit has its row. With it, units of its dimension are converted exactly, and currencies if
    `rates` and `on` are given: the rows of a currency and a day are added first and then converted once.

    Args:
        frame: Rows with `value`, `low`, `high` (decimals or whole numbers, null where it is not disclosed or open) and
            `unit` (codes). Rates of each row's own day need `period_end`, and so does grouping by year or month.
        by: The columns to group by; "year" and "month" (202411) are made of `period_end` if the frame has none.
        unit: The one unit that is wanted, by any known name.
        rates: The rate table for money in other currencies; it needs `unit` and `on`.
        on: The date of the rates, or "own" for the last day of each row's period.
        columns: What the frame calls its columns, by our names: `{"value": "usd", "low": "usd", "high": "usd"}` for
            exact values without bounds of their own.
        places: The decimal places of a converted sum, 0 to 9. Bounds are rounded outwards, the value to the nearest.
        each_rate: A row for each rate in a group, for whoever has to check them.

    Returns:
        A frame of the same kind; an eager one is sorted. It has these columns.

        - those of `by`, then `unit`
        - `value`, `low`, `high`: the sums; `low` or `high` is null where that end of any row is open, all three are
          null where no row is counted
        - `rows`: how many rows are counted; `without_value`: how many have no value
        - with rates `without_rate` and `without_date`: how many have a value and no rate, or no day; `first_rate_date`
          and `last_rate_date`: the days of the rates; `rate_source`: who says so
        - with `each_rate` instead of these two: `given_unit`, `rate`, `rate_date` and `given_value`, the sum before

        Sums that need no conversion are exact, in the decimal places of the frame. Cells have at most 28 digits, and
        converted sums 25: more is an error, never a wrong sum.

    Raises:
        FrameError: A column is missing or holds something else, such as floats; a unit is null.
        TotalError: It cannot be totalled as asked: rates without `on`, currencies without rates, a unit of another
            dimension. Where a lazy frame only shows it when it is computed, the engine's error says the same words.
        MissingExtraError: The extra `frames` is not installed.
        UnknownNameError: The unit is not known.

    Example:
        >>> from decimal import Decimal
        >>> import polars as pl
        >>> from expotrade import frames
        >>> flows = pl.DataFrame({
        ...     "partner": ["TH", "TH", "VN"], "unit": ["USD", "USD", "USD"],
        ...     "value": [Decimal("1.5"), Decimal("2.25"), None],
        ...     "low": [Decimal("1.5"), Decimal("2.25"), None], "high": [Decimal("1.5"), None, None]})
        >>> frames.total(flows, by="partner").rows()
        [('TH', 'USD', Decimal('3.75'), Decimal('3.75'), None, 2, 0), ('VN', 'USD', None, None, None, 0, 1)]
    """
    asked = asked_for(by, unit, rates, on, columns, places, each_rate=each_rate)
    held = Held(frame, "total")
    answer: F = held.back(settled(asked.of(held), held, asked.by))  # type: ignore[assignment]
    return answer


def asked_for(
    by: str | Sequence[str],
    unit: str | None,
    rates: RateTable | None,
    on: "On",
    columns: Mapping[str, str] | None,
    places: int,
    *,
    each_rate: bool = False,
    carried: Mapping[str, str] | None = None,
) -> "Asked":
    """What was asked for, once it makes sense without the frame."""
    target = None if unit is None else UnitTable.builtin().resolve(unit)
    keys = (by,) if isinstance(by, str) else tuple(by)
    if not (on is None or on == "own" or (isinstance(on, date) and not isinstance(on, datetime))):
        raise TotalError(
            f"on {on!r}", 'pass on=date without a time, or on="own" for the last day of each row'
        )
    if rates is not None and on is None:
        raise TotalError("with rates", 'say of which date: on=date, or on="own" for the last day of each row')
    if rates is not None and target is None:
        raise TotalError("with rates", 'say in which currency: unit="USD"')
    if rates is not None and not UnitTable.builtin().is_currency(target or ""):
        raise TotalError(f"in {target} with rates", "only money has a rate of exchange: leave rates= out")
    if each_rate and rates is None:
        raise TotalError("by each rate", "pass rates=, unit= and on=")
    if places not in range(_MOST_PLACES + 1):
        raise TotalError(f"to {places!r} places", f"pass 0 to {_MOST_PLACES}")
    taken = sorted({*_NOT_BY, *(_OF_RATE if each_rate else ()), *(["unit"] if target else [])} & {*keys})
    if taken:
        raise TotalError(f"by {taken[0]!r}", "the answer has a column of its own with this name")
    names = {name: name for name in _COLUMNS}
    for ours, theirs in (columns or {}).items():
        if ours not in names:
            raise TotalError(f"with a column {ours!r}", f"the columns are called {', '.join(names)}")
        names[ours] = theirs
    factors = None
    if target is not None:
        day = on if isinstance(on, date) else None
        factors = (
            unit_factors(target) if rates is None else rate_factors(rates, target, day, is_shown=each_rate)
        )
    keys = tuple(dict.fromkeys(key for key in keys if key != "unit"))
    return Asked(keys, target, factors, names, places, each_rate, dict(carried or {}))


@frozen
class Asked:
    """How a total was asked for.

    Args:
        by: The columns to group by, without the unit.
        target: The unit that is wanted.
        factors: What converts into it.
        names: What the frame calls our columns.
        places: The decimal places of what is converted.
        each_rate: Whether each rate has its row.
        carried: The columns of a stated growth that go along, by our names.
    """

    by: tuple[str, ...] = field()
    target: str | None = field()
    factors: Factors | None = field()
    names: dict[str, str] = field()
    places: int = field()
    each_rate: bool = field()
    carried: dict[str, str] = field()

    def of(self, held: Held) -> "Lazy":
        """The totals of a frame, with a column `__refused` that says why a row is none."""
        schema = held.frame.collect_schema()
        made = [key for key in self.by if key in _OF_DATE and key not in schema]
        is_daily = self.factors is not None and self.factors.is_daily
        needed = [name for name in _COLUMNS if name != "period_end" or is_daily or made]
        named = {name: self.names[name] for name in needed} | self.carried
        wanted = [*named.values(), *(key for key in self.by if key not in made)]
        check_columns(schema, wanted)
        held.taken(list(dict.fromkeys(wanted)))
        schema = held.frame.collect_schema()
        check_types(schema, named)
        cells = {name: cell_type(schema[column]) for name, column in named.items() if name in _CELLS}
        # Days tell their years, which need not be found row by row then.
        later = made if is_daily else []
        scale = max(cells[end][1] for end in ENDS)
        # How many cells there were before they were cast.
        told = "__rows" if cells["value"][0] else "__told"
        with held.telling():
            summed = self._summed(held, cells, made, is_daily=is_daily)
            if self.factors is None:
                return held.whole(summed, lambda frame, _: self._plain(frame, scale, told))
            return held.whole(
                summed, lambda frame, beside: self._converted(frame, beside, scale, told, later)
            )

    def _summed(
        self, held: Held, cells: "dict[str, tuple[bool, int]]", made: list[str], *, is_daily: bool
    ) -> "Lazy":
        """The sums of each group, unit and, for rates of their own day, day."""
        nw = narwhals()
        name = self.names
        is_cast = not cells["value"][0]
        kept = [key for key in self.by if key not in made]

        def by_row(frame: "Lazy") -> "Lazy":
            is_told = ~nw.col(name["value"]).is_null()
            columns = {"__unit": nw.col(name["unit"]).cast(nw.String)}
            if is_cast:
                columns["__told"] = nw.col(name["value"])
            for end in ENDS:
                is_narrow, places = cells[end]
                cell = nw.col(name[end])
                exact = cell if is_narrow else cast(cell, CELL_DIGITS, places)
                columns[f"__{end}"] = exact if name[end] == name["value"] else nw.when(is_told).then(exact)
            for stated, theirs in self.carried.items():
                columns[stated] = cast(nw.col(theirs), MOST_DIGITS - 1, max(cells[one][1] for one in STATED))
            day = nw.col(name["period_end"]).cast(nw.Date)
            dated = {"__day": day} if is_daily else {key: _of_day(key, day) for key in made}
            return frame.select(*kept, **columns, **dated)

        keys = [*kept, "__unit", *(["__day"] if is_daily else made)]
        summed: Lazy = (
            held.by_row(by_row)
            .group_by(keys)
            .agg(
                *(nw.col(f"__{end}").sum() for end in ENDS),
                nw.col("__value").count().alias("__rows"),
                nw.col("__low").count().alias("__lows"),
                nw.col("__high").count().alias("__highs"),
                *([nw.col("__told").count()] if is_cast else []),
                nw.len().alias("__all"),
                *(nw.col(stated).max() for stated in self.carried),
                # How many rows state a growth.
                *(nw.col(stated).count().alias("__stated") for stated in [*self.carried][:1]),
            )
        )
        return summed

    def _plain(self, frame: "Lazy", scale: int, told: str) -> "Lazy":
        """The sums as they are, one row a unit."""
        nw = narwhals()
        made: Lazy = frame.with_columns(**_counts("__rows", "__lows", "__highs", told, "__all")).select(
            *self.by,
            nw.col("__unit").alias("unit"),
            **{end: cast(_if_whole(end), MOST_DIGITS, scale) for end in ENDS},
            rows=nw.col("__rows"),
            without_value=nw.col("__all") - nw.col(told),
            **{stated: nw.col(stated) for stated in self.carried},
            __refused=self._refusal(told),
        )
        return made

    # The steps below are few, and each takes along only what the next ones need: some engines look at all the columns
    # of a frame at each step, and that alone would take longer than the sums of a million rows.

    def _converted(
        self, frame: "Lazy", beside: "Beside", scale: int, told: str, later: "Sequence[str]"
    ) -> "Lazy":
        """The sums in the wanted unit."""
        nw = narwhals()
        factors = self.factors
        assert factors is not None
        keys = ["__unit", *(["__day"] if factors.is_daily else [])]
        along = [*self.by, *keys, *self.carried, *(["__stated"] if self.carried else [])]
        frame = frame.select(
            *(name for name in along if name not in later),
            **{key: _of_day(key, nw.col("__day")) for key in later},
            **{f"__{end}": _if_whole(end) for end in ENDS},
            **_counts("__rows"),
            __untold=nw.col("__all").cast(nw.Int64) - nw.col(told).cast(nw.Int64),
            __refused=self._refusal(told),
        )
        frame = frame.select(
            *along,
            *(["__value"] if self.each_rate else []),
            *("__rows", "__untold", "__refused"),
            **{f"__{end}_parts": self._parts(nw.col(f"__{end}"), end, scale) for end in ENDS},
            # Of the sums themselves: some engines answer null where a cast fails.
            __reach=nw.sum_horizontal(*(nw.col(f"__{end}").cast(nw.Float64).abs() for end in ENDS)),
        )
        frame = frame.join(beside(factors.table), on=keys, how="left")
        is_own = nw.col("__unit") == self.target
        one, none = number(1, LIMB, factors.places), number(0, LIMB, LIMB)
        names = factors.names
        products = {}
        for end in ENDS:
            parts = nw.col(f"__{end}_parts")
            for part, own in (("times", one), ("more", none)):
                chosen = nw.col(names[end, part])
                other = names["high" if end == "low" else "low", part]
                if end != "value" and other != names[end, part]:
                    chosen = nw.when(parts >= 0).then(chosen).otherwise(nw.col(other))
                products[f"__{end}_by_{part}"] = parts * nw.when(is_own).then(own).otherwise(chosen)
        is_known = is_own | ~nw.col(names["value", "times"]).is_null()
        is_dated = ~nw.col("__day").is_null() if factors.is_daily else nw.lit(True)
        rows = nw.col("__rows")
        frame = frame.select(
            *(name for name in along if name not in keys),
            *(["__unit", "__value", "__rate", "__rate_date"] if self.each_rate else []),
            *("__untold", "__refused", "__reach"),
            **products,
            unit=nw.lit(self.target),
            __counted=nw.when(is_known).then(rows).otherwise(nw.lit(0)),
            __without_rate=nw.when(~is_known & is_dated).then(rows).otherwise(nw.lit(0)),
            __without_date=nw.when(~is_known & ~is_dated).then(rows).otherwise(nw.lit(0)),
            __used=nw.when(rows > 0).then(nw.col("__rate_date")),
        )
        return self._regrouped(frame, factors, scale)

    def _parts(self, column: "Expr", end: str, scale: int) -> "Expr":
        """A sum as a whole number of parts of the last place; what has more places is rounded outwards."""
        if scale <= self.places:
            return in_parts(column, scale, self.places, FACTOR_DIGITS)
        digits = MOST_DIGITS - 2 - self.places
        return whole(cast(column, digits, scale) * power(self.places), end, scale, FACTOR_DIGITS)

    def _regrouped(self, frame: "Lazy", factors: Factors, scale: int) -> "Lazy":
        """The sums of a group over its units and days."""
        nw = narwhals()
        extra = ["__unit", "__rate", "__rate_date"] if self.each_rate else []
        frame = frame.group_by([*self.by, "unit", *extra]).agg(
            *(nw.col(f"__{end}_by_{part}").sum() for end in ENDS for part in ("times", "more")),
            # A product is null where a row of its sum has none, and where no row is counted.
            *(nw.col(f"__{end}_by_times").count().alias(f"__{end}s") for end in ENDS),
            *(nw.col(f"__{name}").sum() for name in ("counted", "untold", "without_rate", "without_date")),
            nw.col("__reach").sum(),
            *([nw.col("__value").sum()] if self.each_rate else []),
            nw.col("__used").min().alias("__first"),
            nw.col("__used").max().alias("__last"),
            nw.col("__refused").max(),
            *(nw.col(stated).max() for stated in self.carried),
            *([nw.col("__stated").sum()] if self.carried else []),
        )
        floors = {
            f"__{end}_floor": floored(nw.col(f"__{end}_by_times"), MOST_DIGITS - 2 - self.places)
            for end in ENDS
        }
        frame = frame.with_columns(
            **floors, **_counts("__counted", "__untold", "__without_rate", "__without_date")
        )
        is_counted = nw.col("__counted") > 0
        told: dict[str, Expr] = {}
        for end in ENDS:
            is_whole = is_counted & (nw.col(f"__{end}s") == nw.col("__values"))
            told[end] = nw.when(is_whole).then(self._brought_down(end, factors.places))
        told["rows"] = nw.col("__counted")
        told["without_value"] = nw.col("__untold")
        if factors.source is not None:
            told["without_rate"] = nw.col("__without_rate")
            told["without_date"] = nw.col("__without_date")
            if self.each_rate:
                told["given_unit"] = nw.col("__unit")
                told["given_value"] = nw.when(is_counted).then(cast(nw.col("__value"), MOST_DIGITS, scale))
                told["rate"] = nw.col("__rate")
                told["rate_date"] = nw.col("__rate_date")
            else:
                told["first_rate_date"] = nw.col("__first")
                told["last_rate_date"] = nw.col("__last")
            told["rate_source"] = nw.lit(factors.source)
        beyond = nw.lit("cannot total as asked: a converted sum has more than 24 digits; pass fewer places=")
        refused = (
            nw.when(nw.col("__reach") > _REACH / 10**self.places).then(beyond).otherwise(nw.col("__refused"))
        )
        if self.carried:
            refused = nw.when(nw.col("__stated") > 1).then(nw.lit(_STATED_TWICE)).otherwise(refused)
        told |= {stated: nw.col(stated) for stated in self.carried}
        made: Lazy = frame.select(*self.by, "unit", **told, __refused=refused)
        return made

    def _brought_down(self, end: str, places: int) -> "Expr":
        """The two sums of products of an end as one number in the wanted places, rounded once."""
        digits = MOST_DIGITS - 2 - self.places
        floor = narwhals().col(f"__{end}_floor")
        # What is left over, in the last places of the factors.
        times = cast(narwhals().col(f"__{end}_by_times"), MOST_DIGITS - 1, places)
        rest = cast(times - cast(floor, MOST_DIGITS - 1, places), 2 * LIMB, places)
        rest = cast(rest * power(places), MOST_DIGITS - 1, LIMB)
        rest = cast(
            rest + cast(narwhals().col(f"__{end}_by_more"), MOST_DIGITS - 1, LIMB), MOST_DIGITS - 1, LIMB
        )
        way = end
        if end == "value":
            rest, way = rest + number(Decimal(10**places) / 2, MOST_DIGITS - 1, LIMB), "low"
        rest = whole(rest, way, LIMB, FACTOR_DIGITS + 1)
        if places:
            rest = whole(rest * power(-places), way, places, digits)
        made = cast(cast(floor, digits) + cast(rest, digits), digits + 1)
        return cast(made * power(-self.places) if self.places else made, MOST_DIGITS, self.places)

    def _refusal(self, told: str) -> "Expr":
        """Why a group cannot be totalled as asked, or an empty text."""
        nw = narwhals()
        unit = nw.col("__unit")
        text = nw.lit("")
        if self.factors is not None:
            rule = "it measures something else; total it apart"
            if self.factors.source is None and UnitTable.builtin().is_currency(self.target or ""):
                rule = 'currencies meet only through rates: pass rates= and on=date, or on="own"'
            strange = nw.concat_str(
                nw.lit("cannot total "),
                unit.fill_null(""),
                nw.lit(f" in {self.target}: {rule}"),
                separator="",
            )
            text = nw.when(unit.is_in(sorted(self.factors.units))).then(text).otherwise(strange)
        if self.carried:
            text = nw.when(nw.col("__stated") > 1).then(nw.lit(_STATED_TWICE)).otherwise(text)
        if told != "__rows":
            # Only an engine that answers null where a cast fails comes here with fewer.
            lost = nw.lit("cannot total as asked: a cell has more than 28 digits")
            text = nw.when(nw.col(told) != nw.col("__rows")).then(lost).otherwise(text)
        null = nw.lit("cannot total rows without a unit: fill the column of units, or leave such rows out")
        made: Expr = nw.when(unit.is_null()).then(null).otherwise(text)
        return made


def settled(frame: "Lazy", held: Held, by: "Sequence[str]") -> "Lazy":
    """The totals without the column of refusals: what it says is an error, at once or when it is computed."""
    nw = narwhals()
    if not held.is_eager:
        text = nw.when(nw.col("__refused") == "").then(nw.lit("0")).otherwise(nw.col("__refused"))
        # The one way to an error that every engine has: a text that is no number, which says why.
        rows = nw.col("rows") + text.cast(nw.Int64)
        names = [name for name in frame.collect_schema().names() if name != "__refused"]
        lazy: Lazy = frame.select(*(rows if name == "rows" else nw.col(name) for name in names))
        return lazy
    with held.telling():
        made = frame.collect()
    refused = sorted({text for text in made["__refused"].to_list() if text})
    if refused:
        asked, _, rule = refused[0].removeprefix("cannot total ").partition(": ")
        raise TotalError(asked, rule)
    names = [name for name in (*by, "unit", "given_unit", "rate_date") if name in made.columns]
    made = made.drop("__refused").sort(*names, nulls_last=True)
    return made.lazy()


def _of_day(key: str, day: "Expr") -> "Expr":
    """The year of a day, or its month as a number such as 202411."""
    nw = narwhals()
    year: Expr = day.dt.year().cast(nw.Int64)
    return year if key == "year" else year * 100 + day.dt.month().cast(nw.Int64)


def _counts(*names: str) -> "dict[str, Expr]":
    """Counts as whole numbers: some engines count in others."""
    nw = narwhals()
    return {name: nw.col(name).cast(nw.Int64) for name in names}


def _if_whole(end: str) -> "Expr":
    """The sum of one end, null where a row that is counted has none, or where none is counted."""
    nw = narwhals()
    is_whole = nw.col("__rows") > 0
    if end != "value":
        is_whole &= nw.col(f"__{end}s") == nw.col("__rows")
    made: Expr = nw.when(is_whole).then(nw.col(f"__{end}"))
    return made
