"""Units: their codes, their printed names and the exact ratios between them; the door to pint."""

from .algebra import divide, is_convertible, is_same_dimension, multiply, ratio, reciprocal
from .pint_bridge import from_pint, pint_definitions, pint_quantity
from .table import UnitTable

__all__ = [
    "UnitTable",
    "divide",
    "from_pint",
    "is_convertible",
    "is_same_dimension",
    "multiply",
    "pint_definitions",
    "pint_quantity",
    "ratio",
    "reciprocal",
]
