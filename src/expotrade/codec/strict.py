"""Catalogs as JSON: reading refuses a bad file whole and names every problem, writing gives it back exactly.

The format: one object whose "format" is "expotrade/1", with a list for each kind of record. A record has the field
names of its class, and leaves out a field that equals its default. An amount is its canonical notation, a period its
text, an enum its value, a place its code; a citation names its source by id; a claim names its class under "claim".
Any object may hold remarks for whoever edits the file under "$comment"; reading passes over them.

`_json_quick` reads what is plainly right and leaves the rest to this module, the one door to cattrs, which compiles a
reader and a writer for each class. What it would let pass is refused by hooks of our own: another type than the one
meant, a key that is no field, null.

Example:
    >>> from expotrade.codec import dumps_catalog, loads_catalog
    >>> catalog = loads_catalog('{"format": "expotrade/1", "expos": [{"id": "caexpo", "name": "China-ASEAN Expo"}]}')
    >>> catalog.expo("caexpo").name, loads_catalog(dumps_catalog(catalog)) == catalog
    ('China-ASEAN Expo', True)
"""

import os
from enum import Enum
from functools import cache, partial
from itertools import islice
from types import NoneType, UnionType

from attrs import fields, has

from .._internal.data import read_table
from .._internal.json_text import (
    LARGEST_FILE,
    Bulk,
    Doubled,
    Missing,
    Refused,
    laid_out,
    moved,
    one_line,
    parse_json,
    placed,
    refusal,
    replace_file,
)
from ..amounts import Amount
from ..catalogs import KINDS, Catalog
from ..catalogs.catalog import find_problems
from ..errors import CatalogError, DecodeError, Problem, RecordError
from ..periods import Period
from ..records import CLAIMS, Source
from .fast import FORMAT as FORMAT, LISTS, loads_quickly  # noqa: PLC0414  # the format is the codec's
from .leaves import (
    READING,
    Reading,
    mistyped,
    one_of,
    read_amount,
    read_enum,
    read_flag,
    read_period,
    read_source,
    read_text,
    read_whole,
)
from .problems import below, broken_rules, doubled_keys, is_only_commented, surplus_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from attrs import Attribute
    from cattrs import Converter
    from cattrs.errors import AttributeValidationNote

    from ..catalogs import Record
    from ..records import Citation, Claim, Figure, Party, Person, Showcase
    from ..units import UnitTable
    from .leaves import Hook

MOST_PROBLEMS = 1000
"""After so many problems reading stops, and the last of them says so; the text of the error shows the first hundred."""


_LATER = "it is read when the problems above are mended"
# Sources are written out in their own list; everywhere else they are named by id.
_VALUES: "Mapping[type, Callable[[Any, Any], object]]" = {
    str: read_text,
    int: read_whole,
    bool: read_flag,
    Enum: read_enum,
    Amount: read_amount,
    Period: read_period,
    Source: read_source,
}

# Stands for a source that could not be read itself, so that what cites it is not reported as well.
_UNREAD = Source("unread", "unread")


