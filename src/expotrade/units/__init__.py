"""Units: what figures count or measure, the names that are printed for them, and exact ratios; the door to pint."""

from .algebra import (
    divide,
    from_pint,
    is_same_dimension,
    multiply,
    pint_quantity,
    ratio,
    reciprocal,
)
from .table import UnitTable

__all__ = [
    "ratio",
    "is_same_dimension",
    "multiply",
    "divide",
    "reciprocal",
    "pint_quantity",
    "from_pint",
    "UnitTable",
]
