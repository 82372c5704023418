"""Characters that are invisible or change the direction of a text: records refuse them, and output shows their codes.

They include variation selectors and joiners, although some scripts and emoji use them: with them two names could look
the same, and every name can be read without them.
"""

import re
from functools import cache

from .data import read_table

_LINES = "\t\n"


def find_hidden(text: str) -> str | None:
    """The first hidden character of a text, with its place counted from 1: "U+200B at character 3"."""
    # In ASCII only control characters are hidden, and those are not printable.
    if text.isascii() and text.isprintable():
        return None
    found = _hidden().search(text)
    return found and f"{_name(found[0])} at character {found.start() + 1}"


def made_visible(text: str) -> str:
    """The text with every hidden character written as "<U+200B>"; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return _hidden().sub(lambda found: found[0] if found[0] in _LINES else f"<{_name(found[0])}>", text)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


@cache
def _hidden() -> "re.Pattern[str]":
    """A pattern of one hidden character; `datasets/tables/build_hidden.py` makes the table from Unicode."""
    runs = read_table("hidden_characters.json")["ranges"]
    return re.compile(f"[{''.join(f'{chr(int(first, 16))}-{chr(int(last, 16))}' for first, last in runs)}]")
