"""The bundled datasets: their manifest and their catalogs."""

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
    """A bundled dataset, as its manifest describes it.

    Args:
        name: The name for `load_dataset`.
        title: Its contents in one line.
        version: Its own version.
        licence: The licence for its use.
        sha256: The checksum of its file.
        counts: The number of records of each kind.
        known_gaps: What it lacks, and where it is uncertain.

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
    """The bundled datasets, in the order of the manifest.

    Raises:
        DatasetError: The installed manifest is damaged.

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
    """The catalog of a bundled dataset; every call returns the same object, without a network.

    Args:
        name: A name from `list_datasets`.

    Raises:
        UnknownNameError: There is no such dataset; the error names the nearest.
        DatasetError: An installed file is damaged.

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
    # Only the first load needs the reader.
    from ._internal.json_text import paused_gc
    from .codec.fast import loads_quickly

    with paused_gc():
        catalog = loads_quickly(text)
    if catalog is not None:
        return catalog
    # The strict reader explains what is wrong; importing it takes longer than reading the file.
    from .codec import loads

    return loads(text, origin=f"the bundled {name}.json")
