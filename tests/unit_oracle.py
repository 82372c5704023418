"""What units are worth in grams, square meters and hundredths, apart from the data, and units to draw."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

import expotrade as ex

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "expotrade" / "data"
UNITS = json.loads((DATA / "units.json").read_text("utf-8"))
MONEY = json.loads((DATA / "currencies.json").read_text("utf-8"))["currencies"]
TABLE = ex.UnitTable.builtin()

# What one of each convertible unit is in grams, in square meters, in hundredths: the oracle, kept apart from the data.
GRAMS = {
    "t": Fraction(1_000_000),
    "kg": Fraction(1000),
    "g": Fraction(1),
    "jin": Fraction(500),
    "lb": Fraction("453.59237"),
}
SQUARE_METERS = {
    "m2": Fraction(1),
    "ha": Fraction(10_000),
    "km2": Fraction(1_000_000),
    "sqft": Fraction("0.09290304"),
    "acre": Fraction("4046.8564224"),
    "mu": Fraction(2000, 3),
}
HUNDREDTHS = {"percent": Fraction(1), "multiple": Fraction(100)}
CONVERTIBLE = GRAMS | SQUARE_METERS | HUNDREDTHS

simple_codes = st.sampled_from([*CONVERTIBLE, "USD", "CNY", "exhibitor", "visitor", "day", "year", "drone"])
compounds = st.builds(
    lambda above, below: ("*".join(above) or "multiple") + "".join(f"/{code}" for code in below),
    st.lists(simple_codes.filter(lambda code: code != "drone"), max_size=2),
    st.lists(simple_codes.filter(lambda code: code != "drone"), max_size=1),
).map(TABLE.resolve)
units = simple_codes | compounds


def copied(text: str) -> str:
    """An equal text that is another object."""
    return "".join(list(text))


def fraction(pair: tuple[Decimal, Decimal]) -> Fraction:
    numerator, denominator = pair
    return Fraction(numerator) / Fraction(denominator)
