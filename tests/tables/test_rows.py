"""Tidy rows: the schema, and what each kind of row says of a record."""

import json
import warnings
from decimal import Decimal

import pytest
from hypothesis import given

import expotrade as ex
from builders import days, edition, figure
from expotrade.catalogs import KINDS
from expotrade.codec import decode
from expotrade.tables import tidy_rows
from searching import catalogs, examples

ARTICLES = ex.load_dataset("articles")
SOURCE = ex.Source(
    "report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"), "https://example.org/a"
)
CITED = ex.Citation(SOURCE, 3)


def rows(catalog: ex.Catalog, what: str) -> list[dict[str, object]]:
    return list(tidy_rows(catalog, what))


def row(what: str, **wanted: object) -> dict[str, object]:
    """The one row of the articles that has these cells."""
    (found,) = [
        one for one in rows(ARTICLES, what) if all(one[name] == value for name, value in wanted.items())
    ]
    return found


def test_kinds_are_figures_claims_findings_sources_and_every_kind_of_record() -> None:
    assert ex.tables.list_row_kinds() == ("figures", "claims", "findings", "sources", *KINDS)


def test_an_unknown_kind_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(ex.errors.UnknownNameError, match="no kind of row 'figure'; nearest: 'figures'"):
        ex.tables.list_columns("figure")
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        tidy_rows(ARTICLES, "§")
    assert caught.value.nearest == ex.tables.list_row_kinds()


@pytest.mark.parametrize("what", ex.tables.list_row_kinds())
def test_every_row_has_a_cell_for_every_column_and_of_its_kind(what: str) -> None:
    types = {
        ex.tables.ColumnKind.TEXT: str,
        ex.tables.ColumnKind.WHOLE: int,
        ex.tables.ColumnKind.DECIMAL: Decimal,
        ex.tables.ColumnKind.FLOAT: float,
        ex.tables.ColumnKind.FLAG: bool,
        ex.tables.ColumnKind.LIST: list,
        ex.tables.ColumnKind.OBJECT: dict,
    }
    columns = ex.tables.list_columns(what)
    assert len({column.name for column in columns}) == len(columns)
    for dataset in ("articles", "history"):
        for cells in tidy_rows(ex.load_dataset(dataset), what):
            assert list(cells) == [column.name for column in columns]
            for column in columns:
                value = cells[column.name]
                if value is None:
                    continue
                if column.kind is ex.tables.ColumnKind.DATE:
                    assert value.isoformat()  # type: ignore[union-attr]
                    continue
                if column.kind in (ex.tables.ColumnKind.LIST, ex.tables.ColumnKind.OBJECT):
                    assert isinstance(value, str)
                    value = json.loads(value)
                assert type(value) is types[column.kind], column


def test_columns_say_what_they_hold() -> None:
    for what in ex.tables.list_row_kinds():
        for column in ex.tables.list_columns(what):
            assert column.description.endswith(".")
    assert repr(ex.tables.ColumnKind.DATE) == "ColumnKind.DATE"


def test_figure() -> None:
    found = row("figures", record="ciie-2023", metric="deal_value")
    assert found["record_kind"] == "editions"
    assert (found["expo"], found["edition"]) == ("ciie", "ciie-2023")
    assert found["value"] == Decimal("78.41E+9")
    assert (found["low"], found["high"]) == (Decimal("78.405E+9"), Decimal("78.415E+9"))
    assert (found["hedge"], found["unit"]) == ("ROUNDED", "USD")
    assert found["amount"] == "ROUNDED 78.41E+9 USD"
    assert found["value_float"] == 78.41e9
    assert found["as_printed"] == "$78.41 billion"
    assert str(found["period_start"]) == "2023-11-05"
    assert found["period"] is None
    assert found["status"] == "actual"
    assert found["source_title"] == "CIIE breaks records with $78.41 billion tentative deals"
    assert found["paragraph"] == 3


@pytest.mark.parametrize("name", ["articles", "history"])
def test_the_figures_that_are_used_are_those_that_everything_else_takes(name: str) -> None:
    catalog = ex.load_dataset(name)
    found = rows(catalog, "figures")
    pairs = catalog.figures()
    used: dict[tuple[str, str], list[ex.Figure]] = {}
    for cells, (record, one) in zip(found, pairs, strict=True):
        mine = used.setdefault((record.id, one.metric), [])
        if cells["is_used"]:
            mine.append(one)
    assert all(len(several) == 1 for several in used.values())
    measured = {one.id: one for one in (*catalog.editions, *catalog.sections)}
    for (record_id, metric), (one,) in used.items():
        if record_id in measured:
            assert one is measured[record_id][metric]
        record = catalog.record(record_id)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ex.ExpotradeWarning)
            assert ex.total([record], metric=metric).amount == one.amount
    for expo in catalog.expos:
        editions = [one for one in catalog.editions if one.expo == expo.id]
        if len(editions) > 1:
            for line in ex.compare(*editions).rows:
                for edition_of, one in zip(editions, line.figures, strict=True):
                    assert one is None or used[edition_of.id, line.metric] == [one]


