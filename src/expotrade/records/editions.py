"""The expos, their editions, and the parts of an edition that are counted."""

from collections import Counter

import attrs
from attrs import evolve, field

from .._internal.classes import as_tuple, at_least_one, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from .._internal.html import Html, References, facts, fragment, joined, lines, table
from .._internal.terminal import table_text
from ..errors import UnknownNameError
from ..periods import Period
from .claims import Claim, claim_text, is_claim
from .evidence import FIGURE_HEADER, Citation, Figure, figure_cells, preferred, rivals_of, with_preferred
from .parties import Party, is_place_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class SectionKind(Named):
    """What a part of an edition is: a place on the floor, or a set of its participants.

    - `PAVILION`: a stand that many share, mostly of one country
    - `AREA`: a part of the floor with a theme
    - `NATIONAL_GROUP`: all exhibitors of a country or group
    - `CATEGORY`: any other set of participants that is counted: those from abroad, small companies

    Example:
        >>> import expotrade as ex
        >>> ex.SectionKind("pavilion")
        SectionKind.PAVILION
    """

    PAVILION = "pavilion"
    AREA = "area"
    NATIONAL_GROUP = "national_group"
    CATEGORY = "category"


@frozen(kw_only=True)
class Expo:
    """A series of editions.

    Args:
        id: A short readable id ("ciie").
        name: The English name.
        short_name: The usual abbreviation ("CIIE").
        chinese_name: The Chinese name.
        organisers: Who holds it.
        city: The host city.
        country: The host country.
        claims: What is said of the series as a whole.
        citations: Where it is named.
        note: What a reader should know.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.load_dataset("articles").expo("ciie").name
        'China International Import Expo'
    """

    id: str = field(validator=is_id)
    name: str = field(validator=is_text)
    short_name: str | None = field(default=None, validator=maybe(is_text))
    chinese_name: str | None = field(default=None, validator=maybe(is_text))
    organisers: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))
    city: str | None = field(default=None, validator=maybe(is_text))
    country: str | None = field(default=None, validator=maybe(is_place_code))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))


