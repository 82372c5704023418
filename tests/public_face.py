"""What is public: the names on the top of the package, and those that only a room exports."""

import importlib
from types import ModuleType

import expotrade as ex

ROOMS: dict[str, ModuleType] = {room: importlib.import_module(f"expotrade.{room}") for room in ex._NAMES}
# These rooms need extras, and the reference documents each of them as a whole.
WITH_EXTRAS = {"frames", "plots", "strategies"}


def public_names() -> dict[str, object]:
    """Every public name, as it is written after `ex.`, with its object."""
    names = {name: getattr(ex, name) for name in ex.__all__}
    for room, module in ROOMS.items():
        for name in module.__all__:
            if ex._ROOM_OF.get(name) != room:
                names[f"{room}.{name}"] = getattr(module, name)
    return names


def documented_names() -> dict[str, object]:
    """The public names that the reference documents one by one: all but constants and the rooms with extras."""
    return {
        name: value
        for name, value in public_names().items()
        if not name.rpartition(".")[2].isupper() and name.partition(".")[0] not in WITH_EXTRAS
    }
