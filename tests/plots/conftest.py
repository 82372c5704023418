"""Fixtures of the tests of charts."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest

from chart_parts import HISTORY, _specs
from expotrade.plots import charts as plots


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    _specs.clear()


@pytest.fixture(params=["vertical", "horizontal"])
def draw(request: pytest.FixtureRequest) -> Any:
    """Both ways in which editions are drawn."""
    if request.param == "vertical":
        return lambda held, metric="exhibitors", **options: plots.series(held, "fair", metric, **options)
    return lambda held, metric="exhibitors", **options: plots.comparison(
        held, held.editions, metric, **options
    )


@pytest.fixture(scope="module")
def chart() -> alt.VConcatChart:
    return plots.series(HISTORY, "ciie", "exhibitors")
