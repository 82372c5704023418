"""Units: names to codes, labels, the algebra of codes."""

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from decimal import ROUND_UP, Context, Decimal, localcontext
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Barrier
from unicodedata import normalize

import pytest
from hypothesis import assume, given, strategies as st

import expotrade as ex
from expotrade.units import divide, is_convertible, is_same_dimension, multiply, ratio, reciprocal

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "expotrade" / "data"
UNITS = json.loads((DATA / "units.json").read_text("utf-8"))
MONEY = json.loads((DATA / "currencies.json").read_text("utf-8"))["currencies"]
TABLE = ex.UnitTable.builtin()
ONE = (Decimal(1), Decimal(1))

# What one of each convertible unit is in grams, in square meters, in hundredths: the oracle, kept apart from the data.
GRAMS = {
    "t": Fraction(1_000_000),
    "kg": Fraction(1000),
    "g": Fraction(1),
    "jin": Fraction(500),
    "lb": Fraction("453.59237"),
}
SQUARE_METERS = {
    "m2": Fraction(1),
    "ha": Fraction(10_000),
    "km2": Fraction(1_000_000),
    "sqft": Fraction("0.09290304"),
    "acre": Fraction("4046.8564224"),
    "mu": Fraction(2000, 3),
}
HUNDREDTHS = {"percent": Fraction(1), "multiple": Fraction(100)}
CONVERTIBLE = GRAMS | SQUARE_METERS | HUNDREDTHS

simple_codes = st.sampled_from([*CONVERTIBLE, "USD", "CNY", "exhibitor", "visitor", "day", "year", "drone"])
compounds = st.builds(
    lambda above, below: ("*".join(above) or "multiple") + "".join(f"/{code}" for code in below),
    st.lists(simple_codes.filter(lambda code: code != "drone"), max_size=2),
    st.lists(simple_codes.filter(lambda code: code != "drone"), max_size=1),
).map(TABLE.resolve)
units = simple_codes | compounds


def copied(text: str) -> str:
    """An equal text that is another object."""
    return "".join(list(text))


def fraction(pair: tuple[Decimal, Decimal]) -> Fraction:
    numerator, denominator = pair
    return Fraction(numerator) / Fraction(denominator)


def names_by_code() -> list[tuple[str, str]]:
    """Every name in the data, read as naively as can be."""
    rows = []
    for code, entry in (UNITS["measured"] | UNITS["counted"]).items():
        rows += [
            (name, code)
            for name in (code, *entry["en"], entry["zh"][1], "".join(entry["zh"]), *entry["names"])
        ]
    for code, entry in MONEY.items():
        rows += [(name, code) for name in (code, entry["zh"], *entry["names"])]
    for code, entry in UNITS["currencies"].items():
        rows += [
            (name, code) for name in (*entry["signs"], *entry["names"], *filter(None, [entry.get("zh")]))
        ]
    return rows


