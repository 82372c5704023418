"""The JSON Schema of a catalog file: valid, rebuilt without a diff, and of one mind with the codec."""

import json
import runpy
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import expotrade
import expotrade as ex
from expotrade.catalogs import KINDS
from expotrade.codec import decode, dumps, encode
from folding import each_row
from searching import catalogs, examples

SCHEMA = ex.codec.json_schema()
DATA = Path(expotrade.__file__).parent / "data"
TOOL = Path(__file__).parents[2] / "datasets" / "tables" / "build_schema.py"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(SCHEMA)


def catalog_files() -> Iterator[Path]:
    """The data files that are catalogs, but for the one with comments in it."""
    for path in sorted(DATA.glob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        if (
            path.name != "starter.json"
            and isinstance(held, dict)
            and str(held.get("format", "")).startswith("expotrade/")
        ):
            yield path


def test_it_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_is_rebuilt_without_a_diff() -> None:
    build = runpy.run_path(str(TOOL))["build"]
    assert (DATA / "catalog.schema.json").read_text("utf-8") == build()


def test_it_describes_every_list_and_field() -> None:
    assert set(SCHEMA["properties"]) == {"$comment", "format", "sources", *KINDS}  # type: ignore[call-overload]
    definitions: dict[str, Any] = SCHEMA["$defs"]  # type: ignore[assignment]
    records = [one for one in definitions.values() if one.get("type") == "object"]
    assert len(records) == 28
    assert all(one["additionalProperties"] is False and one["description"] for one in records)
    for name in ("Edition", "Deal", "Figure"):
        assert all("description" in field for field in definitions[name]["properties"].values()), name
    assert all("$comment" in one["properties"] for one in records)


def test_each_call_answers_a_new_one() -> None:
    ex.codec.json_schema().clear()
    assert ex.codec.json_schema() == SCHEMA


# A catalog takes some 30 ms to draw: half as many by default as for other laws.
@examples(40, runs=2)
@given(catalogs())
def test_random_catalogs_validate(validator: Draft202012Validator, catalog: ex.Catalog) -> None:
    validator.validate(encode(catalog))


@pytest.mark.parametrize("path", list(catalog_files()), ids=lambda path: path.name)
def test_bundled_files_validate(validator: Draft202012Validator, path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    validator.validate(data)
    assert dumps(decode(data)) == path.read_text("utf-8")


CITED = [{"source": "report", "paragraph": 5}]
VALID: dict[str, Any] = {
    "format": "expotrade/2",
    "sources": [{"id": "report", "title": "Expo closes", "published": "2024-12"}],
    "organisations": [{"id": "honeywell", "name": "Honeywell", "country": "US", "kind": "company"}],
    "metrics": [{"id": "booths-online", "dimension": "count", "unit": "booth", "english": "booths online"}],
    "people": [{"id": "li-fei", "name": "Li Fei", "offices": [{"title": "Vice Minister"}]}],
    "regions": [{"id": "gd", "name": "Guangdong", "lies_in": "CN"}],
    "expos": [{"id": "ciie", "name": "CIIE", "organisers": [{"place": "CN", "role": "host"}]}],
    "editions": [
        {
            "id": "ciie-2023",
            "expo": "ciie",
            "year": 2023,
            "figures": [{"metric": "deal_value", "amount": "ROUNDED 78.41E+9 USD", "citations": CITED}],
            "claims": [
                {"claim": "growth", "amount": "ROUNDED 10.2 percent", "citations": CITED},
                {"claim": "dates", "period": "2023-11-05/2023-11-10", "citations": CITED},
                {"claim": "venue", "city": "Shanghai", "citations": CITED},
                {"claim": "change", "amount": "EXACT 5 exhibitor", "metric": "exhibitors", "citations": CITED},
            ],
        }
    ],
    "exhibitors": [
        {"id": "one", "party": {"organisation": "honeywell"}, "edition": "ciie-2023", "showcases": [{"product": "A"}]}
    ],
    "deals": [{"id": "two", "parties": [{"description": "Chinese enterprises"}], "expo": "ciie", "date": "2024/.."}],
    "flows": [{"id": "three", "reporter": "CN", "partner": "ASEAN", "kind": "import", "hs": "081060"}],
    "statistics": [
        {
            "id": "four",
            "subject": {"place": "CN"},
            "figure": {"metric": "exhibitors", "amount": "EXACT 5 exhibitor", "citations": CITED, "as_of": "2024"},
        }
    ],
    "remarks": [
        {
            "id": "five",
            "subject": {"place": "CN"},
            "kind": "plan",
            "wording": "a plan",
            "parties": [{"person": "li-fei"}, {"description": "a staffer", "country": "gd", "part_of": "honeywell"}],
        }
    ],
}  # fmt: skip


def at(*steps: str | int) -> Callable[[Any], Any]:
    """The value at the end of a path."""

    def walk(data: Any) -> Any:
        for step in steps:
            data = data[step]
        return data

    return walk


EDITION = at("editions", 0)
FIGURE = at("editions", 0, "figures", 0)
CLAIM = at("editions", 0, "claims", 0)
EXPO = at("expos", 0)
DEAL = at("deals", 0)

MUTATIONS: list[tuple[Callable[[Any], Any], dict[str, object]]] = [
    (at(), {"format": None}),
    (at(), {"format": "expotrade/1"}),
    (at(), {"zzz": []}),
    (at(), {"$comment": 5}),
    (EXPO, {"$comment": None}),
    (EDITION, {"$comment": {"text": "a remark"}}),
    (FIGURE, {"$comment": ["a remark", 5]}),
    (CLAIM, {"$comment": "x" * 2001}),
    (DEAL, {"$comment": ["a remark", "x" * 2001]}),
    (DEAL, {"$Comment": "a remark"}),
    (at(), {"deals": {}}),
    (at(), {"deals": None}),
    (at(), {"deals": [5]}),
    (at("sources", 0), {"id": "The Report"}),
    (at("sources", 0), {"title": ""}),
    (at("sources", 0), {"title": " "}),
    (at("sources", 0), {"title": "a\nb"}),
    (at("sources", 0), {"title": "a\u202eb"}),
    (at("sources", 0), {"title": "a" * 2001}),
    (at("sources", 0), {"title": None}),
    (at("sources", 0), {"published": "2024-12-4"}),
    (at("sources", 0), {"published": "../.."}),
    (at("sources", 0), {"published": "2024\n"}),
    (at("sources", 0), {"publisher": None}),
    (at("organisations", 0), {"country": "USA"}),
    (at("organisations", 0), {"kind": "firm"}),
    (at("organisations", 0), {"other_names": "Honeywell"}),
    (at("organisations", 0), {"other_names": [5]}),
    (at("organisations", 0), {"id": "honeywell\n"}),
    (EXPO, {"organisers": [{}]}),
    (EXPO, {"organisers": [{"place": "CN", "description": "China"}]}),
    (EXPO, {"organisers": [{"role": "host"}]}),
    (EXPO, {"zzz": 1}),
    (EDITION, {"year": 0}),
    (EDITION, {"year": 2023.5}),
    (EDITION, {"year": "2023"}),
    (EDITION, {"year": True}),
    (EDITION, {"year": 10**18}),
    (EDITION, {"expo": None}),
    (FIGURE, {"metric": "deal_valu"}),
    (FIGURE, {"amount": "more than 5 yuan"}),
    (FIGURE, {"amount": "ROUNDED 5"}),
    (FIGURE, {"amount": "ROUNDED five USD"}),
    (FIGURE, {"amount": "BETWEEN 5 USD"}),
    (FIGURE, {"amount": "BETWEEN 5 USD [4,6]"}),
    (FIGURE, {"amount": 5}),
    (FIGURE, {"citations": []}),
    (FIGURE, {"citations": ["report"]}),
    (FIGURE, {"citations": [{"paragraph": 5}]}),
    (FIGURE, {"citations": [{"source": "report", "paragraph": 0}]}),
    (FIGURE, {"status": "certain"}),
    (FIGURE, {"is_preferred": 1}),
    (FIGURE, {"period": "2024", "as_of": "2024"}),
    (CLAIM, {"claim": "growths"}),
    (CLAIM, {"claim": "rank"}),
    (CLAIM, {"claim": None}),
    (CLAIM, {"citations": []}),
    (CLAIM, {"claim": "cumulative", "over": "all editions"}),
    (at("exhibitors", 0), {"role": "visitor"}),
    (at("exhibitors", 0, "showcases", 0), {"debut": "europe"}),
    (DEAL, {"date": "2024-Q5"}),
    (DEAL, {"kind": None}),
    (at("flows", 0), {"hs": "0810.60"}),
    (at("flows", 0), {"reporter": "China"}),
    (at("people", 0, "offices", 0), {"title": 5}),
    (at("people", 0), {"offices": ["Vice Minister"]}),
    (at("regions", 0), {"lies_in": "China"}),
    (at("metrics", 0), {"id": "booths"}),
    (at("metrics", 0), {"dimension": "number"}),
    (at("remarks", 0, "parties", 0), {"place": "CN"}),
    (at("remarks", 0, "parties", 0), {"country": "CN"}),
    (at("remarks", 0), {"attributed_to": "Li Fei"}),
    (at("editions", 0, "claims", 1), {"period": None}),
    (at("editions", 0, "claims", 2), {"city": ""}),
    (EDITION, {"period": "2023"}),
    (EDITION, {"status": "certain"}),
]
DROPPED: list[tuple[Callable[[Any], Any], str]] = [
    (at(), "format"),
    (at("sources", 0), "title"),
    (EXPO, "id"),
    (EDITION, "year"),
    (at("people", 0, "offices", 0), "title"),
    (at("people", 0), "name"),
    (at("regions", 0), "name"),
    (at("metrics", 0), "english"),
    (at("editions", 0, "claims", 1), "period"),
    (at("editions", 0, "claims", 2), "city"),
    (FIGURE, "metric"),
    (FIGURE, "citations"),
    (CLAIM, "claim"),
    (CLAIM, "amount"),
    (at("exhibitors", 0), "edition"),
    (at("exhibitors", 0, "showcases", 0), "product"),
    (DEAL, "expo"),
    (DEAL, "parties"),
    (at("flows", 0), "kind"),
    (at("statistics", 0), "figure"),
    (at("statistics", 0), "subject"),
    (at("remarks", 0, "parties", 0), "person"),
]


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document."""
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from objects(part)


@pytest.mark.parametrize("comment", ["", "a remark", [], ["two", "remarks\n"], "x" * 2000])
def test_every_object_may_hold_a_comment(validator: Draft202012Validator, comment: object) -> None:
    data = deepcopy(VALID)
    for one in list(objects(data)):
        one["$comment"] = comment
    validator.validate(data)
    assert decode(data) == decode(VALID)


def test_the_starter_is_valid_and_every_kind_of_object_in_it_is_explained(
    validator: Draft202012Validator,
) -> None:
    data = json.loads((DATA / "starter.json").read_text("utf-8"))
    validator.validate(data)
    catalog = decode(data)
    assert all("$comment" in data[kind][0] for kind in ("sources", *KINDS) if kind in data)
    assert {figure.amount.hedge for _, figure in catalog.figures()} >= {ex.Hedge.EXACT, ex.Hedge.MORE_THAN}
    assert catalog.claims()
    assert catalog.deals
    assert not [one for one in ex.check(catalog) if one.verdict is ex.Verdict.DISAGREES]
    assert all("example" in record.id for record in (*catalog.records(), *catalog.sources))


def test_the_document_to_be_mutated_is_valid(validator: Draft202012Validator) -> None:
    validator.validate(VALID)
    assert dumps(decode(VALID))


@each_row(("where", "change"), MUTATIONS)
def test_both_refuse_what_is_wrong(
    validator: Draft202012Validator, where: Callable[[Any], Any], change: dict[str, object]
) -> None:
    data = deepcopy(VALID)
    where(data).update(change)
    assert not validator.is_valid(data)
    with pytest.raises(ex.errors.DecodeError):
        decode(data)


@pytest.mark.parametrize(("where", "key"), DROPPED, ids=[key for _, key in DROPPED])
def test_both_refuse_what_is_incomplete(
    validator: Draft202012Validator, where: Callable[[Any], Any], key: str
) -> None:
    data = deepcopy(VALID)
    del where(data)[key]
    assert not validator.is_valid(data)
    with pytest.raises(ex.errors.DecodeError):
        decode(data)
