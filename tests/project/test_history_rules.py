"""The rules that make the dataset `history`, on invented cases: rivals, dates and printed numbers."""

from datetime import date
from decimal import Decimal

import pytest

import expotrade as ex
from history_build import dates, numbers, preference, rows

# --- The rule, on invented cases --------------------------------------------------------------------------------------

LAST_DAY = date(2030, 5, 10)


def evidence(
    amount,
    published="2030-05-12",
    *,
    order=1,
    kind="media",
    status=ex.Status.ACTUAL,
    title="a page",
    note=None,
):
    ranks = {"official": 1, "state_media": 2, "media": 3, "mirror": 4, "blog": 5, "machine_translation": 6}
    when = None if published is None else ex.Period.parse(published)
    source = ex.Source(f"source-{order}", title, "a publisher", when)
    figure = ex.Figure(
        "exhibitors", ex.Amount.parse(amount), citations=[ex.Citation(source)], status=status, note=note
    )
    return preference.Evidence(figure, kind, ranks[kind], order)


def chosen(*rivals, last_day=LAST_DAY):
    forwards = preference.choose(rivals, last_day=last_day, year=2030)
    backwards = preference.choose(rivals[::-1], last_day=last_day, year=2030)
    assert forwards == backwards
    return forwards.order


EXPECTED, PLANNED = {"status": ex.Status.EXPECTED}, {"status": ex.Status.PLANNED}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("more than 5 exhibitors", {}), ("512 exhibitors", {"kind": "machine_translation"})),
        (("more than 500 exhibitors", {}), ("512 exhibitors", {"published": "2030-05-09"})),
        (("more than 500 exhibitors", {"published": "2030-05-10"}), ("512 exhibitors", {"published": None})),
        (
            ("more than 500 exhibitors", {"published": "2030-05"}),
            ("512 exhibitors", {"published": "2030-04"}),
        ),
        (("more than 500 exhibitors", {}), ("512 exhibitors", {"title": "(preview)"})),
        (("more than 500 exhibitors", {}), ("512 exhibitors", {"note": "pre-event"})),
        (("about 500 exhibitors", {}), ("512 exhibitors", EXPECTED)),
        (("512 exhibitors", EXPECTED), ("513 exhibitors", PLANNED)),
        (("512 exhibitors", {}), ("12 thousand exhibitors", {})),
        (("12 thousand exhibitors", {}), ("nearly 12,345 exhibitors", {})),
        (("512 exhibitors", {}), ("510 exhibitors", {})),
        (("2.0 thousand exhibitors", {}), ("2 thousand exhibitors", {})),
        (("512 exhibitors", {"kind": "official"}), ("513 exhibitors", {"kind": "state_media"})),
        (("512 exhibitors", {"kind": "mirror"}), ("513 exhibitors", {"kind": "blog"})),
        (("512 exhibitors", {}), ("513 exhibitors", {"published": "2030-05-13"})),
        (("512 exhibitors", {}), ("513 exhibitors", {})),
    ],
)
def test_each_step_of_the_rule(better, worse):
    (more, why), (less, why_not) = better, worse
    assert chosen(evidence(more, **why, order=1), evidence(less, **why_not, order=2)) == 1


def test_more_sources_with_a_value_come_before_fewer():
    three = [evidence("513 exhibitors", order=order, kind="blog") for order in (2, 3, 4)]
    assert chosen(evidence("512 exhibitors", kind="official"), *three) == 2
    met = [evidence("more than 650 exhibitors", order=2), evidence("651 exhibitors", "2030-01", order=3)]
    assert chosen(evidence("about 1,200 exhibitors"), *met) == 2


def test_without_a_last_day_the_year_decides():
    early = evidence("512 exhibitors", "2029-12-31", order=1)
    assert chosen(early, evidence("more than 500 exhibitors", "2030-01-01", order=2), last_day=None) == 2


def invented(value, number, *, bound="exact", published="2030-05-12", kind="media", becomes="period"):
    source = ex.Source(f"source-{number}", "a page", "a publisher", ex.Period.parse(published))
    blank = dict.fromkeys(("unit", "as_printed", "growth_base", "code", "section", "whole", "reading"), "")
    return rows.Row(
        number=number, expo="ciie", edition_number=13, year=2030, metric=becomes, value=value, bound=bound, note=None,
        source=source, publisher_class=kind, class_rank=1, becomes=becomes, **blank,
    )  # fmt: skip


@pytest.mark.parametrize(
    "worse",
    [
        {"kind": "machine_translation"},
        {"bound": "planned"},
        {"published": "2030-05-01"},
        {"published": "2030-05-13"},
    ],
)
def test_each_step_of_the_rule_for_dates(worse):
    one, other = invented("2030-05-05/2030-05-10", 2), invented("2030-05-06/2030-05-11", 1, **worse)
    assert dates.best_dated([one, other]) == dates.best_dated([other, one]) == one


def test_dates_that_more_sources_print_come_first():
    held = [invented("2030-05-05/2030-05-10", number) for number in (2, 3)]
    assert dates.best_dated([invented("2030-05-06/2030-05-11", 1), *held]) == held[0]


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("US$80 billion", "80000000000", "8.0E+10"),
        ("up 2.0%", "2", "2.0"),
        ("27万平方米", "270000", "2.7E+5"),
        ("71,13 Milliarden", "71130000000", "7.113E+10"),
        ("420mila", "420000", "4.20E+5"),
        ("19万8千人に迫り", "198000", "1.98E+5"),
        ("61億5400万ドル", "6154000000", "6.15400E+9"),
        ("12만 2천평방미터", "122000", "1.22E+5"),
        ("2・8%増の223億ドル", "2.8", "2.8"),
        ("2・8%増の223億ドル", "22300000000", "2.23E+10"),
        ("1,234,000 visits", "1234000", "1.234E+6"),
        ("3 million of 5,000,000", "5000000", "5E+6"),
        ("比上屆略降2.6%", "-2.6", "-2.6"),
        ("Sixty-four countries", "64", "64"),
        ("visitors reached 515,15", "51515", "51515"),
        ("1.234,5 Millionen", "1234500000", "1.2345E+9"),
    ],
)
def test_a_number_is_found_with_its_printed_place(text, value, printed):
    found = numbers.read_printed(text, Decimal(value)).number
    assert (found, found.as_tuple().exponent) == (Decimal(printed), Decimal(printed).as_tuple().exponent)


@pytest.mark.parametrize(
    ("text", "value"), [("no number", "5"), ("15 and 51", "5"), ("5 million", "5000"), ("3万5", "8")]
)
def test_another_number_is_not_taken(text, value):
    assert numbers.read_printed(text, Decimal(value)) is None


def test_the_last_digit_that_is_not_zero_stands_in():
    assert numbers.last_place(Decimal(120000)).as_tuple().exponent == 4
    assert numbers.last_place(Decimal("17.3")) == Decimal("17.3")
