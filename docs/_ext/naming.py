"""Name what the pages of a dataset show: records and parties with links, and the places where they are printed."""

from collections.abc import Iterable

from pages import safe, slug

import expotrade as ex
from expotrade.catalogs import Record
from expotrade.records import Region

_LINKS = ("organisation", "person", "expo", "edition", "section")


class Names:
    """The names of the records of one dataset in Markdown, each with a link to the place that shows the record."""

    def __init__(self, dataset: str, catalog: ex.Catalog) -> None:
        self.dataset, self.catalog = dataset, catalog
        self.numbers = {source.id: number for number, source in enumerate(catalog.sources, start=1)}

    def target(self, record: Record) -> str:
        """The place that shows a record."""
        return slug(self.dataset, "record", record.id)

    def source_target(self, source: ex.Source) -> str:
        """The place that shows a source."""
        return slug(self.dataset, "source", str(self.numbers[source.id]))

    def metric_target(self, code: str) -> str:
        """The place that explains a metric: in the table of metrics, or on a page of this dataset."""
        own = [metric for metric in self.catalog.metrics if metric.id == code]
        return self.target(own[0]) if own else slug("metric", code)

    def link(self, record_id: str) -> str:
        """The name of a record, with its link."""
        record = self.catalog.record(record_id)
        return f"[{safe(_name_of(record))}](#{self.target(record)})"

    def place(self, code: str | None) -> str:
        """The name of a country or group, or the name of a region with its link."""
        if code is None:
            return ""
        if any(region.id == code for region in self.catalog.regions):
            return self.link(code)
        return safe(ex.place(code).english)

    def party(self, party: ex.Party) -> str:
        """A party in words: a link, a place, or the printed description with what else is printed of it."""
        linked = next((getattr(party, name) for name in _LINKS if getattr(party, name)), None)
        if linked is not None:
            name = self.link(linked)
        elif party.place is not None:
            name = self.place(party.place)
        else:
            name = safe(party.name)
        said = [self.place(party.country), f"of {self.link(party.part_of)}" if party.part_of else ""]
        said += [safe(party.role)] if party.role else []
        known = ", ".join(part for part in said if part)
        return f"{name} ({known})" if known else name

    def parties(self, parties: Iterable[ex.Party], *, is_open: bool = False) -> str:
        """Parties in a line, with "and more" if the source leaves the list open."""
        return listed(map(self.party, parties), is_open=is_open)

    def said_by(self, stated: Record | ex.Figure | ex.Claim) -> list[str]:
        """Whom the source quotes, as a list of no or one text."""
        return [f"according to {self.party(stated.attributed_to)}"] if stated.attributed_to else []

    def places(self, citations: Iterable[ex.Citation]) -> str:
        """The places in their sources, each a link to the source, with the wording and the fields printed there."""
        return ", ".join(self._cited(citation) for citation in citations)

    def _cited(self, citation: ex.Citation) -> str:
        paragraph = "" if citation.paragraph is None else f", p{citation.paragraph}"
        link = (
            f"[\\[{self.numbers[citation.source.id]}{paragraph}\\]](#{self.source_target(citation.source)})"
        )
        fields = ", ".join(words(name) for name in citation.fields)
        wording = f'"{citation.as_printed}"' if citation.as_printed else ""
        printed = ": ".join(part for part in (fields, wording) if part)
        return f"{link} ({safe(printed)})" if printed else link


def _name_of(record: Record) -> str:
    """The name of a record for people."""
    if isinstance(record, ex.Edition):
        return record.label
    if isinstance(record, ex.Expo):
        return record.short_name or record.name
    if isinstance(record, ex.Organisation | ex.Person | ex.Section | Region):
        return record.name
    return record.id


def listed(items: Iterable[str], *, is_open: bool = False) -> str:
    """Items in a line, with "and more" if the list is open."""
    return ", ".join([*items, "and more"] if is_open else items)


def words(code: str) -> str:
    """The words of a code."""
    return code.replace("_", " ")