def test_a_figure_that_a_record_has_twice_is_used_once() -> None:
    ciie = ex.Expo(id="ciie", name="CIIE")
    same = figure("620 exhibitors")
    marked = figure("more than 600 exhibitors", is_preferred=True)
    found = rows(ex.Catalog(expos=[ciie], editions=[edition(2024, same, same)]), "figures")
    assert [cells["is_used"] for cells in found] == [True, False]
    found = rows(ex.Catalog(expos=[ciie], editions=[edition(2024, same, marked, same)]), "figures")
    assert [cells["is_used"] for cells in found] == [False, True, False]


def test_other_rows_do_not_say_what_is_used() -> None:
    named = {
        what
        for what in ex.tables.list_row_kinds()
        for one in ex.tables.list_columns(what)
        if one.name == "is_used"
    }
    assert named == {"figures"}


def test_an_open_end_is_an_empty_cell() -> None:
    found = row("figures", record="cisce-2024", metric="exhibitors")
    assert (found["low"], found["high"], found["hedge"]) == (Decimal(620), None, "MORE_THAN")


def test_figure_of_a_section_takes_the_expo_and_the_dates_of_its_edition() -> None:
    found = row("figures", record="ciie-2023-american-food-and-agriculture-pavilion", metric="deal_value")
    assert (found["expo"], found["edition"]) == ("ciie", "ciie-2023")
    assert str(found["period_end"]) == "2023-11-10"


def test_claim() -> None:
    found = row("claims", record="ciie-2019", claim="growth")
    assert (found["claim"], found["value"], found["unit"], found["base"]) == (
        "growth",
        Decimal(23),
        "percent",
        "year_earlier",
    )
    shares = [one for one in rows(ARTICLES, "claims") if one["claim"] == "share" and one["of"]]
    assert shares
    for share in shares:
        linked = json.loads(str(share["linked"]))
        assert share["of"] in [one["id"] for kind in linked.values() for one in kind]


def test_claims_about_an_expo_and_a_rank_without_an_amount() -> None:
    claim = ex.records.RankClaim(rank=1, among="editions so far", metric="deal_value", citations=[CITED])
    catalog = ex.Catalog(expos=[ex.Expo(id="ciie", name="CIIE", claims=[claim])])
    (found,) = rows(catalog, "claims")
    assert (found["expo"], found["edition"], found["rank"], found["value"]) == ("ciie", None, 1, None)
    assert found["period_start"] is None


def test_a_claim_of_a_flow_takes_the_time_of_the_flow() -> None:
    found = [one for one in rows(ARTICLES, "claims") if one["record"] == "china-asean-trade-2024-01-07"]
    assert {str(one["period_end"]) for one in found} == {"2024-07-31"}


def test_finding() -> None:
    found = [
        one for one in rows(ARTICLES, "findings") if one["record"] == "china-thailand-durian-imports-2023"
    ]
    (share,) = [one for one in found if one["kind"] == "share"]
    assert (share["verdict"], share["stated"]) == ("agrees", "ROUNDED 65.15 percent")
    assert share["stated_value"] == Decimal("65.15")
    assert share["computed_low"] is not None
    assert share["source"] is not None


def test_sources() -> None:
    assert [one["id"] for one in rows(ARTICLES, "sources")] == [source.id for source in ARTICLES.sources]


def test_edition_has_its_figures_as_a_list() -> None:
    found = row("editions", id="ciie-2023")
    edition = ARTICLES.edition("ciie", 6)
    assert len(json.loads(str(found["figures"]))) == len(edition.figures)
    assert (found["year"], found["number"]) == (2023, 6)


