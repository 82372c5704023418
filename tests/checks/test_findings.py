"""What a finding says: the verdict on two amounts by their bounds, and how the kinds of test are written."""

import copy
import pickle

import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from builders import CITED, edition, figure
from expotrade.checks import judge
from expotrade.checks.verdicts import decided, undecided

AGREES, DISAGREES, UNDECIDED = ex.Verdict.AGREES, ex.Verdict.DISAGREES, ex.Verdict.UNDECIDED


def amount(text: str) -> ex.Amount:
    return ex.Amount.parse(text)


@pytest.mark.parametrize(
    ("stated", "computed", "verdict"),
    [
        ("23 percent", "BETWEEN 22.7 percent [22.6..22.8]", AGREES),
        ("23 percent", "BETWEEN 23.5 percent [23..24]", AGREES),  # the value lies on the end, which is closed
        ("23 percent", "BETWEEN 23.6 percent [23..24]", UNDECIDED),
        ("23 percent", "BETWEEN 22.4 percent [22..23]", UNDECIDED),
        ("23 percent", "BETWEEN 24 percent [23.5..24.5]", UNDECIDED),  # the bounds share one point
        ("23 percent", "BETWEEN 24 percent [23.51..24.5]", DISAGREES),
        ("23 percent", "BETWEEN 22 percent [21..22.49]", DISAGREES),
        ("23 percent", "BETWEEN 22 percent [..22.49]", DISAGREES),
        ("23 percent", "BETWEEN 22 percent [..]", UNDECIDED),
        ("23 percent", "BETWEEN 23 percent [..]", AGREES),
        ("more than 23 percent", "BETWEEN 100 percent [99..101]", AGREES),
        ("more than 23 percent", "BETWEEN 22 percent [21..24]", UNDECIDED),
        ("more than 23 percent", "EXACT 23 percent", AGREES),
        ("more than 23 percent", "BETWEEN 22 percent [21..22.9]", DISAGREES),
        ("less than 23 percent", "BETWEEN -5 percent [-6..-4]", AGREES),
        ("less than 23 percent", "BETWEEN 24 percent [23..25]", UNDECIDED),
        ("five days", "EXACT 5 day", AGREES),
        ("five days", "EXACT 6 day", DISAGREES),
        ("one third", "BETWEEN 33 percent [32.5..33.5]", AGREES),
        ("1 t", "EXACT 1000 kg", AGREES),
    ],
)
def test_the_verdict_is_by_the_bounds_alone(stated: str, computed: str, verdict: ex.Verdict) -> None:
    assert judge(amount(stated), amount(computed)) is verdict


ends = st.integers(-50, 50)


@given(st.lists(ends, min_size=3, max_size=3), st.lists(ends, min_size=3, max_size=3))
def test_the_verdict_follows_its_definition(stated: list[int], computed: list[int]) -> None:
    (low, value, high), (lowest, middle, highest) = sorted(stated), sorted(computed)
    verdict = judge(
        ex.Amount.between(low, high, "percent", value=value),
        ex.Amount.between(lowest, highest, "percent", value=middle),
    )
    if max(low, lowest) > min(high, highest):
        assert verdict is DISAGREES
    elif low <= middle <= high:
        assert verdict is AGREES
    else:
        assert verdict is UNDECIDED


def test_verdicts_and_kinds_show_how_they_are_written() -> None:
    assert [repr(verdict) for verdict in ex.Verdict] == [
        "Verdict.AGREES",
        "Verdict.DISAGREES",
        "Verdict.UNDECIDED",
    ]
    assert repr(ex.checks.CheckKind.RIVALS) == "CheckKind.RIVALS"


# --- How a finding is written ---------------------------------------------------------------------------------------

EDITION = edition(2023)


@pytest.mark.parametrize(
    ("bases", "caveat"),
    [
        ((None, None), ""),
        (("contracts", None), ""),
        (("contracts", "contracts"), ""),
        (("contracts", "intentions"), "; note that the bases differ: 'contracts', 'intentions'"),
    ],
)
def test_a_finding_notes_that_the_stated_bases_differ(
    bases: tuple[str | None, str | None], caveat: str
) -> None:
    figures = [figure("$9 billion", basis=basis) for basis in bases]
    finding = decided(
        ex.checks.CheckKind.SUM, EDITION, amount("$9 billion"), amount("$9 billion"), "it is", *figures
    )
    assert finding.why == f"the source states USD 9 billion; it is USD 9 billion, which agrees{caveat}"


