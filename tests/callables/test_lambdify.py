"""`lambdify`: what it takes, in which order, what it refuses and how it says so; what a function knows of itself."""

from __future__ import annotations

import copy
import inspect
import linecache
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import sympy

from derivations.softmax import softmax as softmax_definition
from proofnotes import (
    Definition,
    Dim,
    Eq,
    KernelFunction,
    NotationError,
    Scalar,
    Tensor,
    Theorem,
    Whole,
    chain,
    delta,
    exp,
    lambdify,
    let,
    let_scalar,
    log,
    total,
)
from proofnotes import cases as by_cases
from proofnotes.callables import making
from proofnotes.lowering import LoweringError
from proofnotes.lowering.callables import PythonFunction
from tests.reading import ROOT

K, N = Dim("K"), Dim("N")
i, j = K.indices("i j")
n = N.index("n")
x, y, alpha = Scalar("x"), Scalar("y"), Scalar("alpha")
z, w, W = Tensor("z", K), Tensor("w", K), Tensor("W", N, K)
softmax = exp(z[i]) / total(exp(z[j]), j)
same = Theorem("softmax.same", softmax_definition.of(z)[i], "definition", softmax)
DATA = np.array([[1.0, 2.0, 4.0], [0.0, -1.0, 1.0]])
WANTED = np.exp(DATA) / np.exp(DATA).sum(axis=1, keepdims=True)

a, b = sympy.symbols("a b")
k = sympy.Symbol("k", integer=True)
M = sympy.Symbol("M", integer=True, positive=True)
B, I = sympy.IndexedBase("B"), sympy.Idx("I", (1, M))


def argument_names(function: KernelFunction) -> list[str]:
    """Of what is passed by position: inputs and parameters."""
    named = inspect.signature(function).parameters.values()
    return [each.name for each in named if each.kind is each.POSITIONAL_OR_KEYWORD and each.name not in ("axis", "out")]


# ---- what it takes ----


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param(softmax, "expression", id="expression"),
        pytest.param(softmax_definition, "softmax", id="definition"),
        pytest.param(let("y", softmax, i), "y", id="let"),
        pytest.param(softmax_definition.of(z), "softmax", id="applied"),
        pytest.param(same, "softmax_same", id="theorem"),
        pytest.param(same.chains[0], "expression", id="chain"),
    ],
)  # fmt: skip
def test_softmax_in_every_form(given: Any, name: str) -> None:
    function = lambdify(given)
    np.testing.assert_allclose(function(DATA), WANTED, rtol=1e-15)
    assert function.__name__ == name
    assert argument_names(function) == ["z"]


@pytest.mark.parametrize(
    ("given", "inputs", "wanted"),
    [
        pytest.param(a * b + sympy.sin(a), (2.0, 3.0), 6 + np.sin(2.0), id="numbers"),
        pytest.param(sympy.Max(a, b, 0), ([-1.0, 2.0], [-3.0, 1.0]), [0, 2], id="maximum"),
        pytest.param(sympy.Sum(B[k] ** 2, (k, 1, M)) / M, ([1.0, 2.0, 3.0],), 14 / 3, id="sum"),
        pytest.param(B[I] * sympy.exp(-a), (0.0, [1.0, 2.0]), [1, 2], id="indexed"),
        pytest.param(sympy.Piecewise((a, a > 0), (a / 10, True)), ([-1.0, 2.0],), [-0.1, 2], id="piecewise"),
        pytest.param(sympy.diff(sympy.tanh(a), a), (0.5,), 1 - np.tanh(0.5) ** 2, id="derivative"),
    ],
)
def test_sympy(given: Any, inputs: tuple[Any, ...], wanted: Any) -> None:
    names = sorted(str(each) for each in given.free_symbols if not isinstance(each, (sympy.Idx, sympy.Indexed)))
    ordered = [name for name in names if name in ("a", "b", "B")]
    function = lambdify(given, arguments=sorted(set(ordered), key=str.swapcase))
    np.testing.assert_allclose(function(*inputs), wanted, rtol=1e-14)


