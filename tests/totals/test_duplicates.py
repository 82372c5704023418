"""Reports of one deal: a certain repetition is counted once, a possible one is counted with a caveat."""

from datetime import date
from itertools import permutations

import pytest

import expotrade as ex
from builders import deal, edition, figure, flow

pytestmark = pytest.mark.filterwarnings("ignore::expotrade.errors.BasesDifferWarning")

ONE = deal("a", "138.4 million yuan", "Sumitomo", "Unicom", subject="Fibre", date="2023-11-07")
SURELY, PERHAPS, NO = "surely", "perhaps", "no"


def verdict(*items: object, **asked: object) -> str:
    """What a total says of two items, in whichever order they come."""
    seen = set()
    for order in permutations(items):
        made = ex.total(list(order), mix_kinds=True, **asked)
        kinds = [caveat.kind for caveat in made.caveats]
        if len(made.included) < len(items):
            assert all(
                one.reason in (ex.totals.LeftOutReason.REPEATED, ex.totals.LeftOutReason.RIVAL)
                for one in made.left_out
            )
            found = SURELY
        else:
            found = PERHAPS if ex.comparison.CaveatKind.PERHAPS_TOLD_TWICE in kinds else NO
        told = tuple(one for one in made.caveats if one.kind is not ex.comparison.CaveatKind.BASES_DIFFER)
        seen.add((found, tuple(sorted(one.id for one in made.included)), told))
    assert len(seen) == 1
    (found, _, caveats) = seen.pop()
    if found == PERHAPS:
        (told,) = (one.text for one in caveats if one.kind is ex.comparison.CaveatKind.PERHAPS_TOLD_TWICE)
        assert all(item.id in told for item in items)
    return found


def again(amount: str = "138.4 million yuan", *parties: str, **fields: object) -> ex.Deal:
    """The same deal in other words."""
    told = {"subject": "Fibre", "date": "2023-11-07"} | fields
    return deal("b", amount, *(parties or ("Sumitomo", "Unicom")), **told)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (again(), SURELY),
        # What one telling leaves out.
        (again(edition=None, expo="ciie"), SURELY),
        (again(edition=None, expo="ciie", date=None), SURELY),
        (again(subject=None), SURELY),
        (again(date=None), SURELY),
        (again("138.4 million yuan", "Sumitomo"), SURELY),
        (again("138.4 million yuan", "Sumitomo", subject=None), PERHAPS),
        (again("138.4 million yuan", "Sumitomo", "Mobile"), PERHAPS),
        (again("138.4 million yuan", "Mobile"), NO),
        # Amounts.
        (again("138 million yuan"), SURELY),
        (again("about 140 million yuan"), SURELY),
        (again("more than 138.4 million yuan"), SURELY),
        (again("more than 100 million yuan"), PERHAPS),
        (again("139.5 million yuan"), NO),
        (again("20 million US dollars"), PERHAPS),
        (again("20 million US dollars", "Sumitomo", "Mobile", subject=None), NO),
        # Dates.
        (again(date="2023-11"), SURELY),
        (again(date="2023"), SURELY),
        (again(date="2023-11-08"), PERHAPS),
        (again(date="2023-11-08", edition=None, expo="ciie"), NO),
        (again(date="2024-11-07", edition=None, expo="ciie"), NO),
        (again(edition="ciie-2022", date=None), NO),
        (again(edition=None, expo="cisce"), NO),
        # Spellings.
        (again("138.4 million yuan", "SUMITOMO,", "unicóm"), SURELY),
        (again(subject="FIBRE."), SURELY),
        (again(subject="fiber"), PERHAPS),
        (again(subject="Optical fibres"), PERHAPS),
        (again(subject="cars"), NO),
        # Kinds and bases.
        (again(kind=ex.DealKind.CONTRACT), SURELY),
        (again(value=figure("138.4 million yuan", counts="letters_of_intent")), SURELY),
    ],
)
def test_a_deal_in_other_words(other: ex.Deal, expected: str) -> None:
    assert verdict(ONE, other) == expected


def test_two_kinds_and_two_bases_are_two_deals() -> None:
    signed = again(kind=ex.DealKind.CONTRACT, value=figure("138.4 million yuan", counts="contracts"))
    hoped = deal(
        "a", None, "Sumitomo", "Unicom", value=figure("138.4 million yuan", basis="letters of intent")
    )
    assert verdict(hoped, signed) == NO
    assert (
        verdict(
            deal("a", "5 yuan", "X", kind=ex.DealKind.PURCHASE),
            deal("b", "5 yuan", "X", kind=ex.DealKind.CONTRACT),
        )
        == NO
    )


