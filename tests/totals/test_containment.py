"""What is inside what: products in headings, partners in the world, members in groups."""

from datetime import date

import pytest

import expotrade as ex
from builders import flow
from expotrade.totals.containment import _covers, _meets
from overlapping import OVERLAPS, PART, REPEATED, RIVAL, left_out, statistic

pytestmark = pytest.mark.filterwarnings("ignore::expotrade.errors.BasesDifferWarning")


# --- What and whose -------------------------------------------------------------------------------------------------


def test_a_product_is_inside_all_products_and_inside_its_heading() -> None:
    durian = flow("d", "$1", product="fresh durian", hs="081060")
    assert left_out(durian, flow("all", "$99")) == {"d": PART}
    assert left_out(durian, flow("fruit", "$9", hs="08")) == {"d": PART}
    assert left_out(durian, flow("named", "$1", product="Fresh Durian")) == {"d": PART}
    assert left_out(durian, flow("cars", "$9", hs="8703"), flow("nuts", "$1", hs="0802")) == {}
    assert (
        left_out(
            flow("kiwi", "$1", product="fruit", hs="081050"),
            flow("other", "$1", product="fruit", hs="081060"),
        )
        == {}
    )
    assert left_out(
        flow("wide", "$9", "2024-01", product="fruit"), flow("hs", "$1", "2024", product="Fruit", hs="08")
    ) == {"hs": OVERLAPS}


def test_one_trader_is_inside_all() -> None:
    own = flow("s", "$1", trader="saic")
    assert left_out(own, flow("all", "$99")) == {"s": PART}
    assert left_out(own, flow("b", "$1", trader="byd")) == {}
    assert list(left_out(flow("durian", "$9", product="durian"), own).values()) == [OVERLAPS]


def test_imports_and_exports_are_inside_both_ways() -> None:
    both = flow("both", "$9", kind=ex.FlowKind.BOTH_WAYS, partner="TH")
    there, back = (
        flow(kind.value, "$4", kind=kind, partner="TH") for kind in (ex.FlowKind.EXPORT, ex.FlowKind.IMPORT)
    )
    assert left_out(there, back) == {}
    assert left_out(there, back, both) == {"export": PART, "import": PART}
    invested = flow("i", "$1", kind=ex.FlowKind.INVESTMENT_IN, partner="TH")
    assert left_out(invested, both) == {}


def test_the_partners_report_of_the_same_trade_is_a_rival() -> None:
    export = flow("cn", "$9", kind=ex.FlowKind.EXPORT, partner="TH")
    assert left_out(export, flow("th", "$8", reporter="TH", partner="CN")) == {"cn": RIVAL}
    both = [
        flow(f"b-{a.lower()}", "$9", kind=ex.FlowKind.BOTH_WAYS, reporter=a, partner=b)
        for a, b in (("CN", "TH"), ("TH", "CN"))
    ]
    assert left_out(*both) == {"b-th": REPEATED}
    money = [
        flow("out", "$9", kind=ex.FlowKind.INVESTMENT_OUT, partner="TH"),
        flow("in", "$8", kind=ex.FlowKind.INVESTMENT_IN, reporter="TH", partner="CN"),
    ]
    assert len(left_out(*money)) == 1
    # All that Thailand imports and all that China exports share China's exports to Thailand.
    shared = left_out(flow("to", "$9", reporter="TH"), flow("from", "$99", kind=ex.FlowKind.EXPORT))
    assert shared == {"from": OVERLAPS}


def test_a_partner_is_inside_the_world_whether_printed_or_not() -> None:
    assert left_out(flow("th", "$1", partner="TH"), flow("all", "$99")) == {"th": PART}
    assert left_out(flow("unsaid", "$1", partner=None), flow("all", "$99")) == {"unsaid": PART}
    assert left_out(flow("unsaid", "$1", partner=None), flow("th", "$1", partner="TH")) == {}
    assert left_out(flow("us", "$1", partner="US"), flow("th", "$1", partner="TH")) == {}
    # A product from everywhere and everything from one place share that product from there.
    assert len(left_out(flow("durian", "$9", product="durian"), flow("th", "$9", partner="TH"))) == 1


@pytest.mark.parametrize(
    ("member", "since", "period", "reason"),
    [
        ("TH", "ASEAN", "2024", PART),
        ("TL", "ASEAN", "2024", None),
        ("TL", "ASEAN", "2025-01/2025-09", None),
        ("TL", "ASEAN", "2025", OVERLAPS),
        ("TL", "ASEAN", "2025-11", PART),
        ("CN", "ASEAN", "2024", None),
        ("ASEAN", "RCEP", "2024", OVERLAPS),
        ("GCC", "RCEP", "2024", None),
        ("ASEAN", "WORLD", "2024", PART),
    ],
)
def test_a_member_is_inside_its_group_while_it_is_one(
    member: str, since: str, period: str, reason: ex.totals.LeftOutReason | None
) -> None:
    one, group = (
        flow(f"f-{code.lower()}", "$5", period, reporter="US", partner=code) for code in (member, since)
    )
    found = left_out(one, group)
    if reason is OVERLAPS and member == "ASEAN":
        assert list(found.values()) == [OVERLAPS]
    else:
        assert found == ({} if reason is None else {f"f-{member.lower()}": reason})
    counted = [statistic(f"s-{code.lower()}", "5 yuan", code, period=period) for code in (member, since)]
    assert list(left_out(*counted).values()) == list(found.values())