class TestNames:
    def test_every_name_in_the_table_resolves_to_its_code(self):
        replaced = {MONEY[code]["zh"] for code, entry in UNITS["currencies"].items() if "zh" in entry}
        for name, code in names_by_code():
            assert TABLE.resolve(name) == code, name
        assert "人民币" in replaced

    def test_no_name_is_claimed_by_two_codes(self):
        claims: dict[str, set[str]] = {}
        for name, code in names_by_code():
            if name not in UNITS["only_in_capitals"]:
                claims.setdefault(name.casefold(), set()).add(code)
        assert {name: codes for name, codes in claims.items() if len(codes) > 1} == {}
        # A code is a code wherever one is written; as a printed word "lb" may be pounds of money too.
        assert claims.keys() & UNITS["ambiguous"].keys() == {"lb"}

    def test_names_in_the_data_are_folded_as_a_look_up_folds_them(self):
        names = [name for entry in MONEY.values() for name in entry["names"]]
        names += [
            name
            for part in ("measured", "counted", "currencies")
            for e in UNITS[part].values()
            for name in e["names"]
        ]
        names += [
            *UNITS["ambiguous"],
            *UNITS["partitives"],
            *(w for row in UNITS["adjectives"] for w in row["words"]),
        ]
        for name in names:
            assert name == name.casefold(), name
            assert not set(name) & set("-_/*·"), name
            assert normalize("NFKC", name) == name or name in "₨﷼", name
            assert not set(name) & UNITS["traditional"].keys(), name

    def test_rules_of_the_data_speak_of_known_codes(self):
        mentioned = {code for row in UNITS["adjectives"] for code in row["of"]}
        mentioned |= {*UNITS["mixed"], *(code for others in UNITS["mixed"].values() for code in others)}
        mentioned |= {*UNITS["partitives"].values(), *UNITS["only_in_capitals"], *UNITS["currencies"]}
        mentioned |= {code for codes in UNITS["ambiguous"].values() for code in codes}
        mentioned |= {code for codes in UNITS["ambiguous_signs"].values() for code in codes}
        assert mentioned <= TABLE.codes

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("yuan", "CNY"), ("RMB", "CNY"), ("Renminbi", "CNY"), ("元", "CNY"), ("人民币", "CNY"),
            ("元人民币", "CNY"),
            ("人民币元", "CNY"), ("US$", "USD"), ("$", "USD"), ("US dollars", "USD"), ("U.S. dollars", "USD"),
            ("US Dollars", "USD"), ("美元", "USD"), ("美金", "USD"), ("億美元"[1:], "USD"), ("HK$", "HKD"),
            ("港幣", "HKD"),
            ("A$", "AUD"), ("S$", "SGD"), ("C$", "CAD"), ("NT$", "TWD"), ("NZ$", "NZD"), ("R$", "BRL"),
            ("€", "EUR"),
            ("£", "GBP"), ("pounds sterling", "GBP"), ("₩", "KRW"), ("₽", "RUB"), ("₹", "INR"), ("฿", "THB"),
            ("₫", "VND"),
            ("₸", "KZT"), ("Swiss francs", "CHF"), ("usd", "USD"), ("EUR", "EUR"), ("ALL", "ALL"),
            ("tons", "t"), ("metric tons", "t"), ("吨", "t"), ("公吨", "t"), ("KG", "kg"), ("千克", "kg"),
            ("斤", "jin"),
            ("square metres", "m2"), ("square-meter", "m2"), ("sqm", "m2"), ("m²", "m2"), ("㎡", "m2"),
            ("平米", "m2"),
            ("公顷", "ha"), ("亩", "mu"), ("%", "percent"), ("％", "percent"), ("per cent", "percent"),
            ("percentage points", "pp"), ("个百分点", "pp"), ("times", "multiple"), ("fold", "multiple"),
            ("倍", "multiple"),
            ("days", "day"), ("个月", "month"), ("consecutive years", "year"),
        ],
    )  # fmt: skip
    def test_measured_names(self, name, code):
        assert TABLE.find(name) == code
        assert TABLE.find(f"  {name.upper() if name.isascii() and len(name) > 3 else name} ") == code

    @pytest.mark.parametrize(
        ("printed", "code"),
        [
            ("enterprises and institutions", "enterprise"), ("companies and institutions", "enterprise"),
            ("Companies, institutions and international organizations", "enterprise"),
            ("企业和机构", "enterprise"),
            ("small and medium-sized enterprises", "sme"),
            ("small and medium-sized companies", "sme"),
            ("upstream and downstream enterprises", "enterprise"),
            ("Chinese and foreign enterprises", "enterprise"),
            ("companies", "enterprise"), ("businesses", "enterprise"), ("家中外企业", "enterprise"),
            ("家", "enterprise"),
            ("Fortune Global 500 companies", "enterprise"),
            ("家世界500强和行业龙头企业", "enterprise"),
            ("countries and regions", "economy"), ("countries & regions", "economy"),
            ("countries", "economy"),
            ("countries, regions and international organizations", "economy"), ("个国家和地区", "economy"),
            ("countries, regions, and international organisations", "economy"), ("國家、地區和國際組織", "economy"),
            ("countries and international organizations", "economy"), ("国家和国际组织", "economy"),
            ("国", "economy"),
            ("products, technologies and services", "product"),
            ("products, technologies, and services", "product"),
            ("new products, technologies, and services", "product"),
            ("new products and services", "product"),
            ("new products, new technologies or services", "product"), ("项新产品、新技术、新服务", "product"),
            ("new products, technologies or service items", "product"),
            ("项代表性首发新产品、新技术、新服务", "product"),
            ("trade deals and tentative agreements", "deal"), ("tentative deals", "deal"),
            ("cooperation agreements or letters of intent", "agreement"),
            ("memoranda of understanding", "memorandum"),
            ("exhibiting companies", "exhibitor"), ("exhibiting enterprises", "exhibitor"),
            ("参展商", "exhibitor"),
            ("参展企业", "exhibitor"), ("co-exhibitors", "co_exhibitor"), ("professional visitors", "visitor"),
            ("名专业观众", "visitor"), ("观众", "visitor"), ("人次", "visit"), ("人次观众", "visit"),
            ("people", "person"),
            ("采购商", "buyer"), ("名境外採購商", "buyer"), ("overseas buyers", "buyer"), ("展位", "booth"),
            ("standard booths", "booth"), ("个标准展位", "booth"), ("potential partnerships", "partnership"),
            ("core suppliers", "supplier"), ("supply chain partners", "partner"),
            ("cooperation intentions", "intention"),
            ("kinds of imported commodities", "kind"), ("种商品", "kind"), ("种", "kind"),
            ("production lines", "production_line"),
            ("workshops", "workshop"), ("vehicles", "vehicle"), ("units", "unit"), ("new indices", "index"),
            ("projects", "project"), ("合作项目", "project"), ("合同", "contract"),
            ("trading teams", "delegation"),
            ("政府交易团", "delegation"), ("场配套活动", "event"), ("matchmaking sessions", "session"),
            ("届", "edition"),
            ("pavilions", "pavilion"), ("brands", "brand"), ("個品牌", "brand"), ("markets", "market"),
            ("achievements", "achievement"),
        ],
    )  # fmt: skip
    def test_phrases_are_the_code_of_their_leading_noun(self, printed, code):
        assert TABLE.resolve(printed) is TABLE.resolve(code)

    @pytest.mark.parametrize(
        "stray",
        [
            "", " ", "all", "top", "exhibitors and visitors", "products,", "and products", "new", "new buyers", "-USD",
            "USD_", "products, and dragons", "dragons and products",
            "5 products", "products of China", "人次龙",
            "家家家家家家",
            "new new new new new products", "个美人", "USD/", "new dragons and products", "products, new dragons",
        ],
    )  # fmt: skip
    def test_what_is_no_name_as_a_whole_is_unknown(self, stray):
        assert TABLE.find(stray) is None

    @pytest.mark.parametrize(
        "name", ["peso", "rupees", "franc", "krona", "kr", "dinar", "rial", "比索", "¥", "￥"]
    )
    def test_ambiguous_names_are_unknown_and_name_the_choice(self, name):
        assert TABLE.find(name) is None
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            TABLE.resolve(name)
        assert len(caught.value.nearest) > 1
        assert all(map(TABLE.is_currency, caught.value.nearest))
        assert "it may mean any of these" in str(caught.value)

    def test_an_ambiguous_name_inside_a_compound_says_where_it_stands(self):
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            TABLE.resolve("pesos per visitor")
        assert caught.value.name == "pesos"
        assert "'pesos per visitor'" in caught.value.advice

    @pytest.mark.parametrize(
        ("name", "nearest"),
        [
            ("exhibiters", "exhibitors"),
            ("cad", "CAD"),
            ("viistor", "visitor"),
            ("参展商家", "参展商"),
            ("kgg", "kg"),
        ],
    )
    def test_unknown_names_suggest_the_nearest(self, name, nearest):
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            TABLE.resolve(name)
        assert nearest in caught.value.nearest
        assert TABLE.nearest(name) == caught.value.nearest

    def test_suggestions_are_few_and_of_different_units(self):
        found = [TABLE.resolve(name) for name in TABLE.nearest("exhibitionz")]
        assert 0 < len(found) == len(set(found)) <= 3
        assert TABLE.nearest("qqqqqqqqqq") == ()

    @pytest.mark.parametrize("size", [201, 1_000_000])
    def test_a_name_beyond_reason_is_refused_at_once(self, size):
        for text in ("x" * size, "参" * size, "new " * size, "USD*" * size):
            assert TABLE.find(text) is None
            assert TABLE.nearest(text) == ()
            with pytest.raises(ex.errors.UnknownNameError, match="at most 200 characters"):
                TABLE.resolve(text)

    @given(st.text(max_size=220) | st.text("新中外,和家个人次 andnew-&/*1", max_size=200))
    def test_any_text_is_a_code_or_an_error_of_ours(self, text):
        try:
            code = TABLE.resolve(text)
        except ex.ExpotradeError:
            assert TABLE.find(text) is None
        else:
            assert TABLE.resolve(code) is code

    @pytest.mark.parametrize("value", [None, 5, b"USD", 1.5])
    def test_a_unit_is_text(self, value):
        with pytest.raises(ex.errors.AmountTypeError, match="take as a unit"):
            TABLE.resolve(value)

    def test_codes_are_interned(self):
        assert TABLE.resolve(copied("US dollars")) is sys.intern("USD")
        assert TABLE.find(copied("USD")) is sys.intern("USD")
        assert TABLE.resolve("yuan / exhibitors") is sys.intern("CNY/exhibitor")
        assert TABLE.find("人次观众") is sys.intern("visit")


