"""check: what holds in a document, formula by formula.  It never raises because of what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import monotonic

from .helping.fixes import corrections
from .meaning.scopes import Paper
from .meaning.understand import understand
from .outcomes import Checked, FormulaOutcome, NoteOutcome, NoteVerdict
from .settling.annotated import silenced
from .settling.judging import Judge
from .settling.proofs import ProofStore, Prover
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
    helpful: bool = True,
) -> Checked:
    """What holds in the document.

    Without words nothing is read from its prose; memory keeps answers between runs; helpful looks for edits that make
    a formula hold that does not.
    """
    started = monotonic()
    paper = understand(document, words=words)
    prover = Prover(seconds, budget, memory)
    outcomes = Judge(paper, prover).outcomes()
    formulas = tuple(
        FormulaOutcome(formula, (*_unparsed(paper, formula), *outcomes.get(formula.number, ())))
        for formula in document.formulas
    )
    if helpful:
        formulas = tuple(_helped(paper, formulas, prover))
    document, formulas = silenced(paper, formulas)
    return Checked(document, formulas, monotonic() - started)


def _helped(paper: Paper, formulas: Sequence[FormulaOutcome], prover: Prover) -> Iterator[FormulaOutcome]:
    """The formulas with the edits that would help."""
    try:
        found = corrections(paper, formulas, prover)
    except Exception:  # what is wrong is said all the same
        found = {}
    for formula in formulas:
        number = formula.formula.number
        outcomes = (
            replace(each, edits=(*each.edits, *found[number, n])) if (number, n) in found else each
            for n, each in enumerate(formula.outcomes)
        )
        yield replace(formula, outcomes=tuple(outcomes))


def _unparsed(paper: Paper, formula: Formula) -> tuple[NoteOutcome, ...]:
    """The refusal of a formula that is not parsed."""
    reason = paper.refused.get(formula.number)
    if reason is None:
        return ()
    verdict = NoteVerdict.NOT_UNDERSTOOD
    return (NoteOutcome(None, None, verdict, reason.span, reason.code, message=reason.message),)
