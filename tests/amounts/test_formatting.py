"""Amounts in the words of a language: what is written, and that what is stated reads back."""

import pytest

import expotrade as ex
from searching import some

STATED = [
    ("MORE_THAN 152E+9 CNY", "more than CNY 152 billion", "超过1520亿元"),
    ("ROUNDED 78.41E+9 USD", "USD 78.41 billion", "784.1亿美元"),
    ("ROUNDED 1.30E+12 CNY", "CNY 1.30 trillion", "1.30万亿元"),
    ("EXACT 442 product", "442 products", "442项产品"),
    ("EXACT 1 product", "1 product", "1项产品"),
    ("EXACT 1 economy", "1 country or region", "1个国家和地区"),
    ("EXACT 0 exhibitor", "0 exhibitors", "0家参展商"),
    ("EXACT 2848 enterprise", "2,848 enterprises", "2848家企业"),
    ("EXACT 3000 exhibitor", "exactly 3,000 exhibitors", "正好3000家参展商"),
    ("EXACT 1.5 product", "exactly 1.5 products", "正好1.5项产品"),
    ("EXACT 1E+6 product", "exactly 1 million products", "正好100万项产品"),
    ("EXACT 78.41E+9 USD", "exactly USD 78.41 billion", "正好784.1亿美元"),
    ("EXACT 6.7 percent", "exactly 6.7 percent", "正好6.7%"),
    ("EXACT 5 day", "5 days", "5天"),
    ("NEARLY 250 exhibitor", "nearly 250 exhibitors", "近250家参展商"),
    ("APPROXIMATELY 100E+6 CNY", "about CNY 100 million", "约10000万元"),
    ("APPROXIMATELY 20E+5 CNY", "about CNY 2.0 million", "约200万元"),
    ("AT_LEAST 30 percent", "at least 30 percent", "至少30%"),
    ("LESS_THAN 100 exhibitor", "less than 100 exhibitors", "不到100家参展商"),
    ("AT_MOST 5 percent", "at most 5 percent", "至多5%"),
    ("MORE_THAN 0 USD", "more than USD 0", "超过0美元"),
    ("ROUNDED 23 percent", "23 percent", "23%"),
    ("ROUNDED 0 percent", "0 percent", "0%"),
    ("ROUNDED -2.6 percent", "down 2.6 percent", "下降2.6%"),
    ("MORE_THAN -2.6 percent", "down more than 2.6 percent", "下降超过2.6%"),
    ("ROUNDED -2.6 pp", "down 2.6 percentage points", "下降2.6个百分点"),
    ("EXACT -5 USD", "minus exactly USD 5", "负正好5美元"),
    ("ROUNDED 1.50 multiple", "1.50 times", "1.50倍"),
    ("ROUNDED 5 USD/exhibitor", "USD 5 per exhibitor", "5美元/参展商"),
    ("ROUNDED 929E+3 t", "929,000 tonnes", "92.9万吨"),
    ("ROUNDED 929000 t", "929.000 thousand tonnes", "92.9000万吨"),
    ("ROUNDED 1.426E+9 kg", "1.426 billion kilograms", "14.26亿公斤"),
    ("ROUNDED 3E+3 exhibitor", "3,000 exhibitors", "3,000家参展商"),
    ("ROUNDED 3.5E+4 exhibitor", "35,000 exhibitors", "3.5万家参展商"),
    ("ROUNDED 20 USD", "USD 20", "20美元"),
    ("ROUNDED 1E-12 USD", "USD 0.000000000001", "0.000000000001美元"),
    ("ROUNDED 5 CAD", "CAD 5", "5加元"),
]


@pytest.mark.parametrize(("canonical", "english", "chinese"), STATED)
def test_stated_amount_is_written_as_the_press_prints_it_and_reads_back(
    canonical: str, english: str, chinese: str
) -> None:
    amount = ex.Amount.parse(canonical)
    assert f"{amount:short}" == amount.format() == amount.format(locale="en_GB") == english
    assert amount.format(locale="zh_CN") == amount.format(locale="zh-Hans") == chinese
    assert ex.Amount.parse(english) == amount
    assert ex.Amount.parse(chinese) == amount


