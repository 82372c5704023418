"""Write the pages of each bundled dataset: every record, figure and claim with its source and paragraph."""

from collections.abc import Iterable, Iterator

from pages import safe, slug, table

import expotrade as ex
from expotrade.catalogs import Record
from expotrade.records.display import claim_text, figure_cells

_Member = ex.Exhibitor | ex.Participant | ex.Deal | ex.Remark

_FIGURES = ("Metric", "As printed", "Bounds", "Notation", "What is counted, notes", "Source")
_CLAIMS = ("Claim", "As printed", "Notes", "Source")
_READING = """\
A place such as \\[2, p5\\] is paragraph 5 of source 2. *Bounds* are the bounds that the wording asserts, *Notation* has
every digit. If sources disagree, all their figures are in the table, and `edition["..."]` returns the one with the mark
"preferred". The notes give the time of a figure if it is not the time of the record."""


def dataset_pages() -> dict[str, str]:
    """The pages of every dataset and an index of them, each by its path under `datasets/`."""
    pages: dict[str, str] = {}
    rows = []
    for info in ex.list_datasets():
        pages |= _Pages(info, ex.load_dataset(info.name)).all()
        counts = (f"{info.counts[kind]:,}" for kind in ("figures", "claims", "sources", "editions"))
        rows.append((f"[{info.name}]({info.name}/index.md)", safe(info.title), info.version, *counts))
    pages["index.md"] = "\n".join([
        "# Datasets",
        "",
        "The data is part of the package and needs no network: `ex.load_dataset(\"articles\")` returns a",
        "{py:class}`catalog <expotrade.Catalog>`. These pages show every figure with its source.",
        "",
        *table(("Dataset", "Contents", "Version", "Figures", "Claims", "Sources", "Editions"), rows),
        "",
        "```{toctree}",
        ":hidden:",
        "",
        *(f"{info.name} <{info.name}/index>" for info in ex.list_datasets()),
        "```",
    ])  # fmt: skip
    return pages


