"""The one door to pint: factors between units, and quantities in and out.

Factors come from a private registry, made of our table alone and built when one is first needed. Quantities belong to
the registry of the caller, in pint's own names; nothing is defined there unless the caller does it.
"""

from _thread import RLock  # as functools does: threading would load more than the lock
from decimal import Decimal, localcontext
from functools import cache
from math import isinf

from .._internal.data import read_table
from .._internal.decimals import EXACTLY, NEAREST, ROUGHLY
from ..errors import AmountError, AmountTypeError, UnknownNameError
from .codes import MOST_FACTORS, MULTIPLE, sides, spelled
from .names import vocabulary
from .table import UnitTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeAlias

    from pint import Quantity as Quantity, UnitRegistry  # noqa: PLC0414  # amounts takes its types from here
    from pint.registry import ApplicationRegistry

    Registry: TypeAlias = UnitRegistry[Any] | ApplicationRegistry

# The dimensions that pint has too, each with our unit for the root unit of pint.
_BASES: "Mapping[str, tuple[Mapping[str, int], str]]" = {
    "MASS": ({"[mass]": 1}, "kg"),
    "AREA": ({"[length]": 2}, "m2"),
    MULTIPLE: ({}, MULTIPLE),
}
_PHYSICAL = frozenset(
    f"[{name}]" for name in ("current", "length", "luminosity", "mass", "substance", "temperature", "time")
)
# Wide enough for both acres, too narrow for two units of one name, such as the jin of 500 g and the one of 600 g.
_ALIKE = Decimal("1e-5")
_lock = RLock()


def pint_quantity(value: Decimal, unit: str, registry: "Registry | None" = None) -> "Quantity[Any]":
    """The exit to pint: a quantity of the caller's registry, in pint's own units where it has them.

    Args:
        value: The number.
        unit: A canonical code.
        registry: A registry of pint; pint's application registry unless given.

    Returns:
        A quantity whose magnitude is of the registry's type of numbers, its `non_int_type`: float, or Decimal where it
        was made with that.

    Raises:
        UnknownNameError: The registry lacks one of the units; `pint_definitions` has what to load into it.
        AmountError: The registry counts in floats, and the number is too large or too small for one.
        AmountTypeError: The argument is not a registry of pint.

    Example:
        >>> from decimal import Decimal
        >>> import pint
        >>> from expotrade.units import pint_quantity
        >>> pint_quantity(Decimal(3), "t", pint.UnitRegistry(non_int_type=Decimal)).to("kg").magnitude == 3000
        True
    """
    if registry is None:
        import pint

        get: Callable[[], ApplicationRegistry] = pint.get_application_registry  # pint does not type it
        with _lock:
            # Pint builds this registry at its first use, and two threads would disturb each other.
            registry = get()
            registry.get_root_units("")
    if not hasattr(registry, "get_root_units"):
        advice = "pass a pint.UnitRegistry, or nothing for pint's application registry"
        raise AmountTypeError("take as a registry of pint", registry, advice)
    names = _pint_names()
    powers: dict[str, int] = {}
    above, below = sides(unit)
    for code, sign in [*((code, 1) for code in above), *((code, -1) for code in below)]:
        name, power = names.to_pint.get(code, (code, 1))
        if not _means(registry, name, power, code):
            raise UnknownNameError("unit", name, (), _advice(code, name), within="this registry of pint")
        powers[name] = powers.get(name, 0) + sign * power
    made: Quantity[Any] = registry.Quantity(_magnitude(value, registry), registry.UnitsContainer(powers))
    return made


