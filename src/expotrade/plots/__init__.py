"""Charts of figures with their hedges: an expo over its editions, expos side by side, trade flows.

A filled mark is the figure that is used, a hollow mark beside it a rival. A bar with caps shows the bounds, an arrow a
side without a bound; neither is an error bar. The shape of a mark shows the hedge, so nothing depends on colour, and a
ring marks a figure that is expected, planned or cancelled. Charts are Altair charts: `pip install 'expotrade[plots]'`.

Example:
    >>> import expotrade as ex
    >>> from expotrade import plots
    >>> chart = plots.series(ex.load_dataset("history"), "ciie", "deal_value")
"""

from .charts import MOST_MARKS, MOST_ROWS, comparison, flows, save, series

__all__ = ["MOST_MARKS", "MOST_ROWS", "comparison", "flows", "save", "series"]
