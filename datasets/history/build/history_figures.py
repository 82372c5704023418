"""Read a row as a figure or a claim: part of `build_history.py`.

Hedges are those of the column `bound`; "reached" is a verb, "planned" and "expected" are a status, and "exact" says
only that no qualifier is printed: such a figure is exact if it is a count without scale word, else rounded at its last
printed place, which `history_numbers.py` reads back from the wording. If the wording does not contain the number, the
last digit that is not zero counts as the last printed place, and the row is listed.
"""

import re

from history_numbers import last_place, read_printed
from history_rows import Row, read_bases

from expotrade.amounts import Amount, Hedge
from expotrade.periods import Period
from expotrade.records import (
    Citation,
    CumulativeClaim,
    Figure,
    GrowthBase,
    GrowthClaim,
    ShareClaim,
    find_basis,
    metric,
)
from expotrade.units import UnitTable

_HEDGES = {
    "more_than": Hedge.MORE_THAN,
    "nearly": Hedge.NEARLY,
    "approximately": Hedge.APPROXIMATELY,
    "up_to": Hedge.AT_MOST,
}


class Reader:
    """Reader of rows; `imprecise` lists the rows whose wording does not contain their number."""

    def __init__(self) -> None:
        self.bases = read_bases()
        self.imprecise: dict[int, str] = {}

    def figure(self, row: Row, amount: Amount | None = None) -> Figure:
        """The figure that a row states; `amount` replaces its amount with a part of it."""
        equivalent = row.changes.get("equivalent")
        increase = f"against the {row.growth_base}" if row.code == "exhibition_area_increase" else None
        return Figure(
            row.code,
            self.amount(row) if amount is None else amount,
            as_printed=row.as_printed,
            citations=(Citation(row.source),),
            attributed_to=row.changes.get("attributed_to"),
            as_of=row.as_of,
            status=row.status,
            basis=self.basis(row),
            counts=self.counts(row),
            equivalent=Amount.parse(equivalent) if equivalent else None,
            note=_joined(row.note, row.changes.get("note"), increase),
        )

    def growth(self, row: Row, amount: Amount | None = None) -> GrowthClaim:
        """The rate that a row states, or the rate that it prints beside its figure."""
        return GrowthClaim(
            amount=self.amount(row) if amount is None else amount,
            base=growth_base(row),
            metric=row.code,
            as_printed=row.as_printed,
            status=row.status,
            citations=(Citation(row.source),),
            note=_joined(f"base: {row.growth_base}" if row.growth_base else None, row.note),
        )

    def share(self, row: Row, *, of: str | None, subject: str | None) -> ShareClaim:
        """The share that a row states."""
        return ShareClaim(
            amount=self.amount(row),
            whole=row.whole,
            of=of,
            metric=row.code or None,
            subject=subject,
            as_printed=row.as_printed,
            status=row.status,
            citations=(Citation(row.source),),
            attributed_to=row.changes.get("attributed_to"),
            note=_joined(row.note, row.changes.get("note")),
        )

    def cumulative(self, row: Row, last: Row) -> CumulativeClaim:
        """The total that a row states, over the editions up to that of another row."""
        return CumulativeClaim(
            amount=self.amount(row),
            over=f"editions 1 to {last.edition_number}",
            metric=row.code,
            period=Period.parse(f"../{last.year}"),
            as_printed=row.as_printed,
            citations=(Citation(row.source),),
            note=row.note,
        )

    def basis(self, row: Row) -> str | None:
        """What exactly is counted, by the reviewed tables: a row of `bases.csv` without a code is for any metric."""
        keys = ((row.code, row.expo), (row.code, ""), ("", ""))
        known = (self.bases.get((code, expo, row.unit)) for code, expo in keys)
        return row.changes.get("basis") or next((basis for basis in known if basis), None)

    def counts(self, row: Row) -> str | None:
        """The code of what is counted; None if the table of bases has no such phrase."""
        basis = find_basis(self.basis(row) or "")
        return None if basis is None else basis.code

    def amount(self, row: Row) -> Amount:
        """The number as printed, with the hedge that its wording has."""
        if given := row.changes.get("amount"):
            return Amount.parse(given)
        unit = row.unit
        if unit not in ("percent", "USD", "CNY"):
            unit = metric(row.code).unit or unit
        printed = read_printed(row.as_printed, row.size)
        if printed is None:
            self.imprecise[row.number] = row.as_printed
            number, is_rounded = last_place(row.size), True
        else:
            number, is_rounded = printed.number, printed.is_scaled
        is_count = UnitTable.builtin().is_counted(unit) and not is_rounded and number == number.to_integral()
        hedge = _HEDGES.get(row.bound, Hedge.EXACT if is_count else Hedge.ROUNDED)
        if changed := row.changes.get("hedge"):
            hedge = Hedge(changed)
        return Amount(number, unit, hedge=hedge)


def growth_base(row: Row) -> GrowthBase:
    """The base that the column names: the edition before, or the year before (the same season, if a year has two)."""
    if not row.growth_base:
        return GrowthBase.NOT_STATED
    if named := re.match(r"([0-9]+)(?:st|nd|rd|th)\b", row.growth_base):
        is_before = int(named.group(1)) == row.edition_number - 1
        return GrowthBase.PREVIOUS_EDITION if is_before else GrowthBase.YEAR_EARLIER
    return GrowthBase.PREVIOUS_EDITION if "previous session" in row.growth_base else GrowthBase.YEAR_EARLIER


def _joined(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None
