"""Items that overlap, and why a total leaves them out."""

import expotrade as ex
from builders import figure


def statistic(name: str, amount: str, subject: str = "a district", **fields: object) -> ex.Statistic:
    metric = fields.pop("metric", "output_value")
    party = ex.Party(place=subject) if subject.isupper() else ex.Party(description=subject)
    return ex.Statistic(id=name, subject=party, figure=figure(amount, metric, **fields))


def left_out(*items: object, **asked: object) -> dict[str, ex.totals.LeftOutReason]:
    """What a total leaves out, whatever the order of its items."""
    made, turned = ex.total(items, **asked), ex.total(items[::-1], **asked)
    assert made.amounts == turned.amounts
    found = {left.text.split(" ", maxsplit=1)[0].rstrip(":"): left.reason for left in made.left_out}
    assert len(found) == len(made.left_out) == len(turned.left_out)
    return found


PART, RIVAL, REPEATED, OVERLAPS = (
    ex.totals.LeftOutReason.PART_OF_ANOTHER,
    ex.totals.LeftOutReason.RIVAL,
    ex.totals.LeftOutReason.REPEATED,
    ex.totals.LeftOutReason.OVERLAPS,
)
