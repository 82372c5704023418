"""How sure a printed figure is (`Hedge`), and how two figures stand to each other (`Order`)."""

from enum import Enum


class Hedge(Enum):
    """What the words around a figure say about its bounds.

    The table of bounds stands in the documentation, "Hedges"; `Amount` applies it. A hedge is a bound, not an error
    bar: "more than 152 billion" is 152 billion or above, with no upper end.

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

    def __repr__(self) -> str:
        return f"Hedge.{self.name}"


class Order(Enum):
    """How one amount stands to another, as far as their bounds can tell.

    Example:
        >>> import expotrade as ex
        >>> ex.Amount.parse("more than 620 exhibitors").compare(ex.Amount(700, "exhibitor"))
        Order.UNDECIDED
    """

    BELOW = "below"
    EQUAL = "equal"
    ABOVE = "above"
    UNDECIDED = "undecided"

    def __repr__(self) -> str:
        return f"Order.{self.name}"
