"""Reads catalogs from JSON."""

import os
from itertools import islice

from .._internal.json_text import (
    DEEPEST as DEEPEST,  # noqa: PLC0414  # the limits of files, which the face offers
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

# In place of a source that could not be read, so that its citations are not reported too.
_UNREAD = Source("unread", "unread")


def read_catalog(
    path: "str | os.PathLike[str]",
    *,
    units: "UnitTable | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Catalog:
    """The catalog of a JSON file.

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
        origin: What errors call it.
        units: A table with further nouns.
        progress: As for `read_catalog`.

    Raises:
        DecodeError: The text is no catalog; it lists every problem with its path.

    Example:
        >>> from expotrade.codec import loads
        >>> loads('{"format": "expotrade/1", "expos": [{"id": "ciie", "name": 6}, {"id": "CAEXPO"}]}')
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
        origin: What errors call it.
        units: A table with further nouns.
        progress: As for `read_catalog`.

    Raises:
        DecodeError: The data is no catalog; it lists every problem with its path.

    Example:
        >>> from expotrade.codec import decode
        >>> decode({"format": "expotrade/1", "expos": [{"id": "ciie", "name": "China Import Expo"}]})
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
    problems = list(duplicate_keys(data))
    version = data.get("format", Missing.LEFT_OUT)
    if version != FORMAT:
        problems.append(
            Problem("format", f"it must be {FORMAT!r}, which this version of expotrade reads", version)
        )
        if isinstance(version, str):
            # The rest follows rules that are not known here.
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


def _enter_sources(given: object, read: "Mapping[int, Source]") -> "Iterator[Problem]":
    """Register the sources for the citations that follow; each id is one source."""
    sources = STATE.get().sources
    for position, source in read.items():
        if source.id in sources:
            yield Problem(f"sources[{position}].id", "an id stands for one source", source.id)
        sources[source.id] = source
    for _, named in _raw_ids(given):
        sources.setdefault(named, _UNREAD)


def _raw_ids(given: object) -> "Iterator[tuple[int, str]]":
    """The ids in a list, including those of records that cannot be read."""
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
        # The position among readable records is lower than in the document.
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
