"""Rebuild `src/expotrade/data/catalog.schema.json`, the JSON Schema of a catalog file, from the record classes.

Fields, types, defaults and descriptions come from the classes and their docstrings; the rules that are only in the code
are in the tables below. Run it after a change of a class; if nothing has changed, it leaves no diff:

    python datasets/tables/build_schema.py
"""

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import attrs

from expotrade._internal.classes import LONGEST_TEXT
from expotrade._internal.data import read_table
from expotrade._internal.json_text import laid_out
from expotrade.amounts import Amount, Hedge
from expotrade.catalogs import KINDS
from expotrade.codec.fast import FORMAT
from expotrade.periods import Period
from expotrade.places import list_places
from expotrade.records import (
    CLAIMS,
    Citation,
    CumulativeClaim,
    DatesClaim,
    Deal,
    Edition,
    Exhibitor,
    Figure,
    Office,
    OwnMetric,
    Participant,
    Party,
    ShareClaim,
    Showcase,
    Source,
    Statistic,
    VenueClaim,
    list_bases,
    list_metrics,
)
from expotrade.records.claims import claim_name
from expotrade.records.organisations import DIMENSIONS

TARGET = Path(__file__).parents[2] / "src" / "expotrade" / "data" / "catalog.schema.json"

# Every dialect of regular expressions reads these alike; `(?!\n)` is for those whose `$` goes before a last line break.
END = r"$(?!\n)"
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,6})?"
UNIT = r"[^\s\[\]]+"
DAY = r"[0-9]{4}(-(H[12]|Q[1-4]|[0-9]{2}(-[0-9]{2})?))?"
HEDGES = "|".join(hedge.name for hedge in Hedge if hedge is not Hedge.BETWEEN)
COMMENT = {"description": "A remark that reading passes over.", "$ref": "#/$defs/Comment"}
BOUNDS = rf" \[({NUMBER})?\.\.({NUMBER})?\]"
# Only characters with four digits: the dialects write longer ones differently, and JSON has no surrogates.
HIDDEN = "".join(
    rf"\u{first.lower()}-\u{last.lower()}"
    for first, last in read_table("hidden_characters.json")["ranges"]
    if len(first) == 4 and first != "D800"
).join("[]")


REMARK = {"type": "string", "maxLength": LONGEST_TEXT}
ANY_CITATION = {"citations": {"minItems": 1}}
SOMEWHERE: dict[str, object] = {"anyOf": [{"required": ["edition"]}, {"required": ["expo"]}]}
PLACES = sorted(place.code for place in list_places())
BASES = [basis.code for basis in list_bases()]
METRICS = [metric.code for metric in list_metrics()]

# The form of each class that is not written field by field.
FORMS: dict[type, dict[str, object]] = {
    str: {
        "description": "A text of one line that is not empty and hides nothing from who reads it.",
        "type": "string",
        "maxLength": LONGEST_TEXT,
        "pattern": r"\S",
        "not": {"pattern": HIDDEN},
    },
    int: {"type": "integer", "minimum": 1, "maximum": 10**18 - 1},
    bool: {"type": "boolean"},
    Amount: {
        "description": "A number in a unit in canonical notation, such as 'MORE_THAN 152E+9 CNY'.",
        "type": "string",
        "maxLength": 4000,
        "pattern": rf"^(({HEDGES}) {NUMBER} {UNIT}({BOUNDS})?|BETWEEN {NUMBER} {UNIT}{BOUNDS}){END}",
    },
    Period: {
        "description": "A year, half, quarter, month or day, or two of them with a slash; '..' is an open end.",
        "type": "string",
        "maxLength": 64,
        "pattern": rf"^({DAY}|{DAY}/({DAY}|\.\.)|\.\./{DAY}){END}",
    },
    Source: {"$ref": "#/$defs/Id", "description": "The id of a source of this file."},
}
IDENTIFIER = {
    "description": "Words of a-z and 0-9 joined by hyphens.",
    "type": "string",
    "maxLength": 100,
    "pattern": rf"^{ID}{END}",
}

# The fields whose text has a narrower form than its type says.
LINKS = (
    *("id", "expo", "edition", "section", "part_of", "organisation", "person", "trader", "base_edition"),
    "supersedes",
)
PLACE_FIELDS = ("country", "place", "reporter", "partner", "lies_in")
FIELDS: dict[tuple[type | None, str], dict[str, object]] = {
    **{(None, name): {"$ref": "#/$defs/Id"} for name in LINKS},
    **{(None, name): {"$ref": "#/$defs/PlaceOrRegion"} for name in PLACE_FIELDS},
    (OwnMetric, "id"): {"$ref": "#/$defs/OwnMetricCode"},
    (OwnMetric, "dimension"): {"enum": list(DIMENSIONS)},
    (None, "metric"): {"$ref": "#/$defs/Metric"},
    (None, "counts"): {"$ref": "#/$defs/Basis"},
    (None, "hs"): {"type": "string", "pattern": rf"^[0-9]{{2}}([0-9]{{2}}){{0,4}}{END}"},
    (ShareClaim, "of"): {"$ref": "#/$defs/Id"},
}

PARTIES = ("organisation", "person", "place", "expo", "edition", "section", "description")

