"""Shared by the fuzz targets: the loop that feeds them, the limits, and the report of the outcomes.

A target is a function from bytes to the name of an outcome. It may return or raise an `ExpotradeError`. Every other
outcome is a finding, and so is an input that takes longer than `MOST_SECONDS` of processor time, or memory that grows
by more than `MOST_MEMORY` while all the inputs are tried.

With atheris (`pip install atheris`) the inputs are chosen by the branches of `expotrade` that they reach. Without it
they are seeds that are changed at random. Each target is a script of its own; `run.py` runs them all.

    python fuzz/amount_parse.py --inputs 10000
    python fuzz/amount_parse.py --replay FILE
"""

import argparse
import gc
import json
import mmap
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, NoReturn, TypeVar

    T = TypeVar("T")

MOST_SECONDS = 1.0
"""Of processor time, for one input; an input that takes ten times as much ends the process."""
MOST_MEMORY = 200 * 1024 * 1024
"""Bytes, beyond what the process takes when every seed was tried once."""
LONGEST = 1 << 20
"""Bytes of one input at most."""

CORPUS = Path(__file__).parent / "corpus"
_PACKAGE = Path(__file__).parents[1] / "src" / "expotrade"
# These need an extra, and the targets do not use them for reading.
_NOT_TRIED = ("__init__", "__main__", "plots", "frames", "strategies")

try:
    if "--plain" in sys.argv:
        raise ImportError
    import atheris
except ImportError:
    atheris = None


@dataclass(frozen=True)
class Target:
    """One entry point: the function to call, and the seeds."""

    name: str
    run: "Callable[[bytes], str]"
    seeds: tuple[bytes, ...]
    tokens: tuple[str, ...] = ()
    longest: int = 2000


@dataclass
class Report:
    """The outcomes of a target."""

    target: str
    engine: str
    inputs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    base: float = 0.0
    peak: float = 0.0
    # The file with the input of a finding, by the place where the error was raised.
    findings: dict[str, str] = field(default_factory=dict)


# --- For targets ----------------------------------------------------------------------------------------------------


def instrumented() -> "Any":
    """A context for the import of `expotrade`, so that atheris sees its branches."""
    return nullcontext() if atheris is None else atheris.instrument_imports(include=["expotrade"])


def import_all() -> None:
    """Load every module of the package, so that atheris sees all of them."""
    from importlib import import_module

    for file in sorted(_PACKAGE.rglob("*.py")):
        path = file.relative_to(_PACKAGE).with_suffix("")
        if path.parts[0] not in _NOT_TRIED:
            import_module(".".join(("expotrade", *path.parts)).removesuffix(".__init__"))


def lines(name: str) -> tuple[bytes, ...]:
    """Seeds from a file with one seed in each line."""
    return tuple((CORPUS / name).read_bytes().splitlines())


def files(name: str) -> tuple[bytes, ...]:
    """Seeds from a folder with one seed in each file."""
    return tuple(path.read_bytes() for path in sorted((CORPUS / name).iterdir()))


def as_text(data: bytes) -> str:
    """Bytes as a text, which has a lone surrogate for each byte that is not UTF-8."""
    return data.decode("utf-8", "surrogateescape")


class Choices:
    """Bytes as a sequence of decisions; after the last byte, every decision is the first choice."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def __bool__(self) -> bool:
        return self._place < len(self._data)

    def take(self, count: int) -> bytes:
        """A number of bytes, or all that are left."""
        taken = self._data[self._place : self._place + count]
        self._place += count
        return taken

    def below(self, limit: int) -> int:
        """A whole number from zero to below a limit."""
        return int.from_bytes(self.take(1 if limit < 256 else 2), "big") % limit

    def one_of(self, choices: "Sequence[T]") -> "T":
        """One of some choices."""
        return choices[self.below(len(choices))]


# --- The loop -------------------------------------------------------------------------------------------------------


class Trial:
    """A run of a target: each input is measured, and an input that ends the process is kept in a file."""

    def __init__(self, target: Target, wanted: int, folder: Path) -> None:
        self.target = target
        self.wanted = wanted
        self.folder = folder
        self.report = Report(target.name, "random" if atheris is None else "atheris")
        last = folder / "last-input"
        last.write_bytes(bytes(8 + LONGEST))
        with last.open("r+b") as file:
            self.last = mmap.mmap(file.fileno(), 0)
        for seed in target.seeds:
            self.measure(seed)
        gc.collect()
        self.report.base = _resident()
        self.space = _address_space()
        self.limit()

    def limit(self, *, is_lifted: bool = False) -> None:
        """Limit the memory of the process, or remove the limit so that a finding can be kept."""
        if self.space:
            _, most = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (most if is_lifted else self.space + MOST_MEMORY, most))

    def one(self, data: bytes) -> None:
        """Try an input; after the last one, write the report and end the process."""
        self.measure(data)
        if self.report.inputs >= self.wanted:
            self.finish()

    def measure(self, data: bytes) -> None:
        """Try an input, and note its outcome."""
        self.last[:8] = len(data).to_bytes(8, "big")
        self.last[8 : 8 + len(data)] = data
        # Its signal ends the process also inside a regular expression, where Python handles no signals.
        signal.setitimer(signal.ITIMER_PROF, 10 * MOST_SECONDS)
        start = time.process_time()
        try:
            outcome = self.target.run(data)
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            outcome = "FINDING"
            self.keep(f"{type(error).__name__} in {_place(error)}", data)
        seconds = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.report.inputs += 1
        self.report.outcomes[outcome] += 1
        self.report.slowest = max(self.report.slowest, seconds)
        if seconds > MOST_SECONDS:
            self.keep(f"it took {seconds:.1f} seconds", data)

    def keep(self, what: str, data: bytes) -> None:
        """Keep the input of a finding, the shortest for each kind."""
        self.limit(is_lifted=True)
        known = self.report.findings.get(what)
        if known is None or len(data) < Path(known).stat().st_size:
            path = Path(known or self.folder / f"finding-{len(self.report.findings)}")
            path.write_bytes(data)
            self.report.findings[what] = str(path)
        self.limit()

    def finish(self) -> "NoReturn":
        """Write the report; atheris never returns, so the process ends here."""
        self.limit(is_lifted=True)
        self.report.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MAXRSS_PER_MEGABYTE
        if (self.report.peak - self.report.base) * 1024 * 1024 > MOST_MEMORY:
            self.keep("it took too much memory", b"")
        (self.folder / "report.json").write_text(json.dumps(vars(self.report)), encoding="utf-8")
        sys.stdout.flush()
        os._exit(0)


_MAXRSS_PER_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


def _statm() -> list[int]:
    """The sizes of this process in bytes, if the system has them."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(count) * resource.getpagesize() for count in pages]


