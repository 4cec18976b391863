"""Equations: both sides have the same normal form."""

from __future__ import annotations

from .cases import DEFINED, by_cases
from .known import Undecided
from .rational import Base, FunAtom, Holding, Opaque, Rational, RootAtom, Stuck
from .recurrences import by_place, looks_back
from .setting import Setting, prepare
from .signs import is_positive, positive_atom, sign_of
from .workings import Workings


def identity(setting: Setting) -> list[str]:
    """Sentences that show an equation."""
    index = looks_back(setting)
    return by_cases(setting, _closed) if index is None else by_place(setting, index, identity)


def _closed(setting: Setting, w: Workings) -> list[str]:
    left, right = setting.left, setting.right
    prepare(w, setting, left, right)
    p, q = w.normal_form(left), w.normal_form(right)
    left_over = w.ring.over_common(p - q)[0]
    if left_over.terms and not any(map(_may_cancel, left_over.atoms)):
        raise Stuck(f"{left_over.text} is left of the difference")
    denominator_facts(w, p, q)
    goal = f"change ({left.text} = {right.text}). {w.rewriting(left, right)}equation."
    return [*w.lemmas.lines, DEFINED, goal]


def _may_cancel(atom: Opaque) -> bool:
    """Whether `equation` knows more of an atom than the normal form: cases of a delta, squares of roots."""
    if atom.idempotent or isinstance(atom, RootAtom) or (isinstance(atom, FunAtom) and atom.name == "sqrt"):
        return True
    return isinstance(atom, Holding) and any(map(_may_cancel, atom.inside.atoms))


def denominator_facts(w: Workings, *polynomials: Rational) -> None:
    """Facts about denominators that are a positive part and a part of known sign."""
    bases = {atom for p in polynomials for atom in p.atoms if isinstance(atom, Base)}
    for base in sorted(bases, key=lambda base: base.key):
        p = base.poly
        if is_positive(w, p) or not p.free <= w.bound:
            continue
        for each in (p, -p):
            plus = Rational({m: c for m, c in each.terms.items() if c > 0 and all(positive_atom(w, a) for a, _ in m)})
            rest = each - plus
            if plus.terms and rest.terms and _not_negative(w, rest):
                w.lemmas.state("B", (), f"0 < {each.text}", f"assert (0 < {plus.text}) by positive. lra.")
                break


def _not_negative(w: Workings, p: Rational) -> bool:
    try:
        return sign_of(w, p) in ("+", ">=", "0")
    except Undecided:
        return False
