"""Rebuild `src/expotrade/data/history.json` from `datasets/history/expo_history.csv` and the reviewed tables beside it.

    python datasets/history/build/build_history.py

If nothing has changed, it leaves no diff. Each row of the CSV gets a place in the dataset, or is listed with the reason
why it has no place:

- a number is a figure of its edition, or of a section where it counts a part of the edition; a rate of growth, a share
  and a cumulative total are claims; the conversion printed beside a value is that figure's equivalent;
- dates, venue and city are claims of the edition, each with the citation and wording of its row. Rivals stand side by
  side; the days to use are those of the rows that print both days: what somebody wrote before what a machine
  translated, actual before planned, published from the first day on before earlier, more sources before fewer, then by
  the class of the publisher, earlier before later;
- what a row or its note prints beside its number (`also.csv`) is a figure or claim of its own;
- a row that restates one of the five articles is that article's figure, word for word, so that merging unites them.

`history_figures.py` and `history_claims.py` say how a row is read, and `rows.csv` lists the rows that are read in
another way, with the reasons. The rule of `history_preference.py` chooses the preferred one of several rival figures.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from attrs import evolve
from history_ahead import mark_ahead
from history_claims import beside, change_of, cumulative_of, growth_of, share_of
from history_dates import FIELDS, days_of, settle
from history_figures import Reader
from history_preference import Evidence, choose
from history_rows import Also, Row, edition_id, read_also, read_expos, read_rows, read_table, slug

from expotrade.amounts import Amount
from expotrade.catalogs import Catalog
from expotrade.codec import dumps, read_catalog
from expotrade.places import place
from expotrade.records import (
    Citation,
    Claim,
    DatesClaim,
    Edition,
    Expo,
    Figure,
    Office,
    Participant,
    ParticipantRole,
    Party,
    Person,
    Remark,
    RemarkKind,
    Section,
    SectionKind,
    Status,
    list_metrics,
)

DATA = Path(__file__).parents[3] / "src" / "expotrade" / "data"
TARGET = DATA / "history.json"


@dataclass
class Built:
    """The result: the catalog, and the place of each row."""

    catalog: Catalog
    placed: dict[int, str]
    unplaced: dict[int, str]
    imprecise: dict[int, str]


@dataclass
class _Held:
    """The parts of one edition, or of a section of it, before it is made."""

    expo: str
    year: int | None
    number: int
    figures: list[Evidence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def _of(row: Row) -> _Held:
    """The empty parts of the edition of a row, or of a section of it."""
    return _Held(row.expo, row.year, row.edition_number)


class _Builder:
    """One pass over the rows."""

    def __init__(self) -> None:
        self.rows = marked_rows()
        self.reader = Reader()
        self.articles = read_catalog(DATA / "articles.json")
        self.restated = {int(one["row"]): one for one in read_table("restated.csv")}
        self.venues = {one["printed"]: one["venue"] for one in read_table("venues.csv")}
        self.cities = {one["id"]: one["city"] for one in read_expos()}
        self.metric_order = {one.code: position for position, one in enumerate(list_metrics())}
        self.editions: dict[str, _Held] = {}
        self.sections: dict[tuple[str, str], _Held] = {}
        self.expo_claims: dict[str, list[Claim]] = {}
        self.participants: list[Participant] = []
        self.remarks: list[Remark] = []
        self.also = read_also()
        self.numbers = {(row.expo, row.edition_number): row for row in self.rows}
        self.placed: dict[int, str] = {}
        self.unplaced: dict[int, str] = {}

    def build(self) -> Built:
        for row in self.rows:
            self.editions.setdefault(row.edition, _of(row)).rows.append(row)
            if row.becomes == "sign_ups":
                edition, year = self.following(row)
                self.editions.setdefault(edition, _Held(row.expo, year, row.edition_number + 1))
        for row in self.rows:
            self.place(row)
            for also in self.also.get(row.number, ()):
                self.place_beside(row, also)
        for row in self.rows:
            if row.becomes == "equivalent" and row.number not in self.placed:
                self.place_equivalent(row)
        catalog = Catalog(
            people=self.people(),
            expos=self.expos(),
            editions=[self.edition(edition, held) for edition, held in self.editions.items()],
            sections=self.section_records(),
            participants=self.participants,
            remarks=self.remarks,
        )
        return Built(
            evolve(catalog, sources=sorted(catalog.sources, key=lambda one: one.id)),
            self.placed,
            self.unplaced,
            self.reader.imprecise,
        )

    def edition(self, edition: str, held: _Held) -> Edition:
        """The record of an edition."""
        status, citations = status_of(held.rows)
        return Edition(
            id=edition,
            expo=held.expo,
            year=held.year,
            number=held.number,
            figures=self.with_preferred(held),
            claims=[*held.claims, *self.settled(edition, held)],
            status=status,
            citations=citations,
        )

    def settled(self, edition: str, held: _Held) -> list[Claim]:
        """The claims on the days and the place of an edition."""
        told = [one for one in self.articles.editions if one.id == edition]
        dated = [
            claim.period
            for one in told
            for claim in one.claims
            if isinstance(claim, DatesClaim) and claim.period
        ]
        return settle(held.rows, self.venues, self.cities[held.expo], told=dated) if held.rows else []

    def section_records(self) -> list[Section]:
        """The records of the sections; a citation prints the kind and the country if a wording or headline has them."""
        named = {one["section"]: one for one in read_table("sections.csv")}
        sections = []
        for (edition, name), held in sorted(self.sections.items(), key=lambda item: item[0]):
            cited = printing(held.rows, named[name]["words"])
            sections.append(
                Section(
                    id=f"{edition}-{name}",
                    edition=edition,
                    kind=SectionKind(named[name]["kind"]),
                    name=named[name]["name"],
                    country=named[name]["country"] or None,
                    figures=self.with_preferred(held),
                    claims=held.claims,
                    citations=() if cited is None else (cited_for(named[name]["country"], cited),),
                )
            )
        return sections

    def expos(self) -> list[Expo]:
        """The records of the expos."""
        return [
            Expo(
                id=one["id"],
                name=one["name"],
                short_name=one["short_name"],
                chinese_name=one["chinese_name"],
                city=one["city"],
                claims=self.expo_claims.get(one["id"], ()),
            )
            for one in read_expos()
        ]

    def people(self) -> list[Person]:
        """The people whom the rows quote."""
        people = []
        for one in read_table("people.csv"):
            cited = [row.source for row in self.rows if row.changes.get("attributed_to") == one["name"]]
            offices = [Office(title=one["office"], date=cited[0].published)] if one["office"] else []
            said = ("name", "offices") if offices else ("name",)
            people.append(
                Person(
                    id=one["id"],
                    name=one["person"],
                    offices=offices,
                    citations=[Citation(source, as_printed=one["name"], fields=said) for source in cited],
                )
            )
        return people

    def place(self, row: Row) -> None:
        """Put a row into its place; equivalents wait until the figures are there."""
        if reason := row.changes.get("unplaced"):
            self.unplaced[row.number] = reason
        elif row.number in self.restated:
            self.place_restated(row)
        elif row.becomes in FIELDS:
            self.placed[row.number] = f"{row.becomes} of {row.edition}, a claim"
        elif "parts" in row.changes:
            self.place_parts(row)
        elif row.becomes != "equivalent":
            places = {
                "figure": self.place_figure,
                "growth": self.place_growth,
                "change": self.place_change,
                "share": self.place_share,
                "cumulative": self.place_cumulative,
                "cumulative_before": self.place_cumulative,
                "sign_ups": self.place_sign_ups,
                "number": self.place_number,
                "guest": self.place_guest,
            }
            places[row.becomes](row)

    # --- Figures ----------------------------------------------------------------------------------------------------

    def held(self, row: Row) -> tuple[str, _Held]:
        """The edition or section that a row is about."""
        if not row.section:
            return row.edition, self.editions[row.edition]
        held = self.sections.setdefault((row.edition, row.section), _of(row))
        if row not in held.rows:
            held.rows.append(row)
        return f"{row.edition}-{row.section}", held

    def place_figure(self, row: Row) -> None:
        name, held = self.held(row)
        self.add_figure(row, held, self.reader.figure(row), name)
        if growth := row.changes.get("growth"):
            self.add_claim(row, held.claims, growth_of(row, self.reader, Amount.parse(growth)), name)

    def add_figure(self, row: Row, held: _Held, figure: Figure, name: str) -> None:
        evidence = Evidence(figure, row.publisher_class, row.class_rank, row.number)
        same = [one for one in held.figures if _identity(one.figure) == _identity(figure)]
        if not same:
            held.figures.append(evidence)
        again = f", as row {same[0].order}" if same else ""
        self.placed[row.number] = f"{figure.metric} of {name}{again}"

    def place_restated(self, row: Row) -> None:
        """The article's own figure, with its source, wording and paragraphs."""
        one = self.restated[row.number]
        if (one["metric"], one["value"]) != (row.metric, row.value):
            raise SystemExit(f"restated.csv: row {row.number} is another")
        figure = self.articles.edition(one["article_edition"])[one["article_metric"]]
        held = self.editions[one["article_edition"]]
        self.add_figure(row, held, figure, one["article_edition"])
        self.placed[row.number] = f"restates {figure.source.id}: {figure.metric} of {one['article_edition']}"

    def place_parts(self, row: Row) -> None:
        """Place a row that adds numbers which its page prints separately."""
        for part in row.changes["parts"].split("; "):
            amount, section = part.split(" in ")
            name, held = self.held(replace(row, section=section))
            self.add_figure(row, held, self.reader.figure(row, Amount.parse(amount)), name)
        self.placed[row.number] = f"{row.code} of parts of {row.edition}"

    def place_equivalent(self, row: Row) -> None:
        """The conversion beside the value that the same source prints in another currency."""
        _, held = self.held(row)
        for position, one in enumerate(held.figures):
            figure = one.figure
            if figure.source == row.source and figure.metric == row.code and figure.equivalent is None:
                changed = evolve(figure, equivalent=self.reader.amount(row))
                held.figures[position] = Evidence(changed, one.publisher_class, one.class_rank, one.order)
                self.placed[row.number] = f"equivalent of {row.code} of {row.edition}"
                return
        raise SystemExit(f"row {row.number}: its source prints no value that it is the conversion of")

    def following(self, row: Row) -> tuple[str, int | None]:
        """The id and the year of the edition after that of a row; no year if no row prints it."""
        number = row.edition_number + 1
        following = self.numbers.get((row.expo, number))
        year = None if following is None else following.year
        return edition_id(row.expo, number, year), year

    def place_sign_ups(self, row: Row) -> None:
        """Place sign-ups in the edition for which the companies sign up."""
        edition, _ = self.following(row)
        figure = evolve(self.reader.figure(row), as_of=row.source.published)
        self.add_figure(row, self.editions[edition], figure, edition)

    def place_beside(self, row: Row, also: Also) -> None:
        """Place what a row prints beside its number: in its own record, or in the one that `also.csv` names."""
        edition, _, section = also.about.partition(":")
        held = self.held(row)[1] if not edition else self.editions[edition]
        if section:
            held = self.sections.setdefault((edition, section), replace(held, figures=[], claims=[], rows=[]))
            held.rows.append(row)
        if also.kind == "figure":
            figure = self.reader.beside(row, also)
            held.figures.append(Evidence(figure, row.publisher_class, row.class_rank, row.number))
        else:
            of = edition if row.reading == "of:edition" else None
            held.claims.append(beside(row, also, of=of))

    def with_preferred(self, held: _Held) -> list[Figure]:
        """The figures in the order of the metrics, with one of several rivals marked."""
        # A section is over when its edition is.
        edition = edition_id(held.expo, held.number, held.year)
        last_day = days_of(self.editions[edition].rows).closing
        figures = held.figures
        ordered = sorted(figures, key=lambda one: (self.metric_order[one.figure.metric], one.order))
        chosen = set()
        for code in {one.figure.metric for one in ordered}:
            rivals = [one for one in ordered if one.figure.metric == code]
            if len(rivals) > 1:
                chosen.add(choose(rivals, last_day=last_day, year=held.year).order)
        marked = {(one.order, one.figure.metric) for one in ordered if one.order in chosen}
        return [evolve(one.figure, is_preferred=(one.order, one.figure.metric) in marked) for one in ordered]

    # --- Claims -----------------------------------------------------------------------------------------------------

    def add_claim(self, row: Row, claims: list[Claim], claim: Claim, name: str) -> None:
        claims.append(claim)
        self.placed.setdefault(row.number, f"{type(claim).__name__.lower()} of {name}")

    def place_growth(self, row: Row) -> None:
        name, held = self.held(row)
        self.add_claim(row, held.claims, growth_of(row, self.reader), name)

    def place_change(self, row: Row) -> None:
        name, held = self.held(row)
        self.add_claim(row, held.claims, change_of(row, self.reader), name)

    def place_share(self, row: Row) -> None:
        """Place a share of the edition, of another section, or of a whole that is only named in words."""
        name, held = self.held(row)
        kind, _, of = row.reading.partition(":")
        whole = None
        if kind == "of":
            whole = row.edition if of == "edition" else f"{row.edition}-{of}"
            if of != "edition":
                self.sections.setdefault((row.edition, of), _of(row))
        share = share_of(row, self.reader, of=whole, subject=of if kind == "subject" else None)
        self.add_claim(row, held.claims, share, name)

    def place_cumulative(self, row: Row) -> None:
        """Place a total over all editions up to one, as a claim about the series."""
        last = row if row.becomes == "cumulative" else self.numbers[row.expo, row.edition_number - 1]
        claim = cumulative_of(row, self.reader, last)
        self.add_claim(row, self.expo_claims.setdefault(row.expo, []), claim, row.expo)

    # --- Other rows -------------------------------------------------------------------------------------------------

    def place_number(self, row: Row) -> None:
        """Place another number of the edition than its own as a remark."""
        self.remarks.append(
            Remark(
                id=f"{row.edition}-number-{row.source.id}",
                subject=Party(edition=row.edition),
                kind=RemarkKind.STATEMENT,
                wording=f"printed as number {row.value}: {row.as_printed}",
                edition=row.edition,
                citations=(Citation(row.source),),
                note=row.note,
            )
        )
        self.placed[row.number] = f"remark on the number of {row.edition}"

    def place_guest(self, row: Row) -> None:
        """Place the country of honour; on a page from before the opening it is expected, and nothing says it came."""
        citations = [Citation(row.source, as_printed=row.as_printed, fields=("party", "role"))]
        if row.status is not Status.ACTUAL:
            citations.append(Citation(row.source, as_printed=row.source.title, fields=("status",)))
        self.participants.append(
            Participant(
                id=f"{row.edition}-{slug(row.value)}",
                party=Party(place=place(row.value).code),
                role=ParticipantRole.COUNTRY_OF_HONOUR,
                edition=row.edition,
                status=None if row.status is Status.ACTUAL else row.status,
                citations=citations,
                note=row.note,
            )
        )
        self.placed[row.number] = f"participant of {row.edition}"


