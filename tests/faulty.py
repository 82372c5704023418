"""Statements that read and write files in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import expotrade as ex

PACKAGE = Path(ex.__file__).parent
PYTHON = [sys.executable, "-c"]

# Says of each statement how it ends, and of each process that is forked for one.
HEAD = """
import contextlib, io, json, os, signal, sys
import expotrade as ex
from expotrade.cli import main

def command(*words):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    if code:
        raise RuntimeError(f"{code}: {said.getvalue()}")

def attempt(statement):
    try:
        exec(statement)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return ""
"""


def run(script: str, prefix: list[str] | None = None, **options: Any) -> Any:
    """What a script prints as JSON, in a process of its own."""
    answer = subprocess.run(
        [*(prefix or []), *PYTHON, HEAD + script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stdout
    return json.loads(answer.stdout)


def attempts(statements: list[str], before: str = "", prefix: list[str] | None = None) -> list[str]:
    """How statements end, one after the other in one process: the error, or nothing."""
    return run(f"{before}\nprint(json.dumps([attempt(one) for one in {statements!r}]))", prefix)


def versions(count: int) -> list[ex.Catalog]:
    """Catalogs of quite different lengths."""
    return [
        ex.Catalog(
            expos=[ex.Expo(id=f"expo-{part}", name=f"Version {number}") for part in range(1 + 300 * number)]
        )
        for number in range(count)
    ]


def drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(".tmp")]
