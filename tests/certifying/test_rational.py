"""Rational functions of atoms: text, tree and arithmetic agree at random points."""

import math
import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from proofnotes.certifying.proofs.places import Extent, Free
from proofnotes.certifying.proofs.rational import (
    ONE,
    BigAtom,
    Bracket,
    FunAtom,
    KronAtom,
    Leaf,
    Opaque,
    Rational,
    RootAtom,
    Stuck,
    num,
    of,
    tree_of,
)
from proofnotes.certifying.proofs.ring import Ring
from proofnotes.certifying.proofs.trees import At, Card, Ordinal, Pi, Var

from .valuing import value_of

I, J, K = Free("i"), Free("j"), Extent("K")
XI, XJ = (of(Leaf(At("x", (place,)))) for place in (I, J))
A, B = (of(Leaf(Var(name))) for name in "ab")
LABEL = Free("b1K")

ATOMS: tuple[Opaque, ...] = (
    Leaf(Var("a")),
    Leaf(At("x", (I,))),
    Leaf(Card(K)),
    Leaf(Ordinal(I)),
    Leaf(Pi()),
    KronAtom(I, J),
    RootAtom("s_0", (I,)),
    FunAtom("exp", XI - A),
    Bracket("<", XI - XJ),
    BigAtom("sum", "b1K", K, of(Leaf(At("x", (LABEL,))), 2)),
)


def points() -> Iterator[dict[str, object]]:
    for seed in range(5):
        drawn = random.Random(seed)
        x = [drawn.uniform(0.5, 2) for _ in range(4)]
        s = [drawn.uniform(0.5, 2) for _ in range(4)]
        yield {
            "a": drawn.uniform(0.5, 2), "b": drawn.uniform(0.5, 2), "K": 4, "i": drawn.randrange(4),
            "j": drawn.randrange(4), "x": x.__getitem__, "s_0": s.__getitem__,
        }  # fmt: skip


def same(p: Rational, *others: str) -> bool:
    return all(
        math.isclose(float(value_of(p.text, point)), float(value_of(other, point)), rel_tol=1e-9, abs_tol=1e-9)
        for point in points()
        for other in others
    )


def drawn(seed: int) -> Rational:
    chosen = random.Random(seed)
    ring, out = Ring(), num(0)
    for _ in range(chosen.randint(1, 4)):
        term = num(Fraction(chosen.randint(-6, 6), chosen.randint(1, 4)))
        for atom in chosen.sample(ATOMS, chosen.randint(0, 3)):
            term = ring.mul(term, of(atom, 1 if atom.idempotent else chosen.choice((-1, 1, 2))))
        out = out + term
    return out


@pytest.mark.parametrize("seed", range(12))
def test_arithmetic_agrees_with_numbers(seed: int) -> None:
    ring, p, q = Ring(), drawn(seed), drawn(seed + 100)
    assert same(p, tree_of(p).text)
    assert same(ring.mul(p, q), f"({p.text} * {q.text})")
    assert same(p - q, f"({p.text} - {q.text})")
    c, parts = ring.factored(p)
    assert same(ring.product([num(c), *(ring.power(f, n) for f, n in parts)]), p.text)


def test_a_quotient_is_reduced_when_it_is_factored() -> None:
    ring = Ring()
    square = ring.mul(A + B, A + B)
    assert ring.factored(ring.mul(square, ring.inverse(A + B))) == (1, [(A + B, 1)])
    assert ring.factored(ring.mul(A + B, ring.inverse(square))) == (1, [(A + B, -1)])
    assert ring.factored(ring.mul(A - B, ring.inverse(B - A))) == (-1, [])
    assert same(ring.inverse(square + ring.mul(A, XI)), f"(/ {(square + ring.mul(A, XI)).text})")


def test_what_is_0_or_1_is_its_own_square_and_no_divisor() -> None:
    ring, bracket = Ring(), of(Bracket("<", XI))
    assert ring.mul(bracket, bracket) == bracket
    assert bracket.text == "(if Rlt_dec 0 (x i) then 1 else 0)" == tree_of(bracket).text
    with pytest.raises(Stuck):
        ring.inverse(bracket)


def test_squares_of_roots() -> None:
    ring, two = Ring(), of(FunAtom("sqrt", num(2)))
    assert ring.mul(two, two) == num(2)
    assert ring.inverse(two) == two.scaled(Fraction(1, 2))
    root = of(RootAtom("s_1", ()))
    ring.squares["s_1"] = A + ONE
    assert ring.power(root, 3) == ring.mul(root, A + ONE)


def test_indices_are_renamed_under_sums() -> None:
    ring = Ring()
    p = of(BigAtom("sum", "b1K", K, ring.mul(of(Leaf(At("x", (LABEL,)))), of(KronAtom(LABEL, I)))))
    moved = ring.renamed(p, {"i": J, "b1K": I}, of)
    assert moved.text == "(sum (fun b1K => ((delta b1K j) * (x b1K))) K)"
