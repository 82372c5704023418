"""Tidy rows of a catalog: their columns and cells, reading them back, and files in CSV, JSON and Excel."""

from .columns import Column, ColumnKind, list_columns, list_row_kinds
from .files import export
from .rows import tidy_rows

__all__ = [
    "Column",
    "ColumnKind",
    "export",
    "list_columns",
    "list_row_kinds",
    "tidy_rows",
]
