"""Reads the printed wording of one figure, English or Chinese, into its number, unit and hedge.

The text is read from left to right through the slots of a figure. A rest that fits no slot is an error:

    [lead, change, hedge ...] [currency] NUMBER [hedge] [scale] [hedge] UNIT [hedge, change]

The words of the slots are data, in `data/wording.json`; the names of units come from the unit table.
"""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from .._internal.decimals import EXACTLY, NEAREST, exponent, negated, read_decimal, shifted
from ..errors import ParseError
from ..units import UnitTable
from .hedges import Hedge
from .intervals import BETWEEN, Ends, bounds_of, opposite, stated_span
from .numerals import Number, NumberReader
from .parts import Parts
from .surroundings import UP_BY_TIMES, SurroundingsParser

LONGEST_WORDING = 1000

_SIGN = re.compile(r"[+-](?=[0-9]|[^0-9\s]{1,4}\s?[0-9])")
_CURRENCY_CODE = re.compile(r"[a-z]{3}(?=[\s0-9])")
_TO = re.compile(
    r"\s?[-–—~]\s?(?=[0-9$£€¥])|\s(?:to|[-–—~])\s(?=[a-z0-9$£€¥])|\s?[至到~]\s?(?=[0-9$£€¥零〇一二两三四五六七八九十百千])"
)
_AND = re.compile(r"\s*(?:\band\b|和|与|至|到)\s*")
_CLOSING = "之间"
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_TENTHS = re.compile("成(?P<more>半|[一二三四五六七八九])?")
_OUT_OF = re.compile("(?:in|out of)(?= )")
_PARTS = re.compile("分之(?=[0-9一二三四五六七八九十])")
_FALLS_BY_TIMES = "a fall by a number of times has no meaning: write it in percent"
_HEDGED_RANGE = "a range already has bounds: remove the hedge"
_DECIMALS = "are these decimals or thousands? for a count write 3,496 or 3496"


class ParsedWording(NamedTuple):
    """A figure as its wording states it.

    Args:
        value: The number with its sign.
        unit: The code of the unit.
        hedge: The hedge.
        ends: The lower and the upper bound, where the hedge alone does not give them.
    """

    value: Decimal
    unit: str
    hedge: Hedge
    ends: Ends | None = None


def read_wording(text: str, units: UnitTable, currency: str | None) -> Parts:
    """The parts of the one figure that a printed text states."""
    if len(text) > LONGEST_WORDING:
        raise ParseError(text, text, f"the wording of one figure has at most {LONGEST_WORDING} characters")
    printed = text.strip()
    if printed[-1:] in (".", "。") and not units.find(printed.rpartition(" ")[2]):
        printed = printed[:-1]
    number, unit, hedge, ends = _WordingParser(text, printed, units, currency).read()
    if hedge is BETWEEN and ends is not None:
        value, low, high = stated_span(*ends, None)
        return value, unit, hedge, low, high
    value = read_decimal(number)
    low, high = bounds_of(hedge, value, unit)
    return value, unit, hedge, *(ends or (low, high))


class _Quantity:
    """A number with the unit that was printed before it, before any hedge is applied."""

    __slots__ = ("number", "unit")

    def __init__(self, number: Number, unit: str | None) -> None:
        self.number = number
        self.unit = unit


