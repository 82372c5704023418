"""Bundled files that are damaged or missing: each is named by its checksum."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from faulty import PACKAGE, run
from searching import some

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has other signals, limits and links")

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "one byte less": lambda data: data[:-1],
    "one bit": lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
    "one digit": lambda data: data.replace(b"E+9 USD", b"E+8 USD", 1),
    "other line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "zeros": lambda data: bytes(len(data)),
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of the package."""
    shutil.copytree(PACKAGE, tmp_path / "expotrade", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


# What reads each bundled file, for a user who asks for something.
READERS = {
    "articles.json": "ex.load_dataset('articles')",
    "bases.json": "from expotrade.records import basis; basis('visits')",
    "catalog.schema.json": "ex.codec.json_schema()",
    "columns.json": "ex.tables.list_columns('figures')",
    "comtrade.json": """
from expotrade import frames
import polars as pl
frames.from_comtrade(pl.DataFrame({"period": ["2023"], "reporterCode": [156], "partnerCode": [764], "flowCode": ["M"],
                                   "cmdCode": ["081060"], "primaryValue": [45.5]}))
""",
    "countries.json": "ex.place('CN')",
    "currencies.json": "ex.Amount(1, 'USD')",
    "groups.json": "ex.places.membership('ASEAN')",
    "hidden_characters.json": "ex.Source('report', 'Expo ' + chr(233))",
    "history.json": "ex.load_dataset('history')",
    "manifest.json": "ex.list_datasets()",
    "metrics.json": "ex.metric('visits')",
    "pint_names.json": "ex.Amount(5, 'kg').to_pint()",
    "phrases.json": "ex.Amount.parse('AT_LEAST 620 visit').format(locale='en')",
    "place_names.json": "ex.place('the world')",
    "plot_words.json": """
from expotrade import plots
plots.series(ex.load_dataset("articles"), "ciie", "deal_value", language="zh")
""",
    "starter.json": "command('new', 'mine.json')",
    "units.json": "ex.Amount(1, 'USD')",
    "wording.json": "ex.Amount.parse('more than 620 exhibitors')",
}


# Each file has a process of its own, which is forked from one that has read none of them.
DAMAGING = """
def read_damaged(path, reader, whole, damaged):
    said = []
    for data in (*damaged, whole):
        with open(path, "wb") as file:
            file.write(bytes.fromhex(data))
        said.append(attempt(reader))
    return said

def apart(case):
    reading, writing = os.pipe()
    if os.fork() == 0:
        with open(writing, "w") as file:
            json.dump(read_damaged(*case), file)
        os._exit(0)
    os.close(writing)
    with open(reading) as file:
        said = json.load(file)
    os.wait()
    return said

print(json.dumps([apart(case) for case in json.load(sys.stdin)]))
"""


def test_every_damage_to_a_bundled_file_is_named_by_its_checksum(copied: Path) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("altair")
    files = sorted((copied / "expotrade" / "data").glob("*.json"))
    assert {file.name for file in files} == set(READERS)
    cases = []
    for file in files:
        whole = file.read_bytes()
        damaged = [data.hex() for damage in DAMAGES.values() if (data := damage(whole)) != whole]
        assert len(damaged) >= 6
        cases.append([str(file), READERS[file.name], whole.hex(), damaged])
    answers = run(
        DAMAGING, input=json.dumps(cases), env={**os.environ, "PYTHONPATH": str(copied)}, cwd=copied
    )
    wrong = []
    for file, (*refused, then) in zip(files, answers, strict=True):
        kind = "RuntimeError: 1: expotrade: " if file.name == "starter.json" else "DatasetError: "
        damage = f"the bundled file {file.name!r} is damaged: its sha256 should be "
        for said in refused:
            is_right = said.startswith(kind) and damage in said
            if not (is_right and said.strip().endswith("; install expotrade again")):
                wrong.append((file.name, said))
        if then:
            wrong.append((file.name, then))
    assert not wrong


@pytest.mark.parametrize("name", some(["one bit", "empty", "half", "zeros"], 2))
def test_every_damage_to_the_list_of_checksums_is_named(copied: Path, name: str) -> None:
    sums = copied / "expotrade" / "data" / "SHA256SUMS"
    sums.write_bytes(DAMAGES[name](sums.read_bytes()))
    script = f"print(json.dumps([attempt(reader) for reader in {list(READERS.values())!r}]))"
    said = run(script, env={**os.environ, "PYTHONPATH": str(copied)}, cwd=copied)
    refused = [one for one in said if one]
    assert refused
    for one in refused:
        assert "the bundled file '" in one
        assert "' is damaged: " in one
        assert one.strip().endswith("; install expotrade again")


def test_a_bundled_dataset_that_is_missing_is_named(copied: Path) -> None:
    (copied / "expotrade" / "data" / "history.json").unlink()
    script = "print(json.dumps(attempt(\"command('list', '--dataset', 'history')\")))"
    said = run(script, env={**os.environ, "PYTHONPATH": str(copied)})
    assert said.startswith("RuntimeError: 1: expotrade: cannot open ")
    assert "history.json': no such file or directory" in said
