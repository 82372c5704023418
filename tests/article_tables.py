"""What the five articles print, as tables of expectations."""

import csv
from pathlib import Path

import expotrade as ex

DATA = Path(__file__).parent / "data"

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
