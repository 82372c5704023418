"""Catalogs with claims, and what the checks find in them."""

import expotrade as ex
from builders import CITED, ON_PAGE, edition as edition_of, section as section_of

AGREES, DISAGREES, UNDECIDED = ex.Verdict.AGREES, ex.Verdict.DISAGREES, ex.Verdict.UNDECIDED
DAILY = ex.Citation(ex.Source("daily", "Expo closes", "The Daily", ex.Period.parse("2024-12-04")), 7)
EXPO = ex.Expo(id="ciie", name="China International Import Expo")
PEOPLE = ex.Party(description="visitors")


def amount(text: str) -> ex.Amount:
    return ex.Amount.parse(text)


def edition(year: int, *figures: ex.Figure, **fields: object) -> ex.Edition:
    """An edition with its number: the first one was held in 2018."""
    return edition_of(year, *figures, **{"number": year - 2017} | fields)


def growth(text: str, **fields: object) -> ex.records.GrowthClaim:
    stated = {"metric": "deal_value", "base": ex.records.GrowthBase.YEAR_EARLIER, "citations": [ON_PAGE]}
    return ex.records.GrowthClaim(amount=amount(text), **stated | fields)


def flow(name: str, period: str | None, *claims: ex.Claim, **fields: object) -> ex.TradeFlow:
    when = None if period is None else ex.Period.parse(period)
    stated = {
        "reporter": "CN",
        "partner": "TH",
        "kind": ex.FlowKind.IMPORT,
        "product": "durian",
        "period": when,
    }
    return ex.TradeFlow(id=name, claims=claims, **stated | fields)


def found(kind: ex.checks.CheckKind, rates: object = None, **records: object) -> list[ex.Finding]:
    catalog = ex.Catalog(**{"expos": [EXPO]} | records)
    return [finding for finding in ex.check(catalog, rates=rates) if finding.kind is kind]


def only(kind: ex.checks.CheckKind, rates: object = None, **records: object) -> ex.Finding:
    (finding,) = found(kind, rates, **records)
    return finding


# --- Shares ---------------------------------------------------------------------------------------------------------


def share(text: str, **fields: object) -> ex.records.ShareClaim:
    stated = {"whole": "all imports", "of": "whole", "metric": "trade_quantity", "citations": [CITED]}
    return ex.records.ShareClaim(amount=amount(text), **stated | fields)


# --- Durations, periods, rivals, parts ------------------------------------------------------------------------------


def section(one: ex.Figure) -> ex.Section:
    return section_of("area", one, id="area", kind=ex.records.SectionKind.AREA, name="the area")
