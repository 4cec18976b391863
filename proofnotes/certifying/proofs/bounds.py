"""Inequalities: by the visible sign of the difference, of its factors, or of what is known about its atoms."""

from __future__ import annotations

from .cases import DEFINED, by_cases
from .inequalities import TACTIC, SignFinder, shown_product
from .lemmas import inline
from .rational import Stuck
from .setting import RELATION, STRICT, Setting, prepare
from .trees import ZERO
from .workings import Workings


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
    seen = whole.left if whole.right == ZERO else whole
    direct = tactic if whole.right == ZERO else f"{enough}; {tactic}"
    p = w.normal_form(whole)
    facts: list[str] = []
    if not p.terms:
        if strict:
            raise Stuck("both sides are the same")
        last = f"apply Req_le; {inline(w.rewriting(setting.left, setting.right))}equation"
    elif (found := shown_product(w, setting, p, strict)) is not None:
        shown, facts = found
        replaced = f"replace {whole.text} with ({shown}) by ({inline(w.rewriting(whole))}equation)"
        last = f"{enough}; {replaced}; {tactic}"
    elif (found_tree := SignFinder(w, setting).show_tree(seen, strict)) is not None:
        facts = [f"assert (shown' : 0 {relation} {seen.text}). {{ {' '.join(found_tree)} }}"]
        last = "lra"
    else:
        raise Stuck(f"no inequality shows that {p.text} is {'positive' if strict else 'not negative'}")
    return [*w.lemmas.lines, DEFINED, *facts, f"change ({claimed(setting)}). first [solve [{direct}] | {last}]."]
