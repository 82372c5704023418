"""Every error of the package, from one base.

Each leaf is also the builtin exception that a caller would guess, carries the facts as attributes, and derives its
text from them: what was asked, the value, the rule, the next step.
"""

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
        text = f"a {type(value).__name__} too long to write"
    return text if len(text) <= 2 * _SHOWN else f"{text[: 2 * _SHOWN]}..."


def nearest_text(nearest: "Iterable[str]") -> str:
    """The tail of a message that offers what may have been meant."""
    names = ", ".join(repr(name) for name in nearest)
    return f"; nearest: {names}" if names else ""


class ExpotradeError(Exception):
    """The base of all errors that expotrade raises on purpose.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.parse("a handful of deals")
        ... except ex.ExpotradeError as error:
        ...     print(type(error).__name__)
        ParseError
    """


class AmountError(ExpotradeError, ValueError):
    """A number or a pair of bounds that no amount can have: `value` as given and the `rule` it breaks."""

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"{shown(self.value)} is no amount: {self.rule}"


class AmountTypeError(ExpotradeError, TypeError):
    """An operation that amounts do not have: `operation`, the `value` it was tried with, and `advice`."""

    def __init__(self, operation: str, value: object, advice: str) -> None:
        super().__init__(operation, value, advice)
        self.operation = operation
        self.value = value
        self.advice = advice

    def __str__(self) -> str:
        return f"cannot {self.operation} {shown(self.value)}: {self.advice}"


class AmountDivisionError(ExpotradeError, ZeroDivisionError):
    """A division by an amount whose value is zero: `divisor` in canonical notation."""

    def __init__(self, divisor: str) -> None:
        super().__init__(divisor)
        self.divisor = divisor

    def __str__(self) -> str:
        return f"cannot divide by {self.divisor}: its value is zero"


class ParseError(ExpotradeError, ValueError):
    """A text that is not one figure: the `text`, the part `unread`, the `rule` and the `nearest` known names."""

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
    """Two units of different dimensions met: `operation`, `left`, `right`, and `advice` for the next step."""

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
    """A name that a table does not hold: the `kind` of table, the `name`, and the `nearest` names it has.

    A unit, a country, a group, a metric, an edition, a dataset: whatever is looked up by name.
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
    """A text or a pair of dates that is no period: the `value` and the `rule`."""

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"{shown(self.value)} is no period: {self.rule}"


class RecordError(ExpotradeError, ValueError):
    """A field that breaks a rule of its record: `record`, `field`, `value`, `rule`."""

    def __init__(self, record: str, field: str, value: object, rule: str) -> None:
        super().__init__(record, field, value, rule)
        self.record = record
        self.field = field
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"{self.record}.{self.field} cannot be {shown(self.value)}: {self.rule}"


class PeriodTypeError(ExpotradeError, TypeError):
    """A value of the wrong type where a date, a period or its text is wanted: the `value` and what is `wanted`."""

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
    """One thing that is wrong with a catalog: its `path`, the `rule` it breaks, and the `value` found there.

    Example:
        >>> import expotrade as ex
        >>> print(ex.Problem("deals[3].value.amount", "it must be a text", 5))
        deals[3].value.amount: it must be a text, not 5
    """

    __slots__ = ("path", "rule", "value")

    def __init__(self, path: str, rule: str, value: object) -> None:
        self.path = path
        self.rule = rule
        self.value = value

    def __repr__(self) -> str:
        return f"Problem({self.path!r}, {self.rule!r}, {shown(self.value)})"

    def __str__(self) -> str:
        return f"{self.path}: {self.rule}, not {shown(self.value)}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return (self.path, self.rule, self.value) == (other.path, other.rule, other.value)

    __hash__ = None  # type: ignore[assignment]  # the value can be anything, so it has no hash


class CatalogError(ExpotradeError, ValueError):
    """Records that do not make a whole catalog: all `problems`, each with its path."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems)
        return f"the records have {count} problem{'s' if count != 1 else ''}:{lines}"


class DecodeError(ExpotradeError, ValueError):
    """A file that is no catalog: where it is from, as `origin`, and all `problems`, each with its path.

    The text of the error shows the first hundred of them.
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


class MergeError(ExpotradeError, ValueError):
    """Two catalogs that state different things of one record: all `problems`, each with record and field."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems)
        return f"the catalogs clash in {count} field{'s' if count != 1 else ''}:{lines}"


class DatasetError(ExpotradeError, ValueError):
    """A bundled file that is not what its manifest says: `name` of the dataset, `rule`, and what was `found`."""

    def __init__(self, name: str, rule: str, found: str) -> None:
        super().__init__(name, rule, found)
        self.name = name
        self.rule = rule
        self.found = found

    def __str__(self) -> str:
        return (
            f"the dataset {self.name!r} is damaged: {self.rule}, found {self.found}; install expotrade again"
        )


class ComparisonError(ExpotradeError, ValueError):
    """Editions that cannot be set side by side as asked: what was `given`, and the `rule`."""

    def __init__(self, given: object, rule: str) -> None:
        super().__init__(given, rule)
        self.given = given
        self.rule = rule

    def __str__(self) -> str:
        return f"cannot compare {self.given}: {self.rule}"


class RateError(ExpotradeError, ValueError):
    """Something that is no rate, or no way to ask for one: the `value` and the `rule`."""

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def __str__(self) -> str:
        return f"no rate for {shown(self.value)}: {self.rule}"


class RateNotFoundError(ExpotradeError, LookupError):
    """No rate is known: from `given` to `wanted` `on` a date; what is `known`, and the `reason`."""

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
    """Items that cannot be totalled, ranked or divided as asked: what was `given`, the `rule`, what one was `doing`."""

    def __init__(self, given: object, rule: str, doing: str = "total") -> None:
        super().__init__(given, rule, doing)
        self.given = given
        self.rule = rule
        self.doing = doing

    def __str__(self) -> str:
        return f"cannot {self.doing} {self.given}: {self.rule}"


class ExpotradeWarning(UserWarning):
    """The base of all warnings: something that can be done and may mislead."""


class BasesDifferWarning(ExpotradeWarning):
    """Figures that count different things are added; `mix_bases=True` accepts it."""
