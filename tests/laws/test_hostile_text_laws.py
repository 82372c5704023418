"""Laws for text that means harm: it is a value or an `ExpotradeError`, soon, and what is said of it can be printed."""

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import expotrade as ex
from expotrade.cli import main
from expotrade.codec import decode, dumps, loads
from folding import each_row
from searching import examples

MEGABYTE = 1_000_000

WORDINGS = [
    "more than 152 billion yuan",
    "nearly 250 exhibitors",
    "up 6.7 percent",
    "$78.41 billion",
    "between 10 and 20 percent",
    "929,000 tonnes",
    "1520多亿元",
    "近250家参展商",
    "36万平方米",
    "百分之23",
    "MORE_THAN 152E+9 CNY",
    "BETWEEN 10.23 percent [10.22..10.25]",
]
PERIODS = ["2024", "2019-11", "2023-11-26", "2024-01/2024-07", "2023-H1", "2024-Q3", "../2022", "2013/.."]

# Digits that are none of ours, by the first of their ten.
OTHER_DIGITS = {
    "Arabic-Indic": 0x0660,
    "extended Arabic-Indic": 0x06F0,
    "Devanagari": 0x0966,
    "Thai": 0x0E50,
    "bold": 0x1D7CE,
    "double-struck": 0x1D7D8,
}
NO_DIGITS = {
    "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "subscript": "₀₁₂₃₄₅₆₇₈₉",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "parenthesised": "0⑴⑵⑶⑷⑸⑹⑺⑻⑼",
}
DIGITS = NO_DIGITS | {
    name: "".join(chr(first + value) for value in range(10)) for name, first in OTHER_DIGITS.items()
}
FULL_WIDTH = "０１２３４５６７８９"
# Latin letters and what looks like them in Cyrillic and Greek.
LOOK_ALIKES = str.maketrans("aceopxyiAENO", "асеорхуіΑΕΝΟ")
HIDDEN = [
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\x7f",
    "\x1b[31m",
    "\ud800",
    "\udfff",
    "\u037e",
    "\u0301",
]
NO_NUMBERS = [
    *(
        "NaN",
        "nan",
        "-NaN",
        "sNaN",
        "NaN123",
        "sNaN9",
        "+nan",
        "Infinity",
        "-Infinity",
        "inf",
        "+Inf",
        "∞",
        "-∞",
        "1.#QNAN",
    ),
    *(
        "0x10",
        "1_000",
        "1e5.5",
        "1E",
        "E5",
        ".",
        "+",
        "--1",
        "½",
        "Ⅳ",
        "1,00",
        "0b1",
        "1j",
        "١e٢",
        "1E+1_0",
        "1E+٣",
        "(1)",
    ),
]

EVIL = [
    *HIDDEN,
    *NO_NUMBERS,
    *DIGITS.values(),
    *(
        "[" * 50,
        "{" * 50,
        '"',
        "\\",
        "\n",
        "9" * 500,
        "1E+999999999",
        "1E-999999999",
        "E+401",
        "=1+1",
        "../..",
        "%s",
        "{0}",
        "[red]",
    ),
]
hostile = st.lists(
    st.sampled_from([*EVIL, *WORDINGS, *PERIODS, " ", "-", "/"]) | st.text(max_size=5), max_size=6
).map("".join)


def outcome(read: Callable[[], object]) -> object:
    """What reading comes to within a second of processor time: a value, or an error that can be printed."""
    start = time.process_time()
    try:
        answer = read()
    except ex.ExpotradeError as error:
        answer = error
    assert time.process_time() - start < 1
    if isinstance(answer, ex.ExpotradeError):
        assert str(answer).encode()
        assert len(str(answer)) < 100_000
    return answer


def is_refused(read: Callable[[], object]) -> bool:
    return isinstance(outcome(read), ex.ExpotradeError)


def command(*arguments: str) -> tuple[int, str]:
    """The exit code and all that is printed, with the output as strict as a file's."""
    streams = sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8")
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace")
    start = time.process_time()
    try:
        code = main(arguments)
    except SystemExit as left:
        code = int(left.code or 0)
    finally:
        taken = time.process_time() - start
        sys.stdout.flush()
        sys.stderr.flush()
        said = (out.getvalue() + err.getvalue()).decode()
        sys.stdout, sys.stderr = streams
    assert taken < 2  # most of it goes into loading for the first time
    return code, said


