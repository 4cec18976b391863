"""The NumPy text of random programs means what the programs mean: it is read by Python, and compared with a second
telling of the specification."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from numeric import _runtime as rt
from proofnotes import Definition, Dim, Scalar, Tensor, erf, log, total
from proofnotes.expr.errors import LoweringError
from proofnotes.expr.nodes import wrap
from proofnotes.expr.signs import SIGNS
from proofnotes.lowering import lower, numpy_source
from proofnotes.lowering.kernels import jacobian_kernel
from proofnotes.lowering.numpy.emit import Writer
from proofnotes.lowering.numpy.printer import source
from proofnotes.lowering.program import values as v
from proofnotes.lowering.program.axes import LEAD, Axis
from proofnotes.lowering.program.brackets import Binds, Text, negative_of, product_of, quotient_of, sum_of
from proofnotes.lowering.program.entries import argument, at_label, indicator, item
from proofnotes.lowering.program.nodes import Value, made
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.program.spec import OPERATIONS
from proofnotes.lowering.program.verify import verify
from proofnotes.lowering.schedule.arrange import aligned, arranged
from proofnotes.lowering.schedule.stages import is_blockwise
from tests.lowering.interpreter import COMPARED, ELEMENTWISE, REDUCED, Interpreter

K = Axis(Dim("K").over)
SIZES = {LEAD: 3, K: 4}
ARGUMENTS = {"x": (LEAD, K), "y": (LEAD, K), "w": (K,), "r": (LEAD,)}
LEAVES = [argument(name, axes) for name, axes in ARGUMENTS.items()]
NUMBERS = [v.number(each) for each in (-3, -1, 1, 2, 5)]
FEW = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def arrays(seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=[SIZES[axis] for axis in axes]) + 0.1 for name, axes in ARGUMENTS.items()}


def written(children: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """Arithmetic as it stands, without what the constructors simplify."""
    pairs, triples = st.tuples(children, children), st.tuples(children, children, children)
    return st.one_of(
        pairs.map(lambda xs: made("add", *xs)),
        triples.map(lambda xs: made("add", *xs)),
        pairs.map(lambda xs: made("mul", *xs)),
        triples.map(lambda xs: made("mul", *xs)),
        pairs.map(lambda xs: made("div", *xs)),
        children.map(lambda x: made("neg", x)),
        children.map(lambda x: made("pow", x, v.number(2))),
        pairs.map(lambda xs: made("maximum", *xs)),
        pairs.map(lambda xs: made("where", made("compare", *xs, data="<"), *xs)),
    )


ARITHMETIC = st.recursive(st.sampled_from([LEAVES[0], LEAVES[1], *NUMBERS]), written, max_leaves=12)


@FEW
@given(ARITHMETIC)
def test_brackets_stand_where_they_are_needed(value: Value) -> None:
    """To the last bit, so that the order of operations is what it was."""
    assume(value.axes)
    at = arrays(0)
    program = aligned(Program((value,), {}), (value.axes,))
    text = source(program.outputs[0], {})
    with np.errstate(all="ignore"):
        wanted = Interpreter(SIZES, at)(value)
        try:
            found = eval(text, {"np": np, "rt": rt, "math": math, **at})
        except ZeroDivisionError:
            assume(False)
    assume(np.isfinite(wanted).all())  # Python's integers have no −0 to divide by
    np.testing.assert_array_equal(found, wanted, err_msg=f"{value}\n{text}")


def composed(children: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """What the lowering makes of expressions: elementary functions, sums along either axis."""
    pairs = st.tuples(children, children)
    return st.one_of(
        pairs.map(lambda xs: v.add(*xs)),
        pairs.map(lambda xs: v.add(xs[0], v.neg(xs[1]))),
        pairs.map(lambda xs: v.mul(*xs)),
        pairs.map(lambda xs: v.div(xs[0], v.add(v.number(3), v.apply("abs", xs[1])))),
        children.map(lambda x: v.apply("exp", v.apply("tanh", x))),
        children.map(lambda x: v.apply("sqrt", v.add(v.ONE, v.power(x, v.number(2))))),
        children.map(lambda x: v.apply("erf", x)),
        children.map(lambda x: v.apply("maximum", x, v.ZERO)),
        pairs.map(lambda xs: v.apply("where", v.compare(xs[0], ">", v.ZERO), xs[1], xs[0])),
        st.tuples(children, st.sampled_from([LEAD, K])).map(lambda xs: v.total(*xs)),
        children.map(lambda x: v.reduction("largest", x, (K,)) if K in x.axes else x),
        children.map(lambda x: made("rest", x, data=K) if K in x.axes else x),
        children.map(lambda x: v.runners_up(x, x, K) if K in x.axes else x),
        children.map(lambda x: v.mul(indicator(K, 1), item(x, K, 2)) if K in x.axes else x),
    )


COMPOSED = st.recursive(st.sampled_from([*LEAVES, v.number(2)]), composed, max_leaves=8)


@FEW
@given(COMPOSED, st.integers(0, 5))
def test_a_kernel_computes_its_program(value: Value, seed: int) -> None:
    """All of it: statements, memory, blocks of rows that exchange sums."""
    value = v.add(value, LEAVES[0])
    try:
        program = arranged(Program((value,), {}))
        laid = aligned(program, ((LEAD, K),))
        verify(program.outputs)
        verify(laid.outputs, aligned=True)
    except LoweringError:
        assume(False)
    assume((LEAD, K) == laid.outputs[0].axes)
    body = Writer(laid, {name: name for name in ARGUMENTS}, ("out",), tuple(LEAVES)).lines()
    lines = "".join(f"    {line}\n" for line in body)
    text = f"def f({', '.join(ARGUMENTS)}, out=None):\n{lines}"
    namespace: dict[str, Any] = {"np": np, "rt": rt, "math": math}
    exec(text, namespace)
    shapes = "(..., K), (..., K), (K), (...) -> (..., K)"
    at = arrays(seed)
    with np.errstate(all="ignore"):
        found = rt.kernel(shapes, blocks=is_blockwise(laid))(namespace["f"])(*at.values())
        wanted = Interpreter(SIZES, at)(value)
    scale = np.max(np.abs(wanted))
    assume(np.isfinite(scale) and scale < 1e6)
    np.testing.assert_allclose(found, wanted, rtol=1e-8, atol=1e-9 * scale, err_msg=f"{value}\n{text}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (negative_of(sum_of([Text("a"), Text("b")])), "-(a + b)"),
        (negative_of(product_of([Text("a"), Text("b")])), "-a*b"),
        (negative_of(negative_of(Text("a"))), "-(-a)"),
        (sum_of([Text("a"), negative_of(sum_of([Text("b"), Text("c")]))]), "a - (b + c)"),
        (sum_of([Text("a"), sum_of([Text("b"), Text("c")])]), "a + (b + c)"),
        (product_of([Text("a"), quotient_of(Text("b"), Text("c"))]), "a*(b/c)"),
        (quotient_of(Text("a"), product_of([Text("b"), Text("c")])), "a/(b*c)"),
        (product_of([Text("a"), negative_of(Text("b"))]), "a*(-b)"),
        (quotient_of(Text("a", Binds.COMPARISON), Text("b**2", Binds.POWER)), "(a)/b**2"),
    ],
)
def test_brackets(text: Text, wanted: str) -> None:
    assert text.text == wanted


def test_the_second_telling_is_whole() -> None:
    """Every operation of the specification but those that alignment makes, which have no meaning of their own."""
    told = {*ELEMENTWISE, *REDUCED, *(name[1:] for name in vars(Interpreter) if name.startswith("_"))}
    missing = [row.name for row in OPERATIONS.values() if not row.aligned_only and row.name not in told]
    assert not missing, f"tests/lowering/interpreter.py does not say what {', '.join(missing)} means"


def test_the_second_telling_knows_every_sign() -> None:
    assert set(COMPARED) == set(SIGNS)


def test_labels() -> None:
    """What class labels choose, in the interpreter and by the runtime."""
    x, label = LEAVES[0], argument("y", (LEAD,))
    at = {"x": arrays(0)["x"], "y": np.array([0, 3, 1])}
    for value in (at_label(x, label, K), at_label(made("rest", x, data=K), label, K)):
        found = eval(source(value, {}), {"rt": rt, **at})
        np.testing.assert_allclose(found, Interpreter(SIZES, at)(value), rtol=1e-14)


OVER = Dim("K")
i, j = OVER.indices("i j")
z, s = Tensor("z", OVER), Scalar("s")


def test_a_jacobian_that_is_the_same_all_along_its_diagonal() -> None:
    """A diagonal without the index of its row is broadcast to it."""
    square = Definition("square", total(z[j], j) ** 2, inputs=(z,), indices=(i,))
    namespace: dict[str, Any] = {}
    exec(numpy_source([jacobian_kernel(square)]), namespace)
    data = np.arange(6.0).reshape(2, 3)
    found = namespace["square_jacobian"](data)
    np.testing.assert_array_equal(found, np.broadcast_to(2 * data.sum(-1)[:, None, None], (2, 3, 3)))


def test_functions_of_numbers_that_are_known_before_the_call() -> None:
    """They do not decide the type of the result."""
    known = Definition("known", z[i] * (erf(wrap(2)) + log(wrap(3))) + s * erf(s / 2), inputs=(z, s), indices=(i,))
    found = lower(known)(np.float32([1, 2]), np.float32(1))
    assert found.dtype == np.float32
    wanted = np.array([1, 2]) * (math.erf(2) + math.log(3)) + math.erf(0.5)
    np.testing.assert_allclose(found, wanted, rtol=1e-6)
