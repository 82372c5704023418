"""The documentation: what its pages are made of, and the built site as a reader meets it.

The pages are built with Sphinx and looked at with Chromium. Where one of them is missing, its tests are skipped with
the reason. `EXPOTRADE_SITE` names a folder that holds the site built from this tree, so that it is not built again.
"""

import importlib.util
import inspect
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

import pytest

import expotrade as ex
from expotrade.catalogs import KINDS
from expotrade.cli import main
from expotrade.codec import loads
from public_face import documented_names

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
NEEDED = ("sphinx", "furo", "myst_parser", "hypothesis", "altair", "vl_convert")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

PHONE = 390
DOCUMENTED = documented_names()

Scripts = dict[str, Callable[[], dict[str, str]]]


# --- The sources of the pages ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    """The functions that write pages, by the name of their module; they need no Sphinx."""
    sys.path.insert(0, str(DOCS / "_ext"))
    try:
        yield {
            name: runpy.run_path(str(DOCS / "_ext" / f"{module}.py"))[name]
            for module, name in (
                ("bundled", "dataset_pages"),
                ("tables", "table_pages"),
                ("commands", "command_pages"),
            )
        }
    finally:
        sys.path.remove(str(DOCS / "_ext"))
        for module in ("pages", "naming", "bundled", "tables", "commands"):
            sys.modules.pop(module, None)


def test_every_public_name_is_documented_once() -> None:
    # A type that only signatures name says of which module it is.
    directive = re.compile(
        r"^\.\. (autoclass|autofunction|autoexception|py:type):: (?:expotrade\.)?"
        r"(\w+(?:\.\w+)?)$(?!\n   :module:)",
        re.MULTILINE,
    )
    texts = [page.read_text("utf-8") for page in REFERENCE.glob("*.md")]
    documented = [(name, kind) for text in texts for kind, name in directive.findall(text)]
    assert sorted(documented) == sorted((name, _directive(value)) for name, value in DOCUMENTED.items())


def _directive(value: object) -> str:
    """The directive that documents a thing of its kind."""
    if inspect.isclass(value):
        return "autoexception" if issubclass(value, BaseException) else "autoclass"
    return "autofunction" if inspect.isfunction(value) else "py:type"


def test_every_page_of_the_reference_is_in_its_contents() -> None:
    contents = (REFERENCE / "index.md").read_text("utf-8").rpartition("```{toctree}")[2]
    listed = set(re.findall(r"^[a-z-]+$", contents, flags=re.MULTILINE))
    assert listed == {page.stem for page in REFERENCE.glob("*.md")} - {"index"}


