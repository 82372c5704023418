"""The hint at a missing library: the command for pip, wherever the package came from."""

import pickle
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import expotrade as ex
from expotrade._internal.extras import require, requirements

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = ("excel", "frames", "plots", "strategies")


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_hint_names_what_the_extra_brings(extra: str) -> None:
    declared = [line.partition(" #")[0].lower() for line in PROJECT["optional-dependencies"][extra]]
    assert [line.lower() for line in requirements(extra)] == declared
    error = ex.errors.MissingExtraError(extra, "library", requirements(extra))
    assert re.findall("'([^']*)'", str(error)) == list(requirements(extra))
    assert str(error).endswith(f"(the extra expotrade[{extra}])")
    # Nothing asks pip for expotrade itself: nobody knows where it came from.
    assert "'expotrade" not in str(error)


def test_a_missing_library_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    require("frames", "narwhals", "pyarrow")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ex.errors.MissingExtraError) as caught:
        require("frames", "narwhals", "pyarrow")
    error = caught.value
    assert (error.extra, error.package, error.requirements) == ("frames", "pyarrow", requirements("frames"))
    assert isinstance(error, ImportError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.requirements) == (str(error), error.requirements)


def test_a_library_that_another_one_needs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "needs_another.py").write_text("import nowhere_at_all.inside\n")
    (tmp_path / "is_broken.py").write_text("raise ImportError('its shared object is of another platform')\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(
        ex.errors.MissingExtraError, match="this needs nowhere_at_all, which is not installed"
    ):
        require("plots", "needs_another")
    with pytest.raises(ImportError, match="of another platform") as caught:
        require("plots", "is_broken")
    assert not isinstance(caught.value, ex.ExpotradeError)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (None, ()),
        (['altair >= 5.5 ; extra == "plots"', "altair>=5.5; extra == 'all'"], ("altair>=5.5",)),
        (["tomli>=2; python_version < '3.11' and extra == 'plots'", "attrs>=24.2"], ("tomli>=2",)),
    ],
)
def test_each_way_in_which_builders_write_them(
    lines: list[str] | None, told: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "requires", {"expotrade": lines}.get)
    assert requirements("plots") == told


def test_without_metadata_the_extra_alone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", missing)
    assert requirements("plots") == ()
    message = "this needs altair, which is not installed: install the extra expotrade[plots]"
    assert str(ex.errors.MissingExtraError("plots", "altair")) == message
