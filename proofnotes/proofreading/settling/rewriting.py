"""A statement that is written in another way: what would be said of it, with everything else as it is."""

from __future__ import annotations

from dataclasses import replace

from ..grammar.nodes import TexChain, TexNode
from ..meaning.model import NoteDefinition, NoteLink, NoteStatement
from ..meaning.scopes import Paper
from .judging import Judge, Judgement
from .proofs import Prover


def judged_again(paper: Paper, statement: NoteStatement, node: TexNode, prover: Prover) -> list[Judgement]:
    """The links of the statement if it were written like this.  Nothing of it is in force afterwards.

    The links are those of the statement, between the parts of the other chain; none where that has not as many.
    """
    changed = rewritten(statement, node)
    return Judge(paper, prover, alone=True).statement(changed) if changed is not None else []


def rewritten(statement: NoteStatement, node: TexNode) -> NoteStatement | None:
    """The statement with another tree in its place."""
    old = statement.node
    if not isinstance(old, TexChain) or not isinstance(node, TexChain) or len(old.parts) != len(node.parts):
        return None
    parts = {id(part): number for number, part in enumerate(old.parts)}
    links = []
    for link in statement.links:
        left, right = parts.get(id(link.left)), parts.get(id(link.right))
        if left is None or right is None:
            return None
        sign = node.signs[right - 1] if right == left + 1 else link.sign
        links.append(NoteLink(node.parts[left], sign, node.parts[right], link.kind))
    changed = replace(statement, node=node, links=tuple(links))
    if statement.defines is not None:
        changed.defines = _redefined(statement.defines, parts, node, changed)
    return changed


def _redefined(
    definition: NoteDefinition, parts: dict[int, int], node: TexChain, statement: NoteStatement
) -> NoteDefinition:
    """The definition with the body that stands in its place now."""
    number = parts.get(id(definition.body))
    return replace(definition, body=definition.body if number is None else node.parts[number], statement=statement)
