"""Errors: one base, the builtin that a caller would guess, facts as attributes, and a text derived from them."""

import copy
import inspect
import pickle

import pytest

import expotrade as ex
from expotrade import errors
from expotrade.errors.advice import advise, nearest_text, shown

PROBLEMS = (
    ex.errors.Problem("deals[3].value", "it must be text", 5),
    ex.errors.Problem("expos[0].id", "it is empty", None),
)

SAMPLES = [
    (
        ex.errors.AmountError("x", "write digits"),
        ValueError,
        {"value": "x", "rule": "write digits"},
        "cannot use 'x': write digits",
    ),
    (
        ex.errors.AmountTypeError("add", 1, "give it a unit"),
        TypeError,
        {"doing": "add", "value": 1, "advice": (errors.Advice("give it a unit"),)},
        "cannot add 1: give it a unit",
    ),
    (
        ex.errors.AmountDivisionError("EXACT 0 t"),
        ZeroDivisionError,
        {"divisor": "EXACT 0 t"},
        "cannot divide by EXACT 0 t: its value is zero",
    ),
    (
        ex.errors.ParseError("5 foo", "foo", "no known unit", ("food", "foot")),
        ValueError,
        {"text": "5 foo", "unread": "foo", "rule": "no known unit", "nearest": ("food", "foot")},
        "cannot read '5 foo' as one figure: 'foo' was not read, no known unit; nearest: 'food', 'foot'",
    ),
    (
        ex.errors.ParseError("5", "", "a number needs its unit"),
        ValueError,
        {"unread": "", "nearest": ()},
        "cannot read '5' as one figure: a number needs its unit",
    ),
    (
        ex.errors.UnitMismatchError("subtract", "CNY", "USD", "convert"),
        TypeError,
        {"operation": "subtract", "left": "CNY", "right": "USD", "advice": (errors.Advice("convert"),)},
        "cannot subtract USD from CNY: convert",
    ),
    (
        ex.errors.UnitMismatchError("weigh", "CNY", "USD", "convert"),
        TypeError,
        {},
        "cannot weigh CNY and USD: convert",
    ),
    (
        ex.errors.UnknownNameError("unit", "foo", ("foot",), "write it out"),
        LookupError,
        {"kind": "unit", "name": "foo", "nearest": ("foot",), "advice": (errors.Advice("write it out"),)},
        "no unit 'foo'; nearest: 'foot'; write it out",
    ),
    (ex.errors.UnknownNameError("unit", "foo"), LookupError, {"nearest": (), "advice": ()}, "no unit 'foo'"),
    (
        ex.errors.PeriodError("x", "write a date"),
        ValueError,
        {"value": "x"},
        "'x' is not a period: write a date",
    ),
    (
        ex.errors.PeriodTypeError(5, "a date"),
        TypeError,
        {"value": 5, "wanted": "a date"},
        "cannot take 5 of type int: pass a date",
    ),
    (
        ex.errors.RecordError("Deal", "id", "", "it must not be empty"),
        ValueError,
        {"record": "Deal", "field": "id", "value": "", "rule": "it must not be empty"},
        "Deal.id cannot be '': it must not be empty",
    ),
    (
        ex.errors.CatalogError(PROBLEMS),
        ValueError,
        {"problems": PROBLEMS},
        "the records have 2 problems:\n- deals[3].value: it must be text, not 5\n- expos[0].id: it is empty, not None",
    ),
    (
        ex.errors.DecodeError("a.json", PROBLEMS[:1]),
        ValueError,
        {"what": "a.json", "problems": PROBLEMS[:1]},
        "a.json has 1 problem:\n- deals[3].value: it must be text, not 5",
    ),
    (
        ex.errors.MergeError(PROBLEMS[:1]),
        ValueError,
        {"problems": PROBLEMS[:1]},
        "the catalogs clash in 1 field:\n- deals[3].value: it must be text, not 5",
    ),
    (
        ex.errors.DatasetError("articles", "the sha256 is wrong", "00"),
        ValueError,
        {"name": "articles", "rule": "the sha256 is wrong", "found": "00"},
        "the bundled file 'articles' is damaged: the sha256 is wrong, found 00; install expotrade again",
    ),
]


@pytest.mark.parametrize(
    ("error", "builtin", "facts", "text"), SAMPLES, ids=lambda value: type(value).__name__
)
def test_error_carries_facts_and_derives_its_text(
    error: ex.ExpotradeError, builtin: type[Exception], facts: dict[str, object], text: str
) -> None:
    assert isinstance(error, ex.ExpotradeError)
    assert isinstance(error, builtin)
    assert {name: getattr(error, name) for name in facts} == facts
    assert str(error) == text


