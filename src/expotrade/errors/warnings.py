"""Warnings: results that may mislead, each with the argument that accepts the risk."""

from .advice import Advice, advise, as_advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class ExpotradeWarning(UserWarning):
    """The base of all warnings: the result is there, but it may mislead.

    Each warning names the argument that accepts the risk. To refuse such results, turn the warnings into errors.

    Args:
        problem: What may mislead.
        advice: What to pass to accept it.

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

    def __init__(self, problem: str, advice: "str | Advice | Iterable[Advice]" = ()) -> None:
        self.problem = problem
        self.advice = as_advice(advice)
        super().__init__(problem, self.advice)

    def __str__(self) -> str:
        return advise(self.problem, self.advice)


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

    Usually several sources print one thing. `rivals="leave_out"` counts only the row that is used.

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
    """A picture with characters that no installed font has, shown as boxes; `allow_boxes=True` accepts it.

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
