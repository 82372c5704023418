"""What the figures of an edition say against its categories, against each other and against other editions."""

from datetime import date

import pytest

import expotrade as ex
from builders import CITED, ON_PAGE, edition as edition_of, figure, section

AGREES, DISAGREES, UNDECIDED = ex.Verdict.AGREES, ex.Verdict.DISAGREES, ex.Verdict.UNDECIDED
EXPO = ex.Expo(id="ciie", name="China International Import Expo")


def edition(year: int, *figures: ex.Figure, **fields: object) -> ex.Edition:
    """An edition with its number: the first one was held in 2018."""
    return edition_of(year, *figures, **{"number": year - 2017} | fields)


def found(
    kind: ex.checks.CheckKind, *editions: ex.Edition, sections: tuple[ex.Section, ...] = ()
) -> list[ex.Finding]:
    catalog = ex.Catalog(expos=[EXPO], editions=editions, sections=sections)
    return [finding for finding in ex.check(catalog) if finding.kind is kind]


# --- Slips of the decimal point -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            "$78.41 billion",
            "$784.1 billion",
            "the digits are the same: perhaps the decimal point is misplaced",
        ),
        (
            "$78.41 billion",
            "$784 billion",
            "they agree if the decimal point is moved: perhaps it is misplaced",
        ),
        (
            "$784 billion",
            "$78.41 billion",
            "they agree if the decimal point is moved: perhaps it is misplaced",
        ),
        (
            "$784 billion",
            "$7.841 billion",
            "they agree if the decimal point is moved: perhaps it is misplaced",
        ),
        ("$784 billion", "$79.5 billion", None),
        ("$784 billion", "$785.41 billion", None),
        ("$8 billion", "$78.41 billion", None),  # one digit says too little
        ("$784 billion", "less than $78.43 billion", None),
        ("more than $784 billion", "$78.43 billion", None),
        (
            "$784 billion",
            "$78.41 million",
            "they agree if the decimal point is moved: perhaps it is misplaced",
        ),
        ("$784 billion", "$7.841 million", None),
        ("$784 billion", "$7.841 thousand", None),
    ],
)
def test_a_misplaced_decimal_point(first: str, second: str, why: str | None) -> None:
    (finding,) = found(ex.checks.CheckKind.RIVALS, edition(2023, figure(first), figure(second)))
    assert finding.verdict is DISAGREES
    assert ("misplaced" in finding.why) is (why is not None)
    assert finding.why.endswith("share no point" if why is None else f"; {why}")


def test_a_decimal_point_is_not_misplaced_if_the_figures_agree() -> None:
    (finding,) = found(
        ex.checks.CheckKind.RIVALS,
        edition(2023, figure("more than $78.41 billion"), figure("$784.1 billion")),
    )
    assert finding.verdict is AGREES
    assert finding.why == (
        "the source states more than USD 78.41 billion; the same source prints USD 784.1 billion, which agrees"
    )


def test_rivals_are_cited_both() -> None:
    rivals = figure("$9 billion"), figure("$8 billion", citations=[ON_PAGE])
    (finding,) = found(ex.checks.CheckKind.RIVALS, edition(2023, *rivals))
    assert finding.citations == (CITED, ON_PAGE)


# --- Conversions ----------------------------------------------------------------------------------------------------


def test_a_conversion_in_one_dimension_says_what_was_converted() -> None:
    area = figure("EXACT 2 ha", "net_exhibition_area", equivalent=ex.Amount.parse("30,000 square meters"))
    (finding,) = found(ex.checks.CheckKind.CONVERSION, edition(2023, area))
    assert finding.verdict is DISAGREES
    assert finding.why == (
        "the source states 30,000 square meters; exactly 2 hectares is exactly 20,000 square meters, "
        "which disagrees: the bounds share no point"
    )


def test_a_conversion_without_a_rate_of_its_day_shows_what_it_implies() -> None:
    money = figure("70 billion yuan", equivalent=ex.Amount.parse("$10 billion"), as_of="2023-11-10")
    catalog = ex.Catalog(expos=[EXPO], editions=[edition(2023, money)])
    rates = ex.RateTable.from_mapping({"CNY": {date(2023, 11, 10): "7.8"}}, base="EUR", source="a bank")
    (finding,) = ex.check(catalog, rates=rates).of(kind=ex.checks.CheckKind.CONVERSION)
    assert (finding.verdict, finding.stated) == (UNDECIDED, ex.Amount.parse("$10 billion"))
    assert finding.computed == money.amount / ex.Amount.parse("$10 billion")
    assert "which implies CNY 7 per USD (6.61904 to 7.42106); no rate from CNY to USD" in finding.why


# --- Sections against their edition ---------------------------------------------------------------------------------


