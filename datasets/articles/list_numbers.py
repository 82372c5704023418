"""List every number in the five articles, and say which record of the dataset covers it, or why it is not a fact.

    python datasets/articles/list_numbers.py [FOLDER]

FOLDER contains the articles; by default it is the folder in EXPOTRADE_ARTICLES, or else `../shared/articles` beside the
repository. Digits, number words, dates, years and changes from a year earlier all count as numbers. A number is covered
by a record that cites its paragraph and states the same value, with the same hedge, in the same currency or percent. A
row of `tests/data/not_facts.json`, which a reader has reviewed, covers it too. Any other number ends the script with an
error.
"""

import calendar
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from attrs import fields, has

import expotrade as ex

ROOT = Path(__file__).parents[2]
REVIEWED = ROOT / "tests" / "data" / "not_facts.json"

MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTH_NAMES = [name.lower() for name in (*calendar.month_name[1:], "Sept", *calendar.month_abbr[1:])]
DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: value for value, word in enumerate(UNITS)} | {word: 10 * at for at, word in enumerate(TENS, 2)}
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9}
SCALES |= {"b": 9, "m": 6, "k": 3}
MULTIPLES = {"double": "2", "triple": "3", "quadruple": "4", "twice": "2", "thrice": "3"}
MULTIPLES |= {"halve": "0.5", "half": "0.5", "quarter": "0.25"}
CURRENCIES = {"us$": "USD", "hk$": "HKD", "$": "USD", "dollar": "USD", "€": "EUR", "euro": "EUR", "£": "GBP"}
CURRENCIES |= {"¥": "CNY", "yuan": "CNY", "rmb": "CNY"}

# The words right before a number that hedge it.
HEDGES = {
    ex.Hedge.MORE_THAN: "more than|over|exceeding|exceeds|exceeded|surpassing|surpassed|above",
    ex.Hedge.NEARLY: "nearly|almost|close to",
    ex.Hedge.APPROXIMATELY: "about|around|roughly|approximately|some",
    ex.Hedge.AT_LEAST: "at least|no less than|no fewer than",
    ex.Hedge.AT_MOST: "at most|up to|no more than",
    ex.Hedge.LESS_THAN: "less than|fewer than|under|below",
}
PLAIN = (ex.Hedge.EXACT, ex.Hedge.ROUNDED)

# The forms that the wording of a record may cover: names, and small numbers that count nothing.
WORDED = ("words", "digits", "ordinal", "name", "span", "year")

_MONTH = rf"(?:{'|'.join(MONTH_NAMES)})\b\.?"
_YEAR = r"(?:19|20)\d\d"
_NUMBER_WORD = rf"(?:{'|'.join([*UNITS, *TENS, 'hundred', 'thousand', 'million', 'billion', 'trillion'])})"
# If two forms begin at the same place, the first in this list is used.
_FORMS = {
    "clock": r"\b\d{1,2}:\d\d(?:\s*[ap]m\b)?",
    "iso": rf"\b{_YEAR}-\d\d-\d\d\b",
    "months": rf"\b{_MONTH} to {_MONTH}(?:,? {_YEAR}\b| this year)?",
    "days": rf"\b{_MONTH} \d{{1,2}}(?: to |-|–)\d{{1,2}}\b(?:, {_YEAR}\b)?",
    "day": rf"\b{_MONTH} \d{{1,2}}\b(?:, {_YEAR}\b)?|\b\d{{1,2}} {_MONTH}(?: {_YEAR}\b)?",
    "month": rf"\b(?!may\b|march\b){_MONTH}(?:,? {_YEAR}\b)?",
    "part": rf"\bfirst (?:half|{_NUMBER_WORD} months)\b(?: of (?:this year|{_YEAR}))?",
    "relative": r"\b(?:last|this|next) (?:year|month)\b",
    "weekday": rf"\b(?:{'|'.join(DAYS)})\b",
    "base": r"\byear[- ]on[- ]year\b|\b(?:from the )?(?:previous year|year earlier|year before)\b",
    "span": r"\b(?:an?|each|every|per) (?:day|week|month|year|decade)\b(?!-on-)",
    "ordinal": rf"\b\d+(?:st|nd|rd|th)\b|\b(?:{'|'.join(ORDINALS)})\b",
    "digits": r"(?:\bus\$|\bhk\$|[$€£¥])\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:trillion|billion|million|thousand|bn|b|m|k)\b)?"
    r"|(?<![\w.])\d[\d,]*(?:\.\d+)?(?:\s(?:trillion|billion|million|thousand)\b)?"
    r"(?:\s?%|\s(?:percent|per cent|yuan|rmb|dollars?|euros?)\b)?(?![\w])",
    "name": r"\b[a-z]+-?\d[\w.]*|\b\d+[a-z]+\w*",
    "words": rf"\b{_NUMBER_WORD}(?:(?:[ -]|[ -]and[ -]){_NUMBER_WORD})*\b(?:\s(?:percent|yuan|dollars?)\b)?",
    "multiple": r"\b(?:double[sd]?|triple[sd]?|quadruple[sd]?|twice|thrice|halve[sd]?|half|quarters?)\b",
    "rest": r"\d+",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()), re.IGNORECASE)
