"""Reading and writing catalogs: what is refused and how it is named, what a file looks like, how it is replaced."""

import gc
import json
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import expotrade as ex
from expotrade.codec import (
    DEEPEST,
    LARGEST_FILE,
    MOST_PROBLEMS,
    decode,
    dumps,
    encode,
    loads,
)
from expotrade.codec.leaves import READING

SOURCE = ex.Source("report", "Expo closes — 进博会", "The Daily", ex.Period.parse("2024-12-04"))
CITATION = ex.Citation(SOURCE, 5)
FIGURE = ex.Figure(
    "deal_value", ex.Amount.parse("ROUNDED 78.41E+9 USD"), as_printed="$78.41 billion", citations=[CITATION]
)
GROWTH = ex.records.GrowthClaim(
    amount=ex.Amount.parse("ROUNDED 10.2 percent"), metric="deal_value", citations=[CITATION]
)
CATALOG = ex.Catalog(
    organisations=[ex.Organisation(id="honeywell", name="Honeywell", other_names=["霍尼韦尔"], country="US")],
    expos=[ex.Expo(id="ciie", name="China International Import Expo", organisers=[ex.Party(place="CN")])],
    editions=[
        ex.Edition(id="ciie-2023", expo="ciie", year=2023, number=6, figures=[FIGURE], claims=[GROWTH]),
    ],
)
WRITTEN = """\
{
 "format": "expotrade/1",
 "sources": [
  {"id": "report", "title": "Expo closes — 进博会", "publisher": "The Daily", "published": "2024-12-04"}
 ],
 "organisations": [
  {"id": "honeywell", "name": "Honeywell", "other_names": ["霍尼韦尔"], "country": "US"}
 ],
 "expos": [
  {"id": "ciie", "name": "China International Import Expo", "organisers": [{"place": "CN"}]}
 ],
 "editions": [
  {
   "id": "ciie-2023",
   "expo": "ciie",
   "year": 2023,
   "number": 6,
   "figures": [
    {
     "metric": "deal_value",
     "amount": "ROUNDED 78.41E+9 USD",
     "citations": [{"source": "report", "paragraph": 5}],
     "as_printed": "$78.41 billion"
    }
   ],
   "claims": [
    {
     "claim": "growth",
     "amount": "ROUNDED 10.2 percent",
     "citations": [{"source": "report", "paragraph": 5}],
     "metric": "deal_value"
    }
   ]
  }
 ]
}
"""


def document(**lists: object) -> dict[str, object]:
    """A document with one source and these lists."""
    return {"format": "expotrade/1", "sources": [{"id": "report", "title": "Expo closes"}], **lists}


def deal(**fields: object) -> dict[str, object]:
    return {"id": "deal", "parties": [{"place": "CN"}], "expo": "ciie", **fields}


def figure(**fields: object) -> dict[str, object]:
    return {
        "metric": "exhibitors",
        "amount": "EXACT 5 exhibitor",
        "citations": [{"source": "report"}],
        **fields,
    }


EXPOS = [{"id": "ciie", "name": "CIIE"}]


def problems(data: object) -> list[str]:
    """The text of each problem that the decoder finds."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode(data)
    return [str(problem) for problem in caught.value.problems]


def refused(text: str | bytes) -> list[str]:
    """The text of each problem of a JSON text."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        loads(text)
    return [str(problem) for problem in caught.value.problems]


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_file_is_laid_out_for_review() -> None:
    assert dumps(CATALOG) == WRITTEN


def test_text_reads_back_to_the_same_catalog() -> None:
    again = loads(WRITTEN)
    assert again == CATALOG
    assert dumps(again) == WRITTEN


def test_data_reads_back_to_the_same_catalog() -> None:
    assert decode(encode(CATALOG)) == CATALOG
    assert decode(json.loads(json.dumps(encode(CATALOG)))) == CATALOG


def test_nothing_makes_a_file_too() -> None:
    assert dumps(ex.Catalog()) == '{\n "format": "expotrade/1"\n}\n'
    assert loads(dumps(ex.Catalog())) == ex.Catalog()


