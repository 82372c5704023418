"""Events: deals, trade flows, statistics, and remarks without a number."""

import re

from attrs import field

from .._internal.classes import as_tuple, each, frozen, is_a, is_id, is_text, maybe, refused
from .._internal.enums import Named
from ..periods import Period
from .claims import Claim, is_claim
from .evidence import Figure, _Event
from .exhibitors import check_edition_or_expo
from .parties import Party, is_place_or_region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable

_HS = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,4}")


class DealKind(Named):
    """The kind of a deal. A total does not mix kinds unless asked.

    - `TENTATIVE`: an intention to deal, as CIIE reports for one-year purchases
    - `MEMORANDUM`: a memorandum of understanding
    - `STRATEGIC_COOPERATION`: an agreement to work together
    - `CONTRACT`: a signed contract
    - `PURCHASE`: goods or services bought
    - `UNSPECIFIED`: the source says only that a deal was made

    Example:
        >>> import expotrade as ex
        >>> ex.DealKind("tentative")
        DealKind.TENTATIVE
    """

    TENTATIVE = "tentative"
    MEMORANDUM = "memorandum"
    STRATEGIC_COOPERATION = "strategic_cooperation"
    CONTRACT = "contract"
    PURCHASE = "purchase"
    UNSPECIFIED = "unspecified"


class FlowKind(Named):
    """The direction of a flow as its reporter sees it.

    - `IMPORT`: goods that the reporter buys from its partner
    - `EXPORT`: goods that it sells there
    - `BOTH_WAYS`: imports and exports together
    - `INVESTMENT_OUT`: investment of the reporter in its partner
    - `INVESTMENT_IN`: investment of the partner in the reporter

    Example:
        >>> import expotrade as ex
        >>> ex.FlowKind("import")
        FlowKind.IMPORT
    """

    IMPORT = "import"
    EXPORT = "export"
    BOTH_WAYS = "both_ways"
    INVESTMENT_OUT = "investment_out"
    INVESTMENT_IN = "investment_in"


class RemarkKind(Named):
    """The kind of a fact without a number.

    - `LAUNCH`: something new was shown or published
    - `PLAN`: what somebody intends
    - `OFFICE`: which office a person has
    - `PRODUCTION_PLACE`: what is made where
    - `STATEMENT`: any other fact

    Example:
        >>> import expotrade as ex
        >>> ex.records.RemarkKind("launch")
        RemarkKind.LAUNCH
    """

    LAUNCH = "launch"
    PLAN = "plan"
    OFFICE = "office"
    PRODUCTION_PLACE = "production_place"
    STATEMENT = "statement"


