"""Inequalities: by the visible sign of the difference, of its factors, or of what is known about its atoms."""

from __future__ import annotations

from .cases import DEFINED, by_cases
from .inequalities import MOST_DEPTH, shown_product
from .lemmas import inline
from .rational import Stuck
from .setting import STRICT, Setting, prepare
from .trees import ZERO
from .workings import Workings

RELATION = {False: "<=", True: "<"}
TACTIC = {False: "nonnegative", True: "positive"}


def bound(setting: Setting) -> list[str]:
    """Sentences that show an inequality."""
    if setting.sign not in STRICT:
        raise Stuck(f"no strategy shows {setting.sign}")
    return by_cases(setting, _closed)


def claimed(setting: Setting) -> str:
    """The inequality as Coq has it."""
    whole = setting.difference
    return f"{whole.right.text} {RELATION[STRICT[setting.sign]]} {whole.left.text}"


def _closed(setting: Setting, w: Workings) -> list[str]:
    strict, whole = STRICT[setting.sign], setting.difference
    prepare(w, setting, setting.left, setting.right)
    relation, tactic = RELATION[strict], TACTIC[strict]
    enough = f"enough (0 {relation} {whole.text}) by lra"
    ways = [f"solve [{tactic}]" if whole.right == ZERO else f"solve [{enough}; {tactic}]"]
    p = w.normal_form(whole)
    if p.terms:
        shown, facts = shown_product(w, setting, p, strict, MOST_DEPTH)
        replaced = f"replace {whole.text} with ({shown}) by ({inline(w.rewriting(whole))}equation)"
        ways.append(f"{enough}; {replaced}; {tactic}")
    elif strict:
        raise Stuck("both sides are the same")
    else:
        facts = []
        ways.append(f"apply Req_le; {inline(w.rewriting(setting.left, setting.right))}equation")
    return [*w.lemmas.lines, DEFINED, *facts, f"change ({claimed(setting)}). first [{' | '.join(ways)}]."]
