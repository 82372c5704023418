"""Sums of products brought down to the places that are wanted: exact until then, and rounded once.

A sum `hi + rest` times a factor `times + more` makes up to four sums of products. Each is exact by itself, and together
they have more digits than a decimal of any engine. So they are added from the last places to the first, and what is
carried over goes along; the rounding looks at all that is left.
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

# With factors that have no end, what is so near to half a step is taken for half of it.
_NEAR = 9
# A whole number of so many digits times one of twelve has at most 38.
FACTOR_DIGITS = 25


@frozen
class Grain:
    """In which places sums are held until they are rounded.

    Args:
        places: The places that are wanted.
        kept: The places that are held whole; what is behind them, if anything, is held apart.
        scale: The places of the cells.
    """

    places: int = field()
    kept: int = field()
    scale: int = field()

    @classmethod
    def of(cls, scale: int, places: int) -> "Grain":
        """The grain of cells of so many places whose converted sum is to have so many."""
        return cls(places, places if scale <= places else max(places, scale - PART_DIGITS), scale)

    @property
    def is_split(self) -> bool:
        """Whether something is held apart."""
        return self.scale > self.kept

    @property
    def over(self) -> int:
        """How many of the places that are held whole are not wanted."""
        return self.kept - self.places

    @property
    def digits(self) -> int:
        """The digits that a sum of products may have before the point, in parts of the places that are held whole."""
        return MOST_DIGITS - 2 - max(self.places, self.over, 1)

    def split(self, sums: "Expr", wholes: "Expr") -> "tuple[Expr, Expr]":
        """Sums as whole parts, and what is left beside them as whole numbers of twelve digits.

        Args:
            sums: The sums.
            wholes: The same rounded down.
        """
        digits, scale, kept = MOST_DIGITS - 1, self.scale, self.kept
        left = cast(cast(sums, digits, scale) - cast(wholes, digits, scale), scale, scale)
        parts = cast(wholes, FACTOR_DIGITS) if not kept else cast(_times(wholes, kept), FACTOR_DIGITS)
        # A product keeps the places of its factor, so of many places only some can be moved at a time.
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
    """A whole number times a power of ten."""
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
    """A frame, and what makes of it the sums of products in the wanted places.

    Args:
        frame: A frame with `__value_by_times` and so on, and where the grain is split `__value_rest_by_times`.
        grain: The grain of the sums.
        places: The places of the first part of the factors.
        more_columns: Other columns to make of the frame in the same step.
        is_endless: Whether factors were cut, so that a half is met by chance only.
        is_fine: Whether to make `__value_base`, the sum in whole parts rounded down, and `__value_fine`, what is left
            in whole parts of ten to the power of twelve.

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
        # As many digits as leave room for those behind the point, which come below.
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
    """The sum of what the products have behind the whole parts, in the last places of the first part of the factors."""
    nw = narwhals()
    digits = MOST_DIGITS - 1

    def alike(column: "Expr") -> "Expr":
        # Engines add what has one type without changing its places.
        return cast(column, digits, PART_DIGITS)

    def behind_floor(name: str, floor: str) -> "Expr":
        rest = cast(nw.col(name), digits, places) - cast(nw.col(floor), digits, places)
        return cast(cast(rest, 2 * PART_DIGITS, places) * power(places), PART_DIGITS)

    fraction = alike(behind_floor(f"__{end}_by_times", f"__{end}_floor"))
    fraction = alike(fraction + alike(nw.col(f"__{end}_by_more")))
    if grain.is_split:
        # The rest of a sum counts in parts that are ten to the power of twelve times smaller.
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
    """What is left beside it, in the last places of the first part of the factors."""
    nw = narwhals()
    carried = wide(nw.col(f"__{end}_carry"), MOST_DIGITS - PART_DIGITS - places + 1) * power(places)
    left = nw.col(f"__{end}_fraction") - cast(carried, MOST_DIGITS - 1, PART_DIGITS)
    return cast(left, 2 * PART_DIGITS + 1, PART_DIGITS)


def _has_more(end: str, grain: Grain) -> "Expr":
    """Whether anything is left behind all that."""
    nw = narwhals()
    has_more: Expr = nw.lit(value=False)
    if grain.is_split:
        has_more = nw.col(f"__{end}_rest_by_more") > nw.col(f"__{end}_more_floor")
    return has_more


def _rounded(end: str, grain: Grain, places: int, *, is_endless: bool) -> "Expr":
    """The sum in the wanted places: the value to the nearest, half to even, the bounds outwards."""
    nw = narwhals()
    digits = MOST_DIGITS - 1 - grain.places
    rounded, left, has_more = _base(end, grain), _left(end, places), _has_more(end, grain)
    unwanted = None
    if grain.over:
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
    """What is left beside the whole parts in twelve more places: the value and the lower bound down, the upper up."""
    left = wide(_left(end, places), PART_DIGITS + places + 1, PART_DIGITS)
    exact = cast(left * power(PART_DIGITS - places), MOST_DIGITS - 1, PART_DIGITS)
    fine = floored(exact, PART_DIGITS + 1)
    if end != "high":
        return fine
    is_up = (exact > cast(fine, MOST_DIGITS - 1, PART_DIGITS)) | _has_more(end, grain)
    return cast(fine + one_if(is_up), PART_DIGITS + 1)
