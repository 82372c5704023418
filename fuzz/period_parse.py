"""Fuzz `Period.parse`: a text is a stretch of days or an error, and a period reads back from its own text."""

import harness

with harness.instrumented():
    import expotrade as ex

    harness.import_all()


def run(data: bytes) -> str:
    """Read a text, and check what a period promises."""
    try:
        period = ex.Period.parse(harness.as_text(data))
        assert ex.Period.parse(str(period)) == period
        assert period.overlap(period) == period
        assert period.contains(period)
        assert period.days is None or period.days > 0
        period.year_earlier()
    except ex.ExpotradeError as error:
        assert str(error)
        return type(error).__name__
    return "value"


TARGET = harness.Target(
    name="Period.parse",
    run=run,
    seeds=harness.lines("periods.txt"),
    tokens=(
        *("..", "/", "-H1", "-H2", "-Q1", "-Q4", "-02-29", "-02-30", "-13", "-00", "0000", "0001", "9999", "2024-W01"),
        *("T00:00", "Z", "+00:00", "\ufeff", "\u2212", "–", "٢٠٢٤", "２０２４", "²"),
    ),
    longest=100,
)  # fmt: skip

if __name__ == "__main__":
    harness.main(TARGET)
