"""Totals: what they add, what they leave out, and what they say about it."""

import copy
import pickle
import warnings
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal, Inexact, localcontext

import pytest

import expotrade as ex
from builders import CITED, edition, figure, section
from summed import CIIE, CISCE, ECB, PAVILION, deal

SATURDAY = date(2024, 11, 30)


def said(made: ex.Total) -> tuple[str, ...]:
    return tuple(caveat.text for caveat in made.caveats)


# --- What must hold -------------------------------------------------------------------------------------------------


def test_without_rates_each_currency_has_its_sum() -> None:
    made = ex.total([CIIE, CISCE])
    assert list(map(str, made.amounts)) == ["MORE_THAN 152E+9 CNY", "ROUNDED 78.41E+9 USD"]
    assert made.caveats == ()
    assert str(made).startswith("more than CNY 152 billion and USD 78.41 billion (2 of 2)\n")
    with pytest.raises(
        ex.errors.TotalError,
        match=r"cannot total in CNY, USD: it has no single amount; see amounts, or pass unit=",
    ):
        _ = made.amount


def test_in_one_currency_without_rates_it_says_what_to_pass() -> None:
    with pytest.raises(
        ex.errors.RateError, match="cannot express CNY in USD without exchange rates: pass rates="
    ):
        ex.total([CISCE, CIIE], unit="USD")


def test_with_rates_it_shows_rate_date_and_source_and_warns_of_bases() -> None:
    with pytest.warns(
        ex.errors.BasesDifferWarning,
        match=r"bases differ: trade deals .*; tentative deals .*; pass mix_bases=True",
    ) as caught:
        made = ex.total([CISCE, CIIE], unit="US dollars", rates=ECB, on="own")
    assert caught[0].filename == __file__
    (conversion,) = made.conversions
    assert conversion.amount.hedge is ex.Hedge.MORE_THAN
    assert conversion.original == CISCE["deal_value"].amount
    (rate,) = made.rates_used
    assert (rate.date, rate.source) == (date(2024, 11, 29), "Source: ECB statistics")
    assert made.amount.high is None
    assert made.amount == conversion.amount + CIIE["deal_value"].amount
    assert str(made) == (
        "USD 99.4003 billion (99.3953 billion or more) (2 of 2)\n"
        "  converted: more than CNY 152 billion = more than USD 20.9903 billion "
        "(USD 0.138094 per CNY, 2024-11-29. Source: ECB statistics)\n"
        "  caveat: bases differ: trade deals and tentative agreements; tentative deals for one-year purchases\n"
        "  caveat: money of 2023 to 2024 is added undeflated\n"
        '  source: The Daily, "Expo closes", paragraph 7'
    )
    assert ex.total([CISCE, CIIE], unit="USD", rates=ECB, on="own", mix_bases=True) == made


def test_a_pavilion_is_counted_once_and_it_says_so() -> None:
    made = ex.total([CIIE, PAVILION])
    assert made.amount == CIIE["deal_value"].amount
    assert made.left_out == (
        ex.totals.LeftOut(
            PAVILION, ex.totals.LeftOutReason.PART_OF_ANOTHER, "ciie-2023-us is part of ciie-2023"
        ),
    )
    assert "(1 of 2, 1 part of another)\n  left out: ciie-2023-us is part of ciie-2023\n" in str(made)


def test_deals_count_the_undisclosed() -> None:
    made = ex.total(
        [deal("a", "$5 million"), deal("b", None), deal("c", "$1 million"), deal("d", None), deal("e", "$2")]
    )
    assert made.summary == "3 of 5, 2 undisclosed"
    assert [left.item.id for left in made.left_out] == ["b", "d"]
    assert made.left_out[0].text == "b is undisclosed"
    assert (
        ex.total([edition(2020)]).left_out[0].text
        == "ciie-2020 has no figure for deal_value; it has no figures"
    )


def test_the_bundled_articles_can_be_totalled_as_they_are() -> None:
    catalog = ex.load_dataset("articles")
    editions = [catalog.edition("cisce", year=2024), catalog.edition("ciie", 6)]
    assert list(map(str, ex.total(editions).amounts)) == ["MORE_THAN 152E+9 CNY", "ROUNDED 78.41E+9 USD"]
    assert ex.total(catalog.deals).summary == "1 of 6, 5 undisclosed"
    everything = ex.total(catalog.figures(), mix_kinds=True, mix_bases=True)
    assert len(everything.included) + len(everything.left_out) == len(catalog.figures())
    assert "china-thailand-durian-imports-2023 is part of china-durian-imports-2023" in [
        left.text for left in everything.left_out
    ]


# --- Sums -----------------------------------------------------------------------------------------------------------


