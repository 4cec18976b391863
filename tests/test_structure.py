"""The walls of the house: which room may import which, and what no file may hold."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from tests.reading import OURS, ROOT, circles, graph, imports, name_of, sources, tree_of

ORDER = (
    "expr", "interchange",
    "prover.proof", "prover.kinks",
    "prover.evaluation", "prover.normal_form", "prover.signs", "prover.bounds", "prover.inequalities",
    "prover.witnesses", "prover", "deriving",
    "printing", "statements", "second_engine",
    "lowering.program", "lowering.stable", "lowering.schedule", "lowering.tasks",
    "lowering.numpy", "lowering.native", "lowering",
    "verdicts", "checks", "callables", "gate",
    "certifying.claims", "certifying.proofs", "certifying.checking", "certifying",
    "proofreading.codes", "proofreading.sources", "proofreading.grammar", "proofreading.meaning.model",
    "proofreading.lexicon", "proofreading.meaning", "proofreading.outcomes", "proofreading.settling",
    "proofreading.helping", "proofreading.output", "proofreading.history", "proofreading", "report", "shell",
)  # fmt: skip
"""The rooms of proofnotes in the order of the trip.  A file belongs to the most specific of them."""

APART = (
    ("proofnotes.second_engine", "proofnotes.prover"),  # or else it would be no second one
    ("proofnotes.second_engine", "proofnotes.interchange"),
    ("proofnotes.lowering", "proofnotes.prover"),
    ("proofnotes.lowering.native", "proofnotes.lowering.numpy"),  # a back end can be taken away
    ("proofnotes.lowering.numpy", "proofnotes.lowering.native"),
)
"""The first imports nothing of the second, although that stands before it."""

FORMER = ("proofnotes.symbolic", "proofnotes.cli")
"""Kept for programs that import from them; nothing of ours does."""


def is_former(name: str) -> bool:
    return any(within(name, each) for each in FORMER)


PACKAGES = {
    # room: the packages of others that it may import
    "proofnotes.expr": set(),
    "proofnotes.interchange": {"sympy"},
    "proofnotes.prover": {"flint", "mpmath"},
    "proofnotes.deriving": set(),
    "proofnotes.printing": {"sympy"},
    "proofnotes.statements": set(),
    "proofnotes.second_engine": {"flint", "sympy"},
    "proofnotes.lowering": {"mpmath", "numpy"},
    "proofnotes.verdicts": set(),
    "proofnotes.checks": {"flint", "numpy"},
    "proofnotes.callables": set(),
    "proofnotes.gate": set(),
    "proofnotes.certifying": {"flint"},
    "proofnotes.proofreading": {"flint", "jinja2", "markdown_it", "markupsafe", "math_core"},
    "proofnotes.report": {
        "fontTools", "jinja2", "markdown_it", "markupsafe", "math_core", "matplotlib", "mdit_py_plugins", "msgspec",
        "numpy", "pygraphviz",
    },
    "proofnotes.shell": {"click", "rich"},
    "derivations": set(),
    "measurements": {"numpy"},
    "numeric": {"numpy"},
}  # fmt: skip

FOLDERS = {
    # folder beside proofnotes: what of ours it may import
    "derivations": {"proofnotes", "derivations"},
    "examples": {"proofnotes", "derivations"},
    "measurements": {"proofnotes", "proofnotes.expr.counting", "derivations", "numeric", "measurements"},
    "numeric": {"numeric"},
}
"""proofnotes alone is its face, the vocabulary."""

BESIDE = {"proofnotes.callables": {"numeric"}, "proofnotes.report": {"numeric"}}
"""What of ours outside proofnotes a room of it may import."""

FOR_THEIR_FILES = {"ziamath"}
"""Dependencies that are not imported: one ships a font."""

FORMULA = re.compile(r"\\(frac|sqrt|sum|prod|partial|hat|bar|log|exp|tanh|sigma|mu|gamma|beta|epsilon|delta|mathbb)\b")
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)

CODE = ("proofnotes", "numeric", "benchmarks", "derivations", "measurements", "scripts")


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def room_of(name: str) -> int | None:
    """The place in ORDER of a module, None for the faces (proofnotes itself, python -m proofnotes)."""
    fitting = [room for room in ORDER if within(name, f"proofnotes.{room}")]
    return ORDER.index(max(fitting, key=len)) if fitting else None


def imported() -> Iterator[tuple[str, str]]:
    """Every import of one file of ours by another."""
    for path, others in graph(sources(*CODE)).items():
        yield from ((name_of(path), name_of(other)) for other in others)


def test_rooms_are_in_order() -> None:
    upward = {
        (name, other)
        for name, other in imported()
        if (own := room_of(name)) is not None and ((theirs := room_of(other)) is None or theirs > own)
        if within(other, "proofnotes")
    }
    assert upward == set()


def test_every_room_is_there() -> None:
    found = {ORDER[room] for path in sources("proofnotes") if (room := room_of(name_of(path))) is not None}
    assert found == set(ORDER)
    homeless = {name_of(path) for path in sources("proofnotes") if room_of(name_of(path)) is None}
    assert {name for name in homeless if not is_former(name)} == {"proofnotes", "proofnotes.__main__"}
    assert [name for name, other in imported() if is_former(other) and not is_former(name)] == []


@pytest.mark.parametrize(("room", "other"), APART)
def test_rooms_are_apart(room: str, other: str) -> None:
    assert [pair for pair in imported() if within(pair[0], room) and within(pair[1], other)] == []


def test_rooms_stay_in_the_package() -> None:
    for name, other in imported():
        allowed = {each for room, rooms in BESIDE.items() if within(name, room) for each in rooms}
        if within(name, "proofnotes"):
            assert other.partition(".")[0] in {"proofnotes"} | allowed, f"{name} imports {other}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_imports_only_what_it_may(folder: str) -> None:
    allowed = FOLDERS[folder]
    for path in sources(folder):
        for name in imports(path):
            if name.partition(".")[0] in OURS:
                rooms = allowed - {"proofnotes"}
                assert name in allowed or any(within(name, room) for room in rooms), f"{path.name} imports {name}"


@pytest.mark.parametrize("room", PACKAGES)
def test_room_imports_only_these_packages(room: str) -> None:
    paths = sources(room.replace(".", "/"))
    tops = {name.partition(".")[0] for path in paths for name in imports(path)}
    assert paths
    assert tops - set(OURS) - sys.stdlib_module_names <= PACKAGES[room]


def test_no_files_import_each_other_in_a_circle() -> None:
    found = [{name_of(path) for path in circle} for circle in circles(graph(sources(*CODE)))]
    assert found == []


def test_circles_are_found() -> None:
    assert circles({1: [2], 2: [3], 3: [1], 4: [1, 5], 5: [6], 6: [5]}) == [{1, 2, 3}, {5, 6}]
    assert circles({1: [2, 3], 2: [3], 3: []}) == []


def test_dependencies_are_those_that_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", each)[0].lower() for each in project["dependencies"]}
    paths = sources("proofnotes", "numeric", "derivations", "measurements")
    tops = {name.partition(".")[0] for path in paths for name in imports(path)}
    distributions = packages_distributions()
    used = {distributions[top][0].lower() for top in tops - set(OURS) - sys.stdlib_module_names}
    assert used | FOR_THEIR_FILES == declared


def test_numeric_runs_without_sympy() -> None:
    program = "import sys, numeric; print([m for m in ('sympy', 'flint', 'mpmath', 'proofnotes') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def is_face(path: Path) -> bool:
    return path.name == "__init__.py" or is_former(name_of(path))


def kept_alive(path: Path) -> Iterator[str]:
    """Whatever only tells a linter that an import is used."""
    text = path.read_text(encoding="utf-8")
    yield from re.findall(r"noqa:\s?F401\b", text)
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name == "__all__" or (name == "_" and not isinstance(node.value, ast.Call)):
                yield f"{name} = …"


def test_no_unused_import_is_kept_alive() -> None:
    """Only the face of a package imports what it does not use."""
    found = {name_of(path): list(kept_alive(path)) for path in sources(*CODE, "tests") if not is_face(path)}
    assert {name: kept for name, kept in found.items() if kept} == {}


PROGRAMS = {"fuzz", "language"}
"""Folders of tests without a room: a program that makes statements until one is wrong, and what can be said."""


def test_tests_stand_where_the_code_stands() -> None:
    """A folder of tests is the folder of its subject; what is about everything stands beside the folders."""
    for folder in (path for path in (ROOT / "tests").rglob("*") if path.is_dir() and (path / "__init__.py").exists()):
        place = folder.relative_to(ROOT / "tests")
        mirrored = any((ROOT / house / place).is_dir() for house in ("proofnotes", "."))
        assert mirrored or place.parts[0] in PROGRAMS, f"tests/{place}"


def test_no_two_classes_have_one_name() -> None:
    """Whoever meets a name knows which class is meant, in all of our code."""
    places: dict[str, list[str]] = {}
    for path in sources(*CODE):
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    double = {name: found for name, found in places.items() if len(found) > 1}
    assert double == {}


def params(paths: list[Path]) -> list:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def test_derivations_are_mathematics_only() -> None:
    refused = (ast.For, ast.While, ast.If, ast.Try, ast.With, ast.FunctionDef, ast.ClassDef, ast.Global)
    for path in sources("derivations"):
        found = list(ast.walk(tree_of(path)))
        assert [type(node).__name__ for node in found if isinstance(node, refused)] == [], path.name
        names = {node.id for node in found if isinstance(node, ast.Name)}
        assert not names & {"print", "open", "eval", "exec"}, path.name


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


def test_no_file_names_a_machine() -> None:
    places = ["/" + "work" + "/", ".." + "/shared", "." + "library"]
    for path in sources(*CODE, "tests"):
        text = path.read_text(encoding="utf-8")
        assert [place for place in places if place in text] == [], path
