"""Fuzz `RateTable.from_csv`: a file is a table of rates or an error."""

import tempfile
from datetime import date
from pathlib import Path

import harness

with harness.instrumented():
    import expotrade as ex

    harness.import_all()

_PATH = Path(tempfile.mkdtemp(prefix="expotrade-fuzz-"), "rates.csv")
_HUNDRED = ex.Amount(100, "USD")


def run(data: bytes) -> str:
    """Read a file, and convert with the rates that it has."""
    _PATH.write_bytes(data)
    try:
        table = ex.RateTable.from_csv(_PATH, base="EUR", source="a stranger")
    except ex.ExpotradeError as error:
        assert str(error)
        return type(error).__name__
    for currency in table.currencies:
        try:
            conversion = table.convert(_HUNDRED, currency, on=date(2024, 11, 29))
        except ex.errors.RateNotFoundError as error:
            assert str(error)
        except ex.errors.AmountError as error:
            # The product of a huge rate is out of range.
            assert str(error)
        else:
            assert conversion.amount.unit == currency
    return "value"


TARGET = harness.Target(
    name="RateTable.from_csv",
    run=run,
    seeds=harness.files("rates"),
    tokens=(
        *("date", "USD", "CNY", "JPY", "euro", "N/A", "2024-11-29", "2024-02-30", "0001-01-01", "9999-12-31", "1E+400"),
        *("1E-450", '"', '""', "\r", "\n", "\r\n", "\x00", "\ufeff", "nan", "inf", "-0", "٣", "１", ",,", ";", "\t"),
        *("0x10", "1_000"),
    ),
    longest=4000,
)  # fmt: skip

if __name__ == "__main__":
    harness.main(TARGET)
