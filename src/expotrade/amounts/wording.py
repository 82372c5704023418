"""Reads the printed wording of one figure, English or Chinese, into its number, unit and hedge.

The text is consumed from left to right through the slots of a figure, and what remains is an error:

    [up, down] [hedge] [currency] NUMBER [hedge] [scale] [hedge] UNIT [hedge]

The words that fill the slots are data, `data/wording.json`; the names of units come from the unit table.
"""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from .._internal.decimals import EXACTLY, NEAREST, exponent, scaled, turned
from ..errors import ParseError, UnknownNameError
from ..units import UnitTable
from .hedges import Hedge
from .vocabulary import _words

LONGEST_WORDING = 1000

# The signed number, its unit, its hedge, and the two ends where "between" prints them.
Reading = tuple[Decimal, str, Hedge, tuple[Decimal, Decimal] | None]

_FOLDED = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {
    ord("\u3000"): " ",
    ord("\u2212"): "-",
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\uffe5"): "\u00a5",
}
_SIGN = re.compile("[+-]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIGITS = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?!,?[0-9])")
_CURRENCY_CODE = re.compile(r"[a-z]{3}(?=[\s0-9])")
_CHINESE_DECIMALS = re.compile("点[零〇一二三四五六七八九]{1,10}")
_AND = re.compile(r"\s*(?:\band\b|和|与|至|到)\s*")
_LINK = re.compile("(?:and )?(?=[a-z])")
_CLOSING = "之间"
_PER = re.compile("per |/")
_COMPOUND = re.compile(r"\bper |[/*·]")
_MOST_WORDS = 20  # of the name of a unit that is looked for before something else
_CENT = Decimal("0.01")
_GAP = "a digit behind a gap is ambiguous: 三百五 may be 305 or 350, write 三百零五 or 三百五十"


def read_wording(text: str, units: UnitTable, currency: str | None) -> Reading:
    """The one figure that the whole of a printed text states."""
    if len(text) > LONGEST_WORDING:
        raise ParseError(text, text, f"the wording of one figure has at most {LONGEST_WORDING} characters")
    return _Reader(text, text, units, currency).read()


def _factors(name: str) -> list[str]:
    """What the signs of a compound unit stand between, but for a one above the stroke."""
    parts = _COMPOUND.split(" ".join(name.split()))
    return [part for part in parts if part.strip() not in ("", "1")]


class _Quantity:
    """A number with what was printed around it, before any hedge is applied."""

    __slots__ = ("is_scaled", "number", "power", "unit")

    def __init__(self, number: Decimal, unit: str | None, power: int, is_scaled: bool) -> None:
        self.number = number
        self.unit = unit
        self.power = power
        self.is_scaled = is_scaled


