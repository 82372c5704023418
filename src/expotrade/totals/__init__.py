"""Totals that count nothing twice and list what they leave out; groups, ranks, shares, values per count."""

from .derived import Derived, growth, per, share
from .grouping import group
from .items import LeftOut, LeftOutReason
from .ranking import Ranked, rank
from .results import Total
from .summing import total

__all__ = [
    "Derived",
    "LeftOut",
    "LeftOutReason",
    "Ranked",
    "Total",
    "group",
    "growth",
    "per",
    "rank",
    "share",
    "total",
]
