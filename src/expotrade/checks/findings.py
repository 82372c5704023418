"""Findings: the verdict of a test, its amounts, and the sentence that explains it."""

from collections import Counter
from enum import Enum
from itertools import chain, islice

from attrs import field

from .._internal.classes import frozen, nearest_of
from .._internal.enums import Named
from .._internal.html import MOST_OPEN, Html, References, facts, fold, fragment, table
from ..amounts import Amount
from ..errors import UnknownNameError
from ..records import Citation
from ..records.metrics import is_metric, is_own, known_or_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import SupportsIndex, TypeVar, overload

    _E = TypeVar("_E", bound=Enum)

_MOST_IN_TEXT = 20


class Verdict(Named):
    """The result of a test.

    - `AGREES`: the computed value lies within the stated bounds
    - `DISAGREES`: the stated and the computed bounds share no point
    - `UNDECIDED`: anything else, such as a missing figure

    Example:
        >>> import expotrade as ex
        >>> ex.Verdict("agrees")
        Verdict.AGREES
    """

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNDECIDED = "undecided"


class CheckKind(Named):
    """The kind of test.

    - `GROWTH`: a stated growth against the two figures
    - `SHARE`: a stated share against part and whole
    - `RANK`: a stated rank against the other editions
    - `STREAK`: how long a state lasted
    - `FIRST`: that something is the first of its kind
    - `CUMULATIVE`: a total over editions against their sum
    - `CHANGE`: a stated change in units against the two figures
    - `CONVERSION`: a printed conversion against the rate of its day
    - `DURATION`: days against dates
    - `PART`: a part against its whole
    - `SUM`: parts against their sum
    - `RIVALS`: two figures of one thing against each other
    - `PERIOD`: whether a figure has a period
    - `MIX_UP`: a figure that may belong to another metric or edition

    Example:
        >>> import expotrade as ex
        >>> ex.checks.CheckKind("share")
        CheckKind.SHARE
    """

    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    STREAK = "streak"
    FIRST = "first"
    CUMULATIVE = "cumulative"
    CHANGE = "change"
    CONVERSION = "conversion"
    DURATION = "duration"
    PART = "part"
    SUM = "sum"
    RIVALS = "rivals"
    PERIOD = "period"
    MIX_UP = "mix_up"


@frozen(kw_only=True)
class Finding:
    """The result of one test: the verdict, the stated and the computed amount, and why.

    Args:
        verdict: The result.
        kind: What was tested.
        record: The id of the record with the claim or figure.
        metric: The metric, None if the claim names no metric.
        stated: The printed amount, in the unit of the claim or figure.
        computed: The amount computed from the figures, mostly in the same unit. If a figure is missing, the amount that
            the claim implies for it, in its unit.
        why: The sentence that explains it.
        citations: The citations of the stated amount and of the figures that it was tested with.

    Example:
        >>> import expotrade as ex
        >>> findings = ex.check(ex.load_dataset("articles"))
        >>> [str(finding.computed.unit) for finding in findings if finding.kind is ex.checks.CheckKind.CONVERSION]
        ['CNY/USD', 'CNY/USD']
    """

    verdict: Verdict = field()
    kind: CheckKind = field()
    record: str = field()
    metric: str | None = field(default=None)
    stated: Amount | None = field(default=None)
    computed: Amount | None = field(default=None)
    why: str = field()
    citations: tuple[Citation, ...] = field()

    def __str__(self) -> str:
        lines = [f"{self.verdict.name} {self.record}: {self.why}"]
        lines += dict.fromkeys(f"    {citation.cite()}" for citation in self.citations)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """One line for each fact, as HTML for notebooks."""
        rows = {
            "tested": self.kind.value,
            "metric": _label(self.metric),
            "stated": _shown(self.stated),
            "computed": _shown(self.computed),
            "why": self.why,
        }
        return fragment(
            f"{_signed(self.verdict)}: {self.record}",
            facts((name, text) for name, text in rows.items() if text),
            References().lines(self.citations),
        )


