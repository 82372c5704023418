"""Catalogs as text and in notebooks, and what is not an id or a number."""

import re
from html import unescape

import pytest

import expotrade as ex
from builders import edition


def test_a_catalog_as_text_says_what_it_holds(catalog: ex.Catalog) -> None:
    first, *expos = str(catalog).split("\n")
    assert first.startswith(
        "Catalog of 1 sources, 2 organisations, 3 expos, 5 editions, 1 sections, 1 exhibitors"
    )
    assert expos == [
        "  ciie: China International Import Expo, 3 editions, 2019 to 2024",
        "  canton: Canton Fair, 2 editions, 2025",
        "  empty: An expo without editions, 0 editions",
    ]
    named = ex.Expo(
        id="ciie",
        name="China International Import Expo",
        short_name="CIIE",
        chinese_name="中国国际进口博览会",
    )
    held = ex.Catalog(expos=[named], editions=[edition(2024)])
    assert str(held).endswith("CIIE: China International Import Expo, 中国国际进口博览会, 1 edition, 2024")
    assert str(ex.Catalog()) == "Catalog of nothing"


def test_a_catalog_of_many_expos_is_cut() -> None:
    many = [ex.Expo(id=f"expo-{number}", name=f"Expo {number}") for number in range(10_000)]
    assert str(ex.Catalog(expos=many[:20])).count("\n") == 20
    text = str(ex.Catalog(expos=many))
    assert text.count("\n") == 21
    assert text.endswith("\n  and 9980 more")
    page = ex.Catalog(expos=many)._repr_html_()
    assert page.count("<tr>") == 101
    assert "and 9900 more" in page


def test_a_notebook_shows_expos_editions_and_sources(catalog: ex.Catalog) -> None:
    page = catalog._repr_html_()
    rows = re.findall("<tr>(.*?)</tr>", page)
    cells = [[unescape(cell) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    assert cells == [
        ["Expo", "Name", "Chinese name", "Editions", "Years"],
        ["ciie", "China International Import Expo", "", "3", "2019 to 2024"],
        ["canton", "Canton Fair", "", "2", "2025"],
        ["empty", "An expo without editions", "", "0", ""],
        ["Edition", "Id", "Number", "Dates", "Figures", "Claims"],
        ["CIIE 2024", "ciie-2024", "7", "", "1", "0"],
        ["CIIE 2019", "ciie-2019", "2", "", "0", "0"],
        ["CIIE 2023", "ciie-2023", "6", "", "2", "0"],
        ["CANTON 2025 autumn", "canton-2025-autumn", "", "2025-10-15/2025-11-04", "1", "1"],
        ["CANTON 2025 spring", "canton-2025-spring", "", "2025-04-15/2025-05-05", "1", "1"],
    ]
    assert "Catalog of 1 sources, 2 organisations" in page
    assert "<summary>Editions: 5</summary>" in page
    assert "<details open><summary>Sources: 1</summary>" in page
    assert "<li>&quot;Expo closes&quot;</li>" in page


def test_a_notebook_folds_a_long_list_of_sources_away() -> None:
    sources = [ex.Source(f"page-{number}", "Expo opens", url="https://example.org/") for number in range(200)]
    page = ex.Catalog(sources=sources)._repr_html_()
    assert "<details><summary>Sources: 200</summary>" in page
    assert page.count('<a href="https://example.org/"') == 100
    assert "<table" not in page
    assert "<details" not in ex.Catalog()._repr_html_()


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda cat, _: cat.edition("ciie", "2023"), "by the number '2023': pass whole numbers, as in"),
        (lambda cat, _: cat.edition("ciie", 6.0), "by the number 6.0: pass whole numbers"),
        (lambda cat, _: cat.edition("ciie", True), "by the number True"),
        (lambda cat, _: cat.edition("ciie", year="2023"), "by the year '2023'"),
        (lambda cat, one: cat.edition(one), "pass its id 'ciie-2023'"),
        (lambda cat, _: cat.edition(6), "pass its id as a text"),
        (lambda cat, _: cat.edition(["ciie"], 6), "pass its id as a text"),
        (lambda cat, one: cat.record(one), "cannot look up the record .* pass its id 'ciie-2023'"),
        (lambda cat, _: cat.source(None), "cannot look up the source None"),
        (lambda cat, _: cat.deal(["a"]), "cannot look up the deal"),
        (lambda cat, _: cat.series(5, "exhibitors"), "cannot look up the expo 5"),
    ],
)
def test_what_is_no_id_or_number_is_an_error_that_says_what_to_pass(ask: object, text: str) -> None:
    cat = ex.load_dataset("articles")
    with pytest.raises(ex.errors.ArgumentError, match=text):
        ask(cat, cat.edition("ciie-2023"))


def test_a_year_for_a_number_is_told() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match=r"nearest: 'ciie-2023'; .* pass year=2023"):
        ex.load_dataset("articles").edition("ciie", 2023)
