"""The most that a module, a function and a class may be, so that each is read at a sitting. Smaller is not better."""

import ast
from functools import cache
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[1]
MODULE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 12
SOURCES = sorted(path for package in ("okrsdk", "sheets_addon") for path in (ROOT / package).rglob("*.py"))

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def _code_lines(function: Function) -> int:
    body = function.body
    starts_with_docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    docstring = (body[0].end_lineno or 0) - body[0].lineno + 1 if starts_with_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def _public_methods(node: ast.ClassDef) -> int:
    methods = (item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef))
    return sum(not method.name.startswith("_") for method in methods)


@cache
def _nodes() -> list[tuple[str, ast.AST]]:
    trees = ((str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES)
    return [(name, node) for name, tree in trees for node in ast.walk(tree)]


def test_no_module_is_too_long() -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {path: count for path, count in lines.items() if count > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    functions = ((path, node) for path, node in _nodes() if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lines = {f"{path}: {function.name}": _code_lines(function) for path, function in functions}
    assert {name: count for name, count in lines.items() if count > FUNCTION_LINES} == {}


def test_no_class_does_too_much() -> None:
    classes = ((path, node) for path, node in _nodes() if isinstance(node, ast.ClassDef))
    methods = {f"{path}: {node.name}": _public_methods(node) for path, node in classes}
    assert {name: count for name, count in methods.items() if count > PUBLIC_METHODS} == {}
