"""A fresh process that loads the dataset `articles` and prints one figure."""

from __future__ import annotations

from pathlib import Path

from measuring import FLOOR, Row, beside, process_medians, show, table

import expotrade as ex

PROGRAM = "import expotrade as ex; print(ex.load_dataset('articles').edition('ciie', 6)['deal_value'].amount)"

FILE = Path(ex.__file__).parent / "data" / "articles.json"
# The same number of record classes, fields and rules as in a load, the same libraries, and the file.
BARE = f"""
import datetime, decimal, hashlib, json
import attrs
for number in range(31):
    fields = {{f"field{{place}}": attrs.field(validator=print) for place in range(8)}}
    attrs.make_class(f"Record{{number}}", fields, slots=True, frozen=True, eq=False, repr=False)
data = open({str(FILE)!r}, "rb").read()
print(hashlib.sha256(data).hexdigest(), len(json.loads(data)))
"""


def rows() -> list[Row]:
    programs = {
        "expotrade": PROGRAM,
        "`python -c pass`": "pass",
        "`import attrs`": "import attrs",
        FLOOR: BARE,
    }
    found = process_medians(programs)
    return beside("cold load of `articles`", found, {"`python -c pass`": 8, "`import attrs`": None})


if __name__ == "__main__":
    show(table(rows()))
