"""Fragments of HTML for notebooks: text from outside is shown and never run, and nothing is fetched.

A fragment inherits the colours of the page that it stands in, so that it reads in light and in dark.
"""

from itertools import islice

from .hidden import made_visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Protocol, TypeAlias, TypeVar

    _T = TypeVar("_T")
    Cell: TypeAlias = "str | Html"

    class Linked(Protocol):
        """What has an address, such as a source."""

        @property
        def url(self) -> str | None: ...

    class Cited(Protocol):
        """What a reference shows, such as a citation."""

        @property
        def source(self) -> Linked: ...

        def cite(self) -> str: ...


# The rows of a table and the lines of a list that are shown of a longer one.
MOST_SHOWN = 100
# The citations below a table: the rows that are shown may each have several.
_MOST_CITED = 500
# As many rows as a reader passes over without wishing them folded away.
MOST_OPEN = 20

# Some notebooks right-align cells and have rules of their own for definition lists; the long selectors outrank them.
_STYLE = """
.expotrade{max-width:76em;line-height:1.4;overflow-wrap:anywhere}
.expotrade p,.expotrade ul{margin:.5em 0}
.expotrade p.expotrade-title{font-weight:600;font-size:1.1em}
.expotrade p.expotrade-more{opacity:.8;font-style:italic}
.expotrade a{color:inherit;text-decoration:underline}
.expotrade ul.expotrade-lines{list-style:none;padding:0;font-size:.92em}
.expotrade ul.expotrade-lines li{margin:.15em 0;padding-left:2em;text-indent:-2em}
.expotrade summary{cursor:pointer;font-weight:600;margin:.5em 0}
.expotrade .expotrade-box{overflow-x:auto;margin:.5em 0}
.expotrade .expotrade-box table{border-collapse:collapse;width:auto;margin:0;border:0;font-size:inherit;color:inherit}
.expotrade .expotrade-box table th,.expotrade .expotrade-box table td{text-align:left;vertical-align:top;
min-width:4em;max-width:26em;padding:.3em .7em .3em .4em;white-space:normal;overflow-wrap:break-word;border:0;
border-bottom:1px solid rgba(128,128,128,.35)}
.expotrade .expotrade-box table th{font-weight:600;vertical-align:bottom;border-bottom:2px solid rgba(128,128,128,.6)}
.expotrade .expotrade-box table .expotrade-number{text-align:right;font-variant-numeric:tabular-nums}
.expotrade .expotrade-box table .expotrade-kept{white-space:nowrap;min-width:0}
.expotrade .expotrade-box table .expotrade-wide{min-width:13em}
.expotrade dl.expotrade-facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15em 1em;margin:.5em 0}
.expotrade dl.expotrade-facts dt{width:auto;float:none;margin:0;padding:0;font-weight:600}
.expotrade dl.expotrade-facts dd{width:auto;float:none;margin:0;padding:0}
"""


class Html:
    """Markup that this module made; any other text is escaped where it enters.

    Example:
        >>> from expotrade._internal.html import Html, joined
        >>> joined("a < b", Html("<br>")).markup
        'a &lt; b<br>'
    """

    __slots__ = ("markup",)

    def __init__(self, markup: str) -> None:
        self.markup = markup


def joined(*cells: "Cell") -> Html:
    """Texts and markup, one after the other."""
    return Html("".join(map(_markup, cells)))


def _markup(cell: "Cell") -> str:
    if isinstance(cell, Html):
        return cell.markup
    # Only a notebook needs it.
    from html import escape

    return escape(made_visible(cell), quote=True)


