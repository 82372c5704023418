"""Catalogs: all records of a dataset with every link resolved, and how two catalogs become one."""

from .catalog import Catalog
from .links import KINDS, Record, citations_of

__all__ = [
    "Catalog",
    "KINDS",
    "Record",
    "citations_of",
]