RANGES = [
    ("BETWEEN 15 percent [10..20]", "between 10 and 20 percent", "介于10和20%"),
    ("BETWEEN 1.25E+9 USD [1E+9..1.5E+9]", "between USD 1 and 1.5 billion", "介于10和15亿美元"),
    ("BETWEEN 12E+3 visit [10E+3..14E+3]", "between 10,000 and 14,000 visits", "介于1和1.4万人次"),
    (
        "BETWEEN 1500E+12 CNY [1000E+12..2000E+12]",
        "between CNY 1,000 and 2,000 trillion",
        "介于1,000和2,000万亿元",
    ),
    ("BETWEEN 5 exhibitor [5..5]", "between 5 and 5 exhibitors", "介于5和5家参展商"),
]


@pytest.mark.parametrize(("canonical", "english", "chinese"), RANGES)
def test_range_about_its_middle_is_written_by_its_ends_and_reads_back(
    canonical: str, english: str, chinese: str
) -> None:
    amount = ex.Amount.parse(canonical)
    assert (amount.format(), amount.format(locale="zh")) == (english, chinese)
    assert ex.Amount.parse(english) == ex.Amount.parse(chinese) == amount


BRACKETED = [
    (
        "BETWEEN 10.2348 percent [10.22..10.25]",
        "10.2348 percent (10.22 to 10.25)",
        "10.2348%（10.22至10.25）",
    ),
    ("BETWEEN 15 percent [10..21]", "15 percent (10 to 21)", "15%（10至21）"),
    ("BETWEEN -15 percent [-20..-10]", "-15 percent (-20 to -10)", "-15%（-20至-10）"),
    ("BETWEEN 0 USD [-1..1]", "USD 0 (-1 to 1)", "0美元（-1至1）"),
    ("BETWEEN 5 USD [4..]", "USD 5 (4 or more)", "5美元（4以上）"),
    ("BETWEEN 5 USD [..6]", "USD 5 (6 or less)", "5美元（6以下）"),
    ("BETWEEN 7 percent [..]", "7 percent (no bounds)", "7%（无界）"),
    ("AT_MOST 5 USD [..5]", "at most USD 5 (5 or less)", "至多5美元（5以下）"),
    ("LESS_THAN -5 percent [-5..0]", "less than -5 percent (-5 to 0)", "不到-5%（-5至0）"),
    ("ROUNDED 7 exhibitor", "7 exhibitors (6.5 to 7.5)", "7家参展商（6.5至7.5）"),
    ("ROUNDED 7E+2 exhibitor", "700 exhibitors (650 to 750)", "700家参展商（650至750）"),
    ("ROUNDED 1E+2 exhibitor", "100 exhibitors (75 to 125)", "100家参展商（75至125）"),
    ("APPROXIMATELY 1E+2 exhibitor", "about 100 exhibitors (75 to 125)", "约100家参展商（75至125）"),
    (
        "APPROXIMATELY 2000 exhibitor",
        "about 2,000 exhibitors (1,750 to 2,250)",
        "约2000家参展商（1,750至2,250）",
    ),
    ("ROUNDED 2E+1 USD", "USD 20 (15 to 25)", "20美元（15至25）"),
    ("ROUNDED -5E+6 USD", "minus USD 5 million", "负500万美元（-550万至-450万）"),
    (
        "BETWEEN 0.00000015 USD [0.0000001..0.0000002]",
        "USD 0.00000015 (0.0000001 to 0.0000002)",
        "0.00000015美元（0.0000001至0.0000002）",
    ),
    (
        "BETWEEN 1234567 USD [1234566.5..1234567.6]",
        "USD 1.23457 million (1.23456 to 1.23457 million)",
        "123.457万美元（123.456万至123.457万）",
    ),
    (
        "ROUNDED 1E+20 USD",
        "USD 100,000,000 trillion (75,000,000 to 125,000,000 trillion)",
        "100000000万亿美元（75,000,000万亿至125,000,000万亿）",
    ),
]


@pytest.mark.parametrize(("canonical", "english", "chinese"), BRACKETED)
def test_bounds_that_no_wording_says_follow_in_brackets(canonical: str, english: str, chinese: str) -> None:
    amount = ex.Amount.parse(canonical)
    assert (amount.format(), amount.format(locale="zh_CN")) == (english, chinese)


def test_shown_bounds_are_rounded_outwards() -> None:
    third = ex.Amount(1, "USD") / 3
    assert third.format() == "USD 0.333333 (0.333333 to 0.333334)"
    assert (third * -1).format() == "USD -0.333333 (-0.333334 to -0.333333)"
    far = ex.Amount.between("1E-9", "1E+9", "USD", value=5)
    assert far.format() == "USD 5 (0.00000 to 1,000,000,000)"


