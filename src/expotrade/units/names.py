"""Finds the code of a unit by a printed word or phrase.

The data has folded names: small letters, simplified characters, single spaces, a space in place of a hyphen.
"""

from functools import cache
from sys import intern
from types import MappingProxyType

from .._internal.data import read_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

LONGEST_NAME = 200

_DEEPEST_PHRASE = 4
_MOST_PARTS = 8
_MOST_SUGGESTIONS = 3
_LEAST_LIKENESS = 0.7
_JOINTS = (", and ", ", or ", " and ", " or ", "以及", "、", "和", "与", "及", "或")


class UnitNames:
    """All names of one unit table; only the constructor of a table calls `add`."""

    __slots__ = (
        "_adjectives",
        "_ambiguous",
        "_mixed",
        "_partitives",
        "_spelling",
        "codes",
        "measure_words",
        "names",
    )

    def __init__(self, codes: "Iterable[str]", names: dict[str, str], units: "Mapping[str, Any]") -> None:
        self.codes = {code: code for code in codes}
        self.names = names
        self.measure_words: tuple[str, ...] = tuple(sorted(units["measure_words"], key=len, reverse=True))
        self._ambiguous: dict[str, tuple[str, ...]] = {
            name: tuple(may) for name, may in units["ambiguous"].items()
        }
        self._partitives: dict[str, str] = {
            prefix: self.codes[code] for prefix, code in units["partitives"].items()
        }
        self._mixed: dict[str, frozenset[str]] = {
            code: frozenset(with_) for code, with_ in units["mixed"].items()
        }
        self._adjectives: dict[str, set[str]] = {}
        for row in units["adjectives"]:
            for word in row["words"]:
                self._adjectives.setdefault(word, set()).update(row["of"])
        self._spelling = str.maketrans(units["traditional"] | dict.fromkeys("-_‐–", " ") | {"&": " and "})

    def copy(self) -> "UnitNames":
        """A copy, for a table that adds its own names."""
        copied = object.__new__(UnitNames)
        for slot in self.__slots__:
            setattr(copied, slot, getattr(self, slot))
        copied.names, copied.codes = dict(self.names), dict(self.codes)
        return copied

    def add(self, code: str, names: "Iterable[str]") -> None:
        """Add a code and its names, which are not folded yet."""
        self.codes[code] = code
        self.names.update((self.folded(name), code) for name in (code, *names))

    def folded(self, name: str) -> str:
        """The folded form of a name; a hyphen at either end stays, so that such a name is unknown."""
        text = name.strip().casefold().translate(self._spelling)
        return text if text[:1] == " " or text[-1:] == " " else " ".join(text.split())

    def find(self, name: str) -> str | None:
        """The code that a code, a name or a phrase means."""
        if code := self.codes.get(name):
            return code
        if len(name) > LONGEST_NAME:
            return None
        if code := self.codes.get(name.strip()):
            return code
        code = self._read(self.folded(name), _DEEPEST_PHRASE)
        if code is None and not name.isascii():
            code = self._read(self.folded(_compatible(name)), _DEEPEST_PHRASE)
        return code

    def may_mean(self, name: str) -> tuple[str, ...]:
        """The codes that an ambiguous name may mean; empty for any other name."""
        codes = self._ambiguous.get(self.folded(name))
        return codes or self._ambiguous.get(self.folded(_compatible(name)), ())

    def nearest(self, name: str) -> tuple[str, ...]:
        """Known names that are similar to an unknown one, the closest first."""
        if len(name) > LONGEST_NAME:
            return ()
        if codes := self.may_mean(name):
            return codes
        text = self.folded(name)
        if (capitals := text.upper()) in self.codes:
            return (capitals,)
        # Imported late: only errors need it.
        from difflib import get_close_matches

        close: dict[str, str] = {}
        for found in get_close_matches(text, self.names, n=4 * _MOST_SUGGESTIONS, cutoff=_LEAST_LIKENESS):
            code = self.names[found]
            close.setdefault(code, code if found == _folded_label(code) else found)
        return tuple(close.values())[:_MOST_SUGGESTIONS]

    def _read(self, text: str, depth: int) -> str | None:
        """The code of a folded name: alone, after a word that may precede it, or as the first of several."""
        if (code := self.names.get(text)) or not depth:
            return code
        for adjective, nouns in self._adjectives.items():
            if text.startswith(adjective) and (code := self._after(adjective, text, depth)) in nouns:
                return code
        for partitive, code in self._partitives.items():
            if text.startswith(partitive) and self._after(partitive, text, depth):
                return code
        for measure in self.measure_words:
            if text.startswith(measure) and (code := self._after(measure, text, depth)):
                return code
        return self._leading(text)

    def _after(self, prefix: str, text: str, depth: int) -> str | None:
        return self._read(text[len(prefix) :].lstrip(), depth - 1)

    def _leading(self, text: str) -> str | None:
        """The first noun of "enterprises and institutions", if the table allows the others beside it."""
        for joint in _JOINTS:
            text = text.replace(joint, ",")
        parts = text.split(",")
        if not 1 < len(parts) <= _MOST_PARTS:
            return None
        first, *others = [self._part(part.strip()) for part in parts]
        if first is None or not {first, *self._mixed.get(first, ())}.issuperset(others):
            return None
        return first

    def _part(self, text: str) -> str | None:
        """The code of one part of a phrase, with or without an adjective."""
        if code := self.names.get(text):
            return code
        for adjective, nouns in self._adjectives.items():
            if text.startswith(adjective) and (code := self.names.get(text[len(adjective) :])) in nouns:
                return code
        return None


