"""What CI runs: the environments of tox.ini, and the scripts in `tools` that they call."""

import configparser
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- tox.ini --------------------------------------------------------------------------------------------------------


def read_tox() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "tox.ini", encoding="utf-8")
    return parser


def environments(tox: configparser.ConfigParser) -> set[str]:
    """Names of the environments; `[testenv]` itself is the tests on each version of Python."""
    return {
        "py3{11,12,13,14}" if name == "testenv" else name.removeprefix("testenv:")
        for name in tox.sections()
        if name.startswith("testenv")
    }


def test_contributing_names_each_environment() -> None:
    """Every environment of tox.ini has a row in the table, and the other way round."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z0-9{},-]+)` \|", contributing, flags=re.MULTILINE))
    assert rows == environments(read_tox())


def test_every_environment_but_deep_runs_by_default() -> None:
    tox = read_tox()
    listed = re.sub(r"\s", "", tox["tox"]["env_list"].replace("\n", ","))
    for environment in environments(tox):
        # The tests on Python 3.12 are those of `thorough`, and on 3.13 those of `coverage`.
        expected = "py3{14,11}" if environment == "py3{11,12,13,14}" else environment
        assert (f",{expected}," in f",{listed},") == (environment != "deep"), environment


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"tools/\w+\.py", (ROOT / "tox.ini").read_text("utf-8"))))
)
def test_scripts_that_tox_calls_exist(name: str) -> None:
    assert (ROOT / name).is_file()


# --- copy_tree ------------------------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree, not yet under git."""
    folder = tmp_path / "tree"
    for name in ("one.py", "docs/two.md", "docs/site/three.html", ".tox/log", ".venv/bin/python"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    (folder / ".gitignore").write_text("/.tox/\n/.venv*/\n/docs/site/\n", encoding="utf-8")
    return folder


def copied(tree: Path, folder: Path) -> list[str]:
    load("copy_tree").copy_tree(tree, folder)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_copy_has_what_git_does_not_ignore(tree: Path, tmp_path: Path) -> None:
    """New files too, but not those that were deleted and are still known to git."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    (tree / "gone.py").write_text("", encoding="utf-8")
    for command in (["init", "-q"], ["add", "gone.py", "one.py"]):
        subprocess.run(["git", *command], cwd=tree, env=environment, check=True)
    (tree / "gone.py").unlink()
    assert copied(tree, tmp_path / "copy") == [".gitignore", "docs/two.md", "one.py"]


def test_copy_of_an_unpacked_archive_leaves_environments_out(tree: Path, tmp_path: Path) -> None:
    assert copied(tree, tmp_path / "copy") == [".gitignore", "docs/site/three.html", "docs/two.md", "one.py"]


# --- readme_commands ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["main", "test"])
def test_commands_of_the_readme_are_printed_word_for_word(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load("readme_commands").main([name]) == 0
    printed = capsys.readouterr().out
    assert f"<!-- command: {name} -->\n```sh\n{printed}```\n" in README


@pytest.mark.parametrize(
    "readme",
    ["", "<!-- command: other -->\n```sh\nls\n```\n", "<!-- command: main -->\n```sh\nls\npwd\n```\n"],
    ids=["no comment", "another name", "two lines"],
)
def test_a_command_is_one_line_under_its_name(readme: str) -> None:
    with pytest.raises(ValueError, match="no single command line under <!-- command: main -->"):
        load("readme_commands").find_command(readme, "main")


def test_a_command_is_run_and_its_output_checked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run = load("readme_commands").run
    assert run("printf '71.13\\n' && pwd", ("71.13",), tmp_path) == 0
    assert capfd.readouterr().out == f"$ printf '71.13\\n' && pwd\n71.13\n{tmp_path}\n"
    assert run("echo 71.1", ("71.13",), tmp_path) == 1
    assert capfd.readouterr().out.endswith("the output does not contain 71.13\n")
    assert run("exit 3", (), tmp_path) == 3


# --- lower_bounds ---------------------------------------------------------------------------------------------------


def test_lower_bounds_are_those_of_dependencies_and_extras(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load("lower_bounds").main([str(tmp_path / "oldest.txt")]) == 0
    lines = (tmp_path / "oldest.txt").read_text(encoding="utf-8").splitlines()
    assert capsys.readouterr().out.splitlines() == lines
    assert all(re.fullmatch(r"[A-Za-z-]+==[0-9.]+", line) for line in lines)
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    (everything,) = project["optional-dependencies"]["all"]
    users = everything.removeprefix("expotrade[").removesuffix("]").split(",")
    assert set(load("lower_bounds").EXTRAS) == set(users)
    assert len(lines) == len(project["dependencies"]) + sum(
        len(project["optional-dependencies"][name]) for name in users
    )


# --- pint_line ------------------------------------------------------------------------------------------------------


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.CompletedProcess[str]]:
    """What the processes that are started return, in this order."""
    answers: list[subprocess.CompletedProcess[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answers.pop(0))
    return answers


def test_a_line_of_pint_without_a_release_is_said(
    answer: list[subprocess.CompletedProcess[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answer.append(
        subprocess.CompletedProcess([], 1, "", "ERROR: No matching distribution found for pint~=0.26.0")
    )
    assert load("pint_line").main(["0.26.0"]) == 0
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert capsys.readouterr().out == f"SKIPPED: pint 0.26 has no release for Python {here}\n"


def test_a_line_of_pint_fails_with_pip_and_with_the_tests(
    answer: list[subprocess.CompletedProcess[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answer.append(subprocess.CompletedProcess([], 2, "", "ERROR: no space left"))
    assert load("pint_line").main(["0.25.0"]) == 2
    assert "no space left" in capsys.readouterr().out
    answer += [subprocess.CompletedProcess([], code, "", "") for code in (0, 1, 0)]
    assert load("pint_line").main(["0.25.0"]) == 1
    assert ", pint " in capsys.readouterr().out


# --- tox_report -----------------------------------------------------------------------------------------------------


def test_report_shows_the_end_of_what_passed_and_what_was_skipped() -> None:
    output = "\n".join(["SKIPPED [1] no Java", *map(str, range(10)), "", "9 passed"])
    passed = {"success": True, "skipped": False, "duration": 61.4}
    environments = {
        ".pkg": {"test": [{"output": "built"}]},
        "py312": {"result": passed, "test": [{"output": "first\n"}, {"output": output}]},
        "py314": {"result": {**passed, "skipped": True}},
        "lint": {"result": {**passed, "success": False}, "test": [{"output": "tox prints this"}]},
    }
    assert list(load("tox_report").report(environments)) == [
        "=== py312: passed in 61 s",
        "SKIPPED [1] no Java",
        "7",
        "8",
        "9",
        "9 passed",
    ]
