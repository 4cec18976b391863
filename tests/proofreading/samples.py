"""Documents and outcomes that are made by hand, for what only prints or compares them."""

from __future__ import annotations

import re
from pathlib import Path

from proofnotes.proofreading.codes import Severity
from proofnotes.proofreading.grammar.nodes import TexName
from proofnotes.proofreading.meaning.model import NoteLink, NoteStatement, StatementRole
from proofnotes.proofreading.outcomes import Basis, Checked, Edit, FormulaOutcome, NoteOutcome, NoteVerdict
from proofnotes.proofreading.sources.model import Document, DocumentFormat, Formula, Problem, Section, Source

WEIGHTS = {
    NoteVerdict.REFUTED: ("PN101", Severity.ERROR),
    NoteVerdict.DIFFERS: ("PN102", Severity.NOTE),
    NoteVerdict.MISSING: ("PN103", Severity.ERROR),
    NoteVerdict.REDEFINED: ("PN201", Severity.WARNING),
    NoteVerdict.NEEDS: ("PN202", Severity.WARNING),
    NoteVerdict.UNKNOWN: ("PN203", Severity.WARNING),
    NoteVerdict.SUBSTITUTION: ("PN301", Severity.NOTE),
    NoteVerdict.GIVEN: ("PN302", Severity.NOTE),
    NoteVerdict.WHERE: ("PN303", Severity.NOTE),
    NoteVerdict.NOT_UNDERSTOOD: ("S08", Severity.INFO),
}


def document_of(text: str, name: str = "notes.md", *, cell: int | None = None) -> Document:
    """Every `$…$` of a text is a formula, all of one section."""
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    source = Source(Path(name), text, starts, cell)
    section = Section(0, (), text)
    formulas = []
    for number, match in enumerate(re.finditer(r"\$+([^$]*)\$+", text)):
        start, end = match.span(1)
        line, column = source.place(start)
        display = text[match.start() : start] == "$$"
        formulas.append(Formula(number, 0, start, end, match[1], display, line, column, section))
    kind = DocumentFormat.NOTEBOOK if cell is not None else DocumentFormat.MARKDOWN
    return Document(Path(name), kind, (source,), (section,), tuple(formulas))


def outcome_of(formula: Formula, verdict: NoteVerdict, **more: object) -> NoteOutcome:
    code, severity = WEIGHTS.get(verdict, ("", None))
    node = TexName("x")
    link = NoteLink(node, "=", node)
    statement = NoteStatement(formula.number, formula, node, StatementRole.CLAIM, (link,))
    given: dict = {"span": (0, len(formula.body)), "code": code, "severity": severity, **more}
    return NoteOutcome(statement, link, verdict, **given)


Given = NoteVerdict | tuple[NoteVerdict, dict]


def checked_of(text: str, *verdicts: Given, name: str = "notes.md", cell: int | None = None) -> Checked:
    """The formulas of a text with these verdicts in order; the others are mentions."""
    document = document_of(text, name, cell=cell)
    found = []
    for formula in document.formulas:
        given = verdicts[formula.number] if formula.number < len(verdicts) else NoteVerdict.MENTION
        verdict, more = given if isinstance(given, tuple) else (given, {})
        found.append(FormulaOutcome(formula, (outcome_of(formula, verdict, **more),)))
    return Checked(document, tuple(found), 0.25)


NOTES = """# 链式法则
设 $z = wx + b$，则 $\\frac{\\partial z}{\\partial w} = x^2$ 成立。
\tHere\t$y^i$, and $$\\sum_k
  p_k = 2$$ and $a = a$.
"""

SAMPLE = (
    NoteVerdict.DEFINITION,
    (
        NoteVerdict.REFUTED,
        {
            "witness": {"x": "2"},
            "values": ("2", "4"),
            "used": (Basis("z", 2),),
            "edits": (Edit(0, (NOTES.index("x^2"), NOTES.index("x^2") + 3), "x", "x for x^2 makes it hold", True),),
        },
    ),
    (NoteVerdict.NOT_UNDERSTOOD, {"message": "y^i: a power or an index?"}),
    (NoteVerdict.GIVEN, {"given": (Basis("Σ p = 1: «分布»", 1),), "where": ("p_k > 0",)}),
    NoteVerdict.PROVED,
)


def sample() -> Checked:
    """One of each kind, in Chinese and English, with tabs and a formula of two lines."""
    return checked_of(NOTES, *SAMPLE)


def with_problem(checked: Checked) -> Checked:
    from dataclasses import replace

    problem = Problem("P20", "a $ without a partner", 0, 3, 2)
    return replace(checked, document=replace(checked.document, problems=(problem,)))
