"""The rows of `expo_history.csv` with the reviewed tables beside it: part of `build_history.py`."""

import csv
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from expotrade.periods import Period
from expotrade.records import GrowthBase, Source, Status

FOLDER = Path(__file__).parents[1]

_STATUSES = {"planned": Status.PLANNED, "expected": Status.EXPECTED}

# The fields that `rows.csv` may change, beside the columns of `metrics.csv`.
CHANGES = {
    "ahead", "amount", "as_of", "attributed_to", "base", "basis", "becomes", "code", "dates", "equivalent", "growth",
    "hedge", "note", "of", "opened", "parts", "remains", "section", "status", "unplaced", "whole",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row: its edition, what it prints, who prints it, and what the reviewed tables say about it."""

    number: int
    expo: str
    edition_number: int
    year: int
    metric: str
    value: str
    unit: str
    bound: str
    as_printed: str
    growth_base: str
    note: str | None
    source: Source
    publisher_class: str
    class_rank: int
    becomes: str
    code: str
    section: str
    whole: str
    reading: str
    changes: Mapping[str, str] = field(default_factory=dict)
    # How the number is read if the page was printed before the opening: "so_far" or "expected".
    ahead: str | None = None

    @property
    def edition(self) -> str:
        """The id of its edition."""
        return edition_id(self.expo, self.edition_number, self.year)

    @property
    def status(self) -> Status:
        """The status by the reviewed wording, the column or the time of the page: actual, expected or planned."""
        printed = self.changes.get("status", self.bound)
        if printed in _STATUSES:
            return _STATUSES[printed]
        return Status.EXPECTED if self.ahead == "expected" else Status.ACTUAL

    @property
    def as_of(self) -> Period | None:
        """The time of a level: as printed, else the date of the page, if it counts what is there so far."""
        if printed := self.changes.get("as_of"):
            return Period.parse(printed)
        return self.source.published if self.ahead == "so_far" else None

    @property
    def size(self) -> Decimal:
        """The value column as a number."""
        return Decimal(self.value)


@dataclass(frozen=True)
class Also:
    """What a row or its note prints beside the number of the row, by `also.csv`."""

    about: str
    kind: str
    code: str
    amount: str
    base: str
    status: Status | None
    as_of: Period | None
    basis: str | None
    printed: str
    why: str

    def wording_in(self, row: Row) -> str | None:
        """The wording of the row or the headline of its page; None if only the note of the row says it."""
        return {"wording": row.as_printed, "headline": row.source.title, "note": None}[self.printed]

    @property
    def note(self) -> str | None:
        """What the note of the row says, if only that says it."""
        return f"from the note of the row: {self.why}" if self.printed == "note" else None

    def status_in(self, row: Row) -> Status:
        """Its status: as reviewed; else that of the row, if both are about the same record; else actual."""
        return self.status or (Status.ACTUAL if self.about or self.as_of else row.status)

    @property
    def base_or_edition(self) -> tuple[GrowthBase, str | None]:
        """The base of a growth, and the id of the edition if that is the base."""
        known = {one.value: one for one in GrowthBase}
        return (known[self.base], None) if self.base in known else (GrowthBase.EDITION, self.base)


def edition_id(expo: str, number: int, year: int | None) -> str:
    """The id of an edition; odd sessions of the Canton Fair are held in spring, even ones in autumn.

    An edition whose year no row prints is known by its number: "cisce-no4".
    """
    if year is None:
        return f"{expo}-no{number}"
    season = ("-autumn", "-spring")[number % 2] if expo == "canton" else ""
    return f"{expo}-{year}{season}"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table of the folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_expos() -> list[dict[str, str]]:
    """The expos, with the name that the rows give them."""
    expos: list[dict[str, str]] = json.loads((FOLDER / "expos.json").read_text("utf-8"))["expos"]
    return expos


def read_rows() -> list[Row]:
    """All rows in their order, numbered from 1 (the header is not counted)."""
    expos = {one["csv"]: one["id"] for one in read_expos()}
    metrics = {one["metric"]: one for one in read_table("metrics.csv")}
    classes = {(one["publisher"], one["host"]): one for one in read_table("publishers.csv")}
    ranked = {one["class"]: one for one in read_table("classes.csv")}
    changes = _changes()
    rows = []
    for number, one in enumerate(read_table("expo_history.csv"), 1):
        publisher = classes.get((one["publisher"], _host(one["url"]))) or classes[one["publisher"], ""]
        spec = metrics[one["metric"]]
        changed = changes.pop((str(number), one["metric"], one["value"]), {})
        rows.append(
            Row(
                number=number,
                expo=expos[one["expo"]],
                edition_number=int(one["edition"]),
                year=int(one["year"]),
                metric=one["metric"],
                value=one["value"],
                unit=one["unit"],
                bound=one["bound"],
                as_printed=one["as_printed"],
                growth_base=one["growth_base"],
                note="; ".join(
                    filter(None, (changed.get("remains", one["note"]), ranked[publisher["class"]]["note"]))
                )
                or None,
                source=_source(one, publisher["language"]),
                publisher_class=publisher["class"],
                class_rank=int(ranked[publisher["class"]]["rank"]),
                becomes=changed.get("becomes", spec["becomes"]),
                code=changed.get("code", spec["code"]),
                section=changed.get("section", spec["section"]),
                whole=changed.get("whole", spec["whole"]),
                reading=changed.get("of", spec["reading"]),
                changes=changed,
            )
        )
    if changes:
        raise SystemExit(f"rows.csv names rows that are not there: {sorted(changes)}")
    _refuse_shared_ids(row.source for row in rows)
    return rows


def read_bases() -> dict[tuple[str, str, str], str]:
    """What figures count, by metric, expo ("" for any of them) and the unit column."""
    return {(one["code"], one["expo"], one["unit"]): one["basis"] for one in read_table("bases.csv")}


def read_also() -> dict[int, list[Also]]:
    """What rows print beside their numbers, by the number of the row."""
    rows = read_table("expo_history.csv")
    found: dict[int, list[Also]] = {}
    for one in read_table("also.csv"):
        number = int(one["row"])
        row = rows[number - 1]
        if (one["metric"], one["value"]) != (row["metric"], row["value"]):
            raise SystemExit(f"also.csv: row {number} is another")
        found.setdefault(number, []).append(
            Also(
                about=one["about"],
                kind=one["kind"],
                code=one["code"],
                amount=one["amount"],
                base=one["base"],
                status=Status(one["status"]) if one["status"] else None,
                as_of=Period.parse(one["as_of"]) if one["as_of"] else None,
                basis=one["basis"] or None,
                printed=one["printed"],
                why=one["why"],
            )
        )
    return found


@cache
def _origins() -> dict[tuple[str, str], str]:
    return {(one["publisher"], one["title"]): one["origin"] for one in read_table("origins.csv")}


def origin_of(printed: Mapping[str, str]) -> str | None:
    """The agency or newspaper whose text a page relays, by `origins.csv`; None if the page has a text of its own.

    Args:
        printed: A row of `expo_history.csv` as it is, by column.
    """
    publisher, title = printed["publisher"], printed["source_title"]
    return _origins().get((publisher, title)) or _origins().get((publisher, ""))


def slug(text: str) -> str:
    """A text in plain letters: "People's Daily via SCIO" as "peoples-daily-via-scio"."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")


def _source(one: Mapping[str, str], language: str) -> Source:
    published = one["published"]
    return Source(
        f"{slug(one['publisher'])}-{published or 'undated'}",
        one["source_title"],
        one["publisher"],
        Period.parse(published) if published else None,
        one["url"] or None,
        language,
        origin=origin_of(one),
    )


def _host(url: str) -> str:
    return url.split("/")[2] if "//" in url else ""


def _changes() -> dict[tuple[str, str, str], dict[str, str]]:
    """What `rows.csv` changes, by the row's number, metric and value."""
    changes: dict[tuple[str, str, str], dict[str, str]] = {}
    for one in read_table("rows.csv"):
        if one["field"] not in CHANGES:
            raise SystemExit(f"rows.csv: {one['field']!r} is no field that can be changed")
        changes.setdefault((one["row"], one["metric"], one["value"]), {})[one["field"]] = one["change"]
    return changes


def _refuse_shared_ids(sources: Iterator[Source]) -> None:
    """Refuse two pages with the same publisher and date, because their ids would be the same."""
    known: dict[str, Source] = {}
    for source in sources:
        if known.setdefault(source.id, source) != source:
            raise SystemExit(f"two sources have the id {source.id!r}: {source} and {known[source.id]}")
