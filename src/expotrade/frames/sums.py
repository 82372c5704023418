"""How a frame is totalled: sums by group, unit and day, each converted once, and why a row is none."""

import re
from datetime import date
from functools import lru_cache

from ..errors import FrameError, RateError, TotalError
from ..errors.advice import advise, nearest_text
from ..rates.converting import WITH_RATES
from ..units import UnitTable
from .asking import COLUMNS, OF_DATE, STATED
from .engines import CELL_DIGITS, cell_type, missing_columns, narwhals, type_problems
from .exact import MOST_DIGITS, cast, floored, in_parts, number
from .factors import ENDS, LIMB, PARTS
from .rivals import check_rivals
from .rounding import FACTOR_DIGITS, Grain, with_rounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .asking import Asked
    from .engines import Beside, Expr, Held, Lazy
    from .factors import Factors

_REACH = 9e24  # parts of the last place, in a value and its bounds together
_CELLS = (*ENDS, *STATED)
_STATED_TWICE = (
    "cannot total rows of one group that state a growth twice: leave one row of each group to state it"
)
_UNMARKED = "cannot total rows whose is_used is empty: fill it with true or false, or leave such rows out"
_ENDLESS = "cannot total rows on a day without end: leave period_end empty where the day is not known"
_UNKNOWN = "rows in the unit "
_EXPRESS = "cannot express "
_WITHOUT_RATES = " without exchange rates"
_NO_UNIT = (
    "it is no code of the table of units: write the code, such as USD, t or exhibitor, or pass units= with a table "
    "that has it"
)


def settled(asked: "Asked", held: "Held", depth: int = 0, *, is_last: bool = False) -> "Lazy":
    """The totals of a frame, by the names of `asked.keys`; what cannot be totalled is an error now or when computed.

    Args:
        asked: What is asked for.
        held: The frame.
        depth: How many calls more than for `total` lie between the caller and this one, for warnings.
        is_last: Whether nothing more is to be done with them, so that the keys are called as in the frame.
    """
    nw = narwhals()
    frame = _totals(asked, held, depth)
    if not held.is_eager:
        text = nw.when(nw.col("__refused") == "").then(nw.lit("0")).otherwise(nw.col("__refused"))
        # The one way to an error that every engine has: a text that is no number, which says why.
        rows = nw.col("rows") + text.cast(nw.Int64)
        names = [name for name in frame.collect_schema().names() if name != "__refused"]
        given = asked.given if is_last else {}
        lazy: Lazy = frame.select(
            *(rows if name == "rows" else nw.col(name).alias(given.get(name, name)) for name in names)
        )
        return lazy
    with held.telling():
        made = frame.collect()
    refused = sorted({text for text in made["__refused"].to_list() if text})
    if refused and refused[0].startswith(_EXPRESS):
        unit, _, _ = refused[0].removeprefix(_EXPRESS).partition(" ")
        problem, _, _ = refused[0].partition(": ")
        raise RateError(problem, unit, WITH_RATES)
    if refused:
        given, _, rule = refused[0].removeprefix("cannot total ").partition(": ")
        if given.startswith(_UNKNOWN):
            rule += _meant(given.removeprefix(_UNKNOWN).strip("'"), asked.table)
        raise TotalError(given, rule)
    names = [name for name in (*asked.keys, "unit", "given_unit", "rate_date") if name in made.columns]
    answer: Lazy = made.drop("__refused").sort(*names, nulls_last=True).lazy()
    return asked.named(answer) if is_last else answer


