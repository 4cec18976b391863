"""Displays in LaTeX: lines aligned at their signs, words between formulas, and a proof attempt for a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..expr.errors import NotationError
from ..expr.faces import LATEX, prints
from ..expr.nodes import Named, Quantity
from ..expr.spelling import GREEK as GREEK_LETTERS
from ..prover.proof import Proof, Witness
from .latex import latex, writer_for
from .lettering import glyph_of
from .sentences import EVERYWHERE, against, assignments, plain_point

GREEK = frozenset(GREEK_LETTERS)

SPECIAL = {"\\": r"\backslash ", "^": r"\hat{\ }", "~": r"\sim "} | {each: f"\\{each}" for each in "_{}$&%#"}
"""What \\text does not take, as it is written outside of it."""


def aligned(lines: Iterable[str]) -> str:
    """Lines one below the other, aligned at their &; one line needs no environment."""
    written = list(lines)
    if len(written) == 1:
        return " ".join(written[0].replace("&", "", 1).split())
    return r"\begin{aligned} " + r" \\ ".join(map(str.strip, written)) + r" \end{aligned}"


def equation(quantity: Quantity, sign: str = "=") -> str:
    """A name and what it stands for, under the same names of indices."""
    head = Named(quantity, quantity.indices)
    writer = writer_for((head, quantity.body))
    return f"{writer.latex(head)} {sign} {writer.latex(quantity.body)}"


def text(words: str) -> str:
    """Words in a formula, whatever characters they have."""
    pieces = re.split(r"([\\^~_{}$&%#])", words)
    return "".join(SPECIAL.get(each) or rf"\text{{{each}}}" for each in pieces if each)


def display(*formulas: str) -> str:
    """Formulas on lines of their own, as a notebook takes them."""
    return "\n\n".join(f"$$\n{each}\n$$" for each in formulas)


def listed(formulas: Iterable[str]) -> str:
    """a, b, c."""
    return r",\; ".join(formulas)


@prints(Proof, LATEX)
def proof_display(proof: Proof) -> str:
    """What was to be shown, the verdict, and everything that is known about why."""
    lines = r" \\ ".join((latex(proof.statement), *_told(proof)))
    return display(rf"\begin{{array}}{{l}} {lines} \end{{array}}")


def _told(proof: Proof) -> Iterator[str]:
    if proof.assuming:
        yield text("for ") + listed(map(latex, proof.assuming))
    yield text(f"{proof.verdict.value}: {proof.method}" if proof.method else proof.verdict.value)
    for discharged, said in ((True, "needs, which follows: "), (False, "not shown: ")):
        if found := [latex(each.relation) for each in proof.conditions if each.discharged is discharged]:
            yield text(said) + listed(found)
    if proof.witness is not None:
        yield from _witness(proof.witness)
    if proof.residual is not None:
        yield text("left over: ") + latex(proof.residual)
    if proof.missing:
        yield text("would hold with: ") + listed(map(latex, proof.missing))
    if proof.detail:
        yield text(proof.detail)


def _assigned(what: str, value: object) -> str:
    """A name, or an entry, and its value; a name with a superscript or of Greek letters is no word of a text."""
    name, bracket, places = what.partition("[")
    rest = f"{bracket}{places} = {value}"
    try:
        glyph = str(glyph_of(name))
    except NotationError:  # an equation of the point has an expression there
        return text(what + f" = {value}")
    word = re.fullmatch(r"[\w ]+", name) and not GREEK & set(name)
    return text(name + rest) if word else glyph + text(rest)


def _witness(witness: Witness) -> Iterator[str]:
    pairs = [_assigned(name, value) for name, value in assignments(plain_point(witness.point))]
    yield text("differs at ") + (listed(pairs) or text(EVERYWHERE))
    yield text(against(witness.left, witness.right))
