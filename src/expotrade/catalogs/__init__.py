"""Catalogs: all records of a dataset with every link resolved, and how two catalogs become one."""

from .catalog import KINDS, Catalog, Record, citations_of

__all__ = ["Record", "KINDS", "Catalog", "citations_of"]
