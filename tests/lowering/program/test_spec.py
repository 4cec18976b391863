"""The specification of the array program: that every program keeps to it, that what does not is found, and that no
place forgets an operation or a function."""

import ast
import builtins
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import numeric._runtime as rt
from proofnotes import Definition, Dim
from proofnotes.expr.functions import KINKED, TABLE
from proofnotes.lowering import Kernel, LoweringError, kernels
from proofnotes.lowering.back_ends import BACK_ENDS, BackEnd
from proofnotes.lowering.native.plan import AT_ONCE, SPECIAL
from proofnotes.lowering.numpy.emit import OVERWRITTEN, SHORT, TRIVIAL
from proofnotes.lowering.numpy.ufuncs import CALLED
from proofnotes.lowering.program import values as v
from proofnotes.lowering.program.array_functions import FUNCTIONS, NAMES_HERE, ArrayFunction
from proofnotes.lowering.program.axes import LEAD, Axis
from proofnotes.lowering.program.entries import argument, at_label
from proofnotes.lowering.program.nodes import ProgramError, Value, made
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.program.spec import OPERATIONS
from proofnotes.lowering.program.traverse import walk
from proofnotes.lowering.program.verify import check, verify
from proofnotes.lowering.schedule.arrange import ARRAYS
from proofnotes.lowering.schedule.stages import SHARED
from proofnotes.lowering.stable.rewrites import PRIMITIVES
from proofnotes.lowering.stable.scaling import LINEAR
from tests.catalogue import CATALOGUE
from tests.examples import EXAMPLES
from tests.lowering.interpreter import ELEMENTWISE
from tests.lowering.several_axes import DEFINITIONS as SEVERAL_AXES
from tests.lowering.split_axes import DEFINITIONS as SPLIT_AXES
from tests.lowering.stable.strangers import EVERY
from tests.reading import ROOT

