"""Write `src/expotrade/data/hidden_characters.json`: the characters that texts of records must not contain.

    pip install regex
    python datasets/tables/build_hidden.py [FILE]

Run it after a new version of Unicode; with the same version of the package regex, which carries the property files of
Unicode, it leaves no difference. Nothing at run time needs regex.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import regex

TARGET = Path(__file__).parents[2] / "src" / "expotrade" / "data" / "hidden_characters.json"
ORIGIN = (
    "Properties of the Unicode Character Database (Unicode License v3), as carried by the package regex: "
    "Default_Ignorable_Code_Point, what is drawn as nothing, with zero-width signs, soft hyphens, fillers, variation "
    "selectors, tags and the reserved ones; Bidi_Control, what turns the direction of text; the other format controls "
    "(category Cf) but for Prepended_Concatenation_Mark, which are drawn; control characters, separators of lines and "
    "paragraphs, surrogates (categories Cc, Zl, Zp, Cs). Written by datasets/tables/build_hidden.py; not edited by "
    "hand."
)
HIDDEN = (
    r"(?V1)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}[\p{Cf}--\p{Prepended_Concatenation_Mark}]"
    r"\p{Cc}\p{Zl}\p{Zp}\p{Cs}]"
)


def ranges() -> list[list[str]]:
    """The first and the last of each run of hidden characters, in hexadecimal."""
    is_hidden = regex.compile(HIDDEN).fullmatch
    found: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if is_hidden(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return [[f"{end:04X}" for end in run] for run in found]


def document() -> str:
    """The text of the file, a line for each run."""
    head = json.dumps({"origin": ORIGIN, "made_with": f"regex {version('regex')}"}, indent=2).removesuffix(
        "\n}"
    )
    rows = ",\n".join(f"    {json.dumps(run)}" for run in ranges())
    return f'{head},\n  "ranges": [\n{rows}\n  ]\n}}\n'


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET).write_text(document(), "utf-8")
