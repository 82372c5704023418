"""Text of catalogs: JSON that is refused, how far reading is, where it stops, and units of the caller."""

import gc
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import expotrade as ex
from documents import CATALOG, CITATION, EXPOS, WRITTEN, deal, document, figure, problems, refused
from expotrade.codec import (
    DEEPEST,
    MOST_PROBLEMS,
    decode,
    dumps,
    encode,
    loads,
)
from expotrade.codec.leaves import STATE

# --- Text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1 column 1: it must be JSON (expecting value), not the end of the text"),
        ('{"format":', "line 1 column 11: it must be JSON (expecting value), not the end of the text"),
        (
            '{"format": "expotrade/2",\n "deals": [}',
            "line 2 column 12: it must be JSON (expecting value), not '}'",
        ),
        ('{"format"', "line 1 column 10: it must be JSON (expecting ':' delimiter), not the end of the text"),
        (
            "{'format': 1}",
            "line 1 column 2: it must be JSON (expecting property name enclosed in double quotes), ",
        ),
        ('{"a": "\n"}', "line 1 column 8: it must be JSON (invalid control character at), not '\\n\"}'"),
        ("{} {}", "line 1 column 4: it must be JSON (extra data), not '{}'"),
        (b'{"a": "\xff"}', "byte 7: it must be text in UTF-8, not b'\\xff\"}'"),
        ('{"a"'.encode("utf-16"), "byte 0: it must be text in UTF-8, not b'\\xff\\xfe"),
        ("[" * 100_000, "nesting: lists and objects stand at most 40 deep in each other, not 100000"),
        ('{"a":' * 41, "nesting: lists and objects stand at most 40 deep in each other, not 41"),
    ],
)
def test_text_that_is_no_json(text: str | bytes, problem: str) -> None:
    (found,) = refused(text)
    # The words of the parser differ a little between versions of Python.
    assert found.startswith(problem.partition("(")[0])
    if "enclosed" not in problem:
        assert found.startswith(problem)


def test_nesting_up_to_the_bound_is_parsed() -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert refused(deep)[0].startswith("document: it must be an object")
    assert refused(f"[{deep}]")[0].startswith("nesting")


@pytest.mark.parametrize(
    "text", ['"' + "[" * 50 + '"', r'"\"' + "[" * 50 + '"', r'["\\", "' + "{" * 50 + '"]']
)
def test_brackets_in_texts_do_not_nest(text: str) -> None:
    assert refused(text)[0].startswith("document: it must be an object")


@pytest.mark.parametrize("text", [f"\ufeff{WRITTEN}", f"\ufeff{WRITTEN}".encode(), WRITTEN.encode()])
def test_byte_order_mark_is_taken(text: str | bytes) -> None:
    assert loads(text) == CATALOG


def test_lone_surrogates_are_a_problem_of_their_field() -> None:
    text = json.dumps(document(expos=[{"id": "ciie", "name": "\ud800"}]))
    for given in (text, text.replace("\\ud800", "\ud800")):
        rule = "it must be one line without control or hidden characters: U+D800 at character 1"
        assert refused(given) == [rf"expos[0].name: {rule}, not '\ud800'"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5.0", "5.0"),
        ("1e400", "inf"),
        ("NaN", "nan"),
        ("-Infinity", "-inf"),
        ("true", "True"),
        ("null", "None"),
    ],
)
def test_other_numbers_are_refused_where_they_stand(value: str, shown: str) -> None:
    text = json.dumps(document(editions=[{"id": "ciie-2023", "expo": "ciie", "year": 0}], expos=EXPOS))
    (found,) = refused(text.replace('"year": 0', f'"year": {value}'))
    assert found.startswith("editions[0].year: it must be a whole number of at most 18 digits")
    assert found.endswith(f", not {shown}")


def test_endless_numbers_are_refused_at_once() -> None:
    (found,) = refused('{"format": "expotrade/2", "sources": [{"id": "a", "title": %s}]}' % ("9" * 1_000_000))
    assert found.startswith("sources[0].title: it must be a text, not Decimal('999")
    assert len(found) < 250


