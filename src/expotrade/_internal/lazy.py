"""Faces of rooms whose files are loaded when one of their names is first used."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazy_face(
    names: "dict[str, Any]", files: "Mapping[str, str]"
) -> "tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]":
    """The `__all__`, `__getattr__` and `__dir__` of a room.

    Args:
        names: The `globals()` of the room's face.
        files: The public names of each file of the room, separated by blanks.
    """
    room = names["__name__"]
    homes = {name: file for file, public in files.items() for name in public.split()}

    def load(name: str) -> "Any":
        if name not in homes:
            raise AttributeError(f"module {room!r} has no attribute {name!r}", name=name)
        from importlib import import_module

        value = names[name] = getattr(import_module(f"{room}.{homes[name]}"), name)
        return value

    def listed() -> list[str]:
        return sorted({*names, *homes})

    return list(homes), load, listed