def test_a_total_of_nothing_is_zero_of_the_unit_asked_for() -> None:
    assert ex.total([]).amounts == ()
    assert str(ex.total([])) == "nothing (0 of 0)"
    assert repr(ex.total([])) == "<Total of 0 of 0: nothing>"
    assert ex.total([], unit="yuan").amounts == (ex.Amount(0, "CNY"),)
    assert ex.total(iter(()), unit="CNY").amount == ex.Amount(0, "CNY")
    undisclosed = ex.total([deal("a", None)], unit="CNY")
    assert undisclosed.amount == ex.Amount(0, "CNY")
    assert str(undisclosed) == "nothing (0 of 1, 1 undisclosed)\n  left out: a is undisclosed"
    with pytest.raises(ex.errors.TotalError, match="in no unit"):
        _ = ex.total([]).amount


def test_units_of_one_dimension_add_in_the_one_that_most_have() -> None:
    heavy = [ex.Amount(1, "t"), ex.Amount(500, "kg"), ex.Amount(2, "t")]
    assert ex.total(heavy).amount == ex.total(heavy[::-1]).amount == ex.Amount("3.5", "t")
    assert ex.total(heavy[:2]).amount == ex.total(heavy[1::-1]).amount == ex.Amount(1500, "kg")
    assert ex.total(heavy, unit="kg").amount == ex.Amount("3500", "kg")
    assert repr(ex.total(heavy)) == "<Total of 3 of 3: EXACT 3.500 t>"


def test_items_can_come_from_a_generator() -> None:
    def deals() -> Iterator[ex.Deal]:
        for number in range(3):
            yield deal(f"d{number}", "$5")

    assert ex.total(deals()).amount == ex.total(list(deals())).amount
    assert ex.total(ex.Amount(1, "USD") for _ in range(3)).amount == ex.Amount(3, "USD")
    assert ex.total({ex.Amount(1, "USD"), ex.Amount(2, "CNY")}).summary == "2 of 2"


def test_many_items_take_no_more_than_their_share_of_time() -> None:
    alike = [
        ex.Deal(
            id=f"d{number}",
            parties=[ex.Party(description="X")],
            edition="ciie-2023",
            subject=f"s{number}",
            value=figure("$5"),
        )
        for number in range(200)  # each is compared with each
    ]
    assert ex.total(alike).summary == "200 of 200"
    days = [
        ex.Statistic(
            id=f"s{number}",
            subject=ex.Party(description="X"),
            figure=figure(
                "5 yuan", "output_value", period=ex.Period(day := date.fromordinal(730000 + number), day)
            ),
        )
        for number in range(1000)
    ]
    assert ex.total(days).summary == "1000 of 1000"
    assert ex.total([*days, *days]).summary == "1000 of 2000, 1000 repeated"


def test_the_callers_context_changes_nothing() -> None:
    with localcontext(Context(prec=1, traps=[Inexact])):
        assert ex.total([ex.Amount("1.25", "USD")] * 5).amount == ex.Amount("6.25", "USD")
        assert ex.total([CISCE], unit="USD", rates=ECB, on="own").amount.value == Decimal(
            "20990324773.808901208095810888551853982532294336070"
        )


# --- Rates ----------------------------------------------------------------------------------------------------------


def test_an_item_without_a_rate_or_a_date_is_left_out_with_the_reason() -> None:
    roubles = ex.Statistic(
        id="rub",
        subject=ex.Party(description="X"),
        figure=figure("5 roubles", "output_value", period="2024-05-03"),
    )
    again = ex.Statistic(
        id="rub2",
        subject=ex.Party(description="Y"),
        figure=figure("6 roubles", "output_value", period="2024-05-03"),
    )
    undated, since = deal("undated", "5 yuan"), deal("since", "5 yuan", date="2023/..")
    made = ex.total([CIIE, roubles, again, undated, since], unit="USD", rates=ECB, on="own", mix_bases=True)
    assert made.amount == CIIE["deal_value"].amount
    assert made.summary == "1 of 5, 2 part of another, 2 without a rate"
    made = ex.total([roubles, again, undated, since], unit="USD", rates=ECB, on="own", mix_bases=True)
    assert made.summary == "0 of 4, 2 without a rate, 2 without a date"
    assert [left.reason for left in made.left_out] == [ex.totals.LeftOutReason.NO_RATE] * 2 + [
        ex.totals.LeftOutReason.NO_DATE
    ] * 2
    assert (
        made.left_out[1].text
        == "rub2: no rate from RUB to USD on 2024-05-03: the rates end before it; the nearest is of 2022-03-01"
    )
    assert made.left_out[2].text.endswith("pass catalog= where its edition has one, or on=date")
    assert ex.total([undated, since], unit="USD", rates=ECB, on=SATURDAY).summary == "2 of 2"


