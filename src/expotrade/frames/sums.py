"""Totals a frame: sums by group, unit and day, converts each sum once, and marks groups that are refused."""

from ..errors import FrameError
from .engines import narwhals
from .exact import CELL_DIGITS, MOST_DIGITS, cast, floored, number, to_scaled_integer
from .factors import ENDS, PART_DIGITS, PARTS
from .request import (
    COLUMNS,
    DATE_KEYS,
    STATED,
    STATED_TWICE,
    cell_type,
    is_endless,
    missing_columns,
    raise_refusals,
    refusal,
    type_problems,
)
from .rivals import check_rivals
from .rounding import FACTOR_DIGITS, Grain, with_rounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .engines import EngineFrame, Expr, Lazy, ToEngine
    from .factors import Factors
    from .request import TotalRequest

_LARGEST_MAGNITUDE = 9e24  # of a value and its bounds together, counted in their last place
_CELLS = (*ENDS, *STATED)


def totals_of(
    request: "TotalRequest", engine: "EngineFrame", depth: int = 0, *, is_last: bool = False
) -> "Lazy":
    """The totals of a frame, with the temporary names `request.keys`.

    Where a group cannot be totalled, an eager frame raises an error here, and a lazy one when it is computed.

    Args:
        request: The validated arguments.
        engine: The frame.
        depth: How many more calls than for `total` are between the caller and this one; warnings need it.
        is_last: Whether the totals are the result, so that the keys get the frame's own names.
    """
    frame = _totals(request, engine, depth)
    if not engine.is_eager:
        return _with_refusals_in_rows(frame, request.frame_names if is_last else {})
    with engine.translated_errors():
        totals = frame.collect()
    raise_refusals(totals["__refused"].to_list(), request.table)
    names = [name for name in (*request.keys, "unit", "given_unit", "rate_date") if name in totals.columns]
    ordered: Lazy = totals.drop("__refused").sort(*names, nulls_last=True).lazy()
    return request.with_frame_names(ordered) if is_last else ordered


def _with_refusals_in_rows(frame: "Lazy", new_names: "Mapping[str, str]") -> "Lazy":
    """Lazy totals whose column `rows` cannot be computed where a group is refused."""
    nw = narwhals()
    text = nw.when(nw.col("__refused") == "").then(nw.lit("0")).otherwise(nw.col("__refused"))
    # Every engine raises an error where a text is not a number, and shows the text. So the text says what is wrong.
    rows = nw.col("rows") + text.cast(nw.Int64)
    names = [name for name in frame.collect_schema().names() if name != "__refused"]
    lazy: Lazy = frame.select(
        *(rows if name == "rows" else nw.col(name).alias(new_names.get(name, name)) for name in names)
    )
    return lazy


def _totals(request: "TotalRequest", engine: "EngineFrame", depth: int) -> "Lazy":
    """The totals of a frame, with a column `__refused` that says why a group cannot be totalled."""
    schema = engine.frame.collect_schema()
    date_keys = [key for key in request.by if key in DATE_KEYS and key not in schema]
    request.check_names(engine, schema, date_keys)
    is_daily = request.factors is not None and request.factors.is_daily
    needed = [name for name in COLUMNS if name != "period_end" or is_daily or date_keys]
    named = {name: request.names[name] for name in needed} | request.carried
    named |= {request.key(key): key for key in request.by if key not in date_keys}
    if request.rivals == "leave_out":
        named["__is_used"] = request.names["is_used"]
    problems = missing_columns(schema, named)
    absent_columns = {problem.column for problem in problems}
    found_columns = {name: column for name, column in named.items() if column not in absent_columns}
    input_frame = engine.frame
    problems += engine.select_columns(found_columns, [name for name in found_columns if name in _CELLS])
    schema = engine.frame.collect_schema()
    problems += type_problems(schema, found_columns, request.key(request.over) if request.over else "")
    if problems:
        raise FrameError("rows to total", problems)
    own_keys = [key for key in request.by if key not in date_keys]
    check_rivals(engine, input_frame, request.rivals, request.names, own_keys, depth=depth + 5)
    cells = {name: cell_type(schema[name]) for name in named if name in _CELLS}
    # With daily rates, rows are grouped by day first, and year or month are derived from the day after grouping.
    derived_keys = date_keys if is_daily else []
    scale = max(cells[end][1] for end in ENDS)
    # A cast may turn cells into null, so cells that need one are counted before it.
    count_column = "__rows" if cells["value"][0] else "__uncast"
    with engine.translated_errors():
        may_be_endless = engine.has_endless_days and (is_daily or bool(date_keys))
        summed = _summed(request, engine, cells, date_keys, is_daily=is_daily, may_be_endless=may_be_endless)
        refused = refusal(request, count_column, may_be_endless=may_be_endless)

        def regrouped(frame: "Lazy", to_engine: "ToEngine") -> "Lazy":
            if request.factors is None:
                return _unconverted(request, frame, scale, count_column, refused)
            return _converted(request, frame, to_engine, scale, count_column, derived_keys, refused)

        return engine.on_one_partition(summed, regrouped)


