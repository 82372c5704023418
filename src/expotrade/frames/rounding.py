"""Rounds sums of products to the wanted places: exact until then, and rounded once.

A sum `parts + rest` times a factor `times + more` gives up to four products. The sum of each product is exact, but all
four together have more digits than a decimal of any engine. So they are added like on paper, from the last places to
the first with a carry, and the rounding looks at everything that is left.
"""

from decimal import Decimal

from attrs import field

from .._internal.classes import frozen
from .engines import narwhals
from .exact import MOST_DIGITS, cast, floored, is_odd, number, one_if, power, wide
from .factors import ENDS, PART_DIGITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .engines import Expr, Lazy

# With endless factors, a remainder within ten to the minus nine of half a step counts as half a step.
_NEAR = 9
# A whole number of so many digits times one of twelve has at most 38.
FACTOR_DIGITS = 25


@frozen
class Grain:
    """How many decimal places of a sum are kept, and where, until it is rounded.

    Args:
        places: The wanted places.
        kept: The places in the whole parts of a sum; further places are in a separate column, the rest.
        scale: The places of the cells.
    """

    places: int = field()
    kept: int = field()
    scale: int = field()

    @classmethod
    def of(cls, scale: int, places: int) -> "Grain":
        """The grain for cells with `scale` places whose converted sum has `places`."""
        return cls(places, places if scale <= places else max(places, scale - PART_DIGITS), scale)

    @property
    def is_split(self) -> bool:
        """Whether sums have a rest in a separate column."""
        return self.scale > self.kept

    @property
    def over(self) -> int:
        """How many places of the whole parts are not wanted."""
        return self.kept - self.places

    @property
    def digits(self) -> int:
        """How many digits a sum of products may have before the point, counted in whole parts."""
        return MOST_DIGITS - 2 - max(self.places, self.over, 1)

    def split(self, sums: "Expr", wholes: "Expr") -> "tuple[Expr, Expr]":
        """Sums as whole parts, and their rests as whole numbers of twelve digits.

        Args:
            sums: The sums.
            wholes: The same rounded down.
        """
        digits, scale, kept = MOST_DIGITS - 1, self.scale, self.kept
        left = cast(cast(sums, digits, scale) - cast(wholes, digits, scale), scale, scale)
        parts = cast(wholes, FACTOR_DIGITS) if not kept else cast(_times(wholes, kept), FACTOR_DIGITS)
        # A product keeps the places of its factors, and 38 digits must suffice, so the places move in several steps.
        while kept:
            step = min(kept, MOST_DIGITS - 2 - scale)
            moved = cast(wide(left, scale, scale) * power(step), digits, scale)
            above = floored(moved, step)
            kept -= step
            parts = cast(parts + (_times(above, kept) if kept else above), FACTOR_DIGITS)
            left = cast(moved - cast(above, digits, scale), scale, scale)
            left, scale = cast(left, scale - step, scale - step), scale - step
        rest = wide(wide(left, scale, scale) * power(scale), PART_DIGITS)
        return parts, wide(rest * power(PART_DIGITS - scale), PART_DIGITS)


def _times(column: "Expr", places: int) -> "Expr":
    """Whole numbers times a power of ten."""
    return wide(column, FACTOR_DIGITS - places) * power(places)


def with_rounded(
    frame: "Lazy",
    grain: Grain,
    places: int,
    more_columns: "Mapping[str, Expr]",
    *,
    is_endless: bool,
    is_fine: bool,
) -> "tuple[Lazy, dict[str, Expr]]":
    """A frame with helper columns, and the expressions that give its sums of products in the wanted places.

    Args:
        frame: A frame with `__value_by_times` and so on, and where the grain is split `__value_rest_by_times`.
        grain: The grain of the sums.
        places: The places of the first part of the factors.
        more_columns: Other columns to add to the frame in the same step.
        is_endless: Whether factors were cut, so that a remainder of exactly one half is only a coincidence.
        is_fine: Whether to add `__value_base`, the sum in whole parts rounded down, and `__value_fine`, the remainder
            in twelve more places as a whole number.

    Returns:
        The frame with `__is_beyond`, which is true where a sum is too large; and `value`, `low` and `high`, each null
        where its sum is.
    """
    nw = narwhals()
    limit = float(10**grain.digits) * 0.99
    is_large = {end: nw.col(f"__{end}_by_times").cast(nw.Float64).abs() > limit for end in ENDS}
    floors = {
        f"__{end}_floor": floored(nw.when(~is_large[end]).then(nw.col(f"__{end}_by_times")), grain.digits)
        for end in ENDS
    }
    if grain.is_split:
        # Leave room for the places behind the point, which are added below.
        room = MOST_DIGITS - 1 - (PART_DIGITS - places)
        for end in ENDS:
            rest = nw.col(f"__{end}_rest_by_times")
            floors[f"__{end}_rest_floor"] = floored(rest, min(room, MOST_DIGITS - 2 - places))
            floors[f"__{end}_more_floor"] = floored(nw.col(f"__{end}_rest_by_more"), 24)
    beyond = [is_large[end].fill_null(value=False) for end in ENDS]
    frame = frame.with_columns(**floors, **more_columns, __is_beyond=beyond[0] | beyond[1] | beyond[2])
    frame = frame.with_columns(**{f"__{end}_fraction": _fraction(end, grain, places) for end in ENDS})
    frame = frame.with_columns(**{f"__{end}_carry": _carry(end, places) for end in ENDS})
    results = {end: _rounded(end, grain, places, is_endless=is_endless) for end in ENDS}
    for end in ENDS if is_fine else ():
        results[f"__{end}_base"] = _base(end, grain)
        results[f"__{end}_fine"] = _fine(end, grain, places)
    return frame, results


