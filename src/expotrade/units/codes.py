"""Takes the codes of compound units apart and puts them together."""

from sys import intern

from ..errors import AmountError

MULTIPLE = "multiple"
MOST_FACTORS = 8


def is_compound(code: str) -> bool:
    """Whether a code has more than one factor, or a denominator."""
    return "/" in code or "*" in code


def sides(code: str) -> tuple[list[str], list[str]]:
    """The factors before and after the stroke; `multiple` has none."""
    above, _, below = code.partition("/")
    return [] if above in ("1", MULTIPLE) else above.split("*"), below.split("*") if below else []


def cancelled(above: list[str], below: list[str]) -> tuple[list[str], list[str]]:
    """Both sides sorted, without `multiple` and without the factors that both have."""
    kept = sorted(code for code in above if code != MULTIPLE)
    left = []
    for code in sorted(below):
        if code in kept:
            kept.remove(code)
        elif code != MULTIPLE:
            left.append(code)
    return kept, left


def spelled(above: list[str], below: list[str]) -> str:
    """The canonical code of a compound, interned."""
    above, below = cancelled(above, below)
    top = "*".join(above) or ("1" if below else MULTIPLE)
    code = f"{top}/{'*'.join(below)}" if below else top
    if len(above) + len(below) > MOST_FACTORS:
        raise AmountError(code, f"a unit has at most {MOST_FACTORS} factors")
    return intern(code)
