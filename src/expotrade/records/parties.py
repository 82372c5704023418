"""Organisations, places and people, and their roles in an edition."""

import attrs
from attrs import field

from .._internal.classes import as_tuple, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..places import is_place
from .claims import Claim, is_claim
from .evidence import Citation, Figure


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


class ExhibitorRole(Named):
    """How a party exhibits: in its own name, on another's stand, or as the partner of a main exhibitor.

    - `MAIN`: the party that booked the stand
    - `CO_EXHIBITOR`: exhibits on another's stand under its own name
    - `PARTNER`: is presented with a main exhibitor, for instance as a supplier

    Source: ISO 25639-1, Exhibitions and events, Part 1: Vocabulary, for exhibitor and co-exhibitor; definition for the
        partner.

    Example:
        >>> import expotrade as ex
        >>> ex.records.ExhibitorRole("main")
        ExhibitorRole.MAIN
    """

    MAIN = "main"
    CO_EXHIBITOR = "co_exhibitor"
    PARTNER = "partner"


class Attendance(Named):
    """Whether a party took part, has signed up, is invited, or intends to come.

    - `TOOK_PART`: it was there
    - `SIGNED_UP`: it has registered
    - `INVITED`: it was asked to come
    - `INTENDS`: it says that it will come or return

    Example:
        >>> import expotrade as ex
        >>> ex.records.Attendance("took_part")
        Attendance.TOOK_PART
    """

    TOOK_PART = "took_part"
    SIGNED_UP = "signed_up"
    INVITED = "invited"
    INTENDS = "intends"


class ParticipantRole(Named):
    """A role in an edition other than exhibitor.

    - `ORGANISER`: runs the expo
    - `OFFICIAL_HOST`: is named as the host, as a ministry is
    - `SPECIAL_PARTNER`: the country of honour
    - `INVITED`: asked to come
    - `BUYER`: comes to buy
    - `SUPPORTER`: helps to run it
    - `VISITOR`: comes to see
    - `TAKES_PART`: the source says only that it takes part

    Example:
        >>> import expotrade as ex
        >>> ex.records.ParticipantRole("organiser")
        ParticipantRole.ORGANISER
    """

    ORGANISER = "organiser"
    OFFICIAL_HOST = "official_host"
    SPECIAL_PARTNER = "special_partner"
    INVITED = "invited"
    BUYER = "buyer"
    SUPPORTER = "supporter"
    VISITOR = "visitor"
    TAKES_PART = "takes_part"


class Debut(Named):
    """Where a product was shown for the first time.

    - `WORLD`: not shown anywhere before
    - `ASIA`: not shown in Asia before
    - `CHINA`: not shown in China before
    - `NOT_STATED`: new, and the source does not say where

    Example:
        >>> import expotrade as ex
        >>> ex.records.Debut("world")
        Debut.WORLD
    """

    WORLD = "world"
    ASIA = "asia"
    CHINA = "china"
    NOT_STATED = "not_stated"


def is_place_code(instance: object, attribute: "attrs.Attribute[str]", value: object) -> None:
    """A country, a group of countries or the world."""
    if not isinstance(value, str) or not is_place(value):
        rule = "a place is an ISO 3166-1 alpha-2 code, WORLD, or a known group such as ASEAN"
        raise refused(instance, attribute.name, value, rule)


def check_edition_or_expo(record: object, edition: str | None, expo: str | None) -> None:
    """Refuse a record without an edition and without an expo."""
    if edition is None and expo is None:
        raise refused(record, "edition", None, "give its edition, or its expo if the edition is not printed")


@frozen(kw_only=True)
class Party:
    """An organisation, a place, or a printed description; exactly one of the three.

    Args:
        organisation: The id of an organisation.
        place: A country, a group or WORLD.
        description: The printed words, if no party is named ("Chinese enterprises").
        role: Its role among several parties, as printed ("buyer", "supplier").

    Raises:
        RecordError: Not exactly one of the three is passed.

    Example:
        >>> import expotrade as ex
        >>> ex.Party(description="Chinese enterprises").name
        'Chinese enterprises'
    """

    organisation: str | None = field(default=None, validator=maybe(is_id))
    place: str | None = field(default=None, validator=maybe(is_place_code))
    description: str | None = field(default=None, validator=maybe(is_text))
    role: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        named = [name for name in (self.organisation, self.place, self.description) if name is not None]
        if len(named) != 1:
            raise refused(
                self, "organisation", named, "a party is one organisation, one place or one description"
            )

    @property
    def name(self) -> str:
        """The organisation's id, the place's code, or the description."""
        return self.organisation or self.place or self.description or ""


