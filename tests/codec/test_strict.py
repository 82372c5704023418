"""What is wrong in the data of a catalog: documents, links and comments, every problem at once."""

import pytest

import expotrade as ex
from documents import EXPOS, deal, document, figure, problems, refused
from expotrade.codec import (
    decode,
    dumps,
)

# --- Documents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, [], "expotrade/2", 5, 0.5, True])
def test_a_document_is_an_object(data: object) -> None:
    assert problems(data) == [f"document: it must be an object, not {data!r}"]


@pytest.mark.parametrize("version", ["expotrade/3", "expotrade", ""])
def test_another_version_is_the_only_problem(version: str) -> None:
    data = {"format": version, "deals": [5]}
    assert problems(data) == [
        f"format: it must be 'expotrade/2', which this version of expotrade reads, not {version!r}"
    ]


def test_the_first_format_is_refused_with_what_changed() -> None:
    (problem,) = problems({"format": "expotrade/1", "deals": [5]})
    assert problem.startswith(
        "format: it must be 'expotrade/2', which this version of expotrade reads; since"
    )
    for changed in (
        "period, venue and city of an edition are claims",
        "role, attendance and status",
        "people",
    ):
        assert changed in problem
    assert "write 'expotrade/2', and validate it again" in problem


def test_a_missing_or_mistyped_version_is_one_of_the_problems() -> None:
    rule = "format: it must be 'expotrade/2', which this version of expotrade reads, not"
    assert problems({"deals": [5]}) == [f"{rule} left out", "deals[0]: it must be an object, not 5"]
    assert problems({"format": 1, "deals": [5]}) == [f"{rule} 1", "deals[0]: it must be an object, not 5"]


def test_unknown_keys_are_named_with_the_nearest_field() -> None:
    assert problems({"format": "expotrade/2", "dealss": []}) == [
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
            "organisations[0].country: a place is an ISO 3166-1 alpha-2 code, WORLD, a known group such as ASEAN, or "
            "the id of a region, not 'ZZ'"
        ),
        (
            "deals[0].parties[0].place: a place is an ISO 3166-1 alpha-2 code, WORLD, a known group such as ASEAN, or "
            "the id of a region, not 'XX'"
        ),
        "deals[0].parties[1]: it must be an object, not 5",
        (
            "deals[0].parties[2].organisation: a party is exactly one of organisation, person, place, expo, "
            "edition, section and description, "
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
            "deals[1].date: it must be the text of a period, such as '2024-01/2024-07'; leave the key out if "
            "there is no value, not None"
        ),
        "deals[1].note: it must be a text, not 2.5",
        "deals[2].parties: it must be a list, not 'CN'",
        "flows: it must be a list, not {}",
        "deals[2].id: it must be an id that no other record has, not 'deal'",
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
        ({"period": "2024", "as_of": "2024"}, "value.as_of: a figure has period or as_of, not both"),
        ({"period": "2024-13"}, "value.period: it must be a period: there is no month 13; months run from 01 to 12"),
        ({"status": True}, "value.status: it must be one of 'actual', 'expected', 'planned', 'cancelled', not True"),
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
        (
            {},
            (
                ".claim: it must be one of 'growth', 'share', 'rank', 'streak', 'first', 'cumulative', 'change', "
                "'dates', 'venue', not left out"
            ),
        ),
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
        "deals[0].edition: give its edition, or its expo if the edition is not printed, not None",
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
    assert problems(document(**twice)) == [
        "sources[1].id: it must be an id that no other source has, not 'report'"
    ]
    assert problems(document(expos=EXPOS * 2)) == [
        "expos[1].id: it must be an id that no other record has, not 'ciie'"
    ]
    assert problems(document(expos=[*EXPOS, *EXPOS, {"id": "ciie"}])) == [
        "expos[2].name: it must be given, not left out",
        "expos[1].id: it must be an id that no other record has, not 'ciie'",
        "expos[2].id: it must be an id that no other record has, not 'ciie'",
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
        f"expos[1]['$comment'][2]: it must have at most 2000 characters, not '{'x' * 60}'... (2001 characters)",
        "deals[0]['$coment']: it must be the name of a field of Deal, not '$coment'",
    ]


def test_a_comment_stands_once() -> None:
    text = '{"format": "expotrade/2", "expos": [{"id": "a", "name": "A", "$comment": "b", "$comment": "c"}]}'
    assert refused(text) == [
        "expos[0]['$comment']: it must be a key that comes once in its object, not '$comment'"
    ]
