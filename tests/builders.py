"""Sources and records that several test files use."""

import expotrade as ex

REPORT = ex.Source("report", "Expo closes")
PAGE = ex.Source("page", "Expo opens")
CITED = ex.Citation(REPORT, 7)
ON_PAGE = ex.Citation(PAGE, 2)


def figure(amount: str | ex.Amount, metric: str | None = None, **fields: object) -> ex.Figure:
    """Make a figure of exhibitors or of the value of deals, by its unit, unless a metric is given."""
    stated = ex.Amount.parse(amount) if isinstance(amount, str) else amount
    if metric is None:
        metric = "exhibitors" if stated.unit == "exhibitor" else "deal_value"
    if isinstance(said_by := fields.get("attributed_to"), str):
        fields["attributed_to"] = ex.Party(description=said_by)
    return ex.Figure(metric, stated, **{"citations": (CITED,)} | _parsed(fields))


def days(period: str | ex.Period, **fields: object) -> ex.records.DatesClaim:
    """Make the claim of the days of an edition."""
    return ex.records.DatesClaim(
        **{"period": period, "citations": (CITED,)} | _parsed({"period": period}) | fields
    )


def place(venue: str | None = None, city: str | None = None, **fields: object) -> ex.records.VenueClaim:
    """Make the claim of the venue and the city of an edition."""
    return ex.records.VenueClaim(venue=venue, city=city, **{"citations": (CITED,)} | fields)


def edition(year: int, *figures: ex.Figure, expo: str = "ciie", **fields: object) -> ex.Edition:
    """Make the edition of a year; its days, venue and city become claims after those that are given."""
    claims = [*fields.pop("claims", ())]
    if (period := fields.pop("period", None)) is not None:
        claims.append(days(period))
    if {"venue", "city"} & fields.keys():
        claims.append(place(fields.pop("venue", None), fields.pop("city", None)))
    given = {"id": f"{expo}-{year}", "expo": expo, "year": year, "figures": figures, "claims": claims}
    return ex.Edition(**given | fields)


def section(name: str, /, *figures: ex.Figure, edition: str = "ciie-2023", **fields: object) -> ex.Section:
    """Make a section of an edition, a pavilion unless its kind is given."""
    given = {
        "id": f"{edition}-{name}",
        "edition": edition,
        "kind": ex.records.SectionKind.PAVILION,
        "name": name,
        "figures": figures,
    }
    return ex.Section(**given | fields)


def deal(
    name: str, amount: str | None, *parties: str, edition: str | None = "ciie-2023", **fields: object
) -> ex.Deal:
    """Make a deal between described parties; without an amount, its value is undisclosed."""
    given = {
        "id": name,
        "parties": [ex.Party(description=party) for party in parties],
        "edition": edition,
        "value": None if amount is None else figure(amount),
    }
    return ex.Deal(**given | _parsed(fields))


def flow(name: str, amount: str, period: str | None = "2024", **fields: object) -> ex.TradeFlow:
    """Make an import of China from the world, unless other fields are given."""
    given = {
        "id": name,
        "reporter": "CN",
        "partner": "WORLD",
        "kind": ex.FlowKind.IMPORT,
        "value": figure(amount, "trade_value"),
    }
    return ex.TradeFlow(**given | _parsed({"period": period} | fields))


def _parsed(fields: dict[str, object]) -> dict[str, object]:
    """Parse the times that are given as texts."""
    times = {
        name: ex.Period.parse(when)
        for name in ("period", "as_of", "date")
        if isinstance(when := fields.get(name), str)
    }
    return fields | times
