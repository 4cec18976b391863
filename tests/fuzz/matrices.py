"""Products of matrices, their inverses, determinants and derivatives, under hypotheses that fit or do not."""

from __future__ import annotations

from random import Random

from .language import Arr, Axis, Del, Der, Det, Ent, Idx, Inv, Let, Rel, Statement, Term, num, op, total
from .rewriting import mistaken, rewritten

K, N = Axis("K"), Axis("N")
I, J, P, Q, R, T = (Idx(name, K) for name in "ijklrs")
M, L = (Idx(name, N) for name in "mn")
A, B = Arr("A", (K, K)), Arr("B", (K, K))
U, V = Arr("u", (K,)), Arr("v", (K,))
W = Arr("W", (N, K))


def entry(array: Arr) -> Let:
    """A matrix as it is, and its transpose."""
    return Let(f"m{array.name}", Ent(array, (R, T)), (R, T))


def _product(left: Arr, right: Arr, turned: bool = False) -> Let:
    first = Ent(left, (P, R) if turned else (R, P))
    return Let(f"p{left.name}{right.name}{turned}", total(op("mul", first, Ent(right, (P, T))), P), (R, T))


MATRICES = (
    entry(A),
    entry(A),
    entry(B),
    _product(A, B),
    _product(A, A, turned=True),
    Let("turned", Ent(A, (T, R)), (R, T)),
    Let("double", op("mul", 2, Ent(A, (R, T))), (R, T)),
    Let("negative", op("neg", Ent(A, (R, T))), (R, T)),
    Let("rank_one", op("add", Ent(A, (R, T)), op("mul", Ent(U, (R,)), Ent(V, (T,)))), (R, T)),
    Let("shifted", op("add", Ent(A, (R, T)), Del(R, T)), (R, T)),
    Let("diagonal", op("mul", Del(R, T), Ent(U, (R,))), (R, T)),
    Let("gram", total(op("mul", Ent(W, (M, R)), Ent(W, (M, T))), M), (R, T)),
)
INVERTIBLE = tuple(Rel(Det(each), "!=", num(0)) for each in MATRICES)


def attack(rng: Random) -> Statement:
    """Two readings of a product, or an identity that is known, perhaps spoilt."""
    matrices = rng.sample(MATRICES, 2)
    given = [Rel(Det(each), rng.choice(("!=", "!=", ">")), num(0)) for each in matrices if rng.random() < 0.85]
    given += [each for each in (*_hypotheses(rng), *rng.sample(INVERTIBLE, rng.choice((0, 0, 2)))) if each not in given]
    claim = _known(matrices, rng) if rng.random() < 0.6 else _random(matrices, rng)
    if rng.random() < 0.3:
        claim = Rel(rewritten(claim.left, rng, 0.1), claim.sign, rewritten(claim.right, rng, 0.1))
    if rng.random() < 0.35:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, tuple(given))


def _hypotheses(rng: Random) -> list[Rel]:
    """Orthonormal columns or rows, a projection, symmetry, row sums, an inverse."""
    a, b = Ent(A, (I, P)), Ent(A, (P, J))
    return rng.choice((
        [], [], [],
        [Rel(total(op("mul", Ent(A, (P, I)), Ent(A, (P, J))), P), "=", Del(I, J))],
        [Rel(total(op("mul", Ent(W, (M, I)), Ent(W, (M, J))), M), "=", Del(I, J))],
        [Rel(total(op("mul", a, b), P), "=", Ent(A, (I, J)))],
        [Rel(total(op("mul", a, Ent(B, (P, J))), P), "=", Del(I, J))],
        [Rel(Ent(A, (I, J)), "=", Ent(A, (J, I)))],
        [Rel(total(a, P), "=", num(1))],
    ))  # fmt: skip


def _piece(matrix: Let, p: Idx, q: Idx, rng: Random) -> Term:
    """An entry of a matrix, of its inverse, or of one of those around it."""
    return rng.choice((
        Inv(matrix, (p, q)), Inv(matrix, (p, q)), Inv(matrix, (q, p)), Ent(A, (p, q)), Ent(A, (q, p)), Ent(B, (p, q)),
        total(op("mul", Ent(W, (M, p)), Ent(W, (M, q))), M),
    ))  # fmt: skip


def _chain(matrices: list[Let], rng: Random) -> Term:
    """A product of two or three of them, perhaps with a vector behind it."""
    first, second = (_piece(rng.choice(matrices), *ends, rng) for ends in ((I, P), (P, J)))
    if rng.random() < 0.6:
        return total(op("mul", first, second), P)
    return total(op("mul", op("mul", first, second), Ent(U, (J,))), P, J)


def _random(matrices: list[Let], rng: Random) -> Rel:
    left, right = _chain(matrices, rng), _chain(matrices, rng)
    return Rel(left, "=", rng.choice((right, right, Del(I, J), Ent(A, (I, J)), Ent(U, (I,)), num(0))))


def _written_out(matrix: Let, p: Idx, q: Idx) -> Term:
    """An entry of the matrix itself."""
    from .rewriting import put

    found = put(put(matrix.body, R, p), T, q)
    assert not isinstance(found, int)
    return found  # type: ignore[return-value]


def _known(matrices: list[Let], rng: Random) -> Rel:
    """M M⁻¹ = I, det and inverse of what is made of other matrices, and derivatives."""
    one, other = matrices
    both = _product(A, B)
    return rng.choice((
        lambda: Rel(total(op("mul", _written_out(one, I, Q), Inv(one, (Q, J))), Q), "=", Del(I, J)),
        lambda: Rel(total(op("mul", Inv(one, (I, Q)), _written_out(one, Q, J)), Q), "=", Del(I, J)),
        lambda: Rel(
            total(op("mul", op("mul", Inv(one, (I, Q)), _written_out(one, Q, J)), Ent(V, (J,))), Q, J),
            "=",
            Ent(V, (I,)),
        ),
        lambda: Rel(Det(both), "=", op("mul", Det(entry(A)), Det(entry(B)))),
        lambda: Rel(Inv(both, (I, J)), "=", total(op("mul", Inv(entry(B), (I, P)), Inv(entry(A), (P, J))), P)),
        lambda: Rel(Inv(MATRICES[5], (I, J)), "=", Inv(entry(A), (J, I))),
        lambda: Rel(Inv(MATRICES[6], (I, J)), "=", op("div", Inv(entry(A), (I, J)), 2)),
        lambda: Rel(op("mul", Det(one), Det(other)), "=", op("mul", Det(other), Det(one))),
        lambda: Rel(Der(Det(one), Ent(A, (I, J))), "=", op("mul", Det(one), Inv(one, (J, I)))),
        lambda: Rel(Der(op("log", Det(one)), Ent(A, (I, J))), "=", Inv(one, rng.choice(((I, J), (J, I))))),
        lambda: Rel(
            Der(Inv(one, (P, Q)), Ent(A, (I, J))), "=", op("neg", op("mul", Inv(one, (P, I)), Inv(one, (J, Q))))
        ),
        lambda: Rel(op("pow", Det(entry(A)), 2), "=", num(1)),
        lambda: Rel(Inv(entry(A), (I, J)), "=", rng.choice((Ent(A, (J, I)), Ent(B, (I, J)), Inv(entry(A), (J, I))))),
    ))()  # fmt: skip