def test_example_of_the_file_format_is_a_catalog_with_every_kind_of_record() -> None:
    (example,) = re.findall(
        r"^```json\n(.*?)^```$", (REFERENCE / "file-format.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    catalog = loads(example)
    assert [kind for kind in KINDS if not getattr(catalog, kind)] == []
    bundled = ex.load_dataset("articles")
    made_up = [record.id for record in catalog.metrics]  # the table of metrics has all that the dataset needs
    for record in catalog.records():
        assert record.id in made_up or type(bundled.record(record.id)) is type(record)


def test_tables_hold_every_code(scripts: Scripts) -> None:
    pages = scripts["table_pages"]()
    units = _codes(pages["measured.md"]) + _codes(pages["counted.md"]) + _codes(pages["currencies.md"])
    assert sorted(units) == sorted(ex.UnitTable.builtin().codes)
    assert _codes(pages["countries.md"]) == [
        one.code for one in ex.places.list_places() if one.kind != "group"
    ]
    assert _codes(pages["hedge-words.md"]) == [hedge.name for hedge in ex.Hedge]
    assert re.findall(r"^\| \[`(\w+)`\]", pages["metrics.md"], re.MULTILINE) == [
        one.code for one in ex.list_metrics()
    ]
    groups = re.findall("^### ([A-Z]+)", pages["groups.md"], re.MULTILINE)
    assert groups == [one.code for one in ex.places.list_places() if one.kind == "group"]
    assert sorted(
        re.findall(r"^\| \{py:obj\}`~expotrade\.([\w.]+)`", pages["names.md"], re.MULTILINE)
    ) == sorted(DOCUMENTED)
    assert json.loads(pages["catalog.schema.json"]) == ex.codec.json_schema()
    columns = re.split(r"^## ", pages["columns.md"], flags=re.MULTILINE)[1:]
    assert [part.partition("\n")[0] for part in columns] == list(ex.tables.list_row_kinds())
    for what, part in zip(ex.tables.list_row_kinds(), columns, strict=True):
        assert _codes(part) == [column.name for column in ex.tables.list_columns(what)]


def _codes(page: str) -> list[str]:
    """The code at the beginning of each row."""
    return re.findall(r"^\| `([^`]*)`", page, re.MULTILINE)


@pytest.mark.parametrize("name", [info.name for info in ex.list_datasets()])
def test_dataset_pages_hold_every_record_figure_claim_and_source(scripts: Scripts, name: str) -> None:
    pages = scripts["dataset_pages"]()
    catalog = ex.load_dataset(name)
    text = "\n".join(page for path, page in pages.items() if path.startswith(f"{name}/"))
    shown = text.replace("\\", "")
    for record in (*catalog.organisations, *catalog.expos, *catalog.editions, *catalog.sections):
        assert f"`{record.id}`" in text
    for record in (*catalog.flows, *catalog.statistics):
        assert f"\n| `{record.id}` |" in text
    for fact in (
        *(source.title for source in catalog.sources),
        *(source.id for source in catalog.sources),
        *(show.product for exhibitor in catalog.exhibitors for show in exhibitor.showcases),
        *(participant.note for participant in catalog.participants if participant.note),
        *(deal.subject for deal in catalog.deals if deal.subject),
        *(remark.wording for remark in catalog.remarks),
        *(claim.as_printed for _, claim in catalog.claims() if claim.as_printed),
        *(figure.as_printed for _, figure in catalog.figures() if figure.as_printed),
    ):
        assert fact in shown
    amounts = re.findall(r" `([^`]+)` \|", text)
    stated = [str(figure.amount) for _, figure in catalog.figures()]
    assert sorted(amount for amount in amounts if amount in stated) == sorted(stated)
    citations = [one.citations for _, one in (*catalog.figures(), *catalog.claims())]
    assert text.count(f"](#{name}-source-") >= sum(map(len, citations))


def test_page_of_the_command_line_shows_every_command_and_option(
    scripts: Scripts,
) -> None:
    page = scripts["command_pages"]()["commands.md"]
    helped = _help()
    commands = re.findall(r"^    ([a-z]+)  ", helped, flags=re.MULTILINE)
    assert len(commands) >= 4
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    assert [section.partition("\n")[0] for section in sections] == commands
    for command, section in zip(commands, sections, strict=True):
        options = set(re.findall(r"(?<![\w-])--[a-z-]+", _help(command))) - {"--help"}
        shown = section.partition("| What")[2]
        assert [option for option in sorted(options) if option not in shown] == []


def test_exit_codes_are_those_of_the_program() -> None:
    page = (REFERENCE / "command-line.md").read_text("utf-8")
    documented = re.findall(r"^\| (\d+) \|", page, flags=re.MULTILINE)
    assert documented == re.findall(r"^  (\d+) ", _help().partition("exit codes:")[2], flags=re.MULTILINE)


def _help(*command: str) -> str:
    output = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(output):
        patch.setenv("COLUMNS", "100")
        patch.setenv("NO_COLOR", "1")
        with pytest.raises(SystemExit) as caught:
            main([*command, "--help"])
    assert caught.value.code == 0
    return output.getvalue()


def test_unchanged_page_is_left_alone_and_a_stale_one_goes(tmp_path: Path) -> None:
    replace = runpy.run_path(str(DOCS / "_ext" / "pages.py"))["replace_pages"]
    replace(tmp_path, {"one.md": "1", "more/two.md": "2"})
    os.utime(tmp_path / "one.md", (1, 1))
    replace(tmp_path, {"one.md": "1", "three.md": "3"})
    assert (tmp_path / "one.md").stat().st_mtime == 1
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["one.md", "three.md"]


# --- The built site -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    if built := os.environ.get("EXPOTRADE_SITE"):
        return Path(built)
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"the site cannot be built without {', '.join(missing)}: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    generated = shutil.ignore_patterns("_build", "generated", "__pycache__")
    shutil.copytree(DOCS, folder / "docs", ignore=generated)
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, folder)
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "--keep-going", "-q", "-b", "html"]
    answer = subprocess.run(
        [*command, "-d", str(folder / "doctrees"), str(folder / "docs"), str(folder / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    return folder / "html"


class _Page(HTMLParser):
    """What a page links to, what it loads, and the places in it that can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.titles: list[str] = []
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self._in_title = tag == "title" and not self.titles
        for name in ("id", "name"):
            if (value := held.get(name)) and (name == "id" or tag == "a"):
                self.ids.append(value)
        if tag == "a" and held.get("href"):
            self.links.append(str(held["href"]))
        elif tag == "link" and held.get("rel") != "canonical":
            self.loaded.append(str(held.get("href")))
        self.loaded += [str(held[name]) for name in ("src", "srcset", "data", "poster") if held.get(name)]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)
            self._in_title = False


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, _Page]:
    """Every page of the site."""
    return {path: _Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def test_no_link_inside_the_site_is_dead(site: Path, pages: dict[Path, _Page]) -> None:
    dead = []
    for path, page in pages.items():
        for link in (*page.links, *page.loaded):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                dead.append(f"{path.relative_to(site)}: {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                dead.append(f"{path.relative_to(site)}: {link} (no such place)")
    assert dead == []
    assert sum(len(page.links) for page in pages.values()) > 1000


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, _Page]) -> None:
    loaded = {(path.name, url) for path, page in pages.items() for url in page.loaded if "//" in url}
    assert {one for one in loaded if not one[1].startswith("data:")} == set()
    address = re.compile(r"""(?:url\(|@import|\bimport\(|fetch\(|importScripts\()\s*["']?(?:https?:)?//""")
    for path in (*site.rglob("*.css"), *site.rglob("*.js"), *site.rglob("*.svg")):
        assert not address.search(path.read_text("utf-8")), path


def test_every_public_name_has_one_place(pages: dict[Path, _Page]) -> None:
    ids = [one for page in pages.values() for one in page.ids]
    assert {name: ids.count(f"expotrade.{name}") for name in DOCUMENTED} == dict.fromkeys(DOCUMENTED, 1)


def test_every_page_has_a_title_of_its_own(site: Path, pages: dict[Path, _Page]) -> None:
    titles = {str(path.relative_to(site)): "".join(page.titles).strip() for path, page in pages.items()}
    assert all(titles.values())
    assert len(set(titles.values())) == len(titles)


def test_no_page_names_the_machine_that_built_it(site: Path) -> None:
    for path in (*site.rglob("*.html"), site / "searchindex.js"):
        assert str(ROOT) not in path.read_text("utf-8"), path


# --- The site in a browser ------------------------------------------------------------------------------------------


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the site, and a page or two of the tests' own, without a word."""

    extra: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        own = self.extra.get(self.path.partition("?")[0])
        if own is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(own.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    if CHROMIUM is None:
        pytest.skip("no Chromium was found: the site is not looked at in a browser")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def browse(address: str, tmp_path: Path) -> Callable[..., str]:
    """The document of an address after its scripts have run."""

    def answer(path: str, *options: str, seconds: int = 10) -> str:
        assert CHROMIUM is not None
        command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # as if there were no network
        command += [f"--virtual-time-budget={seconds * 1000}", *options, "--dump-dom", f"{address}{path}"]
        shown = subprocess.run(command, capture_output=True, timeout=300, check=True)
        return shown.stdout.decode("utf-8")

    return answer


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("tentative", "datasets/articles/ciie.html"),
        ("中国国际进口博览会", "datasets/articles/ciie.html"),
        ("国际进口博览会", "datasets/history/ciie.html"),  # a part of the name
        ("进口博览", "datasets/history/ciie.html"),
        ("进博会", "datasets/history/sources.html"),  # inside a longer run
        ("东盟", "datasets/articles/caexpo.html"),  # two signs
        ("广交会", "datasets/history/canton.html"),
        ("tentative 进口博览会", "datasets/articles/ciie.html"),
        ("78.41", "datasets/articles/ciie.html"),
        ("more than", "reference/hedge-words.html"),
        ("load_dataset", "reference/catalogs-and-datasets.html#expotrade.load_dataset"),
    ],
)
def test_search_finds(browse: Callable[..., str], asked: str, expected: str) -> None:
    shown = browse(f"/search.html?q={quote(asked)}")
    results = re.findall(r'<li class="kind-[a-z]+"><a href="([^"]*)"', shown)
    assert expected in results


@pytest.mark.parametrize("asked", ["进博会谈", "博进会", "zzzzz", "tentative 博进会"])
def test_search_finds_nothing_where_nothing_is(browse: Callable[..., str], asked: str) -> None:
    shown = browse(f"/search.html?q={quote(asked)}")
    assert "did not match any documents" in shown


def test_search_shows_the_words_around(browse: Callable[..., str]) -> None:
    shown = browse(f"/search.html?q={quote('国际进口博览会')}")
    around = re.search(r'datasets/articles/ciie.html".*?<p class="context">(.*?)</p>', shown, re.DOTALL)
    assert around is not None
    assert "国际进口博览会" in re.sub("<[^>]*>", "", around[1])


_LOOK = """<!doctype html><meta charset="utf-8"><iframe id="f" style="width:%(width)dpx;height:800px;border:0"></iframe>
<pre id="answer"></pre><script>
const pages = %(pages)s, wide = [], frame = document.getElementById("f");
// Whether what reaches over the edge of the screen can be scrolled to.
const scrolls = (one) => {
  for (; one && one.getAttribute("role") !== "main"; one = one.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(one).overflowX)) return true;
  }
  return false;
};
const next = () => {
  const page = pages.pop();
  if (page === undefined) {
    document.getElementById("answer").textContent = "LOOKED " + JSON.stringify(wide);
    return;
  }
  frame.onload = () => {
    const root = frame.contentDocument.documentElement;
    if (root.scrollWidth > root.clientWidth) wide.push(page + " " + root.scrollWidth);
    for (const one of root.querySelectorAll("[role=main] *")) {
      if (one.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(one)) {
        wide.push(page + " " + one.outerHTML.slice(0, 80));
        break;
      }
    }
    setTimeout(next, 0);
  };
  frame.src = page;
};
next();
</script>"""


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_no_page_is_wider_than_the_screen(
    browse: Callable[..., str], site: Path, pages: dict[Path, _Page], width: int
) -> None:
    paths = json.dumps([f"/{path.relative_to(site).as_posix()}" for path in pages])
    _Quiet.extra = {"/look.html": _LOOK % {"width": width, "pages": paths}}
    shown = browse("/look.html", "--window-size=1400,900", seconds=120)
    assert "LOOKED []" in shown, re.findall("LOOKED.*?<", shown)
