"""The command line: `expotrade`, or `python -m expotrade`.

Exit codes: 0 done, whatever `check` finds; 1 a name, a file or its content is wrong, and standard error (for `validate`
standard output) says what; 2 the command itself is wrong; 130 stopped from the keyboard.
"""

from .program import main

__all__ = [
    "main",
]