class TestCurrencies:
    def test_the_codes_of_iso_4217_are_there(self):
        # A sample of list one from every continent, of the funds, and of what the euro replaced.
        codes = (
            "USD CNY EUR JPY GBP HKD MOP TWD KRW VND THB MYR SGD IDR PHP KHR LAK MMK BND INR KZT KGS UZS RUB "
        )
        codes += "AUD NZD CAD MXN BRL ARS CLP PEN ZAR EGP NGN KES XAF XOF XPF CHF SEK NOK DKK ISK PLN CZK HUF TRY AED "
        codes += "SAR ZWG XCG VED SVC SLE XDR XAD CLF UYW HRK BGN"
        assert set(codes.split()) <= TABLE.codes
        assert all(map(TABLE.is_currency, codes.split()))
        assert len(MONEY) == 177

    def test_metals_and_test_codes_are_no_currencies(self):
        # Codes of ISO 4217 that are no money: gold, silver, the test code, and XXX for "no currency".
        assert TABLE.codes.isdisjoint({"XAU", "XAG", "XTS", "XXX"})

    def test_signs_come_longest_first_and_say_what_is_ambiguous(self):
        signs = TABLE.currency_signs()
        assert [len(sign) for sign in signs] == sorted(map(len, signs), reverse=True)
        assert signs["$"] == signs["US$"] == "USD"
        assert signs["RMB"] == "CNY"
        assert signs["¥"] == signs["￥"] == ("CNY", "JPY")
        for sign, code in signs.items():
            assert TABLE.find(sign) == (code if isinstance(code, str) else None)
            assert TABLE.find(sign) or TABLE.nearest(sign) == code

    def test_signs_cannot_be_changed(self):
        with pytest.raises(TypeError):
            TABLE.currency_signs()["$"] = "CAD"

    def test_the_data_is_rebuilt_without_a_difference(self):
        babel = pytest.importorskip("babel")
        text = (DATA / "currencies.json").read_text("utf-8")
        if f"Babel {babel.__version__}," not in json.loads(text)["origin"]:
            pytest.skip(f"the data was built with another Babel than {babel.__version__}")
        spec = spec_from_file_location(
            "build_currencies", ROOT / "datasets" / "tables" / "build_currencies.py"
        )
        tool = module_from_spec(spec)
        spec.loader.exec_module(tool)
        assert tool.build() == text


