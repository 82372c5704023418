"""The words of charts in both languages, and labels in lines that differ."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade.plots.words import broken, made_unique, width_of, words_in


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def test_both_languages_say_the_same() -> None:
    table = json.loads((Path(ex.__file__).parent / "data" / "plot_words.json").read_text("utf-8"))
    english, chinese = dict(flat(table["en"])), dict(flat(table["zh"]))
    assert english.keys() == chinese.keys()
    assert {key: fields_of(text) for key, text in english.items()} == {
        key: fields_of(text) for key, text in chinese.items()
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_code_has_a_word(language: Any) -> None:
    words = words_in(language)
    for kind, codes in {
        "hedges": ex.Hedge, "statuses": ex.Status, "flows": ex.FlowKind, "bases": ex.records.GrowthBase
    }.items():  # fmt: skip
        assert words.of(kind).keys() == {code.value for code in codes}
    assert words.of("places").keys() == {one.code for one in ex.places.list_places() if one.kind != "country"}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), st.integers(2, 60))
def test_lines_hold_the_text_and_no_more_than_fits(text: str, columns: int) -> None:
    lines = broken(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # A mark that closes stays with the sign before it.
    assert max(map(width_of, lines)) <= columns + 2 * len(re.findall("[、。，；：！？）」』”’]", text))


def test_lines_break_at_words_and_between_chinese_signs() -> None:
    assert broken("Value of deals of the expo", 10) == ["Value of", "deals of", "the expo"]
    assert broken("注意：统计口径不同。", 10) == ["注意：统计", "口径不同。"]
    assert broken("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert broken("", 10) == [""]


@given(st.lists(st.sampled_from(["a", "a (2)", "b", "a (3)"])))
def test_labels_are_told_apart(labels: list[str]) -> None:
    told = made_unique(labels)
    assert len(set(told)) == len(told) == len(labels)
    assert all(new.startswith(old) for new, old in zip(told, labels, strict=True))


@pytest.mark.parametrize(("language", "number"), [("en", "no. 4"), ("zh", "第4届")])
def test_a_region_and_an_edition_without_a_year_have_words(language: Any, number: str) -> None:
    words = words_in(language)
    assert words.place("middle-east") == "Middle East"
    assert words.edition(ex.Edition(id="cisce-no4", expo="cisce", number=4)) == number
