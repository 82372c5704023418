"""Totals that count nothing twice and say what they left out; groups, ranks, shares, amounts per unit."""

from .overlaps import Reason
from .ranking import Ranked, per, rank, share
from .summing import LeftOut, Total, group, total

__all__ = ["Reason", "Ranked", "rank", "share", "per", "LeftOut", "Total", "total", "group"]
