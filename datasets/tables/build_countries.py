"""Write `src/expotrade/data/countries.json` from the names and codes in the Unicode CLDR that comes with Babel.

    python datasets/tables/build_countries.py [FILE]

Run it after a new Babel release; with the same CLDR version it leaves no difference. Names that the press prints and
the CLDR does not have are in `data/place_names.json`, which is edited by hand.
"""

import json
import sys
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version, get_global

TARGET = Path(__file__).parents[2] / "src" / "expotrade" / "data" / "countries.json"
OFFICIAL = 249
# Two-letter CLDR territories to which ISO 3166-1 assigns no country: reserved for other uses, or left to users.
NOT_ASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
# Codes of ISO 3166-1 that are withdrawn or stand for an earlier extent of the country, and that the CLDR maps all the
# same: Burma, Zaire, the two Germanys, metropolitan France, East Timor, Ethiopia before 1993, Sudan before 2011, the
# two Yemens.
WITHDRAWN = {"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD", "230", "249", "278", "280", "720", "736", "886"}
ORIGIN = (
    "Codes: the 249 officially assigned alpha-2 codes of ISO 3166-1, with the alpha-3 and numeric codes that the "
    "Unicode CLDR maps to them. Names: territory names of the Unicode CLDR "
    "(Unicode License v3) as carried by Babel, in English, in Chinese, and under 'also' in traditional characters as "
    "written in Taiwan and in Hong Kong where they differ. Written by datasets/tables/build_countries.py; not "
    "edited by hand."
)


def countries() -> dict[str, dict[str, str | list[str]]]:
    """The names of each assigned code, in alphabetical order of the codes."""
    english, chinese, taiwan, hong_kong = (
        Locale.parse(name).territories for name in ("en", "zh_Hans", "zh_Hant", "zh_Hant_HK")
    )
    known = {str(code) for code in english} - NOT_ASSIGNED
    codes = sorted(code for code in known if len(code) == 2 and code.isalpha())
    if len(codes) != OFFICIAL:
        sys.exit(f"{len(codes)} codes, not {OFFICIAL}: compare ISO 3166-1 with NOT_ASSIGNED and mend one")
    alpha3, numeric = longer_codes(set(codes))
    table: dict[str, dict[str, str | list[str]]] = {}
    for code in codes:
        traditional = dict.fromkeys(name for name in (taiwan[code], hong_kong[code]) if name != chinese[code])
        table[code] = {
            "alpha3": alpha3[code],
            "numeric": numeric[code],
            "english": english[code],
            "chinese": chinese[code],
            "also": list(traditional),
        }
    return table


def longer_codes(codes: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The alpha-3 and the numeric code of each alpha-2 code; the CLDR calls them overlong aliases."""
    aliases = {
        alias: meant[0]
        for alias, meant in get_global("territory_aliases").items()
        if len(alias) == 3 and len(meant) == 1 and meant[0] in codes and alias not in WITHDRAWN
    }
    alpha3 = {code: alias for alias, code in aliases.items() if alias.isalpha()}
    numeric = {code: alias for alias, code in aliases.items() if alias.isdigit()}
    if alpha3.keys() != codes or numeric.keys() != codes or len(aliases) != 2 * OFFICIAL:
        sys.exit(
            "a code has no alpha-3 or numeric code, or several: compare ISO 3166-1 with WITHDRAWN and mend one"
        )
    return alpha3, numeric


def text() -> str:
    """The whole file, one country a line so that a change shows as one line."""
    head = {"origin": ORIGIN, "cldr": get_cldr_version()}
    lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
    table = countries()
    rows = [f"    {json.dumps(code)}: {json.dumps(table[code], ensure_ascii=False)}" for code in table]
    return "\n".join(["{", *lines, '  "countries": {', ",\n".join(rows), "  }", "}", ""])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(text(), encoding="utf-8")
