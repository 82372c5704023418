"""Change the code of a module in small ways, one at a time, and count the changes that its tests notice.

    pip install -e '.[test]' 'mutmut>=3.8'
    python tools/mutation.py [--folder FOLDER] [--jobs N] [--diffs] [--log FILE] [MODULE ...]

Each module is copied with the tests that belong to it, mutmut makes the mutants there and runs the tests on each, and
the scores are printed as a table. Without names, all modules of the table `TESTS` are tested one after the other. With
`--folder` the copies stay for a closer look, and the next run there tests only the mutants that survived; with
`--diffs` these are printed. What mutmut prints goes to standard error, or with `--log` to a file, whose end is printed
if the run fails.
"""

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).parents[1]

# What tests each module: files of `tests`. What takes longer is tried on what survives them.
AMOUNTS = [f"amounts/test_{name}.py" for name in ("amount", "arithmetic", "notation", "order", "refusals")]
WORDING = [f"amounts/test_{name}wording.py" for name in ("", "press_", "refused_")] + [
    "amounts/test_wording_rules.py"
]
CLAIMS = [
    f"checks/test_{name}.py"
    for name in ("growth", "growth_bases", "claims", "cumulative", "conversions", "checking")
]
FRAME_TOTALS = [f"frames/test_{name}.py" for name in ("totals", "changes", "cells", "rivals")]
SUMMING = ["totals/test_summing.py", "totals/test_grouping.py"]
OVERLAPS = ["totals/test_overlaps.py", "totals/test_containment.py"]
TESTS = {
    "_internal/decimals": ["_internal/test_decimals.py"],
    "amounts/intervals": ["amounts/test_intervals.py", "amounts/test_interval_vectors.py", *AMOUNTS],
    "amounts/amount": ["amounts/test_contexts.py", *AMOUNTS],
    "amounts/arithmetic": AMOUNTS,
    "amounts/notation": AMOUNTS,
    "amounts/parts": ["amounts/test_contexts.py", *AMOUNTS],
    "amounts/cursor": WORDING,
    "amounts/numerals": [*WORDING, "laws/test_number_words_laws.py"],
    "amounts/surroundings": WORDING,
    "amounts/vocabulary": WORDING,
    "amounts/wording": WORDING,
    "frames/totals": FRAME_TOTALS,
    "frames/sums": FRAME_TOTALS,
    "frames/rounding": [*FRAME_TOTALS, "laws/test_frame_total_laws.py"],
    "frames/request": FRAME_TOTALS,
    "frames/rivals": FRAME_TOTALS,
    "totals/items": [*OVERLAPS, *SUMMING],
    "totals/containment": OVERLAPS,
    "totals/duplicates": ["totals/test_duplicates.py"],
    "totals/overlaps": OVERLAPS,
    "totals/reasons": [*SUMMING, *OVERLAPS, "totals/test_duplicates.py", "test_caveats.py"],
    "totals/derived": ["totals/test_derived.py", "totals/test_ranking.py"],
    "totals/summing": [*SUMMING, *OVERLAPS],
    "totals/grouping": SUMMING,
    "totals/ranking": ["totals/test_ranking.py"],
    "checks/findings": ["checks/test_findings.py", *CLAIMS],
    "checks/verdicts": ["checks/test_findings.py", *CLAIMS],
    "checks/figures": ["checks/test_figures.py", *CLAIMS],
    "checks/mix_ups": ["checks/test_figures.py", *CLAIMS],
    "checks/index": ["checks/test_figures.py", *CLAIMS],
    "checks/growth": CLAIMS,
    "checks/claims": CLAIMS,
    "checks/checking": CLAIMS,
}
LATER = {
    "_internal/decimals": AMOUNTS,
    "amounts/intervals": ["laws/test_amount_laws.py", "laws/test_notation_laws.py"],
    "amounts/amount": ["laws/test_amount_laws.py", "laws/test_notation_laws.py"],
    "amounts/notation": ["laws/test_notation_laws.py"],
    "amounts/parts": ["laws/test_amount_laws.py", "laws/test_notation_laws.py"],
    "amounts/numerals": ["amounts/test_recognizers.py"],
    "amounts/surroundings": ["laws/test_wording_laws.py", "amounts/test_recognizers.py"],
    "amounts/wording": ["laws/test_wording_laws.py", "amounts/test_recognizers.py"],
    "frames/totals": ["laws/test_frame_laws.py"],
    "frames/sums": ["laws/test_frame_total_laws.py"],
    "totals/overlaps": SUMMING,
    "totals/containment": SUMMING,
    "totals/duplicates": [*OVERLAPS, *SUMMING],
}

