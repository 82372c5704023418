"""Wording that is refused: the error says which rule it breaks, and which hedge or unit is the nearest."""

import pytest

import expotrade as ex
from folding import each_row


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("5 foo", "no known unit"),
        ("12,34 tonnes", "digits are grouped in threes"),
        ("¥5", 'currency="CNY" or currency="JPY"'),
        ("442", "a number needs its unit"),
        ("about nearly 5 percent", "it is hedged twice, first as APPROXIMATELY"),
        ("- 5 percent", "a minus touches its number"),
        ("nearly 500+ exhibitors", "hedged twice, first as NEARLY"),
        ("nearly 0 percent", "no number is near zero"),
        ("5 USD!", "no known unit"),
        ("5\x00 USD", "a control character"),
        ("$5 million million", "the figure already has its unit"),
        ("三百五家", "三百零五"),
        ("9" * 1001, "at most 1000 characters"),
        ("5 " + "x" * 998, "no known unit"),
        ("9" * 4001, "at most 4000 characters"),
    ],
)
def test_refusal_states_the_rule(text: str, rule: str) -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        ex.Amount.parse(text)
    assert rule in str(caught.value)


GAP = "a digit after a gap is ambiguous: 三百五 may be 305 or 350, write 三百零五 or 三百五十"
SEVERAL = "two numerals may mean two numbers, as in 三四家: write one number"
NO_NUMBER = "it is not a number in Chinese"
ONCE = "one figure rises or falls once"
RANGE = "a range needs two plain numbers of one unit, the lower one first"
HEDGED_RANGE = "a range already has bounds: remove the hedge"


