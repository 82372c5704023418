"""The expos, their editions, and the parts of an edition that are counted."""

from enum import Enum

import attrs
from attrs import evolve, field

from ._records import as_tuple, at_least_one, each, frozen, is_a, is_id, is_text, maybe, refused
from .claims import Claim, is_claim
from .errors import UnknownNameError
from .evidence import Citation, Figure, preferred, rivals_of, with_preferred
from .parties import Party, is_place_code
from .periods import Period


class SectionKind(Enum):
    """What a part of an edition is: a place on the floor, or a set of its participants.

    Example:
        >>> import expotrade as ex
        >>> ex.SectionKind("pavilion")
        SectionKind.PAVILION
    """

    PAVILION = "pavilion"
    AREA = "area"
    NATIONAL_GROUP = "national_group"
    CATEGORY = "category"

    def __repr__(self) -> str:
        return f"SectionKind.{self.name}"


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


@attrs.frozen(kw_only=True)
class _Measured:
    """What an edition and its sections have: figures by metric, rivals and all, and claims."""

    id: str = field(validator=is_id)
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        marked = [figure.metric for figure in self.figures if figure.is_preferred]
        for metric in marked:
            if marked.count(metric) > 1:
                raise refused(self, "figures", metric, "of rival figures at most one is preferred")

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that have a figure, in the order of their first one."""
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
        """All figures for a metric, in the order in which they are held; empty where there is none."""
        return rivals_of(self.figures, metric)


@frozen(kw_only=True)
class Edition(_Measured):
    """One holding of an expo.

    Index it by metric for the preferred figure; `rivals` gives all figures for a metric.

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
        """A short name for tables, such as "CIIE 2023"."""
        return " ".join([self.expo.upper(), *self.id.removeprefix(f"{self.expo}-").split("-")])

    def prefer(self, metric: str, figure: Figure) -> "Edition":
        """A copy in which one of the rival figures for a metric is the preferred one.

        Raises:
            UnknownNameError: The edition holds no such figure for the metric.
        """
        figures = with_preferred(self.figures, figure) if figure.metric == metric else None
        if figures is None:
            held = tuple(str(rival.amount) for rival in self.rivals(metric))
            advice = "pass one that edition.rivals(metric) holds"
            raise UnknownNameError(f"figure of {self.id} for {metric}:", str(figure.amount), held, advice)
        return evolve(self, figures=figures)


@frozen(kw_only=True)
class Section(_Measured):
    """A part of an edition that is counted: a pavilion, an area, a national group, a category of participants.

    Its figures are inside those of the edition.

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
