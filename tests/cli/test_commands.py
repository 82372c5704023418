"""What the commands print of the bundled data: lists, records, comparisons, findings, totals."""

import json
import warnings
from pathlib import Path

import pytest

import expotrade as ex
from command_line import ARTICLES, CITED, SOURCE, printed, words
from expotrade.catalogs import KINDS
from expotrade.cli import commands as command, main
from expotrade.codec import encode
from folding import each_row
from searching import some

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
    assert "cisce-2024 CISCE 2024, 2024-11-26/2024-11-30, 9 figures" in text
    assert "ciie-2019 CIIE 2019, 2019-11, 1 figure, 2 claims" in text


def test_datasets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "articles 1." in words(printed(capsys, "list", "datasets"))
    (info, *_) = json.loads(printed(capsys, "list", "datasets", "--json"))
    assert info["name"] == "articles"
    assert info["counts"]["editions"] == len(ARTICLES.editions)
    assert info["known_gaps"]


# --- Show -----------------------------------------------------------------------------------------------------------


# By default one record in four of each kind.
@each_row("record", [one for kind in ("sources", *KINDS) for one in some(getattr(ARTICLES, kind), 4)])
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
        "CIIE 2023, 2023-11-05/2023-11-10, 5 figures, 3 claims (ciie-2023) number: 6 period: 2023"
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
        "claims": [{"claim": "dates", "period": "2024-11-26/2024-11-30", "citations": CITED}],
        "figures": [days],
    }
    records = {"sources": [SOURCE], "expos": [{"id": "e", "name": "E"}], "editions": [edition]}
    path.write_text(json.dumps({"format": "expotrade/2"} | records), "utf-8")
    text = printed(capsys, "check", "--file", str(path))
    assert text.startswith("1 finding: 1 disagree, 0 agree, 0 undecided\n\nDISAGREES\n")
    assert "the source states 6 days; 2024-11-26/2024-11-30 is 5 days, which disagrees" in words(text)
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
    path.write_text(json.dumps({"format": "expotrade/2"} | records), "utf-8")
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
