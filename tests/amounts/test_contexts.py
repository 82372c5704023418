"""Amounts in decimal contexts and threads of the caller's."""

import pickle
import sys
import threading
from decimal import (
    ROUND_UP,
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
    getcontext,
    localcontext,
)

import pytest

import expotrade as ex
from amount_oracle import PINT

read = ex.Amount.parse

HOSTILE = [
    Context(prec=1),
    Context(prec=3, rounding=ROUND_UP),
    Context(prec=3, Emin=-1, Emax=1, clamp=1),
    Context(capitals=0),
    Context(
        prec=2,
        rounding=ROUND_UP,
        Emin=-2,
        Emax=2,
        capitals=0,
        clamp=1,
        traps=[
            Clamped,
            DivisionByZero,
            FloatOperation,
            Inexact,
            InvalidOperation,
            Overflow,
            Rounded,
            Subnormal,
            Underflow,
        ],
    ),
    Context(traps=[]),
]


def everything() -> list[object]:
    """Results of all that an amount can do."""
    new, old = read("$78.41 billion"), read("US$71.13 billion")
    many, few = read("more than 37,000 exhibitors"), read("近250家参展商")
    mass = read("1,426,789.125 tonnes")
    results: list[object] = [
        ex.growth(new, old),
        new + old,
        new - old,
        new * old,
        new / many,
        7 / new,
        new / 3,
        few * read("6.7 percent"),
        -new,
        many.likely(),
        few.compare(many),
        new.compare(old),
        mass.to("kg"),
        mass.to("lb"),
        read("12345.678 mu").to("m2"),
        read("12345.678 mu") + read("1 ha"),
        ex.Amount.between("1.234567", "9.87654321", "USD"),
        ex.Amount("123456789.123456789", "USD"),
        ex.Amount("1E+7", "USD"),
        ex.Amount("1E-7", "USD"),
        ex.Amount.from_pint(mass.to_pint(PINT)),
        pickle.loads(pickle.dumps(mass)),
        sum([new, old, new]),
        new == read("$78.410 billion"),
        hash(new),
        sorted([new, old], key=ex.Amount.sort_key),
        read("two thirds"),
        read("between 1.234567 and 9.87654321 percent"),
        read("三百五十多亿元"),
    ]
    amounts = [result for result in results if isinstance(result, ex.Amount)]
    return (
        [repr(result) for result in results]
        + [amount.format() for amount in amounts]
        + [amount.format(locale="zh_CN") for amount in amounts]
        + [repr(read(str(amount))) for amount in amounts]
    )


@pytest.mark.parametrize("context", HOSTILE, ids=range(len(HOSTILE)))
def test_the_callers_decimal_context_changes_nothing(context: Context) -> None:
    expected = everything()
    with localcontext(context) as current:
        flags = dict(current.flags)
        assert everything() == expected
        assert getcontext() is current
        assert current.prec == context.prec
        assert dict(current.flags) == flags or context.traps[Inexact] is False


def test_errors_are_the_same_in_any_context() -> None:
    for context in HOSTILE:
        with localcontext(context):
            with pytest.raises(ex.errors.AmountError):
                ex.Amount("1e401", "USD")
            with pytest.raises(ex.errors.AmountError):
                ex.Amount("9E+400", "USD") * 2
            with pytest.raises(ex.errors.AmountError):
                ex.Amount(Decimal("NaN"), "USD")
            with pytest.raises(ex.errors.AmountDivisionError):
                ex.Amount(1, "USD") / 0


def test_threads_get_the_same_answers() -> None:
    expected = everything()
    answers: list[list[object]] = []

    def work(context: Context) -> None:
        with localcontext(context):
            answers.extend(everything() for _ in range(5))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work, args=(context,)) for context in HOSTILE]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert len(answers) == 5 * len(HOSTILE)
    assert all(answer == expected for answer in answers)
