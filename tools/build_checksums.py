"""Writes the checksums of the bundled files, without which a file that was changed is refused as damaged.

python tools/build_checksums.py
"""

from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "expotrade"

_HEAD = '''"""The checksums of the files in the folder `data`; `tools/build_checksums.py` writes them."""

SHA256 = {
'''


def checksums() -> str:
    """The text of the module."""
    files = sorted((PACKAGE / "data").glob("*.json"))
    lines = [f'    "{file.name}": "{sha256(file.read_bytes()).hexdigest()}",\n' for file in files]
    return "".join([_HEAD, *lines, "}\n"])


def write_checksums() -> None:
    """Put them where the package looks for them."""
    (PACKAGE / "_checksums.py").write_text(checksums(), "utf-8")


if __name__ == "__main__":
    write_checksums()