@frozen(kw_only=True)
class Person:
    """A named person, with the office at the time.

    Args:
        name: The name as printed.
        office: The office as printed, or None.
        organisation: The id of the organisation whose office it is.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.Person(name="Li Fei", office="Vice Minister of Commerce").office
        'Vice Minister of Commerce'
    """

    name: str = field(validator=is_text)
    office: str | None = field(default=None, validator=maybe(is_text))
    organisation: str | None = field(default=None, validator=maybe(is_id))


@frozen(kw_only=True)
class Organisation:
    """A company, a body of government or an association; one record for all its mentions.

    Args:
        id: Its name in plain letters.
        name: Its name as printed.
        other_names: Other printed names.
        country: Its country, as printed.
        kind: The kind of organisation.
        part_of: The id of the organisation that it belongs to.
        citations: The places that name it.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.load_dataset("articles").organisation("sumitomo-electric").country
        'JP'
    """

    id: str = field(validator=is_id)
    name: str = field(validator=is_text)
    other_names: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_text))
    country: str | None = field(default=None, validator=maybe(is_place_code))
    kind: OrganisationKind | None = field(default=None, validator=maybe(is_a(OrganisationKind)))
    part_of: str | None = field(default=None, validator=maybe(is_id))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))


@frozen(kw_only=True)
class Showcase:
    """What an exhibitor showed, and whether it was the first time.

    Args:
        product: The product or technology, in short printed words.
        debut: Where it had not been shown before; None if no debut is claimed.
        citations: Where it is printed.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.records.Showcase(product="transparent laptop", debut=ex.records.Debut.WORLD).debut
        Debut.WORLD
    """

    product: str = field(validator=is_text)
    debut: Debut | None = field(default=None, validator=maybe(is_a(Debut)))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))


@frozen(kw_only=True)
class Exhibitor:
    """Who exhibited, in which role, with whom, and what was shown.

    Args:
        id: A readable id ("cisce-2024-apple").
        party: The party.
        edition: The id of the edition; None if only the expo is printed.
        expo: The id of the expo, if the edition is None.
        role: Main exhibitor, co-exhibitor or partner.
        attendance: Whether it took part, signed up, or intends to return.
        section: The id of the section it belongs to.
        partners: Who exhibited with it.
        showcases: What it showed.
        figures: Its own figures (15 core suppliers).
        claims: Claims about it.
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or it has neither an edition nor an expo.

    Example:
        >>> import expotrade as ex
        >>> apple = ex.Exhibitor(id="cisce-2024-apple", party=ex.Party(organisation="apple"), edition="cisce-2024")
        >>> apple.role
        ExhibitorRole.MAIN
    """

    id: str = field(validator=is_id)
    party: Party = field(validator=is_a(Party))
    edition: str | None = field(default=None, validator=maybe(is_id))
    expo: str | None = field(default=None, validator=maybe(is_id))
    role: ExhibitorRole = field(default=ExhibitorRole.MAIN, validator=is_a(ExhibitorRole))
    attendance: Attendance = field(default=Attendance.TOOK_PART, validator=is_a(Attendance))
    section: str | None = field(default=None, validator=maybe(is_id))
    partners: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))
    showcases: tuple[Showcase, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Showcase)))
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        check_edition_or_expo(self, self.edition, self.expo)


@frozen(kw_only=True)
class Participant:
    """Any other role in an edition: organiser, special partner, invited, buyer, supporter, official host.

    Args:
        id: A readable id ("caexpo-2024-united-arab-emirates").
        party: The party.
        role: Its role.
        edition: The id of the edition; None if only the expo is printed.
        expo: The id of the expo, if the edition is None.
        attendance: Whether it took part, is invited, or intends to come.
        section: The id of the section it belongs to.
        claims: Claims about it.
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or it has neither an edition nor an expo.

    Example:
        >>> import expotrade as ex
        >>> partner = ex.Participant(
        ...     id="caexpo-2024-united-arab-emirates", party=ex.Party(place="AE"), edition="caexpo-2024",
        ...     role=ex.records.ParticipantRole.SPECIAL_PARTNER)
        >>> partner.party.name
        'AE'
    """

    id: str = field(validator=is_id)
    party: Party = field(validator=is_a(Party))
    role: ParticipantRole = field(validator=is_a(ParticipantRole))
    edition: str | None = field(default=None, validator=maybe(is_id))
    expo: str | None = field(default=None, validator=maybe(is_id))
    attendance: Attendance = field(default=Attendance.TOOK_PART, validator=is_a(Attendance))
    section: str | None = field(default=None, validator=maybe(is_id))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        check_edition_or_expo(self, self.edition, self.expo)
