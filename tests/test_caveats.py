"""Caveats of a comparison, which keep numbers from being taken for alike."""

import pytest

import expotrade as ex
from builders import edition, figure


def kinds(comparison: ex.Comparison, metric: str | None = None) -> list[ex.comparison.CaveatKind]:
    return [caveat.kind for caveat in comparison.caveats if metric is None or caveat.metric == metric]


# --- Caveats --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            {"basis": "enterprises"},
            {"basis": "enterprises and institutions"},
            "bases differ: exhibitors - CIIE 2022: enterprises; CIIE 2023: enterprises and institutions",
        ),
        (
            {"basis": "enterprises"},
            {},
            "bases differ: exhibitors - CIIE 2022: enterprises; CIIE 2023: not stated",
        ),
        ({"basis": "Enterprises"}, {"basis": "enterprises"}, None),
        (
            {},
            {"status": ex.Status.EXPECTED},
            "not all are actual: exhibitors - CIIE 2022: actual; CIIE 2023: expected",
        ),
        (
            {"status": ex.Status.PLANNED},
            {"status": ex.Status.PLANNED},
            "not all are actual: exhibitors - CIIE 2022: planned; CIIE 2023: planned",
        ),
        (
            {"period": ex.Period.parse("2022")},
            {"period": ex.Period.parse("2023-01/2023-10")},
            "periods of different length: exhibitors - CIIE 2022: 2022; CIIE 2023: 2023-01/2023-10",
        ),
        (
            {},
            {"period": ex.Period.parse("2023")},
            "periods of different length: exhibitors - CIIE 2022: the edition; CIIE 2023: 2023",
        ),
        (
            {"period": ex.Period.parse("../2022")},
            {"period": ex.Period.parse("2023")},
            "periods of different length: exhibitors - CIIE 2022: ../2022; CIIE 2023: 2023",
        ),
        ({"period": ex.Period.parse("2024")}, {"period": ex.Period.parse("2023")}, None),
        ({"period": ex.Period.parse("2024-02")}, {"period": ex.Period.parse("2023-02")}, None),
        (
            {"period": ex.Period.parse("2023-11-05/2023-11-10")},
            {"period": ex.Period.parse("2022-11-05/2022-11-09")},
            (
                "periods of different length: exhibitors - CIIE 2022: 2023-11-05/2023-11-10;"
                " CIIE 2023: 2022-11-05/2022-11-09"
            ),
        ),
    ],
)
def test_caveats_of_different_figures(
    old: dict[str, object], new: dict[str, object], text: str | None
) -> None:
    comparison = ex.compare(
        edition(2022, figure("5 exhibitors", **old)), edition(2023, figure("6 exhibitors", **new))
    )
    told = f"{text}; no growth is computed between them" if "of different length" in str(text) else text
    assert [caveat.text for caveat in comparison.caveats] == ([] if told is None else [told])
    assert comparison["exhibitors"].growths[0] is None or told == text
    assert f"Caveat: {text}" in str(comparison) or text is None


def test_a_figure_alone_in_its_row_has_no_caveat() -> None:
    alone = figure("5 exhibitors", status=ex.Status.EXPECTED, basis="x")
    assert ex.compare(edition(2022, alone), edition(2023)).caveats == ()


def test_rival_figures_are_a_caveat() -> None:
    rivals = [
        figure("5 exhibitors"),
        figure("7 exhibitors"),
        figure("6 exhibitors"),
        figure("5 exhibitors", note="again"),
    ]
    (caveat,) = ex.compare(edition(2022, *rivals), edition(2023)).caveats
    assert caveat == ex.comparison.Caveat(
        ex.comparison.CaveatKind.RIVAL_FIGURES,
        "exhibitors",
        "exhibitors of CIIE 2022: sources also print EXACT 6 exhibitor, EXACT 7 exhibitor",
    )


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ({"number": 5}, {"number": 6}, None),
        ({"number": 6}, {"number": 5}, None),
        ({}, {}, None),
        ({"number": 5}, {}, None),
        ({"number": 2}, {"number": 6}, "CIIE 2022 and CIIE 2023 are not adjacent editions: number 2 and 6"),
        (
            {"year": 2018},
            {},
            "CIIE 2018 and CIIE 2023 are not known to be adjacent editions",
        ),
        (
            {"year": 2018, "number": 1},
            {},
            "CIIE 2018 and CIIE 2023 are not known to be adjacent editions",
        ),
        ({"year": 2020, "number": 5}, {"number": 6}, None),
    ],
)
def test_editions_that_are_not_adjacent(
    old: dict[str, object], new: dict[str, object], text: str | None
) -> None:
    comparison = ex.compare(
        edition(**{"year": 2022, "figures": [figure("5 exhibitors")]} | old),
        edition(2023, figure("6 exhibitors"), **new),
    )
    assert [caveat.text for caveat in comparison.caveats] == ([] if text is None else [text])