class TestKinds:
    def test_counted_and_measured(self):
        for code in TABLE.codes:
            assert TABLE.is_counted(code) == (code in UNITS["counted"])
            assert TABLE.is_currency(code) == (code in MONEY)
        assert {"day", "month", "year", "exhibitor"} <= UNITS["counted"].keys()

    @pytest.mark.parametrize("compound", ["USD/exhibitor", "1/USD", "kg*t", "exhibitor/day"])
    def test_a_compound_is_measured_and_no_currency(self, compound):
        assert not TABLE.is_counted(compound)
        assert not TABLE.is_currency(compound)


class TestLabels:
    @pytest.mark.parametrize(
        ("code", "one", "many", "chinese"),
        [
            ("product", "product", "products", "项产品"), ("enterprise", "enterprise", "enterprises", "家企业"),
            ("percent", "percent", "percent", "%"), ("pp", "percentage point", "percentage points", "个百分点"),
            ("t", "tonne", "tonnes", "吨"), ("m2", "square meter", "square meters", "平方米"),
            ("USD", "USD", "USD", "美元"),
            ("CNY", "CNY", "CNY", "元"), ("visit", "visit", "visits", "人次"),
            ("person", "person", "people", "人"),
            ("economy", "country or region", "countries and regions", "个国家和地区"),
            ("multiple", "time", "times", "倍"),
            ("USD/exhibitor", "USD per exhibitor", "USD per exhibitor", "美元/参展商"),
            ("product/exhibitor", "product per exhibitor", "products per exhibitor", "产品/参展商"),
            ("1/USD", "per USD", "per USD", "/美元"), ("kg*t", "kilogram·tonne", "kilogram·tonnes", "公斤·吨"),
            ("t/day*exhibitor", "tonne per day·exhibitor", "tonnes per day·exhibitor", "吨/天·参展商"),
            ("space_ship", "space ship", "space ship", "space ship"),
        ],
    )  # fmt: skip
    def test_labels(self, code, one, many, chinese):
        assert TABLE.label(code, "en", False) == one
        assert TABLE.label(code, "en", True) == many
        assert TABLE.label(code, "zh", True) == TABLE.label(code, "zh", False) == chinese

    @given(units.filter(lambda unit: "drone" not in unit), st.booleans(), st.sampled_from(["en", "zh"]))
    def test_a_label_resolves_to_its_code(self, unit, plural, language):
        assert TABLE.resolve(TABLE.label(unit, language, plural)) is TABLE.resolve(unit)

    def test_every_simple_label_resolves_to_its_code(self):
        for code in TABLE.codes:
            for language, plural in (("en", True), ("en", False), ("zh", True)):
                assert TABLE.resolve(TABLE.label(code, language, plural)) is code

    def test_another_language_is_an_error(self):
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            TABLE.label("USD", "fr", True)
        assert caught.value.nearest == ("en", "zh")

    def test_measure_words(self):
        words = TABLE.measure_words()
        assert {"家", "个", "個", "项", "名", "位", "件", "种", "辆", "人次"} <= set(words)
        assert [len(word) for word in words] == sorted(map(len, words), reverse=True)


