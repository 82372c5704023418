"""`Cursor`: a printed text that is read from left to right."""

import re

from ..errors import ParseError

_FOLDED = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {
    ord("\u3000"): " ",
    ord("\u2212"): "-",
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\u2265"): "\u2265",
    ord("\uffe5"): "\u00a5",
    ord("\u25cb"): "\u3007",
    ord("\uff0b"): "+",
    ord("\uff5e"): "~",
    ord("\u301c"): "~",
}
_BETWEEN_CHINESE = re.compile("(?<=[\u3007\u4e00-\u9fff]) (?=[\u3007\u4e00-\u9fff])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Cursor:
    """A text, its folded form in small letters and simplified characters, and the position of the reader."""

    __slots__ = ("folded", "given", "place", "text")

    def __init__(self, given: str, text: str, simplified: "dict[int, str]") -> None:
        self.given = given
        # Blanks between Chinese characters have no meaning; some pages print them.
        self.text = _BETWEEN_CHINESE.sub("", " ".join(text.translate(_FOLDED).split()))
        self.folded = self.text.lower().translate(simplified)
        self.place = 0
        if hidden := _CONTROL.search(text):
            raise ParseError(given, text[hidden.start() :], "it contains a control character")
        if len(self.folded) != len(self.text):
            raise self.unread(0, "it is neither English nor Chinese")

    def unread(self, place: int, rule: str, nearest: tuple[str, ...] = ()) -> ParseError:
        """The error for the text from a position on."""
        return ParseError(self.given, self.text[place:].strip(), rule, nearest)

    def take(self, pattern: re.Pattern[str], gap: str = " ") -> str | None:
        """Read the text that the pattern matches here, after at most one character of the gap."""
        start = self.place
        if self.folded[start : start + 1] in gap:
            start += len(self.folded[start : start + 1])
        found = pattern.match(self.folded, start)
        if found is None:
            return None
        self.place = found.end()
        return found.group()

    def take_word(self, pattern: re.Pattern[str], gap: str = " ") -> str | None:
        """The same, in the spelling of the vocabulary."""
        word = self.take(pattern, gap)
        return word and word.replace("-", " ")

    def sees(self, pattern: re.Pattern[str], gap: str = " ") -> bool:
        """Whether the pattern matches here, without reading it."""
        place = self.place
        is_there = self.take(pattern, gap) is not None
        self.place = place
        return is_there
