"""Write the tables of the reference from the data of the package: units, currencies, metrics, places, words, fields.

The pages under `docs/reference/` include these tables and explain them.
"""

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

from babel.numbers import get_currency_name
from pages import prose, safe, slug, table

import expotrade as ex
from expotrade._internal.data import read_table
from expotrade.catalogs import KINDS
from expotrade.records import list_bases
from expotrade.tables import list_columns, list_row_kinds
from expotrade.units import ratio

REFERENCE = Path(__file__).parents[1] / "reference"
_BASES = {"MASS": ("mass", "kg"), "AREA": ("area", "m2"), "multiple": ("ratio", "multiple")}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A type that is only used in signatures names its module.
_DOCUMENTED = re.compile(
    r"^\.\. (?:autoclass|autofunction|autoexception|py:type):: (?:expotrade\.)?"
    r"(\w+(?:\.\w+)?)$(?!\n   :module:)",
    re.MULTILINE,
)
_ALIASES = {"Claim": "Any of the claims.", "catalogs.Record": "Any of the records."}
_CONTENTS = re.compile(r"^```\{toctree\}\n(?::.*\n)*\n((?:[a-z-]+\n)+)```$", re.MULTILINE)


def table_pages() -> dict[str, str]:
    """Every table, each by the name of its file."""
    tables = {
        "names": _names(),
        "measured": _measured(),
        "counted": _counted(),
        "currencies": _currencies(),
        "metrics": _metrics(),
        "bases": _bases(),
        "countries": _countries(),
        "groups": _groups(),
        "hedge-words": _hedge_words(),
        "number-words": _number_words(),
        "lists": _lists(),
        "fields": _fields(),
        "columns": _columns(),
    }
    pages = {f"{name}.md": "\n".join(lines) + "\n" for name, lines in tables.items()}
    pages["catalog.schema.json"] = json.dumps(ex.codec.json_schema(), ensure_ascii=False, indent=1) + "\n"
    return pages


def documented_names() -> dict[str, list[str]]:
    """The public names that each page of the reference documents, in the order of its contents."""
    listed = _CONTENTS.findall((REFERENCE / "index.md").read_text("utf-8"))
    pages = [page for block in listed for page in block.split()]
    return {page: _DOCUMENTED.findall((REFERENCE / f"{page}.md").read_text("utf-8")) for page in pages}


def _names() -> Iterator[str]:
    """Every public name, page by page, with the first line of its docstring."""
    for page, names in documented_names().items():
        if names:
            title = (REFERENCE / f"{page}.md").read_text("utf-8").partition("\n")[0].removeprefix("# ")
            yield f"### [{title}]({page}.md)"
            yield ""
            rows = ((f"{{py:obj}}`~expotrade.{name}`", prose(_first_line(name))) for name in names)
            yield from table(("Name", "Meaning or result"), rows)
            yield ""


def _first_line(name: str) -> str:
    """The summary of a docstring; an alias of types has none."""
    value = attrgetter(name)(ex)
    if not (inspect.isclass(value) or inspect.isfunction(value)):
        return _ALIASES[name]
    summary = (inspect.getdoc(value) or "").partition("\n\n")[0]
    return " ".join(summary.split())


def _units() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_table("units.json")
    return found


def _measured() -> Iterator[str]:
    rows = []
    for code, unit in _units()["measured"].items():
        dimension, base = _BASES.get(unit["dimension"], ("percentage points", code))
        equals = "" if code == base else f"{_quotient(*ratio(code, base))} {base}"
        rows.append((f"`{code}`", *_labels(code), dimension, _printed(unit["names"]), equals))
    yield from table(("Code", "English", "Chinese", "Dimension", "Also printed as", "1 is"), rows)


def _quotient(above: Decimal, below: Decimal) -> str:
    """A ratio as a decimal number if that is finite, or else as a fraction."""
    quotient = above / below
    return f"{quotient.normalize():,f}" if quotient * below == above else f"{above:,f}/{below:,f}"


