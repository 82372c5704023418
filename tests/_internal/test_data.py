"""The files in the folder `data`: each is compared with its checksum."""

from hashlib import sha256
from pathlib import Path

import pytest

import expotrade as ex
from expotrade._internal.data import checksums, read_data

DATA = Path(ex.__file__).parent / "data"


def test_the_checksums_are_those_of_all_bundled_files() -> None:
    files = {file.name: file.read_bytes() for file in DATA.iterdir()}
    listed = files.pop("SHA256SUMS").decode("ascii")
    assert {name: sha256(content).hexdigest() for name, content in files.items()} == checksums()
    # The standard form, which `sha256sum -c` reads, in the order of the names.
    assert listed == "".join(f"{digest}  {name}\n" for name, digest in sorted(checksums().items()))


def test_a_file_that_is_not_as_released_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = checksums()["units.json"]
    monkeypatch.setitem(checksums(), "units.json", "8c47")
    with pytest.raises(ex.errors.DatasetError) as caught:
        read_data("units.json")
    assert str(caught.value) == (
        f"the bundled file 'units.json' is damaged: its sha256 should be 8c47, found {found}; install expotrade again"
    )
    assert isinstance(caught.value, ValueError)


def test_a_file_that_is_not_listed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(checksums(), "units.json")
    with pytest.raises(ex.errors.DatasetError, match=r"'units\.json' is damaged: SHA256SUMS should list it"):
        read_data("units.json")
