"""Derivations as a person writes them down: what was asked, step by step, and the result with its proof."""

from __future__ import annotations

from ..deriving.derivation import Derivation
from ..expr.faces import LATEX, TEXT, prints
from .latex import writer_for
from .sentences import tidy


@prints(Derivation, TEXT)
def derivation_told(derivation: Derivation) -> str:
    """diff(L, z[j]) = yhat[j] - t[j], with its steps below; or why nothing is claimed."""
    if not derivation.found:
        reason = derivation.proof.detail or "no shorter form was proved"
        return tidy(f"{derivation.asked}: no form is proved ({reason})")[0]
    lines = [str(derivation.asked)]
    lines += [f"  = {step.expr}   ({step.reason})" for step in derivation.steps]
    lines += [f"  where {', '.join(map(str, derivation.conditions))}"] if derivation.conditions else []
    return tidy("\n".join([*lines, f"  PROVED by {derivation.proof.method}"]))[0]


@prints(Derivation, LATEX)
def _for_a_notebook(derivation: Derivation) -> str:
    """The steps below each other; without a proof the question alone."""
    terms = [derivation.asked, *(step.expr for step in derivation.steps)] if derivation.found else [derivation.asked]
    writer = writer_for(terms)
    first, *rest = map(writer.latex, terms)
    conditions = [f"{writer.latex(each.left)} {each.sign} {writer.latex(each.right)}" for each in derivation.conditions]
    lines = [rf"{first} &= {rest[0]}" if rest else first, *(f"&= {each}" for each in rest[1:])]
    ending = rf" \qquad ({', '.join(conditions)})" if conditions else ""
    return r"$\displaystyle \begin{aligned} " + r" \\ ".join(lines) + ending + r" \end{aligned}$"
