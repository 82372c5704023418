"""Tables of text: plain outside a terminal, as wide as allowed, and without markup from the data."""

import io
import subprocess
import sys
import time

import pytest
from rich.cells import cell_len

from expotrade._internal.terminal import WIDTH, Page, progress, table_text, wrapped

HEADER = ("Metric", "Figure")
CHINESE = "中国国际进口博览会" * 12


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_table_is_plain_text_without_spaces_at_the_ends() -> None:
    text = table_text(HEADER, [("deals", "210"), ("visits", "")], title="CISCE 2024")
    assert text == "CISCE 2024\n\n Metric   Figure\n ───────────────\n deals    210\n visits"
    assert table_text(HEADER, []) == " Metric   Figure\n ───────────────"


@pytest.mark.parametrize(
    "cell", ["[red]more than[/red] 620", "[link=https://example.org]x[/link]", ":smile:", "[/]", "\\[b]"]
)
def test_text_from_outside_is_shown_as_it_is(cell: str) -> None:
    assert cell in table_text((cell, "b"), [(cell, "x")], title=cell)
    stream = Terminal()
    Page(stream).table((cell, "b"), [(cell, "x")], title=cell)
    assert stream.getvalue().count(cell) == 3


@pytest.mark.parametrize("width", [40, 80, 100])
def test_a_table_is_never_wider_than_it_may_be(width: int) -> None:
    rows = [("x" * 300, CHINESE, "a b " * 100)]
    lines = table_text(("A", "B", "C"), rows, width=width).split("\n")
    assert max(cell_len(line) for line in lines) <= width
    assert sum(line.count("x") for line in lines) == 300
    assert sum(line.count("中") for line in lines) == CHINESE.count("中")


def test_a_stream_that_is_no_terminal_gets_plain_text() -> None:
    stream = io.StringIO()
    Page(stream).table(HEADER, [("deals", "x" * 200)])
    assert "\x1b" not in stream.getvalue()
    assert stream.getvalue().endswith("\n")
    assert max(map(cell_len, stream.getvalue().split("\n"))) <= WIDTH


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 120 columns that can do everything."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


def test_a_terminal_gets_its_width(terminal: Terminal) -> None:
    page = Page(terminal)
    page.table(HEADER, [("deals", "x" * 200)])
    assert "\x1b[1m" in terminal.getvalue()
    assert "x" * 90 in terminal.getvalue()
    page.line("word " * 50)
    assert max(map(cell_len, terminal.getvalue().split("\n")[-4:])) <= WIDTH


