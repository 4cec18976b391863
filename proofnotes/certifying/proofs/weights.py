"""Signs of single products."""

from __future__ import annotations

from .rational import FunAtom, Mono, Opaque, Rational, of
from .signs import NONNEGATIVE_FUNCTIONS, factor_sign, positive_atom, said_nonnegative
from .workings import Workings


def atom_sign(w: Workings, atom: Opaque) -> str | None:
    """+ - 0 >= <= or None."""
    if positive_atom(w, atom):
        return "+"
    if atom.idempotent or (isinstance(atom, FunAtom) and atom.name in NONNEGATIVE_FUNCTIONS):
        return ">="
    if said_nonnegative(w, atom.tree):
        return ">="
    return factor_sign(w, of(atom))


def mono_sign(w: Workings, mono: Mono) -> str | None:
    """The sign of a product of powers."""
    up, weak = True, False
    for atom, n in mono:
        sign = atom_sign(w, atom)
        if sign == "0":
            return "0"
        if n % 2 == 0:
            weak = weak or sign not in ("+", "-")
            continue
        if sign is None:
            return None
        up = up == (sign in ("+", ">="))
        weak = weak or "=" in sign
    return (">=" if weak else "+") if up else ("<=" if weak else "-")


def plainly_nonnegative(w: Workings, p: Rational) -> bool:
    """Whether every term is."""
    return all((c > 0 and mono_sign(w, mono) in ("+", ">=", "0")) for mono, c in p.terms.items())
