"""Commands on files: checks, exports, new files, and what is wrong in a file."""

import json
from pathlib import Path

import pytest

import expotrade as ex
from command_line import ARTICLES, CHINESE, CITED, SOURCE, printed, run, words
from expotrade.cli import main
from expotrade.codec import LARGEST_FILE

# --- Checks of one's own, exports, new files -----------------------------------------------------------------------


def test_a_file_is_checked_by_its_name(
    capsys: pytest.CaptureFixture[str], mine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = printed(capsys, "check", mine)
    assert text == printed(capsys, "check", "--file", mine)
    assert printed(capsys, "check", mine, "my-expo") != text
    assert printed(capsys, "check", "my-expo-2024", mine) == text
    monkeypatch.chdir(tmp_path)
    Path("mine").write_bytes(Path(mine).read_bytes())
    assert printed(capsys, "check", "mine") == text
    assert main(["check", "nowhere.json"]) == 1
    assert capsys.readouterr().err == "expotrade: cannot open 'nowhere.json': no such file or directory\n"
    assert main(["check", "."]) == 1
    assert capsys.readouterr().err == "expotrade: cannot open '.': is a directory\n"


def test_printed_conversions_are_checked_by_rates(capsys: pytest.CaptureFixture[str]) -> None:
    without = json.loads(printed(capsys, "check", "--json"))
    found = json.loads(printed(capsys, "check", "--rates", "ecb", "--json"))
    assert [one["why"] for one in found] == [one.why for one in ex.check(ARTICLES, rates=ex.RateTable.ecb())]
    assert found != without


def test_rows_are_exported(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert printed(capsys, "export", "figures.csv") == "figures.csv\ndatapackage.json\n"
    assert Path("figures.csv").read_text("utf-8").count("\n") > len(ARTICLES.figures())
    assert json.loads(printed(capsys, "export", "deals.jsonl", "--what", "deals", "--json")) == [
        "deals.jsonl"
    ]
    assert len(Path("deals.jsonl").read_text("utf-8").splitlines()) == len(ARTICLES.deals)
    assert main(["export", str(tmp_path / "no" / "figures.json")]) == 1
    error = capsys.readouterr().err
    assert (
        error
        == f"expotrade: cannot open {str(tmp_path / 'no' / 'figures.json')!r}: no such file or directory\n"
    )


def test_a_new_file_is_valid_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = "mine.json"
    text = printed(capsys, "new", path)
    assert text == (
        "mine.json is written; everything in it is an example to replace\n"
        "Try next: expotrade validate mine.json\n"
    )
    assert words(printed(capsys, "validate", str(path))) == (
        f"{path} is valid records: 1 source, 1 organisation, 1 person, 1 region, 1 expo, 2 editions, 1 deal "
        f"in them: 4 figures, 3 claims "
        f"Try next: expotrade check {path}"
    )
    assert json.loads(printed(capsys, "validate", str(path), "--json")) == []
    assert "1 agree" in printed(capsys, "check", str(path))
    assert "about CNY 100 million" in printed(capsys, "total", "--file", str(path))


def test_a_new_file_replaces_nothing_unless_forced(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text("precious", "utf-8")
    assert main(["new", str(path)]) == 1
    assert "it is there already; --force replaces it" in capsys.readouterr().err
    assert path.read_text("utf-8") == "precious"
    assert json.loads(printed(capsys, "new", str(path), "--force", "--json")) == [str(path)]
    assert json.loads(path.read_text("utf-8"))["format"] == "expotrade/2"
    for wrong, reason in (
        (tmp_path / "no" / "mine.json", f"there is no folder {str(tmp_path / 'no')!r}"),
        (tmp_path, "is a directory"),
        (f"{tmp_path}/new/", "is a directory"),
    ):
        assert main(["new", str(wrong), "--force"]) == 1
        assert capsys.readouterr().err == f"expotrade: cannot open {str(wrong)!r}: {reason}\n"


WRONG = """\
{
 "format": "expotrade/2",
 "deals": [{"id": "d", "parties": [], "kind": "purchas", "expo": "e"}],
 "expos": [
  {"id": "e", "nam": "E", "city": ["%s"]},
  {"id": "f",
   "name": "F", "country": "China", "note": "\\ud800"}
 ]
}
"""


def test_problems_are_listed_line_by_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(WRONG % ("x" * 3000), "utf-8")
    assert main(["validate", str(path)]) == 1
    answer = capsys.readouterr()
    assert answer.err == ""
    lines = answer.out.split("\n")
    assert [line.removeprefix(f"{path}:").split(": ")[:2] for line in lines[: len(lines) - 3]] == [
        ["3:47", "deals[0].kind"],
        ["5:3", "expos[0].name"],
        ["5:22", "expos[0].nam"],
        ["5:35", "expos[0].city"],
        ["7:28", "expos[1].country"],
        ["7:45", "expos[1].note"],
    ]
    assert lines[0].endswith("'unspecified' (nearest: 'purchase'), not 'purchas'")
    assert lines[-2] == f"{path} has 6 problems"
    assert main(["validate", str(path), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [(one["line"], one["column"], one["path"]) for one in made][:2] == [
        (3, 47, "deals[0].kind"),
        (5, 3, "expos[0].name"),
    ]
    assert [one["value"] for one in made][:3] == ["purchas", None, "nam"]
    assert made[3]["value"].startswith("['xxx")
    assert len(made[3]["value"]) < 200
    assert [one["value"] for one in made][4:] == ["China", "\ud800"]
    assert [one["nearest"] for one in made] == [["purchase"], [], ["name"], [], ["CN"], []]
    assert made[1]["rule"] == "it must be given"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            b'{\n"format": ',
            ":2:11: line 2 column 11: it must be JSON (expecting value), not the end of the text",
        ),
        (b"", ":1:1: line 1 column 1: it must be JSON"),
        (b'{\n "\xff"}', ":2:3: byte 4: it must be text in UTF-8, not b"),
        (b"\n[" + b"[" * 40, ":2:41: nesting: lists and objects stand at most 40 deep"),
        (b"[]", ":1:1: document: it must be an object, not []"),
    ],
)
def test_what_is_no_json_is_told_by_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(content)
    assert main(["validate", str(path)]) == 1
    text = capsys.readouterr().out
    assert text.startswith(f"{path}{problem}")
    assert text.endswith(f"\n\n{path} has 1 problem\n")


def test_a_problem_without_a_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 5)
    assert main(["validate", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}: size: it must have at most ")
    assert main(["validate", str(path), "--json"]) == 1
    (made,) = json.loads(capsys.readouterr().out)
    assert (made["line"], made["column"], made["value"]) == (None, None, LARGEST_FILE + 1)


def test_an_empty_catalog_is_valid(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.json").write_text('{"format": "expotrade/2"}', "utf-8")
    assert "records: none\n  in them: no figures\n" in printed(capsys, "validate", "empty.json")
    assert printed(capsys, "list", "deals", "--file", "empty.json").startswith("0 deals\n")


# --- Files of one's own ---------------------------------------------------------------------------------------------


def test_markup_and_long_words_of_a_file_are_only_text(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    assert "[link=x]My Expo" in printed(capsys, "list", "expos", "--file", mine)
    assert "[/red]" in printed(capsys, "list", "organisations", "--file", mine)
    shown = printed(capsys, "show", "my-expo-2024", "--file", mine)
    assert "[bold]over" in shown
    assert '[1] The Daily, "[red]Expo[/red] closes", paragraph 7' in shown
    assert "(expected)" in shown
    assert CHINESE in shown.replace("\n  ", "")
    assert "organisers: a (host)" in printed(capsys, "show", "my-expo", "--file", mine)
    assert "other names: A; 中国" in words(printed(capsys, "show", "a", "--file", mine))
    exhibitor = printed(capsys, "show", "x", "--file", mine)
    assert "partners: [red]others[/red]" in exhibitor
    assert "showcases: laptop (debut: world); phone" in exhibitor
    remark = printed(capsys, "show", "r", "--file", mine)
    assert "parties: li-fei; Anon" in remark
    assert "offices: Vice Minister" in printed(capsys, "show", "li-fei", "--file", mine)
    assert printed(capsys, "show", "d", "--file", mine).startswith("unspecified, undisclosed:\n" + "x" * 78)
    assert "152" in printed(capsys, "compare", "my-expo-2023", "my-expo-2024", "--file", mine)
    assert printed(capsys, "check", "--file", mine)
    assert printed(capsys, "list", "remarks", "--file", mine)


def test_a_broken_file_is_refused_whole_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    editions = [
        {"id": "ciie-2023", "expo": "ciie", "year": "2023"},
        {
            "id": "ciie-2024",
            "expo": "ciie",
            "year": 2024,
            "figures": [{"metric": "deal_value", "amount": 5, "citations": CITED}],
        },
        {"id": "cie-2025", "expo": "cie", "year": 2025},
    ]
    records = {"sources": [SOURCE], "expos": [{"id": "ciie", "name": "CIIE"}], "editions": editions}
    path.write_text(json.dumps({"format": "expotrade/2"} | records), "utf-8")
    answer = run("list", "--file", str(path))
    assert (answer.returncode, answer.stdout) == (1, "")
    lines = answer.stderr.rstrip().split("\n")
    assert lines[0] == f"expotrade: {path} has 3 problems:"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "- editions[0].year",
        "- editions[1].figures[0].amount",
        "- editions[2].expo",
        f"expotrade validate {path} tells on which lines",
    ]
    with pytest.raises(ex.errors.DecodeError) as caught:
        ex.read_catalog(path)
    assert answer.stderr.removeprefix("expotrade: ").startswith(f"{caught.value}\n")


def test_problems_of_a_file_point_to_their_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"format": "expotrade/2", "deals": 5}', "utf-8")
    for arguments in (["list", "--file", str(path)], ["check", str(path)]):
        assert main(arguments) == 1
        assert capsys.readouterr().err == (
            f"expotrade: {path} has 1 problem:\n- deals: it must be a list, not 5\n"
            f"expotrade validate {path} tells on which lines\n"
        )


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202egnp.exe", "two\nlines"])
def test_a_file_with_hidden_signs_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps({"format": "expotrade/2", "expos": [{"id": "e", "name": text}]}), "utf-8")
    answer = run("list", "expos", "--file", str(path))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "expos[0].name: it must be one line without control or hidden characters" in answer.stderr
    assert "\x1b" not in answer.stderr


@pytest.mark.parametrize("content", [b"", b"not JSON", b"\xff\xfe", b"[]", b"{}", b"\x00" * 1000])
def test_what_is_no_catalog_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(content)
    answer = run("list", "--file", str(path))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("expotrade: ")
    assert "Traceback" not in answer.stderr


def test_a_file_that_is_not_there_or_is_a_folder_is_an_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for path in (tmp_path / "nowhere.json", tmp_path):
        assert main(["list", "--file", str(path)]) == 1
        answer = capsys.readouterr()
        assert answer.out == ""
        assert answer.err.startswith(f"expotrade: cannot open {str(path)!r}: ")


def test_own_metrics_and_flows_with_several_partners_are_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    own = {"id": "booths-online", "dimension": "count", "unit": "booth", "english": "booths online"}
    cars = {"id": "cars", "reporter": "CN", "kind": "export", "partners": ["GB", "AU"], "product": "cars"}
    path.write_text(json.dumps({"format": "expotrade/2", "metrics": [own], "flows": [cars]}), "utf-8")
    assert "booths online, booth" in printed(capsys, "list", "metrics", "--file", str(path))
    shown = printed(capsys, "show", "cars", "--file", str(path))
    assert "CN to or from GB, AU" in shown
    assert "partners: GB; AU" in shown
