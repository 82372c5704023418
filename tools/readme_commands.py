"""Print or run a command of the README, word for word.

    python tools/readme_commands.py [--run] NAME

The command is the one line of shell under `<!-- command: NAME -->` in the README. With `--run` it is run in the current
folder, which should be a fresh copy of the tree, and its output is checked if the README promises one.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
# The comparison of CIIE 2 and 6, which `main` prints, shows both amounts in billions of dollars.
EXPECTED = {"main": ("71.13", "78.41")}


def main(arguments: list[str]) -> int:
    """Print or run the command that is named, and return its exit code."""
    parser = argparse.ArgumentParser(description="Print or run a command of the README, word for word.")
    parser.add_argument("name", help="the name in the comment above the command")
    parser.add_argument("--run", action="store_true", help="run it in the current folder")
    asked = parser.parse_args(arguments)
    command = find_command(README.read_text("utf-8"), asked.name)
    if asked.run:
        return run(command, EXPECTED.get(asked.name, ()))
    print(command)
    return 0


def find_command(readme: str, name: str) -> str:
    """Return the command under a comment with its name.

    Raises:
        ValueError: there is no such comment, or not exactly one line of shell under it.
    """
    found = re.search(rf"^<!-- command: {re.escape(name)} -->\n```sh\n(.+)\n```$", readme, re.MULTILINE)
    if found is None:
        raise ValueError(f"README.md has no single command line under <!-- command: {name} -->")
    return found[1]


def run(command: str, expected: tuple[str, ...], folder: Path | None = None) -> int:
    """Run a command in a folder, by default the current one; return 1 if an expected text is missing in its output."""
    print(f"$ {command}", flush=True)
    result = subprocess.run(
        ["bash", "-c", command], cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    print(result.stdout, end="", flush=True)
    missing = [text for text in expected if text not in result.stdout]
    for text in missing:
        print(f"the output does not contain {text}")
    return result.returncode or int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
