"""Totals that count nothing twice and say what they left out; groups, ranks, shares, amounts per unit."""

from .grouping import group
from .items import LeftOut, Reason
from .ranking import Ranked, per, rank, share
from .summing import Total, total

__all__ = [
    "LeftOut",
    "Ranked",
    "Reason",
    "Total",
    "group",
    "per",
    "rank",
    "share",
    "total",
]
