"""Reads the printed wording of one figure, English or Chinese, into its number, unit and hedge.

The text is consumed from left to right through the slots of a figure, and what remains is an error:

    [lead, change, hedge ...] [currency] NUMBER [hedge] [scale] [hedge] UNIT [hedge, change]

The words that fill the slots are data, `data/wording.json`; the names of units come from the unit table.
"""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from .._internal.decimals import EXACTLY, NEAREST, exponent, scaled, turned
from ..errors import ParseError, UnknownNameError
from ..units import UnitTable
from .cursor import Cursor
from .hedges import Hedge
from .intervals import asserted, opposite
from .numerals import Number, NumberReader
from .vocabulary import Words, vocabulary

LONGEST_WORDING = 1000

# The signed number, its unit, its hedge, and the bounds where the hedge alone does not say them.
Reading = tuple[Decimal, str, Hedge, tuple[Decimal | None, Decimal | None] | None]

_SIGN = re.compile(r"[+-](?=[0-9]|[^0-9\s]{1,4}\s?[0-9])")
_CURRENCY_CODE = re.compile(r"[a-z]{3}(?=[\s0-9])")
_TO = re.compile(
    r"\s?[-–—~]\s?(?=[0-9$£€¥])|\s(?:to|[-–—~])\s(?=[a-z0-9$£€¥])|\s?[至到~]\s?(?=[0-9$£€¥零〇一二两三四五六七八九十百千])"
)
_AND = re.compile(r"\s*(?:\band\b|和|与|至|到)\s*")
_CLOSING = "之间"
_PER = re.compile("per |/")
_COMPOUND = re.compile(r"\bper |[/*·]")
_MOST_WORDS = 20  # of the name of a unit that is looked for before something else
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_TENTHS = re.compile("成(?P<more>半|[一二三四五六七八九])?")
_OUT_OF = re.compile("(?:in|out of)(?= )")
_PARTS = re.compile("分之(?=[0-9一二三四五六七八九十])")
_YEAR = re.compile(r"\s?年$")
_CAPITAL = re.compile(r"[TG]$")
_MINUS = ("minus", "negative", "负")  # signs, and no change
_FALLS_BY_TIMES = "nothing falls by times of itself: write the percent"
_TIMES_MORE = re.compile("times (?:more|higher|larger|greater|bigger)")
_UP_BY_TIMES = "usage is divided: '{}' may mean the rise or the whole; write percent, or 'N times as many'"
_HEDGED_RANGE = "a range states its own bounds, so no hedge goes with it"
_DECIMALS = "are these decimals or thousands? for a count write 3,496 or 3496"


def read_wording(text: str, units: UnitTable, currency: str | None) -> Reading:
    """The one figure that the whole of a printed text states."""
    if len(text) > LONGEST_WORDING:
        raise ParseError(text, text, f"the wording of one figure has at most {LONGEST_WORDING} characters")
    printed = text.strip()
    if printed[-1:] in (".", "。") and not units.find(printed.rpartition(" ")[2]):
        printed = printed[:-1]
    return _WordingParser(text, printed, units, currency).read()


def _factors(name: str) -> list[str]:
    """What the signs of a compound unit stand between, but for a one above the stroke."""
    parts = _COMPOUND.split(" ".join(name.split()))
    return [part for part in parts if part.strip() not in ("", "1")]


class _Quantity:
    """A number with the unit that was printed before it, before any hedge is applied."""

    __slots__ = ("number", "unit")

    def __init__(self, number: Number, unit: str | None) -> None:
        self.number = number
        self.unit = unit