def test_an_undecided_finding_names_its_record_and_metric() -> None:
    finding = undecided(
        ex.checks.CheckKind.PERIOD,
        EDITION,
        figure("$9 billion"),
        "no date",
        amount("$8 billion"),
        amount("$7 billion"),
    )
    assert finding == ex.Finding(
        verdict=UNDECIDED,
        kind=ex.checks.CheckKind.PERIOD,
        record="ciie-2023",
        metric="deal_value",
        stated=amount("$8 billion"),
        computed=amount("$7 billion"),
        why="no date",
        citations=(CITED,),
    )


# --- Findings -------------------------------------------------------------------------------------------------------

LINKED = ex.Citation(ex.Source("report", "Expo closes", url="https://example.org/a"), 7)


def finding(verdict: ex.Verdict, record: str = "ciie-2023", **fields: object) -> ex.Finding:
    given = {
        "verdict": verdict,
        "kind": ex.checks.CheckKind.GROWTH,
        "record": record,
        "why": f"{record} {verdict.value}",
        "citations": (LINKED,),
    }
    return ex.Finding(**given | fields)


GROWN = finding(
    AGREES,
    metric="deal_value",
    stated=amount("23 percent"),
    computed=amount("BETWEEN 22.7 percent [22.6..22.8]"),
)
RIVAL = finding(DISAGREES, "ciie-2019", metric="exhibitors", kind=ex.checks.CheckKind.RIVALS)
UNTESTED = finding(UNDECIDED, metric="exhibitors")
THREE = ex.checks.Findings([GROWN, RIVAL, UNTESTED])


def test_findings_are_a_tuple_in_all_but_looks() -> None:
    assert THREE == (GROWN, RIVAL, UNTESTED)
    assert hash(THREE) == hash((GROWN, RIVAL, UNTESTED))
    assert list(THREE) == [THREE[0], THREE[1], THREE[-1]]
    assert THREE[1] is RIVAL
    with pytest.raises(AttributeError):
        THREE.verdict = AGREES


def test_a_part_of_findings_is_findings() -> None:
    for part, expected in (
        (THREE[:2], (GROWN, RIVAL)),
        (THREE[5:], ()),
        (THREE[::-1], (UNTESTED, RIVAL, GROWN)),
    ):
        assert type(part) is ex.checks.Findings
        assert part == expected


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_findings_survive_pickling_and_copying(protocol: int) -> None:
    for copied in (pickle.loads(pickle.dumps(THREE, protocol)), copy.deepcopy(THREE), copy.copy(THREE)):
        assert type(copied) is ex.checks.Findings
        assert copied == THREE


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, (GROWN, RIVAL, UNTESTED)),
        ({"verdict": AGREES}, (GROWN,)),
        ({"verdict": "agrees"}, (GROWN,)),
        ({"kind": ex.checks.CheckKind.GROWTH}, (GROWN, UNTESTED)),
        ({"kind": "rivals"}, (RIVAL,)),
        ({"record": "ciie-2019"}, (RIVAL,)),
        ({"record": "nowhere"}, ()),
        ({"metric": "exhibitors"}, (RIVAL, UNTESTED)),
        (
            {"metric": "exhibitors", "kind": "growth", "record": "ciie-2023", "verdict": UNDECIDED},
            (UNTESTED,),
        ),
        ({"metric": "exhibitors", "verdict": AGREES}, ()),
    ],
)
def test_findings_match_all_arguments_of_a_filter(
    asked: dict[str, str], expected: tuple[ex.Finding, ...]
) -> None:
    picked = THREE.of(**asked)
    assert type(picked) is ex.checks.Findings
    assert picked == expected


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"verdict": "disagree"}, "no verdict 'disagree'; nearest: 'disagrees'"),
        ({"verdict": ["agrees"]}, "no verdict ['agrees']; nearest: 'agrees', 'disagrees', 'undecided'"),
        (
            {"verdict": ex.checks.CheckKind.SUM},
            "no verdict CheckKind.SUM; nearest: 'agrees', 'disagrees', 'undecided'",
        ),
        ({"kind": "grow"}, "no check 'grow'; nearest: 'growth'"),
    ],
)
def test_an_unknown_filter_is_an_error(asked: dict[str, str], text: str) -> None:
    with pytest.raises(ex.errors.UnknownNameError) as caught:
        THREE.of(**asked)
    assert str(caught.value).startswith(text)


def test_findings_are_counted_by_verdict() -> None:
    assert list(THREE.counts.items()) == [(DISAGREES, 1), (AGREES, 1), (UNDECIDED, 1)]
    assert THREE.summary == "3 findings: 1 disagree, 1 agree, 1 undecided"
    assert THREE[:1].summary == "1 finding: 0 disagree, 1 agree, 0 undecided"
    assert ex.checks.Findings().counts == {DISAGREES: 0, AGREES: 0, UNDECIDED: 0}
    assert repr(THREE) == "<Findings: 1 disagree, 1 agree, 1 undecided>"


