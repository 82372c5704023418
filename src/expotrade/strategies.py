"""Hypothesis strategies for every public type, for the tests of those who build on expotrade.

Hypothesis finds this module by itself: `st.from_type(expotrade.Deal)` works unasked. A strategy for a record takes the
strategies of any of its fields by name; fields that are not named are drawn so that the record is valid.

Example:
    >>> import expotrade as ex
    >>> from expotrade import strategies
    >>> from hypothesis import given
    >>> @given(strategies.deals(kind=strategies.st.just(ex.DealKind.CONTRACT)))
    ... def test_kind(deal):
    ...     assert deal.kind is ex.DealKind.CONTRACT
    >>> test_kind()
"""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

from attrs import evolve
from hypothesis import assume, strategies as st

from ._decimals import FINEST, LARGEST
from ._records import LONGEST_TEXT
from .amounts import Amount
from .catalog import Catalog
from .claims import Cumulative, First, Growth, GrowthBase, Rank, Share, Streak
from .editions import Edition, Expo, Section, SectionKind
from .evidence import Citation, Figure, Source, Status
from .facts import Deal, DealKind, FlowKind, Remark, RemarkKind, Statistic, TradeFlow
from .hedges import Hedge
from .metrics import Metric, list_metrics, metric as look_up_metric
from .parties import (
    Attendance,
    Debut,
    Exhibitor,
    ExhibitorRole,
    Organisation,
    OrganisationKind,
    Participant,
    ParticipantRole,
    Party,
    Person,
    Showcase,
)
from .periods import Period
from .places import Membership, Place, list_places, membership
from .units import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from hypothesis.strategies import DrawFn, SearchStrategy

    from .claims import Claim

    _T = TypeVar("_T")
    _Fields = Mapping[str, SearchStrategy[object]]

# What a caller's filter or a test may do to an extreme number must stay in range, so these keep away from its edges.
_LARGEST = LARGEST - 2
_SMALLEST = -LARGEST + 10
_FINEST = -FINEST + 10
_WIDEST = 10**15
_LONGEST_ID = 80
# What no text of a record holds: signs without width, marks of direction, the byte order mark.
_INVISIBLE = "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
)
_GRAINLESS = (Hedge.NEARLY, Hedge.APPROXIMATELY)
_STATED = tuple(hedge for hedge in Hedge if hedge is not Hedge.BETWEEN)


def texts() -> SearchStrategy[str]:
    """Texts of one line that a record takes: short ones in any script, now and then the longest.

    Records are drawn with short ones alone, so that a failing test can print them.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.texts())
        ... def test_text(text):
        ...     assert text.strip() and len(text.splitlines()) == 1
        >>> test_text()
    """
    return _short_texts() | st.just("展" * LONGEST_TEXT)


