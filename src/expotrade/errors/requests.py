"""Errors of requests: what cannot be compared, added, plotted or exported as asked."""

from .advice import as_advice
from .base import ExpotradeError, _BrokenRuleError, _CannotAnswerError, _CannotDoError


class ArgumentError(_CannotDoError, TypeError):
    """An argument of the wrong kind, such as an edition instead of a catalog, or text instead of a number.

    Args:
        doing: What was tried, as in "cannot check".
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


class ComparisonError(_CannotAnswerError, ValueError):
    """Editions that cannot be compared as asked.

    Args:
        given: What was asked for.
        rule: Why it is not possible.
        doing: What was tried, as in "cannot compare".
        advice: What to pass instead.

    Example:
        >>> import expotrade as ex
        >>> cat = ex.load_dataset("articles")
        >>> try:
        ...     ex.compare(cat.edition("ciie", 2), cat.edition("ciie", 6), rates=ex.RateTable.ecb())
        ... except ex.errors.ComparisonError as error:
        ...     print(error)
        cannot compare with rates: say of which date: on=date, or on='own' for each edition's last day
    """

    _doing = "compare"


class TotalError(_CannotAnswerError, ValueError):
    """Items that cannot be totalled, ranked or divided as asked.

    Args:
        given: What was passed or asked for.
        rule: Why it is not possible.
        doing: What was tried, as in "cannot total".
        advice: What to pass instead.

    Example:
        >>> import expotrade as ex
        >>> try:
        ...     ex.total([ex.Amount(5, "USD"), ex.Amount(36, "CNY")], unit="USD")
        ... except ex.errors.TotalError as error:
        ...     print(error.rule)
        currencies meet only through rates: pass rates=RateTable.ecb() and on=date, or on="own"
    """

    _doing = "total"


class PlotError(_CannotAnswerError, ValueError):
    """A chart that cannot be drawn or saved as asked.

    Args:
        given: What was passed or asked for.
        rule: Why it is not possible.
        doing: What was tried, as in "cannot plot".
        advice: What to pass instead.

    Example:
        >>> import expotrade as ex
        >>> from expotrade import plots
        >>> try:
        ...     plots.series(ex.load_dataset("articles"), "cisce", "visits")
        ... except ex.errors.PlotError as error:
        ...     print(error)
        cannot plot visits of cisce: no edition has such a figure
    """

    _doing = "plot"


class ExportError(_BrokenRuleError, ValueError):
    """A catalog that cannot be exported as asked.

    Args:
        value: The path, or the kind of row.
        rule: Why it is not possible, and what is.

    Example:
        >>> import expotrade as ex
        >>> ex.export(ex.Catalog(), "figures.doc")
        Traceback (most recent call last):
        expotrade.errors.requests.ExportError: cannot export to 'figures.doc': it ends with .csv, .json, .jsonl or .xlsx
    """

    _sentence = "cannot export to {}"


class MissingExtraError(ExpotradeError, ImportError):
    """A library that an optional part of expotrade needs is not installed.

    Args:
        extra: The extra of expotrade that contains it.
        package: The library.
        requirements: The requirements of the extra, in the form that pip takes.

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
        names = " ".join(f"'{requirement}'" for requirement in requirements)
        brought = f"pip install {names} (the extra expotrade[{extra}])"
        self.advice = as_advice(brought if names else f"install the extra expotrade[{extra}]")

    def _problem(self) -> str:
        return f"this needs {self.package}, which is not installed"
