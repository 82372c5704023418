"""The tables that the package ships in its folder `data`."""

import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_data(name: str) -> bytes:
    """A shipped file, also where the package is imported from an archive."""
    # importlib.resources would answer the same and take longer to import than most tables to read.
    loader = __spec__.loader
    data: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), "data", name))  # type: ignore[union-attr]
    return data


def read_table(name: str) -> "Any":
    """A shipped table in JSON."""
    return json.loads(read_data(name))