class _Pages:
    """Shared by the pages of one dataset: its catalog, and the number of each source."""

    def __init__(self, info: ex.datasets.DatasetInfo, catalog: ex.Catalog) -> None:
        self.info, self.catalog = info, catalog
        self.numbers = {source.id: number for number, source in enumerate(catalog.sources, start=1)}

    def all(self) -> dict[str, str]:
        """Each page by its path."""
        pages = {f"{expo.id}.md": self.of_expo(expo) for expo in self.catalog.expos}
        titles = {f"{expo.id}.md": expo.short_name or expo.name for expo in self.catalog.expos}
        for name, title, lines in (
            ("trade", "Trade and statistics", self.of_trade()),
            ("organisations", "Organisations", self.of_organisations()),
        ):
            if lines:
                titles[f"{name}.md"] = title
                pages[f"{name}.md"] = f"# {title} ({self.info.name})\n\n" + "\n".join(lines)
        titles["sources.md"] = "Sources"
        pages["sources.md"] = "\n".join([f"# Sources of {self.info.name}", "", *self.sources()])
        pages["index.md"] = "\n".join([
            f"# The dataset {self.info.name}",
            "",
            f"{safe(self.info.title)}. Version {self.info.version}, {safe(self.info.licence)}.",
            "",
            f'Load it with `ex.load_dataset("{self.info.name}")`. It contains {self.counts()}.',
            "",
            *(f"- [{title}]({path})" for path, title in titles.items()),
            "",
            *(["## Known gaps", ""] if self.info.known_gaps else []),
            *(f"- {safe(gap)}" for gap in self.info.known_gaps),
            "",
            "## How to read the tables",
            "",
            _READING,
            "",
            "```{toctree}",
            ":hidden:",
            "",
            *(f"{title} <{path.removesuffix('.md')}>" for path, title in titles.items()),
            "```",
        ])  # fmt: skip
        return {f"{self.info.name}/{path}": text for path, text in pages.items()}

    def counts(self) -> str:
        return ", ".join(f"{count} {kind}" for kind, count in self.info.counts.items() if count)

    def sources(self) -> Iterator[str]:
        for source in self.catalog.sources:
            title = f'"{safe(source.title)}"'
            parts = [
                safe(source.publisher) if source.publisher else "",
                f"[{title}](<{source.url}>)" if source.url else title,
                str(source.published or ""),
            ]
            target = f"[{self.numbers[source.id]}]{{#{self.source_target(source)}}}"
            yield f"- {target}: {', '.join(part for part in parts if part)} (`{source.id}`)"

    def of_expo(self, expo: ex.Expo) -> str:
        catalog = self.catalog
        names = " ".join(name for name in (expo.name, expo.chinese_name) if name)
        lines = [f"# {safe(names)} ({self.info.name})", ""]
        facts = [
            expo.short_name,
            ", ".join(part for part in (expo.city, expo.country) if part),
            "held by " + _named(catalog, expo.organisers) if expo.organisers else None,
        ]
        lines += [_facts(expo, facts), ""]
        lines += self.claims([expo])
        lines += self.members([one for one in self.all_members() if _place(one) == (None, expo.id)], "## ")
        held = [edition for edition in catalog.editions if edition.expo == expo.id]
        for edition in sorted(held, key=lambda edition: (edition.year, edition.number or 0)):
            facts = [
                f"number {edition.number}" if edition.number else None,
                str(edition.period or ""),
                edition.venue,
                edition.city,
                f'theme: "{edition.theme}"' if edition.theme else None,
            ]
            lines += ["", f"## {safe(edition.label)}", "", _facts(edition, facts), ""]
            lines += self.figures([edition])
            lines += self.claims([edition])
            for section in catalog.sections:
                if section.edition == edition.id:
                    lines += ["", f"### {safe(edition.label)}: {safe(section.name)}", ""]
                    kind = section.kind.value.replace("_", " ")
                    lines += [f"A {kind}: `{section.id}`.", ""]
                    lines += self.figures([section])
                    lines += self.claims([section])
            there = [one for one in self.all_members() if _place(one)[0] == edition.id]
            lines += self.members(there, f"### {safe(edition.label)}: ")
        return "\n".join(lines)

    def all_members(self) -> Iterable[_Member]:
        catalog = self.catalog
        return (*catalog.exhibitors, *catalog.participants, *catalog.deals, *catalog.remarks)

    def members(self, records: list[_Member], before: str) -> list[str]:
        """The participants, the deals and the remarks."""
        lines: list[str] = []
        shown = (
            ("Exhibitors", ex.Exhibitor, ("Who", "Role", "Facts", "Source"), self.exhibitor),
            ("Participants", ex.Participant, ("Who", "Part", "Facts", "Source"), self.participant),
            ("Deals", ex.Deal, ("Who", "What", "Value", "Source"), self.deal),
            ("Remarks", ex.Remark, ("About", "What", "When", "Source"), self.remark),
        )
        for title, kind, header, cells in shown:
            held = [one for one in records if isinstance(one, kind)]
            if held:
                heading = f"{before}{title if before.endswith('# ') else title.lower()}"
                lines += ["", heading, "", *table(header, map(cells, held)), ""]
                lines += self.figures([one for one in held if not isinstance(one, ex.Deal)], with_record=True)
                lines += self.claims(held, with_record=True)
        return lines

    def exhibitor(self, one: ex.Exhibitor) -> tuple[str, ...]:
        debuts = (
            show.product + (f" (debut: {_words(show.debut.value)})" if show.debut else "")
            for show in one.showcases
        )
        known = [
            _words(one.attendance.value),
            *(["with " + _named(self.catalog, one.partners)] if one.partners else []),
            *debuts,
            *([one.note] if one.note else []),
        ]
        who = safe(_named(self.catalog, [one.party]))
        return (who, _words(one.role.value), safe("; ".join(known)), self.places(one.citations))

    def participant(self, one: ex.Participant) -> tuple[str, ...]:
        known = [_words(one.attendance.value), *([one.note] if one.note else [])]
        who = safe(_named(self.catalog, [one.party]))
        return (who, _words(one.role.value), safe("; ".join(known)), self.places(one.citations))

    def deal(self, one: ex.Deal) -> tuple[str, ...]:
        value = "undisclosed"
        if one.value is not None:
            value = f"{safe(one.value.as_printed or '')} `{one.value.amount}`"
        what = "; ".join(part for part in (_words(one.kind.value), one.subject, one.note) if part)
        cited = one.citations or (one.value.citations if one.value else ())
        return (safe(_named(self.catalog, one.parties)), safe(what), value, self.places(cited))

    def remark(self, one: ex.Remark) -> tuple[str, ...]:
        people = "; ".join(
            f"{person.name}, {person.office}" if person.office else person.name for person in one.people
        )
        said = [one.wording, people, _named(self.catalog, one.parties), one.attributed_to, one.note]
        what = f"{_words(one.kind.value)}: " + "; ".join(part for part in said if part)
        about = _named(self.catalog, [one.subject])
        return (safe(about), safe(what), _when(one.date, one.status), self.places(one.citations))

    def of_trade(self) -> list[str]:
        catalog = self.catalog
        lines: list[str] = []
        if catalog.flows:
            header = ("Id", "Reporter and partner", "Direction", "When", "Product", "Source")
            rows = (
                (
                    f"`{one.id}`",
                    safe(", ".join(filter(None, [f"{one.reporter} and {one.partner or '?'}", one.trader]))),
                    _words(one.kind.value),
                    str(one.period or ""),
                    safe((one.product or "all") + (f" (HS {one.hs})" if one.hs else "")),
                    self.places(one.citations),
                )
                for one in catalog.flows
            )
            lines += ["## Trade flows", "", *table(header, rows), ""]
            lines += self.figures(catalog.flows, with_record=True)
            lines += self.claims(catalog.flows, with_record=True)
        if catalog.statistics:
            header = ("Id", "About", "Source")
            rows = (
                (f"`{one.id}`", safe(_named(catalog, [one.subject])), self.places(one.citations))
                for one in catalog.statistics
            )
            lines += ["", "## Statistics", "", *table(header, rows), ""]
            lines += self.figures(catalog.statistics, with_record=True)
            lines += self.claims(catalog.statistics, with_record=True)
        apart = [one for one in self.all_members() if _place(one) == (None, None)]
        return lines + self.members(apart, "## ")

    def of_organisations(self) -> list[str]:
        header = ("Name", "Other names", "Kind", "Country", "Part of", "Source")
        rows = [
            (
                f"{safe(one.name)} (`{one.id}`)",
                safe("; ".join(one.other_names)),
                _words(one.kind.value) if one.kind else "",
                one.country or "",
                f"`{one.part_of}`" if one.part_of else "",
                self.places(one.citations),
            )
            for one in self.catalog.organisations
        ]
        return list(table(header, rows)) if rows else []

    def figures(self, records: Iterable[Record], *, with_record: bool = False) -> list[str]:
        """The figures of some records, with rivals below each other."""
        rows = []
        for record in records:
            held: dict[str, list[ex.Figure]] = {}
            for figure in getattr(record, "figures", ()):
                held.setdefault(figure.metric, []).append(figure)
            for rivals in held.values():
                for figure in rivals:
                    cells = self.figure(record, figure, is_rival=len(rivals) > 1)
                    rows.append((f"`{record.id}`", *cells) if with_record else cells)
        header = ("Record", *_FIGURES) if with_record else _FIGURES
        return [*table(header, rows), ""] if rows else []

    def figure(self, record: Record, figure: ex.Figure, *, is_rival: bool) -> tuple[str, ...]:
        label, _, low, high = figure_cells(figure)
        name = f"[{safe(label)}](#{slug('metric', figure.metric)})"
        preferred = isinstance(record, ex.Edition | ex.Section) and record[figure.metric] is figure
        beside = "" if figure.equivalent is None else f" (beside it: {figure.equivalent:short})"
        notes = [figure.basis, *self.time(record, figure), figure.note]
        notes += [f"says {figure.attributed_to}"] if figure.attributed_to else []
        return (
            f"{name} **preferred**" if is_rival and preferred else name,
            safe((figure.as_printed or "") + beside),
            safe(_bounds(low, high)),
            f"`{figure.amount}`",
            safe("; ".join(note for note in notes if note)),
            self.places(figure.citations),
        )

    def time(self, record: Record, figure: ex.Figure) -> Iterator[str]:
        """The time of a figure, if it is not the time of the record or of its edition."""
        edition = getattr(record, "edition", None)
        known = getattr(record, "period", None) or (self.catalog.edition(edition).period if edition else None)
        if figure.period and figure.period != known:
            yield f"{figure.period}"
        if figure.as_of:
            yield f"as of {figure.as_of}"

    def claims(self, records: Iterable[Record], *, with_record: bool = False) -> list[str]:
        """The claims of some records."""
        rows = []
        for record in records:
            for claim in getattr(record, "claims", ()):
                notes = [claim.basis, claim.note]
                notes += [f"says {claim.attributed_to}"] if claim.attributed_to else []
                status = "" if claim.status is ex.Status.ACTUAL else f" ({claim.status.value})"
                cells = (
                    safe(claim_text(claim) + status),
                    safe(claim.as_printed or ""),
                    safe("; ".join(note for note in notes if note)),
                    self.places(claim.citations),
                )
                rows.append((f"`{record.id}`", *cells) if with_record else cells)
        header = ("Record", *_CLAIMS) if with_record else _CLAIMS
        return [*table(header, rows), ""] if rows else []

    def source_target(self, source: ex.Source) -> str:
        return slug(self.info.name, "source", str(self.numbers[source.id]))

    def places(self, citations: Iterable[ex.Citation]) -> str:
        """The places in their sources, each a link to the source."""
        return ", ".join(
            f"[\\[{self.numbers[one.source.id]}{'' if one.paragraph is None else f', p{one.paragraph}'}\\]]"
            f"(#{self.source_target(one.source)})"
            for one in citations
        )


