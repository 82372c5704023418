"""Kinds and labels of units, units of the caller, what a first use loads, contexts and threads."""

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from decimal import ROUND_UP, Context, localcontext
from threading import Barrier

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade.units import divide, multiply, ratio
from unit_oracle import MONEY, SQUARE_METERS, TABLE, UNITS, fraction, units


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
        with pytest.raises(ex.errors.RecordError, match="already a name of drone"):
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