def test_editions_of_different_expos_are_never_called_adjacent_or_not() -> None:
    comparison = ex.compare(
        edition(2019, figure("5 exhibitors")), edition(2023, figure("6 exhibitors"), expo="cisce")
    )
    assert [(caveat.kind, caveat.text) for caveat in comparison.caveats] == [
        (
            ex.comparison.CaveatKind.EXPOS_DIFFER,
            "editions of different expos: ciie, cisce; no growth is computed from one to another",
        )
    ]


@pytest.mark.parametrize(
    ("metric", "old", "new", "is_told"),
    [
        ("deal_value", "$5", "$6", True),
        ("other", "$5", "$6", True),
        ("other", "5 visits", "6 visits", False),
        ("exhibitors", "5 exhibitors", "6 exhibitors", False),
    ],
)
def test_money_of_different_years_is_not_deflated(metric: str, old: str, new: str, is_told: bool) -> None:
    comparison = ex.compare(edition(2022, figure(old, metric)), edition(2023, figure(new, metric)))
    assert (kinds(comparison) == [ex.comparison.CaveatKind.NOT_DEFLATED]) is is_told


def test_money_of_one_year_needs_no_deflating() -> None:
    two = [edition(2023, figure("$5", "deal_value"), expo=expo) for expo in ("ciie", "cisce")]
    assert kinds(ex.compare(*two)) == [ex.comparison.CaveatKind.EXPOS_DIFFER]


# --- Currencies -----------------------------------------------------------------------------------------------------


def test_kinds_of_caveats_show_how_they_are_written() -> None:
    assert repr(ex.comparison.CaveatKind.NOT_DEFLATED) == "CaveatKind.NOT_DEFLATED"


def test_a_figure_on_another_basis_is_not_a_rival() -> None:
    contracts, letters = (
        figure("PLN 3.2 billion", basis="contracts"),
        figure("EUR 4", basis="letters of intent"),
    )
    held = edition(2024, contracts, letters, figure("PLN 3 billion"))
    told = {one.kind: one.text for one in ex.compare(edition(2023, contracts), held).caveats}
    assert (
        told[ex.comparison.CaveatKind.RIVAL_FIGURES]
        == "deal_value of CIIE 2024: sources also print ROUNDED 3E+9 PLN"
    )
    assert told[ex.comparison.CaveatKind.ANOTHER_BASIS] == (
        "deal_value of CIIE 2024 counts contracts; figures that count something else are not compared: "
        "ROUNDED 4 EUR (letters of intent)"
    )


def test_phrases_of_one_code_are_one_basis() -> None:
    alike = [edition(2022, figure("$5", basis="contracts")), edition(2023, figure("$5", counts="contracts"))]
    kinds = [one.kind for one in ex.compare(*alike).caveats]
    assert kinds == [ex.comparison.CaveatKind.NOT_DEFLATED]


def test_a_year_is_not_compared_with_a_part_of_one() -> None:
    year, part = (
        edition(2022, figure("5 exhibitors", period="2022")),
        edition(2023, figure("6 exhibitors", period="2023-01/2023-07")),
    )
    comparison = ex.compare(year, part)
    assert comparison["exhibitors"].growths == (None,)
    assert comparison["exhibitors"].orders["ciie-2022", "ciie-2023"] is ex.Order.BELOW
    assert [one.kind for one in comparison.caveats] == [ex.comparison.CaveatKind.PERIODS_DIFFER]
    # A figure over the days of its edition is one of the edition.
    days = edition(
        2023, figure("6 exhibitors", period="2023-11-05/2023-11-10"), period="2023-11-05/2023-11-10"
    )
    assert ex.compare(edition(2022, figure("5 exhibitors")), days)["exhibitors"].growths[0] is not None
