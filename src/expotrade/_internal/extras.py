"""Optional libraries: one error for each that is missing."""

from importlib import import_module


def require(extra: str, *libraries: str) -> None:
    """Import the libraries of an extra, or raise the error that names it; a broken library raises its own error.

    Args:
        extra: The extra of expotrade, as in `pyproject.toml`.
        libraries: The modules to import.
    """
    for library in libraries:
        try:
            import_module(library)
        except ModuleNotFoundError as error:
            from ..errors import MissingExtraError

            # The missing module may be a dependency of this library.
            missing = (error.name or library).partition(".")[0]
            raise MissingExtraError(extra, missing, requirements(extra)) from error


def requirements(extra: str) -> tuple[str, ...]:
    """The requirements of an extra, such as `altair>=5.5`, from the installed metadata; empty without metadata."""
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
