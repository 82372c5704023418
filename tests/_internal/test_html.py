"""What notebooks are given: fragments in which every text from outside is shown, and nothing of it is markup."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given, strategies as st

import expotrade as ex
from expotrade import strategies
from expotrade._internal import html as _html
from expotrade._internal.html import (
    MOST_SHOWN,
    Html,
    References,
    facts,
    fold,
    fragment,
    joined,
    lines,
    link,
    linked,
    paragraph,
    table,
)

OURS = set("a dd details div dl dt li p style summary table tbody td th thead tr ul".split())
KNOWN = {"class", "href", "open", "rel", "target"}
HOSTILE = [
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "</td></table><style>*{display:none}</style>",
    "<!-- ",
    "]]>",
    "&lt;b&gt; &amp; &#60;i&#62; &nbsp",
    "中国国际进口博览会 <b>",
    "a\u00a0b",
]

# Texts that a record takes, made of what HTML reads as markup.
hostile = st.text("<>&\"'/=!-;#a x中", min_size=1, max_size=12).filter(str.strip) | st.sampled_from(HOSTILE)
addresses = hostile | hostile.map("https://example.org/".__add__) | hostile.map("javascript:".__add__)


class Page(HTMLParser):
    """What a browser makes of a fragment: its elements, its links and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def links(self) -> list[str | None]:
        return [dict(attributes)["href"] for tag, attributes in self.elements if tag == "a"]

    @property
    def shape(self) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
        """The elements without the links, of which a text may have one."""
        return [element for element in self.elements if element[0] != "a"]

    def holds_only_ours(self) -> bool:
        attributes = {name for _, held in self.elements for name, _ in held}
        are_safe = all((url or "").lower().startswith(("http://", "https://")) for url in self.links)
        return {tag for tag, _ in self.elements} <= OURS and attributes <= KNOWN and are_safe


def citation(title: str = "Expo closes", url: str | None = None, **fields: object) -> ex.Citation:
    return ex.Citation(ex.Source("report", title, url=url, **fields), 7)


# --- Building blocks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_shown_as_it_is_wherever_it_enters(text: str) -> None:
    part = joined(text)
    for made in (
        part.markup,
        paragraph(text).markup,
        table([text], [text], lambda one: [one]).markup,
        lines([text], lambda one: one).markup,
        facts([(text, text)]).markup,
        fold(text, part, is_open=True).markup,
        fragment(text, part),
        link(text, "https://example.org").markup,
        linked(f"{text}, {text}", text).markup,
    ):
        page = Page(made)
        assert page.holds_only_ours()
        assert set(page.text.split(text)) <= {"", ", "}
        assert page.text.count(text) in (1, 2)


@given(st.lists(st.tuples(hostile, hostile), max_size=4), hostile, hostile)
def test_the_text_of_a_table_is_that_of_its_cells(rows: list[tuple[str, str]], left: str, right: str) -> None:
    made = table((left, right), rows, lambda row: row, numbers=(left,), kept=(left,), wide=(right,))
    page = Page(made.markup)
    assert page.holds_only_ours()
    assert page.text == "".join([left, right, *(cell for row in rows for cell in row)])
    plain = table(("a", "b"), rows, lambda _: ("", ""), numbers=("a",), kept=("a",), wide=("b",))
    assert left == right or page.shape == Page(plain.markup).shape


def test_columns_are_of_the_kinds_that_are_asked_for() -> None:
    made = table(
        ("When", "How many", "Why"), [1], lambda _: "abc", numbers=("How many",), kept=("When", "How many")
    )
    assert made.markup == (
        '<div class="expotrade-box"><table><thead><tr><th class="expotrade-kept">When</th>'
        '<th class="expotrade-number expotrade-kept">How many</th><th>Why</th></tr></thead>'
        '<tbody><tr><td class="expotrade-kept">a</td><td class="expotrade-number expotrade-kept">b</td>'
        "<td>c</td></tr></tbody></table></div>"
    )


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(("a", "b"), [1], lambda _: ["only one"])