class Findings(tuple[Finding, ...]):
    """The findings that `check` returns: a tuple, in the order of the records.

    `str()` counts the verdicts and shows the first findings, those that disagree before the others. A notebook shows
    tables. `of` filters them, and a slice is a `Findings` too.

    Example:
        >>> import expotrade as ex
        >>> findings = ex.check(ex.load_dataset("articles"))
        >>> print(findings.summary)
        52 findings: 0 disagree, 6 agree, 46 undecided
        >>> findings.of(verdict=ex.Verdict.AGREES, kind=ex.checks.CheckKind.SHARE)[0].record
        'china-thailand-durian-imports-2023'
    """

    __slots__ = ()

    @property
    def counts(self) -> "dict[Verdict, int]":
        """The number of findings with each verdict, those that disagree first.

        Example:
            >>> import expotrade as ex
            >>> ex.check(ex.load_dataset("articles")).counts[ex.Verdict.AGREES]
            6
        """
        counted = Counter(finding.verdict for finding in self)
        return {verdict: counted[verdict] for verdict in _VERDICT_WORDS}

    @property
    def summary(self) -> str:
        """The number of findings and of each verdict, in one line."""
        counted = ", ".join(f"{count} {_VERDICT_WORDS[verdict]}" for verdict, count in self.counts.items())
        return f"{len(self)} finding{'' if len(self) == 1 else 's'}: {counted}"

    def of(
        self,
        *,
        verdict: "Verdict | str | None" = None,
        kind: "CheckKind | str | None" = None,
        record: str | None = None,
        metric: str | None = None,
    ) -> "Findings":
        """The findings that match all arguments, in the same order.

        Args:
            verdict: Only those with this verdict, or its word ("disagrees").
            kind: Only those of this kind of test, or its word ("growth").
            record: Only those of the record with this id.
            metric: Only those of the metric with this code.

        Raises:
            UnknownNameError: There is no such verdict or check.

        Example:
            >>> import expotrade as ex
            >>> findings = ex.check(ex.load_dataset("articles"))
            >>> len(findings.of(verdict="agrees", kind="conversion")), len(findings.of(record="ciie-2019"))
            (0, 1)
        """
        chosen = None if verdict is None else _member(Verdict, verdict, "verdict")
        tested = None if kind is None else _member(CheckKind, kind, "check")
        return Findings(
            finding
            for finding in self
            if chosen in (None, finding.verdict)
            and tested in (None, finding.kind)
            and record in (None, finding.record)
            and metric in (None, finding.metric)
        )

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, place: SupportsIndex, /) -> Finding: ...
        @overload
        def __getitem__(self, place: slice, /) -> "Findings": ...

    def __getitem__(self, place: "SupportsIndex | slice", /) -> "Finding | Findings":
        part = super().__getitem__(place)
        return Findings(part) if isinstance(part, tuple) else part

    def __repr__(self) -> str:
        return f"<Findings: {self.summary.partition(': ')[2]}>"

    def __str__(self) -> str:
        """The counts, and the first findings by verdict."""
        by_verdict = chain.from_iterable(self.of(verdict=verdict) for verdict in _VERDICT_WORDS)
        shown = [f"\n{finding}" for finding in islice(by_verdict, _MOST_IN_TEXT)]
        more = len(self) - len(shown)
        return "\n".join([self.summary, *shown, *([f"\nand {more} more"] if more else [])])

    def _repr_html_(self) -> str:
        """One table for each verdict, as HTML for notebooks; a long table is folded unless it comes first."""
        groups = [group for verdict in _VERDICT_WORDS if (group := self.of(verdict=verdict))]
        parts = [_group(group, is_open=group is groups[0] or len(group) <= MOST_OPEN) for group in groups]
        return fragment(self.summary, *parts)


# The words for a verdict after a number, and its sign.
_VERDICT_WORDS = {Verdict.DISAGREES: "disagree", Verdict.AGREES: "agree", Verdict.UNDECIDED: "undecided"}
_SIGNS = {Verdict.DISAGREES: "✗", Verdict.AGREES: "✓", Verdict.UNDECIDED: "?"}
_HEADER = ("Verdict", "Record", "Metric", "Stated", "Computed", "Why", "Source")


def _signed(verdict: Verdict) -> str:
    return f"{_SIGNS[verdict]} {verdict.value}"


def _label(metric: str | None) -> str:
    """The English label of a metric; an unknown code is returned unchanged."""
    if metric is None:
        return ""
    return known_or_own(metric).english if is_metric(metric) or is_own(metric) else metric


def _shown(amount: Amount | None) -> str:
    return "" if amount is None else f"{amount:short}"


def _member(kind: "type[_E]", name: "_E | str", word: str) -> "_E":
    """The member of an enumeration for a member or its word."""
    try:
        return kind(name)
    except ValueError:
        known = tuple(member.value for member in kind)
        raise UnknownNameError(word, name, nearest_of(name, known) or known) from None


def _group(findings: Findings, *, is_open: bool) -> Html:
    """The findings with one verdict."""
    verdict = findings[0].verdict
    references = References()
    rows = table(_HEADER, findings, lambda finding: _row(finding, references), kept=["Verdict"], wide=["Why"])
    return fold(
        f"{_SIGNS[verdict]} {len(findings)} {_VERDICT_WORDS[verdict]}",
        rows,
        references.lines(),
        is_open=is_open,
    )


def _row(finding: Finding, references: References) -> "tuple[str | Html, ...]":
    return (
        _signed(finding.verdict),
        finding.record,
        _label(finding.metric),
        _shown(finding.stated),
        _shown(finding.computed),
        finding.why,
        references.marks(finding.citations),
    )
