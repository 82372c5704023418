"""Text around a chart: reading guide, caveats, exchange rates, sources."""

from ..records.evidence import counted_as, counted_key, counted_text
from ..units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..periods import Period
    from ..records import Edition
    from .points import NotDrawn, Point, Stated
    from .words import Words

_MOST_RATES = 30


def reading_guide(
    points: "Sequence[Point]", words: "Words", *, has_texts: bool = False, has_gaps: bool = False
) -> str:
    """The reading guide: a sentence for each kind of mark that the chart has."""
    amounts = [point.amount for point in points]
    drawn = {
        "read_filled": True,
        "read_hollow": any(point.is_rival for point in points),
        "read_bar": any(
            None not in (amount.low, amount.high) and amount.low != amount.high for amount in amounts
        ),
        "read_arrow": any(amount.low is None or amount.high is None for amount in amounts),
        "read_ring": any(point.is_ringed for point in points),
        "read_top": has_texts,
        "read_gap": has_gaps,
    }
    return words.joined(words.phrase(key) for key, is_drawn in drawn.items() if is_drawn)


def about_editions(
    named: "Sequence[tuple[str, Edition]]",
    metric: str,
    unit: str,
    left_out: "NotDrawn",
    words: "Words",
    *,
    rivals: bool,
) -> "Iterator[str]":
    """Notes on the figures of editions: what they count, why they may not be comparable, and their sources."""
    figures = [(label, edition[metric]) for label, edition in named]
    bases: dict[str, list[str]] = {}
    printed: dict[str, str] = {}
    for label, figure in figures:
        basis = printed.setdefault(counted_key(figure), counted_text(figure) or words.phrase("not_stated"))
        bases.setdefault(basis, []).append(label)
    if len(printed) > 1:
        yield words.phrase("bases_differ", list=_by_label(bases, words))
    elif (counted := counted_text(figures[0][1])) is not None:
        drawn = (
            (figure for _, edition in named for figure in edition.rivals(metric, same_basis=True))
            if rivals
            else ()
        )
        phrase = (
            "one_basis" if all(counted_as(figure) is not None for figure in drawn) else "one_basis_of_used"
        )
        yield words.phrase(phrase, basis=counted)
    if lengths_differ(figure.period for _, figure in figures):
        times: dict[str, list[str]] = {}
        for label, figure in figures:
            times.setdefault(words.time_of(figure), []).append(label)
        yield words.phrase("periods_differ", list=_by_label(times, words))
    years = [edition.year for _, edition in named if edition.year is not None]
    if UnitTable.builtin().is_currency(unit) and len(set(years)) > 1:
        yield words.phrase("not_deflated", first=min(years), last=max(years))
    if left_out.without_rate:
        yield words.phrase("left_out", list=words.listed(left_out.without_rate))
    if left_out.other_bases:
        yield words.phrase("other_bases", list=words.listed(left_out.other_bases))
    yield source_line((figure for _, figure in figures), words)


def _by_label(groups: dict[str, list[str]], words: "Words") -> str:
    """Facts, each with the labels of the editions that it is true of."""
    return words.listed(
        words.phrase("colon", name=words.listed(labels, "comma"), value=fact)
        for fact, labels in groups.items()
    )


def lengths_differ(periods: "Iterable[Period | None]") -> bool:
    """Whether periods of one panel have different lengths, or some are unknown."""
    return len({period and period.length for period in periods}) > 1


def rate_lines(points: "Iterable[Point]", *, is_own: bool, words: "Words") -> "Iterator[str]":
    """A line for each rate that was used, with its date, its source and its items."""
    items: dict[str, list[str]] = {}
    unit = ""
    for point in points:
        if point.conversion is not None:
            unit = point.amount.unit
            items.setdefault(point.conversion.rate.cite(), []).append(point.item)
    if not items:
        return
    yield words.phrase("on_own" if is_own else "on_day", unit=words.unit(unit))
    for number, (rate, labels) in enumerate(items.items()):
        if number == _MOST_RATES:
            yield words.phrase("more", count=len(items) - _MOST_RATES)
            break
        yield words.phrase("rate_of", item=words.listed(labels, "comma"), rate=rate)


def source_line(stated: "Iterable[Stated]", words: "Words") -> str:
    """The line that names the sources of the used figures."""
    sources = (amount.citations[0].source for amount in stated)
    return words.phrase("sources", list=words.listed(source.publisher or source.title for source in sources))