def test_what_is_empty_is_shown_as_such() -> None:
    assert Page(table(("a", "b"), [], lambda _: ()).markup).text == "ab"
    assert lines([], str).markup == ""
    assert facts([]).markup == ""
    assert References().lines().markup == ""
    assert Page(fragment("nothing")).text == "nothing"


@pytest.mark.parametrize("count", [1, MOST_SHOWN, MOST_SHOWN + 1, 10_000])
def test_of_a_long_list_the_first_are_shown_and_how_many_more_there_are(count: int) -> None:
    asked: list[int] = []

    def line(item: int) -> str:
        asked.append(item)
        return f"({item})"

    shown = "".join(f"({item})" for item in range(min(count, MOST_SHOWN)))
    more = f"and {count - MOST_SHOWN} more" if count > MOST_SHOWN else ""
    assert Page(lines(range(count), line).markup).text == shown + more
    assert Page(table(["n"], range(count), lambda item: [line(item)]).markup).text == f"n{shown}{more}"
    assert len(asked) == 2 * min(count, MOST_SHOWN)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " https://example.org",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "https:example.org",
        "x",
    ],
)
def test_an_address_that_is_not_on_the_web_is_text(url: str) -> None:
    assert Page(link("[1]", url).markup).elements == []
    page = Page(linked(f'"Expo closes", {url}', url).markup)
    assert (page.text, page.elements) == (f'"Expo closes", {url}', [])


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1&c=2", "HTTP://example.org/\"'<b>", "https://例.org"]
)
def test_an_address_on_the_web_is_a_link(url: str) -> None:
    page = Page(linked(f'"{url}", {url}, paragraph 7', url).markup)
    assert page.text == f'"{url}", {url}, paragraph 7'
    assert page.elements == [("a", (("href", url), ("target", "_blank"), ("rel", "noopener noreferrer")))]
    # The address itself is the link and not the title that holds the same words.
    assert page.texts[-2:] == [url, ", paragraph 7"]
    assert Page(link("[1]", None).markup).elements == []


def test_facts_may_hold_facts() -> None:
    page = Page(facts([("rate", facts([("value", "7.1"), ("date", "<today>")])), ("unit", "CNY")]).markup)
    assert [tag for tag, _ in page.elements] == ["dl", "dt", "dd", "dl", "dt", "dd", "dt", "dd", "dt", "dd"]
    assert page.text == "ratevalue7.1date<today>unitCNY"


def test_parts_are_folded_or_open() -> None:
    assert fold("all", Html("<p>a</p>"), Html("<p>b</p>"), is_open=False).markup == (
        "<details><summary>all</summary><p>a</p><p>b</p></details>"
    )
    assert Page(fold("all", is_open=True).markup).elements[0] == ("details", (("open", None),))


def test_citations_are_numbered_as_they_come() -> None:
    first, second, third = citation("a", "https://example.org/"), citation("b", "javascript:x"), citation("c")
    references = References()
    assert Page(references.marks([second]).markup).text == "[1]"
    page = Page(references.marks([first, second]).markup)
    assert (page.text, page.links) == ("[2] [1]", ["https://example.org/"])
    page = Page(references.lines([third, first]).markup)
    assert page.texts[0] == '[1] "b", javascript:x, paragraph 7'
    assert page.text.split("[")[1:] == [
        f"{one}]{' '}{cited.cite()}" for one, cited in enumerate((second, first, third), 1)
    ]
    assert Page(references.marks([third]).markup).text == "[3]"
    assert references.marks([]).markup == ""


def test_a_fragment_takes_its_colours_from_the_page_and_fetches_nothing() -> None:
    style = _html._STYLE
    assert not re.search(r"url|import|expression|@|<|http", style)
    assert set(re.findall(r"[\w-]*color:([^;}]*)", style)) == {"inherit"}
    assert "background" not in style
    assert not re.search(r"#[0-9a-f]{3}|:(white|black)|rgb\(", style)
    # Whatever else stands on the page keeps its own look.
    selectors = [one for rule in re.findall(r"([^{}]+){", style) for one in rule.strip().split(",")]
    assert all(one.startswith(".expotrade") for one in selectors)


# --- What is displayed ----------------------------------------------------------------------------------------------

