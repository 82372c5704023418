"""Install a built wheel into an empty environment outside the checkout, and try it there.

    python tools/try_wheel.py DIST

DIST is the folder with the wheel.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from readme_commands import EXPECTED, README, find_command, run

HAS_TYPES = (
    "import expotrade, pathlib; assert pathlib.Path(expotrade.__file__).with_name('py.typed').is_file()"
)


def main(arguments: list[str]) -> int:
    """Install the wheel, run the README's main command, list the records and look for `py.typed`."""
    (wheel,) = Path(arguments[0]).resolve().glob("*.whl")
    # The README's command installs from the checkout, which is not here: only its last part can be tried.
    command = find_command(README.read_text("utf-8"), "main").rpartition(" && ")[2]
    with TemporaryDirectory(prefix="expotrade-wheel-") as temporary:
        folder = Path(temporary)
        python = folder / ".venv" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", wheel], check=True)
        subprocess.run([python.with_name("expotrade"), "list"], cwd=folder, check=True)
        subprocess.run([python, "-c", HAS_TYPES], cwd=folder, check=True)
        return run(command, EXPECTED["main"], folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
