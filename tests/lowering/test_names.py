"""Whatever a definition calls its arguments, indices and parts, the kernel gives way, and says how it spells them."""

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from proofnotes import Definition, Dim, Input, Scalar, Tensor, exp, let, let_scalar, tanh, total
from proofnotes.lowering import kernels, numpy_source
from proofnotes.lowering.native.c_kernel import c_kernel
from proofnotes.lowering.native.identifiers import Identifiers
from proofnotes.lowering.tasks.names import RESERVED, identifier, identifiers
from tests.lowering import loops
from tests.lowering.test_two_axes import as_tuple
from tests.reading import ROOT

J, Q = Dim("J"), Dim("in")
j, k = J.indices("j k")
q = Q.index("q")

TEXT = """
    i end g dg d_g dx out axis np rt lead math max min abs range tuple lambda lambda_ class None_ in is def yield t u v
    w m s h x2 f f_vjp self exp log total numeric kernel result print γ λ ε ϵ x' x″ W^{(1)} x_max \\lambda \\xi int
    double register auto T V M I C LANES row rows count KEEP STORE LOAD BODY v_exp linux sum_0 m_0 NAN INFINITY a n
"""
WORDS = TEXT.split()


def numbers(one: str, other: str) -> Definition:
    """Of two numbers, an order and a tangent that cannot be confused."""
    a, b = Scalar(one), Scalar(other)
    return Definition("f", a * exp(b) - tanh(a), inputs=(a, b))


def vectors(one: str, other: str) -> Definition:
    a, b = Tensor(one, J), Tensor(other, J)
    return Definition("f", a[j] * total(exp(b[k] - a[k]), k), inputs=(a, b), indices=(j,))


def check(definition: Definition, sizes: Mapping[str, int]) -> None:
    """Value, tangent and gradients of what is written, and a compiler's word about the C."""
    made = {each.task: each for each in kernels(definition)}
    namespace: dict[str, Any] = {}
    exec(numpy_source(list(made.values())), namespace)
    rng = np.random.default_rng(1)
    given, ways = ({each.name: drawn(each, sizes, rng) for each in definition.inputs} for _ in range(2))
    wanted = loops.value(definition, sizes, given)
    np.testing.assert_allclose(namespace[made[""].name](*given.values()), wanted, rtol=1e-12)
    along = loops.tangent(definition, sizes, given, ways)
    np.testing.assert_allclose(namespace[made["jvp"].name](*ways.values(), *given.values()), along, rtol=1e-6)
    upstream = rng.normal(size=wanted.shape)
    found = as_tuple(namespace[made["vjp"].name](upstream, *given.values()))
    for name, each in zip(given, found, strict=True):
        expected = loops.gradient(definition, sizes, given, name, upstream)
        np.testing.assert_allclose(each, expected, rtol=1e-6, err_msg=name)


def drawn(each: Input, sizes: Mapping[str, int], rng: np.random.Generator) -> Any:
    return rng.normal(size=loops.shape_of(each, sizes))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", WORDS)
def test_an_argument_may_have_any_name(word: str) -> None:
    for make in (numbers, vectors):
        check(make(word, "y"), {"J": 3})
        check(make("y", word), {"J": 3})


@pytest.mark.parametrize(
    ("one", "other"),
    [("c", "dc"), ("dc", "c"), ("g", "dg"), ("g", "g_"), ("x'", "x_prime"), ("W^{(1)}", "W_1"), ("lambda", "lambda_"),
     ("ε", "ϵ"), ("x", "d_x"), ("dx", "d_dx"), ("axis", "axis_"), ("np", "np_"), ("x", "x2"), ("ddc", "dc")],
)  # fmt: skip
def test_two_arguments_that_are_nearly_called_the_same(one: str, other: str) -> None:
    for make in (numbers, vectors):
        check(make(one, other), {"J": 3})


@pytest.mark.parametrize("word", ["out", "np", "lambda", "int", "g", "x", "v_exp", "x'"])
def test_a_part_may_have_any_name(word: str) -> None:
    x, y = Scalar("x_1"), Scalar("y_1")
    part = let_scalar(word, x * exp(y))
    check(Definition("f", part**2 + tanh(part), inputs=(x, y), where=(part.quantity,)), {})
    a = Tensor("a", J)
    row = let(word, exp(a[j]), j)
    check(Definition("f", row[j] * total(row[k] ** 2, k), inputs=(a,), indices=(j,), where=(row,)), {"J": 3})


@pytest.mark.parametrize("word", ["in", "lambda", "np", "out", "x", "λ", "N'"])
def test_a_dimension_may_have_any_name(word: str) -> None:
    over = Dim(word)
    n, m = over.indices("n m")
    x = Tensor("x", over)
    check(Definition("f", x[n] / over * total(exp(x[m]), m), inputs=(x,), indices=(n,)), {word: 3})


@pytest.mark.parametrize("word", ["lambda", "np", "rt", "math", "kernel", "f"])
def test_a_definition_may_have_any_name(word: str) -> None:
    x, y = Scalar("x"), Scalar("y")
    check(Definition(word, x * exp(y), inputs=(x, y)), {})


def test_the_docstring_says_how_a_name_is_spelled() -> None:
    lam, axis = Tensor("lambda", J), Scalar("axis")
    kernel = kernels(Definition("f", lam[j] * axis, inputs=(lam, axis), indices=(j,)))[0]
    text = numpy_source([kernel])
    assert "In Python lambda_ stands for lambda, axis_ stands for axis." in text
    assert "def f(lambda_, axis_, axis=-1, out=None):" in text


def test_identifiers() -> None:
    assert identifiers(["x'", "x_prime", "lambda", "W^{(1)}", "γ"]) == {
        "x'": "x_prime", "x_prime": "x_prime2", "lambda": "lambda_", "W^{(1)}": "W_1", "γ": "γ",
    }  # fmt: skip
    assert all(identifier(word) == f"{word}_" for word in RESERVED)


def test_identifiers_of_c() -> None:
    names = Identifiers()
    found = [names.fresh(word) for word in ("int", "γ", "gamma", "x̂", "v_exp", "KEEP", "x", "x")]
    assert len(set(found)) == len(found)
    assert all(each.isascii() and each.isidentifier() for each in found)
    assert not {"int", "v_exp", "KEEP"} & set(found)


def test_c_of_any_name_compiles(tmp_path: Any) -> None:
    """All of them in one file, which a compiler reads."""
    parts = []
    for number, word in enumerate(WORDS):
        for make in (numbers, vectors):
            for pair in ((word, "y"), ("y", word)):
                for kernel in kernels(make(*pair)):
                    made = c_kernel(kernel)
                    if made is not None:
                        parts.append(made.source.replace("kernel_f", f"kernel_{number}_{len(parts)}_f"))
    assert len(parts) > 100
    path = tmp_path / "names.c"
    path.write_text('#include "loops.h"\n' + "\n".join(parts), encoding="utf-8")
    flags = ["-fsyntax-only", "-std=gnu11", "-w", "-DPRECISION=32", "-DTABLE=t", f"-I{ROOT / 'numeric' / 'native'}"]
    done = subprocess.run(["cc", *flags, str(path)], capture_output=True, text=True)
    if done.returncode and "not found" in done.stderr:
        pytest.skip(f"no compiler for {sys.platform}")
    assert done.returncode == 0, done.stderr[:4000]
