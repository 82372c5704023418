"""The table cells and lines for the expos and editions of a catalog."""

from ..records import Edition, Expo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_IN_TEXT = 20


_EXPO_HEADER = ("Expo", "Name", "Chinese name", "Editions", "Years")
_EDITION_HEADER = ("Edition", "Id", "Number", "Dates", "Figures", "Claims")


def _cells(expo: Expo, editions: "Iterable[Edition]") -> tuple[str, ...]:
    """An expo for a table: its names, the number of its editions, and their first and last years."""
    own = [edition for edition in editions if edition.expo == expo.id]
    years = [edition.year for edition in own if edition.year is not None]
    span = " to ".join(dict.fromkeys(str(year) for year in (min(years), max(years)))) if years else ""
    return (expo.short_name or expo.id, expo.name, expo.chinese_name or "", str(len(own)), span)


def _in_words(expo: Expo, editions: "Iterable[Edition]") -> str:
    """The same as a line."""
    short, name, chinese, count, span = _cells(expo, editions)
    counted = f"{count} edition{'' if count == '1' else 's'}"
    return ", ".join(part for part in (f"{short}: {name}", chinese, counted, span) if part)


def _edition_cells(edition: Edition) -> tuple[str, ...]:
    number = "" if edition.number is None else str(edition.number)
    dates = "" if edition.period is None else str(edition.period)
    return (edition.label, edition.id, number, dates, str(len(edition.figures)), str(len(edition.claims)))