def test_a_catalog_lends_the_date_of_the_edition() -> None:
    signed = deal("a", "5 yuan")
    catalog = ex.Catalog(
        expos=[ex.Expo(id="ciie", name="CIIE")], editions=[CIIE], sections=[PAVILION], deals=[signed]
    )
    made = ex.total([signed], unit="USD", rates=ECB, on="own", catalog=catalog)
    assert made.rates_used[0].date == date(2023, 11, 10)
    bare = ex.total([figure("5 yuan"), ex.Amount(5, "CNY")], unit="USD", rates=ECB, on="own", catalog=catalog)
    # The figure is that of the deal, so it has the edition's day; an amount has none.
    assert bare.summary == "1 of 2, 1 without a date"


def test_money_already_in_the_unit_needs_no_rate_and_no_date() -> None:
    made = ex.total([deal("a", "$5")], unit="USD", rates=ECB, on="own")
    assert (made.amount, made.conversions) == (ex.Amount.parse("$5"), ())


# --- Questions that cannot be answered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"overlaps": "ignore"}, 'with overlaps=\'ignore\': pass overlaps="leave_out", or overlaps="raise"'),
        ({"overlaps": True}, "with overlaps=True"),
    ],
)
@pytest.mark.parametrize("items", [[], [ex.Amount(5, "USD")], [CIIE]])
def test_unclear_arguments_are_refused(asked: dict[str, object], rule: str, items: list[object]) -> None:
    with pytest.raises(ex.errors.TotalError, match=rule.replace("(", r"\(")):
        ex.total(items, **asked)
    with pytest.raises(ex.errors.TotalError, match=rule.replace("(", r"\(")):
        ex.group(items, by="unit", **asked)


def test_a_unit_must_be_known_and_fit() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="dollarr"):
        ex.total([], unit="dollarr")
    with pytest.raises(
        ex.errors.UnitMismatchError, match=r"exhibitor to USD: .* counts something else; leave it out"
    ):
        ex.total([ex.Amount(5, "exhibitor")], unit="USD")


def test_an_overlap_can_be_made_an_error() -> None:
    with pytest.raises(ex.errors.TotalError, match=r"items that overlap: ciie-2023-us is part of ciie-2023$"):
        ex.total([CIIE, PAVILION], overlaps="raise")
    with pytest.raises(ex.errors.TotalError, match=r"; and 5 more$"):
        ex.total([CIIE] * 26, overlaps="raise")
    assert (
        ex.total([CIIE, deal("a", None, edition="ciie-2022")], overlaps="raise").summary
        == "1 of 2, 1 undisclosed"
    )


def test_kinds_of_deal_are_not_mixed_unless_asked() -> None:
    deals = [deal("a", "$5"), deal("b", "$6", ex.DealKind.CONTRACT), deal("c", None, ex.DealKind.MEMORANDUM)]
    with pytest.raises(
        ex.errors.TotalError, match=r"deals of kinds purchase, contract: .* pass mix_kinds=True, or use group"
    ):
        ex.total(deals)
    assert ex.total(deals, mix_kinds=True).summary == "2 of 3, 1 undisclosed"
    assert ex.total(deals[::2]).summary == "1 of 2, 1 undisclosed"
    by_kind = ex.group(deals, by="kind")
    assert {kind.value: made.summary for kind, made in by_kind.items()} == {
        "purchase": "1 of 1",
        "contract": "1 of 1",
        "memorandum": "0 of 1, 1 undisclosed",
    }


# --- Caveats --------------------------------------------------------------------------------------------------------


