"""The words of printed figures, as patterns."""

import re
from functools import cache

from .._internal.data import read_table
from ..units import UnitTable
from .hedges import Hedge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
_NOT_INSIDE_WORD = "(?![a-z0-9²³])"
_NOT_BEFORE_LETTER = "(?![a-z])"


class _Words:
    """The vocabulary of printed figures, compiled once."""

    def __init__(self) -> None:
        table = read_table("wording.json")
        self.hedges_before = _by_word(table["hedges_before"])
        self.hedges_inside = _by_word(table["hedges_inside"])
        self.hedges_after = _by_word(table["hedges_after"])
        self.directions = dict.fromkeys(table["falls"], -1) | dict.fromkeys(table["rises"], 1)
        self.directions_after = dict.fromkeys(table["falls_after"], -1) | dict.fromkeys(
            table["rises_after"], 1
        )
        self.scales: dict[str, int] = table["scales"]
        self.numerals: dict[str, int] = table["numerals"] | table["tens"]
        self.chinese: dict[str, int] = table["chinese_numerals"]
        self.multiples: dict[str, str] = table["multiples"]
        self.fractions: dict[str, str] = table["fractions"]
        self.currencies = {**UnitTable.builtin().currency_signs(), **table["currencies_before"]}
        self.simplified = str.maketrans(table["traditional"])
        self.before = _any_of(self.hedges_before)
        self.after = re.compile(f"(?:{_any_of(self.hedges_after).pattern})$")
        self.direction = _any_of(self.directions)
        changes = _any_of(self.directions_after).pattern
        self.direction_after = re.compile(rf"\s(?:{changes})$")
        self.article_of_change = re.compile(rf"an?(?= .*[0-9].*\s(?:{changes})$)")
        # 千 is no thousand in 千克, the kilogram, nor 多 a hedge in 多米尼加, the Dominican Republic.
        no_name = f"(?!{'|'.join(table['names'])})"
        self.inside = re.compile(f"{no_name}(?:{_any_of(self.hedges_inside).pattern})")
        self.scale = re.compile(f"{no_name}(?:{_any_of(self.scales).pattern})")
        self.bare_scale = re.compile(f"(?={no_name}[百千万亿])")
        self.chinese_section = re.compile(f"(?:{no_name}[零〇一二两三四五六七八九十百千]){{1,20}}")
        self.multiple = _any_of(self.multiples)
        self.fraction = _any_of(self.fractions)
        self.currency = _any_of((sign.lower() for sign in self.currencies), _NOT_BEFORE_LETTER)
        self.between = _any_of(["between", "介于"])
        self.percent = _any_of(["百分之"])
        tens, numerals = _any_of(table["tens"]).pattern, _any_of(table["numerals"]).pattern
        digits = _any_of(word for word, number in table["numerals"].items() if 0 < number < 10).pattern
        self.below_hundred = re.compile(f"(?:{tens})(?:[ -](?:{digits}))?|{numerals}")
        self.hundreds = re.compile(f"(?:{numerals}|a) hundred{_NOT_INSIDE_WORD}")
        self.article = re.compile(r"an?(?= (?:thousand|million|billion|trillion)\b)")


def _by_word(table: "Mapping[str, list[str]]") -> dict[str, Hedge]:
    return {word: Hedge(hedge) for hedge, printed in table.items() for word in printed}


def _any_of(words: "Iterable[str]", behind: str = _NOT_INSIDE_WORD) -> re.Pattern[str]:
    """A pattern for the longest of some whole words, a hyphen being as good as a space."""
    choices = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        pattern = re.escape(word).replace(r"\ ", "[ -]")
        choices.append(pattern + (behind if word[-1].isascii() and word[-1].isalnum() else ""))
    return re.compile("|".join(choices))


_words = cache(_Words)
