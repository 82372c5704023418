"""What a docstring of the house lacks: its sections, its units, its errors, its source, and its example."""

import ast
import builtins
import importlib
import importlib.util
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache
from types import FunctionType, ModuleType

import attrs

import expotrade as ex
from expotrade import errors
from public_face import ROOMS

# Rooms, whose faces offer more than the package itself.
MODULES = sorted({*ROOMS, "cli"})

# Who names a rule of others gives its reference under `Source:`.
STANDARD = re.compile(
    r"\b(ISO|IEEE|RFC|EDTF|doi|ECB|European Central Bank|Harmonized System|JSON Schema|Frictionless)\b"
)
# Names whose rule is somebody else's without their saying so, or a definition that a reader has to be told.
WITH_SOURCE = {
    "Amount", "Amount.likely", "Hedge", "Metric", "Order", "Period", "Period.parse",
    "codec.json_schema", "places.Membership", "places.Place", "places.list_places", "places.membership",
    "RateTable.ecb", "TradeFlow", "UnitTable", "growth", "members", "per", "place", "rank", "share",
    "total",
}  # fmt: skip
UNIT_SAID = re.compile(
    r"\b(units?|percent|multiple|currenc(y|ies)|money|dimension|nouns?|days|months|years|counts?)\b"
)
# Errors that a reading of the code finds and that cannot come.
NEVER = {
    ("checks.Findings", "UnknownNameError"),  # its text asks for verdicts that there are
    ("Comparison.cells", "UnknownNameError"),  # the metrics of a comparison were looked up when it was made
    ("frames.from_comtrade", "UnknownNameError"),  # it makes rows of flows, a kind that there is
    ("compare", "AmountTypeError"),  # growth is only counted of amounts
    ("check", "UnitMismatchError"),  # it judges amounts of one dimension only
    ("check", "AmountTypeError"),  # it judges amounts only
    ("check", "AmountError"),  # what cannot be computed is undecided
    ("compare", "UnitMismatchError"),  # growth and conversion are only asked of units that allow it
}

Checked = type | Callable[..., object] | property


class Docstring:
    """The prose, the sections and the examples of a docstring."""

    def __init__(self, text: str | None) -> None:
        self.text = inspect.cleandoc(text or "")
        self.sections: dict[str, list[str]] = {}
        prose = []
        section = None
        for line in self.text.splitlines():
            heading = re.match(r"(Args|Returns|Yields|Raises|Warns|Source|Example):(.*)", line)
            if heading:
                section = self.sections.setdefault(heading[1], [heading[2]])
            elif line[:1].strip():
                section = None
            elif section is not None:
                section.append(line)
            if section is not self.sections.get("Example", ()):
                prose.append(line)
        self.prose = "\n".join(prose)

    def said(self, section: str) -> str:
        return textwrap.dedent("\n".join(self.sections.get(section, ()))).strip()

    def entries(self, section: str) -> dict[str, str]:
        """The names that a section explains, each with what it says; "left, right: ..." explains both."""
        entries = {}
        for entry in re.split(r"\n(?=\S)", self.said(section)):
            names, _, said = entry.partition(":")
            entries |= dict.fromkeys((name.strip().lstrip("*") for name in names.split(",")), said)
        entries.pop("", None)
        return entries

    @property
    def typed(self) -> str:
        """The lines of the example that a reader types."""
        return "\n".join(re.findall(r"^(?:>>>|\.\.\.)(.*)", self.said("Example"), flags=re.MULTILINE))

    def shows(self, name: str) -> bool:
        return re.search(rf"\b{name}\b", self.typed) is not None


# --- What is public -------------------------------------------------------------------------------------------------


def public_names() -> Iterator[tuple[str, object]]:
    """Every public name with its object, a class before its members."""
    for name in ex.__all__:
        yield from with_members(name, getattr(ex, name))
    for name in MODULES:
        yield from in_module(importlib.import_module(f"expotrade.{name}"))


