"""Trees as they stand in Coq: their text, names that capture nothing, one name for what differs in bound names only."""

from fractions import Fraction

from proofnotes.certifying.proofs.places import Block, Extent, Free, Nth
from proofnotes.certifying.proofs.trees import (
    At,
    AtNumber,
    AtVariable,
    Fun,
    IntPow,
    Kron,
    Lam,
    Num,
    Opp,
    Over,
    Plus,
    Slope,
    SumOver,
    Times,
    Tree,
    Var,
    canonical,
    reindexed,
    substituted,
    subterms,
)

K, I, J = Extent("K"), Free("i"), Free("j")


def x(place: Free) -> Tree:
    return At("x", (place,))


def summed(name: str, body: Tree) -> Tree:
    return SumOver(name, K, body)


def test_text() -> None:
    third = Num(Fraction(-1, 3))
    assert Plus(third, Opp(Num(Fraction(1)))).text == "((-(1/3)) + (- (1)))"
    assert (
        Over(Fun("exp", x(I)), summed("k", IntPow(x(Free("k")), 2))).text
        == "((exp (x i)) / (sum (fun k => ((x k) ^ 2)) K))"
    )
    assert Kron(Block(K, 1, I), Nth(0)).text == "(delta (K + i)%nat 0%nat)"
    assert Block(Extent("M"), Free("g"), Free("m")).text == "(g * M + m)%nat"
    assert Extent("M", Extent("G")).text == "(G * M)"
    assert Extent("d", 2).text == "(2 * d)"
    assert Slope("w", At("w", (I,)), AtVariable("x"), (J,)).text == "(pd1 (fun w => (w i)) x j)"


def test_free_names() -> None:
    e = summed("k", Times(x(Free("k")), x(I)))
    assert (e.names, e.bound, e.depth) == ({"x", "i"}, {"k"}, 1)
    slope = Slope("w", Var("w"), Lam(("p0",), At("y", (Free("p0"), I))), (J,))
    assert slope.names == {"y", "i", "j"}


def test_bound_names_do_not_matter() -> None:
    def twice(inner: str, outer: str) -> Tree:
        return canonical(summed(outer, Times(x(Free(outer)), summed(inner, Times(x(Free(inner)), x(Free(outer)))))))

    assert twice("a", "b") == twice("k1K", "k2K") == twice("k2K", "k1K")
    assert twice("a", "b").text == "(sum (fun k2K => ((x k2K) * (sum (fun k1K => ((x k1K) * (x k2K))) K))) K)"
    assert canonical(twice("a", "b")) == twice("a", "b")


def test_nothing_is_captured() -> None:
    e = canonical(summed("k", Times(x(Free("k")), x(I))))
    there = reindexed(e, {"i": Free("k1K")})
    assert "k1K" in there.names
    assert reindexed(there, {"k1K": Free("i")}).names == e.names
    inside = substituted(summed("k1K", Times(Var("t"), x(Free("k1K")))), "t", AtNumber(x(Free("k1K"))))
    assert inside.names == {"x", "k1K"}
    tensor = substituted(summed("k", At("w", (Free("k"),))), "w", Lam(("p0",), At("y", (Free("p0"), Free("k")))))
    assert tensor.names == {"y", "k"}


def test_the_point_of_a_derivative_is_replaced_too() -> None:
    slope = Slope("w1_1", At("w1_1", (I,)), AtVariable("z"), (J,))
    assert substituted(slope, "z", AtVariable("x")) == Slope("w1_1", At("w1_1", (I,)), AtVariable("x"), (J,))
    assert [each.text for each in subterms(slope)] == [slope.text, "(w1_1 i)"]
