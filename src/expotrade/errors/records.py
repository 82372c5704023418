"""Errors of records, catalogs, files and frames: unknown names, and lists of all problems."""

from .advice import as_advice, nearest_text, shown
from .base import ExpotradeError, _SeveralProblemsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .advice import Advice


class UnknownNameError(ExpotradeError, LookupError):
    """An unknown name of a unit, a country, a group, a metric, an edition, a dataset or a record.

    Args:
        kind: The kind of thing, as a noun: "unit", "edition", "figure".
        name: The name that was passed.
        nearest: Known names that are similar, the closest first.
        advice: What else to do, if anything.
        within: Where the name was looked up, such as the id of an edition.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(250, "exhibiter")
        ... except ex.errors.UnknownNameError as error:
        ...     print(error.kind, error.nearest[0])
        unit exhibitor
    """

    def __init__(
        self,
        kind: str,
        name: object,
        nearest: tuple[str, ...] = (),
        advice: "str | Advice | Iterable[Advice]" = (),
        within: str = "",
    ) -> None:
        self.kind = kind
        self.name = name
        self.nearest = nearest
        self.advice = as_advice(advice)
        self.within = within
        super().__init__(kind, name, nearest, self.advice, within)

    def _problem(self) -> str:
        within = f" in {self.within}" if self.within else ""
        return f"no {self.kind} {shown(self.name)}{within}{nearest_text(self.nearest)}"


class RecordError(ExpotradeError, ValueError):
    """A field that breaks a rule of its record.

    Args:
        record: The name of the class.
        field: The name of the field.
        value: The value that was passed.
        rule: The rule that it breaks.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Citation(ex.Source("report", "Expo closes"), 0)
        ... except ex.errors.RecordError as error:
        ...     print(error)
        Citation.paragraph cannot be 0: it must be a whole number from 1 upwards
    """

    def __init__(self, record: str, field: str, value: object, rule: str) -> None:
        super().__init__(record, field, value, rule)
        self.record = record
        self.field = field
        self.value = value
        self.rule = rule

    def _problem(self) -> str:
        return f"{self.record}.{self.field} cannot be {shown(self.value)}: {self.rule}"


