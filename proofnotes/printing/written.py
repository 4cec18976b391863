"""Pieces of LaTeX, with what their surroundings must know to put brackets."""

from __future__ import annotations

from dataclasses import dataclass

from ..expr.indices import Size
from ..expr.nodes import Number
from .abridged import digits
from .glyphs import parse, script
from .lettering import glyph_of

ADDITIVE, MULTIPLICATIVE, POWER, ATOM = 1, 2, 3, 4
BRACKETS = {"()": ("(", ")"), "[]": ("[", "]"), "{}": (r"\lbrace", r"\rbrace")}
TALL = (r"\frac", r"\sum", r"\prod", r"\sqrt", r"\begin", r"\left")


@dataclass(frozen=True)
class Written:
    """LaTeX and how it binds.

    minus: it starts with a minus sign.  open: what follows would be read as part of it (Σ, log without brackets, d/dx).
    """

    text: str
    level: int = ATOM
    minus: bool = False
    open: bool = False

    @property
    def digit(self) -> bool:
        """Whether it starts as a number does, and so needs a dot after another factor."""
        return self.text[0].isdigit()


def bracketed(text: str, brackets: str = "()") -> str:
    """In brackets of the right size."""
    left, right = BRACKETS[brackets]
    if any(each in text for each in TALL):
        return rf"\left{left} {text} \right{right}"
    return f"{left}{text}{right}" if len(left) == 1 else f"{left} {text} {right}"


def raised(base: Written, exponent: str) -> str:
    """The base with an exponent; in brackets where it has one already, or is more than one letter."""
    return (base.text if base.level == ATOM else bracketed(base.text)) + script("^", exponent)


def number(e: Number) -> Written:
    """An integer, a fraction, or the decimal that the author wrote."""
    negative, level = e.value < 0, MULTIPLICATIVE if e.value < 0 else ATOM
    if e.text is not None and "e" in e.text:
        digits, _, power = e.text.partition("e")
        scientific = f"10^{{{int(power)}}}"
        if digits == "1":
            return Written(scientific, POWER)
        return Written(rf"{digits} \cdot {scientific}", MULTIPLICATIVE, minus=negative)
    if e.text is not None or e.value.denominator == 1:
        return Written(e.text or _digits(e.value.numerator), level, minus=negative)
    sign = "-" if negative else ""
    fraction = rf"{sign}\frac{{{_digits(abs(e.value.numerator))}}}{{{_digits(e.value.denominator)}}}"
    return Written(fraction, min(level, POWER), minus=negative)


def _digits(value: int) -> str:
    return digits(value).replace("…", r" \ldots ")


def size(over: Size, glyph: str | None = None) -> Written:
    """A dimension: its name, its size where that is fixed, 2d for two blocks, G M for M entries in each of G groups."""
    if over.total is not None:
        return Written(str(over.total))
    name = parse(glyph) if glyph else glyph_of(over.name)
    if over.blocks == 1:
        return Written(str(name), ATOM if name.tight else POWER)
    if isinstance(over.blocks, Size):
        entries = size(over.base, glyph)
        between = r" \cdot " if entries.digit else " "
        return Written(f"{size(over.blocks).text}{between}{entries.text}", MULTIPLICATIVE)
    return Written(f"{over.blocks}{name}", MULTIPLICATIVE)