STRANGERS = tuple(each.definition for each in EVERY if each.definition.name in ("hypot", "logaddexp", "norm"))
DEFINITIONS = (*CATALOGUE.definitions, *EXAMPLES, *SEVERAL_AXES, *SPLIT_AXES, *STRANGERS)
FOLDER = ROOT / "proofnotes" / "lowering"
K, D = Axis(Dim("K").over), Axis(Dim("D").over)
X, W = argument("x", (LEAD, K)), argument("w", (K,))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.id)
def test_every_pass_keeps_to_the_specification(definition: Definition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stable rewrite, each step of arranging, and what alignment makes; with theorems and without."""
    passes = 0
    plain = Program.map

    def checked(self: Program, *args: Any) -> Program:
        nonlocal passes
        found = plain(self, *args)
        verify((*found.outputs, *found.hints))
        passes += 1
        return found

    monkeypatch.setattr(Program, "map", checked)
    for each in (*kernels(definition, CATALOGUE.theorems), *kernels(definition)):
        verify(each.values.outputs)
        verify(each.program.outputs, aligned=True)
    assert passes > 20


@cache
def all_kernels() -> list[Kernel]:
    found = []
    for definition in DEFINITIONS:
        found += [*kernels(definition, CATALOGUE.theorems), *kernels(definition)]
    return found


def test_every_operation_is_made_somewhere() -> None:
    """But for what the C back end makes for itself, and positions (tests/language/test_index_kernels.py)."""
    every = {value.op for k in all_kernels() for p in (k.values, k.program) for value in walk(*p.outputs)}
    assert set(OPERATIONS) - every <= {"reciprocal_rest", "minimum", "counted", "read", "lowest"}


def test_wrong_axes_are_found() -> None:
    """In every program, whichever value has an axis too many or too few."""
    for kernel in all_kernels():
        for program, aligned in ((kernel.values, False), (kernel.program, True)):
            for value in walk(*program.outputs):
                if OPERATIONS[value.op].axes.made is not None:
                    for axes in (value.axes[1:], (*value.axes, Axis(Dim("Q").over))):
                        if axes != value.axes:
                            with pytest.raises(ProgramError, match=f"^{value.op} has the axes"):
                                check(replace(value, axes=axes), aligned=aligned)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda: Value("cosecant", (X,)),
            "array programs have no operation 'cosecant': a row for it belongs in program/spec.py",
        ),
        (lambda: made("exp", X, X), "exp takes 1 operand, got 2"),
        (lambda: made("add", X), "add takes two operands or more, got 1"),
        (lambda: made("number", data=0.5), "the data of number is an exact rational, got 0.5"),
        (lambda: made("compare", X, X, data="~"), "the data of compare is a sign of comparison, got '~'"),
        (lambda: made("total", X, data=(K, K)), "the data of total is axes, each once"),
        (
            lambda: made("total", X, data=(D,)),
            r"the axes of total\[D\] are without those in the data, got .*",
        ),
        (lambda: made("contract", X, W, data=(D,)), "the axes of contract.* are those of both operands, without those"),
        (lambda: made("identity", v.size(K), data=(K, D)), "the data of identity is two axes over one dimension"),
        (
            lambda: made("diagonal", X, data=(K, Axis(K.over, 1))),
            "the axes of diagonal.* are the first of the two axes",
        ),
        (lambda: made("item", X, data=(LEAD, 0)), "the data of item is an axis other than the leading ones"),
        (lambda: at_label(W, argument("y", (LEAD,)), K), "the axes of at_label.* without the axis that the label"),
    ],
)
def test_what_the_specification_does_not_have_cannot_be_made(make: Any, told: str) -> None:
    with pytest.raises(LoweringError, match=told):
        make()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (v.add(X, v.compare(X, ">", v.ZERO)), r"add needs a real number.*, and compare gives true or false: add\("),
        (made("where", X, X, X), "where needs true or false, and input gives what a caller gives"),
        (made("scaled", X, v.reduction("largest", X, (K,))), "scaled needs a power of two.*, and largest gives a real"),
        (Value("transpose", (X,), None, (K, LEAD)), "transpose stands in a program whose values are not laid out"),
        (
            v.add(at_label(X, argument("y", (LEAD,)), K), argument("y", (LEAD,))),
            "takes y for a number",
        ),
    ],
)
def test_what_does_not_fit_together_is_found(value: Value, told: str) -> None:
    with pytest.raises(ProgramError, match=told):
        verify([value])


def test_an_array_that_would_be_broadcast_across_is_found() -> None:
    """(n, 1) + (n,) is (n, n)."""
    row, kept = argument("r", (LEAD,)), Value("first", (X,), (K,), (LEAD, K))
    check(Value("add", (X, kept), None, (LEAD, K)), aligned=True)
    with pytest.raises(ProgramError, match=r"add has the axes .* of operands over"):
        check(Value("add", (row, kept), None, (LEAD, K)), aligned=True)


def mentioned(tree: ast.AST) -> Iterator[str]:
    """Operations that a file names: compared with x.op, matched against it, made by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ast.Attribute(attr="op"), _, comparators):
                yield from (each.value for c in comparators for each in ast.walk(c) if isinstance(each, ast.Constant))
            case ast.Match(ast.Attribute(attr="op"), cases):
                patterns = (each for case in cases for each in ast.walk(case.pattern))
                yield from (each.value.value for each in patterns if isinstance(each, ast.MatchValue))  # type: ignore[attr-defined]
            case ast.Call(ast.Name(id=name) | ast.Attribute(attr=name), [ast.Constant(str(op)), *_]):
                if name in ("made", "apply", "reduction", "Value"):
                    yield op


