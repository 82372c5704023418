"""The bundled datasets: one object each, never the network, and never a file that is not the one released."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import expotrade as ex
from expotrade.catalogs import KINDS

PACKAGE = Path(ex.__file__).parent


def in_copy(folder: Path, statement: str) -> subprocess.CompletedProcess[str]:
    """Run a statement with the package of a folder or an archive."""
    return subprocess.run(
        [sys.executable, "-c", statement],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(folder)},
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of the package."""
    shutil.copytree(PACKAGE, tmp_path / "expotrade", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_a_dataset_is_one_object() -> None:
    assert ex.load_dataset("articles") is ex.load_dataset("articles")


@pytest.mark.parametrize("info", ex.list_datasets(), ids=lambda info: info.name)
def test_the_manifest_matches_the_files(info: ex.datasets.DatasetInfo) -> None:
    catalog = ex.load_dataset(info.name)
    held = {kind: len(getattr(catalog, kind)) for kind in ("sources", *KINDS)}
    held |= {"figures": len(catalog.figures()), "claims": len(catalog.claims())}
    assert info.counts == held
    assert sha256((PACKAGE / "data" / f"{info.name}.json").read_bytes()).hexdigest() == info.sha256
    assert info.title
    assert info.version
    assert info.licence
    assert all(isinstance(gap, str) for gap in info.known_gaps)
    assert hash(info)


def test_the_list_of_datasets_cannot_be_changed_for_others() -> None:
    ex.list_datasets()[0].counts.clear()  # a mapping of this call
    assert ex.list_datasets()[0].counts


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("article", "articles"),
        ("../manifest", "articles"),
        ("", "articles"),
        (None, "articles"),
        ("ARTICLES", "articles"),
    ],
)
def test_an_unknown_dataset_is_an_error_with_the_nearest(name: object, nearest: str) -> None:
    call: Callable[[object], object] = ex.load_dataset
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        call(name)
    assert (caught.value.kind, caught.value.name) == ("dataset", name)
    assert nearest in caught.value.nearest
    assert str(caught.value).startswith(f"no dataset {name!r}; nearest: ")


@pytest.mark.parametrize(
    "damage",
    [lambda text: text + b"\n", lambda text: text[:-100], lambda text: text.replace(b"78.41", b"784.1")],
)
def test_a_damaged_installation_is_refused(copied: Path, damage: Callable[[bytes], bytes]) -> None:
    file = copied / "expotrade" / "data" / "articles.json"
    file.write_bytes(damage(file.read_bytes()))
    answer = in_copy(copied, "import expotrade as ex; ex.load_dataset('articles')")
    assert answer.returncode == 1
    assert "DatasetError: the bundled file 'articles.json' is damaged: its sha256 should be" in answer.stderr
    command = in_copy(copied, "import sys; from expotrade.cli import main; sys.exit(main(['list']))")
    assert (command.returncode, command.stdout) == (1, "")
    assert command.stderr.startswith("expotrade: the bundled file 'articles.json' is damaged: ")


def test_a_dataset_that_failed_to_load_can_be_loaded_later(copied: Path) -> None:
    script = """
import pathlib
import expotrade as ex
file = pathlib.Path(ex.__file__).parent / "data" / "articles.json"
text = file.read_bytes()
file.write_bytes(b"{}")
try:
    ex.load_dataset("articles")
except ex.errors.DatasetError:
    file.write_bytes(text)
print(ex.load_dataset("articles") is ex.load_dataset("articles"))
"""
    answer = in_copy(copied, script)
    assert (answer.stdout, answer.stderr) == ("True\n", "")


def test_datasets_load_from_an_archive(copied: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "packed"), "zip", copied, "expotrade")
    answer = in_copy(
        Path(archive), "import expotrade as ex; print(ex.__file__, len(ex.load_dataset('articles').editions))"
    )
    assert answer.stderr == ""
    assert ".zip" in answer.stdout


def test_the_first_use_may_be_from_many_threads() -> None:
    script = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import expotrade as ex
barrier = Barrier(16)
def load(_):
    barrier.wait()
    return ex.load_dataset("articles")
with ThreadPoolExecutor(16) as pool:
    loaded = list(pool.map(load, range(16)))
print(len({id(catalog) for catalog in loaded}))
"""
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == ("1\n", "")


def test_loading_needs_no_network() -> None:
    script = """
import sys
sys.addaudithook(lambda event, _: sys.exit(f"network: {event}") if event.startswith("socket.") else None)
import expotrade as ex
ex.load_dataset("articles")
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_manifest_is_plain_json() -> None:
    manifest = json.loads((PACKAGE / "data" / "manifest.json").read_text("utf-8"))
    assert [entry["name"] for entry in manifest["datasets"]] == [info.name for info in ex.list_datasets()]