def test_deal_with_and_without_a_value() -> None:
    catalog = ex.Catalog(
        expos=[ex.Expo(id="e", name="E")],
        editions=[
            ex.Edition(
                id="e-2024", expo="e", year=2024, claims=[days("2024-05-01/2024-05-03", citations=[CITED])]
            )
        ],
        deals=[
            ex.Deal(
                id="one",
                parties=[ex.Party(description="a buyer", role="buyer")],
                edition="e-2024",
                value=ex.Figure(
                    "deal_value",
                    ex.Amount.parse("more than $5 million"),
                    citations=[CITED],
                    basis="contracts",
                    period=ex.Period.parse("2024-05-02"),
                ),
            ),
            ex.Deal(id="two", parties=[ex.Party(description="a buyer")], expo="e", citations=[CITED]),
            ex.Deal(id="three", parties=[], edition="e-2024"),
        ],
    )
    one, two, three = rows(catalog, "deals")
    assert (one["value"], one["high"], one["metric"], one["basis"]) == (
        Decimal(5000000),
        None,
        "deal_value",
        "contracts",
    )
    assert json.loads(str(one["figure"])) == {
        "citations": [{"source": "report", "paragraph": 3}],
        "period": "2024-05-02",
    }
    assert str(one["period_start"]) == "2024-05-02"
    assert one["url"] == "https://example.org/a"
    assert (two["value"], two["figure"], two["status"], two["hedge"]) == (None, None, None, None)
    assert (two["source"], two["paragraph"], two["published"]) == ("report", 3, "2024-12-04")
    # The edition that it links to has days, and these have a source.
    assert (three["source"], json.loads(str(three["sources"]))[0]["id"]) == (None, "report")
    assert str(three["period_end"]) == "2024-05-03"


def test_flow_with_value_and_quantity() -> None:
    figure = ex.Figure("trade_value", ex.Amount.parse("$6.7 billion"), citations=[CITED])
    quantity = ex.Figure(
        "trade_quantity", ex.Amount.parse("929,000 tonnes"), citations=[CITED], note="durians"
    )
    flow = ex.TradeFlow(
        id="durian", reporter="CN", partner="TH", kind=ex.FlowKind.IMPORT, hs="081060",
        period=ex.Period.parse("2023"), value=figure, quantity=quantity,
    )  # fmt: skip
    (found,) = rows(ex.Catalog(flows=[flow]), "flows")
    assert (found["unit"], found["quantity_unit"], found["quantity"]) == ("USD", "t", "ROUNDED 929E+3 t")
    assert (found["quantity_low"], found["quantity_high"]) == (Decimal(928500), Decimal(929500))
    assert json.loads(str(found["quantity_figure"]))["note"] == "durians"
    assert (found["hs"], str(found["period_start"])) == ("081060", "2023-01-01")


def test_an_organisation_inside_another_brings_it_along() -> None:
    catalog = ex.Catalog(
        organisations=[
            ex.Organisation(id="mother", name="Mother"),
            ex.Organisation(id="daughter", name="Daughter", part_of="mother", other_names=["D"]),
            ex.Organisation(id="grandchild", name="Grandchild", part_of="daughter"),
        ]
    )
    _, daughter, grandchild = rows(catalog, "organisations")
    assert json.loads(str(daughter["linked"])) == {"organisations": [{"id": "mother", "name": "Mother"}]}
    assert json.loads(str(daughter["other_names"])) == ["D"]
    # A linked record stands with what identifies it and leads no further.
    assert json.loads(str(grandchild["linked"])) == {
        "organisations": [{"id": "daughter", "name": "Daughter"}]
    }


# A catalog takes some 30 ms to draw: half as many by default as for other laws.
slow = examples(100, runs=2)


@slow
@given(catalogs())
def test_a_row_stands_by_itself(catalog: ex.Catalog) -> None:
    """What a row says of its record, what it links to and the sources that it cites make a catalog."""
    for what in ("figures", "claims"):
        for found in tidy_rows(catalog, what):
            kind = str(found["record_kind"])
            linked = json.loads(str(found["linked"] or "{}"))
            document = {
                "format": "expotrade/2",
                "sources": json.loads(str(found["sources"])),
                **linked,
                kind: [*linked.get(kind, []), json.loads(str(found["about"]))],
            }
            if kind != "statistics":  # one without a figure or claim is none
                assert decode(document).record(str(found["record"])).id == found["record"]


@slow
@given(catalogs())
def test_amounts_are_read_back_from_their_notation(catalog: ex.Catalog) -> None:
    for (_, one), found in zip(catalog.figures(), tidy_rows(catalog, "figures"), strict=True):
        amount = ex.Amount.parse(str(found["amount"]))
        assert amount == one.amount
        assert (found["value"], found["low"], found["high"]) == (amount.value, amount.low, amount.high)
