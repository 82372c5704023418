"""Reading 10,000 nested deals from JSON with all checks, compared with parsers to dicts and to typed records.

The other libraries check everything that a schema can say: types, required and unknown keys, patterns of ids and
amounts, dates. expotrade also makes amounts with their bounds, refuses doubled keys, and follows every link.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import attrs
import msgspec
import orjson
import pydantic
from made_up import deals_document
from measuring import FLOOR, Row, beside, medians, show, table

import expotrade as ex
from expotrade.codec import loads

if TYPE_CHECKING:
    from collections.abc import Callable

ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
PLACE = r"^[A-Z]+$|^[a-z0-9]+(?:-[a-z0-9]+)*$"
AMOUNT = r"^[A-Z_]{5,13} \S+ \S+$"
STATUS = Literal["actual", "expected", "planned", "cancelled"]
KINDS = Literal["tentative", "memorandum", "strategic_cooperation", "contract", "purchase", "unspecified"]


class Model(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, strict=True)


PydanticId = Annotated[str, pydantic.StringConstraints(pattern=ID, max_length=100)]
PydanticPlace = Annotated[str, pydantic.StringConstraints(pattern=PLACE)]
PydanticText = Annotated[str, pydantic.StringConstraints(min_length=1, max_length=2000)]


class Source(Model):
    id: PydanticId
    title: PydanticText
    publisher: PydanticText | None = None
    published: datetime.date | None = None
    language: PydanticText | None = None
    accessed: datetime.date | None = None
    archived: PydanticText | None = None
    origin: PydanticText | None = None
    supersedes: PydanticId | None = None


class Citation(Model):
    source: PydanticId
    paragraph: Annotated[int, pydantic.Field(ge=1, le=10**9)] | None = None
    as_printed: PydanticText | None = None
    fields: tuple[PydanticText, ...] = ()


class Party(Model):
    organisation: PydanticId | None = None
    person: PydanticId | None = None
    place: PydanticPlace | None = None
    expo: PydanticId | None = None
    edition: PydanticId | None = None
    section: PydanticId | None = None
    description: PydanticText | None = None
    country: PydanticPlace | None = None
    part_of: PydanticId | None = None
    role: PydanticText | None = None


class Figure(Model):
    metric: PydanticText
    amount: Annotated[str, pydantic.StringConstraints(pattern=AMOUNT)]
    as_printed: PydanticText | None = None
    citations: tuple[Citation, ...]
    attributed_to: Party | None = None
    status: STATUS = "actual"


class Deal(Model):
    id: PydanticId
    parties: tuple[Party, ...]
    kind: KINDS = "unspecified"
    subject: PydanticText | None = None
    value: Figure | None = None
    edition: PydanticId | None = None
    date: datetime.date | None = None
    status: STATUS | None = None
    attributed_to: Party | None = None
    open_lists: tuple[PydanticText, ...] = ()
    citations: tuple[Citation, ...] = ()


class Named(Model):
    id: PydanticId
    name: PydanticText


class Edition(Model):
    id: PydanticId
    expo: PydanticId
    year: int


class Document(Model):
    format: Literal["expotrade/2"]
    sources: tuple[Source, ...]
    expos: tuple[Named, ...]
    editions: tuple[Edition, ...]
    deals: tuple[Deal, ...]


MsgspecId = Annotated[str, msgspec.Meta(pattern=ID, max_length=100)]
MsgspecPlace = Annotated[str, msgspec.Meta(pattern=PLACE)]
MsgspecText = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class SourceStruct(Struct, frozen=True):
    id: MsgspecId
    title: MsgspecText
    publisher: MsgspecText | None = None
    published: datetime.date | None = None
    language: MsgspecText | None = None
    accessed: datetime.date | None = None
    archived: MsgspecText | None = None
    origin: MsgspecText | None = None
    supersedes: MsgspecId | None = None


class CitationStruct(Struct, frozen=True):
    source: MsgspecId
    paragraph: Annotated[int, msgspec.Meta(ge=1, le=10**9)] | None = None
    as_printed: MsgspecText | None = None
    fields: tuple[MsgspecText, ...] = ()


class PartyStruct(Struct, frozen=True):
    organisation: MsgspecId | None = None
    person: MsgspecId | None = None
    place: MsgspecPlace | None = None
    expo: MsgspecId | None = None
    edition: MsgspecId | None = None
    section: MsgspecId | None = None
    description: MsgspecText | None = None
    country: MsgspecPlace | None = None
    part_of: MsgspecId | None = None
    role: MsgspecText | None = None


class FigureStruct(Struct, frozen=True):
    metric: MsgspecText
    amount: Annotated[str, msgspec.Meta(pattern=AMOUNT)]
    citations: tuple[CitationStruct, ...]
    as_printed: MsgspecText | None = None
    attributed_to: PartyStruct | None = None
    status: STATUS = "actual"


class DealStruct(Struct, frozen=True):
    id: MsgspecId
    parties: tuple[PartyStruct, ...]
    kind: KINDS = "unspecified"
    subject: MsgspecText | None = None
    value: FigureStruct | None = None
    edition: MsgspecId | None = None
    date: datetime.date | None = None
    status: STATUS | None = None
    attributed_to: PartyStruct | None = None
    open_lists: tuple[MsgspecText, ...] = ()
    citations: tuple[CitationStruct, ...] = ()


class NamedStruct(Struct, frozen=True):
    id: MsgspecId
    name: MsgspecText


class EditionStruct(Struct, frozen=True):
    id: MsgspecId
    expo: MsgspecId
    year: int


class DocumentStruct(Struct, frozen=True):
    format: Literal["expotrade/2"]
    sources: tuple[SourceStruct, ...]
    expos: tuple[NamedStruct, ...]
    editions: tuple[EditionStruct, ...]
    deals: tuple[DealStruct, ...]


class Parts(NamedTuple):
    """The functions that make the parts of a deal."""

    amount: Callable[[str], object]
    citation: Callable[..., object]
    date: Callable[[str], object]
    deal: Callable[..., object]
    figure: Callable[..., object]
    kind: Callable[[str], object]
    party: Callable[..., object]


def read_by_hand(text: bytes, parts: Parts) -> list[object]:
    """Read the deals with code that only works for this document: it checks nothing and makes no catalog."""

    def cited(given: list[dict[str, object]]) -> list[object]:
        return [parts.citation(**one) for one in given]

    deals = []
    for deal in json.loads(text)["deals"]:
        figure = deal["value"]
        figure["amount"] = parts.amount(figure["amount"])
        figure["citations"] = cited(figure["citations"])
        deal["value"] = parts.figure(**figure)
        deal["parties"] = [parts.party(**party) for party in deal["parties"]]
        deal["citations"] = cited(deal["citations"])
        deal["date"] = parts.date(deal["date"])
        deal["kind"] = parts.kind(deal["kind"])
        deals.append(parts.deal(**deal))
    return deals


def bare_parts() -> Parts:
    """Immutable classes with the fields of the records but without their rules; amounts are not read."""

    def bare(kind: type) -> type:
        fields = {attribute.name: attrs.field(default=None) for attribute in attrs.fields(kind)}
        return attrs.make_class(kind.__name__, fields, slots=True, frozen=True, eq=False)

    amount, citation, deal, figure, party = map(bare, (ex.Amount, ex.Citation, ex.Deal, ex.Figure, ex.Party))
    return Parts(amount, citation, str, deal, figure, str, party)


def own_parts() -> Parts:
    """The record classes themselves, each with its rules."""
    report = ex.Source("report", "Report")

    def citation(*, source: str, paragraph: int) -> ex.Citation:  # noqa: ARG001  # one source stands for all
        return ex.Citation(report, paragraph)

    return Parts(ex.Amount.parse, citation, ex.Period.parse, ex.Deal, ex.Figure, ex.DealKind, ex.Party)


def rows() -> list[Row]:
    text = json.dumps(deals_document(10_000), ensure_ascii=False).encode()
    decoder = msgspec.json.Decoder(DocumentStruct)
    own, bare = own_parts(), bare_parts()
    cases = {
        "expotrade": lambda: loads(text),
        "orjson to dicts": lambda: orjson.loads(text),
        "json to dicts": lambda: json.loads(text),
        "pydantic v2": lambda: Document.model_validate_json(text),
        "msgspec": lambda: decoder.decode(text),
        "its records by hand": lambda: read_by_hand(text, own),
        FLOOR: lambda: read_by_hand(text, bare),
    }
    assert len(loads(text).deals) == len(Document.model_validate_json(text).deals) == 10_000
    budgets = {
        "orjson to dicts": 4,
        "json to dicts": None,
        "pydantic v2": 1.2,
        "msgspec": None,
        "its records by hand": None,
    }
    return beside("reading 10,000 nested deals", medians(cases, times=1, rounds=9), budgets)


if __name__ == "__main__":
    show(table(rows()))
