"""Tidy rows: one row for each figure, claim, finding or record, in columns that are the same everywhere.

Exports and frames share this schema, which is a data table. A column name means the same in each kind of row. What is
printed and what is computed from it never share a column: the canonical notation keeps every digit, the decimal columns
are for arithmetic, the float column is for charts. Lists inside a record are JSON text in the form of a catalog file,
so that a row loses nothing.

Source: "tidy" after Wickham 2014, Tidy Data, Journal of Statistical Software 59 (10), doi 10.18637/jss.v059.i10.
"""

from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import NOTHING, evolve, fields

from .._internal.json_text import one_line
from ..amounts import Amount
from ..catalogs import KINDS, Catalog, citations_of
from ..catalogs.links import links_of
from ..checks import Finding, check
from ..codec import encode
from ..periods import Period
from ..records import Citation, Edition, Expo, Figure, GrowthClaim, Statistic
from ..records.claims import DatesClaim, claim_name, preferred_claim
from ..records.evidence import preferred
from .columns import list_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ..catalogs import Record
    from ..records import Claim, Source

    Cell = str | int | Decimal | float | date | bool | None
    Row = dict[str, Cell]


def tidy_rows(
    catalog: Catalog, what: str
) -> "Iterator[dict[str, str | int | Decimal | float | date | bool | None]]":
    """The rows of a catalog of one kind, each a dict with a cell for every column of `list_columns(what)`.

    Args:
        catalog: The catalog. For "findings" it is checked without exchange rates.
        what: As in `list_columns`.

    Raises:
        UnknownNameError: There is no such kind; it names the nearest.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.tables import tidy_rows
        >>> row = next(row for row in tidy_rows(ex.load_dataset("articles"), "deals") if row["value"])
        >>> row["hedge"], row["value"], row["unit"], row["kind"]
        ('APPROXIMATELY', Decimal('1.00E+8'), 'CNY', 'strategic_cooperation')
    """
    columns = list_columns(what)
    return (
        {column.name: cells.get(column.name) for column in columns}
        for cells in RowWriter(catalog).cells(what)
    )


# The field of a record that contains the figure of its row.
MAIN_FIGURE = {"deals": "value", "flows": "value", "statistics": "figure"}
# The fields that contain one figure; all other figures are in the list `figures`.
_SINGLE = ("value", "quantity", "figure")
# Optional links, which would bring more and more records into the row.
_FURTHER_LINKS = ("part_of", "section", "trader")
# The fields of that figure that have columns; the rest is in the column `figure`.
FIGURE_COLUMNS = ("metric", "amount", "as_printed", "basis")


