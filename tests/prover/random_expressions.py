"""Random index expressions, random ways to write the same thing, for property tests of the prover.

Every expression is defined everywhere: denominators, logarithms and roots are taken of visibly positive things only.
"""

from __future__ import annotations

from hypothesis import strategies as st

from proofnotes import (
    Abs,
    Dim,
    Expr,
    Max,
    Scalar,
    Tensor,
    cos,
    delta,
    diff,
    exp,
    log,
    sin,
    sqrt,
    tanh,
    total,
)
from proofnotes.expr.indices import Index, fresh
from proofnotes.expr.nodes import Add, Apply, Div, Entry, Mul, Neg, Pow, Sum, children, free_indices, map_children, wrap
from proofnotes.expr.rewrite import rename

N, K = Dim("N"), Dim("K")
NS, KS = N.indices("n m"), K.indices("i j k")
X, Y = Scalar("x"), Scalar("y")
T = Scalar("t", positive=True)
Z, U, A = Tensor("z", K), Tensor("u", N), Tensor("A", N, K)

Draw = st.DrawFn


@st.composite
def expressions(draw: Draw, depth: int = 3) -> Expr:
    """A tree of at most this depth."""
    if depth == 0:
        return draw(leaves())
    smaller = expressions(depth=depth - 1)
    kind = draw(st.sampled_from(KINDS))
    return COMPOSED[kind](draw, smaller)


@st.composite
def leaves(draw: Draw) -> Expr:
    """A number, a variable, an entry, a delta, a dimension."""
    n, m = draw(st.sampled_from(NS)), draw(st.sampled_from(NS))
    k, j = draw(st.sampled_from(KS)), draw(st.sampled_from(KS))
    choices = [X, Y, T, wrap(draw(st.integers(-3, 3))), 1 * K, 1 * N, Z[k], U[n], A[n, k], delta(k, j), delta(n, m)]
    return draw(st.sampled_from(choices))


def _positive(draw: Draw, smaller: st.SearchStrategy[Expr]) -> Expr:
    """Something visibly positive."""
    inner = draw(smaller)
    return draw(st.sampled_from([1 + exp(inner), T + inner**2, exp(inner), T * T, 1 / (1 + inner**2)]))


def _sum(draw: Draw, smaller: st.SearchStrategy[Expr]) -> Expr:
    return total(draw(smaller), draw(st.sampled_from(NS + KS)))


def _diff(draw: Draw, smaller: st.SearchStrategy[Expr]) -> Expr:
    """A derivative of something without kinks."""
    body = draw(smaller)
    while any(isinstance(node, Apply) and node.fn in ("abs", "max") for node in _walk(body)):
        body = draw(leaves())
    return diff(body, draw(st.sampled_from([X, T, Z[KS[0]], U[NS[1]], A[NS[0], KS[2]]])))


def _walk(e: Expr) -> list[Expr]:
    return [e] + [node for child in children(e) for node in _walk(child)]


COMPOSED = {
    "add": lambda draw, smaller: draw(smaller) + draw(smaller),
    "subtract": lambda draw, smaller: draw(smaller) - draw(smaller),
    "multiply": lambda draw, smaller: draw(smaller) * draw(smaller),
    "negate": lambda draw, smaller: -draw(smaller),
    "divide": lambda draw, smaller: draw(smaller) / _positive(draw, smaller),
    "power": lambda draw, smaller: draw(smaller) ** draw(st.integers(0, 3)),
    "exp": lambda draw, smaller: exp(draw(smaller)),
    "tanh": lambda draw, smaller: tanh(draw(smaller)),
    "sin": lambda draw, smaller: sin(draw(smaller)),
    "cos": lambda draw, smaller: cos(draw(smaller)),
    "log": lambda draw, smaller: log(_positive(draw, smaller)),
    "sqrt": lambda draw, smaller: sqrt(_positive(draw, smaller)),
    "abs": lambda draw, smaller: Abs(draw(smaller)),
    "max": lambda draw, smaller: Max(draw(smaller), draw(smaller)),
    "sum": _sum,
    "diff": _diff,
}
KINDS = [*COMPOSED, "sum", "sum", "multiply", "add", "divide"]


@st.composite
def rewritten(draw: Draw, e: Expr) -> Expr:
    """The same value written otherwise: each node may be changed by one identity.

    An exponent stays: a power is to be read as a product only where its exponent is seen to be whole.
    """
    match e:
        case Pow(base, exponent):
            changed: Expr = Pow(draw(rewritten(base)), exponent)
        case _:
            changed = map_children(e, lambda child: draw(rewritten(child)))
    return draw(st.sampled_from([changed, *_same(changed, draw)]))


def _same(e: Expr, draw: Draw) -> list[Expr]:
    """Other ways to write the outermost node."""
    match e:
        case Add(terms):
            return [Add(tuple(reversed(terms))), Neg(Add(tuple(Neg(term) for term in terms)))]
        case Mul((first, *rest)):
            return [Mul((*rest, first)), *_distributed(first, rest)]
        case Neg(arg):
            return [wrap(-1) * arg, wrap(0) - arg]
        case Div(num, den):
            return [num * den ** (-1), Neg(Div(Neg(num), den)), Div(num * T, T * den)]
        case Pow(base, exponent) if exponent == wrap(2):
            return [base * base]
        case Sum(body, index):
            return _same_sum(body, index)
        case Apply("exp", (Add(terms),)):
            return [Mul(tuple(exp(term) for term in terms))]
        case Apply("tanh", (arg,)):
            return [1 - 2 / (1 + exp(2 * arg))]
        case Apply("max", (a, b)):
            return [Max(b, a), (a + b + Abs(a - b)) / 2]
        case Entry(tensor, (Index() as index,)):
            k = fresh(index)
            return [total(delta(k, index) * tensor[k], k)]
    return [e + X - X, e * T / T]


def _distributed(first: Expr, rest: list[Expr]) -> list[Expr]:
    if isinstance(first, Add) and rest:
        return [Add(tuple(Mul((term, *rest)) for term in first.terms))]
    return []


def _same_sum(body: Expr, index: Index) -> list[Expr]:
    apart = fresh(index)
    found = [total(rename(body, {index: apart}), apart), total(body * T, index) / T]
    if isinstance(body, Add):
        found.append(Add(tuple(total(term, index) for term in body.terms)))
    if isinstance(body, Sum) and body.index != index:
        found.append(total(total(body.body, index), body.index))
    if index not in free_indices(body):
        size = K if index.over == K.over else N
        found.append(size * body)
    return found