@frozen(kw_only=True)
class Deal(_Event):
    """A deal: its parties, its kind, and its value if it is disclosed.

    Args:
        id: A readable id ("cisce-2024-sumitomo-electric").
        parties: The parties, each with its role if it is printed.
        kind: The kind of deal.
        subject: The subject in words.
        value: Its value; None if it is undisclosed (unknown, not zero).
        edition: The id of the edition; None if only the expo is printed.
        expo: The id of the expo, if the edition is None.
        section: The id of the section that it was agreed in.
        date: The day, or a longer time if no day is printed.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or it has neither an edition nor an expo.

    Example:
        >>> import expotrade as ex
        >>> deal = ex.Deal(id="cisce-2024-honeywell", parties=[ex.Party(organisation="honeywell")],
        ...                kind=ex.DealKind.MEMORANDUM, edition="cisce-2024")
        >>> deal.is_disclosed
        False
    """

    parties: tuple[Party, ...] = field(converter=as_tuple, validator=each(is_a(Party)))
    kind: DealKind = field(default=DealKind.UNSPECIFIED, validator=is_a(DealKind))
    subject: str | None = field(default=None, validator=maybe(is_text))
    value: Figure | None = field(default=None, validator=maybe(is_a(Figure)))
    edition: str | None = field(default=None, validator=maybe(is_id))
    expo: str | None = field(default=None, validator=maybe(is_id))
    section: str | None = field(default=None, validator=maybe(is_id))
    date: Period | None = field(default=None, validator=maybe(is_a(Period)))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_edition_or_expo(self, self.edition, self.expo)

    @property
    def is_disclosed(self) -> bool:
        """Whether the value is disclosed."""
        return self.value is not None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The value as a tuple of no or one figure, so that every record has figures to iterate.

        Example:
            >>> import expotrade as ex
            >>> [f"{figure.amount:short}" for figure in ex.load_dataset("articles").deals[0].figures]
            ['about CNY 100 million']
        """
        return () if self.value is None else (self.value,)


@frozen(kw_only=True)
class TradeFlow(_Event):
    """Trade or investment between a reporter and its partner.

    Args:
        id: A readable id ("china-asean-trade-2024-01-07").
        reporter: The place or region that reports.
        partner: The other place or region, WORLD for all; None if it is not printed.
        partners: The other places if the source names two or more and gives one figure for all; then `partner` is None.
        kind: The direction as the reporter sees it.
        trader: The id of the organisation that trades; None for a place as a whole.
        product: The product, None for all.
        hs: Its code in the Harmonized System, two to ten digits, where it is clear.
        period: The time over which it is counted.
        value: Its value.
        quantity: Its quantity.
        claims: Claims about it.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Source: the Harmonized System of the World Customs Organization for `hs`; reporter, partner and direction as in
        United Nations, International Merchandise Trade Statistics: Concepts and Definitions 2010.

    Example:
        >>> import expotrade as ex
        >>> flow = ex.load_dataset("articles").flow("china-asean-trade-2024-01-07")
        >>> print(flow.value.amount, flow.period)
        ROUNDED 552E+9 USD 2024-01/2024-07
    """

    reporter: str = field(validator=is_place_or_region)
    partner: str | None = field(default=None, validator=maybe(is_place_or_region))
    partners: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_place_or_region))
    kind: FlowKind = field(validator=is_a(FlowKind))
    trader: str | None = field(default=None, validator=maybe(is_id))
    product: str | None = field(default=None, validator=maybe(is_text))
    hs: str | None = field(default=None)
    period: Period | None = field(default=None, validator=maybe(is_a(Period)))
    value: Figure | None = field(default=None, validator=maybe(is_a(Figure)))
    quantity: Figure | None = field(default=None, validator=maybe(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.hs is not None and not (isinstance(self.hs, str) and _HS.fullmatch(self.hs)):
            raise refused(
                self, "hs", self.hs, "an HS code is two to ten digits in pairs, without a dot: '081060'"
            )
        if self.partners and (self.partner is not None or len(set(self.partners)) < 2):
            rule = "give two or more different places here, or one place as partner"
            raise refused(self, "partners", self.partners, rule)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Value and quantity, as far as they are known.

        Example:
            >>> import expotrade as ex
            >>> flow = ex.load_dataset("articles").flow("china-durian-imports-2023")
            >>> [f"{figure.amount:short}" for figure in flow.figures]  # only the quantity is printed
            ['1.426 million tonnes']
        """
        return tuple(figure for figure in (self.value, self.quantity) if figure is not None)


def directions(flow: TradeFlow) -> "tuple[tuple[str | None, str | None], ...]":
    """The origin and the destination of a flow, whichever side reports it; both ways are two pairs a partner."""
    pairs = []
    for partner in flow.partners or (flow.partner,):
        outward, inward = (flow.reporter, partner), (partner, flow.reporter)
        if flow.kind is FlowKind.BOTH_WAYS and outward != inward:
            pairs += [outward, inward]
        else:
            pairs.append(outward if flow.kind in (FlowKind.EXPORT, FlowKind.INVESTMENT_OUT) else inward)
    return tuple(pairs)


def partners_text(flow: TradeFlow, unknown: str = "?") -> str:
    """The other sides of a flow in a line."""
    return ", ".join(flow.partners) or flow.partner or unknown


