"""The declaration that all records share: frozen, closed, and checked field by field."""

import copy
import pickle
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given, strategies as st

import expotrade as ex
from expotrade import errors
from expotrade._internal.classes import (
    LONGEST_TEXT,
    as_tuple,
    at_least_one,
    each,
    frozen,
    is_a,
    is_id,
    is_text,
    maybe,
    nearest_of,
)
from expotrade.catalogs import KINDS
from expotrade.codec import decode
from expotrade.records import CLAIMS
from folding import each_row


@frozen(kw_only=True)
class Booth:
    text: object = attrs.field(default="a", validator=is_text)
    id: object = attrs.field(default="a", validator=is_id)
    area: object = attrs.field(default=1, validator=is_a(int))
    amount: object = attrs.field(default=None, validator=maybe(is_a(ex.Amount)))
    names: object = attrs.field(default=(), converter=as_tuple, validator=each(is_text))
    number: object = attrs.field(default=1, validator=at_least_one)


SOURCE = ex.Source(
    "report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"), "https://example.org/a", "en"
)
CITATION = ex.Citation(SOURCE, 4)
FIGURE = ex.Figure("exhibitors", ex.Amount.parse("more than 620 exhibitors"), citations=[CITATION])
PARTY = ex.Party(place="AE", role="special partner")
PERCENT = ex.Amount.parse("23 percent")
RECORDS = [
    SOURCE,
    CITATION,
    FIGURE,
    PARTY,
    ex.records.GrowthClaim(amount=PERCENT, citations=[CITATION]),
    ex.records.ShareClaim(amount=PERCENT, whole="all", citations=[CITATION]),
    ex.records.RankClaim(rank=1, among="editions so far", citations=[CITATION]),
    ex.records.StreakClaim(amount=ex.Amount.parse("15 years"), what="partner", citations=[CITATION]),
    ex.records.FirstClaim(of="CISCE", what="expo", scope="the world", citations=[CITATION]),
    ex.records.CumulativeClaim(
        amount=ex.Amount.parse("$350 billion"),
        metric="deal_value",
        over="five editions",
        citations=[CITATION],
    ),
    ex.records.ChangeClaim(amount=ex.Amount.parse("6 percentage points"), citations=[CITATION]),
    ex.records.DatesClaim(period=ex.Period.parse("2023-11-05/2023-11-10"), citations=[CITATION]),
    ex.records.VenueClaim(city="Shanghai", citations=[CITATION]),
    ex.records.OwnMetric(id="booths-online", dimension="count", unit="booth", english="booths online"),
    ex.records.Office(title="Vice Minister of Commerce"),
    ex.Person(id="li-fei", name="Li Fei", offices=[ex.records.Office(title="Vice Minister of Commerce")]),
    ex.records.Region(id="jiangxi", name="Jiangxi", lies_in="CN"),
    ex.records.Showcase(product="laptop", debut=ex.records.Debut.WORLD, citations=[CITATION]),
    ex.Organisation(id="apple", name="Apple", kind=ex.records.OrganisationKind.COMPANY),
    ex.Expo(id="ciie", name="China International Import Expo", organisers=[PARTY]),
    ex.Edition(id="ciie-2023", expo="ciie", year=2023, number=6, figures=[FIGURE]),
    ex.Section(
        id="ciie-2023-a", edition="ciie-2023", kind=ex.records.SectionKind.AREA, name="A", figures=[FIGURE]
    ),
    ex.Exhibitor(id="ciie-2023-x", party=PARTY, edition="ciie-2023", figures=[FIGURE]),
    ex.Participant(
        id="ciie-2023-ae", party=PARTY, role=ex.records.ParticipantRole.INVITED, edition="ciie-2023"
    ),
    ex.Deal(id="a-deal", parties=[PARTY], edition="ciie-2023", value=None),
    ex.TradeFlow(id="a-flow", reporter="CN", kind=ex.FlowKind.EXPORT, value=None),
    ex.Statistic(id="a-statistic", subject=PARTY, figure=FIGURE),
    ex.Remark(id="a-remark", subject=PARTY, kind=ex.records.RemarkKind.PLAN, wording="to come"),
    ex.Catalog(expos=[ex.Expo(id="ciie", name="China International Import Expo", citations=[CITATION])]),
]


