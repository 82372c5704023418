"""Install one line of pint into this environment and run the tests that touch pint.

    python tools/pint_line.py VERSION

VERSION is the first version of the line: 0.25.0 installs the newest 0.25. If the line has no release for this Python,
the script says so and succeeds.
"""

import subprocess
import sys
from importlib.metadata import version

# All tests of units, and those of amounts that meet pint.
TESTS = (["tests/units"], ["-k", "pint", "tests/amounts", "tests/laws/test_amount_laws.py"])
# The message of pip for versions that do not exist for this Python; any other failure is a failure here too.
NO_RELEASE = "No matching distribution found for pint"


def main(arguments: list[str]) -> int:
    """Return the exit code of the tests, or 0 if the line has no release."""
    first = arguments[0]
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    pip = [sys.executable, "-m", "pip", "install", "-qq", f"pint~={first}"]
    installed = subprocess.run(pip, capture_output=True, encoding="utf-8", check=False)
    if installed.returncode:
        if NO_RELEASE in installed.stderr:
            print(f"SKIPPED: pint {first.rpartition('.')[0]} has no release for {python}")
            return 0
        print(installed.stderr)
        return installed.returncode
    print(f"{python}, pint {version('pint')}", flush=True)
    pytest = [sys.executable, "-m", "pytest", "-q"]
    codes = [subprocess.run([*pytest, *tests], check=False).returncode for tests in TESTS]
    return next(filter(None, codes), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
