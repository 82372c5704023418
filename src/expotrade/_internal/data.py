"""Reads the tables in the folder `data` and compares each with its checksum."""

import json
import os
from functools import cache

from ..errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_data(name: str) -> bytes:
    """The bytes of a bundled file, also from a zip archive; a changed file is refused."""
    from hashlib import sha256

    data = _content(name)
    found, released = sha256(data).hexdigest(), checksums().get(name)
    if released is None:
        raise DatasetError(name, "SHA256SUMS should list it", found)
    if found != released:
        raise DatasetError(name, f"its sha256 should be {released}", found)
    return data


@cache
def checksums() -> "dict[str, str]":
    """The checksum of each bundled file, from `SHA256SUMS`, which `sha256sum -c` reads too."""
    lines = _content("SHA256SUMS").decode("ascii", "replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _content(name: str) -> bytes:
    # importlib.resources returns the same, but takes longer to import than most tables take to read.
    package = os.path.dirname(os.path.dirname(__file__))
    data: bytes = __spec__.loader.get_data(os.path.join(package, "data", name))  # type: ignore[union-attr]
    return data


def read_table(name: str) -> "Any":
    """A bundled table in JSON."""
    return json.loads(read_data(name))
