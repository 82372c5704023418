"""The lazy face: what `import expotrade` costs, and that its lists of names agree."""

import ast
import importlib
import importlib.metadata
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import expotrade as ex
from expotrade import errors
from folding import each_row
from searching import some

FACE = Path(ex.__file__)
ROOMS = {path.parent.name for path in FACE.parent.glob("*/__init__.py")}
MODULES = {path.relative_to(FACE.parent).with_suffix("") for path in FACE.parent.rglob("*.py")}
PATHS = sorted(
    ".".join(("expotrade", *path.parts)).removesuffix(".__init__")
    for path in MODULES
    if path.stem != "__main__"
)
NAMES = sorted(ex._ROOM_OF)

HEAVY = {"attr", "attrs", "babel", "cattrs", "hypothesis", "pandas", "pint", "rich"}
LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"


def loaded_by(statement: str) -> set[str]:
    """The modules in a fresh interpreter after the statement, `json` and what it needs included."""
    answer = subprocess.run(
        [sys.executable, "-c", f"{statement}\n{LOADED}"], capture_output=True, text=True, check=True
    )
    return set(json.loads(answer.stdout))


def imported_for_checkers(face: Path = FACE) -> dict[str, str]:
    """The names and modules of the imports that type checkers read."""
    (block,) = [
        node
        for node in ast.parse(face.read_text(encoding="utf-8")).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {
        alias.asname or "": node.module or ""
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_import_loads_nothing_else() -> None:
    more = loaded_by("import expotrade") - loaded_by("pass")
    assert "expotrade" in more
    assert len(more) <= 2, more
    assert not {name.partition(".")[0] for name in more} & HEAVY


@pytest.mark.parametrize("probe", ["dir(ex)", "ex.__all__", "ex.Hedge.MORE_THAN", "ex.errors.ParseError"])
def test_light_names_load_nothing_heavy(probe: str) -> None:
    more = loaded_by(f"import expotrade as ex; {probe}")
    assert not {name.partition(".")[0] for name in more} & HEAVY


def test_both_lists_agree() -> None:
    assert imported_for_checkers() == {**dict.fromkeys(ex._NAMES, ""), **ex._ROOM_OF}


def test_no_public_name_is_a_module() -> None:
    assert not set(ex.__all__) & {path.parts[0] for path in MODULES}


@pytest.mark.parametrize("room", sorted(ROOMS - {"_internal"}))
def test_no_file_bears_a_public_name_of_its_room(room: str) -> None:
    face = importlib.import_module(f"expotrade.{room}")
    assert not set(face.__all__) & {path.stem for path in MODULES if path.parts[0] == room}


@pytest.mark.parametrize("room", sorted(ROOMS - {"_internal"}))
def test_a_face_offers_names_of_its_own_files(room: str) -> None:
    face = importlib.import_module(f"expotrade.{room}")
    assert len(face.__all__) == len(set(face.__all__))
    assert set(face.__all__) <= set(dir(face))
    for name in face.__all__:
        value = getattr(face, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__module__.startswith(f"expotrade.{room}"), name
    with pytest.raises(AttributeError, match=f"module 'expotrade.{room}' has no attribute 'nothing'"):
        face.nothing  # noqa: B018


@pytest.mark.parametrize("room", ["amounts", "codec", "records", "strategies"])
def test_both_lists_of_a_lazy_face_agree(room: str) -> None:
    face = importlib.import_module(f"expotrade.{room}")
    told = imported_for_checkers(Path(face.__file__ or ""))
    assert set(told) == set(face.__all__)
    for name, file in told.items():
        assert getattr(face, name) is getattr(importlib.import_module(f"expotrade.{room}.{file}"), name)


FIRST = """
import importlib, sys
for path in sys.argv[1:]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "expotrade"]:
        del sys.modules[name]
    importlib.import_module(path)
"""


def test_every_module_can_be_the_first_that_is_imported() -> None:
    # By default every room, and one file in three.
    rooms = [path for path in PATHS if path.count(".") < 2]
    first = [*rooms, *some([path for path in PATHS if path not in rooms], 3)]
    subprocess.run([sys.executable, "-W", "error", "-c", FIRST, *first], check=True)


@each_row("name", NAMES)
def test_name_loads_from_its_module(name: str) -> None:
    home = importlib.import_module(f"expotrade.{ex._ROOM_OF[name]}")
    value = getattr(ex, name)
    assert value is getattr(home, name)
    if inspect.isclass(value) or inspect.isfunction(
        value
    ):  # where it is defined, not where it passes through
        assert f"{value.__module__}.".startswith(f"{home.__name__}.")


def test_name_survives_the_import_of_every_module() -> None:
    # Importing a submodule sets an attribute of the package, which must not hide a public name.
    statements = [f"import {path}" for path in PATHS]
    statements += ["import types", f"kinds = [type(getattr(expotrade, name)) for name in {NAMES}]"]
    statements += ["assert types.ModuleType not in kinds"]
    subprocess.run([sys.executable, "-c", "\n".join(statements)], check=True)


def test_every_error_is_in_the_face() -> None:
    others = (errors.Problem, errors.CellProblem, errors.Advice)
    defined = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, (errors.ExpotradeError, Warning, *others))
    }
    assert defined == set(errors.__all__)


def test_star_and_dir_give_the_public_names() -> None:
    namespace: dict[str, object] = {}
    exec("from expotrade import *", namespace)
    assert set(NAMES) <= set(namespace)
    assert {*NAMES, "__version__"} <= set(dir(ex))
    assert len(ex.__all__) == len(set(ex.__all__))


@pytest.mark.parametrize(
    "first",
    some(
        [
            "hypothesis",
            "expotrade",
            "expotrade.strategies",
            "hypothesis.strategies",
            "expotrade.records.events",
        ],
        2,
    ),
)
def test_strategies_are_found_in_every_order_of_import(first: str) -> None:
    # Without `quick`, the first value that is found would be made smaller for seconds.
    find = "hypothesis.find(hypothesis.strategies.from_type({}), lambda value: True, settings=quick)"
    statement = f"import {first}, expotrade, hypothesis\n"
    statement += "quick = hypothesis.settings(phases=[hypothesis.Phase.generate], database=None)\n"
    for kind in (
        "expotrade.Amount",
        "expotrade.Deal",
        "list[expotrade.Metric]",
    ):
        statement += f"print(type({find.format(kind)}).__name__)\n"
    either = find.format("expotrade.records.RankClaim | expotrade.Expo")
    statement += f"assert type({either}).__name__ in ('RankClaim', 'Expo')\n"
    answer = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == ("Amount\nDeal\nlist\n", "")


def test_hypothesis_loads_no_record_and_no_library_of_ours() -> None:
    without = loaded_by("import os; os.environ['HYPOTHESIS_NO_PLUGINS'] = '1'; import hypothesis")
    more = loaded_by("import hypothesis") - without
    ours = {name for name in more if name.partition(".")[0] == "expotrade"}
    assert ours == {
        "expotrade", "expotrade._internal", "expotrade._internal.extras", "expotrade._internal.lazy",
        "expotrade.strategies",
    }  # fmt: skip
    # The types of Hypothesis load some modules of Python, which differ by version.
    libraries = {"attr", "attrs", "babel", "cattrs", "currency_converter", "narwhals", "pint", "rich"}
    assert not libraries & {name.partition(".")[0] for name in more}


@pytest.mark.parametrize("first", ["import expotrade.strategies", "import hypothesis", "import expotrade"])
def test_a_strategy_that_somebody_registers_stays(first: str) -> None:
    program = f"""
{first}
import expotrade as ex
from hypothesis import Phase, find, settings, strategies as st
mine = ex.Source("mine", "Mine")
quick = settings(phases=[Phase.generate], database=None)
st.register_type_strategy(ex.Source, st.just(mine))
find(st.from_type(ex.Deal), lambda deal: True, settings=quick)
import expotrade.strategies
print(find(st.from_type(ex.Source), lambda source: True, settings=quick) is mine)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == ("True\n", "")


def test_without_hypothesis_the_strategies_say_what_to_install() -> None:
    program = """
import sys
sys.modules["hypothesis"] = None
try:
    import expotrade.strategies
except ImportError as error:
    print(type(error).__name__, error)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.stderr == ""
    wanted = "MissingExtraError this needs hypothesis, which is not installed: pip install 'hypothesis>="
    assert answer.stdout.startswith(wanted)


def test_version_is_that_of_the_distribution() -> None:
    assert ex.__version__ == importlib.metadata.version("expotrade")


@pytest.mark.parametrize(("asked", "nearest"), [("Amout", "Amount"), ("load_dataste", "load_dataset")])
def test_misspelt_name_suggests_the_nearest(asked: str, nearest: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(ex, asked)
    assert str(caught.value) == f"module 'expotrade' has no attribute {asked!r}; nearest: {nearest!r}"
    assert caught.value.name == asked


@pytest.mark.parametrize("asked", ["zzzzzzzz", "__wrapped__"])
def test_name_like_no_other_suggests_nothing(asked: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(ex, asked)
    assert str(caught.value) == f"module 'expotrade' has no attribute {asked!r}"


def test_misspelt_name_in_a_from_import_is_an_import_error() -> None:
    with pytest.raises(ImportError):
        exec("from expotrade import Amout")