class _Reader:
    """One pass over one text; `place` is how far it has been read."""

    def __init__(self, given: str, text: str, units: UnitTable, currency: str | None) -> None:
        self.given = given
        self.text = " ".join(text.translate(_FOLDED).split())
        self.units = units
        self.currency = currency
        self.words = _words()
        self.folded = self.text.lower().translate(self.words.simplified)
        self.place = 0
        self.direction = 0
        self.hedge: Hedge | None = None
        if hidden := _CONTROL.search(text):
            raise ParseError(given, text[hidden.start() :], "it holds a control character")
        if len(self.folded) != len(self.text):
            raise self.unread(0, "it is neither English nor Chinese")

    def unread(self, place: int, rule: str, nearest: tuple[str, ...] = ()) -> ParseError:
        return ParseError(self.given, self.text[place:].strip(), rule, nearest)

    def take(self, pattern: re.Pattern[str], gap: str = " ") -> str | None:
        """What the pattern matches here, behind at most one character of the gap, now read."""
        start = self.place
        if self.folded[start : start + 1] in gap:
            start += len(self.folded[start : start + 1])
        found = pattern.match(self.folded, start)
        if found is None:
            return None
        self.place = found.end()
        return found.group()

    def take_word(self, pattern: re.Pattern[str], gap: str = " ") -> str | None:
        """The same, spelled as in the vocabulary."""
        word = self.take(pattern, gap)
        return word and word.replace("-", " ")

    def read(self) -> Reading:
        self.take(self.words.article_of_change)
        # "Up to" is a hedge before "up" is a direction.
        self.take_hedge(self.words.before, self.words.hedges_before)
        self.take_direction()
        start = self.place
        if self.take(self.words.between):
            if self.hedge is not None:
                raise self.unread(start, f"it is hedged twice, first as {self.hedge.name}")
            return self.read_between()
        if self.hedge is None:
            self.take_hedge(self.words.before, self.words.hedges_before)
        start = self.place
        if word := self.take_word(self.words.multiple):
            number, unit, plain = Decimal(self.words.multiples[word]), "multiple", Hedge.ROUNDED
            self.refuse_rest("a multiple stands alone")
            if number < 1 and self.hedge not in (None, Hedge.APPROXIMATELY):
                raise self.unread(start, "it does not say to which side of the fraction the hedge points")
        elif word := self.take_word(self.words.fraction):
            number, unit, plain = self.fraction(word, start), "multiple", Hedge.ROUNDED
            self.refuse_rest("a fraction stands alone")
        else:
            quantity = self.read_quantity()
            number, unit = quantity.number, self.read_unit(quantity)
            is_count = self.units.is_counted(unit) and not quantity.is_scaled and exponent(number) >= 0
            plain = Hedge.EXACT if is_count else Hedge.ROUNDED
        hedge = self.hedge or plain
        if not number and hedge in (Hedge.NEARLY, Hedge.APPROXIMATELY):
            raise self.unread(start, "zero has no grain, so nothing is near it")
        return (turned(number) if self.direction < 0 else number), unit, hedge, None

    def read_between(self) -> Reading:
        """The two ends of a range; the first takes the scale and the unit of the second where it has none."""
        start = self.place
        link = _AND.search(self.folded, start)
        if link is None:
            raise self.unread(start, "between needs two ends, as in 'between 10 and 20 percent'")
        end = len(self.folded.removesuffix(_CLOSING))
        first = _Reader(self.given, self.text[start : link.start()], self.units, self.currency)
        second = _Reader(self.given, self.text[link.end() : end], self.units, self.currency)
        low, high = first.read_end(), second.read_end()
        if high.unit is None and second.place == len(second.text):
            high.unit = low.unit
        unit = second.read_unit(high)
        if first.place < len(first.text):
            first_unit = first.read_unit(low)
        else:
            first_unit = low.unit or unit
            shared = scaled(low.number, high.power, self.given)
            # In "between 900,000 and 1 million" the million is not shared.
            if not low.is_scaled or (not low.power and shared <= high.number):
                low.number = shared
        is_plain = first.hedge is second.hedge is None and not first.direction and first_unit == unit
        if not is_plain or low.number > high.number:
            raise self.unread(start, "between needs two plain numbers of one unit, the lower one first")
        if second.direction:
            self.turn(second.direction, start)
        if self.direction and low.number < 0:
            raise self.unread(start, "one figure rises or falls once")
        bounds = (low.number, high.number)
        if self.direction < 0:
            bounds = (turned(high.number), turned(low.number))
        return bounds[0], unit, Hedge.BETWEEN, bounds

    def read_end(self) -> _Quantity:
        """One end of a range with its sign; a word of direction behind the range is not its own."""
        quantity = self.read_quantity()
        if self.direction < 0:
            quantity.number = turned(quantity.number)
        self.direction = 0
        return quantity

    def take_direction(self) -> None:
        start = self.place
        if word := self.take_word(self.words.direction):
            self.turn(self.words.directions[word], start)

    def turn(self, direction: int, start: int) -> None:
        if self.direction:
            raise self.unread(start, "one figure rises or falls once")
        self.direction = direction

    def take_hedge(self, pattern: re.Pattern[str], hedges: dict[str, Hedge], gap: str = " ") -> None:
        start = self.place
        if word := self.take_word(pattern, gap):
            self.hedge_by(hedges[word], start)

    def hedge_by(self, hedge: Hedge, start: int) -> None:
        if self.hedge not in (None, hedge):
            raise self.unread(start, f"it is hedged twice, first as {self.hedge.name}")
        self.hedge = hedge

    def fraction(self, word: str, start: int) -> Decimal:
        """A printed fraction; where it has no end, two decimals rounded to the side on which the hedge stays true."""
        numerator, _, denominator = self.words.fractions[word].partition("/")
        if not denominator:
            return Decimal(numerator)
        if self.hedge is Hedge.EXACT:
            raise self.unread(start, "this fraction has no exact decimal")
        if self.hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
            rounding = ROUND_FLOOR
        elif self.hedge in (Hedge.NEARLY, Hedge.LESS_THAN, Hedge.AT_MOST):
            rounding = ROUND_CEILING
        else:
            rounding = ROUND_HALF_EVEN
        quotient = NEAREST.divide(Decimal(numerator), Decimal(denominator))
        return quotient.quantize(_CENT, rounding, context=NEAREST)

    def refuse_rest(self, rule: str) -> None:
        if self.place < len(self.text):
            raise self.unread(self.place, rule)

    def read_quantity(self) -> _Quantity:
        start = self.place
        sign = self.take(_SIGN)
        if sign:
            self.turn(-1 if sign == "-" else 1, start)
        unit = self.take_currency()
        if self.take(self.words.percent):
            unit = "percent"
        number, power, is_scaled = self.read_number()
        return _Quantity(number, unit, power, is_scaled)

    def take_currency(self) -> str | None:
        start = self.place
        if sign := self.take(self.words.currency):
            codes = next(codes for known, codes in self.words.currencies.items() if known.lower() == sign)
            if isinstance(codes, str):
                return codes
            chosen = None if self.currency is None else self.units.resolve(self.currency)
            if chosen not in codes:
                either = " or ".join(f'currency="{code}"' for code in codes)
                raise self.unread(start, f"{sign!r} is {' or '.join(codes)}: say which with {either}")
            return chosen
        if self.take(_CURRENCY_CODE):
            # In the letters as printed: "CAD" is a currency, "cad" is not.
            unit = self.units.find(self.text[self.place - 3 : self.place])
            if unit is not None and self.units.is_currency(unit):
                return unit
            self.place = start
        return None

    def read_number(self) -> tuple[Decimal, int, bool]:
        """The number, the power of ten of its last scale word, and whether it is read as rounded to a scale."""
        start = self.place
        outer = self.hedge
        if outer is not None and self.take(self.words.bare_scale) is not None:
            # "Nearly a hundred" is printed without the one: 近百家.
            part: tuple[Decimal, bool] | None = (Decimal(1), True)
        else:
            part = self.read_part()
        if part is None:
            rule = "a number is expected here"
            if self.text[start:].lstrip()[:1].isdigit():
                rule = "digits are grouped in threes, with a point before decimals"
            raise self.unread(start, rule)
        number, is_spelled = part
        grouped = self.text[start : self.place]
        total, power, continues = self.read_scale(number, is_spelled)
        if not power:
            places = 6 if grouped.endswith(",000,000") else 3 if grouped.endswith(",000") else 0
            if places:
                total = total.quantize(Decimal((0, (1,), places)), context=EXACTLY)
            return total, 0, places > 0 or "千" in grouped
        last = power
        while continues and self.hedge is outer:
            start = self.place
            if is_spelled:
                self.take(_LINK)
            part = self.read_part()
            if part is None:
                self.place = start
                break
            addend, last, continues = self.read_scale(*part)
            if addend.adjusted() >= power or exponent(addend) < 0 or exponent(total) < power:
                raise self.unread(start, "a second number")
            if not last and not addend.adjusted() and not self.folded[start - 1].isascii():
                raise self.unread(start, _GAP)
            total, power = EXACTLY.add(total, addend), last
        return total, last, True

    def read_scale(self, number: Decimal, is_spelled: bool) -> tuple[Decimal, int, bool]:
        """The number times its scale word, the power of that, and whether a smaller part may follow."""
        self.take_hedge(self.words.inside, self.words.hedges_inside, " -")
        word = self.take_word(self.words.scale, " -")
        if word is None:
            return number, 0, False
        power = self.words.scales[word]
        self.take_hedge(self.words.inside, self.words.hedges_inside, " -")
        return scaled(number, power, self.given), power, is_spelled or not word.isascii()

    def read_part(self) -> tuple[Decimal, bool] | None:
        """A number in digits, in English words below a thousand or in Chinese numerals, and whether it is spelled."""
        if digits := self.take(_DIGITS):
            return Decimal(digits.replace(",", "")), False
        if section := self.take(self.words.chinese_section):
            whole = self.chinese_section(section)
            decimals = self.take(_CHINESE_DECIMALS, "") or ""
            digits = "".join(str(self.words.chinese[character]) for character in decimals[1:])
            return EXACTLY.add(whole, Decimal(f"0.{digits}")) if digits else whole, True
        if self.take(self.words.article):
            return Decimal(1), True
        if hundreds := self.take_word(self.words.hundreds):
            count = self.words.numerals.get(hundreds.split(" ")[0], 1)
            behind = self.place
            self.take(_LINK)
            if rest := self.take_word(self.words.below_hundred):
                return Decimal(100 * count + self.spelled(rest)), True
            self.place = behind
            return scaled(Decimal(count), 2, self.given), True
        if word := self.take_word(self.words.below_hundred):
            return Decimal(self.spelled(word)), True
        return None

    def spelled(self, word: str) -> int:
        return sum(self.words.numerals[part] for part in word.split(" "))

    def chinese_section(self, section: str) -> Decimal:
        """Chinese numerals below ten thousand; a section that ends on hundreds or thousands keeps that place."""
        start = self.place - len(section)
        places = {"十": 1, "百": 2, "千": 3}
        total, digit, last = 0, None, 4
        for character in section:
            place = places.get(character)
            if place is None:
                if digit:
                    raise self.unread(start, "numerals side by side")
                digit = self.words.chinese[character]
            elif place >= last or (digit is None and place != 1):
                raise self.unread(start, "no Chinese number")
            else:
                total += (1 if digit is None else digit) * 10**place
                digit, last = None, place
        if digit and last in (2, 3) and section[-2] not in "零〇":
            raise self.unread(start, _GAP)
        places_kept = last if digit is None and last in (2, 3) else 0
        return scaled(Decimal((total + (digit or 0)) // 10**places_kept), places_kept, section)

    def read_unit(self, quantity: _Quantity) -> str:
        """The unit that the rest of the text names, behind or before a hedge at its end."""
        start, end = self.place, len(self.text)
        while True:
            name = self.text[start:end].strip(" ") if end > start else ""
            if name[:1] == "-" and name[1:2].isalpha():
                name = name[1:]
            if quantity.unit is not None and (not name or self.is_repeated(name, quantity.unit)):
                break
            if found := self.noun(name) if quantity.unit is None else self.rate(name, quantity.unit):
                quantity.unit = found
                break
            if hedge := self.words.after.search(self.folded, start, end):
                self.hedge_by(self.words.hedges_after[hedge.group()], hedge.start())
                end = hedge.start()
            elif turn := self.words.direction_after.search(self.folded, start, end):
                self.turn(self.words.directions_after[turn.group().strip()], turn.start())
                end = turn.start()
            else:
                raise self.not_a_unit(name, quantity)
        self.place = len(self.text)
        return quantity.unit

    def noun(self, name: str) -> str | None:
        """The code that a printed unit or compound of units names."""
        if code := self.units.find(name):
            return code
        # To fail to resolve takes long: what may have been meant is looked for then.
        if _COMPOUND.search(name) and all(map(self.units.find, _factors(name))):
            try:
                return self.units.resolve(name)
            except UnknownNameError:
                return None
        return None

    def is_repeated(self, name: str, unit: str) -> bool:
        """Whether the currency of a sign is named once more, as in "RMB 5 billion yuan"."""
        return self.units.is_currency(unit) and self.units.find(name) == unit

    def rate(self, name: str, unit: str) -> str | None:
        """The compound of a currency already read, as in "$5 per exhibitor"."""
        return self.noun(f"{unit} {name}") if _PER.match(name) else None

    def not_a_unit(self, name: str, quantity: _Quantity) -> ParseError:
        """The error that says what stands where a unit, or nothing, should."""
        if not name:
            return ParseError(self.given, "", "a number needs its unit, as in '442 products'")
        if quantity.unit is not None:
            return ParseError(self.given, name, "a figure is read whole, and its unit was read already")
        pieces = name.split(" ")
        for count in range(min(len(pieces) - 1, _MOST_WORDS), 0, -1):
            if self.noun(" ".join(pieces[:count])):
                return ParseError(
                    self.given, " ".join(pieces[count:]), "a figure is read whole or not at all"
                )
        return ParseError(self.given, name, "no known unit", self.units.nearest(name))
