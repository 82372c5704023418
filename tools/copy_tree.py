"""Copy the checkout into another folder, without the files that git ignores.

    python tools/copy_tree.py FOLDER

The copy contains the files as they are now, also those that are not committed yet. FOLDER is made if it is missing.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Files of tools in a tree that is not a checkout of git, such as an unpacked source archive.
LEFT_BEHIND = (".tox", ".venv", ".venv-test", "__pycache__")


def main(arguments: list[str]) -> int:
    """Copy the tree of this script into the folder that is named."""
    copy_tree(ROOT, Path(arguments[0]))
    return 0


def copy_tree(tree: Path, folder: Path) -> None:
    """Copy the files of a tree into a folder."""
    for name in list_files(tree):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(tree / name, target, follow_symlinks=False)


def list_files(tree: Path) -> list[str]:
    """Return the paths of the files in a tree, relative to it."""
    if not (tree / ".git").exists():
        paths = (path.relative_to(tree) for path in tree.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in paths if not {*path.parts}.intersection(LEFT_BEHIND))
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=tree, check=True, capture_output=True, encoding="utf-8").stdout
    # git also lists a file whose deletion is not committed yet.
    return sorted(name for name in listed.split("\0") if name and (tree / name).is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
