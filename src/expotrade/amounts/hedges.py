"""Hedges of printed figures (`Hedge`), and the order of two amounts (`Order`)."""

from .._internal.enums import Named


class Hedge(Named):
    """The hedge of a figure: what the words around it say about its bounds.

    For the table of bounds see "Hedges are bounds" in the documentation; `Amount` applies it. A hedge is a bound, not
    an error bar: "more than 152 billion" is 152 billion or above, with no upper end.

    - `EXACT`: 442 products: a count in full digits
    - `ROUNDED`: 78.41 billion, 23 percent: any other plain figure, within half of its last printed place
    - `APPROXIMATELY`: about, around, some, 约: within half a grain on either side
    - `NEARLY`: nearly, almost, 近: at most the number, at least one grain less
    - `MORE_THAN`: more than, over, "+", 超过: the number or above
    - `AT_LEAST`: at least, no less than, 至少: the number or above
    - `LESS_THAN`: less than, under, 不到: the number or below
    - `AT_MOST`: at most, up to, 至多: the number or below
    - `BETWEEN`: between two bounds that are stated or computed

    Source: definition; the granularity of "nearly" and "about" after Cummins, Sauerland and Solt 2012,
    doi 10.1007/s10988-012-9114-0.

    Example:
        >>> import expotrade as ex
        >>> ex.Amount.parse("nearly 250 exhibitors").hedge
        Hedge.NEARLY
    """

    EXACT = "exact"
    ROUNDED = "rounded"
    APPROXIMATELY = "approximately"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Order(Named):
    """The order of two amounts, as far as their bounds decide it.

    It is `BELOW` or `ABOVE` only if every number within the bounds of the one is below or above all of the other, and
    `EQUAL` only for two equal points. Otherwise it is `UNDECIDED`, which is a result and not a failure.

    Source: `BELOW` is the relation strictPrecedes of IEEE 1788-2015, Standard for Interval Arithmetic.

    Example:
        >>> import expotrade as ex
        >>> ex.Amount.parse("more than 620 exhibitors").compare(ex.Amount(700, "exhibitor"))
        Order.UNDECIDED
    """

    BELOW = "below"
    EQUAL = "equal"
    ABOVE = "above"
    UNDECIDED = "undecided"
