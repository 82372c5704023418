"""Checks of printed claims and figures by arithmetic, and their findings."""

from .checking import check
from .findings import CheckKind, Finding, Findings, Verdict
from .verdicts import judge

__all__ = [
    "CheckKind",
    "Finding",
    "Findings",
    "Verdict",
    "check",
    "judge",
]
