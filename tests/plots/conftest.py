"""Fixtures of the tests of charts."""

from typing import Any

import altair as alt
import pytest

from chart_parts import HISTORY
from expotrade.plots import charts as plots


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
