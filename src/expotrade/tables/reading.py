"""Reads tidy rows back into a catalog, or lists every cell that is wrong.

Each row is complete by itself. It is turned into the document of a catalog file, the codec reads the document, and the
record is compared with the row again: a column that differs from the record is a problem too.
"""

import re

from attrs import NOTHING, evolve, fields

from .._internal.classes import nearest_of
from .._internal.json_text import Missing
from ..catalogs import KINDS, Catalog
from ..catalogs.merging import merge
from ..codec import decode, encode
from ..codec.fast import FORMAT
from ..errors import CatalogError, CellProblem, DecodeError, FrameError, MergeError
from ..errors.advice import nearest_text
from ..records import CLAIMS, Figure
from .cells import (
    AMOUNTS,
    RefusedRow,
    amount_of,
    citations_from_columns,
    mismatches,
    missing_parts,
    read_cell,
    sources_from_columns,
)
from .columns import list_columns
from .rows import FIGURE_COLUMNS, MAIN_FIGURE, RowWriter, without_details

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ..catalogs import Record
    from ..errors import Problem
    from ..records import Claim, Source
    from ..units import UnitTable
    from .cells import BadCell, Document

MOST_PROBLEMS = 1000
"""Reading stops after so many problems."""

_NEEDED = {"figures": ("record", "metric"), "claims": ("record", "claim"), "sources": ("id", "title")}
_PARTS = {
    "figures": frozenset(attribute.name for attribute in fields(Figure)),
    "claims": frozenset(attribute.name for kind in CLAIMS for attribute in fields(kind)) | {"claim"},
}
_SINGLE = ("value", "quantity", "figure")
# The fields of a document that contain ids of other records.
_LINK_FIELDS = frozenset(
    (
        *("expo", "edition", "section", "trader", "part_of", "organisation", "person", "of", "base_edition"),
        *("metric", "place", "country", "lies_in", "reporter", "partner", "partners"),
    )
)
_SOURCE_FIELDS = frozenset(("source",))
_IN_CLAIMS = ("period", "venue", "city")
# The column of a field that has no column of its own name.
_COLUMN_OF_FIELD = {"subject": "about_whom", "citations": "source", "amount": "value"}


def read_rows(
    rows: "Iterable[Mapping[str, object]]",
    what: str,
    *,
    names: "Sequence[str]",
    catalog: Catalog | None = None,
    units: "UnitTable | None" = None,
    problems: "Iterable[CellProblem]" = (),
) -> Catalog:
    """The catalog of the records in tidy rows of one kind, with all records that they link to.

    Args:
        rows: The rows, each with a value or None for every name.
        what: As in `list_columns`, but not "findings", which are computed.
        names: The columns that the rows have. Those for reading back (`about`, `linked`, `sources`) may be missing, and
            an amount may be given by its notation or by its parts.
        catalog: Records that the rows may be about or link to without containing them; the result contains them too.
        units: A table with further nouns.
        problems: Columns that are known to be wrong; the rows are searched for more problems all the same.

    Raises:
        FrameError: Something is wrong; it lists every cell, up to `MOST_PROBLEMS`.
        UnknownNameError: There is no such kind of row.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.tables.reading import read_rows
        >>> from expotrade.tables import tidy_rows
        >>> rows = list(tidy_rows(ex.load_dataset("articles"), "flows"))
        >>> read_rows(rows, "flows", names=list(rows[0])).flows == ex.load_dataset("articles").flows
        True
    """
    wrong = [*_wrong_columns(what, names), *problems]
    reader = _RowReader(what, names, catalog, units, wrong)
    for number, row in enumerate(rows if what != "findings" else ()):
        reader.take(number, row)
        if len(reader.problems) >= MOST_PROBLEMS:
            break
    if reader.problems:
        raise FrameError(what, reader.problems[:MOST_PROBLEMS])
    return reader.catalog()


def _wrong_columns(what: str, names: "Sequence[str]") -> "Iterator[CellProblem]":
    """Columns that this kind of row does not have, and required columns that are missing."""
    known = [column.name for column in list_columns(what)]
    if what == "findings":
        rule = "findings are computed: read figures or records, and check them again"
        yield CellProblem(None, "verdict", rule, what)
        return
    for name in names:
        if name not in known:
            rule = f"it must be one of the columns of {what}{nearest_text(nearest_of(name, known))}"
            yield CellProblem(None, name, rule, name)
    for name in _needed(what, names):
        if name not in names:
            yield CellProblem(None, name, "the column must be there", Missing.LEFT_OUT)


