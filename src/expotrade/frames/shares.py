"""Shares of groups in their totals, over frames of any engine, with bounds."""

from collections.abc import Mapping, Sequence

from ..errors import TotalError
from ..rates import RateTable
from ..units import UnitTable
from .changes import TotalArguments, check_places, fine_of, scale_of, to_answer, with_ratio
from .engines import EngineFrame, narwhals
from .exact import CELL_DIGITS, MOST_DIGITS, cast, floored, is_odd, number, one_if, power
from .factors import ENDS, PART_DIGITS
from .sums import totals_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeVar

    from .engines import Expr, Lazy
    from .request import On, TotalRequest
    from .rivals import Rivals

    F = TypeVar("F")


_SHARES = ("share", "share_low", "share_high", "whole_value", "whole_low", "whole_high")


def share(
    frame: "F",
    *,
    by: str | Sequence[str],
    within: str | Sequence[str] = (),
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "On" = None,
    columns: Mapping[str, str] | None = None,
    places: int = 4,
    rivals: "Rivals" = "warn",
    units: UnitTable | None = None,
) -> "F":
    """The share of each group in its whole, in percent with bounds.

    Rows are totalled first, as `total` does. The whole is the sum of the groups that have a value, so it contains only
    what is in the frame.

    Args:
        frame: Rows as for `total`.
        by: The columns of the parts.
        within: The columns of the wholes: `by="partner", within="year"` gives each partner's share in its year.
        unit: As for `total`, and so are the next three.
        rates: The rate table for money in other currencies.
        on: The date of the rates, or "own".
        columns: The frame's own names of its columns.
        places: The decimal places of the percentages, 0 to 6. They are rounded once: the value to the nearest and a
            half to the even one, the bounds outwards.
        rivals: As for `total`, and so is `units`.
        units: A table with further nouns.

    Returns:
        A frame of the same kind with the columns of `within` and `by` and `unit`; `value`, `low`, `high`; the same of
        the whole as `whole_value`, `whole_low`, `whole_high`; `share`, `share_low`, `share_high` in percent, null
        where they are open or cannot be computed, as where the whole is not above zero.

    Raises:
        FrameError: A column is missing or holds something else.
        TotalError: It cannot be computed as asked.
        RateError: `unit`, `rates` and `on` do not fit together, or money in another currency has no rates.
        MissingExtraError: The extra `frames` is not installed.
        UnknownNameError: The unit is not known.

    Warns:
        RivalsWarning: Several rows of one record, metric and period are added.

    Source: definition, part / whole in percent, with the bounds of the quotient, as `expotrade.share` computes it.

    Example:
        >>> from decimal import Decimal
        >>> import polars as pl
        >>> from expotrade import frames
        >>> value = [Decimal(30), Decimal(90)]
        >>> flows = pl.DataFrame({"partner": ["TH", "VN"], "unit": "USD", "value": value, "low": value, "high": value})
        >>> frames.share(flows, by="partner")["share"].to_list()
        [Decimal('25.0000'), Decimal('75.0000')]
    """
    parts = (by,) if isinstance(by, str) else tuple(by)
    wholes = (within,) if isinstance(within, str) else tuple(within)
    check_places(places)
    if not parts or {*parts} & {*wholes}:
        raise TotalError(
            f"by {parts!r} within {wholes!r}",
            "pass the columns of the parts in by=, and other columns, those of the wholes, in within=",
        )
    engine = EngineFrame(frame, "take the share of")
    request = TotalArguments(unit, rates, on, columns, rivals, units).request((*wholes, *parts), _SHARES)
    totals = totals_of(request, engine)

    def shared(frame: "Lazy", _: object) -> "Lazy":
        return _shared(frame, request, [request.key(key) for key in request.by if key in wholes], places)

    result: F = to_answer(engine.on_one_partition(totals, shared), engine, request)  # type: ignore[assignment]
    return result


def _shared(frame: "Lazy", request: "TotalRequest", wholes: list[str], places: int) -> "Lazy":
    """The totals, each with the total of its whole and its share in it."""
    nw = narwhals()
    keys = request.keys
    scale = scale_of(frame, "value")
    fine = fine_of(request, ENDS)
    frame = frame.select(*keys, "unit", *ENDS, *fine)
    cells = frame.with_columns(**{f"whole_{end}": cast(nw.col(end), CELL_DIGITS, scale) for end in ENDS})
    summed = cells.group_by([*wholes, "unit"]).agg(
        *(nw.col(f"whole_{end}").sum() for end in ENDS),
        *(nw.col(name).sum().alias(f"__whole_{name[2:]}") for name in fine),
        *(nw.col(end).count().alias(f"__{end}s") for end in ENDS),
    )
    counted = nw.col("__values")
    is_complete = {end: (counted > 0) & (nw.col(f"__{end}s") == counted) for end in ENDS}
    if fine:
        # The further places of the parts, when they are added, carry over into the whole parts.
        fines = {end: cast(nw.col(f"__whole_{end}_fine"), 2 * PART_DIGITS) for end in ENDS}
        carries = {
            f"__{end}_over": floored(fines[end] * power(-PART_DIGITS), PART_DIGITS + 1) for end in ENDS
        }
        summed = summed.with_columns(**carries)
        summed = summed.with_columns(
            **{f"__whole_{end}_base": _whole_base(end) for end in ENDS},
            **{f"__whole_{end}_fine": _whole_fine(end) for end in ENDS},
        )
    rounded = {end: _rounded_whole(end, scale) if fine else nw.col(f"whole_{end}") for end in ENDS}
    summed = summed.select(
        *wholes,
        "unit",
        **{
            f"whole_{end}": cast(nw.when(is_complete[end]).then(rounded[end]), MOST_DIGITS, scale)
            for end in ENDS
        },
        **{
            f"__whole_{name[2:]}": nw.when(is_complete[name.split("_")[2]]).then(
                nw.col(f"__whole_{name[2:]}")
            )
            for name in fine
        },
    )
    frame = frame.join(summed, on=[*wholes, "unit"], how="left")
    return with_ratio(frame, "share", "whole", places, is_fine=bool(fine))


def _whole_base(end: str) -> "Expr":
    """The whole parts of a whole, with the carry from its further places."""
    nw = narwhals()
    digits = MOST_DIGITS - 1
    return cast(cast(nw.col(f"__whole_{end}_base"), digits) + cast(nw.col(f"__{end}_over"), digits), digits)


def _whole_fine(end: str) -> "Expr":
    """The further places of a whole, without that carry."""
    nw = narwhals()
    over = cast(nw.col(f"__{end}_over") * power(PART_DIGITS), MOST_DIGITS - 1)
    return cast(cast(nw.col(f"__whole_{end}_fine"), MOST_DIGITS - 1) - over, PART_DIGITS + 1)


def _rounded_whole(end: str, scale: int) -> "Expr":
    """The whole, rounded once to the places that are shown."""
    nw = narwhals()
    base, left = nw.col(f"__whole_{end}_base"), nw.col(f"__whole_{end}_fine")
    if end != "low":
        is_up = left > 0
        if end == "value":
            half = number(5 * 10 ** (PART_DIGITS - 1), PART_DIGITS)
            is_up = (left > half) | ((left == half) & is_odd(cast(base, MOST_DIGITS - 3)))
        base = cast(base, MOST_DIGITS - 1 - scale) + one_if(is_up)
    return cast(base, MOST_DIGITS - 1 - scale) * power(-scale)
