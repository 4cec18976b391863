"""Which part of the lowering may know of which: each imports what stands before it, and back ends are siblings."""

import ast
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

from proofnotes.lowering.back_ends import BACK_ENDS
from tests.reading import ROOT

FOLDER = ROOT / "proofnotes" / "lowering"
PARTS = ("program", "stable", "schedule", "tasks")
SIBLINGS = tuple(row.name for row in BACK_ENDS)
TOP = ("kernels", "back_ends", "callables", "package")
FILES = sorted(FOLDER.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").parts[0]


def allowed(part: str) -> set[str]:
    """What a part may import of the lowering."""
    if part in PARTS:
        return set(PARTS[: PARTS.index(part) + 1])
    if part in SIBLINGS:
        return {*PARTS, part}
    below = TOP[: TOP.index(part)] if part in TOP else TOP
    return {*PARTS, *SIBLINGS, *below}


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """The modules that a file imports, and whether inside a function."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module or ""
            names = [module] if node.module else [f"{module}.{each.name}" for each in node.names]
            yield from ((name, id(node) not in top) for name in names)
        elif isinstance(node, ast.Import):
            yield from ((each.name, id(node) not in top) for each in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_part_imports_what_stands_before_it(path: Path) -> None:
    for name, _ in imported(path):
        if name.startswith("proofnotes.lowering."):
            assert name.split(".")[2] in allowed(part_of(path)), f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_import_hides_in_a_function(path: Path) -> None:
    assert [name for name, hidden in imported(path) if hidden] == []


def test_every_file_has_a_part() -> None:
    known = {*PARTS, *SIBLINGS, *TOP, "__init__"}
    assert {part_of(path) for path in FILES} == known


def test_every_folder_says_what_it_is() -> None:
    for path in FOLDER.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
