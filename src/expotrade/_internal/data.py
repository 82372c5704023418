"""The tables that the package ships in its folder `data`, each compared with its checksum when it is read."""

import json
import os
from functools import cache

from ..errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_data(name: str) -> bytes:
    """A shipped file, also where the package is imported from an archive; one that is not as released is refused."""
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
    """The checksum of each shipped file, from the list `SHA256SUMS`, which `sha256sum -c` reads too."""
    lines = _content("SHA256SUMS").decode("ascii", "replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _content(name: str) -> bytes:
    # importlib.resources would return the same and take longer to import than most tables to read.
    package = os.path.dirname(os.path.dirname(__file__))
    data: bytes = __spec__.loader.get_data(os.path.join(package, "data", name))  # type: ignore[union-attr]
    return data


def read_table(name: str) -> "Any":
    """A shipped table in JSON."""
    return json.loads(read_data(name))
