"""check: what holds in a document, formula by formula.  It never raises because of what stands in it."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from .grammar.nodes import TexChain, TexNode
from .meaning.model import NoteDefinition, NoteLink, NoteStatement
from .meaning.scopes import Paper
from .meaning.understand import understand
from .outcomes import Checked, FormulaOutcome, NoteOutcome, NoteVerdict
from .settling.judging import Judge
from .settling.proofs import ProofStore, Prover
from .settling.telling import told
from .sources.model import Document, Formula

SECONDS, BUDGET = 2.0, 60.0
"""How long the prover may take for one question, and for all questions of a document."""


def check(
    document: Document,
    *,
    seconds: float = SECONDS,
    budget: float = BUDGET,
    words: bool = True,
    memory: ProofStore | None = None,
) -> Checked:
    """What holds in the document.  Without words nothing is read from its prose; memory keeps answers between runs."""
    started = monotonic()
    paper = understand(document, words=words)
    outcomes = Judge(paper, Prover(seconds, budget, memory)).outcomes()
    formulas = tuple(
        FormulaOutcome(formula, (*_unparsed(paper, formula), *outcomes.get(formula.number, ())))
        for formula in document.formulas
    )
    return Checked(document, formulas, monotonic() - started)


def _unparsed(paper: Paper, formula: Formula) -> tuple[NoteOutcome, ...]:
    """The refusal of a formula that is not parsed."""
    reason = paper.refused.get(formula.number)
    if reason is None:
        return ()
    verdict = NoteVerdict.NOT_UNDERSTOOD
    return (NoteOutcome(None, None, verdict, reason.span, reason.code, message=reason.message),)


def resettle(paper: Paper, statement: NoteStatement, node: TexNode, prover: Prover) -> tuple[NoteOutcome, ...]:
    """What would be said of the statement if it were written like this.  Nothing of it is in force afterwards.

    The links are those of the statement, between the parts of the other chain; () where that has not as many.
    """
    changed = _rewritten(statement, node)
    if changed is None:
        return ()
    judge = Judge(paper, prover, alone=True)
    judged = judge.statement(changed)
    return tuple(told(changed, each.link, each.settlement, each.span, prover) for each in judged)


def _rewritten(statement: NoteStatement, node: TexNode) -> NoteStatement | None:
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