def _counted() -> Iterator[str]:
    units = _units()["counted"]
    rows = ((f"`{code}`", *_labels(code), _printed(unit["names"])) for code, unit in units.items())
    yield from table(("Code", "English", "Chinese", "Also printed as"), rows)


def _labels(code: str) -> tuple[str, str]:
    """Singular and plural in English, and the words after a number in Chinese."""
    units = ex.UnitTable.builtin()
    one, many = units.label(code, "en", plural=False), units.label(code, "en", plural=True)
    return (safe(one if one == many else f"{one}, {many}"), safe(units.label(code, "zh", plural=True)))


def _printed(names: list[str]) -> str:
    return safe(", ".join(names))


def _currencies() -> Iterator[str]:
    ours = _units()["currencies"]
    with_rates = set(ex.RateTable.ecb().currencies)
    rows = []
    for code, currency in read_table("currencies.json")["currencies"].items():
        signs = safe(", ".join(ours.get(code, {}).get("signs", ())))
        known = dict.fromkeys([*ours.get(code, {}).get("names", ()), *currency["names"]])
        english = get_currency_name(code, locale="en")
        also = [name for name in known if name not in (english.lower(), currency["zh"])]
        rates = "yes" if code in with_rates else ""
        rows.append((f"`{code}`", safe(english), safe(currency["zh"]), signs, _printed(also), rates))
    yield from table(("Code", "English", "Chinese", "Signs", "Also printed as", "Rates of the ECB"), rows)
    yield ""
    yield "## Names and signs that more than one currency has"
    yield ""
    yield "Each is refused, and the error lists the codes that it may mean."
    yield ""
    meanings = (
        (safe(name), ", ".join(f"`{code}`" for code in codes))
        for name, codes in _units()["ambiguous"].items()
    )
    yield from table(("Printed", "May mean"), meanings)


def _metrics() -> Iterator[str]:
    rows = []
    for one in ex.list_metrics():
        unit = f"`{one.unit}`" if one.unit else "any currency" if one.dimension == "money" else "any unit"
        code = f"[`{one.code}`]{{#{slug('metric', one.code)}}} {safe(one.english)}; {one.chinese}"
        term = f" ISO 25639-1: *{safe(one.term)}*." if one.term else ""
        rows.append((code, f"{one.dimension}, {unit}", safe(one.definition) + term))
    yield from table(("Code and labels", "Dimension, unit", "What it counts"), rows)


def _bases() -> Iterator[str]:
    rows = (
        (
            f"[`{one.code}`]{{#{slug('basis', one.code)}}} {safe(one.english)}; {one.chinese}",
            safe(one.definition),
            ", ".join(f"`{code}`" for code in one.part_of),
            safe("; ".join(one.phrases)),
        )
        for one in list_bases()
    )
    yield from table(("Code and labels", "What it counts", "Part of", "Printed as"), rows)


def _countries() -> Iterator[str]:
    others = read_table("place_names.json")["names"]
    rows = (
        (f"`{one.code}`", safe(one.english), safe(one.chinese), safe("; ".join(others.get(one.code, ()))))
        for one in ex.places.list_places()
        if one.kind != "group"
    )
    yield from table(("Code", "English", "Chinese", "Also printed as"), rows)


def _groups() -> Iterator[str]:
    for one in ex.places.list_places():
        if one.kind == "group":
            yield f"### {one.code}: {safe(one.english)}, {one.chinese}"
            yield ""
            rows = (
                (
                    safe(ex.place(row.country).english),
                    f"`{row.country}`",
                    f"{row.since}",
                    f"{row.until or ''}",
                    safe(row.source),
                )
                for row in ex.places.membership(one.code)
            )
            yield from table(("Member", "Code", "Since", "Until", "Source"), rows)
            yield ""


def _hedge_words() -> Iterator[str]:
    words = read_table("wording.json")
    places = ("hedges_before", "hedges_inside", "hedges_after")
    rows = (
        (f"`{hedge.name}`", *(safe(", ".join(words[place].get(hedge.value, ()))) for place in places))
        for hedge in ex.Hedge
    )
    yield from table(("Hedge", "Before the number", "At the number", "After the figure"), rows)