def _summed(
    request: "TotalRequest",
    engine: "EngineFrame",
    cells: "dict[str, tuple[bool, int]]",
    date_keys: list[str],
    *,
    is_daily: bool,
    may_be_endless: bool,
) -> "Lazy":
    """The sums of each group and unit, and for daily rates of each day too."""
    nw = narwhals()
    names = request.names
    is_cast = not cells["value"][0]
    is_leaving = request.rivals == "leave_out"
    own_keys = [request.key(key) for key in request.by if key not in date_keys]

    def by_row(frame: "Lazy") -> "Lazy":
        has_value = ~nw.col("value").is_null()
        columns = {"__unit": nw.col("unit").cast(nw.String)}
        if is_leaving:
            has_value &= nw.col("__is_used")
            columns["__used"] = nw.col("__is_used").cast(nw.Int64)
        if is_cast:
            columns["__uncast"] = nw.when(has_value).then(nw.col("value")) if is_leaving else nw.col("value")
        for end in ENDS:
            is_narrow, places = cells[end]
            exact = nw.col(end) if is_narrow else cast(nw.col(end), CELL_DIGITS, places)
            # A bound that is the column of the value itself is null if the value is, without a condition.
            is_as_value = names[end] == names["value"] and not is_leaving
            columns[f"__{end}"] = exact if is_as_value else nw.when(has_value).then(exact)
        for stated in request.carried:
            # The three columns of a stated growth are compared later, so they get the same places.
            growth = cast(nw.col(stated), MOST_DIGITS - 1, max(cells[end][1] for end in STATED))
            columns[stated] = nw.when(nw.col("__is_used")).then(growth) if is_leaving else growth
        day = nw.col("period_end").cast(nw.Date)
        if may_be_endless and not is_daily:
            columns["__endless"] = is_endless(day).cast(nw.Int64)
        time_columns = (
            {"__day": day} if is_daily else {request.key(key): _date_key(key, day) for key in date_keys}
        )
        return frame.select(*own_keys, **columns, **time_columns)

    keys = [*own_keys, "__unit", *(["__day"] if is_daily else map(request.key, date_keys))]
    summed: Lazy = (
        engine.by_row(by_row)
        .group_by(keys)
        .agg(
            *(nw.col(f"__{end}").sum() for end in ENDS),
            nw.col("__value").count().alias("__rows"),
            nw.col("__low").count().alias("__lows"),
            nw.col("__high").count().alias("__highs"),
            *([nw.col("__uncast").count()] if is_cast else []),
            # Rows that are left out are only counted.
            *(_use_counts() if is_leaving else [nw.len().alias("__all")]),
            *([nw.col("__endless").max()] if may_be_endless and not is_daily else []),
            *(nw.col(stated).max() for stated in request.carried),
            # How many rows state a growth: more than one is refused.
            *(nw.col(stated).count().alias("__stated") for stated in [*request.carried][:1]),
        )
    )
    return summed


def _use_counts() -> "list[Expr]":
    """The numbers of rows of a group that are used, that have `is_used` filled, and of all rows."""
    nw = narwhals()
    used = nw.col("__used")
    return [used.sum().alias("__all"), used.count().alias("__marked"), nw.len().alias("__given")]


def _unconverted(
    request: "TotalRequest", frame: "Lazy", scale: int, count_column: str, refused: "Expr"
) -> "Lazy":
    """The sums without conversion, one row for each unit."""
    nw = narwhals()
    counts = ["__rows", "__lows", "__highs", count_column, "__all"]
    plain: Lazy = frame.with_columns(**_counts(*counts)).select(
        *request.keys,
        nw.col("__unit").alias("unit"),
        **{end: cast(_complete_sum(end), MOST_DIGITS, scale) for end in ENDS},
        rows=nw.col("__rows"),
        without_value=nw.col("__all") - nw.col(count_column),
        **({"left_out": _left_out_count()} if request.rivals == "leave_out" else {}),
        **{stated: nw.col(stated) for stated in request.carried},
        __refused=refused,
    )
    return plain


# The steps below are few, and each keeps only the columns that the next ones need: some engines look at all columns of
# a frame at each step, and that alone would take longer than the sums of a million rows.


