"""Checks: printed claims and figures tested by arithmetic, and what was found."""

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
