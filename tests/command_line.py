"""The command line run in this process or in one of its own."""

import os
import subprocess
import sys

import pytest
from rich.cells import cell_len

import expotrade as ex
from expotrade.cli import main

ARTICLES = ex.load_dataset("articles")
SOURCE = {"id": "report", "title": "[red]Expo[/red] closes", "publisher": "The Daily"}
CITED = [{"source": "report", "paragraph": 7}]
CHINESE = "中国国际进口博览会" * 10


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own whose output is piped."""
    return subprocess.run(
        [sys.executable, "-m", "expotrade", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints; lines of at most 80 columns, plain, and nothing on standard error."""
    assert main(arguments) == 0
    answer = capsys.readouterr()
    assert answer.err == ""
    assert "\x1b" not in answer.out
    if "--json" not in arguments:
        assert max(cell_len(line) for line in answer.out.split("\n")) <= 80
        assert all(line == line.rstrip() for line in answer.out.split("\n"))
    return answer.out


def words(text: str) -> str:
    return " ".join(text.split())
