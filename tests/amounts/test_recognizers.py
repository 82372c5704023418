"""The wordings of a foreign corpus, the specifications of Recognizers-Text, compared with what that project reads.

`tests/data/recognizers` has the corpus. A span of it that prints one figure must be read in most cases, and must never
be read as another figure, unless `recognizers_reviewed.json` lists the difference with its reason. The kinds of spans
in `recognizers_kinds.json` print no figure in a unit of ours: they may be refused, and what is read of them is compared
all the same.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import expotrade as ex

DATA = Path(__file__).parents[1] / "data"
LEAST_READ = Fraction(85, 100)
CORPUS = sorted((DATA / "recognizers").glob("*.json"))
UNITS = json.loads((DATA / "recognizers_units.json").read_text("utf-8"))["units"]
KINDS = json.loads((DATA / "recognizers_kinds.json").read_text("utf-8"))["kinds"]
REVIEWED = json.loads((DATA / "recognizers_reviewed.json").read_text("utf-8"))["differences"]

# What a bare number is completed with: a noun where it is a count, else a sign of percent.
_COUNTED = {"English": "{} exhibitors", "Chinese": "{}家企业"}
_SHARE = {"English": "{} percent", "Chinese": "{}%"}
_CHINESE_NUMERAL = re.compile("[〇零一二两兩三四五六七八九十百千万萬亿億点點壹贰貳叁肆伍陆陸柒捌玖拾佰仟]")
# The noun stands before these words: 500家企业以上.
_BEHIND_NOUN = re.compile("(?:以上|以下|之下|或者以上|或者更多|之间|间)$")
_RANGE = re.compile(r"([\[(])([^,]*),([^,]*)([\])])")
# Their numbers are binary ones, printed with up to 15 digits.
_DIGITS = 15
_CUT = Context(prec=_DIGITS)
# They are no counts, but shares as they stand.
FRACTIONS = "fractions of a count"


class Span(NamedTuple):
    """One span of the corpus: its place, its text, and what the corpus reads."""

    file: str
    text: str
    value: str
    unit: str | None

    @property
    def language(self) -> str:
        return "Chinese" if "Chinese" in self.file else "English"

    @property
    def model(self) -> str:
        """What is looked for: Number, NumberRange, Percent, Currency or Dimension."""
        return self.file.rsplit("_", 1)[1].partition("Model")[0]

    @property
    def kind(self) -> str | None:
        """Why the span prints no figure in a unit of the table; None where it does."""
        if self.unit is not None and self.unit not in UNITS:
            return "another unit"
        for kind in KINDS:
            if self.model in kind["models"] and re.search(kind["pattern"], self.text.lower()):
                return str(kind["name"])
        return None

    @property
    def wording(self) -> str:
        """The span with the noun or the sign of percent that makes a figure of a bare number."""
        is_bare = self.model in ("Number", "NumberRange")
        if not is_bare or "百分之" in self.text or self.kind == FRACTIONS:
            return self.text
        behind = _BEHIND_NOUN.search(self.text) if self.language == "Chinese" else None
        end = behind.start() if behind else len(self.text)
        number, rest = self.text[:end], self.text[end:]
        if self.is_count:
            return _COUNTED[self.language].format(number) + rest
        if self.language == "Chinese" and _CHINESE_NUMERAL.search(number):
            start = len(number) - len(number.lstrip("负負"))
            return f"{number[:start]}百分之{number[start:]}{rest}"
        return _SHARE[self.language].format(number) + rest

    @property
    def is_count(self) -> bool:
        """Whether the numbers that the corpus reads are integers of zero or more."""
        numbers = [Decimal(number) for number in re.findall(r"[0-9.E+-]*[0-9][0-9.E+-]*", self.value)]
        return all(number == int(number) and number >= 0 for number in numbers)


class Read(NamedTuple):
    """A span with our reading, or with the error that refuses it."""

    span: Span
    amount: ex.Amount | None
    error: str


@cache
def spans() -> tuple[Span, ...]:
    return tuple(_spans())


def _spans() -> Iterator[Span]:
    for path in CORPUS:
        for case in json.loads(path.read_text("utf-8-sig")):
            for result in case["Results"]:
                value = result["Resolution"]["value"]
                if value in (None, "null"):
                    continue  # a unit without a number
                # The span as it is printed; their text of it is folded to small letters of half width.
                text = case["Input"][result["Start"] : result["End"] + 1]
                yield Span(path.name, text, value, result["Resolution"].get("unit"))


@cache
def readings() -> tuple[Read, ...]:
    return tuple(_read(span) for span in spans())


def _read(span: Span) -> Read:
    currency = UNITS.get(span.unit, {}).get("currency")
    try:
        return Read(span, ex.Amount.parse(span.wording, currency=currency), "")
    except ex.ExpotradeError as error:
        return Read(span, None, str(error))


def is_same(span: Span, amount: ex.Amount) -> bool:
    """Whether this package reads the same as the corpus."""
    if span.model == "NumberRange":
        return _is_same_range(span, amount)
    theirs = Decimal(span.value.removesuffix("%"))
    if span.kind == FRACTIONS:
        unit, theirs = "percent", theirs.scaleb(2)
    elif span.model == "Number":
        unit = ("exhibitor" if span.language == "English" else "enterprise") if span.is_count else "percent"
    elif span.model == "Percent":
        unit = "percent"
    elif span.unit in UNITS:
        unit = UNITS[span.unit]["unit"]
    else:
        return False
    if amount.unit != unit:
        return False
    # What has no end is cut where their digits end, and shares where ours do.
    is_cut = len(theirs.as_tuple().digits) == _DIGITS
    return amount.value == theirs or (
        is_cut and (_CUT.plus(amount.value) == theirs or amount.value == theirs.quantize(amount.value))
    )


def _is_same_range(span: Span, amount: ex.Amount) -> bool:
    """Whether the bounds are those of the corpus, and its open ends those that a hedge leaves open."""
    found = _RANGE.fullmatch(span.value)
    assert found, span.value
    left, low, high, right = found.groups()
    power = 2 if span.kind == FRACTIONS else 0
    expected_low, expected_high = (Decimal(end).scaleb(power) if end else None for end in (low, high))
    if expected_low is not None and expected_high is not None:
        return (amount.low, amount.high) == (expected_low, expected_high)
    if expected_high is None:
        hedge = ex.Hedge.MORE_THAN if left == "(" else ex.Hedge.AT_LEAST
        return (amount.hedge, amount.value) == (hedge, expected_low)
    hedge = ex.Hedge.LESS_THAN if right == ")" else ex.Hedge.AT_MOST
    return (amount.hedge, amount.value) == (hedge, expected_high)


def _difference(read: Read) -> tuple[str, str, str, str]:
    """What the list of reviewed differences says of a span, without the reason."""
    span = read.span
    theirs = span.value if span.unit is None else f"{span.value} {span.unit}"
    return span.model, span.wording, theirs, str(read.amount)


def test_the_corpus_is_whole() -> None:
    assert len(CORPUS) == 11
    assert len(spans()) > 1300


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["name"])
def test_each_kind_that_does_not_count_has_a_reason_and_an_example(kind: dict[str, str]) -> None:
    assert kind["reason"]
    assert any(span.kind == kind["name"] for span in spans())


def test_the_units_of_the_mapping_are_ours() -> None:
    for name, ours in UNITS.items():
        assert ex.Amount(1, ours["unit"]).unit == ours["unit"], name
    assert set(UNITS) <= {span.unit for span in spans()}


def test_most_spans_that_print_a_figure_are_read() -> None:
    counted = [read for read in readings() if read.span.kind is None]
    refused = [read for read in counted if read.amount is None]
    by_file = Counter(read.span.file for read in refused)
    share = Fraction(len(counted) - len(refused), len(counted))
    assert share >= LEAST_READ, f"{float(share):.1%} are read; refused: {by_file}\n" + "\n".join(
        read.error for read in refused
    )


def test_no_span_is_read_otherwise_than_reviewed() -> None:
    found = {
        _difference(read)
        for read in readings()
        if read.amount is not None and not is_same(read.span, read.amount)
    }
    reviewed = {(row["model"], row["wording"], row["theirs"], row["ours"]) for row in REVIEWED}
    assert found - reviewed == set()
    assert reviewed - found == set(), "they no longer differ: take them out of the list"


def test_each_reviewed_difference_has_a_reason() -> None:
    assert all(row["reason"] for row in REVIEWED)