class _WordingParser:
    """One pass over one text."""

    def __init__(self, given: str, text: str, units: UnitTable, currency: str | None) -> None:
        self.words: Words = vocabulary()
        self.cursor = Cursor(given, text, self.words.simplified)
        self.numbers = NumberReader(self.cursor, self.words)
        self.units = units
        self.currency = currency
        self.direction = 0
        self.hedge: Hedge | None = None
        self.is_led = False  # by a verb such as 达, behind which 百家 is a hundred
        self.is_level = False  # "fell to", "是上届的": a size and no change
        self.change = ""  # the word that says that the figure is a change

    def read(self) -> Reading:
        cursor = self.cursor
        cursor.take(self.words.article_of_change)
        self._read_leads()
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
        unit = self.read_unit(quantity)
        return self._settled(quantity.number, unit, start)

    # --- What stands before the number ------------------------------------------------------------------------------

    def _read_leads(self) -> None:
        """Read hedges, words of change and words without a meaning of their own, in any order."""
        cursor, words = self.cursor, self.words
        while True:
            start = cursor.place
            if cursor.take(words.ratio_to) or cursor.take(words.level):
                self.is_level = self.is_led = True
            elif cursor.take(words.change_of):
                self.change = "compared"
            elif (word := cursor.take_word(words.before)) and not self._is_bare_word(word, start):
                self._hedge_by(words.hedges_before[word], start)
            elif (word := cursor.take_word(words.direction)) and cursor.place < len(cursor.text):
                self._turn(words.directions[word], start)
                self.change = "" if word in _MINUS else word
            elif cursor.take(words.lead):
                self.is_led = True
            else:
                cursor.place = start
                return

    def _is_bare_word(self, word: str, start: int) -> bool:
        """Whether 上, "top" and the like stand where they are no hedge; nothing is read then."""
        is_hedge = word != "上" or self.cursor.sees(self.words.bare_scale, "")
        if not is_hedge:
            self.cursor.place = start
        return not is_hedge

    def _turn(self, direction: int, start: int) -> None:
        if self.direction:
            raise self.cursor.unread(start, "one figure rises or falls once")
        self.direction = direction

    def _hedge_by(self, hedge: Hedge, start: int) -> None:
        if self.hedge not in (None, hedge):
            raise self.cursor.unread(start, f"it is hedged twice, first as {self.hedge.name}")
        self.hedge = hedge

    # --- Multiples, fractions and shares ----------------------------------------------------------------------------

    def _read_multiple(self) -> Reading | None:
        """Read "doubled" or 翻番; "halved" is a fall by half."""
        start = self.cursor.place
        if word := self.cursor.take_word(self.words.multiple):
            self._refuse_rest("a multiple stands alone")
            return self._settled(self._plain(Decimal(self.words.multiples[word])), "multiple", start)
        if self.cursor.take_word(self.words.halving):
            self._turn(-1, start)
            self._refuse_rest("a multiple stands alone")
            return self._share(1, 2, 5, start)
        return None

    def _plain(self, value: Decimal) -> Number:
        number = Number(value)
        number.is_scaled = True
        return number

    def _read_share(self) -> Reading | None:
        """A fraction or tenths as a share in percent: half, 三分之一, six in ten, 三成."""
        cursor = self.cursor
        start = cursor.place
        if cursor.sees(self.words.fraction_of_one):
            return None
        if word := cursor.take_word(self.words.fraction):
            above, below = map(int, self.words.fractions[word].split("/"))
            self._refuse_rest("a fraction stands alone")
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
        """Take over the hedges that were read inside numbers, such as "or more" behind "six in ten"."""
        for number in numbers:
            if number.hedge is not None:
                self._hedge_by(number.hedge, number.hedged_at)

    def _ends_share(self, start: int) -> bool:
        """Whether nothing but a hedge or a word of change follows a share; else nothing of it has been read."""
        end = self._read_behind(len(self.cursor.text))
        if end is None:
            self.cursor.place = start
            return False
        return True

    def _share(self, part: int, whole: int, grain: int, start: int) -> Reading:
        """So many parts of a whole in percent; what has no end is rounded outwards to two decimals."""
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
        ends: dict[Hedge, tuple[Decimal | None, Decimal | None]] = {
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

    def _mirrored(
        self, value: Decimal, unit: str, hedge: Hedge, bounds: tuple[Decimal | None, Decimal | None]
    ) -> Reading:
        """A reading whose bounds are turned round for a fall."""
        if self.direction < 0:
            return turned(value), unit, hedge, (opposite(bounds[1]), opposite(bounds[0]))
        return value, unit, hedge, bounds

    # --- A number with its unit -------------------------------------------------------------------------------------

    def _settled(self, number: Number, unit: str, start: int) -> Reading:
        """The reading of a number in a unit, once all around it is known."""
        value = number.value
        if number.hedge is not None:
            self._hedge_by(number.hedge, number.hedged_at)
        bounds: tuple[Decimal | None, Decimal | None] | None = None
        if unit == "multiple" and self._is_change and not self.is_level:
            times = value
            value, unit = self._times_as_percent(value, start)
            if self.hedge is Hedge.NEARLY and times:
                # As far below as the printed number of times: 增长近一倍 is 75 to 100 percent.
                low, high = asserted(Hedge.NEARLY, times, "multiple")
                bounds = (
                    low and scaled(low, 2, self.cursor.given),
                    high and scaled(high, 2, self.cursor.given),
                )
        is_noun = self.units.is_counted(unit)
        looks_grouped = is_noun and not number.is_scaled and exponent(value) == -3
        if looks_grouped and self.hedge is not Hedge.EXACT:
            raise self.cursor.unread(start, _DECIMALS)
        plain = Hedge.EXACT if is_noun and number.is_counted else Hedge.ROUNDED
        hedge = self.hedge or plain
        if not value and hedge in (Hedge.NEARLY, Hedge.APPROXIMATELY):
            raise self.cursor.unread(start, "zero has no grain, so nothing is near it")
        if self._is_change and hedge in (Hedge.LESS_THAN, Hedge.AT_MOST) and unit in ("percent", "pp"):
            # A verb of rise or fall says that it is not less than nothing.
            return self._mirrored(value, unit, hedge, (Decimal(0), value))
        return (turned(value) if self.direction < 0 else value), unit, hedge, bounds

    @property
    def _is_change(self) -> bool:
        """Whether a word of rise or fall goes with the number, and not only a sign."""
        return self.direction != 0 and self.change not in ("", "sign")

    def _times_as_percent(self, value: Decimal, start: int) -> tuple[Decimal, str]:
        """增长一倍 is a rise by 100 percent; in English usage is divided."""
        if self.cursor.folded.isascii():
            raise self.cursor.unread(start, _UP_BY_TIMES.format(self.cursor.text))
        if self.direction < 0:
            raise self.cursor.unread(start, _FALLS_BY_TIMES)
        return scaled(value, 2, self.cursor.given), "percent"

    def _read_quantity(self) -> _Quantity:
        cursor = self.cursor
        start = cursor.place
        sign = cursor.take(_SIGN)
        if sign:
            self._turn(-1 if sign == "-" else 1, start)
        unit = self._take_currency()
        if cursor.take(self.words.percent):
            unit = "percent"
        elif cursor.take(self.words.per_mille):
            unit = "per mille"
        is_money = unit is not None and self.units.is_currency(unit)
        behind = cursor.place
        number = self.numbers.read(
            may_be_bare=self.hedge is not None or self.is_led or unit == "percent", is_money=is_money
        )
        if number is None:
            raise self._no_number(behind)
        if sign == "-" and not self.change:
            self.change = "sign"
        if unit == "percent" and number.value.as_tuple() == (0, (1,), 2):
            number.value = _HUNDRED  # 百分之百 is all, not about a hundred
        if unit == "per mille":
            number.value, unit = scaled(number.value, -1, cursor.given), "percent"
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
            return cursor.unread(start, "a hedge stands before a figure, not inside it")
        return cursor.unread(start, "a number is expected here", self._nearest_hedge(start))

    def _nearest_hedge(self, start: int) -> tuple[str, ...]:
        """The hedge that two English words, or one, may have been meant for."""
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
            return codes if isinstance(codes, str) else self._chosen(sign, codes, start)
        if cursor.take(_CURRENCY_CODE):
            # In the letters as printed: "CAD" is a currency, "cad" is not.
            unit = self.units.find(cursor.text[cursor.place - 3 : cursor.place])
            if unit is not None and self.units.is_currency(unit):
                return unit
            cursor.place = start
        return None

    def _chosen(self, name: str, codes: "tuple[str, ...]", start: int) -> str:
        """Which of the units an ambiguous sign or name means, by the currency that the caller passes."""
        chosen = None if self.currency is None else self.units.resolve(self.currency)
        if chosen not in codes:
            money = [code for code in codes if self.units.is_currency(code)]
            either = " or ".join(f'currency="{code}"' for code in money[:2])
            rule = f"{name!r} may be any of these units: pass {either}"
            raise self.cursor.unread(start, rule, codes)
        return chosen

    # --- Ranges -----------------------------------------------------------------------------------------------------

    def _read_range(self, low: _Quantity, start: int) -> Reading | None:
        """Two ends without "between": 5 to 10 million, 10-15%, 5%至10%."""
        cursor = self.cursor
        link = _TO.search(cursor.folded, cursor.place)
        if link is None:
            return None
        name = cursor.text[cursor.place : link.start()].strip(" -")
        unit = self.units.find(name) if name and low.unit is None else None
        if name and unit is None and not (low.unit and self._is_repeated(name, low.unit)):
            return None
        if self.hedge is not None:
            raise cursor.unread(start, _HEDGED_RANGE)
        second = _WordingParser(cursor.given, cursor.text[link.end() :], self.units, self.currency)
        return self._joined(low, unit, second, start)

    def _read_between(self) -> Reading:
        cursor = self.cursor
        start = cursor.place
        link = _AND.search(cursor.folded, start)
        if link is None:
            raise cursor.unread(start, "between needs two ends, as in 'between 10 and 20 percent'")
        end = len(cursor.folded.removesuffix(_CLOSING))
        first = _WordingParser(cursor.given, cursor.text[start : link.start()], self.units, self.currency)
        second = _WordingParser(cursor.given, cursor.text[link.end() : end], self.units, self.currency)
        low = first.read_end()
        first_unit = first.read_unit(low) if first.cursor.place < len(first.cursor.text) else None
        if first.direction:
            raise cursor.unread(start, "between needs two plain numbers of one unit, the lower one first")
        return self._joined(low, first_unit, second, start)

    def _joined(
        self, low: _Quantity, first_unit: str | None, second: "_WordingParser", start: int
    ) -> Reading:
        """Two ends as bounds; the first takes the scale and the unit of the second where it has none."""
        high = second.read_end()
        if high.unit is None and second.cursor.place == len(second.cursor.text):
            high.unit = first_unit or low.unit
        unit = second.read_unit(high)
        first_unit = first_unit or low.unit
        below, above = low.number, high.number
        is_plain = below.hedge is above.hedge is second.hedge is None
        if first_unit is None or first_unit == unit:
            shared = scaled(below.value, above.power, self.cursor.given)
            # In "between 900,000 and 1 million" the million is not shared.
            if not below.is_scaled and above.power and (not below.power and shared <= above.value):
                below.value = shared
        if not is_plain or first_unit not in (None, unit) or below.value > above.value:
            rule = "a range needs two plain numbers of one unit, the lower one first"
            raise self.cursor.unread(start, rule)
        if second.direction:
            self._turn(second.direction, start)
        if self.direction and below.value < 0:
            raise self.cursor.unread(start, "one figure rises or falls once")
        bounds = (below.value, above.value)
        if self.direction < 0:
            bounds = (turned(above.value), turned(below.value))
        return bounds[0], unit, Hedge.BETWEEN, bounds

    def read_end(self) -> _Quantity:
        """One end of a range with its sign; a word of direction behind the range is not its own."""
        quantity = self._read_quantity()
        if self.direction < 0:
            quantity.number.value = turned(quantity.number.value)
        self.direction = 0
        return quantity

    # --- The unit ---------------------------------------------------------------------------------------------------

    def _refuse_rest(self, rule: str) -> None:
        if self._read_behind(len(self.cursor.text)) is None:
            raise self.cursor.unread(self.cursor.place, rule)

    def _read_behind(self, end: int) -> int | None:
        """Read hedges and words of change from the end back to the cursor; None where something else is there."""
        cursor = self.cursor
        start = cursor.place
        while end > start and cursor.text[start:end].strip(" "):
            shorter = self._without_last(start, end)
            if shorter is None:
                return None
            end = shorter
        cursor.place = len(cursor.text)
        return end

    def _without_last(self, start: int, end: int) -> int | None:
        """Where the text ends without a hedge or a word of change at its end; None where it has none there."""
        cursor, words = self.cursor, self.words
        if found := words.after.search(cursor.folded, start, end):
            self._hedge_by(words.hedges_after[found.group().replace("-", " ")], found.start())
        elif found := words.compared_after.search(cursor.folded, start, end):
            self.change = "compared"
        elif found := words.direction_after.search(cursor.folded, start, end):
            word = found.group().strip().replace("-", " ")
            self._turn(words.directions_after[word], found.start())
            self.change = word
        else:
            return None
        return found.start()

    def read_unit(self, quantity: _Quantity) -> str:
        """The unit that the rest of the text names, before any hedge or word of change at its end."""
        cursor = self.cursor
        start, end = cursor.place, len(cursor.text)
        while True:
            name = cursor.text[start:end].strip(" ") if end > start else ""
            if name[:1] == "-" and name[1:2].isalpha():
                name = name[1:]
            if quantity.unit is not None and (not name or self._is_repeated(name, quantity.unit)):
                break
            if (
                found := self._noun(quantity.number.measure + name)
                if quantity.unit is None
                else self._rate(name, quantity.unit)
            ):
                self._refuse_lookalike(name, start)
                quantity.unit = found
                break
            shorter = self._without_last(start, end)
            if shorter is None:
                raise self._not_a_unit(name, quantity)
            end = shorter
        cursor.place = len(cursor.text)
        self._refuse_negative_count(quantity)
        return quantity.unit

    def _refuse_lookalike(self, name: str, start: int) -> None:
        """Refuse a year that looks like a duration, and single capitals that are no units."""
        printed = self.cursor.text[:start]
        if name == "年" and re.search(
            r"(?:19|20)[0-9]{2}$|[一二][〇零九][〇零一二三四五六七八九]{2}$", self.cursor.folded[:start]
        ):
            raise self.cursor.unread(0, f"{printed.strip()}年 is a year, not a duration")
        if name in ("T", "G"):
            raise self.cursor.unread(
                start, f"{name!r} is not a unit: write t or tonnes, g or grams, trillion"
            )

    def _refuse_negative_count(self, quantity: _Quantity) -> None:
        unit = quantity.unit
        if self.change == "sign" and unit is not None and self.units.is_counted(unit):
            raise self.cursor.unread(0, "a count is not below zero: is the dash a bullet?")

    def _noun(self, name: str) -> str | None:
        """The code that a printed unit or compound of units names."""
        if codes := self.units.may_mean(name):
            return self._chosen(name, codes, self.cursor.place)
        if code := self.units.find(name):
            return code
        # To fail to resolve takes long: what may have been meant is looked for then.
        if _COMPOUND.search(name) and all(map(self.units.find, _factors(name))):
            try:
                return self.units.resolve(name)
            except UnknownNameError:
                return None
        return None

    def _is_repeated(self, name: str, unit: str) -> bool:
        """Whether the currency of a sign is named once more, as in "RMB 5 billion yuan"."""
        if not self.units.is_currency(unit):
            return False
        return self.units.find(name) == unit or unit in self.units.may_mean(name)

    def _rate(self, name: str, unit: str) -> str | None:
        """The compound of a currency already read, as in "$5 per exhibitor"."""
        return self._noun(f"{unit} {name}") if _PER.match(name) else None

    def _not_a_unit(self, name: str, quantity: _Quantity) -> ParseError:
        """The error that says what stands where a unit, or nothing, should."""
        given = self.cursor.given
        if not name:
            return ParseError(given, "", "a number needs its unit, as in '442 products'")
        if quantity.unit is not None:
            return ParseError(given, name, "a figure is read whole, and its unit was read already")
        if _TIMES_MORE.match(name):
            return ParseError(given, name, _UP_BY_TIMES.format(self.cursor.text))
        pieces = name.split(" ")
        for count in range(min(len(pieces) - 1, _MOST_WORDS), 0, -1):
            if self.units.find(" ".join(pieces[:count])):
                return ParseError(given, " ".join(pieces[count:]), "a figure is read whole or not at all")
        return ParseError(given, name, "no known unit", self.units.nearest(name))
