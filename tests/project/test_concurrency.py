"""Threads, processes and surroundings change nothing: the same program prints the same bytes wherever it runs."""

import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from decimal import ROUND_DOWN, Clamped, Context, Decimal, Inexact, Overflow, Rounded, Subnormal, localcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest

import expotrade as ex
from expotrade.codec import dumps, encode, loads
from questions import answer_of, answers
from searching import IS_THOROUGH, THREADS, some

# How many worker processes ask the same.
WORKERS_AT_ONCE = 2 if IS_THOROUGH else 1


@pytest.fixture(scope="module")
def shared() -> tuple[ex.Catalog, ex.RateTable]:
    return ex.load_dataset("articles"), ex.RateTable.ecb()


@pytest.fixture(scope="module")
def expected(shared: tuple[ex.Catalog, ex.RateTable]) -> list[str]:
    found = answers(*shared)
    assert not [text for text in found if text.startswith(("TypeError", "UnknownNameError"))]
    return found


# --- Threads and processes ------------------------------------------------------------------------------------------


def test_many_threads_share_a_catalog_and_rates(
    shared: tuple[ex.Catalog, ex.RateTable], expected: list[str]
) -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(lambda _: answers(*shared), range(THREADS)))
    finally:
        sys.setswitchinterval(interval)
    assert all(texts == expected for texts in found)


# Workers find the function by the name of its module.
WORKERS = """
import json, multiprocessing, pickle, sys
from concurrent.futures import ProcessPoolExecutor
sys.path.insert(0, {folder!r})
import expotrade as ex
from questions import answers_of_pickles
given = pickle.dumps((ex.load_dataset("articles"), ex.RateTable.ecb()))
with ProcessPoolExecutor({count}, mp_context=multiprocessing.get_context({method!r})) as pool:
    print(json.dumps(list(pool.map(answers_of_pickles, [given] * {count}))))
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_worker_processes_give_the_same(method: str, expected: list[str]) -> None:
    script = WORKERS.format(folder=str(Path(__file__).parents[1]), method=method, count=WORKERS_AT_ONCE)
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert json.loads(answer.stdout) == [expected] * WORKERS_AT_ONCE


def test_results_come_back_from_processes(shared: tuple[ex.Catalog, ex.RateTable]) -> None:
    catalog, rates = shared
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(ex.check, catalog, rates=rates).result() == ex.check(catalog, rates=rates)
        assert pool.submit(ex.total, catalog.deals, mix_kinds=True, mix_bases=True).result() == ex.total(
            catalog.deals, mix_kinds=True, mix_bases=True
        )
        again = pool.submit(loads, dumps(catalog)).result()
        assert again == catalog
        assert dumps(again) == dumps(catalog)
        with pytest.raises(ex.errors.ParseError) as caught:
            pool.submit(ex.Amount.parse, "some 5 exhibitorz").result()
        assert caught.value.nearest


def test_threads_with_contexts_of_their_own(
    shared: tuple[ex.Catalog, ex.RateTable], expected: list[str]
) -> None:
    contexts = [
        Context(prec=1 + number % 5, rounding=ROUND_DOWN, capitals=number % 2) for number in range(THREADS)
    ]

    def work(context: Context) -> list[str]:
        with localcontext(context):
            return answers(*shared)

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(texts == expected for texts in pool.map(work, contexts))


# Several threads touch one thing at once, in a process that has touched nothing before.
FIRST_USE = """
import sys
from threading import Barrier, Thread
import expotrade as ex

sys.setswitchinterval({interval})
barrier = Barrier({threads})
found, failed = [], []

def work():
    barrier.wait()
    try:
        found.append(({statement}))
    except BaseException as error:
        failed.append(repr(error))

workers = [Thread(target=work) for _ in range({threads})]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
assert not failed, failed
assert len(found) == {threads}
print(len(set(map(str, found))), len(set(map(id, found))))
"""


def first_uses(statement: str, interval: float) -> tuple[int, int]:
    """How many different results and objects the threads get."""
    script = FIRST_USE.format(statement=statement, interval=interval, threads=THREADS)
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    texts, objects = answer.stdout.split()
    return int(texts), int(objects)


@pytest.mark.parametrize("interval", [1e-6, 0.005])
@pytest.mark.parametrize(
    "statement",
    ["ex.Amount", "ex.UnitTable.builtin()", "ex.RateTable.ecb()", "ex.load_dataset('articles')"],
)
def test_the_first_use_by_many_threads_gives_one_object(statement: str, interval: float) -> None:
    assert first_uses(statement, interval) == (1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "ex.Amount.parse('近250家参展商').format(locale='zh')",
        "ex.Amount.parse('more than 152 billion yuan').to('CNY') * 2 / ex.Amount(3, 'exhibitor')",
        "ex.check(ex.load_dataset('articles'), rates=ex.RateTable.ecb())",
        "ex.RateTable.ecb().convert(ex.Amount(5, 'USD'), 'CNY', on=__import__('datetime').date(2024, 11, 29))",
        "[getattr(ex, name) and name for name in ex.__all__]",
        "ex.Amount(5, 'kg').to_pint().to('t')",
    ],
)
def test_the_first_use_by_many_threads_gives_one_answer(statement: str) -> None:
    assert first_uses(statement, 1e-6)[0] == 1


# --- Surroundings ---------------------------------------------------------------------------------------------------

PROGRAM = """
import io, os, sys
from contextlib import redirect_stdout
from decimal import *
{before}
sys.path.insert(0, {folder!r})
import expotrade as ex
from questions import answers
from expotrade.cli import main

