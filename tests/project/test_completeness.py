"""Every number of the five articles is covered by a record of the dataset, or reviewed and no fact.

The lister is tested on invented text; the articles are no part of the repository and the tests that need them skip
where they are absent.
"""

import os
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import expotrade as ex
from article_tables import tool
from expotrade.catalogs import citations_of

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "datasets" / "articles" / "list_numbers.py"

H = ex.Hedge
WEDNESDAY = date(2023, 11, 29)


@pytest.fixture
def folder() -> Path:
    found: Path = tool.folder_of_articles()
    if not found.is_dir():
        pytest.skip(f"the articles are not in {found}; set EXPOTRADE_ARTICLES to where they are")
    return found


@pytest.fixture
def catalog() -> ex.Catalog:
    return ex.load_dataset("articles")


# --- The lister, on invented text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no figures here, only words", []),
        ("442 kites", [("442", "442", None, None)]),
        ("more than 1,500 kites from 12 towns", [("1,500", "1500", None, H.MORE_THAN), ("12", "12", None, None)]),
        ("over 1.5 billion yuan ($21 million)", [
            ("1.5 billion yuan", "1500000000", "CNY", H.MORE_THAN), ("$21 million", "21000000", "USD", None)
        ]),
        ("nets $21B, US$71.13 billion", [
            ("$21B", "21000000000", "USD", None), ("US$71.13 billion", "71130000000", "USD", None)
        ]),
        ("HK$5 or €6 or ¥7", [
            ("HK$5", "5", "HKD", None), ("€6", "6", "EUR", None), ("¥7", "7", "CNY", None)
        ]),
        ("a nearly 40 percent rise, 6.7% or 3 per cent", [
            ("40 percent", "40", "percent", H.NEARLY),
            ("6.7%", "6.7", "percent", None),
            ("3 per cent", "3", "percent", None),
        ]),
        ("around 90, roughly 100, about 5", [
            ("90", "90", None, H.APPROXIMATELY),
            ("100", "100", None, H.APPROXIMATELY),
            ("5", "5", None, H.APPROXIMATELY),
        ]),
        ("no more than 3, no less than 4, fewer than 5", [
            ("3", "3", None, H.AT_MOST), ("4", "4", None, H.AT_LEAST), ("5", "5", None, H.LESS_THAN)
        ]),
        ("two kites, a five-day fair, twenty-one kites", [
            ("two", "2", None, None), ("five", "5", None, None), ("twenty-one", "21", None, None)
        ]),
        ("two hundred and fifty thousand; ninety; three million", [
            ("two hundred and fifty thousand", "250000", None, None),
            ("ninety", "90", None, None),
            ("three million", "3000000", None, None),
        ]),
        ("the second fair, the 3rd L, its tenth", [
            ("second", "2", None, None), ("3rd", "3", None, None), ("tenth", "10", None, None)
        ]),
        ("more than doubled, then halved; half of it, twice", [
            ("doubled", "2", "multiple", H.MORE_THAN),
            ("halved", "0.5", "multiple", None),
            ("half", "0.5", "multiple", None),
            ("twice", "2", "multiple", None),
        ]),
        ("A MONTH after, each year", [("A MONTH", "1", None, None), ("each year", "1", None, None)]),
        ("the S60, COVID-19 and 5G", [
            ("S60", None, None, None), ("COVID-19", None, None, None), ("5G", None, None, None)
        ]),
        ("at 15:43 or 09:56 PM", [("15:43", None, None, None), ("09:56 PM", None, None, None)]),
        ("up year on year, from the previous year, year-on-year", [
            ("year on year", None, None, None),
            ("from the previous year", None, None, None),
            ("year-on-year", None, None, None),
        ]),
        ("anyone, someone, often, weight, tone, Markets may march", []),
    ],
)  # fmt: skip
def test_reads_numbers_with_value_unit_and_hedge(
    text: str, expected: list[tuple[str, str | None, str | None, ex.Hedge | None]]
) -> None:
    found = [(one.text, one.value, one.unit, one.hedge) for one in tool.numbers_in(text)]
    assert found == [
        (printed, None if value is None else Decimal(value), unit, hedge)
        for printed, value, unit, hedge in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2019-12-23", {"2019-12-23": "2019-12-23"}),
        ("on Nov. 26, 2024", {"Nov. 26, 2024": "2024-11-26"}),
        ("December 04, 2024", {"December 04, 2024": "2024-12-04"}),
        ("on 11 November 2021", {"11 November 2021": "2021-11-11"}),
        ("on Nov. 30 and in Sept. 2020", {"Nov. 30": "2023-11-30", "Sept. 2020": "2020-09"}),
        ("from November 5 to 10", {"November 5 to 10": "2023-11-05/2023-11-10"}),
        ("from January to July this year", {"January to July this year": "2023-01/2023-07"}),
        ("as of October", {"October": "2023-10"}),
        ("In the first half of this year", {"first half of this year": "2023-H1"}),
        ("in the first seven months", {"first seven months": "2023-01/2023-07"}),
        ("since 2013", {"2013": "2013"}),
        ("on Sunday, Wednesday", {"Sunday": "2023-11-26", "Wednesday": "2023-11-29"}),
        ("last year, this year, next year", {"last year": "2022", "this year": "2023", "next year": "2024"}),
        ("last month, next month", {"last month": "2023-10", "next month": "2023-12"}),
    ],
)
def test_reads_dates_as_of_the_publication_day(text: str, expected: dict[str, str]) -> None:
    found = {one.text: str(one.period) for one in tool.numbers_in(text, published=WEDNESDAY)}
    assert found == expected


