"""Proofs split by the signs that decide: where a sign is not known, one proof for each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from .known import EntryRule, Undecided, pattern_of, solved_for_leaf
from .rational import Rational, Stuck, tree_of
from .restated import CLAIMS, restated
from .setting import Setting, SignCase, impossible_signs, workings_of
from .signs import is_positive
from .trees import At
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


def by_cases(setting: Setting, close: Close) -> list[str]:
    """The proof, in as many cases as it needs."""
    before: list[str] = []
    for each in setting.given:
        if each.sign in CLAIMS:
            w = workings_of(setting)
            lemma = f"H'{each.name}"
            before += restated(w, lemma, each.name, each.left, each.sign, each.right, each.indices)
    return [*before, *_in_case(setting, close, impossible_signs(setting), SignCase(), 0)]


def _in_case(setting: Setting, close: Close, nonzero: set[str], case: SignCase, depth: int) -> list[str]:
    w = workings_of(setting, case)
    try:
        return close(setting, w)
    except Undecided as split:
        p, strict = split.poly, split.strict
    if depth >= MOST_DEPTH:
        raise Stuck(f"more cases than {2**MOST_DEPTH}")
    if not p.free <= set(setting.bound):
        raise Stuck(f"the sign of {p} under a sum decides")
    name = f"sign'{depth}"
    lines = [f"destruct (Rtotal_order {p.text} 0) as [{name}|[{name}|{name}]]."]
    for sign in "-0+":
        absurd = CONTRADICTED if sign == "0" and pattern_of(p) in nonzero else _absurd(w, p, sign)
        if absurd:
            lines.append(absurd)
            continue
        start, inner = _inner_case(case, p, sign, name)
        try:
            lines.append("{ " + "\n".join([*start, *_in_case(setting, close, nonzero, inner, depth + 1)]) + " }")
        except Stuck:
            if sign != "0" or not strict:
                raise
            lines.append(CONTRADICTED)
    return lines


def _inner_case(case: SignCase, p: Rational, sign: str, name: str) -> tuple[list[str], SignCase]:
    """The case in which a polynomial has the sign, and the sentence that says what a scalar or an entry is then."""
    signs = {**case.signs, p.text: sign}
    if sign != "0":
        return [], SignCase(signs, (*case.positive, p if sign == "+" else -p), case.zeros)
    solved = solved_for_leaf(p)
    if solved is None:
        return [], SignCase(signs, case.positive, case.zeros)
    leaf, value = solved
    rule = EntryRule(leaf.name, leaf.places if isinstance(leaf, At) else (), tree_of(value), f"{name}'rule", ())
    start = [f"assert ({rule.lemma} : {leaf.text} = {value.text}) by lra."]
    return start, SignCase(signs, case.positive, (*case.zeros, rule))


def _absurd(w: Workings, p: Rational, sign: str) -> str:
    """The proof that a sign contradicts a few of the polynomials that are positive: their sum is not."""
    for case in {"+": (p,), "-": (-p,), "0": (p, -p)}[sign]:
        for n in range(1, MOST_ADDED + 1):
            for some in combinations(w.known.known_positive, n):
                total = sum(some, case)
                if total.constant is not None and total.constant <= 0:
                    return "{ exfalso. lra. }"
                if is_positive(w, -total):
                    return f"{{ exfalso. assert (0 < {(-total).text}) by positive. lra. }}"
    return ""
