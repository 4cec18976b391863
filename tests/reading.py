"""The source read as data: which file imports which, wherever in the file the import stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import resolve_name
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
OURS = ("benchmarks", "derivations", "measurements", "numeric", "proofnotes", "scripts", "tests")
COMPILED = "numeric._native"
"""A module of ours that no Python file holds."""

Node = TypeVar("Node")


def sources(*folders: str) -> list[Path]:
    """The Python files under these folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """The dotted name under which a file of the repository is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def file_of(name: str) -> Path | None:
    """The file that a dotted name means, if it is a module of ours."""
    place = ROOT.joinpath(*name.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports: at its top, inside its functions, and for types only.

    `from package import name` imports the module `package.name` where there is one; else it imports `package`.
    """
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner == COMPILED or _ours(inner) else module


def graph(paths: Iterable[Path]) -> dict[Path, set[Path]]:
    """For each file those of ours that it imports."""
    return {path: {each for name in imports(path) if (each := _ours(name)) and each != path} for path in paths}


def _ours(name: str) -> Path | None:
    return file_of(name) if name.partition(".")[0] in OURS else None


def reached(start: Iterable[Path]) -> set[Path]:
    """The files of ours that an import of these files may load, sooner or later."""
    found: set[Path] = set()
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += graph([path])[path]
    return found


def circles(edges: Mapping[Node, Iterable[Node]]) -> list[set[Node]]:
    """The sets of more than one node in which each can be reached from each (Tarjan's algorithm)."""
    number: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_nodes: list[Node] = []
    found: list[set[Node]] = []

    def visit(node: Node) -> None:
        number[node] = low[node] = len(number)
        open_nodes.append(node)
        for other in edges.get(node, ()):
            if other not in number:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in open_nodes:
                low[node] = min(low[node], number[other])
        if low[node] == number[node]:
            circle = open_nodes[open_nodes.index(node) :]
            del open_nodes[open_nodes.index(node) :]
            if len(circle) > 1:
                found.append(set(circle))

    for node in edges:
        if node not in number:
            visit(node)
    return found