def test_no_digit_is_left_out() -> None:
    text = "Nr.7 x9y 1,2 a-3 4/5 6%7 $8x 10.11.12 ½ 1st2nd 13:14:15 99B MG7 2024/25"
    read = "".join(one.text for one in tool.numbers_in(text))
    assert [char for char in read if char in "0123456789"] == [char for char in text if char in "0123456789"]


def test_context_is_three_words_at_most() -> None:
    (one,) = tool.numbers_in("it was said that more than 620 enterprises and others came")
    assert one.context == "more than 620 enterprises"


INVENTED = ex.Source("daily", "A fair of 12 kites", published=ex.Period.parse("2023-11-29"))
PLACE = ex.Citation(INVENTED, 2)
FAIR = ex.Catalog(
    expos=[ex.Expo(id="kites", name="Kite Fair")],
    editions=[
        ex.Edition(
            id="kites-2023",
            expo="kites",
            year=2023,
            number=2,
            figures=[
                ex.Figure(
                    "exhibitors",
                    ex.Amount.parse("MORE_THAN 620 exhibitor"),
                    citations=[PLACE],
                    basis="sellers of one-year kites",
                ),
                ex.Figure(
                    "deal_value",
                    ex.Amount.parse("ROUNDED 5E+9 CNY"),
                    equivalent=ex.Amount.parse("ROUNDED 7E+8 USD"),
                    citations=[PLACE],
                    period=ex.Period.parse("../2022"),
                ),
            ],
            claims=[
                ex.records.DatesClaim(period=ex.Period.parse("2023-11-05/2023-11-10"), citations=[PLACE]),
                ex.records.GrowthClaim(
                    amount=ex.Amount.parse("ROUNDED 6.7 percent"),
                    base=ex.records.GrowthBase.YEAR_EARLIER,
                    citations=[PLACE],
                ),
                ex.records.FirstClaim(
                    of="Fair",
                    what="of kites",
                    scope="here",
                    as_printed="the world's first",
                    citations=[PLACE],
                ),
            ],
            citations=[PLACE],
            note="77 kites in a note of ours are not printed",
        )
    ],
)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("more than 620 exhibitors", True),
        ("620 exhibitors", False),
        ("nearly 620 exhibitors", False),
        ("more than 621 exhibitors", False),
        ("more than 620 percent", False),
        ("more than $620", False),
        ("5 billion yuan", True),
        ("5 billion", False),
        ("$5 billion", False),
        ("$700 million", True),
        ("5 million yuan", False),
        ("6.7 percent", True),
        ("6.7", False),
        ("6.8 percent", False),
        ("year-on-year", True),
        ("the second fair", True),
        ("the third fair", False),
        ("the first of its kind", True),
        ("one-year", True),
        ("two-year", False),
        ("77 kites", False),
        ("12 kites", False),
        ("from November 5 to 10", True),
        ("on November 10", True),
        ("on November 9", False),
        ("by the end of 2022", True),
        ("in 2021", False),
        ("on Wednesday", True),
        ("on Tuesday", False),
        ("this year", True),
        ("next year", False),
        ("S60", False),
        ("15:43", False),
    ],
)
def test_a_record_covers_what_it_states_and_nothing_else(tmp_path: Path, text: str, covered: bool) -> None:
    (tmp_path / "a.txt").write_text(f"Heading\n\n  {text}  \n{text}\n", "utf-8")
    reviewed = tool.Reviewed({"a.txt": "daily"}, [], [])
    here, elsewhere = tool.list_numbers(tmp_path, FAIR, reviewed)
    assert (here.number.paragraph, elsewhere.number.paragraph) == (2, 3)
    assert (here.covered_by is not None) is covered
    # No record cites the next paragraph; what is known everywhere is when the source was published.
    assert (elsewhere.covered_by is not None) is (text == "on Wednesday")


def test_a_reviewed_number_is_answered_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("at 15:43 and 15:44\n", "utf-8")
    row = tool.Row(source="daily", paragraph=1, text="15:43", reason="the hour")
    lines = tool.list_numbers(tmp_path, FAIR, tool.Reviewed({"a.txt": "daily"}, [], [row]))
    assert [line.covered_by for line in lines] == ["no fact: the hour", None]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        check=False,
    )


def test_the_script_says_that_it_skips(tmp_path: Path) -> None:
    absent = str(tmp_path / "nowhere")
    for answer in (run(absent), run(EXPOTRADE_ARTICLES=absent)):
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout.startswith("skipped: there are no articles in ")
        assert absent in answer.stdout


