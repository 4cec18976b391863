"""Nodes that stand for no number and no array, each with its code."""

from __future__ import annotations

from ..codes import NotUnderstood
from ..grammar import nodes
from ..grammar.nodes import TexNode
from .elaborate import Bindings, Elaboration, reads
from .model import ArrayValue

REFUSED: dict[type[TexNode], tuple[str, str]] = {
    nodes.TexDots: ("E03", "dots"),
    nodes.TexEmpty: ("E04", "nothing stands here"),
    nodes.TexWords: ("E05", "words in a formula"),
    nodes.TexConditional: ("E07", "a condition bar"),
    nodes.TexRows: ("E08", "a matrix written out"),
    nodes.TexBinomial: ("E10", "a binomial coefficient"),
    nodes.TexChain: ("E11", "a relation inside an expression"),
    nodes.TexEnumeration: ("E11", "a range inside an expression"),
    nodes.TexMark: ("E01", "a sign by itself"),
    nodes.TexAccented: ("E01", "an accent over more than a name"),
}

PARTS = (nodes.TexNode, nodes.TexTerm, nodes.TexFactor, nodes.TexBranch)
"""Parts of other nodes: no rule is asked for them."""


@reads(*REFUSED)
def refuse(e: Elaboration, node: TexNode, env: Bindings) -> ArrayValue:
    """The code of what has no value."""
    code, message = REFUSED[type(node)]
    raise NotUnderstood(code, message, node.span)
