"""What goes wrong on the way to the disk: full disks, killed processes, links, folders, two writers."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

import expotrade as ex
from expotrade.codec import dumps
from faulty import HEAD, PYTHON, attempts, drafts, run, versions

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has other signals, limits and links")

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


def file_of(way: str) -> str:
    """A name that the way of writing takes."""
    return f"mine.{way if way in ('csv', 'jsonl', 'xlsx') else 'json'}"


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
    """The start of a command that obeys the modes of files, also where root runs the tests."""
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