TABLES = {
    "numpy/emit.py": (OVERWRITTEN, SHORT, TRIVIAL), "numpy/ufuncs.py": (CALLED,), "native/plan.py": (AT_ONCE, SPECIAL),
    "schedule/arrange.py": (ARRAYS,), "schedule/stages.py": (SHARED,), "stable/scaling.py": (LINEAR,),
    "program/values.py": (v.REDUCTIONS,),
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_file_names_no_operation_that_is_not_in_the_specification(path: Any) -> None:
    name = path.relative_to(FOLDER).as_posix()
    names = [*mentioned(ast.parse(path.read_text(encoding="utf-8"))), *(op for t in TABLES.get(name, ()) for op in t)]
    assert sorted({op for op in names if op not in OPERATIONS}) == [], f"{name}: not in program/spec.py"


@pytest.mark.parametrize("row", BACK_ENDS, ids=lambda row: row.name)
def test_a_back_end_prints_every_operation_or_says_why_not(row: BackEnd) -> None:
    where = f"lowering/{row.name}/__init__.py"
    forgotten = sorted(set(OPERATIONS) - row.printed - set(row.refused))
    assert not forgotten, f"{where}: {', '.join(forgotten)} neither in PRINTED nor, with a reason, in REFUSED"
    assert sorted((row.printed | set(row.refused)) - set(OPERATIONS)) == [], f"{where}: not in program/spec.py"
    assert sorted(row.printed & set(row.refused)) == [], f"{where}: both printed and refused"
    assert all(row.refused.values()), f"{where}: a refusal without a reason"


def test_every_elementary_function_has_a_row() -> None:
    wanted = {NAMES_HERE.get(name, name) for name in (*TABLE, *KINKED)} | set(PRIMITIVES.values())
    missing = sorted(wanted - set(FUNCTIONS))
    assert not missing, f"lowering/program/array_functions.py has no row for {', '.join(missing)}"
    assert set(FUNCTIONS) - wanted <= {"minimum"}


C_FILES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "numeric" / "native").glob("*.h"))


def there_is(column: str) -> bool:
    """Whether Python finds it: np.exp, rt.erf, math.log, abs."""
    module, _, name = column.rpartition(".")
    return hasattr({"np": np, "rt": rt, "math": math, "": builtins}[module], name)


PLACES: dict[str, Callable[[ArrayFunction], bool]] = {
    "a ufunc of NumPy, or one in numeric/_runtime": lambda row: there_is(row.numpy),
    "a function of Python's numbers": lambda row: there_is(row.python),
    "a function on vectors in numeric/native/*.h": lambda row: re.search(rf"\b{row.c}\(", C_FILES) is not None,
    "2^64 times its values in numeric/native/*.h": lambda row: not row.raised or f"{row.raised}(" in C_FILES,
    "a function of mpmath": lambda row: row.exact is not None,
    "an operation in program/spec.py": lambda row: row.name in OPERATIONS,
    "its meaning in tests/lowering/interpreter.py": lambda row: row.name in ELEMENTWISE,
}


def lacking(row: ArrayFunction) -> list[str]:
    """The places that have no entry for a function: there is no error before a kernel is compiled or called."""
    return [place for place, has in PLACES.items() if not has(row)]


@pytest.mark.parametrize("row", FUNCTIONS.values(), ids=lambda row: row.name)
def test_nothing_is_forgotten_of_a_function(row: ArrayFunction) -> None:
    assert lacking(row) == [], f"{row.name}: {'; '.join(lacking(row))}: missing"


def test_what_is_forgotten_is_named() -> None:
    assert lacking(ArrayFunction("cosecant", raised="v_cosecant_raised")) == list(PLACES)


def test_only_the_table_lists_functions() -> None:
    """Elsewhere a function is named where there are variants of it, and nowhere more than four of them."""
    smooth = set(FUNCTIONS) - {"abs", "maximum", "minimum", "unless_nan"}
    for path in FOLDER.rglob("*.py"):
        if path.name not in ("array_functions.py", "rewrites.py"):
            constants = {
                n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)
            }
            assert len(constants & smooth) <= 4, f"{path.relative_to(ROOT)} lists {sorted(constants & smooth)}"


def test_a_function_without_a_row_is_told() -> None:
    with pytest.raises(LoweringError, match="no operation 'cosecant': a row for it belongs in program/spec.py"):
        v.apply("cosecant", X)
