"""Plain writers of numbers, one for each style in which the press prints them, in English and in Chinese.

A writer gets a number and returns how the style prints it, or None where the style cannot print it. They are naive on
purpose: an oracle for what reads numbers.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import NamedTuple

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")]
TO_FULL_WIDTH = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")

Writer = Callable[[Decimal], str | None]


class Style(NamedTuple):
    """One way to print a number: its language, its writer, and the numbers that are drawn for it."""

    name: str
    language: str
    write: Writer
    digits: int = 12  # the longest whole number that is drawn
    places: int = 0  # the most decimal places


def drawn(random: Random, style: Style) -> tuple[Decimal, str]:
    """A number that the style can print, and how it prints it."""
    while True:
        number = number_with_gaps(random, style.digits)
        if style.places:
            number = (number * 10**style.places + random.randrange(10**style.places)).scaleb(
                -random.randint(0, style.places)
            )
        if text := style.write(number.normalize()):
            return number, text


def number_with_gaps(random: Random, longest: int) -> Decimal:
    """A whole number above zero, half of whose digits are zeros: the places where numerals go wrong."""
    digits = [random.choice("123456789")]
    digits += [random.choice("000000000123456789") for _ in range(random.randrange(longest))]
    return Decimal("".join(digits))


# --- Digits ---------------------------------------------------------------------------------------------------------


def in_digits(number: Decimal) -> str:
    return f"{number:f}"


def with_commas(number: Decimal) -> str:
    return f"{number:,f}"


def in_full_width(number: Decimal) -> str:
    return in_digits(number).translate(TO_FULL_WIDTH)


def in_full_width_with_commas(number: Decimal) -> str:
    return with_commas(number).translate(TO_FULL_WIDTH)


def with_spaces(number: Decimal) -> str | None:
    return with_commas(number).replace(",", " ") if number >= 1000 else None


def in_indian_groups(number: Decimal) -> str | None:
    """12,34,567: the last three digits, then twos."""
    digits = in_digits(number)
    if len(digits) < 6:
        return None
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(groups), tail])


def scaled(word: str, power: int, *, gap: str = " ", largest: int = 100_000) -> Writer:
    """A writer like `1.5 million`: at most three decimals before the scale word."""

    def write(number: Decimal) -> str | None:
        mantissa = number.scaleb(-power).normalize()
        exponent = mantissa.as_tuple().exponent
        assert isinstance(exponent, int)
        return None if exponent < -3 or not 0 < mantissa < largest else f"{mantissa:f}{gap}{word}"

    return write


# --- English words --------------------------------------------------------------------------------------------------


def english(number: Decimal, *, link: str = " and ", comma: str = ",", hyphen: str = "-") -> str | None:
    """One thousand, two hundred and thirty-four."""
    if number != int(number) or number >= 10**15:
        return None
    parts, rest = [], int(number)
    for size, word in ENGLISH_SCALES:
        if rest >= size:
            parts.append(f"{_below_thousand(rest // size, link, hyphen)} {word}")
            rest %= size
    text = f"{comma} ".join(parts)
    if rest or not parts:
        last = _below_thousand(rest, link, hyphen)
        joined = link if parts and rest < 100 else f"{comma} "
        text = f"{text}{joined}{last}" if parts else last
    return text


def with_article(number: Decimal) -> str | None:
    """A hundred and five."""
    text = english(number)
    return f"a{text.removeprefix('one')}" if text and re.match("one [a-z]+", text) else None


def _below_thousand(number: int, link: str, hyphen: str) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    below = ONES[rest] if rest < 20 else TENS[tens] + (hyphen + ONES[ones] if ones else "")
    if not hundreds:
        return below
    return f"{ONES[hundreds]} hundred" + (link + below if rest else "")


def in_hundreds(number: Decimal) -> str | None:
    """Fifteen hundred."""
    count, rest = divmod(int(number), 100)
    return (
        f"{_below_thousand(count, '', '-')} hundred" if not rest and 10 < count < 100 and count % 10 else None
    )


def with_point(number: Decimal) -> str | None:
    """Seventy-eight point four one."""
    whole, _, places = f"{number:f}".partition(".")
    return (
        f"{english(Decimal(whole))} point {' '.join(ONES[int(digit)] for digit in places)}"
        if places
        else None
    )


def with_point_and_scale(number: Decimal) -> str | None:
    """One point five million."""
    for size, word in ENGLISH_SCALES:
        mantissa = (number / size).normalize()
        if 1 <= mantissa < 1000 and len(mantissa.as_tuple().digits) <= 5 and (text := with_point(mantissa)):
            return f"{text} {word}"
    return None


def with_half(number: Decimal) -> str | None:
    """Half a million, one and a half million."""
    for size, word in ENGLISH_SCALES:
        whole, rest = divmod(number, size)
        if rest * 2 == size and whole < 1000:
            return f"{english(whole)} and a half {word}" if whole else f"half a {word}"
    return None


def with_half_behind(number: Decimal) -> str | None:
    """Two million and a half; it is not said of thousands."""
    for size, word in ENGLISH_SCALES[:-1]:
        whole, rest = divmod(number, size)
        if rest * 2 == size and 0 < whole < 1000:
            return f"{english(whole)} {word} and a half"
    return None


# --- Chinese numerals -----------------------------------------------------------------------------------------------


class Numerals(NamedTuple):
    """The characters and habits of one style of Chinese numerals."""

    digits: str = "零一二三四五六七八九"
    places: str = "十百千"
    scales: str = "万亿"
    point: str = "点"
    has_short_ten: bool = True  # 十二 rather than 一十二 at the beginning
    has_inner_short_ten: bool = False  # 一千零十二 rather than 一千零一十二
    is_zero_behind_tens: bool = False  # 三十万零四千 beside 三十万四千
    two: str = ""  # what stands for two before hundreds, thousands and scales

    def __call__(self, number: Decimal) -> str | None:
        whole, _, places = f"{number:f}".partition(".")
        if len(whole) > 16:
            return None
        text = self._whole(int(whole)) if int(whole) else self.digits[0]
        if self.has_short_ten and text.startswith(self.digits[1] + self.places[0]):
            text = text.removeprefix(self.digits[1])
        if self.two:
            for larger in self.places[1:] + self.scales:
                text = text.replace(self.digits[2] + larger, self.two + larger)
            # Twenty thousands end on a two that is none of its own: 十二万.
            for larger in self.scales:
                text = text.replace(
                    self.places[0] + self.two + larger, self.places[0] + self.digits[2] + larger
                )
        if self.has_inner_short_ten:
            zero, one, ten = self.digits[0], self.digits[1], self.places[0]
            text = text.replace(zero + one + ten, zero + ten)
        return text + (self.point + "".join(self.digits[int(digit)] for digit in places) if places else "")

    def _whole(self, number: int) -> str:
        for power, scale in ((12, 2), (8, 1), (4, 0)):
            if scale < len(self.scales) and number >= 10**power:
                high, low = divmod(number, 10**power)
                text = self._whole(high) + self.scales[scale]
                if not low:
                    return text
                is_gap = low < 10 ** (power - 1) or (self.is_zero_behind_tens and high % 10 == 0)
                return text + (self.digits[0] if is_gap else "") + self._whole(low)
        text, has_gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                text += (self.digits[0] if has_gap and text else "") + self.digits[digit]
                text += self.places[power - 1] if power else ""
            has_gap = not digit
        return text


SIMPLIFIED = Numerals()
TRADITIONAL = Numerals(scales="萬億", point="點")
CAPITALS = Numerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟", has_short_ten=False)
TRADITIONAL_CAPITALS = Numerals("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億", "點", has_short_ten=False)


def with_zero(zero: str) -> Writer:
    return SIMPLIFIED._replace(digits=f"{zero}一二三四五六七八九")


def positional(zero: str) -> Writer:
    """二〇二四: one numeral a digit. 二三家 is "two or three", so three digits are the fewest."""
    numerals = str.maketrans("0123456789", zero + "一二三四五六七八九")
    return lambda number: f"{number:f}".translate(numerals) if number >= 100 else None


def by_myriads(number: Decimal) -> str | None:
    """1亿2000万, 3万4000: digits between the scale words."""
    hundred_millions, rest = divmod(int(number), 10**8)
    myriads, ones = divmod(rest, 10**4)
    if sum(map(bool, (hundred_millions, myriads, ones))) < 2 or 0 < ones < 1000:
        return None
    parts = ((hundred_millions, "亿"), (myriads, "万"), (ones, ""))
    return "".join(f"{count}{word}" for count, word in parts if count)


def by_places(number: Decimal) -> str | None:
    """3万2千, 5亿1万4千6百: digits with the word of their place."""
    if number % 100 or number < 10**4:
        return None
    hundred_millions, rest = divmod(int(number), 10**8)
    myriads, ones = divmod(rest, 10**4)
    parts = ((hundred_millions, "亿"), (myriads, "万"), (ones // 1000, "千"), (ones // 100 % 10, "百"))
    return "".join(f"{count}{word}" for count, word in parts if count)


def in_chinese_with_scale(number: Decimal) -> str | None:
    """一点五亿, 三十二点八万."""
    for power, word in ((8, "亿"), (4, "万")):
        mantissa = number.scaleb(-power).normalize()
        if 1 <= mantissa < 10**4 and 0 < -mantissa.as_tuple().exponent <= 3:  # type: ignore[operator]
            return f"{SIMPLIFIED(mantissa)}{word}"
    return None


def without_last_place(number: Decimal) -> str | None:
    """三百五 for 350, 一万三 for 13,000."""
    printed = f"{number:f}"
    digits = printed.rstrip("0")
    if len(digits) < 2 or digits[-2] == "0" or not 3 <= len(printed) <= 5 or digits == printed:
        return None
    text = SIMPLIFIED(number)
    return text[:-1] if text and text[-1] in "十百千" else None


def without_zeros(number: Decimal) -> str | None:
    """一万二百五十 for 10,250: the places of zeros are left out."""
    text = SIMPLIFIED(number)
    if not text or "零" not in text or text[-1] not in "十百千万亿":
        return None
    text = text.replace("零", "")
    # 一百一万 would be 1,100,000 as well as 1,010,000.
    return None if re.search("[百千][一二三四五六七八九][万亿]", text) else text


def with_spaces_between(number: Decimal) -> str | None:
    """一 百 五 十 二."""
    text = SIMPLIFIED(number)
    return " ".join(text) if text and len(text) > 1 else None


def with_measure_word(words: str, power: int) -> Writer:
    """2个亿."""

    def write(number: Decimal) -> str | None:
        count = number.scaleb(-power)
        return f"{count:f}{words}" if count == int(count) and 0 < count < 1000 else None

    return write


# The power of ten of each scale word, as the styles below use them.
SPACED = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7, "lakh crore": 12}
GLUED = {"k": 3, "m": 6, "mn": 6, "M": 6, "bn": 9, "b": 9, "tn": 12}
CHINESE = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "万亿": 12, "兆": 12, "萬": 4, "億": 8, "萬億": 12,
}  # fmt: skip

STYLES = [
    Style("digits", "en", in_digits),
    Style("digits with commas", "en", with_commas),
    *(
        Style(f"digits and {word}", "en", scaled(word, power), digits=power + 5)
        for word, power in SPACED.items()
    ),
    *(
        Style(f"digits and {word} without a space", "en", scaled(word, power, gap=""), digits=power + 5)
        for word, power in GLUED.items()
    ),
    Style("words", "en", english),
    Style("words without and", "en", lambda number: english(number, link=" ")),
    Style("words without commas", "en", lambda number: english(number, comma="")),
    Style("words without hyphens", "en", lambda number: english(number, hyphen=" ")),
    Style("bare words", "en", lambda number: english(number, link=" ", comma="", hyphen=" ")),
    Style("words with an article", "en", with_article),
    Style("words in hundreds", "en", in_hundreds, digits=4),
    Style("words with a point and a scale", "en", with_point_and_scale),
    Style("words with a half", "en", with_half, digits=10),
    Style("words with a half behind", "en", with_half_behind, digits=10),
    Style("digits grouped by spaces", "en", with_spaces),
    Style("digits in Indian groups", "en", in_indian_groups),
    Style("digits", "zh", in_digits),
    Style("digits with commas", "zh", with_commas),
    Style("digits of full width", "zh", in_full_width),
    Style("digits of full width with commas", "zh", in_full_width_with_commas),
    *(
        Style(f"digits and {word}", "zh", scaled(word, power, gap=""), digits=power + 5)
        for word, power in CHINESE.items()
    ),
    Style("digits between 亿 and 万", "zh", by_myriads),
    Style("digits with the word of their place", "zh", by_places),
    Style("digits and 个亿", "zh", with_measure_word("个亿", 8), digits=10),
    Style("digits and 個億", "zh", with_measure_word("個億", 8), digits=10),
    Style("numerals", "zh", SIMPLIFIED, digits=16),
    Style("traditional numerals", "zh", TRADITIONAL, digits=16),
    Style("numerals with 兆", "zh", SIMPLIFIED._replace(scales="万亿兆"), digits=16),
    Style("numerals with 两", "zh", SIMPLIFIED._replace(two="两")),
    Style("traditional numerals with 兩", "zh", TRADITIONAL._replace(two="兩")),
    Style("numerals with 一十", "zh", SIMPLIFIED._replace(has_short_ten=False)),
    Style("numerals with a short ten inside", "zh", SIMPLIFIED._replace(has_inner_short_ten=True)),
    Style("numerals with 〇", "zh", with_zero("〇")),
    Style("numerals with ○", "zh", with_zero("○")),
    Style("numerals with 零 behind tens", "zh", SIMPLIFIED._replace(is_zero_behind_tens=True)),
    Style("numerals without 零", "zh", without_zeros),
    Style("numerals without the last place", "zh", without_last_place, digits=5),
    Style("numerals with spaces between", "zh", with_spaces_between),
    Style("numerals with a point and a scale", "zh", in_chinese_with_scale),
    Style("capitals", "zh", CAPITALS),
    Style("traditional capitals", "zh", TRADITIONAL_CAPITALS),
    Style("positional numerals with 〇", "zh", positional("〇")),
    Style("positional numerals with 零", "zh", positional("零")),
    Style("positional numerals with ○", "zh", positional("○")),
]


def share(name: str, language: str, write: Writer) -> Style:
    """A style of percentages, which have decimals as counts have not."""
    return Style(name, language, write, digits=4, places=3)


SHARES = [
    share("digits and percent", "en", lambda number: f"{number:f} percent"),
    share("digits and %", "en", lambda number: f"{number:f}%"),
    share("words and percent", "en", lambda number: f"{with_point(number) or english(number)} percent"),
    share("digits and %", "zh", lambda number: f"{number:f}%"),
    share("digits of full width and ％", "zh", lambda number: f"{number:f}%".translate(TO_FULL_WIDTH)),
    share("百分之 and digits", "zh", lambda number: f"百分之{number:f}"),
    share("百分之 and numerals", "zh", lambda number: f"百分之{SIMPLIFIED(number)}"),
    share("百分之 and traditional numerals", "zh", lambda number: f"百分之{TRADITIONAL(number)}"),
    share("百分之 and numerals with ○", "zh", lambda number: f"百分之{with_zero('○')(number)}"),
    share("百分之 and capitals", "zh", lambda number: f"百分之{CAPITALS(number)}"),
]

# The styles of which some or all numbers are refused, each with the reason. No other style may be refused.
REFUSED = {
    "digits grouped by spaces": "a space stands between words, and 2 500 may be two numbers",
    "digits in Indian groups": "digits are grouped in threes: 1,23,456 may as well be a list or a slip",
    "numerals without the last place": "三百五 is 350 in speech and may be a slip for 305 in print",
}
