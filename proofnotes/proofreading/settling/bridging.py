"""a = b = c where b is not understood: a = c is asked instead, and may be proved.

It is refuted only across an operator that has a name (`prod(…)`, E, Var): such a term is a value that is not read,
while any other may mean something else than what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..codes import Span
from ..grammar.nodes import TexNode
from ..meaning.model import NoteLink, NoteStatement
from ..meaning.readings import readings
from ..meaning.scopes import Paper

NAMED_OPERATOR = "F06"
POISONED = frozenset({"T01", "M07"})
"""Refusals that say nothing of the term itself: its sizes clash with others, or it rests on something else."""


@dataclass(frozen=True)
class BridgedLink:
    """A link to ask about.  over: the refusal of the term that it passes over; weak: nothing is refuted across it."""

    link: NoteLink
    over: tuple[str, str, Span] | None = None
    weak: bool = False


def bridged(paper: Paper, statement: NoteStatement) -> Iterator[BridgedLink]:
    """The links in order, those across terms that are not understood instead of those to and from them."""
    links = statement.links
    if len(links) < 2 or any(link.sign not in ("=", "≡", ":=") for link in links):
        yield from map(BridgedLink, links)
        return
    start: TexNode | None = None
    over: tuple[str, str, Span] | None = None
    weak = False
    for number, link in enumerate(links):
        left = link.left if start is None else start
        reason = _refusal(paper, statement, link.right) if link.kind == "claim" and number + 1 < len(links) else None
        if reason is not None and (start is not None or _refusal(paper, statement, link.left) is None):
            start, over, weak = left, reason, weak or reason[0] != NAMED_OPERATOR
            continue
        yield BridgedLink(link if start is None else NoteLink(left, link.sign, link.right), over, weak)
        start, over, weak = None, None, False


def _refusal(paper: Paper, statement: NoteStatement, node: TexNode) -> tuple[str, str, Span] | None:
    """Why a term has no meaning by itself."""
    found = readings(paper, statement, NoteLink(node, "=", node))
    if found.readings or not found.refused or found.refused[0][0] in POISONED:
        return None
    return found.refused[0]
