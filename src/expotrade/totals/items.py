"""The items of a total, and the items that it leaves out."""

import re

from attrs import field

from .._internal.classes import frozen
from .._internal.enums import Named
from ..amounts import Amount
from ..catalogs import KINDS, Catalog
from ..errors import ArgumentError, TotalError
from ..errors.advice import Advice, advise, one_of_its_type, shown
from ..records import (
    Deal,
    Edition,
    Exhibitor,
    Figure,
    Section,
    Statistic,
    TradeFlow,
    metrics,
)
from ..records.evidence import period_without_edition, preferred, rivals_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..catalogs import Record

    ItemLike = (
        Amount | Figure | Edition | Section | Exhibitor | Deal | TradeFlow | Statistic | tuple[Record, Figure]
    )


_RECORDS = tuple(KINDS.values())
_RECORDS_WITH_FIGURES = (Edition, Section, Exhibitor, Deal, TradeFlow, Statistic)
# The metric of a record that a total takes by default.
_DEFAULT_METRICS = {Deal: "deal_value", Statistic: "figure", TradeFlow: "trade_value"}
_EDITION_ID = re.compile("(?P<expo>.+)-(?P<year>[0-9]{4})(?:-.*)?")


class LeftOutReason(Named):
    """Why a total does not count an item.

    - `UNDISCLOSED`: the value of the deal is unknown, which is not zero
    - `NOT_HELD`: the record has no figure for the metric, although it may have others
    - `ANOTHER_BASIS`: it counts something else than the figure that is counted
    - `PART_OF_ANOTHER`: it is inside another item
    - `RIVAL`: another figure for the same thing is counted
    - `REPEATED`: it is counted already
    - `OVERLAPS`: it shares something with another item, or may
    - `NO_RATE`: no exchange rate is known for its day
    - `NO_DATE`: it has no date for a rate

    Example:
        >>> import expotrade as ex
        >>> ex.totals.LeftOutReason("part_of_another")
        LeftOutReason.PART_OF_ANOTHER
    """

    UNDISCLOSED = "undisclosed"
    NOT_HELD = "not_held"
    ANOTHER_BASIS = "another_basis"
    PART_OF_ANOTHER = "part_of_another"
    RIVAL = "rival"
    REPEATED = "repeated"
    OVERLAPS = "overlaps"
    NO_RATE = "no_rate"
    NO_DATE = "no_date"


class Item:
    """One item with its record, figure, amount and period; the record is None for an amount or a figure without one."""

    __slots__ = ("amount", "figure", "metric", "passed", "period", "record")

    def __init__(
        self, passed: object, record: "Record | None", figure: Figure | None, metric: str = "deal_value"
    ) -> None:
        # As the caller passed it: the record, the figure, the pair of both, or the amount.
        self.passed = passed
        # The requested metric; an item that has no figure for it names it in its message.
        self.metric = metric
        self.record = record
        self.figure = figure
        self.amount: Amount | None = None if figure is None else figure.amount
        self.period = period_without_edition(record, figure)

    @property
    def name(self) -> str:
        """Its name in sentences."""
        if self.record is not None:
            return self.record.id
        return str(self.amount) if self.figure is None else f"{self.figure.metric} {self.amount}"

    @property
    def unused(self) -> tuple[Figure, ...]:
        """The other figures of the record for the metric: rivals, and figures on another basis."""
        if self.figure is None or not isinstance(self.passed, (Edition, Section, Exhibitor)):
            return ()
        rivals = rivals_of(self.passed.figures, self.figure.metric)
        return tuple(rival for rival in rivals if rival is not self.figure)

    @property
    def expo(self) -> str | None:
        """The expo that it belongs to, from the record or the id of its edition."""
        parts = self._edition_id()
        return getattr(self.record, "expo", None) or (parts and parts["expo"])

    @property
    def year(self) -> int | None:
        """The year of its edition, else the last year of its period."""
        parts = self._edition_id()
        if parts is not None:
            return int(parts["year"])
        return None if self.period is None or self.period.end is None else self.period.end.year

    def _edition_id(self) -> re.Match[str] | None:
        record = self.record
        edition = record.id if isinstance(record, Edition) else getattr(record, "edition", None)
        return None if edition is None else _EDITION_ID.fullmatch(edition)


