"""Claims of a total over several editions against the figures of each."""

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, edition as edition_of, figure
from claimed import AGREES, DISAGREES, PEOPLE, UNDECIDED, amount, edition, only


def total(text: str, over: str, period: str | None = None, **fields: object) -> ex.records.CumulativeClaim:
    when = None if period is None else ex.Period.parse(period)
    stated = {"metric": "deal_value", "citations": [ON_PAGE], "period": when}
    return ex.records.CumulativeClaim(amount=amount(text), over=over, **stated | fields)


def summed(
    claim: ex.records.CumulativeClaim,
    at: int = 2020,
    texts: tuple[str | None, ...] = ("$10", "$20", "$30", "$40"),
) -> ex.Finding:
    """The finding on a total of the edition of a year, or of the expo for the year 0."""
    editions = [
        edition(
            2018 + place,
            *([] if text is None else [figure(text)]),
            claims=[claim] if at == 2018 + place else [],
        )
        for place, text in enumerate(texts)
    ]
    expo = ex.Expo(id="ciie", name="CIIE", claims=[claim] if not at else [])
    return only(ex.checks.CheckKind.CUMULATIVE, expos=[expo], editions=editions)


@pytest.mark.parametrize(
    ("claim", "at", "verdict"),
    [
        (total("$60", "the first three editions"), 2021, AGREES),
        (total("$60", "the past three editions"), 2020, AGREES),
        (total("$60", "the first 3 editions"), 0, AGREES),
        (total("nearly $60", "the First Three Editions of the expo"), 2021, AGREES),
        (total("more than $200", "the first three editions"), 2021, DISAGREES),
        (total("$100", "all editions", "2018/2021"), 2021, AGREES),
        (total("$60", "as of 2020", "../2020"), 2021, AGREES),
        (total("$60", "as of 2020", "../2020"), 0, AGREES),
        (total("$50", "two years", "2019/2020"), 2021, AGREES),
        (total("$500", "two years", "2019/2020"), 2021, DISAGREES),
    ],
)
def test_a_total_over_editions(claim: ex.records.CumulativeClaim, at: int, verdict: ex.Verdict) -> None:
    finding = summed(claim, at)
    assert finding.verdict is verdict
    assert finding.computed is not None
    assert "the sum over " in finding.why
    assert finding.citations == (ON_PAGE, CITED)


@pytest.mark.parametrize(
    ("claim", "at", "texts", "why"),
    [
        (
            total("$60", "the past editions"),
            2020,
            ("$10", "$20", "$30"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "the past three editions"),
            2021,
            ("$1", "$2", "$3", "$4"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "the past three editions"),
            0,
            ("$1", "$2", "$3"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "editions", "2018/.."),
            2020,
            ("$1", "$2", "$3"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "editions", "../2022"),
            2020,
            ("$1", "$2", "$3"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "editions", "2017/2020"),
            2020,
            ("$1", "$2", "$3"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "the first three editions", subject="food"),
            2020,
            ("$1", "$2", "$3"),
            "it is not known which editions it adds up",
        ),
        (
            total("$60", "the first three editions"),
            2020,
            ("$1", None, "$3"),
            "2 of 3 editions have a figure",
        ),
        (
            total("$60", "the first five editions"),
            2020,
            ("$1", "$2", "$3"),
            "3 of 5 editions have a figure",
        ),
        (
            total("60 yuan", "the first two editions"),
            2020,
            ("$1", "$2", "$3"),
            "0 of 2 editions have a figure",
        ),
    ],
)
def test_a_total_that_cannot_be_tested(
    claim: ex.records.CumulativeClaim, at: int, texts: tuple[str | None, ...], why: str
) -> None:
    finding = summed(claim, at, texts)
    assert (finding.verdict, finding.computed) == (UNDECIDED, None)
    assert finding.why.endswith(f"over {claim.over}: {why}")


def test_a_total_of_another_record_is_not_of_editions() -> None:
    claim = total("$60", "the first three editions")
    statistic = ex.Statistic(id="a", subject=PEOPLE, claims=[claim])
    assert only(ex.checks.CheckKind.CUMULATIVE, statistics=[statistic]).why.endswith(
        "it is not known which editions it adds up"
    )


def test_two_editions_in_a_year_leave_the_range_unknown() -> None:
    claim = total("$60", "as of 2025", "../2025")
    expo = ex.Expo(id="canton", name="Canton Fair", claims=[claim])
    editions = [
        edition_of(2025, figure("$30"), expo="canton", id=f"canton-2025-{season}", number=number)
        for number, season in ((1, "spring"), (2, "autumn"))
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, expos=[expo], editions=editions).verdict is UNDECIDED


def test_added_figures_are_cited_from_the_first_edition_on() -> None:
    pages = [ex.Citation(ex.Source(f"page-{number}", f"Page {number}"), 1) for number in (1, 2)]
    claim = total("$30", "the first two editions")
    editions = [
        edition(2019, figure("$20", citations=[pages[1]])),
        edition(2018, figure("$10", citations=[pages[0]]), claims=[claim]),
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, editions=editions).citations == (ON_PAGE, *pages)


def test_a_total_over_editions_that_the_catalog_lacks() -> None:
    expo = ex.Expo(id="ciie", name="CIIE", claims=[total("$60", "the first three editions")])
    finding = only(ex.checks.CheckKind.CUMULATIVE, expos=[expo])
    assert finding.why.endswith("0 of 3 editions have a figure")


def test_planned_figures_are_not_added_up() -> None:
    editions = [
        edition(2018, figure("$10")),
        edition(
            2019, figure("$20", status=ex.Status.PLANNED), claims=[total("$30", "the first two editions")]
        ),
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, editions=editions).why.endswith(
        "1 of 2 editions have a figure"
    )


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (1, 1_000_000_000, "2 of 1000000000 editions have a figure"),
        (2, 1, "0 of 0 editions have a figure"),
    ],
)
def test_a_huge_range_of_editions_ends_at_once(first: int, last: int, why: str) -> None:
    claim = total("$60", "two editions", "2018/2019")
    editions = [
        edition(2018, figure("$10"), number=first),
        edition(2019, figure("$20"), number=last, claims=[claim]),
    ]
    assert only(ex.checks.CheckKind.CUMULATIVE, editions=editions).why.endswith(why)
