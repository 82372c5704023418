"""The strict reader, the one door to cattrs, which compiles a reader and a writer for each record class.

`fast` reads valid files and leaves the rest to this file. Our own hooks refuse what cattrs would accept: values of
another type, unknown keys, null.

Example:
    >>> from expotrade.codec import dumps, loads
    >>> catalog = loads('{"format": "expotrade/2", "expos": [{"id": "caexpo", "name": "China-ASEAN Expo"}]}')
    >>> catalog.expo("caexpo").name, loads(dumps(catalog)) == catalog
    ('China-ASEAN Expo', True)
"""

from enum import Enum
from functools import cache, partial
from types import NoneType

from attrs import fields, has

from .._internal.data import read_table
from .._internal.json_text import Doubled, Missing, Rejected, rejection
from ..amounts import Amount
from ..errors import Problem, RecordError
from ..periods import Period
from ..records import CLAIMS, Source
from ..records.claims import claim_name
from .fast import FORMAT as FORMAT  # noqa: PLC0414  # the format is the codec's
from .leaves import LEAVES, STATE, mistyped, one_of, parts_of, read_enum
from .problems import broken_rules, duplicate_keys, is_only_commented, nested_under, unknown_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from attrs import Attribute
    from cattrs import Converter
    from cattrs.errors import AttributeValidationNote

    from .leaves import Hook

MOST_PROBLEMS = 1000
"""After so many problems reading stops, and the last of them says so; the text of the error shows the first hundred."""


_LATER = "it is read when the problems above are mended"


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
        >>> ex.codec.json_schema()["properties"]["format"]
        {'const': 'expotrade/2'}
    """
    schema: dict[str, object] = read_table("catalog.schema.json")
    return schema


def _each(values: object, hook: "Hook", kind: type) -> tuple[dict[int, "Any"], list[Problem]]:
    """The readable values of a JSON list by position, and the problems of the others."""
    if type(values) is not list:
        return {}, [*mistyped("a list", values).problems]
    read: dict[int, Any] = {}
    problems: list[Problem] = []
    for position, value in enumerate(values):
        try:
            read[position] = hook(value, kind)
        except Rejected as error:
            problems += nested_under(f"[{position}]", error.problems)
            if len(problems) >= MOST_PROBLEMS:
                problems.append(Problem(f"[{position + 1}]", _LATER, Missing.BEFORE))
                break
    return read, problems


@cache
def _converter() -> "Converter":
    """The converter with our hooks; each class is compiled when it is first met."""
    from cattrs import Converter

    converter = Converter(detailed_validation=True, omit_if_default=True)
    for kind, (_, hook) in LEAVES.items():
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
    return parts_of(kind).is_list


def _is_union(kind: "Any") -> bool:
    return len(parts_of(kind).kinds) > 1 and not parts_of(kind).is_list


def _is_optional(kind: "Any") -> bool:
    return parts_of(kind).is_optional


def _inner(kind: "Any") -> "Any":
    """The type of a value in a tuple, or beside None; a union for claims."""
    (inner,) = (one for one in kind.__args__ if one not in (NoneType, Ellipsis))
    return inner


def _own_first(kind: type) -> "list[Attribute[Any]]":
    """The fields in the order of a file: the id, the own fields of the class, the inherited ones."""
    return sorted(fields(kind), key=lambda attribute: (attribute.name != "id", attribute.inherited))


def _record_reader(kind: type, converter: "Converter") -> "Hook":
    """The hook for an attrs class."""
    from cattrs.errors import ClassValidationError
    from cattrs.gen import make_dict_structure_fn

    # Look for unknown keys here, because cattrs raises its own error for a key that is not a text.
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
        raise Rejected(_explained(kind, value, failures, converter))

    return read


def _explained(
    kind: type,
    value: "dict[str, Any]",
    failures: "Iterable[tuple[Exception, AttributeValidationNote]]",
    converter: "Converter",
) -> list[Problem]:
    """All problems of the object of a record, given the failures of its fields.

    A class reports only the first field that breaks a rule. So each readable field is checked against its own rules
    here, and the record as a whole only if all fields are right.
    """
    attributes = {attribute.name: attribute for attribute in _own_first(kind)}
    places = {name: place for place, name in enumerate(attributes)}
    problems: list[Problem] = []
    # An error that is no rejection, such as that of a damaged table, may carry the name of a field of an inner object.
    for error, note in sorted(failures, key=lambda failure: places.get(failure[1].name, 0)):
        if isinstance(error, Rejected):
            problems += nested_under(f".{note.name}", error.problems)
        elif note.name in attributes and note.name not in value:
            problems.append(Problem(f".{note.name}", "it must be given", Missing.LEFT_OUT))
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
    return [*problems, *unknown_keys(value, attributes, kind.__name__)]


def _no_object(value: object, read: "Hook") -> Rejected:
    """The problems of a value that is not a plain dict: its type, or doubled keys and other problems."""
    if not isinstance(value, Doubled):
        return mistyped("an object", value)
    problems = list(duplicate_keys(value))
    try:
        read(dict(value), None)
    except Rejected as error:
        problems += error.problems
    return Rejected(problems)


def _claim_reader(union: "Any", converter: "Converter") -> "Hook":
    """The hook for a union of claims, which the key "claim" distinguishes."""
    hooks = {claim_name(kind): (converter.get_structure_hook(kind), kind) for kind in union.__args__}

    def read(value: "Any", _: object) -> object:
        if type(value) is not dict:
            raise _no_object(value, read)
        name = value.get("claim", Missing.LEFT_OUT)
        hook, kind = hooks.get(name, (None, None)) if isinstance(name, str) else (None, None)
        if hook is None:
            raise rejection(one_of(hooks), name, ".claim", STATE.get().nearest(name, hooks))
        return hook({key: part for key, part in value.items() if key != "claim"}, kind)

    return read


def _optional_reader(kind: "Any", converter: "Converter") -> "Hook":
    """The hook for an optional field; null is refused like any other wrong type."""
    inner = _inner(kind)
    hook = converter.get_structure_hook(inner)
    # The others do not look at the type.
    return partial(_of_kind, inner) if hook is read_enum else hook


def _of_kind(kind: type[Enum], value: object, _: object) -> Enum:
    return read_enum(value, kind)


def _tuple_reader(kind: "Any", converter: "Converter") -> "Hook":
    """The hook for a tuple of any length; it reads on after a wrong item."""
    inner = _inner(kind)
    hook = converter.get_structure_hook(inner)

    def read(value: object, _: object) -> tuple[object, ...]:
        items, problems = _each(value, hook, inner)
        if problems:
            raise Rejected(problems)
        return tuple(items.values())

    return read


def _record_writer(kind: type, converter: "Converter") -> "Callable[[Any], dict[str, object]]":
    """The writer of an attrs class; a claim begins with its name."""
    from cattrs.gen import make_dict_unstructure_fn_from_attrs

    write: Callable[[Any], dict[str, object]] = make_dict_unstructure_fn_from_attrs(
        _own_first(kind), kind, converter, _cattrs_omit_if_default=True
    )
    if kind not in CLAIMS:
        return write
    name = claim_name(kind)
    return lambda claim: {"claim": name, **write(claim)}


def _tuple_writer(kind: "Any", converter: "Converter") -> "Callable[[Any], list[object]]":
    write = converter.get_unstructure_hook(_inner(kind))
    return lambda items: [write(item) for item in items]
