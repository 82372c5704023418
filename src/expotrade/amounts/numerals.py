"""Numbers as they are printed: in digits, in English words, in Chinese numerals, with scale words.

A number is read completely or refused, never in part. Its exponent is its last printed place.
Numbers without a scale word are exact to the unit, but three zeros at the end mean "in thousands" and six "in
millions", with commas or without, in either script. A scale word rounds to its scale.
"""

import re
from decimal import Decimal

from .._internal.decimals import EXACTLY, exponent, shifted
from .cursor import Cursor
from .hedges import Hedge
from .intervals import rounded_to_thousands
from .vocabulary import Words

_DIGITS = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?!,?[0-9])|\.[0-9]+(?![0-9.])")
_CHINESE_DECIMALS = re.compile("点[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,10}")
_CHINESE_FULL = re.compile("(?:[0-9]{4}|零[0-9]{1,3})(?![0-9,.])")
_LINK = re.compile("(?:,? ?and |, )(?=[a-z])")
_SCALE_OF_SCALES = re.compile("(?<=万)[万亿]")  # 万万, 万亿, 十万亿
_HUNDRED_MILLION = re.compile("亿(?!亿)")
_SCALE_AND_MORE = re.compile("[万亿兆]+[0-9零〇一二两三四五六七八九十百千]")
_POINT = re.compile("point(?= (?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\\b)")
_ZEROS = "零〇"
_WRONG_TWO = re.compile("两十|十两")
_PLACES = {"十": 1, "百": 2, "千": 3}
_HALF = Decimal("0.5")
_DOZEN = Decimal(12)

GAP = "a digit after a gap is ambiguous: 三百五 may be 305 or 350, write 三百零五 or 三百五十"
SEVERAL = "two numerals may mean two numbers, as in 三四家: write one number"
NO_CHINESE_NUMBER = "it is not a number in Chinese"


class Number:
    """A printed number, before its hedge is applied."""

    __slots__ = ("hedge", "hedged_at", "is_counted", "is_scaled", "measure", "power", "value")

    def __init__(self, value: Decimal) -> None:
        self.value = value
        self.power = 0  # of ten, of its last scale word
        self.is_scaled = False
        self.is_counted = False  # without a scale word, so exact if it counts something
        self.hedge: Hedge | None = None  # from inside the number: 多, -odd, plus
        self.hedged_at = 0
        self.measure = ""  # a measure word that was read inside: 个 of 2个多月


