"""The check of kernels: what is right passes, and nothing else."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest
from flint import arb

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Eq,
    Max,
    Scalar,
    Tensor,
    diff,
    exp,
    log,
    sqrt,
    tanh,
    total,
)
from proofnotes.checks import Calls, check_kernel
from proofnotes.checks.exact import Numbers, entries
from proofnotes.lowering import Kernel, forward_kernel, kernels, numpy_source, vjp_kernel
from proofnotes.lowering.package import units_of
from tests.catalogue import CATALOGUE
from tests.checks.mutants import mutants
from tests.examples import EXAMPLES

K, N = Dim("K"), Dim("N")
i, j = K.indices("i j")
n, m = N.indices("n m")
x, z, A, X = Scalar("x"), Tensor("z", K), Tensor("A", K, K), Tensor("x", N, K)


def functions(made: tuple[Kernel, ...]) -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec(numpy_source(made), namespace)
    return namespace


def differences(definition: Definition) -> list[str]:
    made = kernels(definition)
    found = functions(made)
    return [str(each) for kernel in made for each in check_kernel(kernel, found[kernel.name])]


@pytest.mark.parametrize("definition", EXAMPLES, ids=lambda each: each.name)
def test_right_kernels_pass(definition: Definition) -> None:
    assert differences(definition) == []


def value(definition: Definition, sizes: dict[str, int], **inputs: Any) -> Any:
    arrays = {name: np.array(array, float) for name, array in inputs.items()}
    return entries(definition, Numbers(sizes, arrays, {each.name: number for each, number in definition.parameters}))


def test_values_and_slopes_by_hand() -> None:
    softmax = CATALOGUE.by_id("softmax.definition")
    assert isinstance(softmax, Definition)
    found = value(softmax, {"K": 2}, z=[800.0, 0.0])
    small = arb(-800).exp() / (1 + arb(-800).exp())
    assert found.values[1].overlaps(small)
    assert found.values[1].rel_accuracy_bits() > 60
    assert found.slopes[0][0, 0].overlaps(small * (1 - small))
    assert found.slopes[0][0, 1].overlaps(-small * (1 - small))


def test_a_derivative_inside_of_a_definition() -> None:
    cubic = Definition("cubic", x * diff(x**3, x), inputs=(x,))
    found = value(cubic, {}, x=2.0)
    assert found.values[0].overlaps(arb(24))
    assert found.slopes[0][0, 0].overlaps(arb(36))


def test_there_is_a_value_at_a_kink_and_no_slope() -> None:
    found = value(Definition("kinked", Abs(x) + Max(x, 0), inputs=(x,)), {}, x=0.0)
    assert found.values[0] == 0
    assert found.slopes == [None]


def test_nothing_is_known_where_there_is_no_value() -> None:
    found = value(Definition("rooted", sqrt(x), inputs=(x,)), {}, x=-1.0)
    assert not found.values[0].is_finite()


WRONG: dict[str, tuple[Definition, str, str]] = {
    "an axis": (Definition("f", total(A[i, j] * z[j], j), inputs=(A, z), indices=(i,)), "f", "z @ A"),
    "a transposition": (Definition("f", total(X[n, j] * A[j, i], j), inputs=(X, A), indices=(n, i)), "f", "x @ A.T"),
    "a factor": (Definition("f", 3 * tanh(x), inputs=(x,)), "f", "np.tanh(x)"),
    "a sign": (Definition("f", -x * exp(-x), inputs=(x,)), "f", "x * np.exp(-x)"),
    "a branch": (Definition("f", Max(x, 0), inputs=(x,)), "f", "np.where(x > 0, 0 * x, x)"),
    "a diagonal": (
        Definition("f", total(z[i] * A[i, j] * z[j], i, j), inputs=(z, A)), "f", "np.sum(z * z @ A.T, axis=-1)",
    ),
    "an overflow": (Definition("f", log(total(exp(z[i]), i)), inputs=(z,)), "f", "np.log(np.sum(np.exp(z), axis=-1))"),
    "a cancellation": (Definition("f", log(1 - tanh(x)), inputs=(x,)), "f", "np.log(1 - np.tanh(x))"),
    "nan": (Definition("f", sqrt(x**2 + 1), inputs=(x,)), "f", "np.where(x == 0, np.nan, np.sqrt(x * x + 1))"),
    "a shape": (Definition("f", total(z[i], i), inputs=(z,)), "f", "np.sum(z, axis=-1, keepdims=True)"),
    "a type": (Definition("f", x + 1, inputs=(x,)), "f", "np.add(x, 1, dtype='d')"),
    "an error": (Definition("f", x + 1, inputs=(x,)), "f", "x + np.ones(7)"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", WRONG)
def test_wrong_values_are_told(mistake: str) -> None:
    definition, name, text = WRONG[mistake]
    kernel = forward_kernel(definition)
    assert kernel.name == name
    found = check_kernel(kernel, eval(f"lambda {', '.join(kernel.arguments)}: {text}", {"np": np}))
    assert found
    assert all(name in str(each) and "got" in str(each) for each in found)


def test_a_difference_is_readable() -> None:
    kernel = forward_kernel(Definition("f", x * exp(-x), inputs=(x,)))
    told = str(check_kernel(kernel, lambda x: x * np.exp(x))[0])
    assert told.startswith("f is wrong with unequal sizes, float64: f[0]: got ")
    assert ", expected " in told
    assert told.splitlines()[1].startswith("    x = [")


GRADIENTS = {
    "collapsed to the diagonal": "lambda g, x, A: (g @ A.T, np.broadcast_to(np.sum(g * x, axis=0), A.shape))",
    "transposed": "lambda g, x, A: (g @ A.T, g.T @ x)",
    "the other input's": "lambda g, x, A: (g @ A, x.T @ g)",
    "in the wrong order": "lambda g, x, A: (x.T @ g, g @ A.T)",
}


@pytest.mark.parametrize("mistake", GRADIENTS)
def test_wrong_gradients_are_told(mistake: str) -> None:
    kernel = vjp_kernel(Definition("f", total(X[n, j] * A[j, i], j), inputs=(X, A), indices=(n, i)))
    assert check_kernel(kernel, eval(GRADIENTS[mistake], {"np": np}))
    if kernel.signature.startswith("(..., K)"):
        assert not check_kernel(kernel, _right)


def _right(g: Any, x: Any, A: Any) -> Any:
    rows, upstream = (array.reshape(-1, array.shape[-1]) for array in (x, g))
    return g @ A.T, rows.T @ upstream


def test_hypotheses_say_where_a_kernel_is_tried() -> None:
    wide = Definition("wide", log(1 + exp(exp(x))), inputs=(x,))
    narrow = Definition("narrow", log(1 + exp(exp(x))), inputs=(x,), assuming=[x > -3, x < 3])
    naive = "np.log(1 + np.exp(np.exp(x)))"
    assert check_kernel(forward_kernel(wide), eval(f"lambda x: {naive}", {"np": np}))
    assert not check_kernel(forward_kernel(narrow), eval(f"lambda x: {naive}", {"np": np}))


def test_equations_between_inputs_are_kept() -> None:
    shares = Tensor("t", K)
    defined = Definition("f", total(shares[i] * z[i], i), inputs=(shares, z), assuming=[Eq(total(shares[j], j), 1)])
    calls = Calls.of(forward_kernel(defined))
    assert len(calls.made) == 5
    for _, call in calls.made:
        np.testing.assert_allclose(call.inputs["t"].sum(axis=-1), 1, rtol=1e-6)


def test_a_kernel_that_cannot_be_compared_is_no_right_one() -> None:
    nowhere = Definition("f", log(-(x**2) - 1), inputs=(x,))
    (found,) = check_kernel(forward_kernel(nowhere), lambda x: x)
    assert "nothing to compare" in str(found)


HARMLESS = (
    "rt.power_of_two(x, axis=-1)",  # any power of two will do
    "x2[..., :1]", "x3[..., :1]", "h[..., :1]",  # before a mean is subtracted anything may be
    "np.multiply(x, 0.5", "w, 0.5, out=out",  # the maximum of x and x/2 or x
    "t -= u", "np.subtract(z, z",  # 0
    "np.maximum(dy, t", "np.maximum(out, t",  # asks for infinities only, which 0 < ŷ < 1 excludes
)  # fmt: skip
"""Mistakes that change no value."""

HARMLESS_THERE = (
    ("_no_transposition", "np.eye("),  # the identity is its own transpose
    ("_other_operator", "over=math.sqrt(2*math.pi)"),  # by what a decay is divided where it is subnormal
    ("_no_factor", "over=math.sqrt(2*math.pi)"),
)
"""A kind of mistake, and where it changes no value."""


def is_harmless(mistake: str, line: str) -> bool:
    there = any(kind in mistake and part in line for kind, part in HARMLESS_THERE)
    return there or any(part in line for part in HARMLESS)


def mutated() -> list[Any]:
    groups = [unit.kernels for unit in units_of(CATALOGUE)] + [kernels(each) for each in EXAMPLES]
    return [pytest.param(each, id=each[0].name) for each in groups]


@pytest.mark.one_in(9)
@pytest.mark.parametrize("made", mutated())
def test_no_mistake_passes(made: tuple[Kernel, ...], request: pytest.FixtureRequest) -> None:
    """Kernels with one mistake each: a wrong operation, axis, sign, branch, order, number, a factor less."""
    text, calls = numpy_source(made), dict[int, Calls]()
    by_name = {kernel.name: kernel for kernel in made}
    every = 1 if request.config.getoption("markexpr") == "" else 6
    passed = []
    for number, (mistake, module) in enumerate(mutants(text)):
        kernel = by_name[mistake.partition(":")[0]]
        line = text.splitlines()[int(mistake.split()[-1]) - 1]
        if number % every or is_harmless(mistake, line):
            continue
        namespace: dict[str, Any] = {}
        exec(compile(ast.fix_missing_locations(module), "<mutant>", "exec"), namespace)
        shared = calls.setdefault(id(kernel.definition), Calls.of(kernel))
        if not check_kernel(kernel, namespace[kernel.name], shared):
            passed.append(f"{mistake}: {line.strip()}")
    assert passed == []
