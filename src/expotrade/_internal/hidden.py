"""Characters that hide in a text or turn it: none of a record, and written out where a text is shown.

Variation selectors and joiners are among them, although some scripts and emoji use them: two names that look alike
would be two records, and every name can be read without them.
"""

import re
from functools import cache

from .data import read_table

_LINES = "\t\n"


def find_hidden(text: str) -> str | None:
    """The first hidden character of a text, with its place counted from 1: "U+200B at character 3"."""
    # Nothing in ASCII hides but control characters, and those are not printable.
    if text.isascii() and text.isprintable():
        return None
    found = _hidden().search(text)
    return found and f"{_name(found[0])} at character {found.start() + 1}"


def made_visible(text: str) -> str:
    """The text with every hidden character written as "<U+200B>"; breaks of lines stay."""
    if text.isascii() and text.isprintable():
        return text
    return _hidden().sub(lambda found: found[0] if found[0] in _LINES else f"<{_name(found[0])}>", text)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


@cache
def _hidden() -> "re.Pattern[str]":
    """One hidden character, as `datasets/tables/build_hidden.py` takes them from Unicode."""
    runs = read_table("hidden_characters.json")["ranges"]
    return re.compile(f"[{''.join(f'{chr(int(first, 16))}-{chr(int(last, 16))}' for first, last in runs)}]")
