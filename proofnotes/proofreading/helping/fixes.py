"""What is wrong, corrected in the source: every edit that is proved is shown, the only one is applied by `--fix`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..meaning.model import NoteLink, NoteStatement
from ..meaning.scopes import Paper
from ..outcomes import Edit, FormulaOutcome, NoteVerdict
from ..settling.proofs import Prover
from ..sources.model import Document, Formula
from .edits import FormulaEdit
from .repair import Repairs, repairs

WRONG = (NoteVerdict.REFUTED, NoteVerdict.DIFFERS, NoteVerdict.MISSING)
"""Verdicts of links for which a correction is looked for."""


def corrections(paper: Paper, outcome: FormulaOutcome, prover: Prover) -> Mapping[int, tuple[Edit, ...]]:
    """The edits that make the statements of a formula hold, for the number of the first outcome that does not."""
    wrong: dict[int, tuple[int, NoteStatement, dict[int, NoteLink]]] = {}
    counts: Counter[int] = Counter()
    for number, each in enumerate(outcome.outcomes):
        if each.statement is None:
            continue
        own = each.statement.number
        if each.verdict in WRONG and each.link is not None:
            wrong.setdefault(own, (number, each.statement, {}))[2][counts[own]] = each.link
        counts[own] += 1
    found: dict[int, tuple[Edit, ...]] = {}
    for number, statement, links in wrong.values():
        edits = _edits(paper.document, statement.formula, repairs(paper, statement, links, prover))
        if edits:
            found[number] = edits
    return found


def _edits(document: Document, formula: Formula, found: Repairs) -> tuple[Edit, ...]:
    """The repairs as changes of the source.  The first of several that mean the same is the certain one."""
    source = document.sources[formula.source]
    if source.text[formula.start : formula.end] != formula.body:  # a quotation, whose marks are not in the body
        return ()
    unique = bool(found.found) and found.unique
    return tuple(
        _edit(formula, repair.edit, certain=unique and number == 0) for number, repair in enumerate(found.found)
    )


def _edit(formula: Formula, edit: FormulaEdit, *, certain: bool) -> Edit:
    """All changes of an edit in one, from the first to the last."""
    start, end = edit.changes[0][0][0], edit.changes[-1][0][1]
    behind = len(formula.body) - end
    after = edit.applied(formula.body)
    text = after[start : len(after) - behind]
    words = f"one edit makes it hold ({edit.kind}) [proved]"
    return Edit(formula.source, (formula.start + start, formula.start + end), text, words, certain)