# --- Any text -------------------------------------------------------------------------------------------------------


@given(hostile | st.text())
def test_a_text_is_an_amount_or_refused(text: str) -> None:
    amount = outcome(lambda: ex.Amount.parse(text))
    if isinstance(amount, ex.Amount):
        assert ex.Amount.parse(str(amount)) == amount


@given(hostile | st.text())
def test_a_text_is_a_period_or_refused(text: str) -> None:
    period = outcome(lambda: ex.Period.parse(text))
    if isinstance(period, ex.Period):
        assert ex.Period.parse(str(period)) == period


@given(st.data())
def test_no_field_of_a_catalog_lets_harm_through(data: st.DataObject) -> None:
    text = data.draw(hostile)
    expo = {"id": "expo", "name": "Expo"}
    edition = {"id": "expo-2023", "expo": "expo", "year": 2023, "period": "2023-11", "theme": "More"}
    record = data.draw(st.sampled_from([expo, edition]))
    record[data.draw(st.sampled_from(sorted(record)))] = text
    document = {"format": "expotrade/2", "expos": [expo], "editions": [edition]}
    written = json.dumps(document, ensure_ascii=data.draw(st.booleans())).encode("utf-8", "surrogatepass")
    for read in (lambda: decode(document), lambda: loads(written)):
        catalog = outcome(read)
        if isinstance(catalog, ex.Catalog):
            assert loads(dumps(catalog).encode()) == catalog


@examples(40)
@given(
    st.sampled_from(["list", "show", "compare", "total", "check", "--unit", "--by"]),
    st.lists(hostile, min_size=1, max_size=2),
)
def test_no_word_breaks_the_command_line(name: str, words: list[str]) -> None:
    # What the shell hands over has no zero bytes, and surrogates for what is no UTF-8.
    given = [word.encode("utf-8", "replace").decode().replace("\0", "").replace("/", "") for word in words]
    code, said = command(name, *given, "\udcff")
    assert code in (1, 2)
    assert said.startswith(("expotrade", "usage"))


# --- Numbers --------------------------------------------------------------------------------------------------------


@given(st.sampled_from(WORDINGS))
def test_full_width_digits_are_read_as_printed(text: str) -> None:
    wide = text.translate(str.maketrans("0123456789", FULL_WIDTH))
    if not text.startswith(("MORE_THAN", "BETWEEN")):
        assert ex.Amount.parse(wide) == ex.Amount.parse(text)
    else:
        assert is_refused(lambda: ex.Amount.parse(wide))


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
def test_other_digits_are_refused(digits: str) -> None:
    table = str.maketrans("123456789", digits[1:])
    for text in WORDINGS:
        assert is_refused(lambda text=text: ex.Amount.parse(text.translate(table)))  # type: ignore[misc]
    for text in PERIODS:
        assert is_refused(lambda text=text: ex.Period.parse(text.translate(table)))  # type: ignore[misc]
    assert is_refused(lambda: ex.Amount("250".translate(table), "USD"))


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_refused_wherever_one_stands(text: str, tmp_path: Path) -> None:
    assert is_refused(lambda: ex.Amount(text, "USD"))
    for wording in (
        "{} USD",
        "nearly {} exhibitors",
        "EXACT {} USD",
        "BETWEEN 5 USD [{}..]",
        "{}%",
        "近{}家参展商",
        "${}",
    ):
        assert is_refused(lambda wording=wording: ex.Amount.parse(wording.format(text)))  # type: ignore[misc]
    path = tmp_path / "rates.csv"
    path.write_text(f"date,USD\n2024-11-29,{text}\n", encoding="utf-8")
    assert is_refused(lambda: ex.RateTable.from_csv(path, base="EUR", source="a stranger"))