# The rules of a record as a whole.
RULES: dict[type, dict[str, object]] = {
    Figure: {"properties": ANY_CITATION, "not": {"required": ["period", "as_of"]}},
    **{claim: {"properties": ANY_CITATION} for claim in CLAIMS},
    CumulativeClaim: {"properties": ANY_CITATION, "required": ["metric"]},
    DatesClaim: {"properties": ANY_CITATION, "required": ["period"]},
    VenueClaim: {"properties": ANY_CITATION, "anyOf": [{"required": ["venue"]}, {"required": ["city"]}]},
    Party: {
        "oneOf": [{"required": [name]} for name in PARTIES],
        "dependentRequired": {"country": ["description"], "part_of": ["description"]},
    },
    Edition: {"anyOf": [{"required": ["year"]}, {"required": ["number"]}]},
    Exhibitor: SOMEWHERE,
    Participant: SOMEWHERE,
    Deal: SOMEWHERE,
    Statistic: {
        "anyOf": [
            {"required": ["figure"]},
            {"required": ["claims"], "properties": {"claims": {"minItems": 1}}},
        ]
    },
}
PARTS = (Citation, Figure, Party, Office, Showcase)


def build() -> str:
    """The text of the schema file."""
    kinds = {"sources": Source, **KINDS}
    lists = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}} for name, kind in kinds.items()
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "origin: the record classes of expotrade; rebuilt by datasets/tables/build_schema.py",
        "title": "A catalog of expotrade",
        "description": "What trade expos report: records by kind, each figure with its source. Ids are unique, and "
        "links lead to records of this file; a schema cannot say so.",
        "type": "object",
        "required": ["format"],
        "additionalProperties": False,
        "properties": {"$comment": COMMENT, "format": {"const": FORMAT}, **lists},
        "$defs": {
            "Id": IDENTIFIER,
            "Place": {"description": "ISO 3166-1 alpha-2, a group of countries, or WORLD.", "enum": PLACES},
            "PlaceOrRegion": {
                "description": "A place, or the id of a region of this file.",
                "anyOf": [{"$ref": "#/$defs/Place"}, {"$ref": "#/$defs/Id"}],
            },
            "OwnMetricCode": {
                "description": "The code of a metric that a file defines: words joined by hyphens.",
                "type": "string",
                "maxLength": 100,
                "pattern": rf"^[a-z0-9]+(-[a-z0-9]+)+{END}",
            },
            "Metric": {
                "description": "The code of a metric of the table, or of one that this file defines.",
                "anyOf": [{"enum": METRICS}, {"$ref": "#/$defs/OwnMetricCode"}],
            },
            "Basis": {"description": "The code of what a figure counts.", "enum": BASES},
            "Text": FORMS[str],
            "Comment": {
                "description": "A text for whoever edits the file, or a list of them.",
                "anyOf": [REMARK, {"type": "array", "items": REMARK}],
            },
            "Amount": FORMS[Amount],
            "Period": FORMS[Period],
            "Claim": {"oneOf": [{"$ref": f"#/$defs/{claim.__name__}"} for claim in CLAIMS]},
            **{kind.__name__: record(kind) for kind in (*PARTS, *CLAIMS, *kinds.values())},
        },
    }
    return laid_out(schema, "") + "\n"


def record(kind: type) -> dict[str, object]:
    """The schema of a record class."""
    told = dict(descriptions(kind))
    fields = sorted(attrs.fields(kind), key=lambda field: (field.name != "id", field.inherited))
    properties = {field.name: {**described(told, field.name), **form_of(kind, field)} for field in fields}
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    if kind in CLAIMS:
        properties = {"claim": {"const": claim_name(kind)}, **properties}
        required = ["claim", *required]
    rules = dict(RULES.get(kind, {}))
    narrower: Any = rules.pop("properties", {})
    for name, more in narrower.items():
        properties[name] |= more
    also: Any = rules.pop("required", [])
    return {
        "description": (inspect.getdoc(kind) or "").partition("\n")[0],
        "type": "object",
        "required": [*required, *also],
        "additionalProperties": False,
        "properties": {"$comment": COMMENT, **properties},
        **rules,
    }


def form_of(kind: type, field: "attrs.Attribute[Any]") -> dict[str, object]:
    """The schema of a field."""
    for owner in (kind, None):
        if (owner, field.name) in FIELDS and not is_tuple(field.type):
            return FIELDS[owner, field.name]
    if field.name == "partners" and field.type == tuple[str, ...]:
        return {"type": "array", "items": {"$ref": "#/$defs/PlaceOrRegion"}}
    return form(field.type)


def form(kind: Any) -> dict[str, object]:
    """The schema of a type."""
    if isinstance(kind, UnionType):
        inner = [one for one in kind.__args__ if one is not NoneType]
        return form(inner[0]) if len(inner) == 1 else {"$ref": "#/$defs/Claim"}
    if is_tuple(kind):
        return {"type": "array", "items": form(kind.__args__[0])}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if kind in (str, Amount, Period):
        return {"$ref": f"#/$defs/{'Text' if kind is str else kind.__name__}"}
    return FORMS.get(kind) or {"$ref": f"#/$defs/{kind.__name__}"}


def is_tuple(kind: Any) -> bool:
    """Whether a type is a tuple of any length."""
    return getattr(kind, "__origin__", None) is tuple


def described(told: dict[str, str], name: str) -> dict[str, str]:
    """The description of a field, if it has one."""
    return {"description": told[name]} if name in told else {}


def descriptions(kind: type) -> Iterator[tuple[str, str]]:
    """The description of each field in the docstring; a line for several fields refers to another place: left out."""
    section = re.search(r"^Args:\n((?: .*\n?|\n)+)", inspect.getdoc(kind) or "", flags=re.MULTILINE)
    entries = re.split(r"\n(?=    \S)", section[1].rstrip()) if section else []
    for entry in entries:
        name, _, text = entry.strip().partition(":")
        if "," not in name:
            yield name, " ".join(text.split())


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