class TestCompounds:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("USD/exhibitor", "USD/exhibitor"), ("yuan / exhibitors", "CNY/exhibitor"),
            ("yuan per exhibitor", "CNY/exhibitor"),
            ("1/USD", "1/USD"), ("per US dollar", "1/USD"), ("/美元", "1/USD"), ("t*kg", "kg*t"),
            ("tonnes·kilograms", "kg*t"),
            ("USD*USD", "USD*USD"), ("USD/exhibitor/day", "USD/day*exhibitor"),
            ("USD/exhibitor*day", "USD/day*exhibitor"),
            ("percent per year", "percent/year"), ("USD*exhibitor/exhibitors", "USD"),
            ("t/t", "multiple"), ("1/times", "multiple"),
            ("USD*multiple", "USD"), ("kg/t", "kg/t"), ("multiple/USD", "1/USD"),
            ("美元/参展商", "USD/exhibitor"),
            ("ALL per visitor", "ALL/visitor"),
        ],
    )  # fmt: skip
    def test_spelling(self, name, code):
        assert TABLE.resolve(name) is sys.intern(code)

    @pytest.mark.parametrize(
        "name", ["USD/", "*", "/", "//", "USD//exhibitor", "USD**2", "1", "1*USD", "5/USD", "USD/1"]
    )
    def test_half_a_compound_is_unknown(self, name):
        with pytest.raises(ex.errors.UnknownNameError):
            TABLE.resolve(name)

    def test_at_most_eight_factors(self):
        assert TABLE.resolve("*".join(["USD"] * 8)).count("USD") == 8
        with pytest.raises(ex.errors.AmountError, match="at most 8 factors"):
            TABLE.resolve("*".join(["USD"] * 5) + "/" + "*".join(["day"] * 4))

    @given(units)
    def test_resolving_twice_changes_nothing(self, unit):
        assume("drone" not in unit)
        assert TABLE.resolve(TABLE.resolve(unit)) is TABLE.resolve(unit)