def _converted(
    request: "TotalRequest",
    frame: "Lazy",
    to_engine: "ToEngine",
    scale: int,
    count_column: str,
    derived_keys: "Sequence[str]",
    refused: "Expr",
) -> "Lazy":
    """The sums in the unit of the request: each sum times the factor of its unit and day, then added and rounded."""
    nw = narwhals()
    factors = request.factors
    assert factors is not None
    grain = Grain.of(scale, request.places)
    # For quotients nothing is rounded before the division, so all places that are kept are wanted.
    if request.is_fine and grain.over:
        grain = Grain.of(scale, grain.kept)
    left_out = ["__left_out"] if request.rivals == "leave_out" else []
    keys = ["__unit", *(["__day"] if factors.is_daily else [])]
    carried_along = [*request.keys, *keys, *request.carried, *(["__stated"] if request.carried else [])]
    derived = {request.key(key): _date_key(key, nw.col("__day")) for key in derived_keys}
    frame = frame.select(
        *(name for name in carried_along if name not in derived),
        **derived,
        **{f"__{end}": _complete_sum(end) for end in ENDS},
        **_counts("__rows"),
        __without_value=nw.col("__all").cast(nw.Int64) - nw.col(count_column).cast(nw.Int64),
        **{name: _left_out_count() for name in left_out},
        __refused=refused,
    )
    # A sum with too many digits becomes null and is refused below: in a cast some engines fail, others return null.
    magnitudes = {end: nw.col(f"__{end}").cast(nw.Float64).abs() for end in ENDS}
    limit = _LARGEST_MAGNITUDE / 10**grain.kept
    # Some versions of Arrow give a sum only as many digits as its cells have, so it is cast to more.
    fitting = {
        end: cast(nw.when(magnitudes[end] <= limit).then(nw.col(f"__{end}")), MOST_DIGITS - 1, grain.scale)
        for end in ENDS
    }
    if grain.is_split:
        parts = {f"__{end}_fitting": fitting[end] for end in ENDS}
        parts |= {f"__{end}_whole": floored(fitting[end], FACTOR_DIGITS) for end in ENDS}
    else:
        parts = {
            f"__{end}_parts": to_scaled_integer(fitting[end], grain.scale, grain.kept, FACTOR_DIGITS)
            for end in ENDS
        }
    frame = frame.select(
        *carried_along,
        *(["__value"] if request.each_rate else []),
        *("__rows", "__without_value", *left_out, "__refused"),
        **parts,
        __magnitude=nw.sum_horizontal(*magnitudes.values()),
    )
    if grain.is_split:
        # Sums with more places than one product can have are multiplied in two pieces, the whole parts and the rest.
        split_columns: dict[str, Expr] = {}
        for end in ENDS:
            split = grain.split(nw.col(f"__{end}_fitting"), nw.col(f"__{end}_whole"))
            split_columns[f"__{end}_parts"], split_columns[f"__{end}_rest"] = split
        frame = frame.with_columns(**split_columns).drop(*parts)
    frame = frame.join(to_engine(factors.table), on=keys, how="left")
    # Sums that are already in the unit need no factor; the table of factors has no row for them.
    is_own = nw.col("__unit") == request.target
    is_known = is_own | ~nw.col(factors.names["value", "times"]).is_null()
    is_dated = ~nw.col("__day").is_null() if factors.is_daily else nw.lit(True)
    rows = nw.col("__rows")
    products = _products(factors, grain, is_own)
    frame = frame.select(
        *(name for name in carried_along if name not in keys),
        *(["__unit", "__value", "__rate", "__rate_date"] if request.each_rate else []),
        *("__without_value", *left_out, "__refused", "__magnitude"),
        **products,
        unit=nw.lit(request.target),
        __counted=nw.when(is_known).then(rows).otherwise(nw.lit(0)),
        __without_rate=nw.when(~is_known & is_dated).then(rows).otherwise(nw.lit(0)),
        __without_date=nw.when(~is_known & ~is_dated).then(rows).otherwise(nw.lit(0)),
        __used=nw.when(rows > 0).then(nw.col("__rate_date")),
    )
    return _regrouped(request, frame, grain, [*products])


def _products(factors: "Factors", grain: Grain, is_own: "Expr") -> "dict[str, Expr]":
    """Each sum times each part of its factor; a negative bound takes the factor of the other end."""
    nw = narwhals()
    own = {"times": number(1, PART_DIGITS, factors.places), "more": number(0, PART_DIGITS, PART_DIGITS)}
    names = factors.names
    products = {}
    for end in ENDS:
        parts = nw.col(f"__{end}_parts")
        for part in PARTS:
            chosen = nw.col(names[end, part])
            other = names["high" if end == "low" else "low", part]
            # The lower end of a negative sum is the lower bound times the highest factor.
            if end != "value" and other != names[end, part]:
                chosen = nw.when(parts >= 0).then(chosen).otherwise(nw.col(other))
            factor = nw.when(is_own).then(own[part]).otherwise(chosen)
            products[f"__{end}_by_{part}"] = parts * factor
            if grain.is_split:
                products[f"__{end}_rest_by_{part}"] = nw.col(f"__{end}_rest") * factor
    return products


