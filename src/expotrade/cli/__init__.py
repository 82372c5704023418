"""The command line: `expotrade`, or `python -m expotrade`."""

from .commands import main

__all__ = ["main"]