class TestRatio:
    @pytest.mark.parametrize("family", [GRAMS, SQUARE_METERS, HUNDREDTHS])
    def test_every_pair_of_a_dimension_is_exact(self, family):
        for left, one in family.items():
            for right, other in family.items():
                assert fraction(ratio(left, right)) == one / other

    @pytest.mark.parametrize(
        ("left", "right", "pair"),
        [
            ("t", "kg", ("1E+3", "1")), ("kg", "t", ("1", "1E+3")), ("t", "g", ("1E+6", "1")),
            ("percent", "multiple", ("1", "1E+2")),
            ("km2", "ha", ("1E+2", "1")), ("USD/t", "USD/kg", ("1", "1E+3")),
            ("mu", "m2", ("2E+3", "3")), ("t*t", "kg*kg", ("1E+6", "1")),
            ("USD", "USD", ("1", "1")), ("USD*percent", "USD", ("1", "1E+2")),
            ("t/kg", "percent", ("1E+5", "1")),
        ],
    )  # fmt: skip
    def test_lowest_terms_with_powers_of_ten(self, left, right, pair):
        assert [number.as_tuple() for number in ratio(left, right)] == [
            Decimal(text).as_tuple() for text in pair
        ]

    @given(units, units)
    def test_there_and_back_is_one(self, left, right):
        if is_convertible(left, right):
            numerator, denominator = ratio(left, right)
            assert ratio(right, left) == (denominator, numerator)
            assert fraction(ratio(left, right)) * fraction(ratio(right, left)) == 1
        else:
            with pytest.raises(ex.errors.UnitMismatchError) as caught:
                ratio(left, right)
            assert (caught.value.operation, caught.value.left, caught.value.right) == ("convert", left, right)

    @given(units)
    def test_a_unit_is_one_of_itself(self, unit):
        assert ratio(unit, copied(unit)) == ONE
        assert is_same_dimension(unit, copied(unit))

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("exhibitor", "visitor"), ("day", "month"), ("month", "year"), ("pp", "multiple"),
            ("t", "m2"), ("USD", "exhibitor"),
            ("USD/day", "USD"), ("drone", "robot"), ("area", "m2"), ("mass", "kg"), ("pp/year", "pp/day"),
        ],
    )  # fmt: skip
    def test_dimensions_do_not_meet(self, left, right):
        assert not is_same_dimension(left, right)
        with pytest.raises(ex.errors.UnitMismatchError, match="measure different things"):
            ratio(left, right)

    def test_currencies_meet_through_rates_only(self):
        with pytest.raises(ex.errors.UnitMismatchError, match=r'rates\.convert\(…, "USD", on=…\)'):
            ratio("CNY", "USD")

    def test_a_noun_of_the_callers_is_a_dimension_of_its_own(self):
        assert ratio("drone", copied("drone")) == ONE
        assert ratio("t/drone", "kg/drone") == (Decimal("1E+3"), Decimal(1))


class TestAlgebra:
    @pytest.mark.parametrize(
        ("left", "right", "unit", "scale"),
        [
            ("USD/exhibitor", "exhibitor", "USD", 1), ("USD/t", "kg", "USD", Fraction(1, 1000)),
            ("USD", "USD", "USD*USD", 1),
            ("USD", "percent", "USD", Fraction(1, 100)),
            ("percent", "percent", "multiple", Fraction(1, 10000)),
            ("multiple", "USD", "USD", 1), ("t", "kg", "kg*kg", 1000),
            ("exhibitor", "day", "day*exhibitor", 1),
            ("percent/year", "year", "multiple", Fraction(1, 100)), ("kg*t", "1/kg", "t", 1),
            ("1/t", "1/kg", "1/kg*kg", Fraction(1, 1000)),
            ("m2", "1/mu", "multiple", Fraction(3, 2000)), ("drone", "USD/drone", "USD", 1),
            ("1/USD", "USD", "multiple", 1),
        ],
    )  # fmt: skip
    def test_products(self, left, right, unit, scale):
        product, numerator, denominator = multiply(left, right)
        assert product is sys.intern(unit)
        assert Fraction(numerator) / Fraction(denominator) == scale

    @pytest.mark.parametrize(
        ("left", "right", "unit", "scale"),
        [
            ("USD", "exhibitor", "USD/exhibitor", 1), ("USD", "USD", "multiple", 1),
            ("t", "kg", "multiple", 1000),
            ("percent", "percent", "multiple", 1), ("percent", "multiple", "multiple", Fraction(1, 100)),
            ("USD", "percent", "USD", 100),
            ("USD", "USD/exhibitor", "exhibitor", 1), ("kg", "t*t", "1/t", Fraction(1, 1000)),
            ("multiple", "USD", "1/USD", 1),
        ],
    )  # fmt: skip
    def test_quotients(self, left, right, unit, scale):
        quotient, numerator, denominator = divide(left, right)
        assert quotient is sys.intern(unit)
        assert Fraction(numerator) / Fraction(denominator) == scale

    def test_reciprocals(self):
        assert reciprocal("USD") == ("1/USD", *ONE)
        assert reciprocal("1/USD") == ("USD", *ONE)
        assert reciprocal("USD/exhibitor") == ("exhibitor/USD", *ONE)
        assert reciprocal("percent") == ("multiple", Decimal("1E+2"), Decimal(1))

    @given(units, units)
    def test_multiplying_commutes(self, left, right):
        assert multiply(left, right) == multiply(right, left)

    @given(units, units)
    def test_dividing_undoes_multiplying(self, left, right):
        product, *scale = multiply(left, right)
        restored, *back = divide(product, right)
        assert is_convertible(restored, left)
        assert fraction(scale) * fraction(back) * fraction(ratio(restored, left)) == 1

    @given(units, units)
    def test_dividing_is_multiplying_with_the_reciprocal(self, left, right):
        inverse, *scale = reciprocal(right)
        product, *more = multiply(left, inverse)
        quotient, *whole = divide(left, right)
        assert is_convertible(product, quotient)
        assert fraction(scale) * fraction(more) * fraction(ratio(product, quotient)) == fraction(whole)

    @given(units, units)
    def test_a_product_is_reduced_and_canonical(self, left, right):
        unit = multiply(left, right)[0]
        assert multiply(unit, "multiple") == (unit, *ONE)
        if "drone" not in unit:
            assert TABLE.resolve(unit) is unit
        assert not {"percent", "multiple"} & set(unit.replace("/", "*").split("*")) or unit == "multiple"

    @pytest.mark.parametrize(
        ("left", "right"), [("pp", "USD"), ("USD", "pp"), ("pp", "pp"), ("pp/year", "year")]
    )
    def test_percentage_points_only_add(self, left, right):
        for operation in (multiply, divide):
            with pytest.raises(ex.errors.AmountTypeError, match="only add and subtract") as caught:
                operation(left, right)
            assert caught.value.operation == operation.__name__
            assert "pp" in caught.value.value
        with pytest.raises(ex.errors.AmountTypeError):
            reciprocal("pp")

    def test_at_most_eight_factors(self):
        fourth = "USD*USD*USD*USD"
        assert multiply(fourth, fourth)[0].count("USD") == 8
        with pytest.raises(ex.errors.AmountError, match="at most 8 factors"):
            multiply(multiply(fourth, fourth)[0], "USD")


