"""Shares of groups in a whole, over frames of any engine."""

from collections.abc import Mapping, Sequence

from ..errors import TotalError
from ..rates import RateTable
from .changes import _CONVERTED_PLACES, _check_places, _parts, _scale, _sorted
from .engines import CELL_DIGITS, Held, narwhals
from .exact import DIVISOR_DIGITS, MOST_DIGITS, cast, number, power, with_quotient
from .factors import ENDS
from .totals import asked_for, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from .engines import Lazy
    from .totals import On

    F = TypeVar("F")


def share(
    frame: "F",
    *,
    by: str | Sequence[str],
    within: str | Sequence[str] = (),
    unit: str | None = None,
    rates: RateTable | None = None,
    on: "On" = None,
    columns: Mapping[str, str] | None = None,
    places: int = 4,
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
        places: The decimal places of the percentages, 0 to 6. Bounds are rounded outwards.

    Returns:
        A frame of the same kind with the columns of `within` and `by` and `unit`; `value`, `low`, `high`; the same of
        the whole as `whole_value`, `whole_low`, `whole_high`; `share`, `share_low`, `share_high` in percent, null
        where they are open or cannot be computed, as where the whole is not above zero.

    Raises:
        FrameError: A column is missing or holds something else.
        TotalError: It cannot be computed as asked.
        MissingExtraError: The extra `frames` is not installed.
        UnknownNameError: The unit is not known.

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
    asked = asked_for((*wholes, *parts), unit, rates, on, columns, _CONVERTED_PLACES)
    totals = settled(asked.of(held), held, asked.by)

    def shared(frame: "Lazy", _: object) -> "Lazy":
        return _shared(frame, [key for key in asked.by if key in wholes], asked.by, places)

    answer: F = held.back(_sorted(held.whole(totals, shared), held, asked.by))  # type: ignore[assignment]
    return answer


def _shared(frame: "Lazy", wholes: list[str], keys: Sequence[str], places: int) -> "Lazy":
    """The totals, each beside that of its whole, with the share."""
    nw = narwhals()
    scale = _scale(frame, "value")
    frame = frame.select(*keys, "unit", *ENDS)
    cells = frame.with_columns(**{f"whole_{end}": cast(nw.col(end), CELL_DIGITS, scale) for end in ENDS})
    summed = cells.group_by([*wholes, "unit"]).agg(
        *(nw.col(f"whole_{end}").sum() for end in ENDS),
        *(nw.col(end).count().alias(f"__{end}s") for end in ENDS),
    )
    told = nw.col("__values")
    summed = summed.select(
        *wholes,
        "unit",
        **{
            f"whole_{end}": cast(
                nw.when((told > 0) & (nw.col(f"__{end}s") == told)).then(nw.col(f"whole_{end}")),
                MOST_DIGITS,
                scale,
            )
            for end in ENDS
        },
    )
    frame = frame.join(summed, on=[*wholes, "unit"], how="left")
    whole = {end: _parts(f"whole_{end}", scale) for end in ENDS}
    part = {end: _parts(end, scale) for end in ENDS}
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
    return frame.with_columns(
        **{
            f"share_{end}": nw.when(is_none[end]).then(none).otherwise(nw.col(f"share_{end}"))
            for end in ("low", "high")
        }
    )
