"""Data of catalogs as JSON has it, and the problems found in it."""

import pytest

import expotrade as ex
from expotrade.codec import (
    decode,
    loads,
)

SOURCE = ex.Source("report", "Expo closes — 进博会", "The Daily", ex.Period.parse("2024-12-04"))
CITATION = ex.Citation(SOURCE, 5)
FIGURE = ex.Figure(
    "deal_value", ex.Amount.parse("ROUNDED 78.41E+9 USD"), as_printed="$78.41 billion", citations=[CITATION]
)
GROWTH = ex.records.GrowthClaim(
    amount=ex.Amount.parse("ROUNDED 10.2 percent"), metric="deal_value", citations=[CITATION]
)
CATALOG = ex.Catalog(
    organisations=[ex.Organisation(id="honeywell", name="Honeywell", other_names=["霍尼韦尔"], country="US")],
    expos=[ex.Expo(id="ciie", name="China International Import Expo", organisers=[ex.Party(place="CN")])],
    editions=[
        ex.Edition(id="ciie-2023", expo="ciie", year=2023, number=6, figures=[FIGURE], claims=[GROWTH]),
    ],
)
WRITTEN = """\
{
 "format": "expotrade/2",
 "sources": [
  {"id": "report", "title": "Expo closes — 进博会", "publisher": "The Daily", "published": "2024-12-04"}
 ],
 "organisations": [
  {"id": "honeywell", "name": "Honeywell", "other_names": ["霍尼韦尔"], "country": "US"}
 ],
 "expos": [
  {"id": "ciie", "name": "China International Import Expo", "organisers": [{"place": "CN"}]}
 ],
 "editions": [
  {
   "id": "ciie-2023",
   "expo": "ciie",
   "year": 2023,
   "number": 6,
   "figures": [
    {
     "metric": "deal_value",
     "amount": "ROUNDED 78.41E+9 USD",
     "citations": [{"source": "report", "paragraph": 5}],
     "as_printed": "$78.41 billion"
    }
   ],
   "claims": [
    {
     "claim": "growth",
     "amount": "ROUNDED 10.2 percent",
     "citations": [{"source": "report", "paragraph": 5}],
     "metric": "deal_value"
    }
   ]
  }
 ]
}
"""


def document(**lists: object) -> dict[str, object]:
    """A document with one source and these lists."""
    return {"format": "expotrade/2", "sources": [{"id": "report", "title": "Expo closes"}], **lists}


def deal(**fields: object) -> dict[str, object]:
    return {"id": "deal", "parties": [{"place": "CN"}], "expo": "ciie", **fields}


def figure(**fields: object) -> dict[str, object]:
    return {
        "metric": "exhibitors",
        "amount": "EXACT 5 exhibitor",
        "citations": [{"source": "report"}],
        **fields,
    }


EXPOS = [{"id": "ciie", "name": "CIIE"}]


def problems(data: object) -> list[str]:
    """The text of each problem that the decoder finds."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode(data)
    return [str(problem) for problem in caught.value.problems]


def refused(text: str | bytes) -> list[str]:
    """The text of each problem of a JSON text."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        loads(text)
    return [str(problem) for problem in caught.value.problems]
