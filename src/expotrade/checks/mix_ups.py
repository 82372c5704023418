"""Finds figures that may belong to another metric or edition."""

from ..amounts import Amount, Hedge
from ..errors import ExpotradeError
from ..records import Edition, Figure
from ..units import is_same_dimension
from .findings import CheckKind, Finding, Verdict
from .index import CatalogIndex
from .verdicts import citations_of_all, judge, period_to_compare, same_period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALLEST = 10  # smaller numbers are often equal by chance


def _digits(amount: Amount) -> str:
    """The digits of a value without its decimal point and zeros at the end."""
    return "".join(map(str, amount.value.as_tuple().digits)).strip("0")


def _is_distinctive(amount: Amount, digits: int = 2) -> bool:
    """Whether a value has so many digits that it rarely occurs twice by chance."""
    return len(_digits(amount)) >= digits


def _check_mix_up(
    edition: Edition, index: CatalogIndex, figures: list[Figure], metrics: tuple[str, ...]
) -> "Iterator[Finding]":
    """Test whether figures belong to another metric or edition that has the same number."""
    figure = figures[0]
    used = index.figure_to_compare(edition, figure.metric, figure.status)
    if used is None or not _is_distinctive(figure.amount) or figure.amount.value < _SMALLEST:
        return
    is_doubtful = _is_doubtful(edition, figure, used)
    if not is_doubtful and used not in figures:
        return
    said = f"the source states {figure.amount:short}"
    if is_doubtful:
        said += f", where {used.amount:short} is preferred"
    repetitions = (
        *_same_of_metrics(edition, index, figure, metrics, is_doubtful),
        *_same_of_editions(edition, index, figure, is_doubtful),
    )
    for what, same in repetitions:
        yield Finding(
            verdict=Verdict.UNDECIDED,
            kind=CheckKind.MIX_UP,
            record=edition.id,
            metric=figure.metric,
            stated=figure.amount,
            computed=same[0].amount,
            why=f"{said}; {what}",
            citations=citations_of_all(*figures, *same),
        )


def _is_doubtful(edition: Edition, figure: Figure, used: Figure) -> bool:
    """Whether a figure contradicts the preferred one."""
    is_alike = figure.status is used.status and is_same_dimension(figure.amount.unit, used.amount.unit)
    if not is_alike or not same_period(period_to_compare(edition, figure), period_to_compare(edition, used)):
        return False
    try:
        return judge(figure.amount, used.amount) is not Verdict.AGREES
    except ExpotradeError:
        return False


# Without a contradiction a figure is suspicious only if both are exact counts, with many digits for another
# metric's, or of the edition just before.


def _same_of_metrics(
    edition: Edition, index: CatalogIndex, figure: Figure, metrics: tuple[str, ...], is_doubtful: bool
) -> "Iterator[tuple[str, list[Figure]]]":
    """The preferred figures of other metrics with the same number; a pair without a contradiction comes once."""
    for metric in metrics if is_doubtful else metrics[metrics.index(figure.metric) :]:
        other = None if metric == figure.metric else index.figure_to_compare(edition, metric, figure.status)
        if other is None or other.amount.value != figure.amount.value:
            continue
        if is_doubtful or (_is_distinctive(figure.amount, 3) and _are_counts(figure, other)):
            yield f"{metric} is {other.amount:short} too: perhaps one was printed as the other", [other]


def _same_of_editions(
    edition: Edition, index: CatalogIndex, figure: Figure, is_doubtful: bool
) -> "Iterator[tuple[str, list[Figure]]]":
    """The preferred figures of other editions with the same number, and the other numbers they repeat."""
    amount = figure.amount
    for rival, same in index.editions_with(
        edition.expo, figure.metric, figure.status, amount.value, amount.unit
    ):
        is_before = rival.number is not None and rival.number + 1 == edition.number
        if rival is edition or not (is_doubtful or is_before):
            continue
        if is_doubtful or _are_counts(figure, same):
            its_amounts = {(its.metric, its.amount) for its in rival.figures}
            # If other numbers of that edition are repeated too, the whole set may have been printed again.
            repeated = [
                own
                for own in edition.figures
                if own.metric != figure.metric and (own.metric, own.amount) in its_amounts
            ]
            also = ", ".join(dict.fromkeys(f"{own.amount:short}" for own in repeated))
            what = f"{rival.id} has {same.amount:short} too: perhaps its count was printed again"
            yield f"{what}, as may be {also}" if also else what, [same, *repeated]


def _are_counts(*figures: Figure) -> bool:
    return all(figure.amount.hedge is Hedge.EXACT for figure in figures)
