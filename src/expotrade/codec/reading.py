"""Reads catalogs from JSON."""

import os
from itertools import islice

from .._internal.json_text import (
    DEEPEST as DEEPEST,  # noqa: PLC0414  # limits of files, for the face
    LARGEST_FILE as LARGEST_FILE,  # noqa: PLC0414
    MOST_PARTS as MOST_PARTS,  # noqa: PLC0414
    Missing,
    Rejected,
    moved,
    parse_json,
    paused_gc,
)
from ..catalogs import KINDS, Catalog
from ..catalogs.links import find_problems
from ..errors import CatalogError, DecodeError, Problem
from ..records import Source
from .fast import FORMAT as FORMAT, LISTS, loads_quickly  # noqa: PLC0414  # the format is the codec's
from .leaves import (
    STATE,
    ReadState,
)
from .positions import placed
from .problems import duplicate_keys, nested_under, unknown_keys
from .strict import _LATER, MOST_PROBLEMS, _converter, _each, _reader_of_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from ..units import UnitTable
    from .leaves import Hook

# What a user must change in a file of format 1.
_CHANGES = (
    "since format 1, period, venue and city of an edition are claims ('dates', 'venue'), people are records that "
    "parties name by id, attributed_to is a party such as {'person': 'li-fei'}, and role, attendance and status are "
    "left out where they are not printed: change the file so, write 'expotrade/2', and validate it again"
)
# In place of a source that could not be read, so that its citations are not reported too.
_UNREAD = Source("unread", "unread")


