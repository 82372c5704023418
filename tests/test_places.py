"""Countries and groups: codes, printed names, dated membership, and the files they come from."""

import importlib.util
import json
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType

import babel.core
import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade import places
from expotrade.places import is_place
from folding import each_row

PROJECT = Path(__file__).parents[1]
DATA = PROJECT / "src" / "expotrade" / "data"
GROUPS = ("ASEAN", "GCC", "RCEP", "SCO")


def read(name: str) -> dict[str, dict[str, dict[str, object]]]:
    table: dict[str, dict[str, dict[str, object]]] = json.loads((DATA / name).read_text("utf-8"))
    return table


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The rebuild script, which is in a checkout and not in the wheel."""
    script = PROJECT / "datasets" / "tables" / "build_countries.py"
    if not script.exists():
        pytest.skip("datasets/tables/build_countries.py is not here: these tests run from an installed copy")
    if not hasattr(babel.core, "get_cldr_version"):
        pytest.skip("this Babel does not say which CLDR it carries: the table was built with a later one")
    spec = importlib.util.spec_from_file_location("build_countries", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@each_row(
    ("name", "code"),
    [
        ("CN", "CN"),
        ("ASEAN", "ASEAN"),
        ("WORLD", "WORLD"),
        ("world", "WORLD"),
        ("全球", "WORLD"),
        ("China", "CN"),
        ("Republic of Korea", "KR"),
        ("South Korea", "KR"),
        ("韩国", "KR"),
        ("韓國", "KR"),
        ("南韓", "KR"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("英国", "GB"),
        ("United States", "US"),
        ("the U.S.", "US"),
        ("The United States of America", "US"),
        ("USA", "US"),
        ("UAE", "AE"),
        ("阿联酋", "AE"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Lao PDR", "LA"),
        ("Myanmar", "MM"),
        ("Timor-Leste", "TL"),
        ("East Timor", "TL"),
        ("Turkey", "TR"),
        ("Turkiye", "TR"),
        ("Cote d'Ivoire", "CI"),
        ("Saint Lucia", "LC"),
        ("St Lucia", "LC"),
        ("Antigua and Barbuda", "AG"),
        ("the Gambia", "GM"),
        ("hong kong", "HK"),
        ("中国香港", "HK"),
        ("Dominica", "DM"),
        ("Dominican Republic", "DO"),
        ("Association of Southeast Asian Nations", "ASEAN"),
        ("东盟", "ASEAN"),
        ("上合组织", "SCO"),
        ("Shanghai Cooperation Organization", "SCO"),
        ("海合会", "GCC"),
        ("rcep", "RCEP"),
    ],
)
def test_reads_codes_and_the_names_that_the_press_prints(name: str, code: str) -> None:
    assert ex.place(name).code == code


def test_the_fields_of_a_place() -> None:
    viet_nam = ex.place("VN")
    assert (viet_nam.kind, viet_nam.english, viet_nam.chinese) == ("country", "Vietnam", "越南")
    asean = ex.place("ASEAN")
    assert (asean.kind, asean.english, asean.chinese) == (
        "group",
        "Association of Southeast Asian Nations",
        "东南亚国家联盟",
    )
    assert ex.place("WORLD").kind == "world"


def test_lists_every_country_group_and_the_world_once() -> None:
    found = ex.places.list_places()
    assert Counter(each.kind for each in found) == {"country": 249, "group": 4, "world": 1}
    codes = [each.code for each in found]
    assert len(set(codes)) == len(codes)
    assert codes[:249] == sorted(codes[:249])
    assert (*codes[249:],) == (*GROUPS, "WORLD")
    assert all(each.english and each.chinese for each in found)


@each_row("each", ex.places.list_places())
def test_every_code_and_every_name_of_a_place_leads_to_it(each: places.Place) -> None:
    assert is_place(each.code)
    assert {ex.place(name) for name in (each.code, each.english, each.chinese, each.english.upper())} == {
        each
    }


def test_no_printed_name_means_two_places() -> None:
    meanings = defaultdict(set)
    tables = [read("countries.json")["countries"], read("groups.json")["groups"]]
    for table in tables:
        for code, row in table.items():
            also = row.get("also", row.get("names"))
            assert isinstance(also, list)
            for name in (row["english"], row["chinese"], *also):
                meanings[places._key(str(name))].add(code)
    for code, names in read("place_names.json")["names"].items():
        assert is_place(code), code
        for name in names:
            meanings[places._key(name)].add(code)
    assert [codes for codes in meanings.values() if len(codes) > 1] == []
    assert "" not in meanings


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Untied States", "United States"),
        ("Chna", "China"),
        ("Korea", "South Korea"),
        ("Congo", "DR Congo"),
        ("cn", "CN"),
        ("asaen", "ASEAN"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.place(name)
    assert (caught.value.kind, caught.value.name) == ("place", name)
    assert caught.value.nearest[0] == nearest
    assert len({ex.place(near).code for near in caught.value.nearest}) == len(caught.value.nearest) <= 3
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("name", ["", "the", "?!", "qqqq", "xx" * 30])
def test_without_a_similar_name_the_error_names_no_other(name: str) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        ex.place(name)
    assert caught.value.nearest == ()


@pytest.mark.parametrize("name", [None, 86, ["CN"], "China" * 200_000])
def test_a_value_that_cannot_be_a_name_is_refused_at_once(name: object) -> None:
    assert not is_place(name)
    with pytest.raises(
        ex.errors.UnknownNameError, match="a code or a printed name of at most 100 characters"
    ):
        ex.place(name)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["cn", "UK", "EU", "XK", "China", "asean", "CHN", ""])
def test_only_exact_codes_are_codes(code: str) -> None:
    assert not is_place(code)


@given(st.text(max_size=120))
def test_any_text_is_a_place_or_refused(name: str) -> None:
    try:
        found = ex.place(name)
    except ex.errors.UnknownNameError as error:
        refused = error.name
    else:
        assert is_place(found.code)
        return
    assert refused == name


@pytest.mark.parametrize(
    ("group", "on", "expected"),
    [
        ("ASEAN", "1967-08-07", ""),
        ("ASEAN", "1967-08-08", "ID MY PH SG TH"),
        ("ASEAN", "1984-01-07", "BN ID MY PH SG TH"),
        ("ASEAN", "1995-07-27", "BN ID MY PH SG TH"),
        ("ASEAN", "1995-07-28", "BN ID MY PH SG TH VN"),
        ("ASEAN", "1997-07-23", "BN ID LA MM MY PH SG TH VN"),
        ("ASEAN", "1999-04-30", "BN ID KH LA MM MY PH SG TH VN"),
        ("ASEAN", "2025-10-25", "BN ID KH LA MM MY PH SG TH VN"),
        ("ASEAN", "2025-10-26", "BN ID KH LA MM MY PH SG TH TL VN"),
        ("RCEP", "2021-12-31", ""),
        ("RCEP", "2022-01-01", "AU BN CN JP KH LA NZ SG TH VN"),
        ("RCEP", "2022-02-01", "AU BN CN JP KH KR LA NZ SG TH VN"),
        ("RCEP", "2022-03-18", "AU BN CN JP KH KR LA MY NZ SG TH VN"),
        ("RCEP", "2023-01-02", "AU BN CN ID JP KH KR LA MY NZ SG TH VN"),
        ("RCEP", "2023-06-01", "AU BN CN ID JP KH KR LA MY NZ SG TH VN"),
        ("RCEP", "2024-09-24", "AU BN CN ID JP KH KR LA MY NZ PH SG TH VN"),
        ("SCO", "2001-06-14", ""),
        ("SCO", "2001-06-15", "CN KG KZ RU TJ UZ"),
        ("SCO", "2017-06-09", "CN IN KG KZ PK RU TJ UZ"),
        ("SCO", "2023-07-04", "CN IN IR KG KZ PK RU TJ UZ"),
        ("SCO", "2024-09-24", "BY CN IN IR KG KZ PK RU TJ UZ"),
        ("GCC", "1981-05-24", ""),
        ("GCC", "2024-09-24", "AE BH KW OM QA SA"),
    ],
)
def test_members_on_a_day(group: str, on: str, expected: str) -> None:
    assert ex.members(group, on=date.fromisoformat(on)) == tuple(expected.split())


def test_a_group_is_found_by_any_of_its_names() -> None:
    day = date(2024, 9, 24)
    assert ex.members("东盟", on=day) == ex.members("Association of Southeast Asian Nations", on=day)
    assert len(ex.members("ASEAN", on=day)) == 10


def test_a_membership_that_ended_counts_to_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    row = places.Membership("GB", date(1973, 1, 1), date(2020, 1, 31), "a treaty")
    monkeypatch.setattr(places, "_memberships", lambda: {"ASEAN": (row,)})
    assert ex.members("ASEAN", on=date(2020, 1, 31)) == ("GB",)
    assert ex.members("ASEAN", on=date(2020, 2, 1)) == ()


@pytest.mark.parametrize("day", [datetime(2024, 9, 24, tzinfo=UTC), "2024-09-24", None])
def test_a_day_is_a_plain_date(day: object) -> None:
    with pytest.raises(ex.errors.PeriodTypeError, match="pass a date"):
        ex.members("ASEAN", on=day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("China", "no group 'China': CN is of kind 'country'; the groups are ASEAN, GCC, RCEP, SCO"),
        ("WORLD", "no group 'WORLD': WORLD is of kind 'world'; the groups are ASEAN, GCC, RCEP, SCO"),
        ("ASEN", "no group 'ASEN'; nearest: 'ASEAN'; the groups are ASEAN, GCC, RCEP, SCO"),
        ("BRICS", "no group 'BRICS': the groups are ASEAN, GCC, RCEP, SCO"),
    ],
)
def test_a_name_that_is_not_a_group_is_refused(name: str, text: str) -> None:
    for ask in (ex.places.membership, lambda name: ex.members(name, on=date(2024, 1, 1))):
        with pytest.raises(ex.errors.UnknownNameError) as caught:
            ask(name)
        assert str(caught.value) == text


@pytest.mark.parametrize("group", GROUPS)
def test_every_row_of_membership_is_complete(group: str) -> None:
    rows = ex.places.membership(group)
    assert list(rows) == sorted(rows, key=lambda row: (row.since, row.country))
    assert len({row.country for row in rows}) == len(rows)
    for row in rows:
        assert ex.place(row.country).kind == "country"
        assert row.until is None or row.until >= row.since
        assert str(row.since.year) in row.source
        assert row.country in ex.members(group, on=row.since)
        assert row.country not in ex.members(group, on=row.since - timedelta(days=1))


@pytest.mark.parametrize("name", ["countries.json", "groups.json", "place_names.json"])
def test_every_table_states_its_origin(name: str) -> None:
    assert len(str(read(name)["origin"])) > 40


def test_rebuilding_the_countries_leaves_no_difference(builder: ModuleType) -> None:
    committed = (DATA / "countries.json").read_text("utf-8")
    here, there = builder.get_cldr_version(), json.loads(committed)["cldr"]
    if here != there:
        pytest.skip(f"the file is built from CLDR {there} and the Babel installed here carries CLDR {here}")
    assert builder.text() == committed


def test_the_builder_refuses_a_list_that_is_not_iso_3166(
    builder: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "NOT_ASSIGNED", set())
    with pytest.raises(SystemExit, match="264 codes, not 249"):
        builder.text()
