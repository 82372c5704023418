"""Tables of text for terminals and `str()`; the one door to rich."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from rich.table import Table

WIDTH = 80


def _table(header: "Sequence[str]", rows: "Iterable[Sequence[str]]", title: str | None) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, title=title and Text(title), title_justify="left", title_style="bold"
    )
    for name in header:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        # Text from outside is never markup.
        table.add_row(*(Text(cell) for cell in row))
    return table


def table_text(
    header: "Sequence[str]", rows: "Iterable[Sequence[str]]", *, title: str | None = None, width: int = 100
) -> str:
    """A table as plain text, at most so many columns wide, without spaces at the ends of lines."""
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    # In a notebook rich would show the table instead of writing it.
    console = Console(file=stream, width=width, color_system=None, highlight=False, force_jupyter=False)
    console.print(_table(header, rows, title))
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n")).strip("\n")


def wrapped(text: str, *, width: int = WIDTH, first: str = "", indent: str = "") -> str:
    """A text in lines of at most so many columns; the first begins with one indent, the others with another."""
    from rich.console import Console
    from rich.text import Text

    lines = Text(text).wrap(Console(width=width, color_system=None), width - max(len(first), len(indent)))
    return first + f"\n{indent}".join(line.plain.rstrip() for line in lines)


def write_table(
    stream: "TextIO", header: "Sequence[str]", rows: "Iterable[Sequence[str]]", *, title: str | None = None
) -> None:
    """A table for people: styled and as wide as the terminal, plain text of 80 columns where there is none."""
    if not stream.isatty():
        stream.write(table_text(header, rows, title=title, width=WIDTH) + "\n")
        return
    from rich.console import Console

    Console(file=stream, highlight=False).print(_table(header, rows, title))
