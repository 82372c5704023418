"""Exchange rates: dated tables of rates, and conversions that name the rate they used."""

from .results import Conversion, Rate
from .table import RateTable

__all__ = [
    "Conversion",
    "Rate",
    "RateTable",
]