@pytest.mark.parametrize(
    ("record", "encoded"),
    [
        (CITATION, {"source": "report", "paragraph": 5}),
        (ex.Citation(SOURCE), {"source": "report"}),
        (ex.Party(description="Chinese enterprises"), {"description": "Chinese enterprises"}),
        (ex.Source("report", "Expo closes"), {"id": "report", "title": "Expo closes"}),
        (ex.Expo(id="ciie", name="CIIE"), {"id": "ciie", "name": "CIIE"}),
    ],
)
def test_encode_takes_any_record(
    record: ex.Citation | ex.Party | ex.Source | ex.Expo, encoded: object
) -> None:
    assert encode(record) == encoded


def test_a_claim_begins_with_its_name() -> None:
    assert list(encode(GROWTH)) == ["claim", "amount", "citations", "metric"]


def test_encoded_records_share_nothing() -> None:
    assert encode(CATALOG)["editions"] is not encode(CATALOG)["editions"]


# --- Files ------------------------------------------------------------------------------------------------------------


def test_write_then_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    ex.write_catalog(CATALOG, path)
    assert path.read_bytes() == WRITTEN.encode()
    assert ex.read_catalog(path) == ex.read_catalog(str(path)) == CATALOG
    assert [one.name for one in tmp_path.iterdir()] == ["mine.json"]


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("[]")
    with pytest.raises(ex.errors.DecodeError, match="document: it must be an object") as caught:
        ex.read_catalog(path)
    assert caught.value.what == str(path)
    assert str(caught.value).startswith(f"{path} has 1 problem:")


def test_missing_file_is_the_error_that_everybody_expects(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"missing\.json"):
        ex.read_catalog(tmp_path / "missing.json")