def test_every_kind_of_record_is_among_the_samples() -> None:
    assert {*KINDS.values(), *CLAIMS} <= {type(record) for record in RECORDS}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_records_are_frozen_closed_and_slotted(record: object) -> None:
    name = attrs.fields(type(record))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(record, name, None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(record, name)
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        record.anything = 1
    assert not hasattr(record, "__dict__")
    with pytest.raises(
        TypeError, match=rf"^{type(record).__name__} is closed to subclassing: keep one in a field"
    ):
        type("Mine", (type(record),), {})


@each_row("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@each_row("record", RECORDS)
def test_records_survive_pickling_and_copying(record: object, protocol: int) -> None:
    for again in (pickle.loads(pickle.dumps(record, protocol)), copy.copy(record), copy.deepcopy(record)):
        assert again == record
        assert hash(again) == hash(record)
        assert repr(again) == repr(record)


@pytest.mark.parametrize(
    "build",
    [
        lambda: ex.Citation(SOURCE, 0),
        lambda: ex.Catalog(sources=[SOURCE, ex.Source("report", "Other")], deals=[RECORDS[18]]),
        lambda: RECORDS[-1] | ex.Catalog(expos=[ex.Expo(id="ciie", name="Other")]),
        lambda: RECORDS[-1].edition("ciie", 6),
        lambda: ex.compare(RECORDS[14]),
        lambda: ex.load_dataset("article"),
        lambda: decode({"format": "expotrade/2", "expos": [5], "deals": "x"}),
    ],
)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_the_errors_of_records_survive_pickling_and_copying(
    build: Callable[[], object], protocol: int
) -> None:
    with pytest.raises(errors.ExpotradeError) as caught:
        build()
    error = caught.value
    for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


def test_a_pickled_catalog_still_finds_its_records() -> None:
    catalog = pickle.loads(pickle.dumps(RECORDS[-1]))
    assert catalog.expo("ciie").citations[0] == CITATION
    assert catalog.source("report") == SOURCE


def test_the_declaration_works_with_and_without_options() -> None:
    @frozen
    class Plain:
        name: str

    assert Plain("a") == Plain("a")
    assert Plain("a").name == "a"
    with pytest.raises(TypeError, match="Plain is closed"):

        class More(Plain):
            pass


HIDING = "it must be one line without control or hidden characters"


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("text", "", "it must be a text that is not empty"),
        ("text", " \t\u3000", "it must be a text that is not empty"),
        ("text", None, "it must be a text that is not empty"),
        ("text", b"a", "it must be a text that is not empty"),
        ("text", "a" * (LONGEST_TEXT + 1), "it must have at most 2000 characters"),
        ("text", "a\nb", f"{HIDING}: U+000A at character 2"),
        ("text", "a\x00", f"{HIDING}: U+0000 at character 2"),
        ("text", "\x1b[31mred", f"{HIDING}: U+001B at character 1"),
        ("text", "a\x9b31m", f"{HIDING}: U+009B at character 2"),
        ("text", "a\u2028b", f"{HIDING}: U+2028 at character 2"),
        ("text", "\u202egnp.exe", f"{HIDING}: U+202E at character 1"),
        ("text", "\ud800", f"{HIDING}: U+D800 at character 1"),
        ("id", "", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "CIIE", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "ciie-", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "ciie--2023", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "ciie-2023\n", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "../../etc", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "café", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "٣", "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", "a" * 101, "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("id", 7, "an id is words of a-z and 0-9 joined by hyphens, such as 'ciie-2023'"),
        ("area", True, "it must be an int"),
        ("area", "1", "it must be an int"),
        ("area", 1.0, "it must be an int"),
        ("amount", 5, "it must be an Amount"),
        ("names", "abc", "it must be a list or tuple of records"),
        ("names", {"a"}, "it must be a list or tuple of records"),
        ("names", iter(["a"]), "it must be a list or tuple of records"),
        ("names", None, "it must be a list or tuple of records"),
        ("number", 0, "it must be a whole number from 1 upwards"),
        ("number", -1, "it must be a whole number from 1 upwards"),
        ("number", True, "it must be a whole number from 1 upwards"),
        ("number", 1.0, "it must be a whole number from 1 upwards"),
        ("number", "1", "it must be a whole number from 1 upwards"),
        ("number", 10**9 + 1, "it must be at most 1000000000"),
        ("text", "a\u200bb", f"{HIDING}: U+200B at character 2"),
        ("text", "\ufeffa", f"{HIDING}: U+FEFF at character 1"),
    ],
)
def test_a_broken_rule_is_named_with_record_field_and_value(field: str, value: object, rule: str) -> None:
    with pytest.raises(errors.RecordError) as caught:
        Booth(**{field: value})
    error = caught.value
    assert (error.record, error.field, error.value, error.rule) == ("Booth", field, value, rule)
    assert str(error) == f"Booth.{field} cannot be {errors.advice.shown(value)}: {rule}"
    assert isinstance(error, ValueError)


def test_the_item_that_breaks_a_rule_is_the_value_of_the_error() -> None:
    with pytest.raises(errors.RecordError) as caught:
        Booth(names=["a", "", "b"])
    assert str(caught.value) == "Booth.names cannot be '': it must be a text that is not empty"


def test_what_the_rules_let_pass() -> None:
    booth = Booth(text="[red]中国[/red] «ok» 🇨🇳", id="a1-2", area=-5, names=["a", "b"], number=10**9)
    assert booth.names == ("a", "b")
    assert Booth(text="a" * LONGEST_TEXT, id="a" * 100, names=()).amount is None


def test_a_list_that_is_changed_later_changes_no_record() -> None:
    names = ["a"]
    booth = Booth(names=names)
    names.append("b")
    assert booth.names == ("a",)


def test_nearest_names_are_few_and_answer_at_once() -> None:
    names = [f"ciie-{year}" for year in range(2000, 2030)]
    assert len(nearest_of("ciie-2031", names)) == 3
    assert nearest_of("zzz", names) == ()
    assert nearest_of(None, names) == ()
    assert nearest_of("x" * 10_000_000, names) == ()


@given(st.text(max_size=50))
def test_a_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        kept = Booth(text=text).text
    except errors.RecordError as error:
        kept = error.value
    assert kept is text
