"""Exhibitors and other participants of an edition, with what they showed."""

from attrs import field

from .._internal.classes import as_tuple, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from .claims import Claim, is_claim
from .evidence import Figure, _Event
from .parties import Party
from .sources import Citation, check_cited_fields


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
    - `COUNTRY_OF_HONOUR`: is named as the country or guest of honour
    - `SPECIAL_PARTNER`: is named as a special partner
    - `INVITED`: asked to come
    - `BUYER`: comes to buy
    - `SUPPORTER`: helps to run it
    - `VISITOR`: comes to see

    Example:
        >>> import expotrade as ex
        >>> ex.records.ParticipantRole("organiser")
        ParticipantRole.ORGANISER
    """

    ORGANISER = "organiser"
    OFFICIAL_HOST = "official_host"
    COUNTRY_OF_HONOUR = "country_of_honour"
    SPECIAL_PARTNER = "special_partner"
    INVITED = "invited"
    BUYER = "buyer"
    SUPPORTER = "supporter"
    VISITOR = "visitor"


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


def check_edition_or_expo(record: object, edition: str | None, expo: str | None) -> None:
    """Refuse a record without an edition and without an expo."""
    if edition is None and expo is None:
        raise refused(record, "edition", None, "give its edition, or its expo if the edition is not printed")


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

    def __attrs_post_init__(self) -> None:
        check_cited_fields(self, self.citations)


@frozen(kw_only=True)
class Exhibitor(_Event):
    """Who exhibited, in which role, with whom, and what was shown.

    Args:
        id: A readable id ("cisce-2024-apple").
        party: The party.
        edition: The id of the edition; None if only the expo is printed.
        expo: The id of the expo, if the edition is None.
        role: Main exhibitor, co-exhibitor or partner; None if it is not printed.
        attendance: Whether it took part, signed up, or intends to return; None if it is not printed.
        section: The id of the section it belongs to.
        partners: Who exhibited with it.
        showcases: What it showed.
        figures: Its own figures (15 core suppliers).
        claims: Claims about it.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or it has neither an edition nor an expo.

    Example:
        >>> import expotrade as ex
        >>> apple = ex.Exhibitor(id="cisce-2024-apple", party=ex.Party(organisation="apple"), edition="cisce-2024")
        >>> print(apple.role)  # only what is printed is stated
        None
    """

    party: Party = field(validator=is_a(Party))
    edition: str | None = field(default=None, validator=maybe(is_id))
    expo: str | None = field(default=None, validator=maybe(is_id))
    role: ExhibitorRole | None = field(default=None, validator=maybe(is_a(ExhibitorRole)))
    attendance: Attendance | None = field(default=None, validator=maybe(is_a(Attendance)))
    section: str | None = field(default=None, validator=maybe(is_id))
    partners: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))
    showcases: tuple[Showcase, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Showcase)))
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_edition_or_expo(self, self.edition, self.expo)


@frozen(kw_only=True)
class Participant(_Event):
    """Any other role in an edition: organiser, special partner, invited, buyer, supporter, official host.

    Args:
        id: A readable id ("caexpo-2024-united-arab-emirates").
        party: The party.
        role: Its role; None if the source says only that it takes part.
        edition: The id of the edition; None if only the expo is printed.
        expo: The id of the expo, if the edition is None.
        attendance: Whether it took part, is invited, or intends to come; None if it is not printed.
        section: The id of the section it belongs to.
        claims: Claims about it.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
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

    party: Party = field(validator=is_a(Party))
    role: ParticipantRole | None = field(default=None, validator=maybe(is_a(ParticipantRole)))
    edition: str | None = field(default=None, validator=maybe(is_id))
    expo: str | None = field(default=None, validator=maybe(is_id))
    attendance: Attendance | None = field(default=None, validator=maybe(is_a(Attendance)))
    section: str | None = field(default=None, validator=maybe(is_id))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_edition_or_expo(self, self.edition, self.expo)