def _number_words() -> Iterator[str]:
    words = read_table("wording.json")
    scales: dict[int, list[str]] = {}
    for word, power in words["scales"].items():
        scales.setdefault(power, []).append(word)
    yield "## Words that scale a number"
    yield ""
    rows = (
        (f"10{str(power).translate(_RAISED)}", safe(", ".join(scales[power]))) for power in sorted(scales)
    )
    yield from table(("Scale", "Words"), rows)
    yield ""
    yield "## Words for a rise or a fall"
    yield ""
    rows = (
        ("rise", safe(", ".join(words["rises"])), safe(", ".join(words["rises_after"]))),
        ("fall", safe(", ".join(words["falls"])), safe(", ".join(words["falls_after"]))),
    )
    yield from table(("", "Before", "After"), rows)
    yield ""
    yield "## Multiples and fractions in words"
    yield ""
    values: dict[str, list[str]] = {}
    for word, value in (words["multiples"] | words["fractions"]).items():
        values.setdefault(value, []).append(word)
    yield from table(("Value", "Words"), ((value, safe(", ".join(said))) for value, said in values.items()))


def _lists() -> Iterator[str]:
    """The lists of a catalog file."""
    properties: Mapping[str, Any] = ex.codec.json_schema()["properties"]  # type: ignore[assignment]
    definitions: Mapping[str, Any] = ex.codec.json_schema()["$defs"]  # type: ignore[assignment]
    rows = []
    for name in ("sources", *KINDS):
        kind = properties[name]["items"]
        described = definitions[kind["$ref"].rpartition("/")[2]]["description"]
        rows.append((f"`{name}`", _link(kind), prose(described)))
    yield from table(("List", "Each item is", "Meaning"), rows)


def _fields() -> Iterator[str]:
    """The fields of each kind of record, as the JSON Schema has them."""
    definitions: Mapping[str, Any] = ex.codec.json_schema()["$defs"]  # type: ignore[assignment]
    shared = {name: field["description"] for name, field in definitions["Figure"]["properties"].items()}
    shared["subject"] = "What the claim is about, if that is only a part of the record."
    yield "### Values"
    yield ""
    rows = []
    for kind, definition in definitions.items():
        if "properties" not in definition:
            said = prose(definition.get("description", ""))
            if "oneOf" in definition:
                said = "One of " + ", ".join(_link(one) for one in definition["oneOf"]) + "."
            rows.append((f"[{kind}]{{#{slug('fields', kind)}}}", said))
    yield from table(("Value", "Meaning"), rows)
    for kind, definition in definitions.items():
        if "properties" in definition:
            yield ""
            yield f"({slug('fields', kind)})="
            yield f"### {kind}"
            yield ""
            yield prose(definition["description"])
            yield ""
            needed = definition["required"]
            rows = [
                (
                    f"`{name}`" + (" **needed**" if name in needed else ""),
                    _holds(field),
                    prose(field.get("description") or ("" if name == "claim" else shared.get(name, ""))),
                )
                for name, field in definition["properties"].items()
                if name != "$comment"
            ]
            yield from table(("Field", "Type", "Meaning"), rows)


def _link(reference: Mapping[str, str]) -> str:
    """A link to the definition that a part of the schema refers to."""
    kind = reference["$ref"].rpartition("/")[2]
    return f"[{kind}](#{slug('fields', kind)})"


def _holds(field: Mapping[str, Any]) -> str:
    """The type of a field in words."""
    if "$ref" in field:
        return _link(field)
    if "const" in field:
        return f'`"{field["const"]}"`'
    if "enum" in field:
        return ", ".join(f'`"{value}"`' for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_holds(field['items'])}"
    words: dict[str, str] = {"integer": "whole number", "boolean": "true or false", "string": "text"}
    return words[field["type"]]


def _columns() -> Iterator[str]:
    """The columns of tidy rows, kind by kind."""
    for what in list_row_kinds():
        yield f"## {what}"
        yield ""
        rows = (
            (f"`{column.name}`", column.kind.value, prose(column.description))
            for column in list_columns(what)
        )
        yield from table(("Column", "Type", "Meaning"), rows)
        yield ""
