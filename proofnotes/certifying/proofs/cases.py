"""Proofs split by the signs that decide: where a sign is not known, one proof for each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from .known import Undecided, pattern_of
from .rational import Rational, Stuck, tree_of
from .setting import Setting, SignCase, impossible_signs, nearby, workings_of
from .trees import AtVariable, substituted
from .workings import Workings

MOST_DEPTH, MOST_ADDED = 4, 3

Close = Callable[[Setting, Workings], list[str]]
"""The rest of a proof in one case."""

DEFINED = "split; [solve [defined] |]."
"""Both sides are defined: the first half of a claim, once the facts stand there that it needs."""

CONTRADICTED = "{ exfalso. first [contradiction | lra | match goal with H : _ <> _ |- _ => apply H; lra end | nra]. }"


def by_cases(setting: Setting, close: Close) -> list[str]:
    """The proof, in as many cases as it needs."""
    return _in_case(setting, close, impossible_signs(setting), SignCase(), 0)


def _in_case(setting: Setting, close: Close, nonzero: set[str], case: SignCase, depth: int) -> list[str]:
    w = workings_of(setting, case)
    try:
        return close(setting, w)
    except Undecided as split:
        p, strict = _at_the_point(setting, w, split.poly), split.strict
    if depth >= MOST_DEPTH:
        raise Stuck(f"more cases than {2**MOST_DEPTH}")
    if not p.free <= set(setting.bound):
        raise Stuck(f"the sign of {p} under a sum decides")
    name = f"sign'{depth}"
    lines = [f"destruct (Rtotal_order {p.text} 0) as [{name}|[{name}|{name}]]."]
    for sign in "-0+":
        if (sign == "0" and pattern_of(p) in nonzero) or _impossible(w, p, sign):
            lines.append(CONTRADICTED)
            continue
        inner = SignCase({**case.signs, p.text: sign}, (p, name) if sign == "0" else case.zero)
        try:
            lines.append("{ " + "\n".join(_in_case(setting, close, nonzero, inner, depth + 1)) + " }")
        except Stuck:
            if sign != "0" or not strict:
                raise
            lines.append(CONTRADICTED)
    return lines


def _at_the_point(setting: Setting, w: Workings, p: Rational) -> Rational:
    """What decides near a point, at the point: what is strict there holds near it."""
    tree = tree_of(p)
    for binder, name in nearby(setting).items():
        tree = substituted(tree, binder, AtVariable(name))
    return p if tree == tree_of(p) else w.normal_form(w.built(tree))


def _impossible(w: Workings, p: Rational, sign: str) -> bool:
    """Whether a few of the hypotheses add up to the contrary of the sign."""
    if sign == "0":
        return False
    case = p if sign == "+" else -p
    for n in range(1, MOST_ADDED + 1):
        for some in combinations(w.known.known_positive, n):
            total = case
            for each in some:
                total = total + each
            if total.constant is not None and total.constant <= 0:
                return True
    return False