def test_a_dumb_terminal_gets_no_codes(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    Page(terminal).table(HEADER, [("deals", "210")], title="T")
    assert "\x1b" not in terminal.getvalue()


@pytest.mark.parametrize("title", ["", "T"])
def test_a_table_has_the_same_lines_on_a_terminal(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    plain = io.StringIO()
    for stream in (terminal, plain):
        page = Page(stream)
        page.table(HEADER, [("deals", "210")], title=title)
        page.line("after")
    lines = [line.rstrip() for line in terminal.getvalue().split("\n")]
    assert [bool(line) for line in lines] == [bool(line) for line in plain.getvalue().split("\n")]
    assert lines[0]
    assert lines[-2] == "after"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_an_encoding_without_lines_gets_hyphens(is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors="replace", newline="\n")
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal, raising=False)
    Page(stream).table(HEADER, [("deals", "进")])
    stream.flush()
    lines = [line.rstrip() for line in raw.getvalue().strip(b"\n").split(b"\n") if line.strip()]
    assert lines == [b" Metric   Figure", b" " + b"-" * 15, b" deals    ?"]


def test_columns_that_stay_whole(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    Page(terminal).table(HEADER, [("a-long-name-in-one-piece", "word " * 20)], whole=1)
    assert "a-long-name-in-one-piece" in terminal.getvalue()
    assert max(map(cell_len, terminal.getvalue().split("\n"))) <= 40 + len("\x1b[1m\x1b[0m") * 4


def test_names_stand_in_a_table_or_one_by_one() -> None:
    stream = io.StringIO()
    Page(stream).names(("Id", "What"), [("a" * 36, "word " * 20), ("b", "x")], title="2 names")
    assert "\n " + "a" * 36 + "   word word" in stream.getvalue()
    stream = io.StringIO()
    Page(stream).names(("Id", "What"), [("a" * 100, "word " * 20), ("b", "x")], title="2 names")
    lines = stream.getvalue().split("\n")
    assert lines[:4] == ["2 names", "", "a" * 100, "    " + "word " * 14 + "word"]
    assert lines[-4:] == ["", "b", "    x", ""]
    stream = io.StringIO()
    Page(stream).names(("Id", "What"), [], title="0 names")
    assert stream.getvalue().startswith("0 names\n")


@pytest.mark.parametrize("name", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_plain_text_stays_plain_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    assert "\x1b" not in table_text(HEADER, [("deals", "210")], title="T")


def test_a_table_is_text_in_a_notebook_too() -> None:
    script = """
import builtins
class ZMQInteractiveShell: ...
builtins.get_ipython = ZMQInteractiveShell
from rich.console import Console
assert Console().is_jupyter
from expotrade._internal.terminal import table_text
print(table_text(("Metric",), [("deals",)]))
"""
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "deals" in answer.stdout


def test_wrapped_lines_are_indented_and_count_columns() -> None:
    lines = wrapped(f"[1]{CHINESE} {'word ' * 30}{'x' * 200}", first="  ", indent="      ").split("\n")
    assert lines[0].startswith("  [1]中国")
    assert all(line.startswith("      ") for line in lines[1:])
    assert max(map(cell_len, lines)) <= WIDTH
    assert sum(line.count("x") for line in lines) == 200
    assert wrapped("short [red]text[/red]") == "short [red]text[/red]"
    assert wrapped("") == ""
    assert wrapped("a b", width=3) == "a b"


# --- Progress -------------------------------------------------------------------------------------------------------


def wait_for(stream: Terminal, text: str) -> None:
    """Work until a text is drawn; on a busy machine that may take a while."""
    for _ in range(1000):
        if text in stream.getvalue():
            return
        time.sleep(0.03)
    pytest.fail(f"{text!r} was not drawn: {stream.getvalue()!r}")


def test_long_work_is_drawn_and_leaves_nothing(terminal: Terminal) -> None:
    with progress(terminal, quick=0.0) as stage:
        tell = stage("reading [b]mine.json[/b]")
        wait_for(terminal, "reading [b]mine.json[/b]")
        tell(10, 40)
        wait_for(terminal, " 25%")
        stage("checking")
        wait_for(terminal, "checking")
    assert terminal.getvalue().endswith("\x1b[2K")  # the line is cleared
    assert "\x1b[?25h" in terminal.getvalue()  # the cursor is shown again


def test_quick_work_is_not_drawn(terminal: Terminal) -> None:
    with progress(terminal, quick=60.0) as stage:
        stage("reading")(1, 2)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_a_bar_is_drawn_where_it_is_wanted_and_can_be_seen(stream: io.StringIO) -> None:
    with progress(stream, is_wanted=not stream.isatty(), quick=0.0) as stage:
        stage("reading")(1, 2)
        time.sleep(0.3)
    assert stream.getvalue() == ""


def test_a_bar_needs_a_cursor_that_moves(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with progress(terminal, quick=0.0) as stage:
        stage("reading")(1, 2)
        time.sleep(0.3)
    assert terminal.getvalue() == ""


def test_a_failure_ends_the_bar(terminal: Terminal) -> None:
    def fail() -> None:
        with progress(terminal, quick=0.0) as stage:
            stage("reading")
            wait_for(terminal, "reading")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert terminal.getvalue().endswith("\x1b[2K")
