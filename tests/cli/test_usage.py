"""Wrong usage and help: what is said on standard error, and the exit codes."""

import json

import pytest

import expotrade as ex
from command_line import ARTICLES, printed
from expotrade.cli import commands as command, main
from expotrade.codec import encode

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
        (["export", "a.doc"], "expotrade: cannot export to 'a.doc': the name must end with "),
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
        ["compare", "ciie-2019"],
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
