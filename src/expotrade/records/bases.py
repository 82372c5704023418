"""Bases: what the figures of a metric count, such as contracts or letters of intent."""

from functools import cache

from .._internal.classes import frozen, nearest_of
from .._internal.data import read_table
from ..errors import UnknownNameError


@frozen
class Basis:
    """One thing that figures of a metric may count, such as enterprises without institutions.

    Figures of one metric on two bases are not rivals; they are not added or compared as if they were one thing.

    Args:
        code: The name by which `Figure.counts` refers to it.
        english: A label for English tables.
        chinese: A label for Chinese tables.
        definition: What it counts, in a sentence.
        phrases: Its printed phrases in English and Chinese.
        part_of: The codes of the bases that include it: visits include visitors.

    Source: definition; the phrases are those of the press.

    Example:
        >>> from expotrade.records import basis
        >>> basis("enterprises").part_of
        ('enterprises_and_institutions',)
    """

    code: str
    english: str
    chinese: str
    definition: str
    phrases: tuple[str, ...]
    part_of: tuple[str, ...]

    def is_part_of(self, code: str) -> bool:
        """Whether another basis includes everything that this basis counts.

        Args:
            code: The code of the other basis.

        Raises:
            UnknownNameError: No basis has the code.

        Example:
            >>> from expotrade.records import basis
            >>> basis("countries").is_part_of("countries_regions_and_organisations")
            True
            >>> basis("visits").is_part_of("visitors")
            False
        """
        return basis(code).code == self.code or any(basis(wider).is_part_of(code) for wider in self.part_of)


def basis(code: str) -> Basis:
    """The basis with a code.

    Args:
        code: An exact code; for a printed phrase use `find_basis`.

    Raises:
        UnknownNameError: There is no such basis; the error names the nearest codes.

    Example:
        >>> from expotrade.records import basis
        >>> basis("letters_of_intent").english
        'letters of intent'
    """
    if is_basis(code):
        return _bases()[code]
    advice = "list_bases() returns all of them, find_basis(phrase) finds the basis of a printed phrase"
    raise UnknownNameError("basis", code, nearest_of(code, _bases()), advice)


def list_bases() -> tuple[Basis, ...]:
    """All bases in the order of the table: deals, countries, enterprises, exhibitors, visitors, trade.

    Example:
        >>> from expotrade.records import list_bases
        >>> [basis.code for basis in list_bases()][:2]
        ['contracts', 'letters_of_intent']
    """
    return tuple(_bases().values())


def find_basis(phrase: str) -> Basis | None:
    """The basis of a printed phrase; None if the table does not have the phrase.

    Args:
        phrase: The full phrase, in upper or lower case; parts of phrases are not matched.

    Example:
        >>> from expotrade.records import find_basis
        >>> find_basis("Enterprises and institutions").code
        'enterprises_and_institutions'
        >>> find_basis("enterprises of the town") is None
        True
    """
    return _phrases().get(_folded(phrase)) if isinstance(phrase, str) else None


def is_basis(code: object) -> bool:
    """Whether it is the exact code of a basis.

    Example:
        >>> from expotrade.records.bases import is_basis
        >>> is_basis("visits"), is_basis("visit")
        (True, False)
    """
    return isinstance(code, str) and code in _bases()


def _folded(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


@cache
def _bases() -> dict[str, Basis]:
    """Every basis by its code, in the order of the table."""
    return {
        row["code"]: Basis(**{**row, "phrases": tuple(row["phrases"]), "part_of": tuple(row["part_of"])})
        for row in read_table("bases.json")["bases"]
    }


@cache
def _phrases() -> dict[str, Basis]:
    """Every basis by each of its phrases."""
    return {_folded(phrase): entry for entry in _bases().values() for phrase in entry.phrases}