def _compatible(name: str) -> str:
    """The name with full-width and composed characters (￥, ％, ㎡) in their plain form."""
    from unicodedata import normalize

    return name if name.isascii() else normalize("NFKC", name)


class Vocabulary:
    """The contents of the data files about units: codes, labels, names, signs, dimensions of measured units."""

    __slots__ = ("currencies", "labels", "measured", "names", "signs")

    def __init__(self) -> None:
        units, money = read_table("units.json"), read_table("currencies.json")["currencies"]
        # English singular and plural, Chinese measure word and noun.
        self.labels: dict[str, tuple[str, str, str, str]] = {}
        names: dict[str, str] = {}
        for given, entry in (units["measured"] | units["counted"]).items():
            code = intern(given)
            singular, plural, _, chinese = self.labels[code] = (*entry["en"], *entry["zh"])
            names.update(dict.fromkeys(map(_folded_label, (code, singular, plural)), code))
            names.update(dict.fromkeys((chinese, *entry["names"]), code))
        signs: dict[str, str | tuple[str, ...]] = {
            sign: tuple(may) for sign, may in units["ambiguous_signs"].items()
        }
        in_capitals = frozenset(units["only_in_capitals"])
        for given, entry in money.items():
            code = intern(given)
            printed = units["currencies"].get(code, {"signs": (), "names": ()})
            chinese = printed.get("zh", entry["zh"])
            self.labels[code] = (code, code, "", chinese)
            names.update(dict.fromkeys((chinese.casefold(), *entry["names"], *printed["names"]), code))
            if code not in in_capitals:
                names[code.casefold()] = code
            for sign in printed["signs"]:
                signs[sign] = names[sign.casefold()] = code
        self.names = UnitNames(self.labels, names, units)
        self.currencies = frozenset(money)
        self.signs = MappingProxyType({sign: signs[sign] for sign in sorted(signs, key=len, reverse=True)})
        self.measured: dict[str, tuple[str, str]] = {
            code: (entry["dimension"], entry["factor"]) for code, entry in units["measured"].items()
        }


# Two threads at once read the files twice, and get equal tables.
vocabulary = cache(Vocabulary)


def _folded_label(label: str) -> str:
    """The folded form of a code or a label of the table."""
    return label.replace("-", " ").replace("_", " ").casefold()
