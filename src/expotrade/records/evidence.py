"""Figures, the unit of evidence, and the fields that all records share."""

from typing import ClassVar

import attrs
from attrs import evolve, field, fields

from .._internal.classes import as_tuple, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..amounts import Amount, Hedge
from ..amounts.amount import from_parts
from ..periods import Period
from ..units import UnitTable, is_same_dimension
from . import metrics
from .metrics import basis, find_basis, is_basis
from .parties import Party
from .sources import Citation, Source, check_cited_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attrs import Attribute


class Status(Named):
    """Whether something is actual, expected, planned or cancelled.

    - `ACTUAL`: it has happened
    - `EXPECTED`: somebody expects it
    - `PLANNED`: somebody plans it or aims at it
    - `CANCELLED`: it was planned and does not take place

    Example:
        >>> import expotrade as ex
        >>> ex.Status.EXPECTED.value
        'expected'
    """

    ACTUAL = "actual"
    EXPECTED = "expected"
    PLANNED = "planned"
    CANCELLED = "cancelled"


@attrs.frozen(kw_only=True, eq=False, repr=False)  # its subclasses compare and show themselves
class _Record:
    """The fields of every record."""

    id: str = field(validator=is_id)
    attributed_to: Party | None = field(default=None, validator=maybe(is_a(Party)))
    open_lists: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_text))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))

    lists_elsewhere: ClassVar[tuple[str, ...]] = ()

    def __attrs_post_init__(self) -> None:
        if self.open_lists:
            _check_open_lists(self)
        check_cited_fields(self, self.citations)


def _check_open_lists(record: _Record) -> None:
    own = [name for name in field_names(type(record)) if isinstance(getattr(record, name), tuple)]
    known = [name for name in own if name != "open_lists"] + list(record.lists_elsewhere)
    for name in record.open_lists:
        if name not in known:
            rule = f"it must name lists of this record: {', '.join(known)}"
            raise refused(record, "open_lists", name, rule)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Event(_Record):
    """The fields of every record of something that happens."""

    status: Status | None = field(default=None, validator=maybe(is_a(Status)))


