"""Names: words, fonts and accents."""

from __future__ import annotations

from dataclasses import fields, replace

from ..codes import Span
from .nodes import TexAccented, TexName, TexNode, TexNumeral, TexScript, TexScripted, Token


def name_of_word(token: Token) -> TexName:
    return TexName(token.text, font="roman", span=token.span)


def in_font(node: TexNode, font: str, span: Span) -> TexNode:
    """The node with its names in a font; scripts keep theirs: in \\mathbf{x_i} only x is bold."""
    if isinstance(node, TexNumeral):
        return TexName(node.text, font=font, span=span)
    if isinstance(node, TexName):
        return replace(node, font=font, span=span)
    return replace(_each_name(node, font), span=span)


def _each_name(node: TexNode, font: str) -> TexNode:
    if isinstance(node, TexName):
        return replace(node, font=font) if node.font in ("", "bold") else node
    if isinstance(node, TexScript):
        return node
    changes: dict[str, object] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, TexNode):
            changes[each.name] = _each_name(value, font)
        elif isinstance(value, tuple) and value and isinstance(value[0], TexNode):
            changes[each.name] = tuple(_each_name(item, font) for item in value)
    return replace(node, **changes) if changes else node  # type: ignore[arg-type]


def accented(node: TexNode, accent: str, span: Span) -> TexNode:
    """The node with an accent: of a name with scripts, on the name."""
    if isinstance(node, TexName):
        return replace(node, accents=(*node.accents, accent), span=span)
    if isinstance(node, TexScripted) and isinstance(node.base, TexName):
        return replace(node, base=accented(node.base, accent, node.base.span), span=span)
    return TexAccented(node, accent, span=span)
