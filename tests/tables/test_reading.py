"""Tidy rows read back: what makes a catalog, and every wrong cell named by its row and column."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import expotrade as ex
from builders import edition, figure
from expotrade.catalogs import KINDS
from expotrade.tables import reading as _tidy_reading, tidy_rows
from expotrade.tables.cells import scaled
from expotrade.tables.reading import read_rows

ARTICLES = ex.load_dataset("articles")
SOURCE = ex.Source("report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"), "https://a.org", "en")
OTHER = ex.Source("other", "Expo opens")
CITED = ex.Citation(SOURCE, 3)
EXPO = ex.Expo(id="e", name="The Expo")
EDITION = ex.Edition(
    id="e-2024", expo="e", year=2024, number=1, period=ex.Period.parse("2024-05-01/2024-05-03")
)
DEALS = ex.Figure(
    "deal_value", ex.Amount.parse("$5.25 billion"), citations=[CITED], as_printed="$5.25 billion"
)

Row = dict[str, Any]


def rows(catalog: ex.Catalog, what: str, *, without: tuple[str, ...] = (), **changes: object) -> list[Row]:
    """The rows of a catalog without some columns and with other cells."""
    return [
        {name: cell for name, cell in {**row, **changes}.items() if name not in without}
        for row in tidy_rows(catalog, what)
    ]


def read(found: list[Row], what: str, **options: Any) -> ex.Catalog:
    return read_rows(found, what, names=list(found[0]), **options)


def wrong(found: list[Row], what: str, **options: Any) -> list[tuple[int | None, str, str]]:
    """Where rows are wrong, and the rules that they break."""
    with pytest.raises(ex.errors.FrameError) as caught:
        read(found, what, **options)
    assert caught.value.what == what
    return [(problem.row, problem.column, problem.rule) for problem in caught.value.problems]


def with_figure(figure: ex.Figure, **more: Any) -> ex.Catalog:
    """A catalog with one figure of an edition."""
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=[figure], **more)
    return ex.Catalog(expos=[EXPO], editions=[edition])


ONE = with_figure(DEALS)
# What rows need in order to stand by themselves.
ALONE = ("about", "linked", "sources", "amount", "value_float", "field", "record_kind")


# --- Whole frames -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["articles", "history"])
@pytest.mark.parametrize("what", [what for what in ex.tables.list_row_kinds() if what != "findings"])
def test_what_was_written_is_read_back(name: str, what: str) -> None:
    catalog = ex.load_dataset(name)
    names = [column.name for column in ex.tables.list_columns(what)]
    back = read_rows(tidy_rows(catalog, what), what, names=names)
    if what in ("figures", "claims"):
        of = "figures" if what == "figures" else "claims"
        found, given = ([(one.id, part) for one, part in getattr(each, of)()] for each in (back, catalog))
        assert sorted(map(repr, found)) == sorted(map(repr, given))
    else:
        assert getattr(back, what) == getattr(catalog, what)


def test_no_rows_make_an_empty_catalog() -> None:
    names = [column.name for column in ex.tables.list_columns("deals")]
    assert read_rows([], "deals", names=names) == ex.Catalog()


def test_a_kind_that_there_is_not() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="nearest: 'deals'"):
        read_rows([], "deal", names=["id"])


def test_findings_are_computed() -> None:
    assert wrong(rows(ARTICLES, "findings"), "findings") == [
        (None, "verdict", "findings are computed: read figures or records, and check them again")
    ]


def test_unknown_and_missing_columns_are_named_with_wrong_cells() -> None:
    found = rows(ONE, "figures", without=("metric", "record"), metrics="deal_value", hedge="rounded", unit=5)
    assert wrong(found, "figures") == [
        (None, "metrics", "it must be one of the columns of figures; nearest: 'metric'"),
        (None, "record", "the column must be there"),
        (None, "metric", "the column must be there"),
        (0, "unit", "it must be a text"),
    ]


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        ("figures", ["record", "metric", "source", "value", "hedge", "unit"]),
        ("claims", ["record", "claim"]),
        ("sources", ["id", "title"]),
        ("organisations", ["id", "name"]),
        ("deals", ["id"]),
        ("flows", ["id", "reporter", "kind"]),
        ("statistics", ["id", "about_whom"]),
        ("remarks", ["id", "about_whom", "kind", "wording"]),
        ("participants", ["id", "party", "role"]),
    ],
)
def test_each_kind_needs_some_columns(what: str, missing: list[str]) -> None:
    found = [{"note": "a"}] if what != "sources" else [{"language": "en"}]
    assert wrong(found, what) == [(None, name, "the column must be there") for name in missing]


def test_a_value_needs_a_hedge_and_a_unit_beside_it() -> None:
    found = [{"id": "d", "value": Decimal(5)}]
    assert [column for _, column, _ in wrong(found, "deals")] == ["hedge", "unit"]
    found = [{"id": "f", "reporter": "CN", "kind": "import", "quantity_unit": "t"}]
    assert [column for _, column, _ in wrong(found, "flows")] == ["quantity_value", "quantity_hedge"]


def test_columns_that_are_known_to_be_wrong_are_not_told_of_again() -> None:
    problem = ex.errors.CellProblem(None, "value", "it must be a decimal", "Float64")
    found = rows(ONE, "figures", value=5.25e9, unit=None, hedge="EXACTLY")
    assert wrong(found, "figures", problems=[problem]) == [
        (None, "value", "it must be a decimal"),
        (0, "unit", "it must be given where there is an amount"),
        (0, "hedge", "it must be the name of a hedge; nearest: 'EXACT', 'NEARLY'"),
    ]


def test_reading_stops_after_so_many_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tidy_reading, "MOST_PROBLEMS", 5)

    def endless() -> Any:
        while True:
            yield from rows(ONE, "figures", unit=None, hedge="no")

    with pytest.raises(ex.errors.FrameError) as caught:
        read_rows(endless(), "figures", names=[column.name for column in ex.tables.list_columns("figures")])
    assert len(caught.value.problems) == 5
    assert caught.value.problems[-1].row == 2


# --- Cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("value", 5.25e9, "it must be a decimal or whole number: a float has lost the printed digits"),
        ("value", True, "it must be a decimal or whole number: a float has lost the printed digits"),
        ("value", Decimal("NaN"), "it must be a finite number"),
        ("value", Decimal("sNaN"), "it must be a finite number"),
        ("high", Decimal("Infinity"), "it must be a finite number"),
        ("value_float", float("nan"), "it must be a finite number"),
        ("value_float", "5", "it must be a number"),
        ("paragraph", 3.5, "it must be a whole number"),
        ("paragraph", True, "it must be a whole number"),
        ("period_start", "2024-05-01", "it must be a date"),
        ("period_start", datetime(2024, 5, 1, 12), "it must be a date"),  # noqa: DTZ001
        ("is_preferred", 1, "it must be true or false"),
        ("record", 5, "it must be a text"),
        ("citations", "[", "it must be a list in JSON"),
        ("citations", "{}", "it must be a list in JSON"),
        ("citations", ["report"], "it must be a list in JSON"),
        ("about", "5", "it must be an object in JSON"),
        ("about", '{"id": "e", "id": "e"}', "it must be an object in JSON"),
    ],
)
def test_a_cell_of_another_kind(column: str, value: object, rule: str) -> None:
    assert wrong(rows(ONE, "figures", **{column: value}), "figures") == [(0, column, rule)]


def test_a_midnight_is_its_day_and_whole_numbers_are_decimals() -> None:
    catalog = with_figure(ex.Figure("exhibitors", ex.Amount(442, "exhibitor"), citations=[CITED]))
    found = rows(catalog, "figures", value=442, low=442, high=442)
    assert read(found, "figures") == catalog
    found = rows(ONE, "figures", published="2024-12-04")
    found[0]["period_start"] = None
    assert read(found, "figures") == ONE
    dated = ex.Edition(
        id="e-2024", expo="e", year=2024, period=ex.Period.parse("2024-05-01"), figures=[DEALS]
    )
    catalog = ex.Catalog(expos=[EXPO], editions=[dated])
    found = rows(catalog, "figures", period_start=datetime(2024, 5, 1))  # noqa: DTZ001
    assert read(found, "figures").editions[0].figures == (DEALS,)


# --- Amounts ----------------------------------------------------------------------------------------------------------


def test_the_notation_restores_every_digit() -> None:
    digits = "1." + "123456789" * 6 + "12345"
    figure = ex.Figure("deal_value", ex.Amount(digits, "USD"), citations=[CITED])
    catalog = with_figure(figure)
    cut = {name: scaled(Decimal(digits), name) for name in ("value", "low", "high")}
    assert (cut["low"], cut["value"], cut["high"]) == (
        Decimal("1.123456789"), Decimal("1.123456789"), Decimal("1.123456790"),
    )  # fmt: skip
    assert read(rows(catalog, "figures", **cut), "figures") == catalog
    (_, column, rule), *_ = wrong(rows(catalog, "figures", **{**cut, "high": cut["low"]}), "figures")
    assert (column, rule) == ("high", f"it must be {digits}, as the rest of the row says")


@pytest.mark.parametrize(
    "amount",
    [
        "EXACT 442 exhibitor",
        "EXACT 50000 exhibitor",
        "ROUNDED 5.25E+9 USD",
        "ROUNDED 929E+3 t",
        "ROUNDED 0.05 percent",
        "ROUNDED -2.6 percent",
        "ROUNDED 0 percent",
        "APPROXIMATELY 100E+6 CNY",
        "NEARLY 250 exhibitor",
        "MORE_THAN 152E+9 CNY",
        "LESS_THAN 5.5 percent",
        "AT_MOST 80 exhibitor",
        "BETWEEN 15 percent [10..20]",
        "BETWEEN 5 USD [4..]",
        "BETWEEN 5 USD [..]",
    ],
)
def test_an_amount_is_made_of_its_parts(amount: str) -> None:
    given = ex.Amount.parse(amount)
    metrics = {"exhibitor": "exhibitors", "percent": "execution_rate", "t": "trade_quantity"}
    catalog = with_figure(ex.Figure(metrics.get(given.unit, "deal_value"), given, citations=[CITED]))
    # As a column of decimals has it: nine places, whatever was printed.
    cells = {name: getattr(given, name) for name in ("value", "low", "high")}
    padded = {name: cell if cell is None else cell + Decimal("0E-9") for name, cell in cells.items()}
    back = read(rows(catalog, "figures", without=("amount",), **padded), "figures")
    assert back.editions[0].figures[0].amount == given


def test_rounded_and_between_need_their_bounds() -> None:
    rule = "ROUNDED needs columns for its bounds, low and high, or one for the notation of the amount"
    assert wrong(rows(ONE, "figures", without=("amount", "low", "high")), "figures") == [(0, "hedge", rule)]
    assert wrong(rows(ONE, "figures", without=("amount", "high")), "figures") == [(0, "hedge", rule)]
    assert read(rows(ONE, "figures", without=("low", "high")), "figures") == ONE
    ((row, column, rule),) = wrong(rows(ONE, "figures", without=("amount",), high=None), "figures")
    assert (row, column) == (0, "value")
    (found,) = wrong(rows(ONE, "figures", without=("amount",), high=Decimal("5.28E+9")), "figures")
    assert "half a printed place away, not at 5.28E+9" in found[2]
    (found,) = wrong(rows(ONE, "figures", without=("amount",), high=Decimal("5.24E+9")), "figures")
    assert "half a printed place away" in found[2]


def test_between_without_columns_for_its_bounds() -> None:
    catalog = with_figure(
        ex.Figure("deal_value", ex.Amount.between(4, None, "USD", value=5), citations=[CITED])
    )
    bare = ("amount", "low", "high")
    assert [column for _, column, _ in wrong(rows(catalog, "figures", without=bare), "figures")] == ["hedge"]


def test_parts_that_make_no_amount() -> None:
    found = wrong(rows(ONE, "figures", without=("amount",), unit="dolar"), "figures")
    assert found[0][:2] == (0, "unit")
    assert "no unit 'dolar'" in found[0][2]
    found = wrong(
        rows(ONE, "figures", without=("amount",), value=Decimal("1E+500"), hedge="EXACT"), "figures"
    )
    assert found[0][:2] == (0, "value")
    found = wrong(rows(ONE, "figures", without=("amount",), hedge="BETWEEN", low=Decimal("6E+9")), "figures")
    assert found[0][:2] == (0, "value")
    assert "low 6E+9 is greater than high 5.255E+9" in found[0][2]


def test_notation_that_is_none() -> None:
    ((row, column, rule),) = wrong(rows(ONE, "figures", amount="5 billion"), "figures")
    assert (row, column) == (0, "amount")
    assert "canonical notation" in rule


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", Decimal("5.26E+9")),
        ("low", None),
        ("low", Decimal("5.24E+9")),
        ("hedge", "EXACT"),
        ("unit", "CNY"),
        ("record_kind", "sections"),
        ("field", "value"),
        ("expo", "other"),
        ("edition", "other"),
        ("source", "other"),
        ("source_title", "other"),
        ("publisher", "other"),
        ("published", "2024"),
        ("url", "https://b.org"),
        ("paragraph", 4),
        ("period_end", date(2024, 5, 3)),
    ],
)
def test_a_column_that_says_otherwise(column: str, value: object) -> None:
    found = {problem[:2] for problem in wrong(rows(ONE, "figures", **{column: value}), "figures")}
    assert found <= {(0, column), (0, "about")}


def test_which_figure_is_used_follows_from_the_rows_that_are_there() -> None:
    """Rows of a frame are filtered and joined, so what was computed before is not read."""
    first, second = figure("620 exhibitors"), figure("more than 600 exhibitors")
    catalog = ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE")], editions=[edition(2024, first, second)])
    found = rows(catalog, "figures")
    assert [cells["is_used"] for cells in found] == [True, False]
    assert read(found, "figures") == catalog
    assert read(found[1:], "figures").editions[0]["exhibitors"] == second
    assert read(rows(catalog, "figures", without=("is_used",)), "figures") == catalog
    assert wrong(rows(catalog, "figures", is_used="yes"), "figures")[0] == (
        0,
        "is_used",
        "it must be true or false",
    )


def test_an_open_end_is_no_contradiction() -> None:
    catalog = with_figure(
        ex.Figure("exhibitors", ex.Amount.parse("more than 620 exhibitors"), citations=[CITED])
    )
    assert read(rows(catalog, "figures"), "figures") == catalog
    found = wrong(rows(catalog, "figures", high=Decimal(700)), "figures")
    assert found == [(0, "high", "it must be empty, as the rest of the row says")]


def test_an_empty_cell_beside_the_figure_says_nothing() -> None:
    found = rows(ONE, "figures", expo=None, source_title=None, period_start=None)
    assert read(found, "figures") == ONE


def test_a_figure_without_an_amount() -> None:
    cells = dict.fromkeys(("value", "low", "high", "hedge", "unit", "amount"))
    assert wrong(rows(ONE, "figures", **cells), "figures") == [(0, "value", "it must be given")]
    alone = ("value", "low", "high", "hedge", "unit")
    found = rows(ONE, "figures", without=alone, amount=None)
    assert wrong(found, "figures") == [(0, "amount", "it must be given")]


def test_bounds_are_rounded_outwards_and_values_to_the_nearest() -> None:
    number = Decimal("-1.00000000049")
    assert scaled(number, "low") == scaled(number, "quantity_low") == Decimal("-1.000000001")
    assert scaled(number, "value") == scaled(number, "high") == Decimal(-1)
    assert scaled(Decimal("5E+9"), "low") == Decimal("5E+9")


# --- Figures and claims -----------------------------------------------------------------------------------------------


def test_a_figure_is_read_from_its_columns_alone() -> None:
    found = rows(ONE, "figures", without=("about", "linked", "sources", "citations", "record_kind", "field"))
    (back,) = read(found, "figures", catalog=ex.Catalog(expos=[EXPO], editions=[EDITION])).editions
    assert back.figures[0].amount == DEALS.amount
    assert back.figures[0].citations[0].cite() == CITED.cite()
    assert (back.number, back.period) == (1, EDITION.period)


def test_a_source_is_taken_from_the_catalog_that_is_passed() -> None:
    bare = (
        "about",
        "linked",
        "sources",
        "citations",
        "record_kind",
        "field",
        "source_title",
        "publisher",
        "url",
    )
    found = rows(ONE, "figures", without=(*bare, "published"))
    catalog = ex.Catalog(sources=[SOURCE], expos=[EXPO], editions=[EDITION])
    (back,) = read(found, "figures", catalog=catalog).editions
    assert back.figures == (DEALS,)
    alone = ex.Catalog(expos=[EXPO], editions=[EDITION])
    assert wrong(found, "figures", catalog=alone) == [(0, "source", "sources[0].title: it must be given")]


def test_a_figure_needs_a_source() -> None:
    found = rows(ONE, "figures", sources=None, citations=None, source=None)
    assert wrong(found, "figures") == [(0, "citations", "a figure has at least one source")]
    found = rows(ONE, "figures", without=("sources", "citations"), source=None)
    assert wrong(found, "figures") == [(0, "source", "a figure has at least one source")]


def test_a_figure_needs_its_record() -> None:
    rule = "it must be given, or the record be in the catalog that is passed"
    assert wrong(rows(ONE, "figures", about=None), "figures") == [(0, "about", rule)]
    assert wrong(rows(ONE, "figures", record_kind=None), "figures") == [(0, "about", rule)]
    assert wrong(rows(ONE, "figures", without=("about",)), "figures") == [(0, "record", rule)]
    assert wrong(rows(ONE, "figures", about=None, record="f"), "figures", catalog=ONE) == [(0, "about", rule)]
    assert wrong(rows(ONE, "figures", record=None), "figures") == [(0, "record", "it must be given")]


def test_the_record_and_the_column_about_are_one() -> None:
    found = wrong(rows(ONE, "figures", record="e-2023"), "figures")
    assert found == [(0, "record", "it must be the id of the record in the column about")]
    found = wrong(rows(ONE, "figures", record_kind="edition"), "figures")
    assert found == [
        (0, "record_kind", "it must be a kind of record; nearest: 'editions', 'sections', 'organisations'")
    ]
    found = wrong(rows(ONE, "figures", field="claims"), "figures")
    assert found == [(0, "field", "it must be figures, value, quantity or figure")]


def test_a_record_of_a_kind_that_has_no_such_field() -> None:
    assert wrong(rows(ONE, "figures", field="value"), "figures")[0][:2] == (0, "about")


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        (
            "metric",
            "deal_valu",
            "it must be the code of a metric; nearest: 'deal_value', 'trade_value', 'sales_volume'",
        ),
        ("status", "real", "it must be one of 'actual', 'expected', 'planned'"),
        ("as_printed", "", "it must be a text that is not empty"),
        ("citations", '["report"]', "it must be an object"),
        ("citations", '[{"source": "reports"}]', "it must be the id of a source; nearest: 'report'"),
        ("about", '{"id": "e-2024", "expo": "e"}', "it must be given"),
        ("about", '{"id": "e-2024", "expo": "e", "year": 0}', "it must be a whole number from 1 upwards"),
        ("linked", '{"expos": [{"id": "e"}]}', "expos[0].name: it must be given"),
        ("linked", '{"expos": {"id": "e"}}', "expos: it must be a list"),
        ("linked", '{"expos": ["e"]}', "expos[0]: it must be an object"),
        ("linked", '{"expo": []}', "expo: it must be the name of a field of a catalog"),
        ("sources", '[{"id": "report"}]', "sources[0].title: it must be given"),
    ],
)
def test_what_a_catalog_file_would_refuse_is_named_by_its_column(column: str, value: str, named: str) -> None:
    found = wrong(rows(ONE, "figures", **{column: value}), "figures")
    assert (0, column, named) in found


def test_a_link_that_leads_nowhere() -> None:
    found = wrong(rows(ONE, "figures", linked=None), "figures")
    assert found == [(0, "about", "it must be the id of a record in expos")]


def test_linked_records_come_from_the_catalog_that_is_passed() -> None:
    mother = ex.Organisation(id="mother", name="Mother")
    organiser = ex.Organisation(id="host", name="Host", part_of="mother")
    expo = ex.Expo(id="e", name="The Expo", organisers=[ex.Party(organisation="host")])
    catalog = ex.Catalog(organisations=[mother, organiser], expos=[expo])
    given = ex.Catalog(organisations=[mother, organiser], expos=[expo], editions=ONE.editions)
    found = rows(given, "figures", without=("linked",))
    assert read(found, "figures", catalog=catalog) == given
    found = rows(catalog, "expos", without=("linked",))
    assert read(found, "expos", catalog=ex.Catalog(organisations=[mother, organiser])) == catalog


def test_what_a_share_is_of_comes_from_the_catalog_with_its_sources() -> None:
    other = ex.Figure("trade_value", ex.Amount(9, "USD"), citations=[ex.Citation(OTHER)])
    whole = ex.Statistic(id="whole", subject=ex.Party(place="CN"), figure=other)
    share = ex.records.ShareClaim(
        amount=ex.Amount.parse("5 percent"),
        whole="all trade",
        of="whole",
        metric="trade_value",
        citations=[CITED],
    )
    edition = ex.Edition(id="e-2024", expo="e", year=2024, claims=[share])
    catalog = ex.Catalog(expos=[EXPO], editions=[edition], statistics=[whole])
    found = rows(catalog, "claims", without=("linked", "sources"))
    known = ex.Catalog(sources=[SOURCE], expos=[EXPO], statistics=[whole])
    back = read(found, "claims", catalog=known)
    assert back.edition("e-2024").claims == (share,)
    assert back.statistics == (whole,)


def test_the_figures_of_a_record_stand_in_the_order_of_the_rows() -> None:
    rival = ex.Figure("deal_value", ex.Amount(5, "USD"), citations=[ex.Citation(OTHER)], is_preferred=True)
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=[DEALS, rival])
    catalog = ex.Catalog(expos=[EXPO], editions=[edition])
    found = rows(catalog, "figures")
    assert read(found, "figures") == catalog
    assert read(found[::-1], "figures").editions[0].figures == (rival, DEALS)


def test_a_deal_has_one_value() -> None:
    deal = ex.Deal(id="d", parties=[], expo="e", value=DEALS)
    catalog = ex.Catalog(expos=[EXPO], deals=[deal])
    (found,) = rows(catalog, "figures")
    assert read([found], "figures") == catalog
    assert wrong([found, found], "figures") == [(1, "field", "a record has one value")]
    bare = {name: cell for name, cell in found.items() if name != "field"}
    assert read([bare], "figures") == catalog
    assert wrong([bare, bare], "figures") == [(1, "record", "a record has one value")]


def test_rows_say_the_same_of_a_record() -> None:
    edition = ex.Edition(id="e-2024", expo="e", year=2024, figures=[DEALS, DEALS])
    first, second = rows(ex.Catalog(expos=[EXPO], editions=[edition]), "figures")
    second["about"] = json.dumps({"id": "e-2024", "expo": "e", "year": 2024, "city": "Beijing"})
    assert wrong([first, second], "figures") == [(1, "about", "rows must say the same of 'e-2024'")]
    second["about"], second["linked"] = first["about"], json.dumps({"expos": [{"id": "e", "name": "Expo"}]})
    assert wrong([first, second], "figures") == [(1, "linked", "rows must say the same of 'e'")]
    second["linked"], second["sources"] = (
        first["linked"],
        json.dumps([{"id": "report", "title": "Expo closes"}]),
    )
    found = wrong([first, second], "figures")
    assert (1, "sources", "rows must say the same of 'report'") in found


@pytest.mark.parametrize(
    ("claim", "column", "value"),
    [
        (
            ex.records.GrowthClaim(
                amount=ex.Amount.parse("5 percent"), metric="deal_value", citations=[CITED]
            ),
            "rank",
            1,
        ),
        (
            ex.records.RankClaim(rank=1, among="editions", metric="deal_value", citations=[CITED]),
            "unit",
            "percent",
        ),
    ],
)
def test_a_column_of_another_claim(claim: Any, column: str, value: object) -> None:
    edition = ex.Edition(id="e-2024", expo="e", year=2024, claims=[claim])
    catalog = ex.Catalog(expos=[EXPO], editions=[edition])
    assert read(rows(catalog, "claims"), "claims") == catalog
    assert wrong(rows(catalog, "claims", **{column: value}), "claims")[0][0] == 0


def test_a_claim_that_there_is_not() -> None:
    claim = ex.records.RankClaim(rank=1, among="editions", metric="deal_value", citations=[CITED])
    catalog = ex.Catalog(
        expos=[EXPO], editions=[ex.Edition(id="e-2024", expo="e", year=2024, claims=[claim])]
    )
    ((row, column, rule),) = wrong(rows(catalog, "claims", claim="ranks"), "claims")
    assert (row, column) == (0, "claim")
    assert "nearest: 'rank'" in rule


# --- Records ----------------------------------------------------------------------------------------------------------


def deal(**more: Any) -> ex.Catalog:
    return ex.Catalog(
        expos=[EXPO], deals=[ex.Deal(id="d", expo="e", **{"parties": [], "value": DEALS, **more})]
    )


def test_a_deal_from_plain_columns() -> None:
    plain = {
        "id": "d",
        "expo": "e",
        "metric": "deal_value",
        "value": Decimal(5),
        "hedge": "MORE_THAN",
        "unit": "USD",
    }
    found = [{**plain, "source": "report", "source_title": "Expo closes", "paragraph": 3}]
    (back,) = read(found, "deals", catalog=ex.Catalog(expos=[EXPO])).deals
    assert back.value is not None
    assert str(back.value.amount) == "MORE_THAN 5 USD"
    assert back.value.citations[0].cite() == '"Expo closes", paragraph 3'
    assert back.parties == ()


def test_a_record_without_a_figure_takes_its_citation_from_the_columns_of_the_source() -> None:
    found = [
        {
            "id": "d",
            "expo": "e",
            "value": None,
            "unit": None,
            "hedge": None,
            "source": "report",
            "source_title": "A",
        }
    ]
    (back,) = read(found, "deals", catalog=ex.Catalog(expos=[EXPO])).deals
    assert (back.value, back.citations[0].source.title) == (None, "A")
    found = [{"id": "o", "name": "Organisation"}]
    assert read(found, "organisations").organisations[0].citations == ()


def test_what_belongs_to_an_amount_that_is_not_there() -> None:
    bare = dict.fromkeys(("value", "low", "high", "hedge", "unit", "amount", "value_float"))
    rule = "it must be empty where there is no amount"
    assert wrong(rows(deal(), "deals", **bare), "deals") == [
        (0, "metric", rule), (0, "as_printed", rule), (0, "status", rule), (0, "figure", rule),
    ]  # fmt: skip


def test_an_id_stands_for_one_record() -> None:
    found = rows(deal(), "deals") * 2
    assert wrong(found, "deals") == [(1, "id", "an id stands for one record")]
    found = rows(ex.Catalog(sources=[SOURCE]), "sources") * 2
    assert wrong(found, "sources") == [(1, "id", "an id stands for one record")]


def test_a_deal_and_its_organisation_cannot_have_one_id() -> None:
    catalog = ex.Catalog(
        organisations=[ex.Organisation(id="o", name="O")],
        expos=[EXPO],
        deals=[ex.Deal(id="d", expo="e", parties=[ex.Party(organisation="o")])],
    )
    first, second = rows(catalog, "deals")[0], rows(deal(), "deals")[0]
    second["id"] = "o"
    assert wrong([first, second], "deals") == [(1, "id", "o.id: an id stands for one record")]


def test_rows_that_clash_with_the_catalog_or_each_other() -> None:
    editions = [ex.Edition(id=f"e-{year}", expo="e", year=year, number=1) for year in (2023, 2024)]
    first, second = (rows(ex.Catalog(expos=[EXPO], editions=[one]), "editions")[0] for one in editions)
    assert wrong([first, second], "editions") == [
        (1, "number", "e-2024.number: e has one edition of a number")
    ]
    known = ex.Catalog(expos=[EXPO], editions=[editions[0]])
    assert wrong([second], "editions", catalog=known) == [
        (0, "number", "e-2024.number: e has one edition of a number")
    ]
    other = ex.Catalog(expos=[EXPO], editions=[ex.Edition(id="e-2024", expo="e", year=2024, city="Beijing")])
    third = {**second, "city": "Shanghai"}
    ((row, column, rule),) = wrong([third], "editions", catalog=other)
    assert (row, column) == (0, "city")
    assert rule == "e-2024.city: the left side states 'Beijing'"
    another = ex.Catalog(expos=[ex.Expo(id="e", name="Another")])
    ((row, column, rule),) = wrong([second], "editions", catalog=another)
    assert (row, column, rule) == (0, "id", "e.name: the left side states 'Another'")


def test_a_record_that_another_row_links_to() -> None:
    mother = ex.Organisation(id="mother", name="Mother", country="CN", other_names=["M"])
    daughter = ex.Organisation(id="daughter", name="Daughter", part_of="mother")
    catalog = ex.Catalog(organisations=[mother, daughter])
    found = rows(catalog, "organisations")
    assert read(found, "organisations") == catalog
    assert read(found[::-1], "organisations").organisations == (daughter, mother)
    assert read(found[1:], "organisations").organisation("mother").other_names == ()


@pytest.mark.parametrize(
    ("what", "column", "value", "rule"),
    [
        ("deals", "metric", "deals_value", "it must be the code of a metric; nearest: 'deal_value'"),
        ("deals", "metric", None, "it must be given"),
        ("deals", "unit", "exhibitor", "it must be USD, as the rest of the row says"),
        ("deals", "amount", "EXACT 5 exhibitor", "deal_value is counted in a currency, not in exhibitor"),
        ("deals", "figure", '{"note": 5}', "it must be a text"),
        (
            "deals",
            "kind",
            "contracts",
            "it must be one of 'tentative', 'memorandum', 'strategic_cooperation', ",
        ),
        ("deals", "parties", '[{"place": "China"}]', "a place is an ISO 3166-1 alpha-2 code"),
        ("flows", "reporter", "China", "a place is an ISO 3166-1 alpha-2 code"),
        ("flows", "hs", "8", "an HS code is two to ten digits in pairs, without a dot: '081060'"),
        ("flows", "quantity", "5 tonnes", "it must be an amount in canonical notation"),
        ("flows", "quantity_unit", "kg", "it must be t, as the rest of the row says"),
        ("flows", "quantity_figure", '{"metric": "tonnes"}', "it must be the code of a metric"),
        ("flows", "product", "", "it must be a text that is not empty"),
        ("flows", "citations", '[{"source": "nobody"}]', "it must be the id of a source"),
        ("statistics", "about_whom", '{"place": "China"}', "a place is an ISO 3166-1 alpha-2 code"),
        ("statistics", "about_whom", None, "it must be given"),
        ("remarks", "wording", None, "it must be given"),
        ("expos", "claims", "[]", ""),
    ],
)
def test_a_wrong_cell_of_a_record(what: str, column: str, value: object, rule: str) -> None:
    flow = ex.TradeFlow(
        id="f", reporter="CN", kind=ex.FlowKind.IMPORT, value=ex.Figure("trade_value", DEALS.amount, citations=[CITED]),
        quantity=ex.Figure("trade_quantity", ex.Amount.parse("929,000 tonnes"), citations=[CITED]),
    )  # fmt: skip
    subject = ex.Party(place="CN")
    catalog = ex.Catalog(
        expos=[EXPO], deals=deal().deals, flows=[flow],
        statistics=[ex.Statistic(id="s", subject=subject, figure=DEALS)],
        remarks=[ex.Remark(id="r", subject=subject, kind=ex.records.RemarkKind.PLAN, wording="a plan")],
    )  # fmt: skip
    assert getattr(read(rows(catalog, what), what), what) == getattr(catalog, what)
    changed = rows(catalog, what, **{column: value})
    if not rule:
        assert getattr(read(changed, what), what) == getattr(catalog, what)
        return
    ((row, named, found), *_) = wrong(changed, what)
    assert (row, named) == (0, column)
    assert rule in found


def test_a_quantity_from_plain_columns() -> None:
    plain = {"id": "f", "reporter": "CN", "kind": "import", "source": "report", "source_title": "A"}
    parts = {"quantity_value": Decimal("1E+3"), "quantity_hedge": "AT_LEAST", "quantity_unit": "kg"}
    (flow,) = read([{**plain, **parts}], "flows").flows
    assert flow.quantity is not None
    assert (str(flow.quantity.amount), flow.quantity.metric) == ("AT_LEAST 1000 kg", "trade_quantity")
    ((row, column, _),) = wrong([{**plain, **parts, "quantity_value": Decimal("1E+401")}], "flows")
    assert (row, column) == (0, "quantity_value")


def test_nouns_of_the_callers_own() -> None:
    table = ex.UnitTable.builtin().with_nouns({"robot": ["robots"]})
    subject = ex.Party(place="CN")
    found = [
        {
            "id": "s", "about_whom": '{"place": "CN"}', "metric": "other", "value": 5, "hedge": "EXACT",
            "unit": "robot", "source": "report", "source_title": "A",
        }
    ]  # fmt: skip
    (back,) = read(found, "statistics", units=table).statistics
    assert (back.subject, str(back.figure and back.figure.amount)) == (subject, "EXACT 5 robot")
    assert wrong(found, "statistics")[0][:2] == (0, "unit")


def test_every_kind_of_record_can_be_read() -> None:
    assert set(KINDS) < set(ex.tables.list_row_kinds())
