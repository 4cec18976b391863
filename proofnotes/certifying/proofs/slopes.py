"""Derivatives: written down by rules, checked by the library's tactic `slope` rule by rule.

A derivative comes with two lemmas: what it is, and that it exists.  Derivatives inside the body are first replaced by
what they come to, so that a second derivative is no longer than the first.
"""

from __future__ import annotations

from collections.abc import Callable

from .differentiation import slope
from .kinks import excess
from .lemmas import Asserted, condition_of, inline, shape
from .rational import Rational, Stuck, tree_of
from .signs import NONZERO, POSITIVE, need, side
from .trees import ZERO, Compare, Fun, IfElse, Inv, Larger, Minus, Over, Site, Slope, Tree, substituted, subterms
from .workings import Workings, normal_form_of

PATHS = {
    0: ("(fun t => t)", "{0}", "(path_id {0})"),
    1: ("(upd1 {0}{1})", "({0}{1})", "(path_upd1 {0}{1})"),
    2: ("(upd2 {0}{1})", "({0}{1})", "(path_upd2 {0}{1})"),
    3: ("(upd3 {0}{1})", "({0}{1})", "(path_upd3 {0}{1})"),
    4: ("(upd4 {0}{1})", "({0}{1})", "(path_upd4 {0}{1})"),
}
"""By the number of indices of the variable: the path along which it moves, the value at which it is at the point, and
the lemma that it is at the point there."""


def slant_of(w: Workings, tree: Slope) -> tuple[Tree, Tree]:
    """The body with every derivative in it replaced, and its derivative at the point as the rules write it."""
    binder, point = tree.binder, tree.point
    body = _without_slopes(w, tree.body)
    _conditions(w, body, binder, point)
    written = slope(body, binder, tree.places, _picker(w, binder, point))
    return body, w.built(substituted(ZERO if written is None else written, binder, point))


@normal_form_of(Slope)
def _slope(w: Workings, tree: Slope) -> Rational:
    body, slant = slant_of(w, tree)
    out = w.normal_form(slant)
    if not w.silent:
        _state(w, tree, body, slant, out)
    return out


def _state(w: Workings, tree: Slope, body: Tree, slant: Tree, out: Rational) -> None:
    """The lemmas: the rules give the slope; so the derivative exists; and it is the normal form."""
    lemmas, n, where = w.lemmas, tree.axes, tree.point.text
    names = lemmas.quantified(tree.names)
    at = "".join(f" {place.text}" for place in tree.places)
    fun = f"(fun {tree.binder} => {body.text})"
    path, here, there = (each.format(where, at) for each in PATHS[n])
    by_rules = lemmas.state("I", names, f"is_slope {path} {here} {fun} {slant.text}", f"slope {there}.")
    use = lemmas.over(names).use(by_rules)
    first, exists = "", f"exact (ex{n}_is {fun} {where}{at} _ {use})."
    if body != tree.body:
        ext, same = _same_near(w, tree, body, where + at) if tree.binder in lemmas.conditions else _same(w, tree, body)
        first = f"transitivity (pd{n} {fun} {where}{at}); [apply (pd{n}_{ext}); {same}|]. "
        exists = f"apply (ex{n}_{ext}); [{same}|]. apply (ex{n}_is _ _{' _' * n} _ {use})."
    lemmas.state("X", names, f"ex{n} (fun {tree.binder} => {tree.body.text}) {where}{at}", exists)
    script = f"{first}rewrite (pd{n}_is {fun} {where}{at} _ {use}). {w.rewriting(slant)}equation."
    lemmas.equations[tree] = Asserted(lemmas.state("E", names, f"{tree.text} = {out.text}", script), names)


def _same(w: Workings, tree: Slope, body: Tree) -> tuple[str, str]:
    """How it is shown that the body is this one, everywhere."""
    function = f"(fun {tree.binder} => {body.text})"
    ext = f"ext (fun {tree.binder} => {tree.body.text}) {function}"
    return ext, f"intros {tree.binder}; {inline(w.rewriting(tree.body))}equation"


def _same_near(w: Workings, tree: Slope, body: Tree, where: str) -> tuple[str, str]:
    """The same near the point, where its variable satisfies strict conditions that the point satisfies."""
    lemmas, binder, n = w.lemmas, tree.binder, tree.axes
    conditions = lemmas.conditions[binder]
    all_of_them = " /\\ ".join(f"({each})" for each in conditions)
    near = f"(fun {binder} => {all_of_them})"
    statement = f"near{n} {near} {where}"
    names = tuple(sorted(shape(statement, lemmas.quantified(tree.names))[1]))
    shown = lemmas.over(names).use(lemmas.state("N", names, statement, "defined."))
    *others, last = (condition_of(binder, number) for number in range(len(conditions)))
    pattern = last
    for each in reversed(others):
        pattern = f"[{each} {pattern}]"
    equal = f"(fun {binder} => {tree.body.text} = {body.text})"
    same = f"intros {binder} {pattern}; {inline(w.rewriting(tree.body))}equation"
    ext = f"ext_near (fun {binder} => {tree.body.text}) (fun {binder} => {body.text})"
    return ext, f"apply (near{n}_implies {near} {equal}); [{same} | exact {shown}]"


def _without_slopes(w: Workings, tree: Tree) -> Tree:
    """The tree with each derivative inside it replaced by what it comes to."""
    if isinstance(tree, Slope):
        back = tree_of(w.normal_form(tree))
        w.register(back)
        return back
    return tree.remade(lambda each: _without_slopes(w, each))


def _conditions(w: Workings, body: Tree, binder: str, point: Site) -> None:
    """Facts for the side conditions of the rules, at the point."""
    for part in subterms(body):
        if binder not in part.names:
            continue
        match part:
            case Over(_, inner) | Inv(inner):
                need(w, NONZERO, w.built(substituted(inner, binder, point)))
            case Fun("ln" | "sqrt", inner):
                need(w, POSITIVE, w.built(substituted(inner, binder, point)))


def _picker(w: Workings, binder: str, point: Site) -> Callable[[Tree], int]:
    """Which side of a kink counts at the point: 1 or -1; 0 where two numbers meet, whose slopes then are the same."""

    def pick(node: Tree) -> int:
        match node:
            case Larger(left, right):
                deciding: Tree = Minus(left, right)
            case Fun(_, arg):
                deciding = arg
            case IfElse(Compare() as condition):
                deciding = excess(condition)
            case _:
                raise AssertionError(node)
        sign = side(w, w.built(substituted(deciding, binder, point)), strict=True)
        if sign == 0 and not isinstance(node, Larger):
            raise Stuck(f"a derivative where {deciding.text} is 0")
        return sign

    return pick
