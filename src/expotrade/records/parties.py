"""Parties: whom or what a record names, as a link to a record, a place or a printed description."""

import re

from attrs import field

from .._internal.classes import frozen, is_id, is_text, maybe, refused
from ..places import is_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attrs import Attribute

_REGION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINKS = ("organisation", "person", "place", "expo", "edition", "section")


def is_region(code: object) -> bool:
    """Whether a place is given by the id of a region; the codes of countries and groups are in capitals.

    Example:
        >>> from expotrade.records.parties import is_region
        >>> is_region("jiangxi"), is_region("CN")
        (True, False)
    """
    return isinstance(code, str) and len(code) <= 100 and _REGION.fullmatch(code) is not None


def is_place_or_region(instance: object, attribute: "Attribute[str]", value: object) -> None:
    """A country, a group of countries, the world, or the id of a region."""
    if not is_region(value) and not is_place(value):
        rule = (
            "a place is an ISO 3166-1 alpha-2 code, WORLD, a known group such as ASEAN, or the id of a region"
        )
        raise refused(instance, attribute.name, value, rule)


@frozen(kw_only=True)
class Party:
    """Whom or what a record names: a link to another record, a place, or a printed description.

    Args:
        organisation: The id of an organisation.
        person: The id of a person.
        place: A country, a group, WORLD, or the id of a region.
        expo: The id of an expo.
        edition: The id of an edition.
        section: The id of a section of an edition.
        description: The printed words, if no party is named ("Chinese enterprises").
        country: For a description, its country, group or region, where it is printed.
        part_of: For a description, the id of the organisation that it belongs to ("a staffer from Volvo").
        role: Its role among several parties, as printed ("buyer", "supplier").

    Raises:
        RecordError: Not exactly one of the seven is passed, or more is said of a party that is not described.

    Example:
        >>> import expotrade as ex
        >>> ex.Party(description="Chinese enterprises", country="CN").name
        'Chinese enterprises'
    """

    organisation: str | None = field(default=None, validator=maybe(is_id))
    person: str | None = field(default=None, validator=maybe(is_id))
    place: str | None = field(default=None, validator=maybe(is_place_or_region))
    expo: str | None = field(default=None, validator=maybe(is_id))
    edition: str | None = field(default=None, validator=maybe(is_id))
    section: str | None = field(default=None, validator=maybe(is_id))
    description: str | None = field(default=None, validator=maybe(is_text))
    country: str | None = field(default=None, validator=maybe(is_place_or_region))
    part_of: str | None = field(default=None, validator=maybe(is_id))
    role: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        named = [name for name in (*_LINKS, "description") if getattr(self, name) is not None]
        if len(named) != 1:
            rule = f"a party is exactly one of {', '.join(_LINKS)} and description"
            raise refused(self, "organisation", [getattr(self, name) for name in named], rule)
        links = [name for name in named if name != "description"]
        for name in ("country", "part_of") if links else ():
            if getattr(self, name) is not None:
                rule = f"it says more of a description; the record of the {links[0]} says it of a link"
                raise refused(self, name, getattr(self, name), rule)

    @property
    def name(self) -> str:
        """The id of the record, the code of the place, or the description."""
        names: list[str | None] = [getattr(self, link) for link in (*_LINKS, "description")]
        return next(name for name in names if name is not None)

    @property
    def is_described(self) -> bool:
        """Whether the party is a printed description, not a link.

        Example:
            >>> import expotrade as ex
            >>> ex.Party(description="Chinese enterprises").is_described, ex.Party(place="CN").is_described
            (True, False)
        """
        return self.description is not None
