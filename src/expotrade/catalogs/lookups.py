"""Finds the records of a catalog by their ids, and editions by their number or year."""

from .._internal.classes import nearest_of
from ..errors import ArgumentError, UnknownNameError
from ..records import (
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Metric,
    Organisation,
    OwnMetric,
    Participant,
    Person,
    Region,
    Remark,
    Section,
    Source,
    Statistic,
    TradeFlow,
)
from ..records.metrics import get as get_metric, is_own
from .links import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    _R = TypeVar("_R", bound=Record)


class Lookups:
    """The look-ups of a catalog: each returns the record with an id, or raises an error with the nearest ids."""

    __slots__ = ()

    if TYPE_CHECKING:
        # The fields of the catalog that the look-ups use.
        _index: Mapping[str, Record]
        _source_index: Mapping[str, Source]
        editions: tuple[Edition, ...]

    def record(self, record_id: str) -> Record:
        """The record of any kind with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> type(ex.load_dataset("articles").record("cisce-2024-honeywell")).__name__
            'Deal'
        """
        _is_name("record", record_id)
        found = self._index.get(record_id)
        if found is None:
            raise UnknownNameError("record", record_id, nearest_of(record_id, self._index))
        return found

    def source(self, record_id: str) -> Source:
        """The source with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").source("tdi-2023-11-11").publisher
            'TDI'
        """
        _is_name("source", record_id)
        found = self._source_index.get(record_id)
        if found is None:
            raise UnknownNameError("source", record_id, nearest_of(record_id, self._source_index))
        return found

    def edition(self, expo: str, number: int | None = None, *, year: int | None = None) -> Edition:
        """The edition of an expo by its number or its year, or an edition by its own id.

        Args:
            expo: The id of the expo, or of the edition.
            number: The number of the edition in the series.
            year: The year of the edition.

        Raises:
            UnknownNameError: No edition matches, or several do; the error names the nearest or the matching ones.
            ArgumentError: The id is not a text, or the number or the year is not a whole number.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> cat.edition("ciie", 6).id, cat.edition("ciie", year=2019).id, cat.edition("cisce-2024").id
            ('ciie-2023', 'ciie-2019', 'cisce-2024')
        """
        _is_name("edition", expo)
        for name, value in (("number", number), ("year", year)):
            if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
                advice = (
                    f"pass whole numbers, as in cat.edition({expo!r}, 6) or cat.edition({expo!r}, year=2023)"
                )
                raise ArgumentError(f"look for the edition of {expo} by the {name}", value, advice)
        if number is None and year is None:
            found = self._index.get(expo)
            if isinstance(found, Edition):
                return found
            nearest = nearest_of(expo, [one.id for one in self.editions])
            advice = "add its number or year" if isinstance(found, Expo) else ""
            raise UnknownNameError("edition", expo, nearest, advice)
        editions = [edition for edition in self.editions if edition.expo == expo]
        if not editions:
            self.expo(expo)
        matches = [
            edition
            for edition in editions
            if number in (None, edition.number) and year in (None, edition.year)
        ]
        if len(matches) == 1:
            return matches[0]
        numbered = "" if number is None else f" number {number}"
        asked = expo + numbered + ("" if year is None else f" {year}")
        if matches:
            ids = tuple(one.id for one in sorted(matches, key=in_time))
            raise UnknownNameError("edition", asked, ids, "more than one matches, so pass the id of one")
        ids = tuple(one.id for one in _nearest_editions(editions, number, year))
        by_year = [one.id for one in editions if year is None and one.year == number]
        advice = f"the number is a position in the series; pass year={number}" if by_year else ""
        raise UnknownNameError("edition", asked, tuple(by_year) or ids, advice)

    def expo(self, record_id: str) -> Expo:
        """The expo with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").expo("cisce").short_name
            'CISCE'
        """
        return self._of_kind(record_id, Expo, "expo")

    def section(self, record_id: str) -> Section:
        """The section with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> section = ex.load_dataset("articles").section("ciie-2023-australia")
            >>> print(section["exhibitors"].amount)
            NEARLY 250 exhibitor
        """
        return self._of_kind(record_id, Section, "section")

    def organisation(self, record_id: str) -> Organisation:
        """The organisation with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").organisation("ccpit").name
            'China Council for the Promotion of International Trade'
        """
        return self._of_kind(record_id, Organisation, "organisation")

    def person(self, record_id: str) -> Person:
        """The person with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").person("li-fei").offices[0].title
            'Vice Minister of Commerce'
        """
        return self._of_kind(record_id, Person, "person")

    def region(self, record_id: str) -> Region:
        """The region with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").region("shunyi").lies_in
            'beijing'
        """
        return self._of_kind(record_id, Region, "region")

    def metric(self, code: str) -> Metric:
        """The metric with a code: one of the table, or one that this catalog defines.

        Raises:
            UnknownNameError: There is no such metric; the error names the nearest codes.
            ArgumentError: The code is not a text.

        Example:
            >>> import expotrade as ex
            >>> own = ex.records.OwnMetric(id="booths-online", dimension="count", unit="booth", english="booths online")
            >>> ex.Catalog(metrics=[own]).metric("booths-online").english
            'booths online'
        """
        return self._of_kind(code, OwnMetric, "metric").metric if is_own(code) else get_metric(code)

    def exhibitor(self, record_id: str) -> Exhibitor:
        """The exhibitor with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> apple = ex.load_dataset("articles").exhibitor("cisce-2024-apple")
            >>> [(partner.organisation, partner.role) for partner in apple.partners]
            [('yuto-tech', 'supplier')]
        """
        return self._of_kind(record_id, Exhibitor, "exhibitor")

    def participant(self, record_id: str) -> Participant:
        """The participant with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").participant("cisce-2024-ccpit").role
            ParticipantRole.ORGANISER
        """
        return self._of_kind(record_id, Participant, "participant")

    def deal(self, record_id: str) -> Deal:
        """The deal with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> deal = ex.load_dataset("articles").deal("cisce-2024-sumitomo-electric")
            >>> print(deal.value.amount)
            APPROXIMATELY 100E+6 CNY
        """
        return self._of_kind(record_id, Deal, "deal")

    def flow(self, record_id: str) -> TradeFlow:
        """The trade flow with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> flow = ex.load_dataset("articles").flow("china-durian-imports-2023")
            >>> print(flow.quantity.amount)
            ROUNDED 1.426E+6 t
        """
        return self._of_kind(record_id, TradeFlow, "flow")

    def statistic(self, record_id: str) -> Statistic:
        """The statistic with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> print(ex.load_dataset("articles").statistic("shunyi-companies").figure.amount)
            MORE_THAN 150 enterprise
        """
        return self._of_kind(record_id, Statistic, "statistic")

    def remark(self, record_id: str) -> Remark:
        """The remark with an id.

        Raises:
            UnknownNameError: The id is not known; the error names the nearest.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").remark("cisce-2024-opening-ceremony").wording
            'opening ceremony held in Beijing, where guests communicated'
        """
        return self._of_kind(record_id, Remark, "remark")

    def _of_kind(self, record_id: str, kind: "type[_R]", word: str) -> "_R":
        _is_name(word, record_id)
        found = self._index.get(record_id)
        if isinstance(found, kind):
            return found
        known = [record.id for record in self._index.values() if isinstance(record, kind)]
        raise UnknownNameError(word, record_id, nearest_of(record_id, known))