def test_missing_folder_is_the_error_that_everybody_expects(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        ex.write_catalog(CATALOG, tmp_path / "missing" / "mine.json")
    assert caught.value.filename == str(tmp_path / "missing" / "mine.json")
    assert not list(tmp_path.iterdir())


def test_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    ex.write_catalog(CATALOG, path)

    def full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        ex.write_catalog(ex.Catalog(), path)
    assert ex.read_catalog(path) == CATALOG
    assert [one.name for one in tmp_path.iterdir()] == ["mine.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.touch()
    path.chmod(0o640)
    ex.write_catalog(CATALOG, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs a privilege for links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "mine.json", tmp_path / "link.json"
    path.touch()
    link.symlink_to(path)
    ex.write_catalog(CATALOG, link)
    assert link.is_symlink()
    assert ex.read_catalog(path) == CATALOG


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    reader.start()
    ex.write_catalog(CATALOG, pipe)
    reader.join(timeout=10)
    assert found == [WRITTEN.encode()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011  # its class differs between systems
        ex.write_catalog(CATALOG, tmp_path)
    with pytest.raises(IsADirectoryError):
        ex.write_catalog(CATALOG, f"{tmp_path}/new/")
    assert not list(tmp_path.iterdir())


def test_too_large_a_file_is_refused_unparsed(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 5)
    with pytest.raises(ex.errors.DecodeError, match=f"size: it has at most {LARGEST_FILE} bytes"):
        ex.read_catalog(path)


# --- Text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1 column 1: it must be JSON (expecting value), not the end of the text"),
        ('{"format":', "line 1 column 11: it must be JSON (expecting value), not the end of the text"),
        (
            '{"format": "expotrade/1",\n "deals": [}',
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
        rule = "it is one line without control characters and hidden ones: U+D800 at character 1"
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
    (found,) = refused('{"format": "expotrade/1", "sources": [{"id": "a", "title": %s}]}' % ("9" * 1_000_000))
    assert found.startswith("sources[0].title: it must be a text, not Decimal('999")
    assert len(found) < 250


def test_keys_that_stand_twice_are_named_with_all_else() -> None:
    text = '{"format": "expotrade/1", "expos": [{"id": "a", "name": "A", "id": "b", "city": 5}], "expos": []}'
    assert refused(text) == ["expos: a key stands once in an object, not 'expos'"]
    assert refused(text.replace(', "expos": []', "")) == [
        "expos[0].id: a key stands once in an object, not 'id'",
        "expos[0].city: it must be a text, not 5",
    ]
    claim = '{"claim": "rank", "among": "A", "claim": "rank", "citations": [{"source": "report"}]}'
    text = json.dumps(document(expos=[{**EXPOS[0], "claims": ["?"]}])).replace('"?"', claim)
    assert refused(text) == ["expos[0].claims[0].claim: a key stands once in an object, not 'claim'"]


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


# --- Documents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, [], "expotrade/1", 5, 0.5, True])
def test_a_document_is_an_object(data: object) -> None:
    assert problems(data) == [f"document: it must be an object, not {data!r}"]


@pytest.mark.parametrize("version", ["expotrade/2", "expotrade", ""])
def test_another_version_is_the_only_problem(version: str) -> None:
    data = {"format": version, "deals": [5]}
    assert problems(data) == [
        f"format: it must be 'expotrade/1', which this version of expotrade reads, not {version!r}"
    ]


def test_a_missing_or_mistyped_version_is_one_of_the_problems() -> None:
    rule = "format: it must be 'expotrade/1', which this version of expotrade reads, not"
    assert problems({"deals": [5]}) == [f"{rule} left out", "deals[0]: it must be an object, not 5"]
    assert problems({"format": 1, "deals": [5]}) == [f"{rule} 1", "deals[0]: it must be an object, not 5"]


def test_unknown_keys_are_named_with_the_nearest_field() -> None:
    assert problems({"format": "expotrade/1", "dealss": []}) == [
        "dealss: it must be the name of a field of a catalog (nearest: 'deals'), not 'dealss'"
    ]
    data = document(expos=[{**EXPOS[0], "shortname": "C", "zzz": 1, "a b": 2, 7: 3, "k" * 90: 4}])
    assert problems(data) == [
        "expos[0].shortname: it must be the name of a field of Expo (nearest: 'short_name'), not 'shortname'",
        "expos[0].zzz: it must be the name of a field of Expo, not 'zzz'",
        "expos[0]['a b']: it must be the name of a field of Expo, not 'a b'",
        "expos[0]['7']: it must be the name of a field of Expo, not 7",
        f"expos[0]['{'k' * 60}']: it must be the name of a field of Expo, not '{'k' * 60}'... (90 characters)",
    ]


def test_every_problem_is_named_at_once() -> None:
    data = document(
        sources=[{"id": "report", "title": "Expo closes"}, {"id": "Bad Id", "title": 3}],
        organisations=[{"id": "a", "name": "A", "other_names": ["B", ""], "country": "ZZ", "kind": "firm"}],
        expos=EXPOS,
        deals=[
            deal(
                id="D D",
                parties=[{"organisation": "zz", "place": "XX"}, 5, {"place": "CN", "description": "x"}],
                value=figure(
                    metric="exhibiters", amount="more than 5 yuan",
                    citations=[{"source": "reports"}, {"source": "Bad Id", "paragraph": True}], is_preferred=1,
                ),
            ),
            deal(kind="memo", date=None, note=2.5),
            deal(parties="CN", expo="caexpo"),
        ],
        flows={},
    )  # fmt: skip
    assert problems(data) == [
        "sources[1].title: it must be a text, not 3",
        (
            "sources[1].id: an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023' "
            "(nearest: 'bad-id'), not 'Bad Id'"
        ),
        (
            "organisations[0].kind: it must be one of 'company', 'government', 'association', 'institute', "
            "'international', 'exhibition_centre', not 'firm'"
        ),
        "organisations[0].other_names[1]: it must be a text that is not empty, not ''",
        (
            "organisations[0].country: a place is an ISO 3166-1 alpha-2 code, WORLD, or a known group such as ASEAN, "
            "not 'ZZ'"
        ),
        (
            "deals[0].parties[0].place: a place is an ISO 3166-1 alpha-2 code, WORLD, or a known group such as ASEAN, "
            "not 'XX'"
        ),
        "deals[0].parties[1]: it must be an object, not 5",
        (
            "deals[0].parties[2].organisation: a party is one organisation, one place or one description, "
            "not ['CN', 'x']"
        ),
        (
            "deals[0].value.amount: it must be an amount in canonical notation, such as 'ROUNDED 78.41E+9 USD' "
            "(nearest: 'MORE_THAN 5 CNY'), not 'more than 5 yuan'"
        ),
        "deals[0].value.citations[0].source: it must be the id of a source (nearest: 'report'), not 'reports'",
        "deals[0].value.citations[1].paragraph: it must be a whole number of at most 18 digits, not True",
        "deals[0].value.is_preferred: it must be true or false, not 1",
        (
            "deals[0].value.metric: it must be the code of a metric (nearest: 'exhibitors', 'exhibits', "
            "'co_exhibitors'), not 'exhibiters'"
        ),
        (
            "deals[0].id: an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023' "
            "(nearest: 'd-d'), not 'D D'"
        ),
        (
            "deals[1].kind: it must be one of 'tentative', 'memorandum', 'strategic_cooperation', 'contract', "
            "'purchase', 'unspecified' (nearest: 'memorandum'), not 'memo'"
        ),
        (
            "deals[1].date: it must be the text of a period, such as '2024-01/2024-07'; leave the key out where "
            "there is none, not None"
        ),
        "deals[1].note: it must be a text, not 2.5",
        "deals[2].parties: it must be a list, not 'CN'",
        "flows: it must be a list, not {}",
        "deals[2].id: an id stands for one record, not 'deal'",
    ]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"amount": "EXACT 5 USD"}, "value.amount: exhibitors is counted in exhibitor, not in USD, not 'EXACT 5 USD'"),
        ({"amount": 5}, ("value.amount: it must be an amount in canonical notation, such as 'ROUNDED 78.41E+9 USD', "
                        "not 5")),
        ({"amount": "EXACT 5 exhibiters"}, "no known unit (nearest: 'EXACT 5 exhibitor', 'EXACT 5 exhibit', "),
        ({"amount": "EXACT 1E+999 exhibitor"}, "value.amount: it must be an amount in canonical notation, such as "),
        ({"amount": f"1{'0' * 500} exhibitors"}, "value.amount: it must be an amount in canonical notation, such as "),
        ({"amount": "NEARLY 0 exhibitor [0..0]"}, "value.amount: it must be an amount in canonical notation, such as "),
        ({"citations": []}, "value.citations: a figure has at least one source, not ()"),
        ({"citations": [{}]}, "value.citations[0].source: it must be given, not left out"),
        ({"citations": [{"source": 5}]}, "value.citations[0].source: it must be the id of a source, not 5"),
        ({"period": "2024", "as_of": "2024"}, "value.as_of: a figure holds over a period or as of a time, not both"),
        ({"period": "2024-13"}, "value.period: it must be a period: there is no month 13; months run from 01 to 12"),
        ({"status": True}, "value.status: it must be one of 'actual', 'expected', 'planned', not True"),
        ({"metric": ["deals"]}, "value.metric: it must be a text, not ['deals']"),
    ],
)  # fmt: skip
def test_a_figure_is_judged_field_by_field(fields: dict[str, object], problem: str) -> None:
    (found,) = problems(document(expos=EXPOS, deals=[deal(value=figure(**fields))]))
    assert found.startswith("deals[0].value")
    assert problem in found


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (5, ": it must be an object, not 5"),
        ({}, ".claim: it must be one of 'growth', 'share', 'rank', 'streak', 'first', 'cumulative', not left out"),
        ({"claim": "growths"}, ".claim: it must be one of 'growth', 'share', "),
        ({"claim": ["growth"]}, ".claim: it must be one of 'growth', 'share', "),
        ({"claim": "rank"}, ".citations: it must be given, not left out"),
        ({"claim": "rank", "citations": [], "among": "A", "of": "B"},
         ".of: it must be the name of a field of RankClaim"),
        ({"claim": "growth", "citations": [{"source": "report"}], "amount": "EXACT 5 USD"},
         ".amount: it must be an amount in percent or multiple, not 'EXACT 5 USD'"),
    ],
)  # fmt: skip
def test_a_claim_is_told_by_its_name(claim: object, problem: str) -> None:
    found = problems(document(expos=[{**EXPOS[0], "claims": [claim]}]))
    assert any(one.startswith(f"expos[0].claims[0]{problem}") for one in found)


