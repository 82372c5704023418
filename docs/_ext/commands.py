"""Write the arguments of the command line, from the parser itself, so that the page always fits the program."""

import argparse
from collections.abc import Iterator

from pages import prose, table

from expotrade.cli import parser as program

_WIDTH = 72
_APART = (argparse._HelpAction, argparse._SubParsersAction)  # noqa: SLF001 - what every parser has


def command_pages() -> dict[str, str]:
    """The options of the program, and for each command a heading, its usage and a table of its arguments."""
    parser = program._parser()  # noqa: SLF001 - the program's own parser, there is no other
    return {"options.md": "\n".join(_table(parser)) + "\n", "commands.md": "\n".join(_lines(parser)) + "\n"}


def subcommands(parser: argparse.ArgumentParser) -> dict[str, tuple[str, argparse.ArgumentParser]]:
    """The help line and the parser of each command."""
    found: dict[str, tuple[str, argparse.ArgumentParser]] = {}
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            found |= {name: (helps.get(name, ""), one) for name, one in action.choices.items()}
    return found


def _lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    for name, (summary, one) in subcommands(parser).items():
        yield f"## {name}"
        yield ""
        said = one.description or summary
        yield f"{prose(said[:1].upper() + said[1:])}."
        yield ""
        yield "```text"
        yield _usage(one)
        yield "```"
        yield ""
        yield from _table(one)
        yield from ([prose(one.epilog), ""] if one.epilog else [])


def _usage(parser: argparse.ArgumentParser) -> str:
    """The usage in lines of a fixed width, which does not depend on the terminal of the build."""
    formatter = argparse.HelpFormatter(parser.prog, width=_WIDTH)
    formatter.add_usage(parser.usage, parser._actions, parser._mutually_exclusive_groups, prefix="")  # noqa: SLF001
    return formatter.format_help().strip()


def _table(parser: argparse.ArgumentParser) -> Iterator[str]:
    rows = [
        (f"`{_written(action)}`", prose(_said(action)))
        for action in sorted(parser._actions, key=lambda one: bool(one.option_strings))  # noqa: SLF001
        if not isinstance(action, _APART) and action.help is not argparse.SUPPRESS
    ]
    if rows:
        yield from table(("What to pass", "Meaning"), rows)
        yield ""


def _written(action: argparse.Action) -> str:
    """An option or argument as it is written on the command line."""
    value = action.metavar or action.dest.upper()
    if not action.option_strings:
        word = value if isinstance(value, str) else " ".join(value)
        if action.metavar is None:
            word = action.dest
        return f"{word} ..." if action.nargs in ("*", "+") else word
    named = ", ".join(action.option_strings)
    return (
        named if action.nargs == 0 else f"{named} {value if action.choices is None else action.dest.upper()}"
    )


def _said(action: argparse.Action) -> str:
    said = action.help or ""
    if action.choices is not None:
        said += f"{'; ' if said else ''}one of {', '.join(f'`{choice}`' for choice in action.choices)}"
    return said
