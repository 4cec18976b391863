"""Signs that are not plain to see: factors whose sign follows from what is known about their atoms."""

from __future__ import annotations

from .rational import FunAtom, Rational
from .setting import Setting
from .signs import factor_sign, product_text, signed
from .workings import Workings

MOST_DEPTH, MOST_EXPONENTIALS = 4, 4


def shown_product(w: Workings, setting: Setting, p: Rational, strict: bool, depth: int) -> tuple[str, list[str]]:
    """The factors of p as a text, and the sentences that show the signs of those that are not plain."""
    c, parts = signed(w, p)
    facts: list[str] = []
    for factor, n in parts:
        if factor.single is None and n % 2 and factor_sign(w, factor) is None:
            facts += _by_tangents(w, factor, len(facts))
    return product_text(c, parts), facts


def _by_tangents(w: Workings, factor: Rational, count: int) -> list[str]:
    """A fact about a factor, from exp u >= 1 + u."""
    atoms = [atom for atom in factor.atoms if isinstance(atom, FunAtom) and atom.name == "exp"]
    if not atoms or len(atoms) > MOST_EXPONENTIALS or not factor.free <= w.bound:
        return []
    arguments = [atom.argument.text for atom in atoms]
    hints = [f"pose proof (exp_tangent_at {a} {b})" for a in arguments for b in arguments if a != b]
    for a in arguments:
        hints.append(f"pose proof (exp_tangent {a}); pose proof (exp_pos {a}); pose proof (exp_tangent_reflected {a})")
    known = "; ".join([*hints, "lra"])
    return [
        f"try assert (F'{count} : 0 < {factor.text}) by ({known}).",
        f"try assert (F'{count + 1} : 0 <= {factor.text}) by ({known}).",
    ]