def test_each_figure_of_a_section_is_compared_with_its_edition() -> None:
    pavilion = section(
        "us", figure("20 brands", "brands"), figure("$12 billion", citations=[ON_PAGE]), name="US"
    )
    (finding,) = found(ex.checks.CheckKind.PART, edition(2023, figure("$9 billion")), sections=(pavilion,))
    assert (finding.verdict, finding.record, finding.metric) == (DISAGREES, "ciie-2023-us", "deal_value")
    assert (finding.stated, finding.computed) == (
        ex.Amount.parse("$12 billion"),
        ex.Amount.parse("$9 billion"),
    )
    assert finding.why == "USD 12 billion of US is more than the USD 9 billion of CIIE 2023"
    assert finding.citations == (ON_PAGE, CITED)


# --- Categories against their edition -------------------------------------------------------------------------------


def categories(
    *figures: ex.Figure, kind: ex.records.SectionKind = ex.records.SectionKind.CATEGORY, of: str = "ciie-2023"
) -> tuple[ex.Section, ...]:
    return tuple(
        section(str(place), one, edition=of, kind=kind, name=f"category {place}")
        for place, one in enumerate(figures, 1)
    )


@pytest.mark.parametrize(
    ("whole", "parts", "verdict", "why"),
    [
        ("$60 billion", ["$10 billion", "$20 billion", "$30 billion"], AGREES, "its 3 categories add up to"),
        ("$60 billion", ["$10 billion", "$20 billion", "more than $30 billion"], AGREES, "which agrees"),
        (
            "$90 billion",
            ["$10 billion", "$20 billion", "$30 billion"],
            UNDECIDED,
            "and they are not known to be all parts",
        ),
        (
            "$50 billion",
            ["$10 billion", "$20 billion", "$30 billion"],
            DISAGREES,
            "; perhaps some are counted twice",
        ),
    ],
)
def test_categories_add_up(whole: str, parts: list[str], verdict: ex.Verdict, why: str) -> None:
    of_parts = categories(*(figure(part, citations=[ON_PAGE]) for part in parts))
    (finding,) = found(ex.checks.CheckKind.SUM, edition(2023, figure(whole)), sections=of_parts)
    assert (finding.verdict, finding.record, finding.metric) == (verdict, "ciie-2023", "deal_value")
    assert finding.stated == ex.Amount.parse(whole)
    assert finding.citations == (CITED, ON_PAGE)
    assert why in finding.why


@pytest.mark.parametrize(
    ("whole", "sections"),
    [
        (figure("$60 billion"), categories(figure("$10 billion"), figure("$20 billion"))),
        (
            figure("$60 billion"),
            categories(*[figure("$20 billion")] * 3, kind=ex.records.SectionKind.PAVILION),
        ),
        (figure("$60 billion"), categories(*[figure("20 billion yuan")] * 3)),
        (figure("$60 billion"), categories(*[figure("$20 billion", status=ex.Status.PLANNED)] * 3)),
        (figure("$60 billion", status=ex.Status.PLANNED), categories(*[figure("$20 billion")] * 3)),
        (figure("$60 billion"), categories(*[figure("5 exhibitors")] * 3)),
        (
            figure("$60 billion", period="2022"),
            categories(*[figure("$20 billion", period="2023")] * 3),
        ),
        (figure("60 economies", "economies"), categories(*[figure("30 economies", "economies")] * 3)),
    ],
)
def test_categories_that_are_not_added_up(whole: ex.Figure, sections: tuple[ex.Section, ...]) -> None:
    assert found(ex.checks.CheckKind.SUM, edition(2023, whole), sections=sections) == []


def test_categories_that_cannot_be_added_do_not_stop_the_other_checks() -> None:
    parts = categories(*[figure("EXACT 1E+400 t", "other")] * 3)
    (finding,) = found(ex.checks.CheckKind.SUM, edition(2023, figure("EXACT 5 kg", "other")), sections=parts)
    assert (finding.verdict, finding.computed) == (UNDECIDED, None)
    assert "a number has at most 400 powers of ten" in finding.why


def test_only_the_preferred_figure_is_compared_with_the_sum() -> None:
    rivals = edition(2023, figure("$70 billion"), figure("$60 billion", is_preferred=True))
    (finding,) = found(ex.checks.CheckKind.SUM, rivals, sections=categories(*[figure("$20 billion")] * 3))
    assert finding.stated == ex.Amount.parse("$60 billion")


# --- Mixed up -------------------------------------------------------------------------------------------------------

PREFERRED = figure("651 exhibitors", is_preferred=True)


def buyers(text: str, **fields: object) -> ex.Figure:
    return figure(text, "overseas_buyers", **{"citations": [ON_PAGE]} | fields)


def test_a_doubtful_figure_that_is_another_metrics() -> None:
    several = [figure("1,200 exhibitors")] * 2
    (finding,) = found(
        ex.checks.CheckKind.MIX_UP, edition(2023, PREFERRED, *several, buyers("about 1,200 buyers"))
    )
    assert finding.verdict is UNDECIDED
    assert (finding.stated, finding.computed) == (several[0].amount, ex.Amount.parse("about 1,200 buyers"))
    assert finding.citations == (CITED, ON_PAGE)
    assert finding.why == (
        "the source states 1,200 exhibitors, where 651 exhibitors is preferred; "
        "overseas_buyers is about 1,200 buyers too: perhaps one was printed as the other"
    )


