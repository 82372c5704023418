"""Strategies for the records of a catalog: organisations, expos, participants, deals, flows, statistics, remarks."""

from __future__ import annotations

from hypothesis import strategies as st

from ..records import (
    Attendance,
    Deal,
    DealKind,
    Debut,
    Edition,
    Exhibitor,
    ExhibitorRole,
    Expo,
    FlowKind,
    Organisation,
    OrganisationKind,
    Participant,
    ParticipantRole,
    Party,
    Person,
    Remark,
    RemarkKind,
    Section,
    SectionKind,
    Showcase,
    Statistic,
    Status,
    TradeFlow,
)
from .evidence import CITATIONS, CLAIM, CLAIMS, FIGURE, FIGURES, rival_figures
from .fields import ID, PERIOD, PLACE, TEXT, one_or_two, positive_integers, records_of, up_to_two

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from hypothesis.strategies import SearchStrategy

    from .fields import Fields

    _T = TypeVar("_T")


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
    named = {"organisation": ID, "place": PLACE, "description": TEXT}
    any_identity = st.one_of(*(st.fixed_dictionaries({name: drawn}) for name, drawn in named.items()))
    identity = st.just({}) if named.keys() & fields.keys() else any_identity
    return records_of(Party, {}, {"role": TEXT}, fields, identity)


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
    return records_of(Person, {"name": TEXT}, {"office": TEXT, "organisation": ID}, fields)


def organisations(**fields: SearchStrategy[object]) -> SearchStrategy[Organisation]:
    """Organisations.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.organisations(country=st.just("VN")))
        ... def test_organisation(organisation):
        ...     assert ex.place(organisation.country).kind == "country"
        >>> test_organisation()
    """
    optional = {
        "other_names": up_to_two(TEXT),
        "country": PLACE,
        "kind": st.sampled_from(OrganisationKind),
        "part_of": ID,
    }
    return _record(Organisation, {"name": TEXT}, optional, fields)


def showcases(**fields: SearchStrategy[object]) -> SearchStrategy[Showcase]:
    """Products shown.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.showcases())
        ... def test_showcase(showcase):
        ...     assert showcase.debut in (None, *ex.records.Debut)
        >>> test_showcase()
    """
    optional = {"debut": st.sampled_from(Debut), "citations": CITATIONS}
    return records_of(Showcase, {"product": TEXT}, optional, fields)


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
        "section": ID,
        "partners": _PARTIES,
        "showcases": up_to_two(st.deferred(showcases)),
        "figures": FIGURES,
        "claims": CLAIMS,
    }
    return _record(Exhibitor, {"party": _PARTY}, optional, fields, _edition_or_expo(fields))


def participants(**fields: SearchStrategy[object]) -> SearchStrategy[Participant]:
    """Participants of an edition or an expo.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.participants(role=st.just(ex.records.ParticipantRole.BUYER)))
        ... def test_participant(participant):
        ...     assert participant.role is ex.records.ParticipantRole.BUYER
        >>> test_participant()
    """
    required = {"party": _PARTY, "role": st.sampled_from(ParticipantRole)}
    optional = {"attendance": st.sampled_from(Attendance), "section": ID, "claims": CLAIMS}
    return _record(Participant, required, optional, fields, _edition_or_expo(fields))


def expos(**fields: SearchStrategy[object]) -> SearchStrategy[Expo]:
    """Series of editions.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given, strategies as st
        >>> @given(strategies.expos(city=st.just("Nanning")))
        ... def test_expo(expo):
        ...     assert expo.city == "Nanning"
        >>> test_expo()
    """
    optional = {
        "short_name": TEXT,
        "chinese_name": TEXT,
        "organisers": _PARTIES,
        "city": TEXT,
        "country": PLACE,
        "claims": CLAIMS,
    }
    return _record(Expo, {"name": TEXT}, optional, fields)


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
        "number": positive_integers(),
        "period": PERIOD,
        "venue": TEXT,
        "city": TEXT,
        "theme": TEXT,
        "figures": rival_figures(),
        "claims": CLAIMS,
    }
    id_expo_and_year = st.builds(
        lambda expo, year, season: {"id": f"{expo}-{year}{season}", "expo": expo, "year": year},
        fields.get("expo", ID),
        fields.get("year", st.integers(1, 9999)),
        st.sampled_from(["", "-spring", "-autumn"]),
    )
    fixed = {name: drawn for name, drawn in fields.items() if name not in ("expo", "year")}
    return records_of(Edition, {}, {**_COMMON_FIELDS, **optional}, fixed, id_expo_and_year)


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
    required = {"edition": ID, "kind": st.sampled_from(SectionKind), "name": TEXT}
    optional = {
        "country": PLACE,
        "organisers": _PARTIES,
        "figures": rival_figures(),
        "claims": CLAIMS,
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
        "subject": TEXT,
        "value": FIGURE,
        "section": ID,
        "date": PERIOD,
    }
    return _record(Deal, {"parties": one_or_two(_PARTY)}, optional, fields, _edition_or_expo(fields))


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
        "partner": PLACE,
        "trader": ID,
        "product": TEXT,
        "hs": st.lists(st.integers(0, 99).map("{:02}".format), min_size=1, max_size=5).map("".join),
        "period": PERIOD,
        "value": FIGURE,
        "quantity": FIGURE,
        "claims": CLAIMS,
    }
    required = {"reporter": PLACE, "kind": st.sampled_from(FlowKind)}
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
    figure = st.fixed_dictionaries({"figure": fields.get("figure", FIGURE)})
    claimed = st.fixed_dictionaries({"claims": fields.get("claims", one_or_two(CLAIM))})
    both = st.tuples(figure, claimed).map(lambda pair: pair[0] | pair[1])
    fixed = {name: drawn for name, drawn in fields.items() if name not in ("figure", "claims")}
    return _record(Statistic, {"subject": _PARTY}, {}, fixed, figure | claimed | both)


def remarks(**fields: SearchStrategy[object]) -> SearchStrategy[Remark]:
    """Remarks: facts without a number.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.remarks())
        ... def test_remark(remark):
        ...     assert remark.kind in ex.records.RemarkKind and remark.wording
        >>> test_remark()
    """
    required = {"subject": _PARTY, "kind": st.sampled_from(RemarkKind), "wording": TEXT}
    optional = {
        "people": up_to_two(st.deferred(people)),
        "parties": _PARTIES,
        "date": PERIOD,
        "status": st.sampled_from(Status),
        "edition": ID,
        "expo": ID,
        "attributed_to": TEXT,
    }
    return _record(Remark, required, optional, fields)


def _edition_or_expo(fields: Fields) -> SearchStrategy[dict[str, object]]:
    """The fields of an edition, of an expo, or of both."""
    if {"edition", "expo"} & fields.keys():
        return st.just({})
    edition, expo = {"edition": ID}, {"expo": ID}
    return st.one_of(*(st.fixed_dictionaries(drawn) for drawn in (edition, expo, {**edition, **expo})))


def _record(
    kind: Callable[..., _T],
    required: Fields,
    optional: Fields,
    fixed: Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Records of a class with an id, citations and a note."""
    return records_of(kind, {"id": ID, **required}, {**_COMMON_FIELDS, **optional}, fixed, *parts)


# Strategies for fields of other records, built once and only when needed.
_PARTY = st.deferred(parties)
_PARTIES = up_to_two(_PARTY)
_COMMON_FIELDS: Fields = {"citations": CITATIONS, "note": TEXT}
