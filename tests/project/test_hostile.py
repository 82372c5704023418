"""The hostile texts of `tests/data/hostile.json`, each tried wherever it says, against what must come of it."""

import csv
import io
import json
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import category

import openpyxl
import pytest

import expotrade as ex
from expotrade.cli import main
from expotrade.codec import dumps, loads
from folding import each_row
from searching import some

DATA = json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = DATA["cases"]
# As many seconds of processor time as any of them may take, on a machine that does other work as well.
MOST_SECONDS = 2
FORMULA = re.compile("[=+\\-@＝＋－＠]")


def tried(*places: str, step: int = 1) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The cases for some places, by default one in `step`, each with the text and the verdict, in one test."""
    found = [
        (case["input"] * case.get("times", 1), case["verdict"])
        for case in CASES
        if not set(places).isdisjoint(case["where"])
    ]
    assert found
    return each_row(("text", "verdict"), some(found, step))


def document(text: str) -> str:
    """A catalog in JSON with one text in every field of records for texts: names, notes, wordings, bases, a title."""
    paper = {"id": "paper", "title": text, "publisher": text}
    cited = {"citations": [{"source": "paper", "paragraph": 3}], "note": text}
    figure = {"metric": "other", "amount": "EXACT 5 product", "as_printed": text, "basis": text, **cited}
    edition = {"id": "e-2024", "expo": "e", "year": 2024, "theme": text, "figures": [figure]}
    edition["claims"] = [{"claim": "venue", "venue": text, "citations": figure["citations"]}]
    maker = {"id": "maker", "name": text, "other_names": [f"{text} Ltd"], **cited}
    deal = {"id": "deal", "expo": "e", "parties": [{"organisation": "maker"}], "subject": text, **cited}
    return json.dumps(
        {
            "format": "expotrade/2",
            "sources": [paper],
            "organisations": [maker],
            "expos": [{"id": "e", "name": text}],
            "editions": [edition],
            "deals": [deal],
        }
    )


def came_of(read: Any, text: str) -> object:
    """The value, or an error of this package whose words can be printed anywhere; soon in either case."""
    start = time.process_time()
    try:
        found = read(text)
    except ex.ExpotradeError as error:
        found = error
        assert_printable(str(error))
    assert time.process_time() - start < MOST_SECONDS
    return found


def assert_printable(text: str) -> None:
    """Nothing in a text steers a terminal or turns a line."""
    assert not [sign for sign in text if category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign != "\n"]


def agrees(found: object, verdict: str) -> bool:
    if verdict == "refused":
        return isinstance(found, ex.ExpotradeError)
    return str(found) == verdict.removeprefix("read: ")


def test_the_file_says_what_it_holds() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 80
    for case in CASES:
        assert set(case["where"]) <= set(DATA["places"])
        assert case["verdict"] in ("refused", "inert") or case["verdict"].startswith("read: ")
        assert case["comment"]
    assert {place for case in CASES for place in case["where"]} == set(DATA["places"])


@tried("amount")
def test_amounts(text: str, verdict: str) -> None:
    assert agrees(came_of(ex.Amount.parse, text), verdict)


@tried("period")
def test_periods(text: str, verdict: str) -> None:
    assert agrees(came_of(ex.Period.parse, text), verdict)


@tried("document")
def test_documents(text: str, verdict: str) -> None:
    assert agrees(came_of(loads, text), verdict)


@tried("text")
def test_texts_of_records(text: str, verdict: str) -> None:
    found = came_of(loads, document(text))
    if verdict == "refused":
        assert isinstance(found, ex.errors.DecodeError)
        # The whole file is refused, and every place of the text is named.
        assert len(found.problems) >= 10
        return
    assert isinstance(found, ex.Catalog)
    assert found.expo("e").name == text
    assert loads(dumps(found)) == found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@tried("csv")
def test_csv(text: str, verdict: str, folder: Path) -> None:
    assert verdict == "inert"
    catalog = loads(document(text))
    ex.export(catalog, folder, what=["figures", "sources", "expos", "editions", "deals", "organisations"])
    seen = 0
    for path in folder.glob("*.csv"):
        written = path.read_bytes().decode()
        assert_printable(written.replace("\r\n", "\n"))
        for delimiter in (",", ";"):
            for row in csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter):
                for cell in row.values():
                    # A part of a cell that is cut off is a list.
                    for part in cell if isinstance(cell, list) else [cell or ""]:
                        assert not FORMULA.match(part.lstrip(" \u00a0\u3000")) or is_number(part), part
                        seen += delimiter == "," and part.replace("'", "") == text.replace("'", "")
    assert seen >= 8


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", text) is not None


@tried("excel", step=3)
def test_excel(text: str, verdict: str, folder: Path) -> None:
    assert verdict == "inert"
    path = folder / "all.xlsx"
    ex.export(loads(document(text)), path)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8", "replace")
            assert "<f>" not in part
            assert "<hyperlink" not in part
    cells = [
        cell
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    ]
    same = [cell for cell in cells if cell.value == text]
    assert len(same) >= 8
    for cell in same:
        assert cell.hyperlink is None
        assert cell.quotePrefix == bool(FORMULA.match(text.lstrip("' \u00a0\u3000")))
        # openpyxl takes any text that begins so for a formula; the file says that it is a text.
        assert cell.data_type == "s" or text.startswith("=")


class Page(HTMLParser):
    """The tags of a page, its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def pages(text: str) -> Iterator[Page]:
    """What notebooks show of a catalog with a text."""
    catalog = loads(document(text))
    shown = [catalog, catalog.editions[0], catalog.deals[0], catalog.sources[0], catalog.expo("e")]
    for one in (*shown, ex.check(catalog), ex.total(catalog.deals)):
        if hasattr(one, "_repr_html_"):
            yield Page(one._repr_html_())


@tried("html")
def test_html(text: str, verdict: str) -> None:
    assert verdict == "inert"
    plain = list(pages("words"))
    found = list(pages(text))
    for page, wanted in zip(found, plain, strict=True):
        assert page.tags == wanted.tags
        assert page.attributes == wanted.attributes
    assert len(found) >= 3
    assert sum(page.text.count(text) for page in found) >= 3


class Terminal(io.StringIO):
    """A terminal that keeps what it is sent."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@tried("terminal", step=2)
@pytest.mark.parametrize("kind", [Terminal, io.StringIO])
def test_terminals(
    kind: type[io.StringIO], text: str, verdict: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdict == "inert"
    path = folder / "mine.json"
    path.write_text(document(text), encoding="utf-8")
    for record in ("e-2024", "deal", "maker"):
        stream = kind()
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["show", record, "--file", str(path)]) == 0
        shown = COLOURS.sub("", stream.getvalue()) if kind is Terminal else stream.getvalue()
        assert_printable(shown)
        # A table may break it into several lines.
        assert re.sub(r"\s", "", text) in re.sub(r"\s", "", shown)


@tried("text")
def test_what_is_refused_is_told_without_harm(
    text: str, verdict: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "mine.json"
    path.write_text(document(text), encoding="utf-8")
    stream, errors = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", errors)
    assert main(["validate", str(path)]) == (verdict == "refused")
    assert_printable(COLOURS.sub("", stream.getvalue() + errors.getvalue()))