@each_row(
    ("text", "unread", "rule"),
    [
        ("3万2家", "2家", GAP),
        ("约三百五家", "三百五家", GAP),
        ("一万五家", "五家", GAP),
        ("一百二亿元", "一百二亿元", GAP),
        ("约三万五亿元", "五亿元", GAP),
        ("近二三家", "二三家", SEVERAL),
        ("约一二百家", "一二百家", SEVERAL),
        ("零五五家", "零五五家", SEVERAL),
        ("二〇两家", "二〇两家", SEVERAL),
        ("约零十家", "零十家", NO_NUMBER),
        ("约十十家", "十十家", NO_NUMBER),
        ("一百零十二家", "一百零十二家", NO_NUMBER),
        ("一千零零二家", "一千零零二家", NO_NUMBER),
        ("约二零二万三千家", "二零二万三千家", NO_NUMBER),
        ("约一百零家", "一百零家", NO_NUMBER),
        ("约二十两家", "二十两家", NO_NUMBER),
        ("约零八家", "零八家", SEVERAL),
        ("3万 2千家", "2千家", "no known unit"),
        ("3万20000亿元", "20000亿元", "a second number"),
        ("3万5万家", "5万家", "a second number"),
        ("1.5万3千家", "3千家", "a second number"),
        ("3万5.5家", "5.5家", "a second number"),
        ("two million three million yuan", "three million yuan", "a second number"),
        ("one thousand two hundred thousand visits", "two hundred thousand visits", "a second number"),
        ("2.5 million and a half yuan", "and a half yuan", "no known unit"),
        ("2.5 and a half tonnes", "and a half tonnes", "no known unit"),
        ("三千余3百家", "3百家", "no known unit"),
        ("500万多多余家", "余家", "no known unit"),
        ("约三几家", "三几家", "it does not say how many: write a number"),
        ("十来家", "十来家", "it does not say how many: write a number"),
        ("point six percent", "point six percent", "a number is expected here"),
        ("up 5 percent drop", "drop", ONCE),
        ("down -5 to -3 percent", "-5 to -3 percent", ONCE),
        ("fell -5 percent", "-5 percent", ONCE),
        ("doubled exhibitors", "exhibitors", "a multiple has no unit"),
        ("halved exhibitors", "exhibitors", "a multiple has no unit"),
        ("exactly a third", "a third", "this fraction has no exact decimal"),
        ("nearly 0 percent", "0 percent", "no number is near zero: write an exact zero"),
        (
            "about 3.496 exhibitors",
            "3.496 exhibitors",
            "are these decimals or thousands? for a count write 3,496 or 3496",
        ),
        ("-1,700 exhibitors", "-1,700 exhibitors", "a count cannot be below zero; is the dash a bullet?"),
        ("约2023年", "约2023年", "约2023年 is a year, not a duration"),
        (
            "- 5 percent",
            "- 5 percent",
            "a minus touches its number, as in -5 percent: is this dash a bullet?",
        ),
        ("between 5 percent", "5 percent", "between needs two ends, as in 'between 10 and 20 percent'"),
        (
            "between 5 percent drop and 10 percent",
            "5 percent drop and 10 percent",
            "between needs two plain numbers of one unit, the lower one first",
        ),
        ("about 442", "", "a number needs its unit, as in '442 products'"),
        ("$5 million million", "million", "the figure already has its unit, so nothing may follow it"),
        ("5 exhibitors from China", "from China", "one figure is expected, and this follows its unit"),
        ("up to 10 to 5 percent", "10 to 5 percent", HEDGED_RANGE),
        ("10 to 5 percent", "10 to 5 percent", RANGE),
        ("between 10 and 5 deals", "10 and 5 deals", RANGE),
        ("5 deals to 10 visits", "5 deals to 10 visits", RANGE),
        ("11成", "成", "no known unit"),
        ("约三成家", "成家", "no known unit"),
        ("1 in 1001", "in 1001", "no known unit"),
        ("0 in 5", "in 5", "no known unit"),
        ("3 in 2", "in 2", "no known unit"),
        ("5.5 in 10", "in 10", "no known unit"),
        ("3 million in 5", "in 5", "no known unit"),
        ("3 in 5 million", "in 5 million", "no known unit"),
        ("cad 5", "cad 5", "a number is expected here"),
        ("9.555成", "成", "no known unit"),
        ("up between -5 and -3 percent", "-5 and -3 percent", ONCE),
        ("up down 5 percent", "down 5 percent", ONCE),
        ("about 12,34 tonnes", "12,34 tonnes", "digits are grouped in threes, with a point before decimals"),
        (
            "about 5 pounds",
            "pounds",
            '\'pounds\' may be any of these units: pass currency="GBP" or currency="EGP"',
        ),
        ("about 5 İstanbul", "about 5 İstanbul", "it is neither English nor Chinese"),
        ("5\x00 USD", "\x00 USD", "it contains a control character"),
        ("half exhibitors", "exhibitors", "a fraction has no unit"),
        ("500余万odd家", "odd家", "it is hedged twice, first as MORE_THAN"),
        (
            "a tenfold increase",
            "tenfold increase",
            (
                "it is ambiguous: 'a tenfold increase' may mean the rise or the total; write percent, or "
                "'N times as many'"
            ),
        ),
        (
            "Rs 5 crore",
            "Rs 5 crore",
            '\'rs\' may be any of these units: pass currency="INR" or currency="LKR"',
        ),
        ("减少两倍", "两倍", "a fall by a number of times has no meaning: write it in percent"),
        (
            "about 5 to 10 percent",
            "5 to 10 percent",
            HEDGED_RANGE,
        ),
        (
            "about between 5 and 10 deals",
            "between 5 and 10 deals",
            HEDGED_RANGE,
        ),
        ("between about 5 and 10 deals", "about 5", "a hedge must be before a figure, not inside it"),
        ("$ about 5 million", "about 5 million", "a hedge must be before a figure, not inside it"),
        (
            "1.5 times more",
            "times more",
            "it is ambiguous: '1.5 times more' may mean the rise or the total; write percent, or 'N times as many'",
        ),
    ],
)
def test_refusal_names_the_piece_and_the_rule(text: str, unread: str, rule: str) -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        ex.Amount.parse(text)
    assert (caught.value.unread, caught.value.rule) == (unread, rule)


@pytest.mark.parametrize("text", ["more then 5 deals", "more then", "mre than 5 deals", "alomst 5 deals"])
def test_refusal_offers_the_nearest_hedge(text: str) -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        ex.Amount.parse(text)
    near = {
        "more then 5 deals": ("more than",),
        "mre than 5 deals": ("more than",),
        "alomst 5 deals": ("almost",),
    }
    assert caught.value.nearest == near.get(text, ())


def test_refusal_offers_the_nearest_units() -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        ex.Amount.parse("5 exhibiters")
    assert "exhibitors" in caught.value.nearest
    with pytest.raises(ex.errors.ParseError) as caught:
        ex.Amount.parse("5 million pesos")
    assert {"MXN", "PHP"} <= set(caught.value.nearest)