def product_key(flow: TradeFlow, *, by_name: bool = False) -> str | None:
    """The product by its HS code, or by its name if it has no code or the name is asked for."""
    code = None if by_name else flow.hs
    return code or (None if flow.product is None else flow.product.casefold())


def flow_key(flow: TradeFlow, *, by_name: bool = False) -> "Hashable":
    """What a flow counts apart from its time, whichever side reports it.

    China's imports from Thailand and Thailand's exports to China have the same key.

    Args:
        flow: The flow.
        by_name: Whether to use the name of a product even if it has a code.
    """
    is_goods = flow.kind in (FlowKind.IMPORT, FlowKind.EXPORT, FlowKind.BOTH_WAYS)
    return (is_goods, frozenset(directions(flow)), flow.trader, product_key(flow, by_name=by_name))


def reported_flow_key(flow: TradeFlow, *, by_name: bool = False) -> "Hashable":
    """What a flow counts apart from its time, as one side reports it.

    Two sides seldom report the same number: imports are valued with freight and insurance, exports without.
    """
    return (flow_key(flow, by_name=by_name), flow.reporter)


@frozen(kw_only=True)
class Statistic(_Event):
    """Any other sourced figure about a named place, organisation or index.

    Args:
        id: A readable id ("shunyi-vehicle-output-2022").
        subject: The party or thing that it is about.
        figure: The figure; None if only a claim is printed ("customer flow has doubled").
        claims: Claims about it.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule, or it has neither a figure nor a claim.

    Example:
        >>> import expotrade as ex
        >>> citation = ex.Citation(ex.Source("report", "Expo opens"), 4)
        >>> statistic = ex.Statistic(
        ...     id="district-companies", subject=ex.Party(description="the district"),
        ...     figure=ex.Figure("companies", ex.Amount.parse("more than 150 companies"), citations=[citation]))
        >>> print(statistic.figure.amount)
        MORE_THAN 150 enterprise
    """

    subject: Party = field(validator=is_a(Party))
    figure: Figure | None = field(default=None, validator=maybe(is_a(Figure)))
    claims: tuple[Claim, ...] = field(default=(), converter=as_tuple, validator=each(is_claim))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.figure is None and not self.claims:
            raise refused(self, "figure", None, "a statistic has a figure or a claim")

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure as a tuple of no or one figure, so that every record has figures to iterate.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> cat.statistic("hongqiao-customer-flow").figures  # only "has doubled" is printed
            ()
        """
        return () if self.figure is None else (self.figure,)


@frozen(kw_only=True)
class Remark(_Event):
    """A printed fact without a number.

    Args:
        id: A readable id.
        subject: The party or thing that it is about.
        kind: The kind of fact.
        wording: The fact in short words.
        parties: The people, organisations, places, expos, editions and sections that it names.
        products: The products, brands and things that it names, each as printed.
        date: The day, or a longer time if no day is printed.
        edition: The id of the edition it belongs to.
        expo: The id of the expo it belongs to.
        section: The id of the section it belongs to.
        status: Whether it is actual, expected, planned or cancelled; None if it is not printed.
        attributed_to: The person, organisation or description that the source quotes.
        open_lists: The names of the lists that the source leaves open ("including").
        citations: Where it is printed.
        note: A note for readers.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> index = ex.Party(description="Global Supply Chain Connectivity Index")
        >>> remark = ex.Remark(id="cisce-2024-connectivity-index", subject=index, kind=ex.records.RemarkKind.LAUNCH,
        ...                    wording="launched", edition="cisce-2024")
        >>> remark.kind
        RemarkKind.LAUNCH
    """

    subject: Party = field(validator=is_a(Party))
    kind: RemarkKind = field(validator=is_a(RemarkKind))
    wording: str = field(validator=is_text)
    parties: tuple[Party, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Party)))
    products: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each(is_text))
    date: Period | None = field(default=None, validator=maybe(is_a(Period)))
    edition: str | None = field(default=None, validator=maybe(is_id))
    expo: str | None = field(default=None, validator=maybe(is_id))
    section: str | None = field(default=None, validator=maybe(is_id))