def test_the_rules_of_a_whole_record_are_held_beside_unknown_keys() -> None:
    assert problems(document(deals=[{"id": "deal", "parties": [], "zzz": 1}])) == [
        "deals[0].edition: give its edition, or its expo where the edition is not printed, not None",
        "deals[0].zzz: it must be the name of a field of Deal, not 'zzz'",
    ]


def test_problems_are_data() -> None:
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode(document(deals=[5]), origin="here")
    assert caught.value.problems == (ex.errors.Problem("deals[0]", "it must be an object", 5),)
    assert caught.value.what == "here"
    assert isinstance(caught.value, (ex.ExpotradeError, ValueError))


# --- Links ------------------------------------------------------------------------------------------------------------


def test_dangling_links_of_a_readable_document() -> None:
    data = document(expos=EXPOS, deals=[deal(expo="caexpo"), deal(id="other", section="hall")])
    assert problems(data) == [
        "deals[0].expo: it must be the id of a record in expos, not 'caexpo'",
        "deals[1].section: it must be the id of a record in sections, not 'hall'",
    ]


def test_links_count_by_place_in_the_document_though_others_cannot_be_read() -> None:
    data = document(expos=[5, *EXPOS], deals=[5, deal(), 6, deal(id="other", expo="caexpo")])
    assert problems(data) == [
        "expos[0]: it must be an object, not 5",
        "deals[0]: it must be an object, not 5",
        "deals[2]: it must be an object, not 6",
        "deals[3].expo: it must be the id of a record in expos, not 'caexpo'",
    ]