def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record class."""
    return tuple(attribute.name for attribute in fields(kind))


def is_duration(instance: object, attribute: "Attribute[Amount]", value: object) -> None:
    """An amount of days, months or years."""
    if not isinstance(value, Amount) or value.unit not in ("day", "month", "year"):
        raise refused(instance, attribute.name, value, "it must be an amount of days, months or years")


def _is_basis_code(instance: object, attribute: "Attribute[str | None]", value: object) -> None:
    """Check that a value is the code of a basis, not a printed phrase."""
    if not is_basis(value):
        meant = find_basis(value) if isinstance(value, str) else None
        known = f"{meant.code!r} for the phrase" if meant is not None else "such as 'letters_of_intent'"
        raise refused(instance, attribute.name, value, f"it must be the code of a basis, {known}")


@frozen
class Figure:
    """One stated figure: its metric, amount, printed wording and citations.

    A figure is evidence, never the result of a computation.

    Args:
        metric: The code of the metric.
        amount: The amount with its hedge, in a unit of the dimension of the metric.
        as_printed: The short wording of the figure; None if the source has no wording, such as a table.
        citations: Where it is printed, at least one; the first is the principal citation.
        attributed_to: The person, organisation or description that the source quotes.
        period: The period over which it was counted.
        as_of: The time of a level; a figure has `period` or `as_of`, not both.
        horizon: The time within which it is to be fulfilled, in days, months or years: one year for tentative
            purchases.
        status: Whether it is actual, expected, planned or cancelled.
        basis: The printed phrase for what is counted ("tentative deals for one-year purchases").
        counts: The code of its basis, from `list_bases` ("letters_of_intent"); None if the source does not say, or the
            table has no such basis. Figures of a record and metric on two bases are not rivals.
        equivalent: The conversion that is printed with it, mostly money in another currency. Where the amount has no
            upper or lower end, the equivalent has none either: "over 152 billion yuan ($21 billion)" says 20.5 billion
            dollars or more.
        is_preferred: Whether it is the one to use among rivals.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or the unit does not fit the metric.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> figure = ex.load_dataset("articles").edition("ciie", 6)["deal_value"]
        >>> print(figure.amount)
        ROUNDED 78.41E+9 USD
        >>> figure.as_printed
        '$78.41 billion'
    """

    metric: str = field(validator=is_text)
    amount: Amount = field(validator=is_a(Amount))
    as_printed: str | None = field(kw_only=True, default=None, validator=maybe(is_text))
    citations: tuple[Citation, ...] = field(kw_only=True, converter=as_tuple, validator=each(is_a(Citation)))
    attributed_to: Party | None = field(kw_only=True, default=None, validator=maybe(is_a(Party)))
    period: Period | None = field(kw_only=True, default=None, validator=maybe(is_a(Period)))
    as_of: Period | None = field(kw_only=True, default=None, validator=maybe(is_a(Period)))
    horizon: Amount | None = field(kw_only=True, default=None, validator=maybe(is_duration))
    status: Status = field(kw_only=True, default=Status.ACTUAL, validator=is_a(Status))
    basis: str | None = field(kw_only=True, default=None, validator=maybe(is_text))
    counts: str | None = field(kw_only=True, default=None, validator=maybe(_is_basis_code))
    equivalent: Amount | None = field(kw_only=True, default=None, validator=maybe(is_a(Amount)))
    is_preferred: bool = field(kw_only=True, default=False, validator=is_a(bool))
    note: str | None = field(kw_only=True, default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        if not self.citations:
            raise refused(self, "citations", self.citations, "a figure has at least one source")
        if self.period is not None and self.as_of is not None:
            raise refused(self, "as_of", self.as_of, "a figure has period or as_of, not both")
        fits_metric(self, "amount", self.metric, self.amount)
        if self.equivalent is not None:
            object.__setattr__(self, "equivalent", _opened(self.equivalent, self.amount))
        check_cited_fields(self, self.citations)

    @property
    def source(self) -> Source:
        """The principal source.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").edition("ciie", 6)["deal_value"].source.publisher
            'TDI'
        """
        return self.citations[0].source

    def cite(self) -> str:
        """The principal citation in one line to paste, and the number of other places.

        Example:
            >>> import expotrade as ex
            >>> print(ex.load_dataset("articles").edition("ciie", 6)["deal_value"].cite())
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3 (and 2 more)
        """
        others = len({citation.cite() for citation in self.citations}) - 1
        return self.citations[0].cite() + (f" (and {others} more)" if others else "")


def _opened(equivalent: Amount, amount: Amount) -> Amount:
    """A printed conversion without the ends that the converted amount does not have; its zero is zero in any unit."""
    low, high = equivalent.low, equivalent.high
    if amount.low is None or (amount.low == 0 < amount.value and low is not None and low > 0):
        low = amount.low
    if amount.high is None:
        high = None
    if (low, high) == (equivalent.low, equivalent.high):
        return equivalent
    return from_parts(equivalent.value, equivalent.unit, Hedge.BETWEEN, low, high)


def counted_as(figure: Figure) -> str | None:
    """The basis of a figure for comparisons: its code, else the code of its phrase, else the phrase; or None."""
    if figure.counts is not None or figure.basis is None:
        return figure.counts
    printed = find_basis(figure.basis)
    return f"printed as {figure.basis.casefold()}" if printed is None else printed.code


def counted_key(figure: Figure) -> str:
    """A text that is equal for figures on one basis; a figure without a basis counts as "not stated"."""
    return counted_as(figure) or "printed as not stated"


def counted_text(figure: Figure) -> str | None:
    """The basis of a figure for people: the printed phrase, else the label of its code; or None."""
    if figure.basis is not None or figure.counts is None:
        return figure.basis
    return basis(figure.counts).english


def counts_otherwise(figure: Figure, other: Figure) -> bool:
    """Whether two figures surely count different things; a figure without a basis may count the same."""
    mine, theirs = counted_as(figure), counted_as(other)
    return mine is not None and theirs is not None and mine != theirs


def period_without_edition(record: object, figure: Figure | None) -> Period | None:
    """The period of a figure: its own, else that of its record; `Catalog.period_of` also looks at the edition.

    Args:
        record: The record that the figure is about; None if only the figure is known.
        figure: The figure; None for the period of the record itself.
    """
    own = None if figure is None else figure.period or figure.as_of
    return own or getattr(record, "period", None) or getattr(record, "date", None)


def misfit(metric: "metrics.Metric", amount: Amount) -> str | None:
    """The rule that an amount breaks if its unit does not have the dimension of the metric; else None."""
    if metric.dimension == "money":
        fits = UnitTable.builtin().is_currency(amount.unit)
    else:
        fits = metric.unit is None or is_same_dimension(amount.unit, metric.unit)
    return (
        None if fits else f"{metric.code} is counted in {metric.unit or 'a currency'}, not in {amount.unit}"
    )


def fits_metric(record: object, field_name: str, code: str, amount: Amount) -> None:
    """Refuse an amount whose unit does not have the dimension of the metric; a catalog tests its own metrics."""
    rule = misfit(metrics.known_or_own(code), amount)
    if rule is not None:
        raise refused(record, field_name, str(amount), rule)


def preferred(figures: tuple[Figure, ...], metric: str) -> Figure | None:
    """The figure to use among rivals: the one marked, else the first."""
    rivals = rivals_of(figures, metric)
    return next((figure for figure in rivals if figure.is_preferred), rivals[0] if rivals else None)


def rivals_of(figures: tuple[Figure, ...], metric: str) -> tuple[Figure, ...]:
    """All figures of one metric, in their order."""
    return tuple(figure for figure in figures if figure.metric == metric)


def with_preferred(figures: tuple[Figure, ...], chosen: Figure) -> tuple[Figure, ...] | None:
    """The same figures with one of them marked as preferred; None if it is not among them."""
    # The mark itself does not count, or a figure that is preferred already would not be found.
    marked = evolve(chosen, is_preferred=True)
    places = [place for place, figure in enumerate(figures) if evolve(figure, is_preferred=True) == marked]
    if not places:
        return None
    return tuple(
        evolve(figure, is_preferred=place == places[0]) if figure.metric == chosen.metric else figure
        for place, figure in enumerate(figures)
    )
