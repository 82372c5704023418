"""Countries, groups of countries and the world: codes, printed names, and dated membership."""

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Literal

from ._internal.classes import frozen, is_day
from ._internal.data import read_table
from .errors import PeriodTypeError, UnknownNameError

__all__ = ["WORLD", "Membership", "Place", "list_places", "members", "membership", "place"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

WORLD = "WORLD"
_LONGEST = 100
_SEPARATORS = re.compile(r"[\W_]+")
_WORDS = {"st": "saint"}


@frozen
class Place:
    """A country, a group of countries or the world.

    Args:
        code: Its code in records: two letters of ISO 3166-1, the short name of a group, or "WORLD".
        kind: "country", "group" or "world". Territories with a code of their own (Hong Kong, Macao) count as "country",
            as they do where the press writes "countries and regions".
        english: Its English name; for a group the full one.
        chinese: Its name in Chinese, simplified characters.

    Source: ISO 3166-1 for the codes; Unicode CLDR for the names.

    Example:
        >>> import expotrade as ex
        >>> ex.place("Viet Nam")
        Place(code='VN', kind='country', english='Vietnam', chinese='越南')
    """

    code: str
    kind: Literal["country", "group", "world"]
    english: str
    chinese: str


@frozen
class Membership:
    """The time of membership of one country in a group, and the document for it.

    Args:
        country: The code of the country.
        since: The first day.
        until: The last day, inclusive; None if the country is still a member.
        source: The treaty, declaration or decision, with its place and date.

    Source: the document in `source`; a membership begins on the day on which it took effect.

    Example:
        >>> import expotrade as ex
        >>> ex.places.membership("ASEAN")[-1].since
        datetime.date(2025, 10, 26)
    """

    country: str
    since: date
    until: date | None
    source: str


def is_place(code: object) -> bool:
    """Whether it is the exact code of a country, a group or the world; names and small letters are not codes.

    Example:
        >>> from expotrade.places import is_place
        >>> is_place("CN"), is_place("ASEAN"), is_place("UK")
        (True, True, False)
    """
    return isinstance(code, str) and code in _places()


def place(name: str) -> Place:
    """The place of a code or a printed name, in English or Chinese.

    Case, full stops, accents and a leading "the" make no difference in a name; a code must be exact. A name of
    several places ("Korea", "Congo") is refused, and the error names them.

    Args:
        name: A code ("CN"), a name ("the U.S.", "Republic of Korea", "阿联酋") or a group ("东盟"), of at most 100
            characters.

    Raises:
        UnknownNameError: There is no such place; the error names the nearest.

    Source: ISO 3166-1 for the codes; Unicode CLDR for the names; printed names that CLDR lacks are added by hand.

    Example:
        >>> import expotrade as ex
        >>> ex.place("Republic of Korea").code, ex.place("上合组织").code
        ('KR', 'SCO')
    """
    if is_place(name):
        return _places()[name]
    if not _is_readable(name):
        advice = f"pass a code or a printed name of at most {_LONGEST} characters"
        raise UnknownNameError("place", name, (), advice)
    key = _key(name)
    code = _codes().get(key)
    if code is None:
        raise UnknownNameError("place", name, _nearest(name, key))
    return _places()[code]


def list_places() -> tuple[Place, ...]:
    """All places: the 249 countries by code, the groups by code, then the world.

    Source: ISO 3166-1, the officially assigned alpha-2 codes; the groups are those with dated membership here.

    Example:
        >>> import expotrade as ex
        >>> len([place for place in ex.places.list_places() if place.kind == "country"])
        249
    """
    return tuple(_places().values())


def members(group: str, *, on: date) -> tuple[str, ...]:
    """The countries that belonged to a group on a day.

    Use it before you compare figures on "ASEAN" of two years. For RCEP a country counts from the day
    on which the agreement entered into force for it, so Myanmar, which only signed it, is not among them.

    Args:
        group: The code or a printed name of a group.
        on: The day.

    Returns:
        Codes in alphabetical order; empty for a day before the group existed.

    Raises:
        UnknownNameError: The name is not a group.
        PeriodTypeError: `on` is not a date without a time.

    Source: the documents that `membership` names.

    Example:
        >>> from datetime import date
        >>> import expotrade as ex
        >>> len(ex.members("ASEAN", on=date(2025, 10, 25))), len(ex.members("ASEAN", on=date(2025, 10, 26)))
        (10, 11)
    """
    if not is_day(on):
        raise PeriodTypeError(on, "a date")
    return tuple(sorted(row.country for row in membership(group) if row.since <= on <= (row.until or on)))


def membership(group: str) -> tuple[Membership, ...]:
    """The members of a group with their first and last days and sources.

    Args:
        group: The code or a printed name of a group.

    Returns:
        One row for each time of membership, by first day, then by country.

    Raises:
        UnknownNameError: The name is not a group.

    Source: the treaty, declaration or decision that each row names.

    Example:
        >>> import expotrade as ex
        >>> row = ex.places.membership("RCEP")[-1]
        >>> row.country, str(row.since)
        ('PH', '2023-06-02')
    """
    return _memberships()[_group(group)]


def _is_readable(name: object) -> bool:
    """Whether a value is a text that is short enough for a name."""
    return isinstance(name, str) and len(name) <= _LONGEST


def _group(name: str) -> str:
    """The code of a group for any of its names."""
    advice = f"the groups are {', '.join(_memberships())}"
    try:
        named = place(name)
    except UnknownNameError as error:
        nearest = tuple(near for near in error.nearest if place(near).kind == "group")
        raise UnknownNameError("group", name, nearest, advice) from None
    if named.kind != "group":
        raise UnknownNameError("group", name, (), f"{named.code} is of kind {named.kind!r}; {advice}")
    return named.code


def _table(name: str) -> "Mapping[str, Any]":
    """A data file of this package."""
    table: Mapping[str, Any] = read_table(name)
    return table


@cache
def _places() -> dict[str, Place]:
    """Every place by its code."""
    places = {
        code: Place(code, "country", row["english"], row["chinese"])
        for code, row in _table("countries.json")["countries"].items()
    }
    for code, row in _table("groups.json")["groups"].items():
        places[code] = Place(code, "group", row["english"], row["chinese"])
    places[WORLD] = Place(WORLD, "world", "World", "世界")
    return places


@cache
def _memberships() -> dict[str, tuple[Membership, ...]]:
    """The rows of each group."""
    return {
        code: tuple(
            Membership(country, date.fromisoformat(row["since"]), _day(row["until"]), row["source"])
            for row in group["members"]
            for country in row["countries"]
        )
        for code, group in _table("groups.json")["groups"].items()
    }


@cache
def _printed() -> dict[str, str]:
    """The code of each printed name."""
    codes = {name: place.code for place in _places().values() for name in (place.english, place.chinese)}
    for code, row in _table("countries.json")["countries"].items():
        codes.update(dict.fromkeys(row["also"], code))
    for code, row in _table("groups.json")["groups"].items():
        codes.update(dict.fromkeys([code, *row["names"]], code))
    for code, names in _table("place_names.json")["names"].items():
        codes.update(dict.fromkeys(names, code))
    return codes


@cache
def _codes() -> dict[str, str]:
    """The code of each printed name, by its key."""
    return {_key(name): code for name, code in _printed().items()}


def _day(text: str | None) -> date | None:
    """The last day of a membership, if it has one."""
    return None if text is None else date.fromisoformat(text)


def _key(name: str) -> str:
    """A name for comparisons: small letters without accents, signs or blanks, "and" for "&", "saint" for "St."."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace(".", ""))
    words = _SEPARATORS.sub(" ", "".join(mark for mark in plain if not unicodedata.combining(mark))).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return "".join(_WORDS.get(word, word) for word in words)


def _nearest(name: str, key: str) -> tuple[str, ...]:
    """Up to three similar names, each of another place."""
    from difflib import get_close_matches  # only an error needs it

    if is_place(name.upper()):
        return (name.upper(),)
    printed = {_key(known): known for known in _printed()}
    best: dict[str, str] = {}
    for match in get_close_matches(key, printed, n=9):
        best.setdefault(_codes()[match], printed[match])
    return tuple(best.values())[:3]
