"""Statements in SymPy's own notation: what it calls a sum, an index, a symbol may not be what it looks like."""

from __future__ import annotations

from random import Random
from typing import Any

import sympy
from sympy import Derivative, Dummy, KroneckerDelta, Max, Min, Piecewise, Product, Sum, Symbol, exp, log, sqrt, tanh
from sympy.tensor.indexed import Idx

from .sympy_attack import SHAPES, InSympy, K, N, read_back
from .sympy_values import SIGNS

L = Symbol("l", integer=True, positive=True)
X, Y = Symbol("x", real=True), Symbol("y", real=True)
T = Symbol("t", positive=True)
I, J = (Idx(name, (1, K)) for name in "ij")
M = Idx("n", (1, N))
IK, JK, KK = (Symbol(name, integer=True) for name in "ijk")
Z, U, A, B = SHAPES


def attack(rng: Random) -> InSympy:
    """One statement."""
    for _ in range(100):
        try:
            left, right = rng.choice(KINDS)(rng)
        except ValueError:  # SymPy has evaluated a root, and has no greater one of complex numbers
            continue
        sign = rng.choice((sympy.Eq, sympy.Eq, sympy.Eq, sympy.Eq, sympy.Ge, sympy.Lt))
        try:
            claim = read_back(sign(left, right, evaluate=False))
        except TypeError:  # SymPy has no such thing
            continue
        assuming = rng.choice(
            ((), (), (), (sympy.Ne(X, 0),), (sympy.Gt(X, 1),), (sympy.Gt(Z[I], 0),), (sympy.Le(X, Y),))
        )
        if type(claim) in SIGNS and not claim.has(sympy.I, sympy.nan, sympy.zoo, sympy.oo):
            first = rng.choice((0, 1, 1))
            if first == 0:
                claim, assuming = from_zero(claim), tuple(map(from_zero, assuming))
            return InSympy(claim, assuming, first=first)
    raise AssertionError("SymPy has evaluated every statement")


def from_zero(e: Any) -> Any:
    """The same with indices that count from 0 wherever they count from 1: another statement, where they are numbers."""
    if isinstance(e, (Sum, Product)):
        limits = [(k, low - 1, high - 1) if low == 1 else (k, low, high) for k, low, high in e.limits]
        return e.func(from_zero(e.function), *limits)
    if isinstance(e, Idx):
        return e if e.lower is None else Idx(e.label, (e.lower - 1, e.upper - 1))
    if isinstance(e, (sympy.Indexed, sympy.Piecewise)) or (e.args and not isinstance(e, sympy.IndexedBase)):
        return e.func(*map(from_zero, e.args), **({"evaluate": False} if type(e) in SIGNS else {}))
    return e


def _leaf(rng: Random, index: Any) -> Any:
    over_k = index if index is not None else I
    return rng.choice(
        (
            X,
            Y,
            T,
            sympy.Integer(rng.randint(-2, 3)),
            Z[over_k],
            Z[over_k],
            A[over_k, rng.choice((I, J, over_k))],
            B[over_k, M],
            K,
        )
    )


def _term(depth: int, rng: Random, index: Any = None) -> Any:
    """A term in which the index, if there is one, is bound outside."""
    if depth == 0:
        return _leaf(rng, index)
    a, b = _term(depth - 1, rng, index), _term(depth - 1, rng, index)
    bound = rng.choice((IK, JK, KK))
    inner = _term(depth - 1, rng, bound)
    return rng.choice((
        lambda: a + b, lambda: a * b, lambda: a - b, lambda: exp(a), lambda: tanh(a), lambda: a / (1 + b**2),
        lambda: log(1 + exp(a)),
        lambda: sqrt(1 + a**2), lambda: abs(a), lambda: Max(a, b), lambda: Min(a, b), lambda: Sum(inner, (bound, 1, K)),
        lambda: Sum(inner, (bound, 1, K)), lambda: Piecewise((a, X > 0), (b, True)), lambda: sympy.cosh(a),
        lambda: a**2, lambda: 1 / a,
        lambda: Product(1 + inner**2, (bound, 1, K)), lambda: sqrt(a), lambda: log(a),
    ))()  # fmt: skip


def _same(rng: Random) -> tuple[Any, Any]:
    """What SymPy itself says is the same."""
    e = _term(rng.choice((1, 2, 2)), rng)
    other = rng.choice(
        (
            sympy.expand,
            sympy.together,
            sympy.factor,
            lambda x: x.doit(deep=False),
            lambda x: x.rewrite(exp),
            lambda x: x,
        )
    )(e)
    return e, rng.choice((other, other, other, other + rng.choice((0, 1)), 1 / (1 / other), other * T / T))


def _derivative(rng: Random) -> tuple[Any, Any]:
    e = _term(rng.choice((1, 2)), rng)
    by = rng.choice((X, X, Z[J], Z[I], A[I, J], T))
    left = Derivative(e, by)
    try:
        return left, rng.choice((left.doit(), sympy.diff(e, by), sympy.diff(e, by) + KroneckerDelta(I, J)))
    except Exception:  # SymPy cannot
        return left, left


