"""Index of a catalog for the checks: finds the figure that a claim is compared with."""

from ..records import Edition, Figure, Section, SectionKind, Status, TradeFlow
from ..records.events import flow_key, reported_flow_key
from .verdicts import period_to_compare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from decimal import Decimal

    from ..catalogs import Catalog, Record
    from ..periods import Period

_STATUSES = tuple(Status)


class CatalogIndex:
    """The records of a catalog by expo, edition, value and flow; built once for all tests.

    Args:
        catalog: The catalog, which must outlive this index.
    """

    __slots__ = (
        "_editions_by_value",
        "_flows_of_both_sides",
        "_reported_flows",
        "_to_compare",
        "_values_by_unit",
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
        self._to_compare: dict[int, dict[tuple[str, Status], Figure]] = {}
        self._editions_by_value: dict[tuple[object, ...], list[tuple[Edition, Figure]]] = {}
        self._values_by_unit: dict[tuple[str, str, Status], dict[str, list[Decimal]]] = {}
        for edition in catalog.editions:
            for (metric, status), figure in self._figures_to_compare(edition).items():
                amount = figure.amount
                kind = (edition.expo, metric, status)
                alike = self._editions_by_value.setdefault((*kind, amount.value, amount.unit), [])
                if not alike:
                    self._values_by_unit.setdefault(kind, {}).setdefault(amount.unit, []).append(amount.value)
                alike.append((edition, figure))
        for by_unit in self._values_by_unit.values():
            for values in by_unit.values():
                values.sort()
        self._reported_flows: dict[tuple[object, ...], Figure] = {}
        self._flows_of_both_sides: dict[tuple[object, ...], tuple[TradeFlow, Figure]] = {}
        for flow in catalog.flows:
            reported_keys = _keys_to_store(flow, reported_flow_key)
            keys = _keys_to_store(flow, flow_key)
            for (metric, status), figure in self._figures_to_compare(flow).items():
                when = (metric, status, period_to_compare(flow, figure))
                for key in reported_keys:
                    self._reported_flows.setdefault((key, *when), figure)
                for key in keys:
                    self._flows_of_both_sides.setdefault((key, *when), (flow, figure))

    def figure_to_compare(self, record: "Record", metric: str, status: Status) -> Figure | None:
        """The figure of a record to compare with: of the metric, and actual or of the same status."""
        return self._figures_to_compare(record).get((metric, status))

    def _figures_to_compare(self, record: "Record") -> dict[tuple[str, Status], Figure]:
        figures = self._to_compare.get(id(record))
        if figures is None:
            figures = self._to_compare[id(record)] = {}
            for figure in getattr(record, "figures", ()):
                # An actual figure also serves claims about what is expected or planned.
                for status in _STATUSES if figure.status is Status.ACTUAL else (figure.status,):
                    known = figures.setdefault((figure.metric, status), figure)
                    if figure.is_preferred and not known.is_preferred:
                        figures[figure.metric, status] = figure
        return figures

    def editions_with(
        self, expo: str, metric: str, status: Status, value: "Decimal", unit: str
    ) -> "list[tuple[Edition, Figure]]":
        """The editions of an expo whose figure to compare has this value in this unit."""
        return self._editions_by_value.get((expo, metric, status, value, unit), [])

    def values_by_unit(self, expo: str, metric: str, status: Status) -> "dict[str, list[Decimal]]":
        """The values of the figures to compare of all editions of an expo, by unit, in rising order."""
        return self._values_by_unit.get((expo, metric, status), {})

    def flow_figure(self, flow: TradeFlow, metric: str, status: Status, period: "Period") -> Figure | None:
        """The figure of the same flow for a period, as the same side reports it."""
        keys = _keys_to_find(flow, reported_flow_key)
        figures = (self._reported_flows.get((key, metric, status, period)) for key in keys)
        return next((figure for figure in figures if figure is not None), None)

    def partner_figure(
        self, flow: TradeFlow, metric: str, status: Status, period: "Period"
    ) -> tuple[TradeFlow, Figure] | None:
        """The figure of the same flow for a period as the other side reports it, with its record."""
        keys = _keys_to_find(flow, flow_key)
        reports = (self._flows_of_both_sides.get((key, metric, status, period)) for key in keys)
        return next((report for report in reports if report is not None), None)


# A source may print the name of a product in one year, and its name and code in the next. So a flow with both is also
# stored by its name, but apart: two flows with two codes are two products, even if they have one name.


def _keys_to_store(flow: TradeFlow, key_of: "Callable[..., Hashable]") -> "list[Hashable]":
    """The keys of a flow under which other flows find it."""
    keys = [key_of(flow)]
    if flow.hs is not None and flow.product is not None:
        keys.append(("with a code", key_of(flow, by_name=True)))
    return keys


def _keys_to_find(flow: TradeFlow, key_of: "Callable[..., Hashable]") -> "list[Hashable]":
    """The keys of the flows that are the same apart from the time; the same code or name comes first."""
    keys = [key_of(flow)]
    if flow.hs is None:
        keys.append(("with a code", keys[0]))
    elif flow.product is not None:
        keys.append(key_of(flow, by_name=True))
    return keys
