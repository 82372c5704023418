"""Expos, their editions, and sections of an edition."""

from attrs import evolve, field

from .._internal.classes import as_tuple, at_least_one, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..errors import UnknownNameError
from ..periods import Period
from .claims import Claim, DatesClaim, VenueClaim, is_claim, preferred_claim
from .display import _html_of, _text_of
from .evidence import Figure, _Record, with_preferred
from .parties import Party, is_place_or_region
from .with_figures import _WithFigures

# The lists of other kinds of record that a source may leave open for an expo, an edition or a section.
_PARTS = ("sections", "exhibitors", "participants", "deals", "remarks")


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
class Expo(_Record):
    """A series of editions.

    Args:
        id: A short readable id ("ciie").
        name: The English name.
        short_name: The usual abbreviation ("CIIE").
        chinese_name: The Chinese name.
        organisers: The organisers.
        city: The host city.
        country: The host country, None if it is not printed.
        claims: Claims about the series as a whole.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open: its own, or "exhibitors" and so on.
        citations: The places that name it.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.load_dataset("articles").expo("ciie").name
        'China International Import Expo'
    """

    lists_elsewhere = _PARTS

    name: str = field(validator=is_text)
    short_name: str | None = field(default=None, validator=maybe(is_text))
    chinese_name: str | None = field(default=None, validator=maybe(is_text))
    organisers: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))
    city: str | None = field(default=None, validator=maybe(is_text))
    country: str | None = field(default=None, validator=maybe(is_place_or_region))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))


@frozen(kw_only=True)
class Edition(_WithFigures):
    """One edition of an expo.

    Index it by a metric for the preferred figure; an unknown metric is an `UnknownNameError` that names the known ones.
    Iterate `figures` or `metrics`; to iterate the edition is an `ArgumentError`. `rivals` returns all figures of a
    metric. `str()` and a notebook show its figures with bounds and rivals, its claims and its sources.

    Its days and its venue are claims, because sources differ in them; `period`, `venue` and `city` are those of the
    preferred claim.

    Args:
        id: Expo and year ("ciie-2023"), with a season if a year has two ("canton-2025-spring"); expo and number
            ("cisce-no4") if the year is not printed.
        expo: The id of the expo.
        year: The year of the edition, None if it is not printed.
        number: Its number in the series, None if it is not printed.
        theme: Its theme as printed.
        figures: The figures, rivals included.
        claims: Claims about them, with its days (`DatesClaim`) and its venue (`VenueClaim`).
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open: its own, or "exhibitors" and so on.
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

    lists_elsewhere = _PARTS

    expo: str = field(validator=is_id)
    year: int | None = field(default=None, validator=maybe(at_least_one))
    number: int | None = field(default=None, validator=maybe(at_least_one))
    theme: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.year is None:
            if self.number is None:
                raise refused(self, "year", None, "an edition has a year, or a number if no year is printed")
            if self.id != (stem := f"{self.expo}-no{self.number}"):
                raise refused(
                    self, "id", self.id, f"an edition without a year is its expo and number, {stem!r}"
                )
        elif self.id != (stem := f"{self.expo}-{self.year}") and not self.id.startswith(f"{stem}-"):
            raise refused(self, "id", self.id, f"an edition is its expo and year, {stem!r}")
        for kind in (DatesClaim, VenueClaim):
            if sum(isinstance(claim, kind) and claim.is_preferred for claim in self.claims) > 1:
                raise refused(self, "claims", kind.__name__, "of rival claims at most one is preferred")

    @property
    def period(self) -> Period | None:
        """The days of the preferred `DatesClaim`; None if none is printed.

        Example:
            >>> import expotrade as ex
            >>> print(ex.load_dataset("articles").edition("ciie", 6).period)
            2023-11-05/2023-11-10
        """
        dates = preferred_claim(self.claims, DatesClaim)
        return None if dates is None else dates.period

    @property
    def venue(self) -> str | None:
        """The exhibition centre or hall of the preferred `VenueClaim` that names one.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").edition("cisce", year=2024).venue
            'Shunyi Hall of the China International Exhibition Center'
        """
        claim = preferred_claim(self.claims, VenueClaim, "venue")
        return None if claim is None else claim.venue

    @property
    def city(self) -> str | None:
        """The city of the preferred `VenueClaim` that names one.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").edition("caexpo", year=2024).city
            'Nanning'
        """
        claim = preferred_claim(self.claims, VenueClaim, "city")
        return None if claim is None else claim.city

    @property
    def season(self) -> str:
        """The words of its id after the year, such as "spring"; empty if the year has one edition.

        Example:
            >>> import expotrade as ex
            >>> ex.Edition(id="canton-2025-spring", expo="canton", year=2025).season
            'spring'
        """
        return "" if self.year is None else self.id.removeprefix(f"{self.expo}-{self.year}").strip("-")

    @property
    def label(self) -> str:
        """A short name for tables, such as "CIIE 2023".

        Example:
            >>> import expotrade as ex
            >>> ex.Edition(id="canton-2025-spring", expo="canton", year=2025).label
            'CANTON 2025 spring'
            >>> ex.Edition(id="cisce-no4", expo="cisce", number=4).label
            'CISCE no. 4'
        """
        if self.year is None:
            return f"{self.expo.upper()} no. {self.number}"
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
            "status": None if self.status is None else self.status.value,
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
        country: The country or region that it represents, None if it is not printed.
        organisers: The organisers.
        figures: The figures, rivals included.
        claims: Claims about them.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open: its own, or "exhibitors" and so on.
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

    lists_elsewhere = ("exhibitors", "participants", "deals", "remarks")

    edition: str = field(validator=is_id)
    kind: SectionKind = field(validator=is_a(SectionKind))
    name: str = field(validator=is_text)
    country: str | None = field(default=None, validator=maybe(is_place_or_region))
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