def _fraction(end: str, grain: Grain, places: int) -> "Expr":
    """The sum of what the products have behind the whole parts, in the last place of the factors' first part."""
    nw = narwhals()
    digits = MOST_DIGITS - 1

    def alike(column: "Expr") -> "Expr":
        # Engines add exactly where both sides have one type.
        return cast(column, digits, PART_DIGITS)

    def behind_floor(name: str, floor: str) -> "Expr":
        rest = cast(nw.col(name), digits, places) - cast(nw.col(floor), digits, places)
        return cast(cast(rest, 2 * PART_DIGITS, places) * power(places), PART_DIGITS)

    fraction = alike(behind_floor(f"__{end}_by_times", f"__{end}_floor"))
    fraction = alike(fraction + alike(nw.col(f"__{end}_by_more")))
    if grain.is_split:
        # The rest counts in units that are ten to the power of twelve times smaller.
        wholes = alike(nw.col(f"__{end}_rest_floor") * power(places - PART_DIGITS))
        behind = alike(behind_floor(f"__{end}_rest_by_times", f"__{end}_rest_floor") * power(-PART_DIGITS))
        last = alike(cast(nw.col(f"__{end}_more_floor"), 24) * power(-PART_DIGITS))
        fraction = alike(fraction + alike(wholes + alike(behind + last)))
    return fraction


def _carry(end: str, places: int) -> "Expr":
    """The whole parts that the fractions make together."""
    fraction = floored(narwhals().col(f"__{end}_fraction"), MOST_DIGITS - PART_DIGITS)
    return floored(fraction * power(-places), MOST_DIGITS - PART_DIGITS) if places else fraction


def _base(end: str, grain: Grain) -> "Expr":
    """The sum in whole parts, rounded down."""
    digits = grain.digits + 1
    nw = narwhals()
    return cast(cast(nw.col(f"__{end}_floor"), digits) + cast(nw.col(f"__{end}_carry"), digits), digits)


def _left(end: str, places: int) -> "Expr":
    """The fraction without its carry, counted in the last place of the factors' first part."""
    nw = narwhals()
    carried = wide(nw.col(f"__{end}_carry"), MOST_DIGITS - PART_DIGITS - places + 1) * power(places)
    left = nw.col(f"__{end}_fraction") - cast(carried, MOST_DIGITS - 1, PART_DIGITS)
    return cast(left, 2 * PART_DIGITS + 1, PART_DIGITS)


def _has_more(end: str, grain: Grain) -> "Expr":
    """Whether the rest times the second part of the factors has a fraction of its own."""
    nw = narwhals()
    has_more: Expr = nw.lit(value=False)
    if grain.is_split:
        has_more = nw.col(f"__{end}_rest_by_more") > nw.col(f"__{end}_more_floor")
    return has_more


def _rounded(end: str, grain: Grain, places: int, *, is_endless: bool) -> "Expr":
    """The sum in the wanted places: the value to the nearest with a half to the even one, the bounds outwards."""
    nw = narwhals()
    digits = MOST_DIGITS - 1 - grain.places
    rounded, left, has_more = _base(end, grain), _left(end, places), _has_more(end, grain)
    unwanted = None
    if grain.over:
        # Split off the places that are not wanted; they decide the rounding together with what is left.
        shorter = floored(rounded * power(-grain.over), grain.digits + 1)
        longer = cast(shorter, MOST_DIGITS - 2 - grain.over) * power(grain.over)
        unwanted = rounded - cast(longer, MOST_DIGITS - 1)
        rounded = shorter
    if end == "high":
        is_up = (left > 0) | has_more
        is_up = is_up if unwanted is None else is_up | (unwanted > 0)
    elif end == "value":
        is_even_up = is_odd(rounded)
        if unwanted is None:
            # Endless factors were cut, so what is near to half a step may be exactly half of it.
            twice = left * number(2, 1)
            near = Decimal(10) ** (places - _NEAR) if is_endless else Decimal(0)
            is_above = twice > number(Decimal(10**places) + near, 2 * PART_DIGITS + 1, PART_DIGITS)
            is_half = twice >= number(Decimal(10**places) - near, 2 * PART_DIGITS + 1, PART_DIGITS)
            is_above_half = nw.lit(value=False) if is_endless else has_more
        else:
            half = number(5 * 10 ** (grain.over - 1), grain.over + 1)
            is_above, is_half, is_above_half = unwanted > half, unwanted == half, (left > 0) | has_more
        is_up = is_above | (is_half & (is_even_up | is_above_half))
    else:
        is_up = nw.lit(value=False)
    if end != "low":
        rounded = cast(rounded, digits) + one_if(is_up)
    rounded = cast(rounded, digits)
    return cast(rounded * power(-grain.places) if grain.places else rounded, MOST_DIGITS, grain.places)


def _fine(end: str, grain: Grain, places: int) -> "Expr":
    """The remainder in twelve more places as a whole number: value and lower bound rounded down, upper bound up."""
    left = wide(_left(end, places), PART_DIGITS + places + 1, PART_DIGITS)
    exact = cast(left * power(PART_DIGITS - places), MOST_DIGITS - 1, PART_DIGITS)
    fine = floored(exact, PART_DIGITS + 1)
    if end != "high":
        return fine
    is_up = (exact > cast(fine, MOST_DIGITS - 1, PART_DIGITS)) | _has_more(end, grain)
    return cast(fine + one_if(is_up), PART_DIGITS + 1)
