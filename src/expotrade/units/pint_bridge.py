"""The door to pint: factors between units, and conversion to and from quantities of pint.

Factors come from a private registry, which is built from the table of expotrade when it is first needed. Quantities
belong to the registry of the caller and have pint's own unit names; only the caller defines units there.
"""

from _thread import RLock  # as functools does; importing threading costs more
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

# The dimensions that pint also has: its own name, and our unit for its root unit.
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
    """A quantity of the caller's registry, in pint's own units if it has them.

    Args:
        value: The number.
        unit: A canonical code.
        registry: A registry of pint; by default pint's application registry.

    Returns:
        A quantity whose magnitude is a float, or a `Decimal` if the registry was made with
        `non_int_type=decimal.Decimal`.

    Raises:
        UnknownNameError: The registry lacks one of the units; the error says what to load.
        AmountError: The registry counts in floats, and the number is too large or too small for one.
        AmountTypeError: `registry` is not a registry of pint.

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
            # pint builds this registry at its first use, which is not safe in two threads at once.
            registry = get()
            registry.get_root_units("")
    if not hasattr(registry, "get_root_units"):
        advice = "pass a pint.UnitRegistry, or omit it for pint's application registry"
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
    """The exact number and the unit code of a pint quantity of any registry.

    It keeps a unit that the table also has: kilogram, metric_ton, pound, acre, hectare, kilometer ** 2, and those that
    `pint_definitions` defines. It converts other masses and areas to kg and m2, to 50 digits, or to 15 digits from a
    registry that counts in floats. An acre is read by its name, although pint before 0.26 means the acre of the US
    survey, which is four millionths larger than that of the table.

    Args:
        quantity: A pint quantity whose magnitude is an int or a Decimal.
        units: A table with further nouns.

    Returns:
        The number and a canonical code; equal factors cancel, others stay as they are.

    Raises:
        AmountTypeError: The value is not a pint quantity, its magnitude is another number, or a power is not whole.
        AmountError: The unit has more than eight factors.
        UnknownNameError: A unit is not in the table, and is neither a mass nor an area.

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
    """Definitions of the units of expotrade that pint lacks, to load into a registry.

    They are the currencies and count nouns, each with its own dimension, percentage points, jin and mu. A few have
    another name in pint, because pint reads the code as something else: mu is `chinese_mu`, pp `percentage_point`, unit
    `piece_unit`, chain `supply_chain`. No name that pint already has is redefined.

    Returns:
        One definition per line, for `registry.load_definitions(expotrade.pint_definitions().splitlines())`.

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
    """The names of the units of expotrade in pint, and which of them pint knows without definitions."""

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
    """What to do if a registry lacks a unit, or has another unit under its name."""
    if name in _pint_names().known:
        return f"{code} is {name} in pint, which this registry lacks or defines differently"
    if code not in vocabulary().labels:
        return f"define it there: registry.define('{name} = [{name}]'), if that name is free"
    load = "registry.load_definitions(expotrade.pint_definitions().splitlines())"
    return f"load the units that pint does not know: {load}"


def _magnitude(value: Decimal, registry: "Registry") -> "Any":
    """The number in the number type of the registry."""
    kind = registry.non_int_type
    number = kind(value)
    if kind is float and (isinf(number) or (value and not number)):
        rule = "it is outside the range of floats: pass a registry made with non_int_type=decimal.Decimal"
        raise AmountError(value, rule)
    return number


def _means(registry: "Registry", name: str, power: int, code: str) -> bool:
    """Whether this name in this power means our unit in a registry: it has the same dimension and size."""
    from pint import UndefinedUnitError

    try:
        # pint also reads prefixes and plurals as units, so the name itself must be that of a unit.
        if registry.get_name(name) != name:
            return False
    except UndefinedUnitError:
        return False
    dimensions = _dimensions(registry, {name: power})
    kind, factor = vocabulary().measured.get(code, ("", "1"))
    if kind not in _BASES:
        if name in _pint_names().known:
            return dimensions == {"[time]": 1}
        # A noun of the caller may have any dimension but those that pint measures, as pint's `chain` is a length.
        # Units of pint without a dimension, such as `decade`, are not nouns of the table.
        return not dimensions.keys() & _PHYSICAL and (bool(dimensions) or code in vocabulary().labels)
    dimension, base = _BASES[kind]
    if dimensions != dimension:
        return False
    with localcontext(NEAREST):
        size = Decimal(factor) / Decimal(vocabulary().measured[base][1])
        return abs(_factor(registry, {name: power}) / size - 1) < _ALIKE


def _named(registry: "Registry", name: str, power: int, units: UnitTable) -> tuple[str, int]:
    """The code of a unit that a registry names, with its power; an empty code if no unit has its size."""
    names = _pint_names()
    code, own = names.from_pint.get(name, ("" if name in names.to_pint else name, 1))
    if code in units.codes and power % own == 0 and _means(registry, name, own, code):
        return code, power // own
    return "", 0


def _by_dimension(registry: "Registry", powers: "Mapping[str, int]") -> dict[str, int]:
    """The powers of kg and m2 in a product of units that the table does not have."""
    for name, power in powers.items():
        own = _dimensions(registry, {name: power})
        if not own or own.keys() - {"[mass]", "[length]"}:
            raise _not_in_table(registry, name)
    together = _dimensions(registry, powers)
    length = together.get("[length]", 0)
    if length % 2:
        raise _not_in_table(
            registry, next(name for name in powers if "[length]" in _dimensions(registry, {name: 1}))
        )
    return {"kg": int(together.get("[mass]", 0)), "m2": int(length) // 2}


def _not_in_table(registry: "Registry", name: str) -> UnknownNameError:
    """The error for a unit that is not in the table, and is neither a mass nor an area."""
    dimension = registry.get_dimensionality(registry.UnitsContainer({name: 1}))
    if dimension and not dimension.keys() & _PHYSICAL:
        return UnknownNameError("unit", name, UnitTable.builtin().nearest(name), "name it by its code there")
    advice = (
        f"its dimension in pint is {dimension}, and expotrade has masses, areas, percent, days, months, years, "
        "counts and currencies; convert the quantity to one of these first"
    )
    return UnknownNameError("unit", name, (), advice)


def _dimensions(registry: "Registry", powers: "Mapping[str, int]") -> "dict[str, Any]":
    return dict(registry.get_dimensionality(registry.UnitsContainer(powers)))


def _factor(registry: "Registry", powers: "Mapping[str, int]") -> Decimal:
    """The factor from units to kilograms and square metres, exact if it is a finite decimal."""
    dimensions = _dimensions(registry, powers)
    bases = {"kilogram": int(dimensions.get("[mass]", 0)), "meter": int(dimensions.get("[length]", 0))}
    with localcontext(NEAREST):
        found, base = (_in_roots(registry, one) for one in (powers, bases))
        return (found / base).normalize()


def _in_roots(registry: "Registry", powers: "Mapping[str, int]") -> Decimal:
    """The factor from units to the root units of their registry."""
    found = Decimal(1)
    for name, power in powers.items():
        factor: Any = registry.get_root_units(registry.UnitsContainer({name: 1}))[0]
        # 15 digits of a float are reliable, and no definition has more; the steps of pint add noise after them.
        digits = factor if isinstance(factor, Decimal) else Decimal(f"{float(factor):.15g}")
        found *= digits**power
    return found


def _registry() -> "UnitRegistry[Any]":
    with _lock:
        return _build_registry()


@cache
def _build_registry() -> "UnitRegistry[Any]":
    """The private registry, with the units that have a factor."""
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
    """The exact factor from a unit to the base unit of its dimension."""
    registry = _registry()
    with _lock, localcontext(EXACTLY):
        factor, _ = registry.get_root_units(registry.UnitsContainer({code: 1}))
    return Decimal(str(factor))
