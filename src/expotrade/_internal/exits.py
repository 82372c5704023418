"""Exits: how a room calls a function of a room above it. This is the only place where that happens.

A catalog can be written to frames, and frames are made of catalogs, so the room `frames` is above `catalogs`. A catalog
therefore knows only the address of its exit, the name of a room and of a function, and looks it up when it is called.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    __all__ = ["pa", "pd", "pl"]  # the types of what exits return


def find_exit(room: str, function: str) -> "Any":
    """A function of a room above, such as `find_exit("frames", "to_arrow")`."""
    from importlib import import_module

    return getattr(import_module(f"expotrade.{room}"), function)