def show():
    for text in answers(ex.load_dataset("articles"), ex.RateTable.ecb()):
        print(text)
    for words in ("list", "show ciie-2023", "total --mix-kinds", "check --json", "compare ciie-2019 ciie-2023"):
        if main(words.split()):
            raise SystemExit(1)
    path = sys.argv[1]
    for name in ("figures.csv", "figures.json", "deals.jsonl"):
        ex.export(ex.load_dataset("articles"), os.path.join(path, name), what=name.partition(".")[0])
        with open(os.path.join(path, name), encoding="utf-8", newline="") as file:
            print(file.read())
show()
"""
# Several at once, for they can only add up; what differs is named by the first line that does.
SURROUNDINGS: dict[str, tuple[dict[str, str], str]] = {
    "hash seed, German, Auckland, three digits": (
        {"PYTHONHASHSEED": "1", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "TZ": "Pacific/Auckland"},
        "import locale, time; time.tzset(); setcontext(Context(prec=3, rounding=ROUND_UP, capitals=0))",
    ),
    "locale C, one digit for all threads, optimised": (
        {"LC_ALL": "C", "LANG": "C", "PYTHONOPTIMIZE": "2"},
        "DefaultContext.prec = 1; DefaultContext.capitals = 0; setcontext(DefaultContext)",
    ),
    "locale set by the program, every trap, another folder": (
        {"LC_ALL": "C.UTF-8"},
        """
import locale
locale.setlocale(locale.LC_ALL, "")
os.chdir("/")
setcontext(Context(prec=5, traps=[Inexact, Rounded, Subnormal, Clamped, Underflow, FloatOperation]))
""",
    ),
    "another hash seed, Arabic, Honolulu, development mode, no home, narrow exponents": (
        {
            "PYTHONHASHSEED": "4711",
            "LC_ALL": "ar_EG.UTF-8",
            "LANG": "ar_EG.UTF-8",
            "TZ": "Pacific/Honolulu",
            "PYTHONDEVMODE": "1",
            "PYTHONWARNINGS": "error",
            "HOME": "/nonexistent",
            "USER": "",
            "PATH": "",
            "TERM": "dumb",
        },
        "setcontext(Context(prec=9, Emax=9, Emin=-9, clamp=1, traps=[]))",
    ),
}


def printed(name: str, tmp_path: Path) -> bytes:
    """What the program prints in other surroundings."""
    variables, before = SURROUNDINGS.get(name, ({}, ""))
    folder = tmp_path / name
    folder.mkdir()
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH", "COVERAGE_PROCESS_START")
    }
    environment = {**kept, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **variables}
    script = PROGRAM.format(before=before, folder=str(Path(__file__).parents[1]))
    answer = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, env=environment, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    return answer.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="it has no time zone to set")
def test_surroundings_change_no_byte(tmp_path: Path) -> None:
    usual = printed("usual", tmp_path)
    assert len(usual) > 100_000
    names = some(SURROUNDINGS, 2)
    with ThreadPoolExecutor(2) as pool:
        for name, found in zip(names, pool.map(lambda name: printed(name, tmp_path), names), strict=True):
            differing = [
                pair
                for pair in zip(usual.splitlines(), found.splitlines(), strict=False)
                if pair[0] != pair[1]
            ]
            assert not differing, (name, differing[0])
            assert found == usual, name


@pytest.mark.parametrize(
    "context",
    [
        Context(prec=1, capitals=0),
        Context(prec=3, rounding=ROUND_DOWN, traps=[Inexact, Rounded, Subnormal, Clamped, Overflow]),
        Context(prec=2000, Emax=5, Emin=-5, clamp=1, traps=[]),
    ],
    ids=["one digit", "traps", "narrow"],
)
def test_reading_depends_on_no_context(context: Context, expected: list[str]) -> None:
    with localcontext(context) as own:
        again = loads(expected[0])
        assert answers(again, ex.RateTable.ecb()) == expected
        # Nor does it leave a trace in the caller's.
        assert own.prec == context.prec
        assert not any(own.flags.values())


def shuffled(data: Any, random: Random) -> Any:
    """JSON with the keys of every object in another order."""
    if isinstance(data, dict):
        keys = list(data)
        random.shuffle(keys)
        return {key: shuffled(data[key], random) for key in keys}
    return [shuffled(part, random) for part in data] if isinstance(data, list) else data


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_keys_changes_nothing(
    seed: int, shared: tuple[ex.Catalog, ex.RateTable], expected: list[str]
) -> None:
    catalog = loads(json.dumps(shuffled(encode(shared[0]), Random(seed))))
    assert catalog == shared[0]
    assert answers(catalog, shared[1]) == expected


def test_the_order_of_rates_changes_nothing() -> None:
    random = Random(5)
    rates = {
        code: {date(2024, 11, day): Decimal(day) / 7 for day in range(1, 29)}
        for code in ("USD", "CNY", "JPY", "GBP")
    }
    tables = []
    for _ in range(5):
        codes = list(rates)
        random.shuffle(codes)
        mixed = {code: dict(random.sample([*rates[code].items()], len(rates[code]))) for code in codes}
        tables.append(ex.RateTable.from_mapping(mixed, base="EUR", source="my bank"))
    asked = [
        [
            answer_of(lambda: table.convert(ex.Amount(5, one), other, on=date(2024, 11, day)))  # noqa: B023
            for one in rates
            for other in rates
            for day in (1, 15, 30)
        ]
        for table in tables
    ]
    assert all(found == asked[0] for found in asked)