def test_links_to_what_cannot_be_read_are_no_problem() -> None:
    data = document(
        sources=[{"id": "report"}],
        expos=[{"id": "ciie"}],
        deals=[deal(citations=[{"source": "report"}])],
    )
    assert problems(data) == [
        "sources[0].title: it must be given, not left out",
        "expos[0].name: it must be given, not left out",
    ]


def test_an_id_stands_for_one_record() -> None:
    twice = {"sources": [{"id": "report", "title": "A"}] * 2}
    assert problems(document(**twice)) == ["sources[1].id: an id stands for one source, not 'report'"]
    assert problems(document(expos=EXPOS * 2)) == ["expos[1].id: an id stands for one record, not 'ciie'"]
    assert problems(document(expos=[*EXPOS, *EXPOS, {"id": "ciie"}])) == [
        "expos[2].name: it must be given, not left out",
        "expos[1].id: an id stands for one record, not 'ciie'",
        "expos[2].id: an id stands for one record, not 'ciie'",
    ]


# --- Comments ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comment", ["", "a remark", [], ["two", "remarks"], "x" * 2000])
def test_comments_are_passed_over(comment: object) -> None:
    held = deal(value=figure(), claims=[])
    del held["claims"]
    data = document(expos=EXPOS, deals=[held])
    plain = decode(data)
    held["$comment"] = data["$comment"] = held["parties"][0]["$comment"] = comment  # type: ignore[index]
    held["value"]["citations"][0]["$comment"] = comment  # type: ignore[index]
    assert decode(data) == plain
    assert "$comment" not in dumps(decode(data))


def test_what_is_no_comment_is_named_with_all_else() -> None:
    data = document(
        expos=[{**EXPOS[0], "$comment": 5}, {"id": "f", "$comment": ["a", None, "x" * 2001]}],
        deals=[deal(**{"$comment": "fine", "$coment": "b"})],
    )
    data["$comment"] = {}
    assert problems(data) == [
        "['$comment']: it must be a text or a list of texts, not {}",
        "expos[0]['$comment']: it must be a text or a list of texts, not 5",
        "expos[1].name: it must be given, not left out",
        "expos[1]['$comment'][1]: it must be a text or a list of texts, not None",
        f"expos[1]['$comment'][2]: it has at most 2000 characters, not '{'x' * 60}'... (2001 characters)",
        "deals[0]['$coment']: it must be the name of a field of Deal, not '$coment'",
    ]


def test_a_comment_stands_once() -> None:
    text = '{"format": "expotrade/1", "expos": [{"id": "a", "name": "A", "$comment": "b", "$comment": "c"}]}'
    assert refused(text) == ["expos[0]['$comment']: a key stands once in an object, not '$comment'"]


# --- Lines, and what may have been meant ------------------------------------------------------------------------------

LINES = """\
{"format": "expotrade/1",
 "expos": [
  {"id": "ciie", "name": 6},
  {"id": "CAEXPO", "nam": "A", "country": "Chna"}
 ],
 "deals": [{"id": "d", "parties": [{"place": "中国"}],
  "expo": "ciie", "kind": "contrct", "id": "d"}]
}
"""


