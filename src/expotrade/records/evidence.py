"""Figures with their sources and citations: the unit of evidence."""

from attrs import evolve, field

from .._internal.classes import as_tuple, at_least_one, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..amounts import Amount
from ..periods import Period
from ..units import UnitTable, is_same_dimension
from . import metrics
from .bases import basis, find_basis, is_basis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attrs import Attribute


class Status(Named):
    """Whether a figure is actual, expected or planned.

    - `ACTUAL`: it has happened
    - `EXPECTED`: somebody expects it
    - `PLANNED`: somebody plans it or aims at it

    Example:
        >>> import expotrade as ex
        >>> ex.Status.EXPECTED.value
        'expected'
    """

    ACTUAL = "actual"
    EXPECTED = "expected"
    PLANNED = "planned"


@frozen
class Source:
    """A published text that figures are taken from.

    Args:
        id: A readable identifier, such as "cisce-2024-china-org-cn".
        title: The headline as printed.
        publisher: Who published it, None if it is not printed.
        published: The date, as precise as it is printed.
        url: Its address, None if it is not known.
        language: An ISO 639 code such as "en".

    Raises:
        RecordError: A field breaks its rule.

    Source: ISO 639 for the codes of languages, which are not checked.

    Example:
        >>> import expotrade as ex
        >>> source = ex.Source("report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"))
        >>> source.cite()
        'The Daily, "Expo closes", 2024-12-04'
    """

    id: str = field(validator=is_id)
    title: str = field(validator=is_text)
    publisher: str | None = field(default=None, validator=maybe(is_text))
    published: Period | None = field(default=None, validator=maybe(is_a(Period)))
    url: str | None = field(default=None, validator=maybe(is_text))
    language: str | None = field(default=None, validator=maybe(is_text))

    def cite(self) -> str:
        """One line to paste: publisher, title, date and address, as far as known.

        Example:
            >>> import expotrade as ex
            >>> print(ex.load_dataset("articles").source("tdi-2023-11-11").cite())
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11
        """
        title = f'"{self.title}"'
        date = None if self.published is None else str(self.published)
        return ", ".join(part for part in (self.publisher, title, date, self.url) if part is not None)


@frozen
class Citation:
    """A place in a source.

    Args:
        source: The source.
        paragraph: The number of the non-blank line, from 1; None if the source has no paragraphs.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.Citation(ex.Source("report", "Expo closes"), 4).cite()
        '"Expo closes", paragraph 4'
    """

    source: Source = field(validator=is_a(Source))
    paragraph: int | None = field(default=None, validator=maybe(at_least_one))

    def cite(self) -> str:
        """The source's line with the paragraph.

        Example:
            >>> import expotrade as ex
            >>> figure = ex.load_dataset("articles").edition("ciie", 6)["deal_value"]
            >>> print(figure.citations[0].cite())
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3
        """
        cited = self.source.cite()
        return cited if self.paragraph is None else f"{cited}, paragraph {self.paragraph}"


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
        attributed_to: The person or body that the source quotes.
        period: The period over which it was counted.
        as_of: The time of a level; a figure has `period` or `as_of`, not both.
        status: Whether it is actual, expected or planned.
        basis: The printed phrase for what is counted ("tentative deals for one-year purchases").
        counts: The code of its basis, from `list_bases` ("letters_of_intent"); None if the source does not say, or the
            table has no such basis. Figures of a record and metric on two bases are not rivals.
        equivalent: The conversion that is printed with it, mostly money in another currency.
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
    attributed_to: str | None = field(kw_only=True, default=None, validator=maybe(is_text))
    period: Period | None = field(kw_only=True, default=None, validator=maybe(is_a(Period)))
    as_of: Period | None = field(kw_only=True, default=None, validator=maybe(is_a(Period)))
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
        """The principal citation in one line to paste, and the number of others.

        Example:
            >>> import expotrade as ex
            >>> print(ex.load_dataset("articles").edition("ciie", 6)["deal_value"].cite())
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3 (and 2 more)
        """
        others = len(self.citations) - 1
        return self.citations[0].cite() + (f" (and {others} more)" if others else "")


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


def fits_metric(record: object, field_name: str, code: str, amount: Amount) -> None:
    """Refuse an amount whose unit does not have the dimension of the metric."""
    metric = metrics.get(code)
    if metric.dimension == "money":
        fits = UnitTable.builtin().is_currency(amount.unit)
    else:
        fits = metric.unit is None or is_same_dimension(amount.unit, metric.unit)
    if not fits:
        unit = metric.unit or "a currency"
        raise refused(record, field_name, str(amount), f"{code} is counted in {unit}, not in {amount.unit}")


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
