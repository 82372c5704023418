"""Enums with a repr that can be typed."""

from enum import Enum


class Named(Enum):
    """An enum whose members have the repr `Hedge.MORE_THAN`."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