# These ask which line of the caller a warning names, and mutmut puts calls of its own between.
PASSED_OVER = (
    "test_figures_of_one_record_and_metric_are_warned_of",
    "test_growth_and_shares_look_for_such_figures_too",
)

# mutmut starts each mutant in a fork of a process that has loaded these and nothing of the package, so that what the
# package keeps from an earlier test is never taken for what a mutant does.
LOADED = "attr attrs babel.numbers cattrs currency_converter hypothesis.strategies pint pytest rich.table"
CONFIGURATION = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/expotrade/{module}.py"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "--assert=plain", "-k", "not ({passed_over})"]
pytest_add_cli_args_test_selection = {tests}
process_isolation = "forkserver"
forkserver_warmup = "import"
preload_modules_file = "loaded.txt"
timeout_constant = 4.0
timeout_multiplier = 5.0
"""
# Hypothesis tries the same few examples on every mutant, and does not look for smaller ones. What a module keeps
# between calls is dropped before each test, or mutmut would think that only the first of them reaches what fills it.
CONFTEST = """

import sys

from hypothesis import Phase

phases = (Phase.explicit, Phase.generate)
settings.register_profile("mutation", settings.get_profile("default"), max_examples=25, phases=phases)
settings.load_profile("mutation")


def pytest_runtest_setup() -> None:
    for kept in vars(sys.modules.get("expotrade.{module}", sys)).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()
"""
# Exit codes: no test has been run, no test fails, is found or reaches the mutant; or the run failed outside the
# tests. All others kill, that of a run which took too long included.
ALIVE, BROKEN = (None, 0, 5, 33), 255
LOG_LINES = 100


def main() -> int:
    """Read the arguments and test the modules; return 1 where mutants could not be tested."""
    parser = argparse.ArgumentParser(description="Test the tests of modules with mutants of their code.")
    parser.add_argument("module", nargs="*", help=f"of {', '.join(TESTS)}; by default all of them")
    parser.add_argument("--folder", type=Path, help="where the copies stay; by default they are deleted")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants are tested at a time")
    parser.add_argument("--diffs", action="store_true", help="print the mutants that survived")
    parser.add_argument("--log", type=Path, help="the file for what mutmut prints; by default standard error")
    asked = parser.parse_args()
    if unknown := set(asked.module) - set(TESTS):
        parser.error(f"no tests are named for {', '.join(sorted(unknown))}; name them in TESTS")
    if asked.log is None:
        return test_modules(asked, sys.stderr)
    code = 1
    try:
        with asked.log.open("w", encoding="utf-8") as log:
            code = test_modules(asked, log)
    finally:
        if code:
            print(*asked.log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:], sep="\n")
    return code


def test_modules(asked: argparse.Namespace, log: TextIO) -> int:
    """Test the modules that are asked for and print the table; return 1 where mutants could not be tested."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as temporary:
        folder = asked.folder or Path(temporary)
        results = {}
        for module in asked.module or TESTS:
            copy = folder / module
            for files in filter(None, (TESTS[module], LATER.get(module))):
                prepare(copy, module, files)
                run(copy, module, asked.jobs, log)
            results[module] = settled(copy, module)
            if asked.diffs:
                show(copy, results[module])
    return print_table(results)