def test_findings_as_text_show_disagreements_first() -> None:
    assert str(THREE) == "\n".join(
        [
            "3 findings: 1 disagree, 1 agree, 1 undecided",
            "",
            "DISAGREES ciie-2019: ciie-2019 disagrees",
            f"    {LINKED.cite()}",
            "",
            "AGREES ciie-2023: ciie-2023 agrees",
            f"    {LINKED.cite()}",
            "",
            "UNDECIDED ciie-2023: ciie-2023 undecided",
            f"    {LINKED.cite()}",
        ]
    )
    assert str(ex.checks.Findings()) == "0 findings: 0 disagree, 0 agree, 0 undecided"


def test_many_findings_as_text_are_cut() -> None:
    text = str(ex.checks.Findings([UNTESTED] * 10_000 + [RIVAL]))
    assert text.count("UNDECIDED") == 19
    assert text.endswith("\n\nand 9981 more")
    assert str(ex.checks.Findings([UNTESTED] * 20)).count("UNDECIDED") == 20
    assert "more" not in str(ex.checks.Findings([UNTESTED] * 20))


def test_a_notebook_shows_a_table_for_each_verdict() -> None:
    page = THREE._repr_html_()
    folds = page.split("<details open>")[1:]
    heads = [one.partition("</summary>")[0].removeprefix("<summary>") for one in folds]
    assert heads == ["✗ 1 disagree", "✓ 1 agree", "? 1 undecided"]
    assert (
        '<td class="expotrade-kept">✗ disagrees</td><td>ciie-2019</td><td>exhibitors</td><td></td>'
        in folds[0]
    )
    assert "<td>value of deals</td><td>23 percent</td><td>between 22.6 and 22.8 percent</td>" in folds[1]
    assert '<td class="expotrade-wide">ciie-2023 agrees</td>' in folds[1]
    # Each table has the sources that its numbers lead to.
    assert all(one.count('href="https://example.org/a"') == 2 for one in folds)
    assert all("[1] &quot;Expo closes&quot;" in one for one in folds)


def test_a_notebook_folds_long_tables_away_unless_they_come_first() -> None:
    page = ex.checks.Findings([UNTESTED] * 21 + [GROWN] * 21)._repr_html_()
    assert page.index("<details open><summary>✓ 21 agree") < page.index("<details><summary>? 21 undecided")
    assert (
        "<details open><summary>? 20 undecided" in ex.checks.Findings([GROWN, *[UNTESTED] * 20])._repr_html_()
    )


def test_of_ten_thousand_findings_a_notebook_shows_a_hundred() -> None:
    page = ex.checks.Findings([UNTESTED] * 10_000)._repr_html_()
    assert page.count("<tr>") == 101
    assert "and 9900 more" in page
    assert "<details" not in ex.checks.Findings()._repr_html_()


def test_a_notebook_shows_one_finding_as_its_facts() -> None:
    page = GROWN._repr_html_()
    assert "✓ agrees: ciie-2023" in page
    for name, text in [
        ("tested", "growth"),
        ("metric", "value of deals"),
        ("stated", "23 percent"),
        ("computed", "between 22.6 and 22.8 percent"),
        ("why", "ciie-2023 agrees"),
    ]:
        assert f"<dt>{name}</dt><dd>{text}</dd>" in page
    assert "[1] &quot;Expo closes&quot;" in page
    bare = finding(UNDECIDED, metric="<i>")._repr_html_()
    assert "<dt>metric</dt><dd>&lt;i&gt;</dd>" in bare
    assert "<dt>stated</dt>" not in bare
    assert "<dt>metric</dt>" not in finding(UNDECIDED)._repr_html_()


@pytest.mark.parametrize("given", [None, "history", 5, [], ex.Expo(id="ciie", name="CIIE")])
def test_only_a_catalog_can_be_checked(given: object) -> None:
    with pytest.raises(ex.errors.ArgumentError, match=r"cannot check .*: pass (a|the) catalog"):
        ex.check(given)


def test_the_bank_is_a_table_of_rates() -> None:
    cat = ex.load_dataset("articles")
    assert ex.check(cat, rates="ecb") == ex.check(cat, rates=ex.RateTable.ecb())
    with pytest.raises(ex.errors.ArgumentError, match='pass rates="ecb"'):
        ex.check(cat, rates="euro")
