"""Strategies for the values in records: texts, units, amounts, periods, places and metrics."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

from hypothesis import assume, strategies as st

from .._internal.classes import LONGEST_TEXT
from .._internal.decimals import FINEST, LARGEST
from .._internal.hidden import find_hidden
from ..amounts import Amount, Hedge
from ..periods import Period
from ..places import Membership, Place, list_places, membership
from ..records import Metric, list_metrics
from ..units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

# A test may do arithmetic with an extreme number, and the result must stay in range: keep away from the edges.
_LARGEST = LARGEST - 2
_SMALLEST = -LARGEST + 10
_FINEST = -FINEST + 10
_WIDEST = 10**15
_LONGEST_ID = 80
_NEVER_ZERO = (Hedge.NEARLY, Hedge.APPROXIMATELY)
_STATED = tuple(hedge for hedge in Hedge if hedge is not Hedge.BETWEEN)


def _is_shown(text: str) -> bool:
    """Whether a text has visible characters and no hidden ones."""
    return bool(text.strip()) and find_hidden(text) is None


def texts() -> SearchStrategy[str]:
    """Texts of one line that are valid in a record: short ones in any script, sometimes one of the maximum length.

    Records are drawn with short texts only, so that a failing test can print them.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.texts())
        ... def test_text(text):
        ...     assert text.strip() and len(text.splitlines()) == 1
        >>> test_text()
    """
    return short_texts() | st.just("展" * LONGEST_TEXT)


def ids() -> SearchStrategy[str]:
    """Ids of records: words of small letters and digits, joined by hyphens.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.ids())
        ... def test_id(id):
        ...     assert id == id.lower().strip("-")
        >>> test_id()
    """
    word = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=15)
    return st.lists(word, min_size=1, max_size=_LONGEST_ID // 16).map("-".join)


def units(table: UnitTable | None = None) -> SearchStrategy[str]:
    """Simple unit codes of a table, by default the built-in one.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.units())
        ... def test_unit(unit):
        ...     assert ex.UnitTable.builtin().resolve(unit) == unit
        >>> test_unit()
    """
    return st.sampled_from(sorted((table or UnitTable.builtin()).codes))


def compounds(table: UnitTable | None = None) -> SearchStrategy[str]:
    """Units of up to six factors in canonical spelling, such as "USD/exhibitor"; equal factors are cancelled.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.compounds())
        ... def test_unit(unit):
        ...     assert ex.UnitTable.builtin().resolve(unit) == unit
        >>> test_unit()
    """
    known = table or UnitTable.builtin()
    side = st.lists(units(known), min_size=1, max_size=3).map("*".join)
    return st.tuples(st.just("1") | side, side).map("/".join).map(known.resolve)


def unit_tables() -> SearchStrategy[UnitTable]:
    """The built-in table of units, and tables with a few more nouns.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.unit_tables())
        ... def test_table(table):
        ...     assert table.resolve("exhibitors") == "exhibitor"
        >>> test_table()
    """
    word = st.text(string.ascii_lowercase, min_size=1, max_size=8).map("zz{}".format)
    nouns = st.dictionaries(word, st.just(()), max_size=3)
    return nouns.map(lambda more: UnitTable.builtin().with_nouns(more))


def counts(unit: str | None = None) -> SearchStrategy[Amount]:
    """Exact whole amounts from zero upwards in one count noun, by default any.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.counts("exhibitor"))
        ... def test_count(count):
        ...     assert count.low == count.high >= 0
        >>> test_count()
    """
    table = UnitTable.builtin()
    nouns = st.sampled_from(sorted(code for code in table.codes if table.is_counted(code)))
    return st.builds(Amount, st.integers(0, _WIDEST), nouns if unit is None else st.just(unit))


def money(currency: str | None = None) -> SearchStrategy[Amount]:
    """Stated amounts from zero upwards in one currency, by default any, with every hedge.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.money())
        ... def test_money(amount):
        ...     assert ex.UnitTable.builtin().is_currency(amount.unit)
        >>> test_money()
    """
    table = UnitTable.builtin()
    currencies = st.sampled_from(sorted(code for code in table.codes if table.is_currency(code)))
    codes = currencies if currency is None else st.just(currency)
    return codes.flatmap(lambda code: stated_amounts(code, min_value=0))


def stated_amounts(
    unit: str | None = None,
    *,
    units: UnitTable | None = None,
    min_value: int | Decimal | None = None,
    max_value: int | Decimal | None = None,
    hedges: tuple[Hedge, ...] = _STATED,
) -> SearchStrategy[Amount]:
    """Amounts as a source prints them: any number under any hedge of the table but BETWEEN.

    Numbers have up to forty digits and reach from 1E-389 to 9E+398, with either sign and zero; half of them look like
    numbers in the press.

    Args:
        unit: The unit; by default any simple or compound one.
        units: The table of the units.
        min_value: The least value; the bounds may be lower.
        max_value: The greatest value.
        hedges: The hedges to draw from.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.stated_amounts("USD", min_value=1))
        ... def test_amount(amount):
        ...     assert amount.value >= 1
        >>> test_amount()
    """
    return _stated(_unit(unit, units), units, _numbers(min_value, max_value), hedges)


def computed_amounts(
    unit: str | None = None,
    *,
    units: UnitTable | None = None,
    min_value: int | Decimal | None = None,
    max_value: int | Decimal | None = None,
) -> SearchStrategy[Amount]:
    """Amounts with bounds of their own: with both ends, one or none, and differences of stated amounts.

    Args:
        unit: The unit; by default any simple or compound one.
        units: The table of the units.
        min_value: The least value and end; with it no differences are drawn.
        max_value: The greatest value and end; with it no differences are drawn.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.computed_amounts("t"))
        ... def test_amount(amount):
        ...     assert amount.low is None or amount.low <= amount.value
        >>> test_amount()
    """
    between = _between(_unit(unit, units), units, _numbers(min_value, max_value))
    if min_value is not None or max_value is not None:
        return between
    return between | _differences(_unit(unit, units), units)


def amounts(
    unit: str | None = None,
    *,
    units: UnitTable | None = None,
    min_value: int | Decimal | None = None,
    max_value: int | Decimal | None = None,
) -> SearchStrategy[Amount]:
    """Amounts of every kind, stated and computed.

    Args:
        unit: The unit; by default any simple or compound one.
        units: The table of the units.
        min_value: The least value.
        max_value: The greatest value.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.amounts())
        ... def test_round_trip(amount):
        ...     assert ex.Amount.parse(str(amount)) == amount
        >>> test_round_trip()
    """
    stated = stated_amounts(unit, units=units, min_value=min_value, max_value=max_value)
    return stated | computed_amounts(unit, units=units, min_value=min_value, max_value=max_value)


def periods() -> SearchStrategy[Period]:
    """Periods: days, months, quarters, halves, years and other periods, sometimes with an open end.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.periods())
        ... def test_round_trip(period):
        ...     assert ex.Period.parse(str(period)) == period
        >>> test_round_trip()
    """
    days = st.dates() | st.dates(date(2018, 1, 1), date(2025, 12, 31))
    pairs = st.tuples(days, days).map(sorted)
    stretches = pairs.map(lambda pair: Period(*pair))
    open_ends = days.map(lambda day: Period(day, None)) | days.map(lambda day: Period(None, day))
    year = st.integers(1, 9999).map("{:04}".format)
    part = st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q3", "-01", "-02", "-12", "-12-31"])
    return st.tuples(year, part).map("".join).map(Period.parse) | stretches | open_ends


def places() -> SearchStrategy[Place]:
    """Countries, groups of countries, and the world.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.places())
        ... def test_place(place):
        ...     assert ex.place(place.code) == place
        >>> test_place()
    """
    return st.sampled_from(list_places())


def memberships() -> SearchStrategy[Membership]:
    """Memberships of countries in groups, with their dates.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.memberships())
        ... def test_membership(row):
        ...     assert row.until is None or row.since <= row.until
        >>> test_membership()
    """
    groups = [place.code for place in list_places() if place.kind == "group"]
    return st.sampled_from(groups).flatmap(lambda group: st.sampled_from(membership(group)))


def metrics() -> SearchStrategy[Metric]:
    """Metrics of the bundled table.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.metrics())
        ... def test_metric(metric):
        ...     assert ex.metric(metric.code) is metric
        >>> test_metric()
    """
    return st.sampled_from(list_metrics())


def short_texts() -> SearchStrategy[str]:
    """Short texts, with which records are drawn."""
    letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))
    return st.text(letters, min_size=1, max_size=30).filter(_is_shown)


@cache
def amounts_in(unit: str | None) -> SearchStrategy[Amount]:
    """Amounts in one unit, or in any; the strategy is built once."""
    return amounts(unit)


def _unit(unit: str | None, table: UnitTable | None) -> SearchStrategy[str]:
    return units(table) | compounds(table) if unit is None else st.just(unit)


@st.composite
def _numbers(draw: DrawFn, low: int | Decimal | None, high: int | Decimal | None) -> Decimal:
    """Numbers between two ends, or any in the range of amounts."""
    if low is None and high is None:
        digits = draw(st.integers(0, 9999) | st.integers(0, 10**40))
        length = len(str(digits))
        extreme = st.integers(max(_FINEST, _SMALLEST - length + 1), _LARGEST - length + 1)
        place = draw(st.integers(-6, 12) | extreme)
        return Decimal((draw(st.integers(0, 1)), Decimal(digits).as_tuple().digits, place))
    least = Fraction(high or 0) - _WIDEST if low is None else Fraction(low)
    most = Fraction(low or 0) + _WIDEST if high is None else Fraction(high)
    places = draw(st.integers(0, 6))
    while ceil(least * 10**places) > floor(most * 10**places):
        places += 1
    whole = draw(st.integers(ceil(least * 10**places), floor(most * 10**places)))
    # Move some of the zeros at the end into the power of ten, as in 78.41 billion.
    zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    kept = draw(st.integers(0, zeros))
    return Decimal((int(whole < 0), Decimal(abs(whole) // 10**kept).as_tuple().digits, kept - places))


@st.composite
def _stated(
    draw: DrawFn,
    unit: SearchStrategy[str],
    table: UnitTable | None,
    numbers: SearchStrategy[Decimal],
    hedges: tuple[Hedge, ...],
) -> Amount:
    hedge = draw(st.sampled_from(hedges))
    number = draw(numbers)
    assume(number or hedge not in _NEVER_ZERO)
    return Amount(number, draw(unit), hedge=hedge, units=table)


@st.composite
def _between(
    draw: DrawFn, unit: SearchStrategy[str], table: UnitTable | None, numbers: SearchStrategy[Decimal]
) -> Amount:
    low, value, high = sorted(draw(numbers) for _ in range(3))
    is_low, is_high = draw(st.booleans()), draw(st.booleans())
    ends = (low if is_low else None, high if is_high else None)
    return Amount.between(*ends, draw(unit), value=value, units=table)


@st.composite
def _differences(draw: DrawFn, unit: SearchStrategy[str], table: UnitTable | None) -> Amount:
    code = draw(unit)
    stated = _stated(st.just(code), table, _numbers(-_WIDEST, _WIDEST), _STATED)
    # The difference of two percentages is in points; convert it back.
    return (draw(stated) - draw(stated)).to(code, units=table)