def in_module(module: ModuleType) -> Iterator[tuple[str, object]]:
    """A module that is public by its own name, with what it offers and the package does not.

    Its `__all__` says what that is, wherever it is defined; else it is what the module defines.
    """
    short = module.__name__.rpartition(".")[2]
    yield short, module
    own = [
        name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__
    ]
    for name in getattr(module, "__all__", own):
        value = getattr(module, name)
        if callable(value) and not name.startswith("_") and value is not getattr(ex, name, None):
            yield from with_members(f"{short}.{name}", value)


def is_public(function: FunctionType) -> bool:
    """Whether a function or method is offered by the package or a room; a file of a room offers nothing by itself."""
    outer, *inner = function.__qualname__.split(".")
    if any(part.startswith("_") for part in (outer, *inner)):
        return False
    home = sys.modules[function.__module__]
    room = ".".join(home.__name__.split(".")[:2])
    offered = [getattr(face, outer, None) for face in (ex, sys.modules[room])]
    return any(one is not None and one is getattr(home, outer) for one in offered)


def with_members(name: str, value: object) -> Iterator[tuple[str, object]]:
    """A name, and if it is a class its public methods and properties."""
    yield name, value
    for owner in owners_of(value):
        for member, held in vars(owner).items():
            inner = getattr(held, "__func__", held)
            if not member.startswith("_") and isinstance(inner, (property, FunctionType)):
                yield f"{name}.{member}", inner


def owners_of(value: object) -> list[type]:
    """A class and those of its bases that are of its package."""
    root = getattr(value, "__module__", "").partition(".")[0]
    mro = inspect.getmro(value) if inspect.isclass(value) else ()
    return [owner for owner in mro if owner.__module__.partition(".")[0] == root]


def error_called(name: str) -> object:
    """The error or warning of a name, as docstrings and annotations write it, or None."""
    return getattr(errors, name, None)


# --- What a docstring lacks -----------------------------------------------------------------------------------------


def find_gaps(names: Iterable[tuple[str, object]]) -> list[str]:
    """What the docstrings lack, one line a gap; a method that several classes inherit is looked at once."""
    gaps = []
    classes: dict[str, type] = {}
    told: set[object] = set()
    for name, value in names:
        if inspect.isclass(value):
            classes[name] = value
        if value not in told:
            told.add(value)
            gaps += [f"{name}: {gap}" for gap in gaps_of(name, value, classes.get(name.rpartition(".")[0]))]
    return gaps


def gaps_of(name: str, value: object, owner: type | None) -> Iterator[str]:
    """What the docstring of one name lacks."""
    if isinstance(value, ModuleType):
        if not value.__doc__:
            yield "no docstring"
        return
    if not isinstance(value, property) and not callable(value):
        room, _, short = name.rpartition(".")
        home = importlib.import_module(f"expotrade.{room or ex._ROOM_OF[name]}")
        if f"`{short}`" not in (home.__doc__ or ""):  # a union of types carries no docstring of its own
            yield f"the docstring of {home.__name__} does not tell of it"
        return
    doc = docstring_of(value)
    if not doc.text:
        yield "no docstring"
        return
    yield from gaps_in_examples(name.rpartition(".")[2], value, doc, owner)
    yield from gaps_in_arguments(value, doc)
    yield from gaps_in_units(value, doc)
    yield from gaps_in_errors(name, value, doc)
    yield from gaps_in_sources(name, doc)


def docstring_of(value: object) -> Docstring:
    """The docstring of its own, not one that is inherited."""
    return Docstring(vars(value).get("__doc__") if inspect.isclass(value) else value.__doc__)


def gaps_in_examples(last: str, value: Checked, doc: Docstring, owner: type | None) -> Iterator[str]:
    """An example uses the object that it documents; that of a class may show its properties too."""
    if isinstance(value, property):
        if not doc.shows(last) and not (owner is not None and docstring_of(owner).shows(last)):
            yield "no example, and the one of its class does not use it"
        if ":" in doc.text.partition("\n")[0]:
            yield "a colon in the first line, which the documentation takes for the end of a type"
    elif not doc.typed:
        yield "no example"
    elif not inspect.isclass(value) and not doc.shows(last):
        yield "an example that does not use it"