def test_a_member_of_a_shorter_time_and_its_group_overlap_in_part() -> None:
    year, month = flow("th", "$5", "2024", partner="TH"), flow("asean", "$5", "2024-02", partner="ASEAN")
    assert list(left_out(year, month).values()) == [OVERLAPS]
    trade = flow("th-vn", "$5", kind=ex.FlowKind.BOTH_WAYS, reporter="TH", partner="VN")
    assert left_out(trade, flow("asean", "$9", kind=ex.FlowKind.EXPORT, reporter="ASEAN")) == {"th-vn": PART}


def test_statistics_differ_by_subject_metric_and_for_other_by_basis() -> None:
    one = statistic("a", "5 yuan", period="2024")
    assert left_out(one, statistic("b", "5 yuan", "another", period="2024")) == {}
    assert left_out(one, statistic("b", "5 yuan", metric="sales_volume", period="2024")) == {}
    others = [
        statistic(basis, "5 yuan", metric="other", basis=basis, period="2024") for basis in ("tax", "rent")
    ]
    assert left_out(*others) == {}
    assert left_out(others[0], statistic("again", "5 yuan", metric="other", basis="tax", period="2024")) == {
        "tax": REPEATED
    }


# --- Which of two stays, and how it is told -------------------------------------------------------------------------


def test_products_differ_by_name() -> None:
    durian, cars = flow("durian", "$1", product="durian"), flow("cars", "$2", product="cars")
    assert left_out(durian, cars) == {}
    assert left_out(durian, flow("all", "$99")) == {"durian": PART}
    # Nothing is said of values: all products hold the durian even where less is printed of them.
    assert left_out(flow("durian", "$99", product="durian"), flow("all", "$1")) == {"durian": PART}


def test_a_heading_is_inside_wider_headings_and_all_products() -> None:
    durian, fruits, fruit = (flow(f"hs{code}", "$1", hs=code) for code in ("081060", "0810", "08"))
    assert left_out(fruit, flow("all", "$99")) == {"hs08": PART}
    assert left_out(durian, fruits) == {"hs081060": PART}
    assert left_out(durian, fruit) == {"hs081060": PART}
    assert left_out(durian, flow("hs0802", "$1", hs="0802")) == {}


def test_a_flow_wider_in_one_way_and_narrower_in_another_overlaps() -> None:
    wide = flow("wide", "$9", kind=ex.FlowKind.BOTH_WAYS, hs="0810")
    narrow = flow("narrow", "$5", partner="TH", hs="08", trader="saic")
    assert left_out(wide, narrow) == {"narrow": OVERLAPS}
    assert left_out(flow("quarter", "$9", "2023-12/2024-02", product="durian"), flow("y", "$12", "2024")) == {
        "quarter": OVERLAPS
    }
    assert left_out(
        flow("th", "$9", partner="TH"), flow("asean", "$1", partner="ASEAN", product="durian", hs="081060")
    ) == {"asean": OVERLAPS}
    member = statistic("th", "5 yuan", "TH", period="2023-07/2024-06")
    assert left_out(member, statistic("asean", "5 yuan", "ASEAN", period="2024")) == {"th": OVERLAPS}


def test_groups_that_share_members_overlap_whichever_is_listed_first() -> None:
    for month, year in (("ASEAN", "RCEP"), ("RCEP", "ASEAN"), ("SCO", "RCEP"), ("RCEP", "SCO")):
        short = flow("short", "$1", "2024-02", reporter="US", partner=month)
        long = flow("long", "$12", "2024", reporter="US", partner=year)
        assert left_out(short, long) == {"short": OVERLAPS}


@pytest.mark.parametrize(
    ("period", "reason"),
    [("2025-10-01/2025-10-25", None), ("2025-10-01/2025-10-26", OVERLAPS), ("2025-10-26/2025-11-30", PART)],
)
def test_a_group_holds_a_member_from_its_first_day(
    period: str, reason: ex.totals.LeftOutReason | None
) -> None:
    member, whole = (
        flow(code.lower(), "$5", period, reporter="US", partner=code) for code in ("TL", "ASEAN")
    )
    assert left_out(member, whole) == ({} if reason is None else {"tl": reason})


@pytest.mark.parametrize(
    ("days", "meets", "covers"),
    [
        (("2019-01-01", "2019-12-31"), False, False),
        (("2019-01-01", "2020-01-01"), True, False),
        (("2020-01-01", "2020-12-31"), True, True),
        (("2020-06-01", "2021-01-01"), True, False),
        (("2020-12-31", "2021-01-01"), True, False),
        (("2021-01-01", "2021-12-31"), False, False),
    ],
)
def test_a_membership_that_ended_counts_up_to_its_last_day(
    days: tuple[str, str], meets: bool, covers: bool
) -> None:
    # None of the groups has lost a member so far.
    row = ex.places.Membership("XX", date(2020, 1, 1), date(2020, 12, 31), "a source")
    first, last = (date.fromisoformat(day).toordinal() for day in days)
    assert (_meets(row, (first, last)), _covers(row, (first, last))) == (meets, covers)
