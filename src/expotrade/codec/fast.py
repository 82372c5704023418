"""Fast reader for valid files. Returns None at the first doubt; `strict` then explains what is wrong.

It builds the records straight from the parsed JSON with their classes, so their rules apply. It shares the grammar with
`strict` (`leaves`), and tests compare the two readers.

A fresh process that loads a bundled dataset takes 0.7 times as long as with `strict`, which imports cattrs and compiles
a reader for each class: 104 ms instead of 149 ms for `articles`. In a warm process 10,000 nested deals take 0.77 times
as long, and `history` 0.94 times (medians of 10 to 21 runs that took turns).
"""

import json
from enum import Enum
from functools import cache, partial

from attrs import fields

from .._internal.json_text import Rejected, count_keys, plain_text, refuse_size
from ..catalogs import KINDS, Catalog
from ..errors import CatalogError, ExpotradeError
from ..records import Citation, Source
from ..records.claims import claim_name
from .leaves import LEAVES, STATE, ReadState, members_of, parts_of, read_member

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ..units import UnitTable

    Progress = Callable[[int, int], object]
    # Reads a part of a document; it is called with the part and the shared state.
    Part = Callable[[Any, Any], object]

FORMAT = "expotrade/2"
LISTS: "Mapping[str, type]" = {"sources": Source, **KINDS}


def _give_up() -> Rejected:
    """The error that ends the fast reading; a new one each time, because a raised error keeps its traceback."""
    return Rejected(())


def loads_quickly(
    text: str | bytes, units: "UnitTable | None" = None, progress: "Progress | None" = None
) -> Catalog | None:
    """The catalog of a JSON text; None if anything in it is doubtful.

    Args:
        text: The text, or its bytes in UTF-8.
        units: A table with further nouns.
        progress: Called after each record, with the number of read records and of all.
    """
    given = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        refuse_size(given)
        data = json.loads(plain_text(text))
    except (Rejected, ValueError):
        return None
    reading = ReadState(units)
    reading.has_null = b"null" in given
    token = STATE.set(reading)
    try:
        # Fewer keys than in the text mean that a key comes twice in an object.
        is_right = _read_lists(data, reading, progress) and reading.keys == count_keys(given)
        return Catalog(**data) if is_right else None
    except CatalogError:
        return None
    finally:
        STATE.reset(token)


def _read_lists(data: "Any", reading: ReadState, progress: "Progress | None") -> bool:
    """Replace each part of the document by its record, sources first; False if one cannot be read."""
    if type(data) is not dict or data.pop("format", None) != FORMAT or not data.keys() <= LISTS.keys():
        return False
    if any(type(values) is not list for values in data.values()):
        return False
    reading.keys += 1 + len(data)
    total = sum(map(len, data.values()))
    done = 0
    for name, kind in LISTS.items():
        values = data.get(name, [])
        read = _reader(kind)
        for place, value in enumerate(values):
            try:
                record: Any = read(value, reading)
            except (Rejected, ExpotradeError, TypeError):
                # An unknown or a missing key is a TypeError of the class.
                return False
            values[place] = record
            if name == "sources" and reading.sources.setdefault(record.id, record) is not record:
                return False
            done += 1
            if progress is not None:
                progress(done, total)
    return True


@cache
def _reader(kind: "Any") -> "Part":
    """The reader of a record class; texts, numbers and flags are left to the rules of the class."""
    ways = {attribute.name: _way(attribute.type) for attribute in fields(kind)}
    parts = [(name, way) for name, way in ways.items() if way is not None]

    def read(value: "Any", reading: ReadState) -> object:
        if type(value) is not dict or (reading.has_null and None in value.values()):
            raise _give_up()
        reading.keys += len(value)
        for name, way in parts:
            if name in value:
                value[name] = way(value[name], reading)
        return kind(**value)

    return read


def _way(field_type: "Any") -> "Part | None":
    """The reader of a field; None if JSON has its type."""
    field = parts_of(field_type)
    if len(field.kinds) > 1:
        way: Part | None = partial(_claim, {claim_name(kind): _reader(kind) for kind in field.kinds})
    else:
        way = _way_of_kind(field.kinds[0])
    return partial(_several, way) if field.is_list else way


def _way_of_kind(kind: "Any") -> "Part | None":
    """The reader of a value of one type; None if JSON has the type."""
    if issubclass(kind, Enum):
        members = members_of(kind)
        return lambda value, _: read_member(value, members)
    if kind in LEAVES:
        return LEAVES[kind][0]
    return _citation if kind is Citation else _reader(kind)


def _several(way: "Part | None", values: "Any", reading: ReadState) -> "list[Any]":
    """A list of values; the record makes a tuple of it."""
    if type(values) is not list:
        raise _give_up()
    return values if way is None else [way(value, reading) for value in values]


def _claim(readers: "Mapping[str, Part]", value: "Any", reading: ReadState) -> object:
    """A claim; the key "claim" names its class."""
    read = readers.get(value.pop("claim", None)) if type(value) is dict else None
    if read is None:
        raise _give_up()
    reading.keys += 1
    return read(value, reading)


def _citation(value: "Any", reading: ReadState) -> object:
    """A citation; equal citations of a paragraph are one object."""
    if type(value) is not dict or len(value) != 2 or type(value.get("paragraph")) is not int:
        return _reader(Citation)(value, reading)
    place = (value.get("source"), value["paragraph"])
    found = reading.citations.get(place)
    if found is None:
        found = reading.citations[place] = _reader(Citation)(value, reading)
    else:
        reading.keys += 2
    return found
