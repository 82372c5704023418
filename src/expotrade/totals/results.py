"""The result of a total: the sum, the included items, and the items left out."""

from collections import Counter

from attrs import field

from .._internal.classes import frozen
from .._internal.html import References, fragment, lines, paragraph, table
from ..amounts import Amount
from ..errors import TotalError
from ..errors.advice import Advice, advise, passing
from ..rates import Conversion, Rate
from ..records import Citation, Source
from ..records.caveats import Caveat
from .display import (
    _CONVERSION_HEADER,
    _LEFT_OUT_HEADER,
    _conversion_cells,
    _left_out_cells,
    _lines,
    _reason_words,
    _with_bounds,
)
from .items import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@frozen(kw_only=True, repr=False)
class Total:
    """The sum of items, one amount for each unit, with everything that qualifies it.

    `str()` and a notebook show all of it: the sum, the number of counted items, the items left out and why, the
    conversions, the caveats and the sources.

    Args:
        amounts: One amount for each unit, in the order of their codes, over the included items only; one in the unit
            that was asked for.
        included: The items that are counted.
        left_out: The items that are not counted, each with its reason.
        conversions: One for each amount that was converted: original, amount and rate.
        citations: The citations of the included items.
        caveats: Reasons for care with the included items.

    Example:
        >>> import expotrade as ex
        >>> print(ex.total(ex.load_dataset("articles").deals).summary)
        1 of 6, 5 undisclosed
    """

    amounts: tuple[Amount, ...] = field()
    included: tuple[object, ...] = field()
    left_out: tuple[LeftOut, ...] = field(default=())
    conversions: tuple[Conversion, ...] = field(default=())
    citations: tuple[Citation, ...] = field(default=())
    caveats: tuple[Caveat, ...] = field(default=())

    @property
    def amount(self) -> Amount:
        """The single amount, in the requested unit or the unit of all items.

        Raises:
            TotalError: There are several units, or no unit.

        Example:
            >>> import expotrade as ex
            >>> print(ex.total([ex.Amount(5, "USD"), ex.Amount.parse("more than $7")]).amount)
            MORE_THAN 12 USD
        """
        if len(self.amounts) == 1:
            return self.amounts[0]
        units = ", ".join(amount.unit for amount in self.amounts) or "no unit"
        advice = (Advice("see amounts"), passing("(with rates= and on= for currencies)", unit=""))
        raise TotalError(f"in {units}", "it has no single amount", advice=advice)

    @property
    def rates_used(self) -> tuple[Rate, ...]:
        """The exchange rates, each once.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> found = ex.total(cat.deals, unit="USD", rates=ex.RateTable.ecb(), on="own", catalog=cat)
            >>> [rate.cite() for rate in found.rates_used]
            ['USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics']
        """
        return tuple(dict.fromkeys(conversion.rate for conversion in self.conversions))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the included items, each once.

        Example:
            >>> import expotrade as ex
            >>> [source.id for source in ex.total(ex.load_dataset("articles").deals).sources]
            ['china-org-cn-2024-12-04']
        """
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    @property
    def summary(self) -> str:
        """The number of counted items and the reasons for the others, as in "3 of 5, 2 undisclosed"."""
        reasons = Counter(_reason_words(left.reason) for left in self.left_out)
        counted = f"{len(self.included)} of {len(self.included) + len(self.left_out)}"
        return ", ".join([counted, *(f"{count} {reason}" for reason, count in reasons.items())])

    def __repr__(self) -> str:
        return f"<Total of {self.summary}: {', '.join(map(str, self.amounts)) or 'nothing'}>"

    def __str__(self) -> str:
        return "\n".join(total_lines(self, advise))

    def _repr_html_(self) -> str:
        """The same as tables in HTML, for notebooks."""
        amounts = [_with_bounds(amount) for amount in self.amounts] if self.included else ["nothing"]
        parts = [paragraph(text) for text in amounts]
        if self.left_out:
            parts.append(table(_LEFT_OUT_HEADER, self.left_out, _left_out_cells, wide=["Why"]))
        if self.conversions:
            wide = _CONVERSION_HEADER[2:]
            parts.append(table(_CONVERSION_HEADER, self.conversions, _conversion_cells, wide=wide))
        caveats = lines(self.caveats, lambda caveat: f"Caveat: {caveat.text}")
        return fragment(f"Total of {self.summary}", *parts, caveats, References().lines(self.citations))


def total_lines(total: Total, say: "Callable[[str, tuple[Advice, ...]], str]") -> "Iterator[str]":
    """The lines of a total as text; `say` writes a fact with its advice, as the reader types it."""
    shown = [f"{amount:short}" for amount in total.amounts] if total.included else ["nothing"]
    amounts = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
    yield f"{amounts} ({total.summary})"
    yield from _lines("left out", [say(left.fact, left.advice) for left in total.left_out])
    yield from _lines("converted", total.conversions)
    yield from _lines("caveat", [say(caveat.fact, caveat.advice) for caveat in total.caveats])
    yield from _lines("source", [citation.cite() for citation in total.citations])