def gaps_in_arguments(value: Checked, doc: Docstring) -> Iterator[str]:
    """Every parameter, field and member is documented, and nothing else is."""
    names = list(parameters_of(value))
    entries = doc.entries("Args")
    if not entries and len(names) >= (1 if inspect.isclass(value) else 2):
        yield f"no Args: for {', '.join(names)}"
    elif entries:
        yield from (f"Args: lacks {name}" for name in names if name not in entries)
        yield from (f"Args: has {name}, which is no argument" for name in entries if name not in names)
    for field in fields_of(value):
        is_told = field.name in names or field.name.startswith("_") or f"`{field.name}`" in doc.prose
        if not is_told:
            yield f"does not tell of the field {field.name}"
    if is_enum(value):
        for member in value:
            if f"`{member.name}`" not in doc.prose:
                yield f"does not tell of the member {member.name}"


def is_enum(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, Enum)


def fields_of(value: object) -> tuple["attrs.Attribute[object]", ...]:
    return attrs.fields(value) if inspect.isclass(value) and attrs.has(value) else ()


def parameters_of(value: Checked) -> dict[str, inspect.Parameter]:
    """The arguments of a class or a function, without `self` and without private fields."""
    if isinstance(value, property) or is_enum(value):
        return {}
    if inspect.isclass(value) and not is_called(value):
        return {}
    hidden = {"self", "cls", *(field.name.lstrip("_") for field in fields_of(value) if field.name[0] == "_")}
    parameters = inspect.signature(value).parameters
    return {name: one for name, one in parameters.items() if name not in hidden}


def is_called(kind: type) -> bool:
    """Whether a class says what its calls take: in itself, or in a private base that it shares with others."""
    own = (one for one in kind.__mro__ if one is kind or one.__name__.startswith("_"))
    return hasattr(kind, "_fields") or any("__init__" in vars(one) for one in own)


def gaps_in_units(value: Checked, doc: Docstring) -> Iterator[str]:
    """Amounts say in which unit they are."""
    entries = doc.entries("Args")
    for name, one in parameters_of(value).items():
        if is_amount(one.annotation) and name in entries and not UNIT_SAID.search(entries[name]):
            yield f"Args: does not say the unit of {name}"
    function = value.fget if isinstance(value, property) else value
    answer = getattr(function, "__annotations__", {}).get("return")
    if not inspect.isclass(value) and is_amount(answer) and not UNIT_SAID.search(doc.prose):
        yield "does not say the unit of what it answers"


def is_amount(annotation: object) -> bool:
    """Whether an annotation is an amount, or that and None."""
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return text.strip("'\"").removesuffix(" | None").rpartition(".")[2] == "Amount"


def gaps_in_sources(name: str, doc: Docstring) -> Iterator[str]:
    """A rule that somebody else made has its reference."""
    standard = STANDARD.search(doc.prose)
    if "Source" in doc.sections and not doc.said("Source"):
        yield "Source: is empty"
    elif "Source" not in doc.sections and name in WITH_SOURCE:
        yield "no Source:"
    elif "Source" not in doc.sections and standard:
        yield f"no Source:, though it speaks of {standard[0]}"


# --- Errors ---------------------------------------------------------------------------------------------------------


def gaps_in_errors(name: str, value: Checked, doc: Docstring) -> Iterator[str]:
    """What `Raises:` and `Warns:` name exists, and what the code raises is named."""
    told = []
    for error in [*doc.entries("Raises"), *doc.entries("Warns")]:
        kind = error_called(error) or getattr(builtins, error, None)
        if inspect.isclass(kind) and issubclass(kind, Exception):
            told.append(kind)
        else:
            yield f"Raises: has {error}, which is no error"
    for kind in by_name(raised_by(value)):
        if not issubclass(kind, tuple(told)) and (name, kind.__name__) not in NEVER:
            yield f"Raises: lacks {kind.__name__}"
    for kind in by_name(raised_by_operators(value)):
        if kind.__name__ not in doc.prose and (name, kind.__name__) not in NEVER:
            yield f"does not tell of {kind.__name__}, which an operator raises"


def by_name(kinds: Iterable[type]) -> list[type]:
    return sorted(kinds, key=lambda kind: kind.__name__)


