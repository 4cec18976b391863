"""Kronecker's delta, and choices by whether two indices are the same."""

from __future__ import annotations

from .places import Block, Next, Nth, Place
from .rational import ONE, ZERO, KronAtom, Rational, of, rank
from .trees import IfElse, Kron, Same
from .workings import Workings, normal_form_of, simple_form_of


def delta_of(w: Workings, left: Place, right: Place) -> Rational:
    """1 or 0 where it is known, else an atom."""
    if left == right:
        return ONE
    match left, right:
        case Nth(), Nth():
            return ZERO
        case Next(before), Next(behind):
            return delta_of(w, before, behind)
        case (Next(), Nth(0)) | (Nth(0), Next()):
            return ZERO
        case Block(_, int(first), inner), Block(_, int(second), other):
            return delta_of(w, inner, other) if first == second else ZERO
        case Block(_, group, inner), Block(_, ahead, other) if not isinstance(group, int) and not isinstance(
            ahead, int
        ):
            return w.ring.mul(delta_of(w, group, ahead), delta_of(w, inner, other))
    for one, place in ((left, right), (right, left)):
        if isinstance(one, Block) and w.extent_of(place) == one.base and one.block != 0:
            return ZERO
    return of(KronAtom(*sorted((left, right), key=lambda place: rank(place.text))))


@simple_form_of(KronAtom)
def _simple_delta(w: Workings, atom: KronAtom) -> Rational:
    return delta_of(w, atom.left, atom.right)


@normal_form_of(Kron)
def _delta(w: Workings, tree: Kron) -> Rational:
    out = delta_of(w, tree.left, tree.right)
    if out == ONE:
        script = "apply delta_eq."
    elif not out.terms:
        script = "apply delta_neq; lia."
    elif isinstance(tree.left, Block) and isinstance(tree.right, Block):
        script = "rewrite ?delta_add, ?delta_blocks by in_range; first [reflexivity | apply delta_sym | equation]."
    else:
        script = "apply delta_sym."
    return w.record(tree, out, script)


def same_index(w: Workings, tree: IfElse, condition: Same) -> Rational:
    """then where the indices are the same: δ then + (1 - δ) otherwise."""
    delta = delta_of(w, condition.left, condition.right)
    then, otherwise = w.normal_form(tree.then), w.normal_form(tree.otherwise)
    out = w.ring.mul(delta, then) + w.ring.mul(ONE - delta, otherwise)
    i, j = condition.left.text, condition.right.text
    same, differ = (w.rewriting(each).replace(". ", "; ") for each in (tree.then, tree.otherwise))
    return w.record(
        tree,
        out,
        f"destruct (Nat.eqb_spec {i} {j}) as [hs|hs]; [{same}| {differ}]; "
        f"[first [subst {i} | subst {j} | rewrite hs]; rewrite ?delta_eq "
        f"| rewrite ?(delta_neq {i} {j} hs), ?(delta_neq {j} {i} (not_eq_sym hs))]; by_field.",
    )
