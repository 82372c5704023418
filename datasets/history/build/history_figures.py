"""Read a row as a figure: part of `build_history.py`.

Hedges are those of the column `bound`; "reached" is a verb, "planned" and "expected" are a status, and "exact" says
only that no qualifier is printed: such a figure is exact if it is a count without scale word, else rounded at its last
printed place, which `history_numbers.py` reads back from the wording. If the wording does not contain the number, the
last digit that is not zero counts as the last printed place, and the row is listed.
"""

from history_numbers import last_place, read_printed
from history_rows import Also, Row, read_bases, read_table

from expotrade.amounts import Amount, Hedge
from expotrade.records import Citation, Figure, Party, find_basis, metric
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
        self.people = {one["name"]: one for one in read_table("people.csv")}
        self.imprecise: dict[int, str] = {}

    def figure(self, row: Row, amount: Amount | None = None) -> Figure:
        """The figure that a row states; `amount` replaces its amount with a part of it."""
        equivalent = row.changes.get("equivalent")
        return Figure(
            row.code,
            self.amount(row) if amount is None else amount,
            as_printed=row.as_printed,
            citations=(Citation(row.source),),
            attributed_to=self.quoted(row),
            as_of=row.as_of,
            status=row.status,
            basis=self.basis(row),
            counts=self.counts(row),
            equivalent=Amount.parse(equivalent) if equivalent else None,
            note=joined(row.note, row.changes.get("note")),
        )

    def quoted(self, row: Row) -> Party | None:
        """Whom the source quotes, by `rows.csv`: a link to a person of `people.csv`, else as printed."""
        printed = row.changes.get("attributed_to")
        if printed is None:
            return None
        named = self.people.get(printed)
        return Party(description=printed) if named is None else Party(person=named["id"])

    def beside(self, row: Row, also: Also) -> Figure:
        """The figure that a row or its note prints beside the number of the row."""
        basis = find_basis(also.basis or "")
        return Figure(
            also.code,
            Amount.parse(also.amount),
            as_printed=also.wording_in(row),
            citations=(Citation(row.source),),
            as_of=also.as_of,
            status=also.status_in(row),
            basis=also.basis,
            counts=None if basis is None else basis.code,
            note=also.note,
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


def joined(*notes: str | None) -> str | None:
    """The notes that there are, as one; None if there is none."""
    return "; ".join(note for note in notes if note) or None
