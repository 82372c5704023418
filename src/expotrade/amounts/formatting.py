"""Writes amounts in English or Chinese words; the door to Babel.

`Amount.parse` reads a stated amount back. If words cannot state the bounds, they follow in brackets.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from typing import NamedTuple

from .._internal.data import read_table
from .._internal.decimals import ROUGHLY, exponent
from ..errors import AmountTypeError, UnknownNameError
from ..units import UnitTable
from .hedges import Hedge
from .intervals import bounds_of, rounded_to_thousands
from .parts import Parts, is_stated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from babel import Locale

SHOWN_DIGITS = 6
LONGEST_PRINTED = 15
_THOUSAND = Decimal(1000)

# How a number with one open end is rounded, so that the shortened number is still true.
_CUT = {
    Hedge.MORE_THAN: ROUND_FLOOR,
    Hedge.AT_LEAST: ROUND_FLOOR,
    Hedge.LESS_THAN: ROUND_CEILING,
    Hedge.AT_MOST: ROUND_CEILING,
}

_CHANGES = ("percent", "pp")


class _Language:
    """The phrases of one language and the digits of one locale."""

    def __init__(self, locale: "Locale") -> None:
        table = read_table("phrases.json")[locale.language]
        self.name = locale.language
        self.locale = locale
        self.hedges: dict[str, str] = table["hedges"]
        self.scales: dict[str, int] = table["scales"]
        self.phrases: dict[str, str] = table

    def digits(self, number: Decimal, *, is_grouped: bool = True) -> str:
        """All digits of a number, grouped as the locale does."""
        # Imported late: Babel is slow to load, and only digits need it.
        from babel.numbers import format_decimal

        places = max(0, -exponent(number))
        pattern = ("#,##0" if is_grouped else "0") + ("." + "0" * places if places else "")
        with localcontext(ROUGHLY):
            return format_decimal(number, format=pattern, locale=self.locale)

    def scale_of(self, number: Decimal) -> tuple[str, int]:
        """The largest scale word that is not greater than the number, and its power of ten."""
        size = number.adjusted() if number else 0
        return next(((word, power) for word, power in self.scales.items() if size >= power), ("", 0))


def _language(locale: object) -> _Language:
    if not isinstance(locale, str):
        raise AmountTypeError("take as a locale", locale, "pass its name, such as 'en' or 'zh_CN'")
    return _parsed(locale)


@cache
def _parsed(locale: str) -> _Language:
    from babel import Locale, UnknownLocaleError

    known = ("en", "zh_CN")
    try:
        parsed = Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise UnknownNameError("locale", locale, known) from None
    if parsed.language not in ("en", "zh"):
        raise UnknownNameError("locale", locale, known, "amounts are written in English or Chinese")
    return _Language(parsed)


class _FormatRequest(NamedTuple):
    """The parts of an amount to write, and the table with the names of its unit."""

    value: Decimal
    unit: str
    hedge: Hedge
    low: Decimal | None
    high: Decimal | None
    units: UnitTable


def format_amount(parts: Parts, locale: str, units: UnitTable) -> str:
    """An amount in the language of a locale."""
    language = _language(locale)
    request = _FormatRequest(*parts, units)
    if is_stated(parts):
        write = _stated_about if request.hedge is Hedge.APPROXIMATELY else _stated
        return write(request, language)
    return _as_range(request, language) or _computed(request, language)


def _stated(request: _FormatRequest, language: _Language) -> str:
    """A hedge, a number and a unit, with the bounds in brackets only if the words alone would mean other bounds."""
    size = request.value.copy_abs()
    word, power = language.scale_of(size)
    place = exponent(size)
    hedge = language.hedges[request.hedge.value]
    is_count = request.units.is_counted(request.unit)
    # Chinese groups by ten thousands in words, so a comma would be read as "in thousands".
    is_grouped = language.name == "en" or (request.hedge is Hedge.ROUNDED and (power, place) == (0, 3))
    says_bounds = True
    if request.hedge is Hedge.ROUNDED:
        if not power and place > 0 and place != 3 and size >= _THOUSAND:
            word, power = language.phrases["thousand"], 3
        # "A hundred" has no short form: 100 would be read as exact to the unit.
        says_bounds = place <= power or (power, place) == (0, 3)
        if power == place == 0:
            if _ends_in_thousands(size):
                # All digits would be read as "in thousands".
                word, power = language.phrases["thousand"], 3
            else:
                says_bounds = not is_count
    elif request.hedge is Hedge.EXACT and is_count and not power and size == size.to_integral_value():
        hedge = hedge if _ends_in_thousands(size) else ""
    mantissa = size.scaleb(-power, ROUGHLY)
    if request.hedge in _CUT and len(size.normalize(ROUGHLY).as_tuple().digits) > LONGEST_PRINTED:
        mantissa = _short(size, size, power, _CUT[request.hedge])
    elif request.hedge is not Hedge.ROUNDED or exponent(mantissa) > 0:
        mantissa = _plain(mantissa)
    is_one = request.hedge is Hedge.EXACT and request.value == 1
    number = language.digits(mantissa, is_grouped=is_grouped) + word
    text = _direction(request, language) + hedge + _with_unit(number, request, language, is_one=is_one)
    return text if says_bounds else text + _bounds(request, language, size)


def _direction(request: _FormatRequest, language: _Language) -> str:
    """The words of a fall before a number that is written without its sign."""
    if not request.value.is_signed():
        return ""
    return language.phrases["change" if request.unit in _CHANGES else "negative"]


def _stated_about(request: _FormatRequest, language: _Language) -> str:
    """The same after "about", in the digits and the scale that are read back with the same bounds, if there are any."""
    size = request.value.copy_abs()
    scale = language.scale_of(size)
    scales = [scale]
    if size == Decimal((0, (1,), scale[1])):
        # A lone 1 is read loosely, so a smaller scale may be needed: 约10000万, not 约1亿.
        smaller = [(word, power) for word, power in language.scales.items() if power < scale[1]]
        scales = [*smaller[:1], scale]
    written = [(_plain(size.scaleb(-power, ROUGHLY)), word, power) for word, power in scales]
    mantissa, word, power = written[-1]
    if power or size < _THOUSAND:
        # One more zero narrows the bounds: "about 2.0 million" is more precise than "about 2 million".
        finer = mantissa.quantize(Decimal((0, (1,), exponent(mantissa) - 1)), context=ROUGHLY)
        written.append((finer, word, power))
    read_back = [one for one in written if _is_read_back(one[0], one[2], request)]
    mantissa, word, _ = (read_back or written)[0]
    number = language.digits(mantissa, is_grouped=language.name == "en") + word
    hedge = _direction(request, language) + language.hedges[request.hedge.value]
    text = hedge + _with_unit(number, request, language, is_one=False)
    return text if read_back else text + _bounds(request, language, size)


def _is_read_back(mantissa: Decimal, power: int, request: _FormatRequest) -> bool:
    """Whether "about" before these digits and this scale has the bounds of the amount."""
    number = mantissa.scaleb(power, ROUGHLY) if power else rounded_to_thousands(mantissa)
    number = number.copy_sign(request.value)
    return bounds_of(request.hedge, number, request.unit) == (request.low, request.high)


def _ends_in_thousands(size: Decimal) -> bool:
    """Whether the digits of a number end in three zeros."""
    return size >= _THOUSAND and not ROUGHLY.remainder(size, _THOUSAND)


def _plain(number: Decimal) -> Decimal:
    """The number without zeros at the end of its decimals and without a power of ten."""
    normal = number.normalize(ROUGHLY)
    return normal.quantize(Decimal(1), context=ROUGHLY) if exponent(normal) > 0 else normal


def _as_range(request: _FormatRequest, language: _Language) -> str | None:
    """The two bounds in words, if both are known and short and the value is their middle; else None."""
    low, high = request.low, request.high
    if request.hedge is not Hedge.BETWEEN or low is None or high is None or low < 0:
        return None
    if ROUGHLY.add(low, high) != ROUGHLY.multiply(request.value, Decimal(2)):
        return None
    word, power = language.scale_of(high)
    ends = [_plain(end.scaleb(-power, ROUGHLY)) for end in (low, high)]
    if any(len(end.as_tuple().digits) > SHOWN_DIGITS or exponent(end) < -SHOWN_DIGITS for end in ends):
        return None
    low_text, high_text = (language.digits(end) for end in ends)
    between = language.phrases["between"]
    if language.name == "zh":
        return _with_unit(
            between.format(low=low_text, high=high_text + word), request, language, is_one=False
        )
    if request.units.is_currency(request.unit):
        return between.format(low=f"{request.unit} {low_text}", high=high_text + word)
    return between.format(low=low_text, high=_with_unit(high_text + word, request, language, is_one=False))


def _computed(request: _FormatRequest, language: _Language) -> str:
    """The value to six digits and the bounds rounded outwards to the same place."""
    word, power = language.scale_of(request.value)
    number = language.digits(_short(request.value, request.value, power, ROUND_HALF_EVEN)) + word
    hedge = "" if request.hedge in (Hedge.BETWEEN, Hedge.ROUNDED) else language.hedges[request.hedge.value]
    text = hedge + _with_unit(number, request, language, is_one=False)
    return text + _bounds(request, language, request.value)


def _short(number: Decimal, value: Decimal, power: int, rounding: str) -> Decimal:
    """A number in a scale, rounded at the place of the sixth digit of the value."""
    mantissa = number.scaleb(-power, ROUGHLY)
    place = (value.adjusted() if value else number.adjusted()) - power - SHOWN_DIGITS + 1
    if exponent(mantissa) < place:
        mantissa = mantissa.quantize(Decimal((0, (1,), place)), rounding=rounding, context=ROUGHLY)
    return mantissa.quantize(Decimal(1), context=ROUGHLY) if exponent(mantissa) > 0 else mantissa


def _bounds(request: _FormatRequest, language: _Language, value: Decimal) -> str:
    """The bounds in brackets, rounded outwards, in the scale of the value."""
    word, power = language.scale_of(value)
    low = high = ""
    if request.low is not None:
        low = language.digits(_short(request.low, value, power, ROUND_FLOOR))
    if request.high is not None:
        high = language.digits(_short(request.high, value, power, ROUND_CEILING))
    kind = ("range" if high else "from") if low else ("up_to" if high else "unbounded")
    return language.phrases[kind].format(low=low, high=high, scale=word)


def _with_unit(number: str, request: _FormatRequest, language: _Language, *, is_one: bool) -> str:
    """A written number with its unit; in English a currency is before the number."""
    label = request.units.label(request.unit, language.name, not is_one)
    if language.name == "zh":
        return number + label
    currency, per, _ = request.unit.partition("/")
    if request.units.is_currency(currency):
        return f"{currency} {number}" + (label.removeprefix(currency) if per else "")
    return f"{number} {label}"
