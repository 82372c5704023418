"""What belongs to a release: the citation, the policies, quiet imports, and the check of the archives."""

import importlib.util
import io
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

import expotrade as ex

ROOT = Path(__file__).parents[2]

# The schema of the Citation File Format 1.2.0: the keys of a file, and those that it must have.
CFF_KEYS = {
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
    "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "title", "type", "url", "version",
}  # fmt: skip
CFF_REQUIRED = {"authors", "cff-version", "message", "title"}

TOUCH_ALL = "import expotrade as ex; [getattr(ex, name) for name in ex.__all__]; ex.__version__"


def project() -> dict[str, object]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def read_citation() -> dict[str, object]:
    """The citation file, in the small part of YAML that it keeps to: texts, lists, and lists of single-key maps."""
    found: dict[str, object] = {}
    key = ""
    for line in (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines():
        item = re.fullmatch(r"  - (.+)", line)
        told = re.fullmatch(r"([a-z-]+):(?: (.+))?", line)
        assert item or told, f"not in the simple form of this file: {line!r}"
        if item:
            listed = found[key] or []
            assert isinstance(listed, list), key
            found[key] = [*listed, item[1]]
        else:
            key = told[1]
            assert key not in found, f"{key} comes twice"
            # A colon with a blank, or a sign at the beginning, would mean something else in YAML.
            assert told[2] is None or not re.search(r": | #|^[\[{>|*&!%@`]", told[2]), line
            found[key] = told[2] and told[2].strip('"')
    return found


# --- The files ------------------------------------------------------------------------------------------------------


def test_citation_is_whole() -> None:
    citation = read_citation()
    assert set(citation) <= CFF_KEYS
    assert set(citation) >= CFF_REQUIRED
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert all(citation.values())


def test_citation_says_what_the_project_says() -> None:
    citation, facts = read_citation(), project()
    assert citation["title"] == facts["name"]
    assert citation["version"] == facts["version"] == ex.__version__
    assert citation["license"] == facts["license"]
    assert citation["abstract"] == facts["description"]
    assert citation["authors"] == [f"name: {author['name']}" for author in facts["authors"]]
    assert set(citation["keywords"]) <= set(facts["keywords"])


def test_citation_has_the_date_of_the_changelog() -> None:
    """Before its release a version has no date there."""
    released = date.fromisoformat(read_citation()["date-released"])
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(rf"^## \[{re.escape(ex.__version__)}\] - (\S+)$", changes, flags=re.MULTILINE)
    if heading is None:
        assert re.search(r"^## \[Unreleased\]$", changes, flags=re.MULTILINE)
        assert f"What will be {ex.__version__}" in changes
    else:
        assert released == date.fromisoformat(heading[1])


def test_security_policy_names_no_address_of_its_own() -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", policy, flags=re.MULTILINE) == [
        "Report a weakness",
        "Supported versions",
        "What counts",
    ]
    assert not re.search(r"https?:|@|\bwww\.", policy)


