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
_ENGLISH_SCALES = "hundred|thousand|million|billion|trillion|crore|lakh|dozen"


class Words:
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
        self.halvings: tuple[str, ...] = tuple(table["halvings"])
        self.fractions = _fractions(table)
        self.currencies = {**UnitTable.builtin().currency_signs(), **table["currencies_before"]}
        self.why_vague = "it does not say how many: write a number"
        self.simplified = str.maketrans(table["traditional"])
        self._compile_around(table)
        self._compile_numbers(table)

    def _compile_around(self, table: "Mapping[str, Mapping[str, str]]") -> None:
        """The patterns of the words around a number."""
        self.before = _any_of(self.hedges_before)
        self.after = re.compile(f"(?:{_any_of(self.hedges_after).pattern})$")
        self.direction = _any_of(self.directions)
        changes = _any_of(self.directions_after).pattern
        self.direction_after = re.compile(rf"(?:^|\s)(?:{changes})$")
        self.article_of_change = re.compile(rf"an?(?= .*(?:[0-9]|fold).*\s(?:{changes})(?:\s|$))")
        self.lead = _any_of(table["leads"])
        # In 减少至少12%, 减少至 is not a level.
        self.level = re.compile(f"(?![^至]*至[少多])(?:{_any_of(table['levels']).pattern})")
        self.change_of = _any_of(table["compared_before"])
        self.compared_after = re.compile(rf"\s?,?(?:{_any_of(table['compared_after']).pattern})$")
        # "是上届的1.5倍": the base of a ratio.
        self.ratio_to = re.compile(
            "(?:是|为|相当于|达到?)?(?:[0-9]{4}年)?[\u4e00-\u9fff]{1,12}?的(?=[^的]{1,16}倍)"
        )
        self.currency = _any_of((sign.lower() for sign in self.currencies), _NOT_BEFORE_LETTER)
        self.between = _any_of(["between", "介于"])
        self.percent = _any_of(["百分之"])
        self.per_mille = _any_of(["千分之"])
        self.multiple = _any_of(self.multiples)
        self.halving = _any_of(self.halvings)
        self.fraction = _any_of(self.fractions)
        self.vague = _any_of(table["vague"])
        self.vague_after = re.compile("[几来](?![0-9])")

    def _compile_numbers(self, table: "Mapping[str, Mapping[str, int]]") -> None:
        """The patterns of numbers."""
        # 千 is not a thousand in 千克, the kilogram, and 多 is not a hedge in 多米尼加, the Dominican Republic.
        no_name = f"(?!{'|'.join(table['names'])})"
        self.inside = re.compile(
            f"{no_name}(?:个(?=多(?![哥米])|余))?(?:{_any_of(self.hedges_inside).pattern})"
        )
        self.scale = re.compile(f"{no_name}(?:{_any_of(self.scales).pattern})")
        chinese_scales = [word for word in self.scales if not word.isascii()]
        self.chinese_scale = re.compile(f"{no_name}(?:{_any_of(chinese_scales).pattern})")
        self.before_chinese_scale = re.compile("个(?=[万亿兆])")
        self.trillion = re.compile("t(?![a-z])")
        self.dozen = _any_of(["dozen", "打"])
        self.bare_scale = re.compile(f"(?={no_name}[百千万亿兆])")
        self.bare_scale_hedged = re.compile(f"(?={no_name}[百千万亿兆]{{1,2}}[多余](?![哥米]))")
        self.chinese_section = re.compile(f"(?![百千])(?:{no_name}[零〇一二两三四五六七八九十百千]){{1,20}}")
        tens, numerals = _any_of(table["tens"]).pattern, _any_of(table["numerals"]).pattern
        digits = _any_of(word for word, number in table["numerals"].items() if 0 < number < 10).pattern
        inside = f"(?:{tens})(?:[ -](?:{digits}))?|{numerals}"
        fold = "|".join(sorted((*table["numerals"], *table["tens"]), key=len, reverse=True))
        self.below_hundred = re.compile(f"{inside}|(?:{fold})(?=fold)")
        self.spelled_digit = _any_of(word for word, number in table["numerals"].items() if number < 10)
        self.hundreds = re.compile(f"(?:{inside}|a) hundred{_NOT_INSIDE_WORD}")
        self.article = re.compile(rf"an?(?= (?:{_ENGLISH_SCALES})\b)(?! hundred)")
        self.and_a_half = re.compile(rf"and (?:a|one)[ -]half{_NOT_INSIDE_WORD}")
        self.fraction_of_one = re.compile(
            rf"(?:an? |one )?(?:half|quarter|three[ -]quarters)(?: of)?(?: an?)?[ -](?=(?:{_ENGLISH_SCALES})\b)"
        )


def _fractions(table: "Mapping[str, Mapping[str, str]]") -> dict[str, str]:
    """The fractions by their words; those of English are built from numerals and ordinals."""
    fractions = dict(table["fractions"])
    numerals: Mapping[str, int] = table["numerals"]  # type: ignore[assignment]
    for ordinal, denominator in table["ordinals"].items():
        for word, number in numerals.items():
            if 1 < number < int(denominator):
                fractions[f"{word} {ordinal}s"] = f"{number}/{denominator}"
        fractions |= dict.fromkeys((f"one {ordinal}", f"a {ordinal}", f"an {ordinal}"), f"1/{denominator}")
    return fractions


def _by_word(table: "Mapping[str, list[str]]") -> dict[str, Hedge]:
    return {word: Hedge(hedge) for hedge, printed in table.items() for word in printed}


def _any_of(words: "Iterable[str]", ending: str = _NOT_INSIDE_WORD) -> re.Pattern[str]:
    """A pattern for the longest of some words; a hyphen matches like a space."""
    choices = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        pattern = re.escape(word).replace(r"\ ", "[ -]")
        choices.append(pattern + (ending if word[-1].isascii() and word[-1].isalnum() else ""))
    return re.compile("|".join(choices))


vocabulary = cache(Words)