def _totals(asked: "Asked", held: "Held", depth: int) -> "Lazy":
    """The totals of a frame, with a column `__refused` that says why a row is none."""
    schema = held.frame.collect_schema()
    made = [key for key in asked.by if key in OF_DATE and key not in schema]
    asked.check_names(held, schema, made)
    is_daily = asked.factors is not None and asked.factors.is_daily
    needed = [name for name in COLUMNS if name != "period_end" or is_daily or made]
    named = {name: asked.names[name] for name in needed} | asked.carried
    named |= {asked.key(key): key for key in asked.by if key not in made}
    if asked.rivals == "leave_out":
        named["__is_used"] = asked.names["is_used"]
    problems = missing_columns(schema, named)
    absent = {problem.column for problem in problems}
    present = {ours: theirs for ours, theirs in named.items() if theirs not in absent}
    given = held.frame
    problems += held.taken(present, [name for name in present if name in _CELLS])
    schema = held.frame.collect_schema()
    problems += type_problems(schema, present, asked.key(asked.over) if asked.over else "")
    if problems:
        raise FrameError("rows to total", problems)
    kept = [key for key in asked.by if key not in made]
    check_rivals(held, given, asked.rivals, asked.names, kept, depth=depth + 5)
    cells = {name: cell_type(schema[name]) for name in named if name in _CELLS}
    # Days tell their years, which need not be found row by row then.
    later = made if is_daily else []
    scale = max(cells[end][1] for end in ENDS)
    # How many cells there were before they were cast.
    told = "__rows" if cells["value"][0] else "__told"
    with held.telling():
        may_be_endless = held.has_endless_days and (is_daily or bool(made))
        summed = _summed(asked, held, cells, made, is_daily=is_daily, may_be_endless=may_be_endless)
        refused = _refusal(asked, told, may_be_endless=may_be_endless)
        if asked.factors is None:
            return held.whole(summed, lambda frame, _: _plain(asked, frame, scale, told, refused))
        return held.whole(
            summed, lambda frame, beside: _converted(asked, frame, beside, scale, told, later, refused)
        )


def _summed(
    asked: "Asked",
    held: "Held",
    cells: "dict[str, tuple[bool, int]]",
    made: list[str],
    *,
    is_daily: bool,
    may_be_endless: bool,
) -> "Lazy":
    """The sums of each group, unit and, for rates of their own day, day."""
    nw = narwhals()
    name = asked.names
    is_cast = not cells["value"][0]
    is_leaving = asked.rivals == "leave_out"
    kept = [asked.key(key) for key in asked.by if key not in made]

    def by_row(frame: "Lazy") -> "Lazy":
        is_told = ~nw.col("value").is_null()
        columns = {"__unit": nw.col("unit").cast(nw.String)}
        if is_leaving:
            is_told &= nw.col("__is_used")
            columns["__used"] = nw.col("__is_used").cast(nw.Int64)
        if is_cast:
            columns["__told"] = nw.when(is_told).then(nw.col("value")) if is_leaving else nw.col("value")
        for end in ENDS:
            is_narrow, places = cells[end]
            exact = nw.col(end) if is_narrow else cast(nw.col(end), CELL_DIGITS, places)
            is_as_value = name[end] == name["value"] and not is_leaving
            columns[f"__{end}"] = exact if is_as_value else nw.when(is_told).then(exact)
        for stated in asked.carried:
            told = cast(nw.col(stated), MOST_DIGITS - 1, max(cells[one][1] for one in STATED))
            columns[stated] = nw.when(nw.col("__is_used")).then(told) if is_leaving else told
        day = nw.col("period_end").cast(nw.Date)
        if may_be_endless and not is_daily:
            columns["__endless"] = _is_endless(day).cast(nw.Int64)
        dated = {"__day": day} if is_daily else {asked.key(key): _of_day(key, day) for key in made}
        return frame.select(*kept, **columns, **dated)

    keys = [*kept, "__unit", *(["__day"] if is_daily else map(asked.key, made))]
    summed: Lazy = (
        held.by_row(by_row)
        .group_by(keys)
        .agg(
            *(nw.col(f"__{end}").sum() for end in ENDS),
            nw.col("__value").count().alias("__rows"),
            nw.col("__low").count().alias("__lows"),
            nw.col("__high").count().alias("__highs"),
            *([nw.col("__told").count()] if is_cast else []),
            # Of rows that are left out only how many there are.
            *(_marked() if is_leaving else [nw.len().alias("__all")]),
            *([nw.col("__endless").max()] if may_be_endless and not is_daily else []),
            *(nw.col(stated).max() for stated in asked.carried),
            # How many rows state a growth.
            *(nw.col(stated).count().alias("__stated") for stated in [*asked.carried][:1]),
        )
    )
    return summed


def _is_endless(day: "Expr") -> "Expr":
    """Whether a day lies at no end of time."""
    nw = narwhals()
    made: Expr = (day > nw.lit(date.max)) | (day < nw.lit(date.min))
    return made


