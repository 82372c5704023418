"""What the five articles print, as tables of expectations."""

import csv
import importlib.util
from pathlib import Path

import pytest

import expotrade as ex

DATA = Path(__file__).parent / "data"

_spec = importlib.util.spec_from_file_location(
    "list_numbers", Path(__file__).parents[1] / "datasets" / "articles" / "list_numbers.py"
)
assert _spec is not None
assert _spec.loader is not None
tool = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tool)
"""The script that lists the numbers of the articles."""

CISCE, CIIE, CARS, INLAND, CAEXPO = SOURCES = (
    "china-org-cn-2024-12-04",
    "tdi-2023-11-11",
    "global-times-2023-11-29",
    "inland-2019-12-23",
    "global-times-2024-09-11",
)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of expectations."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(value: object) -> str:
    """A value as the tables of expectations write it."""
    if value is None:
        return ""
    if isinstance(value, ex.Party):
        return value.name
    return str(
        getattr(value, "value", value) if isinstance(value, (ex.Status, ex.records.GrowthBase)) else value
    )


def places(citations: tuple[ex.Citation, ...]) -> tuple[str, str]:
    """The number of the one article, and the paragraphs, the principal first."""
    (source,) = {citation.source.id for citation in citations}
    return str(SOURCES.index(source)), " ".join(str(citation.paragraph) for citation in citations)


def printed_paragraphs() -> dict[str, list[str]]:
    """The paragraphs of each source, with straight quotation marks; the test is skipped where the articles are not."""
    folder = tool.folder_of_articles()
    if not folder.is_dir():
        pytest.skip(f"the articles are not in {folder}; set EXPOTRADE_ARTICLES to where they are")
    straight = str.maketrans("’“”", '\'""')
    return {
        source: [text.translate(straight) for text in tool.paragraphs(folder / name)]
        for name, source in tool.read_reviewed().articles.items()
    }
