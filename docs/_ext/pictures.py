"""Draw the charts that the documentation shows.

They are SVG files: text stays text and is shown in the fonts of the reader, so the machine that builds the
documentation needs no Chinese font.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import expotrade as ex
from expotrade import plots

COMPARED = ["cisce-2023", "ciie-2023", "cisce-2024", "ciie-2024"]


def write_pictures(folder: Path) -> None:
    """Write each picture into a folder and remove all other files; an unchanged picture is not written."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = _draw()
    for path in folder.iterdir():
        if path.name not in pictures:
            path.unlink()
    for name, picture in pictures.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != picture:
            path.write_bytes(picture)


def _draw() -> dict[str, bytes]:
    """Every picture by its file name."""
    history, articles, rates = ex.load_dataset("history"), ex.load_dataset("articles"), ex.RateTable.ecb()
    charts = {
        "ciie-exhibitors": plots.series(history, "ciie", "exhibitors"),
        "ciie-exhibitors-zh": plots.series(history, "ciie", "exhibitors", language="zh"),
        "ciftis-exhibitors": plots.series(history, "ciftis", "exhibitors"),
        "deals-in-dollars": plots.comparison(history, COMPARED, unit="USD", rates=rates, on="own"),
        "deals-in-dollars-zh": plots.comparison(
            history, COMPARED, unit="USD", rates=rates, on="own", language="zh"
        ),
        "china-asean": plots.flows(articles, partner="ASEAN"),
        "china-asean-zh": plots.flows(articles, partner="ASEAN", language="zh"),
    }
    drawn = {}
    with TemporaryDirectory() as folder:
        for name, chart in charts.items():
            path = Path(folder) / f"{name}.svg"
            plots.save(chart, path)
            drawn[path.name] = path.read_bytes()
    return drawn