def _marked() -> "list[Expr]":
    """How many rows of a group are used, how many say whether they are, and how many there are."""
    nw = narwhals()
    used = nw.col("__used")
    return [used.sum().alias("__all"), used.count().alias("__marked"), nw.len().alias("__given")]


def _plain(asked: "Asked", frame: "Lazy", scale: int, told: str, refused: "Expr") -> "Lazy":
    """The sums as they are, one row a unit."""
    nw = narwhals()
    counts = ["__rows", "__lows", "__highs", told, "__all"]
    made: Lazy = frame.with_columns(**_counts(*counts)).select(
        *asked.keys,
        nw.col("__unit").alias("unit"),
        **{end: cast(_if_whole(end), MOST_DIGITS, scale) for end in ENDS},
        rows=nw.col("__rows"),
        without_value=nw.col("__all") - nw.col(told),
        **({"left_out": _left_out()} if asked.rivals == "leave_out" else {}),
        **{stated: nw.col(stated) for stated in asked.carried},
        __refused=refused,
    )
    return made


# The steps below are few, and each takes along only what the next ones need: some engines look at all the columns of a
# frame at each step, and that alone would take longer than the sums of a million rows.


def _converted(
    asked: "Asked",
    frame: "Lazy",
    beside: "Beside",
    scale: int,
    told: str,
    later: "Sequence[str]",
    refused: "Expr",
) -> "Lazy":
    """The sums in the wanted unit."""
    nw = narwhals()
    factors = asked.factors
    assert factors is not None
    grain = Grain.of(scale, asked.places)
    if asked.is_fine and grain.over:
        grain = Grain.of(scale, grain.kept)
    left_out = ["__left_out"] if asked.rivals == "leave_out" else []
    keys = ["__unit", *(["__day"] if factors.is_daily else [])]
    along = [*asked.keys, *keys, *asked.carried, *(["__stated"] if asked.carried else [])]
    made = {asked.key(key): _of_day(key, nw.col("__day")) for key in later}
    frame = frame.select(
        *(name for name in along if name not in made),
        **made,
        **{f"__{end}": _if_whole(end) for end in ENDS},
        **_counts("__rows"),
        __untold=nw.col("__all").cast(nw.Int64) - nw.col(told).cast(nw.Int64),
        **{name: _left_out() for name in left_out},
        __refused=refused,
    )
    # What has too many digits is empty, and refused below: in a cast some engines fail, and others say null.
    reach = {end: nw.col(f"__{end}").cast(nw.Float64).abs() for end in ENDS}
    limit = _REACH / 10**grain.kept
    # Some versions of Arrow leave a sum the digits of its cells, which are too few.
    fitting = {
        end: cast(nw.when(reach[end] <= limit).then(nw.col(f"__{end}")), MOST_DIGITS - 1, grain.scale)
        for end in ENDS
    }
    if grain.is_split:
        parts = {f"__{end}_fitting": fitting[end] for end in ENDS}
        parts |= {f"__{end}_whole": floored(fitting[end], FACTOR_DIGITS) for end in ENDS}
    else:
        parts = {
            f"__{end}_parts": in_parts(fitting[end], grain.scale, grain.kept, FACTOR_DIGITS) for end in ENDS
        }
    frame = frame.select(
        *along,
        *(["__value"] if asked.each_rate else []),
        *("__rows", "__untold", *left_out, "__refused"),
        **parts,
        __reach=nw.sum_horizontal(*reach.values()),
    )
    if grain.is_split:
        rests: dict[str, Expr] = {}
        for end in ENDS:
            split = grain.split(nw.col(f"__{end}_fitting"), nw.col(f"__{end}_whole"))
            rests[f"__{end}_parts"], rests[f"__{end}_rest"] = split
        frame = frame.with_columns(**rests).drop(*parts)
    frame = frame.join(beside(factors.table), on=keys, how="left")
    is_own = nw.col("__unit") == asked.target
    is_known = is_own | ~nw.col(factors.names["value", "times"]).is_null()
    is_dated = ~nw.col("__day").is_null() if factors.is_daily else nw.lit(True)
    rows = nw.col("__rows")
    products = _products(factors, grain, is_own)
    frame = frame.select(
        *(name for name in along if name not in keys),
        *(["__unit", "__value", "__rate", "__rate_date"] if asked.each_rate else []),
        *("__untold", *left_out, "__refused", "__reach"),
        **products,
        unit=nw.lit(asked.target),
        __counted=nw.when(is_known).then(rows).otherwise(nw.lit(0)),
        __without_rate=nw.when(~is_known & is_dated).then(rows).otherwise(nw.lit(0)),
        __without_date=nw.when(~is_known & ~is_dated).then(rows).otherwise(nw.lit(0)),
        __used=nw.when(rows > 0).then(nw.col("__rate_date")),
    )
    return _regrouped(asked, frame, grain, [*products])


