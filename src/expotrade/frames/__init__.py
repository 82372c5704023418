"""Records as frames and back, and totals, growth and shares over frames of any engine.

The same call works on pandas, polars, pyarrow, DuckDB, Dask, Ibis and PySpark; a lazy frame gives a lazy result. It
needs the extra `frames`: pip install 'expotrade[frames]'.
"""

from .changes import check_growth, growth
from .columns import arrow_schema, read, to_arrow, to_pandas, to_polars
from .comtrade import from_comtrade
from .shares import share
from .totals import total

__all__ = [
    "arrow_schema",
    "check_growth",
    "from_comtrade",
    "growth",
    "read",
    "share",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "total",
]
