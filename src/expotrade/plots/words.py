"""The words of charts in English and Chinese, and their breaking into lines."""

import re
import unicodedata
from functools import cache

from .._internal.data import read_table
from ..errors import PlotError
from ..places import WORLD, place
from ..records import ShareClaim, metrics
from ..records.parties import is_region
from ..units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Literal

    from ..amounts import Amount
    from ..periods import Period
    from ..records import Edition, Expo, Figure, GrowthClaim, TradeFlow

    Language = Literal["en", "zh"]

LONGEST_NAME = 120
LABEL_COLUMNS = 44
_MOST_LISTED = 8
# Chinese may break between any two signs, but a line must not begin with a closing mark.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = "[、。，；：！？）」』”’]*"
_TOKEN = re.compile(rf"[{_WIDE}]{_CLOSING}|[^\s{_WIDE}]+{_CLOSING}|\s+")


class Words:
    """The words of one language: phrases, and the names of what a chart shows."""

    __slots__ = ("_table", "language", "locale", "scales")

    def __init__(self, language: "Language", table: "Mapping[str, object]") -> None:
        self.language = language
        self.locale: str = str(table["locale"])
        self.scales: dict[str, int] = read_table("phrases.json")[language]["scales"]
        self._table = table

    def phrase(self, key: str, /, **facts: object) -> str:
        """The phrase of a key, with its facts filled in."""
        return str(self._table[key]).format(**facts)

    def of(self, kind: str) -> "dict[str, str]":
        """The words of one kind, such as "hedges", by their codes."""
        words = self._table[kind]
        assert isinstance(words, dict)
        return words

    def joined(self, sentences: "Iterable[str]") -> str:
        """Sentences joined into one text."""
        return ("" if self.language == "zh" else " ").join(sentences)

    def listed(self, texts: "Iterable[str]", separator: str = "semicolon") -> str:
        """A list of different texts, with a limit; the rest is counted."""
        different = list(dict.fromkeys(texts))
        shown = different[:_MOST_LISTED]
        if len(different) > _MOST_LISTED:
            shown.append(self.phrase("more", count=len(different) - _MOST_LISTED))
        return self.phrase(separator).join(shown)

    def amount(self, amount: "Amount") -> str:
        """An amount in words."""
        return amount.format(locale=self.locale)

    def unit(self, unit: str) -> str:
        """The name of a unit after a number."""
        return UnitTable.builtin().label(unit, self.language, plural=True)

    def metric(self, code: str) -> str:
        """The label of a metric."""
        metric_row = metrics.known_or_own(code)
        return metric_row.chinese if self.language == "zh" else metric_row.english

    def shown(self, shows: str) -> str:
        """The label of a metric or of a kind of claim."""
        return self.of("claims").get(shows) or self.metric(shows)

    def is_count(self, shows: str) -> bool:
        """Whether a metric counts things; its label then contains their name."""
        return shows not in self.of("claims") and metrics.known_or_own(shows).dimension == "count"

    def place(self, code: str) -> str:
        """The name of a country, the short name of a group, or the words of the id of a region."""
        if is_region(code):
            return code.replace("-", " ").title()
        place_row = place(code)
        name = place_row.chinese if self.language == "zh" else place_row.english
        return self.of("places").get(code, name)

    def expo(self, expo: "Expo") -> str:
        """The full name of an expo with its abbreviation."""
        name = (expo.chinese_name if self.language == "zh" else None) or expo.name
        if expo.short_name is None or expo.short_name == name:
            return clipped(name)
        return self.phrase("with_short", name=clipped(name), short=clipped(expo.short_name))

    def edition(self, edition: "Edition", expo: "Expo | None" = None) -> str:
        """The year of an edition, else its number; with its season, and with the name of its expo if that is passed."""
        season = edition.season.replace("-", " ")
        label = f"{edition.year} {self.of('seasons').get(season, season)}".strip()
        if edition.year is None:
            label = self.phrase("number", number=edition.number)
        if expo is None:
            return label
        name = expo.chinese_name if self.language == "zh" else expo.short_name
        return f"{clipped(name or expo.name)} {label}"

    def flow(self, flow: "TradeFlow", trader: str | None) -> str:
        """The label of a flow: reporter, partner and product, from the reporter's side."""
        reporter = clipped(trader or self.place(flow.reporter))
        partner = self.listed(self.place(one) for one in flow.partners or (flow.partner or WORLD,))
        text = self.of("flows")[flow.kind.value].format(reporter=reporter, partner=partner)
        if flow.product is None:
            return text
        return self.phrase("of_product", flow=text, product=clipped(flow.product))

    def claimed(self, claim: "GrowthClaim | ShareClaim") -> str:
        """The base of a growth, or the whole of a share."""
        if isinstance(claim, ShareClaim):
            return self.phrase("share_of", whole=clipped(claim.whole))
        return self.of("bases")[claim.base.value].format(
            since=claim.since or self.phrase("not_stated"), edition=claim.base_edition
        )

    def period(self, period: "Period | None", as_of: "Period | None" = None) -> str:
        """A period with its length, so that seven months are not taken for a year."""
        if as_of is not None:
            return self.phrase("as_of", period=as_of)
        if period is None:
            return self.phrase("no_period")
        if period.is_open:
            return self.phrase("open", period=period)
        count, singular, plural = (
            (period.days, "day", "days") if period.months is None else (period.months, "month", "months")
        )
        return self.phrase(singular if count == 1 else plural, period=period, count=count)

    def time_of(self, figure: "Figure") -> str:
        """The time of a figure of an edition: its own, or else that of the edition."""
        if figure.period is None and figure.as_of is None:
            return self.phrase("the_edition")
        return self.period(figure.period, figure.as_of)


@cache
def words_in(language: "Language") -> Words:
    """The words of a language, "en" or "zh"."""
    table = read_table("plot_words.json")
    if language not in ("en", "zh"):
        raise PlotError(f"in the language {language!r}", "pass language='en' or language='zh'")
    return Words(language, table[language])


def clipped(text: str) -> str:
    """A text from outside, cut for a title or a label; the tooltip shows all of it."""
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def width_of(text: str) -> int:
    """The width of a text, in halves of a Chinese sign."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def broken(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many columns; Vega does not break lines by itself."""
    lines = [""]
    for token in _TOKEN.findall(text):
        for part in _cut(" " if token.isspace() else token, columns):
            if lines[-1] and width_of(lines[-1]) + width_of(part.rstrip()) > columns:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


def _cut(token: str, columns: int) -> "Iterable[str]":
    """A word, cut into pieces if it is longer than a line."""
    if width_of(token) <= columns:
        return (token,)
    half = max(columns // 2, 1)
    return [token[start : start + half] for start in range(0, len(token), half)]


def made_unique(labels: "Iterable[str]") -> list[str]:
    """The same labels, each repeated one with a number."""
    unique: dict[str, None] = {}
    for label in labels:
        number, name = 1, label
        while name in unique:
            number += 1
            name = f"{label} ({number})"
        unique[name] = None
    return list(unique)
