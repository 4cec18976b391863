"""Which symbol a name is: bold and italic of one letter are two, but for the entries of a vector.

An italic x_i is an entry of **x** if a bold **x** occurs; \\mathbf{x}_i and x_j^{(i)} are the family x^{(i)}, which is
not **x**.
"""

from __future__ import annotations

from collections.abc import Container

from ..grammar.nodes import TexName
from .model import Symbol
from .names import Base, base_of
from .scripts import Parts

_FONTS = {"operator": "roman", "fraktur": "calligraphic"}
_CAPITAL_GREEK = frozenset({"Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"})


def is_capital(base: str) -> bool:
    """A capital letter, which in bold is a matrix."""
    return len(base) == 1 and base.isupper() or base in _CAPITAL_GREEK


def font_of(name: TexName) -> str:
    """The font that tells symbols apart; one roman letter is the italic one."""
    if name.font == "roman" and len(name.base) == 1:
        return ""
    return _FONTS.get(name.font, name.font)


def symbol_of(
    parts: Parts,
    bold: Container[Base],
    bare: Container[Base],
    bold_earlier: Container[Base],
    samples: Container[tuple[Base, str]] = (),
) -> Symbol:
    """The symbol that a name with its scripts is.

    bold and bare are the bases that the section writes in bold, and in italics without a subscript; bold_earlier those
    in bold in the sections from which it inherits; samples are x_i that are one of many, beside a vector x.
    """
    name = parts.name
    if name is None:
        raise ValueError(f"expected the parts of a name, got those of {type(parts.base).__name__}")
    base, font, count = base_of(name), font_of(name), len(parts.indices)
    if font == "bold":
        return _symbol(name, "bold", parts.label, family=_is_family(name, parts))
    if font == "" and count and parts.raised and count >= 2 and base in bold:
        return _symbol(name, "bold", parts.label, family=True)
    if font == "" and parts.letters and len(parts.letters) == 1 and (base, parts.letters[0]) in samples:
        return _symbol(name, "", parts.label, family=True)
    entry = font == "" and count and not (parts.raised and count == 1)
    if entry and (base in bold or base not in bare and base in bold_earlier):
        return _symbol(name, "bold", parts.label)
    return _symbol(name, font, parts.label)


def _is_family(name: TexName, parts: Parts) -> bool:
    """A bold name with an index is one of many, but for the entries of a matrix, W_{ij} in bold."""
    if parts.raised:
        return True
    return len(parts.indices) == 1 or bool(parts.indices) and not is_capital(name.base)


def _symbol(name: TexName, font: str, label: str, *, family: bool = False) -> Symbol:
    return Symbol(name.base, name.accents, font, label, family)