def test_keys_that_stand_twice_are_named_with_all_else() -> None:
    text = '{"format": "expotrade/2", "expos": [{"id": "a", "name": "A", "id": "b", "city": 5}], "expos": []}'
    assert refused(text) == ["expos: it must be a key that comes once in its object, not 'expos'"]
    assert refused(text.replace(', "expos": []', "")) == [
        "expos[0].id: it must be a key that comes once in its object, not 'id'",
        "expos[0].city: it must be a text, not 5",
    ]
    claim = '{"claim": "rank", "among": "A", "claim": "rank", "citations": [{"source": "report"}]}'
    text = json.dumps(document(expos=[{**EXPOS[0], "claims": ["?"]}])).replace('"?"', claim)
    assert refused(text) == [
        "expos[0].claims[0].claim: it must be a key that comes once in its object, not 'claim'"
    ]


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("text", [WRITTEN, "[]", "["])
def test_garbage_collection_is_left_as_it_was(enabled: bool, text: str) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        try:
            loads(text)
        except ex.errors.DecodeError:
            assert text != WRITTEN
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


# --- Progress ---------------------------------------------------------------------------------------------------------


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    ex.write_catalog(CATALOG, path)
    told: list[tuple[int, int]] = []
    assert ex.read_catalog(path, progress=lambda done, total: told.append((done, total))) == CATALOG
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    told.clear()
    with pytest.raises(ex.errors.DecodeError):
        decode(document(expos=5, deals=[5, deal()]), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


# --- Bounds -----------------------------------------------------------------------------------------------------------


def test_reading_stops_after_very_many_problems_in_a_list() -> None:
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode(document(remarks=[{"id": "one", "wording": "A"}] * MOST_PROBLEMS))
    found = [str(problem) for problem in caught.value.problems]
    assert found[MOST_PROBLEMS] == (
        f"remarks[{MOST_PROBLEMS // 2}]: it is read when the problems above are mended, not before"
    )
    text = str(caught.value)
    assert text.count("\n- remarks[") == 100
    assert text.endswith(f"\n- and {len(found) - 100} more")


def test_reading_stops_after_very_many_problems_in_several_lists() -> None:
    some = [5] * (MOST_PROBLEMS - 1)
    found = problems(document(organisations=some, expos=[6, 7], editions=[8], remarks=[9]))
    assert found[-2:] == [
        "expos[1]: it must be an object, not 7",
        "editions: it is read when the problems above are mended, not before",
    ]


def test_only_so_many_hints_are_worked_out_as_are_read() -> None:
    found = problems(document(expos=[{**EXPOS[0], "id": f"expo-{n}", "nam": "A"} for n in range(101)]))
    hinted = [one for one in found if "nearest" in one]
    assert (len(found), len(hinted)) == (101, 100)
    deals = [deal(id=f"deal-{n}", value=figure(amount=f"over {n} exhibitors")) for n in range(101)]
    found = problems(document(expos=EXPOS, deals=deals))
    hinted = [one for one in found if "(nearest: 'MORE_THAN" in one]
    assert (len(found), len(hinted)) == (101, 100)


# --- Units ------------------------------------------------------------------------------------------------------------


def test_amounts_may_count_nouns_of_the_callers() -> None:
    table = ex.UnitTable.builtin().with_nouns({"drone": ["drones"]})
    amount = ex.Amount(5, "drone", units=table)
    catalog = ex.Catalog(
        expos=[ex.Expo(id="ciie", name="CIIE")],
        editions=[
            ex.Edition(
                id="ciie-2023", expo="ciie", year=2023,
                figures=[ex.Figure("other", amount, citations=[CITATION])],
            )
        ],
    )  # fmt: skip
    text = dumps(catalog)
    assert loads(text, units=table) == catalog
    assert decode(encode(catalog), units=table) == catalog
    (found,) = refused(text)
    assert found.startswith("editions[0].figures[0].amount: it must be an amount in canonical notation")


def test_a_table_that_is_none_is_the_error_of_python() -> None:
    data = document(expos=EXPOS, deals=[deal(value=figure())])
    with pytest.raises(AttributeError, match="resolve"):
        decode(data, units=object())  # type: ignore[arg-type]


def test_nothing_of_a_read_is_left_behind() -> None:
    # Contexts are restored even where reading failed.
    with pytest.raises(ex.errors.DecodeError):
        decode(document(deals=[deal(citations=[{"source": "report"}], zzz=1)]))
    with pytest.raises(LookupError):
        STATE.get()


@pytest.mark.parametrize("read", [loads, lambda text: decode(json.loads(text))])
def test_threads_do_not_meet(read: Callable[[str], ex.Catalog]) -> None:
    texts = [
        dumps(ex.Catalog(sources=[ex.Source(f"source-{n}", "A")], expos=[
            ex.Expo(id="ciie", name="CIIE", citations=[ex.Citation(ex.Source(f"source-{n}", "A"), 1)])
        ]))
        for n in range(8)
    ]  # fmt: skip
    found: dict[int, ex.Catalog] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: read(texts[n])})) for n in range(len(texts))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [dumps(found[n]) for n in range(len(texts))] == texts
