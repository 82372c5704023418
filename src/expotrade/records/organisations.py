"""Organisations, people, regions and metrics of a catalog: what the other records link to."""

from typing import Literal

from attrs import field

from .._internal.classes import as_tuple, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..periods import Period
from ..units import UnitTable, is_same_dimension
from .evidence import _Record
from .metrics import Metric, is_own
from .parties import is_place_or_region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attrs import Attribute


class OrganisationKind(Named):
    """The kind of an organisation.

    - `COMPANY`: a business
    - `GOVERNMENT`: a state, a ministry, an agency
    - `ASSOCIATION`: a chamber or a trade association
    - `INSTITUTE`: a body of research or teaching
    - `INTERNATIONAL`: an organisation of states
    - `EXHIBITION_CENTRE`: a centre where exhibitions take place

    Example:
        >>> import expotrade as ex
        >>> ex.records.OrganisationKind("company")
        OrganisationKind.COMPANY
    """

    COMPANY = "company"
    GOVERNMENT = "government"
    ASSOCIATION = "association"
    INSTITUTE = "institute"
    INTERNATIONAL = "international"
    EXHIBITION_CENTRE = "exhibition_centre"


@frozen(kw_only=True)
class Organisation(_Record):
    """A company, a body of government or an association; one record for all its mentions.

    Args:
        id: Its name in plain letters.
        name: Its name as printed.
        other_names: Other printed names.
        country: Its country or region, None if it is not printed.
        kind: The kind of organisation, None if it is not printed.
        part_of: The id of the organisation that it belongs to.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: The places that name it.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.load_dataset("articles").organisation("sumitomo-electric").country
        'JP'
    """

    name: str = field(validator=is_text)
    other_names: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_text))
    country: str | None = field(default=None, validator=maybe(is_place_or_region))
    kind: OrganisationKind | None = field(default=None, validator=maybe(is_a(OrganisationKind)))
    part_of: str | None = field(default=None, validator=maybe(is_id))


@frozen(kw_only=True)
class Office:
    """An office that a person has, as printed at some time.

    Args:
        title: The office as printed.
        organisation: The id of the organisation whose office it is.
        date: When it was printed that the person has it, as precise as printed.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.records.Office(title="Vice Minister of Commerce").title
        'Vice Minister of Commerce'
    """

    title: str = field(validator=is_text)
    organisation: str | None = field(default=None, validator=maybe(is_id))
    date: Period | None = field(default=None, validator=maybe(is_a(Period)))


@frozen(kw_only=True)
class Person(_Record):
    """A named person; one record for all mentions, so that all that one person says is found by one id.

    Args:
        id: The name in plain letters ("li-fei").
        name: The name as printed.
        other_names: Other printed names.
        offices: The offices, each with its organisation and date.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: The places that name the person.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> office = ex.records.Office(title="Vice Minister of Commerce")
        >>> ex.Person(id="li-fei", name="Li Fei", offices=[office]).offices[0].title
        'Vice Minister of Commerce'
    """

    name: str = field(validator=is_text)
    other_names: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_text))
    offices: tuple[Office, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Office)))


@frozen(kw_only=True)
class Region(_Record):
    """A place that is no country and no known group: a province, a city, a district, a continent.

    A party, a country field, or the end of a flow names it by its id where a code of a country is too wide or does not
    exist.

    Args:
        id: Its name in plain letters ("jiangxi").
        name: Its name as printed.
        other_names: Other printed names.
        lies_in: The code of a country or group, or the id of a region; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: The places that name it.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or the region lies in itself.

    Example:
        >>> import expotrade as ex
        >>> ex.records.Region(id="shunyi", name="Shunyi district", lies_in="beijing").lies_in
        'beijing'
    """

    name: str = field(validator=is_text)
    other_names: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_text))
    lies_in: str | None = field(default=None, validator=maybe(is_place_or_region))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.lies_in == self.id:
            raise refused(self, "lies_in", self.lies_in, "a region lies in another place")


DIMENSIONS = ("money", "mass", "area", "ratio", "duration", "count", "any")


_UNITS = {
    "mass": ("t",),
    "area": ("m2",),
    "ratio": ("percent", "pp", "multiple"),
    "duration": ("day", "month", "year"),
}


def _broken_rule(dimension: str, unit: str | None) -> str | None:
    """The rule that a unit of a metric breaks; None if it fits. A noun of the user's own unit table counts things."""
    if dimension == "money":
        return None if unit is None else "money is in any currency, so leave the unit out"
    if unit is None:
        return None if dimension == "any" else f"a metric of dimension {dimension!r} needs its unit"
    code = UnitTable.builtin().find(unit)
    if code not in (None, unit):
        return f"it must be the code of the unit, {code!r}"
    if dimension in _UNITS:
        is_alike = any(is_same_dimension(unit, known) for known in _UNITS[dimension])
        return None if is_alike else f"it must be a unit of {dimension}, such as {_UNITS[dimension][0]!r}"
    is_counted = code is None or UnitTable.builtin().is_counted(code)
    return None if dimension == "any" or is_counted else "it must be a count noun, such as 'exhibitor'"


def _is_own_code(instance: object, attribute: "Attribute[str]", value: object) -> None:
    is_id(instance, attribute, value)
    if not is_own(value):
        rule = "it must have a hyphen, such as 'booths-online', because the codes of the table have none"
        raise refused(instance, attribute.name, value, rule)


@frozen(kw_only=True)
class OwnMetric(_Record):
    """A metric that a catalog defines, for figures that no metric of the table fits.

    Its id is the code by which figures and claims of the catalog refer to it.

    Args:
        id: The code, words joined by hyphens ("booths-online").
        dimension: "money", "mass", "area", "ratio", "duration", "count", or "any" where sources use several.
        english: A label for English tables.
        unit: The code of its unit; None for any currency (money) or any unit ("any").
        chinese: A label for Chinese tables.
        definition: What it counts, in at most two sentences.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: The places that explain it.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or the unit does not fit the dimension.

    Example:
        >>> import expotrade as ex
        >>> own = ex.records.OwnMetric(id="booths-online", dimension="count", unit="booth", english="booths online")
        >>> own.metric.unit
        'booth'
    """

    id: str = field(validator=_is_own_code)
    dimension: str = field(validator=is_text)
    english: str = field(validator=is_text)
    unit: str | None = field(default=None, validator=maybe(is_text))
    chinese: str | None = field(default=None, validator=maybe(is_text))
    definition: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.dimension not in DIMENSIONS:
            raise refused(self, "dimension", self.dimension, f"it must be one of {', '.join(DIMENSIONS)}")
        rule = _broken_rule(self.dimension, self.unit)
        if rule is not None:
            raise refused(self, "unit", self.unit, rule)

    @property
    def metric(self) -> Metric:
        """The metric as those of the table.

        Example:
            >>> import expotrade as ex
            >>> own = ex.records.OwnMetric(id="booths-online", dimension="count", unit="booth", english="online")
            >>> own.metric.code
            'booths-online'
        """
        dimension: Literal["money", "mass", "area", "ratio", "duration", "count", "any"] = self.dimension  # type: ignore[assignment]  # checked above
        return Metric(
            code=self.id,
            dimension=dimension,
            unit=self.unit,
            english=self.english,
            chinese=self.chinese or self.english,
            term=None,
            definition=self.definition or self.english,
        )