def test_without_parties_the_subject_alone_makes_it_perhaps_the_same() -> None:
    assert verdict(deal("a", "5 yuan", subject="Fibre"), deal("b", "5 yuan", "X", subject="fibre")) == PERHAPS
    assert verdict(deal("a", "5 yuan", subject="Fibre"), deal("b", "5 yuan", subject="fibre")) == PERHAPS
    assert verdict(deal("a", "5 yuan"), deal("b", "5 yuan")) == NO
    assert verdict(deal("a", "5 yuan"), deal("b", "5 yuan", "X")) == NO


def test_chinese_subjects_are_compared_by_their_signs() -> None:
    one = deal("a", "5 yuan", "X", subject="汽车零部件")
    assert verdict(one, deal("b", "5 yuan", "X", subject="汽车 零部件")) == SURELY
    assert verdict(one, deal("b", "5 yuan", "X", subject="汽车")) == PERHAPS
    assert verdict(one, deal("b", "5 yuan", "X", subject="大豆")) == NO


def test_currencies_meet_by_rates_or_by_the_conversion_printed_beside() -> None:
    day = date(2023, 11, 7)
    yuan = deal("a", "100 million yuan", "X", "Y")
    close, apart = (
        deal("b", "13.7 million US dollars", "X", "Y"),
        deal("b", "15 million US dollars", "X", "Y"),
    )
    asked = {"unit": "USD", "rates": "ecb", "on": day}
    assert verdict(yuan, close) == PERHAPS
    assert verdict(yuan, close, **asked) == SURELY
    assert verdict(yuan, apart, **asked) == NO
    beside = figure("100 million yuan", equivalent=ex.Amount.parse("13.7 million US dollars"))
    assert verdict(deal("a", None, "X", "Y", value=beside), close) == SURELY
    assert ex.total([yuan, close], **asked).left_out[0].text == (
        "a is counted as b: CNY 100 million is its USD 13.7 million"
    )
    # Without a rate for the day, or without a day, it stays open.
    early = {"unit": "USD", "rates": "ecb", "on": date(1998, 1, 1)}
    assert ex.total([yuan, close], **early).summary == "1 of 2, 1 without a rate"
    assert ex.total([yuan, close], unit="USD", rates="ecb", on="own").summary == "1 of 2, 1 without a date"


def test_a_report_that_fits_two_deals_counts_as_one_of_them() -> None:
    fibre, cars, bare = (
        deal("f", "5 yuan", "X", subject="fibre"),
        deal("c", "5 yuan", "X", subject="cars"),
        deal("b", "5 yuan", "X", date="2023-11"),
    )
    for order in permutations([fibre, cars, bare]):
        made = ex.total(list(order))
        assert {one.id for one in made.included} == {"f", "c"}
        assert [one.item.id for one in made.left_out] == ["b"]


def test_a_dropped_report_is_not_in_a_caveat() -> None:
    other = deal("c", "138.4 million yuan", "Sumitomo", "Mobile", subject="Fibre")
    made = ex.total([ONE, again(), other])
    assert [one.item.id for one in made.left_out] == ["b"]
    assert [one.text.partition(" may be")[0] for one in made.caveats] == ["a and c"]


def test_of_many_deals_of_one_party_few_pairs_are_compared() -> None:
    deals = [deal(f"d{number}", f"{number}1 yuan", "X") for number in range(3000)]
    assert len(ex.total(deals).included) == 3000


def test_an_overlap_of_reports_can_be_made_an_error() -> None:
    with pytest.raises(ex.errors.TotalError, match="b is counted as a"):
        ex.total([ONE, again()], overlaps="raise")


# --- Flows ----------------------------------------------------------------------------------------------------------


def test_a_flow_reported_by_product_and_by_code() -> None:
    named = flow("n", "$10 million", product="durian")
    assert verdict(named, flow("h", "$10 million", hs="081060")) == SURELY
    assert verdict(named, flow("h", "$10.0 million", hs="081060")) == SURELY
    assert verdict(named, flow("h", "$12 million", hs="081060")) == PERHAPS
    assert verdict(named, flow("h", "more than $9 million", hs="081060")) == PERHAPS
    assert verdict(named, flow("h", "$10 million", "2023", hs="081060")) == NO
    assert verdict(named, flow("h", "$10 million", hs="081060", kind=ex.FlowKind.EXPORT)) == NO
    assert verdict(named, flow("h", "$10 million", product="cars")) == NO