def _needed(what: str, names: "Sequence[str]") -> "Iterator[str]":
    """The columns that every frame of this kind must have."""
    if what in KINDS:
        for attribute in fields(KINDS[what]):
            if attribute.init and attribute.default is NOTHING and attribute.name != "parties":
                is_subject = attribute.name == "subject"
                yield "about_whom" if is_subject else attribute.name
    yield from _NEEDED.get(what, ())
    if what == "figures" and "citations" not in names:
        yield "source"
    # The unit of a metric that a catalog defines is no part of an amount.
    for prefix, notation in AMOUNTS if what != "metrics" else ():
        parts = [f"{prefix}{name}" for name in ("value", "hedge", "unit")]
        is_needed = what == "figures" and not prefix
        if notation not in names and (is_needed or any(name in names for name in parts)):
            yield from parts


class _RowReader:
    """Reads the rows of one frame, and collects their records and problems."""

    def __init__(
        self,
        what: str,
        names: "Sequence[str]",
        catalog: Catalog | None,
        units: "UnitTable | None",
        problems: "list[CellProblem]",
    ) -> None:
        self.problems = problems
        self._is_readable = not problems
        self._what = what
        # Where the column itself is wrong, its cells are not listed again.
        wrong_names = {problem.column for problem in problems}
        self._columns = [
            column for column in list_columns(what) if column.name in names and column.name not in wrong_names
        ]
        self._names = frozenset(column.name for column in self._columns)
        self._catalog = catalog
        self._units = units
        known = Catalog() if catalog is None else catalog
        self._kinds = {record.id: kind for kind in KINDS for record in getattr(known, kind)}
        self._sources = {source.id: source for source in known.sources}
        # The records of the rows themselves, and those that they link to, by kind and id.
        self._own: dict[tuple[str, str], tuple[Record | Source, Document]] = {}
        self._shared: dict[tuple[str, str], Record | Source] = {}
        # The figures or claims of each record, in the order of the rows, with the field that contains them.
        self._parts: dict[str, list[tuple[str, Figure | Claim]]] = {}
        # The first row that contains a record or a source.
        self._rows: dict[tuple[str, str], int] = {}

    def take(self, number: int, row: "Mapping[str, object]") -> None:
        """Read one row, or list what is wrong with it."""
        cells: Document = {}
        wrong: list[BadCell] = []
        for column in self._columns:
            cell = row[column.name]
            if cell is not None:
                cells[column.name], rule = read_cell(column, cell)
                if rule is not None:
                    wrong.append((column.name, rule, cell))
        wrong = wrong or list(missing_parts(cells, self._names, is_figure=self._what == "figures"))
        if self._is_readable and not wrong:
            try:
                wrong = list(self._read(number, cells))
            except RefusedRow as rejection:
                wrong = rejection.bad_cells
        self.problems += (CellProblem(number, *bad_cell) for bad_cell in wrong)

    def catalog(self) -> Catalog:
        """The catalog of all rows, merged with the catalog that was passed."""
        kinds = ("sources", *KINDS)
        own: dict[str, list[Any]] = {kind: [] for kind in kinds}
        shared: dict[str, list[Any]] = {kind: [] for kind in kinds}
        for (kind, record_id), (record, _) in self._own.items():
            own[kind].append(_with_parts(record, self._parts.get(record_id, [])))
        for (kind, _), record in self._shared.items():
            shared[kind].append(record)
        sides = [own, shared]
        if self._catalog is not None:
            sides.insert(0, {kind: list(getattr(self._catalog, kind)) for kind in kinds})
        merged: dict[str, Any] = sides[0]
        try:
            for side in sides[1:]:
                merged = merge(*({kind: tuple(lists[kind]) for kind in kinds} for lists in (merged, side)))
            return Catalog(**merged)
        except (CatalogError, MergeError) as error:
            # Problems of merging name a record by its id, those of a catalog by its position in a list.
            is_placed = isinstance(error, CatalogError)
            problems = [self._in_row(problem, merged if is_placed else {}) for problem in error.problems]
            raise FrameError(self._what, problems) from None

    def _in_row(self, problem: "Problem", merged: "Mapping[str, Sequence[Any]]") -> CellProblem:
        """A problem of several rows together, at the first row of the record that has it."""
        kind, _, rest = problem.path.partition("[")
        record_id, _, field = rest.partition("]")
        if merged:
            record_id = merged[kind][int(record_id)].id
        column = next((name for name in (field[1:], "record", "id") if name in self._names), "id")
        return CellProblem(
            self._rows.get((kind, record_id)), column, f"{record_id}{field}: {problem.rule}", problem.value
        )

    def _read(self, number: int, cells: "Document") -> "Iterator[BadCell]":
        """Read a row whose cells have the right kinds; yields where it contradicts itself or the rows above."""
        if self._what == "sources":
            kind, document, field = "sources", dict(cells), ""
        elif self._what in _PARTS:
            kind, document, field = self._with_part(cells)
        else:
            kind, document, field = self._what, self._record(cells), ""
        catalog = self._decoded(kind, document, cells)
        record: Any = getattr(catalog, kind)[0]
        self._rows.setdefault((kind, record.id), number)
        for linked_kind in ("sources", *KINDS):
            for linked in getattr(catalog, linked_kind):
                if linked is not record:
                    self._rows.setdefault((linked_kind, linked.id), number)
                    if self._shared.setdefault((linked_kind, linked.id), linked) != linked:
                        column = "sources" if linked_kind == "sources" else "linked"
                        yield column, f"rows must say the same of {linked.id!r}", linked.id
        shared_fields = {name: value for name, value in document.items() if name != field}
        _, first = self._own.setdefault((kind, record.id), (record, shared_fields))
        if not field and first is not shared_fields:
            yield "id", "it must be an id that no other record has", record.id
        elif first != shared_fields:
            yield (
                "about" if "about" in self._names else "record",
                f"rows must say the same of {record.id!r}",
                record.id,
            )
        if kind == "sources":
            return
        writer = RowWriter(catalog)
        if not field:
            # Days and venue of an edition are in its claims; a frame without claims has them in columns alone.
            also = _IN_CLAIMS if self._what == "editions" and "claims" in self._names else ()
            yield from mismatches(cells, writer.of_record(record), self._names, also)
            return
        value = getattr(record, field)
        part = value[-1] if isinstance(value, tuple) else value
        parts = self._parts.setdefault(record.id, [])
        if field in _SINGLE and any(name == field for name, _ in parts):
            yield "field" if "field" in self._names else "record", f"a record has one {field}", record.id
        parts.append((field, part))
        row = writer.of_claim(record, part) if field == "claims" else writer.of_figure(record, part)
        yield from mismatches(cells, row, self._names)

    def _with_part(self, cells: "Document") -> "tuple[str, Document, str]":
        """The document of a row's record, with the figure or claim of the row; its kind, and the field of that part."""
        kind, about, record_id = (cells.get(name) for name in ("record_kind", "about", "record"))
        if record_id is None:
            raise RefusedRow(("record", "it must be given", None))
        if about is None or kind is None:
            if self._catalog is None or record_id not in self._kinds:
                rule = "it must be given, or the catalog that is passed must have the record"
                raise RefusedRow(("about" if "about" in self._names else "record", rule, record_id))
            kind, about = self._kinds[record_id], encode(without_details(self._catalog.record(record_id)))
        if kind not in KINDS:
            near = nearest_text(nearest_of(kind, KINDS))
            raise RefusedRow(("record_kind", f"it must be a kind of record{near}", kind))
        if about.get("id") != record_id:
            raise RefusedRow(("record", "it must be the id of the record in the column about", record_id))
        part = {name: value for name, value in cells.items() if name in _PARTS[self._what]}
        part.setdefault("citations", citations_from_columns(cells))
        amount = amount_of(cells, *AMOUNTS[0], self._units)
        if amount is not None:
            part["amount"] = amount
        field = "claims" if self._what == "claims" else cells.get("field", MAIN_FIGURE.get(kind, "figures"))
        if field not in ("figures", *_SINGLE) and self._what == "figures":
            raise RefusedRow(("field", "it must be figures, value, quantity or figure", field))
        if field in _SINGLE:
            return kind, {**about, field: part}, field
        # The days of an edition date its other claims.
        days = about.get(field) if field == "claims" and part.get("claim") != "dates" else None
        return kind, {**about, field: [*(days if isinstance(days, list) else ()), part]}, field

    def _record(self, cells: "Document") -> "Document":
        """The document of the record in a row."""
        main = MAIN_FIGURE.get(self._what)
        required = {attribute.name for attribute in fields(KINDS[self._what]) if attribute.default is NOTHING}
        # A list that a record needs may be empty, and then its cell is empty too.
        document: Document = {"parties": []} if "parties" in required else {}
        names = [attribute.name for attribute in fields(KINDS[self._what]) if attribute.name not in _SINGLE]
        document.update({name: cells[name] for name in names if name in cells})
        if "about_whom" in cells:
            document["subject"] = cells["about_whom"]
        if self._what == "editions" and "claims" not in self._names:
            document["claims"] = list(_days_and_venue(cells))
        amount = None if main is None else amount_of(cells, *AMOUNTS[0], self._units)
        if main is not None and amount is not None:
            stated = {name: cells[name] for name in FIGURE_COLUMNS if name in cells}
            citations = {"citations": citations_from_columns(cells)}
            document[main] = {**citations, **cells.get("figure", {}), **stated, "amount": amount}
        elif main is not None and (
            superfluous := [name for name in (*FIGURE_COLUMNS, "figure") if name in cells]
        ):
            rule = "it must be empty if there is no amount"
            raise RefusedRow(*((name, rule, cells[name]) for name in superfluous))
        elif "citations" not in self._names and "source" in cells:
            document["citations"] = citations_from_columns(cells)
        quantity = amount_of(cells, *AMOUNTS[1], self._units) if self._what == "flows" else None
        if quantity is not None:
            stated = {"metric": "trade_quantity", "citations": citations_from_columns(cells)}
            document["quantity"] = {**stated, **cells.get("quantity_figure", {}), "amount": quantity}
        return document

    def _decoded(self, kind: str, document: "Document", cells: "Document") -> Catalog:
        """The catalog of one row: the record, what it links to, and the sources."""
        document_lists: Document = {}
        for name, items in cells.get("linked", {}).items():
            if not isinstance(items, list):
                raise RefusedRow(("linked", f"{name}: it must be a list", items))
            document_lists[name] = list(items)
        if kind != "sources":
            is_known = cells.get("source") in self._sources
            document_lists["sources"] = list(
                cells.get("sources", () if is_known else sources_from_columns(cells))
            )
        if self._catalog is not None:
            self._bring_along(document, document_lists, self._catalog)
        document_lists[kind] = [document, *document_lists.get(kind, [])]
        try:
            return decode({"format": FORMAT, **document_lists}, origin="the row", units=self._units)
        except DecodeError as error:
            raise RefusedRow(*(self._located(problem, kind) for problem in error.problems)) from None

    def _bring_along(self, document: "Document", document_lists: "Document", catalog: Catalog) -> None:
        """Add the records and sources that a document names and the row lacks, from the catalog that was passed."""
        present = {
            (kind == "sources", item.get("id"))
            for kind, items in document_lists.items()
            for item in items
            if isinstance(item, dict)
        }
        to_visit = [document]
        while to_visit:
            current = to_visit.pop()
            for record_id in sorted(_named_ids(current, _LINK_FIELDS)):
                if (False, record_id) not in present and record_id in self._kinds:
                    present.add((False, record_id))
                    to_visit.append(encode(without_details(catalog.record(record_id))))
                    document_lists.setdefault(self._kinds[record_id], []).append(to_visit[-1])
            for record_id in sorted(_named_ids(current, _SOURCE_FIELDS)):
                if (True, record_id) not in present and record_id in self._sources:
                    present.add((True, record_id))
                    document_lists["sources"].append(encode(self._sources[record_id]))

    def _located(self, problem: "Problem", kind: str) -> "BadCell":
        """The column that caused a problem in the document of a row."""
        own = f"{kind}[0]"
        if not problem.path.startswith(own):
            column_name = "sources" if problem.path.startswith("sources") else "linked"
            column = column_name if column_name in self._names else "source"
            return column, f"{problem.path}: {problem.rule}", problem.value
        steps = re.findall(r"[a-z_]+", problem.path.removeprefix(own))
        first, second = (*steps, "", "")[:2]
        rule = f"{problem.rule}{nearest_text(problem.nearest)}"
        if self._what in _PARTS:
            places = [second, _COLUMN_OF_FIELD.get(second)] if first in (*_SINGLE, *_PARTS) else []
            places += ["about", "record"]
        elif first == "quantity":
            places = ["quantity", "quantity_value"] if second == "amount" else ["quantity_figure", "quantity"]
        elif first in ("value", "figure"):
            places = [second if second in FIGURE_COLUMNS else "figure", _COLUMN_OF_FIELD.get(second), "value"]
        else:
            places = [first, _COLUMN_OF_FIELD.get(first)]
        return next((place for place in places if place in self._names), first), rule, problem.value


