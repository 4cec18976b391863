"""What `import proofnotes` gives: every name that a user gets an object of, quickly, and without SymPy."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from inspect import getmembers, isclass, isfunction
from typing import Any, get_args, get_type_hints

import pytest

import proofnotes
from tests.reading import ROOT

MOST_SECONDS = 0.3
"""Of the processor, which other programs may keep busy."""
EXPORTED = {name: getattr(proofnotes, name) for name in proofnotes.__all__}
NODES = {"Both", "Computed", "Lambda", "Node", "Position", "Shifted", "Transposed"}
"""What expressions and arrays are made of inside."""


def classes_in(hint: Any) -> Iterator[type]:
    """The classes of ours that a type is made of."""
    for part in get_args(hint):
        yield from classes_in(part)
    if isclass(hint) and hint.__module__.startswith("proofnotes."):
        yield hint


def answers(thing: Any) -> Iterator[Any]:
    """The types of what a function returns, and of the fields and properties of a class."""
    if isfunction(thing):
        yield get_type_hints(thing, localns=EXPORTED)["return"]
    elif is_dataclass(thing):
        hints = get_type_hints(thing, localns=EXPORTED)
        yield from (hints[field.name] for field in fields(thing))
        properties = (value.fget for _, value in getmembers(thing) if isinstance(value, property))
        yield from (get_type_hints(getter, localns=EXPORTED).get("return") for getter in properties)


@pytest.mark.parametrize("name", [name for name, thing in EXPORTED.items() if isclass(thing) or isfunction(thing)])
def test_what_is_returned_is_exported(name: str) -> None:
    returned = {part for answer in answers(EXPORTED[name]) for part in classes_in(answer)}
    missing = {part.__name__ for part in returned if EXPORTED.get(part.__name__) is not part}
    assert missing <= NODES


def test_the_list_is_complete_and_sorted() -> None:
    source = ast.parse((ROOT / "proofnotes" / "__init__.py").read_text(encoding="utf-8"))
    imported = {name.name for node in source.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert set(proofnotes.__all__) == imported - {"show_when_run"}
    assert list(proofnotes.__all__) == sorted(proofnotes.__all__)


@pytest.mark.parametrize("name", [name for name, thing in EXPORTED.items() if isclass(thing) or isfunction(thing)])
def test_every_name_says_what_it_is(name: str) -> None:
    assert EXPORTED[name].__doc__


def test_tensor_and_dim_are_types() -> None:
    K = proofnotes.Dim("K")
    assert isinstance(proofnotes.Tensor("z", K), proofnotes.Tensor)
    assert proofnotes.Tensor("z", K) == proofnotes.Tensor("z", K.over)


def test_import_is_quick_and_without_sympy() -> None:
    program = (
        "import sys, time; start = time.process_time(); import proofnotes; seconds = time.process_time() - start;"
        "print(seconds, [name for name in ('sympy', 'numpy', 'matplotlib', 'click', 'rich') if name in sys.modules])"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout
            for _ in range(3)]  # fmt: skip
    assert {line.split(maxsplit=1)[1].strip() for line in runs} == {"[]"}
    assert min(float(line.split()[0]) for line in runs) < MOST_SECONDS