@pytest.mark.parametrize(
    "literal", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1.0", "-0", "9" * 5000, "1E5"]
)
@pytest.mark.parametrize("field", ["year", "id", "period", "number"])
def test_no_literal_of_json_is_taken_for_another_value(literal: str, field: str) -> None:
    fields = {"id": '"expo-2023"', "expo": '"expo"', "year": "2023"} | {field: literal}
    edition = ", ".join(f'"{name}": {value}' for name, value in fields.items())
    text = (
        f'{{"format": "expotrade/2", "expos": [{{"id": "expo", "name": "E"}}], "editions": [{{{edition}}}]}}'
    )
    assert is_refused(lambda: loads(text))


@given(
    st.integers(1, 10**12),
    st.sampled_from("+-"),
    st.sampled_from(["1", "9.99", "0", "0.000", "123456789" * 9]),
)
@example(400, "+", "1")
@example(401, "+", "1")
@example(450, "-", "1")
@example(999_999, "+", "0")
def test_huge_exponents_are_in_range_or_refused(power: int, sign: str, digits: str) -> None:
    for read in (
        lambda: ex.Amount(f"{digits}E{sign}{power}", "USD"),
        lambda: ex.Amount.parse(f"EXACT {digits}E{sign}{power} USD"),
        lambda: ex.Amount.parse(f"BETWEEN 0 USD [-{digits}E{sign}{power}..{digits}E{sign}{power}]"),
    ):
        amount = outcome(read)
        if isinstance(amount, ex.Amount):
            assert power <= 450
            assert outcome(lambda amount=amount: amount + amount) is not None  # type: ignore[misc]
            assert outcome(lambda amount=amount: amount.format()) is not None  # type: ignore[misc]


# --- Signs ----------------------------------------------------------------------------------------------------------


@given(
    st.sampled_from([text for text in WORDINGS if any(sign.isascii() and sign.islower() for sign in text)])
)
def test_letters_that_only_look_alike_are_refused(text: str) -> None:
    other = text.translate(LOOK_ALIKES)
    assert other != text
    assert is_refused(lambda: ex.Amount.parse(other))


