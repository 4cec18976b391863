"""What annotations say of a section: axes, functions, definitions, hypotheses, indices, notation."""

from __future__ import annotations

from collections.abc import Iterable

from ..codes import NotUnderstood
from ..grammar.nodes import TexChain, TexNode
from ..grammar.statements import parse
from ..sources.directives import Annotation, AnnotationKind
from ..sources.model import Formula, Section
from .declarations import axes_of_space
from .model import AxisExtent, Hypothesis, NoteStatement, StatementRole, Symbol
from .scopes import SectionScope, SymbolDeclaration

ABOUT_NAMES = (AnnotationKind.LET, AnnotationKind.NOTATION)


def holding_in(annotations: Iterable[Annotation], section: Section) -> tuple[Annotation, ...]:
    """The annotations in force in a section: its own, those of enclosing sections, those of the whole document."""
    return tuple(
        each
        for each in annotations
        if each.directive is None or each.directive.whole or each.directive.section.encloses(section)
    )


def annotate(scope: SectionScope, annotations: Iterable[Annotation]) -> None:
    """Put what annotations say into a scope that is being built."""
    for each in annotations:
        if each.kind in ABOUT_NAMES:
            for subject in each.subjects:
                if (symbol := _symbol(scope, subject)) is not None:
                    _about(scope, each, symbol)
        elif each.kind is AnnotationKind.DEFINE:
            _define(scope, each)
        elif each.kind is AnnotationKind.ASSUME:
            _assume(scope, each)


def _about(scope: SectionScope, annotation: Annotation, symbol: Symbol) -> None:
    if annotation.kind is AnnotationKind.NOTATION:
        scope.notations[symbol] = annotation.target
    elif annotation.axes is None:
        scope.functions |= {symbol}
    else:
        axes = tuple(extent for text in annotation.axes for extent in _axes(text))
        words = f"annotation: let {annotation.subjects[0]}"
        scope.declarations[symbol] = SymbolDeclaration(axes, words, annotation.line, annotated=True)


def _axes(text: str) -> tuple[AxisExtent, ...]:
    node = _one(text)
    return axes_of_space(node) if node is not None else (AxisExtent(),)


def _symbol(scope: SectionScope, text: str) -> Symbol | None:
    node = _one(text)
    if node is None:
        return None
    try:
        parts = scope.parts(node)
    except NotUnderstood:
        return None
    return scope.symbol(parts) if parts.name is not None else None


def _one(text: str) -> TexNode | None:
    try:
        nodes = parse(text)
    except NotUnderstood:
        return None
    return nodes[0] if len(nodes) == 1 else None


def _define(scope: SectionScope, annotation: Annotation) -> None:
    node = _one(annotation.formula)
    if not isinstance(node, TexChain) or (head := scope.left_side(node.parts[0])) is None:
        return
    statement = _statement(scope, annotation, node)
    scope.define(head.definition(node.parts[1], scope.section, statement, "annotation"))


def _assume(scope: SectionScope, annotation: Annotation) -> None:
    try:
        nodes = parse(annotation.formula)
    except NotUnderstood:
        return
    for node in nodes:
        statement = _statement(scope, annotation, node)
        said = Hypothesis(
            "annotation", None, node, scope.section, annotation.line, f"annotation: {annotation.formula}", statement
        )
        scope.hypotheses = (*scope.hypotheses, said)


def _statement(scope: SectionScope, annotation: Annotation, node: TexNode) -> NoteStatement:
    """A statement before all others of the document, at the line of the annotation."""
    source = annotation.directive.source if annotation.directive else 0
    formula = Formula(-1, source, 0, 0, annotation.formula, False, annotation.line, 1, scope.section)
    return NoteStatement(-1, formula, node, StatementRole.DEFINITION)


def unused_in(annotation: Annotation, scopes: Iterable[SectionScope]) -> bool:
    """Whether nothing that an annotation is about occurs in the sections where it holds."""
    holding = [scope for scope in scopes if annotation in holding_in((annotation,), scope.section)]
    if annotation.kind in ABOUT_NAMES:
        return not any(_symbol(scope, text) in scope.occurs for scope in holding for text in annotation.subjects)
    if annotation.kind is AnnotationKind.DEFINE:
        node = _one(annotation.formula)
        heads = [scope.head(node.parts[0]) for scope in holding] if isinstance(node, TexChain) else []
        return not any(head.symbol in scope.occurs for head, scope in zip(heads, holding, strict=False) if head)
    if annotation.kind in (AnnotationKind.INDEX, AnnotationKind.LABEL):
        written = {letter for scope in holding for letter in scope.evidence.script_letters}
        return not written.intersection(annotation.subjects)
    return False
