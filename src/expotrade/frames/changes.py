"""Growth over frames of any engine, with bounds, and the test of a stated growth."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import field

from .._internal.classes import frozen
from ..errors import TotalError
from ..rates import RateTable
from ..units import UnitTable
from .engines import EngineFrame, narwhals
from .exact import DIVISOR_DIGITS, MOST_DIGITS, cast, number, power, wide, with_quotient
from .factors import ENDS, PART_DIGITS
from .request import STATED, TotalRequest, total_request
from .sums import totals_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, TypeVar

    from .engines import DType, Expr, Lazy
    from .request import On
    from .rivals import Rivals

    F = TypeVar("F")
    Than = Literal["previous", "year_earlier"]

_CONVERTED_PLACES = 6
_MOST_PLACES = 6
_GROWTH_COLUMNS = ("growth", "growth_low", "growth_high", "previous_value", "previous_low", "previous_high")


def growth(
    frame: "F",
    *,
    by: str | Sequence[str] = (),
    over: str = "year",
    than: "Than" = "previous",
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    columns: Mapping[str, str] | None = None,
    places: int = 4,
    rivals: "Rivals" = "warn",
    units: UnitTable | None = None,
) -> "F":
    """The growth of each group from one year or month to the next, in percent with bounds.

    Rows are totalled first, as `total` does, so the frame may contain flows or totals. The growth is null if a group
    has no row in the earlier year, and where the earlier value or its lower bound is not above zero. It is also null
    where a column of `by` or the time is null: such rows are totalled together, but may not belong together.

    Args:
        frame: Rows as for `total`.
        by: The columns to group by.
        over: The column of the time: "year", "month" (202411), or any column of whole numbers that count by one.
        than: "previous" compares with the year or month before; for months, "year_earlier" compares with the same month
            of the year before.
        unit: As for `total`, and so are the next three.
        rates: The rate table for money in other currencies.
        on: The date of the rates, or "own".
        columns: The frame's own names of its columns.
        places: The decimal places of the percentages, 0 to 6. They are rounded once: the value to the nearest and a
            half to the even one, the bounds outwards.
        rivals: As for `total`, and so is `units`.
        units: A table with further nouns.

    Returns:
        A frame of the same kind with the columns of `by`, `unit` and `over`; `value`, `low`, `high`; the same of the
        earlier time as `previous_value`, `previous_low`, `previous_high`; `growth`, `growth_low`, `growth_high` in
        percent, null if they are open, cannot be computed, or have more than eleven digits.

    Raises:
        FrameError: A column is missing or holds something else.
        TotalError: It cannot be computed as asked.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        MissingExtraError: The extra `frames` is not installed.
        UnknownNameError: The unit is not known.

    Warns:
        RivalsWarning: Several rows of one record, metric and period are added.

    Source: definition, new / old - 1, with the bounds of the quotient, as `expotrade.growth` computes it.

    Example:
        >>> from decimal import Decimal
        >>> import polars as pl
        >>> from expotrade import frames
        >>> value = [Decimal(200), Decimal(210)]
        >>> flows = pl.DataFrame({"year": [2023, 2024], "unit": "USD", "value": value, "low": value, "high": value})
        >>> frames.growth(flows)["growth"].to_list()
        [None, Decimal('5.0000')]
    """
    total = TotalArguments(unit, rates, on, columns, rivals, units)
    request, engine = _request_over_time(
        frame, by, over, than, total, places, "take the growth of", _GROWTH_COLUMNS
    )
    grown = _grown(request, engine, over, than, places)
    result: F = to_answer(grown, engine, request)  # type: ignore[assignment]
    return result


def check_growth(
    frame: "F",
    *,
    by: str | Sequence[str] = (),
    over: str = "year",
    than: "Than" = "previous",
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    columns: Mapping[str, str] | None = None,
    places: int = 4,
    rivals: "Rivals" = "warn",
    units: UnitTable | None = None,
) -> "F":
    """Check whether the growth that rows state agrees with the values of the frame.

    Args:
        frame: Rows as for `total`, with `stated_value`, `stated_low` and `stated_high`: the growth in percent that is
            stated beside the value, null if no growth is stated.
        by: As for `growth`, and so are the others.
        over: The column of the time.
        than: The time that the growth compares with.
        unit: The unit.
        rates: The rate table.
        on: The date of the rates, or "own".
        columns: The frame's own names of its columns, also of the three of the stated growth.
        places: The decimal places of the computed percentages.
        rivals: As for `total`, and so is `units`.
        units: A table with further nouns.

    Returns:
        A frame of the same kind with a row for each stated growth. It has the columns of `by`, `unit`, `over`,
        the stated growth, the computed `growth`, `growth_low`, `growth_high`, and `verdict`: "disagrees" only if the
        bounds of the two share no point, "agrees" if they share one and the computed growth lies within the stated
        bounds, "undecided" for anything else, a missing figure included.

    Raises:
        FrameError: A column is missing or holds something else.
        TotalError: It cannot be computed as asked.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        MissingExtraError: The extra `frames` is not installed.
        UnknownNameError: The unit is not known.

    Warns:
        RivalsWarning: Several rows of one record, metric and period are added.

    Example:
        >>> from decimal import Decimal
        >>> import polars as pl
        >>> from expotrade import frames
        >>> value, stated = [Decimal(200), Decimal(210)], [None, Decimal("6.5")]
        >>> flows = pl.DataFrame({
        ...     "year": [2023, 2024], "unit": "USD", "value": value, "low": value, "high": value,
        ...     "stated_value": stated, "stated_low": stated, "stated_high": stated})
        >>> frames.check_growth(flows).select("growth", "verdict").rows()
        [(Decimal('5.0000'), 'disagrees')]
    """
    nw = narwhals()
    named = dict(columns or {})
    stated = {name: named.pop(name, name) for name in STATED}
    total = TotalArguments(unit, rates, on, named, rivals, units)
    more_columns = (*_GROWTH_COLUMNS[:3], *STATED, "verdict")
    request, engine = _request_over_time(
        frame, by, over, than, total, places, "check the growth of", more_columns, stated
    )
    grown = engine.on_one_partition(
        _grown(request, engine, over, than, places).filter(~nw.col("stated_value").is_null()),
        _verdict_step(request, places),
    )
    result: F = to_answer(grown, engine, request)  # type: ignore[assignment]
    return result


@frozen
class TotalArguments:
    """The arguments of growth and shares that concern the totals."""

    unit: str | None = field()
    rates: "RateTable | Literal['ecb'] | None" = field()
    on: "On" = field()
    columns: Mapping[str, str] | None = field()
    rivals: "Rivals" = field()
    units: UnitTable | None = field()

    def request(
        self,
        by: Sequence[str],
        more_columns: Sequence[str],
        *,
        over: str = "",
        carried: Mapping[str, str] | None = None,
    ) -> TotalRequest:
        """The validated request for the totals."""
        return total_request(
            by,
            self.unit,
            self.rates,
            self.on,
            self.columns,
            _CONVERTED_PLACES,
            carried=carried,
            rivals=self.rivals,
            units=self.units,
            more_columns=more_columns,
            over=over,
            is_fine=True,
        )


def _request_over_time(
    frame: object,
    by: str | Sequence[str],
    over: str,
    than: str,
    total: TotalArguments,
    places: int,
    doing: str,
    more_columns: Sequence[str],
    carried: Mapping[str, str] | None = None,
) -> tuple[TotalRequest, EngineFrame]:
    """The request, with the time as the last key, and the frame in its engine."""
    keys = (by,) if isinstance(by, str) else tuple(by)
    check_places(places)
    if over in (*keys, "unit"):
        raise TotalError(
            f"by and over {over!r}", "name the column of the time in over= only, not in by=", "take growth"
        )
    if than not in ("previous", "year_earlier"):
        raise TotalError(f"than {than!r}", 'pass "previous" or "year_earlier"', "take growth")
    if than == "year_earlier" and over not in ("year", "month"):
        raise TotalError(f"than a year earlier over {over!r}", 'only over="year" or "month"', "take growth")
    request = total.request((*keys, over), more_columns, over=over, carried=carried)
    return request, EngineFrame(frame, doing)


def check_places(places: int) -> None:
    """Refuse places of a percentage that need too many digits."""
    if places not in range(_MOST_PLACES + 1):
        raise TotalError(f"{places!r} places", f"pass 0 to {_MOST_PLACES}", "divide to")


def _grown(request: TotalRequest, engine: EngineFrame, over: str, than: str, places: int) -> "Lazy":
    """The totals, each with the total of the earlier time and the growth from it."""
    nw = narwhals()
    totals = totals_of(request, engine, depth=1)
    time = request.key(over)

    def grown(frame: "Lazy", _: object) -> "Lazy":
        keys = [key for key in request.keys if key != time]
        now = nw.col(time)
        later = now + 1
        if over == "month":
            later = (
                now + 100
                if than == "year_earlier"
                else nw.when(now % 100 == 12).then(now + 89).otherwise(later)
            )
        fine = fine_of(request, ENDS)
        columns = [*keys, "unit", time, *ENDS, *request.carried, *fine]
        # Both sides of the join need one type, and engines give years different ones.
        frame = frame.select(*columns).with_columns(nw.col(time).cast(nw.Int64))
        # A copy of each total under the later time, which joins it with the total that it is compared with.
        earlier = frame.select(
            *keys,
            "unit",
            later.cast(nw.Int64).alias(time),
            *(nw.col(end).alias(f"previous_{end}") for end in ENDS),
            *(nw.col(name).alias(f"__previous_{name[2:]}") for name in fine),
        )
        frame = frame.join(earlier, on=[*keys, "unit", time], how="left")
        return with_ratio(frame, "growth", "previous", places, is_fine=bool(fine), is_change=True)

    return engine.on_one_partition(totals, grown)


def _verdict_step(request: TotalRequest, places: int) -> "Callable[[Lazy, object], Lazy]":
    """A step that adds the verdict on the stated growth."""

    def with_verdict(frame: "Lazy", _: object) -> "Lazy":
        nw = narwhals()
        scale = max(places, scale_of(frame, "stated_value"))

        def comparable(name: str) -> "Expr":
            return cast(nw.col(name), MOST_DIGITS, scale)

        # A comparison with an open end is null; it counts as false.
        is_apart = (comparable("stated_high") < comparable("growth_low")).fill_null(value=False) | (
            comparable("stated_low") > comparable("growth_high")
        ).fill_null(value=False)
        # The computed value was rounded: the exact one is between its two neighbours in the last place.
        ulp = number(Decimal((0, (1,), -places)), MOST_DIGITS - 1, scale)
        value = cast(nw.col("growth"), MOST_DIGITS - 1, scale)
        is_in = (~nw.col("growth").is_null()) & (
            (
                nw.col("stated_low").is_null()
                | (comparable("stated_low") <= cast(value - ulp, MOST_DIGITS, scale))
            )
            & (
                nw.col("stated_high").is_null()
                | (comparable("stated_high") >= cast(value + ulp, MOST_DIGITS, scale))
            )
        )
        verdict = (
            nw.when(is_apart)
            .then(nw.lit("disagrees"))
            .otherwise(
                nw.when(is_in.fill_null(value=False)).then(nw.lit("agrees")).otherwise(nw.lit("undecided"))
            )
        )
        return frame.with_columns(verdict=verdict).select(
            *request.keys, "unit", *request.carried, "growth", "growth_low", "growth_high", "verdict"
        )

    return with_verdict


def fine_of(request: TotalRequest, ends: Sequence[str]) -> list[str]:
    """The columns that contain the further places of converted sums; sums without conversion have none."""
    return [] if request.factors is None else [f"__{end}_{part}" for end in ends for part in ("base", "fine")]


def in_common_units(frame: "Lazy", names: Sequence[str], *, is_fine: bool) -> "tuple[Lazy, dict[str, Expr]]":
    """Columns of one scale as whole numbers in one common unit, so that they can be divided by each other.

    Converted sums are used with twelve more places than are shown, in rows where all of them are small enough.

    Args:
        frame: A frame with the columns.
        names: Their names.
        is_fine: Whether further places are beside them, as in `__value_base` and `__value_fine`.
    """
    nw = narwhals()
    scale = scale_of(frame, names[0])
    if not is_fine:
        return frame, {name: _in_last_places(nw.col(name), scale) for name in names}
    limit = number(10**PART_DIGITS, PART_DIGITS + 1)
    # Numbers of a row are divided by each other, so they all need the same places: all fine, or all coarse.
    is_small = nw.lit(value=True)
    for name in names:
        is_small &= (nw.col(f"__{name}_base").abs() < limit).fill_null(value=True)
    frame = frame.with_columns(__is_small=is_small)
    units = {}
    for name in names:
        base_parts = wide(nw.when(nw.col("__is_small")).then(nw.col(f"__{name}_base")), PART_DIGITS)
        fine_parts = cast(
            cast(base_parts * power(PART_DIGITS), DIVISOR_DIGITS) + nw.col(f"__{name}_fine"), DIVISOR_DIGITS
        )
        coarse = _in_last_places(nw.when(~nw.col("__is_small")).then(nw.col(name)), scale)
        units[name] = nw.when(nw.col("__is_small")).then(fine_parts).otherwise(coarse)
    return frame, units


def with_ratio(
    frame: "Lazy", name: str, base: str, places: int, *, is_fine: bool, is_change: bool = False
) -> "Lazy":
    """A frame with `value`, `low` and `high` in percent of a base, or their change from it, and bounds of that.

    Args:
        frame: A frame with the columns `value`, `low` and `high`, and the same of the base.
        name: The name of the percentage; its bounds are called after it.
        base: What the columns of the base begin with.
        places: The decimal places of the percentage.
        is_fine: As for `in_common_units`.
        is_change: Whether to compute the change, new / old - 1, instead of the ratio.
    """
    nw = narwhals()
    bases = {end: f"{base}_{end}" for end in ENDS}
    frame, units = in_common_units(frame, (*ENDS, *bases.values()), is_fine=is_fine)
    new = {end: units[end] for end in ENDS}
    old = {end: units[bases[end]] for end in ENDS}
    is_base = (old["value"] > 0) & (old["low"] >= 0)
    # The ratio is lowest where the new is low and the old is high; if the new is negative, where the old is low.
    divisors = {
        "value": old["value"],
        "low": nw.when(new["low"] >= 0).then(old["high"]).otherwise(old["low"]),
        "high": nw.when(new["high"] >= 0).then(old["low"]).otherwise(old["high"]),
    }
    names = {end: name if end == "value" else f"{name}_{end}" for end in ENDS}
    for end in ENDS:
        divisor = nw.when(is_base).then(divisors[end])
        dividend = cast(new[end], DIVISOR_DIGITS)
        if is_change:
            dividend = cast(dividend - cast(divisor, DIVISOR_DIGITS), DIVISOR_DIGITS + 1)
        frame = with_quotient(frame, names[end], dividend * power(places + 2), divisor, end, places)
    # Where the base has no upper end, the ratio may be as near to zero as one likes.
    limit = number(-100 if is_change else 0, MOST_DIGITS, places)
    is_limit = {
        "low": is_base & (new["low"] >= 0) & old["high"].is_null(),
        "high": is_base & (new["high"] < 0) & old["high"].is_null(),
    }
    frame = frame.with_columns(
        **{names[end]: nw.when(is_limit[end]).then(limit).otherwise(nw.col(names[end])) for end in is_limit}
    )
    return _without_helpers(frame)


def _without_helpers(frame: "Lazy") -> "Lazy":
    """A frame without the helper columns of the computation."""
    names = frame.collect_schema().names()
    kept: Lazy = frame.select(
        *(name for name in names if name.startswith("__key_") or not name.startswith("__"))
    )
    return kept


def _in_last_places(column: "Expr", scale: int) -> "Expr":
    """A column as whole numbers that count in its last place."""
    exact = cast(column, MOST_DIGITS - 2 - scale, scale) * power(scale)
    return cast(exact, DIVISOR_DIGITS)


def scale_of(frame: "Lazy", name: str) -> int:
    """The decimal places of a column of decimals."""
    dtype: DType = frame.collect_schema()[name]
    return int(dtype.scale)


def to_answer(frame: "Lazy", engine: EngineFrame, request: TotalRequest) -> object:
    """A frame as the caller's kind, with the caller's names; an eager one in order, for joins may have mixed it."""
    if engine.is_eager:
        frame = frame.sort(*request.keys, "unit", nulls_last=True)
    return engine.to_native(request.with_frame_names(frame))