cited = st.builds(
    ex.Citation,
    st.builds(ex.Source, st.uuids().map(str), hostile, publisher=hostile, url=addresses, language=hostile),
    st.none() | st.just(3),
)


@st.composite
def editions(draw: st.DrawFn) -> ex.Edition:
    """Editions whose every text is hostile."""
    told = st.lists(
        strategies.figures(
            as_printed=hostile,
            basis=hostile,
            note=hostile,
            attributed_to=st.builds(ex.Party, description=hostile),
            is_preferred=st.just(False),
            citations=st.lists(cited, min_size=1, max_size=2),
        ),
        max_size=3,
    )
    said = {
        "attributed_to": st.none(),
        "as_printed": hostile,
        "subject": hostile,
        "citations": st.lists(cited, min_size=1, max_size=2),
    }
    base = st.just(ex.records.GrowthBase.NOT_STATED)
    claims = (
        strategies.growths(base=base, **said)
        | strategies.firsts(**said)
        | strategies.shares(of=st.none(), **said)
    )
    place = {name: draw(hostile) for name in ("venue", "city")}
    where = ex.records.VenueClaim(**place, citations=draw(st.lists(cited, min_size=1, max_size=1)))
    texts = {name: draw(hostile) for name in ("theme", "note")}
    return ex.Edition(
        id="ciie-2023",
        expo="ciie",
        year=2023,
        figures=draw(told),
        claims=[*draw(st.lists(claims, max_size=2)), where],
        citations=draw(st.lists(cited, max_size=2)),
        **texts,
    )


@given(editions())
def test_an_edition_shows_every_text_and_runs_none(edition: ex.Edition) -> None:
    page = Page(edition._repr_html_())
    assert page.holds_only_ours()
    assert page.texts[0] == "CIIE 2023 (ciie-2023)"
    for text in (edition.venue, edition.city, edition.theme, edition.note):
        assert text in page.texts
    for figure in edition.figures:
        assert figure.as_printed in page.texts
        assert f"{figure.basis}; " in page.text
        assert f"according to {figure.attributed_to.name}; " in page.text
        assert f"note: {figure.note}" in page.text
    for one in (*edition.figures, *edition.claims):
        assert all(source.cite() in page.text for source in one.citations)
    for claim in edition.claims[:-1]:
        assert f"subject {claim.subject}" in page.text


@given(editions())
def test_whatever_shows_an_edition_runs_none_of_it(edition: ex.Edition) -> None:
    later = ex.Edition(id="ciie-2024", expo="ciie", year=2024, figures=edition.figures)
    section = ex.Section(
        id="ciie-2023-us",
        edition="ciie-2023",
        kind=ex.records.SectionKind.CATEGORY,
        name=edition.theme,
        figures=edition.figures,
        note=edition.note,
    )
    expo = ex.Expo(id="ciie", name=edition.venue, short_name=edition.city, chinese_name=edition.theme)
    sources = {one.source for held in (*edition.figures, *edition.claims, edition) for one in held.citations}
    assume(len({source.id for source in sources}) == len(sources))
    catalog = ex.Catalog(expos=[expo], editions=[edition, later], sections=[section])
    page = Page(catalog._repr_html_())
    assert {expo.name, expo.short_name, expo.chinese_name} <= set(page.texts)
    assert all(source.cite() in page.text for source in sources)
    findings = ex.check(catalog)
    assert all(finding.why in Page(finding._repr_html_()).texts for finding in findings)
    for shown in (
        catalog,
        section,
        findings,
        *findings,
        ex.compare(edition, later),
        ex.total(edition.figures, mix_bases=True),
        ex.total([edition], metric="deal_value", mix_bases=True),
    ):
        assert Page(shown._repr_html_()).holds_only_ours()


def test_what_the_package_holds_is_whole_and_parses() -> None:
    catalog = ex.load_dataset("history")
    first, last = catalog.edition("ciie", 2), catalog.edition("ciie", 7)
    for shown in (catalog, first, last, *catalog.sections, ex.compare(first, last), ex.check(catalog)):
        markup = shown._repr_html_()
        assert Page(markup).holds_only_ours()
        # It is well-formed to the letter, so that no browser has to guess.
        ElementTree.fromstring(markup.replace("<details open>", "<details>"))
