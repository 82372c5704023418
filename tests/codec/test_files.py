"""Files of catalogs: what they look like, how they are written, read and replaced."""

import json
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

import expotrade as ex
from documents import CATALOG, CITATION, GROWTH, SOURCE, WRITTEN
from expotrade.codec import (
    LARGEST_FILE,
    decode,
    dumps,
    encode,
    loads,
)

# --- Writing ----------------------------------------------------------------------------------------------------------


def test_file_is_laid_out_for_review() -> None:
    assert dumps(CATALOG) == WRITTEN


def test_text_reads_back_to_the_same_catalog() -> None:
    again = loads(WRITTEN)
    assert again == CATALOG
    assert dumps(again) == WRITTEN


def test_data_reads_back_to_the_same_catalog() -> None:
    assert decode(encode(CATALOG)) == CATALOG
    assert decode(json.loads(json.dumps(encode(CATALOG)))) == CATALOG


def test_nothing_makes_a_file_too() -> None:
    assert dumps(ex.Catalog()) == '{\n "format": "expotrade/2"\n}\n'
    assert loads(dumps(ex.Catalog())) == ex.Catalog()


@pytest.mark.parametrize(
    ("record", "encoded"),
    [
        (CITATION, {"source": "report", "paragraph": 5}),
        (ex.Citation(SOURCE), {"source": "report"}),
        (ex.Party(description="Chinese enterprises"), {"description": "Chinese enterprises"}),
        (ex.Source("report", "Expo closes"), {"id": "report", "title": "Expo closes"}),
        (ex.Expo(id="ciie", name="CIIE"), {"id": "ciie", "name": "CIIE"}),
    ],
)
def test_encode_takes_any_record(
    record: ex.Citation | ex.Party | ex.Source | ex.Expo, encoded: object
) -> None:
    assert encode(record) == encoded


def test_a_claim_begins_with_its_name() -> None:
    assert list(encode(GROWTH)) == ["claim", "amount", "citations", "metric"]


def test_encoded_records_share_nothing() -> None:
    assert encode(CATALOG)["editions"] is not encode(CATALOG)["editions"]


# --- Files ------------------------------------------------------------------------------------------------------------


def test_write_then_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    ex.write_catalog(CATALOG, path)
    assert path.read_bytes() == WRITTEN.encode()
    assert ex.read_catalog(path) == ex.read_catalog(str(path)) == CATALOG
    assert [one.name for one in tmp_path.iterdir()] == ["mine.json"]


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("[]")
    with pytest.raises(ex.errors.DecodeError, match="document: it must be an object") as caught:
        ex.read_catalog(path)
    assert caught.value.what == str(path)
    assert str(caught.value).startswith(f"{path} has 1 problem:")


def test_missing_file_is_the_error_that_everybody_expects(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"missing\.json"):
        ex.read_catalog(tmp_path / "missing.json")


def test_missing_folder_is_the_error_that_everybody_expects(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        ex.write_catalog(CATALOG, tmp_path / "missing" / "mine.json")
    assert caught.value.filename == str(tmp_path / "missing" / "mine.json")
    assert not list(tmp_path.iterdir())


def test_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    ex.write_catalog(CATALOG, path)

    def full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        ex.write_catalog(ex.Catalog(), path)
    assert ex.read_catalog(path) == CATALOG
    assert [one.name for one in tmp_path.iterdir()] == ["mine.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.touch()
    path.chmod(0o640)
    ex.write_catalog(CATALOG, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs a privilege for links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "mine.json", tmp_path / "link.json"
    path.touch()
    link.symlink_to(path)
    ex.write_catalog(CATALOG, link)
    assert link.is_symlink()
    assert ex.read_catalog(path) == CATALOG


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    reader.start()
    ex.write_catalog(CATALOG, pipe)
    reader.join(timeout=10)
    assert found == [WRITTEN.encode()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011  # its class differs between systems
        ex.write_catalog(CATALOG, tmp_path)
    with pytest.raises(IsADirectoryError):
        ex.write_catalog(CATALOG, f"{tmp_path}/new/")
    assert not list(tmp_path.iterdir())


def test_too_large_a_file_is_refused_unparsed(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 5)
    with pytest.raises(ex.errors.DecodeError, match=f"size: it must have at most {LARGEST_FILE} bytes"):
        ex.read_catalog(path)
