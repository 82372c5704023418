"""A fresh process that loads the dataset `articles` and prints one figure."""

from __future__ import annotations

from measuring import Row, beside, process_medians, show, table

PROGRAM = "import expotrade as ex; print(ex.load_dataset('articles').edition('ciie', 6)['deal_value'].amount)"


def rows() -> list[Row]:
    found = process_medians(
        {"expotrade": PROGRAM, "`python -c pass`": "pass", "`import attrs`": "import attrs"}
    )
    return beside("cold load of `articles`", found, {"`python -c pass`": 8, "`import attrs`": None})


if __name__ == "__main__":
    show(table(rows()))
