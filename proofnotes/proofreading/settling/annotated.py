"""What annotations silence, and which of them say nothing: unused, of no known form, or with a formula that is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..codes import NotUnderstood
from ..grammar.statements import parse
from ..meaning.scopes import Paper
from ..outcomes import FormulaOutcome
from ..sources.directives import Annotated, Annotation, AnnotationKind, annotations_of
from ..sources.model import Document, Problem


def silenced(paper: Paper, formulas: Iterable[FormulaOutcome]) -> tuple[Document, tuple[FormulaOutcome, ...]]:
    """The formulas without what `ignore` leaves out, and the document with the problems of its annotations."""
    document = paper.document
    said = annotations_of(document)
    ignored = said.ignored(document)
    given = tuple(formulas)
    kept = tuple(_without(each, ignored) for each in given)
    if not said.annotations and not said.problems:
        return document, kept
    codes = {each.formula.number: {outcome.code for outcome in each.outcomes} for each in given}
    problems = (*document.problems, *said.problems, *_mistaken(said, paper, codes))
    return replace(document, problems=problems), kept


def _without(formula: FormulaOutcome, ignored: Mapping[int, frozenset[str]]) -> FormulaOutcome:
    codes = ignored.get(formula.formula.number)
    if codes is None:
        return formula
    return replace(formula, outcomes=tuple(each for each in formula.outcomes if codes and each.code not in codes))


def _mistaken(said: Annotated, paper: Paper, codes: Mapping[int, set[str]]) -> Iterator[Problem]:
    """Annotations that have no effect, each with the reason."""
    for each in said.annotations:
        directive = each.directive
        assert directive is not None
        reason = _malformed(each)
        if reason:
            yield Problem("D07", f"{each.kind.value} {each.formula}: {reason}", directive.source, each.line, 1)
        elif each in paper.unused or _ignores_nothing(each, codes):
            words = " ".join((each.kind.value, ", ".join(each.subjects) or each.formula)).strip()
            yield Problem("D08", f"{words}: nothing uses this annotation", directive.source, each.line, 1)


def _malformed(annotation: Annotation) -> str:
    """Why a formula in an annotation cannot be read."""
    texts = {
        AnnotationKind.DEFINE: (annotation.formula,),
        AnnotationKind.ASSUME: (annotation.formula,),
        AnnotationKind.LET: (*annotation.subjects, *(annotation.axes or ())),
    }.get(annotation.kind, ())
    try:
        read = [parse(text) for text in texts]
    except NotUnderstood as refused:
        return f"{refused.message} ({refused.code})"
    return "" if all(read) else "no formula"


def _ignores_nothing(annotation: Annotation, codes: Mapping[int, set[str]]) -> bool:
    """Whether `ignore` names no code that the next formula has."""
    if annotation.kind is not AnnotationKind.IGNORE or annotation.directive is None:
        return False
    had = codes.get(annotation.directive.after)
    return not had or not had - {""} or (bool(annotation.subjects) and not had.intersection(annotation.subjects))
