"""Shared by the benchmarks: taking turns, medians, and the rows of the table.

Times are processor time, not clock time: on a machine that does other work as well, a long piece of work is
interrupted more often than a short one, and this would change ratios of clock times.
"""

from __future__ import annotations

import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HEADER = ("work", "expotrade", "beside", "takes", "ratio", "at most", "met", "floor")
FLOOR = "floor"


class Row(NamedTuple):
    """One line of the table: expotrade and something else in the same run."""

    work: str
    ours: float
    beside: str
    theirs: float
    budget: float | None = None
    floor: float | None = None

    def cells(self) -> tuple[str, ...]:
        ratio = self.ours / self.theirs
        at_most, met = "", ""
        if self.budget is not None:
            at_most, met = f"{self.budget:.3g}", "yes" if ratio <= self.budget else "no"
        return (
            self.work,
            duration(self.ours),
            self.beside,
            duration(self.theirs),
            f"{ratio:.3g}",
            at_most,
            met,
            "" if self.floor is None else f"{self.floor / self.theirs:.3g}",
        )


def duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= 0.9995 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def own_seconds() -> float:
    """Return the processor time of this process."""
    return time.process_time()


def children_seconds() -> float:
    """Return the processor time of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def medians(
    cases: Mapping[str, Callable[[], object]],
    *,
    times: int,
    rounds: int = 15,
    clock: Callable[[], float] = own_seconds,
) -> dict[str, float]:
    """Return the median time of one call of each case, in seconds; the cases take turns on a machine that varies."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, call in cases.items():
                started = clock()
                for _ in range(times):
                    call()
                taken[name].append((clock() - started) / times)
                gc.collect()
    finally:
        if was_enabled:
            gc.enable()
    return {name: statistics.median(found) for name, found in taken.items()}


def process_medians(programs: Mapping[str, str], *, rounds: int = 31) -> dict[str, float]:
    """Return the median time of a new process that runs a program, in seconds, with compiled files."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(program: str) -> None:
        command = [sys.executable, "-c", program]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    for program in programs.values():
        run(program)
    cases = {name: (lambda program=program: run(program)) for name, program in programs.items()}
    return medians(cases, times=1, rounds=rounds, clock=children_seconds)


def beside(work: str, found: Mapping[str, float], budgets: Mapping[str, float | None]) -> list[Row]:
    """Return the rows of one kind of work: the case `expotrade` with each of the others, and with the floor."""
    return [
        Row(work, found["expotrade"], name, found[name], budget, found.get(FLOOR))
        for name, budget in budgets.items()
    ]


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    return markdown(HEADER, [row.cells() for row in rows])


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def machine() -> str:
    """Describe the machine, without the name of the host."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def show(*tables: str) -> None:
    print("\n\n".join([machine(), *tables]))