def test_format_specification() -> None:
    amount = ex.Amount.parse("more than 152 billion yuan")
    assert f"{amount}" == str(amount) == "MORE_THAN 152E+9 CNY"
    assert f"{amount:short}" == "more than CNY 152 billion"
    for spec in (".2f", "long", ">20", "SHORT"):
        with pytest.raises(ex.errors.AmountTypeError):
            format(amount, spec)


@pytest.mark.parametrize(
    ("locale", "kind"),
    [
        ("fr", ex.errors.UnknownNameError),
        ("ja_JP", ex.errors.UnknownNameError),
        ("", ex.errors.UnknownNameError),
        ("xx", ex.errors.UnknownNameError),
        ("en_XX_YY_ZZ", ex.errors.UnknownNameError),
        ("x" * 10**5, ex.errors.UnknownNameError),
        ("\ud800", ex.errors.UnknownNameError),
        (None, ex.errors.AmountTypeError),
        (5, ex.errors.AmountTypeError),
        (["en"], ex.errors.AmountTypeError),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_locale_of_another_language_is_an_error(locale: str, kind: type[ex.ExpotradeError]) -> None:
    with pytest.raises(kind) as caught:
        ex.Amount(5, "USD").format(locale=locale)
    assert len(str(caught.value)) < 400


def test_unknown_locale_names_those_that_work() -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.Amount(5, "USD").format(locale="fr")
    assert caught.value.nearest == ("en", "zh_CN")


def test_nouns_of_the_caller() -> None:
    table = ex.UnitTable.builtin().with_nouns({"drone": ["drones", "无人机"]})
    amount = ex.Amount(50, "drone", hedge=ex.Hedge.MORE_THAN, units=table)
    assert amount.format(units=table) == "more than 50 drones"
    assert amount.format(locale="zh", units=table) == "超过50个无人机"
    assert amount.format() == "more than 50 drone"
    assert ex.Amount.parse(amount.format(units=table), units=table) == amount


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize(
    "hedge", [ex.Hedge.EXACT, ex.Hedge.ROUNDED, ex.Hedge.MORE_THAN], ids=lambda hedge: hedge.name
)
def test_every_unit_reads_back(locale: str, hedge: ex.Hedge) -> None:
    turn = ["EXACT", "ROUNDED", "MORE_THAN"].index(hedge.name)  # by default the four values take turns
    for number, code in enumerate(sorted(ex.UnitTable.builtin().codes)):
        for unit in (code, ex.UnitTable.builtin().resolve(f"{code}/exhibitor")):
            for value in some(("5", "1E+4", "3E+8", "-2.5"), 4, number + turn):
                amount = ex.Amount(value, unit, hedge=hedge)
                text = amount.format(locale=locale)
                assert text.endswith((")", "）")) or ex.Amount.parse(text) == amount


@pytest.mark.parametrize(
    "canonical",
    [
        "EXACT 1.00000000001E-390 USD",
        "EXACT 1E-400 percent",
        "EXACT 9.99E+399 USD",
        "ROUNDED 9E+400 USD",
        "BETWEEN 7E+400 USD [6E+400..9E+400]",
        "BETWEEN 7E+400 USD [-9E+400..9E+400]",
        "BETWEEN 2E-400 USD [1E-400..3E-400]",
        "BETWEEN 2 USD [1E-400..9E+400]",
        "BETWEEN 1E-400 USD [-9E+400..9E+400]",
        "BETWEEN 5E+12 USD [1E-400..9E+400]",
        "BETWEEN 5E+12 USD [..]",
        "BETWEEN 9E+400 USD [1E-400..]",
    ],
)
@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_numbers_at_the_edge_of_the_range_are_written(canonical: str, locale: str) -> None:
    amount = ex.Amount.parse(canonical)
    text = amount.format(locale=locale)
    assert text.endswith((")", "）")) or ex.Amount.parse(text) == amount


@pytest.mark.parametrize(
    ("canonical", "short"),
    [
        ("MORE_THAN 20990324773.80890120809581 USD", "more than USD 20.9903 billion"),
        ("AT_MOST 20990324773.80890120809581 USD", "at most USD 20.9904 billion"),
        ("MORE_THAN -2.123456789012345678 percent", "down more than 2.12345 percent"),
    ],
)
def test_long_open_ended_numbers_are_cut_to_the_side_that_stays_true(canonical: str, short: str) -> None:
    assert f"{ex.Amount.parse(canonical):short}" == short
