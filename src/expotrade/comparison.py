"""Compares editions: figures side by side, growth, order, and caveats."""

from itertools import combinations, pairwise

from attrs import field

from ._internal.classes import frozen
from ._internal.html import References, fragment, joined, lines, table
from ._internal.terminal import table_text
from .amounts import Amount, Order, growth
from .errors import AmountError, ComparisonError, UnknownNameError
from .errors.advice import Advice, advise, passing, shown
from .rates import Conversion, Rate
from .rates.converting import Conversions
from .records import Citation, Edition, Figure, Source, Status, metrics
from .records.caveats import Caveat, CaveatKind
from .records.evidence import counted_key, counted_text, counts_otherwise
from .records.metrics import RATIO_UNITS
from .units import UnitTable, is_same_dimension

__all__ = ["Caveat", "CaveatKind", "Comparison", "ComparisonRow", "compare"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from typing import Literal, TypeVar

    from .rates import RateTable

    _Cell = TypeVar("_Cell")
    # An edition, its figure, and the compared amount.
    _Compared = tuple[Edition, Figure | None, Amount | None]


@frozen
class ComparisonRow:
    """One metric over the compared editions.

    Args:
        metric: The code of the metric.
        figures: The preferred figure of each edition, None if it has no figure.
        amounts: The compared amounts: those of the figures, converted if a unit was passed.
        growths: The growth from each edition to the next, in percent with bounds; None between editions of two expos,
            or between figures over periods of different length, such as a year and seven months.
        orders: The order of each pair of editions, by their two ids, where both amounts are there and comparable.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> row = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6))["deal_value"]
        >>> row.orders["ciie-2019", "ciie-2023"]
        Order.BELOW
    """

    metric: str = field()
    figures: tuple[Figure | None, ...] = field()
    amounts: tuple[Amount | None, ...] = field()
    growths: tuple[Amount | None, ...] = field()
    orders: "Mapping[tuple[str, str], Order]" = field(hash=False)


@frozen
class Comparison:
    """Editions side by side: a row for each metric, the conversions and the caveats.

    Index it by a metric for one row; an unknown metric is an `UnknownNameError` that names the known ones. `str()` and
    a notebook show a table with its sources.

    Args:
        editions: The editions in the order in which they were passed.
        rows: One for each metric.
        caveats: Reasons for care when the figures are compared.
        conversions: One for each amount that was converted, in the order of the table.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> comparison = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
        >>> [f"{amount:short}" for amount in comparison["deal_value"].growths]
        ['10.2348 percent (10.2200 to 10.2496)']
    """

    editions: tuple[Edition, ...] = field()
    rows: tuple[ComparisonRow, ...] = field()
    caveats: tuple[Caveat, ...] = field()
    conversions: tuple[Conversion, ...] = field(default=())

    def __getitem__(self, metric: str) -> ComparisonRow:
        for row in self.rows:
            if row.metric == metric:
                return row
        raise UnknownNameError(
            "metric", metric, tuple(row.metric for row in self.rows), within="this comparison"
        )

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The principal citation of every compared figure, each once, in the order of the table.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> comparison = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
            >>> [citation.paragraph for citation in comparison.citations]
            [7, 3]
        """
        figures = [figure for row in self.rows for figure in row.figures if figure is not None]
        return tuple(dict.fromkeys(figure.citations[0] for figure in figures))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the compared figures, each once.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> [source.id for source in ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6)).sources]
            ['inland-2019-12-23', 'tdi-2023-11-11']
        """
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    @property
    def rates_used(self) -> tuple[Rate, ...]:
        """The exchange rates, each once.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> editions = cat.edition("cisce", year=2024), cat.edition("ciie", 6)
            >>> found = ex.compare(*editions, metrics=["deal_value"], unit="USD", rates="ecb", on="own")
            >>> [rate.cite() for rate in found.rates_used]
            ['USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics']
        """
        return tuple(dict.fromkeys(conversion.rate for conversion in self.conversions))

    def header(self) -> tuple[str, ...]:
        """The column heads of the table: metric, editions, growth from each edition to the next.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6)).header()
            ('Metric', 'CIIE 2019', 'CIIE 2023', 'Growth')
        """
        labels = [edition.label for edition in self.editions]
        grown = ["Growth"] if len(labels) == 2 else [f"{old} to {new}" for old, new in pairwise(labels)]
        return ("Metric", *labels, *grown)

    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the table as text, each figure with the number of its citation.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> comparison = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
            >>> comparison.cells()[0][:2]
            ('value of deals', 'USD 71.13 billion [1]')
        """
        numbers = {citation: number for number, citation in enumerate(self.citations, start=1)}
        return tuple(_cells(row, lambda text, citation: f"{text} [{numbers[citation]}]") for row in self.rows)

    def notes(self) -> tuple[str, ...]:
        """The lines below the table: the numbered citations, the conversions with their rates, then the caveats.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> comparison = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
            >>> for note in comparison.notes()[1:3]:
            ...     print(note)
            [2] TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3
            Caveat: CIIE 2019 and CIIE 2023 are not adjacent editions: number 2 and 6
        """
        return tuple(comparison_notes(self, advise))

    def __str__(self) -> str:
        return "\n".join([table_text(self.header(), self.cells()), "", *self.notes()])

    def _repr_html_(self) -> str:
        """The table and its notes as HTML, for notebooks."""
        references = References()
        header = self.header()
        return fragment(
            ", ".join(edition.label for edition in self.editions),
            table(
                header,
                self.rows,
                lambda row: _cells(row, lambda text, cited: joined(text, " ", references.marks([cited]))),
            ),
            references.lines(),
            lines(self.conversions, lambda conversion: f"Converted: {conversion}"),
            lines(self.caveats, lambda caveat: f"Caveat: {caveat.text}"),
        )


def comparison_notes(
    comparison: Comparison, say: "Callable[[str, tuple[Advice, ...]], str]"
) -> "Iterator[str]":
    """The lines below the table; `say` writes a fact with its advice, as the reader types it."""
    for number, citation in enumerate(comparison.citations, start=1):
        yield f"[{number}] {citation.cite()}"
    for conversion in comparison.conversions:
        yield f"Converted: {conversion}"
    for caveat in comparison.caveats:
        yield f"Caveat: {say(caveat.fact, caveat.advice)}"


def compare(
    *editions: Edition,
    metrics: "Iterable[str] | None" = None,
    unit: str | None = None,
    rates: "RateTable | Literal['ecb'] | None" = None,
    on: "date | Literal['own'] | None" = None,
) -> Comparison:
    """Editions side by side: figures by metric, growth from one to the next, the order of each pair, and caveats.

    Nothing converts by itself: money in two currencies is not compared unless you pass `unit`, `rates` and `on`.

    Args:
        editions: Two or more, of one expo or of several, in the order of the columns.
        metrics: The codes of the metrics; by default those of all editions, shared ones first.
        unit: The unit to convert into; metrics of another dimension stay as they are.
        rates: The rate table that converts money into that unit, or "ecb" for `RateTable.ecb()`.
        on: The date of the rates, or "own" for the last day of each edition.

    Raises:
        ComparisonError: Fewer than two editions, or a unit that fits no metric.
        RateError: `unit`, `rates` and `on` do not fit together, money of another currency is compared without rates, or
            an edition has no day of its own.
        RateNotFoundError: No rate is known for the day.
        ArgumentError: The rates are not a table.
        UnknownNameError: A metric that is not in the table, or that no edition has.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> comparison = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
        >>> [f"{amount:short}" for amount in comparison["deal_value"].amounts]
        ['USD 71.13 billion', 'USD 78.41 billion']
    """
    if len(editions) < 2:
        raise ComparisonError(
            f"{len(editions)} edition(s)", "pass two or more, such as cat.edition('ciie', 6)"
        )
    for edition in editions:
        if not isinstance(edition, Edition):
            raise ComparisonError(shown(edition), "pass editions, such as cat.edition('ciie', 6)")
    asked = Conversions.asked(unit, rates, on)
    known = _shared_first(editions)
    codes = known if metrics is None else tuple(dict.fromkeys(metrics))
    for code in codes:
        if not _has_edition(code, known):
            raise UnknownNameError("figure", code, known, within="these editions")
    conversions: list[Conversion] = []
    rows = tuple(_row(code, editions, asked, conversions) for code in codes)
    units = {amount.unit for row in rows for amount in row.amounts if amount is not None}
    if asked.unit is not None and asked.unit not in units:
        rule = "no compared metric is counted in a unit of its dimension"
        raise ComparisonError(f"in {asked.unit}", rule, advice="leave unit= out")
    return Comparison(editions, rows, tuple(_caveats(editions, rows)), tuple(conversions))


def _has_edition(code: str, known: tuple[str, ...]) -> bool:
    """Whether an edition has a metric; an unknown code is an error."""
    return metrics.known_or_own(code).code in known


def _shared_first(editions: tuple[Edition, ...]) -> tuple[str, ...]:
    """The metrics of all editions; those of two editions or more come first."""
    codes = dict.fromkeys(code for edition in editions for code in edition.metrics)
    return tuple(sorted(codes, key=lambda code: sum(code in edition for edition in editions) < 2))


def _row(
    code: str, editions: tuple[Edition, ...], asked: Conversions, conversions: list[Conversion]
) -> ComparisonRow:
    """The row of a metric; its conversions are added to the list."""
    figures = tuple(edition[code] if code in edition else None for edition in editions)  # noqa: SIM401
    amounts = tuple(
        None if figure is None else _in_unit(figure.amount, edition, asked, conversions)
        for edition, figure in zip(editions, figures, strict=True)
    )
    compared = list(zip(editions, figures, amounts, strict=True))
    growths = tuple(_growth(new, old) for old, new in pairwise(compared))
    orders = {
        (left.id, right.id): mine.compare(theirs)
        for (left, _, mine), (right, _, theirs) in combinations(compared, 2)
        if mine is not None and theirs is not None and is_same_dimension(mine.unit, theirs.unit)
    }
    return ComparisonRow(code, figures, amounts, growths, orders)


def _in_unit(amount: Amount, edition: Edition, asked: Conversions, conversions: list[Conversion]) -> Amount:
    """The amount in the unit asked for; an amount that counts something else stays as it is."""
    is_money = UnitTable.builtin().is_currency
    unit = asked.unit
    if unit is None or not (
        is_same_dimension(amount.unit, unit) or (is_money(amount.unit) and is_money(unit))
    ):
        return amount
    last_day = None if edition.period is None else edition.period.end
    converted = asked.convert(amount, last_day, edition.id)
    if isinstance(converted, Amount):
        return converted
    conversions.append(converted)
    return converted.amount


def _growth(new: "_Compared", old: "_Compared") -> Amount | None:
    """The growth between two editions of one expo whose figures are over periods of one length."""
    (edition, figure, amount), (earlier, base, before) = new, old
    if figure is None or base is None or amount is None or before is None or edition.expo != earlier.expo:
        return None
    if not is_same_dimension(amount.unit, before.unit) or _figure_length(edition, figure) != _figure_length(
        earlier, base
    ):
        return None
    if before.unit in RATIO_UNITS:
        # A growth of percentages could be read as percentage points.
        return None
    try:
        return growth(amount, before)
    except AmountError:
        # The old amount is not positive, or the quotient is out of range.
        return None


def _cells(
    row: ComparisonRow, with_citation: "Callable[[str, Citation], _Cell]"
) -> "tuple[str | _Cell, ...]":
    """A row of the table: the metric, each figure with its principal citation, and each growth."""
    figures = (
        "-" if figure is None or amount is None else with_citation(f"{amount:short}", figure.citations[0])
        for figure, amount in zip(row.figures, row.amounts, strict=True)
    )
    growths = ("-" if change is None else _signed(change) for change in row.growths)
    return (metrics.known_or_own(row.metric).english, *figures, *growths)


def _signed(change: Amount) -> str:
    """A growth as text, with a plus sign for a rise."""
    text = f"{change:short}".replace("exactly ", "")
    return f"+{text}" if change.value > 0 and text[0].isdigit() else text


def _caveats(editions: tuple[Edition, ...], rows: tuple[ComparisonRow, ...]) -> "Iterable[Caveat]":
    expos = dict.fromkeys(edition.expo for edition in editions)
    if len(expos) > 1:
        text = f"editions of different expos: {', '.join(expos)}; no growth is computed from one to another"
        yield Caveat(CaveatKind.EXPOS_DIFFER, None, text)
    for old, new in pairwise(editions):
        if old.expo == new.expo and not _are_adjacent(old, new):
            text = f"{old.label} and {new.label} are not known to be adjacent editions"
            if old.number is not None and new.number is not None:
                text = f"{old.label} and {new.label} are not adjacent editions: number {old.number} and {new.number}"
            yield Caveat(CaveatKind.NOT_ADJACENT, None, text)
    for row in rows:
        present = [
            (edition, figure, amount)
            for edition, figure, amount in zip(editions, row.figures, row.amounts, strict=True)
            if figure is not None and amount is not None
        ]
        if len(present) > 1:
            yield from _row_caveats(row.metric, present)
        for edition, figure, _ in present:
            yield from _others(edition, figure)


def _others(edition: Edition, used: Figure) -> "Iterable[Caveat]":
    """Caveats for the figures of an edition that are not compared: rivals, and figures on another basis."""
    rivals: dict[str, None] = {}
    on_another_basis: dict[str, None] = {}
    for figure in edition.rivals(used.metric):
        if counts_otherwise(figure, used):
            on_another_basis.setdefault(f"{figure.amount} ({counted_text(figure)})")
        elif figure.amount != used.amount:
            rivals.setdefault(str(figure.amount))
    about = f"{used.metric} of {edition.label}"
    if rivals:
        text = f"{about}: sources also print {', '.join(sorted(rivals))}"
        yield Caveat(CaveatKind.RIVAL_FIGURES, used.metric, text)
    if on_another_basis:
        others = ", ".join(sorted(on_another_basis))
        text = f"{about} counts {counted_text(used)}; figures that count something else are not compared: {others}"
        yield Caveat(CaveatKind.ANOTHER_BASIS, used.metric, text)


def _are_adjacent(old: Edition, new: Edition) -> bool:
    if old.number is not None and new.number is not None:
        return abs(new.number - old.number) == 1
    return new.year is not None and old.year is not None and abs(new.year - old.year) == 1


def _figure_length(edition: Edition, figure: Figure) -> "tuple[str, int | None]":
    """The length of the period of a figure; the whole edition counts as one length."""
    period = figure.period
    return ("edition", None) if period is None or period == edition.period else period.length


def _row_caveats(metric: str, present: list[tuple[Edition, Figure, Amount]]) -> "Iterable[Caveat]":
    """Caveats for the figures of one row."""

    def by_edition(facts: list[str]) -> str:
        said = [f"{edition.label}: {fact}" for (edition, _, _), fact in zip(present, facts, strict=True)]
        return f"{metric} - {'; '.join(said)}"

    bases = [counted_text(figure) or "not stated" for _, figure, _ in present]
    if len({counted_key(figure) for _, figure, _ in present}) > 1:
        yield Caveat(CaveatKind.BASES_DIFFER, metric, f"bases differ: {by_edition(bases)}")
    statuses = [figure.status.value for _, figure, _ in present]
    if len(set(statuses)) > 1 or statuses[0] != Status.ACTUAL.value:
        yield Caveat(CaveatKind.STATUS_DIFFERS, metric, f"not all are actual: {by_edition(statuses)}")
    lengths = {_figure_length(edition, figure) for edition, figure, _ in present}
    if len(lengths) > 1:
        periods = ["the edition" if figure.period is None else str(figure.period) for _, figure, _ in present]
        yield Caveat(
            CaveatKind.PERIODS_DIFFER,
            metric,
            f"periods of different length: {by_edition(periods)}; no growth is computed between them",
        )
    units = [amount.unit for _, _, amount in present]
    if any(not is_same_dimension(units[0], unit) for unit in units):
        text = f"units differ, so they are not compared: {by_edition(units)}"
        yield Caveat(CaveatKind.UNITS_DIFFER, metric, text, (passing(unit="", rates="", on=""),))
    years = [edition.year for edition, _, _ in present if edition.year is not None]
    if any(UnitTable.builtin().is_currency(unit) for unit in units) and len(set(years)) > 1:
        text = f"{metric} sets money of {min(years)} and {max(years)} side by side undeflated"
        yield Caveat(CaveatKind.NOT_DEFLATED, metric, text)
