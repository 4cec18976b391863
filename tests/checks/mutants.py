"""Kernels with one mistake each: the text of a module with one node of its syntax tree changed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy

SWAPPED = {
    "add": "subtract", "subtract": "add", "multiply": "divide", "divide": "multiply", "maximum": "minimum",
    "sum": "mean", "mean": "sum", "max": "min", "exp": "expm1", "square": "positive", "negative": "positive",
    "sqrt": "positive", "log": "log1p", "log1p": "log", "tanh": "positive", "greater": "less", "sign": "positive",
}  # fmt: skip
"""A function of NumPy for another."""

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip

ORDERED = ("subtract", "divide", "matmul")
"""Functions whose first two arguments are not to be exchanged."""


def _function(node: ast.AST) -> str:
    return node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def _other_function(node: ast.AST) -> bool:
    if _function(node) not in SWAPPED:
        return False
    node.func.attr = SWAPPED[node.func.attr]
    return True


def _other_operator(node: ast.AST) -> bool:
    if not isinstance(node, (ast.BinOp, ast.AugAssign)) or type(node.op) not in OPERATORS:
        return False
    node.op = OPERATORS[type(node.op)]()
    return True


def _other_order(node: ast.AST) -> bool:
    if _function(node) in ORDERED:
        node.args[0], node.args[1] = node.args[1], node.args[0]
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.MatMult, ast.Sub, ast.Div)):
        node.left, node.right = node.right, node.left
        return True
    return False


def _other_branch(node: ast.AST) -> bool:
    if _function(node) != "where" or len(node.args) != 3:
        return False
    node.args[1], node.args[2] = node.args[2], node.args[1]
    return True


def _other_axis(node: ast.AST) -> bool:
    if not isinstance(node, ast.keyword) or node.arg != "axis":
        return False
    node.value = ast.Constant(0)
    return True


def _no_sign(node: ast.AST) -> bool:
    if not isinstance(node, ast.UnaryOp) or not isinstance(node.op, ast.USub) or isinstance(node.operand, ast.Constant):
        return False
    node.op = ast.UAdd()
    return True


def _other_number(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, float) or node.value == 0:
        return False
    node.value = node.value * 2
    return True


def _no_transposition(node: ast.AST) -> bool:
    """x.T becomes x."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.Attribute) and value.attr == "T":
            setattr(node, name, value.value)
            return True
    return False


def _no_factor(node: ast.AST) -> bool:
    """a*b becomes a; where both are arrays, 1*a."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        node.right = ast.Constant(1)
        return True
    if _function(node) == "multiply":
        node.args[1] = ast.Constant(1)
        return True
    return False


def _no_statement(node: ast.AST) -> bool:
    """An array that is changed in place is left as it was."""
    for _, value in ast.iter_fields(node):
        if isinstance(value, list):
            for place, each in enumerate(value):
                if isinstance(each, ast.AugAssign):
                    value[place] = ast.Pass()
                    return True
    return False


MISTAKES: tuple[Callable[[ast.AST], bool], ...] = (
    _other_function, _other_operator, _other_order, _other_branch, _other_axis, _no_sign, _other_number,
    _no_transposition, _no_factor, _no_statement,
)  # fmt: skip
"""Each makes its mistake at a node and says whether it could."""


def mutants(text: str) -> Iterator[tuple[str, ast.Module]]:
    """What and where the mistake is, and the module with it; the name of the function stands in front."""
    tree = ast.parse(text)
    for number, function in enumerate(tree.body):
        for mistake in MISTAKES if isinstance(function, ast.FunctionDef) else ():
            changed = deepcopy(function)
            for place in range(len(list(_inside(changed)))):
                node = list(_inside(changed))[place]
                line = getattr(node, "lineno", 0)
                if mistake(node):
                    body = [*tree.body[:number], changed, *tree.body[number + 1 :]]
                    yield f"{function.name}: {mistake.__name__} in {line}", ast.Module(body, [])
                    changed = deepcopy(function)


def _inside(function: ast.FunctionDef) -> Iterator[ast.AST]:
    for statement in function.body:
        yield from ast.walk(statement)