def as_list(items: "Iterable[ItemLike]") -> "list[ItemLike]":
    """The items as a list; refuse one item, a text or a catalog, although some of them can be iterated."""
    if isinstance(items, (*_RECORDS_WITH_FIGURES, Amount, Figure, str)) or not hasattr(items, "__iter__"):
        raise TotalError(one_of_its_type(items), "pass several items in a list, such as [item]")
    return list(items)


def items_of(
    passed_items: "list[ItemLike]", metric: str | None, catalog: Catalog | None = None
) -> list[Item]:
    """The items with their records and figures, without figures of another metric than `metric`.

    A figure that is passed alone gets the record of the catalog that has it.
    """
    if metric is not None:
        metrics.known_or_own(metric)
    if catalog is not None and not isinstance(catalog, Catalog):
        raise ArgumentError("use as the catalog", catalog, "pass the Catalog that the items are from")
    owners = None
    if catalog is not None and any(isinstance(passed, Figure) for passed in passed_items):
        owners = _Owners(catalog)
    items = [_item_of(passed, metric, owners) for passed in passed_items]
    return [item for item in items if item is not None]


class _Owners:
    """Finds the record of a catalog that has a figure."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_identity: dict[int, dict[str, Record]] = {}
        self._by_value: dict[Figure, dict[str, Record]] = {}
        for record, figure in catalog.figures():
            self._by_identity.setdefault(id(figure), {})[record.id] = record
            self._by_value.setdefault(figure, {})[record.id] = record

    def find(self, figure: Figure) -> "Record | None":
        """The record that has this figure object, else the one with an equal figure; None if there are several."""
        owners = self._by_identity.get(id(figure)) or self._by_value.get(figure, {})
        return next(iter(owners.values())) if len(owners) == 1 else None


def _item_of(passed: object, metric: str | None, owners: _Owners | None) -> Item | None:
    match passed:
        case Amount():
            item = Item(passed, None, None)
            item.amount = passed
            return item
        case Figure():
            owner = None if owners is None else owners.find(passed)
            return Item(passed, owner, passed) if metric in (None, passed.metric) else None
        case (record, Figure() as figure) if isinstance(record, _RECORDS):
            return Item(passed, record, figure) if metric in (None, figure.metric) else None
        case Edition() | Section() | Exhibitor():
            code = metric or "deal_value"
            return Item(passed, passed, preferred(passed.figures, code), code)
        case Deal() | Statistic() | TradeFlow():
            fitting = [figure for figure in passed.figures if metric in (None, figure.metric)]
            return Item(
                passed, passed, fitting[0] if fitting else None, metric or _DEFAULT_METRICS[type(passed)]
            )
    rule = "pass amounts, figures, editions, sections, exhibitors, deals, flows, statistics, or catalog.figures()"
    raise TotalError(shown(passed), rule)


_MOST_SHOWN = 20


@frozen
class LeftOut:
    """An item that a total does not count, with the reason.

    Args:
        item: The item as it was passed.
        reason: Why it is not counted.
        fact: The reason as a sentence.
        advice: What to pass so that it is counted.

    Example:
        >>> import expotrade as ex
        >>> [left.reason for left in ex.total(ex.load_dataset("articles").deals).left_out][:1]
        [LeftOutReason.UNDISCLOSED]
    """

    item: object = field()
    reason: LeftOutReason = field()
    fact: str = field()
    advice: tuple[Advice, ...] = field(default=())

    @property
    def text(self) -> str:
        """The sentence that explains it, with what to pass so that it is counted.

        Example:
            >>> import expotrade as ex
            >>> ex.total(ex.load_dataset("articles").deals).left_out[0].text
            'cisce-2024-honeywell is undisclosed'
        """
        return advise(self.fact, self.advice)