class _WordingParser(SurroundingsParser):
    """One pass over one text."""

    def __init__(self, given: str, text: str, units: UnitTable, currency: str | None) -> None:
        super().__init__(given, text, units, currency)
        self.numbers = NumberReader(self.cursor, self.words)

    def read(self) -> ParsedWording:
        cursor = self.cursor
        cursor.take(self.words.article_of_change)
        self.read_leads()
        start = cursor.place
        if cursor.take(self.words.between):
            if self.hedge is not None:
                raise cursor.unread(start, _HEDGED_RANGE)
            return self._read_between()
        if reading := self._read_multiple() or self._read_share():
            return reading
        quantity = self._read_quantity()
        if reading := self._read_range(quantity, start):
            return reading
        unit = self.read_unit(quantity.unit, quantity.number.measure)
        return self._settled(quantity.number, unit, start)

    # --- Multiples, fractions and shares ----------------------------------------------------------------------------

    def _read_multiple(self) -> ParsedWording | None:
        """Read "doubled" or 翻番; "halved" is a fall by half."""
        start = self.cursor.place
        if word := self.cursor.take_word(self.words.multiple):
            self.refuse_rest("a multiple has no unit")
            return self._settled(self._plain(Decimal(self.words.multiples[word])), "multiple", start)
        if self.cursor.take_word(self.words.halving):
            self.turn(-1, start)
            self.refuse_rest("a multiple has no unit")
            return self._share(1, 2, 5, start)
        return None

    def _plain(self, value: Decimal) -> Number:
        number = Number(value)
        number.is_scaled = True
        return number

    def _read_share(self) -> ParsedWording | None:
        """A fraction or tenths as a share in percent: half, 三分之一, six in ten, 三成."""
        cursor = self.cursor
        start = cursor.place
        if cursor.sees(self.words.fraction_of_one):
            return None
        if word := cursor.take_word(self.words.fraction):
            above, below = map(int, self.words.fractions[word].split("/"))
            self.refuse_rest("a fraction has no unit")
            return self._share(above, below, 5, start)
        if cursor.sees(self.words.percent) or cursor.sees(self.words.vague):
            return None
        number = self.numbers.read()
        if number is None or number.is_scaled or exponent(number.value) < -2:
            cursor.place = start
            return None
        if tenths := cursor.take(_TENTHS):
            more = tenths[1:]
            units = 5 if more == "半" else self.words.chinese[more] if more else 0
            if number.value <= 10 and self._ends_share(start):
                is_whole = number.value == number.value.to_integral_value()
                self._hedge_from(number)
                thousandths = int(EXACTLY.multiply(number.value, _HUNDRED)) + 10 * units
                return self._share(thousandths, 1000, 10 if is_whole and not more else 5, start)
        elif cursor.take(_OUT_OF) or cursor.take(_PARTS, ""):
            is_chinese = cursor.folded[cursor.place - 1] == "之"
            other = self.numbers.read()
            if other is not None and not other.is_scaled and self._ends_share(start):
                part, whole = (other, number) if is_chinese else (number, other)
                is_whole = all(one.value == one.value.to_integral_value() for one in (part, whole))
                if is_whole and 0 < part.value <= whole.value <= 1000:
                    self._hedge_from(part, whole)
                    return self._share(int(part.value), int(whole.value), 5, start)
        cursor.place = start
        return None

    def _hedge_from(self, *numbers: Number) -> None:
        """Use the hedges that were read inside numbers, such as "or more" after "six in ten"."""
        for number in numbers:
            if number.hedge is not None:
                self.hedge_by(number.hedge, number.hedged_at)

    def _ends_share(self, start: int) -> bool:
        """Whether only a hedge or a word of change follows a share; if not, the cursor goes back to its start."""
        end = self.read_after(len(self.cursor.text))
        if end is None:
            self.cursor.place = start
            return False
        return True

    def _share(self, part: int, whole: int, grain: int, start: int) -> ParsedWording:
        """A fraction in percent; one without a finite decimal is rounded outwards to two decimals."""
        exact = NEAREST.divide(Decimal(100 * part), Decimal(whole))
        low, value, high = (
            exact.quantize(_CENT, rounding, context=NEAREST).normalize(EXACTLY)
            for rounding in (ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_CEILING)
        )
        low, value, high = (
            one.quantize(Decimal(1), context=EXACTLY) if exponent(one) > 0 else one
            for one in (low, value, high)
        )
        hedge = self.hedge or Hedge.ROUNDED
        ends: dict[Hedge, Ends] = {
            Hedge.NEARLY: (EXACTLY.subtract(low, Decimal(grain)), high),
            Hedge.MORE_THAN: (low, None),
            Hedge.AT_LEAST: (low, None),
            Hedge.LESS_THAN: (Decimal(0) if self.direction else None, high),
            Hedge.AT_MOST: (Decimal(0) if self.direction else None, high),
        }
        half = EXACTLY.divide(Decimal(grain), Decimal(2))
        bounds = ends.get(hedge, (EXACTLY.subtract(low, half), EXACTLY.add(high, half)))
        if hedge is Hedge.EXACT:
            if low != high:
                raise self.cursor.unread(start, "this fraction has no exact decimal")
            bounds = (value, value)
        if hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
            value = low
        elif hedge in (Hedge.NEARLY, Hedge.LESS_THAN, Hedge.AT_MOST):
            value = high
        return self._mirrored(value, "percent", hedge, bounds)

    def _mirrored(self, value: Decimal, unit: str, hedge: Hedge, bounds: Ends) -> ParsedWording:
        """The parsed wording of a fall, with its bounds mirrored."""
        if self.direction < 0:
            return ParsedWording(negated(value), unit, hedge, (opposite(bounds[1]), opposite(bounds[0])))
        return ParsedWording(value, unit, hedge, bounds)

    # --- A number with its unit -------------------------------------------------------------------------------------

    def _settled(self, number: Number, unit: str, start: int) -> ParsedWording:
        """The figure of a number in a unit, after everything around it has been read."""
        value = number.value
        if number.hedge is not None:
            self.hedge_by(number.hedge, number.hedged_at)
        bounds: Ends | None = None
        if unit == "multiple" and self._is_change and not self.is_level:
            times = value
            value, unit = self._times_as_percent(value, start)
            if self.hedge is Hedge.NEARLY and times:
                # The bounds of the printed number of times: 增长近一倍 is 75 to 100 percent.
                low, high = bounds_of(Hedge.NEARLY, times, "multiple")
                bounds = (
                    low and shifted(low, 2, self.cursor.given),
                    high and shifted(high, 2, self.cursor.given),
                )
        is_noun = self.units.is_counted(unit)
        looks_grouped = is_noun and not number.is_scaled and exponent(value) == -3
        if looks_grouped and self.hedge is not Hedge.EXACT:
            raise self.cursor.unread(start, _DECIMALS)
        plain = Hedge.EXACT if is_noun and number.is_counted else Hedge.ROUNDED
        hedge = self.hedge or plain
        if not value and hedge in (Hedge.NEARLY, Hedge.APPROXIMATELY):
            raise self.cursor.unread(start, "no number is near zero: write an exact zero")
        if self._is_change and hedge in (Hedge.LESS_THAN, Hedge.AT_MOST) and unit in ("percent", "pp"):
            # With a verb of rise or fall, the change is not negative.
            return self._mirrored(value, unit, hedge, (Decimal(0), value))
        return ParsedWording(negated(value) if self.direction < 0 else value, unit, hedge, bounds)

    @property
    def _is_change(self) -> bool:
        """Whether a word of rise or fall goes with the number, and not only a sign."""
        return self.direction != 0 and self.change not in ("", "sign")

    def _times_as_percent(self, value: Decimal, start: int) -> tuple[Decimal, str]:
        """增长一倍 is a rise by 100 percent; in English such wording is ambiguous."""
        if self.cursor.folded.isascii():
            raise self.cursor.unread(start, UP_BY_TIMES.format(self.cursor.text))
        if self.direction < 0:
            raise self.cursor.unread(start, _FALLS_BY_TIMES)
        return shifted(value, 2, self.cursor.given), "percent"

    def _read_quantity(self) -> _Quantity:
        cursor = self.cursor
        start = cursor.place
        sign = cursor.take(_SIGN)
        if sign:
            self.turn(-1 if sign == "-" else 1, start)
        unit = self._take_currency()
        if cursor.take(self.words.percent):
            unit = "percent"
        elif cursor.take(self.words.per_mille):
            unit = "per mille"
        is_money = unit is not None and self.units.is_currency(unit)
        after = cursor.place
        number = self.numbers.read(
            may_be_bare=self.hedge is not None or self.is_led or unit == "percent", is_money=is_money
        )
        if number is None:
            raise self._no_number(after)
        if sign == "-" and not self.change:
            self.change = "sign"
        if unit == "percent" and number.value.as_tuple() == (0, (1,), 2):
            number.value = _HUNDRED  # 百分之百 is all, not about a hundred
        if unit == "per mille":
            number.value, unit = shifted(number.value, -1, cursor.given), "percent"
        return _Quantity(number, unit)

    def _no_number(self, start: int) -> ParseError:
        cursor = self.cursor
        rest = cursor.text[start:].lstrip()
        if rest[:1].isdigit():
            return cursor.unread(start, "digits are grouped in threes, with a point before decimals")
        if rest[:1] == "-" and rest[1:].strip():
            return cursor.unread(
                start, "a minus touches its number, as in -5 percent: is this dash a bullet?"
            )
        if cursor.sees(self.words.before):
            return cursor.unread(start, "a hedge must be before a figure, not inside it")
        return cursor.unread(start, "a number is expected here", self._nearest_hedge(start))

    def _nearest_hedge(self, start: int) -> tuple[str, ...]:
        """The hedge that one or two English words are similar to."""
        from difflib import get_close_matches

        words = self.cursor.folded[start:].split()
        for count in (2, 1):
            said = " ".join(words[:count])
            near = get_close_matches(said, self.words.hedges_before, n=1, cutoff=0.8)
            if near and said.isascii() and len(words) > count:
                return tuple(near)
        return ()

    def _take_currency(self) -> str | None:
        cursor = self.cursor
        start = cursor.place
        if sign := cursor.take(self.words.currency):
            codes = next(codes for known, codes in self.words.currencies.items() if known.lower() == sign)
            return codes if isinstance(codes, str) else self.choose_unit(sign, codes, start)
        if cursor.take(_CURRENCY_CODE):
            # In the letters as printed: "CAD" is a currency, "cad" is not.
            unit = self.units.find(cursor.text[cursor.place - 3 : cursor.place])
            if unit is not None and self.units.is_currency(unit):
                return unit
            cursor.place = start
        return None

    # --- Ranges -----------------------------------------------------------------------------------------------------

    def _read_range(self, low: _Quantity, start: int) -> ParsedWording | None:
        """Two ends without "between": 5 to 10 million, 10-15%, 5%至10%."""
        cursor = self.cursor
        link = _TO.search(cursor.folded, cursor.place)
        if link is None:
            return None
        name = cursor.text[cursor.place : link.start()].strip(" -")
        unit = self.units.find(name) if name and low.unit is None else None
        if name and unit is None and not (low.unit and self.is_repeated(name, low.unit)):
            return None
        if self.hedge is not None:
            raise cursor.unread(start, _HEDGED_RANGE)
        second = _WordingParser(cursor.given, cursor.text[link.end() :], self.units, self.currency)
        return self._joined(low, unit, second, start)

    def _read_between(self) -> ParsedWording:
        cursor = self.cursor
        start = cursor.place
        link = _AND.search(cursor.folded, start)
        if link is None:
            raise cursor.unread(start, "between needs two ends, as in 'between 10 and 20 percent'")
        end = len(cursor.folded.removesuffix(_CLOSING))
        first = _WordingParser(cursor.given, cursor.text[start : link.start()], self.units, self.currency)
        second = _WordingParser(cursor.given, cursor.text[link.end() : end], self.units, self.currency)
        low = first.read_end()
        first_unit = (
            first.read_unit(low.unit, low.number.measure)
            if first.cursor.place < len(first.cursor.text)
            else None
        )
        if first.direction:
            raise cursor.unread(start, "between needs two plain numbers of one unit, the lower one first")
        return self._joined(low, first_unit, second, start)

    def _joined(
        self, low: _Quantity, first_unit: str | None, second: "_WordingParser", start: int
    ) -> ParsedWording:
        """Two ends as bounds; the first takes the scale and the unit of the second if it has none."""
        high = second.read_end()
        if high.unit is None and second.cursor.place == len(second.cursor.text):
            high.unit = first_unit or low.unit
        unit = second.read_unit(high.unit, high.number.measure)
        first_unit = first_unit or low.unit
        below, above = low.number, high.number
        is_plain = below.hedge is above.hedge is second.hedge is None
        if first_unit is None or first_unit == unit:
            shared = shifted(below.value, above.power, self.cursor.given)
            # In "between 900,000 and 1 million" the million is not shared.
            if not below.is_scaled and above.power and (not below.power and shared <= above.value):
                below.value = shared
        if not is_plain or first_unit not in (None, unit) or below.value > above.value:
            rule = "a range needs two plain numbers of one unit, the lower one first"
            raise self.cursor.unread(start, rule)
        if second.direction:
            self.turn(second.direction, start)
        if self.direction and below.value < 0:
            raise self.cursor.unread(start, "one figure rises or falls once")
        bounds = (below.value, above.value)
        if self.direction < 0:
            bounds = (negated(above.value), negated(below.value))
        return ParsedWording(bounds[0], unit, BETWEEN, bounds)

    def read_end(self) -> _Quantity:
        """One end of a range with its sign; a word of direction after the range is not part of it."""
        quantity = self._read_quantity()
        if self.direction < 0:
            quantity.number.value = negated(quantity.number.value)
        self.direction = 0
        return quantity