_HEDGED = (rf"(?P<{hedge.name}>\b(?:{words}))" for hedge, words in HEDGES.items())
_BEFORE = re.compile("|".join(_HEDGED), re.IGNORECASE)
_LEADING = re.compile(r"(?:[\w'’.,$+-]+ ){0,2}$")
_TRAILING = re.compile(r"(?: ?[\w'’$+-]+)?")


class Number(NamedTuple):
    """A number as printed, with its place and its meaning."""

    paragraph: int
    text: str
    """As printed."""
    form: str
    """Which of the forms above it has."""
    value: Decimal | None
    """With its scale word, None for dates and names."""
    unit: str | None
    """A currency, "percent" or "multiple"; None for whatever else is counted."""
    hedge: ex.Hedge | None
    """By the words right before it; None if there are no such words."""
    period: ex.Period | None
    """For dates."""
    context: str
    """Itself between at most two words before it and one after."""


class Row(NamedTuple):
    """A row of the reviewed table."""

    source: str
    paragraph: int
    text: str
    """The number as printed; empty for a whole paragraph."""
    reason: str


class Reviewed(NamedTuple):
    """The results of the review: the source of each article, and the numbers in it that do not state a fact."""

    articles: dict[str, str]
    paragraphs: list[Row]
    numbers: list[Row]


class Line(NamedTuple):
    """One number with the record that covers it, or the reason why it is not a fact."""

    source: str
    number: Number
    covered_by: str | None
    """The record that states it and how, or the reason why it is not a fact; None if there is neither."""


class Stated(NamedTuple):
    """Everything that the records state in one paragraph, each with the id of its record."""

    amounts: list[tuple[str, ex.Amount]]
    periods: list[tuple[str, ex.Period]]
    editions: list[tuple[str, ex.Edition]]
    claims: list[tuple[str, ex.Claim]]
    wordings: list[tuple[str, str]]


# --- Reading --------------------------------------------------------------------------------------------------------


def paragraphs(path: Path) -> list[str]:
    """The non-blank lines of an article; the first is paragraph 1."""
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def numbers_in(text: str, paragraph: int = 1, *, published: date | None = None) -> Iterator[Number]:
    """Every number in a paragraph, in order; dates without a year are read as of the publication day."""
    for match in _TOKEN.finditer(text):
        form = str(match.lastgroup)
        printed = match.group().rstrip(",")
        value, unit = _value(form, printed)
        period = _period(form, printed, published)
        if form == "digits" and unit is None and re.fullmatch(_YEAR, printed):
            form, value, period = "year", None, ex.Period.parse(printed)
        before = _LEADING.search(text[: match.start()])
        after = _TRAILING.match(text, match.end())
        context = f"{before.group() if before else ''}{printed}{after.group() if after else ''}"
        yield Number(paragraph, printed, form, value, unit, _hedge(text[: match.start()]), period, context)


def _hedge(before: str) -> ex.Hedge | None:
    """The hedge right before a number; only a currency sign or an article may be between them."""
    for match in _BEFORE.finditer(before):
        if re.fullmatch(r"[\s$]*(?:a )?", before[match.end() :]):
            return ex.Hedge[str(match.lastgroup)]
    return None


def _value(form: str, printed: str) -> tuple[Decimal | None, str | None]:
    """The number that a text says, and its currency, "percent" or "multiple"."""
    text = printed.lower()
    if form == "ordinal":
        digits = re.match(r"\d+", text)
        return Decimal(digits.group() if digits else ORDINALS.index(text) + 1), None
    if form == "multiple":
        stem = next(stem for stem in MULTIPLES if text.startswith(stem[:-1]))
        return Decimal(MULTIPLES[stem]), "multiple"
    if form == "span":
        return Decimal(1), None
    if form not in ("digits", "words", "rest"):
        return None, None
    signs = (sign for sign in CURRENCIES if re.search(rf"(?<![a-z]){re.escape(sign)}", text))
    unit = CURRENCIES.get(next(signs, ""))
    if re.search(r"%|per ?cent", text):
        unit = "percent"
    if form == "words":
        return _spelt(text), unit
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    scale = re.search(r"(?<=[\d\s])(trillion|billion|million|thousand|bn|b|m|k)\b", text)
    value = Decimal((digits.group() if digits else text).replace(",", ""))
    return value.scaleb(SCALES[scale.group()]) if scale else value, unit


