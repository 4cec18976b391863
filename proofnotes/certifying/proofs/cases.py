"""Proofs split by the signs that decide: where a sign is not known, one proof for each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from .known import EntryRule, Undecided, pattern_of, solved_for_leaf
from .rational import Rational, Stuck, tree_of
from .restated import CLAIMS, restated
from .setting import Setting, SignCase, impossible_signs, nearby, workings_of
from .signs import is_positive
from .trees import At, AtVariable, substituted
from .workings import Workings

MOST_DEPTH, MOST_ADDED = 4, 3

Close = Callable[[Setting, Workings], list[str]]
"""The rest of a proof in one case."""

DEFINED = "split; [solve [defined] |]."
"""Both sides are defined: the first half of a claim, once the facts stand there that it needs."""

CONTRADICTED = (
    "{ exfalso. first [contradiction | lra | match goal with H : _ <> _ |- _ => apply H; lra end "
    "| match goal with H : ?p = 0 |- _ => assert (p <> 0) by nonzero; contradiction end | nra]. }"
)
"""A case that hypotheses exclude."""


def by_cases(setting: Setting, close: Close) -> list[str]:
    """The proof, in as many cases as it needs."""
    lines: list[str] = []
    for each in setting.given:
        if each.sign in CLAIMS:
            w = workings_of(setting)
            name = f"{each.name}'restated"
            lines += restated(w, name, each.name, each.left, each.sign, each.right, each.indices)
    return [*lines, *_in_case(setting, close, impossible_signs(setting), SignCase(), 0)]


def _in_case(setting: Setting, close: Close, nonzero: set[str], case: SignCase, depth: int) -> list[str]:
    w = workings_of(setting, case)
    try:
        return close(setting, w)
    except Undecided as undecided:
        p, strict = _at_the_point(setting, w, undecided.poly), undecided.strict
    if depth >= MOST_DEPTH:
        raise Stuck(f"more cases than {2**MOST_DEPTH}")
    if not p.free <= set(setting.bound):
        raise Stuck(f"the sign of {p} under a sum decides")
    name = f"sign'{depth}"
    lines = [f"destruct (Rtotal_order {p.text} 0) as [{name}|[{name}|{name}]]."]
    stuck: list[Stuck] = []
    for sign in "-0+":
        excluded = CONTRADICTED if sign == "0" and pattern_of(p) in nonzero else _excluded(w, p, sign)
        if excluded:
            lines.append(excluded)
            continue
        rules, said = case.rules, ""
        if sign == "0" and (solved := solved_for_leaf(p)) is not None:
            leaf, value = solved
            places = leaf.places if isinstance(leaf, At) else ()
            rules = (*rules, EntryRule(leaf.name, places, tree_of(value), f"zero'{depth}", ()))
            said = f"assert (zero'{depth} : {leaf.text} = {value.text}) by lra.\n"
        try:
            positive = (*case.positive, *({"+": (p,), "-": (-p,)}.get(sign, ())))
            here = SignCase({**case.signs, p.text: sign}, positive, rules)
            inner = _in_case(setting, close, nonzero, here, depth + 1)
            lines.append("{ " + said + "\n".join(inner) + " }")
        except Stuck as reason:  # a case without a proof is one that cannot be, or there is no proof
            if sign != "0" or not strict:
                stuck.append(reason)
            lines.append(CONTRADICTED)
    if len(stuck) > 1:
        raise stuck[0]
    return lines


def _at_the_point(setting: Setting, w: Workings, p: Rational) -> Rational:
    """What decides near a point, at the point: what is strict there holds near it."""
    tree = tree_of(p)
    for binder, name in nearby(setting).items():
        tree = substituted(tree, binder, AtVariable(name))
    return p if tree == tree_of(p) else w.normal_form(w.built(tree))


def _excluded(w: Workings, p: Rational, sign: str) -> str:
    """The proof that a sign cannot be, where a few of the hypotheses add up to its contrary; else nothing."""
    if sign == "0":
        return ""
    case = p if sign == "+" else -p
    for n in range(1, MOST_ADDED + 1):
        for some in combinations(w.known.known_positive, n):
            total = case
            for each in some:
                total = total + each
            if total.constant is not None and total.constant <= 0:
                return CONTRADICTED
            if is_positive(w, -total):
                return f"{{ exfalso. assert (0 < {(-total).text}) by positive. lra. }}"
    return ""
