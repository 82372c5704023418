"""The one way in which this package shows the members of its enums."""

from enum import Enum


class Named(Enum):
    """An enum whose members are shown as one writes them, such as `Hedge.MORE_THAN`."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
