"""Sums, products and quotients of normal forms, and what hypotheses say of the leaves."""

from __future__ import annotations

from .counting import ordinal
from .nested import rule_for
from .places import Place
from .rational import Leaf, Rational, RootAtom, num, of
from .signs import NONZERO, need
from .sums import rewrite_by
from .trees import At, IntPow, Inv, Minus, Num, Opp, Ordinal, Over, Pi, Times, Tree, Var, reindexed
from .workings import Workings, match_places, normal_form_of, simple_form_of


@normal_form_of(Num)
def _number(w: Workings, tree: Num) -> Rational:
    return num(tree.value)


@normal_form_of(Pi)
def _pi(w: Workings, tree: Pi) -> Rational:
    return of(Leaf(tree))


@normal_form_of(Minus)
def _difference(w: Workings, tree: Minus) -> Rational:
    return w.normal_form(tree.left) - w.normal_form(tree.right)


@normal_form_of(Times)
def _product(w: Workings, tree: Times) -> Rational:
    return w.ring.mul(w.normal_form(tree.left), w.normal_form(tree.right))


@normal_form_of(Over)
def _quotient(w: Workings, tree: Over) -> Rational:
    need(w, NONZERO, tree.right)
    return w.ring.mul(w.normal_form(tree.left), w.ring.inverse(w.normal_form(tree.right)))


@normal_form_of(Inv)
def _inverse(w: Workings, tree: Inv) -> Rational:
    need(w, NONZERO, tree.arg)
    return w.ring.inverse(w.normal_form(tree.arg))


@normal_form_of(Opp)
def _opposite(w: Workings, tree: Opp) -> Rational:
    return -w.normal_form(tree.arg)


@normal_form_of(IntPow)
def _power(w: Workings, tree: IntPow) -> Rational:
    return w.ring.power(w.normal_form(tree.base), tree.exponent)


# ---- leaves ----


def _given(w: Workings, tree: Tree, name: str, places: tuple[Place, ...]) -> Rational | None:
    """What a hypothesis says that a scalar or an entry is."""
    for rule in w.known.rules:
        if rule.name != name:
            continue
        found = match_places(rule.places, places, rule.indices)
        if found is not None:
            same = w.built(reindexed(rule.value, found))
            args = " ".join(found[each].text for each in rule.indices)
            ranges = " by (first [assumption | lia])" if rule.indices else ""
            use = f"({rule.lemma} {args})" if args else rule.lemma
            return w.record(tree, w.normal_form(same), f"rewrite {use}{ranges}. {w.rewriting(same)}by_field.")
    return None


def _is_root(w: Workings, name: str) -> bool:
    return any(root.name == name for root in w.roots.values())


@normal_form_of(Var)
def _scalar(w: Workings, tree: Var) -> Rational:
    if _is_root(w, tree.name):
        return of(RootAtom(tree.name, ()))
    given = _given(w, tree, tree.name, ())
    return of(Leaf(tree)) if given is None else given


@normal_form_of(At)
def _entry(w: Workings, tree: At) -> Rational:
    if _is_root(w, tree.name):
        return of(RootAtom(tree.name, tree.places))
    given = _given(w, tree, tree.name, tree.places)
    if given is not None:
        return given
    leaf = Leaf(tree)
    found = rule_for(w, leaf)
    if found is None:
        return of(leaf)
    return w.record(tree, w.renamed(found[0].value, found[1]), f"{rewrite_by(*found)}. by_field.")


@simple_form_of(Leaf)
def _simple_leaf(w: Workings, atom: Leaf) -> Rational:
    if isinstance(atom.leaf, Ordinal):
        return ordinal(w, atom.leaf.place)
    found = rule_for(w, atom) if isinstance(atom.tree, At) else None
    return of(atom) if found is None else w.renamed(found[0].value, found[1])
