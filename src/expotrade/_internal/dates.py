"""Dates without a time of day."""

from datetime import date, datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard


def is_day(value: object) -> "TypeGuard[date]":
    """Whether a value is a date without a time of day; a datetime is a subclass of date."""
    return isinstance(value, date) and not isinstance(value, datetime)
