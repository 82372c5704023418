"""Exports: the same rows as CSV with a data package, JSON, JSON Lines and Excel, and no text that runs."""

import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade.tables import excel, files, tidy_rows
from searching import catalogs, examples

ARTICLES = ex.load_dataset("articles")
SOURCE = ex.Source("report", "Expo closes", url="https://example.org/a")
CITED = ex.Citation(SOURCE, 3)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "－1", "'=1"]


EXHIBITED = ("ciie-2018", "ciie-2019", "ciie-2023")


def catalog_of(notes: Iterable[str] = (), amount: ex.Amount | None = None) -> ex.Catalog:
    """A catalog with a figure for each note."""
    figures = [
        ex.Figure(
            "other",
            ex.Amount(number, "product") if amount is None else amount,
            citations=[CITED],
            note=note,
            as_printed=note,
        )
        for number, note in enumerate(notes)
    ]
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=figures)
    return ex.Catalog(expos=[ex.Expo(id="e", name="E")], editions=[edition])


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, name: str) -> list[dict[str, object]]:
    """The rows of a sheet, by the names in its first row."""
    head, *rest = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_csv_has_the_figures_with_bounds_unit_period_and_source(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    assert ex.export(ARTICLES, path) == (path, tmp_path / "datapackage.json")
    rows = read_csv(path)
    assert len(rows) == len(ARTICLES.figures())
    (found,) = [row for row in rows if row["record"] == "ciie-2023" and row["metric"] == "deal_value"]
    assert (found["value"], found["low"], found["high"]) == ("78410000000", "78405000000", "78415000000")
    assert (found["hedge"], found["unit"], found["period_end"]) == ("ROUNDED", "USD", "2023-11-10")
    assert found["source_title"] == "CIIE breaks records with $78.41 billion tentative deals"
    assert (found["is_preferred"], found["paragraph"]) == ("false", "3")
    (found,) = [row for row in rows if row["record"] == "cisce-2024" and row["metric"] == "exhibitors"]
    assert (found["low"], found["high"]) == ("620", "")


def test_files_say_which_of_several_figures_is_used(tmp_path: Path) -> None:
    catalog = ex.load_dataset("history")
    expected = {
        (record.id, str(one.amount))
        for record, one in catalog.figures()
        if one.metric == "exhibitors" and record.id in EXHIBITED and record[one.metric] is one
    }
    ex.export(catalog, tmp_path / "figures.csv")
    ex.export(catalog, tmp_path / "figures.xlsx", what="figures")
    for found, used in (
        (read_csv(tmp_path / "figures.csv"), "true"),
        (sheet(tmp_path / "figures.xlsx", "figures"), True),
    ):
        told = [row for row in found if row["metric"] == "exhibitors" and row["record"] in EXHIBITED]
        assert len(told) > len(expected)
        assert {(row["record"], row["amount"]) for row in told if row["is_used"] == used} == expected


def test_csv_leaves_out_what_only_programs_read_back(tmp_path: Path) -> None:
    ex.export(ARTICLES, tmp_path / "editions.csv", what="editions")
    names = set(read_csv(tmp_path / "editions.csv")[0])
    assert names.isdisjoint({"about", "linked", "sources", "figures", "claims", "value_float"})


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    fall = ex.Amount.parse("down 2.6 percent")
    ex.export(catalog_of(["fall"], fall), tmp_path / "figures.csv")
    (found,) = read_csv(tmp_path / "figures.csv")
    assert (found["value"], found["low"], found["high"]) == ("-2.6", "-2.65", "-2.55")


def test_no_cell_of_a_csv_file_can_become_a_formula(tmp_path: Path) -> None:
    ex.export(catalog_of(FORMULAS), tmp_path / "figures.csv")
    assert [row["note"] for row in read_csv(tmp_path / "figures.csv")] == [f"'{text}" for text in FORMULAS]


SEMICOLONS = [
    "a;=cmd|' /C calc'!A0",
    "a; =1+1;-2",
    'a;"=1+1"',
    'a";=1+1',
    "a;'@SUM(A1)",
    "a;＝1",
    "=1;=2",
    "a,=1+1",
    'a","=1+1',
    "a;b; c=1",
]


def test_no_text_becomes_a_formula_where_cells_end_at_semicolons(tmp_path: Path) -> None:
    ex.export(catalog_of(SEMICOLONS), tmp_path / "figures.csv")
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8")
    for delimiter in (",", ";"):
        for row in csv.reader(text.splitlines(), delimiter=delimiter):
            for cell in row:
                assert not cell.lstrip(" \u3000").startswith(("=", "+", "-", "@", "＝")), cell
    # Those that do no harm are as they were.
    notes = [row["note"] for row in read_csv(tmp_path / "figures.csv")]
    assert notes[0] == "a;'=cmd|' /C calc'!A0"
    assert notes[-3:] == SEMICOLONS[-3:]


def test_every_text_stands_in_quotes_and_nothing_else(tmp_path: Path) -> None:
    ex.export(ARTICLES, tmp_path / "figures.csv")
    head, *lines = (tmp_path / "figures.csv").read_bytes().decode().removesuffix("\r\n").split("\r\n")
    assert all(re.fullmatch(r'"\w+"', name) for name in head.split(","))
    kinds = {column.name: column.kind for column in ex.tables.list_columns("figures")}
    quoted = (ex.tables.ColumnKind.TEXT, ex.tables.ColumnKind.LIST, ex.tables.ColumnKind.OBJECT)
    for line in lines:
        cells = re.findall(r'("(?:[^"]|"")*"|[^",]*)(?:,|$)', line)[: len(head.split(","))]
        for name, cell in zip(head.replace('"', "").split(","), cells, strict=True):
            assert cell.startswith('"') == (cell != "" and kinds[name] in quoted)


# A catalog takes some 30 ms to draw: half as many by default as for other laws.
@examples(25, runs=2)
@given(catalogs(), st.sampled_from(["figures", "claims", "deals", "exhibitors", "remarks", "organisations"]))
def test_cells_of_any_catalog_cannot_become_formulas(catalog: ex.Catalog, what: str) -> None:
    columns = {column.name: column for column in ex.tables.list_columns(what)}
    for row in csv.DictReader(files._csv(catalog, what).decode().splitlines(keepends=True)):
        for name, text in row.items():
            if columns[name].kind is not ex.tables.ColumnKind.DECIMAL:
                for part in text.split(";"):
                    assert not part.lstrip().startswith(("=", "+", "-", "@"))


# --- The data package -------------------------------------------------------------------------------------------------


def test_the_data_package_describes_the_file(tmp_path: Path) -> None:
    ex.export(ARTICLES, tmp_path / "My Figures.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    data = (tmp_path / "My Figures.csv").read_bytes()
    assert (resource["name"], resource["path"]) == ("my-figures", "My Figures.csv")
    assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert list(fields) == list(read_csv(tmp_path / "My Figures.csv")[0])
    assert (fields["value"], fields["period_end"], fields["citations"]) == ("number", "date", "array")
    assert len(package["sources"]) == len(ARTICLES.sources)


def test_a_name_without_letters_is_named_after_its_rows(tmp_path: Path) -> None:
    ex.export(ARTICLES, tmp_path / "数据.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][0]["name"] == "figures"


def test_a_second_export_joins_the_package_and_a_third_replaces_the_first(tmp_path: Path) -> None:
    package = {"name": "mine", "title": "Mine", "resources": [{"name": "other", "path": "other.csv"}, "odd"]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    ex.export(ARTICLES, tmp_path / "a.csv")
    ex.export(ARTICLES, tmp_path / "b.csv", what="deals")
    ex.export(catalog_of(["x"]), tmp_path / "a.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == "Mine"
    assert [one if one == "odd" else one["path"] for one in package["resources"]] == [
        "other.csv",
        "odd",
        "b.csv",
        "a.csv",
    ]
    assert len(package["sources"]) == len(ARTICLES.sources) + 1
    assert package["sources"][-1] == {"title": SOURCE.cite(), "path": "https://example.org/a"}


def test_a_package_without_sources_names_none(tmp_path: Path) -> None:
    ex.export(ex.Catalog(), tmp_path / "figures.csv")
    assert "sources" not in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["{", "[]", '{"resources": 5}', '{"resources": [], "sources": {}}'])
def test_a_file_that_is_no_package_is_left_alone_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(ex.errors.ExportError, match="is not a data package: move it away first"):
        ex.export(ARTICLES, tmp_path / "figures.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == text


LOST = {
    '{"resources": [], "version": 1234567890123456789}': "a number with more digits than can be kept",
    '{"resources": [{"path": "x.csv", "bytes": 1234567890123456789}]}': "a number with more digits than can be kept",
    '{"a": 0.12345678901234567890}': "a number with more digits than can be kept",
    '{"a": 1e400}': "a number with more digits than can be kept",
    '{"a": 1e-99999999999999999999}': "a number with more digits than can be kept",
    '{"a": [NaN]}': "NaN or Infinity",
    '{"resources": [{"b": -Infinity}]}': "NaN or Infinity",
    '{"title": "\\ud800"}': "half a character",
    '{"sources": [{"\\udfff": 1}]}': "half a character",
    '{"title": "a", "title": "b"}': "the key 'title' twice in one object",
    '{"resources": [{"path": "a.csv", "path": "b.csv"}]}': "the key 'path' twice in one object",
    '{"resources": [{"path": ["figures.csv"]}]}': "a resource whose path is not a text",
    '{"resources": [{"path": {"a": 1}}]}': "a resource whose path is not a text",
    '{"resources": [{"path": null}]}': "a resource whose path is not a text",
}


@pytest.mark.parametrize("text", LOST)
def test_a_package_that_could_not_be_kept_is_left_alone_and_nothing_is_written(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    for path in (tmp_path / "figures.csv", tmp_path):
        with pytest.raises(ex.errors.ExportError) as caught:
            ex.export(ARTICLES, path)
        assert caught.value.rule == (
            f"the file exists with {LOST[text]}, which cannot be kept: move it away first"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == text


def test_what_a_stranger_said_in_a_package_stays(tmp_path: Path) -> None:
    said = {
        "name": "mine", "n": 123456789012345678, "x": [0.1, -1.5e300, 1e-5, 0.30000000000000004, 0.0, True, None],
        "deep": {"a": [{"b": "\u00e9\u8fdb\U0001f44d"}]}, "sources": [7, {"title": "x"}],
        "resources": [5, "odd", {"path": "other.csv"}, {"data": [1]}],
    }  # fmt: skip
    (tmp_path / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    ex.export(ex.Catalog(), tmp_path / "figures.csv")
    found = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert found["resources"].pop()["path"] == "figures.csv"
    assert found == said


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(["path", "a", "b"]), part),
        max_leaves=10,
    )
)
@examples(60)
def test_any_file_beside_an_export_is_kept_or_refused(given_part: object) -> None:
    document = {"resources": [given_part], "a": given_part}
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "datapackage.json")
        package.write_text(json.dumps(document), encoding="utf-8")
        try:
            ex.export(ex.Catalog(), Path(folder, "figures.csv"))
        except ex.errors.ExportError:
            assert [path.name for path in Path(folder).iterdir()] == ["datapackage.json"]
            assert json.dumps(document) == package.read_text(encoding="utf-8")
        else:
            found = json.loads(package.read_text(encoding="utf-8"))
            assert (found["resources"][:-1], found["a"]) == (document["resources"], document["a"])


def test_a_folder_takes_a_file_for_each_kind_that_there_is(tmp_path: Path) -> None:
    written = ex.export(catalog_of(["x"]), tmp_path)
    names = ["figures.csv", "findings.csv", "sources.csv", "expos.csv", "editions.csv", "datapackage.json"]
    assert [path.name for path in written] == names
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == names[:-1]


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_json_keeps_every_digit_and_lists_as_lists(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    amount = ex.Amount("12345678901234567890.123456789", "USD")
    assert ex.export(catalog_of(["x"], amount), path) == (path,)
    (found,) = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert found["value"] == Decimal("12345678901234567890.123456789")
    assert found["citations"] == [{"source": "report", "paragraph": 3}]
    assert (found["is_preferred"], found["period"]) == (False, None)


def test_json_lines_has_a_row_a_line(tmp_path: Path) -> None:
    path = tmp_path / "figures.jsonl"
    ex.export(ARTICLES, path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(ARTICLES.figures())
    assert rows[0]["period_start"] == "2024-11-26"


def test_no_rows_are_an_empty_list(tmp_path: Path) -> None:
    ex.export(ex.Catalog(), tmp_path / "a.json")
    ex.export(ex.Catalog(), tmp_path / "a.jsonl")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == []
    assert (tmp_path / "a.jsonl").read_bytes() == b""


# --- Excel ------------------------------------------------------------------------------------------------------------


def test_excel_has_a_sheet_for_each_kind_and_one_that_explains_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "articles.xlsx"
    assert ex.export(ARTICLES, path) == (path,)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["figures", "claims", "findings"]
    assert book.sheetnames[-1] == "columns"
    rows = sheet(path, "figures")
    (found,) = [row for row in rows if row["record"] == "ciie-2023" and row["metric"] == "deal_value"]
    assert (found["value"], found["low"], found["period_end"]) == (
        78410000000,
        78405000000,
        datetime.combine(date(2023, 11, 10), time()),
    )
    assert found["is_preferred"] is False
    told = sheet(path, "columns")
    assert {(row["sheet"], row["column"]) for row in told} >= {("figures", "low"), ("deals", "kind")}


def test_no_cell_of_a_workbook_is_a_formula_or_becomes_one_when_it_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    ex.export(catalog_of(FORMULAS), path, what=["figures"])
    head, *rest = openpyxl.load_workbook(path)["figures"].iter_rows()
    place = [cell.value for cell in head].index("note")
    assert [row[place].value for row in rest] == FORMULAS
    assert {row[place].data_type for row in rest} == {"s"}
    assert all(row[place].quotePrefix for row in rest)


def test_what_excel_cannot_hold_as_a_number_or_date_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    ex.export(catalog_of(["x"], ex.Amount("1234567890.1234567", "USD")), path, what="figures")
    (found,) = sheet(path, "figures")
    assert found["value"] == "1234567890.1234567"
    ex.export(catalog_of(["x"], ex.Amount("5E+350", "USD")), path, what="figures")
    (found,) = sheet(path, "figures")
    assert found["value"] == f"5{'0' * 350}"
    figure = ex.Figure(
        "other", ex.Amount(5, "product"), citations=[CITED], period=ex.Period(date(1851, 5, 1), None)
    )
    edition = ex.Edition(id="e-1851", expo="e", year=1851, figures=[figure])
    ex.export(ex.Catalog(expos=[ex.Expo(id="e", name="E")], editions=[edition]), path, what="figures")
    (found,) = sheet(path, "figures")
    assert (found["period_start"], found["period_end"]) == ("1851-05-01", None)


def test_a_cell_that_excel_cannot_hold_is_an_error_that_says_where(tmp_path: Path) -> None:
    organisation = ex.Organisation(id="long", name="Long", other_names=["x" * 2000] * 17)
    with pytest.raises(
        ex.errors.ExportError, match=r"row 1 of organisations has 34\d{3} in other_names: export to .csv"
    ):
        ex.export(ex.Catalog(organisations=[organisation]), tmp_path / "a.xlsx", what="organisations")
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "_MOST_ROWS", 1)
    with pytest.raises(ex.errors.ExportError, match="a sheet has at most 1 rows: export figures to "):
        ex.export(catalog_of(["x", "y"]), tmp_path / "a.xlsx", what="figures")


def test_without_the_library_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ex.errors.MissingExtraError) as caught:
        ex.export(ARTICLES, tmp_path / "a.xlsx")
    assert (caught.value.package, caught.value.extra) == ("xlsxwriter", "excel")
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_error_names_it(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['xlsxwriter'] = None; import expotrade as ex\n"
        "try: ex.export(ex.Catalog(), sys.argv[1])\n"
        "except ex.errors.MissingExtraError as error: print(error, error.extra, isinstance(error, ImportError))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a.xlsx")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.strip().endswith(" (the extra expotrade[excel]) excel True")


# --- What does not fit ------------------------------------------------------------------------------------------------


def test_an_unknown_end_is_an_error(tmp_path: Path) -> None:
    for name in ("figures.doc", "figures"):
        with pytest.raises(
            ex.errors.ExportError, match=r"the name must end with \.csv, \.json, \.jsonl or \.xlsx"
        ):
            ex.export(ARTICLES, tmp_path / name)


def test_several_kinds_need_a_folder_or_excel(tmp_path: Path) -> None:
    with pytest.raises(
        ex.errors.ExportError, match=r"a \.json file contains one kind of row: pass one kind, or the path"
    ):
        ex.export(ARTICLES, tmp_path / "a.json", what=["deals", "flows"])
    ex.export(ARTICLES, tmp_path / "a.xlsx", what=["deals", "flows", "deals"])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["deals", "flows", "columns"]


def test_an_unknown_kind_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'deals'"):
        ex.export(ARTICLES, tmp_path / "a.csv", what="deal")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ex.export(ARTICLES, tmp_path / "missing" / "a.csv")


@pytest.mark.parametrize("what", ["figures", "claims", "findings", "flows"])
def test_every_format_says_the_same(tmp_path: Path, what: str) -> None:
    for end in ("csv", "json", "jsonl", "xlsx"):
        ex.export(ARTICLES, tmp_path / f"a.{end}", what=what)
    plain = [row["value"] if what != "findings" else row["stated_value"] for row in tidy_rows(ARTICLES, what)]
    name = "value" if what != "findings" else "stated_value"
    from_csv = [Decimal(row[name]) if row[name] else None for row in read_csv(tmp_path / "a.csv")]
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    from_json = [row[name] for row in json.loads(text, parse_float=Decimal)]
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    from_lines = [json.loads(line, parse_float=Decimal)[name] for line in lines]
    from_excel = [
        None if row[name] is None else Decimal(str(row[name])) for row in sheet(tmp_path / "a.xlsx", what)
    ]
    assert from_csv == from_json == from_lines == from_excel == plain
