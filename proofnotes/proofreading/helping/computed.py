"""What the other side of an equation should be, where no single edit is found: the shortest form in the notes' letters.

It is a proposal: whether it makes the formula hold when it is read again is asked by `repair`.
"""

from __future__ import annotations

from ...deriving.asking import simplify
from ...expr.calculus import inputs_of
from ...printing.glyphs import Notation
from ...printing.latex import latex
from ..grammar.nodes import TexName, TexScript, TexScripted, Token
from ..grammar.printing import latex_of
from ..meaning.model import Reading, Symbol

LONGEST, SHORT = 160, 40
"""Nobody takes over a formula of more characters than LONGEST; what is not SHORT is no longer than what was written."""


def computed_side(reading: Reading, written: int, seconds: float) -> str | None:
    """The left side of a reading as short as it is found, in LaTeX; None if nothing is found that is worth showing.

    written is the number of characters on the right side now.
    """
    try:
        found = simplify(reading.left, assuming=list(reading.assumed), seconds=seconds)
    except (ArithmeticError, AssertionError, LookupError, RuntimeError, TypeError, ValueError):
        return None
    if not found.found or not inputs_of(reading.left):
        return None
    glyphs = {use.symbol.identifier: glyph_of(use.symbol) for use in reading.uses}
    text = latex(found.expr, Notation(glyphs=glyphs))
    return text if len(text) <= min(LONGEST, max(SHORT, written)) else None


def glyph_of(symbol: Symbol) -> str:
    """How the notes write the symbol, or an entry of it: x_i of a bold vector is italic."""
    font = "" if symbol.font == "bold" else symbol.font
    name = TexName(symbol.base, symbol.accents, font)
    if not symbol.label:
        return latex_of(name)
    kind = "letter" if len(symbol.label) == 1 else "word"
    tree = TexName(symbol.label, font="" if kind == "letter" else "roman")
    return latex_of(TexScripted(name, TexScript((Token(kind, symbol.label),), tree)))
