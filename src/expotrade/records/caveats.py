"""Caveats: reasons for care when figures are compared or added."""

from attrs import field

from .._internal.classes import frozen
from .._internal.enums import Named
from ..errors.advice import Advice, advise


class CaveatKind(Named):
    """Why compared or added figures may not be alike.

    - `BASES_DIFFER`: the figures count different things
    - `METRICS_DIFFER`: they measure different things
    - `STATUS_DIFFERS`: not all are actual
    - `PERIODS_DIFFER`: they cover periods of different length, so no growth is computed between them
    - `TIMES_DIFFER`: some are as of a time, others are over a period
    - `UNITS_DIFFER`: they are in units that do not compare
    - `RIVAL_FIGURES`: sources also print other figures for the same thing, which are not used
    - `ANOTHER_BASIS`: sources also print figures that count something else; they are not rivals and not used
    - `EXPOS_DIFFER`: the editions are of several expos, so no growth is computed between them
    - `NOT_ADJACENT`: editions lie between them
    - `NOT_DEFLATED`: money of different years is compared or added without deflation
    - `SECTIONS_OVERLAP`: sections of different kinds may contain the same items
    - `REGIONS_OVERLAP`: a region may contain, or lie in, another place of the items
    - `NOT_GUARDED`: figures without their records, which may be counted twice
    - `PERHAPS_TOLD_TWICE`: two items may report the same thing; both are counted

    Example:
        >>> import expotrade as ex
        >>> ex.comparison.CaveatKind("bases_differ")
        CaveatKind.BASES_DIFFER
    """

    BASES_DIFFER = "bases_differ"
    METRICS_DIFFER = "metrics_differ"
    STATUS_DIFFERS = "status_differs"
    PERIODS_DIFFER = "periods_differ"
    TIMES_DIFFER = "times_differ"
    UNITS_DIFFER = "units_differ"
    RIVAL_FIGURES = "rival_figures"
    ANOTHER_BASIS = "another_basis"
    EXPOS_DIFFER = "expos_differ"
    NOT_ADJACENT = "not_adjacent"
    NOT_DEFLATED = "not_deflated"
    SECTIONS_OVERLAP = "sections_overlap"
    REGIONS_OVERLAP = "regions_overlap"
    NOT_GUARDED = "not_guarded"
    PERHAPS_TOLD_TWICE = "perhaps_told_twice"


@frozen
class Caveat:
    """One reason for care with compared or added figures; `str()` is its sentence.

    Args:
        kind: The kind of reason.
        metric: The code of the metric that it concerns, None for all.
        fact: The reason as a sentence.
        advice: What to pass to avoid it.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> comparison = ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), metrics=["deal_value"])
        >>> [caveat.kind for caveat in comparison.caveats]
        [CaveatKind.NOT_ADJACENT, CaveatKind.NOT_DEFLATED]
    """

    kind: CaveatKind = field()
    metric: str | None = field()
    fact: str = field()
    advice: tuple[Advice, ...] = field(default=())

    @property
    def text(self) -> str:
        """The sentence that explains it, with what to pass to avoid it.

        Example:
            >>> import expotrade as ex
            >>> cat = ex.load_dataset("articles")
            >>> ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6)).caveats[0].text
            'CIIE 2019 and CIIE 2023 are not adjacent editions: number 2 and 6'
        """
        return advise(self.fact, self.advice)

    def __str__(self) -> str:
        return self.text