class Problem:
    """One problem of a catalog or a file; an error with several problems has a tuple of them.

    Args:
        path: Where it is, from the outermost list inwards, counted from 0: "deals[3].value.amount".
        rule: The rule that it breaks.
        value: The value that was found.
        nearest: Known names that are similar, the closest first.
        line: The line of the value in the file, counted from 1; None if there is no file or no such line. For a
            missing field it is the line of the object that lacks it.
        column: The position of the value in its line, counted from 1.

    Two problems are equal if their path, rule and value are equal.

    Example:
        >>> import expotrade as ex
        >>> print(ex.errors.Problem("deals[3].value.amount", "it must be a text", 5))
        deals[3].value.amount: it must be a text, not 5
    """

    __slots__ = ("column", "line", "nearest", "path", "rule", "value")

    def __init__(
        self,
        path: str,
        rule: str,
        value: object,
        *,
        nearest: tuple[str, ...] = (),
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = path
        self.rule = rule
        self.value = value
        self.nearest = nearest
        self.line = line
        self.column = column

    def __repr__(self) -> str:
        return f"Problem({self.path!r}, {self.rule!r}, {shown(self.value)})"

    def __str__(self) -> str:
        near = f" (nearest: {', '.join(map(repr, self.nearest))})" if self.nearest else ""
        return f"{self.path}: {self.rule}{near}, not {shown(self.value)}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return (self.path, self.rule, self.value) == (other.path, other.rule, other.value)

    __hash__ = None  # type: ignore[assignment]  # the value can be anything, so it has no hash


class CatalogError(_SeveralProblemsError, ValueError):
    """Records that do not make a catalog: two with one id, or a link to a record that is missing.

    Args:
        problems: Every `Problem`, each with its path.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Catalog(editions=[ex.Edition(id="ciie-2023", expo="ciie", year=2023)])
        ... except ex.errors.CatalogError as error:
        ...     print(error.problems[0])
        editions[0].expo: it must be the id of a record in expos, not 'ciie'
    """

    _sentence = "the records have {counted}"
    problems: "tuple[Problem, ...]"

    def __init__(self, problems: "Iterable[Problem]") -> None:
        super().__init__("records", problems)

    def __reduce__(self) -> "tuple[type[CatalogError], tuple[tuple[object, ...]]]":
        return type(self), (self.problems,)


class DecodeError(_SeveralProblemsError, ValueError):
    """A file or text that is not a catalog, or not a table of rates.

    Args:
        what: The path of the file, or the name that the caller gave.
        problems: Every `Problem`, each with its path; the text of the error shows the first hundred.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.codec import loads
        >>> try:
        ...     loads('{"format": "expotrade/2", "expos": [{"id": "ciie", "name": 6}, {"id": "cisce"}]}')
        ... except ex.errors.DecodeError as error:
        ...     [problem.path for problem in error.problems]
        ['expos[0].name', 'expos[1].name']
    """

    _sentence = "{what} has {counted}"
    problems: "tuple[Problem, ...]"


class CellProblem:
    """One cell or column of a frame that is wrong.

    Args:
        row: The position of the row, from 0; None if the whole column is wrong.
        column: The name of the column; empty if the value is not a frame.
        rule: The rule that it breaks.
        value: The value of the cell.

    Example:
        >>> import expotrade as ex
        >>> print(ex.errors.CellProblem(3, "unit", "it must be given", None))
        row 3, column unit: it must be given, not None
    """

    __slots__ = ("column", "row", "rule", "value")

    def __init__(self, row: int | None, column: str, rule: str, value: object) -> None:
        self.row = row
        self.column = column
        self.rule = rule
        self.value = value

    def __repr__(self) -> str:
        return f"CellProblem({self.row!r}, {self.column!r}, {self.rule!r}, {shown(self.value)})"

    def __str__(self) -> str:
        row = "" if self.row is None else f"row {self.row}, "
        where = f"{row}column {self.column}: " if self.column else ""
        return f"{where}{self.rule}, not {shown(self.value)}"


class FrameError(_SeveralProblemsError, ValueError):
    """A frame with wrong cells or columns; the text shows the first hundred problems.

    Args:
        what: The kind of row that was read, or the request.
        problems: Every cell and column that is wrong.

    Example:
        >>> import expotrade as ex
        >>> print(ex.errors.FrameError("figures", [ex.errors.CellProblem(3, "unit", "it must be given", None)]))
        the frame of figures has 1 problem:
        - row 3, column unit: it must be given, not None
    """

    _sentence = "the frame of {what} has {counted}"
    problems: "tuple[CellProblem, ...]"


class MergeError(_SeveralProblemsError, ValueError):
    """Two catalogs that contradict each other about one record.

    Args:
        problems: Every `Problem`: the record, the field, and the values of both catalogs.

    Example:
        >>> import expotrade as ex
        >>> left = ex.Catalog(expos=[ex.Expo(id="ciie", name="China International Import Expo", city="Shanghai")])
        >>> right = ex.Catalog(expos=[ex.Expo(id="ciie", name="China International Import Expo", city="Beijing")])
        >>> try:
        ...     left | right
        ... except ex.errors.MergeError as error:
        ...     print(error.problems[0])
        expos[ciie].city: the left side states 'Shanghai', not 'Beijing'
    """

    _sentence = "the catalogs clash in {counted}"
    _noun = "field"
    problems: "tuple[Problem, ...]"

    def __init__(self, problems: "Iterable[Problem]") -> None:
        super().__init__("catalogs", problems)

    def __reduce__(self) -> "tuple[type[MergeError], tuple[tuple[object, ...]]]":
        return type(self), (self.problems,)


class DatasetError(ExpotradeError, ValueError):
    """A bundled file that was changed after its release; install expotrade again.

    Args:
        name: The name of the file.
        rule: What it should be.
        found: What was found.

    Example:
        >>> import expotrade as ex
        >>> print(ex.errors.DatasetError("units.json", "its sha256 should be 8c47", "51fe"))
        the bundled file 'units.json' is damaged: its sha256 should be 8c47, found 51fe; install expotrade again
    """

    def __init__(self, name: str, rule: str, found: str) -> None:
        super().__init__(name, rule, found)
        self.name = name
        self.rule = rule
        self.found = found
        self.advice = as_advice("install expotrade again")

    def _problem(self) -> str:
        return f"the bundled file {self.name!r} is damaged: {self.rule}, found {self.found}"
