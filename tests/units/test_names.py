"""Names of units and currencies: from a name to its code, and names that are not known."""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from unicodedata import normalize

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from folding import each_row
from unit_oracle import DATA, MONEY, ROOT, TABLE, UNITS, copied


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

    @each_row(
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

    @each_row(
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
        assert caught.value.within == "'pesos per visitor'"

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
