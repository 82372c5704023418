"""`Catalog`: all records of a dataset, immutable, indexed, with every link resolved."""

from attrs import field

from .._internal.classes import as_tuple, each, frozen, is_a
from .._internal.exits import find_exit
from .._internal.html import MOST_OPEN, fold, fragment, lines, linked, table
from ..errors import CatalogError
from ..records import (
    Claim,
    Deal,
    Edition,
    Exhibitor,
    Expo,
    Figure,
    Organisation,
    OwnMetric,
    Participant,
    Person,
    Region,
    Remark,
    Section,
    Source,
    Statistic,
    TradeFlow,
)
from ..records.evidence import period_without_edition
from .display import _EDITION_HEADER, _EXPO_HEADER, _MOST_IN_TEXT, _cells, _edition_cells, _in_words
from .links import KINDS, Record, _cited, find_problems
from .lookups import Lookups, in_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .._internal.exits import pa, pd, pl
    from ..periods import Period


@frozen(kw_only=True, repr=False)
class Catalog(Lookups):
    """All records of a dataset, with every link resolved.

    Look records up by id, or iterate over the tuples. You need not list the sources that records cite: the catalog adds
    them. `left | right` merges two catalogs: records with the same id become one, unless both state a field
    differently. `str()` lists the expos; a notebook lists the expos, the editions and the sources.

    Args:
        sources: The sources; those that records cite are added.
        metrics, organisations, people, regions: The records that others link to, in any order.
        expos, editions, sections, exhibitors, participants, deals, flows, statistics, remarks: The other records.
            No two records of a catalog share an id.

    Raises:
        CatalogError: Two records share an id, or a link names a missing record; the error lists every problem.
        RecordError: A list has an item of another kind.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> [deal.id for deal in cat.deals if not deal.is_disclosed and deal.edition == "cisce-2024"]
        ['cisce-2024-honeywell']
    """

    sources: tuple[Source, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Source)))
    metrics: tuple[OwnMetric, ...] = field(default=(), converter=as_tuple, validator=each(is_a(OwnMetric)))
    organisations: tuple[Organisation, ...] = field(
        default=(), converter=as_tuple, validator=each(is_a(Organisation))
    )
    people: tuple[Person, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Person)))
    regions: tuple[Region, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Region)))
    expos: tuple[Expo, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Expo)))
    editions: tuple[Edition, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Edition)))
    sections: tuple[Section, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Section)))
    exhibitors: tuple[Exhibitor, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Exhibitor)))
    participants: tuple[Participant, ...] = field(
        default=(), converter=as_tuple, validator=each(is_a(Participant))
    )
    deals: tuple[Deal, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Deal)))
    flows: tuple[TradeFlow, ...] = field(default=(), converter=as_tuple, validator=each(is_a(TradeFlow)))
    statistics: tuple[Statistic, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Statistic)))
    remarks: tuple[Remark, ...] = field(default=(), converter=as_tuple, validator=each(is_a(Remark)))
    _index: dict[str, Record] = field(init=False, eq=False, repr=False)
    _source_index: dict[str, Source] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        sources = {source.id: source for source in self.sources}
        records = {kind: getattr(self, kind) for kind in KINDS}
        problems = list(_cited(self.sources, records, sources))
        object.__setattr__(self, "sources", tuple(sources.values()))
        object.__setattr__(self, "_source_index", sources)
        problems += find_problems(records)
        if problems:
            raise CatalogError(problems)
        object.__setattr__(self, "_index", {record.id: record for record in self.records()})

    def __repr__(self) -> str:
        return f"<Catalog of {self._summary()}>"

    def __str__(self) -> str:
        shown = [f"  {_in_words(expo, self.editions)}" for expo in self.expos[:_MOST_IN_TEXT]]
        more = len(self.expos) - len(shown)
        return "\n".join([f"Catalog of {self._summary()}", *shown, *([f"  and {more} more"] if more else [])])

    def _repr_html_(self) -> str:
        """The HTML for a notebook: a summary, the expos, the editions and the sources."""
        parts = []
        if self.expos:
            parts.append(
                table(
                    _EXPO_HEADER, self.expos, lambda expo: _cells(expo, self.editions), numbers=["Editions"]
                )
            )
        if self.editions:
            counts = ("Number", "Figures", "Claims")
            rows = table(
                _EDITION_HEADER, self.editions, _edition_cells, numbers=counts, kept=_EDITION_HEADER[:4]
            )
            parts.append(fold(f"Editions: {len(self.editions)}", rows, is_open=True))
        if self.sources:
            listed = lines(self.sources, lambda source: linked(source.cite(), source.url))
            is_open = len(self.sources) <= MOST_OPEN
            parts.append(fold(f"Sources: {len(self.sources)}", listed, is_open=is_open))
        return fragment(f"Catalog of {self._summary()}", *parts)

    def _summary(self) -> str:
        """The number of records of each kind."""
        counts = [f"{len(getattr(self, kind))} {kind}" for kind in ("sources", *KINDS) if getattr(self, kind)]
        return ", ".join(counts) or "nothing"

    def records(self) -> "Iterator[Record]":
        """All records except the sources, kind by kind.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> [record.id for record in cat.records() if getattr(record, "country", None) == "AU"]
            ['austrade', 'ciie-2023-australia']
        """
        for kind in KINDS:
            yield from getattr(self, kind)

    def series(self, expo: str, metric: str) -> tuple[tuple[Edition, Figure], ...]:
        """One metric over the editions of an expo: each edition that has it, with its preferred figure, by year.

        Args:
            expo: The id of the expo.
            metric: The code of the metric.

        Raises:
            UnknownNameError: The expo or the metric does not exist.
            ArgumentError: The id is not a text.

        Example:
            >>> import expotrade as ex
            >>> for edition, figure in ex.load_dataset("articles").series("ciie", "deal_value"):
            ...     print(edition.year, figure.amount)
            2019 ROUNDED 71.13E+9 USD
            2023 ROUNDED 78.41E+9 USD
        """
        self.expo(expo)
        self.metric(metric)
        reporting = [edition for edition in self.editions if edition.expo == expo and metric in edition]
        return tuple((edition, edition[metric]) for edition in sorted(reporting, key=in_time))

    def period_of(self, record: Record, figure: Figure | None = None) -> "Period | None":
        """The period of a figure: its own, else that of its record, else that of its edition; None if none is printed.

        Args:
            record: The record that the figure is about.
            figure: The figure; None for the period of the record itself.

        Raises:
            UnknownNameError: The edition of the record is not in this catalog.
            ArgumentError: The record is not one with figures.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> edition = cat.edition("ciie", 6)
            >>> print(cat.period_of(edition, edition["exhibitors"]))
            2023-11-05/2023-11-10
        """
        own = period_without_edition(record, figure)
        edition = getattr(record, "edition", None)
        if own is not None or edition is None:
            return own
        return self.edition(edition).period

    def figures(self) -> tuple[tuple[Record, Figure], ...]:
        """Every figure with its record, rivals included.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> [record.id for record, figure in cat.figures() if figure.metric == "economies"]
            ['cisce-2024', 'ciie-2023']
        """
        return tuple(
            (record, figure) for record in self.records() for figure in getattr(record, "figures", ())
        )

    def claims(self) -> tuple[tuple[Record, Claim], ...]:
        """Every claim with its record.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> [record.id for record, claim in cat.claims() if isinstance(claim, ex.records.ShareClaim)]
            ['china-asean-trade-2024-01-07', 'china-thailand-durian-imports-2023']
        """
        return tuple((record, claim) for record in self.records() for claim in getattr(record, "claims", ()))

    def to_arrow(self, what: str = "figures") -> "pa.Table":
        """The records as tidy rows in an Arrow table; see `expotrade.frames.to_arrow`.

        Args:
            what: "figures", "claims", "findings", "sources", or a kind of record such as "deals".

        Returns:
            One row per item, with the columns of `list_columns(what)`.

        Raises:
            FrameError: Numbers have more digits than the columns can store; the error names rows and columns.
            UnknownNameError: `what` is not a kind of row; the error names the nearest.
            MissingExtraError: The extra `frames` is not installed.

        Example:
            >>> import expotrade as ex
            >>> ex.load_dataset("articles").to_arrow("deals").column("unit").unique().to_pylist()
            ['CNY', None]
        """
        frame: pa.Table = find_exit("frames", "to_arrow")(self, what)
        return frame

    def to_polars(self, what: str = "figures") -> "pl.DataFrame":
        """The records as tidy rows in a polars frame; see `expotrade.frames.to_polars`.

        Args:
            what: As for `to_arrow`.

        Returns:
            One row per item, with the columns of `list_columns(what)`.

        Raises:
            FrameError: Numbers have more digits than the columns can store; the error names rows and columns.
            UnknownNameError: `what` is not a kind of row; the error names the nearest.
            MissingExtraError: The extra `frames` is not installed.

        Example:
            >>> import expotrade as ex
            >>> figures = ex.load_dataset("articles").to_polars()
            >>> figures.filter(figures["high"].is_null())["hedge"].unique().to_list()
            ['MORE_THAN']
        """
        frame: pl.DataFrame = find_exit("frames", "to_polars")(self, what)
        return frame

    def to_pandas(self, what: str = "figures") -> "pd.DataFrame":
        """The records as tidy rows in a pandas frame; see `expotrade.frames.to_pandas`.

        Args:
            what: As for `to_arrow`.

        Returns:
            One row per item, with the columns of `list_columns(what)`, backed by Arrow.

        Raises:
            FrameError: Numbers have more digits than the columns can store; the error names rows and columns.
            UnknownNameError: `what` is not a kind of row; the error names the nearest.
            MissingExtraError: The extra `frames` is not installed.

        Example:
            >>> import expotrade as ex
            >>> editions = ex.load_dataset("articles").to_pandas("editions")
            >>> print(editions["year"].max(), editions["year"].dtype)
            2025 int64[pyarrow]
        """
        frame: pd.DataFrame = find_exit("frames", "to_pandas")(self, what)
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The figures as a stream of Arrow, for libraries that read Arrow: `pl.DataFrame(catalog)`.

        Args:
            requested_schema: The schema that the reader asks for.

        Source: the Arrow PyCapsule interface.
        """
        stream: object = find_exit("frames", "to_arrow")(self).__arrow_c_stream__(requested_schema)
        return stream

    def __or__(self, other: "Catalog") -> "Catalog":
        if not isinstance(other, Catalog):
            return NotImplemented
        # Imported late: most programs do not merge.
        from .merging import merge

        sides = ({kind: getattr(side, kind) for kind in ("sources", *KINDS)} for side in (self, other))
        return Catalog(**merge(*sides))
