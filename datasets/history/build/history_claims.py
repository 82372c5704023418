"""Read a row, or what it prints beside its number, as a claim: part of `build_history.py`."""

import re

from history_figures import Reader, joined
from history_rows import Also, Row

from expotrade.amounts import Amount
from expotrade.periods import Period
from expotrade.records import (
    ChangeClaim,
    Citation,
    CumulativeClaim,
    FirstClaim,
    GrowthBase,
    GrowthClaim,
    RankClaim,
    ShareClaim,
)


def growth_of(row: Row, reader: Reader, amount: Amount | None = None) -> GrowthClaim:
    """The rate that a row states, or the rate that it prints beside its figure."""
    base, base_edition = base_of(row)
    return GrowthClaim(
        amount=reader.amount(row) if amount is None else amount,
        base=base,
        base_edition=base_edition,
        metric=row.code,
        as_printed=row.as_printed,
        status=row.status,
        citations=(Citation(row.source),),
        attributed_to=reader.quoted(row),
        note=row.note,
    )


def change_of(row: Row, reader: Reader) -> ChangeClaim:
    """The change in the unit of the metric that a row states."""
    base, base_edition = base_of(row)
    return ChangeClaim(
        amount=reader.amount(row),
        base=base,
        base_edition=base_edition,
        metric=row.code,
        as_printed=row.as_printed,
        status=row.status,
        citations=(Citation(row.source),),
        attributed_to=reader.quoted(row),
        note=row.note,
    )


def share_of(row: Row, reader: Reader, *, of: str | None, subject: str | None) -> ShareClaim:
    """The share that a row states."""
    return ShareClaim(
        amount=reader.amount(row),
        whole=row.whole,
        of=of,
        metric=row.code or None,
        subject=subject,
        as_printed=row.as_printed,
        status=row.status,
        citations=(Citation(row.source),),
        attributed_to=reader.quoted(row),
        note=joined(row.note, row.changes.get("note")),
    )


def cumulative_of(row: Row, reader: Reader, last: Row) -> CumulativeClaim:
    """The total that a row states, over the editions up to that of another row."""
    return CumulativeClaim(
        amount=reader.amount(row),
        over=f"editions 1 to {last.edition_number}",
        metric=row.code,
        period=Period.parse(f"../{last.year}"),
        as_printed=row.as_printed,
        citations=(Citation(row.source),),
        attributed_to=reader.quoted(row),
        note=row.note,
    )


def beside(
    row: Row, also: Also, *, of: str | None
) -> GrowthClaim | ChangeClaim | ShareClaim | RankClaim | FirstClaim:
    """The claim that a row or its note prints beside the number of the row.

    Args:
        row: The row.
        also: What it prints, by `also.csv`.
        of: For a share, the id of the record of the whole.
    """
    said = {
        "as_printed": also.wording_in(row),
        "status": also.status_in(row),
        "citations": (Citation(row.source),),
        "basis": also.basis,
        "note": also.note,
    }
    if also.kind == "first":
        subject, what, scope = also.amount.split("; ")
        return FirstClaim(of=subject, what=what, scope=scope, metric=also.code, **said)
    if also.kind == "rank":
        return RankClaim(rank=int(also.amount), among="editions so far", metric=also.code, **said)
    amount = Amount.parse(also.amount)
    if also.kind == "share":
        return ShareClaim(amount=amount, whole=row.whole, of=of, metric=also.code, **said)
    kind = {"growth": GrowthClaim, "change": ChangeClaim}[also.kind]
    base, base_edition = also.base_or_edition
    return kind(amount=amount, base=base, base_edition=base_edition, metric=also.code, **said)


def base_of(row: Row) -> tuple[GrowthBase, str | None]:
    """The base of a growth and the id of its edition, if the wording names one (`rows.csv`); else that of the column.

    The column names the edition before, or the year before (the same season, if a year has two).
    """
    if named := row.changes.get("base"):
        return GrowthBase.EDITION, named
    if not row.growth_base:
        return GrowthBase.NOT_STATED, None
    if number := re.match(r"([0-9]+)(?:st|nd|rd|th)\b", row.growth_base):
        is_before = int(number.group(1)) == row.edition_number - 1
        return GrowthBase.PREVIOUS_EDITION if is_before else GrowthBase.YEAR_EARLIER, None
    is_before = "previous session" in row.growth_base
    return GrowthBase.PREVIOUS_EDITION if is_before else GrowthBase.YEAR_EARLIER, None
