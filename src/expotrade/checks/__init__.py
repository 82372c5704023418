"""Checks: printed claims and figures tested by arithmetic, and what was found."""

from .claims import check
from .findings import CheckKind, Finding, Findings, Verdict

__all__ = ["check", "Verdict", "CheckKind", "Finding", "Findings"]
