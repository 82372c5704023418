"""The columns of tidy rows, for each kind of row."""

from functools import cache

from attrs import field

from .._internal.classes import frozen, nearest_of
from .._internal.data import read_table
from .._internal.enums import Named
from ..errors import UnknownNameError


class ColumnKind(Named):
    """What the cells of a column contain; any of them may be empty.

    - `TEXT`: text of one line
    - `WHOLE`: a whole number
    - `DECIMAL`: a decimal number with all its digits
    - `FLOAT`: the nearest number that a float can represent
    - `DATE`: a day
    - `FLAG`: true or false
    - `LIST`: a list as JSON text
    - `OBJECT`: an object as JSON text

    Example:
        >>> import expotrade as ex
        >>> ex.tables.ColumnKind("decimal")
        ColumnKind.DECIMAL
    """

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLOAT = "float"
    DATE = "date"
    FLAG = "flag"
    LIST = "list"
    OBJECT = "object"


@frozen
class Column:
    """A column of tidy rows.

    Args:
        name: Its name, the same in every kind of row.
        kind: What its cells contain.
        description: What it means, in a sentence.

    Example:
        >>> import expotrade as ex
        >>> {column.name: column.kind for column in ex.tables.list_columns("figures")}["low"]
        ColumnKind.DECIMAL
    """

    name: str = field()
    kind: ColumnKind = field()
    description: str = field()


def list_columns(what: str) -> tuple[Column, ...]:
    """The columns of one kind of tidy row, in their order.

    Args:
        what: "figures", "claims", "findings", "sources", or a kind of record such as "deals".

    Raises:
        UnknownNameError: There is no such kind; it names the nearest.

    Example:
        >>> import expotrade as ex
        >>> [column.name for column in ex.tables.list_columns("sources")][:6]
        ['id', 'title', 'publisher', 'published', 'url', 'language']
    """
    kinds = _schemas()
    if what not in kinds:
        raise UnknownNameError("kind of row", what, nearest_of(what, kinds) or tuple(kinds))
    return kinds[what]


def list_row_kinds() -> tuple[str, ...]:
    """The kinds of tidy row: figures, claims, findings, sources, and each kind of record.

    Example:
        >>> import expotrade as ex
        >>> ex.tables.list_row_kinds()[:5]
        ('figures', 'claims', 'findings', 'sources', 'metrics')
    """
    return tuple(_schemas())


@cache
def _schemas() -> "dict[str, tuple[Column, ...]]":
    table = read_table("columns.json")
    columns = {
        name: Column(name, ColumnKind(entry["kind"]), entry["description"])
        for name, entry in table["columns"].items()
    }
    return {what: tuple(columns[name] for name in names) for what, names in table["kinds"].items()}


# Columns for programs that read frames back. In a file for people they would repeat other rows.
_NOT_EXPORTED = frozenset(("value_float", "about", "linked", "sources", "figures", "claims"))


def exported_columns(what: str) -> tuple[Column, ...]:
    """The columns of one kind of row that files for people have."""
    return tuple(column for column in list_columns(what) if column.name not in _NOT_EXPORTED)