def _products(factors: "Factors", grain: Grain, is_own: "Expr") -> "dict[str, Expr]":
    """Each sum by each part of its factor; a bound below zero by that of the other end."""
    nw = narwhals()
    own = {"times": number(1, LIMB, factors.places), "more": number(0, LIMB, LIMB)}
    names = factors.names
    products = {}
    for end in ENDS:
        parts = nw.col(f"__{end}_parts")
        for part in PARTS:
            chosen = nw.col(names[end, part])
            other = names["high" if end == "low" else "low", part]
            if end != "value" and other != names[end, part]:
                chosen = nw.when(parts >= 0).then(chosen).otherwise(nw.col(other))
            factor = nw.when(is_own).then(own[part]).otherwise(chosen)
            products[f"__{end}_by_{part}"] = parts * factor
            if grain.is_split:
                products[f"__{end}_rest_by_{part}"] = nw.col(f"__{end}_rest") * factor
    return products


def _regrouped(asked: "Asked", frame: "Lazy", grain: Grain, products: list[str]) -> "Lazy":
    """The sums of a group over its units and days."""
    nw = narwhals()
    factors = asked.factors
    assert factors is not None
    extra = ["__unit", "__rate", "__rate_date"] if asked.each_rate else []
    left_out = ["left_out"] if asked.rivals == "leave_out" else []
    counts = [f"__{name}" for name in ("counted", "untold", *left_out, "without_rate", "without_date")]
    frame = frame.group_by([*asked.keys, "unit", *extra]).agg(
        *(nw.col(product).sum() for product in products),
        # A product is null where a row of its sum has none, and where no row is counted.
        *(nw.col(f"__{end}_by_times").count().alias(f"__{end}s") for end in ENDS),
        *(nw.col(name).sum() for name in counts),
        nw.col("__reach").sum(),
        *([nw.col("__value").sum()] if asked.each_rate else []),
        nw.col("__used").min().alias("__first"),
        nw.col("__used").max().alias("__last"),
        nw.col("__refused").max(),
        *(nw.col(stated).max() for stated in asked.carried),
        *([nw.col("__stated").sum()] if asked.carried else []),
    )
    frame, rounded = with_rounded(
        frame,
        grain,
        factors.places,
        _counts(*counts),
        is_endless=factors.is_endless,
        is_fine=asked.is_fine,
    )
    is_counted = nw.col("__counted") > 0
    told: dict[str, Expr] = {}
    for name, made in rounded.items():
        end = name.removeprefix("__").partition("_")[0]
        told[name] = nw.when(is_counted & (nw.col(f"__{end}s") == nw.col("__values"))).then(made)
    told["rows"] = nw.col("__counted")
    told["without_value"] = nw.col("__untold")
    told |= {name: nw.col(f"__{name}") for name in left_out}
    if factors.source is not None:
        told["without_rate"] = nw.col("__without_rate")
        told["without_date"] = nw.col("__without_date")
        if asked.each_rate:
            told["given_unit"] = nw.col("__unit")
            told["given_value"] = nw.when(is_counted).then(cast(nw.col("__value"), MOST_DIGITS, grain.scale))
            told["rate"] = nw.col("__rate")
            told["rate_date"] = nw.col("__rate_date")
        else:
            told["first_rate_date"] = nw.col("__first")
            told["last_rate_date"] = nw.col("__last")
        told["rate_source"] = nw.lit(factors.source)
    is_beyond = (nw.col("__reach") > _REACH / 10**grain.kept) | nw.col("__is_beyond")
    beyond = nw.lit("cannot total as asked: a converted sum has more than 24 digits; pass fewer places=")
    refused = nw.when(is_beyond).then(beyond).otherwise(nw.col("__refused"))
    if asked.carried:
        refused = nw.when(nw.col("__stated") > 1).then(nw.lit(_STATED_TWICE)).otherwise(refused)
    told |= {stated: nw.col(stated) for stated in asked.carried}
    grouped: Lazy = frame.select(*asked.keys, "unit", **told, __refused=refused)
    return grouped


