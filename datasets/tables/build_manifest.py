"""Write the manifest of the bundled datasets, from the facts below and from the files themselves; then all checksums.

python datasets/tables/build_manifest.py
"""

import json
from hashlib import sha256
from pathlib import Path

from build_checksums import write_checksums

from expotrade.catalogs import KINDS
from expotrade.codec import read_catalog

DATA = Path(__file__).parents[2] / "src" / "expotrade" / "data"

DATASETS = [
    {
        "name": "articles",
        "title": "Five press articles on CIIE, CISCE and the China-ASEAN Expo, 2019 to 2024",
        "version": "1.0.0",
        "licence": "CC0-1.0: figures, dates, names and short wordings; the articles are their publishers'",
        "known_gaps": [
            "The publisher of the article of 2019-12-23 is not printed, nor is the address of any article.",
            "Chinese names of the expos are reference data; the articles do not print them.",
        ],
    },
    {
        "name": "history",
        "title": (
            "{figures} figures and {claims} claims on {editions} editions of CIIE, CISCE, CAEXPO, the Canton Fair, "
            "CIFTIS and CICPE, 2004 to 2025"
        ),
        "version": "1.0.0",
        "licence": "CC0-1.0: figures, dates, names and short wordings; the pages are their publishers'",
        "known_gaps": [
            "Row 303 of the table has no place: in '28 Fortune 12 companies' no number surely counts exhibitors.",
            "Row 650 does not print its number; its last digit that is not zero counts as the last printed place.",
            "CAEXPO 9, CIFTIS 1 to 6 and 8 and most sessions of the Canton Fair are missing; many have few figures.",
            "Only a short wording of each page is held; what a figure counts follows from the table's metric and unit.",
            "Names and cities of the expos are reference data; titles in round brackets describe pages without one.",
        ],
    },
]


def manifest() -> str:
    """The text of the manifest."""
    entries = []
    for facts in DATASETS:
        path = DATA / f"{facts['name']}.json"
        catalog = read_catalog(path)
        counts = {"figures": len(catalog.figures()), "claims": len(catalog.claims())}
        counts |= {kind: len(getattr(catalog, kind)) for kind in ("sources", *KINDS)}
        counted = {"title": facts["title"].format(**counts)}
        entries.append(facts | counted | {"sha256": sha256(path.read_bytes()).hexdigest(), "counts": counts})
    return json.dumps({"datasets": entries}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    write_checksums()  # of the datasets, which are read for the manifest
    (DATA / "manifest.json").write_text(manifest(), "utf-8")
    write_checksums()
