"""Rebuild `src/expotrade/data/history.json` from `datasets/history/expo_history.csv` and the reviewed tables beside it.

    python datasets/history/build/build_history.py

If nothing has changed, it leaves no diff. Each row of the CSV gets a place in the dataset, or is listed with the reason
why it has no place:

- a number is a figure of its edition, or of a section where it counts a part of the edition; a rate of growth, a share
  and a cumulative total are claims; the conversion printed beside a value is that figure's equivalent;
- dates, venue and city are fields of the edition. Its period is taken from the rows that print both days: what somebody
  wrote before what a machine translated, actual before planned, published from the first day on before earlier, more
  sources before fewer, then by the class of the publisher, earlier before later. Other dates are kept as remarks;
- a row that restates one of the five articles is that article's figure, word for word, so that merging unites them.

`history_figures.py` says how a row is read, and `rows.csv` lists the rows that are read in another way, with the
reasons. The rule of `history_preference.py` chooses the preferred one of several rival figures.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from attrs import evolve
from history_ahead import mark_ahead
from history_dates import FIELDS, Settled, days_of, settle
from history_figures import Reader
from history_preference import Evidence, choose
from history_rows import Row, edition_id, read_expos, read_rows, read_table, slug

from expotrade.amounts import Amount
from expotrade.catalogs import Catalog
from expotrade.codec import dumps, read_catalog
from expotrade.periods import Period
from expotrade.places import place
from expotrade.records import (
    Attendance,
    Citation,
    Claim,
    Edition,
    Expo,
    Figure,
    Participant,
    ParticipantRole,
    Party,
    Remark,
    RemarkKind,
    Section,
    SectionKind,
    Statistic,
    list_metrics,
)

DATA = Path(__file__).parents[3] / "src" / "expotrade" / "data"
TARGET = DATA / "history.json"

# The records have no role for the country of honour, and a special partner is something else.
_COUNTRY_OF_HONOUR = ParticipantRole.INVITED


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
    year: int
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
        self.metric_order = {one.code: position for position, one in enumerate(list_metrics())}
        self.editions: dict[str, _Held] = {}
        self.sections: dict[tuple[str, str], _Held] = {}
        self.expo_claims: dict[str, list[Claim]] = {}
        self.statistics: list[Statistic] = []
        self.participants: list[Participant] = []
        self.remarks: list[Remark] = []
        self.numbers = {(row.expo, row.edition_number): row for row in self.rows}
        self.placed: dict[int, str] = {}
        self.unplaced: dict[int, str] = {}

    def build(self) -> Built:
        for row in self.rows:
            self.editions.setdefault(row.edition, _of(row)).rows.append(row)
        for row in self.rows:
            self.place(row)
        for row in self.rows:
            if row.becomes == "equivalent" and row.number not in self.placed:
                self.place_equivalent(row)
        fields = {edition: self.settled(held.rows) for edition, held in self.editions.items()}
        told = {one.id for one in self.articles.editions}
        editions = []
        for edition, held in self.editions.items():
            settled = fields[edition]
            editions.append(
                Edition(
                    id=edition,
                    expo=held.expo,
                    year=held.year,
                    number=held.number,
                    period=settled.period,
                    venue=settled.venue,
                    city=settled.city,
                    figures=self.with_preferred(held.figures, settled.last_day, held.year),
                    claims=held.claims,
                    citations=settled.citations,
                    # After a merge the notes of the articles must fit beside it.
                    note=None if edition in told else settled.note,
                )
            )
        named = {one["section"]: one for one in read_table("sections.csv")}
        sections = [
            Section(
                id=f"{edition}-{name}",
                edition=edition,
                kind=SectionKind(named[name]["kind"]),
                name=named[name]["name"],
                country=named[name]["country"] or None,
                figures=self.with_preferred(held.figures, fields[edition].last_day, held.year),
                claims=held.claims,
            )
            for (edition, name), held in sorted(self.sections.items(), key=lambda item: item[0])
        ]
        expos = [
            Expo(
                id=one["id"],
                name=one["name"],
                short_name=one["short_name"],
                chinese_name=one["chinese_name"],
                city=one["city"],
                country="CN",
                claims=self.expo_claims.get(one["id"], ()),
            )
            for one in read_expos()
        ]
        catalog = Catalog(
            expos=expos,
            editions=editions,
            sections=sections,
            participants=self.participants,
            statistics=self.statistics,
            remarks=self.remarks,
        )
        return Built(
            evolve(catalog, sources=sorted(catalog.sources, key=lambda one: one.id)),
            self.placed,
            self.unplaced,
            self.reader.imprecise,
        )

    def place(self, row: Row) -> None:
        """Put a row into its place; equivalents wait until the figures are there."""
        if reason := row.changes.get("unplaced"):
            self.unplaced[row.number] = reason
        elif row.number in self.restated:
            self.place_restated(row)
        elif row.becomes in FIELDS:
            self.placed[row.number] = f"{row.becomes} of {row.edition}"
        elif "parts" in row.changes:
            self.place_parts(row)
        elif row.becomes != "equivalent":
            places = {
                "figure": self.place_figure,
                "growth": self.place_growth,
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
        key = (row.edition, row.section)
        return f"{row.edition}-{row.section}", self.sections.setdefault(key, _of(row))

    def place_figure(self, row: Row) -> None:
        name, held = self.held(row)
        self.add_figure(row, held, self.reader.figure(row), name)
        if growth := row.changes.get("growth"):
            self.add_claim(row, held.claims, self.reader.growth(row, Amount.parse(growth)), name)

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

    def place_sign_ups(self, row: Row) -> None:
        """Place sign-ups in the edition for which the companies sign up, if its year is known."""
        figure = evolve(self.reader.figure(row), as_of=row.source.published)
        number = row.edition_number + 1
        following = self.numbers.get((row.expo, number))
        edition = edition_id(row.expo, number, None if following is None else following.year)
        if edition in self.editions:
            self.add_figure(row, self.editions[edition], figure, edition)
            return
        # An edition has a year. Once it need not have one, `_Held(row.expo, None, number)` makes it an edition.
        subject = Party(description=f"edition {number} of {row.expo.upper()}")
        self.statistics.append(Statistic(id=f"{edition}-sign-ups", subject=subject, figure=figure))
        self.placed[row.number] = f"sign_ups of {edition}, a statistic since its year is not printed"

    def with_preferred(self, figures: list[Evidence], last_day: date | None, year: int) -> list[Figure]:
        """The figures in the order of the metrics, with one of several rivals marked."""
        ordered = sorted(figures, key=lambda one: (self.metric_order[one.figure.metric], one.order))
        chosen = set()
        for code in {one.figure.metric for one in ordered}:
            rivals = [one for one in ordered if one.figure.metric == code]
            if len(rivals) > 1:
                chosen.add(choose(rivals, last_day=last_day, year=year).order)
        marked = {(one.order, one.figure.metric) for one in ordered if one.order in chosen}
        return [evolve(one.figure, is_preferred=(one.order, one.figure.metric) in marked) for one in ordered]

    # --- Claims -----------------------------------------------------------------------------------------------------

    def add_claim(self, row: Row, claims: list[Claim], claim: Claim, name: str) -> None:
        claims.append(claim)
        self.placed.setdefault(row.number, f"{type(claim).__name__.lower()} of {name}")

    def place_growth(self, row: Row) -> None:
        name, held = self.held(row)
        self.add_claim(row, held.claims, self.reader.growth(row), name)

    def place_share(self, row: Row) -> None:
        """Place a share of the edition, of another section, or of a whole that is only named in words."""
        name, held = self.held(row)
        kind, _, of = row.reading.partition(":")
        whole = None
        if kind == "of":
            whole = row.edition if of == "edition" else f"{row.edition}-{of}"
            if of != "edition":
                self.sections.setdefault((row.edition, of), _of(row))
        share = self.reader.share(row, of=whole, subject=of if kind == "subject" else None)
        self.add_claim(row, held.claims, share, name)

    def place_cumulative(self, row: Row) -> None:
        """Place a total over all editions up to one, as a claim about the series."""
        last = row if row.becomes == "cumulative" else self.numbers[row.expo, row.edition_number - 1]
        claim = self.reader.cumulative(row, last)
        self.add_claim(row, self.expo_claims.setdefault(row.expo, []), claim, row.expo)

    # --- Other rows -------------------------------------------------------------------------------------------------

    def remark(self, row: Row, what: str, wording: str, day: Period | None = None) -> None:
        self.remarks.append(
            Remark(
                id=f"{row.edition}-{slug(what)}-{row.source.id}"[:100].rstrip("-"),
                subject=Party(description=f"{what} of {row.edition}"),
                kind=RemarkKind.STATEMENT,
                wording=wording,
                date=day,
                status=row.status,
                edition=row.edition,
                citations=(Citation(row.source),),
                note=row.note,
            )
        )

    def place_number(self, row: Row) -> None:
        self.remark(row, "number", f"printed as number {row.value}: {row.as_printed}")
        self.placed[row.number] = f"remark on the number of {row.edition}"

    def place_guest(self, row: Row) -> None:
        self.participants.append(
            Participant(
                id=f"{row.edition}-{slug(row.value)}",
                party=Party(place=place(row.value).code),
                role=_COUNTRY_OF_HONOUR,
                edition=row.edition,
                attendance=Attendance.INVITED if row.ahead else Attendance.TOOK_PART,
                citations=(Citation(row.source),),
                note=f"country of honour, {'announced' if row.ahead else 'named'} on {row.source.published}; "
                f"printed: {row.as_printed}",
            )
        )
        self.placed[row.number] = f"participant of {row.edition}"

    def settled(self, rows: list[Row]) -> Settled:
        """The fields of an edition; rows that print other dates become remarks."""
        settled = settle(rows, self.venues)
        for row, what in settled.others:
            printed = f"{row.value.replace('/', ' to ')}: {row.as_printed}"
            self.remark(row, what, f"{what} printed as {printed}", Period.parse(row.value))
            self.placed[row.number] = f"remark on {row.edition}, {what}"
        return settled


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
