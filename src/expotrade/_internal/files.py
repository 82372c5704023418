"""Replaces files in one step."""

import errno
import os
from contextlib import suppress


def replace_file(path: "str | os.PathLike[str]", data: bytes) -> None:
    """Write a file in one step; a failure leaves the old file unchanged and no other file."""
    if os.fspath(path).endswith((os.sep, "/")):
        # Without the separator at its end the path would be that of a file.
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    target = os.path.realpath(path)
    if os.path.islink(target):  # noqa: PTH114
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path))
    there = os.path.exists(target)  # noqa: PTH110
    # A read-only file is not replaced, although the folder, or root, would allow it.
    if there and not (os.stat(target).st_mode & 0o222 and os.access(target, os.W_OK)):  # noqa: PTH116
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    if there and not os.path.isfile(target):  # noqa: PTH113
        # A pipe or a device is written to, because replacing it would remove it for everybody.
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(data)
        return
    draft = f"{target}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        # If there is an old file, only the writer may read the draft until it has the mode of that file, because its
        # content may be secret. A new file gets the default mode of the system.
        with open(draft, "xb", opener=_for_the_writer if there else None) as file:
            file.write(data)
            file.flush()
            if there:
                mode = os.stat(target).st_mode & 0o7777  # noqa: PTH116
                os.chmod(file.fileno() if os.chmod in os.supports_fd else draft, mode)  # noqa: PTH101
            os.fsync(file.fileno())
        os.replace(draft, target)  # noqa: PTH105
    except BaseException as error:
        if isinstance(error, OSError) and error.errno is not None and error.filename != target:
            # The caller does not know the draft, and the error of a full disk names no file.
            error.filename = os.fspath(path)
        if os.path.exists(draft):  # noqa: PTH110
            os.unlink(draft)  # noqa: PTH108
        raise
    _sync_folder(os.path.dirname(target))  # noqa: PTH120


def _for_the_writer(path: str, flags: int) -> int:
    """Open a file that only its writer may read."""
    return os.open(path, flags, 0o600)


def _sync_folder(folder: str) -> None:
    """Flush the folder, or a power cut could lose the new name; some platforms cannot, and need not."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
