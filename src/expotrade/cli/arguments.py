"""The argument parser of the command line, with errors in the words of this package."""

import argparse
import re

from .._internal.classes import nearest_of
from ..checks import Verdict
from ..errors.advice import nearest_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_OPTION = re.compile("--[a-z-]+")
# The verdicts in the order in which they are shown.
_VERDICTS = (Verdict.DISAGREES, Verdict.AGREES, Verdict.UNDECIDED)


class _Parser(argparse.ArgumentParser):
    """A parser that suggests the nearest known word for a misspelt one."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            names = [str(choice) for choice in action.choices]
            what = str(action.metavar or action.dest).lower()
            near = nearest_text(nearest_of(value, names)) or f"; there are {', '.join(names)}"
            self.exit(2, f"expotrade: no {what} {value!r}{near}\n")

    def refuse(self, word: str) -> "NoReturn":
        """Exit because of a word that the command does not take."""
        near = nearest_of(word, {*_OPTION.findall(self.format_help())}) if word.startswith("-") else ()
        self.exit(2, f"{self.prog}: it takes no {word!r}{nearest_text(near)}; see {self.prog} --help\n")
