"""A function is a row: nothing that needs an entry for it lacks one, and what its row says is true of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb

import numeric._runtime as runtime
import proofnotes
from proofnotes import (
    Definition,
    Dim,
    Eq,
    Expr,
    Max,
    NotationError,
    Relation,
    Scalar,
    Tensor,
    UndefinedError,
    Verdict,
    diff,
    prove,
)
from proofnotes.expr import functions
from proofnotes.expr.calculus import derivative
from proofnotes.expr.elementary import Elementary
from proofnotes.expr.functions import KINKED, ROWS, TABLE
from proofnotes.expr.nodes import Apply
from proofnotes.interchange.from_sympy import from_sympy
from proofnotes.interchange.sympy_source import sympy_source
from proofnotes.lowering import LoweringError
from proofnotes.lowering.kernels import forward_kernel
from proofnotes.prover.bounds.boxes import SHARP
from proofnotes.prover.bounds.compiled import function_on_boxes
from proofnotes.prover.evaluation import series
from proofnotes.prover.evaluation.evaluate import evaluate
from proofnotes.prover.normal_form import functions as normal_form
from proofnotes.prover.proof import Point
from proofnotes.second_engine import Agreement, check
from proofnotes.second_engine import functions as second_engine
from tests.reading import ROOT

x, y = Scalar("x"), Scalar("y")
K = Dim("K")
i, j = K.indices("i j")
z = Tensor("z", K)

NATIVE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "numeric/native").glob("*.h")))


def enclosed(row: Elementary) -> bool:
    """Whether there is a box for it; Max is taken apart where it stands."""
    if row is Max:
        return True
    try:
        return row.name in SHARP or (callable(function_on_boxes(row.name)) and hasattr(arb, row.ball))
    except RuntimeError:
        return False


def called(row: Elementary) -> bool:
    """Whether NumPy or the runtime has it."""
    package, _, name = row.numpy.partition(".")
    return hasattr({"np": np, "rt": runtime}[package], name)


PLACES: dict[str, Callable[[Elementary], bool]] = {
    "its derivative in expr/functions.py": lambda row: row.derivative is not None or row.name in KINKED,
    "SymPy's function": lambda row: hasattr(sympy, row.sympy),
    "a normal form in prover/normal_form/functions.py": lambda row: row.name in (*normal_form.FUNCTIONS, *KINKED),
    "a function of FLINT's balls, or a box in prover/bounds/boxes.py": enclosed,
    "Taylor coefficients in prover/evaluation/series.py": lambda row: row.name in series.FUNCTIONS,
    "a row in second_engine/functions.py": lambda row: row.name in (*second_engine.FUNCTIONS, *second_engine.KINKS),
    "a ufunc of NumPy, or one in numeric/_runtime": called,
    "a function on vectors in numeric/native": lambda row: f" {row.c}(V" in NATIVE,
}


def lacking(row: Elementary) -> list[str]:
    """The places that have no entry for a function."""
    return [place for place, has in PLACES.items() if not has(row)]


@pytest.mark.parametrize("row", TABLE.values(), ids=repr)
def test_nothing_is_forgotten(row: Elementary) -> None:
    assert lacking(row) == [], f"{row.name}: {', '.join(lacking(row))}: missing"


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Elementary:
    """A row that nobody has heard of."""
    row = Elementary("cosecant", "A function without any rule.")
    monkeypatch.setitem(functions.TABLE, row.name, row)
    return row


def test_what_is_forgotten_is_named(forgotten: Elementary) -> None:
    assert lacking(forgotten) == list(PLACES)


def test_where_a_rule_is_missing_there_is_a_sentence(forgotten: Elementary) -> None:
    e = forgotten(x)
    proof = prove(e, e + 1)
    assert (proof.verdict, proof.detail) == (
        Verdict.UNKNOWN,
        "TooHardError: cosecant: no normal form of the function is known",
    )
    assert prove(e >= 0).verdict is Verdict.UNKNOWN
    with pytest.raises(UndefinedError, match="how to evaluate cosecant is not known"):
        evaluate(e, Point({}, {"x": Fraction(1)}, {}, {}))
    with pytest.raises(NotationError, match="no rule for the derivative of cosecant"):
        derivative(e, x)
    with pytest.raises(LoweringError, match="no array program computes cosecant"):
        forward_kernel(Definition("f", e, inputs=(x,)))
    found = check(Relation(e, "=", e + 1))
    assert found.agreement is Agreement.UNCHECKED
    assert found.detail == "cosecant: this engine does not know the function"


def test_a_name_that_is_no_function_is_refused() -> None:
    with pytest.raises(NotationError, match="frobnicate: expected one of the elementary functions"):
        prove(Apply("frobnicate", (x,)) > 0)


POINTS = [Fraction(p, 8) for p in range(-31, 32, 3)]
SMOOTH = [row for row in TABLE.values() if row.name not in KINKED]


def at(e: Expr, value: Fraction) -> arb:
    return evaluate(e, Point({}, {"x": value}, {}, {}))


def inside(row: Elementary) -> list[Fraction]:
    return [point for point in POINTS if row.defined == "everywhere" or point > 0]


@pytest.mark.parametrize("row", SMOOTH, ids=repr)
def test_the_derivative_is_that_of_the_evaluator(row: Elementary) -> None:
    assert row.derivative is not None
    for point in inside(row):
        assert at(diff(row(x), x), point).overlaps(at(row.derivative(x), point))


@pytest.mark.parametrize("row", SMOOTH, ids=repr)
def test_values_are_where_the_row_says(row: Elementary) -> None:
    low, high = row.values.low, row.values.high
    for point in inside(row):
        value = at(row(x), point)
        assert low is None or (value >= low if row.values.reached else value > low)
        assert high is None or (value <= high if row.values.reached else value < high)
        assert not row.parity or at(row(-x), point).overlaps(value if row.parity == "even" else -value)
        assert not row.keeps_sign or (value > 0) == (point > 0)
    values = [at(row(x), point) for point in inside(row)]
    assert not row.increasing or all(left < right for left, right in zip(values, values[1:], strict=False))


@pytest.mark.parametrize("row", [row for row in ROWS if row.sympy], ids=repr)
def test_to_sympy_and_back(row: Callable[..., Expr]) -> None:
    e = row(Scalar("x", positive=True))
    scope: dict[str, object] = {}
    exec(sympy_source([Eq(e, e)]), scope)
    (claim,) = scope["claims"]  # type: ignore[misc]
    assert proofnotes.prove(from_sympy(claim.lhs), e).verdict is Verdict.PROVED


def test_the_vocabulary_has_every_row() -> None:
    assert all(getattr(proofnotes, repr(row)) is row and row.__doc__ for row in ROWS)