def from_pint(quantity: object, units: UnitTable | None = None) -> tuple[Decimal, str]:
    """The way back from pint: the exact number and the code of a quantity of any registry.

    Keeps a unit that the table also has: kilogram, metric_ton, pound, acre, hectare, kilometer ** 2, and what
    `pint_definitions` defines. Converts other masses and areas to kg and m2, to 50 digits, or to 15 from a registry
    that counts in floats. An acre is read by its name, although pint before 0.26 means the US surveyor's, which is four
    millionths larger than the international one of the table.

    Args:
        quantity: A pint quantity whose magnitude is an int or a Decimal.
        units: A table with further nouns.

    Returns:
        The number and a canonical code; equal factors cancel, others stay as they are.

    Raises:
        AmountTypeError: The argument is not a pint quantity, its magnitude is not such a number, or a power is not
            whole.
        AmountError: It has more than eight factors.
        UnknownNameError: One of its units is not in our table, not a mass and not an area.

    Example:
        >>> from decimal import Decimal
        >>> import pint
        >>> from expotrade.units import from_pint
        >>> registry = pint.UnitRegistry(non_int_type=Decimal)
        >>> from_pint(registry.Quantity(21, "kilometer ** 2")), from_pint(registry.Quantity(3, "ounce"))
        ((Decimal('21'), 'km2'), (Decimal('0.085048569375'), 'kg'))
    """
    from pint import Quantity

    if not isinstance(quantity, Quantity):
        raise AmountTypeError("read from pint", quantity, "pass a pint quantity")
    magnitude = quantity.magnitude
    if not isinstance(magnitude, (int, Decimal)):
        advice = (
            "its magnitude must be an int or a Decimal; a float has lost the printed digits, "
            "and a registry made with non_int_type=decimal.Decimal keeps them"
        )
        raise AmountTypeError("read from pint", magnitude, advice)
    registry: Registry = quantity._REGISTRY  # noqa: SLF001  # pint has no public name for it
    items: Iterable[tuple[str, Any]] = quantity.unit_items()
    above: list[str] = []
    below: list[str] = []
    others: dict[str, int] = {}
    for name, power in items:
        if power not in range(-MOST_FACTORS, MOST_FACTORS + 1):
            advice = f"its units must have whole powers of at most {MOST_FACTORS}"
            raise AmountTypeError("read from pint", quantity, advice)
        code, times = _named(registry, name, int(power), units or UnitTable.builtin())
        if code:
            (above if times > 0 else below).extend([code] * abs(times))
        else:
            others[name] = int(power)
    number = Decimal(magnitude)
    for code, times in _by_dimension(registry, others).items():
        (above if times > 0 else below).extend([code] * abs(times))
    if others and number.is_finite():
        number = ROUGHLY.multiply(number, _factor(registry, others))
    return number, spelled(above, below)


def pint_definitions() -> str:
    """The units of expotrade that pint's own registries lack, as a text of definitions to load into one.

    They are the currencies and count nouns, each a dimension of its own, percentage points, jin and mu. A few have
    another name in pint, because it reads our code as something else: mu is `chinese_mu`, pp `percentage_point`, unit
    `piece_unit`, chain `supply_chain`. No name of pint is defined anew.

    Returns:
        One definition a line, for `registry.load_definitions(expotrade.pint_definitions().splitlines())`.

    Source: definition (`data/pint_names.json`).

    Example:
        >>> import decimal, pint
        >>> import expotrade as ex
        >>> registry = pint.UnitRegistry(non_int_type=decimal.Decimal)
        >>> loaded = registry.load_definitions(ex.pint_definitions().splitlines())
        >>> print(ex.Amount(21, "USD/exhibitor").to_pint(registry))
        21 USD / exhibitor
    """
    names = _pint_names()
    lines = ["# units of expotrade that the registries of pint lack"]
    for code in sorted(vocabulary().labels.keys() - {MULTIPLE}):
        name, _ = names.to_pint.get(code, (code, 1))
        if name not in names.known:
            lines.append(f"{name} = {names.definitions.get(name, f'[{name}]')}")
    return "".join(f"{line}\n" for line in lines)


class _PintNames:
    """What pint calls our units, and what it knows of them by itself."""

    __slots__ = ("definitions", "from_pint", "known", "to_pint")

    def __init__(self) -> None:
        table = read_table("pint_names.json")
        self.to_pint: dict[str, tuple[str, int]] = {
            code: (name, power) for code, (name, power) in table["names"].items()
        }
        self.from_pint = {name: (code, power) for code, (name, power) in self.to_pint.items()}
        self.definitions: dict[str, str] = table["definitions"]
        self.known = frozenset(table["known"])


_pint_names = cache(_PintNames)


def _advice(code: str, name: str) -> str:
    """What to do where a registry lacks a unit, or has something else under its name."""
    if name in _pint_names().known:
        return f"{code} is pint's {name}, which this registry lacks or defines as something else"
    if code not in vocabulary().labels:
        return f"define it there: registry.define('{name} = [{name}]'), if that name is free"
    load = "registry.load_definitions(expotrade.pint_definitions().splitlines())"
    return f"load the units that pint does not know: {load}"


def _magnitude(value: Decimal, registry: "Registry") -> "Any":
    """The number as the registry counts."""
    kind = registry.non_int_type
    number = kind(value)
    if kind is float and (isinf(number) or (value and not number)):
        rule = "no float is so large or so small: pass a registry made with non_int_type=decimal.Decimal"
        raise AmountError(value, rule)
    return number


