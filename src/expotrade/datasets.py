"""The bundled datasets: their manifest, and the catalogs that they hold."""

from threading import Lock

from attrs import field

from ._internal.classes import frozen, nearest_of
from ._internal.data import read_data, read_table
from .errors import UnknownNameError

__all__ = ["DatasetInfo", "list_datasets", "load_dataset"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .catalogs import Catalog

_lock = Lock()
_loaded: "dict[str, Catalog]" = {}


@frozen(kw_only=True)
class DatasetInfo:
    """What the manifest says of a bundled dataset.

    Args:
        name: The name by which `load_dataset` knows it.
        title: What it holds, in a line.
        version: Its own version.
        licence: Under which it may be used.
        sha256: The checksum of its file.
        counts: How many records of each kind it holds.
        known_gaps: What it is known to lack, or where it is known to be uncertain.

    Example:
        >>> import expotrade as ex
        >>> [info.name for info in ex.list_datasets()]
        ['articles', 'history']
    """

    name: str = field()
    title: str = field()
    version: str = field()
    licence: str = field()
    sha256: str = field()
    counts: "Mapping[str, int]" = field(hash=False)
    known_gaps: tuple[str, ...] = field()


def list_datasets() -> tuple[DatasetInfo, ...]:
    """What is bundled, in the order of the manifest.

    Raises:
        DatasetError: The installed manifest is not the one that was released.

    Example:
        >>> import expotrade as ex
        >>> ex.list_datasets()[0].title
        'Five press articles on CIIE, CISCE and the China-ASEAN Expo, 2019 to 2024'
    """
    manifest = read_table("manifest.json")
    return tuple(
        DatasetInfo(**entry | {"known_gaps": tuple(entry["known_gaps"])}) for entry in manifest["datasets"]
    )


def load_dataset(name: str) -> "Catalog":
    """The catalog of a bundled dataset; the same object at every call, and never the network.

    Args:
        name: A name that `list_datasets` gives.

    Raises:
        UnknownNameError: There is no such dataset; the error names the nearest.
        DatasetError: An installed file is not the one that was released.

    Example:
        >>> import expotrade as ex
        >>> ex.load_dataset("articles").edition("ciie-2023")["exhibitors"].as_printed
        'more than 3,400 enterprises'
    """
    with _lock:
        if name not in _loaded:
            names = tuple(info.name for info in list_datasets())
            if name not in names:
                raise UnknownNameError("dataset", name, nearest_of(name, names) or names)
            _loaded[name] = _read(read_data(f"{name}.json"), name)
        return _loaded[name]


def _read(text: bytes, name: str) -> "Catalog":
    # The reader is wanted only for the first load.
    from ._internal.json_text import Bulk
    from .codec.fast import loads_quickly

    with Bulk():
        catalog = loads_quickly(text)
    if catalog is not None:
        return catalog
    # The codec says what is wrong, and would take longer to load than the file.
    from .codec import loads

    return loads(text, origin=f"the bundled {name}.json")
