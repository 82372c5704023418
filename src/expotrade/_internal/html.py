"""HTML fragments for notebooks: text from outside is escaped, and nothing is fetched.

A fragment inherits the colours of its page, so it is readable in light and in dark.
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
        """An object with an address, such as a source."""

        @property
        def url(self) -> str | None: ...

    class Cited(Protocol):
        """An object that can be cited, such as a citation."""

        @property
        def source(self) -> Linked: ...

        def cite(self) -> str: ...


# The most rows of a table and lines of a list that are shown.
MOST_SHOWN = 100
# The most citations below a table; each row may have several.
_MOST_CITED = 500
# A table with more rows is folded.
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
    """A text with a link to a web address; for any other address, which could run code, only the text."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return joined(text)
    opening = f'<a href="{_markup(url)}" target="_blank" rel="noopener noreferrer">'
    return joined(Html(opening), text, Html("</a>"))


def linked(line: str, url: str | None) -> Html:
    """A line with its address as a link."""
    if url is None:
        return joined(line)
    # A title before the address may contain the address too.
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
    """A table in a box that scrolls, with the first items and the number of the others.

    Args:
        header: The heads of the columns.
        items: One for each row.
        cells: Returns the cells of an item, one for each column.
        numbers: The heads of the columns with numbers.
        kept: The heads of the columns whose cells stay in one line, such as dates.
        wide: The heads of the columns with sentences.
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
    """A row of a table; each cell has the class of its column."""
    openings = (f'<{tag} class="{one}">' if one else f"<{tag}>" for one in classes)
    inside = (f"{opening}{_markup(cell)}</{tag}>" for opening, cell in zip(openings, cells, strict=True))
    return f"<tr>{''.join(inside)}</tr>"


def lines(items: "Sequence[_T]", line: "Callable[[_T], Cell]", *, most: int = MOST_SHOWN) -> Html:
    """One line for each of the first items, and the number of the others; empty without items."""
    if not items:
        return Html("")
    shown = (f"<li>{_markup(line(item))}</li>" for item in islice(items, most))
    return Html(f'<ul class="expotrade-lines">{"".join(shown)}</ul>{_more(items, most)}')


def _more(items: "Sequence[object]", most: int) -> str:
    count = len(items) - most
    return f'<p class="expotrade-more">and {count} more</p>' if count > 0 else ""


def facts(pairs: "Iterable[tuple[str, Cell]]") -> Html:
    """Names and values, which may be lists of facts themselves; empty without facts."""
    items = "".join(f"<dt>{_markup(name)}</dt><dd>{_markup(value)}</dd>" for name, value in pairs)
    return Html(f'<dl class="expotrade-facts">{items}</dl>' if items else "")


def paragraph(text: "Cell") -> Html:
    """A paragraph."""
    return Html(f"<p>{_markup(text)}</p>")


def fold(summary: str, *parts: Html, is_open: bool) -> Html:
    """Parts that can be folded under a title line."""
    opening = "<details open>" if is_open else "<details>"
    return joined(Html(f"{opening}<summary>{_markup(summary)}</summary>"), *parts, Html("</details>"))


def fragment(title: str, *parts: Html) -> str:
    """The complete fragment: a title, the parts and their style."""
    body = joined(Html(f'<p class="expotrade-title">{_markup(title)}</p>'), *parts).markup
    return f'<div class="expotrade"><style>{_STYLE}</style>{body}</div>'


class References:
    """Citations numbered from 1, each line once, in the order of their first mention."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[str, tuple[int, Cited]] = {}

    def _number(self, citation: "Cited") -> int:
        # Two wordings of one paragraph are two citations, with one line.
        return self._numbers.setdefault(citation.cite(), (len(self._numbers) + 1, citation))[0]

    def marks(self, citations: "Iterable[Cited]") -> Html:
        """The numbers of citations, as `[1] [3]`; each links to its source if that has an address."""
        marks: list[Cell] = []
        for number, url in dict.fromkeys((self._number(one), one.source.url) for one in citations):
            marks += [" ", link(f"[{number}]", url)]
        return joined(*marks[1:])

    def lines(self, others: "Iterable[Cited]" = ()) -> Html:
        """One line for each numbered citation, then for others."""
        for citation in others:
            self._number(citation)

        def line(citation: "Cited") -> Html:
            return joined(f"[{self._number(citation)}] ", linked(citation.cite(), citation.source.url))

        return lines(tuple(one for _, one in self._numbers.values()), line, most=_MOST_CITED)