def prepare(copy: Path, module: str, files: list[str]) -> None:
    """A copy of the package and of what tests a module, with a configuration for mutmut."""
    (copy / "mutants").mkdir(parents=True, exist_ok=True)
    for name in ("src", "tests"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, dirs_exist_ok=True, ignore=ignored)
    tests = json.dumps([f"tests/{name}" for name in files])
    passed_over = " or ".join(PASSED_OVER)
    configuration = CONFIGURATION.format(module=module, tests=tests, passed_over=passed_over)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (copy / "pyproject.toml").write_text(project + configuration, "utf-8")
    (copy / "loaded.txt").write_text("\n".join(LOADED.split()), "utf-8")
    with (copy / "tests" / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(CONFTEST.replace("{module}", dotted(module)))
    source = copy / "src" / "expotrade" / f"{module}.py"
    source.write_text(rewritten(source.read_text("utf-8")), "utf-8")
    # What each test reaches is found anew, for the tests may have changed.
    (copy / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)


def rewritten(source: str) -> str:
    """The same code in a form that suits mutmut.

    It passes over decorated functions, so properties and cached functions are decorated below. It calls each function
    from two of its own, which a warning that names its caller's line has to pass.
    """
    lines = source.replace("stacklevel=2)", "stacklevel=4)").splitlines()
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(found, key=lambda node: node.lineno, reverse=True):
        for decorator in node.decorator_list:
            text = ast.unparse(decorator)
            if text == "property" or "cache" in text:
                lines.insert(
                    node.end_lineno or 0, f"{' ' * node.col_offset}{node.name} = {text}({node.name})"
                )
                lines[decorator.lineno - 1] = ""
    return "\n".join([*lines, ""])


def run(copy: Path, module: str, jobs: int, log: TextIO) -> None:
    """Test the mutants of a module; those that were killed before are not tested again."""
    before = results_of(copy, module)
    names = (
        [name for name, code in before.items() if code in ALIVE]
        if before
        else [f"expotrade.{dotted(module)}.*"]
    )
    while names:
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(jobs), *names]
        subprocess.run(command, cwd=copy, env=environment(), check=True, stdout=log, stderr=log)
        # Those of functions that were changed since the run before.
        names = [name for name, code in results_of(copy, module).items() if code is None]


def settled(copy: Path, module: str) -> dict[str, int | None]:
    """The exit codes of the tests by mutant."""
    results = results_of(copy, module)
    for name in [name for name, code in results.items() if code == BROKEN]:
        # A mutant with which a test module cannot be loaded ends like this, but so does a fault of the set-up.
        alone = environment() | {"MUTANT_UNDER_TEST": name, "PYTHONPATH": "src"}
        tests = [f"tests/{file}" for file in TESTS[module]]
        command = [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", *tests]
        done = subprocess.run(
            command, cwd=copy / "mutants", env=alone, check=False, stdout=subprocess.DEVNULL
        )
        results[name] = done.returncode
    return results


def dotted(module: str) -> str:
    """The path of a module as Python names it."""
    return module.replace("/", ".")


def environment() -> dict[str, str]:
    """The variables of this process without those that change how Python works."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"CI": "1"}


def results_of(copy: Path, module: str) -> dict[str, int | None]:
    """What mutmut wrote down."""
    path = copy / "mutants" / "src" / "expotrade" / f"{module}.py.meta"
    return json.loads(path.read_text("utf-8"))["exit_code_by_key"] if path.exists() else {}


def show(copy: Path, results: dict[str, int | None]) -> None:
    """Print the mutants that are not killed."""
    for name, code in results.items():
        if code in ALIVE:
            subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=copy, check=False)


def print_table(results: dict[str, dict[str, int | None]]) -> int:
    """Print the scores by module and over all."""
    print(f"\nmutmut {version('mutmut')}, Python {sys.version.partition(' ')[0]}\n")
    print("| module | mutants | killed | survived | score (percent) |")
    print("| --- | --- | --- | --- | --- |")
    together = [code for codes in results.values() for code in codes.values()]
    for module, codes in [
        *((name, list(codes.values())) for name, codes in results.items()),
        ("all", together),
    ]:
        killed = sum(code not in ALIVE for code in codes)
        score = f"{100 * killed / len(codes):.1f}" if codes else ""
        print(f"| `{module}` | {len(codes)} | {killed} | {len(codes) - killed} | {score} |")
    left = together.count(None)
    if left:
        print(f"\nnot tested: {left}")
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