def _triangle(rng: Random) -> tuple[Any, Any]:
    """Limits that depend on another index, or on a symbol that is an index elsewhere."""
    inner = rng.choice((X, sympy.Integer(2), Z[KK], X * KK))
    low = Symbol("k", integer=True, positive=True)
    fold = rng.choice((Sum, Sum, Product))
    left = fold(fold(inner, (rng.choice((L, IK)), 1, low)), (low, 1, K))
    flat = rng.choice(
        (K * low * X, K * (K + 1) / 2 * X, K**2 * X, 2 ** (K * low), fold(fold(inner, (IK, 1, K)), (low, 1, K)))
    )
    return rng.choice(
        (
            (left, flat),
            (fold(inner, (L, 1, low), (low, 1, K)), flat),
            (fold(inner, (KK, 1, K - 1)), flat),
            (fold(inner, (KK, 0, K)), flat),
        )
    )


def _parts(rng: Random) -> tuple[Any, Any]:
    """Parts of ranges, places that are computed, and indices that are numbers."""
    shift = rng.choice((-1, 0, 0, 1))
    body = rng.choice((Z[IK], A[IK, IK] * IK, IK * X, Z[IK + shift] * Z[IK], B[IK, 1] * IK**2))
    low, high = rng.choice((1, 1, 2, 3, 0)), rng.choice((K, K, K - 1, K - 2, K + 1, JK, JK - 1, 3))
    part = rng.choice((Sum, Sum, Product))(body, (IK, low, high))
    whole = part.func(body, (IK, 1, K))
    steps = part.func(Piecewise((body, rng.choice((IK <= high, IK < high, IK >= low))), (0, True)), (IK, 1, K))
    sides = [part, steps, whole, part + body.subs(IK, low) - body.subs(IK, K), K * (K + 1) / 2 * X]
    left, right = rng.choice(sides), rng.choice(sides)
    around = rng.choice(
        (lambda e: Sum(e, (JK, 1, K)), lambda e: Sum(e * A[JK, 1], (JK, 1, K)), lambda e: e.subs(JK, J))
    )
    return around(left), around(right)


def _conditions(rng: Random) -> tuple[Any, Any]:
    """And, or, not."""
    one, two = (rng.choice((X > 0, Y >= X, X < 1, sympy.Ne(Y, 0), Z[I] > X)) for _ in range(2))
    a, b = _term(1, rng), _term(1, rng)
    both = Piecewise((a, sympy.And(one, two)), (b, True))
    return rng.choice((
        (both, Piecewise((Piecewise((a, two), (b, True)), one), (b, True))),
        (both, Piecewise((b, sympy.Or(sympy.Not(one), sympy.Not(two))), (a, True))),
        (both, Piecewise((a, one), (b, True))),
        (Piecewise((a, sympy.Or(one, two)), (b, True)), Piecewise((a, one), (a, two), (b, True))),
        (Piecewise((a, sympy.Xor(one, two)), (b, True)), Piecewise((a, sympy.And(one, sympy.Not(two))), (b, True))),
    ))  # fmt: skip


def _twins(rng: Random) -> tuple[Any, Any]:
    """Symbols that only look alike."""
    one, other = rng.choice((
        (Dummy("x"), Dummy("x")), (X, Symbol("x")), (Symbol("x"), Symbol("x", positive=True)),
        (X, Dummy("x", real=True)),
        (Dummy("x", real=True), Dummy("x", real=True)), (X, sympy.Wild("x")), (X, Symbol("x", positive=True)),
        (K, Symbol("K", real=True)),
    ))  # fmt: skip
    return rng.choice(
        (
            (one, other),
            (one - other, sympy.Integer(0)),
            (exp(one) * Y, exp(other) * Y),
            (one + K, other + K),
            (one * Z[I], other * Z[I]),
        )
    )


def _deltas(rng: Random) -> tuple[Any, Any]:
    e = _term(1, rng, IK)
    there = rng.choice((I, J, M))
    pick = rng.choice((KroneckerDelta(IK, there), Piecewise((1, sympy.Eq(IK, there)), (0, True))))
    crossed = Sum(Piecewise((1, sympy.Eq(I, KK)), (0, True)), (KK, 1, rng.choice((K, N))))
    return rng.choice(
        (
            (Sum(pick * e, (IK, 1, K)), e.subs(IK, there)),
            (crossed, sympy.Integer(1)),
            (Sum(pick, (IK, 1, K)), sympy.Integer(1)),
        )
    )


def _sums(rng: Random) -> tuple[Any, Any]:
    """Sums in sums, with indices that coincide."""
    a, b = _term(1, rng, IK), _term(1, rng, JK)
    two = Sum(A[IK, JK] * a, (IK, 1, K), (JK, 1, K))
    return rng.choice((
        (Sum(a, (IK, 1, K)) * Sum(b, (JK, 1, K)), Sum(Sum(a * b, (IK, 1, K)), (JK, 1, K))),
        (two, Sum(Sum(A[IK, JK] * a, (JK, 1, K)), (IK, 1, K))),
        (Sum(Sum(a, (IK, 1, K)), (IK, 1, K)), K * Sum(a, (IK, 1, K))),
        (Sum(a * Sum(a, (IK, 1, K)), (IK, 1, K)), Sum(a, (IK, 1, K)) ** 2),
        (Sum(A[IK, I] * a, (IK, 1, K)), Sum(A[JK, I] * a.subs(IK, JK), (JK, 1, K))), (Sum(X, (KK, 1, K)), N * X),
        (two, Sum(A[JK, IK] * a, (IK, 1, K), (JK, 1, K))),
        (Sum(Z[K], (KK, 1, K)), K * Z[K]), (Sum(Z[1] + a, (IK, 1, K)), K * Z[1] + Sum(a, (IK, 1, K))),
    ))  # fmt: skip


KINDS = (_same, _same, _derivative, _triangle, _twins, _deltas, _sums, _sums, _parts, _parts, _conditions)