def ids() -> SearchStrategy[str]:
    """Ids of records: words of small letters and digits, joined by hyphens.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.ids())
        ... def test_id(id):
        ...     assert id == id.lower().strip("-")
        >>> test_id()
    """
    word = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=15)
    return st.lists(word, min_size=1, max_size=_LONGEST_ID // 16).map("-".join)


def units(table: UnitTable | None = None) -> SearchStrategy[str]:
    """Simple unit codes of a table, the built-in one unless given.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.units())
        ... def test_unit(unit):
        ...     assert ex.UnitTable.builtin().resolve(unit) == unit
        >>> test_unit()
    """
    return st.sampled_from(sorted((table or UnitTable.builtin()).codes))


def compounds(table: UnitTable | None = None) -> SearchStrategy[str]:
    """Units of up to six factors in canonical spelling, such as "USD/exhibitor"; equal factors have cancelled.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.compounds())
        ... def test_unit(unit):
        ...     assert ex.UnitTable.builtin().resolve(unit) == unit
        >>> test_unit()
    """
    known = table or UnitTable.builtin()
    side = st.lists(units(known), min_size=1, max_size=3).map("*".join)
    return st.tuples(st.just("1") | side, side).map("/".join).map(known.resolve)


def unit_tables() -> SearchStrategy[UnitTable]:
    """The built-in table, and tables with a few nouns more.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.unit_tables())
        ... def test_table(table):
        ...     assert table.resolve("exhibitors") == "exhibitor"
        >>> test_table()
    """
    word = st.text(string.ascii_lowercase, min_size=1, max_size=8).map("zz{}".format)
    nouns = st.dictionaries(word, st.just(()), max_size=3)
    return nouns.map(lambda more: UnitTable.builtin().with_nouns(more))


def counts(unit: str | None = None) -> SearchStrategy[Amount]:
    """Exact whole amounts from zero upwards in one count noun, any unless given.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.counts("exhibitor"))
        ... def test_count(count):
        ...     assert count.low == count.high >= 0
        >>> test_count()
    """
    table = UnitTable.builtin()
    nouns = st.sampled_from(sorted(code for code in table.codes if table.is_counted(code)))
    return st.builds(Amount, st.integers(0, _WIDEST), nouns if unit is None else st.just(unit))


def money(currency: str | None = None) -> SearchStrategy[Amount]:
    """Stated amounts from zero upwards in one currency, any unless given, with every hedge.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.money())
        ... def test_money(amount):
        ...     assert ex.UnitTable.builtin().is_currency(amount.unit)
        >>> test_money()
    """
    table = UnitTable.builtin()
    currencies = st.sampled_from(sorted(code for code in table.codes if table.is_currency(code)))
    codes = currencies if currency is None else st.just(currency)
    return codes.flatmap(lambda code: stated_amounts(code, min_value=0))


def stated_amounts(
    unit: str | None = None,
    *,
    units: UnitTable | None = None,
    min_value: int | Decimal | None = None,
    max_value: int | Decimal | None = None,
    hedges: tuple[Hedge, ...] = _STATED,
) -> SearchStrategy[Amount]:
    """Amounts as a source prints them: any number under any hedge of the table but BETWEEN.

    Numbers have up to forty digits and reach from 1E-389 to 9E+398, with either sign and zero; half of them are such
    as the press prints.

    Args:
        unit: The unit; any simple or compound one unless given.
        units: The table of the units.
        min_value: The least value; the bounds may reach further.
        max_value: The greatest value.
        hedges: The hedges to draw from.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.stated_amounts("USD", min_value=1))
        ... def test_amount(amount):
        ...     assert amount.value >= 1
        >>> test_amount()
    """
    return _stated(_unit(unit, units), units, _numbers(min_value, max_value), hedges)


def computed_amounts(
    unit: str | None = None,
    *,
    units: UnitTable | None = None,
    min_value: int | Decimal | None = None,
    max_value: int | Decimal | None = None,
) -> SearchStrategy[Amount]:
    """Amounts with bounds of their own: stated by both ends, by one or by none, and the differences of stated ones.

    Args:
        unit: The unit; any simple or compound one unless given.
        units: The table of the units.
        min_value: The least value and end; with it no differences are drawn.
        max_value: The greatest value and end; with it no differences are drawn.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.computed_amounts("t"))
        ... def test_amount(amount):
        ...     assert amount.low is None or amount.low <= amount.value
        >>> test_amount()
    """
    between = _between(_unit(unit, units), units, _numbers(min_value, max_value))
    if min_value is not None or max_value is not None:
        return between
    return between | _differences(_unit(unit, units), units)


def amounts(
    unit: str | None = None,
    *,
    units: UnitTable | None = None,
    min_value: int | Decimal | None = None,
    max_value: int | Decimal | None = None,
) -> SearchStrategy[Amount]:
    """Amounts of every kind, stated and computed.

    Args:
        unit: The unit; any simple or compound one unless given.
        units: The table of the units.
        min_value: The least value.
        max_value: The greatest value.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.amounts())
        ... def test_round_trip(amount):
        ...     assert ex.Amount.parse(str(amount)) == amount
        >>> test_round_trip()
    """
    stated = stated_amounts(unit, units=units, min_value=min_value, max_value=max_value)
    return stated | computed_amounts(unit, units=units, min_value=min_value, max_value=max_value)


def periods() -> SearchStrategy[Period]:
    """Periods: single days, months, halves, years and any other stretch, now and then with an open end.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.periods())
        ... def test_round_trip(period):
        ...     assert ex.Period.parse(str(period)) == period
        >>> test_round_trip()
    """
    days = st.dates() | st.dates(date(2018, 1, 1), date(2025, 12, 31))
    pairs = st.tuples(days, days).map(sorted)
    stretches = pairs.map(lambda pair: Period(*pair))
    open_ends = days.map(lambda day: Period(day, None)) | days.map(lambda day: Period(None, day))
    year = st.integers(1, 9999).map("{:04}".format)
    part = st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q3", "-01", "-02", "-12", "-12-31"])
    return st.tuples(year, part).map("".join).map(Period.parse) | stretches | open_ends


def places() -> SearchStrategy[Place]:
    """Countries, groups of countries, and the world.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.places())
        ... def test_place(place):
        ...     assert ex.place(place.code) == place
        >>> test_place()
    """
    return st.sampled_from(list_places())


def memberships() -> SearchStrategy[Membership]:
    """Who belongs to a group since when.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.memberships())
        ... def test_membership(row):
        ...     assert row.until is None or row.since <= row.until
        >>> test_membership()
    """
    groups = [place.code for place in list_places() if place.kind == "group"]
    return st.sampled_from(groups).flatmap(lambda group: st.sampled_from(membership(group)))


def metrics() -> SearchStrategy[Metric]:
    """The metrics of the table.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.metrics())
        ... def test_metric(metric):
        ...     assert ex.metric(metric.code) is metric
        >>> test_metric()
    """
    return st.sampled_from(list_metrics())


def sources(**fields: SearchStrategy[object]) -> SearchStrategy[Source]:
    """Sources, each with or without publisher, date, address and language.

    Args:
        fields: A strategy for each field that is not to be drawn freely; so in every strategy of a record.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.sources(language=strategies.st.just("en")))
        ... def test_source(source):
        ...     assert source.title in source.cite() and source.language == "en"
        >>> test_source()
    """
    optional = {"publisher": _TEXT, "published": _PERIOD, "url": _TEXT, "language": _TEXT}
    return _built(Source, {"id": _ID, "title": _TEXT}, optional, fields)


def citations(**fields: SearchStrategy[object]) -> SearchStrategy[Citation]:
    """Places in sources.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.citations())
        ... def test_citation(citation):
        ...     assert citation.paragraph is None or citation.paragraph >= 1
        >>> test_citation()
    """
    return _built(Citation, {"source": _SOURCE}, {"paragraph": _whole()}, fields)


def figures(**fields: SearchStrategy[object]) -> SearchStrategy[Figure]:
    """Figures whose amounts fit their metrics.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.figures(metric=strategies.st.just("exhibitors")))
        ... def test_figure(figure):
        ...     assert figure.amount.unit == "exhibitor"
        >>> test_figure()
    """
    optional = {
        "as_printed": _TEXT,
        "attributed_to": _TEXT,
        "status": st.sampled_from(Status),
        "basis": _TEXT,
        "equivalent": _MONEY,
        "is_preferred": st.booleans(),
        "note": _TEXT,
    }
    time = st.one_of(
        *(st.fixed_dictionaries(drawn) for drawn in ({}, {"period": _PERIOD}, {"as_of": _PERIOD}))
    )
    rest = {name: drawn for name, drawn in fields.items() if name != "metric"}
    return _built(Figure, {"citations": _PROOF}, optional, rest, _measured(fields), time)


def growths(**fields: SearchStrategy[object]) -> SearchStrategy[Growth]:
    """Claims of growth, in percent or as a multiple.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.growths())
        ... def test_growth(claim):
        ...     assert claim.amount.unit in ("percent", "multiple")
        >>> test_growth()
    """
    optional = {"base": st.sampled_from(GrowthBase), "since": _PERIOD}
    return _claim(Growth, {"amount": _ratios()}, optional, fields)


def shares(**fields: SearchStrategy[object]) -> SearchStrategy[Share]:
    """Claims of a share, in percent or as a multiple.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.shares())
        ... def test_share(claim):
        ...     assert claim.whole and claim.citations
        >>> test_share()
    """
    return _claim(Share, {"amount": _ratios(), "whole": _TEXT}, {"of": _ID}, fields)


def ranks(**fields: SearchStrategy[object]) -> SearchStrategy[Rank]:
    """Claims of a rank.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.ranks(rank=strategies.st.just(1)))
        ... def test_rank(claim):
        ...     assert claim.rank == 1
        >>> test_rank()
    """
    return _claim(Rank, {"among": _TEXT}, {"rank": _whole()}, fields)


def streaks(**fields: SearchStrategy[object]) -> SearchStrategy[Streak]:
    """Claims of a state that lasted.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.streaks())
        ... def test_streak(claim):
        ...     assert claim.amount.unit in ("day", "month", "year", "edition")
        >>> test_streak()
    """
    lengths = st.sampled_from(["day", "month", "year", "edition"]).flatmap(_amounts_in)
    return _claim(Streak, {"amount": lengths, "what": _TEXT}, {"rank": _whole(), "among": _TEXT}, fields)


def firsts(**fields: SearchStrategy[object]) -> SearchStrategy[First]:
    """Claims of something new.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.firsts(scope=strategies.st.just("the world")))
        ... def test_first(claim):
        ...     assert claim.scope == "the world"
        >>> test_first()
    """
    return _claim(First, {"of": _TEXT, "what": _TEXT, "scope": _TEXT}, {}, fields)


def cumulatives(**fields: SearchStrategy[object]) -> SearchStrategy[Cumulative]:
    """Claims of a total over several editions or years, in a unit of their metric.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.cumulatives(metric=strategies.st.just("visits")))
        ... def test_cumulative(claim):
        ...     assert claim.amount.unit == "visit"
        >>> test_cumulative()
    """
    rest = {name: drawn for name, drawn in fields.items() if name != "metric"}
    return _claim(Cumulative, {"over": _TEXT}, {}, rest, _measured(fields))


def claims(**fields: SearchStrategy[object]) -> SearchStrategy[Claim]:
    """Claims of all kinds.

    Args:
        fields: Strategies for fields that every claim has.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.claims())
        ... def test_claim(claim):
        ...     assert claim.cite()
        >>> test_claim()
    """
    kinds = (growths, shares, ranks, streaks, firsts, cumulatives)
    return st.one_of(*(kind(**fields) for kind in kinds))


def parties(**fields: SearchStrategy[object]) -> SearchStrategy[Party]:
    """Organisations, places or descriptions, each with or without a role.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.parties())
        ... def test_party(party):
        ...     assert party.name
        >>> test_party()
    """
    named = {"organisation": _ID, "place": _PLACE, "description": _TEXT}
    who = st.one_of(*(st.fixed_dictionaries({name: drawn}) for name, drawn in named.items()))
    one = st.just({}) if named.keys() & fields.keys() else who
    return _built(Party, {}, {"role": _TEXT}, fields, one)


def people(**fields: SearchStrategy[object]) -> SearchStrategy[Person]:
    """People with or without an office.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.people())
        ... def test_person(person):
        ...     assert person.name.strip()
        >>> test_person()
    """
    return _built(Person, {"name": _TEXT}, {"office": _TEXT, "organisation": _ID}, fields)


def organisations(**fields: SearchStrategy[object]) -> SearchStrategy[Organisation]:
    """Organisations.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.organisations(country=strategies.st.just("VN")))
        ... def test_organisation(organisation):
        ...     assert ex.place(organisation.country).kind == "country"
        >>> test_organisation()
    """
    optional = {
        "other_names": _few(_TEXT),
        "country": _PLACE,
        "kind": st.sampled_from(OrganisationKind),
        "part_of": _ID,
    }
    return _record(Organisation, {"name": _TEXT}, optional, fields)


def showcases(**fields: SearchStrategy[object]) -> SearchStrategy[Showcase]:
    """Products shown.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.showcases())
        ... def test_showcase(showcase):
        ...     assert showcase.debut in (None, *ex.Debut)
        >>> test_showcase()
    """
    optional = {"debut": st.sampled_from(Debut), "citations": _CITATIONS}
    return _built(Showcase, {"product": _TEXT}, optional, fields)


def exhibitors(**fields: SearchStrategy[object]) -> SearchStrategy[Exhibitor]:
    """Exhibitors of an edition or an expo.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.exhibitors())
        ... def test_exhibitor(exhibitor):
        ...     assert exhibitor.edition or exhibitor.expo
        >>> test_exhibitor()
    """
    optional = {
        "role": st.sampled_from(ExhibitorRole),
        "attendance": st.sampled_from(Attendance),
        "section": _ID,
        "partners": _PARTIES,
        "showcases": _few(st.deferred(showcases)),
        "figures": _FIGURES,
        "claims": _CLAIMS,
    }
    return _record(Exhibitor, {"party": _PARTY}, optional, fields, _somewhere(fields))


def participants(**fields: SearchStrategy[object]) -> SearchStrategy[Participant]:
    """Participants of an edition or an expo.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.participants(role=strategies.st.just(ex.ParticipantRole.BUYER)))
        ... def test_participant(participant):
        ...     assert participant.role is ex.ParticipantRole.BUYER
        >>> test_participant()
    """
    required = {"party": _PARTY, "role": st.sampled_from(ParticipantRole)}
    optional = {"attendance": st.sampled_from(Attendance), "section": _ID, "claims": _CLAIMS}
    return _record(Participant, required, optional, fields, _somewhere(fields))


def expos(**fields: SearchStrategy[object]) -> SearchStrategy[Expo]:
    """Series of editions.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.expos(city=strategies.st.just("Nanning")))
        ... def test_expo(expo):
        ...     assert expo.city == "Nanning"
        >>> test_expo()
    """
    optional = {
        "short_name": _TEXT,
        "chinese_name": _TEXT,
        "organisers": _PARTIES,
        "city": _TEXT,
        "country": _PLACE,
        "claims": _CLAIMS,
    }
    return _record(Expo, {"name": _TEXT}, optional, fields)


def editions(**fields: SearchStrategy[object]) -> SearchStrategy[Edition]:
    """Editions, with rival figures of which at most one per metric is preferred.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.editions())
        ... def test_edition(edition):
        ...     assert all(edition[metric] in edition.rivals(metric) for metric in edition.metrics)
        >>> test_edition()
    """
    optional = {
        "number": _whole(),
        "period": _PERIOD,
        "venue": _TEXT,
        "city": _TEXT,
        "theme": _TEXT,
        "figures": _rivals(),
        "claims": _CLAIMS,
    }
    named = st.builds(
        lambda expo, year, season: {"id": f"{expo}-{year}{season}", "expo": expo, "year": year},
        fields.get("expo", _ID),
        fields.get("year", st.integers(1, 9999)),
        st.sampled_from(["", "-spring", "-autumn"]),
    )
    fixed = {name: drawn for name, drawn in fields.items() if name not in ("expo", "year")}
    return _built(Edition, {}, {**_ANY, **optional}, fixed, named)


def sections(**fields: SearchStrategy[object]) -> SearchStrategy[Section]:
    """Parts of editions.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.sections())
        ... def test_section(section):
        ...     assert all(metric in section for metric in section.metrics)
        >>> test_section()
    """
    required = {"edition": _ID, "kind": st.sampled_from(SectionKind), "name": _TEXT}
    optional = {
        "country": _PLACE,
        "organisers": _PARTIES,
        "figures": _rivals(),
        "claims": _CLAIMS,
    }
    return _record(Section, required, optional, fields)


def deals(**fields: SearchStrategy[object]) -> SearchStrategy[Deal]:
    """Deals, disclosed or not.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.deals())
        ... def test_deal(deal):
        ...     assert deal.is_disclosed == bool(deal.figures)
        >>> test_deal()
    """
    optional = {
        "kind": st.sampled_from(DealKind),
        "subject": _TEXT,
        "value": _FIGURE,
        "section": _ID,
        "date": _PERIOD,
    }
    return _record(Deal, {"parties": _some(_PARTY)}, optional, fields, _somewhere(fields))


def flows(**fields: SearchStrategy[object]) -> SearchStrategy[TradeFlow]:
    """Trade flows.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.flows())
        ... def test_flow(flow):
        ...     assert all(figure.citations for figure in flow.figures)
        >>> test_flow()
    """
    optional = {
        "partner": _PLACE,
        "trader": _ID,
        "product": _TEXT,
        "hs": st.lists(st.integers(0, 99).map("{:02}".format), min_size=1, max_size=5).map("".join),
        "period": _PERIOD,
        "value": _FIGURE,
        "quantity": _FIGURE,
        "claims": _CLAIMS,
    }
    required = {"reporter": _PLACE, "kind": st.sampled_from(FlowKind)}
    return _record(TradeFlow, required, optional, fields)


def statistics(**fields: SearchStrategy[object]) -> SearchStrategy[Statistic]:
    """Statistics with a figure, claims, or both.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.statistics())
        ... def test_statistic(statistic):
        ...     assert statistic.figures or statistic.claims
        >>> test_statistic()
    """
    figure = st.fixed_dictionaries({"figure": fields.get("figure", _FIGURE)})
    claimed = st.fixed_dictionaries({"claims": fields.get("claims", _some(_CLAIM))})
    both = st.tuples(figure, claimed).map(lambda pair: pair[0] | pair[1])
    fixed = {name: drawn for name, drawn in fields.items() if name not in ("figure", "claims")}
    return _record(Statistic, {"subject": _PARTY}, {}, fixed, figure | claimed | both)


def remarks(**fields: SearchStrategy[object]) -> SearchStrategy[Remark]:
    """Facts without a number.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.remarks())
        ... def test_remark(remark):
        ...     assert remark.kind in ex.RemarkKind and remark.wording
        >>> test_remark()
    """
    required = {"subject": _PARTY, "kind": st.sampled_from(RemarkKind), "wording": _TEXT}
    optional = {
        "people": _few(st.deferred(people)),
        "parties": _PARTIES,
        "date": _PERIOD,
        "status": st.sampled_from(Status),
        "edition": _ID,
        "expo": _ID,
        "attributed_to": _TEXT,
    }
    return _record(Remark, required, optional, fields)


@st.composite
def catalogs(draw: DrawFn) -> Catalog:
    """Small catalogs with records of every kind, whose links are whole.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.catalogs())
        ... def test_catalog(catalog):
        ...     assert all(catalog.record(record.id) is record for record in catalog.records())
        >>> test_catalog()
    """
    # A number behind each id keeps it apart from all others, an x and an r those of editions from the rest.
    cited = st.sampled_from(draw(st.lists(_SOURCE, min_size=1, max_size=3, unique_by=lambda one: one.id)))
    notes = {"citations": _few(citations(source=cited))}
    proof = _some(citations(source=cited))
    companies = [
        draw(organisations(id=_numbered(f"r{place}"), part_of=st.none(), **notes))
        for place in range(draw(_SIZES))
    ]
    party = parties(place=_PLACE) | parties(description=_TEXT)
    if companies:
        party |= parties(organisation=st.sampled_from([company.id for company in companies]))
    figure, figured = figures(citations=proof), _few(figures(citations=proof))
    rivals = _rivals(citations=proof)
    claim = st.one_of(*(kind(citations=proof) for kind in (growths, ranks, streaks, firsts, cumulatives)))
    claimed = _few(claim | shares(citations=proof, of=st.sampled_from([None, *companies]).map(_id)))
    series = [
        draw(expos(id=_numbered(f"x{place}"), organisers=_few(party), claims=claimed, **notes))
        for place in range(draw(st.integers(1, 2)))
    ]
    years = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=2, unique=True))
    held = [
        draw(
            editions(
                expo=st.just(expo.id), year=st.just(year), number=st.none() | st.just(number + 1), figures=rivals,
                claims=claimed, **notes,
            )
        )
        for expo in series
        for number, year in enumerate(years)
    ]  # fmt: skip
    parts = [
        draw(
            sections(
                id=_numbered(f"s{place}"), edition=st.sampled_from(held).map(_id), organisers=_few(party),
                figures=rivals, claims=claimed, **notes,
            )
        )
        for place in range(draw(_SIZES))
    ]  # fmt: skip
    wheres = [
        *({"edition": None, "expo": expo.id, "section": None} for expo in series),
        *({"edition": edition.id, "expo": None, "section": None} for edition in held),
        *({"edition": part.edition, "expo": None, "section": part.id} for part in parts),
    ]

    def some(
        strategy: Callable[..., SearchStrategy[_T]], letter: str, links: tuple[str, ...], fixed: _Fields
    ) -> list[_T]:
        made = []
        for place in range(draw(_SIZES)):
            where = draw(st.sampled_from(wheres))
            linked = {name: st.just(where[name]) for name in links}
            made.append(draw(strategy(id=_numbered(f"{letter}{place}"), **linked, **fixed, **notes)))
        return made

    placed = ("edition", "expo", "section")
    trader = st.sampled_from([None, *companies]).map(_id)
    nobody = st.none()
    return Catalog(
        organisations=companies,
        expos=series,
        editions=held,
        sections=parts,
        exhibitors=some(exhibitors, "e", placed, {
            "party": party, "partners": _few(party), "figures": figured, "claims": claimed,
            "showcases": _few(showcases(**notes)),
        }),
        participants=some(participants, "p", placed, {"party": party, "claims": claimed}),
        deals=some(deals, "d", placed, {"parties": _some(party), "value": nobody | figure}),
        flows=some(flows, "f", (), {
            "trader": trader, "value": nobody | figure, "quantity": nobody | figure, "claims": claimed,
        }),
        statistics=some(statistics, "t", (), {"subject": party, "figure": figure, "claims": _some(claim)}),
        remarks=some(remarks, "m", ("edition", "expo"), {
            "subject": party, "parties": _few(party), "people": _few(people(organisation=trader)),
        }),
    )  # fmt: skip


