"""Tidy rows of a catalog: their columns, their cells, and files in CSV, JSON and Excel."""

from .files import export
from .rows import Column, ColumnKind, list_columns, list_row_kinds, tidy_rows

__all__ = ["export", "ColumnKind", "Column", "list_columns", "list_row_kinds", "tidy_rows"]
