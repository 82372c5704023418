"""All checks of a catalog."""

from decimal import localcontext

from .._internal.decimals import ROUGHLY
from ..catalogs import KINDS, Catalog
from ..errors import ArgumentError, ExpotradeError
from ..rates.table import rate_table
from ..records import (
    ChangeClaim,
    CumulativeClaim,
    DatesClaim,
    Edition,
    GrowthClaim,
    RankClaim,
    ShareClaim,
    VenueClaim,
)
from ..records.claims import claim_name
from .claims import _check_cumulative, _check_rank, _check_share
from .figures import check_edition, check_figures
from .findings import CheckKind, Finding, Findings
from .growth import _check_change, _check_growth
from .index import CatalogIndex
from .verdicts import quoted, undecided_claim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from ..catalogs import Record
    from ..rates import RateTable
    from ..records import Claim


def check(
    catalog: Catalog,
    *,
    rates: "RateTable | Literal['ecb'] | None" = None,
    progress: "Callable[[int, int], object] | None" = None,
) -> Findings:
    """Findings on every claim and every pair of figures that arithmetic can test.

    Args:
        catalog: The records to test.
        rates: The rate table to test printed conversions with, or "ecb" for `RateTable.ecb()`; without it they are
            undecided, with the rate that they imply.
        progress: Called after each record with the number of tested records and the number of all, for a progress bar.

    Returns:
        The findings in the order of the records, as a tuple that can be filtered. A claim without the figures to test
        it is undecided, with the reason, and with the figure that it implies if there is one.

    Raises:
        ArgumentError: The argument is not a catalog, or the rates are not a table.

    Example:
        >>> import expotrade as ex
        >>> durian = [finding for finding in ex.check(ex.load_dataset("articles"))
        ...           if finding.record == "china-thailand-durian-imports-2023"]
        >>> [finding.verdict for finding in durian if finding.kind is ex.checks.CheckKind.SHARE]
        [Verdict.AGREES]
    """
    if not isinstance(catalog, Catalog):
        advice = 'pass a catalog, such as ex.load_dataset("history")'
        if isinstance(catalog, tuple(KINDS.values())):
            advice = "pass the catalog that it is in, and pick out its findings by finding.record"
        raise ArgumentError("check", catalog, advice)
    table = rate_table(rates)
    findings: list[Finding] = []
    index = CatalogIndex(catalog)
    records = tuple(catalog.records())
    for done, record in enumerate(records, start=1):
        with localcontext(ROUGHLY):
            findings += _check_claims(catalog, record, index)
            findings += check_figures(catalog, record, table, index)
            if isinstance(record, Edition):
                findings += check_edition(record, index)
        if progress is not None:
            progress(done, len(records))
    return Findings(findings)


def _check_claims(catalog: Catalog, record: "Record", index: CatalogIndex) -> "Iterator[Finding]":
    for claim in getattr(record, "claims", ()):
        if isinstance(claim, (DatesClaim, VenueClaim)):
            # They state no amount. A stated duration is tested against the days, as every figure is.
            continue
        kind = CheckKind(claim_name(type(claim)))
        try:
            yield _check_claim(kind, catalog, record, claim, index)
        except ExpotradeError as error:
            # The amounts are too far apart, or their units do not divide.
            yield undecided_claim(kind, record, claim, f"{quoted(claim)}: {error}")


def _check_claim(
    kind: CheckKind, catalog: Catalog, record: "Record", claim: "Claim", index: CatalogIndex
) -> Finding:
    if isinstance(claim, GrowthClaim):
        return _check_growth(record, claim, index)
    if isinstance(claim, ChangeClaim):
        return _check_change(record, claim, index)
    if isinstance(claim, ShareClaim):
        return _check_share(catalog, record, claim, index)
    if isinstance(claim, RankClaim):
        return _check_rank(record, claim, index)
    if isinstance(claim, CumulativeClaim):
        return _check_cumulative(record, claim, index)
    return undecided_claim(kind, record, claim, f"{quoted(claim)}: there is no figure to test it")
