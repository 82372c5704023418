"""What fuzzing found, each as the smallest text that shows it."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytest

import expotrade as ex
from expotrade.codec import MOST_PARTS, MOST_PROBLEMS, decode, loads
from searching import IS_THOROUGH

RULES = ("it must be the name of a field", "it must be a text or a list of texts")
FORMAT = {"format": "expotrade/2"}


def problems_of(read: Callable[[], object]) -> tuple[ex.errors.Problem, ...]:
    """What is wrong, found within a second of processor time."""
    start = time.process_time()
    with pytest.raises(ex.errors.DecodeError) as caught:
        read()
    assert str(caught.value)
    assert time.process_time() - start < 1
    return caught.value.problems


def catalog_of(**lists: object) -> dict[str, Any]:
    return {**FORMAT, **lists}


def test_a_thousand_columns_that_are_no_currencies(tmp_path: Path) -> None:
    # For each of them the nearest currency was sought, and then not told: 16 MB took two hours.
    path = tmp_path / "rates.csv"
    path.write_text(f"date{',yuanx' * 100_000}\n", encoding="utf-8")
    problems = problems_of(lambda: ex.RateTable.from_csv(path, base="EUR", source="a stranger"))
    assert len(problems) <= MOST_PROBLEMS + 1
    assert problems[0].path == "line 1, column 2"
    assert problems[-1].rule.startswith("it is read on when")


@pytest.mark.parametrize("piece", ["k/", "k per ", "up by k·", "1/6 k ", "种 k* "])
def test_a_wording_that_may_be_many_units(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def asking(*given: Any, **options: Any) -> list[str]:
        asked.append(given)
        return get_close_matches(*given, **options)

    monkeypatch.setattr("difflib.get_close_matches", asking)
    with pytest.raises(ex.errors.ParseError):
        ex.Amount.parse(f"eighteen {piece * 60}")
    assert len(asked) <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {f"key{number}": 1 for number in range(5_000)},
        {"$comment": [5] * 5_000},
    ],
    ids=["keys", "comments"],
)
def test_an_object_with_a_thousand_things_wrong(wrong: dict[str, object]) -> None:
    # Each was kept with its path and rule: a file of 60 MB took ten gigabytes.
    maker = {"id": "maker", "name": "Maker", **wrong}
    for data in (catalog_of(**wrong), catalog_of(organisations=[maker])):
        found = problems_of(lambda data=data: decode(data))  # type: ignore[misc]
        assert len([problem for problem in found if problem.rule.startswith(RULES)]) == MOST_PROBLEMS


def test_an_object_with_a_thousand_doubled_keys() -> None:
    doubled = ", ".join(f'"{number}": 1, "{number}": 2' for number in range(5_000))
    found = problems_of(lambda: loads(f'{{"format": "expotrade/2", {doubled}}}'))
    assert (
        len(
            [problem for problem in found if problem.rule == "it must be a key that comes once in its object"]
        )
        == MOST_PROBLEMS
    )


@pytest.mark.parametrize("part", ["[]", "{}", "[[[[]]]]"])
def test_more_lists_than_memory_holds(part: str) -> None:
    # 60 MB of these took five gigabytes once they were parsed.
    count = MOST_PARTS // part.count("[" if "[" in part else "{") + 1
    (problem,) = problems_of(
        lambda: loads(f'{{"format": "expotrade/2", "deals": [{",".join([part] * count)}]}}')
    )
    assert (problem.path, problem.rule) == ("size", f"it must have at most {MOST_PARTS} lists and objects")
    assert problem.value > MOST_PARTS  # type: ignore[operator]


def test_brackets_in_a_text_are_no_lists() -> None:
    name = "[{" * MOST_PARTS
    (problem,) = problems_of(
        lambda: loads(f'{{"format": "expotrade/2", "expos": [{{"id": "a", "name": "{name}"}}]}}')
    )
    assert (problem.path, problem.rule) == ("expos[0].name", "it must have at most 2000 characters")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "firm"},
        {"kind": None},
        {"citations": 5},
        {"citations": ["paper"]},
        {"name": 5},
        {"firm": "a"},
        {"id": "A"},
    ],
    ids=str,
)
def test_what_is_refused_leaves_nothing_behind(wrong: dict[str, object]) -> None:
    # An error that was made once and raised each time kept every frame it had gone through, 13 kB for each file.
    text = json.dumps(catalog_of(organisations=[{"id": "maker", "name": "Maker", **wrong}]))
    for _ in range(3):
        problems_of(lambda: loads(text))
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(100):
        problems_of(lambda: loads(text))
    gc.collect()
    assert len(gc.get_objects()) < before + 50


@pytest.mark.skipif(sys.platform == "win32", reason="it has no limits of this kind for a process")
def test_every_target_runs_and_finds_nothing(tmp_path: Path) -> None:
    # Few inputs, the same ones each time: they tell whether the targets work, `fuzz/run.py` by itself looks further.
    script = Path(__file__).parents[2] / "fuzz" / "run.py"
    answer = subprocess.run(
        [
            sys.executable,
            str(script),
            "--plain",
            "--inputs",
            "500" if IS_THOROUGH else "200",
            "--folder",
            str(tmp_path),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        path.stem for path in script.parent.glob("*.py") if path.stem not in ("run", "harness")
    )
    for folder in tmp_path.iterdir():
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        assert report["inputs"] >= 10
        assert sum(report["outcomes"].values()) == report["inputs"]
        assert report["outcomes"].get("value", 0) + report["outcomes"].get("exit code 0", 0)
