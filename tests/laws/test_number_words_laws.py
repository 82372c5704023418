"""Number to words to number: what a plain writer prints in any style of English or Chinese is read as the same number.

The writers are in `tests/writers.py`; num2words and cn2an, where they are installed, are writers that know nothing of
ours. Some hundred numbers are tried in each run, and 10^5 in `tox -e deep`.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

import expotrade as ex
from writers import REFUSED, SHARES, SIMPLIFIED, STYLES, Style, drawn, number_with_gaps, positional

IN_ALL = 100_000
CASES = [
    pytest.param(12, id="some"),
    pytest.param(IN_ALL // (len(STYLES) + len(SHARES)) + 1, marks=pytest.mark.deep, id="deep"),
]
NOUN = {"en": " exhibitors", "zh": "家参展商"}
PLAIN = (ex.Hedge.EXACT, ex.Hedge.ROUNDED)


def named(style: Style) -> str:
    return f"{style.language}, {style.name}"


def printed(style: Style, cases: int) -> list[tuple[Decimal, str]]:
    """Numbers of a style with their wording, the same in every run."""
    random = Random(named(style))
    noun = "" if style in SHARES else NOUN[style.language]
    return [(number, text + noun) for number, text in (drawn(random, style) for _ in range(cases))]


def misread(cases: list[tuple[Decimal, str]], may_refuse: bool = False) -> list[str]:
    """The wordings that are read as another number or not as a plain figure, the shortest first."""
    faults = []
    for number, text in cases:
        try:
            amount = ex.Amount.parse(text)
        except ex.ExpotradeError as error:
            if not may_refuse:
                faults.append(f"{text}: {number:,f}, refused: {error}")
            continue
        if amount.value != number or amount.hedge not in PLAIN:
            faults.append(f"{text}: {number:,f}, read as {amount}")
    return sorted(faults, key=len)


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("style", [*STYLES, *SHARES], ids=named)
def test_what_a_style_prints_is_read_as_the_same_number(style: Style, cases: int) -> None:
    faults = misread(printed(style, cases), may_refuse=style.name in REFUSED)
    assert not faults, f"{len(faults)} of {cases}:\n" + "\n".join(faults[:20])


@pytest.mark.parametrize("name", REFUSED)
def test_each_style_that_may_be_refused_is(name: str) -> None:
    (style,) = (style for style in STYLES if style.name == name)
    assert misread(printed(style, 100)), "all of it is read: take it out of the list"


SPELLED = [
    style
    for style in STYLES
    if style.name not in REFUSED
    and "digits" not in style.name
    and "half" not in style.name
    and "point" not in style.name
]


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("style", SPELLED, ids=named)
def test_a_number_is_as_precise_in_words_as_in_digits(style: Style, cases: int) -> None:
    """Where a number does not end in a zero, nothing is left to say how far it was rounded."""
    faults = []
    for number, text in printed(style, cases):
        amount, in_digits = ex.Amount.parse(text), ex.Amount.parse(f"{number:f}{NOUN[style.language]}")
        if number % 10 and amount != in_digits:
            faults.append(f"{text}: {amount}, in digits {in_digits}")
    assert not faults, f"{len(faults)} of {cases}:\n" + "\n".join(faults[:20])


# What is printed with a hedge between the number and its scale, or without a number: each is more than its value.
OPEN = {
    "2个多亿元": "2E+8", "3個多億元": "3E+8", "十余万家企业": "10E+4", "三千多家企业": "3E+3", "3000余家企业": "3000",
    "3万多家企业": "3E+4", "1.2万余家企业": "1.2E+4", "2000多万元": "2000E+4", "两千多万元": "2000E+4",
    "百余家企业": "1E+2",
    "千余家企业": "1E+3", "万余人": "1E+4", "百多家企业": "1E+2", "一百多家企业": "100", "过百家企业": "1E+2",
    "过千家企业": "1E+3", "超百家企业": "1E+2", "超千家企业": "1E+3", "超万人": "1E+4", "逾百家企业": "1E+2",
    "過千家企業": "1E+3", "萬餘人": "1E+4", "超百亿元": "1E+10", "超千亿元": "1E+11", "超万亿元": "1E+12",
    "五百余万元": "500E+4", "一千多万元": "1000E+4",
}  # fmt: skip
FROM = {
    "上百家企业": "1E+2",
    "上千家企业": "1E+3",
    "上万人": "1E+4",
    "上亿元": "1E+8",
    "上百亿元": "1E+10",
    "上萬人": "1E+4",
}


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [(text, value, ex.Hedge.MORE_THAN) for text, value in OPEN.items()]
    + [(text, value, ex.Hedge.AT_LEAST) for text, value in FROM.items()],
)
def test_a_number_with_an_open_end(text: str, value: str, hedge: ex.Hedge) -> None:
    amount = ex.Amount.parse(text)
    assert (amount.value, amount.hedge) == (Decimal(value), hedge)
    assert amount.low == Decimal(value)
    assert amount.high is None


# --- Jumbles --------------------------------------------------------------------------------------------------------

WITH_TRILLION = SIMPLIFIED._replace(scales="万亿兆")
# A jumble may leave out or add what a strict writer does not; the places have to be the same.
LOOSE = [("两", "二"), ("零", ""), ("一十", "十"), ("万万", "亿")]
JUMBLES = [pytest.param(3_000, id="some"), pytest.param(IN_ALL, marks=pytest.mark.deep, id="deep")]


def loosely(text: str) -> str:
    for strict, loose in LOOSE:
        text = text.replace(strict, loose)
    return text


@pytest.mark.parametrize("cases", JUMBLES)
def test_a_jumble_of_numerals_is_refused_or_is_how_its_number_is_written(cases: int) -> None:
    random, read, faults = Random("jumbles"), 0, []
    for _ in range(cases):
        text = "".join(random.choice("零一二三九两十百千万亿") for _ in range(random.randint(1, 8)))
        try:
            value = ex.Amount.parse(text + "家企业").value
        except ex.errors.ParseError:
            continue
        read += 1
        with_trillion = WITH_TRILLION(value) or ""
        written = {SIMPLIFIED(value) or "", with_trillion.replace("兆", "万亿")}
        if loosely(text) not in map(loosely, written) and not is_positional(text, value):
            faults.append(f"{text}: {value:,f}")
    assert read > cases / 20
    assert not faults, "\n".join(sorted(faults, key=len)[:20])


def is_positional(text: str, value: Decimal) -> bool:
    """One numeral for each digit, with or without a scale word: 二〇二, 三零二亿."""
    digits = text.rstrip("万亿")
    scaled = value.scaleb({"": 0, "万": -4, "亿": -8, "万亿": -12, "万万": -8}.get(text[len(digits) :], 99))
    return positional("零")(scaled) == digits


@pytest.mark.parametrize(
    "text",
    ["十零二家", "二十两家", "一万十两家", "零万家", "零亿家", "零万十零两亿家", "十万亿亿九十家", "一二三万十亿十家",
     "二亿一十万二十亿家",
     "二亿十万亿家", "十万十万亿家", "一百零十二家", "两十家", "一万零家", "两亿零两家", "一万零零二家", "三百五家"],
)  # fmt: skip
def test_what_is_no_chinese_number_is_refused(text: str) -> None:
    with pytest.raises(ex.errors.ParseError):
        ex.Amount.parse(text)


# --- Writers that know nothing of ours ------------------------------------------------------------------------------


def of_num2words(**options: object) -> Callable[[int], str]:
    num2words = pytest.importorskip("num2words")
    return lambda number: f"{num2words.num2words(number, **options)} exhibitors"


def of_cn2an(mode: str) -> Callable[[int], str]:
    cn2an = pytest.importorskip("cn2an")
    return lambda number: f"{cn2an.an2cn(number, mode)}家参展商"


# Each writer with the longest number that it writes.
FOREIGN: dict[str, tuple[Callable[[], Callable[[int], str]], int]] = {
    "num2words, English": (of_num2words, 12),
    "num2words, Indian English": (lambda: of_num2words(lang="en_IN"), 9),
    "cn2an, numerals": (lambda: of_cn2an("low"), 16),
    "cn2an, capitals": (lambda: of_cn2an("up"), 16),
    "cn2an, positional": (lambda: of_cn2an("direct"), 16),
}
FOREIGN_CASES = [pytest.param(60, id="some"), pytest.param(IN_ALL, marks=pytest.mark.deep, id="deep")]


@pytest.mark.parametrize("cases", FOREIGN_CASES)
@pytest.mark.parametrize("name", FOREIGN)
def test_what_another_library_writes_is_read_as_the_same_number(name: str, cases: int) -> None:
    made, digits = FOREIGN[name]
    write, random = made(), Random(name)
    # Two numerals side by side are "two or three" in Chinese, not twenty-three.
    lowest = 100 if "positional" in name else 0
    numbers = [number_with_gaps(random, digits) + lowest for _ in range(cases)]
    faults = misread([(number, write(int(number))) for number in numbers])
    assert not faults, f"{len(faults)} of {cases}:\n" + "\n".join(faults[:20])
