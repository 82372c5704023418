"""Fuzz `Amount.parse`: a text is one figure or an error, and a figure reads back from its own notation."""

import harness

with harness.instrumented():
    import expotrade as ex
    from expotrade._data import read_table

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


def run(data: bytes) -> str:
    """Read a text, and hold the figure to what it promises."""
    try:
        amount = ex.Amount.parse(harness.as_text(data))
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
    seeds=harness.lines("amounts.txt"),
    tokens=tuple(
        dict.fromkeys(
            [*_words(_WORDING), *(hedge.name for hedge in ex.Hedge), *_UNITS.currency_signs(), *_UNITS.measure_words(),
             *("E+9", "E-450", "E+400", "[", "..", "]", ",000", " per ", "/", "*", "·", "NaN", "Infinity", "sNaN123"),
             *("家企业", "人次", "平方米", "%", "个百分点", "٣", "３", "²", "①", "½", "\u200b", "\u202e", "\ufeff")]
        )
    ),
    longest=400,
)  # fmt: skip

if __name__ == "__main__":
    harness.main(TARGET)