@pytest.mark.parametrize(
    "figures",
    [
        (PREFERRED, figure("1,200 exhibitors"), buyers("1,300 buyers")),
        (
            PREFERRED,
            figure("2,000 exhibitors"),
            buyers("2,000 buyers"),
        ),  # one digit says too little
        (PREFERRED, figure("1.5 exhibitors"), buyers("1.5 buyers")),
        (
            PREFERRED,
            figure("more than 640 exhibitors"),
            buyers("640 buyers"),
        ),  # nothing contradicts it
        (
            PREFERRED,
            figure("1,200 exhibitors", status=ex.Status.PLANNED),
            buyers("1,200 buyers"),
        ),
        (
            figure("$651", as_of="2022", is_preferred=True),
            figure("$1,230", as_of="2021"),
            figure("EXACT 1230 USD", "trade_value"),
        ),
        (figure("$651", is_preferred=True), figure("1,230 yuan"), figure("EXACT 1230 CNY", "trade_value")),
        (
            figure("EXACT 15E+399 t", "other", is_preferred=True),
            figure("EXACT 55 kg", "other"),
            buyers("55 buyers"),
        ),
    ],
)
def test_figures_that_are_not_mixed_up(figures: tuple[ex.Figure, ...]) -> None:
    assert found(ex.checks.CheckKind.MIX_UP, edition(2023, *figures)) == []


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("181 exhibitors", "181 buyers", 1),
        ("180 exhibitors", "180 buyers", 0),
        ("about 181 exhibitors", "181 buyers", 0),
        ("181 exhibitors", "more than 181 buyers", 0),
    ],
)
def test_equal_exact_counts_are_reported_once(first: str, second: str, count: int) -> None:
    one = edition(2023, figure(first, "exhibitors"), buyers(second))
    assert len(found(ex.checks.CheckKind.MIX_UP, one)) == count


# --- Printed again --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2018, 2022, 2024])
def test_a_doubtful_figure_that_is_another_editions(year: int) -> None:
    other = edition(year, figure("1,200 exhibitors", citations=[ON_PAGE]))
    (finding,) = found(
        ex.checks.CheckKind.MIX_UP, other, edition(2023, PREFERRED, figure("1,200 exhibitors"))
    )
    assert (finding.verdict, finding.record) == (UNDECIDED, "ciie-2023")
    assert finding.citations == (CITED, ON_PAGE)
    assert finding.why.endswith(f"ciie-{year} has 1,200 exhibitors too: perhaps its count was printed again")


def test_a_repeated_count_is_reported_with_the_other_repeated_numbers() -> None:
    again = figure("more than 300 buyers", "overseas_buyers", citations=[ON_PAGE])
    before = edition(2022, figure("71 exhibitors"), again)
    (finding,) = found(ex.checks.CheckKind.MIX_UP, before, edition(2023, figure("71 exhibitors"), again))
    assert finding.why == (
        "the source states 71 exhibitors; ciie-2022 has 71 exhibitors too: perhaps its count was printed again, "
        "as may be more than 300 buyers"
    )
    assert finding.citations == (CITED, ON_PAGE)


@pytest.mark.parametrize(
    "other",
    [
        edition(2021, figure("71 exhibitors")),
        edition(2022, figure("71 exhibitors"), number=None),
        edition(2022, figure("72 exhibitors")),
        edition(2022, figure("about 71 exhibitors")),
        edition(2022, figure("71 buyers", "overseas_buyers")),
    ],
)
def test_a_count_without_a_contradiction_is_not_reported(other: ex.Edition) -> None:
    assert found(ex.checks.CheckKind.MIX_UP, other, edition(2023, figure("71 exhibitors"))) == []


def test_all_repeated_numbers_are_reported() -> None:
    again = [buyers("more than 300 buyers"), figure("$9 billion")]
    before, after = (edition(year, figure("71 exhibitors"), *again) for year in (2022, 2023))
    (finding,) = found(ex.checks.CheckKind.MIX_UP, before, after)
    assert finding.why.endswith("was printed again, as may be more than 300 buyers, USD 9 billion")


def test_a_count_is_compared_with_the_edition_before_among_others() -> None:
    three = [edition(year, figure("71 exhibitors")) for year in (2021, 2022, 2023)]
    assert [finding.record for finding in found(ex.checks.CheckKind.MIX_UP, *three)] == [
        "ciie-2022",
        "ciie-2023",
    ]


def test_a_figure_that_is_not_a_count_may_occur_in_two_editions() -> None:
    before, after = (
        edition(year, figure(f"{text} exhibitors")) for year, text in ((2022, "71"), (2023, "about 71"))
    )
    assert found(ex.checks.CheckKind.MIX_UP, before, after) == []


def test_a_doubtful_figure_is_sought_among_all_metrics() -> None:
    several = (buyers("1,200 buyers"), PREFERRED, figure("1,200 exhibitors"))
    (finding,) = found(ex.checks.CheckKind.MIX_UP, edition(2023, *several))
    assert (finding.metric, finding.computed) == ("exhibitors", ex.Amount.parse("1,200 buyers"))
