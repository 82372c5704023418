"""The vocabulary of units, and the reading of a printed word or phrase to a code.

A folded name has the form of the data: small letters, simplified characters, single spaces, a space for a hyphen.
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
    """All names of one unit table; only a table in the making calls `add`."""

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
        """The same names, for a table that will add its own."""
        copied = object.__new__(UnitNames)
        for slot in self.__slots__:
            setattr(copied, slot, getattr(self, slot))
        copied.names, copied.codes = dict(self.names), dict(self.codes)
        return copied

    def add(self, code: str, names: "Iterable[str]") -> None:
        """Enter a code and its names, not folded yet."""
        self.codes[code] = code
        self.names.update((self.folded(name), code) for name in (code, *names))

    def folded(self, name: str) -> str:
        """A name as the data writes it; one that begins or ends in a hyphen stays unknown."""
        text = name.strip().casefold().translate(self._spelling)
        return text if text[:1] == " " or text[-1:] == " " else " ".join(text.split())

    def find(self, name: str) -> str | None:
        """The code of a code, a name or a phrase."""
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
        """The codes between which an ambiguous name leaves the choice; none for any other name."""
        codes = self._ambiguous.get(self.folded(name))
        return codes or self._ambiguous.get(self.folded(_compatible(name)), ())

    def nearest(self, name: str) -> tuple[str, ...]:
        """What an unknown name may have meant, the closest first."""
        if len(name) > LONGEST_NAME:
            return ()
        if codes := self.may_mean(name):
            return codes
        text = self.folded(name)
        if (capitals := text.upper()) in self.codes:
            return (capitals,)
        from difflib import get_close_matches

        close: dict[str, str] = {}
        for found in get_close_matches(text, self.names, n=4 * _MOST_SUGGESTIONS, cutoff=_LEAST_LIKENESS):
            code = self.names[found]
            close.setdefault(code, code if found == _folded_label(code) else found)
        return tuple(close.values())[:_MOST_SUGGESTIONS]

    def _read(self, text: str, depth: int) -> str | None:
        """The code of a folded name: alone, after a word that may come before it, or the first of several."""
        if (code := self.names.get(text)) or not depth:
            return code
        for adjective, nouns in self._adjectives.items():
            if text.startswith(adjective) and (code := self._behind(adjective, text, depth)) in nouns:
                return code
        for partitive, code in self._partitives.items():
            if text.startswith(partitive) and self._behind(partitive, text, depth):
                return code
        for measure in self.measure_words:
            if text.startswith(measure) and (code := self._behind(measure, text, depth)):
                return code
        return self._leading(text)

    def _behind(self, prefix: str, text: str, depth: int) -> str | None:
        return self._read(text[len(prefix) :].lstrip(), depth - 1)

    def _leading(self, text: str) -> str | None:
        """The first noun of "enterprises and institutions", if the table allows the others with it."""
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
        """The code of one part of a phrase, which may have an adjective of its own."""
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
    """What the data files say about units: codes, labels, names, signs, and the dimensions of measured units."""

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


# Threads that race here read the files twice and get equal tables.
vocabulary = cache(Vocabulary)


def _folded_label(label: str) -> str:
    """A code or a label of the table itself as a folded name."""
    return label.replace("-", " ").replace("_", " ").casefold()
