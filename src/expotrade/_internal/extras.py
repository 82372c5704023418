"""The libraries that optional parts of the package need: the one way to say that one is missing."""

from importlib import import_module


def require(extra: str, *libraries: str) -> None:
    """Refuse to go on without the libraries that an extra brings; one that is there but broken tells of itself.

    Args:
        extra: The extra of expotrade, as in `pyproject.toml`.
        libraries: The modules that are about to be imported.
    """
    for library in libraries:
        try:
            import_module(library)
        except ModuleNotFoundError as error:
            from ..errors import MissingExtraError

            # It may be a library that this one needs in turn.
            missing = (error.name or library).partition(".")[0]
            raise MissingExtraError(extra, missing, requirements(extra)) from error


def requirements(extra: str) -> tuple[str, ...]:
    """What an extra brings, such as `altair>=5.5`, as the installed package says; nothing where it is not installed."""
    # Only an error needs it.
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires("expotrade") or []
    except PackageNotFoundError:
        return ()
    told = (line.partition(";") for line in lines)
    markers = (f'extra=="{extra}"', f"extra=='{extra}'")
    return tuple(
        name.strip().replace(" ", "") for name, _, marker in told if marker.replace(" ", "").endswith(markers)
    )