# --- Imports --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["import expotrade", TOUCH_ALL], ids=["import", "every name"])
def test_import_is_silent(statement: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", statement], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


# --- The archives ---------------------------------------------------------------------------------------------------

FACTS = "expotrade-1.0.dist-info"
METADATA = (
    b"Metadata-Version: 2.4\nName: expotrade\nVersion: 1.0\nLicense-Expression: MIT\nProvides-Extra: plots\n"
)
PYPROJECT = b"""\
[project]
name = "expotrade"
version = "1.0"
license = "MIT"
optional-dependencies = { plots = [] }
"""


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_archives", ROOT / "tools" / "check_archives.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(checker: ModuleType, tmp_path: Path) -> dict[str, bytes]:
    """The files of a small project in `tmp_path / "tree"`."""
    files = dict.fromkeys(checker.FILES, b"text") | {"pyproject.toml": PYPROJECT}
    files |= {f"{folder}/one.py": b"1\n" for folder in checker.FOLDERS}
    files |= {"src/expotrade/__init__.py": b"", "src/expotrade/py.typed": b""}
    files |= {"src/expotrade/data/deals.json": b"{}"}
    left = {
        "src/expotrade/__pycache__/one.pyc": b"",
        "docs/datasets/one.md": b"",
        "docs/_build/one.html": b"",
    }
    for name, content in (files | left).items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return files


def in_wheel(tree: Mapping[str, bytes]) -> dict[str, bytes]:
    package = {name[4:]: content for name, content in tree.items() if name.startswith("src/expotrade/")}
    made = {f"{FACTS}/{name}": b"" for name in ("RECORD", "WHEEL", "entry_points.txt")}
    return {**package, **made, f"{FACTS}/METADATA": METADATA, f"{FACTS}/licenses/LICENSE": tree["LICENSE"]}


def in_source(tree: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"expotrade-1.0/{name}": content for name, content in {**tree, "PKG-INFO": METADATA}.items()}


def complaints(
    checker: ModuleType,
    folder: Path,
    wheel: Mapping[str, bytes],
    source: Mapping[str, bytes],
    capsys: pytest.CaptureFixture[str],
) -> list[str]:
    """What the checker prints about two archives, but for its last line."""
    with ZipFile(folder / "expotrade-1.0-py3-none-any.whl", "w") as archive:
        for name, content in wheel.items():
            archive.writestr(name, content)
    with tarfile.open(folder / "expotrade-1.0.tar.gz", "w:gz") as archive:
        for name, content in source.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    code = checker.main([str(folder), str(folder / "tree")])
    *printed, last = capsys.readouterr().out.splitlines()
    assert last == f"expotrade-1.0-py3-none-any.whl and expotrade-1.0.tar.gz: complaints: {len(printed)}"
    assert code == (1 if printed else 0)
    return printed


def test_archives_that_hold_what_they_should(
    checker: ModuleType, tree: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaints(checker, tmp_path, in_wheel(tree), in_source(tree), capsys) == []


def test_archives_that_hold_too_much_or_too_little(
    checker: ModuleType, tree: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel, source = in_wheel(tree), in_source(tree)
    del (
        wheel["expotrade/py.typed"],
        source["expotrade-1.0/CITATION.cff"],
        source["expotrade-1.0/tests/one.py"],
    )
    wheel |= {
        "expotrade/__pycache__/one.pyc": b"",
        "tests/one.py": b"1\n",
        "expotrade/data/deals.json": b"[]",
    }
    source |= {
        "expotrade-1.0/.coverage": b"",
        "expotrade-1.0/docs/datasets/one.md": b"",
        "elsewhere/one.py": b"",
    }
    wheel[f"{FACTS}/METADATA"] = METADATA.replace(b"MIT", b"GPL-3.0-only").replace(b"plots", b"charts")
    assert complaints(checker, tmp_path, wheel, source, capsys) == [
        "wheel: lacks expotrade/py.typed",
        "wheel: has expotrade/__pycache__/one.pyc, which is not expected",
        "wheel: has tests/one.py, which is not expected",
        "wheel: expotrade/data/deals.json is not the file of the tree",
        "wheel: License-Expression is 'GPL-3.0-only', not 'MIT'",
        "wheel: the extras are ['charts'], not ['plots']",
        "source archive: has elsewhere/one.py, which is no file under expotrade-1.0/",
        "source archive: lacks CITATION.cff",
        "source archive: lacks tests/one.py",
        "source archive: has .coverage, which is not expected",
        "source archive: has docs/datasets/one.md, which is not expected",
    ]


def test_the_build_takes_what_the_checker_expects(checker: ModuleType) -> None:
    """hatchling adds by itself what a build needs: pyproject.toml, what it names, and .gitignore."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        taken = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    by_itself = {".gitignore", "LICENSE", "README.md", "pyproject.toml"}
    assert sorted(taken) == taken
    assert set(taken) == {*checker.FOLDERS, *checker.FILES} - by_itself
    assert all((ROOT / name).exists() for name in (*checker.FOLDERS, *checker.FILES))