def read_catalog(
    path: "str | os.PathLike[str]",
    *,
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog that a JSON file holds.

    A file with anything wrong in it is refused whole, with every problem named. Nothing in a file is executed.

    Args:
        path: The file, in UTF-8, of at most `LARGEST_FILE` bytes.
        units: A table with further nouns, for amounts that count what the built-in one does not know.
        progress: For a bar on a long file: called after each record, with how many are read and how many there are.

    Raises:
        DecodeError: The file is no catalog; it lists every problem with its path, line and column in the file.
        OSError: The file cannot be read.

    Example:
        >>> import os, tempfile
        >>> import expotrade as ex
        >>> catalog = ex.Catalog(expos=[ex.Expo(id="ciie", name="China International Import Expo")])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = os.path.join(folder, "mine.json")
        ...     ex.write_catalog(catalog, path)
        ...     ex.read_catalog(path) == catalog
        True
    """
    with open(path, "rb") as file:  # noqa: PTH123  # pathlib would be one more import
        data = file.read(LARGEST_FILE + 1)
    return loads_catalog(data, origin=os.fspath(path), units=units, progress=progress)


def loads_catalog(
    text: str | bytes,
    *,
    origin: str = "the text",
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog that a JSON text holds; for what comes from elsewhere than a file.

    Args:
        text: The text, or its bytes in UTF-8, with or without a byte order mark.
        origin: What errors call it.
        units: A table with further nouns.
        progress: As for `read_catalog`.

    Raises:
        DecodeError: The text is no catalog; it lists every problem with its path.

    Example:
        >>> from expotrade.codec import loads_catalog
        >>> loads_catalog('{"format": "expotrade/1", "expos": [{"id": "ciie", "name": 6}, {"id": "CAEXPO"}]}')
        Traceback (most recent call last):
        expotrade.errors.DecodeError: the text has 3 problems:
        - expos[0].name: it must be a text, not 6
        - expos[1].name: it must be given, not left out
        - expos[1].id: an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023' (nearest: 'caexpo'),
          not 'CAEXPO'
    """
    onward = None if progress is None else _onward(progress)
    with Bulk():
        quick = loads_quickly(text, units, onward)
        if quick is not None:
            return quick
        try:
            return decode_catalog(parse_json(text), origin=origin, units=units, progress=onward)
        except Refused as error:
            raise DecodeError(origin, error.problems) from None
        except DecodeError as error:
            raise DecodeError(origin, placed(text, error.problems)) from None


def decode_catalog(
    data: object,
    *,
    origin: str = "the data",
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog that parsed JSON holds; the inverse of `encode(catalog)`.

    Args:
        data: Dicts, lists, texts, whole numbers and booleans, as `json.loads` gives them.
        origin: What errors call it.
        units: A table with further nouns.
        progress: As for `read_catalog`.

    Raises:
        DecodeError: The data is no catalog; it lists every problem with its path.

    Example:
        >>> from expotrade.codec import decode_catalog
        >>> decode_catalog({"format": "expotrade/1", "expos": [{"id": "ciie", "name": "China Import Expo"}]})
        <Catalog of 1 expos>
    """
    token = READING.set(Reading(units))
    try:
        catalog, problems = _decoded(data, progress)
    finally:
        READING.reset(token)
    if catalog is None:
        raise DecodeError(origin, problems)
    return catalog


def write_catalog(catalog: Catalog, path: "str | os.PathLike[str]") -> None:
    """Write a catalog to a JSON file that `read_catalog` reads back to an equal one.

    The file is replaced in one step: a failure on the way leaves the old one as it was. The same catalog gives the same
    bytes.

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
         "format": "expotrade/1",
         "expos": [
          {"id": "ciie", "name": "China Import Expo"}
         ]
        }
        <BLANKLINE>
    """
    replace_file(path, dumps_catalog(catalog).encode())


def dumps_catalog(catalog: Catalog) -> str:
    """A catalog as JSON text: what `write_catalog` writes.

    What fits on a line stands on one, so that a review sees a figure or a citation as one line.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.codec import dumps_catalog, loads_catalog
        >>> catalog = ex.Catalog(expos=[ex.Expo(id="ciie", name="China Import Expo")])
        >>> loads_catalog(dumps_catalog(catalog)) == catalog
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
    """A record as JSON data, in the form that it has in a file: dicts, lists, texts, whole numbers and booleans.

    Args:
        record: A catalog, a record of it, or a part of one. What a record cites or links to is named by id.

    Returns:
        A new dict with the record's own fields first; fields equal to their default are left out.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.codec import encode
        >>> encode(ex.Party(place="AE", role="special partner"))
        {'place': 'AE', 'role': 'special partner'}
    """
    if isinstance(record, Catalog):
        lists = {name: [encode(one) for one in getattr(record, name)] for name in LISTS}
        return {"format": FORMAT, **{name: held for name, held in lists.items() if held}}
    hook = _writer_of_sources() if isinstance(record, Source) else _converter().unstructure
    encoded: dict[str, object] = hook(record)
    return encoded


def json_schema() -> dict[str, object]:
    """The JSON Schema of a catalog file, draft 2020-12; for editors, validators and other languages.

    It states all that a schema can: types, required fields, codes, forms of amounts and periods. Links between records,
    dates that do not exist, and the like are for `read_catalog` to find.

    Returns:
        A new dict at each call.

    Raises:
        DatasetError: The installed file is not the one that was released.

    Source: JSON Schema, draft 2020-12.

    Example:
        >>> import expotrade as ex
        >>> ex.json_schema()["properties"]["format"]
        {'const': 'expotrade/1'}
    """
    schema: dict[str, object] = read_table("catalog.schema.json")
    return schema


def _onward(progress: "Callable[[int, int], object]") -> "Callable[[int, int], object]":
    """A bar that does not go back where a document is read a second time."""
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done > told:
            told = done
            progress(done, total)

    return tell


def _decoded(
    data: object, progress: "Callable[[int, int], object] | None"
) -> tuple[Catalog | None, list[Problem]]:
    """The catalog, or None with everything that is wrong."""
    if not isinstance(data, dict):
        return None, [Problem("document", "it must be an object", data)]
    problems = list(doubled_keys(data))
    version = data.get("format", Missing.LEFT_OUT)
    if version != FORMAT:
        problems.append(
            Problem("format", f"it must be {FORMAT!r}, which this version of expotrade reads", version)
        )
        if isinstance(version, str):
            # The rest follows rules that are not known here.
            return None, problems
    names = ("format", *LISTS)
    problems += surplus_keys(data, names, "a catalog")
    problems = [moved(problem, problem.path.removeprefix(".")) for problem in problems]
    count = None if progress is None else _counter(data, progress)
    held: dict[str, dict[int, Any]] = {}
    for name, kind in LISTS.items():
        if len(problems) >= MOST_PROBLEMS:
            return None, [*problems, Problem(name, _LATER, Missing.BEFORE)]
        hook = _reader(name) if count is None else count(_reader(name))
        held[name], found = _each(data.get(name, []), hook, kind)
        problems += below(name, found)
        if name == "sources":
            problems += _enter_sources(data.get(name, []), held[name])
    if problems:
        return None, problems + _links_of_the_rest(data, held)
    try:
        return Catalog(**{name: tuple(records.values()) for name, records in held.items()}), []
    except CatalogError as error:
        return None, list(error.problems)


def _counter(
    data: "Mapping[str, object]", progress: "Callable[[int, int], object]"
) -> "Callable[[Hook], Hook]":
    """What makes the hooks of the lists tell after each record how many are read."""
    lists = [data[name] for name in LISTS if name in data]
    total = sum(len(one) for one in lists if isinstance(one, list))
    numbers = iter(range(1, total + 1))

    def count(hook: "Hook") -> "Hook":
        def read(value: object, kind: object) -> object:
            try:
                return hook(value, kind)
            finally:
                progress(next(numbers), total)

        return read

    return count


def _reader(name: str) -> "Hook":
    """The hook for the records of a list."""
    return _reader_of_sources() if name == "sources" else _converter().get_structure_hook(LISTS[name])


def _each(values: object, hook: "Hook", kind: type) -> tuple[dict[int, "Any"], list[Problem]]:
    """What can be read of a JSON list, by position, and the problems of what cannot."""
    if type(values) is not list:
        return {}, [*mistyped("a list", values).problems]
    read: dict[int, Any] = {}
    problems: list[Problem] = []
    for position, value in enumerate(values):
        try:
            read[position] = hook(value, kind)
        except Refused as error:
            problems += below(f"[{position}]", error.problems)
            if len(problems) >= MOST_PROBLEMS:
                problems.append(Problem(f"[{position + 1}]", _LATER, Missing.BEFORE))
                break
    return read, problems


def _enter_sources(given: object, read: "Mapping[int, Source]") -> "Iterator[Problem]":
    """Make the sources known to the citations that follow; one id stands for one source."""
    sources = READING.get().sources
    for position, source in read.items():
        if source.id in sources:
            yield Problem(f"sources[{position}].id", "an id stands for one source", source.id)
        sources[source.id] = source
    for _, named in _raw_ids(given):
        sources.setdefault(named, _UNREAD)


def _raw_ids(given: object) -> "Iterator[tuple[int, str]]":
    """The ids that stand in a list, whether their records can be read or not."""
    for position, value in enumerate(given if isinstance(given, list) else ()):
        given_id = value.get("id") if isinstance(value, dict) else None
        if isinstance(given_id, str):
            yield position, given_id


def _links_of_the_rest(
    data: "Mapping[str, object]", held: "Mapping[str, Mapping[int, Any]]"
) -> list[Problem]:
    """What keeps the readable records from being whole, where others could not be read."""
    ids = {name: dict(_raw_ids(data.get(name))) for name in KINDS}
    records = {name: list(held[name].values()) for name in KINDS}
    places = {name: list(held[name]) for name in KINDS}
    problems = []
    others = {name: tuple(known.values()) for name, known in ids.items()}
    for problem in islice(find_problems(records, others), MOST_PROBLEMS):
        name, _, rest = problem.path.partition("[")
        place, _, where = rest.partition("]")
        # Among the readable ones a record stands further up than in the document.
        problems.append(moved(problem, f"{name}[{places[name][int(place)]}]{where}"))
    named = {problem.path for problem in problems}
    seen: set[str] = set()
    for name, known in ids.items():
        for position, known_id in known.items():
            path = f"{name}[{position}].id"
            if known_id in seen and path not in named:
                problems.append(Problem(path, "an id stands for one record", known_id))
            seen.add(known_id)
    return problems


@cache
def _converter() -> "Converter":
    """The converter with our hooks; each class is compiled when it is first met."""
    from cattrs import Converter

    converter = Converter(detailed_validation=True, omit_if_default=True)
    for kind, hook in _VALUES.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_factory(has, lambda kind: _record_reader(kind, converter))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_reader(kind, converter))
    converter.register_structure_hook_factory(_is_union, lambda kind: _claim_reader(kind, converter))
    converter.register_structure_hook_factory(_is_optional, lambda kind: _optional_reader(kind, converter))
    converter.register_unstructure_hook_factory(has, lambda kind: _record_writer(kind, converter))
    converter.register_unstructure_hook_factory(_is_tuple, lambda kind: _tuple_writer(kind, converter))
    converter.register_unstructure_hook_factory(_is_union, lambda _: converter.unstructure)
    converter.register_unstructure_hook_factory(
        _is_optional, lambda kind: converter.get_unstructure_hook(_inner(kind))
    )
    converter.register_unstructure_hook(Amount, str)
    converter.register_unstructure_hook(Period, str)
    converter.register_unstructure_hook(Source, lambda source: source.id)
    return converter


