"""Catalogs as JSON: strict reading, where one error lists every problem with its path, and writing."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .strict import (
        decode_catalog as decode_catalog,
        dumps_catalog as dumps_catalog,
        encode as encode,
        json_schema as json_schema,
        loads_catalog as loads_catalog,
        read_catalog as read_catalog,
        write_catalog as write_catalog,
    )
else:
    from .._internal.lazy import lazy_face

    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "strict": "read_catalog loads_catalog decode_catalog write_catalog dumps_catalog encode json_schema",
        },
    )
