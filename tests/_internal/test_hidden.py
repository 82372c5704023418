"""Hidden characters: the list of them, that records refuse them, and that readers see where one was."""

import json
import sys
from importlib import metadata, util
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade._internal.hidden import find_hidden, made_visible
from expotrade._internal.html import paragraph
from expotrade._internal.terminal import Page, table_text, wrapped

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "expotrade" / "data" / "hidden_characters.json"
TABLE = json.loads(DATA.read_text("utf-8"))
HIDDEN = [code for first, last in TABLE["ranges"] for code in range(int(first, 16), int(last, 16) + 1)]
# Format characters that are drawn: signs of numbers, of a verse, of an abbreviation.
DRAWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
# Some that people met in the wild, by what they do.
KNOWN = {
    "soft hyphen": 0xAD, "grapheme joiner": 0x34F, "Arabic letter mark": 0x61C, "Hangul filler": 0x3164,
    "half-width Hangul filler": 0xFFA0, "Hangul choseong filler": 0x115F, "zero-width space": 0x200B,
    "zero-width joiner": 0x200D, "right-to-left override": 0x202E, "word joiner": 0x2060, "isolate": 0x2066,
    "deprecated": 0x206A, "national digit shapes": 0x206E, "nominal digit shapes": 0x206F,
    "variation selector": 0xFE0F, "byte order mark": 0xFEFF, "annotation anchor": 0xFFF9, "annotation end": 0xFFFB,
    "language tag": 0xE0001, "tag space": 0xE0020, "cancel tag": 0xE007F, "variation selector 17": 0xE0100,
    "invisible times": 0x2062, "Mongolian vowel separator": 0x180E, "line separator": 0x2028, "escape": 0x1B,
}  # fmt: skip
VISIBLE = "Ünïcode 进博会 ١٢٣ हिन्दी 日本 e\u0301 👍 \u00a0\u3000 — \u0600"


def test_the_table_is_rebuilt_without_a_diff() -> None:
    if util.find_spec("regex") is None or f"regex {metadata.version('regex')}" != TABLE["made_with"]:
        pytest.skip(f"the table was built with {TABLE['made_with']}, which is not installed")
    spec = util.spec_from_file_location("build_hidden", ROOT / "datasets" / "tables" / "build_hidden.py")
    assert spec is not None
    assert spec.loader is not None
    script = util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.document() == DATA.read_text("utf-8")


def test_the_table_has_what_this_python_knows_of_unicode() -> None:
    hidden = set(HIDDEN)
    for code in range(sys.maxunicode + 1):
        kind = category(chr(code))
        if kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and code not in DRAWN):
            assert code in hidden, f"U+{code:04X}"
        if kind in ("Lu", "Ll", "Nd", "Pd", "Sc", "Zs"):
            assert code not in hidden, f"U+{code:04X}"
    assert not hidden & DRAWN
    assert hidden >= set(KNOWN.values())


@pytest.mark.parametrize("name", KNOWN)
def test_no_text_of_a_record_hides_it(name: str) -> None:
    sign = chr(KNOWN[name])
    rule = f"without control or hidden characters: U\\+{KNOWN[name]:04X} at character 5"
    for build in (
        lambda text: ex.Source("paper", text),
        lambda text: ex.Organisation(id="maker", name=text),
        lambda text: ex.Organisation(id="maker", name="Maker", other_names=[text]),
        lambda text: ex.Organisation(id="maker", name="Maker", note=text),
    ):
        with pytest.raises(ex.errors.RecordError, match=rule):
            build(f"expo{sign}s")


def test_no_text_of_a_record_hides_any() -> None:
    for code in HIDDEN:
        assert find_hidden(f"a{chr(code)}") == f"U+{code:04X} at character 2"


def test_what_is_seen_is_taken() -> None:
    assert find_hidden(VISIBLE) is None
    assert made_visible(VISIBLE) == VISIBLE
    assert ex.Source("paper", VISIBLE).title == VISIBLE


@given(st.text())
def test_what_was_made_visible_hides_nothing(text: str) -> None:
    shown = made_visible(text)
    assert find_hidden(shown.replace("\n", "").replace("\t", "")) is None
    assert made_visible(shown) == shown
    assert (shown == text) == (find_hidden(text.replace("\n", "").replace("\t", "")) is None)


@pytest.mark.parametrize("code", [0x1B, 0x9B, 0x202E, 0x3164, 0xE0041, 0xFE0F])
def test_what_is_shown_hides_nothing(code: int) -> None:
    sign, name = chr(code), f"U+{code:04X}"
    text = f"a{sign}[31mb"
    assert f"a&lt;{name}&gt;" in paragraph(text).markup
    assert sign not in paragraph(text).markup
    for shown in (wrapped(text), table_text(["name"], [[text]], title=text)):
        assert f"a<{name}>" in shown
        assert sign not in shown


class _Terminal:
    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def test_the_name_of_a_file_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    name = "figures\x1b[2J\u202evsc.csv"
    terminal = _Terminal()
    Page(terminal).raw(name)  # type: ignore[arg-type]
    assert terminal.text == "figures<U+001B>[2J<U+202E>vsc.csv\n"
    # Another program gets the name that the file has.
    Page(sys.stdout).raw(name)
    assert capsys.readouterr().out == f"{name}\n"


def test_an_error_of_the_program_hides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    from expotrade.cli import main

    assert main(["show", "cii\u3164e\U000e0041"]) == 1
    assert "<U+3164>" in (said := capsys.readouterr().err)
    assert find_hidden(said.replace("\n", "")) is None
