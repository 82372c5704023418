"""Advice as data: what to do next, written as Python by the library and as options by the command line."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHOWN = 60


class Advice:
    """One step that solves a problem: arguments to pass, or words.

    `str()` writes the arguments as Python; the command line writes them as options.

    Args:
        words: The step in words; with arguments, what they do.
        arguments: Pairs of a name and its value, as text in Python; an empty value means any value.
        call: Another function that takes the arguments, with {} where they go.

    Example:
        >>> from expotrade.errors import Advice
        >>> print(Advice("for the last day of each item", (("on", '"own"'),)))
        pass on="own" for the last day of each item
        >>> print(Advice("convert one side first"))
        convert one side first
    """

    __slots__ = ("arguments", "call", "words")

    def __init__(self, words: str = "", arguments: tuple[tuple[str, str], ...] = (), call: str = "") -> None:
        self.words = words
        self.arguments = arguments
        self.call = call

    def __repr__(self) -> str:
        return f"Advice({self.words!r}, {self.arguments!r}, {self.call!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Advice):
            return NotImplemented
        return (self.words, self.arguments, self.call) == (other.words, other.arguments, other.call)

    def __hash__(self) -> int:
        return hash((self.words, self.arguments, self.call))

    def __str__(self) -> str:
        written = listed([f"{name}={value}" for name, value in self.arguments])
        if self.call:
            return f"use {self.call.format(written)}"
        return " ".join(filter(None, ("pass" if written else "", written, self.words)))


def passing(words: str = "", /, **arguments: str) -> Advice:
    """Advice to pass arguments, each with its value as text in Python."""
    return Advice(words, tuple(arguments.items()))


def listed(words: "Sequence[str]") -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def as_advice(advice: "str | Advice | Iterable[Advice]") -> tuple[Advice, ...]:
    """Advice as a tuple of steps; a text is one step, an empty text none."""
    if isinstance(advice, str):
        return (Advice(advice),) if advice else ()
    return (advice,) if isinstance(advice, Advice) else tuple(advice)


def advise(problem: str, steps: "Iterable[object]") -> str:
    """The problem followed by its steps, joined by "or": each of them is enough."""
    first, *others = [str(step) for step in steps] or [""]
    if not first:
        return problem
    verb = "pass " if first.startswith("pass ") else ""
    more = "".join(f", or {other.removeprefix(verb)}" for other in others)
    return f"{problem}{';' if ': ' in problem else ':'} {first}{more}"


def shown(value: object) -> str:
    """The `repr` of a value, shortened if it is too long to read."""
    if isinstance(value, (str, bytes)) and len(value) > _SHOWN:
        return f"{value[:_SHOWN]!r}... ({len(value)} characters)"
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        # Python does not write an int of more than 4,300 digits, or a value that is nested too deeply.
        text = f"{one_of_its_type(value)} too long to write"
    return text if len(text) <= 2 * _SHOWN else f"{text[: 2 * _SHOWN]}..."


def one_of_its_type(value: object) -> str:
    """The type of a value in words: "an int"."""
    name = type(value).__name__
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def nearest_text(nearest: "Iterable[str]") -> str:
    """The end of a message that offers the names that may have been meant."""
    names = ", ".join(repr(name) for name in nearest)
    return f"; nearest: {names}" if names else ""