def _refusal(asked: "Asked", told: str, *, may_be_endless: bool) -> "Expr":
    """Why a group cannot be totalled as asked, or an empty text."""
    nw = narwhals()
    unit = nw.col("__unit")
    codes = asked.table.codes if asked.factors is None else asked.factors.units
    strange = nw.lit("")
    if asked.factors is not None:
        strange = _said(
            "cannot total ", unit, f" in {asked.target}: it measures something else; total it apart"
        )
        if asked.factors.source is None and asked.table.is_currency(asked.target or ""):
            money = sorted(code for code in asked.table.codes if asked.table.is_currency(code))
            after = advise(f" in {asked.target}{_WITHOUT_RATES}", WITH_RATES)
            strange = nw.when(unit.is_in(money)).then(_said(_EXPRESS, unit, after)).otherwise(strange)
    unknown = _said(f"cannot total {_UNKNOWN}'", unit, f"': {_NO_UNIT}")
    # In this order most rows are done with at once. To find what a unit is made of takes time, so it is not done where
    # the row is refused in any case.
    if asked.factors is None:
        is_unit = unit.str.contains(_any_unit(asked.table))
    else:
        is_unit = unit.is_in(sorted(asked.table.codes)) | unit.str.contains("/", literal=True)
    text = (
        nw.when(unit.is_in(sorted(codes)))
        .then(nw.lit(""))
        .otherwise(nw.when(is_unit).then(strange).otherwise(unknown))
    )
    if asked.carried:
        text = nw.when(nw.col("__stated") > 1).then(nw.lit(_STATED_TWICE)).otherwise(text)
    if told != "__rows":
        # Only an engine that answers null where a cast fails comes here with fewer.
        lost = nw.lit("cannot total as asked: a cell has more than 28 digits")
        text = nw.when(nw.col(told) != nw.col("__rows")).then(lost).otherwise(text)
    if may_be_endless:
        is_daily = asked.factors is not None and asked.factors.is_daily
        is_endless = _is_endless(nw.col("__day")) if is_daily else nw.col("__endless") == 1
        text = nw.when(is_endless).then(nw.lit(_ENDLESS)).otherwise(text)
    if asked.rivals == "leave_out":
        text = nw.when(nw.col("__marked") != nw.col("__given")).then(nw.lit(_UNMARKED)).otherwise(text)
    null = nw.lit("cannot total rows without a unit: fill the column of units, or leave such rows out")
    made: Expr = nw.when(unit.is_null()).then(null).otherwise(text)
    return made


def _said(before: str, unit: "Expr", after: str) -> "Expr":
    """A sentence about a unit."""
    nw = narwhals()
    made: Expr = nw.concat_str(nw.lit(before), unit.fill_null(""), nw.lit(after), separator="")
    return made


def _meant(name: str, table: UnitTable) -> str:
    """The code that a name of a unit stands for, or those that it may have been meant for."""
    code = table.find(name)
    return nearest_text(table.nearest(name)) if code is None else f"; {name!r} is {code!r}"


@lru_cache(maxsize=16)
def _any_unit(table: UnitTable) -> str:
    """A pattern of all codes, those that are made of others included, such as "USD/exhibitor"."""
    one = f"(?:{'|'.join(map(re.escape, sorted(table.codes)))})"
    several = rf"{one}(?:\*{one})*"
    return rf"^(?:1/)?{several}(?:/{several})?$"


def _left_out() -> "Expr":
    """How many rows of a sum are not counted, because another figure is used."""
    nw = narwhals()
    made: Expr = nw.col("__given").cast(nw.Int64) - nw.col("__all").cast(nw.Int64)
    return made


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
