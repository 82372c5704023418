"""Read how precisely the number of a row is printed, in any language: part of `build_history.py`.

The value column of `expo_history.csv` has lost the printed places ("US$80 billion", "2.0%", "27万平方米").
They are read back from the wording: the first number there that, with its scale words, is the value.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "numerals.json"

# Thousands are separated by a comma, a point or a space; the decimal sign may be a comma or a middle dot.
_CHUNK = re.compile(r"[0-9]+(?:[.,・ \u00a0\u202f][0-9]+)*")
_SEPARATOR = re.compile(r"[^0-9]")
# What may be between a number and its scale word: 1500多亿, 2.35-million, 4.2 万.
_BETWEEN = r"[ \u00a0-]?[多余餘]?"


@dataclass(frozen=True)
class Printed:
    """A number as printed: its last digit is the last printed place; and whether it is rounded to a scale."""

    number: Decimal
    is_scaled: bool


@cache
def _table() -> tuple[dict[str, int], dict[str, str], re.Pattern[str]]:
    table = json.loads(TABLE.read_text("utf-8"))
    words = sorted(table["scales"], key=len, reverse=True)
    scale = re.compile(_BETWEEN + "(" + "|".join(re.escape(word) for word in words) + r")(?![a-z])")
    return table["scales"], table["spelled"], scale


def read_printed(text: str, value: Decimal) -> Printed | None:
    """The number in a text that equals a value, as it is printed; None if the text has no such number.

    A fall is printed without its sign, so it gets the sign of the value.
    """
    size = abs(value)
    # Readings that take the signs between digits as a language would come before those that merely drop them.
    for is_strict in (True, False):
        for chunk in _CHUNK.finditer(text):
            for found in _readings(text, chunk, is_strict):
                if found.number == size:
                    return Printed(found.number.copy_sign(value), found.is_scaled)
    for words, number in _table()[1].items():
        if words in text and Decimal(number) == size:
            return Printed(Decimal(number).copy_sign(value), "E" in number)
    return None


def last_place(value: Decimal) -> Decimal:
    """The value, with its last digit that is not zero as the last printed place, for a wording that cannot be read."""
    return value.normalize()


def _readings(text: str, chunk: re.Match[str], is_strict: bool) -> Iterator[Printed]:
    """The possible readings of a run of digits, alone or with the scale words and smaller parts after it."""
    for plain, places in _plain(chunk.group(), is_strict):
        number, power, end = _scaled(text, plain, chunk.end())
        if not power:
            yield Printed(Decimal(f"{plain[:-places]}E+{places}") if places else Decimal(plain), places > 0)
            continue
        yield Printed(number, True)
        # 61億5400万, 3万3480, 12만 2천: smaller parts follow.
        while part := re.compile(r" ?([0-9]+)").match(text, end):
            addend, smaller, end = _scaled(text, part.group(1), part.end())
            if smaller >= power or len(part.group(1)) > power - smaller:
                break
            number, power = number + addend, smaller
            yield Printed(number, True)
            if not power:
                break


def _scaled(text: str, plain: str, end: int) -> tuple[Decimal, int, int]:
    """A plain number times the scale word after it, the power of this word, and where it ends."""
    scales, _, pattern = _table()
    word = pattern.match(text, end)
    if word is None:
        return Decimal(plain), 0, end
    power = scales[word.group(1)]
    return Decimal(plain).scaleb(power), power, word.end()


def _plain(digits: str, is_strict: bool) -> Iterator[tuple[str, int]]:
    """A run of digits as plain numbers, each with the power of ten in which its thousands say that it is rounded."""
    groups = _SEPARATOR.split(digits)
    signs = set(_SEPARATOR.findall(digits))
    if not is_strict:
        yield "".join(groups), 0
        return
    if not signs:
        # Chinese and Japanese print thousands without a sign: 4000个 says no more than 4,000.
        yield digits, 3 if len(digits) > 3 and digits.endswith("000") else 0
        return
    if len(signs) == 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        zeros = 0
        while groups[-1 - zeros] == "000":
            zeros += 1
        yield "".join(groups), 3 * min(zeros, 2)
    *whole, decimals = groups
    if len(whole) == 1 or (len(signs) == 2 and all(len(group) == 3 for group in whole[1:])):
        yield f"{''.join(whole)}.{decimals}", 0
