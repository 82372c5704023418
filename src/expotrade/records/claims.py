"""What sources say about figures: growth, change, shares, ranks, streaks, firsts, totals, days and venues.

A claim belongs to the record that it is about. Checks test it against figures; it never replaces them. `Claim` is the
union of the nine kinds, for annotations and `isinstance`.
"""

import attrs
from attrs import field

from .._internal.classes import as_tuple, at_least_one, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..amounts import Amount
from ..periods import Period
from . import metrics
from .evidence import Status, fits_metric, misfit
from .parties import Party
from .sources import Citation, check_cited_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _C = TypeVar("_C", "DatesClaim", "VenueClaim")


class GrowthBase(Named):
    """The base of a growth.

    - `PREVIOUS_EDITION`: the edition before
    - `EDITION`: an edition that the source names; `base_edition` is its id
    - `YEAR_EARLIER`: the same time of the year before
    - `AVERAGE_SINCE`: an average rate since a date
    - `NOT_STATED`: the source does not say

    Example:
        >>> import expotrade as ex
        >>> ex.records.GrowthBase("previous_edition")
        GrowthBase.PREVIOUS_EDITION
    """

    PREVIOUS_EDITION = "previous_edition"
    EDITION = "edition"
    YEAR_EARLIER = "year_earlier"
    AVERAGE_SINCE = "average_since"
    NOT_STATED = "not_stated"


@attrs.frozen(kw_only=True, eq=False, repr=False)  # its subclasses compare and show themselves
class _Statement:
    """The fields of every claim."""

    citations: tuple[Citation, ...] = field(converter=as_tuple, validator=each(is_a(Citation)))
    metric: str | None = field(default=None, validator=maybe(is_text))
    subject: str | None = field(default=None, validator=maybe(is_text))
    as_printed: str | None = field(default=None, validator=maybe(is_text))
    period: Period | None = field(default=None, validator=maybe(is_a(Period)))
    status: Status = field(default=Status.ACTUAL, validator=is_a(Status))
    attributed_to: Party | None = field(default=None, validator=maybe(is_a(Party)))
    basis: str | None = field(default=None, validator=maybe(is_text))
    note: str | None = field(default=None, validator=maybe(is_text))

    def __attrs_post_init__(self) -> None:
        if not self.citations:
            raise refused(self, "citations", self.citations, "a claim has at least one source")
        if self.metric is not None:
            metrics.known_or_own(self.metric)
        check_cited_fields(self, self.citations)

    def cite(self) -> str:
        """The principal citation as a line that can be pasted.

        Example:
            >>> import expotrade as ex
            >>> claim = ex.load_dataset("articles").edition("ciie", 2).claims[0]
            >>> print(claim.cite())
            "CIIE opens up opportunities for inland provinces", 2019-12-23, paragraph 7
        """
        return self.citations[0].cite()


def _is_ratio(instance: object, attribute: "attrs.Attribute[Amount]", value: object) -> None:
    if not isinstance(value, Amount) or value.unit not in ("percent", "multiple"):
        raise refused(instance, attribute.name, value, "it must be an amount in percent or multiple")


def _is_duration(instance: object, attribute: "attrs.Attribute[Amount]", value: object) -> None:
    if not isinstance(value, Amount) or value.unit not in ("day", "month", "year", "edition"):
        raise refused(
            instance, attribute.name, value, "it must be an amount of days, months, years or editions"
        )


def _check_base(claim: object, base: GrowthBase, base_edition: str | None) -> None:
    """Refuse a named base edition without its id, and an id without that base."""
    if (base is GrowthBase.EDITION) != (base_edition is not None):
        raise refused(claim, "base_edition", base_edition, "give it if the base is EDITION, and only then")


@frozen(kw_only=True)
class GrowthClaim(_Statement):
    """A stated change of a metric: "up 23 percent year on year".

    A rise in percent is positive and a fall negative; in multiples, 2 says that it doubled. `change` is always the
    change in percent.

    Args:
        amount: The change in percent, or the ratio of new to old as a multiple.
        base: What it is counted from.
        base_edition: The id of the edition, if the source names one as the base.
        since: For an average since a date, that date.
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `Figure`; `subject`
            names what grew if the record is about more than that.

    Raises:
        RecordError: A field breaks its rule.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> claim = ex.load_dataset("articles").edition("ciie", 2).claims[0]
        >>> print(claim.amount, claim.base)
        ROUNDED 23 percent GrowthBase.YEAR_EARLIER
    """

    amount: Amount = field(validator=_is_ratio)
    base: GrowthBase = field(default=GrowthBase.NOT_STATED, validator=is_a(GrowthBase))
    base_edition: str | None = field(default=None, validator=maybe(is_id))
    since: Period | None = field(default=None, validator=maybe(is_a(Period)))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _check_base(self, self.base, self.base_edition)

    @property
    def change(self) -> Amount:
        """The change in percent with its bounds, however it is printed; a ratio r is (r - 1) times 100.

        Example:
            >>> import expotrade as ex
            >>> cited = ex.Citation(ex.Source("report", "Expo closes"))
            >>> print(ex.records.GrowthClaim(amount=ex.Amount.parse("doubled"), citations=[cited]).change)
            BETWEEN 100 percent [50..150]
        """
        if self.amount.unit == "percent":
            return self.amount
        return (self.amount.to("percent") - Amount(100, "percent")).to("percent")