@given(st.sampled_from(WORDINGS), st.sampled_from(HIDDEN), st.data())
def test_hidden_signs_are_refused_in_an_amount(text: str, sign: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert is_refused(lambda: ex.Amount.parse(text[:place] + sign + text[place:]))


@given(st.sampled_from(PERIODS), st.sampled_from([*HIDDEN, " ", "\n", "\u2212", "\uff0d"]), st.data())
def test_hidden_signs_are_refused_in_a_period(text: str, sign: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert is_refused(lambda: ex.Period.parse(text[:place] + sign + text[place:]))


@given(
    st.sampled_from(["\ud800", "\udfff", "\ud83d", "\udcff"]),
    st.sampled_from(["id", "name", "city", "$comment", "key"]),
)
def test_lone_surrogates_never_get_out_of_a_file(surrogate: str, field: str) -> None:
    expo = {"id": "expo", "name": "Expo", field: f"a{surrogate}b"}
    if field == "key":
        expo = {"id": "expo", "name": "Expo", f"a{surrogate}b": "c"}
    document = {"format": "expotrade/2", "expos": [expo]}
    raw = json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
    # In UTF-8 there are none, and as an escape they are no letter of a text that is kept.
    assert is_refused(lambda: loads(raw))
    for read in (lambda: loads(json.dumps(document)), lambda: decode(document)):
        catalog = outcome(read)
        if field != "$comment":
            assert isinstance(catalog, ex.errors.DecodeError)
        else:
            assert isinstance(catalog, ex.Catalog)
            assert dumps(catalog).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("marks", range(3))
def test_byte_order_marks(encoding: str, marks: int) -> None:
    text = "\ufeff" * marks + '{"format": "expotrade/2", "expos": [{"id": "expo", "name": "é"}]}'
    is_read = encoding == "utf-8" and marks < 2
    assert is_refused(lambda: loads(text.encode(encoding))) is not is_read


@given(st.sampled_from(["format", "expos", "id", "name", "$comment"]), st.booleans())
def test_a_key_that_stands_twice_is_refused(key: str, is_same: bool) -> None:
    values = {"format": '"expotrade/2"', "expos": "[]", "id": '"expo"', "name": '"Expo"', "$comment": '"x"'}
    again = f'"{key}": {values[key] if is_same else 5}, '
    inner = again if key in ("id", "name", "$comment") else ""
    expo = f'{{{inner}"$comment": "x", "id": "expo", "name": "Expo"}}'
    outer = again if key in ("format", "expos") else ""
    error = outcome(lambda: loads(f'{{{outer}"format": "expotrade/2", "expos": [{expo}]}}'))
    assert isinstance(error, ex.errors.DecodeError)
    assert any(problem.rule == "it must be a key that comes once in its object" for problem in error.problems)


# --- Size -----------------------------------------------------------------------------------------------------------

LONG = {
    "digits": "9" * MEGABYTE,
    "decimals": "0." + "3" * MEGABYTE,
    "groups": "1" + ",000" * (MEGABYTE // 4),
    "broken groups": "1" + ",00" * (MEGABYTE // 3),
    "words": "nearly " * (MEGABYTE // 7),
    "ands": "five and " * (MEGABYTE // 9),
    "numerals": "三百" * (MEGABYTE // 2),
    "blanks": " " * MEGABYTE,
    "slashes": "USD/" * (MEGABYTE // 4),
    "brackets": "[" * MEGABYTE,
    "canonical": "EXACT " + "9" * MEGABYTE + " USD",
    "bounds": "BETWEEN 5 USD [" + "." * MEGABYTE + "]",
    "exponent": "EXACT 1E+" + "9" * MEGABYTE + " USD",
    "unit": "5 " + "exhibitors and " * (MEGABYTE // 15),
    "hyphens": "5" + "-a" * (MEGABYTE // 2),
    "dates": "2024-01/" * (MEGABYTE // 8),
    "combining": "e" + "\u0301" * MEGABYTE,
    "ligatures": "ﷺ" * MEGABYTE,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_megabyte_is_refused_at_once(text: str) -> None:
    for read in (
        lambda: ex.Amount.parse(text),
        lambda: ex.Amount(text, "USD"),
        lambda: ex.Amount(5, text),
        lambda: ex.Period.parse(text),
        lambda: ex.UnitTable.builtin().resolve(text),
        lambda: ex.place(text),
        lambda: ex.metric(text),
        lambda: loads(text),
        lambda: decode({"format": text}),
        lambda: decode(
            {"format": "expotrade/2", "expos": [{"id": text, "name": text, "country": text, text: text}]}
        ),
        lambda: ex.load_dataset(text),
    ):
        assert is_refused(read)


@each_row("length", [100, 200, 400, 800, 1000, 1100, 3000])
@each_row("pattern", [text[:40] for text in LONG.values()])
def test_texts_just_short_enough_to_be_read(pattern: str, length: int) -> None:
    text = (pattern * length)[:length]
    for tail in ("", " USD", "家企业", " increase", "%"):
        outcome(lambda tail=tail: ex.Amount.parse(text + tail))  # type: ignore[misc]
        outcome(lambda tail=tail: ex.Amount.parse(f"EXACT {text}{tail}"))  # type: ignore[misc]


def nested(depth: int, opening: str, closing: str) -> str:
    return f'{{"format": "expotrade/2", "expos": {opening * depth}{closing * depth}}}'


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"a":', "}"), ("[", ""), ('[{"a":', "}]"), ("[[", "]")]
)
@pytest.mark.parametrize("depth", [1, 38, 39, 40, 41, 1_000, 100_000])
def test_deep_nesting_is_refused(opening: str, closing: str, depth: int) -> None:
    text = nested(depth, opening, closing)
    assert is_refused(lambda: loads(text)) or text == nested(1, "[", "]")
    data: Any = []
    for _ in range(depth):
        data = [data]
    if 1 < depth < 50:
        assert is_refused(lambda: decode({"format": "expotrade/2", "expos": data}))


@pytest.mark.parametrize("name", ["brackets", "digits", "ligatures"])
@pytest.mark.parametrize("words", [["check"], ["validate"], ["list", "--file"], ["total", "--file"]])
def test_a_file_of_a_megabyte_ends_with_words_for_a_person(
    name: str, words: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(LONG[name], encoding="utf-8")
    code, said = command(*words, str(path))
    assert code == 1
    assert str(path) in said
    assert len(said) < 2_000
