"""Means: of polynomials by the moments of the law, of quadratic functions of an array by those of its entries.

The body is brought to the form of a lemma of `library/Means.v`, coefficient by coefficient; the lemma says the mean,
and that there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

from .lemmas import inline
from .places import Free, Place
from .rational import ZERO, BigAtom, Leaf, Mono, Opaque, Rational, Stuck, tree_of
from .trees import (
    At,
    IntPow,
    Kron,
    MeanOver,
    Minus,
    Num,
    Over,
    Plus,
    SumOver,
    Times,
    Tree,
    Var,
    binder_name,
    reindexed,
)
from .workings import Workings, normal_form_of

DEGREE = 4
"""The library knows the means of polynomials up to this degree."""


def _number(value: int) -> Tree:
    return Num(Fraction(value))


def _sum(*terms: Tree) -> Tree:
    return reduce(Plus, terms)


def _product(*factors: Tree) -> Tree:
    return reduce(Times, factors)


def _normal_moments(m: Tree, s: Tree) -> tuple[Tree, ...]:
    return (
        m,
        Plus(IntPow(m, 2), IntPow(s, 2)),
        Plus(IntPow(m, 3), _product(_number(3), m, IntPow(s, 2))),
        _sum(IntPow(m, 4), _product(_number(6), IntPow(m, 2), IntPow(s, 2)), Times(_number(3), IntPow(s, 4))),
    )


def _uniform_moments(a: Tree, b: Tree) -> tuple[Tree, ...]:
    def power(base: Tree, n: int) -> list[Tree]:
        return [] if n == 0 else [base] if n == 1 else [IntPow(base, n)]

    def moment(n: int) -> Tree:
        return Over(_sum(*(_product(*power(a, n - k), *power(b, k)) for k in range(n + 1))), _number(n + 1))

    return tuple(moment(n) for n in range(1, DEGREE + 1))


def _bernoulli_moments(p: Tree) -> tuple[Tree, ...]:
    return (p, p)


@dataclass(frozen=True)
class Moments:
    """The means of x, x², … by a law, and the words of the library for it."""

    of: Callable[..., tuple[Tree, ...]]
    lemma: str
    entry: str
    exists: str = ""


MOMENTS = {
    "mean_normal": Moments(_normal_moments, "mean_normal_polynomial", "moments_normal", "has_mean_normal"),
    "mean_uniform": Moments(_uniform_moments, "mean_uniform_polynomial", "moments_uniform", "has_mean_uniform"),
    "mean_bernoulli": Moments(_bernoulli_moments, "", "moments_bernoulli"),
}


@normal_form_of(MeanOver)
def _mean(w: Workings, tree: MeanOver) -> Rational:
    if not tree.extents:
        return _of_number(w, tree)
    if len(tree.extents) == 1:
        return _of_array(w, tree)
    raise Stuck(f"{tree.text}: a mean over a matrix")


def _of_number(w: Workings, tree: MeanOver) -> Rational:
    """Of a polynomial in one random number."""
    moments, x = MOMENTS[tree.law.law], Leaf(Var(tree.binder))
    coefficients = [ZERO] * (DEGREE + 1)
    for mono, c in w.normal_form(tree.body).terms.items():
        n = dict(mono).get(x, 0)
        beside = tuple(each for each in mono if each[0] != x)
        if not 0 <= n <= DEGREE or any(tree.binder in atom.tree.names for atom, _ in beside):
            raise Stuck(f"{tree.text} is no mean of a polynomial")
        coefficients[n] += Rational({beside: c})
    known = [tree_of(each) for each in coefficients]
    value = _sum(known[0], *(map(Times, known[1:], moments.of(*tree.law.body))))
    given = " ".join([*(each.text for each in tree.law.body), f"(fun {tree.binder} => {tree.body.text})"])
    given += "".join(f" {each.text}" for each in known)
    same = f"intros {tree.binder}; unfold polynomial; {inline(w.rewriting(tree.body))}equation"
    law = " ".join(each.text for each in tree.law.body)
    _exists(w, tree, f"{moments.exists} {law}", f"apply (has_{moments.lemma} {given}); {same}.")
    return _recorded(w, tree, value, f"{moments.lemma} {given}", [same])


def _recorded(
    w: Workings, tree: MeanOver, value: Tree, lemma: str, premises: list[str], unfolding: str = ""
) -> Rational:
    """The lemma that a mean is a value."""
    value = w.built(value)
    out = w.normal_form(value)
    if not w.silent:
        shown = f"rewrite ({lemma}); [|{' | '.join(premises)}]. {unfolding}{w.rewriting(value)}equation."
        w.lemmas.equate(tree, out.text, shown)
    return out


def _exists(w: Workings, tree: MeanOver, operator: str, shown: str) -> None:
    """The lemma that there is a mean."""
    statement = f"{operator} (fun {tree.binder} => {tree.body.text})"
    w.lemmas.state("X", w.lemmas.quantified(tree.names), statement, shown)


# ---- arrays ----


@dataclass
class Quadratic:
    """c + Σ_i a_i x_i + Σ_i Σ_j b_ij x_i x_j; the coefficients as trees, of i and of j."""

    c: Rational
    a: list[Tree]
    b: list[Tree]


def _of_array(w: Workings, tree: MeanOver) -> Rational:
    """Of a quadratic function of the entries."""
    (extent,), moments = tree.extents, MOMENTS[tree.law.law]
    taken = tree.names | tree.body.bound | {tree.binder}
    i = binder_name(tree.body, extent, taken)
    j = binder_name(tree.body, extent, taken | {i})
    k = Free(i), Free(j)
    found = _quadratic(w, tree, i, j)
    zero = _number(0)
    c, a, b = tree_of(found.c), _sum(*found.a or [zero]), _sum(*found.b or [zero])

    def form(value: Callable[[Place], Tree], *rest: Tree) -> Tree:
        linear = SumOver(i, extent, Times(a, value(k[0])))
        square = SumOver(i, extent, SumOver(j, extent, Times(b, Times(value(k[0]), value(k[1])))))
        return _sum(c, linear, square, *rest)

    mu, nu, *_ = moments.of(*tree.law.at((k[0],)))
    spread = SumOver(i, extent, Times(reindexed(b, {j: Free(i)}), Minus(nu, IntPow(mu, 2))))
    value = form(lambda place: reindexed(mu, {i: place}), spread)
    same = w.built(form(lambda place: At(tree.binder, (place,))))
    w.normal_form(same)
    function = f"(fun {tree.binder} => {tree.body.text})"
    form_given = f"{c.text} (fun {i} => {a.text}) (fun {i} {j} => {b.text})"
    about = f"{extent.text} (fun {i} => {mu.text}) (fun {i} => {nu.text})"
    lemma = f"mean1_quadratic {tree.law.text} {about} {function} {form_given}"
    premises = [
        f"intros {i} lt'{i}; apply {moments.entry}",
        f"intros {tree.binder}; unfold quadratic; cbv beta; {inline(w.rewriting(tree.body, same))}equation",
    ]
    if moments.exists:
        exist = replace(tree.law, law=moments.exists)
        entries = " ".join(replace(tree.law, law="", body=(each,)).text for each in tree.law.body)
        shown = f"apply (has_mean1_normal {entries} {extent.text} {function} {form_given}); {premises[-1]}."
        _exists(w, tree, f"has_mean1 {exist.text} {tree.law.text} {extent.text}", shown)
    return _recorded(w, tree, value, lemma, premises, "unfold quadratic; cbv beta. ")


def _quadratic(w: Workings, tree: MeanOver, i: str, j: str) -> Quadratic:
    """The body as a quadratic form in the entries."""
    found = Quadratic(ZERO, [], [])
    for mono, c in w.normal_form(tree.body).ordered():
        inside = [each for each in mono if tree.binder in each[0].tree.names]
        beside = tree_of(Rational({tuple(each for each in mono if each not in inside): c}))
        factors = [atom for atom, n in inside for _ in range(n if n > 0 else 3)]
        if not factors:
            found.c += Rational({mono: c})
        elif len(factors) == 1 and (squares := _squares(factors[0], tree.binder, i, j)) is not None:
            found.b.append(Times(beside, squares))
        elif len(factors) <= 2:
            linear = [_linear(atom, tree.binder, place) for atom, place in zip(factors, (i, j), strict=False)]
            (found.a if len(factors) == 1 else found.b).append(_product(beside, *linear))
        else:
            raise Stuck(f"{tree.text} is no mean of a quadratic function")
    return found


def _linear(atom: Opaque, x: str, i: str) -> Tree:
    """The coefficient of x_i in an atom that is linear in x."""
    match atom:
        case Leaf(At(name, (place,))) if name == x:
            return Kron(Free(i), place)
        case BigAtom("sum", label, _, _):
            beside = _beside(atom.mono, x, label, 1)
            if beside is not None:
                return reindexed(beside, {label: Free(i)})
    raise Stuck(f"{atom} is not linear in {x}")


def _squares(atom: Opaque, x: str, i: str, j: str) -> Tree | None:
    """The coefficient of x_i x_j in Σ_k r_k x_k²."""
    if isinstance(atom, BigAtom) and atom.word == "sum":
        beside = _beside(atom.mono, x, atom.label, 2)
        if beside is not None:
            return Times(Kron(Free(i), Free(j)), reindexed(beside, {atom.label: Free(i)}))
    return None


def _beside(mono: Mono, x: str, label: str, power: int) -> Tree | None:
    """What stands beside this power of x_label, if x stands nowhere else."""
    entry = Leaf(At(x, (Free(label),)))
    rest = tuple(each for each in mono if each[0] != entry)
    if dict(mono).get(entry) != power or any(x in atom.tree.names for atom, _ in rest):
        return None
    return tree_of(Rational({rest: Fraction(1)}))
