"""The command as a process: its exit codes, its pipes and its encoding."""

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import ARTICLES, printed, run
from expotrade.catalogs import KINDS
from expotrade.cli import main
from expotrade.codec import decode


def test_the_module_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["expotrade", "list", "deals"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("expotrade", run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"{len(ARTICLES.deals)} deals\n")
    assert runpy.run_module("expotrade.__main__", run_name="expotrade.__main__")["main"] is main


def test_the_process_answers_like_the_function(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["compare", "ciie-2019", "ciie-2023"], ["show", "cisce-2024", "--json"]):
        answer = run(*arguments, FORCE_COLOR="1", COLUMNS="200")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout == printed(capsys, *arguments)


def test_exit_codes_of_the_process() -> None:
    assert (run("show", "ciie-2022").returncode, run("nothing").returncode) == (1, 2)


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
    # The commands share a process; the output of each is told apart by an empty character after it.
    commands = [["compare", "ciie-2019", "ciie-2023"], ["show", "ciie"], ["show", "ciie", "--json"]]
    script = f"""
import sys
from expotrade.cli import main
for arguments in {commands!r}:
    if main(arguments):
        sys.exit(1)
    print(end=chr(0), flush=True)
"""
    answer = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    compared, shown, data, rest = answer.stdout.split(b"\0")
    assert compared.startswith(b"CIIE")
    assert b"(ciie)" in shown
    assert json.loads(data)["chinese_name"] == "中国国际进口博览会"
    assert rest == b""


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
    assert decode({"format": "expotrade/2"} | lists) == ARTICLES


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_device_is_told_of_without_a_name_that_nobody_gave(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "/dev/full", "--force"]) == 1
    assert capsys.readouterr().err == "expotrade: no space left on device\n"
