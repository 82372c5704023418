"""Every error and warning of the package, from one base each.

An error is also the builtin exception that a caller would guess. Its facts are attributes, and its text is derived from
them: what is wrong, then the next thing to type.
"""

from .advice import Advice
from .base import ExpotradeError
from .records import (
    CatalogError,
    CellProblem,
    DatasetError,
    DecodeError,
    FrameError,
    MergeError,
    Problem,
    RecordError,
    UnknownNameError,
)
from .requests import ArgumentError, ComparisonError, ExportError, MissingExtraError, PlotError, TotalError
from .values import (
    AmountDivisionError,
    AmountError,
    AmountTypeError,
    ParseError,
    PeriodError,
    PeriodTypeError,
    RateError,
    RateNotFoundError,
    UnitMismatchError,
)
from .warnings import BasesDifferWarning, ExpotradeWarning, MissingGlyphWarning, RivalsWarning

__all__ = [
    "Advice",
    "AmountDivisionError",
    "AmountError",
    "AmountTypeError",
    "ArgumentError",
    "BasesDifferWarning",
    "CatalogError",
    "CellProblem",
    "ComparisonError",
    "DatasetError",
    "DecodeError",
    "ExportError",
    "ExpotradeError",
    "ExpotradeWarning",
    "FrameError",
    "MergeError",
    "MissingExtraError",
    "MissingGlyphWarning",
    "ParseError",
    "PeriodError",
    "PeriodTypeError",
    "PlotError",
    "Problem",
    "RateError",
    "RateNotFoundError",
    "RecordError",
    "RivalsWarning",
    "TotalError",
    "UnitMismatchError",
    "UnknownNameError",
]