@cache
def _reader_of_sources() -> "Hook":
    return _record_reader(Source, _converter())


@cache
def _writer_of_sources() -> "Callable[[Any], Any]":
    return _record_writer(Source, _converter())


def _is_tuple(kind: "Any") -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _is_union(kind: "Any") -> bool:
    return isinstance(kind, UnionType)


def _is_optional(kind: "Any") -> bool:
    return isinstance(kind, UnionType) and NoneType in kind.__args__


def _inner(kind: "Any") -> "Any":
    """The type that stands in a union with None, or in a tuple."""
    (inner,) = (one for one in kind.__args__ if one not in (NoneType, Ellipsis))
    return inner


def _own_first(kind: type) -> "list[Attribute[Any]]":
    """The fields in the order of a file: the id, what is the class's own, what it shares with its kin."""
    return sorted(fields(kind), key=lambda attribute: (attribute.name != "id", attribute.inherited))


def _record_reader(kind: type, converter: "Converter") -> "Hook":
    """The hook for an attrs class."""
    from cattrs.errors import ClassValidationError
    from cattrs.gen import make_dict_structure_fn

    # Unknown keys are looked for here: a key that is no text would stop cattrs with an error of its own.
    compiled: Callable[..., object] = make_dict_structure_fn(
        kind, converter, _cattrs_detailed_validation=True, _cattrs_forbid_extra_keys=False
    )
    names = frozenset(attribute.name for attribute in fields(kind))

    def read(value: "Any", _: object) -> object:
        if type(value) is not dict:
            raise _no_object(value, read)
        failures: list[tuple[Exception, AttributeValidationNote]] = []
        try:
            record = compiled(value, kind)
            if value.keys() <= names or is_only_commented(value, names):
                return record
        except ClassValidationError as group:
            failures = [*group.group_exceptions()[0]]
        raise Refused(_explained(kind, value, failures, converter))

    return read


