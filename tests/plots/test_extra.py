"""Charts where Altair or the converter of charts is not installed."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pytest

import expotrade as ex
from chart_parts import ARTICLES, HISTORY
from expotrade.plots import charts as plots


def run(code: str) -> str:
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


HINT = r"pip install 'altair>=[\d.]+' 'vl-convert-python>=[\d.]+'"


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.series(HISTORY, "ciie"),
        lambda: plots.comparison(HISTORY, ["ciie-2023"]),
        lambda: plots.flows(ARTICLES),
    ],
    ids=["series", "comparison", "flows"],
)
def test_without_altair_the_error_names_the_extra(
    draw: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ex.errors.MissingExtraError, match=HINT) as caught:
        draw()
    assert (caught.value.extra, caught.value.package) == ("plots", "altair")


def test_without_vl_convert_the_error_names_the_extra(
    chart: alt.VConcatChart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ex.errors.MissingExtraError, match=HINT) as caught:
        plots.save(chart, tmp_path / "chart.png")
    assert (caught.value.extra, caught.value.package) == ("plots", "vl_convert")


def test_a_program_without_the_extra_is_told_what_to_install() -> None:
    printed = run(
        """
import sys
sys.modules["altair"] = None
import expotrade as ex
from expotrade import plots
try:
    plots.series(ex.load_dataset("articles"), "ciie")
except ImportError as error:
    print(error)
"""
    )
    assert re.fullmatch(
        "this needs altair, which is not installed: "
        r"pip install 'altair>=[\d.]+' 'vl-convert-python>=[\d.]+' \(the extra expotrade\[plots\]\)",
        printed.strip(),
    )


def test_the_module_alone_loads_no_library() -> None:
    assert (
        run("import sys, expotrade.plots; print({'altair', 'vl_convert'} & set(sys.modules))").strip()
        == "set()"
    )
