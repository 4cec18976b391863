"""What is wrong, corrected in the source: every edit that is proved is shown, the only one is applied by `--fix`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from ..meaning.model import NoteLink
from ..meaning.scopes import Paper
from ..outcomes import Edit, FormulaOutcome, NoteOutcome, NoteVerdict
from ..settling.proofs import Prover
from ..sources.model import Document, Formula
from .edits import FormulaEdit
from .repair import Repairs, repairs

ALL_SECONDS = 20.0
"""How long corrections of one document are looked for; what comes last has none then."""

WRONG = (NoteVerdict.REFUTED, NoteVerdict.DIFFERS, NoteVerdict.MISSING)
"""Verdicts of links for which a correction is looked for."""


@dataclass
class WrongStatement:
    """The links of a statement that do not hold, by their numbers among its links; first is that of an outcome."""

    first: int
    outcome: NoteOutcome
    links: dict[int, NoteLink] = field(default_factory=dict)
    refuted: bool = True


Corrections = Mapping[tuple[int, int], tuple[Edit, ...]]
"""By the number of the formula, and of the first outcome of a statement that does not hold."""


def corrections(paper: Paper, formulas: Sequence[FormulaOutcome], prover: Prover) -> Corrections:
    """The edits that make the statements of a document hold that do not.

    Nothing is offered for what rests on a definition that is wrong itself, or of which there are two.  The only edit is
    certain where a claim was refuted and all the definitions in it are confirmed, by another claim or by the catalogue:
    otherwise it may be the definition that is to be changed.
    """
    confirmed = set(_confirmed(formulas))
    wrong = [(formula, each) for formula in formulas for each in _wrong(formula)]
    numbers = {each.outcome.statement.number for _, each in wrong if each.outcome.statement is not None}
    numbers |= set(_contested(formulas))
    found: dict[tuple[int, int], tuple[Edit, ...]] = {}
    started = monotonic()
    for formula, each in wrong:
        if monotonic() - started > ALL_SECONDS:
            break
        statement = each.outcome.statement
        assert statement is not None
        rests = _rests(each.outcome)
        if rests & numbers - {statement.number}:
            continue
        sure = each.refuted and rests <= confirmed
        try:
            mended = repairs(paper, statement, each.links, prover)
        except Exception:  # what would help must not hide what is wrong
            continue
        edits = _edits(paper.document, formula.formula, mended, sure=sure)
        if edits:
            found[formula.formula.number, each.first] = edits
    return found


def _wrong(formula: FormulaOutcome) -> list[WrongStatement]:
    found: dict[int, WrongStatement] = {}
    counts: Counter[int] = Counter()
    for number, each in enumerate(formula.outcomes):
        if each.statement is None:
            continue
        own = each.statement.number
        if each.verdict in WRONG and each.link is not None:
            wrong = found.setdefault(own, WrongStatement(number, each))
            wrong.links[counts[own]] = each.link
            wrong.refuted = wrong.refuted and each.verdict is NoteVerdict.REFUTED
        counts[own] += 1
    return list(found.values())


def _contested(formulas: Sequence[FormulaOutcome]) -> Iterator[int]:
    """The numbers of statements that define one symbol differently: of the later one, and of that before it."""
    for formula in formulas:
        for each in formula.outcomes:
            if each.verdict is NoteVerdict.REDEFINED and each.statement is not None:
                yield each.statement.number
                before = each.statement.restates
                if before is not None and before.statement is not None:
                    yield before.statement.number


def _confirmed(formulas: Sequence[FormulaOutcome]) -> Iterator[int]:
    """The numbers of statements whose definitions a claim was proved with, or that the catalogue has as well."""
    for formula in formulas:
        for each in formula.outcomes:
            if each.statement is not None and each.verdict is NoteVerdict.AGREES:
                yield each.statement.number
            elif each.statement is not None and each.verdict.holds:
                yield from _rests(each) - {each.statement.number}


def _rests(outcome: NoteOutcome) -> set[int]:
    """The numbers of the statements that define what it uses."""
    uses = outcome.reading.uses if outcome.reading is not None else ()
    definitions = (use.definition for use in uses if use.definition is not None)
    return {each.statement.number for each in definitions if each.statement is not None}


def _edits(document: Document, formula: Formula, found: Repairs, *, sure: bool) -> tuple[Edit, ...]:
    """The repairs as changes of the source.  The first of several that mean the same is the certain one."""
    source = document.sources[formula.source]
    if source.text[formula.start : formula.end] != formula.body:  # a quotation, whose marks are not in the body
        return ()
    unique = sure and bool(found.found) and found.unique
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