class NumberReader:
    """Reads the number at a cursor."""

    def __init__(self, cursor: Cursor, words: Words) -> None:
        self.cursor = cursor
        self.words = words

    def read(self, *, may_be_bare: bool = False, is_money: bool = False) -> Number | None:
        """The number that begins here, or None if none does.

        Args:
            may_be_bare: Whether a scale word alone is a number, as in 近百家.
            is_money: Whether a sign of a currency was read, so that a T means trillion.
        """
        start = self.cursor.place
        if self.cursor.sees(self.words.vague):
            raise self.cursor.unread(start, self.words.why_vague)
        number = self._half_of_scale() or self._digits_or_words(may_be_bare=may_be_bare, is_money=is_money)
        if number is None:
            self.cursor.place = start
        return number

    # --- Parts and scales -------------------------------------------------------------------------------------------

    def _digits_or_words(self, *, may_be_bare: bool, is_money: bool) -> Number | None:
        cursor = self.cursor
        if self._is_bare(may_be_bare=may_be_bare):
            number, is_spelled = Number(Decimal(1)), True
        else:
            part = self._part()
            if part is None:
                return None
            number, is_spelled = Number(part[0]), part[1]
        continues = self._scale(number, is_spelled=is_spelled, is_money=is_money)
        while continues and number.hedge is None:
            start = cursor.place
            addend = self._addend(is_spelled=is_spelled, after=number)
            if addend is None:
                cursor.place = start
                break
            addend.value = EXACTLY.add(number.value, addend.value)
            number, continues = addend, addend.is_scaled
        if number.is_scaled and is_spelled and number.hedge is None and exponent(number.value) >= 0:
            # Only decimals follow the scale word: two thousand point seven, 二万点二六.
            number.value = self._with_decimals(number.value)
        if not number.is_scaled:
            number.value = rounded_to_thousands(number.value)
            number.is_counted = exponent(number.value) == 0
        return number

    def _addend(self, *, is_spelled: bool, after: Number) -> Number | None:
        """The smaller part after a scale word: 3万2千, one million two hundred thousand."""
        cursor, power = self.cursor, after.power
        start = cursor.place
        is_chinese = not cursor.folded[start - 1].isascii()
        if is_spelled and not is_chinese:
            cursor.take(_LINK)
        if is_chinese and cursor.folded[start : start + 1] == " ":
            return None
        full = cursor.take(_CHINESE_FULL) if is_chinese else None
        if full is not None:
            part: tuple[Decimal, bool] | None = (Decimal(full.removeprefix("零")), False)
        else:
            part = self._part(after=power, is_spelled=is_spelled)
        if part is None:
            return None
        addend = Number(part[0])
        is_digit = not addend.value.adjusted() and full is None
        if is_chinese and exponent(addend.value) >= 0 and self._is_scaled_together(after, addend, start):
            return addend
        self._scale(addend, is_spelled=part[1], is_money=False)
        if addend.value.adjusted() >= power or exponent(after.value) < power:
            raise cursor.unread(start, "a second number")
        if exponent(addend.value) < 0 and (addend.is_scaled or not part[1]):
            raise cursor.unread(start, "a second number")
        if is_chinese and is_digit and not addend.is_scaled and cursor.folded[start] not in _ZEROS:
            raise cursor.unread(start, GAP)
        return addend

    def _is_scaled_together(self, after: Number, addend: Number, start: int) -> bool:
        """Whether 亿 multiplies the 万 before it too, as in 四十四万二千零七亿."""
        cursor = self.cursor
        if after.power != 4 or after.value.adjusted() >= 8 or addend.value.adjusted() >= 4:
            return False
        if cursor.take(_HUNDRED_MILLION) is None:
            return False
        if not addend.value.adjusted() and cursor.folded[start] not in _ZEROS:
            raise cursor.unread(start, GAP)
        addend.power, addend.is_scaled = 8, True
        addend.value = shifted(EXACTLY.add(after.value, addend.value), addend.power, cursor.given)
        after.value = Decimal((0, (0,), exponent(addend.value)))
        self._inner_hedge(addend)
        return True

    def _scale(self, number: Number, *, is_spelled: bool, is_money: bool) -> bool:
        """Apply the scale words after a number; whether a smaller part may follow."""
        cursor = self.cursor
        self._inner_hedge(number)
        cursor.take(self.words.before_chinese_scale)
        word = cursor.take_word(self.words.scale, " -")
        if word is None and is_money and cursor.take(self.words.trillion, " "):
            word = "trillion"
        if word is None:
            if cursor.take(self.words.dozen, " -"):
                number.value, number.is_scaled = EXACTLY.multiply(number.value, _DOZEN), True
            return False
        power = self.words.scales[word]
        is_integer = number.value == number.value.to_integral_value()
        is_whole = is_spelled and word.isascii() and is_integer
        number.value = shifted(number.value, power, cursor.given)
        number.power, number.is_scaled = power, True
        self._inner_hedge(number)
        if more := cursor.take(_SCALE_OF_SCALES):
            number.power += self.words.scales[more]
            number.value = shifted(number.value, self.words.scales[more], cursor.given)
        if word.isascii() and is_integer and cursor.take(self.words.and_a_half):
            number.value = EXACTLY.add(number.value, shifted(_HALF, power, cursor.given))
            return False
        self._inner_hedge(number)
        return is_whole or not word.isascii()

    def _inner_hedge(self, number: Number) -> None:
        start = self.cursor.place
        word = self.cursor.take_word(self.words.inside, " -")
        if word is None:
            return
        hedge = self.words.hedges_inside[word.removeprefix("个")]
        if word.startswith("个"):
            number.measure = "个"
        if number.hedge not in (None, hedge):
            raise self.cursor.unread(start, f"it is hedged twice, first as {number.hedge.name}")
        number.hedge, number.hedged_at = hedge, start

    def _is_bare(self, *, may_be_bare: bool) -> bool:
        """Whether a scale word is here without a number before it: 近百家, 百余家, 万余人."""
        return (may_be_bare and self.cursor.sees(self.words.bare_scale)) or self.cursor.sees(
            self.words.bare_scale_hedged
        )

    # --- Numbers without a scale ------------------------------------------------------------------------------------

    def _part(self, *, after: int = 0, is_spelled: bool = True) -> tuple[Decimal, bool] | None:
        """A number in digits, in English words below a thousand or in Chinese numerals, and whether it is spelled."""
        cursor = self.cursor
        if (not after or not is_spelled) and (digits := cursor.take(_DIGITS)):
            number = Decimal(digits.replace(",", ""))
            if exponent(number) == 0 and cursor.take(self.words.and_a_half):
                number = EXACTLY.add(number, _HALF)
            return number, False
        if section := cursor.take(self.words.chinese_section):
            return self._chinese(section, after=after), True
        english = self._english()
        return None if english is None else (english, True)

    def _english(self) -> Decimal | None:
        """English words below a thousand, including "twelve hundred" and decimals."""
        cursor = self.cursor
        number: Decimal | None = None
        if cursor.take(self.words.article):
            number = Decimal(1)
        elif hundreds := cursor.take_word(self.words.hundreds):
            after, count = cursor.place, hundreds.removesuffix(" hundred")
            cursor.take(_LINK)
            rest = cursor.take_word(self.words.below_hundred)
            if rest is None:
                cursor.place = after
            if rest is None and count == "a":
                number = Decimal("1E+2")
            else:
                below = 0 if rest is None else self._spelled(rest)
                number = Decimal(100 * (1 if count == "a" else self._spelled(count)) + below)
        elif word := cursor.take_word(self.words.below_hundred):
            number = Decimal(self._spelled(word))
        if number is None:
            return None
        if cursor.take(self.words.and_a_half):
            return EXACTLY.add(number, _HALF)
        return self._with_decimals(number)

    def _with_decimals(self, number: Decimal) -> Decimal:
        """A number with the decimals that follow it in words, "point four one" or 点四一, if any do."""
        cursor, digits = self.cursor, ""
        if cursor.take(_POINT):
            while word := cursor.take_word(self.words.spelled_digit):
                digits += str(self.words.numerals[word])
        elif decimals := cursor.take(_CHINESE_DECIMALS):
            digits = "".join(str(self.words.chinese[character]) for character in decimals[1:])
        return EXACTLY.add(number, Decimal(f"0.{digits}")) if digits else number

    def _half_of_scale(self) -> Number | None:
        """Half a million, a quarter of a billion, half a dozen: a fraction of one scale word."""
        word = self.cursor.take_word(self.words.fraction_of_one)
        if word is None:
            return None
        value = "0.75" if "three" in word else "0.25" if "quarter" in word else "0.5"
        number = Number(Decimal(value))
        self._scale(number, is_spelled=False, is_money=False)
        return number

    def _spelled(self, word: str) -> int:
        return sum(self.words.numerals[part] for part in word.split(" "))

    # --- Chinese numerals -------------------------------------------------------------------------------------------

    def _chinese(self, section: str, *, after: int) -> Decimal:
        """Chinese numerals below ten thousand, or digits one by one, with decimals after 点."""
        cursor = self.cursor
        start = cursor.place - len(section)
        is_linked = after and len(section) == 2 and section[0] in _ZEROS  # 零八 of 七万零八
        if len(section) > 1 and not is_linked and not set(section) & set(_PLACES):
            whole = self._positional(section, start, after=after)
        else:
            whole = self._section(section, start, after=after)
        if cursor.sees(self.words.vague_after):
            raise cursor.unread(start, self.words.why_vague)
        return self._with_decimals(whole)

    def _positional(self, section: str, start: int, *, after: int) -> Decimal:
        """Digits one by one, as in 一三九家 or 二〇二四."""
        is_clear = len(section) > 2 or "〇" in section
        if after or not is_clear or "两" in section or section[0] in _ZEROS:
            raise self.cursor.unread(start, SEVERAL)
        if self.cursor.sees(_SCALE_AND_MORE):
            raise self.cursor.unread(start, NO_CHINESE_NUMBER)
        return Decimal("".join(str(self.words.chinese[character]) for character in section))

    def _section(self, section: str, start: int, *, after: int) -> Decimal:
        """Numerals with places; before a scale word, hundreds and thousands are the last printed place."""
        cursor = self.cursor
        total, digit, last, is_after_zero = 0, None, 4, False
        is_scaled = cursor.sees(self.words.chinese_scale)
        is_idle_zero = section in _ZEROS and (is_scaled or after)
        if is_idle_zero or _WRONG_TWO.search(section) or (section[1:].endswith("两") and not is_scaled):
            raise cursor.unread(start, NO_CHINESE_NUMBER)
        for offset, character in enumerate(section):
            place = _PLACES.get(character)
            if character in _ZEROS and len(section) > 1:
                if digit is not None or is_after_zero or last == 1 or (offset == 0 and not after):
                    raise cursor.unread(start, NO_CHINESE_NUMBER)
                is_after_zero = True
            elif place is None:
                if digit is not None:
                    raise cursor.unread(start, SEVERAL)
                digit = self.words.chinese[character]
            else:
                has_digit = digit is not None or (place == 1 and (offset == 0 or is_after_zero))
                # A zero replaces at least one place; after a scale word it only links.
                if not has_digit or place >= (last - 1 if is_after_zero and last < 4 else last):
                    raise cursor.unread(start, NO_CHINESE_NUMBER)
                total += (1 if digit is None else digit) * 10**place
                digit, last, is_after_zero = None, place, False
        if digit is None and is_after_zero:
            raise cursor.unread(start, NO_CHINESE_NUMBER)
        if digit and last in (2, 3) and not is_after_zero:
            raise cursor.unread(start, GAP)
        number = Decimal(total + (digit or 0))
        if digit is None and last in (2, 3) and is_scaled:
            return number.quantize(Decimal((0, (1,), last)), context=EXACTLY)
        return number