# --- The articles ---------------------------------------------------------------------------------------------------


def test_every_number_is_covered_or_reviewed(folder: Path, catalog: ex.Catalog) -> None:
    lines = tool.list_numbers(folder, catalog, tool.read_reviewed())
    assert len(lines) > 150
    assert {line.source for line in lines} == {source.id for source in catalog.sources}
    assert [line for line in lines if line.covered_by is None] == []


def test_every_paragraph_is_cited_or_reviewed(folder: Path, catalog: ex.Catalog) -> None:
    reviewed = tool.read_reviewed()
    cited = {
        (place.source.id, place.paragraph) for record in catalog.records() for place in citations_of(record)
    }
    stating_nothing = {(row.source, row.paragraph) for row in reviewed.paragraphs}
    printed = {
        (source, at)
        for name, source in reviewed.articles.items()
        for at, _ in enumerate(tool.paragraphs(folder / name), start=1)
    }
    assert cited | stating_nothing == printed
    assert cited & stating_nothing == set()


def test_every_amount_is_printed_in_each_paragraph_that_it_cites(folder: Path, catalog: ex.Catalog) -> None:
    files = {source: name for name, source in tool.read_reviewed().articles.items()}
    wrong = []
    for record, part in (*catalog.figures(), *catalog.claims()):
        held = (getattr(part, name, None) for name in ("amount", "equivalent"))
        amounts = [amount for amount in held if amount is not None]
        for at, place in enumerate(part.citations):
            text = tool.paragraphs(folder / files[place.source.id])[place.paragraph - 1]
            found = [any(tool.says(one, amount) for one in tool.numbers_in(text)) for amount in amounts]
            # Elsewhere than in the principal place the amount or its conversion may stand alone.
            if not (all(found) if at == 0 else any(found) or not found):
                wrong.append((record.id, place.paragraph, [str(amount) for amount in amounts]))
    assert wrong == []


def test_every_time_is_printed_or_that_of_the_article(folder: Path, catalog: ex.Catalog) -> None:
    files = {source: name for name, source in tool.read_reviewed().articles.items()}
    wrong = []
    for record, part in (*catalog.figures(), *catalog.claims()):
        for time in filter(None, (part.period, getattr(part, "as_of", None), getattr(part, "since", None))):
            place = part.citations[0]
            published = place.source.published
            text = tool.paragraphs(folder / files[place.source.id])[place.paragraph - 1]
            dates = [one.period for one in tool.numbers_in(text, published=published.end) if one.period]
            if time != published and not any(tool.names(one, time) for one in dates):
                wrong.append((record.id, str(time)))
    assert wrong == []


def test_no_reviewed_row_is_stale_or_long(folder: Path, catalog: ex.Catalog) -> None:
    reviewed = tool.read_reviewed()
    lines = tool.list_numbers(folder, catalog, reviewed)
    used = {
        (line.source, line.number.paragraph, line.number.text)
        for line in lines
        if (line.covered_by or "").startswith("no fact: ")
    }
    rows = [(row.source, row.paragraph, row.text) for row in reviewed.numbers]
    assert sorted(rows) == sorted(used)
    assert all(len(text.split()) <= 3 for _, _, text in rows)


def test_the_script_fails_on_a_number_that_nothing_covers(folder: Path, tmp_path: Path) -> None:
    whole = run(str(folder))
    assert whole.returncode == 0, whole.stdout
    assert ", 0 not covered" in whole.stdout
    copy = tmp_path / "articles"
    shutil.copytree(folder, copy)
    article = copy / "001_ciie-2023.txt"
    article.chmod(0o644)
    article.write_text(article.read_text("utf-8") + "\nAbove 31 kites came.\n", "utf-8")
    spoilt = run(str(copy))
    assert spoilt.returncode == 1
    assert ", 1 not covered" in spoilt.stdout
    (line,) = [line for line in spoilt.stdout.splitlines() if line.endswith("NOT COVERED")]
    assert line.split()[:2] == ["tdi-2023-11-11,", "25"]
    assert "31" in line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("78.41E+9", "78.14E+9"),
        ("MORE_THAN 620 exhibitor", "EXACT 620 exhibitor"),
        ("ROUNDED 505E+6 USD", "ROUNDED 505E+6 CNY"),
        ('"period": "2023-11-05/2023-11-10"', '"period": "2023-11-05/2023-11-11"'),
        ('"number": 7', '"number": 8'),
        ("the world's first supply chain-themed expo", "the world's supply chain-themed expo"),
        ('"base": "year_earlier"', '"base": "not_stated"'),
    ],
)
def test_a_wrong_record_leaves_its_number_uncovered(
    folder: Path, tmp_path: Path, before: str, after: str
) -> None:
    text = (Path(ex.__file__).parent / "data" / "articles.json").read_text("utf-8")
    assert before in text
    (tmp_path / "spoilt.json").write_text(text.replace(before, after), "utf-8")
    spoilt = ex.read_catalog(tmp_path / "spoilt.json")
    lines = tool.list_numbers(folder, spoilt, tool.read_reviewed())
    assert any(line.covered_by is None for line in lines)
