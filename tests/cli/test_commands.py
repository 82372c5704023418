"""The command line: what it prints, in how many columns, and with which exit code."""

import io
import json
import os
import runpy
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from rich.cells import cell_len

import expotrade as ex
from expotrade.catalogs import KINDS
from expotrade.cli import commands as command, main
from expotrade.codec import LARGEST_FILE, decode, encode

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


def test_every_hint_of_the_overview_works(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hints = [
        line.split("  ")[1].split()[1:]
        for line in printed(capsys).split("\n")
        if line.startswith("  expotrade ")
    ]
    assert len(hints) == 7
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
    assert "ciie-2019 CIIE 2019, 1 figure, 1 claim" in text


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
    assert f"{ex.Amount.parse(row['growths'][0]):short}" == "10.2348 percent (10.2200 to 10.2496)"
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
    assert len(json.loads(printed(capsys, *arguments, "--unit", "US dollars", "--json"))["rows"]) == 2


# --- Check ----------------------------------------------------------------------------------------------------------


def test_findings_are_counted_first_and_stand_by_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check")
    findings = ex.check(ARTICLES)
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
    held = [finding for finding in ex.check(ARTICLES) if finding.verdict.value == verdict]
    assert (verdict.upper() in text.split("\n")) is bool(held)
    assert len(json.loads(printed(capsys, "check", "--verdict", verdict, "--json"))) == len(held)


def test_findings_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(printed(capsys, "check", "--json"))
    assert len(made) == len(ex.check(ARTICLES))
    for one, finding in zip(made, ex.check(ARTICLES), strict=True):
        assert list(one) == ["verdict", "kind", "record", "metric", "stated", "computed", "why", "citations"]
        for name in ("stated", "computed"):
            amount = getattr(finding, name)
            assert (one[name] and ex.Amount.parse(one[name])) == amount
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
    assert text.startswith("1 finding: 1 disagree, 0 agree, 0 undecided\n\nDISAGREES\n")
    assert "stated is 6 days; 2024-11-26/2024-11-30 is 5 days, which disagrees" in words(text)
    assert '[1] The Daily, "[red]Expo[/red] closes", paragraph 7' in text


# --- Totals and rates -----------------------------------------------------------------------------------------------


def warned(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """What a command prints on standard output and on standard error."""
    assert main(arguments) == 0
    answer = capsys.readouterr()
    return answer.out, answer.err


def test_deals_are_added_up_with_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "total")
    assert text.startswith("about CNY 100 million (1 of 6, 5 undisclosed)\n")
    assert text.count("\n  left out: ") == 5
    assert "  source: China.org.cn, " in text
    assert printed(capsys, "total", "deals") == text
    found = ex.total(ARTICLES.deals, catalog=ARTICLES)
    assert words(text) == words(str(found))


def test_a_total_of_what_has_another_metric_says_which_option_to_pass(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, "total", "canton-2025-spring", "--dataset", "history")
    assert "pass --metric for one of them" in " ".join(text.split())


def test_a_total_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(printed(capsys, "total", "--json"))
    found = ex.total(ARTICLES.deals, catalog=ARTICLES)
    assert [ex.Amount.parse(text) for text in made["amounts"]] == [*found.amounts]
    assert made["summary"] == found.summary
    assert made["included"] == ["cisce-2024-sumitomo-electric"]
    assert [left["item"] for left in made["left_out"]] == [left.item.id for left in found.left_out]
    assert {left["reason"] for left in made["left_out"]} == {"undisclosed"}
    assert made["conversions"] == made["caveats"] == []
    assert made["citations"] == [encode(citation) for citation in found.citations]
    assert made["sources"] == [encode(source) for source in found.sources]


RATED = ["total", "ciie-2023", "cisce-2024", "--unit", "USD", "--rates", "ecb", "--on"]


def test_currencies_are_converted_by_named_rates(capsys: pytest.CaptureFixture[str]) -> None:
    text, error = warned(capsys, *RATED, "own")
    assert text.startswith("USD 99.4003 billion (99.3953 billion or more) (2 of 2)\n")
    rate = "(USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics)"
    assert f"converted: more than CNY 152 billion = more than USD 20.9903 billion {rate}" in words(text)
    assert error.startswith("expotrade: warning: bases differ: ")
    assert error.endswith("; pass --mix-bases to accept it\n")
    assert error.count("\n") == 1
    assert words(printed(capsys, *RATED, "own", "--mix-bases")) == words(text)
    assert "2024-01-02. Source" in printed(capsys, *RATED, "2024-01-02", "--mix-bases")
    (made,) = json.loads(printed(capsys, *RATED, "own", "--mix-bases", "--json"))["conversions"]
    assert made["original"] == "MORE_THAN 152E+9 CNY"
    assert ex.Amount.parse(made["amount"]).unit == "USD"
    assert ex.Amount.parse(made["rate"].pop("amount")).unit == "USD/CNY"
    assert made["rate"] == {"date": "2024-11-29", "source": "Source: ECB statistics"}


def test_rates_of_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("date,CNY\n2024-11-30,7.2\n", "utf-8")
    arguments = ["total", "cisce-2024", "--unit", "USD", "--on", "2024-11-30", "--base", "USD"]
    text = printed(capsys, *arguments, "--rates", str(path))
    assert text.startswith("more than USD 21.1111 billion (1 of 1)\n")
    assert "2024-11-30. bank.csv)" in words(text)
    path.write_text("date,CNY\n2024-11-30,no\n", "utf-8")
    assert main([*arguments, "--rates", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"expotrade: {path} has 1 problem:\n- line 2")


def test_rates_as_the_sources_print_them(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    arguments = ["--unit", "USD", "--rates", "printed", "--on", "own", "--file", mine]
    text = printed(capsys, "total", "my-expo-2024", *arguments)
    assert "0 of 1, 1 without a date" in text
    assert "pass --on DATE" in words(text)


def test_totals_by_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "total", "--by", "kind")
    assert words(text).startswith("Kind Total Counted ────")
    assert "strategic cooperation about CNY 100 million 1 of 2, 1 undisclosed" in words(text)
    assert "\npurchase: nothing (0 of 3, 3 undisclosed)\n  left out: " in text
    made = json.loads(printed(capsys, "total", "--by", "kind", "--json"))
    assert made["by"] == "kind"
    assert [group["key"] for group in made["groups"]] == ["strategic_cooperation", "memorandum", "purchase"]
    assert made["groups"][2]["summary"] == "0 of 3, 3 undisclosed"
    assert "\nnot stated: " in printed(capsys, "total", "--by", "section")
    made = json.loads(printed(capsys, "total", "--by", "section", "--json"))
    assert made["groups"][0]["key"] is None
    made = json.loads(printed(capsys, "total", "editions", "--by", "year", "--json"))
    assert made["groups"][0]["key"] == 2023


def test_kinds_of_deal_are_mixed_if_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    value = {"metric": "deal_value", "amount": "EXACT 5 USD", "citations": CITED}
    deals = [
        {"id": kind, "kind": kind, "parties": [], "expo": "e", "value": value, "subject": kind}
        for kind in ("contract", "purchase")
    ]
    records = {"sources": [SOURCE], "expos": [{"id": "e", "name": "E"}], "deals": deals}
    path.write_text(json.dumps({"format": "expotrade/1"} | records), "utf-8")
    assert main(["total", "--file", str(path)]) == 1
    assert capsys.readouterr().err.endswith("unless asked; pass --mix-kinds, or --by kind\n")
    assert printed(capsys, "total", "--file", str(path), "--mix-kinds").startswith(
        "exactly USD 10 (2 of 2)\n"
    )


def test_a_comparison_names_its_rates(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "compare",
        "ciie-2023",
        "cisce-2024",
        "--metric",
        "deal_value",
        "--unit",
        "USD",
        "--rates",
        "ecb",
    ]
    text = printed(capsys, *arguments, "--on", "own")
    assert "Converted: more than CNY 152 billion = more than USD 20.9903 billion (USD 0.138094 per" in words(
        text
    )
    (made,) = json.loads(printed(capsys, *arguments, "--on", "2024-01-02", "--json"))["conversions"]
    assert made["rate"]["date"] == "2024-01-02"
    assert json.loads(printed(capsys, *arguments[:5], "--json"))["conversions"] == []
    assert "pass --unit, --rates and --on" in words(printed(capsys, *arguments[:5]))


def test_other_warnings_stay_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def alarm(*_: object) -> ex.Catalog:
        warnings.warn("of another library", DeprecationWarning, stacklevel=1)
        return ARTICLES

    monkeypatch.setattr(command, "load_dataset", alarm)
    with pytest.warns(DeprecationWarning, match="of another library"):
        assert main(["list"]) == 0


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
        f"{path} is valid records: 1 source, 1 organisation, 1 expo, 2 editions, 1 deal in them: 4 figures, 1 claim "
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
    assert json.loads(path.read_text("utf-8"))["format"] == "expotrade/1"
    for wrong, reason in (
        (tmp_path / "no" / "mine.json", f"there is no folder {str(tmp_path / 'no')!r}"),
        (tmp_path, "is a directory"),
        (f"{tmp_path}/new/", "is a directory"),
    ):
        assert main(["new", str(wrong), "--force"]) == 1
        assert capsys.readouterr().err == f"expotrade: cannot open {str(wrong)!r}: {reason}\n"


WRONG = """\
{
 "format": "expotrade/1",
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
    assert capsys.readouterr().out.startswith(f"{path}: size: it has at most ")
    assert main(["validate", str(path), "--json"]) == 1
    (made,) = json.loads(capsys.readouterr().out)
    assert (made["line"], made["column"], made["value"]) == (None, None, LARGEST_FILE + 1)


def test_an_empty_catalog_is_valid(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.json").write_text('{"format": "expotrade/1"}', "utf-8")
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
        f"expotrade validate {path} tells on which lines",
    ]
    with pytest.raises(ex.errors.DecodeError) as caught:
        ex.read_catalog(path)
    assert answer.stderr.removeprefix("expotrade: ").startswith(f"{caught.value}\n")


def test_problems_of_a_file_point_to_their_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"format": "expotrade/1", "deals": 5}', "utf-8")
    for arguments in (["list", "--file", str(path)], ["check", str(path)]):
        assert main(arguments) == 1
        assert capsys.readouterr().err == (
            f"expotrade: {path} has 1 problem:\n- deals: it must be a list, not 5\n"
            f"expotrade validate {path} tells on which lines\n"
        )


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
        assert answer.err.startswith(f"expotrade: cannot open {str(path)!r}: ")


# --- Exit codes -----------------------------------------------------------------------------------------------------

MONEY = ["total", "ciie-2023", "--unit", "USD"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["show", "ciie-2022"], "expotrade: no record 'ciie-2022'; nearest: 'ciie-20"),
        (["show", "\x1b[31m"], r"expotrade: no record '\x1b[31m'"),
        (["compare", "ciie-2019", "ciie-2020"], "expotrade: no edition 'ciie-2020'; nearest: 'ciie-20"),
        (["compare", "ciie-2019", "ciie"], "expotrade: no edition 'ciie'; nearest: 'ciie-20"),
        (
            ["compare", "ciie-2019", "ciie-2023", "--metric", "deal"],
            "expotrade: no metric 'deal'; nearest: 'deals'",
        ),
        (
            ["compare", "ciie-2019", "ciie-2023", "--unit", "CNY"],
            "expotrade: cannot express USD in CNY without exchange rates: pass --rates ecb and --on own",
        ),
        (["compare", "ciie-2019", "ciie-2023", "--unit", "dolars"], "expotrade: no unit 'dolars'; nearest: "),
        (["show", "tdi-2023-11-12"], "expotrade: no record 'tdi-2023-11-12'; nearest: 'tdi-2023-11-11'"),
        (["total", "deel"], "expotrade: no record 'deel'"),
        (["total", "apple"], "expotrade: cannot total "),
        (["total", "editions", "--metric", "visitor"], "expotrade: no metric 'visitor'; nearest: 'visitors'"),
        (["total", "--by", "kin"], "expotrade: cannot total by 'kin': pass one of kind, edition, "),
        (
            ["total", "cisce-2024", "--unit", "USD"],
            "expotrade: cannot express CNY in USD without exchange rates: pass --rates ecb and --on own",
        ),
        (
            [*MONEY, "--rates", "ebc", "--on", "own"],
            "expotrade: no rates 'ebc'; nearest: 'ecb'; pass ecb, printed",
        ),
        (
            [*MONEY, "--rates", "nowhere.csv", "--base", "EUR", "--on", "own"],
            "expotrade: cannot open 'nowhere.csv': no such file or directory",
        ),
        (["export", "a.csv", "--what", "deel"], "expotrade: no kind of row 'deel'; nearest: 'deals'"),
        (["export", "a.doc"], "expotrade: cannot export to 'a.doc': it ends with "),
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
    ("arguments", "text"),
    [
        (["totl"], "expotrade: no command 'totl'; nearest: 'total'"),
        (["nothing"], "expotrade: no command 'nothing'; there are list, show, compare, "),
        (["list", "deels"], "expotrade: no kind 'deels'; nearest: 'deals'"),
        (["check", "--verdict", "agree"], "expotrade: no verdict 'agree'; nearest: 'agrees', 'disagrees'"),
        (["total", "--mertic", "deals"], "expotrade total: it takes no '--mertic'; nearest: '--metric'"),
        (["show", "ciie", "cisce"], "expotrade show: it takes no 'cisce'; see expotrade show --help"),
        (["--verbose"], "expotrade: it takes no '--verbose'; nearest: '--version'"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str], arguments: list[str], text: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.startswith(text)
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["compare"],
        ["new"],
        ["validate"],
        ["list", "--file", "a.json", "--dataset", "articles"],
        ["check", "a.json", "b.json"],
        ["check", "a.json", "--file", "b.json"],
        ["check", "a.json", "--dataset", "articles"],
        [*MONEY, "--rates", "ecb"],
        [*MONEY, "--on", "own"],
        ["compare", "ciie-2019", "ciie-2023", "--rates", "ecb", "--on", "own"],
        [*MONEY, "--rates", "ecb", "--on", "2024-13-01"],
        [*MONEY, "--rates", "ecb", "--on", "20241130"],
        [*MONEY, "--rates", "ecb", "--on", "own", "--base", "EUR"],
        [*MONEY, "--base", "EUR"],
        [*MONEY, "--rates", "rates.csv", "--on", "own"],
    ],
)
def test_wrong_usage_leaves_with_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: expotrade")


@pytest.mark.parametrize(
    "command", ["", "list", "show", "compare", "total", "check", "export", "new", "validate"]
)
def test_help_is_an_answer(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*filter(None, [command]), "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("usage: expotrade")


@pytest.mark.parametrize("text", ["", "--json"])
def test_the_version_and_the_datasets_need_no_command(capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert printed(capsys, "--version") == f"expotrade {ex.__version__}\n"
    assert [one["name"] for one in json.loads(printed(capsys, "--json"))] == [
        info.name for info in ex.list_datasets()
    ]
    assert json.loads(printed(capsys, "--json", "list", *text.split())) == [
        encode(one) for one in ARTICLES.editions
    ]


def test_help_tells_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    for code in ("0    done", "1    a name, a file", "2    the command", "130  stopped"):
        assert f"\n  {code}" in text


def test_a_stop_from_the_keyboard_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> ex.Catalog:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "load_dataset", stop)
    assert main(["list"]) == 130
    assert capsys.readouterr() == ("", "")


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
    assert decode({"format": "expotrade/1"} | lists) == ARTICLES


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_device_is_told_of_without_a_name_that_nobody_gave(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "/dev/full", "--force"]) == 1
    assert capsys.readouterr().err == "expotrade: no space left on device\n"
