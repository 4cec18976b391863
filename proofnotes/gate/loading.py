"""The text of a file as functions: those of NumPy, and those that were compiled for it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from ..callables.compiling import load
from ..lowering import Kernel, LoweringError
from ..lowering.native.c_kernel import CKernel, c_kernel

Functions = dict[str, Callable[..., Any]]
"""By the names of kernels, also of those that are not exported."""


def numpy_functions(text: str, name: str) -> Functions:
    """What the text defines, in NumPy, whether or not there is something compiled to take its place."""
    return _run(_Unmarked().visit(ast.parse(text)), name)


def compiled_functions(text: str, name: str) -> Functions:
    """What the text defines in C, as far as that has been compiled."""
    made = _run(ast.parse(text), name)
    return {each: function for each, function in made.items() if function.kernel.is_compiled}  # type: ignore[attr-defined]


def compile_all(kernels: Iterable[Kernel]) -> dict[str, str]:
    """Compile what there is in C; where the compiler fails, its complaint by the name of the kernel."""
    made = [found for each in kernels if (found := c_kernel(each))]
    try:
        load(made)
        return {}
    except LoweringError:
        return dict(failed for each in made if (failed := _failed(each)))


def _failed(kernel: CKernel) -> tuple[str, str] | None:
    try:
        load([kernel])
        return None
    except LoweringError as error:
        return kernel.name, str(error)


class _Unmarked(ast.NodeTransformer):
    """Drops the marks by which a kernel finds its compiled counterpart."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        node.keywords = [each for each in node.keywords if each.arg != "native"]
        return node


def _run(tree: ast.Module, name: str) -> Functions:
    namespace: dict[str, Any] = {"__name__": f"numeric.{name}"}
    exec(compile(ast.fix_missing_locations(tree), f"<{name}.py>", "exec"), namespace)
    return {node.name: namespace[node.name] for node in tree.body if isinstance(node, ast.FunctionDef)}
