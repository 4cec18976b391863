"""What has a kink or a jump: the larger of two numbers, absolute values, choices by a condition.

Where the sign that decides is known, one side is left.  Where it is not, the attempt ends with `Undecided`, and whoever
made it tries each sign.
"""

from __future__ import annotations

from .counting import whole_choice
from .deltas import same_index
from .functions import ROWS
from .known import Undecided
from .lemmas import inline
from .rational import FunAtom, Rational, Stuck, of
from .signs import side, sign_fact, sign_of
from .trees import Compare, CompareWhole, Decidable, Fun, IfElse, Larger, Minus, Same
from .workings import Workings, normal_form_of


def excess(condition: Compare) -> Minus:
    """What is positive, or not negative, where an inequality holds."""
    left, right = condition.left, condition.right
    return Minus(left, right) if condition.sign[0] == ">" else Minus(right, left)


@normal_form_of(Larger)
def _larger(w: Workings, tree: Larger) -> Rational:
    up = side(w, Minus(tree.left, tree.right)) > 0
    chosen = tree.left if up else tree.right
    out = w.normal_form(chosen)
    script = f"rewrite Rmax_{'left' if up else 'right'} by sign_known. {w.rewriting(chosen)}by_field."
    return w.record(tree, out, script)


def _absolute(w: Workings, tree: Fun) -> Rational:
    p = w.normal_form(tree.arg)
    if w.absolute_values_stay:
        return _absolute_atom(w, tree, p)
    up = side(w, tree.arg) > 0
    script = f"rewrite Rabs_{'pos_eq' if up else 'left1'} by sign_known. {w.rewriting(tree.arg)}by_field."
    return w.record(tree, p if up else -p, script)


def _absolute_atom(w: Workings, tree: Fun, p: Rational) -> Rational:
    if not p.terms:
        raise Stuck("the absolute value of 0")
    out = of(FunAtom("Rabs", -p if p.ordered()[0][1] < 0 else p))
    same = f"apply f_equal; {inline(w.rewriting(tree.arg))}by_field"
    return w.record(tree, out, f"first [{same} | rewrite <- Rabs_Ropp; {same}].")


@normal_form_of(IfElse)
def _choice(w: Workings, tree: IfElse) -> Rational:
    condition: Decidable = tree.condition
    match condition:
        case Same():
            return same_index(w, tree, condition)
        case CompareWhole():
            return whole_choice(w, tree, condition)
        case Compare(sign="<" | ">" | "<=" | ">="):
            return _compared(w, tree, condition)
    raise Stuck(f"the condition of {tree.text}")


def _compared(w: Workings, tree: IfElse, condition: Compare) -> Rational:
    above = excess(condition)
    p = w.normal_form(above)
    sign, weak = sign_of(w, p), "=" in condition.sign
    true, false = (("+", ">=", "0"), ("-",)) if weak else (("+",), ("-", "<=", "0"))
    if sign not in (*true, *false):
        raise Undecided(w.ring.factored(p)[1][0][0], True)
    holds = sign in true
    sign_fact(w, above if holds else Minus(above.right, above.left), (sign == "+") if holds else (sign == "-"))
    chosen = tree.then if holds else tree.otherwise
    out = w.normal_form(chosen)
    cases = "| impossible_sign" if holds else "impossible_sign |"
    script = f"destruct ({condition.text}) as [hs|hs]; [{cases}]. {w.rewriting(chosen)}by_field."
    return w.record(tree, out, script)


ROWS["Rabs"] = _absolute
