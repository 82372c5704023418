"""Fuzz `Amount.parse`: a text is one figure or an error, and a figure reads back from its own notation."""

import harness

with harness.instrumented():
    import expotrade as ex
    from expotrade._internal.data import read_table

    harness.import_all()

_WORDING = read_table("wording.json")
_UNITS = ex.UnitTable.builtin()


def _words(table: object) -> "list[str]":
    """Every text in a table."""
    if isinstance(table, dict):
        return [word for key, part in table.items() if key != "origin" for word in (key, *_words(part))]
    if isinstance(table, list):
        return [word for part in table for word in _words(part)]
    return [table] if isinstance(table, str) else []


_TOKENS = tuple(
    dict.fromkeys(
        [*_words(_WORDING), *(hedge.name for hedge in ex.Hedge), *_UNITS.currency_signs(), *_UNITS.measure_words(),
         *("E+9", "E-450", "E+400", "[", "..", "]", ",000", " per ", "/", "*", "·", "NaN", "Infinity", "sNaN123"),
         *("家企业", "人次", "平方米", "%", "个百分点", "٣", "３", "²", "①", "½", "\u200b", "\u202e", "\ufeff")]
    )
)  # fmt: skip
_PIECES = (
    *(
        " ",
        "-",
        ",",
        ".",
        "$",
        "0",
        "1",
        "2",
        "7.5",
        "250",
        "6,700",
        "100,000",
        "78.41",
        "二",
        "十",
        "百",
        "万",
        "亿",
        " and ",
    ),
    *(
        "exhibitors",
        "percent",
        "yuan",
        "tonnes",
        "square meters",
        "家",
        "元",
        "exhibitor",
        "USD",
        "CNY/exhibitor",
    ),
    *_TOKENS,
)
_BUILT = b"\xff"
"""What a row of pieces begins with; no text in UTF-8 does."""


def _text(data: bytes) -> str:
    """The bytes as a text, or as the pieces of a text, so that it looks like a figure more often."""
    if not data.startswith(_BUILT):
        return harness.as_text(data)
    choices = harness.Choices(data[1:])
    pieces: list[str] = []
    while choices:
        pieces.append(choices.one_of(_PIECES))
        pieces += [" "] * choices.below(2)
    return "".join(pieces)


def run(data: bytes) -> str:
    """Read a text, and check what a figure promises."""
    try:
        amount = ex.Amount.parse(_text(data))
    except ex.ExpotradeError as error:
        assert str(error)
        return type(error).__name__
    assert ex.Amount.parse(str(amount)) == amount
    assert hash(ex.Amount.parse(str(amount))) == hash(amount)
    assert amount.compare(amount) in (ex.Order.EQUAL, ex.Order.UNDECIDED)
    assert amount.format(locale="en")
    assert amount.format(locale="zh")
    return "value"


TARGET = harness.Target(
    name="Amount.parse",
    run=run,
    seeds=(
        *harness.lines("amounts.txt"),
        *(_BUILT + bytes((0, 4 + n, 0, 0, 19 + n % 10, 0)) for n in range(12)),
    ),
    tokens=_TOKENS,
    longest=400,
)

if __name__ == "__main__":
    harness.main(TARGET)