def raised_by(value: Checked) -> set[type]:
    """The errors of the package that a call of it raises."""
    if not inspect.isclass(value):
        return raised_in(value.fget if isinstance(value, property) else inspect.unwrap(value))
    found = (
        {ex.errors.RecordError} if any(field.validator is not None for field in fields_of(value)) else set()
    )
    for owner in owners_of(value):
        for name in ("__init__", "__attrs_post_init__"):
            if isinstance(vars(owner).get(name), FunctionType):
                found |= raised_in(vars(owner)[name])
    return found


def raised_by_operators(value: Checked) -> set[type]:
    """The errors of the package that the special methods of a class raise, those that make it aside."""
    made_by = ("__init__", "__attrs_post_init__")
    methods = [
        held
        for owner in owners_of(value)
        for name, held in vars(owner).items()
        if name.startswith("__") and name not in made_by and isinstance(held, FunctionType)
    ]
    return set().union(*map(raised_in, methods))


@cache
def raised_in(function: FunctionType) -> set[type]:
    """The errors that leave a function: those of its own code, and those of the functions that it calls by name."""
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except OSError:
        return set()  # attrs writes methods that have no source, and raise nothing
    return Raised(function).within(tree.body)


class Raised:
    """Reads the errors that the statements of a function raise; what a handler catches does not leave."""

    def __init__(self, function: FunctionType) -> None:
        self.function = function
        self.owner = function.__globals__.get(function.__qualname__.rpartition(".")[0])

    def within(self, nodes: Iterable[ast.AST]) -> set[type]:
        found: set[type] = set()
        for node in nodes:
            if isinstance(node, ast.Try):
                caught = tuple(kind for handler in node.handlers for kind in self.caught_by(handler))
                found |= {kind for kind in self.within(node.body) if not issubclass(kind, caught)}
                found |= self.within([*node.handlers, *node.orelse, *node.finalbody])
            elif not isinstance(node, (ast.FunctionDef, ast.Lambda)):
                if isinstance(node, ast.Raise) and node.exc is not None:
                    found |= self.thrown_by(node.exc)
                elif isinstance(node, ast.Call):
                    found |= self.raised_by_call_of(node.func)
                found |= self.within(ast.iter_child_nodes(node))
        return found

    def meaning_of(self, node: ast.AST) -> object:
        """The value of a name in the function: a global, a member of its class, or a name of a module."""
        if isinstance(node, ast.Name):
            return self.function.__globals__.get(node.id, getattr(builtins, node.id, None))
        is_member = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if is_member and node.value.id in ("self", "cls"):
            member = getattr(self.owner, node.attr, None)
            return getattr(member, "__func__", member)
        if is_member and isinstance(module := self.meaning_of(node.value), ModuleType):
            return getattr(module, node.attr, None)
        return None

    def caught_by(self, handler: ast.ExceptHandler) -> Iterator[type]:
        for node in handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]:
            kind = self.meaning_of(node)
            if inspect.isclass(kind):
                yield kind

    def thrown_by(self, node: ast.AST) -> set[type]:
        """The error after `raise`: made by its class, or by a helper that returns one."""
        made = self.meaning_of(node.func if isinstance(node, ast.Call) else node)
        if isinstance(made, FunctionType):
            answer = made.__annotations__.get("return")
            made = error_called(answer.strip("'\"")) if isinstance(answer, str) else answer
        return {made} if inspect.isclass(made) and issubclass(made, ex.ExpotradeError) else set()

    def raised_by_call_of(self, node: ast.AST) -> set[type]:
        """What a function of the same package raises: a private one by its code, a public one by its docstring."""
        called = self.meaning_of(node)
        if not isinstance(called, FunctionType) or called is self.function:
            return set()
        if called.__module__.partition(".")[0] != self.function.__module__.partition(".")[0]:
            return set()
        if not is_public(called):
            return raised_in(called)
        named = (error_called(name) for name in docstring_of(called).entries("Raises"))
        return {kind for kind in named if inspect.isclass(kind) and issubclass(kind, ex.ExpotradeError)}
