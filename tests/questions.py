"""Many things that can be asked of a catalog, for processes that must all give the same answers."""

import pickle
from collections.abc import Callable
from datetime import date

import expotrade as ex
from expotrade.codec import dumps


def answers(catalog: ex.Catalog, rates: ex.RateTable) -> list[str]:
    """Many things that can be asked of a catalog, as texts."""
    own = [edition for edition in catalog.editions if edition.expo == "ciie"][:3]
    asked: list[Callable[[], object]] = [
        lambda: dumps(catalog),
        lambda: ex.check(catalog, rates=rates),
        lambda: ex.check(catalog, rates=rates)._repr_html_(),
        lambda: ex.compare(*own),
        lambda: ex.compare(*own)._repr_html_(),
        lambda: ex.total(catalog.deals, mix_kinds=True, mix_bases=True),
        lambda: ex.total(catalog.deals, unit="USD", rates=rates, on="own", mix_kinds=True, mix_bases=True),
        lambda: ex.group(catalog.editions, by="expo", metric="exhibitors", mix_bases=True),
        lambda: ex.rank(catalog.editions, by="exhibitors"),
        lambda: rates.convert(ex.Amount(100, "USD"), "CNY", on=date(2024, 11, 30)),
        lambda: rates.convert(
            ex.Amount.parse("nearly 5 million euros"), "JPY", mean_over=ex.Period.parse("2023")
        ),
        lambda: [
            f"{figure.amount:short} {figure.amount.format(locale='zh')}" for _, figure in catalog.figures()
        ],
        lambda: [(figure.amount / 3 * figure.amount, figure.cite()) for _, figure in catalog.figures()],
        lambda: ex.Amount.parse("between 900,000 and 1 million exhibitors").likely(),
        lambda: ex.UnitTable.builtin().nearest("exhibiters"),
        lambda: ex.RateTable.printed(catalog).currencies,
        lambda: catalog,
    ]
    return [answer_of(ask) for ask in asked]


def answer_of(ask: Callable[[], object]) -> str:
    """What is answered, or how it is refused."""
    try:
        return str(ask())
    except ex.ExpotradeError as error:
        return f"{type(error).__name__}: {error}"


def answers_of_pickles(given: bytes) -> list[str]:
    """The same in another process, of what a pickle brought there."""
    return answers(*pickle.loads(given))
