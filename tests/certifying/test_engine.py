"""Normal forms: the same number as their tree at random points; and a lemma for what arithmetic does not look into."""

import random
from fractions import Fraction

import pytest

from proofnotes.certifying.proofs.engine import second_go
from proofnotes.certifying.proofs.places import Extent, Free, Nth
from proofnotes.certifying.proofs.rational import Stuck
from proofnotes.certifying.proofs.signs import sign_of
from proofnotes.certifying.proofs.trees import (
    At,
    AtVariable,
    Card,
    Fun,
    IntPow,
    Inv,
    Kron,
    Minus,
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
)
from proofnotes.certifying.proofs.workings import RULES, Workings

from .valuing import value_of

K = Extent("K")
I, J, N = Free("i"), Free("j"), Free("n")
A = Var("a")
ONE = Num(Fraction(1))


def x(place: Free | Nth) -> Tree:
    return At("x", (place,))


def total(body: Tree) -> Tree:
    return SumOver("n", K, body)


EXPONENTIALS = total(Fun("exp", x(N)))
TREES: tuple[Tree, ...] = (
    Minus(Plus(A, ONE), Over(A, Plus(ONE, IntPow(A, 2)))),
    total(Times(Kron(N, J), x(N))),
    total(Plus(Times(A, x(N)), Num(Fraction(3, 2)))),
    total(total(Times(Kron(N, J), x(N)))),
    Over(Fun("exp", Minus(x(I), x(J))), EXPONENTIALS),
    Fun("exp", Plus(Times(Num(Fraction(2)), x(I)), Opp(x(J)))),
    Fun("tanh", Over(A, Num(Fraction(2)))),
    Fun("erf", Minus(Opp(A), x(I))),
    Fun("ln", Over(Fun("exp", x(I)), EXPONENTIALS)),
    Inv(Fun("sqrt", Plus(ONE, total(IntPow(x(N), 2))))),
    Fun("sqrt", Num(Fraction(12))),
    Times(Card(Extent("K", 2)), A),
)


def workings() -> Workings:
    return Workings({"i": K, "j": K, "n": K}, {"a", "x", "i", "j", "K"})


def points(count: int) -> list[dict[str, object]]:
    rng = random.Random(7)
    found: list[dict[str, object]] = []
    for _ in range(count):
        size = rng.randrange(1, 4)
        row = [rng.uniform(-2, 2) for _ in range(size)]
        i, j = rng.randrange(size), rng.randrange(size)
        found.append({"K": size, "i": i, "j": j, "a": rng.uniform(0.5, 2), "x": row.__getitem__})
    return found


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.text)
def test_a_normal_form_is_the_same_number(tree: Tree) -> None:
    w = workings()
    tree = canonical(tree)
    w.register(tree)
    w.normal_form(tree)
    second_go(w)
    out = w.normal_form(tree)
    for given in points(6):
        for root in w.roots.values():
            given[root.name] = value_of(Fun("sqrt", root.arg).text, given)
        assert value_of(out.text, given) == pytest.approx(value_of(tree.text, given))


def test_lemmas_are_quantified_over_what_the_theorem_does_not_bind() -> None:
    w = workings()
    tree = canonical(total(Times(x(N), Fun("exp", Opp(x(N))))))
    w.register(tree)
    w.normal_form(tree)
    second_go(w)
    w.normal_form(tree)
    inside, whole = (line.split("\n")[0] for line in w.lemmas.lines)
    assert inside == ("assert (E'1 : forall (k1K : nat), (k1K < K)%nat -> (exp (- (x k1K))) = (1 / (exp (x k1K)))).")
    assert whole.startswith("assert (E'2 : (sum (fun k1K => ((x k1K) * (exp (- (x k1K))))) K) = (sum (fun b1K =>")


def test_exponents_have_one_unit_whatever_their_index() -> None:
    w = workings()
    tree = canonical(total(Times(x(N), Fun("exp", Times(Num(Fraction(2)), x(N))))))
    w.register(tree)
    w.normal_form(tree)
    second_go(w)
    assert w.normal_form(tree).text == "(sum (fun b1K => ((exp (2 * (x b1K))) * (x b1K))) K)"


def test_a_derivative_exists_and_is_what_the_rules_say() -> None:
    w = workings()
    tree = canonical(Slope("w1_1", SumOver("n", K, Fun("exp", At("w1_1", (N,)))), AtVariable("x"), (J,)))
    w.register(tree)
    w.normal_form(tree)
    second_go(w)
    assert w.normal_form(tree).text == "(exp (x j))"
    assert any("is_slope (upd1 x j)" in line for line in w.lemmas.lines)
    assert any("ex1 (fun w1_1 =>" in line for line in w.lemmas.lines)


def test_every_kind_of_tree_has_a_rule_or_is_refused_with_what_it_is() -> None:
    def kinds(kind: type[Tree]) -> set[type[Tree]]:
        return {kind}.union(*(kinds(each) for each in kind.__subclasses__()))

    without = {kind.__name__ for kind in kinds(Tree) if "_text" in dir(kind) and not kind.__subclasses__()} - {
        kind.__name__ for kind in RULES
    }
    assert without == {"MaxOver", "ProdOver"}
    with pytest.raises(Stuck, match=r"no normal form of \(Rmyst a\)"):
        workings().normal_form(Fun("Rmyst", A))


def test_a_sign_is_known_by_a_hypothesis_or_by_its_terms() -> None:
    w = workings()
    w.known.positive.add("a")
    assert sign_of(w, w.normal_form(Plus(IntPow(A, 2), ONE))) == "+"
    assert sign_of(w, w.normal_form(Opp(A))) == "-"