def _explained(
    kind: type,
    value: "dict[str, Any]",
    failures: "Iterable[tuple[Exception, AttributeValidationNote]]",
    converter: "Converter",
) -> list[Problem]:
    """Everything that is wrong with the object of a record, given what the hooks of its fields refused.

    A class tells of the first field that breaks a rule, so the fields that could be read are held against their own
    rules here, and only if all keep them the record as a whole.
    """
    attributes = {attribute.name: attribute for attribute in fields(kind)}
    problems: list[Problem] = []
    for error, note in failures:
        if note.name not in value:
            problems.append(Problem(f".{note.name}", "it must be given", Missing.LEFT_OUT))
        elif isinstance(error, Refused):
            problems += below(f".{note.name}", error.problems)
        else:
            raise error
    failed = {note.name for _, note in failures}
    kept = {}
    for name, attribute in attributes.items():
        if name in value and name not in failed:
            kept[name] = converter.get_structure_hook(attribute.type)(value[name], attribute.type)
            problems += broken_rules(kind, attribute, kept[name], value[name])
    if not problems:
        try:
            kind(**kept)
        except RecordError as error:
            problems.append(Problem(f".{error.field}", error.rule, error.value))
    return [*problems, *surplus_keys(value, attributes, kind.__name__)]


def _no_object(value: object, read: "Hook") -> Refused:
    """Why a value that is no plain dict is no record: its type, or doubled keys and whatever else is wrong."""
    if not isinstance(value, Doubled):
        return mistyped("an object", value)
    problems = list(doubled_keys(value))
    try:
        read(dict(value), None)
    except Refused as error:
        problems += error.problems
    return Refused(problems)


