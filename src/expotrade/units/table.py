"""`UnitTable`: the units with their names in English and Chinese."""

import re
from _thread import RLock  # as functools does; importing threading costs more
from functools import cache
from sys import intern
from types import MappingProxyType

from ..errors import AmountTypeError, RecordError, UnknownNameError
from .codes import is_compound, sides, spelled
from .names import LONGEST_NAME, vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("en", "zh")

_NO_NOUNS: "Mapping[str, Iterable[str]]" = MappingProxyType({})
_NOUN = re.compile(r"[a-z][a-z0-9_]{0,59}")
_JOINTS = ("/", "*", "·", " per ")
_lock = RLock()


def is_noun(code: str) -> bool:
    """Whether a count noun may have this code."""
    return _NOUN.fullmatch(code) is not None


class UnitTable:
    """The units with their printed names in English and Chinese.

    Use `UnitTable.builtin()`, and `with_nouns` if figures count something that it does not know. A table never changes:
    `with_nouns` returns a new one. Nothing is registered anywhere else.

    Args:
        nouns: Further nouns, as for `with_nouns`.

    Raises:
        RecordError: As in `with_nouns`.

    Source: ISO 4217 for the codes of currencies; the SI brochure for factors; the count nouns are those of the
        exhibition trade, with the terms of ISO 25639-1, Exhibitions and events, Part 1: Vocabulary.

    Example:
        >>> import expotrade as ex
        >>> ex.UnitTable.builtin().resolve("countries and regions")
        'economy'
    """

    __slots__ = ("_labels", "_names", "_nouns", "_vocabulary")

    def __init__(self, nouns: "Mapping[str, Iterable[str]]" = _NO_NOUNS) -> None:
        self._vocabulary = vocabulary()
        self._labels, self._names = self._vocabulary.labels, self._vocabulary.names
        self._nouns: dict[str, tuple[str, ...]] = {}
        if nouns:
            self._labels, self._names = dict(self._labels), self._names.copy()
            for code, others in nouns.items():
                self._add_noun(code, others)

    def __init_subclass__(cls) -> None:
        raise TypeError("UnitTable is closed to subclassing: keep one in a field instead")

    @classmethod
    def builtin(cls) -> "UnitTable":
        """The table of the package, which is read once.

        Returns:
            The same table on every call, in every thread.

        Example:
            >>> import expotrade as ex
            >>> "exhibitor" in ex.UnitTable.builtin().codes
            True
        """
        with _lock:
            return _builtin()

    @property
    def codes(self) -> frozenset[str]:
        """All simple codes, without compounds; `resolve` makes those.

        Example:
            >>> import expotrade as ex
            >>> sorted(ex.UnitTable.builtin().codes)[:3]
            ['AED', 'AFN', 'ALL']
        """
        return frozenset(self._labels)

    def find(self, name: str) -> str | None:
        """The code of one simple name, or None if it is not known.

        Capitals, spaces, hyphens and traditional characters make no difference, but currency codes that are English
        words ("ALL", "TOP") are known in capitals only. A phrase of several nouns has the code of its first one.

        Args:
            name: A code, singular, plural, synonym, measure word or set phrase, without other words.

        Returns:
            An interned code; None if the name is unknown, ambiguous ("peso") or above 200 characters.

        Example:
            >>> import expotrade as ex
            >>> table = ex.UnitTable.builtin()
            >>> table.find("products, technologies, and services"), table.find("家企业"), table.find("peso")
            ('product', 'enterprise', None)
        """
        return self._names.find(name)

    def may_mean(self, name: str) -> tuple[str, ...]:
        """The units that an ambiguous name may mean.

        Args:
            name: A name as printed.

        Returns:
            The canonical codes, for "dollars" those of all dollars; an empty tuple for any other name.

        Example:
            >>> import expotrade as ex
            >>> ex.UnitTable.builtin().may_mean("pounds")[:2]
            ('GBP', 'lb')
        """
        return self._names.may_mean(name)

    def resolve(self, name: str) -> str:
        """The canonical code of a name or of a compound of names.

        Equal factors of a compound cancel, but "kg*t" stays: a code has no place for the thousand between the two.
        `multiply` and `divide` return that factor, so they reduce such units too.

        Args:
            name: A name that `find` knows, or several of them joined by `*`, `/` or " per ".

        Returns:
            An interned code, which resolves to itself.

        Raises:
            UnknownNameError: A name is unknown or ambiguous; `nearest` has the candidates.
            AmountError: A compound has more than eight factors.
            AmountTypeError: The name is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.UnitTable.builtin().resolve("yuan per exhibitor")
            'CNY/exhibitor'
        """
        if not isinstance(name, str):
            raise AmountTypeError("take as a unit", name, "pass a code or a printed name as text")
        if code := self.find(name):
            return code
        if len(name) > LONGEST_NAME:
            raise UnknownNameError("unit", name, (), f"a unit has at most {LONGEST_NAME} characters")
        text = f" {' '.join(name.split())}".replace(" per ", "/").replace("·", "*")
        above, *below = text.split("/")
        if not below and "*" not in above:
            raise self._unknown(name, name)
        factors = [] if below and above.strip() in ("", "1") else above.split("*")
        divisors = [factor for side in below for factor in side.split("*")]
        return spelled(*([self._factor(factor, name) for factor in each] for each in (factors, divisors)))

    def nearest(self, name: str) -> tuple[str, ...]:
        """Known names that are similar to an unknown one, for an error message.

        Args:
            name: The unknown name.

        Returns:
            The codes that an ambiguous name may mean; else at most three names of different units, the closest first.

        Example:
            >>> import expotrade as ex
            >>> ex.UnitTable.builtin().nearest("exhibiters"), ex.UnitTable.builtin().nearest("¥")
            (('exhibitors', 'exhibits', 'coexhibitors'), ('CNY', 'JPY'))
        """
        return self._names.nearest(name)

    def with_nouns(self, nouns: "Mapping[str, Iterable[str]]") -> "UnitTable":
        """A table with more count nouns, for figures that count something else.

        Args:
            nouns: For each new singular code (small letters, digits, underscores) its other printed names. The first
                of them in ASCII is the English plural, the first in other letters the Chinese label.

        Returns:
            A new table; each noun is counted and is its own dimension.

        Raises:
            RecordError: A code has another form, the names are a text instead of a list, or a name is known already.

        Example:
            >>> import expotrade as ex
            >>> table = ex.UnitTable.builtin().with_nouns({"drone": ["drones", "无人机"]})
            >>> table.resolve("USD per drone"), ex.UnitTable.builtin().find("drones")
            ('USD/drone', None)
        """
        for code in self._nouns.keys() & nouns.keys():
            self._check_new(code)
        return UnitTable({**self._nouns, **nouns})

    def is_currency(self, code: str) -> bool:
        """Whether a code is that of a single currency.

        Example:
            >>> import expotrade as ex
            >>> ex.UnitTable.builtin().is_currency("CNY")
            True
        """
        return code in self._vocabulary.currencies

    def is_counted(self, code: str) -> bool:
        """Whether figures in this unit are counted: nouns, day, month, year.

        The others are measured: currencies, mass, area, percent, pp, multiple, and every compound.

        Example:
            >>> import expotrade as ex
            >>> table = ex.UnitTable.builtin()
            >>> table.is_counted("exhibitor"), table.is_counted("t"), table.is_counted("USD/exhibitor")
            (True, False, False)
        """
        return not (code in self._vocabulary.measured or self.is_currency(code) or is_compound(code))

    def label(self, code: str, language: str, plural: bool) -> str:
        """The words that follow a number in this unit.

        Args:
            code: A canonical code; one that this table does not know is returned unchanged.
            language: "en" or "zh".
            plural: Whether the number takes the plural in English.

        Returns:
            In English a currency is its code. In Chinese a noun has its measure word, such as "家企业" for "620家企业".

        Raises:
            UnknownNameError: The language is not one of the two.

        Example:
            >>> import expotrade as ex
            >>> table = ex.UnitTable.builtin()
            >>> table.label("USD/exhibitor", "en", True), table.label("enterprise", "zh", True)
            ('USD per exhibitor', '家企业')
        """
        if language not in LANGUAGES:
            raise UnknownNameError("language", language, LANGUAGES)
        if not is_compound(code):
            singular, many, measure, chinese = self._words(code)
            return measure + chinese if language == "zh" else many if plural else singular
        above, below = ([self._words(factor) for factor in side] for side in sides(code))
        if language == "zh":
            return "/".join(
                "·".join(words[3] for words in side) for side in (above, below)[: 1 + bool(below)]
            )
        said = "·".join(words[plural and words is above[-1]] for words in above)
        return f"{said} per {'·'.join(words[0] for words in below)}".strip() if below else said

    def currency_signs(self) -> "Mapping[str, str | tuple[str, ...]]":
        """The signs that are printed before sums of money.

        Returns:
            A read-only mapping from sign to code, longest sign first; an ambiguous sign ("¥") has a tuple of codes.

        Example:
            >>> import expotrade as ex
            >>> signs = ex.UnitTable.builtin().currency_signs()
            >>> signs["HK$"], signs["¥"]
            ('HKD', ('CNY', 'JPY'))
        """
        return self._vocabulary.signs

    def measure_words(self) -> tuple[str, ...]:
        """The Chinese measure words between a number and its noun, longest first.

        Try `find` on the whole text first: 种 before a noun is itself a unit of kinds, and 人次 one of visits.

        Example:
            >>> import expotrade as ex
            >>> "家" in ex.UnitTable.builtin().measure_words()
            True
        """
        return self._names.measure_words

    def __eq__(self, other: object) -> bool:
        return self._nouns == other._nouns if isinstance(other, UnitTable) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._nouns.items()))

    def __repr__(self) -> str:
        return f"UnitTable.builtin().with_nouns({self._nouns!r})" if self._nouns else "UnitTable.builtin()"

    def __reduce__(self) -> "tuple[object, ...]":
        return UnitTable, (self._nouns,)

    def _add_noun(self, given: str, others: "Iterable[str]") -> None:
        """Add one noun of the caller."""
        if not isinstance(given, str) or not is_noun(given):
            rule = "a code is a small letter, then at most 59 small letters, digits or underscores"
            raise RecordError("UnitTable", "nouns", given, rule)
        if isinstance(others, str) or not hasattr(others, "__iter__"):
            raise RecordError("UnitTable", "nouns", others, f"give the other names of {given!r} as a list")
        code, names = intern(given), tuple(others)
        for name in (code, *names):
            self._check_new(name)
        singular = code.replace("_", " ")
        plural = next((name for name in names if name.isascii()), singular)
        chinese = next((name for name in names if not name.isascii()), singular)
        self._labels[code] = (singular, plural, "" if chinese is singular else "个", chinese)
        self._nouns[code] = names
        self._names.add(code, names)

    def _check_new(self, name: str) -> None:
        """Refuse a name that is known already, or that `find` could never find."""
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
            rule = f"a name is a text of 1 to {LONGEST_NAME} characters"
            raise RecordError("UnitTable", "nouns", name, rule)
        if not (name[0].isalpha() and name == name.strip()) or any(joint in name for joint in _JOINTS):
            rule = "a name begins with a letter and does not contain /, *, · or per"
            raise RecordError("UnitTable", "nouns", name, rule)
        known = self.find(name) or self.find(name.upper())
        if codes := self._names.may_mean(name) or (known and (known,)):
            raise RecordError("UnitTable", "nouns", name, f"it is already a name of {' or '.join(codes)}")

    def _words(self, code: str) -> tuple[str, str, str, str]:
        """English singular and plural, Chinese measure word and noun; an unknown code is returned unchanged."""
        words = code.replace("_", " ")
        return self._labels.get(code, (words, words, "", words))

    def _factor(self, name: str, whole: str) -> str:
        """The code of one factor of a compound."""
        if code := self.find(name):
            return code
        raise self._unknown(name.strip(), whole)

    def _unknown(self, name: str, whole: str) -> UnknownNameError:
        within = "" if name == whole else repr(whole)
        advice = "it may mean any of these: write the code" if self._names.may_mean(name) else ""
        return UnknownNameError("unit", name, self.nearest(name), advice, within)


_builtin = cache(UnitTable)
