"""Files that are replaced in one step: what is refused, and what is left after a failure."""

import errno
import os
from pathlib import Path

import pytest

from expotrade._internal.files import replace_file


def test_a_file_is_written_and_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    replace_file(path, b"one")
    path.chmod(0o600)
    replace_file(str(path), b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o7777) == (b"two", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_replaced_is_refused(tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    locked = tmp_path / "locked"
    locked.touch(0o444)
    for path, code in ((f"{tmp_path}/", errno.EISDIR), (circle, errno.ELOOP), (locked, errno.EACCES)):
        with pytest.raises(OSError, match=os.strerror(code)) as caught:
            replace_file(path, b"one")
        assert (caught.value.errno, caught.value.filename) == (code, str(path))
    assert locked.read_bytes() == b""


def test_a_pipe_or_device_is_written_to() -> None:
    replace_file(os.devnull, b"one")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "full"), ValueError("odd")])
def test_a_failure_leaves_the_old_file_alone(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(error)) as caught:
        replace_file(path, b"new")
    if isinstance(caught.value, OSError):
        assert caught.value.filename == str(path)
    assert [(one, one.read_bytes()) for one in tmp_path.iterdir()] == [(path, b"old")]


def test_a_folder_that_is_not_there_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "a.txt"
    with pytest.raises(FileNotFoundError) as caught:
        replace_file(path, b"new")
    assert caught.value.filename == str(path)
