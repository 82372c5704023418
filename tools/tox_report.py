"""Print the last lines of each environment of a tox run.

    python tools/tox_report.py RESULT

RESULT is the file that `tox --result-json RESULT` wrote. tox itself prints the output of failed environments. So this
prints the last lines of the environments that passed, and every line that says that something was skipped.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LINES = 4


def main(arguments: list[str]) -> int:
    """Print the report."""
    for line in report(json.loads(Path(arguments[0]).read_text("utf-8"))["testenvs"]):
        print(line)
    return 0


def report(environments: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the report: for each environment that passed a heading, what it skipped, and its end."""
    for name, environment in environments.items():
        result = environment.get("result")  # the environment that builds the package has none
        if result is None or result["skipped"] or not result["success"]:
            continue
        outputs = (command["output"] for command in environment.get("test", ()))
        lines = [line for output in outputs for line in output.splitlines() if line.strip()]
        yield f"=== {name}: passed in {result['duration']:.0f} s"
        yield from (line for line in lines[:-LINES] if "SKIPPED" in line)
        yield from lines[-LINES:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