class TestCallersNouns:
    DRONES = TABLE.with_nouns({"drone": ["drones", "无人机"], "space_ship": ()})

    def test_they_are_units(self):
        table = self.DRONES
        assert (
            table.resolve("Drones")
            is table.resolve("无人机")
            is table.resolve("个无人机")
            is sys.intern("drone")
        )
        assert table.resolve("space ship") == "space_ship"
        assert table.resolve("USD per drone") == "USD/drone"
        assert table.is_counted("drone")
        assert {"drone", "space_ship", "USD"} <= table.codes
        assert table.nearest("dronez") == ("drone",)

    def test_they_have_labels(self):
        assert [self.DRONES.label("drone", "en", plural) for plural in (False, True)] == ["drone", "drones"]
        assert self.DRONES.label("drone", "zh", True) == "个无人机"
        assert (
            self.DRONES.label("space_ship", "en", True)
            == self.DRONES.label("space_ship", "zh", True)
            == "space ship"
        )

    def test_they_leak_nowhere(self):
        assert self.DRONES is not TABLE
        assert ex.UnitTable.builtin().find("drones") is None
        assert ex.UnitTable.builtin().find("drone") is None
        assert "drone" not in ex.UnitTable.builtin().codes
        assert TABLE.with_nouns({"robot": ["robots"]}).find("drone") is None

    def test_nouns_add_up(self):
        both = self.DRONES.with_nouns({"robot": ["robots"]})
        assert both.find("drones") == "drone"
        assert both.find("robots") == "robot"
        assert self.DRONES.find("robots") is None

    @pytest.mark.parametrize(
        "nouns",
        [
            {"Drone": []}, {"": []}, {"2d": []}, {"drone-x": []}, {"d" * 61: []}, {5: []},
            {"drone": "drones"}, {"drone": None},
            {"exhibitor": []}, {"all": []}, {"drone": ["visitors"]}, {"drone": ["new products"]},
            {"drone": ["peso"]}, {"drone": ["¥"]},
            {"drone": [""]}, {"drone": ["x" * 201]}, {"drone": [" drones"]}, {"drone": ["2 drones"]},
            {"drone": ["a/b"]}, {"drone": ["a*b"]},
            {"drone": ["drones per day"]}, {"drone": [5]}, {"usd": []},
            {"drone": ["flyers"], "bird": ["flyers"]}, {"drone": ["-x"]},
        ],
    )  # fmt: skip
    def test_clashes_and_bad_codes_are_refused(self, nouns):
        with pytest.raises(ex.errors.RecordError) as caught:
            TABLE.with_nouns(nouns)
        assert (caught.value.record, caught.value.field) == ("UnitTable", "nouns")

    def test_a_noun_is_added_once(self):
        with pytest.raises(ex.errors.RecordError, match="knows it as drone"):
            self.DRONES.with_nouns({"drone": ["drones"]})

    def test_equality_pickling_and_copying(self):
        same = TABLE.with_nouns({"drone": ["drones", "无人机"], "space_ship": ()})
        assert same == self.DRONES != TABLE
        assert hash(same) == hash(self.DRONES)
        assert TABLE != "table"
        for table in (TABLE, self.DRONES):
            for copied in (pickle.loads(pickle.dumps(table)), deepcopy(table)):
                assert copied == table
                assert copied.codes == table.codes
        assert pickle.loads(pickle.dumps(self.DRONES)).find("无人机") == "drone"

    def test_repr_says_how_to_make_it(self):
        assert repr(TABLE) == "UnitTable.builtin()"
        assert eval(repr(self.DRONES), {"UnitTable": ex.UnitTable}) == self.DRONES

    def test_a_table_cannot_be_changed_or_subclassed(self):
        with pytest.raises(AttributeError):
            TABLE.codes = frozenset()
        with pytest.raises(TypeError, match="closed to subclassing"):
            type("Mine", (ex.UnitTable,), {})