def _address_space() -> int:
    return _statm()[0] if _statm() else 0


def _resident() -> float:
    """The memory of the process in megabytes."""
    if sizes := _statm():
        return sizes[1] / 1024 / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MAXRSS_PER_MEGABYTE


def _place(error: BaseException) -> str:
    """The innermost line of the package that an error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).parent == _PACKAGE] or frames
    return f"{Path(own[-1].filename).name}:{own[-1].lineno} {own[-1].name}"


# --- Inputs ---------------------------------------------------------------------------------------------------------


def changed(target: Target, random: Random) -> "Iterator[bytes]":
    """Yield inputs without end: seeds with a few changes each."""
    tokens = [token.encode("utf-8", "surrogatepass") for token in target.tokens] or [b"0"]
    while True:
        data = bytearray(random.choice(target.seeds))
        for _ in range(random.choice((1, 1, 2, 3, 5, 8, 13))):
            start = random.randint(0, len(data))
            end = min(len(data), start + random.choice((0, 1, 1, 2, 4, 16, 64)))
            match random.randrange(6):
                case 0:
                    data[start:end] = b""
                case 1:
                    data[start:end] = bytes(random.randrange(256) for _ in range(end - start))
                case 2:
                    data[start:end] = random.choice(tokens)
                case 3:
                    data[start:end] = data[start:end] * random.choice((2, 3, 10, 100, 1000))
                case 4:
                    other = random.choice(target.seeds)
                    cut = random.randint(0, len(other))
                    data[start:] = other[cut:]
                case _:
                    sign = random.choice(
                        (random.randrange(0x80), random.randrange(0x3000), random.randrange(0x110000))
                    )
                    data[start:end] = chr(sign).encode("utf-8", "surrogatepass")
        yield bytes(data[: target.longest])


def _fuzz(trial: Trial, seed: int) -> "NoReturn":
    """Feed the target until it has had all inputs."""
    target = trial.target
    if atheris is None:
        for data in changed(target, Random(seed)):
            trial.one(data)
    begin = trial.folder / "seeds"
    begin.mkdir()
    for number, data in enumerate(target.seeds):
        (begin / str(number)).write_bytes(data)
    words = trial.folder / "tokens"
    words.write_text("".join(f'"{_quoted(token)}"\n' for token in target.tokens), encoding="ascii")
    options: dict[str, object] = {
        "max_len": target.longest,
        "seed": seed,
        "timeout": 86400,
        "rss_limit_mb": 0,
    }
    if target.tokens:
        options["dict"] = words
    atheris.Setup(
        [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), "-verbosity=0", "-len_control=10",
         f"-artifact_prefix={trial.folder}/", str(begin)],
        trial.one,
    )  # fmt: skip
    atheris.Fuzz()
    raise SystemExit("the fuzzer came to an end before it had tried all inputs")


def _quoted(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "surrogatepass"))


def main(target: Target) -> None:
    """Run one target as a script."""
    parser = argparse.ArgumentParser(description=f"Fuzz {target.name}.")
    parser.add_argument("--inputs", type=int, default=1000, help="how many inputs to try (1000)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers (1)")
    parser.add_argument(
        "--folder", type=Path, help="where to leave the report and the inputs that found something"
    )
    parser.add_argument(
        "--plain", action="store_true", help="change seeds at random, also where atheris is there"
    )
    parser.add_argument("--replay", type=Path, help="try the input in this file, and show what comes out")
    parsed = parser.parse_args()
    if parsed.replay is not None:
        print(target.run(parsed.replay.read_bytes()))
        return
    folder = parsed.folder or Path(tempfile.mkdtemp(prefix="expotrade-fuzz-"))
    folder.mkdir(exist_ok=True)
    print(f"{target.name}: report and findings go to {folder}", flush=True)
    _fuzz(Trial(target, parsed.inputs, folder), parsed.seed)
