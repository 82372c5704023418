"""Fixtures of the tests of charts."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest
from altair.utils import schemapi

from chart_parts import HISTORY
from expotrade.plots import charts as plots
from searching import IS_THOROUGH


@pytest.fixture(autouse=True)
def validation() -> Iterator[None]:
    """Altair validates each part of a chart where time allows; a test of its own validates whole charts."""
    with schemapi.debug_mode(IS_THOROUGH):
        yield


@pytest.fixture(params=["vertical", "horizontal"])
def draw(request: pytest.FixtureRequest) -> Any:
    """Both ways in which editions are drawn."""
    if request.param == "vertical":
        return lambda held, metric="exhibitors", **options: plots.series(held, "fair", metric, **options)
    return lambda held, metric="exhibitors", **options: plots.comparison(
        held, held.editions, metric, **options
    )


@pytest.fixture(scope="session")
def chart() -> alt.VConcatChart:
    return plots.series(HISTORY, "ciie", "exhibitors")
