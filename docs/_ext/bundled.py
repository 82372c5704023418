"""Write the pages of each bundled dataset: every record, figure and claim with its source and paragraph."""

from collections.abc import Iterable, Iterator

from naming import Names, listed, words
from pages import safe, table

import expotrade as ex
from expotrade.catalogs import Record
from expotrade.records.display import claim_text, figure_cells

_Member = ex.Exhibitor | ex.Participant | ex.Deal | ex.Remark

_FIGURES = ("Metric", "As printed", "Bounds", "Notation", "What is counted, notes", "Source")
_CLAIMS = ("Claim", "As printed", "Notes", "Source")
_READING = """\
A place such as \\[2, p5\\] is paragraph 5 of source 2; the fields that are printed there and their wording may follow
in brackets. Roles, attendance and status are shown only where they are printed. "And more" means that the source leaves
the list open. *Bounds* are the bounds that the wording asserts, *Notation* has
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
    """Shared by the pages of one dataset: its catalog, and the names and links of its records."""

    def __init__(self, info: ex.datasets.DatasetInfo, catalog: ex.Catalog) -> None:
        self.info, self.catalog = info, catalog
        self.names = Names(info.name, catalog)

    def all(self) -> dict[str, str]:
        """Each page by its path."""
        pages = {f"{expo.id}.md": self.of_expo(expo) for expo in self.catalog.expos}
        titles = {f"{expo.id}.md": expo.short_name or expo.name for expo in self.catalog.expos}
        for name, title, lines in (
            ("trade", "Trade and statistics", self.of_trade()),
            ("organisations", "Organisations", self.of_organisations()),
            ("people", "People", self.of_people()),
            ("regions", "Regions", self.of_regions()),
            ("metrics", "Metrics of this dataset", self.of_metrics()),
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
                f"from {safe(source.origin)}" if source.origin not in (None, source.publisher) else "",
                f"[{title}](<{source.url}>)" if source.url else title,
                str(source.published or ""),
                f"read on {source.accessed}" if source.accessed else "",
                f"[archived copy](<{source.archived}>)" if source.archived else "",
                f"in place of `{source.supersedes}`" if source.supersedes else "",
            ]
            target = f"[{self.names.numbers[source.id]}]{{#{self.names.source_target(source)}}}"
            yield f"- {target}: {', '.join(part for part in parts if part)} (`{source.id}`)"

    def of_expo(self, expo: ex.Expo) -> str:
        catalog, names = self.catalog, self.names
        full_name = " ".join(name for name in (expo.name, expo.chinese_name) if name)
        lines = [f"({names.target(expo)})=", f"# {safe(full_name)} ({self.info.name})", ""]
        place = ", ".join(part for part in (safe(expo.city or ""), names.place(expo.country)) if part)
        facts = [safe(expo.short_name or ""), place, *self.organisers(expo)]
        lines += [self.facts(expo, facts), ""]
        lines += self.claims([expo])
        lines += self.members(
            expo, [one for one in self.all_members() if _place(one) == (None, expo.id)], "## "
        )
        held = [edition for edition in catalog.editions if edition.expo == expo.id]
        for edition in sorted(held, key=_in_time):
            facts = [
                f"number {edition.number}" if edition.number else "",
                str(edition.period or ""),
                safe(edition.venue or ""),
                safe(edition.city or ""),
                f'theme: "{safe(edition.theme)}"' if edition.theme else "",
            ]
            lines += ["", f"({names.target(edition)})=", f"## {safe(edition.label)}", ""]
            lines += [self.facts(edition, facts), ""]
            lines += self.figures([edition])
            lines += self.claims([edition])
            sections = [section for section in catalog.sections if section.edition == edition.id]
            for section in sections:
                lines += ["", f"({names.target(section)})="]
                lines += [f"### {safe(edition.label)}: {safe(section.name)}", ""]
                facts = [words(section.kind.value), names.place(section.country), *self.organisers(section)]
                lines += [self.facts(section, facts), ""]
                lines += self.figures([section])
                lines += self.claims([section])
            if sections and "sections" in edition.open_lists:
                lines += ["", "The source names more sections than these.", ""]
            there = [one for one in self.all_members() if _place(one)[0] == edition.id]
            lines += self.members(edition, there, f"### {safe(edition.label)}: ")
        return "\n".join(lines)

    def organisers(self, record: ex.Expo | ex.Section) -> list[str]:
        """The organisers, as a list of no or one text."""
        is_open = "organisers" in record.open_lists
        named = self.names.parties(record.organisers, is_open=is_open)
        return [f"held by {named}"] if record.organisers else []

    def facts(self, record: ex.Expo | ex.Edition | ex.Section, facts: Iterable[str]) -> str:
        """The facts of a record in a line that begins with its id."""
        status = getattr(record, "status", None)
        said = [*facts, status.value if status else "", *self.names.said_by(record)]
        note = f" Note: {safe(record.note)}." if record.note else ""
        return f"`{record.id}`: {'; '.join(fact for fact in said if fact)}.{note}"

    def all_members(self) -> Iterable[_Member]:
        catalog = self.catalog
        return (*catalog.exhibitors, *catalog.participants, *catalog.deals, *catalog.remarks)

    def members(self, of: ex.Expo | ex.Edition | None, records: list[_Member], before: str) -> list[str]:
        """The exhibitors, the participants, the deals and the remarks."""
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
                if of is not None and title.lower() in of.open_lists:
                    lines += [f"The source names more {title.lower()} than these.", ""]
                lines += self.figures([one for one in held if not isinstance(one, ex.Deal)], with_record=True)
                lines += self.claims(held, with_record=True)
        return lines

    def exhibitor(self, one: ex.Exhibitor) -> tuple[str, ...]:
        shown = [
            safe(show.product + (f" (debut: {words(show.debut.value)})" if show.debut else ""))
            for show in one.showcases
        ]
        if shown and "showcases" in one.open_lists:
            shown.append("and more")
        partners = self.names.parties(one.partners, is_open="partners" in one.open_lists)
        known = [*self.attended(one), f"with {partners}" if one.partners else "", *shown, *self.ending(one)]
        return self.part(one, known)

    def participant(self, one: ex.Participant) -> tuple[str, ...]:
        return self.part(one, [*self.attended(one), *self.ending(one)])

    def part(self, one: ex.Exhibitor | ex.Participant, known: Iterable[str]) -> tuple[str, ...]:
        """The cells of an exhibitor or a participant."""
        role = words(one.role.value) if one.role else ""
        facts = "; ".join(part for part in known if part)
        return (self.names.party(one.party), role, facts, self.names.places(one.citations))

    def attended(self, one: ex.Exhibitor | ex.Participant) -> list[str]:
        """The section and the attendance, as far as they are printed."""
        section = [f"in {self.names.link(one.section)}"] if one.section else []
        return section + ([words(one.attendance.value)] if one.attendance else [])

    def ending(self, one: Record) -> list[str]:
        """The status, whom the source quotes, and the note."""
        status = getattr(one, "status", None)
        said = [status.value] if status else []
        return [*said, *self.names.said_by(one), *([safe(one.note)] if one.note else [])]

    def deal(self, one: ex.Deal) -> tuple[str, ...]:
        value = "undisclosed"
        if one.value is not None:
            value = f"{safe(one.value.as_printed or '')} `{one.value.amount}`"
        what = [
            words(one.kind.value),
            safe(one.subject or ""),
            f"in {self.names.link(one.section)}" if one.section else "",
            str(one.date or ""),
            *self.ending(one),
        ]
        cited = one.citations or (one.value.citations if one.value else ())
        who = self.names.parties(one.parties, is_open="parties" in one.open_lists)
        return (who, "; ".join(part for part in what if part), value, self.names.places(cited))

    def remark(self, one: ex.Remark) -> tuple[str, ...]:
        names = self.names
        parties = names.parties(one.parties, is_open="parties" in one.open_lists)
        products = [safe(product) for product in one.products]
        if products and "products" in one.open_lists:
            products.append("and more")
        said = [
            safe(one.wording),
            f"in {names.link(one.section)}" if one.section else "",
            f"with {parties}" if one.parties else "",
            ", ".join(products),
            *self.ending(one),
        ]
        what = f"{words(one.kind.value)}: " + "; ".join(part for part in said if part)
        return (names.party(one.subject), what, str(one.date or ""), names.places(one.citations))

    def of_trade(self) -> list[str]:
        catalog, names = self.catalog, self.names
        lines: list[str] = []
        if catalog.flows:
            header = ("Id", "Reporter and partner", "Direction", "When", "Product", "Source")
            lines += ["## Trade flows", "", *table(header, map(self.flow, catalog.flows)), ""]
            lines += self.figures(catalog.flows, with_record=True)
            lines += self.claims(catalog.flows, with_record=True)
        if catalog.statistics:
            header = ("Id", "About", "Notes", "Source")
            rows = (
                (
                    f"`{one.id}`",
                    names.party(one.subject),
                    "; ".join(self.ending(one)),
                    names.places(one.citations),
                )
                for one in catalog.statistics
            )
            lines += ["", "## Statistics", "", *table(header, rows), ""]
            lines += self.figures(catalog.statistics, with_record=True)
            lines += self.claims(catalog.statistics, with_record=True)
        apart = [one for one in self.all_members() if _place(one) == (None, None)]
        return lines + self.members(None, apart, "## ")

    def flow(self, one: ex.TradeFlow) -> tuple[str, ...]:
        names = self.names
        others = listed(map(names.place, one.partners), is_open="partners" in one.open_lists)
        ends = f"{names.place(one.reporter)} and {others or names.place(one.partner) or '?'}"
        product = (one.product or "all") + (f" (HS {one.hs})" if one.hs else "")
        return (
            f"`{one.id}`",
            "; ".join([ends, *([names.link(one.trader)] if one.trader else []), *self.ending(one)]),
            words(one.kind.value),
            str(one.period or ""),
            safe(product),
            names.places(one.citations),
        )

    def of_organisations(self) -> list[str]:
        header = ("Name", "Other names", "Kind", "Country", "Part of", "Notes", "Source")
        rows = [
            (
                self.named(one, one.name),
                safe("; ".join(one.other_names)),
                words(one.kind.value) if one.kind else "",
                self.names.place(one.country),
                self.names.link(one.part_of) if one.part_of else "",
                "; ".join(self.ending(one)),
                self.names.places(one.citations),
            )
            for one in self.catalog.organisations
        ]
        return list(table(header, rows)) if rows else []

    def of_people(self) -> list[str]:
        header = ("Name", "Other names", "Offices", "Notes", "Source")
        rows = [
            (
                self.named(one, one.name),
                safe("; ".join(one.other_names)),
                "; ".join(map(self.office, one.offices)),
                "; ".join(self.ending(one)),
                self.names.places(one.citations),
            )
            for one in self.catalog.people
        ]
        return list(table(header, rows)) if rows else []

    def office(self, one: ex.records.Office) -> str:
        of = f", {self.names.link(one.organisation)}" if one.organisation else ""
        return safe(one.title) + of + (f" ({one.date})" if one.date else "")

    def of_regions(self) -> list[str]:
        header = ("Name", "Other names", "Lies in", "Notes", "Source")
        rows = [
            (
                self.named(one, one.name),
                safe("; ".join(one.other_names)),
                self.names.place(one.lies_in),
                "; ".join(self.ending(one)),
                self.names.places(one.citations),
            )
            for one in self.catalog.regions
        ]
        return list(table(header, rows)) if rows else []

    def of_metrics(self) -> list[str]:
        header = ("Metric", "Dimension", "Unit", "Meaning", "Source")
        rows = [
            (
                self.named(one, " ".join(name for name in (one.english, one.chinese) if name)),
                one.dimension,
                one.unit or "",
                safe(one.definition or ""),
                self.names.places(one.citations),
            )
            for one in self.catalog.metrics
        ]
        return list(table(header, rows)) if rows else []

    def named(self, record: Record, name: str) -> str:
        """The cell that other pages link to."""
        return f"[{safe(name)}]{{#{self.names.target(record)}}} (`{record.id}`)"

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
        _, _, low, high = figure_cells(figure)
        metric = self.catalog.metric(figure.metric)
        status = "" if figure.status is ex.Status.ACTUAL else f" ({figure.status.value})"
        name = f"[{safe(metric.english)}](#{self.names.metric_target(metric.code)}){status}"
        preferred = isinstance(record, ex.Edition | ex.Section) and record[figure.metric] is figure
        beside = "" if figure.equivalent is None else f" (beside it: {figure.equivalent:short})"
        notes = [safe(figure.basis or ""), *self.time(record, figure), safe(figure.note or "")]
        notes += self.names.said_by(figure)
        return (
            f"{name} **preferred**" if is_rival and preferred else name,
            safe((figure.as_printed or "") + beside),
            safe(_bounds(low, high)),
            f"`{figure.amount}`",
            "; ".join(note for note in notes if note),
            self.names.places(figure.citations),
        )

    def time(self, record: Record, figure: ex.Figure) -> Iterator[str]:
        """The time of a figure, if it is not the time of the record or of its edition."""
        edition = getattr(record, "edition", None)
        known = getattr(record, "period", None) or (self.catalog.edition(edition).period if edition else None)
        if figure.period and figure.period != known:
            yield f"{figure.period}"
        if figure.as_of:
            yield f"as of {figure.as_of}"
        if figure.horizon is not None:
            yield f"within {figure.horizon:short}".replace("within exactly", "within")

    def claims(self, records: Iterable[Record], *, with_record: bool = False) -> list[str]:
        """The claims of some records."""
        rows = []
        for record in records:
            for claim in getattr(record, "claims", ()):
                notes = [safe(claim.basis or ""), safe(claim.note or ""), *self.names.said_by(claim)]
                status = "" if claim.status is ex.Status.ACTUAL else f" ({claim.status.value})"
                cells = (
                    safe(claim_text(claim) + status),
                    safe(claim.as_printed or ""),
                    "; ".join(note for note in notes if note),
                    self.names.places(claim.citations),
                )
                rows.append((f"`{record.id}`", *cells) if with_record else cells)
        header = ("Record", *_CLAIMS) if with_record else _CLAIMS
        return [*table(header, rows), ""] if rows else []


def _place(record: _Member) -> tuple[str | None, str | None]:
    """The edition of a record, or the expo if the edition is not printed."""
    return (record.edition, None) if record.edition else (None, record.expo)


def _in_time(edition: ex.Edition) -> tuple[bool, int, int]:
    """A key that sorts editions by year; one without a year comes last."""
    return (edition.year is None, edition.year or 0, edition.number or 0)


def _bounds(low: str, high: str) -> str:
    """The bounds of a figure in words; "open" means that there is no bound."""
    if low == high:
        return low
    if "open" in (low, high):
        return f"{low} or more" if high == "open" else f"{high} or less"
    return f"{low} to {high}"