def _spelt(text: str) -> Decimal:
    """Number words added up: "two hundred and fifty thousand"."""
    total = part = 0
    for word in re.findall(r"[a-z]+", text):
        if word in WORDS:
            part += WORDS[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in SCALES:
            total += max(part, 1) * 10 ** SCALES[word]
            part = 0
    return Decimal(total + part)


def _period(form: str, printed: str, published: date | None) -> ex.Period | None:
    """The days that a date names; without its year, those of the publication year; a weekday is the last one before."""
    text = printed.lower()
    months = [MONTHS[name[:3]] for name in re.findall(_MONTH, text)]
    year_printed = re.search(rf"\b{_YEAR}\b", text)
    today = published or date.max
    year = int(year_printed.group()) if year_printed else today.year
    numbers = [int(found) for found in re.findall(r"\b\d{1,2}\b", text)]
    if form == "iso":
        return ex.Period.parse(printed)
    if form in ("day", "days"):
        return ex.Period(date(year, months[0], numbers[0]), date(year, months[0], numbers[-1]))
    if form in ("month", "months"):
        return ex.Period.parse(f"{year:04}-{months[0]:02}/{year:04}-{months[-1]:02}")
    if form == "part":
        last = 6 if "half" in text else int(_spelt(text.removeprefix("first ")))
        return ex.Period.parse(f"{year:04}-01/{year:04}-{last:02}")
    if form == "weekday":
        day = today - timedelta((today.weekday() - DAYS[text]) % 7)
        return ex.Period(day, day)
    if form == "relative":
        step = {"last": -1, "this": 0, "next": 1}[text.split()[0]]
        if text.endswith("year"):
            return ex.Period.parse(f"{today.year + step:04}")
        years, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        return ex.Period.parse(f"{years:04}-{month + 1:02}")
    return None


# --- What the dataset states ----------------------------------------------------------------------------------------


def stated_in(catalog: ex.Catalog) -> dict[tuple[str, int | None], Stated]:
    """What the records state, by source and paragraph; the publication date of a source counts in every paragraph."""
    found: dict[tuple[str, int | None], Stated] = {}

    def at(citation: ex.Citation) -> Stated:
        return found.setdefault((citation.source.id, citation.paragraph), Stated([], [], [], [], []))

    for record in catalog.records():
        edition_id = record.id if isinstance(record, ex.Edition) else getattr(record, "edition", None)
        for citation in record.citations:
            stated = at(citation)
            stated.wordings.extend((record.id, text) for text in _texts(record))
            stated.periods.extend((record.id, period) for period in _periods(record))
            if edition_id is not None:
                stated.editions.append((record.id, catalog.edition(edition_id)))
        for part in (*getattr(record, "figures", ()), *getattr(record, "claims", ())):
            amounts = [getattr(part, name, None) for name in ("amount", "equivalent")]
            for citation in part.citations:
                stated = at(citation)
                stated.amounts.extend((record.id, amount) for amount in amounts if amount is not None)
                stated.periods.extend((record.id, period) for period in _periods(part))
                if not isinstance(part, ex.Figure):
                    stated.claims.append((record.id, part))
                # Only the amount of a figure can cover a number in its wording.
                words = [part.basis] if amounts[0] is not None else [part.basis, part.as_printed]
                stated.wordings.extend((record.id, text) for text in words if text is not None)
    return found


def _periods(part: object) -> Iterator[ex.Period]:
    """The times that a record, a figure or a claim states."""
    held = (getattr(part, name, None) for name in ("period", "as_of", "date", "since"))
    return (period for period in held if period is not None)


def _texts(part: object) -> Iterator[str]:
    """The printed words of a record, including those of its parties and showcases, but not our own notes."""
    kind = type(part)
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item)
    elif has(kind) and not isinstance(part, (ex.Period, ex.Figure)):
        for attribute in fields(kind):
            if attribute.name not in ("id", "note", "claims", "citations"):
                yield from _texts(getattr(part, attribute.name))


def covering(number: Number, stated: Stated, source: ex.Source) -> str | None:
    """The record that states a number, and as what."""
    return next(_covering(number, stated, source), None)


