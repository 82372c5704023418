"""Writes catalogs as JSON."""

import os

from .._internal.files import replace_file
from .._internal.json_text import (
    laid_out,
    one_line,
)
from ..catalogs import Catalog
from ..records import Source
from .fast import FORMAT as FORMAT, LISTS  # noqa: PLC0414  # the format is the codec's
from .strict import _converter, _writer_of_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalogs import Record
    from ..records import Citation, Claim, Figure, Party, Person, Showcase


def write_catalog(catalog: Catalog, path: "str | os.PathLike[str]") -> None:
    """Write a catalog to a JSON file that `read_catalog` reads back to an equal one.

    The file is replaced in one step, so a failure does not change the old one. The same catalog gives the same bytes.

    Args:
        catalog: The catalog.
        path: The file; its folder must exist.

    Raises:
        OSError: The file cannot be written.

    Example:
        >>> import pathlib, tempfile
        >>> import expotrade as ex
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "mine.json")
        ...     ex.write_catalog(ex.Catalog(expos=[ex.Expo(id="ciie", name="China Import Expo")]), path)
        ...     print(path.read_text(encoding="utf-8"))
        {
         "format": "expotrade/2",
         "expos": [
          {"id": "ciie", "name": "China Import Expo"}
         ]
        }
        <BLANKLINE>
    """
    replace_file(path, dumps(catalog).encode())


def dumps(catalog: Catalog) -> str:
    """A catalog as JSON text: what `write_catalog` writes.

    A value that fits on one line is written on one, so that a review shows a figure or a citation as one line.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.codec import dumps, loads
        >>> catalog = ex.Catalog(expos=[ex.Expo(id="ciie", name="China Import Expo")])
        >>> loads(dumps(catalog)) == catalog
        True
    """
    lines = []
    for key, value in encode(catalog).items():
        if isinstance(value, list):
            records = ",\n".join(f"  {laid_out(record, '  ')}" for record in value)
            lines.append(f" {one_line(key)}: [\n{records}\n ]")
        else:
            lines.append(f" {one_line(key)}: {one_line(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def encode(
    record: "Catalog | Record | Source | Citation | Figure | Claim | Party | Person | Showcase",
) -> dict[str, object]:
    """A record as JSON data, as in a file: dicts, lists, texts, whole numbers and booleans.

    Args:
        record: A catalog, a record, or a part of one. Citations and links are ids.

    Returns:
        A new dict with the own fields of the record first, without fields that equal their default.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.codec import encode
        >>> encode(ex.Party(place="AE", role="special partner"))
        {'place': 'AE', 'role': 'special partner'}
    """
    if isinstance(record, Catalog):
        lists = {name: [encode(one) for one in getattr(record, name)] for name in LISTS}
        return {"format": FORMAT, **{name: records for name, records in lists.items() if records}}
    hook = _writer_of_sources() if isinstance(record, Source) else _converter().unstructure
    encoded: dict[str, object] = hook(record)
    return encoded
