"""Fuzz `decode` with parsed JSON: a valid catalog with a few of its parts changed, moved or removed."""

import json
from contextlib import suppress
from copy import deepcopy

import harness
from loads_catalog import words

with harness.instrumented():
    import expotrade as ex
    from expotrade.codec import decode, dumps, encode, json_schema, loads

    harness.import_all()

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_SCHEMA = json_schema()
KEYS = tuple(
    dict.fromkeys(
        [*words(_SCHEMA), "$comment", "", "__class__", "__init__", "self", 5, None, ("a",), "\ud800"]
    )
)
_TEXTS = tuple(
    dict.fromkeys(
        [
            *(word for word in words(_SCHEMA) if word.islower()),
            *(line.decode() for line in harness.lines("amounts.txt") + harness.lines("periods.txt")),
            *("expo-2023", "expo-no4", "expo", "paper", "hall-1", "maker", "a-person", "shunyi", "booths-online"),
            *("CN", "WORLD", "ASEAN", "expotrade/1", "expotrade/2"),
            *("", " ", "\x00", "\ud800", "\u202e", "\ufeff", "=1+1", "<script>", "[/red]", "javascript:alert(1)"),
            *("a" * 3000, "a-" * 200, "9" * 2000),
        ]
    )
)  # fmt: skip
_ODD = (
    *(None, True, False, 0, 1, -1, 2, 9999, 10**17, 10**18, 10**400, 0.5, -0.0, float("nan"), float("inf")),
    *([], {}, [[]], [None]),
)
_CATALOGS = [
    json.loads(seed) for seed in harness.files("catalogs") if seed.startswith(b'{\n "format": "expotrade/2"')
]


def _readable(parse: "Callable[[str], object]", name: str) -> list[str]:
    """The seeds that can be read, in the form of a file."""
    found = []
    for line in harness.lines(name):
        with suppress(ex.ExpotradeError):
            found.append(str(parse(line.decode())))
    return found


def _of_each_key(data: "Any", found: "dict[str, list[Any]]") -> "dict[str, list[Any]]":
    """All values of each key anywhere in some documents."""
    for key, part in (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        if isinstance(key, str):
            found.setdefault(key, []).append(part)
        _of_each_key(part, found)
    return found


_FITTING = _of_each_key(_CATALOGS, {}) | {
    "year": [1851, 2022, 2023, 9999],
    "number": [1, 2, 3],
    "paragraph": [1, 2, 99],
}
_FITTING["amount"] += [
    *_readable(ex.Amount.parse, "amounts.txt"),
    "EXACT 0 USD",
    "ROUNDED -1E+400 percent",
    "EXACT 1E-450 USD",
]
_FITTING["period"] += _readable(ex.Period.parse, "periods.txt")
_FITTING["metric"] += [metric.code for metric in ex.list_metrics()]
_FITTING["status"] += ["actual", "expected", "planned", "cancelled"]
_FITTING["base"] += ["average_since", "not_stated"]
_FITTING["fields"] += [["role"], ["period"], ["nothing"], []]
_FITTING["open_lists"] += [["exhibitors"], ["parties"], ["nothing"], []]
_FITTING["is_preferred"] += [False]


def document(choices: harness.Choices) -> "Any":
    """The document that the bytes describe."""
    data = deepcopy(choices.one_of(_CATALOGS))
    while choices:
        _change(data, choices)
    return data


def _change(data: "Any", choices: harness.Choices) -> None:
    """Change one part, which is found by going down from the top."""
    keys: list[Any] = []
    while True:
        keys = sorted(data, key=str) if isinstance(data, dict) else list(range(len(data)))
        if not keys:
            break
        key = choices.one_of(keys)
        if not isinstance(data[key], (dict, list)) or not choices.below(8):
            break
        data = data[key]
    kind = choices.below(16)
    if not keys or kind == 7:
        _add(data, choices)
    elif kind > 7 and isinstance(data, dict):
        data[key] = deepcopy(choices.one_of(_FITTING.get(key, _ODD)))
    elif kind < 3:
        data[key] = choices.one_of(_TEXTS)
    elif kind == 3:
        data[key] = deepcopy(choices.one_of(_ODD))
    elif kind == 4:
        del data[key]
    elif kind > 6:
        data[key] = deepcopy(data[choices.one_of(keys)])
    else:
        data[key] = harness.as_text(choices.take(choices.below(40)))


def _add(data: "Any", choices: harness.Choices) -> None:
    """Add a new part, or a copy of a part that is there."""
    if isinstance(data, dict):
        data[choices.one_of(KEYS)] = deepcopy(choices.one_of(_ODD + _TEXTS))
    else:
        data.append(deepcopy(choices.one_of(data)) if data else deepcopy(choices.one_of(_ODD)))


def _agree_on(text: str) -> None:
    """Check that reading a text and reading data have the same outcome."""
    outcomes: list[object] = []
    for read in (lambda: loads(text), lambda: decode(json.loads(text))):
        try:
            outcomes.append(read())
        except ex.errors.DecodeError as error:
            outcomes.append({problem.path for problem in error.problems})
    assert outcomes[0] == outcomes[1]


def run(data: bytes) -> str:
    """Read a document, and try everything that a catalog can do without a network."""
    given = document(harness.Choices(data))
    # JSON does not allow every key of a dict.
    with suppress(TypeError):
        _agree_on(json.dumps(given))
    try:
        catalog = decode(given)
    except ex.ExpotradeError as error:
        assert str(error)
        return type(error).__name__
    assert decode(encode(catalog)) == catalog
    assert dumps(loads(dumps(catalog).encode())) == dumps(catalog)
    findings = ex.check(catalog)
    assert str(findings)
    assert findings._repr_html_()
    assert repr(catalog)
    for ask in (
        lambda: ex.total(catalog.deals),
        lambda: ex.total(catalog.editions, metric="exhibitors"),
        lambda: ex.compare(*catalog.editions),
        lambda: ex.RateTable.printed(catalog).currencies,
    ):
        try:
            assert str(ask())
        except ex.ExpotradeError as error:
            assert str(error)
    return "value"


TARGET = harness.Target(
    name="decode_catalog",
    run=run,
    seeds=(
        b"\0",
        *(bytes((a, b, c, d, a, b, c)) for a in (0, 9) for b in (0, 3) for c in (1, 7) for d in (2, 5)),
    ),
    longest=200,
)

if __name__ == "__main__":
    harness.main(TARGET)