def printing(rows: list[Row], words: str) -> tuple[Row, str] | None:
    """The first row whose wording, else whose headline, has the words of a section, with the text that has them."""
    texts = [(row, row.as_printed) for row in rows] + [(row, row.source.title) for row in rows]
    return next(((row, text) for row, text in texts if words and re.search(words, text)), None)


def cited_for(country: str, printed: tuple[Row, str]) -> Citation:
    """The place that prints the kind of a section, and its country if it has one."""
    row, text = printed
    return Citation(row.source, as_printed=text, fields=("kind", "country") if country else ("kind",))


def status_of(rows: list[Row]) -> tuple[Status | None, list[Citation]]:
    """The status of an edition that only pages from before its opening print, with the wording; else None."""
    ahead = [row for row in rows if row.ahead or row.status is not Status.ACTUAL]
    if not rows or len(ahead) < len(rows):
        return None, []
    told = next(row for row in ahead if row.status is not Status.ACTUAL)
    return told.status, [Citation(told.source, as_printed=told.as_printed, fields=("status",))]


def marked_rows() -> list[Row]:
    """All rows, each with the mark of a page that was printed before its edition opened."""
    rows = read_rows()
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row.edition, []).append(row)
    return mark_ahead(rows, {edition: days_of(own).opening for edition, own in held.items()})


def _identity(figure: Figure) -> tuple[object, ...]:
    """The key by which two figures are the same fact of the same source."""
    return (figure.source.id, figure.metric, figure.amount, figure.period, figure.as_of, figure.status)


def build() -> Built:
    """The catalog of the history, and the place of each row."""
    return _Builder().build()


if __name__ == "__main__":
    built = build()
    TARGET.write_text(dumps(built.catalog), "utf-8")
    print(f"{len(built.placed)} rows placed")
    for number, reason in built.unplaced.items():
        print(f"row {number} has no place: {reason}")
    for number, wording in built.imprecise.items():
        print(f"row {number} does not print its number: {wording}")
