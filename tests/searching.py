"""How much Hypothesis tries: little by default, more where `HYPOTHESIS_PROFILE` is `thorough`."""

import os

from hypothesis import settings
from hypothesis.strategies import SearchStrategy

import expotrade as ex
from expotrade import strategies

IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
# What a law without a number of its own tries.
EXAMPLES = 100
FEWEST = 25


def scaled(count: int, runs: int = 1) -> int:
    """The number of examples in the profile that is used: a quarter by default, but 25 over all runs of a test."""
    return count if IS_THOROUGH else min(count, max(-(-FEWEST // runs), count // (4 * runs)))


def examples(count: int, runs: int = 1) -> settings:
    """Settings for a law that tries so many examples in the profile `thorough`, in each run of its parameters."""
    return settings(max_examples=scaled(count, runs))


def catalogs() -> SearchStrategy[ex.Catalog]:
    """Catalogs with two records of a kind in the profile `thorough`, else with one."""
    return strategies.catalogs(size=2 if IS_THOROUGH else 1)
