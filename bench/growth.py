"""How the time of each kind of work grows with the number of records, and how much memory a record takes."""

from __future__ import annotations

import gc
import json
import math
import tracemalloc
from typing import TYPE_CHECKING

from made_up import catalog_document
from measuring import duration, markdown, own_seconds, show

import expotrade as ex
from expotrade.codec import loads

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 10_000, 100_000)
# Between 10^3 and 10^5, work of the order n log n grows with this power of n.
N_LOG_N = math.log(SIZES[-1] * math.log(SIZES[-1]) / SIZES[0] / math.log(SIZES[0])) / math.log(
    SIZES[-1] / SIZES[0]
)


def _text(size: int) -> str:
    return json.dumps(catalog_document(size), ensure_ascii=False)


def works(size: int) -> dict[str, Callable[[], object]]:
    """Return the kinds of work for a catalog with a number of records."""
    text = _text(size)
    catalog = loads(text)
    middle = len(catalog.deals) // 2
    shared = {"sources": catalog.sources, "expos": catalog.expos, "editions": catalog.editions}
    left = ex.Catalog(**shared, deals=catalog.deals[: middle + middle // 2], flows=catalog.flows)
    right = ex.Catalog(**shared, deals=catalog.deals[middle // 2 :], flows=catalog.flows)
    return {
        "load": lambda: loads(text),
        "merge two halves": lambda: left | right,
        "total of the flows": lambda: ex.total(catalog.flows),
        "group of the deals by edition": lambda: ex.group(catalog.deals, by="edition", mix_kinds=True),
        "check": lambda: ex.check(catalog),
    }


def times() -> dict[str, list[float]]:
    """Return the time of each kind of work at each size: the shortest of a few runs, since disturbances add time.

    The sizes take turns. The garbage collector is paused, because the moment when it runs depends on other objects.
    """
    by_size = [works(size) for size in SIZES]
    least = {name: [math.inf] * len(SIZES) for name in by_size[0]}
    gc.disable()
    for _ in range(3):
        for place, calls in enumerate(by_size):
            for name, call in calls.items():
                started = own_seconds()
                call()
                least[name][place] = min(least[name][place], own_seconds() - started)
                gc.collect()
    gc.enable()
    return least


def exponent(taken: list[float]) -> float:
    """Return the power of n with which a time grows: the slope of a line through the logarithms."""
    xs, ys = [math.log(size) for size in SIZES], [math.log(one) for one in taken]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - middle_x) ** 2 for x in xs)


def bytes_per_record(size: int = 10_000) -> float:
    """Return the memory of a catalog for each of its records, with figures, citations and parties."""
    text = _text(size)
    loads(_text(100))
    tracemalloc.start()
    catalog = loads(text)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert catalog.deals
    return held / size


def tables() -> tuple[str, str]:
    """Return the table of times and the sentence about memory."""
    rows = []
    for work, taken in times().items():
        power = exponent(taken)
        met = "yes" if power <= N_LOG_N + 0.05 else "no"
        rows.append([work, *map(duration, taken), f"{power:.2f}", met])
    header = ("work", *(f"{size:,} records" for size in SIZES), "grows with n to the", "n log n or less")
    return markdown(header, rows), f"A record takes {bytes_per_record() / 1024:.1f} KB of memory."


if __name__ == "__main__":
    show(*tables())
