"""Charts of figures that keep their hedges."""

from .charts import MOST_MARKS, MOST_ROWS, comparison, flows, save, series

__all__ = ["MOST_MARKS", "MOST_ROWS", "series", "comparison", "flows", "save"]
