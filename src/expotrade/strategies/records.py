"""Strategies for the records of a catalog, from organisations and people to remarks."""

from __future__ import annotations

from attrs import evolve
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
    Office,
    Organisation,
    OrganisationKind,
    OwnMetric,
    Participant,
    ParticipantRole,
    Person,
    Region,
    Remark,
    RemarkKind,
    Section,
    SectionKind,
    Showcase,
    Statistic,
    Status,
    TradeFlow,
)
from .evidence import CITATIONS, CLAIM, CLAIMS, FIGURE, FIGURES, PARTIES, PARTY, rival_figures
from .fields import ID, PERIOD, PLACE_OR_REGION, TEXT, one_or_two, positive_integers, records_of, up_to_two

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from hypothesis.strategies import SearchStrategy

    from .fields import Fields

    _T = TypeVar("_T")


def offices(**fields: SearchStrategy[object]) -> SearchStrategy[Office]:
    """Offices with or without an organisation and a date.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.offices())
        ... def test_office(office):
        ...     assert office.title.strip()
        >>> test_office()
    """
    return records_of(Office, {"title": TEXT}, {"organisation": ID, "date": PERIOD}, fields)


def people(**fields: SearchStrategy[object]) -> SearchStrategy[Person]:
    """People with or without offices.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.people())
        ... def test_person(person):
        ...     assert person.name.strip()
        >>> test_person()
    """
    optional = {"other_names": up_to_two(TEXT), "offices": up_to_two(st.deferred(offices))}
    return _record(Person, {"name": TEXT}, optional, fields)


def regions(**fields: SearchStrategy[object]) -> SearchStrategy[Region]:
    """Regions, which may lie in a country or in another region.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.regions())
        ... def test_region(region):
        ...     assert region.lies_in != region.id
        >>> test_region()
    """
    drawn = _record(Region, {"name": TEXT}, {"other_names": up_to_two(TEXT)}, fields)
    if "lies_in" in fields:
        return drawn
    outer = st.none() | PLACE_OR_REGION
    return st.tuples(drawn, outer).map(
        lambda pair: evolve(pair[0], lies_in=pair[1]) if pair[1] != pair[0].id else pair[0]
    )


def own_metrics(**fields: SearchStrategy[object]) -> SearchStrategy[OwnMetric]:
    """Metrics that a catalog defines.

    Example:
        >>> from expotrade import strategies
        >>> from hypothesis import given
        >>> @given(strategies.own_metrics())
        ... def test_metric(own):
        ...     assert own.metric.code == own.id
        >>> test_metric()
    """
    measures = {"count": "booth", "mass": "t", "area": "m2", "ratio": "percent", "duration": "day"}
    known: list[dict[str, object]] = [
        {"dimension": dimension, "unit": unit} for dimension, unit in measures.items()
    ]
    known += [{"dimension": dimension, "unit": None} for dimension in ("money", "any")]
    measure: SearchStrategy[dict[str, object]] = st.sampled_from([{}] if "dimension" in fields else known)
    required = {"id": ID.map(lambda name: f"own-{name}"), "english": TEXT}
    return _record(OwnMetric, required, {"chinese": TEXT, "definition": TEXT}, fields, measure)


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
        "country": PLACE_OR_REGION,
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
        "partners": PARTIES,
        "showcases": up_to_two(st.deferred(showcases)),
        "figures": FIGURES,
        "claims": CLAIMS,
    }
    return _event(Exhibitor, {"party": PARTY}, optional, fields, _edition_or_expo(fields))


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
    optional = {
        "role": st.sampled_from(ParticipantRole),
        "attendance": st.sampled_from(Attendance),
        "section": ID,
        "claims": CLAIMS,
    }
    return _event(Participant, {"party": PARTY}, optional, fields, _edition_or_expo(fields))


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
        "organisers": PARTIES,
        "city": TEXT,
        "country": PLACE_OR_REGION,
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
    optional: Fields = {
        **_COMMON_FIELDS,
        "status": _STATUS,
        "theme": TEXT,
        "figures": rival_figures(),
        "claims": CLAIMS,
    }
    expos_drawn = fields.get("expo", ID)
    dated = st.builds(
        lambda expo, year, season: {"id": f"{expo}-{year}{season}", "expo": expo, "year": year},
        expos_drawn,
        fields.get("year", st.integers(1, 9999)),
        st.sampled_from(["", "-spring", "-autumn"]),
    )
    numbered = st.builds(
        lambda expo, number: {"id": f"{expo}-no{number}", "expo": expo, "number": number},
        expos_drawn,
        positive_integers(),
    )
    fixed = {name: drawn for name, drawn in fields.items() if name not in ("expo", "year")}
    with_year = records_of(Edition, {}, {"number": positive_integers(), **optional}, fixed, dated)
    if {"year", "number"} & fields.keys():
        return with_year
    return with_year | records_of(Edition, {}, optional, fixed, numbered)


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
        "country": PLACE_OR_REGION,
        "organisers": PARTIES,
        "figures": rival_figures(),
        "claims": CLAIMS,
    }
    return _event(Section, required, optional, fields)


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
    return _event(Deal, {"parties": one_or_two(PARTY)}, optional, fields, _edition_or_expo(fields))


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
        "trader": ID,
        "product": TEXT,
        "hs": st.lists(st.integers(0, 99).map("{:02}".format), min_size=1, max_size=5).map("".join),
        "period": PERIOD,
        "value": FIGURE,
        "quantity": FIGURE,
        "claims": CLAIMS,
    }
    required = {"reporter": PLACE_OR_REGION, "kind": st.sampled_from(FlowKind)}
    several = st.lists(PLACE_OR_REGION, min_size=2, max_size=3, unique=True)
    one: SearchStrategy[dict[str, object]] = st.fixed_dictionaries({}, optional={"partner": PLACE_OR_REGION})
    others: SearchStrategy[dict[str, object]] = st.one_of(one, st.fixed_dictionaries({"partners": several}))
    if {"partner", "partners"} & fields.keys():
        others = st.just({})
    return _event(TradeFlow, required, optional, fields, others)


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
    return _event(Statistic, {"subject": PARTY}, {}, fixed, figure | claimed | both)


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
    required = {"subject": PARTY, "kind": st.sampled_from(RemarkKind), "wording": TEXT}
    optional = {
        "parties": PARTIES,
        "products": up_to_two(TEXT),
        "date": PERIOD,
        "edition": ID,
        "expo": ID,
        "section": ID,
    }
    return _event(Remark, required, optional, fields)


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
    """Records of a class with the fields that all records have."""
    return records_of(kind, {"id": ID, **required}, {**_COMMON_FIELDS, **optional}, fixed, *parts)


def _event(
    kind: Callable[..., _T],
    required: Fields,
    optional: Fields,
    fixed: Fields,
    *parts: SearchStrategy[dict[str, object]],
) -> SearchStrategy[_T]:
    """Records of a class with a status."""
    return _record(kind, required, {"status": _STATUS, **optional}, fixed, *parts)


_STATUS = st.sampled_from(Status)
_COMMON_FIELDS: Fields = {
    "attributed_to": PARTY,
    "open_lists": st.sampled_from([["citations"], []]),
    "citations": CITATIONS,
    "note": TEXT,
}
