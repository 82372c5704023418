"""What `import expotrade` adds to starting Python, and how many modules it loads."""

from __future__ import annotations

import subprocess
import sys

from measuring import Row, beside, process_medians, show, table

MODULES = "import sys; before = set(sys.modules); import expotrade; print(len(set(sys.modules) - before))"


def rows() -> list[Row]:
    programs = {"expotrade": "import expotrade", "`python -c pass`": "pass", "`import attrs`": "import attrs"}
    found = process_medians(programs)
    return beside("`import expotrade`", found, {"`python -c pass`": 1.1, "`import attrs`": None})


def count_modules() -> int:
    """Return the number of modules that the import adds; at most two."""
    answer = subprocess.run([sys.executable, "-c", MODULES], check=True, capture_output=True, text=True)
    return int(answer.stdout)


if __name__ == "__main__":
    show(table(rows()), f"Modules that the import adds: {count_modules()}, at most 2.")
