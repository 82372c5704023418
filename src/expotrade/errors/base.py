"""The base of all errors, and four bases for errors of the same form."""

from .advice import advise, as_advice, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar

    from .advice import Advice


class ExpotradeError(Exception):
    """The base of all errors that expotrade raises; catch it to catch all of them.

    Each error has its facts as attributes. Its text is made from them: `problem` says what is wrong, `advice` what to
    do next.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.Amount.parse("a handful of deals")
        ... except ex.ExpotradeError as error:
        ...     print(type(error).__name__)
        ParseError
    """

    advice: "tuple[Advice, ...]" = ()

    @property
    def problem(self) -> str:
        """What is wrong, without the advice.

        Example:
            >>> import expotrade as ex
            >>> try:
            ...     ex.total([ex.Amount(5, "USD"), ex.Amount(36, "CNY")], unit="USD")
            ... except ex.ExpotradeError as error:
            ...     print(error.problem)
            cannot express CNY in USD without exchange rates
        """
        return self._problem()

    def _problem(self) -> str:
        return super().__str__()

    def __str__(self) -> str:
        return advise(self.problem, self.advice)


class _BrokenRuleError(ExpotradeError):
    """A value that breaks a rule."""

    _sentence: "ClassVar[str]"

    def __init__(self, value: object, rule: str) -> None:
        super().__init__(value, rule)
        self.value = value
        self.rule = rule

    def _problem(self) -> str:
        return f"{self._sentence.format(shown(self.value))}: {self.rule}"


class _CannotDoError(ExpotradeError):
    """Something that cannot be done with a value."""

    def __init__(self, doing: str, value: object, advice: "str | Advice | Iterable[Advice]") -> None:
        self.doing = doing
        self.value = value
        self.advice = as_advice(advice)
        super().__init__(doing, value, self.advice)

    def _problem(self) -> str:
        return f"cannot {self.doing} {shown(self.value)}"


class _CannotAnswerError(ExpotradeError):
    """A request that has no result, with the reason in words."""

    _doing: "ClassVar[str]"

    def __init__(
        self, given: object, rule: str = "", doing: str = "", advice: "str | Advice | Iterable[Advice]" = ()
    ) -> None:
        self.given = given
        self.rule = rule
        self.doing = doing or self._doing
        self.advice = as_advice(advice)
        super().__init__(given, rule, self.doing, self.advice)

    def _problem(self) -> str:
        return f"cannot {self.doing} {self.given}{': ' if self.rule else ''}{self.rule}"


class _SeveralProblemsError(ExpotradeError):
    """All problems of a file, a frame or a set of records; the text shows the first hundred."""

    _MOST_SHOWN: "ClassVar[int]" = 100
    _sentence: "ClassVar[str]"
    _noun: "ClassVar[str]" = "problem"

    def __init__(self, what: str, problems: "Iterable[object]") -> None:
        self.what = what
        self.problems: tuple[object, ...] = tuple(problems)
        super().__init__(what, self.problems)

    def _problem(self) -> str:
        count = len(self.problems)
        counted = f"{count} {self._noun}{'s' if count != 1 else ''}"
        lines = "".join(f"\n- {problem}" for problem in self.problems[: self._MOST_SHOWN])
        more = f"\n- and {count - self._MOST_SHOWN} more" if count > self._MOST_SHOWN else ""
        return f"{self._sentence.format(what=self.what, counted=counted)}:{lines}{more}"