def _means(registry: "Registry", name: str, power: int, code: str) -> bool:
    """Whether a registry has our unit under this name, in this power: of the same dimension, and of the same size."""
    from pint import UndefinedUnitError

    try:
        # Prefixes and plurals make a unit of many a word: the name itself must be one.
        if registry.get_name(name) != name:
            return False
    except UndefinedUnitError:
        return False
    dimensions = _dimensions(registry, {name: power})
    kind, factor = vocabulary().measured.get(code, ("", "1"))
    if kind not in _BASES:
        if name in _pint_names().known:
            return dimensions == {"[time]": 1}
        # A noun may be made of anything but what pint measures, as its `chain` is; pint's own units without a
        # dimension, such as `decade`, are none of the nouns of the table.
        return not dimensions.keys() & _PHYSICAL and (bool(dimensions) or code in vocabulary().labels)
    dimension, base = _BASES[kind]
    if dimensions != dimension:
        return False
    with localcontext(NEAREST):
        size = Decimal(factor) / Decimal(vocabulary().measured[base][1])
        return abs(_factor(registry, {name: power}) / size - 1) < _ALIKE


def _named(registry: "Registry", name: str, power: int, units: UnitTable) -> tuple[str, int]:
    """Our unit of the name that a registry uses, with its power; no code where there is none of this size."""
    names = _pint_names()
    code, own = names.from_pint.get(name, ("" if name in names.to_pint else name, 1))
    if code in units.codes and power % own == 0 and _means(registry, name, own, code):
        return code, power // own
    return "", 0


def _by_dimension(registry: "Registry", powers: "Mapping[str, int]") -> dict[str, int]:
    """The powers of kg and m2 of units that we have no name for."""
    for name, power in powers.items():
        own = _dimensions(registry, {name: power})
        if not own or own.keys() - {"[mass]", "[length]"}:
            raise _not_ours(registry, name)
    together = _dimensions(registry, powers)
    length = together.get("[length]", 0)
    if length % 2:
        raise _not_ours(
            registry, next(name for name in powers if "[length]" in _dimensions(registry, {name: 1}))
        )
    return {"kg": int(together.get("[mass]", 0)), "m2": int(length) // 2}


def _not_ours(registry: "Registry", name: str) -> UnknownNameError:
    """The error for a unit that is not one of ours, a mass or an area."""
    dimension = registry.get_dimensionality(registry.UnitsContainer({name: 1}))
    if dimension and not dimension.keys() & _PHYSICAL:
        return UnknownNameError("unit", name, UnitTable.builtin().nearest(name), "write it by its code there")
    advice = (
        f"in its registry of pint it is {dimension}, and expotrade has masses, areas, percent, days, months, years, "
        "counts and currencies: convert the quantity to one of these first"
    )
    return UnknownNameError("unit", name, (), advice)


def _dimensions(registry: "Registry", powers: "Mapping[str, int]") -> "dict[str, Any]":
    return dict(registry.get_dimensionality(registry.UnitsContainer(powers)))


def _factor(registry: "Registry", powers: "Mapping[str, int]") -> Decimal:
    """What units are in kilograms and square metres, exactly where they are a finite decimal of them."""
    dimensions = _dimensions(registry, powers)
    bases = {"kilogram": int(dimensions.get("[mass]", 0)), "meter": int(dimensions.get("[length]", 0))}
    with localcontext(NEAREST):
        found, base = (_in_roots(registry, one) for one in (powers, bases))
        return (found / base).normalize()


def _in_roots(registry: "Registry", powers: "Mapping[str, int]") -> Decimal:
    """What units are in the roots of their registry."""
    found = Decimal(1)
    for name, power in powers.items():
        factor: Any = registry.get_root_units(registry.UnitsContainer({name: 1}))[0]
        # Of a float, 15 digits are sure, and more than a definition has; pint's steps add noise behind them.
        digits = factor if isinstance(factor, Decimal) else Decimal(f"{float(factor):.15g}")
        found *= digits**power
    return found


def _registry() -> "UnitRegistry[Any]":
    with _lock:
        return _build_registry()


@cache
def _build_registry() -> "UnitRegistry[Any]":
    """The private registry, with what is convertible; what is not has no factor."""
    from pint import UnitRegistry

    measured = vocabulary().measured
    with localcontext(EXACTLY):
        registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Decimal)
        for dimension in dict.fromkeys(dimension for dimension, _ in measured.values()):
            base = f"BASE_OF_{dimension}"
            registry.define(f"{base} = []" if dimension == MULTIPLE else f"{base} = [{dimension}]")
        for code, (dimension, factor) in measured.items():
            registry.define(f"{code} = {factor} * BASE_OF_{dimension}")
    return registry


@cache
def _in_base(code: str) -> Decimal:
    """A convertible unit in the base of its dimension, an exact decimal."""
    registry = _registry()
    with _lock, localcontext(EXACTLY):
        factor, _ = registry.get_root_units(registry.UnitsContainer({code: 1}))
    return Decimal(str(factor))
