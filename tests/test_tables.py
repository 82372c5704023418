"""Tables of text: plain where nobody looks, as wide as they may be, and never markup from outside."""

import io
import subprocess
import sys

import pytest
from rich.cells import cell_len

from expotrade._tables import WIDTH, table_text, wrapped, write_table

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
    write_table(stream, (cell, "b"), [(cell, "x")], title=cell)
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
    write_table(stream, HEADER, [("deals", "x" * 200)])
    assert "\x1b" not in stream.getvalue()
    assert stream.getvalue().endswith("\n")
    assert max(map(cell_len, stream.getvalue().split("\n"))) <= WIDTH


def test_a_terminal_gets_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    write_table(stream, HEADER, [("deals", "x" * 200)])
    assert "\x1b[1m" in stream.getvalue()
    assert "x" * 90 in stream.getvalue()


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
from expotrade._tables import table_text
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
