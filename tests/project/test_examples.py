"""Every example of the README, the documentation and the docstrings runs and prints what it shows.

The docstrings are those of the installed package. A page is one story, so its examples share their names; a
docstring is read alone, so it starts from nothing.
"""

import ast
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from io import StringIO
from pathlib import Path

import pytest
from sybil import Document, Example, Sybil
from sybil.evaluators.doctest import OutputChecker
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

import expotrade
from expotrade.cli import main

ROOT = Path(__file__).parents[2]
PACKAGE = Path(expotrade.__file__).parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES = sorted(PACKAGE.rglob("*.py"))

WIDTH = 100


def run_console(example: Example) -> str | None:
    """Run each `$ expotrade ...` and compare what it prints with what is shown; `...` matches any text.

    What it prints on standard error comes after the rest.
    """
    for block in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, expected = block.partition("\n")
        words = shlex.split(command)
        assert words[:1] == ["expotrade"] or words[:3] == ["python", "-m", "expotrade"], command
        arguments = words[words.index("expotrade") + 1 :]
        output, errors = StringIO(), StringIO()
        with redirect_stdout(output), redirect_stderr(errors):
            try:
                code = main(arguments)
            except SystemExit as leaving:  # wrong usage, or help
                code = leaving.code
        printed = output.getvalue() + errors.getvalue()
        if not OutputChecker().check_output(expected.strip() + "\n", printed.strip() + "\n", ELLIPSIS):
            return f"$ {command}\nshown:\n{expected}\nprinted (exit {code}):\n{printed}"
    return None


pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser(language="console", evaluator=run_console),
    ]
)
doctests = DocTestParser(ELLIPSIS | NORMALIZE_WHITESPACE)


def docstrings() -> Iterator[tuple[str, Document]]:
    """Each docstring that has examples, named after what it documents."""
    for source in SOURCES:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                text = ast.get_docstring(node, clean=False)
                if text and ">>>" in text:
                    document = Document(text, str(source))
                    for region in doctests(document):
                        document.add(region)
                    yield f"{source.stem}:{getattr(node, 'name', 'module')}", document


def evaluate(document: Document) -> int:
    """Run the examples in their order; the first that fails fails the test. How many there were."""
    examples = list(document.examples())
    for example in examples:
        example.evaluate()
    return len(examples)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The files that a page writes are its own, and its next examples find them.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("NO_COLOR", "1")
    blocks = re.findall(r"^```(?:python|console)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert evaluate(pages.parse(page)) >= len(blocks)


@pytest.mark.parametrize("document", [pytest.param(doc, id=name) for name, doc in docstrings()])
def test_docstring(document: Document) -> None:
    assert evaluate(document) > 0