def test_symbols_and_bases_of_sympy_are_arguments_by_their_names() -> None:
    function = lambdify(a**2 * B[I], arguments=[B, a])
    np.testing.assert_array_equal(function([1.0, 2.0], 3.0), [9, 18])


def test_a_definition_makes_its_kernel() -> None:
    function = softmax_definition.kernel()
    np.testing.assert_array_equal(function(DATA), lambdify(softmax_definition)(DATA))
    assert softmax_definition.kernel("native", check=False).modules == "native"


# ---- in which order ----


@pytest.mark.parametrize(
    ("given", "names"),
    [
        pytest.param(y * x, ["y", "x"], id="as written"),
        pytest.param(x ** exp(y), ["x", "y"], id="power"),
        pytest.param(exp(y) * x + y, ["y", "x"], id="met again"),
        pytest.param(y / total(z[j], j) * x, ["y", "z", "x"], id="quotient"),
        pytest.param(let_scalar("p", y + x) * alpha, ["y", "x", "alpha"], id="names unfolded"),
        pytest.param(by_cases((x, y > 0), alpha), ["x", "y", "alpha"], id="cases"),
    ],
)
def test_inputs_are_in_the_order_of_appearance(given: Any, names: list[str]) -> None:
    assert argument_names(lambdify(given)) == names


@pytest.mark.parametrize("arguments", [(y, x), ("y", "x"), [y, "x"]])
def test_inputs_in_another_order(arguments: Any) -> None:
    assert lambdify(x - y, arguments=arguments)(1.0, 5.0) == 4


def test_a_parameter_has_a_default() -> None:
    function = lambdify(x * alpha, arguments=[x, (alpha, 0.5)])
    assert (function(2.0), function(2.0, alpha=3.0)) == (1, 6)
    assert argument_names(function.vjp) == ["g", "x", "alpha"]


def test_an_argument_that_nothing_depends_on() -> None:
    function = lambdify(x * y, arguments=(alpha, x, y))
    assert function(9.0, 2.0, 3.0) == 6
    assert function.vjp(1.0, 9.0, 2.0, 3.0) == (0, 3, 2)


def test_the_value_has_the_free_indices_as_axes_in_the_order_of_appearance() -> None:
    first, second = np.arange(6.0).reshape(2, 3), np.arange(3.0) + 1
    np.testing.assert_array_equal(lambdify(W[n, i] * w[i])(first, second), first * second)
    found = lambdify(W[n, i] * w[i], indices=(i, n))(first, second)
    np.testing.assert_array_equal(found, (first * second).T)
    np.testing.assert_array_equal(lambdify(w[i] * W[n, i], indices=("i", "n"))(second, first), found)


def test_an_index_may_be_free_beside_a_sum_over_it() -> None:
    function = lambdify(total(z[i], i) * w[i])
    np.testing.assert_array_equal(function([1.0, 2.0], [3.0, 4.0]), [9, 12])


# ---- what it refuses ----

REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "text": (lambda: lambdify("x + 1"), "got text, which is not evaluated"),
    "number": (lambda: lambdify(3), "got int: 3"),
    "constant": (lambda: lambdify(sympy.Integer(1)), "expected a number or a tensor in it, to be an argument"),
    "array": (lambda: lambdify(np.ones(3)), "got ndarray"),
    "nothing": (lambda: lambdify(), "missing a required argument: 'expression'"),
    "sympy's order": (lambda: lambdify([x, y], x * y), r"here it is lambdify\(expression, arguments="),
    "sympy's order of one": (lambda: lambdify(x, x * y), "the expression comes first, and arguments="),
    "relation": (lambda: lambdify(Eq(x, y)), "has two sides, .left and .right"),
    "tensor": (lambda: lambdify(z), r"z is a tensor over K: write z\[i\]"),
    "matrix": (lambda: lambdify(Whole(z)), "expected entries, an expression with indices"),
    "several chains": (
        lambda: lambdify(Theorem("f.two", chain(x, "why", y), chain(y, "why", x))), r"lambdify\(theorem.chains\[0\]\)",
    ),
    "inequality": (lambda: lambdify(Theorem("f.less", x <= y, "why")), "whose sides are one function; got x <= y"),
    "unknown modules": (lambda: lambdify(x, "jax"), "modules='numpy' or modules='native', got 'jax'"),
    "one argument alone": (lambda: lambdify(x * y, arguments=x), "arguments in a list or tuple"),
    "missing argument": (lambda: lambdify(x * y, arguments=[x]), "expected x, y once each, in any order; y is missing"),
    "double argument": (lambda: lambdify(x * y, arguments=[x, y, "x"]), "x is given twice"),
    "strange argument": (lambda: lambdify(x * y, arguments=["u", x, y]), "u does not stand in it"),
    "strange symbol": (lambda: lambdify(a * b, arguments=[a, b, sympy.Symbol("c")]), "c does not stand in it"),
    "another of that name": (lambda: lambdify(x, arguments=[Tensor("x", K)]), "the x in it is a number"),
    "two of one name": (lambda: lambdify(x * Tensor("x", K)[i]), "x is a number, and a tensor over K"),
    "tensor with a default": (lambda: lambdify(z[i], arguments=[(z, 1.0)]), "a number and its default"),
    "strange index": (lambda: lambdify(W[n, i], indices=(n,)), "expected n, i in any order; got n"),
    "no index": (lambda: lambdify(x, indices=("i",)), "indices: expected none; got i"),
    "unknown size": (lambda: lambdify(x * K), "an argument with an axis over K, which would say how large"),
    "unknown size of a sum": (lambda: lambdify(total(x, i)), "an argument with an axis over K"),
    "unknown size of an axis": (lambda: lambdify(x * delta(i, j)), "an argument with an axis over K"),
    "sympy's size": (lambda: lambdify(M * a), "an argument with an axis over M"),
    "sympy's function": (lambda: lambdify(sympy.gamma(a)), "known here, which gamma is not; known are Abs"),
    "sympy's equation": (lambda: lambdify(sympy.Eq(a, b)), "this has two sides"),
    "sympy's matrix": (lambda: lambdify(sympy.Matrix([a, b])), "got MutableDenseMatrix"),
    "sympy's infinity": (lambda: lambdify(sympy.oo), "infinity is none"),
    "hypotheses": (lambda: lambdify(log(x), assuming=x > 0), "assuming in a list or tuple"),
    "misspelled": (lambda: lambdify(x, argument=[x]), "unexpected keyword argument 'argument'"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_it_refuses_is_said_in_a_sentence(name: str) -> None:
    call, message = REFUSED[name]
    with pytest.raises(NotationError, match=message):
        call()


def test_there_is_only_what_makes_sense() -> None:
    with pytest.raises(AttributeError, match="expression has no derivative; there is vjp, jvp"):
        _ = lambdify(x * y).derivative
    with pytest.raises(AttributeError, match="expression_vjp has no jvp"):
        _ = lambdify(x).vjp.jvp
    assert not hasattr(lambdify(x), "jacobian")
    assert hasattr(lambdify(x), "derivative")


# ---- what a function knows of itself ----


def test_gradients() -> None:
    function = lambdify(softmax)
    y, g = WANTED, np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
    wanted = y * (g - (g * y).sum(axis=1, keepdims=True))
    np.testing.assert_allclose(function.vjp(g, DATA), wanted, atol=1e-15)
    np.testing.assert_allclose(function.jvp(g, DATA), wanted, atol=1e-15)
    jacobian = np.einsum("ni,ij->nij", y, np.eye(3)) - np.einsum("ni,nj->nij", y, y)
    np.testing.assert_allclose(function.jacobian(DATA), jacobian, atol=1e-15)
    np.testing.assert_allclose(lambdify(x**3).derivative([1.0, 2.0]), [3, 12], rtol=1e-15)
    assert function.vjp is function.vjp


def test_its_source_can_be_retrieved() -> None:
    function = lambdify(softmax)
    assert inspect.getsource(function).startswith("@rt.kernel")
    assert "def expression(z, axis=-1, out=None):" in inspect.getsource(function)
    namespace: dict[str, Any] = {}
    exec(function.source, namespace)
    np.testing.assert_array_equal(namespace["expression"](DATA), function(DATA))
    assert inspect.getsource(function.vjp) != inspect.getsource(function)
    linecache.checkcache()
    assert inspect.getsource(function)


def test_what_it_says_of_itself() -> None:
    function = lambdify(softmax_definition)
    assert repr(function) == "<softmax(z, axis=-1, out=None), numpy>"
    assert str(inspect.signature(function.vjp)) == "(g, z, axis=-1, out=None)"
    assert function.__doc__ is not None
    assert function.__doc__.startswith("softmax(z)[i] = exp(z[i])/total(exp(z[j]), j)")
    assert function.definition is softmax_definition
    assert callable(function)


def test_an_error_inside_shows_its_lines() -> None:
    function = lambdify(softmax)
    with pytest.raises(TypeError, match="expression: z has dtype") as caught:
        function("text")
    assert traceback.format_exception(caught.value)


def test_it_is_pickled_as_its_definition() -> None:
    function = lambdify(softmax_definition)
    for each in (function, function.vjp):
        again = pickle.loads(pickle.dumps(each))
        assert (repr(again), again.task) == (repr(each), each.task)
        inputs = (DATA,) * len(argument_names(each))
        np.testing.assert_array_equal(again(*inputs), each(*inputs))


def test_a_copy_is_the_function_itself() -> None:
    function = lambdify(softmax)
    assert copy.copy(function) is function
    assert copy.deepcopy([function])[0] is function


def test_several_threads_make_the_same_function() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: lambdify(softmax), range(16)))
        found = list(pool.map(lambda each: each.vjp(DATA, DATA), made))
    assert all(np.array_equal(each, found[0]) for each in found)


