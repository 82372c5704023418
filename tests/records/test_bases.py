"""The table of bases: what figures of one metric count, and which is part of which."""

import pytest

import expotrade as ex
from builders import edition, figure
from expotrade._internal.data import read_table
from expotrade.records import basis, find_basis, list_bases


def test_codes_phrases_and_labels_are_of_one_basis_each() -> None:
    codes = [one.code for one in list_bases()]
    assert len(codes) == len(set(codes)) >= 12
    phrases = [phrase.casefold() for one in list_bases() for phrase in one.phrases]
    assert len(phrases) == len(set(phrases))
    assert read_table("bases.json")["origin"]
    for one in list_bases():
        assert one.definition
        assert find_basis(one.english) is one
        for phrase in one.phrases:
            assert find_basis(f" {phrase.upper()} ") is one
            assert phrase.strip() == phrase


def test_inclusion_has_no_circle() -> None:
    for one in list_bases():
        assert one.is_part_of(one.code)
        for other in list_bases():
            if one is not other and one.is_part_of(other.code):
                assert not other.is_part_of(one.code)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("countries", "countries_and_regions"),
        ("countries_and_regions", "countries_regions_and_organisations"),
        ("countries", "countries_regions_and_organisations"),
        ("enterprises", "enterprises_and_institutions"),
        ("exhibitors", "exhibitors_with_partners"),
        ("visitors", "visits"),
    ],
)
def test_which_basis_is_part_of_which(part: str, whole: str) -> None:
    assert basis(part).is_part_of(whole)


def test_the_three_bases_of_deals_are_not_parts_of_each_other() -> None:
    agreed = ["contracts", "letters_of_intent", "tentative_purchases"]
    assert not [(a, b) for a in agreed for b in agreed if a != b and basis(a).is_part_of(b)]


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'visits'"):
        basis("visit")
    assert find_basis("enterprises of the town") is None
    assert find_basis(5) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("letters of intent", "'letters_of_intent' for the phrase"),
        ("Contracts", "'contracts' for the phrase"),
        ("nothing", "such as 'letters_of_intent'"),
        (5, "such as 'letters_of_intent'"),
    ],
)
def test_a_figure_takes_a_code_alone(code: object, rule: str) -> None:
    with pytest.raises(ex.errors.RecordError, match=rule):
        figure("$5", counts=code)


def test_a_notebook_shows_the_label_where_no_phrase_is_printed() -> None:
    shown = edition(2024, figure("$5", counts="letters_of_intent"))._repr_html_()
    assert "letters of intent" in shown
    both = edition(2024, figure("$5", counts="letters_of_intent", basis="what was hoped for"))._repr_html_()
    assert "what was hoped for" in both


def test_a_file_with_a_phrase_instead_of_a_code_gets_the_code() -> None:
    cat = ex.Catalog(
        expos=[ex.Expo(id="ciie", name="CIIE")], editions=[edition(2024, figure("$5", counts="contracts"))]
    )
    from expotrade.codec import dumps, loads

    text = dumps(cat)
    assert loads(text) == cat
    for wrong, meant in (
        ("signed contracts", "'contracts'"),
        ("contract_s", "'contracts'"),
        ("qqqq", "code"),
    ):
        with pytest.raises(ex.errors.DecodeError, match=meant):
            loads(text.replace('"counts": "contracts"', f'"counts": "{wrong}"'))