def in_a_child(code: str) -> str:
    """What fresh Python prints; the order of first uses cannot be tested in this process."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


class TestCost:
    def test_names_and_dimensions_load_no_pint(self):
        printed = in_a_child(
            "import sys\n"
            "before = set(sys.modules)\n"
            "from expotrade.units import UnitTable, is_same_dimension, multiply, ratio\n"
            "table = UnitTable.builtin()\n"
            "table.resolve('yuan per exhibitor'), table.find('企业和机构'), table.label('t', 'zh', True)\n"
            "is_same_dimension('t', 'kg'), multiply('USD', 'percent'), ratio('USD', 'USD')\n"
            "heavy = {'pint', 'attr', 'typing', 'difflib', 'inspect', 'threading', 'pathlib', 'importlib.resources'}\n"
            "print(sorted(heavy & (set(sys.modules) - before)))\n"
        )
        assert printed == "[]"

    def test_the_first_factor_loads_pint(self):
        printed = in_a_child(
            "import sys; from expotrade.units import ratio; ratio('t', 'kg'); print('pint' in sys.modules)"
        )
        assert printed == "True"

    def test_first_use_by_many_threads_at_once(self):
        printed = in_a_child(
            "from concurrent.futures import ThreadPoolExecutor\n"
            "from threading import Barrier\n"
            "from expotrade import units\n"
            "barrier = Barrier(16)\n"
            "def first(number):\n"
            "    barrier.wait()\n"
            "    table = units.UnitTable.builtin()\n"
            "    return id(table), units.ratio('mu', 'm2')\n"
            "with ThreadPoolExecutor(16) as pool:\n"
            "    found = set(pool.map(first, range(16)))\n"
            "print(len(found))\n"
        )
        assert printed == "1"


@pytest.mark.parametrize(
    "context", [Context(prec=1), Context(prec=3, rounding=ROUND_UP, Emax=5, Emin=-5), Context(traps=[])]
)
def test_the_callers_decimal_context_changes_nothing(context):
    expected = ratio("sqft", "mu"), multiply("lb/acre", "km2"), fraction(ratio("sqft", "mu"))
    code = (
        "from decimal import *\n"
        f"setcontext({context!r})\n"
        "from expotrade.units import *\n"
        "print((ratio('sqft', 'mu'), multiply('lb/acre', 'km2')))\n"
    )
    assert in_a_child(code) == repr(expected[:2])
    with localcontext(context):
        assert (ratio("sqft", "mu"), multiply("lb/acre", "km2")) == expected[:2]
    assert expected[2] == SQUARE_METERS["sqft"] / SQUARE_METERS["mu"]


def test_many_threads_with_contexts_of_their_own_agree():
    barrier = Barrier(8)

    def convert(precision: int) -> tuple[object, ...]:
        barrier.wait()
        with localcontext(Context(prec=precision)):
            return ratio("acre", "mu"), divide("jin", "lb")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(convert, range(1, 9)))) == 1
