"""Which room may import what, and how long things may be."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from importlib.util import resolve_name
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from tests.conftest import ROOT

MAX_FILE, MAX_FUNCTION = 250, 30

ROOMS = {
    # room: (what of ours it may import, which other packages)
    "derivations": ({"proofnotes", "derivations"}, set()),
    "numeric": ({"numeric"}, {"numpy"}),
    "measurements": ({"proofnotes", "proofnotes.expr.counting", "derivations", "numeric", "measurements"}, {"numpy"}),
    "proofnotes/symbolic": ({"proofnotes.symbolic", "proofnotes.statements.chains"}, {"sympy", "flint", "mpmath"}),
    "proofnotes/lowering": ({"proofnotes.symbolic", "proofnotes.statements", "proofnotes.statements.catalogue",
                             "proofnotes.lowering"}, {"numpy", "sympy", "flint", "mpmath"}),
}  # fmt: skip
OURS = {"proofnotes", "derivations", "measurements", "numeric"}
FOR_THEIR_FILES = {"ziamath"}
"""Dependencies that are not imported: one ships a font."""

FORMULA = re.compile(r"\\(frac|sqrt|sum|prod|partial|hat|bar|log|exp|tanh|sigma|mu|gamma|beta|epsilon|delta|mathbb)\b")
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def generated(path: Path) -> bool:
    return "generated, do not edit" in path.read_text(encoding="utf-8")[:500].lower()


def imports(path: Path) -> Iterator[str]:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module or ""
            yield from ([module] if node.module else [f"{module}.{alias.name}" for alias in node.names])


def params(paths: list[Path]) -> list:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_what_it_may(room: str) -> None:
    own, others = ROOMS[room]
    for path in sources(room):
        for name in imports(path):
            top = name.partition(".")[0]
            if top in OURS:
                allowed = any(name == each or (name.startswith(f"{each}.") and each != "proofnotes") for each in own)
            else:
                allowed = top in others or top in sys.stdlib_module_names
            assert allowed, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_room_is_not_empty(room: str) -> None:
    assert sources(room)


def test_dependencies_are_those_that_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", each)[0].lower() for each in project["dependencies"]}
    paths = sources("proofnotes", "numeric", "derivations", "measurements")
    tops = {name.partition(".")[0] for path in paths for name in imports(path)}
    distributions = packages_distributions()
    used = {distributions[top][0].lower() for top in tops - OURS - sys.stdlib_module_names}
    assert used | FOR_THEIR_FILES == declared


def test_numeric_runs_without_sympy() -> None:
    program = "import sys, numeric; print([m for m in ('sympy', 'flint', 'mpmath', 'proofnotes') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("path", params(sources("proofnotes", "derivations", "measurements", "numeric", "tests")))
def test_file_is_short(path: Path) -> None:
    if not generated(path):
        length = len(path.read_text(encoding="utf-8").splitlines())
        assert length <= MAX_FILE


@pytest.mark.parametrize("path", params(sources("proofnotes", "derivations", "measurements", "numeric")))
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and not generated(path):
            lines = _lines(node) - _docstring_lines(node) - _table_lines(node)
            assert lines <= MAX_FUNCTION, f"{node.name} has {lines} lines"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: ast.FunctionDef) -> int:
    return _lines(node.body[0]) if ast.get_docstring(node) is not None else 0


def _table_lines(node: ast.FunctionDef) -> int:
    """A match whose cases are one statement each is a table, with a row for every kind of node."""
    rows = [case for each in ast.walk(node) if isinstance(each, ast.Match) for case in each.cases]
    return sum(1 + _lines(row.body[0]) for row in rows if len(row.body) == 1)


@pytest.mark.parametrize("path", params(sources("derivations")))
def test_derivation_is_mathematics_only(path: Path) -> None:
    source = ast.parse(path.read_text(encoding="utf-8"))
    refused = (ast.For, ast.While, ast.If, ast.Try, ast.With, ast.FunctionDef, ast.ClassDef, ast.Global)
    assert [type(node).__name__ for node in ast.walk(source) if isinstance(node, refused)] == []
    names = {node.id for node in ast.walk(source) if isinstance(node, ast.Name)}
    assert not names & {"print", "open", "eval", "exec"}


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", params(templates()))
def test_template_holds_no_arithmetic_and_no_formula(path: Path) -> None:
    environment = template_environment()
    text = path.read_text(encoding="utf-8")
    assert not list(environment.parse(text).find_all(ARITHMETIC))
    prose = "".join(value for _, kind, value in environment.lex(text) if kind == "data")
    assert not FORMULA.search(prose), FORMULA.search(prose)


def template_environment() -> jinja2.Environment:
    """As the report reads them."""
    from proofnotes.report import environment

    return environment()


def test_there_are_templates() -> None:
    assert templates()


@pytest.mark.parametrize("path", params(sources("proofnotes", "derivations", "measurements", "numeric", "tests")))
def test_no_file_names_a_machine(path: Path) -> None:
    places = ["/" + "work" + "/", ".." + "/shared", "." + "library"]
    text = path.read_text(encoding="utf-8")
    assert [place for place in places if place in text] == []
