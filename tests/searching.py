"""How much Hypothesis tries: little by default, more where `HYPOTHESIS_PROFILE` is `thorough`."""

import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings
from hypothesis.strategies import SearchStrategy

import expotrade as ex
from expotrade import strategies

Row = TypeVar("Row")

IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
# What a law without a number of its own tries.
EXAMPLES = 100
FEWEST = 10
# How many threads do the same thing at the same time: two are enough for a race, more make it likelier.
THREADS = 16 if IS_THOROUGH else 4


def scaled(count: int, runs: int = 1) -> int:
    """The number of examples in the profile that is used: a tenth by default, but 10 over all runs of a test."""
    return count if IS_THOROUGH else min(count, max(-(-FEWEST // runs), count // (10 * runs)))


def examples(count: int, runs: int = 1) -> settings:
    """Settings for a law that tries so many examples in the profile `thorough`, in each run of its parameters."""
    return settings(max_examples=scaled(count, runs))


def some(rows: Iterable[Row], step: int, start: int = 0) -> list[Row]:
    """All rows of a table in the profile `thorough`, else one in `step`, from the row `start` on."""
    table = list(rows)
    return table if IS_THOROUGH else table[start % step :: step]


def catalogs() -> SearchStrategy[ex.Catalog]:
    """Catalogs with two records of a kind in the profile `thorough`, else with one."""
    return strategies.catalogs(size=2 if IS_THOROUGH else 1)
