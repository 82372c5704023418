"""The tables that the package ships in its folder `data`."""

import json
import os

from ..errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_data(name: str) -> bytes:
    """A shipped file, also where the package is imported from an archive; one that is not as released is refused."""
    from hashlib import sha256

    from .checksums import SHA256

    # importlib.resources would answer the same and take longer to import than most tables to read.
    loader = __spec__.loader
    data: bytes = loader.get_data(os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", name))  # type: ignore[union-attr]
    found = sha256(data).hexdigest()
    if found != SHA256[name]:
        raise DatasetError(name, f"its sha256 should be {SHA256[name]}", found)
    return data


def read_table(name: str) -> "Any":
    """A shipped table in JSON."""
    return json.loads(read_data(name))
