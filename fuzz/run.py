"""Fuzz every entry point, each in a process of its own with limits, and print the outcomes.

    python fuzz/run.py                        a thousand inputs for each
    python fuzz/run.py --inputs 1000000       so many in all, shared out by how long each takes
    python fuzz/run.py Period.parse --inputs 50000 --plain

It ends with 1 if something was found. With atheris (`pip install atheris`) coverage guides the inputs; without it they
are random.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# The share of each target in a thousand inputs: quicker targets get more.
SHARES = {
    "period_parse": 280,
    "amount_parse": 100,
    "loads_catalog": 390,
    "rates_csv": 160,
    "decode_catalog": 50,
    "command_line": 20,
}
_HEAD = ("target", "engine", "inputs", "outcomes", "slowest (s)", "memory (MB)", "findings")


def main() -> int:
    """Run the targets that are named."""
    parser = argparse.ArgumentParser(description="Fuzz the entry points of expotrade.")
    parser.add_argument("target", nargs="*", help=f"of {', '.join(SHARES)}; all unless given")
    parser.add_argument("--inputs", type=int, default=6000, help="how many in all (6000)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers (1)")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at once (1)")
    parser.add_argument("--plain", action="store_true", help="random inputs, also where atheris is there")
    parser.add_argument(
        "--folder", type=Path, help="where reports and findings are kept (a new temporary one)"
    )
    parsed = parser.parse_args()
    names = parsed.target or list(SHARES)
    if unknown := [name for name in names if name not in SHARES]:
        parser.error(f"no target {unknown[0]!r}; there are {', '.join(SHARES)}")
    folder = parsed.folder or Path(tempfile.mkdtemp(prefix="expotrade-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    shared = sum(SHARES[name] for name in names)
    start = time.monotonic()
    with ThreadPoolExecutor(parsed.jobs) as pool:
        reports = list(
            pool.map(
                lambda name: _run(name, -(-parsed.inputs * SHARES[name] // shared), folder / name, parsed),
                names,
            )
        )
    rows = [_row(report) for report in reports]
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows, strict=True)]
    for row in (_HEAD, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"\n{sum(report['inputs'] for report in reports)} inputs in {time.monotonic() - start:.0f} s")
    for report in reports:
        for what, file in report["findings"].items():
            print(f"{report['target']}: {what}\n  python fuzz/{report['script']}.py --replay {file}")
    return 1 if any(report["findings"] for report in reports) else 0


def _run(name: str, inputs: int, folder: Path, parsed: argparse.Namespace) -> dict:
    """The report of one target; if its process ended early, as much of the report as is known."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, str(Path(__file__).with_name(f"{name}.py"))]
    command += ["--inputs", str(inputs), "--seed", str(parsed.seed), "--folder", str(folder)]
    with (folder / "output").open("wb") as output:
        ended = subprocess.run(
            command + ["--plain"] * parsed.plain, stdout=output, stderr=subprocess.STDOUT, check=False
        )
    found = folder / "report.json"
    if ended.returncode == 0 and found.is_file():
        return json.loads(found.read_text(encoding="utf-8")) | {"script": name}
    last = (folder / "last-input").read_bytes()
    kept = folder / "finding-last"
    kept.write_bytes(last[8 : 8 + int.from_bytes(last[:8], "big")])
    code = ended.returncode
    why = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    report = {"target": name, "engine": "?", "inputs": 0, "outcomes": {}, "slowest": 0, "base": 0, "peak": 0}
    what = f"the process ended by {why}; its output is in {folder / 'output'}"
    return report | {"findings": {what: str(kept)}, "script": name}


def _row(report: dict) -> tuple[str, ...]:
    outcomes = sorted(report["outcomes"].items(), key=lambda item: -item[1])
    return (
        report["target"],
        report["engine"],
        f"{report['inputs']:,}",
        ", ".join(f"{count:,} {name}" for name, count in outcomes),
        f"{report['slowest']:.2f}",
        f"{report['base']:.0f} + {max(0, report['peak'] - report['base']):.0f}",
        str(len(report["findings"])),
    )


if __name__ == "__main__":
    sys.exit(main())
