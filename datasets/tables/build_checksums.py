"""Write `SHA256SUMS`, the checksums of the bundled files; a file that differs from its checksum is refused.

python datasets/tables/build_checksums.py
"""

from hashlib import sha256
from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "expotrade" / "data"


def checksums() -> str:
    """The text of the list, in the form that `sha256sum -c` reads."""
    return "".join(
        f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(DATA.glob("*.json"))
    )


def write_checksums() -> None:
    """Write the list into the folder in which the package looks for it."""
    (DATA / "SHA256SUMS").write_text(checksums(), "utf-8")


if __name__ == "__main__":
    write_checksums()