def _covering(number: Number, stated: Stated, source: ex.Source) -> Iterator[str]:
    if number.period is not None:
        yield from (f"{name} ({period})" for name, period in stated.periods if names(number.period, period))
        if number.period == source.published:
            yield f"{source.id} (published)"
        if number.form == "relative":
            editions = ((name, str(edition.year)) for name, edition in stated.editions)
            yield from (
                f"{name} (edition of {year})" for name, year in editions if year == str(number.period)
            )
    elif number.form == "base":
        growths = (
            (name, claim) for name, claim in stated.claims if isinstance(claim, ex.records.GrowthClaim)
        )
        is_meant = ex.records.GrowthBase.YEAR_EARLIER
        yield from (f"{name} (growth from a year earlier)" for name, one in growths if one.base is is_meant)
    elif number.form == "ordinal":
        firsts = (
            (name, one.as_printed or "")
            for name, one in stated.claims
            if isinstance(one, ex.records.FirstClaim)
        )
        yield from (f"{name} (first)" for name, text in firsts if _has_word(text, number.text))
        # "First" is more often a claim than the number of an edition, so a claim or a wording must contain it.
        held = ((name, edition.number) for name, edition in stated.editions if edition.number != 1)
        yield from (f"{name} (edition {place})" for name, place in held if place == number.value)
    elif number.value is not None:
        yield from (f"{name} ({amount})" for name, amount in stated.amounts if says(number, amount))
    if number.form in WORDED and not _is_measured(number):
        yield from (f"{name} (wording)" for name, text in stated.wordings if _has_word(text, number.text))


def says(number: Number, amount: ex.Amount) -> bool:
    """Whether an amount has the value, the hedge and, if the number is printed with one, the unit."""
    # The conversion of "over 152 billion" is printed plain, and has no upper end as that has none.
    is_opened = amount.hedge is ex.Hedge.BETWEEN and None in (amount.low, amount.high)
    is_plain = amount.hedge in PLAIN or is_opened
    is_hedged_alike = is_plain if number.hedge is None else amount.hedge is number.hedge
    prints_unit = amount.unit in ("percent", "multiple", *CURRENCIES.values())
    is_unit_alike = number.unit == (amount.unit if prints_unit else None)
    return amount.value == number.value and is_hedged_alike and is_unit_alike


def names(printed: ex.Period, stated: ex.Period) -> bool:
    """Whether a printed date is a stated period, its first or last day, or the closed end of an open one."""
    if printed == stated:
        return True
    if stated.is_open:
        return printed.end == stated.end if stated.end is not None else printed.start == stated.start
    return printed.start == printed.end and printed.start in (stated.start, stated.end)


def _is_measured(number: Number) -> bool:
    """Whether only an amount can cover it: hedged, with a unit, or with a scale word."""
    has_scale = number.form == "digits" and re.search(r"[,$]|illion|thousand", number.text) is not None
    return has_scale or number.unit is not None or number.hedge is not None


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


# --- The list -------------------------------------------------------------------------------------------------------


def folder_of_articles() -> Path:
    """The folder of the articles, which need not exist."""
    return Path(os.environ.get("EXPOTRADE_ARTICLES") or ROOT.parent / "shared" / "articles")


def read_reviewed(path: Path = REVIEWED) -> Reviewed:
    """The table of what was reviewed."""
    held = json.loads(path.read_text("utf-8"))
    rows = {part: [Row(**{"text": "", **row}) for row in held[part]] for part in ("paragraphs", "numbers")}
    return Reviewed(held["articles"], rows["paragraphs"], rows["numbers"])


def list_numbers(folder: Path, catalog: ex.Catalog, reviewed: Reviewed) -> list[Line]:
    """Every number of every article with what covers it."""
    stated = stated_in(catalog)
    reasons = {(row.source, row.paragraph, row.text): row.reason for row in reviewed.numbers}
    lines = []
    for name, source_id in reviewed.articles.items():
        source = catalog.source(source_id)
        published = None if source.published is None else source.published.end
        for at, text in enumerate(paragraphs(folder / name), start=1):
            here = stated.get((source_id, at), Stated([], [], [], [], []))
            for number in numbers_in(text, at, published=published):
                reason = reasons.get((source_id, at, number.text))
                covered = covering(number, here, source) or (f"no fact: {reason}" if reason else None)
                lines.append(Line(source_id, number, covered))
    return lines


def main(arguments: list[str]) -> int:
    """Print the list; return 1 if a number is neither covered nor reviewed."""
    folder = Path(arguments[0]) if arguments else folder_of_articles()
    if not folder.is_dir():
        print(f"skipped: there are no articles in {folder}; name their folder, or set EXPOTRADE_ARTICLES")
        return 0
    lines = list_numbers(folder, ex.load_dataset("articles"), read_reviewed())
    for line in lines:
        place = f"{line.source}, {line.number.paragraph}"
        print(f"{place:28}  {line.number.context:48}  {line.covered_by or 'NOT COVERED'}")
    missing = [line for line in lines if line.covered_by is None]
    reasoned = sum((line.covered_by or "").startswith("no fact: ") for line in lines)
    covered = len(lines) - len(missing) - reasoned
    print(f"{len(lines)} numbers: {covered} covered, {reasoned} no facts, {len(missing)} not covered")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