@frozen(kw_only=True)
class ShareClaim(_Statement):
    """A stated part of a whole: "accounting for 65.15 percent".

    Args:
        amount: The share in percent, or as a multiple ("one third").
        whole: What it is a share of, in words.
        of: The id of the record of the whole, or None.
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> flow = ex.load_dataset("articles").flow("china-asean-trade-2024-01-07")
        >>> [claim.whole for claim in flow.claims if isinstance(claim, ex.records.ShareClaim)]
        ["China's total foreign trade"]
    """

    amount: Amount = field(validator=_is_ratio)
    whole: str = field(validator=is_text)
    of: str | None = field(default=None, validator=maybe(is_id))


@frozen(kw_only=True)
class RankClaim(_Statement):
    """A stated rank: "ASEAN's top trading partner". A record figure is rank 1 among the editions so far.

    Args:
        rank: The rank from 1; None if only a superlative is printed ("among the world's largest").
        among: The group that is ranked, in words.
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> source = ex.Source("report", "Expo closes")
        >>> citations = [ex.Citation(source, 3)]
        >>> ex.records.RankClaim(rank=1, among="editions so far", metric="deal_value", citations=citations).rank
        1
    """

    rank: int | None = field(default=None, validator=maybe(at_least_one))
    among: str = field(validator=is_text)


@frozen(kw_only=True)
class StreakClaim(_Statement):
    """A state that lasted: "for 15 consecutive years".

    Args:
        amount: The length, in days, months, years or editions.
        what: The state that lasted, in words.
        rank: The rank, if the state is a rank.
        among: The group that is ranked, in words.
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> source = ex.Source("report", "Expo opens")
        >>> amount = ex.Amount.parse("15 years")
        >>> citations = [ex.Citation(source, 9)]
        >>> print(ex.records.StreakClaim(amount=amount, what="top trading partner", citations=citations).amount)
        EXACT 15 year
    """

    amount: Amount = field(validator=_is_duration)
    what: str = field(validator=is_text)
    rank: int | None = field(default=None, validator=maybe(at_least_one))
    among: str | None = field(default=None, validator=maybe(is_text))


@frozen(kw_only=True)
class FirstClaim(_Statement):
    """A statement that something happens for the first time, or is the first of its kind.

    Args:
        of: Who or what is first.
        what: What is new.
        scope: The scope, in words ("the expo", "the world").
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> source = ex.Source("report", "Expo opens")
        >>> citations = [ex.Citation(source)]
        >>> first = ex.records.FirstClaim(of="CISCE", what="supply chain expo", scope="the world", citations=citations)
        >>> first.scope
        'the world'
    """

    of: str = field(validator=is_text)
    what: str = field(validator=is_text)
    scope: str = field(validator=is_text)


@frozen(kw_only=True)
class CumulativeClaim(_Statement):
    """A stated total over several editions or years.

    Args:
        amount: The total, in a unit of the metric.
        over: The period or editions that it adds up, in words ("the first five editions").
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`; the
            metric is required.

    Raises:
        RecordError: A field breaks its rule, or the unit does not fit the metric.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> total = ex.records.CumulativeClaim(
        ...     amount=ex.Amount.parse("nearly $350 billion"), metric="deal_value", over="the first five editions",
        ...     citations=[ex.Citation(ex.Source("report", "Expo opens"), 2)])
        >>> print(total.amount)
        NEARLY 350E+9 USD
    """

    amount: Amount = field(validator=is_a(Amount))
    over: str = field(validator=is_text)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.metric is None:
            raise refused(self, "metric", None, "a cumulative total needs its metric")
        fits_metric(self, "amount", self.metric, self.amount)


