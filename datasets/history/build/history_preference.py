"""Choose among rival figures: part of `build_history.py`.

The figures for one metric of one record are compared in this order, and the first difference decides:

1. text that a person wrote before text that a machine translated or changed;
2. reports before previews: a preview is published before the edition's last day (or its year, if the day is not known),
   or its title calls it a preview, or its note says pre-event or pre-opening; a page without a date counts as one;
3. actual before expected before planned;
4. exact before rounded before hedged;
5. more printed digits before fewer;
6. more sources that print the same value before fewer, then more sources whose bounds overlap its bounds before fewer;
7. the class of the publisher: official, state media, media, mirrors, blogs (the reviewed `publishers.csv`);
8. the earlier page before the later, pages without a date last;
9. the order of the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from history_ahead import says_ahead

from expotrade.amounts import Amount, Hedge, Order
from expotrade.periods import Period
from expotrade.records import Figure, Status
from expotrade.units import is_same_dimension

MACHINE = "machine_translation"
_STATUSES = (Status.ACTUAL, Status.EXPECTED, Status.PLANNED)
_SHARPEST = (Hedge.EXACT, Hedge.ROUNDED)


@dataclass(frozen=True)
class Evidence:
    """A figure with what the rule needs of its source: the class, the rank of the class, and the place of the row."""

    figure: Figure
    publisher_class: str
    class_rank: int
    order: int

    @property
    def published(self) -> Period | None:
        """When its principal source was published."""
        return self.figure.source.published


def choose(rivals: Sequence[Evidence], *, last_day: date | None, year: int | None) -> Evidence:
    """The preferred one among rival figures.

    Args:
        rivals: The figures for one metric of one record, at least one.
        last_day: The last day of the edition, None where it is not known.
        year: The year of the edition, None where it is not known; then every page counts as a preview.
    """

    def key(one: Evidence) -> tuple[object, ...]:
        amount = one.figure.amount
        others = [other.figure.amount for other in rivals if other.figure.source != one.figure.source]
        return (
            one.publisher_class == MACHINE,
            is_preview(one.figure, last_day=last_day, year=year),
            _STATUSES.index(one.figure.status),
            _SHARPEST.index(amount.hedge) if amount.hedge in _SHARPEST else len(_SHARPEST),
            -digits(amount),
            -sum(other.unit == amount.unit and other.value == amount.value for other in others),
            -sum(_meet(amount, other) for other in others),
            one.class_rank,
            date.max.toordinal() if one.published is None else one.published.sort_key()[0],
            one.order,
        )

    return min(rivals, key=key)


def is_preview(figure: Figure, *, last_day: date | None, year: int | None) -> bool:
    """Whether a figure was published before the edition was over, by its date, title and note."""
    published = figure.source.published
    if published is None or published.end is None or says_ahead(figure.source.title, figure.note):
        return True
    if last_day is not None:
        return published.end < last_day
    return year is None or published.end.year < year


def digits(amount: Amount) -> int:
    """How many digits are printed; zeros at the end count only if the figure is rounded to them."""
    printed = "".join(map(str, amount.value.as_tuple().digits))
    return len(printed if amount.hedge is Hedge.ROUNDED else printed.rstrip("0"))


def _meet(left: Amount, right: Amount) -> bool:
    """Whether two amounts may be one and the same."""
    if not is_same_dimension(left.unit, right.unit):
        return False
    return left.compare(right) in (Order.EQUAL, Order.UNDECIDED)