def _regrouped(request: "TotalRequest", frame: "Lazy", grain: Grain, products: list[str]) -> "Lazy":
    """The sums of each group over its units and days, rounded once."""
    nw = narwhals()
    factors = request.factors
    assert factors is not None
    extra = ["__unit", "__rate", "__rate_date"] if request.each_rate else []
    left_out = ["left_out"] if request.rivals == "leave_out" else []
    counts = [f"__{name}" for name in ("counted", "without_value", *left_out, "without_rate", "without_date")]
    frame = frame.group_by([*request.keys, "unit", *extra]).agg(
        *(nw.col(product).sum() for product in products),
        # A product is null if a row has no such bound or no rate, so the counts show whether a sum is complete.
        *(nw.col(f"__{end}_by_times").count().alias(f"__{end}s") for end in ENDS),
        *(nw.col(name).sum() for name in counts),
        nw.col("__magnitude").sum(),
        *([nw.col("__value").sum()] if request.each_rate else []),
        nw.col("__used").min().alias("__first"),
        nw.col("__used").max().alias("__last"),
        nw.col("__refused").max(),
        *(nw.col(stated).max() for stated in request.carried),
        *([nw.col("__stated").sum()] if request.carried else []),
    )
    frame, rounded = with_rounded(
        frame,
        grain,
        factors.places,
        _counts(*counts),
        is_endless=factors.is_endless,
        is_fine=request.is_fine,
    )
    # A bound of a group is known only if all its sums have it.
    is_counted = nw.col("__counted") > 0
    columns: dict[str, Expr] = {}
    for name, expression in rounded.items():
        end = name.removeprefix("__").partition("_")[0]
        columns[name] = nw.when(is_counted & (nw.col(f"__{end}s") == nw.col("__values"))).then(expression)
    columns["rows"] = nw.col("__counted")
    columns["without_value"] = nw.col("__without_value")
    columns |= {name: nw.col(f"__{name}") for name in left_out}
    if factors.source is not None:
        columns["without_rate"] = nw.col("__without_rate")
        columns["without_date"] = nw.col("__without_date")
        if request.each_rate:
            columns["given_unit"] = nw.col("__unit")
            columns["given_value"] = nw.when(is_counted).then(
                cast(nw.col("__value"), MOST_DIGITS, grain.scale)
            )
            columns["rate"] = nw.col("__rate")
            columns["rate_date"] = nw.col("__rate_date")
        else:
            columns["first_rate_date"] = nw.col("__first")
            columns["last_rate_date"] = nw.col("__last")
        columns["rate_source"] = nw.lit(factors.source)
    is_beyond = (nw.col("__magnitude") > _LARGEST_MAGNITUDE / 10**grain.kept) | nw.col("__is_beyond")
    beyond = nw.lit("cannot total as asked: a converted sum has more than 24 digits; pass fewer places=")
    refused = nw.when(is_beyond).then(beyond).otherwise(nw.col("__refused"))
    if request.carried:
        refused = nw.when(nw.col("__stated") > 1).then(nw.lit(STATED_TWICE)).otherwise(refused)
    columns |= {stated: nw.col(stated) for stated in request.carried}
    grouped: Lazy = frame.select(*request.keys, "unit", **columns, __refused=refused)
    return grouped


def _left_out_count() -> "Expr":
    """How many rows of a group are not counted, because another figure is used."""
    nw = narwhals()
    count: Expr = nw.col("__given").cast(nw.Int64) - nw.col("__all").cast(nw.Int64)
    return count


def _date_key(key: str, day: "Expr") -> "Expr":
    """The year of a day, or its month as a number such as 202411."""
    nw = narwhals()
    year: Expr = day.dt.year().cast(nw.Int64)
    return year if key == "year" else year * 100 + day.dt.month().cast(nw.Int64)


def _counts(*names: str) -> "dict[str, Expr]":
    """Counts as 64-bit whole numbers; some engines count in another type."""
    nw = narwhals()
    return {name: nw.col(name).cast(nw.Int64) for name in names}


def _complete_sum(end: str) -> "Expr":
    """The sum of one end; null if no row is counted or a counted row does not have this end."""
    nw = narwhals()
    is_complete = nw.col("__rows") > 0
    if end != "value":
        is_complete &= nw.col(f"__{end}s") == nw.col("__rows")
    total: Expr = nw.when(is_complete).then(nw.col(f"__{end}"))
    return total
