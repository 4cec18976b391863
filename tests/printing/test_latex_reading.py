"""What is printed means what was written: random expressions are printed, read back by other code, and compared."""

import math

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from proofnotes import Abs, Dim, Max, Scalar, Tensor, dot, exp, log, paren, sqrt, tanh, total
from proofnotes.expr.nodes import Add, Apply, Div, Entry, Expr, Group, Mul, Neg, Number, Pow, Sum, wrap
from proofnotes.printing.latex import latex
from tests.printing.latex_reader import Reader

K = Dim("K", 2)
i, j = K.indices("i j")
z = Tensor("z", K)
x, y = Scalar("x"), Scalar("y")
VALUES = {"x": 0.7, "y": -1.3}
ENTRIES = {"z": (0.4, -0.9)}

leaves = st.one_of(
    st.sampled_from([x, y]),
    st.integers(-3, 3).map(wrap),
    st.sampled_from([0.5, 1.25]).map(wrap),
)


def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda both: both[0] + both[1]),
        two.map(lambda both: both[0] - both[1]),
        two.map(lambda both: both[0] * both[1]),
        two.map(lambda both: both[0] / both[1]),
        two.map(lambda both: dot(*both)),
        two.map(lambda both: Max(*both)),
        two.map(lambda both: total(both[0] * z[i] + both[1], i)),
        two.map(lambda both: total(both[0] - total(z[i] * both[1], i) * z[j], j)),
        two.map(lambda both: total(both[0] * total(z[j] * z[i] - both[1], i), j)),
        inner.map(lambda e: -e),
        inner.map(lambda e: e**2),
        inner.map(lambda e: log(e * e + 1)),
        inner.map(lambda e: log(paren(e * e + 1))),
        inner.map(lambda e: log(total(e * e + z[i] ** 2, i))),
        inner.map(lambda e: sqrt(e * e)),
        inner.map(lambda e: exp(tanh(e))),
        inner.map(Abs),
        inner.map(paren),
    )


def value(e: Expr, at: dict[str, int]) -> float:
    match e:
        case Number(exact, _):
            return float(exact)
        case Scalar(name):
            return VALUES[name]
        case Entry(tensor, (place,)):
            return ENTRIES[tensor.name][at[str(place)] - 1]
        case Add(terms):
            return sum(value(term, at) for term in terms)
        case Mul(factors, _):
            return math.prod(value(factor, at) for factor in factors)
        case Neg(arg):
            return -value(arg, at)
        case Group(arg, _):
            return value(arg, at)
        case Div(num, den):
            return value(num, at) / value(den, at)
        case Pow(base, exponent):
            return value(base, at) ** value(exponent, at)
        case Sum(body, index):
            return sum(value(body, at | {index.name: position}) for position in (1, 2))
        case Apply(fn, args):
            known = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "abs": abs, "max": max}
            return known[fn](*(value(arg, at) for arg in args))
    raise TypeError(e)


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.recursive(leaves, grown, max_leaves=12))
def test_reading_the_print_gives_the_value(e: Expr) -> None:
    try:
        expected = value(e, {})
    except (ZeroDivisionError, OverflowError, ValueError):
        assume(False)
    assume(math.isfinite(expected) and abs(expected) < 1e12)
    printed = latex(e)
    assert math.isclose(Reader(printed, VALUES, ENTRIES).value(), expected, rel_tol=1e-9, abs_tol=1e-9), printed