@pytest.mark.parametrize("error", [error for error, *_ in SAMPLES], ids=lambda error: type(error).__name__)
def test_error_survives_pickling_and_copying(error: ex.ExpotradeError) -> None:
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)


@pytest.mark.parametrize("error", [error for error, *_ in SAMPLES], ids=lambda error: type(error).__name__)
def test_text_has_no_full_stop(error: ex.ExpotradeError) -> None:
    assert not str(error).endswith(".")


def of_the_module(base: type[Exception]) -> list[type[Exception]]:
    return [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, base) and kind.__module__.startswith(errors.__name__) and kind is not base
    ]


def test_every_error_of_the_module_has_the_one_base_and_a_builtin() -> None:
    kinds = [kind for kind in of_the_module(Exception) if not issubclass(kind, Warning)]
    assert len(kinds) >= 14
    for kind in kinds:
        assert issubclass(kind, ex.ExpotradeError)
        guessed = [base for base in kind.__mro__ if base.__module__ == "builtins"]
        assert kind is ex.ExpotradeError or set(guessed) - set(ex.ExpotradeError.__mro__)
        assert kind.__doc__


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("short", "'short'"),
        ("x" * 60, repr("x" * 60)),
        ("x" * 61, repr("x" * 60) + "... (61 characters)"),
        (b"x" * 61, repr(b"x" * 60) + "... (61 characters)"),
        ("\ud800", "'\\ud800'"),
        (5, "5"),
        ([0] * 200, repr([0] * 200)[:120] + "..."),
    ],
)
def test_long_values_are_cut(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_text_of_a_million_characters_is_not_repeated() -> None:
    assert len(str(ex.errors.ParseError("9" * 10**6, "9" * 10**6, "too long"))) < 300


def test_nearest_is_silent_without_names() -> None:
    assert nearest_text(()) == ""
    assert nearest_text(["a", "b"]) == "; nearest: 'a', 'b'"


def test_problem_is_a_value() -> None:
    one, two = PROBLEMS
    assert one == ex.errors.Problem("deals[3].value", "it must be text", 5)
    assert one != two
    assert one != "deals[3].value"
    assert repr(one) == "Problem('deals[3].value', 'it must be text', 5)"
    with pytest.raises(TypeError):
        hash(one)


def test_an_int_too_long_for_python_to_write_is_named_as_such() -> None:
    with pytest.raises(ex.errors.AmountTypeError, match="an int too long to write"):
        ex.Amount(5, "USD") + 10**5000  # type: ignore[operator]


def test_cells_and_columns_of_a_frame_are_named() -> None:
    cell = errors.CellProblem(3, "unit", "it must be given", None)
    column = errors.CellProblem(None, "uint", "it must be a column", "uint")
    assert str(column) == "column uint: it must be a column, not 'uint'"
    assert repr(cell) == "CellProblem(3, 'unit', 'it must be given', None)"
    text = str(errors.FrameError("figures", [cell] * 102))
    assert text.startswith(
        "the frame of figures has 102 problems:\n- row 3, column unit: it must be given, not None\n"
    )
    assert text.endswith("\n- and 2 more")
    assert str(errors.FrameError("deals", [column])).count("\n") == 1


def test_advice_is_a_value_and_reads_as_it_is_typed() -> None:
    one = errors.Advice("for the last day of each item", (("on", '"own"'),))
    assert one == errors.Advice("for the last day of each item", (("on", '"own"'),))
    assert len({one, errors.Advice("for the last day of each item", (("on", '"own"'),))}) == 1
    assert one != errors.Advice("for the last day of each item")
    assert one != "pass on"
    assert repr(one) == "Advice('for the last day of each item', (('on', '\"own\"'),), '')"
    assert pickle.loads(pickle.dumps(one)) == one
    assert str(one) == 'pass on="own" for the last day of each item'
    assert (
        str(errors.Advice(arguments=(("by", '"kind"'),), call="group(items, {})"))
        == 'use group(items, by="kind")'
    )
    three = errors.Advice(arguments=(("unit", ""), ("rates", '"ecb"'), ("on", "date")))
    assert str(three) == 'pass unit=, rates="ecb" and on=date'


def test_a_problem_is_followed_by_the_steps_that_solve_it() -> None:
    passing = errors.Advice(arguments=(("on", "date"),))
    words = errors.Advice("leave it out")
    assert advise("it is wrong", ()) == "it is wrong"
    assert advise("it is wrong", (passing, words)) == "it is wrong: pass on=date, or leave it out"
    assert advise("it is wrong: very", (words, passing)) == "it is wrong: very; leave it out, or pass on=date"
    assert advise("it is wrong", (passing, passing)) == "it is wrong: pass on=date, or on=date"
