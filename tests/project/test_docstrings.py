"""Every public name says what it returns, in which unit, how it fails and whose rule it follows, with an example.

A docstring has the sections of the house: `Args:`, `Returns:`, `Raises:`, `Warns:`, `Source:`, `Example:`. Whether the
examples run is for `test_examples.py`; here one test lists which names lack what. It reads the code beside the
docstring, and the tests at the end give it a module with every flaw, so that it cannot fall silent.
"""

import importlib
import importlib.util
import inspect
from pathlib import Path
from types import ModuleType

import expotrade as ex
from docstring_rules import NEVER, find_gaps, in_module, public_names, raised_by, raised_by_operators


def test_every_public_name_is_documented() -> None:
    gaps = find_gaps(public_names())
    assert not gaps, f"{len(gaps)} gaps in docstrings:\n" + "\n".join(gaps)


def test_the_walk_reaches_every_kind_of_name() -> None:
    names = dict(public_names())
    assert set(ex.__all__) < set(names)
    for name in (
        "Amount.parse",
        "Amount.likely",
        "Claim",
        "records.GrowthClaim.cite",
        "Edition.rivals",
        "RateTable.ecb",
        "Total.summary",
        "UnitTable.codes",
        "codec",
        "codec.loads",
        "frames.total",
        "plots.series",
        "strategies.amounts",
        "strategies.catalogs",
    ):
        assert name in names
    assert not [name for name in names if "._" in name or name.startswith("_")]


def test_errors_that_never_come_are_still_found() -> None:
    """An exception from the rule goes when its reason does."""
    found = {(name, kind.__name__) for name, value in public_names() for kind in found_in(value)}
    assert found >= NEVER


def found_in(value: object) -> set[type]:
    is_code = isinstance(value, property) or inspect.isclass(value) or inspect.isroutine(value)
    return raised_by(value) | raised_by_operators(value) if is_code else set()


FLAWED = '''
from enum import Enum

from attrs import field, frozen
from attrs.validators import instance_of

from expotrade import Amount, ExpotradeError
from expotrade.errors import PeriodError

__all__ = ["silent", "plain", "wrong", "failing", "caught", "bare", "standing", "Kind", "Thing"]


def silent(): pass


def plain(left, right):
    """Says little."""


def wrong(left, right):
    """Names what is not there.

    Args:
        left, middle: Some of it.

    Raises:
        ExpotradeEror: It is misspelt.

    Example:
        >>> 1
        1
    """


def failing(value):
    """Fails unannounced, itself and through others.

    Raises:
        PeriodError: It is told of.

    Example:
        >>> failing(1)
    """
    try:
        _helper(value)
    except LookupError:
        raise ExpotradeError(value)
    raise PeriodError(value, "")


def shared(left, right): pass


def _helper(value):
    raise _made(value)


def _made(value) -> "AmountError":
    pass


def caught(value):
    """Keeps what it catches.

    Example:
        >>> caught(1)
    """
    try:
        _helper(value)
    except (ValueError, TypeError):
        pass


def bare(amount: Amount, times) -> Amount:
    """A multiple of what is given.

    Args:
        amount: What is taken.
        times: How often.

    Source:

    Example:
        >>> bare(1, 2)
    """


def standing() -> Amount:
    """What ISO 25639-1 defines.

    Example:
        >>> standing()
    """


class Kind(Enum):
    """Kinds: `ONE`.

    Example:
        >>> Kind(1)
    """

    ONE = 1
    TWO = 2


@frozen
class Thing:
    """A thing.

    Args:
        name: Its name.

    Example:
        >>> Thing("a").shown
    """

    name: str = field(validator=instance_of(str))
    size: int = field(init=False, default=1)

    @property
    def shown(self):
        """Shown by its class."""

    @property
    def hidden(self):
        """Hidden: nobody shows it."""

    def act(self):
        """Acts."""

    def __getitem__(self, key):
        raise ExpotradeError(key)
'''

GAPS = """\
flawed: no docstring
flawed.silent: no docstring
flawed.plain: no example
flawed.plain: no Args: for left, right
flawed.wrong: an example that does not use it
flawed.wrong: Args: lacks right
flawed.wrong: Args: has middle, which is no argument
flawed.wrong: Raises: has ExpotradeEror, which is no error
flawed.failing: Raises: lacks AmountError
flawed.failing: Raises: lacks ExpotradeError
flawed.bare: Args: does not say the unit of amount
flawed.bare: Source: is empty
flawed.standing: does not say the unit of what it answers
flawed.standing: no Source:, though it speaks of ISO
flawed.Kind: does not tell of the member TWO
flawed.Thing: does not tell of the field size
flawed.Thing: Raises: lacks RecordError
flawed.Thing: does not tell of ExpotradeError, which an operator raises
flawed.Thing.hidden: no example, and the one of its class does not use it
flawed.Thing.hidden: a colon in the first line, which the documentation takes for the end of a type
flawed.Thing.act: no example
"""


def imported(source: str, name: str, folder: Path) -> ModuleType:
    """A module made of a text."""
    path = folder / f"{name}.py"
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_flaw_is_found(tmp_path: Path) -> None:
    assert find_gaps(in_module(imported(FLAWED, "flawed", tmp_path))) == GAPS.splitlines()


def test_a_missing_source_and_an_untold_union_are_found() -> None:
    def growth() -> None:
        """Grows.

        Example:
            >>> growth()
        """

    assert find_gaps([("growth", growth)]) == ["growth: no Source:"]
    assert find_gaps([("Amount", int | str)]) == [
        "Amount: the docstring of expotrade.amounts does not tell of it"
    ]
