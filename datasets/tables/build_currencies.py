"""Rebuild `src/expotrade/data/currencies.json` from the Unicode CLDR, as Babel ships it.

Run it with the version of Babel that "origin" in the file names; then it leaves no diff:

    python datasets/tables/build_currencies.py
"""

import json
import unicodedata
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global

TARGET = Path(__file__).parents[2] / "src" / "expotrade" / "data" / "currencies.json"

# Active in ISO 4217 though CLDR lists no country that pays with them today: funds and units of account.
NOT_TENDER = "BOV CHE CHW CLF COU MXV SVC USN UYI UYW VED XAD XDR XSU XUA".split()
# Replaced by the euro since 2004, the year of the first China-ASEAN Expo: older figures are printed in them.
REPLACED = "BGN CYP EEK HRK LTL LVL MTL SIT SKK".split()
# Names that CLDR does not have.
ENGLISH = {"XAD": ["Arab accounting dinar", "Arab accounting dinars"]}
CHINESE = {"XAD": "阿拉伯记账第纳尔", "XCG": "加勒比盾", "ZWG": "津巴布韦金"}

ORIGIN = (
    "codes: ISO 4217 list one of 2026-01-01 without metals, bond units and test codes, and the currencies that "
    "the euro replaced since 2004; names: Unicode CLDR as of Babel {version}, locales en and zh_Hans, Unicode "
    "License v3, in small letters; rebuilt by datasets/tables/build_currencies.py"
)


def codes() -> list[str]:
    """The currencies that a country pays with today, the funds, and the replaced ones, sorted."""
    territories = get_global("territory_currencies").values()
    tender = {code for rows in territories for code, _, end, is_tender in rows if end is None and is_tender}
    return sorted({*tender, *NOT_TENDER, *REPLACED})


def folded(name: str) -> str:
    """A name as `UnitTable` looks it up."""
    name = unicodedata.normalize("NFKC", name)
    return " ".join(name.casefold().replace("-", " ").replace("&", " and ").split())


def build() -> str:
    """The text of the data file, one currency a line."""
    english, chinese = Locale.parse("en"), Locale.parse("zh_Hans")
    lines = []
    for code in codes():
        plurals = english._data["currency_names_plural"].get(code, {})
        names = ENGLISH.get(code) or [plurals["one"], plurals["other"], english.currencies[code]]
        zh = CHINESE.get(code) or chinese.currencies[code]
        entry = {"zh": zh, "names": list(dict.fromkeys(folded(name) for name in [*names, zh]))}
        lines.append(f"    {json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)}")
    origin = json.dumps(ORIGIN.format(version=babel.__version__), ensure_ascii=False)
    body = ",\n".join(lines)
    return f'{{\n  "origin": {origin},\n  "currencies": {{\n{body}\n  }}\n}}\n'


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
