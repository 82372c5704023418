"""The command line: what it prints, in how many columns, and with which exit code."""

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

import expotrade as ex
from expotrade.amounts import Amount
from expotrade.catalog import KINDS
from expotrade.checks import check
from expotrade.codec import decode_catalog, encode
from expotrade.command import main

ARTICLES = ex.load_dataset("articles")
SOURCE = {"id": "report", "title": "[red]Expo[/red] closes", "publisher": "The Daily"}
CITED = [{"source": "report", "paragraph": 7}]
CHINESE = "中国国际进口博览会" * 10


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own whose output is piped."""
    return subprocess.run(
        [sys.executable, "-m", "expotrade", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints; lines of at most 80 columns, plain, and nothing on standard error."""
    assert main(arguments) == 0
    answer = capsys.readouterr()
    assert answer.err == ""
    assert "\x1b" not in answer.out
    if "--json" not in arguments:
        assert max(cell_len(line) for line in answer.out.split("\n")) <= 80
        assert all(line == line.rstrip() for line in answer.out.split("\n"))
    return answer.out


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A catalog of one's own that tries to be markup, and is long and Chinese."""
    path = tmp_path / "mine.json"
    figure = {
        "metric": "deal_value",
        "amount": "MORE_THAN 152E+9 CNY",
        "as_printed": "[bold]over[/bold] 152 billion yuan",
        "citations": CITED,
        "equivalent": "ROUNDED 21E+9 USD",
    }
    rival = {
        "metric": "deal_value",
        "amount": "ROUNDED 15.2E+9 CNY",
        "citations": CITED,
        "status": "expected",
    }
    unheard = {"metric": "deals", "amount": "AT_MOST 5 deal", "citations": CITED}
    records = {
        "format": "expotrade/1",
        "sources": [SOURCE],
        "organisations": [{"id": "a", "name": "[/red]", "other_names": ["A", CHINESE], "kind": "company"}],
        "expos": [
            {
                "id": "my-expo",
                "name": "[link=x]My Expo",
                "organisers": [{"organisation": "a", "role": "host"}],
            }
        ],
        "editions": [
            {
                "id": "my-expo-2024",
                "expo": "my-expo",
                "year": 2024,
                "note": CHINESE,
                "figures": [figure, rival, unheard],
            },
            {"id": "my-expo-2023", "expo": "my-expo", "year": 2023},
        ],
        "exhibitors": [
            {
                "id": "x",
                "party": {"organisation": "a"},
                "expo": "my-expo",
                "partners": [{"description": "[red]others[/red]"}],
                "showcases": [
                    {"product": "laptop", "debut": "world", "citations": CITED},
                    {"product": "phone"},
                ],
            }
        ],
        "deals": [{"id": "d", "parties": [{"place": "CN"}], "expo": "my-expo", "subject": "x" * 300}],
        "remarks": [
            {
                "id": "r",
                "subject": {"organisation": "a"},
                "kind": "plan",
                "wording": "w " * 200 + "end",
                "people": [{"name": "Li Fei", "office": "Vice Minister"}, {"name": "Anon"}],
            }
        ],
    }
    path.write_text(json.dumps(records), "utf-8")
    return str(path)


# --- Overview and lists ---------------------------------------------------------------------------------------------


def test_the_overview_makes_one_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys)
    assert text.startswith("expotrade: the figures that trade expos report")
    assert "articles 1." in words(text)
    assert "ciie-2023 value of deals $78.41 billion USD 78.405 USD 78.415 billion billion" in words(text)
    assert "cisce-2024 value of deals over 152 CNY 152 open billion yuan billion" in words(text)
    for hint in ("compare ciie-2019 ciie-2023", "show cisce-2024", "list deals", "check --verdict agrees"):
        assert f"  expotrade {hint}" in text


def test_every_hint_of_the_overview_works(capsys: pytest.CaptureFixture[str]) -> None:
    hints = [
        line.split("  ")[1].split()[1:]
        for line in printed(capsys).split("\n")
        if line.startswith("  expotrade ")
    ]
    assert len(hints) == 5
    for hint in hints[:-1]:
        assert printed(capsys, *hint)


