"""Catalog files that are as they should be, read without asking how they could be wrong.

The records are built straight from the parsed JSON by their classes, whose rules hold here as everywhere. At the first
thing that is not plainly right the reading gives up and answers None; the codec then reads the document anew and names
every problem. What is read here is what the codec would have read: tests hold the two together.
"""

import json
from enum import Enum
from functools import cache, partial
from types import NoneType

from attrs import fields

from .._internal.json_text import Refused, count_keys, plain_text, refuse_size
from ..amounts import Amount
from ..catalogs import KINDS, Catalog
from ..errors import CatalogError, ExpotradeError
from ..periods import Period
from ..records import Citation, Source
from ..records.claims import claim_name
from .leaves import READING, Reading, read_amount, read_period, read_source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ..units import UnitTable

    Progress = Callable[[int, int], object]
    # What reads a part of a document; it is called with the part and what this reading shares.
    Part = Callable[[Any, Any], object]

FORMAT = "expotrade/1"
LISTS: "Mapping[str, type]" = {"sources": Source, **KINDS}


def _doubt() -> Refused:
    """What is not plainly right; a new error each time, for one that is raised again keeps all that it went through."""
    return Refused(())


def loads_quickly(
    text: str | bytes, units: "UnitTable | None" = None, progress: "Progress | None" = None
) -> Catalog | None:
    """The catalog of a JSON text; None where anything about it is not plainly right.

    Args:
        text: The text, or its bytes in UTF-8.
        units: A table with further nouns.
        progress: Called after each record, with how many are read and how many there are.
    """
    given = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        refuse_size(given)
        data = json.loads(plain_text(text))
    except (Refused, ValueError):
        return None
    reading = Reading(units)
    reading.has_null = b"null" in given
    token = READING.set(reading)
    try:
        # Fewer keys than the text has say that one stood twice in an object.
        is_right = _read_lists(data, reading, progress) and reading.keys == count_keys(given)
        return Catalog(**data) if is_right else None
    except CatalogError:
        return None
    finally:
        READING.reset(token)


def _read_lists(data: "Any", reading: Reading, progress: "Progress | None") -> bool:
    """Put the records into the place of what they are read from, the sources first; whether that could be done."""
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
            except (Refused, ExpotradeError, TypeError):
                # A key that is no field of a class, or one that is missing, is a TypeError.
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
    """What reads a record of a class; its texts, numbers and flags stay as they stand, for its rules to judge."""
    ways = {attribute.name: _way(attribute.type) for attribute in fields(kind)}
    parts = [(name, way) for name, way in ways.items() if way is not None]

    def read(value: "Any", reading: Reading) -> object:
        if type(value) is not dict or (reading.has_null and None in value.values()):
            raise _doubt()
        reading.keys += len(value)
        for name, way in parts:
            if name in value:
                value[name] = way(value[name], reading)
        return kind(**value)

    return read


def _way(kind: "Any") -> "Part | None":
    """What reads a value of a type; None where JSON has the type."""
    inner = [one for one in getattr(kind, "__args__", (kind,)) if one not in (NoneType, Ellipsis)]
    if getattr(kind, "__origin__", None) is tuple:
        return partial(_several, _way(inner[0]))
    if len(inner) > 1:
        return partial(_claim, {claim_name(one): _reader(one) for one in inner})
    (only,) = inner
    if only in (str, int, bool):
        return None
    if issubclass(only, Enum):
        return partial(_member, {member.value: member for member in only})
    return _LEAVES.get(only) or _reader(only)


def _member(members: "Mapping[str, Enum]", value: "Any", _: Reading) -> Enum:
    """A member of an enum by its value."""
    member = members.get(value)
    if member is None:
        raise _doubt()
    return member


def _several(way: "Part | None", values: "Any", reading: Reading) -> "list[Any]":
    """A list of what a way reads; the record makes a tuple of it."""
    if type(values) is not list:
        raise _doubt()
    return values if way is None else [way(value, reading) for value in values]


def _claim(readers: "Mapping[str, Part]", value: "Any", reading: Reading) -> object:
    """A claim, whose class stands in the document beside its fields."""
    read = readers.get(value.pop("claim", None)) if type(value) is dict else None
    if read is None:
        raise _doubt()
    reading.keys += 1
    return read(value, reading)


def _citation(value: "Any", reading: Reading) -> object:
    """A citation; those of one paragraph are one."""
    if type(value) is not dict or len(value) != 2 or type(value.get("paragraph")) is not int:
        return _reader(Citation)(value, reading)
    place = (value.get("source"), value["paragraph"])
    found = reading.citations.get(place)
    if found is None:
        found = reading.citations[place] = _reader(Citation)(value, reading)
    else:
        reading.keys += 2
    return found


_LEAVES: "Mapping[type, Part]" = {
    Amount: read_amount,
    Citation: _citation,
    Period: read_period,
    Source: read_source,
}
