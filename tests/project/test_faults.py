"""What goes wrong on the way to the disk: files that are damaged, full disks, killed processes, two writers at once."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import expotrade as ex
from expotrade.codec import LARGEST_FILE, dumps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has other signals, limits and links")

PACKAGE = Path(ex.__file__).parent
PYTHON = [sys.executable, "-c"]

# Every way to write a file; each is called with the path.
WRITES = {
    "write": "ex.write_catalog(ex.load_dataset('articles'), {path!r})",
    "csv": "ex.export(ex.load_dataset('articles'), {path!r})",
    "json": "ex.export(ex.load_dataset('articles'), {path!r})",
    "jsonl": "ex.export(ex.load_dataset('articles'), {path!r}, what='deals')",
    "xlsx": "ex.export(ex.load_dataset('articles'), {path!r}, what='deals')",
    "new": "command('new', {path!r}, '--force')",
    "export": "command('export', {path!r}, '--what', 'deals')",
}
LIBRARY = [way for way in WRITES if way not in ("new", "export")]
# Says of each statement how it ends, and of each process that is forked for one.
HEAD = """
import contextlib, io, json, os, signal, sys
import expotrade as ex
from expotrade.cli import main

def command(*words):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    if code:
        raise RuntimeError(f"{code}: {said.getvalue()}")

def attempt(statement):
    try:
        exec(statement)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return ""
