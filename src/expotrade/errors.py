"""Every error of the package, from one base.

Each leaf is also the builtin exception that a caller would guess, carries the facts as attributes, and derives its
text from them: what was asked, the value, the rule, the next step.
"""

__all__ = [
    "AmountDivisionError",
    "AmountError",
    "AmountTypeError",
    "ArgumentError",
    "BasesDifferWarning",
    "CatalogError",
    "CellProblem",
    "ComparisonError",
    "DatasetError",
    "DecodeError",
    "ExportError",
    "ExpotradeError",
    "ExpotradeWarning",
    "FrameError",
    "MergeError",
    "MissingExtraError",
    "MissingGlyphWarning",
    "ParseError",
    "PeriodError",
    "PeriodTypeError",
    "PlotError",
    "Problem",
    "RateError",
    "RateNotFoundError",
    "RecordError",
    "RivalsWarning",
    "TotalError",
    "UnitMismatchError",
    "UnknownNameError",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 60

_MISMATCHES = {
    "add": "cannot add {right} to {left}",
    "subtract": "cannot subtract {right} from {left}",
    "compare": "cannot compare {left} with {right}",
    "convert": "cannot convert {left} to {right}",
}


def shown(value: object) -> str:
    """The value in `repr`, cut where it is too long to read."""
    if isinstance(value, (str, bytes)) and len(value) > _SHOWN:
        return f"{value[:_SHOWN]!r}... ({len(value)} characters)"
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        # Python refuses to write an int of more than 4,300 digits, and what is nested too deep.
        text = f"{one_of_its_type(value)} too long to write"
    return text if len(text) <= 2 * _SHOWN else f"{text[: 2 * _SHOWN]}..."


def one_of_its_type(value: object) -> str:
    """What a value is, in words: "an int"."""
    name = type(value).__name__
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def nearest_text(nearest: "Iterable[str]") -> str:
    """The tail of a message that offers what may have been meant."""
    names = ", ".join(repr(name) for name in nearest)
    return f"; nearest: {names}" if names else ""


class ExpotradeError(Exception):
    """The base of all errors that expotrade raises on purpose; catch it to catch them all.

    What an error is made of are its facts, and each is an attribute of the same name; the text is derived from them.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.parse("a handful of deals")
        ... except ex.ExpotradeError as error:
        ...     print(type(error).__name__)
        ParseError
    """


class AmountError(ExpotradeError, ValueError):
    """A number or a pair of bounds that no amount can have.

    Args:
        value: What was given; for bounds their text.
        rule: The rule that it breaks.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.between(20, 10, "percent")
        ... except ex.errors.AmountError as error:
        ...     print(error)
        '[20..10]' is no amount: low 20 is greater than high 10
    """

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"{shown(self.value)} is no amount: {self.rule}"


class AmountTypeError(ExpotradeError, TypeError):
    """A type or an operation that amounts do not have: floats, sums with plain numbers, truth.

    Args:
        operation: What was tried, as in "cannot add".
        value: What it was tried with.
        advice: What to do instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(1.5, "USD")
        ... except ex.errors.AmountTypeError as error:
        ...     print(error.value, "-", error.advice)
        1.5 - a float has lost the printed digits; pass text or a Decimal, such as Decimal("1.5")
    """

    def __init__(self, operation: str, value: object, advice: str) -> None:
        super().__init__(operation, value, advice)
        self.operation = operation
        self.value = value
        self.advice = advice

    def __str__(self) -> str:
        return f"cannot {self.operation} {shown(self.value)}: {self.advice}"


class ArgumentError(ExpotradeError, TypeError):
    """An argument of a kind that a function does not take: an edition where a catalog belongs, a text for a number.

    Args:
        doing: What was asked, as in "cannot check".
        value: What was passed.
        advice: What to pass instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.check("history")
        ... except ex.errors.ArgumentError as error:
        ...     print(error)
        cannot check 'history': pass a catalog, such as ex.load_dataset("history")
    """

    def __init__(self, doing: str, value: object, advice: str) -> None:
        super().__init__(doing, value, advice)
        self.doing = doing
        self.value = value
        self.advice = advice

    def __str__(self) -> str:
        return f"cannot {self.doing} {shown(self.value)}: {self.advice}"


class AmountDivisionError(ExpotradeError, ZeroDivisionError):
    """A division by an amount whose value is zero.

    Args:
        divisor: The amount in canonical notation.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(5, "USD") / ex.Amount(0, "exhibitor")
        ... except ex.errors.AmountDivisionError as error:
        ...     print(error)
        cannot divide by EXACT 0 exhibitor: its value is zero
    """

    def __init__(self, divisor: str) -> None:
        super().__init__(divisor)
        self.divisor = divisor

    def __str__(self) -> str:
        return f"cannot divide by {self.divisor}: its value is zero"


class ParseError(ExpotradeError, ValueError):
    """A text that is not one figure.

    Args:
        text: The text as given.
        unread: The part of it that was not understood, empty where that is the whole.
        rule: What a figure must be.
        nearest: Known names that may have been meant, the closest first.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.parse("more than 152 billion yuen")
        ... except ex.errors.ParseError as error:
        ...     print(error.unread, error.nearest)
        yuen ('yen', 'yuan')
    """

    def __init__(self, text: str, unread: str, rule: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(text, unread, rule, nearest)
        self.text = text
        self.unread = unread
        self.rule = rule
        self.nearest = nearest

    def __str__(self) -> str:
        unread = f"{shown(self.unread)} was not read, " if self.unread else ""
        return (
            f"cannot read {shown(self.text)} as one figure: {unread}{self.rule}{nearest_text(self.nearest)}"
        )


class UnitMismatchError(ExpotradeError, TypeError):
    """Two units of different dimensions met: dollars and yuan, exhibitors and visitors.

    Args:
        operation: What was tried: "add", "subtract", "compare", "convert" and the like.
        left: The code of the one unit.
        right: The code of the other.
        advice: What to do instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(5, "USD") + ex.Amount(36, "CNY")
        ... except ex.errors.UnitMismatchError as error:
        ...     print(error)
        cannot add CNY to USD: convert one side first with rates.convert(amount, "USD", on=date)
    """

    def __init__(self, operation: str, left: str, right: str, advice: str) -> None:
        super().__init__(operation, left, right, advice)
        self.operation = operation
        self.left = left
        self.right = right
        self.advice = advice

    def __str__(self) -> str:
        sentence = _MISMATCHES.get(self.operation, f"cannot {self.operation} {{left}} and {{right}}")
        return f"{sentence.format(left=self.left, right=self.right)}: {self.advice}"


class UnknownNameError(ExpotradeError, LookupError):
    """A name that is not known: of a unit, a country, a group, a metric, an edition, a dataset, a record.

    Args:
        kind: What was looked for.
        name: The name as given.
        nearest: Known names that may have been meant, the closest first.
        advice: What else to do, where there is something.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount(250, "exhibiter")
        ... except ex.errors.UnknownNameError as error:
        ...     print(error.kind, error.nearest[0])
        unit exhibitor
    """

    def __init__(self, kind: str, name: object, nearest: tuple[str, ...] = (), advice: str = "") -> None:
        super().__init__(kind, name, nearest, advice)
        self.kind = kind
        self.name = name
        self.nearest = nearest
        self.advice = advice

    def __str__(self) -> str:
        advice = f"; {self.advice}" if self.advice else ""
        return f"no {self.kind} {shown(self.name)}{nearest_text(self.nearest)}{advice}"


class PeriodError(ExpotradeError, ValueError):
    """A text or a pair of dates that is no period.

    Args:
        value: What was given.
        rule: The rule that it breaks, with a form that keeps it.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Period.parse("2024-13")
        ... except ex.errors.PeriodError as error:
        ...     print(error)
        '2024-13' is no period: there is no month 13; months run from 01 to 12, such as '2019-11'
    """

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"{shown(self.value)} is no period: {self.rule}"


class RecordError(ExpotradeError, ValueError):
    """A field that breaks a rule of its record.

    Args:
        record: The name of the class.
        field: The name of the field.
        value: What was given for it.
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

    def __str__(self) -> str:
        return f"{self.record}.{self.field} cannot be {shown(self.value)}: {self.rule}"


class PeriodTypeError(ExpotradeError, TypeError):
    """A value of the wrong type where a date, a period or its text is wanted.

    Args:
        value: What was given.
        wanted: What it should be.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Period.parse(2024)
        ... except ex.errors.PeriodTypeError as error:
        ...     print(error)
        cannot take 2024 of type int: pass text such as '2024-01/2024-07'
    """

    def __init__(self, value: object, wanted: str) -> None:
        super().__init__(value, wanted)
        self.value = value
        self.wanted = wanted

    def __str__(self) -> str:
        advice = "; drop the time of day with .date()" if hasattr(self.value, "date") else ""
        return (
            f"cannot take {shown(self.value)} of type {type(self.value).__name__}: pass {self.wanted}{advice}"
        )


class Problem:
    """One thing that is wrong with a catalog or a file; errors that find several hold a tuple of these.

    Args:
        path: Where it is, from the outermost list inwards, counted from 0: "deals[3].value.amount".
        rule: The rule that it breaks.
        value: What was found there.
        nearest: What may have been meant, the closest first.
        line: The line of the file on which the value stands, counted from 1; None where there is no text, or the
            problem stands on none of its lines. What is left out has the line of the object that lacks it.
        column: The character of the line with which the value begins, counted from 1.

    Problems are equal if path, rule and value are.

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


class CatalogError(ExpotradeError, ValueError):
    """Records that do not make a whole catalog: ids that clash, links that lead nowhere.

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

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems)
        return f"the records have {count} problem{'s' if count != 1 else ''}:{lines}"


class DecodeError(ExpotradeError, ValueError):
    """A file or text that is no catalog, or no table of rates.

    Args:
        origin: Where it is from: the path of the file, or what the caller calls it.
        problems: Every `Problem`, each with its path; the text of the error shows the first hundred.

    Example:
        >>> import expotrade as ex
        >>> from expotrade.codec import loads
        >>> try:
        ...     loads('{"format": "expotrade/1", "expos": [{"id": "ciie", "name": 6}, {"id": "cisce"}]}')
        ... except ex.errors.DecodeError as error:
        ...     [problem.path for problem in error.problems]
        ['expos[0].name', 'expos[1].name']
    """

    _MOST_SHOWN = 100

    def __init__(self, origin: str, problems: "Iterable[Problem]") -> None:
        self.origin = origin
        self.problems = tuple(problems)
        super().__init__(self.origin, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems[: self._MOST_SHOWN])
        more = f"\n- and {count - self._MOST_SHOWN} more" if count > self._MOST_SHOWN else ""
        return f"{self.origin} has {count} problem{'s' if count != 1 else ''}:{lines}{more}"


class CellProblem:
    """One cell or column of a frame that is wrong.

    Args:
        row: The position of the row, from 0; None where the whole column is wrong.
        column: The name of the column; empty where it is no frame at all.
        rule: The rule that it breaks.
        value: What stands there.

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


class FrameError(ExpotradeError, ValueError):
    """A frame that does not hold what its columns must; its text shows the first hundred problems.

    Args:
        what: The kind of row that the frame was read as, or what was asked of it.
        problems: Every cell and column that is wrong.

    Example:
        >>> import expotrade as ex
        >>> print(ex.errors.FrameError("figures", [ex.errors.CellProblem(3, "unit", "it must be given", None)]))
        the frame of figures has 1 problem:
        - row 3, column unit: it must be given, not None
    """

    _MOST_SHOWN = 100

    def __init__(self, what: str, problems: "Iterable[CellProblem]") -> None:
        self.what = what
        self.problems = tuple(problems)
        super().__init__(self.what, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems[: self._MOST_SHOWN])
        more = f"\n- and {count - self._MOST_SHOWN} more" if count > self._MOST_SHOWN else ""
        return f"the frame of {self.what} has {count} problem{'s' if count != 1 else ''}:{lines}{more}"


class MergeError(ExpotradeError, ValueError):
    """Two catalogs that state different things of one record.

    Args:
        problems: Every `Problem`, each with record and field, what the left catalog states and what the right one does.

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

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems)
        return f"the catalogs clash in {count} field{'s' if count != 1 else ''}:{lines}"


class DatasetError(ExpotradeError, ValueError):
    """A bundled file that was altered or cut after its release; installing expotrade again mends it.

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

    def __str__(self) -> str:
        return (
            f"the bundled file {self.name!r} is damaged: {self.rule}, found {self.found}; "
            "install expotrade again"
        )


class ComparisonError(ExpotradeError, ValueError):
    """Editions that cannot be set side by side as asked.

    Args:
        given: What was asked for.
        rule: Why it cannot be had, with what to pass instead.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> try:
        ...     ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), rates=ex.RateTable.ecb())
        ... except ex.errors.ComparisonError as error:
        ...     print(error)
        cannot compare with rates: say of which date: on=date, or on='own' for each edition's last day
    """

    def __init__(self, given: object, rule: str) -> None:
        super().__init__(given, rule)
        self.given = given
        self.rule = rule

    def __str__(self) -> str:
        return f"cannot compare {self.given}: {self.rule}"


class RateError(ExpotradeError, ValueError):
    """A wrong way to ask for a rate or to make a table of them.

    Args:
        value: What was given.
        rule: What is wanted instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.RateTable.ecb().convert(ex.Amount(5, "EUR"), "USD")
        ... except ex.errors.RateError as error:
        ...     print(error.rule)
        say of which date: on=date, or mean_over=period for the mean of its days
    """

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"no rate for {shown(self.value)}: {self.rule}"


class RateNotFoundError(ExpotradeError, LookupError):
    """No rate is known for two currencies on a date, or for a part of a period.

    Args:
        given: The code of the currency to convert from.
        wanted: The code of the currency to convert into.
        on: The date, or the first day of a gap.
        reason: Why there is none, worded so that what is known can follow.
        known: The nearest day with a rate, or the currencies that there are.

    Example:
        >>> from datetime import date
        >>> import expotrade as ex
        >>> try:
        ...     ex.RateTable.ecb().rate("EUR", "RUB", on=date(2024, 11, 29))
        ... except ex.errors.RateNotFoundError as error:
        ...     print(error.reason, *error.known)
        the rates end before it; the nearest is of 2022-03-01
    """

    def __init__(self, given: str, wanted: str, on: object, reason: str, known: tuple[str, ...]) -> None:
        super().__init__(given, wanted, on, reason, known)
        self.given = given
        self.wanted = wanted
        self.on = on
        self.reason = reason
        self.known = known

    def __str__(self) -> str:
        return (
            f"no rate from {self.given} to {self.wanted} on {self.on}: {self.reason} {', '.join(self.known)}"
        )


class TotalError(ExpotradeError, ValueError):
    """Items that cannot be totalled, ranked or divided as asked.

    Args:
        given: What was given or asked for.
        rule: Why it cannot be, with what to pass instead.
        doing: What was tried, as in "cannot total".

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.total([ex.Amount(5, "USD"), ex.Amount(36, "CNY")], unit="USD")
        ... except ex.errors.TotalError as error:
        ...     print(error.rule)
        currencies meet only through rates: pass rates=RateTable.ecb() and on=date, or on="own"
    """

    def __init__(self, given: object, rule: str, doing: str = "total") -> None:
        super().__init__(given, rule, doing)
        self.given = given
        self.rule = rule
        self.doing = doing

    def __str__(self) -> str:
        return f"cannot {self.doing} {self.given}: {self.rule}"


class ExportError(ExpotradeError, ValueError):
    """A catalog that cannot be exported as asked.

    Args:
        target: The path, or the kind of row.
        rule: Why it cannot be, with what can.

    Example:
        >>> import expotrade as ex
        >>> ex.export(ex.Catalog(), "figures.doc")
        Traceback (most recent call last):
        expotrade.errors.ExportError: cannot export to 'figures.doc': it ends with .csv, .json, .jsonl or .xlsx
    """

    def __init__(self, target: object, rule: str) -> None:
        super().__init__(target, rule)
        self.target = target
        self.rule = rule

    def __str__(self) -> str:
        return f"cannot export to {shown(self.target)}: {self.rule}"


class MissingExtraError(ExpotradeError, ImportError):
    """A library that an optional part of expotrade needs is not installed.

    Args:
        extra: The extra of expotrade that brings it.
        package: The library.
        requirements: What the extra brings, as pip takes it; it does so wherever expotrade itself came from.

    Example:
        >>> import expotrade as ex
        >>> print(ex.errors.MissingExtraError("excel", "xlsxwriter", ("XlsxWriter>=3.2",)))
        this needs xlsxwriter, which is not installed: pip install 'XlsxWriter>=3.2' (the extra expotrade[excel])
    """

    def __init__(self, extra: str, package: str, requirements: tuple[str, ...] = ()) -> None:
        super().__init__(extra, package, requirements)
        self.extra = extra
        self.package = package
        self.requirements = requirements

    def __str__(self) -> str:
        missing = f"this needs {self.package}, which is not installed"
        if not self.requirements:
            return f"{missing}: install the extra expotrade[{self.extra}]"
        told = " ".join(f"'{requirement}'" for requirement in self.requirements)
        return f"{missing}: pip install {told} (the extra expotrade[{self.extra}])"


class ExpotradeWarning(UserWarning):
    """The base of all warnings; a warning tells of something that can be done and may mislead.

    Each says which argument accepts the risk. A program that wants no such answer makes all of them errors.

    Example:
        >>> import warnings
        >>> import expotrade as ex
        >>> citations = [ex.Citation(ex.Source("report", "Expo closes"))]
        >>> signed = ex.Figure("deal_value", ex.Amount(5, "USD"), basis="contracts", citations=citations)
        >>> hoped = ex.Figure("deal_value", ex.Amount(7, "USD"), basis="intentions", citations=citations)
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("error", ex.ExpotradeWarning)
        ...     try:
        ...         ex.total([signed, hoped])
        ...     except ex.ExpotradeWarning as warning:
        ...         print(type(warning).__name__)
        BasesDifferWarning
    """


class BasesDifferWarning(ExpotradeWarning):
    """Figures that count different things are added; `mix_bases=True` accepts it.

    Example:
        >>> import warnings
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> deals = [cat.edition("cisce", year=2024), cat.edition("ciie", 6)]
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     found = ex.total(deals, unit="USD", rates=ex.RateTable.ecb(), on="own")
        >>> print(caught[0].message)
        bases differ: trade deals and tentative agreements; tentative deals for one-year purchases of goods and
        services; pass mix_bases=True to accept it
    """


class RivalsWarning(ExpotradeWarning):
    """Rows of one record, metric and period are added in a frame; `rivals="add"` accepts it.

    They are mostly what several sources print for one thing. `rivals="leave_out"` counts the row that is used.

    Example:
        >>> import warnings
        >>> import expotrade as ex
        >>> from expotrade import frames
        >>> figures = frames.to_arrow(ex.load_dataset("history"))
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     added = frames.total(figures, by=["expo", "metric"])
        >>> caught[0].category.__name__
        'RivalsWarning'
    """


class MissingGlyphWarning(ExpotradeWarning):
    """Characters that no installed font draws, so that a picture shows boxes; `allow_boxes=True` accepts it.

    Example:
        >>> import pathlib, tempfile
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> chart = plots.series(ex.load_dataset("history"), "ciie", language="zh")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "ciie.png")
        ...     plots.save(chart, path, allow_boxes=True)  # without it, this warning where no font is Chinese
        ...     path.stat().st_size > 1000
        True
    """


class PlotError(ExpotradeError, ValueError):
    """A chart that cannot be drawn or saved as asked.

    Args:
        given: What was given or asked for.
        rule: Why it cannot be, with what to pass instead.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> try:
        ...     plots.series(ex.load_dataset("articles"), "cisce", "visits")
        ... except ex.errors.PlotError as error:
        ...     print(error)
        cannot plot visits of cisce: no edition has such a figure
    """

    def __init__(self, given: object, rule: str) -> None:
        super().__init__(given, rule)
        self.given = given
        self.rule = rule

    def __str__(self) -> str:
        return f"cannot plot {self.given}: {self.rule}"
