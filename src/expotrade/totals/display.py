"""How a total is shown as text and tables."""

from itertools import islice

from ..amounts import Amount, Hedge
from ..rates import Conversion
from .items import _MOST_SHOWN, LeftOut, LeftOutReason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The words for a reason after a number, if they differ from its value.
_REASON_WORDS = {
    LeftOutReason.NOT_HELD: "not held",
    LeftOutReason.ANOTHER_BASIS: "of another basis",
    LeftOutReason.PART_OF_ANOTHER: "part of another",
    LeftOutReason.OVERLAPS: "overlapping",
    LeftOutReason.NO_RATE: "without a rate",
    LeftOutReason.NO_DATE: "without a date",
}

_BOUNDS_NOT_IN_WORDS = (Hedge.ROUNDED, Hedge.APPROXIMATELY, Hedge.NEARLY)
_LEFT_OUT_HEADER = ("Left out", "Why")
_CONVERSION_HEADER = ("Converted", "Is", "Rate, date and source")


def _reason_words(reason: LeftOutReason) -> str:
    return _REASON_WORDS.get(reason, reason.value)


def _with_bounds(amount: Amount) -> str:
    """An amount in words, with its bounds if the words do not contain them."""
    if amount.hedge not in _BOUNDS_NOT_IN_WORDS:
        return f"{amount:short}"
    bounds = Amount.between(amount.low, amount.high, amount.unit)
    return f"{amount:short}: {bounds:short}"


def _left_out_cells(left: LeftOut) -> tuple[str, str]:
    return (_reason_words(left.reason), left.text)


def _conversion_cells(conversion: Conversion) -> tuple[str, str, str]:
    return (f"{conversion.original:short}", f"{conversion.amount:short}", conversion.rate.cite())


def _lines(label: str, texts: "Sequence[object]") -> "Iterator[str]":
    """One line for each text, up to a limit."""
    for text in islice(texts, _MOST_SHOWN):
        yield f"  {label}: {text}"
    if len(texts) > _MOST_SHOWN:
        yield f"  {label}: {len(texts) - _MOST_SHOWN} more"