def _days_and_venue(cells: "Document") -> "Iterator[Document]":
    """The claims of the days and the venue of an edition, for a frame that has them in columns only."""
    citations = cells.get("citations") or citations_from_columns(cells)
    stated = {name: cells[name] for name in _IN_CLAIMS if name in cells}
    if stated and not citations:
        name, value = next(iter(stated.items()))
        raise RefusedRow((name, "it needs a source: add the column source, or citations", value))
    if "period" in stated:
        yield {"claim": "dates", "period": stated.pop("period"), "citations": citations}
    if stated:
        yield {"claim": "venue", **stated, "citations": citations}


def _named_ids(document: object, keys: frozenset[str]) -> set[str]:
    """The ids under some keys of a document, at any depth."""
    if isinstance(document, list):
        return set().union(*(_named_ids(part, keys) for part in document))
    if not isinstance(document, dict):
        return set()
    named = [value for name, value in document.items() if name in keys]
    ids = {
        one
        for value in named
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, str)
    }
    return ids.union(*(_named_ids(part, keys) for part in document.values()))


def _with_parts(record: "Any", parts: "list[tuple[str, Figure | Claim]]") -> "Any":
    """A record with the figures or claims that the rows give it."""
    changes: Document = {}
    for field, part in parts:
        changes[field] = part if field in _SINGLE else (*changes.get(field, ()), part)
    return evolve(record, **changes)