@pytest.mark.parametrize("kind", ["sources", *KINDS])
def test_every_kind_can_be_listed(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    held = getattr(ARTICLES, kind)
    text = printed(capsys, "list", kind)
    assert text.startswith(f"{len(held)} {kind}\n")
    assert all(record.id[:36] in text for record in held)
    records = json.loads(printed(capsys, "list", kind, "--json"))
    assert records == [encode(record) for record in held]


def test_editions_are_listed_unless_something_else_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "list") == printed(capsys, "list", "editions", "--dataset", "articles")
    text = words(printed(capsys, "list"))
    assert "cisce-2024 CISCE 2024, 2024-11-26/2024-11-30, 8 figures" in text
    assert "ciie-2019 CIIE 2019, 1 figures, 1 claims" in text


def test_datasets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "articles 1." in words(printed(capsys, "list", "datasets"))
    (info, *_) = json.loads(printed(capsys, "list", "datasets", "--json"))
    assert info["name"] == "articles"
    assert info["counts"]["editions"] == len(ARTICLES.editions)
    assert info["known_gaps"]


# --- Show -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", [*ARTICLES.records(), *ARTICLES.sources], ids=lambda record: record.id)
def test_every_record_can_be_shown(capsys: pytest.CaptureFixture[str], record: object) -> None:
    text = printed(capsys, "show", record.id)
    assert f"({record.id})" in words(text)
    for citation in getattr(record, "citations", ()):
        assert words(citation.cite()) in words(text)
    for figure in getattr(record, "figures", ()):
        assert figure.as_printed.split()[0] in text
    assert json.loads(printed(capsys, "show", record.id, "--json")) == encode(record)


def test_an_edition_is_shown_with_figures_claims_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    text = words(printed(capsys, "show", "ciie-2023"))
    assert text.startswith(
        "CIIE 2023, 2023-11-05/2023-11-10, 5 figures, 2 claims (ciie-2023) number: 6 period: 2023"
    )
    assert "Metric As printed From To Source" in text
    assert "442 products 442 products" in text
    assert "Claim: growth, metric deal_value, 6.7 percent [" in text
    assert "Claim: rank, metric deal_value, rank 1, among editions of the CIIE so far [1 3 4]" in text
    assert (
        '[1] TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3' in text
    )


def test_a_deal_is_shown_with_its_parties(capsys: pytest.CaptureFixture[str]) -> None:
    text = words(printed(capsys, "show", "cisce-2024-honeywell"))
    assert text.startswith("memorandum, undisclosed")
    assert "honeywell" in text.split("parties: ")[1]


# --- Compare --------------------------------------------------------------------------------------------------------


def test_editions_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "compare", "ciie-2019", "ciie-2023")
    assert text.startswith("CIIE 2019 and CIIE 2023\n")
    assert "value of deals USD 71.13 billion USD 78.41 billion +10.2348 percent" in words(text)
    assert "(10.2200 to 10.2496)" in words(text)
    assert '[1] "CIIE opens up opportunities for inland provinces", 2019-12-23, paragraph 7' in words(text)
    assert "Caveat: CIIE 2019 and CIIE 2023 are not adjacent editions: number 2 and 6" in words(text)


def test_a_comparison_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(
        printed(capsys, "compare", "ciie-2019", "ciie-2023", "--json", "--metric", "deal_value")
    )
    assert made["editions"] == ["ciie-2019", "ciie-2023"]
    (row,) = made["rows"]
    assert row["amounts"] == ["ROUNDED 71.13E+9 USD", "ROUNDED 78.41E+9 USD"]
    assert f"{Amount.parse(row['growths'][0]):short}" == "10.2348 percent (10.2200 to 10.2496)"
    assert row["orders"] == [["ciie-2019", "ciie-2023", "below"]]
    assert row["figures"][0]["citations"] == [{"source": "inland-2019-12-23", "paragraph": 7}]
    assert [source["id"] for source in made["sources"]] == ["inland-2019-12-23", "tdi-2023-11-11"]
    assert [caveat["kind"] for caveat in made["caveats"]] == ["not_adjacent", "not_deflated"]
    more = json.loads(printed(capsys, "compare", "cisce-2023", "cisce-2024", "--json"))
    assert more["rows"][0]["figures"][0] is None
    assert more["rows"][0]["amounts"][0] is None
    assert more["rows"][0]["growths"] == [None]


def test_metrics_and_unit_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["compare", "ciie-2019", "ciie-2023", "--metric", "deal_value", "--metric", "exhibitors"]
    assert len(json.loads(printed(capsys, *arguments, "--unit", "dollars", "--json"))["rows"]) == 2


# --- Check ----------------------------------------------------------------------------------------------------------


