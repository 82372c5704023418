"""Write the oldest versions that `pyproject.toml` allows, as constraints for pip.

    python tools/lower_bounds.py FILE

FILE gets one line for each dependency, and for each requirement of the extras that a user installs.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
EXTRAS = ("excel", "frames", "plots", "strategies")


def main(arguments: list[str]) -> int:
    """Write the file and print its lines."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    text = "".join(f"{constraint}\n" for constraint in lower_bounds(project))
    Path(arguments[0]).write_text(text, "utf-8")
    print(text, end="")
    return 0


def lower_bounds(project: dict[str, Any]) -> list[str]:
    """Return the constraints: each lower bound as the only version."""
    extras = project["optional-dependencies"]
    requirements = [*project["dependencies"], *(line for name in EXTRAS for line in extras[name])]
    return [requirement.replace(">=", "==") for requirement in requirements]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
