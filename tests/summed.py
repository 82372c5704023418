"""Items to sum: deals, two editions and a pavilion."""

import expotrade as ex
from builders import deal as deal_of, edition, figure, section

DAILY = ex.Citation(ex.Source("daily", "Expo closes", "The Daily"), 7)

ECB = ex.RateTable.ecb()


def deal(
    name: str, amount: str | None, kind: ex.DealKind = ex.DealKind.PURCHASE, **fields: object
) -> ex.Deal:
    return deal_of(name, amount, name, kind=kind, **fields)


# The two editions whose money the project is asked for most, as the articles print it.
CISCE = edition(
    2024,
    figure("more than 152 billion yuan", basis="trade deals and tentative agreements", citations=[DAILY]),
    expo="cisce",
    period="2024-11-26/2024-11-30",
)
CIIE = edition(
    2023,
    figure("$78.41 billion", basis="tentative deals for one-year purchases", citations=[DAILY]),
    period="2023-11-05/2023-11-10",
)
PAVILION = section("us", figure("$505 million"))