def test_findings_are_counted_first_and_stand_by_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check")
    findings = check(ARTICLES)
    agree = sum(finding.verdict is ex.Verdict.AGREES for finding in findings)
    counts = f"{len(findings)} findings: 0 disagree, {agree} agree, {len(findings) - agree} undecided"
    assert text.split("\n")[0] == counts
    assert "\nDISAGREES\n" not in text
    assert text.index("\nAGREES\n") < text.index("\nUNDECIDED\n")
    assert words(text).count("which agrees") == sum("which agrees" in finding.why for finding in findings)
    for finding in findings:
        assert words(f"{finding.record}, {finding.kind.value}: {finding.why}") in words(text)


def test_citations_are_numbered_below_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", "ciie-2023", "--verdict", "undecided")
    growth = words(text.split("ciie-2023, growth:")[1].split("ciie-2023, rank:")[0])
    assert [growth.count(f"[{number}]") for number in range(1, 6)] == [1, 1, 1, 1, 0]
    assert "it would have been USD 73.4864 billion (73.4473 " in growth


def test_findings_of_some_records(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", "cisce-2024", "china-thailand-durian-imports-2023")
    assert text.startswith("3 findings: 0 disagree, 2 agree, 1 undecided\n")
    assert printed(capsys, "check", "cisce") != printed(capsys, "check")
    assert printed(capsys, "check", "apple") == "0 findings: 0 disagree, 0 agree, 0 undecided\n"


@pytest.mark.parametrize("verdict", ["agrees", "disagrees", "undecided"])
def test_findings_of_a_verdict(capsys: pytest.CaptureFixture[str], verdict: str) -> None:
    text = printed(capsys, "check", "--verdict", verdict)
    others = {"AGREES", "DISAGREES", "UNDECIDED"} - {verdict.upper()}
    assert not others & set(text.split("\n"))
    held = [finding for finding in check(ARTICLES) if finding.verdict.value == verdict]
    assert (verdict.upper() in text.split("\n")) is bool(held)
    assert len(json.loads(printed(capsys, "check", "--verdict", verdict, "--json"))) == len(held)


def test_findings_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(printed(capsys, "check", "--json"))
    assert len(made) == len(check(ARTICLES))
    for one, finding in zip(made, check(ARTICLES), strict=True):
        assert list(one) == ["verdict", "kind", "record", "metric", "stated", "computed", "why", "citations"]
        for name in ("stated", "computed"):
            amount = getattr(finding, name)
            assert (one[name] and Amount.parse(one[name])) == amount
        assert one["citations"] == [encode(citation) for citation in finding.citations]


def test_a_contradiction_is_a_result_and_no_failure(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    days = {"metric": "duration", "amount": "EXACT 6 day", "citations": CITED}
    edition = {
        "id": "e-2024",
        "expo": "e",
        "year": 2024,
        "period": "2024-11-26/2024-11-30",
        "figures": [days],
    }
    records = {"sources": [SOURCE], "expos": [{"id": "e", "name": "E"}], "editions": [edition]}
    path.write_text(json.dumps({"format": "expotrade/1"} | records), "utf-8")
    text = printed(capsys, "check", "--file", str(path))
    assert text.startswith("1 findings: 1 disagree, 0 agree, 0 undecided\n\nDISAGREES\n")
    assert "stated is 6 days; 2024-11-26/2024-11-30 is 5 days, which disagrees" in words(text)
    assert '[1] The Daily, "[red]Expo[/red] closes", paragraph 7' in text


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
    assert "people: Li Fei, Vice Minister; Anon" in remark
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
    path.write_text(json.dumps({"format": "expotrade/1"} | records), "utf-8")
    answer = run("list", "--file", str(path))
    assert (answer.returncode, answer.stdout) == (1, "")
    lines = answer.stderr.rstrip().split("\n")
    assert lines[0] == f"expotrade: {path} has 3 problems:"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "- editions[0].year",
        "- editions[1].figures[0].amount",
        "- editions[2].expo",
    ]
    with pytest.raises(ex.DecodeError) as caught:
        ex.read_catalog(path)
    assert str(caught.value) == answer.stderr.rstrip().removeprefix("expotrade: ")


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202egnp.exe", "two\nlines"])
def test_a_file_with_hidden_signs_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps({"format": "expotrade/1", "expos": [{"id": "e", "name": text}]}), "utf-8")
    answer = run("list", "expos", "--file", str(path))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "expos[0].name: it is one line without control characters" in answer.stderr
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
        assert answer.err.startswith("expotrade: [Errno ")
        assert str(path) in answer.err


