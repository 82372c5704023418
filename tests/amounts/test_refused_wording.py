"""Wording that is refused: the error names the part that was not read, and hostile text takes no time."""

import time
from contextlib import suppress

import pytest

import expotrade as ex

# Each wording with what the error says was not read.
REFUSED = {
    "what usage divides, and what only looks like a figure": {
        "3.496 products": "3.496 products",
        "5 million dollars": "dollars",
        "- 2.6%": "- 2.6%",
        "零十家": "零十家",
        "increased 2 times": "2 times",
        "increased by 2 times": "2 times",
        "数百家": "数百家",
        "几十家": "几十家",
        "十来家": "十来家",
        "hundreds of exhibitors": "hundreds of exhibitors",
        "dozens of exhibitors": "dozens of exhibitors",
        "increased 2.6 times": "2.6 times",
        "2023年": "2023年",
        "5G": "G",
        "1.2T": "T",
        "- 1,700 exhibitors": "- 1,700 exhibitors",
        "-1,700 exhibitors": "-1,700 exhibitors",
        "3.496 exhibitors": "3.496 exhibitors",
        "5 pounds": "pounds",
        "5 lb": "lb",
        "5 dollars": "dollars",
        "5 won": "won",
        "5 real": "real",
        "more then 620 exhibitors": "more then 620 exhibitors",
        "5G products": "products",
    },
    "more than one figure": {
        "152 billion yuan ($21 billion)": "($21 billion)",
        "47.5 billion yuan (US$5.75 billion)": "(US$5.75 billion)",
        "$21 billion, or 152 billion yuan": ", or 152 billion yuan",
        "5 USD 6": "6",
        "5 USD and 6 CNY": "and 6 CNY",
        "5 6 USD": "6 USD",
        "2 million 500 thousand visitors": "500 thousand visitors",
        "38 trading teams and over 500 divisions": "and over 500 divisions",
        "1.5亿2千万元": "2千万元",
        "three million million yuan": "million yuan",
        "two hundred thousand three million yuan": "three million yuan",
        "two thousand 1.5 yuan": "1.5 yuan",
    },
    "stray words": {
        "$21 billion trailing": "trailing",
        "$21 billion in intended deals": "in intended deals",
        "3,617 companies from 151 countries": "from 151 countries",
        "60 percent of exhibitors": "of exhibitors",
        "a sharp 5 percent drop": "sharp 5 percent drop",
        "doubled to 500": "to 500",
        "half of exhibitors": "of exhibitors",
        "5 exhibitors up": "up",
        "one hundred and exhibitors": "and exhibitors",
        "not 5 USD": "not 5 USD",
        "$5 -": "-",
        "5 - products": "products",
        "(5 USD)": "(5 USD)",
        "'5 USD'": "'5 USD'",
        "百分之5%": "%",
        "人民币5亿美元": "美元",
        "总投资额4873亿元": "总投资额4873亿元",
        "a handful of deals": "a handful of deals",
        "5 USD per": "per",
        "5 USD/foo": "USD/foo",
        "$5 per foo": "per foo",
    },
    "no number": {
        "": "",
        "   ": "",
        "yuan": "yuan",
        "percent": "percent",
        "more than": "",
        "more than yuan": "yuan",
        "nearly": "",
        "down": "down",
        "$": "",
        "USD": "USD",
        "+": "+",
        "-": "-",
        "a percent increase": "a percent increase",
        "百家企业": "百家企业",
        "万元": "万元",
        "多家": "多家",
        "点五元": "点五元",
    },
    "no unit": {
        "442": "",
        "more than 442": "",
        "five": "",
        "78.41 billion": "",
        "1520多亿": "",
        "between 5 and 10 million": "",
        "500+": "",
    },
    "no such unit": {
        "5 foo": "foo",
        "5 exhibiters": "exhibiters",
        "5 million pesos": "pesos",
        "cad 5 million": "cad 5 million",
        "5 m wide": "wide",
        "5 Mm": "Mm",
    },
    "bad digits": {
        "12,34 tonnes": "12,34 tonnes",
        "1,23,456 CNY": "1,23,456 CNY",
        "1,2345 CNY": "1,2345 CNY",
        "1234,567 CNY": "1234,567 CNY",
        "0,500 tonnes": "0,500 tonnes",
        "2,5 percent": "2,5 percent",
        "1,000,00 USD": "1,000,00 USD",
        "12.345.678 EUR": ".678 EUR",
        "5..5 USD": "..5 USD",
        "5. USD": ". USD",
        "1 520 USD": "520 USD",
        "1_000 USD": "_000 USD",
        "9**9**9 CNY": "**9**9 CNY",
        "1e999999999 CNY": "e999999999 CNY",
        "1e5 CNY": "e5 CNY",
        "0x10 USD": "x10 USD",
        "5!! USD": "!! USD",
        "nan USD": "nan USD",
        "NaN percent": "NaN percent",
        "inf CNY": "inf CNY",
        "-Infinity CNY": "-Infinity CNY",
        "infinity": "infinity",
        "三百五家": "三百五家",
        "两千五家": "两千五家",
        "一万五家": "五家",
        "1万5家": "5家",
        "一二家": "一二家",
        "百百家": "百百家",
        "一十百家": "一十百家",
        "twenty eleven companies": "eleven companies",
        "five twenty companies": "twenty companies",
    },
    "odd characters": {
        "١٢٣ USD": "١٢٣ USD",
        "१२३ USD": "१२३ USD",
        "²³ USD": "²³ USD",
        "5² USD": "² USD",
        "①② USD": "①② USD",
        "Ⅻ products": "Ⅻ products",
        "½ percent": "½ percent",
        "\ufeff5 USD": "\ufeff5 USD",
        "5\u200bUSD": "\u200bUSD",
        "5 USD\u200d": "USD\u200d",
        "5\u202eUSD": "\u202eUSD",
        "\ud8005 USD": "\ud8005 USD",
        "5 \udfff": "\udfff",
        "5\x00 USD": "\x00 USD",
        "5\x1fUSD": "\x1fUSD",
        "5\x1b[31m USD": "\x1b[31m USD",
        "5\x85USD": "\x85USD",
        "5 USD\x7f": "\x7f",
        "5 \u0130stanbul": "5 \u0130stanbul",
        "\U0001f4b5 5": "\U0001f4b5 5",
    },
    "signs that mean two currencies": {
        "¥": "¥",
        "¥152 billion": "¥152 billion",
        "￥152 billion": "¥152 billion",
        "more than ¥152 billion": "¥152 billion",
    },
    "hedges that do not hold": {
        "about nearly 250 exhibitors": "nearly 250 exhibitors",
        "more than about 5 percent": "about 5 percent",
        "nearly 500+ exhibitors": "+ exhibitors",
        "about 5 percent or more": "or more",
        "不到1520多亿元": "多亿元",
        "超100家以上": "以上",
        "nearly 0 exhibitors": "0 exhibitors",
        "about 0 percent": "0 percent",
        "exactly one third": "one third",
    },
    "directions that do not hold": {
        "down -5 percent": "-5 percent",
        "down 5 percent drop": "drop",
        "up 5 percent increase": "increase",
        "--5 percent": "-5 percent",
        "up 5 percent drop": "drop",
    },
    "ranges that do not hold": {
        "between 5": "5",
        "between and": "",
        "between 5 and": "",
        "between between 5 and 6 percent": "between 5",
        "between 20 and 10 percent": "20 and 10 percent",
        "between -5 and -10 percent": "-5 and -10 percent",
        "between 5 percent and 10 USD": "5 percent and 10 USD",
        "between 5 foo and 10 percent": "foo",
        "between 5 percent drop and 10 percent": "5 percent drop and 10 percent",
        "between 5 and 10 percent or more": "5 and 10 percent or more",
        "between 5+ and 10 percent": "5+ and 10 percent",
        "between about 5 and 10 percent": "about 5",
        "between 10 and about 20 percent": "about 20 percent",
        "more than between 5 and 10 percent": "between 5 and 10 percent",
        "between 10 and 20 percent of exhibitors": "of exhibitors",
        "down between -10 and -5 percent": "-10 and -5 percent",
        "down between 5 and 10 percent drop": "5 and 10 percent drop",
        "介于10%": "10%",
    },
}


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        pytest.param(text, unread, id=repr(text))
        for group in REFUSED.values()
        for text, unread in group.items()
    ],
)
def test_wording_is_refused_and_the_unread_part_named(text: str, unread: str) -> None:
    with pytest.raises(ex.errors.ParseError) as caught:
        ex.Amount.parse(text)
    error = caught.value
    assert error.text == text
    assert error.unread == unread
    assert error.rule
    assert not str(error).endswith(".")


