"""What stands around a chart: how to read it, what keeps its figures from being alike, its rates and its sources."""

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


def reading(
    points: "Sequence[Point]", words: "Words", *, has_texts: bool = False, has_gaps: bool = False
) -> str:
    """How to read what is drawn, and nothing else."""
    amounts = [point.amount for point in points]
    drawn = {
        "read_filled": True,
        "read_hollow": any(point.is_rival for point in points),
        "read_bar": any(None not in (one.low, one.high) and one.low != one.high for one in amounts),
        "read_arrow": any(one.low is None or one.high is None for one in amounts),
        "read_ring": any(point.is_ringed for point in points),
        "read_top": has_texts,
        "read_gap": has_gaps,
    }
    return words.joined(words.said(key) for key, is_drawn in drawn.items() if is_drawn)


def about_editions(
    named: "Sequence[tuple[str, Edition]]",
    metric: str,
    unit: str,
    left_out: "NotDrawn",
    words: "Words",
    *,
    rivals: bool,
) -> "Iterator[str]":
    """What the figures of editions count, what keeps them from being alike, and who printed them."""
    figures = [(label, edition[metric]) for label, edition in named]
    bases: dict[str, list[str]] = {}
    printed: dict[str, str] = {}
    for label, figure in figures:
        basis = printed.setdefault(counted_key(figure), counted_text(figure) or words.said("not_stated"))
        bases.setdefault(basis, []).append(label)
    if len(printed) > 1:
        yield words.said("bases_differ", list=_by_label(bases, words))
    elif (counted := counted_text(figures[0][1])) is not None:
        drawn = (
            (one for _, edition in named for one in edition.rivals(metric, same_basis=True)) if rivals else ()
        )
        said = "one_basis" if all(counted_as(one) is not None for one in drawn) else "one_basis_of_used"
        yield words.said(said, basis=counted)
    if lengths_differ(figure.period for _, figure in figures):
        times: dict[str, list[str]] = {}
        for label, figure in figures:
            times.setdefault(words.time_of(figure), []).append(label)
        yield words.said("periods_differ", list=_by_label(times, words))
    years = [edition.year for _, edition in named]
    if UnitTable.builtin().is_currency(unit) and min(years) < max(years):
        yield words.said("not_deflated", first=min(years), last=max(years))
    if left_out.without_rate:
        yield words.said("left_out", list=words.listed(left_out.without_rate))
    if left_out.other_bases:
        yield words.said("other_bases", list=words.listed(left_out.other_bases))
    yield source_line((figure for _, figure in figures), words)


def _by_label(groups: dict[str, list[str]], words: "Words") -> str:
    """Facts, each behind the labels of those that it holds for."""
    return words.listed(
        words.said("colon", name=words.listed(labels, "comma"), value=fact) for fact, labels in groups.items()
    )


def _length(period: "Period | None") -> tuple[str, int | None]:
    """How long a period is: in months where it has whole ones, so that a leap year is as long as any other."""
    if period is None:
        return ("edition", None)
    return ("days", period.days) if period.months is None else ("months", period.months)


def lengths_differ(periods: "Iterable[Period | None]") -> bool:
    """Whether periods that stand in one panel have different lengths, or one is not known."""
    return len({_length(period) for period in periods}) > 1


def rate_lines(points: "Iterable[Point]", *, is_own: bool, words: "Words") -> "Iterator[str]":
    """Each rate that was used, with its date and source, and for which items."""
    items: dict[str, list[str]] = {}
    unit = ""
    for point in points:
        if point.conversion is not None:
            unit = point.amount.unit
            items.setdefault(point.conversion.rate.cite(), []).append(point.item)
    if not items:
        return
    yield words.said("on_own" if is_own else "on_day", unit=words.unit(unit))
    for number, (rate, labels) in enumerate(items.items()):
        if number == _MOST_RATES:
            yield words.said("more", count=len(items) - _MOST_RATES)
            break
        yield words.said("rate_of", item=words.listed(labels, "comma"), rate=rate)


def source_line(stated: "Iterable[Stated]", words: "Words") -> str:
    """Who printed the figures that are used."""
    sources = (one.citations[0].source for one in stated)
    return words.said("sources", list=words.listed(one.publisher or one.title for one in sources))
