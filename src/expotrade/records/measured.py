"""What editions and sections share: figures by metric."""

from collections import Counter

import attrs
from attrs import field

from .._internal.classes import as_tuple, each, is_a, is_id, is_text, maybe, refused
from ..errors import UnknownNameError
from .claims import Claim, is_claim
from .evidence import Citation, Figure, counts_otherwise, preferred, rivals_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


@attrs.frozen(kw_only=True, eq=False, repr=False)  # its kinds compare and show themselves
class _Measured:
    """What an edition and its sections have: figures by metric, rivals and all, and claims."""

    id: str = field(validator=is_id)
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))
    citations: tuple[Citation, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Citation)))
    note: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        marked = Counter(figure.metric for figure in self.figures if figure.is_preferred)
        for metric, count in marked.items():
            if count > 1:
                raise refused(self, "figures", metric, "of rival figures at most one is preferred")

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that have a figure, in the order of their first one.

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
            raise UnknownNameError(f"figure of {self.id} for", metric, self.metrics)
        return figure

    def __contains__(self, metric: object) -> bool:
        return any(figure.metric == metric for figure in self.figures)

    def __iter__(self) -> "NoReturn":
        """Refuse to iterate: without it Python would ask for the figures of the metrics 0, 1, 2."""
        advice = "iterate its figures with edition.figures, or the codes of its metrics with edition.metrics"
        raise UnknownNameError("items to iterate in", self.id, (), advice)

    def rivals(self, metric: str, *, same_basis: bool = False) -> tuple[Figure, ...]:
        """All figures for a metric, in the order in which they are held; empty where there is none.

        Not all of them need be true rivals: contracts and letters of intent are two values of deals. With `same_basis`
        those are left out that are known to count something else than the preferred figure.

        Args:
            metric: The code of the metric.
            same_basis: Whether to leave out what counts something else.

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
