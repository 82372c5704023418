"""The command line: `expotrade`, or `python -m expotrade`.

Exit codes: 0 success, whatever `check` finds; 1 a name, a file or its content is wrong, as standard error (for
`validate` standard output) says; 2 wrong usage; 130 stopped from the keyboard.
"""

from .program import main

__all__ = [
    "main",
]
