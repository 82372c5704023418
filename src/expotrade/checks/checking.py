"""All checks of a catalog."""

from decimal import localcontext

from .._internal.decimals import ROUGHLY
from ..catalogs import KINDS, Catalog
from ..errors import ArgumentError, ExpotradeError
from ..rates.table import rate_table
from ..records import CumulativeClaim, Edition, GrowthClaim, RankClaim, ShareClaim
from ..records.claims import claim_name
from .claims import _check_cumulative, _check_rank, _check_share
from .figures import check_edition, check_figures
from .findings import CheckKind, Finding, Findings
from .growth import _check_growth
from .index import Kin
from .verdicts import _said, _undecided

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
    """Every claim and every pair of figures that arithmetic can test, with what it finds.

    Args:
        catalog: The records to test.
        rates: The rate table against which printed conversions are tested; without it they are undecided, with the
            rate that they imply. "ecb" is `RateTable.ecb()`.
        progress: For a bar on long work: called after each record, with how many are tested and how many there are.

    Returns:
        The findings in the order of the records, as a tuple that can be filtered; what cannot be tested for lack of a
        figure is undecided, with the reason, and with the figure that the claim implies where one follows.

    Raises:
        ArgumentError: It is no catalog, or the rates are no table.

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
    kin = Kin(catalog)
    records = tuple(catalog.records())
    for done, record in enumerate(records, start=1):
        with localcontext(ROUGHLY):
            findings += _check_claims(catalog, record, kin)
            findings += check_figures(catalog, record, table, kin)
            if isinstance(record, Edition):
                findings += check_edition(record, kin)
        if progress is not None:
            progress(done, len(records))
    return Findings(findings)


def _check_claims(catalog: Catalog, record: "Record", kin: Kin) -> "Iterator[Finding]":
    for claim in getattr(record, "claims", ()):
        kind = CheckKind(claim_name(type(claim)))
        try:
            yield _check_claim(kind, catalog, record, claim, kin)
        except ExpotradeError as error:
            # Amounts that are too far apart, or of units that do not divide.
            yield _undecided(kind, record, claim, f"{_said(claim)}: {error}")


def _check_claim(kind: CheckKind, catalog: Catalog, record: "Record", claim: "Claim", kin: Kin) -> Finding:
    if isinstance(claim, GrowthClaim):
        return _check_growth(record, claim, kin)
    if isinstance(claim, ShareClaim):
        return _check_share(catalog, record, claim, kin)
    if isinstance(claim, RankClaim):
        return _check_rank(record, claim, kin)
    if isinstance(claim, CumulativeClaim):
        return _check_cumulative(record, claim, kin)
    return _undecided(kind, record, claim, f"{_said(claim)}: no figure is held that could test it")