def test_quantities_are_compared_in_one_unit() -> None:
    def weighed(name: str, amount: str, **fields: object) -> ex.TradeFlow:
        return flow(name, "$1", value=None, quantity=figure(amount, "trade_quantity"), **fields)

    named, coded = (
        weighed("n", "929,000 tonnes", product="durian"),
        weighed("h", "929,000,000 kg", hs="081060"),
    )
    assert verdict(named, coded, metric="trade_quantity") == SURELY


def test_amounts_without_a_rate_are_refused_as_before() -> None:
    items = [
        flow("n", "$1", value=None, quantity=figure("5 tonnes", "trade_quantity"), product="durian"),
        flow("h", "$1", value=None, quantity=figure("7 tonnes", "trade_quantity"), hs="081060"),
    ]
    with pytest.raises(ex.errors.UnitMismatchError, match="cannot convert t to USD"):
        ex.total(items, metric="trade_quantity", unit="USD", rates="ecb", on=date(2024, 11, 29))


def test_several_flows_of_a_kind_are_named_together() -> None:
    items = [
        *(
            flow(name, amount, product=name)
            for name, amount in (("durian", "$10"), ("mango", "$10"), ("kiwi", "$7"))
        ),
        *(flow(f"hs-{code}", amount, hs=code) for code, amount in (("081060", "$10"), ("080450", "$3"))),
    ]
    made = ex.total(items)
    assert [one.item.id for one in made.left_out] == ["hs-081060"]
    (caveat,) = made.caveats
    assert caveat.text.startswith("kiwi, mango and hs-080450 may be one flow, reported twice")


# --- Figures and their records --------------------------------------------------------------------------------------


def fair(*figures: ex.Figure, **fields: object) -> ex.Catalog:
    parts = fields.pop("sections", [])
    return ex.Catalog(
        expos=[ex.Expo(id="ciie", name="CIIE")], editions=[edition(2023, *figures)], sections=parts, **fields
    )


def test_a_bare_figure_finds_its_record_in_the_catalog() -> None:
    part = ex.Section(
        id="ciie-2023-cars",
        edition="ciie-2023",
        kind=ex.records.SectionKind.CATEGORY,
        name="cars",
        figures=[figure("$2 billion")],
    )
    cat = fair(figure("$9 billion"), sections=[part])
    bare = [cat.editions[0]["deal_value"], part["deal_value"]]
    for items in (bare, bare[::-1], [figure("$9 billion"), figure("$2 billion")]):
        guarded = ex.total(items, catalog=cat)
        assert guarded.summary == "1 of 2, 1 part of another"
        assert guarded.caveats == ()
        alone = ex.total(items)
        assert alone.summary == "2 of 2"
        assert [one.kind for one in alone.caveats] == [ex.comparison.CaveatKind.NOT_GUARDED]
    assert ex.total(bare[:1]).caveats == ()
    groups = ex.group(bare, by="metric", catalog=cat)
    assert groups["deal_value"].summary == "1 of 2, 1 part of another"
    assert ex.group(bare, by="metric")["deal_value"].caveats == ex.total(bare).caveats


def test_a_figure_of_two_records_has_no_known_record() -> None:
    shared = figure("$2 billion")
    parts = [
        ex.Section(
            id=f"ciie-2023-{name}",
            edition="ciie-2023",
            kind=ex.records.SectionKind.CATEGORY,
            name=name,
            figures=[shared if name == "a" else figure("$2 billion")],
        )
        for name in ("a", "b")
    ]
    cat = fair(figure("$9 billion"), sections=parts)
    # The very figure is that of one section; its equal could be of either.
    assert ex.total([cat.editions[0], shared], catalog=cat).summary == "1 of 2, 1 part of another"
    unknown = ex.total([cat.editions[0], figure("$2 billion")], catalog=cat)
    assert unknown.summary == "2 of 2"
    assert "no record of the catalog has them, or several do" in unknown.caveats[0].text


def test_only_a_catalog_is_accepted() -> None:
    with pytest.raises(ex.errors.ArgumentError, match="pass the Catalog that the items are from"):
        ex.total([figure("$5")], catalog=edition(2023))


# --- What is not used -----------------------------------------------------------------------------------------------


