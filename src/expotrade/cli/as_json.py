"""Results as JSON data for machines: amounts in canonical notation, records by id."""

from enum import Enum

from attrs import asdict

from .._internal.classes import LONGEST_TEXT
from .._internal.json_text import Missing
from ..codec import encode
from ..datasets import list_datasets
from ..errors.advice import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ..amounts import Amount
    from ..checks import Finding
    from ..comparison import Comparison
    from ..errors import Problem
    from ..rates import Conversion
    from ..records.caveats import Caveat
    from ..totals import Total


def datasets_data() -> list[object]:
    """The bundled datasets, as their manifest describes them."""
    return [asdict(info) for info in list_datasets()]


def comparison_data(comparison: "Comparison") -> dict[str, object]:
    """A comparison: rows, orders by pair of ids, conversions, sources, caveats."""
    return {
        "editions": [edition.id for edition in comparison.editions],
        "rows": [
            {
                "metric": row.metric,
                "figures": [None if figure is None else encode(figure) for figure in row.figures],
                "amounts": [_text(amount) for amount in row.amounts],
                "growths": [_text(change) for change in row.growths],
                "orders": [[left, right, order.value] for (left, right), order in row.orders.items()],
            }
            for row in comparison.rows
        ],
        "conversions": [_conversion_data(conversion) for conversion in comparison.conversions],
        "sources": [encode(source) for source in comparison.sources],
        "caveats": [_caveat_data(caveat) for caveat in comparison.caveats],
    }


def _caveat_data(caveat: "Caveat") -> dict[str, object]:
    return {"kind": caveat.kind.value, "metric": caveat.metric, "text": caveat.text}


def total_data(total: "Total") -> dict[str, object]:
    """A total: amounts, included items, items left out, conversions, caveats, citations."""
    return {
        "amounts": [str(amount) for amount in total.amounts],
        "summary": total.summary,
        "included": [_id(item) for item in total.included],
        "left_out": [
            {"item": _id(left.item), "reason": left.reason.value, "text": left.text}
            for left in total.left_out
        ],
        "conversions": [_conversion_data(conversion) for conversion in total.conversions],
        "caveats": [_caveat_data(caveat) for caveat in total.caveats],
        "citations": [encode(citation) for citation in total.citations],
        "sources": [encode(source) for source in total.sources],
    }


def totals_data(totals: "Mapping[Hashable, Total]", by: str) -> dict[str, object]:
    """Totals by a key; the key is null if nothing is stated."""
    groups = [{"key": _key_data(key), **total_data(total)} for key, total in totals.items()]
    return {"by": by, "groups": groups}


def finding_data(finding: "Finding") -> dict[str, object]:
    """A finding: the verdict, what was tested, and the sentence that explains it."""
    return {
        "verdict": finding.verdict.value,
        "kind": finding.kind.value,
        "record": finding.record,
        "metric": finding.metric,
        "stated": _text(finding.stated),
        "computed": _text(finding.computed),
        "why": finding.why,
        "citations": [encode(citation) for citation in finding.citations],
    }


def problem_data(problem: "Problem") -> dict[str, object]:
    """A problem of a file; its value as text unless it is a short text or a whole number."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule,
        "value": _value_data(problem.value),
        "nearest": list(problem.nearest),
    }


def _value_data(value: object) -> object:
    """The value that was found, null for a missing one."""
    if isinstance(value, Missing):
        return None
    is_short = isinstance(value, str) and len(value) <= LONGEST_TEXT
    return value if value is None or is_short or isinstance(value, int) else shown(value)


def _key_data(key: object) -> object:
    return key.value if isinstance(key, Enum) else key


def _id(item: object) -> str:
    """The id of a record, any other item as text."""
    return str(getattr(item, "id", item))


def _conversion_data(conversion: "Conversion") -> dict[str, object]:
    rate = conversion.rate
    return {
        "original": str(conversion.original),
        "amount": str(conversion.amount),
        "rate": {"amount": str(rate.amount), "date": rate.date.isoformat(), "source": rate.source},
    }


def _text(amount: "Amount | None") -> str | None:
    return None if amount is None else str(amount)
