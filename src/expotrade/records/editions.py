"""Expos, their editions, and sections of an edition."""

from attrs import evolve, field

from .._internal.classes import as_tuple, at_least_one, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..errors import UnknownNameError
from ..periods import Period
from .claims import Claim, is_claim
from .display import _html_of, _text_of
from .evidence import Citation, Figure, with_preferred
from .parties import Party, is_place_code
from .with_figures import _WithFigures


class SectionKind(Named):
    """The kind of a section: a place on the floor, or a set of participants.

    - `PAVILION`: a stand that many share, mostly of one country
    - `AREA`: a part of the floor with a theme
    - `NATIONAL_GROUP`: all exhibitors of a country or group
    - `CATEGORY`: any other set of participants that is counted: those from abroad, small companies

    Example:
        >>> import expotrade as ex
        >>> ex.records.SectionKind("pavilion")
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
        organisers: The organisers.
        city: The host city.
        country: The host country.
        claims: Claims about the series as a whole.
        citations: The places that name it.
        note: A note for readers.

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


@frozen(kw_only=True)
class Edition(_WithFigures):
    """One edition of an expo.

    Index it by a metric for the preferred figure; an unknown metric is an `UnknownNameError` that names the known ones.
    Iterate `figures` or `metrics`; to iterate the edition is an `ArgumentError`. `rivals` returns all figures of a
    metric. `str()` and a notebook show its figures with bounds and rivals, its claims and its sources.

    Args:
        id: Expo and year ("ciie-2023"), with a season if a year has two ("canton-2025-spring").
        expo: The id of the expo.
        year: The year of the edition.
        number: Its number in the series, None if it is not printed.
        period: Its dates.
        venue: The exhibition centre or hall.
        city: The city.
        theme: Its theme as printed.
        figures: The figures, rivals included.
        claims: Claims about them.
        citations: The places that name it.
        note: A note for readers.

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
            UnknownNameError: The edition has no such figure for the metric.

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
            known = tuple(str(rival.amount) for rival in self.rivals(metric))
            advice = "pass one of edition.rivals(metric)"
            raise UnknownNameError("figure", str(figure.amount), known, advice, f"{metric} of {self.id}")
        return evolve(self, figures=figures)

    def __str__(self) -> str:
        return _text_of(self, self.label, self._own_facts())

    def _repr_html_(self) -> str:
        """The same as HTML for notebooks, with the basis of each figure."""
        return _html_of(self, self.label, self._own_facts())

    def _own_facts(self) -> "dict[str, object]":
        """Its own facts by name."""
        return {
            "number": self.number,
            "dates": self.period,
            "venue": self.venue,
            "city": self.city,
            "theme": self.theme,
        }


@frozen(kw_only=True)
class Section(_WithFigures):
    """A part of an edition with figures: a pavilion, an area, a national group, a category of participants.

    Its figures are parts of those of the edition. Index it by a metric like an `Edition`: an unknown metric is an
    `UnknownNameError`, and to iterate the section is an `ArgumentError`.

    Args:
        id: The edition's id and a name ("ciie-2023-american-food-and-agriculture-pavilion").
        edition: The id of the edition.
        kind: The kind of section.
        name: Its name as printed.
        country: The country it represents.
        organisers: The organisers.
        figures: The figures, rivals included.
        claims: Claims about them.
        citations: The places that name it.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> citation = ex.Citation(ex.Source("report", "Expo closes"), 7)
        >>> section = ex.Section(
        ...     id="ciie-2023-australia", edition="ciie-2023", name="Australia",
        ...     kind=ex.records.SectionKind.NATIONAL_GROUP,
        ...     figures=[ex.Figure("exhibitors", ex.Amount.parse("nearly 250 exhibitors"), citations=[citation])])
        >>> section["exhibitors"].amount.low
        Decimal('200')
    """

    edition: str = field(validator=is_id)
    kind: SectionKind = field(validator=is_a(SectionKind))
    name: str = field(validator=is_text)
    country: str | None = field(default=None, validator=maybe(is_place_code))
    organisers: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))

    def __str__(self) -> str:
        return _text_of(self, self.name, self._own_facts())

    def _repr_html_(self) -> str:
        """The same as HTML for notebooks, with the basis of each figure."""
        return _html_of(self, self.name, self._own_facts())

    def _own_facts(self) -> "dict[str, object]":
        """Its own facts by name."""
        organisers = "; ".join(party.name for party in self.organisers) or None
        return {
            "edition": self.edition,
            "kind": self.kind.value.replace("_", " "),
            "country": self.country,
            "organisers": organisers,
        }
