"""Markdown for the generators of pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_SIGN = re.compile(r"[\\`*_{}\[\]<>#|$~]")
_STROKE = re.compile(r"(?<!\\)\|")


def safe(text: str) -> str:
    """Text that Markdown shows unchanged, also in a cell."""
    return _SIGN.sub(r"\\\g<0>", text)


def prose(text: str) -> str:
    """Text of a docstring: text between backticks is code, all other text is shown unchanged."""
    parts = text.split("`")
    return "".join(f"`{part}`" if number % 2 else safe(part) for number, part in enumerate(parts))


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a table; its cells are Markdown, in which only a vertical bar must be escaped."""
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    for row in rows:
        cells = (_STROKE.sub(r"\\|", cell) for cell in row)
        yield f"| {' | '.join(cells)} |"


def slug(*parts: str) -> str:
    """The name of a place to link to."""
    return "-".join(parts).lower().replace("_", "-")


def replace_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Write these pages into a folder and remove all others; an unchanged page is left alone and not built again."""
    for path in folder.rglob("*") if folder.exists() else ():
        if path.is_file() and path.relative_to(folder).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
