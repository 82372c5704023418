"""Exchange rates: dated tables of rates, and the conversion of amounts that names the rate it used."""

from .table import Conversion, Rate, RateTable

__all__ = [
    "Conversion",
    "Rate",
    "RateTable",
]