def read_catalog(
    path: "str | os.PathLike[str]",
    *,
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog of a JSON file.

    A file with a problem is refused, and the error lists every problem. Nothing in a file is executed.

    Args:
        path: The file, in UTF-8, of at most `LARGEST_FILE` bytes.
        units: A table with further nouns, for amounts that count something else.
        progress: For a progress bar: called after each record, with the number of read records and of all.

    Raises:
        DecodeError: The file is not a catalog; the error lists every problem with its path, line and column.
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
    return loads(data, origin=os.fspath(path), units=units, progress=progress)


def loads(
    text: str | bytes,
    *,
    origin: str = "the text",
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog of a JSON text that does not come from a file.

    Args:
        text: The text, or its bytes in UTF-8, with or without a byte order mark.
        origin: The name of the text in errors.
        units: A table with further nouns.
        progress: As for `read_catalog`.

    Raises:
        DecodeError: The text is not a catalog; the error lists every problem with its path.

    Example:
        >>> from expotrade.codec import loads
        >>> loads('{"format": "expotrade/2", "expos": [{"id": "ciie", "name": 6}, {"id": "CAEXPO"}]}')
        Traceback (most recent call last):
        expotrade.errors.records.DecodeError: the text has 3 problems:
        - expos[0].name: it must be a text, not 6
        - expos[1].name: it must be given, not left out
        - expos[1].id: an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023' (nearest: 'caexpo'),
          not 'CAEXPO'
    """
    onward = None if progress is None else _onward(progress)
    with paused_gc():
        quick = loads_quickly(text, units, onward)
        if quick is not None:
            return quick
        try:
            return decode(parse_json(text), origin=origin, units=units, progress=onward)
        except Rejected as error:
            raise DecodeError(origin, error.problems) from None
        except DecodeError as error:
            raise DecodeError(origin, placed(text, error.problems)) from None


def decode(
    data: object,
    *,
    origin: str = "the data",
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog of parsed JSON; the inverse of `encode(catalog)`.

    Args:
        data: Dicts, lists, texts, whole numbers and booleans, as `json.loads` gives them.
        origin: The name of the text in errors.
        units: A table with further nouns.
        progress: As for `read_catalog`.

    Raises:
        DecodeError: The data is not a catalog; the error lists every problem with its path.

    Example:
        >>> from expotrade.codec import decode
        >>> decode({"format": "expotrade/2", "expos": [{"id": "ciie", "name": "China Import Expo"}]})
        <Catalog of 1 expos>
    """
    token = STATE.set(ReadState(units))
    try:
        catalog, problems = _decoded(data, progress)
    finally:
        STATE.reset(token)
    if catalog is None:
        raise DecodeError(origin, problems)
    return catalog


def _onward(progress: "Callable[[int, int], object]") -> "Callable[[int, int], object]":
    """The progress function, without steps back if a document is read a second time."""
    most = 0

    def report(done: int, total: int) -> None:
        nonlocal most
        if done > most:
            most = done
            progress(done, total)

    return report


def _decoded(
    data: object, progress: "Callable[[int, int], object] | None"
) -> tuple[Catalog | None, list[Problem]]:
    """The catalog, or None and all problems."""
    if not isinstance(data, dict):
        return None, [Problem("document", "it must be an object", data)]
    problems = list(duplicate_keys(data))
    version = data.get("format", Missing.LEFT_OUT)
    if version != FORMAT:
        rule = f"it must be {FORMAT!r}, which this version of expotrade reads"
        if version == "expotrade/1":
            rule += f"; {_CHANGES}"
        problems.append(Problem("format", rule, version))
        if isinstance(version, str):
            # The rest follows rules of another version.
            return None, problems
    names = ("format", *LISTS)
    problems += unknown_keys(data, names, "a catalog")
    problems = [moved(problem, problem.path.removeprefix(".")) for problem in problems]
    count = None if progress is None else _counter(data, progress)
    held: dict[str, dict[int, Any]] = {}
    for name, kind in LISTS.items():
        if len(problems) >= MOST_PROBLEMS:
            return None, [*problems, Problem(name, _LATER, Missing.BEFORE)]
        hook = _reader(name) if count is None else count(_reader(name))
        held[name], found = _each(data.get(name, []), hook, kind)
        problems += nested_under(name, found)
        if name == "sources":
            problems += _enter_sources(data.get(name, []), held[name])
    if problems:
        return None, problems + _problems_of_links(data, held)
    try:
        return Catalog(**{name: tuple(records.values()) for name, records in held.items()}), []
    except CatalogError as error:
        return None, list(error.problems)


def _counter(
    data: "Mapping[str, object]", progress: "Callable[[int, int], object]"
) -> "Callable[[Hook], Hook]":
    """A wrapper that makes the hooks of the lists report progress after each record."""
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


def _enter_sources(given: object, read: "Mapping[int, Source]") -> "Iterator[Problem]":
    """Register the sources for the citations that follow; each id is one source."""
    sources = STATE.get().sources
    for position, source in read.items():
        if source.id in sources:
            yield Problem(f"sources[{position}].id", "it must be an id that no other source has", source.id)
        sources[source.id] = source
    for _, named in _raw_ids(given):
        sources.setdefault(named, _UNREAD)


def _raw_ids(given: object) -> "Iterator[tuple[int, str]]":
    """The ids in a list, including those of records that cannot be read."""
    for position, value in enumerate(given if isinstance(given, list) else ()):
        given_id = value.get("id") if isinstance(value, dict) else None
        if isinstance(given_id, str):
            yield position, given_id


def _problems_of_links(
    data: "Mapping[str, object]", held: "Mapping[str, Mapping[int, Any]]"
) -> list[Problem]:
    """The problems of links between the readable records, if others could not be read."""
    ids = {name: dict(_raw_ids(data.get(name))) for name in KINDS}
    records = {name: list(held[name].values()) for name in KINDS}
    places = {name: list(held[name]) for name in KINDS}
    problems = []
    others = {name: tuple(known.values()) for name, known in ids.items()}
    for problem in islice(find_problems(records, others), MOST_PROBLEMS):
        name, _, rest = problem.path.partition("[")
        place, _, where = rest.partition("]")
        # The position among readable records is lower than in the document.
        problems.append(moved(problem, f"{name}[{places[name][int(place)]}]{where}"))
    named = {problem.path for problem in problems}
    seen: set[str] = set()
    for name, known in ids.items():
        for position, known_id in known.items():
            path = f"{name}[{position}].id"
            if known_id in seen and path not in named:
                problems.append(Problem(path, "it must be an id that no other record has", known_id))
            seen.add(known_id)
    return problems