# --- Exit codes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["show", "ciie-2022"], "expotrade: no record 'ciie-2022'; nearest: 'ciie-20"),
        (["show", "\x1b[31m"], r"expotrade: no record '\x1b[31m'"),
        (["compare", "ciie-2019", "ciie-2020"], "expotrade: no edition 'ciie-2020'; nearest: 'ciie-20"),
        (["compare", "ciie-2019", "ciie"], "expotrade: no edition 'ciie'; nearest: 'ciie-20"),
        (["compare", "ciie-2019"], "expotrade: cannot compare 1 edition(s): give two or more"),
        (
            ["compare", "ciie-2019", "ciie-2023", "--metric", "deal"],
            "expotrade: no metric 'deal'; nearest: 'deals'",
        ),
        (
            ["compare", "ciie-2019", "ciie-2023", "--unit", "CNY"],
            "expotrade: cannot compare USD in CNY: currencies meet",
        ),
        (["compare", "ciie-2019", "ciie-2023", "--unit", "dolars"], "expotrade: no unit 'dolars'; nearest: "),
        (["check", "ciie-2022"], "expotrade: no record 'ciie-2022'; nearest: 'ciie-20"),
        (["list", "--dataset", "article"], "expotrade: no dataset 'article'; nearest: 'articles'"),
    ],
)
def test_a_wrong_name_is_said_on_standard_error(
    capsys: pytest.CaptureFixture[str], arguments: list[str], text: str
) -> None:
    assert main(arguments) == 1
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.startswith(text)
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["list", "nothing"],
        ["show"],
        ["compare"],
        ["check", "--verdict", "maybe"],
        ["list", "--file", "a.json", "--dataset", "articles"],
        ["--verbose"],
    ],
)
def test_wrong_usage_leaves_with_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: expotrade")


@pytest.mark.parametrize("command", ["", "list", "show", "compare", "check"])
def test_help_is_an_answer(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*filter(None, [command]), "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("usage: expotrade")


# --- The process ----------------------------------------------------------------------------------------------------


def test_the_module_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["expotrade", "list", "deals"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("expotrade", run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"{len(ARTICLES.deals)} deals\n")
    assert runpy.run_module("expotrade.__main__", run_name="expotrade.__main__")["main"] is main


def test_the_process_answers_like_the_function(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["compare", "ciie-2019", "ciie-2023"], ["check"], ["show", "cisce-2024", "--json"]):
        answer = run(*arguments, FORCE_COLOR="1", COLUMNS="200")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout == printed(capsys, *arguments)


def test_exit_codes_of_the_process() -> None:
    assert (run("show", "ciie-2022").returncode, run("nothing").returncode, run("--help").returncode) == (
        1,
        2,
        0,
    )


@pytest.mark.parametrize("arguments", [["list", "remarks"], ["list", "remarks", "--json"], []])
def test_a_reader_that_has_enough_is_no_error(arguments: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "expotrade", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()  # nobody reads
    error = process.stderr.read()
    assert (process.wait(), error) == (0, b"")
    process.stderr.close()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_an_output_that_cannot_show_every_sign_is_no_error(encoding: str) -> None:
    for arguments in (["compare", "ciie-2019", "ciie-2023"], ["show", "ciie"]):
        answer = subprocess.run(
            [sys.executable, "-m", "expotrade", *arguments],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            check=False,
        )
        assert (answer.returncode, answer.stderr) == (0, b"")
    answer = subprocess.run(
        [sys.executable, "-m", "expotrade", "show", "ciie", "--json"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=True,
    )
    assert json.loads(answer.stdout)["chinese_name"] == "中国国际进口博览会"


def test_a_stream_of_another_kind_is_written_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["show", "ciie", "--json"]) == 0
    assert json.loads(stream.getvalue())["chinese_name"] == "中国国际进口博览会"


def test_a_narrow_encoding_is_met_in_the_process_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, expected in ((["list"], b"7 editions\n\n"), (["show", "ciie", "--json"], b"{\n")):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", newline="\n"))
        assert main(arguments) == 0
        assert raw.getvalue().startswith(expected)


def test_a_pipe_that_breaks_is_met_in_the_process_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["list"]) == 0
        monkeypatch.undo()


def test_what_is_listed_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    lists = {kind: json.loads(printed(capsys, "list", kind, "--json")) for kind in ("sources", *KINDS)}
    assert decode_catalog({"format": "expotrade/1"} | lists) == ARTICLES
