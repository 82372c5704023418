"""Reasons why items are left out of a total, and caveats for the items that are included."""

from ..amounts import Amount
from ..errors.advice import Advice, passing
from ..records import Deal, Figure, Section, Statistic, TradeFlow, metrics
from ..records.caveats import Caveat, CaveatKind
from ..records.evidence import counted_as, counted_key, counted_text, counts_otherwise
from ..records.parties import is_region
from ..units import UnitTable
from .items import Item, LeftOut, LeftOutReason
from .options import TotalOptions
from .overlaps import another_basis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def unguarded(options: TotalOptions) -> Caveat:
    """The caveat that figures without their records may be counted twice."""
    fact = "figures that are passed without their records may be counted twice"
    if options.catalog is None:
        advice = (passing(catalog=""), Advice("the records"))
        return Caveat(CaveatKind.NOT_GUARDED, None, fact, advice)
    fact = f"{fact}: no record of the catalog has them, or several do"
    return Caveat(CaveatKind.NOT_GUARDED, None, fact, (Advice("pass the records"),))


def without_value(item: Item) -> LeftOut:
    """Why an item has no amount: it is undisclosed, or the record has only other figures."""
    record, metric = item.record, item.metric
    if isinstance(record, Deal) and record.value is None and metric == "deal_value":
        return LeftOut(item.passed, LeftOutReason.UNDISCLOSED, f"{item.name} is undisclosed")
    if isinstance(record, Statistic) and record.figure is None:
        return LeftOut(item.passed, LeftOutReason.NOT_HELD, f"{item.name} states no figure, only claims")
    dimension = metrics.known_or_own(metric).dimension
    codes = dict.fromkeys(figure.metric for figure in getattr(record, "figures", ()))
    # Metrics of the same dimension come first: one of them is probably meant.
    others = sorted(codes, key=lambda code: metrics.known_or_own(code).dimension != dimension)
    others_there = f"; it has {', '.join(others)}" if others else "; it has no figures"
    advice = (passing("for one of them", metric=""),) if others else ()
    fact = f"{item.name} has no figure for {metric}{others_there}"
    return LeftOut(item.passed, LeftOutReason.NOT_HELD, fact, advice)


def repeated(item: Item, kept: Item) -> tuple[LeftOutReason, str]:
    """Why an item that reports the same fact as another item is not counted."""
    mine, theirs = item.amount, kept.amount
    assert mine is not None
    assert theirs is not None
    if mine == theirs:
        return LeftOutReason.REPEATED, f"{item.name} is counted as {kept.name}"
    if mine.unit != theirs.unit:
        return (
            LeftOutReason.REPEATED,
            f"{item.name} is counted as {kept.name}: {mine:short} is its {theirs:short}",
        )
    return LeftOutReason.RIVAL, f"{item.name}: {mine} is a rival of {theirs} of {kept.name}"


def unused_figures(included: list[Item], stated: "set[tuple[str, Figure]]") -> "Iterator[LeftOut | Caveat]":
    """The unused figures of included records: those on another basis, and rivals."""
    for item in included:
        used = item.figure
        listed: set[tuple[str | None, Amount]] = set()
        rivals: dict[str, None] = {}
        for figure in item.unused:
            assert used is not None
            if not counts_otherwise(figure, used):
                if figure.amount != used.amount:
                    rivals.setdefault(str(figure.amount))
                continue
            key = (counted_as(figure), figure.amount)
            if key not in listed and (item.name, figure) not in stated:
                text = another_basis(item.name, figure, used)
                yield LeftOut((item.record, figure), LeftOutReason.ANOTHER_BASIS, text)
            listed.add(key)
        if rivals:
            assert used is not None
            text = f"{used.metric} of {item.name}: sources also print {', '.join(sorted(rivals))}"
            yield Caveat(CaveatKind.RIVAL_FIGURES, used.metric, text)


def base_caveats(added: list[Item]) -> "Iterator[Caveat]":
    """Caveats if the added figures measure or count different things."""
    stated = [item.figure for item in added if item.figure is not None]
    codes = list(dict.fromkeys(figure.metric for figure in stated))
    if len(codes) > 1:
        yield Caveat(CaveatKind.METRICS_DIFFER, None, f"metrics differ: {'; '.join(codes)}")
    bases: dict[str, str] = {}
    for figure in stated:
        bases.setdefault(counted_key(figure), counted_text(figure) or "not stated")
    if len(bases) > 1:
        text = f"bases differ: {'; '.join(bases.values())}"
        yield Caveat(CaveatKind.BASES_DIFFER, codes[0] if len(codes) == 1 else None, text)


def other_caveats(added: list[Item]) -> "Iterator[Caveat]":
    """Other caveats for the added items."""
    stated = [item.figure for item in added if item.figure is not None]
    statuses = list(dict.fromkeys(figure.status.value for figure in stated))
    if statuses not in ([], ["actual"]):
        yield Caveat(CaveatKind.STATUS_DIFFERS, None, f"not all are actual: {', '.join(statuses)}")
    if len({figure.as_of is None for figure in stated}) > 1:
        text = "figures as of a time are added to figures over a period"
        yield Caveat(CaveatKind.TIMES_DIFFER, None, text)
    kinds: dict[str, dict[str, None]] = {}
    for item in added:
        if isinstance(item.record, Section):
            kinds.setdefault(item.record.edition, {}).setdefault(item.record.kind.value)
    for edition, several in kinds.items():
        if len(several) > 1:
            text = (
                f"sections of {edition} of different kinds may contain the same items: {', '.join(several)}"
            )
            yield Caveat(CaveatKind.SECTIONS_OVERLAP, None, text)
    places = dict.fromkeys(place for item in added for place in _places_of(item))
    regions = [place for place in places if is_region(place)]
    if regions and len(places) > 1:
        text = f"regions may contain, or lie in, other places that are added: {', '.join(places)}"
        yield Caveat(CaveatKind.REGIONS_OVERLAP, None, text)
    is_money = UnitTable.builtin().is_currency
    money = [item for item in added if item.amount is not None and is_money(item.amount.unit)]
    years = {item.year for item in money if item.year is not None}
    if len(years) > 1:
        text = f"money of {min(years)} to {max(years)} is added undeflated"
        yield Caveat(CaveatKind.NOT_DEFLATED, None, text)


def _places_of(item: Item) -> "Iterator[str]":
    """The places that the figure of an item counts in: the other sides of a flow, the place of a statistic."""
    record = item.record
    if isinstance(record, TradeFlow):
        yield from record.partners or ((record.partner,) if record.partner is not None else ())
    elif isinstance(record, Statistic) and record.subject.place is not None:
        yield record.subject.place