def located(text: str | bytes) -> list[tuple[int | None, int | None, str, tuple[str, ...]]]:
    """Line, column, path and nearest of each problem."""
    with pytest.raises(ex.errors.DecodeError) as caught:
        loads(text)
    return [(one.line, one.column, one.path, one.nearest) for one in caught.value.problems]


@pytest.mark.parametrize("text", [LINES, LINES.encode(), f"\ufeff{LINES}", f"\ufeff{LINES}".encode()])
def test_problems_know_their_line_and_what_may_have_been_meant(text: str | bytes) -> None:
    assert located(text) == [
        (3, 26, "expos[0].name", ()),
        (4, 3, "expos[1].name", ()),
        (4, 10, "expos[1].id", ("caexpo",)),
        (4, 43, "expos[1].country", ("CN", "TD", "GH")),
        (4, 27, "expos[1].nam", ("name",)),
        (7, 44, "deals[0].id", ()),
        (6, 46, "deals[0].parties[0].place", ("CN",)),
        (7, 27, "deals[0].kind", ("contract",)),
    ]


def test_what_links_lead_to_nothing_is_on_its_line_too() -> None:
    text = json.dumps(document(expos=EXPOS, deals=[deal(expo="cie")]), indent=1)
    ((line, column, path, _),) = located(text)
    assert path == "deals[0].expo"
    assert text.split("\n")[(line or 0) - 1][(column or 0) - 1 :] == '"cie"'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a":\n 5', 2, 3),
        (b'{"a":\n "\xc3\xa9\xff"', 2, 4),
        ("\ufeff[".encode() + b"\xff", 1, 2),
        ("\n " + "[" * 41, 2, 42),
        ("[" * 41, 1, 41),
    ],
)
def test_what_is_no_json_has_a_line(text: str | bytes, line: int, column: int) -> None:
    ((found_line, found_column, _, _),) = located(text)
    assert (found_line, found_column) == (line, column)


def test_data_has_no_lines() -> None:
    with pytest.raises(ex.errors.DecodeError) as caught:
        decode(json.loads(LINES))
    assert {(one.line, one.column) for one in caught.value.problems} == {(None, None)}


def test_the_lines_are_no_part_of_the_text_and_of_equality() -> None:
    with pytest.raises(ex.errors.DecodeError) as caught:
        loads(LINES, origin="mine.json")
    assert str(caught.value).split("\n")[:2] == [
        "mine.json has 8 problems:",
        "- expos[0].name: it must be a text, not 6",
    ]
    assert caught.value.problems[0] == ex.errors.Problem("expos[0].name", "it must be a text", 6)


@pytest.mark.parametrize(
    ("amount", "nearest"),
    [
        ("more than 5 exhibitors", ("MORE_THAN 5 exhibitor",)),
        ("EXACT 5 exhibitr", ("EXACT 5 exhibitor", "EXACT 5 exhibit")),
        ("MORE_THEN 5 exhibitor", ("MORE_THAN 5 exhibitor",)),
        ("exact 5 exhibitor", ("EXACT 5 exhibitor",)),
        ("EXACTLY some exhibitor", ()),
        ("a handful of exhibitors", ()),
        ("EXACT five exhibitor", ()),
        ("EXACT 5 exhibitor exhibitr", ()),
        ("EXACT 5 USD/exhibitr", ()),
        ("BETWEEN 5 exhibitr [6..7]", ()),
    ],
)
def test_the_nearest_of_an_amount_is_an_amount(amount: str, nearest: tuple[str, ...]) -> None:
    text = json.dumps(document(expos=EXPOS, deals=[deal(value=figure(amount=amount))]))
    ((_, _, path, found),) = located(text)
    assert path == "deals[0].value.amount"
    assert found[: len(nearest)] == nearest
    assert bool(found) is bool(nearest)


def test_texts_of_which_nothing_can_be_said() -> None:
    records = [{"id": "ä" * 9, "name": "A"}, {"id": "x" * 3000, "name": "A"}, {"id": "e", "name": "A\n"}]
    assert [nearest for *_, nearest in located(json.dumps(document(expos=records)))] == [(), (), ()]


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
        READING.get()


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
