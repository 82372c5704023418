"""A large file from a stranger: refused or read within bounds of time and memory."""

import json
import sys
from pathlib import Path

import pytest

from expotrade.codec import LARGEST_FILE
from faulty import run
from searching import some

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has other signals, limits and links")

MEGABYTE = 1024 * 1024
START = '{"format": "expotrade/2", "organisations": ['

# What a file begins with, repeats until it is large, and ends with.
SHAPES = {
    "one text": (START + '{"id": "a", "name": "', "a", '"}]}'),
    "one name of a field": (START + '{"', "a", '": 1}]}'),
    "deep": (START, "[", ""),
    "lists": (START, "[[[[]]]],", "[]]}"),
    "objects": (START, '{"":0},', "{}]}"),
    "one number": (START, "9", "]}"),
    "numbers": (START, "1e999999999,", "1]}"),
    "quotes": ("", '"', ""),
    "backslashes": ('"', "\\", '"'),
    "surrogates": (START + '"', "\\ud83d", '"]}'),
    "comments": (START[:-18] + '"$comment": [', "5,", "5]}"),
    "blanks": ("", " ", ""),
    "zeros": ("", "\0", ""),
    "records": (START, '{"id": "a", "name": "b"},', "{}]}"),
}

# Where memory is not what is looked at, each file is read twice: the first time loads what errors need.
READ = """
import resource, time
from pathlib import Path
ex.load_dataset("articles"), ex.load_dataset("history")
memory, paths = json.load(sys.stdin)
if memory:
    memory += int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
seen = []
sys.addaudithook(lambda event, arguments: seen.append((event, str(arguments[:1]))))
told = {}
for path in paths if memory else paths * 2:
    said = ""
    seen.clear()
    start = time.process_time()
    try:
        ex.read_catalog(path)
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
    taken = time.process_time() - start
    opened = ("open", f"({path!r},)")
    told[path] = [said[:300], taken, sorted({event[0] for event in seen if event != opened})]
print(json.dumps(told))
"""

# What is told of setting a field of a record that never changes, and of naming the place of a warning.
HARMLESS = {"object.__setattr__", "sys._getframe"}
HAS_STATM = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="the size of a process is not told"
)


def written(folder: Path, name: str, size: int) -> str:
    """The path of a file of a shape."""
    head, unit, tail = SHAPES[name]
    path = folder / f"{name} {size}"
    with path.open("wb") as file:
        file.write(head.encode())
        block = unit.encode() * (MEGABYTE // 32 // len(unit))
        for _ in range((size - len(head) - len(tail)) // len(block)):
            file.write(block)
        file.write(tail.encode())
    return str(path)


def read(paths: list[str], memory: int = 0) -> dict[str, tuple[str, float, list[str]]]:
    """How reading ends in a process with so much more memory, how long it takes, and what else happens."""
    return run(READ, input=json.dumps([memory, paths]))


@HAS_STATM
def test_a_file_of_a_hundred_megabytes_is_refused_unparsed(tmp_path: Path) -> None:
    for name in ("one text", "deep", "records"):
        path = written(tmp_path, name, 101 * MEGABYTE)
        assert Path(path).stat().st_size >= 100 * MEGABYTE
        said = read([path], memory=200 * MEGABYTE)[path][0]
        rule = f"it must have at most {LARGEST_FILE} bytes, not {LARGEST_FILE + 1}"
        assert said == f"DecodeError: {path} has 1 problem:\n- size: {rule}"
        Path(path).unlink()


@HAS_STATM
def test_a_file_that_is_just_small_enough_is_refused_within_bounds(tmp_path: Path) -> None:
    # Parsed, some of these would be fifty times as large as the file.
    for name in some(("lists", "one text", "one number"), 3):
        path = written(tmp_path, name, 60 * MEGABYTE)
        assert read([path], memory=500 * MEGABYTE)[path][0].startswith("DecodeError: ")
        Path(path).unlink()


def test_reading_takes_time_in_proportion_to_a_file(tmp_path: Path) -> None:
    names = some(SHAPES, 2)
    small = {name: written(tmp_path, name, MEGABYTE // 8) for name in names}
    large = {name: written(tmp_path, name, MEGABYTE // 2) for name in names}
    found = read([*small.values(), *large.values()])
    for name in names:
        assert found[small[name]][0].startswith("DecodeError: ")
        assert found[large[name]][0].startswith("DecodeError: ")
        # Four times as large; twice that for a busy machine, and a little for what takes no time at all.
        assert found[large[name]][1] < 0.2 + 8 * found[small[name]][1], name


def test_nothing_in_a_file_is_executed(tmp_path: Path) -> None:
    mark = tmp_path / "executed"
    code = f"__import__('pathlib').Path({str(mark)!r}).touch()"
    hostile = [
        code, f"{{{code}}}", f"${{{code}}}", f"!!python/object/apply:os.system ['touch {mark}']", f"$(touch {mark})",
        f"`touch {mark}`", f"cos\nsystem\n(S'touch {mark}'\ntR.", f"=cmd|'touch {mark}'!A1", f"file://{mark}",
        "{0.__class__}", "%(__class__)s", "__reduce__",
    ]  # fmt: skip
    keys = [
        "id",
        "name",
        "country",
        "kind",
        "$ref",
        "__class__",
        "py/object",
        "__init__",
        "__reduce__",
        *hostile,
    ]
    names = {}
    for key in keys:
        for text in hostile:
            path = tmp_path / f"{len(names)}.json"
            document = {"format": "expotrade/2", "organisations": [{"id": "a", "name": "A", key: text}]}
            path.write_text(json.dumps(document), encoding="utf-8")
            names[str(path)] = key
    for path, (said, _, events) in read([*names]).items():
        # A name is a text like any other, unless it has more than one line; nothing else is read.
        assert said.startswith("DecodeError: ") or (names[path], said) == ("name", "")
        assert set(events) <= HARMLESS
    assert not mark.exists()