def _claim_reader(union: "Any", converter: "Converter") -> "Hook":
    """The hook for a union of claims, which a key tells apart."""
    hooks = {_claim_name(kind): (converter.get_structure_hook(kind), kind) for kind in union.__args__}

    def read(value: "Any", _: object) -> object:
        if type(value) is not dict:
            raise _no_object(value, read)
        name = value.get("claim", Missing.LEFT_OUT)
        hook, kind = hooks.get(name, (None, None)) if isinstance(name, str) else (None, None)
        if hook is None:
            raise refusal(one_of(hooks), name, ".claim", READING.get().nearest(name, hooks))
        return hook({key: part for key, part in value.items() if key != "claim"}, kind)

    return read


def _optional_reader(kind: "Any", converter: "Converter") -> "Hook":
    """The hook for what may be left out; null is refused like any other wrong type."""
    inner = _inner(kind)
    hook = converter.get_structure_hook(inner)
    # The others do not look at the type.
    return partial(_of_kind, inner) if hook is read_enum else hook


def _of_kind(kind: type[Enum], value: object, _: object) -> Enum:
    return read_enum(value, kind)


def _tuple_reader(kind: "Any", converter: "Converter") -> "Hook":
    """The hook for a tuple of any length; its items are read on after one that cannot be."""
    inner = _inner(kind)
    hook = converter.get_structure_hook(inner)

    def read(value: object, _: object) -> tuple[object, ...]:
        items, problems = _each(value, hook, inner)
        if problems:
            raise Refused(problems)
        return tuple(items.values())

    return read


def _record_writer(kind: type, converter: "Converter") -> "Callable[[Any], dict[str, object]]":
    """What writes an attrs class; a claim begins with its name."""
    from cattrs.gen import make_dict_unstructure_fn_from_attrs

    write: Callable[[Any], dict[str, object]] = make_dict_unstructure_fn_from_attrs(
        _own_first(kind), kind, converter, _cattrs_omit_if_default=True
    )
    if kind not in CLAIMS:
        return write
    name = _claim_name(kind)
    return lambda claim: {"claim": name, **write(claim)}


def _tuple_writer(kind: "Any", converter: "Converter") -> "Callable[[Any], list[object]]":
    write = converter.get_unstructure_hook(_inner(kind))
    return lambda items: [write(item) for item in items]


def _claim_name(kind: type) -> str:
    return kind.__name__.lower()
