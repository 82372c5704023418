"""Check that the wheel and the source archive of a build contain what they should, and nothing else.

    python tools/check_archives.py DIST [TREE]

DIST is the folder with the two archives, TREE the checkout they were built from (this one unless given). It prints the
files that are missing in an archive, that should not be there, and that differ from the tree. If there are any, it
exits with 1.
"""

import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

# The content of the source archive: enough to test, to document and to build again. Enter a new folder here and in
# `[tool.hatch.build.targets.sdist]` of pyproject.toml.
FOLDERS = (".ci", "bench", "datasets", "docs", "fuzz", "src", "tests", "tools", "typing_tests")
FILES = (
    ".gitignore", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md",
    "pyproject.toml", "tox.ini",
)  # fmt: skip
# The files of the package in the wheel.
CODE_AND_DATA = (".py", ".json", ".typed")
CHECKSUMS = "SHA256SUMS"
MADE = ("METADATA", "RECORD", "WHEEL", "entry_points.txt")
# What the docs build writes.
GENERATED = ("docs/_build/", "docs/datasets/", "docs/pictures/", "docs/reference/generated/")


def main(arguments: list[str]) -> int:
    """Check both archives and print the number of complaints; return 1 if there are any."""
    folder = Path(arguments[0])
    tree = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[1]
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    complaints = [*check_wheel(wheel, tree), *check_source(source, tree)]
    for complaint in complaints:
        print(complaint)
    print(f"{wheel.name} and {source.name}: complaints: {len(complaints)}")
    return 1 if complaints else 0


def check_wheel(path: Path, tree: Path) -> Iterator[str]:
    """What is wrong with the wheel."""
    with ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    expected: dict[str, bytes | None] = {
        name.removeprefix("src/"): content
        for name, content in files_under(tree, "src/expotrade")
        if PurePosixPath(name).suffix in CODE_AND_DATA or PurePosixPath(name).name == CHECKSUMS
    }
    facts = f"expotrade-{version_of(tree)}.dist-info"
    expected |= dict.fromkeys(f"{facts}/{name}" for name in MADE)
    expected[f"{facts}/licenses/LICENSE"] = (tree / "LICENSE").read_bytes()
    yield from compared("wheel", held, expected)
    yield from check_metadata("wheel", held.get(f"{facts}/METADATA", b""), tree)


def check_source(path: Path, tree: Path) -> Iterator[str]:
    """What is wrong with the source archive."""
    root = f"expotrade-{version_of(tree)}/"
    held = {}
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or not member.name.startswith(root):
                yield f"source archive: has {member.name}, which is no file under {root}"
            else:
                held[member.name.removeprefix(root)] = content.read()
    expected: dict[str, bytes | None] = {name: (tree / name).read_bytes() for name in FILES}
    for folder in FOLDERS:
        expected |= files_under(tree, folder)
    expected["PKG-INFO"] = None
    yield from compared("source archive", held, expected)
    yield from check_metadata("source archive", held.get("PKG-INFO", b""), tree)


def check_metadata(what: str, text: bytes, tree: Path) -> Iterator[str]:
    """Compare the facts of an archive with those of the project."""
    told = message_from_bytes(text)
    project = project_of(tree)
    for name, field in (("Name", "name"), ("Version", "version"), ("License-Expression", "license")):
        if told[name] != project[field]:
            yield f"{what}: {name} is {told[name]!r}, not {project[field]!r}"
    extras = set(told.get_all("Provides-Extra", []))
    if extras != set(project["optional-dependencies"]):
        yield f"{what}: the extras are {sorted(extras)}, not {sorted(project['optional-dependencies'])}"


def compared(what: str, held: Mapping[str, bytes], expected: Mapping[str, bytes | None]) -> Iterator[str]:
    """The differences between the files of an archive and those expected; None means a content that the build makes."""
    yield from (f"{what}: lacks {name}" for name in sorted(expected.keys() - held.keys()))
    yield from (
        f"{what}: has {name}, which is not expected" for name in sorted(held.keys() - expected.keys())
    )
    for name in sorted(expected.keys() & held.keys()):
        if expected[name] not in (None, held[name]):
            yield f"{what}: {name} is not the file of the tree"


def files_under(tree: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by their paths in the tree, except those that tools and builds leave there."""
    for path in sorted((tree / folder).rglob("*")):
        name = path.relative_to(tree).as_posix()
        if path.is_file() and "__pycache__" not in path.parts and not name.startswith(GENERATED):
            yield name, path.read_bytes()


def version_of(tree: Path) -> str:
    """The version of the project."""
    return str(project_of(tree)["version"])


def project_of(tree: Path) -> dict[str, Any]:
    """The facts of the project."""
    with (tree / "pyproject.toml").open("rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return project


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