def _place(record: _Member) -> tuple[str | None, str | None]:
    """The edition of a record, or the expo if the edition is not printed."""
    return (record.edition, None) if record.edition else (None, record.expo)


def _facts(record: ex.Expo | ex.Edition, facts: list[str | None]) -> str:
    """The facts of a record, in a line that begins with its id."""
    note = f" Note: {safe(record.note)}." if record.note else ""
    return f"`{record.id}`; {safe('; '.join(fact for fact in facts if fact))}.{note}"


def _named(catalog: ex.Catalog, parties: Iterable[ex.Party]) -> str:
    """The names of parties: those of their organisations and places."""
    names = []
    for party in parties:
        if party.organisation:
            name = catalog.organisation(party.organisation).name
        else:
            name = ex.place(party.place).english if party.place else party.name
        names.append(f"{name} ({party.role})" if party.role else name)
    return ", ".join(names)


def _when(period: ex.Period | None, status: ex.Status) -> str:
    when = str(period or "")
    return when if status is ex.Status.ACTUAL else f"{when} ({status.value})".strip()


def _bounds(low: str, high: str) -> str:
    """The bounds of a figure in words; "open" means that there is no bound."""
    if low == high:
        return low
    if "open" in (low, high):
        return f"{low} or more" if high == "open" else f"{high} or less"
    return f"{low} to {high}"


def _words(code: str) -> str:
    return code.replace("_", " ")