def _short_texts() -> SearchStrategy[str]:
    letters = st.characters(
        exclude_categories=("Cc", "Cs", "Zl", "Zp"),
        exclude_characters=_INVISIBLE,
    )
    return st.text(letters, min_size=1, max_size=30).filter(str.strip)


def _whole() -> SearchStrategy[int]:
    return st.integers(1, 10**6)


def _few(one: SearchStrategy[_T]) -> SearchStrategy[list[_T]]:
    return st.lists(one, max_size=2)


def _some(one: SearchStrategy[_T]) -> SearchStrategy[list[_T]]:
    return st.lists(one, min_size=1, max_size=2)


def _ratios() -> SearchStrategy[Amount]:
    return st.sampled_from(["percent", "multiple"]).flatmap(_amounts_in)


def _id(record: Organisation | Edition | None) -> str | None:
    return None if record is None else record.id


def _numbered(number: str) -> SearchStrategy[str]:
    return _ID.map(lambda name: f"{name}-{number}")


def _unit(unit: str | None, table: UnitTable | None) -> SearchStrategy[str]:
    return units(table) | compounds(table) if unit is None else st.just(unit)


@st.composite
def _numbers(draw: DrawFn, low: int | Decimal | None, high: int | Decimal | None) -> Decimal:
    """Numbers between two ends, or any in the range of amounts."""
    if low is None and high is None:
        digits = draw(st.integers(0, 9999) | st.integers(0, 10**40))
        length = len(str(digits))
        extreme = st.integers(max(_FINEST, _SMALLEST - length + 1), _LARGEST - length + 1)
        place = draw(st.integers(-6, 12) | extreme)
        return Decimal((draw(st.integers(0, 1)), Decimal(digits).as_tuple().digits, place))
    least = Fraction(high or 0) - _WIDEST if low is None else Fraction(low)
    most = Fraction(low or 0) + _WIDEST if high is None else Fraction(high)
    places = draw(st.integers(0, 6))
    while ceil(least * 10**places) > floor(most * 10**places):
        places += 1
    whole = draw(st.integers(ceil(least * 10**places), floor(most * 10**places)))
    # Some of the zeros at the end go into the power of ten, as in 78.41 billion.
    zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    kept = draw(st.integers(0, zeros))
    return Decimal((int(whole < 0), Decimal(abs(whole) // 10**kept).as_tuple().digits, kept - places))


@st.composite
def _stated(
    draw: DrawFn,
    unit: SearchStrategy[str],
    table: UnitTable | None,
    numbers: SearchStrategy[Decimal],
    hedges: tuple[Hedge, ...],
) -> Amount:
    hedge = draw(st.sampled_from(hedges))
    number = draw(numbers)
    assume(number or hedge not in _GRAINLESS)
    return Amount(number, draw(unit), hedge=hedge, units=table)


@st.composite
def _between(
    draw: DrawFn, unit: SearchStrategy[str], table: UnitTable | None, numbers: SearchStrategy[Decimal]
) -> Amount:
    low, value, high = sorted(draw(numbers) for _ in range(3))
    is_low, is_high = draw(st.booleans()), draw(st.booleans())
    ends = (low if is_low else None, high if is_high else None)
    return Amount.between(*ends, draw(unit), value=value, units=table)


@st.composite
def _differences(draw: DrawFn, unit: SearchStrategy[str], table: UnitTable | None) -> Amount:
    stated = _stated(st.just(draw(unit)), table, _numbers(-_WIDEST, _WIDEST), _STATED)
    return draw(stated) - draw(stated)


@cache
def _amounts_in(unit: str | None) -> SearchStrategy[Amount]:
    return amounts(unit)


def _measured(fields: _Fields) -> SearchStrategy[dict[str, object]]:
    """A metric with an amount in a unit of it."""

    def measure(code: str) -> SearchStrategy[dict[str, object]]:
        metric = look_up_metric(code)
        amount = _amounts_in(metric.unit) if metric.dimension != "money" else _MONEY
        return st.fixed_dictionaries({"metric": st.just(code), "amount": amount})

    return fields.get("metric", _METRIC).flatmap(measure)  # type: ignore[arg-type]  # a caller's metrics are texts


def _somewhere(fields: _Fields) -> SearchStrategy[dict[str, object]]:
    """An edition, an expo, or both."""
    if {"edition", "expo"} & fields.keys():
        return st.just({})
    edition, expo = {"edition": _ID}, {"expo": _ID}
    return st.one_of(*(st.fixed_dictionaries(drawn) for drawn in (edition, expo, {**edition, **expo})))


def _rivals(**fields: SearchStrategy[object]) -> SearchStrategy[list[Figure]]:
    """Figures of which at most one of a metric is preferred."""

    def one_each(drawn: list[Figure]) -> list[Figure]:
        marked: set[str] = set()
        kept = []
        for figure in drawn:
            kept.append(evolve(figure, is_preferred=figure.is_preferred and figure.metric not in marked))
            marked |= {figure.metric} if figure.is_preferred else set()
        return kept

    popular = st.sampled_from(["deal_value", "exhibitors", "deals"])
    return st.lists(figures(**fields) | figures(metric=popular, **fields), max_size=4).map(one_each)


def _drawn_by(strategy: Callable[[], SearchStrategy[_T]]) -> Callable[[object], SearchStrategy[_T]]:
    """What Hypothesis asks for the strategy of a type: it is built when it is first wanted."""
    return lambda _: strategy()


def _built(
    kind: Callable[..., _T],
    required: _Fields,
    optional: _Fields,
    fixed: _Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Records of a class; what the caller fixed wins over all else."""
    free = {name: drawn for name, drawn in optional.items() if name not in fixed}
    base = st.fixed_dictionaries({**required, **fixed}, optional=free)

    def build(drawn: tuple[dict[str, object], ...]) -> _T:
        return kind(**{name: value for part in drawn for name, value in part.items()})

    return st.tuples(*parts, base).map(build)


def _record(
    kind: Callable[..., _T],
    required: _Fields,
    optional: _Fields,
    fixed: _Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Records of a class that has an id, citations and a note."""
    return _built(kind, {"id": _ID, **required}, {**_ANY, **optional}, fixed, *parts)


def _claim(
    kind: Callable[..., _T],
    required: _Fields,
    optional: _Fields,
    fixed: _Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Claims of a class, with what all claims have."""
    common = {
        "subject": _TEXT,
        "as_printed": _TEXT,
        "period": _PERIOD,
        "status": st.sampled_from(Status),
        "attributed_to": _TEXT,
        "basis": _TEXT,
        "note": _TEXT,
    }
    if not parts:
        common["metric"] = _METRIC
    return _built(kind, {"citations": _PROOF, **required}, {**common, **optional}, fixed, *parts)


# What fields are drawn from: built once and late, since building takes longer than drawing.
_TEXT = st.deferred(_short_texts)
_ID = st.deferred(ids)
_PERIOD = st.deferred(periods)
_PLACE = st.deferred(lambda: places().map(lambda place: place.code))
_METRIC = st.deferred(lambda: metrics().map(lambda metric: metric.code))
_MONEY = st.deferred(money)
_SOURCE = st.deferred(sources)
_CITATION = st.deferred(citations)
_CITATIONS, _PROOF = _few(_CITATION), _some(_CITATION)
_FIGURE = st.deferred(figures)
_FIGURES = _few(_FIGURE)
_CLAIM = st.deferred(claims)
_CLAIMS = _few(_CLAIM)
_PARTY = st.deferred(parties)
_PARTIES = _few(_PARTY)
_ANY: _Fields = {"citations": _CITATIONS, "note": _TEXT}
_SIZES = st.sampled_from([0, 0, 1, 2])

_STRATEGIES: Mapping[type, Callable[[], SearchStrategy[object]]] = {
    Amount: amounts,
    Catalog: catalogs,
    Citation: citations,
    Cumulative: cumulatives,
    Deal: deals,
    Edition: editions,
    Exhibitor: exhibitors,
    Expo: expos,
    Figure: figures,
    First: firsts,
    Growth: growths,
    Membership: memberships,
    Metric: metrics,
    Organisation: organisations,
    Participant: participants,
    Party: parties,
    Period: periods,
    Person: people,
    Place: places,
    Rank: ranks,
    Remark: remarks,
    Section: sections,
    Share: shares,
    Showcase: showcases,
    Source: sources,
    Statistic: statistics,
    Streak: streaks,
    TradeFlow: flows,
    UnitTable: unit_tables,
}

for _kind, _strategy in _STRATEGIES.items():
    st.register_type_strategy(_kind, _drawn_by(_strategy))
