"""Fuzz the command line: with any words and any file, it ends with an exit code and a text for people."""

import io
import json
import os
import shutil
import sys
import tempfile
import warnings

import decode_catalog
import harness

with harness.instrumented():
    from expotrade.catalogs import KINDS
    from expotrade.cli import main
    from expotrade.errors import ExpotradeWarning

    harness.import_all()

_FOLDER = tempfile.mkdtemp(prefix="expotrade-fuzz-")
_COMMANDS = ("", "list", "show", "compare", "total", "check", "export", "new", "validate", "lsit", "--help")
_WORDS = (
    *(
        "expo-2022",
        "expo-2023",
        "deal-1",
        "deal-2",
        "paper",
        "maker",
        "expo",
        "hall-1",
        "ciie-2019",
        "ciie-2023",
        "nothing",
    ),
    *(
        "datasets",
        "sources",
        *KINDS,
        "figures",
        "findings",
        "mine.json",
        "missing.json",
        "out.csv",
        "out.json",
        "out.jsonl",
    ),
    *(
        "out.xlsx",
        "out.txt",
        ".",
        "",
        "-",
        "--",
        "ecb",
        "printed",
        "rates.csv",
        "USD",
        "CNY",
        "¥",
        "2024-11-29",
        "2024-02-30",
    ),
    *(
        "own",
        "kind",
        "year",
        "edition",
        "country",
        "exhibitors",
        "deal_value",
        "articles",
        "agrees",
        "\udcff",
        "a" * 5000,
    ),
)
_OPTIONS = (
    *(
        "--json",
        "--file",
        "--dataset",
        "--rates",
        "--base",
        "--unit",
        "--on",
        "--metric",
        "--by",
        "--mix-kinds",
        "--mix-bases",
    ),
    *(
        "--verdict",
        "--what",
        "--force",
        "--version",
        "--help",
        "--jsno",
        "-x",
        "--file=mine.json",
        "--rates=ecb",
        "--unit=USD",
    ),
    *("--on=own", "--metric=exhibitors", "--by=kind", "--what=deals"),
)
# A command that a person would write, so that not all commands end at the first word.
_GOOD = (
    *(["list", kind, "--file", "mine.json"] for kind in ("editions", "deals", "sources")),
    *(["show", name, "--file", "mine.json"] for name in ("expo-2023", "deal-1", "paper", "flow-1", "stat-1")),
    ["compare", "expo-2022", "expo-2023", "--file", "mine.json"],
    [
        "compare",
        "expo-2022",
        "expo-2023",
        "--file",
        "mine.json",
        "--unit",
        "CNY",
        "--rates",
        "ecb",
        "--on",
        "own",
    ],
    ["total", "--file", "mine.json"],
    ["total", "editions", "--metric", "exhibitors", "--by", "year", "--file", "mine.json"],
    [
        "total",
        "--file",
        "mine.json",
        "--unit",
        "USD",
        "--rates",
        "rates.csv",
        "--base",
        "EUR",
        "--on",
        "2024-11-29",
    ],
    ["check", "mine.json"],
    ["check", "mine.json", "--rates", "ecb"],
    *(["export", path, "--file", "mine.json"] for path in ("out.csv", "out.json", "out.jsonl", ".")),
    ["new", "mine.json", "--force"],
    ["validate", "mine.json"],
)


def _arguments(choices: harness.Choices) -> list[str]:
    """The words of a command line."""
    words = [*choices.one_of(_GOOD)] if choices.below(4) else [choices.one_of(_COMMANDS)]
    for _ in range(choices.below(5)):
        place = choices.below(len(words) + 1)
        kind = choices.below(4)
        if kind == 0:
            words.insert(place, choices.one_of(_OPTIONS))
        elif kind == 1:
            words.insert(place, choices.one_of(_WORDS))
        elif kind == 2:
            # No system accepts a zero byte in an argument. A path that leads out of the folder is not followed.
            words.insert(
                place, harness.as_text(choices.take(choices.below(20))).replace("\0", "").replace("/", "_")
            )
        elif words:
            del words[place % len(words)]
    return [word for word in words if word]


def _content(choices: harness.Choices) -> bytes:
    """The content of the catalog file."""
    if not choices.below(4):
        return choices.take(4000)
    return json.dumps(decode_catalog.document(choices), default=str).encode("utf-8", "surrogatepass")


def run(data: bytes) -> str:
    """Run one command in a folder of its own."""
    choices = harness.Choices(data)
    arguments, content = _arguments(choices), _content(choices)
    shutil.rmtree(_FOLDER)
    os.mkdir(_FOLDER)
    os.chdir(_FOLDER)
    with open("mine.json", "wb") as file:
        file.write(content)
    with open("rates.csv", "wb") as file:
        file.write(harness.files("rates")[0])
    streams = sys.stdout, sys.stderr
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("default", ExpotradeWarning)
            code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        said = sys.stderr.buffer.getvalue()
    except SystemExit as left:
        code, said = left.code, b"usage"
    finally:
        sys.stdout, sys.stderr = streams
        os.chdir("/")
    assert code in (0, 1, 2), code
    assert code == 0 or said or "validate" in arguments
    assert not [name for name in os.listdir(_FOLDER) if name.endswith(".tmp")]
    return f"exit code {code}"


TARGET = harness.Target(
    name="expotrade (command line)",
    run=run,
    seeds=(*(bytes((1, number, 0, 1, 0, 0)) for number in range(len(_GOOD))), b"", b"\0\1", b"\0\7\3\1\0\1"),
    longest=300,
)

if __name__ == "__main__":
    harness.main(TARGET)
