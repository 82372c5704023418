"""The program: runs a command, prints errors and warnings as lines, returns the exit code."""

import argparse
import os
import sys
import warnings
from contextlib import contextmanager
from io import TextIOWrapper

from .._internal.hidden import made_visible
from ..errors import DecodeError, ExpotradeError, ExpotradeWarning
from .as_text import in_a_shell
from .parser import _parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TextIO


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: The words after the program's name; by default those of the process.

    Returns:
        0 on success, 1 if a name, a file or its content is wrong, 130 if it was stopped from the keyboard. Wrong usage
        raises `SystemExit` with 2.

    Example:
        >>> from expotrade.cli import main
        >>> main(["show", "ciie-2019", "--json"]) # doctest: +ELLIPSIS
        {
        ...
        }
        0
    """
    parsed, unknown = _parser().parse_known_args(arguments)
    if unknown:
        parsed.parser.refuse(unknown[0])
    command: Callable[[argparse.Namespace], int | None] = parsed.command
    if isinstance(sys.stdout, TextIOWrapper):
        # If the output cannot show a character, a question mark is better than an error.
        sys.stdout.reconfigure(errors="replace")
    try:
        with _warnings_as_lines():
            code = command(parsed) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe. The rest of the buffer must not fail when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except (ExpotradeError, OSError) as error:
        print(f"expotrade: {_said(error, parsed.file)}", file=sys.stderr)
        return 1
    return code


def _said(error: ExpotradeError | OSError, path: str | None) -> str:
    """The text of an error, with options instead of arguments."""
    if isinstance(error, OSError):
        reason = f"{error.strerror or error}"
        where = "" if error.filename is None else f"cannot open {str(error.filename)!r}: "
        return f"{where}{reason[:1].lower()}{reason[1:]}"
    more = ""
    if isinstance(error, DecodeError) and error.what == path:
        more = f"\nexpotrade validate {path} tells on which lines"
    return made_visible(in_a_shell(error.problem, error.advice) + more)


@contextmanager
def _warnings_as_lines() -> "Iterator[None]":
    """Print the warnings of this package as one line each."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", ExpotradeWarning)
        show = warnings.showwarning

        def show_line(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: "TextIO | None" = None,
            line: str | None = None,
        ) -> None:
            if isinstance(message, ExpotradeWarning):
                text = in_a_shell(message.problem, message.advice)
                print(f"expotrade: warning: {text}", file=sys.stderr)
            else:
                show(message, category, filename, lineno, file, line)

        warnings.showwarning = show_line
        yield
