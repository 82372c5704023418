"""The exits of lower rooms: each leads to a function of a room above."""

import ast
import inspect
from pathlib import Path

import expotrade as ex
from expotrade._internal.exits import find_exit


def test_every_exit_leads_to_a_function_of_a_room() -> None:
    exits = {
        tuple(ast.literal_eval(argument) for argument in node.args)
        for path in Path(ex.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "find_exit"
    }
    assert {("frames", "to_arrow"), ("frames", "to_pandas"), ("frames", "to_polars")} <= exits
    for room, function in exits:
        assert inspect.isfunction(find_exit(room, function))