@frozen(kw_only=True)
class ChangeClaim(_Statement):
    """A stated change in the unit of the metric: "9,000 square metres more", "6 points".

    A rise is positive and a fall negative. A change in percent is a `GrowthClaim`.

    Args:
        amount: The change; in percentage points for a metric in percent.
        base: What it is counted from.
        base_edition: The id of the edition, if the source names one as the base.
        since: For an average since a date, that date.
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule, or the unit does not fit the metric.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> more = ex.records.ChangeClaim(
        ...     amount=ex.Amount.parse("9,000 square metres"), metric="exhibition_area",
        ...     base=ex.records.GrowthBase.PREVIOUS_EDITION, as_printed="9,000 square metres more",
        ...     citations=[ex.Citation(ex.Source("report", "Expo opens"), 2)])
        >>> print(more.amount)
        ROUNDED 9E+3 m2
    """

    amount: Amount = field(validator=is_a(Amount))
    base: GrowthBase = field(default=GrowthBase.NOT_STATED, validator=is_a(GrowthBase))
    base_edition: str | None = field(default=None, validator=maybe(is_id))
    since: Period | None = field(default=None, validator=maybe(is_a(Period)))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _check_base(self, self.base, self.base_edition)
        if self.amount.unit == "percent":
            raise refused(self, "amount", str(self.amount), "a change in percent is a GrowthClaim")
        if self.metric is not None:
            metric = metrics.known_or_own(self.metric)
            is_in_points = self.amount.unit == "pp" and metric.dimension in ("ratio", "any")
            rule = None if is_in_points else misfit(metric, self.amount)
            if rule is not None:
                raise refused(self, "amount", str(self.amount), rule)


@frozen(kw_only=True)
class DatesClaim(_Statement):
    """The days of an edition as a source prints them; sources may differ, and they stand side by side.

    Args:
        period: The first and the last day, as precise as printed; an open end for a day that is not printed.
        is_preferred: Whether it is the one to use among rivals; without a mark the first is used.
        citations, metric, subject, as_printed, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule, or no period is passed.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> cited = ex.Citation(ex.Source("report", "Expo opens"), 2)
        >>> days = ex.records.DatesClaim(period=ex.Period.parse("2023-11-05/2023-11-10"), citations=[cited])
        >>> ex.Edition(id="ciie-2023", expo="ciie", year=2023, claims=[days]).period.days
        6
    """

    is_preferred: bool = field(default=False, validator=is_a(bool))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.period is None:
            raise refused(
                self, "period", None, "it must be given, such as Period.parse('2023-11-05/2023-11-10')"
            )


@frozen(kw_only=True)
class VenueClaim(_Statement):
    """The place of an edition as a source prints it; sources may differ, and they stand side by side.

    Args:
        venue: The exhibition centre or hall.
        city: The city.
        is_preferred: Whether it is the one to use among rivals; without a mark the first is used.
        citations, metric, subject, as_printed, period, status, attributed_to, basis, note: As in `GrowthClaim`.

    Raises:
        RecordError: A field breaks its rule, or neither a venue nor a city is passed.
        UnknownNameError: The metric is not in the table.

    Example:
        >>> import expotrade as ex
        >>> cited = ex.Citation(ex.Source("report", "Expo opens"), 2)
        >>> place = ex.records.VenueClaim(city="Nanning", citations=[cited])
        >>> ex.Edition(id="caexpo-2024", expo="caexpo", year=2024, claims=[place]).city
        'Nanning'
    """

    venue: str | None = field(default=None, validator=maybe(is_text))
    city: str | None = field(default=None, validator=maybe(is_text))
    is_preferred: bool = field(default=False, validator=is_a(bool))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.venue is None and self.city is None:
            raise refused(self, "venue", None, "give the venue, the city or both")


Claim = (
    GrowthClaim
    | ShareClaim
    | RankClaim
    | StreakClaim
    | FirstClaim
    | CumulativeClaim
    | ChangeClaim
    | DatesClaim
    | VenueClaim
)
CLAIMS: tuple[type[Claim], ...] = (
    *(GrowthClaim, ShareClaim, RankClaim, StreakClaim, FirstClaim, CumulativeClaim),
    *(ChangeClaim, DatesClaim, VenueClaim),
)


def preferred_claim(claims: "tuple[Claim, ...]", kind: "type[_C]", said: str = "") -> "_C | None":
    """The claim of a kind to use among rivals: the one marked, else the first; None if there is none.

    Args:
        claims: The claims of a record.
        kind: `DatesClaim` or `VenueClaim`.
        said: The name of a field that the claim must state, such as "city".
    """
    rivals = [one for one in claims if isinstance(one, kind) and (not said or getattr(one, said) is not None)]
    return next((one for one in rivals if one.is_preferred), rivals[0] if rivals else None)


def claim_name(kind: type) -> str:
    """The word for a kind of claim in JSON, tables and findings, such as "growth"."""
    return kind.__name__.removesuffix("Claim").lower()


def is_claim(instance: object, attribute: "attrs.Attribute[Claim]", value: object) -> None:
    """One of the claims."""
    if not isinstance(value, CLAIMS):
        raise refused(
            instance, attribute.name, value, "it must be a claim, such as GrowthClaim or ShareClaim"
        )