def test_the_vocabulary_alone_loads_nothing_of_it() -> None:
    program = (
        "import sys, proofnotes; print([m for m in ('numpy', 'numeric', 'proofnotes.lowering') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_definition_keeps_its_parameters_and_hypotheses() -> None:
    made = Definition("scaled", x * alpha + log(y), inputs=(x, y), parameters=((alpha, 2.0),), assuming=[y > 0])
    function = lambdify(made, arguments=[y, x])
    assert function(1.0, 3.0) == 6
    assert function.definition.assuming == made.assuming
    assert argument_names(function) == ["y", "x", "alpha"]


# ---- the check ----


def test_what_is_wrong_is_refused_with_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the lowering does to it."""
    broken = lambda kernel, marks=None: PythonFunction(lambda z, axis=-1, out=None: np.exp(z), "")  # noqa: E731
    monkeypatch.setattr(making, "python_function", broken)
    with pytest.raises(LoweringError, match=r"(?s)expression is wrong with .*: got .*, expected .*z = .*check=False"):
        lambdify(softmax)
    np.testing.assert_array_equal(lambdify(softmax, check=False)(DATA), np.exp(DATA))


def test_gradients_are_checked_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    function = lambdify(softmax)
    broken = lambda kernel, marks=None: PythonFunction(lambda g, z, axis=-1, out=None: g, "")  # noqa: E731
    monkeypatch.setattr(making, "python_function", broken)
    with pytest.raises(LoweringError, match="expression_vjp is wrong"):
        _ = function.vjp
    monkeypatch.undo()
    np.testing.assert_allclose(function.vjp(np.ones(3), DATA), 0, atol=1e-15)


def test_what_is_checked_satisfies_the_hypotheses() -> None:
    function = lambdify(log(x - 1), assuming=[x > 1])
    assert function(2.0) == 0
    assert [str(each) for each in function.definition.assuming] == ["x > 1"]


def test_what_nothing_can_be_compared_with_is_refused() -> None:
    with pytest.raises(LoweringError, match="expression: nothing to compare it with: no numbers were found"):
        lambdify(log(-1 - x**2))


def test_what_is_too_large_to_be_checked_is_refused() -> None:
    large = Dim("L", 512)
    p = large.index("p")
    given = total(Tensor("v", K, large)[i, p] * Tensor("u", large)[p], p)
    with pytest.raises(LoweringError, match="too large to be checked: L has 512 entries; a Dim without a size"):
        lambdify(given)
    assert lambdify(given, check=False)(np.ones((2, 512)), np.ones(512)).tolist() == [512, 512]
