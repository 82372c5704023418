"""Synthetic catalogs of any size, which the benchmarks read, merge, total and check."""

from __future__ import annotations

PLACES = "AE AR AU BR CA CH CL CN DE EG ES FR GB ID IN IT JP KR KZ MX MY NL NZ PE PH PL SA SE SG TH TR US VN ZA".split()
KINDS = ("tentative", "memorandum", "contract", "purchase")


def deals_document(count: int) -> dict[str, object]:
    """Return a catalog file of one edition with deals, each with a value, two parties and two citations."""
    return {
        "format": "expotrade/2",
        "sources": _sources(max(1, count // 100)),
        "expos": [{"id": "ciie", "name": "China International Import Expo"}],
        "editions": [{"id": "ciie-2024", "expo": "ciie", "year": 2024}],
        "deals": [_deal(number, "ciie-2024", 2024, max(1, count // 100)) for number in range(count)],
    }


def catalog_document(count: int) -> dict[str, object]:
    """Return a catalog file with a number of records: a tenth are editions, the others are deals and flows.

    An expo has 25 editions. An edition has three figures and one rival, and states its growth over the edition
    before.
    """
    editions = [_edition(number) for number in range(count // 10)]
    deals = (count - len(editions)) // 2
    flows = count - len(editions) - deals
    sources = max(1, count // 100)
    return {
        "format": "expotrade/2",
        "sources": _sources(sources),
        "expos": [
            {"id": f"expo{number}", "name": f"Expo {number}"} for number in range(len(editions) // 25 + 1)
        ],
        "editions": editions,
        "deals": [
            _deal(number, str(editions[number % len(editions)]["id"]), 2024, sources)
            for number in range(deals)
        ],
        "flows": [_flow(number, sources) for number in range(flows)],
    }


def _sources(count: int) -> list[dict[str, object]]:
    return [
        {
            "id": f"report-{number}",
            "title": f"Report {number}",
            "publisher": "The Daily",
            "published": "2024-12-04",
        }
        for number in range(count)
    ]


def _citations(number: int, sources: int) -> list[dict[str, object]]:
    return [{"source": f"report-{number % sources}", "paragraph": number % 30 + 1}]


def _deal(number: int, edition: str, year: int, sources: int) -> dict[str, object]:
    million = f"{number % 900 + 100}.{number % 97:02}"
    return {
        "id": f"deal-{number}",
        "parties": [
            {"description": f"Buyer {number} of Shanghai", "role": "buyer"},
            {"place": PLACES[number % len(PLACES)]},
        ],
        "kind": KINDS[number % len(KINDS)],
        "subject": f"iron ore, lot {number}",
        "value": {
            "metric": "deal_value",
            "amount": f"ROUNDED {million}E+6 USD",
            "as_printed": f"${million} million",
            "citations": _citations(number, sources),
        },
        "edition": edition,
        "date": f"{year}-11-06",
        "citations": _citations(number, sources),
    }


def _edition(number: int) -> dict[str, object]:
    expo, place = f"expo{number // 25}", number % 25
    printed = [("exhibitors", f"EXACT {2000 + number * 7 % 3000} exhibitor")]
    printed.append(("exhibitors", f"MORE_THAN {2000 + number * 7 % 3000 - 100} exhibitor"))
    printed.append(("deal_value", f"ROUNDED {50 + number * 13 % 40}.41E+9 USD"))
    printed.append(("economies", f"EXACT {60 + number * 11 % 90} economy"))
    cited = {"citations": [{"source": "report-0", "paragraph": place + 1}]}
    return {
        "id": f"{expo}-{2000 + place}",
        "expo": expo,
        "year": 2000 + place,
        "number": place + 1,
        "figures": [{"metric": metric, "amount": amount, **cited} for metric, amount in printed],
        "claims": [
            {
                "claim": "growth",
                "metric": "deal_value",
                "amount": f"ROUNDED {number % 30}.5 percent",
                "base": "previous_edition",
                **cited,
            }
        ],
    }


def _flow(number: int, sources: int) -> dict[str, object]:
    reporter = number % len(PLACES)
    partner = (reporter + 1 + number // len(PLACES) % (len(PLACES) - 1)) % len(PLACES)
    turn = number // (len(PLACES) * (len(PLACES) - 1))
    return {
        "id": f"flow-{number}",
        "reporter": PLACES[reporter],
        "partner": PLACES[partner],
        "kind": "export",
        "product": f"product {turn % 40}",
        "period": f"{1990 + turn // 40 % 30}-{turn // 1200 % 12 + 1:02}",
        "value": {
            "metric": "trade_value",
            "amount": f"ROUNDED {number % 900 + 100}.{number % 97:02}E+6 USD",
            "citations": _citations(number, sources),
        },
    }
