"""Shares of groups in a whole, over frames of any engine."""

from collections.abc import Mapping, Sequence

from ..errors import TotalError
from ..rates import RateTable
from ..units import UnitTable
from .changes import _check_places, _scale, _sorted, _Total, fine_of, in_parts_of_one, without_helpers
from .engines import CELL_DIGITS, Held, narwhals
from .exact import DIVISOR_DIGITS, MOST_DIGITS, cast, floored, is_odd, number, power, with_quotient
from .factors import ENDS, LIMB
from .sums import settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeVar

    from .asking import Asked, On
    from .engines import Expr, Lazy
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
    """What share of its whole each group is, in percent with bounds.

    Rows are totalled first, as `total` does. The whole is the sum of the groups that have a value; it is what is in the
    frame, not more.

    Args:
        frame: Rows as for `total`.
        by: The columns of the parts.
        within: The columns of the wholes: `by="partner", within="year"` gives each partner's share in its year.
        unit: As for `total`, and so are the next three.
        rates: The rate table for money in other currencies.
        on: The date of the rates, or "own".
        columns: What the frame calls its columns.
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
    _check_places(places)
    if not parts or {*parts} & {*wholes}:
        raise TotalError(
            f"by {parts!r} within {wholes!r}", "pass the columns of the parts and, apart, of the wholes"
        )
    held = Held(frame, "take the share of")
    asked = _Total(unit, rates, on, columns, rivals, units).asked((*wholes, *parts), _SHARES)
    totals = settled(asked, held)

    def shared(frame: "Lazy", _: object) -> "Lazy":
        return _shared(frame, asked, [asked.key(key) for key in asked.by if key in wholes], places)

    answer: F = held.back(asked.named(_sorted(held.whole(totals, shared), held, asked)))  # type: ignore[assignment]
    return answer


def _shared(frame: "Lazy", asked: "Asked", wholes: list[str], places: int) -> "Lazy":
    """The totals, each beside that of its whole, with the share."""
    nw = narwhals()
    keys = asked.keys
    scale = _scale(frame, "value")
    fine = fine_of(asked, ENDS)
    frame = frame.select(*keys, "unit", *ENDS, *fine)
    cells = frame.with_columns(**{f"whole_{end}": cast(nw.col(end), CELL_DIGITS, scale) for end in ENDS})
    summed = cells.group_by([*wholes, "unit"]).agg(
        *(nw.col(f"whole_{end}").sum() for end in ENDS),
        *(nw.col(name).sum().alias(f"__whole_{name[2:]}") for name in fine),
        *(nw.col(end).count().alias(f"__{end}s") for end in ENDS),
    )
    told = nw.col("__values")
    is_whole = {end: (told > 0) & (nw.col(f"__{end}s") == told) for end in ENDS}
    if fine:
        # What the parts have behind their places makes whole ones when it is added.
        fines = {end: cast(nw.col(f"__whole_{end}_fine"), 2 * LIMB) for end in ENDS}
        over = {f"__{end}_over": floored(fines[end] * power(-LIMB), LIMB + 1) for end in ENDS}
        summed = summed.with_columns(**over)
        summed = summed.with_columns(
            **{f"__whole_{end}_base": _carried(end) for end in ENDS},
            **{f"__whole_{end}_fine": _behind(end) for end in ENDS},
        )
    shown = {end: _shown(end, scale) if fine else nw.col(f"whole_{end}") for end in ENDS}
    summed = summed.select(
        *wholes,
        "unit",
        **{f"whole_{end}": cast(nw.when(is_whole[end]).then(shown[end]), MOST_DIGITS, scale) for end in ENDS},
        **{
            f"__whole_{name[2:]}": nw.when(is_whole[name.split("_")[2]]).then(nw.col(f"__whole_{name[2:]}"))
            for name in fine
        },
    )
    frame = frame.join(summed, on=[*wholes, "unit"], how="left")
    names = tuple(f"whole_{end}" for end in ENDS)
    frame, made = in_parts_of_one(frame, (*ENDS, *names), is_fine=bool(fine))
    whole = {end: made[f"whole_{end}"] for end in ENDS}
    part = {end: made[end] for end in ENDS}
    is_base = (whole["value"] > 0) & (whole["low"] >= 0)
    below = {
        "value": whole["value"],
        "low": nw.when(part["low"] >= 0).then(whole["high"]).otherwise(whole["low"]),
        "high": nw.when(part["high"] >= 0).then(whole["low"]).otherwise(whole["high"]),
    }
    for end in ENDS:
        top = cast(part[end], DIVISOR_DIGITS) * power(places + 2)
        name = "share" if end == "value" else f"share_{end}"
        frame = with_quotient(frame, name, top, nw.when(is_base).then(below[end]), end, places)
    none = number(0, MOST_DIGITS, places)
    is_none = {
        "low": is_base & (part["low"] >= 0) & whole["high"].is_null(),
        "high": is_base & (part["high"] < 0) & whole["high"].is_null(),
    }
    frame = frame.with_columns(
        **{
            f"share_{end}": nw.when(is_none[end]).then(none).otherwise(nw.col(f"share_{end}"))
            for end in ("low", "high")
        }
    )
    return without_helpers(frame)


def _carried(end: str) -> "Expr":
    """The whole parts of a whole, with those that its last places make."""
    nw = narwhals()
    digits = MOST_DIGITS - 1
    return cast(cast(nw.col(f"__whole_{end}_base"), digits) + cast(nw.col(f"__{end}_over"), digits), digits)


def _behind(end: str) -> "Expr":
    """What is left of its last places then."""
    nw = narwhals()
    over = cast(nw.col(f"__{end}_over") * power(LIMB), MOST_DIGITS - 1)
    return cast(cast(nw.col(f"__whole_{end}_fine"), MOST_DIGITS - 1) - over, LIMB + 1)


def _shown(end: str, scale: int) -> "Expr":
    """The whole in the places that are shown, rounded once."""
    nw = narwhals()
    made, left = nw.col(f"__whole_{end}_base"), nw.col(f"__whole_{end}_fine")
    if end != "low":
        is_up = left > 0
        if end == "value":
            half = number(5 * 10 ** (LIMB - 1), LIMB)
            is_up = (left > half) | ((left == half) & is_odd(cast(made, MOST_DIGITS - 3)))
        step = nw.when(is_up).then(number(1, 1)).otherwise(number(0, 1))
        made = cast(made, MOST_DIGITS - 1 - scale) + step
    return cast(made, MOST_DIGITS - 1 - scale) * power(-scale)