HOSTILE = {
    "a million digits": "9" * 10**6 + " CNY",
    "a million letters": "a" * 10**6,
    "a million zeros behind the point": "0." + "0" * 10**6 + " USD",
    "signs": "-" * 999,
    "hedges": "5 products" + "左右" * 490,
    "words": "5 " + "products " * 110,
    "letters": "5 " + "a " * 490,
    "measure words": "5" + "种" * 990,
    "adjectives": "5 " + "chinese " * 120,
    "joints": "5 " + "products and " * 75 + "services",
    "kinds": "5 " + "kinds of " * 110,
    "compounds": "5 " + "USD per " * 120 + "t",
    "strokes": "5 " + "t/" * 490,
    "scales": "5" + "万" * 990,
    "numerals": "一" * 1000,
    "hundreds": "one hundred and " * 60,
    "pluses": "5" + "+" * 990,
    "ranges": "between " + "1 and " * 160,
    "drops": "5 percent" + " drop" * 195,
    "canonical digits": "EXACT " + "9" * 3900 + " CNY",
    "canonical units": "EXACT 5 " + "USD*" * 900 + "USD",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_answered_at_once(text: str) -> None:
    start = time.perf_counter()
    with suppress(ex.ExpotradeError):
        ex.Amount.parse(text)
    assert time.perf_counter() - start < 2
