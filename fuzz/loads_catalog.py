"""Fuzz `loads` with bytes: they are a catalog or an error that names each problem."""

import harness

with harness.instrumented():
    import expotrade as ex
    from expotrade.codec import dumps, json_schema, loads

    harness.import_all()


def words(schema: object) -> "list[str]":
    """The names of fields and the texts of enums of a JSON Schema."""
    found: list[str] = []
    if isinstance(schema, dict):
        found += schema.get("properties", ())
        found += [word for word in schema.get("enum", ()) if isinstance(word, str) and len(word) > 2]
        found += [word for part in schema.values() for word in words(part)]
    elif isinstance(schema, list):
        found += [word for part in schema for word in words(part)]
    return found


def run(data: bytes) -> str:
    """Read bytes, and check that the catalog reads back."""
    try:
        catalog = loads(data)
    except ex.ExpotradeError as error:
        assert str(error)
        return type(error).__name__
    assert loads(dumps(catalog).encode()) == catalog
    return "value"


TARGET = harness.Target(
    name="loads_catalog",
    run=run,
    seeds=harness.files("catalogs"),
    tokens=tuple(
        dict.fromkeys(
            [*(f'"{word}"' for word in words(json_schema())), '"$comment"', "null", "true", "NaN", "Infinity",
             "[" * 41, '{"a":' * 41, "]" * 41, "9" * 400, r'"\ud800"', r'"\u0000"', r'"\u202e"', '"', "\\", "\ufeff",
             "1e999", "-0", *",:'", "{}", "[]", "/*", "//"]
        )
    ),
    longest=8000,
)  # fmt: skip

if __name__ == "__main__":
    harness.main(TARGET)
