"""What a claim or a figure is held against: the other records of its catalog, found without going through them all."""

from ..records import Edition, Figure, Section, SectionKind, Status, TradeFlow
from ..records.events import flow_key, reported_flow_key
from .verdicts import time_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

    from ..catalogs import Catalog, Record
    from ..periods import Period

_STATUSES = tuple(Status)


class Kin:
    """The records of a catalog by what ties them to others; gathered once for all tests.

    Args:
        catalog: The catalog, which must outlive this index.
    """

    __slots__ = (
        "_beside",
        "_flows",
        "_of_any_side",
        "_same",
        "_values",
        "by_id",
        "categories",
        "editions",
        "numbered",
    )

    def __init__(self, catalog: "Catalog") -> None:
        self.by_id = {edition.id: edition for edition in catalog.editions}
        self.numbered = {(edition.expo, edition.number): edition for edition in catalog.editions}
        self.editions: dict[str, list[Edition]] = {}
        for edition in catalog.editions:
            self.editions.setdefault(edition.expo, []).append(edition)
        self.categories: dict[str, list[Section]] = {}
        for section in catalog.sections:
            if section.kind is SectionKind.CATEGORY:
                self.categories.setdefault(section.edition, []).append(section)
        self._beside: dict[int, dict[tuple[str, Status], Figure]] = {}
        self._same: dict[tuple[object, ...], list[tuple[Edition, Figure]]] = {}
        self._values: dict[tuple[str, str, Status], dict[str, list[Decimal]]] = {}
        for edition in catalog.editions:
            for (metric, status), figure in self._all_beside(edition).items():
                amount = figure.amount
                kind = (edition.expo, metric, status)
                alike = self._same.setdefault((*kind, amount.value, amount.unit), [])
                if not alike:
                    self._values.setdefault(kind, {}).setdefault(amount.unit, []).append(amount.value)
                alike.append((edition, figure))
        for by_unit in self._values.values():
            for values in by_unit.values():
                values.sort()
        self._flows: dict[tuple[object, ...], Figure] = {}
        self._of_any_side: dict[tuple[object, ...], tuple[TradeFlow, Figure]] = {}
        for flow in catalog.flows:
            for (metric, status), figure in self._all_beside(flow).items():
                when = (metric, status, time_of(flow, figure))
                self._flows.setdefault((reported_flow_key(flow), *when), figure)
                self._of_any_side.setdefault((flow_key(flow), *when), (flow, figure))

    def beside(self, record: "Record", metric: str, status: Status) -> Figure | None:
        """The figure of a record that one of this metric is held against: an actual one, or of the same status."""
        return self._all_beside(record).get((metric, status))

    def _all_beside(self, record: "Record") -> dict[tuple[str, Status], Figure]:
        found = self._beside.get(id(record))
        if found is None:
            found = self._beside[id(record)] = {}
            for figure in getattr(record, "figures", ()):
                for status in _STATUSES if figure.status is Status.ACTUAL else (figure.status,):
                    known = found.setdefault((figure.metric, status), figure)
                    if figure.is_preferred and not known.is_preferred:
                        found[figure.metric, status] = figure
        return found

    def editions_with(
        self, expo: str, metric: str, status: Status, value: "Decimal", unit: str
    ) -> "list[tuple[Edition, Figure]]":
        """The editions of an expo whose figure beside one of this metric has the same number in the same unit."""
        return self._same.get((expo, metric, status, value, unit), [])

    def values(self, expo: str, metric: str, status: Status) -> "dict[str, list[Decimal]]":
        """The numbers that the editions of an expo have beside a figure of this metric, by unit, in rising order."""
        return self._values.get((expo, metric, status), {})

    def flow_figure(self, flow: TradeFlow, metric: str, status: Status, period: "Period") -> Figure | None:
        """The figure of the same flow for a period, as the same side reports it."""
        return self._flows.get((reported_flow_key(flow), metric, status, period))

    def partner_figure(
        self, flow: TradeFlow, metric: str, status: Status, period: "Period"
    ) -> tuple[TradeFlow, Figure] | None:
        """The figure of the same flow for a period as the other side reports it, with its record."""
        return self._of_any_side.get((flow_key(flow), metric, status, period))
