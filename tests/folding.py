"""One test for all rows of a table, where each row says little by itself."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each_row(
    names: str | tuple[str, ...], rows: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test on each row and list all rows that fail; it is written as `pytest.mark.parametrize` is."""
    single = isinstance(names, str)
    filled = (names,) if single else names
    table = [(row,) if single else tuple(row) for row in rows]

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def run(*instance: object, **fixtures: object) -> None:
            failures = []
            for row in table:
                try:
                    test(*instance, **fixtures, **dict(zip(filled, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001  # whatever it is, the other rows run
                    shown = row[0] if single else row
                    failures.append(f"{shown!r}: {type(error).__name__}: {error}")
            assert table
            if failures:
                pytest.fail(f"{len(failures)} of {len(table)} rows fail:\n" + "\n".join(failures))

        signature = inspect.signature(test)
        rest = [one for one in signature.parameters.values() if one.name not in filled]
        run.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]  # pytest reads it
        return run

    return decorate