def test_each_difference_is_a_caveat_once() -> None:
    expected = edition(2022, figure("$5", status=ex.Status.EXPECTED))
    assert "not all are actual: expected" in said(ex.total([expected]))
    assert "not all are actual: actual, expected" in said(
        ex.total(
            [
                edition(2022, figure("$4")),
                expected,
                deal("a", "$5"),
                edition(2021, figure("$5", status=ex.Status.EXPECTED)),
            ]
        )
    )
    with pytest.warns(ex.errors.BasesDifferWarning, match="metrics differ: deal_value; output_value"):
        ex.total([figure("$5"), figure("$6", "output_value")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = ex.total([figure("$5", basis="A"), figure("$6", basis="a")])
    assert [caveat.kind for caveat in made.caveats] == [ex.comparison.CaveatKind.NOT_GUARDED]
    several = [
        *(
            figure(f"{year} {unit}", basis=f"basis {year}", period=str(year))
            for year in (2022, 2023)
            for unit in ("yuan", "US dollars")
        ),
    ]
    made = ex.total(several, mix_bases=True)
    assert said(made) == (
        "bases differ: basis 2022; basis 2023",
        "money of 2022 to 2023 is added undeflated",
        "figures that are passed without their records may be counted twice: pass catalog=, or the records",
    )


def test_sections_of_different_kinds_may_hold_the_same() -> None:
    small = section("small", figure("$5"), kind=ex.records.SectionKind.CATEGORY)
    made = ex.total([PAVILION, small])
    assert said(made) == (
        "sections of ciie-2023 of different kinds may contain the same items: pavilion, category",
    )


# --- What a total is ------------------------------------------------------------------------------------------------


def test_a_long_total_is_cut_when_it_is_shown() -> None:
    made = ex.total([deal(f"d{number}", None) for number in range(25)])
    lines = str(made).splitlines()
    assert lines[0] == "nothing (0 of 25, 25 undisclosed)"
    assert len(lines) == 22
    assert lines[-1] == "  left out: 5 more"


def test_several_units_are_listed_as_one_would_say_them() -> None:
    made = ex.total([ex.Amount(1, "USD"), ex.Amount(2, "exhibitor"), ex.Amount(3, "t")])
    assert str(made) == "exactly USD 1, 2 exhibitors and exactly 3 tonnes (3 of 3)"


def test_a_total_names_its_sources_once() -> None:
    made = ex.total([deal("a", "$5"), deal("b", "$6")])
    assert made.citations == (CITED,)
    assert made.sources == (CITED.source,)


def test_a_total_can_be_pickled_and_copied() -> None:
    made = ex.total([CISCE, PAVILION, deal("a", None)], unit="USD", rates=ECB, on=SATURDAY, mix_bases=True)
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert hash(made) == hash(copy.copy(made))
    assert isinstance(made, ex.Total)


# --- In a notebook --------------------------------------------------------------------------------------------------


def test_a_caveat_appears_only_if_it_applies() -> None:
    pavilions = [section(name, figure("$5")) for name in ("us", "fr")]
    assert ex.total(pavilions).caveats == ()
    counts = [edition(year, figure("7 exhibitors")) for year in (2022, 2023)]
    assert ex.total(counts, metric="exhibitors").caveats == ()
    alike = [edition(2022, figure("$5", basis="Not stated"), expo="cisce"), edition(2022, figure("$7"))]
    assert ex.total(alike).caveats == ()


def test_a_basis_that_is_not_stated_differs_from_one_that_is() -> None:
    several = [edition(2022, figure("$5", basis="contracts"), expo="cisce"), edition(2022, figure("$7"))]
    assert said(ex.total(several, mix_bases=True)) == ("bases differ: contracts; not stated",)


def test_an_item_that_cannot_be_converted_is_left_out_as_it_was_passed() -> None:
    undated, early = deal("a", "5 yuan"), deal("b", "5 yuan", date="1998-01-05")
    made = ex.total([undated, early], unit="USD", rates=ECB, on="own")
    assert [(left.item, left.reason) for left in made.left_out] == [
        (undated, ex.totals.LeftOutReason.NO_DATE),
        (early, ex.totals.LeftOutReason.NO_RATE),
    ]


@pytest.mark.parametrize(
    ("items", "asked", "text"),
    [
        (
            [deal("a", "$5"), deal("b", "$6", ex.DealKind.CONTRACT)],
            {},
            (
                "cannot total deals of kinds purchase, contract: kinds of deal are not mixed unless asked; "
                'pass mix_kinds=True, or use group(items, by="kind")'
            ),
        ),
        (
            [ex.Amount(5, "CNY")],
            {"unit": "USD"},
            (
                "cannot express CNY in USD without exchange rates: "
                'pass rates="ecb" and on="own", or on=date for the rates of one day'
            ),
        ),
    ],
)
def test_an_error_says_what_to_pass(items: list[object], asked: dict[str, str], text: str) -> None:
    with pytest.raises((ex.errors.TotalError, ex.errors.RateError)) as caught:
        ex.total(items, **asked)
    assert str(caught.value) == text


def test_an_item_listed_twice_is_left_out_once() -> None:
    nothing = deal("a", None)
    made = ex.total([nothing, nothing])
    assert [(left.item, left.text) for left in made.left_out] == [
        (nothing, "a is undisclosed"),
        (nothing, "a is listed already"),
    ]


@pytest.mark.parametrize(("count", "more"), [(20, ""), (21, "; and 1 more")])
def test_an_error_names_twenty_overlaps(count: int, more: str) -> None:
    with pytest.raises(ex.errors.TotalError) as caught:
        ex.total([CIIE] * (count + 1), overlaps="raise")
    same = "; ".join(["ciie-2023 is counted already"] * 20)
    assert str(caught.value) == f"cannot total items that overlap: {same}{more}"


def test_one_warning_names_all_differences() -> None:
    several = [figure("$5", basis="contracts"), figure("$6", "output_value", basis="sales")]
    text = "metrics differ: deal_value; output_value; bases differ: contracts; sales; pass mix_bases=True to accept it"
    with pytest.warns(ex.errors.BasesDifferWarning) as caught:
        ex.total(several)
    assert [str(one.message) for one in caught] == [text]
