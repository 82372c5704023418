"""Run all benchmarks except the one of frames, and write their tables into the documentation.

python bench/run.py            # print
python bench/run.py --write    # and put the tables into docs/explanation/cost.md
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module, metadata
from pathlib import Path

import growth
from measuring import machine, table

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "cost.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SCRIPTS = ("import", "cold_load", "add_exact", "hedged_arithmetic", "total", "decode")
RIVALS = (
    "attrs",
    "beancount",
    "msgspec",
    "orjson",
    "pint",
    "py-moneyed",
    "pydantic",
    "stockholm",
    "uncertainties",
)


def measured() -> str:
    """Return the tables, with the day, the machine and the versions that were measured."""
    rows = []
    for name in SCRIPTS:
        print(f"measuring {name}", file=sys.stderr)
        rows += import_module(name).rows()
    modules = import_module("import").count_modules()
    print("measuring growth", file=sys.stderr)
    times, memory = growth.tables()
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in RIVALS)
    said = f"`import expotrade` adds {modules} module{'' if modules == 1 else 's'} to those of bare Python."
    day = datetime.now(UTC).date()
    return "\n\n".join([f"Measured on {day}: {machine()}; {versions}.", table(rows), said, times, memory])


def main() -> None:
    found = measured()
    print(found)
    if "--write" in sys.argv[1:]:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{found}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