def _is_name(kind: str, record_id: object) -> None:
    """Refuse a value that is not an id, such as a record or a number."""
    if isinstance(record_id, str):
        return
    own = getattr(record_id, "id", None)
    advice = f"pass its id {own!r}" if isinstance(own, str) else "pass its id as a text, such as 'ciie-2023'"
    raise ArgumentError(f"look up the {kind}", record_id, advice)


def _nearest_editions(editions: "list[Edition]", number: int | None, year: int | None) -> "list[Edition]":
    """The editions of an expo that are nearest to a number or a year, at most three."""
    if number is not None:
        numbered = [one for one in editions if one.number is not None]
        return sorted(numbered or editions, key=lambda one: (abs((one.number or 0) - number), in_time(one)))[
            :3
        ]
    return sorted(editions, key=lambda one: (abs((one.year or _UNDATED) - (year or 0)), in_time(one)))[:3]


# An edition without a year is announced by its number alone, so it comes after those that have one.
_UNDATED = 10_000


def in_time(edition: Edition) -> tuple[int, int, int, str]:
    """A key that sorts the editions of an expo by time, as far as it is known."""
    first_day = 0 if edition.period is None else edition.period.sort_key()[0]
    return (edition.year or _UNDATED, edition.number or 0, first_day, edition.id)