@attrs.frozen(kw_only=True, eq=False, repr=False)  # its kinds compare and show themselves
class _Measured:
    """What an edition and its sections have: figures by metric, rivals and all, and claims."""

    id: str = field(validator=is_id)
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        marked = Counter(figure.metric for figure in self.figures if figure.is_preferred)
        for metric, count in marked.items():
            if count > 1:
                raise refused(self, "figures", metric, "of rival figures at most one is preferred")

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that have a figure, in the order of their first one.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").edition("ciie", 6).metrics
            ('deal_value', 'exhibitors', 'economies', 'participants', 'new_products')
        """
        return tuple(dict.fromkeys(figure.metric for figure in self.figures))

    def __getitem__(self, metric: str) -> Figure:
        """The preferred figure for a metric: the one marked, else the first."""
        figure = preferred(self.figures, metric)
        if figure is None:
            raise UnknownNameError(f"figure of {self.id} for", metric, self.metrics)
        return figure

    def __contains__(self, metric: object) -> bool:
        return any(figure.metric == metric for figure in self.figures)

    def rivals(self, metric: str) -> tuple[Figure, ...]:
        """All figures for a metric, in the order in which they are held; empty where there is none.

        Example:
            >>> import expotrade as ex
            >>> edition = ex.load_dataset("history").edition("ciie", 6)
            >>> [f"{figure.amount:short}" for figure in edition.rivals("new_products")]
            ['442 products', 'more than 400 products']
        """
        return rivals_of(self.figures, metric)


@frozen(kw_only=True)
class Edition(_Measured):
    """One holding of an expo.

    Index it by metric for the preferred figure, where `UnknownNameError` tells which metrics there are; `rivals` gives
    all figures for a metric. `str()` and a notebook show its figures with their bounds, rivals side by side, its claims
    and its sources.

    Args:
        id: Expo and year ("ciie-2023"), with a season where a year holds two ("canton-2025-spring").
        expo: The id of the expo.
        year: The year in which it is held.
        number: Its number in the series, None where it is not printed.
        period: Its dates.
        venue: The exhibition centre or hall.
        city: The city.
        theme: Its theme as printed.
        figures: The figures, rivals included.
        claims: What is said about them.
        citations: Where it is named.
        note: What a reader should know.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> edition = ex.load_dataset("articles").edition("cisce", year=2024)
        >>> print(edition["exhibitors"].amount)
        MORE_THAN 620 exhibitor
    """

    expo: str = field(validator=is_id)
    year: int = field(validator=at_least_one)
    number: int | None = field(default=None, validator=maybe(at_least_one))
    period: Period | None = field(default=None, validator=maybe(is_a(Period)))
    venue: str | None = field(default=None, validator=maybe(is_text))
    city: str | None = field(default=None, validator=maybe(is_text))
    theme: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.id != (stem := f"{self.expo}-{self.year}") and not self.id.startswith(f"{stem}-"):
            raise refused(self, "id", self.id, f"an edition is its expo and year, {stem!r}")

    @property
    def label(self) -> str:
        """A short name for tables, such as "CIIE 2023".

        Example:
            >>> import expotrade as ex
            >>> ex.Edition(id="canton-2025-spring", expo="canton", year=2025).label
            'CANTON 2025 spring'
        """
        return " ".join([self.expo.upper(), *self.id.removeprefix(f"{self.expo}-").split("-")])

    def prefer(self, metric: str, figure: Figure) -> "Edition":
        """A copy in which one of the rival figures for a metric is the preferred one.

        Args:
            metric: The code of the metric.
            figure: One of `rivals(metric)`.

        Raises:
            UnknownNameError: The edition holds no such figure for the metric.

        Example:
            >>> import expotrade as ex
            >>> edition = ex.load_dataset("history").edition("ciie", 6)
            >>> print(edition["exhibitors"].amount)
            EXACT 3486 exhibitor
            >>> cautious = edition.prefer("exhibitors", edition.rivals("exhibitors")[-1])
            >>> print(cautious["exhibitors"].amount)
            MORE_THAN 3400 exhibitor
        """
        figures = with_preferred(self.figures, figure) if figure.metric == metric else None
        if figures is None:
            held = tuple(str(rival.amount) for rival in self.rivals(metric))
            advice = "pass one that edition.rivals(metric) holds"
            raise UnknownNameError(f"figure of {self.id} for {metric}:", str(figure.amount), held, advice)
        return evolve(self, figures=figures)

    def __str__(self) -> str:
        return _text_of(self, self.label, self._told())

    def _repr_html_(self) -> str:
        """What a notebook shows: the same, with what each figure counts."""
        return _html_of(self, self.label, self._told())

    def _told(self) -> "dict[str, object]":
        """Each of its own facts, with its name."""
        return {
            "number": self.number,
            "dates": self.period,
            "venue": self.venue,
            "city": self.city,
            "theme": self.theme,
        }


@frozen(kw_only=True)
class Section(_Measured):
    """A part of an edition that is counted: a pavilion, an area, a national group, a category of participants.

    Its figures are inside those of the edition. Index it by metric as an `Edition`; `UnknownNameError` tells which
    metrics there are.

    Args:
        id: The edition's id and a name ("ciie-2023-american-food-and-agriculture-pavilion").
        edition: The id of the edition.
        kind: What it is.
        name: Its name as printed.
        country: The country it stands for.
        organisers: Who holds it.
        figures: The figures, rivals included.
        claims: What is said about them.
        citations: Where it is named.
        note: What a reader should know.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> citation = ex.Citation(ex.Source("report", "Expo closes"), 7)
        >>> section = ex.Section(
        ...     id="ciie-2023-australia", edition="ciie-2023", kind=ex.SectionKind.NATIONAL_GROUP, name="Australia",
        ...     figures=[ex.Figure("exhibitors", ex.Amount.parse("nearly 250 exhibitors"), citations=[citation])])
        >>> section["exhibitors"].amount.low
        Decimal('240')
    """

    edition: str = field(validator=is_id)
    kind: SectionKind = field(validator=is_a(SectionKind))
    name: str = field(validator=is_text)
    country: str | None = field(default=None, validator=maybe(is_place_code))
    organisers: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))

    def __str__(self) -> str:
        return _text_of(self, self.name, self._told())

    def _repr_html_(self) -> str:
        """What a notebook shows: the same, with what each figure counts."""
        return _html_of(self, self.name, self._told())

    def _told(self) -> "dict[str, object]":
        """Each of its own facts, with its name."""
        organisers = "; ".join(party.name for party in self.organisers) or None
        return {
            "edition": self.edition,
            "kind": self.kind.value.replace("_", " "),
            "country": self.country,
            "organisers": organisers,
        }


def _text_of(record: _Measured, title: str, told: "dict[str, object]") -> str:
    """A record as text: its facts, its figures with their bounds, its claims, and where all this is printed."""
    numbers: dict[Citation, str] = {}

    def marks(citations: tuple[Citation, ...]) -> str:
        return " ".join(numbers.setdefault(citation, f"[{len(numbers) + 1}]") for citation in citations)

    shown = [f"{title} ({record.id})", *(f"  {name}: {text}" for name, text in _known(record, told))]
    if record.figures:
        rows = [(*_cells(figure, mark), marks(figure.citations)) for figure, mark in _by_metric(record)]
        shown += ["", table_text((*FIGURE_HEADER, "Source"), rows), ""]
    shown += [f"  Claim: {claim_text(claim)} {marks(claim.citations)}" for claim in record.claims]
    marks(record.citations)
    return "\n".join([*shown, *(f"{number} {citation.cite()}" for citation, number in numbers.items())])


def _html_of(record: _Measured, title: str, told: "dict[str, object]") -> str:
    """The same for a notebook, with what each figure counts."""
    references = References()

    def row(marked: tuple[Figure, str]) -> "tuple[str | Html, ...]":
        figure = marked[0]
        return (*_cells(*marked), "; ".join(_counted(figure)), references.marks(figure.citations))

    def line(claim: Claim) -> Html:
        return joined(f"Claim: {claim_text(claim)} ", references.marks(claim.citations))

    header = (*FIGURE_HEADER, "What it counts", "Source")
    figures = tuple(_by_metric(record))
    return fragment(
        f"{title} ({record.id})",
        facts(_known(record, told)),
        table(header, figures, row, numbers=header[2:4], wide=header[4:5]) if figures else Html(""),
        lines(record.claims, line),
        references.lines(record.citations),
    )


def _known(record: _Measured, told: "dict[str, object]") -> "Iterator[tuple[str, str]]":
    """The facts that are known, the note last."""
    return ((name, str(fact)) for name, fact in {**told, "note": record.note}.items() if fact is not None)


def _by_metric(record: _Measured) -> "Iterator[tuple[Figure, str]]":
    """The figures with rivals side by side, and the preferred one of each metric first and marked."""
    for metric in record.metrics:
        first, *others = sorted(record.rivals(metric), key=lambda figure: not figure.is_preferred)
        yield first, " (preferred)" if others else ""
        yield from ((figure, "") for figure in others)


def _cells(figure: Figure, mark: str) -> tuple[str, str, str, str]:
    label, as_printed, low, high = figure_cells(figure)
    return (label + mark, as_printed, low, high)


def _counted(figure: Figure) -> "Iterator[str]":
    """What a figure counts, when, who says so, and what else its source prints with it."""
    if figure.basis is not None:
        yield figure.basis
    if figure.period is not None:
        yield f"over {figure.period}"
    if figure.as_of is not None:
        yield f"as of {figure.as_of}"
    if figure.attributed_to is not None:
        yield f"according to {figure.attributed_to}"
    if figure.equivalent is not None:
        yield f"printed beside it: {figure.equivalent:short}"
    if figure.note is not None:
        yield f"note: {figure.note}"