class RowWriter:
    """Writes the rows of one catalog, and remembers the records that many of them repeat."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._plain: dict[str, Record] = {}
        self._kinds = {record.id: kind for kind in KINDS for record in getattr(catalog, kind)}

    def cells(self, what: str) -> "Iterator[Row]":
        """The cells of each row, as far as they are not empty; some have no column in every kind of row."""
        match what:
            case "figures":
                return self._of_figures()
            case "claims":
                return (self.of_claim(record, claim) for record, claim in self._catalog.claims())
            case "findings":
                return map(_of_finding, check(self._catalog))
            case "sources":
                return map(_cells, self._catalog.sources)
        return (self.of_record(record) for record in getattr(self._catalog, what))

    def _of_figures(self) -> "Iterator[Row]":
        """The cells of each figure, and whether it is the one that is used for its record and metric."""
        last, used = None, {}
        for record, figure in self._catalog.figures():
            if record is not last:
                last, figures = record, record.figures  # type: ignore[union-attr]  # it has just given one
                used = {rival.metric: preferred(figures, rival.metric) for rival in figures}
            # A figure that a record contains twice is used once.
            is_used = used[figure.metric] is figure
            if is_used:
                used[figure.metric] = None
            yield {**self.of_figure(record, figure), "is_used": is_used}

    def of_figure(self, record: "Record", figure: Figure) -> "Row":
        """The cells of a figure, without `is_used`, which depends on its rivals."""
        own_fields = (name for name in _SINGLE if getattr(record, name, None) is figure)
        return {
            **_cells(figure),
            **amount_cells(figure.amount),
            "field": next(own_fields, "figures"),
            **_span(self._catalog.period_of(record, figure)),
            **self._about(record),
            **source_cells(figure.citations),
            **self._context(self._without_details(record), figure.citations, figure),
        }

    def of_claim(self, record: "Record", claim: "Claim") -> "Row":
        """The cells of a claim."""
        amount = getattr(claim, "amount", None)
        return {
            **_cells(claim),
            **({} if amount is None else amount_cells(amount)),
            **(_change_cells(claim.change) if isinstance(claim, GrowthClaim) else {}),
            "claim": claim_name(type(claim)),
            **_span(claim.period or self._catalog.period_of(record)),
            **self._about(record),
            **source_cells(claim.citations),
            **self._context(self._without_details(record), claim.citations, claim),
        }

    def of_record(self, record: "Record") -> "Row":
        """The cells of a record."""
        main = MAIN_FIGURE.get(self._kinds[record.id])
        figure: Figure | None = None if main is None else getattr(record, main)
        quantity: Figure | None = getattr(record, "quantity", None)
        citations = record.citations or tuple(citations_of(record))
        row = {
            **_cells(record),
            **_span(self._catalog.period_of(record)),
            **source_cells(citations),
            **self._context(record, ()),
            "about_whom": _cell(getattr(record, "subject", None)),
        }
        if main is not None:
            row.update(dict.fromkeys(("value", "figure")))
        if isinstance(record, Edition):
            row.update(period=_cell(record.period), venue=record.venue, city=record.city)
        if figure is not None:
            row.update({name: _cell(getattr(figure, name)) for name in FIGURE_COLUMNS})
            row.update(amount_cells(figure.amount))
            row.update(_span(self._catalog.period_of(record, figure)))
            row.update(source_cells(figure.citations), figure=_rest(figure, FIGURE_COLUMNS))
        if quantity is not None:
            row.update(amount_cells(quantity.amount, "quantity_"))
            row.update(quantity=str(quantity.amount), quantity_figure=_rest(quantity, ("amount",)))
        return row

    def _about(self, record: "Record") -> "Row":
        """The cells about the record that contains a figure or a claim."""
        edition = record.id if isinstance(record, Edition) else getattr(record, "edition", None)
        expo = record.id if isinstance(record, Expo) else getattr(record, "expo", None)
        if expo is None and edition is not None:
            expo = self._catalog.edition(edition).expo
        return {
            "record_kind": self._kinds[record.id],
            "record": record.id,
            "expo": expo,
            "edition": edition,
            "about": one_line(encode(self._without_details(record))),
        }

    def _context(self, record: "Record", citations: "Iterable[Citation]", *parts: "Figure | Claim") -> "Row":
        """The records that a record links to, without details, and all sources cited: the row is complete by itself."""
        linked: dict[str, list[Record]] = {kind: [] for kind in KINDS}
        sources = [citation.source for citation in (*citations, *citations_of(record))]
        seen = {record.id}
        to_visit = [*_linked_ids(record, *parts)]
        while to_visit:
            if (record_id := to_visit.pop()) not in seen:
                seen.add(record_id)
                linked_record = self._without_details(self._catalog.record(record_id))
                linked[self._kinds[record_id]].append(linked_record)
                sources += (citation.source for citation in citations_of(linked_record))
                to_visit += _linked_ids(linked_record)
        encoded = {kind: [encode(item) for item in items] for kind, items in linked.items() if items}
        return {
            "linked": one_line(encoded) if encoded else None,
            "sources": one_line([encode(source) for source in dict.fromkeys(sources)]) if sources else None,
        }

    def _without_details(self, record: "Record") -> "Record":
        if record.id not in self._plain:
            self._plain[record.id] = without_details(record)
        return self._plain[record.id]


def without_details(record: "Record") -> "Record":
    """A record with only its required fields and its plain facts; an edition keeps its days."""
    kept = ("figure", "claims") if isinstance(record, Statistic) else ()
    dates = preferred_claim(record.claims, DatesClaim) if isinstance(record, Edition) else None
    dropped: dict[str, Any] = {
        attribute.name: attribute.default
        for attribute in fields(type(record))
        if attribute.init and attribute.default is not NOTHING and attribute.name not in kept
        if not _is_plain(attribute.name, getattr(record, attribute.name))
    }
    if dates is not None:
        dropped["claims"] = (dates,)
    return evolve(record, **dropped)


def _is_plain(name: str, value: object) -> bool:
    return name not in _FURTHER_LINKS and isinstance(value, (str, int, Enum, Period))


def _linked_ids(*parts: "Record | Figure | Claim") -> "Iterator[str]":
    """The ids of the records that a record and further figures or claims link to."""
    for part in parts:
        for _, _, record_id in links_of(part):
            yield record_id


def _cells(record: "Record | Source | Figure | Claim | Finding") -> "Row":
    """A cell for each field of a record, or of a part of one."""
    return {attribute.name: _cell(getattr(record, attribute.name)) for attribute in fields(type(record))}


def _cell(value: "Any") -> "Cell":
    """A value of a field as a cell: its text, or JSON for what has parts."""
    if value is None or value == ():
        return None
    if isinstance(value, (str, int)):  # a flag among them
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (Amount, Period)):
        return str(value)
    if isinstance(value, tuple):
        return one_line([item if isinstance(item, str) else encode(item) for item in value])
    return one_line(encode(value))


def _rest(figure: Figure, columns: tuple[str, ...]) -> str:
    """The fields of a figure that have no columns, as JSON."""
    return one_line({name: value for name, value in encode(figure).items() if name not in columns})


def amount_cells(amount: Amount, prefix: str = "") -> "Row":
    """The columns of an amount, and its text under `amount`."""
    return {
        f"{prefix}value": amount.value,
        f"{prefix}low": amount.low,
        f"{prefix}high": amount.high,
        f"{prefix}hedge": amount.hedge.name,
        f"{prefix}unit": amount.unit,
        f"{prefix}amount": str(amount),
        f"{prefix}value_float": float(amount.value),
    }


def _change_cells(change: Amount) -> "Row":
    return {"change": change.value, "change_low": change.low, "change_high": change.high}


def _span(period: Period | None) -> "Row":
    return {} if period is None else {"period_start": period.start, "period_end": period.end}


def source_cells(citations: "tuple[Citation, ...]") -> "Row":
    """The columns of the first citation."""
    if not citations:
        return {}
    source = citations[0].source
    return {
        "source": source.id,
        "source_title": source.title,
        "publisher": source.publisher,
        "published": None if source.published is None else str(source.published),
        "url": source.url,
        "paragraph": citations[0].paragraph,
    }


def _of_finding(finding: Finding) -> "Row":
    sources = dict.fromkeys(citation.source for citation in finding.citations)
    row = {**_cells(finding), **source_cells(finding.citations)}
    row["sources"] = one_line([encode(source) for source in sources]) if sources else None
    for side in ("stated", "computed"):
        amount: Amount | None = getattr(finding, side)
        if amount is not None:
            row.update(amount_cells(amount, f"{side}_"))
    return row