def test_a_total_takes_one_basis_and_names_the_others() -> None:
    contracts = figure("PLN 3.2 billion", basis="contracts")
    letters = figure("more than 410 million euros", basis="letters of intent")
    unsaid, twin = figure("PLN 3 billion"), figure("more than 410 million euros", basis="Letter of intent")
    whole = edition(2023, contracts, letters, unsaid, twin)
    made = ex.total([whole])
    assert made.amounts == (contracts.amount,)
    assert [(one.item, one.reason) for one in made.left_out] == [
        ((whole, letters), ex.totals.LeftOutReason.ANOTHER_BASIS)
    ]
    assert made.left_out[0].text == "ciie-2023: MORE_THAN 410E+6 EUR counts letters of intent, not contracts"
    assert made.summary == "1 of 2, 1 of another basis"
    assert [one.kind for one in made.caveats] == [ex.comparison.CaveatKind.RIVAL_FIGURES]
    pairs = ex.total([(whole, one) for one in whole.figures[:3]])
    assert [one.reason for one in pairs.left_out] == [
        ex.totals.LeftOutReason.ANOTHER_BASIS,
        ex.totals.LeftOutReason.RIVAL,
    ]
    both = ex.total([whole, (whole, letters)])
    assert both.summary == "1 of 2, 1 of another basis"
    assert ex.total([whole.prefer("deal_value", letters)]).amounts == (letters.amount,)


def test_a_code_goes_before_its_phrase() -> None:
    whole = edition(
        2023,
        figure("$9", counts="contracts", basis="what was signed"),
        figure("$8", basis="Contracts"),
        figure("$7", counts="letters_of_intent", basis="contracts"),
        figure("$6", basis="promises"),
    )
    made = ex.total([whole])
    assert [str(one.item[1].amount) for one in made.left_out] == ["ROUNDED 7 USD", "ROUNDED 6 USD"]
    assert "sources also print" in made.caveats[0].text


def test_a_part_counts_what_its_whole_counts() -> None:
    def part(**fields: object) -> ex.Section:
        return ex.Section(
            id="ciie-2023-us",
            edition="ciie-2023",
            kind=ex.records.SectionKind.PAVILION,
            name="US",
            figures=[figure("5 exhibitors", **fields)],
        )

    whole = edition(2023, figure("90 exhibitors", basis="enterprises and institutions"))
    for fields, reason in (
        ({}, ex.totals.LeftOutReason.PART_OF_ANOTHER),
        ({"basis": "enterprises"}, ex.totals.LeftOutReason.PART_OF_ANOTHER),
        ({"basis": "firms of the town"}, ex.totals.LeftOutReason.PART_OF_ANOTHER),
        ({"basis": "countries"}, ex.totals.LeftOutReason.ANOTHER_BASIS),
    ):
        made = ex.total([part(**fields), whole], metric="exhibitors")
        assert [one.reason for one in made.left_out] == [reason]
    # Where both ends report one trade, its value with freight is no rival of that without.
    cif = flow("i", "$10", partner="TH", value=figure("$10", "trade_value", basis="CIF"))
    fob = flow(
        "e",
        "$9",
        reporter="TH",
        partner="CN",
        kind=ex.FlowKind.EXPORT,
        value=figure("$9", "trade_value", basis="FOB"),
    )
    assert [one.reason for one in ex.total([cif, fob]).left_out] == [ex.totals.LeftOutReason.ANOTHER_BASIS]


def test_without_a_figure_is_not_undisclosed() -> None:
    turnover = figure("$5", "export_turnover")
    spring = edition(2023, figure("5 exhibitors"), turnover)
    made = ex.total([spring, deal("d", None)], metric="deal_value")
    assert made.summary == "0 of 2, 1 not held, 1 undisclosed"
    assert made.left_out[0].text == (
        "ciie-2023 has no figure for deal_value; it has export_turnover, exhibitors: pass metric= for one of them"
    )
    assert ex.total([deal("d", None)], metric="visits").left_out[0].reason is ex.totals.LeftOutReason.NOT_HELD
    assert ex.total([deal("d", "$5")], metric="visits").left_out[0].text == (
        "d has no figure for visits; it has deal_value: pass metric= for one of them"
    )
    claim = ex.Statistic(
        id="s",
        subject=ex.Party(description="a town"),
        claims=[
            ex.records.GrowthClaim(
                amount=ex.Amount(5, "percent"), metric="visits", citations=figure("$5").citations
            )
        ],
    )
    assert ex.total([claim]).left_out[0].text == "s states no figure, only claims"
    # Neither is an overlap.
    assert ex.total([spring, deal("d", None)], overlaps="raise").included == ()
