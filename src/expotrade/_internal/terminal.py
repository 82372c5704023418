"""Tables, lines and progress bars for terminals and for plain text; the one door to rich."""

from contextlib import contextmanager
from functools import cache
from threading import Event, Thread

from .hidden import made_visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from rich.console import Console
    from rich.table import Table

    # Called with the part done and the whole.
    Progress = Callable[[int, int], None]

WIDTH = 80

_RULE = "─"
# The share of the width for names; longer names get lines of their own.
_MOST_FOR_NAMES = 0.45
_QUICK = 1.0  # seconds that need no bar
_REFRESH = 0.1


def _table(
    header: "Sequence[str]",
    rows: "Iterable[Sequence[str]]",
    title: str | None,
    *,
    whole: int = 0,
    is_ascii: bool = False,
) -> "Table":
    """A table whose first columns are never broken."""
    from rich.box import SIMPLE_HEAD, Box
    from rich.table import Table
    from rich.text import Text

    # With ASCII only, rich would draw a grid.
    box = Box(str(SIMPLE_HEAD).replace(_RULE, "-"), ascii=True) if is_ascii else SIMPLE_HEAD
    table = Table(
        box=box,
        pad_edge=False,
        title=title and Text(made_visible(title)),
        title_justify="left",
        title_style="bold",
    )
    for place, name in enumerate(header):
        table.add_column(Text(name), overflow="fold", no_wrap=place < whole)
    for row in rows:
        # Text from outside is never markup and cannot control the terminal.
        table.add_row(*(Text(made_visible(cell)) for cell in row))
    return table


def _plain(table: "Table", width: int) -> str:
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    # In a notebook rich would display the table instead of writing it.
    console = Console(file=stream, width=width, color_system=None, highlight=False, force_jupyter=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n")).strip("\n")


def table_text(
    header: "Sequence[str]", rows: "Iterable[Sequence[str]]", *, title: str | None = None, width: int = 100
) -> str:
    """A table as plain text of a limited width, without spaces at the ends of lines."""
    return _plain(_table(header, rows, title), width)


def wrapped(text: str, *, width: int = WIDTH, first: str = "", indent: str = "") -> str:
    """A text in lines of a limited width, with one indent for the first line and one for the others."""
    from rich.text import Text

    room = max(width - max(len(first), len(indent)), 1)
    lines = Text(made_visible(text)).wrap(_measure(), room)
    return first + f"\n{indent}".join(line.plain.rstrip() for line in lines)


@cache
def _measure() -> "Console":
    """The console that measures the columns of a character."""
    from rich.console import Console

    return Console(color_system=None)


class Page:
    """The output of a command for people: styled and as wide as the terminal, or plain text of 80 columns."""

    def __init__(self, stream: "TextIO") -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._is_ascii = not _can_show(stream, _RULE)
        self.width = _console(stream).width if self._is_terminal else WIDTH

    def raw(self, text: str) -> None:
        """A line that other programs read too; it is never broken."""
        self._write(made_visible(text) if self._is_terminal else text)

    def _write(self, text: str) -> None:
        self._stream.write(text + "\n")

    def line(self, text: str = "", *, first: str = "", indent: str = "") -> None:
        """A text in lines, with one indent for the first line and one for the others."""
        self._write(wrapped(text, width=min(self.width, WIDTH), first=first, indent=indent))

    def table(
        self,
        header: "Sequence[str]",
        rows: "Iterable[Sequence[str]]",
        *,
        title: str | None = None,
        whole: int = 0,
    ) -> None:
        """A table whose first columns are never broken."""
        table = _table(header, rows, title, whole=whole, is_ascii=self._is_ascii)
        if not self._is_terminal:
            self._write(_plain(table, self.width))
            return
        console = _console(self._stream)
        with console.capture() as styled:
            console.print(table)
        # Around a table rich leaves empty lines, which plain text does not have.
        lines = styled.get().split("\n")
        held = [place for place, line in enumerate(lines) if line.strip()]
        self._write("\n".join(lines[held[0] : held[-1] + 1]))

    def names(self, header: "Sequence[str]", rows: "Sequence[tuple[str, str]]", *, title: str) -> None:
        """Names with their meanings: as a table, or one by one if a name is too long; names are never broken."""
        if max((len(name) for name, _ in rows), default=0) <= self.width * _MOST_FOR_NAMES:
            self.table(header, rows, title=title, whole=1)
            return
        self.line(title)
        for name, text in rows:
            self.raw(f"\n{name}")
            self.line(text, first="    ", indent="    ")


def _console(stream: "TextIO") -> "Console":
    from rich.console import Console

    return Console(file=stream, highlight=False)


def _can_show(stream: "TextIO", sign: str) -> bool:
    """Whether the encoding of a stream has a character."""
    try:
        sign.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


class _Work:
    """The state of a bar: the work in words, the part done, and the whole if known."""

    __slots__ = ("done", "text", "total")

    def __init__(self) -> None:
        self.begin("")

    def begin(self, text: str) -> "Progress":
        """Begin a stage of the work; call the result with the part that is done."""
        self.text = text
        self.done = 0
        self.total: int | None = None
        return self._tell

    def _tell(self, done: int, total: int) -> None:
        self.done = done
        self.total = total


@contextmanager
def progress(
    stream: "TextIO", *, is_wanted: bool = True, quick: float = _QUICK
) -> "Iterator[Callable[[str], Progress]]":
    """A bar for work that takes longer than a moment; it is gone when the work is done.

    Args:
        stream: The stream to draw on, a terminal that can move its cursor.
        is_wanted: Whether to draw it at all.
        quick: The seconds before it is drawn.

    Yields:
        What begins a stage of the work, given what it does in words; it answers what to tell how much of it is done.
        A stage that is never told only shows that it goes on, and for how long.
    """
    work = _Work()
    if not (is_wanted and stream.isatty()):
        yield work.begin
        return
    is_done = Event()
    # The bar is drawn by a thread of its own, so that the work pays nothing for it.
    artist = Thread(target=_draw, args=(stream, work, is_done, quick), daemon=True)
    artist.start()
    try:
        yield work.begin
    finally:
        is_done.set()
        artist.join()


def _draw(stream: "TextIO", work: _Work, is_done: Event, quick: float) -> None:
    """Draw a bar until the work is done."""
    if is_done.wait(quick):
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    console = _console(stream)
    if console.is_dumb_terminal:
        return
    text = TextColumn("{task.description}", markup=False)
    columns = (text, BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(work.text, total=None)
        bar.tasks[0].start_time = bar.get_time() - quick
        while not is_done.wait(_REFRESH):
            bar.update(task, description=work.text, completed=work.done, total=work.total, refresh=True)
