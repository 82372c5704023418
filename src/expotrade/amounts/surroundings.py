"""Reads the words around the number of a figure: hedges and words of change on both sides, and the unit."""

import re

from ..errors import ParseError, UnknownNameError
from ..units import UnitTable
from .cursor import Cursor
from .hedges import Hedge
from .vocabulary import Words, vocabulary

_COMPOUND = re.compile(r"\bper |[/*·]")
_PER = re.compile("per |/")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$|[一二][〇零九][〇零一二三四五六七八九]{2}$")
_MOST_WORDS = 20  # of the name of a unit that is looked for before something else
_MINUS = ("minus", "negative", "负")  # signs, which are not words of change
_TIMES_MORE = re.compile("times (?:more|higher|larger|greater|bigger)")
UP_BY_TIMES = "it is ambiguous: '{}' may mean the rise or the total; write percent, or 'N times as many'"


class SurroundingsParser:
    """The facts about a figure besides its number, while its text is read."""

    def __init__(self, given: str, text: str, units: UnitTable, currency: str | None) -> None:
        self.words: Words = vocabulary()
        self.cursor = Cursor(given, text, self.words.simplified)
        self.units = units
        self.currency = currency
        self.direction = 0  # 1 for a rise, -1 for a fall
        self.hedge: Hedge | None = None
        self.is_led = False  # by a verb such as 达, after which 百家 is a hundred
        self.is_level = False  # "fell to", "是上届的": a size, not a change
        self.change = ""  # the word that makes the figure a change

    # --- Before the number ------------------------------------------------------------------------------------

    def read_leads(self) -> None:
        """Read hedges, words of change and words without a meaning of their own, in any order."""
        cursor, words = self.cursor, self.words
        while True:
            start = cursor.place
            if cursor.take(words.ratio_to) or cursor.take(words.level):
                self.is_level = self.is_led = True
            elif cursor.take(words.change_of):
                self.change = "compared"
            elif (word := cursor.take_word(words.before)) and not self._is_bare_word(word, start):
                self.hedge_by(words.hedges_before[word], start)
            elif (word := cursor.take_word(words.direction)) and cursor.place < len(cursor.text):
                self.turn(words.directions[word], start)
                self.change = "" if word in _MINUS else word
            elif cursor.take(words.lead):
                self.is_led = True
            else:
                cursor.place = start
                return

    def _is_bare_word(self, word: str, start: int) -> bool:
        """Whether a word such as 上 or "top" is here without being a hedge; then nothing is read."""
        is_hedge = word != "上" or self.cursor.sees(self.words.bare_scale, "")
        if not is_hedge:
            self.cursor.place = start
        return not is_hedge

    def turn(self, direction: int, start: int) -> None:
        """Note a rise or a fall; a figure has at most one."""
        if self.direction:
            raise self.cursor.unread(start, "one figure rises or falls once")
        self.direction = direction

    def hedge_by(self, hedge: Hedge, start: int) -> None:
        """Note the hedge; a figure has at most one."""
        if self.hedge not in (None, hedge):
            raise self.cursor.unread(start, f"it is hedged twice, first as {self.hedge.name}")
        self.hedge = hedge

    # --- After the number ------------------------------------------------------------------------------------

    def refuse_rest(self, rule: str) -> None:
        """Refuse any rest except hedges and words of change."""
        if self.read_after(len(self.cursor.text)) is None:
            raise self.cursor.unread(self.cursor.place, rule)

    def read_after(self, end: int) -> int | None:
        """Read hedges and words of change from the end back to the cursor; None if there is something else."""
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
        """Where the hedge or word of change at the end of the text begins; None if there is none."""
        cursor, words = self.cursor, self.words
        if found := words.after.search(cursor.folded, start, end):
            self.hedge_by(words.hedges_after[found.group().replace("-", " ")], found.start())
        elif found := words.compared_after.search(cursor.folded, start, end):
            self.change = "compared"
        elif found := words.direction_after.search(cursor.folded, start, end):
            word = found.group().strip().replace("-", " ")
            self.turn(words.directions_after[word], found.start())
            self.change = word
        else:
            return None
        return found.start()

    # --- The unit ---------------------------------------------------------------------------------------------

    def read_unit(self, unit: str | None, measure: str) -> str:
        """The unit that the rest of the text names, before any hedge or word of change at its end.

        Args:
            unit: The unit that was printed before the number, if any.
            measure: The measure word that was read with the number.
        """
        cursor = self.cursor
        start, end = cursor.place, len(cursor.text)
        while True:
            name = cursor.text[start:end].strip(" ") if end > start else ""
            if name[:1] == "-" and name[1:2].isalpha():
                name = name[1:]
            if unit is not None and (not name or self.is_repeated(name, unit)):
                break
            if found := self._noun(measure + name) if unit is None else self._rate(name, unit):
                self._refuse_lookalike(name, start)
                unit = found
                break
            # Remove hedges and words of change from the end, one by one, until the rest is a unit.
            shorter = self._without_last(start, end)
            if shorter is None:
                raise self._not_a_unit(name, unit)
            end = shorter
        cursor.place = len(cursor.text)
        if self.change == "sign" and self.units.is_counted(unit):
            raise cursor.unread(0, "a count cannot be below zero; is the dash a bullet?")
        return unit

    def _refuse_lookalike(self, name: str, start: int) -> None:
        """Refuse a year that looks like a duration, and single capitals that are not units."""
        printed = self.cursor.text[:start]
        if name == "年" and _YEAR.search(self.cursor.folded[:start]):
            raise self.cursor.unread(0, f"{printed.strip()}年 is a year, not a duration")
        if name in ("T", "G"):
            raise self.cursor.unread(
                start, f"{name!r} is not a unit: write t or tonnes, g or grams, trillion"
            )

    def choose_unit(self, name: str, codes: "tuple[str, ...]", start: int) -> str:
        """The unit that an ambiguous sign or name means, given the currency that the caller passes."""
        chosen = None if self.currency is None else self.units.resolve(self.currency)
        if chosen not in codes:
            money = [code for code in codes if self.units.is_currency(code)]
            either = " or ".join(f'currency="{code}"' for code in money[:2])
            rule = f"{name!r} may be any of these units: pass {either}"
            raise self.cursor.unread(start, rule, codes)
        return chosen

    def _noun(self, name: str) -> str | None:
        """The code that a printed unit or compound of units names."""
        if codes := self.units.may_mean(name):
            return self.choose_unit(name, codes, self.cursor.place)
        if code := self.units.find(name):
            return code
        # Only names with known factors: a resolve() that fails is slow, because it looks for similar names.
        if _COMPOUND.search(name) and all(map(self.units.find, _factors(name))):
            try:
                return self.units.resolve(name)
            except UnknownNameError:
                return None
        return None

    def is_repeated(self, name: str, unit: str) -> bool:
        """Whether a name repeats the currency that was read, as in "RMB 5 billion yuan"."""
        if not self.units.is_currency(unit):
            return False
        return self.units.find(name) == unit or unit in self.units.may_mean(name)

    def _rate(self, name: str, unit: str) -> str | None:
        """The compound unit of a currency that was read before, as in "$5 per exhibitor"."""
        return self._noun(f"{unit} {name}") if _PER.match(name) else None

    def _not_a_unit(self, name: str, unit: str | None) -> ParseError:
        """The error for a text that is not a unit, or that follows the unit."""
        given = self.cursor.given
        if not name:
            return ParseError(given, "", "a number needs its unit, as in '442 products'")
        if unit is not None:
            return ParseError(given, name, "the figure already has its unit, so nothing may follow it")
        if _TIMES_MORE.match(name):
            return ParseError(given, name, UP_BY_TIMES.format(self.cursor.text))
        pieces = name.split(" ")
        for count in range(min(len(pieces) - 1, _MOST_WORDS), 0, -1):
            if self.units.find(" ".join(pieces[:count])):
                return ParseError(
                    given, " ".join(pieces[count:]), "one figure is expected, and this follows its unit"
                )
        return ParseError(given, name, "no known unit", self.units.nearest(name))


def _factors(name: str) -> list[str]:
    """The factors of a compound unit, without a 1 above the stroke."""
    parts = _COMPOUND.split(" ".join(name.split()))
    return [part for part in parts if part.strip() not in ("", "1")]