def link(text: str, url: str | None) -> Html:
    """A text that leads to an address on the web; any other address could run something, so the text stays text."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return joined(text)
    opening = f'<a href="{_markup(url)}" target="_blank" rel="noopener noreferrer">'
    return joined(Html(opening), text, Html("</a>"))


def linked(line: str, url: str | None) -> Html:
    """A line that names an address, with the address as a link."""
    if url is None:
        return joined(line)
    # A title may hold the address too, but stands before it.
    before, _, behind = line.rpartition(url)
    return joined(before, link(url, url), behind)


def table(
    header: "Sequence[str]",
    items: "Sequence[_T]",
    cells: "Callable[[_T], Iterable[Cell]]",
    *,
    numbers: "Collection[str]" = (),
    kept: "Collection[str]" = (),
    wide: "Collection[str]" = (),
) -> Html:
    """A table that scrolls in a box of its own, with the first items and how many more there are.

    Args:
        header: The heads of the columns.
        items: One for each row.
        cells: What answers the cells of an item, as many as there are columns.
        numbers: The heads of the columns that hold numbers.
        kept: The heads of the columns whose cells stay in one line, such as dates.
        wide: The heads of the columns that hold sentences.
    """
    kinds = {"number": numbers, "kept": kept, "wide": wide}
    classes = [
        " ".join(f"expotrade-{kind}" for kind, names in kinds.items() if head in names) for head in header
    ]
    heads = _row("th", classes, header)
    rows = "".join(_row("td", classes, cells(item)) for item in islice(items, MOST_SHOWN))
    whole = f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>"
    return Html(f'<div class="expotrade-box">{whole}</div>{_more(items, MOST_SHOWN)}')


def _row(tag: str, classes: "Iterable[str]", cells: "Iterable[Cell]") -> str:
    """A row of a table, its cells of the classes of their columns."""
    openings = (f'<{tag} class="{one}">' if one else f"<{tag}>" for one in classes)
    inside = (f"{opening}{_markup(cell)}</{tag}>" for opening, cell in zip(openings, cells, strict=True))
    return f"<tr>{''.join(inside)}</tr>"


def lines(items: "Sequence[_T]", line: "Callable[[_T], Cell]", *, most: int = MOST_SHOWN) -> Html:
    """A line for each of the first items, and how many more there are; nothing where there is none."""
    if not items:
        return Html("")
    shown = (f"<li>{_markup(line(item))}</li>" for item in islice(items, most))
    return Html(f'<ul class="expotrade-lines">{"".join(shown)}</ul>{_more(items, most)}')


def _more(items: "Sequence[object]", most: int) -> str:
    count = len(items) - most
    return f'<p class="expotrade-more">and {count} more</p>' if count > 0 else ""


def facts(pairs: "Iterable[tuple[str, Cell]]") -> Html:
    """Names and what they hold, which may be a list of facts itself; nothing where there is none."""
    items = "".join(f"<dt>{_markup(name)}</dt><dd>{_markup(value)}</dd>" for name, value in pairs)
    return Html(f'<dl class="expotrade-facts">{items}</dl>' if items else "")


def paragraph(text: "Cell") -> Html:
    """A paragraph."""
    return Html(f"<p>{_markup(text)}</p>")


def fold(summary: str, *parts: Html, is_open: bool) -> Html:
    """Parts that can be folded away under a line that says what they are."""
    opening = "<details open>" if is_open else "<details>"
    return joined(Html(f"{opening}<summary>{_markup(summary)}</summary>"), *parts, Html("</details>"))


def fragment(title: str, *parts: Html) -> str:
    """The whole that a notebook is given: a title, and its parts with the style that they need."""
    body = joined(Html(f'<p class="expotrade-title">{_markup(title)}</p>'), *parts).markup
    return f'<div class="expotrade"><style>{_STYLE}</style>{body}</div>'


class References:
    """Citations numbered from 1, each once, in the order in which a fragment first names them."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[Cited, int] = {}

    def _number(self, citation: "Cited") -> int:
        return self._numbers.setdefault(citation, len(self._numbers) + 1)

    def marks(self, citations: "Iterable[Cited]") -> Html:
        """The numbers of some citations, as `[1] [3]`; each leads to its source where that has an address."""
        marks: list[Cell] = []
        for citation in citations:
            marks += [" ", link(f"[{self._number(citation)}]", citation.source.url)]
        return joined(*marks[1:])

    def lines(self, others: "Iterable[Cited]" = ()) -> Html:
        """A line for each citation that was numbered so far, and then for others."""
        for citation in others:
            self._number(citation)

        def line(citation: "Cited") -> Html:
            return joined(f"[{self._number(citation)}] ", linked(citation.cite(), citation.source.url))

        return lines(tuple(self._numbers), line, most=_MOST_CITED)
