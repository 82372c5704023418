"""Records with figures by metric: the base of editions and sections."""

from collections import Counter

import attrs
from attrs import field

from .._internal.classes import as_tuple, each, is_a, refused
from ..errors import ArgumentError, UnknownNameError
from .claims import Claim, is_claim
from .evidence import Figure, _Event, counts_otherwise, preferred, rivals_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


@attrs.frozen(kw_only=True, eq=False, repr=False)  # its subclasses compare and show themselves
class _WithFigures(_Event):
    """A record with figures by metric, including rivals, and claims."""

    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        marked = Counter(figure.metric for figure in self.figures if figure.is_preferred)
        for metric, count in marked.items():
            if count > 1:
                raise refused(self, "figures", metric, "of rival figures at most one is preferred")

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics with a figure, in the order of their first figure.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").edition("ciie", 6).metrics
            ('deal_value', 'exhibitors', 'economies', 'participants', 'new_products')
        """
        return tuple(dict.fromkeys(figure.metric for figure in self.figures))

    def __getitem__(self, metric: str) -> Figure:
        """The preferred figure for a metric: the one marked, else the first."""
        figure = preferred(self.figures, metric)
        if figure is None:
            raise UnknownNameError("figure", metric, self.metrics, within=self.id)
        return figure

    def __contains__(self, metric: object) -> bool:
        return any(figure.metric == metric for figure in self.figures)

    def __iter__(self) -> "NoReturn":
        """Refuse to iterate; without this method Python would look up the metrics 0, 1, 2."""
        advice = "iterate its figures with edition.figures, or the codes of its metrics with edition.metrics"
        raise ArgumentError("iterate", self.id, advice)

    def rivals(self, metric: str, *, same_basis: bool = False) -> tuple[Figure, ...]:
        """All figures of a metric, in their order; empty if there is none.

        Some of them may not be rivals: contracts and letters of intent are two values of deals. `same_basis` leaves out
        figures that surely count something else than the preferred one.

        Args:
            metric: The code of the metric.
            same_basis: True to leave out figures on another basis.

        Example:
            >>> import expotrade as ex
            >>> edition = ex.load_dataset("history").edition("ciie", 6)
            >>> [f"{figure.amount:short}" for figure in edition.rivals("new_products")]
            ['442 products', 'more than 400 products']
        """
        rivals = rivals_of(self.figures, metric)
        if not (same_basis and rivals):
            return rivals
        used = self[metric]
        return tuple(rival for rival in rivals if not counts_otherwise(rival, used))