"""


def file_of(way: str) -> str:
    """A name that the way of writing takes."""
    return f"mine.{way if way in ('csv', 'jsonl', 'xlsx') else 'json'}"


def run(script: str, prefix: list[str] | None = None, **options: Any) -> Any:
    """What a script prints as JSON, in a process of its own."""
    answer = subprocess.run(
        [*(prefix or []), *PYTHON, HEAD + script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stdout
    return json.loads(answer.stdout)


def attempts(statements: list[str], before: str = "", prefix: list[str] | None = None) -> list[str]:
    """How statements end, one after the other in one process: the error, or nothing."""
    return run(f"{before}\nprint(json.dumps([attempt(one) for one in {statements!r}]))", prefix)


def folders(tmp_path: Path, ways: Iterable[str] = WRITES) -> dict[str, Path]:
    """For each way a path to an old file in a folder of its own."""
    paths = {way: tmp_path / way / file_of(way) for way in ways}
    for path in paths.values():
        path.parent.mkdir()
        path.write_text("the old one", encoding="utf-8")
    return paths


def writes(paths: dict[str, Path]) -> list[str]:
    return [WRITES[way].format(path=str(path)) for way, path in paths.items()]


def is_untouched(path: Path) -> bool:
    """Whether the old file is there, and nothing beside it."""
    return [one.name for one in path.parent.iterdir()] == [path.name] and path.read_bytes() == b"the old one"


def versions(count: int) -> list[ex.Catalog]:
    """Catalogs of quite different lengths."""
    return [
        ex.Catalog(
            expos=[ex.Expo(id=f"expo-{part}", name=f"Version {number}") for part in range(1 + 300 * number)]
        )
        for number in range(count)
    ]


def drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(".tmp")]


# --- What is bundled ------------------------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "one byte less": lambda data: data[:-1],
    "one bit": lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
    "one digit": lambda data: data.replace(b"E+9 USD", b"E+8 USD", 1),
    "other line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "zeros": lambda data: bytes(len(data)),
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of the package."""
    shutil.copytree(PACKAGE, tmp_path / "expotrade", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


# What reads each bundled file, for a user who asks for something.
READERS = {
    "articles.json": "ex.load_dataset('articles')",
    "bases.json": "from expotrade.records import basis; basis('visits')",
    "catalog.schema.json": "ex.codec.json_schema()",
    "columns.json": "ex.tables.list_columns('figures')",
    "comtrade.json": """
from expotrade import frames
import polars as pl
frames.from_comtrade(pl.DataFrame({"period": ["2023"], "reporterCode": [156], "partnerCode": [764], "flowCode": ["M"],
                                   "cmdCode": ["081060"], "primaryValue": [45.5]}))
""",
    "countries.json": "ex.place('CN')",
    "currencies.json": "ex.Amount(1, 'USD')",
    "groups.json": "ex.places.membership('ASEAN')",
    "hidden_characters.json": "ex.Source('report', 'Expo ' + chr(233))",
    "history.json": "ex.load_dataset('history')",
    "manifest.json": "ex.list_datasets()",
    "metrics.json": "ex.metric('visits')",
    "pint_names.json": "ex.Amount(5, 'kg').to_pint()",
    "phrases.json": "ex.Amount.parse('AT_LEAST 620 visit').format(locale='en')",
    "place_names.json": "ex.place('the world')",
    "plot_words.json": """
from expotrade import plots
plots.series(ex.load_dataset("articles"), "ciie", "deal_value", language="zh")
""",
    "starter.json": "command('new', 'mine.json')",
    "units.json": "ex.Amount(1, 'USD')",
    "wording.json": "ex.Amount.parse('more than 620 exhibitors')",
}


@pytest.mark.parametrize("name", sorted(path.name for path in (PACKAGE / "data").glob("*.json")))
def test_every_damage_to_a_bundled_file_is_named_by_its_checksum(copied: Path, name: str) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("altair")
    file = copied / "expotrade" / "data" / name
    whole = file.read_bytes()
    damaged = [damage(whole) for damage in DAMAGES.values()]
    script = """
path, reader, whole, damaged = json.load(sys.stdin)
said = []
for data in (*damaged, whole):
    with open(path, "wb") as file:
        file.write(bytes.fromhex(data))
    said.append(attempt(reader))
print(json.dumps(said))
"""
    given = json.dumps(
        [str(file), READERS[name], whole.hex(), [data.hex() for data in damaged if data != whole]]
    )
    (*refused, then) = run(script, input=given, env={**os.environ, "PYTHONPATH": str(copied)}, cwd=copied)
    assert len(refused) >= 6
    for said in refused:
        assert f"the bundled file {name!r} is damaged: its sha256 should be " in said
        assert said.startswith("RuntimeError: 1: expotrade: " if name == "starter.json" else "DatasetError: ")
        assert said.strip().endswith("; install expotrade again")
    assert then == ""


@pytest.mark.parametrize("name", ["empty", "half", "one bit", "zeros"])
def test_every_damage_to_the_list_of_checksums_is_named(copied: Path, name: str) -> None:
    sums = copied / "expotrade" / "data" / "SHA256SUMS"
    sums.write_bytes(DAMAGES[name](sums.read_bytes()))
    script = f"print(json.dumps([attempt(reader) for reader in {list(READERS.values())!r}]))"
    said = run(script, env={**os.environ, "PYTHONPATH": str(copied)}, cwd=copied)
    refused = [one for one in said if one]
    assert refused
    for one in refused:
        assert "the bundled file '" in one
        assert "' is damaged: " in one
        assert one.strip().endswith("; install expotrade again")


def test_a_bundled_dataset_that_is_missing_is_named(copied: Path) -> None:
    (copied / "expotrade" / "data" / "history.json").unlink()
    script = "print(json.dumps(attempt(\"command('list', '--dataset', 'history')\")))"
    said = run(script, env={**os.environ, "PYTHONPATH": str(copied)})
    assert said.startswith("RuntimeError: 1: expotrade: cannot open ")
    assert "history.json': no such file or directory" in said


# --- Writes that fail half-way --------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [0, 1000])
def test_a_full_disk_leaves_the_old_file_whole(limit: int, tmp_path: Path) -> None:
    # A limit on the length of files fails in the same call as a disk that is full.
    paths = folders(tmp_path)
    before = f"import resource; ex.load_dataset('articles'); resource.setrlimit(resource.RLIMIT_FSIZE, ({limit},) * 2)"
    for path, said in zip(paths.values(), attempts(writes(paths), before), strict=True):
        assert os.strerror(errno.EFBIG).lower() in said.lower()
        assert repr(str(path)) in said
        assert is_untouched(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_device_that_is_full_is_an_error() -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011
        ex.write_catalog(ex.Catalog(), "/dev/full")
    assert caught.value.errno == errno.ENOSPC
    assert Path("/dev/full").is_char_device()


# Audit events of a write, in their order; a draft is there from the first to the last.
STEPS = ["open", "os.chmod", "os.rename"]
# Each statement in a process of its own, which is sent a signal at a step of the write.
DYING = """
def die(event, arguments):
    # The mode is set by the number of the open file.
    if event == step and (event == "os.chmod" or str(arguments[0]).endswith(".tmp")):
        os.kill(os.getpid(), number)

ends = []
for statement, step, number in json.load(sys.stdin):
    child = os.fork()
    if not child:
        sys.addaudithook(die)
        os._exit(len(attempt(statement).partition("KeyboardInterrupt")[1]))
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(ends))
"""


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_process_leaves_the_old_file_whole(step: str, tmp_path: Path) -> None:
    paths = folders(tmp_path)
    cases = [(statement, step, signal.SIGKILL) for statement in writes(paths)]
    assert run("ex.load_dataset('articles')" + DYING, input=json.dumps(cases)) == [-signal.SIGKILL] * len(
        paths
    )
    for path in paths.values():
        assert path.read_bytes() == b"the old one"
        # Nobody can clean up after such an end; what is left bears the name of the file and of the process.
        left = drafts(path.parent)
        assert len(left) == (step != "open")
        assert all(one.name.startswith(f"{path.name}.") for one in left)
        assert len(list(path.parent.iterdir())) == 1 + len(left)


@pytest.mark.parametrize("step", STEPS)
def test_a_write_that_is_interrupted_leaves_nothing_beside_the_old_file(step: str, tmp_path: Path) -> None:
    paths = folders(tmp_path, LIBRARY)
    cases = [(statement, step, signal.SIGINT) for statement in writes(paths)]
    ends = run("ex.load_dataset('articles')" + DYING, input=json.dumps(cases))
    assert ends == [len("KeyboardInterrupt")] * len(paths)
    assert all(map(is_untouched, paths.values()))


def test_a_command_that_is_interrupted_says_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    hook = "sys.addaudithook(lambda event, _: os.kill(os.getpid(), signal.SIGINT) if event == 'os.rename' else None)"
    assert attempts([WRITES["new"].format(path=str(path))], hook) == ["RuntimeError: 130: "]
    assert list(tmp_path.iterdir()) == []


def test_killed_at_any_time_one_version_is_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    old, new = versions(2)
    allowed = {dumps(old), dumps(new)}
    ex.write_catalog(old, path)
    ex.write_catalog(new, tmp_path / "new.json")
    script = f"""
one, other = ex.read_catalog({str(path)!r}), ex.read_catalog({str(tmp_path / "new.json")!r})
print("ready", flush=True)
while True:
    ex.write_catalog(other, {str(path)!r})
    ex.write_catalog(one, {str(path)!r})
"""
    for delay in (0.0, 0.003, 0.02):
        ex.write_catalog(old, path)
        with subprocess.Popen([*PYTHON, HEAD + script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(delay)
            process.kill()
        assert path.read_text(encoding="utf-8") in allowed
        assert len(drafts(tmp_path)) <= 1
        for draft in drafts(tmp_path):
            draft.unlink()


# --- Links, folders, modes ------------------------------------------------------------------------------------------


def without_rights() -> list[str]:
    """What a command begins with so that modes hold for it, also where root runs the tests."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv")
    rights = "-dac_override,-dac_read_search"
    return ["setpriv", "--bounding-set", rights, "--inh-caps", rights]


def test_a_folder_that_nobody_may_write_to_is_named(tmp_path: Path) -> None:
    paths = folders(tmp_path)
    for path in paths.values():
        path.parent.chmod(0o555)
    found = attempts(writes(paths), prefix=without_rights())
    for path, said in zip(paths.values(), found, strict=True):
        path.parent.chmod(0o755)
        assert "permission denied" in said.lower()
        assert repr(str(path)) in said
        assert is_untouched(path)


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    paths = folders(tmp_path)
    for path in paths.values():
        path.chmod(0o444)
    for path, said in zip(paths.values(), attempts(writes(paths)), strict=True):
        assert "permission denied" in said.lower()
        assert repr(str(path)) in said
        assert is_untouched(path)
    with pytest.raises(PermissionError) as caught:
        ex.write_catalog(ex.Catalog(), paths["write"])
    assert caught.value.filename == str(paths["write"])


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o400 | 0o200, 0o4755])
def test_a_draft_is_never_readable_by_more_than_the_file(mode: int, tmp_path: Path) -> None:
    # Looked at whenever the process opens or changes a file, with the widest rights for new files.
    path = tmp_path / "mine.json"
    path.write_text("the old one", encoding="utf-8")
    path.chmod(mode)
    script = f"""
import stat
os.umask(0)
seen, busy = [], []
def look(event, arguments):
    if busy or not (event.startswith("os.") or event == "open"):
        return
    busy.append(event)
    for name in os.listdir({str(tmp_path)!r}):
        if name.endswith(".tmp"):
            seen.append(stat.S_IMODE(os.stat(os.path.join({str(tmp_path)!r}, name)).st_mode))
    busy.clear()
sys.addaudithook(look)
ex.write_catalog(ex.Catalog(), {str(path)!r})
print(json.dumps(seen))
"""
    seen = run(script)
    assert seen
    assert all(one & ~(mode | 0o600) == 0 for one in seen)
    assert path.stat().st_mode & 0o7777 == mode
    assert path.read_bytes() != b"the old one"


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    run(f"os.umask(0o027); ex.write_catalog(ex.Catalog(), {str(path)!r}); print(1)")
    assert path.stat().st_mode & 0o7777 == 0o640


def test_the_folder_is_synced_after_the_name_is_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    script = f"""
steps, sync = [], os.fsync
def told(number):
    steps.append([os.path.isdir(f"/proc/self/fd/{{number}}"), os.path.exists({str(path)!r})])
    sync(number)
os.fsync = told
ex.write_catalog(ex.Catalog(), {str(path)!r})
def refuse(number):
    if os.path.isdir(f"/proc/self/fd/{{number}}"):
        raise OSError(22, "a disk that cannot")
os.fsync = refuse
ex.write_catalog(ex.Catalog(), {str(path)!r})
print(json.dumps(steps))
"""
    if not Path("/proc/self/fd").exists():
        pytest.skip("what a number stands for cannot be seen here")
    assert run(script) == [[False, False], [True, True]]


def test_a_link_that_leads_nowhere_makes_its_target(tmp_path: Path) -> None:
    links = {way: tmp_path / way / file_of(way) for way in LIBRARY}
    for way, link in links.items():
        link.parent.mkdir()
        link.symlink_to(tmp_path / "elsewhere" / way)
    assert all(said.startswith("FileNotFoundError: ") for said in attempts(writes(links)))
    (tmp_path / "elsewhere").mkdir()
    assert attempts(writes(links)) == [""] * len(links)
    assert all(link.is_symlink() for link in links.values())
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == sorted(links)


def test_links_in_a_circle_are_an_error(tmp_path: Path) -> None:
    links = {way: tmp_path / way / file_of(way) for way in WRITES}
    for link in links.values():
        link.parent.mkdir()
        link.symlink_to(link.with_name("other"))
        link.with_name("other").symlink_to(link)
    for link, said in zip(links.values(), attempts(writes(links)), strict=True):
        assert os.strerror(errno.ELOOP).lower() in said.lower()
        assert link.is_symlink()
        assert {one.name for one in link.parent.iterdir()} == {link.name, "other"}
    with pytest.raises(OSError) as caught:  # noqa: PT011
        ex.write_catalog(ex.Catalog(), links["write"])
    assert (caught.value.errno, caught.value.filename) == (errno.ELOOP, str(links["write"]))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing/mine.json", "no such file or directory|there is no folder"),
        ("file/mine.json", "not a directory|there is no folder"),
        ("folder", "is a directory"),
        ("folder/", "is a directory"),
        (f"{'a' * 300}.json", "file name too long"),
    ],
)
def test_paths_that_cannot_be_written_to(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    # A folder takes a file for each kind of row from an export.
    ways = ["write", "new"] if name.startswith("folder") else ["write", "new", "json"]
    path = f"{tmp_path}/{name}"
    for words in attempts([WRITES[way].format(path=path) for way in ways]):
        assert any(part in words.lower() for part in said.split("|")), words
        assert name.rpartition("/")[2] in words
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder"]
    assert list((tmp_path / "folder").iterdir()) == []


def test_paths_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle.json").symlink_to(tmp_path / "circle.json")
    (tmp_path / "locked.json").touch(0o000)
    names = ["missing.json", "folder", "circle.json", "file/mine.json", "locked.json"]
    paths = [str(tmp_path / name) for name in names for _ in range(4)]
    statements = [
        statement.format(path=path)
        for path in paths[::4]
        for statement in (
            "ex.read_catalog({path!r})",
            "ex.RateTable.from_csv({path!r}, base='EUR', source='a stranger')",
            "command('validate', {path!r})",
            "command('list', '--file', {path!r})",
        )
    ]
    for path, said in zip(paths, attempts(statements, prefix=without_rights()), strict=True):
        assert said.startswith(f"RuntimeError: 1: expotrade: cannot open {path!r}: ") or "[Errno" in said
        assert repr(path) in said


# --- A large file from a stranger -----------------------------------------------------------------------------------

MEGABYTE = 1024 * 1024
START = '{"format": "expotrade/1", "organisations": ['
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
        rule = f"it has at most {LARGEST_FILE} bytes, not {LARGEST_FILE + 1}"
        assert said == f"DecodeError: {path} has 1 problem:\n- size: {rule}"
        Path(path).unlink()


@HAS_STATM
def test_a_file_that_is_just_small_enough_is_refused_within_bounds(tmp_path: Path) -> None:
    # Parsed, some of these would be fifty times as large as the file.
    for name in ("lists", "one text", "one number"):
        path = written(tmp_path, name, 60 * MEGABYTE)
        assert read([path], memory=500 * MEGABYTE)[path][0].startswith("DecodeError: ")
        Path(path).unlink()


def test_reading_takes_time_in_proportion_to_a_file(tmp_path: Path) -> None:
    small = {name: written(tmp_path, name, MEGABYTE // 4) for name in SHAPES}
    large = {name: written(tmp_path, name, MEGABYTE) for name in SHAPES}
    found = read([*small.values(), *large.values()])
    for name in SHAPES:
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
            document = {"format": "expotrade/1", "organisations": [{"id": "a", "name": "A", key: text}]}
            path.write_text(json.dumps(document), encoding="utf-8")
            names[str(path)] = key
    for path, (said, _, events) in read([*names]).items():
        # A name is a text like any other, unless it has more than one line; nothing else is read.
        assert said.startswith("DecodeError: ") or (names[path], said) == ("name", "")
        assert set(events) <= HARMLESS
    assert not mark.exists()


# --- Two writers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["write", "csv"])
def test_processes_that_write_one_file_never_mix(way: str, tmp_path: Path) -> None:
    held = versions(3)
    path = tmp_path / file_of("csv" if way == "csv" else "write")
    sources = []
    allowed = set()
    for number, catalog in enumerate(held):
        sources.append(tmp_path / f"source-{number}.catalog")
        ex.write_catalog(catalog, sources[-1])
        alone = tmp_path / f"alone-{number}"
        alone.mkdir()
        ex.export(catalog, alone / path.name, what="expos") if way == "csv" else ex.write_catalog(
            catalog, alone / path.name
        )
        allowed.add((alone / path.name).read_bytes())
    write = "ex.export(mine, {!r}, what='expos')" if way == "csv" else "ex.write_catalog(mine, {!r})"
    script = """
mine = ex.read_catalog(sys.argv[1])
for _ in range(15):
    WRITE
""".replace("WRITE", write.format(str(path)))
    shutil.copy(tmp_path / "alone-0" / path.name, path)
    writers = [subprocess.Popen([*PYTHON, HEAD + script, str(source)]) for source in sources]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen.add(path.read_bytes())
    assert [writer.wait() for writer in writers] == [0] * len(writers)
    seen.add(path.read_bytes())
    assert seen <= allowed
    assert len(seen) > 1
    assert drafts(tmp_path) == []
    if way == "write":
        assert ex.read_catalog(path) in held
    else:
        assert (
            json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["resources"][0]["path"]
            == path.name
        )
