"""Catalogs as JSON: reading lists every problem of a bad file, and writing and reading are exact inverses.

The format is one object whose "format" is "expotrade/2", with a list for each kind of record. A record has the field
names of its class, and leaves out a field that equals its default. An amount is its canonical notation, a period its
text, an enum its value, a place its code; a citation names its source by id; a claim names its class under "claim".
Any object may have remarks for the editors of the file under "$comment"; reading ignores them.

`fast` reads what is right; `strict` reads what is wrong, and is the one that explains.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import (
        DEEPEST as DEEPEST,
        LARGEST_FILE as LARGEST_FILE,
        MOST_PARTS as MOST_PARTS,
        decode as decode,
        loads as loads,
        read_catalog as read_catalog,
    )
    from .strict import MOST_PROBLEMS as MOST_PROBLEMS, json_schema as json_schema
    from .writing import dumps as dumps, encode as encode, write_catalog as write_catalog
else:  # a file is loaded when one of its names is first used; a test compares both lists
    from .._internal.lazy import lazy_face

    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "reading": "DEEPEST LARGEST_FILE MOST_PARTS decode loads read_catalog",
            "writing": "dumps encode write_catalog",
            "strict": "MOST_PROBLEMS json_schema",
        },
    )
