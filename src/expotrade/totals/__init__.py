"""Totals that count nothing twice and say what they left out; groups, ranks, shares, amounts per unit."""

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
